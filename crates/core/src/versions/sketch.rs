//! Sentences as weighted features, and how alike any two stretches of sentences are.
//!
//! Two views of a sentence are kept: stems of words, and runs of four characters inside words, which
//! still meet where an ending, a compound or a romanisation differs. In both a feature weighs
//! (1 + ln tf) · idf, idf over the sentences of both texts (Salton and Buckley 1988). The vector of
//! several sentences in a row is the sum of theirs, so that the cosine of any bead follows from the
//! products of single sentences.

use crate::text::{TokenKind, tokens};
use hashbrown::HashMap;

use super::words;

/// How much the view of stems counts; the rest is that of characters.
const STEMS: f32 = 0.6;
/// How much more a feature of a name or a number weighs in the view of stems.
const EMPHASIS: f32 = 1.5;

/// How many sentences in a row a bead can hold.
pub(super) const LONGEST: usize = 3;

/// A sparse vector, its features ascending.
type Vector = Vec<(u32, f32)>;

/// One view of all sentences of one text.
#[derive(Debug, Default)]
struct View {
    vectors: Vec<Vector>,
    /// Squared lengths of the sums of 1, 2 and 3 sentences from each on.
    norms: [Vec<f32>; LONGEST],
}

/// The sentences of two texts, ready to be compared.
#[derive(Debug)]
pub(super) struct Sketches {
    views: [[View; 2]; 2],
    products: [Vec<f32>; 2],
    /// How many sentences.
    pub(super) sizes: [usize; 2],
    /// Their lengths in characters that are no white space, summed from the start.
    lengths: [Vec<f32>; 2],
}

/// Numbers the features of both texts.
#[derive(Default)]
struct Numbers {
    known: HashMap<u64, u32>,
    /// In how many sentences each is.
    sentences: Vec<u32>,
}

impl Numbers {
    fn of(&mut self, hash: u64) -> u32 {
        let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        *self.known.entry(hash).or_insert(next)
    }

    /// A sentence's features with their emphasis, each once.
    fn count(&mut self, mut features: Vec<(u32, f32)>) -> Vector {
        features.sort_unstable_by_key(|(f, _)| *f);
        let mut out: Vector = Vec::with_capacity(features.len());
        for group in features.chunk_by(|x, y| x.0 == y.0) {
            let Some(&(feature, _)) = group.first() else {
                continue;
            };
            let emphasis = group.iter().map(|g| g.1).fold(0.0, f32::max);
            let times = u16::try_from(group.len()).unwrap_or(u16::MAX);
            out.push((feature, emphasis * (1.0 + f32::from(times).ln())));
            let at = feature as usize;
            if at >= self.sentences.len() {
                self.sentences.resize(at + 1, 0);
            }
            if let Some(n) = self.sentences.get_mut(at) {
                *n += 1;
            }
        }
        out
    }
}

fn product(a: &Vector, b: &Vector) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += x.1 * y.1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

impl View {
    fn new(vectors: Vec<Vector>) -> Self {
        let with = |i: usize, by: usize| match (vectors.get(i), vectors.get(i + by)) {
            (Some(a), Some(b)) => product(a, b),
            _ => 0.0,
        };
        let all = 0..vectors.len();
        let one: Vec<f32> = all.clone().map(|i| with(i, 0)).collect();
        let next: Vec<f32> = all.clone().map(|i| with(i, 1)).collect();
        let at = |list: &[f32], i: usize| list.get(i).copied().unwrap_or(0.0);
        let two: Vec<f32> = all
            .clone()
            .map(|i| at(&one, i) + at(&one, i + 1) + 2.0 * at(&next, i))
            .collect();
        let three = all
            .map(|i| at(&two, i) + at(&one, i + 2) + 2.0 * (at(&next, i + 1) + with(i, 2)))
            .collect();
        View {
            norms: [one, two, three],
            vectors,
        }
    }
}

/// The products of all sentences of one text with all of the other, row by row.
fn products(a: &View, b: &View, features: usize) -> Vec<f32> {
    let mut places: Vec<Vec<(u32, f32)>> = vec![Vec::new(); features];
    for (j, vector) in b.vectors.iter().enumerate() {
        let j = u32::try_from(j).unwrap_or(u32::MAX);
        for &(feature, weight) in vector {
            if let Some(list) = places.get_mut(feature as usize) {
                list.push((j, weight));
            }
        }
    }
    let columns = b.vectors.len();
    let mut out = vec![0.0; a.vectors.len() * columns];
    for (row, vector) in out.chunks_mut(columns.max(1)).zip(&a.vectors) {
        for &(feature, weight) in vector {
            for &(j, other) in places.get(feature as usize).map_or(&[][..], Vec::as_slice) {
                if let Some(cell) = row.get_mut(j as usize) {
                    *cell += weight * other;
                }
            }
        }
    }
    out
}

fn hash(text: &str, seed: u64) -> u64 {
    xxhash_rust::xxh3::xxh3_64_with_seed(text.as_bytes(), seed)
}

/// The features of a word.
struct Features {
    stem: u64,
    runs: Vec<u64>,
}

impl Features {
    fn of(word: &str) -> Self {
        let key = words::key(word);
        let is_korean = key.chars().any(words::is_hangul);
        // Korean endings and particles follow the stem: its beginning tells most.
        let stem = if is_korean {
            hash(&key.chars().take(2).collect::<String>(), 1)
        } else {
            hash(&words::stem(&key), 0)
        };
        let padded = format!("^{key}$");
        let width = if is_korean { 2 } else { 4 };
        let starts: Vec<usize> = padded
            .char_indices()
            .map(|(at, _)| at)
            .chain([padded.len()])
            .collect();
        let mut runs: Vec<u64> = starts
            .windows(width + 1)
            .filter_map(|w| padded.get(*w.first()?..*w.last()?))
            .map(|run| hash(run, 2))
            .collect();
        if runs.is_empty() {
            runs.push(hash(&padded, 2));
        }
        Features { stem, runs }
    }
}

impl Sketches {
    pub(super) fn new(a: &[&str], b: &[&str]) -> Self {
        let mut numbers = [Numbers::default(), Numbers::default()];
        let mut counted: [[Vec<Vector>; 2]; 2] = Default::default();
        let mut known: HashMap<&str, Features> = HashMap::new();
        for (side, texts) in [a, b].into_iter().enumerate() {
            for text in texts {
                let (mut stems, mut runs) = (Vec::new(), Vec::new());
                let [n0, n1] = &mut numbers;
                for (at, token) in tokens(text).filter(|t| t.kind.is_word()).enumerate() {
                    let word = token.span.of(text);
                    let is_name = at > 0 && word.chars().next().is_some_and(char::is_uppercase);
                    let emphasis = if is_name || token.kind == TokenKind::Number {
                        EMPHASIS
                    } else {
                        1.0
                    };
                    let features = known.entry(word).or_insert_with(|| Features::of(word));
                    stems.push((n0.of(features.stem), emphasis));
                    runs.extend(features.runs.iter().map(|h| (n1.of(*h), 1.0)));
                }
                let (s, r) = (n0.count(stems), n1.count(runs));
                if let Some([x, y]) = counted.get_mut(side) {
                    x.push(s);
                    y.push(r);
                }
            }
        }
        let all = f32::from(u16::try_from(a.len() + b.len()).unwrap_or(u16::MAX));
        let [[a0, a1], [b0, b1]] = counted;
        let [n0, n1] = numbers;
        let weigh = |mut vectors: Vec<Vector>, n: &Numbers| {
            for vector in &mut vectors {
                for (feature, weight) in vector.iter_mut() {
                    let df = n.sentences.get(*feature as usize).copied().unwrap_or(1);
                    let df = f32::from(u16::try_from(df).unwrap_or(u16::MAX));
                    *weight *= ((all + 1.0) / (df + 0.5)).ln();
                }
            }
            View::new(vectors)
        };
        let stems = [weigh(a0, &n0), weigh(b0, &n0)];
        let runs = [weigh(a1, &n1), weigh(b1, &n1)];
        let dots = [
            products(&stems[0], &stems[1], n0.known.len()),
            products(&runs[0], &runs[1], n1.known.len()),
        ];
        let lengths = [a, b].map(|texts| {
            let mut sum = 0.0;
            let mut out = vec![0.0];
            for text in texts {
                let n = text.chars().filter(|c| !c.is_whitespace()).count();
                sum += f32::from(u16::try_from(n).unwrap_or(u16::MAX));
                out.push(sum);
            }
            out
        });
        Sketches {
            sizes: [a.len(), b.len()],
            views: [stems, runs],
            products: dots,
            lengths,
        }
    }

    /// The cosine of `x` sentences from `i` on and `y` from `j` on.
    pub(super) fn cosine(&self, i: usize, x: usize, j: usize, y: usize) -> f32 {
        let columns = self.sizes[1];
        let shares = [STEMS, 1.0 - STEMS];
        let mut out = 0.0;
        for ((view, dots), share) in self.views.iter().zip(&self.products).zip(shares) {
            let mut dot = 0.0;
            for row in i..i + x {
                for column in j..j + y {
                    dot += dots.get(row * columns + column).copied().unwrap_or(0.0);
                }
            }
            if dot <= 0.0 {
                continue;
            }
            let norm = |side: usize, at: usize, n: usize| -> f32 {
                let list = view.get(side).and_then(|v| v.norms.get(n.wrapping_sub(1)));
                list.and_then(|l| l.get(at)).copied().unwrap_or(0.0)
            };
            let (p, q) = (norm(0, i, x), norm(1, j, y));
            if p * q > 0.0 {
                out += share * dot / (p * q).sqrt();
            }
        }
        out
    }

    /// How many characters `n` sentences from `at` on have.
    pub(super) fn length(&self, side: usize, at: usize, n: usize) -> f32 {
        let list = self.lengths.get(side).map_or(&[][..], Vec::as_slice);
        let sum = |i: usize| list.get(i).copied().unwrap_or(0.0);
        sum(at + n) - sum(at)
    }
}
