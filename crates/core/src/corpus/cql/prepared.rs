//! A query resolved for a vocabulary.

use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::{
    anchors::{self, Element},
    ast::{ALL_KINDS, Attribute, Node, Parsed, kind_bit},
    labelled::{Labelled, REACH},
    layers::{Needs, Tokens, Vocabulary},
    nfa::Nfa,
    run::{First, Run},
    set::TypeSet,
    small::Small,
    table::{self, Wanted},
    test::Test,
};
use crate::{Error, Location, Result, layout::ZoneKind};

/// What every match must hold: a token of one of some types, so and so far from its start.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// The types.
    pub types: Arc<TypeSet>,
    /// The least distance of the token from the first token of the match.
    pub min_offset: usize,
    /// The greatest distance.
    pub max_offset: usize,
}

/// A query that is ready to be matched: each test of a token is a set of types, of mention values or of
/// kinds of zone. Made by [`Query::prepare`](super::Query::prepare); fits only corpora whose numbers
/// are those of the vocabulary that it was made for.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(super) tests: Vec<Test>,
    pub(super) nfa: Nfa,
    pub(super) engine: Engine,
    pub(super) first: First,
    kinds: u16,
    pub(super) sentence: bool,
    pub(super) containing: Vec<Held>,
    pub(super) sentence_holds: Vec<Held>,
    pub(super) zone_holds: Vec<Held>,
    min_len: usize,
    max_len: Option<usize>,
    needs: Needs,
    elements: Vec<Element>,
}

/// How a pattern is matched.
#[derive(Clone, Debug)]
pub(super) enum Engine {
    /// The tests of a fixed row of tokens.
    Row(Vec<u32>),
    Small(Small),
    /// See [`table`].
    Table,
    Labelled(Labelled),
}

/// A pattern that must occur somewhere.
#[derive(Clone, Debug)]
pub(super) struct Held {
    nfa: Nfa,
    small: Option<Small>,
}

impl Held {
    fn new(node: &Node) -> Result<Self> {
        let nfa = Nfa::new(node)?;
        let small = Small::new(&nfa);
        Ok(Held { nfa, small })
    }

    /// The end of the match between two places that ends first.
    pub(super) fn first_end<T: Tokens>(
        &self,
        run: &Run<'_, T>,
        from: usize,
        until: usize,
    ) -> Option<usize> {
        match &self.small {
            Some(small) => small.first_end(run, &self.nfa, from, until),
            None => table::ends(run, &self.nfa, from, until, Wanted::Shortest)
                .into_iter()
                .flatten()
                .min(),
        }
    }

    /// For each place the end of the match from there on that ends first; nothing if none does.
    pub(super) fn first_ends<T: Tokens>(
        &self,
        run: &Run<'_, T>,
        from: usize,
        until: usize,
    ) -> Vec<Option<usize>> {
        let mut ends = table::ends(run, &self.nfa, from, until, Wanted::Shortest);
        let mut least = None;
        for end in ends.iter_mut().rev() {
            least = least.into_iter().chain(*end).min();
            *end = least;
        }
        ends
    }
}

/// The number of the lower-case form of each type, the same for types that differ in case only.
fn lower_numbers(vocabulary: &impl Vocabulary) -> Vec<u32> {
    let size = u32::try_from(vocabulary.len()).unwrap_or(u32::MAX);
    let lower: Vec<_> = (0..size)
        .into_par_iter()
        .with_min_len(1 << 12)
        .map(|id| vocabulary.lower(id))
        .collect();
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    (0..)
        .zip(&lower)
        .map(|(next, lower)| *numbers.entry(lower).or_insert(next))
        .collect()
}

impl Prepared {
    pub(super) fn new(parsed: &Parsed, query: &str, vocabulary: &impl Vocabulary) -> Result<Self> {
        let nfa = Nfa::new(&parsed.pattern)?;
        let filters = &parsed.filters;
        let held = |nodes: &[Node]| nodes.iter().map(Held::new).collect::<Result<Vec<_>>>();
        let containing = held(&filters.containing)?;
        let sentence_holds = held(&filters.sentence_holds)?;
        let zone_holds = held(&filters.zone_holds)?;
        let mut labelled = match &parsed.constraint {
            Some(constraint) => Some(
                Labelled::new(constraint.clone(), &parsed.pattern, &nfa).map_err(|e: Error| {
                    e.with_location(Location::new(query, parsed.constraint_at))
                })?,
            ),
            None => None,
        };
        let tests = Test::resolve(&parsed.conditions, vocabulary);
        let machines = || {
            let held = containing.iter().chain(&sentence_holds).chain(&zone_holds);
            std::iter::once(&nfa).chain(held.map(|h| &h.nfa))
        };
        let compared = |a| labelled.as_ref().is_some_and(|l| l.compares(a));
        let mut needs = Needs {
            sentences: filters.sentence || machines().any(Nfa::asks_sentences),
            voice: compared(Attribute::Voice),
            mentions: compared(Attribute::Mention),
        };
        for test in &tests {
            test.needs(&mut needs);
        }
        if let Some(labelled) = &mut labelled
            && labelled.compares(Attribute::Lower)
        {
            labelled.set_lower(lower_numbers(vocabulary));
        }
        let (min_len, mut max_len) = parsed.pattern.length();
        if labelled.is_some() {
            max_len = Some(max_len.unwrap_or(REACH).min(REACH));
        }
        let elements = anchors::elements(parsed, max_len, &tests, vocabulary.len());
        let first = First::new(&nfa, &tests, vocabulary.len());
        let engine = match labelled {
            Some(labelled) => Engine::Labelled(labelled),
            None => match nfa.row() {
                Some(row) => Engine::Row(row),
                None => Small::new(&nfa).map_or(Engine::Table, Engine::Small),
            },
        };
        Ok(Prepared {
            tests,
            nfa,
            engine,
            first,
            kinds: filters.kinds.unwrap_or(ALL_KINDS),
            sentence: filters.sentence,
            containing,
            sentence_holds,
            zone_holds,
            min_len: min_len.max(1),
            max_len,
            needs,
            elements,
        })
    }

    /// The layers that the query asks for.
    pub fn needs(&self) -> Needs {
        self.needs
    }

    /// Whether a match can lie in a zone of this kind at all.
    pub fn visits(&self, kind: ZoneKind) -> bool {
        self.kinds & kind_bit(kind) != 0
    }

    /// The fewest tokens of a match; at least 1.
    pub fn min_len(&self) -> usize {
        self.min_len
    }

    /// The most tokens of a match; nothing if only the zone bounds it.
    pub fn max_len(&self) -> Option<usize> {
        self.max_len
    }

    /// Whether [`find_at`](Prepared::find_at) looks at no more than [`max_len`](Prepared::max_len)
    /// tokens. If not, one call can take as long as [`find`](Prepared::find) in the whole zone, so that
    /// of a zone with several candidates all should be found at once.
    pub fn is_local(&self) -> bool {
        self.max_len.is_some() && self.sentence_holds.is_empty() && self.zone_holds.is_empty()
    }

    /// What every match holds at a bounded distance from its start, those of the fewest types first: a
    /// positional index need look only where one of these types stands. Empty for a query without such
    /// an element, as `[]` or `"a"* "b"*`. An anchor of no types says that nothing can match.
    pub fn anchors(&self) -> Vec<Anchor> {
        self.elements
            .iter()
            .filter_map(|e| {
                Some(Anchor {
                    types: Arc::clone(&e.types),
                    min_offset: e.min,
                    max_offset: e.max?,
                })
            })
            .collect()
    }

    /// What every zone with a match holds, those of the fewest types first: of each set at least one
    /// token. More than [`anchors`](Prepared::anchors), since the distance does not matter.
    pub fn required(&self) -> impl Iterator<Item = &TypeSet> {
        self.elements.iter().map(|e| e.types.as_ref())
    }
}
