//! Concordance: every place of a word or phrase, with the words around it.

use std::borrow::Cow;

use rayon::prelude::*;
use serde::Serialize;

use crate::{
    Corpus, Error, Result,
    corpus::{Facet, Index, Place, Query},
    layout::ZoneKind,
    table::{Cells, Provenance, Table},
    text::{Span, lower},
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
        Ok(self.lines(&query.parse()?, options)?.0)
    }

    /// The same as a table: `document outlet date kind left node right start end path`;
    /// `start` and `end` are bytes of the capture's text.
    pub fn kwic(&self, query: &str, options: &KwicOptions) -> Result<Table> {
        let parsed: Query = query.parse()?;
        let (lines, found) = self.lines(&parsed, options)?;
        let [outlet, date, address] = ["outlet_name", "published", "address"].map(Facet::named);
        let value =
            |line: &Line, facet: &Facet| self.value(line.number, facet).map(Cow::into_owned);
        let text = |f: &dyn Fn(&Line) -> Option<String>| Cells::Text(lines.iter().map(f).collect());
        let int = |f: &dyn Fn(&Line) -> usize| {
            Cells::Int(lines.iter().map(|l| i64::try_from(f(l)).ok()).collect())
        };
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
        Table::new(provenance)
            .with("document", text(&|l| Some(l.document.clone())))?
            .with("outlet", text(&|l| value(l, &outlet)))?
            .with("date", text(&|l| value(l, &date)))?
            .with("kind", text(&|l| Some(l.kind.name().to_owned())))?
            .with("left", text(&|l| Some(l.left.clone())))?
            .with("node", text(&|l| Some(l.node.clone())))?
            .with("right", text(&|l| Some(l.right.clone())))?
            .with("start", int(&|l| l.span.start))?
            .with("end", int(&|l| l.span.end))?
            .with("path", text(&|l| value(l, &address)))
    }

    fn lines(&self, query: &Query, options: &KwicOptions) -> Result<(Vec<Line>, usize)> {
        let mut places = self.find(query)?;
        let count = places.len();
        let index = self.index();
        if options.sort != KwicSort::Document {
            places.sort_by_cached_key(|p| sort_key(index, p, options.sort));
        }
        if options.limit > 0 {
            places.truncate(options.limit);
        }
        let positions = self.positions();
        let lines = places
            .par_iter()
            .filter_map(|p| self.line(p, self.position(p, positions.as_ref())?, options))
            .collect();
        Ok((lines, count))
    }

    fn line(&self, hit: &Place, number: usize, options: &KwicOptions) -> Option<Line> {
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
        let id = Facet::named("id");
        Some(Line {
            number,
            document: self.value(number, &id)?.into_owned(),
            zone: zone.number(),
            kind: zone.kind(),
            left: Span::new(start, node.start).of(&text).trim().to_owned(),
            node: node.of(&text).to_owned(),
            right: Span::new(node.end, right).of(&text).trim().to_owned(),
            span: zone.source(first..end, types)?,
        })
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
