//! What the parts of a date stand for: figures, names of months, zones, eras, and what may stand beside
//! them.

use super::PartialDate;

/// A number in ASCII or full-width figures.
pub(super) fn number(text: &str) -> Option<i16> {
    let mut n: i16 = 0;
    for c in text.chars() {
        let c = match c {
            '０'..='９' => u32::from(c) - u32::from('０'),
            _ => c.to_digit(10)?,
        };
        n = n.checked_mul(10)?.checked_add(i16::try_from(c).ok()?)?;
    }
    Some(n)
}

pub(super) fn year(n: i16) -> Option<i16> {
    (1000..3000).contains(&n).then_some(n)
}

/// A day in figures, which a number of four figures alone does not make: only years of the age of
/// printing.
pub(super) fn full(y: i16, month: u8, day: u8) -> Option<PartialDate> {
    (1500..2200).contains(&y).then_some(())?;
    PartialDate::day(y, month, day)
}

/// Where the name of an era starts that stands before its year: attached to it, or opening its line.
pub(super) fn era_name(text: &str, number: usize) -> usize {
    let before = text.get(..number).unwrap_or("");
    let trimmed = before.trim_end_matches(' ');
    let name: usize = trimmed
        .chars()
        .rev()
        .take(7)
        .take_while(|c| ('가'..='힣').contains(c))
        .map(char::len_utf8)
        .sum();
    let start = trimmed.len() - name;
    let opens_line = before
        .get(..start)
        .is_some_and(|b| b.is_empty() || b.ends_with('\n'));
    // A longer run of syllables is no name.
    if name <= 6 * 3 && name > 0 && (opens_line || trimmed.len() == number) {
        start
    } else {
        number
    }
}

/// The year of `Juche 111 (2022)`.
pub(super) fn juche(text: &str) -> Option<i16> {
    let counted: String = text
        .chars()
        .skip_while(|c| !c.is_numeric())
        .take_while(|c| c.is_numeric())
        .collect();
    let counted = number(&counted)?.checked_add(1911)?;
    let written = text
        .split_once('(')
        .and_then(|(_, y)| number(y.trim_end_matches(')')));
    written.is_none_or(|w| w == counted).then_some(counted)
}

pub(super) fn month(name: &str) -> Option<u8> {
    const NAMES: [&[u8]; 12] = [
        b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov",
        b"dec",
    ];
    let start = name.as_bytes().get(..3)?;
    let at = NAMES.iter().position(|n| n.eq_ignore_ascii_case(start))?;
    u8::try_from(at + 1).ok()
}

/// Minutes east of Greenwich of a zone that has one offset only.
pub(super) fn zone_offset(zone: &str) -> Option<i16> {
    let hours: i16 = match zone {
        "Z" | "UTC" | "GMT" => 0,
        "KST" | "JST" => 9,
        "AEST" => 10,
        "AEDT" => 11,
        "HKT" | "SGT" => 8,
        "MSK" | "EEST" => 3,
        "EET" | "CEST" => 2,
        "CET" | "BST" => 1,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        "AKST" => -9,
        "HST" => -10,
        // North American and Chinese, Indian and Irish, or one that moves with the season.
        "CST" | "IST" | "ET" | "CT" | "MT" | "PT" => return None,
        _ => {
            let sign = zone.find(['+', '-'])?;
            let negative = zone.get(sign..)?.starts_with('-');
            let digits: String = zone
                .get(sign + 1..)?
                .chars()
                .filter(char::is_ascii_digit)
                .collect();
            let value = number(&digits)?;
            let minutes = if digits.len() <= 2 {
                value.checked_mul(60)?
            } else {
                (value / 100) * 60 + value % 100
            };
            let offset = if negative { -minutes } else { minutes };
            return (minutes <= 14 * 60 && minutes % 15 == 0).then_some(offset);
        }
    };
    Some(hours * 60)
}

/// Whether a capitalised word is glued on, as pages do that lost their markup: `CETLast modified`.
pub(super) fn opens_word(text: &str, at: usize) -> bool {
    let mut right = text.get(at..).unwrap_or("").chars();
    right.next().is_some_and(char::is_uppercase) && right.next().is_some_and(char::is_lowercase)
}

/// Whether a count or a time is glued on to a year: `20263 min read`, `20228:23 PM`.
pub(super) fn opens_count(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let tail = rest.get(digits..).unwrap_or("");
    let time = tail
        .strip_prefix(':')
        .is_some_and(|t| t.bytes().take_while(u8::is_ascii_digit).count() == 2);
    let word = tail.trim_start().to_ascii_lowercase();
    (1..=3).contains(&digits)
        && (time
            || ["min", "comment", "view", "share"]
                .iter()
                .any(|w| word.starts_with(w)))
}

pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

pub(super) fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

pub(super) fn zone_follows(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("").trim_start();
    ["GMT", "UTC", "KST", "JST", "hours", "hrs"]
        .iter()
        .any(|z| rest.starts_with(z))
}

pub(super) fn percent(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    rest.starts_with('%') || rest.trim_start().starts_with("percent")
}

/// Dates in figures only, which need a field of their own to be told from other numbers.
pub(super) fn compact(text: &str) -> Option<PartialDate> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    let part = |from: usize, to: usize| text.get(from..to).and_then(number);
    let small = |from: usize, to: usize| part(from, to).and_then(|n| u8::try_from(n).ok());
    let plausible = |y: i16| (1500..2200).contains(&y).then_some(y);
    match (digits, rest.len()) {
        (4, 0) => Some(PartialDate {
            year: Some(plausible(part(0, 4)?)?),
            ..PartialDate::default()
        }),
        (4, 3) if rest.starts_with('-') => PartialDate {
            year: Some(plausible(part(0, 4)?)?),
            month: Some(small(5, 7)?),
            ..PartialDate::default()
        }
        .checked(),
        (8, _) if rest.is_empty() || rest.starts_with('T') => {
            let date = full(part(0, 4)?, small(4, 6)?, small(6, 8)?)?;
            if rest.is_empty() {
                return Some(date);
            }
            let offset = if rest.ends_with('Z') { Some(0) } else { None };
            let time = Some((small(9, 11)?, small(11, 13)?));
            PartialDate {
                time,
                offset,
                ..date
            }
            .checked()
        }
        (14, 0) => PartialDate {
            time: Some((small(8, 10)?, small(10, 12)?)),
            ..full(part(0, 4)?, small(4, 6)?, small(6, 8)?)?
        }
        .checked(),
        _ => None,
    }
}
