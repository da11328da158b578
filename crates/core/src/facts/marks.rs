//! Quotation marks: what stands inside them, and whether they close.

use crate::text::Span;

/// A stretch inside quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    /// With its marks.
    pub(crate) outer: Span,
    /// Without them.
    pub(crate) inner: Span,
    /// Whether a mark closes it. What nothing closes ends with its paragraph.
    pub(crate) closed: bool,
    /// Whether its marks are single ones.
    pub(crate) single: bool,
}

/// The marks that close what `open` opened.
fn closes(open: char, c: char) -> bool {
    match open {
        '“' => matches!(c, '”' | '"'),
        '„' => matches!(c, '“' | '”'),
        '”' => c == '”',
        '"' => matches!(c, '"' | '”'),
        '«' => c == '»',
        '「' => c == '」',
        '『' => c == '』',
        '《' => c == '》',
        '〈' => c == '〉',
        '‘' | '\'' => matches!(c, '’' | '\''),
        other => c == other,
    }
}

/// Words that begin with an apostrophe.
const CLIPPED: [&str; 10] = [
    "em", "til", "tis", "twas", "cause", "n", "bout", "round", "un", "neath",
];

/// Everything inside quotation marks in a paragraph, outermost marks only, in order.
///
/// Double marks and their Korean kin open where no letter stands before them. Single ones are mostly
/// apostrophes: they open only after white space or an opening mark and before a letter, and only if a
/// mark closes them in the same paragraph.
pub(crate) fn marked(text: &str) -> Vec<Marked> {
    let chars = joined(text);
    let end_of = |n: usize| chars.get(n + 1).map_or(text.len(), |(at, _)| *at);
    let mut found = Vec::new();
    let mut n = 0;
    while let Some(&(at, c)) = chars.get(n) {
        let before = n
            .checked_sub(1)
            .and_then(|b| chars.get(b))
            .map_or(' ', |x| x.1);
        let after = chars.get(n + 1).map_or(' ', |x| x.1);
        if !opens(c, before, after) || (is_single(c) && is_clipped(text, end_of(n))) {
            n += 1;
            continue;
        }
        let start = end_of(n);
        match close(&chars, n, c) {
            Some(last) => {
                let inner = Span::new(start, chars.get(last).map_or(text.len(), |x| x.0));
                if !inner.is_empty() {
                    found.push(Marked {
                        outer: Span::new(at, end_of(last)),
                        inner,
                        closed: true,
                        single: is_single(c),
                    });
                }
                n = last + 1;
            }
            // The same mark opens again before anything closes: this one never was closed. It ends with the
            // clause, at the last comma before.
            None if again(&chars, n, c).is_some() => {
                let next = again(&chars, n, c).unwrap_or(n + 1);
                let part = chars.get(n..next).unwrap_or(&[]);
                let end = part
                    .iter()
                    .rposition(|x| matches!(x.1, ',' | ';'))
                    .map_or(next, |k| n + k);
                let inner = Span::new(start, chars.get(end).map_or(text.len(), |x| x.0));
                let inner = inner.trimmed(text);
                if !inner.is_empty() {
                    found.push(Marked {
                        outer: Span::new(at, inner.end),
                        inner,
                        closed: false,
                        single: false,
                    });
                }
                n = next;
            }
            None if is_single(c) || start >= text.len() => n += 1,
            None => {
                found.push(Marked {
                    outer: Span::new(at, text.len()),
                    inner: Span::new(start, text.len()),
                    closed: false,
                    single: false,
                });
                break;
            }
        }
    }
    found
}

/// The characters of a text; two straight single marks or two grave accents in a row are one double mark.
fn joined(text: &str) -> Vec<(usize, char)> {
    let mut out: Vec<(usize, char)> = Vec::with_capacity(text.len());
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if matches!(c, '\'' | '`') && chars.peek().is_some_and(|x| x.1 == c) {
            chars.next();
            out.push((at, '"'));
        } else {
            out.push((at, c));
        }
    }
    out
}

fn is_single(c: char) -> bool {
    matches!(c, '‘' | '\'')
}

fn opens(c: char, before: char, after: char) -> bool {
    match c {
        '"' | '＂' => !before.is_alphanumeric() && before != '.' && !after.is_whitespace(),
        // A closing mark where only an opening one can stand: a slip of many sites.
        '”' => before.is_whitespace() && after.is_alphanumeric(),
        '“' | '„' | '«' | '「' | '『' | '《' | '〈' => true,
        // A particle of Korean is written onto the mark: `영화‘봄’을`.
        '‘' if is_hangul(before) || is_hangul(after) => !after.is_whitespace(),
        '\'' if is_hangul(after) => !before.is_alphanumeric(),
        '‘' | '\'' => {
            (before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '“' | '"' | ','))
                && after.is_alphanumeric()
        }
        _ => false,
    }
}

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// Whether what follows an apostrophe is a clipped word or a decade (`'em`, `'90s`).
fn is_clipped(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    let word: String = rest
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    CLIPPED.contains(&word.as_str())
        || (word.ends_with('s') && word.starts_with(|c: char| c.is_ascii_digit()))
}

/// Where the same mark opens again inside one, if the text closes only the second: the next mark after
/// what closes that one opens as well, or is none.
fn again(chars: &[(usize, char)], open: usize, mark: char) -> Option<usize> {
    if !matches!(mark, '“' | '„') {
        return None;
    }
    let mut rest = chars
        .iter()
        .enumerate()
        .skip(open + 1)
        .filter(|(_, x)| x.1 == mark || closes(mark, x.1));
    let (second, first) = rest.next()?;
    if first.1 != mark {
        return None;
    }
    let closing = rest.next();
    let third = rest.next();
    let closed = closing.is_some_and(|x| x.1.1 != mark);
    let nested = third.is_some_and(|x| x.1.1 != mark);
    (!(closed && nested)).then_some(second)
}

/// How far single marks, which may be apostrophes, and marks of any kind are followed, in characters.
const SINGLE: usize = 600;

/// The number of the character that closes the mark at `open`.
fn close(chars: &[(usize, char)], open: usize, mark: char) -> Option<usize> {
    let mut depth = 0_usize;
    let mut doubtful = None;
    for (n, &(_, c)) in chars.iter().enumerate().skip(open + 1) {
        let before = chars.get(n - 1).map_or(' ', |x| x.1);
        let after = chars.get(n + 1).map_or(' ', |x| x.1);
        if c == mark && matches!(mark, '“' | '„') && again(chars, open, mark) == Some(n) {
            return None;
        }
        if c == mark && matches!(mark, '「' | '『' | '《' | '〈' | '«') {
            depth += 1;
            continue;
        }
        if is_single(mark) && n - open > SINGLE {
            break;
        }
        if !closes(mark, c) {
            continue;
        }
        if is_single(mark) {
            if after.is_alphanumeric() && !is_hangul(after) || before.is_whitespace() {
                continue;
            }
            // A possessive of a plural looks the same as a closing mark.
            if matches!(before, 's' | 'z') && after.is_whitespace() {
                doubtful = doubtful.or(Some(n));
                continue;
            }
            return Some(n);
        }
        if c == '"' && before.is_whitespace() && after.is_alphanumeric() {
            // A straight mark that opens: what came before was never closed.
            continue;
        }
        if depth > 0 {
            depth -= 1;
            continue;
        }
        return Some(n);
    }
    doubtful
}
