use hashbrown::HashMap;

use crate::{
    Corpus, Result,
    corpus::Facet,
    stats::{Case, groups, provenance},
    table::{Cells, Table},
};

/// How frequencies are counted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FrequencyOptions {
    /// Whether letter case counts.
    pub case: Case,
    /// One table part for each value of a facet.
    pub by: Option<Facet>,
    /// Leaves out types with fewer occurrences.
    pub min_count: u64,
    /// The most rows (of each group); 0 for all.
    pub limit: usize,
}

impl Default for FrequencyOptions {
    fn default() -> Self {
        FrequencyOptions {
            case: Case::Fold,
            by: None,
            min_count: 1,
            limit: 0,
        }
    }
}

/// Frequency of every type.
///
/// Columns: the facet's name if grouped, `term`, `count` (occurrences), `per_million`
/// (`count · 10⁶ / tokens` of the group), `documents` (that have it), `document_share`
/// (`documents /` documents of the group). Rows by count, ties by term.
pub fn frequency(corpus: &Corpus, options: &FrequencyOptions) -> Result<Table> {
    let index = corpus.index();
    let mut group_cells = Vec::new();
    let (mut terms, mut counts, mut rates) = (Vec::new(), Vec::new(), Vec::new());
    let (mut documents, mut shares) = (Vec::new(), Vec::new());
    for (group, members) in groups(corpus, options.by.as_ref()) {
        let mut table: HashMap<u32, (u64, u64, usize)> = HashMap::new();
        let mut total = 0u64;
        for &document in &members {
            for token in index.document(document) {
                total += 1;
                let id = options.case.of(index, token.id);
                let entry = table.entry(id).or_insert((0, 0, usize::MAX));
                entry.0 += 1;
                if entry.2 != document {
                    entry.1 += 1;
                    entry.2 = document;
                }
            }
        }
        let mut rows: Vec<(&str, u64, u64)> = table
            .into_iter()
            .filter(|(_, (count, _, _))| *count >= options.min_count)
            .map(|(id, (count, range, _))| (index.form(id), count, range))
            .collect();
        rows.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        if options.limit > 0 {
            rows.truncate(options.limit);
        }
        for (term, count, range) in rows {
            group_cells.push(group.clone());
            terms.push(Some(term.to_owned()));
            counts.push(i64::try_from(count).ok());
            rates.push(Some(count as f64 * 1e6 / total as f64));
            documents.push(i64::try_from(range).ok());
            shares.push(Some(range as f64 / members.len() as f64));
        }
    }
    let mut table = Table::new(
        provenance("stats frequency", corpus, options.case)
            .option("by", options.by.as_ref().map(Facet::name))
            .option("min_count", options.min_count)
            .option("limit", options.limit),
    );
    if let Some(facet) = &options.by {
        table = table.with(facet.name(), Cells::Text(group_cells))?;
    }
    table
        .with("term", Cells::Text(terms))?
        .with("count", Cells::Int(counts))?
        .with("per_million", Cells::Float(rates))?
        .with("documents", Cells::Int(documents))?
        .with("document_share", Cells::Float(shares))
}
