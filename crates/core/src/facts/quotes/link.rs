//! Which cue and which source a content belongs to.

use crate::facts::words::{Paragraph, Word};
use std::ops::Range;

use super::{second::Guess, subject};

/// What a word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Content,
    Source,
    Cue,
}

/// Neighbouring words of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    pub(super) part: Part,
    /// Words of the paragraph.
    pub(super) words: Range<usize>,
}

/// Who says what, in words of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Link {
    /// Stretches of the content, in order.
    pub(super) content: Vec<Range<usize>>,
    pub(super) cue: Option<Range<usize>>,
    pub(super) source: Option<Range<usize>>,
    /// Who carries what the source says: `…, saying it was so, the agency added`.
    pub(super) carrier: Option<Range<usize>>,
}

/// Chunks of one part, and those near a place without looking at all.
struct Chunks {
    of: [Vec<Range<usize>>; 3],
}

/// Words that parts of one attribution lie apart at most.
const REACH: usize = 90;

impl Chunks {
    fn new(chunks: &[Chunk]) -> Self {
        let of = [Part::Content, Part::Source, Part::Cue].map(|part| {
            chunks
                .iter()
                .filter(|c| c.part == part)
                .map(|c| c.words.clone())
                .collect()
        });
        Chunks { of }
    }

    fn all(&self, part: Part) -> &[Range<usize>] {
        let [content, source, cue] = &self.of;
        match part {
            Part::Content => content,
            Part::Source => source,
            Part::Cue => cue,
        }
    }

    fn near(
        &self,
        part: Part,
        place: &Range<usize>,
    ) -> impl DoubleEndedIterator<Item = (usize, &Range<usize>)> {
        let all = self.all(part);
        let from = all.partition_point(|r| r.end + REACH <= place.start);
        let to = all.partition_point(|r| r.start < place.end + REACH);
        let near = all.get(from..to).unwrap_or(&[]);
        near.iter().enumerate().map(move |(n, r)| (from + n, r))
    }

    /// How many chunks of a part touch a stretch.
    fn in_between(&self, part: Part, between: &Range<usize>) -> usize {
        let all = self.all(part);
        let from = all.partition_point(|r| r.end <= between.start);
        let to = all.partition_point(|r| r.start < between.end);
        to.saturating_sub(from)
    }
}

/// Ties the chunks of a paragraph, mended, together.
pub(super) fn link(paragraph: &Paragraph<'_>, guesses: &[Guess], chunks: &[Chunk]) -> Vec<Link> {
    let words = &paragraph.words;
    let chunks = Chunks::new(chunks);
    let cues = chunks.all(Part::Cue);
    let mut links: Vec<Link> = Vec::new();
    for content in chunks.all(Part::Content) {
        if let Some((cue, source)) = tail(paragraph, &chunks, content) {
            let mut link = Link {
                content: vec![content.clone()],
                cue: Some(cue),
                source: Some(source),
                carrier: None,
            };
            if let Some((cue, source)) = inner(words, guesses, &chunks, content, &link) {
                link.carrier = link.source.replace(source);
                link.cue = Some(cue);
            }
            links.push(link);
            continue;
        }
        let best = chunks
            .near(Part::Cue, content)
            .filter_map(|(n, cue)| Some((cost_of_cue(words, &chunks, content, cue)?, n)))
            .min();
        let cue = best.and_then(|(_, n)| cues.get(n)).cloned();
        let last = links.last_mut();
        // Both halves of a quotation that the cue stands in.
        if let Some(last) = last
            && let Some(before) = last.content.last()
            && halves(words, before, content, cue.as_ref(), last.cue.as_ref())
        {
            last.content.push(content.clone());
            if last.source.is_none() {
                last.source = subject::signature(words, content);
            }
            continue;
        }
        if let Some(source) = subject::signature(words, content) {
            links.push(Link {
                content: vec![content.clone()],
                source: Some(source),
                ..Link::default()
            });
            continue;
        }
        let cue = cue.or_else(|| faint_cue(words, guesses, content));
        let source = match &cue {
            Some(cue) => source_of(words, guesses, &chunks, content, cue)
                .map(|s| subject::trimmed(words, cue, s)),
            None => nearest_source(words, &chunks, content),
        };
        links.push(Link {
            content: vec![content.clone()],
            cue,
            source,
            carrier: None,
        });
    }
    inherit(words, &mut links);
    links
}

/// Words inside marks whose speaker is named in the sentence before are the same speaker's.
fn inherit(words: &[Word], links: &mut [Link]) {
    let mut last: Option<(usize, Range<usize>)> = None;
    for link in links {
        let place = link.content.first().map_or(0, |c| c.start);
        if let Some(source) = &link.source {
            last = Some((place, source.clone()));
        } else if let Some((from, source)) = &last
            && words.get(place).is_some_and(|w| w.inside.is_some())
            && sentences_between(words, &(*from..from + 1), &(place..place + 1)) <= 3
        {
            link.source = Some(source.clone());
        }
    }
}

/// The cue right before words that a medium carries, with its source: the medium only says that somebody
/// said them.
fn inner(
    words: &[Word],
    guesses: &[Guess],
    chunks: &Chunks,
    content: &Range<usize>,
    link: &Link,
) -> Option<(Range<usize>, Range<usize>)> {
    let medium = words.get(link.source.clone()?)?.iter().any(|w| {
        let letters = w.lower.chars().filter(|c| c.is_alphabetic()).count();
        matches!(
            w.lower.as_str(),
            "it" | "agency" | "media" | "newspaper" | "daily" | "television" | "report" | "radio"
        ) || w.capital && letters > 2 && w.initials
    });
    if !medium {
        return None;
    }
    let cue = chunks.near(Part::Cue, content).map(|(_, c)| c).rfind(|c| {
        c.end <= content.start
            && content.start - c.end <= 2
            && sentences_between(words, c, content) == 0
    })?;
    let source = source_of(words, guesses, chunks, content, cue)?;
    (Some(&source) != link.source.as_ref())
        .then(|| (cue.clone(), subject::trimmed(words, cue, source)))
}

/// Chunks as the model means them, without what sequences of labels get wrong: a signature behind a dash
/// is no content, and what stands before a comma and a speaker (`Peace, the minister said, is near`) is
/// no source.
pub(super) fn mended(paragraph: &Paragraph<'_>, chunks: &[Chunk]) -> Vec<Chunk> {
    let words = &paragraph.words;
    let mut out = Vec::with_capacity(chunks.len());
    let begin = subject::dateline(words);
    for (n, chunk) in chunks.iter().enumerate() {
        let mut chunk = chunk.clone();
        // A dateline is no part of what is said, nor of who says it.
        if chunk.words.start < begin {
            chunk.words.start = begin;
            if chunk.words.is_empty() || begin >= chunk.words.end {
                continue;
            }
        }
        let all = chunk.words.clone();
        if chunk.part == Part::Content {
            while let Some(and) = coordinated(words, &chunk.words) {
                out.push(Chunk {
                    part: Part::Content,
                    words: chunk.words.start..and,
                });
                out.push(Chunk {
                    part: Part::Cue,
                    words: and + 1..and + 2,
                });
                chunk.words.start = and + 2;
            }
            let all = chunk.words.clone();
            let end = (all.start + 1..all.end).find(|end| {
                let closes = words.get(end - 1).is_some_and(|w| w.inside.is_some())
                    && words.get(*end).is_some_and(|w| w.inside.is_none());
                closes && subject::signature(words, &(all.start..*end)).is_some()
            });
            chunk.words.end = end.unwrap_or(all.end);
            // `“…,” the agency reported`: the speaker before the cue is no content.
            let cue = chunks
                .get(n + 1)
                .filter(|c| c.part == Part::Cue && c.words.start == all.end && end.is_none());
            if let Some(speaker) = cue.and_then(|c| subject::before(words, c.words.start))
                && speaker.start > all.start + 1
                && words
                    .get(speaker.start - 1)
                    .is_some_and(|w| w.lower == "," || w.inside.is_some())
                && words.get(speaker.start).is_some_and(|w| w.inside.is_none())
            {
                chunk.words.end = speaker.start;
                out.push(chunk);
                chunk = Chunk {
                    part: Part::Source,
                    words: speaker,
                };
            }
        } else if let (Part::Source, Some(cue), Some(content)) =
            (chunk.part, chunks.get(n + 1), chunks.get(n + 2))
            && cue.part == Part::Cue
            && content.part == Part::Content
            && cue.words.start == all.end
            && content.words.start == cue.words.end + 1
            && words.get(cue.words.end).is_some_and(|w| w.lower == ",")
            && let Some(comma) = words
                .get(all.clone())
                .and_then(|w| w.iter().rposition(|w| w.lower == ","))
            && comma > 0
        {
            let at = all.start + comma;
            out.push(Chunk {
                part: Part::Content,
                words: all.start..at,
            });
            chunk.words.start = at + 1;
        }
        out.push(chunk);
    }
    out
}

/// Where a second verb of saying follows marked words: `said it was “so” and called for it`.
fn coordinated(words: &[Word], content: &Range<usize>) -> Option<usize> {
    (content.start + 1..content.end.saturating_sub(3)).find(|n| {
        let get = |by: usize| words.get(n + by);
        let closes = words.get(n - 1).is_some_and(|w| w.inside.is_some());
        closes
            && get(0)
                .is_some_and(|w| w.inside.is_none() && matches!(w.lower.as_str(), "and" | "but"))
            && get(1).is_some_and(|w| {
                w.inside.is_none()
                    && matches!(w.cue, 's' | 'a' | 'v')
                    && !w.capital
                    && !matches!(w.tag, 'n' | 's' | 'j' | 'g')
            })
    })
}

/// Who spoke, said behind the words; a longer source that the model names there is taken.
fn tail(
    paragraph: &Paragraph<'_>,
    chunks: &Chunks,
    content: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let (cue, source) = subject::tail(&paragraph.words, content)?;
    let named = chunks
        .near(Part::Source, &source)
        .map(|(_, s)| s)
        .find(|s| s.start < source.end && source.start < s.end && s.start >= content.end);
    let cue_named = chunks
        .near(Part::Cue, &cue)
        .map(|(_, c)| c)
        .find(|c| c.start < cue.end && cue.start < c.end);
    Some((
        cue_named.cloned().unwrap_or(cue),
        named.cloned().unwrap_or(source),
    ))
}

fn sentence(words: &[Word], at: usize) -> u32 {
    words.get(at).map_or(0, |w| w.sentence)
}

/// The words between two stretches.
fn between(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    if a.end <= b.start {
        a.end..b.start
    } else {
        b.end..a.start.max(b.end)
    }
}

fn sentences_between(words: &[Word], a: &Range<usize>, b: &Range<usize>) -> usize {
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    let from = sentence(words, first.end.saturating_sub(1));
    sentence(words, second.start).saturating_sub(from) as usize
}

fn cost_of_cue(
    words: &[Word],
    chunks: &Chunks,
    content: &Range<usize>,
    cue: &Range<usize>,
) -> Option<usize> {
    if sentences_between(words, content, cue) > 0 {
        return None;
    }
    let between = between(content, cue);
    let crossed =
        chunks.in_between(Part::Content, &between) + chunks.in_between(Part::Cue, &between);
    // A verb before what it says rather than one behind it.
    let behind = if cue.end <= content.start { 0 } else { 2 };
    let cost = between.len() + 15 * crossed + behind;
    (cost <= 60).then_some(cost)
}

/// How likely a word must be a cue, or a source, to be one where nothing better is.
const FAINT: f32 = 0.08;

/// The likeliest cue of a sentence where the model names none.
fn faint_cue(words: &[Word], guesses: &[Guess], content: &Range<usize>) -> Option<Range<usize>> {
    let near = content.start.saturating_sub(12)..content.end + 12;
    let mut best: Option<(f32, usize)> = None;
    for n in near {
        let Some(guess) = guesses.get(n).filter(|_| !content.contains(&n)) else {
            continue;
        };
        let own = sentences_between(words, content, &(n..n + 1)) == 0;
        let [_, _, odds] = guess.odds;
        if own && guess.part.is_none() && odds >= FAINT && best.is_none_or(|b| odds > b.0) {
            best = Some((odds, n));
        }
    }
    let (_, n) = best?;
    Some(n..n + 1)
}

/// The source of a cue: a source that the model names, or the subject of the cue where it names none
/// so near.
fn source_of(
    words: &[Word],
    guesses: &[Guess],
    chunks: &Chunks,
    content: &Range<usize>,
    cue: &Range<usize>,
) -> Option<Range<usize>> {
    let named = chunks
        .near(Part::Source, cue)
        .filter_map(|(_, s)| Some((cost_of_source(words, chunks, cue, s)?, s.clone())));
    let guessed = subject::of(words, cue, content)
        .into_iter()
        .filter_map(|range| {
            // Where the model names a source inside it, that is considered already.
            if chunks.in_between(Part::Source, &range) > 0 {
                return None;
            }
            let head = guesses.get(range.clone()).unwrap_or(&[]);
            let odds = head.iter().map(|g| g.odds[1]).fold(0.0, f32::max);
            let distance = between(&range, cue).len();
            // Something near is a source even if the model doubts it, unless it is certain.
            let doubt = if odds >= 0.3 {
                3
            } else if odds >= FAINT {
                8
            } else {
                20
            };
            Some((distance + doubt, range))
        });
    named
        .chain(guessed)
        .min_by_key(|(cost, range)| (*cost, range.start))
        .map(|(_, range)| range)
}

fn cost_of_source(
    words: &[Word],
    chunks: &Chunks,
    cue: &Range<usize>,
    source: &Range<usize>,
) -> Option<usize> {
    let gap = between(cue, source);
    let distance = gap.len();
    let behind = source.start >= cue.end;
    // `according to the ministry`, `was told by the minister`
    let preposition = words
        .get(cue.end.saturating_sub(1))
        .is_some_and(|w| matches!(w.lower.as_str(), "to" | "by" | "of" | "from"));
    if preposition && behind && distance == 0 {
        return Some(0);
    }
    let cost = distance
        + 12 * chunks.in_between(Part::Content, &gap)
        + 20 * chunks.in_between(Part::Cue, &gap)
        + 8 * chunks.in_between(Part::Source, &gap)
        + 60 * sentences_between(words, cue, source)
        + if behind { 3 } else { 0 };
    (cost <= 70).then_some(cost)
}

fn nearest_source(words: &[Word], chunks: &Chunks, content: &Range<usize>) -> Option<Range<usize>> {
    chunks
        .near(Part::Source, content)
        .filter(|(_, s)| sentences_between(words, content, s) == 0)
        .map(|(n, s)| {
            let gap = between(content, s);
            (
                gap.len() + 15 * chunks.in_between(Part::Content, &gap),
                n,
                s,
            )
        })
        .min_by_key(|(cost, n, _)| (*cost, *n))
        .map(|(_, _, s)| s.clone())
}

/// Whether a content goes on with the one before: the cue of both stands between them, or it is a sentence
/// inside marks after one that says who speaks.
fn halves(
    words: &[Word],
    first: &Range<usize>,
    second: &Range<usize>,
    cue: Option<&Range<usize>>,
    cue_before: Option<&Range<usize>>,
) -> bool {
    let marked = |r: &Range<usize>| words.get(r.start).is_some_and(|w| w.inside.is_some());
    match (cue, cue_before) {
        (Some(cue), Some(before)) => {
            let word = |n: usize| words.get(n).map_or("", |w| w.lower.as_str());
            let apart = word(first.end) == "," || marked(first);
            let own = matches!(
                word(second.start),
                "that" | "to" | "of" | "whether" | "how" | "as"
            );
            cue == before && first.end <= cue.start && second.start >= cue.end && apart && !own
        }
        (None, _) => {
            marked(first) && marked(second) && sentences_between(words, first, second) <= 1
        }
        _ => false,
    }
}
