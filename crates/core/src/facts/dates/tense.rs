//! Whether the clause around a time speaks of what was or of what is to come.

use super::tokens::{Class, Tokens};

/// What a clause says of its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// Words to each side of a time that are looked at.
const WINDOW: usize = 24;

/// Words that speak of what is to come.
const AHEAD: [&str; 16] = [
    "will",
    "shall",
    "ll",
    "would",
    "scheduled",
    "slated",
    "due",
    "expected",
    "planned",
    "upcoming",
    "forthcoming",
    "expects",
    "set",
    "prepares",
    "preparing",
    "tentatively",
];

/// Words that do so before an infinitive.
const BEFORE_TO: [&str; 7] = [
    "going", "plan", "plans", "planning", "hopes", "intends", "ready",
];

/// Past forms that do not end in `ed`.
const IRREGULAR: [&str; 60] = [
    "was",
    "were",
    "had",
    "did",
    "said",
    "held",
    "took",
    "made",
    "met",
    "went",
    "came",
    "began",
    "saw",
    "told",
    "gave",
    "got",
    "left",
    "fell",
    "rose",
    "won",
    "lost",
    "sent",
    "led",
    "ran",
    "spoke",
    "wrote",
    "became",
    "broke",
    "brought",
    "built",
    "bought",
    "caught",
    "chose",
    "cut",
    "drew",
    "drove",
    "fought",
    "found",
    "flew",
    "grew",
    "heard",
    "hit",
    "kept",
    "knew",
    "laid",
    "paid",
    "read",
    "shot",
    "sat",
    "sold",
    "spent",
    "stood",
    "struck",
    "swore",
    "taught",
    "thought",
    "threw",
    "understood",
    "been",
    "has",
];

/// The tense of the clause around the tokens from `from` to `end`.
pub(super) fn tense(t: &Tokens<'_>, from: usize, end: usize) -> Tense {
    let korean = korean(t, end);
    if korean != Tense::Unknown {
        return korean;
    }
    for back in 1..=WINDOW {
        let Some(n) = from.checked_sub(back) else {
            break;
        };
        if ends_sentence(t, n) {
            break;
        }
        let found = verb(t, n);
        if found != Tense::Unknown {
            return found;
        }
    }
    for n in end..end + WINDOW {
        if ends_sentence(t, n) || t.get(n).is_none() {
            break;
        }
        let found = verb(t, n);
        if found != Tense::Unknown {
            return found;
        }
    }
    Tense::Unknown
}

/// A stop that ends a sentence, and not an abbreviation.
fn ends_sentence(t: &Tokens<'_>, n: usize) -> bool {
    match t.mark(n) {
        Some('!' | '?' | ';' | '。') => true,
        Some('.') => {
            let before = n.checked_sub(1).and_then(|b| t.get(b));
            let short =
                before.is_some_and(|b| b.capital && b.span.len() <= 5 && b.span.end == t.start(n));
            !short && !t.glued(n)
        }
        _ => false,
    }
}

fn verb(t: &Tokens<'_>, n: usize) -> Tense {
    if !matches!(t.class(n), Class::Word) {
        return Tense::Unknown;
    }
    let word = t.word(n);
    let going = BEFORE_TO.contains(&word) && t.is(n + 1, "to");
    if AHEAD.contains(&word) || going || word == "be" && t.before(n) == "to" {
        // `had planned`, `a planned visit`: still ahead of what it tells.
        return Tense::Future;
    }
    let past = IRREGULAR.contains(&word)
        || word.len() > 4 && word.ends_with("ed") && !t.capital(n) && !word.ends_with("eed");
    if !past {
        return Tense::Unknown;
    }
    // `will be held`, `is to be opened`, `would be sent`
    for back in 1..=3 {
        let Some(b) = n.checked_sub(back) else { break };
        if AHEAD.contains(&t.word(b)) || t.is(b, "be") && t.before(b) == "to" {
            return Tense::Future;
        }
    }
    Tense::Past
}

/// Words after a Korean time, up to the end of its clause.
const CLAUSE: usize = 160;

fn korean(t: &Tokens<'_>, end: usize) -> Tense {
    let from = t.end(end.saturating_sub(1));
    let rest = t.text.get(from..).unwrap_or("");
    let mut to = rest.len().min(CLAUSE);
    while !rest.is_char_boundary(to) {
        to -= 1;
    }
    let clause = rest.get(..to).unwrap_or("");
    let clause = clause
        .split(['.', '!', '?', '\n', '…'])
        .next()
        .unwrap_or("");
    if !clause.contains(|c: char| ('가'..='힣').contains(&c)) {
        return Tense::Unknown;
    }
    let ahead = [
        "예정",
        "계획",
        "것이다",
        "것으로 보",
        "것으로 예",
        "전망",
        "앞두",
        "열릴",
        "할 것",
        "수 있",
        "수있",
        "될 것",
        "기로 했",
        "기로 하",
        "하겠",
        "되겠",
        "개최된다",
        "진행된다",
        "열린다",
        "개막된다",
        "한다고",
        "합니다",
        "진행하게 된다",
        "기로 합의",
        "데 합의",
        "기로 결정",
    ];
    // The cue that stands nearest decides, as the first verb behind a time is its own.
    let first = |words: &[&str]| words.iter().filter_map(|w| clause.find(w)).min();
    let was = clause
        .char_indices()
        .find(|(_, c)| is_past(*c))
        .map(|(at, _)| at);
    // `23일까지 받는다고 밝혔다`: the past is of him who says it.
    let told = [
        "다고", "라고", "다며", "라며", "다는", "라는", "기로", "위해", "위한", "까지", "앞서",
        "한다", "된다", "”", "\"",
    ];
    let was = was.filter(|w| {
        !told
            .iter()
            .any(|t| clause.get(..*w).is_some_and(|c| c.contains(t)))
    });
    match (first(&ahead), was) {
        (Some(a), Some(w)) if a <= w + 6 => Tense::Future,
        (Some(_), None) => Tense::Future,
        (_, Some(_)) => Tense::Past,
        _ => Tense::Unknown,
    }
}

/// Syllables from one initial and vowel to the next.
const FINALS: u32 = 28;

/// The final consonant ㅆ, which ends the stem of the past (`했`, `올랐`, `열렸`), though not in `있` and `겠`.
fn is_past(c: char) -> bool {
    const SS: u32 = 20;
    ('가'..='힣').contains(&c)
        && (u32::from(c) - u32::from('가')) % FINALS == SS
        && !matches!(c, '있' | '겠')
}
