//! Lexical diversity by factors: MTLD and MTLD-W.
//!
//! Tokens are type ids. [`mtld`] is linear in the text; [`mtld_wrap`] takes text length times factor length.

use super::{
    Measured, Undefined,
    segments::{NO_TOKENS, Seen, dense},
};

names! {
    /// When a factor of MTLD is complete.
    pub enum Comparison("comparison with the threshold") {
        /// The ratio lies below the threshold (TAALED, textacy).
        Below = "below",
        /// It lies at or below the threshold (lexicalrichness).
        AtMost = "at_most",
    }
}

names! {
    /// In which direction MTLD reads.
    pub enum Direction("direction of reading") {
        /// Forward and backward, the mean of both (McCarthy and Jarvis 2010).
        Both = "both",
        /// Forward only.
        Forward = "forward",
        /// Backward only.
        Backward = "backward",
    }
}

names! {
    /// How factors become one number.
    pub enum Aggregation("aggregation of factors") {
        /// Tokens divided by the number of factors, for each direction (McCarthy and Jarvis 2010).
        TokensPerFactor = "tokens_per_factor",
        /// The mean length of factors, for each direction; the last one's length divided by its part.
        MeanFactor = "mean_factor",
        /// The mean length of the factors of both directions together (TAALED's default).
        PooledFactors = "pooled_factors",
    }
}

/// How MTLD counts its factors.
///
/// The default is McCarthy and Jarvis (2010) as Kyle's TAALED computes it: a ratio below 0.72, at least
/// 10 tokens a factor, both directions, tokens per factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MtldOptions {
    /// The type–token ratio at which a factor ends, between 0 and 1.
    pub threshold: f64,
    /// Whether reaching the threshold is enough.
    pub comparison: Comparison,
    /// The fewest tokens of a factor.
    pub least_tokens: usize,
    /// Forward, backward or both.
    pub direction: Direction,
    /// How factors become one number.
    pub aggregation: Aggregation,
}

impl Default for MtldOptions {
    fn default() -> Self {
        MtldOptions {
            threshold: 0.72,
            comparison: Comparison::Below,
            least_tokens: 10,
            direction: Direction::Both,
            aggregation: Aggregation::TokensPerFactor,
        }
    }
}

impl MtldOptions {
    fn ends(&self, distinct: usize, length: usize) -> bool {
        // As quotients, so that 18/25 meets 0.72 exactly as it does in other tools.
        let ratio = distinct as f64 / length as f64;
        length >= self.least_tokens
            && match self.comparison {
                Comparison::Below => ratio < self.threshold,
                Comparison::AtMost => ratio <= self.threshold,
            }
    }

    fn checked(&self) -> Result<(), Undefined> {
        if self.threshold > 0.0 && self.threshold < 1.0 {
            Ok(())
        } else {
            Err(Undefined::because("a threshold lies between 0 and 1"))
        }
    }
}

/// The factors of one direction.
#[derive(Clone, Copy, Default)]
struct Factors {
    /// Tokens of the text.
    tokens: f64,
    /// Factors, the last one in part.
    number: f64,
    /// The sum of the factors' lengths, and how many there are in it.
    lengths: f64,
    lists: f64,
}

fn factors(ids: impl Iterator<Item = usize>, seen: &mut Seen, options: &MtldOptions) -> Factors {
    let mut out = Factors::default();
    let (mut length, mut distinct) = (0, 0);
    seen.clear();
    for id in ids {
        out.tokens += 1.0;
        length += 1;
        distinct += usize::from(seen.insert(id));
        if options.ends(distinct, length) {
            out.number += 1.0;
            out.lengths += length as f64;
            out.lists += 1.0;
            (length, distinct) = (0, 0);
            seen.clear();
        }
    }
    if length > 0 {
        let part = (1.0 - distinct as f64 / length as f64) / (1.0 - options.threshold);
        out.number += part;
        if part > 0.0 {
            out.lengths += length as f64 / part;
            out.lists += 1.0;
        }
    }
    out
}

/// The measure of textual lexical diversity: the mean length of stretches whose type–token ratio stays
/// above a threshold (McCarthy and Jarvis 2010).
///
/// The last, incomplete factor counts as the part `(1 − TTR) / (1 − threshold)`. Undefined where no
/// token is ever repeated, since then there is no factor.
///
/// ```
/// use variorum::stats::measures::mtld::{Comparison, MtldOptions, mtld};
///
/// let text = [0, 1, 2, 0, 1];
/// let options = MtldOptions { comparison: Comparison::AtMost, least_tokens: 0, ..MtldOptions::default() };
/// assert_eq!(mtld(&text, &options)?, 5.0);
/// assert_eq!(mtld(&[0, 1, 2], &options).unwrap_err().reason(), "no token is repeated: there is no factor");
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
pub fn mtld(tokens: &[u32], options: &MtldOptions) -> Measured {
    const NONE: Undefined = Undefined::because("no token is repeated: there is no factor");
    options.checked()?;
    if tokens.is_empty() {
        return Err(NO_TOKENS);
    }
    let (ids, types) = dense(tokens);
    if types == ids.len() {
        return Err(NONE);
    }
    let mut seen = Seen::new(types);
    let mut read = Vec::with_capacity(2);
    if options.direction != Direction::Backward {
        read.push(factors(ids.iter().copied(), &mut seen, options));
    }
    if options.direction != Direction::Forward {
        read.push(factors(ids.iter().rev().copied(), &mut seen, options));
    }
    let directions = read.len() as f64;
    let value = match options.aggregation {
        Aggregation::TokensPerFactor => {
            read.iter().map(|f| f.tokens / f.number).sum::<f64>() / directions
        }
        Aggregation::MeanFactor => {
            read.iter().map(|f| f.lengths / f.lists).sum::<f64>() / directions
        }
        Aggregation::PooledFactors => {
            read.iter().map(|f| f.lengths).sum::<f64>() / read.iter().map(|f| f.lists).sum::<f64>()
        }
    };
    if value.is_finite() {
        Ok(value)
    } else {
        Err(NONE)
    }
}

/// MTLD-W, the mean length of the factors that begin at every token, the text taken as a ring.
///
/// Kyle, Crossley and Jarvis (2021): no incomplete factor is left and no direction is preferred.
/// Comparison, threshold and fewest tokens as in `options`; the rest of it is not used. Undefined where a
/// factor does not end within one round of the text.
pub fn mtld_wrap(tokens: &[u32], options: &MtldOptions) -> Measured {
    options.checked()?;
    if tokens.is_empty() {
        return Err(NO_TOKENS);
    }
    let (ids, types) = dense(tokens);
    let mut seen = Seen::new(types);
    let mut sum = 0usize;
    for start in 0..ids.len() {
        seen.clear();
        let mut distinct = 0;
        let round = ids.iter().skip(start).chain(ids.iter().take(start));
        let length = round.zip(1..).find_map(|(&id, length)| {
            distinct += usize::from(seen.insert(id));
            options.ends(distinct, length).then_some(length)
        });
        sum += length.ok_or(Undefined::because(
            "the text is too short or too rich: a factor does not end in it",
        ))?;
    }
    Ok(sum as f64 / ids.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(n: u32, types: u64) -> Vec<u32> {
        let mut random = super::super::random::Random::seeded(u64::from(n));
        (0..n).map(|_| random.below(types) as u32).collect()
    }

    #[test]
    fn mtld_needs_a_repetition() {
        let options = MtldOptions::default();
        assert!(mtld(&[], &options).is_err());
        assert!(mtld(&[1, 2, 3], &options).is_err());
        assert!(
            mtld(
                &[1, 1],
                &MtldOptions {
                    threshold: 1.0,
                    ..options
                }
            )
            .is_err()
        );
        let backward = MtldOptions {
            direction: Direction::Backward,
            ..options
        };
        let forward = MtldOptions {
            direction: Direction::Forward,
            ..options
        };
        let text = text(300, 80);
        let reversed: Vec<u32> = text.iter().rev().copied().collect();
        assert_eq!(mtld(&text, &backward), mtld(&reversed, &forward));
        let mean = f64::midpoint(
            mtld(&text, &forward).unwrap(),
            mtld(&text, &backward).unwrap(),
        );
        assert!((mtld(&text, &options).unwrap() - mean).abs() < 1e-12);
    }

    #[test]
    fn wrapped_factors_by_hand() {
        // From each of the six tokens of the ring a b a b a b: a, b, a → 2/3 < 0.72 at the third.
        let options = MtldOptions {
            least_tokens: 0,
            ..MtldOptions::default()
        };
        assert_eq!(mtld_wrap(&[1, 2, 1, 2, 1, 2], &options).unwrap(), 3.0);
        // Ring a a b: aa → 1/2 at 2; ab a → 2/3 at 3; ba a → 2/3 at 3.
        assert_eq!(mtld_wrap(&[1, 1, 2], &options).unwrap(), 8.0 / 3.0);
        assert!(mtld_wrap(&[1, 2, 3], &options).is_err());
        assert!(mtld_wrap(&[], &options).is_err());
        // It does not matter where the ring is cut.
        let mut turned = text(500, 60);
        let value = mtld_wrap(&turned, &options).unwrap();
        turned.rotate_left(123);
        assert_eq!(mtld_wrap(&turned, &options).unwrap(), value);
    }
}
