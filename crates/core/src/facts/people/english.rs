//! Names of people in Latin letters: by the pack, and by form with what stands around them.
//!
//! A row of capital words gets points for its form ([`form`]) and for what stands around it
//! ([`evidence`]). What makes a person of a name anywhere in the document makes one of it everywhere, so
//! all lines are read before anything is decided. A single word is a person where a title stands before
//! it, or where the document names somebody in full whom it can stand for.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Draft, Form,
    candidates::{self, Candidate},
    evidence::ENOUGH,
    form::Habit,
    index::Index,
    lexicon::{self, Class},
    tokens::{Cut, Token},
};
use crate::{
    facts::{
        organs::Organ,
        page::{At, Page, Tongue},
    },
    text::Span,
};

/// Points for standing in a list of people.
const LISTED: i32 = 5;

/// Points that a noun for a thing before one mention takes from all.
const THING: i32 = 12;

/// Points of a name whose last word the document has behind a post or an honorific.
const CALLED: i32 = 4;

/// Points of a form at least that a list makes a person of.
const LISTABLE: i32 = 1;

/// The names in the lines that are not Korean, in the order of the page.
pub(super) fn find(
    page: &Page<'_>,
    cut: &Cut<'_, '_>,
    index: &Index,
    organs: &[Organ],
    drafts: &mut Vec<Draft>,
) {
    let mut all = Vec::new();
    for (number, line) in page.lines.iter().enumerate() {
        let read = line.tongue != Tongue::Korean && line.text.chars().any(char::is_uppercase);
        if read {
            candidates::collect(line, cut.of(number), &mut all);
        }
    }
    all.retain(|c| !in_organ(c.at, organs));
    let accepted = accept(page, index, &all);
    let names: BTreeSet<(String, bool)> = all
        .iter()
        .zip(&accepted)
        .filter(|(_, yes)| **yes)
        .map(|(c, _)| (c.key.clone(), c.habit != Habit::General))
        .collect();
    let keys: BTreeSet<&str> = names.iter().map(|n| n.0.as_str()).collect();
    let mut shorts = candidates::shorts(&names);
    // Whom the document only names by a post and a surname.
    let titled = all.iter().filter(|c| is_titled(c)).map(|c| c.key.clone());
    shorts.extend(titled);
    words(page, cut, organs, &all, &shorts, drafts);
    for (candidate, yes) in all.iter().zip(&accepted) {
        if *yes {
            drafts.push(Draft {
                at: candidate.at,
                form: Form::Name,
            });
        } else if candidate.words == 1 || shorts.contains(&candidate.key) {
            if is_short(candidate, &shorts) {
                drafts.push(Draft {
                    at: candidate.at,
                    form: Form::Short,
                });
            }
        } else if let Some(draft) = part(page, candidate, &keys, &shorts) {
            drafts.push(draft);
        }
    }
}

/// Surnames that are ordinary words, where they stand alone: `Wells said` behind `Viola Wells`.
fn words(
    page: &Page<'_>,
    cut: &Cut<'_, '_>,
    organs: &[Organ],
    all: &[Candidate],
    shorts: &BTreeSet<String>,
    drafts: &mut Vec<Draft>,
) {
    if shorts.is_empty() {
        return;
    }
    for (number, line) in page.lines.iter().enumerate() {
        if line.tongue == Tongue::Korean || !line.text.chars().any(char::is_uppercase) {
            continue;
        }
        let tokens = cut.of(number);
        for (n, token) in tokens.iter().enumerate() {
            let fits = token.capital && shorts.contains(&*token.lower);
            if !(fits && (stands_alone(tokens, n) || is_label(tokens, n))) {
                continue;
            }
            let at = line.at(token.span);
            let next =
                all.partition_point(|c| (c.at.zone, c.at.span.end) <= (at.zone, at.span.start));
            let taken = all.get(next).is_some_and(|c| c.at.overlaps(at));
            if !taken && !in_organ(at, organs) {
                drafts.push(Draft {
                    at,
                    form: Form::Short,
                });
            }
        }
    }
}

/// Whether a line begins with a name in capital letters as who speaks: `OREL: I agree.`
fn is_label(tokens: &[Token<'_>], n: usize) -> bool {
    let colon = tokens.get(n + 1).is_some_and(|t| t.lower == ":");
    n == 0 && colon && tokens.first().is_some_and(|t| t.initials)
}

/// Whether a word with a capital letter can be a name by itself: no other capital word beside it, no
/// article before it, and what opens a sentence does something.
fn stands_alone(tokens: &[Token<'_>], n: usize) -> bool {
    let Some(token) = tokens.get(n).filter(|t| !t.initials) else {
        return false;
    };
    let near = |at: Option<usize>| {
        let token_at = at.and_then(|at| tokens.get(at));
        token_at.filter(|t| t.sentence == token.sentence)
    };
    let (before, next) = (near(n.checked_sub(1)), near(Some(n + 1)));
    if next.is_some_and(|t| t.capital && !t.is(Class::DAY) || t.lower == "-") {
        return false;
    }
    let acts = next.is_some_and(|t| {
        t.is_verb() || t.cue == 's' || matches!(&*t.lower, "'s" | "'") || t.tag == 'r'
    });
    let Some(before) = before else { return acts };
    let place = Class::FACILITY
        .or(Class::PLACE)
        .or(Class::DAY)
        .or(Class::BODY);
    let determined = matches!(
        &*before.lower,
        "the" | "a" | "an" | "this" | "that" | "these" | "those" | "no" | "every" | "each" | "-"
    );
    let located = token.is(place)
        && matches!(
            &*before.lower,
            "in" | "at" | "on" | "near" | "to" | "from" | "since" | "by"
        );
    if determined || located && !acts {
        return false;
    }
    let introduces = before.is(Class::POST
        .or(Class::HONORIFIC)
        .or(Class::RANK)
        .or(Class::PERSON));
    // `But Wells said`: a small word opens the sentence.
    let small = before.capital
        && before.is(Class::COMMON)
        && !matches!(before.tag, 'n' | 's' | 'j' | 'N' | '?');
    if before.tag == '.' && !matches!(&*before.lower, "," | ";") {
        return acts;
    }
    !before.capital || introduces || small && acts
}

/// Whether a body has the words in its name. Bodies do not overlap.
fn in_organ(at: At, organs: &[Organ]) -> bool {
    let next = organs
        .partition_point(|o| (o.place.at.zone, o.place.at.span.start) <= (at.zone, at.span.start));
    let organ = next.checked_sub(1).and_then(|n| organs.get(n));
    organ.is_some_and(|o| o.place.at.contains(at) && o.place.at != at)
}

/// What is known of a name from all its mentions.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    form: i32,
    around: Option<i32>,
    pack: bool,
    thing: bool,
}

/// Which candidates of several words are people.
fn accept(page: &Page<'_>, index: &Index, all: &[Candidate]) -> Vec<bool> {
    let mut known: BTreeMap<&str, Known> = BTreeMap::new();
    for candidate in all.iter().filter(|c| c.words > 1) {
        let entry = known.entry(&candidate.key).or_insert_with(|| Known {
            pack: !index.lookup(page.words(candidate.at)).is_empty(),
            ..Known::default()
        });
        entry.form = entry.form.max(candidate.form);
        entry.thing |= candidate.thing;
        if !candidate.blocked && !candidate.headline {
            entry.around = Some(entry.around.unwrap_or(i32::MIN).max(candidate.around));
        }
    }
    // `Mr Vesk` speaks for `Ida Vesk`.
    let surnames: BTreeSet<&str> = all
        .iter()
        .filter(|c| is_titled(c))
        .map(|c| c.key.as_str())
        .collect();
    let points = |c: &Candidate| {
        let known = known.get(c.key.as_str()).copied().unwrap_or_default();
        let last = c.key.rsplit(' ').next().unwrap_or("");
        let called = if c.words > 1 && surnames.contains(last) {
            CALLED
        } else {
            0
        };
        let around = known
            .around
            .unwrap_or_else(|| c.around.min(0) - i32::from(c.headline));
        let around = if c.headline {
            around
        } else {
            around.max(c.around)
        };
        let thing = if known.thing { THING } else { 0 };
        (known.form + around + called - thing, known.pack)
    };
    let mut yes: Vec<bool> = all
        .iter()
        .map(|c| {
            let (points, pack) = points(c);
            c.words > 1 && !c.blocked && (pack || points >= ENOUGH)
        })
        .collect();
    // Lists: forward, then back.
    for n in 1..all.len() {
        listed(all, &mut yes, n, n - 1, n, &points);
    }
    for n in (1..all.len()).rev() {
        listed(all, &mut yes, n - 1, n, n, &points);
    }
    yes
}

/// Takes a candidate whose neighbour in a list is a person. `joined`: the later of the two.
fn listed(
    all: &[Candidate],
    yes: &mut [bool],
    this: usize,
    other: usize,
    joined: usize,
    points: &dyn Fn(&Candidate) -> (i32, bool),
) {
    let linked = all.get(joined).is_some_and(|c| c.joined);
    let Some(candidate) = all
        .get(this)
        .filter(|c| linked && c.words > 1 && !c.blocked)
    else {
        return;
    };
    let neighbour = yes.get(other).copied().unwrap_or(false);
    let enough = candidate.form >= LISTABLE && points(candidate).0 + LISTED >= ENOUGH;
    if let Some(slot) = yes.get_mut(this) {
        *slot |= neighbour && enough;
    }
}

/// Whether a single word, or a part of a name, is a person's.
fn is_short(candidate: &Candidate, shorts: &BTreeSet<String>) -> bool {
    !candidate.blocked && shorts.contains(&candidate.key)
}

/// Whether a post or an honorific makes a person of a single word. In a headline, where every word has a
/// capital letter, what is behind a post may be a verb.
fn is_titled(candidate: &Candidate) -> bool {
    candidate.titled && !candidate.headline && candidate.words == 1 && !candidate.blocked
}

/// Words of a row that are looked through for a name at most.
const PARTS: usize = 8;

/// A name that the document has elsewhere, inside a row of capital words: `Orel Hails Farmers`.
fn part(
    page: &Page<'_>,
    candidate: &Candidate,
    keys: &BTreeSet<&str>,
    shorts: &BTreeSet<String>,
) -> Option<Draft> {
    let text = page.words(candidate.at);
    let mut words = Vec::new();
    for word in text.split_whitespace().take(PARTS) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        words.push((start, start + word.len(), lexicon::plain(word)));
    }
    for from in 0..words.len() {
        for to in (from + 1..=words.len()).rev() {
            let row = words.get(from..to).unwrap_or_default();
            let key = row
                .iter()
                .map(|w| w.2.as_str())
                .collect::<Vec<_>>()
                .join(" ");
            let full = row.len() > 1 && keys.contains(key.as_str());
            let short = candidate.headline && row.len() == 1 && shorts.contains(&key);
            if let ([first, ..], [.., last], true) =
                (row, row, (full || short) && row.len() < words.len())
            {
                let start = candidate.at.span.start;
                let span = Span::new(start + first.0, start + last.1);
                let form = if full { Form::Name } else { Form::Short };
                return Some(Draft {
                    at: At {
                        span,
                        ..candidate.at
                    },
                    form,
                });
            }
        }
    }
    None
}
