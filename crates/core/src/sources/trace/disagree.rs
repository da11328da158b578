//! Where carriers of the same words disagree: on who said them, on numbers, days and names.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Corpus, Document,
    sources::cluster::{ClusterOptions, cluster},
    text::{
        PartialDate, Span,
        date::{WEEKDAYS, find_dates},
        lower, tokens,
    },
};
use serde::Serialize;

use super::{
    Tracer,
    coverage::{Sentence, phrase, sentences},
    held::Words,
    version::STOCK,
};
use crate::facts::quotes::{Mode, Quote};

/// What two carriers disagree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Matter {
    /// Who said the words.
    Attribution,
    /// A number.
    Number,
    /// A day or month.
    Date,
    /// Who is named.
    Presence,
}

/// One side of a disagreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The address of the document.
    pub document: String,
    /// What it has: a speaker, numbers, days, names that the other lacks.
    pub value: String,
    /// The words that both have in common.
    pub text: String,
    /// Where they stand in the capture.
    pub span: Span,
}

/// Two carriers that disagree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// On what.
    pub matter: Matter,
    /// The one that comes first in the corpus.
    pub a: Side,
    /// The other.
    pub b: Side,
}

/// How much of a sentence must be in common for its figures to be compared.
const COMMON: f64 = 0.4;

impl Tracer<'_> {
    /// Where documents held that carry one statement, as [`cluster`] finds it, disagree on words that they share.
    /// Each pair once.
    pub fn disagreements(&self) -> Vec<Disagreement> {
        let held = self.held;
        let statements = statements(held.corpus());
        let carry_one = |a: usize, b: usize| {
            let of = |number: usize| statements.get(&number).map_or(&[][..], Vec::as_slice);
            of(a).iter().any(|cluster| of(b).contains(cluster))
        };
        let mut quotes: BTreeMap<usize, Vec<Quote>> = BTreeMap::new();
        let mut out: Vec<Disagreement> = Vec::new();
        for own in held.numbers() {
            let Some(story) = held.statement(own) else {
                continue;
            };
            let (story, words) = (&*story.document, &story.words);
            let grams = held.grams(&words.ids, STOCK);
            let parts = sentences(story);
            for run in super::passages::passages(held, words, &grams) {
                if run.document <= own || !carry_one(own, run.document) {
                    continue;
                }
                let Some(statement) = held.statement(run.document) else {
                    continue;
                };
                let other = &*statement.document;
                let Some((text, span)) = phrase(story, words, run.story.0, run.story.1) else {
                    continue;
                };
                let Some((their_text, their_span)) = statement.phrase(run.source.0, run.source.1)
                else {
                    continue;
                };
                let pair = |matter, a: String, b: String| Disagreement {
                    matter,
                    a: Side {
                        document: story.address(),
                        value: a,
                        text: text.clone(),
                        span,
                    },
                    b: Side {
                        document: other.address(),
                        value: b,
                        text: their_text.clone(),
                        span: their_span,
                    },
                };
                let speaker = |quotes: &[Quote], span: Span| {
                    let inside = |q: &&Quote| {
                        let words = q.mode == Mode::Direct && q.text.split_whitespace().count() > 3;
                        words
                            && q.spans
                                .iter()
                                .any(|s| s.start < span.end && span.start < s.end)
                    };
                    quotes.iter().find(inside).and_then(|q| q.speaker.clone())
                };
                for (number, document) in [(own, story), (run.document, other)] {
                    let read = || self.finder.quotes(document);
                    quotes.entry(number).or_insert_with(read);
                }
                let said = |number: usize, span: Span| speaker(quotes.get(&number)?, span);
                if let (Some(a), Some(b)) = (said(own, span), said(run.document, their_span)) {
                    let same = a.id.is_some() && a.id == b.id || alike(&a.name, &b.name);
                    if !same {
                        out.push(pair(Matter::Attribution, a.name, b.name));
                    }
                }
                let theirs = sentences(other);
                let (Some(x), Some(y)) = (
                    at(words, &parts, run.story),
                    at(
                        &statement.words,
                        &theirs,
                        (
                            run.source.0 - statement.first,
                            run.source.1 - statement.first,
                        ),
                    ),
                ) else {
                    continue;
                };
                let length =
                    |d: &Document, s: &Sentence| text_of(d, s).split_whitespace().count().max(1);
                let shorter = length(story, x).min(length(other, y));
                if (run.same as f64) < COMMON * shorter as f64 {
                    continue;
                }
                let (a, b) = (
                    Figures::of(text_of(story, x)),
                    Figures::of(text_of(other, y)),
                );
                let numbers = (&a.numbers, &b.numbers, Matter::Number);
                for (a, b, matter) in [numbers, (&a.weekdays, &b.weekdays, Matter::Date)] {
                    if !a.is_empty() && !b.is_empty() && a.is_disjoint(b) {
                        out.push(pair(matter, list(a), list(b)));
                    }
                }
                let agree = |d: &PartialDate| b.dates.iter().any(|e| d.agrees(*e));
                if !a.dates.is_empty() && !b.dates.is_empty() && !a.dates.iter().any(agree) {
                    out.push(pair(Matter::Date, days(&a.dates), days(&b.dates)));
                }
                let (a, b) = (self.people(story, x), self.people(other, y));
                let (more, less): (BTreeSet<_>, BTreeSet<_>) = (
                    a.difference(&b).cloned().collect(),
                    b.difference(&a).cloned().collect(),
                );
                if a.intersection(&b).next().is_some() && !(more.is_empty() && less.is_empty()) {
                    out.push(pair(Matter::Presence, list(&more), list(&less)));
                }
            }
        }
        out.sort_by(|x, y| {
            (&x.a.document, x.a.span, x.matter, &x.b.document).cmp(&(
                &y.a.document,
                y.a.span,
                y.matter,
                &y.b.document,
            ))
        });
        out.dedup_by(|x, y| {
            x.matter == y.matter
                && x.a.document == y.a.document
                && x.b.document == y.b.document
                && x.a.value == y.a.value
                && x.b.value == y.b.value
        });
        out
    }

    fn people(&self, document: &Document, sentence: &Sentence) -> BTreeSet<String> {
        let korean = document
            .zones
            .get(sentence.zone)
            .and_then(|z| z.language)
            .or(document.language)
            == Some("ko");
        self.finder
            .names(text_of(document, sentence), korean)
            .into_iter()
            .collect()
    }
}

/// The numbers of the clusters that each document, by its number in the index, is in.
fn statements(corpus: &Corpus) -> BTreeMap<usize, Vec<usize>> {
    // Without a hook nothing stops it.
    let found = cluster(corpus, &ClusterOptions::default(), &()).unwrap_or_default();
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, cluster) in found.clusters.iter().enumerate() {
        for member in &cluster.members {
            of.entry(corpus.number(member.number)).or_default().push(n);
        }
    }
    of
}

fn text_of<'d>(document: &'d Document, sentence: &Sentence) -> &'d str {
    document
        .zones
        .get(sentence.zone)
        .map_or("", |z| sentence.span.of(z.text()))
}

/// The sentence that most of a stretch of words lies in.
fn at<'s>(words: &Words, sentences: &'s [Sentence], range: (usize, usize)) -> Option<&'s Sentence> {
    let place = words.places.get(range.0 + (range.1 - range.0) / 2)?;
    sentences.iter().find(|s| {
        s.zone == place.zone as usize
            && s.span.start <= place.start as usize
            && (place.start as usize) < s.span.end
    })
}

/// Names that may be one: letter case, hyphens and order aside, one has all words of the other.
fn alike(a: &str, b: &str) -> bool {
    let parts = |name: &str| -> BTreeSet<String> {
        let lower = name.to_lowercase();
        lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (parts(a), parts(b));
    a.is_subset(&b) || b.is_subset(&a)
}

/// What of a sentence can be held against another's.
struct Figures {
    /// Numbers written in figures; parts of dates, years and ordinals are none.
    numbers: BTreeSet<String>,
    weekdays: BTreeSet<String>,
    dates: Vec<PartialDate>,
}

impl Figures {
    fn of(text: &str) -> Self {
        let found = find_dates(text);
        let in_date = |span: Span| {
            found
                .iter()
                .any(|f| f.span.start <= span.start && span.end <= f.span.end)
        };
        let mut out = Figures {
            numbers: BTreeSet::new(),
            weekdays: BTreeSet::new(),
            dates: found
                .iter()
                .map(|f| f.date)
                .filter(|d| d.has_day())
                .collect(),
        };
        // Where the last number ended, with its digits: thousands may be set apart by a blank.
        let mut last: Option<(usize, String)> = None;
        for token in tokens(text) {
            let word = token.span.of(text);
            let digits: String = word.chars().filter(|c| *c != ',').collect();
            let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
                && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
            let is_year = word.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
            let before = last.take_if(|(end, _)| {
                let between = text.get(*end..token.span.start).unwrap_or("");
                is_number && digits.len() == 3 && matches!(between, " " | "\u{a0}" | "\u{202f}")
            });
            if let Some((_, thousands)) = before {
                out.numbers.remove(&thousands);
                let all = format!("{thousands}{digits}");
                out.numbers.insert(all.clone());
                last = Some((token.span.end, all));
            } else if is_number && !is_year && !in_date(token.span) {
                out.numbers.insert(digits.clone());
                last = Some((token.span.end, digits)).filter(|(_, d)| d.len() <= 3);
            }
            let lower = lower(word);
            if WEEKDAYS.contains(&&*lower) {
                out.weekdays.insert(lower.into_owned());
            }
        }
        out
    }
}

fn days(dates: &[PartialDate]) -> String {
    let days: BTreeSet<String> = dates.iter().map(ToString::to_string).collect();
    list(&days)
}

fn list(values: &BTreeSet<String>) -> String {
    values.iter().cloned().collect::<Vec<_>>().join("; ")
}
