//! Boosted trees, read from a compact file and evaluated.

/// One node, inner or leaf. A leaf leads to itself.
#[derive(Clone, Copy, Debug)]
struct Node {
    feature: u16,
    threshold: f32,
    /// Where to go on above the threshold, and where at or below it.
    next: [u16; 2],
}

/// The inner nodes, then the leaves.
#[derive(Clone, Debug)]
struct Tree {
    nodes: Vec<Node>,
    inner: usize,
    leaves: Vec<f32>,
}

/// So many rows go down a tree together: one waits for memory while the others compare.
const LANES: usize = 8;
/// So many rows are looked at by all trees before the next ones are, to stay near the processor.
const BLOCK: usize = 8 * LANES;

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
                trees.push(Tree::read(&mut r)?);
            }
            forests.push(Forest { trees });
        }
        Some(forests)
    }

    /// The probability for each row; rows are `width` numbers each.
    pub(super) fn probabilities(&self, rows: &[f32], width: usize) -> Vec<f32> {
        let mut sums = vec![0.0f64; rows.len() / width.max(1)];
        let width = width.max(1);
        for (sums, rows) in sums.chunks_mut(BLOCK).zip(rows.chunks(BLOCK * width)) {
            for tree in &self.trees {
                for (sums, rows) in sums.chunks_mut(LANES).zip(rows.chunks(LANES * width)) {
                    let mut lanes: [&[f32]; LANES] = [&[]; LANES];
                    for (lane, row) in lanes.iter_mut().zip(rows.chunks_exact(width)) {
                        *lane = row;
                    }
                    for (sum, value) in sums.iter_mut().zip(tree.values(&lanes)) {
                        *sum += f64::from(value);
                    }
                }
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
    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let inner = u16::from_le_bytes(r.take()?);
        let mut nodes = Vec::with_capacity(2 * usize::from(inner) + 1);
        for _ in 0..inner {
            let feature = u16::from_le_bytes(r.take()?);
            let threshold = f32::from_le_bytes(r.take()?);
            let mut child = || {
                let child = i16::from_le_bytes(r.take()?);
                match u16::try_from(child) {
                    Ok(node) => (node < inner).then_some(node),
                    Err(_) => inner.checked_add(u16::try_from(!child).ok()?),
                }
            };
            let (left, right) = (child()?, child()?);
            nodes.push(Node {
                feature,
                threshold,
                next: [right, left],
            });
        }
        let mut leaves = Vec::with_capacity(usize::from(inner) + 1);
        for number in 0..=inner {
            leaves.push(f32::from_le_bytes(r.take()?));
            let own = inner.checked_add(number)?;
            nodes.push(Node {
                feature: 0,
                threshold: 0.0,
                next: [own, own],
            });
        }
        Some(Tree {
            nodes,
            inner: usize::from(inner),
            leaves,
        })
    }

    /// The value of each of some rows; that of an empty row says nothing.
    fn values(&self, rows: &[&[f32]; LANES]) -> [f32; LANES] {
        let mut at = [0u16; LANES];
        // A tree of n inner nodes is left after at most n steps, whatever a broken file says.
        for _ in 0..self.inner {
            let mut open = false;
            for (at, row) in at.iter_mut().zip(rows) {
                let Some(node) = self.nodes.get(usize::from(*at)) else {
                    continue;
                };
                let x = row.get(usize::from(node.feature)).copied().unwrap_or(0.0);
                let [above, below] = node.next;
                *at = if x <= node.threshold { below } else { above };
                open |= usize::from(*at) < self.inner;
            }
            if !open {
                break;
            }
        }
        at.map(|at| {
            let leaf = usize::from(at).checked_sub(self.inner);
            leaf.and_then(|l| self.leaves.get(l))
                .copied()
                .unwrap_or(0.0)
        })
    }
}
