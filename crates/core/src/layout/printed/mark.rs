use std::{collections::BTreeMap, sync::LazyLock};

use regex::Regex;

use crate::layout::printed::{
    line::{End, Head, Row, is_end_mark},
    part::is_titled,
};

/// Page numbers that are nothing else: `[5]`, `- 5 -`, `Page 5 of 8`, `5 / 8`, `5쪽`, `(more)`.
static CERTAIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)^(?:
            [\[<{]\s*\d{1,4}\s*[\]>}]
          | [-–—―－·•*~|=]{1,3}\s*\d{1,4}\s*[-–—―－·•*~|=]{1,3}
          | (?:page|pg\.?|p\.|seite|página|стр\.?|страница|페이지)\s*\d{1,4}(?:\s*(?:of|/|von|de|из)\s*\d{1,4})?
          | [-–—(\[]?\s*(?:page|pg\.?|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–—)\]]?
          | \d{1,4}\s*(?:of|/)\s*\d{1,4}
          | (?:제\s*)?\d{1,4}\s*(?:쪽|페이지|面|ページ|頁)
          | \d{1,4}\s*\|\s*page
          | [-–—(\[]{1,2}\s*(?:more|continued|cont'd|계속)\s*[-–—)\]]{1,2}
        )$",
    )
    .ok()
});

/// The value of a bare page number, arabic or roman.
fn number(words: &str) -> Option<u32> {
    let inner = words.trim_matches(|c: char| matches!(c, '(' | ')' | ' '));
    if inner.is_empty() || inner.len() > 8 {
        return None;
    }
    if inner.len() <= 4 && inner.bytes().all(|b| b.is_ascii_digit()) {
        return inner.parse().ok();
    }
    roman(inner)
}

fn roman(words: &str) -> Option<u32> {
    let lower = words.to_ascii_lowercase();
    if lower != words && words.to_ascii_uppercase() != words {
        return None;
    }
    let mut total = 0_u32;
    let mut last = u32::MAX;
    for b in lower.bytes() {
        let value = match b {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            b'l' => 50,
            b'c' => 100,
            _ => return None,
        };
        if value > last && last != u32::MAX {
            total = total.checked_sub(2 * last)?;
        }
        total += value;
        last = value;
    }
    Some(total)
}

/// Marks the page numbers, running heads and feet among the rows.
pub(super) fn find(text: &str, rows: &mut [Row], width: usize) {
    numbers(text, rows, width);
    heads(text, rows, width);
    single_heads(rows, width);
}

fn numbers(text: &str, rows: &mut [Row], width: usize) {
    let mut bare: Vec<(usize, u32)> = Vec::new();
    let mut certain = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        if row.width > 24 {
            continue;
        }
        let words = row.text(text);
        if is_end_mark(words) && words != "-30-" && words != "- 30 -" {
            continue;
        }
        if CERTAIN.as_ref().is_some_and(|r| r.is_match(words)) {
            certain.push(i);
        } else if let Some(n) = number(words) {
            bare.push((i, n));
        }
    }
    // "-30-" ends an item, if it does not stand between pages 29 and 31.
    let lone = certain.len() < 3;
    for i in certain {
        if !(lone && rows.get(i).is_some_and(|r| is_end_mark(r.text(text)))) {
            set(rows, i);
        }
    }
    for (k, &(i, value)) in bare.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|p| rows.get(p));
        let row = rows.get(i);
        let after = rows.get(i + 1);
        let apart = row.is_some_and(|r| r.blanks > 0 || r.page)
            || after.is_none_or(|r| r.blanks > 0 || r.page);
        let at_page = row.is_some_and(|r| r.page) || after.is_some_and(|r| r.page);
        let interrupts = before
            .is_some_and(|r| matches!(r.end, End::Open | End::Comma | End::Hyphen))
            && [after, rows.get(i + 2)]
                .iter()
                .flatten()
                .any(|r| r.head == Head::Lower);
        let follows = |other: Option<&(usize, u32)>, by: i64| {
            other.is_some_and(|&(j, n)| i64::from(n) - i64::from(value) == by && j.abs_diff(i) >= 8)
        };
        let previous = k.checked_sub(1).and_then(|p| bare.get(p));
        let series = follows(previous, -1) || follows(bare.get(k + 1), 1);
        // Blank lines on both sides, in the middle of a sentence of running text.
        let inside = before.is_some_and(|r| {
            matches!(r.end, End::Open | End::Comma | End::Hyphen) && r.edge() * 10 >= width * 8
        }) && row.is_some_and(|r| r.blanks > 0)
            && after.is_some_and(|r| r.blanks > 0);
        let at_end = i + 1 == rows.len() && apart;
        if at_page
            || (interrupts && (apart || series))
            || inside
            || (series && apart)
            || (at_end && series)
        {
            set(rows, i);
        }
    }
}

fn set(rows: &mut [Row], i: usize) {
    if let Some(row) = rows.get_mut(i) {
        row.mark = true;
    }
}

/// A line between a page number or a form feed and the rest of a sentence that the page cut: a running
/// head that stands only once.
fn single_heads(rows: &mut [Row], width: usize) {
    let mut last: Option<usize> = None;
    let mut found = Vec::new();
    for i in 0..rows.len() {
        let (Some(row), Some(next)) = (rows.get(i), rows.get(i + 1)) else {
            break;
        };
        if row.mark {
            continue;
        }
        let at_page = row.page
            || i.checked_sub(1)
                .and_then(|b| rows.get(b))
                .is_some_and(|b| b.mark);
        let cut = last
            .and_then(|l| rows.get(l))
            .is_some_and(|r| matches!(r.end, End::Open | End::Comma | End::Hyphen));
        let alone = next.blanks > 0 || next.indent.abs_diff(row.indent) > 8;
        let head = row.head != Head::Lower && row.end == End::Open && row.edge() + 8 < width;
        if at_page && cut && alone && head && next.head == Head::Lower && !next.mark {
            found.push(i);
        } else {
            last = Some(i);
        }
    }
    for i in found {
        set(rows, i);
    }
}

/// How far from the end of a page a running head may stand, in rows.
const REACH: usize = 3;

fn heads(text: &str, rows: &mut [Row], width: usize) {
    // Rows near the end or the start of a page.
    let mut near = vec![false; rows.len()];
    let count = rows.len();
    for (i, row) in rows.iter().enumerate() {
        let (from, to) = if row.mark {
            (i.saturating_sub(REACH), (i + REACH + 1).min(count))
        } else if row.page {
            (i.saturating_sub(REACH), (i + REACH).min(count))
        } else {
            continue;
        };
        if let Some(part) = near.get_mut(from..to) {
            part.fill(true);
        }
    }
    let mut seen: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate() {
        if row.mark || row.width > width + 2 || row.end == End::Stop && row.width > width / 2 {
            continue;
        }
        // Only what repeats matters; a line in the middle of a page is looked at too.
        seen.entry(key(row.text(text))).or_default().push(i);
    }
    let mut marks = Vec::new();
    for (key, places) in &seen {
        if places.len() < 2 || !key.chars().any(char::is_alphabetic) {
            continue;
        }
        let close: Vec<usize> = places
            .iter()
            .copied()
            .filter(|&i| near.get(i).copied().unwrap_or(false))
            .collect();
        let far_apart = places
            .windows(2)
            .all(|w| matches!(w, [a, b] if b - a >= 10));
        let numbered = key.contains('#');
        let apart = places.iter().all(|&i| {
            rows.get(i)
                .is_some_and(|r| r.blanks > 0 || r.page || i == 0)
                || rows.get(i + 1).is_none_or(|r| r.blanks > 0 || r.page)
        });
        let interrupts = places
            .iter()
            .filter(|&&i| {
                let before = i.checked_sub(1).and_then(|p| rows.get(p));
                before.is_some_and(|r| matches!(r.end, End::Open | End::Comma | End::Hyphen))
                    && rows.get(i + 1).is_some_and(|r| r.head == Head::Lower)
            })
            .count();
        if close.len() >= 2 {
            marks.extend(&close);
            // The head of the first page has no page before it.
            if far_apart && close.len() + 1 == places.len() && numbered {
                marks.extend(places.first());
            }
        } else if close.len() == 1 && places.len() == 2 && places.first().is_some_and(|&i| i < 4) {
            marks.extend(&close);
            // On the first page it is the title, or stands above one: a counted name and a headline.
            let first = places.first().copied().unwrap_or(0);
            let headline = rows.iter().skip(first + 1).take(2).any(|row| {
                row.end == End::Open && row.head == Head::Upper && is_titled(row.text(text))
            });
            if first == 0 && is_counted(key) && headline {
                marks.push(first);
            }
        } else if places.len() >= 3 && far_apart && (interrupts >= 2 || (apart && numbered)) {
            marks.extend(places);
        }
    }
    for i in marks {
        set(rows, i);
    }
}

/// Whether a number stands by itself in a key: "bulletin no. #", "# april #".
fn is_counted(key: &str) -> bool {
    key.split(' ')
        .any(|word| word.trim_matches(|c: char| c.is_ascii_punctuation() && c != '#') == "#")
}

/// What repeats from page to page: the words in lower case, numbers as `#`, white space as one space.
fn key(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut digits = false;
    for c in words.chars() {
        if c.is_ascii_digit() {
            if !digits {
                out.push('#');
            }
            digits = true;
        } else if c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
            digits = false;
        } else {
            out.extend(c.to_lowercase());
            digits = false;
        }
    }
    out
}
