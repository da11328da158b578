//! What went wrong in reading, and how a file with the same fault in each record says so.

use std::collections::HashMap;

use serde::Serialize;

use crate::Error;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The capture or record was not read.
    Error,
    /// It was read; something in it was replaced, cut or is doubtful.
    Warning,
}

/// Something that went wrong with one capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The capture's path.
    pub path: String,
    /// Byte offset in the file, where known.
    pub offset: Option<u64>,
    /// What it is.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:", self.path)?;
        if let Some(offset) = self.offset {
            write!(f, "byte {offset}:")?;
        }
        write!(f, " {}", self.message)
    }
}

impl Problem {
    pub(super) fn of(error: &Error, path: &str) -> Self {
        Problem {
            severity: Severity::Error,
            path: error
                .path()
                .map_or_else(|| path.to_owned(), |p| p.display().to_string()),
            offset: error.offset(),
            message: error.detail().to_owned(),
        }
    }
}

/// How many problems of one kind a file has one by one.
const SINGLE: usize = 3;
/// How many kinds of problems of one file are told apart.
const KINDS: usize = 64;

/// The problems of one file: of each kind the first few as they are, the others counted.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    kinds: Vec<Kind>,
    places: HashMap<(Severity, String), usize>,
}

#[derive(Debug)]
struct Kind {
    seen: usize,
    last: Problem,
}

impl Gathered {
    /// Takes a problem; gives it back if it is to be told on its own.
    pub(super) fn add(&mut self, problem: Problem) -> Option<Problem> {
        let mut kind = (problem.severity, kind(&problem.message));
        if self.kinds.len() >= KINDS && !self.places.contains_key(&kind) {
            kind.1.clear();
        }
        let place = *self.places.entry(kind).or_insert(self.kinds.len());
        let Some(known) = self.kinds.get_mut(place) else {
            self.kinds.push(Kind {
                seen: 1,
                last: problem.clone(),
            });
            return Some(problem);
        };
        known.seen += 1;
        if known.seen <= SINGLE {
            return Some(problem);
        }
        known.last = problem;
        None
    }

    /// One problem for the rest of each kind, in the order in which the kinds came.
    pub(super) fn rest(self) -> impl Iterator<Item = Problem> {
        let more = self.kinds.into_iter().filter(|kind| kind.seen > SINGLE);
        more.map(|kind| {
            let count = kind.seen - SINGLE;
            let mut problem = kind.last;
            if count > 1 {
                let places = match problem.offset {
                    Some(_) => "the last one here",
                    None => "the last one",
                };
                problem.message =
                    format!("{} more like these, {places}: {}", count, problem.message);
            }
            problem
        })
    }
}

/// What messages of a kind have in common: all but figures, bytes and what is quoted from the file.
fn kind(message: &str) -> String {
    let mut out = String::new();
    let mut quoted = false;
    for part in message.split_inclusive(['"', '`']) {
        if !quoted {
            for word in part.split_whitespace() {
                let byte = word.len() == 2 && word.bytes().all(|b| b.is_ascii_hexdigit());
                if byte || word.bytes().any(|b| b.is_ascii_digit()) {
                    if !out.ends_with("# ") {
                        out.push_str("# ");
                    }
                } else {
                    out.push_str(word);
                    out.push(' ');
                }
            }
        }
        quoted ^= part.ends_with(['"', '`']);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(offset: u64, message: &str) -> Problem {
        Problem {
            severity: Severity::Error,
            path: "a.csv".to_owned(),
            offset: Some(offset),
            message: message.to_owned(),
        }
    }

    #[test]
    fn the_rest_of_a_kind_is_counted() {
        let mut gathered = Gathered::default();
        let mut told = 0;
        for n in 0..2690 {
            let message = format!("record {n} has no text in 'text'");
            told += usize::from(gathered.add(problem(n, &message)).is_some());
        }
        for n in 0..4 {
            told += usize::from(gathered.add(problem(n, "is empty")).is_some());
        }
        assert_eq!(told, 6);
        let rest: Vec<String> = gathered.rest().map(|p| p.to_string()).collect();
        assert_eq!(
            rest,
            [
                "a.csv:byte 2689: 2687 more like these, the last one here: record 2689 has no text in 'text'",
                "a.csv:byte 3: is empty"
            ]
        );
    }

    #[test]
    fn a_kind_is_its_message_without_figures_and_quotations() {
        assert_eq!(
            kind("not UTF-8: E3 81 replaced by U+FFFD (1 of 24)"),
            kind("not UTF-8: FF replaced by U+FFFD (2 of 24)")
        );
        assert_eq!(
            kind("broken JSON: unknown variant `a b`, expected \"x\""),
            kind("broken JSON: unknown variant `c`, expected \"y\"")
        );
        assert_ne!(kind("'text' is empty"), kind("holds no text"));
        let mut many = Gathered::default();
        for n in 0..1000u32 {
            let word: String = n.to_string().bytes().map(|b| char::from(b + 49)).collect();
            many.add(problem(0, &word));
        }
        assert!(many.kinds.len() <= KINDS + 1);
    }
}
