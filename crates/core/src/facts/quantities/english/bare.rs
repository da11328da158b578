//! Numbers that count without a noun behind them: `at least 12 were killed`, `injuring 30`, `a crowd of
//! 3,000`.

use super::super::scan::{Amount, Found, Reader};
use super::{found, lead::ends_with_words, phrase::ends_with_any};
use crate::{facts::words::Word, text::number::NumberForm};

/// What happened to those who are counted, as participles and adjectives.
const HARMED: [&str; 34] = [
    "killed",
    "injured",
    "wounded",
    "hurt",
    "arrested",
    "detained",
    "rescued",
    "evacuated",
    "displaced",
    "hospitalised",
    "hospitalized",
    "infected",
    "trapped",
    "missing",
    "dead",
    "kidnapped",
    "abducted",
    "executed",
    "sentenced",
    "charged",
    "stranded",
    "vaccinated",
    "died",
    "drowned",
    "perished",
    "survived",
    "fled",
    "captured",
    "jailed",
    "freed",
    "released",
    "feared",
    "affected",
    "homeless",
];

/// Verbs before a number of people.
const HARMING: [&str; 24] = [
    "killing",
    "killed",
    "kills",
    "injuring",
    "injured",
    "injures",
    "wounding",
    "wounded",
    "hurting",
    "arresting",
    "arrested",
    "detaining",
    "detained",
    "displacing",
    "infecting",
    "hospitalizing",
    "hospitalising",
    "rescuing",
    "trapping",
    "evacuating",
    "capturing",
    "abducting",
    "kidnapping",
    "freeing",
];

/// Nouns whose size a number behind `of` gives.
const SIZES: [&str; 24] = [
    "population",
    "crowd",
    "audience",
    "attendance",
    "workforce",
    "membership",
    "circulation",
    "toll",
    "total",
    "turnout",
    "fleet",
    "capacity",
    "enrolment",
    "enrollment",
    "readership",
    "electorate",
    "garrison",
    "staff",
    "congregation",
    "following",
    "crew",
    "maximum",
    "minimum",
    "average",
];

/// Words between a number and the word that tells what it counts.
const BETWEEN: [&str; 20] = [
    "was",
    "were",
    "are",
    "is",
    "have",
    "had",
    "has",
    "been",
    "be",
    "being",
    "reported",
    "confirmed",
    "believed",
    "also",
    "reportedly",
    "others",
    "who",
    "said",
    "to",
    "left",
];

/// Words of estimates and bounds between a verb or `of` and its number.
const LEADS: [&str; 26] = [
    "at",
    "least",
    "more",
    "than",
    "about",
    "some",
    "nearly",
    "almost",
    "around",
    "up",
    "to",
    "over",
    "as",
    "many",
    "another",
    "a",
    "further",
    "additional",
    "an",
    "estimated",
    "roughly",
    "approximately",
    "only",
    "just",
    "fewer",
    "less",
];

/// Words that are looked at on either side.
const REACH: usize = 4;

/// A number that counts people or the size of something by the words around it.
pub(super) fn bare(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let year =
        matches!(amount.form, NumberForm::Plain(4)) && (1900.0..2100.0).contains(&amount.low);
    (!year && amount.high >= 1.0 && amount.form != NumberForm::Fuzzy).then_some(())?;
    let words = &(r.words)().words;
    let at = words.partition_point(|w| w.span.start < amount.span.start);
    let end = words.partition_point(|w| w.span.start < amount.span.end);
    let mut out = found(amount.span, amount, None, None);
    if let Some(strength) = quake(r, amount) {
        out.unit = Some(strength.to_owned());
        return Some(out);
    }
    out.of = behind(words, end)
        .filter(|_| !amount.is(1.0))
        .or_else(|| before(words, at, end));
    let counts = out.of.is_some()
        || is_large(r, amount)
        || is_over(words, end) && (is_bounded(r, amount) || is_toll(words, at));
    counts.then_some(out)
}

/// `a magnitude of 6.3`, `measured 6.3 on the Richter scale`.
fn quake(r: &Reader<'_, '_>, amount: Amount) -> Option<&'static str> {
    let before = r.before(amount.span.start).trim_end();
    let said = ends_with_any(before, &["magnitude", "magnitude of"]);
    let measured = ends_with_any(before, &["measured", "measuring", "registered"])
        && r.rest(amount.span.end).starts_with(" on the Richter");
    (amount.high < 10.0 && (said || measured)).then_some("magnitude")
}

/// Whether a number is told in millions or more: `rose to 51.7 million`.
fn is_large(r: &Reader<'_, '_>, amount: Amount) -> bool {
    let words = amount.span.of(r.text);
    let scaled = ["million", "billion", "trillion"]
        .iter()
        .any(|w| words.ends_with(w));
    scaled && words.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether words of bound or estimate make a count of figures: `at least 45 000`.
fn is_bounded(r: &Reader<'_, '_>, amount: Amount) -> bool {
    const BOUNDS: [&str; 12] = [
        "at least",
        "more than",
        "fewer than",
        "less than",
        "nearly",
        "almost",
        "about",
        "roughly",
        "approximately",
        "an estimated",
        "as many as",
        "some",
    ];
    // `must be at least 18`, `at about 10 in the morning`
    const NO_COUNTS: [&str; 5] = ["be", "aged", "age", "ages", "at"];
    let before = r.before(amount.span.start).trim_end();
    let bound = BOUNDS.iter().find(|w| ends_with_words(before, w));
    let Some(bound) = bound.filter(|_| amount.low >= 10.0) else {
        return false;
    };
    let left = before.get(..before.len() - bound.len()).unwrap_or("");
    amount.low >= 100.0 || !ends_with_any(left.trim_end(), &NO_COUNTS)
}

/// Words before a number that a tally leads to.
const TALLY: usize = 8;

/// Whether a number is where a tally stands: `the death toll rose to 21`.
fn is_toll(words: &[Word], at: usize) -> bool {
    let reached = |w: &Word| {
        matches!(
            w.lower.as_str(),
            "to" | "at" | "reached" | "reaching" | "topped" | "exceeded" | "surpassed" | "passed"
        )
    };
    let tally = |w: &Word| matches!(w.lower.as_str(), "toll" | "population" | "tally");
    let Some(back) = words.get(at.saturating_sub(TALLY)..at) else {
        return false;
    };
    let sentence = words.get(at).map(|w| w.sentence);
    back.last().is_some_and(reached)
        && back
            .iter()
            .any(|w| tally(w) && Some(w.sentence) == sentence)
}

/// `were killed`, `have died`, `feared dead` behind a number.
fn behind(words: &[Word], end: usize) -> Option<String> {
    let sentence = words.get(end)?.sentence;
    let mut rest = words.get(end..)?.iter().take(REACH);
    let told = rest.find(|w| !BETWEEN.contains(&w.lower.as_str()))?;
    let fits = told.sentence == sentence && HARMED.contains(&told.lower.as_str());
    fits.then(|| told.lower.clone())
}

/// Whether a phrase is over behind a number, so that no noun follows.
fn is_over(words: &[Word], end: usize) -> bool {
    words.get(end).is_none_or(|w| {
        w.tag == '.'
            || matches!(
                w.lower.as_str(),
                "and"
                    | "in"
                    | "on"
                    | "at"
                    | "when"
                    | "who"
                    | "as"
                    | "or"
                    | "more"
                    | "others"
                    | "after"
                    | "before"
                    | "during"
                    | "by"
                    | "this"
                    | "last"
                    | "to"
                    | "with"
            )
    })
}

/// `killing`, `a population of` before a number behind which the phrase is over.
fn before(words: &[Word], at: usize, end: usize) -> Option<String> {
    is_over(words, end).then_some(())?;
    let sentence = words.get(at)?.sentence;
    let mut back = words.get(..at)?.iter().rev().take(REACH);
    let told = back.find(|w| !LEADS.contains(&w.lower.as_str()))?;
    (told.sentence == sentence).then_some(())?;
    if HARMING.contains(&told.lower.as_str()) {
        return Some(told.lower.clone());
    }
    (told.lower == "of").then_some(())?;
    let noun = back.next().filter(|w| SIZES.contains(&w.lower.as_str()))?;
    Some(noun.lower.clone())
}
