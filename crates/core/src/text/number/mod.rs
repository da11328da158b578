//! Numbers in running text: in figures with separators, as fractions, in English and Korean words, and
//! in both at once (`7.5 million`, `3만 3천`).
//!
//! [`number_at`] reads the number that begins at a byte. It says what is written: exact numbers have one
//! value, counts that only name an order of size (`hundreds of`, `수십만`) have bounds.

mod english;
mod figures;
mod korean;
mod ordinal;
#[cfg(test)]
mod tests;

pub(crate) use self::{
    english::{cardinal, is_opening, scale},
    korean::{is_hangul, native},
    ordinal::ordinal,
};
use super::Span;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberForm {
    /// So many figures without any separator: it may be a year, a day, a number in a list.
    Plain(u8),
    /// Figures with separators, a decimal part, a fraction or a word of scale.
    Figures,
    /// Words.
    Words,
    /// Words that name an order of size.
    Fuzzy,
}

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// Where it stands.
    pub(crate) span: Span,
    /// Its value, or the least that it can be.
    pub(crate) low: f64,
    /// Its value, or the most that it can be.
    pub(crate) high: f64,
    /// How it is written.
    pub(crate) form: NumberForm,
    /// Whether a syllable inside says that it is not exact (`10여만`).
    pub(crate) approx: bool,
    /// What a word of scale behind the figures multiplies them by, else 1.
    pub(crate) scale: f64,
}

impl Number {
    fn exact(span: Span, value: f64, form: NumberForm) -> Self {
        Number {
            span,
            low: value,
            high: value,
            form,
            approx: false,
            scale: 1.0,
        }
    }

    /// Its value, if it has one.
    pub(crate) fn value(&self) -> Option<f64> {
        (self.form != NumberForm::Fuzzy).then_some(self.low)
    }
}

/// Which signs part thousands and decimals in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Separators {
    /// `1,001.2`, as in English and Korean.
    #[default]
    PointDecimal,
    /// `1.001,2`, as in most of Europe.
    CommaDecimal,
}

impl Separators {
    /// The signs of a text, from numbers that can be read in one way only (`1.001,2`, `2.500.000`).
    pub(crate) fn of(text: &str) -> Self {
        figures::separators(text)
    }
}

/// What stands at a byte where a number may begin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Reading {
    /// A number.
    Number(Number),
    /// Figures that are no number that can be read: too many, or a version or a code. Reading goes on here.
    Skip(usize),
    /// Nothing that a number begins with.
    None,
}

/// Reads the number that begins at a byte, which must be the beginning of a word.
pub(crate) fn number_at(text: &str, at: usize, separators: Separators) -> Reading {
    let Some(first) = text.get(at..).and_then(|t| t.chars().next()) else {
        return Reading::None;
    };
    if figures::is_figure(first) || figures::vulgar(first).is_some() {
        return match figures::read(text, at, separators) {
            Err(skip) => Reading::Skip(skip),
            Ok(number) => Reading::Number(scaled(text, number, separators)),
        };
    }
    let found = if first.is_ascii_alphabetic() {
        english::read(text, at)
    } else if is_hangul(first) {
        korean::read(text, at)
    } else {
        None
    };
    found.map_or(Reading::None, Reading::Number)
}

/// A product without the last figures that binary fractions make up (`1.68 million` is 1680000).
pub(crate) fn tidy(value: f64) -> f64 {
    if value.fract() == 0.0 || !value.is_finite() {
        return value;
    }
    format!("{value:.12e}").parse().unwrap_or(value)
}

/// Figures with the word of scale behind them, English or Korean.
fn scaled(text: &str, number: Number, separators: Separators) -> Number {
    english::scaled(text, number)
        .or_else(|| korean::scaled(text, number, separators))
        .unwrap_or(number)
}
