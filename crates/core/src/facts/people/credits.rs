//! Who wrote, edited or took something: what is said of it names nobody in the story.

use super::tokens::Token;
use crate::facts::page::Line;

/// Labels of lines that say who wrote, edited or took something, and of imprints.
const CREDITS: [&str; 18] = [
    "reporting by",
    "additional reporting",
    "editing by",
    "edited by",
    "written by",
    "writing by",
    "photo by",
    "photos by",
    "photograph by",
    "by line",
    "translated by",
    "compiled by",
    "publisher :",
    "publisher:",
    "president :",
    "copyright",
    "all rights reserved",
    "contact :",
];

/// Whether a line says who wrote, edited or took something.
pub(super) fn is_credit(line: &Line<'_>, tokens: &[Token<'_>]) -> bool {
    let start = line.text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let opens = |label: &&str| {
        start
            .get(..label.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(label))
    };
    if CREDITS.iter().any(opens) {
        return true;
    }
    // `By Jan Orel`, `Jan Orel reports.`
    let words: Vec<&Token<'_>> = tokens.iter().take(7).collect();
    let few = tokens.len() <= 6;
    few && words.first().is_some_and(|t| t.lower == "by" && t.capital)
        || few
            && words
                .iter()
                .any(|t| matches!(&*t.lower, "reports" | "reporting" | "reported"))
            && words.iter().filter(|t| t.capital).count() >= 2
            && words
                .iter()
                .all(|t| t.capital || t.lower == "." || t.lower.starts_with("report"))
}

/// The end of what says inside a line who wrote or edited it: `(Reporting by Jan Orel; Editing by …)`.
pub(super) fn credit(tokens: &[Token<'_>], from: usize) -> Option<usize> {
    let sentence = tokens.get(from)?.sentence;
    let opens = from
        .checked_sub(1)
        .and_then(|b| tokens.get(b))
        .is_none_or(|b| b.sentence != sentence);
    if opens {
        let end = contribution(tokens, from, sentence);
        if end.is_some() {
            return end;
        }
    }
    let [work, by, ..] = tokens.get(from..)? else {
        return None;
    };
    let works = matches!(
        &*work.lower,
        "reporting" | "editing" | "writing" | "photography" | "compiled"
    );
    let opens = from
        .checked_sub(1)
        .and_then(|b| tokens.get(b))
        .is_none_or(|b| b.tag == '.' || b.lower == "additional");
    if !(works && work.capital && opens && by.lower == "by") {
        return None;
    }
    let rest = tokens.get(from..)?.iter().position(|t| t.lower == ")");
    Some(rest.map_or(tokens.len(), |r| from + r))
}

/// The end of a sentence that says who helped to write: `Jan Orel contributed to this report.`
fn contribution(tokens: &[Token<'_>], from: usize, sentence: u32) -> Option<usize> {
    let words: Vec<&str> = tokens
        .get(from..)?
        .iter()
        .take(SENTENCE)
        .take_while(|t| t.sentence == sentence)
        .map(|t| &*t.lower)
        .collect();
    let says = |w: &[&str]| {
        matches!(
            w,
            [
                "contributed",
                "to",
                "this",
                "report" | "story" | "article" | "piece"
            ] | ["contributed", "reporting", "to" | "from", _]
                | ["contributed", "additional", "reporting", _]
        )
    };
    words.windows(4).any(says).then_some(from + words.len())
}

/// Words of a sentence that is read for one purpose at most.
const SENTENCE: usize = 40;
