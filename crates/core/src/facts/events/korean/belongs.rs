//! Which words before a Korean noun of events belong to its name.

use super::{is_time, words};
use crate::{
    facts::{nations::Nations, ordinal},
    text::Span,
};

/// Letters of a word that may belong to a name, at most.
const LONGEST: usize = 24;
/// Words before a noun that may belong to it, at most.
const REACH: usize = 8;
/// `1956년`.
fn is_year(word: &str) -> bool {
    word.strip_suffix('년')
        .is_some_and(|d| d.len() == 4 && d.bytes().all(|b| b.is_ascii_digit()))
}

/// The first word that belongs to the noun of a word.
pub(super) fn left(text: &str, tokens: &[Span], n: usize) -> usize {
    let mut first = n;
    while first > 0 && n - first < REACH {
        let (Some(before), Some(after)) = (tokens.get(first - 1), tokens.get(first)) else {
            break;
        };
        let gap = text.get(before.end..after.start).unwrap_or("-");
        // `위원회 1956년 12월전원회의`: the year goes with the month that is glued to the noun.
        let month = after
            .of(text)
            .trim_start_matches(|c| ordinal::digit(c).is_some());
        if gap == " " && first == n && month.starts_with('월') && is_year(before.of(text)) {
            first -= 1;
            continue;
        }
        if gap.is_empty() || !gap.chars().all(|c| c == ' ' || c == '·') || !belongs(before.of(text))
        {
            break;
        }
        first -= 1;
    }
    first
}

/// Whether a word before a noun of events can belong to its name: a number, or a noun without a particle.
fn belongs(word: &str) -> bool {
    let mark = !word.contains(char::is_alphanumeric);
    if word.len() > LONGEST * 3 || mark || is_time(word) {
        return false;
    }
    if ordinal::korean(word).is_some_and(|(_, _, length)| length == word.len()) {
        return true;
    }
    let during = word.ends_with("동안") || word.ends_with("기간");
    if during || words().has("time", word) || words().has("adverb", word) {
        return false;
    }
    if words().has("epithet", word) {
        return true;
    }
    // `위원회의`, `당의`: whose meeting it is.
    if let Some(owner) = word.strip_suffix('의')
        && (!word.ends_with("회의") || words().ends("society", owner))
    {
        // `벤드리아와의 회담`: with whom.
        if owner.ends_with(['와', '과']) {
            return true;
        }
        return [
            "회", "당", "동맹", "련맹", "연맹", "국", "군", "성", "부", "도",
        ]
        .iter()
        .any(|e| owner.ends_with(e));
    }
    let mut chars = word.chars().rev();
    let (last, single) = (chars.next().unwrap_or(' '), word.chars().count() == 1);
    if single {
        return matches!(last, '당' | '군' | '국' | '제' | '북' | '미' | '한' | '총');
    }
    const ENDINGS: &str =
        "은는을를에께와과며여된할될던진게면라다니려히듯린릴난킨낸른긴힌운써켜겨쳐혀져펴채한해인고";
    const LONGER: [&str; 13] = [
        "되지",
        "하지",
        "않아",
        "없어",
        "에서",
        "면서",
        "해서",
        "아서",
        "어서",
        "여서",
        "께서",
        "적인",
        "으로서",
    ];
    if LONGER.iter().any(|e| word.ends_with(e)) {
        return false;
    }
    let state = Nations::get().in_letters(word);
    if words().ends("noun", word) || state.is_some_and(|(length, _)| length == word.len()) {
        return true;
    }
    if ENDINGS.contains(last) {
        return false;
    }
    let cut = |p: &str| word.strip_suffix(p).is_some_and(|w| w.chars().count() >= 2);
    let particles = ["이", "가", "고", "로", "도", "만", "까지", "부터"];
    !particles.iter().any(|p| cut(p))
}
