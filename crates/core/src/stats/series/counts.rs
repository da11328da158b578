//! Counts of terms or asked phrases by period.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{NO_OCCURRENCE, SeriesOptions};
use crate::{
    Result,
    stats::{
        NO_TERM, TermCount, View,
        matching::Matcher,
        measures::{Interval, Undefined, series::bootstrap},
        periods::Scheduled,
    },
};

/// What is counted: asked phrases, or the terms of the view.
pub(in crate::stats) struct Source<'v> {
    pub(in crate::stats) view: &'v View<'v>,
    matcher: Option<Matcher>,
    min_count: u64,
    top: usize,
}

/// What a group counts: the names of its targets, in order, and for each term its target.
struct Targets {
    names: Vec<String>,
    /// Empty where phrases are asked.
    of_term: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl<'v> Source<'v> {
    pub(in crate::stats) fn new(
        view: &'v View<'v>,
        asked: &[String],
        min_count: u64,
        top: usize,
    ) -> Result<Self> {
        let matcher = (!asked.is_empty()).then(|| Matcher::new(view, asked));
        Ok(Source {
            view,
            matcher: matcher.transpose()?,
            min_count,
            top,
        })
    }

    /// The targets of a group: as asked, or its terms by count, ties by form.
    fn targets(&self, documents: &[usize]) -> Targets {
        if let Some(matcher) = &self.matcher {
            return Targets {
                names: matcher.texts(),
                of_term: Vec::new(),
            };
        }
        let mut rows: Vec<TermCount> = self.view.tally(documents).rows;
        rows.retain(|r| r.count >= self.min_count);
        rows.sort_unstable_by(|a, b| {
            let forms = || self.view.form(a.term).cmp(self.view.form(b.term));
            b.count.cmp(&a.count).then_with(forms)
        });
        if self.top > 0 {
            rows.truncate(self.top);
        }
        let mut of_term = vec![NONE; self.view.terms().len()];
        for (row, target) in rows.iter().zip(0u32..) {
            if let Some(slot) = of_term.get_mut(row.term as usize) {
                *slot = target;
            }
        }
        Targets {
            names: rows
                .iter()
                .map(|r| self.view.form(r.term).to_owned())
                .collect(),
            of_term,
        }
    }

    /// How often each target occurs in a document, in `counts`; gives the tokens.
    fn count(
        &self,
        targets: &Targets,
        document: usize,
        buffer: &mut Vec<u32>,
        counts: &mut Vec<u32>,
    ) -> u64 {
        counts.clear();
        self.each(targets, document, buffer, &mut |target| counts.push(target))
    }

    /// Every occurrence of every target in a document, target by target; gives the tokens.
    fn each(
        &self,
        targets: &Targets,
        document: usize,
        buffer: &mut Vec<u32>,
        found: &mut dyn FnMut(u32),
    ) -> u64 {
        if let Some(matcher) = &self.matcher {
            return matcher.each(self.view, document, buffer, &mut |query, _, _| {
                found(u32::try_from(query).unwrap_or(NONE));
            });
        }
        let mut tokens = 0;
        self.view.each_zone(document, buffer, &mut |terms, _| {
            for &term in terms {
                tokens += u64::from(term != NO_TERM);
                let target = targets.of_term.get(term as usize).copied();
                if let Some(target) = target.filter(|&t| t != NONE) {
                    found(target);
                }
            }
        });
        tokens
    }
}

/// The counts of a target in a period.
#[derive(Clone, Copy)]
pub(in crate::stats) struct Found {
    target: u32,
    pub(in crate::stats) count: u64,
    pub(in crate::stats) documents: u64,
    pub(super) interval: Undefinable<Interval>,
}

type Undefinable<T> = std::result::Result<T, Undefined>;

/// The size of a period.
#[derive(Clone, Copy, Default)]
pub(in crate::stats) struct Size {
    pub(in crate::stats) tokens: u64,
    pub(in crate::stats) documents: u64,
}

/// The counts of a group: its targets in each period.
pub(in crate::stats) struct Counts {
    targets: Targets,
    sizes: Vec<Size>,
    /// For each period the targets that occur, ascending.
    found: Vec<Vec<Found>>,
}

impl Counts {
    /// Counts on all threads of the current pool, a period at a time.
    pub(in crate::stats) fn new(
        source: &Source<'_>,
        group: &Scheduled,
        draws: Option<&SeriesOptions>,
    ) -> Self {
        let all: Vec<usize> = group.documents.iter().flatten().copied().collect();
        let targets = source.targets(&all);
        let periods: Vec<(Size, Vec<Found>)> = group
            .documents
            .par_iter()
            .map(|documents| period(source, &targets, documents, draws))
            .collect();
        let (sizes, found) = periods.into_iter().unzip();
        Counts {
            targets,
            sizes,
            found,
        }
    }

    pub(in crate::stats) fn names(&self) -> &[String] {
        &self.targets.names
    }

    /// For each target the first and the last of some documents that has it, in their order.
    pub(super) fn ends(
        &self,
        source: &Source<'_>,
        documents: impl Iterator<Item = usize>,
    ) -> Vec<Option<(usize, usize)>> {
        let mut ends: Vec<Option<(usize, usize)>> = vec![None; self.targets.names.len()];
        let mut buffer = Vec::new();
        for document in documents {
            source.each(&self.targets, document, &mut buffer, &mut |target| {
                if let Some(slot) = ends.get_mut(target as usize) {
                    let first = slot.map_or(document, |(first, _)| first);
                    *slot = Some((first, document));
                }
            });
        }
        ends
    }

    pub(in crate::stats) fn tokens(&self) -> u64 {
        self.sizes.iter().map(|s| s.tokens).sum()
    }

    pub(in crate::stats) fn sizes(&self) -> &[Size] {
        &self.sizes
    }

    pub(in crate::stats) fn total(&self, place: usize) -> Size {
        self.sizes.get(place).copied().unwrap_or_default()
    }

    /// The counts of a target in a period.
    pub(in crate::stats) fn of(&self, target: usize, place: usize) -> Found {
        let target = u32::try_from(target).unwrap_or(NONE);
        let found = self.found.get(place).and_then(|rows| {
            let at = rows.binary_search_by_key(&target, |r| r.target).ok()?;
            rows.get(at).copied()
        });
        found.unwrap_or(Found {
            target,
            count: 0,
            documents: 0,
            interval: Err(NO_OCCURRENCE),
        })
    }

    /// For each target the periods in which it occurs: place, count, documents.
    pub(in crate::stats) fn by_target(&self) -> Vec<Vec<(usize, u64, u64)>> {
        let mut targets = vec![Vec::new(); self.targets.names.len()];
        for (place, rows) in self.found.iter().enumerate() {
            for row in rows {
                if let Some(list) = targets.get_mut(row.target as usize) {
                    list.push((place, row.count, row.documents));
                }
            }
        }
        targets
    }
}

/// Counts the documents of one period.
fn period(
    source: &Source<'_>,
    targets: &Targets,
    documents: &[usize],
    draws: Option<&SeriesOptions>,
) -> (Size, Vec<Found>) {
    let (mut buffer, mut counts) = (Vec::new(), Vec::new());
    // (target, document, count), and the tokens of each document.
    let mut places: Vec<(u32, u32, u32)> = Vec::new();
    let mut sizes: Vec<u64> = Vec::with_capacity(documents.len());
    for (&document, at) in documents.iter().zip(0u32..) {
        sizes.push(source.count(targets, document, &mut buffer, &mut counts));
        counts.sort_unstable();
        for run in counts.chunk_by(|a, b| a == b) {
            if let Some(&target) = run.first() {
                places.push((target, at, u32::try_from(run.len()).unwrap_or(NONE)));
            }
        }
    }
    places.sort_unstable();
    let found = places
        .chunk_by(|a, b| a.0 == b.0)
        .map(|rows| Found {
            target: rows.first().map_or(NONE, |r| r.0),
            count: rows.iter().map(|r| u64::from(r.2)).sum(),
            documents: rows.len() as u64,
            interval: draws.map_or(Err(NO_OCCURRENCE), |o| draw(rows, &sizes, o)),
        })
        .collect();
    let size = Size {
        tokens: sizes.iter().sum(),
        documents: documents.len() as u64,
    };
    (size, found)
}

/// The bootstrap interval of a share: occurrences by tokens of the documents drawn.
fn draw(rows: &[(u32, u32, u32)], sizes: &[u64], options: &SeriesOptions) -> Undefinable<Interval> {
    let mut counts = vec![0u64; sizes.len()];
    for &(_, at, count) in rows {
        if let Some(slot) = counts.get_mut(at as usize) {
            *slot = u64::from(count);
        }
    }
    let share = |drawn: &[usize]| {
        let (mut count, mut tokens) = (0, 0);
        for &document in drawn {
            count += counts.get(document).copied().unwrap_or(0);
            tokens += sizes.get(document).copied().unwrap_or(0);
        }
        (tokens > 0).then(|| count as f64 / tokens as f64)
    };
    bootstrap(
        sizes.len(),
        options.replicates,
        options.level,
        options.seed,
        share,
    )
}

/// Why cells are null: each reason once, with the number of its rows.
#[derive(Default)]
pub(in crate::stats) struct Reasons(BTreeMap<(&'static str, &'static str), usize>);

impl Reasons {
    pub(in crate::stats) fn add(&mut self, columns: &'static str, reason: &'static str) {
        *self.0.entry((columns, reason)).or_default() += 1;
    }

    pub(in crate::stats) fn notes(&self) -> Vec<String> {
        let note = |((columns, reason), rows): (&(&str, &str), &usize)| {
            let of = if *rows == 1 { "row" } else { "rows" };
            format!("{columns}: null in {rows} {of}: {reason}")
        };
        self.0.iter().map(note).collect()
    }
}
