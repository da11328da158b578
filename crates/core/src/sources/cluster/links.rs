//! What two texts are to each other.

use rayon::prelude::*;
use serde::Serialize;

use crate::{Error, Result};

use super::{
    Text,
    pairs::{Issue, Shared, count_shared, shared_runs},
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
    /// A text of the same outlet, many sentences unchanged, or under the same title.
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
const SAME: f64 = 0.2;
/// Few words prove little: so many runs in common are worth as much as nothing in common for certain.
const SAME_DOUBT: f64 = 12.0;
/// An outlet's texts of different days are different items unless they share so much, unweighed: of a form that
/// is filled in now and then all weighs much that is not filled in.
const SAME_LATER: f64 = 0.85;
/// How many days may lie between versions of one item in one outlet.
const ITEM_DAYS: i64 = 3;
/// The least share of sentences word for word for a revision; below it is a text written anew.
const REVISION: f64 = 0.4;
/// The least number of sentences for that, and the least share of both texts where there are fewer.
const SENTENCES: usize = 3;
const FEW: f64 = 0.7;
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

/// The share of the sentences of the one with fewer that stand word for word in the other. `None` if it has next to
/// none: a heading, or a text whose sentences do not show.
fn sentences_kept(a: &Text, b: &Text) -> Option<f64> {
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
    (few.sentences.len() >= SENTENCES).then(|| kept as f64 / few.sentences.len() as f64)
}

/// What a pair may be.
pub(super) enum Found {
    /// Two texts of one statement.
    Same(Link),
    /// A part of another statement, if no other has it too.
    Part(Link),
}

/// What each pair is, in the order of the pairs; longest runs are not looked for yet.
pub(super) fn of_pairs(pairs: &[Shared], texts: &[Text], issues: &[Issue]) -> Vec<Found> {
    pairs
        .par_iter()
        .filter_map(|pair| of_pair(pair, texts, issues))
        .collect()
}

fn of_pair(pair: &Shared, texts: &[Text], issues: &[Issue]) -> Option<Found> {
    let (a, b) = (texts.get(pair.a)?, texts.get(pair.b)?);
    let (x, y) = (issues.get(pair.a)?, issues.get(pair.b)?);
    let same_outlet = x.outlet == y.outlet;
    let both_dated = x.is_dated && y.is_dated;
    let far = same_outlet && both_dated && (x.day - y.day).abs() > ITEM_DAYS;
    let needed = SAME + SAME_DOUBT / pair.weight.max(f64::MIN_POSITIVE);
    let is_same = pair.of_a.min(pair.of_b) >= needed;
    if !is_same && pair.weight < QUOTED {
        return None;
    }
    let shared = count_shared(a, b);
    let share = |text: &Text| shared as f64 / text.runs.len().max(1) as f64;
    let (of_a, of_b) = (share(a), share(b));
    let is_same = is_same && (!far || of_a.min(of_b) >= SAME_LATER);
    if !is_same && pair.weight < QUOTED {
        return None;
    }
    let link = |label, a_is_of_b| {
        let (document, of, contained, contains) = if a_is_of_b {
            (pair.a, pair.b, of_a, of_b)
        } else {
            (pair.b, pair.a, of_b, of_a)
        };
        Link {
            document,
            of,
            label,
            contained,
            contains,
            shared,
            weight: pair.weight,
            longest_run: 0,
        }
    };
    if is_same {
        // Under one title it is the same item again, however much of it was worded anew.
        let same_title = same_outlet && x.title != 0 && x.title == y.title;
        let kept = sentences_kept(a, b).map_or(of_a.min(of_b) >= FEW, |kept| kept >= REVISION);
        let kept = kept || same_title;
        let label = match (same_outlet, kept) {
            (true, true) => Label::Revision,
            (false, true) => Label::NearCopy,
            (false, false) if of_a.min(of_b) >= NEAR => Label::NearCopy,
            _ => Label::OtherTranslation,
        };
        // The later one is something of the earlier.
        let a_is_later = y.is_dated && (!x.is_dated || y.day < x.day);
        return Some(Found::Same(link(label, a_is_later)));
    }
    let (short, long) = (
        a.words.len().min(b.words.len()),
        a.words.len().max(b.words.len()),
    );
    let b_is_shorter = b.words.len() < a.words.len();
    let part = if b_is_shorter { pair.of_b } else { pair.of_a };
    let least = if same_outlet { OWN_EXCERPT } else { EXCERPT };
    let shorter_is_earlier = both_dated
        && if b_is_shorter {
            y.day < x.day
        } else {
            x.day < y.day
        };
    if part >= least && short as f64 <= EXCERPT_LENGTH * long as f64 && !shorter_is_earlier && !far
    {
        return Some(Found::Part(link(Label::Excerpt, !b_is_shorter)));
    }
    // The later quotes; of one day, the one of which it is the larger part.
    let a_quotes = if both_dated && x.day != y.day {
        x.day > y.day
    } else {
        of_a > of_b
    };
    Some(Found::Part(link(Label::Quotes, a_quotes)))
}

impl Link {
    /// The link with its longest run; `None` for a quotation that is too short to be one.
    pub(super) fn measured(mut self, texts: &[Text]) -> Option<Self> {
        let (a, b) = (texts.get(self.document)?, texts.get(self.of)?);
        self.longest_run = longest_run(&a.words, &b.words, &shared_runs(a, b));
        let quotes = self.longest_run >= QUOTED_LONG
            || self.longest_run >= QUOTED_RUN && self.contained.max(self.contains) >= QUOTED_SHARE;
        (self.label != Label::Quotes || quotes).then_some(self)
    }
}
