//! N-grams, skip-grams and the weights of terms in documents.

use super::{Undefined, samples::next_combination};
use hashbrown::HashMap;

/// Calls `visit` with every k-skip-n-gram of a segment: n tokens in order with at most `skips` tokens left out
/// between them in all (Guthrie et al. 2006).
///
/// With `skips` 0 these are the n-grams. The order is that of the first token, then of the others.
///
/// ```
/// use variorum::stats::measures::ngrams::skip_grams;
///
/// let mut found = Vec::new();
/// skip_grams(&[1, 2, 3, 4], 2, 1, |gram| found.push((gram[0], gram[1])));
/// assert_eq!(found, [(1, 2), (1, 3), (2, 3), (2, 4), (3, 4)]);
/// ```
pub fn skip_grams(tokens: &[u32], n: usize, skips: usize, mut visit: impl FnMut(&[u32])) {
    if n == 0 {
        return;
    }
    let mut gram = Vec::with_capacity(n);
    let mut places: Vec<usize> = Vec::with_capacity(n);
    for start in 0..tokens.len() {
        let Some((&first, after)) = tokens.get(start..).and_then(<[u32]>::split_first) else {
            return;
        };
        let reach = after.get(..n - 1 + skips).unwrap_or(after);
        if reach.len() < n - 1 {
            return;
        }
        places.clear();
        places.extend(0..n - 1);
        loop {
            gram.clear();
            gram.push(first);
            gram.extend(places.iter().filter_map(|&p| reach.get(p)));
            visit(&gram);
            if !next_combination(&mut places, reach.len()) {
                break;
            }
        }
    }
}

/// A sequence of words and how often it occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NgramCount {
    /// The type ids.
    pub ngram: Vec<u32>,
    /// All occurrences.
    pub count: u64,
    /// Those inside an occurrence of a longer counted sequence.
    pub nested: u64,
}

/// Counts the n-grams of the given sizes inside each segment, and how many of them lie inside longer ones.
///
/// Sequences of fewer than `min_count` occurrences are left out, and what lies inside only those is not
/// nested (`count_nested` of quanteda). Sorted by size, then by ids.
pub fn nested_counts(segments: &[&[u32]], sizes: &[usize], min_count: u64) -> Vec<NgramCount> {
    let mut sizes: Vec<usize> = sizes.iter().copied().filter(|&n| n > 0).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let mut table: HashMap<&[u32], (u64, u64)> = HashMap::new();
    for segment in segments {
        for &n in &sizes {
            for window in segment.windows(n) {
                table.entry(window).or_insert((0, 0)).0 += 1;
            }
        }
    }
    table.retain(|_, (count, _)| *count >= min_count.max(1));
    for segment in segments {
        // The end of the longest counted sequence that begins at or before a place: what ends by then is inside it.
        let mut reach = vec![0usize; segment.len()];
        for (place, &n) in sizes.iter().enumerate().rev() {
            let longer = place + 1 < sizes.len();
            for start in 0..(segment.len() + 1).saturating_sub(n) {
                let Some(window) = segment.get(start..start + n) else {
                    continue;
                };
                if let Some((_, nested)) = table.get_mut(window)
                    && longer
                    && reach.get(start).is_some_and(|&end| end >= start + n)
                {
                    *nested += 1;
                }
            }
            // Only now, so that sequences of one size are not inside each other.
            let mut furthest = 0;
            for start in 0..segment.len() {
                if segment
                    .get(start..start + n)
                    .is_some_and(|window| table.contains_key(window))
                {
                    furthest = furthest.max(start + n);
                }
                if let Some(end) = reach.get_mut(start) {
                    *end = furthest.max(*end);
                }
            }
        }
    }
    let mut found: Vec<NgramCount> = table
        .into_iter()
        .map(|(ngram, (count, nested))| NgramCount {
            ngram: ngram.to_vec(),
            count,
            nested,
        })
        .collect();
    found.sort_unstable_by(|a, b| (a.ngram.len(), &a.ngram).cmp(&(b.ngram.len(), &b.ngram)));
    found
}

names! {
    /// The norm that a document's weights are divided by.
    pub enum Norm("norm") {
        /// The weights stay as they are.
        None = "none",
        /// Their absolute values sum to 1.
        L1 = "l1",
        /// Their squares sum to 1.
        L2 = "l2",
    }
}

/// The options of tf-idf, with the names and defaults of scikit-learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TfIdfOptions {
    /// Whether terms are weighted by idf at all.
    pub use_idf: bool,
    /// Whether one is added to document frequencies and to the number of documents, as if one more document
    /// had every term.
    pub smooth_idf: bool,
    /// Whether 1 + ln count stands for the count.
    pub sublinear_tf: bool,
    /// The norm.
    pub norm: Norm,
}

impl Default for TfIdfOptions {
    fn default() -> Self {
        TfIdfOptions {
            use_idf: true,
            smooth_idf: true,
            sublinear_tf: false,
            norm: Norm::L2,
        }
    }
}

impl TfIdfOptions {
    /// The idf of a term in `with` of `documents`: ln(n / df) + 1, or ln((1 + n) / (1 + df)) + 1 if smooth.
    ///
    /// Undefined for a term of no document unless smooth.
    pub fn idf(&self, documents: u64, with: u64) -> super::Measured {
        if !self.use_idf {
            return Ok(1.0);
        }
        let one = if self.smooth_idf { 1.0 } else { 0.0 };
        super::finite(
            ((documents as f64 + one) / (with as f64 + one)).ln() + 1.0,
            "no document has the term",
        )
    }

    /// Turns the counts of a document's terms into weights in place, given the idf of each term.
    ///
    /// Terms that a document has not may be left out: they weigh nothing. A document of no terms
    /// stays as it is, whatever the norm.
    ///
    /// ```
    /// use variorum::stats::measures::ngrams::TfIdfOptions;
    ///
    /// let options = TfIdfOptions::default();
    /// let idf = [options.idf(6, 6)?, options.idf(6, 2)?];
    /// let mut row = [3.0, 1.0];
    /// options.weigh(&mut row, &idf)?;
    /// assert!((row[0] - 0.851_513).abs() < 1e-6 && (row[1] - 0.524_333).abs() < 1e-6);
    /// # Ok::<(), variorum::stats::measures::Undefined>(())
    /// ```
    pub fn weigh(&self, counts: &mut [f64], idf: &[f64]) -> Result<(), Undefined> {
        if counts.len() != idf.len() {
            return Err(Undefined::because("counts and idf have different lengths"));
        }
        for (count, idf) in counts.iter_mut().zip(idf) {
            if self.sublinear_tf && *count > 0.0 {
                *count = 1.0 + count.ln();
            }
            *count *= idf;
        }
        let norm = match self.norm {
            Norm::None => return Ok(()),
            Norm::L1 => counts.iter().map(|w| w.abs()).sum::<f64>(),
            Norm::L2 => counts.iter().map(|w| w * w).sum::<f64>().sqrt(),
        };
        if norm > 0.0 {
            for weight in counts {
                *weight /= norm;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grams(tokens: &[u32], n: usize, skips: usize) -> Vec<Vec<u32>> {
        let mut found = Vec::new();
        skip_grams(tokens, n, skips, |gram| found.push(gram.to_vec()));
        found
    }

    #[test]
    fn skip_grams_of_every_shape() {
        let tokens: Vec<u32> = (0..7).collect();
        for n in 1..=5 {
            for skips in 0..4 {
                let mut expected = Vec::new();
                for bits in 0u32..1 << 7 {
                    let chosen: Vec<u32> = (0..7).filter(|p| bits & (1 << p) != 0).collect();
                    if chosen.len() == n && chosen[n - 1] - chosen[0] < (n + skips) as u32 {
                        expected.push(chosen);
                    }
                }
                let mut found = grams(&tokens, n, skips);
                found.sort();
                expected.sort();
                assert_eq!(found, expected, "{n} {skips}");
            }
        }
        assert!(
            grams(&[], 2, 1).is_empty()
                && grams(&[1], 2, 9).is_empty()
                && grams(&[1], 0, 0).is_empty()
        );
    }

    #[test]
    fn rare_sequences_hold_nothing() {
        // a b c a b x: "a b" twice, once inside "a b c"; with min_count 2 there is no longer sequence.
        let text = [1, 2, 3, 1, 2, 9];
        let all = nested_counts(&[&text], &[3, 2], 1);
        let ab = all.iter().find(|g| g.ngram == [1, 2]).unwrap();
        assert_eq!((ab.count, ab.nested), (2, 2));
        let frequent = nested_counts(&[&text], &[2, 3], 2);
        assert_eq!(
            frequent,
            [NgramCount {
                ngram: vec![1, 2],
                count: 2,
                nested: 0
            }]
        );
        assert!(nested_counts(&[], &[2], 1).is_empty());
    }

    #[test]
    fn weights_as_scikit_learn_has_them() {
        // scikit-learn 1.9.1 TfidfTransformer of [[3,0,1],[2,0,0],[3,0,0],[4,0,0],[3,2,0],[3,0,2]], row 0.
        let (documents, df) = (6, [6, 1, 2]);
        let weights = |options: TfIdfOptions| {
            let idf = df.map(|df| options.idf(documents, df).unwrap());
            let mut row = [3.0, 0.0, 1.0];
            options.weigh(&mut row, &idf).unwrap();
            row
        };
        let base = TfIdfOptions::default();
        let none = weights(TfIdfOptions {
            norm: Norm::None,
            ..base
        });
        assert!((none[2] - ((7f64 / 3.0).ln() + 1.0)).abs() < 1e-12);
        let l1 = weights(TfIdfOptions {
            norm: Norm::L1,
            ..base
        });
        assert!((l1.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let flat = weights(TfIdfOptions {
            use_idf: false,
            sublinear_tf: true,
            norm: Norm::None,
            ..base
        });
        assert_eq!(flat, [1.0 + 3f64.ln(), 0.0, 1.0]);
        assert!(
            TfIdfOptions {
                smooth_idf: false,
                ..base
            }
            .idf(6, 0)
            .is_err()
        );
        let mut empty = [0.0, 0.0];
        base.weigh(&mut empty, &[1.0, 1.0]).unwrap();
        assert_eq!(empty, [0.0, 0.0]);
        assert!(base.weigh(&mut empty, &[1.0]).is_err());
    }
}
