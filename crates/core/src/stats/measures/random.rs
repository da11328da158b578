//! Random numbers that are the same for ever.
//!
//! A seeded result must not change when a crate of random numbers changes its algorithms between
//! versions, so the generator is written out here: xoshiro256++ (Blackman and Vigna 2021, "Scrambled
//! linear pseudorandom number generators"), its state filled by `SplitMix64` (Steele, Lea and Flood
//! 2014) from one number, as its authors advise.

/// A seeded generator of random numbers (xoshiro256++).
///
/// ```
/// use variorum::stats::measures::random::Random;
///
/// let mut random = Random::seeded(7);
/// let mut again = Random::seeded(7);
/// assert_eq!(random.next_u64(), again.next_u64());
/// assert!(random.below(6) < 6);
/// ```
#[derive(Clone, Debug)]
pub struct Random([u64; 4]);

/// The finisher of `SplitMix64`, and its next state.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Random {
    /// The generator of a seed.
    pub fn seeded(seed: u64) -> Self {
        let mut state = seed;
        Random(std::array::from_fn(|_| split_mix(&mut state)))
    }

    /// The next 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.0;
        let result = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let t = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= t;
        *d = d.rotate_left(45);
        result
    }

    /// A whole number from 0 to `n − 1`, each as likely; 0 where `n` is 0.
    ///
    /// Lemire's multiplication with rejection (2019), so that no number is favoured.
    pub fn below(&mut self, n: u64) -> u64 {
        loop {
            let product = u128::from(self.next_u64()) * u128::from(n);
            #[allow(clippy::cast_possible_truncation, reason = "the low half")]
            let low = product as u64;
            if low >= n || low >= n.wrapping_neg() % n.max(1) {
                #[allow(clippy::cast_possible_truncation, reason = "the high half")]
                return (product >> 64) as u64;
            }
        }
    }

    /// A place in a list of `n`, each as likely; 0 for an empty list.
    pub fn place(&mut self, n: usize) -> usize {
        usize::try_from(self.below(n as u64)).unwrap_or(0)
    }

    /// Puts a random choice of `count` members into the front of `list`, in random order.
    pub fn choose<T>(&mut self, list: &mut [T], count: usize) {
        let n = list.len();
        for i in 0..count.min(n) {
            let j = i + self.place(n - i);
            list.swap(i, j);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reference_outputs() {
        // The authors' C code: xoshiro256plusplus.c from the state 1, 2, 3, 4; splitmix64.c from 1234567.
        let mut random = Random([1, 2, 3, 4]);
        let first: Vec<u64> = (0..4).map(|_| random.next_u64()).collect();
        assert_eq!(
            first,
            [
                41_943_041,
                58_720_359,
                3_588_806_011_781_223,
                3_591_011_842_654_386
            ]
        );
        let mut state = 1_234_567;
        assert_eq!(split_mix(&mut state), 6_457_827_717_110_365_317);
        assert_eq!(split_mix(&mut state), 3_203_168_211_198_807_973);
    }

    #[test]
    fn all_places_are_as_likely() {
        let mut random = Random::seeded(1);
        let mut seen = [0u32; 6];
        for _ in 0..60_000 {
            seen[random.place(6)] += 1;
        }
        assert!(seen.iter().all(|n| n.abs_diff(10_000) < 400), "{seen:?}");
        assert_eq!(random.below(0), 0);
        assert_eq!(random.below(1), 0);
    }

    #[test]
    fn a_choice_is_a_permutation() {
        let mut list: Vec<u32> = (0..50).collect();
        Random::seeded(3).choose(&mut list, 20);
        assert_ne!(list[..20], (0..20).collect::<Vec<u32>>());
        list.sort_unstable();
        assert_eq!(list, (0..50).collect::<Vec<u32>>());
    }
}
