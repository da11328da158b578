//! A small general list of English words, to tell a broken or glued word from a compound or a name.

use std::sync::LazyLock;

use hashbrown::HashSet;

/// Lower-case words of news and statements, one a line, in order.
static LIST: &str = include_str!("words.txt");

static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| LIST.lines().collect());

/// One bit for each [`backward`] hash of a word: small enough to stay near the processor, it answers for
/// nearly all that is no word.
static MARKS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut marks = vec![0; 1 << (MARK_BITS - 6)];
    for word in LIST.lines() {
        let hash = word.bytes().rev().fold(0, backward);
        if let Some(bits) = marks.get_mut(hash as usize >> 6) {
            *bits |= 1 << (hash & 63);
        }
    }
    marks
});

const MARK_BITS: u32 = 18;

/// The hash of a word, read from its last byte to its first, of so many bits.
fn backward(hash: u32, byte: u8) -> u32 {
    (hash.wrapping_mul(0x9_e377) ^ u32::from(byte).wrapping_mul(0x85eb)) & ((1 << MARK_BITS) - 1)
}

/// The places, from the last to `from`, at which a word of the list starts that goes to the end.
pub(super) fn word_ends(token: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut hash = 0;
    let bytes = token.bytes().enumerate().rev();
    bytes
        .take_while(move |(at, _)| *at >= from)
        .filter_map(move |(at, byte)| {
            hash = backward(hash, byte);
            let marked = MARKS
                .get(hash as usize >> 6)
                .is_some_and(|bits| bits >> (hash & 63) & 1 == 1);
            let rest = token.get(at..).filter(|_| marked)?;
            is_word(rest).then_some((at, rest))
        })
}

/// How many words before the first character that `ends` holds for start with a letter that is no
/// capital: 0, 1, or 2 for more. Places and agencies have none, so that most texts need no expression
/// to tell that they open with none.
pub(super) fn small_words_before(text: &str, ends: impl Fn(char) -> bool) -> u8 {
    let (mut small, mut fresh) = (0, true);
    for c in text.chars() {
        if ends(c) || small == 2 {
            break;
        }
        if c.is_whitespace() {
            fresh = true;
        } else if fresh && (matches!(c, '가'..='힣') || c.is_alphanumeric()) {
            fresh = false;
            // What Unicode says of Hangul is known, and its tables are slow to ask.
            let hangul = matches!(c, '가'..='힣');
            small += u8::from(hangul || c.is_alphabetic() && !c.is_uppercase());
        }
    }
    small
}

/// Whether a lower-case word is in the list.
pub(super) fn is_word(word: &str) -> bool {
    WORDS.contains(word)
}

/// Whether a lower-case word is a regular form of one in the list.
pub(super) fn is_inflected(word: &str) -> bool {
    let stem = |suffix: &str, put: &str| {
        word.strip_suffix(suffix)
            .filter(|stem| stem.len() >= 3)
            .is_some_and(|stem| is_word(&format!("{stem}{put}")))
    };
    stem("s", "")
        || stem("es", "")
        || stem("ies", "y")
        || stem("ed", "")
        || stem("ed", "e")
        || stem("ied", "y")
        || stem("ing", "")
        || stem("ing", "e")
        || stem("ly", "")
        || stem("ness", "")
        || stem("er", "")
        || stem("er", "e")
        || stem("ment", "")
        || stem("ization", "ize")
        || stem("isation", "ize")
}

/// Words that make compounds with a hyphen, and prefixes that mostly keep it.
pub(super) fn is_prefix(part: &str) -> bool {
    matches!(
        part,
        "all"
            | "anti"
            | "co"
            | "counter"
            | "cross"
            | "double"
            | "east"
            | "eight"
            | "ever"
            | "ex"
            | "far"
            | "first"
            | "five"
            | "four"
            | "free"
            | "full"
            | "fully"
            | "great"
            | "half"
            | "hard"
            | "high"
            | "ill"
            | "inter"
            | "large"
            | "least"
            | "left"
            | "light"
            | "long"
            | "low"
            | "many"
            | "mid"
            | "middle"
            | "multi"
            | "near"
            | "new"
            | "newly"
            | "nine"
            | "non"
            | "north"
            | "off"
            | "old"
            | "once"
            | "one"
            | "open"
            | "post"
            | "pre"
            | "pro"
            | "pseudo"
            | "quasi"
            | "right"
            | "second"
            | "self"
            | "semi"
            | "seven"
            | "short"
            | "single"
            | "six"
            | "small"
            | "so"
            | "south"
            | "sub"
            | "super"
            | "ten"
            | "third"
            | "three"
            | "top"
            | "twenty"
            | "two"
            | "ultra"
            | "vice"
            | "well"
            | "west"
            | "wide"
            | "world"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_at_the_end_are_found() {
        for token in [
            "Malkspoke",
            "Malkand",
            "harbourmaster",
            "xylo",
            "é",
            "Torvéand",
            "",
        ] {
            let slow: Vec<(usize, &str)> = token
                .char_indices()
                .rev()
                .map(|(at, _)| (at, &token[at..]))
                .filter(|(_, rest)| is_word(rest))
                .collect();
            assert_eq!(word_ends(token, 0).collect::<Vec<_>>(), slow, "{token}");
        }
        assert_eq!(word_ends("Malkand", 5).count(), 0);
    }
}
