//! When events took place: which date of a sentence belongs to which event.

use super::{Draft, Form, Strength, heads::words as known, phrase::Row};
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
    /// It is to take place.
    Future,
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
            r.split('/').all(|s| matches!(s, "" | "..") || year(s)) && r.split('/').any(year)
        })
}

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
        if word.tag == 'M'
            || matches!(
                word.lower.as_str(),
                "due" | "scheduled" | "planned" | "slated"
            )
        {
            future = true;
        } else if word.lower == "under" && matches!(row.lower(n + 1), "way") {
            return Some(Phase::Opened);
        } else if let Some(phase) = of_verb(word) {
            return Some(if future { Phase::Future } else { phase });
        } else if !matches!(
            word.tag,
            'B' | 'H' | 'r' | 't' | 'n' | '.' | 'i' | 'D' | 'u' | 'N' | '0'
        ) {
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
        // An object of a verb: `held a meeting`, `opened the session`, `attended the ceremony`.
        let attended = matches!(
            word.lower.as_str(),
            "attended"
                | "guided"
                | "oversaw"
                | "observed"
                | "watched"
                | "addressed"
                | "attend"
                | "attends"
                | "during"
                | "supervised"
                | "joined"
                | "made"
                | "paid"
        );
        let verb = of_verb(word).or(attended.then_some(Phase::Held))?;
        let before = row.before(n);
        let future = before.is_some_and(|b| matches!(b.tag, 'M' | 't'));
        return Some(if future { Phase::Future } else { verb });
    }
    None
}

/// Gives each mention the days that its sentence tells.
pub(super) fn date(page: &Page<'_>, dates: &[Date], drafts: &mut [Draft]) {
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
            if draft.at.contains(date.place.at) && is_usable(date) && draft.dates.is_empty() {
                let resolved = date.resolved.as_deref().unwrap_or("");
                draft.dates = Days::new(resolved, None, "name");
            }
            if let Some(i) = inside.get_mut(n) {
                *i = true;
            }
        }
    }
    for (n, date) in dates.iter().enumerate() {
        // The day of a dateline is that of the report.
        let of_dateline = date.place.at.span.start < line.body;
        if inside.get(n).copied().unwrap_or(false) || of_dateline || !is_usable(date) {
            continue;
        }
        let before = n
            .checked_sub(1)
            .and_then(|k| dates.get(k))
            .map(|d| d.place.at.span);
        let after = dates.get(n + 1).map(|d| d.place.at.span);
        let owner = match line.tongue {
            Tongue::Korean => korean_owner(line, date.place.at.span, before, after, drafts),
            _ => english_owner(line, date.place.at.span, before, after, drafts),
        };
        let Some(owner) = owner else { continue };
        let resolved = date.resolved.as_deref().unwrap_or("");
        // `the third since Orel took office in 2011` opens no conference.
        let lasting = drafts.get(owner).is_some_and(|d| d.phase.is_some());
        if resolved.ends_with("/..") && !lasting {
            continue;
        }
        give(drafts, owner, resolved);
        if let Some(other) = simultaneous(line, drafts, owner) {
            give(drafts, other, resolved);
        }
    }
}

fn give(drafts: &mut [Draft], owner: usize, resolved: &str) {
    let Some(draft) = drafts.get_mut(owner) else {
        return;
    };
    if draft.dates.is_empty() {
        draft.dates = Days::new(resolved, draft.phase, "clause");
    }
}

/// `the talks during the visit in June`: both have the date.
fn simultaneous(line: &Line<'_>, drafts: &[Draft], owner: usize) -> Option<usize> {
    let (owner_at, other) = (drafts.get(owner)?.at, owner.checked_sub(1)?);
    let gap = Span::new(drafts.get(other)?.at.span.end, owner_at.span.start);
    let words = line.text.get(gap.start..gap.end)?.trim();
    matches!(
        words,
        "during" | "during the" | "during his" | "during her" | "during its" | "during a"
    )
    .then_some(other)
}

/// The mention of an English sentence that a date belongs to: the last one before it in its clause, else the
/// first one behind it.
fn english_owner(
    line: &Line<'_>,
    date: Span,
    before: Option<Span>,
    after: Option<Span>,
    drafts: &[Draft],
) -> Option<usize> {
    let row = Row(&line.paragraph().words);
    let at = row.0.partition_point(|w| w.span.end <= date.start);
    let behind = row.0.partition_point(|w| w.span.start < date.end);
    if is_of_report(row, at, behind) {
        return None;
    }
    let next = drafts.partition_point(|d| d.at.span.start < date.start);
    let same = |d: &&Draft| d.sentence.start <= date.start && date.end <= d.sentence.end;
    let can = |d: &&Draft| !d.nested;
    let near = next.saturating_sub(NEIGHBOURS)..next;
    let previous = near.rev().find(|&n| {
        let draft = drafts.get(n);
        draft.is_some_and(|d| same(&d) && can(&d) && d.at.span.end <= date.start)
    });
    if let Some(previous) = previous {
        let draft = drafts.get(previous)?;
        let dated = before.is_some_and(|b| b.start >= draft.at.span.end);
        let from = row.0.partition_point(|w| w.span.start < draft.at.span.end);
        let near = at.saturating_sub(from) <= 1;
        if (!draft.attribute || near) && !dated && !is_broken(row, from, at) {
            return Some(previous);
        }
        if near {
            return None;
        }
    }
    let following = drafts
        .iter()
        .enumerate()
        .skip(next)
        .take(NEIGHBOURS)
        .find(|(_, d)| same(d) && can(d))?;
    let (n, draft) = following;
    let dated = after.is_some_and(|a| a.end <= draft.at.span.start);
    let to = row
        .0
        .partition_point(|w| w.span.start < draft.at.span.start);
    let bare = draft.strength == Strength::Bare && draft.form != Form::Clause;
    (!draft.attribute && !dated && !bare && !is_broken(row, behind, to)).then_some(n)
}

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

/// Whether another clause begins between two words.
fn is_broken(row: Row<'_>, from: usize, to: usize) -> bool {
    // `under way since Tuesday` against `since Orel took office in 2011`.
    let since = (from..to.saturating_sub(1)).any(|n| row.lower(n) == "since");
    since
        || (from..to).filter_map(|n| row.get(n)).any(|w| {
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
                    | ":"
                    | "until"
            ) || (w.cue == 's' && matches!(w.tag, 'd' | 'z'))
                || matches!(w.lower.as_str(), "“" | "”")
        })
}

/// Korean verbs of saying that a date may belong to.
const REPORTS: [&str; 8] = [
    "보도", "전했", "전하", "밝혔", "말했", "발표", "공개", "게재",
];

/// The mention of a Korean sentence that a date belongs to: the nearest one of its clause.
fn korean_owner(
    line: &Line<'_>,
    date: Span,
    before: Option<Span>,
    after: Option<Span>,
    drafts: &[Draft],
) -> Option<usize> {
    let rest = line.text.get(date.end..)?;
    let near: String = rest
        .split_whitespace()
        .take(2)
        .collect::<Vec<_>>()
        .join(" ");
    if REPORTS.iter().any(|r| near.contains(r)) {
        return None;
    }
    let sentence = line.sentence_of(date.start);
    let same = |d: &&Draft| {
        d.at.span.start >= sentence.start && d.at.span.end <= sentence.end && !d.nested
    };
    let next = drafts.partition_point(|d| d.at.span.start < date.start);
    let gap = |from: usize, to: usize| line.text.get(from..to).is_some_and(|g| !breaks_korean(g));
    let earlier = (next.saturating_sub(NEIGHBOURS)..next).rev().find(|&n| {
        drafts
            .get(n)
            .is_some_and(|d| same(&d) && d.at.span.end <= date.start)
    });
    let previous = earlier.filter(|&n| {
        drafts.get(n).is_some_and(|d| {
            !d.attribute
                && !before.is_some_and(|b| b.start >= d.at.span.end)
                && gap(d.at.span.end, date.start)
        })
    });
    let following = drafts
        .iter()
        .skip(next)
        .take(NEIGHBOURS)
        .position(|d| same(&d))
        .map(|n| n + next)
        .filter(|&n| {
            drafts.get(n).is_some_and(|d| {
                !d.attribute
                    && !after.is_some_and(|a| a.end <= d.at.span.start)
                    && gap(date.end, d.at.span.start)
            })
        });
    match (previous, following) {
        (Some(p), Some(f)) => {
            let to = |n: usize| {
                drafts
                    .get(n)
                    .map_or(0, |d| d.at.span.start.abs_diff(date.start))
            };
            Some(if to(f) < to(p) { f } else { p })
        }
        (one, other) => one.or(other),
    }
}

/// Whether a Korean clause ends inside some words.
fn breaks_korean(gap: &str) -> bool {
    const ENDINGS: [&str; 8] = ["고", "며", "면서", "지만", "는데", "으나", "였으며", "다고"];
    gap.contains([';', '“', '”', '"'])
        || gap.split_whitespace().any(|e| {
            let bare = e.trim_end_matches(',');
            bare.chars().count() > 1
                && ENDINGS.iter().any(|x| bare.ends_with(x))
                && !bare.ends_with("최고")
        })
}
