//! What the models see of a text, for training them (`tests/quality/train_quotes.py`).

use crate::facts::words::Paragraph;
use serde::{Deserialize, Serialize};

use super::{
    choose, features,
    link::{self, Part},
    model,
    second::{self, Guess},
};

/// A word as the models see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// First byte in the text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Hashes of its features.
    pub features: Vec<u32>,
}

/// What a first model says of a word: `O`, `B-C`, `I-C`, `B-S` and so on (content, source, cue: `C`, `S`,
/// `Q`), and how likely content, source and cue are.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Said(pub String, pub [f32; 3]);

impl Said {
    fn guess(&self) -> Guess {
        let Said(label, odds) = self;
        Guess {
            part: match label.get(2..) {
                Some("C") => Some(Part::Content),
                Some("S") => Some(Part::Source),
                Some("Q") => Some(Part::Cue),
                _ => None,
            },
            begins: label.starts_with('B'),
            odds: *odds,
        }
    }
}

/// The words of each paragraph (a line) of a text: for the first model, or, with what the first said of
/// every word of every paragraph, for the second.
pub fn words(text: &str, said: Option<&[Vec<Said>]>) -> Vec<Vec<Seen>> {
    let mut out: Vec<Vec<Seen>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let paragraph = Paragraph::new(line.trim_end_matches('\n'));
        if !paragraph.words.is_empty() {
            let mut found = features::features(&paragraph, features::Look::All);
            if let Some(said) = said.and_then(|s| s.get(out.len())) {
                let guesses: Vec<Guess> = said.iter().map(Said::guess).collect();
                second::add(&paragraph, &guesses, &mut found);
            }
            let words = paragraph.words.iter().zip(found);
            out.push(
                words
                    .map(|(w, features)| Seen {
                        start: at + w.span.start,
                        end: at + w.span.end,
                        features,
                    })
                    .collect(),
            );
        }
        at += line.len();
    }
    out
}

/// A content, and who may be its source: nobody where a candidate has no letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Stretches of the content: first byte and one past the last.
    pub content: Vec<(usize, usize)>,
    /// Who may be the source.
    pub candidates: Vec<Seen>,
}

/// The contents of a text and who may be their sources, with what the second model said of every word.
pub fn choices(text: &str, said: &[Vec<Said>]) -> Vec<Choice> {
    let mut out = Vec::new();
    let (mut at, mut number) = (0, 0);
    for line in text.split_inclusive('\n') {
        let paragraph = Paragraph::new(line.trim_end_matches('\n'));
        if let Some(said) = said.get(number).filter(|_| !paragraph.words.is_empty()) {
            number += 1;
            let guesses: Vec<Guess> = said.iter().map(Said::guess).collect();
            let chunks = link::mended(&paragraph, &model::chunks(&guesses));
            let links = link::link(&paragraph, &guesses, &chunks);
            let span = |words: &std::ops::Range<usize>| {
                let part = paragraph.words.get(words.clone()).unwrap_or(&[]);
                let start = part.first().map_or(0, |w| at + w.span.start);
                (start, part.last().map_or(0, |w| at + w.span.end))
            };
            for (n, link) in links.iter().enumerate() {
                let all = choose::candidates(&paragraph, &guesses, &chunks, &links, n);
                let candidates = all.into_iter().map(|c| {
                    let (start, end) = c.words.as_ref().map_or((0, 0), span);
                    Seen {
                        start,
                        end,
                        features: c.features,
                    }
                });
                out.push(Choice {
                    content: link.content.iter().map(span).collect(),
                    candidates: candidates.collect(),
                });
            }
        }
        at += line.len();
    }
    out
}
