//! Speakers inside the words of another: a medium says that somebody said it, a noun of saying has an owner.

use std::ops::Range;

use crate::{
    facts::{page::Tongue, words::Word},
    text::Span,
};

use super::{Kind, Mode, Quote, Speaker, kind, speaker::Reader, subject};

/// Words before a marked stretch that are looked at for who says it.
const BEFORE: usize = 60;

/// Words before a marked stretch that a noun of saying and its owner are in.
const OWNED: usize = 12;

impl Reader<'_, '_> {
    /// Who shouts: the subject of the verb before.
    pub(super) fn shouter(&self, quote: &Quote) -> Option<Speaker> {
        let line = self.cast.page.line(quote.zone)?;
        let words = &line.paragraph().words;
        let at =
            words.partition_point(|w| w.span.start < quote.clean.first().map_or(0, |c| c.start));
        let verb = finite_before(words, at)?;
        let subject = subject::before(words, verb)?;
        self.who_at(quote.zone, line.text, words, subject)
    }

    /// A medium that only says that somebody said it is the carrier: `Orel spoke of “…”, the agency said`.
    pub(super) fn nest(&self, quote: &mut Quote) {
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
    pub(super) fn owner(&self, quote: &Quote) -> Option<Speaker> {
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
