//! N-grams and skip-grams of whole texts.

use rayon::prelude::*;

use super::{
    HOLE, Runs,
    engine::{self, Firsts, Source, count},
    refine::{Rows, Rules},
};
use crate::{Error, Result, stats::measures::ngrams::skip_grams};

/// The longest n-gram that is counted, in words.
pub const LONGEST: usize = 8;

/// Which n-grams are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CountOptions {
    /// Shortest, in words, 1 at least.
    pub min_n: usize,
    /// Longest, in words, [`LONGEST`] at most.
    pub max_n: usize,
    /// How many words may be left out between those of an n-gram in all: 0 for n-grams of neighbours, k for
    /// k-skip-n-grams.
    pub skips: usize,
    /// Leaves out n-grams with fewer occurrences.
    pub min_count: u64,
    /// Leaves out n-grams of fewer documents.
    pub min_documents: u64,
    /// How many bytes the places of the text may take that are counted at a time. What is found comes
    /// on top, and all places of one first word are held together, whatever it says. The result does not
    /// depend on it.
    pub memory: usize,
}

impl Default for CountOptions {
    /// All words and pairs, with 128 MiB.
    fn default() -> Self {
        CountOptions {
            min_n: 1,
            max_n: 2,
            skips: 0,
            min_count: 1,
            min_documents: 1,
            memory: 128 << 20,
        }
    }
}

impl CountOptions {
    pub(super) fn check(&self) -> Result<()> {
        if self.min_n == 0 || self.min_n > self.max_n || self.max_n > LONGEST {
            return Err(Error::usage(format!(
                "n from {} to {} is not possible: 1 ≤ min ≤ max ≤ {LONGEST}",
                self.min_n, self.max_n
            )));
        }
        Ok(())
    }
}

/// The n-grams of one length, sorted by their type numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// Words in each.
    pub n: usize,
    /// The type numbers, `n` for each n-gram, one n-gram after the other.
    pub keys: Vec<u32>,
    /// How often each occurs.
    pub counts: Vec<u64>,
    /// In how many documents.
    pub documents: Vec<u32>,
}

impl Level {
    /// How many n-grams.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The type numbers of an n-gram by its row; empty past the end.
    pub fn key(&self, row: usize) -> &[u32] {
        self.keys
            .get(row * self.n..(row + 1) * self.n)
            .unwrap_or(&[])
    }

    /// The row of an n-gram.
    ///
    /// ```
    /// use variorum::stats::count::{CountOptions, Slices, ngrams};
    /// let runs = Slices::new(3, &[2, 0, 1, 2, 0], &[5], &[0])?;
    /// let found = ngrams(&runs, &CountOptions::default())?;
    /// let pairs = &found.levels[1];
    /// let row = pairs.find(&[2, 0]).unwrap();
    /// assert_eq!(pairs.counts[row], 2);
    /// assert_eq!(pairs.find(&[0, 2]), None);
    /// # Ok::<(), variorum::Error>(())
    /// ```
    pub fn find(&self, key: &[u32]) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.key(middle).cmp(key) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Each n-gram with its count and its number of documents.
    pub fn rows(&self) -> impl Iterator<Item = (&[u32], u64, u32)> {
        let columns = self.counts.iter().zip(&self.documents);
        self.keys
            .chunks(self.n.max(1))
            .zip(columns)
            .map(|(key, (&count, &documents))| (key, count, documents))
    }

    /// Adds the rows of this length, which stand at a place in each part.
    pub(super) fn extend(&mut self, found: &[Vec<Rows>], place: usize) {
        let parts = || found.iter().filter_map(|levels| levels.get(place));
        let rows = parts().map(|rows| rows.counts.len()).sum();
        let Level {
            n,
            keys,
            counts,
            documents,
        } = self;
        let words = || {
            keys.reserve(rows * *n);
            parts().for_each(|rows| keys.extend_from_slice(&rows.keys));
        };
        let numbers = || {
            counts.reserve(rows);
            documents.reserve(rows);
            for rows in parts() {
                counts.extend(rows.counts.iter().map(|&c| u64::from(c)));
                documents.extend_from_slice(&rows.documents);
            }
        };
        rayon::join(words, numbers);
    }
}

/// N-grams: one [`Level`] for each length that was asked, shortest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grams {
    /// The n-grams of each length.
    pub levels: Vec<Level>,
}

impl Grams {
    /// All n-grams with counts and numbers of documents, the shorter first, then by type numbers.
    pub fn rows(&self) -> impl Iterator<Item = (&[u32], u64, u32)> {
        self.levels.iter().flat_map(Level::rows)
    }
}

/// The places of runs as records of their next words.
pub(super) struct Places<'r, R> {
    runs: &'r R,
    width: usize,
    skips: usize,
    /// Whether a type is looked at; all where it is empty.
    keep: Vec<bool>,
}

impl<'r, R: Runs> Places<'r, R> {
    pub(super) fn new(runs: &'r R, width: usize, skips: usize) -> Self {
        Places {
            runs,
            width,
            skips,
            keep: Vec::new(),
        }
    }

    /// Takes words that occur too seldom for holes: no n-gram with one of them can occur more often, and
    /// none in more documents. A place of a word is in several skip-grams, so there only documents tell.
    pub(super) fn prune(&mut self, words: &Firsts, options: &CountOptions) {
        let min_count = if self.skips > 0 { 1 } else { options.min_count };
        if min_count <= 1 && options.min_documents <= 1 {
            return;
        }
        let columns = words.counts.iter().zip(&words.documents);
        self.keep = columns
            .map(|(&count, &documents)| {
                count >= min_count && u64::from(documents) >= options.min_documents
            })
            .collect();
    }
}

impl<R: Runs> Source for Places<'_, R> {
    fn types(&self) -> usize {
        self.runs.types()
    }

    fn parts(&self) -> usize {
        self.runs.parts()
    }

    fn each(&self, part: usize, mut visit: impl FnMut(u32, &[u32])) {
        let types = self.runs.types();
        let keep = |id: u32| match self.keep.as_slice() {
            [] => (id as usize) < types,
            keep => keep.get(id as usize).is_some_and(|&k| k),
        };
        let mut kept = Vec::new();
        self.runs.each(part, &mut |document, run| {
            if self.skips > 0 {
                kept.clear();
                kept.extend(run.iter().map(|&id| if keep(id) { id } else { HOLE }));
                skip_grams(&kept, self.width, self.skips, |gram| {
                    if !gram.contains(&HOLE) {
                        visit(document, gram);
                    }
                });
                return;
            }
            let mut rest = run;
            while !rest.is_empty() {
                let len = rest.iter().position(|&id| !keep(id)).unwrap_or(rest.len());
                let (words, after) = rest.split_at_checked(len).unwrap_or((rest, &[]));
                for start in 0..words.len() {
                    let end = (start + self.width).min(words.len());
                    visit(document, words.get(start..end).unwrap_or(&[]));
                }
                rest = after.get(1..).unwrap_or(&[]);
            }
        });
    }
}

/// Single words, from the counts of the first words of all places.
fn words(found: &Firsts, options: &CountOptions) -> Level {
    let mut level = Level {
        n: 1,
        ..Level::default()
    };
    let columns = found.counts.iter().zip(&found.documents);
    for (id, (&count, &documents)) in (0..).zip(columns) {
        if count >= options.min_count.max(1) && u64::from(documents) >= options.min_documents {
            level.keys.push(id);
            level.counts.push(count);
            level.documents.push(documents);
        }
    }
    level
}

/// The rules of options for sequences of some lengths.
pub(super) fn rules(options: &CountOptions, min_n: usize, width: usize, cells: bool) -> Rules {
    Rules {
        min_n,
        width,
        min_count: options.min_count,
        min_documents: options.min_documents,
        cells,
    }
}

/// Counts the n-grams of runs, on all threads of the current pool: occurrences and documents of each.
///
/// With `skips` k, the k-skip-n-grams of
/// [`skip_grams`]: n words in order with at most k left out between them in all (Guthrie
/// et al. 2006); a hole can be left out, and counts as one.
///
/// # Errors
///
/// If the lengths are impossible: 1 ≤ `min_n` ≤ `max_n` ≤ [`LONGEST`].
///
/// ```
/// use variorum::stats::count::{CountOptions, HOLE, Slices, ngrams};
/// // Two documents; the second has a stop word.
/// let runs = Slices::new(3, &[0, 1, 2, 0, 1, HOLE, 0, 1], &[3, 8], &[0, 1])?;
/// let mut options = CountOptions::default();
/// (options.max_n, options.min_count) = (3, 2);
/// let found = ngrams(&runs, &options)?;
/// let rows: Vec<_> = found.rows().collect();
/// assert_eq!(rows, [(&[0][..], 3, 2), (&[1], 3, 2), (&[0, 1], 3, 2)]);
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn ngrams(runs: &impl Runs, options: &CountOptions) -> Result<Grams> {
    options.check()?;
    let mut source = Places::new(runs, options.max_n, 0);
    let found = engine::firsts(&source);
    let mut grams = Grams::default();
    if options.min_n == 1 {
        grams.levels.push(words(&found, options));
    }
    if options.max_n == 1 {
        return Ok(grams);
    }
    source.prune(&found, options);
    let from = options.min_n.max(2);
    if options.skips == 0 {
        let rules = rules(options, from, options.max_n, false);
        grams.add(&source, &found, &rules, options.memory);
        return Ok(grams);
    }
    // The places of a shorter skip-gram are not those of a longer one: each length for itself.
    for n in from..=options.max_n {
        let mut source = Places::new(runs, n, options.skips);
        source.prune(&found, options);
        let found = engine::firsts(&source);
        let rules = rules(options, n, n, false);
        grams.add(&source, &found, &rules, options.memory);
    }
    Ok(grams)
}

impl Grams {
    /// Counts and adds a level for each length of the rules.
    pub(super) fn add(
        &mut self,
        source: &impl Source,
        firsts: &Firsts,
        rules: &Rules,
        memory: usize,
    ) {
        let mut levels: Vec<Level> = (rules.min_n..=rules.width)
            .map(|n| Level {
                n,
                ..Level::default()
            })
            .collect();
        count(source, firsts, rules, memory, |found| {
            let levels = levels.par_iter_mut().enumerate();
            levels.for_each(|(place, level)| level.extend(&found, place));
        });
        for level in &mut levels {
            level.keys.shrink_to_fit();
            level.counts.shrink_to_fit();
            level.documents.shrink_to_fit();
        }
        self.levels.append(&mut levels);
    }
}

/// How often each type stands in each place of the n-grams of runs: `slots[place][type]`. The sum of each
/// place is the number of n-grams.
///
/// These are the margins of association measures; the number of tokens of a type is not, since the last word
/// of a run begins no n-gram.
///
/// # Errors
///
/// If `n` is not 1 to [`LONGEST`].
///
/// ```
/// use variorum::stats::{count::{Slices, slots}, measures::contingency::Contingency};
/// // x x x y
/// let runs = Slices::new(2, &[0, 0, 0, 1], &[4], &[0])?;
/// let slots = slots(&runs, 2)?;
/// assert_eq!(slots, [[3, 0], [2, 1]]);
/// assert_eq!(Contingency::from_margins(2, slots[0][0], slots[1][0], 3)?.observed(), [2.0, 1.0, 0.0, 0.0]);
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn slots(runs: &impl Runs, n: usize) -> Result<Vec<Vec<u64>>> {
    CountOptions {
        min_n: n,
        max_n: n,
        ..CountOptions::default()
    }
    .check()?;
    let source = Places::new(runs, n, 0);
    let none = || vec![vec![0u64; runs.types()]; n];
    Ok(engine::sum(source.parts(), none, |part, slots| {
        source.each(part, |_, words| {
            if words.len() < n {
                return;
            }
            for (slot, &word) in slots.iter_mut().zip(words) {
                if let Some(count) = slot.get_mut(word as usize) {
                    *count += 1;
                }
            }
        });
    }))
}
