//! Concordance: every place of a word or phrase, with the words around it.

use rayon::prelude::*;
use serde::Serialize;

use crate::{
    Corpus, Error, Result,
    corpus::{Index, Query, Token, index::TOKEN_RULE},
    layout::ZoneKind,
    table::{Cells, Provenance, Table},
    text::Span,
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

struct Hit {
    document: usize,
    first: usize,
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
        let document = |line: &Line| self.documents().get(line.number);
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
            .option("token_rule", TOKEN_RULE)
            .option("offsets", "bytes")
            .count("documents", self.documents().len())
            .count("tokens", self.index().tokens().len())
            .count("lines", found);
        Table::new(provenance)
            .with("document", text(&|l| Some(l.document.clone())))?
            .with(
                "outlet",
                text(&|l| document(l)?.outlet.as_ref().map(|o| o.name.clone())),
            )?
            .with(
                "date",
                text(&|l| document(l)?.published.map(|d| d.to_string())),
            )?
            .with("kind", text(&|l| Some(l.kind.name().to_owned())))?
            .with("left", text(&|l| Some(l.left.clone())))?
            .with("node", text(&|l| Some(l.node.clone())))?
            .with("right", text(&|l| Some(l.right.clone())))?
            .with("start", int(&|l| l.span.start))?
            .with("end", int(&|l| l.span.end))?
            .with("path", text(&|l| document(l).map(|d| d.address())))
    }

    fn lines(&self, query: &Query, options: &KwicOptions) -> (Vec<Line>, usize) {
        let index = self.index();
        // Each word of the query fits a set of types, found once over the vocabulary.
        let fits: Vec<Vec<bool>> = (0..query.len())
            .map(|at| {
                (0u32..)
                    .take(index.types().len())
                    .map(|id| query.fits(at, index.form(index.folded(id))))
                    .collect()
            })
            .collect();
        let mut hits: Vec<Hit> = (0..index.len())
            .into_par_iter()
            .flat_map_iter(|document| {
                let tokens = index.document(document);
                let fits = &fits;
                (0..tokens.len())
                    .filter(move |&at| found(tokens, at, fits))
                    .map(move |first| Hit { document, first })
            })
            .collect();
        let count = hits.len();
        if options.sort != KwicSort::Document {
            hits.sort_by_cached_key(|h| sort_key(index, h, query.len(), options.sort));
        }
        if options.limit > 0 {
            hits.truncate(options.limit);
        }
        let lines = hits
            .iter()
            .filter_map(|h| self.line(h, query.len(), options.context))
            .collect();
        (lines, count)
    }

    fn line(&self, hit: &Hit, len: usize, context: usize) -> Option<Line> {
        let tokens = self.index().document(hit.document);
        let document = self.documents().get(hit.document)?;
        let first = tokens.get(hit.first)?;
        let last = tokens.get(hit.first + len - 1)?;
        let zone = document.zones.get(first.zone as usize)?;
        let text = zone.text();
        let same = |t: &&Token| t.zone == first.zone;
        let before = tokens.get(hit.first.saturating_sub(context)..hit.first)?;
        let left = before.iter().find(same).map_or(first.start, |t| t.start);
        let after = (hit.first + len)
            .checked_add(context)
            .map_or(tokens.len(), |end| end.min(tokens.len()));
        let after = tokens.get(hit.first + len..after)?;
        let right = after.iter().rev().find(same);
        // At the edge of the zone the punctuation beyond the last word belongs to the context.
        let right = match right {
            Some(t) if after.len() == context && after.last().is_some_and(|l| same(&l)) => t.end,
            _ => u32::try_from(text.len()).unwrap_or(u32::MAX),
        };
        let start = if before.len() == context && before.first().is_some_and(|t| same(&t)) {
            left
        } else {
            0
        };
        let node = Span::new(first.start as usize, last.end as usize);
        Some(Line {
            number: hit.document,
            document: document.id.clone(),
            zone: first.zone as usize,
            kind: zone.kind,
            left: Span::new(start as usize, node.start)
                .of(text)
                .trim()
                .to_owned(),
            node: node.of(text).to_owned(),
            right: Span::new(node.end, right as usize)
                .of(text)
                .trim()
                .to_owned(),
            span: zone.clean.to_source_hull(node)?,
        })
    }
}

fn found(tokens: &[Token], at: usize, fits: &[Vec<bool>]) -> bool {
    let Some(first) = tokens.get(at) else {
        return false;
    };
    fits.iter().enumerate().all(|(i, set)| {
        tokens.get(at + i).is_some_and(|t| {
            t.zone == first.zone && set.get(t.id as usize).copied().unwrap_or(false)
        })
    })
}

fn sort_key(index: &Index, hit: &Hit, len: usize, sort: KwicSort) -> Vec<String> {
    let tokens = index.document(hit.document);
    let form = |t: &Token| index.form(index.folded(t.id)).to_owned();
    let end = hit.first + len;
    match sort {
        KwicSort::Document => Vec::new(),
        KwicSort::Left => {
            let start = hit.first.saturating_sub(5);
            let left = tokens.get(start..hit.first).unwrap_or(&[]);
            left.iter().rev().map(form).collect()
        }
        KwicSort::Right => tokens.iter().skip(end).take(5).map(form).collect(),
        KwicSort::Node => tokens.iter().take(end).skip(hit.first).map(form).collect(),
    }
}
