//! When events took place: which date of a sentence belongs to which event.

mod korean;
pub(super) mod named;

use super::{
    Draft, Form, Strength,
    heads::words as known,
    link::bounds,
    phrase::{Row, sentence},
};
use crate::{
    facts::{
        dates::Date,
        page::{Line, Page, Tongue},
        words::Word,
    },
    text::Span,
};

/// What the words around say of the course of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// It took place.
    Held,
    /// It was opened: the date is the first day.
    Opened,
    /// It was closed: the date is the last day.
    Closed,
    /// Somebody takes part in it.
    Attended,
    /// It is to take place.
    Future,
}

impl Phase {
    /// Whether it is said to have taken place.
    pub(super) fn is_held(self) -> bool {
        matches!(self, Phase::Held | Phase::Opened | Phase::Closed)
    }
}

/// The first and the last day, as exact as known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    /// What they rest on.
    pub(super) basis: Option<&'static str>,
}

impl Days {
    pub(super) fn is_empty(&self) -> bool {
        self.start.is_none() && self.end.is_none()
    }

    /// From a resolved date and what is said of the course of the event.
    fn new(resolved: &str, phase: Option<Phase>, basis: &'static str) -> Self {
        let resolved = match year_of(resolved) {
            Some(year) if is_period(resolved) => year,
            _ => resolved,
        };
        let known = |s: &str| (!matches!(s, "" | "..")).then(|| day(s).to_owned());
        let (start, end) = match (resolved.split_once('/'), phase) {
            (Some((a, b)), _) => (known(a), known(b)),
            (None, Some(Phase::Opened)) => (known(resolved), None),
            (None, Some(Phase::Closed)) => (None, known(resolved)),
            (None, _) => (known(resolved), known(resolved)),
        };
        Days {
            start,
            end,
            basis: Some(basis),
        }
    }
}

/// A date without its time of day.
fn day(resolved: &str) -> &str {
    resolved.split('T').next().unwrap_or(resolved)
}

/// Whether a date can be the day of an event.
fn is_usable(date: &Date) -> bool {
    let year = |s: &str| s.len() >= 4 && s.bytes().take(4).all(|b| b.is_ascii_digit());
    !date.vague
        && date.resolved.as_deref().is_some_and(|r| {
            r.split('/').all(|s| matches!(s, "" | "..") || year(s))
                && r.split('/').any(year)
                && (!is_period(r) || year_of(r).is_some())
        })
}

/// Whether a day is told that nothing says the year or the week of.
fn is_unresolved(date: &Date) -> bool {
    date.resolved.is_none() && !date.vague
}

/// Lets a mention be an event that a day which cannot be resolved is told of.
fn confirm(draft: &mut Draft) {
    if draft.strength == Strength::Weak {
        draft.strength = Strength::Strong;
    }
}

/// The year of an interval inside one year (`early 2026`).
fn year_of(resolved: &str) -> Option<&str> {
    let (a, b) = resolved.split_once('/')?;
    let year = a.get(..YEAR)?;
    (b.get(..YEAR) == Some(year)).then_some(year)
}

/// Days of the longest event.
const LONGEST: i64 = 62;

/// Whether an interval is longer than any event: a decade, the years of a plan.
fn is_period(resolved: &str) -> bool {
    let Some((a, b)) = resolved.split_once('/') else {
        return false;
    };
    let days = bounds(day(a)).zip(bounds(day(b)));
    days.is_some_and(|((first, _), (_, last))| last - first > LONGEST)
}

/// Words between an event and a date that is only a year, at most.
const YEAR_NEAR: usize = 6;

/// Words behind a mention that may say what became of it.
const BEHIND: usize = 5;
/// Words before it.
const BEFORE: usize = 4;

/// Mentions on each side of a date that may be its event.
const NEIGHBOURS: usize = 12;

/// What verbs around a phrase say.
pub(super) fn phase(row: Row<'_>, start: usize, end: usize) -> Option<Phase> {
    let sentence = row.get(start)?.sentence;
    let of_verb = |word: &Word| -> Option<Phase> {
        let lower = word.lower.as_str();
        let words = known();
        if words.has("began", lower) {
            Some(Phase::Opened)
        } else if words.has("ended", lower) {
            Some(Phase::Closed)
        } else if words.has("took-place", lower) {
            Some(Phase::Held)
        } else {
            None
        }
    };
    let mut future = false;
    for n in end..end + BEHIND {
        let Some(word) = row.get(n).filter(|w| w.sentence == sentence) else {
            break;
        };
        let to_be = word.tag == 't' && row.tag(n + 1) == 'B';
        if word.tag == 'M'
            || to_be
            || matches!(
                word.lower.as_str(),
                "due" | "scheduled" | "planned" | "slated"
            )
        {
            future = true;
        } else if word.lower == "under" && matches!(row.lower(n + 1), "way") {
            return Some(Phase::Opened);
        } else if word.lower == "close" && row.before(n).is_some_and(|b| b.tag == 'B') {
            // `The election is close`
            break;
        } else if let Some(phase) = of_verb(word) {
            return Some(if future { Phase::Future } else { phase });
        } else if word.lower != "which"
            && !matches!(
                word.tag,
                'B' | 'H' | 'r' | 't' | 'n' | '.' | 'i' | 'D' | 'u' | 'N' | '0'
            )
        {
            break;
        }
    }
    for n in (start.saturating_sub(BEFORE)..start).rev() {
        let Some(word) = row.get(n).filter(|w| w.sentence == sentence) else {
            break;
        };
        if matches!(word.tag, 'D' | 'Q' | 'j' | 'r') {
            continue;
        }
        // `at the end of the summit`
        if word.lower == "of" {
            return match row.lower(n.wrapping_sub(1)) {
                "end" | "close" | "conclusion" => Some(Phase::Closed),
                "start" | "beginning" | "opening" => Some(Phase::Opened),
                _ => None,
            };
        }
        // `There were talks`
        if word.tag == 'B' && row.lower(n.wrapping_sub(1)) == "there" {
            return Some(Phase::Held);
        }
        // `Present at the ceremony were …`
        if word.lower == "at" && row.lower(n.wrapping_sub(1)) == "present" {
            return Some(Phase::Attended);
        }
        // An object of a verb: `held a meeting`, `opened the session`, `attended the ceremony`.
        let attended =
            known().has("attended", &word.lower) || matches!(word.lower.as_str(), "during" | "on");
        let verb = of_verb(word).or(attended.then_some(Phase::Attended))?;
        let before = row.before(n);
        let future = before.is_some_and(|b| matches!(b.tag, 'M' | 't'));
        return Some(if future { Phase::Future } else { verb });
    }
    None
}

/// Gives each mention the days that its sentence tells.
pub(super) fn date(page: &Page<'_>, dates: &[Date], drafts: &mut [Draft]) {
    named::by_report(page, drafts);
    let mut from = 0;
    for same in drafts.chunk_by_mut(|a, b| a.at.zone == b.at.zone) {
        let Some(zone) = same.first().map(|d| d.at.zone) else {
            continue;
        };
        let Some(line) = page.line(zone) else {
            continue;
        };
        let skip = dates
            .iter()
            .skip(from)
            .take_while(|d| d.place.at.zone < zone)
            .count();
        from += skip;
        let of_zone: Vec<&Date> = dates
            .iter()
            .skip(from)
            .take_while(|d| d.place.at.zone == zone)
            .collect();
        if of_zone.is_empty() {
            continue;
        }
        date_line(line, &of_zone, same);
    }
    for draft in drafts {
        named::last(page, draft);
        named::past(page, draft);
    }
}

/// Letters of a day (`2023-05-03`).
pub(super) const DAY: usize = 10;

/// A date on its way to its event, with the dates beside it.
#[derive(Clone, Copy)]
struct Loose {
    span: Span,
    before: Option<Span>,
    after: Option<Span>,
    /// Whether it is no more exact than a year.
    year: bool,
    /// Whether it says how long (`until Friday`, `12일까지`).
    closes: bool,
}

/// Whether the words at a date make it the last day of something.
fn closes(line: &Line<'_>, date: Span) -> bool {
    let before = line.text.get(..date.start).unwrap_or("").trim_end();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let behind = line.text.get(date.end..).unwrap_or("");
    matches!(word, "until" | "till" | "through") || behind.starts_with("까지")
}

fn date_line(line: &Line<'_>, dates: &[&Date], drafts: &mut [Draft]) {
    let mut inside = vec![false; dates.len()];
    for draft in drafts.iter_mut() {
        let first = dates.partition_point(|d| d.place.at.span.end <= draft.at.span.start);
        for (n, date) in dates.iter().enumerate().skip(first) {
            let span = date.place.at.span;
            if span.start >= draft.at.span.end {
                break;
            }
            // `this week's summit`: the phrase begins behind `this`.
            let within = span.end <= draft.at.span.end;
            if within && is_usable(date) && draft.dates.is_empty() {
                let resolved = date.resolved.as_deref().unwrap_or("");
                draft.dates = Days::new(resolved, None, "name");
            }
            if within && is_unresolved(date) {
                confirm(draft);
            }
            if let Some(i) = inside.get_mut(n) {
                *i = true;
            }
        }
    }
    for (n, date) in dates.iter().enumerate() {
        // The day of a dateline is that of the report.
        let of_dateline = date.place.at.span.start < line.body;
        let told = is_usable(date) || is_unresolved(date);
        if inside.get(n).copied().unwrap_or(false) || of_dateline || !told {
            continue;
        }
        let resolved = date.resolved.as_deref().unwrap_or("");
        let beside = |n: Option<usize>| n.and_then(|n| dates.get(n)).map(|d| d.place.at.span);
        let loose = Loose {
            span: date.place.at.span,
            before: beside(n.checked_sub(1)),
            after: beside(Some(n + 1)),
            year: resolved.len() == YEAR,
            closes: closes(line, date.place.at.span) && !resolved.contains('/'),
        };
        let owner = match line.tongue {
            Tongue::Korean => korean::owner(line, loose, drafts),
            _ => english_owner(line, loose, drafts),
        };
        let Some(owner) = owner else { continue };
        if is_unresolved(date) {
            if let Some(draft) = drafts.get_mut(owner) {
                confirm(draft);
            }
            continue;
        }
        if joined(line, loose.span, loose.after) || joined_before(line, loose) {
            // `in 2013 and 2017`: two events of a kind.
            if let Some(draft) = drafts.get_mut(owner) {
                draft.several = true;
            }
            continue;
        }
        // `the third since Orel took office in 2011` opens no conference.
        let lasting = drafts.get(owner).is_some_and(|d| d.phase.is_some());
        if resolved.ends_with("/..") && !lasting {
            continue;
        }
        if drafts.get(owner).is_some_and(|d| d.several) {
            continue;
        }
        if loose.closes {
            close(drafts, owner, resolved);
            continue;
        }
        give(drafts, owner, resolved);
        if let Some(other) = simultaneous(line, drafts, owner) {
            give(drafts, other, resolved);
        }
    }
}

/// Letters of a date that is only a year.
const YEAR: usize = 4;

/// Whether `and` stands between two dates.
fn joined(line: &Line<'_>, date: Span, next: Option<Span>) -> bool {
    next.and_then(|next| line.text.get(date.end..next.start))
        .is_some_and(|gap| matches!(gap.trim(), "and" | "과" | "와" | "및"))
}

fn joined_before(line: &Line<'_>, date: Loose) -> bool {
    date.before
        .is_some_and(|before| joined(line, before, Some(date.span)))
}

fn give(drafts: &mut [Draft], owner: usize, resolved: &str) {
    let Some(draft) = drafts.get_mut(owner) else {
        return;
    };
    if draft.dates.is_empty() {
        draft.dates = Days::new(resolved, draft.phase, "clause");
    }
}

/// Gives a mention the last day that the text tells.
fn close(drafts: &mut [Draft], owner: usize, resolved: &str) {
    let Some(dates) = drafts.get_mut(owner).map(|d| &mut d.dates) else {
        return;
    };
    let single = dates.end.is_none() || dates.end == dates.start;
    let later = dates.start.as_deref().is_none_or(|s| s <= day(resolved));
    if single && later {
        dates.end = Some(day(resolved).to_owned());
        dates.basis = dates.basis.or(Some("clause"));
    }
}

/// `the talks during the visit in June`: both have the date.
fn simultaneous(line: &Line<'_>, drafts: &[Draft], owner: usize) -> Option<usize> {
    let (owner_at, other) = (drafts.get(owner)?.at, owner.checked_sub(1)?);
    let gap = Span::new(drafts.get(other)?.at.span.end, owner_at.span.start);
    let words = line.text.get(gap.start..gap.end)?;
    let words = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”'));
    matches!(
        words,
        "and"
            | "and a"
            | "and an"
            | "during"
            | "during the"
            | "during his"
            | "during her"
            | "during its"
            | "during a"
    )
    .then_some(other)
}

/// The mention of an English sentence that a date belongs to: the last one before it in its clause, else the
/// first one behind it.
fn english_owner(line: &Line<'_>, date: Loose, drafts: &[Draft]) -> Option<usize> {
    let row = Row(&line.paragraph().words);
    let at = row.0.partition_point(|w| w.span.end <= date.span.start);
    let behind = row.0.partition_point(|w| w.span.start < date.span.end);
    if is_of_report(row, at, behind) {
        return None;
    }
    let next = drafts.partition_point(|d| d.at.span.start < date.span.start);
    let can = |d: &Draft| {
        !d.nested && d.sentence.start <= date.span.start && date.span.end <= d.sentence.end
    };
    let mut near = next.saturating_sub(NEIGHBOURS)..next;
    let is_before = |d: &Draft| can(d) && d.at.span.end <= date.span.start;
    let set_off = row.lower(at.wrapping_sub(1)) == "on" && row.lower(at.wrapping_sub(2)) == ",";
    if set_off && date.before.is_none_or(|b| b.end < sentence_of(row, at)) {
        // `Talks were held between Orel and Taren on a visit to Tarsk, on Tuesday`: of the main clause.
        let main = |d: &Draft| is_before(d) && !d.attribute && d.strength > Strength::Bare;
        let first = near.clone().find(|&n| drafts.get(n).is_some_and(main));
        if first.is_some() {
            return first;
        }
    }
    let previous = near.rfind(|&n| drafts.get(n).is_some_and(is_before));
    if let Some(previous) = previous {
        let draft = drafts.get(previous)?;
        let dated = date.before.is_some_and(|b| b.start >= draft.at.span.end);
        let from = row.0.partition_point(|w| w.span.start < draft.at.span.end);
        let gap = at.saturating_sub(from);
        let far = date.year && gap > YEAR_NEAR;
        let open = date.closes && runs(row, from, at);
        let free = !dated && !is_broken(row, from, at) || open;
        if (!draft.attribute || gap <= 1) && !far && free {
            return Some(previous);
        }
        if gap <= 1 {
            return None;
        }
    }
    let mut following = drafts.iter().enumerate().skip(next).take(NEIGHBOURS);
    let (n, draft) = following.find(|(_, d)| can(d))?;
    let dated = date.after.is_some_and(|a| a.end <= draft.at.span.start);
    let to = row
        .0
        .partition_point(|w| w.span.start < draft.at.span.start);
    let bare = draft.strength == Strength::Bare && draft.form != Form::Clause;
    let far = date.year && to.saturating_sub(behind) > YEAR_NEAR;
    // `sent a message on Tuesday on the congress`: the day of the message.
    let caused = (behind..to).any(|k| {
        let lower = row.lower(k);
        matches!(lower, "by" | "occasioned") || SENT.contains(&lower)
    });
    let can = !draft.attribute && !dated && !bare && !far && !caused;
    (can && !is_broken(row, behind, to)).then_some(n)
}

/// Where the sentence of a word begins, in bytes.
fn sentence_of(row: Row<'_>, at: usize) -> usize {
    sentence(row, at.min(row.0.len().saturating_sub(1))).map_or(0, |s| s.start)
}

/// What is done with messages on an event.
const SENT: [&str; 9] = [
    "sent",
    "received",
    "wrote",
    "conveyed",
    "issued",
    "congratulated",
    "thanked",
    "greeted",
    "published",
];

/// Whether the date is that of a report: `said Monday`, `on Sunday announced`.
fn is_of_report(row: Row<'_>, at: usize, behind: usize) -> bool {
    let says = |w: &Word| {
        w.cue == 's' && !matches!(w.tag, 'n' | 's')
            || matches!(w.lower.as_str(), "released" | "published" | "carried")
    };
    let mut back = at;
    for _ in 0..3 {
        let Some(word) = back.checked_sub(1).and_then(|n| row.get(n)) else {
            break;
        };
        if says(word) {
            return true;
        }
        if !matches!(
            word.lower.as_str(),
            "on" | "late"
                | "early"
                | "in"
                | "earlier"
                | "a"
                | "statement"
                | "report"
                | "reporters"
                | "agency"
        ) {
            break;
        }
        back -= 1;
    }
    row.get(behind).is_some_and(says)
}

/// Whether the words before `until` say that the event goes on: `which run`, `opened on Monday and lasts`.
fn runs(row: Row<'_>, from: usize, until: usize) -> bool {
    let put_off = [
        "not",
        "postponed",
        "adjourned",
        "delayed",
        "suspended",
        "deferred",
    ];
    let other = |n: usize| {
        let word = row.lower(n);
        put_off.contains(&word) || matches!(word, ";" | ":" | "who" | "that" | "but" | "“" | "”")
    };
    let goes_on = |n: usize| {
        matches!(
            row.lower(n),
            "run" | "runs" | "running" | "last" | "lasts" | "lasting" | "continue" | "continues"
        )
    };
    !(from..until).any(other) && (until.saturating_sub(3)..until).any(goes_on)
}

/// Whether another clause begins between two words.
fn is_broken(row: Row<'_>, from: usize, to: usize) -> bool {
    // `under way since Tuesday` against `since Orel took office in 2011`.
    let since = (from..to.saturating_sub(1)).any(|n| row.lower(n) == "since");
    // `the meeting, which was held in Tarsk on Monday`
    let took_place = |n: usize| {
        let verb = |k: usize| {
            ["took-place", "began", "ended"]
                .iter()
                .any(|set| known().has(set, row.lower(k)))
        };
        row.lower(n) == "which" && (n + 1..n + 4).any(verb)
    };
    since
        || (from..to)
            .filter(|n| !took_place(*n))
            .filter_map(|n| row.get(n))
            .any(|w| {
                matches!(
                    w.lower.as_str(),
                    ";" | "after"
                        | "before"
                        | "following"
                        | "ahead"
                        | "prior"
                        | "while"
                        | "when"
                        | "who"
                        | "which"
                        | "where"
                        | "that"
                        | "but"
                        | "because"
                        | "according"
                        | ":"
                        | "until"
                ) || (w.cue == 's' && matches!(w.tag, 'd' | 'z'))
                    || matches!(w.lower.as_str(), "“" | "”")
            })
}
