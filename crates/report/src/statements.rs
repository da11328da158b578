//! Which documents carry one statement, what its versions change, and where quotes come from.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use variorum::{
    Corpus,
    facts::quotes::{Finder, Kind, Mode},
    sources::{
        cluster::{Cluster, ClusterOptions, Label, Member, cluster},
        trace::{Held, Traced, Tracer},
    },
    versions::{CompareOptions, compare},
};

use crate::model::Row;

/// Statements that are listed at most, those with versions first, then those with most documents.
const STATEMENTS: usize = 60;
/// Documents of one statement that are listed at most.
const CARRIERS: usize = 40;
/// Pairs of versions that are compared at most.
const PAIRS: usize = 60;
/// Changes of each pair that are listed, the weightiest first.
const CHANGES: usize = 10;
/// Runs of words that tell two versions apart, below which nothing is said of them.
const EVIDENCE: usize = 5;
/// Quotes that are listed at most.
const QUOTES: usize = 300;

/// What the documents have to do with each other.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Statements {
    /// Statements that several documents carry.
    pub(crate) groups: Vec<Statement>,
    /// How many there are.
    pub(crate) found: usize,
    /// Quotes whose words another document has.
    pub(crate) quotes: Vec<Quoted>,
    /// How many there are.
    pub(crate) traced: usize,
    /// How many direct quotes of speech were looked for.
    pub(crate) asked: usize,
    /// Which version a story used, where several are held.
    pub(crate) used: Vec<Used>,
}

/// A statement and who carries it.
#[derive(Debug, Serialize)]
pub(crate) struct Statement {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) evidence: String,
    /// Whether all have the same words.
    pub(crate) is_copies: bool,
    /// How many documents carry it.
    pub(crate) size: usize,
    pub(crate) members: Vec<Carrier>,
    pub(crate) pairs: Vec<Pair>,
}

/// A document that carries a statement.
#[derive(Debug, Serialize)]
pub(crate) struct Carrier {
    pub(crate) document: Named,
    /// What it is of the other; `origin` for the presumed origin.
    pub(crate) label: &'static str,
    /// The share of its own runs of words that the other has.
    pub(crate) contained: Option<f64>,
}

/// A document as it is named in a list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Named {
    pub(crate) number: usize,
    pub(crate) label: String,
    pub(crate) outlet: Option<String>,
    pub(crate) color: usize,
    pub(crate) date: Option<String>,
    pub(crate) reading: bool,
}

/// Two versions and what changed.
#[derive(Debug, Serialize)]
pub(crate) struct Pair {
    pub(crate) a: Named,
    pub(crate) b: Named,
    pub(crate) similarity: Option<f64>,
    pub(crate) carried: usize,
    pub(crate) dropped: usize,
    pub(crate) added: usize,
    pub(crate) variants: usize,
    pub(crate) changes: Vec<Change>,
}

/// A change between two versions.
#[derive(Debug, Serialize)]
pub(crate) struct Change {
    pub(crate) kind: &'static str,
    pub(crate) a: String,
    pub(crate) b: String,
}

/// A quote and the document that has its words.
#[derive(Debug, Serialize)]
pub(crate) struct Quoted {
    pub(crate) story: Named,
    pub(crate) zone: usize,
    pub(crate) text: String,
    pub(crate) speaker: Option<String>,
    pub(crate) how: &'static str,
    pub(crate) similarity: f64,
    /// The words of the source, where they are others.
    pub(crate) original: Option<String>,
    pub(crate) source: Named,
}

/// A version that a story used.
#[derive(Debug, Serialize)]
pub(crate) struct Used {
    pub(crate) story: Named,
    pub(crate) version: Named,
    pub(crate) rival: Named,
    pub(crate) decided: bool,
    /// Runs of five words that only the version has, and only the rival.
    pub(crate) only_version: usize,
    pub(crate) only_rival: usize,
}

struct Names<'m> {
    rows: &'m [Row],
    by_address: BTreeMap<&'m str, usize>,
}

impl Named {
    /// The document of a row.
    pub(crate) fn of(row: &Row) -> Self {
        Named {
            number: row.number,
            label: row.label.clone(),
            outlet: row.outlet.clone(),
            color: row.color,
            date: row.date.clone(),
            reading: row.reading,
        }
    }
}

impl Names<'_> {
    fn get(&self, number: usize) -> Option<Named> {
        self.rows.get(number).map(Named::of)
    }

    fn at(&self, address: &str) -> Option<Named> {
        self.get(*self.by_address.get(address)?)
    }
}

impl Statements {
    /// Of a corpus whose documents have these rows; quotes are looked for in the first `stories`.
    pub(crate) fn new(corpus: &Corpus, rows: &[Row], stories: usize) -> Self {
        let numbers = rows.iter().map(|row| (row.address.as_str(), row.number));
        let names = Names {
            rows,
            by_address: numbers.collect(),
        };
        let mut out = Statements::default();
        // Without a hook nothing stops it.
        let clusters = cluster(corpus, &ClusterOptions::default(), &()).unwrap_or_default();
        let mut clusters = clusters.clusters;
        out.found = clusters.len();
        clusters.sort_by_key(|c| (is_copies(c), std::cmp::Reverse(c.members.len())));
        clusters.truncate(STATEMENTS);
        let mut room = PAIRS;
        for cluster in &clusters {
            let Some(statement) = statement(corpus, &names, cluster, &mut room) else {
                continue;
            };
            out.groups.push(statement);
        }
        let finder = Finder::new(corpus.pack());
        let held = Held::new(corpus);
        let tracer = Tracer::new(&held, &finder);
        let documents = corpus.documents();
        let documents = documents.get(..stories.min(documents.len())).unwrap_or(&[]);
        let traces: Vec<_> = documents.par_iter().map(|d| tracer.trace(d)).collect();
        for trace in &traces {
            let Some(story) = names.at(&trace.document) else {
                continue;
            };
            let spoken = trace.quotes.iter().filter(|t| is_spoken(t));
            for traced in spoken {
                out.asked += 1;
                let Some(quoted) = quoted(&names, &story, traced) else {
                    continue;
                };
                out.traced += 1;
                if out.quotes.len() < QUOTES {
                    out.quotes.push(quoted);
                }
            }
            let Some(version) = &trace.version else {
                continue;
            };
            let told = version.rivals.iter();
            for rival in told.filter(|r| r.only_used + r.only_rival >= EVIDENCE) {
                let (Some(used), Some(other)) =
                    (names.at(&version.document), names.at(&rival.document))
                else {
                    continue;
                };
                out.used.push(Used {
                    story: story.clone(),
                    version: used,
                    rival: other,
                    decided: version.decided,
                    only_version: rival.only_used,
                    only_rival: rival.only_rival,
                });
            }
        }
        out.used.sort_by_key(|used| !used.decided);
        out.used.truncate(QUOTES);
        out
    }

    /// Whether there is nothing to show.
    pub(crate) fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.quotes.is_empty() && self.used.is_empty()
    }
}

/// Quotes of a word or two are no evidence of a source.
fn is_spoken(traced: &Traced) -> bool {
    let quote = &traced.quote;
    quote.mode == Mode::Direct
        && quote.kind == Kind::Speech
        && quote.text.split_whitespace().nth(3).is_some()
}

fn quoted(names: &Names<'_>, story: &Named, traced: &Traced) -> Option<Quoted> {
    let source = traced.source.as_ref()?;
    let quote = &traced.quote;
    let differs = !source.edits.is_empty();
    Some(Quoted {
        story: story.clone(),
        zone: quote.zone,
        text: quote.text.clone(),
        speaker: quote.speaker.as_ref().map(|s| s.name.clone()),
        how: source.how.name(),
        similarity: source.similarity,
        original: differs.then(|| source.text.clone()),
        source: names.at(&source.document)?,
    })
}

fn statement(
    corpus: &Corpus,
    names: &Names<'_>,
    cluster: &Cluster,
    room: &mut usize,
) -> Option<Statement> {
    let carrier = |member: &Member| {
        Some(Carrier {
            document: names.get(member.number)?,
            label: member.label.map_or("origin", Label::name),
            contained: member.label.map(|_| member.contained),
        })
    };
    let members = cluster.members.iter().filter_map(carrier);
    let members: Vec<Carrier> = members.take(CARRIERS).collect();
    let versions = [Label::NearCopy, Label::Revision, Label::OtherTranslation];
    let mut pairs = Vec::new();
    for member in &cluster.members {
        let is_version = member.label.is_some_and(|l| versions.contains(&l));
        if !is_version || *room == 0 {
            continue;
        }
        if let Some(pair) = pair(corpus, names, member) {
            *room -= 1;
            pairs.push(pair);
        }
    }
    Some(Statement {
        id: cluster.id.clone(),
        title: members.first()?.document.label.clone(),
        evidence: cluster.evidence.clone(),
        is_copies: is_copies(cluster),
        size: cluster.members.len(),
        members,
        pairs,
    })
}

fn is_copies(cluster: &Cluster) -> bool {
    let labels = cluster.members.iter().filter_map(|m| m.label);
    labels.into_iter().all(|label| label == Label::ExactCopy)
}

fn pair(corpus: &Corpus, names: &Names<'_>, member: &Member) -> Option<Pair> {
    let documents = corpus.documents();
    let (a, b) = (documents.get(member.of)?, documents.get(member.number)?);
    let options = CompareOptions {
        skip_equivalent: true,
        weightiest: CHANGES,
        ..CompareOptions::default()
    };
    let found = compare(a, b, corpus.pack(), &options).ok()?;
    let numbers = found.summary.weightiest.iter();
    let changes = numbers
        .filter_map(|n| found.variants.get(*n))
        .map(|v| Change {
            kind: v.kind.name(),
            a: v.a.clone(),
            b: v.b.clone(),
        });
    Some(Pair {
        a: names.get(member.of)?,
        b: names.get(member.number)?,
        similarity: found.summary.similarity,
        carried: found.summary.sentences.carried,
        dropped: found.summary.sentences.dropped,
        added: found.summary.sentences.added,
        variants: found.variants.len(),
        changes: changes.collect(),
    })
}
