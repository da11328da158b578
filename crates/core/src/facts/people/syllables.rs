//! Syllables of Korean and Chinese names in Latin letters.

/// How many syllables of Korean, in any usual romanisation, a word in small letters is made of: 1 or 2.
pub(in crate::facts) fn korean(word: &str) -> Option<u8> {
    split(word, KOREAN_ONSETS, KOREAN_NUCLEI, KOREAN_CODAS)
}

/// How many syllables of pinyin a word in small letters is made of: 1 or 2.
pub(in crate::facts) fn pinyin(word: &str) -> Option<u8> {
    split(word, PINYIN_ONSETS, PINYIN_NUCLEI, PINYIN_CODAS)
}

const KOREAN_ONSETS: &[&str] = &[
    "", "k", "g", "kk", "n", "d", "t", "tt", "r", "l", "ry", "m", "b", "p", "pp", "s", "ss", "sh",
    "j", "ch", "jj", "tch", "h", "kh", "th", "ph", "k'", "t'", "p'", "ch'",
];
const KOREAN_NUCLEI: &[&str] = &[
    "a", "ae", "ya", "yae", "o", "eo", "yo", "yeo", "e", "ye", "wa", "wae", "oe", "u", "wo", "we",
    "wi", "yu", "eu", "ui", "i", "oo", "ee", "woo", "yoo", "young", "youn", "you", "ou", "ŏ", "ŭ",
    "yŏ", "wŏ", "ŭi", "o'", "u'", "yo'", "wo'", "u'i", "ay", "uh", "ah", "oh", "eui",
];
const KOREAN_CODAS: &[&str] = &["", "k", "g", "n", "t", "l", "m", "p", "b", "ng", "ck"];

const PINYIN_ONSETS: &[&str] = &[
    "", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh",
    "r", "z", "c", "s", "y", "w",
];
const PINYIN_NUCLEI: &[&str] = &[
    "a", "o", "e", "i", "u", "ü", "ai", "ei", "ao", "ou", "ia", "ie", "iao", "iu", "ua", "uo",
    "uai", "ui", "ue", "io",
];
const PINYIN_CODAS: &[&str] = &["", "n", "ng", "r"];

/// The longest romanised syllable.
const LONGEST: usize = 8;

fn split(word: &str, onsets: &[&str], nuclei: &[&str], codas: &[&str]) -> Option<u8> {
    if word.len() > 2 * LONGEST || word.is_empty() {
        return None;
    }
    let one = |part: &str| is_syllable(part, onsets, nuclei, codas);
    if one(word) {
        return Some(1);
    }
    let cuts = word.char_indices().skip(1).map(|c| c.0);
    let mut two = cuts.filter_map(|at| Some((word.get(..at)?, word.get(at..)?)));
    two.any(|(a, b)| one(a) && one(b)).then_some(2)
}

fn is_syllable(word: &str, onsets: &[&str], nuclei: &[&str], codas: &[&str]) -> bool {
    word.len() <= LONGEST
        && onsets.iter().any(|onset| {
            word.strip_prefix(onset).is_some_and(|rest| {
                nuclei.iter().any(|nucleus| {
                    rest.strip_prefix(nucleus)
                        .is_some_and(|coda| codas.contains(&coda))
                })
            })
        })
}
