//! Gradient boosted trees that tell body from the rest, trained by `tests/quality/train_html.py`.
//!
//! `model.txt` holds one tree a line: `leaf` alone, or splits `feature threshold left right` in the
//! order of the boosting library, where a negative child `-1-n` is leaf `n`, then `|`, then the values
//! of the leaves. The first line names the features, to be compared with [`super::names::names`].

use std::{collections::BTreeMap, ops::Range, sync::OnceLock};

/// The comparisons that splits make with one feature.
#[derive(Debug)]
struct Question {
    feature: u16,
    /// Where its thresholds stand among all.
    thresholds: Range<usize>,
}

/// What a split rules out where its condition fails: the leaves on its left.
#[derive(Clone, Copy, Debug)]
struct Split {
    condition: u16,
    /// A bit of each leaf that is left.
    keeps: u8,
}

/// Eight leaves, left to right, of one tree, and the splits that say something of them.
#[derive(Debug)]
struct Plane {
    splits: (u32, u32),
    leaves: [f32; 8],
    /// Whether the tree goes on in the next plane.
    goes_on: bool,
}

/// A trained model.
///
/// A walk down a tree waits at each step for the step before. So no tree is walked: each condition is
/// asked once for all trees and for [`LANES`] rows at a time, each split that a row passes on the right
/// rules out the leaves on its left, and the first leaf that is not ruled out is where a walk would end.
#[derive(Debug, Default)]
pub(super) struct Model {
    #[cfg_attr(
        not(test),
        allow(dead_code, reason = "compared with the features in a test")
    )]
    names: Vec<String>,
    questions: Vec<Question>,
    /// One for each condition, those of one feature together.
    thresholds: Vec<f32>,
    splits: Vec<Split>,
    planes: Vec<Plane>,
}

/// How many rows are scored side by side.
const LANES: usize = 16;

/// One tree as it is written.
#[derive(Debug)]
struct Written {
    /// Feature, threshold, left and right child.
    splits: Vec<(u16, f32, i16, i16)>,
    leaves: Vec<f32>,
}

impl Written {
    fn read(line: &str) -> Option<Self> {
        let (splits, leaves) = line.split_once('|')?;
        let mut numbers = splits.split_whitespace();
        let mut read = Vec::new();
        while let Some(feature) = numbers.next() {
            read.push((
                feature.parse().ok()?,
                numbers.next()?.parse().ok()?,
                numbers.next()?.parse().ok()?,
                numbers.next()?.parse().ok()?,
            ));
        }
        let leaves = leaves
            .split_whitespace()
            .map(|l| l.parse().ok())
            .collect::<Option<Vec<f32>>>()?;
        Some(Written {
            splits: read,
            leaves,
        })
    }

    /// Its leaves from left to right, and for each split those on its left. `None` unless every
    /// split is reached once.
    fn in_order(&self) -> Option<(Vec<f32>, Vec<Range<usize>>)> {
        let mut order = Vec::with_capacity(self.leaves.len());
        let mut places = vec![None; self.splits.len()];
        if self.splits.is_empty() {
            return Some((self.leaves.get(..1)?.to_vec(), Vec::new()));
        }
        // A split comes back after its left child, to learn where its right one begins.
        let mut stack = vec![(0i16, None)];
        while let Some((at, from)) = stack.pop() {
            let Ok(split) = usize::try_from(at) else {
                let leaf = usize::try_from(-1 - i32::from(at)).ok()?;
                order.push(*self.leaves.get(leaf)?);
                if order.len() > self.leaves.len() {
                    return None;
                }
                continue;
            };
            let (_, _, left, right) = *self.splits.get(split)?;
            let place = places.get_mut(split)?;
            match (from, &place) {
                (None, None) => {
                    *place = Some(order.len()..0);
                    stack.push((at, Some(order.len())));
                    stack.push((left, None));
                }
                (Some(from), Some(Range { end: 0, .. })) => {
                    *place = Some(from..order.len());
                    stack.push((right, None));
                }
                _ => return None,
            }
        }
        let places = places.into_iter().collect::<Option<Vec<_>>>()?;
        (order.len() == self.leaves.len()).then_some((order, places))
    }
}

impl Model {
    /// The model of this version; empty if its data cannot be read.
    pub(super) fn embedded() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Model::read(include_str!("model.txt")).unwrap_or_default())
    }

    fn read(data: &str) -> Option<Model> {
        let mut lines = data.lines();
        let names = lines.next()?.split(' ').map(str::to_owned).collect();
        let trees = lines.map(Written::read).collect::<Option<Vec<_>>>()?;
        // Conditions by feature, so that a feature is looked up once for all of its own.
        let mut numbers: BTreeMap<(u16, u32), u16> = BTreeMap::new();
        for (feature, threshold, ..) in trees.iter().flat_map(|t| &t.splits) {
            numbers.insert((*feature, threshold.to_bits()), 0);
        }
        let mut model = Model {
            names,
            ..Model::default()
        };
        for (number, ((feature, threshold), slot)) in numbers.iter_mut().enumerate() {
            *slot = u16::try_from(number).ok()?;
            model.thresholds.push(f32::from_bits(*threshold));
            match model.questions.last_mut() {
                Some(question) if question.feature == *feature => {
                    question.thresholds.end = number + 1;
                }
                _ => model.questions.push(Question {
                    feature: *feature,
                    thresholds: number..number + 1,
                }),
            }
        }
        for tree in &trees {
            let (leaves, places) = tree.in_order()?;
            let last = leaves.len().checked_sub(1)? / 8;
            for (number, eight) in leaves.chunks(8).enumerate() {
                let from = model.splits.len();
                for ((feature, threshold, ..), left) in tree.splits.iter().zip(&places) {
                    let keeps = (0..8)
                        .filter(|bit| !left.contains(&(number * 8 + bit)))
                        .fold(0u8, |keeps, bit| keeps | 1 << bit);
                    if keeps != u8::MAX {
                        model.splits.push(Split {
                            condition: *numbers.get(&(*feature, threshold.to_bits()))?,
                            keeps,
                        });
                    }
                }
                let mut values = [0.0; 8];
                for (value, leaf) in values.iter_mut().zip(eight) {
                    *value = *leaf;
                }
                model.planes.push(Plane {
                    splits: (
                        u32::try_from(from).ok()?,
                        u32::try_from(model.splits.len()).ok()?,
                    ),
                    leaves: values,
                    goes_on: number < last,
                });
            }
        }
        Some(model)
    }

    /// The features that it was trained on.
    #[cfg(test)]
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The probability of each row, `width` numbers each, that its block is body, from 0 to 1.
    pub(super) fn probabilities(&self, rows: &[f32], width: usize) -> Vec<f32> {
        let width = width.max(1);
        let mut out = Vec::with_capacity(rows.len() / width);
        let mut fails = vec![[0u8; LANES]; self.thresholds.len()];
        for some in rows.chunks(LANES * width) {
            self.ask(some, width, &mut fails);
            let sums = self.sums(&fails);
            let count = some.len() / width;
            out.extend(sums.iter().take(count).map(|s| 1.0 / (1.0 + f32::exp(-s))));
        }
        out
    }

    /// Which rows fail each condition, all bits set where one does.
    fn ask(&self, rows: &[f32], width: usize, fails: &mut [[u8; LANES]]) {
        let mut values = [0.0f32; LANES];
        for question in &self.questions {
            let column = rows.iter().skip(usize::from(question.feature));
            for (value, x) in values.iter_mut().zip(column.step_by(width)) {
                *value = *x;
            }
            let range = question.thresholds.clone();
            let thresholds = self.thresholds.get(range.clone()).unwrap_or_default();
            let fails = fails.get_mut(range).unwrap_or_default();
            for (threshold, fails) in thresholds.iter().zip(fails) {
                // In two steps, which the compiler makes vectors of.
                let mut wide = [0u32; LANES];
                for (wide, x) in wide.iter_mut().zip(&values) {
                    *wide = if *x <= *threshold { 0 } else { 0xff };
                }
                for (fail, wide) in fails.iter_mut().zip(wide) {
                    *fail = wide.to_le_bytes()[0];
                }
            }
        }
    }

    /// The sum of the trees for each row.
    fn sums(&self, fails: &[[u8; LANES]]) -> [f32; LANES] {
        let mut sums = [0.0f32; LANES];
        // Rows that found their leaf in an earlier plane of the tree.
        let mut found = [false; LANES];
        for plane in &self.planes {
            let (from, to) = plane.splits;
            let mut left = [u8::MAX; LANES];
            for split in self
                .splits
                .get(from as usize..to as usize)
                .unwrap_or_default()
            {
                let Some(fails) = fails.get(usize::from(split.condition)) else {
                    continue;
                };
                for (left, fail) in left.iter_mut().zip(fails) {
                    *left &= split.keeps | !fail;
                }
            }
            let value = |left: u8| {
                let leaf = left.trailing_zeros() as usize & 7;
                plane.leaves.get(leaf).copied().unwrap_or(0.0)
            };
            if plane.goes_on || found.contains(&true) {
                for ((sum, left), found) in sums.iter_mut().zip(left).zip(&mut found) {
                    if left != 0 && !*found {
                        *sum += value(left);
                        *found = true;
                    }
                    *found &= plane.goes_on;
                }
            } else {
                for (sum, left) in sums.iter_mut().zip(left) {
                    *sum += value(left);
                }
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::{Model, Written};
    use crate::layout::html::names;

    #[test]
    fn the_embedded_model_fits_the_features() {
        assert_eq!(Model::embedded().names(), names::names());
        assert!(Model::embedded().planes.len() > 10);
    }

    #[test]
    fn trees_are_read() {
        let model = Model::read("a b\n0 1.5 -1 1 1 0 -2 -3|-2 0 3\n").unwrap();
        let p = model.probabilities(&[1.0, 9.0, 2.0, 0.0, 2.0, 0.5], 2);
        assert!(p[0] < 0.2);
        assert!((p[1] - 0.5).abs() < 1e-6);
        assert!(p[2] > 0.9);
        assert_eq!(p.len(), 3);
    }

    /// The leaf that a walk from split to split ends at.
    fn walk(tree: &Written, row: &[f32]) -> f32 {
        let mut at = 0i16;
        while let Ok(split) = usize::try_from(at) {
            let Some((feature, threshold, left, right)) = tree.splits.get(split) else {
                return tree.leaves[0];
            };
            at = if row[usize::from(*feature)] <= *threshold {
                *left
            } else {
                *right
            };
        }
        tree.leaves[usize::try_from(-1 - i32::from(at)).unwrap()]
    }

    /// A tree over four features with `splits` splits, grown by splitting leaves at random.
    fn grown(splits: u32, mut random: impl FnMut(u32) -> u32) -> String {
        let mut nodes: Vec<(u32, u32, i32, i32)> = Vec::new();
        let mut leaves = 1;
        for at in 0..i32::try_from(splits).unwrap() {
            if at > 0 {
                let (parent, right) = loop {
                    let parent = random(nodes.len().try_into().unwrap()) as usize;
                    let right = random(2) == 1;
                    let (_, _, l, r) = nodes[parent];
                    if (if right { r } else { l }) < 0 {
                        break (parent, right);
                    }
                };
                let (_, _, l, r) = &mut nodes[parent];
                let child = if right { r } else { l };
                let old = std::mem::replace(child, at);
                nodes.push((random(4), random(8), old, -1 - leaves));
            } else {
                nodes.push((random(4), random(8), -1, -1 - leaves));
            }
            leaves += 1;
        }
        let nodes: Vec<String> = nodes
            .iter()
            .map(|(f, t, l, r)| format!("{f} {t} {l} {r}"))
            .collect();
        let values: Vec<String> = (0..leaves)
            .map(|l| format!("{}", f64::from(l) / 7.0))
            .collect();
        format!("{}|{}", nodes.join(" "), values.join(" "))
    }

    #[test]
    fn leaves_are_those_that_a_walk_ends_at() {
        let mut state = 7u64;
        let mut random = |below: u32| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            u32::try_from(state >> 33).unwrap() % below.max(1)
        };
        let sizes = [0, 1, 6, 7, 8, 15, 40, 90];
        let lines: Vec<String> = sizes.iter().map(|s| grown(*s, &mut random)).collect();
        let model = Model::read(&format!("a b c d\n{}\n", lines.join("\n"))).unwrap();
        let rows: Vec<f32> = (0..4 * 99).map(|_| random(9) as f32).collect();
        for (row, p) in rows.chunks(4).zip(model.probabilities(&rows, 4)) {
            let sum: f32 = lines
                .iter()
                .map(|l| walk(&Written::read(l).unwrap(), row))
                .fold(0.0, |a, b| a + b);
            assert!((p - 1.0 / (1.0 + f32::exp(-sum))).abs() < f32::EPSILON);
        }
    }

    #[test]
    fn broken_trees_are_refused() {
        for line in [
            "0 1 0 -1|1 2",
            "0 1 -1 5|1 2",
            "0 1 1 -1 0 1 0 -2|1 2 3",
            "0 1 -1 -2|1 2 3",
            "|",
        ] {
            assert!(Model::read(&format!("a\n{line}\n")).is_none(), "{line}");
        }
    }
}
