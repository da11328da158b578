//! Who was there on which day, and who is said not to have been.

use std::collections::BTreeMap;

use super::{Agreement, Aspect, Values, Verdict, occasions::Occasion};
use crate::{
    corpus::facts::Read,
    facts::{
        people::{Form, Person},
        rosters::Role,
    },
    layout::Zone,
    text::{Sentences, Span},
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

/// Who is present or absent, day by day.
pub(super) fn presence(occasion: &Occasion<'_>, out: &mut Vec<Agreement>) {
    // Person → (day, present?) → who says so.
    let mut people: BTreeMap<String, (String, Values)> = BTreeMap::new();
    let mut days: BTreeMap<String, BTreeMap<String, [bool; 2]>> = BTreeMap::new();
    for (document, carrier) in occasion.carriers.iter().enumerate() {
        for (person, day, present, text) in told(carrier.read, &carrier.events) {
            let key = person.id.clone().unwrap_or_else(|| person.name.clone());
            let day = day.unwrap_or_else(|| "day not told".to_owned());
            let state = if present { "present" } else { "absent" };
            let entry = people.entry(key.clone());
            let values = &mut entry
                .or_insert_with(|| (person.name.clone(), Values::default()))
                .1;
            let evidence = occasion.evidence(document, &person.place, &text);
            values.push(&format!("{state} {day}"), evidence);
            let cell = days.entry(key).or_default().entry(day).or_default();
            let slot = if present { &mut cell[0] } else { &mut cell[1] };
            *slot = true;
        }
    }
    for (key, (name, values)) in people {
        let by_day = days.remove(&key).unwrap_or_default();
        let both = by_day.values().any(|c| *c == [true, true]);
        let carried: usize = values.0.iter().map(|v| v.evidence.len()).sum();
        let absent = by_day.values().any(|c| c[1]);
        let (verdict, basis) = if both {
            (Verdict::Contradicts, "present and absent on one day")
        } else if by_day.len() > 1 && absent {
            (
                Verdict::Adds,
                "present on one day, absent on another: both can be true",
            )
        } else if carried > 1 {
            (Verdict::Agrees, "several name the person as present")
        } else {
            (Verdict::Adds, "one carrier says so")
        };
        out.push(occasion.agreement(Aspect::Presence, Some(name), verdict, basis, values.0));
    }
}

type Told<'r> = (&'r Person, Option<String>, bool, String);

/// What a document says of presence: the person, the day, present or not, the words.
fn told<'r>(read: &'r Read, events: &[&crate::facts::events::Event]) -> Vec<Told<'r>> {
    let mut out = Vec::new();
    let start = events.iter().find_map(|e| e.start.clone());
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
        if absent || present {
            let day = day_in(read, zone_number(person), sentence).or_else(|| start.clone());
            out.push((person, day, present, sentence.of(zone.text()).to_owned()));
        }
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
            if let Some(person) = read.facts.people.iter().find(same) {
                out.push((person, start.clone(), true, member.name.clone()));
            }
        }
    }
    out
}

fn zone_number(person: &Person) -> usize {
    person.place.at.zone
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

/// The day that a sentence names, if it names one.
fn day_in(read: &Read, zone: usize, sentence: Span) -> Option<String> {
    let inside = |at: Span| sentence.start <= at.start && at.end <= sentence.end;
    let dates = read.facts.dates.iter();
    dates
        .filter(|d| d.place.at.zone == zone && inside(d.place.at.span))
        .filter_map(|d| d.resolved.clone())
        .find(|r| r.len() == 10)
}
