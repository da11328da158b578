//! The trained model: which lines are the article's body.
//!
//! Two forests of boosted trees. The first sees a line, its neighbours and the page; the second sees
//! the same and the first one's answers around the line, so that a teaser among teasers and a short
//! line among paragraphs are told apart. `tests/quality/train_plain.py` trains both.

use std::sync::LazyLock;

use super::{
    context,
    forest::Forest,
    lexicon::Lexicon,
    scan::{Scan, line_spans, scan},
    stacked::{Second, second},
};
use crate::text::Span;

static FORESTS: LazyLock<Option<[Forest; 2]>> = LazyLock::new(|| {
    Forest::read_all(include_bytes!("forest.bin"))?
        .try_into()
        .ok()
});

/// What the model knows of each line of a text that is not blank, for training and for tests.
#[derive(Clone, Debug)]
pub struct LineFeatures {
    /// Where each line stands, without white space at its ends.
    pub spans: Vec<Span>,
    /// How many numbers a line has.
    pub width: usize,
    /// The numbers of all lines, one row after the other.
    pub rows: Vec<f32>,
}

/// The names of the numbers that describe a line: those of the first look, then those of the second.
pub fn feature_names() -> (Vec<String>, Vec<String>) {
    let second = Second::NAMES.iter().map(|n| format!("first.{n}")).collect();
    (context::names(), second)
}

/// The numbers of the first look at every line.
pub fn line_features(text: &str, lexicon: &Lexicon) -> LineFeatures {
    let scan = scan(text, &line_spans(text), |h| lexicon.weight(h));
    LineFeatures {
        spans: scan.lines.iter().map(|l| l.span).collect(),
        width: context::width(),
        rows: context::rows(&scan, context::width()),
    }
}

/// The numbers of the second look at every line, given what the first look answered.
pub fn second_features(text: &str, lexicon: &Lexicon, first: &[f32]) -> LineFeatures {
    let scan = scan(text, &line_spans(text), |h| lexicon.weight(h));
    LineFeatures {
        spans: scan.lines.iter().map(|l| l.span).collect(),
        width: Second::NAMES.len(),
        rows: second(&scan, first)
            .iter()
            .flat_map(Second::values)
            .collect(),
    }
}

/// For each line the slots of the lexicon that its words and pairs of words stand in.
pub fn line_slots(text: &str) -> Vec<Vec<usize>> {
    let mut slots = Vec::new();
    let scan = scan(text, &line_spans(text), |h| {
        slots.push(Lexicon::slot(h));
        0.0
    });
    let mut rest = slots.into_iter();
    scan.lines
        .iter()
        .map(|l| rest.by_ref().take(2 * l.words).collect())
        .collect()
}

/// The answers of both looks for each line: the probability that it is the article's body.
/// `None` if no model is built in.
pub fn body_probabilities(text: &str, lexicon: &Lexicon) -> Option<[Vec<f32>; 2]> {
    probabilities(&scan(text, &line_spans(text), |h| lexicon.weight(h)))
}

pub(super) fn probabilities(scan: &Scan) -> Option<[Vec<f32>; 2]> {
    let [first_forest, second_forest] = FORESTS.as_ref()?;
    let base = context::width();
    let width = base + Second::NAMES.len();
    let mut rows = context::rows(scan, width);
    let first = first_forest.probabilities(&rows, width);
    for (row, more) in rows.chunks_exact_mut(width).zip(second(scan, &first)) {
        if let Some(end) = row.get_mut(base..) {
            end.copy_from_slice(&more.values());
        }
    }
    let last = second_forest.probabilities(&rows, width);
    Some([first, last])
}
