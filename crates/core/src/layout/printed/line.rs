use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::Span;

/// The lines of a text: without their ends (`\n`, `\r\n`, `\r`, form feed, vertical tab, U+0085,
/// U+2028, U+2029), blank ones too. A form feed ends a line, so that a page starts on a line of its
/// own.
///
/// ```
/// use variorum::{layout::printed::lines, text::Span};
/// let found = lines("one\r\n\ntwo\u{c}three");
/// assert_eq!(found, [Span::new(0, 3), Span::new(5, 5), Span::new(6, 9), Span::new(10, 15)]);
/// ```
pub fn lines(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    if !has_other_ends(text) {
        for at in memchr::memchr_iter(b'\n', text.as_bytes()) {
            out.push(Span::new(start, at));
            start = at + 1;
        }
        if start < text.len() {
            out.push(Span::new(start, text.len()));
        }
        return out;
    }
    let mut after_return = false;
    for (at, c) in text.char_indices() {
        let end = matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        );
        if end {
            if c == '\n' && after_return {
                // The second half of one line end.
            } else {
                out.push(Span::new(start, at));
            }
            start = at + c.len_utf8();
        }
        after_return = c == '\r';
    }
    if start < text.len() {
        out.push(Span::new(start, text.len()));
    }
    out
}

/// Whether lines may end in another way than by `\n` alone.
fn has_other_ends(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr3(b'\r', b'\x0b', b'\x0c', bytes).is_some()
        || !text.is_ascii()
            && ["\u{85}", "\u{2028}", "\u{2029}"]
                .iter()
                .any(|end| memchr::memmem::find(bytes, end.as_bytes()).is_some())
}

/// How a stretch of text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A sentence is finished, or an end mark stands there.
    Stop,
    /// A colon.
    Colon,
    /// A point that may be that of an abbreviation.
    Abbreviation,
    /// A comma, a semicolon, a dash.
    Comma,
    /// A hyphen right after a letter or digit.
    Hyphen,
    /// Anything else: the sentence goes on, or it was none.
    Open,
}

/// How a stretch of text starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// A lower-case letter.
    Lower,
    /// An upper-case letter.
    Upper,
    /// A digit.
    Digit,
    /// A letter of a script without case.
    Caseless,
    /// The mark of a list item.
    Bullet,
    /// Anything else.
    Other,
}

/// A line with words on it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its words, trimmed.
    pub(super) span: Span,
    /// White columns before.
    pub(super) indent: usize,
    /// White space after the last word.
    pub(super) trailing: bool,
    /// Columns of its words.
    pub(super) width: usize,
    /// Columns of its first word.
    pub(super) first: usize,
    /// Blank lines before it.
    pub(super) blanks: usize,
    /// Whether a page starts between the row before and this one.
    pub(super) page: bool,
    /// How it ends.
    pub(super) end: End,
    /// How it starts.
    pub(super) head: Head,
    /// Whether it is a page number or a running head.
    pub(super) mark: bool,
}

impl Row {
    /// Columns from the left margin of the page to its last word.
    pub(super) fn edge(&self) -> usize {
        self.indent + self.width
    }

    pub(super) fn text<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text)
    }
}

/// The rows of `lines`; blank lines are counted, not kept.
pub(super) fn rows(text: &str, lines: &[Span]) -> Vec<Row> {
    rows_numbered(text, lines)
        .into_iter()
        .map(|(_, row)| row)
        .collect()
}

/// The rows of `lines`, each with the number of its line.
pub(super) fn rows_numbered(text: &str, lines: &[Span]) -> Vec<(usize, Row)> {
    let mut rows = rows_unmeasured(text, lines);
    measure(text, &mut rows);
    rows
}

/// Counts the columns of rows.
pub(super) fn measure(text: &str, rows: &mut [(usize, Row)]) {
    for (_, row) in rows {
        let words = row.text(text);
        row.width = columns(words);
        row.first = columns(words.split_whitespace().next().unwrap_or(""));
    }
}

/// The rows of `lines` as [`rows_numbered`] gives them, but without `width` and `first`.
pub(super) fn rows_unmeasured(text: &str, lines: &[Span]) -> Vec<(usize, Row)> {
    let mut out: Vec<(usize, Row)> = Vec::with_capacity(lines.len());
    let mut blanks = 0;
    let mut after = lines.first().map_or(0, |l| l.start);
    for (number, &line) in lines.iter().enumerate() {
        let span = line.trimmed(text);
        if span.is_empty() {
            blanks += 1;
            continue;
        }
        let words = span.of(text);
        let gap = Span::new(after, span.start).of(text);
        let lead = Span::new(line.start, span.start).of(text);
        let page = !out.is_empty() && memchr::memchr(b'\x0c', gap.as_bytes()).is_some();
        out.push((
            number,
            Row {
                span,
                indent: indent_columns(lead),
                trailing: line.end > span.end,
                width: 0,
                first: 0,
                blanks,
                page,
                end: end_of(words),
                head: head_of(words),
                mark: false,
            },
        ));
        blanks = 0;
        after = span.end;
    }
    out
}

fn indent_columns(lead: &str) -> usize {
    lead.chars().fold(0, |at, c| match c {
        '\t' => (at / 8 + 1) * 8,
        '\u{3000}' => at + 2,
        '\u{feff}' | '\u{200b}' => at,
        _ => at + 1,
    })
}

/// Columns of a terminal: East Asian wide characters count two, invisible ones none.
pub(super) fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let bytes = text.as_bytes();
    let (mut sum, mut at) = (0, 0);
    while let (Some(stretch), Some(after)) = (
        bytes.get(at..at + STRETCH),
        bytes.get(at + 1..=at + STRETCH),
    ) {
        let (wide, other) = widths(stretch, after);
        sum += if other {
            columns_one_by_one(text, at, at + STRETCH)
        } else {
            usize::from(wide)
        };
        at += STRETCH;
    }
    sum + columns_one_by_one(text, at, bytes.len())
}

/// So many bytes are looked at together.
const STRETCH: usize = 64;

/// The columns of characters of which a stretch has the first byte, if no other than ASCII, Chinese
/// characters and Hangul are among them; `after` are the same bytes, each one place later. Without a
/// branch: the compiler makes vectors of it.
fn widths(bytes: &[u8], after: &[u8]) -> (u8, bool) {
    let mut sum = 0u8;
    let mut other = 0u8;
    for (&b, &next) in bytes.iter().zip(after) {
        let is = |yes: bool| u8::from(yes);
        let block = is(b.wrapping_sub(0xe4) < 6) | is(b == 0xeb) | is(b == 0xec);
        let edge = is(b == 0xea) & is(next >= 0xb0) | is(b == 0xed) & is(next < 0x9e);
        let wide = block | edge;
        sum = sum.wrapping_add(is(b < 0x80)).wrapping_add(2 * wide);
        other |= is(b >= 0xc0) & (1 - wide);
    }
    (sum, other != 0)
}

/// The columns of characters of which the first byte stands at `from..to`.
fn columns_one_by_one(text: &str, from: usize, to: usize) -> usize {
    let mut sum = 0;
    let bytes = text.as_bytes().get(from..to).unwrap_or(&[]);
    for (at, lead) in (from..).zip(bytes) {
        sum += match lead {
            0..0x80 => 1,
            // What a character goes on with.
            0x80..0xc0 => 0,
            // Chinese characters and syllables of Hangul, whole blocks of them.
            0xe4..=0xe9 | 0xeb | 0xec => 2,
            _ => text
                .get(at..)
                .and_then(|t| t.chars().next())
                .map_or(0, column),
        };
    }
    sum
}

#[allow(
    clippy::match_same_arms,
    reason = "the most frequent ranges are asked first"
)]
fn column(c: char) -> usize {
    match u32::from(c) {
        0..0xad => 1,
        0xac00..=0xd7a3 => 2,
        0x300..=0x36f | 0x200b..=0x200f | 0xad | 0x2060 | 0xfeff => 0,
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe4f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// A closing quotation mark or bracket.
pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '〉'
            | '》'
            | '›'
            | '）'
            | '］'
    )
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '«'
            | '('
            | '['
            | '{'
            | '「'
            | '『'
            | '〈'
            | '《'
            | '‹'
            | '（'
            | '［'
    )
}

/// Whether a character ends a sentence.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '‽')
}

/// Marks by which agencies end an item.
const END_MARKS: [&str; 16] = [
    "-0-",
    "-O-",
    "###",
    "# # #",
    "-30-",
    "- 30 -",
    "(끝)",
    "[끝]",
    "<끝>",
    "＜끝＞",
    "(END)",
    "(End)",
    "(ENDS)",
    "-END-",
    "-ENDS-",
    "끝.",
];

/// Whether an agency's mark of the end of an item stands at the end.
pub(super) fn has_end_mark(words: &str) -> bool {
    without_end_mark(words).len() < words.trim_end().len()
}

/// The words before such a mark; all of them where there is none.
pub(in crate::layout) fn without_end_mark(text: &str) -> &str {
    let words = text.trim_end();
    // Nearly all lines end with something else.
    if !words.ends_with(['-', '#', ')', ']', '>', '＞', '.'])
        || words.ends_with('.') && !words.ends_with("끝.")
    {
        return words;
    }
    END_MARKS
        .iter()
        .filter_map(|mark| words.strip_suffix(mark))
        .find(|before| {
            before.is_empty()
                || before.ends_with(|c: char| c.is_whitespace() || is_stop(c) || is_closer(c))
        })
        .unwrap_or(words)
}

/// Whether it is such a mark and nothing else.
pub(super) fn is_end_mark(words: &str) -> bool {
    END_MARKS.contains(&words.trim())
}

pub(super) fn end_of(words: &str) -> End {
    let mut rest = words.trim_end();
    if has_end_mark(rest) {
        return End::Stop;
    }
    // A credit in brackets after the last sentence: "… will end. (Halden Wire)".
    if let Some(c @ (')' | ']')) = rest.chars().next_back() {
        let open = if c == ')' { '(' } else { '[' };
        let mut from = rest.len().saturating_sub(90);
        while !rest.is_char_boundary(from) {
            from -= 1;
        }
        if let Some(at) = rest.get(from..).and_then(|tail| tail.rfind(open)) {
            let before = rest.get(..from + at).unwrap_or("").trim_end();
            if before.trim_end_matches(is_closer).ends_with(is_stop) {
                return End::Stop;
            }
        }
    }
    rest = rest.trim_end_matches(is_closer);
    let Some(last) = rest.chars().next_back() else {
        return End::Open;
    };
    match last {
        '.' if is_abbreviation(rest) => End::Abbreviation,
        c if is_stop(c) => End::Stop,
        ':' | '：' => End::Colon,
        ',' | ';' | '、' | '，' | '–' | '—' | '－' | '―' => End::Comma,
        '-' | '\u{ad}' | '\u{2010}' | '\u{2011}' => {
            let before = rest.trim_end_matches(last);
            if before.ends_with(char::is_alphanumeric)
                && rest.len() - before.len() <= 3
                && !rest.ends_with("--")
            {
                End::Hyphen
            } else {
                End::Comma
            }
        }
        _ => End::Open,
    }
}

/// Abbreviations after which a sentence goes on, in lower case, without the point.
const ABBREVIATIONS: [&str; 58] = [
    "adm", "apr", "art", "aug", "brig", "ca", "capt", "cf", "ch", "cmdr", "co", "col", "corp",
    "dec", "dr", "e.g", "feb", "fig", "fri", "gen", "gov", "hon", "i.e", "inc", "jan", "jr", "jul",
    "jun", "lt", "ltd", "maj", "mar", "messrs", "mon", "mr", "mrs", "ms", "mt", "n", "no", "nos",
    "nov", "oct", "p", "pp", "pres", "prof", "rep", "rev", "s", "sen", "sep", "sept", "sgt", "sr",
    "st", "u.s", "vs",
];

fn is_abbreviation(words: &str) -> bool {
    let word = words
        .rsplit(|c: char| c.is_whitespace() || is_opener(c))
        .next()
        .unwrap_or("");
    let Some(word) = word.strip_suffix('.') else {
        return false;
    };
    if word.is_empty() {
        return false;
    }
    let mut chars = word.chars();
    let initial = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    let dotted = word.len() <= 7
        && word.contains('.')
        && word
            .split('.')
            .all(|part| part.len() == 1 && part.chars().all(char::is_alphabetic));
    initial || dotted || is_listed(word.as_bytes())
}

/// Whether a word, in any case, is one of [`ABBREVIATIONS`].
fn is_listed(word: &[u8]) -> bool {
    let mut lower = [0; 6];
    let Some(lower) = lower.get_mut(..word.len()) else {
        return false;
    };
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    let lower: &[u8] = lower;
    ABBREVIATIONS
        .binary_search_by(|known| known.as_bytes().cmp(lower))
        .is_ok()
}

pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '·'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '●'
            | '○'
            | '◆'
            | '◇'
            | '▲'
            | '△'
            | '▶'
            | '▷'
            | '►'
            | '※'
            | '◎'
            | '★'
            | '☆'
            | '‣'
            | '⁃'
            | '∙'
            | '*'
    )
}

pub(super) fn head_of(words: &str) -> Head {
    let mut chars = words.chars();
    let Some(first) = chars.next() else {
        return Head::Other;
    };
    if is_bullet(first) || (matches!(first, '-' | '–' | '—') && words.chars().nth(1) == Some(' '))
    {
        return Head::Bullet;
    }
    if is_numbered(words) {
        return Head::Bullet;
    }
    let first = words
        .trim_start_matches(is_opener)
        .chars()
        .next()
        .unwrap_or(first);
    if matches!(first, '가'..='힣') {
        Head::Caseless
    } else if first.is_lowercase() {
        Head::Lower
    } else if first.is_uppercase() {
        Head::Upper
    } else if first.is_numeric() {
        Head::Digit
    } else if first.is_alphabetic() {
        Head::Caseless
    } else {
        Head::Other
    }
}

/// `1. `, `2) `, `(a) `, `IV. `, `가. `: the number of a list item or section.
pub(super) fn is_numbered(words: &str) -> bool {
    let Some((label, rest)) = words.split_once(char::is_whitespace) else {
        return false;
    };
    if rest.is_empty() || label.len() > 8 {
        return false;
    }
    let inner = label
        .strip_prefix('(')
        .and_then(|l| l.strip_suffix(')'))
        .or_else(|| label.strip_suffix('.'))
        .or_else(|| label.strip_suffix(')'));
    let Some(inner) = inner else {
        return false;
    };
    let inner = inner.trim_end_matches('.');
    if inner.is_empty() {
        return false;
    }
    let number = inner.len() <= 3 && inner.bytes().all(|b| b.is_ascii_digit());
    let roman = inner.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')) && inner.len() > 1;
    let letter =
        label.ends_with(')') && inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_alphabetic());
    let hangul = inner.chars().count() == 1 && "가나다라마바사아자차카타파하".contains(inner);
    number || roman || letter || hangul
}

/// Whether the words are mostly Hangul.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(u32::from(c), 0xac00..=0xd7a3 | 0x1100..=0x11ff | 0x3130..=0x318f)
}

/// The words of a text, in lower case, in the sense of Unicode.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.unicode_words()
}

/// The hull of some rows.
pub(super) fn hull(rows: &[Row], range: &Range<usize>) -> Span {
    let rows = rows.get(range.clone()).unwrap_or(&[]);
    let start = rows.first().map_or(0, |r| r.span.start);
    Span::new(start, rows.last().map_or(start, |r| r.span.end))
}

#[cfg(test)]
mod tests {
    use super::{column, columns};

    #[test]
    fn columns_are_those_of_the_characters() {
        let pieces = [
            "Tarsk, May 3 — ",
            "타르스크의 항구가 열렸다. ",
            "힣\u{d7a4}\u{d7b0}가",
            "漢字かな",
            "“é”\u{301}\u{200b}",
            "ꀀ\u{a4d0}𠀀😀",
        ];
        let text: String = (0..60).map(|i| pieces[(i * i + i / 7) % 6]).collect();
        for (end, _) in text.char_indices() {
            let part = &text[..end];
            assert_eq!(
                columns(part),
                part.chars().map(column).sum::<usize>(),
                "{part}"
            );
        }
        assert_eq!(columns("가나 ab"), 7);
    }
}
