//! Whom carriers make the speaker of one statement: within a language by its words, across languages by
//! the terms of the pack.
//!
//! Only people contradict one another. Where one carrier names who spoke and another tells the same in its
//! own voice, or in that of an outlet, an organ or a document, the first completes the second.

use std::collections::{BTreeMap, BTreeSet};

use super::{Agreement, Aspect, Evidence, Said, Verdict, occasions::Occasion};
use crate::{
    corpus::facts::Read,
    facts::quotes::{How, Kind, Mode, Quote, Speaker},
};

/// Words of a quotation at least: fewer are a term that anybody uses.
const WORDS: usize = 4;

/// The share of the shorter one's word triples that two quotations have in common at least.
const COMMON: f64 = 0.5;

/// How many triples they have in common at least, or all that there are: a slogan must be whole.
const FEWEST: usize = 3;

/// Terms shared across languages are worth this much at least, each the logarithm of how rarely it is
/// used.
const WORTH: f64 = 2.0;

/// A quotation of a carrier.
struct Quoted<'r> {
    document: usize,
    quote: &'r Quote,
    speaker: &'r Speaker,
    /// Whether the speaker is a person.
    person: bool,
    triples: BTreeSet<u64>,
    terms: BTreeSet<&'r str>,
    korean: bool,
}

/// Statements with several carriers, and who says them.
pub(super) fn speakers(occasion: &Occasion<'_>, out: &mut Vec<Agreement>) {
    let quotes = quotes(occasion);
    let mut group: Vec<usize> = (0..quotes.len()).collect();
    let mut across = vec![false; quotes.len()];
    let mut by_triple: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (n, quote) in quotes.iter().enumerate() {
        for triple in &quote.triples {
            by_triple.entry(*triple).or_default().push(n);
        }
    }
    for members in by_triple.values() {
        for (i, &a) in members.iter().take(MOST).enumerate() {
            for &b in members.iter().take(MOST).skip(i + 1) {
                let (Some(x), Some(y)) = (quotes.get(a), quotes.get(b)) else {
                    continue;
                };
                if x.document != y.document && alike(x, y) {
                    join(&mut group, a, b);
                }
            }
        }
    }
    for (a, b) in translated(&quotes) {
        join(&mut group, a, b);
        for n in [a, b] {
            if let Some(flag) = across.get_mut(n) {
                *flag = true;
            }
        }
    }
    let mut statements: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for n in 0..quotes.len() {
        statements.entry(root(&group, n)).or_default().push(n);
    }
    for members in statements.values() {
        let by_terms = members
            .iter()
            .any(|&n| across.get(n).copied().unwrap_or(false));
        out.extend(statement(occasion, &quotes, members, by_terms));
    }
}

/// Quotations with one key that are compared at most: what more have is a stock phrase.
const MOST: usize = 40;

fn quotes<'r>(occasion: &Occasion<'r>) -> Vec<Quoted<'r>> {
    let mut out = Vec::new();
    for (document, carrier) in occasion.carriers.iter().enumerate() {
        if !carrier.reports {
            continue;
        }
        let facts = &carrier.read.facts;
        for (n, quote) in facts.quotes.iter().enumerate() {
            let whole = facts.quotes.iter().any(|q| q.part_of == Some(n));
            let long = quote.text.split_whitespace().count() >= WORDS;
            let Some(speaker) = quote.speaker.as_ref().filter(|s| is_somebody(s)) else {
                continue;
            };
            if quote.kind == Kind::Term || whole || !long {
                continue;
            }
            let inside = |span: crate::text::Span| {
                quote
                    .spans
                    .iter()
                    .any(|s| s.start <= span.start && span.end <= s.end)
            };
            let terms = facts.terms.iter().filter(|t| inside(t.place.hull()));
            out.push(Quoted {
                document,
                quote,
                speaker,
                person: is_person(carrier.read, speaker),
                triples: triples(&quote.text),
                terms: terms.map(|t| t.id.as_str()).collect(),
                korean: quote.text.chars().any(|c| ('가'..='힣').contains(&c)),
            });
        }
    }
    out
}

/// Whether a speaker is somebody: an id, or a name. `who`, `they` and a clause are nobody.
fn is_somebody(speaker: &Speaker) -> bool {
    let first = speaker.name.chars().next();
    let pronoun = matches!(
        speaker.name.to_lowercase().as_str(),
        "who" | "which" | "they" | "he" | "she" | "it" | "we" | "i" | "you"
    );
    speaker.id.is_some() || !pronoun && first.is_some_and(|c| !c.is_lowercase())
}

fn is_person(read: &Read, speaker: &Speaker) -> bool {
    let by_id = speaker
        .id
        .as_deref()
        .is_some_and(|id| id.starts_with("p-") || id.starts_with("new:"));
    by_id || speaker.id.is_none() && read.facts.people.iter().any(|p| p.name == speaker.name)
}

/// Quotations in two languages that are one statement: each is the other's best by the terms they share.
fn translated(quotes: &[Quoted<'_>]) -> Vec<(usize, usize)> {
    let mut by_term: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, quote) in quotes.iter().enumerate() {
        for term in &quote.terms {
            by_term.entry(term).or_default().push(n);
        }
    }
    let all = quotes.len() as f64;
    // Pair → how much their terms are worth.
    let mut worth: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for members in by_term.values() {
        let rare = (all / members.len() as f64).ln();
        for (i, &a) in members.iter().take(MOST).enumerate() {
            for &b in members.iter().take(MOST).skip(i + 1) {
                let (Some(x), Some(y)) = (quotes.get(a), quotes.get(b)) else {
                    continue;
                };
                // What is told in the carrier's own words may be anything.
                let direct =
                    |q: &Quoted<'_>| q.quote.mode != Mode::Indirect && q.quote.kind == Kind::Speech;
                if x.korean != y.korean && x.document != y.document && direct(x) && direct(y) {
                    *worth.entry((a, b)).or_default() += rare;
                }
            }
        }
    }
    // The best partner of a quotation in each other document.
    let mut best: BTreeMap<(usize, usize), (f64, usize)> = BTreeMap::new();
    for (&(a, b), &value) in &worth {
        for (one, other) in [(a, b), (b, a)] {
            let Some(document) = quotes.get(other).map(|q| q.document) else {
                continue;
            };
            let known = best.entry((one, document)).or_insert((value, other));
            if value > known.0 {
                *known = (value, other);
            }
        }
    }
    let is_best = |one: usize, other: usize| {
        let document = quotes.get(other).map_or(0, |q| q.document);
        best.get(&(one, document)).is_some_and(|(_, b)| *b == other)
    };
    worth
        .iter()
        .filter(|((a, b), value)| **value >= WORTH && is_best(*a, *b) && is_best(*b, *a))
        .map(|(pair, _)| *pair)
        .collect()
}

/// Hashes of each three words in a row, letter case and marks aside.
fn triples(text: &str) -> BTreeSet<u64> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let three = words.windows(3).map(|w| w.join(" "));
    three
        .map(|w| xxhash_rust::xxh3::xxh3_64(w.as_bytes()))
        .collect()
}

fn alike(a: &Quoted<'_>, b: &Quoted<'_>) -> bool {
    let shared = a.triples.intersection(&b.triples).count();
    let shorter = a.triples.len().min(b.triples.len());
    shared as f64 >= COMMON * shorter as f64 && shared >= FEWEST.min(shorter)
}

fn root(group: &[usize], mut n: usize) -> usize {
    while let Some(&up) = group.get(n)
        && up != n
    {
        n = up;
    }
    n
}

fn join(group: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(group, a), root(group, b));
    let (low, high) = (a.min(b), a.max(b));
    if let Some(slot) = group.get_mut(high) {
        *slot = low;
    }
}

/// Whether the text names the speaker beside the words. A pronoun, or a speaker taken from the sentence
/// before, is our reading and no carrier's word.
fn is_explicit(quoted: &Quoted<'_>) -> bool {
    let source = quoted.quote.source.as_ref().map(|s| s.text.to_lowercase());
    let pronoun = source
        .as_deref()
        .is_none_or(|s| matches!(s, "he" | "she" | "they" | "it" | "who" | "그" | "그는"));
    quoted.speaker.how != How::Inherited && !pronoun
}

fn statement(
    occasion: &Occasion<'_>,
    quotes: &[Quoted<'_>],
    members: &[usize],
    by_terms: bool,
) -> Option<Agreement> {
    let all = || members.iter().filter_map(|&n| quotes.get(n));
    let documents: BTreeSet<usize> = all().map(|q| q.document).collect();
    if documents.len() < 2 {
        return None;
    }
    let mut values: BTreeMap<String, (Said, bool, bool)> = BTreeMap::new();
    for said in all() {
        let speaker = said.speaker;
        let key = speaker.id.clone().unwrap_or_else(|| speaker.name.clone());
        let read = occasion.carriers.get(said.document)?.read;
        let (first, last) = (said.quote.spans.first()?, said.quote.spans.last()?);
        let entry = values.entry(key).or_insert_with(|| {
            let said_so = Said {
                value: speaker.name.clone(),
                evidence: Vec::new(),
            };
            (said_so, said.person, false)
        });
        entry.2 |= is_explicit(said);
        let document = read.document.address();
        if !entry.0.evidence.iter().any(|e| e.document == document) {
            entry.0.evidence.push(Evidence {
                document,
                span: crate::text::Span::new(first.start, last.end),
                text: said.quote.text.clone(),
            });
        }
    }
    // Who is also among the carriers of another's value speaks through it, or is quoted by it.
    let about = all()
        .map(|q| q.quote.text.as_str())
        .max_by_key(|t| t.len())?;
    let people = values.values().filter(|v| v.1).count();
    let explicit = values.values().filter(|v| v.1 && v.2).count();
    let how = if by_terms {
        "one statement in two languages by its terms"
    } else {
        "the same words"
    };
    let (verdict, basis) = match (people, values.len()) {
        (_, 1) => (Verdict::Agrees, format!("{how}, the same speaker")),
        (0, _) => return None,
        // Terms alone are too little to make one statement of narration and speech.
        (1, _) if by_terms => return None,
        (1, _) => (
            Verdict::Completes,
            format!("{how}: one names who spoke, the other tells it"),
        ),
        _ if explicit < 2 => return None,
        _ => (Verdict::Contradicts, format!("{how}, different speakers")),
    };
    let values = values.into_values().map(|v| v.0).collect();
    let about = Some(about.to_owned());
    Some(occasion.agreement(Aspect::Speaker, about, verdict, &basis, values))
}
