//! What a word looks like to the model: strings, hashed.

use crate::facts::words::{Paragraph, Word};
use std::sync::OnceLock;
use xxhash_rust::xxh3::xxh3_64;

/// What of a sentence lies far from a word and matters to it.
#[derive(Clone, Debug, Default)]
struct Sentence {
    start: usize,
    end: usize,
    /// Words that can be cues, outside quotation marks: their places.
    cues: Vec<usize>,
    /// Those of them that say that something is said.
    strong: Vec<usize>,
    /// Words inside quotation marks.
    quoted: usize,
}

impl Sentence {
    /// Whether it says that somebody speaks, or quotes.
    fn speaks(&self) -> bool {
        self.quoted > 0 || !self.cues.is_empty()
    }

    /// How much of it is quoted.
    fn share(&self) -> &'static str {
        if self.quoted == 0 {
            "0"
        } else if self.quoted + 1 >= self.end - self.start {
            "all"
        } else {
            "some"
        }
    }

    /// Whether a word in it says that something is said.
    fn says(&self, words: &[Word]) -> &'static str {
        let says = |c: &usize| words.get(*c).is_some_and(|w| w.cue == 's');
        if self.cues.iter().any(says) {
            "cue"
        } else {
            "no"
        }
    }
}

/// How many words of each sort that matters between two words stand before each word of a paragraph.
struct Between(Vec<[u32; 6]>);

impl Between {
    fn new(words: &[Word]) -> Self {
        let mut all = Vec::with_capacity(words.len() + 1);
        let mut sum = [0; 6];
        all.push(sum);
        for w in words {
            let word = w.lower.as_str();
            let sorts = [
                w.inside.is_none() && matches!(word, "," | "—" | "–" | ";" | ":"),
                word == "that",
                word == "to",
                matches!(word, "and" | "but" | "who" | "which"),
                matches!(w.tag, 'd' | 'z' | 'B' | 'M' | 'H'),
                w.inside.is_some(),
            ];
            for (sum, is) in sum.iter_mut().zip(sorts) {
                *sum += u32::from(is);
            }
            all.push(sum);
        }
        Between(all)
    }

    /// What lies between two words: marks and conjunctions.
    fn side(&self, from: usize, to: usize) -> Side {
        let (Some(a), Some(b)) = (self.0.get(from + 1), self.0.get(to)) else {
            return Side::default();
        };
        let mut has = b.iter().zip(a).map(|(b, a)| b.saturating_sub(*a));
        let mut side = Side::default();
        side.push(match has.next() {
            Some(0) | None => b'0',
            Some(1) => b'1',
            _ => b'2',
        });
        for (mark, _) in b"tocvq".iter().zip(has).filter(|(_, n)| *n > 0) {
            side.push(*mark);
        }
        side
    }
}

/// A few letters, kept in place.
#[derive(Clone, Copy, Default)]
struct Side {
    letters: [u8; 6],
    length: usize,
}

impl Side {
    /// No word to look to.
    fn none() -> Self {
        let mut side = Side::default();
        side.push(b'-');
        side
    }

    fn push(&mut self, letter: u8) {
        if let Some(slot) = self.letters.get_mut(self.length) {
            *slot = letter;
            self.length += 1;
        }
    }

    fn as_str(&self) -> &str {
        let letters = self.letters.get(..self.length).unwrap_or(&[]);
        std::str::from_utf8(letters).unwrap_or("")
    }
}

/// Whether a word outside quotation marks can say that something is said.
fn is_cue(words: &[Word], i: usize) -> bool {
    let outside = words.get(i).filter(|w| w.inside.is_none());
    outside.is_some_and(|w| w.cue != ' ' || is_according(words, i))
}

/// Which sentences of a paragraph are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// All, as the models were trained.
    All,
    /// Those that quote or have a word of saying; words of the others have no features.
    Speaking,
}

/// The features of each word of a paragraph.
pub(super) fn features(paragraph: &Paragraph<'_>, look: Look) -> Vec<Vec<u32>> {
    let words = &paragraph.words;
    let sentences = sentences(words);
    let between = Between::new(words);
    let mut found = Vec::with_capacity(words.len());
    let mut long = vec![0_usize; paragraph.marked.len()];
    for word in words {
        if let Some(count) = word.inside.and_then(|n| long.get_mut(n)) {
            *count += 1;
        }
    }
    let mut at = 0;
    let mut set = Set::default();
    for (i, word) in words.iter().enumerate() {
        while sentences.get(at).is_some_and(|s| s.end <= i) {
            at += 1;
        }
        let speaks = sentences.get(at).is_some_and(Sentence::speaks);
        if look == Look::Speaking && !speaks {
            found.push(Vec::new());
            continue;
        }
        near(&mut set, words, i);
        if let Some(sentence) = sentences.get(at) {
            let long = word
                .inside
                .and_then(|n| long.get(n))
                .is_some_and(|n| *n > 6);
            far(&mut set, paragraph, &between, i, word, sentence, long);
            let before = at.checked_sub(1).and_then(|a| sentences.get(a));
            around(&mut set, words, sentence, before, sentences.get(at + 1));
            beside_marks(&mut set, words, &between, i, sentence);
            set.add("pi", &[bucket(at), bucket(sentences.len() - at - 1)]);
        }
        found.push(set.take());
    }
    found
}

/// Features that a word has at most, as a rule.
const USUAL: usize = 128;

/// Features of a word, hashed.
#[derive(Default)]
pub(super) struct Set {
    hashes: Vec<u32>,
    buffer: String,
}

impl Set {
    /// More features for a word that has some.
    pub(super) fn over(hashes: Vec<u32>) -> Self {
        Set {
            hashes,
            buffer: String::new(),
        }
    }

    pub(super) fn into_hashes(self) -> Vec<u32> {
        self.hashes
    }

    /// The features of a word; the next word's follow.
    fn take(&mut self) -> Vec<u32> {
        std::mem::replace(&mut self.hashes, Vec::with_capacity(USUAL))
    }

    pub(super) fn add(&mut self, name: &str, parts: &[&str]) {
        self.buffer.clear();
        self.buffer.push_str(name);
        for part in parts {
            self.buffer.push('|');
            self.buffer.push_str(part);
        }
        // 32 bits: among some ten thousand features that the model knows a chance meeting does not matter.
        #[allow(clippy::cast_possible_truncation)]
        self.hashes.push(xxh3_64(self.buffer.as_bytes()) as u32);
    }
}

fn sentences(words: &[Word]) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = Vec::new();
    let mut number = None;
    for (i, word) in words.iter().enumerate() {
        if number != Some(word.sentence) {
            number = Some(word.sentence);
            found.push(Sentence {
                start: i,
                end: i,
                ..Sentence::default()
            });
        }
        let Some(last) = found.last_mut() else {
            continue;
        };
        last.end = i + 1;
        if word.inside.is_some() {
            last.quoted += 1;
        } else if is_cue(words, i) {
            last.cues.push(i);
            if matches!(word.cue, 's' | ' ') {
                last.strong.push(i);
            }
        }
    }
    found
}

fn is_according(words: &[Word], i: usize) -> bool {
    words.get(i).is_some_and(|w| w.lower == "according")
        && words.get(i + 1).is_some_and(|w| w.lower == "to")
}

/// What stands at an offset from a word.
fn form(words: &[Word], i: usize, by: isize) -> &str {
    i.checked_add_signed(by)
        .and_then(|n| words.get(n))
        .map_or("_", |w| w.lower.as_str())
}

pub(super) fn tag(words: &[Word], i: usize, by: isize) -> &'static str {
    let c = i
        .checked_add_signed(by)
        .and_then(|n| words.get(n))
        .map_or('_', shape);
    letter(c)
}

/// The tag of a word, or `X` for a name: a capital letter within a sentence.
fn shape(word: &Word) -> char {
    if word.capital
        && matches!(
            word.tag,
            'n' | 's' | 'j' | 'v' | 'z' | 'd' | 'x' | 'g' | 'r' | 'p' | '?'
        )
    {
        'X'
    } else {
        word.tag
    }
}

const LETTERS: &str = "DotiCSWPQMBHOnEnvpzdxgjruNXc0.?_ staVvf";

/// A letter as a text.
fn letter(c: char) -> &'static str {
    static PLACES: OnceLock<[u8; 128]> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        std::array::from_fn(|c| {
            let at = LETTERS.bytes().position(|l| usize::from(l) == c);
            at.and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
        })
    });
    let at = usize::from(places.get(c as usize).copied().unwrap_or(0));
    LETTERS.get(at..at + 1).unwrap_or("?")
}

fn company(words: &[Word], i: usize, by: isize) -> [&'static str; 2] {
    let word = i.checked_add_signed(by).and_then(|n| words.get(n));
    word.map_or(["_"; 2], |w| w.company)
}

fn suffix(word: &str, n: usize) -> &str {
    let from = word.char_indices().rev().nth(n - 1).map_or(0, |x| x.0);
    word.get(from..).unwrap_or(word)
}

/// A cue word as its class and lemma.
pub(super) fn lemma(word: &Word) -> &str {
    if word.lemma.is_empty() {
        &word.lower
    } else {
        word.lemma
    }
}

fn near(set: &mut Set, words: &[Word], i: usize) {
    let Some(word) = words.get(i) else { return };
    set.add("1", &[]);
    for (name, by) in ["w-2", "w-1", "w0", "w1", "w2"].iter().zip(-2..) {
        set.add(name, &[form(words, i, by)]);
    }
    let tags: [&str; 9] = std::array::from_fn(|n| tag(words, i, n.cast_signed() - 4));
    for (name, tag) in ["t-4", "t-3", "t-2", "t-1", "t0", "t1", "t2", "t3", "t4"]
        .iter()
        .zip(tags)
    {
        set.add(name, &[tag]);
    }
    let middle = tags.get(2..).unwrap_or(&[]);
    for (name, two) in ["tt-2", "tt-1", "tt0", "tt1"].iter().zip(middle.windows(2)) {
        set.add(name, two);
    }
    for (name, by) in ["ww-2", "ww-1", "ww0", "ww1"].iter().zip(-2..) {
        set.add(name, &[form(words, i, by), form(words, i, by + 1)]);
    }
    for (name, three) in ["ttt-2", "ttt-1", "ttt0"].iter().zip(middle.windows(3)) {
        set.add(name, three);
    }
    let names = [
        ("c-2", "l-2"),
        ("c-1", "l-1"),
        ("c0", "l0"),
        ("c1", "l1"),
        ("c2", "l2"),
    ];
    for ((class, cue), by) in names.iter().zip(-2_isize..) {
        let there = i.checked_add_signed(by).and_then(|n| words.get(n));
        if let Some(w) = there.filter(|w| w.cue != ' ') {
            set.add(class, &[letter(w.cue), letter(w.tag)]);
            set.add(cue, &[lemma(w)]);
        }
    }
    let names = [
        ("g-2", "G-2"),
        ("g-1", "G-1"),
        ("g0", "G0"),
        ("g1", "G1"),
        ("g2", "G2"),
    ];
    for ((coarse, fine), by) in names.iter().zip(-2..) {
        let company = company(words, i, by);
        set.add(coarse, &[company[0]]);
        set.add(fine, &[company[1]]);
    }
    for (name, by) in ["gg-1", "gg0"].iter().zip(-1..) {
        let ([a, _], [b, _]) = (company(words, i, by), company(words, i, by + 1));
        set.add(name, &[a, b]);
    }
    set.add("wt", &[&word.lower, tag(words, i, 1)]);
    set.add("tw", &[tag(words, i, -1), &word.lower]);
    set.add("s2", &[suffix(&word.lower, 2)]);
    set.add("s3", &[suffix(&word.lower, 3)]);
    set.add(
        "k",
        &[
            if word.capital { "1" } else { "0" },
            tag(words, i, -1),
            tag(words, i, 1),
        ],
    );
}

pub(super) fn bucket(n: usize) -> &'static str {
    match n {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "4",
        6..=9 => "6",
        10..=19 => "10",
        _ => "20",
    }
}

fn far(
    set: &mut Set,
    paragraph: &Paragraph<'_>,
    between: &Between,
    i: usize,
    word: &Word,
    sentence: &Sentence,
    long: bool,
) {
    let words = &paragraph.words;
    // Quotation marks.
    let state = match word.inside.and_then(|n| paragraph.marked.get(n)) {
        None => "out",
        Some(m) => {
            let first = word.span.start == m.outer.start;
            let last = word.span.end == m.outer.end;
            match (m.single, first, last, long) {
                (false, true, _, true) => "open",
                (false, true, _, false) => "open-",
                (false, _, true, true) => "close",
                (false, _, true, false) => "close-",
                (false, _, _, true) => "in",
                (false, _, _, false) => "in-",
                (true, true, _, _) => "open1",
                (true, _, true, _) => "close1",
                (true, ..) => "in1",
            }
        }
    };
    set.add("q", &[state]);
    let beside = |by: isize| {
        let w = i.checked_add_signed(by).and_then(|n| words.get(n));
        w.map_or("_", |w| if w.inside.is_some() { "i" } else { "o" })
    };
    set.add("qq", &[state, beside(-1), beside(1), beside(2)]);
    set.add("q2", &[state, tag(words, i, 0), tag(words, i, 1)]);
    set.add("q3", &[state, tag(words, i, 0), tag(words, i, -1)]);
    // Place in the sentence.
    set.add("p", &[bucket(i - sentence.start)]);
    set.add("e", &[bucket(sentence.end - 1 - i)]);
    // Cues before and after, of the same sentence.
    let nearest = |cues: &[usize]| {
        let behind = cues.partition_point(|c| *c <= i);
        let before = cues.partition_point(|c| *c < i);
        let left = before.checked_sub(1).and_then(|n| cues.get(n)).copied();
        (left, cues.get(behind).copied())
    };
    let (left, right) = nearest(&sentence.cues);
    let (left_strong, right_strong) = nearest(&sentence.strong);
    let last = sentence.strong.last().copied();
    let behind = |c: Option<usize>| c.map_or(Side::none(), |c| between.side(c, i));
    let ahead = |c: Option<usize>| c.map_or(Side::none(), |c| between.side(i, c));
    let (ll, rr) = (behind(left), ahead(right));
    let (ll, rr) = (ll.as_str(), rr.as_str());
    let lc = left.and_then(|c| words.get(c));
    let rc = right.and_then(|c| words.get(c));
    set.add("L", &[lc.map_or("-", lemma), ll]);
    set.add("R", &[rc.map_or("-", lemma), rr]);
    set.add(
        "LR",
        &[
            lc.map_or("-", |w| letter(w.cue)),
            ll,
            rc.map_or("-", |w| letter(w.cue)),
            rr,
        ],
    );
    set.add(
        "Lt",
        &[lc.map_or("-", lemma), tag(words, i, -1), tag(words, i, 0)],
    );
    set.add(
        "Rt",
        &[rc.map_or("-", lemma), tag(words, i, 0), tag(words, i, 1)],
    );
    if let Some(c) = left {
        set.add(
            "Ld",
            &[
                bucket(i - c),
                lc.map_or("-", |w| letter(w.cue)),
                tag(words, i, 0),
            ],
        );
        set.add("Lh", &[lc.map_or("-", lemma), after(words, c), ll]);
    }
    if let Some(c) = right {
        set.add(
            "Rd",
            &[
                bucket(c - i),
                rc.map_or("-", |w| letter(w.cue)),
                tag(words, i, 0),
            ],
        );
    }
    let (ls, rs) = (behind(left_strong), ahead(right_strong));
    let (ls, rs) = (ls.as_str(), rs.as_str());
    set.add("SLR", &[ls, rs, state]);
    set.add("SL", &[ls, left_strong.map_or("-", |c| after(words, c))]);
    if let Some(c) = right_strong {
        set.add(
            "SR",
            &[
                rs,
                bucket(c - i),
                bucket(sentence.end - c),
                tag(words, c, -1),
            ],
        );
        set.add(
            "SRt",
            &[rs, tag(words, i, 0), tag(words, i, 1), bucket(c - i)],
        );
    }
    // The tail of a sentence that says who spoke: `…, the minister said.`
    let tail = last.map_or(["none", "", ""], |c| {
        let from = comma_before(words, c, sentence.start);
        let place = if i < from {
            "before"
        } else if i == from {
            "comma"
        } else if i < c {
            "subject"
        } else if i == c {
            "cue"
        } else {
            "behind"
        };
        let ends = sentence.end - 1 - c;
        let near = if ends <= 1 {
            "end"
        } else if matches!(tag(words, c, 1), ".") {
            "stop"
        } else if ends <= 6 {
            "near"
        } else {
            "far"
        };
        let short = if c - from <= 8 { "s" } else { "l" };
        [place, near, short]
    });
    let tail = tail.concat();
    set.add("T", &[&tail]);
    set.add("Tq", &[&tail, state]);
    set.add("Tt", &[&tail, tag(words, i, 0), tag(words, i, 1)]);
    // Since the last comma or dash.
    let since = words
        .get(sentence.start..i)
        .unwrap_or(&[])
        .iter()
        .rev()
        .position(|w| matches!(w.lower.as_str(), "," | "—" | "–" | ";" | ":" | "-"));
    set.add("cm", &[since.map_or("-", bucket), ll]);
    let ahead = words
        .get(i + 1..sentence.end)
        .unwrap_or(&[])
        .iter()
        .position(|w| matches!(w.lower.as_str(), "," | "—" | "–" | ";" | ":" | "." | "-"));
    set.add("ca", &[ahead.map_or("-", bucket), rr]);
}

/// How far the quotation marks before and behind a word are, and what stands beside them: where a
/// content that is marked in part begins and ends.
fn beside_marks(set: &mut Set, words: &[Word], between: &Between, i: usize, sentence: &Sentence) {
    if sentence.quoted == 0 || words.get(i).is_none_or(|w| w.inside.is_some()) {
        return;
    }
    let marked = |n: &usize| words.get(*n).is_some_and(|w| w.inside.is_some());
    let closed = (sentence.start..i).rev().find(marked);
    let opened = (i + 1..sentence.end).find(marked);
    if let Some(n) = closed {
        let far = bucket(i - n);
        set.add("mc", &[far]);
        set.add("mw", &[form(words, n, 1), far]);
        set.add("mt", &[tag(words, n, 1), tag(words, n, 2), far]);
        set.add(
            "mx",
            &[
                tag(words, n, 1),
                between.side(n, i).as_str(),
                tag(words, i, 0),
            ],
        );
    }
    if let Some(n) = opened {
        let far = bucket(n - i);
        set.add("mo", &[far, tag(words, i, 0)]);
        set.add("mb", &[form(words, n, -1), far]);
        set.add("ms", &[between.side(i, n).as_str(), far]);
    }
    set.add(
        "m2",
        &[
            closed.map_or("_", |n| bucket(i - n)),
            opened.map_or("_", |n| bucket(n - i)),
        ],
    );
}

/// The word after a cue, in classes.
fn after(words: &[Word], c: usize) -> &'static str {
    match form(words, c, 1) {
        "that" => "that",
        "to" => "to",
        "of" => "of",
        "," => ",",
        "." => ".",
        ":" => ":",
        "by" => "by",
        "in" | "on" | "at" | "with" | "about" | "for" | "as" => "prep",
        "\"" | "“" => "quote",
        "if" | "whether" | "how" | "what" | "why" | "who" | "when" | "where" => "wh",
        _ => tag(words, c, 1),
    }
}

/// The place of the comma, quotation mark or start that the clause of a word begins behind.
fn comma_before(words: &[Word], c: usize, start: usize) -> usize {
    let part = words.get(start..c).unwrap_or(&[]);
    let back = part
        .iter()
        .rposition(|w| matches!(w.lower.as_str(), "," | "”" | "\"" | "—" | "–" | ";" | ":"));
    start + back.unwrap_or(0)
}

/// Sentences beside this one.
fn around(
    set: &mut Set,
    words: &[Word],
    sentence: &Sentence,
    before: Option<&Sentence>,
    next: Option<&Sentence>,
) {
    set.add(
        "S",
        &[
            sentence.share(),
            sentence.says(words),
            before.map_or("_", Sentence::share),
            before.map_or("_", |s| s.says(words)),
        ],
    );
    set.add(
        "N",
        &[
            sentence.share(),
            sentence.says(words),
            next.map_or("_", Sentence::share),
        ],
    );
}
