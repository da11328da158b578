use std::ops::Range;

use crate::{
    layout::printed::line::{self, End, Head, Row, columns, is_hangul, rows_unmeasured},
    text::Span,
};

/// How a printed text was wrapped.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Wrap {
    /// Which of the lines given are print; the others are not hard-wrapped.
    pub lines: Range<usize>,
    /// Width of the column, in columns of a terminal (a Hangul syllable or Chinese character is 2).
    pub width: usize,
    /// A line is full if it and the first word of the next one are together at least so wide.
    pub full: usize,
    /// Lines break inside words, at any syllable, as Korean print does.
    pub syllables: bool,
}

/// Rows that may be added at either end of a stretch of print: its titles and its last line.
const MARGIN: usize = 14;

/// Is it print, or a long stretch of it? Decided from how full the lines are, how many break off
/// inside a sentence, and how often the next one goes on in lower case. `lines` are lines of `text`
/// in order, blank ones included, none needed to touch.
pub fn detect(text: &str, lines: &[Span]) -> Option<Wrap> {
    let mut rows = rows_unmeasured(text, lines);
    let joins: Vec<Join> = rows
        .windows(2)
        .map(|pair| match pair {
            [(_, a), (_, b)] => join(text, a, b),
            _ => Join::None,
        })
        .collect();
    if joins.iter().filter(|j| **j != Join::None).count() < 2 {
        return None;
    }
    line::measure(text, &mut rows);
    let width = column_width(&rows, &joins)?;
    let stretch = best_stretch(&rows, &joins, width)?;
    let wrap = measure(&rows, &joins, &stretch, width)?;
    let stretch = extend(&rows, stretch, width);
    let first = rows.get(stretch.start).map_or(0, |(n, _)| *n);
    let first = if stretch.start == 0 { 0 } else { first };
    let last = if stretch.end == rows.len() {
        lines.len()
    } else {
        rows.get(stretch.end.saturating_sub(1))
            .map_or(first, |(n, _)| n + 1)
    };
    Some(Wrap {
        lines: first..last,
        ..wrap
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    /// Nothing says that the second line goes on.
    None,
    /// The second one goes on in lower case.
    Lower,
    /// Korean, and the first ends no sentence.
    Hangul,
}

fn join(text: &str, a: &Row, b: &Row) -> Join {
    if a.head == Head::Bullet && columns(a.text(text)) < 30
        || b.head == Head::Bullet
        || b.blanks > 1
    {
        return Join::None;
    }
    if !matches!(
        a.end,
        End::Open | End::Comma | End::Hyphen | End::Abbreviation
    ) {
        return Join::None;
    }
    match b.head {
        Head::Lower => Join::Lower,
        Head::Caseless | Head::Digit | Head::Other => {
            let hangul = |row: &Row| {
                let words = row.text(text);
                3 * words.chars().filter(|&c| is_hangul(c)).count() > words.chars().count()
            };
            if hangul(a) && hangul(b) {
                Join::Hangul
            } else {
                Join::None
            }
        }
        _ => Join::None,
    }
}

/// The width that nearly all lines that break off inside a sentence keep to.
fn column_width(rows: &[(usize, Row)], joins: &[Join]) -> Option<usize> {
    let mut edges: Vec<usize> = rows
        .iter()
        .zip(joins)
        .filter(|(_, j)| **j != Join::None)
        .map(|((_, row), _)| row.edge())
        .collect();
    if edges.len() < 2 {
        return None;
    }
    edges.sort_unstable();
    let width = quantile(&edges, 95);
    (24..=200).contains(&width).then_some(width)
}

pub(super) fn quantile(sorted: &[usize], percent: usize) -> usize {
    let at = sorted.len().saturating_sub(1) * percent / 100;
    sorted.get(at).copied().unwrap_or(0)
}

/// The run of rows with the highest sum of points for print (Kadane's algorithm).
fn best_stretch(rows: &[(usize, Row)], joins: &[Join], width: usize) -> Option<Range<usize>> {
    let mut best = (0_i64, 0..0);
    let mut sum = 0_i64;
    let mut start = 0;
    for (i, (_, row)) in rows.iter().enumerate() {
        let join = joins.get(i).copied().unwrap_or(Join::None);
        let next = rows.get(i + 1).map_or(0, |(_, r)| r.first);
        let filled = row.edge() + 1 + next >= width * 7 / 10;
        sum += if row.edge() > width * 3 / 2 {
            -60
        } else if row.edge() > width + width / 4 {
            -12
        } else if join != Join::None && filled {
            20
        } else if filled && matches!(row.end, End::Stop | End::Colon) {
            2
        } else if filled {
            6
        } else if row.end == End::Stop {
            // The last line of a paragraph.
            0
        } else {
            -7
        };
        if sum <= 0 {
            sum = 0;
            start = i + 1;
        } else if sum > best.0 {
            best = (sum, start..i + 1);
        }
    }
    // The last line of the last paragraph adds nothing to the sum but belongs to it.
    let mut range = best.1;
    if range.is_empty() {
        return None;
    }
    if joins.get(range.end - 1).is_some_and(|j| *j != Join::None) {
        range.end = (range.end + 1).min(rows.len());
    }
    Some(range)
}

/// Checks that the stretch is print, and how wide full lines are.
fn measure(
    rows: &[(usize, Row)],
    joins: &[Join],
    stretch: &Range<usize>,
    width: usize,
) -> Option<Wrap> {
    let mut lower = Vec::new();
    let mut hangul = Vec::new();
    let mut edges = Vec::new();
    for i in stretch.clone() {
        let Some(join) = joins.get(i).filter(|_| i + 1 < stretch.end) else {
            continue;
        };
        let (Some((_, a)), Some((_, b))) = (rows.get(i), rows.get(i + 1)) else {
            continue;
        };
        let fill = a.edge() + 1 + b.first;
        match join {
            Join::Lower => lower.push(fill),
            Join::Hangul => {
                hangul.push(fill);
                edges.push(a.edge());
            }
            Join::None => {}
        }
    }
    let total = stretch.len();
    // A short stretch inside a page must be very regular: verse, code and lists are none.
    let bytes = |range: Range<usize>| -> usize {
        rows.get(range)
            .unwrap_or(&[])
            .iter()
            .map(|(_, r)| r.span.len())
            .sum()
    };
    let part = bytes(stretch.clone()) * 10 < bytes(0..rows.len()) * 6;
    let korean = hangul.len() > lower.len();
    let mut fills = if korean { hangul } else { lower };
    fills.sort_unstable();
    let count = fills.len();
    let well = fills.iter().filter(|&&f| f * 4 >= width * 3).count();
    let even = fills
        .iter()
        .filter(|&&f| f * 100 >= width * 85 && f <= width * 2)
        .count();
    if part && (count < 8 || even * 10 < count * 8 || count * 10 < total * 4) {
        return None;
    }
    let enough = if korean {
        // Without case, only the even width of the lines tells print from a page.
        let even = edges
            .iter()
            .filter(|&&e| e * 5 >= width * 4 && e <= width + 2)
            .count();
        width >= 30
            && (count >= 4 && even * 10 >= count * 7 || count >= 20 && even * 10 >= count * 5)
            && count * 10 >= total * 3
    } else {
        let narrow_poem = count < 8 && width < 45;
        (count >= 2 && count * 10 >= total * 4 || count >= 5 && count * 10 >= total * 2)
            && well * 10 >= count * if count < 8 { 10 } else { 7 }
            && !narrow_poem
            && width >= if count < 20 { 34 } else { 24 }
    };
    if !enough {
        return None;
    }
    let syllables = korean && {
        let tight = edges
            .iter()
            .filter(|&&e| e + 2 >= width && e <= width + 2)
            .count();
        edges.len() >= 8 && tight * 100 >= edges.len() * 85
    };
    let full = quantile(&fills, 2).clamp(width * 6 / 10, width + 1);
    Some(Wrap {
        lines: 0..0,
        width,
        full,
        syllables,
    })
}

/// Adds the titles above and the last lines below.
fn extend(rows: &[(usize, Row)], stretch: Range<usize>, width: usize) -> Range<usize> {
    let fits = |i: usize| {
        rows.get(i)
            .is_some_and(|(_, r)| r.edge() <= width + width / 3 || r.width <= width)
    };
    let mut start = stretch.start;
    while start > 0 && stretch.start - start < MARGIN && fits(start - 1) {
        start -= 1;
    }
    let mut end = stretch.end;
    while end < rows.len() && end - stretch.end < MARGIN && fits(end) {
        end += 1;
    }
    start..end
}
