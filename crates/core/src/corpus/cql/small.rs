//! Machines of few tokens: the states that are alive are the bits of one number.

use super::{
    layers::Tokens,
    nfa::{Nfa, State},
    run::Run,
};

/// The bit that says that a match can end.
const ACCEPT: u64 = 1 << 63;
/// The most states that take a token.
const MAX_TOKENS: usize = 63;
/// The most pairs of a state and what must hold that are visited in the making.
const MAX_VISITS: usize = 4096;

/// Where one can be without taking a further token: bits, and what must hold for them.
type Reach = Vec<(u32, u64)>;

/// A machine whose states that take a token are numbered from 0.
#[derive(Clone, Debug)]
pub(super) struct Small {
    start: Reach,
    /// The test of each state and where one is when its token passed.
    states: Vec<(u32, Reach)>,
}

impl Small {
    /// The machine, if it is small enough.
    pub(super) fn new(nfa: &Nfa) -> Option<Self> {
        let taking: Vec<u32> = (0u32..)
            .zip(&nfa.states)
            .filter(|(_, s)| matches!(s, State::Token { .. }))
            .map(|(number, _)| number)
            .collect();
        if taking.len() > MAX_TOKENS {
            return None;
        }
        let mut visits = 0;
        let start = reach(nfa, nfa.start, &taking, &mut visits)?;
        let mut states = Vec::with_capacity(taking.len());
        for number in &taking {
            if let State::Token { test, next, .. } = nfa.state(*number) {
                states.push((test, reach(nfa, next, &taking, &mut visits)?));
            }
        }
        Some(Small { start, states })
    }

    /// How many states take a token.
    pub(super) fn size(&self) -> usize {
        self.states.len()
    }

    /// The end of the longest match from `from` to at most `until`. `work` counts the tests.
    pub(super) fn longest<T: Tokens>(
        &self,
        run: &Run<'_, T>,
        nfa: &Nfa,
        from: usize,
        until: usize,
        work: &mut usize,
    ) -> Option<usize> {
        let mut alive = at(&self.start, run.holds(from, nfa));
        let mut end = None;
        for place in from..until {
            alive = self.step(run, nfa, alive, place, work);
            if alive & ACCEPT != 0 {
                end = Some(place + 1);
            }
            if alive & !ACCEPT == 0 {
                break;
            }
        }
        end
    }

    /// The end of the match between two places that ends first.
    pub(super) fn first_end<T: Tokens>(
        &self,
        run: &Run<'_, T>,
        nfa: &Nfa,
        from: usize,
        until: usize,
    ) -> Option<usize> {
        let mut alive = 0;
        for place in from..until {
            alive |= at(&self.start, run.holds(place, nfa));
            alive = self.step(run, nfa, alive, place, &mut 0);
            if alive & ACCEPT != 0 {
                return Some(place + 1);
            }
        }
        None
    }

    #[inline]
    fn step<T: Tokens>(
        &self,
        run: &Run<'_, T>,
        nfa: &Nfa,
        alive: u64,
        place: usize,
        work: &mut usize,
    ) -> u64 {
        let mut alive = alive & !ACCEPT;
        let mut next = 0;
        let mut holds = None;
        while alive != 0 {
            let state = self.states.get(alive.trailing_zeros() as usize);
            alive &= alive - 1;
            *work += 1;
            if let Some((test, reach)) = state
                && run.passes(*test, place)
            {
                let holds = *holds.get_or_insert_with(|| run.holds(place + 1, nfa));
                next |= at(reach, holds);
            }
        }
        next
    }
}

#[inline]
fn at(reach: &Reach, holds: u32) -> u64 {
    reach
        .iter()
        .filter(|(need, _)| holds & need == *need)
        .fold(0, |bits, (_, more)| bits | more)
}

fn reach(nfa: &Nfa, from: u32, taking: &[u32], visits: &mut usize) -> Option<Reach> {
    let mut seen: Vec<(u32, u32)> = vec![(from, 0)];
    let mut next = 0;
    let mut out = Reach::new();
    while let Some((number, need)) = seen.get(next).copied() {
        next += 1;
        *visits += 1;
        if *visits > MAX_VISITS {
            return None;
        }
        let state = nfa.state(number);
        let bit = match state {
            State::Match => Some(ACCEPT),
            State::Token { .. } => taking.binary_search(&number).ok().map(|bit| 1 << bit),
            State::Split(..) | State::Place { .. } => None,
        };
        if let Some(bit) = bit {
            match out.iter_mut().find(|(n, _)| *n == need) {
                Some((_, bits)) => *bits |= bit,
                None => out.push((need, bit)),
            }
        }
        for (to, more) in state.onward().into_iter().flatten() {
            let step = (to, need | more);
            let known = |(number, need): &(u32, u32)| *number == to && need & !step.1 == 0;
            if !seen.iter().any(known) {
                seen.push(step);
            }
        }
    }
    Some(out)
}
