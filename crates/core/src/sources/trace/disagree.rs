//! Where carriers of the same words disagree: on who said them, on numbers, days and names.

use std::{collections::BTreeSet, sync::Arc};

use crate::{Document, text::Span};
use serde::Serialize;

use super::{
    Tracer,
    coverage::{Sentence, phrase, sentences},
    held::{Words, words_of},
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

const DAYS: [&str; 19] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Tracer<'_> {
    /// Where stories, held as well, disagree on words that they share. Each pair once.
    pub fn disagreements(&self, stories: &[Arc<Document>]) -> Vec<Disagreement> {
        let held = self.held;
        let quotes: Vec<Vec<Quote>> = held
            .documents()
            .iter()
            .map(|d| self.finder.quotes(d))
            .collect();
        let mut out: Vec<Disagreement> = Vec::new();
        for story in stories {
            let Some(own) = held.documents().iter().position(|d| d.id == story.id) else {
                continue;
            };
            let words = held.number(words_of(story));
            let parts = sentences(story);
            for run in super::passages::passages(held, &words) {
                if run.document <= own {
                    continue;
                }
                let Some(other) = held.documents().get(run.document) else {
                    continue;
                };
                let Some((text, span)) = phrase(story, &words, run.story.0, run.story.1) else {
                    continue;
                };
                let Some((their_text, their_span)) =
                    phrase(other, &held.words, run.source.0, run.source.1)
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
                if let (Some(a), Some(b)) = (
                    quotes.get(own).and_then(|q| speaker(q, span)),
                    quotes
                        .get(run.document)
                        .and_then(|q| speaker(q, their_span)),
                ) {
                    let same = a.id.is_some() && a.id == b.id || alike(&a.name, &b.name);
                    if !same {
                        out.push(pair(Matter::Attribution, a.name, b.name));
                    }
                }
                let theirs = sentences(other);
                let (Some(x), Some(y)) = (
                    at(&words, &parts, run.story),
                    at(&held.words, &theirs, run.source),
                ) else {
                    continue;
                };
                let length =
                    |d: &Document, s: &Sentence| text_of(d, s).split_whitespace().count().max(1);
                let shorter = length(story, x).min(length(other, y));
                if (run.same as f64) < COMMON * shorter as f64 {
                    continue;
                }
                for (matter, values) in [
                    (Matter::Number, numbers as fn(&str) -> BTreeSet<String>),
                    (Matter::Date, days as fn(&str) -> BTreeSet<String>),
                ] {
                    let (a, b) = (values(text_of(story, x)), values(text_of(other, y)));
                    if !a.is_empty() && !b.is_empty() && a.is_disjoint(&b) {
                        out.push(pair(matter, list(&a), list(&b)));
                    }
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

/// Numbers written in figures.
fn numbers(text: &str) -> BTreeSet<String> {
    crate::text::tokens(text)
        .map(|t| t.span.of(text))
        .filter(|w| w.starts_with(|c: char| c.is_ascii_digit()))
        .map(|w| {
            w.chars()
                .filter(|c| c.is_ascii_digit() || *c == '.')
                .collect()
        })
        .collect()
}

/// Days of the week and months.
fn days(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let words: BTreeSet<&str> = lower.split(|c: char| !c.is_alphabetic()).collect();
    DAYS.iter()
        .filter(|d| words.contains(**d) && **d != "may" && **d != "march")
        .map(|d| (*d).to_owned())
        .collect()
}

fn list(values: &BTreeSet<String>) -> String {
    values.iter().cloned().collect::<Vec<_>>().join("; ")
}
