//! What is compared of each document: its hashed runs of words.

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::{Corpus, layout::ZoneKind, text::lower};

/// Words in a run that is compared.
pub(super) const WORDS: usize = 5;

/// A document as it is compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    /// The hashes of its words, in their order.
    pub(super) words: Vec<u64>,
    /// The hashes of its runs of words, sorted, each once.
    pub(super) runs: Vec<u64>,
    /// A digest of all its words.
    pub(super) digest: u128,
    /// Sentences with more than a few words: a hash of each.
    pub(super) sentences: Vec<u64>,
}

/// The hash of words in a row: a polynomial of their hashes, which are as good as random.
fn hash(words: &[u64]) -> u64 {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    words.iter().fold(0, |sum: u64, &word| {
        sum.wrapping_mul(BASE).wrapping_add(word).rotate_left(23)
    })
}

/// The runs of words in their order. A text of fewer words is one run.
pub(super) fn runs(words: &[u64]) -> Vec<u64> {
    if words.is_empty() {
        return Vec::new();
    }
    if words.len() < WORDS {
        return vec![hash(words)];
    }
    words.windows(WORDS).map(hash).collect()
}

/// The smallest of every few runs in a row: any stretch that two texts share and that is long enough leaves
/// the same ones in both (Schleimer, Wilkerson and Aiken 2003).
pub(super) fn winnowed(runs: &[u64], window: usize) -> Vec<u64> {
    let mut kept: Vec<u64> = runs
        .windows(window.clamp(1, runs.len().max(1)))
        .filter_map(|w| w.iter().min().copied())
        .collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}

fn sorted(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The hash of each type, letter case and compatibility forms aside.
fn hashes(corpus: &Corpus) -> Vec<u64> {
    let types = corpus.index().vocabulary();
    let count = u32::try_from(types.len()).unwrap_or(u32::MAX);
    (0..count)
        .into_par_iter()
        .with_min_len(1024)
        .map(|id| {
            let form = types.form(id);
            if form.is_ascii() {
                xxh3_64(lower(form).as_bytes())
            } else {
                let plain: String = form.nfkc().collect();
                xxh3_64(lower(&plain).as_bytes())
            }
        })
        .collect()
}

/// The paragraphs of all documents as they are compared.
pub(super) fn read(corpus: &Corpus) -> Vec<Text> {
    let hashes = hashes(corpus);
    (0..corpus.len())
        .into_par_iter()
        .map(|document| {
            let mut text = Text::default();
            let zones = corpus.index().zones(corpus.number(document));
            for zone in zones.filter(|z| z.kind() == ZoneKind::Paragraph) {
                let ends = zone.sentences().skip(1).chain([zone.words().len()]);
                text.words.reserve(zone.words().len());
                let mut from = 0;
                for end in ends {
                    let words = zone.words().get(from..end).unwrap_or(&[]);
                    let first = text.words.len();
                    let known = words
                        .iter()
                        .filter_map(|&w| hashes.get(w as usize).copied());
                    text.words.extend(known);
                    let sentence = text.words.get(first..).unwrap_or(&[]);
                    if sentence.len() >= WORDS {
                        text.sentences.push(hash(sentence));
                    }
                    from = end;
                }
            }
            text.runs = sorted(runs(&text.words));
            let mut bytes = Vec::with_capacity(8 * text.words.len());
            for word in &text.words {
                bytes.extend_from_slice(&word.to_le_bytes());
            }
            text.digest = xxh3_128(&bytes);
            text
        })
        .collect()
}

/// The longest stretch of words that two texts share, in words.
pub(super) fn longest_run(a: &[u64], b: &[u64], shared: &[u64]) -> usize {
    let places = |words: &[u64]| -> Vec<(u64, usize)> {
        let runs = runs(words).into_iter().zip(0..);
        runs.filter(|(run, _)| shared.binary_search(run).is_ok())
            .collect()
    };
    let mut there = places(b);
    there.sort_unstable();
    let shortest = WORDS.min(a.len()).min(b.len());
    let mut longest = 0;
    // Where the stretch that ends here ends in the other text, and its length.
    let (mut open, mut last): (Vec<(usize, usize)>, usize) = (Vec::new(), usize::MAX);
    for (run, at) in places(a) {
        let from = there.partition_point(|(other, _)| *other < run);
        let same = there
            .get(from..)
            .unwrap_or(&[])
            .iter()
            .take_while(|(other, _)| *other == run);
        let goes_on = last.checked_add(1) == Some(at);
        let grown: Vec<(usize, usize)> = same
            .map(|&(_, place)| {
                let before = open.iter().find(|(end, _)| goes_on && end + 1 == place);
                (place, before.map_or(shortest, |(_, len)| len + 1))
            })
            .collect();
        longest = grown.iter().map(|(_, len)| *len).fold(longest, usize::max);
        (open, last) = (grown, at);
    }
    longest
}
