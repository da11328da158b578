//! Top words and phrases of each outlet, with their concordance lines.

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;
use variorum::{
    Corpus,
    corpus::KwicOptions,
    stats::{self, Case, FrequencyOptions},
};

use crate::{ReportOptions, calendar, model::OutletRow, phrases, stopwords};

/// The words of one outlet.
#[derive(Debug, Serialize)]
pub(crate) struct OutletTerms {
    pub(crate) outlet: String,
    pub(crate) key: Option<String>,
    pub(crate) color: usize,
    pub(crate) documents: usize,
    pub(crate) tokens: usize,
    pub(crate) words: Vec<Term>,
    pub(crate) phrases: Vec<Term>,
}

/// A word or phrase.
#[derive(Debug, Serialize)]
pub(crate) struct Term {
    pub(crate) text: String,
    pub(crate) count: u64,
    pub(crate) documents: u64,
    pub(crate) lines: Vec<Line>,
}

/// A concordance line.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    /// Number of the document in the report.
    pub(crate) number: usize,
    pub(crate) document: String,
    pub(crate) zone: usize,
    pub(crate) date: Option<String>,
    pub(crate) left: String,
    pub(crate) node: String,
    pub(crate) right: String,
    pub(crate) span: variorum::text::Span,
}

/// How often a phrase must occur to be looked at: what occurs twice in a library is no phrase of it.
pub(crate) fn min_phrase_count(tokens: usize) -> u64 {
    u64::try_from(tokens / 100_000).unwrap_or(u64::MAX).max(2)
}

/// Words and phrases of the outlets with the most documents.
pub(crate) fn by_outlet(
    corpus: &Corpus,
    outlets: &[OutletRow],
    options: &ReportOptions,
) -> Vec<OutletTerms> {
    outlets
        .iter()
        .take(options.outlets)
        .map(|outlet| of_outlet(corpus, outlet, options))
        .collect()
}

fn of_outlet(corpus: &Corpus, outlet: &OutletRow, options: &ReportOptions) -> OutletTerms {
    let own = corpus.choose(outlet.members.iter().copied());
    let languages: BTreeSet<&str> = own.documents().iter().filter_map(|d| d.language).collect();
    let common: HashSet<&str> = languages
        .iter()
        .filter_map(|l| stopwords::of(l))
        .flat_map(str::split_whitespace)
        .collect();
    let is_number = |w: &str| !w.chars().any(char::is_alphabetic);
    // Inside "workers' party" the apostrophe of a plural is no part of the word, in "it's" it is;
    // the lists are written with the plain one.
    let is_common = |w: &str| common.contains(w.replace('’', "'").as_str());
    let is_letter = |w: &str| w.len() == 1;
    let alone = |w: &str| !is_number(w) && !is_common(w) && !is_letter(w);
    let words = words(&own, options.terms, &alone);
    let tokens = own.tokens();
    let phrases = phrases::phrases(
        &own,
        min_phrase_count(tokens),
        options.terms,
        &|w| !is_common(w) && !is_letter(w),
        &alone,
    );
    let term = |text: String, count: u64, documents: u64| Term {
        lines: lines(&own, outlet, &text, options.lines),
        text,
        count,
        documents,
    };
    OutletTerms {
        outlet: outlet.name.clone(),
        key: outlet.key.clone(),
        color: outlet.color,
        documents: outlet.documents,
        tokens,
        words: words
            .into_iter()
            .map(|(text, count, documents)| term(text, count, documents))
            .collect(),
        phrases: phrases
            .into_iter()
            .map(|p| term(p.text, p.count, p.documents))
            .collect(),
    }
}

/// The most frequent words that may stand alone: word, count, documents.
fn words(own: &Corpus, limit: usize, alone: &dyn Fn(&str) -> bool) -> Vec<(String, u64, u64)> {
    let mut options = FrequencyOptions::default();
    // What occurs once is no word that the outlet says often.
    options.min_count = 2;
    options.counting.terms.case = Case::Fold;
    let Ok(table) = stats::frequency(own, &options) else {
        return Vec::new();
    };
    let columns = ["term", "count", "documents"].map(|name| table.column(name));
    let [Some(terms), Some(counts), Some(documents)] = columns else {
        return Vec::new();
    };
    (0..table.len())
        .filter_map(|row| {
            let term = terms.cells.value(row);
            let term = term.as_str().filter(|t| alone(t))?;
            Some((
                term.to_owned(),
                counts.cells.value(row).as_u64()?,
                documents.cells.value(row).as_u64()?,
            ))
        })
        .take(limit)
        .collect()
}

fn lines(own: &Corpus, outlet: &OutletRow, term: &str, limit: usize) -> Vec<Line> {
    if limit == 0 {
        return Vec::new();
    }
    let mut options = KwicOptions::default();
    options.context = 9;
    options.limit = limit;
    own.concordance(term, &options)
        .unwrap_or_default()
        .into_iter()
        .map(|line| Line {
            number: outlet.members.get(line.number).copied().unwrap_or(0),
            zone: line.zone,
            date: own
                .documents()
                .get(line.number)
                .and_then(|d| d.published)
                .map(|p| calendar::human(&calendar::day_only(&p))),
            document: line.document,
            left: line.left,
            node: line.node,
            right: line.right,
            span: line.span,
        })
        .collect()
}
