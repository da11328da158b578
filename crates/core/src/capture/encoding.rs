//! Which encoding a file is in, and decoding it without losing count of what was broken.
//!
//! The order is: what the caller says, a byte order mark, UTF-16 by its zero bytes, strict UTF-8
//! with anything beyond ASCII (nothing else looks like it), the encoding that the page declares, if
//! it decodes, and last detection. Declarations come after UTF-8 because pages that were saved or
//! sent on are often transcoded without touching their `<meta>`.

use std::{borrow::Cow, sync::LazyLock};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, DecoderResult, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, SHIFT_JIS, UTF_8,
    UTF_16BE, UTF_16LE, WINDOWS_1252,
};
use regex::bytes::Regex;

use super::{
    Options, Warning, doubt,
    origin::{Origin, Piece},
};
use crate::{Error, Result, text::Span};

/// How far detection looks.
const WINDOW: usize = 64 << 10;
/// How far a declaration may stand from the start of a page.
const DECLARED_WITHIN: usize = 16 << 10;
/// How many broken places are named one by one.
const NAMED_PLACES: usize = 8;

/// What is known of the encoding before looking at the bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hints {
    /// The caller's word.
    pub(crate) forced: Option<&'static Encoding>,
    /// The word of the transport (an HTTP header).
    pub(crate) transport: Option<&'static Encoding>,
    /// Whether to look for a declaration inside (`<meta charset>`, `<?xml encoding>`).
    pub(crate) markup: bool,
}

impl Hints {
    /// The hints that options give.
    pub(crate) fn from_options(options: &Options) -> Result<Self> {
        let forced = match &options.encoding {
            None => None,
            Some(label) => Some(
                Encoding::for_label(label.as_bytes())
                    .ok_or_else(|| Error::usage(format!("no encoding is named '{label}'")))?,
            ),
        };
        Ok(Hints {
            forced,
            ..Hints::default()
        })
    }
}

/// A decoded text.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// The name of the encoding.
    pub(crate) encoding: &'static str,
    /// Offsets count from the first of the bytes given.
    pub(crate) warnings: Vec<Warning>,
    pub(crate) origin: Origin,
}

/// Decodes a whole file or payload.
pub(crate) fn decode(bytes: Vec<u8>, hints: Hints) -> Decoded {
    let mut warnings = Vec::new();
    if let Some((text, encoding, broken)) = doubt::utf_32(&bytes) {
        if broken > 0 {
            warnings.push(Warning {
                offset: None,
                message: format!("not {encoding}: {broken} places replaced by U+FFFD"),
            });
        }
        return Decoded {
            text,
            encoding,
            warnings,
            origin: Origin::Unknown,
        };
    }
    let Choice {
        encoding,
        mark,
        guessed,
    } = choose(&bytes, hints, &mut warnings);
    let body = bytes.get(mark..).unwrap_or_default();
    let start = mark as u64;
    if encoding == UTF_8 && std::str::from_utf8(body).is_ok() {
        let mut bytes = bytes;
        bytes.drain(..mark);
        let text = String::from_utf8(bytes).unwrap_or_default();
        if doubt::is_encoded_twice(&text) {
            warnings.push(Warning {
                offset: None,
                message: "the text was UTF-8, read as windows-1252 and saved as UTF-8 again"
                    .to_owned(),
            });
        }
        return Decoded {
            text,
            encoding: encoding.name(),
            warnings,
            origin: Origin::Same { at: start },
        };
    }
    if (guessed || encoding == UTF_8 && hints.forced.is_none())
        && let Some((parts, utf_8, korean)) = doubt::mixed(body)
    {
        return decode_parts(body, &parts, start, (utf_8, korean), warnings);
    }
    let text = match encoding.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) => text.into_owned(),
        None => decode_broken(body, encoding, start, &mut warnings),
    };
    if guessed && let Some(message) = doubt::of_guess(body, &text, encoding) {
        warnings.push(Warning {
            offset: None,
            message,
        });
    }
    let origin = if encoding.is_single_byte() && body.is_ascii() {
        Origin::Same { at: start }
    } else {
        Origin::encoded(start, body.into(), encoding)
    };
    Decoded {
        text,
        encoding: encoding.name(),
        warnings,
        origin,
    }
}

/// Decodes each part by its own encoding.
fn decode_parts(
    bytes: &[u8],
    parts: &[doubt::Part],
    start: u64,
    (utf_8, korean): (usize, usize),
    mut warnings: Vec<Warning>,
) -> Decoded {
    warnings.push(Warning {
        offset: None,
        message: format!(
            "written in two encodings, {utf_8} lines in UTF-8 and {korean} in EUC-KR; each line was \
             decoded by its own"
        ),
    });
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut pieces = Vec::with_capacity(parts.len());
    for (range, encoding) in parts {
        let raw = bytes.get(range.clone()).unwrap_or_default();
        let at = start + range.start as u64;
        let from = text.len();
        text.push_str(&decode_part(raw, encoding, at, &mut warnings));
        let same = *encoding == UTF_8 && std::str::from_utf8(raw).is_ok();
        pieces.push(Piece {
            text: Span::new(from, text.len()),
            origin: if same {
                Origin::Same { at }
            } else {
                Origin::encoded(at, raw.into(), encoding)
            },
        });
    }
    let most = if korean > utf_8 { EUC_KR } else { UTF_8 };
    Decoded {
        text,
        encoding: most.name(),
        warnings,
        origin: Origin::Pieces(pieces),
    }
}

/// Decodes one cell or line of an archive whose encoding is known.
pub(crate) fn decode_part<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    at: u64,
    warnings: &mut Vec<Warning>,
) -> Cow<'a, str> {
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Cow::Borrowed(text);
    }
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => text,
        None => Cow::Owned(decode_broken(bytes, encoding, at, warnings)),
    }
}

/// The encoding of a stream and the length of its byte order mark, judged by its first bytes.
pub(crate) fn of_head(head: &[u8], hints: Hints) -> (&'static Encoding, usize) {
    // The head may end inside a character.
    let whole = match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => {
            head.get(..error.valid_up_to()).unwrap_or_default()
        }
        _ => head,
    };
    let choice = choose(whole, hints, &mut Vec::new());
    (choice.encoding, choice.mark)
}

struct Choice {
    encoding: &'static Encoding,
    /// Bytes of the byte order mark.
    mark: usize,
    /// By statistics only.
    guessed: bool,
}

fn choose(bytes: &[u8], hints: Hints, warnings: &mut Vec<Warning>) -> Choice {
    let sure = |encoding, mark| Choice {
        encoding,
        mark,
        guessed: false,
    };
    let guess = || {
        let encoding = detect(bytes);
        Choice {
            encoding,
            mark: 0,
            guessed: encoding != UTF_8,
        }
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return sure(encoding, mark);
    }
    if let Some(encoding) = hints.forced {
        return sure(encoding, 0);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return sure(encoding, 0);
    }
    let declared = hints
        .transport
        .or_else(|| hints.markup.then(|| declared_in(bytes)).flatten());
    if bytes.is_ascii() {
        return sure(ascii_alike(bytes, declared), 0);
    }
    let utf_8 = Utf8Evidence::new(bytes);
    if let Some(declared) = declared {
        if declared == UTF_8 {
            if utf_8.holds(1) {
                return sure(UTF_8, 0);
            }
        } else if !utf_8.is_certain() && decodes(bytes, declared) {
            return sure(declared, 0);
        }
        let found = if utf_8.holds(2) {
            sure(UTF_8, 0)
        } else {
            guess()
        };
        if found.encoding != declared {
            warnings.push(Warning {
                offset: None,
                message: format!(
                    "declared as {} but written in {}",
                    declared.name(),
                    found.encoding.name()
                ),
            });
        }
        return found;
    }
    if utf_8.holds(2) {
        return sure(UTF_8, 0);
    }
    guess()
}

/// The encoding of bytes below 128: a matter of name only, but for ISO-2022-JP.
fn ascii_alike(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    let escape = memchr::memmem::find(bytes, b"\x1b$");
    if escape.is_some() && ISO_2022_JP.decode_without_bom_handling(bytes).1 {
        return UTF_8;
    }
    match declared {
        _ if escape.is_some() => ISO_2022_JP,
        Some(encoding) if encoding.is_ascii_compatible() => encoding,
        _ => UTF_8,
    }
}

/// How much of the bytes is UTF-8.
struct Utf8Evidence {
    /// Sequences of two bytes and more that are right.
    good: usize,
    /// Of them, those of three and more.
    long: usize,
    /// Broken places. A sequence cut off by the end of the file is none.
    bad: usize,
}

impl Utf8Evidence {
    fn new(bytes: &[u8]) -> Self {
        let mut evidence = Utf8Evidence {
            good: 0,
            long: 0,
            bad: 0,
        };
        for chunk in bytes.utf8_chunks() {
            for &byte in chunk.valid().as_bytes() {
                evidence.good += usize::from(byte >= 0xC2);
                evidence.long += usize::from(byte >= 0xE0);
            }
            evidence.bad += usize::from(!chunk.invalid().is_empty());
        }
        // Sloppy writers of UTF-8 leave halves of surrogate pairs and sequences that are too long; to a
        // strict reader each of their bytes is broken.
        for at in memchr::memchr3_iter(0xED, 0xC0, 0xC1, bytes) {
            let broken = match bytes.get(at..).unwrap_or_default() {
                [0xED, 0xA0..=0xBF, 0x80..=0xBF, ..] => 3,
                [0xC0 | 0xC1, 0x80..=0xBF, ..] => 2,
                _ => continue,
            };
            evidence.good += 1;
            evidence.bad = evidence.bad.saturating_sub(broken);
        }
        let tail = bytes
            .get(bytes.len().saturating_sub(3)..)
            .unwrap_or_default();
        if evidence.bad > 0
            && matches!(std::str::from_utf8(tail), Err(e) if e.error_len().is_none())
        {
            evidence.bad -= 1;
        }
        evidence
    }

    /// Whether it is UTF-8 with at most one broken place in `share` characters beyond ASCII.
    fn holds(&self, share: usize) -> bool {
        self.good > 0 && self.good >= self.bad.saturating_mul(share)
    }

    /// Whether no other encoding could look so by chance.
    fn is_certain(&self) -> bool {
        self.bad == 0 && (self.long > 0 || self.good >= 4)
    }
}

/// Whether bytes decode: at most one broken place in a hundred characters beyond ASCII, or one at
/// all, as a file that was cut has.
fn decodes(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let beyond = bytes.iter().filter(|b| !b.is_ascii()).count();
    let allowed = 1 + beyond / 200;
    let mut broken = 0;
    for_each_broken(bytes, encoding, |_, _| broken += 1);
    broken == 0 || (broken <= allowed && beyond >= 16)
}

/// The encoding that a page declares for itself: in its XML declaration, in `<meta charset>`, or in the content
/// type of a `<meta http-equiv>`. What stands in a comment, a description or an attribute of another name
/// declares nothing.
fn declared_in(bytes: &[u8]) -> Option<&'static Encoding> {
    static DECLARED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r#"(?is-u)<!--.*?-->"#,
            r#"|<meta\s(?P<meta>[^>]{0,1024})>"#,
            r#"|^\s{0,64}<\?xml\s[^>]{0,256}?\bencoding\s{0,8}=\s{0,8}["'](?P<xml>[a-z0-9_:.+-]{2,40})["']"#,
        ))
        .ok()
    });
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
    let mut found = DECLARED.as_ref()?.captures_iter(head);
    let encoding = found.find_map(|found| {
        let label = match (found.name("xml"), found.name("meta")) {
            (Some(label), _) => label.as_bytes(),
            (None, Some(meta)) => declared_by(meta.as_bytes())?,
            (None, None) => return None,
        };
        Encoding::for_label(label)
    })?;
    // The declaration was read as ASCII, so it cannot be in UTF-16.
    if encoding == UTF_16LE || encoding == UTF_16BE {
        return Some(UTF_8);
    }
    Some(encoding)
}

/// What the attributes of a `<meta>` declare.
fn declared_by(attributes: &[u8]) -> Option<&[u8]> {
    static ATTRIBUTE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r#"(?i-u)([a-z][a-z0-9_:.-]{0,40})\s{0,8}=\s{0,8}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"#,
        )
        .ok()
    });
    let (mut named, mut content) = (false, None);
    for found in ATTRIBUTE.as_ref()?.captures_iter(attributes) {
        let value = (2..=4).find_map(|n| found.get(n));
        let (Some(name), Some(value)) = (found.get(1), value) else {
            continue;
        };
        let (name, value) = (name.as_bytes(), value.as_bytes().trim_ascii());
        if name.eq_ignore_ascii_case(b"charset") {
            return Some(value);
        }
        named |= [&b"http-equiv"[..], b"name"]
            .iter()
            .any(|n| name.eq_ignore_ascii_case(n))
            && value.eq_ignore_ascii_case(b"content-type");
        if name.eq_ignore_ascii_case(b"content") {
            content = Some(value);
        }
    }
    let content = content.filter(|_| named)?;
    let lower = content.to_ascii_lowercase();
    let at = memchr::memmem::find(&lower, b"charset=")? + b"charset=".len();
    let label = content.get(at..)?.trim_ascii();
    let end = label.iter().position(|b| matches!(b, b';' | b' ' | b','));
    label.get(..end.unwrap_or(label.len()))
}

/// UTF-16 without a mark: text of any script has blanks, digits and line ends, and these have a zero
/// byte on one side, always the same. No other text has zero bytes.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    memchr::memchr(0, head)?;
    [UTF_16LE, UTF_16BE].into_iter().find(|&encoding| {
        let (mut units, mut plain, mut odd) = (0usize, 0usize, 0usize);
        for pair in head.chunks_exact(2) {
            let &[a, b] = pair else { continue };
            let unit = if encoding == UTF_16LE {
                u16::from_le_bytes([a, b])
            } else {
                u16::from_be_bytes([a, b])
            };
            units += 1;
            match unit {
                0x09 | 0x0A | 0x0C | 0x0D | 0x20..=0x7E => plain += 1,
                // Letters of most scripts, punctuation, CJK, Hangul, forms; surrogates for the rest.
                0xA0..=0x1FFF
                | 0x2010..=0x206F
                | 0x20A0..=0x2BFF
                | 0x2E80..=0x9FFF
                | 0xA960..=0xA97F
                | 0xAC00..=0xDFFF
                | 0xF900..=0xFFEF => {}
                _ => odd += 1,
            }
        }
        // Swapped blanks and line ends are U+2000 and U+0A00, swapped ASCII letters are CJK.
        units >= 2 && odd * 50 <= units && plain * 25 >= units
    })
}

/// Detection by statistics, on the stretch where characters beyond ASCII begin.
fn detect(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let rest = bytes.get(first.saturating_sub(64)..).unwrap_or_default();
    let window = rest.get(..WINDOW).unwrap_or(rest);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(window, window.len() == rest.len());
    let guess = detector.guess(None, Utf8Detection::Deny);
    let many_bytes = [EUC_KR, GBK, GB18030, BIG5, SHIFT_JIS, EUC_JP];
    if !many_bytes.contains(&guess) && is_hangul(window) {
        return EUC_KR;
    }
    if guess == GBK {
        return GB18030; // The decoder is the same.
    }
    // Code points 0x80 to 0x9F of a single-byte guess that does not define them.
    if guess.is_single_byte() && !decodes(window, guess) && decodes(window, WINDOWS_1252) {
        return WINDOWS_1252;
    }
    let few = window.iter().filter(|b| !b.is_ascii()).take(17).count() <= 16;
    if (guess == WINDOWS_1252 || is_latin(guess) && few) && !is_western(window) {
        return UTF_8;
    }
    guess
}

/// Whether an encoding is one of the many for Latin letters.
fn is_latin(encoding: &'static Encoding) -> bool {
    matches!(
        encoding.name(),
        "windows-1250" | "windows-1254" | "windows-1257" | "windows-1258" | "macintosh"
    ) || encoding
        .name()
        .strip_prefix("ISO-8859-")
        .is_some_and(|part| matches!(part, "2" | "3" | "4" | "10" | "13" | "14" | "15" | "16"))
}

/// Whether the few bytes beyond ASCII make sense as windows-1252, the guess that is left when nothing
/// speaks for another: letters within words, quotation marks, dashes. If not, they are damage.
fn is_western(bytes: &[u8]) -> bool {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let (mut good, mut bad) = (0usize, 0usize);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_ascii() {
            let after = chars.peek().copied().unwrap_or(' ');
            let within_word = before.is_alphabetic() && after.is_alphabetic();
            let makes_sense = match c {
                '‘' | '’' | '“' | '”' | '–' | '—' | '…' | '•' | '\u{A0}' => true,
                'Ð' | 'Þ' | 'ð' | 'þ' | 'ÿ' | '×' | '÷' => false,
                _ if c.is_uppercase() => !before.is_lowercase() && before.is_ascii(),
                _ if c.is_lowercase() => before.is_alphabetic() || after.is_lowercase(),
                '\u{80}'..='\u{9F}' => false,
                _ => !within_word,
            };
            good += usize::from(makes_sense);
            bad += usize::from(!makes_sense);
        }
        before = c;
    }
    bad == 0 || good > bad || good + bad > 64
}

/// Whether bytes are EUC-KR with nothing but Hangul and the signs that go with it beyond ASCII. A few
/// words are too little for statistics, but no Western or Cyrillic word looks like that.
pub(crate) fn is_hangul(bytes: &[u8]) -> bool {
    let Some(text) = EUC_KR.decode_without_bom_handling_and_without_replacement(bytes) else {
        return false;
    };
    let (mut hangul, mut other) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        match c {
            '가'..='힣' => hangul += 1,
            '\u{A0}'..='\u{BF}' | '\u{2010}'..='\u{27BF}' | '\u{3000}'..='\u{303F}' => {}
            _ => other += 1,
        }
    }
    hangul >= 2 && other == 0
}

/// Calls `each` with start and length of every stretch of bytes that does not decode.
fn for_each_broken(bytes: &[u8], encoding: &'static Encoding, each: impl FnMut(usize, usize)) {
    decode_pieces(bytes, encoding, |_| {}, each);
}

fn decode_pieces(
    bytes: &[u8],
    encoding: &'static Encoding,
    mut text: impl FnMut(&str),
    mut broken: impl FnMut(usize, usize),
) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = String::with_capacity(16 << 10);
    let mut read = 0;
    loop {
        let rest = bytes.get(read..).unwrap_or_default();
        let (result, used) = decoder.decode_to_string_without_replacement(rest, &mut buffer, true);
        read += used;
        text(&buffer);
        buffer.clear();
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(bad, after) => {
                let end = read.saturating_sub(usize::from(after));
                let start = end.saturating_sub(usize::from(bad));
                text("\u{FFFD}");
                broken(start, end - start);
            }
        }
    }
}

/// Decodes with U+FFFD for what is broken, and says where.
fn decode_broken(
    bytes: &[u8],
    encoding: &'static Encoding,
    at: u64,
    warnings: &mut Vec<Warning>,
) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut places = Vec::new();
    let mut count = 0usize;
    decode_pieces(
        bytes,
        encoding,
        |piece| text.push_str(piece),
        |start, len| {
            count += 1;
            if places.len() < NAMED_PLACES {
                places.push((start, len));
            }
        },
    );
    for (nth, &(start, len)) in places.iter().enumerate() {
        let broken = bytes.get(start..start + len).unwrap_or_default();
        let shown: Vec<String> = broken.iter().map(|b| format!("{b:02X}")).collect();
        let mut message = format!(
            "not {}: {} replaced by U+FFFD",
            encoding.name(),
            shown.join(" ")
        );
        if count > 1 {
            message = format!("{message} ({} of {count})", nth + 1);
        }
        warnings.push(Warning {
            offset: Some(at + start as u64),
            message,
        });
    }
    text
}
