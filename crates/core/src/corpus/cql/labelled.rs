//! Patterns with a constraint on labels: the states that are alive remember where the labels stand.

use std::collections::BTreeMap;

use hashbrown::HashSet;

use super::{
    ast::{Attribute, Constraint, Node},
    layers::Tokens,
    nfa::{Nfa, State},
    parser::MAX_LABELS,
    run::Run,
};
use crate::{Error, Result};

/// The most tokens of a match of a query with a constraint.
pub(super) const REACH: usize = 500;
/// The most states that can be alive at one place, labels included.
const MAX_ALIVE: usize = 5_000;

/// A constraint, cut into the parts that must all hold.
#[derive(Clone, Debug)]
pub(super) struct Labelled {
    parts: Vec<(Constraint, u8)>,
    /// All the labels that they name.
    used: u8,
    /// The number of the lower-case form of each type, if two are compared.
    lower: Vec<u32>,
}

/// A state that is alive: the labels seen, and for those that are still to be compared how far from the
/// start they stand, plus one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Alive {
    state: u32,
    seen: u8,
    places: [u16; MAX_LABELS],
}

impl Labelled {
    /// Refuses a pattern in which too much would have to be remembered at once.
    pub(super) fn new(constraint: Constraint, pattern: &Node, nfa: &Nfa) -> Result<Self> {
        let parts = match constraint {
            Constraint::All(parts) => parts,
            other => vec![other],
        };
        let parts = parts.into_iter().map(|p| {
            let labels = p.labels();
            (p, labels)
        });
        let parts: Vec<_> = parts.collect();
        let labelled = Labelled {
            used: parts.iter().fold(0, |bits, (_, labels)| bits | labels),
            parts,
            lower: Vec::new(),
        };
        let alive = labelled.most_alive(pattern, nfa);
        if alive > MAX_ALIVE {
            return Err(Error::limit(format!(
                "the labels can stand in too many places at once ({alive}, at most {MAX_ALIVE}): write \
                 fewer labels or closer bounds, as []{{0,20}} for []*"
            )));
        }
        Ok(labelled)
    }

    /// Gives the number of the lower-case form of each type.
    pub(super) fn set_lower(&mut self, lower: Vec<u32>) {
        self.lower = lower;
    }

    /// Whether an attribute is compared between two labels.
    pub(super) fn compares(&self, attribute: Attribute) -> bool {
        fn compares(constraint: &Constraint, wanted: Attribute) -> bool {
            match constraint {
                Constraint::Same { attribute, .. } => *attribute == wanted,
                Constraint::Is { .. } => false,
                Constraint::Not(inner) => compares(inner, wanted),
                Constraint::All(parts) | Constraint::Either(parts) => {
                    parts.iter().any(|p| compares(p, wanted))
                }
            }
        }
        self.parts.iter().any(|(p, _)| compares(p, attribute))
    }

    /// A bound on the states alive at one place: each state, times the places at which each label can
    /// stand that is given before it and still to be compared.
    fn most_alive(&self, pattern: &Node, nfa: &Nfa) -> usize {
        let mut spans = BTreeMap::new();
        label_places(pattern, (0, Some(0)), &mut spans);
        // The labels that are given on some way to a state, and on all ways.
        let mut some = vec![0u8; nfa.states.len()];
        let mut all = vec![None; nfa.states.len()];
        let mut todo = vec![(nfa.start, 0u8, 0u8)];
        while let Some((number, given, surely)) = todo.pop() {
            let at = number as usize;
            let (Some(some), Some(all)) = (some.get_mut(at), all.get_mut(at)) else {
                continue;
            };
            let (new, less) = (*some | given, all.unwrap_or(u8::MAX) & surely);
            if new == *some && *all == Some(less) {
                continue;
            }
            (*some, *all) = (new, Some(less));
            match nfa.state(number) {
                State::Token { label, next, .. } => {
                    let bit = label.map_or(0, |l| 1 << l);
                    todo.push((next, new | bit, less | bit));
                }
                state => {
                    let next = state.onward().into_iter().flatten();
                    todo.extend(next.map(|(next, _)| (next, new, less)));
                }
            }
        }
        let of_state = |(some, all): (&u8, &Option<u8>)| {
            let Some(all) = all else { return 0 };
            (0..MAX_LABELS)
                .filter(|label| {
                    let bit = 1u8 << label;
                    let waits = |(_, labels): &(Constraint, u8)| {
                        labels & bit != 0 && labels & !all & !bit != 0
                    };
                    some & bit != 0 && self.parts.iter().any(waits)
                })
                .map(|label| spans.get(&label).copied().unwrap_or(1))
                .fold(1usize, usize::saturating_mul)
        };
        some.iter()
            .zip(&all)
            .map(of_state)
            .fold(0, usize::saturating_add)
    }

    /// The end of the longest match from `from` to at most `until`.
    pub(super) fn longest<T: Tokens>(
        &self,
        run: &Run<'_, T>,
        nfa: &Nfa,
        from: usize,
        until: usize,
    ) -> Option<usize> {
        let until = until.min(from + REACH);
        let mut end = None;
        let mut alive = vec![Alive {
            state: nfa.start,
            seen: 0,
            places: [0; MAX_LABELS],
        }];
        for place in from..=until {
            let mut next = Vec::new();
            if self.walk(run, nfa, (from, place, until), alive, &mut next) && place > from {
                end = Some(place);
            }
            if next.is_empty() {
                break;
            }
            alive = next;
        }
        end
    }

    /// Follows all that is alive to the tokens it takes; whether a match ends here.
    fn walk<T: Tokens>(
        &self,
        run: &Run<'_, T>,
        nfa: &Nfa,
        (from, place, until): (usize, usize, usize),
        alive: Vec<Alive>,
        next: &mut Vec<Alive>,
    ) -> bool {
        let holds = run.holds(place, nfa);
        let mut seen: HashSet<Alive> = alive.iter().copied().collect();
        let mut taken: HashSet<Alive> = HashSet::new();
        let mut todo = alive;
        let mut ends = false;
        while let Some(one) = todo.pop() {
            match nfa.state(one.state) {
                State::Match => ends = ends || self.holds_at_end(run, from, &one),
                State::Token {
                    test,
                    label,
                    next: to,
                } => {
                    if place < until
                        && run.passes(test, place)
                        && let Some(one) = self.given(run, from, place, label, one)
                    {
                        let one = Alive { state: to, ..one };
                        if taken.insert(one) {
                            next.push(one);
                        }
                    }
                }
                state => {
                    for (to, need) in state.onward().into_iter().flatten() {
                        let one = Alive { state: to, ..one };
                        if holds & need == need && seen.insert(one) {
                            todo.push(one);
                        }
                    }
                }
            }
        }
        ends
    }

    /// What is alive once a token has its label; nothing if a part of the constraint then fails.
    fn given<T: Tokens>(
        &self,
        run: &Run<'_, T>,
        from: usize,
        place: usize,
        label: Option<u8>,
        mut one: Alive,
    ) -> Option<Alive> {
        let Some(label) = label.filter(|l| self.used & 1 << l != 0) else {
            return Some(one);
        };
        one.seen |= 1 << label;
        if let Some(at) = one.places.get_mut(usize::from(label)) {
            *at = u16::try_from(place - from + 1).unwrap_or(u16::MAX);
        }
        let mut waiting = 0;
        for (part, labels) in &self.parts {
            if labels & !one.seen != 0 {
                waiting |= labels;
            } else if labels & 1 << label != 0 && !self.holds(run, from, part, &one) {
                return None;
            }
        }
        for (label, at) in one.places.iter_mut().enumerate() {
            if waiting & 1 << label == 0 {
                *at = 0;
            }
        }
        Some(one)
    }

    /// Whether the parts hold that name labels which this match does not give.
    fn holds_at_end<T: Tokens>(&self, run: &Run<'_, T>, from: usize, one: &Alive) -> bool {
        self.parts
            .iter()
            .filter(|(_, labels)| labels & !one.seen != 0)
            .all(|(part, _)| self.holds(run, from, part, one))
    }

    /// Whether a constraint holds; a comparison with a label that is not given fails.
    fn holds<T: Tokens>(
        &self,
        run: &Run<'_, T>,
        from: usize,
        constraint: &Constraint,
        one: &Alive,
    ) -> bool {
        let place = |label: u8| {
            let at = one.places.get(usize::from(label)).copied().unwrap_or(0);
            (at > 0).then(|| from + usize::from(at) - 1)
        };
        match constraint {
            Constraint::Not(inner) => !self.holds(run, from, inner, one),
            Constraint::All(parts) => parts.iter().all(|p| self.holds(run, from, p, one)),
            Constraint::Either(parts) => parts.iter().any(|p| self.holds(run, from, p, one)),
            Constraint::Is { label, condition } => {
                place(*label).is_some_and(|at| run.passes(*condition, at))
            }
            Constraint::Same {
                left,
                right,
                attribute,
                same,
            } => place(*left)
                .zip(place(*right))
                .is_some_and(|(a, b)| self.equal(run, *attribute, a, b) == *same),
        }
    }

    fn equal<T: Tokens>(&self, run: &Run<'_, T>, attribute: Attribute, a: usize, b: usize) -> bool {
        let (tokens, lower) = (run.tokens, |id: u32| {
            self.lower.get(id as usize).copied().unwrap_or(id)
        });
        match attribute {
            Attribute::Word => tokens.word(a) == tokens.word(b),
            Attribute::Lower => lower(tokens.word(a)) == lower(tokens.word(b)),
            // A match lies in one zone.
            Attribute::Zone => true,
            Attribute::Voice => tokens.quoted(a) == tokens.quoted(b),
            Attribute::Mention => tokens.mention(a) == tokens.mention(b),
        }
    }
}

/// At how many places from the start each label can stand.
fn label_places(node: &Node, before: (usize, Option<usize>), spans: &mut BTreeMap<usize, usize>) {
    match node {
        Node::Token {
            label: Some(label), ..
        } => {
            let most = before.1.unwrap_or(REACH).min(REACH);
            let span = most.saturating_sub(before.0) + 1;
            let known = spans.entry(usize::from(*label)).or_insert(0);
            *known = known.saturating_add(span);
        }
        Node::Token { label: None, .. } | Node::Place(_) => {}
        Node::Sequence(nodes) => {
            let mut before = before;
            for node in nodes {
                label_places(node, before, spans);
                before = super::ast::follow(before, node.length());
            }
        }
        Node::Either(nodes) => {
            for node in nodes {
                label_places(node, before, spans);
            }
        }
        Node::Repeat { node, .. } => label_places(node, before, spans),
    }
}
