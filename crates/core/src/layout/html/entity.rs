//! Text of the source made readable: entities decoded, white space folded, every byte led back.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::{
    layout::repair::is_invisible,
    text::{Clean, CleanBuilder, Form, Span},
};

/// The longest name of a character reference in HTML with `&` and `;`.
const MAX_REFERENCE: usize = 33;

/// A decoded character reference: how many bytes of the source it takes, and what it stands for.
pub(super) struct Reference {
    pub(super) len: usize,
    pub(super) text: String,
}

/// Reads the character reference at the start of `text`, which begins with `&`.
pub(super) fn reference(text: &str) -> Option<Reference> {
    let bytes = text.as_bytes();
    let name_len = bytes
        .iter()
        .skip(1)
        .take(MAX_REFERENCE)
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'#')
        .count();
    if name_len < 2 {
        return None;
    }
    let end = 1 + name_len + usize::from(bytes.get(1 + name_len) == Some(&b';'));
    let whole = text.get(..end)?;
    let common = match whole {
        "&amp;" => "&",
        "&quot;" => "\"",
        "&lt;" => "<",
        "&gt;" => ">",
        "&rsquo;" => "\u{2019}",
        "&lsquo;" => "\u{2018}",
        "&rdquo;" => "\u{201d}",
        "&ldquo;" => "\u{201c}",
        "&mdash;" => "\u{2014}",
        "&ndash;" => "\u{2013}",
        "&#39;" | "&#039;" | "&apos;" | "&#x27;" => "'",
        "&nbsp;" | "&#160;" | "&#xa0;" => "\u{a0}",
        "&hellip;" => "\u{2026}",
        _ => "",
    };
    if !common.is_empty() {
        return Some(Reference {
            len: end,
            text: common.to_owned(),
        });
    }
    let decoded = decode_whole(whole);
    if decoded == whole {
        return None;
    }
    // A name without its semicolon may take only the front of the letters (`&copy2022`): what both
    // have at the end was not part of it.
    let mut kept = 0;
    for (a, b) in whole.bytes().rev().zip(decoded.bytes().rev()) {
        if a != b || kept + 1 >= decoded.len() || decoded.chars().count() <= kept + 1 {
            break;
        }
        kept += 1;
    }
    let text = decoded.get(..decoded.len() - kept)?.to_owned();
    Some(Reference {
        len: end - kept,
        text,
    })
}

fn decode_whole(text: &str) -> String {
    let mut out = String::new();
    for token in Tokenizer::new_with_emitter(text, DefaultEmitter::<()>::default()) {
        let Ok(token) = token;
        if let Token::String(s) = token {
            out.push_str(&String::from_utf8_lossy(&s));
        }
    }
    out
}

/// Decodes all character references of a text.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some(found) = reference(from) {
            out.push_str(&found.text);
            rest = from.get(found.len..).unwrap_or("");
        } else {
            out.push('&');
            rest = from.get(1..).unwrap_or("");
        }
    }
    out.push_str(rest);
    out
}

/// Whether a text holds nothing but white space and references to it.
pub(super) fn is_blank(text: &str) -> bool {
    let mut rest = text.trim_start();
    while rest.starts_with('&') {
        match reference(rest) {
            Some(found) if found.text.trim().is_empty() => {
                rest = rest.get(found.len..).unwrap_or("").trim_start();
            }
            _ => return false,
        }
    }
    rest.is_empty()
}

/// Whether a character shows nothing: marks without width, and controls but white space.
fn is_unseen(c: char) -> bool {
    !c.is_whitespace() && (is_invisible(c) || c.is_control())
}

/// Builds the clean text of one block from its runs.
pub(super) struct Folder<'t> {
    text: &'t str,
    builder: CleanBuilder<'t>,
    /// White space that is owed before the next word, and where it stands.
    space: Option<Span>,
}

impl<'t> Folder<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Folder {
            text,
            builder: Clean::builder(text),
            space: None,
        }
    }

    /// Makes room for so many bytes of clean text.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.builder.reserve(bytes);
    }

    /// White space between two runs, at byte `at`.
    pub(super) fn gap(&mut self, at: usize) {
        self.space.get_or_insert(Span::new(at, at));
    }

    fn white(&mut self, span: Span) {
        self.space = Some(match self.space {
            Some(before) if before.end == span.start && !before.is_empty() => {
                Span::new(before.start, span.end)
            }
            _ => span,
        });
    }

    fn settle(&mut self) {
        if let Some(space) = self.space.take()
            && !self.builder.text().is_empty()
        {
            if space.of(self.text) == " " {
                self.builder.copy(space);
            } else {
                self.builder.replace(space, " ");
            }
        }
    }

    fn words(&mut self, span: Span) {
        if !span.is_empty() {
            self.settle();
            self.builder.copy(span);
        }
    }

    /// Appends a run of source text.
    pub(super) fn run(&mut self, span: Span) {
        let slice = span.of(self.text);
        let bytes = slice.as_bytes();
        let mut from = 0;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte == b' '
                && at > from
                && bytes
                    .get(at + 1)
                    .is_some_and(|&b| b.is_ascii_graphic() && b != b'&')
            {
                // One space between two words stays as it is; the common case. A reference may
                // stand for more white space.
                at += 1;
                continue;
            }
            if byte == b'&' {
                if let Some(found) = slice.get(at..).and_then(reference) {
                    self.words(Span::new(from, at).shifted(span.start));
                    let source = Span::new(at, at + found.len).shifted(span.start);
                    if found.text.chars().all(is_unseen) {
                        // A soft hyphen, a mark of no width: nothing to read.
                    } else if found.text.trim().is_empty() {
                        self.white(source);
                    } else {
                        self.settle();
                        self.builder.replace(source, &found.text);
                    }
                    at += found.len;
                    from = at;
                } else {
                    at += 1;
                }
                continue;
            }
            if byte < 0x80 {
                if byte.is_ascii_whitespace() || byte == 0x0b {
                    self.words(Span::new(from, at).shifted(span.start));
                    self.white(Span::new(at, at + 1).shifted(span.start));
                    from = at + 1;
                } else if byte.is_ascii_control() {
                    self.words(Span::new(from, at).shifted(span.start));
                    from = at + 1;
                }
                at += 1;
                continue;
            }
            let c = slice.get(at..).and_then(|s| s.chars().next());
            let len = c.map_or(1, char::len_utf8);
            if c.is_some_and(char::is_whitespace) {
                self.words(Span::new(from, at).shifted(span.start));
                self.white(Span::new(at, at + len).shifted(span.start));
                from = at + len;
            } else if c.is_some_and(is_unseen) {
                self.words(Span::new(from, at).shifted(span.start));
                from = at + len;
            }
            at += len;
        }
        self.words(Span::new(from, bytes.len()).shifted(span.start));
    }

    /// The clean text, in Unicode's composed form (NFC).
    pub(super) fn finish(self) -> Clean {
        self.builder.finish().normalized(Form::Nfc)
    }
}

#[cfg(test)]
mod tests {
    use super::{Folder, decode, is_blank, reference};
    use crate::text::Span;

    fn folded(text: &str) -> String {
        let mut folder = Folder::new(text);
        folder.run(Span::new(0, text.len()));
        folder.finish().text().to_owned()
    }

    #[test]
    fn a_reference_to_white_space_is_white_space() {
        assert_eq!(
            folded("one &nbsp;two&#32; three &amp; four"),
            "one two three & four"
        );
    }

    #[test]
    fn what_shows_nothing_is_left_out() {
        assert_eq!(
            folded("\u{feff}cap&shy;ital hy\u{ad}phens\u{0}\u{8} a&zwj;\u{200b}b"),
            "capital hyphens a\u{200d}b"
        );
    }

    #[test]
    fn references_of_every_kind() {
        for (source, expected) in [
            ("a &amp; b", "a & b"),
            ("&copy2022 Tarsk", "\u{a9}2022 Tarsk"),
            ("&notit; &semi; &ampamp", "\u{ac}it; ; &amp"),
            ("AT&T &unknown; &", "AT&T &unknown; &"),
            ("&#54056;&#xB7;&#146;", "\u{d328}\u{b7}\u{2019}"),
            ("&Eacute;tat", "\u{c9}tat"),
            ("&NotEqualTilde;", "\u{2242}\u{338}"),
        ] {
            assert_eq!(decode(source), expected, "{source}");
        }
        assert!(reference("&;").is_none());
    }

    #[test]
    fn white_space_is_folded_with_its_references() {
        assert_eq!(folded(" a&nbsp;&nbsp; b\r\n\tc\u{3000}d "), "a b c d");
        assert!(is_blank(" &nbsp;\n&#160; "));
        assert!(!is_blank("&nbsp;x"));
    }

    #[test]
    fn words_lead_back() {
        let text = "x Kim&nbsp;&amp; Oren\u{301} y";
        let mut folder = Folder::new(text);
        folder.run(Span::new(2, text.len() - 2));
        let clean = folder.finish();
        assert_eq!(
            clean.text(),
            "Kim & Oren\u{301}".replace("n\u{301}", "\u{144}")
        );
        assert_eq!(clean.to_source(Span::new(4, 5)), [Span::new(11, 16)]);
        let n = clean.text().len();
        assert_eq!(clean.to_source(Span::new(n - 2, n)), [Span::new(20, 23)]);
    }
}
