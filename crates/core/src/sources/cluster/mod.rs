//! The same statement in its versions, reprints and silent edits.
//!
//! Documents are compared by their runs of five words. A run that an outlet has on many days is its stock phrase and
//! weighs little: what two texts share is measured against what the outlet repeats anyway, not against a fixed
//! threshold. Pairs come from an inverted index, and each is then counted exactly; clusters are made from counted links
//! only, around the text that has most of them, so that no chain of weak links joins what does not belong together.

mod groups;
mod links;
mod pairs;
mod texts;

use std::borrow::Cow;

use rayon::prelude::*;
use serde::Serialize;

use crate::{
    Corpus, Progress, Result,
    corpus::Facet,
    table::{Cells, Provenance, Table},
    text::date::parse_date,
};

pub use self::links::{Label, Link};
use self::{
    pairs::{Groups, Issue, Postings},
    texts::Text,
};

/// How documents are clustered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClusterOptions {
    /// The least runs of five words that two documents share to be looked at.
    pub min_shared: usize,
    /// A run that an outlet has on so many days is its stock phrase and leads to no pair.
    pub stock_days: u32,
    /// With more documents than this only the smallest of every four runs is looked up (winnowing).
    pub winnow_above: usize,
}

impl Default for ClusterOptions {
    fn default() -> Self {
        ClusterOptions {
            min_shared: 5,
            stock_days: 50,
            winnow_above: 100_000,
        }
    }
}

/// Documents that carry one statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cluster {
    /// `c` and 12 hexadecimal digits from the words of the origin: the same as long as the origin is.
    pub id: String,
    /// The documents, the earliest first; those without a date last.
    pub members: Vec<Member>,
    /// Why the first is presumed to be the origin.
    pub evidence: String,
}

/// A document of a cluster.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Member {
    /// Its position in the corpus.
    #[serde(skip)]
    pub number: usize,
    /// What it is; `None` for the presumed origin.
    pub label: Option<Label>,
    /// The document that it is this of, by its position; the label's own for the origin.
    #[serde(skip)]
    pub of: usize,
    /// The share of its runs of words that the other has.
    pub contained: f64,
    /// The share of the other's runs that it has.
    pub contains: f64,
    /// How many runs both have.
    pub shared: usize,
    /// The longest stretch of words that both have.
    pub longest_run: usize,
}

/// What was found in a corpus.
#[derive(Clone, Debug, Default)]
pub struct Clusters {
    /// Clusters of two documents or more, in the order of their origins in the corpus.
    pub clusters: Vec<Cluster>,
    /// Every link between two documents with different words, by the documents.
    pub links: Vec<Link>,
    /// Documents that were compared.
    pub compared: usize,
    /// Documents without words.
    pub empty: usize,
    /// Pairs that were counted.
    pub pairs: usize,
    options: ClusterOptions,
}

/// Where and when each document appeared. What has no known outlet is its agency's; articles of one capture that name
/// neither have an outlet in common.
fn issues(corpus: &Corpus) -> Vec<Issue> {
    let [outlet, agency, date, path, address, title] =
        ["outlet", "agency", "date", "path", "address", "title"].map(Facet::named);
    let mut outlets: hashbrown::HashMap<(bool, String), u32> = hashbrown::HashMap::new();
    let mut issues = Vec::with_capacity(corpus.len());
    for (document, nth) in (0..corpus.len()).zip(1..) {
        let known = corpus.value(document, &outlet);
        let known = known.or_else(|| corpus.value(document, &agency));
        let in_memory = corpus.documents().get(document);
        let is_article = in_memory.is_some_and(|d| d.capture.record.is_none());
        let own = if is_article { &path } else { &address };
        let name = known.as_ref().map_or_else(
            || corpus.value(document, own).unwrap_or_default(),
            |known| Cow::Borrowed(&**known),
        );
        let fresh = u32::try_from(outlets.len()).unwrap_or(u32::MAX);
        let number = *outlets
            .entry((known.is_some(), name.to_lowercase()))
            .or_insert(fresh);
        let day = corpus
            .value(document, &date)
            .and_then(|d| parse_date(&d)?.to_days());
        issues.push(Issue {
            outlet: number,
            // A document without a date has a day for itself.
            day: day.unwrap_or(-nth),
            is_dated: day.is_some(),
            title: corpus.value(document, &title).map_or(0, |t| {
                xxhash_rust::xxh3::xxh3_64(t.to_lowercase().as_bytes())
            }),
        });
    }
    issues
}

/// Finds the documents that carry one statement. See the [module](self).
///
/// # Errors
///
/// If `progress` says to stop.
pub fn cluster(
    corpus: &Corpus,
    options: &ClusterOptions,
    progress: &dyn Progress,
) -> Result<Clusters> {
    let texts = texts::read(corpus);
    progress.check()?;
    let issues = issues(corpus);
    // Of documents with the same words the first stands for all.
    let mut first: hashbrown::HashMap<u128, usize> = hashbrown::HashMap::new();
    let mut distinct = Vec::new();
    let mut original = Vec::with_capacity(texts.len());
    for (number, text) in texts.iter().enumerate() {
        if text.words.is_empty() {
            original.push(None);
            continue;
        }
        let of = *first.entry(text.digest).or_insert(number);
        original.push(Some(of));
        if of == number {
            distinct.push(number);
        }
    }
    let winnowed = distinct.len() > options.winnow_above;
    let chosen: Vec<Cow<'_, [u64]>> = distinct
        .par_iter()
        .filter_map(|&n| texts.get(n))
        .map(|text| {
            if winnowed {
                Cow::Owned(texts::winnowed(&texts::runs(&text.words), 4))
            } else {
                Cow::Borrowed(text.runs.as_slice())
            }
        })
        .collect();
    let distinct_issues: Vec<Issue> = distinct
        .iter()
        .filter_map(|&n| issues.get(n).copied())
        .collect();
    let least = if winnowed {
        options.min_shared.div_ceil(3)
    } else {
        options.min_shared
    };
    let groups = Groups::new(&chosen);
    let look = |issues: &[Issue]| {
        Postings::new(&groups, issues, options.stock_days).pairs(issues, least.max(1))
    };
    let mut pairs = look(&distinct_issues);
    progress.check()?;
    if distinct_issues.iter().any(|issue| !issue.is_dated) {
        let lengths: Vec<usize> = chosen.iter().map(|runs| runs.len()).collect();
        let days = pairs::days_of_undated(&pairs, &lengths, &distinct_issues);
        if days != distinct_issues {
            pairs = look(&days);
        }
        progress.check()?;
    }
    drop(groups);
    drop(chosen);
    for pair in &mut pairs {
        pair.a = distinct.get(pair.a).copied().unwrap_or(0);
        pair.b = distinct.get(pair.b).copied().unwrap_or(0);
    }
    progress.check()?;
    let found = links::of_pairs(&pairs, &texts, &issues);
    let (links, core) = groups::of_found(found, &original, &texts);
    progress.check()?;
    let clusters = groups::of_links(corpus, &links, &core, &original, &texts, &issues);
    Ok(Clusters {
        clusters,
        links,
        compared: texts.iter().filter(|t| !t.words.is_empty()).count(),
        empty: texts.iter().filter(|t| t.words.is_empty()).count(),
        pairs: pairs.len(),
        options: options.clone(),
    })
}

/// For each document the position of the first that it is a copy, a near copy or a revision of; its own where it is
/// none. Found once for a corpus and all its parts.
///
/// ```
/// use variorum::{Corpus, ReadOptions, sources::cluster::originals};
/// let texts = ["The weir was opened in Tarsk.", "The harvest is in.", "The weir was opened in Tarsk."];
/// let corpus = Corpus::from_texts(texts.map(str::to_owned), &ReadOptions::default());
/// assert_eq!(originals(&corpus), [0, 1, 0]);
/// ```
pub fn originals(corpus: &Corpus) -> Vec<usize> {
    corpus.originals_by(|all| {
        let mut originals: Vec<u32> = (0..u32::try_from(all.len()).unwrap_or(u32::MAX)).collect();
        // Without a hook nothing stops it.
        let Ok(found) = cluster(all, &ClusterOptions::default(), &()) else {
            return originals;
        };
        let copies = [Label::ExactCopy, Label::NearCopy, Label::Revision];
        for cluster in &found.clusters {
            let of = cluster
                .members
                .iter()
                .filter(|m| m.label.is_none_or(|l| copies.contains(&l)));
            let numbers: Vec<usize> = of.map(|m| m.number).collect();
            let first = numbers.iter().min().and_then(|&n| u32::try_from(n).ok());
            for number in numbers {
                if let (Some(slot), Some(first)) = (originals.get_mut(number), first) {
                    *slot = first;
                }
            }
        }
        originals
    })
}

impl Clusters {
    /// Keeps only clusters with a member of one of these labels, and links of them; all where none is given.
    pub fn keep(&mut self, labels: &[Label]) {
        if labels.is_empty() {
            return;
        }
        let asked = |m: &Member| m.label.is_some_and(|label| labels.contains(&label));
        self.clusters.retain(|c| c.members.iter().any(asked));
        self.links.retain(|l| labels.contains(&l.label));
    }

    fn provenance(&self, measure: &str, corpus: &Corpus) -> Provenance {
        let options = &self.options;
        Provenance::new(measure)
            .option("words_in_a_run", texts::WORDS)
            .option("min_shared", options.min_shared)
            .option("stock_days", options.stock_days)
            .option("winnow_above", options.winnow_above)
            .option("case", "fold")
            .option("normal_form", "NFKC")
            .option("zones", vec!["paragraph"])
            .option("token_rule", corpus.index().rules().name())
            .option("token_rule_version", corpus.index().rules().version())
            .count("documents", corpus.len())
            .count("documents_without_words", self.empty)
            .count("pairs", self.pairs)
            .count("links", self.links.len())
            .count("clusters", self.clusters.len())
    }

    /// One row a document of a cluster: `cluster size label document outlet published title of contained contains
    /// shared longest_run evidence path`. `label` is `origin` for the presumed origin, for which `evidence` tells why.
    ///
    /// # Errors
    ///
    /// If the clusters are not of this corpus.
    pub fn table(&self, corpus: &Corpus) -> Result<Table> {
        let rows = || {
            self.clusters
                .iter()
                .flat_map(|c| c.members.iter().map(move |m| (c, m)))
        };
        let value = |number: usize, facet: &str| {
            corpus
                .value(number, &Facet::named(facet))
                .map(Cow::into_owned)
        };
        let text = |facet: &str| Cells::texts(rows().map(|(_, m)| value(m.number, facet)));
        let count = |n: usize| i64::try_from(n).ok();
        let other = |m: &Member| m.label.map(|_| m.of);
        Table::new(self.provenance("cluster", corpus))
            .with("cluster", rows().map(|(c, _)| c.id.as_str()).collect())?
            .with(
                "size",
                Cells::ints(rows().map(|(c, _)| count(c.members.len()))),
            )?
            .with(
                "label",
                rows()
                    .map(|(_, m)| m.label.map_or("origin", Label::name))
                    .collect(),
            )?
            .with("document", text("id"))?
            .with("outlet", text("outlet_name"))?
            .with("published", text("published"))?
            .with("title", text("title"))?
            .with(
                "of",
                Cells::texts(rows().map(|(_, m)| value(other(m)?, "id"))),
            )?
            .with(
                "contained",
                Cells::floats(rows().map(|(_, m)| other(m).map(|_| m.contained))),
            )?
            .with(
                "contains",
                Cells::floats(rows().map(|(_, m)| other(m).map(|_| m.contains))),
            )?
            .with("shared", Cells::ints(rows().map(|(_, m)| count(m.shared))))?
            .with(
                "longest_run",
                Cells::ints(rows().map(|(_, m)| count(m.longest_run))),
            )?
            .with(
                "evidence",
                Cells::texts(rows().map(|(c, m)| m.label.is_none().then_some(&c.evidence))),
            )?
            .with("path", text("address"))
    }

    /// One row a link: `document of label contained contains shared weight longest_run path of_path`. Exact copies are
    /// no rows: they are in the clusters.
    ///
    /// # Errors
    ///
    /// If the links are not of this corpus.
    pub fn links_table(&self, corpus: &Corpus) -> Result<Table> {
        let text = |facet: &'static str, of: fn(&Link) -> usize| {
            let facet = Facet::named(facet);
            let cells = self
                .links
                .iter()
                .map(|l| corpus.value(of(l), &facet).map(Cow::into_owned));
            Cells::texts(cells.collect::<Vec<_>>())
        };
        let count = |of: fn(&Link) -> usize| {
            Cells::ints(self.links.iter().map(|l| i64::try_from(of(l)).ok()))
        };
        let share = |of: fn(&Link) -> f64| Cells::floats(self.links.iter().map(|l| Some(of(l))));
        Table::new(self.provenance("cluster links", corpus))
            .with("document", text("id", |l| l.document))?
            .with("of", text("id", |l| l.of))?
            .with("label", self.links.iter().map(|l| l.label.name()).collect())?
            .with("contained", share(|l| l.contained))?
            .with("contains", share(|l| l.contains))?
            .with("shared", count(|l| l.shared))?
            .with("weight", share(|l| l.weight))?
            .with("longest_run", count(|l| l.longest_run))?
            .with("path", text("address", |l| l.document))?
            .with("of_path", text("address", |l| l.of))
    }
}
