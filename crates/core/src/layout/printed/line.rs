use crate::text::Span;

/// The lines of a text: without their ends (`\n`, `\r\n`, `\r`, form feed, vertical tab, U+0085,
/// U+2028, U+2029), blank ones too. A form feed ends a line, so that a page starts on a line of its
/// own.
pub fn lines(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut after_return = false;
    for (at, c) in text.char_indices() {
        let end = matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        );
        if end {
            if !(c == '\n' && after_return) {
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
