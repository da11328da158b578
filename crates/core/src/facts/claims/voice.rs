//! Who is heard: speakers resolved inside the document, and who carries them.

use super::{Claim, Party};
use crate::{
    facts::{
        Place,
        page::Line,
        people::lexicon::{Class, class},
        quotes::{
            How, Speaker,
            cast::{Cast, Phrased},
            speaker::{self, Running},
            who::who,
        },
        words::Word,
    },
    text::Span,
};

/// Lines over which somebody who was announced goes on speaking at most.
const BLOCK: usize = 12;

/// Lines over which whoever spoke last may be meant.
const NEAR: usize = 2;

/// Somebody whose words are printed without marks.
#[derive(Clone, Debug)]
struct Block {
    speaker: Speaker,
    from: usize,
    to: usize,
}

/// The speakers of a document, as they are met.
pub(super) struct Voices<'c, 'd> {
    cast: &'c Cast<'d>,
    running: Running,
    block: Option<Block>,
    /// Announced by a line that ends with a colon.
    announced: Option<Speaker>,
    author: Option<Block>,
    /// The body whose statement the document is.
    house: Option<Speaker>,
    base: Vec<String>,
}

impl<'c, 'd> Voices<'c, 'd> {
    pub(super) fn new(cast: &'c Cast<'d>) -> Self {
        let author = speaker::author(cast).map(|a| Block {
            speaker: a.speaker,
            from: a.from,
            to: a.to,
        });
        Voices {
            cast,
            running: Running::default(),
            block: None,
            announced: None,
            author,
            house: None,
            base: cast.base(),
        }
    }

    pub(super) fn set_house(&mut self, house: Option<Speaker>) {
        self.house = house;
    }

    pub(super) fn house(&self) -> Option<&Speaker> {
        self.house.as_ref()
    }

    pub(super) fn is_medium(&self, speaker: &Speaker) -> bool {
        self.cast.is_medium(speaker)
    }

    pub(super) fn is_person(&self, speaker: &Speaker) -> bool {
        self.cast.is_person(speaker)
    }

    /// The name that opens a sentence.
    pub(super) fn opens(&self, zone: usize, sentence: Span) -> Option<Span> {
        self.cast.opening(zone, sentence)
    }

    /// Whom words mean.
    pub(super) fn who(&self, line: &Line<'_>, span: Span) -> Option<Speaker> {
        let words = span
            .of(line.text)
            .trim_matches(|c: char| !c.is_alphanumeric());
        let lower = words.to_lowercase();
        if matches!(lower.as_str(), "i" | "we" | "our" | "my") || lower.starts_with("our ") {
            let own = self
                .own(line.zone)
                .or(self.block.as_ref())
                .map(|b| &b.speaker);
            if let Some(speaker) = own {
                return Some(speaker.as_how(How::Resolved));
            }
        }
        let phrase = Phrased {
            words,
            zone: line.zone,
            span,
        };
        // `they` for those who spoke last, if those are several or a body.
        let several = matches!(lower.as_str(), "they" | "them") || lower == "it";
        if several && let Some((zone, last)) = self.running.last.as_ref() {
            let near = zone + NEAR >= line.zone;
            let body = !self.cast.is_person(last) && !self.cast.is_medium(last);
            if near && body && (lower != "it" || last.id.is_none() && last.name.is_ascii()) {
                return Some(last.as_how(How::Resolved));
            }
        }
        who(self.cast, &self.running, &phrase)
    }

    fn own(&self, zone: usize) -> Option<&Block> {
        self.author
            .as_ref()
            .filter(|a| (a.from..a.to).contains(&zone))
    }

    fn in_block(&self, zone: usize) -> Option<&Block> {
        self.block
            .as_ref()
            .filter(|b| (b.from..b.to).contains(&zone))
    }

    /// Whether the words of a zone are those of a speaker, printed without marks.
    pub(super) fn is_own(&self, zone: usize) -> bool {
        self.own(zone).is_some()
    }

    pub(super) fn speaks(&mut self, zone: usize, speaker: &Speaker) {
        self.running.speaks(self.cast, zone, speaker);
        // Somebody is told of again: the block is over.
        if self.block.as_ref().is_some_and(|b| zone >= b.from) && self.own(zone).is_none() {
            self.block = None;
        }
    }

    /// Whoever spoke last.
    pub(super) fn inherited(&self, zone: usize) -> Option<Speaker> {
        let block = self
            .in_block(zone)
            .or(self.own(zone))
            .map(|b| b.speaker.as_how(How::Inherited));
        block.or_else(|| {
            let (_, last) = self
                .running
                .last
                .as_ref()
                .filter(|(z, _)| z + NEAR >= zone)?;
            Some(last.as_how(How::Inherited))
        })
    }

    /// Who says a sentence that names nobody.
    pub(super) fn free(&self, zone: usize) -> Option<Speaker> {
        if let Some(block) = self.in_block(zone).or(self.own(zone)) {
            return Some(block.speaker.as_how(How::Inherited));
        }
        let (_, last) = self.running.last.as_ref().filter(|(z, _)| *z == zone)?;
        (!self.cast.is_medium(last)).then(|| last.as_how(How::Inherited))
    }

    /// A verb of saying that nothing follows.
    pub(super) fn announces(&mut self, _zone: usize, speaker: Option<&Speaker>) {
        self.announced = speaker.cloned();
    }

    /// What follows a colon goes on to the end of the paragraph.
    pub(super) fn opens_block(&mut self, zone: usize, speaker: Option<&Speaker>) {
        if let Some(speaker) = speaker {
            self.block = Some(Block {
                speaker: speaker.clone(),
                from: zone,
                to: zone + 1,
            });
        }
    }

    pub(super) fn line_ends(&mut self, zone: usize, colon: bool) {
        if colon && let Some(speaker) = self.announced.clone() {
            self.block = Some(Block {
                speaker,
                from: zone + 1,
                to: zone + 1 + BLOCK,
            });
        }
        self.announced = None;
    }

    pub(super) fn place(&self, line: &Line<'_>, span: Span) -> Option<Place> {
        self.cast.page.place(line.at(span))
    }

    /// Through whom a speaker is heard, the nearest to the reader first.
    pub(super) fn through(
        &self,
        zone: usize,
        speaker: Option<&Speaker>,
        carrier: Option<&Speaker>,
    ) -> Vec<String> {
        let mut out = self.base.clone();
        let own = |s: &Speaker| s.id.clone().unwrap_or_else(|| s.name.clone());
        let medium = speaker.is_some_and(|s| self.cast.is_medium(s));
        let named = carrier.map(own).filter(|_| !medium);
        let named = named.or_else(|| self.cast.carries(zone).filter(|_| !medium));
        if let Some(named) = named.filter(|n| !out.contains(n)) {
            out.push(named);
        }
        if let Some(author) = self.own(zone) {
            let by = own(&author.speaker);
            if speaker.is_some_and(|s| own(s) != by) && !out.contains(&by) {
                out.push(by);
            }
        }
        let last = speaker.map(own);
        out.retain(|o| Some(o) != last.as_ref());
        out
    }

    pub(super) fn party(&self, line: &Line<'_>, speaker: Speaker, span: Option<Span>) -> Party {
        Party {
            name: speaker.name,
            id: speaker.id,
            span: span.and_then(|s| self.capture(line, s)),
        }
    }

    fn capture(&self, line: &Line<'_>, span: Span) -> Option<Span> {
        self.cast.page.place(line.at(span)).map(|p| p.hull())
    }

    /// The person, the organ or the words that a claim is about.
    pub(super) fn target(
        &self,
        line: &Line<'_>,
        span: Span,
        words: &str,
        speaker: Option<&Speaker>,
    ) -> Option<Party> {
        let trimmed = words.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = trimmed.to_lowercase();
        let at = self.capture(line, span);
        let pronoun = matches!(
            lower.as_str(),
            "it" | "there" | "this" | "that" | "what" | ""
        );
        if pronoun {
            return None;
        }
        let themselves = matches!(
            lower.as_str(),
            "themselves"
                | "himself"
                | "herself"
                | "itself"
                | "ourselves"
                | "their"
                | "our"
                | "my"
                | "his"
                | "her"
                | "its"
        );
        if themselves
            || matches!(
                lower.as_str(),
                "he" | "she" | "him" | "her" | "i" | "we" | "us"
            )
        {
            let found = if themselves {
                speaker.cloned()
            } else {
                // Whom somebody blames or asks is another.
                self.who(line, span)
                    .filter(|f| speaker.is_none_or(|s| s.name != f.name))
            }?;
            return Some(Party {
                name: found.name,
                id: found.id,
                span: at,
            });
        }
        let phrase = Phrased {
            words: trimmed,
            zone: line.zone,
            span,
        };
        let known = self.cast.target(&phrase);
        let (name, id) = match known {
            Some(found) => (found.name, found.id),
            None => (article_free(trimmed).to_owned(), None),
        };
        Some(Party { name, id, span: at })
    }
}

/// Words without their article.
fn article_free(words: &str) -> &str {
    ["the ", "The ", "a ", "an ", "A ", "An "]
        .iter()
        .find_map(|a| words.strip_prefix(a))
        .unwrap_or(words)
}

/// Nouns of what is written or held, in which somebody speaks.
const SPEAKING: [&str; 49] = [
    "report",
    "reports",
    "statement",
    "speech",
    "speeches",
    "address",
    "letter",
    "message",
    "resolution",
    "article",
    "meeting",
    "conference",
    "session",
    "congress",
    "commentary",
    "editorial",
    "paper",
    "document",
    "communique",
    "declaration",
    "petition",
    "participants",
    "attendants",
    "attendees",
    "rally",
    "plenum",
    "sides",
    "side",
    "country",
    "countries",
    "nation",
    "nations",
    "government",
    "ruling",
    "decision",
    "study",
    "survey",
    "sources",
    "source",
    "masses",
    "critics",
    "opponents",
    "supporters",
    "lawsuit",
    "appeal",
    "memorandum",
    "bulletin",
    "manifesto",
    "verdict",
];

/// Whether a noun names what is said or written.
pub(super) fn is_speech(noun: &str) -> bool {
    SPEAKING.iter().take(16).any(|s| *s == noun)
}

/// Endings of nouns for those who do something.
const AGENTS: [&str; 8] = ["ers", "ors", "ists", "men", "ants", "ees", "ians", "women"];

/// Whether the last noun of a phrase means people: `speakers`, `members`, `the leader`.
pub(super) fn is_agent(part: &[Word]) -> bool {
    part.last().is_some_and(|w| {
        let class = class(&w.lower);
        class.is(Class::POST.or(Class::PERSON))
            || SPEAKING.contains(&w.lower.as_str())
            || w.tag == 's' && AGENTS.iter().any(|e| w.lower.ends_with(e))
    })
}

/// Whether a noun phrase can mean somebody who speaks.
pub(super) fn speaks(part: &[Word]) -> bool {
    // `Orel's book`: a thing of somebody is not somebody.
    if let Some(at) = part
        .iter()
        .position(|w| matches!(w.lower.as_str(), "'s" | "’s"))
        && let Some(owned) = part.get(at + 1..)
        && !owned.is_empty()
        && owned.iter().all(|w| !w.capital)
    {
        return speaks(owned);
    }
    part.iter().any(|w| {
        let class = class(&w.lower);
        let name = w.capital
            && w.tag != 'S'
            && !class.is(Class::DAY)
            && (w.tag == 'N' || class.is(Class::PLACE.or(Class::NATION)));
        name || class.is(Class::POST.or(Class::PERSON).or(Class::BODY))
            || SPEAKING.contains(&w.lower.as_str())
            || w.tag == 'P' && !matches!(w.lower.as_str(), "it" | "there")
            || w.tag == 's' && AGENTS.iter().any(|e| w.lower.ends_with(e))
    })
}

/// Claims are in the order of their places.
pub(super) fn in_order(claims: &mut [Claim]) {
    claims.sort_by_key(|c| (c.place.at.zone, c.place.at.span.start, c.place.at.span.end));
}
