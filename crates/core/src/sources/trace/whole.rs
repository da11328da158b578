//! Whole corpora traced.

use rayon::prelude::*;

use super::{Covered, Disagreement, Held, Trace, Tracer};
use crate::{Corpus, facts::quotes::Finder};

/// Everything of a corpus traced: each document is a story, looked for in the statements held.
pub fn trace(stories: &Corpus, held: &Held) -> Vec<Trace> {
    let finder = Finder::new(stories.pack());
    let tracer = Tracer::new(held, &finder);
    (0..stories.len())
        .into_par_iter()
        .filter_map(|n| Some(tracer.trace(&*stories.get(n)?)))
        .collect()
}

/// What the stories of a corpus carry of each statement held, sentence by sentence, with the story's address.
pub fn coverage(stories: &Corpus, held: &Held) -> Coverage {
    let finder = Finder::new(stories.pack());
    let tracer = Tracer::new(held, &finder);
    let found: Vec<_> = (0..stories.len())
        .into_par_iter()
        .filter_map(|n| {
            let story = stories.get(n)?;
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

/// Where the documents held disagree on words that they share.
pub fn disagreements(held: &Held) -> Vec<Disagreement> {
    let finder = Finder::new(held.corpus().pack());
    Tracer::new(held, &finder).disagreements()
}

/// What stories carry and what they add.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Sentences of statements, with the address of the story that carries them or leaves them out.
    pub carried: Vec<(String, Covered)>,
    /// Sentences of stories, with the address of the statement that has them or not.
    pub added: Vec<(String, Covered)>,
}
