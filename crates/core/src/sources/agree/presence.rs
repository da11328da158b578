//! Who was there on which day, and who is said not to have been.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Agreement, Aspect, Said, Values, Verdict,
    occasions::{Carrier, Occasion, told_start},
};
use crate::{
    corpus::facts::Read,
    facts::{
        events::Event,
        people::{Form, Person},
        rosters::Role,
    },
    layout::Zone,
    text::{Sentences, Span, date::find_dates},
};

/// Words that say that somebody was there.
const PRESENT: [&str; 22] = [
    "attended",
    "attends",
    "attending",
    "took part",
    "takes part",
    "participated",
    "presided",
    "guided",
    "opened",
    "delivered",
    "addressed",
    "chaired",
    "opening address",
    "opening speech",
    "closing address",
    "참석했",
    "참석하",
    "참가하",
    "지도하",
    "주재",
    "개회사",
    "연설",
];

/// Words that say that somebody was not.
const ABSENT: [&str; 14] = [
    "did not attend",
    "didn't attend",
    "didn’t attend",
    "not attending",
    "did not take part",
    "was absent",
    "were absent",
    "did not appear",
    "was not seen",
    "was not present",
    "불참",
    "참석하지 않",
    "참가하지 않",
    "나오지 않",
];

/// Bytes between a name and the words at most: those of another clause are of somebody else.
const NEAR: usize = 160;

/// What carriers say of one person.
#[derive(Debug, Default)]
struct Seen {
    name: String,
    values: Values,
    /// Day → said to be present, said to be absent. A day that no text gives is `None`.
    days: BTreeMap<Option<String>, [bool; 2]>,
}

/// Who is present or absent, day by day.
///
/// People whom the same carriers alone name as present, and of whom nothing else is said, are one line.
pub(super) fn presence(occasion: &Occasion<'_>, out: &mut Vec<Agreement>) {
    let mut people: BTreeMap<String, Seen> = BTreeMap::new();
    for (document, carrier) in occasion.carriers.iter().enumerate() {
        if !carrier.reports {
            continue;
        }
        for told in told(carrier) {
            let person = told.person;
            let key = person.id.clone().unwrap_or_else(|| person.name.clone());
            let state = if told.present { "present" } else { "absent" };
            let value = match &told.day {
                Some(day) => format!("{state} {day}"),
                None => format!("{state}, day not told"),
            };
            let seen = people.entry(key).or_default();
            if seen.name.is_empty() {
                seen.name.clone_from(&person.name);
            }
            let evidence = occasion.evidence(document, &person.place, &told.text);
            seen.values.push(&value, evidence);
            let cell = seen.days.entry(told.day).or_default();
            let slot = if told.present {
                &mut cell[0]
            } else {
                &mut cell[1]
            };
            *slot = true;
        }
    }
    let mut alone: BTreeMap<Vec<String>, Vec<Seen>> = BTreeMap::new();
    for seen in people.into_values() {
        let both = seen
            .days
            .iter()
            .any(|(day, c)| day.is_some() && *c == [true, true]);
        let absent = seen.days.values().any(|c| c[1]);
        let present = seen.days.values().any(|c| c[0]);
        let documents: BTreeSet<&str> = seen
            .values
            .0
            .iter()
            .flat_map(|v| v.evidence.iter().map(|e| e.document.as_str()))
            .collect();
        let several = documents.len() > 1;
        let (verdict, basis) = if both {
            (Verdict::Contradicts, "present and absent on one day")
        } else if absent && present {
            (
                Verdict::Completes,
                "present on one day, absent on another: both can be true",
            )
        } else if absent {
            (Verdict::Adds, "one carrier says so")
        } else if several {
            (Verdict::Agrees, "several name the person as present")
        } else {
            let by = documents.into_iter().map(str::to_owned).collect();
            alone.entry(by).or_default().push(seen);
            continue;
        };
        let about = Some(seen.name);
        out.push(occasion.agreement(Aspect::Presence, about, verdict, basis, seen.values.0));
    }
    for group in alone.into_values() {
        let about = match group.as_slice() {
            [one] => one.name.clone(),
            several => format!("{} people", several.len()),
        };
        let basis = "one carrier names them as present";
        let values = match <[Seen; 1]>::try_from(group) {
            Ok([one]) => one.values.0,
            Err(several) => several.into_iter().flat_map(named).collect(),
        };
        out.push(occasion.agreement(Aspect::Presence, Some(about), Verdict::Adds, basis, values));
    }
}

/// The values of a person among others, with his name.
fn named(seen: Seen) -> Vec<Said> {
    let Seen { name, values, .. } = seen;
    let with_name = |mut said: Said| {
        said.value = format!("{name}, {}", said.value);
        said
    };
    values.0.into_iter().map(with_name).collect()
}

/// What a document says of somebody's presence.
struct Told<'r> {
    person: &'r Person,
    day: Option<String>,
    present: bool,
    text: String,
}

/// What a document says of presence at its event. A sentence that names another event only is about that
/// one. The day is the one that the sentence gives, else the first day as the document gives it where the
/// sentence speaks of the opening or a list stands in it.
fn told<'r>(carrier: &Carrier<'r>) -> Vec<Told<'r>> {
    let mut out = Vec::new();
    let read = carrier.read;
    let events = &carrier.events;
    let mut starts = events.iter().filter_map(|e| told_start(e));
    let start = starts.find(|s| s.len() == DAY).map(str::to_owned);
    let start = start.or_else(|| bare_start(read, events));
    for person in &read.facts.people {
        if person.form == Form::Anaphor {
            continue;
        }
        let Some(zone) = read.document.zones.get(person.place.at.zone) else {
            continue;
        };
        let at = person.place.at.span;
        let Some(sentence) = sentence_of(zone, at) else {
            continue;
        };
        let reach = Span::new(at.end, (at.end + NEAR).min(sentence.end));
        let Some(words) = behind(zone, reach) else {
            continue;
        };
        let lower = words.to_lowercase();
        let absent = ABSENT.iter().any(|w| lower.contains(w));
        let present = !absent && PRESENT.iter().any(|w| lower.contains(w));
        let before = sentence.of(zone.text()).to_lowercase();
        if EARLIER.iter().any(|w| before.contains(w)) {
            continue;
        }
        if !(absent || present) || is_of_another(read, events, person.place.at.zone, sentence) {
            continue;
        }
        let day = day_in(read, events, person.place.at.zone, sentence);
        let day = day.or_else(|| start.clone().filter(|_| !absent));
        out.push(Told {
            person,
            day,
            present,
            text: sentence.of(zone.text()).to_owned(),
        });
    }
    for roster in &read.facts.rosters {
        if !matches!(
            roster.role,
            Role::Platform | Role::Attendance | Role::Accompanied | Role::Speakers
        ) {
            continue;
        }
        for member in &roster.members {
            let same = |p: &&Person| p.place == member.place;
            let Some(person) = read.facts.people.iter().find(same) else {
                continue;
            };
            let zone = person.place.at.zone;
            let sentence = read
                .document
                .zones
                .get(zone)
                .and_then(|z| sentence_of(z, person.place.at.span));
            if sentence.is_some_and(|s| is_of_another(read, events, zone, s)) {
                continue;
            }
            out.push(Told {
                person,
                day: start.clone(),
                present: true,
                text: member.name.clone(),
            });
        }
    }
    out
}

/// The first day where the document gives it without a year (`on February 26`) and the pack knows the rest.
fn bare_start(read: &Read, events: &[&Event]) -> Option<String> {
    let known = events.iter().find_map(|e| e.start.clone())?;
    let day = crate::text::date::parse_date(&known)?;
    let written = read.facts.dates.iter().any(|d| {
        let found = find_dates(&d.text).into_iter().next().map(|f| f.date);
        found.is_some_and(|f| f.year.is_none() && f.month == day.month && f.day == day.day)
    });
    (written && day.day.is_some()).then_some(known)
}

/// Words of a sentence about meetings of other years.
const EARLIER: [&str; 10] = [
    "previous",
    "earlier conference",
    "last conference",
    "past conference",
    "앞서",
    "지난번",
    "때도",
    "이전 대회",
    "전회 ",
    "both of",
];

/// Whether a sentence names other events and not this one.
fn is_of_another(read: &Read, own: &[&Event], zone: usize, sentence: Span) -> bool {
    let inside = |e: &Event| {
        let at = e.place.at;
        at.zone == zone && sentence.start <= at.span.start && at.span.end <= sentence.end
    };
    let this = own.iter().any(|e| inside(e));
    let other = read.facts.events.iter().any(|e| {
        let counts = e.ordinal.is_some() || e.start.is_some();
        counts && inside(e)
    });
    other && !this
}

/// The words behind a name, as far as a character's boundary.
fn behind(zone: &Zone, reach: Span) -> Option<&str> {
    let text = zone.text();
    let end = text.floor_char_boundary(reach.end);
    text.get(reach.start..end)
}

fn sentence_of(zone: &Zone, at: Span) -> Option<Span> {
    let mut sentences = Sentences::new(zone.text(), zone.language);
    sentences.find(|s| s.start <= at.start && at.end <= s.end)
}

/// Letters of a whole day (`2023-03-03`).
const DAY: usize = 10;

/// Days around an event in which a day can be one of its own.
const AROUND: i64 = 10;

/// The day of an event that a sentence names, if it names one. The dateline of a report is the day of the
/// report, and a day of another season is that of something else.
fn day_in(read: &Read, events: &[&Event], zone: usize, sentence: Span) -> Option<String> {
    let days = |text: &str| {
        crate::text::date::parse_date(text).and_then(crate::text::date::PartialDate::to_days)
    };
    let start = events
        .iter()
        .find_map(|e| e.start.as_deref().and_then(days));
    let dateline = read.document.dateline.as_ref().map(|d| d.span);
    let published = read
        .document
        .published
        .and_then(|d| d.date_only().to_days());
    let inside = |at: Span| sentence.start <= at.start && at.end <= sentence.end;
    let dates = read.facts.dates.iter();
    dates
        .filter(|d| d.place.at.zone == zone && inside(d.place.at.span))
        .filter(|d| {
            let hull = d.place.hull();
            dateline.is_none_or(|l| hull.end <= l.start || l.end <= hull.start)
        })
        .filter_map(|d| d.resolved.clone())
        .filter(|r| r.len() == DAY)
        .find(|r| {
            let day = days(r);
            let near = match (day, start) {
                (Some(day), Some(start)) => (0..=AROUND).contains(&(day - start)),
                _ => true,
            };
            // `state media reported Sunday`: the day of the report, unless the event is of that day.
            let of_report = day.is_some() && day == published && day != start;
            near && !of_report
        })
}
