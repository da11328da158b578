use rayon::prelude::*;
use serde_json::Value;

use crate::{
    Corpus, Error, Result,
    stats::{
        Counting, NO_TERM, Unit, View, ints,
        measures::{
            Measured,
            diversity::{Diversity, Spectrum, SpectrumOptions},
            sequence::{SequenceDiversity, SequenceOptions},
        },
        names::named,
        reasons::Reasons,
    },
    table::{Cells, Provenance, Table},
};

/// A measure of lexical diversity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DiversityMeasure {
    /// From how often types occur.
    Spectrum(Diversity),
    /// From the sequence of tokens.
    Sequence(SequenceDiversity),
}

impl DiversityMeasure {
    /// All of them.
    pub fn all() -> Vec<Self> {
        let spectrum = Diversity::ALL.iter().copied().map(Self::Spectrum);
        let sequence = SequenceDiversity::ALL.iter().copied().map(Self::Sequence);
        spectrum.chain(sequence).collect()
    }

    /// The name, as it is typed and printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Spectrum(measure) => measure.name(),
            Self::Sequence(measure) => measure.name(),
        }
    }
}

impl std::str::FromStr for DiversityMeasure {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        named(name, "diversity measure", &Self::all(), Self::name)
    }
}

/// How diversity is measured.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DiversityOptions {
    /// What is counted.
    pub counting: Counting,
    /// What a row is about.
    pub by: Unit,
    /// The measures, one column each.
    pub measures: Vec<DiversityMeasure>,
    /// Logarithms and variants of the measures of frequencies.
    pub spectrum: SpectrumOptions,
    /// Windows, thresholds and samples of the measures of a sequence.
    pub sequence: SequenceOptions,
    /// The most rows; 0 for all.
    pub limit: usize,
}

impl Default for DiversityOptions {
    /// The whole corpus: TTR, Guiraud's R, Herdan's C, Maas' a², Yule's K, MATTR, MTLD, HD-D.
    fn default() -> Self {
        let spectrum = [
            Diversity::Ttr,
            Diversity::GuiraudR,
            Diversity::HerdanC,
            Diversity::MaasA2,
            Diversity::YuleK,
        ];
        let sequence = [
            SequenceDiversity::Mattr,
            SequenceDiversity::Mtld,
            SequenceDiversity::HdD,
        ];
        let spectrum = spectrum.into_iter().map(DiversityMeasure::Spectrum);
        let sequence = sequence.into_iter().map(DiversityMeasure::Sequence);
        DiversityOptions {
            counting: Counting::default(),
            by: Unit::Corpus,
            measures: spectrum.chain(sequence).collect(),
            spectrum: SpectrumOptions::default(),
            sequence: SequenceOptions::default(),
            limit: 0,
        }
    }
}

impl DiversityOptions {
    /// An error if a number cannot be what it stands for. [`diversity`] asks it first.
    pub fn check(&self) -> Result<()> {
        let wrong = |text: String| Err(Error::usage(text));
        let sequence = &self.sequence;
        if self.measures.is_empty() {
            return wrong("no measure is named".to_owned());
        }
        let threshold = sequence.mtld.threshold;
        if !(threshold > 0.0 && threshold < 1.0) {
            return wrong(format!(
                "a threshold of {threshold} is not possible: it lies between 0 and 1, like 0.72"
            ));
        }
        for (name, size) in [
            ("window", sequence.window),
            ("segment", sequence.segment),
            ("sample", sequence.sample as usize),
            ("smallest sample", sequence.vocd.from as usize),
            ("number of samples", sequence.vocd.samples as usize),
            ("number of trials", sequence.vocd.trials as usize),
        ] {
            if size == 0 {
                return wrong(format!("a {name} of 0 is not possible"));
            }
        }
        if sequence.vocd.from > sequence.vocd.to {
            return wrong(format!(
                "samples from {} to {} tokens are not possible",
                sequence.vocd.from, sequence.vocd.to
            ));
        }
        let a = self.spectrum.brunet_a;
        if !(a > 0.0 && a < 1.0) {
            return wrong(format!(
                "an exponent of {a} is not possible: Brunet's lies between 0 and 1, like 0.172"
            ));
        }
        Ok(())
    }

    /// Every option of the measures that are asked for, and no other.
    fn tell(&self, provenance: Provenance) -> Provenance {
        let names: Vec<Value> = self.measures.iter().map(|m| m.name().into()).collect();
        let mut told = provenance
            .option("measures", names)
            .option("by", self.by.name())
            .option("limit", self.limit);
        let SequenceOptions {
            window,
            segment,
            remainder,
            mtld,
            sample,
            vocd,
        } = self.sequence;
        for measure in &self.measures {
            told = match measure {
                DiversityMeasure::Spectrum(measure) => match measure {
                    Diversity::SummerS | Diversity::DugastU | Diversity::MaasA2 => {
                        told.option("log_base", self.spectrum.log_base.name())
                    }
                    Diversity::ShannonH => {
                        told.option("entropy_base", self.spectrum.entropy_base.name())
                    }
                    Diversity::YuleI => told.option("yule_i", self.spectrum.yule_i.name()),
                    Diversity::BrunetW => told.option("brunet_a", self.spectrum.brunet_a),
                    _ => told,
                },
                DiversityMeasure::Sequence(measure) => match measure {
                    SequenceDiversity::Mattr => told.option("window", window),
                    SequenceDiversity::Msttr => told
                        .option("segment", segment)
                        .option("remainder", remainder.name()),
                    SequenceDiversity::Mtld => told
                        .option("mtld_threshold", mtld.threshold)
                        .option("mtld_comparison", mtld.comparison.name())
                        .option("mtld_least_tokens", mtld.least_tokens)
                        .option("mtld_direction", mtld.direction.name())
                        .option("mtld_aggregation", mtld.aggregation.name()),
                    SequenceDiversity::MtldW => told
                        .option("mtld_threshold", mtld.threshold)
                        .option("mtld_comparison", mtld.comparison.name())
                        .option("mtld_least_tokens", mtld.least_tokens),
                    SequenceDiversity::HdD => told.option("sample", sample),
                    SequenceDiversity::VocdD => told
                        .option("vocd_from", vocd.from)
                        .option("vocd_to", vocd.to)
                        .option("vocd_samples", vocd.samples)
                        .option("vocd_trials", vocd.trials)
                        .option("seed", vocd.seed),
                    SequenceDiversity::VocdDExpected => told
                        .option("vocd_from", vocd.from)
                        .option("vocd_to", vocd.to),
                },
            };
        }
        told
    }
}

/// What one row has.
struct Row {
    tokens: u64,
    types: u64,
    scores: Vec<Measured>,
}

/// How rich the vocabulary is, of the corpus, of each document or of each group of documents.
///
/// The text of a group is its documents in a row, in the order of the corpus. Columns: `id` or the
/// facet's name, `documents` of a group, `tokens`, `types`, and each measure under its name. Rows in
/// the order of the corpus, or of the facet's values. What is undefined, such as a window longer than
/// the text, is null with the reason in the notes.
///
/// # Errors
///
/// If the facet is not known or an option is not possible ([`DiversityOptions::check`]).
///
/// ```
/// use variorum::{Corpus, ReadOptions, stats::{DiversityOptions, diversity}};
/// let corpus = Corpus::from_text("the dike and the mill", &ReadOptions::default());
/// let table = diversity(&corpus, &DiversityOptions::default())?;
/// assert_eq!(table.column("ttr").unwrap().cells.value(0), 0.8);
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn diversity(corpus: &Corpus, options: &DiversityOptions) -> Result<Table> {
    options.check()?;
    options.by.check(corpus)?;
    let view = View::new(corpus, &options.counting);
    let mut groups = options.by.groups(&view);
    if options.limit > 0 {
        groups.truncate(options.limit);
    }
    let alone = groups.len() == 1;
    let rows: Vec<Row> = groups
        .par_iter()
        .map_init(Vec::new, |buffer, group| {
            let mut tokens = Vec::new();
            for &document in &group.documents {
                view.each_zone(document, buffer, &mut |terms, _| {
                    tokens.extend(terms.iter().copied().filter(|&t| t != NO_TERM));
                });
            }
            score(&tokens, options, alone)
        })
        .collect();
    let tokens: u64 = rows.iter().map(|r| r.tokens).sum();
    let provenance = options.tell(view.provenance("stats diversity"));
    let mut table = Table::new(provenance.count("tokens", tokens));
    if let Some(column) = options.by.column() {
        let names = groups.iter().map(|g| g.name.clone());
        table = table.with(column, Cells::texts(names))?;
    }
    if options.by != Unit::Document {
        let documents = groups.iter().map(|g| g.documents.len() as u64);
        table = table.with("documents", ints(documents))?;
    }
    table = table
        .with("tokens", ints(rows.iter().map(|r| r.tokens)))?
        .with("types", ints(rows.iter().map(|r| r.types)))?;
    let mut reasons = Reasons::default();
    for (at, measure) in options.measures.iter().enumerate() {
        let values = rows.iter().filter_map(|row| row.scores.get(at).copied());
        let cells = reasons.cells(measure.name(), values);
        table = table.with(measure.name(), Cells::floats(cells))?;
    }
    Ok(table.noted(|provenance| reasons.tell(provenance)))
}

/// One text; the measures of a text that is alone share the threads.
fn score(tokens: &[u32], options: &DiversityOptions, alone: bool) -> Row {
    let spectrum = Spectrum::of_tokens(tokens);
    let one = |measure: &DiversityMeasure| match measure {
        DiversityMeasure::Spectrum(measure) => measure.score_with(&spectrum, &options.spectrum),
        DiversityMeasure::Sequence(measure) => measure.score(tokens, &options.sequence),
    };
    let scores = if alone {
        options.measures.par_iter().map(one).collect()
    } else {
        options.measures.iter().map(one).collect()
    };
    Row {
        tokens: spectrum.tokens(),
        types: spectrum.types(),
        scores,
    }
}
