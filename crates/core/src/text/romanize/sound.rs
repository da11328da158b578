//! How a word is pronounced, as far as romanisations write it: linking, neutralised codas, assimilation.
//!
//! The rules are those of the Standard Pronunciation (articles 8 to 20) without the tensing that no
//! system writes.

use super::syllable::{NONE, SILENT, Syllable};

/// How a system treats what meets between two syllables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// As it is pronounced in the south: `ㄹ` behind a consonant becomes `ㄴ`.
    South,
    /// As the northern guideline has it: `ㄹ` is kept behind `ㅂ`, `ㅁ`, `ㅇ`.
    North,
    /// As the northern press writes places: `ㄹ` is kept behind every consonant but `ㄴ`.
    NorthPress,
}

/// A syllable as it is pronounced.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sound {
    pub(super) onset: char,
    pub(super) vowel: char,
    /// One of `ㄱㄴㄷㄹㅁㅂㅇ`, or none.
    pub(super) coda: char,
    /// The onset was the coda of the syllable before.
    pub(super) linked: bool,
    /// The onset is the second half of an `ll` that `ㄴ` and `ㄹ` became.
    pub(super) lateral: bool,
    /// The coda as it is written.
    pub(super) written: char,
}

/// The sounds of a word.
pub(super) fn sounds(word: &[Syllable], habit: Habit) -> Vec<Sound> {
    let mut out: Vec<Sound> = word.iter().map(|s| unjoined(*s)).collect();
    for at in 1..out.len() {
        let stem = is_aspirate_stem(word, at - 1);
        if let Some([a, b]) = out.get_mut(at - 1..=at) {
            join(a, b, stem, habit);
        }
    }
    for sound in &mut out {
        sound.coda = neutral(sound.coda);
    }
    out
}

fn unjoined(s: Syllable) -> Sound {
    Sound {
        onset: s.onset,
        vowel: s.vowel,
        coda: s.coda,
        linked: false,
        lateral: false,
        written: s.coda,
    }
}

/// Verbs and adjectives whose stem ends in `ㅎ`: nothing is heard of it before a vowel, and it makes
/// `ㄱ`, `ㄷ`, `ㅈ` aspirate.
const ASPIRATE_STEMS: &str = "좋놓낳쌓넣닿찧빻땋렇얗맣떻";

fn is_aspirate_stem(word: &[Syllable], at: usize) -> bool {
    let Some(syllable) = word.get(at) else {
        return false;
    };
    let stem = || ASPIRATE_STEMS.chars().filter_map(Syllable::new);
    matches!(syllable.coda, 'ㄶ' | 'ㅀ') || syllable.coda == 'ㅎ' && stem().any(|s| s == *syllable)
}

/// What becomes of a coda and the onset behind it.
fn join(a: &mut Sound, b: &mut Sound, stem: bool, habit: Habit) {
    if b.onset == SILENT {
        return link(a, b, stem);
    }
    if stem && let Some(aspirate) = aspirate(b.onset) {
        (a.coda, b.onset) = (without_h(a.coda), aspirate);
        return;
    }
    // 굵기 [굴끼]: of `ㄺ` the `ㄹ` is heard before `ㄱ`.
    if a.coda == 'ㄺ' && b.onset == 'ㄱ' {
        a.coda = 'ㄹ';
    }
    let coda = neutral(a.coda);
    b.lateral = matches!((coda, b.onset), ('ㄴ', 'ㄹ') | ('ㄹ', 'ㄴ'));
    let (coda, onset) = match (coda, b.onset, habit) {
        ('ㄱ', 'ㄴ' | 'ㅁ', _) => ('ㅇ', b.onset),
        ('ㄷ', 'ㄴ' | 'ㅁ', _) => ('ㄴ', b.onset),
        ('ㅂ', 'ㄴ' | 'ㅁ', _) => ('ㅁ', b.onset),
        ('ㄴ', 'ㄹ', _) | ('ㄹ', 'ㄴ', _) => ('ㄹ', 'ㄹ'),
        ('ㄱ' | 'ㅂ' | 'ㅁ' | 'ㅇ', 'ㄹ', Habit::NorthPress) => (coda, 'ㄹ'),
        ('ㅂ' | 'ㅁ', 'ㄹ', Habit::North) => ('ㅁ', 'ㄹ'),
        ('ㅇ', 'ㄹ', Habit::North) => ('ㅇ', 'ㄹ'),
        ('ㄱ' | 'ㅇ', 'ㄹ', _) => ('ㅇ', 'ㄴ'),
        ('ㄷ', 'ㄹ', _) => ('ㄴ', 'ㄴ'),
        ('ㅂ' | 'ㅁ', 'ㄹ', _) => ('ㅁ', 'ㄴ'),
        _ => (coda, b.onset),
    };
    (a.coda, b.onset) = (coda, onset);
}

/// A coda before a vowel moves over to it.
fn link(a: &mut Sound, b: &mut Sound, stem: bool) {
    let (stays, moves) = match a.coda {
        NONE | 'ㅇ' => return,
        'ㅎ' if stem => (NONE, SILENT),
        // 굳이 [구지], 같이 [가치].
        'ㄷ' if b.vowel == 'ㅣ' => (NONE, 'ㅈ'),
        'ㅌ' if b.vowel == 'ㅣ' => (NONE, 'ㅊ'),
        'ㄾ' if b.vowel == 'ㅣ' => ('ㄹ', 'ㅊ'),
        'ㄳ' => ('ㄱ', 'ㅅ'),
        'ㄵ' => ('ㄴ', 'ㅈ'),
        'ㄶ' => (NONE, 'ㄴ'),
        'ㄺ' => ('ㄹ', 'ㄱ'),
        'ㄻ' => ('ㄹ', 'ㅁ'),
        'ㄼ' => ('ㄹ', 'ㅂ'),
        'ㄽ' => ('ㄹ', 'ㅆ'),
        'ㄾ' => ('ㄹ', 'ㅌ'),
        'ㄿ' => ('ㄹ', 'ㅍ'),
        'ㅀ' => (NONE, 'ㄹ'),
        'ㅄ' => ('ㅂ', 'ㅅ'),
        single => (NONE, single),
    };
    (a.coda, b.onset) = (stays, moves);
    b.linked = moves != SILENT;
}

/// The seven codas that are told apart before a consonant and at the end.
fn neutral(coda: char) -> char {
    match coda {
        'ㄱ' | 'ㄲ' | 'ㅋ' | 'ㄳ' | 'ㄺ' => 'ㄱ',
        'ㄴ' | 'ㄵ' | 'ㄶ' => 'ㄴ',
        'ㄷ' | 'ㅅ' | 'ㅆ' | 'ㅈ' | 'ㅊ' | 'ㅌ' | 'ㅎ' => 'ㄷ',
        'ㄹ' | 'ㄼ' | 'ㄽ' | 'ㄾ' | 'ㅀ' => 'ㄹ',
        'ㅁ' | 'ㄻ' => 'ㅁ',
        'ㅂ' | 'ㅄ' | 'ㅍ' | 'ㄿ' => 'ㅂ',
        other => other,
    }
}

fn aspirate(onset: char) -> Option<char> {
    match onset {
        'ㄱ' => Some('ㅋ'),
        'ㄷ' => Some('ㅌ'),
        'ㅈ' => Some('ㅊ'),
        _ => None,
    }
}

fn without_h(coda: char) -> char {
    match coda {
        'ㄶ' => 'ㄴ',
        'ㅀ' => 'ㄹ',
        _ => NONE,
    }
}
