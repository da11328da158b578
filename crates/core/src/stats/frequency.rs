use crate::{
    Corpus, Result,
    corpus::Facet,
    stats::{Counting, TermCount, View},
    table::{Cells, Table},
};

/// How frequencies are counted.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct FrequencyOptions {
    /// What is counted.
    pub counting: Counting,
    /// One table part for each value of a facet.
    pub by: Option<Facet>,
    /// Leaves out terms with fewer occurrences.
    pub min_count: u64,
    /// The most rows (of each group); 0 for all.
    pub limit: usize,
}

/// Frequency of every term.
///
/// Columns: the facet's name if grouped, `term`, `count` (occurrences), `per_million`
/// (`count · 10⁶ / tokens` of the group), `documents` (that have it), `document_share`
/// (`documents /` documents of the group). Rows by count, ties by term.
///
/// # Errors
///
/// If the facet is not known.
pub fn frequency(corpus: &Corpus, options: &FrequencyOptions) -> Result<Table> {
    if let Some(facet) = &options.by {
        corpus.check_facet(facet)?;
    }
    let view = View::new(corpus, &options.counting);
    let mut group_cells = Vec::new();
    let (mut terms, mut counts, mut rates) = (Vec::new(), Vec::new(), Vec::new());
    let (mut documents, mut shares) = (Vec::new(), Vec::new());
    let mut tokens = 0;
    for group in view.groups(options.by.as_ref()) {
        let tally = view.tally(&group.documents);
        tokens += tally.tokens;
        let mut rows: Vec<TermCount> = tally.rows;
        rows.retain(|r| r.count >= options.min_count);
        rows.sort_unstable_by(|a, b| {
            let forms = || view.form(a.term).cmp(view.form(b.term));
            b.count.cmp(&a.count).then_with(forms)
        });
        if options.limit > 0 {
            rows.truncate(options.limit);
        }
        for row in rows {
            group_cells.push(group.name.clone());
            terms.push(Some(view.form(row.term).to_owned()));
            counts.push(i64::try_from(row.count).ok());
            rates.push(Some(row.count as f64 * 1e6 / tally.tokens as f64));
            documents.push(i64::try_from(row.documents).ok());
            shares.push(Some(row.documents as f64 / tally.documents as f64));
        }
    }
    let mut table = Table::new(
        view.provenance("stats frequency")
            .option("by", options.by.as_ref().map(Facet::name))
            .option("min_count", options.min_count)
            .option("limit", options.limit)
            .count("tokens", tokens),
    );
    if let Some(facet) = &options.by {
        table = table.with(facet.name(), Cells::texts(group_cells))?;
    }
    table
        .with("term", Cells::texts(terms))?
        .with("count", Cells::ints(counts))?
        .with("per_million", Cells::floats(rates))?
        .with("documents", Cells::ints(documents))?
        .with("document_share", Cells::floats(shares))
}
