//! Ordinal numbers in words and digits.

use crate::text::number::ordinal;

/// Digits of the longest ordinal: what is longer numbers no meeting.
const DIGITS: usize = 4;

/// The number of an English ordinal in small letters: `first`, `22nd`, `twenty-second`, `inaugural`.
pub(crate) fn english(word: &str) -> Option<u16> {
    ordinal(word).or_else(|| (word == "inaugural").then_some(1))
}

/// The value of a digit, wide ones too (`７`).
pub(crate) fn digit(c: char) -> Option<u16> {
    let narrow = match c {
        '０'..='９' => u32::from(c) - u32::from('０'),
        _ => c.to_digit(10)?,
    };
    u16::try_from(narrow).ok()
}

/// Korean native ordinals, as they stand before `번째` or, for the first, alone.
const NATIVE: [(&str, u16); 10] = [
    ("첫", 1),
    ("두", 2),
    ("세", 3),
    ("네", 4),
    ("다섯", 5),
    ("여섯", 6),
    ("일곱", 7),
    ("여덟", 8),
    ("아홉", 9),
    ("열", 10),
];

/// What a Korean ordinal counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// A meeting (`제6차`, `두번째`).
    Meeting,
    /// A term (`제8기`).
    Term,
}

/// The ordinal at the start of Korean words, white space inside allowed: its number, what it counts and its
/// length in bytes.
pub(crate) fn korean(text: &str) -> Option<(u16, Counted, usize)> {
    let marked = text.starts_with('제');
    let rest = text.strip_prefix('제').unwrap_or(text);
    let space = rest.len() - rest.trim_start_matches(' ').len();
    let digits = rest.get(space..)?;
    let written = digits.chars().take_while(|c| digit(*c).is_some());
    let (mut number, mut count, mut end) = (0_u16, 0, 0);
    for c in written.take(DIGITS + 1) {
        number = number.saturating_mul(10).saturating_add(digit(c)?);
        count += 1;
        end += c.len_utf8();
    }
    let before = if marked { '제'.len_utf8() + space } else { 0 };
    if (1..=DIGITS).contains(&count) && (marked || space == 0) {
        let after = digits.get(end..)?;
        let space = after.len() - after.trim_start_matches(' ').len();
        let after = after.get(space..)?;
        for (word, counted) in [
            ("차", Counted::Meeting),
            ("회", Counted::Meeting),
            ("번째", Counted::Meeting),
            ("기", Counted::Term),
        ] {
            if after.starts_with(word) {
                // `8회의` is no `8회`.
                if word == "회" && after.starts_with("회의") {
                    return None;
                }
                return Some((number, counted, before + end + space + word.len()));
            }
        }
        return None;
    }
    if marked {
        return None;
    }
    for (word, number) in NATIVE {
        let Some(after) = text.strip_prefix(word) else {
            continue;
        };
        let space = after.len() - after.trim_start_matches(' ').len();
        if after.get(space..).is_some_and(|a| a.starts_with("번째")) {
            return Some((number, Counted::Meeting, word.len() + space + "번째".len()));
        }
    }
    None
}
