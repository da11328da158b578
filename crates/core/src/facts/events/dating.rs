//! When events took place: which date of a sentence belongs to which event.

use super::{Draft, Form, Strength, heads::words as known, link::bounds, phrase::Row};
use crate::{
    facts::{
        dates::Date,
        page::{Line, Page, Tongue},
        words::Word,
    },
    text::{PartialDate, Span},
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
                && !is_period(r)
        })
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
        let attended =
            known().has("attended", &word.lower) || matches!(word.lower.as_str(), "during" | "on");
        let verb = of_verb(word).or(attended.then_some(Phase::Attended))?;
        let before = row.before(n);
        let future = before.is_some_and(|b| matches!(b.tag, 'M' | 't'));
        return Some(if future { Phase::Future } else { verb });
    }
    None
}

/// `yesterday's ceremony`: the day before the report.
fn by_report(page: &Page<'_>, drafts: &mut [Draft]) {
    let Some(published) = page.published.and_then(|d| d.date_only().to_days()) else {
        return;
    };
    for draft in drafts.iter_mut().filter(|d| d.dates.is_empty()) {
        let words = page.words(draft.at).to_lowercase().replace('’', "'");
        let first = words.split(' ').next().and_then(|w| w.strip_suffix("'s"));
        let after = match first {
            Some("yesterday") => -1,
            Some("today") => 0,
            Some("tomorrow") => 1,
            // `Monday's drills`: of the last Monday.
            Some(day) => match WEEKDAYS.iter().zip(0..).find(|(w, _)| **w == day) {
                Some((_, number)) => -(weekday(published) - number).rem_euclid(7),
                None => continue,
            },
            None => continue,
        };
        if let Some(day) = PartialDate::from_days(published + after) {
            draft.dates = Days::new(&day.to_string(), None, "published");
        }
    }
}

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The number of the weekday of a day, Monday first. The first day of 1970 was a Thursday.
fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

/// Gives each mention the days that its sentence tells.
pub(super) fn date(page: &Page<'_>, dates: &[Date], drafts: &mut [Draft]) {
    by_report(page, drafts);
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

/// A date on its way to its event, with the dates beside it.
#[derive(Clone, Copy)]
struct Loose {
    span: Span,
    before: Option<Span>,
    after: Option<Span>,
    /// Whether it is no more exact than a year.
    year: bool,
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
        let resolved = date.resolved.as_deref().unwrap_or("");
        let beside = |n: Option<usize>| n.and_then(|n| dates.get(n)).map(|d| d.place.at.span);
        let loose = Loose {
            span: date.place.at.span,
            before: beside(n.checked_sub(1)),
            after: beside(Some(n + 1)),
            year: resolved.len() == YEAR,
        };
        let owner = match line.tongue {
            Tongue::Korean => korean_owner(line, loose, drafts),
            _ => english_owner(line, loose, drafts),
        };
        let Some(owner) = owner else { continue };
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
    let previous = near.rfind(|&n| drafts.get(n).is_some_and(is_before));
    if let Some(previous) = previous {
        let draft = drafts.get(previous)?;
        let dated = date.before.is_some_and(|b| b.start >= draft.at.span.end);
        let from = row.0.partition_point(|w| w.span.start < draft.at.span.end);
        let gap = at.saturating_sub(from);
        let far = date.year && gap > YEAR_NEAR;
        if (!draft.attribute || gap <= 1) && !dated && !far && !is_broken(row, from, at) {
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
    let caused = (behind..to).any(|k| matches!(row.lower(k), "by" | "occasioned"));
    let can = !draft.attribute && !dated && !bare && !far && !caused;
    (can && !is_broken(row, behind, to)).then_some(n)
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
fn korean_owner(line: &Line<'_>, date: Loose, drafts: &[Draft]) -> Option<usize> {
    let rest = line.text.get(date.span.end..)?;
    // `3일 일정의 대회`: how long.
    const LASTING: [&str; 5] = ["일정", "동안", "간", "짜리", "만에"];
    let next = rest.trim_start();
    if LASTING.iter().any(|l| next.starts_with(l)) {
        return None;
    }
    let near: Vec<&str> = rest.split_whitespace().take(2).collect();
    if near.iter().any(|w| REPORTS.iter().any(|r| w.contains(r))) {
        return None;
    }
    let sentence = line.sentence_of(date.span.start);
    let same =
        |d: &Draft| d.at.span.start >= sentence.start && d.at.span.end <= sentence.end && !d.nested;
    let next = drafts.partition_point(|d| d.at.span.start < date.span.start);
    let distance = |from: usize, to: usize| {
        let gap = line.text.get(from..to)?;
        let far = date.year && gap.split_whitespace().count() > KOREAN_YEAR_NEAR;
        (!breaks_korean(gap) && !far).then_some(gap.len())
    };
    let mut near = next.saturating_sub(NEIGHBOURS)..next;
    let earlier = near.rfind(|&n| {
        drafts
            .get(n)
            .is_some_and(|d| same(d) && d.at.span.end <= date.span.start)
    });
    let previous = earlier.and_then(|n| {
        let draft = drafts.get(n).filter(|d| !d.attribute)?;
        let dated = date.before.is_some_and(|b| b.start >= draft.at.span.end);
        let gap = line.text.get(draft.at.span.end..date.span.start)?;
        let length = distance(draft.at.span.end, date.span.start)?;
        // `대회에서 3월 1일 …`: what took place there, not the meeting.
        let place = gap.contains("에서");
        (!dated && !place).then_some((length, n))
    });
    let later =
        (next..drafts.len().min(next + NEIGHBOURS)).find(|&n| drafts.get(n).is_some_and(same));
    let following = later.and_then(|n| {
        let draft = drafts.get(n).filter(|d| !d.attribute)?;
        let dated = date.after.is_some_and(|a| a.end <= draft.at.span.start);
        let length = distance(date.span.end, draft.at.span.start)?;
        (!dated).then_some((length, n))
    });
    let nearest = [previous, following].into_iter().flatten().min();
    nearest.map(|(_, n)| n)
}

/// Words between an event and a Korean date that is only a year, at most.
const KOREAN_YEAR_NEAR: usize = 3;

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
