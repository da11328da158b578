//! Which documents are looked at, and which they are compared with.

use super::{NoveltyMode, NoveltyOptions};
use crate::{
    Corpus, Error, Result,
    corpus::Facet,
    stats::{
        View,
        periods::{dated, window},
    },
    table::Provenance,
};

/// The documents by their positions in the corpus, each list in the order of time; documents without
/// a date come last.
pub(super) struct Sets {
    /// Those whose phrases are sought.
    pub(super) texts: Vec<usize>,
    /// Those that must not have them.
    pub(super) reference: Vec<usize>,
    target: usize,
    before: usize,
    after: usize,
    beside: usize,
    unplaced: usize,
}

/// Where a document stands to the target.
enum Side {
    Target,
    Before,
    After,
    /// In the time of the target, and no part of it.
    Beside,
    /// Its date does not tell.
    Unplaced,
}

impl Sets {
    pub(super) fn new(view: &View<'_>, options: &NoveltyOptions) -> Result<Self> {
        let corpus = view.corpus();
        let asked = match &options.document {
            Some(document) => Some(find(corpus, document)?),
            None => None,
        };
        let dates: Vec<(usize, Option<(i64, i64)>)> = view
            .documents()
            .iter()
            .map(|&document| (document, dated(corpus, document)))
            .collect();
        let chosen = |document: usize| {
            asked.is_none_or(|asked| asked == document)
                && options.target.iter().all(|filter| {
                    filter.passes_value(corpus.value(document, filter.facet()).as_deref())
                })
        };
        if let Some(asked) = asked.filter(|a| !view.documents().contains(a)) {
            return Err(Error::usage(format!(
                "document {asked} is a reprint, and reprints are not counted"
            )));
        }
        let by_date = options.since.is_some() || options.until.is_some();
        let (from, to) = if by_date {
            window(options.since.as_deref(), options.until.as_deref())?
        } else {
            let target = dates.iter().filter(|(document, _)| chosen(*document));
            target.fold((i64::MAX, i64::MIN), |(from, to), (_, date)| match date {
                Some((first, last)) => (from.min(*first), to.max(*last)),
                None => (from, to),
            })
        };
        let side = |document: usize, date: Option<(i64, i64)>| {
            let is_chosen = chosen(document);
            if is_chosen && !by_date {
                return Side::Target;
            }
            match date {
                // A target without a date has nothing before it.
                _ if from > to => Side::Unplaced,
                Some((_, last)) if last < from => Side::Before,
                Some((first, _)) if first > to => Side::After,
                Some((first, last)) if is_chosen && from <= first && last <= to => Side::Target,
                Some((first, last)) if from <= first && last <= to => Side::Beside,
                _ if !is_chosen && !by_date => Side::Beside,
                _ => Side::Unplaced,
            }
        };
        let mut sets = Sets {
            texts: Vec::new(),
            reference: Vec::new(),
            target: 0,
            before: 0,
            after: 0,
            beside: 0,
            unplaced: 0,
        };
        let mut timed: Vec<(i64, usize, Side)> = dates
            .into_iter()
            .map(|(document, date)| {
                let first = date.map_or(i64::MAX, |(first, _)| first);
                (first, document, side(document, date))
            })
            .collect();
        timed.sort_by_key(|(first, document, _)| (*first, *document));
        for (_, document, side) in timed {
            let (texts, reference) = match (side, options.mode) {
                (Side::Target, mode) => {
                    sets.target += 1;
                    (mode != NoveltyMode::Ended, mode == NoveltyMode::Ended)
                }
                (Side::Before, mode) => {
                    sets.before += 1;
                    (mode == NoveltyMode::Ended, mode != NoveltyMode::Ended)
                }
                (Side::After, mode) => {
                    sets.after += 1;
                    (false, mode == NoveltyMode::Only)
                }
                (Side::Beside, mode) => {
                    sets.beside += 1;
                    (false, mode == NoveltyMode::Only)
                }
                (Side::Unplaced, mode) => {
                    sets.unplaced += 1;
                    // What only a target has that dates do not make is in no other document at all.
                    (false, mode == NoveltyMode::Only && !by_date)
                }
            };
            if texts {
                sets.texts.push(document);
            }
            if reference {
                sets.reference.push(document);
            }
        }
        Ok(sets)
    }

    pub(super) fn tell(&self, provenance: Provenance) -> Provenance {
        provenance
            .count("documents_target", self.target)
            .count("documents_before", self.before)
            .count("documents_after", self.after)
            .count("documents_beside_target", self.beside)
            .count("documents_not_placed_by_date", self.unplaced)
            .count("documents_searched", self.texts.len())
            .count("documents_reference", self.reference.len())
    }

    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.target == 0 {
            notes.push("no document is in the target".to_owned());
        }
        if self.reference.is_empty() && !self.texts.is_empty() {
            notes.push("no document to compare with: everything is new".to_owned());
        }
        notes
    }
}

/// The position of a document by its id or address.
fn find(corpus: &Corpus, asked: &str) -> Result<usize> {
    for name in ["id", "address", "path"] {
        let facet = Facet::named(name);
        let is_it = |n: &usize| corpus.value(*n, &facet).as_deref() == Some(asked);
        if let Some(found) = (0..corpus.len()).find(is_it) {
            return Ok(found);
        }
    }
    Err(Error::usage(format!(
        "'{asked}' is no document: give its id or its address, PATH#N"
    )))
}
