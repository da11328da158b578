//! Records of all places, spread over parts by their first word, in passes that fit the memory.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::{
    HOLE,
    refine::{Refiner, Rows, Rules},
};

/// What gives the records of a text.
pub(super) trait Source: Sync {
    /// One more than the largest type number.
    fn types(&self) -> usize;

    /// How many parts the text has.
    fn parts(&self) -> usize;

    /// Calls `visit` with the document and the words of each record of a part, in the order of the text:
    /// at least one word, none a hole, no more than are counted.
    fn each(&self, part: usize, visit: impl FnMut(u32, &[u32]));
}

/// How many records begin with each type, and in how many documents.
#[derive(Clone, Debug, Default)]
pub(super) struct Firsts {
    pub(super) counts: Vec<u64>,
    pub(super) documents: Vec<u32>,
}

/// Contiguous ranges of parts, a few for each thread.
fn ranges(parts: usize) -> Vec<std::ops::Range<usize>> {
    let wanted = rayon::current_num_threads().max(1) * 2;
    let each = parts.div_ceil(wanted).max(1);
    (0..parts)
        .step_by(each)
        .map(|start| start..(start + each).min(parts))
        .collect()
}

/// Counts the first words of all records.
pub(super) fn firsts(source: &impl Source) -> Firsts {
    let types = source.types();
    let of = |range: &std::ops::Range<usize>| {
        let mut counts = vec![(0u64, 0u32, u32::MAX); types];
        for part in range.clone() {
            source.each(part, |document, words| {
                let entry = words.first().and_then(|&w| counts.get_mut(w as usize));
                if let Some((count, documents, last)) = entry {
                    *documents += u32::from(*count == 0 || *last != document);
                    *last = document;
                    *count += 1;
                }
            });
        }
        counts
    };
    let mut all = Firsts {
        counts: vec![0; types],
        documents: vec![0; types],
    };
    let ranges = ranges(source.parts());
    for some in ranges.chunks(rayon::current_num_threads().max(1)) {
        let found: Vec<Vec<(u64, u32, u32)>> = some.par_iter().map(of).collect();
        for counts in found {
            let sums = all.counts.iter_mut().zip(&mut all.documents);
            for ((count, documents), (more, more_documents, _)) in sums.zip(counts) {
                *count += more;
                *documents += more_documents;
            }
        }
    }
    all
}

/// Counts in tables of equal shape, one for each thread, and adds them up.
pub(super) fn sum(
    parts: usize,
    none: impl Fn() -> Vec<Vec<u64>> + Sync,
    count: impl Fn(usize, &mut Vec<Vec<u64>>) + Sync,
) -> Vec<Vec<u64>> {
    ranges(parts)
        .into_par_iter()
        .map(|range| {
            let mut tables = none();
            range.for_each(|part| count(part, &mut tables));
            tables
        })
        .reduce(&none, |mut all, more| {
            let cells = all.iter_mut().flatten().zip(more.into_iter().flatten());
            cells.for_each(|(sum, count)| *sum += count);
            all
        })
}

/// About how many records a part has: few enough for the cache.
const PART: u64 = if cfg!(test) { 16 } else { 1 << 14 };

/// Belongs to no part.
const NOWHERE: u32 = u32::MAX;

/// The part of each first word, and how many records each part has at most.
struct Plan {
    part_of: Vec<u32>,
    sizes: Vec<u64>,
}

impl Plan {
    /// Neighbouring words share a part up to its size. Words with too few records have none.
    fn new(firsts: &Firsts, rules: &Rules) -> Self {
        let mut sizes = Vec::new();
        let mut size = 0;
        let part_of = firsts
            .counts
            .iter()
            .zip(&firsts.documents)
            .map(|(&count, &documents)| {
                if count == 0
                    || count < rules.min_count
                    || u64::from(documents) < rules.min_documents
                {
                    return NOWHERE;
                }
                if size > 0 && size + count > PART {
                    sizes.push(size);
                    size = 0;
                }
                size += count;
                u32::try_from(sizes.len()).unwrap_or(NOWHERE)
            })
            .collect();
        if size > 0 {
            sizes.push(size);
        }
        Plan { part_of, sizes }
    }

    /// Ranges of parts whose records fit together; one part at least.
    fn passes(&self, records: u64) -> Vec<std::ops::Range<usize>> {
        let mut passes = Vec::new();
        let (mut start, mut sum) = (0, 0);
        for (part, &size) in self.sizes.iter().enumerate() {
            if part > start && sum + size > records {
                passes.push(start..part);
                (start, sum) = (part, 0);
            }
            sum += size;
        }
        if start < self.sizes.len() {
            passes.push(start..self.sizes.len());
        }
        passes
    }
}

/// The records of some parts of the text, ordered by the part of their first word.
struct Spread {
    records: Vec<u32>,
    /// Where the records of each part of the pass end.
    ends: Vec<usize>,
}

impl Spread {
    fn new(
        source: &impl Source,
        range: std::ops::Range<usize>,
        plan: &Plan,
        pass: &std::ops::Range<usize>,
        rules: &Rules,
    ) -> Self {
        let stride = rules.width + 1;
        let shortest = rules.shortest();
        let home = |words: &[u32]| {
            let first = *words.first()? as usize;
            let part = (*plan.part_of.get(first)? as usize).wrapping_sub(pass.start);
            (part < pass.len() && words.len() >= shortest).then_some(part)
        };
        let mut ends = vec![0usize; pass.len()];
        for part in range.clone() {
            source.each(part, |_, words| {
                if let Some(end) = home(words).and_then(|part| ends.get_mut(part)) {
                    *end += stride;
                }
            });
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            // Where the part begins; it moves to the end as the part fills.
            *end = sum - *end;
        }
        let mut records = vec![0; sum];
        for part in range {
            source.each(part, |document, words| {
                let Some(at) = home(words).and_then(|part| ends.get_mut(part)) else {
                    return;
                };
                if let Some((last, record)) = records
                    .get_mut(*at..*at + stride)
                    .and_then(<[u32]>::split_last_mut)
                {
                    *last = document;
                    let mut words = words.iter();
                    for slot in record {
                        *slot = words.next().copied().unwrap_or(HOLE);
                    }
                }
                *at += stride;
            });
        }
        Spread { records, ends }
    }

    fn part(&self, part: usize) -> &[u32] {
        let start = match part.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(0),
            None => 0,
        };
        let end = self.ends.get(part).copied().unwrap_or(start);
        self.records.get(start..end).unwrap_or(&[])
    }
}

/// Counts the sequences of a source by the rules, and gives `take` what each pass found: for each part of the
/// plan, in the order of the first words, one set of rows for each length. `memory` bounds the records that are held at a time, in bytes;
/// the records of one first word are held together.
pub(super) fn count(
    source: &impl Source,
    firsts: &Firsts,
    rules: &Rules,
    memory: usize,
    mut take: impl FnMut(Vec<Vec<Rows>>),
) {
    let plan = Plan::new(firsts, rules);
    let stride = (rules.width + 1) * size_of::<u32>();
    let ranges = ranges(source.parts());
    let refiners: Mutex<Vec<Refiner>> = Mutex::new(Vec::new());
    for pass in plan.passes((memory / stride) as u64) {
        let spread: Vec<Spread> = ranges
            .par_iter()
            .map(|range| Spread::new(source, range.clone(), &plan, &pass, rules))
            .collect();
        let found: Vec<Vec<Rows>> = (0..pass.len())
            .into_par_iter()
            .map(|part| {
                let kept = refiners
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .pop();
                let mut refiner = kept.unwrap_or_else(|| Refiner::new(source.types(), rules.width));
                refiner.load(spread.iter().map(|s| s.part(part)));
                let rows = refiner.refine(rules);
                refiners
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(refiner);
                rows
            })
            .collect();
        drop(spread);
        take(found);
    }
}
