//! English noun phrases around a noun of events: what stands before it, and what belongs to it behind it.

use super::{
    heads::{Class, Head, words as known},
    tails::{quoted, tails},
};
use crate::{
    facts::{ordinal, words::Word},
    text::Span,
};

/// Words before a head, or in one noun phrase behind it, at most.
const REACH: usize = 16;

/// What opens a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    None,
    The,
    This,
    A,
    /// `its`, `their`: another word of the text says whose.
    Its,
    /// `every`, `each`, `any`, `no`: no single event.
    Any,
}

/// A preposition with its noun phrase; numbers of words, the end is not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tail {
    pub(super) preposition: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it says where.
    pub(super) is_venue: bool,
}

/// A noun of events with what belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) start: usize,
    /// The first word of the head (`plenary` of `plenary meeting`).
    pub(super) first: usize,
    /// Behind the head.
    pub(super) behind: usize,
    pub(super) end: usize,
    pub(super) opening: Opening,
    pub(super) tails: Vec<Tail>,
    /// Whether a noun follows that the head only describes (`conference room`).
    pub(super) describes: bool,
}

/// Words of one paragraph; every look outside them gives nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'w>(pub(super) &'w [Word]);

impl<'w> Row<'w> {
    pub(super) fn get(self, at: usize) -> Option<&'w Word> {
        self.0.get(at)
    }

    pub(super) fn before(self, at: usize) -> Option<&'w Word> {
        let word = self.get(at.checked_sub(1)?)?;
        (word.sentence == self.get(at)?.sentence).then_some(word)
    }

    pub(super) fn lower(self, at: usize) -> &'w str {
        self.get(at).map_or("", |w| w.lower.as_str())
    }

    pub(super) fn tag(self, at: usize) -> char {
        self.get(at).map_or('.', |w| w.tag)
    }

    /// The next word, if it is of the same sentence.
    pub(super) fn next_in(self, at: usize, sentence: u32) -> Option<&'w Word> {
        self.get(at).filter(|w| w.sentence == sentence)
    }

    /// Whether a word can be a noun or a name.
    fn is_noun(self, at: usize) -> bool {
        matches!(self.tag(at), 'n' | 'N' | 's' | '?')
    }

    /// `( ABBR )` from its first mark.
    fn is_bracketed(self, at: usize) -> bool {
        self.lower(at) == "("
            && self.get(at + 1).is_some_and(|w| w.initials)
            && self.lower(at + 2) == ")"
    }

    fn is_capital(self, at: usize) -> bool {
        self.get(at).is_some_and(|w| w.capital)
    }

    /// Whether a name begins at a word, an article aside.
    pub(super) fn names(self, at: usize) -> bool {
        let article = usize::from(self.tag(at) == 'D');
        // `in Phase 2` is no place.
        let numbered = self.tag(at + article + 1) == '0';
        self.get(at + article)
            .is_some_and(|w| w.capital && matches!(w.tag, 'N' | 'n' | 's' | 'j' | '?') && !numbered)
    }

    /// Whether `in` with the noun phrase that begins behind it says in what and not where:
    /// `officials in the farming sector`.
    pub(super) fn is_domain(self, at: usize) -> bool {
        let Some(end) = noun_phrase(self, at + 1) else {
            return false;
        };
        let article = usize::from(self.tag(at + 1) == 'D');
        let last = self.lower(end - 1);
        let noun = matches!(self.tag(end - 1), 'n' | 's') && end > at + 2 + article;
        noun && self.is_capital(at + 1 + article) && !known().has("place", last)
    }

    /// Whether a capital noun of bodies stands before `of` (`House`, `Bank`).
    fn is_name_of(self, at: usize) -> bool {
        self.is_capital(at) && known().has("body", self.lower(at))
    }

    pub(super) fn is_time(self, at: usize) -> bool {
        known().has("time", self.lower(at))
    }

    pub(super) fn is_year(self, at: usize) -> bool {
        let word = self.lower(at);
        word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
    }
}

/// The phrase around the head that ends at a word, if the word is used as a noun there.
pub(super) fn phrase(row: Row<'_>, last: usize, head: &Head, headline: bool) -> Option<Phrase> {
    let first = last.checked_sub(head.before.len())?;
    let sentence = row.get(last)?.sentence;
    let start = coordinated(row, left(row, first, headline), first, head.class);
    let start = round(row, start, head.class).map_or(start, |n| left(row, n, headline));
    let opening = opening(row, start);
    if !is_noun_use(row, start, first, last, opening) {
        return None;
    }
    let behind = last + 1;
    // `the summit in Tarsk` is described as `the important summit in Tarsk` is.
    let described = start < first || matches!(opening, Opening::The | Opening::A);
    let (tails, mut end) = tails(row, behind, head.class, described);
    if end == behind && matches!(head.class, Class::Drill | Class::Show) && !headline {
        end = named(row, behind, sentence);
    }
    let describes = tails.is_empty()
        && end == behind
        && row.next_in(behind, sentence).is_some_and(|w| {
            let verb = is_course(row, behind, row.tag(last) == 's');
            !verb
                && matches!(w.tag, 'n' | 's' | 'N')
                && w.inside == row.get(last).and_then(|l| l.inside)
        });
    Some(Phrase {
        start,
        first,
        behind,
        end,
        opening,
        tails,
        describes,
    })
}

/// `round` of `the first round of talks`.
fn round(row: Row<'_>, start: usize, class: Class) -> Option<usize> {
    let of = start.checked_sub(1).filter(|_| class == Class::Talks)?;
    let round = of.checked_sub(1)?;
    (row.lower(of) == "of" && row.lower(round) == "round").then_some(round)
}

/// The first word of a list that describes the head: `a book, photo and fine art exhibition`.
fn coordinated(row: Row<'_>, start: usize, first: usize, class: Class) -> usize {
    let gathers = matches!(
        class,
        Class::Show | Class::Meeting | Class::Ceremony | Class::Talks
    );
    if !gathers || start == first || row.before(start).is_none_or(|w| w.lower != "and") {
        return start;
    }
    let mut at = start - 1;
    while start - at < REACH {
        let Some(word) = row.before(at) else {
            return at;
        };
        let noun =
            matches!(word.tag, 'n' | 'N' | 'j' | '?') && known().heads(&word.lower).is_empty();
        match word.tag {
            'D' if at + 1 < start => return at,
            _ if noun || word.lower == "," => at -= 1,
            _ => return start,
        }
    }
    start
}

/// Whether a word behind the head is a verb of its course that looks like a noun: `the meeting ends Friday`.
fn is_course(row: Row<'_>, at: usize, plural: bool) -> bool {
    let lower = row.lower(at);
    let verb = ["began", "ended", "took-place"]
        .iter()
        .any(|set| known().has(set, lower));
    let form = if plural {
        !lower.ends_with('s')
    } else {
        lower.ends_with('s')
    };
    verb && form && lower != "place" && lower != "stage" && lower != "run"
}

/// Behind a name that follows a noun in small letters: `exercise Iron Shield 22`.
fn named(row: Row<'_>, behind: usize, sentence: u32) -> usize {
    let small = row.get(behind - 1).is_some_and(|w| !w.capital);
    let of_name = |n: &usize| {
        row.next_in(*n, sentence).is_some_and(|w| {
            let number = w.tag == '0' && *n > behind;
            small && (number || (w.capital && matches!(w.tag, 'N' | 'n' | 'j' | '?')))
        })
    };
    (behind..behind + REACH).take_while(of_name).count() + behind
}

/// The first word that stands before the head as a part of its phrase.
fn left(row: Row<'_>, first: usize, headline: bool) -> usize {
    let mut at = first;
    while first - at < REACH {
        let Some(word) = row.before(at) else { break };
        let n = at - 1;
        let inside = row.get(at).and_then(|w| w.inside);
        if word.inside != inside && word.tag.is_alphanumeric() {
            break;
        }
        let is_part = match word.tag {
            // `Orel Guides Conference`: in a headline a plural is more likely a verb.
            's' if headline && row.lower(at) != "'" => false,
            'n' | 'N' | 'j' | '?' | 's' | 'u' => true,
            'r' => {
                let compass = matches!(word.lower.as_str(), "south" | "north" | "east" | "west");
                row.is_capital(at) && (word.capital || compass)
            }
            '0' => {
                // `an Oct. 21 meeting`
                let day = row.before(n).is_some_and(|_| row.is_time(n - 1));
                ordinal::english(&word.lower).is_some() || row.is_year(n) || day
            }
            'x' | 'd' | 'g' | 'v' | 'p' | 'z' => is_adjective(row, n),
            _ => match word.lower.as_str() {
                "'s" => row
                    .before(n)
                    .is_some_and(|w| w.capital || matches!(w.tag, 'n' | 'N' | '?' | 'u' | 's')),
                "'" => row.before(n).is_some_and(|w| w.lower.ends_with('s')),
                ")" => n >= 2 && row.is_bracketed(n - 2),
                "(" => row.is_bracketed(n),
                // `House of Representatives election`
                "of" => !headline && n > 0 && row.is_capital(at) && row.is_name_of(n - 1),
                lower => lower.ends_with('.') && lower.len() > 2,
            },
        };
        if !is_part {
            break;
        }
        at = n;
    }
    while at < first && matches!(row.lower(at), "'s" | "'" | ")" | "(") {
        at += 1;
    }
    // `Organizations Protest Nuclear Tests`: a verb follows the plural of a headline.
    let plural = row.before(at).is_some_and(|w| w.tag == 's');
    if headline && plural && at + 1 < first && matches!(row.tag(at), 'n' | 'v' | '?') {
        at += 1;
    }
    at
}

/// Whether a verb form stands where adjectives do: behind an article, a possessive or an adjective.
fn is_adjective(row: Row<'_>, at: usize) -> bool {
    let Some(word) = row.get(at) else {
        return false;
    };
    match row.before(at) {
        None => matches!(word.tag, 'x' | 'g'),
        Some(before) => {
            matches!(before.tag, 'D' | 'Q' | 'j')
                || before.lower == "'s"
                || ordinal::english(&before.lower).is_some()
                || (word.capital && before.capital && matches!(word.tag, 'x' | 'g'))
        }
    }
}

fn opening(row: Row<'_>, start: usize) -> Opening {
    let Some(word) = row.before(before_mark(row, start)) else {
        return Opening::None;
    };
    match word.lower.as_str() {
        "the" => Opening::The,
        "this" | "that" | "these" | "those" => Opening::This,
        "a" | "an" | "another" | "one" => Opening::A,
        "every" | "each" | "any" | "no" | "such" | "some" | "either" | "neither" => Opening::Any,
        _ if word.tag == 'Q' => Opening::Its,
        _ => Opening::None,
    }
}

/// The first word of what a quotation mark cuts off: `the coming "general election"`.
fn before_mark(row: Row<'_>, start: usize) -> usize {
    let opens = |w: &Word| matches!(w.lower.as_str(), "\"" | "“" | "‘");
    if !row.before(start).is_some_and(opens) {
        return start;
    }
    let mut at = start - 1;
    while start - at <= 2
        && row
            .before(at)
            .is_some_and(|w| matches!(w.tag, 'j' | 'g' | 'x'))
    {
        at -= 1;
    }
    at
}

/// Whether the head is a noun: many are verbs too (`to visit the plant`, `meeting the needs`).
fn is_noun_use(row: Row<'_>, start: usize, first: usize, last: usize, opening: Opening) -> bool {
    // `edifices meeting the needs`
    let object = row
        .get(last + 1)
        .is_some_and(|w| matches!(w.tag, 'D' | 'Q'));
    if row.lower(last) == "meeting" && object && opening == Opening::None && !row.is_capital(last) {
        return false;
    }
    if start < first || opening != Opening::None {
        // `the rocket test the army made` is rare, `they test the rocket` is not.
        return true;
    }
    let Some(word) = row.get(last) else {
        return false;
    };
    if last > first {
        return true;
    }
    let follows_verb = row
        .get(last + 1)
        .is_some_and(|w| w.sentence == word.sentence && matches!(w.tag, 'D' | 'Q' | 'P'));
    let before = row.before(start).map_or('.', |w| w.tag);
    // `There were talks`
    let there = before == 'B' && start >= 2 && row.lower(start - 2) == "there";
    let is_verb_place = !there
        && matches!(
            before,
            't' | 'M' | 'P' | 'W' | 'O' | 'E' | 'B' | 'H' | 'r' | 's'
        );
    let plural = known().has("plural", &word.lower);
    // `an exhibition and meeting of farmers`
    let joined = row.before(start).is_some_and(|w| w.lower == "and")
        && start
            .checked_sub(2)
            .is_some_and(|n| !known().heads(row.lower(n)).is_empty());
    !follows_verb
        && !is_verb_place
        && (word.capital || plural || joined || there || matches!(before, 'i' | 'o' | 'd' | 'v'))
}

/// The end of the noun phrase that begins at a word.
pub(super) fn noun_phrase(row: Row<'_>, from: usize) -> Option<usize> {
    let sentence = row.get(from)?.sentence;
    let mut at = from;
    let mut noun = None;
    while at - from < REACH {
        let Some(word) = row.next_in(at, sentence) else {
            break;
        };
        let step = match word.tag {
            'D' | 'Q' if at == from => 1,
            'D' | 'Q' if at == from + 1 && row.lower(from) == "all" => 1,
            // `the meeting of the board ends on Monday`
            's' if noun.is_some() && is_course(row, at, false) && ends_clause(row, at + 1) => 0,
            'n' | 'N' | 's' | '?' => {
                noun = Some(at);
                1
            }
            'j' => {
                // In a name an adjective may be the last word.
                if word.capital && noun.is_some() {
                    noun = Some(at);
                }
                1
            }
            '0' if row.is_year(at) && noun.is_some() => 0,
            '0' => {
                if noun.is_some_and(|n| n + 1 == at) && row.get(at - 1).is_some_and(|w| w.capital) {
                    noun = Some(at);
                }
                1
            }
            // A word of a name may be a verb elsewhere: `Jan Sung`.
            'x' | 'd' | 'g' | 'v' | 'p' | 'z'
                if word.capital && noun.is_some_and(|n| row.is_capital(n) && n + 1 == at) =>
            {
                noun = Some(at);
                1
            }
            'x' | 'd' | 'g' | 'v' | 'p' | 'z' => usize::from(is_inner_verb(row, from, at)),
            // `North Korea`: an adverb elsewhere.
            'r' if word.capital && row.is_capital(at + 1) => 1,
            _ if at > from && matches!(word.lower.as_str(), "'s" | "'") => {
                usize::from(noun == Some(at - 1))
            }
            _ if row.is_bracketed(at) && noun.is_some() => {
                noun = Some(at + 2);
                3
            }
            _ => match word.lower.as_str() {
                "and" | "&" => usize::from(joins(row, at, noun)),
                "," | "." => after_abbreviation(row, at),
                // A name in quotation marks is taken whole.
                "\"" | "“" | "‘" if let Some(end) = quoted(row, at) => {
                    noun = Some(end - 1);
                    end - at
                }
                "\"" | "“" | "‘" => usize::from(noun.is_none() || word.inside.is_some()),
                "”" | "’" => usize::from(noun.is_some()),
                _ => 0,
            },
        };
        if step == 0 {
            break;
        }
        at += step;
    }
    noun.map(|n| n + 1)
}

/// Whether a time, a preposition or a stop stands at a word.
fn ends_clause(row: Row<'_>, at: usize) -> bool {
    row.is_time(at) || matches!(row.tag(at), 'i' | 'u' | '.')
}

/// Whether a verb form belongs to the noun phrase: `preparing the day`, `Enlarged Session`.
fn is_inner_verb(row: Row<'_>, from: usize, at: usize) -> bool {
    let Some(word) = row.get(at) else {
        return false;
    };
    let next = row.tag(at + 1);
    let noun_follows = matches!(next, 'n' | 'N' | 's' | '?' | 'j');
    if at == from && word.tag == 'g' {
        return noun_follows || matches!(next, 'D' | 'Q');
    }
    let before = row.get(at.wrapping_sub(1));
    let adjective = before
        .is_some_and(|b| matches!(b.tag, 'D' | 'Q' | 'j' | 'o' | 'i' | '0') || b.lower == "'s");
    noun_follows && adjective
}

/// Whether `and` joins two nouns of one name or of one kind.
fn joins(row: Row<'_>, at: usize, noun: Option<usize>) -> bool {
    let (Some(before), Some(after)) = (row.get(at.wrapping_sub(1)), row.get(at + 1)) else {
        return false;
    };
    let both = row.is_noun(at + 1) || after.tag == 'j';
    // `the congress of the union and Orel said`: a verb behind shows that a clause begins.
    let clause = matches!(row.tag(at + 2), 'd' | 'z' | 'B' | 'H' | 'M');
    let starts_event = (at + 1..at + 4).any(|n| {
        ordinal::english(row.lower(n)).is_some() || !known().heads(row.lower(n)).is_empty()
    });
    // `between Jan Orel and former President Taren`
    let person = before.capital && matches!(after.lower.as_str(), "former" | "visiting");
    let alike = before.capital == after.capital || person;
    noun == at.checked_sub(1) && both && alike && !clause && !starts_event
}

/// Words of the joint behind an abbreviation (`C.C., WPK`, `C.C., the Red Party`) that begins at a mark.
fn after_abbreviation(row: Row<'_>, at: usize) -> usize {
    let short = row
        .before(at)
        .is_some_and(|w| w.initials && w.lower.contains('.'));
    let comma = at + usize::from(row.lower(at) == ".");
    if !short || row.lower(comma) != "," {
        return 0;
    }
    let next = comma + 1 + usize::from(row.lower(comma + 1) == "the");
    let named = row.before(next).is_some() && row.is_capital(next);
    if named { next - at } else { 0 }
}

/// The bytes of the sentence of a word.
pub(super) fn sentence(row: Row<'_>, at: usize) -> Option<Span> {
    let number = row.get(at)?.sentence;
    let first = row.0.partition_point(|w| w.sentence < number);
    let behind = row.0.partition_point(|w| w.sentence <= number);
    Some(Span::new(
        row.get(first)?.span.start,
        row.get(behind.checked_sub(1)?)?.span.end,
    ))
}
