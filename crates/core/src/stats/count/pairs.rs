//! Pairs of words that stand near each other: nodes and collocates.

use super::{
    Level, Runs,
    engine::{self, Firsts, Source},
    grams::Grams,
    refine::Rules,
};
use crate::{Error, Result};

/// How near a collocate must stand to a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// At most so many words before or after the node, in the same run. Each pair of places counts (Evert's
    /// *surface* co-occurrence). Holes take up a place.
    Window {
        /// Words before the node.
        left: usize,
        /// Words after it.
        right: usize,
    },
    /// Anywhere in the same run, such as a sentence. Each run counts once for a pair of different words,
    /// however often they stand in it (Evert's *textual* co-occurrence).
    Run,
}

/// Which pairs are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PairOptions {
    /// How near.
    pub within: Within,
    /// The types whose collocates are wanted; all if absent. Margins and total are those of all.
    pub nodes: Option<Vec<u32>>,
    /// Each two words in one order only, the smaller type number first, where both orders have the same
    /// counts: in runs, and in windows that are the same to both sides.
    pub once: bool,
    /// Leaves out pairs that are seen together fewer times.
    pub min_count: u64,
    /// Leaves out pairs of fewer documents.
    pub min_documents: u64,
    /// As for [`CountOptions`](super::CountOptions), but a node of more pairs than fit is counted in a table of
    /// all types.
    pub memory: usize,
}

impl Default for PairOptions {
    /// Neighbours: a word and the next, with 128 MiB.
    fn default() -> Self {
        PairOptions {
            within: Within::Window { left: 0, right: 1 },
            nodes: None,
            once: false,
            min_count: 1,
            min_documents: 1,
            memory: 128 << 20,
        }
    }
}

/// Joint counts of pairs with the margins that belong to them: a pair's count, `nodes` of its first type,
/// `collocates` of its second and `total` make a
/// [`Contingency`](crate::stats::measures::contingency::Contingency).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// The pairs (node, collocate), sorted by type numbers, with joint counts and documents.
    pub pairs: Level,
    /// For each type, how many pairs of places have it as the node; for runs, how many runs have it.
    pub nodes: Vec<u64>,
    /// For each type, how many pairs of places have it as the collocate; for runs, how many runs have it.
    pub collocates: Vec<u64>,
    /// All pairs of places; for runs, all runs with a word.
    pub total: u64,
}

/// Counts pairs of words that stand near each other, on all threads of the current pool.
///
/// # Errors
///
/// If the window is empty, or each pair is asked once and the window is not the same to both sides.
///
/// ```
/// use variorum::stats::{count::{PairOptions, Slices, Within, pairs}, measures::contingency::Contingency};
/// let runs = Slices::new(3, &[0, 1, 2, 0, 1], &[3, 5], &[0, 1])?;
/// let within = Within::Window { left: 2, right: 2 };
/// let mut options = PairOptions::default();
/// options.within = within;
/// options.nodes = Some(vec![1]);
/// let found = pairs(&runs, &options)?;
/// let rows: Vec<_> = found.pairs.rows().collect();
/// assert_eq!(rows, [(&[1, 0][..], 2, 2), (&[1, 2], 1, 1)]);
/// assert_eq!((found.nodes[1], found.collocates[0], found.total), (3, 3, 8));
/// let table = Contingency::from_margins(2, 3, 3, 8)?;
/// # let _ = table;
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn pairs(runs: &impl Runs, options: &PairOptions) -> Result<Pairs> {
    if options.within == (Within::Window { left: 0, right: 0 }) {
        return Err(Error::usage(
            "a window of no words has no pairs: left and right are both 0",
        ));
    }
    if let Within::Window { left, right } = options.within
        && options.once
        && left != right
    {
        return Err(Error::usage(format!(
            "a window of {left} words before and {right} after is not the same to both sides: the two orders of a pair differ"
        )));
    }
    let types = runs.types();
    let [nodes, collocates, total] = margins(runs, options.within);
    let enough = |&count: &u64| count > 0 && count >= options.min_count;
    let mut asked: Vec<bool> = nodes.iter().map(enough).collect();
    if let Some(only) = &options.nodes {
        let mut these = vec![false; types];
        for &id in only {
            if let Some(slot) = these.get_mut(id as usize) {
                *slot = true;
            }
        }
        asked.iter_mut().zip(these).for_each(|(a, this)| *a &= this);
    }
    let near = Near {
        runs,
        within: options.within,
        once: options.once,
        nodes: asked,
        collocates: collocates.iter().map(enough).collect(),
    };
    Ok(Pairs {
        pairs: near.count(options),
        nodes,
        collocates,
        total: total.first().copied().unwrap_or(0),
    })
}

/// The different words of a run, sorted.
fn distinct(run: &[u32], types: usize, into: &mut Vec<u32>) {
    into.clear();
    into.extend(run.iter().filter(|&&id| (id as usize) < types));
    into.sort_unstable();
    into.dedup();
}

/// How often each type is a node and a collocate, and how many pairs there are.
fn margins(runs: &impl Runs, within: Within) -> [Vec<u64>; 3] {
    let types = runs.types();
    let none = || vec![vec![0u64; types], vec![0u64; types], vec![0u64]];
    let tables = engine::sum(runs.parts(), none, |part, tables| {
        let [nodes, collocates, total] = tables.as_mut_slice() else {
            return;
        };
        let mut add = |id: u32, as_node: u64, as_collocate: u64| {
            if let (Some(node), Some(collocate)) =
                (nodes.get_mut(id as usize), collocates.get_mut(id as usize))
            {
                *node += as_node;
                *collocate += as_collocate;
            }
        };
        let mut all = 0;
        let mut words = Vec::new();
        // How many words, not holes, stand before each place.
        let mut before: Vec<u64> = Vec::new();
        runs.each(part, &mut |_, run| match within {
            Within::Run => {
                distinct(run, types, &mut words);
                for &id in &words {
                    add(id, 1, 1);
                }
                all += u64::from(!words.is_empty());
            }
            Within::Window { left, right } => {
                before.clear();
                before.push(0);
                let mut sum = 0;
                before.extend(run.iter().map(|&id| {
                    sum += u64::from((id as usize) < types);
                    sum
                }));
                let count = |from: usize, to: usize| {
                    let at = |place: usize| before.get(place).copied().unwrap_or(sum);
                    at(to) - at(from)
                };
                for (place, &id) in run
                    .iter()
                    .enumerate()
                    .filter(|(_, id)| (**id as usize) < types)
                {
                    let near = |left: usize, right: usize| {
                        let end = place.saturating_add(right).saturating_add(1).min(run.len());
                        count(place.saturating_sub(left), end) - 1
                    };
                    let as_node = near(left, right);
                    add(id, as_node, near(right, left));
                    all += as_node;
                }
            }
        });
        if let Some(total) = total.first_mut() {
            *total += all;
        }
    });
    tables.try_into().unwrap_or_default()
}

/// The pairs of runs as records.
struct Near<'r, R> {
    runs: &'r R,
    within: Within,
    once: bool,
    /// Whether a type is looked at as a node.
    nodes: Vec<bool>,
    /// Whether a type is looked at as a collocate.
    collocates: Vec<bool>,
}

impl<R: Runs> Near<'_, R> {
    /// Counts and documents of the pairs.
    fn count(mut self, options: &PairOptions) -> Level {
        let rules = Rules {
            min_n: 2,
            width: 2,
            min_count: options.min_count,
            min_documents: options.min_documents,
            cells: false,
        };
        let mut firsts = engine::firsts(&self);
        // A table of all types takes no less than so many records.
        let fit = (options.memory / RECORD).max(self.runs.types()) as u64;
        let large: Vec<u32> = (0..)
            .zip(&firsts.counts)
            .filter(|&(_, &count)| count > fit)
            .map(|(node, _)| node)
            .collect();
        let mut tables = Vec::new();
        if !large.is_empty() {
            let asked = std::mem::take(&mut self.nodes);
            for &node in &large {
                self.nodes = vec![false; asked.len()];
                if let (Some(slot), Some(count)) = (
                    self.nodes.get_mut(node as usize),
                    firsts.counts.get_mut(node as usize),
                ) {
                    (*slot, *count) = (true, 0);
                }
                let found = engine::firsts(&Collocates(&self));
                tables.push(found.pairs_of(node, &rules));
            }
            self.nodes = asked;
            for &node in &large {
                if let Some(slot) = self.nodes.get_mut(node as usize) {
                    *slot = false;
                }
            }
        }
        let mut grams = Grams::default();
        grams.add(&self, &firsts, &rules, options.memory);
        let rest = grams.levels.pop().unwrap_or_default();
        if tables.is_empty() {
            return rest;
        }
        let mut all = Level {
            n: 2,
            ..Level::default()
        };
        let mut start = 0;
        for (node, table) in large.into_iter().zip(&tables) {
            let end = rest.start_of(node);
            all.append(&rest, start..end);
            all.append(table, 0..table.len());
            start = end;
        }
        all.append(&rest, start..rest.len());
        all
    }
}

/// Bytes of a record: two words and the document.
const RECORD: usize = 3 * size_of::<u32>();

impl Firsts {
    /// Pairs of a node with the counted words as collocates.
    fn pairs_of(&self, node: u32, rules: &Rules) -> Level {
        let mut level = Level {
            n: 2,
            ..Level::default()
        };
        let columns = self.counts.iter().zip(&self.documents);
        for (collocate, (&count, &documents)) in (0u32..).zip(columns) {
            if count > 0 && rules.keep(count, documents) {
                level.keys.extend([node, collocate]);
                level.counts.push(count);
                level.documents.push(documents);
            }
        }
        level
    }
}

impl Level {
    /// The first row whose first word is not smaller.
    fn start_of(&self, first: u32) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.key(middle).first().is_some_and(|&word| word < first) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Adds rows of another level of the same length.
    fn append(&mut self, other: &Level, rows: std::ops::Range<usize>) {
        let words = rows.start * self.n..rows.end * self.n;
        let (keys, counts) = (other.keys.get(words), other.counts.get(rows.clone()));
        self.keys.extend_from_slice(keys.unwrap_or(&[]));
        self.counts.extend_from_slice(counts.unwrap_or(&[]));
        let documents = other.documents.get(rows);
        self.documents.extend_from_slice(documents.unwrap_or(&[]));
    }
}

/// The collocates of pairs as records of one word.
struct Collocates<'n, 'r, R>(&'n Near<'r, R>);

impl<R: Runs> Source for Collocates<'_, '_, R> {
    fn types(&self) -> usize {
        self.0.types()
    }

    fn parts(&self) -> usize {
        self.0.parts()
    }

    fn each(&self, part: usize, mut visit: impl FnMut(u32, &[u32])) {
        self.0.each(part, |document, words| {
            visit(document, words.get(1..).unwrap_or(&[]));
        });
    }
}

fn is(table: &[bool], id: u32) -> bool {
    table.get(id as usize).is_some_and(|&keep| keep)
}

impl<R: Runs> Source for Near<'_, R> {
    fn types(&self) -> usize {
        self.runs.types()
    }

    fn parts(&self) -> usize {
        self.runs.parts()
    }

    fn each(&self, part: usize, mut visit: impl FnMut(u32, &[u32])) {
        let mut words = Vec::new();
        self.runs.each(part, &mut |document, run| {
            let (run, left, right) = match self.within {
                Within::Window { left, right } => (run, left, right),
                Within::Run => {
                    distinct(run, self.runs.types(), &mut words);
                    (words.as_slice(), words.len(), words.len())
                }
            };
            for (place, &node) in run.iter().enumerate() {
                let end = place.saturating_add(right).saturating_add(1).min(run.len());
                let after = run.get(place + 1..end).unwrap_or(&[]);
                if self.once {
                    if is(&self.nodes, node) || is(&self.collocates, node) {
                        self.each_once(node, after, |pair| visit(document, pair));
                    }
                    continue;
                }
                if !is(&self.nodes, node) {
                    continue;
                }
                let before = run.get(place.saturating_sub(left)..place);
                for &collocate in before.unwrap_or(&[]).iter().chain(after) {
                    if is(&self.collocates, collocate) {
                        visit(document, &[node, collocate]);
                    }
                }
            }
        });
    }
}

impl<R: Runs> Near<'_, R> {
    /// The pairs of a word with those after it, the smaller first: as often as each is seen from its
    /// first word.
    fn each_once(&self, word: u32, after: &[u32], mut visit: impl FnMut(&[u32])) {
        for &other in after {
            let (a, b) = (word.min(other), word.max(other));
            if is(&self.nodes, a) && is(&self.collocates, b) {
                visit(&[a, b]);
                // From each of its two places the word sees itself.
                if a == b {
                    visit(&[a, b]);
                }
            }
        }
    }
}
