//! The rows of collocations and the margins of longer runs.

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::stats::count::Level;

/// How often words are together, and in how many documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counted<const N: usize> {
    /// The words, in order.
    pub(super) key: [u32; N],
    pub(super) count: u64,
    pub(super) documents: u32,
}

/// The sequences of a level that are as frequent as asked, in its order. Those of other lengths are left out.
pub(super) fn rows<const N: usize>(
    level: &Level,
    min_count: u64,
    min_documents: u64,
) -> Vec<Counted<N>> {
    let frequent = level.rows().filter(|&(_, count, documents)| {
        count >= min_count && u64::from(documents) >= min_documents
    });
    let row = |(key, count, documents): (&[u32], u64, u32)| {
        let key = <[u32; N]>::try_from(key).ok()?;
        Some(Counted {
            key,
            count,
            documents,
        })
    };
    frequent.filter_map(row).collect()
}

/// The words of a sequence in the places of a subset (the lowest bit is the first place).
fn masked<const N: usize>(key: &[u32], subset: usize) -> [u32; N] {
    let mut words = [0; N];
    for (place, (to, from)) in words.iter_mut().zip(key).enumerate() {
        if subset & (1 << place) != 0 {
            *to = *from;
        }
    }
    words
}

/// For each subset of places (the lowest bit is the first) and each target, how many sequences have the
/// words of the target there, whatever stands elsewhere: the 2ᴺ margins of a target are the values of all
/// subsets at its row.
///
/// `all` are the sequences of the text, `slots` the counts of each word in each place, which give the subsets
/// of one place. For others all sequences are read once each: linear in distinct sequences.
pub(super) fn subset_margins<const N: usize>(
    all: &Level,
    slots: &[Vec<u64>],
    targets: &[Counted<N>],
) -> Vec<Vec<u64>> {
    let total: u64 = slots.first().map_or(0, |slot| slot.iter().sum());
    let full = (1usize << N) - 1;
    (0..=full)
        .into_par_iter()
        .map(|subset| match subset.count_ones() {
            0 => vec![total; targets.len()],
            1 => {
                let place = subset.trailing_zeros() as usize;
                let slot = slots.get(place).map_or(&[][..], Vec::as_slice);
                let word = |row: &Counted<N>| row.key.get(place).copied();
                let of = |row| word(row).and_then(|word| slot.get(word as usize).copied());
                targets.iter().map(|row| of(row).unwrap_or(0)).collect()
            }
            _ if subset == full => targets.iter().map(|row| row.count).collect(),
            _ => {
                let mut sums: HashMap<[u32; N], u64> = HashMap::new();
                sums.extend(targets.iter().map(|row| (masked(&row.key, subset), 0)));
                for (key, count, _) in all.rows() {
                    if let Some(sum) = sums.get_mut(&masked(key, subset)) {
                        *sum += count;
                    }
                }
                let of = |row: &Counted<N>| sums.get(&masked(&row.key, subset)).copied();
                targets.iter().map(|row| of(row).unwrap_or(0)).collect()
            }
        })
        .collect()
}
