//! Posts that a sentence says somebody has held or goes to: `교수를 지냈고`, `판사로 근무하면서`, `원장, 총장 등을
//! 역임했다` of its subject, and `장관을 지낸 홍길동` of the one behind.

use super::{Named, posts};
use crate::{
    facts::people::korean::{
        tail,
        text::{Text, Token},
    },
    text::Span,
};

/// Beginnings of verbs of which a post is the object.
const HOLDING: [&str; 10] = [
    "지내", "지낸", "지냈", "역임", "맡", "거치", "거친", "거쳐", "거쳤", "겸임",
];
/// Beginnings of verbs that say as what their subject works, or what it becomes.
const WORKING: [&str; 12] = [
    "근무", "재직", "재임", "활동", "일하", "일한", "일했", "취임", "승진", "복귀", "부임", "자리",
];
/// Beginnings of verbs that give a post to somebody, who is their subject where [`PASSIVE`] follows.
const GIVING: [&str; 9] = [
    "선출", "임명", "발탁", "지명", "선임", "위촉", "내정", "기용", "추대",
];
const PASSIVE: [&str; 5] = ["되", "된", "됐", "돼", "받"];

/// What stands right behind a post that somebody held at the time.
const TIMES: [&str; 4] = ["재직", "재임", "시절", "재직시"];
/// Words from a post to its verb at most.
const NEAR: usize = 3;

/// Who holds a post.
enum Holder {
    /// The subject of the sentence.
    Subject,
    /// The topic of the sentence, if no other topic follows.
    Topic,
    /// Who is named at this token.
    At(usize),
}

/// Gives posts of a line to their holders.
pub(super) fn find(text: &Text<'_>, names: &mut [Named<'_>], taken: &dyn Fn(usize) -> bool) {
    let mut given: Vec<Span> = names
        .iter()
        .flat_map(|n| n.titles.iter().map(|t| t.0))
        .collect();
    given.sort_unstable_by_key(|s| s.start);
    let mut found: Vec<(usize, Span)> = Vec::new();
    // Who holds the post that the next of a list is, read backward.
    let mut running: Option<(usize, usize)> = None;
    for n in (0..text.tokens.len()).rev() {
        let Some((_, rest)) = text.get(n).and_then(|t| tail::post(t.text)) else {
            continue;
        };
        let Some(span) = posts::ending(text, n, taken).filter(|_| !taken(n)) else {
            continue;
        };
        let before = given.partition_point(|g| g.start < span.end);
        let own = before.checked_sub(1).and_then(|b| given.get(b));
        if own.is_some_and(|g| g.end > span.start) {
            continue;
        }
        let listed = running.filter(|(_, first)| rest.is_empty() && is_listed(text, n, *first));
        let holder = listed
            .map(|(who, _)| who)
            .or_else(|| match holder(text, n, rest)? {
                Holder::Subject => subject(text, names, n),
                Holder::Topic => topic(text, names, n),
                Holder::At(token) => at(names, token),
            });
        running = holder.map(|who| (who, text.at(span.start)));
        found.extend(holder.map(|who| (who, span)));
    }
    found.reverse();
    for (who, span) in found {
        if let Some(name) = names.get_mut(who) {
            name.titles.push((span, false));
        }
    }
}

/// The name whose posts, or which itself, begins at a token.
fn at(names: &[Named<'_>], token: usize) -> Option<usize> {
    let found = names.partition_point(|name| name.start < token);
    names
        .get(found)
        .is_some_and(|name| name.start == token)
        .then_some(found)
}

/// Whether a comma alone stands between a post and the next one of a list.
fn is_listed(text: &Text<'_>, n: usize, next: usize) -> bool {
    next == n + 2 && text.get(n + 1).is_some_and(|t| t.is_comma() || t.is_dot())
}

/// Whose a post is by what stands behind it.
fn holder(text: &Text<'_>, n: usize, rest: &str) -> Option<Holder> {
    let next = text.get(n + 1).map_or("", |t| t.text);
    let holds = |verb: &str| HOLDING.iter().any(|v| verb.starts_with(v));
    let verbs: &dyn Fn(&str) -> bool = match rest {
        "을" | "를" => &holds,
        "으로" | "로" => &works,
        "" if next == "등을" => &holds,
        "" if next == "등으로" => &works,
        "다" | "이다" | "입니다" | "였다" | "이었다" | "이며" | "이고" => {
            return Some(Holder::Topic);
        }
        "" if TIMES.iter().any(|t| next.starts_with(t)) => return Some(Holder::Subject),
        _ => return None,
    };
    let words = text.tokens.iter().enumerate().skip(n + 1).take(NEAR);
    let mut words = words.take_while(|(_, t)| t.is_word());
    let (at, verb) = words.find(|(_, t)| verbs(t.text))?;
    let adnominal = ["낸", "한", "은", "친", "던", "된"]
        .iter()
        .any(|e| verb.text.ends_with(e));
    Some(if adnominal {
        Holder::At(at + 1)
    } else {
        Holder::Subject
    })
}

/// Whether a verb says that its subject works as something or becomes it.
fn works(verb: &str) -> bool {
    let given = GIVING.iter().filter_map(|g| verb.strip_prefix(g));
    let caused = verb.starts_with("승진시");
    WORKING.iter().any(|w| verb.starts_with(w)) && !caused
        || given
            .into_iter()
            .any(|rest| PASSIVE.iter().any(|p| rest.starts_with(p)))
}

/// The subject of the sentence before a token, else of the sentences before.
fn subject(text: &Text<'_>, names: &[Named<'_>], n: usize) -> Option<usize> {
    let is_subject =
        |name: &Named<'_>| matches!(name.rest, "은" | "는" | "이" | "가" | "께서" | "께서는");
    let before = names.partition_point(|name| name.end <= n);
    let near = names.get(before.saturating_sub(NAMES)..before)?;
    let found = before - near.len() + near.iter().rposition(is_subject)?;
    // Of the sentences before only a topic is spoken of on.
    let end = names
        .get(found)
        .map(|s| s.end)
        .filter(|end| end + REACH > n)?;
    let stops = text
        .tokens
        .get(end..n)?
        .iter()
        .filter(|t| t.is_stop())
        .count();
    let topic = names
        .get(found)
        .is_some_and(|s| matches!(s.rest, "은" | "는"));
    (stops == 0 || topic && stops <= SENTENCES).then_some(found)
}

/// The topic of the sentence before a token, where that is the last one: `홍길동은 타르나대 총장이다`.
fn topic(text: &Text<'_>, names: &[Named<'_>], n: usize) -> Option<usize> {
    let before = names.partition_point(|name| name.end <= n);
    let found = before.checked_sub(1)?;
    let name = names.get(found).filter(|s| matches!(s.rest, "은" | "는"))?;
    let between = text.tokens.get(name.end..n).filter(|b| b.len() < REACH)?;
    let other = |t: &Token<'_>| t.is_stop() || t.text.ends_with(['은', '는', '가']);
    (!between.iter().any(other)).then_some(found)
}

/// Names and words before a post that are looked at for its subject, at most.
const NAMES: usize = 12;
const REACH: usize = 120;

/// Sentences over which a topic is spoken of on, at most.
const SENTENCES: usize = 2;
