use crate::{
    Corpus, Error, Result,
    corpus::Facet,
    stats::{Counting, NO_TERM, View, measures::growth::power_law},
    table::{Cells, Table},
};

/// How the growth of a vocabulary is followed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GrowthOptions {
    /// What is counted.
    pub counting: Counting,
    /// One part for each value of a facet.
    pub by: Option<Facet>,
    /// How many rows (of each group), at equal distances in tokens.
    pub steps: usize,
    /// The most rows (of each group); 0 for all.
    pub limit: usize,
}

impl Default for GrowthOptions {
    fn default() -> Self {
        GrowthOptions {
            counting: Counting::default(),
            by: None,
            steps: 100,
            limit: 0,
        }
    }
}

/// How the vocabulary grows as the documents are read in their order.
///
/// Columns: the facet's name if grouped, `tokens` (read), `types` (seen so far), `hapaxes` (of them
/// those seen once), `expected` (`k · tokens^beta`), `k`, `beta`, `r_squared`: Heaps' law, fitted to
/// all steps of the group by least squares of ln types on ln tokens
/// ([`power_law`](super::measures::growth::power_law)).
///
/// # Errors
///
/// If there is no step or the facet is not known.
pub fn growth(corpus: &Corpus, options: &GrowthOptions) -> Result<Table> {
    if options.steps == 0 {
        return Err(Error::usage(
            "the growth of a vocabulary has at least 1 step",
        ));
    }
    if let Some(facet) = &options.by {
        corpus.check_facet(facet)?;
    }
    let view = View::new(corpus, &options.counting);
    let mut groups = Vec::new();
    let (mut tokens, mut types, mut hapaxes) = (Vec::new(), Vec::new(), Vec::new());
    let (mut expected, mut ks, mut betas, mut fits) = (vec![], vec![], vec![], vec![]);
    let (mut all, mut unfitted, mut reason) = (0, 0, "");
    for group in view.groups(options.by.as_ref()) {
        let read = steps(&view, &group.documents, options.steps);
        all += read.last().map_or(0, |r| r.0);
        let points: Vec<(f64, f64)> = read.iter().map(|r| (r.0 as f64, r.1 as f64)).collect();
        let law = power_law(&points);
        let limit = if options.limit > 0 {
            options.limit
        } else {
            usize::MAX
        };
        for (at, (seen, distinct, once)) in read.into_iter().enumerate() {
            if at >= limit {
                break;
            }
            groups.push(group.name.clone());
            tokens.push(i64::try_from(seen).ok());
            types.push(i64::try_from(distinct).ok());
            hapaxes.push(i64::try_from(once).ok());
            expected.push(law.ok().map(|l| l.at(seen as f64)));
            ks.push(law.ok().map(|l| l.coefficient));
            betas.push(law.ok().map(|l| l.exponent));
            fits.push(law.ok().map(|l| l.r_squared));
            if let Err(why) = law {
                unfitted += 1;
                reason = why.reason();
            }
        }
    }
    let mut provenance = view
        .provenance("stats growth")
        .option("by", options.by.as_ref().map(Facet::name))
        .option("steps", options.steps)
        .option("order", "corpus")
        .option("fit", "Heaps: least squares of ln types on ln tokens")
        .option("log_base", "e")
        .option("limit", options.limit)
        .count("tokens", all);
    if unfitted > 0 {
        let note = format!("expected, k, beta, r_squared: null in {unfitted} rows: {reason}");
        provenance.notes.push(note);
    }
    let mut table = Table::new(provenance);
    if let Some(facet) = &options.by {
        table = table.with(facet.name(), Cells::texts(groups))?;
    }
    table
        .with("tokens", Cells::ints(tokens))?
        .with("types", Cells::ints(types))?
        .with("hapaxes", Cells::ints(hapaxes))?
        .with("expected", Cells::floats(expected))?
        .with("k", Cells::floats(ks))?
        .with("beta", Cells::floats(betas))?
        .with("r_squared", Cells::floats(fits))
}

/// Tokens read, types and hapaxes so far, after each of `steps` equal parts of the tokens; fewer where
/// there are fewer tokens.
fn steps(view: &View<'_>, documents: &[usize], steps: usize) -> Vec<(u64, u64, u64)> {
    let mut buffer = Vec::new();
    let mut total = 0u64;
    for &document in documents {
        view.each_zone(document, &mut buffer, &mut |terms, _| {
            total += terms.iter().filter(|&&t| t != NO_TERM).count() as u64;
        });
    }
    let steps = (steps as u64).min(total);
    // The last token of each step, rounded down: i · total / steps.
    let end = |step: u64| {
        let product = u128::from(step) * u128::from(total) / u128::from(steps.max(1));
        u64::try_from(product).unwrap_or(u64::MAX)
    };
    let mut counts = vec![0u32; view.terms().len()];
    let (mut read, mut types, mut hapaxes) = (0, 0, 0);
    let (mut step, mut next) = (1, end(1));
    let mut rows = Vec::new();
    for &document in documents {
        view.each_zone(document, &mut buffer, &mut |terms, _| {
            for &term in terms {
                let Some(count) = counts.get_mut(term as usize) else {
                    continue;
                };
                match *count {
                    0 => {
                        types += 1;
                        hapaxes += 1;
                    }
                    1 => hapaxes -= 1,
                    _ => {}
                }
                *count = count.saturating_add(1);
                read += 1;
                if read == next {
                    rows.push((read, types, hapaxes));
                    step += 1;
                    next = end(step);
                }
            }
        });
    }
    rows
}
