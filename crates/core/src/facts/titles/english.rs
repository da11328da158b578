//! Titles in English: which post belongs to which name.
//!
//! All phrases that name a post are read first ([`super::phrase`]); then an ordered table of rules
//! ([`super::holders`]) gives each to a name of its sentence.
//! What no rule gives away may stand for a person by itself ([`super::bare`]).

use super::{
    Title,
    holders::{Named, Reader},
    phrase::{Phrase, Words},
};
use crate::{
    facts::{
        organs::Organ,
        page::{Line, Page},
        people::{Form, Person, TitleOf, tokens::Token},
    },
    text::Span,
};

/// The phrases of a line that no rule gives to a name, with its words.
pub(super) fn open(
    line: &Line<'_>,
    tokens: &[Token<'_>],
    people: &[Person],
    organs: &[Organ],
    each: &mut dyn FnMut(&Words<'_, '_>, &Phrase),
) {
    let from = people.partition_point(|p| p.place.at.zone < line.zone);
    let to = people.partition_point(|p| p.place.at.zone <= line.zone);
    let (words, names) = words(line, tokens, people, from..to, organs);
    let phrases = words.phrases();
    let held = Reader {
        words: &words,
        phrases: &phrases,
        names: &names,
    }
    .held();
    let mut free = vec![true; phrases.len()];
    for held in held {
        if let Some(slot) = free.get_mut(held.phrase) {
            *slot = false;
        }
    }
    for (phrase, _) in phrases.iter().zip(free).filter(|p| p.1) {
        each(&words, phrase);
    }
}

/// The titles in a line, in its order; people who bear them get them.
pub(super) fn find(
    page: &Page<'_>,
    line: &Line<'_>,
    tokens: &[Token<'_>],
    people: &mut [Person],
    organs: &[Organ],
    titles: &mut Vec<Title>,
) {
    let from = people.partition_point(|p| p.place.at.zone < line.zone);
    let to = people.partition_point(|p| p.place.at.zone <= line.zone);
    if from == to {
        return;
    }
    let (words, names) = words(line, tokens, people, from..to, organs);
    let phrases = words.phrases();
    let reader = Reader {
        words: &words,
        phrases: &phrases,
        names: &names,
    };
    let mut held = reader.held();
    held.sort_by_key(|h| h.phrase);
    for held in held {
        let Some(phrase) = phrases.get(held.phrase) else {
            continue;
        };
        let when = phrase.when.clone().or(held.when.map(str::to_owned));
        give(
            page,
            line,
            phrase.span(tokens),
            &held.holders,
            when,
            people,
            organs,
            titles,
        );
    }
}

/// The words of a line with its names and bodies.
pub(super) fn words<'t, 'p>(
    line: &'t Line<'_>,
    tokens: &'t [Token<'p>],
    people: &[Person],
    range: std::ops::Range<usize>,
    organs: &[Organ],
) -> (Words<'t, 'p>, Vec<Named>) {
    let mut names = Vec::new();
    let mut named = vec![false; tokens.len()];
    for person in range {
        let Some(p) = people
            .get(person)
            .filter(|p| matches!(p.form, Form::Name | Form::Short))
        else {
            continue;
        };
        let span = p.place.at.span;
        let from = tokens.partition_point(|t| t.span.end <= span.start);
        let to = tokens.partition_point(|t| t.span.start < span.end);
        for slot in named.get_mut(from..to).unwrap_or_default() {
            *slot = true;
        }
        names.push(Named { person, from, to });
    }
    let mut bodies = vec![None; tokens.len()];
    let first = organs.partition_point(|o| o.place.at.zone < line.zone);
    for organ in organs
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(|o| o.place.at.zone == line.zone)
    {
        let span = organ.place.at.span;
        let from = tokens.partition_point(|t| t.span.end <= span.start);
        let to = tokens.partition_point(|t| t.span.start < span.end);
        if let Some(slot) = bodies.get_mut(from) {
            *slot = Some(to);
        }
    }
    (
        Words {
            tokens,
            named,
            bodies,
        },
        names,
    )
}

/// Writes a title down, one fact for each holder.
#[allow(clippy::too_many_arguments, reason = "the parts of one fact")]
pub(super) fn give(
    page: &Page<'_>,
    line: &Line<'_>,
    span: Span,
    holders: &[usize],
    when: Option<String>,
    people: &mut [Person],
    organs: &[Organ],
    titles: &mut Vec<Title>,
) {
    let at = line.at(span);
    let Some(place) = page.place(at) else { return };
    let text = span.of(line.text).to_owned();
    let organ = organ_of(line, span, organs);
    for holder in holders {
        let Some(person) = people.get_mut(*holder) else {
            continue;
        };
        person.titles.push(TitleOf {
            text: text.clone(),
            span: place.hull(),
            organ: organ.clone(),
            at,
        });
        titles.push(Title {
            text: text.clone(),
            person: person.name.clone(),
            person_id: person.id.clone(),
            organ: organ.clone(),
            group: holders.len() > 1,
            when: when.clone(),
            place: place.clone(),
        });
    }
}

/// The body in a title: its id, else the words behind `of`.
fn organ_of(line: &Line<'_>, span: Span, organs: &[Organ]) -> Option<String> {
    let first = organs
        .partition_point(|o| (o.place.at.zone, o.place.at.span.start) < (line.zone, span.start));
    let inside = organs
        .get(first)
        .filter(|o| o.place.at.zone == line.zone && o.place.at.span.end <= span.end);
    if let Some(organ) = inside {
        return organ.id.clone().or_else(|| Some(organ.text.clone()));
    }
    let text = span.of(line.text);
    let behind = [" of the ", " of ", " at the ", " at ", " for ", " to the "].iter();
    let first = behind
        .filter_map(|w| text.find(w).map(|at| at + w.len()))
        .min();
    first.and_then(|at| text.get(at..)).map(str::to_owned)
}
