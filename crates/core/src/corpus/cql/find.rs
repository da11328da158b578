//! Finding the matches of a prepared query in a zone.

use std::ops::Range;

use super::{
    layers::Tokens,
    prepared::{Engine, Held, Prepared},
    run::Run,
    small::Small,
    table::{self, Wanted},
    test::Test,
};

/// How many tests one start may cost for each token of the stretch and each state, before all starts are
/// looked at together.
const PATIENCE: usize = 8;

impl Prepared {
    /// Gives every match in a zone, in the order of their starts: for each token that begins a match,
    /// the longest one. Linear in the tokens of the zone, whatever the query.
    pub fn find<T: Tokens>(&self, tokens: &T, each: &mut impl FnMut(Range<usize>)) {
        let run = Run::new(tokens, &self.tests);
        if !self.visits(tokens.kind()) || !all_occur(&self.zone_holds, &run, 0, run.len) {
            return;
        }
        if !self.sentence {
            return self.find_in(&run, 0, run.len, each);
        }
        let mut start = 0;
        for place in 1..=run.len {
            if place == run.len || tokens.sentence_starts(place) {
                self.find_in(&run, start, place, each);
                start = place;
            }
        }
    }

    /// The longest match that begins with a token, if one does.
    pub fn find_at<T: Tokens>(&self, tokens: &T, start: usize) -> Option<Range<usize>> {
        let run = Run::new(tokens, &self.tests);
        if start >= run.len
            || !self.visits(tokens.kind())
            || !self.first.may(tokens.word(start))
            || !all_occur(&self.zone_holds, &run, 0, run.len)
        {
            return None;
        }
        let mut until = match self.max_len() {
            Some(len) => run.len.min(start.saturating_add(len)),
            None => run.len,
        };
        if self.sentence {
            let next = (start + 1..until).find(|at| tokens.sentence_starts(*at));
            until = next.unwrap_or(until);
        }
        if !self.sentence_holds.is_empty() {
            let (first, last) = run.sentence(start);
            if !all_occur(&self.sentence_holds, &run, first, last) {
                return None;
            }
        }
        let end = match &self.engine {
            Engine::Row(row) => {
                let end = start + row.len();
                let fits = end <= until && (start..).zip(row).all(|(at, t)| run.passes(*t, at));
                fits.then_some(end)
            }
            Engine::Small(small) => small.longest(&run, &self.nfa, start, until, &mut 0),
            Engine::Table => table::ends(&run, &self.nfa, start, until, Wanted::Longest)
                .first()
                .copied()
                .flatten(),
            Engine::Labelled(labelled) => labelled.longest(&run, &self.nfa, start, until),
        }?;
        all_occur(&self.containing, &run, start, end).then_some(start..end)
    }

    /// The matches in a sentence or zone.
    fn find_in<T: Tokens>(
        &self,
        run: &Run<'_, T>,
        from: usize,
        until: usize,
        each: &mut impl FnMut(Range<usize>),
    ) {
        if until - from < self.min_len() || !all_occur(&self.sentence_holds, run, from, until) {
            return;
        }
        if self.containing.is_empty() {
            return self.search(run, from, until, each);
        }
        if !all_occur(&self.containing, run, from, until) {
            return;
        }
        // Where the first match of each pattern ends that the match must contain: a longer match
        // contains all that a shorter one does, so only the longest need be asked.
        let ends: Vec<_> = self
            .containing
            .iter()
            .map(|h| h.first_ends(run, from, until))
            .collect();
        let contains = |found: &Range<usize>| {
            ends.iter().all(|ends| {
                let end = ends.get(found.start - from).copied().flatten();
                end.is_some_and(|end| end <= found.end)
            })
        };
        self.search(run, from, until, &mut |found| {
            if contains(&found) {
                each(found);
            }
        });
    }

    fn search<T: Tokens>(
        &self,
        run: &Run<'_, T>,
        from: usize,
        until: usize,
        each: &mut impl FnMut(Range<usize>),
    ) {
        match &self.engine {
            Engine::Row(row) => self.search_row(run, row, from, until, each),
            Engine::Small(small) => self.search_small(run, small, from, until, each),
            Engine::Table => {
                let mut starts = self.starts(run, from, until);
                let Some(first) = starts.next() else { return };
                let last = starts.next_back().unwrap_or(first);
                let until = match self.max_len() {
                    Some(len) => until.min(last.saturating_add(len)),
                    None => until,
                };
                self.search_table(run, first, until, each);
            }
            Engine::Labelled(labelled) => {
                for start in self.starts(run, from, until) {
                    if let Some(end) = labelled.longest(run, &self.nfa, start, until) {
                        each(start..end);
                    }
                }
            }
        }
    }

    /// The places where a match may begin.
    fn starts<'r, T: Tokens>(
        &'r self,
        run: &'r Run<'_, T>,
        from: usize,
        until: usize,
    ) -> impl DoubleEndedIterator<Item = usize> + 'r {
        (from..until).filter(|at| self.first.may(run.tokens.word(*at)))
    }

    fn search_row<T: Tokens>(
        &self,
        run: &Run<'_, T>,
        row: &[u32],
        from: usize,
        until: usize,
        each: &mut impl FnMut(Range<usize>),
    ) {
        let Some((head, rest)) = row.split_first() else {
            return;
        };
        let Some(head) = self.tests.get(*head as usize) else {
            return;
        };
        let Some(last) = until.checked_sub(row.len()) else {
            return;
        };
        let found = |at: usize| (at + 1..).zip(rest).all(|(at, test)| run.passes(*test, at));
        let starts = from..=last;
        let mut each = |at: usize| {
            if found(at) {
                each(at..at + row.len());
            }
        };
        // The two commonest tests have loops of their own.
        match head {
            Test::One(id) => starts
                .filter(|at| run.tokens.word(*at) == *id)
                .for_each(&mut each),
            Test::Types(set) => starts
                .filter(|at| set.contains(run.tokens.word(*at)))
                .for_each(&mut each),
            head => starts
                .filter(|at| head.passes(run.tokens, *at))
                .for_each(&mut each),
        }
    }

    fn search_small<T: Tokens>(
        &self,
        run: &Run<'_, T>,
        small: &Small,
        from: usize,
        until: usize,
        each: &mut impl FnMut(Range<usize>),
    ) {
        let mut work = 0;
        let patience = PATIENCE * small.size() * (until - from + 64);
        for start in self.starts(run, from, until) {
            if let Some(end) = small.longest(run, &self.nfa, start, until, &mut work) {
                each(start..end);
            }
            if work > patience {
                return self.search_table(run, start + 1, until, each);
            }
        }
    }

    fn search_table<T: Tokens>(
        &self,
        run: &Run<'_, T>,
        from: usize,
        until: usize,
        each: &mut impl FnMut(Range<usize>),
    ) {
        let ends = table::ends(run, &self.nfa, from, until, Wanted::Longest);
        for (start, end) in (from..).zip(ends) {
            if let Some(end) = end {
                each(start..end);
            }
        }
    }
}

fn all_occur<T: Tokens>(held: &[Held], run: &Run<'_, T>, from: usize, until: usize) -> bool {
    held.iter().all(|h| h.first_end(run, from, until).is_some())
}
