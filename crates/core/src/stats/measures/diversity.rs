//! How rich a vocabulary is, from the frequencies of its types.
//!
//! N is the number of tokens, V of types, Vₘ of types that occur m times, M₂ = Σ m² Vₘ. Most of these
//! numbers change with the length of a text: compare texts of one length only, or take the measures of a
//! [`sequence`](super::sequence).
//!
//! Summer's S, Dugast's U and Maas' a² change with the base of the logarithm, which tools choose differently
//! (quanteda 10, most others e); Herdan's C does not.

use super::{LogBase, Measured, Undefined, finite};
use hashbrown::HashMap;

const NO_TOKENS: Undefined = Undefined::because("there are no tokens");
const ALL_DIFFERENT: &str = "every token is another type";

/// How many types occur how often.
///
/// ```
/// use variorum::stats::measures::diversity::{Diversity, Spectrum};
///
/// let text = Spectrum::of_tokens(&[0, 1, 2, 3, 1, 4, 5, 6, 1, 7]);
/// assert_eq!((text.tokens(), text.types()), (10, 8));
/// assert_eq!(Diversity::YuleK.score(&text)?, 600.0);
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spectrum {
    /// m and Vₘ, ascending.
    classes: Vec<(u64, u64)>,
    n: u64,
    v: u64,
}

impl Spectrum {
    /// Of a text's type ids.
    pub fn of_tokens(tokens: &[u32]) -> Self {
        let mut counts: HashMap<u32, u64> = HashMap::new();
        for &token in tokens {
            *counts.entry(token).or_insert(0) += 1;
        }
        Self::of_counts(counts.into_values())
    }

    /// Of the frequencies of types, in any order; zeros are no types.
    pub fn of_counts(counts: impl IntoIterator<Item = u64>) -> Self {
        let mut counts: Vec<u64> = counts.into_iter().filter(|&m| m > 0).collect();
        counts.sort_unstable();
        Self::of_classes(
            counts
                .chunk_by(|a, b| a == b)
                .filter_map(|class| Some((*class.first()?, class.len() as u64))),
        )
    }

    /// Of pairs of a frequency and the number of its types, each frequency once.
    pub fn of_classes(classes: impl IntoIterator<Item = (u64, u64)>) -> Self {
        let mut classes: Vec<(u64, u64)> = classes
            .into_iter()
            .filter(|&(m, types)| m > 0 && types > 0)
            .collect();
        classes.sort_unstable();
        Spectrum {
            n: classes.iter().fold(0, |n, (m, types)| {
                n.saturating_add(m.saturating_mul(*types))
            }),
            v: classes
                .iter()
                .fold(0, |v, (_, types)| v.saturating_add(*types)),
            classes,
        }
    }

    /// The number of tokens, N.
    pub fn tokens(&self) -> u64 {
        self.n
    }

    /// The number of types, V.
    pub fn types(&self) -> u64 {
        self.v
    }

    /// The number of types that occur once, V₁.
    pub fn hapaxes(&self) -> u64 {
        self.classes
            .first()
            .filter(|(m, _)| *m == 1)
            .map_or(0, |(_, v)| *v)
    }

    /// Frequencies and the numbers of their types, ascending.
    pub fn classes(&self) -> &[(u64, u64)] {
        &self.classes
    }

    /// Σ m² Vₘ.
    fn m2(&self) -> f64 {
        self.classes
            .iter()
            .map(|&(m, v)| m as f64 * m as f64 * v as f64)
            .sum()
    }

    fn sizes(&self) -> Result<(f64, f64), Undefined> {
        if self.n == 0 {
            return Err(NO_TOKENS);
        }
        Ok((self.n as f64, self.v as f64))
    }
}

names! {
    /// A measure of lexical diversity of a spectrum, with the variant that its name says.
    pub enum Diversity("diversity measure") {
        /// [`ttr`].
        Ttr = "ttr",
        /// [`guiraud_r`].
        GuiraudR = "guiraud_r",
        /// [`cttr`].
        Cttr = "cttr",
        /// [`herdan_c`].
        HerdanC = "herdan_c",
        /// [`summer_s`], natural logarithm.
        SummerS = "summer_s",
        /// [`dugast_u`], natural logarithm.
        DugastU = "dugast_u",
        /// [`maas_a2`], natural logarithm.
        MaasA2 = "maas_a2",
        /// [`yule_k`].
        YuleK = "yule_k",
        /// [`yule_i`], of types.
        YuleI = "yule_i",
        /// [`simpson_d`].
        SimpsonD = "simpson_d",
        /// [`repeat_rate`].
        RepeatRate = "repeat_rate",
        /// [`herdan_vm`].
        HerdanVm = "herdan_vm",
        /// [`honore_r`].
        HonoreR = "honore_r",
        /// [`brunet_w`] with the exponent 0.172.
        BrunetW = "brunet_w",
        /// [`fisher_alpha`].
        FisherAlpha = "fisher_alpha",
        /// [`shannon_h`], in bits.
        ShannonH = "shannon_h",
    }
}

/// What tools choose differently in measures of one name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpectrumOptions {
    /// The base of the logarithms of Summer's S, Dugast's U and Maas' a².
    pub log_base: LogBase,
    /// The base of the logarithm of the entropy.
    pub entropy_base: LogBase,
    /// What stands in Yule's I.
    pub yule_i: YuleVariant,
    /// The exponent of Brunet's W.
    pub brunet_a: f64,
}

impl Default for SpectrumOptions {
    /// Natural logarithms, entropy in bits, Yule's I of types, the exponent 0.172.
    fn default() -> Self {
        SpectrumOptions {
            log_base: LogBase::E,
            entropy_base: LogBase::Two,
            yule_i: YuleVariant::Types,
            brunet_a: 0.172,
        }
    }
}

impl Diversity {
    /// The measure of a spectrum, in the variant that the name says.
    pub fn score(self, s: &Spectrum) -> Measured {
        self.score_with(s, &SpectrumOptions::default())
    }

    /// The measure in another variant.
    ///
    /// ```
    /// use variorum::stats::measures::{LogBase, diversity::{Diversity, Spectrum, SpectrumOptions}};
    ///
    /// let text = Spectrum::of_tokens(&[1, 2]);
    /// let nats = SpectrumOptions { entropy_base: LogBase::E, ..SpectrumOptions::default() };
    /// assert_eq!(Diversity::ShannonH.score(&text)?, 1.0);
    /// assert_eq!(Diversity::ShannonH.score_with(&text, &nats)?, 2f64.ln());
    /// # Ok::<(), variorum::stats::measures::Undefined>(())
    /// ```
    pub fn score_with(self, s: &Spectrum, options: &SpectrumOptions) -> Measured {
        match self {
            Diversity::Ttr => ttr(s),
            Diversity::GuiraudR => guiraud_r(s),
            Diversity::Cttr => cttr(s),
            Diversity::HerdanC => herdan_c(s),
            Diversity::SummerS => summer_s(s, options.log_base),
            Diversity::DugastU => dugast_u(s, options.log_base),
            Diversity::MaasA2 => maas_a2(s, options.log_base),
            Diversity::YuleK => yule_k(s),
            Diversity::YuleI => yule_i(s, options.yule_i),
            Diversity::SimpsonD => simpson_d(s),
            Diversity::RepeatRate => repeat_rate(s),
            Diversity::HerdanVm => herdan_vm(s),
            Diversity::HonoreR => honore_r(s),
            Diversity::BrunetW => brunet_w(s, options.brunet_a),
            Diversity::FisherAlpha => fisher_alpha(s.n, s.v),
            Diversity::ShannonH => shannon_h(s, options.entropy_base),
        }
    }
}

/// The type–token ratio, V / N.
pub fn ttr(s: &Spectrum) -> Measured {
    let (n, v) = s.sizes()?;
    Ok(v / n)
}

/// Guiraud's R (1954), V / √N; root TTR.
pub fn guiraud_r(s: &Spectrum) -> Measured {
    let (n, v) = s.sizes()?;
    Ok(v / n.sqrt())
}

/// Carroll's corrected TTR (1964), V / √(2 N).
pub fn cttr(s: &Spectrum) -> Measured {
    let (n, v) = s.sizes()?;
    Ok(v / (2.0 * n).sqrt())
}

/// Herdan's C (1960), log V / log N, the same in every base; log TTR.
pub fn herdan_c(s: &Spectrum) -> Measured {
    let (n, v) = s.sizes()?;
    finite(v.ln() / n.ln(), "one token is too few")
}

/// Summer's S (1966), log log V / log log N.
pub fn summer_s(s: &Spectrum, base: LogBase) -> Measured {
    let (n, v) = s.sizes()?;
    let twice = |x: f64| base.log(base.log(x));
    finite(
        twice(v) / twice(n),
        "too few types for a logarithm of a logarithm",
    )
}

/// Dugast's U (1978), (log N)² / (log N − log V).
pub fn dugast_u(s: &Spectrum, base: LogBase) -> Measured {
    let (n, v) = s.sizes()?;
    finite(
        base.log(n).powi(2) / (base.log(n) - base.log(v)),
        ALL_DIFFERENT,
    )
}

/// Maas' a² (1972), (log N − log V) / (log N)²: small is rich. Some tools print a, its root.
pub fn maas_a2(s: &Spectrum, base: LogBase) -> Measured {
    let (n, v) = s.sizes()?;
    finite(
        (base.log(n) - base.log(v)) / base.log(n).powi(2),
        "one token is too few",
    )
}

/// Yule's characteristic K (1944), 10⁴ (M₂ − N) / N²: small is rich.
pub fn yule_k(s: &Spectrum) -> Measured {
    let (n, _) = s.sizes()?;
    Ok(1e4 * (s.m2() - n) / (n * n))
}

names! {
    /// What stands in Yule's I.
    pub enum YuleVariant("variant of Yule's I") {
        /// V² / (M₂ − V), as quanteda and lexicalrichness have it.
        Types = "types",
        /// N² / (M₂ − N), 10⁴ / K.
        Tokens = "tokens",
    }
}

/// Yule's I, an inverse of K. The two variants are different quantities.
pub fn yule_i(s: &Spectrum, variant: YuleVariant) -> Measured {
    let (n, v) = s.sizes()?;
    let x = match variant {
        YuleVariant::Types => v,
        YuleVariant::Tokens => n,
    };
    finite(x * x / (s.m2() - x), ALL_DIFFERENT)
}

/// Simpson's D (1949), Σ m (m − 1) Vₘ / (N (N − 1)): the chance that two tokens are of one type.
pub fn simpson_d(s: &Spectrum) -> Measured {
    let (n, _) = s.sizes()?;
    finite((s.m2() - n) / (n * (n - 1.0)), "one token is too few")
}

/// The repeat rate, M₂ / N² (Popescu 2009, p. 166).
pub fn repeat_rate(s: &Spectrum) -> Measured {
    let (n, _) = s.sizes()?;
    Ok(s.m2() / (n * n))
}

/// Herdan's Vm (1955), √(M₂ / N² − 1 / V), with the root.
pub fn herdan_vm(s: &Spectrum) -> Measured {
    let (n, v) = s.sizes()?;
    Ok((s.m2() / (n * n) - 1.0 / v).max(0.0).sqrt())
}

/// Honoré's R (1979), 100 ln N / (1 − V₁ / V). Undefined where every type occurs once.
pub fn honore_r(s: &Spectrum) -> Measured {
    let (n, v) = s.sizes()?;
    if s.hapaxes() == s.v {
        return Err(Undefined::because("every type occurs once only"));
    }
    Ok(100.0 * n.ln() / (1.0 - s.hapaxes() as f64 / v))
}

/// Brunet's W (1978), N^(V^−a): small is rich. The exponent a is 0.172 (or 0.165).
pub fn brunet_w(s: &Spectrum, a: f64) -> Measured {
    let (n, v) = s.sizes()?;
    finite(n.powf(v.powf(-a)), "the exponent is not a number")
}

/// Fisher's α (Fisher, Corbet and Williams 1943), the root of V = α ln(1 + N / α).
pub fn fisher_alpha(tokens: u64, types: u64) -> Measured {
    if tokens == 0 || types == 0 {
        return Err(NO_TOKENS);
    }
    if types >= tokens {
        return Err(Undefined::because(ALL_DIFFERENT));
    }
    let (n, v) = (tokens as f64, types as f64);
    // V(α) grows from 0 to N and is concave: Newton from the left of the root on ln α cannot leave it.
    let (mut low, mut high) = (0.0, f64::INFINITY);
    let mut alpha = v / (1.0 + n / v).ln();
    for _ in 0..200 {
        let ln = (n / alpha).ln_1p();
        let error = alpha * ln - v;
        if error > 0.0 {
            high = alpha;
        } else {
            low = alpha;
        }
        let mut next = alpha - error / (ln - n / (alpha + n));
        if !(next > low && next < high) {
            next = if high.is_finite() {
                (low + high) / 2.0
            } else {
                alpha * 2.0
            };
        }
        if (next - alpha).abs() <= 1e-14 * alpha {
            return Ok(next);
        }
        alpha = next;
    }
    finite(alpha, "no root was found")
}

/// Shannon's entropy of the frequencies, −Σ m/N log(m/N); in bits for base 2.
pub fn shannon_h(s: &Spectrum, base: LogBase) -> Measured {
    let (n, _) = s.sizes()?;
    let sum: f64 = s
        .classes
        .iter()
        .map(|&(m, v)| v as f64 * (m as f64 / n) * base.log(m as f64 / n))
        .sum();
    Ok(0.0 - sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_said() {
        for tokens in [&[][..], &[1], &[1, 1], &[1, 2], &[1, 2, 3], &[1, 1, 2]] {
            let spectrum = Spectrum::of_tokens(tokens);
            for &measure in Diversity::ALL {
                match measure.score(&spectrum) {
                    Ok(value) => assert!(value.is_finite(), "{measure} {tokens:?}"),
                    Err(why) => assert!(!why.reason().is_empty()),
                }
            }
        }
        let empty = Spectrum::default();
        assert!(
            Diversity::ALL
                .iter()
                .all(|m| m.score(&empty) == Err(NO_TOKENS))
        );
        let different = Spectrum::of_tokens(&[1, 2, 3, 4]);
        assert_eq!(
            dugast_u(&different, LogBase::E).unwrap_err().reason(),
            ALL_DIFFERENT
        );
        assert!(honore_r(&different).is_err());
        assert!(fisher_alpha(4, 4).is_err());
    }

    #[test]
    fn spectra_agree_whatever_they_come_from() {
        let of_tokens = Spectrum::of_tokens(&[5, 5, 5, 7, 8, 8]);
        assert_eq!(of_tokens, Spectrum::of_counts([3, 0, 1, 2]));
        assert_eq!(
            of_tokens,
            Spectrum::of_classes([(2, 1), (1, 1), (3, 1), (9, 0)])
        );
        assert_eq!(of_tokens.hapaxes(), 1);
        assert_eq!(Spectrum::of_counts([4, 4]).hapaxes(), 0);
    }

    #[test]
    fn fisher_alpha_is_a_root() {
        for (n, v) in [
            (10u64, 9u64),
            (1000, 1),
            (1000, 999),
            (5, 2),
            (1_000_000, 40_000),
        ] {
            let alpha = fisher_alpha(n, v).unwrap();
            let back = alpha * (n as f64 / alpha).ln_1p();
            assert!(
                (back / v as f64 - 1.0).abs() < 1e-10,
                "{n} {v} {alpha} {back}"
            );
        }
    }
}
