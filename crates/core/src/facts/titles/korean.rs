//! Titles in Korean: posts behind a name (`홍길동 장관`), before it (`장관 홍길동`), written onto it, in
//! brackets, and those that a sentence gives (`홍길동을 장관으로 임명`).
//!
//! A post of several is given to each of a list: `위원들인 홍길동, 박순이`, `홍길동·박순이 위원`.

pub(super) mod bare;
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
    /// Its posts: the place, and whether others bear it too.
    titles: Vec<(Span, bool)>,
    /// Behind its posts.
    end: usize,
    /// Where its posts before it begin.
    start: usize,
    /// The post before it, if others of a list can bear it.
    shared_before: Option<Span>,
    /// The post behind it, if those before it in a list can bear it.
    shared_after: Option<(Span, bool)>,
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
fn beside(
    text: &Text<'_>,
    name: &mut Named<'_>,
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
        *used = Some(last.last);
        if last.is_shared() && after.len() == 1 {
            name.shared_after = Some((last.span, last.is_plural()));
        }
    }
    name.titles.extend(after.iter().map(|p| (p.span, false)));
}

/// Verbs that give somebody a post, by their beginnings.
const GIVING: [&str; 26] = [
    "선거", "선출", "임명", "선임", "추대", "발탁", "기용", "내정", "지명", "보선", "소환", "맡",
    "취임", "올라", "오르", "올랐", "포함", "승진", "당선", "위촉", "진입", "영입", "낙점", "되",
    "됐", "승격",
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

/// Posts that the sentence gives: `홍길동을 장관으로 임명`, `장관에 홍길동을 임명`.
fn given(text: &Text<'_>, name: &mut Named<'_>, taken: &dyn Fn(usize) -> bool) {
    if matches!(name.tail.particle, "을" | "를" | "이" | "가" | "은" | "는") {
        let after = posts::after(text, name.last + 1, taken);
        if let Some(post) = after
            .first()
            .filter(|p| matches!(p.rest, "으로" | "로" | "에" | "직에" | "이" | "가"))
        {
            let near = !matches!(post.rest, "이" | "가");
            let becomes = text
                .get(post.last + 1)
                .is_some_and(|t| t.text.starts_with('되') || t.text.starts_with("됐"));
            if near && is_given(text, post.last + 1) || becomes {
                name.titles.push((post.span, false));
            }
        }
    }
    if name.start == name.first {
        let Some(near) = name.first.checked_sub(1).filter(|n| !taken(*n)) else {
            return;
        };
        let Some(token) = text.get(near) else { return };
        let Some((_, rest)) = tail::post(token.text) else {
            return;
        };
        if matches!(
            rest,
            "에" | "에는" | "은" | "는" | "로" | "으로" | "로는" | "으로는"
        ) && is_given(text, name.last)
        {
            if let Some(span) = posts::ending(text, near, taken) {
                name.titles.push((span, false));
                if posts::is_shared_at(text, near)
                    && matches!(rest, "에" | "에는" | "로" | "으로" | "로는" | "으로는")
                {
                    name.shared_before = Some(span);
                }
            }
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
        if name.titles.is_empty() {
            if let Some(span) = running {
                name.titles.push((span, true));
            }
        } else {
            running = name.shared_before;
        }
    }
    // Backward: the post behind the last.
    let mut running: Option<(Span, bool)> = None;
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
            if let Some((span, plural)) = running {
                let fits = match link {
                    Link::Dot => true,
                    Link::Comma => plural || length <= FEW,
                    Link::And => plural,
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
    if !a.tail.particle.is_empty() {
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
