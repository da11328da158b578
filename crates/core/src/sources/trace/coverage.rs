//! What of a statement a story carries, sentence by sentence, and what it adds.

use crate::{
    Document,
    facts::quotes::Mode,
    layout::ZoneKind,
    text::{Sentences, Span},
    versions::is_function,
};
use serde::Serialize;

use super::{
    Trace,
    held::{Held, Statement, Words},
    passages::Run,
};

/// How a sentence is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Carried {
    /// Not at all.
    LeftOut,
    /// What it tells of is told, in other words: names and numbers meet.
    Mentioned,
    /// In nearly its words, without marks.
    Close,
    /// Some of it inside quotation marks.
    Quoted,
}

/// A sentence and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Covered {
    /// The address of the statement (of the story, for what a story adds).
    pub document: String,
    /// The number of the sentence in the body, counted from 0.
    pub sentence: usize,
    /// The sentence.
    pub text: String,
    /// Where it stands in the capture.
    pub span: Span,
    /// How it is carried (for what a story adds: how a statement has it).
    pub carried: Carried,
    /// What of the other text answers to it, in the order of that text.
    pub by: Vec<String>,
    /// Where that stands in the other capture.
    pub by_spans: Vec<Span>,
}

/// A sentence of a body: its zone, its span in the clean text.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) zone: usize,
    pub(super) span: Span,
}

/// The sentences of a document's paragraphs, in order.
pub(super) fn sentences(document: &Document) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (zone, z) in document
        .zones
        .iter()
        .enumerate()
        .filter(|(_, z)| z.kind == ZoneKind::Paragraph)
    {
        let language = z.language.or(document.language);
        out.extend(Sentences::new(z.text(), language).map(|span| Sentence { zone, span }));
    }
    out
}

/// The fewest words of a passage, names and function words aside, that carries a sentence rather than
/// mention its event.
pub(super) const OWN_WORDS: usize = 3;

/// How much of the weight of the words of a sentence (names aside) another must share to carry it closely.
const CLOSE: f64 = 0.5;

struct Side<'a> {
    document: &'a Document,
    words: &'a Words,
}

impl Side<'_> {
    fn sentence_of(&self, sentences: &[Sentence], word: usize) -> Option<usize> {
        let place = self.words.places.get(word)?;
        sentences.iter().position(|s| {
            s.zone == place.zone as usize
                && s.span.start <= place.start as usize
                && (place.start as usize) < s.span.end
        })
    }

    fn text(&self, from: usize, to: usize) -> Option<(String, Span)> {
        phrase(self.document, self.words, from, to)
    }
}

impl Statement {
    /// Words of a stretch that are no names (they are written small) and have a content.
    pub(super) fn own_words(&self, from: usize, to: usize) -> usize {
        let words = (from..to).filter_map(|word| self.place(word));
        words
            .filter(|place| {
                let word = place.span().of(self.zone_text(*place));
                let is_name = word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
                !is_name && !is_function(word)
            })
            .count()
    }
}

/// Words `from..to` of a document as one stretch of its capture; words of one zone only.
pub(super) fn phrase(
    document: &Document,
    words: &Words,
    from: usize,
    to: usize,
) -> Option<(String, Span)> {
    let first = words.places.get(from)?;
    let mut last = first;
    for place in words.places.get(from..to)? {
        if place.zone == first.zone {
            last = place;
        }
    }
    let zone = document.zones.get(first.zone as usize)?;
    let clean = Span::new(first.start as usize, last.end as usize);
    Some((
        clean.of(zone.text()).to_owned(),
        zone.clean.to_source_hull(clean)?,
    ))
}

/// What a story carries of a statement and, second, what it has that the statement has not. `number` is
/// the statement's place among those held.
pub(super) fn coverage(
    held: &Held,
    number: usize,
    story: &Document,
    words: &Words,
    trace: &Trace,
    runs: &[Run],
) -> (Vec<Covered>, Vec<Covered>) {
    let Some(held_statement) = held.statement(number) else {
        return (Vec::new(), Vec::new());
    };
    let statement = &*held_statement.document;
    let first = held_statement.first;
    let own = Side {
        document: statement,
        words: &held_statement.words,
    };
    let other = Side {
        document: story,
        words,
    };
    let of_statement = sentences(statement);
    let of_story = sentences(story);
    let mut carried = vec![(Carried::LeftOut, Vec::new()); of_statement.len()];
    let mut taken = vec![(Carried::LeftOut, Vec::new()); of_story.len()];
    let mut note = |at: Option<usize>,
                    back: Option<usize>,
                    how: Carried,
                    from: (String, Span),
                    to: (String, Span)| {
        if let Some(slot) = at.and_then(|n| carried.get_mut(n)) {
            slot.0 = slot.0.max(how);
            if !slot.1.contains(&from) {
                slot.1.push(from);
            }
        }
        if let Some(slot) = back.and_then(|n| taken.get_mut(n)) {
            slot.0 = slot.0.max(how);
            if !slot.1.contains(&to) {
                slot.1.push(to);
            }
        }
    };
    // Quotes.
    let address = statement.address();
    for quote in &trace.quotes {
        let Some(source) = quote.source.as_ref().filter(|s| s.document == address) else {
            continue;
        };
        let Some((from, to)) = source.words else {
            continue;
        };
        let body = story
            .zones
            .get(quote.quote.zone)
            .is_some_and(|z| z.kind == ZoneKind::Paragraph);
        if !body || quote.quote.mode != Mode::Direct {
            continue;
        }
        let at = own.sentence_of(&of_statement, from - first);
        let zone = quote.quote.zone;
        let start = quote.quote.clean.first().map_or(0, |c| c.start);
        let back = of_story
            .iter()
            .position(|s| s.zone == zone && s.span.start <= start && start < s.span.end);
        let said = (
            quote.quote.text.clone(),
            quote.quote.spans.first().copied().unwrap_or_default(),
        );
        let Some(text) = own.text(from - first, to - first) else {
            continue;
        };
        note(at, back, Carried::Quoted, said, text);
    }
    // Passages: each stretch of the story goes to the longest that has it.
    let mut mine: Vec<&Run> = runs.iter().filter(|r| r.document == number).collect();
    mine.sort_by_key(|r| (std::cmp::Reverse(r.same), r.story, r.source));
    let mut used: Vec<(usize, usize)> = Vec::new();
    for run in mine {
        if used.iter().any(|u| u.0 < run.story.1 && run.story.0 < u.1) {
            continue;
        }
        used.push(run.story);
        for (from, to) in by_sentence(&own, &of_statement, run, first) {
            let at = own.sentence_of(&of_statement, from);
            let start = run.story.0 + (from + first).saturating_sub(run.source.0);
            let start = start.min(run.story.1 - 1);
            let back = other.sentence_of(&of_story, start);
            let own_words = held_statement.own_words(first + from, first + to);
            let how = if own_words >= OWN_WORDS {
                Carried::Close
            } else {
                Carried::Mentioned
            };
            let (Some(said), Some(text)) = (
                other.text(start, (start + to - from).min(run.story.1)),
                own.text(from, to),
            ) else {
                continue;
            };
            note(at, back, how, said, text);
        }
    }
    // Sentences that no passage joins, by the words that they share.
    for (n, sentence) in of_statement.iter().enumerate() {
        if carried.get(n).is_some_and(|c| c.0 >= Carried::Close) {
            continue;
        }
        let best = of_story
            .iter()
            .enumerate()
            .map(|(m, s)| (likeness(held, &own, sentence, &other, s), m))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((alike, m)) = best
            && alike >= CLOSE
            && let Some(theirs) = of_story.get(m)
            && let (Some(said), Some(text)) = (whole(story, theirs), whole(statement, sentence))
        {
            let slot = |list: &mut Vec<(Carried, Vec<(String, Span)>)>,
                        at: usize,
                        words: (String, Span)| {
                if let Some(slot) = list.get_mut(at) {
                    slot.0 = slot.0.max(Carried::Close);
                    slot.1.push(words);
                }
            };
            slot(&mut carried, n, said);
            slot(&mut taken, m, text);
        }
    }
    (
        rows(statement, &of_statement, carried),
        rows(story, &of_story, taken),
    )
}

fn whole(document: &Document, sentence: &Sentence) -> Option<(String, Span)> {
    let zone = document.zones.get(sentence.zone)?;
    let source = zone.clean.to_source_hull(sentence.span)?;
    // A compiled corpus knows no place of the marks at the ends of a zone.
    let placed = if document.capture.text.is_empty() {
        zone.clean.from_source(source)
    } else {
        None
    };
    let span = placed.unwrap_or(sentence.span);
    Some((span.of(zone.text()).to_owned(), source))
}

fn rows(
    document: &Document,
    sentences: &[Sentence],
    found: Vec<(Carried, Vec<(String, Span)>)>,
) -> Vec<Covered> {
    sentences
        .iter()
        .zip(found)
        .enumerate()
        .filter_map(|(n, (sentence, (carried, mut by)))| {
            by.sort_by_key(|b| b.1);
            let (text, span) = whole(document, sentence)?;
            let (by, by_spans) = by.into_iter().unzip();
            Some(Covered {
                document: document.address(),
                sentence: n,
                text,
                span,
                carried,
                by,
                by_spans,
            })
        })
        .collect()
}

/// A passage cut at the ends of the statement's sentences: words counted from the statement's first.
fn by_sentence(
    own: &Side<'_>,
    sentences: &[Sentence],
    run: &Run,
    start: usize,
) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize, Option<usize>)> = Vec::new();
    for word in run.source.0 - start..run.source.1 - start {
        let sentence = own.sentence_of(sentences, word);
        match out.last_mut() {
            Some(last) if last.2 == sentence => last.1 = word + 1,
            _ => out.push((word, word + 1, sentence)),
        }
    }
    out.into_iter()
        .filter(|(_, _, s)| s.is_some())
        .map(|(a, b, _)| (a, b))
        .collect()
}

/// How much of the weight of the shorter sentence's words, names aside, the other has as well (Dice over
/// the weights of words).
fn likeness(held: &Held, a: &Side<'_>, first: &Sentence, b: &Side<'_>, second: &Sentence) -> f64 {
    let ids = |side: &Side<'_>, s: &Sentence| -> Vec<u32> {
        let text = side.document.zones.get(s.zone).map_or("", |z| z.text());
        let all = &side.words.places;
        let from =
            all.partition_point(|p| (p.zone as usize, p.start as usize) < (s.zone, s.span.start));
        let places = all.get(from..).unwrap_or(&[]).iter();
        let places =
            places.take_while(|p| p.zone as usize == s.zone && (p.end as usize) <= s.span.end);
        let mut out: Vec<u32> = places
            .enumerate()
            .filter(|(n, p)| *n == 0 || !p.span().of(text).starts_with(char::is_uppercase))
            .filter_map(|(n, _)| side.words.ids.get(from + n).copied())
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    };
    let (x, y) = (ids(a, first), ids(b, second));
    let weight = |ids: &[u32]| -> f64 { ids.iter().map(|id| held.weight(*id)).sum() };
    let both: Vec<u32> = x
        .iter()
        .filter(|id| y.binary_search(id).is_ok())
        .copied()
        .collect();
    let total = weight(&x) + weight(&y);
    if both.len() < 4 || total <= 0.0 {
        0.0
    } else {
        2.0 * weight(&both) / total
    }
}
