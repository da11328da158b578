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
    cast::{Cast, Medium, Phrased},
    kind, korean, names, subject, works,
};

/// Zones over which `it` can mean a medium, and a quotation without a source its speaker.
const NEAR: usize = 3;

/// Speakers who are remembered by their names.
const REMEMBERED: usize = 64;

/// Words before a marked stretch that are looked at for who says it.
const BEFORE: usize = 60;

/// Words before a marked stretch that a noun of saying and its owner are in.
const OWNED: usize = 12;

/// Who has spoken so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Running {
    /// The last speaker, and in which zone.
    pub(crate) last: Option<(usize, Speaker)>,
    medium: Option<(usize, Speaker)>,
    person: Option<(usize, Speaker)>,
    spoken: Vec<Speaker>,
    /// Through whom each speaker was heard last, by name.
    carried: Vec<(String, Speaker)>,
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
    headlines(quotes, cast);
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

struct Reader<'c, 'd> {
    cast: &'c Cast<'d>,
    author: Option<Author>,
    running: Running,
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
    fn place_of(&self, quote: &Quote, span: Span) -> Option<Span> {
        self.place_in(quote.zone, span)
    }

    fn place_in(&self, zone: usize, span: Span) -> Option<Span> {
        let zone = self.cast.page.document.zones.get(zone)?;
        zone.clean.from_source(span)
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

    /// Who shouts: the subject of the verb before.
    fn shouter(&self, quote: &Quote) -> Option<Speaker> {
        let line = self.cast.page.line(quote.zone)?;
        let words = &line.paragraph().words;
        let at =
            words.partition_point(|w| w.span.start < quote.clean.first().map_or(0, |c| c.start));
        let verb = finite_before(words, at)?;
        let subject = subject::before(words, verb)?;
        self.who_at(quote.zone, line.text, words, subject)
    }

    fn who_at(
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

    /// A medium that only says that somebody said it is the carrier: `Orel spoke of “…”, the agency said`.
    fn nest(&self, quote: &mut Quote) {
        let Some(outer) = &quote.speaker else {
            return;
        };
        let medium = self.cast.is_medium(outer);
        let Some(line) = self.cast.page.line(quote.zone) else {
            return;
        };
        let marked = quote.mode == Mode::Direct && quote.kind != Kind::Narration;
        if line.tongue != Tongue::English || !marked || kind::narrates(&quote.text) {
            return;
        }
        let words = &line.paragraph().words;
        let at =
            words.partition_point(|w| w.span.start < quote.clean.first().map_or(0, |c| c.start));
        let own_cue = quote
            .cue
            .as_ref()
            .and_then(|c| self.place_of(quote, c.span));
        let own_source = quote
            .source
            .as_ref()
            .and_then(|c| self.place_of(quote, c.span));
        let Some((verb, subject)) = inner_cue(words, at, own_cue, medium) else {
            return;
        };
        let part = words.get(subject.clone()).unwrap_or(&[]);
        let (Some(first), Some(last)) = (part.first(), part.last()) else {
            return;
        };
        let span = Span::new(first.span.start, last.span.end);
        if own_source.is_some_and(|o| o.start < span.end && span.start < o.end) {
            return;
        }
        let Some(found) = self.who_at(quote.zone, line.text, words, subject) else {
            return;
        };
        if self.cast.is_medium(&found) || found.name == outer.name {
            return;
        }
        let Some(zone) = self.cast.page.document.zones.get(quote.zone) else {
            return;
        };
        quote.carrier = quote.source.take();
        quote.source = super::phrase(zone, span);
        quote.cue = words.get(verb).and_then(|w| super::phrase(zone, w.span));
        quote.speaker = Some(found);
    }

    /// `the minister's claim of “…”`: whose the noun of saying before the marks is.
    fn owner(&self, quote: &Quote) -> Option<Speaker> {
        let line = self
            .cast
            .page
            .line(quote.zone)
            .filter(|l| l.tongue == Tongue::English)?;
        if quote.mode != Mode::Direct {
            return None;
        }
        let words = &line.paragraph().words;
        let at =
            words.partition_point(|w| w.span.start < quote.clean.first().map_or(0, |c| c.start));
        let sentence = words.get(at)?.sentence;
        let mut before = (at.saturating_sub(OWNED)..at).rev().filter(|n| {
            words
                .get(*n)
                .is_some_and(|w| w.sentence == sentence && w.inside.is_none())
        });
        let joins = before.next().filter(|n| {
            words
                .get(*n)
                .is_some_and(|w| matches!(w.lower.as_str(), "of" | "that"))
        })?;
        let noun = joins
            .checked_sub(1)
            .filter(|n| words.get(*n).is_some_and(|w| w.cue == 'n'))?;
        let owner = before.find(|n| {
            words
                .get(*n)
                .is_some_and(|w| w.lower == "'s" || w.lower == "s'")
        })?;
        let between = words.get(owner + 1..noun)?;
        if !between
            .iter()
            .all(|w| matches!(w.tag, 'j' | 'n' | 'x' | '?'))
        {
            return None;
        }
        let subject = subject::before(words, owner)?;
        self.who_at(quote.zone, line.text, words, subject)
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

    /// From the outlet to the speaker.
    fn chain(&mut self, quote: &Quote, medium: bool) -> Vec<String> {
        let mut chain: Vec<String> = Vec::new();
        let mut add = |link: String| {
            if !chain.contains(&link) {
                chain.push(link);
            }
        };
        let document = self.cast.page.document;
        if let Some(outlet) = &document.outlet {
            add(outlet.id.clone().unwrap_or_else(|| outlet.name.clone()));
        }
        if let Some(agency) = &document.agency {
            let known = self.cast.outlet(agency).and_then(|o| o.id);
            add(known.unwrap_or_else(|| agency.clone()));
        }
        let carrier = self
            .carrier(quote)
            .filter(|_| !medium && quote.kind != Kind::Term);
        if let Some(carrier) = &carrier {
            add(carrier.id.clone().unwrap_or_else(|| carrier.name.clone()));
        }
        if let (Some(carrier), Some(speaker)) = (carrier, &quote.speaker) {
            let carried = &mut self.running.carried;
            carried.retain(|(name, _)| *name != speaker.name);
            if carried.len() == REMEMBERED {
                carried.remove(0);
            }
            carried.push((speaker.name.clone(), carrier));
        }
        if let Some(speaker) = &quote.speaker {
            add(speaker.id.clone().unwrap_or_else(|| speaker.name.clone()));
        }
        chain
    }

    /// The medium through which a document has a speaker's words.
    fn carrier(&self, quote: &Quote) -> Option<Speaker> {
        let (zone, at) = (quote.zone, quote.clean.first().map_or(0, |s| s.start));
        let named = quote.carrier.as_ref();
        if let Some(found) = named.and_then(|c| self.cast.outlet(&c.text)) {
            return Some(found);
        }
        let found = |m: &Medium| Speaker {
            name: m.name.clone(),
            id: m.id.clone(),
            how: How::Named,
        };
        if let Some(medium) = self.cast.medium_in(zone) {
            return Some(found(medium));
        }
        let speaker = quote.speaker.as_ref()?;
        let before = self
            .running
            .carried
            .iter()
            .rev()
            .find(|(name, _)| *name == speaker.name);
        if let Some((_, medium)) = before {
            return Some(medium.clone());
        }
        // Who speaks for the first time is heard through the medium before only where he is not named anew.
        let near = self.cast.medium(zone, at).filter(|m| m.zone + NEAR >= zone);
        if let Some(medium) = near.filter(|_| speaker.how != How::Named) {
            return Some(found(medium));
        }
        if named.is_some_and(|c| is_bare_medium(&c.text)) {
            return self.running.medium.as_ref().map(|(_, s)| s.clone());
        }
        let named = named.map(|c| plain(&c.text).to_owned());
        let named = named.map(|name| Speaker {
            name,
            id: None,
            how: How::Named,
        });
        named.filter(|n| self.cast.is_medium(n))
    }
}

/// Whose words the document is, where it is printed whole.
pub(crate) fn author(cast: &Cast<'_>) -> Option<Author> {
    author::of(cast)
}

/// Whom a phrase means that is the source of something said.
pub(crate) fn who(cast: &Cast<'_>, running: &Running, phrase: &Phrased<'_>) -> Option<Speaker> {
    let (zone, at) = (phrase.zone, phrase.span.start);
    let words = phrase.words;
    if words.is_empty() {
        return None;
    }
    let lower = words.to_lowercase();
    let last = running.last.as_ref();
    let near = |from: &&(usize, Speaker)| from.0 + NEAR >= zone;
    match lower.as_str() {
        "he" | "she" | "him" | "her" | "그" | "그녀" | "그이" | "그이께서" => {
            let person = running.person.as_ref();
            if let Some(found) = cast.pronoun(zone, at, person.or(last)) {
                return Some(found);
            }
        }
        "it" | "which" | "the agency" | "the paper" | "the newspaper" | "the daily"
        | "the outlet" | "the broadcaster" | "통신" | "신문" | "방송" | "매체" => {
            let spoke = running
                .medium
                .as_ref()
                .filter(near)
                .map(|(_, s)| s.as_how(How::Resolved));
            let named = cast.medium(zone, at).filter(|m| m.zone + NEAR >= zone);
            let named = named.map(|m| Speaker {
                name: m.name.clone(),
                id: m.id.clone(),
                how: How::Resolved,
            });
            // A body that spoke before, unless a medium is named since.
            let body = last.filter(near).filter(|(_, s)| !cast.is_person(s));
            let since = cast
                .medium(zone, at)
                .is_some_and(|m| body.is_none_or(|(z, _)| m.zone > *z));
            let body = body.map(|(_, s)| s.as_how(How::Resolved));
            let found = if since || lower != "it" {
                named.or(spoke).or(body)
            } else {
                body.or(named).or(spoke)
            };
            if found.is_some() {
                return found;
            }
        }
        "who" => {
            if let Some(found) = cast.relative(zone, at) {
                return Some(found);
            }
        }
        "they" | "them" => {
            let several = last.filter(|(_, s)| {
                s.how != How::Named && s.id.is_none() && s.name.ends_with(['s', 'e', 'n'])
            });
            if let Some((_, several)) = several {
                return Some(several.clone());
            }
        }
        _ => {}
    }
    named(cast, running, phrase)
}

/// A source by its words: a name, an outlet, a title that stands beside a name, or a description.
fn named(cast: &Cast<'_>, running: &Running, phrase: &Phrased<'_>) -> Option<Speaker> {
    let (words, zone, at) = (phrase.words, phrase.zone, phrase.span.start);
    let korean = words.chars().any(|c| ('가'..='힣').contains(&c));
    let near = |from: &&(usize, Speaker)| from.0 + NEAR >= zone;
    if let Some(found) = cast.head(phrase) {
        return Some(found);
    }
    if let Some(found) = cast.outlet(words) {
        return Some(found);
    }
    if let Some(found) = cast.apposed(phrase) {
        return Some(found);
    }
    // A surname, or the last word of a name, of somebody named before.
    let part = names::capitals(words).filter(|_| !korean);
    let spoke = part.as_deref().and_then(|part| {
        let spoken = running.spoken.iter().rev();
        spoken
            .clone()
            .find(|s| is_tail(part, &s.name) && cast.is_person(s))
    });
    if let Some(found) = spoke {
        return Some(found.as_how(How::Resolved));
    }
    if let Some(found) = part.as_deref().and_then(|name| cast.full(name, zone, at)) {
        return Some(found);
    }
    if let Some(found) = cast.organ(phrase) {
        return Some(found);
    }
    if let Some(found) = cast.looks_named(words, zone, at) {
        return Some(found);
    }
    let title = if korean {
        cast.korean_title(words, zone, at)
    } else {
        cast.title(words, zone, at)
            .or_else(|| report(cast, words, zone, at))
    };
    if title.is_some() {
        return title;
    }
    // `The veteran leader`: whoever spoke last.
    let spoke = running
        .person
        .as_ref()
        .filter(near)
        .filter(|_| !korean && Cast::is_title(words));
    if let Some((_, found)) = spoke.filter(|(_, s)| cast.is_person(s)) {
        return Some(found.as_how(How::Resolved));
    }
    let capital = part.is_some();
    let name = cast
        .compass(words)
        .unwrap_or_else(|| plain(words).to_owned());
    Some(Speaker {
        name,
        id: None,
        how: if capital || korean {
            How::Named
        } else {
            How::Described
        },
    })
}

/// `the agency`, `신문`: the medium named before.
fn is_bare_medium(words: &str) -> bool {
    matches!(
        words.trim_start_matches("the "),
        "it" | "agency" | "paper" | "newspaper" | "daily" | "통신" | "신문" | "방송" | "매체"
    )
}

/// `the report`, `the speech`: who gave it, where the document says so.
fn report(cast: &Cast<'_>, words: &str, zone: usize, at: usize) -> Option<Speaker> {
    let lower = words.to_lowercase();
    let thing = lower
        .strip_prefix("the ")
        .or_else(|| lower.strip_prefix("his "))?;
    matches!(
        thing,
        "report" | "speech" | "address" | "letter" | "lecture"
    )
    .then(|| cast.gave(thing, zone, at))?
}

/// A description without words that only count: `all the participants`.
pub(super) fn plain(words: &str) -> &str {
    [
        "all of the ",
        "all the ",
        "All the ",
        "All of the ",
        "both the ",
    ]
    .iter()
    .find_map(|p| words.strip_prefix(p))
    .unwrap_or(words)
    .trim_end_matches("'s")
    .trim_end_matches("’s")
}

fn is_tail(part: &str, name: &str) -> bool {
    let words =
        |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_lowercase).collect() };
    let (part, full) = (words(part), words(name));
    full.len() > part.len() && (full.ends_with(&part) || full.starts_with(&part))
}

fn is_finite(word: &Word) -> bool {
    matches!(word.tag, 'd' | 'z' | 'B' | 'H' | 'M' | 'O' | 'x' | 'p')
        && !word.capital
        && word.inside.is_none()
        && word.lower != "'s"
}

/// The nearest finite verb before a word of its sentence.
fn finite_before(words: &[Word], at: usize) -> Option<usize> {
    let sentence = words.get(at)?.sentence;
    (at.saturating_sub(BEFORE)..at)
        .rev()
        .take_while(|n| words.get(*n).is_some_and(|w| w.sentence == sentence))
        .find(|n| words.get(*n).is_some_and(is_finite))
}

/// The verb of saying before a marked stretch, within its sentence and behind the verb of the quote
/// itself, and its subject. Where a medium carries the words, verbs of any form count.
fn inner_cue(
    words: &[Word],
    at: usize,
    own: Option<Span>,
    medium: bool,
) -> Option<(usize, Range<usize>)> {
    let sentence = words.get(at)?.sentence;
    let from = (at.saturating_sub(BEFORE)..at)
        .find(|n| words.get(*n).is_some_and(|w| w.sentence == sentence))?;
    let is_own = |w: &Word| own.is_some_and(|o| o.start <= w.span.start && w.span.end <= o.end);
    for n in (from..at).rev() {
        let word = words.get(n)?;
        if is_own(word) {
            // `…, the agency said, noting the “…”`: who the sentence is about notes it.
            let aside = medium && is_participle(word);
            let subject = subject::opening(words, from.max(subject::dateline(words)));
            return Some((n, subject.filter(|s| aside && s.end < n)?));
        }
        let says = matches!(word.cue, 's' | 'a') && word.inside.is_none() && !word.capital;
        if !says || matches!(word.tag, 'n' | 's' | 'j') {
            continue;
        }
        let before = n.checked_sub(1).and_then(|b| words.get(b));
        let told = matches!(word.tag, 'd' | 'z' | 'x')
            && before.is_some_and(|w| !matches!(w.tag, 'M' | 't' | 'O' | 'B' | 'i'));
        if !medium && !told {
            continue;
        }
        // `Orel …, noting the “…”`: who notes is the subject of the verb before.
        let verb = if is_participle(word) {
            let finite = finite_before(words, n);
            let Some(verb) = finite.filter(|v| words.get(*v).is_some_and(|w| !is_own(w))) else {
                continue;
            };
            verb
        } else {
            n
        };
        let Some(subject) = subject::before(words, verb).filter(|s| s.start >= from) else {
            continue;
        };
        // `that said shortcomings`: no subject, no verb.
        let part = words.get(subject.clone()).unwrap_or(&[]);
        if part.iter().all(|w| matches!(w.tag, 'S' | 'D' | 'W')) {
            continue;
        }
        return Some((n, subject));
    }
    None
}

fn is_participle(word: &Word) -> bool {
    word.tag == 'g' || word.lower.ends_with("ing")
}

/// Letters of two texts that are compared.
const COMPARED: usize = 600;

/// Quotations of the body that a headline is compared with.
const BODY: usize = 100;

/// The share of a headline's word beginnings that a quotation has at least.
const SHARE: f64 = 0.5;

/// Marked words of a headline are those of whom the text quotes with the same words.
fn headlines(quotes: &mut [Quote], cast: &Cast<'_>) {
    let is_head = |q: &Quote| {
        let kind = cast.page.line(q.zone).map(|l| l.kind);
        matches!(
            kind,
            Some(ZoneKind::Title | ZoneKind::Subtitle | ZoneKind::Heading | ZoneKind::Summary)
        )
    };
    let mut found = Vec::new();
    for (n, head) in quotes.iter().enumerate() {
        if head.speaker.is_some() || head.mode != Mode::Direct || !is_head(head) {
            continue;
        }
        let wanted = beginnings(&head.text);
        if wanted.len() < 2 || head.text.split_whitespace().count() < 3 {
            continue;
        }
        let body = quotes
            .iter()
            .filter(|q| !is_head(q) && q.speaker.is_some() && q.kind != Kind::Term);
        let best = body
            .take(BODY)
            .map(|q| {
                let own = beginnings(&q.text);
                let both = wanted.iter().filter(|w| own.contains(w)).count();
                (both, q)
            })
            .reduce(|a, b| if b.0 > a.0 { b } else { a });
        let Some((both, quote)) = best else { continue };
        if both as f64 >= SHARE * wanted.len() as f64 && both > 1 {
            found.push((n, quote.speaker.clone(), quote.chain.clone()));
        }
    }
    for (n, speaker, chain) in found {
        if let Some(quote) = quotes.get_mut(n) {
            quote.kind = Kind::Speech;
            quote.speaker = speaker.map(|s| s.as_how(How::Inherited));
            quote.chain = chain;
        }
    }
}

/// The beginnings of the longer words: inflection and particles aside.
fn beginnings(text: &str) -> Vec<String> {
    let end = text.floor_char_boundary(COMPARED.min(text.len()));
    let words = text
        .get(..end)
        .unwrap_or("")
        .split(|c: char| !c.is_alphanumeric());
    let mut out: Vec<String> = Vec::new();
    for word in words {
        let korean = word.chars().any(|c| ('가'..='힣').contains(&c));
        let (least, kept) = if korean { (2, 2) } else { (4, 5) };
        if word.chars().count() < least {
            continue;
        }
        let start: String = word
            .chars()
            .take(kept)
            .flat_map(char::to_lowercase)
            .collect();
        if !out.contains(&start) {
            out.push(start);
        }
    }
    out
}
