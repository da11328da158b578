//! Media that a document names: outlets of the pack and what is one by its name.

use crate::{
    facts::page::{Line, Tongue},
    text::Span,
};

use super::{
    How, Speaker,
    cast::{Cast, hangul},
    pronoun::is_person_noun,
};

/// An outlet or a medium named in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Medium {
    pub(super) zone: usize,
    pub(super) at: usize,
    pub(super) name: String,
    pub(super) id: Option<String>,
}

/// Nouns of those that publish and report.
const MEDIA: [&str; 20] = [
    "agency",
    "media",
    "newspaper",
    "daily",
    "paper",
    "television",
    "tv",
    "radio",
    "broadcaster",
    "statement",
    "report",
    "communique",
    "website",
    "magazine",
    "press",
    "dispatch",
    "outlet",
    "outlets",
    "sinmun",
    "shimbun",
];

/// What names of media end with.
const NEWS: [&str; 18] = [
    "agency",
    "times",
    "daily",
    "post",
    "herald",
    "television",
    "tv",
    "radio",
    "broadcasting",
    "press",
    "news",
    "sinmun",
    "shimbun",
    "ilbo",
    "gazette",
    "tribune",
    "journal",
    "network",
];

/// Words of the name of a medium at most.
const NAME: usize = 7;

/// What Korean names of media end with.
const KOREAN_MEDIA: [&str; 8] = [
    "통신",
    "신문",
    "방송",
    "매체",
    "매체들",
    "TV",
    "텔레비죤",
    "텔레비전",
];

impl Cast<'_> {
    pub(super) fn media_of(&mut self, line: &Line<'_>) {
        for (span, id, name) in self.people.outlets(line.text) {
            // Who publishes is no source of its own story.
            if !self.own.contains(&id) {
                self.media.push(Medium {
                    zone: line.zone,
                    at: span.start,
                    name,
                    id: Some(id),
                });
            }
        }
        if line.tongue != Tongue::Korean {
            self.media_by_form(line);
        }
    }

    /// Media that no pack knows: `the Tarsk News Agency (TNA)`.
    fn media_by_form(&mut self, line: &Line<'_>) {
        let words = &line.paragraph().words;
        let mut n = line.body.min(words.len());
        n = if line.body == 0 {
            0
        } else {
            words.partition_point(|w| w.span.start < line.body).min(n)
        };
        while n < words.len() {
            let end = n + words
                .iter()
                .skip(n)
                .take(NAME)
                .take_while(|w| w.capital)
                .count();
            let (Some(first), Some(last)) = (words.get(n), words.get(end.wrapping_sub(1))) else {
                n += 1;
                continue;
            };
            if end >= n + 2 && NEWS.contains(&last.lower.as_str()) {
                let span = Span::new(first.span.start, last.span.end);
                let name = span.of(line.text);
                let known = self.media.iter().rev().take(NEAR);
                let known = known
                    .clone()
                    .any(|m| m.zone == line.zone && m.at == span.start);
                let own = self
                    .page
                    .document
                    .outlet
                    .as_ref()
                    .is_some_and(|o| o.name == name);
                if !known && !own {
                    self.media.push(Medium {
                        zone: line.zone,
                        at: span.start,
                        name: name.to_owned(),
                        id: None,
                    });
                }
            }
            n = end.max(n + 1);
        }
        self.media.sort_by_key(|m| (m.zone, m.at));
    }

    /// The medium that a zone names as the one that carries what is said there.
    pub(crate) fn carries(&self, zone: usize) -> Option<String> {
        let medium = self.medium_in(zone)?;
        Some(medium.id.clone().unwrap_or_else(|| medium.name.clone()))
    }

    /// The last medium before a place.
    pub(super) fn medium(&self, zone: usize, at: usize) -> Option<&Medium> {
        let to = self.media.partition_point(|m| (m.zone, m.at) < (zone, at));
        self.media.get(to.checked_sub(1)?)
    }

    /// The medium that a zone names, if it names one.
    pub(super) fn medium_in(&self, zone: usize) -> Option<&Medium> {
        let to = self.media.partition_point(|m| m.zone <= zone);
        self.media
            .get(to.checked_sub(1)?)
            .filter(|m| m.zone == zone)
    }

    /// Outlets that words name.
    pub(crate) fn outlet(&self, words: &str) -> Option<Speaker> {
        let (_, id, name) = self.people.outlets(words).into_iter().next()?;
        Some(Speaker {
            name,
            id: Some(id),
            how: How::Named,
        })
    }

    /// The outlet that a phrase names: the outlet itself, nobody who works there (`a VPS reporter`).
    pub(super) fn outlet_head(&self, words: &str) -> Option<Speaker> {
        let (span, _, _) = self.people.outlets(words).into_iter().next()?;
        let rest = words.get(span.end..)?;
        let bare = !rest.contains(char::is_alphanumeric);
        let own = if hangul(words) {
            bare || rest.starts_with(['(', ' ']) && is_korean_medium(rest)
        } else {
            bare || !is_person_noun(words)
        };
        self.outlet(words).filter(|_| own)
    }

    /// Whether a speaker publishes rather than speaks.
    pub(crate) fn is_medium(&self, speaker: &Speaker) -> bool {
        if let Some(id) = &speaker.id {
            return self.people.is_outlet(id);
        }
        let lower = speaker.name.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        // A word of all capitals may be anything; `AP` and the like need the pack.
        words.any(|w| MEDIA.contains(&w)) || is_korean_medium(&speaker.name)
    }
}

/// Media before a name in the same zone that are compared with it.
const NEAR: usize = 12;

/// Whether Korean words name what publishes.
pub(super) fn is_korean_medium(words: &str) -> bool {
    let words = words.trim_end_matches([')', '》', '」', '>', '〉']);
    KOREAN_MEDIA.iter().any(|m| words.ends_with(m))
}
