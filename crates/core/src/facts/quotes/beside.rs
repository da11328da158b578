//! The words right beside marks that say who speaks: `“…,” states Orel.`, `quoted a spokesman as saying “…”`.

use std::ops::Range;

use crate::{facts::words::Word, text::Span};

use super::subject;

/// A verb of saying and its subject, in words of a paragraph; who carries it, where another is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Beside {
    pub(super) cue: Range<usize>,
    pub(super) source: Range<usize>,
    pub(super) carrier: Option<Range<usize>>,
}

/// Verbs of speech that are heard in other ways too, in the third person and the past.
const CRIES: &str = "chant scream sing pray roar thunder text post blog rave gush quip snap bark sigh laugh smile scoff sneer \
    mock deride ridicule";

fn is_cry(verb: &str) -> bool {
    CRIES.split_whitespace().any(|c| {
        let stem = c.strip_suffix('e').unwrap_or(c);
        verb.strip_prefix(stem)
            .is_some_and(|rest| matches!(rest, "s" | "es" | "ed" | "ped"))
    }) || verb == "sang"
}

/// Words before marks in which somebody is quoted `as saying` at most.
const QUOTED: usize = 40;

/// The words of a marked stretch, and of the clean text before and behind it.
pub(super) fn range(words: &[Word], marked: Span) -> Range<usize> {
    let from = words.partition_point(|w| w.span.start < marked.start);
    from..words.partition_point(|w| w.span.start < marked.end)
}

/// Who is said behind marked words to speak: as sure as grammar gets.
pub(super) fn behind(words: &[Word], marked: &Range<usize>) -> Option<Beside> {
    if let Some(found) = quoted_behind(words, marked) {
        return Some(found);
    }
    let (cue, source) = subject::tail(words, marked).or_else(|| comma(words, marked))?;
    Some(Beside {
        cue,
        source,
        carrier: None,
    })
}

/// `“…,” the agency quoted Orel as saying`.
fn quoted_behind(words: &[Word], marked: &Range<usize>) -> Option<Beside> {
    let sentence = words.get(marked.end.checked_sub(1)?)?.sentence;
    let own = |n: &usize| {
        let word = words.get(*n);
        word.is_some_and(|w| w.sentence == sentence && w.inside.is_none())
    };
    // Behind the closing mark.
    let rest = words.get(marked.end..)?;
    let from = marked.end + rest.iter().take_while(|w| w.inside.is_some()).count();
    let join = (from..from + QUOTED).take_while(own).find(|n| {
        let next = words.get(n + 1);
        words.get(*n).is_some_and(|w| w.lower == "as")
            && next.is_some_and(|w| w.lower.ends_with("ing"))
    })?;
    let (source, carrier) = quoted(words, join, sentence)?;
    (source.start >= marked.end).then_some(Beside {
        cue: join..join + 2,
        source,
        carrier,
    })
}

/// `“No water,” Orel captioned his picture.`: a comma within the marks before a subject and a verb of any kind
/// says that they are said.
fn comma(words: &[Word], marked: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let last = words.get(marked.end.checked_sub(1)?)?;
    let sentence = last.sentence;
    let opens = marked
        .start
        .checked_sub(2)
        .and_then(|n| words.get(n))
        .is_none_or(|w| w.sentence != sentence);
    if last.lower != "," || !opens {
        return None;
    }
    let from = marked.end + usize::from(words.get(marked.end)?.inside.is_some());
    let source = subject::opening(words, from)?;
    let own = words.get(source.start)?.sentence == sentence;
    let verb = words.get(source.end)?;
    let finite = matches!(verb.tag, 'd' | 'z' | 'x') && !verb.capital;
    (own && finite && source.start == from).then_some((source.end..source.end + 1, source))
}

/// Who is said before marked words to speak.
pub(super) fn before(words: &[Word], marked: &Range<usize>) -> Option<Beside> {
    let sentence = words.get(marked.start)?.sentence;
    let own = |n: usize| {
        words
            .get(n)
            .filter(|w| w.sentence == sentence && w.inside.is_none())
    };
    let mut last = marked.start;
    // The opening mark, a comma or a colon, a conjunction.
    while let Some(n) = last.checked_sub(1)
        && words.get(n).is_some_and(|w| {
            w.sentence == sentence
                && (w.tag == '.' || matches!(w.lower.as_str(), "that" | "“" | "\""))
                && !matches!(w.lower.as_str(), "." | ";" | "!" | "?")
        })
    {
        last = n;
    }
    let verb = last.checked_sub(1)?;
    let word = own(verb)?;
    let as_saying = verb
        .checked_sub(1)
        .and_then(own)
        .is_some_and(|w| w.lower == "as");
    if as_saying && word.lower.ends_with("ing") {
        return quoted(words, verb - 1, sentence).map(|(source, carrier)| Beside {
            cue: verb - 1..verb + 1,
            source,
            carrier,
        });
    }
    let says = (matches!(word.cue, 's' | 'a') || is_cry(&word.lower)) && !word.capital;
    if !says || matches!(word.tag, 'n' | 's' | 'j' | 'g') {
        return None;
    }
    let source = subject::before(words, verb)?;
    let same = words.get(source.start)?.sentence == sentence;
    same.then_some(Beside {
        cue: verb..verb + 1,
        source,
        carrier: None,
    })
}

/// `…, with its leader Oren Malk saying the country has an “unmatched” supply`: who is nearer than the one whose
/// words the sentence is.
pub(super) fn with_saying(words: &[Word], marked: &Range<usize>) -> Option<Beside> {
    let sentence = words.get(marked.start)?.sentence;
    let own = |n: &usize| {
        let word = words.get(*n);
        word.is_some_and(|w| w.sentence == sentence && w.inside.is_none())
    };
    let from = marked.start.saturating_sub(QUOTED);
    let verb = (from..marked.start.checked_sub(1)?)
        .rev()
        .take_while(own)
        .find(|n| words.get(*n).is_some_and(|w| w.cue == 's' && !w.capital))?;
    if !words.get(verb)?.lower.ends_with("ing") {
        return None;
    }
    let with = (verb.saturating_sub(WITH)..verb)
        .rev()
        .take_while(own)
        .find(|n| words.get(*n).is_some_and(|w| w.lower == "with"))?;
    let source = with + 1..verb;
    let plain = words.get(source.clone())?.iter().all(|w| w.lower != ",");
    (plain && !source.is_empty()).then_some(Beside {
        cue: verb..verb + 1,
        source,
        carrier: None,
    })
}

/// Words between `with` and its participle at most.
const WITH: usize = 12;

/// `The agency quoted a spokesman as saying`, `Orel was quoted by it as saying`: who is quoted and who quotes.
fn quoted(
    words: &[Word],
    join: usize,
    sentence: u32,
) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let from = join.saturating_sub(QUOTED);
    let verb = (from..join).rev().find(|n| {
        words.get(*n).is_some_and(|w| {
            w.sentence == sentence
                && w.inside.is_none()
                && matches!(
                    w.lower.as_str(),
                    "quoted"
                        | "quoting"
                        | "quotes"
                        | "cited"
                        | "citing"
                        | "cites"
                        | "quote"
                        | "cite"
                )
        })
    })?;
    let passive = verb
        .checked_sub(1)
        .and_then(|n| words.get(n))
        .is_some_and(|w| w.tag == 'B');
    if passive {
        let by = words.get(verb + 1).is_some_and(|w| w.lower == "by");
        let carrier = (by && verb + 2 < join).then_some(verb + 2..join);
        return Some((subject::before(words, verb)?, carrier));
    }
    let who = verb + 1..join;
    let carrier = subject::before(words, verb).filter(|c| !c.is_empty());
    (!who.is_empty()).then_some((who, carrier))
}
