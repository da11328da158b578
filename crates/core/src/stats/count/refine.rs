//! Splitting one part of the records by their words, level by level.

use super::HOLE;

/// What is counted and what is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    /// Shortest sequence to be reported.
    pub(super) min_n: usize,
    /// Words of a record: the longest sequence.
    pub(super) width: usize,
    /// Fewest occurrences.
    pub(super) min_count: u64,
    /// Fewest documents.
    pub(super) min_documents: u64,
    /// Whether the count in each document is wanted too.
    pub(super) cells: bool,
}

impl Rules {
    pub(super) fn keep(&self, count: u64, documents: u32) -> bool {
        count >= self.min_count && u64::from(documents) >= self.min_documents
    }

    /// Fewest words of a record that has anything to count.
    pub(super) fn shortest(&self) -> usize {
        self.min_n.min(self.width)
    }
}

/// The sequences of one length, sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// The words of all, one sequence after the other.
    pub(super) keys: Vec<u32>,
    pub(super) counts: Vec<u32>,
    pub(super) documents: Vec<u32>,
    /// For each sequence and each of its documents: the document, and the count there.
    pub(super) cells: Vec<(u32, u32)>,
}

/// A word that follows in a group.
#[derive(Clone, Copy, Debug)]
struct Found {
    word: u32,
    count: u32,
    documents: u32,
    /// The last document; later, where its next record goes.
    last: u32,
    /// Its first record.
    first: u32,
}

/// Groups below this size are sorted, others are counted in a table of all types.
const SMALL: usize = 32;

/// Nowhere.
const NONE: u32 = u32::MAX;

/// A number of records of one part, which are fewer than 2³².
fn narrow(records: usize) -> u32 {
    u32::try_from(records).unwrap_or(u32::MAX)
}

/// The low half of a key that is sorted by its high half.
#[allow(clippy::cast_possible_truncation, reason = "32 bits are left")]
fn low(key: u64) -> usize {
    (key & u64::from(u32::MAX)) as usize
}

/// The records of a part, column by column, and the space to split them.
#[derive(Debug, Default)]
pub(super) struct Refiner {
    columns: Vec<Vec<u32>>,
    documents: Vec<u32>,
    /// For each type, one more than the number of its entry in `found`; 0 between groups.
    slots: Vec<u32>,
    found: Vec<Found>,
    sorted: Vec<u64>,
    order: Vec<u32>,
    ends: Vec<u32>,
    next: Vec<u32>,
    next_ends: Vec<u32>,
}

impl Refiner {
    pub(super) fn new(types: usize, width: usize) -> Self {
        Refiner {
            columns: vec![Vec::new(); width],
            slots: vec![0; types],
            ..Refiner::default()
        }
    }

    /// Takes records (words, holes where there are no more, document) in the order of the text.
    pub(super) fn load<'r>(&mut self, chunks: impl Iterator<Item = &'r [u32]>) {
        let width = self.columns.len();
        self.columns.iter_mut().for_each(Vec::clear);
        self.documents.clear();
        for chunk in chunks {
            for (place, column) in self.columns.iter_mut().enumerate() {
                column.extend(chunk.iter().skip(place).step_by(width + 1));
            }
            self.documents
                .extend(chunk.iter().skip(width).step_by(width + 1));
        }
    }

    /// The sequences of the loaded records: one set of rows for each length from `min_n` on.
    pub(super) fn refine(&mut self, rules: &Rules) -> Vec<Rows> {
        let mut levels = Vec::new();
        let len = narrow(self.documents.len());
        self.order.clear();
        self.order.extend(0..len);
        self.ends.clear();
        self.ends.push(len);
        for place in 0..rules.width {
            let mut rows = (place + 1 >= rules.min_n).then(Rows::default);
            self.next.clear();
            self.next_ends.clear();
            let mut start = 0;
            for at in 0..self.ends.len() {
                let end = self.ends.get(at).map_or(start, |&e| e as usize);
                if end - start < SMALL {
                    self.sort(start..end, place, rules, rows.as_mut());
                } else {
                    self.count(start..end, place, rules, rows.as_mut());
                }
                start = end;
            }
            if let Some(mut rows) = rows {
                rows.keys.shrink_to_fit();
                rows.counts.shrink_to_fit();
                rows.documents.shrink_to_fit();
                rows.cells.shrink_to_fit();
                levels.push(rows);
            }
            std::mem::swap(&mut self.order, &mut self.next);
            std::mem::swap(&mut self.ends, &mut self.next_ends);
        }
        levels
    }

    /// Splits a small group by the word at a place.
    fn sort(
        &mut self,
        group: std::ops::Range<usize>,
        place: usize,
        rules: &Rules,
        mut rows: Option<&mut Rows>,
    ) {
        let (Some(column), Some(group)) = (self.columns.get(place), self.order.get(group)) else {
            return;
        };
        let children = place + 1 < rules.width || rules.cells;
        self.sorted.clear();
        for &record in group {
            let word = column.get(record as usize).copied().unwrap_or(HOLE);
            if word != HOLE {
                self.sorted.push(u64::from(word) << 32 | u64::from(record));
            }
        }
        if self.sorted.len() > 1 {
            self.sorted.sort_unstable();
        }
        let document = |key: u64| self.documents.get(low(key)).copied().unwrap_or(NONE);
        for same in self.sorted.chunk_by(|a, b| a >> 32 == b >> 32) {
            let count = narrow(same.len());
            let mut documents = 0;
            let mut last = None;
            for &key in same {
                let here = document(key);
                documents += u32::from(last != Some(here));
                last = Some(here);
            }
            if !rules.keep(u64::from(count), documents) {
                continue;
            }
            let begin = self.next.len();
            if children {
                self.next.extend(same.iter().map(|&key| narrow(low(key))));
                self.next_ends.push(narrow(self.next.len()));
            }
            if let Some(rows) = rows.as_deref_mut() {
                let first = same.first().map_or(0, |&key| low(key));
                rows.push(&self.columns, place, first, count, documents);
                if rules.cells {
                    rows.push_cells(self.next.get(begin..).unwrap_or(&[]), &self.documents);
                }
            }
        }
    }

    /// Splits a large group by the word at a place.
    fn count(
        &mut self,
        group: std::ops::Range<usize>,
        place: usize,
        rules: &Rules,
        mut rows: Option<&mut Rows>,
    ) {
        let (Some(column), Some(group)) = (self.columns.get(place), self.order.get(group)) else {
            return;
        };
        let children = place + 1 < rules.width || rules.cells;
        self.found.clear();
        for &record in group {
            let (Some(&word), Some(&document)) = (
                column.get(record as usize),
                self.documents.get(record as usize),
            ) else {
                continue;
            };
            let Some(slot) = self.slots.get_mut(word as usize) else {
                continue;
            };
            if *slot == 0 {
                self.found.push(Found {
                    word,
                    count: 1,
                    documents: 1,
                    last: document,
                    first: record,
                });
                *slot = narrow(self.found.len());
            } else if let Some(found) = self.found.get_mut(*slot as usize - 1) {
                found.count += 1;
                found.documents += u32::from(found.last != document);
                found.last = document;
            }
        }
        self.sorted.clear();
        self.sorted.extend(
            self.found
                .iter()
                .zip(0u64..)
                .map(|(found, number)| u64::from(found.word) << 32 | number),
        );
        self.sorted.sort_unstable();
        let begin = self.next.len();
        let mut end = begin;
        for &key in &self.sorted {
            let Some(found) = self.found.get_mut(low(key)) else {
                continue;
            };
            if !rules.keep(u64::from(found.count), found.documents) {
                found.last = NONE;
                continue;
            }
            if let Some(rows) = rows.as_deref_mut() {
                let first = found.first as usize;
                rows.push(&self.columns, place, first, found.count, found.documents);
            }
            if children {
                found.last = narrow(end);
                end += found.count as usize;
                self.next_ends.push(narrow(end));
            }
        }
        if children {
            self.next.resize(end, 0);
            for &record in group {
                let word = column.get(record as usize).copied().unwrap_or(HOLE);
                let slot = self.slots.get(word as usize).copied().unwrap_or(0) as usize;
                if let Some(found) = slot.checked_sub(1).and_then(|s| self.found.get_mut(s))
                    && found.last != NONE
                    && let Some(place) = self.next.get_mut(found.last as usize)
                {
                    *place = record;
                    found.last += 1;
                }
            }
        }
        if rules.cells
            && let Some(rows) = rows
        {
            let mut start = begin;
            for &key in &self.sorted {
                let Some(found) = self.found.get(low(key)).filter(|f| f.last != NONE) else {
                    continue;
                };
                let end = start + found.count as usize;
                rows.push_cells(self.next.get(start..end).unwrap_or(&[]), &self.documents);
                start = end;
            }
        }
        for found in &self.found {
            if let Some(slot) = self.slots.get_mut(found.word as usize) {
                *slot = 0;
            }
        }
    }
}

impl Rows {
    /// Adds the sequence of the words of a record up to a place.
    fn push(
        &mut self,
        columns: &[Vec<u32>],
        place: usize,
        record: usize,
        count: u32,
        documents: u32,
    ) {
        self.keys.extend(
            columns
                .iter()
                .take(place + 1)
                .map(|column| column.get(record).copied().unwrap_or(HOLE)),
        );
        self.counts.push(count);
        self.documents.push(documents);
    }

    /// Adds how many of the records, in the order of the text, are of each document.
    fn push_cells(&mut self, records: &[u32], documents: &[u32]) {
        let document = |&record: &u32| documents.get(record as usize).copied().unwrap_or(NONE);
        for same in records.chunk_by(|a, b| document(a) == document(b)) {
            if let Some(first) = same.first() {
                self.cells.push((document(first), narrow(same.len())));
            }
        }
    }
}
