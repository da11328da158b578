use hashbrown::HashMap;
use rayon::prelude::*;
use serde_json::Value;

use crate::{
    Corpus, Error, Result,
    corpus::Facet,
    stats::{
        Counting, NO_TERM, View, ints,
        measures::{
            Measured, Undefined,
            dispersion::{Dispersion, Parts, Sizes},
            positions::{Occurrences, Spread},
        },
        names::named,
        parts::{Cut, PartCounts},
        reasons::Reasons,
    },
    table::{Cells, Table},
};

/// The parts that a corpus is cut into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Over {
    /// Its documents.
    #[default]
    Documents,
    /// The values of a facet; documents that do not say are left out.
    Facet(Facet),
    /// So many parts of equal size in tokens, whatever the documents.
    Equal(usize),
}

impl std::str::FromStr for Over {
    type Err = Error;

    /// `documents`, a number, or a facet.
    fn from_str(text: &str) -> Result<Self> {
        match text {
            "documents" => Ok(Over::Documents),
            number if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => number
                .parse()
                .ok()
                .filter(|&n| n > 0)
                .map(Over::Equal)
                .ok_or_else(|| Error::usage(format!("{number} equal parts are not possible"))),
            facet => facet.parse().map(Over::Facet),
        }
    }
}

/// A measure of dispersion over parts, or of spread along the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DispersionMeasure {
    /// From the counts in the parts.
    Parts(Dispersion),
    /// From the places in the corpus, whatever the parts.
    Places(Spread),
}

impl DispersionMeasure {
    /// All of them.
    pub fn all() -> Vec<Self> {
        let parts = Dispersion::ALL.iter().copied().map(Self::Parts);
        parts
            .chain(Spread::ALL.iter().copied().map(Self::Places))
            .collect()
    }

    /// The name, as it is typed and printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Parts(measure) => measure.name(),
            Self::Places(measure) => measure.name(),
        }
    }
}

impl std::str::FromStr for DispersionMeasure {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        named(name, "dispersion measure", &Self::all(), Self::name)
    }
}

/// How dispersion is measured.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DispersionOptions {
    /// What is counted.
    pub counting: Counting,
    /// The parts.
    pub over: Over,
    /// The measures, one column each.
    pub measures: Vec<DispersionMeasure>,
    /// Only these terms, as they are typed; all if there are none.
    pub terms: Vec<String>,
    /// Leaves out terms with fewer occurrences, unless they were asked for by name.
    pub min_count: u64,
    /// The most rows; 0 for all.
    pub limit: usize,
}

impl Default for DispersionOptions {
    /// Over documents: range, Juilland's D, Carroll's D2, Rosengren's S, DP, `DPnorm`, DA, ARF.
    fn default() -> Self {
        let parts = [
            Dispersion::Range,
            Dispersion::JuillandD,
            Dispersion::CarrollD2,
            Dispersion::RosengrenS,
            Dispersion::Dp,
            Dispersion::DpNorm,
            Dispersion::Da,
        ];
        let parts = parts.into_iter().map(DispersionMeasure::Parts);
        DispersionOptions {
            counting: Counting::default(),
            over: Over::Documents,
            measures: parts
                .chain([DispersionMeasure::Places(Spread::Arf)])
                .collect(),
            terms: Vec::new(),
            min_count: 1,
            limit: 0,
        }
    }
}

/// How evenly terms are spread over the parts of a corpus.
///
/// Parts are documents, the values of a facet, or equal parts; those without a token are no parts.
/// Measures of places (`arf`, `ald`, `awt` …) take the counted tokens of all documents in the order of
/// the corpus as one ring.
///
/// Columns: `term`, `count`, `per_million`, and each measure under its name. Rows by count, ties by
/// term. What is undefined is null, with the reason in the notes.
///
/// # Errors
///
/// If the facet is not known, no measure is named, or there are more equal parts than tokens.
///
/// ```
/// use variorum::{Corpus, ReadOptions, stats::{DispersionOptions, Over, dispersion}};
/// let text = "dike dike mill mill mill ferry";
/// let corpus = Corpus::from_text(text, &ReadOptions::default());
/// let mut options = DispersionOptions::default();
/// options.over = Over::Equal(2);
/// let table = dispersion(&corpus, &options)?;
/// let first = table.row(0);
/// assert_eq!((first[0].as_str(), first[1].as_u64()), (Some("mill"), Some(3)));
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn dispersion(corpus: &Corpus, options: &DispersionOptions) -> Result<Table> {
    if options.measures.is_empty() {
        return Err(Error::usage("no measure is named"));
    }
    let view = View::new(corpus, &options.counting);
    let (documents, counts) = parted(&view, &options.over)?;
    let count = |term: u32| -> u64 {
        let cells = counts.of(term).iter();
        cells.map(|&(_, f)| u64::from(f)).sum()
    };
    let mut rows: Vec<(u32, String, u64)> = if options.terms.is_empty() {
        (0u32..)
            .take(view.terms().len())
            .map(|term| (term, count(term)))
            .filter(|&(_, f)| f > 0 && f >= options.min_count)
            .map(|(term, f)| (term, view.form(term).to_owned(), f))
            .collect()
    } else {
        let asked = asked(&view, &options.terms);
        let rows = asked
            .into_iter()
            .map(|(form, term)| (term, form, count(term)));
        rows.collect()
    };
    rows.par_sort_unstable_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
    if options.limit > 0 {
        rows.truncate(options.limit);
    }
    let scores = scores(&view, &documents, &counts, &rows, &options.measures)?;
    let tokens = counts.tokens();
    let mut reasons = Reasons::default();
    let rates: Vec<Measured> = rows
        .iter()
        .map(|&(_, _, f)| match tokens {
            0 => Err(Undefined::because("there are no tokens")),
            _ => Ok(f as f64 * 1e6 / tokens as f64),
        })
        .collect();
    let mut table = Table::new(described(&view, &documents, &counts, options))
        .with("term", rows.iter().map(|r| r.1.as_str()).collect())?
        .with("count", ints(rows.iter().map(|r| r.2)))?
        .with(
            "per_million",
            Cells::floats(reasons.cells("per_million", rates.into_iter())),
        )?;
    for (at, measure) in options.measures.iter().enumerate() {
        let values = scores.iter().filter_map(|row| row.get(at).copied());
        let cells = reasons.cells(measure.name(), values);
        table = table.with(measure.name(), Cells::floats(cells))?;
    }
    Ok(table.noted(|provenance| reasons.tell(provenance)))
}

fn described(
    view: &View<'_>,
    documents: &[usize],
    counts: &PartCounts,
    options: &DispersionOptions,
) -> crate::table::Provenance {
    let names: Vec<Value> = options.measures.iter().map(|m| m.name().into()).collect();
    let over = match &options.over {
        Over::Documents => "documents",
        Over::Facet(facet) => facet.name(),
        Over::Equal(_) => "equal parts of tokens",
    };
    let sizes = counts.sizes();
    let mut provenance = view
        .provenance("stats dispersion")
        .option("measures", names)
        .option("over", over)
        .option("kld_log_base", "2")
        .option("idf_log_base", "2")
        .option("ald_log_base", "10")
        .option("min_count", options.min_count)
        .option("limit", options.limit)
        .count("tokens", counts.tokens())
        .count("parts", sizes.len())
        .count("smallest_part", sizes.iter().min().copied())
        .count("largest_part", sizes.iter().max().copied());
    if !options.terms.is_empty() {
        provenance = provenance.option("terms", options.terms.clone());
    }
    let left_out = view.documents().len() - documents.len();
    if left_out > 0 {
        provenance = provenance.count("documents_left_out", left_out);
    }
    if counts.empty() > 0 {
        provenance = provenance.count("parts_without_tokens", counts.empty());
    }
    provenance
}

/// The documents that belong to a part, in the order of the corpus, and the counts in the parts.
fn parted(view: &View<'_>, over: &Over) -> Result<(Vec<usize>, PartCounts)> {
    match over {
        Over::Documents => Ok((view.documents().to_vec(), PartCounts::of_documents(view))),
        Over::Facet(facet) => {
            view.corpus().check_facet(facet)?;
            let groups = view.groups(Some(facet));
            let named = groups.iter().filter(|g| g.name.is_some());
            let mut documents = Vec::new();
            let mut cuts = Vec::new();
            let mut parts = 0;
            for (part, group) in (0u32..).zip(named) {
                documents.extend_from_slice(&group.documents);
                cuts.extend(group.documents.iter().map(|&d| Cut::whole(d, part)));
                parts += 1;
            }
            documents.sort_unstable();
            Ok((documents, PartCounts::new(view, &cuts, parts)))
        }
        Over::Equal(parts) => {
            let documents = view.documents().to_vec();
            let lengths: Vec<u64> = documents
                .par_iter()
                .map_init(Vec::new, |buffer, &document| {
                    let mut length = 0;
                    view.each_zone(document, buffer, &mut |terms, _| {
                        length += terms.iter().filter(|&&t| t != NO_TERM).count() as u64;
                    });
                    length
                })
                .collect();
            let cuts = equal_cuts(&documents, &lengths, *parts)?;
            let counts = PartCounts::new(view, &cuts, *parts);
            Ok((documents, counts))
        }
    }
}

/// Cuts a sequence of documents into `parts` that differ by one token at most.
fn equal_cuts(documents: &[usize], lengths: &[u64], parts: usize) -> Result<Vec<Cut>> {
    let tokens: u64 = lengths.iter().sum();
    if tokens == 0 {
        return Ok(Vec::new());
    }
    if parts == 0 || parts as u64 > tokens || u32::try_from(parts).is_err() {
        return Err(Error::usage(format!(
            "{parts} equal parts of {tokens} tokens are not possible"
        )));
    }
    // One past the last token of a part.
    let end_of = |part: u32| -> u64 {
        let end = (u128::from(part) + 1) * u128::from(tokens) / parts as u128;
        u64::try_from(end).unwrap_or(u64::MAX)
    };
    let (mut part, mut start) = (0u32, 0u64);
    let cuts = documents.iter().zip(lengths).map(|(&document, &length)| {
        let mut stretches = Vec::new();
        let mut done = 0;
        while done < length {
            while end_of(part) <= start + done {
                part += 1;
            }
            done = length.min(end_of(part) - start);
            stretches.push((done, part));
        }
        start += length;
        Cut {
            document,
            parts: stretches,
        }
    });
    Ok(cuts.collect())
}

/// The terms that were asked for, each once, with their numbers; [`NO_TERM`] if they do not occur.
fn asked(view: &View<'_>, typed: &[String]) -> Vec<(String, u32)> {
    let options = &view.counting().terms;
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut terms: Vec<(String, u32)> = Vec::new();
    for term in typed.iter().map(|t| options.term(t)) {
        if numbers.insert(term.clone(), NO_TERM).is_none() {
            terms.push((term, NO_TERM));
        }
    }
    for (number, form) in (0u32..).zip(view.terms().forms().forms()) {
        if let Some(slot) = numbers.get_mut(form) {
            *slot = number;
        }
    }
    for (term, number) in &mut terms {
        *number = numbers.get(term).copied().unwrap_or(NO_TERM);
    }
    terms
}

/// Every measure of every row.
fn scores(
    view: &View<'_>,
    documents: &[usize],
    counts: &PartCounts,
    rows: &[(u32, String, u64)],
    measures: &[DispersionMeasure],
) -> Result<Vec<Vec<Measured>>> {
    let is_place = |m: &DispersionMeasure| matches!(m, DispersionMeasure::Places(_));
    let tokens = counts.tokens();
    if tokens == 0 {
        let why = Err(Undefined::because("there are no tokens"));
        return Ok(vec![vec![why; measures.len()]; rows.len()]);
    }
    let sizes = Sizes::new(counts.sizes())?;
    let score = |term: u32, places: &[u64]| -> Result<Vec<Measured>> {
        let parts = Parts::sparse(counts.of(term), sizes)?;
        let places = Occurrences::new(places, tokens)?;
        let scores = measures.iter().map(|measure| match measure {
            DispersionMeasure::Parts(measure) => measure.score(&parts),
            DispersionMeasure::Places(measure) => measure.score(&places),
        });
        Ok(scores.collect())
    };
    if !measures.iter().any(is_place) {
        return rows.par_iter().map(|row| score(row.0, &[])).collect();
    }
    let mut all = Vec::with_capacity(rows.len());
    for batch in batches(rows) {
        let places = Places::find(view, documents, batch);
        let scored: Result<Vec<_>> = batch
            .par_iter()
            .enumerate()
            .map(|(at, row)| score(row.0, places.of(at)))
            .collect();
        all.extend(scored?);
    }
    Ok(all)
}

/// Places that are in memory at once: 128 MB of them.
const PLACES: u64 = 1 << 24;

/// Rows in portions whose places fit into memory.
fn batches(rows: &[(u32, String, u64)]) -> Vec<&[(u32, String, u64)]> {
    let mut batches = Vec::new();
    let (mut start, mut places) = (0, 0);
    for (at, row) in rows.iter().enumerate() {
        if places > 0 && places + row.2 > PLACES {
            batches.extend(rows.get(start..at));
            (start, places) = (at, 0);
        }
        places += row.2;
    }
    batches.extend(rows.get(start..).filter(|rest| !rest.is_empty()));
    batches
}

/// Where terms stand in the sequence of all counted tokens.
struct Places {
    ends: Vec<usize>,
    places: Vec<u64>,
}

impl Places {
    fn find(view: &View<'_>, documents: &[usize], rows: &[(u32, String, u64)]) -> Self {
        let mut slots = vec![u32::MAX; view.terms().len()];
        let mut ends = Vec::with_capacity(rows.len());
        let mut total = 0;
        for (slot, row) in (0u32..).zip(rows) {
            if let Some(own) = slots.get_mut(row.0 as usize) {
                *own = slot;
            }
            // For now where the row's places begin; filling them moves it to their end.
            ends.push(total);
            total += usize::try_from(row.2).unwrap_or(usize::MAX);
        }
        let mut places = vec![0; total];
        let mut place = 0u64;
        let mut buffer = Vec::new();
        for &document in documents {
            view.each_zone(document, &mut buffer, &mut |terms, _| {
                for &term in terms {
                    let Some(&slot) = slots.get(term as usize) else {
                        continue;
                    };
                    if let Some(end) = ends.get_mut(slot as usize) {
                        if let Some(own) = places.get_mut(*end) {
                            *own = place;
                        }
                        *end += 1;
                    }
                    place += 1;
                }
            });
        }
        Places { ends, places }
    }

    fn of(&self, row: usize) -> &[u64] {
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.copied().unwrap_or(0);
        let end = self.ends.get(row).copied().unwrap_or(start);
        self.places.get(start..end).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_parts_differ_by_one_token() {
        for (lengths, parts) in [
            (vec![5u64, 0, 3, 9], 4usize),
            (vec![1, 1, 1], 3),
            (vec![10], 3),
            (vec![2, 2], 1),
        ] {
            let documents: Vec<usize> = (0..lengths.len()).collect();
            let cuts = equal_cuts(&documents, &lengths, parts).unwrap();
            let mut sizes = vec![0; parts];
            for (cut, &length) in cuts.iter().zip(&lengths) {
                let mut before = 0;
                for &(end, part) in &cut.parts {
                    sizes[part as usize] += end - before;
                    before = end;
                }
                assert_eq!(before, length);
            }
            let (least, most) = (sizes.iter().min().unwrap(), sizes.iter().max().unwrap());
            assert!(most - least <= 1, "{sizes:?}");
        }
        assert!(equal_cuts(&[0], &[3], 4).is_err());
        assert!(equal_cuts(&[0], &[0], 4).unwrap().is_empty());
    }
}
