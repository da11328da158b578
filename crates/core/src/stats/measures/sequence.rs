//! The diversity measures of a token sequence under their names, with one set of options.
//!
//! [`diversity`](super::diversity) needs only how often types occur; these need the order of tokens, or draw
//! from them, and hardly change with the length of the text.

use super::{
    Measured,
    diversity::Spectrum,
    draws::{VocdOptions, hd_d, vocd_d, vocd_d_expected},
    mtld::{MtldOptions, mtld, mtld_wrap},
    segments::{Remainder, mattr, msttr},
};

names! {
    /// A measure of lexical diversity of a sequence of tokens.
    pub enum SequenceDiversity("diversity measure of a sequence") {
        /// [`mattr`].
        Mattr = "mattr",
        /// [`msttr`].
        Msttr = "msttr",
        /// [`mtld`].
        Mtld = "mtld",
        /// [`mtld_wrap`].
        MtldW = "mtld_w",
        /// [`hd_d`].
        HdD = "hd_d",
        /// [`vocd_d`], seeded.
        VocdD = "vocd_d",
        /// [`vocd_d_expected`], without chance.
        VocdDExpected = "vocd_d_expected",
    }
}

/// The options of all measures of a sequence.
///
/// They are the usual ones for English; an agglutinating language or another token rule needs others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SequenceOptions {
    /// Tokens of a window of MATTR.
    pub window: usize,
    /// Tokens of a segment of MSTTR.
    pub segment: usize,
    /// What becomes of the last segment of MSTTR.
    pub remainder: Remainder,
    /// How MTLD counts its factors.
    pub mtld: MtldOptions,
    /// Tokens of a sample of HD-D.
    pub sample: u32,
    /// How vocd-D draws its samples.
    pub vocd: VocdOptions,
}

impl Default for SequenceOptions {
    /// Windows and segments of 50 tokens, the remainder discarded, samples of 42.
    fn default() -> Self {
        SequenceOptions {
            window: 50,
            segment: 50,
            remainder: Remainder::Discard,
            mtld: MtldOptions::default(),
            sample: 42,
            vocd: VocdOptions::default(),
        }
    }
}

impl SequenceDiversity {
    /// The measure of a text's type ids.
    ///
    /// ```
    /// use variorum::stats::measures::sequence::{SequenceDiversity, SequenceOptions};
    ///
    /// let options = SequenceOptions { window: 3, ..SequenceOptions::default() };
    /// assert_eq!(SequenceDiversity::Mattr.score(&[7, 7, 8, 7], &options)?, 2.0 / 3.0);
    /// # Ok::<(), variorum::stats::measures::Undefined>(())
    /// ```
    pub fn score(self, tokens: &[u32], options: &SequenceOptions) -> Measured {
        match self {
            SequenceDiversity::Mattr => mattr(tokens, options.window),
            SequenceDiversity::Msttr => msttr(tokens, options.segment, options.remainder),
            SequenceDiversity::Mtld => mtld(tokens, &options.mtld),
            SequenceDiversity::MtldW => mtld_wrap(tokens, &options.mtld),
            SequenceDiversity::HdD => hd_d(&Spectrum::of_tokens(tokens), options.sample),
            SequenceDiversity::VocdD => vocd_d(tokens, &options.vocd),
            SequenceDiversity::VocdDExpected => vocd_d_expected(
                &Spectrum::of_tokens(tokens),
                options.vocd.from,
                options.vocd.to,
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_said() {
        let options = SequenceOptions::default();
        for tokens in [&[][..], &[1], &[1, 2, 3]] {
            for &measure in SequenceDiversity::ALL {
                let why = measure.score(tokens, &options).unwrap_err();
                assert!(!why.reason().is_empty(), "{measure}");
            }
        }
        let text: Vec<u32> = (0..400).map(|i| (i * i) % 97).collect();
        for &measure in SequenceDiversity::ALL {
            assert!(measure.score(&text, &options).unwrap() > 0.0, "{measure}");
        }
    }
}
