//! Lexical diversity that does not grow with the text, by windows.
//!
//! Tokens are type ids. All functions are linear in the text.

use super::{Measured, Undefined};
use hashbrown::HashMap;

pub(super) const NO_TOKENS: Undefined = Undefined::because("there are no tokens");
const TOO_SHORT: Undefined = Undefined::because("the text is shorter than one window");

/// Replaces type ids by numbers from 0, in order of first appearance, so that counts fit into a list.
pub(super) fn dense(tokens: &[u32]) -> (Vec<usize>, usize) {
    let mut numbers: HashMap<u32, usize> = HashMap::new();
    let ids = tokens
        .iter()
        .map(|&token| {
            let next = numbers.len();
            *numbers.entry(token).or_insert(next)
        })
        .collect();
    (ids, numbers.len())
}

/// Which types were seen since the last start; starting anew costs nothing.
pub(super) struct Seen {
    last: Vec<usize>,
    round: usize,
}

impl Seen {
    pub(super) fn new(types: usize) -> Self {
        Seen {
            last: vec![0; types],
            round: 1,
        }
    }

    /// Whether the type is new since the last start.
    pub(super) fn insert(&mut self, id: usize) -> bool {
        self.last
            .get_mut(id)
            .is_some_and(|last| std::mem::replace(last, self.round) != self.round)
    }

    pub(super) fn clear(&mut self) {
        self.round += 1;
    }
}

/// The moving-average type–token ratio over all windows of `window` tokens (Covington and McFall 2010).
///
/// Undefined where the text is shorter than the window.
///
/// ```
/// use variorum::stats::measures::segments::mattr;
///
/// assert_eq!(mattr(&[1, 1, 2, 1, 1, 2, 1], 4)?, 0.5);
/// assert!(mattr(&[1, 2], 50).is_err());
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
pub fn mattr(tokens: &[u32], window: usize) -> Measured {
    if tokens.is_empty() {
        return Err(NO_TOKENS);
    }
    if window == 0 || tokens.len() < window {
        return Err(TOO_SHORT);
    }
    let (ids, types) = dense(tokens);
    let mut counts = vec![0u32; types];
    let (mut distinct, mut sum, mut windows) = (0u64, 0u64, 0u64);
    for (place, &id) in ids.iter().enumerate() {
        if let Some(count) = counts.get_mut(id) {
            distinct += u64::from(*count == 0);
            *count += 1;
        }
        if let Some(&gone) = place.checked_sub(window).and_then(|p| ids.get(p))
            && let Some(count) = counts.get_mut(gone)
        {
            *count -= 1;
            distinct -= u64::from(*count == 0);
        }
        if place + 1 >= window {
            sum += distinct;
            windows += 1;
        }
    }
    Ok(sum as f64 / windows as f64 / window as f64)
}

names! {
    /// What becomes of the last segment where it is shorter than the others.
    pub enum Remainder("rule for the remainder") {
        /// It is left out. A complete last segment always counts.
        Discard = "discard",
        /// Its ratio counts like the others.
        Keep = "keep",
    }
}

/// The mean type–token ratio of consecutive segments of `segment` tokens, MSTTR (Johnson 1944).
pub fn msttr(tokens: &[u32], segment: usize, remainder: Remainder) -> Measured {
    if tokens.is_empty() {
        return Err(NO_TOKENS);
    }
    if segment == 0 {
        return Err(TOO_SHORT);
    }
    let (ids, types) = dense(tokens);
    let mut seen = Seen::new(types);
    let (mut sum, mut segments) = (0.0, 0.0);
    for part in ids.chunks(segment) {
        if part.len() < segment && remainder == Remainder::Discard {
            break;
        }
        seen.clear();
        let distinct = part.iter().filter(|&&id| seen.insert(id)).count();
        sum += distinct as f64 / part.len() as f64;
        segments += 1.0;
    }
    if segments == 0.0 {
        return Err(TOO_SHORT);
    }
    Ok(sum / segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(n: u32, types: u64) -> Vec<u32> {
        let mut random = super::super::random::Random::seeded(u64::from(n));
        (0..n).map(|_| random.below(types) as u32).collect()
    }

    fn naive_ttr(window: &[u32]) -> f64 {
        let mut sorted = window.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        sorted.len() as f64 / window.len() as f64
    }

    #[test]
    fn mattr_is_the_mean_over_windows() {
        let text = text(400, 60);
        for window in [1, 7, 50, 400] {
            let ratios: Vec<f64> = text.windows(window).map(naive_ttr).collect();
            let mean = ratios.iter().sum::<f64>() / ratios.len() as f64;
            assert!((mattr(&text, window).unwrap() - mean).abs() < 1e-12);
        }
        assert!(mattr(&text, 401).is_err() && mattr(&text, 0).is_err() && mattr(&[], 5).is_err());
    }

    #[test]
    fn a_complete_last_segment_counts() {
        let text = [1, 2, 3, 4, 1, 1, 1, 1, 5];
        assert_eq!(msttr(&text[..8], 4, Remainder::Discard).unwrap(), 0.625);
        assert_eq!(msttr(&text, 4, Remainder::Discard).unwrap(), 0.625);
        assert_eq!(msttr(&text, 4, Remainder::Keep).unwrap(), 0.75);
        assert!(msttr(&text, 10, Remainder::Discard).is_err());
        assert!(msttr(&text, 0, Remainder::Keep).is_err());
        assert!(msttr(&[], 4, Remainder::Keep).is_err());
    }
}
