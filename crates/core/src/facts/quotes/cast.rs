//! Who is named in a document, and whom a phrase in it means: names, short names, titles, pronouns, media.

use std::collections::BTreeMap;

use crate::{
    facts::{
        organs::Organ,
        page::{Line, Page, Tongue},
        people::{
            Form, Person,
            lexicon::{Class, class},
        },
    },
    text::Span,
};

use super::{
    How, Speaker, is_read,
    media::Medium,
    names::{self, Mention},
    people::People,
    pronoun::Gender,
};

/// What other finders know of a document.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Named<'f> {
    pub(crate) people: &'f [Person],
    pub(crate) organs: &'f [Organ],
}

/// A phrase that means somebody, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrased<'a> {
    pub(crate) words: &'a str,
    pub(crate) zone: usize,
    /// Bytes of the zone's clean text.
    pub(crate) span: Span,
}

/// Everybody named in a document.
#[derive(Debug)]
pub(crate) struct Cast<'d> {
    pub(crate) page: &'d Page<'d>,
    pub(super) people: &'d People,
    pub(super) named: Named<'d>,
    /// People, in the order of the document.
    pub(super) mentions: Vec<Mention>,
    pub(super) media: Vec<Medium>,
    /// The agency or outlet that the document is of.
    pub(super) own: Vec<String>,
    /// What names and the words beside them tell of people, by name.
    pub(super) genders: BTreeMap<String, Gender>,
}

/// Mentions that a look back passes over at most.
const LOOK: usize = 400;

impl<'d> Cast<'d> {
    pub(super) fn new(page: &'d Page<'d>, people: &'d People, named: Named<'d>) -> Self {
        let document = page.document;
        let dateline = document.dateline.as_ref();
        let agency = document.agency.as_deref();
        let agency = agency.or(dateline.and_then(|d| d.agency.as_deref()));
        let agency = agency.and_then(|a| people.outlets(a).into_iter().next());
        let outlet = document.outlet.as_ref().and_then(|o| o.id.clone());
        let mut cast = Cast {
            page,
            people,
            named,
            mentions: Vec::new(),
            media: Vec::new(),
            own: agency.map(|o| o.1).into_iter().chain(outlet).collect(),
            genders: BTreeMap::new(),
        };
        for line in page.lines.iter().filter(|l| is_read(l.kind)) {
            cast.mentions_of(line);
            cast.media_of(line);
        }
        cast.tell_genders();
        cast
    }

    fn mentions_of(&mut self, line: &Line<'_>) {
        let people = self.named.people;
        // The people of the document, where they were looked for; in a script that nobody was found in,
        // what looks like a name.
        let korean = line.tongue == Tongue::Korean;
        let of_tongue = |p: &Person| hangul(&p.text) == korean;
        if !people.iter().any(of_tongue) {
            let found = match line.tongue {
                Tongue::Korean => names::hangul(line.zone, line.text, self.people),
                _ => names::latin(line.zone, line.paragraph(), self.people),
            };
            self.mentions.extend(found);
            return;
        }
        let from = people.partition_point(|p| p.place.at.zone < line.zone);
        let own = people.get(from..).unwrap_or(&[]);
        for person in own.iter().take_while(|p| p.place.at.zone == line.zone) {
            let span = person.place.at.span;
            let opens = match line.tongue {
                Tongue::Korean => names::opens_korean(line.text, span.start),
                _ => names::opens(&line.paragraph().words, span.start, span.end),
            };
            self.mentions.push(Mention {
                zone: line.zone,
                at: span.start,
                end: span.end,
                name: person.name.clone(),
                id: person.id.clone(),
                known: true,
                whole: person.form == Form::Name,
                opens,
            });
        }
    }

    /// The clean text of a zone.
    pub(super) fn text(&self, zone: usize) -> &'d str {
        self.page.line(zone).map_or("", |l| l.text)
    }

    /// People before a place, the nearest first.
    pub(super) fn before(
        &self,
        zone: usize,
        at: usize,
    ) -> impl DoubleEndedIterator<Item = &Mention> {
        let to = self
            .mentions
            .partition_point(|m| (m.zone, m.at) < (zone, at));
        let near = self.mentions.get(to.saturating_sub(LOOK)..to);
        near.unwrap_or(&[]).iter().rev()
    }

    /// The mentions inside a stretch of a zone.
    pub(super) fn inside(&self, zone: usize, span: Span) -> &[Mention] {
        let from = self
            .mentions
            .partition_point(|m| (m.zone, m.at) < (zone, span.start));
        let to = self
            .mentions
            .partition_point(|m| (m.zone, m.at) < (zone, span.end));
        self.mentions.get(from..to).unwrap_or(&[])
    }

    /// The people and bodies named in a zone, in order.
    pub(super) fn named_in(&self, zone: usize) -> Vec<Span> {
        let whole = Span::new(0, usize::MAX);
        let people = self.inside(zone, whole).iter();
        let mut found: Vec<Span> = people.map(|m| Span::new(m.at, m.end)).collect();
        let organs = self.named.organs;
        let from = organs.partition_point(|o| o.place.at.zone < zone);
        let own = organs.get(from..).unwrap_or(&[]).iter();
        found.extend(
            own.take_while(|o| o.place.at.zone == zone)
                .map(|o| o.place.at.span),
        );
        found.sort_unstable_by_key(|s| (s.end, s.start));
        found
    }

    /// The name that opens a sentence, as nothing before it acts.
    pub(crate) fn opening(&self, zone: usize, sentence: Span) -> Option<Span> {
        let found = self.inside(zone, sentence).iter().find(|m| m.opens)?;
        Some(Span::new(found.at, found.end))
    }

    /// The outlet and the agency that a document is of.
    pub(crate) fn base(&self) -> Vec<String> {
        let document = self.page.document;
        let outlet = document.outlet.as_ref();
        let outlet = outlet.map(|o| o.id.clone().unwrap_or_else(|| o.name.clone()));
        let dateline = document.dateline.as_ref().and_then(|d| d.agency.as_deref());
        let agency = document.agency.as_deref().or(dateline).map(|agency| {
            let known = self.outlet(agency).and_then(|o| o.id);
            known.unwrap_or_else(|| agency.to_owned())
        });
        let mut base: Vec<String> = outlet.into_iter().collect();
        base.extend(agency.filter(|a| !base.contains(a)));
        base
    }

    /// The person or the organ that a noun phrase is about.
    pub(crate) fn target(&self, phrase: &Phrased<'_>) -> Option<Speaker> {
        self.organ(phrase)
            .or_else(|| self.head(phrase))
            .or_else(|| {
                let korean = hangul(phrase.words);
                if korean {
                    None
                } else {
                    self.title(phrase.words, phrase.zone, phrase.span.start)
                }
            })
    }

    pub(super) fn speaker(&self, mention: &Mention, how: How) -> Speaker {
        let id = mention.id.clone();
        Speaker {
            name: mention.name.clone(),
            id: id.or_else(|| self.people.id(&mention.name).map(str::to_owned)),
            how,
        }
    }

    /// Whether a speaker is a person whom the document names.
    pub(crate) fn is_person(&self, speaker: &Speaker) -> bool {
        let id = speaker.id.as_deref();
        id.is_some_and(|id| id.starts_with("p-") || id.starts_with("new:"))
            || self
                .mentions
                .iter()
                .take(LOOK)
                .any(|m| m.name == speaker.name)
            || self.looks_person(&speaker.name)
    }

    /// Whether a whole phrase has the form of a name of a person.
    fn looks_person(&self, name: &str) -> bool {
        let found = names::find(0, name, hangul(name), self.people);
        found
            .first()
            .is_some_and(|m| m.at == 0 && m.end == name.len() && name.contains(' '))
    }

    /// The person before a relative pronoun.
    pub(super) fn relative(&self, zone: usize, at: usize) -> Option<Speaker> {
        let m = self.before(zone, at).next().filter(|m| m.zone == zone)?;
        Some(self.speaker(m, How::Resolved))
    }

    /// The person whom a phrase names: the one who is its head, not one in `the aide to Jan Orel`.
    pub(super) fn head(&self, phrase: &Phrased<'_>) -> Option<Speaker> {
        let text = self.text(phrase.zone);
        let inside = self.inside(phrase.zone, phrase.span);
        let free = |m: &&Mention| {
            let before = text.get(phrase.span.start..m.at).unwrap_or("");
            let after = text.get(m.end..).unwrap_or("");
            !depends(before) && !after.starts_with(['\'', '’'])
        };
        let found = if hangul(phrase.words) {
            korean_head(text, phrase.span, inside)?
        } else {
            let found = inside.iter().find(free)?;
            attributive(text, found, inside).unwrap_or(found)
        };
        let own = text.get(found.at..found.end).unwrap_or("");
        let how = if found.whole && own.len() >= found.name.len() {
            How::Named
        } else {
            How::Resolved
        };
        let part = found.id.is_none() || !found.name.contains(' ') && found.name.is_ascii();
        let fuller = part
            .then(|| self.fuller(&found.name, phrase.zone, found.at))
            .flatten();
        match fuller {
            Some(fuller) => Some(self.speaker(fuller, How::Resolved)),
            None => Some(self.speaker(found, how)),
        }
    }

    /// The person in a phrase that looks like a name, though no finder of people found it.
    pub(super) fn looks_named(&self, words: &str, zone: usize, at: usize) -> Option<Speaker> {
        let found = names::find(zone, words, hangul(words), self.people);
        let found = found.iter().find(|m| m.known).or(found.first())?;
        let before = words.get(..found.at)?;
        let after = words.get(found.end..)?;
        if depends(before) || after.starts_with(['\'', '’']) {
            return None;
        }
        let fuller = self.fuller(&found.name, zone, at);
        let how = if fuller.is_some() {
            How::Resolved
        } else {
            How::Named
        };
        Some(self.speaker(fuller.unwrap_or(found), how))
    }

    /// The person whom a phrase behind a comma tells of: `Jan Orel, …, secretary for roads, said`.
    pub(super) fn apposed(&self, phrase: &Phrased<'_>) -> Option<Speaker> {
        let line = self.page.line(phrase.zone)?;
        if line.tongue != Tongue::English {
            return None;
        }
        let words = &line.paragraph().words;
        let start = words.partition_point(|w| w.span.start < phrase.span.start);
        let sentence = words.get(start)?.sentence;
        let person = self.before(phrase.zone, phrase.span.start).next()?;
        let from = words.partition_point(|w| w.span.start < person.end);
        let between = words
            .get(from..start)
            .filter(|b| person.zone == phrase.zone && !b.is_empty())?;
        let comma = between.first().is_some_and(|w| w.lower == ",");
        let fits = between.iter().all(|w| {
            let verb = matches!(w.tag, 'd' | 'z' | 'M' | 'B' | 'H' | 'O') && !w.capital;
            w.sentence == sentence && w.inside.is_none() && !(verb && w.lower != "'s")
        });
        (comma && fits && person.opens).then(|| self.speaker(person, How::Resolved))
    }

    /// A longer name, met before (or, in a headline, behind), that a name is part of.
    pub(super) fn fuller(&self, name: &str, zone: usize, at: usize) -> Option<&Mention> {
        let longer = |m: &&Mention| is_part(name, &m.name);
        let subject = self.before(zone, at).filter(|m| m.opens).find(longer);
        let behind = || self.mentions.iter().take(LOOK).find(longer);
        subject
            .or_else(|| self.before(zone, at).find(longer))
            .or_else(behind)
    }

    pub(super) fn full(&self, name: &str, zone: usize, at: usize) -> Option<Speaker> {
        let found = self.fuller(name, zone, at)?;
        Some(self.speaker(found, How::Resolved))
    }

    /// The organ that a phrase names, the longest.
    pub(super) fn organ(&self, phrase: &Phrased<'_>) -> Option<Speaker> {
        let organs = self.named.organs;
        let key = |o: &Organ| (o.place.at.zone, o.place.at.span.start);
        let from = organs.partition_point(|o| key(o) < (phrase.zone, phrase.span.start));
        let to = organs.partition_point(|o| key(o) < (phrase.zone, phrase.span.end));
        let text = self.text(phrase.zone);
        let inside = organs.get(from..to)?.iter().find(|o| {
            let before = text.get(phrase.span.start..o.place.at.span.start);
            !depends(before.unwrap_or("")) && o.place.at.span.end <= phrase.span.end
        })?;
        // What stands behind it is a head of its own: `the committee's spokesman`.
        let rest = text.get(inside.place.at.span.end..phrase.span.end)?;
        let alone = rest.trim().is_empty() || rest.starts_with([',', ' ']) && depends(rest);
        let id = inside.id.clone().or_else(|| Some(inside.name.clone()));
        alone.then(|| Speaker {
            name: inside.name.clone(),
            id: id.filter(|_| inside.id.is_some()),
            how: How::Named,
        })
    }

    /// `the ministry`, `the health ministry`: the body named before whose name has these words.
    pub(super) fn body(&self, words: &str, zone: usize, at: usize) -> Option<Speaker> {
        let rest = words
            .strip_prefix("the ")
            .or_else(|| words.strip_prefix("The "))?;
        let wanted: Vec<&str> = rest.split_whitespace().collect();
        let is_body = |w: &str| class(w).is(Class::BODY);
        let plain = wanted
            .iter()
            .all(|w| w.chars().all(|c| c.is_lowercase() || c == '-'));
        let (Some(first), Some(last)) = (wanted.first(), wanted.last()) else {
            return None;
        };
        if !plain || wanted.len() > 3 || !(is_body(last) || is_body(first)) {
            return None;
        }
        let organs = self.named.organs;
        let to = organs.partition_point(|o| (o.place.at.zone, o.place.at.span.start) < (zone, at));
        let near = organs.get(to.saturating_sub(LOOK)..to)?;
        let found = near.iter().rev().find(|o| {
            let name = o.name.to_lowercase();
            let has = |w: &&str| name.split(|c: char| !c.is_alphanumeric()).any(|n| n == *w);
            o.name.starts_with(char::is_uppercase) && name.contains(' ') && wanted.iter().all(has)
        })?;
        Some(Speaker {
            name: found.name.clone(),
            id: found.id.clone(),
            how: How::Resolved,
        })
    }

    /// `the North`: the country of the document that is called so in full.
    pub(super) fn compass(&self, words: &str) -> Option<String> {
        let short = words
            .strip_prefix("the ")
            .or_else(|| words.strip_prefix("The "))?;
        if !matches!(short, "North" | "South" | "East" | "West") {
            return None;
        }
        let full = format!("{short} ");
        let lines = self
            .page
            .lines
            .iter()
            .filter(|l| l.tongue == Tongue::English);
        let mut names = lines.filter_map(|l| {
            let at = l.text.find(&full)?;
            let next = l
                .text
                .get(at + full.len()..)?
                .split(|c: char| !c.is_alphabetic())
                .next()?;
            next.starts_with(char::is_uppercase)
                .then(|| format!("{full}{next}"))
        });
        names.next()
    }
}

pub(super) fn hangul(text: &str) -> bool {
    text.chars().any(|c| ('가'..='힣').contains(&c))
}

/// `Orel campaign spokesman Jan Brandt`: the name that another only tells the side of.
fn attributive<'m>(text: &str, first: &Mention, inside: &'m [Mention]) -> Option<&'m Mention> {
    let next = inside.iter().find(|m| m.at >= first.end)?;
    let words = text.get(first.end..next.at)?.trim();
    let nouns = words
        .split(' ')
        .all(|w| !w.is_empty() && w.chars().all(|c| c.is_alphabetic() || c == '-'));
    let joined = words.split(' ').any(|w| {
        matches!(
            w,
            "and"
                | "or"
                | "of"
                | "for"
                | "to"
                | "with"
                | "by"
                | "who"
                | "from"
                | "in"
                | "at"
                | "as"
        )
    });
    (nouns && !joined && next.whole).then_some(next)
}

/// What makes a Korean name before it one of somebody else: `오렐 측 대변인`.
const SIDES: [&str; 6] = ["의", "측", "진영", "캠프", "가족", "정부"];

/// The head of a Korean phrase is its last name (`오렐 총리의 마르크 보좌관`), unless that only tells of
/// where the one right before belongs (`마르크 오렐사 대변인`).
fn korean_head<'m>(text: &str, phrase: Span, inside: &'m [Mention]) -> Option<&'m Mention> {
    let last = inside.last()?;
    let rest = text.get(last.end..phrase.end).unwrap_or("").trim_start();
    let before = inside.len().checked_sub(2).and_then(|n| inside.get(n));
    let beside = before.filter(|b| text.get(b.end..last.at).is_some_and(|gap| gap == " "));
    if beside.is_some() && !rest.is_empty() {
        return beside;
    }
    let other = SIDES.iter().any(|s| rest.starts_with(s));
    (!other).then_some(last)
}

/// Whether what stands before makes a name depend on another head: `aide to`, `the people of`.
fn depends(before: &str) -> bool {
    // Behind a comma an apposition begins: `a spokesman for the mills, Jan Orel`.
    let before = match before.trim_end().strip_suffix(',') {
        Some(_) => "",
        None => before,
    };
    let mut words = before.split_whitespace().map(|w| w.trim_matches(','));
    words.any(|w| {
        matches!(
            w,
            "of" | "to" | "for" | "with" | "by" | "from" | "under" | "in" | "at" | "on" | "about"
        )
    })
}

/// Whether a name is the beginning or the end of a longer one.
fn is_part(name: &str, longer: &str) -> bool {
    let words =
        |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_lowercase).collect() };
    let (part, full) = (words(name), words(longer));
    full.len() > part.len() && (full.ends_with(&part) || full.starts_with(&part))
}
