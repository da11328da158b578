//! Unicode normalisation that keeps its alignment: each changed cluster is one replaced piece.

use unicode_normalization::{
    IsNormalized, UnicodeNormalization,
    char::{canonical_combining_class, decompose_canonical, decompose_compatible},
    is_nfc_quick, is_nfd_quick, is_nfkc_quick, is_nfkd_quick,
};

use crate::text::{Clean, Span};

/// A normalisation form of Unicode Standard Annex 15.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Composed: the form of clean text.
    Nfc,
    /// Decomposed.
    Nfd,
    /// Composed, compatibility characters resolved (`㎏` to `kg`, half-width forms): for matching.
    Nfkc,
    /// Decomposed, compatibility characters resolved.
    Nfkd,
}

impl Form {
    fn quick(self, text: &str) -> IsNormalized {
        match self {
            Form::Nfc if is_plainly_composed(text) => IsNormalized::Yes,
            Form::Nfc => is_nfc_quick(text.chars()),
            Form::Nfd => is_nfd_quick(text.chars()),
            Form::Nfkc => is_nfkc_quick(text.chars()),
            Form::Nfkd => is_nfkd_quick(text.chars()),
        }
    }

    /// Whether a text surely is in this form, at one look; most texts are.
    pub(crate) fn surely_holds(self, text: &str) -> bool {
        text.is_ascii() || self.quick(text) == IsNormalized::Yes
    }

    fn apply(self, text: &str, out: &mut String) {
        match self {
            Form::Nfc => out.extend(text.nfc()),
            Form::Nfd => out.extend(text.nfd()),
            Form::Nfkc => out.extend(text.nfkc()),
            Form::Nfkd => out.extend(text.nfkd()),
        }
    }

    /// Whether normalising what stands before `c` never depends on `c` or what follows.
    fn starts_cluster(self, c: char) -> bool {
        // No character below the combining marks composes with what stands before it.
        if c < '\u{300}' {
            return true;
        }
        // Some starters decompose to marks first (U+0F73), so the decomposition decides.
        let mut first = None;
        let mut keep = |d: char| {
            first.get_or_insert(d);
        };
        match self {
            Form::Nfc | Form::Nfd => decompose_canonical(c, &mut keep),
            Form::Nfkc | Form::Nfkd => decompose_compatible(c, &mut keep),
        }
        let first = first.unwrap_or(c);
        if canonical_combining_class(first) != 0 {
            return false;
        }
        match self {
            Form::Nfd | Form::Nfkd => true,
            // "Maybe" marks what composes with something before it: vowel and final jamo too.
            Form::Nfc | Form::Nfkc => is_nfc_quick(std::iter::once(first)) != IsNormalized::Maybe,
        }
    }
}

/// So many bytes are looked at together.
const STRETCH: usize = 64;

/// Whether every character of a text is of a kind that the composed form leaves alone, whatever stands
/// around it. Most scripts have no others; what is not certain from its bytes is not plain.
fn is_plainly_composed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let (Some(stretch), Some(after)) = (
        bytes.get(at..at + STRETCH),
        bytes.get(at + 1..=at + STRETCH),
    ) {
        if !is_plain_stretch(stretch, after) && !(at..at + STRETCH).all(|i| is_plain_at(bytes, i)) {
            return false;
        }
        at += STRETCH;
    }
    (at..bytes.len()).all(|i| is_plain_at(bytes, i))
}

/// Whether all characters are ASCII, Latin, Cyrillic, Chinese or syllables of Hangul; `after` are the
/// same bytes, each one place later. Without a branch: the compiler makes vectors of it.
fn is_plain_stretch(bytes: &[u8], after: &[u8]) -> bool {
    let other = bytes.iter().zip(after).fold(0u8, |any, (&b, &next)| {
        let is = |yes: bool| u8::from(yes);
        let block = is(b < 0xcc) | is(b.wrapping_sub(0xe4) < 6) | is(b == 0xeb) | is(b == 0xec);
        let edge = is(b == 0xea) & is(next >= 0xb0) | is(b == 0xed);
        any | (1 - (block | edge | is(b == 0xd0) | is(b == 0xd1)))
    });
    other == 0
}

/// Whether the character of which a byte is the first is plain; true of every other byte.
fn is_plain_at(bytes: &[u8], at: usize) -> bool {
    let byte = |by: usize| bytes.get(at + by).copied().unwrap_or(0);
    match byte(0) {
        0..0xcc | 0xd0 | 0xd1 | 0xe4..=0xe9 | 0xeb..=0xed => true,
        // Spaces that are others' doubles, letters as signs, marks around signs and letters.
        0xe2 => match byte(1) {
            0x80 => byte(2) >= 0x82,
            0x83 | 0x84 | 0x8c | 0xab | 0xb3 | 0xb5 | 0xb7 => false,
            _ => true,
        },
        // Marks of tone and of voice.
        0xe3 => match byte(1) {
            0x80 => !(0xaa..=0xaf).contains(&byte(2)),
            0x82 => !(0x99..=0x9a).contains(&byte(2)),
            _ => true,
        },
        0xea => byte(1) >= 0xb0,
        // Variants, forms of full width.
        0xef => match byte(1) {
            0xb8 => byte(2) < 0xa0,
            next => next >= 0xbb,
        },
        // Pictures.
        0xf0 => byte(1) == 0x9f,
        _ => false,
    }
}

/// A text in composed form, the usual one, aligned to the text given. See [`normalized`].
///
/// ```
/// use variorum::text::{Span, nfc};
/// let source = "cafe\u{301} \u{1112}\u{1161}\u{11ab}"; // decomposed, as some systems write file names
/// let clean = nfc(source);
/// assert_eq!(clean.text(), "café 한");
/// // "é" stands for "e" and its accent, the syllable for three jamo:
/// assert_eq!(clean.to_source(Span::new(3, 5)), [Span::new(3, 6)]);
/// assert_eq!(clean.to_source(Span::new(6, 9)), [Span::new(7, 16)]);
/// ```
pub fn nfc(text: &str) -> Clean {
    normalized(text, Form::Nfc)
}

/// A text in a normal form, aligned to the text given: what stays the same is copied, each cluster
/// that changes (a letter with its marks, the jamo of a syllable) is one replaced piece.
///
/// A text that is in that form already, as most are, costs one pass of checking and one copy.
///
/// ```
/// use variorum::text::{Form, normalized};
/// assert_eq!(normalized("５㎏ ﾊﾟ", Form::Nfkc).text(), "5kg パ");
/// assert_eq!(normalized("é", Form::Nfd).text(), "e\u{301}");
/// ```
pub fn normalized(text: &str, form: Form) -> Clean {
    let whole = Span::new(0, text.len());
    if form.surely_holds(text) {
        return Clean::copy_of(text, whole);
    }
    let mut out = Clean::builder(text);
    let mut buffer = String::new();
    // What stands before `done` is in the result, what stands from `done` to `start` is unchanged.
    let (mut done, mut start) = (0, 0);
    let mut settle = |start: usize, end: usize, done: &mut usize| {
        let cluster = Span::new(start, end);
        let before = cluster.of(text);
        if before.is_ascii() {
            return;
        }
        buffer.clear();
        form.apply(before, &mut buffer);
        if buffer != before {
            out.copy(Span::new(*done, start));
            out.replace(cluster, &buffer);
            *done = end;
        }
    };
    for (at, c) in text.char_indices() {
        if at > start && form.starts_cluster(c) {
            settle(start, at, &mut done);
            start = at;
        }
    }
    settle(start, text.len(), &mut done);
    out.copy(Span::new(done, text.len()));
    out.finish()
}

impl Clean {
    /// The same clean text in a normal form, still aligned to the first source. Costs nothing where
    /// the text is in that form.
    ///
    /// ```
    /// use variorum::text::{Clean, Form, Span};
    /// let source = "<b>cafe\u{301}</b>";
    /// let clean = Clean::copy_of(source, Span::new(3, 9)).normalized(Form::Nfc);
    /// assert_eq!(clean.text(), "café");
    /// assert_eq!(clean.to_source(Span::new(3, 5)), [Span::new(6, 9)]);
    /// ```
    #[must_use]
    pub fn normalized(self, form: Form) -> Clean {
        if form.surely_holds(self.text()) {
            return self;
        }
        self.then(&normalized(self.text(), form))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FORMS: [Form; 4] = [Form::Nfc, Form::Nfd, Form::Nfkc, Form::Nfkd];

    /// Characters that combine, decompose or compose in every way, among plain ones.
    fn difficult() -> impl Strategy<Value = String> {
        let c = prop_oneof![
            Just('a'),
            Just('e'),
            Just('K'),
            Just(' '),
            Just('\u{301}'),
            Just('\u{327}'),
            Just('\u{308}'),
            Just('\u{344}'),
            Just('é'),
            Just('ế'),
            Just('\u{212b}'),
            Just('ﬁ'),
            Just('㎏'),
            Just('\u{ff9e}'),
            Just('ﾊ'),
            Just('\u{3099}'),
            Just('は'),
            Just('\u{1112}'),
            Just('\u{1161}'),
            Just('\u{11ab}'),
            Just('한'),
            Just('하'),
            Just('\u{ffc2}'),
            Just('\u{f73}'),
            Just('\u{f81}'),
            Just('\u{958}'),
            Just('\u{9c7}'),
            Just('\u{9be}'),
            Just('\u{2adc}'),
            Just('\u{1d15e}'),
            Just('\u{110a5}'),
            Just('\u{110ba}'),
            Just('😀'),
            any::<char>(),
        ];
        proptest::collection::vec(c, 0..12).prop_map(|v| v.into_iter().collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn equals_the_standard_and_maps_back(text in difficult()) {
            for form in FORMS {
                let clean = normalized(&text, form);
                let mut expected = String::new();
                form.apply(&text, &mut expected);
                prop_assert_eq!(clean.text(), &expected);
                for piece in clean.pieces() {
                    // Each piece by itself normalises to what it became.
                    let mut again = String::new();
                    form.apply(piece.source.of(&text), &mut again);
                    prop_assert_eq!(&again, piece.clean.of(clean.text()));
                }
                let back: String = clean
                    .to_source(Span::new(0, clean.text().len()))
                    .iter()
                    .map(|s| s.of(&text))
                    .collect();
                prop_assert_eq!(&back, &text);
            }
        }
    }

    #[test]
    fn plain_characters_are_left_alone() {
        let mut plain = 0;
        for c in '\0'..=char::MAX {
            // A long text goes another way; not all need to.
            let long = u32::from(c).is_multiple_of(16);
            let text = String::from(c).repeat(if long { 70 } else { 2 });
            if is_plainly_composed(&text) {
                plain += 1;
                assert_eq!(is_nfc_quick(text.chars()), IsNormalized::Yes, "{c:?}");
                assert_eq!(canonical_combining_class(c), 0, "{c:?}");
            }
            assert_eq!(
                is_plainly_composed(&text),
                is_plainly_composed(&text[..c.len_utf8()]),
                "{c:?}"
            );
        }
        assert!(plain > 40_000);
    }

    #[test]
    fn normal_text_is_one_copy() {
        assert_eq!(nfc("조선 café").pieces().len(), 1);
        assert_eq!(nfc("").pieces().len(), 0);
    }
}
