//! What the models see of a text, for training them (`tests/quality/train_quotes.py`).

use serde::{Deserialize, Serialize};

use super::{features, link::Part, second, second::Guess, words::Paragraph};

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
            let mut found = features::features(&paragraph);
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
