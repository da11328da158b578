//! What two texts are to each other.

use rayon::prelude::*;
use serde::Serialize;

use crate::{Error, Result};

use super::{
    Text,
    pairs::{Issue, Shared, shared_runs},
    texts::longest_run,
};

/// What a document is to another that has some of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// The same words.
    ExactCopy,
    /// Nearly the same words in another outlet.
    NearCopy,
    /// A text of the same outlet, most sentences unchanged.
    Revision,
    /// The same content, most sentences worded otherwise.
    OtherTranslation,
    /// A part of the other.
    Excerpt,
    /// It has passages of the other among its own words.
    Quotes,
}

impl Label {
    /// All of them.
    pub const ALL: [Label; 6] = [
        Label::ExactCopy,
        Label::NearCopy,
        Label::Revision,
        Label::OtherTranslation,
        Label::Excerpt,
        Label::Quotes,
    ];

    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            Label::ExactCopy => "exact copy",
            Label::NearCopy => "near copy",
            Label::Revision => "revision",
            Label::OtherTranslation => "other translation",
            Label::Excerpt => "excerpt",
            Label::Quotes => "quotes",
        }
    }

    /// Whether the two are one statement, not one a part of the other.
    pub(super) fn is_same(self) -> bool {
        !matches!(self, Label::Excerpt | Label::Quotes)
    }
}

impl std::str::FromStr for Label {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let found = Label::ALL.into_iter().find(|label| label.name() == name);
        found.ok_or_else(|| {
            let known = Label::ALL.map(Label::name).join(", ");
            Error::usage(format!("'{name}' is no label: known are {known}"))
        })
    }
}

/// Two documents that share more than stock phrases.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Link {
    /// The document that is said to be something of the other, by its position in the corpus.
    pub document: usize,
    /// The other.
    pub of: usize,
    /// What it is.
    pub label: Label,
    /// The share of its runs of words that the other has.
    pub contained: f64,
    /// The share of the other's runs that it has.
    pub contains: f64,
    /// How many runs of words both have.
    pub shared: usize,
    /// The same without stock phrases: each run divided by the days on which the outlet has it.
    pub weight: f64,
    /// The longest stretch of words that both have.
    pub longest_run: usize,
}

/// The least weighed share for one statement, for texts long enough.
const SAME: f64 = 0.25;
/// Few words prove little: so many runs in common are worth as much as nothing in common for certain.
const SAME_DOUBT: f64 = 15.0;
/// An outlet's texts of different days are different items unless they share so much.
const SAME_LATER: f64 = 0.6;
/// How many days may lie between versions of one item in one outlet.
const ITEM_DAYS: i64 = 3;
/// The least share of sentences word for word for a revision; below it is a text written anew.
const REVISION: f64 = 0.4;
/// The least share of both for a near copy, however many sentences were touched.
const NEAR: f64 = 0.9;
/// The least share of the shorter text for an excerpt.
const EXCERPT: f64 = 0.6;
/// The same within one outlet, whose short items are made of the same phrases.
const OWN_EXCERPT: f64 = 0.8;
/// An excerpt is at most so much of the whole.
const EXCERPT_LENGTH: f64 = 0.7;
/// For a quotation: the least weight of the shared runs, the fewest words in a row, and the least share of either
/// text, unless so many words stand in a row that they are no phrase.
const QUOTED: f64 = 10.0;
const QUOTED_RUN: usize = 10;
const QUOTED_SHARE: f64 = 0.06;
const QUOTED_LONG: usize = 25;

/// The share of the sentences of the one with fewer that stand word for word in the other.
fn sentences_kept(a: &Text, b: &Text) -> f64 {
    let (few, many) = if a.sentences.len() <= b.sentences.len() {
        (a, b)
    } else {
        (b, a)
    };
    let mut known = many.sentences.clone();
    known.sort_unstable();
    let kept = few
        .sentences
        .iter()
        .filter(|s| known.binary_search(s).is_ok())
        .count();
    kept as f64 / few.sentences.len().max(1) as f64
}

/// The links of pairs, in the order of the pairs.
pub(super) fn of_pairs(pairs: &[Shared], texts: &[Text], issues: &[Issue]) -> Vec<Link> {
    pairs
        .par_iter()
        .filter_map(|pair| {
            let (a, b) = (texts.get(pair.a)?, texts.get(pair.b)?);
            let (x, y) = (issues.get(pair.a)?, issues.get(pair.b)?);
            let same_outlet = x.outlet == y.outlet;
            let apart = (x.day - y.day).abs();
            let far = same_outlet && x.is_dated && y.is_dated && apart > ITEM_DAYS;
            let both = pair.of_a.min(pair.of_b);
            let mut needed = SAME + SAME_DOUBT / pair.weight.max(f64::MIN_POSITIVE);
            if far {
                needed = needed.max(SAME_LATER);
            }
            let may_quote = pair.weight >= QUOTED;
            if both < needed && !may_quote {
                return None;
            }
            let shared = shared_runs(a, b);
            let share = |text: &Text| shared.len() as f64 / text.runs.len().max(1) as f64;
            let (of_a, of_b) = (share(a), share(b));
            let lengths = (a.words.len().min(b.words.len())) as f64
                / (a.words.len().max(b.words.len())).max(1) as f64;
            let longest = longest_run(&a.words, &b.words, &shared);
            let (label, turned) = if both >= needed {
                let kept = sentences_kept(a, b);
                let label = if !same_outlet && of_a.min(of_b) >= NEAR {
                    Label::NearCopy
                } else if kept >= REVISION {
                    if same_outlet {
                        Label::Revision
                    } else {
                        Label::NearCopy
                    }
                } else {
                    Label::OtherTranslation
                };
                // The later one is something of the earlier.
                (label, y.is_dated && (!x.is_dated || y.day < x.day))
            } else {
                let shorter_is_b = b.words.len() < a.words.len();
                let shorter_share = if shorter_is_b { pair.of_b } else { pair.of_a };
                let shorter_first = x.is_dated
                    && y.is_dated
                    && if shorter_is_b {
                        y.day < x.day
                    } else {
                        x.day < y.day
                    };
                let least = if same_outlet { OWN_EXCERPT } else { EXCERPT };
                if shorter_share >= least && lengths <= EXCERPT_LENGTH && !shorter_first && !far {
                    (Label::Excerpt, !shorter_is_b)
                } else if longest >= QUOTED_LONG
                    || longest >= QUOTED_RUN && of_a.max(of_b) >= QUOTED_SHARE
                {
                    // The later quotes; of one day, the one of which it is the larger part.
                    let later_is_a = if x.is_dated && y.is_dated && x.day != y.day {
                        x.day > y.day
                    } else {
                        of_a > of_b
                    };
                    (Label::Quotes, later_is_a)
                } else {
                    return None;
                }
            };
            let (document, of, contained, contains) = if turned {
                (pair.a, pair.b, of_a, of_b)
            } else {
                (pair.b, pair.a, of_b, of_a)
            };
            Some(Link {
                document,
                of,
                label,
                contained,
                contains,
                shared: shared.len(),
                weight: pair.weight,
                longest_run: longest,
            })
        })
        .collect()
}
