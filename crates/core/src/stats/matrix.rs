//! The document–feature matrix.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::{
    Corpus, Error, Result,
    corpus::Facet,
    stats::{
        Counting, Group, NO_TERM, View,
        count::{self, CountOptions, Grams, LONGEST, Runs},
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
            .with(&self.rows, Cells::texts(documents))?
            .with("feature", Cells::texts(features))?
            .with("value", Cells::floats(values))
    }
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
    let counting = CountOptions {
        min_n: options.min_n,
        max_n: options.max_n,
        ..CountOptions::default()
    };
    let runs = RowRuns::new(&view, &rows);
    let found = count::document_ngrams(&runs, rows.len(), &counting)?;
    let kept = keep(&view, &found.grams, options, least, most);
    let mut out = Matrix {
        documents: rows.iter().map(|row| row.name.clone()).collect(),
        features: Vec::with_capacity(kept.len()),
        indptr: vec![0],
        indices: Vec::new(),
        values: Vec::new(),
        provenance: provenance(&view, options, found.width() - kept.len()),
        rows: options
            .by
            .as_ref()
            .map_or("document", Facet::name)
            .to_owned(),
    };
    let mut column = vec![NO_TERM; found.width()];
    let mut with = Vec::with_capacity(kept.len());
    for (feature, number) in kept.into_iter().zip(0u32..) {
        if let Some(slot) = column.get_mut(feature.number) {
            *slot = number;
        }
        with.push(feature.documents);
        out.features.push(feature.text);
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
    let weighed: Vec<(Vec<u32>, Vec<f64>)> = (0..rows.len())
        .into_par_iter()
        .map(|row| {
            let column_of = |(feature, count): (u32, u32)| {
                let column = column.get(feature as usize).copied().unwrap_or(NO_TERM);
                (column != NO_TERM).then_some((column, count))
            };
            let mut row: Vec<(u32, u32)> = found.row(row).filter_map(column_of).collect();
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

/// The rows of a matrix as runs of terms, one a zone. A row is a document of the counting, and is never
/// parted.
struct RowRuns<'r> {
    view: &'r View<'r>,
    rows: &'r [Group],
    /// The first row of each part and the end of the last.
    parts: Vec<usize>,
}

/// How many documents a part of the work has at least.
const PORTION: usize = 256;

impl<'r> RowRuns<'r> {
    fn new(view: &'r View<'r>, rows: &'r [Group]) -> Self {
        let mut parts = vec![0];
        let mut documents = 0;
        for (row, end) in rows.iter().zip(1..) {
            documents += row.documents.len();
            if documents >= PORTION && end < rows.len() {
                parts.push(end);
                documents = 0;
            }
        }
        parts.push(rows.len());
        RowRuns { view, rows, parts }
    }
}

impl Runs for RowRuns<'_> {
    fn types(&self) -> usize {
        self.view.terms().len()
    }

    fn parts(&self) -> usize {
        self.parts.len() - 1
    }

    fn each(&self, part: usize, visit: &mut dyn FnMut(u32, &[u32])) {
        let Some(&[start, end]) = self.parts.get(part..part + 2) else {
            return;
        };
        let rows = self.rows.get(start..end).unwrap_or(&[]);
        let mut buffer = Vec::new();
        for (row, number) in rows.iter().zip((0u32..).skip(start)) {
            for &document in &row.documents {
                self.view
                    .each_zone(document, &mut buffer, &mut |terms, _| visit(number, terms));
            }
        }
    }
}

/// A feature that stays.
struct Feature {
    /// Its place among all that were counted.
    number: usize,
    text: String,
    /// How often it occurs; in how many rows if binary.
    count: u64,
    /// In how many rows.
    documents: u64,
}

/// The features that stay, in the order of their texts.
fn keep(
    view: &View<'_>,
    grams: &Grams,
    options: &MatrixOptions,
    least: f64,
    most: f64,
) -> Vec<Feature> {
    let all: Vec<(&[u32], u64, u32)> = grams.rows().collect();
    let mut kept: Vec<Feature> = all
        .into_par_iter()
        .enumerate()
        .filter(|(_, (_, _, documents))| (least..=most).contains(&f64::from(*documents)))
        .map(|(number, (words, count, documents))| {
            let forms: Vec<&str> = words.iter().map(|&t| view.form(t)).collect();
            let documents = u64::from(documents);
            Feature {
                number,
                text: forms.join(" "),
                count: if options.binary { documents } else { count },
                documents,
            }
        })
        .collect();
    let by_text =
        |a: &Feature, b: &Feature| a.text.cmp(&b.text).then_with(|| a.number.cmp(&b.number));
    kept.par_sort_unstable_by(by_text);
    if options.max_features > 0 && options.max_features < kept.len() {
        // Stable: equal counts stay in the order of texts.
        kept.sort_by_key(|feature| std::cmp::Reverse(feature.count));
        kept.truncate(options.max_features);
        kept.par_sort_unstable_by(by_text);
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
