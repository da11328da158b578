//! Who is named in a document, and whom a phrase in it means: names, short names, titles, pronouns, media.

use crate::{
    facts::{
        organs::Organ,
        page::{Line, Page, Tongue},
        people::{Form, Person, lexicon},
        words::{Paragraph, Word},
    },
    text::Span,
};

use super::{
    How, Speaker, is_read,
    names::{self, Mention},
    people::People,
};

/// What other finders know of a document.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Named<'f> {
    pub(crate) people: &'f [Person],
    pub(crate) organs: &'f [Organ],
}

/// An outlet or a medium named in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Medium {
    pub(super) zone: usize,
    pub(super) at: usize,
    pub(super) name: String,
    pub(super) id: Option<String>,
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
}

/// Mentions that a look back passes over at most.
const LOOK: usize = 400;

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
        };
        for line in page.lines.iter().filter(|l| is_read(l.kind)) {
            cast.mentions_of(line);
            cast.media_of(line);
        }
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

    fn media_of(&mut self, line: &Line<'_>) {
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

    /// The clean text of a zone.
    pub(super) fn text(&self, zone: usize) -> &'d str {
        self.page.line(zone).map_or("", |l| l.text)
    }

    /// People before a place, the nearest first.
    fn before(&self, zone: usize, at: usize) -> impl DoubleEndedIterator<Item = &Mention> {
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

    /// The medium that a zone names as the one that carries what is said there.
    pub(crate) fn carries(&self, zone: usize) -> Option<String> {
        let medium = self.medium_in(zone)?;
        Some(medium.id.clone().unwrap_or_else(|| medium.name.clone()))
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

    fn speaker(&self, mention: &Mention, how: How) -> Speaker {
        let id = mention.id.clone();
        Speaker {
            name: mention.name.clone(),
            id: id.or_else(|| self.people.id(&mention.name).map(str::to_owned)),
            how,
        }
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

    /// Whom a pronoun of a person means: the last speaker, or the person who opened a sentence since.
    pub(super) fn pronoun(
        &self,
        zone: usize,
        at: usize,
        last: Option<&(usize, Speaker)>,
    ) -> Option<Speaker> {
        let subject = self.before(zone, at).find(|m| m.opens);
        let spoke = last.filter(|(_, s)| !self.is_medium(s) && self.is_person(s));
        match (subject, spoke) {
            (Some(m), Some((z, speaker))) if m.zone < *z || m.name == speaker.name => {
                Some(speaker.as_how(How::Resolved))
            }
            (Some(m), _) => Some(self.speaker(m, How::Resolved)),
            (None, Some((_, speaker))) => Some(speaker.as_how(How::Resolved)),
            (None, None) => {
                let m = self.before(zone, at).next()?;
                Some(self.speaker(m, How::Resolved))
            }
        }
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
        let found = inside.iter().find(free)?;
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

    /// The person whom a title means: who is named beside the same title, else who did what the title
    /// says (`the reporter` gave a report).
    pub(super) fn title(&self, words: &str, zone: usize, at: usize) -> Option<Speaker> {
        let title = Title::of(words)?;
        let near = self.before(zone, at);
        // A headline names by title whom the text names in full.
        let ahead = self
            .mentions
            .iter()
            .take(1)
            .filter(|_| self.before(zone, at).next().is_none());
        let mut partly = None;
        for mention in near.chain(ahead) {
            match title.beside(self.text(mention.zone), mention) {
                Fit::Whole => return Some(self.speaker(mention, How::Resolved)),
                Fit::Head if partly.is_none() => partly = Some(mention),
                _ => {}
            }
        }
        if let Some(mention) = partly.filter(|_| title.words.len() == 1 || title.loose) {
            return Some(self.speaker(mention, How::Resolved));
        }
        let deed = title.deed()?;
        self.did(deed, zone, at)
    }

    /// Whether a phrase is a title that stands for one person: `the veteran leader`.
    pub(super) fn is_title(words: &str) -> bool {
        let unnamed = |w: &String| {
            [
                "spokes", "official", "officer", "member", "source", "expert", "analyst",
                "research", "witness",
            ]
            .iter()
            .any(|u| w.starts_with(u))
        };
        let post = |w: &String| !unnamed(w) && lexicon::class(w).is(lexicon::Class::POST);
        Title::of(words).is_some_and(|t| t.definite && t.words.last().is_some_and(post))
    }

    /// Who is named in the last sentence that has a word: whoever gave the `report`.
    pub(super) fn did(&self, deed: &str, zone: usize, at: usize) -> Option<Speaker> {
        let teller = self.before(zone, at).find(|m| {
            let text = self.text(m.zone);
            let start = text.floor_char_boundary(m.at.saturating_sub(SENTENCE));
            let end = text.ceil_char_boundary((m.end + SENTENCE).min(text.len()));
            let before = text.get(start..m.at).unwrap_or("");
            let before = before.rsplit(". ").next().unwrap_or("");
            let behind = text.get(m.end..end).unwrap_or("");
            let behind = behind.split(". ").next().unwrap_or("");
            m.opens && (has_word(before, deed) || has_word(behind, deed)) || gave_by(before, deed)
        })?;
        Some(self.speaker(teller, How::Resolved))
    }

    /// Who gave a `report` or a `speech`, by the sentence that says so.
    pub(super) fn gave(&self, thing: &str, zone: usize, at: usize) -> Option<Speaker> {
        let giver = self.before(zone, at).find(|m| {
            let text = self.text(m.zone);
            let behind = text.ceil_char_boundary((m.end + SENTENCE).min(text.len()));
            let behind = text.get(m.end..behind).unwrap_or("");
            let own = behind.split(". ").next().unwrap_or("");
            let made = GIVES.iter().any(|g| has_word(own, g)) && has_word(own, thing);
            let start = text.floor_char_boundary(m.at.saturating_sub(SENTENCE));
            let before = text.get(start..m.at).unwrap_or("");
            m.opens && made || gave_by(before.rsplit(". ").next().unwrap_or(""), thing)
        })?;
        Some(self.speaker(giver, How::Resolved))
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

    /// The person whom a surname with a title means (`김 위원장`), or the title alone.
    pub(super) fn korean_title(&self, words: &str, zone: usize, at: usize) -> Option<Speaker> {
        let mut parts = words.split_whitespace().rev();
        let title = parts.next()?;
        let surname = parts.next().filter(|s| s.chars().count() == 1);
        let whole = |m: &&Mention| m.name.chars().count() > 1;
        let titled = |m: &&Mention| {
            let text = self.text(m.zone);
            let behind: String = text.get(m.end..).unwrap_or("").chars().take(24).collect();
            let clause = behind.split(['.', ',', '은', '는']).next().unwrap_or("");
            clause.contains(title)
        };
        let of_name = |m: &&Mention| {
            let text = self.text(m.zone);
            let own = text.get(m.at..m.end).unwrap_or("");
            surname.is_none_or(|s| own.starts_with(s))
        };
        let before = || self.before(zone, at).filter(whole).filter(of_name);
        if surname.is_none() && !names::is_korean_title(title) {
            return None;
        }
        // Beside the same title; else the person named most often.
        let found = before().find(titled).or_else(|| {
            surname?;
            let count = |m: &Mention| self.before(zone, at).filter(|o| o.name == m.name).count();
            before().take(NEAR).max_by_key(|m| count(m))
        })?;
        Some(self.speaker(found, How::Resolved))
    }
}

/// Mentions that are weighed by how often they are named.
const NEAR: usize = 12;

/// Letters of a sentence on either side of a name that are looked at.
const SENTENCE: usize = 400;

/// What one does with a report.
const GIVES: [&str; 10] = [
    "made",
    "delivered",
    "gave",
    "presented",
    "submitted",
    "read",
    "makes",
    "delivers",
    "gives",
    "sent",
];

fn hangul(text: &str) -> bool {
    text.chars().any(|c| ('가'..='힣').contains(&c))
}

/// Whether Korean words name what publishes.
pub(super) fn is_korean_medium(words: &str) -> bool {
    let words = words.trim_end_matches([')', '》', '」', '>', '〉']);
    KOREAN_MEDIA.iter().any(|m| words.ends_with(m))
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

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| {
        w.eq_ignore_ascii_case(word)
            || w.len() == word.len() + 1 && w.ends_with('s') && w.starts_with(word)
    })
}

/// `a report was made by`: what stands before a name that the deed is of.
fn gave_by(before: &str, deed: &str) -> bool {
    before.trim_end().ends_with(" by") && has_word(before, deed)
}

/// How a title fits a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    Whole,
    Head,
    No,
}

/// A noun phrase that may stand for a person: `the General Secretary`.
#[derive(Debug)]
struct Title {
    /// Its words before the first preposition, in small letters, without articles and praise.
    words: Vec<String>,
    /// Whether the words before the last only describe: `the North Korean leader`.
    loose: bool,
    definite: bool,
}

/// Words of a title at most.
const TITLE: usize = 6;

/// Words that say of where somebody is.
const PLACES: lexicon::Class = lexicon::Class::NATION.or(lexicon::Class::PLACE);

/// Letters beside a name that a title is looked for in.
const BESIDE: usize = 160;

impl Title {
    fn of(phrase: &str) -> Option<Self> {
        let paragraph = Paragraph::new(phrase);
        let all = &paragraph.words;
        let end = all
            .iter()
            .position(|w| matches!(w.tag, 'i' | 'o' | 't' | 'W') || w.lower == ",");
        let head = all.get(..end.unwrap_or(all.len()))?;
        let definite = head.first().is_some_and(|w| w.lower == "the");
        let indefinite = head
            .first()
            .is_some_and(|w| matches!(w.lower.as_str(), "a" | "an"));
        let kept = |w: &&Word| {
            let class = lexicon::class(&w.lower);
            let post = lexicon::Class::POST.or(lexicon::Class::MODIFIER);
            !matches!(w.tag, 'D' | 'Q' | '.' | 'B')
                && (class.is(post) || !class.is(lexicon::Class::PRAISE))
        };
        let words: Vec<&Word> = head.iter().filter(kept).collect();
        let last = words.last()?;
        let class = lexicon::class(&last.lower);
        // A plural means several, a name is no title.
        let several = last.lower.ends_with('s') && !last.lower.ends_with("ss");
        let post = class.is(lexicon::Class::POST.or(lexicon::Class::PERSON));
        let own = head.first().is_some_and(|w| w.tag == 'Q');
        if indefinite || own || several || !post || words.len() > TITLE {
            return None;
        }
        let post_words = |w: &&&Word| {
            let class = lexicon::class(&w.lower);
            class.is(lexicon::Class::POST.or(lexicon::Class::MODIFIER))
        };
        let loose = words.iter().rev().skip(1).filter(post_words).count() == 0;
        Some(Title {
            words: words.iter().map(|w| w.lower.clone()).collect(),
            loose,
            definite,
        })
    }

    /// Whether the title stands right before a name, or behind it and a comma.
    fn beside(&self, text: &str, mention: &Mention) -> Fit {
        let from = text.floor_char_boundary(mention.at.saturating_sub(BESIDE));
        let to = text.ceil_char_boundary((mention.end + BESIDE).min(text.len()));
        let left = text.get(from..mention.at).unwrap_or("").to_lowercase();
        let right = text.get(mention.end..to).unwrap_or("").to_lowercase();
        let left = left.rsplit(['.', ';']).next().unwrap_or("");
        let right = right.split(['.', ';']).next().unwrap_or("");
        let behind = right.starts_with(',');
        let left: Vec<&str> = words_of(left).collect();
        let left = left
            .get(left.len().saturating_sub(self.words.len() + 2)..)
            .unwrap_or(&[]);
        let right: Vec<&str> = words_of(right).filter(|_| behind).collect();
        let holds = |all: &[&str]| {
            all.windows(self.words.len())
                .any(|w| w.iter().zip(&self.words).all(|(a, b)| a == b))
        };
        let Some(head) = self.words.last() else {
            return Fit::No;
        };
        if holds(left) || holds(&right) {
            return Fit::Whole;
        }
        // `the Tarsk leader` is not `Karsk leader Jan Orel`.
        let other = |all: &[&str]| {
            let at = all.iter().position(|w| w == head)?;
            let before = at.checked_sub(1).and_then(|b| all.get(b));
            let own = self
                .words
                .len()
                .checked_sub(2)
                .and_then(|b| self.words.get(b));
            let named = |w: &str| lexicon::class(w).is(PLACES);
            Some(
                own.zip(before)
                    .is_some_and(|(a, b)| a != b && (named(a) || named(b))),
            )
        };
        match other(left).or_else(|| other(&right)) {
            Some(false) => Fit::Head,
            _ => Fit::No,
        }
    }

    /// What whoever is called so does: a `reporter` reports.
    fn deed(&self) -> Option<&str> {
        let [head] = self.words.as_slice() else {
            return None;
        };
        let stem = ["er", "or"].iter().find_map(|e| head.strip_suffix(e));
        stem.filter(|s| s.len() >= 4 && self.definite)
    }
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|w| !w.is_empty())
}
