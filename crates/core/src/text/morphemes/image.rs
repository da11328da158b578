//! A text with its Hangul syllables taken apart into letters, and the way back.

/// The letters of a text, for dictionaries that are spelt in letters.
#[derive(Default)]
pub(super) struct Image {
    text: String,
    /// Per byte of `text` and one more, the first byte of the character of the source that it comes
    /// from, and one past its last.
    source: Vec<(usize, usize)>,
}

impl Image {
    /// Makes the image of `text`: each syllable (U+AC00 to U+D7A3) becomes two or three conjoining
    /// letters, as in the canonical decomposition of the Unicode Standard, section 3.12; all else stays.
    pub(super) fn take_apart(&mut self, text: &str) {
        self.text.clear();
        self.source.clear();
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            match letters(c) {
                Some(letters) => self.text.extend(letters.into_iter().flatten()),
                None => self.text.push(c),
            }
            self.source.resize(self.text.len(), (at, end));
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// What stands from byte `start` to byte `end`, in whole characters of the source.
    pub(super) fn source(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.source.get(start).map_or(0, |source| source.0);
        let last = end.checked_sub(1).and_then(|last| self.source.get(last));
        (first, last.map_or(first, |source| source.1))
    }
}

fn letters(c: char) -> Option<[Option<char>; 3]> {
    let number = u32::from(c).checked_sub(0xac00).filter(|&n| n < 11172)?;
    let last = number % 28;
    Some([
        char::from_u32(0x1100 + number / 588),
        char::from_u32(0x1161 + number / 28 % 21),
        (last > 0).then(|| char::from_u32(0x11a7 + last)).flatten(),
    ])
}

#[cfg(test)]
mod tests {
    use super::Image;

    #[test]
    fn syllables_come_apart_and_lead_back() {
        let mut image = Image::default();
        image.take_apart("a가힣");
        assert_eq!(image.text(), "a\u{1100}\u{1161}\u{1112}\u{1175}\u{11c2}");
        assert_eq!(image.source(0, 1), (0, 1));
        assert_eq!(
            image.source(1, 4),
            (1, 4),
            "a letter stands for its syllable"
        );
        assert_eq!(image.source(4, 16), (1, 7));
    }

    #[test]
    fn all_syllables_are_decomposed_as_unicode_decomposes_them() {
        use unicode_normalization::UnicodeNormalization;
        let all: String = ('\u{ac00}'..='\u{d7a3}').collect();
        let mut image = Image::default();
        image.take_apart(&all);
        assert_eq!(image.text(), all.nfd().collect::<String>());
    }
}
