//! A pattern as a machine of states, built from its end to its start (Thompson's construction).

use super::ast::{Node, guard};
use crate::{Error, Result};

/// The most states of one machine.
pub(super) const MAX_STATES: usize = 10_000;

/// A state; numbers of states lead on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum State {
    /// Takes one token.
    Token {
        test: u32,
        label: Option<u8>,
        next: u32,
    },
    /// Goes on at both.
    Split(u32, u32),
    /// Goes on if all of these bits of [`guard`] hold at the place.
    Place { need: u32, next: u32 },
    /// A match ends here.
    Match,
}

impl State {
    /// Where it leads without taking a token.
    pub(super) fn onward(self) -> [Option<(u32, u32)>; 2] {
        match self {
            State::Token { .. } | State::Match => [None, None],
            State::Split(a, b) => [Some((a, 0)), Some((b, 0))],
            State::Place { need, next } => [Some((next, need)), None],
        }
    }
}

/// A machine.
#[derive(Clone, Debug)]
pub(super) struct Nfa {
    /// What it asks of places, as bits of [`guard`].
    needs: u32,
    pub(super) states: Vec<State>,
    pub(super) start: u32,
    /// All states; each stands after those that it leads to without a token, except on a circle.
    pub(super) order: Vec<u32>,
    /// Whether states lead in a circle without a token.
    pub(super) circular: bool,
}

struct Builder {
    states: Vec<State>,
    steps: usize,
}

impl Nfa {
    pub(super) fn new(node: &Node) -> Result<Self> {
        let mut builder = Builder {
            states: vec![State::Match],
            steps: 0,
        };
        let start = builder.build(node, 0)?;
        let states = builder.states;
        let (order, circular) = order(&states);
        let needs = states.iter().fold(0, |bits, s| match s {
            State::Place { need, .. } => bits | need,
            _ => bits,
        });
        Ok(Nfa {
            needs,
            states,
            start,
            order,
            circular,
        })
    }

    /// Whether it asks what holds at places.
    pub(super) fn is_guarded(&self) -> bool {
        self.needs != 0
    }

    /// Whether it asks for bounds of sentences.
    pub(super) fn asks_sentences(&self) -> bool {
        self.needs & (guard::SENTENCE_START | guard::SENTENCE_END) != 0
    }

    /// Whether it asks where names end.
    pub(super) fn asks_names(&self) -> bool {
        self.needs & guard::NAME_END != 0
    }

    pub(super) fn state(&self, number: u32) -> State {
        let state = self.states.get(number as usize);
        state.copied().unwrap_or(State::Match)
    }

    /// The tests of a pattern that is nothing but a row of tokens.
    pub(super) fn row(&self) -> Option<Vec<u32>> {
        let mut tests = Vec::new();
        let mut at = self.start;
        loop {
            match self.state(at) {
                State::Token { test, next, .. } => {
                    tests.push(test);
                    at = next;
                }
                State::Match => return (!tests.is_empty()).then_some(tests),
                State::Split(..) | State::Place { .. } => return None,
            }
        }
    }

    /// The tests of the tokens with which a match can begin, each once.
    pub(super) fn first_tests(&self) -> Vec<u32> {
        let mut seen = vec![false; self.states.len()];
        let mut todo = vec![self.start];
        let mut tests = Vec::new();
        while let Some(number) = todo.pop() {
            let Some(seen) = seen.get_mut(number as usize) else {
                continue;
            };
            if std::mem::replace(seen, true) {
                continue;
            }
            let state = self.state(number);
            if let State::Token { test, .. } = state {
                tests.push(test);
            }
            todo.extend(state.onward().into_iter().flatten().map(|(next, _)| next));
        }
        tests.sort_unstable();
        tests.dedup();
        tests
    }
}

impl Builder {
    fn push(&mut self, state: State) -> Result<u32> {
        self.step()?;
        self.states.push(state);
        Ok(u32::try_from(self.states.len() - 1).unwrap_or(u32::MAX))
    }

    /// Counts the work, since repetitions of nothing add no states.
    fn step(&mut self) -> Result<()> {
        self.steps += 1;
        if self.steps > 4 * MAX_STATES || self.states.len() >= MAX_STATES {
            return Err(Error::limit(format!(
                "the query is too large: with its repetitions written out it takes more than \
                 {MAX_STATES} states"
            )));
        }
        Ok(())
    }

    /// Adds the states of a node that lead on to `next`; returns the first. As deep as the node, which
    /// the parser bounds.
    fn build(&mut self, node: &Node, next: u32) -> Result<u32> {
        self.step()?;
        match node {
            Node::Token { condition, label } => self.push(State::Token {
                test: *condition,
                label: *label,
                next,
            }),
            Node::Place(need) => self.push(State::Place { need: *need, next }),
            Node::Sequence(nodes) => nodes
                .iter()
                .rev()
                .try_fold(next, |next, node| self.build(node, next)),
            Node::Either(nodes) => {
                let mut nodes = nodes.iter().rev();
                let mut first = match nodes.next() {
                    Some(node) => self.build(node, next)?,
                    None => next,
                };
                for node in nodes {
                    let other = self.build(node, next)?;
                    first = self.push(State::Split(other, first))?;
                }
                Ok(first)
            }
            Node::Repeat { node, min, max } => self.repeat(node, *min, *max, next),
        }
    }

    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>, next: u32) -> Result<u32> {
        if node.length().1 == Some(0) {
            // Places hold once or never: to ask again changes nothing.
            if min == 0 || max == Some(0) {
                return Ok(next);
            }
            return self.build(node, next);
        }
        let mut first = next;
        let mut copies = min;
        if let Some(max) = max {
            for _ in min..max {
                let body = self.build(node, first)?;
                first = self.push(State::Split(body, next))?;
            }
        } else {
            let split = self.push(State::Split(next, next))?;
            let body = self.build(node, split)?;
            if let Some(state) = self.states.get_mut(split as usize) {
                *state = State::Split(body, next);
            }
            first = split;
            if min > 0 {
                first = body;
                copies = min - 1;
            }
        }
        for _ in 0..copies {
            first = self.build(node, first)?;
        }
        Ok(first)
    }
}

/// All states, each after those that it leads to without a token, and whether some lead in a circle.
fn order(states: &[State]) -> (Vec<u32>, bool) {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = vec![Mark::New; states.len()];
    let mut order = Vec::with_capacity(states.len());
    let mut circular = false;
    let mut stack: Vec<(u32, usize)> = Vec::new();
    for root in 0..u32::try_from(states.len()).unwrap_or(u32::MAX) {
        stack.push((root, 0));
        while let Some((number, branch)) = stack.pop() {
            let Some((mark, state)) = marks
                .get_mut(number as usize)
                .zip(states.get(number as usize))
            else {
                continue;
            };
            if branch == 0 {
                match *mark {
                    Mark::New => *mark = Mark::Open,
                    Mark::Open => {
                        circular = true;
                        continue;
                    }
                    Mark::Done => continue,
                }
            }
            if let Some((next, _)) = state.onward().get(branch).copied().flatten() {
                stack.push((number, branch + 1));
                stack.push((next, 0));
            } else {
                *mark = Mark::Done;
                order.push(number);
            }
        }
    }
    (order, circular)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::cql::parser::parse;

    fn machine(query: &str) -> Result<Nfa> {
        Nfa::new(&parse(query)?.pattern)
    }

    #[test]
    fn rows_and_circles() {
        assert_eq!(
            machine(r#""a" "b" "a""#).unwrap().row(),
            Some(vec![0, 1, 0])
        );
        assert_eq!(
            machine(r#"("a" "b"){2}"#).unwrap().row(),
            Some(vec![0, 1, 0, 1])
        );
        assert_eq!(machine(r#""a" "b"?"#).unwrap().row(), None);
        for (query, circular) in [
            (r#""a"*"#, false),
            (r#"("a" "b"?)+"#, false),
            (r#"("a"? "b"?)*"#, true),
            (r#"("a"*)* "b""#, true),
            (r#"(<s>)* "b""#, false),
        ] {
            assert_eq!(machine(query).unwrap().circular, circular, "{query}");
        }
        assert_eq!(
            machine(r#"("a"|"b")? "c""#).unwrap().first_tests(),
            [0, 1, 2]
        );
    }

    #[test]
    fn order_puts_what_follows_first() {
        let nfa = machine(r#"("a" | <s> "b"? | "c"{0,3}) "d"*"#).unwrap();
        let place = |n: u32| nfa.order.iter().position(|o| *o == n).unwrap();
        assert_eq!(nfa.order.len(), nfa.states.len());
        for (number, state) in (0..).zip(&nfa.states) {
            for (next, _) in state.onward().into_iter().flatten() {
                assert!(place(next) < place(number));
            }
        }
    }
}
