//! The trained model: which lines are the article's body.
//!
//! Three forests of boosted trees. The first sees a line, its neighbours and the page; the second sees
//! the same and the first one's answers around the line, so that a teaser among teasers and a short
//! line among paragraphs are told apart. The third finds
//! the title among the lines above the body. `tests/quality/train_plain.py` trains them.

use std::sync::LazyLock;

use super::{
    context,
    forest::Forest,
    lexicon::Lexicon,
    scan::{Scan, line_spans, scan},
    stacked::{Second, second},
    title::{Title, candidates, first_of_body, title_features},
};
use crate::text::Span;

static FORESTS: LazyLock<Option<[Forest; 3]>> = LazyLock::new(|| {
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

/// The names of the numbers that describe a line: those of the first look, of the second look, and
/// those of titles.
pub fn feature_names() -> [Vec<String>; 3] {
    let second = Second::NAMES.iter().map(|n| format!("first.{n}"));
    let title = Title::NAMES.iter().map(|n| format!("title.{n}"));
    [context::names(), second.collect(), title.collect()]
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

/// The numbers that tell titles, given for each line the probability that it is body: the candidates'
/// line numbers and their rows.
pub fn title_rows(text: &str, lexicon: &Lexicon, body: &[f32]) -> (Vec<usize>, Vec<f32>) {
    let scan = scan(text, &line_spans(text), |h| lexicon.weight(h));
    let Some(first) = first_of_body(&scan, body) else {
        return (Vec::new(), Vec::new());
    };
    let candidates = candidates(&scan, first);
    let rows = title_features(text, &scan, body, first, &candidates);
    (candidates, rows.iter().flat_map(Title::values).collect())
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
        .map(|l| rest.by_ref().take(2 * l.tokens.len()).collect())
        .collect()
}

/// The answers of both looks for each line: the probability that it is the article's body.
/// `None` if no model is built in.
pub fn body_probabilities(text: &str, lexicon: &Lexicon) -> Option<[Vec<f32>; 2]> {
    let found = probabilities(&scan(text, &line_spans(text), |h| lexicon.weight(h)))?;
    Some([found.first, found.last])
}

/// The answers for all lines, and the numbers that they were given for.
pub(super) struct Answers {
    /// What the first look answers.
    first: Vec<f32>,
    /// What the second look answers.
    pub(super) last: Vec<f32>,
    rows: Vec<f32>,
    width: usize,
}

pub(super) fn probabilities(scan: &Scan) -> Option<Answers> {
    let [first_forest, second_forest, _] = FORESTS.as_ref()?;
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
    Some(Answers {
        first,
        last,
        rows,
        width,
    })
}

impl Answers {
    /// The candidates for the title with the probability that each is it.
    pub(super) fn titles(&self, text: &str, scan: &Scan) -> Vec<(usize, f32)> {
        let Some([_, _, forest]) = FORESTS.as_ref() else {
            return Vec::new();
        };
        let Some(first) = first_of_body(scan, &self.last) else {
            return Vec::new();
        };
        let candidates = candidates(scan, first);
        let base = context::width();
        let mut rows = Vec::new();
        for (at, title) in
            candidates
                .iter()
                .zip(title_features(text, scan, &self.last, first, &candidates))
        {
            let start = at * self.width;
            rows.extend_from_slice(self.rows.get(start..start + base).unwrap_or(&[]));
            rows.extend_from_slice(&title.values());
        }
        let found = forest.probabilities(&rows, base + Title::NAMES.len());
        candidates.into_iter().zip(found).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The trainer wrote some rows and what `LightGBM` answered for them.
    #[test]
    fn the_forests_answer_as_they_did_in_training() {
        let bytes = include_bytes!("agreement.bin");
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let (count, width) = (number(0), number(4));
        assert_eq!(width, context::width() + Second::NAMES.len());
        let floats: Vec<f32> = bytes[8..]
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes(b.try_into().unwrap()))
            .collect();
        let (rows, answers) = floats.split_at(count * width);
        assert!(count >= 100 && answers.len() == 2 * count);
        let [one, two, _] = FORESTS.as_ref().unwrap();
        for (forest, answers) in [one, two].into_iter().zip(answers.chunks(count)) {
            let found = forest.probabilities(rows, width);
            for (a, b) in found.iter().zip(answers) {
                assert!((a - b).abs() < 1e-4, "{a} {b}");
            }
        }
    }
}
