//! Sentences: where they start and end in running text.
//!
//! The text is expected unwrapped, as the layout gives it: a single line break counts as a space, an
//! empty line ends a sentence. One pass over the bytes looks only at marks that can end a sentence or
//! hold several together; each decision looks at a bounded neighbourhood, so the work is linear in
//! the text.
//!
//! What decides, in the order of its weight: white space after the mark, the case of the next word,
//! abbreviations by what may follow them (`words`), brackets and quotations that run inside a
//! sentence, Korean particles of quotation (`korean`), marks of lists (`list`).

mod korean;
mod list;
mod look;
mod rules;
mod words;

use std::iter::FusedIterator;

use self::{
    list::Mark,
    look::{Look, is_bullet, is_hangul, is_opener, is_stop},
    words::Lexicon,
};
use crate::text::Span;

/// The name and version of the rules, for provenance records.
pub const SENTENCE_RULE: &str = "variorum-sentences/1";

/// A bracket longer than this, in bytes, is read as running text: its sentences end inside it.
const BRACKET: usize = 256;
/// A quotation of exclamations that runs inside a sentence is kept whole up to this many bytes.
const INNER_QUOTE: usize = 256;
/// One that starts a sentence (`“Hurrah! Hurrah!” they cried`), or has full stops inside, up to this
/// many.
const SHORT_QUOTE: usize = 64;
/// How far the end of a quotation is looked for.
const QUOTE: usize = 1024;

/// The sentences of a text, in order.
///
/// Spans ascend, do not overlap, start and end at words or marks, not at white space, and cover each
/// character of the text that is not white space. `language` (ISO 639-1) chooses the abbreviations
/// that are not common to all Latin languages; Korean, Chinese and Japanese are known by their script.
///
/// ```
/// use variorum::text::sentences;
/// let text = "TARSK, Feb. 27 (VPS) -- Gen. Malk spoke at 10 a.m. Tuesday. “Hurrah!” they cried. (VPS)";
/// let found: Vec<&str> = sentences(text, Some("en")).iter().map(|s| s.of(text)).collect();
/// assert_eq!(found, [
///     "TARSK, Feb. 27 (VPS) -- Gen. Malk spoke at 10 a.m. Tuesday.",
///     "“Hurrah!” they cried.",
///     "(VPS)",
/// ]);
/// let text = "말크는 \"우리는 해낸다.\"라고 말했다. 대회는 2021. 4. 7. 열렸다.";
/// assert_eq!(sentences(text, Some("ko")).len(), 2);
/// ```
pub fn sentences(text: &str, language: Option<&str>) -> Vec<Span> {
    Sentences::new(text, language).collect()
}

/// The sentences of a text, one at a time. See [`sentences`].
///
/// ```
/// use variorum::text::Sentences;
/// let text = "It passed. Who was there?";
/// let first = Sentences::new(text, Some("en")).next().unwrap();
/// assert_eq!(first.of(text), "It passed.");
/// ```
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    look: Look<'t>,
    lexicon: Lexicon,
    /// Where the sentence in hand starts.
    start: usize,
    /// How far the text was read.
    at: usize,
    /// The last list mark that a sentence of this paragraph started with.
    list: Option<Mark>,
    /// The bullet that the sentence in hand starts with.
    bullet: Option<char>,
    /// Up to where it is known that no bracket, round or square, closes.
    unclosed: [usize; 2],
    /// Up to where quotations were looked at.
    quoted: usize,
}

impl<'t> Sentences<'t> {
    /// Starts at the first sentence of `text`.
    pub fn new(text: &'t str, language: Option<&str>) -> Self {
        Sentences {
            look: Look::new(text),
            lexicon: Lexicon::of(language),
            start: 0,
            at: 0,
            list: None,
            bullet: None,
            unclosed: [0; 2],
            quoted: 0,
        }
    }

    /// Moves to the first word of the next sentence.
    fn begin(&mut self) {
        let (start, breaks) = self.look.skip_white(self.start);
        self.start = start;
        self.at = self.at.max(start);
        if breaks > 1 {
            self.list = None;
        }
        self.bullet = self.look.char(start).filter(|c| is_bullet(*c));
        if let Some(mark) = Mark::at_start(self.look, start) {
            self.list = Some(mark);
        }
    }

    /// Reads on to the end of the sentence in hand.
    fn find_end(&mut self) -> usize {
        loop {
            let rest = self.look.bytes(self.at, self.look.len());
            let Some(skip) = rest.iter().position(|b| is_candidate(*b)) else {
                self.at = self.look.len();
                return self.at;
            };
            let at = self.at + skip;
            let Some(c) = self.look.char(at) else {
                // Inside a character: its lead byte was dealt with.
                self.at = at + 1;
                continue;
            };
            self.at = at + c.len_utf8();
            let end = match c {
                '\n' | '\r' | '\u{2029}' => self.line_break(at),
                '(' => self.bracket(at, b')', 0),
                '[' => self.bracket(at, b']', 1),
                ')' => self.list.and_then(|l| l.next_at(self.look, at, self.start)),
                c if is_stop(c) => self.stop(at),
                c if is_bullet(c) => self.item(at, c),
                _ => self.quotation(at, c),
            };
            if let Some(end) = end
                && end > self.start
            {
                return end;
            }
        }
    }

    /// An empty line ends a sentence, a single line break is a space.
    fn line_break(&mut self, at: usize) -> Option<usize> {
        let (next, breaks) = self.look.skip_white(at);
        self.at = next;
        (breaks > 1).then_some(at)
    }

    /// A bracket that closes soon holds its sentences together: reading goes on at the stop before
    /// its end, or after it.
    fn bracket(&mut self, at: usize, close: u8, kind: usize) -> Option<usize> {
        let known = self.unclosed.get_mut(kind)?;
        if at < *known {
            return None;
        }
        let inside = self.look.bytes(at + 1, at + BRACKET);
        let mut last = 0;
        for (i, byte) in inside.iter().enumerate() {
            if *byte == close {
                // A stop right before the bracket closes may end the sentence with it.
                let end = at + 1 + i;
                self.at = end + 1;
                let mut stop = end;
                while stop > at + 1 && matches!(self.look.byte_before(stop), b'.' | b'!' | b'?') {
                    stop -= 1;
                }
                if stop < end && stop > at + 1 {
                    // "(The text was cut. It is here in full.)" is running text.
                    let whole = self.opens_sentence(at);
                    self.at = if whole { at + 1 } else { stop };
                }
                return None;
            }
            if *byte == b'\n' {
                if last == b'\n' {
                    break;
                }
                last = b'\n';
            } else if !byte.is_ascii_whitespace() {
                last = *byte;
            }
        }
        *known = at + 1 + inside.len();
        None
    }

    /// A bullet starts an item where the sentence in hand is an item too or is complete.
    fn item(&mut self, at: usize, bullet: char) -> Option<usize> {
        let before = self.look.back_white(at, self.start);
        if before == at || before <= self.start {
            return None;
        }
        let complete = self
            .look
            .char_before(before)
            .is_some_and(|c| is_stop(c) || matches!(c, ':' | ';'));
        (self.bullet == Some(bullet) || complete).then_some(at)
    }

    /// A quotation that runs inside a sentence holds its own sentences together: reading goes on
    /// after it.
    fn quotation(&mut self, at: usize, open: char) -> Option<usize> {
        if at < self.quoted {
            return None;
        }
        let close = match open {
            '"' => {
                let fresh = self
                    .look
                    .char_before(at)
                    .is_none_or(|c| c.is_whitespace() || is_opener(c) || look::is_dash(c));
                let filled = self.look.char(at + 1).is_some_and(|c| !c.is_whitespace());
                if !(fresh && filled) {
                    return None;
                }
                '"'
            }
            '“' => '”',
            '‘' => '’',
            '《' => '》',
            '「' => '」',
            _ => return None,
        };
        let from = at + open.len_utf8();
        let Some(mut end) = self.find_close(from, close) else {
            self.quoted = (at + QUOTE).min(self.look.len());
            return None;
        };
        // "Onward!" "Never!" and "Victory!": exclamations in a row are read as one.
        for _ in 0..8 {
            let (next, _) = self.look.skip_white(end);
            let exclaims = self.look.byte(end.saturating_sub(close.len_utf8() + 1)) == b'!';
            if next == end || self.look.char(next) != Some(open) || !exclaims {
                break;
            }
            let Some(further) = self.find_close(next + open.len_utf8(), close) else {
                break;
            };
            end = further;
        }
        self.quoted = end;
        let glued = self.look.char(end);
        let (next, breaks) = self.look.skip_white(end);
        let after = self.look.char(next);
        let korean = glued.is_some_and(is_hangul) || korean::joins(self.look, next);
        let goes_on = breaks < 2
            && (matches!(glued, Some(',' | ';' | ':')) || after.is_some_and(char::is_lowercase));
        // "We won. We win," he said: two sentences; “Hurrah! Hurrah!” they cried: one.
        let limit = match (
            self.opens_sentence(at),
            self.look.slice(at, end).contains(". "),
        ) {
            (true, true) => 0,
            (true, false) | (false, true) => SHORT_QUOTE,
            (false, false) => INNER_QUOTE,
        };
        let kept = end - at <= limit;
        if korean || (goes_on && kept) {
            self.at = end;
        }
        None
    }

    /// One past the mark that closes a quotation opened before `from`, in the same paragraph.
    fn find_close(&self, from: usize, close: char) -> Option<usize> {
        let mut at = from;
        let limit = from + QUOTE;
        let mut breaks = 0;
        while at < limit {
            let c = self.look.char(at)?;
            at += c.len_utf8();
            // Straight and curly marks are often mixed.
            if c == close || (close == '"' && c == '”') {
                // An apostrophe inside a word closes nothing.
                let apostrophe = c == '’' && self.look.byte(at).is_ascii_alphanumeric();
                if !apostrophe {
                    return Some(at);
                }
            }
            match c {
                '\n' => breaks += 1,
                c if c.is_whitespace() => {}
                _ => breaks = 0,
            }
            if breaks > 1 {
                return None;
            }
        }
        None
    }
}

/// Bytes at which something may be decided; the lead bytes of marks beyond ASCII among them.
fn is_candidate(byte: u8) -> bool {
    matches!(
        byte,
        b'.' | b'!' | b'?' | b'\n' | b'\r' | b'(' | b'[' | b')' | b'"' | 0xe2 | 0xe3 | 0xef
    )
}

impl Iterator for Sentences<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        self.begin();
        if self.start >= self.look.len() {
            return None;
        }
        let end = self.find_end();
        let span = Span::new(self.start, end).trimmed(self.look.text);
        self.start = end;
        Some(span)
    }
}

impl FusedIterator for Sentences<'_> {}
