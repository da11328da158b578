//! What the neighbours of a name say of it.

use super::{
    Candidate, Read,
    form::{ENOUGH, Sort},
    lexicon::{Role, lists},
    short, tail,
    text::{Shape, Text},
};
use crate::facts::{people::index::Index, titles::korean::posts};

/// A post beside the name.
const POST: f32 = 3.0;
/// A post whose words are other words too.
const DOUBTFUL_POST: f32 = 2.0;
/// A post that is written onto the name.
const GLUED_POST: f32 = 2.2;
/// A word that is no Korean name needs to sound foreign beside a post.
const FOREIGN_POST: f32 = 2.6;
/// An honorific that only people have.
const HONORIFIC: f32 = 3.5;
/// One that is also a part of other words.
const DOUBTFUL_HONORIFIC: f32 = 0.6;
/// The same written onto the word.
const GLUED_DOUBTFUL: f32 = -1.5;
/// `이길수 있다`, `권하곤 한다`: a verb.
const VERB: f32 = -4.0;
/// A remark behind a word that only sounds foreign: bodies and products have them too.
const FOREIGN_REMARK: f32 = 0.9;
/// The name in Chinese characters or Latin letters, or an age, in brackets.
const REMARK: f32 = 3.0;
/// A particle that honours.
const HONOURED: f32 = 2.0;
/// The pack knows the name.
const PACK: f32 = 3.0;

/// Weighs the candidates of a line by what stands beside each.
pub(super) fn weigh(read: &mut Read<'_, '_>, index: &Index) {
    let firm: Vec<usize> = read
        .candidates
        .iter()
        .filter(|c| c.weight >= ENOUGH)
        .map(|c| c.token)
        .collect();
    let taken = |token: usize| firm.binary_search(&token).is_ok();
    let mut candidates = std::mem::take(&mut read.candidates);
    for candidate in &mut candidates {
        one(read.text, candidate, &taken);
        if candidate.first == candidate.token && candidate.reading.sort == Sort::Korean
            || candidate.weight > 0.0
        {
            let known = index.lookup(candidate.span.of(read.line.text));
            if !known.is_empty() {
                candidate.weight += PACK;
            }
        }
    }
    read.candidates = candidates;
}

fn one<'d>(text: &Text<'d>, candidate: &mut Candidate<'d>, taken: &dyn Fn(usize) -> bool) {
    if is_blocked(text, candidate) {
        candidate.blocked = true;
        return;
    }
    let tail = candidate.reading.tail;
    let foreign = candidate.reading.sort == Sort::Foreign;
    let mut weight = 0.0;
    if !tail.honorific.is_empty() {
        weight += if tail.is_honorific() {
            HONORIFIC
        } else {
            GLUED_DOUBTFUL
        };
    }
    if is_verb(text, candidate) {
        weight += VERB;
    }
    if tail.particle.starts_with("께서") {
        weight += HONOURED;
    }
    if !tail.post.is_empty() {
        weight += GLUED_POST;
        candidate.heads.extend(super::lexicon::head_of(tail.post));
    }
    let behind = text.over_remark(candidate.token + 1);
    if behind > candidate.token + 1 && is_remark(text, candidate, behind) {
        weight += if foreign && candidate.weight < 2.0 {
            FOREIGN_REMARK
        } else {
            REMARK
        };
    }
    if tail.is_bare()
        && text
            .get(behind)
            .is_some_and(|t| t.spaced || behind > candidate.token + 1)
    {
        weight += honorific_behind(text, behind);
        let after = posts::after(text, behind, taken);
        if let Some(last) = after.last() {
            candidate.end = last.last + 1;
            let best = after
                .iter()
                .map(|p| post_weight(p.head, foreign))
                .fold(0.0, f32::max);
            weight += best;
            candidate.heads.extend(after.iter().map(|p| p.head));
        }
    }
    let before = posts::before(text, candidate.first, taken);
    // A post behind another name is that one's.
    let others = before
        .first()
        .and_then(|p| p.first.checked_sub(1))
        .is_some_and(taken);
    if let Some(near) = before.last().filter(|p| !others || !p.rest.is_empty()) {
        weight += post_weight(near.head, foreign);
        candidate.heads.extend(before.iter().map(|p| p.head));
    }
    candidate.weight += weight;
}

fn post_weight(head: &str, foreign: bool) -> f32 {
    if lists().role(head).is(Role::WHOLE) {
        DOUBTFUL_POST
    } else if foreign {
        FOREIGN_POST
    } else {
        POST
    }
}

/// `홍 씨`, `홍길동 여사`: an honorific as a word of its own.
fn honorific_behind(text: &Text<'_>, at: usize) -> f32 {
    let Some(next) = text.get(at).filter(|t| t.shape == Shape::Hangul) else {
        return 0.0;
    };
    match tail::tail("이", next.text) {
        Some(t) if t.is_honorific() => HONORIFIC,
        Some(t) if !t.honorific.is_empty() => DOUBTFUL_HONORIFIC,
        _ => 0.0,
    }
}

/// Whether brackets hold the name in other letters, or an age.
fn is_remark(text: &Text<'_>, candidate: &Candidate<'_>, behind: usize) -> bool {
    let open = candidate.token + 1;
    let korean = candidate.reading.sort == Sort::Korean;
    let syllables = candidate.reading.stem.chars().count();
    let inside = text
        .tokens
        .get(open + 1..behind.saturating_sub(1))
        .unwrap_or(&[]);
    match inside {
        [one] if one.shape == Shape::Hanja => {
            let same = one.text.chars().count() == syllables;
            (2..=5).contains(&one.text.chars().count())
                && (!korean || same && short::is_hanja_surname(one.text))
        }
        [one, ..] if one.text.len() <= 2 && one.text.chars().all(|c| c.is_ascii_digit()) => {
            inside.len() <= 3
        }
        [one] if one.text.ends_with('세') => one.text.len() <= 5,
        [_, _, ..] => {
            inside.len() <= 5
                && inside
                    .iter()
                    .all(|t| t.text.starts_with(|c: char| c.is_ascii_uppercase()))
        }
        _ => false,
    }
}

/// Whether the word is a form of a verb that its neighbour shows.
fn is_verb(text: &Text<'_>, candidate: &Candidate<'_>) -> bool {
    let next = text.get(candidate.token + 1).map_or("", |t| t.text);
    let word = text.get(candidate.token).map_or("", |t| t.text);
    word.ends_with('수') && next.starts_with(['있', '없'])
        || word.ends_with('곤') && next.starts_with(['한', '했', '하'])
        || word.ends_with(['지', '게', '고'])
            && next.starts_with(['않', '못', '있', '되', '하', '했', '한'])
}

/// Words before `=` or a name that say who made a text or a picture.
const MADE: [&str; 12] = [
    "사진",
    "글",
    "그래픽",
    "영상",
    "촬영",
    "편집",
    "기사",
    "자료",
    "출처",
    "디자인",
    "일러스트",
    "기획",
];

/// Whether the name is of somebody who writes, or of a body, an order, a doctrine.
fn is_blocked(text: &Text<'_>, candidate: &Candidate<'_>) -> bool {
    let tail = candidate.reading.tail;
    let next = text.get(candidate.token + 1);
    if tail.is_bare() {
        let behind = text.over_remark(candidate.token + 1);
        if let Some(next) = text.get(behind).filter(|t| t.is_word()) {
            let role = lists().role(next.text);
            if role.is(Role::WRITER) || is_named_after(next.text) || is_mail(text, behind) {
                return true;
            }
        }
        // `김-이주의`
        if next.is_some_and(|t| !t.spaced && (t.is("-") || t.is("–") || t.is("－"))) {
            let word = text.get(candidate.token + 2).map_or("", |t| t.text);
            if word.contains("주의") {
                return true;
            }
        }
    }
    if text
        .before(candidate.first)
        .is_some_and(|t| t.is("=") || t.is(":"))
    {
        let maker = candidate.first.checked_sub(2).and_then(|m| text.get(m));
        if maker.is_some_and(|m| MADE.contains(&m.text)) {
            return true;
        }
    }
    // The second half of a doctrine is caught by its ending, which no tail explains.
    false
}

/// Whether a word behind a name makes it the name of something else.
fn is_named_after(word: &str) -> bool {
    if lists().role(word).is(Role::INSTITUTION) {
        return true;
    }
    // With a particle.
    let mut ends = word.char_indices().map(|c| c.0).rev();
    ends.any(|end| {
        let (noun, rest) = word.split_at_checked(end).unwrap_or((word, ""));
        noun.len() > 6 && lists().role(noun).is(Role::INSTITUTION) && tail::is_particle(noun, rest)
    })
}

fn is_mail(text: &Text<'_>, at: usize) -> bool {
    text.get(at).is_some_and(|t| t.shape == Shape::Mixed)
        && text.get(at + 1).is_some_and(|t| t.is("@"))
}
