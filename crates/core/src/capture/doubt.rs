//! Doubts about an encoding: what a wrong guess leaves behind, texts written in two encodings or
//! encoded twice, and UTF-32, which the web has given up.

use std::ops::Range;

use encoding_rs::{EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, WINDOWS_1252};

use super::encoding::is_hangul;

/// How much of a text is looked at, in bytes.
const WINDOW: usize = 64 << 10;

/// What is wrong with a text that was decoded by a guess; `None` where it reads as such texts do.
pub(crate) fn of_guess(bytes: &[u8], text: &str, encoding: &'static Encoding) -> Option<String> {
    let text = start_of(text);
    let (odd, all, percent) = if encoding == GB18030 {
        let (odd, all) = unusual_hanzi(bytes.get(..WINDOW).unwrap_or(bytes));
        (odd, all, 40)
    } else if encoding.is_single_byte() {
        let (odd, all) = unusual_letters(text);
        (odd, all, 20)
    } else {
        let beyond = text.chars().filter(|c| !c.is_ascii());
        let (mut odd, mut all) = (0, 0);
        for c in beyond {
            all += 1;
            odd += usize::from(match c {
                '가'..='힣' | '\u{3000}'..='\u{303F}' | '\u{2010}'..='\u{203B}' => false,
                '\u{E000}'..='\u{F8FF}' | '\u{FF61}'..='\u{FF9F}' => true,
                _ => encoding == EUC_KR,
            });
        }
        let judged = encoding == EUC_KR || encoding == SHIFT_JIS;
        (if judged { odd } else { 0 }, all, 40)
    };
    (odd * 100 > all * percent).then(|| {
        format!(
            "the encoding is a guess ({}): {} % of what is beyond ASCII is unusual in it",
            encoding.name(),
            odd * 100 / all.max(1)
        )
    })
}

fn start_of(text: &str) -> &str {
    let mut end = text.len().min(WINDOW);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// Of the characters beyond ASCII, those that do not stand so in words: symbols within them, capitals
/// after small letters, letters of two scripts side by side, signs of old alphabets.
fn unusual_letters(text: &str) -> (usize, usize) {
    let (mut odd, mut all) = (0, 0);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    let latin = |c: char| c.is_alphabetic() && c < '\u{250}';
    while let Some(c) = chars.next() {
        if !c.is_ascii() {
            let after = chars.peek().copied().unwrap_or(' ');
            let in_word = before.is_alphabetic() || after.is_alphabetic();
            let usual = match c {
                '‘' | '’' | '“' | '”' | '„' | '‚' | '«' | '»' | '–' | '—' | '…' | '•' | '·'
                | '\u{A0}' | '\u{AD}' | '№' | '°' | '§' | '©' | '®' | '™' | '€' | '£' => {
                    true
                }
                'Ð' | 'Þ' | 'ð' | 'þ' | 'ÿ' | '\u{80}'..='\u{9F}' | '\u{FFFD}' => false,
                _ if c.is_alphabetic() => {
                    let mixed = |other: char| other.is_alphabetic() && latin(other) != latin(c);
                    let raised = c.is_uppercase() && before.is_lowercase();
                    !raised && !mixed(before) && !mixed(after)
                }
                _ => !in_word,
            };
            all += 1;
            odd += usize::from(!usual);
        }
        before = c;
    }
    (odd, all)
}

/// Of the characters of a text in GB18030, those that are not among the 3,755 everyday ones or the
/// signs of GB 2312.
fn unusual_hanzi(bytes: &[u8]) -> (usize, usize) {
    let (mut odd, mut all, mut at) = (0, 0, 0);
    while let Some(&lead) = bytes.get(at) {
        if lead < 0x81 {
            at += 1;
            continue;
        }
        let trail = bytes.get(at + 1).copied().unwrap_or_default();
        all += 1;
        odd += usize::from(!matches!(
            (lead, trail),
            (0xB0..=0xD7 | 0xA1..=0xA3, 0xA1..=0xFE)
        ));
        at += if trail.is_ascii_digit() { 4 } else { 2 };
    }
    (odd, all)
}

/// Whether a text has the letters of UTF-8 that was read as Latin-1 or windows-1252 and encoded anew.
pub(crate) fn is_encoded_twice(text: &str) -> bool {
    let text = start_of(text);
    if !text.chars().any(|c| matches!(c, '\u{C2}'..='\u{F4}')) {
        return false;
    }
    let (mut twice, mut once) = (0usize, 0usize);
    let mut run: Vec<u8> = Vec::new();
    let mut close = |run: &mut Vec<u8>, broken: bool| {
        let whole = run.len() >= 2 && std::str::from_utf8(run).is_ok();
        if whole && !broken {
            twice += 1;
        } else if broken || !run.is_empty() {
            once += 1;
        }
        run.clear();
    };
    for c in text.chars() {
        let byte = match u32::from(c) {
            0..=0x7F => None,
            code @ 0x80..=0xFF => u8::try_from(code).ok(),
            _ => {
                let mut buffer = [0; 4];
                let (bytes, _, lossy) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
                let byte = bytes.first().copied().filter(|_| !lossy);
                if byte.is_none() {
                    close(&mut run, true);
                }
                byte
            }
        };
        match byte {
            Some(byte) => run.push(byte),
            None => close(&mut run, false),
        }
    }
    // The last run may be cut off.
    twice >= 2 && twice >= 4 * once
}

/// A stretch of bytes in one encoding.
pub(crate) type Part = (Range<usize>, &'static Encoding);

/// The parts of a text whose lines are some in UTF-8 and some in EUC-KR (with its extension, code page
/// 949), as a file is that was pieced together; and how many lines are in each.
pub(crate) fn mixed(bytes: &[u8]) -> Option<(Vec<Part>, usize, usize)> {
    let (mut utf_8, mut korean, mut other) = (0usize, 0usize, 0usize);
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 0;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let range = at..at + line.len();
        at = range.end;
        // Nothing beyond ASCII: as the line before.
        let encoding = if line.is_ascii() {
            None
        } else if std::str::from_utf8(line).is_ok() {
            // A few syllables of EUC-KR can be two-byte sequences of UTF-8.
            let sure = line.iter().any(|b| *b >= 0xE0) || !is_hangul(line);
            utf_8 += usize::from(sure);
            korean += usize::from(!sure);
            Some(if sure { UTF_8 } else { EUC_KR })
        } else if is_hangul(line) {
            korean += 1;
            Some(EUC_KR)
        } else {
            other += 1;
            Some(UTF_8)
        };
        match parts.last_mut() {
            Some((last, known)) if encoding.is_none_or(|e| e == *known) => last.end = range.end,
            _ => parts.push((range, encoding.unwrap_or(UTF_8))),
        }
    }
    let both = utf_8 > 0 && korean > 0 && other * 8 <= utf_8 + korean;
    both.then_some((parts, utf_8, korean))
}

/// The text of bytes with the mark of UTF-32, the name of the encoding, and how many places were
/// broken.
pub(crate) fn utf_32(bytes: &[u8]) -> Option<(String, &'static str, usize)> {
    type Unit = fn([u8; 4]) -> u32;
    let (name, unit): (_, Unit) = match bytes.get(..4)? {
        [0xFF, 0xFE, 0, 0] => ("UTF-32LE", u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF] => ("UTF-32BE", u32::from_be_bytes),
        _ => return None,
    };
    let mut broken = 0;
    let mut text = String::with_capacity(bytes.len() / 3);
    for quad in bytes.get(4..).unwrap_or_default().chunks(4) {
        let quad = <[u8; 4]>::try_from(quad).ok();
        let c = quad.and_then(|quad| char::from_u32(unit(quad)));
        broken += usize::from(c.is_none());
        text.push(c.unwrap_or('\u{FFFD}'));
    }
    Some((text, name, broken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_guesses_look_odd_and_right_ones_do_not() {
        let korean = "벤드리아 통신은 월요일에 가을걷이가 시작되였다고 전하였다.";
        let (raw, _, _) = EUC_KR.encode(korean);
        let (wrong, _) = WINDOWS_1252.decode_without_bom_handling(&raw);
        assert!(of_guess(&raw, &wrong, WINDOWS_1252).is_some());
        for right in [
            "Der Minister für Äußeres reiste nach Tarsk – „sofort“, hieß es. ÄÖÜ à 5 € · 20 °C",
            "L’été où l’œuvre naïve fut reçue à Tarsk : « déjà vu ». ÉTÉ",
        ] {
            let (raw, _, _) = WINDOWS_1252.encode(right);
            assert_eq!(of_guess(&raw, right, WINDOWS_1252), None);
        }
    }

    #[test]
    fn letters_encoded_twice_are_told() {
        let twice = |text: &str| -> String { text.bytes().map(char::from).collect() };
        assert!(is_encoded_twice(&twice(
            "벤드리아 통신은 월요일에 전하였다."
        )));
        assert!(is_encoded_twice(
            "He said â€œevery earâ€\u{9d} countsâ€”twice."
        ));
        for right in ["벤드리아 통신", "für Äußeres, naïve œuvre", "Ã© alone", ""] {
            assert!(!is_encoded_twice(right), "{right}");
        }
    }
}
