//! Texts as runs of type numbers.

use crate::{Error, Result};

/// The number of no type: no n-gram contains it or reaches across it. A stop word is mapped to it.
pub const HOLE: u32 = u32::MAX;

/// A text as runs of type numbers, such as zones or sentences; no n-gram crosses the end of a run.
///
/// The runs come in parts, which are read at the same time and, where memory is bounded, more than once.
pub trait Runs: Sync {
    /// One more than the largest type number. Larger ones are taken for holes.
    fn types(&self) -> usize;

    /// How many parts. A few for each thread are enough.
    fn parts(&self) -> usize;

    /// Calls `visit` with the document and the type numbers of each run of a part, in the order of the
    /// text.
    ///
    /// The documents of a part ascend, and those of a later part are larger: otherwise one that
    /// comes back is counted again as a document.
    fn each(&self, part: usize, visit: &mut dyn FnMut(u32, &[u32]));
}

/// Parts of runs in memory: a few for each thread of a large machine.
const PARTS: usize = 64;

/// Runs in memory: the type numbers of all, where each ends, the document of each.
///
/// ```
/// use variorum::stats::count::{CountOptions, Slices, ngrams};
/// let runs = Slices::new(5, &[0, 1, 0, 1, 2], &[2, 5], &[0, 1])?;
/// let mut options = CountOptions::default();
/// (options.min_n, options.min_count) = (2, 2);
/// let found = ngrams(&runs, &options)?;
/// let rows: Vec<_> = found.rows().collect();
/// assert_eq!(rows, [(&[0, 1][..], 2, 2)]);
/// # Ok::<(), variorum::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Slices<'a> {
    types: usize,
    ids: &'a [u32],
    ends: &'a [usize],
    documents: &'a [u32],
    /// The first run of each part and the end of the last.
    parts: Vec<usize>,
}

impl<'a> Slices<'a> {
    /// Runs over `ids`: each ends where `ends` says and belongs to the document that `documents` says.
    ///
    /// # Errors
    ///
    /// If the columns do not fit each other: there is a document for each end, ends ascend to the number
    /// of ids, documents ascend.
    pub fn new(
        types: usize,
        ids: &'a [u32],
        ends: &'a [usize],
        documents: &'a [u32],
    ) -> Result<Self> {
        if ends.len() != documents.len()
            || !ends.is_sorted()
            || ends.last().copied().unwrap_or(0) != ids.len()
            || !documents.is_sorted()
        {
            return Err(Error::usage(
                "runs do not fit: a document for each end, ends ascending to the number of ids, documents \
                 ascending",
            ));
        }
        // Parts of about equal length, cut between documents.
        let mut parts = vec![0];
        for part in 1..PARTS {
            let goal = (ids.len() / PARTS).saturating_mul(part);
            let mut run = ends.partition_point(|&end| end <= goal);
            while run > 0 && documents.get(run - 1) == documents.get(run) {
                run += 1;
            }
            if run < ends.len() && parts.last().is_some_and(|&last| last < run) {
                parts.push(run);
            }
        }
        parts.push(ends.len());
        Ok(Slices {
            types,
            ids,
            ends,
            documents,
            parts,
        })
    }
}

impl Runs for Slices<'_> {
    fn types(&self) -> usize {
        self.types
    }

    fn parts(&self) -> usize {
        self.parts.len() - 1
    }

    fn each(&self, part: usize, visit: &mut dyn FnMut(u32, &[u32])) {
        let Some(&[first, end]) = self.parts.get(part..part + 2) else {
            return;
        };
        let mut start = match first.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(0),
            None => 0,
        };
        for run in first..end {
            let (Some(&end), Some(&document)) = (self.ends.get(run), self.documents.get(run))
            else {
                return;
            };
            visit(document, self.ids.get(start..end).unwrap_or(&[]));
            start = end;
        }
    }
}
