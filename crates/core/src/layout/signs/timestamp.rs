//! Lines of dates.

use std::sync::LazyLock;

use regex::Regex;

use super::{Byline, Stamp, StampRole, Timestamp};
use crate::{
    layout::expression::Expression,
    text::{
        Span,
        date::{DateKind, Found, parse_date},
    },
};

/// Longest block that is looked at as a line of dates, in bytes.
pub(super) const LONGEST: usize = 320;

/// A label right before a date.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?:(?P<updated>(?i:(?:last\\s+)?(?:updated?|modified|edited|revised|reviewed|changed)(?:\\s+on|\\s+at|\\s+date)?|update)|\
         최종\\s?수정|최종\\s?업데이트|최종\\s?편집|기사\\s?수정|수정\\s?일?시?|업데이트|갱신)|\
         (?P<published>(?i:(?:first\\s+|originally\\s+)?(?:published?|posted|released|issued|filed|created|uploaded|submitted|entered)(?:\\s+(?:on|at|online|date))?|publication\\s+date|date(?:\\s+published)?)|\
         기사\\s?입력|기사\\s?등록|기사\\s?승인|최초\\s?입력|최초\\s?등록|등록\\s?일?시?|입력\\s?일?시?|승인|발행\\s?일?시?|송고\\s?시간|송고|게재|게시|작성\\s?일?시?|보도))\
         \\s*[:：|.]?\\s*(?:(?i:on|at)\\s+)?[\\[(]?$",
    )
    .ok()
});

/// Counts and controls that stand beside dates and are no words of their own.
static CONTROL: Expression = Expression::new(
    "(?i)(?:average\\s+)?(?:reading|read)\\s+time\\s*:?|(?:[0-9]+|--|an?|no|about|approx\\.?)?\\s*-?(?:min(?:ute)?s?)(?:\\.|\\s+read(?:ing)?)?\\b|\\b(?:[0-9,.]+k?|no|leave\\s+a|add\\s+a)\\s+(?:comments?|views?|words?|shares?|likes?|reads?|reactions?)\\b|\\b(?:share|print|save|email|listen|pdf)\\b|조회수?\\s*:?\\s*[0-9,]*|댓글\\s*[0-9]*|[0-9]+\\s*분",
);

/// A machine's date before the words of a page.
static PAGE_DATE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^\\s*date (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:\\s+|$)").ok());

/// Reads a block that opens with `date 2022-02-27`.
pub(super) fn page_date(text: &str) -> Option<Stamp> {
    if !text.trim_start().starts_with("date ") {
        return None;
    }
    let found = PAGE_DATE.as_ref()?.captures(text)?;
    Some(Stamp {
        role: StampRole::Plain,
        date: parse_date(found.name("day")?.as_str())?,
        span: Span::new(0, found.get(0)?.end()),
    })
}

/// Reads a block that is a line of dates; `byline` is the one that stands in it.
pub(super) fn read(text: &str, dates: &[Found], byline: Option<&Byline>) -> Option<Timestamp> {
    let block = Span::new(0, text.len()).trimmed(text);
    if block.len() > LONGEST {
        return None;
    }
    let mut out = Timestamp::default();
    let mut done = block.start;
    let mut labels = 0;
    let mut timed = false;
    for found in dates {
        if found.kind == DateKind::Time || !found.date.is_full() {
            continue;
        }
        let before = Span::new(done, found.span.start);
        let (role, label) = label_of(text, before);
        let start = label.map_or(found.span.start, |l| l.start);
        labels += usize::from(label.is_some());
        timed |= found.date.time.is_some();
        push_rest(text, &mut out.rest, Span::new(done, start));
        out.stamps.push(Stamp {
            role,
            date: found.date,
            span: Span::new(start, found.span.end),
        });
        done = found.span.end;
    }
    let first = out.stamps.first()?;
    push_rest(text, &mut out.rest, Span::new(done, block.end));
    // Page controls and a name do not count among the words that make it something else.
    let (mut words, mut left) = (0, 0);
    for span in &out.rest {
        let bare = without_controls(span.of(text));
        words += bare.split_whitespace().count();
        left += bare.chars().count();
    }
    let named = byline.map_or(0, |b| {
        b.names
            .iter()
            .map(|n| n.of(text).split_whitespace().count())
            .sum()
    });
    let sure = byline.is_some_and(|b| b.certain);
    let ends = out
        .rest
        .iter()
        .all(|r| r.end <= first.span.start || without_controls(r.of(text)).is_empty());
    let head = text.get(block.start..first.span.start).unwrap_or("");
    let sentence = text.trim_end().ends_with(['.', '!', '?', '”', '"', ',']) && words > 2;
    let preposition = PREPOSITIONS
        .iter()
        .any(|p| head.trim_end().to_lowercase().ends_with(p));
    let sign = head
        .trim_end()
        .ends_with(['|', '•', '·', '/', '-', '–', '—', '>', ':']);
    let fits = match words {
        0 => true,
        // `On April 7, 2021`
        1 if ends && ["on", "en"].contains(&head.trim().to_lowercase().as_str()) => true,
        _ if sure => words <= 16,
        _ if named > 0 && words == named && ends => true,
        _ if sentence || (preposition && labels == 0) => false,
        // A label says what it is; the rest are page controls, a section, a name.
        _ if labels > 0 => left <= 80 && words <= 14,
        1..=4 if timed => left <= 40,
        1..=4 if sign && ends => left <= 40,
        1 => {
            let name = |c: char| c.is_uppercase() || super::names::is_hangul(c);
            left <= 20 && (head.trim().is_empty() || ends && head.starts_with(name))
        }
        _ => false,
    };
    fits.then_some(out)
}

/// Words before a date that put it into a sentence.
const PREPOSITIONS: [&str; 14] = [
    " on", " in", " of", " since", " until", " by", " from", " to", " before", " after", " for",
    " and", " at", " the",
];

fn label_of(text: &str, before: Span) -> (StampRole, Option<Span>) {
    let found = LABEL.as_ref().and_then(|l| l.captures(before.of(text)));
    let Some(found) = found else {
        return (StampRole::Plain, None);
    };
    let role = if found.name("updated").is_some() {
        StampRole::Updated
    } else {
        StampRole::Published
    };
    let span = found
        .get(0)
        .map(|m| Span::new(m.start(), m.end()).shifted(before.start));
    // A label is a word of its own.
    let free = span
        .and_then(|s| text.get(..s.start))
        .and_then(|t| t.chars().next_back())
        .is_none_or(|c| !c.is_alphabetic());
    if free {
        (role, span)
    } else {
        (StampRole::Plain, None)
    }
}

fn without_controls(text: &str) -> String {
    let bare = CONTROL
        .for_text(text)
        .map_or(text.into(), |c| c.replace_all(text, " "));
    bare.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

fn push_rest(text: &str, rest: &mut Vec<Span>, span: Span) {
    let slice = span.of(text);
    let sign = |c: char| c.is_whitespace() || "|•·・:,()[]-–—/>.ㅣ;".contains(c);
    let lead = slice.len() - slice.trim_start_matches(sign).len();
    let len = slice.trim_matches(sign).len();
    if len > 0 {
        rest.push(Span::new(span.start + lead, span.start + lead + len));
    }
}
