use std::cmp::Reverse;

use rayon::prelude::*;

use crate::{
    Corpus, Error, Result,
    corpus::Facet,
    stats::{
        Counting, NO_TERM, View, ViewRuns,
        count::{self, CountOptions, Level, Runs},
    },
    table::{Cells, Ints, Plain, Table, Texts},
};

/// How n-grams are counted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NgramOptions {
    /// What is counted.
    pub counting: Counting,
    /// Shortest, in tokens.
    pub min_n: usize,
    /// Longest, in tokens, 8 at most.
    pub max_n: usize,
    /// One table part for each value of a facet.
    pub by: Option<Facet>,
    /// How many tokens may be left out inside an n-gram (skip-grams); 0 for none.
    pub skips: usize,
    /// About how many bytes counting may take beside the result; more passes are made within less.
    pub memory: usize,
    /// Leaves out n-grams with fewer occurrences.
    pub min_count: u64,
    /// Leaves out n-grams of fewer documents.
    pub min_documents: u64,
    /// The most rows (of each group); 0 for all.
    pub limit: usize,
}

impl Default for NgramOptions {
    fn default() -> Self {
        NgramOptions {
            min_n: 2,
            max_n: 2,
            counting: Counting::default(),
            by: None,
            skips: 0,
            memory: CountOptions::default().memory,
            min_count: 2,
            min_documents: 1,
            limit: 0,
        }
    }
}

/// Runs with their terms numbered in the order of their forms, so that the engine's order is that of the words.
struct InOrder<'v> {
    runs: ViewRuns<'v>,
    /// The terms in the order of their forms.
    terms: Vec<u32>,
    /// The place of each term in that order.
    ranks: Vec<u32>,
}

impl<'v> InOrder<'v> {
    fn new(view: &'v View<'_>, documents: &'v [usize]) -> Self {
        let count = u32::try_from(view.terms().len()).unwrap_or(u32::MAX);
        let mut terms: Vec<u32> = (0..count).collect();
        terms.par_sort_unstable_by(|&a, &b| view.form(a).cmp(view.form(b)));
        let mut ranks = vec![0; terms.len()];
        for (&term, rank) in terms.iter().zip(0u32..) {
            if let Some(slot) = ranks.get_mut(term as usize) {
                *slot = rank;
            }
        }
        InOrder {
            runs: view.runs(documents),
            terms,
            ranks,
        }
    }

    fn term(&self, rank: u32) -> u32 {
        self.terms.get(rank as usize).copied().unwrap_or(NO_TERM)
    }
}

impl Runs for InOrder<'_> {
    fn types(&self) -> usize {
        self.runs.types()
    }

    fn parts(&self) -> usize {
        self.runs.parts()
    }

    fn each(&self, part: usize, visit: &mut dyn FnMut(u32, &[u32])) {
        let mut ranked = Vec::new();
        self.runs.each(part, &mut |document, run| {
            ranked.clear();
            let rank = |&term: &u32| self.ranks.get(term as usize).copied().unwrap_or(NO_TERM);
            ranked.extend(run.iter().map(rank));
            visit(document, &ranked);
        });
    }
}

/// How many rows one thread writes at a time.
const ROWS: usize = 1 << 14;

const LONGEST: usize = count::LONGEST;

/// Frequency of runs of tokens. A run never crosses a zone (title, paragraph …).
///
/// Columns: the facet's name if grouped, `n` (tokens), `ngram` (tokens joined by one space),
/// `count`, `per_million` (`count · 10⁶ / tokens` of the group), `documents`. Rows by count, then
/// the longer, then by their words.
///
/// # Errors
///
/// If `min_n` is 0, larger than `max_n`, or `max_n` is larger than 8.
pub fn ngrams(corpus: &Corpus, options: &NgramOptions) -> Result<Table> {
    if options.min_n == 0 || options.min_n > options.max_n || options.max_n > LONGEST {
        return Err(Error::usage(format!(
            "n from {} to {} is not possible: 1 ≤ min ≤ max ≤ {LONGEST}",
            options.min_n, options.max_n
        )));
    }
    if let Some(facet) = &options.by {
        corpus.check_facet(facet)?;
    }
    let view = View::new(corpus, &options.counting);
    let mut group_cells = Texts::default();
    let mut texts = Texts::default();
    let (mut ns, mut counts, mut documents) = (Ints::default(), Ints::default(), Ints::default());
    let mut rates = Plain::default();
    let mut all = 0u64;
    for group in view.groups(options.by.as_ref()) {
        let counting = CountOptions {
            min_n: options.min_n,
            max_n: options.max_n,
            skips: options.skips,
            min_count: options.min_count,
            min_documents: options.min_documents,
            memory: options.memory,
        };
        let runs = InOrder::new(&view, &group.documents);
        let mut levels = count::ngrams(&runs, &counting)?.levels;
        let total = view.tokens(&group.documents);
        all += total;
        // Rows of one number behind another, the longest first: their order among rows of one count.
        levels.reverse();
        let found: usize = levels.iter().map(Level::len).sum();
        let found = u32::try_from(found)
            .map_err(|_| Error::usage("more than 4,294,967,295 n-grams: raise the least count"))?;
        let place = |row: u32| {
            let mut row = row as usize;
            let level = levels.iter().find(|level| {
                let inside = row < level.len();
                row -= if inside { 0 } else { level.len() };
                inside
            })?;
            Some((level, row))
        };
        let count = |row: u32| {
            let at = place(row);
            at.and_then(|(level, row)| level.counts.get(row).copied())
                .unwrap_or(0)
        };
        let mut rows: Vec<u32> = (0..found).collect();
        let order = |&row: &u32| (Reverse(count(row)), row);
        if options.limit > 0 && options.limit < rows.len() {
            rows.select_nth_unstable_by_key(options.limit, order);
            rows.truncate(options.limit);
        }
        rows.par_sort_unstable_by_key(order);
        let write = |rows: &[u32]| {
            let mut texts = Texts::default();
            for (level, row) in rows.iter().filter_map(|&row| place(row)) {
                let words = level.key(row).iter();
                texts.push_words(words.map(|&rank| view.form(runs.term(rank))));
            }
            texts
        };
        // A few portions at a time, so that the texts never stand in memory twice.
        for rows in rows.chunks(ROWS * 4 * rayon::current_num_threads()) {
            let written: Vec<Texts> = rows.par_chunks(ROWS).map(write).collect();
            for part in &written {
                texts.append(part);
            }
        }
        for (level, row) in rows.iter().filter_map(|&row| place(row)) {
            if options.by.is_some() {
                group_cells.push(group.name.as_deref());
            }
            let count = level.counts.get(row).copied().unwrap_or(0);
            ns.push(i64::try_from(level.n).ok());
            counts.push(i64::try_from(count).ok());
            rates.push(Some(count as f64 * 1e6 / total as f64));
            documents.push(level.documents.get(row).map(|&d| i64::from(d)));
        }
    }
    let mut table = Table::new(
        view.provenance("stats ngrams")
            .option("min_n", options.min_n)
            .option("max_n", options.max_n)
            .option("skips", options.skips)
            .option("by", options.by.as_ref().map(Facet::name))
            .option("min_count", options.min_count)
            .option("min_documents", options.min_documents)
            .option("limit", options.limit)
            .count("tokens", all),
    );
    if let Some(facet) = &options.by {
        table = table.with(facet.name(), Cells::Text(group_cells))?;
    }
    table
        .with("n", Cells::Int(ns))?
        .with("ngram", Cells::Text(texts))?
        .with("count", Cells::Int(counts))?
        .with("per_million", Cells::Float(rates))?
        .with("documents", Cells::Int(documents))
}
