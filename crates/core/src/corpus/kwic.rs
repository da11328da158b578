//! Concordance: every place of a word or phrase, with the words around it.

use std::borrow::Cow;

use rayon::prelude::*;
use serde::Serialize;

use crate::{
    Corpus, Error, Result,
    corpus::{Facet, Index, Place, Query, ZoneTokens},
    layout::ZoneKind,
    table::{Cells, Ints, Provenance, Table, Texts},
    text::{CodePoints, Span, lower},
};

/// The order of concordance lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KwicSort {
    /// The order of the documents.
    #[default]
    Document,
    /// By the words to the left, the nearest first.
    Left,
    /// By the words to the right.
    Right,
    /// By the words found.
    Node,
}

impl std::str::FromStr for KwicSort {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "document" => Ok(KwicSort::Document),
            "left" => Ok(KwicSort::Left),
            "right" => Ok(KwicSort::Right),
            "node" => Ok(KwicSort::Node),
            other => Err(Error::usage(format!(
                "'{other}' is no order: known are document, left, right, node"
            ))),
        }
    }
}

impl KwicSort {
    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            KwicSort::Document => "document",
            KwicSort::Left => "left",
            KwicSort::Right => "right",
            KwicSort::Node => "node",
        }
    }
}

/// How much of the text stands around what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Window {
    /// So many tokens on each side, inside the zone.
    #[default]
    Tokens,
    /// The sentence.
    Sentence,
    /// The whole zone: a paragraph, a title.
    Paragraph,
}

impl Window {
    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            Window::Tokens => "tokens",
            Window::Sentence => "sentence",
            Window::Paragraph => "paragraph",
        }
    }
}

impl std::str::FromStr for Window {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "tokens" => Ok(Window::Tokens),
            "sentence" => Ok(Window::Sentence),
            "paragraph" => Ok(Window::Paragraph),
            other => Err(Error::usage(format!(
                "'{other}' is no window: known are tokens, sentence, paragraph"
            ))),
        }
    }
}

/// How a concordance is made.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct KwicOptions {
    /// How much stands around what was found.
    pub window: Window,
    /// Tokens of context on each side, inside the zone, if the window is tokens.
    pub context: usize,
    /// The order of the lines.
    pub sort: KwicSort,
    /// The most lines given (all are counted); 0 for all.
    pub limit: usize,
}

impl Default for KwicOptions {
    fn default() -> Self {
        KwicOptions {
            window: Window::Tokens,
            context: 8,
            sort: KwicSort::Document,
            limit: 0,
        }
    }
}

/// One line of a concordance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// Number of the document in the corpus.
    #[serde(skip)]
    pub number: usize,
    /// Id of the document.
    pub document: String,
    /// Number of the zone in the document.
    #[serde(skip)]
    pub zone: usize,
    /// What the zone is.
    pub kind: ZoneKind,
    /// The words before.
    pub left: String,
    /// The words found.
    pub node: String,
    /// The words after.
    pub right: String,
    /// Where the words found stand in the capture, from their first to their last byte.
    pub span: Span,
}

impl Corpus {
    /// Every place of a query, in the order asked.
    pub fn concordance(&self, query: &str, options: &KwicOptions) -> Result<Vec<Line>> {
        let places = self.places(&query.parse()?, options)?.0;
        let positions = self.positions();
        let id = Facet::named("id");
        let line = |place| {
            let found = self.found(place, positions.as_ref(), options)?;
            let (left, node, right) = found.words();
            Some(Line {
                number: found.number,
                document: self.value(found.number, &id)?.into_owned(),
                zone: found.zone.number(),
                kind: found.zone.kind(),
                left: left.to_owned(),
                node: node.to_owned(),
                right: right.to_owned(),
                span: found.span,
            })
        };
        Ok(places.par_iter().filter_map(line).collect())
    }

    /// The same as a table: `document outlet date kind left node right start end path`;
    /// `start` and `end` are bytes of the capture's text.
    pub fn kwic(&self, query: &str, options: &KwicOptions) -> Result<Table> {
        let (rows, provenance) = self.rows(query, options, false)?;
        rows.table(provenance)
    }

    /// The same twice: with `start` and `end` in bytes, and in code points.
    pub fn kwic_in_both(&self, query: &str, options: &KwicOptions) -> Result<[Table; 2]> {
        let (rows, provenance) = self.rows(query, options, true)?;
        let mut points = rows.clone();
        points.span.clone_from(&rows.points);
        let in_points = provenance.clone().option("offsets", "code points");
        Ok([rows.table(provenance)?, points.table(in_points)?])
    }

    fn rows(&self, query: &str, options: &KwicOptions, points: bool) -> Result<(Rows, Provenance)> {
        let parsed: Query = query.parse()?;
        let (places, found) = self.places(&parsed, options)?;
        let positions = self.positions();
        let facets = ["id", "outlet_name", "published", "address"].map(Facet::named);
        let parts: Vec<Rows> = places
            .par_chunks(LINES)
            .map(|places| {
                let mut rows = Rows::default();
                // What is told of a document is looked up once for all lines of it in a row.
                let mut of = None;
                let mut values = [const { None }; 4];
                let mut capture: Option<(&str, CodePoints)> = None;
                for place in places {
                    let Some(found) = self.found(place, positions.as_ref(), options) else {
                        continue;
                    };
                    if of != Some(found.number) {
                        of = Some(found.number);
                        values = facets
                            .each_ref()
                            .map(|facet| self.value(found.number, facet).map(Cow::into_owned));
                        capture = self
                            .documents()
                            .get(found.number)
                            .filter(|_| points)
                            .map(|d| {
                                let text = d.capture.text.as_str();
                                (text, CodePoints::new(text))
                            });
                    }
                    rows.push(&found, values.each_ref().map(Option::as_deref));
                    if points {
                        let at = capture.as_ref().map(|(text, points)| {
                            let at = |byte| points.at(text, byte);
                            Span::new(at(found.span.start), at(found.span.end))
                        });
                        rows.push_points(at.or(found.points));
                    }
                }
                rows
            })
            .collect();
        let mut rows = Rows::default();
        for part in &parts {
            rows.append(part);
        }
        let provenance = Provenance::new("kwic")
            .option("query", query)
            .option("window", options.window.name())
            .option("context", options.context)
            .option("sort", options.sort.name())
            .option("limit", options.limit)
            .option(
                "case",
                if parsed.is_cql() {
                    "as the query says"
                } else {
                    "fold"
                },
            )
            .option("token_rule", self.index().rules().name())
            .option("token_rule_version", self.index().rules().version())
            .option("offsets", "bytes")
            .count("documents", self.len())
            .count("tokens", self.tokens())
            .count("lines", found);
        Ok((rows, provenance))
    }

    /// The places that are shown, in the order asked, and how many there are in all.
    fn places(&self, query: &Query, options: &KwicOptions) -> Result<(Vec<Place>, usize)> {
        let mut places = self.find(query)?;
        let count = places.len();
        let index = self.index();
        if options.sort != KwicSort::Document {
            places.sort_by_cached_key(|p| sort_key(index, p, options.sort));
        }
        if options.limit > 0 {
            places.truncate(options.limit);
        }
        Ok((places, count))
    }

    fn found(
        &self,
        hit: &Place,
        positions: Option<&Vec<u32>>,
        options: &KwicOptions,
    ) -> Option<Found<'_>> {
        let number = self.position(hit, positions)?;
        let index = self.index();
        let zone = index.parts().get(hit.part)?.zone_at(hit.first)?;
        let types = index.vocabulary();
        let text = zone.text();
        let (first, end) = (hit.first - zone.first(), hit.end - zone.first());
        let place = |token: usize| zone.starts().get(token).map(|&s| s as usize);
        let node = Span::new(
            place(first)?,
            zone.end(end.checked_sub(1)?, types)? as usize,
        );
        let (first_seen, last_seen) = match options.window {
            Window::Tokens => (
                first.checked_sub(options.context),
                end.checked_add(options.context)
                    .and_then(|e| e.checked_sub(1)),
            ),
            Window::Paragraph => (None, None),
            Window::Sentence => {
                let starts: Vec<usize> = zone.sentences().collect();
                let before = starts.iter().rev().find(|&&s| s <= first).copied();
                let after = starts.iter().find(|&&s| s >= end).copied();
                (before, after.and_then(|a| a.checked_sub(1)))
            }
        };
        // At the edge of the zone the punctuation beyond the last word belongs to the context.
        let start = first_seen
            .filter(|&t| t > 0)
            .and_then(place)
            .map_or(0, |s| s.min(node.start));
        let right = last_seen
            .filter(|&l| l < zone.words().len())
            .and_then(|l| zone.end(l, types))
            .map_or(text.len(), |e| (e as usize).max(node.end));
        Some(Found {
            number,
            zone,
            text,
            node,
            seen: Span::new(start, right),
            span: zone.source(first..end, types)?,
            points: zone.stored_points(first..end),
        })
    }
}

/// A place of a query with what stands around it.
struct Found<'a> {
    /// Number of the document in the corpus.
    number: usize,
    zone: ZoneTokens<'a>,
    /// The text of the zone, and in it the words found and those shown.
    text: Cow<'a, str>,
    node: Span,
    seen: Span,
    /// The words found, in the capture.
    span: Span,
    /// The same in code points, where the capture is not at hand.
    points: Option<Span>,
}

impl Found<'_> {
    /// The words before, those found, those after.
    fn words(&self) -> (&str, &str, &str) {
        let left = Span::new(self.seen.start, self.node.start);
        let right = Span::new(self.node.end, self.seen.end);
        (
            left.of(&self.text).trim(),
            self.node.of(&self.text),
            right.of(&self.text).trim(),
        )
    }
}

/// How many lines one thread writes at a time.
const LINES: usize = 4096;

/// Columns of a concordance.
#[derive(Clone, Default)]
struct Rows {
    /// Id, outlet, date, address.
    of_document: [Texts; 4],
    /// Kind of the zone, words before, found, after.
    of_line: [Texts; 4],
    /// Start and end in the capture, in bytes.
    span: [Ints; 2],
    /// The same in code points, if asked.
    points: [Ints; 2],
}

impl Rows {
    fn push(&mut self, found: &Found<'_>, of_document: [Option<&str>; 4]) {
        let (left, node, right) = found.words();
        let of_line = [found.zone.kind().name(), left, node, right];
        let span = [found.span.start, found.span.end];
        for (column, cell) in self.of_document.iter_mut().zip(of_document) {
            column.push(cell);
        }
        for (column, cell) in self.of_line.iter_mut().zip(of_line) {
            column.push(Some(cell));
        }
        for (column, cell) in self.span.iter_mut().zip(span) {
            column.push(i64::try_from(cell).ok());
        }
    }

    fn push_points(&mut self, span: Option<Span>) {
        for (column, cell) in self.points.iter_mut().zip([
            span.and_then(|s| i64::try_from(s.start).ok()),
            span.and_then(|s| i64::try_from(s.end).ok()),
        ]) {
            column.push(cell);
        }
    }

    fn table(self, provenance: Provenance) -> Result<Table> {
        let [document, outlet, date, path] = self.of_document;
        let [kind, left, node, right] = self.of_line;
        let [start, end] = self.span;
        Table::new(provenance)
            .with("document", Cells::Text(document))?
            .with("outlet", Cells::Text(outlet))?
            .with("date", Cells::Text(date))?
            .with("kind", Cells::Text(kind))?
            .with("left", Cells::Text(left))?
            .with("node", Cells::Text(node))?
            .with("right", Cells::Text(right))?
            .with("start", Cells::Int(start))?
            .with("end", Cells::Int(end))?
            .with("path", Cells::Text(path))
    }

    fn append(&mut self, other: &Rows) {
        let texts = self.of_document.iter_mut().chain(&mut self.of_line);
        let others = other.of_document.iter().chain(&other.of_line);
        texts.zip(others).for_each(|(to, from)| to.append(from));
        let numbers = self.span.iter_mut().chain(&mut self.points);
        for (to, from) in numbers.zip(other.span.iter().chain(&other.points)) {
            from.iter().for_each(|cell| to.push(cell));
        }
    }
}

fn sort_key(index: &Index, hit: &Place, sort: KwicSort) -> Vec<String> {
    let Some(zone) = index
        .parts()
        .get(hit.part)
        .and_then(|p| p.zone_at(hit.first))
    else {
        return Vec::new();
    };
    let words = zone.words();
    let form = |&id: &u32| lower(index.form(id)).into_owned();
    let (first, end) = (hit.first - zone.first(), hit.end - zone.first());
    match sort {
        KwicSort::Document => Vec::new(),
        KwicSort::Left => {
            let left = words.get(..first).unwrap_or(&[]);
            left.iter().rev().take(5).map(form).collect()
        }
        KwicSort::Right => words.iter().skip(end).take(5).map(form).collect(),
        KwicSort::Node => words.iter().take(end).skip(first).map(form).collect(),
    }
}
