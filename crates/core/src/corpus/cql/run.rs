//! The tokens of one zone with the tests of a query.

use super::{ast::guard, layers::Tokens, nfa::Nfa, set::TypeSet, test::Test};

/// What the engines ask.
pub(super) struct Run<'a, T> {
    pub(super) tokens: &'a T,
    pub(super) tests: &'a [Test],
    /// How many tokens the zone has.
    pub(super) len: usize,
    kind: u32,
}

impl<'a, T: Tokens> Run<'a, T> {
    pub(super) fn new(tokens: &'a T, tests: &'a [Test]) -> Self {
        Run {
            tokens,
            tests,
            len: tokens.len(),
            kind: guard::kind(tokens.kind()),
        }
    }

    /// Whether the token at a place passes a test.
    #[inline]
    pub(super) fn passes(&self, test: u32, at: usize) -> bool {
        self.tests
            .get(test as usize)
            .is_some_and(|t| t.passes(self.tokens, at))
    }

    /// Whether a sentence starts at a place that is not the end of the zone.
    pub(super) fn sentence_starts(&self, at: usize) -> bool {
        at == 0 || self.tokens.sentence_starts(at)
    }

    /// What holds before the token at a place, as bits of [`guard`].
    pub(super) fn holds(&self, at: usize, nfa: &Nfa) -> u32 {
        if !nfa.is_guarded() {
            return 0;
        }
        let mut bits = self.kind;
        let (first, last) = (at == 0, at == self.len);
        if first {
            bits |= guard::ZONE_START | guard::SENTENCE_START;
        }
        if last {
            bits |= guard::ZONE_END | guard::SENTENCE_END;
        }
        if nfa.asks_sentences() && !first && !last && self.tokens.sentence_starts(at) {
            bits |= guard::SENTENCE_START | guard::SENTENCE_END;
        }
        if nfa.asks_names() && !first {
            let before = self.tokens.mention(at - 1);
            if before.is_some() && (last || self.tokens.mention(at) != before) {
                bits |= guard::NAME_END;
            }
        }
        bits
    }

    /// Where the sentence that holds a token begins and ends.
    pub(super) fn sentence(&self, at: usize) -> (usize, usize) {
        let start = (0..=at).rev().find(|at| self.sentence_starts(*at));
        (start.unwrap_or(0), self.sentence_end(at))
    }

    /// Where the sentence that holds a token ends.
    pub(super) fn sentence_end(&self, at: usize) -> usize {
        (at + 1..self.len)
            .find(|at| self.tokens.sentence_starts(*at))
            .unwrap_or(self.len)
    }
}

/// Which tokens a match can begin with.
#[derive(Clone, Debug)]
pub(super) enum First {
    Any,
    One(u32),
    Types(TypeSet),
}

impl First {
    /// The union over the tests of the first tokens.
    pub(super) fn new(nfa: &Nfa, tests: &[Test], size: usize) -> Self {
        let mut types = TypeSet::none(size);
        for test in nfa.first_tests() {
            match tests.get(test as usize).and_then(|t| t.types(size)) {
                Some(set) => types.add(&set),
                None => return First::Any,
            }
        }
        let only = types.iter().next();
        match only {
            Some(only) if types.len() == 1 => First::One(only),
            _ => First::Types(types),
        }
    }

    /// Whether a match may begin with a type.
    #[inline]
    pub(super) fn may(&self, id: u32) -> bool {
        match self {
            First::Any => true,
            First::One(only) => *only == id,
            First::Types(set) => set.contains(id),
        }
    }
}
