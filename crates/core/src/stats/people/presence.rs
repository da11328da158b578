//! Who was where: appearances of people, as documents report them.
//!
//! *The counting rule.* A person appears in a document if a roster of it lists the person as present (on
//! the platform, in attendance, in company, as a speaker), or if its headline names the person and says
//! next what the person did there (`activities.txt`): visited, inspected, attended, met. What is done from
//! afar (a message, a wreath sent, a work published), or by others for the person, is no appearance. A
//! reprint or another translation of a report is no second one.

use std::sync::OnceLock;

use super::actors::Actors;
use crate::{facts::rosters::Role, stats::periods::bounds};

/// Somebody was somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Presence {
    pub(super) document: u32,
    pub(super) person: u32,
    /// The day of the report, from 1970-01-01; none if its date is not a day.
    pub(super) day: Option<i64>,
    /// What kind of occasion it was.
    pub(super) kind: &'static str,
    /// The place in the roster, from 1.
    pub(super) position: Option<u32>,
    /// Whether the headline names the person.
    pub(super) headline: bool,
}

/// The kind of what is done from afar.
const REMOTE: &str = "remote";

/// The kind of meetings with others, who may also send something.
const TALKS: &str = "talks";

/// An occasion whose kind no word tells.
const OTHER: &str = "other";

static ACTIVITIES: &str = include_str!("activities.txt");

/// Words with their kinds.
fn activities() -> &'static [(&'static str, &'static str)] {
    static LIST: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    LIST.get_or_init(|| {
        let lines = ACTIVITIES.lines().filter(|l| !l.starts_with('#'));
        lines
            .flat_map(|line| {
                let mut words = line.split_whitespace();
                let kind = words.next().unwrap_or(OTHER);
                words.map(move |w| (w, kind))
            })
            .collect()
    })
}

/// What a headline says that the person of a name did: the kind of the first word after the name that tells
/// one. A name in the possessive ("Oren Malk's Works Published") or after a word that makes somebody else
/// the actor ("Gift to Oren Malk", "Rally Held to Hail Oren Malk") does nothing.
pub(super) fn act_of(headline: &str, name: &str) -> Option<&'static str> {
    let at = headline.find(name)?;
    let rest = headline.get(at + name.len()..)?;
    let before = headline.get(..at)?.trim_end();
    let possessive = ["'", "’", "의 "].iter().any(|mark| rest.starts_with(mark));
    let inside = rest.starts_with(char::is_alphanumeric) && !name.ends_with(is_hangul);
    // The words between the last mark and the name: a title or an honorific, else somebody else acts.
    let own = before.rsplit([';', ':', ',', '.']).next().unwrap_or(before);
    let led = own.split_whitespace().any(|word| {
        let word = word.to_lowercase();
        OTHERS_ACT.contains(&word.as_str())
            || (!word.contains(is_hangul) && kind_of(&word).is_some())
    });
    if possessive || inside || led {
        return None;
    }
    let clause = rest.split([';', '.']).next().unwrap_or(rest);
    let kind = kind_of(clause)?;
    // Who receives a message meets nobody.
    let from_afar = || {
        clause
            .split_whitespace()
            .any(|word| kind_of(word) == Some(REMOTE))
    };
    (kind != REMOTE && !(kind == TALKS && from_afar())).then_some(kind)
}

/// Words before a name that make it no actor.
const OTHERS_ACT: &[&str] = &[
    "to", "by", "with", "for", "from", "about", "on", "at", "under", "hail", "hails", "greet",
    "greets", "follow", "after", "before", "against", "via", "over",
];

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// What a headline says that was done: the kind of its first word that tells one.
fn kind_of(headline: &str) -> Option<&'static str> {
    headline.split_whitespace().find_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = word.to_lowercase();
        let hangul = word.contains(is_hangul);
        let fits = |w: &str| if hangul { word.contains(w) } else { lower == w };
        activities()
            .iter()
            .find(|(w, _)| fits(w))
            .map(|(_, kind)| *kind)
    })
}

/// Whether a roster of this role lists who was there.
fn is_present(role: Role) -> bool {
    matches!(
        role,
        Role::Platform | Role::Attendance | Role::Accompanied | Role::Speakers | Role::Voting
    )
}

/// All appearances, by document, each person once in a document.
pub(super) fn presences(actors: &Actors) -> Vec<Presence> {
    let mut out: Vec<Presence> = Vec::new();
    let mut lists = actors.lists.iter().peekable();
    let mut seen = actors.seen.iter().peekable();
    for (document, source) in (0u32..).zip(&actors.documents) {
        let day = source.day.as_deref().and_then(bounds);
        let day = day.filter(|(a, b)| a == b).map(|d| d.0);
        let told = source.title.as_deref().and_then(kind_of);
        let happened = actors.events_of(document);
        let event = happened
            .iter()
            .find(|e| e.headline)
            .or(happened.first())
            .and_then(|e| e.series.as_deref());
        let kind = told.or(event.and_then(kind_of)).unwrap_or(OTHER);
        let from = out.len();
        let own = source.original == document as usize;
        while let Some(list) = lists.next_if(|l| l.document == document) {
            if !own || !is_present(list.role) {
                continue;
            }
            for (position, member) in (1u32..).zip(&list.members) {
                out.push(Presence {
                    document,
                    person: member.person,
                    day,
                    kind,
                    position: Some(position),
                    headline: false,
                });
            }
        }
        while let Some(person) = seen.next_if(|s| s.document == document) {
            if let Some(kind) = person.act.filter(|_| own) {
                out.push(Presence {
                    document,
                    person: person.person,
                    day,
                    kind,
                    position: None,
                    headline: true,
                });
            }
        }
        // Each person once: in the headline, else at the first place in a roster.
        let mut tail = out.split_off(from);
        tail.sort_by_key(|p| (p.person, !p.headline, p.position));
        tail.dedup_by_key(|p| p.person);
        out.extend(tail);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{act_of, kind_of};

    #[test]
    fn who_acts_in_a_headline() {
        let acts = |headline| act_of(headline, "Oren Malk");
        assert_eq!(
            acts("Oren Malk Visits Tank Division and Congratulates Crews"),
            Some("visit")
        );
        assert_eq!(acts("Chairman Oren Malk Attends Rally"), Some("meeting"));
        assert_eq!(acts("Oren Malk Sends Wreath to Visiting Guests"), None);
        assert_eq!(
            acts("Oren Malk Receives Message of Greetings from Abroad"),
            None
        );
        assert_eq!(acts("Oren Malk Receives Envoy of Kestria"), Some("talks"));
        assert_eq!(acts("Oren Malk's Works Published after Visit"), None);
        assert_eq!(acts("Rally Held to Hail Oren Malk Visit"), None);
        assert_eq!(acts("Youth Visit Birthplace of Oren Malk"), None);
        assert_eq!(acts("Gift to Oren Malk from Visiting Delegation"), None);
        assert_eq!(
            acts("Harvest Festival Opens; Oren Malk Attends"),
            Some("meeting")
        );
        assert_eq!(
            act_of("오렌 말크위원장 타르스크제분소 현지지도", "오렌 말크"),
            Some("inspection")
        );
        assert_eq!(
            act_of("오렌 말크의 로작 연구토론회 참가", "오렌 말크"),
            None
        );
    }

    #[test]
    fn what_a_headline_says() {
        assert_eq!(kind_of("Oren Malk Inspects Tarsk Mill"), Some("inspection"));
        assert_eq!(
            kind_of("Oren Malk Sends Message to Congress"),
            Some("remote")
        );
        assert_eq!(
            kind_of("오렌 말크, 타르스크제분소 시찰"),
            Some("inspection")
        );
        assert_eq!(kind_of("Harvest in Full Swing"), None);
    }
}
