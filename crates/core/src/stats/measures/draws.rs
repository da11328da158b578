//! Lexical diversity of random draws from a text: HD-D and vocd-D.

use super::{Measured, Undefined, diversity::Spectrum, random::Random};

const TOO_SHORT: Undefined = Undefined::because("the text is shorter than the sample");

/// HD-D, the mean type–token ratio of all samples of `sample` tokens (42 is usual): the sum over
/// types of the chance to be in a sample, divided by its size (McCarthy and Jarvis 2007).
///
/// The hypergeometric distribution gives it exactly; nothing is drawn. Some tools leave the division
/// by the sample's size out.
///
/// ```
/// use variorum::stats::measures::{diversity::Spectrum, draws::hd_d};
///
/// let text = Spectrum::of_tokens(&[0, 1, 2, 3, 1, 4, 5, 6, 1, 7]);
/// assert!((hd_d(&text, 5)? - 0.883_333_333).abs() < 1e-9);
/// assert!(hd_d(&text, 42).is_err());
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
pub fn hd_d(spectrum: &Spectrum, sample: u32) -> Measured {
    if sample == 0 {
        return Err(Undefined::because("a sample of no tokens"));
    }
    let n = spectrum.tokens();
    if n < u64::from(sample) {
        return Err(TOO_SHORT);
    }
    let mut sum = 0.0;
    for &(m, types) in spectrum.classes() {
        let mut absent = 1.0;
        for drawn in 0..u64::from(sample) {
            let rest = n - drawn;
            absent *= rest.saturating_sub(m) as f64 / rest as f64;
        }
        sum += types as f64 * (1.0 - absent);
    }
    // Rounding must not make a ratio larger than 1.
    Ok((sum / f64::from(sample)).min(1.0))
}

/// The type–token ratio of a sample of `n` tokens from a vocabulary of diversity `d`:
/// `d/n (√(1 + 2 n/d) − 1)` (Malvern and Richards 1997).
#[must_use]
pub fn vocd_curve(n: f64, d: f64) -> f64 {
    // d/n (√(1 + x) − 1) = 2 / (√(1 + x) + 1), where no digits are lost.
    2.0 / ((1.0 + 2.0 * n / d).sqrt() + 1.0)
}

/// How vocd-D draws its samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VocdOptions {
    /// The smallest sample.
    pub from: u32,
    /// The largest sample.
    pub to: u32,
    /// Samples of each size in one trial.
    pub samples: u32,
    /// Trials, whose D are averaged.
    pub trials: u32,
    /// The seed of the generator.
    pub seed: u64,
}

impl Default for VocdOptions {
    /// Sizes 35 to 50, 100 samples of each, three trials (McKee, Malvern and Richards 2000), seed 0.
    fn default() -> Self {
        VocdOptions {
            from: 35,
            to: 50,
            samples: 100,
            trials: 3,
            seed: 0,
        }
    }
}

/// vocd-D: the D whose curve lies nearest (least squares) to the mean type–token ratios of random samples
/// without replacement.
///
/// McKee, Malvern and Richards (2000). The same seed gives the same number for ever.
pub fn vocd_d(tokens: &[u32], options: &VocdOptions) -> Measured {
    if options.from == 0 || options.from > options.to || options.samples == 0 || options.trials == 0
    {
        return Err(Undefined::because("no samples were asked for"));
    }
    if tokens.len() < options.to as usize {
        return Err(TOO_SHORT);
    }
    let mut random = Random::seeded(options.seed);
    let mut text = tokens.to_vec();
    let mut types = Vec::with_capacity(options.to as usize);
    let mut sum = 0.0;
    for _ in 0..options.trials {
        let mut points = Vec::with_capacity((options.to - options.from + 1) as usize);
        for size in options.from..=options.to {
            let mut distinct = 0usize;
            for _ in 0..options.samples {
                random.choose(&mut text, size as usize);
                types.clear();
                types.extend(text.iter().take(size as usize).copied());
                types.sort_unstable();
                types.dedup();
                distinct += types.len();
            }
            let ratio = distinct as f64 / f64::from(options.samples) / f64::from(size);
            points.push((f64::from(size), ratio));
        }
        sum += fit(&points)?;
    }
    Ok(sum / f64::from(options.trials))
}

/// vocd-D without chance: the curve is fitted to the expected ratios of the samples, which are [`hd_d`].
///
/// What [`vocd_d`] comes to with ever more samples (McCarthy and Jarvis 2007 showed that they are one).
pub fn vocd_d_expected(spectrum: &Spectrum, from: u32, to: u32) -> Measured {
    if from == 0 || from > to {
        return Err(Undefined::because("no samples were asked for"));
    }
    let points = (from..=to)
        .map(|size| Ok((f64::from(size), hd_d(spectrum, size)?)))
        .collect::<Result<Vec<_>, Undefined>>()?;
    fit(&points)
}

/// The D of least squares.
fn fit(points: &[(f64, f64)]) -> Measured {
    if points.iter().all(|&(_, ratio)| ratio >= 1.0) {
        return Err(Undefined::because(
            "no sample has a repeated token: D has no bound",
        ));
    }
    // The derivative of the sum of squares by D changes its sign once; halving on ln D finds where.
    let slope = |d: f64| -> f64 {
        points
            .iter()
            .map(|&(n, ratio)| {
                let root = (1.0 + 2.0 * n / d).sqrt();
                let derivative = 2.0 / ((root + 1.0) * (root + 1.0)) * (n / (d * d)) / root;
                (vocd_curve(n, d) - ratio) * derivative
            })
            .sum()
    };
    let (mut low, mut high) = (-20f64, 30f64);
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        if slope(middle.exp()) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok(f64::midpoint(low, high).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> Vec<u32> {
        let mut random = Random::seeded(11);
        (0..600)
            .map(|_| (random.below(30) * random.below(9)) as u32)
            .collect()
    }

    #[test]
    fn the_fit_finds_the_curve_it_came_from() {
        for d in [0.5, 12.0, 90.0, 400.0] {
            let points: Vec<(f64, f64)> = (35..=50)
                .map(|n| (f64::from(n), vocd_curve(f64::from(n), d)))
                .collect();
            assert!((fit(&points).unwrap() / d - 1.0).abs() < 1e-8);
        }
    }

    #[test]
    fn drawn_and_expected_come_near() {
        let text = text();
        let options = VocdOptions::default();
        let drawn = vocd_d(&text, &options).unwrap();
        assert_eq!(drawn, vocd_d(&text, &options).unwrap());
        assert_ne!(
            drawn,
            vocd_d(&text, &VocdOptions { seed: 1, ..options }).unwrap()
        );
        let expected = vocd_d_expected(&Spectrum::of_tokens(&text), 35, 50).unwrap();
        assert!((drawn / expected - 1.0).abs() < 0.03, "{drawn} {expected}");
    }

    #[test]
    fn short_or_unrepeated_texts_are_said() {
        let short: Vec<u32> = (0..20).collect();
        assert_eq!(vocd_d(&short, &VocdOptions::default()), Err(TOO_SHORT));
        let different: Vec<u32> = (0..60).collect();
        assert!(vocd_d(&different, &VocdOptions::default()).is_err());
        assert!(hd_d(&Spectrum::of_tokens(&different), 0).is_err());
        assert_eq!(hd_d(&Spectrum::of_tokens(&different), 42), Ok(1.0));
        assert!(vocd_d_expected(&Spectrum::default(), 35, 50).is_err());
    }
}
