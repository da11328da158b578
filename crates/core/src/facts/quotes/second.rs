//! What the second model sees: the answers of the first around a word and across its sentence.

use super::{
    features::{Set, bucket, lemma, tag},
    link::Part,
};
use crate::facts::words::{Paragraph, Word};

/// What the first model says of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Guess {
    /// The part that it is in.
    pub(super) part: Option<Part>,
    /// Whether it begins one.
    pub(super) begins: bool,
    /// How likely content, source and cue are.
    pub(super) odds: [f32; 3],
}

fn sign(guess: Option<&Guess>) -> &'static str {
    match guess {
        None => "_",
        Some(g) => match g.part {
            None => "O",
            Some(Part::Content) => "C",
            Some(Part::Source) => "S",
            Some(Part::Cue) => "Q",
        },
    }
}

/// Adds to the features of each word what the first model answered.
pub(super) fn add(paragraph: &Paragraph<'_>, guesses: &[Guess], features: &mut [Vec<u32>]) {
    let words = &paragraph.words;
    let mut from = 0;
    let mut before = "_".to_owned();
    while let Some(first) = words.get(from) {
        let mut to = from;
        while words.get(to).is_some_and(|w| w.sentence == first.sentence) {
            to += 1;
        }
        before = sentence(words, guesses, features, from, to, &before);
        from = to;
    }
}

/// The parts of a sentence in their order, neighbours of one part as one.
fn pattern(
    words: &[Word],
    guesses: &[Guess],
    from: usize,
    to: usize,
) -> Vec<(usize, &'static str)> {
    let mut out: Vec<(usize, &'static str)> = Vec::new();
    for i in from..to {
        let s = sign(guesses.get(i));
        let quoted = words.get(i).is_some_and(|w| w.inside.is_some());
        let s = match (s, quoted) {
            ("C", true) => "c",
            ("O", true) => "o",
            (s, _) => s,
        };
        if out.last().is_none_or(|(_, last)| *last != s) {
            out.push((i, s));
        }
    }
    out
}

fn sentence(
    words: &[Word],
    guesses: &[Guess],
    features: &mut [Vec<u32>],
    from: usize,
    to: usize,
    before: &str,
) -> String {
    let pattern = pattern(words, guesses, from, to);
    let whole: String = pattern
        .iter()
        .map(|p| p.1)
        .filter(|p| *p != "O")
        .take(8)
        .collect();
    let mut step = 0;
    for i in from..to {
        while pattern.get(step + 1).is_some_and(|p| p.0 <= i) {
            step += 1;
        }
        let Some(slot) = features.get_mut(i).filter(|f| !f.is_empty()) else {
            continue;
        };
        let mut set = Set::over(std::mem::take(slot));
        let at = |by: isize| sign(i.checked_add_signed(by).and_then(|n| guesses.get(n)));
        set.add("y", &[at(0)]);
        for (name, by) in [
            ("y-3", -3),
            ("y-2", -2),
            ("y-1", -1),
            ("y1", 1),
            ("y2", 2),
            ("y3", 3),
        ] {
            set.add(name, &[at(by), at(0)]);
        }
        set.add("yy", &[at(-1), at(0), at(1)]);
        set.add("yyy", &[at(-2), at(-1), at(0), at(1), at(2)]);
        set.add("yt", &[at(0), tag(words, i, 0), tag(words, i, 1)]);
        set.add("yt-", &[at(-1), at(0), tag(words, i, -1), tag(words, i, 0)]);
        if let Some(g) = guesses.get(i) {
            for (name, odds) in ["oC", "oS", "oQ"].into_iter().zip(g.odds) {
                set.add(name, &[level(odds)]);
            }
            let o = g.odds;
            set.add("o3", &[level(o[0]), level(o[1]), level(o[2])]);
        }
        let place = |n: Option<usize>| n.and_then(|n| pattern.get(n)).map_or("_", |p| p.1);
        set.add("P", &[&whole]);
        set.add(
            "Px",
            &[
                place(step.checked_sub(2)),
                place(step.checked_sub(1)),
                place(Some(step)),
                place(Some(step + 1)),
                place(Some(step + 2)),
                place(Some(step + 3)),
            ],
        );
        set.add(
            "Pn",
            &[
                place(step.checked_sub(1)),
                place(Some(step)),
                place(Some(step + 1)),
            ],
        );
        set.add("Pb", &[before, &whole, at(0)]);
        beside(&mut set, words, guesses, i, from, to);
        *slot = set.into_hashes();
    }
    whole
}

fn level(odds: f32) -> &'static str {
    match odds {
        o if o < 0.02 => "0",
        o if o < 0.1 => "1",
        o if o < 0.25 => "2",
        o if o < 0.5 => "3",
        o if o < 0.75 => "4",
        o if o < 0.95 => "5",
        _ => "6",
    }
}

/// How likely a part must be for a word to count as a possible cue.
const POSSIBLE: f32 = 0.25;

/// The nearest possible cues before and behind.
fn beside(set: &mut Set, words: &[Word], guesses: &[Guess], i: usize, from: usize, to: usize) {
    let possible = |n: &usize, part: usize| {
        guesses
            .get(*n)
            .is_some_and(|g| g.odds.get(part).is_some_and(|o| *o >= POSSIBLE))
    };
    let left = (from..i).rev().find(|n| possible(n, 2));
    let right = (i + 1..to).find(|n| possible(n, 2));
    let word = |n: Option<usize>| n.and_then(|n| words.get(n)).map_or("_", lemma);
    let distance = |n: Option<usize>| n.map_or("_", |n| bucket(n.abs_diff(i)));
    set.add("cl", &[word(left), distance(left)]);
    set.add("cr", &[word(right), distance(right)]);
    set.add("clr", &[distance(left), distance(right), tag(words, i, 0)]);
    let source_left = (from..i).rev().find(|n| possible(n, 1));
    let source_right = (i + 1..to).find(|n| possible(n, 1));
    set.add(
        "sl",
        &[distance(source_left), distance(left), tag(words, i, 0)],
    );
    set.add(
        "sr",
        &[distance(source_right), distance(right), tag(words, i, 0)],
    );
    let end = right.map_or("_", |r| bucket(to - r));
    set.add("ce", &[end, distance(right), sign(guesses.get(i))]);
}
