//! Speech, term or narration.

use crate::facts::words::Paragraph;
use crate::layout::{Zone, ZoneKind};

use super::{Kind, Mode, Quote};

/// Words that a term has at most where nobody is said to speak.
const TERM: usize = 5;

/// What quoted words are, by their form and what stands beside them; whether a carrier narrates is
/// decided when the source is known.
pub(super) fn of(quote: &Quote, zone: &Zone, attributed: bool) -> Kind {
    if quote.mode != Mode::Direct {
        return Kind::Speech;
    }
    let paragraph = Paragraph::new(&quote.text);
    let count = paragraph.words.iter().filter(|w| w.tag != '.').count();
    let hangul = quote.text.chars().any(|c| ('가'..='힣').contains(&c));
    if hangul {
        return if attributed && count > 1 || count > TERM - 1 || ends_korean(&quote.text) {
            Kind::Speech
        } else {
            Kind::Term
        };
    }
    let clause = has_clause(&paragraph);
    if !attributed {
        // In a headline marks stand for `is said to`; so does a sentence anywhere.
        let headline = matches!(zone.kind, ZoneKind::Title | ZoneKind::Subtitle) && count > 2;
        return if count > TERM || clause || headline {
            Kind::Speech
        } else {
            Kind::Term
        };
    }
    // `the "party cells"`: nouns, named rather than said.
    let before = quote
        .clean
        .first()
        .and_then(|c| zone.text().get(..c.start))
        .unwrap_or("");
    let before = Paragraph::new(
        before
            .get(before.floor_char_boundary(before.len().saturating_sub(40))..)
            .unwrap_or(""),
    );
    let named = before
        .words
        .iter()
        .rev()
        .find(|w| w.tag != '.')
        .is_some_and(|w| {
            matches!(
                w.lower.as_str(),
                "the"
                    | "so-called"
                    | "called"
                    | "dubbed"
                    | "termed"
                    | "word"
                    | "term"
                    | "phrase"
                    | "as"
            )
        });
    let nouns = paragraph
        .words
        .iter()
        .all(|w| matches!(w.tag, 'n' | 's' | 'j' | '?' | 'N' | '.' | 'g'))
        && paragraph
            .words
            .iter()
            .rev()
            .find(|w| w.tag != '.')
            .is_some_and(|w| matches!(w.tag, 'n' | 's' | '?'));
    // Several plain nouns in a row are a name for something; one alone may be said of anything.
    let plain = paragraph.words.iter().all(|w| matches!(w.tag, 'n' | 's'));
    if nouns && count <= TERM && (named || plain && count > 1) {
        Kind::Term
    } else {
        Kind::Speech
    }
}

/// Whether words hold a finite verb.
pub(super) fn has_clause(paragraph: &Paragraph<'_>) -> bool {
    paragraph.words.iter().any(|w| {
        matches!(w.tag, 'M' | 'B' | 'H' | 'z' | 'd' | 'O') && w.lower != "'s" || w.tag == 'P'
    })
}

fn ends_korean(text: &str) -> bool {
    if text.trim_end().ends_with('!') {
        return true;
    }
    let end = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    ["다", "요", "까", "자", "라", "죠"]
        .iter()
        .any(|e| end.ends_with(e))
        && text.contains(char::is_whitespace)
}

/// Whether a carrier's words tell of somebody in the third person rather than speak.
pub(super) fn narrates(text: &str) -> bool {
    let paragraph = Paragraph::new(text);
    let lower = |n: usize| paragraph.words.get(n).map_or("", |w| w.lower.as_str());
    let third = matches!(lower(0), "he" | "she" | "they")
        || paragraph.words.first().is_some_and(|w| w.capital)
            && paragraph
                .words
                .iter()
                .take(8)
                .any(|w| w.tag == 'd' || w.cue == 's');
    let first = paragraph
        .words
        .iter()
        .any(|w| matches!(w.lower.as_str(), "i" | "we" | "our" | "my" | "us" | "you"));
    third && !first && has_clause(&paragraph) && paragraph.words.len() > 4
}
