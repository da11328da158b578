//! Noun phrases beside a verb of saying, without a parser: who can be its subject.

use crate::facts::words::Word;
use std::ops::Range;

/// The longest noun phrase that is looked at, in words.
const LONGEST: usize = 24;

/// Noun phrases that can be the subject of a cue: the one before it, the one behind it (`said Smith`).
pub(crate) fn of(words: &[Word], cue: &Range<usize>, content: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    found.extend(before(words, cue.start).filter(|r| !overlaps(r, content)));
    found.extend(behind(words, cue).filter(|r| !overlaps(r, content)));
    found
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether a word can be part of a noun phrase.
fn is_nominal(word: &Word) -> bool {
    word.inside.is_none()
        && (word.capital && word.tag != 'S'
            || matches!(
                word.tag,
                'D' | 'Q' | 'j' | 'n' | 's' | 'N' | '0' | 'c' | '?' | 'x' | 'g' | 'E'
            ))
        || word.lower == "%"
}

fn is_noun(word: &Word) -> bool {
    (word.capital && !matches!(word.tag, 'D' | 'i' | 'o' | 'S' | 'C' | 'Q'))
        || matches!(word.tag, 'n' | 's' | 'N' | '0' | '?' | 'g')
}

/// The words that say who spoke behind what was said: `, the minister said.` Cue and source.
///
/// `content` ends before them; the cue must be a verb of saying that the model or the lists know.
pub(super) fn tail(words: &[Word], content: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let sentence = words.get(content.end.checked_sub(1)?)?.sentence;
    let mut from = content.end;
    // The comma or the closing mark.
    while words
        .get(from)
        .is_some_and(|w| matches!(w.lower.as_str(), "," | "”" | "\"" | "—" | "–"))
    {
        from += 1;
    }
    let own = |n: usize| {
        words
            .get(n)
            .filter(|w| w.sentence == sentence && w.inside.is_none())
    };
    for n in from..from + LONGEST {
        let word = own(n)?;
        if word.cue != 's' || word.tag == 'g' {
            continue;
        }
        let cue = n..n + 1;
        // `said Smith`, `she said`
        let source = if n == from {
            behind(words, &cue)
        } else {
            before(words, n)
                .filter(|s| s.start >= from && s.start <= from + 1)
                .or_else(|| whole_phrase(words, from, n))
        };
        let source = source?;
        let end = source.end.max(n + 1);
        let stops = words
            .get(end..)
            .unwrap_or(&[])
            .iter()
            .take_while(|w| w.sentence == sentence)
            .take(9)
            .position(|w| w.tag == '.');
        let ended = own(end).is_none();
        // `said a miller who …`: turned round, it can be nothing else.
        return (ended || stops.is_some() || n == from).then_some((cue, source));
    }
    None
}

/// `one source close to Orel said`: all that stands before the verb, where it is one phrase.
fn whole_phrase(words: &[Word], from: usize, verb: usize) -> Option<Range<usize>> {
    let part = words.get(from..verb)?;
    let first = part.first()?;
    let opens = matches!(first.tag, 'D' | 'Q' | '0' | 'j') || first.capital;
    let plain = part
        .iter()
        .all(|w| !is_verb(w) && w.tag != '.' && w.inside.is_none() && w.tag != 'W');
    (opens && plain && part.len() <= PHRASE && part.iter().any(is_noun)).then_some(from..verb)
}

/// Words of a phrase that is taken whole at most.
const PHRASE: usize = 12;

/// Words of a dateline at most.
const DATELINE: usize = 16;

/// Where the words begin behind a dateline: a place in capital letters or an agency in brackets, and a
/// dash. 0 if there is none.
pub(crate) fn dateline(words: &[Word]) -> usize {
    let is_dash = |w: &Word| matches!(w.lower.as_str(), "-" | "–" | "—" | "―");
    let Some(dash) = words.iter().take(DATELINE).position(is_dash) else {
        return 0;
    };
    let before = words.get(..dash).unwrap_or(&[]);
    let place = before.first().is_some_and(|w| w.initials);
    let agency = before.last().is_some_and(|w| w.lower == ")");
    if !place && !agency {
        return 0;
    }
    let rest = words.get(dash..).unwrap_or(&[]);
    dash + rest.iter().take_while(|w| is_dash(w)).count()
}

/// A source without what does not belong to it: the noun phrase before the cue where the source reaches
/// over a clause.
pub(super) fn trimmed(words: &[Word], cue: &Range<usize>, source: Range<usize>) -> Range<usize> {
    let part = words.get(source.clone()).unwrap_or(&[]);
    let opens = part
        .first()
        .is_some_and(|w| matches!(w.tag, 'i' | 'o' | 'S' | 't') || w.tag == '.');
    let sentence = words.get(cue.start).map(|w| w.sentence);
    let crosses =
        part.first().map(|w| w.sentence) != sentence && part.last().map(|w| w.sentence) == sentence;
    let relative = part.iter().any(|w| w.tag == 'W');
    let verb = !relative && part.iter().any(is_verb);
    if source.end > cue.start && !verb || !(opens || crosses || verb) || part.len() < 3 {
        return source;
    }
    let inner = before(words, cue.start);
    if let Some(inner) =
        inner.filter(|r| r.start > source.start && r.end <= source.end && r.end + 3 >= source.end)
    {
        return inner;
    }
    if crosses {
        let from = part
            .iter()
            .position(|w| Some(w.sentence) == sentence)
            .unwrap_or(0);
        return source.start + from..source.end;
    }
    // The clause that the source has run into: what stands before its verb.
    let end = part.iter().position(is_verb).filter(|n| *n > 0);
    end.map_or(source.clone(), |n| source.start..source.start + n)
}

fn is_verb(word: &Word) -> bool {
    matches!(word.tag, 'd' | 'z' | 'B' | 'H' | 'M')
        && word.lower != "'s"
        && !word.capital
        && word.inside.is_none()
}

/// `“…” — Name`: a name behind a dash that ends the paragraph.
pub(super) fn signature(words: &[Word], content: &Range<usize>) -> Option<Range<usize>> {
    let dash = words.get(content.end)?;
    if !matches!(dash.lower.as_str(), "—" | "–" | "―" | "-" | "~") || dash.inside.is_some() {
        return None;
    }
    let rest = words.get(content.end + 1..)?;
    let name: Vec<&Word> = rest.iter().take_while(|w| w.tag != '.').take(12).collect();
    let capitals = name.iter().filter(|w| w.capital).count();
    let ends = rest.len() <= name.len() + 8;
    (ends && capitals >= 1 && capitals * 2 >= name.len())
        .then_some(content.end + 1..content.end + 1 + name.len())
}

/// The noun phrase that ends before a verb; adverbs and auxiliaries may stand between.
pub(crate) fn before(words: &[Word], verb: usize) -> Option<Range<usize>> {
    let get = |n: usize| words.get(n);
    let mut end = verb;
    while let Some(word) = end.checked_sub(1).and_then(get) {
        let skips = !word.capital && matches!(word.tag, 'r' | 'B' | 'H' | 'M' | 'O' | 't')
            || matches!(word.lower.as_str(), "not" | "also" | "have");
        if !skips || verb - end > 4 {
            break;
        }
        end -= 1;
    }
    let last = get(end.checked_sub(1)?)?;
    if last.inside.is_some() {
        return None;
    }
    if matches!(last.tag, 'P' | 'W') || matches!(last.lower.as_str(), "this" | "that") {
        return Some(end - 1..end);
    }
    // `Smith, the minister, said`: back over what stands between two commas.
    if last.lower == "," {
        let from = end.saturating_sub(LONGEST);
        let open = words
            .get(from..end - 1)?
            .iter()
            .rposition(|w| w.lower == ",")?
            + from;
        let own = words.get(open)?.sentence == last.sentence;
        let phrase = run_before(words, open)?;
        return own.then_some(phrase.start..end);
    }
    run_before(words, end)
}

/// The noun phrase that opens a sentence, behind a conjunction or an adverb.
pub(crate) fn opening(words: &[Word], start: usize) -> Option<Range<usize>> {
    let sentence = words.get(start)?.sentence;
    let own = |n: usize| {
        words
            .get(n)
            .filter(|w| w.sentence == sentence && w.inside.is_none())
    };
    let mut from = start;
    while own(from).is_some_and(|w| matches!(w.tag, 'C' | 'r' | 'S' | '.') && w.lower != ",") {
        from += 1;
    }
    if own(from).is_some_and(|w| matches!(w.tag, 'P' | 'W')) {
        return Some(from..from + 1);
    }
    // `At the end of it`, `After declaring so`: no subject, though a capital letter begins it.
    if own(from).is_some_and(|w| matches!(w.tag, 'i' | 'g' | 't' | 'o')) {
        return None;
    }
    let mut end = from;
    while end - from < LONGEST
        && let Some(word) = own(end)
    {
        let joins = matches!(
            word.lower.as_str(),
            "of" | "for" | "at" | "in" | "and" | "'s"
        ) && end > from
            && own(end + 1).is_some_and(is_nominal);
        // `The office released the statement`: a verb with its object.
        let verb = matches!(word.tag, 'x' | 'd') && !word.capital && end > from;
        let object = own(end + 1).is_some_and(|w| matches!(w.tag, 'D' | 'Q'));
        if !is_nominal(word) && !joins || verb && object {
            break;
        }
        end += 1;
    }
    let range = from..end;
    words
        .get(range.clone())?
        .iter()
        .any(is_noun)
        .then_some(range)
}

/// The noun phrase that ends at `end`.
fn run_before(words: &[Word], end: usize) -> Option<Range<usize>> {
    let mut start = end;
    let first = words.get(end.checked_sub(1)?)?;
    while end - start < LONGEST
        && let Some(word) = start.checked_sub(1).and_then(|n| words.get(n))
        && word.sentence == first.sentence
    {
        let possessive = word.lower == "'s" || (word.lower == "’" || word.lower == "'");
        let joins = possessive
            || matches!(
                word.lower.as_str(),
                "of" | "&" | "and" | "for" | "in" | "at" | "from" | "with"
            ) && start < end
                && start >= 2
                && words
                    .get(start - 2)
                    .is_some_and(|w| is_noun(w) && w.sentence == first.sentence);
        // `and` ties names and nouns of one kind, not clauses.
        if !is_nominal(word) && !joins {
            break;
        }
        start -= 1;
        // A determiner begins the phrase, unless `of` ties it to one before.
        if matches!(word.tag, 'D' | 'Q') && !word.lower.is_empty() {
            let tied = start
                .checked_sub(1)
                .and_then(|n| words.get(n))
                .is_some_and(|w| w.lower == "of" || w.tag == 'D');
            if !tied {
                break;
            }
        }
    }
    let range = start..end;
    words
        .get(range.clone())?
        .iter()
        .any(is_noun)
        .then_some(range)
}

/// The noun phrase that begins behind a verb.
fn behind(words: &[Word], cue: &Range<usize>) -> Option<Range<usize>> {
    let first = words.get(cue.end)?;
    if first.inside.is_some() {
        return None;
    }
    if matches!(first.tag, 'P') {
        return Some(cue.end..cue.end + 1);
    }
    let mut end = cue.end;
    while end - cue.end < LONGEST
        && let Some(word) = words.get(end)
        && word.sentence == first.sentence
    {
        let joins = matches!(word.lower.as_str(), "of" | "for" | "at" | "and" | "'s")
            && end > cue.end
            && words.get(end + 1).is_some_and(is_nominal);
        if !is_nominal(word) && !joins {
            break;
        }
        end += 1;
    }
    let range = cue.end..end;
    words
        .get(range.clone())?
        .iter()
        .any(is_noun)
        .then_some(range)
}
