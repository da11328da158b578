//! What a word looks like to the model: strings, hashed.

use crate::facts::words::{Paragraph, Word};
use xxhash_rust::xxh3::xxh3_64;

/// What of a sentence lies far from a word and matters to it.
#[derive(Clone, Debug, Default)]
struct Sentence {
    start: usize,
    end: usize,
    /// Words that can be cues, outside quotation marks: their places.
    cues: Vec<usize>,
    marked: bool,
}

/// The features of each word of a paragraph.
pub(super) fn features(paragraph: &Paragraph<'_>) -> Vec<Vec<u32>> {
    let words = &paragraph.words;
    let sentences = sentences(words);
    let mut found = Vec::with_capacity(words.len());
    let mut long = vec![0_usize; paragraph.marked.len()];
    for word in words {
        if let Some(count) = word.inside.and_then(|n| long.get_mut(n)) {
            *count += 1;
        }
    }
    let mut at = 0;
    for (i, word) in words.iter().enumerate() {
        while sentences.get(at).is_some_and(|s| s.end <= i) {
            at += 1;
        }
        let mut set = Set::default();
        near(&mut set, words, i);
        if let Some(sentence) = sentences.get(at) {
            let long = word
                .inside
                .and_then(|n| long.get(n))
                .is_some_and(|n| *n > 6);
            far(&mut set, paragraph, i, word, sentence, long);
            let before = at.checked_sub(1).and_then(|a| sentences.get(a));
            around(&mut set, words, sentence, before, sentences.get(at + 1));
            beside_marks(&mut set, words, i, sentence);
            set.add("pi", &[bucket(at), bucket(sentences.len() - at - 1)]);
        }
        found.push(set.hashes);
    }
    found
}

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
            last.marked = true;
        } else if word.cue != ' ' || is_according(words, i) {
            last.cues.push(i);
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

fn letter(c: char) -> &'static str {
    const ALL: &str = "DotiCSWPQMBHOnEnvpzdxgjruNXc0.?_ staVvf";
    let at = ALL.find(c).unwrap_or(0);
    ALL.get(at..at + 1).unwrap_or("?")
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
    for by in -2..=2_isize {
        set.add(&format!("w{by}"), &[form(words, i, by)]);
    }
    for by in -4..=4_isize {
        set.add(&format!("t{by}"), &[tag(words, i, by)]);
    }
    for by in -2..=1_isize {
        set.add(
            &format!("tt{by}"),
            &[tag(words, i, by), tag(words, i, by + 1)],
        );
        set.add(
            &format!("ww{by}"),
            &[form(words, i, by), form(words, i, by + 1)],
        );
    }
    for by in -2..=0_isize {
        set.add(
            &format!("ttt{by}"),
            &[
                tag(words, i, by),
                tag(words, i, by + 1),
                tag(words, i, by + 2),
            ],
        );
    }
    for by in -2..=2_isize {
        if let Some(w) = i
            .checked_add_signed(by)
            .and_then(|n| words.get(n))
            .filter(|w| w.cue != ' ')
        {
            set.add(&format!("c{by}"), &[letter(w.cue), letter(w.tag)]);
            set.add(&format!("l{by}"), &[lemma(w)]);
        }
    }
    for by in -2..=2_isize {
        let [coarse, fine] = company(words, i, by);
        set.add(&format!("g{by}"), &[coarse]);
        set.add(&format!("G{by}"), &[fine]);
    }
    for by in -1..=0_isize {
        let ([a, _], [b, _]) = (company(words, i, by), company(words, i, by + 1));
        set.add(&format!("gg{by}"), &[a, b]);
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
    let left = sentence.cues.iter().rev().find(|c| **c < i).copied();
    let right = sentence.cues.iter().find(|c| **c > i).copied();
    let strong = |c: &&usize| {
        words
            .get(**c)
            .is_some_and(|w| matches!(w.cue, 's') || w.cue == ' ')
    };
    let left_strong = sentence
        .cues
        .iter()
        .rev()
        .filter(strong)
        .find(|c| **c < i)
        .copied();
    let right_strong = sentence
        .cues
        .iter()
        .filter(strong)
        .find(|c| **c > i)
        .copied();
    let last = sentence.cues.iter().rfind(strong).copied();
    let ll = left.map_or("-".to_owned(), |c| side(words, c, i));
    let rr = right.map_or("-".to_owned(), |c| side(words, i, c));
    let lc = left.and_then(|c| words.get(c));
    let rc = right.and_then(|c| words.get(c));
    set.add("L", &[lc.map_or("-", lemma), &ll]);
    set.add("R", &[rc.map_or("-", lemma), &rr]);
    set.add(
        "LR",
        &[
            lc.map_or("-", |w| letter(w.cue)),
            &ll,
            rc.map_or("-", |w| letter(w.cue)),
            &rr,
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
        set.add("Lh", &[lc.map_or("-", lemma), after(words, c), &ll]);
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
    let ls = left_strong.map_or("-".to_owned(), |c| side(words, c, i));
    let rs = right_strong.map_or("-".to_owned(), |c| side(words, i, c));
    set.add("SLR", &[&ls, &rs, state]);
    set.add("SL", &[&ls, left_strong.map_or("-", |c| after(words, c))]);
    if let Some(c) = right_strong {
        set.add(
            "SR",
            &[
                &rs,
                bucket(c - i),
                bucket(sentence.end - c),
                tag(words, c, -1),
            ],
        );
        set.add(
            "SRt",
            &[&rs, tag(words, i, 0), tag(words, i, 1), bucket(c - i)],
        );
    }
    // The tail of a sentence that says who spoke: `…, the minister said.`
    let tail = last.map_or("none".to_owned(), |c| {
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
        format!("{place}{near}{short}")
    });
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
    set.add("cm", &[since.map_or("-", bucket), &ll]);
    let ahead = words
        .get(i + 1..sentence.end)
        .unwrap_or(&[])
        .iter()
        .position(|w| matches!(w.lower.as_str(), "," | "—" | "–" | ";" | ":" | "." | "-"));
    set.add("ca", &[ahead.map_or("-", bucket), &rr]);
}

/// How far the quotation marks before and behind a word are, and what stands beside them: where a
/// content that is marked in part begins and ends.
fn beside_marks(set: &mut Set, words: &[Word], i: usize, sentence: &Sentence) {
    if !sentence.marked || words.get(i).is_none_or(|w| w.inside.is_some()) {
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
            &[tag(words, n, 1), &side(words, n, i), tag(words, i, 0)],
        );
    }
    if let Some(n) = opened {
        let far = bucket(n - i);
        set.add("mo", &[far, tag(words, i, 0)]);
        set.add("mb", &[form(words, n, -1), far]);
        set.add("ms", &[&side(words, i, n), far]);
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

/// What lies between two words: marks and conjunctions.
fn side(words: &[Word], from: usize, to: usize) -> String {
    let part = words.get(from + 1..to).unwrap_or(&[]);
    let mut out = String::new();
    let commas = part
        .iter()
        .filter(|w| w.inside.is_none() && matches!(w.lower.as_str(), "," | "—" | "–" | ";" | ":"))
        .count();
    out.push_str(match commas {
        0 => "0",
        1 => "1",
        _ => "2",
    });
    if part.iter().any(|w| w.lower == "that") {
        out.push('t');
    }
    if part.iter().any(|w| matches!(w.lower.as_str(), "to")) {
        out.push('o');
    }
    if part
        .iter()
        .any(|w| matches!(w.lower.as_str(), "and" | "but" | "who" | "which"))
    {
        out.push('c');
    }
    if part
        .iter()
        .any(|w| matches!(w.tag, 'd' | 'z' | 'B' | 'M' | 'H'))
    {
        out.push('v');
    }
    if part.iter().any(|w| w.inside.is_some()) {
        out.push('q');
    }
    out
}

/// Sentences beside this one.
fn around(
    set: &mut Set,
    words: &[Word],
    sentence: &Sentence,
    before: Option<&Sentence>,
    next: Option<&Sentence>,
) {
    let quoted = |s: &Sentence| {
        let all = s.end - s.start;
        let inside = words
            .get(s.start..s.end)
            .unwrap_or(&[])
            .iter()
            .filter(|w| w.inside.is_some())
            .count();
        if inside == 0 {
            "0"
        } else if inside + 1 >= all {
            "all"
        } else {
            "some"
        }
    };
    let cues = |s: &Sentence| {
        let any = s
            .cues
            .iter()
            .any(|c| words.get(*c).is_some_and(|w| w.cue == 's'));
        if any { "cue" } else { "no" }
    };
    set.add(
        "S",
        &[
            quoted(sentence),
            cues(sentence),
            before.map_or("_", quoted),
            before.map_or("_", cues),
        ],
    );
    set.add(
        "N",
        &[quoted(sentence), cues(sentence), next.map_or("_", quoted)],
    );
}
