//! Which event a mention means: of the pack by number, name or day, or the same as another mention of the
//! document.

use std::collections::BTreeMap;

use super::{Draft, Event, Form, Strength, heads::Class, parties::Parties, series::Index};
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
pub(super) fn link(page: &Page<'_>, index: &Index, drafts: Vec<Draft>) -> Vec<Event> {
    let field = !index.is_empty() && page.lines.iter().any(|l| index.shows_field(l.text));
    let parties = if field {
        Parties::of(page, index)
    } else {
        Parties::default()
    };
    let published = page.published.and_then(|d| d.date_only().to_days());
    let mut all: Vec<Linked> = drafts
        .into_iter()
        .map(|mut draft| {
            let foreign = draft.series.is_some_and(|m| m.shared) && !parties.is_own(draft.at);
            if !field || foreign {
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
    if field {
        by_number(index, published, &mut all);
        by_series_of_document(index, published, &mut all);
        without_number(index, published, &mut all);
    }
    let mut groups = group(&mut all);
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
        Strength::Bare => linked.group.is_some() && draft.form == Form::Anaphor,
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
            .filter(|_| index.series.get(found.series).is_some_and(|s| s.has_terms));
        let events = index.numbered(found.series, number, term);
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

/// `the inaugural session`, `the 1st conference`: a number without a body counts in the series that the
/// document speaks of.
fn by_series_of_document(index: &Index, published: Option<i64>, all: &mut [Linked]) {
    let series: Vec<Option<usize>> = all
        .iter()
        .map(|l| l.draft.series.map(|m| m.series))
        .collect();
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
            linked.draft.series = Some(super::series::Match {
                series: found,
                shared: false,
            });
            linked.basis = Some("series of the document");
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
            *named
                .entry(found.series)
                .or_default()
                .entry(event)
                .or_default() += 1;
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
        let Some(series) = index.series.get(found.series) else {
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
        if let Some(events) = named.get(&found.series) {
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

/// Puts mentions together that mean one event.
fn group(all: &mut [Linked]) -> usize {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_event: BTreeMap<usize, usize> = BTreeMap::new();
    let mut by_head: BTreeMap<(String, Option<u16>), Vec<usize>> = BTreeMap::new();
    for n in 0..all.len() {
        let Some(linked) = all.get(n) else { break };
        if linked.draft.strength == Strength::Bare {
            continue;
        }
        if let Some(event) = linked.event {
            let group = *by_event.entry(event).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            if let Some(list) = groups.get_mut(group) {
                list.push(n);
            }
            continue;
        }
        let key = (last_word(&linked.draft), linked.draft.ordinal);
        let known = by_head.entry(key).or_default();
        let same = known.iter().rev().take(BACK).copied().find(|g| {
            let first = groups
                .get(*g)
                .and_then(|l| l.first())
                .and_then(|k| all.get(*k));
            first.is_some_and(|f| is_same(&f.draft, &linked.draft))
        });
        match same {
            Some(group) => {
                if let Some(list) = groups.get_mut(group) {
                    list.push(n);
                }
            }
            None => {
                known.push(groups.len());
                groups.push(vec![n]);
            }
        }
    }
    for (g, list) in groups.iter().enumerate() {
        let real = list.iter().filter_map(|n| all.get(*n)).any(is_event);
        for n in list.iter().filter(|_| list.len() > 1) {
            if let Some(linked) = all.get_mut(*n) {
                linked.group = Some(g);
                linked.real = real;
            }
        }
    }
    groups.len()
}

/// Whether two mentions with the same noun and number can mean one event.
fn is_same(a: &Draft, b: &Draft) -> bool {
    let conflict = |x: &Option<String>, y: &Option<String>| {
        x.as_deref().zip(y.as_deref()).is_some_and(|(x, y)| {
            let length = x.len().min(y.len());
            x.get(..length) != y.get(..length)
        })
    };
    if a.class != b.class
        || conflict(&a.dates.start, &b.dates.start)
        || conflict(&a.dates.end, &b.dates.end)
    {
        return false;
    }
    let (small, large) = if a.name.stems.len() <= b.name.stems.len() {
        (a, b)
    } else {
        (b, a)
    };
    let shared = small
        .name
        .stems
        .iter()
        .filter(|s| large.name.stems.contains(s))
        .count();
    let all = small.name.stems.len();
    // `Meeting of Farmers Held` over `a national meeting was held`
    if all == 0 && (a.headline != b.headline) && small.indefinite {
        return true;
    }
    // Most words of the shorter name stand in the longer one.
    (all > 0 || a.ordinal.is_some()) && shared * 3 >= all * 2
}

/// Days that one mention of an event has are those of the others.
fn share_days(all: &mut [Linked]) {
    let mut known: BTreeMap<usize, (Option<String>, Option<String>)> = BTreeMap::new();
    let fuller = |a: &mut Option<String>, b: &Option<String>| {
        if b.as_ref().map_or(0, String::len) > a.as_ref().map_or(0, String::len) {
            a.clone_from(b);
        }
    };
    for linked in all.iter() {
        if let Some(group) = linked.group {
            let entry = known.entry(group).or_default();
            fuller(&mut entry.0, &linked.draft.dates.start);
            fuller(&mut entry.1, &linked.draft.dates.end);
        }
    }
    for linked in all.iter_mut() {
        let Some((start, end)) = linked.group.and_then(|g| known.get(&g)) else {
            continue;
        };
        let days = &mut linked.draft.dates;
        if days.start.is_none() && days.end.is_none() && (start.is_some() || end.is_some()) {
            days.basis = Some("document");
        }
        if days.start.is_none() {
            days.start.clone_from(start);
        }
        if days.end.is_none() {
            days.end.clone_from(end);
        }
    }
    by_verb(all);
}

/// `his election` has the day on which he `was elected`, if the document tells one.
fn by_verb(all: &mut [Linked]) {
    let mut told: BTreeMap<&str, Vec<super::dating::Days>> = BTreeMap::new();
    for linked in all
        .iter()
        .filter(|l| l.draft.form == Form::Clause && !l.draft.dates.is_empty())
    {
        let list = told.entry(linked.draft.kind).or_default();
        if !list.contains(&linked.draft.dates) {
            list.push(linked.draft.dates.clone());
        }
    }
    for linked in all
        .iter_mut()
        .filter(|l| l.draft.class == Class::Election && l.draft.dates.is_empty())
    {
        let whose = linked.draft.name.stems.len() + usize::from(linked.draft.of.is_some());
        if let Some([days]) = told.get(linked.draft.kind).map(Vec::as_slice)
            && whose > 0
        {
            linked.draft.dates = days.clone();
            linked.draft.dates.basis = Some("document");
        }
    }
}

/// Bare nouns take the event that they stand for, if only one mention before them has that noun.
fn anaphors(index: &Index, published: Option<i64>, all: &mut [Linked], groups: &mut usize) {
    let heads: Vec<String> = all.iter().map(|l| last_word(&l.draft)).collect();
    for n in 0..all.len() {
        let Some(linked) = all.get(n) else { break };
        let bare = linked.draft.strength == Strength::Bare
            && linked.draft.form == Form::Anaphor
            && !linked.draft.indefinite;
        // `a recent conference in Tarsk`: the place is all that it says.
        let placed = linked.draft.strength == Strength::Strong
            && linked.draft.name.stems.is_empty()
            && linked.event.is_none()
            && linked.draft.venue.is_some();
        if !(bare || placed) || linked.draft.ordinal.is_some() {
            continue;
        }
        let until = if placed { (n + BACK).min(all.len()) } else { n };
        let head = heads.get(n).map_or("", String::as_str);
        let class = linked.draft.class;
        let mut meant: Vec<usize> = Vec::new();
        for k in (n.saturating_sub(BACK)..until).rev().filter(|k| *k != n) {
            let (Some(other), Some(theirs)) = (all.get(k), heads.get(k)) else {
                continue;
            };
            if other.draft.strength == Strength::Bare
                || !is_event(other)
                || other.draft.form == Form::Clause
            {
                continue;
            }
            let is_current = placed
                && other
                    .event
                    .and_then(|e| days(index, e))
                    .zip(published)
                    .is_some_and(|((first, last), p)| first - CURRENT <= p && p <= last + CURRENT);
            if theirs == head
                || (is_current && other.draft.class == class)
                || (STANDS_FOR_ALL.contains(&head)
                    && other.draft.class == class
                    && class == Class::Meeting)
            {
                let same = meant.iter().filter_map(|m| all.get(*m)).any(|m| {
                    (m.event.is_some() && m.event == other.event)
                        || (m.group.is_some() && m.group == other.group)
                });
                if !same {
                    meant.push(k);
                }
            }
        }
        if let [one] = meant.as_slice() {
            stand_for(all, n, *one, groups);
        }
    }
}

/// Lets a bare noun be the event of another mention; its own days remain.
fn stand_for(all: &mut [Linked], n: usize, meant: usize, groups: &mut usize) {
    let Some(one) = all.get_mut(meant) else {
        return;
    };
    let group = *one.group.get_or_insert_with(|| {
        *groups += 1;
        *groups
    });
    let (event, basis) = (one.event, one.basis.or(Some("document")));
    let draft = one.draft.clone();
    let Some(linked) = all.get_mut(n) else { return };
    linked.event = event;
    linked.basis = basis;
    linked.group = Some(group);
    linked.real = true;
    linked.draft.series = draft.series;
    linked.draft.ordinal = draft.ordinal;
    linked.draft.term = draft.term;
    linked.draft.of = draft.of;
    linked.draft.kind = draft.kind;
}

/// Ids of events that no pack knows and that the document names at least twice.
fn provisional(all: &[Linked]) -> BTreeMap<usize, String> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, linked) in all.iter().enumerate() {
        if linked.event.is_none()
            && let Some(group) = linked.group
        {
            groups.entry(group).or_default().push(n);
        }
    }
    let mut out = BTreeMap::new();
    for list in groups.into_values() {
        let mentions: Vec<&Draft> = list
            .iter()
            .filter_map(|n| all.get(*n))
            .map(|l| &l.draft)
            .collect();
        let Some(first) = mentions.first() else {
            continue;
        };
        let of = mentions
            .iter()
            .filter_map(|d| d.of.as_deref())
            .max_by_key(|of| of.len())
            .unwrap_or("");
        let start = mentions
            .iter()
            .find_map(|d| d.dates.start.as_deref())
            .unwrap_or("");
        let number = mentions
            .iter()
            .find_map(|d| d.ordinal)
            .map(|n| n.to_string())
            .unwrap_or_default();
        let parts = [first.kind, &number, &slug(of), start];
        let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        let id = format!("event:{}", parts.join("/"));
        for n in list {
            out.insert(n, id.clone());
        }
    }
    out
}

/// Characters of what an event is of, in its provisional id.
const SLUG: usize = 60;

fn slug(of: &str) -> String {
    let mut out = String::new();
    for c in of.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
        if out.chars().count() >= SLUG {
            break;
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// The fact of a mention.
fn event(
    page: &Page<'_>,
    index: &Index,
    linked: &Linked,
    provisional: Option<String>,
) -> Option<Event> {
    let draft = &linked.draft;
    let known = linked.event.and_then(|e| index.events.get(e));
    let series = draft.series.and_then(|m| index.series.get(m.series));
    let mut basis: BTreeMap<&'static str, String> = BTreeMap::new();
    if draft.form != Form::Name {
        basis.insert("form", draft.form.name().to_owned());
    }
    if let Some(rests) = linked.basis {
        basis.insert("id", rests.to_owned());
    }
    let told = &draft.dates;
    let (mut start, mut end) = (told.start.clone(), told.end.clone());
    if let (Some(rests), false) = (told.basis, told.is_empty()) {
        basis.insert("dates", rests.to_owned());
    }
    if let Some(known) = known {
        let days = linked.event.and_then(|e| days(index, e));
        let consistent = start
            .as_deref()
            .and_then(bounds)
            .zip(days)
            .is_some_and(|((a, b), (first, last))| a <= last + SLACK && first - SLACK <= b);
        if let Some(told) = start.take().filter(|_| consistent) {
            basis.insert("start_in_text", told);
        }
        start = Some(known.start.clone());
        end.clone_from(&known.end);
        basis.insert("dates", "pack".to_owned());
    }
    let venue = venue(page, draft, known, &mut basis);
    Some(Event {
        id: known.map(|k| k.id.clone()).or(provisional),
        candidates: linked
            .candidates
            .iter()
            .filter_map(|c| index.events.get(*c))
            .map(|c| c.id.clone())
            .collect(),
        text: page.words(draft.at).to_owned(),
        series: Some(
            series
                .map(|s| s.id.clone())
                .or(known.map(|k| k.series.clone()))
                .unwrap_or_else(|| draft.kind.to_owned()),
        ),
        ordinal: draft.ordinal.or(known.and_then(|k| k.ordinal)),
        term: known
            .and_then(|k| k.term)
            .or(draft.term.filter(|_| draft.ordinal.is_some())),
        of: draft.of.clone(),
        start,
        end,
        venue,
        basis,
        place: page.place(draft.at)?,
    })
}

fn venue(
    page: &Page<'_>,
    draft: &Draft,
    known: Option<&crate::pack::Event>,
    basis: &mut BTreeMap<&'static str, String>,
) -> Option<String> {
    match &draft.venue {
        Some((place, "text")) => Some(place.clone()),
        Some((_, _)) => {
            let place = page.document.dateline.as_ref()?.place.clone()?;
            basis.insert("place", "dateline".to_owned());
            Some(place)
        }
        None => {
            let place = known?.place.clone()?;
            basis.insert("place", "pack".to_owned());
            Some(place)
        }
    }
}
