//! UTF-8 that was read as Windows-1252.

/// The byte that Windows-1252 (and, where it has none, Latin-1) writes a character with.
fn byte(c: char) -> Option<u8> {
    let code = u32::from(c);
    if let Ok(low) = u8::try_from(code) {
        // Browsers decode the five bytes that Windows-1252 leaves free to C1 controls.
        return (!(0x80..0xa0).contains(&low) || matches!(low, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d))
            .then_some(low);
    }
    let at = HIGH.iter().position(|&h| h == c)?;
    u8::try_from(at).ok().map(|at| at + 0x80)
}

/// What Windows-1252 has at 0x80 to 0x9F; a space where it has nothing.
const HIGH: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

/// The character that a C1 control stands for in a text of Windows-1252 read as Latin-1.
pub(super) fn high(c: char) -> Option<char> {
    let at = u32::from(c).checked_sub(0x80)?;
    let found = HIGH.get(usize::try_from(at).ok()?).copied()?;
    (found != ' ').then_some(found)
}

/// Reads one character that was encoded twice from the start of `text`: the character and how many
/// bytes of `text` it takes.
fn one(text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let lead = chars.next()?;
    let first = byte(lead)?;
    let count = match first {
        0xc2..=0xdf => 2,
        0xe1..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [first, 0, 0, 0];
    let mut taken = lead.len_utf8();
    for slot in bytes.get_mut(1..count)? {
        let c = chars.next()?;
        let b = byte(c).filter(|b| (0x80..=0xbf).contains(b))?;
        *slot = b;
        taken += c.len_utf8();
    }
    let decoded = std::str::from_utf8(bytes.get(..count)?)
        .ok()?
        .chars()
        .next()?;
    Some((decoded, taken))
}

/// What stands at the start of `text` if it was encoded twice: the words and how many bytes they take.
/// Only what cannot be anything else: Latin letters and signs, quotation marks and dashes, pictures;
/// letters of other scripts if several stand in a row, since `é» ` is French.
pub(super) fn decoded(text: &str) -> Option<(String, usize)> {
    let mut out = String::new();
    let mut at = 0;
    let mut plain = 0;
    while let Some((c, taken)) = text.get(at..).and_then(one) {
        plain +=
            usize::from(matches!(u32::from(c), 0x80..=0xff | 0x2000..=0x2bff | 0x1f000..=0x1ffff));
        out.push(c);
        at += taken;
    }
    let count = out.chars().count();
    (count > 0 && (plain == count || count >= 3)).then_some((out, at))
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn quotes_and_letters_come_back() {
        assert_eq!(decoded("â€™s"), Some(("’".to_owned(), 8)));
        assert_eq!(decoded("â€\u{9d} he"), Some(("”".to_owned(), 7)));
        assert_eq!(decoded("Ã©t"), Some(("é".to_owned(), 4)));
        assert_eq!(decoded("Â\u{a0}x"), Some(("\u{a0}".to_owned(), 4)));
    }

    #[test]
    fn real_letters_stay() {
        for text in ["é» dit", "Ção", "São", "ÃO", "Übung", "été", "naïve"] {
            assert_eq!(decoded(text), None, "{text}");
        }
    }
}
