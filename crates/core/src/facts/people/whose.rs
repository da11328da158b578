//! Whom of the pack a full name means, by what stands around it and by what the document is about.
//!
//! A name alone says little: others bear it too. The pack's person is meant where the document shows the
//! field of the pack and nothing beside the name says that another state's person is. Elsewhere the pack's
//! people are candidates only, but for those by whom the field is known.

use super::{
    index::{Choice, Index},
    korean::lexicon as hangul,
    lexicon::{self, Class},
};
use crate::{
    facts::{
        field::{Field, Mark, Side},
        page::{At, Line, Page, Tongue},
    },
    text::Span,
};

/// The people of a pack as a document can mean them.
pub(super) struct Known<'k, 'd> {
    page: &'k Page<'d>,
    index: &'k Index,
    field: &'k Field,
    date: Option<String>,
}

/// Bytes around a name that say which of several people is meant.
const NEAR: usize = 160;

/// Bytes from the name of a state to a name of a person whose title has it, at most.
const TITLE: usize = 70;

impl<'k, 'd> Known<'k, 'd> {
    pub(super) fn new(page: &'k Page<'d>, index: &'k Index, field: &'k Field) -> Self {
        Known {
            page,
            index,
            field,
            date: page.published.map(|d| d.to_string()),
        }
    }

    /// Whom a full name means.
    pub(super) fn choose(&self, at: At) -> Choice<'k> {
        let lookup = self.index.lookup(self.page.words(at));
        if lookup.is_empty() {
            return Choice::Nobody;
        }
        let near: Vec<&str> = self.near(at).split_whitespace().collect();
        let choice = self.index.choose(&lookup, &near, self.date.as_deref());
        let Choice::One(one) = choice else {
            return choice;
        };
        let sure = self.index.is_leader(one) || self.field.shows() && !self.is_foreign(at);
        if sure {
            choice
        } else {
            Choice::Several(lookup)
        }
    }

    /// What stands right behind a name and before it: its titles, where it has any.
    fn near(&self, at: At) -> &'d str {
        let Some(line) = self.page.line(at.zone) else {
            return "";
        };
        let from = at.span.start.saturating_sub(NEAR / 2);
        around(line.text, from, at.span.end + NEAR)
    }

    /// Whether a title beside the name says that another state's person is meant: `the Vendrian minister
    /// Jan Orel`, `Jan Orel, minister of Vendria`.
    fn is_foreign(&self, at: At) -> bool {
        if !self.field.has_country() {
            return false;
        }
        let Some(line) = self.page.line(at.zone) else {
            return false;
        };
        let before = self.field.before(at).is_some_and(|mark| {
            mark.side == Side::Foreign && mark.modifies() && leads_to(line, mark, at)
        });
        before || self.follows(line, at)
    }

    /// Whether the apposition behind a name begins with another state or ends with `of` one.
    fn follows(&self, line: &Line<'_>, at: At) -> bool {
        let behind = around(line.text, at.span.end, at.span.end + NEAR);
        let korean = line.tongue == Tongue::Korean;
        let rest = match behind.strip_prefix([',', '(']) {
            Some(rest) => rest,
            None if korean && behind.starts_with(' ') => behind,
            None => return false,
        };
        let start = at.span.end + behind.len() - rest.len();
        let end = rest.find([',', ';', '.', ')']).unwrap_or(rest.len());
        let words = rest.get(..end).unwrap_or("");
        if korean {
            // `홍길동 벤드리아 외무상`
            let marks = self
                .field
                .within(line.at(Span::new(start, start + words.len())));
            let first = marks.first().filter(|m| m.span.start <= start + 1);
            return first.is_some_and(|m| m.side == Side::Foreign);
        }
        if !words.split_whitespace().any(is_post) {
            return false;
        }
        let marks = self
            .field
            .within(line.at(Span::new(start, start + words.len())));
        if marks.iter().any(|m| m.side == Side::Own) {
            return false;
        }
        marks.iter().filter(|m| m.side == Side::Foreign).any(|m| {
            let before = line.text.get(start..m.span.start).unwrap_or("").trim();
            let of = before.ends_with(" of") || before.ends_with(" of the");
            of || m.modifies() && matches!(before, "" | "the" | "a" | "an")
        })
    }
}

/// Whether nothing but words of a title stands between the name of a state and a person's.
fn leads_to(line: &Line<'_>, mark: &Mark, at: At) -> bool {
    let Some(gap) = line.text.get(mark.span.end..at.span.start) else {
        return false;
    };
    let bounds = [
        ",", ";", ".", ":", "\"", "”", " and ", " to ", " with ", " by ",
    ];
    if gap.len() > TITLE || bounds.iter().any(|b| gap.contains(b)) {
        return false;
    }
    if line.tongue == Tongue::Korean {
        return gap.split_whitespace().last().is_some_and(hangul::is_post);
    }
    gap.split_whitespace().any(is_post)
}

fn is_post(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    lexicon::class(&word.to_lowercase()).is(Class::POST.or(Class::RANK).or(Class::PERSON))
}

/// A part of a text, cut where letters begin.
fn around(text: &str, from: usize, to: usize) -> &str {
    let (mut from, mut to) = (from.min(text.len()), to.min(text.len()));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text.get(from..to).unwrap_or("")
}
