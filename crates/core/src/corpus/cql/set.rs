//! Sets of small numbers as bits.

use rayon::prelude::*;

/// A set of type numbers (or of the numbers of mention values) below a fixed size, one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeSet {
    blocks: Vec<u64>,
    size: usize,
}

/// How many blocks of 64 numbers one thread takes at a time.
const GRAIN: usize = 256;

impl TypeSet {
    /// None of the numbers below `size`.
    pub fn none(size: usize) -> Self {
        TypeSet {
            blocks: vec![0; size.div_ceil(64)],
            size,
        }
    }

    /// These of the numbers below `size`; others are left out.
    pub fn of(size: usize, ids: impl IntoIterator<Item = u32>) -> Self {
        let mut set = TypeSet::none(size);
        for id in ids {
            if (id as usize) < size
                && let Some(block) = set.blocks.get_mut(id as usize / 64)
            {
                *block |= 1 << (id % 64);
            }
        }
        set
    }

    /// The numbers below `size` that pass, asked on all threads of the current pool.
    pub(super) fn that(size: usize, passes: impl Fn(u32) -> bool + Sync) -> Self {
        let blocks = (0..size.div_ceil(64))
            .into_par_iter()
            .with_min_len(GRAIN)
            .map(|block| {
                let ids = block * 64..(block * 64 + 64).min(size);
                ids.enumerate()
                    .filter(|(_, id)| u32::try_from(*id).is_ok_and(&passes))
                    .fold(0u64, |bits, (bit, _)| bits | 1 << bit)
            })
            .collect();
        TypeSet { blocks, size }
    }

    /// Whether a number is in it.
    #[inline]
    pub fn contains(&self, id: u32) -> bool {
        self.blocks
            .get(id as usize / 64)
            .is_some_and(|block| block >> (id % 64) & 1 == 1)
    }

    /// How many numbers are in it; counted anew at each call.
    pub fn len(&self) -> usize {
        self.blocks.iter().map(|b| b.count_ones() as usize).sum()
    }

    /// Whether no number is in it.
    pub fn is_empty(&self) -> bool {
        self.blocks.iter().all(|b| *b == 0)
    }

    /// The numbers, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..).zip(&self.blocks).flat_map(|(block, bits)| {
            let mut bits = *bits;
            std::iter::from_fn(move || {
                let bit = (bits != 0).then(|| bits.trailing_zeros())?;
                bits &= bits - 1;
                Some(block * 64 + bit)
            })
        })
    }

    pub(super) fn retain(&mut self, other: &TypeSet) {
        for (block, with) in self.blocks.iter_mut().zip(&other.blocks) {
            *block &= with;
        }
    }

    pub(super) fn add(&mut self, other: &TypeSet) {
        for (block, with) in self.blocks.iter_mut().zip(&other.blocks) {
            *block |= with;
        }
    }

    /// All the numbers below the size that are not in it.
    pub(super) fn complement(mut self) -> Self {
        for block in &mut self.blocks {
            *block = !*block;
        }
        let used = self.size % 64;
        if used != 0
            && let Some(last) = self.blocks.last_mut()
        {
            *last &= (1 << used) - 1;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets() {
        let set = TypeSet::of(130, [0, 63, 64, 129, 130, 4000]);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 63, 64, 129]);
        assert!(set.contains(129) && !set.contains(130) && !set.contains(u32::MAX));
        let rest = set.clone().complement();
        assert_eq!((set.len(), rest.len()), (4, 126));
        let mut both = set.clone();
        both.retain(&rest);
        assert!(both.is_empty());
        both.add(&set);
        assert_eq!(both, set);
        assert_eq!(TypeSet::that(130, |id| set.contains(id)), set);
        assert!(TypeSet::none(0).complement().is_empty());
    }
}
