use crate::{
    Corpus, Result,
    corpus::Facet,
    stats::{
        Counting, TermCount, View,
        measures::{
            Undefined,
            growth::{power_law, zipf_exponent},
        },
    },
    table::{Cells, Table},
};

names! {
    /// How Zipf's law is fitted.
    #[derive(Default)]
    pub enum ZipfFit("fit of Zipf's law") {
        /// Maximum likelihood of the tokens' ranks
        /// ([`zipf_exponent`](super::measures::growth::zipf_exponent)); c is then the tokens divided by
        /// Σ r^(−a).
        #[default]
        Likelihood = "likelihood",
        /// Least squares of ln count on ln rank ([`power_law`](super::measures::growth::power_law)),
        /// which the many ranks of rare words rule.
        LeastSquares = "least_squares",
    }
}

/// How ranks are made.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ZipfOptions {
    /// What is counted.
    pub counting: Counting,
    /// One part for each value of a facet.
    pub by: Option<Facet>,
    /// Leaves out terms with fewer occurrences, from the fit too.
    pub min_count: u64,
    /// How the law is fitted.
    pub fit: ZipfFit,
    /// The most rows (of each group); 0 for all. The fit is that of all.
    pub limit: usize,
}

/// Counts by rank, beside Zipf's law.
///
/// Columns: the facet's name if grouped, `rank` (from 1; of equal counts the term that sorts first),
/// `term`, `count`, `expected` (`c / rank^a`), `a`, `c`: Zipf's law fitted to all ranks of the group.
/// Rows by rank.
///
/// # Errors
///
/// If the facet is not known.
pub fn zipf(corpus: &Corpus, options: &ZipfOptions) -> Result<Table> {
    if let Some(facet) = &options.by {
        corpus.check_facet(facet)?;
    }
    let view = View::new(corpus, &options.counting);
    let mut groups = Vec::new();
    let (mut ranks, mut terms, mut counts) = (Vec::new(), Vec::new(), Vec::new());
    let (mut expected, mut slopes, mut firsts) = (vec![], vec![], vec![]);
    let (mut tokens, mut unfitted, mut reason) = (0, 0, "");
    for group in view.groups(options.by.as_ref()) {
        let tally = view.tally(&group.documents);
        tokens += tally.tokens;
        let mut rows: Vec<TermCount> = tally.rows;
        rows.retain(|r| r.count >= options.min_count);
        rows.sort_unstable_by(|a, b| {
            let forms = || view.form(a.term).cmp(view.form(b.term));
            b.count.cmp(&a.count).then_with(forms)
        });
        let law = law(&rows, options.fit);
        if options.limit > 0 {
            rows.truncate(options.limit);
        }
        for (row, rank) in rows.iter().zip(1u32..) {
            groups.push(group.name.clone());
            ranks.push(Some(i64::from(rank)));
            terms.push(Some(view.form(row.term).to_owned()));
            counts.push(i64::try_from(row.count).ok());
            expected.push(law.ok().map(|l| l.1 / f64::from(rank).powf(l.0)));
            slopes.push(law.ok().map(|l| l.0));
            firsts.push(law.ok().map(|l| l.1));
            if let Err(why) = law {
                unfitted += 1;
                reason = why.reason();
            }
        }
    }
    let mut provenance = view
        .provenance("stats zipf")
        .option("by", options.by.as_ref().map(Facet::name))
        .option("min_count", options.min_count)
        .option("fit", options.fit.name())
        .option("log_base", "e")
        .option("limit", options.limit)
        .count("tokens", tokens);
    if unfitted > 0 {
        let note = format!("expected, a, c: null in {unfitted} rows: {reason}");
        provenance.notes.push(note);
    }
    let mut table = Table::new(provenance);
    if let Some(facet) = &options.by {
        table = table.with(facet.name(), Cells::texts(groups))?;
    }
    table
        .with("rank", Cells::ints(ranks))?
        .with("term", Cells::texts(terms))?
        .with("count", Cells::ints(counts))?
        .with("expected", Cells::floats(expected))?
        .with("a", Cells::floats(slopes))?
        .with("c", Cells::floats(firsts))
}

/// a and c.
fn law(rows: &[TermCount], fit: ZipfFit) -> std::result::Result<(f64, f64), Undefined> {
    match fit {
        ZipfFit::Likelihood => {
            let counts: Vec<u64> = rows.iter().map(|r| r.count).collect();
            let a = zipf_exponent(&counts)?;
            let tokens: f64 = counts.iter().map(|&c| c as f64).sum();
            let all: f64 = (1u32..)
                .take(rows.len())
                .map(|r| f64::from(r).powf(-a))
                .sum();
            Ok((a, tokens / all))
        }
        ZipfFit::LeastSquares => {
            let ranked = rows.iter().zip(1u32..);
            let points: Vec<(f64, f64)> = ranked
                .map(|(row, rank)| (f64::from(rank), row.count as f64))
                .collect();
            let law = power_law(&points)?;
            Ok((0.0 - law.exponent, law.coefficient))
        }
    }
}
