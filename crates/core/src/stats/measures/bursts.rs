//! Bursts of a word in a series: Kleinberg's automaton.

use super::Undefined;

/// How bursts are found (Kleinberg 2003, "Bursty and hierarchical structure in streams", section 4, two states).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BurstOptions {
    /// s: the rate in a burst is s times the mean rate. Above 1.
    pub scale: f64,
    /// γ: going up costs γ ln n for n periods; going down costs nothing. At least 0.
    pub gamma: f64,
}

impl Default for BurstOptions {
    /// s = 2, γ = 1.
    fn default() -> Self {
        BurstOptions {
            scale: 2.0,
            gamma: 1.0,
        }
    }
}

/// A burst: consecutive periods in the higher state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Burst {
    /// Its first period, from 0.
    pub start: usize,
    /// The period after its last.
    pub end: usize,
    /// How much better the higher state explains these periods: the difference of the costs (natural logarithm),
    /// without the cost of going up.
    pub weight: f64,
}

/// The bursts of a series of batches: `relevant[t]` documents (or words) of `total[t]` in period t.
///
/// The base state expects the share p₀ = Σ relevant / Σ total, the higher one s·p₀; the cost of a
/// period is minus the logarithm of its binomial probability, and the cheapest sequence of states is found
/// by dynamic programming, in time linear in the periods. Of equally cheap sequences the one with fewer bursting periods is
/// taken. Undefined where s·p₀ is not below 1: take a smaller s.
///
/// ```
/// use variorum::stats::measures::bursts::{BurstOptions, bursts};
///
/// let relevant = [1, 0, 2, 1, 9, 11, 8, 1, 0, 1];
/// let found = bursts(&relevant, &[100; 10], BurstOptions::default())?;
/// assert_eq!(found.len(), 1);
/// assert_eq!((found[0].start, found[0].end), (4, 7));
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
pub fn bursts(
    relevant: &[u64],
    total: &[u64],
    options: BurstOptions,
) -> Result<Vec<Burst>, Undefined> {
    if relevant.is_empty() || relevant.len() != total.len() {
        return Err(Undefined::because(
            "a series needs one total for each count, and at least one",
        ));
    }
    if relevant.iter().zip(total).any(|(r, d)| r > d) {
        return Err(Undefined::because("a count passes the total of its period"));
    }
    if !(options.scale > 1.0 && options.gamma >= 0.0) {
        return Err(Undefined::because("s is above 1 and gamma at least 0"));
    }
    let sum = |of: &[u64]| of.iter().map(|&x| x as f64).sum::<f64>();
    let base = sum(relevant) / sum(total);
    if base.is_nan() || base == 0.0 {
        return Err(Undefined::because("there are no occurrences"));
    }
    let high = base * options.scale;
    if high >= 1.0 {
        return Err(Undefined::because(
            "the rate in a burst would not be below 1: s is too large for so frequent a word",
        ));
    }
    // How much cheaper the higher state is; the binomial coefficient is the same in both.
    let gain = |r: u64, d: u64| {
        let (r, d) = (r as f64, d as f64);
        r * options.scale.ln() + (d - r) * ((1.0 - high) / (1.0 - base)).ln()
    };
    let up = options.gamma * (relevant.len() as f64).ln();
    // Costs are counted against staying in the base state, whose own cost is then 0.
    let (mut low_cost, mut high_cost) = (0.0f64, f64::INFINITY);
    // For each period, whether the cheapest way into either state comes from the higher one.
    let mut came: Vec<(bool, bool)> = Vec::with_capacity(relevant.len());
    for (&r, &d) in relevant.iter().zip(total) {
        let (low_from_high, high_from_high) = (high_cost < low_cost, high_cost < low_cost + up);
        came.push((low_from_high, high_from_high));
        let next_low = low_cost.min(high_cost);
        high_cost = high_cost.min(low_cost + up) - gain(r, d);
        low_cost = next_low;
    }
    let mut bursting = high_cost < low_cost;
    let mut found: Vec<Burst> = Vec::new();
    let periods = relevant.iter().zip(total).zip(&came).enumerate();
    for (period, ((&r, &d), &(low_from_high, high_from_high))) in periods.rev() {
        if bursting {
            let weight = gain(r, d);
            match found.last_mut() {
                Some(burst) if burst.start == period + 1 => {
                    burst.start = period;
                    burst.weight += weight;
                }
                _ => found.push(Burst {
                    start: period,
                    end: period + 1,
                    weight,
                }),
            }
        }
        bursting = if bursting {
            high_from_high
        } else {
            low_from_high
        };
    }
    found.reverse();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{random::Random, special::ln_binomial},
        *,
    };

    /// The cheapest of all 2ⁿ sequences of states, with the whole binomial probability.
    fn brute(relevant: &[u64], total: &[u64], options: BurstOptions) -> f64 {
        let n = relevant.len();
        let base = relevant.iter().sum::<u64>() as f64 / total.iter().sum::<u64>() as f64;
        let rates = [base, base * options.scale];
        (0..1u32 << n)
            .map(|states| cost(relevant, total, rates, options, |t| states & (1 << t) != 0))
            .fold(f64::INFINITY, f64::min)
    }

    fn cost(
        relevant: &[u64],
        total: &[u64],
        rates: [f64; 2],
        options: BurstOptions,
        state: impl Fn(usize) -> bool,
    ) -> f64 {
        let mut sum = 0.0;
        let mut before = false;
        for t in 0..relevant.len() {
            let now = state(t);
            let p = rates[usize::from(now)];
            sum -= ln_binomial(relevant[t] as f64, total[t] as f64, p, 1.0 - p);
            if now && !before {
                sum += options.gamma * (relevant.len() as f64).ln();
            }
            before = now;
        }
        sum
    }

    #[test]
    fn no_sequence_is_cheaper() {
        let mut random = Random::seeded(9);
        let mut bursting = 0;
        for round in 0..40 {
            let n = 3 + round % 8;
            let total: Vec<u64> = (0..n).map(|_| 40 + random.below(60)).collect();
            let relevant: Vec<u64> = (0..n)
                .map(|_| random.below(4) + 14 * u64::from(random.below(4) == 0))
                .collect();
            let options = BurstOptions {
                gamma: [0.0, 0.4, 1.0][round % 3],
                ..Default::default()
            };
            let found = bursts(&relevant, &total, options).unwrap();
            bursting += found.len();
            let base = relevant.iter().sum::<u64>() as f64 / total.iter().sum::<u64>() as f64;
            let mine = cost(&relevant, &total, [base, 2.0 * base], options, |t| {
                found.iter().any(|b| b.start <= t && t < b.end)
            });
            let least = brute(&relevant, &total, options);
            assert!(
                (mine - least).abs() < 1e-9,
                "{relevant:?} {total:?} {mine} {least}"
            );
            assert!(found.iter().all(|b| b.weight > 0.0));
        }
        assert!(bursting > 20);
    }

    #[test]
    fn what_cannot_be() {
        let o = BurstOptions::default();
        assert!(bursts(&[], &[], o).is_err());
        assert!(bursts(&[0, 0], &[5, 5], o).is_err());
        assert!(bursts(&[0], &[0], o).is_err());
        assert!(bursts(&[6], &[5], o).is_err());
        assert!(bursts(&[3, 3], &[5, 5], o).is_err());
        assert!(bursts(&[1, 1], &[50, 50], BurstOptions { scale: 1.0, ..o }).is_err());
        assert!(bursts(&[1, 1], &[50, 50], o).unwrap().is_empty());
    }
}
