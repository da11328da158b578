use rayon::prelude::*;

use crate::{
    Corpus, Error, Result,
    corpus::Facet,
    stats::{
        Counting, View,
        count::{self, CountOptions},
    },
    table::{Cells, Table},
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

/// An n-gram that was found: its count and length, and where it stands in the result of the engine.
#[derive(Clone, Copy)]
struct Row {
    count: u64,
    n: u32,
    level: u32,
    place: u32,
}

/// The place of each term in the order of their forms.
fn ranks(view: &View<'_>) -> Vec<u32> {
    let count = u32::try_from(view.terms().len()).unwrap_or(u32::MAX);
    let mut sorted: Vec<u32> = (0..count).collect();
    sorted.par_sort_unstable_by(|&a, &b| view.form(a).cmp(view.form(b)));
    let mut ranks = vec![0; sorted.len()];
    for (&term, rank) in sorted.iter().zip(0u32..) {
        if let Some(slot) = ranks.get_mut(term as usize) {
            *slot = rank;
        }
    }
    ranks
}

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
    let mut group_cells = Vec::new();
    let (mut ns, mut texts, mut counts) = (Vec::new(), Vec::new(), Vec::new());
    let (mut rates, mut documents) = (Vec::new(), Vec::new());
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
        let grams = count::ngrams(&view.runs(&group.documents), &counting)?;
        let total = view.tokens(&group.documents);
        all += total;
        // Rows by number, so that millions of them are sorted without their words.
        let mut rows: Vec<Row> = Vec::new();
        for (level, found) in (0u32..).zip(&grams.levels) {
            let n = u32::try_from(found.n).unwrap_or(u32::MAX);
            let counts = found.counts.iter().zip(0u32..);
            rows.extend(counts.map(|(&count, row)| Row {
                count,
                n,
                level,
                place: row,
            }));
        }
        let key = |row: &Row| {
            let level = grams.levels.get(row.level as usize);
            level.map_or(&[][..], |l| l.key(row.place as usize))
        };
        let ranks = ranks(&view);
        let rank = |&term: &u32| ranks.get(term as usize).copied().unwrap_or(u32::MAX);
        let order = |a: &Row, b: &Row| {
            let words = || key(a).iter().map(rank).cmp(key(b).iter().map(rank));
            b.count.cmp(&a.count).then(b.n.cmp(&a.n)).then_with(words)
        };
        if options.limit > 0 && options.limit < rows.len() {
            rows.select_nth_unstable_by(options.limit, order);
            rows.truncate(options.limit);
        }
        rows.par_sort_unstable_by(order);
        let mut forms: Vec<Option<String>> = Vec::new();
        rows.par_iter()
            .map(|row| {
                let words: Vec<&str> = key(row).iter().map(|&term| view.form(term)).collect();
                Some(words.join(" "))
            })
            .collect_into_vec(&mut forms);
        texts.append(&mut forms);
        if options.by.is_some() {
            group_cells.extend(rows.iter().map(|_| group.name.clone()));
        }
        ns.extend(rows.iter().map(|row| Some(i64::from(row.n))));
        counts.extend(rows.iter().map(|row| i64::try_from(row.count).ok()));
        rates.extend(
            rows.iter()
                .map(|row| Some(row.count as f64 * 1e6 / total as f64)),
        );
        documents.extend(rows.iter().map(|row| {
            let level = grams.levels.get(row.level as usize)?;
            level
                .documents
                .get(row.place as usize)
                .map(|&d| i64::from(d))
        }));
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
