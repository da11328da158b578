use hashbrown::HashMap;

use crate::{
    Corpus, Error, Result,
    corpus::Facet,
    stats::{Case, groups, provenance},
    table::{Cells, Table},
};

/// How n-grams are counted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NgramOptions {
    /// Shortest, in tokens.
    pub min_n: usize,
    /// Longest, in tokens, 8 at most.
    pub max_n: usize,
    /// Whether letter case counts.
    pub case: Case,
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
            case: Case::Fold,
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
    let index = corpus.index();
    let mut group_cells = Vec::new();
    let (mut ns, mut texts, mut counts) = (Vec::new(), Vec::new(), Vec::new());
    let (mut rates, mut documents) = (Vec::new(), Vec::new());
    for (group, members) in groups(corpus, options.by.as_ref()) {
        let mut table: HashMap<[u32; LONGEST], (u64, u64, usize)> = HashMap::new();
        let mut total = 0usize;
        for &document in &members {
            let tokens = index.document(document);
            total += tokens.len();
            for start in 0..tokens.len() {
                let mut key = [u32::MAX; LONGEST];
                let zone = tokens.get(start).map(|t| t.zone);
                for (n, token) in (1..=options.max_n).zip(tokens.iter().skip(start)) {
                    if Some(token.zone) != zone {
                        break;
                    }
                    if let Some(slot) = key.get_mut(n - 1) {
                        *slot = options.case.of(index, token.id);
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
        }
        let mut rows: Vec<(u64, usize, String, u64)> = table
            .into_iter()
            .filter(|(_, (count, range, _))| {
                *count >= options.min_count && *range >= options.min_documents
            })
            .map(|(key, (count, range, _))| {
                let forms: Vec<&str> = key
                    .iter()
                    .take_while(|&&id| id != u32::MAX)
                    .map(|&id| index.form(id))
                    .collect();
                (count, forms.len(), forms.join(" "), range)
            })
            .collect();
        rows.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
        if options.limit > 0 {
            rows.truncate(options.limit);
        }
        for (count, n, text, range) in rows {
            group_cells.push(group.clone());
            ns.push(i64::try_from(n).ok());
            texts.push(Some(text));
            counts.push(i64::try_from(count).ok());
            rates.push(Some(count as f64 * 1e6 / total as f64));
            documents.push(i64::try_from(range).ok());
        }
    }
    let mut table = Table::new(
        provenance("stats ngrams", corpus, options.case)
            .option("min_n", options.min_n)
            .option("max_n", options.max_n)
            .option("by", options.by.as_ref().map(Facet::name))
            .option("min_count", options.min_count)
            .option("min_documents", options.min_documents)
            .option("limit", options.limit),
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
