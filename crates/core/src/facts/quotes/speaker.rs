//! Who speaks: the source of each quotation resolved inside the document, and the chain of sources.

use std::ops::Range;

use crate::{
    facts::{
        page::{Line, Tongue},
        words::{Paragraph, Word},
    },
    layout::ZoneKind,
    text::Span,
};

use super::{
    How, Kind, Mode, Quote, Speaker,
    able::{self, Strength},
    author::{self, Author},
    beside,
    cast::{Cast, Phrased, hangul},
    headline, kind, korean,
    lone::is_alone,
    pronoun::is_person_noun,
    who::who,
    works,
};

/// Zones over which `it` can mean a medium, and a quotation without a source its speaker.
pub(super) const NEAR: usize = 3;

/// Speakers who are remembered by their names.
pub(super) const REMEMBERED: usize = 64;

/// Zones before a paragraph that is all quoted in which its speaker is named.
const BESIDE: usize = 2;

/// Bytes between two halves of a quotation at most.
const HALF: usize = 80;

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
    go_back(quotes);
    headline::settle(quotes, cast);
}

/// Whether nothing but marks, a dash among them, stands between marked words and a name.
fn is_signature(words: &[Word], from: usize, to: usize) -> bool {
    let between = words.get(from..to).unwrap_or(&[]);
    let dash = |w: &Word| matches!(w.lower.as_str(), "—" | "–" | "―" | "-" | "~");
    between.iter().all(|w| w.tag == '.') && between.iter().any(dash)
}

/// Words that go on in the next paragraph have the speaker whom only that one names.
fn go_back(quotes: &mut [Quote]) {
    for n in (1..quotes.len()).rev() {
        let Some([before, after]) = quotes.get_mut(n - 1..=n) else {
            continue;
        };
        let named = |q: &Quote| q.speaker.as_ref().is_some_and(|s| s.how != How::Inherited);
        if after.continues && after.speaker.is_some() && before.source.is_none() && !named(before) {
            before.speaker = after.speaker.as_ref().map(|s| s.as_how(How::Inherited));
        }
    }
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
    pub(super) author: Option<Author>,
    pub(super) running: Running,
}

impl Reader<'_, '_> {
    fn read(&mut self, quote: &mut Quote, whole: Option<&Quote>, previous: Option<&Quote>) {
        quote.speaker = match whole {
            Some(whole) => {
                let before = quote.source.clone();
                self.look_beside(quote);
                let own = (quote.source != before)
                    .then(|| self.speaker(quote, previous))
                    .flatten();
                own.filter(|s| self.can_speak(s, quote))
                    .or_else(|| whole.speaker.clone())
            }
            None => {
                self.look_beside(quote);
                let found = self.speaker(quote, previous);
                match found.filter(|s| self.can_speak(s, quote)) {
                    Some(found) => Some(found),
                    None => self.unnamed(quote, previous),
                }
            }
        };
        if let Some(owner) = self.owner(quote) {
            quote.speaker = Some(owner);
        }
        self.nest(quote);
        self.entitle(quote);
        self.keep_distance(quote);
        if quote.speaker.is_none() {
            quote.speaker = self.author_of(quote);
        }
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

    /// Takes the verb right beside marked words, and its subject, where the models name others or nobody.
    fn look_beside(&self, quote: &mut Quote) {
        let english = |l: &&Line<'_>| l.tongue == Tongue::English;
        let Some(line) = self.cast.page.line(quote.zone).filter(english) else {
            return;
        };
        let (Mode::Direct, [marked]) = (quote.mode, quote.clean.as_slice()) else {
            return;
        };
        let words = &line.paragraph().words;
        let range = beside::range(words, *marked);
        // Who is named in a later sentence only does not say what a sentence of its own says.
        let last = range.end.checked_sub(1).and_then(|n| words.get(n));
        let source = quote.source.as_ref();
        let later = source
            .and_then(|s| self.place_of(quote, s.span))
            .map(|s| words.partition_point(|w| w.span.start < s.start))
            .filter(|n| !is_signature(words, range.end, *n))
            .and_then(|n| words.get(n))
            .is_some_and(|w| last.is_some_and(|l| w.sentence > l.sentence));
        if later {
            quote.source = None;
            quote.cue = None;
        }
        let inside = words.get(range.start).is_some_and(|w| w.inside.is_some());
        let found = beside::behind(words, &range);
        let found = found.or_else(|| beside::before(words, &range));
        let found = found.or_else(|| beside::with_saying(words, &range));
        let Some(found) = found.filter(|_| inside) else {
            return;
        };
        let span = |r: &Range<usize>| {
            let part = words.get(r.clone())?;
            Some(Span::new(part.first()?.span.start, part.last()?.span.end))
        };
        let (Some(cue), Some(source)) = (span(&found.cue), span(&found.source)) else {
            return;
        };
        let own = quote
            .source
            .as_ref()
            .and_then(|s| self.place_of(quote, s.span));
        if own.is_some_and(|o| o.start < source.end && source.start < o.end) {
            return;
        }
        let Some(zone) = self.cast.page.document.zones.get(quote.zone) else {
            return;
        };
        quote.cue = super::phrase(zone, cue);
        quote.source = super::phrase(zone, source);
        if let Some(carrier) = found.carrier.as_ref().and_then(span) {
            quote.carrier = super::phrase(zone, carrier);
        }
    }

    /// Whether who was found can be who speaks. A name can; a description needs a verb of saying, or to be
    /// of somebody.
    fn can_speak(&self, speaker: &Speaker, quote: &Quote) -> bool {
        let line = self.cast.page.line(quote.zone);
        let cue = quote.cue.as_ref().map(|c| c.text.as_str());
        let known = speaker.id.is_some()
            || speaker.how == How::Inherited
            || line.is_some_and(|l| l.tongue == Tongue::Korean);
        let shouts = works::is_shout(&quote.text);
        if known || shouts || hangul(&speaker.name) || speaker.how == How::Resolved {
            return true;
        }
        if cue.is_some_and(able::is_passive) {
            return false;
        }
        let strength = able::strength(cue);
        let named = self.cast.is_person(speaker) || self.cast.is_medium(speaker);
        // `Some residents have a “secret” route`
        let word = quote.mode == Mode::Direct && !quote.text.trim().contains(' ');
        if word && strength == Strength::None && !named {
            return false;
        }
        named && strength != Strength::Colon || able::can_speak(&speaker.name, strength)
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
        // A half of a sentence begins small behind a comma, whatever tells when and to whom it was said.
        let small = quote.text.starts_with(char::is_lowercase);
        let half = small && first.text.ends_with(',') && between.len() <= HALF;
        let next = !stops && words.all(|w| w.is_empty() || joins(w));
        (named && (half || next))
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
            && (quote.continues || quote.text.split_whitespace().count() > 3);
        let last = last.or_else(|| {
            let alone = is_alone(quote, line) && !headline::heads(quote, line);
            let before = self.running.last.as_ref();
            before.filter(|(zone, s)| {
                let near = *zone + BESIDE >= quote.zone;
                alone
                    && near
                    && (self.cast.is_person(s) || is_person_noun(&s.name) || s.id.is_some())
            })
        });
        let inherited = || inherit(last.filter(|_| whole));
        self.signed(quote, line)
            .or_else(|| self.introduced(quote, line))
            .or_else(inherited)
            .or_else(|| self.told_before(quote, line).filter(|_| whole))
    }

    /// A verb without a subject goes on about the speaker before; one that carries, about the medium.
    fn unnamed_korean(&self, quote: &Quote, previous: Option<&Quote>) -> Option<Speaker> {
        let inherit = |from: Option<&(usize, Speaker)>| from.map(|(_, s)| s.as_how(How::Inherited));
        let start = quote.clean.first()?.start;
        let line = self.cast.page.line(quote.zone)?;
        let end = quote.clean.last()?.end;
        let rest = line.text.get(end..)?;
        let heading = line.kind != ZoneKind::Paragraph;
        let ends = !rest.contains(char::is_alphanumeric);
        if quote.cue.is_none() && (ends || heading && korean::ends_headed(rest)) {
            if let Some(found) = self.heads(quote.zone, line.text, start, heading) {
                return Some(found);
            }
        }
        if works::is_shout(&quote.text) && quote.cue.is_none() {
            return None;
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
    fn heads(&self, zone: usize, text: &str, start: usize, heading: bool) -> Option<Speaker> {
        let before = text.get(..start)?;
        let before = before.trim_end_matches(|c: char| !c.is_alphanumeric());
        let from = before
            .rfind(['…', ',', '·', '.', '”', '"', '’'])
            .map_or(0, |n| n + 1);
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
        let speaks = self.cast.is_person(&found) || heading && korean::is_someone(words);
        speaks.then_some(found)
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
