//! Mentions of one document that mean one event: by noun, number and name, and bare nouns that stand for them.

use std::collections::BTreeMap;

use super::{BACK, CURRENT, Linked, STANDS_FOR_ALL, agrees, days, is_event, last_word};
use crate::facts::events::{Draft, Form, Strength, dating::Days, heads::Class, series::Index};

/// Puts mentions together that mean one event.
pub(super) fn group(all: &mut [Linked]) -> usize {
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

/// The place that a mention itself names, as names are compared.
fn place(draft: &Draft) -> Option<String> {
    let (place, basis) = draft.venue.as_ref()?;
    (*basis == "text").then(|| place.to_lowercase())
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
    // `the 6th session of the 12th board` under a short name of the board.
    if a.ordinal.is_some() && a.ordinal == b.ordinal && a.term.is_some() && a.term == b.term {
        return true;
    }
    // `the summit in Tarsk` and `the Tarsk summit`
    if let ([], Some(place)) = (small.name.stems.as_slice(), place(small)) {
        let named = large.name.stems.len() == 1 && large.name.stems.contains(&place);
        if named || self::place(large).as_ref() == Some(&place) && large.name.stems.is_empty() {
            return true;
        }
    }
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
pub(super) fn share_days(all: &mut [Linked]) {
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
    let mut told: BTreeMap<&str, Vec<Days>> = BTreeMap::new();
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

/// A headline names in short what the text names in full: `Board Session Held` over `the 2nd session of the
/// 13th board was held`.
pub(super) fn headlines(all: &mut [Linked], groups: &mut usize) {
    let heads: Vec<String> = all.iter().map(|l| last_word(&l.draft)).collect();
    for n in 0..all.len() {
        let Some(linked) = all.get(n) else { break };
        let draft = &linked.draft;
        let open = draft.headline
            && draft.ordinal.is_none()
            && draft.dates.is_empty()
            && linked.event.is_none()
            && !draft.name.stems.is_empty();
        if !open {
            continue;
        }
        let names = |k: &usize| {
            let other = all.get(*k).filter(|o| !o.draft.headline && is_event(o));
            other.is_some_and(|o| {
                heads.get(*k) == heads.get(n)
                    && o.draft.class == draft.class
                    && draft
                        .name
                        .stems
                        .iter()
                        .all(|s| o.draft.name.stems.contains(s))
            })
        };
        let mut found = (n + 1..(n + BACK).min(all.len())).filter(names);
        if let Some(first) = found.next() {
            stand_for(all, n, first, groups);
        }
    }
}

/// Bare nouns take the event that they stand for, if only one mention before them has that noun.
pub(super) fn anaphors(
    index: &Index,
    published: Option<i64>,
    all: &mut [Linked],
    groups: &mut usize,
) {
    let heads: Vec<String> = all.iter().map(|l| last_word(&l.draft)).collect();
    for n in 0..all.len() {
        let Some(linked) = all.get(n) else { break };
        let bare = linked.draft.strength == Strength::Bare
            && linked.draft.form == Form::Anaphor
            && !linked.draft.indefinite;
        // `a recent conference in Tarsk`: the place is all that it says.
        let strong = linked.draft.strength == Strength::Strong && linked.draft.venue.is_some();
        let placed = linked.draft.name.stems.is_empty()
            && linked.event.is_none()
            && (strong || is_named_by_time(&linked.draft));
        if !(bare || placed) || linked.draft.ordinal.is_some() {
            continue;
        }
        let own = linked.draft.dates.clone();
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
                || is_apart(&own, &other.draft.dates)
                || other.event.is_none() && is_named_by_time(&other.draft)
                || placed
                    && other
                        .event
                        .is_some_and(|e| !agrees(index, e, &linked.draft))
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

/// `next month's election`: the time is all that it says.
fn is_named_by_time(draft: &Draft) -> bool {
    draft.strength == Strength::Weak
        && draft.name.stems.is_empty()
        && !draft.indefinite
        && matches!(draft.dates.basis, Some("name" | "published"))
}

/// Whether two days are of different months or years.
fn is_apart(a: &Days, b: &Days) -> bool {
    a.start
        .as_ref()
        .zip(b.start.as_ref())
        .is_some_and(|(a, b)| {
            let length = a.len().min(b.len()).min(MONTH);
            a.get(..length) != b.get(..length)
        })
}

/// Letters of a month (`2023-05`).
const MONTH: usize = 7;

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
pub(super) fn provisional(all: &[Linked]) -> BTreeMap<usize, String> {
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
