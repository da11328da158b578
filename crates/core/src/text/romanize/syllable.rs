//! A word in Hangul as syllables of letters.

/// A letter that is not there: the coda of an open syllable, the onset or vowel of a lone letter.
pub(super) const NONE: char = '\0';

/// The silent onset.
pub(super) const SILENT: char = 'ㅇ';

const ONSETS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ',
    'ㅌ', 'ㅍ', 'ㅎ',
];

const VOWELS: [char; 21] = [
    'ㅏ', 'ㅐ', 'ㅑ', 'ㅒ', 'ㅓ', 'ㅔ', 'ㅕ', 'ㅖ', 'ㅗ', 'ㅘ', 'ㅙ', 'ㅚ', 'ㅛ', 'ㅜ', 'ㅝ', 'ㅞ',
    'ㅟ', 'ㅠ', 'ㅡ', 'ㅢ', 'ㅣ',
];

const CODAS: [char; 28] = [
    NONE, 'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ',
    'ㅁ', 'ㅂ', 'ㅄ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];

/// The first syllable of the block, `가`.
const FIRST: u32 = 0xAC00;
/// How many syllables there are.
const COUNT: u32 = 11_172;

/// A syllable, in letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Syllable {
    pub(super) onset: char,
    pub(super) vowel: char,
    pub(super) coda: char,
}

impl Syllable {
    /// The letters of a syllable, or of a letter that stands alone.
    pub(super) fn new(c: char) -> Option<Self> {
        let number = (c as u32).checked_sub(FIRST).filter(|n| *n < COUNT);
        let Some(number) = number.map(|n| n as usize) else {
            return Syllable::lone(c);
        };
        // 21 vowels × 28 codas an onset.
        Some(Syllable {
            onset: *ONSETS.get(number / 588)?,
            vowel: *VOWELS.get(number / 28 % 21)?,
            coda: *CODAS.get(number % 28)?,
        })
    }

    /// A letter alone (`ㅠ`, `ㄴ`), as it is typed in abbreviations.
    fn lone(c: char) -> Option<Self> {
        let mut letters = Syllable {
            onset: NONE,
            vowel: NONE,
            coda: NONE,
        };
        if VOWELS.contains(&c) {
            letters.vowel = c;
        } else if ONSETS.contains(&c) {
            letters.onset = c;
        } else {
            return None;
        }
        Some(letters)
    }
}

/// Whether a character is a whole syllable.
pub(crate) fn is_hangul(c: char) -> bool {
    (FIRST..FIRST + COUNT).contains(&(c as u32))
}

/// Onset, vowel and coda of a whole syllable.
pub(crate) fn jamo(c: char) -> Option<(char, char, Option<char>)> {
    let s = Syllable::new(c).filter(|s| s.onset != NONE && s.vowel != NONE)?;
    Some((s.onset, s.vowel, (s.coda != NONE).then_some(s.coda)))
}
