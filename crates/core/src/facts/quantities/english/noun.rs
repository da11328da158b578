//! Nouns that a number counts: `more than 3 500 balloons`, `12-member`.

use super::super::scan::{Amount, Found, Reader};
use super::found;
use super::phrase::{attribute, of_phrase, spaced};
use crate::{
    facts::words::Word,
    text::{
        Span,
        number::{NumberForm, tidy},
    },
};

/// A number with the noun that it counts: `more than 3 500 balloons`, `two foreign ministers`.
pub(super) fn noun(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let words = &(r.words)().words;
    let mut from = words.partition_point(|w| w.span.start < amount.span.end);
    let word = |n: usize| words.get(n);
    let decimal = amount.span.of(r.text).contains('.');
    (amount.high >= 1.0 || decimal).then_some(())?;
    let fuzzy = amount.form == NumberForm::Fuzzy;
    let of = word(from).is_some_and(|w| w.lower == "of");
    if of && !fuzzy {
        return part_of(r, amount, words, from + 1);
    }
    if fuzzy && of {
        from += 1;
        from += usize::from(word(from).is_some_and(|w| {
            matches!(
                w.lower.as_str(),
                "the" | "these" | "those" | "their" | "its" | "our" | "his" | "all"
            )
        }));
    }
    // `13 out of 35 hospitals`
    let out_of = word(from).is_some_and(|w| w.lower == "out")
        && word(from + 1).is_some_and(|w| w.lower == "of");
    if out_of && word(from + 2).is_some_and(|w| w.tag == '0') {
        let name = phrase_behind(r, words, from + 3)?;
        return Some(found(amount.span, amount, Some(name), None));
    }
    let first = word(from)?;
    let gap = Span::new(amount.span.end, first.span.start).of(r.text);
    (gap.len() <= 24 && (fuzzy || gap.trim().is_empty()) && !gap.is_empty()).then_some(())?;
    if amount.is(1.0) {
        ONE.contains(&first.lower.as_str()).then_some(())?;
        let span = Span::new(amount.span.start, first.span.end);
        return Some(found(span, amount, Some(first.lower.clone()), None));
    }
    is_english(words).then_some(())?;
    // `the Tarsk 2008 Games` has a year.
    let year =
        matches!(amount.form, NumberForm::Plain(4)) && (1900.0..2100.0).contains(&amount.low);
    if year && first.capital {
        return None;
    }
    // `the LC 500 Convertible`
    let named = word_before(words, amount).is_some_and(|w| w.initials && w.lower.len() <= 3);
    if first.capital && named && matches!(amount.form, NumberForm::Plain(_)) {
        return None;
    }
    // `the Three Principles of Reunification`
    if first.capital && is_titled(r, amount) {
        return None;
    }
    let head = head(r, words, from)?;
    let last = word(head)?;
    let start = skip_more(words, from);
    let name = spaced(Span::new(word(start)?.span.start, last.span.end).of(r.text));
    let span = Span::new(amount.span.start, last.span.end);
    let mut out = found(span, amount, Some(name), None);
    out.of = of_phrase(r, span.end);
    Some(out)
}

/// The word before a number.
fn word_before(words: &[Word], amount: Amount) -> Option<&Word> {
    let at = words.partition_point(|w| w.span.start < amount.span.start);
    words.get(at.checked_sub(1)?)
}

/// The noun phrase in the plural that begins at a word.
fn phrase_behind(r: &Reader<'_, '_>, words: &[Word], from: usize) -> Option<String> {
    let last = words.get(head(r, words, from)?)?;
    Some(spaced(
        Span::new(words.get(from)?.span.start, last.span.end).of(r.text),
    ))
}

/// Whether a number word has a capital inside a sentence, as in the name of something.
fn is_titled(r: &Reader<'_, '_>, amount: Amount) -> bool {
    let capital = r
        .rest(amount.span.start)
        .starts_with(|c: char| c.is_ascii_uppercase());
    let quote = ['"', '“', '‘', '\'', ' ', '\n'];
    let before = r.before(amount.span.start).trim_end_matches(quote);
    capital && before.ends_with(|c: char| c.is_ascii_lowercase())
}

/// What is counted by the million with the letter alone: `1.5m people`, where `20m walls` measures.
const BY_MILLION: [&str; 40] = [
    "people",
    "users",
    "customers",
    "viewers",
    "voters",
    "workers",
    "jobs",
    "homes",
    "households",
    "tonnes",
    "tons",
    "barrels",
    "passengers",
    "visitors",
    "followers",
    "subscribers",
    "shares",
    "copies",
    "refugees",
    "residents",
    "citizens",
    "doses",
    "cases",
    "deaths",
    "vehicles",
    "cars",
    "listeners",
    "readers",
    "members",
    "children",
    "students",
    "pupils",
    "patients",
    "downloads",
    "tourists",
    "migrants",
    "acres",
    "hectares",
    "animals",
    "units",
];

/// `1.5m people`, `20k jobs`.
pub(super) fn millions(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let rest = r.rest(amount.span.end);
    let factor = match rest.chars().next()? {
        'm' | 'M' => 1e6,
        'k' | 'K' => 1e3,
        _ => return None,
    };
    let behind = rest.get(1..)?.strip_prefix([' ', '\n'])?;
    let len = behind
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(behind.len());
    let noun = behind.get(..len).filter(|w| BY_MILLION.contains(w))?;
    let amount = Amount {
        low: tidy(amount.low * factor),
        high: tidy(amount.high * factor),
        ..amount
    };
    let end = amount.span.end + 2 + len;
    let span = Span::new(amount.span.start, end);
    Some(found(span, amount, Some(noun.to_owned()), None))
}

/// `two of the soldiers`, `15 of the 19 soldiers`: of the second the number alone, since what follows it is
/// counted again.
fn part_of(r: &Reader<'_, '_>, amount: Amount, words: &[Word], from: usize) -> Option<Found> {
    let (the, first) = (words.get(from)?, words.get(from + 1)?);
    let all = matches!(
        the.lower.as_str(),
        "the" | "these" | "those" | "their" | "its" | "our" | "his" | "her"
    );
    (all && amount.high > 1.0).then_some(())?;
    let number = first.tag == '0';
    let start = from + 1 + usize::from(number);
    let last = words.get(head(r, words, start)?).filter(|w| !w.capital)?;
    let name = spaced(Span::new(words.get(start)?.span.start, last.span.end).of(r.text));
    let end = if number {
        amount.span.end
    } else {
        last.span.end
    };
    Some(found(
        Span::new(amount.span.start, end),
        amount,
        Some(name),
        None,
    ))
}

/// `five-point`, `12-member`: a noun joined to its number.
pub(super) fn compound_noun(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let rest = r.rest(amount.span.end);
    let hyphen = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '\u{2010}' | '\u{2011}'))?;
    let word = rest.get(hyphen.len_utf8()..)?;
    let len = word
        .bytes()
        .position(|b| !b.is_ascii_alphabetic())
        .unwrap_or(word.len());
    let noun = word.get(..len).filter(|w| w.len() > 2)?;
    let small = noun.starts_with(|c: char| c.is_ascii_lowercase());
    let lower = noun.to_ascii_lowercase();
    // `2019-launched`, but `nine-speed`
    let participle = lower.ends_with("ed") && !lower.ends_with("eed") && lower.len() > 4;
    let counts = small
        && !participle
        && amount.high >= 1.0
        && !NO_COUNT.contains(&lower.as_str())
        && !amount.is(1.0);
    counts.then_some(())?;
    let end = amount.span.end + hyphen.len_utf8() + len;
    let mut out = found(Span::new(amount.span.start, end), amount, Some(lower), None);
    out.of = attribute(r, end);
    Some(out)
}

/// Words behind a hyphen that make no count of their number.
const NO_COUNT: [&str; 42] = [
    "for",
    "nil",
    "all",
    "per",
    "from",
    "down",
    "way",
    "sided",
    "star",
    "party",
    "dimensional",
    "third",
    "thirds",
    "half",
    "halves",
    "quarter",
    "quarters",
    "fifth",
    "fifths",
    "first",
    "second",
    "fourth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "to",
    "on",
    "and",
    "or",
    "off",
    "up",
    "odd",
    "plus",
    "something",
    "fifths",
    "time",
    "man",
    "horse",
    "tier",
    "th",
];

/// Plural nouns that do not end in `s`, and words that count people.
const PLURALS: [&str; 36] = [
    "others",
    "people",
    "men",
    "women",
    "children",
    "police",
    "personnel",
    "staff",
    "aircraft",
    "spacecraft",
    "crew",
    "sheep",
    "cattle",
    "fish",
    "feet",
    "teeth",
    "mice",
    "geese",
    "dead",
    "wounded",
    "injured",
    "missing",
    "captive",
    "hostage",
    "homeless",
    "servicemen",
    "policemen",
    "fishermen",
    "businessmen",
    "businesspeople",
    "spokespeople",
    "hovercraft",
    "clergymen",
    "oxen",
    "dice",
    "media",
];

/// What `one` counts: people, and nothing that `one` could stand for itself.
const ONE: [&str; 24] = [
    "person",
    "man",
    "woman",
    "child",
    "boy",
    "girl",
    "soldier",
    "worker",
    "official",
    "student",
    "officer",
    "civilian",
    "teacher",
    "passenger",
    "resident",
    "policeman",
    "journalist",
    "prisoner",
    "defector",
    "patient",
    "pilot",
    "sailor",
    "member",
    "delegate",
];

/// Words of a noun phrase before its noun at most.
const PHRASE: usize = 6;

/// Small words of other languages in Latin letters, which word lists of English take for nouns.
const FOREIGN: [&str; 22] = [
    "de", "del", "la", "los", "las", "el", "y", "que", "des", "les", "le", "du", "et", "der",
    "die", "das", "und", "di", "il", "per", "och", "yang",
];

/// Words of a line that are looked at to know its language.
const LOOKED_AT: usize = 80;

/// Whether a line has more small words of English than of its neighbours.
fn is_english(words: &[Word]) -> bool {
    let (mut own, mut other) = (0, 0);
    for word in words.iter().take(LOOKED_AT) {
        match word.lower.as_str() {
            "the" | "of" | "and" | "to" | "in" | "a" | "for" | "on" | "with" => own += 1,
            lower if FOREIGN.contains(&lower) => other += 1,
            _ => {}
        }
    }
    own >= other
}

/// Words that stand between a number and its noun and are no part of the noun.
fn skip_more(words: &[Word], from: usize) -> usize {
    let more = |w: &Word| {
        matches!(
            w.lower.as_str(),
            "more" | "other" | "additional" | "further" | "new"
        )
    };
    from + usize::from(words.get(from).is_some_and(more))
}

/// The noun in the plural that a phrase ends with.
fn head(r: &Reader<'_, '_>, words: &[Word], from: usize) -> Option<usize> {
    let sentence = words.get(from)?.sentence;
    for n in from..from + PHRASE {
        let word = words.get(n).filter(|w| w.sentence == sentence)?;
        if is_plural(word, n == from) {
            let next = words.get(n + 1);
            let goes_on = next.is_some_and(|w| w.tag == 's' && w.sentence == sentence)
                && next.is_some_and(|w| Span::new(word.span.end, w.span.start).of(r.text) == " ");
            return Some(n + usize::from(goes_on));
        }
        // `big and small wars`
        let and = matches!(word.lower.as_str(), "and" | "or")
            && n > from
            && words.get(n - 1).is_some_and(|w| w.tag == 'j')
            && words.get(n + 1).is_some_and(|w| w.tag == 'j');
        (and || modifies(word)).then_some(())?;
    }
    None
}

/// The last noun of a phrase in the singular or plural.
pub(super) fn any_head(words: &[Word], from: usize) -> Option<usize> {
    let mut last = None;
    for n in from..from + PHRASE {
        let Some(word) = words.get(n) else { break };
        let noun = is_plural(word, false) || matches!(word.tag, 'n' | 'N' | 's' | '?');
        if !noun && !modifies(word) {
            break;
        }
        if noun {
            last = Some(n);
        }
    }
    last
}

/// Whether a word can stand between a number and its noun.
fn modifies(word: &Word) -> bool {
    matches!(word.tag, 'j' | 'n' | 'N' | 'g' | 'x' | 'd' | 'v' | '?')
        || matches!(
            word.lower.as_str(),
            "more" | "other" | "such" | "additional" | "further" | "newly" | "different"
        )
}

/// Verbs that look like plurals and are no nouns: `a 180 page book comes with`.
const VERBS: [&str; 24] = [
    "says", "is", "has", "does", "comes", "goes", "makes", "gets", "gives", "takes", "seems",
    "becomes", "remains", "includes", "allows", "appears", "contains", "requires", "provides",
    "holds", "keeps", "brings", "tells", "means",
];

/// Whether a word is a noun in the plural. Right behind a number what could be a verb is one, too.
fn is_plural(word: &Word, first: bool) -> bool {
    let lower = word.lower.as_str();
    if PLURALS.contains(&lower) {
        return true;
    }
    let ends = lower.len() > 2
        && lower.ends_with('s')
        && !lower.ends_with("ss")
        && !lower.ends_with("us")
        && !lower.ends_with("is")
        && !lower.contains('\'');
    match word.tag {
        's' => true,
        'z' => ends && (first || !VERBS.contains(&lower)),
        '?' | 'N' | 'n' | 'j' => ends,
        _ => false,
    }
}
