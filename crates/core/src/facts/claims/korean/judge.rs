//! What kind of claim Korean words make by what they say.

use super::{
    super::Type,
    complement::{Form, final_of},
    lexicon::{self, Does, Verb},
};
use crate::text::Span;

/// The words that a claim is about.
pub(super) struct Content<'t> {
    pub(super) span: Span,
    pub(super) text: &'t str,
    /// Whether they stand in marks.
    pub(super) marked: bool,
    pub(super) form: Form,
}

/// What a verb makes of what is said.
pub(super) struct Found {
    pub(super) kinds: Vec<Type>,
    pub(super) polarity: Option<&'static str>,
}

/// Bytes of what is said that are looked at, from its end.
const LOOKED: usize = 600;

/// Bytes of the predicate, from the end.
const PREDICATE: usize = 48;

/// The same for a verb that does not look for faults.
const NEAR: usize = 40;

/// Judges what is said. `object` is the noun that the verb governs.
pub(super) fn judge(verb: Verb, content: &Content<'_>, object: Option<&str>) -> Option<Found> {
    let words = tail(content.text, LOOKED);
    let (fault, merit) = lexicon::tones(words);
    let polarity = match fault.cmp(&merit) {
        std::cmp::Ordering::Greater => Some("negative"),
        std::cmp::Ordering::Less => Some("positive"),
        std::cmp::Ordering::Equal => None,
    };
    let clause = !matches!(content.form, Form::Object | Form::Subject);
    let given = object
        .and_then(lexicon::given)
        .filter(|_| verb.gives && !clause);
    let kind = match verb.does {
        Does::Gives => given?,
        _ if given.is_some() => given?,
        Does::Makes(Type::Assessment) if clause && asks(words, content.marked) => Type::Demand,
        Does::Makes(Type::Demand) if clause && promises(words) => Type::Commitment,
        Does::Makes(kind) => kind,
        Does::Denies => Type::Assessment,
        // Who passes on a clause of another makes no claim of his own.
        Does::Relays => return None,
        Does::Says if clause => said(words, polarity, content.marked, verb.blames),
        Does::Says => brought_up(object.unwrap_or(content.text), polarity)?,
    };
    let mut kinds = vec![kind];
    if kind == Type::Demand && fault > 0 && lexicon::overcomes(words) {
        kinds.push(Type::Criticism);
    }
    Some(Found { kinds, polarity })
}

fn tail(text: &str, bytes: usize) -> &str {
    let from = text.ceil_char_boundary(text.len().saturating_sub(bytes));
    text.get(from..).unwrap_or("")
}

/// A clause behind a verb of saying.
fn said(words: &str, polarity: Option<&str>, marked: bool, blames: bool) -> Type {
    let end = tail(words, PREDICATE / 2);
    // `…가 발견되지 않았다`: what is not so is no fault.
    let denied = ["않", "없", "아니"].iter().any(|n| end.contains(n));
    let near = tail(words, if blames { PREDICATE } else { NEAR });
    let fault = lexicon::fault(near).is_some() && (blames || !denied);
    if asks(words, marked) {
        Type::Demand
    } else if promises(words) {
        Type::Commitment
    } else if polarity == Some("negative") && fault {
        Type::Criticism
    } else {
        Type::Assessment
    }
}

/// A matter that a verb of saying brings up: `필요성을 강조했다`, `결함들을 지적하시였다`.
fn brought_up(object: &str, polarity: Option<&str>) -> Option<Type> {
    let last = object.split_whitespace().last().unwrap_or("");
    if lexicon::given(last) == Some(Type::Demand) {
        return Some(Type::Demand);
    }
    if lexicon::fault(object).is_some() {
        return Some(Type::Criticism);
    }
    // A matter that is only named is no claim.
    polarity.map(|_| Type::Assessment)
}

/// What a clause ends with that tells somebody to do something.
const ASKS: [&str; 20] = [
    "야 한다",
    "야한다",
    "야 할",
    "야할",
    "야 합니다",
    "야 하며",
    "야 된다",
    "필요가 있",
    "필요하",
    "하자",
    "합시다",
    "할데",
    "데",
    "십시오",
    "말아야",
    "말라",
    "달라",
    "여야 ",
    "해야",
    "하라",
];

/// Whether what is said is to be done.
fn asks(words: &str, marked: bool) -> bool {
    let words = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    let end = tail(words, PREDICATE / 2);
    let told = ASKS
        .iter()
        .any(|a| end.contains(a) && (*a != "데" || end.ends_with('데')));
    // `“…할 것”이라고 말했다` only looks ahead.
    told || imperative(words) || !marked && future_noun(words)
}

/// `채택하라`, `물러나라`; not `나라이라`.
fn imperative(words: &str) -> bool {
    [
        "하라",
        "으라",
        "말라",
        "내라",
        "되라",
        "가라",
        "오라",
        "키라",
        "나라는것",
    ]
    .iter()
    .any(|e| words.ends_with(e))
}

/// `점검할것`, `풀 것`: what is to be, as a noun.
fn future_noun(words: &str) -> bool {
    let Some(before) = words.strip_suffix('것') else {
        return false;
    };
    let last = before.trim_end().chars().last();
    last.is_some_and(|c| final_of(c) == Some(8))
}

/// Whether the speaker binds himself: `…하겠다`.
fn promises(words: &str) -> bool {
    let words = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    let end = tail(words, PREDICATE / 2);
    let own =
        || words.starts_with("우리") || words.starts_with("나는") || words.starts_with("저는");
    end.contains("겠다") || end.contains("겠습니다") || end.ends_with("것이다") && own()
}
