//! Marked words that nobody says: titles of works, laws and decisions; and those that a crowd shouts.

use crate::facts::words::{Paragraph, Word};

/// What has a title of its own, before the marks.
const WORKS: [&str; 63] = [
    "book",
    "books",
    "song",
    "songs",
    "film",
    "films",
    "movie",
    "novel",
    "poem",
    "poems",
    "play",
    "opera",
    "article",
    "articles",
    "law",
    "laws",
    "decree",
    "ordinance",
    "resolution",
    "treatise",
    "essay",
    "titled",
    "entitled",
    "album",
    "exhibition",
    "anthem",
    "hymn",
    "chorus",
    "symphony",
    "documentary",
    "magazine",
    "newspaper",
    "work",
    "works",
    "classic",
    "classics",
    "programme",
    "program",
    "series",
    "show",
    "painting",
    "dance",
    "paper",
    "report",
    "theme",
    "drama",
    "solo",
    "duet",
    "trio",
    "quartet",
    "quintet",
    "sextet",
    "octet",
    "music",
    "ballad",
    "single",
    "track",
    "musical",
    "tune",
    "sitcom",
    "pangchang",
    "number",
    "piece",
];

/// Verbs whose subject made the work.
const MAKES: [&str; 12] = [
    "authored",
    "wrote",
    "written",
    "published",
    "penned",
    "composed",
    "released",
    "issued",
    "public",
    "made",
    "writes",
    "publishes",
];

/// Words that a title has at least.
const LEAST: usize = 3;

/// Whether marked words are the title of something: every long word begins with a capital letter, or it
/// is a law `On …ing`, or a word for a work stands before it.
pub(super) fn is_title(marked: &Paragraph<'_>, before: &[Word]) -> bool {
    let words: Vec<&Word> = marked.words.iter().filter(|w| w.tag != '.').collect();
    let long = || words.iter().filter(|w| w.span.len() > 3);
    let first = words.first().is_some_and(|w| starts_capital(marked, w));
    let rest = long().skip(1).filter(|w| starts_capital(marked, w)).count();
    let capitals = first && words.len() >= LEAST && rest > 1 && rest + 1 >= long().count();
    let law = words.first().is_some_and(|w| w.lower == "on")
        && first
        && words
            .iter()
            .skip(1)
            .take(2)
            .any(|w| w.lower.ends_with("ing"));
    // The word right before the opening mark.
    let word = before
        .iter()
        .rev()
        .find(|w| !matches!(w.lower.as_str(), "\"" | "“" | "'" | "‘"));
    let named = word.is_some_and(|w| WORKS.contains(&w.lower.as_str()));
    // `the festival "Summer Lights"`: what a thing is called.
    let called = word.is_some_and(|w| matches!(w.tag, 'n' | 's') && w.cue == ' ' && !w.capital);
    let every = first && words.len() > 1 && rest + 1 >= long().count() && long().count() > 0;
    // The stop or the comma of the sentence around it stands inside the marks in some countries.
    let cries = marked.text.trim_end().ends_with(['!', '?']);
    let sentence =
        cries || marked.text.trim_end().ends_with('.') && super::kind::has_clause(marked);
    law || (capitals || called && every) && !cries || named && first && !sentence
}

/// Words are lowered in headlines; the letter itself is looked at.
fn starts_capital(paragraph: &Paragraph<'_>, word: &Word) -> bool {
    word.span
        .of(paragraph.text)
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether a cue says that its subject made the work.
pub(super) fn makes(cue: &str) -> bool {
    cue.split_whitespace()
        .any(|w| MAKES.contains(&w.to_lowercase().as_str()))
}

/// Words of a shout at most.
const SHOUT: usize = 4;

/// Whether marked words are a shout.
pub(super) fn is_shout(text: &str) -> bool {
    text.trim_end().ends_with('!') && text.split_whitespace().count() <= SHOUT
}
