//! How often each n-gram occurs in each document.

use super::{
    CountOptions, Grams, Level, Runs,
    engine::{self, count},
    grams::{Places, rules},
};
use crate::{Error, Result};

/// Counts of n-grams in documents, row by row (compressed sparse rows): a row for each document, a column
/// for each n-gram, zeros left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// The n-grams of the columns, in this order: the shortest first, then by type numbers.
    pub grams: Grams,
    /// Where each row starts in the other columns, and where the last ends.
    pub starts: Vec<usize>,
    /// The n-gram of each cell, ascending in each row.
    pub columns: Vec<u32>,
    /// The count of each cell.
    pub counts: Vec<u32>,
}

impl Matrix {
    /// The n-grams of a document with their counts; none past the end.
    pub fn row(&self, document: usize) -> impl Iterator<Item = (u32, u32)> + '_ {
        let range = match self.starts.get(document..) {
            Some(&[start, end, ..]) => start..end,
            _ => 0..0,
        };
        let columns = self.columns.get(range.clone()).unwrap_or(&[]);
        let counts = self.counts.get(range).unwrap_or(&[]);
        columns.iter().copied().zip(counts.iter().copied())
    }

    /// How many n-grams.
    pub fn width(&self) -> usize {
        self.grams.levels.iter().map(Level::len).sum()
    }
}

/// Counts the n-grams of runs in each of so many documents, on all threads of the current pool. What
/// is left out by `min_count` and `min_documents`, and what a skip-gram is: see
/// [`ngrams`](super::ngrams).
///
/// The matrix is held twice for a moment, besides `memory`.
///
/// # Errors
///
/// If the lengths are impossible, if a run is of a document that is not one of `documents`, or if there are
/// 2³² n-grams.
///
/// ```
/// use variorum::stats::count::{CountOptions, Slices, document_ngrams};
/// let runs = Slices::new(2, &[0, 1, 0, 1, 1], &[2, 4, 5], &[0, 0, 2])?;
/// let matrix = document_ngrams(&runs, 3, &CountOptions::default())?;
/// // Columns: 0, 1, 0 1
/// assert_eq!(matrix.row(0).collect::<Vec<_>>(), [(0, 2), (1, 2), (2, 2)]);
/// assert_eq!(matrix.row(1).count(), 0);
/// assert_eq!(matrix.row(2).collect::<Vec<_>>(), [(1, 1)]);
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn document_ngrams(
    runs: &impl Runs,
    documents: usize,
    options: &CountOptions,
) -> Result<Matrix> {
    options.check()?;
    let words = engine::firsts(&Places::new(runs, 1, 0));
    let ranges = if options.skips == 0 {
        vec![options.min_n..=options.max_n]
    } else {
        (options.min_n..=options.max_n).map(|n| n..=n).collect()
    };
    let mut found: Vec<Columns> = Vec::new();
    for range in ranges {
        let (from, to) = (*range.start(), *range.end());
        let mut source = Places::new(runs, to, if to == 1 { 0 } else { options.skips });
        source.prune(&words, options);
        // Every word that is looked at begins a record, but not every one a skip-gram.
        let skipping = (options.skips > 0).then(|| engine::firsts(&source));
        let firsts = skipping.as_ref().unwrap_or(&words);
        let start = found.len();
        found.extend(range.map(|n| {
            let level = Level {
                n,
                ..Level::default()
            };
            (level, Vec::new())
        }));
        let rules = rules(options, from, to, true);
        count(&source, firsts, &rules, options.memory, |mut parts| {
            for (place, (level, cells)) in found.iter_mut().skip(start).enumerate() {
                level.extend(&parts, place);
                let rows = parts.iter_mut().filter_map(|levels| levels.get_mut(place));
                cells.extend(rows.map(|rows| std::mem::take(&mut rows.cells)));
            }
        });
    }
    rows(found, documents)
}

/// The n-grams of one length; for each part of the first words the documents and counts, n-gram after n-gram.
type Columns = (Level, Vec<Vec<(u32, u32)>>);

/// Turns columns, n-gram after n-gram, into rows.
fn rows(found: Vec<Columns>, documents: usize) -> Result<Matrix> {
    let mut starts = vec![0usize; documents + 1];
    for &(document, _) in found.iter().flat_map(|(_, cells)| cells.iter().flatten()) {
        let row = documents.checked_sub(1 + document as usize);
        let next = row.and_then(|_| starts.get_mut(document as usize + 1));
        *next.ok_or_else(|| {
            Error::usage(format!(
                "a run is of document {document}, and there are {documents}"
            ))
        })? += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let (mut columns, mut counts) = (vec![0u32; sum], vec![0u32; sum]);
    let mut levels = Vec::new();
    let mut column = 0u32;
    for (level, cells) in found {
        let mut cells = cells.into_iter().flatten();
        for &in_documents in &level.documents {
            for (document, count) in cells.by_ref().take(in_documents as usize) {
                let Some(at) = next.get_mut(document as usize) else {
                    continue;
                };
                if let (Some(c), Some(n)) = (columns.get_mut(*at), counts.get_mut(*at)) {
                    (*c, *n) = (column, count);
                }
                *at += 1;
            }
            column = column
                .checked_add(1)
                .ok_or_else(|| Error::usage("more than 2^32 n-grams make no matrix"))?;
        }
        levels.push(level);
    }
    Ok(Matrix {
        grams: Grams { levels },
        starts,
        columns,
        counts,
    })
}
