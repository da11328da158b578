//! The letters of each system.

use super::{System, sound::Sound, syllable::SILENT};

/// What stands before an onset in its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing: the word begins.
    Start,
    /// A vowel.
    Vowel,
    /// A coda as it is pronounced.
    Coda(char),
}

impl Before {
    /// Whether `ㄱ`, `ㄷ`, `ㅂ`, `ㅈ` behind it are voiced.
    fn voices(self) -> bool {
        matches!(
            self,
            Before::Vowel | Before::Coda('ㄴ' | 'ㄹ' | 'ㅁ' | 'ㅇ')
        )
    }
}

/// The letters of an onset.
pub(super) fn onset(system: System, onset: char, before: Before) -> &'static str {
    match system {
        System::Revised => revised_onset(onset, before),
        System::McCuneReischauer => mccune_onset(onset, before),
        System::Fbis => mccune_onset(onset, Before::Start),
        System::Dprk | System::DprkPress | System::RokPress => northern_onset(onset, before),
        System::Yale => yale_consonant(onset),
    }
}

fn revised_onset(onset: char, before: Before) -> &'static str {
    match onset {
        'ㄱ' => "g",
        'ㄷ' => "d",
        'ㅂ' => "b",
        'ㅈ' => "j",
        'ㄸ' => "tt",
        'ㅃ' => "pp",
        'ㅉ' => "jj",
        'ㅊ' => "ch",
        'ㅋ' => "k",
        'ㅌ' => "t",
        'ㅍ' => "p",
        'ㄹ' if before == Before::Coda('ㄹ') => "l",
        other => common(other),
    }
}

fn mccune_onset(onset: char, before: Before) -> &'static str {
    match (onset, before.voices()) {
        ('ㄱ', true) => "g",
        ('ㄷ', true) => "d",
        ('ㅂ', true) => "b",
        ('ㅈ', true) => "j",
        ('ㄱ', false) => "k",
        ('ㄷ', false) => "t",
        ('ㅂ', false) => "p",
        ('ㅈ', false) => "ch",
        // `tt` would be another consonant.
        ('ㅉ', _) if before == Before::Coda('ㄷ') => "ch",
        ('ㅉ', _) => "tch",
        ('ㅊ', _) => "ch'",
        ('ㅋ', _) => "k'",
        ('ㅌ', _) => "t'",
        ('ㅍ', _) => "p'",
        ('ㄹ', _) if before == Before::Coda('ㄹ') => "l",
        _ => common(onset),
    }
}

fn northern_onset(onset: char, before: Before) -> &'static str {
    match (onset, before.voices()) {
        ('ㄱ', true) => "g",
        ('ㄷ', true) => "d",
        ('ㅂ', true) => "b",
        ('ㄱ', false) => "k",
        ('ㄷ', false) => "t",
        ('ㅂ', false) => "p",
        ('ㅈ', _) => "j",
        ('ㅉ', _) => "jj",
        ('ㅊ', _) => "ch",
        ('ㅋ', _) => "kh",
        ('ㅌ', _) => "th",
        ('ㅍ', _) => "ph",
        _ => common(onset),
    }
}

/// Onsets that most systems write alike.
fn common(onset: char) -> &'static str {
    match onset {
        'ㄲ' => "kk",
        'ㄴ' => "n",
        'ㄸ' => "tt",
        'ㄹ' => "r",
        'ㅁ' => "m",
        'ㅃ' => "pp",
        'ㅅ' => "s",
        'ㅆ' => "ss",
        'ㅎ' => "h",
        _ => "",
    }
}

/// The letters of a coda as it is pronounced.
pub(super) fn coda(coda: char) -> &'static str {
    match coda {
        'ㄱ' => "k",
        'ㄴ' => "n",
        'ㄷ' => "t",
        'ㄹ' => "l",
        'ㅁ' => "m",
        'ㅂ' => "p",
        'ㅇ' => "ng",
        _ => "",
    }
}

/// The letters of a vowel. Yale writes `u` for `ㅜ` behind lips, where `ㅡ` cannot stand.
pub(super) fn vowel(system: System, vowel: char, onset: char) -> &'static str {
    match system {
        System::Revised => revised_vowel(vowel),
        System::McCuneReischauer => mccune_vowel(vowel, "oe"),
        System::Dprk => mccune_vowel(vowel, "oi"),
        System::Fbis => fbis_vowel(vowel),
        System::DprkPress | System::RokPress => press_vowel(vowel),
        System::Yale if vowel == 'ㅜ' && "ㅁㅂㅃㅍ".contains(onset) => "u",
        System::Yale => yale_vowel(vowel),
    }
}

/// Vowels without a mark that all systems but Yale's share.
fn plain_vowel(vowel: char) -> &'static str {
    match vowel {
        'ㅏ' => "a",
        'ㅐ' => "ae",
        'ㅑ' => "ya",
        'ㅒ' => "yae",
        'ㅔ' => "e",
        'ㅖ' => "ye",
        'ㅗ' => "o",
        'ㅘ' => "wa",
        'ㅙ' => "wae",
        'ㅚ' => "oe",
        'ㅛ' => "yo",
        'ㅜ' => "u",
        'ㅞ' => "we",
        'ㅟ' => "wi",
        'ㅠ' => "yu",
        'ㅣ' => "i",
        _ => "",
    }
}

fn revised_vowel(vowel: char) -> &'static str {
    match vowel {
        'ㅓ' => "eo",
        'ㅕ' => "yeo",
        'ㅝ' => "wo",
        'ㅡ' => "eu",
        'ㅢ' => "ui",
        other => plain_vowel(other),
    }
}

fn mccune_vowel(vowel: char, oe: &'static str) -> &'static str {
    match vowel {
        'ㅓ' => "ŏ",
        'ㅕ' => "yŏ",
        'ㅝ' => "wŏ",
        'ㅡ' => "ŭ",
        'ㅢ' => "ŭi",
        'ㅚ' => oe,
        other => plain_vowel(other),
    }
}

fn fbis_vowel(vowel: char) -> &'static str {
    match vowel {
        'ㅓ' => "o'",
        'ㅕ' => "yo'",
        'ㅝ' => "wo'",
        'ㅡ' => "u'",
        'ㅢ' => "u'i",
        other => plain_vowel(other),
    }
}

fn press_vowel(vowel: char) -> &'static str {
    match vowel {
        'ㅓ' => "o",
        'ㅕ' => "yo",
        'ㅝ' => "wo",
        'ㅡ' => "u",
        'ㅢ' => "ui",
        other => plain_vowel(other),
    }
}

fn yale_vowel(vowel: char) -> &'static str {
    match vowel {
        'ㅏ' => "a",
        'ㅐ' => "ay",
        'ㅑ' => "ya",
        'ㅒ' => "yay",
        'ㅓ' => "e",
        'ㅔ' => "ey",
        'ㅕ' => "ye",
        'ㅖ' => "yey",
        'ㅗ' => "o",
        'ㅘ' => "wa",
        'ㅙ' => "way",
        'ㅚ' => "oy",
        'ㅛ' => "yo",
        'ㅜ' => "wu",
        'ㅝ' => "we",
        'ㅞ' => "wey",
        'ㅟ' => "wi",
        'ㅠ' => "yu",
        'ㅡ' => "u",
        'ㅢ' => "uy",
        'ㅣ' => "i",
        _ => "",
    }
}

/// Yale writes a consonant as it is spelt, wherever it stands; the silent onset is nothing.
pub(super) fn yale_consonant(letter: char) -> &'static str {
    match letter {
        'ㄱ' => "k",
        'ㄲ' => "kk",
        'ㄳ' => "ks",
        'ㄴ' => "n",
        'ㄵ' => "nc",
        'ㄶ' => "nh",
        'ㄷ' => "t",
        'ㄸ' => "tt",
        'ㄹ' => "l",
        'ㄺ' => "lk",
        'ㄻ' => "lm",
        'ㄼ' => "lp",
        'ㄽ' => "ls",
        'ㄾ' => "lth",
        'ㄿ' => "lph",
        'ㅀ' => "lh",
        'ㅁ' => "m",
        'ㅂ' => "p",
        'ㅃ' => "pp",
        'ㅄ' => "ps",
        'ㅅ' => "s",
        'ㅆ' => "ss",
        'ㅈ' => "c",
        'ㅉ' => "cc",
        'ㅊ' => "ch",
        'ㅋ' => "kh",
        'ㅌ' => "th",
        'ㅍ' => "ph",
        'ㅎ' => "h",
        _ => "",
    }
}

/// What stands between two syllables beside their letters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seam {
    /// A mark, where the letters would be read as other syllables; or the letter that the coda became.
    pub(super) mark: &'static str,
    /// The coda is not written, since the onset has its letter already.
    pub(super) drops_coda: bool,
}

impl Seam {
    pub(super) fn between(system: System, a: &Sound, b: &Sound) -> Self {
        let mark = match system {
            System::Revised | System::Dprk => "-",
            System::McCuneReischauer | System::Fbis => "'",
            System::DprkPress | System::RokPress | System::Yale => "",
        };
        let (mark, drops_coda) = match (a.coda, b.onset) {
            // `gan-ga` is not `gang-a`.
            ('ㄴ', 'ㄱ') | ('ㅇ', SILENT) => (mark, false),
            _ => match system {
                System::Revised => revised_seam(a, b),
                System::McCuneReischauer | System::Fbis => mccune_seam(a, b),
                System::Dprk | System::DprkPress | System::RokPress | System::Yale => ("", false),
            },
        };
        Seam { mark, drops_coda }
    }
}

fn revised_seam(a: &Sound, b: &Sound) -> (&'static str, bool) {
    match (a.coda, b.onset) {
        // 갓사 `gassa`: the coda is heard as `s`.
        (_, 'ㅅ') if is_sibilant(a) => ("s", true),
        ('ㄱ', 'ㄲ') | ('ㄷ', 'ㄸ') | ('ㅂ', 'ㅃ') => ("", true),
        // Without the hyphen it would be one tense consonant.
        ('ㄱ', 'ㅋ') | ('ㄷ', 'ㅌ') | ('ㅂ', 'ㅍ') => ("-", false),
        _ => ("", false),
    }
}

fn mccune_seam(a: &Sound, b: &Sound) -> (&'static str, bool) {
    match (a.coda, b.onset) {
        (_, 'ㅅ') if is_sibilant(a) => ("s", true),
        (_, 'ㅆ') if is_sibilant(a) => ("", true),
        ('ㄱ', 'ㄲ') | ('ㄷ', 'ㄸ') | ('ㅂ', 'ㅃ') => ("", true),
        _ => ("", false),
    }
}

fn is_sibilant(a: &Sound) -> bool {
    a.coda == 'ㄷ' && matches!(a.written, 'ㅅ' | 'ㅆ')
}
