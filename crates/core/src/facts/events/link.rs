//! Which event a mention means: of the pack by number, name or day, or the same as another mention of the
//! document.

mod fact;
mod group;

use std::collections::{BTreeMap, BTreeSet};

use self::{
    fact::event,
    group::{anaphors, group, headlines, provisional, share_days},
};
use super::{
    Draft, Event, Form, Strength,
    dating::DAY,
    heads::Class,
    parties::Parties,
    series::{Index, Name},
    whose::Whose,
};
use crate::{facts::page::Page, text::PartialDate};

/// Days between a meeting and a text that gives its bare name without naming it otherwise.
const CURRENT: i64 = 31;
/// Days of the text's own date around those of the pack.
const SLACK: i64 = 31;
/// Mentions back that a bare noun or number may stand for.
const BACK: usize = 40;

/// A mention with what is known of its event.
struct Linked {
    draft: Draft,
    event: Option<usize>,
    candidates: Vec<usize>,
    /// What the identity rests on, where it is not number or name.
    basis: Option<&'static str>,
    /// Which mentions of the document mean the same.
    group: Option<usize>,
    /// Whether one of them is an event without the others.
    real: bool,
}

/// The events of a page.
pub(super) fn link(
    page: &Page<'_>,
    index: &Index,
    whose: &Whose<'_, '_>,
    drafts: Vec<Draft>,
) -> Vec<Event> {
    let of_pack = |d: &Draft| d.series.is_some() || d.named.is_some();
    let linked = drafts
        .iter()
        .any(|d| of_pack(d) || d.kind == CONGRESS && d.ordinal.is_some());
    let parties = if linked {
        Parties::of(page, index)
    } else {
        Parties::default()
    };
    let published = page.published.and_then(|d| d.date_only().to_days());
    let named: BTreeSet<usize> = drafts
        .iter()
        .filter(|d| whose.is_named_own(d))
        .filter_map(|d| d.series)
        .collect();
    let mut all: Vec<Linked> = drafts
        .into_iter()
        .map(|mut draft| {
            let full = draft.series.is_some_and(|s| named.contains(&s));
            if of_pack(&draft) && !whose.is_own(index, &parties, &draft, full) {
                draft.series = None;
                draft.named = None;
            }
            Linked {
                event: draft.named,
                draft,
                candidates: Vec::new(),
                basis: None,
                group: None,
                real: false,
            }
        })
        .collect();
    if whose.field.shows() {
        bare_congress(index, &parties, &mut all);
    }
    if linked {
        by_number(index, published, &mut all);
        by_series_of_document(index, &parties, published, &mut all);
        without_number(index, published, &mut all);
    }
    if whose.field.shows() {
        by_number_and_day(index, &mut all);
    }
    let mut groups = group(&mut all);
    headlines(&mut all, &mut groups);
    anaphors(index, published, &mut all, &mut groups);
    share_days(&mut all);
    let ids = provisional(&all);
    let mut out = Vec::new();
    let mut outer: Option<&Linked> = None;
    for (n, linked) in all.iter().enumerate() {
        let again = linked.draft.nested && outer.is_some_and(|o| is_again(o, linked));
        if !linked.draft.nested {
            outer = Some(linked);
        }
        if is_event(linked) && !again {
            let id = ids.get(&n).cloned();
            out.extend(event(page, index, linked, id));
        }
    }
    out
}

/// Whether a mention inside another says no more than that: `the 8th session` of `the 8th enlarged session`.
fn is_again(outer: &Linked, inner: &Linked) -> bool {
    let (a, b) = (&outer.draft, &inner.draft);
    let same = |x: Option<u16>, y: Option<u16>| y.is_none() || x == y;
    (outer.event.is_some() && outer.event == inner.event)
        || (a.at.span.start == b.at.span.start
            && a.class == b.class
            && same(a.ordinal, b.ordinal)
            && same(a.term, b.term))
}

/// Whether a bare noun with a day and a verb of taking place is an event: `The funeral will take place Friday`.
fn is_set(draft: &Draft) -> bool {
    draft
        .phase
        .is_some_and(|p| p != super::dating::Phase::Attended)
        && !draft.dates.is_empty()
}

/// Whether a day or a verb says that it takes place.
fn is_told(draft: &Draft) -> bool {
    let verb = draft
        .phase
        .is_some_and(|p| p != super::dating::Phase::Future);
    !draft.dates.is_empty() || (verb && draft.form != Form::Clause)
}

fn is_event(linked: &Linked) -> bool {
    let draft = &linked.draft;
    match draft.strength {
        Strength::Strong => true,
        Strength::Weak => linked.event.is_some() || linked.real || is_told(draft),
        Strength::Bare if draft.indefinite && !draft.dates.is_empty() => true,
        Strength::Bare if draft.form != Form::Anaphor => false,
        Strength::Bare => linked.group.is_some() || is_set(draft),
    }
}

/// The events of a series with their first and last days.
fn days(index: &Index, event: usize) -> Option<(i64, i64)> {
    let event = index.events.get(event)?;
    let first = bounds(&event.start)?;
    let last = event
        .end
        .as_deref()
        .and_then(bounds)
        .map_or(first.1, |e| e.1);
    Some((first.0, last))
}

/// The first and the last day of a date that may be a month or a year (`2021-04`).
pub(super) fn bounds(date: &str) -> Option<(i64, i64)> {
    let mut parts = date.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: Option<u8> = parts.next().and_then(|m| m.parse().ok());
    let day: Option<u8> = parts.next().and_then(|d| d.parse().ok());
    let of = |year: i16, month: u8, day: u8| PartialDate::day(year, month, day)?.to_days();
    let first = of(year, month.unwrap_or(1), day.unwrap_or(1))?;
    let last = match (month, day) {
        (Some(_), Some(_)) => first,
        (Some(12) | None, _) => of(year, 12, 31)?,
        (Some(month), None) => of(year, month + 1, 1)? - 1,
    };
    Some((first, last))
}

/// Whether days of the text can be those of an event.
fn agrees(index: &Index, event: usize, draft: &Draft) -> bool {
    let Some((first, last)) = days(index, event) else {
        return false;
    };
    let told = [&draft.dates.start, &draft.dates.end];
    let mut told = told.into_iter().flatten().filter_map(|d| bounds(d));
    told.all(|(a, b)| a <= last && first <= b)
}

/// Mentions with a number in a series.
fn by_number(index: &Index, published: Option<i64>, all: &mut [Linked]) {
    for linked in all.iter_mut().filter(|l| l.event.is_none()) {
        let (Some(found), Some(number)) = (linked.draft.series, linked.draft.ordinal) else {
            continue;
        };
        let term = linked
            .draft
            .term
            .filter(|_| index.series.get(found).is_some_and(|s| s.has_terms));
        let events = index.numbered(found, number, term);
        match events.as_slice() {
            [one] => linked.event = Some(*one),
            [] => {}
            several => {
                let dated: Vec<usize> = several
                    .iter()
                    .copied()
                    .filter(|e| agrees(index, *e, &linked.draft))
                    .collect();
                match dated.as_slice() {
                    [one] if !linked.draft.dates.is_empty() => {
                        linked.event = Some(*one);
                        linked.basis = Some("date");
                    }
                    _ => match latest(index, several, published) {
                        Some(one) => {
                            linked.event = Some(one);
                            linked.basis = Some("latest before published");
                        }
                        None => linked.candidates = several.to_vec(),
                    },
                }
            }
        }
    }
}

/// The last event that began before the text was published, or is about to begin.
fn latest(index: &Index, events: &[usize], published: Option<i64>) -> Option<usize> {
    let published = published?;
    let begun = events
        .iter()
        .copied()
        .filter_map(|e| Some((days(index, e)?.0, e)));
    begun
        .filter(|(start, _)| *start <= published + CURRENT)
        .max()
        .map(|(_, e)| e)
}

/// The kind of the meetings that a number alone can name.
const CONGRESS: &str = "congress";

/// `the Eighth Congress` in a document of the field that names no congress of another body: its party's.
fn bare_congress(index: &Index, parties: &Parties, all: &mut [Linked]) {
    let other = |l: &Linked| {
        l.draft.kind == CONGRESS && l.draft.series.is_none() && !l.draft.name.stems.is_empty()
    };
    if all.iter().any(other) {
        return;
    }
    let name = Name {
        head: CONGRESS.to_owned(),
        stems: vec!["party".to_owned()],
    };
    let Some(series) = index.series_of(&name) else {
        return;
    };
    for linked in all.iter_mut().filter(|l| l.event.is_none()) {
        let draft = &mut linked.draft;
        let bare = draft.kind == CONGRESS && draft.series.is_none() && draft.name.head == CONGRESS;
        let events = draft.ordinal.map(|n| index.numbered(series, n, None));
        let known = events.is_some_and(|e| !e.is_empty());
        if bare && known && parties.is_own(draft.at) {
            draft.series = Some(series);
            draft.strength = Strength::Strong;
            draft.form = Form::Short;
        }
    }
}

/// `the inaugural session`, `the 1st conference`: a number without a body counts in the series that the
/// document speaks of.
fn by_series_of_document(
    index: &Index,
    parties: &Parties,
    published: Option<i64>,
    all: &mut [Linked],
) {
    let series: Vec<Option<usize>> = all.iter().map(|l| l.draft.series).collect();
    let heads: Vec<String> = all.iter().map(|l| last_word(&l.draft)).collect();
    for n in 0..all.len() {
        let Some(linked) = all.get(n) else { break };
        let bare = linked.draft.name.stems.is_empty() && linked.draft.series.is_none();
        let Some(number) = linked
            .draft
            .ordinal
            .filter(|_| bare && linked.draft.class == Class::Meeting)
        else {
            continue;
        };
        let fits = |k: &usize| {
            series.get(*k).copied().flatten().is_some_and(|_| {
                let (mine, theirs) = (heads.get(n), heads.get(*k));
                mine == theirs || mine.is_some_and(|h| STANDS_FOR_ALL.contains(&h.as_str()))
            })
        };
        let back = (n.saturating_sub(BACK)..n).rev().find(fits);
        let found = back.or_else(|| (n + 1..(n + BACK).min(all.len())).find(fits));
        let Some(found) = found.and_then(|k| series.get(k).copied().flatten()) else {
            continue;
        };
        // `The Red Party held its 5th congress`: another party's.
        let shared = index.series.get(found).is_some_and(|s| s.shared);
        if shared && !parties.is_own(linked.draft.at) {
            continue;
        }
        let events = index.numbered(found, number, None);
        let event = match events.as_slice() {
            [one] => Some(*one),
            several => latest(index, several, published),
        };
        if let Some(linked) = all.get_mut(n)
            && event
                .is_some_and(|e| linked.draft.dates.is_empty() || agrees(index, e, &linked.draft))
        {
            linked.event = event;
            linked.draft.strength = Strength::Strong;
            linked.draft.form = Form::Short;
            linked.draft.series = Some(found);
            linked.basis = Some("series of the document");
        }
    }
}

/// `the 2nd conference` of a document that does not say of whom: the event of the pack that has this number
/// and this day, if only one has them.
fn by_number_and_day(index: &Index, all: &mut [Linked]) {
    for linked in all.iter_mut().filter(|l| l.event.is_none()) {
        let draft = &linked.draft;
        let bare =
            draft.series.is_none() && draft.name.stems.is_empty() && draft.class == Class::Meeting;
        let day = draft.dates.start.as_ref().or(draft.dates.end.as_ref());
        let exact = day.is_some_and(|d| d.len() >= DAY);
        let Some(number) = draft.ordinal.filter(|_| bare && exact) else {
            continue;
        };
        let head = last_word(draft);
        let any = STANDS_FOR_ALL.contains(&head.as_str());
        let events = index.events.iter().enumerate();
        let events = events.filter(|(_, event)| event.ordinal == Some(number));
        let mut fits = events.filter_map(|(n, _)| {
            let series = index.series_of_event(n)?;
            let named = any || index.series.get(series)?.is_headed(&head);
            (named && agrees(index, n, draft)).then_some((n, series))
        });
        if let (Some((event, series)), None) = (fits.next(), fits.next()) {
            linked.event = Some(event);
            linked.basis = Some("number and day");
            linked.draft.series = Some(series);
            linked.draft.strength = Strength::Strong;
            linked.draft.form = Form::Short;
        }
    }
}

/// Nouns that stand for a meeting of any name.
const STANDS_FOR_ALL: [&str; 9] = [
    "meeting",
    "session",
    "gathering",
    "event",
    "sitting",
    "대회",
    "회의",
    "행사",
    "모임",
];

fn last_word(draft: &Draft) -> String {
    draft.name.head.rsplit(' ').next().unwrap_or("").to_owned()
}

/// Mentions of a series without a number: by their own day, by the document's only event of the series, or
/// by the day of the text.
fn without_number(index: &Index, published: Option<i64>, all: &mut [Linked]) {
    let mut named: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for linked in all.iter() {
        if let (Some(found), Some(event)) = (linked.draft.series, linked.event) {
            *named.entry(found).or_default().entry(event).or_default() += 1;
        }
    }
    for linked in all.iter_mut() {
        let Some(found) = linked.draft.series else {
            continue;
        };
        if linked.event.is_some() || linked.draft.ordinal.is_some() {
            continue;
        }
        if linked.draft.several {
            continue;
        }
        let Some(series) = index.series.get(found) else {
            continue;
        };
        if !linked.draft.dates.is_empty() && !linked.draft.attribute {
            let dated: Vec<usize> = series
                .events
                .iter()
                .copied()
                .filter(|e| agrees(index, *e, &linked.draft))
                .collect();
            match dated.as_slice() {
                [one] => {
                    linked.event = Some(*one);
                    linked.basis = Some("date");
                }
                [] => {}
                several => linked.candidates = several.to_vec(),
            }
            continue;
        }
        let current = |e: &usize| {
            published
                .zip(days(index, *e))
                .is_some_and(|(p, (first, last))| first - CURRENT <= p && p <= last + CURRENT)
        };
        if let Some(events) = named.get(&found) {
            let best = events.keys().copied().find(|e| current(e)).or_else(|| {
                let most = events
                    .iter()
                    .max_by_key(|(e, count)| (**count, std::cmp::Reverse(**e)));
                most.map(|(e, _)| *e)
            });
            if events.len() == 1 || events.keys().any(&current) {
                linked.event = best;
                linked.basis = Some("document");
            } else {
                linked.candidates = events.keys().copied().collect();
            }
            continue;
        }
        let event = series.events.iter().copied().find(current).or_else(|| {
            series
                .cited_bare
                .then(|| latest(index, &series.events, published))?
        });
        if event.is_some() {
            linked.event = event;
            linked.basis = Some("published");
        } else if linked.draft.class == Class::Meeting
            && linked.draft.form == Form::Short
            && linked.draft.indefinite
        {
            linked.draft.strength = Strength::Weak;
        }
    }
}
