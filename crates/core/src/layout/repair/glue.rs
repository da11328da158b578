//! Words glued together by a lost tag or line end.

use std::{
    cell::OnceCell,
    hash::{BuildHasherDefault, Hasher},
};

use hashbrown::HashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::{
    layout::words::{is_inflected, is_word, word_ends},
    pack::Pack,
};

/// No word looked at is longer, in bytes: keeps the work linear whatever the text.
const LONGEST: usize = 48;

/// Endings of addresses and file names, which a capital may follow a point in.
const SUFFIXES: [&str; 28] = [
    "ai", "app", "asp", "aspx", "biz", "co", "com", "csv", "doc", "docx", "edu", "exe", "gov",
    "htm", "html", "info", "io", "js", "jpg", "net", "org", "pdf", "php", "png", "py", "tv", "txt",
    "zip",
];

/// Values by a hash, which is hashed no further.
type ByHash<V> = HashMap<u64, V, BuildHasherDefault<Given>>;

/// Takes a hash for its own hash.
#[derive(Clone, Copy, Debug, Default)]
struct Given(u64);

impl Hasher for Given {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// Which words the capture writes apart, and which follow which.
#[derive(Debug, Default)]
pub(super) struct Evidence<'a> {
    text: &'a str,
    /// Words by hash, as written; counted when first asked.
    alone: OnceCell<ByHash<u32>>,
    /// Two words with capitals and one space between.
    pairs: ByHash<u32>,
    /// The first words of those pairs.
    firsts: ByHash<()>,
    /// The same where the first one is glued to a word before: the last such word.
    glued: ByHash<u64>,
    /// The same where a known word is glued to the second one: the last such word.
    stems: ByHash<u64>,
}

fn word_hash(word: &str) -> u64 {
    xxh3_64(word.as_bytes())
}

/// The hash of a pair, by the hash of its first word.
fn pair_hash(first: u64, second: &str) -> u64 {
    first.rotate_left(17) ^ word_hash(second)
}

impl<'a> Evidence<'a> {
    /// `None` where no small letter stands before a capital: nothing is glued.
    pub(super) fn gather(text: &'a str, pack: &Pack) -> Option<Self> {
        let bytes = text.as_bytes();
        let next = bytes.get(1..).unwrap_or(&[]);
        // Whole stretches without a branch: the compiler makes vectors of them.
        bytes
            .chunks(256)
            .zip(next.chunks(256))
            .any(|(left, right)| {
                let pairs = left.iter().zip(right);
                pairs.fold(0, |any, (a, b)| {
                    any | u8::from(a.is_ascii_lowercase()) & u8::from(b.is_ascii_uppercase())
                }) != 0
            })
            .then(|| {
                let mut evidence = Evidence::read(text);
                for person in pack.people() {
                    evidence.knows(&person.name);
                    person.spellings.values().for_each(|n| evidence.knows(n));
                }
                evidence
            })
    }

    /// Adds a name that is known, such as `Oren Malk`.
    fn knows(&mut self, name: &str) {
        let mut before: Option<u64> = None;
        for part in name.split(' ').filter(|p| p.len() >= 2) {
            let hash = word_hash(part);
            if let Some(first) = before {
                *self.pairs.entry(pair_hash(first, part)).or_default() += 2;
                self.firsts.insert(first, ());
            }
            before = Some(hash);
        }
    }

    fn read(text: &'a str) -> Self {
        let mut out = Evidence {
            text,
            ..Evidence::default()
        };
        let mut before: Option<(&str, &str, usize)> = None;
        for (start, token) in tokens(text) {
            let capital = token.starts_with(|c: char| c.is_uppercase());
            let tail = last_part(token);
            let whole = tail.len() == token.len();
            if whole
                && capital
                && let Some((left, word, end)) = before
                && end + 1 == start
                && text.as_bytes().get(end) == Some(&b' ')
            {
                out.follows(left, word, token);
                out.stems(word, token);
            }
            let left = token.get(..token.len() - tail.len()).unwrap_or("");
            before = tail.starts_with(|c: char| c.is_uppercase()).then_some((
                left,
                tail,
                start + token.len(),
            ));
        }
        out
    }

    /// Notes that `token` follows `word`, which `left` is glued to. A name that one word is glued to may
    /// be a brand; one that two different words are glued to is a name.
    fn follows(&mut self, left: &str, word: &str, token: &str) {
        let first = word_hash(word);
        let pair = pair_hash(first, token);
        if left.is_empty() {
            *self.pairs.entry(pair).or_default() += 1;
            self.firsts.insert(first, ());
            return;
        }
        let left = word_hash(left);
        if self
            .glued
            .insert(pair, left)
            .is_some_and(|other| other != left)
        {
            *self.pairs.entry(pair).or_default() += 1;
            self.firsts.insert(first, ());
        }
    }

    /// Notes what may be a name with a small word glued to it: "Malkspoke" and "Malkand" after "Oren"
    /// tell of "Malk".
    fn stems(&mut self, word: &str, token: &str) {
        if token.len() < 4 || token.len() > 24 || is_word(&token.to_lowercase()) {
            return;
        }
        let first = word_hash(word);
        let Some((from, _)) = token.char_indices().nth(2) else {
            return;
        };
        for (at, rest) in word_ends(token, from) {
            let name = token.get(..at).unwrap_or("");
            if rest.len() < 2 {
                continue;
            }
            let pair = pair_hash(first, name);
            let rest = word_hash(rest);
            if self
                .stems
                .insert(pair, rest)
                .is_some_and(|other| other != rest)
            {
                *self.pairs.entry(pair).or_default() += 1;
                self.firsts.insert(first, ());
            }
        }
    }

    fn alone(&self, word: &str) -> u32 {
        let count = || {
            let mut alone = ByHash::default();
            for (_, token) in tokens(self.text).filter(|(_, t)| last_part(t).len() == t.len()) {
                *alone.entry(word_hash(token)).or_default() += 1;
            }
            alone
        };
        self.alone
            .get_or_init(count)
            .get(&word_hash(word))
            .copied()
            .unwrap_or(0)
    }

    fn pair(&self, a: &str, b: &str) -> u32 {
        self.pair_after(word_hash(a), b)
    }

    /// How often `b` follows the word with the hash `first`.
    fn pair_after(&self, first: u64, b: &str) -> u32 {
        self.pairs.get(&pair_hash(first, b)).copied().unwrap_or(0)
    }

    /// A capital after a small letter, at byte `at`: where a space is missing, if one is.
    pub(super) fn upper(&self, text: &str, from: usize, at: usize) -> Option<usize> {
        let start = word_start(text, from, at)?;
        if is_tag(text, start) {
            return None;
        }
        let left = last_part(text.get(start..at)?);
        let whole = left.len() == at - start;
        let end = word_end(text, at)?;
        if text.get(end..)?.starts_with(['_', '@']) || is_address(text, start) {
            return None;
        }
        let right = first_part(text.get(at..end)?);
        let small = left.to_lowercase();
        let known = is_word(&small) || is_inflected(&small);
        if whole && left.starts_with(char::is_lowercase) {
            let word = left.len() >= 2 && known || left == "a";
            let proper = right.len() >= 2 && self.alone(right) >= 1;
            return (word && proper).then_some(at);
        }
        let next = next_word(text, at + right.len());
        let opens_name = next.is_some_and(|n| self.pair(right, first_part(n)) >= 1);
        // Where the end of the name is glued too ("WhenOren Malkspoke"), its start must do.
        let opens_name = opens_name
            || next.is_some_and(|n| {
                first_part(n)
                    .char_indices()
                    .skip(2)
                    .filter_map(|(i, _)| n.get(..i))
                    .any(|name| {
                        let count = self.pair(right, name);
                        // What is glued to the end is a word, and the name was seen with another.
                        let rest = n.get(name.len()..).map(first_part);
                        count >= 2 || count == 1 && rest.is_some_and(is_word)
                    })
            });
        if opens_name && left.len() >= 2 && (known || self.alone(left) >= 1) {
            return Some(at);
        }
        let before = word_before(text, from, at - left.len());
        let ends_name = before.is_some_and(|b| self.pair(b, left) >= 1);
        let right_small = right.to_lowercase();
        let right_known = || {
            right.len() >= 3
                && (is_word(&right_small) || is_inflected(&right_small) || self.alone(right) >= 1)
        };
        (ends_name && right_known()).then_some(at)
    }

    /// A word with a capital at byte `at`, after a space: where the small word glued to a name starts.
    pub(super) fn name(&self, text: &str, at: usize) -> Option<usize> {
        let end = word_end(text, at)?;
        let word = text.get(at..end)?;
        let first = first_part(word);
        if first.len() < 4 || first.len() > 24 {
            return None;
        }
        let before = word_before(text, 0, at)?;
        if !before.starts_with(char::is_uppercase) {
            return None;
        }
        let before = word_hash(before);
        if !self.firsts.contains_key(&before) {
            return None;
        }
        let whole = first.to_lowercase();
        let mut best: Option<(u32, usize)> = None;
        for (i, _) in first.char_indices().skip(2) {
            let (name, rest) = first.split_at(i);
            let count = self.pair_after(before, name);
            if count == 0 || rest.len() < 2 || !(is_word(rest) || is_inflected(rest)) {
                continue;
            }
            let ordinary = is_word(&name.to_lowercase());
            let real = is_word(&whole) || is_inflected(&whole);
            let sure = if ordinary {
                count >= 2 && !real && rest.len() >= 3
            } else {
                count >= 2 || !real
            };
            if sure && best.is_none_or(|(most, _)| count > most) {
                best = Some((count, at + i));
            }
        }
        best.map(|(_, place)| place)
    }

    /// A capital after a comma, at byte `at`.
    pub(super) fn comma(&self, text: &str, at: usize) -> Option<usize> {
        let comma = at.checked_sub(1)?;
        if !text.get(..comma)?.ends_with(|c: char| c.is_lowercase()) || is_address(text, comma) {
            return None;
        }
        let right = first_part(text.get(at..word_end(text, at)?)?);
        let small = right.to_lowercase();
        (right.len() >= 2 && (self.alone(right) >= 2 || is_word(&small))).then_some(at)
    }
}

/// Whether a capital right after `.`, `!` or `?`, at byte `at`, starts a sentence.
pub(super) fn sentence(text: &str, from: usize, at: usize) -> bool {
    let Some(stop) = at.checked_sub(1) else {
        return false;
    };
    let Some(start) = word_start(text, from, stop) else {
        return false;
    };
    let left = text.get(start..stop).unwrap_or("");
    let Some(end) = word_end(text, at) else {
        return false;
    };
    let right = text.get(at..end).unwrap_or("");
    let small = right.to_lowercase();
    let mut rest = right.chars();
    rest.next();
    let shape = rest.clone().next().is_some() && rest.all(char::is_lowercase)
        || matches!(right, "A" | "I") && text.get(end..).is_some_and(|t| t.starts_with(' '));
    let after = text.get(end..).unwrap_or("");
    let goes_on = after.starts_with(['/', '@', '_', '(', '='])
        || after
            .strip_prefix('.')
            .is_some_and(|t| t.starts_with(char::is_alphanumeric));
    if !shape
        || goes_on
        || SUFFIXES.binary_search(&small.as_str()).is_ok()
        || is_address(text, start)
        || is_tag(text, start)
    {
        return false;
    }
    let lower = left.to_lowercase();
    let known = is_word(&lower) || is_inflected(&lower);
    if left.chars().all(char::is_lowercase) {
        left.len() >= 2
            && (known || left.len() >= 5)
            && !matches!(
                left,
                "no" | "vs" | "al" | "st" | "art" | "fig" | "pp" | "ch"
            )
    } else {
        // A name at the end: only before a common word.
        left.chars().skip(1).all(char::is_lowercase)
            && left.len() >= 2
            && !matches!(
                lower.as_str(),
                "mr" | "mrs"
                    | "ms"
                    | "dr"
                    | "st"
                    | "no"
                    | "gen"
                    | "col"
                    | "lt"
                    | "sgt"
                    | "capt"
                    | "prof"
                    | "rev"
                    | "sen"
                    | "rep"
                    | "gov"
                    | "adm"
                    | "maj"
                    | "jr"
                    | "sr"
                    | "ph"
                    | "mt"
                    | "ft"
                    | "fr"
                    | "vol"
                    | "inc"
                    | "co"
                    | "corp"
            )
            && is_word(&small)
            && small.len() >= 2
    }
}

/// Runs of letters with their places.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let letter = |at: usize| -> Option<(bool, usize)> {
        let b = *text.as_bytes().get(at)?;
        if b.is_ascii() {
            return Some((b.is_ascii_alphabetic(), 1));
        }
        let c = text.get(at..)?.chars().next()?;
        Some((c.is_alphabetic(), c.len_utf8()))
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        while let (false, len) = letter(at)? {
            at += len;
        }
        let start = at;
        while let Some((true, len)) = letter(at) {
            at += len;
        }
        Some((start, text.get(start..at)?))
    })
}

/// From the last capital that follows a small letter.
fn last_part(word: &str) -> &str {
    let bytes = word.as_bytes();
    let cut = bytes
        .windows(2)
        .rposition(|w| matches!(w, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase()));
    word.get(cut.map_or(0, |c| c + 1)..).unwrap_or(word)
}

/// Up to the first capital that follows a small letter.
fn first_part(word: &str) -> &str {
    let bytes = word.as_bytes();
    let cut = bytes
        .windows(2)
        .position(|w| matches!(w, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase()));
    word.get(..cut.map_or(word.len(), |c| c + 1))
        .unwrap_or(word)
}

fn word_start(text: &str, from: usize, at: usize) -> Option<usize> {
    let mut low = from.max(at.saturating_sub(LONGEST));
    while !text.is_char_boundary(low) {
        low += 1;
    }
    let lead = text.get(low..at)?;
    let start = at - (lead.len() - lead.trim_end_matches(char::is_alphabetic).len());
    (start > low || low == from).then_some(start)
}

fn word_end(text: &str, at: usize) -> Option<usize> {
    let tail = text.get(at..)?;
    let mut seen = 0;
    for c in tail.chars() {
        if !c.is_alphabetic() {
            break;
        }
        seen += c.len_utf8();
        if seen > LONGEST {
            return None;
        }
    }
    Some(at + seen)
}

/// The word that ends one space before byte `at`, from its last capital.
fn word_before(text: &str, from: usize, at: usize) -> Option<&str> {
    let end = at.checked_sub(1)?;
    if text.as_bytes().get(end) != Some(&b' ') {
        return None;
    }
    let start = word_start(text, from, end)?;
    let word = last_part(text.get(start..end)?);
    (!word.is_empty()).then_some(word)
}

/// The word that starts one space after byte `at`.
fn next_word(text: &str, at: usize) -> Option<&str> {
    text.get(at..)?.strip_prefix(' ')?;
    let end = word_end(text, at + 1)?;
    text.get(at + 1..end).filter(|w| !w.is_empty())
}

/// `#VendriaNow`, `@OrenMalk`, `user_Name`, a part of a path.
fn is_tag(text: &str, start: usize) -> bool {
    text.get(..start).is_some_and(|t| {
        t.ends_with(['#', '@', '/', '\\', '_', '$', '&', '.', '='])
            || t.ends_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether the run without white space before byte `at` is an address.
fn is_address(text: &str, at: usize) -> bool {
    let mut low = at.saturating_sub(2 * LONGEST);
    while !text.is_char_boundary(low) {
        low += 1;
    }
    let lead = text.get(low..at).unwrap_or("");
    let token = lead.rsplit(char::is_whitespace).next().unwrap_or("");
    token.contains("//") || token.contains('@') || token.contains("www.") || token.contains('/')
}
