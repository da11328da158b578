//! Counting what is together, on all threads.

use std::hash::Hash;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::context::{Room, unpack};

/// What is counted: two terms in one number, or a run of terms.
pub(super) trait Key: Copy + Eq + Ord + Hash + Send + Sync {
    /// A number below [`SHARDS`] that spreads keys evenly.
    fn shard(self) -> usize;

    /// The terms.
    fn words(self) -> impl AsRef<[u32]>;
}

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// Tables of one portion, by the spread of their keys: each can be joined with its like alone.
const SHARDS: usize = 1 << 4;

/// The highest bits of a product, which all bits of the key have a part in.
fn highest(mixed: u64) -> usize {
    usize::try_from(mixed >> 60).unwrap_or(0)
}

impl Key for u64 {
    fn shard(self) -> usize {
        highest(self.wrapping_mul(MIX))
    }

    fn words(self) -> impl AsRef<[u32]> {
        let (a, b) = unpack(self);
        [a, b]
    }
}

impl<const N: usize> Key for [u32; N] {
    fn shard(self) -> usize {
        let mixed = |sum: u64, term: u32| (sum ^ u64::from(term)).wrapping_mul(MIX);
        highest(self.into_iter().fold(0, mixed))
    }

    fn words(self) -> impl AsRef<[u32]> {
        self
    }
}

/// How often something occurs, and in how many documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counted<K> {
    pub(super) key: K,
    pub(super) count: u64,
    pub(super) documents: u64,
}

#[derive(Clone, Copy)]
struct Entry {
    count: u64,
    documents: u32,
    /// The last document, so that each counts once.
    last: u32,
}

/// Gives every key that a document has, as often as it has it.
pub(super) type EachKey<'a, K> = dyn Fn(usize, &mut Room, &mut dyn FnMut(K)) + Sync + 'a;

/// Gives each term of a document with how often it stands first and second; returns the number of pairs.
pub(super) type EachMargin<'a> =
    dyn Fn(usize, &mut Room, &mut dyn FnMut(u32, u64, u64)) -> u64 + Sync + 'a;

/// Counts what `each` finds in the documents, in the order of the keys.
///
/// Every document is counted in one portion, and sums are of whole numbers: the result does not depend
/// on how many threads there are.
pub(super) fn count<K: Key>(
    documents: &[usize],
    min_count: u64,
    min_documents: u64,
    each: &EachKey<'_, K>,
) -> Vec<Counted<K>> {
    let portion = documents
        .len()
        .div_ceil(rayon::current_num_threads())
        .max(1);
    let parts: Vec<Vec<HashMap<K, Entry>>> = documents
        .par_chunks(portion)
        .map(|documents| {
            let mut shards: Vec<HashMap<K, Entry>> = (0..SHARDS).map(|_| HashMap::new()).collect();
            let mut room = Room::default();
            for (&document, stamp) in documents.iter().zip(0u32..) {
                each(document, &mut room, &mut |key| {
                    let Some(shard) = shards.get_mut(key.shard()) else {
                        return;
                    };
                    let entry = shard.entry(key).or_insert(Entry {
                        count: 0,
                        documents: 0,
                        last: u32::MAX,
                    });
                    entry.count += 1;
                    entry.documents += u32::from(entry.last != stamp);
                    entry.last = stamp;
                });
            }
            shards
        })
        .collect();
    let mut by_shard: Vec<Vec<HashMap<K, Entry>>> = (0..SHARDS).map(|_| Vec::new()).collect();
    for part in parts {
        for (shards, shard) in by_shard.iter_mut().zip(part) {
            shards.push(shard);
        }
    }
    let counted: Vec<Vec<Counted<K>>> = by_shard
        .into_par_iter()
        .map(|shards| {
            let mut shards = shards.into_iter();
            let mut all = shards.next().unwrap_or_default();
            for shard in shards {
                for (key, entry) in shard {
                    let sum = all.entry(key).or_insert(Entry {
                        count: 0,
                        documents: 0,
                        last: 0,
                    });
                    sum.count += entry.count;
                    sum.documents += entry.documents;
                }
            }
            let frequent = all
                .into_iter()
                .filter(|(_, e)| e.count >= min_count && u64::from(e.documents) >= min_documents);
            frequent
                .map(|(key, e)| Counted {
                    key,
                    count: e.count,
                    documents: u64::from(e.documents),
                })
                .collect()
        })
        .collect();
    let mut counted = counted.concat();
    counted.par_sort_unstable_by_key(|c| c.key);
    counted
}

/// How often each term stands first and second, and the number of all pairs.
#[derive(Default)]
pub(super) struct Margins {
    pub(super) first: Vec<u64>,
    pub(super) second: Vec<u64>,
    pub(super) total: u64,
}

impl Margins {
    /// Those of some documents, counted by `each`, which gives the number of pairs.
    pub(super) fn count(documents: &[usize], terms: usize, each: &EachMargin<'_>) -> Margins {
        let portion = documents
            .len()
            .div_ceil(rayon::current_num_threads())
            .max(1);
        let parts: Vec<Margins> = documents
            .par_chunks(portion)
            .map(|documents| {
                let (mut first, mut second) = (vec![0; terms], vec![0; terms]);
                let mut total = 0;
                let mut room = Room::default();
                for &document in documents {
                    total += each(document, &mut room, &mut |term, firsts, seconds| {
                        if let Some(slot) = first.get_mut(term as usize) {
                            *slot += firsts;
                        }
                        if let Some(slot) = second.get_mut(term as usize) {
                            *slot += seconds;
                        }
                    });
                }
                Margins {
                    first,
                    second,
                    total,
                }
            })
            .collect();
        let mut parts = parts.into_iter();
        let mut all = parts.next().unwrap_or_else(|| Margins {
            first: vec![0; terms],
            second: vec![0; terms],
            total: 0,
        });
        for part in parts {
            let add = |(to, from): (&mut u64, u64)| *to += from;
            all.first.iter_mut().zip(part.first).for_each(add);
            all.second.iter_mut().zip(part.second).for_each(add);
            all.total += part.total;
        }
        all
    }

    /// How often the first term stands first and the second second.
    pub(super) fn of(&self, a: u32, b: u32) -> (u64, u64) {
        let at = |margin: &[u64], term: u32| margin.get(term as usize).copied().unwrap_or(0);
        (at(&self.first, a), at(&self.second, b))
    }
}

/// For each target the 2ᴺ margins of its words: how many of all runs have them in the places of each
/// subset, whatever stands elsewhere (the lowest bit is the first place).
///
/// One pass over all runs for each subset: linear in distinct runs.
pub(super) fn subset_margins<const N: usize>(
    all: &[Counted<[u32; N]>],
    targets: &[[u32; N]],
) -> Vec<Vec<u64>> {
    let total: u64 = all.iter().map(|c| c.count).sum();
    let full = (1usize << N) - 1;
    let masked = |run: &[u32; N], subset: usize| {
        let mut key = [0; N];
        for (place, (to, from)) in key.iter_mut().zip(run).enumerate() {
            if subset & (1 << place) != 0 {
                *to = *from;
            }
        }
        key
    };
    (0..=full)
        .into_par_iter()
        .map(|subset| {
            if subset == 0 {
                return vec![total; targets.len()];
            }
            let mut sums: HashMap<[u32; N], u64> =
                targets.iter().map(|run| (masked(run, subset), 0)).collect();
            for run in all {
                if let Some(sum) = sums.get_mut(&masked(&run.key, subset)) {
                    *sum += run.count;
                }
            }
            let of = |run: &[u32; N]| sums.get(&masked(run, subset)).copied().unwrap_or(0);
            targets.iter().map(of).collect()
        })
        .collect()
}
