//! How often each term occurs in each part of a corpus, kept only where it does.

use rayon::prelude::*;

use super::View;

/// Documents that one piece of work counts. The counts do not depend on it.
const PIECE: usize = 512;

/// The parts of a document: the place in the document where each ends, and its number.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    /// The position of the document in the corpus.
    pub(super) document: usize,
    /// One past the last counted token of each stretch, and the part that it belongs to; parts ascend
    /// from document to document and in a document.
    pub(super) parts: Vec<(u64, u32)>,
}

impl Cut {
    /// A document that is wholly in one part.
    pub(super) fn whole(document: usize, part: u32) -> Self {
        Cut {
            document,
            parts: vec![(u64::MAX, part)],
        }
    }
}

/// For each term the parts that have it, ascending, each with a count.
#[derive(Clone, Debug, Default)]
pub(super) struct PartCounts {
    /// One past the last cell of each term.
    ends: Vec<usize>,
    cells: Vec<(u32, u32)>,
    sizes: Vec<u64>,
    empty: usize,
}

/// What one piece of work found: term, part, count.
#[derive(Default)]
struct Piece {
    cells: Vec<(u32, u32, u32)>,
    sizes: Vec<(u32, u64)>,
}

/// Room to count in.
struct Scratch {
    counts: Vec<u32>,
    touched: Vec<u32>,
    buffer: Vec<u32>,
}

impl Scratch {
    fn flush(&mut self, part: u32, tokens: u64, piece: &mut Piece) {
        for &term in &self.touched {
            if let Some(count) = self.counts.get_mut(term as usize) {
                piece.cells.push((term, part, std::mem::take(count)));
            }
        }
        self.touched.clear();
        if tokens > 0 {
            piece.sizes.push((part, tokens));
        }
    }
}

impl PartCounts {
    /// Counts the terms of `parts` parts, on all threads of the current pool. `cuts` are in the order of
    /// their parts.
    pub(super) fn new(view: &View<'_>, cuts: &[Cut], parts: usize) -> Self {
        let terms = view.terms().len();
        let scratch = || Scratch {
            counts: vec![0; terms],
            touched: Vec::new(),
            buffer: Vec::new(),
        };
        let pieces: Vec<Piece> = cuts
            .par_chunks(PIECE)
            .map_init(scratch, |scratch, cuts| count(view, cuts, scratch))
            .collect();
        let mut sizes = vec![0; parts];
        for &(part, tokens) in pieces.iter().flat_map(|p| &p.sizes) {
            if let Some(size) = sizes.get_mut(part as usize) {
                *size += tokens;
            }
        }
        // Empty parts are no parts: their numbers close up.
        let mut number = 0;
        let numbers: Vec<u32> = sizes
            .iter()
            .map(|&size| {
                let own = number;
                number += u32::from(size > 0);
                own
            })
            .collect();
        let empty = sizes.len();
        sizes.retain(|&size| size > 0);
        let empty = empty - sizes.len();
        let cells = || {
            let cells = pieces.iter().flat_map(|p| &p.cells);
            cells.filter_map(|&(term, part, count)| {
                Some((term, *numbers.get(part as usize)?, count))
            })
        };
        let is_new = |last: &mut [u32], term: u32, part: u32| {
            let last = last.get_mut(term as usize);
            last.is_some_and(|last| std::mem::replace(last, part) != part)
        };
        // A part that two pieces share comes twice in a row for a term, and has one cell.
        let mut last = vec![u32::MAX; terms];
        let mut ends = vec![0usize; terms];
        for (term, part, _) in cells() {
            if is_new(&mut last, term, part)
                && let Some(end) = ends.get_mut(term as usize)
            {
                *end += 1;
            }
        }
        let mut total = 0;
        for end in &mut ends {
            // For now where the term's cells begin; filling them moves it to their end.
            total += std::mem::replace(end, total);
        }
        let mut all = vec![(u32::MAX, 0); total];
        last.fill(u32::MAX);
        for (term, part, count) in cells() {
            let Some(end) = ends.get_mut(term as usize) else {
                continue;
            };
            *end += usize::from(is_new(&mut last, term, part));
            if let Some(cell) = end.checked_sub(1).and_then(|at| all.get_mut(at)) {
                *cell = (part, cell.1 + count);
            }
        }
        PartCounts {
            ends,
            cells: all,
            sizes,
            empty,
        }
    }

    /// One part for each document that has a token.
    pub(super) fn of_documents(view: &View<'_>) -> Self {
        let documents = view.documents();
        let cuts: Vec<Cut> = (0u32..)
            .zip(documents)
            .map(|(part, &document)| Cut::whole(document, part))
            .collect();
        PartCounts::new(view, &cuts, documents.len())
    }

    /// The parts that have a term, and how often.
    pub(super) fn of(&self, term: u32) -> &[(u32, u32)] {
        let at = term as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.cells.get(start..end).unwrap_or(&[])
    }

    /// Tokens of each part, none of them empty.
    pub(super) fn sizes(&self) -> &[u64] {
        &self.sizes
    }

    /// How many parts there were without a token.
    pub(super) fn empty(&self) -> usize {
        self.empty
    }

    /// All tokens.
    pub(super) fn tokens(&self) -> u64 {
        self.sizes.iter().sum()
    }
}

/// Counts one piece.
fn count(view: &View<'_>, cuts: &[Cut], scratch: &mut Scratch) -> Piece {
    let mut piece = Piece::default();
    let mut buffer = std::mem::take(&mut scratch.buffer);
    let (mut part, mut tokens) = (u32::MAX, 0u64);
    for cut in cuts {
        let mut stretches = cut.parts.iter().copied();
        let Some((mut end, first)) = stretches.next() else {
            continue;
        };
        if first != part {
            scratch.flush(part, std::mem::take(&mut tokens), &mut piece);
            part = first;
        }
        let mut place = 0u64;
        view.each_zone(cut.document, &mut buffer, &mut |terms, _| {
            for &term in terms {
                let Some(count) = scratch.counts.get_mut(term as usize) else {
                    continue;
                };
                if *count == 0 {
                    scratch.touched.push(term);
                }
                *count += 1;
                tokens += 1;
                place += 1;
                if place == end {
                    let (next_end, next) = stretches.next().unwrap_or((u64::MAX, part));
                    end = next_end;
                    if next != part {
                        scratch.flush(part, std::mem::take(&mut tokens), &mut piece);
                        part = next;
                    }
                }
            }
        });
    }
    scratch.flush(part, tokens, &mut piece);
    scratch.buffer = buffer;
    piece
}
