//! The linear-chain models that name the parts, and how they are asked.
//!
//! A conditional random field (Lafferty, `McCallum` and Pereira 2001) over the words of a paragraph. Its
//! weights were learned by `tests/quality/train_quotes.py` from a marked corpus and are data.

use crate::facts::words::Paragraph;
use std::{collections::HashMap, sync::OnceLock};

use super::{
    features,
    link::{Chunk, Part},
    second::{self, Guess},
};

/// `O`, then the first and the further words of content, source and cue.
const LABELS: usize = 7;
type Scores = [f32; LABELS];

static FIRST: &[u8] = include_bytes!("first.bin");
static SECOND: &[u8] = include_bytes!("second.bin");
static THIRD: &[u8] = include_bytes!("third.bin");

/// A model as it is used.
#[derive(Debug, Default)]
struct Model {
    /// What one label is worth before another.
    steps: [Scores; LABELS],
    /// What a feature is worth to each label.
    weights: HashMap<u32, Scores>,
}

/// The two models that read a paragraph one after the other.
#[derive(Debug, Default)]
pub(super) struct Models {
    first: Model,
    second: Model,
    /// What a feature of a possible source is worth.
    third: HashMap<u32, f32>,
}

impl Models {
    /// From the forms that the trainer writes.
    pub(super) fn read(first: &[u8], second: &[u8], third: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(third);
        let mut worth = HashMap::new();
        while let Some(hash) = bytes.take() {
            worth.insert(u32::from_le_bytes(hash), f32::from_le_bytes(bytes.take()?));
        }
        Some(Models {
            first: Model::read(first)?,
            second: Model::read(second)?,
            third: worth,
        })
    }

    /// What a candidate is worth as the source of a content.
    pub(super) fn worth(&self, features: &[u32]) -> f32 {
        features.iter().filter_map(|f| self.third.get(f)).sum()
    }

    /// Whether there is a model that chooses sources.
    pub(super) fn chooses(&self) -> bool {
        !self.third.is_empty()
    }

    /// Those that are built in.
    pub(super) fn built_in() -> &'static Self {
        static MODELS: OnceLock<Models> = OnceLock::new();
        MODELS.get_or_init(|| Models::read(FIRST, SECOND, THIRD).unwrap_or_default())
    }
}

/// Takes numbers from the front of bytes.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }
}

impl Model {
    /// Little endian: the unit of weights (`f32`), the steps between labels (`f32`, row by row), then
    /// features by ascending hash: the hash (`u32`), which labels have a weight (a bit each), those
    /// weights (`i16`, in units).
    fn read(data: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(data);
        let unit = f32::from_le_bytes(bytes.take()?);
        let mut model = Model::default();
        for row in &mut model.steps {
            for step in row {
                *step = f32::from_le_bytes(bytes.take()?);
            }
        }
        while let Some(hash) = bytes.take() {
            let [labels] = bytes.take()?;
            let mut weights = Scores::default();
            for (label, weight) in weights.iter_mut().enumerate() {
                if labels & (1 << label) != 0 {
                    *weight = f32::from(i16::from_le_bytes(bytes.take()?)) * unit;
                }
            }
            model.weights.insert(u32::from_le_bytes(hash), weights);
        }
        Some(model)
    }

    /// What each label of each word is worth by its features.
    fn scores(&self, features: &[Vec<u32>]) -> Vec<Scores> {
        let of = |set: &Vec<u32>| {
            let mut sum = Scores::default();
            for weights in set.iter().filter_map(|f| self.weights.get(f)) {
                for (s, w) in sum.iter_mut().zip(weights) {
                    *s += w;
                }
            }
            sum
        };
        features.iter().map(of).collect()
    }

    /// The best labels of a sequence (Viterbi).
    fn best(&self, scores: &[Scores]) -> Vec<usize> {
        let Some((first, rest)) = scores.split_first() else {
            return Vec::new();
        };
        let mut worth = *first;
        let mut from: Vec<[usize; LABELS]> = Vec::with_capacity(scores.len());
        for score in rest {
            let mut next = Scores::default();
            let mut back = [0; LABELS];
            for (to, ((next, back), score)) in next.iter_mut().zip(&mut back).zip(score).enumerate()
            {
                let mut best = (0, f32::NEG_INFINITY);
                for (label, (w, row)) in worth.iter().zip(&self.steps).enumerate() {
                    let value = w + row.get(to).copied().unwrap_or(0.0);
                    if value > best.1 {
                        best = (label, value);
                    }
                }
                *back = best.0;
                *next = best.1 + score;
            }
            worth = next;
            from.push(back);
        }
        let mut label = largest(&worth);
        let mut out = vec![label];
        for back in from.iter().rev() {
            label = back.get(label).copied().unwrap_or(0);
            out.push(label);
        }
        out.reverse();
        out
    }

    /// How likely each label of each word is (forward and backward sums, scaled at each word).
    fn odds(&self, scores: &[Scores]) -> Vec<Scores> {
        let steps = self.steps.map(|row| row.map(f32::exp));
        let raised: Vec<Scores> = scores
            .iter()
            .map(|s| {
                let top = s.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                s.map(|x| (x - top).exp())
            })
            .collect();
        let mut forward: Vec<Scores> = Vec::with_capacity(scores.len());
        for score in &raised {
            let next = match forward.last() {
                None => *score,
                Some(last) => {
                    let mut sum = Scores::default();
                    for (worth, row) in last.iter().zip(&steps) {
                        for (s, step) in sum.iter_mut().zip(row) {
                            *s += worth * step;
                        }
                    }
                    times(&sum, score)
                }
            };
            forward.push(scaled(next));
        }
        let mut behind = [1.0; LABELS];
        let mut out: Vec<Scores> = Vec::with_capacity(scores.len());
        for (ahead, score) in forward.iter().zip(&raised).rev() {
            out.push(scaled(times(ahead, &behind)));
            let here = times(score, &behind);
            let mut next = Scores::default();
            for (n, row) in next.iter_mut().zip(&steps) {
                *n = row.iter().zip(&here).map(|(step, h)| step * h).sum();
            }
            behind = scaled(next);
        }
        out.reverse();
        out
    }
}

fn times(a: &Scores, b: &Scores) -> Scores {
    let mut out = *a;
    for (o, x) in out.iter_mut().zip(b) {
        *o *= x;
    }
    out
}

fn scaled(scores: Scores) -> Scores {
    let sum: f32 = scores.iter().sum();
    if sum > 0.0 {
        scores.map(|s| s / sum)
    } else {
        scores
    }
}

fn largest(scores: &Scores) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (n, s) in scores.iter().enumerate() {
        if *s > best.1 {
            best = (n, *s);
        }
    }
    best.0
}

/// What a label stands for.
fn part(label: usize) -> Option<Part> {
    match label {
        1 | 2 => Some(Part::Content),
        3 | 4 => Some(Part::Source),
        5 | 6 => Some(Part::Cue),
        _ => None,
    }
}

/// The answer of one model for each word.
fn guesses(model: &Model, features: &[Vec<u32>]) -> Vec<Guess> {
    let scores = model.scores(features);
    let labels = model.best(&scores);
    let odds = model.odds(&scores);
    labels
        .iter()
        .zip(odds)
        .map(|(label, [_, c, d, s, t, q, r])| Guess {
            part: part(*label),
            begins: label % 2 == 1,
            odds: [c + d, s + t, q + r],
        })
        .collect()
}

/// The answers of both models for each word of a paragraph.
pub(super) fn read(paragraph: &Paragraph<'_>, models: &Models) -> Vec<Guess> {
    let mut features = features::features(paragraph);
    let before = guesses(&models.first, &features);
    second::add(paragraph, &before, &mut features);
    guesses(&models.second, &features)
}

/// Neighbouring words of one part as one.
pub(super) fn chunks(guesses: &[Guess]) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    for (n, guess) in guesses.iter().enumerate() {
        let Some(part) = guess.part else { continue };
        match out.last_mut() {
            Some(last) if last.part == part && last.words.end == n && !guess.begins => {
                last.words.end = n + 1;
            }
            _ => out.push(Chunk {
                part,
                words: n..n + 1,
            }),
        }
    }
    out
}
