//! Where a rate changes.
//!
//! The series is cut into stretches of one rate each so that the deviance (−2 ln likelihood) plus a penalty for
//! each cut is smallest. The optimum is exact: optimal partitioning (Jackson et al. 2005) with the pruning
//! of PELT (Killick, Fearnhead and Eckley 2012), linear in the periods as long as cuts keep coming and at worst quadratic.

use super::Undefined;

names! {
    /// How counts vary around a rate.
    pub enum CountModel("model of counts") {
        /// Poisson with the rate times the size of the period (such as its tokens).
        Poisson = "poisson",
        /// Binomial: the count is a share of the size (such as documents that have the word).
        Binomial = "binomial",
    }
}

impl CountModel {
    /// −2 ln of the largest likelihood of a stretch, without the terms that no cut can change.
    fn deviance(self, count: f64, size: f64) -> f64 {
        let part = |x: f64| if x > 0.0 { x * (x / size).ln() } else { 0.0 };
        match self {
            CountModel::Poisson => -2.0 * part(count),
            CountModel::Binomial => -2.0 * (part(count) + part(size - count)),
        }
    }
}

/// A stretch of one rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Its first period, from 0.
    pub start: usize,
    /// The period after its last.
    pub end: usize,
    /// The count in it.
    pub count: f64,
    /// The size of its periods.
    pub size: f64,
}

impl Stretch {
    /// The count divided by the size.
    pub fn rate(&self) -> f64 {
        self.count / self.size
    }
}

/// The penalty of one change by the Bayesian information criterion, 2 ln n: a change is two numbers, a
/// place and a rate (Yao 1988).
#[must_use]
pub fn bic_penalty(periods: usize) -> f64 {
    2.0 * (periods.max(1) as f64).ln()
}

/// The best cut of the series up to here: its cost, its last change, and the sums so far.
#[derive(Clone, Copy)]
struct Best {
    cost: f64,
    from: usize,
    count: f64,
    size: f64,
}

/// The stretches of a series of counts, given the size of each period, under a penalty of at least 0 for each
/// change (see [`bic_penalty`]).
///
/// The first stretch starts at 0; every other one starts at a change. Of equally good cuts the earliest last
/// change is taken. Undefined for an empty series, a period without size, or a binomial count above its size.
///
/// ```
/// use variorum::stats::measures::changes::{CountModel, bic_penalty, stretches};
///
/// let counts = [2, 1, 3, 2, 1, 14, 12, 15, 13];
/// let found = stretches(&counts, &[1000.0; 9], CountModel::Poisson, bic_penalty(9))?;
/// assert_eq!(found.iter().map(|s| s.start).collect::<Vec<_>>(), [0, 5]);
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
pub fn stretches(
    counts: &[u64],
    sizes: &[f64],
    model: CountModel,
    penalty: f64,
) -> Result<Vec<Stretch>, Undefined> {
    if counts.is_empty() || counts.len() != sizes.len() {
        return Err(Undefined::because(
            "a series needs one size for each count, and at least one",
        ));
    }
    if !sizes.iter().all(|s| *s > 0.0 && s.is_finite()) {
        return Err(Undefined::because("a period has no size"));
    }
    if model == CountModel::Binomial && counts.iter().zip(sizes).any(|(&c, &s)| c as f64 > s) {
        return Err(Undefined::because("a count passes the size of its period"));
    }
    if penalty.is_nan() || penalty < 0.0 {
        return Err(Undefined::because("a penalty is at least 0"));
    }
    let mut best = vec![Best {
        cost: -penalty,
        from: 0,
        count: 0.0,
        size: 0.0,
    }];
    let mut open: Vec<usize> = vec![0];
    let (mut count, mut size) = (0.0, 0.0);
    let mut costs: Vec<f64> = Vec::new();
    for (place, (&c, &s)) in counts.iter().zip(sizes).enumerate() {
        count += c as f64;
        size += s;
        costs.clear();
        costs.extend(
            open.iter()
                .filter_map(|&from| best.get(from))
                .map(|b| b.cost + model.deviance(count - b.count, size - b.size)),
        );
        let mut least = (f64::INFINITY, 0);
        for (&cost, &from) in costs.iter().zip(&open) {
            if cost < least.0 {
                least = (cost, from);
            }
        }
        let cost = least.0 + penalty;
        // A start that is already worse than a cut here stays worse.
        let mut kept = costs.iter().map(|&c| c <= cost);
        open.retain(|_| kept.next().unwrap_or(true));
        open.push(place + 1);
        best.push(Best {
            cost,
            from: least.1,
            count,
            size,
        });
    }
    let mut found = Vec::new();
    let mut end = counts.len();
    while end > 0 {
        let Some(to) = best.get(end) else { break };
        let Some(from) = best.get(to.from) else { break };
        found.push(Stretch {
            start: to.from,
            end,
            count: to.count - from.count,
            size: to.size - from.size,
        });
        end = to.from;
    }
    found.reverse();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{super::random::Random, *};

    /// The smallest cost over all 2^(n−1) cuts.
    fn brute(counts: &[u64], sizes: &[f64], model: CountModel, penalty: f64) -> f64 {
        let n = counts.len();
        let mut least = f64::INFINITY;
        for cuts in 0..1u32 << (n - 1) {
            let mut cost = f64::from(cuts.count_ones()) * penalty;
            let mut start = 0;
            for end in 1..=n {
                if end == n || cuts & (1 << (end - 1)) != 0 {
                    let count = counts[start..end].iter().sum::<u64>() as f64;
                    cost += model.deviance(count, sizes[start..end].iter().sum());
                    start = end;
                }
            }
            least = least.min(cost);
        }
        least
    }

    #[test]
    fn no_cut_is_better() {
        let mut random = Random::seeded(4);
        let mut several = 0;
        for round in 0..60 {
            let n = 2 + round % 9;
            let sizes: Vec<f64> = (0..n).map(|_| 20.0 + random.below(30) as f64).collect();
            let counts: Vec<u64> = (0..n).map(|_| random.below(20) * random.below(2)).collect();
            for &model in CountModel::ALL {
                for penalty in [0.5, bic_penalty(n), 20.0] {
                    let found = stretches(&counts, &sizes, model, penalty).unwrap();
                    several += usize::from(found.len() > 1);
                    assert_eq!(found.first().unwrap().start, 0);
                    assert_eq!(found.last().unwrap().end, n);
                    assert!(found.windows(2).all(|w| w[0].end == w[1].start));
                    let cost: f64 = found
                        .iter()
                        .map(|s| model.deviance(s.count, s.size))
                        .sum::<f64>()
                        + penalty * (found.len() - 1) as f64;
                    let least = brute(&counts, &sizes, model, penalty);
                    assert!((cost - least).abs() < 1e-9, "{counts:?} {cost} {least}");
                }
            }
        }
        assert!(several > 50);
    }

    #[test]
    fn what_cannot_be() {
        let p = CountModel::Poisson;
        assert!(stretches(&[], &[], p, 1.0).is_err());
        assert!(stretches(&[1], &[0.0], p, 1.0).is_err());
        assert!(stretches(&[1], &[1.0, 2.0], p, 1.0).is_err());
        assert!(stretches(&[1], &[1.0], p, -1.0).is_err());
        assert!(stretches(&[3], &[2.0], CountModel::Binomial, 1.0).is_err());
        let quiet = stretches(&[0, 0, 0], &[1.0; 3], p, 1.0).unwrap();
        assert_eq!(quiet.len(), 1);
        assert_eq!(quiet[0].rate(), 0.0);
    }
}
