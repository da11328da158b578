//! Lists that were run into one paragraph: `1) The first 2) The second`.

use super::{look::Look, words::is_reference};

/// What the marks of a list look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Number,
    Letter,
}

/// What follows the number or letter of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tail {
    Dot,
    Bracket,
    DotBracket,
}

/// The mark of a list item, where a sentence starts with one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    value: u32,
    shape: Shape,
    tail: Tail,
    /// Whether its item starts with a capital; the next must too.
    capital: bool,
}

fn value(word: &str) -> Option<(u32, Shape)> {
    let bytes = word.as_bytes();
    match bytes {
        [letter @ b'a'..=b'z'] => Some((u32::from(*letter), Shape::Letter)),
        [] => None,
        _ if bytes.len() <= 3 && bytes.iter().all(u8::is_ascii_digit) => {
            word.parse().ok().map(|value| (value, Shape::Number))
        }
        _ => None,
    }
}

/// The mark whose number or letter is `word` and whose tail starts at `at`.
fn mark(look: Look<'_>, word: &str, at: usize) -> Option<Mark> {
    let (value, shape) = value(word)?;
    let (tail, end) = match (look.byte(at), look.byte(at + 1)) {
        (b'.', b')') => (Tail::DotBracket, at + 2),
        (b'.', _) => (Tail::Dot, at + 1),
        (b')', _) => (Tail::Bracket, at + 1),
        _ => return None,
    };
    let (next, _) = look.skip_white(end);
    let first = look.char(next)?;
    (next > end).then_some(Mark {
        value,
        shape,
        tail,
        capital: first.is_uppercase(),
    })
}

impl Mark {
    /// The mark that a sentence from `start` on begins with.
    pub(super) fn at_start(look: Look<'_>, start: usize) -> Option<Mark> {
        let word = look.word(start);
        mark(look, word, start + word.len())
    }

    /// Where the next mark of this list starts, if its tail starts at `at`.
    pub(super) fn next_at(self, look: Look<'_>, at: usize, floor: usize) -> Option<usize> {
        let word = look.word_before(at, floor);
        let start = at - word.len();
        let next = mark(look, word, at)?;
        let expected = Mark {
            value: self.value + 1,
            ..self
        };
        let before = look.back_white(start, floor);
        if next != expected || before == start || before == floor {
            return None;
        }
        // "item 2. The": a reference; "…, 2) the": a list inside a sentence.
        let reference = is_reference(look.word_before(before, floor));
        let comma = matches!(look.byte_before(before), b',' | b';' | b':' | b'(');
        (!reference && !comma).then_some(start)
    }
}
