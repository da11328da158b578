//! From body and furniture to kinds: titles, bylines, dates, captions, headings, notices.

use std::{cell::OnceCell, sync::LazyLock};

use super::{
    CUT, headline,
    scan::{Line, Scan},
    title::first_of_body,
};
use crate::{
    layout::{
        ZoneKind,
        printed::Hint,
        signs::{self, Cues, Signs, Timestamp},
    },
    text::Span,
};

/// How many lines around the title and the body's ends belong to the article if they look so.
const FRINGE: usize = 12;
/// No line of this many bytes or more is a title, a byline or a date.
pub(super) const LONGEST: usize = 400;

/// No line of this many bytes or more is a caption.
const LONGEST_CAPTION: usize = 900;

/// The kinds of all lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    /// One kind a line.
    pub(super) kinds: Vec<ZoneKind>,
}

/// The kind of a block of print.
pub(super) fn of_block(hint: Hint, text: &str) -> ZoneKind {
    if !matches!(hint, Hint::Line | Hint::Paragraph) {
        return hint.kind();
    }
    let signs = signs::read(text);
    let short = hint == Hint::Line || text.len() < 120;
    if short && let Some(kind) = meta(&signs, text, true) {
        return kind;
    }
    if signs.notice && text.len() < LONGEST {
        return ZoneKind::Notice;
    }
    ZoneKind::Paragraph
}

/// The kind of a line that stands before or after the print of a capture.
pub(super) fn outside_print(text: &str) -> ZoneKind {
    let signs = signs::read(text);
    if text.len() < LONGEST
        && let Some(kind) = meta(&signs, text, false)
    {
        return kind;
    }
    ZoneKind::Furniture
}

/// The kind of a short line by its signs alone. `near` says that it stands by the title or the body.
fn meta(signs: &Signs, text: &str, near: bool) -> Option<ZoneKind> {
    if signs.page_date.is_some() && signs.timestamp.is_none() {
        return Some(ZoneKind::Timestamp);
    }
    if signs.widget {
        return Some(ZoneKind::Furniture);
    }
    if signs.notice {
        return Some(ZoneKind::Notice);
    }
    if signs.timestamp.is_some() && near && text.len() < 160 {
        return Some(ZoneKind::Timestamp);
    }
    if let Some(byline) = &signs.byline
        && near
        && byline.certain
        && (byline.span.len() + signs.emails.iter().map(|e| e.len()).sum::<usize>()) * 2
            >= text.trim().len()
    {
        return Some(ZoneKind::Byline);
    }
    if signs.credit.is_some() && near {
        return Some(ZoneKind::Credit);
    }
    // An address alone tells who wrote it; a mark of the end says nothing.
    if signs
        .emails
        .iter()
        .any(|e| e.len() + 4 >= text.trim().len())
    {
        return Some(if near {
            ZoneKind::Byline
        } else {
            ZoneKind::Furniture
        });
    }
    if is_end_mark(text) {
        return Some(ZoneKind::Furniture);
    }
    None
}

/// `(END)`, `-0-`, and the place that closes a statement: `타르스크(끝)`.
fn is_end_mark(text: &str) -> bool {
    let text = text.trim();
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    ["END", "end", "0", "끝", "ends", "Ends", "ENDS"].contains(&bare) && text.len() <= 9
        || text.chars().count() <= 20
            && text.ends_with("(끝)")
            && text.split_whitespace().count() <= 2
}

/// Reads signs once for each line that asks.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a [Line],
    signs: Vec<OnceCell<Box<Signs>>>,
}

impl Reader<'_> {
    pub(super) fn words(&self, at: usize) -> &str {
        self.lines.get(at).map_or("", |l| l.span.of(self.text))
    }

    pub(super) fn signs(&self, at: usize) -> &Signs {
        static NOTHING: LazyLock<Signs> = LazyLock::new(Signs::default);
        self.signs.get(at).map_or_else(
            || &*NOTHING,
            |cell| cell.get_or_init(|| Box::new(signs::read(self.words(at)))),
        )
    }

    /// Whether a line is dated as a whole.
    pub(super) fn is_timestamp(&self, at: usize) -> bool {
        self.timestamp(at).is_some()
    }

    pub(super) fn timestamp(&self, at: usize) -> Option<&Timestamp> {
        // No date goes without a figure, plain or of full width.
        let figure = |b: u8| b.is_ascii_digit() || b == 0xef;
        if !self.words(at).bytes().any(figure) {
            return None;
        }
        self.signs(at).timestamp.as_ref()
    }
}

/// Names the kind of each line; `body` is the probability that it is body, `titles`
/// that it is the title (none where the model was not asked).
pub(super) fn name(text: &str, scan: &Scan, body: &[f32], titles: &[(usize, f32)]) -> Named {
    let lines = &scan.lines;
    let n = lines.len();
    let reader = Reader {
        text,
        lines,
        signs: vec![OnceCell::new(); n],
    };
    let mut kinds: Vec<ZoneKind> = body
        .iter()
        .map(|p| {
            if *p > CUT {
                ZoneKind::Paragraph
            } else {
                ZoneKind::Furniture
            }
        })
        .collect();
    let is_body = |at: usize| body.get(at).is_some_and(|p| *p > CUT);
    let Some(first) = first_of_body(scan, body) else {
        for (at, kind) in kinds.iter_mut().enumerate() {
            if *kind == ZoneKind::Furniture && reader.words(at).len() < LONGEST {
                *kind = meta(reader.signs(at), reader.words(at), false).unwrap_or(*kind);
            }
        }
        return Named { kinds };
    };
    let last = (0..n).rev().find(|at| is_body(*at)).unwrap_or(first);
    let title = if titles.is_empty() {
        headline::find_title(&reader, body, first).map(|t| headline::first_of_head(&reader, t))
    } else {
        headline::best_title(&reader, titles, first)
            .or_else(|| headline::over_dateline(&reader, first))
    };
    let head = title.map_or(first, |t| t.start).saturating_sub(FRINGE);
    let edge = |at: usize| lines.get(at).map(|l| l.span);
    let cues = Cues::of(
        text,
        Span::new(
            edge(head).map_or(0, |s| s.start),
            edge(last).map_or(text.len(), |s| s.end),
        ),
    );

    let mut set = |at: usize, kind: ZoneKind| {
        if let Some(k) = kinds.get_mut(at) {
            *k = kind;
        }
    };
    if let Some(title) = title {
        for at in title.range() {
            set(at, ZoneKind::Title);
        }
    }
    for at in head..(last + 1 + FRINGE).min(n) {
        if title.is_some_and(|t| t.range().contains(&at)) {
            continue;
        }
        let Some(line) = lines.get(at) else { continue };
        let words = reader.words(at);
        let kept = is_body(at);
        let above_title = title.is_some_and(|t| at < t.start);
        let below_title = title.is_some_and(|t| at >= t.end) && at < first;
        // Running text of the body is read only for what would make it something else.
        let prose;
        let signs = if kept && line.prose && !below_title {
            let long = words.len() >= LONGEST_CAPTION;
            if long || !signs::may_be_no_prose(words, cues.may_be_in(line.span)) {
                if at > first && is_heading(&reader, at, &is_body) {
                    set(at, ZoneKind::Heading);
                }
                continue;
            }
            prose = signs::read_prose(words);
            if prose.notice || prose.widget || prose.page_date.is_some() {
                reader.signs(at)
            } else {
                &prose
            }
        } else {
            reader.signs(at)
        };
        if words.len() < LONGEST {
            let near = if above_title {
                title.is_some_and(|t| t.start - at <= 4)
            } else {
                true
            };
            let dated = signs.timestamp.is_some();
            let notice = signs.notice && (!(kept && line.prose) || claims_rights(words));
            let sure_body = kept && line.prose && !notice && !signs.widget;
            if !sure_body
                && let Some(kind) = meta(signs, words, near)
                && !(kind == ZoneKind::Credit && kept && line.prose)
            {
                set(at, kind);
                continue;
            }
            if below_title && headline::is_ambiguous_date(words) {
                set(at, ZoneKind::Timestamp);
                continue;
            }
            let stub = reader
                .words(at + 1)
                .strip_prefix(words)
                .is_some_and(|rest| rest.len() > words.len());
            if below_title
                && !kept
                && !dated
                && !stub
                && signs.byline.is_some()
                && line.own.words < 12.0
            {
                set(at, ZoneKind::Byline);
                continue;
            }
            if (above_title || below_title || title.is_none() && at < last)
                && headline::is_of_card(&reader, at)
            {
                set(at, ZoneKind::Furniture);
                continue;
            }
            if title.is_some_and(|t| t.end == at) && !line.prose && is_speaker(&reader, at) {
                set(at, ZoneKind::Byline);
                continue;
            }
        }
        let claims = !(kept && line.prose) || claims_rights(words);
        if signs.notice && claims && (!kept || words.len() < 300) {
            set(at, ZoneKind::Notice);
            continue;
        }
        if let Some(caption) = &signs.caption {
            let weight = caption.weight + if kept { 0.0 } else { 0.15 };
            // After the text, a line that is no sentence is another story's title.
            let under_picture = at < last || line.own.end_kind > 5.5;
            if weight >= 0.5
                && under_picture
                && words.len() < LONGEST_CAPTION
                && line.own.words > 2.0
            {
                set(at, ZoneKind::Caption);
                continue;
            }
        }
        if below_title && is_deck(line, signs, kept) {
            let named = |l: usize| {
                let text = reader.words(l);
                let kind = (text.len() < LONGEST).then(|| meta(reader.signs(l), text, true));
                matches!(
                    kind.flatten(),
                    Some(ZoneKind::Timestamp | ZoneKind::Byline | ZoneKind::Credit)
                )
            };
            let under = title.is_some_and(|t| t.end == at);
            // A byline and a date may stand between the title and its deck.
            if under
                || at + 2 >= first
                    && line.own.end_kind < 8.5
                    && title.is_some_and(|t| t.end + 3 >= at && (t.end..at).all(named))
            {
                set(at, ZoneKind::Subtitle);
                continue;
            }
        }
        if kept && at > first && is_heading(&reader, at, &is_body) {
            set(at, ZoneKind::Heading);
        }
    }
    if let Some(title) = title {
        headline::mark_decks(&reader, &mut kinds, title.end..first);
    }
    mark_notices(&reader, &mut kinds, (head, last + 1 + FRINGE));
    drop_other_script(lines, &mut kinds);
    mark_summary(&reader, &mut kinds);
    mark_stubs(&reader, &mut kinds);
    Named { kinds }
}

/// Whether a line claims rights itself, and does not tell of a dispute on them.
fn claims_rights(text: &str) -> bool {
    const CLAIMS: [&str; 9] = [
        "©",
        "ⓒ",
        "(c)",
        "ights reserved",
        "IGHTS RESERVED",
        "may not be",
        "무단",
        "재배포",
        "저작권자",
    ];
    text.starts_with("Copyright") || CLAIMS.iter().any(|c| text.contains(c))
}

/// A text that is known to have a body is not all title or caption.
pub(super) fn keep_body(scan: &Scan, named: &mut Named, record: bool) {
    let has = |kind: ZoneKind| named.kinds.contains(&kind);
    if has(ZoneKind::Paragraph) {
        return;
    }
    let longest = (0..scan.lines.len())
        .filter(|at| {
            let kind = named.kinds.get(*at);
            let words = matches!(
                kind,
                Some(ZoneKind::Title | ZoneKind::Subtitle | ZoneKind::Summary | ZoneKind::Heading)
            );
            let said = record && matches!(kind, Some(ZoneKind::Caption | ZoneKind::Notice));
            scan.lines
                .get(*at)
                .is_some_and(|l| (words || said) && (l.prose || l.own.end_kind > 9.5 || record))
        })
        .max_by_key(|at| {
            (
                scan.lines.get(*at).map_or(0, |l| l.span.len()),
                usize::MAX - at,
            )
        });
    if let Some(kind) = longest.and_then(|at| named.kinds.get_mut(at)) {
        *kind = ZoneKind::Paragraph;
    }
}

/// A short line over running text, inside the body.
fn is_heading(reader: &Reader<'_>, at: usize, is_body: &impl Fn(usize) -> bool) -> bool {
    let lines = reader.lines;
    let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else {
        return false;
    };
    let words = reader.words(at);
    // `Comrades,` and `The report says:` are said, and a line that breaks off is no heading.
    let closed = words.ends_with(|c: char| c.is_alphanumeric() || "?!)]》」』>\"'”’".contains(c));
    let label = line.own.words <= 2.0;
    let before = at.checked_sub(1).and_then(|b| lines.get(b));
    line.own.words <= 14.0
        && line.own.end_kind < 8.5
        && line.own.bullet == 0.0
        && closed
        && is_body(at + 1)
        && (next.own.words > 2.0 * line.own.words || label && next.own.words > line.own.words)
        && before.is_none_or(|b| b.own.words > line.own.words + 4.0 || label && !is_body(at - 1))
}

/// A name alone between the title and the day of a speech.
fn is_speaker(reader: &Reader<'_>, at: usize) -> bool {
    let words = reader.words(at);
    let letters = words
        .chars()
        .all(|c| c.is_alphabetic() || c.is_whitespace() || "-.·'’".contains(c));
    let hangul = words
        .chars()
        .any(|c| ('\u{ac00}'..='\u{d7a3}').contains(&c));
    let count = words.split_whitespace().count();
    let next = reader.words(at + 1);
    letters
        && (1..=4).contains(&count)
        && (hangul && words.chars().count() <= 16 || words.split(' ').all(is_capital))
        && next.len() < 60
        && reader.timestamp(at + 1).is_some_and(|t| t.rest.is_empty())
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// A line under the title that says more of it. A whole sentence that the model took for body is
/// rather the first paragraph.
fn is_deck(line: &Line, signs: &Signs, kept: bool) -> bool {
    let sentence = kept && line.own.end_kind > 9.5 && line.own.words >= 12.0;
    (5.0..60.0).contains(&line.own.words)
        && !sentence
        && signs.dateline.is_none()
        && line.own.marked_share < 0.3
        && signs.byline.is_none()
        && signs.timestamp.is_none()
        && signs.credit.is_none()
        && !signs.widget
        && !signs.section
}

/// Rights notices outside the article.
fn mark_notices(reader: &Reader<'_>, kinds: &mut [ZoneKind], done: (usize, usize)) {
    for (at, kind) in kinds.iter_mut().enumerate() {
        let outside = at < done.0 || at >= done.1;
        let line = reader.lines.get(at);
        if outside
            && *kind == ZoneKind::Furniture
            && line.is_some_and(|l| l.own.rights > 0.0 && l.span.len() < LONGEST)
            && signs::is_notice(reader.words(at))
        {
            *kind = ZoneKind::Notice;
        }
    }
}

/// A first paragraph that a later one repeats and goes on from is a summary.
fn mark_summary(reader: &Reader<'_>, kinds: &mut [ZoneKind]) {
    let paragraphs: Vec<usize> = (0..kinds.len())
        .filter(|at| kinds.get(*at) == Some(&ZoneKind::Paragraph))
        .take(6)
        .collect();
    for (number, first) in paragraphs.iter().enumerate().take(3) {
        let deck = reader.words(*first).trim_end_matches(['.', '…', ' ']);
        let later = paragraphs.get(number + 1..).unwrap_or(&[]);
        if deck.len() >= 40 && later.iter().any(|at| reader.words(*at).starts_with(deck)) {
            if let Some(kind) = kinds.get_mut(*first) {
                *kind = ZoneKind::Summary;
            }
            return;
        }
    }
}

/// Lines in Hangul in an article in Latin letters are the words of the page around it.
fn drop_other_script(lines: &[Line], kinds: &mut [ZoneKind]) {
    let (mut hangul, mut all) = (0.0f32, 0.0f32);
    // Two paragraphs of it in a row are a statement in two languages.
    let long = |at: usize| {
        kinds.get(at) == Some(&ZoneKind::Paragraph)
            && lines
                .get(at)
                .is_some_and(|l| l.own.wide_share > 0.4 && l.prose && l.span.len() >= 180)
    };
    if (1..lines.len()).any(|at| long(at) && long(at - 1)) {
        return;
    }
    for (line, kind) in lines.iter().zip(kinds.iter()) {
        if *kind == ZoneKind::Paragraph {
            all += line.own.words;
            if line.own.wide_share > 0.4 {
                hangul += line.own.words;
            }
        }
    }
    if hangul > 0.15 * all {
        return;
    }
    for (line, kind) in lines.iter().zip(kinds.iter_mut()) {
        if *kind == ZoneKind::Paragraph && line.own.wide_share > 0.4 {
            *kind = ZoneKind::Furniture;
        }
    }
}

/// The first words of a caption, left alone on a line above it.
fn mark_stubs(reader: &Reader<'_>, kinds: &mut [ZoneKind]) {
    for at in 1..kinds.len() {
        if kinds.get(at) != Some(&ZoneKind::Caption) {
            continue;
        }
        let before = reader.words(at - 1);
        let stub = !before.is_empty() && reader.words(at).starts_with(before);
        if let Some(kind) = kinds.get_mut(at - 1)
            && stub
        {
            *kind = ZoneKind::Furniture;
        }
    }
}
