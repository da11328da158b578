//! Boosted trees, read from a compact file and evaluated.
//!
//! No row walks down a tree. Each tree keeps one bit a leaf, from left to right; a node that a row is
//! above the threshold of rules out all leaves on its left, and the first leaf left over after all
//! nodes is the one that a walk would end at (Lucchese and others, `QuickScorer`, 2015). Nothing of
//! that branches, so that the compiler makes vectors over several rows of it.

/// What a node rules out for the rows above its threshold.
#[derive(Clone, Copy, Debug)]
struct Node {
    feature: u16,
    threshold: f32,
    /// The leaves that stay possible above the threshold.
    above: u64,
}

/// A tree: its nodes in any order, and the values of its leaves from left to right.
#[derive(Clone, Debug)]
struct Tree {
    nodes: Vec<Node>,
    leaves: Vec<f32>,
}

/// A node of the file.
struct Branch {
    feature: u16,
    threshold: f32,
    left: i16,
    right: i16,
}

/// What is still to do while leaves are numbered.
enum Step {
    /// Go down here.
    Enter(i16),
    /// The left side of a node is done: its first leaf had this number.
    Between(usize, usize),
}

/// A tree has at most so many leaves.
const MOST_LEAVES: usize = 64;
/// So many rows are looked at together.
const LANES: usize = 32;

/// The same number of several rows.
type Column = [f32; LANES];

/// A sum of decision trees, made a probability.
///
/// The file, all numbers little-endian: `u32` count of trees; for each tree a `u16` count of inner nodes
/// (at most 63), for each of them a `u16` feature, an `f32` threshold (go left at or below it), two `i16`
/// children, and then one more leaf than nodes, each an `f32`.
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
                trees.push(Tree::read(&mut r)?);
            }
            forests.push(Forest { trees });
        }
        Some(forests)
    }

    /// The probability for each row; rows are `width` numbers each.
    pub(super) fn probabilities(&self, rows: &[f32], width: usize) -> Vec<f32> {
        let width = width.max(1);
        let mut out = Vec::with_capacity(rows.len() / width);
        let mut columns: Vec<Column> = vec![[0.0; LANES]; width];
        for rows in rows.chunks(LANES * width) {
            let mut count = 0;
            for (lane, row) in rows.chunks_exact(width).enumerate() {
                for (column, value) in columns.iter_mut().zip(row) {
                    if let Some(slot) = column.get_mut(lane) {
                        *slot = *value;
                    }
                }
                count += 1;
            }
            let mut sums = [0.0f64; LANES];
            for tree in &self.trees {
                tree.add(&columns, &mut sums);
            }
            out.extend(sums.iter().take(count).map(|s| {
                #[allow(clippy::cast_possible_truncation)] // A probability fits.
                let p = (1.0 / (1.0 + (-s).exp())) as f32;
                p
            }));
        }
        out
    }
}

impl Tree {
    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let inner = usize::from(u16::from_le_bytes(r.take()?));
        if inner >= MOST_LEAVES {
            return None;
        }
        let mut branches = Vec::with_capacity(inner);
        for _ in 0..inner {
            branches.push(Branch {
                feature: u16::from_le_bytes(r.take()?),
                threshold: f32::from_le_bytes(r.take()?),
                left: i16::from_le_bytes(r.take()?),
                right: i16::from_le_bytes(r.take()?),
            });
        }
        let mut values = Vec::with_capacity(inner + 1);
        for _ in 0..=inner {
            values.push(f32::from_le_bytes(r.take()?));
        }
        Tree::ordered(&branches, &values)
    }

    /// Numbers the leaves from left to right; `None` if it is no tree.
    fn ordered(branches: &[Branch], values: &[f32]) -> Option<Self> {
        let mut tree = Tree {
            nodes: Vec::with_capacity(branches.len()),
            leaves: Vec::with_capacity(values.len()),
        };
        if branches.is_empty() {
            tree.leaves.extend(values.first());
            return Some(tree);
        }
        let mut steps = vec![Step::Enter(0)];
        let mut entered = 0;
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(child) => {
                    let Ok(at) = usize::try_from(child) else {
                        tree.leaves
                            .push(*values.get(usize::try_from(!child).ok()?)?);
                        continue;
                    };
                    let branch = branches.get(at)?;
                    entered += 1;
                    if entered > branches.len() {
                        return None;
                    }
                    steps.push(Step::Enter(branch.right));
                    steps.push(Step::Between(at, tree.leaves.len()));
                    steps.push(Step::Enter(branch.left));
                }
                Step::Between(at, first) => {
                    let branch = branches.get(at)?;
                    let left = tree.leaves.len().checked_sub(first)?;
                    let ones = u64::MAX.checked_shr(u32::try_from(64 - left).ok()?)?;
                    tree.nodes.push(Node {
                        feature: branch.feature,
                        threshold: branch.threshold,
                        above: !(ones << first),
                    });
                }
            }
        }
        (tree.leaves.len() == values.len()).then_some(tree)
    }

    /// Adds the value of each row; a lane without a row gets one too, which says nothing.
    fn add(&self, columns: &[Column], sums: &mut [f64; LANES]) {
        let value = |leaf: u32| f64::from(self.leaves.get(leaf as usize).copied().unwrap_or(0.0));
        let low = self.left_over(columns, 0);
        if self.leaves.len() <= 32 {
            for (sum, left) in sums.iter_mut().zip(low) {
                *sum += value(left.trailing_zeros());
            }
            return;
        }
        let high = self.left_over(columns, 32);
        for ((sum, low), high) in sums.iter_mut().zip(low).zip(high) {
            *sum += value((u64::from(high) << 32 | u64::from(low)).trailing_zeros());
        }
    }

    /// The leaves from number `from` on, 32 of them, that no node rules out.
    fn left_over(&self, columns: &[Column], from: u32) -> [u32; LANES] {
        let mut left = [u32::MAX; LANES];
        for node in &self.nodes {
            let Some(column) = columns.get(usize::from(node.feature)) else {
                continue;
            };
            #[allow(clippy::cast_possible_truncation)] // The half that is asked for.
            let above = (node.above >> from) as u32;
            for (left, x) in left.iter_mut().zip(column) {
                let stay = if *x <= node.threshold { u32::MAX } else { 0 };
                *left &= above | stay;
            }
        }
        left
    }
}
