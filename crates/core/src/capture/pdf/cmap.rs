//! `ToUnicode` maps: which letters the codes of a font stand for.

use std::collections::BTreeMap;

/// Ranges longer than this are damage.
const LONGEST_RANGE: u32 = 0x1_0000;

/// Letters of one code (UTF-16 units) as the format allows; more are damage, and are dropped.
const MOST_LETTERS: usize = 256;

/// Codes to letters.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// How many bytes a code has, as the map's code space says: for each first byte, 0 if not said.
    lengths: Vec<(u32, u32, usize)>,
    /// First code to last code and the letters of the first, by length and first code.
    ranges: BTreeMap<(usize, u32), (u32, Vec<u16>)>,
}

enum Token {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(Vec<u8>),
}

/// Cuts a map into the few kinds of tokens that matter.
fn tokens(bytes: &[u8]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = bytes;
    while let Some((&first, after)) = rest.split_first() {
        match first {
            b'<' if after.first() == Some(&b'<') => rest = after.get(1..).unwrap_or_default(),
            b'<' => {
                let end = memchr::memchr(b'>', after).unwrap_or(after.len());
                let digits: Vec<u8> = after
                    .iter()
                    .take(end)
                    .filter_map(|&b| char::from(b).to_digit(16))
                    .filter_map(|d| u8::try_from(d).ok())
                    .collect();
                tokens.push(Token::Hex(
                    digits
                        .chunks(2)
                        .map(|pair| {
                            let high = pair.first().copied().unwrap_or(0);
                            high << 4 | pair.get(1).copied().unwrap_or(0)
                        })
                        .collect(),
                ));
                rest = after.get(end + 1..).unwrap_or_default();
            }
            b'[' => {
                tokens.push(Token::Open);
                rest = after;
            }
            b']' => {
                tokens.push(Token::Close);
                rest = after;
            }
            b'%' => {
                let end = after
                    .iter()
                    .position(|&b| b == b'\n' || b == b'\r')
                    .unwrap_or(after.len());
                rest = after.get(end..).unwrap_or_default();
            }
            b if b.is_ascii_alphabetic() => {
                let end = rest
                    .iter()
                    .position(|b| !b.is_ascii_alphanumeric())
                    .unwrap_or(rest.len());
                tokens.push(Token::Word(rest.get(..end).unwrap_or_default().to_vec()));
                rest = rest.get(end..).unwrap_or_default();
            }
            _ => rest = after,
        }
    }
    tokens
}

fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(4)
        .fold(0, |sum, &byte| sum << 8 | u32::from(byte))
}

fn utf_16(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [one] => vec![u16::from(*one)],
        _ if bytes.len() > 2 * MOST_LETTERS => Vec::new(),
        _ => bytes
            .chunks_exact(2)
            .map(|pair| u16::try_from(number(pair)).unwrap_or(0xFFFD))
            .collect(),
    }
}

impl CMap {
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut map = CMap::default();
        let mut held: Vec<Vec<u8>> = Vec::new();
        let mut list: Option<Vec<Vec<u8>>> = None;
        let mut mode = 0u8;
        for token in tokens(bytes) {
            match token {
                Token::Word(word) => {
                    mode = match word.as_slice() {
                        b"begincodespacerange" => 1,
                        b"beginbfchar" => 2,
                        b"beginbfrange" => 3,
                        _ => 0,
                    };
                    held.clear();
                    list = None;
                }
                Token::Open => list = Some(Vec::new()),
                Token::Close => {
                    if let (3, Some(items), [low, _]) = (mode, list.take(), held.as_slice()) {
                        let len = low.len();
                        for (code, item) in (number(low)..).zip(items) {
                            map.ranges.insert((len, code), (code, utf_16(&item)));
                        }
                    }
                    held.clear();
                }
                Token::Hex(hex) => {
                    if let Some(items) = &mut list {
                        items.push(hex);
                        continue;
                    }
                    held.push(hex);
                    match (mode, held.as_slice()) {
                        (1, [low, high]) => {
                            map.lengths.push((number(low), number(high), low.len()));
                            held.clear();
                        }
                        (2, [code, letters]) => {
                            let at = number(code);
                            map.ranges.insert((code.len(), at), (at, utf_16(letters)));
                            held.clear();
                        }
                        (3, [low, high, letters]) => {
                            let (first, last) = (number(low), number(high));
                            if last >= first && last - first <= LONGEST_RANGE {
                                map.ranges
                                    .insert((low.len(), first), (last, utf_16(letters)));
                            }
                            held.clear();
                        }
                        (0, _) => held.clear(),
                        _ => {}
                    }
                }
            }
        }
        map
    }

    /// How long the code is that `bytes` begin with, where the map's code space says so.
    pub(super) fn code_len(&self, bytes: &[u8]) -> Option<usize> {
        (1..=4).find(|&len| {
            let Some(code) = bytes.get(..len).map(number) else {
                return false;
            };
            self.lengths.iter().any(|&(low, high, of)| {
                of == len
                    && (0..len).all(|i| {
                        let byte = |n: u32| n >> (8 * i) & 0xFF;
                        (byte(low)..=byte(high)).contains(&byte(code))
                    })
            })
        })
    }

    /// The letters of a code.
    pub(super) fn letters(&self, code: u32, len: usize) -> Option<String> {
        let (&(of, first), (last, letters)) = self.ranges.range(..=(len, code)).next_back()?;
        if of != len || code > *last {
            return None;
        }
        let mut letters = letters.clone();
        if let Some(end) = letters.last_mut() {
            *end = end.wrapping_add(u16::try_from(code - first).unwrap_or(0));
        }
        Some(String::from_utf16_lossy(&letters))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_letters() {
        let map = CMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
              2 beginbfchar <0003> <0020> <0004> <00660069> endbfchar\n\
              2 beginbfrange <0010> <0012> <AC00> <0020> <0021> [<0041> <D83DDE00>] endbfrange",
        );
        assert_eq!(map.code_len(&[0, 3, 0]), Some(2));
        let letters = |code| map.letters(code, 2);
        assert_eq!(letters(4).as_deref(), Some("fi"));
        assert_eq!(letters(0x12).as_deref(), Some("\u{AC02}"));
        assert_eq!(letters(0x13), None);
        assert_eq!(letters(0x21).as_deref(), Some("\u{1F600}"));
        assert_eq!(map.letters(4, 1), None);
    }

    #[test]
    fn a_code_for_a_whole_book_stands_for_nothing() {
        let book = "0041".repeat(MOST_LETTERS + 1);
        let map = CMap::parse(format!("1 beginbfchar <0003> <{book}> endbfchar").as_bytes());
        assert_eq!(map.letters(3, 2).as_deref(), Some(""));
    }
}
