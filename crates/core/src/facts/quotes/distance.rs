//! Words held at a distance: a name for something in marks (`the "self-defence" forces`), or what a word means.
//! No description of a body or an unnamed person says them: they stand in what the text itself tells.

use std::ops::Range;

use crate::{
    facts::{
        page::Tongue,
        words::{Paragraph, Word},
    },
    layout::ZoneKind,
};

use super::{How, Kind, Mode, Quote, Speaker, beside, kind, speaker::Reader, works};

/// Words of a name for something at most.
const NAME: usize = 5;

/// Nouns behind which marks hold what a word means.
const MEANS: [&str; 9] = [
    "phrase",
    "word",
    "term",
    "expression",
    "slang",
    "acronym",
    "shorthand",
    "code",
    "translation",
];

impl Reader<'_, '_> {
    /// Takes the speaker from words held at a distance, unless a person who is named says them.
    pub(super) fn keep_distance(&self, quote: &mut Quote) {
        let Some(line) = self.cast.page.line(quote.zone) else {
            return;
        };
        let (Mode::Direct, [marked]) = (quote.mode, quote.clean.as_slice()) else {
            return;
        };
        let made = quote.cue.as_ref().is_some_and(|c| works::makes(&c.text));
        if line.tongue != Tongue::English || works::is_shout(&quote.text) || made {
            return;
        }
        let words = &line.paragraph().words;
        let range = beside::range(words, *marked);
        let meant = is_meaning(words, &range);
        // The marks of a headline stand for `is said`.
        let term = quote.kind == Kind::Term && line.kind == ZoneKind::Paragraph;
        if !term && !meant && !is_name(words, &range, &quote.text) {
            return;
        }
        quote.kind = Kind::Term;
        let own = |s: &Speaker| self.cast.is_person(s) || self.cast.is_medium(s) && s.id.is_some();
        let author = self.author_of(quote);
        if author.is_some() || quote.speaker.as_ref().is_some_and(|s| !own(s) || meant) {
            quote.speaker = author;
        }
    }

    /// Whose words a document is that is printed whole, around a quotation or right before its words begin.
    pub(super) fn author_of(&self, quote: &Quote) -> Option<Speaker> {
        let author = self.author.as_ref()?;
        let own = (author.from.saturating_sub(1)..author.to).contains(&quote.zone);
        own.then(|| author.speaker.as_how(How::Inherited))
    }
}

/// Whether marks hold what a word means: `the Latin word for “mill”`, `which means “mill”`.
fn is_meaning(words: &[Word], range: &Range<usize>) -> bool {
    let before = |n: usize| {
        let at = range.start.checked_sub(n + 1);
        at.and_then(|at| words.get(at))
    };
    let word = |n: usize| before(n).map_or("", |w| w.lower.as_str());
    let noun = before(2).is_some_and(|w| MEANS.contains(&w.lower.as_str()) || w.capital);
    match word(1) {
        "means" | "meaning" => true,
        "for" => noun,
        "as" | "to" => word(2).starts_with("translat"),
        _ => false,
    }
}

/// Nouns that `of` gives a name in marks: `the idea of “…”`.
const CALLED: [&str; 14] = [
    "idea",
    "theme",
    "slogan",
    "motto",
    "signboard",
    "name",
    "title",
    "spirit",
    "banner",
    "pretext",
    "concept",
    "policy",
    "principle",
    "subject",
];

/// Whether marked words are a name for something in the sentence around them: nouns that go on behind the
/// marks or begin before them.
fn is_name(words: &[Word], range: &Range<usize>, text: &str) -> bool {
    let inner = words.get(range.clone()).unwrap_or(&[]);
    let inner: Vec<&Word> = inner.iter().filter(|w| w.tag != '.').collect();
    let sentence = words.get(range.start).map(|w| w.sentence);
    let own = |n: usize| {
        let word = words.get(n);
        word.filter(|w| Some(w.sentence) == sentence && w.inside.is_none())
    };
    let before = |n: usize| range.start.checked_sub(n).and_then(own);
    let of = before(2).is_some_and(|w| w.lower == "of");
    if of && before(3).is_some_and(|w| CALLED.contains(&w.lower.as_str())) {
        return true;
    }
    let says = |w: &Word| w.lower == ":" || matches!(w.cue, 's' | 'a');
    if before(2).is_some_and(says) || !is_phrase(&inner, text) {
        return false;
    }
    let long = || inner.iter().filter(|w| w.span.len() > 3);
    if long().count() > 1 && long().all(|w| w.capital) {
        return true;
    }
    let stops = inner.len() < range.len();
    let goes_on = own(range.end + 1).is_some_and(|w| is_noun(w) && !w.capital && w.cue != 's');
    if goes_on && !stops {
        return true;
    }
    if !inner.iter().all(|w| is_noun(w) || w.tag == 'o') {
        return false;
    }
    let begins = |w: &Word| {
        matches!(w.tag, 'D' | 'Q') && !matches!(w.lower.as_str(), "a" | "an") || w.lower == "'s"
    };
    let describes = |w: &Word| matches!(w.tag, 'j' | 'n' | 'x' | '?') && w.cue == ' ';
    match (before(2), before(3)) {
        (Some(w), _) if begins(w) => true,
        (Some(w), Some(first)) => describes(w) && begins(first),
        _ => false,
    }
}

fn is_noun(word: &Word) -> bool {
    matches!(word.tag, 'n' | 's' | '?' | 'N')
}

/// Whether words are a short noun phrase.
fn is_phrase(words: &[&Word], text: &str) -> bool {
    let nominal =
        |w: &&Word| matches!(w.tag, 'n' | 's' | 'j' | '?' | 'N' | '0' | 'c' | 'o') || w.capital;
    words.len() <= NAME
        && words.iter().all(nominal)
        && words.last().is_some_and(|w| is_noun(w))
        && !kind::has_clause(&Paragraph::new(text))
}
