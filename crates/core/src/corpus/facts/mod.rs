//! The facts of a corpus: every document read for people, organs, events and the rest, on all threads.

mod marked;
mod table;

use std::sync::Arc;

use rayon::prelude::*;

use crate::{
    Corpus, Document, Progress, Result,
    facts::{Extractor, Facts, Kind},
    table::Table,
};

/// A document with its facts.
#[derive(Clone, Debug)]
pub struct Read {
    /// The document.
    pub document: Arc<Document>,
    /// What it says.
    pub facts: Facts,
}

/// Documents whose facts are looked for between two looks at whether the work should stop.
const BATCH: usize = 256;

impl Corpus {
    /// The facts of its documents, in their order, with the names of the corpus' pack.
    ///
    /// ```
    /// use variorum::{Corpus, ReadOptions, facts::Kind};
    /// let text = "Minister Visits Mill\n\nTARSK, March 3 (VPS) -- Jan Orel, minister of agriculture, \
    ///     visited the Tarsk mill on Friday.\n";
    /// let corpus = Corpus::from_text(text, &ReadOptions::default());
    /// let read = corpus.facts(&[Kind::People], &())?;
    /// assert_eq!(read[0].facts.people[0].name, "Jan Orel");
    /// # Ok::<(), variorum::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Only if the work was cancelled.
    pub fn facts(&self, kinds: &[Kind], progress: &dyn Progress) -> Result<Vec<Read>> {
        let mut out = Vec::new();
        self.each_facts(kinds, progress, &mut |read| {
            out.push(read);
            Ok(())
        })?;
        Ok(out)
    }

    /// The same, each document given to `sink` when it is its turn: no more than some hundred are in
    /// memory.
    ///
    /// # Errors
    ///
    /// The first error of `sink`, or if the work was cancelled.
    pub fn each_facts(
        &self,
        kinds: &[Kind],
        progress: &dyn Progress,
        sink: &mut dyn FnMut(Read) -> Result<()>,
    ) -> Result<()> {
        let extractor = Extractor::new(self.pack());
        progress.expect(self.len() as u64, "documents");
        for first in (0..self.len()).step_by(BATCH) {
            progress.check()?;
            let batch = first..(first + BATCH).min(self.len());
            let done = batch.len() as u64;
            let read: Vec<Read> = batch
                .into_par_iter()
                .filter_map(|n| self.get(n))
                .map(|document| {
                    let facts = extractor.facts(&document, kinds);
                    Read { document, facts }
                })
                .collect();
            for one in read {
                sink(one)?;
            }
            progress.advance(done);
        }
        Ok(())
    }

    /// The facts of some kinds as one table, a row a mention (of rosters a row a member).
    ///
    /// Every table has `document start end text` first and `path` last; `start` and `end` are bytes of
    /// the capture's text. Between them stand, of one kind:
    ///
    /// | kind | columns |
    /// | --- | --- |
    /// | people | `name id candidates form titles` |
    /// | titles | `person person_id organ group when` |
    /// | rosters | `roster role event position name id titles institution open_ended` |
    /// | organs | `name id candidates level parent chain class` |
    /// | events | `id candidates series ordinal of first_day last_day place basis` |
    /// | dates | `resolved precision basis vague` |
    /// | quantities | `value high unit of approx base_value base_high base_unit` |
    /// | quotes | `mode type speaker speaker_id cue chain` |
    /// | terms | `id category` |
    /// | claims | `type speaker speaker_id through target cue polarity actuality` |
    ///
    /// Of several kinds: `kind id value`, where `value` is the name, the resolved date, the number with
    /// its unit and so on. Lists are joined with `; `.
    ///
    /// # Errors
    ///
    /// Only if the work was cancelled.
    pub fn facts_table(&self, kinds: &[Kind], progress: &dyn Progress) -> Result<Table> {
        let mut rows = table::Rows::new(kinds);
        self.each_facts(kinds, progress, &mut |read| {
            rows.push(&read);
            Ok(())
        })?;
        rows.finish(self.pack())
    }
}

/// Facts gathered into the table of [`Corpus::facts_table`], document by document.
pub use table::Rows as FactRows;

pub use marked::{conllu, tei};
