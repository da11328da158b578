//! Quotes and reused passages of a story, each with the statement that it comes from.
//!
//! [`Held`] indexes the statements held; [`Tracer::trace`] reads a story's quotes and finds each in them,
//! names the version that the story used, and every passage that it has in common with a statement.
//!
//! ```
//! use variorum::{Corpus, ReadOptions, facts::quotes::Finder, sources::trace::{Held, Match, Tracer}};
//! let options = ReadOptions::default();
//! let statement = "There are secretaries who devote more time to the report than to the work, he said.";
//! let story = "The leader scolded \"secretaries who devote more time to the report than to the work.\" \
//!     The paper did not say where he spoke, and no other details of the visit were given on Monday.";
//! let held = Corpus::from_texts([statement.to_owned()], &options);
//! let stories = Corpus::from_texts([story.to_owned()], &options);
//!
//! let held = Held::new(&held);
//! let finder = Finder::default();
//! let trace = Tracer::new(&held, &finder).trace(&stories.documents()[0]);
//! let source = trace.quotes.iter().find_map(|q| q.source.as_ref()).unwrap();
//! assert_eq!(source.how, Match::Exact);
//! assert_eq!(source.span.of(statement), "secretaries who devote more time to the report than to the work");
//! ```

mod align;
mod coverage;
mod disagree;
mod find;
mod held;
mod passages;
pub mod tables;
mod types;
mod version;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Document,
    facts::quotes::{Finder, Mode, Quote, is_inside_marks},
    text::Span,
    versions::is_function,
};

use self::{
    align::{Mark, Step},
    find::{Found, Wanted, compare, find, inside},
    held::{GRAM, Place, Statement, Words},
    passages::Run,
};
pub use self::{
    coverage::{Carried, Covered},
    disagree::{Disagreement, Matter, Side},
    held::Held,
    types::{Candidate, Edit, EditKind, Match, Passage, PassageSource, Source, Trace, Traced},
    version::{Evidence, Rival, Version},
    whole::{Coverage, coverage, disagreements, trace},
};

/// Traces stories in the statements held.
#[derive(Debug)]
pub struct Tracer<'h> {
    held: &'h Held,
    finder: &'h Finder,
}

/// The least similarity of edited words; below it a quote has the sense at most.
const EDITED: f64 = 0.7;

/// Words below which nothing but the very words counts: two or three of any words meet by chance.
const SHORT: usize = 4;

/// The least similarity of a candidate.
const CANDIDATE: f64 = 0.5;

/// Words in common that are a passage even if all of them are names.
const LONG: usize = 10;

/// How much of a story another document must have, and the other way round, to be the story itself.
const ITSELF: f64 = 0.6;

impl<'h> Tracer<'h> {
    /// A tracer over statements.
    pub fn new(held: &'h Held, finder: &'h Finder) -> Self {
        Tracer { held, finder }
    }

    /// Traces a story. A document of its own id among the statements is passed over.
    pub fn trace(&self, story: &Document) -> Trace {
        self.read(story).0
    }

    /// The same, and what the story carries of each statement that it quotes or has passages of, with what
    /// it adds to them.
    pub fn coverage(&self, story: &Document) -> Vec<(Vec<Covered>, Vec<Covered>)> {
        let (trace, words, runs) = self.read(story);
        let mut used: Vec<usize> = runs.iter().map(|r| r.document).collect();
        used.sort_unstable();
        used.dedup();
        used.into_iter()
            .map(|n| coverage::coverage(self.held, n, story, &words, &trace, &runs))
            .filter(|(carried, _)| carried.iter().any(|c| c.carried >= Carried::Close))
            .collect()
    }

    fn read(&self, story: &Document) -> (Trace, Words, Vec<Run>) {
        let held = self.held;
        let words = held.words_of_story(story);
        let grams = held.grams(&words.ids, version::STOCK);
        let mut counts = version::shared(held, &words, &grams);
        let all = counts.len();
        counts.retain(|d, _| !held.has_id(*d, &story.id));
        // In a collection that the story is a part of others carry what it carries; statements that were chosen are
        // what they are called.
        let carriers = if counts.len() < all {
            self.carriers(&words, &counts)
        } else {
            Vec::new()
        };
        counts.retain(|d, _| !carriers.contains(d));
        let address = story.address();
        let phrase = |from: usize, to: usize| coverage::phrase(story, &words, from, to);
        let version = version::version(held, story, &words, &counts, &phrase);
        let mut trace = Trace {
            document: address,
            version,
            carriers: carriers.iter().map(|d| held.address(*d)).collect(),
            ..Trace::default()
        };
        let quotes = self.finder.quotes(story);
        let whole = |n: usize| quotes.iter().any(|q| q.part_of == Some(n));
        for (n, quote) in quotes.iter().enumerate() {
            // Of a quote in parts the parts are looked for.
            let asked = (!whole(n))
                .then(|| self.asked(story, &words, quote))
                .flatten();
            let found = asked
                .as_ref()
                .map(|asked| self.found(asked, story, &counts))
                .unwrap_or_default();
            trace.quotes.push(self.traced(
                story,
                quote,
                asked.as_ref(),
                &found,
                (&carriers, &counts),
            ));
        }
        let mut runs = passages::passages(held, &words, &grams);
        runs.retain(|r| !held.has_id(r.document, &story.id) && self.is_passage(r));
        trace.passages = runs
            .iter()
            .filter_map(|r| self.passage(story, &words, r, &quotes))
            .collect();
        (trace, words, runs)
    }

    /// Whether words in common are more than a name or a title: long, or with words of their own.
    fn is_passage(&self, run: &Run) -> bool {
        run.same >= LONG
            || self.held.statement(run.document).is_some_and(|statement| {
                statement.own_words(run.source.0, run.source.1) >= coverage::OWN_WORDS
            })
    }

    /// Documents that are nearly the story.
    fn carriers(&self, words: &Words, counts: &BTreeMap<usize, usize>) -> Vec<usize> {
        let mine: BTreeSet<&[u32]> = words.ids.windows(GRAM).collect();
        let is_carrier = |number: usize, shared: usize| {
            let theirs = self.held.range(number).len().saturating_sub(GRAM - 1);
            let enough = |of: usize| shared as f64 >= ITSELF * of.max(1) as f64;
            enough(mine.len()) && enough(theirs)
        };
        let all = counts.iter();
        all.filter(|&(&number, &shared)| is_carrier(number, shared))
            .map(|(&number, _)| number)
            .collect()
    }

    /// The words of a quote, as they are looked for.
    fn asked(&self, story: &Document, words: &Words, quote: &Quote) -> Option<Wanted> {
        let at = inside(words, quote.zone, &quote.clean);
        let (first, last) = (*at.first()?, *at.last()?);
        let of = |n: &usize| Some((*words.ids.get(*n)?, *words.places.get(*n)?));
        let (ids, places): (Vec<u32>, Vec<Place>) = at.iter().filter_map(of).unzip();
        let text = story.zones.get(quote.zone).map_or("", |z| z.text());
        let around = words
            .ids
            .get(first.saturating_sub(25)..(last + 26).min(words.ids.len()))
            .unwrap_or(&[]);
        let mut context: Vec<u32> = around
            .iter()
            .filter(|id| !ids.contains(id) && self.held.count(**id) < 2000)
            .copied()
            .collect();
        context.sort_unstable();
        context.dedup();
        Some(Wanted {
            marks: marks(text, &places),
            ids,
            places,
            context,
        })
    }

    /// Where the words of a quote stand, best first: the most alike, then those that are not of a later day, then
    /// those that no marks are around (who has the words inside marks quotes them as well), then the version
    /// that shares most with the story.
    fn found(
        &self,
        asked: &Wanted,
        story: &Document,
        counts: &BTreeMap<usize, usize>,
    ) -> Vec<Found> {
        let mut found = find(self.held, asked, counts);
        found.retain(|f| !self.held.has_id(f.document, &story.id));
        let kept = |f: &Found| counts.get(&f.document).copied().unwrap_or(0);
        let later = |f: &Found| self.held.is_later(f.document, story);
        found.sort_by(|a, b| {
            b.similarity
                .total_cmp(&a.similarity)
                .then_with(|| later(a).cmp(&later(b)))
                .then_with(|| self.is_marked(a).cmp(&self.is_marked(b)))
                .then_with(|| kept(b).cmp(&kept(a)))
                .then_with(|| a.document.cmp(&b.document))
        });
        found
    }

    /// Whether a place lies inside quotation marks.
    fn is_marked(&self, found: &Found) -> bool {
        self.held
            .statement(found.document)
            .is_some_and(|statement| {
                let place = statement.place(found.start).unwrap_or_default();
                is_inside_marks(statement.zone_text(place), place.start as usize)
            })
    }

    fn traced(
        &self,
        story: &Document,
        quote: &Quote,
        asked: Option<&Wanted>,
        sources: &[Found],
        (carriers, counts): (&[usize], &BTreeMap<usize, usize>),
    ) -> Traced {
        let candidates: Vec<Candidate> = sources
            .iter()
            .filter(|f| f.similarity >= CANDIDATE)
            .map(|f| Candidate {
                document: self.held.address(f.document),
                similarity: round(f.similarity),
            })
            .collect();
        // One word or two are met everywhere, and so are a few that differ in some: only a statement that the story
        // has more of can be their source.
        let kin = |f: &Found| {
            counts
                .get(&f.document)
                .is_some_and(|c| *c >= version::LEAST)
        };
        let length = asked.map_or(0, |asked| asked.ids.len());
        let is_enough = |f: &Found| length >= LONG || f.similarity >= 1.0 && length > 2 || kin(f);
        let best = sources
            .iter()
            .find(|f| !carriers.contains(&f.document) && is_enough(f));
        let source = best.and_then(|found| self.source(story, found, asked?));
        let mut decides = Vec::new();
        if let (Some(source), Some(best)) = (&source, best) {
            let others: Vec<f64> = sources
                .iter()
                .filter(|f| f.document != best.document && !carriers.contains(&f.document))
                .map(|f| f.similarity)
                .collect();
            // Words that two versions have rule neither in; those that only one has, where the other has
            // words like them, rule it in.
            if source.similarity >= 0.95
                && others.iter().any(|o| *o >= CANDIDATE)
                && others.iter().all(|o| *o < best.similarity - 0.02)
            {
                decides.push(source.document.clone());
            }
        }
        let hull = Span::new(
            quote.spans.first().map_or(0, |s| s.start),
            quote.spans.last().map_or(0, |s| s.end),
        );
        Traced {
            document: story.address(),
            span: hull,
            quote: quote.clone(),
            source,
            candidates,
            decides,
        }
    }

    fn source(&self, story: &Document, found: &Found, asked: &Wanted) -> Option<Source> {
        let held = self.held;
        let statement = held.statement(found.document)?;
        let (how, mut edits) = compare(story, &statement, asked, found);
        let same = matches!(how, Match::Exact | Match::Case | Match::Bracketed);
        let has_own = || content_in_common(&statement, asked, found) >= coverage::OWN_WORDS;
        if found.similarity < EDITED || !same && (asked.ids.len() < SHORT || !has_own()) {
            return None;
        }
        let (words, span) = statement.phrase(found.start, found.end)?;
        for edit in &mut edits {
            let words = |d: &Document, at: Option<(u32, Span)>| {
                let (zone, span) = at?;
                Some(span.of(d.zones.get(zone as usize)?.text()).to_owned())
            };
            edit.quote = words(story, edit.quote_at).unwrap_or_default();
            edit.source = words(&statement.document, edit.source_at).unwrap_or_default();
            let back = |d: &Document, at: Option<(u32, Span)>| {
                let (zone, span) = at?;
                d.zones.get(zone as usize)?.clean.to_source_hull(span)
            };
            edit.quote_span = back(story, edit.quote_at);
            edit.source_span = back(&statement.document, edit.source_at);
        }
        Some(Source {
            document: statement.document.address(),
            span,
            text: words,
            how,
            similarity: round(found.similarity),
            edits,
            words: Some((found.start, found.end)),
        })
    }

    fn passage(
        &self,
        story: &Document,
        words: &Words,
        run: &Run,
        quotes: &[Quote],
    ) -> Option<Passage> {
        let statement = self.held.statement(run.document)?;
        let (text, span) = coverage::phrase(story, words, run.story.0, run.story.1)?;
        let (source_text, source_span) = statement.phrase(run.source.0, run.source.1)?;
        let both = (run.story.1 - run.story.0) + (run.source.1 - run.source.0);
        let marked = quotes.iter().any(|q| {
            q.mode == Mode::Direct
                && q.spans
                    .iter()
                    .any(|s| s.start < span.end && span.start < s.end)
        });
        Some(Passage {
            document: story.address(),
            span,
            text,
            source: PassageSource {
                document: statement.document.address(),
                span: source_span,
                text: source_text,
            },
            verbatim: 2 * run.same == both,
            same: run.same,
            similarity: round(2.0 * run.same as f64 / both as f64),
            marked,
        })
    }
}

/// Words with a content that a quote and the statement have in common where they are aligned.
fn content_in_common(statement: &Statement, asked: &Wanted, found: &Found) -> usize {
    let pairs = found.alignment.steps.iter().filter_map(|step| match *step {
        Step::Pair(i, j) => Some((i, found.window + j)),
        _ => None,
    });
    let same = pairs.filter(|&(i, at)| asked.ids.get(i).copied() == statement.id(at));
    same.filter(|&(_, at)| !is_function(&statement.form(at).to_lowercase()))
        .count()
}

/// To three places: more would say more than words can.
fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Which words stand in square brackets, and which behind dots.
fn marks(text: &str, places: &[Place]) -> Vec<Mark> {
    let mut out = Vec::with_capacity(places.len());
    let mut end = places.first().map_or(0, |p| p.start as usize);
    let mut bracketed = false;
    for place in places {
        let between = text.get(end..place.start as usize).unwrap_or("");
        if let Some(at) = between.rfind(['[', ']']) {
            bracketed = between.get(at..).is_some_and(|b| b.starts_with('['));
        }
        let elided = between.contains('…') || between.contains("...") || between.contains(". . .");
        out.push(Mark { bracketed, elided });
        end = place.end as usize;
    }
    out
}
