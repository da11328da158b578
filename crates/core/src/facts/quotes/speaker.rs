//! Who speaks: names, pronouns and titles resolved inside the document, and the chain of sources.

use crate::{Document, layout::Zone, text::Span};

use super::{
    How, Kind, Mode, Quote, Speaker, is_read, kind,
    names::{self, Mention},
    people::People,
};

/// Somebody or something that may be meant later.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Carrier {
    zone: usize,
    at: usize,
    name: String,
    id: Option<String>,
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
    "통신",
    "신문",
    "방송",
    "매체",
];

/// Paragraphs over which `it` can mean a medium.
const NEAR: usize = 3;

struct Reader<'d> {
    document: &'d Document,
    people: &'d People,
    /// People named in the document, in its order.
    mentions: Vec<Mention>,
    /// Outlets and media named in it.
    carriers: Vec<Carrier>,
    /// Who has spoken so far.
    spoken: Vec<Speaker>,
}

/// Finds the speaker of each quote, the chain, and which quotes are a carrier's narration.
pub(super) fn resolve(quotes: &mut [Quote], document: &Document, people: &People) {
    let mut reader = Reader {
        document,
        people,
        mentions: Vec::new(),
        carriers: Vec::new(),
        spoken: Vec::new(),
    };
    reader.look();
    let mut last: Option<(usize, Speaker)> = None;
    for n in 0..quotes.len() {
        let (before, rest) = quotes.split_at_mut(n);
        let Some(quote) = rest.first_mut() else { break };
        quote.speaker = match quote.part_of.and_then(|p| before.get(p)) {
            Some(whole) => whole.speaker.clone(),
            None => reader.speaker(quote, last.as_ref()),
        };
        if let Some(speaker) = quote.speaker.as_ref().filter(|_| quote.kind != Kind::Term) {
            last = Some((quote.zone, speaker.clone()));
            reader.spoken.push(speaker.clone());
        }
        let medium = quote.speaker.as_ref().is_some_and(|s| reader.is_medium(s));
        if medium && quote.kind == Kind::Speech && kind::narrates(&quote.text) {
            quote.kind = Kind::Narration;
        }
        quote.chain = reader.chain(quote, medium);
    }
}

impl Reader<'_> {
    fn text(&self, zone: usize) -> &str {
        self.document.zones.get(zone).map_or("", Zone::text)
    }

    /// Names and media of the document.
    fn look(&mut self) {
        let agency = self.document.agency.as_deref().or(self
            .document
            .dateline
            .as_ref()
            .and_then(|d| d.agency.as_deref()));
        let agency = agency
            .and_then(|a| self.people.outlets(a).into_iter().next())
            .map(|o| o.1);
        let outlet = self.document.outlet.as_ref().and_then(|o| o.id.clone());
        let own: Vec<String> = agency.into_iter().chain(outlet).collect();
        for (number, zone) in self.document.zones.iter().enumerate() {
            if !is_read(zone.kind) {
                continue;
            }
            let korean = zone.language.or(self.document.language) == Some("ko");
            self.mentions
                .extend(names::find(number, zone.text(), korean, self.people));
            for (span, id, name) in self.people.outlets(zone.text()) {
                // Who publishes is no source of its own story.
                if own.contains(&id) {
                    continue;
                }
                self.carriers.push(Carrier {
                    zone: number,
                    at: span.start,
                    name,
                    id: Some(id),
                });
            }
        }
    }

    fn speaker(&self, quote: &Quote, last: Option<&(usize, Speaker)>) -> Option<Speaker> {
        let place = quote.clean.first().map_or(0, |s| s.start);
        let Some(source) = &quote.source else {
            // A paragraph that goes on, or a sentence inside marks behind one of a known speaker.
            let near = last.filter(|(zone, _)| {
                *zone == quote.zone || quote.continues && *zone + 1 >= quote.zone
            });
            // A verb without a subject goes on about the speaker before.
            if quote.cue.is_some() && self.document.language == Some("ko") {
                return last
                    .filter(|(_, s)| !self.is_medium(s))
                    .map(|(_, s)| Speaker {
                        how: How::Inherited,
                        ..s.clone()
                    });
            }
            let whole = quote.mode == Mode::Direct
                && quote.kind == Kind::Speech
                && quote.text.split_whitespace().count() > 3;
            return near.filter(|_| whole).map(|(_, s)| Speaker {
                how: How::Inherited,
                ..s.clone()
            });
        };
        let at = self.place_of(quote, source.span).unwrap_or(place);
        let words = source.text.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = words.to_lowercase();
        match lower.as_str() {
            "he" | "she" | "him" | "her" | "그" | "그녀" | "그이" => {
                self.pronoun(quote.zone, at, last)
            }
            "it" | "which" => self
                .carrier(quote.zone, at)
                .filter(|c| c.zone + NEAR >= quote.zone)
                .map(|c| c.speaker(How::Resolved)),
            "who" => self
                .before(quote.zone, at)
                .map(|m| self.person(&m.name, How::Resolved)),
            "they" | "them" => last
                .filter(|(_, s)| s.how == How::Described && s.name.ends_with('s'))
                .map(|(_, s)| s.clone()),
            _ => None,
        }
        .or_else(|| self.named(words, quote.zone, at))
    }

    /// Where a span of the capture stands in the clean text of the quote's zone.
    fn place_of(&self, quote: &Quote, span: Span) -> Option<usize> {
        let zone = self.document.zones.get(quote.zone)?;
        zone.clean.from_source(span).map(|s| s.start)
    }

    fn person(&self, name: &str, how: How) -> Speaker {
        Speaker {
            name: name.to_owned(),
            id: self.people.id(name).map(str::to_owned),
            how,
        }
    }

    /// The last person before a place; one that opens a sentence rather than one inside it.
    fn pronoun(&self, zone: usize, at: usize, last: Option<&(usize, Speaker)>) -> Option<Speaker> {
        let before: Vec<&Mention> = self
            .mentions
            .iter()
            .filter(|m| (m.zone, m.at) < (zone, at))
            .collect();
        let subject = before.iter().rev().find(|m| m.opens);
        let is_person =
            |s: &Speaker| s.id.is_some() || self.mentions.iter().any(|m| m.name == s.name);
        let spoke =
            last.filter(|(_, s)| !self.is_medium(s) && s.how != How::Described && is_person(s));
        match (subject, spoke) {
            (Some(m), Some((z, speaker))) if m.zone < *z || m.name == speaker.name => {
                Some(Speaker {
                    how: How::Resolved,
                    ..speaker.clone()
                })
            }
            (Some(m), _) => Some(self.person(&m.name, How::Resolved)),
            (None, Some((_, speaker))) => Some(Speaker {
                how: How::Resolved,
                ..speaker.clone()
            }),
            (None, None) => before.last().map(|m| self.person(&m.name, How::Resolved)),
        }
    }

    fn before(&self, zone: usize, at: usize) -> Option<&Mention> {
        self.mentions
            .iter()
            .rev()
            .find(|m| m.zone == zone && m.at < at)
    }

    fn carrier(&self, zone: usize, at: usize) -> Option<&Carrier> {
        self.carriers
            .iter()
            .rev()
            .find(|c| (c.zone, c.at) < (zone, at))
    }

    /// A source by its words: an outlet, a name, a title that stands beside a name, or a description.
    fn named(&self, words: &str, zone: usize, at: usize) -> Option<Speaker> {
        if words.is_empty() {
            return None;
        }
        let korean = words.chars().any(|c| ('가'..='힣').contains(&c));
        let inside = names::find(zone, words, korean, self.people);
        if let Some(mention) = inside.iter().find(|m| m.known).or(inside.first()) {
            let fuller = self.fuller(&mention.name, zone, at);
            let how = if fuller.is_some() {
                How::Resolved
            } else {
                How::Named
            };
            return Some(self.person(fuller.unwrap_or(&mention.name), how));
        }
        if let Some((_, id, name)) = self.people.outlets(words).into_iter().next() {
            return Some(Speaker {
                name,
                id: Some(id),
                how: How::Named,
            });
        }
        // A surname, or the last word of a name, of somebody named before.
        let part = names::capitals(words);
        let spoke = self.spoken.iter().rev().find(|s| {
            part.as_deref().is_some_and(|part| is_part(part, &s.name))
                && self.mentions.iter().any(|m| m.name == s.name)
        });
        if let Some(speaker) = spoke {
            return Some(Speaker {
                how: How::Resolved,
                ..speaker.clone()
            });
        }
        if let Some(full) = part.and_then(|name| self.fuller(&name, zone, at)) {
            return Some(self.person(full, How::Resolved));
        }
        if !korean && let Some(name) = self.title(words, zone, at) {
            return Some(self.person(&name, How::Resolved));
        }
        if korean && let Some(name) = self.korean_title(words, zone, at) {
            return Some(self.person(&name, How::Resolved));
        }
        let capital = names::capitals(words).is_some();
        let how = if capital || korean {
            How::Named
        } else {
            How::Described
        };
        Some(Speaker {
            name: words.to_owned(),
            id: None,
            how,
        })
    }

    /// A longer name, met before (or, in a headline, behind), that a name is part of.
    fn fuller(&self, name: &str, zone: usize, at: usize) -> Option<&str> {
        let longer = |m: &&Mention| is_part(name, &m.name);
        let before = || {
            self.mentions
                .iter()
                .rev()
                .filter(|m| (m.zone, m.at) < (zone, at))
        };
        let subject = before().filter(|m| m.opens).find(longer);
        let behind = || self.mentions.iter().find(longer);
        subject
            .or_else(|| before().find(longer))
            .or_else(behind)
            .map(|m| m.name.as_str())
    }

    /// The person whom a title means: named beside the same title before, or named in a sentence that
    /// tells of what the title says (`the reporter` gave a report).
    fn title(&self, words: &str, zone: usize, at: usize) -> Option<String> {
        let lower = words.to_lowercase();
        let head = lower.split_whitespace().next_back()?;
        let own = words.split_whitespace().next_back()?;
        // `the leader`, `NK leader`; a plural means several, a name is no title.
        if head.ends_with('s')
            || head.len() < 4
            || own.starts_with(char::is_uppercase)
            || lower.starts_with("a ")
            || lower.starts_with("an ")
        {
            return None;
        }
        let article = lower.starts_with("the ");
        let mut before: Vec<&Mention> = self
            .mentions
            .iter()
            .filter(|m| (m.zone, m.at) < (zone, at))
            .collect();
        if before.is_empty() {
            // A headline names by title whom the text names in full.
            before = self.mentions.iter().take(1).collect();
        }
        let beside = before.iter().rev().find(|m| {
            let text = self.text(m.zone);
            let from = text.floor_char_boundary(m.at.saturating_sub(60));
            let to = text.ceil_char_boundary((m.end + 60).min(text.len()));
            let left = text.get(from..m.at).unwrap_or("").to_lowercase();
            let right = text.get(m.end..to).unwrap_or("").to_lowercase();
            let left = left.rsplit(['.', ';']).next().unwrap_or("");
            let right = right.split(['.', ';']).next().unwrap_or("");
            // Before the name with little between: `party secretary Jan Orel`.
            let left: Vec<&str> = left.split_whitespace().rev().take(3).collect();
            left.contains(&head) || right.starts_with(',') && has_word(right, head)
        });
        if let Some(mention) = beside {
            return Some(mention.name.clone());
        }
        if !article {
            return None;
        }
        let stem = ["er", "or"]
            .iter()
            .find_map(|e| head.strip_suffix(e))
            .filter(|s| s.len() >= 4)?;
        let tells = before.iter().rev().find(|m| {
            let text = self.text(m.zone);
            let from = text
                .get(..m.at)
                .and_then(|t| t.rfind(". "))
                .map_or(0, |n| n + 2);
            let to = text
                .get(m.end..)
                .and_then(|t| t.find(". "))
                .map_or(text.len(), |n| m.end + n);
            let sentence = text.get(from..to).unwrap_or("").to_lowercase();
            sentence
                .split(|c: char| !c.is_alphanumeric())
                .any(|w| w == stem || w.strip_suffix('s') == Some(stem))
        });
        tells.map(|m| m.name.clone())
    }

    /// The person whom a surname with a title means (`김 위원장`), or the title alone.
    fn korean_title(&self, words: &str, zone: usize, at: usize) -> Option<String> {
        let title = words.split_whitespace().next_back()?;
        let surname = words
            .split_whitespace()
            .rev()
            .nth(1)
            .filter(|s| s.chars().count() == 1);
        let before = self
            .mentions
            .iter()
            .rev()
            .filter(|m| (m.zone, m.at) < (zone, at));
        let found = before.into_iter().find(|m| {
            let beside = self
                .text(m.zone)
                .get(m.end..)
                .unwrap_or("")
                .chars()
                .take(16)
                .collect::<String>();
            match surname {
                Some(surname) => m.name.starts_with(surname),
                None => names::is_korean_title(title) && beside.contains(title),
            }
        });
        found.map(|m| m.name.clone())
    }

    fn is_medium(&self, speaker: &Speaker) -> bool {
        let known = speaker
            .id
            .as_deref()
            .is_some_and(|id| self.people.is_outlet(id));
        known || {
            let lower = speaker.name.to_lowercase();
            self.people.id(&speaker.name).is_none()
                && lower
                    .split(|c: char| !c.is_alphanumeric())
                    .any(|w| MEDIA.contains(&w))
                || ["통신", "신문", "방송", "매체"]
                    .iter()
                    .any(|m| speaker.name.ends_with(m))
        }
    }

    /// From the outlet to the speaker.
    fn chain(&self, quote: &Quote, medium: bool) -> Vec<String> {
        let mut chain: Vec<String> = Vec::new();
        let mut add = |link: String| {
            if !chain.contains(&link) {
                chain.push(link);
            }
        };
        if let Some(outlet) = &self.document.outlet {
            add(outlet.id.clone().unwrap_or_else(|| outlet.name.clone()));
        }
        if let Some(agency) = &self.document.agency {
            add(self
                .people
                .outlets(agency)
                .into_iter()
                .next()
                .map_or_else(|| agency.clone(), |o| o.1));
        }
        if !medium && quote.kind != Kind::Term {
            let (zone, at) = (quote.zone, quote.clean.first().map_or(0, |s| s.start));
            let named = quote
                .carrier
                .as_ref()
                .and_then(|c| self.people.outlets(&c.text).into_iter().next());
            let own = self.carriers.iter().rev().find(|c| c.zone == zone);
            if let Some((_, id, _)) = named {
                add(id);
            } else if let Some(carrier) = own.or_else(|| self.carrier(zone, at)) {
                add(carrier.id.clone().unwrap_or_else(|| carrier.name.clone()));
            }
        }
        if let Some(speaker) = &quote.speaker {
            add(speaker.id.clone().unwrap_or_else(|| speaker.name.clone()));
        }
        chain
    }
}

impl Carrier {
    fn speaker(&self, how: How) -> Speaker {
        Speaker {
            name: self.name.clone(),
            id: self.id.clone(),
            how,
        }
    }
}

/// Whether a name is the beginning or the end of a longer one.
fn is_part(name: &str, longer: &str) -> bool {
    let words =
        |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_lowercase).collect() };
    let (part, full) = (words(name), words(longer));
    full.len() > part.len() && (full.ends_with(&part) || full.starts_with(&part))
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|w| w == word)
}
