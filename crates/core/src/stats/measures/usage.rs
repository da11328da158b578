//! Frequencies adjusted by dispersion, and measures of documents: usage coefficients, idf.
//!
//! Letters as in [`dispersion`](super::dispersion): F is the word's count, k the number of parts.

use super::{
    LogBase, Measured,
    dispersion::{JuillandVariant, Parts, carroll_d2, juilland_d, range, relative_range},
};

/// Juilland's usage coefficient, U = F · D.
pub fn juilland_u(parts: &Parts<'_>, variant: JuillandVariant) -> Measured {
    Ok(parts.total() * juilland_d(parts, variant)?)
}

/// Carroll's usage coefficient, Um = F · D2 + (1 − D2) F / k (Carroll 1970).
pub fn carroll_um(parts: &Parts<'_>) -> Measured {
    let d2 = carroll_d2(parts)?;
    Ok(parts.total() * d2 + (1.0 - d2) * parts.total() / parts.k())
}

/// Rosengren's usage coefficient (Korrigierte Frequenz), KF = (Σ √(sᵢ fᵢ))² = F · S.
pub fn rosengren_kf(parts: &Parts<'_>) -> Measured {
    parts.occurring()?;
    Ok(parts
        .shares()
        .map(|(f, s)| (f * s).sqrt())
        .sum::<f64>()
        .powi(2))
}

/// Inverse document frequency, −log(df / k) (Spärck Jones 1972).
pub fn idf(parts: &Parts<'_>, base: LogBase) -> Measured {
    parts.occurring()?;
    // 0 − log, so that a word of all documents has 0 and not −0.
    Ok(0.0 - base.log(relative_range(parts)))
}

/// Residual idf: [`idf`] minus what a Poisson distribution expects, −log(1 − e^(−F/k)) (Church and Gale 1995).
pub fn residual_idf(parts: &Parts<'_>, base: LogBase) -> Measured {
    let expected = -(-parts.total() / parts.k()).exp_m1();
    Ok(idf(parts, base)? + base.log(expected))
}

/// Burstiness of Church and Gale (1995): occurrences per document that has the word, F / df.
pub fn burstiness(parts: &Parts<'_>) -> Measured {
    parts.occurring()?;
    Ok(parts.total() / range(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_all_documents() {
        let parts = Parts::new(&[2, 2, 2], &[10, 10, 10]).unwrap();
        assert_eq!(idf(&parts, LogBase::E).unwrap().to_bits(), 0);
        assert_eq!(burstiness(&parts), Ok(2.0));
        // A Poisson word of two per document is missing in e^-2 of them.
        let expected = (1.0 - (-2.0f64).exp()).ln();
        assert!((residual_idf(&parts, LogBase::E).unwrap() - expected).abs() < 1e-12);
        for usage in [
            juilland_u(&parts, JuillandVariant::Relative),
            carroll_um(&parts),
            rosengren_kf(&parts),
        ] {
            assert!((usage.unwrap() - 6.0).abs() < 1e-12);
        }
    }

    #[test]
    fn a_word_of_no_document() {
        let parts = Parts::new(&[0, 0], &[10, 10]).unwrap();
        assert!(idf(&parts, LogBase::E).is_err() && residual_idf(&parts, LogBase::E).is_err());
        assert!(burstiness(&parts).is_err() && rosengren_kf(&parts).is_err());
        assert!(carroll_um(&parts).is_err());
    }
}
