//! Lines and labels that announce or divide Korean lists.

use crate::facts::people::korean::{
    lexicon::is_post,
    text::{Text, Token},
};

/// Whether a line announces the list below it: a heading, or a sentence that ends with `다음과 같다`.
pub(super) fn is_heading(text: &str) -> bool {
    let text = text.trim_end();
    let said = ["같다.", "같습니다.", "같다", ":", "："];
    said.iter().any(|s| text.ends_with(s)) || text.chars().count() < HEADING && !text.ends_with('.')
}

/// Letters of the longest heading.
const HEADING: usize = 60;

/// Tokens of a label before the first member of a line at most.
const LABEL: usize = 8;

/// Whether the words before the first member of a line are a label or a mark of a list only: `▲감독상=`, `△ 부사장
/// (3명) :`, `1.`
pub(super) fn is_label(before: &[Token<'_>]) -> bool {
    let ends = |t: &Token<'_>| matches!(t.text, ":" | "：" | "=" | "＝");
    let marks = before
        .iter()
        .all(|t| !t.is_word() || t.text.bytes().all(|b| b.is_ascii_digit()));
    marks && before.len() <= 3 || before.len() <= LABEL && before.last().is_some_and(ends)
}

/// Tokens of a heading inside a list at most.
const INSIDE: usize = 5;

/// Whether a line without members is a heading inside a list: `수비수`, `◆ 벤드리아은행`. One that ends with a
/// post begins a list of its own.
pub(super) fn rests(text: &Text<'_>) -> bool {
    let short = text.tokens.len() <= INSIDE && !text.tokens.iter().any(Token::is_stop);
    let last = text.tokens.iter().rfind(|t| t.is_word());
    short && last.is_some_and(|t| !is_post(t.text))
}
