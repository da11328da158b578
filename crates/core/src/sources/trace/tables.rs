//! What was traced, as tables.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Corpus, Result,
    corpus::Facet,
    table::{Cells, Provenance, Table},
};
use serde_json::Value;

use super::{Covered, Trace, Traced};

/// The corpora of stories and statements: tables name a document by its id, as all tables do, and give its
/// address as `path`.
#[derive(Clone, Debug, Default)]
pub struct Names {
    stories: Corpus,
    statements: Option<Corpus>,
}

/// Ids by addresses.
type IdsOf = BTreeMap<String, String>;

fn id(ids: &IdsOf, address: &str) -> Option<String> {
    ids.get(address).cloned()
}

impl Names {
    /// Of stories, and of statements if they are others.
    pub fn new(stories: &Corpus, statements: Option<&Corpus>) -> Self {
        Names {
            stories: stories.clone(),
            statements: statements.cloned(),
        }
    }

    /// The ids of documents by their addresses.
    fn ids<'a>(&self, addresses: impl Iterator<Item = &'a String>) -> IdsOf {
        let mut wanted: BTreeSet<&str> = addresses.map(String::as_str).collect();
        let mut ids = IdsOf::new();
        let [address, id] = ["address", "id"].map(Facet::named);
        for corpus in std::iter::once(&self.stories).chain(&self.statements) {
            for position in 0..corpus.len() {
                if wanted.is_empty() {
                    break;
                }
                let found = corpus.value(position, &address);
                if let Some(found) = found.filter(|a| wanted.remove(&**a))
                    && let Some(id) = corpus.value(position, &id)
                {
                    ids.insert(found.into_owned(), id.into_owned());
                }
            }
        }
        ids
    }

    fn provenance(&self, measure: &str) -> Provenance {
        Provenance::new(measure)
            .option("edited", super::EDITED)
            .option("candidate", super::CANDIDATE)
            .count("documents", self.stories.len())
            .count(
                "held",
                self.statements.as_ref().unwrap_or(&self.stories).len(),
            )
    }
}

fn texts<'a, T: 'a>(rows: impl Iterator<Item = &'a T>, f: impl Fn(&T) -> Option<String>) -> Cells {
    Cells::texts(rows.map(f))
}

fn ints<'a, T: 'a>(rows: impl Iterator<Item = &'a T>, f: impl Fn(&T) -> usize) -> Cells {
    Cells::ints(rows.map(|r| i64::try_from(f(r)).ok()))
}

fn name(value: impl serde::Serialize) -> Option<String> {
    match serde_json::to_value(value) {
        Ok(Value::String(s)) => Some(s),
        _ => None,
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// One row a quote: those that are no whole of others, or have no parts.
///
/// Columns: `document start end text mode kind speaker speaker_id how cue chain match similarity source
/// source_start source_end source_text candidates decides closed path source_path`. Places are bytes of the captures.
pub fn quotes(traces: &[Trace], names: &Names) -> Result<Table> {
    let rows: Vec<&Traced> = traces
        .iter()
        .flat_map(|t| {
            let whole = |n: usize| t.quotes.iter().any(|q| q.quote.part_of == Some(n));
            t.quotes
                .iter()
                .enumerate()
                .filter(move |(n, _)| !whole(*n))
                .map(|(_, q)| q)
        })
        .collect();
    let all = || rows.iter().copied();
    let sources = rows.iter().filter_map(|r| r.source.as_ref());
    let ids = names.ids(
        rows.iter()
            .map(|r| &r.document)
            .chain(sources.map(|s| &s.document)),
    );
    let source =
        |f: fn(&super::Source) -> String| texts(all(), move |r: &Traced| r.source.as_ref().map(f));
    Table::new(names.provenance("trace"))
        .with("document", texts(all(), |r| id(&ids, &r.document)))?
        .with("start", ints(all(), |r| r.span.start))?
        .with("end", ints(all(), |r| r.span.end))?
        .with("text", texts(all(), |r| Some(r.quote.text.clone())))?
        .with("mode", texts(all(), |r| name(r.quote.mode)))?
        .with("kind", texts(all(), |r| name(r.quote.kind)))?
        .with(
            "speaker",
            texts(all(), |r| r.quote.speaker.as_ref().map(|s| s.name.clone())),
        )?
        .with(
            "speaker_id",
            texts(all(), |r| {
                r.quote.speaker.as_ref().and_then(|s| s.id.clone())
            }),
        )?
        .with(
            "how",
            texts(all(), |r| {
                r.quote.speaker.as_ref().and_then(|s| name(s.how))
            }),
        )?
        .with(
            "cue",
            texts(all(), |r| r.quote.cue.as_ref().map(|c| c.text.clone())),
        )?
        .with("chain", texts(all(), |r| some(&r.quote.chain.join(" > "))))?
        .with("match", source(|s| s.how.name().to_owned()))?
        .with(
            "similarity",
            Cells::floats(all().map(|r| r.source.as_ref().map(|s| s.similarity))),
        )?
        .with(
            "source",
            texts(all(), |r| {
                r.source.as_ref().and_then(|s| id(&ids, &s.document))
            }),
        )?
        .with(
            "source_start",
            Cells::ints(all().map(|r| {
                r.source
                    .as_ref()
                    .and_then(|s| i64::try_from(s.span.start).ok())
            })),
        )?
        .with(
            "source_end",
            Cells::ints(all().map(|r| {
                r.source
                    .as_ref()
                    .and_then(|s| i64::try_from(s.span.end).ok())
            })),
        )?
        .with("source_text", source(|s| s.text.clone()))?
        .with(
            "candidates",
            texts(all(), |r| {
                let list: Vec<String> = r
                    .candidates
                    .iter()
                    .map(|c| format!("{} {}", c.document, c.similarity))
                    .collect();
                some(&list.join("; "))
            }),
        )?
        .with("decides", texts(all(), |r| some(&r.decides.join("; "))))?
        .with("closed", Cells::bools(all().map(|r| Some(r.quote.closed))))?
        .with("path", texts(all(), |r| Some(r.document.clone())))?
        .with("source_path", source(|s| s.document.clone()))
}

/// One row a passage that a story shares with a statement.
///
/// Columns: `document start end text source source_start source_end source_text same similarity verbatim
/// marked path source_path`.
pub fn reuse(traces: &[Trace], names: &Names) -> Result<Table> {
    let all = || traces.iter().flat_map(|t| &t.passages);
    let ids = names.ids(all().flat_map(|r| [&r.document, &r.source.document]));
    Table::new(names.provenance("trace --reuse"))
        .with("document", texts(all(), |r| id(&ids, &r.document)))?
        .with("start", ints(all(), |r| r.span.start))?
        .with("end", ints(all(), |r| r.span.end))?
        .with("text", texts(all(), |r| Some(r.text.clone())))?
        .with("source", texts(all(), |r| id(&ids, &r.source.document)))?
        .with("source_start", ints(all(), |r| r.source.span.start))?
        .with("source_end", ints(all(), |r| r.source.span.end))?
        .with("source_text", texts(all(), |r| Some(r.source.text.clone())))?
        .with("same", ints(all(), |r| r.same))?
        .with(
            "similarity",
            Cells::floats(all().map(|r| Some(r.similarity))),
        )?
        .with("verbatim", Cells::bools(all().map(|r| Some(r.verbatim))))?
        .with("marked", Cells::bools(all().map(|r| Some(r.marked))))?
        .with("path", texts(all(), |r| Some(r.document.clone())))?
        .with(
            "source_path",
            texts(all(), |r| Some(r.source.document.clone())),
        )
}

/// One row a story and rival version: which one the story used, and how much of the evidence says so.
///
/// Columns: `document version decided shared rival only_version only_rival only_version_3 only_rival_3
/// phrases path version_path rival_path`; counts are distinct 5-grams (and 3-grams) of the story.
pub fn versions(traces: &[Trace], names: &Names) -> Result<Table> {
    type Row<'a> = (&'a Trace, &'a super::Version, Option<&'a super::Rival>);
    let mut rows: Vec<Row<'_>> = Vec::new();
    for trace in traces {
        let Some(version) = &trace.version else {
            continue;
        };
        if version.rivals.is_empty() {
            rows.push((trace, version, None));
        }
        rows.extend(version.rivals.iter().map(|r| (trace, version, Some(r))));
    }
    let ids = names.ids(rows.iter().flat_map(|r| {
        [&r.0.document, &r.1.document]
            .into_iter()
            .chain(r.2.map(|r| &r.document))
    }));
    let text = |f: &dyn Fn(&Row<'_>) -> Option<String>| Cells::texts(rows.iter().map(f));
    let rival = |f: fn(&super::Rival) -> usize| {
        Cells::ints(
            rows.iter()
                .map(|r| r.2.and_then(|r| i64::try_from(f(r)).ok())),
        )
    };
    Table::new(
        names
            .provenance("trace --versions")
            .option("least", super::version::LEAST),
    )
    .with("document", text(&|r| id(&ids, &r.0.document)))?
    .with("version", text(&|r| id(&ids, &r.1.document)))?
    .with(
        "decided",
        // Without a rival there is nothing to decide.
        Cells::bools(rows.iter().map(|r| r.2.map(|_| r.1.decided))),
    )?
    .with(
        "shared",
        Cells::ints(rows.iter().map(|r| i64::try_from(r.1.shared).ok())),
    )?
    .with("rival", text(&|r| r.2.and_then(|r| id(&ids, &r.document))))?
    .with("only_version", rival(|r| r.only_used))?
    .with("only_rival", rival(|r| r.only_rival))?
    .with("only_version_3", rival(|r| r.only_used_3))?
    .with("only_rival_3", rival(|r| r.only_rival_3))?
    .with(
        "phrases",
        text(&|r| {
            let list: Vec<&str> = r.1.evidence.iter().map(|e| e.text.as_str()).collect();
            some(&list.join(" | "))
        }),
    )?
    .with("path", text(&|r| Some(r.0.document.clone())))?
    .with("version_path", text(&|r| Some(r.1.document.clone())))?
    .with("rival_path", text(&|r| r.2.map(|r| r.document.clone())))
}

/// One row a sentence. `other` is who carries it (or, for what a story adds, the statement).
///
/// Columns: `document other sentence start end carried text by path other_path`.
pub fn coverage(rows: &[(String, Covered)], measure: &str, names: &Names) -> Result<Table> {
    let all = || rows.iter();
    let ids = names.ids(all().flat_map(|r| [&r.0, &r.1.document]));
    Table::new(names.provenance(measure))
        .with("document", texts(all(), |r| id(&ids, &r.1.document)))?
        .with("other", texts(all(), |r| id(&ids, &r.0)))?
        .with("sentence", ints(all(), |r| r.1.sentence))?
        .with("start", ints(all(), |r| r.1.span.start))?
        .with("end", ints(all(), |r| r.1.span.end))?
        .with("carried", texts(all(), |r| name(r.1.carried)))?
        .with("text", texts(all(), |r| Some(r.1.text.clone())))?
        .with("by", texts(all(), |r| some(&r.1.by.join(" | "))))?
        .with("path", texts(all(), |r| Some(r.1.document.clone())))?
        .with("other_path", texts(all(), |r| Some(r.0.clone())))
}
