use crate::{
    Corpus, Error, Result,
    corpus::Facet,
    stats::{Counting, NgramOptions, View, ngrams},
    table::{Cells, Plain, Table},
};

/// What a lexical bundle is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BundlesOptions {
    /// What is counted.
    pub counting: Counting,
    /// Shortest, in tokens.
    pub min_n: usize,
    /// Longest, in tokens, 8 at most.
    pub max_n: usize,
    /// One part for each value of a facet.
    pub by: Option<Facet>,
    /// Leaves out runs with a lower rate, in occurrences per million tokens of the group.
    pub per_million: f64,
    /// Leaves out runs of fewer documents.
    pub min_documents: u64,
    /// The most rows (of each group); 0 for all.
    pub limit: usize,
}

impl Default for BundlesOptions {
    /// 3 to 6 tokens, 10 per million, 5 documents (Biber et al. 1999, chapter 13).
    fn default() -> Self {
        BundlesOptions {
            counting: Counting::default(),
            min_n: 3,
            max_n: 6,
            by: None,
            per_million: 10.0,
            min_documents: 5,
            limit: 0,
        }
    }
}

/// Lexical bundles: runs of tokens so frequent and so widespread that they are building blocks of
/// the texts (Biber et al. 1999, Longman Grammar of Spoken and Written English, chapter 13: at least 10
/// per million in at least 5 texts; Biber, Conrad and Cortes 2004 ask for 40).
///
/// Columns and order as [`ngrams`]: the facet's name if grouped, `n`, `ngram`, `count`,
/// `per_million`, `documents`.
///
/// # Errors
///
/// If a number is not possible or the facet is not known.
pub fn bundles(corpus: &Corpus, options: &BundlesOptions) -> Result<Table> {
    if !(options.per_million >= 0.0 && options.per_million.is_finite()) {
        return Err(Error::usage("a rate per million is at least 0"));
    }
    if let Some(facet) = &options.by {
        corpus.check_facet(facet)?;
    }
    let view = View::new(corpus, &options.counting);
    let groups = view.groups(options.by.as_ref());
    let tokens = groups.iter().map(|g| view.tally(&g.documents).tokens);
    // What has fewer occurrences is a bundle in no group.
    let least = tokens.min().unwrap_or(0) as f64 * options.per_million / 1e6;
    let mut asked = NgramOptions::default();
    asked.counting.clone_from(&options.counting);
    asked.min_n = options.min_n;
    asked.max_n = options.max_n;
    asked.by.clone_from(&options.by);
    asked.min_documents = options.min_documents;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at least 0, and rounded down so that the rate decides"
    )]
    let least = least.floor() as u64;
    asked.min_count = least.max(1);
    let table = ngrams(corpus, &asked)?;
    let rates = match table.column("per_million").map(|c| &c.cells) {
        Some(Cells::Float(rates)) => rates,
        _ => &Plain::default(),
    };
    let group = |row: usize| {
        let column = options.by.as_ref().and_then(|f| table.column(f.name()));
        column.map(|c| c.cells.value(row))
    };
    let mut kept: Vec<usize> = Vec::new();
    let (mut last, mut in_group) = (None, 0usize);
    for (row, rate) in rates.iter().enumerate() {
        if rate.is_none_or(|r| r < options.per_million) {
            continue;
        }
        let of = group(row);
        in_group = if of == last { in_group + 1 } else { 1 };
        last = of;
        if options.limit == 0 || in_group <= options.limit {
            kept.push(row);
        }
    }
    let mut provenance = table.provenance().clone();
    "stats bundles".clone_into(&mut provenance.measure);
    provenance.options.remove("min_count");
    let provenance = provenance
        .option("per_million", options.per_million)
        .option("limit", options.limit);
    let mut out = Table::new(provenance);
    for column in table.columns() {
        out = out.with(&column.name, column.cells.rows(kept.iter().copied()))?;
    }
    Ok(out)
}
