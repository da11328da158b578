//! English clauses that say what a noun of events says: `visited the plant`, `the board met in June`.

use super::{
    Draft, Form, Strength, dating,
    dating::{Days, Phase},
    heads::Class,
    phrase::{self, Row, sentence},
    series::{self, Name},
};
use crate::{facts::page::Line, text::Span};

/// A verb and the event that it tells of.
struct Verb {
    forms: &'static [&'static str],
    class: Class,
    kind: &'static str,
    /// How its event is found in the words around.
    frame: Frame,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame {
    /// With its object: `visited the plant`.
    Object,
    /// With its subject, a body: `the board met in June`.
    Body,
    /// No mention of its own: it dates a noun of the same event (`elected` and `his election`).
    Silent,
}

const VERBS: [Verb; 4] = [
    Verb {
        forms: &["visited", "visits", "toured", "tours"],
        class: Class::Visit,
        kind: "visit",
        frame: Frame::Object,
    },
    Verb {
        forms: &["inspected", "inspects"],
        class: Class::Visit,
        kind: "inspection",
        frame: Frame::Object,
    },
    Verb {
        forms: &["met"],
        class: Class::Meeting,
        kind: "meeting",
        frame: Frame::Body,
    },
    Verb {
        forms: &["elected", "re-elected", "reelected"],
        class: Class::Election,
        kind: "election",
        frame: Frame::Silent,
    },
];

/// Bodies that meet.
const BODIES: [&str; 8] = [
    "committee",
    "board",
    "council",
    "commission",
    "cabinet",
    "parliament",
    "assembly",
    "bureau",
];

/// The event of the clause whose verb is a word.
pub(super) fn clause(row: Row<'_>, at: usize, line: &Line<'_>) -> Option<Draft> {
    let word = row.get(at)?;
    let verb = VERBS
        .iter()
        .find(|v| v.forms.contains(&word.lower.as_str()))?;
    let before = row.before(at).map_or('.', |w| w.tag);
    // `those who visited`: no single visit.
    if verb.frame == Frame::Object && before == 'W' {
        return None;
    }
    // `was visited by`, `the visits`, `to tours`
    if verb.frame == Frame::Object
        && matches!(before, 'B' | 'D' | 'Q' | 't' | 'j' | 'i' | 'o' | '0')
    {
        return None;
    }
    let (start, end, proper) = match verb.frame {
        Frame::Object => {
            let next = row.get(at + 1)?;
            let object = next.sentence == word.sentence
                && (matches!(next.tag, 'D' | 'Q' | 'N') || next.capital);
            let end = object.then(|| phrase::noun_phrase(row, at + 1))??;
            let proper =
                (at + 1..end).any(|n| row.get(n).is_some_and(|w| w.capital && !row.is_time(n)));
            (at, end, proper)
        }
        Frame::Body => {
            let subject = at
                .checked_sub(1)
                .filter(|&n| BODIES.contains(&row.lower(n)))?;
            let timed = matches!(row.lower(at + 1), "in" | "on" | "from") || row.is_time(at + 1);
            let first = (subject.saturating_sub(BODY)..=subject)
                .rev()
                .take_while(|&n| row.get(n).is_some_and(|w| w.capital))
                .last()?;
            (timed.then_some(first)?, at + 1, true)
        }
        Frame::Silent => (at, at + 1, false),
    };
    let at_bytes = Span::new(row.get(start)?.span.start, row.get(end - 1)?.span.end);
    let stems = (start..end)
        .filter(|n| *n != at)
        .filter_map(|n| row.get(n))
        .filter(|w| series::counts(&w.lower, w.tag))
        .map(|w| series::stem(&w.lower));
    Some(Draft {
        at: line.at(at_bytes),
        sentence: sentence(row, at)?,
        class: verb.class,
        kind: verb.kind,
        name: Name {
            head: verb.kind.to_owned(),
            stems: stems.collect(),
        },
        form: Form::Clause,
        strength: match (verb.frame, proper) {
            (Frame::Silent, _) => Strength::Bare,
            (Frame::Body, _) | (_, false) => Strength::Weak,
            (Frame::Object, true) => Strength::Strong,
        },
        ordinal: None,
        term: None,
        of: object(row, start, end, at, line),
        series: None,
        named: None,
        indefinite: false,
        headline: false,
        attribute: false,
        nested: false,
        several: false,
        phase: dating::phase(row, start, end).filter(|p| *p == Phase::Future),
        dates: Days::default(),
        venue: None,
    })
}

/// Words of the name of a body at most.
const BODY: usize = 8;

/// The words of the object or subject, without the article.
fn object(row: Row<'_>, start: usize, end: usize, verb: usize, line: &Line<'_>) -> Option<String> {
    let (from, to) = if start == verb {
        (verb + 1, end)
    } else {
        (start, verb)
    };
    let from = from + usize::from(row.get(from).is_some_and(|w| w.tag == 'D'));
    let span = Span::new(
        row.get(from)?.span.start,
        row.get(to.checked_sub(1)?)?.span.end,
    );
    (from < to).then(|| span.of(line.text).to_owned())
}
