//! Titles in Korean: posts behind a name (`홍길동 장관`), before it (`장관 홍길동`), written onto it, in
//! brackets, and those that a sentence gives (`홍길동을 장관으로 임명`).
//!
//! A post of several is given to each of a list: `위원들인 홍길동, 박순이`, `홍길동·박순이 위원`.

pub(super) mod bare;
mod career;
pub(in crate::facts) mod posts;

use self::posts::Post;
use super::{Title, english::give};
use crate::{
    facts::{
        organs::Organ,
        page::{Line, Page},
        people::{
            Form, Person,
            korean::{
                tail::{self, Tail},
                text::Text,
            },
        },
    },
    text::Span,
};

/// A name in a line.
#[derive(Clone, Debug)]
struct Named<'t> {
    /// Its number among the people of the page.
    person: usize,
    /// Its first and its last token.
    first: usize,
    last: usize,
    span: Span,
    /// What is written onto it.
    tail: Tail<'t>,
    /// What is written onto the name, or onto the last post behind it.
    rest: &'t str,
    /// A post that the sentence gives it behind its particle.
    given: Option<Span>,
    /// Whether all its posts stand in brackets behind it.
    bracketed: bool,
    /// Its posts: the place, and whether others bear it too.
    titles: Vec<(Span, bool)>,
    /// Behind its posts.
    end: usize,
    /// Where its posts before it begin.
    start: usize,
    /// The post before it, if others of a list can bear it.
    shared_before: Option<Span>,
    /// The post behind it, if those before it in a list can bear it.
    shared_after: Option<(Span, Shared)>,
}

/// How many a post behind a name may be said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shared {
    /// Of those whom dots join.
    Dots,
    /// Of a short list too.
    Several,
    /// The word says that it is of many.
    Plural,
}

/// The titles in a line, in its order; people who bear them get them.
pub(super) fn find(
    page: &Page<'_>,
    line: &Line<'_>,
    people: &mut [Person],
    organs: &[Organ],
    titles: &mut Vec<Title>,
) {
    let from = people.partition_point(|p| p.place.at.zone < line.zone);
    let to = people.partition_point(|p| p.place.at.zone <= line.zone);
    if from == to {
        return;
    }
    let text = line.korean();
    let mut names = named(line, text, people, from..to);
    let tokens: Vec<usize> = names.iter().flat_map(|n| n.first..=n.last).collect();
    let taken = |token: usize| tokens.binary_search(&token).is_ok();
    let mut used: Option<usize> = None;
    for name in &mut names {
        beside(text, name, &taken, &mut used);
        given(text, name, &taken);
    }
    share(text, &mut names);
    share_given(text, &mut names);
    career::find(text, &mut names, &taken);
    // The same words can be the post of several.
    let mut all: Vec<(Span, Vec<usize>)> = Vec::new();
    for name in &names {
        for (span, _) in &name.titles {
            match all.iter_mut().rev().take(NEAR).find(|a| a.0 == *span) {
                Some(holders) => holders.1.push(name.person),
                None => all.push((*span, vec![name.person])),
            }
        }
    }
    all.sort_by_key(|a| a.0);
    for (span, holders) in all {
        let when = when(span.of(line.text));
        give(page, line, span, &holders, when, people, organs, titles);
    }
}

/// Posts that are looked back over for one of the same words.
const NEAR: usize = 12;

/// The names of a line with their tokens.
fn named<'t>(
    line: &Line<'_>,
    text: &Text<'t>,
    people: &[Person],
    range: std::ops::Range<usize>,
) -> Vec<Named<'t>> {
    let mut out = Vec::new();
    for person in range {
        let Some(p) = people.get(person) else {
            continue;
        };
        if !matches!(p.form, Form::Name | Form::Short) {
            continue;
        }
        let span = p.place.at.span;
        let first = text.at(span.start);
        let last = text.at(span.end.saturating_sub(1));
        let Some(token) = text.get(last) else {
            continue;
        };
        let stem = span.of(line.text);
        let rest = text.get(last).map_or("", |t| t.text);
        let rest = span
            .end
            .checked_sub(token.span.start)
            .and_then(|at| rest.get(at..))
            .unwrap_or("");
        let tail = tail::tail(stem, rest).unwrap_or_default();
        out.push(Named {
            person,
            first,
            last,
            span,
            tail,
            rest: tail.particle,
            given: None,
            bracketed: false,
            titles: Vec::new(),
            end: last + 1,
            start: first,
            shared_before: None,
            shared_after: None,
        });
    }
    out
}

/// The posts beside a name. `used`: the last token of a post that belongs to the name before.
fn beside<'t>(
    text: &Text<'t>,
    name: &mut Named<'t>,
    taken: &dyn Fn(usize) -> bool,
    used: &mut Option<usize>,
) {
    let before = posts::before(text, name.first, taken);
    let before: Vec<Post<'_>> = before
        .into_iter()
        .filter(|p| used.is_none_or(|u| p.first > u))
        .collect();
    if let (Some(first), Some(near)) = (before.first(), before.last()) {
        name.start = first.first;
        if near.is_shared() {
            name.shared_before = Some(near.span);
        }
    }
    name.titles.extend(before.iter().map(|p| (p.span, false)));
    if !name.tail.post.is_empty() {
        let start = name.span.end;
        name.titles
            .push((Span::new(start, start + name.tail.post.len()), false));
        return;
    }
    if !name.tail.is_bare() {
        return;
    }
    let open = name.last + 1;
    if let Some(close) = text.closing(open) {
        let inside = posts::after(text, open + 1, taken);
        if inside.last().is_some_and(|p| p.last < close) {
            name.bracketed = name.titles.is_empty();
            name.titles.extend(inside.iter().map(|p| (p.span, false)));
            name.end = close + 1;
        }
    }
    let behind = text.over_remark(open);
    let next = text
        .get(behind)
        .is_some_and(|t| t.spaced || behind > open || t.text.len() > 1);
    let after = if next {
        posts::after(text, behind, taken)
    } else {
        Vec::new()
    };
    if let Some(last) = after.last() {
        name.end = last.last + 1;
        name.rest = last.rest;
        *used = Some(last.last);
        if after.len() == 1 {
            let shared = match (last.is_plural(), last.is_shared()) {
                (true, _) => Shared::Plural,
                (_, true) => Shared::Several,
                _ => Shared::Dots,
            };
            name.shared_after = Some((last.span, shared));
        }
    }
    // `홍길동 총장(학회 회장)`
    if let Some(close) = text.closing(name.end).filter(|_| !after.is_empty()) {
        let inside = posts::after(text, name.end + 1, taken);
        if inside.last().is_some_and(|p| p.last < close) {
            name.titles.extend(inside.iter().map(|p| (p.span, false)));
        }
    }
    name.bracketed &= after.is_empty();
    name.titles.extend(after.iter().map(|p| (p.span, false)));
    over_remark(text, name);
}

/// Passes over a remark behind a name and its posts, to the particle behind it: `홍길동 전무(53)가`.
fn over_remark<'t>(text: &Text<'t>, name: &mut Named<'t>) {
    let behind = text.over_remark(name.end);
    let is_particle = |t: &str| ["가", "각"].iter().any(|end| tail::is_particle(end, t));
    let particle = text
        .get(behind)
        .filter(|t| !t.spaced && behind > name.end && is_particle(t.text));
    if let Some(particle) = particle.filter(|_| name.rest.is_empty()) {
        name.rest = particle.text;
        name.end = behind + 1;
    }
}

/// Verbs that give somebody a post, by their beginnings.
const GIVING: [&str; 32] = [
    "발령", "전보", "옮", "옮겼", "복귀", "부임", "선거", "선출", "임명", "선임", "추대", "발탁",
    "기용", "내정", "지명", "보선", "소환", "맡", "취임", "올라", "오르", "올랐", "포함", "승진",
    "당선", "위촉", "진입", "영입", "낙점", "되", "됐", "승격",
];
/// Those that are no other words and may stand farther.
const FAR: usize = 14;

/// Whether a verb that gives a post stands behind a token in its sentence.
fn is_given(text: &Text<'_>, from: usize) -> bool {
    let words = text
        .tokens
        .iter()
        .skip(from)
        .take(FAR)
        .take_while(|t| !t.is_stop());
    words
        .filter(|t| t.is_word())
        .any(|t| GIVING.iter().any(|g| t.text.starts_with(g)))
}

/// Words between who gets a post and the post.
const ADVERBS: [&str; 6] = ["각각", "다시", "새로", "나란히", "모두", "이날"];

/// Posts that the sentence gives: `홍길동을 장관으로 임명`, `홍길동 차관을 장관으로 임명`, `장관에 홍길동을 임명`.
fn given(text: &Text<'_>, name: &mut Named<'_>, taken: &dyn Fn(usize) -> bool) {
    if matches!(name.rest, "을" | "를" | "이" | "가" | "은" | "는" | "도") {
        let adverb = text
            .get(name.end)
            .is_some_and(|t| ADVERBS.contains(&t.text));
        let mut after = posts::after(text, name.end + usize::from(adverb), taken);
        // `차장에서 부장으로 승진`
        if let Some(old) = after.first().filter(|p| p.rest == "에서") {
            let next = posts::after(text, old.last + 1, taken);
            after = if next.is_empty() { after } else { next };
        }
        name.given = becomes(text, &after);
        name.titles.extend(name.given.map(|span| (span, false)));
    }
    given_before(text, name, taken);
}

/// Gives a post that the sentence gives to the last of a list to the others.
fn share_given(text: &Text<'_>, names: &mut [Named<'_>]) {
    for n in (1..names.len()).rev() {
        let given = names.get(n).and_then(|name| name.given);
        if given.is_none() || !is_linked(text, names, n - 1) {
            continue;
        }
        if let Some(before) = names.get_mut(n - 1).filter(|b| b.given.is_none()) {
            before.given = given;
            before.titles.extend(given.map(|span| (span, true)));
        }
    }
}

/// The post among those behind a name that the sentence gives.
fn becomes(text: &Text<'_>, after: &[Post<'_>]) -> Option<Span> {
    let post = after.first()?;
    let behind = text.get(post.last + 1).map_or("", |t| t.text);
    let gives = match post.rest {
        "으로" | "로" | "에" | "직에" => is_given(text, post.last + 1),
        "이" | "가" => behind.starts_with('되') || behind.starts_with("됐"),
        "을" | "를" => behind.starts_with('맡') || behind.starts_with("겸"),
        "" => ["연임", "당선", "취임", "선출", "내정", "지명"]
            .iter()
            .any(|v| behind.starts_with(v)),
        "에서" => LEAVING.iter().any(|l| behind.starts_with(l)),
        _ => false,
    };
    gives.then_some(post.span)
}

/// Verbs of leaving a post, by their beginnings.
const LEAVING: [&str; 5] = ["물러", "사임", "사퇴", "해임", "경질"];

/// The post before a name that the sentence gives; one body may stand between: `대표에 타르나사 홍길동 전무를`.
fn given_before(text: &Text<'_>, name: &mut Named<'_>, taken: &dyn Fn(usize) -> bool) {
    let post = |n: usize| {
        let token = text.get(n).filter(|_| !taken(n))?;
        let (_, rest) = tail::post(token.text)?;
        Some((n, rest))
    };
    let Some(near) = name.start.checked_sub(1) else {
        return;
    };
    let body = text
        .get(near)
        .filter(|t| t.is_word() && posts::is_nominal(t));
    let found = post(near).or_else(|| body.and(near.checked_sub(1)).and_then(post));
    let gives = |rest: &str| {
        matches!(
            rest,
            "에" | "에는" | "은" | "는" | "로" | "으로" | "로는" | "으로는"
        )
    };
    let Some((near, rest)) = found.filter(|(_, rest)| gives(rest) && is_given(text, name.last))
    else {
        return;
    };
    if let Some(span) = posts::ending(text, near, taken) {
        name.titles.push((span, false));
        if posts::is_shared_at(text, near) && !matches!(rest, "은" | "는") {
            name.shared_before = Some(span);
        }
    }
}

/// Gives the post of one of a list to the others.
fn share(text: &Text<'_>, names: &mut [Named<'_>]) {
    // Forward: the post before the first.
    let mut running: Option<Span> = None;
    for n in 0..names.len() {
        let linked = n > 0 && is_linked(text, names, n - 1);
        let Some(name) = names.get_mut(n) else { break };
        if !linked {
            running = None;
        }
        if name.titles.is_empty() || name.bracketed && running.is_some() {
            if let Some(span) = running {
                name.titles.push((span, true));
            }
        } else {
            running = name.shared_before;
        }
    }
    // Backward: the post behind the last.
    let mut running: Option<(Span, Shared)> = None;
    let mut length = 0;
    for n in (0..names.len()).rev() {
        let link = if n + 1 < names.len() {
            link(text, names, n)
        } else {
            Link::None
        };
        let Some(name) = names.get_mut(n) else { break };
        if link == Link::None {
            running = None;
        }
        if name.titles.is_empty() {
            length += 1;
            if let Some((span, shared)) = running {
                let fits = match link {
                    Link::Dot => true,
                    Link::Comma => {
                        shared == Shared::Plural || shared == Shared::Several && length <= FEW
                    }
                    Link::And => shared == Shared::Plural,
                    Link::None => false,
                };
                if fits {
                    name.titles.push((span, true));
                } else {
                    running = None;
                }
            }
        } else {
            length = 0;
            running = name.shared_after;
        }
    }
}

/// Names before the last whose post they share, where nothing says that it is said of several.
const FEW: usize = 4;

/// What stands between two names of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    None,
    Dot,
    Comma,
    And,
}

fn link(text: &Text<'_>, names: &[Named<'_>], n: usize) -> Link {
    let (Some(a), Some(b)) = (names.get(n), names.get(n + 1)) else {
        return Link::None;
    };
    if matches!(a.tail.particle, "와" | "과") && b.first == a.last + 1 {
        return Link::And;
    }
    if matches!(a.rest, "와" | "과") && b.first == a.end {
        return Link::And;
    }
    if !a.rest.is_empty() {
        return Link::None;
    }
    let end = a.end.max(text.over_remark(a.last + 1));
    match text.get(end) {
        Some(t) if t.is_dot() && b.first == end + 1 => Link::Dot,
        Some(t) if t.is_comma() && b.first == end + 1 => Link::Comma,
        Some(t) if matches!(t.text, "및" | "와" | "과") && b.first == end + 1 => Link::And,
        _ => Link::None,
    }
}

fn is_linked(text: &Text<'_>, names: &[Named<'_>], n: usize) -> bool {
    link(text, names, n) != Link::None
}

/// When a post is held, where its words say so.
fn when(title: &str) -> Option<String> {
    let first = title.split_whitespace().next()?;
    let when = match first {
        "전" | "전임" | "전직" => "former",
        "신임" => "new",
        "차기" => "next",
        _ if title.ends_with("당선인")
            || title.ends_with("당선자")
            || title.ends_with("내정자") =>
        {
            "elected"
        }
        _ => return None,
    };
    Some(when.to_owned())
}
