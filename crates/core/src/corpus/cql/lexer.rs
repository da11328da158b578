//! Cuts a query into its signs.

use crate::{Error, Location, Result};

/// A sign of a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sign<'q> {
    /// What stands between quotation marks, as written, and the mark.
    Text(&'q str, char),
    Name(&'q str),
    Number(&'q str),
    /// The letters after `%`.
    Flags(&'q str),
    /// `[ ] ( ) { } | & ! = * + ? , . : < >`
    Mark(char),
    /// `::`
    Constraint,
    /// `!=`
    Differs,
    /// `</`
    OpenEnd,
    /// `/>`
    CloseEmpty,
    End,
}

impl Sign<'_> {
    /// How an error names it.
    pub(super) fn shown(self) -> String {
        match self {
            Sign::Text(..) => "a text in quotation marks".to_owned(),
            Sign::Name(name) => format!("'{}'", shortened(name)),
            Sign::Number(number) => format!("'{}'", shortened(number)),
            Sign::Flags(flags) => format!("'%{}'", shortened(flags)),
            Sign::Mark(mark) => format!("'{mark}'"),
            Sign::Constraint => "'::'".to_owned(),
            Sign::Differs => "'!='".to_owned(),
            Sign::OpenEnd => "'</'".to_owned(),
            Sign::CloseEmpty => "'/>'".to_owned(),
            Sign::End => "the end of the query".to_owned(),
        }
    }
}

/// The beginning of a word that may be long.
pub(super) fn shortened(word: &str) -> String {
    match word.char_indices().nth(40) {
        Some((cut, _)) => format!("{}…", word.get(..cut).unwrap_or_default()),
        None => word.to_owned(),
    }
}

/// A sign and the byte of the query where it begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'q> {
    pub(super) sign: Sign<'q>,
    pub(super) at: usize,
}

/// Longer queries are refused.
pub(super) const MAX_BYTES: usize = 1 << 16;

fn error(query: &str, at: usize, detail: impl Into<String>) -> Error {
    Error::usage(detail).with_location(Location::new(query, at))
}

/// Where the run of characters that pass ends.
fn run(query: &str, from: usize, passes: impl Fn(char) -> bool) -> usize {
    let rest = query.get(from..).unwrap_or_default();
    from + rest.find(|c| !passes(c)).unwrap_or(rest.len())
}

/// The signs of a query, the last of which is [`Sign::End`]. White space and comments (`#` to the end of
/// the line) stand for nothing.
pub(super) fn signs(query: &str) -> Result<Vec<Placed<'_>>> {
    if query.len() > MAX_BYTES {
        return Err(Error::limit(format!(
            "the query has {} bytes: at most {MAX_BYTES} are read",
            query.len()
        )));
    }
    let mut signs = Vec::new();
    let mut at = 0;
    while let Some(c) = query.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = query.get(at + c.len_utf8()..).unwrap_or_default();
        let (sign, end) = match c {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '#' => {
                at = run(query, at, |c| c != '\n');
                continue;
            }
            '"' | '\'' => quoted(query, at, c)?,
            '%' => {
                let end = run(query, at + 1, char::is_alphanumeric);
                let flags = query.get(at + 1..end).unwrap_or_default();
                (Sign::Flags(flags), end)
            }
            '0'..='9' => {
                let end = run(query, at, |c| c.is_ascii_digit());
                (Sign::Number(query.get(at..end).unwrap_or_default()), end)
            }
            c if c.is_alphabetic() || c == '_' => {
                let end = run(query, at, |c| c.is_alphanumeric() || matches!(c, '_' | '-'));
                (Sign::Name(query.get(at..end).unwrap_or_default()), end)
            }
            ':' if rest.starts_with(':') => (Sign::Constraint, at + 2),
            '!' if rest.starts_with('=') => (Sign::Differs, at + 2),
            '<' if rest.starts_with('/') => (Sign::OpenEnd, at + 2),
            '/' if rest.starts_with('>') => (Sign::CloseEmpty, at + 2),
            '[' | ']' | '(' | ')' | '{' | '}' | '|' | '&' | '!' | '=' | '*' | '+' | '?' | ','
            | '.' | ':' | '<' | '>' => (Sign::Mark(c), at + 1),
            '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '＂' => {
                return Err(error(
                    query,
                    at,
                    format!("'{c}' is no quotation mark of a query: write \" or '"),
                ));
            }
            other => {
                return Err(error(
                    query,
                    at,
                    format!(
                        "'{}' is no sign of a query: words stand in quotation marks, as \"word\"",
                        other.escape_debug()
                    ),
                ));
            }
        };
        signs.push(Placed { sign, at });
        at = end;
    }
    signs.push(Placed {
        sign: Sign::End,
        at: query.len(),
    });
    Ok(signs)
}

/// The text from the quotation mark at `at` to the one that closes it. A backslash shields the
/// character after it, a doubled mark stands for one.
fn quoted(query: &str, at: usize, mark: char) -> Result<(Sign<'_>, usize)> {
    let start = at + 1;
    let mut characters = query
        .get(start..)
        .unwrap_or_default()
        .char_indices()
        .peekable();
    while let Some((offset, c)) = characters.next() {
        if c == '\\' {
            characters.next();
        } else if c == mark {
            if characters.next_if(|(_, next)| *next == mark).is_some() {
                continue;
            }
            let text = query.get(start..start + offset).unwrap_or_default();
            return Ok((Sign::Text(text, mark), start + offset + 1));
        }
    }
    Err(error(
        query,
        at,
        format!("the quotation mark {mark} is not closed"),
    ))
}
