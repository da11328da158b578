//! What stands between two lines that were one: a space, nothing, or a hyphen that stays.

use hashbrown::{HashMap, HashSet};

use crate::layout::{
    printed::{
        Wrap,
        line::{End, Row, is_closer, is_hangul},
    },
    words,
};

/// How the end of one line goes on in the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seam {
    /// A space.
    Space,
    /// Nothing.
    Glued,
    /// Nothing, and the hyphen (so many bytes of it) goes.
    Dehyphenated(usize),
}

/// What the capture itself says about words.
pub(super) struct Evidence {
    /// Words and hyphenated compounds in lower case, by hash.
    seen: HashSet<u64>,
    hangul: Option<Hangul>,
    /// Whether blanks at line ends tell a space from a break inside a word.
    trailing: bool,
}

#[derive(Default)]
struct Hangul {
    /// How often a syllable ends a word, starts one, stands anywhere.
    last: HashMap<char, u32>,
    first: HashMap<char, u32>,
    any: HashMap<char, u32>,
    /// Pairs of syllables inside a word, and across a space.
    inside: HashMap<(char, char), u32>,
    across: HashMap<(char, char), u32>,
}

fn hash(word: &str) -> u64 {
    if word.bytes().any(|b| b.is_ascii_uppercase() || b >= 0x80) {
        xxhash_rust::xxh3::xxh3_64(word.to_lowercase().as_bytes())
    } else {
        xxhash_rust::xxh3::xxh3_64(word.as_bytes())
    }
}

impl Evidence {
    pub(super) fn gather(text: &str, rows: &[Row], wrap: &Wrap) -> Self {
        let mut seen = HashSet::new();
        let mut hangul = Hangul::default();
        let (mut lines, mut trailing) = (0_usize, 0_usize);
        let hyphens = rows.iter().any(|r| r.end == End::Hyphen);
        for row in rows.iter().filter(|r| !r.mark) {
            let words = row.text(text);
            let count = words.split_whitespace().count();
            for (i, token) in words.split_whitespace().enumerate() {
                if !hyphens {
                    break;
                }
                // The last word of a line may be half of one.
                if i + 1 == count && row.end == End::Hyphen {
                    continue;
                }
                let token = token.trim_matches(|c: char| !c.is_alphanumeric());
                if token.contains('-') {
                    seen.insert(hash(token));
                }
                for word in token.split(|c: char| !c.is_alphanumeric()) {
                    seen.insert(hash(word));
                }
            }
            if words.chars().any(is_hangul) {
                hangul.add(words);
                lines += 1;
                trailing += usize::from(row.trailing);
            }
        }
        Evidence {
            seen,
            hangul: wrap.syllables.then_some(hangul),
            trailing: lines >= 8 && trailing * 20 > lines && trailing * 20 < lines * 17,
        }
    }

    fn knows(&self, word: &str) -> bool {
        self.seen.contains(&hash(word))
    }

    /// How line `a` goes on in line `b`.
    pub(super) fn seam(&self, text: &str, a: &Row, b: &Row) -> Seam {
        let (left, right) = (a.text(text), b.text(text));
        let last = left.chars().next_back().unwrap_or(' ');
        let first = right.chars().next().unwrap_or(' ');
        if last == '\u{ad}' {
            return Seam::Dehyphenated(last.len_utf8());
        }
        if a.end == End::Hyphen && !is_closer(last) {
            return self.hyphen(left, right, last);
        }
        if matches!(last, '–' | '—' | '/') {
            let before = left.trim_end_matches(last);
            if before.ends_with(char::is_alphanumeric) && first.is_alphanumeric() {
                return Seam::Glued;
            }
        }
        if let Some(tail) = left.split_whitespace().next_back()
            && (tail.contains("://") || tail.starts_with("www."))
            && matches!(last, '/' | '.' | '?' | '=' | '&' | '_' | '%')
        {
            return Seam::Glued;
        }
        if is_hangul(last) && is_hangul(first) {
            return self.hangul(a, last, first);
        }
        Seam::Space
    }

    fn hyphen(&self, left: &str, right: &str, last: char) -> Seam {
        let stem = left.trim_end_matches(last);
        let stem = stem
            .rsplit(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\'' || c == '’'))
            .next()
            .unwrap_or("");
        // The last part of what may be a compound already: "state-of-the-".
        let part = stem.rsplit('-').next().unwrap_or(stem);
        let rest = right
            .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\'' || c == '’'))
            .next()
            .unwrap_or("");
        let next = rest.split(['-', '\'', '’']).next().unwrap_or(rest);
        if part.is_empty() || next.is_empty() {
            return Seam::Space;
        }
        // "pre- and post-war": the hyphen waits for its second word.
        if matches!(next, "and" | "or" | "to" | "und" | "oder" | "bis") && rest == next {
            return Seam::Space;
        }
        let goes = Seam::Dehyphenated(last.len_utf8());
        let digits = part.ends_with(|c: char| c.is_numeric()) || next.starts_with(char::is_numeric);
        let shouted = part.chars().count() > 1
            && part.chars().all(char::is_uppercase)
            && next.chars().count() > 1
            && next.chars().all(char::is_uppercase);
        let joined = format!("{part}{next}");
        let compound = format!("{part}-{next}");
        if digits || self.knows(&compound) {
            return Seam::Glued;
        }
        if self.knows(&joined) {
            return goes;
        }
        if !shouted && (next.starts_with(char::is_uppercase) || stem.contains('-')) {
            return Seam::Glued;
        }
        // "state-of-the-art", cut after its first word.
        if rest.len() > next.len()
            && rest.get(next.len()..).is_some_and(|r| r.starts_with('-'))
            && words::is_word(next)
        {
            return Seam::Glued;
        }
        let lower = joined.to_lowercase();
        // "well-being", "self-reliant": mostly with a hyphen, though some write them in one.
        if matches!(part, "well" | "self" | "half" | "ex")
            && next.chars().count() >= 4
            && (words::is_word(next) || words::is_inflected(next))
        {
            return Seam::Glued;
        }
        if words::is_word(&lower) || words::is_inflected(&lower) {
            return goes;
        }
        let (part, next) = (part.to_lowercase(), next.to_lowercase());
        if words::is_prefix(&part) {
            return Seam::Glued;
        }
        // A name that goes on in lower case, "Juche-oriented": the hyphen is the author's.
        let known = |w: &str| words::is_word(w) || words::is_inflected(w);
        if part.chars().count() >= 3
            && next.chars().count() >= 3
            && known(&next)
            && (known(&part) || self.knows(&part))
        {
            return Seam::Glued;
        }
        goes
    }

    fn hangul(&self, a: &Row, last: char, first: char) -> Seam {
        if self.trailing {
            return if a.trailing { Seam::Space } else { Seam::Glued };
        }
        let Some(stats) = &self.hangul else {
            return Seam::Space;
        };
        if stats.splits(last, first) {
            Seam::Space
        } else {
            Seam::Glued
        }
    }
}

impl Hangul {
    fn add(&mut self, words: &str) {
        let mut before: Option<char> = None;
        let mut tokens = words.split_whitespace().peekable();
        let mut first_token = true;
        while let Some(token) = tokens.next() {
            let is_last = tokens.peek().is_none();
            let mut previous: Option<char> = None;
            for c in token.chars().filter(|&c| is_hangul(c)) {
                *self.any.entry(c).or_default() += 1;
                match previous {
                    Some(p) => *self.inside.entry((p, c)).or_default() += 1,
                    // The first and last words of a line may be halves.
                    None if !first_token => {
                        *self.first.entry(c).or_default() += 1;
                        if let Some(b) = before {
                            *self.across.entry((b, c)).or_default() += 1;
                        }
                    }
                    None => {}
                }
                previous = Some(c);
            }
            if let Some(c) = previous
                && !is_last
                && token.ends_with(is_hangul)
            {
                *self.last.entry(c).or_default() += 1;
            }
            before = previous.filter(|_| token.ends_with(is_hangul));
            first_token = false;
        }
    }

    /// Whether a space is likelier than none between two syllables, from how often the first ends a
    /// word in this text, the second starts one, and how the pair itself stands.
    fn splits(&self, a: char, b: char) -> bool {
        let get = |map: &HashMap<char, u32>, c: char| f64::from(map.get(&c).copied().unwrap_or(0));
        let pair =
            |map: &HashMap<(char, char), u32>| f64::from(map.get(&(a, b)).copied().unwrap_or(0));
        let ends = (get(&self.last, a) + 0.6) / (get(&self.any, a) + 2.0);
        let starts = (get(&self.first, b) + 0.6) / (get(&self.any, b) + 2.0);
        let odds = |p: f64| (p / (1.0 - p).max(0.01)).ln();
        let base = odds(ends) + odds(starts);
        // One in three boundaries between syllables is a space; the two shares count it twice.
        let prior = 0.8;
        let seen = ((pair(&self.across) + 0.3) / (pair(&self.inside) + 0.3)).ln();
        base + prior + 1.5 * seen > 0.0
    }
}
