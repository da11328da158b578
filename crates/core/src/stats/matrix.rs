//! The document–feature matrix.

use std::borrow::Cow;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::{
    Corpus, Error, Result,
    corpus::Facet,
    stats::{
        Counting, Group, NO_TERM, View,
        measures::ngrams::{Norm, TfIdfOptions},
    },
    table::{Cells, Provenance, Table},
};

/// How many documents a feature must have at least or at most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cut {
    /// So many.
    Count(u64),
    /// This share of all documents, from 0 to 1.
    Share(f64),
}

impl Cut {
    /// The number of documents, which need not be whole.
    fn of(self, documents: usize) -> f64 {
        match self {
            Cut::Count(count) => count as f64,
            Cut::Share(share) => share * documents as f64,
        }
    }

    fn value(self) -> serde_json::Value {
        match self {
            Cut::Count(count) => count.into(),
            Cut::Share(share) => share.into(),
        }
    }
}

impl std::str::FromStr for Cut {
    type Err = Error;

    /// A whole number is a count; a number with a point, or with `%`, is a share.
    fn from_str(text: &str) -> Result<Self> {
        let wrong = || {
            Error::usage(format!(
                "'{text}' is no number of documents: write a count (5), a share (0.05) or a percentage (5%)"
            ))
        };
        let share = |text: &str, scale: f64| {
            let share = text.trim().parse::<f64>().map_err(|_| wrong())? / scale;
            Cut::Share(share).checked()
        };
        if let Some(percentage) = text.strip_suffix('%') {
            return share(percentage, 100.0);
        }
        match text.trim().parse::<u64>() {
            Ok(count) => Ok(Cut::Count(count)),
            Err(_) => share(text, 1.0),
        }
    }
}

impl Cut {
    fn checked(self) -> Result<Self> {
        match self {
            Cut::Share(share) if !(0.0..=1.0).contains(&share) => Err(Error::usage(format!(
                "{share} is no share of the documents: it must be from 0 to 1"
            ))),
            _ => Ok(self),
        }
    }
}

/// What a matrix holds. The names and defaults are those of scikit-learn's vectorizers, except that letter
/// case is kept unless the counting folds it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MatrixOptions {
    /// What is counted.
    pub counting: Counting,
    /// One row for each value of a facet instead of one for each document.
    pub by: Option<Facet>,
    /// The shortest runs of tokens that are features.
    pub min_n: usize,
    /// The longest, 8 at most. A run never crosses a zone.
    pub max_n: usize,
    /// Leaves out features of fewer documents.
    pub min_df: Cut,
    /// Leaves out features of more documents.
    pub max_df: Cut,
    /// Keeps so many of the most frequent features, ties by text; 0 for all.
    pub max_features: usize,
    /// 1 for every count above 0, before anything else.
    pub binary: bool,
    /// Weights instead of counts.
    pub tf_idf: Option<TfIdfOptions>,
}

impl Default for MatrixOptions {
    fn default() -> Self {
        MatrixOptions {
            counting: Counting::default(),
            by: None,
            min_n: 1,
            max_n: 1,
            min_df: Cut::Count(1),
            max_df: Cut::Share(1.0),
            max_features: 0,
            binary: false,
            tf_idf: None,
        }
    }
}

/// Documents by features, as compressed rows (CSR): the values of row `r` are
/// `values[indptr[r]..indptr[r + 1]]`, their columns the same part of `indices`, ascending.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Matrix {
    /// The rows: ids of documents, or the values of the facet (`None` for those that do not say).
    pub documents: Vec<Option<String>>,
    /// The columns, in the order of their texts.
    pub features: Vec<String>,
    /// Where each row starts, and at last the number of values.
    pub indptr: Vec<usize>,
    /// Columns of the values.
    pub indices: Vec<u32>,
    /// Counts or weights; none is 0 unless a weight is.
    pub values: Vec<f64>,
    /// What computed it.
    pub provenance: Provenance,
    /// The name of the rows: `document` or that of the facet.
    pub rows: String,
}

impl Matrix {
    /// Columns and values of a row.
    pub fn row(&self, row: usize) -> (&[u32], &[f64]) {
        let from = self.indptr.get(row).copied().unwrap_or(0);
        let to = self.indptr.get(row + 1).copied().unwrap_or(from);
        let (indices, values) = (self.indices.get(from..to), self.values.get(from..to));
        (indices.unwrap_or(&[]), values.unwrap_or(&[]))
    }

    /// The matrix in long form: `document` (or the facet's name), `feature`, `value`; one row for each
    /// value, in the order of documents, then of features; at most `limit` rows, 0 for all.
    ///
    /// # Errors
    ///
    /// If the facet is named `feature` or `value`.
    pub fn table(&self, limit: usize) -> Result<Table> {
        let size = match limit {
            0 => self.values.len(),
            limit => limit.min(self.values.len()),
        };
        let mut documents = Vec::with_capacity(size);
        for (row, document) in self.documents.iter().enumerate() {
            let rest = size - documents.len();
            let length = self.row(row).0.len().min(rest);
            documents.extend(std::iter::repeat_n(document.clone(), length));
        }
        let features = self.indices.iter().take(size);
        let features = features.map(|&i| self.features.get(i as usize).cloned());
        let values = self.values.iter().take(size).map(|&v| Some(v));
        Table::new(self.provenance.clone().option("limit", limit))
            .with(&self.rows, Cells::Text(documents))?
            .with("feature", Cells::Text(features.collect()))?
            .with("value", Cells::Float(values.collect()))
    }
}

const LONGEST: usize = 8;
/// Terms of a run, [`NO_TERM`] after the last.
type Run = [u32; LONGEST];

/// The features of a portion of rows, numbered in order of their first use, and the counts of each row.
#[derive(Default)]
struct Portion {
    features: Vec<Run>,
    /// For each row its features with their counts, by number.
    rows: Vec<Vec<(u32, u32)>>,
}

/// The document–feature matrix.
///
/// ```
/// use variorum::{Corpus, ReadOptions, stats::{MatrixOptions, matrix}};
/// let corpus = Corpus::from_text("The red flag. The flag.", &ReadOptions::default());
/// let counts = matrix(&corpus, &MatrixOptions::default())?;
/// assert_eq!(counts.features, ["The", "flag", "red"]);
/// assert_eq!(counts.row(0), (&[0, 1, 2][..], &[2.0, 2.0, 1.0][..]));
/// # Ok::<(), variorum::Error>(())
/// ```
///
/// # Errors
///
/// If the lengths of runs are impossible, `max_df` allows fewer documents than `min_df` asks, a share is
/// not between 0 and 1, or the facet is not known.
pub fn matrix(corpus: &Corpus, options: &MatrixOptions) -> Result<Matrix> {
    if options.min_n == 0 || options.min_n > options.max_n || options.max_n > LONGEST {
        return Err(Error::usage(format!(
            "n from {} to {} is not possible: 1 ≤ min ≤ max ≤ {LONGEST}",
            options.min_n, options.max_n
        )));
    }
    let (min_df, max_df) = (options.min_df.checked()?, options.max_df.checked()?);
    if let Some(facet) = &options.by {
        corpus.check_facet(facet)?;
    }
    let view = View::new(corpus, &options.counting);
    let rows = rows(&view, options.by.as_ref())?;
    let (least, most) = (min_df.of(rows.len()), max_df.of(rows.len()));
    if most < least && !rows.is_empty() {
        return Err(Error::usage(format!(
            "max_df allows {most} documents of {} and min_df asks {least}: no feature has both",
            rows.len()
        )));
    }
    let portions: Vec<Portion> = rows
        .par_chunks(rows.len().div_ceil(rayon::current_num_threads() * 2).max(1))
        .map(|rows| portion(&view, rows, options))
        .collect();
    let joined = join(portions, options.binary);
    let kept = keep(&view, &joined, options, least, most);
    let mut out = Matrix {
        documents: rows.iter().map(|row| row.name.clone()).collect(),
        features: Vec::with_capacity(kept.len()),
        indptr: vec![0],
        indices: Vec::new(),
        values: Vec::new(),
        provenance: provenance(&view, options, joined.features.len() - kept.len()),
        rows: options
            .by
            .as_ref()
            .map_or("document", Facet::name)
            .to_owned(),
    };
    let mut column = vec![NO_TERM; joined.features.len()];
    let mut with = Vec::with_capacity(kept.len());
    for ((feature, text), number) in kept.into_iter().zip(0u32..) {
        if let Some(slot) = column.get_mut(feature) {
            *slot = number;
        }
        with.push(joined.documents.get(feature).copied().unwrap_or(0));
        out.features.push(text);
    }
    let idf = match &options.tf_idf {
        None => None,
        Some(weights) => {
            let idf = with.iter().map(|&df| weights.idf(rows.len() as u64, df));
            let idf: std::result::Result<Vec<f64>, _> = idf.collect();
            Some((
                weights,
                idf.map_err(|why| Error::usage(why.reason().to_owned()))?,
            ))
        }
    };
    let weighed: Vec<(Vec<u32>, Vec<f64>)> = joined
        .rows
        .into_par_iter()
        .map(|row| {
            let column_of = |(feature, count): (u32, u32)| {
                let column = column.get(feature as usize).copied().unwrap_or(NO_TERM);
                (column != NO_TERM).then_some((column, count))
            };
            let mut row: Vec<(u32, u32)> = row.into_iter().filter_map(column_of).collect();
            row.sort_unstable();
            let one = |count: u32| {
                if options.binary {
                    1.0
                } else {
                    f64::from(count)
                }
            };
            let mut values: Vec<f64> = row.iter().map(|&(_, count)| one(count)).collect();
            let indices: Vec<u32> = row.iter().map(|&(column, _)| column).collect();
            if let Some((weights, idf)) = &idf {
                let idf = indices.iter().map(|&i| idf.get(i as usize).copied());
                let idf: Vec<f64> = idf.map(Option::unwrap_or_default).collect();
                weights
                    .weigh(&mut values, &idf)
                    .map_err(|why| Error::usage(why.reason().to_owned()))?;
            }
            Ok((indices, values))
        })
        .collect::<Result<_>>()?;
    for (indices, values) in weighed {
        out.indices.extend(indices);
        out.values.extend(values);
        out.indptr.push(out.indices.len());
    }
    Ok(out)
}

/// The rows: documents one by one, or the groups of a facet.
fn rows(view: &View<'_>, by: Option<&Facet>) -> Result<Vec<Group>> {
    if by.is_some() {
        return Ok(view.groups(by));
    }
    let id: Facet = "id".parse()?;
    let row = |&n: &usize| Group {
        name: view.corpus().value(n, &id).map(Cow::into_owned),
        documents: vec![n],
    };
    Ok(view.documents().iter().map(row).collect())
}

fn portion(view: &View<'_>, rows: &[Group], options: &MatrixOptions) -> Portion {
    let mut out = Portion::default();
    // Single terms have a column of their own; longer runs are looked up.
    let mut terms = vec![NO_TERM; view.terms().len()];
    let mut runs: HashMap<Run, u32> = HashMap::new();
    let mut counts: Vec<u32> = Vec::new();
    let mut buffer = Vec::new();
    for row in rows {
        let mut touched: Vec<u32> = Vec::new();
        for &document in &row.documents {
            view.each_zone(document, &mut buffer, &mut |zone, _| {
                for start in 0..zone.len() {
                    let mut run = [NO_TERM; LONGEST];
                    for (n, &term) in (1..=options.max_n).zip(zone.iter().skip(start)) {
                        if term == NO_TERM {
                            break;
                        }
                        if let Some(slot) = run.get_mut(n - 1) {
                            *slot = term;
                        }
                        if n < options.min_n {
                            continue;
                        }
                        let next = u32::try_from(counts.len()).unwrap_or(NO_TERM);
                        let number = if n == 1 {
                            match terms.get_mut(term as usize) {
                                Some(slot) if *slot == NO_TERM => {
                                    *slot = next;
                                    next
                                }
                                Some(slot) => *slot,
                                None => continue,
                            }
                        } else {
                            *runs.entry(run).or_insert(next)
                        };
                        if number == next {
                            out.features.push(run);
                            counts.push(0);
                        }
                        if let Some(count) = counts.get_mut(number as usize) {
                            if *count == 0 {
                                touched.push(number);
                            }
                            *count = count.saturating_add(1);
                        }
                    }
                }
            });
        }
        let take = |number: u32| {
            let count = counts.get_mut(number as usize).map(std::mem::take);
            (number, count.unwrap_or(0))
        };
        out.rows.push(touched.into_iter().map(take).collect());
    }
    out
}

/// All portions under one numbering.
#[derive(Default)]
struct Joined {
    features: Vec<Run>,
    rows: Vec<Vec<(u32, u32)>>,
    /// In how many rows each feature is.
    documents: Vec<u64>,
    /// How often each occurs; in how many rows if binary.
    counts: Vec<u64>,
}

fn join(portions: Vec<Portion>, binary: bool) -> Joined {
    let mut out = Joined::default();
    let single = portions.len() < 2;
    let mut numbers: HashMap<Run, u32> = HashMap::new();
    for portion in portions {
        let renumbered: Option<Vec<u32>> = if single {
            out.features = portion.features;
            None
        } else {
            let number = |run: Run| {
                let next = u32::try_from(out.features.len()).unwrap_or(NO_TERM);
                let number = *numbers.entry(run).or_insert(next);
                if number == next {
                    out.features.push(run);
                }
                number
            };
            Some(portion.features.into_iter().map(number).collect())
        };
        out.documents.resize(out.features.len(), 0);
        out.counts.resize(out.features.len(), 0);
        for mut row in portion.rows {
            for (feature, count) in &mut row {
                if let Some(numbers) = &renumbered {
                    *feature = numbers.get(*feature as usize).copied().unwrap_or(NO_TERM);
                }
                let at = *feature as usize;
                if let (Some(with), Some(all)) = (out.documents.get_mut(at), out.counts.get_mut(at))
                {
                    *with += 1;
                    *all += if binary { 1 } else { u64::from(*count) };
                }
            }
            out.rows.push(row);
        }
    }
    out
}

/// The features that stay, with their texts, in the order of these.
fn keep(
    view: &View<'_>,
    joined: &Joined,
    options: &MatrixOptions,
    least: f64,
    most: f64,
) -> Vec<(usize, String)> {
    let text = |run: &Run| {
        let words = run.iter().take_while(|&&t| t != NO_TERM);
        words.map(|&t| view.form(t)).collect::<Vec<_>>().join(" ")
    };
    let mut kept: Vec<(usize, String)> = joined
        .features
        .par_iter()
        .zip(&joined.documents)
        .enumerate()
        .filter(|(_, (_, with))| (least..=most).contains(&(**with as f64)))
        .map(|(feature, (run, _))| (feature, text(run)))
        .collect();
    kept.par_sort_unstable_by(|a, b| a.1.cmp(&b.1));
    if options.max_features > 0 && options.max_features < kept.len() {
        let count = |feature: usize| joined.counts.get(feature).copied().unwrap_or(0);
        // Stable: equal counts stay in the order of texts.
        kept.sort_by_key(|&(feature, _)| std::cmp::Reverse(count(feature)));
        kept.truncate(options.max_features);
        kept.par_sort_unstable_by(|a, b| a.1.cmp(&b.1));
    }
    kept
}

fn provenance(view: &View<'_>, options: &MatrixOptions, left_out: usize) -> Provenance {
    let mut provenance = view
        .provenance("stats matrix")
        .option("by", options.by.as_ref().map(Facet::name))
        .option("min_n", options.min_n)
        .option("max_n", options.max_n)
        .option("min_df", options.min_df.value())
        .option("max_df", options.max_df.value())
        .option("max_features", options.max_features)
        .option("binary", options.binary)
        .option("tf_idf", options.tf_idf.is_some());
    if let Some(weights) = &options.tf_idf {
        provenance = provenance
            .option("use_idf", weights.use_idf)
            .option("smooth_idf", weights.smooth_idf)
            .option("sublinear_tf", weights.sublinear_tf)
            .option(
                "norm",
                (weights.norm != Norm::None).then(|| weights.norm.name()),
            )
            .option("log_base", "e");
    }
    provenance.count("features_left_out", left_out)
}
