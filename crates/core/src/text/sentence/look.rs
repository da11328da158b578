//! Looking left and right of a place in a text, by bytes where they are ASCII.

/// A text with safe access by byte offset. Every step is bounded, so that a look costs the same
/// whatever the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look<'t> {
    pub(super) text: &'t str,
    bytes: &'t [u8],
}

/// How far a word is followed, in bytes. No abbreviation, starter or cue is longer.
const WORD: usize = 32;

impl<'t> Look<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Look {
            text,
            bytes: text.as_bytes(),
        }
    }

    pub(super) fn len(self) -> usize {
        self.bytes.len()
    }

    pub(super) fn bytes(self, from: usize, to: usize) -> &'t [u8] {
        self.bytes.get(from..to.min(self.len())).unwrap_or(&[])
    }

    pub(super) fn slice(self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or("")
    }

    /// The byte at `at`, 0 past the end.
    pub(super) fn byte(self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The byte before `at`, 0 at the start.
    pub(super) fn byte_before(self, at: usize) -> u8 {
        at.checked_sub(1).map_or(0, |at| self.byte(at))
    }

    /// The character that starts at `at`.
    pub(super) fn char(self, at: usize) -> Option<char> {
        let byte = self.byte(at);
        if byte.is_ascii() {
            return (at < self.len()).then(|| char::from(byte));
        }
        self.text.get(at..)?.chars().next()
    }

    /// The character that ends at `at`.
    pub(super) fn char_before(self, at: usize) -> Option<char> {
        let byte = self.byte_before(at);
        if byte.is_ascii() {
            return (at > 0).then(|| char::from(byte));
        }
        self.text.get(..at)?.chars().next_back()
    }

    /// The first place from `at` on that holds no white space, and how many line breaks lie between.
    pub(super) fn skip_white(self, mut at: usize) -> (usize, usize) {
        let mut breaks = 0;
        while let Some(c) = self.char(at) {
            match c {
                '\n' => breaks += 1,
                // A lone carriage return is an old line break; before a line feed it is part of one.
                '\r' if self.byte(at + 1) != b'\n' => breaks += 1,
                '\u{2029}' => breaks += 2,
                c if c.is_whitespace() => {}
                _ => break,
            }
            at += c.len_utf8();
        }
        (at, breaks)
    }

    /// The last place before `at` that follows something other than white space, not before `floor`.
    pub(super) fn back_white(self, mut at: usize, floor: usize) -> usize {
        while at > floor
            && let Some(c) = self.char_before(at)
            && c.is_whitespace()
        {
            at -= c.len_utf8();
        }
        at
    }

    /// The word that ends at `at` and does not start before `floor`: letters, digits and what
    /// stands inside abbreviations, numbers and addresses.
    pub(super) fn word_before(self, at: usize, floor: usize) -> &'t str {
        let mut start = at;
        while start > floor
            && at - start < WORD
            && let Some(c) = self.char_before(start)
            && is_wordish(c)
        {
            start -= c.len_utf8();
        }
        self.slice(start, at)
    }

    /// The run of letters, digits, apostrophes and hyphens from `at` on.
    pub(super) fn word(self, at: usize) -> &'t str {
        let mut end = at;
        while end - at < WORD
            && let Some(c) = self.char(end)
            && (c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'))
        {
            end += c.len_utf8();
        }
        self.slice(at, end)
    }

    /// What stands from `at` to the next white space, as far as [`WORD`] bytes.
    pub(super) fn chunk(self, at: usize) -> &'t str {
        let mut end = at;
        while end - at < WORD
            && let Some(c) = self.char(end)
            && !c.is_whitespace()
        {
            end += c.len_utf8();
        }
        self.slice(at, end)
    }
}

fn is_wordish(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || matches!(c, '.' | '&' | '@' | '_');
    }
    c.is_alphanumeric() || matches!(c, '°' | 'º' | 'ª')
}

/// Whether `c` is a Hangul syllable or letter.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{3131}'..='\u{318e}' | '\u{1100}'..='\u{11ff}')
}

/// Whether `c` is written without spaces between words: Han and Kana.
pub(super) fn is_han_or_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// A mark that ends a sentence, or may.
pub(super) fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '。' | '．' | '！' | '？' | '｡'
    )
}

/// A mark that closes a quotation or a bracket and belongs to the sentence before it.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '}')
        || matches!(
            c,
            '”' | '’' | '»' | '›' | '」' | '』' | '》' | '〉' | '）' | '］' | '】' | '＂'
        )
}

/// A closing mark of a quotation, not of a bracket.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | '“' | '»' | '«' | '›' | '」' | '』' | '》' | '〉' | '＂'
    )
}

/// A mark that opens a quotation or a bracket.
pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '(' | '[' | '{' | '<')
        || matches!(
            c,
            '“' | '‘'
                | '«'
                | '‹'
                | '「'
                | '『'
                | '《'
                | '〈'
                | '（'
                | '［'
                | '【'
                | '¿'
                | '¡'
                | '„'
                | '＂'
        )
}

/// A dash of any length.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '－')
}

/// A sign that starts an item of a list.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '⁃'
            | '‣'
            | '▪'
            | '●'
            | '■'
            | '□'
            | '▶'
            | '►'
            | '◆'
            | '◇'
            | '▲'
            | '△'
            | '☞'
            | '❖'
    )
}
