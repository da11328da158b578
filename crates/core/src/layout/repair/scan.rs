//! One pass over a text: nothing is done but where two neighbouring bytes may be damage.

use crate::{
    layout::repair::{
        glue::{self, Evidence},
        mojibake,
    },
    text::{CleanBuilder, Span},
};

/// Classes of bytes.
const OTHER: u8 = 0;
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const STOP: u8 = 3;
const SPACE: u8 = 4;
const WHITE: u8 = 5;
const CONTROL: u8 = 6;
const COMMA: u8 = 7;
/// First bytes of the characters that may be invisible, white or wrongly decoded.
const LEAD: u8 = 8;
/// First bytes of Hangul and other scripts.
const SCRIPT: u8 = 9;

const fn class(b: u8) -> u8 {
    match b {
        b'a'..=b'z' => LOWER,
        b'A'..=b'Z' => UPPER,
        b'.' | b'!' | b'?' => STOP,
        b' ' => SPACE,
        0x09..=0x0d => WHITE,
        0x00..=0x08 | 0x0e..=0x1f | 0x7f => CONTROL,
        b',' => COMMA,
        0xc2 | 0xc3 | 0xe1 | 0xe2 | 0xe3 | 0xef => LEAD,
        0xea..=0xed => SCRIPT,
        _ => OTHER,
    }
}

/// Which classes are looked at after a byte of one class, a bit for each.
const fn wanted(before: u8) -> u16 {
    let always = 1 << WHITE | 1 << CONTROL | 1 << LEAD;
    always
        | match before {
            LOWER | COMMA => 1 << UPPER,
            STOP => 1 << UPPER | 1 << SCRIPT | 1 << COMMA,
            SPACE | WHITE => 1 << SPACE | 1 << COMMA,
            _ => 0,
        }
}

/// The first place at or after `from` that is to be looked at.
fn next(bytes: &[u8], from: usize, names: bool) -> Option<usize> {
    let mut before = match from.checked_sub(1).and_then(|i| bytes.get(i)) {
        Some(&b) => class(b),
        None => OTHER,
    };
    let mut start = from;
    while let Some(rest) = bytes.get(start..).filter(|rest| !rest.is_empty()) {
        let stretch = rest.get(..STRETCH).unwrap_or(rest);
        // What is left is looked at together with what stands before it.
        if stretch.len() < STRETCH
            && let Some(last) = bytes.len().checked_sub(STRETCH)
            && let Some(one_before) = last.checked_sub(1)
            && !may_hit(
                bytes.get(one_before..).unwrap_or(&[]),
                bytes.get(last..).unwrap_or(&[]),
                names,
            )
        {
            return None;
        }
        let quiet = start.checked_sub(1).is_some_and(|one_before| {
            stretch.len() == STRETCH
                && !may_hit(bytes.get(one_before..).unwrap_or(&[]), stretch, names)
        });
        if quiet {
            before = stretch.last().map_or(OTHER, |&b| class(b));
        } else {
            for (i, &b) in stretch.iter().enumerate() {
                let now = class(b);
                let hit = wanted(before) >> now & 1 == 1;
                if hit || (names && now == UPPER && before == SPACE) {
                    return Some(start + i);
                }
                before = now;
            }
        }
        start += stretch.len();
    }
    None
}

/// So many bytes are looked at together.
const STRETCH: usize = 64;

/// Whether a place to be looked at may be among `bytes`; `before` are the same bytes, each one place
/// earlier. Without a branch: the compiler makes vectors of it.
fn may_hit(before: &[u8], bytes: &[u8], names: bool) -> bool {
    let names = u8::from(names);
    let found = before.iter().zip(bytes).fold(0u8, |any, (&a, &b)| {
        let is = |yes: bool| u8::from(yes);
        let control = is(b < 0x20) | is(b == 0x7f);
        let lead = is(b == 0xc2) | is(b == 0xc3) | is(b.wrapping_sub(0xe1) < 3) | is(b == 0xef);
        let stop = is(a == b'.') | is(a == b'!') | is(a == b'?');
        let blank = is(a == b' ') | is(a < 0x20);
        let upper = is(b.is_ascii_uppercase())
            & (is(a.is_ascii_lowercase()) | is(a == b',') | stop | names & is(a == b' '));
        let script = is(b.wrapping_sub(0xea) < 4) & stop;
        let comma = is(b == b',') & (stop | blank);
        let space = is(b == b' ') & blank;
        any | control | lead | upper | script | comma | space
    });
    found != 0
}

/// Whether anything in the text is to be looked at.
pub(super) fn is_damaged(text: &str, evidence: Option<&Evidence<'_>>) -> bool {
    next(text.as_bytes(), 0, evidence.is_some()).is_some()
        || text.starts_with([' ', ','])
        || text.ends_with([' ', ','])
}

/// What to do at a place.
struct Repair {
    span: Span,
    put: String,
}

impl Repair {
    fn new(start: usize, end: usize, put: &str) -> Self {
        Repair {
            span: Span::new(start, end),
            put: put.to_owned(),
        }
    }
}

/// Without white space, invisible characters and commas for line breaks at the ends.
pub(super) fn trimmed(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let edge = |c: char| c.is_whitespace() || is_invisible(c) || c.is_control();
    let head = text.trim_start_matches(edge);
    let start = span.start + text.len() - head.len();
    let mut rest = head.trim_end_matches(edge);
    // "… in the north., , ,": commas that ended lines.
    let words = rest.trim_end_matches(|c: char| c == ',' || edge(c));
    let commas = rest.get(words.len()..).unwrap_or("").matches(',').count();
    let stopped = words.ends_with(['.', '!', '?', ':', '"', '”', ')', '。']);
    if commas >= 2 || commas == 1 && stopped && !words.is_empty() {
        rest = words;
    }
    Span::new(start, start + rest.len())
}

/// Writes the clean words of a trimmed span.
pub(super) fn write(
    b: &mut CleanBuilder<'_>,
    source: &str,
    span: Span,
    evidence: Option<&Evidence<'_>>,
) {
    // A span is looked at without what stands around it, but cut words are judged whole.
    let bytes = source.get(..span.end).unwrap_or(source).as_bytes();
    let mut done = span.start;
    let mut at = span.start;
    while let Some(place) = next(bytes, at, evidence.is_some()) {
        at = place + 1;
        if place == span.start
            && !bytes
                .get(place)
                .is_some_and(|&x| matches!(class(x), LEAD | CONTROL | UPPER))
        {
            continue;
        }
        let Some(repair) = look(source, span, done, place, evidence) else {
            continue;
        };
        b.copy(Span::new(done, repair.span.start));
        if repair.span.is_empty() {
            b.insert(repair.span.start, &repair.put);
        } else {
            b.replace(repair.span, &repair.put);
        }
        done = repair.span.end;
        at = at.max(done);
    }
    b.copy(Span::new(done, span.end));
}

fn look(
    source: &str,
    span: Span,
    done: usize,
    at: usize,
    evidence: Option<&Evidence<'_>>,
) -> Option<Repair> {
    let bytes = source.as_bytes();
    let before = at
        .checked_sub(1)
        .filter(|&i| i >= span.start)
        .and_then(|i| bytes.get(i))
        .map_or(OTHER, |&b| class(b));
    let text = source.get(..span.end)?;
    match bytes.get(at).map(|&b| class(b))? {
        WHITE | SPACE => white(text, span, done, at),
        CONTROL => {
            let inside_white = matches!(before, SPACE | WHITE);
            if inside_white {
                white(text, span, done, at)
            } else {
                Some(Repair::new(at, at + 1, ""))
            }
        }
        COMMA => commas(text, span, done, at, before),
        UPPER if before == STOP => {
            glue::sentence(text, span.start, at).then(|| Repair::new(at, at, " "))
        }
        SCRIPT if before == STOP => {
            let ends = source.get(span.start..at)?.ends_with("다.")
                && text
                    .get(at..)?
                    .chars()
                    .next()
                    .is_some_and(|c| matches!(u32::from(c), 0xac00..=0xd7a3));
            ends.then(|| Repair::new(at, at, " "))
        }
        UPPER => {
            let evidence = evidence?;
            let place = if before == COMMA {
                evidence.comma(text, at)
            } else if before == LOWER {
                evidence.upper(text, span.start, at)
            } else {
                evidence.name(text, at)
            }?;
            (place >= done && place > span.start).then(|| Repair::new(place, place, " "))
        }
        LEAD => lead(text, span, done, at),
        _ => None,
    }
}

/// White space, invisible characters inside it too, becomes one space.
fn white(text: &str, span: Span, done: usize, at: usize) -> Option<Repair> {
    let blank = |c: char| c.is_whitespace() || is_invisible(c) || c.is_control();
    let lead = text.get(done.max(span.start)..at)?;
    let start = at - (lead.len() - lead.trim_end_matches(blank).len());
    let rest = text.get(at..)?;
    let end = at + rest.len() - rest.trim_start_matches(blank).len();
    let run = text.get(start..end)?;
    if run == " " {
        return None;
    }
    let put = if start <= span.start || end >= span.end || !run.contains(char::is_whitespace) {
        ""
    } else {
        " "
    };
    Some(Repair::new(start, end, put))
}

fn is_comma_run(c: char) -> bool {
    c == ',' || c.is_whitespace()
}

/// The first run of two or more commas with white space between them, at or after `from`.
pub(super) fn comma_run(text: &str, from: usize) -> Option<Span> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let start = at + memchr::memchr(b',', rest.as_bytes())?;
        let tail = text.get(start..)?;
        let end = start + tail.len() - tail.trim_start_matches(is_comma_run).len();
        let run = text.get(start..end)?;
        let commas = run.matches(',').count();
        if commas >= 2 && run.trim().contains(char::is_whitespace) {
            return Some(Span::new(start, end));
        }
        at = end;
    }
}

fn commas(text: &str, span: Span, done: usize, at: usize, before: u8) -> Option<Repair> {
    let lead = text.get(done.max(span.start)..at)?;
    let start = at - (lead.len() - lead.trim_end_matches(is_comma_run).len());
    let rest = text.get(at..)?;
    let end = at + rest.len() - rest.trim_start_matches(is_comma_run).len();
    let run = text.get(start..end)?;
    let count = run.matches(',').count();
    let breaks = count >= 2 && run.trim().contains(char::is_whitespace);
    // `… of the year".,  The full text`: one comma for a line end, seen by its two spaces.
    let stopped =
        before == STOP && count == 1 && run.ends_with("  ") && !text.get(..start)?.ends_with("..");
    let at_edge = start <= span.start || end >= span.end;
    (breaks || stopped && has_capital(text, end))
        .then(|| Repair::new(start, end, if at_edge { "" } else { " " }))
}

fn has_capital(text: &str, at: usize) -> bool {
    text.get(at..)
        .and_then(|t| t.trim_start_matches(['"', '“', '\'', '(']).chars().next())
        .is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()))
}

pub(super) fn paragraphs(source: &str, span: Span) -> Vec<Span> {
    let span = span.trimmed(source);
    let Some(text) = source.get(..span.end) else {
        return vec![span];
    };
    if comma_run(text, span.start).is_none() {
        return if span.is_empty() {
            Vec::new()
        } else {
            vec![span]
        };
    }
    let mut out: Vec<Span> = Vec::new();
    let mut start = span.start;
    let mut at = span.start;
    while let Some(found) = text
        .get(at..)
        .and_then(|rest| memchr::memchr(b',', rest.as_bytes()))
    {
        let comma = at + found;
        let tail = text.get(comma..).unwrap_or("");
        let end = comma + tail.len() - tail.trim_start_matches(is_comma_run).len();
        let run = text.get(comma..end).unwrap_or("");
        let count = run.matches(',').count();
        let stopped = text.get(..comma).is_some_and(|t| {
            t.trim_end_matches(['"', '”', '\'', '’', ')'])
                .ends_with(['.', '!', '?', ':'])
        });
        let soft = count == 1 && run.ends_with("  ") && stopped && has_capital(text, end);
        if (count >= 2 && run.trim().contains(char::is_whitespace)) || soft {
            // The commas belong to the paragraph that they end.
            let part = Span::new(start, end).trimmed(source);
            if text.get(start..comma).is_some_and(|t| t.trim().is_empty()) {
                // Nothing but commas since the last break.
                let Some(last) = out.last_mut() else {
                    at = end;
                    continue;
                };
                last.end = part.end;
            } else {
                out.push(part);
            }
            start = end;
        }
        at = end;
    }
    let rest = Span::new(start, span.end).trimmed(source);
    if !rest.is_empty() {
        out.push(rest);
    }
    out
}

/// Zero width and direction marks, which say nothing in running text.
pub(in crate::layout) fn is_invisible(c: char) -> bool {
    matches!(
        u32::from(c),
        0xad | 0x200b | 0x200e | 0x200f | 0x202a..=0x202e | 0x2060..=0x2064 | 0x2066..=0x206f | 0xfeff | 0xfff9..=0xfffb
    )
}

/// A character that may be invisible, white, or the first of a wrongly decoded one.
fn lead(text: &str, span: Span, done: usize, at: usize) -> Option<Repair> {
    let rest = text.get(at..)?;
    let c = rest.chars().next()?;
    let end = at + c.len_utf8();
    if c.is_whitespace() {
        return white(text, span, done, at);
    }
    if is_invisible(c) {
        // Inside white space it goes with it.
        let around = text.get(..at)?.ends_with(char::is_whitespace)
            || text.get(end..)?.starts_with(char::is_whitespace);
        return if around {
            white(text, span, done, at)
        } else {
            Some(Repair::new(at, end, ""))
        };
    }
    if matches!(c, '\u{200c}' | '\u{200d}') {
        // Persian and Indic scripts and pictures need their joiners.
        let before = text.get(..at)?.chars().next_back();
        let plain = |c: Option<char>| {
            c.is_none_or(|c| {
                u32::from(c) < 0x590
                    || matches!(u32::from(c), 0x2000..=0x206f | 0x3000..=0x9fff | 0xac00..=0xd7a3)
            })
        };
        return (plain(before) && plain(text.get(end..)?.chars().next()))
            .then(|| Repair::new(at, end, ""));
    }
    if let Some((words, taken)) = mojibake::decoded(rest) {
        let mut put = String::with_capacity(words.len());
        for c in words.chars() {
            if c.is_whitespace() {
                put.push(' ');
            } else if !is_invisible(c) && !c.is_control() {
                put.push(c);
            }
        }
        // "Â " is a no-break space: one space with those around it.
        if put.trim().is_empty() {
            let run = text.get(at + taken..)?;
            let end = at + taken + run.len() - run.trim_start().len();
            let open = text.get(span.start..at)?.ends_with(char::is_whitespace);
            let put = if open || put.is_empty() || end >= span.end {
                ""
            } else {
                " "
            };
            return Some(Repair::new(
                at,
                if put.is_empty() && !open {
                    at + taken
                } else {
                    end
                },
                put,
            ));
        }
        return Some(Repair::new(at, at + taken, &put));
    }
    if c.is_control() {
        let put = mojibake::high(c).map(String::from).unwrap_or_default();
        return Some(Repair::new(at, end, &put));
    }
    None
}
