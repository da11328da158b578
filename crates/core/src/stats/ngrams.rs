use hashbrown::HashMap;

use crate::{
    Corpus, Error, Result,
    corpus::Facet,
    stats::{Counting, NO_TERM, View},
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
            min_count: 2,
            min_documents: 1,
            limit: 0,
        }
    }
}

const LONGEST: usize = 8;

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
        let mut table: HashMap<[u32; LONGEST], (u64, u64, usize)> = HashMap::new();
        let mut total = 0u64;
        let mut buffer = Vec::new();
        for &document in &group.documents {
            view.each_zone(document, &mut buffer, &mut |terms, _| {
                total += terms.iter().filter(|&&t| t != NO_TERM).count() as u64;
                for start in 0..terms.len() {
                    let mut key = [u32::MAX; LONGEST];
                    for (n, &term) in (1..=options.max_n).zip(terms.iter().skip(start)) {
                        if term == NO_TERM {
                            break;
                        }
                        if let Some(slot) = key.get_mut(n - 1) {
                            *slot = term;
                        }
                        if n >= options.min_n {
                            let entry = table.entry(key).or_insert((0, 0, usize::MAX));
                            entry.0 += 1;
                            if entry.2 != document {
                                entry.1 += 1;
                                entry.2 = document;
                            }
                        }
                    }
                }
            });
        }
        all += total;
        let mut rows: Vec<(u64, usize, String, u64)> = table
            .into_iter()
            .filter(|(_, (count, range, _))| {
                *count >= options.min_count && *range >= options.min_documents
            })
            .map(|(key, (count, range, _))| {
                let forms: Vec<&str> = key
                    .iter()
                    .take_while(|&&id| id != u32::MAX)
                    .map(|&id| view.form(id))
                    .collect();
                (count, forms.len(), forms.join(" "), range)
            })
            .collect();
        rows.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
        if options.limit > 0 {
            rows.truncate(options.limit);
        }
        for (count, n, text, range) in rows {
            group_cells.push(group.name.clone());
            ns.push(i64::try_from(n).ok());
            texts.push(Some(text));
            counts.push(i64::try_from(count).ok());
            rates.push(Some(count as f64 * 1e6 / total as f64));
            documents.push(i64::try_from(range).ok());
        }
    }
    let mut table = Table::new(
        view.provenance("stats ngrams")
            .option("min_n", options.min_n)
            .option("max_n", options.max_n)
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
