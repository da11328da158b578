//! Whole corpora traced.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Covered, Disagreement, Held, Trace, Tracer};
use crate::{Corpus, Document, Error, facts::quotes::Finder};

/// Everything of a corpus traced: each document is a story, looked for in all others, or, if statements
/// are given, in those.
///
/// # Errors
///
/// If a corpus is compiled: its captures are gone.
pub fn trace(corpus: &Corpus, statements: Option<&Corpus>) -> crate::Result<Vec<Trace>> {
    let read = Reading::new(corpus, statements)?;
    let tracer = read.tracer();
    Ok(corpus
        .documents()
        .par_iter()
        .map(|d| tracer.trace(d))
        .collect())
}

/// What the stories of a corpus carry of each statement, sentence by sentence, with the story's address.
///
/// # Errors
///
/// As [`trace`].
pub fn coverage(corpus: &Corpus, statements: Option<&Corpus>) -> crate::Result<Coverage> {
    let read = Reading::new(corpus, statements)?;
    let tracer = read.tracer();
    let found: Vec<_> = corpus
        .documents()
        .par_iter()
        .map(|d| (d.address(), tracer.coverage(d)))
        .collect();
    let mut out = Coverage::default();
    for (story, pairs) in found {
        for (carried, added) in pairs {
            let statement = carried
                .first()
                .map_or(String::new(), |c| c.document.clone());
            out.carried
                .extend(carried.into_iter().map(|c| (story.clone(), c)));
            out.added
                .extend(added.into_iter().map(|c| (statement.clone(), c)));
        }
    }
    Ok(out)
}

/// Where the stories of a corpus disagree on words that they share.
///
/// # Errors
///
/// As [`trace`].
pub fn disagreements(corpus: &Corpus) -> crate::Result<Vec<Disagreement>> {
    let read = Reading::new(corpus, None)?;
    Ok(read.tracer().disagreements(corpus.documents()))
}

/// What stories carry and what they add.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Sentences of statements, with the address of the story that carries them or leaves them out.
    pub carried: Vec<(String, Covered)>,
    /// Sentences of stories, with the address of the statement that has them or not.
    pub added: Vec<(String, Covered)>,
}

/// A corpus ready to be traced.
#[derive(Debug)]
struct Reading {
    held: Held,
    finder: Finder,
}

impl Reading {
    fn new(corpus: &Corpus, statements: Option<&Corpus>) -> crate::Result<Self> {
        let documents = |c: &Corpus| -> crate::Result<Vec<Arc<Document>>> {
            if c.documents().is_empty() && !c.is_empty() {
                return Err(Error::usage(
                    "trace reads captures, which a compiled corpus does not keep: name the captures",
                ));
            }
            Ok(c.documents().to_vec())
        };
        let stories = documents(corpus)?;
        let held = match statements {
            Some(statements) => documents(statements)?,
            None => stories,
        };
        Ok(Reading {
            held: Held::new(&held),
            finder: Finder::new(corpus.pack()),
        })
    }

    fn tracer(&self) -> Tracer<'_> {
        Tracer::new(&self.held, &self.finder)
    }
}
