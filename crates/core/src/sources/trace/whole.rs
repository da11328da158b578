//! Whole corpora traced.

use rayon::prelude::*;

use super::{Covered, Disagreement, Held, Trace, Tracer};
use crate::{Corpus, facts::quotes::Finder};

/// Everything of a corpus traced: each document is a story, looked for in all others, or, if statements
/// are given, in those.
pub fn trace(corpus: &Corpus, statements: Option<&Corpus>) -> Vec<Trace> {
    let read = Reading::new(corpus, statements);
    let tracer = read.tracer();
    let stories = (0..corpus.len()).into_par_iter();
    stories
        .filter_map(|n| Some(tracer.trace(&*corpus.get(n)?)))
        .collect()
}

/// What the stories of a corpus carry of each statement, sentence by sentence, with the story's address.
pub fn coverage(corpus: &Corpus, statements: Option<&Corpus>) -> Coverage {
    let read = Reading::new(corpus, statements);
    let tracer = read.tracer();
    let found: Vec<_> = (0..corpus.len())
        .into_par_iter()
        .filter_map(|n| {
            let story = corpus.get(n)?;
            Some((story.address(), tracer.coverage(&story)))
        })
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
    out
}

/// Where the stories of a corpus disagree on words that they share.
pub fn disagreements(corpus: &Corpus) -> Vec<Disagreement> {
    Reading::new(corpus, None).tracer().disagreements()
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
    fn new(corpus: &Corpus, statements: Option<&Corpus>) -> Self {
        Reading {
            held: Held::new(statements.unwrap_or(corpus)),
            finder: Finder::new(corpus.pack()),
        }
    }

    fn tracer(&self) -> Tracer<'_> {
        Tracer::new(&self.held, &self.finder)
    }
}
