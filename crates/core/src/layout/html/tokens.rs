//! Tags and what stands between them: the tokenizer of the HTML standard, as far as it matters here.
//!
//! What is read is where each tag begins and ends, its name, and the attributes that are kept. The text
//! in between is left where it is. Comments, declarations and the bodies of scripts are skipped with
//! `memchr`. It reads every text as `html5gum` does, which the tests compare it with.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::{
    builder::Builder,
    tag::Tag,
    tree::{Name, Value},
};
use crate::text::Span;

/// How the text after a start tag is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// Up to its end tag, nothing inside it is a tag.
    Raw,
    /// The same, and comments inside it may hide the end tag.
    Script,
    /// Up to the end of the page.
    Plain,
}

/// Longest attribute value with character references in it that is decoded, in bytes.
const MAX_VALUE: usize = 1 << 16;

/// Longest name of a tag or an attribute that is told apart.
const MAX_NAME: usize = 32;

/// How a value is quoted.
#[derive(Clone, Copy)]
enum Quote {
    None,
    Single,
    Double,
}

struct Reader<'b, 't> {
    builder: &'b mut Builder<'t>,
    bytes: &'t [u8],
}

/// A tag that was read.
struct Read {
    name: Span,
    /// One past its `>`.
    end: usize,
    attrs_from: usize,
    self_closing: bool,
}

/// Reads the builder's text.
pub(super) fn read(builder: &mut Builder<'_>) {
    let text = builder.text;
    Reader {
        builder,
        bytes: text.as_bytes(),
    }
    .run();
}

const fn is_white(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

/// A name in small letters; an empty one for one that is too long to be known.
fn lower<'n>(name: &'n [u8], buffer: &'n mut [u8; MAX_NAME]) -> &'n [u8] {
    if !name.iter().any(u8::is_ascii_uppercase) {
        return name;
    }
    match buffer.get_mut(..name.len()) {
        Some(low) => {
            low.copy_from_slice(name);
            low.make_ascii_lowercase();
            low
        }
        None if name.contains(&b'-') => b"x-",
        None => b"",
    }
}

impl Reader<'_, '_> {
    fn at(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn rest(&self, from: usize) -> &[u8] {
        self.bytes.get(from..).unwrap_or_default()
    }

    fn find(&self, byte: u8, from: usize) -> Option<usize> {
        memchr::memchr(byte, self.rest(from)).map(|i| from + i)
    }

    /// The first place from `from` on that `test` holds for, or the end.
    fn skip(&self, from: usize, test: impl Fn(u8) -> bool) -> usize {
        let found = self.rest(from).iter().position(|b| !test(*b));
        found.map_or(self.bytes.len(), |i| from + i)
    }

    fn run(&mut self) {
        let len = self.bytes.len();
        let mut at = 0;
        // Where markup that has not ended begins, if text does not follow.
        let mut cut = None;
        while let Some(open) = self.find(b'<', at) {
            if open > at {
                cut = None;
            }
            match self.at(open + 1) {
                Some(b'/') => match self.at(open + 2) {
                    Some(x) if x.is_ascii_alphabetic() => match self.tag(open + 2, false) {
                        Some(read) => at = self.end(open, &read),
                        None => return self.builder.text_until(open),
                    },
                    Some(b'>') => {
                        // An end tag of nothing: it is no token and stays in the text.
                        cut = Some(open);
                        at = open + 3;
                        continue;
                    }
                    Some(_) => at = self.bogus(open, open + 2),
                    None => break,
                },
                Some(b'!') if self.rest(open + 2).starts_with(b"--") => {
                    at = self.comment(open + 4);
                    self.builder.text_until(open);
                    self.builder.markup_ends(at);
                }
                Some(b'!') => at = self.bogus(open, open + 2),
                Some(b'?') => at = self.bogus(open, open + 1),
                Some(x) if x.is_ascii_alphabetic() => match self.tag(open + 1, true) {
                    Some(read) => match self.start(open, &read) {
                        Some(next) => at = next,
                        None => return,
                    },
                    None => return self.builder.text_until(open),
                },
                _ => at = open + 1,
            }
            cut = None;
        }
        let end = cut.filter(|_| at == len).unwrap_or(len);
        self.builder.text_until(end);
    }

    /// A comment that is none, a declaration: all up to the next `>`.
    fn bogus(&mut self, open: usize, from: usize) -> usize {
        let end = self.find(b'>', from).map_or(self.bytes.len(), |e| e + 1);
        self.builder.text_until(open);
        self.builder.markup_ends(end);
        end
    }

    /// The end of a comment whose words begin at `from`.
    fn comment(&self, from: usize) -> usize {
        let rest = self.rest(from);
        if rest.starts_with(b">") {
            return from + 1;
        }
        if rest.starts_with(b"->") {
            return from + 2;
        }
        let mut at = from;
        while let Some(dashes) = memchr::memmem::find(self.rest(at), b"--") {
            at = self.skip(at + dashes, |b| b == b'-');
            match (self.at(at), self.at(at + 1)) {
                (Some(b'>'), _) => return at + 1,
                (Some(b'!'), Some(b'>')) => return at + 2,
                _ => {}
            }
        }
        self.bytes.len()
    }

    /// Reads a tag from its name on, keeping the attributes of a start tag; `None` if the page ends
    /// in it.
    fn tag(&mut self, from: usize, is_start: bool) -> Option<Read> {
        let attrs_from = self.builder.tree.attrs.len();
        let mut at = self.skip(from, |b| !is_white(b) && b != b'/' && b != b'>');
        let name = Span::new(from, at);
        loop {
            at = self.skip(at, is_white);
            match self.at(at)? {
                b'>' => {
                    return Some(Read {
                        name,
                        end: at + 1,
                        attrs_from,
                        self_closing: false,
                    });
                }
                b'/' => {
                    at += 1;
                    if self.at(at)? == b'>' {
                        return Some(Read {
                            name,
                            end: at + 1,
                            attrs_from,
                            self_closing: true,
                        });
                    }
                }
                _ => at = self.attribute(at, attrs_from, is_start)?,
            }
        }
    }

    /// Reads an attribute, and gives its end.
    fn attribute(&mut self, from: usize, attrs_from: usize, keep: bool) -> Option<usize> {
        // An equals sign at the start belongs to the name.
        let name_end = self.skip(from + 1, |b| {
            !is_white(b) && b != b'/' && b != b'>' && b != b'='
        });
        let mut buffer = [0; MAX_NAME];
        let bytes = self.bytes.get(from..name_end).unwrap_or_default();
        let name = if keep {
            Name::of(lower(bytes, &mut buffer))
        } else {
            None
        };
        let mut value = Span::new(name_end, name_end);
        let mut quote = Quote::None;
        let equals = self.skip(name_end, is_white);
        let mut end = equals;
        if self.at(equals)? == b'=' {
            let start = self.skip(equals + 1, is_white);
            let close = match self.at(start)? {
                b'"' => Some((b'"', Quote::Double)),
                b'\'' => Some((b'\'', Quote::Single)),
                _ => None,
            };
            if let Some((mark, how)) = close {
                let last = self.find(mark, start + 1)?;
                value = Span::new(start + 1, last);
                quote = how;
                end = last + 1;
            } else {
                end = self.skip(start, |b| !is_white(b) && b != b'>');
                value = Span::new(start, end);
            }
        }
        if let Some(name) = name {
            let value = self.value(value, quote);
            self.builder.keep_attribute(attrs_from, name, value);
        }
        Some(end)
    }

    fn value(&self, span: Span, quote: Quote) -> Value {
        let text = span.of(self.builder.text);
        if memchr::memchr3(b'&', b'\r', 0, text.as_bytes()).is_none() {
            return Value::Source(span);
        }
        let text = text.get(..text.floor_char_boundary(MAX_VALUE));
        let text = text.unwrap_or_default();
        let tag = match quote {
            Quote::None => format!("<a b={text}>"),
            Quote::Single => format!("<a b='{text}'>"),
            Quote::Double => format!("<a b=\"{text}\">"),
        };
        let emitter = DefaultEmitter::<()>::default();
        let mut decoded = String::new();
        for token in Tokenizer::new_with_emitter(&tag, emitter) {
            let Ok(token) = token;
            if let Token::StartTag(tag) = token {
                for value in tag.attributes.values() {
                    decoded.push_str(&String::from_utf8_lossy(value));
                }
            }
        }
        Value::Decoded(decoded)
    }

    fn name(&self, read: &Read) -> Tag {
        let mut buffer = [0; MAX_NAME];
        let name = read.name;
        let bytes = self.bytes.get(name.start..name.end).unwrap_or_default();
        Tag::of(lower(bytes, &mut buffer))
    }

    fn end(&mut self, open: usize, read: &Read) -> usize {
        self.builder.text_until(open);
        let tag = self.name(read);
        self.builder.end_tag(tag);
        self.builder.markup_ends(read.end);
        read.end
    }

    /// A start tag and, where its words are no markup, all up to its end tag. `None` where the page
    /// ends in it.
    fn start(&mut self, open: usize, read: &Read) -> Option<usize> {
        self.builder.text_until(open);
        let tag = self.name(read);
        let body = self
            .builder
            .start_tag(tag, read.attrs_from, read.self_closing);
        self.builder.markup_ends(read.end);
        let closed = match body {
            None => return Some(read.end),
            Some(Body::Plain) => None,
            Some(Body::Raw) => self.raw_end(read.end, read.name),
            Some(Body::Script) => self.script_end(read.end, read.name),
        };
        let Some(close) = closed else {
            self.builder.text_until(self.bytes.len());
            return None;
        };
        if let Some(read) = self.tag(close + 2, false) {
            return Some(self.end(close, &read));
        }
        self.builder.text_until(close);
        None
    }

    /// Whether an end tag with this name begins at `at`.
    fn closes(&self, at: usize, name: Span) -> bool {
        let bytes = self.bytes.get(name.start..name.end).unwrap_or_default();
        let after = at + 2 + bytes.len();
        self.rest(at).starts_with(b"</")
            && self
                .bytes
                .get(at + 2..after)
                .is_some_and(|b| b.eq_ignore_ascii_case(bytes))
            && self
                .at(after)
                .is_some_and(|b| is_white(b) || matches!(b, b'/' | b'>'))
    }

    fn raw_end(&self, from: usize, name: Span) -> Option<usize> {
        let mut at = from;
        loop {
            at = self.find(b'<', at)?;
            if self.closes(at, name) {
                return Some(at);
            }
            at += 1;
        }
    }

    /// Where the end tag of a script begins. What looks like a comment hides it if a `<script` stands
    /// in the comment before it.
    fn script_end(&self, from: usize, name: Span) -> Option<usize> {
        let mut at = from;
        loop {
            at = self.find(b'<', at)?;
            if self.closes(at, name) {
                return Some(at);
            }
            if !self.rest(at).starts_with(b"<!--") {
                at += 1;
                continue;
            }
            // The dashes that open it may be those that close it.
            at += 2;
            let mut hidden = false;
            loop {
                at += memchr::memchr2(b'-', b'<', self.rest(at))?;
                if self.at(at) == Some(b'-') {
                    let after = self.skip(at, |b| b == b'-');
                    let closed = after - at >= 2 && self.at(after) == Some(b'>');
                    at = after;
                    if closed {
                        break;
                    }
                    continue;
                }
                if !hidden && self.closes(at, name) {
                    return Some(at);
                }
                let slash = self.at(at + 1) == Some(b'/');
                at += 1;
                // `<script` hides what follows, `</script` shows it again.
                if slash == hidden {
                    let word = at + usize::from(slash);
                    let end = self.skip(word, |b| b.is_ascii_alphabetic());
                    let ends = self
                        .at(end)
                        .is_some_and(|b| is_white(b) || matches!(b, b'/' | b'>'));
                    let is_script = self
                        .bytes
                        .get(word..end)
                        .is_some_and(|w| w.eq_ignore_ascii_case(b"script"));
                    if ends && is_script {
                        hidden = !hidden;
                    }
                    at = end;
                }
            }
        }
    }
}
