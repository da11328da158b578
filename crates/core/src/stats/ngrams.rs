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

const LONGEST: usize = count::LONGEST;

/// Frequency of runs of tokens. A run never crosses a zone (title, paragraph …).
///
/// Columns: the facet's name if grouped, `n` (tokens), `ngram` (tokens joined by one space),
/// `count`, `per_million` (`count · 10⁶ / tokens` of the group), `documents`. Rows by count, then
/// the longer, then by text.
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
        let mut counting = CountOptions::default();
        counting.min_n = options.min_n;
        counting.max_n = options.max_n;
        counting.skips = options.skips;
        counting.min_count = options.min_count;
        counting.min_documents = options.min_documents;
        counting.memory = options.memory;
        let grams = count::ngrams(&view.runs(&group.documents), &counting)?;
        let total = view.tokens(&group.documents);
        all += total;
        let text = |key: &[u32]| {
            let forms: Vec<&str> = key.iter().map(|&term| view.form(term)).collect();
            forms.join(" ")
        };
        // Only what is shown is written out, if that can be told without the words.
        let mut keys: Vec<(u64, usize, &[u32], u32)> = grams
            .rows()
            .map(|(key, count, range)| (count, key.len(), key, range))
            .collect();
        keys.par_sort_unstable_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)));
        if options.limit > 0
            && let Some(&(count, n, ..)) = keys.get(options.limit - 1)
        {
            let end = keys.partition_point(|k| (k.0, k.1) >= (count, n));
            keys.truncate(end);
        }
        let mut rows: Vec<(u64, usize, String, u32)> = keys
            .into_par_iter()
            .map(|(count, n, key, range)| (count, n, text(key), range))
            .collect();
        rows.par_sort_unstable_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
        if options.limit > 0 {
            rows.truncate(options.limit);
        }
        for (count, n, text, range) in rows {
            group_cells.push(group.name.clone());
            ns.push(i64::try_from(n).ok());
            texts.push(Some(text));
            counts.push(i64::try_from(count).ok());
            rates.push(Some(count as f64 * 1e6 / total as f64));
            documents.push(Some(i64::from(range)));
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
