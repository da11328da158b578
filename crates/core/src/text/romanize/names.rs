//! Names of people and places.

use super::{
    System,
    letters::{self, Before},
    romanize,
    sound::{Sound, sounds},
    syllable::{NONE, Syllable, is_hangul},
    words,
};

/// Surnames of two syllables.
const DOUBLE_SURNAMES: [&str; 12] = [
    "남궁", "황보", "제갈", "독고", "선우", "사공", "서문", "동방", "망절", "강전", "어금", "소봉",
];

/// A name in Hangul as surname and given name, which may stand apart (`박 정천`): a surname of one
/// syllable, or of two if it is one of the few, and a given name of one to three. None for anything else.
pub(crate) fn split_name(name: &str) -> Option<(&str, &str)> {
    let name = name.trim();
    if let Some((surname, given)) = name.split_once(' ') {
        let given = given.trim_start();
        let sound = is_row(surname, 1..=2) && is_row(given, 1..=3);
        return sound.then_some((surname, given));
    }
    if !is_row(name, 2..=5) {
        return None;
    }
    let double = DOUBLE_SURNAMES.iter().any(|s| name.starts_with(s)) && is_row(name, 3..=5);
    let length = if double { 2 } else { 1 };
    let (cut, _) = name.char_indices().nth(length)?;
    let (surname, given) = name.split_at_checked(cut)?;
    is_row(given, 1..=3).then_some((surname, given))
}

fn is_row(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.chars().count()) && text.chars().all(is_hangul)
}

/// A name of a person in Hangul, as a system writes names: surname first, the syllables of the given
/// name apart (`DprkPress`, `Dprk`) or joined by a hyphen. None if it is not shaped like a name.
///
/// ```
/// use variorum::text::romanize::{System, name};
/// assert_eq!(name("남궁만길", System::Revised).as_deref(), Some("Namgung Man-gil"));
/// assert_eq!(name("리만건", System::DprkPress).as_deref(), Some("Ri Man Gon"));
/// assert_eq!(name("Oren", System::Revised), None);
/// ```
pub fn name(hangul: &str, system: System) -> Option<String> {
    let (family, given) = split_name(hangul)?;
    let mut out = capital(&surname(family, system)?);
    let apart = matches!(system, System::Dprk | System::DprkPress);
    let mut before = Before::Start;
    for (at, c) in given.chars().enumerate() {
        let (text, last) = syllable(c, system, before)?;
        out.push(match at {
            0 => ' ',
            _ if apart => ' ',
            _ => '-',
        });
        out.push_str(&if at == 0 || apart {
            capital(&text)
        } else {
            text
        });
        before = match system {
            // 락겸 is `Rak Gyom`: the second syllable is voiced behind any sound.
            System::Dprk | System::DprkPress | System::RokPress => Before::Vowel,
            _ => last,
        };
    }
    Some(out)
}

/// A syllable of a given name, and what the next stands behind. Names keep `si` where words of
/// McCune–Reischauer have `shi`.
fn syllable(c: char, system: System, before: Before) -> Option<(String, Before)> {
    let letters = Syllable::new(c)?;
    if system == System::Yale {
        return Some((plain(&c.to_string(), system), Before::Start));
    }
    let sound = *sounds(&[letters], system.habit()).first()?;
    let mut out = letters::onset(system, sound.onset, before).to_owned();
    out.push_str(letters::vowel(system, sound.vowel, sound.onset));
    out.push_str(letters::coda(sound.coda));
    let last = match sound.coda {
        NONE => Before::Vowel,
        coda => Before::Coda(coda),
    };
    Some((out, last))
}

fn surname(surname: &str, system: System) -> Option<String> {
    let mut syllables = surname.chars();
    match (syllables.next(), syllables.next()) {
        (Some(only), None) => syllable(only, system, Before::Start).map(|(text, _)| text),
        _ => Some(plain(surname, system)),
    }
}

fn plain(text: &str, system: System) -> String {
    let word: Vec<char> = text.chars().collect();
    let mut out = String::new();
    super::write_word(&word, system, &mut out);
    out
}

/// The word with a capital letter at its head.
fn capital(word: &str) -> String {
    let mut rest = word.chars();
    let head = rest.next().into_iter().flat_map(char::to_uppercase);
    head.chain(rest).collect()
}

/// Provinces that come in a northern and a southern half.
const HALVES: [(&str, &str); 2] = [("북도", "North"), ("남도", "South")];

/// A place in Hangul with a capital, as texts name it: the press leaves out the words for province and
/// river, and puts `North` and `South` first.
///
/// ```
/// use variorum::text::romanize::{System, place};
/// assert_eq!(place("자강도", System::DprkPress), "Jagang");
/// assert_eq!(place("백두산", System::DprkPress), "Paektusan");
/// assert_eq!(place("백두산", System::Revised), "Baekdusan");
/// ```
pub fn place(hangul: &str, system: System) -> String {
    if !matches!(system, System::DprkPress | System::RokPress) {
        return capital(&romanize(hangul, system));
    }
    if let Some(listed) = words::listed_place(hangul) {
        return listed.to_owned();
    }
    for (half, english) in HALVES {
        if let Some(name) = hangul.strip_suffix(half).filter(|n| !n.is_empty()) {
            return format!("{english} {}", capital(&romanize(name, system)));
        }
    }
    let name = ["도", "강"].iter().find_map(|g| {
        let name = hangul.strip_suffix(g)?;
        // 강동, 초도 are names as they stand.
        (name.chars().count() > 1).then_some(name)
    });
    capital(&romanize(name.unwrap_or(hangul), system))
}

/// Words for what a place is: river, peak, valley, ward, section. The guideline of the DPRK voices them
/// behind any sound (`Amrokgang`).
const GENERIC: &str = "강봉골동과도구";

pub(super) fn is_generic(sound: &Sound) -> bool {
    let same =
        |s: Syllable| s.onset == sound.onset && s.vowel == sound.vowel && s.coda == sound.written;
    GENERIC.chars().filter_map(Syllable::new).any(same)
}
