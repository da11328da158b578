//! Fonts: from the codes of a string to letters and widths.

use std::collections::BTreeMap;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_16BE};
use lopdf::{Dictionary, Document, Object};

use super::{cmap::CMap, widths};

/// How strings are cut into codes, and what a code stands for without a `ToUnicode` map.
enum Codes {
    /// One byte a code; the letters of each.
    Single(Vec<String>),
    /// Two bytes a code (or what the map's code space says), numbers of glyphs.
    Glyphs,
    /// The same, where the numbers are those of the collection Adobe-Korea1.
    Korean,
    /// A character encoding of many bytes.
    Encoded(&'static Encoding),
}

/// What is needed of a font.
pub(super) struct Font {
    codes: Codes,
    unicode: CMap,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
    /// Size of the glyph space (`0.001` but for Type 3).
    scale: f64,
}

/// One code of a string.
pub(super) struct Code {
    pub(super) letters: Option<String>,
    /// Width in units of the text space for a size of 1.
    pub(super) width: f64,
    /// Whether word spacing applies.
    pub(super) is_space: bool,
}

pub(super) fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(n) => Some(*n as f64),
        Object::Real(n) => Some(f64::from(*n)),
        _ => None,
    }
    .filter(|n| n.is_finite())
}

fn get<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    document
        .dereference(dict.get(key).ok()?)
        .ok()
        .map(|(_, o)| o)
}

fn dict_of<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    let (_, object) = document.dereference(object).ok()?;
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

impl Font {
    pub(super) fn load(document: &Document, dict: &Dictionary, max: usize) -> Self {
        let subtype = dict
            .get(b"Subtype")
            .and_then(Object::as_name)
            .unwrap_or_default();
        let unicode = get(document, dict, b"ToUnicode")
            .and_then(|o| o.as_stream().ok())
            .and_then(|stream| stream.get_plain_content_with_limit(max).ok())
            .map(|bytes| CMap::parse(&bytes))
            .unwrap_or_default();
        if subtype == b"Type0" {
            return Font::composite(document, dict, unicode);
        }
        let mut font = Font {
            codes: Codes::Single(single_byte_letters(document, dict)),
            unicode,
            widths: BTreeMap::new(),
            default_width: 0.5,
            scale: 0.001,
        };
        if subtype == b"Type3"
            && let Some(Object::Array(matrix)) = get(document, dict, b"FontMatrix")
            && let Some(scale) = matrix.first().and_then(number)
        {
            font.scale = scale.abs();
        }
        let first = get(document, dict, b"FirstChar")
            .and_then(number)
            .unwrap_or(0.0);
        if let Some(Object::Array(widths)) = get(document, dict, b"Widths") {
            for (code, width) in (whole(first)..).zip(widths.iter().take(256)) {
                if let Some(width) = document
                    .dereference(width)
                    .ok()
                    .and_then(|(_, w)| number(w))
                {
                    font.widths.insert(code, width * font.scale);
                }
            }
            if let Some(width) = get(document, dict, b"FontDescriptor")
                .and_then(|o| dict_of(document, o))
                .and_then(|descriptor| get(document, descriptor, b"MissingWidth"))
                .and_then(number)
            {
                font.default_width = width * font.scale;
            }
        } else {
            let name = dict
                .get(b"BaseFont")
                .and_then(Object::as_name)
                .unwrap_or_default();
            let name = String::from_utf8_lossy(name).to_ascii_lowercase();
            font.default_width = widths::DEFAULT;
            font.widths = widths::of_standard_font(&name);
        }
        font
    }

    fn composite(document: &Document, dict: &Dictionary, unicode: CMap) -> Self {
        let name = get(document, dict, b"Encoding")
            .and_then(|o| o.as_name().ok())
            .unwrap_or_default();
        let codes = match predefined(name) {
            Some(encoding) => Codes::Encoded(encoding),
            None => Codes::Glyphs,
        };
        let mut font = Font {
            codes,
            unicode,
            widths: BTreeMap::new(),
            default_width: 1.0,
            scale: 0.001,
        };
        let Some(descendant) = get(document, dict, b"DescendantFonts")
            .and_then(|o| o.as_array().ok())
            .and_then(|fonts| fonts.first())
            .and_then(|o| dict_of(document, o))
        else {
            return font;
        };
        if let Some(width) = get(document, descendant, b"DW").and_then(number) {
            font.default_width = width / 1000.0;
        }
        // Widths are listed by glyph; codes are glyphs only under Identity.
        if matches!(font.codes, Codes::Glyphs) {
            if let Some(Object::Array(list)) = get(document, descendant, b"W") {
                font.glyph_widths(document, list);
            }
            let ordering = get(document, descendant, b"CIDSystemInfo")
                .and_then(|info| dict_of(document, info))
                .and_then(|info| get(document, info, b"Ordering")?.as_str().ok());
            if ordering == Some(b"Korea1") {
                font.codes = Codes::Korean;
            }
        }
        font
    }

    /// `W`: `first [w w …]` and `first last w`, mixed.
    fn glyph_widths(&mut self, document: &Document, list: &[Object]) {
        let mut items = list
            .iter()
            .filter_map(|item| document.dereference(item).ok().map(|(_, item)| item));
        while let Some(first) = items.next().and_then(number) {
            match items.next() {
                Some(Object::Array(widths)) => {
                    for (glyph, width) in (whole(first)..).zip(widths) {
                        if let Some(width) = number(width) {
                            self.widths.insert(glyph, width / 1000.0);
                        }
                    }
                }
                Some(last) => {
                    let (Some(last), Some(width)) = (number(last), items.next().and_then(number))
                    else {
                        return;
                    };
                    let last = whole(last).min(whole(first).saturating_add(0xFFFF));
                    for glyph in whole(first)..=last {
                        self.widths.insert(glyph, width / 1000.0);
                    }
                }
                None => return,
            }
        }
    }

    /// Cuts a string into its codes.
    pub(super) fn codes(&self, bytes: &[u8], mut each: impl FnMut(Code)) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let len = match &self.codes {
                Codes::Single(_) => 1,
                Codes::Glyphs | Codes::Korean => self.unicode.code_len(rest).unwrap_or(2),
                Codes::Encoded(encoding) => encoded_len(encoding, rest),
            }
            .min(rest.len());
            let (code, after) = rest.split_at_checked(len).unwrap_or((rest, &[]));
            rest = after;
            let value = code
                .iter()
                .fold(0u32, |sum, &byte| sum << 8 | u32::from(byte));
            let letters = self
                .unicode
                .letters(value, code.len())
                .filter(|l| !l.is_empty() && !l.starts_with('\0'))
                .or_else(|| self.built_in(code, value));
            let width = match &self.codes {
                Codes::Encoded(_) if value < 0x80 => 0.5,
                _ => self
                    .widths
                    .get(&value)
                    .copied()
                    .unwrap_or(self.default_width),
            };
            each(Code {
                letters,
                width,
                is_space: code == b" ",
            });
        }
    }

    fn built_in(&self, code: &[u8], value: u32) -> Option<String> {
        match &self.codes {
            Codes::Single(letters) => {
                let letters = letters.get(usize::try_from(value).ok()?)?;
                (!letters.is_empty()).then(|| letters.clone())
            }
            Codes::Glyphs => None,
            Codes::Korean => korean(value),
            Codes::Encoded(encoding) => encoding
                .decode_without_bom_handling_and_without_replacement(code)
                .map(std::borrow::Cow::into_owned),
        }
    }
}

/// The letter of a glyph of the collection Adobe-Korea1: ASCII, then the symbols of the first row of KS X
/// 1001, its syllables and its characters, each in the order of the standard (Adobe Technical Note 5093).
fn korean(glyph: u32) -> Option<String> {
    let (first, row) = match glyph {
        1..=95 => return char::from_u32(glyph + 0x1F).map(String::from),
        101..=194 => (101, 1),
        1086..=3435 => (1086, 16),
        3436..=8323 => (3436, 42),
        _ => return None,
    };
    let byte = |n: u32| u8::try_from(n + 0xA0).ok();
    let place = glyph - first;
    let code = [byte(row + place / 94)?, byte(1 + place % 94)?];
    let letter = EUC_KR.decode_without_bom_handling_and_without_replacement(&code)?;
    Some(letter.into_owned())
}

/// A non-negative whole number of a PDF.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range before the cast"
)]
fn whole(n: f64) -> u32 {
    n.clamp(0.0, f64::from(u32::MAX >> 1)) as u32
}

/// The character encoding of a predefined character map of East Asian fonts.
fn predefined(name: &[u8]) -> Option<&'static Encoding> {
    let name = std::str::from_utf8(name).ok()?;
    let of = |part: &str| name.contains(part);
    if of("UCS2") || of("UTF16") {
        Some(UTF_16BE)
    } else if name.starts_with("KSC") {
        Some(EUC_KR)
    } else if name.starts_with("GB") {
        Some(GB18030)
    } else if of("RKSJ") {
        Some(SHIFT_JIS)
    } else if of("B5") || name.starts_with("HK") || name.starts_with("ET") {
        Some(BIG5)
    } else if name.starts_with("EUC-") {
        Some(EUC_JP)
    } else {
        None
    }
}

fn encoded_len(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    if encoding == UTF_16BE {
        return match bytes.first() {
            Some(0xD8..=0xDB) => 4,
            _ => 2,
        };
    }
    match bytes.first() {
        Some(0..=0x80) => 1,
        // Half-width katakana.
        Some(0xA1..=0xDF) if encoding == SHIFT_JIS => 1,
        _ => 2,
    }
}

/// The letters of the 256 codes of a simple font.
fn single_byte_letters(document: &Document, dict: &Dictionary) -> Vec<String> {
    // The letters of `ToUnicode` come first elsewhere; here only the encoding counts.
    let mut dict = dict.clone();
    dict.remove(b"ToUnicode");
    dict.set("Type", Object::Name(b"Font".to_vec()));
    let encoding = dict.get_font_encoding(document).ok();
    (0..=255u8)
        .map(|byte| {
            encoding
                .as_ref()
                .and_then(|e| e.bytes_to_string(&[byte]).ok())
                .unwrap_or_default()
                .replace(['\u{FFFD}', '\0'], "")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::korean;

    #[test]
    fn glyphs_of_the_korean_collection_are_letters() {
        let letter = |glyph| korean(glyph).unwrap_or_default();
        assert_eq!(letter(34), "A");
        assert_eq!(
            (letter(1086), letter(3435)),
            ("가".to_owned(), "힝".to_owned())
        );
        assert_eq!(
            (letter(3436), letter(8323)),
            ("伽".to_owned(), "詰".to_owned())
        );
        assert_eq!(korean(20_000), None);
    }
}
