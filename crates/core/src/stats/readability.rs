use std::{borrow::Cow, collections::BTreeSet};

use rayon::prelude::*;
use serde_json::Value;

use crate::{
    Corpus, Error, Result,
    corpus::{Counted, Facet},
    layout::ZoneKind,
    stats::{
        Counting, NO_TERM, Unit, View, ints,
        measures::{
            Measured, Undefined,
            readability::{Readability, ReadabilityCounts},
            syllables::estimate_syllables,
        },
        reasons::Reasons,
    },
    table::{Cells, Table},
    text::lower,
};

/// How readability is measured.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReadabilityOptions {
    /// What is counted. Paragraphs only, unless zones are named: titles and headings are no prose.
    pub counting: Counting,
    /// What a row is about.
    pub by: Unit,
    /// The formulas, one column each.
    pub measures: Vec<Readability>,
    /// Words that readers know, for the formulas of Dale and Chall and of Spache. Compared
    /// lower-cased, as they stand; no list is part of this program.
    pub familiar: Vec<String>,
    /// The most rows; 0 for all.
    pub limit: usize,
}

impl Default for ReadabilityOptions {
    /// The whole corpus, every formula that needs no list.
    fn default() -> Self {
        let listed = [Readability::DaleChallNew, Readability::Spache];
        let mut measures = Readability::ALL.to_vec();
        measures.retain(|m| !listed.contains(m));
        ReadabilityOptions {
            counting: Counting::default(),
            by: Unit::Corpus,
            measures,
            familiar: Vec::new(),
            limit: 0,
        }
    }
}

/// How hard English prose is to read, of the corpus, of each document or of each group of documents.
///
/// Words are the counted tokens that have a letter or a digit; sentences those that have a counted
/// word, none crosses a paragraph. Syllables are
/// [estimated](crate::stats::measures::syllables::estimate_syllables) from spelling; a number counts
/// as a word of one syllable. Gunning's hard words are those of three syllables or more, but neither capitalised inside a
/// sentence (names) nor with the third syllable from an ending -es, -ed or -ing.
///
/// Documents in other languages than English, or of an unknown one, have no numbers; they are no part
/// of a group.
///
/// Columns: `id` or the facet's name, `documents` in English of a group, `sentences`, `words`,
/// `syllables`, `characters` (letters and digits), `polysyllables`, and each formula under its name.
/// Rows in the order of the corpus, or of the facet's values.
///
/// # Errors
///
/// If the facet is not known or no formula is named.
///
/// ```
/// use variorum::{Corpus, ReadOptions, stats::{ReadabilityOptions, readability}};
/// let text = "The party met in the town and it was late. The rain had come to the town in the night.";
/// let corpus = Corpus::from_text(text, &ReadOptions::default());
/// let table = readability(&corpus, &ReadabilityOptions::default())?;
/// assert_eq!(table.column("sentences").unwrap().cells.value(0), 2);
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn readability(corpus: &Corpus, options: &ReadabilityOptions) -> Result<Table> {
    if options.measures.is_empty() {
        return Err(Error::usage("no measure is named"));
    }
    options.by.check(corpus)?;
    let mut counting = options.counting.clone();
    if counting.zones.is_none() {
        counting.zones = Some(Counted::only([ZoneKind::Paragraph]));
    }
    let view = View::new(corpus, &counting);
    let words = Words::new(corpus, &options.familiar);
    let mut groups = options.by.groups(&view);
    if options.limit > 0 {
        groups.truncate(options.limit);
    }
    let language: Facet = Facet::named("language");
    let rows: Vec<Row> = groups
        .par_iter()
        .map(|group| {
            let languages: Vec<Option<Cow<'_, str>>> = group
                .documents
                .iter()
                .map(|&d| corpus.value(d, &language))
                .collect();
            let english: Vec<usize> = group
                .documents
                .iter()
                .zip(&languages)
                .filter(|(_, l)| l.as_deref() == Some("en"))
                .map(|(&d, _)| d)
                .collect();
            let counts = if let [.., _] = english[..] {
                // Sums of whole numbers, the same in whatever order.
                let portions = english.par_chunks(64);
                let counts = portions.map(|portion| words.count(&view, portion));
                Ok(counts.reduce(ReadabilityCounts::default, sum))
            } else {
                Err(Undefined::because(match (&options.by, &languages[..]) {
                    (Unit::Document, [None]) => "the language of the document is not known",
                    (Unit::Document, _) => "the document is not in English",
                    _ => "no document is in English",
                }))
            };
            Row {
                english: english.len(),
                other: group.documents.len() - english.len(),
                counts: counts.map(|counts| ReadabilityCounts {
                    unfamiliar_words: (!options.familiar.is_empty())
                        .then_some(counts.unfamiliar_words)
                        .flatten(),
                    ..counts
                }),
            }
        })
        .collect();
    table(&view, &groups, &rows, options)
}

/// What one row has.
struct Row {
    english: usize,
    other: usize,
    counts: std::result::Result<ReadabilityCounts, Undefined>,
}

/// One of the counts.
type Count = fn(&ReadabilityCounts) -> u64;

fn table(
    view: &View<'_>,
    groups: &[super::Group],
    rows: &[Row],
    options: &ReadabilityOptions,
) -> Result<Table> {
    let names: Vec<Value> = options.measures.iter().map(|m| m.name().into()).collect();
    let others: usize = rows.iter().map(|r| r.other).sum();
    let counted = rows.iter().filter_map(|r| r.counts.ok());
    let mut provenance = view
        .provenance("stats readability")
        .option("measures", names)
        .option("by", options.by.name())
        .option("language", "en")
        .option("syllables", "estimated from spelling; a number has one")
        .option("limit", options.limit)
        .count("words", counted.map(|c| c.words).sum::<u64>());
    if !options.familiar.is_empty() {
        provenance = provenance.option("familiar_words", options.familiar.len());
    }
    if others > 0 {
        provenance = provenance.count("documents_not_in_english", others);
    }
    provenance
        .notes
        .push("syllables are estimated from spelling, not looked up".to_owned());
    let mut table = Table::new(provenance);
    if let Some(column) = options.by.column() {
        let names = groups.iter().map(|g| g.name.clone());
        table = table.with(column, Cells::texts(names))?;
    }
    if options.by != Unit::Document {
        table = table.with("documents", ints(rows.iter().map(|r| r.english as u64)))?;
    }
    let counts: [(&str, Count); 5] = [
        ("sentences", |c| c.sentences),
        ("words", |c| c.words),
        ("syllables", |c| c.syllables),
        ("characters", |c| c.characters),
        ("polysyllables", |c| c.polysyllables),
    ];
    for (name, count) in counts {
        let cells = rows.iter().map(|row| {
            let counts = row.counts.as_ref().ok()?;
            i64::try_from(count(counts)).ok()
        });
        table = table.with(name, Cells::ints(cells))?;
    }
    let mut reasons = Reasons::default();
    for measure in &options.measures {
        let score = |row: &Row| -> Measured { measure.score(&row.counts?) };
        let cells = reasons.cells(measure.name(), rows.iter().map(score));
        table = table.with(measure.name(), Cells::floats(cells))?;
    }
    Ok(table.noted(|provenance| reasons.tell(provenance)))
}

fn sum(a: ReadabilityCounts, b: ReadabilityCounts) -> ReadabilityCounts {
    ReadabilityCounts {
        sentences: a.sentences + b.sentences,
        words: a.words + b.words,
        syllables: a.syllables + b.syllables,
        characters: a.characters + b.characters,
        polysyllables: a.polysyllables + b.polysyllables,
        monosyllables: a.monosyllables + b.monosyllables,
        complex_words: a.complex_words + b.complex_words,
        long_words: a.long_words + b.long_words,
        unfamiliar_words: match (a.unfamiliar_words, b.unfamiliar_words) {
            (None, None) => None,
            (a, b) => Some(a.unwrap_or(0) + b.unwrap_or(0)),
        },
    }
}

/// What readability asks of a type.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    /// Letters and digits; 0 for what is no word.
    characters: u32,
    syllables: u32,
    /// Hard by Gunning's rule, unless it is a name.
    complex: bool,
    capitalised: bool,
    unfamiliar: bool,
}

impl Word {
    fn new(form: &str, familiar: &BTreeSet<String>) -> Self {
        let characters = form.chars().filter(|c| c.is_alphanumeric()).count();
        if characters == 0 {
            return Word::default();
        }
        let estimated = estimate_syllables(form);
        let syllables = estimated.unwrap_or(1);
        let lowered = lower(form);
        // appointed, but not delegates: the stem has three syllables without the ending.
        let by_ending = ["es", "ed", "ing"].iter().any(|ending| {
            let stem = lowered.strip_suffix(ending);
            stem.and_then(estimate_syllables).is_some_and(|n| n < 3)
        });
        Word {
            characters: u32::try_from(characters).unwrap_or(u32::MAX),
            syllables,
            complex: syllables >= 3 && !by_ending,
            capitalised: form.chars().next().is_some_and(char::is_uppercase),
            unfamiliar: estimated.is_some() && !familiar.contains(lowered.as_ref()),
        }
    }
}

/// The types of a corpus as readability sees them.
struct Words(Vec<Word>);

impl Words {
    fn new(corpus: &Corpus, familiar: &[String]) -> Self {
        let familiar: BTreeSet<String> = familiar.iter().map(|w| lower(w).into_owned()).collect();
        let vocabulary = corpus.index().vocabulary();
        let types = u32::try_from(vocabulary.len()).unwrap_or(u32::MAX);
        let words = (0..types)
            .into_par_iter()
            .with_min_len(1024)
            .map(|id| Word::new(vocabulary.form(id), &familiar));
        Words(words.collect())
    }

    fn count(&self, view: &View<'_>, documents: &[usize]) -> ReadabilityCounts {
        let mut counts = ReadabilityCounts::default();
        let mut unfamiliar = 0;
        let mut buffer = Vec::new();
        for &document in documents {
            view.each_zone(document, &mut buffer, &mut |terms, tokens| {
                let mut starts = tokens.sentences().peekable();
                // Whether a word of the sentence was counted.
                let mut begun = false;
                let words = terms.iter().zip(tokens.words());
                for (at, (&term, &id)) in words.enumerate() {
                    let first = starts.next_if(|&start| start <= at).is_some();
                    begun &= !first;
                    let word = self.0.get(id as usize).copied().unwrap_or_default();
                    if term == NO_TERM || word.characters == 0 {
                        continue;
                    }
                    counts.sentences += u64::from(!std::mem::replace(&mut begun, true));
                    counts.words += 1;
                    counts.syllables += u64::from(word.syllables);
                    counts.characters += u64::from(word.characters);
                    counts.polysyllables += u64::from(word.syllables >= 3);
                    counts.monosyllables += u64::from(word.syllables == 1);
                    let name = word.capitalised && !first;
                    counts.complex_words += u64::from(word.complex && !name);
                    counts.long_words += u64::from(word.characters > 6);
                    unfamiliar += u64::from(word.unfamiliar);
                }
            });
        }
        counts.unfamiliar_words = Some(unfamiliar);
        counts
    }
}
