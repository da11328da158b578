//! Blocks: the words between two block boundaries, with what can be counted in them.

use std::sync::OnceLock;

use hashbrown::HashSet;

use super::{
    entity::Folder,
    tree::{NodeId, Run, Tree},
};
use crate::text::{Clean, Span};

/// Consecutive runs of text with no block boundary between them: a paragraph, a heading, a menu item.
#[derive(Debug)]
pub(super) struct Block {
    /// Its runs in the tree: first, one past the last.
    pub(super) runs: (u32, u32),
    /// The innermost element that is not inline.
    pub(super) container: NodeId,
    pub(super) clean: Clean,
    pub(super) stats: Stats,
}

/// Counts over the words of a block. Lengths are in characters, a CJK character counting as two and a
/// half, which is about what it takes in a Latin script.
#[derive(Clone, Copy, Debug, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent properties, not states"
)]
pub(super) struct Stats {
    pub(super) weight: f32,
    pub(super) chars: u32,
    pub(super) words: u32,
    pub(super) link: f32,
    pub(super) bold: f32,
    pub(super) italic: f32,
    pub(super) hidden: bool,
    pub(super) unread: bool,
    pub(super) noscript: bool,
    pub(super) lines: u32,
    pub(super) runs: u32,
    pub(super) commas: u32,
    pub(super) sentences: u32,
    pub(super) digits: u32,
    pub(super) capitals: u32,
    pub(super) lower: u32,
    pub(super) upper: u32,
    pub(super) stops: u32,
    pub(super) ends: bool,
    pub(super) quotes: u32,
    pub(super) bars: u32,
}

fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x11ff | 0x2e80..=0x9fff | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// Frequent function words of languages of the press.
const STOPS: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "are", "as", "at", "be", "been", "but",
    "by", "can", "could", "did", "do", "for", "from", "had", "has", "have", "he", "her", "his",
    "how", "i", "if", "in", "into", "is", "it", "its", "just", "like", "may", "more", "most",
    "not", "of", "on", "one", "or", "other", "our", "out", "over", "said", "she", "should", "so",
    "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "to", "up", "was", "we", "were", "what", "when", "which", "while", "who", "will",
    "with", "would", "you", "your", "de", "la", "le", "les", "des", "et", "en", "un", "une", "du",
    "el", "los", "las", "que", "y", "del", "se", "por", "con", "para", "der", "die", "das", "und",
    "den", "von", "zu", "mit", "ist", "im", "nicht", "ein", "eine", "e", "di", "che", "il", "o",
    "os", "da", "em", "um", "het", "een", "van", "och", "att", "som", "на", "в", "и", "не", "что",
    "с",
];

/// Syllables that end most Korean words of running text and few menu items.
const KOREAN_ENDINGS: &str = "은는이가을를의에다고서도로와과며면한된할들했";

/// A word of up to eight bytes as one number, small letters; `None` for a longer one.
fn packed(word: &str) -> Option<u64> {
    let mut low = [0u8; 8];
    let slot = low.get_mut(..word.len())?;
    slot.copy_from_slice(word.as_bytes());
    slot.make_ascii_lowercase();
    Some(u64::from_le_bytes(low))
}

fn is_stop(word: &str) -> bool {
    static KNOWN: OnceLock<HashSet<u64>> = OnceLock::new();
    let known = || KNOWN.get_or_init(|| STOPS.iter().filter_map(|s| packed(s)).collect());
    if word.len() <= 6 && packed(word).is_some_and(|w| known().contains(&w)) {
        return true;
    }
    if word.bytes().next_back().is_none_or(|b| b.is_ascii()) {
        return false;
    }
    let mut from_back = word.chars().rev();
    from_back
        .next()
        .is_some_and(|c| is_wide(c) && KOREAN_ENDINGS.contains(c))
        && from_back.next().is_some()
}

/// What is counted of a character: the low bits say as what, [`ENDS`] that it ends a sentence.
const COMMA: u8 = 1;
const DIGIT: u8 = 2;
const UPPER: u8 = 3;
const QUOTE: u8 = 4;
const BAR: u8 = 5;
const SPACE: u8 = 6;
const ENDS: u8 = 8;

const fn mark(c: char) -> u8 {
    match c {
        ',' | '、' | '，' | ';' => COMMA,
        '0'..='9' => DIGIT,
        'A'..='Z' => UPPER,
        '"' | '”' => QUOTE | ENDS,
        '“' | '«' | '»' | '「' => QUOTE,
        '|' | '·' | '•' | '›' | '/' => BAR,
        ' ' => SPACE,
        '.' | '!' | '?' | '。' | '…' => ENDS,
        _ => 0,
    }
}

/// [`mark`] of each ASCII character.
const MARKS: [u8; 128] = {
    let mut marks = [0; 128];
    let mut byte = 0u8;
    let mut rest: &mut [u8] = &mut marks;
    while let Some((first, after)) = rest.split_first_mut() {
        *first = mark(byte as char);
        byte += 1;
        rest = after;
    }
    marks
};

impl Stats {
    fn count_characters(&mut self, text: &str) {
        let mut counts = [0u32; 8];
        let (mut chars, mut wide, mut sentences) = (0u32, 0u32, 0u32);
        let mut before = 0;
        for c in text.chars() {
            chars += 1;
            let here = if let Some(mark) = MARKS.get(c as usize) {
                *mark
            } else {
                wide += u32::from(is_wide(c));
                mark(c)
            };
            if let Some(count) = counts.get_mut(usize::from(here & 7)) {
                *count += 1;
            }
            sentences += u32::from(here == SPACE && before & ENDS != 0);
            before = here;
        }
        let of = |kind: u8| counts.get(usize::from(kind)).copied().unwrap_or(0);
        self.chars = chars;
        self.weight = (chars - wide) as f32 + 2.5 * wide as f32;
        self.commas = of(COMMA);
        self.digits = of(DIGIT);
        self.upper = of(UPPER);
        self.quotes = of(QUOTE);
        self.bars = of(BAR);
        self.sentences = sentences;
    }

    fn count(&mut self, text: &str) {
        self.count_characters(text);
        let tail = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '」']);
        self.ends = tail.ends_with(['.', '!', '?', '。', '…', ':', '．', '？', '！']);
        let mut rest = text;
        loop {
            // Most words are ASCII letters to their end.
            let bytes = rest.as_bytes();
            let letters = bytes
                .iter()
                .position(|b| !b.is_ascii_alphanumeric())
                .unwrap_or(bytes.len());
            let end = match bytes.get(letters) {
                None | Some(b' ') => letters,
                Some(_) => memchr::memchr(b' ', bytes.get(letters..).unwrap_or_default())
                    .map_or(bytes.len(), |i| letters + i),
            };
            let word = rest.get(..end).unwrap_or("");
            self.count_word(if end == letters {
                word
            } else {
                word.trim_matches(|c: char| !c.is_alphanumeric())
            });
            match rest.get(end + 1..) {
                Some(after) => rest = after,
                None => break,
            }
        }
    }

    fn count_word(&mut self, bare: &str) {
        self.words += 1;
        match bare.chars().next() {
            None => return,
            Some(c) if c.is_uppercase() => self.capitals += 1,
            Some(c) if c.is_lowercase() => self.lower += 1,
            _ => {}
        }
        if is_stop(bare) {
            self.stops += 1;
        }
    }

    /// The share of its words that are links.
    pub(super) fn link_density(&self) -> f32 {
        if self.weight > 0.0 {
            (self.link / self.weight).min(1.0)
        } else {
            0.0
        }
    }
}

/// The blocks of a page, in order.
pub(super) fn blocks(tree: &Tree<'_>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut from = 0;
    let runs = &tree.runs;
    while from < runs.len() {
        let len = 1 + runs
            .iter()
            .skip(from + 1)
            .take_while(|r| !r.starts_block)
            .count();
        let group = runs.get(from..from + len).unwrap_or(&[]);
        if let Some(block) = block(tree, from, group) {
            out.push(block);
        }
        from += len;
    }
    out
}

fn block(tree: &Tree<'_>, from: usize, group: &[Run]) -> Option<Block> {
    let first = group.first().filter(|_| group.iter().any(|r| !r.silent))?;
    let mut folder = Folder::new(tree.text);
    folder.reserve(group.iter().map(|r| r.span.len() + 1).sum());
    let mut stats = Stats {
        hidden: true,
        unread: true,
        noscript: true,
        ..Stats::default()
    };
    let mut whole = 0;
    let mut gap = false;
    for run in group {
        gap |= run.gap;
        if run.silent {
            continue;
        }
        if gap {
            folder.gap(run.span.start);
            gap = false;
        }
        folder.run(run.span);
        let length = run.span.len();
        whole += length;
        let share = length as f32;
        if run.inherited.link {
            stats.link += share;
        }
        if run.inherited.bold {
            stats.bold += share;
        }
        if run.inherited.italic {
            stats.italic += share;
        }
        stats.hidden &= run.inherited.hidden;
        stats.unread &= run.inherited.unread;
        stats.noscript &= run.inherited.noscript;
        stats.lines += u32::from(run.line);
    }
    let clean = folder.finish();
    stats.count(clean.text());
    stats.runs = u32::try_from(group.len()).unwrap_or(u32::MAX);
    // Source bytes of links, bold and italics become shares of the weight.
    let scale = if whole > 0 {
        stats.weight / whole as f32
    } else {
        0.0
    };
    stats.link *= scale;
    stats.bold *= scale;
    stats.italic *= scale;
    let start = u32::try_from(from).unwrap_or(u32::MAX);
    Some(Block {
        runs: (start, start.saturating_add(stats.runs)),
        container: first.container,
        clean,
        stats,
    })
}

impl Block {
    /// Its stretches of the source: its runs that are read.
    pub(super) fn spans(&self, tree: &Tree<'_>) -> Vec<Span> {
        let runs = tree
            .runs
            .get(self.runs.0 as usize..self.runs.1 as usize)
            .unwrap_or(&[]);
        let mut spans = Vec::with_capacity(runs.len());
        spans.extend(runs.iter().filter(|r| !r.silent).map(|r| r.span));
        spans
    }

    /// The clean words.
    pub(super) fn text(&self) -> &str {
        self.clean.text()
    }
}
