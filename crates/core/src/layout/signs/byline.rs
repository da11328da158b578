//! Bylines, English and Korean.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    Byline,
    names::{is_hangul_name, is_latin_name, is_organisation, is_press_role, is_role, split_list},
};
use crate::{
    layout::expression::Expression,
    text::{Span, date::Found},
};

/// Longest block that is looked at as a byline, in bytes.
const LONGEST: usize = 240;

/// What Korean papers put after a reporter's name.
pub(super) const ROLE: &str =
    "(?:[가-힣]{0,6}(?:기자|특파원|논설위원|위원|앵커|에디터|칼럼니스트|피디|통신원|리포터)|PD)";

/// Words before a name that say that it is the author's.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "^(?:[-–—|•*/]\\s*)?(?:(?i:(?:written|posted|reported|published|authored|article|story|text|words|created|contributed|reviewed|compiled)\
         (?:\\s+(?:and|&)\\s+[a-z]+)?\\s+by\\s*:?|(?:authors?|byline|reporter|writer|contributors?)\\s*[:|]|by\\s*:)|\
         By|BY|by|글쓴이\\s*[:=]?|글\\s*[=:·ㅣ|]\\s*(?:사진\\s*[=:ㅣ|]?)?|글·사진|기자\\s*[:=]|작성자\\s*[:=]?)\\s*",
    )
    .ok()
});

/// An address in brackets or free.
static EMAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("[(\\[<]?\\s?(?P<mail>[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,4})\\s?[)\\]>]?").ok()
});

/// One or more Korean names with a role.
static KOREAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "^[\\[(/]?(?:(?P<place>[가-힣A-Za-z·/ ]{{1,14}})\\s?=\\s?)?(?P<names>[가-힣]{{2,4}}(?:\\s?[·,/]\\s?[가-힣]{{2,4}}|\\s[가-힣]{{2,4}}){{0,3}})\
         \\s?(?P<role>{ROLE})(?:\\s?\\([가-힣A-Za-z]{{1,10}}\\))?\\s?=?\\s?[\\])]?"
    ))
    .ok()
});

/// The addresses of a text.
pub(super) fn emails(text: &str) -> Vec<Span> {
    if memchr::memchr(b'@', text.as_bytes()).is_none() {
        return Vec::new();
    }
    let Some(email) = EMAIL.as_ref() else {
        return Vec::new();
    };
    email
        .captures_iter(text)
        .filter_map(|c| c.name("mail"))
        .map(|m| Span::new(m.start(), m.end()))
        .collect()
}

/// Reads a block that is a byline, or a byline with dates after it.
pub(super) fn read(text: &str, dates: &[Found]) -> Option<Byline> {
    if text.len() > LONGEST {
        return None;
    }
    let block = Span::new(0, text.len()).trimmed(text);
    // Names end where the first date or address stands.
    let date = dates
        .iter()
        .map(|d| d.span.start)
        .find(|&s| s > block.start);
    korean(text, block, date)
        .or_else(|| latin(text, block, date))
        .or_else(|| after_date(text, block, dates))
}

/// `April 7, 2021 by Jane Doe`, `Posted on April 7, 2021 · By Jane Doe`.
fn after_date(text: &str, block: Span, dates: &[Found]) -> Option<Byline> {
    let first = dates.first().filter(|d| d.date.is_full())?;
    let last = dates.last()?;
    if first.span.start > block.start + 40 {
        return None;
    }
    let tail = Span::new(last.span.end, block.end);
    let at = [" by ", " By ", "|By ", "·By ", "•By "]
        .iter()
        .filter_map(|w| tail.of(text).find(w).map(|at| at + w.len() - 3))
        .min()?;
    if at > 40 {
        return None;
    }
    let byline = latin(text, Span::new(tail.start + at, block.end), None)?;
    byline.certain.then_some(byline)
}

fn korean(text: &str, block: Span, date: Option<usize>) -> Option<Byline> {
    let body = after_label(text, block);
    let labelled = body.start > block.start;
    let slice = body.of(text);
    if !slice.chars().take(40).any(super::names::is_hangul) {
        return None;
    }
    if let Some(found) = KOREAN.as_ref()?.captures(slice) {
        let whole = found.get(0)?;
        let names = found.name("names")?;
        let names = leading_names(
            text,
            Span::new(names.start(), names.end()).shifted(body.start),
        );
        // The rest of the block may be an address, dates, an organisation: nothing like a sentence.
        let rest = slice.get(whole.end()..)?;
        let closed = without_emails(rest).chars().count() <= 30
            || date.is_some_and(|d| d < body.start + whole.end() + 30);
        if !names.is_empty() && closed && !rest.contains(". ") && !rest.ends_with("다.") {
            return Some(Byline {
                span: block,
                names,
                organisation: None,
                certain: true,
            });
        }
    }
    // `김사라 2021. 4. 7. 18:13`, `김사라 kim@…`, `김사라`
    let end = [date, address(text, block)].into_iter().flatten().min();
    let head = Span::new(body.start, end.unwrap_or(body.end)).trimmed(text);
    let stop = head
        .of(text)
        .trim_end_matches(|c: char| "|·-:/,[(".contains(c) || c.is_whitespace());
    let head = Span::new(head.start, head.start + stop.len());
    let names = only_names(text, head)?;
    Some(Byline {
        span: Span::new(
            block.start,
            if end.is_some() { head.end } else { block.end },
        ),
        names,
        organisation: None,
        certain: labelled || end.is_some(),
    })
}

/// The Korean names that a list begins with: what follows them belongs to the role
/// (`김사라 북한전문기자`).
pub(super) fn leading_names(text: &str, span: Span) -> Vec<Span> {
    let sign = |c: char| c.is_whitespace() || ",·/".contains(c);
    let mut out = Vec::new();
    let mut start = span.start;
    for part in span.of(text).split_inclusive(sign) {
        let word = part.trim_end_matches(sign);
        if is_hangul_name(word) {
            out.push(Span::new(start, start + word.len()));
        } else if !word.is_empty() {
            break;
        }
        start += part.len();
    }
    out
}

/// All of a list, if it is nothing but Korean names of three syllables or more: shorter ones are too
/// like other words to stand without a role.
fn only_names(text: &str, span: Span) -> Option<Vec<Span>> {
    let names = leading_names(text, span);
    let whole = names.last()?.end == span.end;
    let long = names.iter().all(|n| n.of(text).chars().count() >= 3);
    (whole && long && names.len() <= 4).then_some(names)
}

fn after_label(text: &str, block: Span) -> Span {
    let Some(found) = LABEL.as_ref().and_then(|l| l.find(block.of(text))) else {
        return block;
    };
    // `By` needs a word end: `Byron`.
    let label = found.as_str();
    let mut right = block.of(text).get(label.len()..).unwrap_or("").chars();
    // Pages that lost their markup glue it: `ByKathryn`.
    let glued = label == "By"
        && right.next().is_some_and(char::is_uppercase)
        && right.next().is_some_and(char::is_lowercase);
    let spaced = glued || label.ends_with(|c: char| c.is_whitespace() || ":=|ㅣ".contains(c));
    if spaced {
        Span::new(block.start + label.len(), block.end)
    } else {
        block
    }
}

fn address(text: &str, block: Span) -> Option<usize> {
    memchr::memchr(b'@', block.of(text).as_bytes())?;
    let at = EMAIL.as_ref()?.find(block.of(text))?;
    Some(block.start + at.start())
}

fn without_emails(text: &str) -> String {
    EMAIL
        .as_ref()
        .filter(|_| text.contains('@'))
        .map_or_else(|| text.to_owned(), |e| e.replace_all(text, "").into_owned())
}

/// Words and signs that end the names of an English byline.
static STOP: Expression = Expression::new(
    "\\s[|•·/]\\s?|\\s[-–—]{1,2}\\s|[\\[(<|•\\n\u{2022}]|\\s(?i:published|updated|posted|last|on|in|at|for|from|is|of|reports?|contributed|min|minutes?)\\b|\\s[0-9]|\\s{2,}|[.!?]$|@",
);

/// Without a label that lost the space before it: `Jane DoePublished`.
fn without_glue(text: &str, span: Span) -> Span {
    let slice = span.of(text);
    for label in ["Published", "Updated", "Posted", "Last", "Share", "Follow"] {
        if let Some(at) = slice.rfind(label)
            && at > 0
            && slice
                .get(..at)
                .is_some_and(|s| s.ends_with(char::is_lowercase))
        {
            return Span::new(span.start, span.start + at);
        }
    }
    span
}

fn latin(text: &str, block: Span, date: Option<usize>) -> Option<Byline> {
    let body = after_label(text, block);
    let labelled = body.start > block.start;
    // No Latin name starts so; to look for its end is slow.
    if body.is_empty()
        || body
            .of(text)
            .trim_start()
            .starts_with(super::names::is_hangul)
    {
        return None;
    }
    let mut end = date.unwrap_or(body.end).min(body.end);
    let mail = address(text, body);
    if let Some(at) = mail {
        end = end.min(at);
    }
    let slice = Span::new(body.start, end).of(text);
    let stop = STOP.for_text(slice).and_then(|s| s.find(slice));
    let cut = stop.map_or(slice.len(), |m| m.start());
    let head = Span::new(body.start, body.start + cut).trimmed(text);
    let head = without_glue(text, head);
    let head = Span::new(
        head.start,
        head.start
            + head
                .of(text)
                .trim_end_matches([',', ':', '-', '|', '.'])
                .len(),
    );
    let mut byline = Byline {
        span: Span::new(block.start, end.max(head.end)),
        ..Byline::default()
    };
    let (mut roles, mut press) = (0, false);
    for (n, part) in split_list(text, head).into_iter().enumerate() {
        let words = part.of(text);
        let name = is_latin_name(words, labelled);
        if n > 0 && is_role(words) {
            roles += 1;
            press |= is_press_role(words);
        } else if n > 0 && name && is_organisation(words) {
            byline.organisation.get_or_insert(part);
        } else if name {
            byline.names.push(part);
        } else if n == 0 {
            return None;
        } else if labelled {
            // `By Sarah Kim, Tarsk`: what follows the comma belongs to the name.
            roles += 1;
        } else {
            return None;
        }
    }
    if byline.names.is_empty() || byline.names.len() > 8 {
        return None;
    }
    // `Jane Doe, director of the port:` opens what she says.
    if !labelled && text.get(..block.end).is_some_and(|t| t.ends_with(':')) {
        return None;
    }
    // What follows the names must not be a sentence.
    let tail = text.get(head.end..body.end).unwrap_or("");
    let dated = date.is_some();
    let tail_words = without_emails(tail).split_whitespace().count();
    let only = byline.names.len() == 1 && is_organisation(byline.names.first()?.of(text));
    let lone_words = tail_words <= if dated || labelled { 24 } else { 6 };
    if !lone_words || (!labelled && !dated && stop.is_some() && mail.is_none() && roles == 0) {
        return None;
    }
    if !labelled && only {
        return None;
    }
    byline.certain = labelled && tail_words <= 12
        || mail.is_some()
        || press
        || byline.organisation.is_some() && roles == 0;
    if labelled && !byline.certain && !dated {
        return None;
    }
    Some(byline)
}
