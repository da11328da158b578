//! Machines of any size, from right to left: for every place and state, where a match can end. Each
//! place costs one walk over the states, so that all starts together take linear time.

use super::{
    layers::Tokens,
    nfa::{Nfa, State},
    run::Run,
};

/// Which end is looked for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Wanted {
    Longest,
    Shortest,
}

impl Wanted {
    /// The end of no match: worse than any other.
    fn none(self) -> u32 {
        match self {
            Wanted::Longest => 0,
            Wanted::Shortest => u32::MAX,
        }
    }

    fn better(self, a: u32, b: u32) -> u32 {
        match self {
            Wanted::Longest => a.max(b),
            Wanted::Shortest => a.min(b),
        }
    }
}

/// For each place from `from` on, the end of the longest or shortest match that begins there and ends at
/// most at `until`; nothing where none begins. Of a pattern that can match no token, the shortest end
/// is of no use; the parser sees to that.
pub(super) fn ends<T: Tokens>(
    run: &Run<'_, T>,
    nfa: &Nfa,
    from: usize,
    until: usize,
    wanted: Wanted,
) -> Vec<Option<usize>> {
    let mut out = vec![None; until.saturating_sub(from)];
    let none = wanted.none();
    // Ends are kept as one more than their distance from `from`.
    let mut after = vec![none; nfa.states.len()];
    let mut here = after.clone();
    for place in (from..=until).rev() {
        let holds = run.holds(place, nfa);
        let own = u32::try_from(place - from + 1).unwrap_or(u32::MAX - 1);
        here.fill(none);
        loop {
            let mut changed = false;
            for number in &nfa.order {
                let value = |at: &[u32], number: u32| at.get(number as usize).copied();
                let new = match nfa.state(*number) {
                    State::Match => Some(own),
                    State::Split(a, b) => {
                        let (a, b) = (value(&here, a), value(&here, b));
                        a.zip(b).map(|(a, b)| wanted.better(a, b))
                    }
                    State::Place { need, next } if holds & need == need => value(&here, next),
                    State::Place { .. } => None,
                    State::Token { test, next, .. } => value(&after, next)
                        .filter(|end| *end != none && place < until && run.passes(test, place)),
                };
                if let (Some(new), Some(old)) = (new, here.get_mut(*number as usize))
                    && *old != new
                {
                    *old = new;
                    changed = true;
                }
            }
            // On a circle a state can come before one that it leads to; a round for each level of nested
            // repetitions settles that.
            if !(nfa.circular && changed) {
                break;
            }
        }
        let end = here.get(nfa.start as usize).copied().unwrap_or(none);
        if end != none
            && end > own
            && let Some(out) = out.get_mut(place - from)
        {
            *out = Some(from + end as usize - 1);
        }
        std::mem::swap(&mut here, &mut after);
    }
    out
}
