//! How the members of a Korean list are joined.

use super::{Item, Joint};
use crate::facts::{
    people::korean::{
        lexicon,
        text::{Text, Token},
    },
    titles::korean::posts,
};

/// How a member is joined to the next.
pub(super) fn joint(text: &Text<'_>, item: &Item, next: Option<&Item>) -> Joint {
    let Some(next) = next else { return Joint::Over };
    if next.first < item.end {
        return Joint::On;
    }
    let last = text.before(item.end).map_or("", |t| t.text);
    let between = outside(text, item.end, next.first);
    let and = last.ends_with(['와', '과']);
    match between.as_slice() {
        [word, words @ ..] if is_including(word, last) => {
            let comma = words.first().is_some_and(Token::is_comma);
            if is_workplaces(words.get(usize::from(comma)..).unwrap_or(&[])) {
                Joint::Including
            } else {
                Joint::Over
            }
        }
        // `홍길동 전무가 사장으로, 김영희 …`
        [.., to, comma] if item.particle && comma.is_comma() && to.text.ends_with('로') => {
            Joint::On
        }
        [comma] if comma.is_comma() && last.ends_with('로') => Joint::On,
        // `홍길동 회장 등 기업인과 김영희 …`
        [others, words @ .., group] if others.text == "등" && words.len() < WORKPLACE => {
            let goes_on = group.is_comma() || group.text.ends_with(['와', '과']);
            if goes_on { Joint::On } else { Joint::Over }
        }
        [together, words @ ..] if and && together.text == "함께" && is_workplaces(words) => {
            Joint::On
        }
        // `홍길동 교수가, …`: a subject or an object ends a list.
        _ if item.particle && !and => Joint::Over,
        [] => Joint::On,
        [mark] if mark.is(".") || mark.is("-") => Joint::On,
        words if and && is_workplaces(words) => Joint::On,
        words if is_row(words) => Joint::On,
        _ => Joint::Over,
    }
}

/// The words between two members without what stands in brackets, and without quotations that are theirs:
/// `‘별의 노래’의 홍길동`.
fn outside<'t>(text: &Text<'t>, from: usize, to: usize) -> Vec<Token<'t>> {
    let mut out: Vec<Token<'t>> = Vec::with_capacity(to - from);
    let mut open: Option<(usize, &str)> = None;
    let mut closed = false;
    let mut at = from;
    while let Some(token) = text.get(at).filter(|_| at < to) {
        let after = std::mem::take(&mut closed);
        let over = text.over_remark(at);
        if over > at {
            at = over;
            continue;
        }
        at += 1;
        match open {
            Some((from, close)) if token.text == close => {
                out.truncate(from);
                open = None;
                closed = true;
                continue;
            }
            None => open = closing(token.text).map(|close| (out.len(), close)),
            Some(_) => {}
        }
        if !(after && token.text == "의") {
            out.push(*token);
        }
    }
    out
}

/// Parts of a row between two members: the rest of a post, people whose names are not known, a workplace.
const PARTS: usize = 4;

/// Whether words go on with a row: `… 주재임원, 벤드리아당 …`, `… 및 …`
fn is_row(words: &[Token<'_>]) -> bool {
    let parts = words.split(|t| t.is_comma() || t.is_dot() || is_and(t));
    let count = parts.clone().count();
    (2..=PARTS).contains(&count) && parts.clone().all(is_workplaces)
}

/// The mark that closes what this one opens.
fn closing(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "'" => "'",
        "\"" => "\"",
        "‘" => "’",
        "“" => "”",
        "<" => ">",
        "《" => "》",
        "〈" => "〉",
        "「" => "」",
        "『" => "』",
        _ => return None,
    })
}

fn is_and(word: &Token<'_>) -> bool {
    matches!(word.text, "및" | "와" | "과" | "그리고" | "또")
}

/// Words before a name that say where the person works, at most.
const WORKPLACE: usize = 4;

/// Whether words, or none, can say where somebody works.
fn is_workplaces(words: &[Token<'_>]) -> bool {
    let says = |w: &Token<'_>| {
        let noun = posts::is_nominal(w) && !lexicon::is_stop(w.text);
        // `대표의 여동생`
        let whose = w.text.ends_with('의') || lexicon::lists().role(w.text).is(lexicon::Role::KIN);
        w.is_word() && (noun || whose || w.text == "겸")
    };
    words.len() <= WORKPLACE && words.iter().all(says)
}

/// `…를 비롯해`, `…을 포함해`, `…에 이어`
fn is_including(word: &Token<'_>, last: &str) -> bool {
    let verb = [
        "비롯",
        "비롯해",
        "비롯하여",
        "비롯한",
        "필두로",
        "포함",
        "포함해",
        "포함하여",
        "시작으로",
    ];
    last.ends_with(['을', '를']) && verb.contains(&word.text)
        || last.ends_with('에') && word.text == "이어"
}
