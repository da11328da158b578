//! Quotes of an English paragraph.

use crate::facts::words::{Paragraph, Word};
use std::ops::Range;

use crate::text::Span;

use super::{
    choose,
    link::{self, Link},
    model::{self, Models},
    subject,
};

/// Who says what in a paragraph: spans of its clean text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) content: Vec<Span>,
    pub(super) cue: Option<Span>,
    pub(super) source: Option<Span>,
    /// Who carries what the source says.
    pub(super) carrier: Option<Span>,
    /// Whether it is a turn of a transcript, the whole paragraph behind its speaker.
    pub(super) turn: bool,
}

/// The attributions of a paragraph, in order.
pub(super) fn attributions(paragraph: &Paragraph<'_>, models: &Models) -> Vec<Draft> {
    if let Some(draft) = turn(&paragraph.words) {
        return vec![draft];
    }
    let guesses = model::read(paragraph, models);
    let chunks = link::mended(paragraph, &model::chunks(&guesses));
    let mut links = link::link(paragraph, &guesses, &chunks);
    choose::choose(paragraph, &guesses, &chunks, &mut links, models);
    links
        .iter()
        .filter_map(|l| draft(&paragraph.words, l))
        .collect()
}

fn draft(words: &[Word], link: &Link) -> Option<Draft> {
    let span = |r: &Range<usize>| {
        let part = words.get(r.clone())?;
        Some(Span::new(part.first()?.span.start, part.last()?.span.end))
    };
    let content: Vec<Span> = link.content.iter().filter_map(span).collect();
    let source = link
        .source
        .clone()
        .and_then(|s| apart(words, s, link.cue.as_ref()));
    (!content.is_empty()).then(|| Draft {
        content,
        cue: link.cue.as_ref().and_then(span),
        source: source.as_ref().and_then(span),
        carrier: link.carrier.as_ref().and_then(span),
        turn: false,
    })
}

/// A source without its cue, where it runs over that, and none if nobody is left.
fn apart(words: &[Word], source: Range<usize>, cue: Option<&Range<usize>>) -> Option<Range<usize>> {
    let capital = |c: &&Range<usize>| words.get(c.start).is_some_and(|w| w.capital);
    // `Tarsk State chairman`: no cue.
    let source = match cue.filter(|c| !capital(c)) {
        Some(cue) if source.start < cue.start && cue.start < source.end => source.start..cue.start,
        Some(cue) if cue.start <= source.start && source.start < cue.end => cue.end..source.end,
        _ => source,
    };
    let named = |w: &Word| !matches!(w.tag, 'D' | '.' | 'C' | 'i');
    words
        .get(source.clone())?
        .iter()
        .any(named)
        .then_some(source)
}

/// Words of a speaker's name before the colon of a turn.
const NAME: usize = 4;

/// `OREL: The mills will be repaired.` A transcript names speakers in capital letters.
fn turn(words: &[Word]) -> Option<Draft> {
    let from = usize::from(words.first()?.tag == '.');
    let colon = from + words.get(from..)?.iter().position(|w| w.lower == ":")?;
    let (name, said) = (words.get(from..colon)?, words.get(colon + 1..)?);
    let capitals = name.iter().filter(|w| w.initials).count();
    // `CORRECTION:`, `PHOTO:` are words that a dictionary knows.
    let named = name
        .iter()
        .any(|w| w.initials && matches!(w.tag, 'N' | '?'));
    let fits = name.iter().all(|w| w.initials || w.tag == '.');
    if name.len() > NAME || capitals == 0 || !named || !fits || said.len() < 3 {
        return None;
    }
    Some(Draft {
        content: vec![Span::new(said.first()?.span.start, said.last()?.span.end)],
        source: Some(Span::new(name.first()?.span.start, name.last()?.span.end)),
        turn: true,
        ..Draft::default()
    })
}

/// Who is said to speak in the paragraph that follows: `The minister said:` ends one. Cue and source.
pub(super) fn announced(
    paragraph: &Paragraph<'_>,
    models: &Models,
) -> Option<(Span, Option<Span>)> {
    let words = &paragraph.words;
    let last = words.last().filter(|w| w.lower == ":")?;
    let guesses = model::read(paragraph, models);
    let chunks = link::mended(paragraph, &model::chunks(&guesses));
    let own = |c: &&link::Chunk| {
        words
            .get(c.words.start)
            .is_some_and(|w| w.sentence == last.sentence)
    };
    let start = words.partition_point(|w| w.sentence < last.sentence);
    let cue = chunks
        .iter()
        .filter(own)
        .rfind(|c| c.part == link::Part::Cue)
        .map(|c| c.words.start..c.words.end.min(words.len() - 1))
        .filter(|c| !c.is_empty())
        .or_else(|| {
            let place = words
                .get(start..)?
                .iter()
                .rposition(|w| matches!(w.cue, 's' | 'a') && w.inside.is_none())?;
            Some(start + place..start + place + 1)
        })?;
    let named = chunks
        .iter()
        .filter(own)
        .rfind(|c| c.part == link::Part::Source && c.words.end <= cue.start)
        .map(|c| c.words.clone());
    let source = named.or_else(|| subject::before(words, cue.start).filter(|s| s.start >= start));
    let span = |r: &Range<usize>| {
        let part = words.get(r.clone())?;
        Some(Span::new(part.first()?.span.start, part.last()?.span.end))
    };
    Some((span(&cue)?, source.as_ref().and_then(span)))
}
