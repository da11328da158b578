//! Who speaks: the source of each quotation resolved inside the document, and the chain of sources.

use std::ops::Range;

use crate::{
    facts::{
        page::Tongue,
        words::{Paragraph, Word},
    },
    layout::ZoneKind,
    text::Span,
};

use super::{
    How, Kind, Mode, Quote, Speaker,
    author::{self, Author},
    cast::{Cast, Phrased},
    headline, kind, korean,
    who::who,
    works,
};

/// Zones over which `it` can mean a medium, and a quotation without a source its speaker.
pub(super) const NEAR: usize = 3;

/// Speakers who are remembered by their names.
pub(super) const REMEMBERED: usize = 64;

/// Words before a marked stretch that are looked at for the name of a work.
const BEFORE: usize = 60;

/// Who has spoken so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Running {
    /// The last speaker, and in which zone.
    pub(crate) last: Option<(usize, Speaker)>,
    pub(super) medium: Option<(usize, Speaker)>,
    pub(super) person: Option<(usize, Speaker)>,
    pub(super) spoken: Vec<Speaker>,
    /// Where the words of the last person end, with who is named as their source: zone and byte.
    pub(super) place: Option<(usize, usize)>,
    /// Through whom each speaker was heard last, by name.
    pub(super) carried: Vec<(String, Speaker)>,
}

impl Running {
    /// Somebody speaks in a zone.
    pub(crate) fn speaks(&mut self, cast: &Cast<'_>, zone: usize, speaker: &Speaker) {
        self.last = Some((zone, speaker.clone()));
        if cast.is_medium(speaker) {
            self.medium = Some((zone, speaker.clone()));
        } else {
            self.person = Some((zone, speaker.clone()));
        }
        self.spoken.retain(|s| s.name != speaker.name);
        if self.spoken.len() == REMEMBERED {
            self.spoken.remove(0);
        }
        self.spoken.push(speaker.clone());
    }
}

/// Finds the speaker of each quote, the chain, and which quotes are a carrier's narration.
pub(super) fn resolve(quotes: &mut [Quote], cast: &Cast<'_>) {
    let mut reader = Reader {
        cast,
        author: author::of(cast),
        running: Running::default(),
    };
    for n in 0..quotes.len() {
        let (before, rest) = quotes.split_at_mut(n);
        let Some(quote) = rest.first_mut() else { break };
        let whole = quote.part_of.and_then(|p| before.get(p));
        let previous = before.last();
        reader.read(quote, whole, previous);
    }
    headline::settle(quotes, cast);
}

impl Speaker {
    /// The same speaker, found in another way.
    pub(crate) fn as_how(&self, how: How) -> Speaker {
        Speaker {
            how,
            ..self.clone()
        }
    }
}

pub(super) struct Reader<'c, 'd> {
    pub(super) cast: &'c Cast<'d>,
    author: Option<Author>,
    pub(super) running: Running,
}

impl Reader<'_, '_> {
    fn read(&mut self, quote: &mut Quote, whole: Option<&Quote>, previous: Option<&Quote>) {
        quote.speaker = match whole {
            Some(whole) => whole.speaker.clone(),
            None => self.speaker(quote, previous),
        };
        if let Some(owner) = self.owner(quote) {
            quote.speaker = Some(owner);
        }
        self.nest(quote);
        self.entitle(quote);
        let speaks = quote.speaker.clone().filter(|_| quote.kind != Kind::Term);
        if let Some(speaker) = &speaks {
            self.running.speaks(self.cast, quote.zone, speaker);
            if !self.cast.is_medium(speaker) {
                self.running.place = Some((quote.zone, self.end_of(quote)));
            }
        }
        let medium = quote
            .speaker
            .as_ref()
            .is_some_and(|s| self.cast.is_medium(s));
        if medium && quote.kind == Kind::Speech && kind::narrates(&quote.text) {
            quote.kind = Kind::Narration;
        }
        quote.chain = self.chain(quote, medium);
    }

    fn speaker(&self, quote: &Quote, previous: Option<&Quote>) -> Option<Speaker> {
        let author = self
            .author
            .as_ref()
            .filter(|a| (a.from..a.to).contains(&quote.zone));
        if let Some(author) = author.filter(|_| quote.cue.is_none()) {
            return Some(author.speaker.as_how(How::Inherited));
        }
        let place = quote.clean.first().copied().unwrap_or_default();
        let Some(source) = &quote.source else {
            return self.unnamed(quote, previous);
        };
        let words = source.text.trim_matches(|c: char| !c.is_alphanumeric());
        // The paragraph before may announce who speaks.
        let zones = [
            quote.zone,
            quote.zone.saturating_sub(1),
            quote.zone.saturating_sub(2),
        ];
        let zones = zones.into_iter();
        let mut found = zones.filter_map(|z| Some((z, self.place_in(z, source.span)?)));
        let (zone, span) = found
            .find(|(_, s)| !s.is_empty())
            .unwrap_or((quote.zone, Span::new(place.start, place.start)));
        let phrase = Phrased { words, zone, span };
        who(self.cast, &self.running, &phrase).or_else(|| self.unnamed(quote, previous))
    }

    /// Where a span of the capture stands in the clean text of the quote's zone.
    pub(super) fn place_of(&self, quote: &Quote, span: Span) -> Option<Span> {
        self.place_in(quote.zone, span)
    }

    /// Where a quote ends, with its cue and its source, in the clean text of its zone.
    fn end_of(&self, quote: &Quote) -> usize {
        let words = quote.clean.last().map_or(0, |c| c.end);
        let beside = [&quote.cue, &quote.source].into_iter().flatten();
        let beside = beside.filter_map(|p| self.place_of(quote, p.span));
        beside.map(|p| p.end).fold(words, usize::max)
    }

    fn place_in(&self, zone: usize, span: Span) -> Option<Span> {
        let zone = self.cast.page.document.zones.get(zone)?;
        zone.clean.from_source(span)
    }

    /// `“The mills,” she said, “and the roads.”`: the second half has the speaker of the first.
    fn second_half(&self, quote: &Quote, previous: Option<&Quote>, text: &str) -> Option<Speaker> {
        let first = previous.filter(|p| p.zone == quote.zone && p.kind != Kind::Term)?;
        let named = first.source.is_some() || first.cue.is_some();
        let start = quote.clean.first()?.start;
        let between = text.get(self.end_of(first)..start)?;
        let joins = |w: &str| matches!(w, "and" | "but" | "or");
        let mut words = between.split(|c: char| !c.is_alphanumeric());
        let stops = between.contains(['.', ';', '(', ':']);
        (named && !stops && words.all(|w| w.is_empty() || joins(w)))
            .then(|| first.speaker.as_ref().map(|s| s.as_how(How::Inherited)))
            .flatten()
    }

    /// The speaker of a quote that nobody is named beside.
    fn unnamed(&self, quote: &Quote, previous: Option<&Quote>) -> Option<Speaker> {
        let line = self.cast.page.line(quote.zone)?;
        if works::is_shout(&quote.text) && line.tongue == Tongue::English {
            return self.shouter(quote);
        }
        let inherit = |from: Option<&(usize, Speaker)>| from.map(|(_, s)| s.as_how(How::Inherited));
        if line.tongue == Tongue::Korean {
            return self.unnamed_korean(quote, previous);
        }
        if let Some(found) = self.second_half(quote, previous, line.text) {
            return Some(found);
        }
        // A paragraph that goes on, or a sentence inside marks behind one of a known speaker.
        let last =
            self.running.last.as_ref().filter(|(zone, _)| {
                *zone == quote.zone || quote.continues && *zone + 1 >= quote.zone
            });
        let whole = quote.mode == Mode::Direct
            && quote.kind == Kind::Speech
            && quote.text.split_whitespace().count() > 3;
        inherit(last.filter(|_| whole))
    }

    /// A verb without a subject goes on about the speaker before; one that carries, about the medium.
    fn unnamed_korean(&self, quote: &Quote, previous: Option<&Quote>) -> Option<Speaker> {
        let inherit = |from: Option<&(usize, Speaker)>| from.map(|(_, s)| s.as_how(How::Inherited));
        let start = quote.clean.first()?.start;
        let line = self.cast.page.line(quote.zone)?;
        let end = quote.clean.last()?.end;
        let ends = !line.text.get(end..)?.contains(char::is_alphanumeric);
        if ends && quote.cue.is_none() {
            if let Some(found) = self.heads(quote.zone, line.text, start) {
                return Some(found);
            }
        }
        let near = |from: &&(usize, Speaker)| from.0 + NEAR >= quote.zone;
        let relays = quote.cue.as_ref().is_some_and(|c| korean::relays(&c.text));
        if relays {
            return inherit(self.running.medium.as_ref().filter(near));
        }
        if korean::goes_on(line.text, start) {
            return inherit(self.running.last.as_ref().filter(near));
        }
        if quote.cue.is_some() {
            let person = self.running.person.as_ref();
            return inherit(
                person
                    .filter(near)
                    .or(self.running.last.as_ref().filter(near)),
            );
        }
        // A quotation that is a paragraph of its own, or a sentence behind one that was said.
        let opens = line
            .text
            .get(..start)?
            .trim_matches(|c: char| !c.is_alphanumeric())
            .is_empty();
        let own = previous.is_some_and(|p| p.zone + 1 >= quote.zone);
        let whole = quote.kind == Kind::Speech && opens && own;
        inherit(self.running.last.as_ref().filter(|_| whole))
    }

    /// `김정은 “…”`: the name before the marks of a headline.
    fn heads(&self, zone: usize, text: &str, start: usize) -> Option<Speaker> {
        let before = text.get(..start)?;
        let from = before.rfind(['…', ',', '·', '.']).map_or(0, |n| n + 1);
        let from = before.ceil_char_boundary(from);
        let words = before
            .get(from..)?
            .trim_matches(|c: char| !c.is_alphanumeric());
        if words.is_empty() || words.split_whitespace().count() > 4 {
            return None;
        }
        let at = from + before.get(from..)?.find(words)?;
        let phrase = Phrased {
            words,
            zone,
            span: Span::new(at, at + words.len()),
        };
        let found = who(self.cast, &self.running, &phrase)?;
        self.cast.is_person(&found).then_some(found)
    }

    pub(super) fn who_at(
        &self,
        zone: usize,
        text: &str,
        words: &[Word],
        subject: Range<usize>,
    ) -> Option<Speaker> {
        let part = words.get(subject)?;
        let span = Span::new(part.first()?.span.start, part.last()?.span.end);
        let phrase = Phrased {
            words: span.of(text).trim_matches(|c: char| !c.is_alphanumeric()),
            zone,
            span,
        };
        who(self.cast, &self.running, &phrase)
    }

    /// The title of a work is said by nobody; who made it may be told.
    fn entitle(&self, quote: &mut Quote) {
        if quote.mode != Mode::Direct || quote.text.len() > 400 {
            return;
        }
        let Some(line) = self
            .cast
            .page
            .line(quote.zone)
            .filter(|l| l.tongue == Tongue::English)
        else {
            return;
        };
        if line.kind != ZoneKind::Paragraph {
            return;
        }
        let words = &line.paragraph().words;
        let at =
            words.partition_point(|w| w.span.start < quote.clean.first().map_or(0, |c| c.start));
        let sentence = words.get(at).map(|w| w.sentence);
        let before = words.get(at.saturating_sub(BEFORE)..at).unwrap_or(&[]);
        let from = before.partition_point(|w| Some(w.sentence) < sentence);
        let before = before.get(from..).unwrap_or(&[]);
        if !works::is_title(&Paragraph::new(&quote.text), before) {
            return;
        }
        quote.kind = Kind::Term;
        let made = quote.cue.as_ref().is_some_and(|c| works::makes(&c.text));
        let person = quote
            .speaker
            .as_ref()
            .is_some_and(|s| self.cast.is_person(s));
        if !(made && person) {
            quote.speaker = None;
        }
    }
}

/// Whose words the document is, where it is printed whole.
pub(crate) fn author(cast: &Cast<'_>) -> Option<Author> {
    author::of(cast)
}
