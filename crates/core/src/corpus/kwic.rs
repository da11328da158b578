//! Concordance: every place of a word or phrase, with the words around it.

use std::{borrow::Cow, sync::OnceLock};

use rayon::prelude::*;
use serde::Serialize;

use crate::{
    Corpus, Error, Result,
    corpus::{Facet, Index, Part, Query, search, search::Anchor},
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

/// How a concordance is made.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct KwicOptions {
    /// Tokens of context on each side, inside the zone.
    pub context: usize,
    /// The order of the lines.
    pub sort: KwicSort,
    /// The most lines given (all are counted); 0 for all.
    pub limit: usize,
}

impl Default for KwicOptions {
    fn default() -> Self {
        KwicOptions {
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

/// Tokens found, in the order of the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hit {
    part: usize,
    /// The first token and one past the last, counted in the part.
    first: usize,
    end: usize,
}

impl Corpus {
    /// Every place of a query, in the order asked.
    pub fn concordance(&self, query: &str, options: &KwicOptions) -> Result<Vec<Line>> {
        Ok(self.lines(&query.parse()?, options).0)
    }

    /// The same as a table: `document outlet date kind left node right start end path`;
    /// `start` and `end` are bytes of the capture's text.
    pub fn kwic(&self, query: &str, options: &KwicOptions) -> Result<Table> {
        let parsed: Query = query.parse()?;
        let (lines, found) = self.lines(&parsed, options);
        let [outlet, date, address] = ["outlet_name", "published", "address"].map(Facet::named);
        let value =
            |line: &Line, facet: &Facet| self.value(line.number, facet).map(Cow::into_owned);
        let text = |f: &dyn Fn(&Line) -> Option<String>| Cells::Text(lines.iter().map(f).collect());
        let int = |f: &dyn Fn(&Line) -> usize| {
            Cells::Int(lines.iter().map(|l| i64::try_from(f(l)).ok()).collect())
        };
        let provenance = Provenance::new("kwic")
            .option("query", query)
            .option("context", options.context)
            .option("sort", options.sort.name())
            .option("limit", options.limit)
            .option("case", "fold")
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

    fn lines(&self, query: &Query, options: &KwicOptions) -> (Vec<Line>, usize) {
        let index = self.index();
        let types = search::types(index, query);
        // A set as a bit for each type, made where all tokens have to be looked at.
        let fits: OnceLock<Vec<Vec<bool>>> = OnceLock::new();
        let fits = || fits.get_or_init(|| bits(&types, index.vocabulary().len()));
        let mut hits: Vec<Hit> = index
            .parts()
            .par_iter()
            .enumerate()
            .flat_map_iter(|(number, part)| {
                let starts = look_up(part, &types).unwrap_or_else(|| scan(part, fits()));
                starts.into_iter().map(move |first| Hit {
                    part: number,
                    first,
                    end: first + query.len(),
                })
            })
            .collect();
        let numbers = self.positions();
        hits.retain(|h| self.position(h, &numbers).is_some());
        let count = hits.len();
        if options.sort != KwicSort::Document {
            hits.sort_by_cached_key(|h| sort_key(index, h, options.sort));
        }
        if options.limit > 0 {
            hits.truncate(options.limit);
        }
        let lines = hits
            .iter()
            .filter_map(|h| self.line(h, self.position(h, &numbers)?, options.context))
            .collect();
        (lines, count)
    }

    /// The position in this corpus of each document of the index; `None` where all are in their place.
    fn positions(&self) -> Option<Vec<u32>> {
        let members = self.members.as_ref()?;
        let mut positions = vec![u32::MAX; self.index().len()];
        for (&number, position) in members.iter().zip(0u32..) {
            if let Some(slot) = positions.get_mut(number as usize) {
                *slot = position;
            }
        }
        Some(positions)
    }

    /// The position in this corpus of the document of a hit, if it is in it.
    fn position(&self, hit: &Hit, positions: &Option<Vec<u32>>) -> Option<usize> {
        let index = self.index();
        let document = index.parts().get(hit.part)?.document_of(hit.first);
        let number = index.first_of(hit.part) + document;
        match positions {
            None => Some(number),
            Some(positions) => {
                let position = *positions.get(number)?;
                (position != u32::MAX).then_some(position as usize)
            }
        }
    }

    fn line(&self, hit: &Hit, number: usize, context: usize) -> Option<Line> {
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
        // At the edge of the zone the punctuation beyond the last word belongs to the context.
        let start = first
            .checked_sub(context)
            .and_then(place)
            .map_or(0, |s| s.min(node.start));
        let last = end.checked_add(context).and_then(|e| e.checked_sub(1));
        let right = last
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

/// The tokens of a part with which the words of a query begin, by its positional index.
fn look_up(part: &Part, types: &[Vec<u32>]) -> Option<Vec<usize>> {
    let anchors = types.iter().enumerate().map(|(at, types)| Anchor {
        types,
        min: at,
        max: at,
    });
    let mut starts = search::candidates(part, anchors)?;
    let words = &part.columns().words;
    starts.retain(|&start| {
        let found = words.get(start..start + types.len()).is_some_and(|words| {
            let mut pairs = words.iter().zip(types);
            pairs.all(|(word, set)| set.binary_search(word).is_ok())
        });
        // Words of two zones are no phrase.
        found
            && part
                .zone_at(start)
                .is_some_and(|z| start + types.len() <= z.first() + z.words().len())
    });
    Some(starts)
}

/// The same by looking at all tokens.
fn scan(part: &Part, fits: &[Vec<bool>]) -> Vec<usize> {
    let zones = part.zones().flat_map(|zone| {
        let words = zone.words();
        let starts = (0..words.len()).filter(move |&at| found(words, at, fits));
        starts.map(move |at| zone.first() + at)
    });
    zones.collect()
}

fn bits(types: &[Vec<u32>], size: usize) -> Vec<Vec<bool>> {
    let sets = types.iter().map(|types| {
        let mut set = vec![false; size];
        for &id in types {
            if let Some(bit) = set.get_mut(id as usize) {
                *bit = true;
            }
        }
        set
    });
    sets.collect()
}

fn found(words: &[u32], at: usize, fits: &[Vec<bool>]) -> bool {
    fits.iter().enumerate().all(|(i, set)| {
        words
            .get(at + i)
            .is_some_and(|&w| set.get(w as usize).copied().unwrap_or(false))
    })
}

fn sort_key(index: &Index, hit: &Hit, sort: KwicSort) -> Vec<String> {
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
