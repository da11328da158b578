//! Whom carriers make the speaker of one statement: within a language by its words, across languages by
//! the terms of the pack.

use std::collections::{BTreeMap, BTreeSet};

use super::{Agreement, Aspect, Evidence, Said, Verdict, occasions::Occasion};
use crate::facts::quotes::{Kind, Mode, Quote};

/// Words of a quotation at least: fewer are a term that anybody uses.
const WORDS: usize = 4;

/// The share of the shorter one's word triples that two quotations have in common at least.
const COMMON: f64 = 0.5;

/// A quotation of a carrier.
struct Quoted<'r> {
    document: usize,
    quote: &'r Quote,
    triples: BTreeSet<u64>,
    terms: BTreeSet<&'r str>,
    korean: bool,
}

/// Statements with several carriers, and who says them.
pub(super) fn speakers(occasion: &Occasion<'_>, out: &mut Vec<Agreement>) {
    let quotes = quotes(occasion);
    let mut group: Vec<usize> = (0..quotes.len()).collect();
    let mut across = vec![false; quotes.len()];
    // Links by words or by terms join quotations into statements.
    let mut by_key: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (n, quote) in quotes.iter().enumerate() {
        for triple in &quote.triples {
            by_key.entry(Key::Words(*triple)).or_default().push(n);
        }
        for term in &quote.terms {
            by_key.entry(Key::Term(term)).or_default().push(n);
        }
    }
    for (key, members) in &by_key {
        for (i, &a) in members.iter().take(MOST).enumerate() {
            for &b in members.iter().take(MOST).skip(i + 1) {
                let (Some(x), Some(y)) = (quotes.get(a), quotes.get(b)) else {
                    continue;
                };
                let joined = match key {
                    Key::Words(_) => x.document != y.document && alike(x, y),
                    // One statement in two languages: each carrier has the term in one quotation only.
                    Key::Term(term) => {
                        x.korean != y.korean
                            && only(&quotes, x.document, term)
                            && only(&quotes, y.document, term)
                    }
                };
                if joined {
                    join(&mut group, a, b);
                    if matches!(key, Key::Term(_)) {
                        for n in [a, b] {
                            if let Some(flag) = across.get_mut(n) {
                                *flag = true;
                            }
                        }
                    }
                }
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

/// What links quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'r> {
    Words(u64),
    Term(&'r str),
}

/// Quotations with one key that are compared at most: what more have is a stock phrase.
const MOST: usize = 40;

fn quotes<'r>(occasion: &Occasion<'r>) -> Vec<Quoted<'r>> {
    let mut out = Vec::new();
    for (document, carrier) in occasion.carriers.iter().enumerate() {
        let facts = &carrier.read.facts;
        let korean = carrier.read.document.language == Some("ko");
        for (n, quote) in facts.quotes.iter().enumerate() {
            let whole = facts.quotes.iter().any(|q| q.part_of == Some(n));
            let long = quote.text.split_whitespace().count() >= WORDS;
            if quote.kind == Kind::Term || whole || !long || quote.speaker.is_none() {
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
                triples: triples(&quote.text),
                terms: terms.map(|t| t.id.as_str()).collect(),
                korean,
            });
        }
    }
    out
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
    shared as f64 >= COMMON * shorter as f64
}

/// Whether a document has a term in one quotation and no more.
fn only(quotes: &[Quoted<'_>], document: usize, term: &str) -> bool {
    let own = quotes.iter().filter(|q| q.document == document);
    own.filter(|q| q.terms.contains(term) && q.quote.mode != Mode::Indirect)
        .count()
        == 1
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
    let mut values: BTreeMap<String, Said> = BTreeMap::new();
    for said in all() {
        let speaker = said.quote.speaker.as_ref()?;
        let key = speaker.id.clone().unwrap_or_else(|| speaker.name.clone());
        let read = occasion.carriers.get(said.document)?.read;
        let (first, last) = (said.quote.spans.first()?, said.quote.spans.last()?);
        let entry = values.entry(key).or_insert_with(|| Said {
            value: speaker.name.clone(),
            evidence: Vec::new(),
        });
        let document = read.document.address();
        if !entry.evidence.iter().any(|e| e.document == document) {
            entry.evidence.push(Evidence {
                document,
                span: crate::text::Span::new(first.start, last.end),
                text: said.quote.text.clone(),
            });
        }
    }
    let about = all()
        .map(|q| q.quote.text.as_str())
        .max_by_key(|t| t.len())?;
    let (verdict, basis) = match (values.len(), by_terms) {
        (1, false) => (Verdict::Agrees, "the same words, the same speaker"),
        (1, true) => (
            Verdict::Agrees,
            "one statement in two languages by its terms, the same speaker",
        ),
        (_, false) => (Verdict::Contradicts, "the same words, different speakers"),
        (_, true) => (
            Verdict::Contradicts,
            "one statement in two languages by its terms, different speakers",
        ),
    };
    let values = values.into_values().collect();
    let about = Some(about.to_owned());
    Some(occasion.agreement(Aspect::Speaker, about, verdict, basis, values))
}
