//! Members of a list speak for one another.

use super::{Candidate, Read, form::Sort, text::Token};

/// What one and two names of a list say for another member.
const ONE: f32 = 1.0;
const TWO: f32 = 1.8;
/// A list of names: what is written like a name is one.
const SEVERAL: f32 = 3.0;
const MANY: f32 = 5.5;
/// What a remark in brackets says for a member where others have one too: `홍길동(벤드리아), 김영희(타르스크)`.
const REMARKED: f32 = 1.5;
/// Names that make several and many.
const SEVERAL_NAMES: usize = 4;
const MANY_NAMES: usize = 9;

/// Strengthens the candidates that stand in lists with names.
pub(super) fn strengthen(reads: &mut [Read<'_, '_>]) {
    // Lists run over lines; a chain is the number of its first member.
    let mut chain: Vec<(usize, usize)> = Vec::new();
    let mut ended = true;
    for n in 0..reads.len() {
        let Some(read) = reads.get(n) else { continue };
        let members = members(read);
        let links: Vec<bool> = links(read, &members);
        let opens = read.candidates.first().is_some_and(|c| c.first == 0);
        if !(opens && !ended) {
            close(reads, &mut chain);
        }
        for (at, (c, linked)) in members.iter().zip(&links).enumerate() {
            chain.push((n, *c));
            if !linked && at + 1 < links.len() {
                close(reads, &mut chain);
            }
        }
        ended = reads.get(n).is_none_or(|r| !runs_on(r));
    }
    close(reads, &mut chain);
}

/// The candidates that can be members: a word in the posts of a name is none.
fn members(read: &Read<'_, '_>) -> Vec<usize> {
    let mut out = Vec::with_capacity(read.candidates.len());
    let mut end = 0;
    for (n, candidate) in read.candidates.iter().enumerate() {
        let name = candidate.is_name();
        if name || candidate.first >= end {
            out.push(n);
        }
        if name {
            end = end.max(candidate.end);
        }
    }
    out
}

/// Whether each member has its next one as the next of a list.
fn links(read: &Read<'_, '_>, members: &[usize]) -> Vec<bool> {
    let pairs = members.windows(2).map(|pair| {
        let [a, b] = pair else { return false };
        match (read.candidates.get(*a), read.candidates.get(*b)) {
            (Some(a), Some(b)) => is_next(read, a.token, a.end, b.first),
            _ => false,
        }
    });
    pairs.chain(members.last().map(|_| false)).collect()
}

/// Tokens from a comma to the next name at most: its posts.
const POSTS: usize = 8;

fn is_next(read: &Read<'_, '_>, token: usize, end: usize, next: usize) -> bool {
    let text = read.text;
    let own = read.candidate(token).and_then(|c| read.candidates.get(c));
    let mut particle = own.map_or("", |c| c.reading.tail.particle);
    let mut end = end.max(text.over_remark(token + 1));
    // `홍길동(벤드리아)과`: the particle stands behind the bracket.
    if let Some(glued) = text.get(end).filter(|t| particle.is_empty() && is_glued(t)) {
        particle = glued.text;
        end += 1;
    }
    if matches!(particle, "와" | "과" | "및") {
        return next == end.max(token + 1);
    }
    let Some(mark) = text.get(end) else {
        return false;
    };
    let including = matches!(particle, "을" | "를") && mark.text.starts_with("비롯")
        || mark.text.starts_with("포함");
    if !particle.is_empty() && !including {
        return false;
    }
    if including || mark.is_comma() || mark.is_dot() || mark.is(".") {
        let comma = including && text.get(end + 1).is_some_and(Token::is_comma);
        let from = end + 1 + usize::from(comma);
        let words = text.tokens.get(from..next).unwrap_or(&[]);
        return next > end && words.len() <= POSTS && words.iter().all(Token::is_word);
    }
    next == end && mark.spaced && beside(read, token, next)
}

/// Whether a word is a particle that a bracket parts from its name.
fn is_glued(word: &Token<'_>) -> bool {
    !word.spaced && matches!(word.text, "와" | "과" | "을" | "를")
}

/// Whether names with nothing but a space between them are two of a list: each is one by itself, or one of them and
/// one beside them is.
fn beside(read: &Read<'_, '_>, token: usize, next: usize) -> bool {
    let of = |token: usize| read.candidate(token).and_then(|c| read.candidates.get(c));
    let like = |c: &Candidate<'_>| {
        c.reading.sort == Sort::Korean
            && c.reading.tail.is_bare()
            && c.first == c.token
            && c.reading.stem.chars().count() == 3
    };
    match (of(token), of(next)) {
        (Some(a), Some(b)) if a.is_name() && b.is_name() => true,
        (Some(a), Some(b)) if like(a) && like(b) => {
            let sure = |at: Option<usize>| at.and_then(of).is_some_and(Candidate::is_name);
            (a.is_name() || b.is_name()) && (sure(token.checked_sub(1)) || sure(Some(next + 1)))
        }
        _ => false,
    }
}

/// Whether a line is a part of a list that goes on in the next one: it ends with a member.
fn runs_on(read: &Read<'_, '_>) -> bool {
    let Some(last) = read.candidates.last() else {
        return false;
    };
    let rest = read.text.tokens.get(last.end..).unwrap_or(&[]);
    let comma = rest.len() == 1 && rest.iter().all(Token::is_comma);
    let alone = rest.is_empty() && last.reading.tail.particle.is_empty();
    comma || alone
}

/// Ends a chain: its names speak for the rest.
fn close(reads: &mut [Read<'_, '_>], chain: &mut Vec<(usize, usize)>) {
    let of = |reads: &[Read<'_, '_>], m: &(usize, usize)| {
        reads
            .get(m.0)
            .and_then(|r| r.candidates.get(m.1))
            .is_some_and(Candidate::is_name)
    };
    let names = chain.iter().filter(|m| of(reads, m)).count();
    let gain = match names {
        0 => 0.0,
        n if n >= MANY_NAMES && n * 2 > chain.len() => MANY,
        n if n >= SEVERAL_NAMES && n * 2 > chain.len() => SEVERAL,
        1 => ONE,
        _ => TWO,
    };
    let remarked = |reads: &[Read<'_, '_>], m: &(usize, usize)| {
        let read = reads.get(m.0);
        read.and_then(|r| Some((r.text, r.candidates.get(m.1)?.token + 1)))
            .is_some_and(|(text, behind)| text.over_remark(behind) > behind)
    };
    let remarks = chain.iter().any(|m| of(reads, m) && remarked(reads, m));
    for (r, c) in chain.drain(..) {
        let gain = gain
            + if remarks && remarked(reads, &(r, c)) {
                REMARKED
            } else {
                0.0
            };
        let Some(candidate) = reads.get_mut(r).and_then(|r| r.candidates.get_mut(c)) else {
            continue;
        };
        let fits = candidate.reading.sort != Sort::Foreign || candidate.weight > 0.0;
        if gain > 0.0 && fits && !candidate.is_name() {
            candidate.weight += gain;
        }
    }
}
