//! Gradient boosted trees that tell body from the rest, trained by `tests/quality/train_html.py`.
//!
//! `model.txt` holds one tree a line: `leaf` alone, or splits `feature threshold left right` in the
//! order of the boosting library, where a negative child `-1-n` is leaf `n`, then `|`, then the values
//! of the leaves. The first line names the features, to be compared with [`super::names::names`].

use std::sync::OnceLock;

#[derive(Debug)]
struct Split {
    feature: u16,
    threshold: f32,
    left: i16,
    right: i16,
}

#[derive(Debug)]
struct Tree {
    splits: Vec<Split>,
    leaves: Vec<f32>,
}

/// A trained model.
#[derive(Debug)]
pub(super) struct Model {
    #[cfg_attr(
        not(test),
        allow(dead_code, reason = "compared with the features in a test")
    )]
    names: Vec<String>,
    trees: Vec<Tree>,
}

impl Model {
    /// The model of this version; empty if its data cannot be read.
    pub(super) fn embedded() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| {
            Model::read(include_str!("model.txt")).unwrap_or(Model {
                names: Vec::new(),
                trees: Vec::new(),
            })
        })
    }

    fn read(data: &str) -> Option<Model> {
        let mut lines = data.lines();
        let names = lines.next()?.split(' ').map(str::to_owned).collect();
        let mut trees = Vec::new();
        for line in lines {
            let (splits, leaves) = line.split_once('|')?;
            let mut numbers = splits.split_whitespace();
            let mut read = Vec::new();
            while let Some(feature) = numbers.next() {
                read.push(Split {
                    feature: feature.parse().ok()?,
                    threshold: numbers.next()?.parse().ok()?,
                    left: numbers.next()?.parse().ok()?,
                    right: numbers.next()?.parse().ok()?,
                });
            }
            let leaves = leaves
                .split_whitespace()
                .map(|l| l.parse().ok())
                .collect::<Option<Vec<f32>>>()?;
            trees.push(Tree {
                splits: read,
                leaves,
            });
        }
        Some(Model { names, trees })
    }

    /// The features that it was trained on.
    #[cfg(test)]
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The probability that a block is body, from 0 to 1.
    pub(super) fn probability(&self, row: &[f32]) -> f32 {
        let mut sum = 0.0;
        for trees in self.trees.chunks(LANES) {
            // The walks down several trees go side by side: each waits for its memory alone.
            let mut at = [0i16; LANES];
            let longest = trees.iter().map(|t| t.splits.len()).max().unwrap_or(0);
            // A path is no longer than there are splits, whatever the data says.
            for _ in 0..longest {
                let mut walking = false;
                for (tree, at) in trees.iter().zip(&mut at) {
                    if let Some(next) = tree.step(row, *at) {
                        *at = next;
                        walking |= next >= 0;
                    }
                }
                if !walking {
                    break;
                }
            }
            for (tree, at) in trees.iter().zip(at) {
                sum += tree.leaf(at);
            }
        }
        1.0 / (1.0 + f32::exp(-sum))
    }
}

/// How many trees are walked side by side.
const LANES: usize = 8;

impl Tree {
    /// The child to go to from split `at`; `None` at a leaf.
    fn step(&self, row: &[f32], at: i16) -> Option<i16> {
        let split = self.splits.get(usize::try_from(at).ok()?)?;
        let x = row.get(usize::from(split.feature)).copied().unwrap_or(0.0);
        Some(if x <= split.threshold {
            split.left
        } else {
            split.right
        })
    }

    /// The value of the leaf that a walk ended at.
    fn leaf(&self, at: i16) -> f32 {
        let leaf = if self.splits.is_empty() {
            0
        } else {
            -1 - i32::from(at)
        };
        usize::try_from(leaf)
            .ok()
            .and_then(|l| self.leaves.get(l))
            .copied()
            .unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Model;
    use crate::layout::html::names;

    #[test]
    fn the_embedded_model_fits_the_features() {
        assert_eq!(Model::embedded().names(), names::names());
        assert!(Model::embedded().trees.len() > 10);
    }

    #[test]
    fn trees_are_read() {
        let model = Model::read("a b\n0 1.5 -1 1 1 0 -2 -3|-2 0 3\n").unwrap();
        assert!(model.probability(&[1.0, 9.0]) < 0.2);
        assert!((model.probability(&[2.0, 0.0]) - 0.5).abs() < 1e-6);
        assert!(model.probability(&[2.0, 0.5]) > 0.9);
    }
}
