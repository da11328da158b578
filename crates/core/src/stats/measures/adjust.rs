//! p-values of many tests at once, as log10 p in and out.

names! {
    /// An adjustment of p-values for the number of tests.
    pub enum Adjustment("adjustment of p-values") {
        /// As they are.
        None = "none",
        /// Benjamini and Hochberg (1995): the false-discovery rate.
        BenjaminiHochberg = "benjamini_hochberg",
        /// Benjamini and Yekutieli (2001): the false-discovery rate whatever the tests' dependence,
        /// Benjamini and Hochberg's times Σ 1/i over the tests.
        BenjaminiYekutieli = "benjamini_yekutieli",
        /// Holm (1979): the chance of any false discovery, never weaker than Bonferroni.
        Holm = "holm",
        /// Bonferroni: p times the number of tests.
        Bonferroni = "bonferroni",
    }
}

impl Adjustment {
    /// Adjusted log10 p in the order of the input, none above 0 (p = 1). Like R's `p.adjust`.
    ///
    /// `tests` may pass the number of values where some tests are not in the list; it counts at least as
    /// many as there are values.
    ///
    /// ```
    /// use variorum::stats::measures::adjust::Adjustment;
    ///
    /// let p = [-2.0, -300.0, -1.0, -5000.0];
    /// let adjusted = Adjustment::BenjaminiHochberg.adjust(&p, 4);
    /// assert_eq!(adjusted[2], -1.0);
    /// assert!((adjusted[3] - (4f64.log10() - 5000.0)).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn adjust(self, log10_p: &[f64], tests: usize) -> Vec<f64> {
        let m = tests.max(log10_p.len()) as f64;
        let mut order: Vec<(usize, f64)> = log10_p.iter().copied().enumerate().collect();
        match self {
            Adjustment::None => {}
            Adjustment::Bonferroni => {
                for (_, p) in &mut order {
                    *p = (*p + m.log10()).min(0.0);
                }
            }
            Adjustment::BenjaminiHochberg | Adjustment::BenjaminiYekutieli => {
                order.sort_by(|a, b| a.1.total_cmp(&b.1));
                let factor = if self == Adjustment::BenjaminiHochberg {
                    m
                } else {
                    let tests = tests.max(log10_p.len());
                    m * (1..=tests).map(|i| 1.0 / i as f64).sum::<f64>()
                };
                let mut least = 0.0f64;
                for (rank, (_, p)) in order.iter_mut().enumerate().rev() {
                    least = least.min(*p + (factor / (rank + 1) as f64).log10());
                    *p = least;
                }
            }
            Adjustment::Holm => {
                order.sort_by(|a, b| a.1.total_cmp(&b.1));
                let mut most = f64::NEG_INFINITY;
                for (rank, (_, p)) in order.iter_mut().enumerate() {
                    most = most.max(*p + (m - rank as f64).log10()).min(0.0);
                    *p = most;
                }
            }
        }
        order.sort_unstable_by_key(|&(place, _)| place);
        order.into_iter().map(|(_, p)| p).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_scipy_adjusts() {
        // Benjamini–Hochberg: SciPy 1.17.1 stats.false_discovery_control; the others by hand, where
        // Σ 1/i of three tests is 11/6.
        let p = [0.05, 0.001, 0.04].map(f64::log10);
        for (adjustment, expected) in [
            (Adjustment::BenjaminiHochberg, [0.05, 0.003, 0.05]),
            (
                Adjustment::BenjaminiYekutieli,
                [0.05 * 11.0 / 6.0, 0.003 * 11.0 / 6.0, 0.05 * 11.0 / 6.0],
            ),
            (Adjustment::Holm, [0.08, 0.003, 0.08]),
            (Adjustment::Bonferroni, [0.15, 0.003, 0.12]),
            (Adjustment::None, [0.05, 0.001, 0.04]),
        ] {
            for (a, e) in adjustment.adjust(&p, 3).iter().zip(expected) {
                assert!((10f64.powf(*a) - e).abs() < 1e-12, "{adjustment}: {a} {e}");
            }
        }
        let p = [0.01, 0.02, 0.03, 0.04, 0.05].map(f64::log10);
        for a in Adjustment::BenjaminiHochberg.adjust(&p, 5) {
            assert!((10f64.powf(a) - 0.05).abs() < 1e-12);
        }
        assert!(Adjustment::Holm.adjust(&[], 0).is_empty());
        assert_eq!(Adjustment::Bonferroni.adjust(&[-0.1], 90), [0.0]);
    }
}
