//! The linear-chain models that name the parts, and how they are asked.
//!
//! A conditional random field (Lafferty, `McCallum` and Pereira 2001) over the words of a paragraph. Its
//! weights were learned by `tests/quality/train_quotes.py` from a marked corpus and are data.

use crate::facts::words::Paragraph;
use hashbrown::HashMap;
use std::sync::OnceLock;

use super::{
    features::{self, Look},
    link::{Chunk, Part},
    second::{self, Guess},
};

/// `O`, then the first and the further words of content, source and cue.
const LABELS: usize = 7;
type Scores = [f32; LABELS];

static FIRST: &[u8] = include_bytes!("first.bin");
static SECOND: &[u8] = include_bytes!("second.bin");
static THIRD: &[u8] = include_bytes!("third.bin");

/// What a feature is worth to each label in the first model and in the second; padded to 16 numbers.
type Row = [[f32; LABELS + 1]; 2];

/// What features are worth, by their hashes. Most features of a word are in no model: a bit says so first.
#[derive(Debug, Default)]
struct Worth {
    /// A bit for the upper bits of each hash that is there.
    known: Vec<u64>,
    /// Hashes and the numbers of their rows, from 1; 0 for an empty slot. The lower bits of a hash say where.
    slots: Vec<(u32, u32)>,
    rows: Vec<Row>,
}

/// Upper bits of a hash that are asked first.
const UPPER: u32 = 20;

impl Worth {
    fn new(rows: HashMap<u32, Row>) -> Self {
        let mut worth = Worth {
            known: vec![0; 1 << (UPPER - 6)],
            slots: vec![(0, 0); (rows.len() * 2).next_power_of_two()],
            rows: Vec::with_capacity(rows.len()),
        };
        let mut rows: Vec<(u32, Row)> = rows.into_iter().collect();
        rows.sort_unstable_by_key(|(hash, _)| *hash);
        for (hash, row) in rows {
            worth.rows.push(row);
            let number = u32::try_from(worth.rows.len()).unwrap_or(0);
            let upper = hash >> (32 - UPPER);
            if let Some(bits) = worth.known.get_mut(upper as usize >> 6) {
                *bits |= 1 << (upper & 63);
            }
            let mut at = worth.start(hash);
            while worth.slots.get(at).is_some_and(|slot| slot.1 != 0) {
                at = (at + 1) % worth.slots.len();
            }
            if let Some(slot) = worth.slots.get_mut(at) {
                *slot = (hash, number);
            }
        }
        worth
    }

    fn start(&self, hash: u32) -> usize {
        hash as usize & self.slots.len().wrapping_sub(1)
    }

    fn of(&self, hash: u32) -> Option<&Row> {
        let upper = hash >> (32 - UPPER);
        let bits = *self.known.get(upper as usize >> 6)?;
        if bits & (1 << (upper & 63)) == 0 {
            return None;
        }
        let mut at = self.start(hash);
        loop {
            match *self.slots.get(at)? {
                (_, 0) => return None,
                (found, number) if found == hash => return self.rows.get(number as usize - 1),
                _ => at = (at + 1) % self.slots.len(),
            }
        }
    }

    /// What each label is worth by some features, in both models.
    fn sum(&self, features: &[u32]) -> Row {
        let mut sum = Row::default();
        for row in features.iter().filter_map(|f| self.of(*f)) {
            for (sum, row) in sum.iter_mut().zip(row) {
                for (s, w) in sum.iter_mut().zip(row) {
                    *s += w;
                }
            }
        }
        sum
    }
}

/// What one label is worth before another.
type Steps = [Scores; LABELS];

/// The two models that read a paragraph one after the other.
#[derive(Debug, Default)]
pub(super) struct Models {
    steps: [Steps; 2],
    worth: Worth,
    /// What a feature of a possible source is worth.
    third: HashMap<u32, f32>,
}

impl Models {
    /// From the forms that the trainer writes.
    pub(super) fn read(first: &[u8], second: &[u8], third: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(third);
        let mut sources = HashMap::new();
        while let Some(hash) = bytes.take() {
            sources.insert(u32::from_le_bytes(hash), f32::from_le_bytes(bytes.take()?));
        }
        let mut rows = HashMap::new();
        let first = weights(first, 0, &mut rows)?;
        let second = weights(second, 1, &mut rows)?;
        Some(Models {
            steps: [first, second],
            worth: Worth::new(rows),
            third: sources,
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

/// Reads the steps of a model, and its weights into the rows. Little endian: the unit of weights (`f32`),
/// the steps between labels (`f32`, row by row), then features by ascending hash: the hash (`u32`), which
/// labels have a weight (a bit each), those weights (`i16`, in units).
fn weights(data: &[u8], model: usize, rows: &mut HashMap<u32, Row>) -> Option<Steps> {
    let mut bytes = Bytes(data);
    let unit = f32::from_le_bytes(bytes.take()?);
    let mut steps = Steps::default();
    for step in steps.iter_mut().flatten() {
        *step = f32::from_le_bytes(bytes.take()?);
    }
    while let Some(hash) = bytes.take() {
        let [labels] = bytes.take()?;
        let row = rows.entry(u32::from_le_bytes(hash)).or_default();
        for (label, weight) in row.get_mut(model)?.iter_mut().take(LABELS).enumerate() {
            if labels & (1 << label) != 0 {
                *weight = f32::from(i16::from_le_bytes(bytes.take()?)) * unit;
            }
        }
    }
    Some(steps)
}

/// The best labels of a sequence (Viterbi).
fn best(steps: &Steps, scores: &[Scores]) -> Vec<usize> {
    let Some((first, rest)) = scores.split_first() else {
        return Vec::new();
    };
    let mut worth = *first;
    let mut from: Vec<[usize; LABELS]> = Vec::with_capacity(scores.len());
    for score in rest {
        let mut next = Scores::default();
        let mut back = [0; LABELS];
        for (to, ((next, back), score)) in next.iter_mut().zip(&mut back).zip(score).enumerate() {
            let mut best = (0, f32::NEG_INFINITY);
            for (label, (w, row)) in worth.iter().zip(steps).enumerate() {
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
fn odds(steps: &Steps, scores: &[Scores]) -> Vec<Scores> {
    let steps = steps.map(|row| row.map(f32::exp));
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
fn guesses(steps: &Steps, scores: &[Scores]) -> Vec<Guess> {
    let labels = best(steps, scores);
    let odds = odds(steps, scores);
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

/// The answers of one model, run by run of words that have features; the others are in no part.
fn answers(steps: &Steps, features: &[Vec<u32>], scores: &[Scores]) -> Vec<Guess> {
    let mut out = Vec::with_capacity(scores.len());
    let mut at = 0;
    for run in features.chunk_by(|a, b| a.is_empty() == b.is_empty()) {
        let to = at + run.len();
        if run.first().is_some_and(Vec::is_empty) {
            out.resize(to, Guess::default());
        } else {
            out.extend(guesses(steps, scores.get(at..to).unwrap_or(&[])));
        }
        at = to;
    }
    out
}

/// The answers of both models for each word of a paragraph. Nobody speaks in a sentence that quotes nothing
/// and has no word of saying.
pub(super) fn read(paragraph: &Paragraph<'_>, models: &Models) -> Vec<Guess> {
    let mut features = features::features(paragraph, Look::Speaking);
    let counts: Vec<usize> = features.iter().map(Vec::len).collect();
    let sums: Vec<Row> = features.iter().map(|f| models.worth.sum(f)).collect();
    let labels =
        |row: &[f32; LABELS + 1]| -> Scores { row.first_chunk().copied().unwrap_or_default() };
    let [first, second] = &models.steps;
    let scores: Vec<Scores> = sums.iter().map(|[sum, _]| labels(sum)).collect();
    let before = answers(first, &features, &scores);
    second::add(paragraph, &before, &mut features);
    let scores: Vec<Scores> = features
        .iter()
        .zip(&counts)
        .zip(&sums)
        .map(|((features, count), [_, sum])| {
            let [_, more] = models.worth.sum(features.get(*count..).unwrap_or(&[]));
            let mut sum = labels(sum);
            for (s, more) in sum.iter_mut().zip(more) {
                *s += more;
            }
            sum
        })
        .collect();
    answers(second, &features, &scores)
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
