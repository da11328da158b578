//! Names of people in Hangul.
//!
//! An eojeol is read as a name and what is written onto it ([`form`]); its neighbours speak for or against
//! it ([`evidence`]): a post, an honorific, a remark with Chinese characters, the members of a list. Names
//! that the document shows once are found again where nothing else speaks for them, and `김 위원장` is
//! tied to the person who bears the surname and the post ([`short`]).

mod evidence;
mod form;
pub(in crate::facts) mod lexicon;
mod lists;
mod short;
pub(in crate::facts) mod tail;
pub(in crate::facts) mod text;

use std::collections::BTreeMap;

use self::{
    form::{ENOUGH, Reading, Sort},
    lexicon::{Role, lists},
    text::{Shape, Text},
};
use super::{Draft, Form, index::Index};
use crate::{
    facts::{
        At,
        organs::Organ,
        page::{Line, Page, Tongue},
        titles::korean::posts,
    },
    text::Span,
};

/// A name that may stand in a line.
#[derive(Clone, Debug)]
struct Candidate<'d> {
    /// Its last token, which particles are written onto, and its first.
    token: usize,
    first: usize,
    /// Bytes of the line.
    span: Span,
    reading: Reading<'d>,
    /// Logits with all that the neighbours say.
    weight: f32,
    /// The heads of the posts beside it.
    heads: Vec<&'d str>,
    /// Behind the posts that follow it.
    end: usize,
    /// Somebody who writes, or a name of something else.
    blocked: bool,
}

impl<'d> Candidate<'d> {
    fn is_name(&self) -> bool {
        !self.blocked && self.weight >= ENOUGH
    }

    /// The words of the name.
    fn name(&self, line: &Line<'d>) -> &'d str {
        self.span.of(line.text)
    }
}

/// A line with its candidates, in its order.
#[derive(Debug)]
struct Read<'p, 'd> {
    line: &'p Line<'d>,
    text: &'p Text<'d>,
    candidates: Vec<Candidate<'d>>,
}

impl Read<'_, '_> {
    /// The candidate whose last token this is.
    fn candidate(&self, token: usize) -> Option<usize> {
        self.candidates
            .binary_search_by_key(&token, |c| c.token)
            .ok()
    }
}

/// The names in the Korean lines of a page. Gives the places of short forms with those of the full names
/// that they stand for.
pub(super) fn find(
    page: &Page<'_>,
    index: &Index,
    organs: &[Organ],
    drafts: &mut Vec<Draft>,
) -> BTreeMap<At, At> {
    let lines = page.lines.iter().filter(|l| l.tongue == Tongue::Korean);
    let mut reads: Vec<Read<'_, '_>> = lines.map(|line| read(line, index)).collect();
    for read in &mut reads {
        block_bodies(read, organs);
    }
    lists::strengthen(&mut reads);
    recur(&mut reads);
    lists::strengthen(&mut reads);
    let shorts = short::find(&reads);
    let ends = short::last_words(&reads);
    for read in &reads {
        for candidate in read.candidates.iter().filter(|c| c.is_name()) {
            let at = read.line.at(candidate.span);
            let lone = candidate.first == candidate.token && candidate.reading.sort != Sort::Korean;
            let form = if lone && ends.contains(candidate.reading.stem) {
                Form::Short
            } else {
                Form::Name
            };
            drafts.push(Draft { at, form });
        }
    }
    drafts.extend(shorts.iter().map(|s| Draft {
        at: s.at,
        form: Form::Short,
    }));
    shorts.iter().filter_map(|s| Some((s.at, s.of?))).collect()
}

fn read<'p, 'd>(line: &'p Line<'d>, index: &Index) -> Read<'p, 'd> {
    let text = line.korean();
    let mut candidates: Vec<Candidate<'d>> = Vec::new();
    for (token, word) in text.tokens.iter().enumerate() {
        if word.shape != Shape::Hangul {
            continue;
        }
        let Some(reading) = form::read(word.text) else {
            continue;
        };
        let span = Span::new(word.span.start, word.span.start + reading.stem.len());
        candidates.push(Candidate {
            token,
            first: token,
            span,
            weight: reading.weight,
            reading,
            heads: Vec::new(),
            end: token + 1,
            blocked: false,
        });
    }
    let mut read = Read {
        line,
        text,
        candidates,
    };
    join_foreign(&mut read);
    join_known(&mut read, index);
    evidence::weigh(&mut read, index);
    read
}

/// Blocks what is the name of a body, or a part of one; a foreigner's name that is widely known may be both.
fn block_bodies(read: &mut Read<'_, '_>, organs: &[Organ]) {
    for candidate in &mut read.candidates {
        let at = read.line.at(candidate.span);
        let next = organs.partition_point(|o| {
            (o.place.at.zone, o.place.at.span.start) <= (at.zone, at.span.start)
        });
        let organ = next.checked_sub(1).and_then(|n| organs.get(n));
        let known = candidate.reading.sort == Sort::Known;
        candidate.blocked |=
            organ.is_some_and(|o| o.place.at.contains(at) && (o.place.at != at || !known));
    }
}

/// What other words weigh at most.
const NO_NAME: f32 = -2.6;
/// Syllables of a foreigner's surname, as a rule, at most.
const NAME: usize = 4;
/// Words of a foreigner's name at most.
const WORDS: usize = 6;
/// What a first name says for the word behind it.
const FIRST_NAME: f32 = 0.9;
/// One that only sounds foreign.
const FOREIGN_WORD: f32 = 0.2;
/// One syllable behind a first name.
const LAST_SYLLABLE: f32 = 0.8;

/// Joins the words of foreigners' names (`얀 오렐`): the last one bears the particles.
fn join_foreign(read: &mut Read<'_, '_>) {
    let mut joined: Vec<Candidate<'_>> = Vec::with_capacity(read.candidates.len());
    for candidate in std::mem::take(&mut read.candidates) {
        let mut candidate = candidate;
        // `오렌 말크 벤드리아통일당 총비서`
        let stem = candidate.reading.stem;
        let long = stem.chars().count() > NAME;
        if candidate.reading.sort != Sort::Korean && long && posts::is_named_body(stem) {
            continue;
        }
        let post = |n: usize| {
            read.text
                .get(n)
                .is_some_and(|t| tail::post(t.text).is_some())
        };
        let last = candidate.token;
        let given = last
            .checked_sub(1)
            .and_then(|b| read.text.get(b))
            .is_some_and(|t| t.shape == Shape::Hangul && form::is_given(t.text));
        // What is another word too is a surname between a given name and a post: `엠마 모로 대변인`.
        let short = candidate.reading.sort != Sort::Korean || candidate.weight < ENOUGH;
        if given && short && (post(last + 1) || post(last + 2)) {
            if let Some(word) = read.text.get(last).filter(|w| form::may_be_surname(w.text)) {
                candidate.reading = Reading {
                    stem: word.text,
                    tail: tail::Tail::default(),
                    sort: Sort::Foreign,
                    ..candidate.reading
                };
                candidate.span = word.span;
                candidate.weight = candidate.weight.max(0.0);
            }
        }
        // `얀 오렐교수`
        if given && !candidate.reading.tail.post.is_empty() {
            candidate.weight = candidate.weight.max(0.0);
        }
        let bare = candidate.reading.tail.is_bare();
        let body = |n: usize| {
            read.text
                .get(n)
                .is_some_and(|t| posts::is_named_body(t.text))
        };
        // `… 미 대통령`, `… 미 국무부 차관`
        let state = form::is_state(candidate.reading.stem);
        if bare && state && (post(last + 1) || body(last + 1)) {
            continue;
        }
        let titled = bare && (post(last + 1) || post(last + 2));
        if candidate.reading.sort != Sort::Korean && candidate.weight > NO_NAME {
            for words in 1..WORDS {
                let Some(before) = candidate.first.checked_sub(1) else {
                    break;
                };
                let spaced = read.text.get(candidate.first).is_some_and(|t| t.spaced);
                let word = read
                    .text
                    .get(before)
                    .filter(|t| spaced && t.shape == Shape::Hangul);
                // A syllable between two words of a name (`응우옌 푸 쫑`).
                let middle = |w: &text::Token<'_>| {
                    let first = before.checked_sub(1).and_then(|b| read.text.get(b));
                    w.text.chars().count() == 1
                        && form::is_foreign_syllable(w.text)
                        && first.is_some_and(|f| form::is_first_name(f.text))
                };
                let unlisted = |w: &text::Token<'_>| {
                    let article = words == 1 && candidate.reading.stem.contains('-');
                    words == 1 && titled && form::may_be_first_name(w.text)
                        || article && form::sounds_foreign(w.text) && !lexicon::is_stop(w.text)
                };
                // `투수 얀 오렐`
                let introduced = |w: &text::Token<'_>| {
                    let person = before.checked_sub(1).and_then(|b| read.text.get(b));
                    let person = person.map_or(Role::default(), |p| lists().role(p.text));
                    words == 1 && person.is(Role::OCCUPATION) && form::may_be_introduced(w.text)
                };
                let first = word.filter(|w| {
                    form::is_first_name(w.text) || middle(w) || unlisted(w) || introduced(w)
                });
                // `얀 W 오렐`
                let letter = || {
                    let initial = read.text.get(before).filter(|t| spaced && t.is_initial())?;
                    let name = before.checked_sub(1).and_then(|b| read.text.get(b))?;
                    (initial.spaced && form::is_first_name(name.text)).then_some(initial)
                };
                let Some(word) = first.or_else(letter) else {
                    break;
                };
                candidate.first = before;
                candidate.span.start = word.span.start;
                let known = form::is_known(word.text);
                if known && candidate.weight < -2.0 && candidate.reading.stem.chars().count() == 1 {
                    candidate.weight = LAST_SYLLABLE;
                }
                candidate.weight += if known { FIRST_NAME } else { FOREIGN_WORD };
            }
            // What was joined of the same words is a part of the longer name.
            let part = |c: &Candidate<'_>| {
                let foreign = c.reading.sort != Sort::Korean && c.reading.tail.is_bare();
                c.token >= candidate.first
                    && (c.weight < ENOUGH + 1.0 || foreign && c.first >= candidate.first)
            };
            while joined.last().is_some_and(part) {
                joined.pop();
            }
            if let Some(last) = joined.last().filter(|c| c.token >= candidate.first) {
                candidate.first = last.token + 1;
                let start = read
                    .text
                    .get(candidate.first)
                    .map_or(candidate.span.start, |t| t.span.start);
                candidate.span.start = start;
            }
        }
        joined.push(candidate);
    }
    for candidate in &mut joined {
        let before = candidate.token;
        join_surname(read.text, candidate);
        if candidate.token != before {
            candidate.weight += FIRST_NAME;
        }
    }
    // A surname that was joined to the name before it is no name of its own.
    joined.dedup_by(|b, a| b.first <= a.token);
    read.candidates = joined;
}

/// Joins the words of a name that the pack spells so (`다빈 소렐`), whatever each of them looks like.
fn join_known(read: &mut Read<'_, '_>, index: &Index) {
    let mut joined: Vec<Candidate<'_>> = Vec::with_capacity(read.candidates.len());
    for mut candidate in std::mem::take(&mut read.candidates) {
        let firsts = (1..WORDS).map_while(|words| {
            let first = candidate.token.checked_sub(words)?;
            let next = read.text.get(first + 1).filter(|t| t.spaced);
            let word = next.and_then(|_| read.text.get(first));
            word.filter(|t| t.shape == Shape::Hangul).map(|_| first)
        });
        let known = firsts.filter_map(|first| {
            let start = read.text.get(first)?.span.start;
            let span = Span::new(start, candidate.span.end);
            index
                .spells(span.of(read.line.text))
                .then_some((first, span))
        });
        if let Some((first, span)) = known.last() {
            candidate.first = first;
            candidate.span = span;
            candidate.weight = candidate.weight.max(ENOUGH);
            while joined.last().is_some_and(|c| c.token >= first) {
                joined.pop();
            }
        }
        joined.push(candidate);
    }
    read.candidates = joined;
}

/// Joins a Korean surname to the given name of a foreigner before it (`앤디 김 의원`).
fn join_surname<'d>(text: &Text<'d>, candidate: &mut Candidate<'d>) {
    let given = candidate.reading.sort == Sort::Known && form::is_given(candidate.reading.stem);
    if !given || !candidate.reading.tail.is_bare() || candidate.first != candidate.token {
        return;
    }
    let next = candidate.token + 1;
    let Some(word) = text
        .get(next)
        .filter(|t| t.spaced && t.shape == Shape::Hangul)
    else {
        return;
    };
    let Some((stem, rest)) = word
        .text
        .chars()
        .next()
        .and_then(|c| word.text.split_at_checked(c.len_utf8()))
    else {
        return;
    };
    let Some(tail) = tail::tail(stem, rest).filter(|t| t.post.is_empty()) else {
        return;
    };
    if short::is_plain(stem)
        || matches!(stem, "이" | "정" | "한" | "차" | "신" | "장" | "오") && rest.is_empty()
    {
        candidate.token = next;
        candidate.end = next + 1;
        candidate.span.end = word.span.start + stem.len();
        candidate.reading = Reading {
            stem,
            tail,
            ..candidate.reading
        };
    }
}

/// What a name gains that the document shows elsewhere, and one that it shows beyond doubt.
const AGAIN: f32 = 1.5;
const AGAIN_SURE: f32 = 3.0;
/// Beyond doubt.
const SURE: f32 = 4.0;
/// Who writes is nobody elsewhere, unless this much speaks for it.
const WRITES: f32 = -4.0;

/// Names that the document shows where neighbours speak for them, again where none do.
fn recur(reads: &mut [Read<'_, '_>]) {
    let mut shown: BTreeMap<String, f32> = BTreeMap::new();
    let mut writers: BTreeMap<String, bool> = BTreeMap::new();
    for read in reads.iter() {
        for candidate in &read.candidates {
            let name = candidate.name(read.line);
            if candidate.blocked {
                writers.insert(name.to_owned(), true);
            } else if candidate.is_name() {
                let weight = shown.entry(name.to_owned()).or_insert(candidate.weight);
                *weight = weight.max(candidate.weight);
                // The last word of a foreigner's name stands for it.
                if candidate.first != candidate.token {
                    let weight = shown
                        .entry(candidate.reading.stem.to_owned())
                        .or_insert(candidate.weight);
                    *weight = weight.max(candidate.weight);
                }
            }
        }
    }
    for read in reads {
        let names = |stem: &str| shown.get(stem).copied();
        again(read, &names);
        for candidate in &mut read.candidates {
            let name = candidate.span.of(read.line.text);
            if writers.contains_key(name)
                && candidate.heads.is_empty()
                && !candidate.reading.tail.is_honorific()
            {
                candidate.weight += WRITES;
            } else if let Some(best) = names(name).or_else(|| names(candidate.reading.stem)) {
                if candidate.weight < best {
                    candidate.weight += if best >= SURE { AGAIN_SURE } else { AGAIN };
                }
            }
        }
    }
}

/// Reads words anew that begin with a name of the document and were read otherwise.
fn again<'d>(read: &mut Read<'_, 'd>, names: &dyn Fn(&str) -> Option<f32>) {
    let mut more: Vec<Candidate<'d>> = Vec::new();
    for (token, word) in read.text.tokens.iter().enumerate() {
        if word.shape != Shape::Hangul {
            continue;
        }
        let old = read.candidate(token);
        if old
            .and_then(|o| read.candidates.get(o))
            .is_some_and(Candidate::is_name)
        {
            continue;
        }
        for (end, _) in word
            .text
            .char_indices()
            .skip(2)
            .take(6)
            .chain([(word.text.len(), ' ')])
        {
            let Some((stem, rest)) = word.text.split_at_checked(end) else {
                continue;
            };
            let Some(best) = names(stem).filter(|b| *b >= SURE) else {
                continue;
            };
            let Some(tail) = tail::tail(stem, rest) else {
                continue;
            };
            let weight = if lexicon::is_everyday(stem) {
                -1.5
            } else {
                0.0
            };
            let reading = Reading {
                stem,
                tail,
                weight,
                sort: Sort::Known,
            };
            let span = Span::new(word.span.start, word.span.start + end);
            let _ = best;
            let candidate = Candidate {
                token,
                first: token,
                span,
                reading,
                weight,
                heads: Vec::new(),
                end: token + 1,
                blocked: false,
            };
            match old.and_then(|o| read.candidates.get_mut(o)) {
                Some(slot) if slot.reading.stem == stem || slot.blocked => {}
                Some(slot) => *slot = candidate,
                None => more.push(candidate),
            }
            break;
        }
    }
    read.candidates.extend(more);
    read.candidates.sort_by_key(|c| c.token);
}

/// A place of a short form and of the name that it stands for.
#[derive(Clone, Copy, Debug)]
struct Short {
    at: At,
    of: Option<At>,
}
