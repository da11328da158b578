//! What is compared of each document: its hashed runs of words.

use rayon::prelude::*;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::{
    Corpus,
    stats::{NO_TERM, View},
};

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

/// The hash of words in a row.
fn hash(words: &[u64]) -> u64 {
    let mut bytes = [0; 8 * WORDS];
    for (to, word) in bytes.chunks_exact_mut(8).zip(words) {
        to.copy_from_slice(&word.to_le_bytes());
    }
    xxh3_64(&bytes)
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

/// All documents of a view as they are compared.
pub(super) fn read(corpus: &Corpus, view: &View<'_>) -> Vec<Text> {
    let terms = view.terms();
    let count = u32::try_from(terms.len()).unwrap_or(u32::MAX);
    let hashes: Vec<u64> = (0..count)
        .into_par_iter()
        .map(|term| xxh3_64(terms.form(term).as_bytes()))
        .collect();
    (0..corpus.len())
        .into_par_iter()
        .map_init(Vec::new, |buffer, document| {
            let mut text = Text::default();
            view.each_zone(document, buffer, &mut |terms, zone| {
                let mut starts: Vec<usize> = zone.sentences().collect();
                starts.push(terms.len());
                let mut from = 0;
                for end in starts {
                    let words = terms.get(from..end).unwrap_or(&[]);
                    let first = text.words.len();
                    let known = words.iter().filter(|&&t| t != NO_TERM);
                    let hashes = known.filter_map(|&t| hashes.get(t as usize).copied());
                    text.words.extend(hashes);
                    let sentence = text.words.get(first..).unwrap_or(&[]);
                    if sentence.len() >= WORDS {
                        let bytes: Vec<u8> =
                            sentence.iter().flat_map(|w| w.to_le_bytes()).collect();
                        text.sentences.push(xxh3_64(&bytes));
                    }
                    from = end.max(from);
                }
            });
            text.runs = sorted(runs(&text.words));
            let bytes: Vec<u8> = text.words.iter().flat_map(|w| w.to_le_bytes()).collect();
            text.digest = xxh3_128(&bytes);
            text
        })
        .collect()
}

/// The longest stretch of words that two texts share, in words.
pub(super) fn longest_run(a: &[u64], b: &[u64], shared: &[u64]) -> usize {
    if shared.is_empty() {
        return 0;
    }
    let mut places: hashbrown::HashMap<u64, Vec<usize>> = hashbrown::HashMap::new();
    for (at, run) in runs(b).into_iter().enumerate() {
        if shared.binary_search(&run).is_ok() {
            places.entry(run).or_default().push(at);
        }
    }
    let mut longest = 0;
    let mut open: Vec<(usize, usize)> = Vec::new();
    for run in runs(a) {
        let here = places.get(&run).map_or(&[][..], Vec::as_slice);
        // A stretch goes on where both texts go on.
        let grown: Vec<(usize, usize)> = here
            .iter()
            .map(|&at| {
                let before = open.iter().find(|(end, _)| end + 1 == at);
                (at, before.map_or(WORDS.min(a.len()), |(_, len)| len + 1))
            })
            .collect();
        longest = grown.iter().map(|(_, len)| *len).fold(longest, usize::max);
        open = grown;
    }
    longest
}
