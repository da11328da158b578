//! How alike documents or groups of documents are, pair by pair.

use std::{cmp::Ordering, collections::BTreeMap};

use rayon::prelude::*;

use crate::{
    Corpus, Error, Result,
    corpus::Facet,
    stats::{
        Counting, Matrix, MatrixOptions, matrix,
        measures::{
            Measured, Undefined,
            ngrams::{Norm, TfIdfOptions},
            similarity::{Overlap, Similarity, z_scores},
        },
    },
    table::{Cells, Table},
};

/// A similarity or a distance of two documents or groups, a and b.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SimilarityMeasure {
    /// Shared terms / terms of either: [`Overlap::jaccard`].
    Jaccard,
    /// [`Overlap::dice`] of the sets of terms.
    Dice,
    /// Shared terms / terms of the smaller set: [`Overlap::overlap`].
    Overlap,
    /// Shared terms / terms of a: [`Overlap::containment`].
    ContainmentA,
    /// Shared terms / terms of b.
    ContainmentB,
    /// Cosine of the counts.
    Cosine,
    /// Cosine of the counts weighted by smooth idf, as scikit-learn's `TfidfVectorizer` has it.
    CosineTfIdf,
    /// Σ min / Σ max of the counts.
    WeightedJaccard,
    /// Jensen–Shannon divergence of the shares, in bits.
    Jsd,
    /// Distance of Hellinger of the shares.
    Hellinger,
    /// Dissimilarity of Bray and Curtis of the counts.
    BrayCurtis,
    /// Burrows's Delta over the most frequent words.
    BurrowsDelta,
    /// Cosine Delta over the most frequent words.
    CosineDelta,
}

use SimilarityMeasure as M;

impl SimilarityMeasure {
    /// All of them.
    pub const ALL: [SimilarityMeasure; 13] = [
        M::Jaccard,
        M::Dice,
        M::Overlap,
        M::ContainmentA,
        M::ContainmentB,
        M::Cosine,
        M::CosineTfIdf,
        M::WeightedJaccard,
        M::Jsd,
        M::Hellinger,
        M::BrayCurtis,
        M::BurrowsDelta,
        M::CosineDelta,
    ];

    /// The name, and that of the column.
    pub const fn name(self) -> &'static str {
        match self {
            M::Jaccard => "jaccard",
            M::Dice => "dice",
            M::Overlap => "overlap",
            M::ContainmentA => "containment_a",
            M::ContainmentB => "containment_b",
            M::Cosine => "cosine",
            M::CosineTfIdf => "cosine_tf_idf",
            M::WeightedJaccard => "weighted_jaccard",
            M::Jsd => "jsd",
            M::Hellinger => "hellinger",
            M::BrayCurtis => "bray_curtis",
            M::BurrowsDelta => "burrows_delta",
            M::CosineDelta => "cosine_delta",
        }
    }

    /// Whether less is more alike.
    pub const fn is_distance(self) -> bool {
        matches!(
            self,
            M::Jsd | M::Hellinger | M::BrayCurtis | M::BurrowsDelta | M::CosineDelta
        )
    }

    fn is_delta(self) -> bool {
        matches!(self, M::BurrowsDelta | M::CosineDelta)
    }
}

impl std::str::FromStr for SimilarityMeasure {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        M::ALL
            .into_iter()
            .find(|m| m.name() == name)
            .ok_or_else(|| {
                Error::usage(format!(
                    "'{name}' is no similarity or distance: known are {}",
                    M::ALL.map(M::name).join(", ")
                ))
            })
    }
}

/// What is compared.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SimilarityOptions {
    /// What is counted.
    pub counting: Counting,
    /// Compares the groups of a facet's values instead of documents.
    pub by: Option<Facet>,
    /// Terms are runs of so many tokens, 8 at most (shingles).
    pub n: usize,
    /// What is shown, in this order; rows come by the first. None: Jaccard, cosine, cosine of tf-idf.
    pub measures: Vec<SimilarityMeasure>,
    /// How many of the most frequent terms (ties by text) the Deltas compare.
    pub words: usize,
    /// Leaves out pairs that are less alike by the first measure, which must be a similarity.
    pub min_similarity: Option<f64>,
    /// Leaves out pairs that are further apart by the first measure, which must be a distance.
    pub max_distance: Option<f64>,
    /// More documents (or groups) than these are not compared: pairs grow with the square.
    pub max_documents: usize,
    /// The most rows; 0 for all.
    pub limit: usize,
}

impl Default for SimilarityOptions {
    fn default() -> Self {
        SimilarityOptions {
            counting: Counting::default(),
            by: None,
            n: 1,
            measures: Vec::new(),
            words: 150,
            min_similarity: None,
            max_distance: None,
            max_documents: 2000,
            limit: 0,
        }
    }
}

/// Every pair of documents, or of groups, with its similarities and distances.
///
/// Columns: `a`, `b` (ids of documents or values of the facet, a before b in the order of the corpus or
/// of the values), each measure. Rows by the first measure, the most alike first, ties in the order
/// of a and b; rows without a value last.
///
/// ```
/// use variorum::{Corpus, ReadOptions, stats::{SimilarityOptions, similarity}};
/// let texts = ["red flag flew", "red flag fell", "blue car stopped"].map(str::to_owned);
/// let corpus = Corpus::from_texts(texts, &ReadOptions::default());
/// let table = similarity(&corpus, &SimilarityOptions::default())?;
/// // Two of four words.
/// assert_eq!((table.len(), table.row(0)[2].as_f64()), (3, Some(0.5)));
/// # Ok::<(), variorum::Error>(())
/// ```
///
/// # Errors
///
/// If there are more documents than `max_documents`, a threshold is asked of the wrong kind of measure, `n` or
/// `words` is impossible, or the facet is not known.
pub fn similarity(corpus: &Corpus, options: &SimilarityOptions) -> Result<Table> {
    let measures = measures(options)?;
    if let Some(facet) = &options.by {
        corpus.check_facet(facet)?;
    }
    let counts = MatrixOptions {
        counting: options.counting.clone(),
        by: options.by.clone(),
        min_n: options.n,
        max_n: options.n,
        ..MatrixOptions::default()
    };
    if options.by.is_none() {
        check_size(corpus.len(), options)?;
    }
    let counts = matrix(corpus, &counts)?;
    check_size(counts.documents.len(), options)?;
    let rows = Rows::new(counts, &measures, options);
    let all: Vec<Vec<Pair>> = (0..rows.counts.documents.len())
        .into_par_iter()
        .map(|a| rows.pairs_of(a, &measures, options))
        .collect();
    let mut pairs = all.concat();
    let sign = if measures.first().is_some_and(|m| m.is_distance()) {
        1.0
    } else {
        -1.0
    };
    let key = |pair: &Pair| match pair.values.first() {
        Some(Ok(value)) => value * sign + 0.0,
        _ => f64::INFINITY,
    };
    pairs.par_sort_by(|x, y| key(x).total_cmp(&key(y)));
    let found = pairs.len();
    if options.limit > 0 {
        pairs.truncate(options.limit);
    }
    let name = |row: usize| rows.counts.documents.get(row).cloned().flatten();
    let mut columns: Vec<Vec<Option<f64>>> = measures.iter().map(|_| Vec::new()).collect();
    let mut absent: BTreeMap<(usize, &str), u64> = BTreeMap::new();
    for pair in &pairs {
        for (number, (column, value)) in columns.iter_mut().zip(&pair.values).enumerate() {
            column.push(value.ok());
            if let Err(why) = value {
                *absent.entry((number, why.reason())).or_default() += 1;
            }
        }
    }
    let names: Vec<&str> = measures.iter().map(|m| m.name()).collect();
    let mut provenance = rows.counts.provenance.clone();
    "stats similarity".clone_into(&mut provenance.measure);
    for option in [
        "min_n",
        "max_n",
        "min_df",
        "max_df",
        "max_features",
        "binary",
        "tf_idf",
    ] {
        provenance.options.remove(option);
    }
    provenance.counts.remove("features_left_out");
    provenance = provenance
        .option("n", options.n)
        .option("measures", names.clone())
        .option("log_base", "2 for jsd, e for idf")
        .option("idf", "smooth: ln((1 + n) / (1 + df)) + 1")
        .option("words", options.words)
        .option(
            "z_scores",
            "of shares of tokens, standard deviation of the sample",
        )
        .option("min_similarity", options.min_similarity)
        .option("max_distance", options.max_distance)
        .option("max_documents", options.max_documents)
        .option("limit", options.limit)
        .count("compared", rows.counts.documents.len())
        .count("pairs", found);
    if rows.without_z > 0 {
        provenance.notes.push(format!(
            "{} of the {} most frequent words are as frequent in all texts and have no z-score",
            rows.without_z, rows.asked_z
        ));
    }
    for ((column, reason), count) in absent {
        let name = names.get(column).copied().unwrap_or_default();
        provenance
            .notes
            .push(format!("{name}: {reason} ({count} rows)"));
    }
    let mut table = Table::new(provenance)
        .with("a", Cells::texts(pairs.iter().map(|p| name(p.a))))?
        .with("b", Cells::texts(pairs.iter().map(|p| name(p.b))))?;
    for (name, column) in names.into_iter().zip(columns) {
        table = table.with(name, Cells::floats(column))?;
    }
    Ok(table)
}

fn check_size(documents: usize, options: &SimilarityOptions) -> Result<()> {
    if documents <= options.max_documents {
        return Ok(());
    }
    let pairs = documents as u128 * (documents as u128 - 1) / 2;
    Err(Error::usage(format!(
        "{documents} documents make {pairs} pairs, and max_documents is {}: raise it, choose fewer documents, \
         or compare groups (by)",
        options.max_documents
    )))
}

fn measures(options: &SimilarityOptions) -> Result<Vec<SimilarityMeasure>> {
    let mut measures = Vec::new();
    for &measure in &options.measures {
        if !measures.contains(&measure) {
            measures.push(measure);
        }
    }
    if measures.is_empty() {
        measures = vec![M::Jaccard, M::Cosine, M::CosineTfIdf];
    }
    if options.words == 0 {
        return Err(Error::usage("words is 0: a Delta compares at least one"));
    }
    let Some(first) = measures.first() else {
        return Ok(measures);
    };
    for (name, threshold, wrong, kind) in [
        (
            "min_similarity",
            options.min_similarity,
            first.is_distance(),
            "similarity",
        ),
        (
            "max_distance",
            options.max_distance,
            !first.is_distance(),
            "distance",
        ),
    ] {
        if threshold.is_some() && wrong {
            let known = M::ALL
                .into_iter()
                .filter(|m| m.is_distance() == (kind == "distance"));
            let known: Vec<&str> = known.map(M::name).collect();
            return Err(Error::usage(format!(
                "{name} needs a {kind} as the first measure, and '{}' is none: known are {}",
                first.name(),
                known.join(", ")
            )));
        }
        if threshold.is_some_and(|t| !t.is_finite()) {
            return Err(Error::usage(format!("{name} must be a finite number")));
        }
    }
    Ok(measures)
}

/// Two rows and their measures.
#[derive(Clone)]
struct Pair {
    a: usize,
    b: usize,
    values: Vec<Measured>,
}

const NO_WORDS: Undefined = Undefined::because("a text has none of the words");

/// The rows that are compared.
struct Rows {
    counts: Matrix,
    /// Weights by tf-idf, in the places of the counts.
    weights: Vec<f64>,
    /// Z-scores of the most frequent words, none of rows without words.
    z: Vec<Option<Vec<f64>>>,
    asked_z: usize,
    without_z: usize,
}

impl Rows {
    fn new(counts: Matrix, measures: &[SimilarityMeasure], options: &SimilarityOptions) -> Rows {
        let mut rows = Rows {
            weights: Vec::new(),
            z: Vec::new(),
            asked_z: 0,
            without_z: 0,
            counts,
        };
        if measures.contains(&M::CosineTfIdf) {
            rows.weigh();
        }
        if measures.iter().any(|m| m.is_delta()) {
            rows.scores(options.words);
        }
        rows
    }

    fn weigh(&mut self) {
        let tf_idf = TfIdfOptions {
            norm: Norm::None,
            ..TfIdfOptions::default()
        };
        let mut documents = vec![0u64; self.counts.features.len()];
        for &index in &self.counts.indices {
            if let Some(with) = documents.get_mut(index as usize) {
                *with += 1;
            }
        }
        let rows = self.counts.documents.len() as u64;
        let idf = documents.iter().map(|&with| tf_idf.idf(rows, with));
        let idf: Vec<f64> = idf.map(|idf| idf.unwrap_or(0.0)).collect();
        let weight = |(&index, &count): (&u32, &f64)| {
            count * idf.get(index as usize).copied().unwrap_or(0.0)
        };
        let both = self.counts.indices.iter().zip(&self.counts.values);
        self.weights = both.map(weight).collect();
    }

    fn scores(&mut self, words: usize) {
        let counts = &self.counts;
        let mut sums = vec![0.0; counts.features.len()];
        for (&index, value) in counts.indices.iter().zip(&counts.values) {
            if let Some(sum) = sums.get_mut(index as usize) {
                *sum += value;
            }
        }
        let mut order: Vec<(f64, usize)> = sums.into_iter().zip(0..).collect();
        order.sort_by(|x, y| y.0.total_cmp(&x.0));
        order.truncate(words);
        self.asked_z = order.len();
        let rows: Vec<(&[u32], &[f64], f64)> = (0..counts.documents.len())
            .map(|row| {
                let (indices, values) = counts.row(row);
                (indices, values, values.iter().sum())
            })
            .collect();
        self.z = rows
            .iter()
            .map(|row| (row.2 > 0.0).then(Vec::new))
            .collect();
        for (_, feature) in order {
            let share = |&(indices, values, sum): &(&[u32], &[f64], f64)| {
                let at = indices.binary_search_by(|&i| (i as usize).cmp(&feature));
                let count = at.ok().and_then(|at| values.get(at)).copied();
                (sum > 0.0).then(|| count.unwrap_or(0.0) / sum)
            };
            let shares: Vec<f64> = rows.iter().filter_map(share).collect();
            match z_scores(&shares) {
                Ok(scores) => {
                    let with_words = self.z.iter_mut().flatten();
                    with_words.zip(scores).for_each(|(z, score)| z.push(score));
                }
                Err(_) => self.without_z += 1,
            }
        }
    }

    /// The pairs of a row with all later rows.
    fn pairs_of(
        &self,
        a: usize,
        measures: &[SimilarityMeasure],
        options: &SimilarityOptions,
    ) -> Vec<Pair> {
        let mut room = Room::default();
        let mut pairs = Vec::new();
        for b in a + 1..self.counts.documents.len() {
            room.made = None;
            let mut values = Vec::with_capacity(measures.len());
            for &measure in measures {
                let value = self.score(measure, a, b, &mut room);
                if values.is_empty() {
                    let near = options
                        .min_similarity
                        .is_none_or(|t| value.is_ok_and(|v| v >= t));
                    let far = options
                        .max_distance
                        .is_some_and(|t| value.is_ok_and(|v| v > t) || value.is_err());
                    if !near || far {
                        break;
                    }
                }
                values.push(value);
            }
            if !values.is_empty() {
                pairs.push(Pair { a, b, values });
            }
        }
        pairs
    }

    fn score(&self, measure: SimilarityMeasure, a: usize, b: usize, room: &mut Room) -> Measured {
        let sets = || Overlap::of_sorted(self.counts.row(a).0, self.counts.row(b).0);
        let deltas = |measure: Similarity| {
            let z = |row: usize| self.z.get(row).and_then(Option::as_ref);
            match (z(a), z(b)) {
                (Some(a), Some(b)) => measure.score(a, b),
                _ => Err(NO_WORDS),
            }
        };
        let mut vectors = |measure: Similarity, weighted: bool| {
            room.make(self, a, b, weighted);
            measure.score(&room.a, &room.b)
        };
        match measure {
            M::Jaccard => sets().jaccard(),
            M::Dice => sets().dice(),
            M::Overlap => sets().overlap(),
            M::ContainmentA => sets().containment(),
            M::ContainmentB => sets().reversed().containment(),
            M::Cosine => vectors(Similarity::Cosine, false),
            M::CosineTfIdf => vectors(Similarity::Cosine, true),
            M::WeightedJaccard => vectors(Similarity::WeightedJaccard, false),
            M::Jsd => vectors(Similarity::Jsd, false),
            M::Hellinger => vectors(Similarity::Hellinger, false),
            M::BrayCurtis => vectors(Similarity::BrayCurtis, false),
            M::BurrowsDelta => deltas(Similarity::BurrowsDelta),
            M::CosineDelta => deltas(Similarity::CosineDelta),
        }
    }

    fn values(&self, row: usize, weighted: bool) -> impl Iterator<Item = (u32, f64)> {
        let from = self.counts.indptr.get(row).copied().unwrap_or(0);
        let values = if weighted {
            &self.weights
        } else {
            &self.counts.values
        };
        let (indices, _) = self.counts.row(row);
        let values = values.get(from..from + indices.len()).unwrap_or(&[]);
        indices.iter().copied().zip(values.iter().copied())
    }
}

/// Two rows as vectors over the terms of either, in the order of terms.
#[derive(Default)]
struct Room {
    a: Vec<f64>,
    b: Vec<f64>,
    /// Which vectors are there: weighted or not.
    made: Option<bool>,
}

impl Room {
    fn make(&mut self, rows: &Rows, a: usize, b: usize, weighted: bool) {
        if self.made == Some(weighted) {
            return;
        }
        self.made = Some(weighted);
        self.a.clear();
        self.b.clear();
        let (mut left, mut right) = (rows.values(a, weighted), rows.values(b, weighted));
        let (mut of_a, mut of_b) = (left.next(), right.next());
        loop {
            let order = match (of_a, of_b) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((term, _)), Some((other, _))) => term.cmp(&other),
            };
            let value = |entry: Option<(u32, f64)>, has: bool| match entry {
                Some((_, value)) if has => value,
                _ => 0.0,
            };
            self.a.push(value(of_a, order.is_le()));
            self.b.push(value(of_b, order.is_ge()));
            if order.is_le() {
                of_a = left.next();
            }
            if order.is_ge() {
                of_b = right.next();
            }
        }
    }
}
