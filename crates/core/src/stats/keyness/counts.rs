//! Counting two corpora in one numbering of terms.

use std::{cmp::Ordering, sync::OnceLock};

use super::KeynessOptions;
use crate::{
    Corpus, Error, Result,
    corpus::{Interner, Vocabulary},
    stats::{NO_TERM, View, parts::PartCounts},
    table::Provenance,
};

/// The counts of two corpora: made once, they can be scored in many ways.
///
/// ```
/// use variorum::{Corpus, ReadOptions, stats::{KeynessCounts, KeynessOptions, measures::keyness::Keyness}};
/// let read = |text| Corpus::from_text(text, &ReadOptions::default());
/// let (target, reference) = (read("The dikes hold."), read("The harvest is in."));
/// let mut options = KeynessOptions::default();
/// let counts = KeynessCounts::new(&target, &reference, &options)?;
/// options.measures = vec![Keyness::PercentDiff];
/// let table = counts.score(&options)?;
/// assert!(table.column("percent_diff").is_some());
/// # Ok::<(), variorum::Error>(())
/// ```
#[derive(Debug)]
pub struct KeynessCounts<'a> {
    /// The target and the reference.
    pub(super) sides: [Side<'a>; 2],
    /// The terms of both, where they are two readings; those of the target's view otherwise.
    forms: Option<Vocabulary>,
    pub(super) words: Vec<Word>,
    /// Documents that are in both.
    common: usize,
}

/// One of the two corpora.
#[derive(Debug)]
pub(super) struct Side<'a> {
    pub(super) view: View<'a>,
    pub(super) tokens: u64,
    parts: OnceLock<PartCounts>,
}

impl Side<'_> {
    /// The counts in its documents, those without tokens left out.
    pub(super) fn parts(&self) -> &PartCounts {
        self.parts
            .get_or_init(|| PartCounts::of_documents(&self.view))
    }
}

/// A word of either corpus; target first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    term: u32,
    /// Its numbers in the two views; [`NO_TERM`] where it does not occur.
    pub(super) terms: [u32; 2],
    pub(super) counts: [u64; 2],
    pub(super) documents: [u64; 2],
}

impl<'a> KeynessCounts<'a> {
    /// Counts the two by `options.counting`, on all threads of the current pool.
    ///
    /// # Errors
    ///
    /// If one of the two has no tokens, or they were cut by different rules.
    pub fn new(
        target: &'a Corpus,
        reference: &'a Corpus,
        options: &KeynessOptions,
    ) -> Result<Self> {
        options.check()?;
        let view = View::new(target, &options.counting);
        let (other, shared) = match view.of_part(reference) {
            Ok(other) => (other, true),
            Err(_) => (View::new(reference, &options.counting), false),
        };
        let (rules, others) = (target.index().rules(), reference.index().rules());
        if rules != others {
            return Err(Error::usage(format!(
                "the target was cut into tokens by {} and the reference by {}: read both by one rule",
                rules.name(),
                others.name()
            )));
        }
        let parts = PartCounts::of_documents(&view);
        let tally = other.tally(other.documents());
        for (name, tokens) in [("target", parts.tokens()), ("reference", tally.tokens)] {
            if tokens == 0 {
                return Err(Error::usage(format!(
                    "the {name} has no tokens, and nothing can be compared with it"
                )));
            }
        }
        let mut forms = None;
        let mut words: Vec<Word> = (0u32..)
            .take(view.terms().len())
            .map(|term| {
                let cells = parts.of(term);
                Word {
                    term,
                    terms: [term, NO_TERM],
                    counts: [cells.iter().map(|&(_, f)| u64::from(f)).sum(), 0],
                    documents: [cells.len() as u64, 0],
                }
            })
            .collect();
        let mut add = |term: u32, own: u32, count: u64, documents: u64| {
            let at = term as usize;
            if at >= words.len() {
                let absent = |term| Word {
                    term,
                    terms: [NO_TERM; 2],
                    counts: [0; 2],
                    documents: [0; 2],
                };
                words.extend((0u32..=term).skip(words.len()).map(absent));
            }
            if let Some(word) = words.get_mut(at) {
                word.terms = [word.terms[0], own];
                word.counts = [word.counts[0], count];
                word.documents = [word.documents[0], documents];
            }
        };
        if shared {
            for row in &tally.rows {
                add(row.term, row.term, row.count, row.documents);
            }
        } else {
            let mut both = Interner::from_vocabulary(view.terms().forms().clone());
            for row in &tally.rows {
                let term = both.intern(other.form(row.term));
                add(term, row.term, row.count, row.documents);
            }
            forms = Some(both.finish());
        }
        words.retain(|w| w.counts != [0, 0]);
        let common = if shared { common(&view, &other) } else { 0 };
        Ok(KeynessCounts {
            sides: [
                Side {
                    tokens: parts.tokens(),
                    view,
                    parts: OnceLock::from(parts),
                },
                Side {
                    tokens: tally.tokens,
                    view: other,
                    parts: OnceLock::new(),
                },
            ],
            forms,
            words,
            common,
        })
    }

    /// A word's form.
    pub(super) fn form(&self, word: &Word) -> &str {
        match &self.forms {
            Some(forms) => forms.form(word.term),
            None => self.sides[0].view.form(word.term),
        }
    }

    /// What was counted.
    pub(super) fn provenance(&self) -> Provenance {
        let [target, reference] = &self.sides;
        let mut provenance = target.view.provenance("stats keyness");
        let other = reference.view.provenance("");
        for (name, count) in other.counts {
            provenance.counts.insert(format!("reference_{name}"), count);
        }
        let mut provenance = provenance
            .count("tokens", target.tokens)
            .count("reference_tokens", reference.tokens)
            .count("types", self.words.len());
        let empty = target.parts().empty();
        if empty > 0 {
            provenance = provenance.count("documents_without_tokens", empty);
        }
        if self.common > 0 {
            provenance.notes.push(format!(
                "{} documents are in the target and in the reference: the tests take them for \
                 independent",
                self.common
            ));
        }
        provenance
    }
}

/// How many documents two views of one index share.
fn common(a: &View<'_>, b: &View<'_>) -> usize {
    let numbers = |view: &View<'_>| -> Vec<usize> {
        let documents = view.documents().iter();
        documents.map(|&n| view.corpus().number(n)).collect()
    };
    let (a, b) = (numbers(a), numbers(b));
    let (mut x, mut y) = (a.iter().peekable(), b.iter().peekable());
    let mut common = 0;
    while let (Some(m), Some(n)) = (x.peek(), y.peek()) {
        let order = m.cmp(n);
        common += usize::from(order == Ordering::Equal);
        if order != Ordering::Greater {
            x.next();
        }
        if order != Ordering::Less {
            y.next();
        }
    }
    common
}
