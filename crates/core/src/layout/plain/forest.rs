//! Boosted trees, read from a compact file and evaluated.

/// One inner node. A child below 0 is a leaf: `!child` is its number.
#[derive(Clone, Copy, Debug)]
struct Node {
    feature: u16,
    threshold: f32,
    left: i16,
    right: i16,
}

#[derive(Clone, Debug)]
struct Tree {
    nodes: Vec<Node>,
    leaves: Vec<f32>,
}

/// A sum of decision trees, made a probability.
///
/// The file, all numbers little-endian: `u32` count of trees; for each tree a `u16` count of inner nodes,
/// for each of them a `u16` feature, an `f32` threshold (go left at or below it), two `i16` children, and
/// then one more leaf than nodes, each an `f32`.
#[derive(Clone, Debug)]
pub(super) struct Forest {
    trees: Vec<Tree>,
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }
}

impl Forest {
    /// Reads as many forests as the file holds; `None` if it is broken.
    pub(super) fn read_all(bytes: &[u8]) -> Option<Vec<Forest>> {
        let mut r = Reader(bytes);
        let mut forests = Vec::new();
        while !r.0.is_empty() {
            let count = u32::from_le_bytes(r.take()?);
            let mut trees = Vec::new();
            for _ in 0..count {
                let nodes = u16::from_le_bytes(r.take()?);
                let mut tree = Tree {
                    nodes: Vec::with_capacity(nodes.into()),
                    leaves: Vec::with_capacity(usize::from(nodes) + 1),
                };
                for _ in 0..nodes {
                    tree.nodes.push(Node {
                        feature: u16::from_le_bytes(r.take()?),
                        threshold: f32::from_le_bytes(r.take()?),
                        left: i16::from_le_bytes(r.take()?),
                        right: i16::from_le_bytes(r.take()?),
                    });
                }
                for _ in 0..=nodes {
                    tree.leaves.push(f32::from_le_bytes(r.take()?));
                }
                trees.push(tree);
            }
            forests.push(Forest { trees });
        }
        Some(forests)
    }

    /// The probability for each row; rows are `width` numbers each.
    pub(super) fn probabilities(&self, rows: &[f32], width: usize) -> Vec<f32> {
        let mut sums = vec![0.0f64; rows.len() / width.max(1)];
        for tree in &self.trees {
            for (sum, row) in sums.iter_mut().zip(rows.chunks_exact(width.max(1))) {
                *sum += f64::from(tree.value(row));
            }
        }
        sums.into_iter()
            .map(|s| {
                #[allow(clippy::cast_possible_truncation)] // A probability fits.
                let p = (1.0 / (1.0 + (-s).exp())) as f32;
                p
            })
            .collect()
    }
}

impl Tree {
    fn value(&self, row: &[f32]) -> f32 {
        let mut at: i16 = if self.nodes.is_empty() { -1 } else { 0 };
        // A tree of n nodes is left after at most n steps, whatever a broken file says.
        for _ in 0..=self.nodes.len() {
            let Ok(index) = usize::try_from(at) else {
                #[allow(clippy::cast_sign_loss)] // Below 0, so its complement is not.
                let leaf = !at as usize;
                return self.leaves.get(leaf).copied().unwrap_or(0.0);
            };
            let Some(node) = self.nodes.get(index) else {
                return 0.0;
            };
            let x = row.get(usize::from(node.feature)).copied().unwrap_or(0.0);
            at = if x <= node.threshold {
                node.left
            } else {
                node.right
            };
        }
        0.0
    }
}
