//! A small general list of English words, to tell a broken or glued word from a compound or a name.

use std::sync::LazyLock;

use hashbrown::HashSet;

/// Lower-case words of news and statements, one a line, in order.
static LIST: &str = include_str!("words.txt");

static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| LIST.lines().collect());

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
