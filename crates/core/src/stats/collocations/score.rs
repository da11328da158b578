//! The measures of collocations, row by row.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::{
    Error, Result,
    stats::measures::{
        Measured,
        association::Association,
        contingency::Contingency,
        lambda::{Pattern, g2_independence, lambda},
        special::{log10_p_chi2, log10_p_normal},
    },
};

/// A measure of a collocation: an [`Association`] of two words, or λ of two to five.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CollocationMeasure {
    /// A measure of the 2×2 table. Of longer runs only [`Association::G2`], against complete
    /// independence of all words ([`g2_independence`]).
    Association(Association),
    /// [`lambda`] and its standard score: the columns `lambda` and `lambda_z`.
    Lambda,
}

impl CollocationMeasure {
    /// G², the default of most tools.
    pub const G2: Self = CollocationMeasure::Association(Association::G2);

    /// All of them.
    pub fn all() -> Vec<CollocationMeasure> {
        let all = Association::ALL.iter().copied();
        all.map(CollocationMeasure::Association)
            .chain([CollocationMeasure::Lambda])
            .collect()
    }

    /// The name, and that of the column.
    pub const fn name(self) -> &'static str {
        match self {
            CollocationMeasure::Association(measure) => measure.name(),
            CollocationMeasure::Lambda => "lambda",
        }
    }

    /// Whether less is stronger.
    pub(super) fn ascends(self) -> bool {
        self == CollocationMeasure::Association(Association::FisherLog10P)
    }

    /// Whether it has a distribution that gives a p-value.
    pub(super) fn is_test(self) -> bool {
        use Association::{Chi2, Chi2Yates, FisherLog10P, G2, SimpleLl};
        match self {
            CollocationMeasure::Lambda => true,
            CollocationMeasure::Association(measure) => {
                matches!(measure, G2 | SimpleLl | Chi2 | Chi2Yates | FisherLog10P)
            }
        }
    }

    /// Whether runs of more than two words have it.
    pub(super) fn has_runs(self) -> bool {
        matches!(self, CollocationMeasure::G2 | CollocationMeasure::Lambda)
    }
}

impl std::str::FromStr for CollocationMeasure {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let all = CollocationMeasure::all();
        all.iter()
            .copied()
            .find(|m| m.name() == name)
            .ok_or_else(|| {
                let known: Vec<&str> = all.iter().map(|m| m.name()).collect();
                Error::usage(format!(
                    "'{name}' is no association measure: known are {}",
                    known.join(", ")
                ))
            })
    }
}

/// The counts of one row.
#[expect(
    clippy::large_enum_variant,
    reason = "made for one row at a time, never kept"
)]
pub(super) enum Observed {
    /// Of two words: the joint count, both margins and the total.
    Pair([u64; 4]),
    /// Of a longer run: the margins of all subsets of its places.
    Run(Pattern),
}

/// What is asked of each row.
pub(super) struct Asked {
    pub(super) measures: Vec<CollocationMeasure>,
    /// Added to each cell of λ.
    pub(super) smoothing: f64,
}

/// The columns of a table with the reasons for their absent cells.
#[derive(Default)]
pub(super) struct Scored {
    /// `expected`, the measures, `log10_p` if a measure has one.
    pub(super) columns: Vec<Vec<Option<f64>>>,
    /// Rows without a value, by column and reason.
    pub(super) absent: Absent,
}

/// How many rows have no value, by column and reason.
type Absent = BTreeMap<(usize, &'static str), u64>;

impl Scored {
    /// Adds rows of the same columns.
    pub(super) fn extend(&mut self, rows: Scored) {
        self.columns.resize_with(rows.columns.len(), Vec::new);
        for (to, from) in self.columns.iter_mut().zip(rows.columns) {
            if to.is_empty() {
                *to = from;
            } else {
                to.extend(from);
            }
        }
        for (reason, rows) in rows.absent {
            *self.absent.entry(reason).or_default() += rows;
        }
    }
}

/// Rows that are scored at a time.
const PORTION: usize = 4096;

impl Asked {
    /// The measure whose p-value is shown.
    pub(super) fn test(&self) -> Option<CollocationMeasure> {
        self.measures.iter().copied().find(|m| m.is_test())
    }

    /// Names of the columns.
    pub(super) fn names(&self) -> Vec<&'static str> {
        let mut names = vec!["expected"];
        for measure in &self.measures {
            names.push(measure.name());
            if *measure == CollocationMeasure::Lambda {
                names.push("lambda_z");
            }
        }
        if self.test().is_some() {
            names.push("log10_p");
        }
        names
    }

    /// The first measure of rows, in order.
    pub(super) fn first<R: Sync>(
        &self,
        rows: &[R],
        observed: &(dyn Fn(&R) -> Result<Observed> + Sync),
    ) -> Result<Vec<Option<f64>>> {
        let first = Asked {
            measures: self.measures.first().copied().into_iter().collect(),
            smoothing: self.smoothing,
        };
        let scored = first.score(rows, observed)?;
        Ok(scored.columns.into_iter().nth(1).unwrap_or_default())
    }

    /// Scores rows, in order.
    pub(super) fn score<R: Sync>(
        &self,
        rows: &[R],
        observed: &(dyn Fn(&R) -> Result<Observed> + Sync),
    ) -> Result<Scored> {
        let columns = self.names().len();
        let column = |_| vec![None; rows.len()];
        let mut scored = Scored {
            columns: (0..columns).into_par_iter().map(column).collect(),
            absent: Absent::new(),
        };
        // The cells of each portion of rows, column by column, so that threads write where the values stay.
        let portions = rows.len().div_ceil(PORTION);
        let mut cells: Vec<Vec<&mut [Option<f64>]>> = Vec::new();
        cells.resize_with(portions, || Vec::with_capacity(columns));
        for column in &mut scored.columns {
            for (portion, part) in cells.iter_mut().zip(column.chunks_mut(PORTION)) {
                portion.push(part);
            }
        }
        let absent: Vec<Absent> = rows
            .par_chunks(PORTION)
            .zip(cells)
            .map(|(rows, mut cells)| {
                let mut absent = Absent::new();
                for (at, row) in rows.iter().enumerate() {
                    self.row(&observed(row)?, &mut |column, value| {
                        let cells = cells.get_mut(column);
                        if let Some(cell) = cells.and_then(|cells| cells.get_mut(at)) {
                            *cell = value.ok();
                        }
                        if let Err(why) = value {
                            *absent.entry((column, why.reason())).or_default() += 1;
                        }
                    })?;
                }
                Ok(absent)
            })
            .collect::<Result<_>>()?;
        for (reason, rows) in absent.into_iter().flatten() {
            *scored.absent.entry(reason).or_default() += rows;
        }
        Ok(scored)
    }

    /// Gives `put` each column of a row with its value.
    fn row(&self, observed: &Observed, put: &mut impl FnMut(usize, Measured)) -> Result<()> {
        let mut column = 0;
        let mut put = |value: Measured| {
            put(column, value);
            column += 1;
        };
        let test = self.test();
        let mut p = None;
        let (table, pattern, df) = match observed {
            Observed::Pair([joint, first, second, total]) => {
                let table = Contingency::from_margins(*joint, *first, *second, *total)?;
                put(Ok(table.e11()));
                let asks_lambda = self.measures.contains(&CollocationMeasure::Lambda);
                let pattern = asks_lambda
                    .then(|| Pattern::from_margins(&[*total, *first, *second, *joint]))
                    .transpose()?;
                (Some(table), pattern, 1)
            }
            Observed::Run(pattern) => {
                put(Ok(expected(pattern)));
                let words = u32::try_from(pattern.words()).unwrap_or(2);
                (None, Some(*pattern), 2u32.pow(words) - words - 1)
            }
        };
        for &measure in &self.measures {
            let value = match (measure, &table, &pattern) {
                (CollocationMeasure::Lambda, _, Some(pattern)) => {
                    let both = lambda(pattern, self.smoothing);
                    put(both.map(|both| both.lambda));
                    both.map(|both| both.z)
                }
                (CollocationMeasure::Association(measure), Some(table), _) => measure.score(table),
                (CollocationMeasure::G2, None, Some(pattern)) => g2_independence(pattern),
                _ => return Err(no_runs(measure)),
            };
            put(value);
            if Some(measure) == test {
                p = Some(value.map(|value| match measure {
                    CollocationMeasure::Lambda => log10_p_normal(value),
                    CollocationMeasure::Association(Association::FisherLog10P) => value,
                    CollocationMeasure::Association(_) => log10_p_chi2(value, df),
                }));
            }
        }
        if let Some(p) = p {
            put(p);
        }
        Ok(())
    }
}

/// An error for a measure that longer runs have not.
pub(super) fn no_runs(measure: CollocationMeasure) -> Error {
    Error::usage(format!(
        "'{}' is a measure of two words: for runs of more, known are g2, lambda",
        measure.name()
    ))
}

/// How often a run would occur if all its words came independently: the product of the shares of the single
/// margins, times the total.
fn expected(pattern: &Pattern) -> f64 {
    let cells = pattern.cells();
    let total = cells.iter().map(|&c| c as f64).sum::<f64>();
    (0..pattern.words()).fold(total, |e, place| {
        let with = cells
            .iter()
            .enumerate()
            .filter(|(s, _)| s & (1 << place) != 0);
        e * with.map(|(_, &c)| c as f64).sum::<f64>() / total
    })
}

/// The name of a column and its cells, one for each pair.
pub type ScoreColumn = (&'static str, Vec<Option<f64>>);

/// Scores pairs that were counted elsewhere: each a joint count and its two margins, of `total` pairs in
/// all. Gives the columns `expected`, those of the measures, and `log10_p` of the first that has a p-value.
///
/// ```
/// use variorum::stats::{CollocationMeasure, score_pairs};
///
/// let columns = score_pairs(&[[8, 1105, 44], [1, 3, 1]], 15_000_000, &["pmi".parse()?], 0.5)?;
/// let (name, pmi) = &columns[1];
/// assert_eq!((*name, pmi.len()), ("pmi", 2));
/// assert!((pmi[0].unwrap() - (8.0 * 15e6 / (1105.0 * 44.0f64)).log2()).abs() < 1e-12);
/// # Ok::<(), variorum::Error>(())
/// ```
///
/// # Errors
///
/// If the margins contradict the counts.
pub fn score_pairs(
    pairs: &[[u64; 3]],
    total: u64,
    measures: &[CollocationMeasure],
    smoothing: f64,
) -> Result<Vec<ScoreColumn>> {
    let asked = Asked {
        measures: measures.to_vec(),
        smoothing,
    };
    let scored = asked.score(pairs, &|&[joint, first, second]| {
        Ok(Observed::Pair([joint, first, second, total]))
    })?;
    Ok(asked.names().into_iter().zip(scored.columns).collect())
}
