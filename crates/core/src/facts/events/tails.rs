//! What stands behind a noun of events and belongs to it: `of the committee`, `for farmers`, `marking the day`.

use super::{
    heads::{Class, words as known},
    phrase::{Row, Tail, noun_phrase},
};
use crate::facts::ordinal;

/// Phrases behind a head at most.
const TAILS: usize = 6;
/// Words of a name in quotation marks behind a head at most.
const QUOTED: usize = 14;
/// Words of a title that a word says to be one, at most.
const TITLED: usize = 24;
/// Words of an apposition inside a phrase at most.
const APPOSITION: usize = 10;

/// What stands behind the head and belongs to it, and where that ends.
pub(super) fn tails(
    row: Row<'_>,
    behind: usize,
    class: Class,
    described: bool,
) -> (Vec<Tail>, usize) {
    let mut out: Vec<Tail> = Vec::new();
    // `a seminar titled "Our Land"`
    let titled = usize::from(matches!(
        row.lower(behind),
        "titled" | "entitled" | "called" | "named" | "dubbed" | "themed"
    ));
    let limit = if titled > 0 { TITLED } else { QUOTED };
    if let Some(end) = quoted_within(row, behind + titled, limit) {
        return (out, end);
    }
    let mut at = behind;
    while out.len() < TAILS {
        if class == Class::Visit && !out.is_empty() {
            at = apposition(row, at).unwrap_or(at);
        }
        let Some(tail) = tail(row, at, class, described, &out) else {
            break;
        };
        at = tail.end;
        let last = tail.is_venue || dated(row, tail.start).is_some();
        out.push(tail);
        // `tests of a missile and a torpedo`, `talks between the board and the union`
        if (class == Class::Test || out.iter().any(|t| row.lower(t.preposition) == "between"))
            && row.lower(at) == "and"
            && matches!(row.lower(at + 1), "a" | "an" | "the")
        {
            if let Some(end) = noun_phrase(row, at + 1) {
                out.push(Tail {
                    preposition: at,
                    start: at + 1,
                    end,
                    is_venue: false,
                });
                at = end;
            }
        }
        if last {
            break;
        }
    }
    let end = out.last().map_or(behind, |t| t.end);
    let end = match class {
        Class::Show | Class::Meeting | Class::Ceremony => quoted(row, end).unwrap_or(end),
        _ => end,
    };
    (out, end)
}

/// The next phrase behind the head.
fn tail(row: Row<'_>, at: usize, class: Class, described: bool, out: &[Tail]) -> Option<Tail> {
    row.before(at)?;
    let held = out.is_empty() && row.lower(at) == "held";
    let at = at + usize::from(held);
    let preposition = row.lower(at);
    let names_place = matches!(preposition, "in" | "at")
        && out.is_empty()
        && !row.is_time(at + 1)
        && row.names(at + 1)
        && (held || (described && is_held_somewhere(class)));
    if !names_place && !held && !opens_tail(row, at, class, out) {
        return None;
    }
    if held && !matches!(preposition, "in" | "at") {
        return None;
    }
    let to_do = preposition == "to" && (class == Class::Ceremony || honours(row, at + 1));
    let start = at + 1 + usize::from(to_do);
    let end = dated(row, start)
        .or_else(|| noun_phrase(row, start))
        .or_else(|| gerund(row, start))?;
    let is_venue = (names_place || held) && dated(row, start).is_none();
    let end = if is_venue {
        without_time(row, start, end)
    } else {
        end
    };
    // `between Orel, head of the party, and …` is too long to be a name.
    if preposition == "between" && row.lower(end) == "," {
        return None;
    }
    Some(Tail {
        preposition: at,
        start: at + 1,
        end,
        is_venue,
    })
}

/// The end of a place without the time behind it: `in Tarsk next week`.
fn without_time(row: Row<'_>, start: usize, end: usize) -> usize {
    let when = |n: usize| row.is_time(n) || matches!(row.lower(n), "last" | "this" | "next");
    let times = (start + 1..end).rev().take_while(|n| when(*n)).count();
    end - times
}

/// The end of what is done with a preposition of its own: `moving into new houses`.
fn gerund(row: Row<'_>, start: usize) -> Option<usize> {
    let joint = matches!(row.tag(start + 1), 'i' | 't' | 'r');
    let does = row.tag(start) == 'g' || row.tag(start) == '?' && row.lower(start).ends_with("ing");
    (does && joint)
        .then(|| noun_phrase(row, start + 2))
        .flatten()
}

/// Whether a verb says in whose or what honour people come together: `marking the day`, `to celebrate`.
fn honours(row: Row<'_>, at: usize) -> bool {
    matches!(
        row.lower(at),
        "mark"
            | "marking"
            | "celebrate"
            | "celebrating"
            | "commemorate"
            | "commemorating"
            | "honor"
            | "honoring"
            | "honour"
            | "honouring"
    )
}

/// Whether a place behind the noun is where it took place.
fn is_held_somewhere(class: Class) -> bool {
    matches!(
        class,
        Class::Meeting | Class::Talks | Class::Ceremony | Class::Show
    )
}

/// Whether a preposition begins a phrase that belongs to the event.
fn opens_tail(row: Row<'_>, at: usize, class: Class, out: &[Tail]) -> bool {
    let preposition = row.lower(at);
    let next = row.lower(at + 1);
    let date = row.is_time(at + 1) || row.tag(at + 1) == 'u' || row.is_year(at + 1);
    match preposition {
        "of" => return !date || out.is_empty(),
        "in" if out.is_empty() && class != Class::Visit => {
            return dated(row, at + 1).is_some();
        }
        _ => {}
    }
    if date || (row.tag(at + 1) == '0' && ordinal::english(next).is_none()) {
        return false;
    }
    let first = out.is_empty();
    let of_body = out
        .last()
        .is_some_and(|t| known().has("body", row.lower(t.end - 1)));
    let festive = matches!(class, Class::Meeting | Class::Ceremony | Class::Show);
    if festive
        && first
        && (honours(row, at) && row.tag(at) == 'g' || preposition == "to" && honours(row, at + 1))
    {
        return true;
    }
    let of_people = out.last().is_some_and(|t| {
        matches!(
            row.lower(t.end - 1),
            "participants" | "delegates" | "participant" | "delegate" | "deputies" | "members"
        )
    });
    match (preposition, class) {
        ("in" | "to" | "at", _) if of_people => true,
        ("in", Class::Meeting | Class::Show) => !first && row.is_domain(at),
        ("on", Class::Meeting | Class::Talks | Class::Ceremony | Class::Show) => {
            first
                && !matches!(
                    row.lower(at + 2),
                    "occasion" | "eve" | "sidelines" | "spot" | "agenda" | "day"
                )
        }
        ("for", Class::Meeting | Class::Ceremony | Class::Show | Class::Election) => {
            (first || of_body)
                && !matches!(row.lower(at + 2), "time" | "first" | "purpose" | "occasion")
        }
        ("for", Class::Talks) => of_body,
        ("with", Class::Meeting | Class::Talks | Class::Drill) => {
            first
                && (matches!(row.tag(at + 1), 'D' | 'Q')
                    || row.get(at + 1).is_some_and(|w| w.capital))
        }
        ("between" | "among", Class::Meeting | Class::Talks | Class::Drill) => first,
        ("to" | "by", Class::Visit) => next != "be",
        ("to", Class::Ceremony) => first && matches!(row.tag(at + 1), 'v' | 'p' | 'n' | '?'),
        ("as", Class::Election) => true,
        ("to", Class::Election) => {
            matches!(row.tag(at + 1), 'D' | 'Q' | 'j' | 's') || row.names(at + 1)
        }
        _ => false,
    }
}

/// The end of a month, a year or both: `December 2016`, `January`, `2013`, `April last year`.
fn dated(row: Row<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    if matches!(row.lower(at), "early" | "late" | "mid" | "the") {
        at += 1;
    }
    if row.is_year(at) {
        return Some(at + 1);
    }
    if !super::dating::named::MONTHS.contains(&row.lower(at)) || !row.get(at)?.capital {
        return None;
    }
    at += 1;
    if row.is_year(at) {
        return Some(at + 1);
    }
    if matches!(row.lower(at), "last" | "this" | "next") && row.lower(at + 1) == "year" {
        return Some(at + 2);
    }
    Some(at)
}

/// Behind a name in quotation marks that follows at once.
pub(super) fn quoted(row: Row<'_>, at: usize) -> Option<usize> {
    quoted_within(row, at, QUOTED)
}

/// The same with less than so many words.
fn quoted_within(row: Row<'_>, at: usize, limit: usize) -> Option<usize> {
    let open = row.get(at)?;
    if !matches!(open.lower.as_str(), "\"" | "“" | "‘" | "'" | "«") {
        return None;
    }
    let inside = open.inside?;
    let length = row
        .0
        .iter()
        .skip(at)
        .take(limit)
        .take_while(|w| w.inside == Some(inside))
        .count();
    (length < limit && length > 2).then_some(at + length)
}

/// Behind an apposition in commas that a preposition of the phrase follows:
/// `visit of Orel, head of the party, to Tarsk`.
fn apposition(row: Row<'_>, at: usize) -> Option<usize> {
    if row.lower(at) != "," {
        return None;
    }
    let sentence = row.get(at)?.sentence;
    let close = (at + 1..at + 1 + APPOSITION)
        .take_while(|&n| row.next_in(n, sentence).is_some())
        .find(|&n| row.lower(n) == ",")?;
    (row.lower(close + 1) == "to").then_some(close + 1)
}
