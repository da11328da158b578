//! Romanisation: words, names and places in Hangul written in Latin letters.
//!
//! Seven systems are in use in texts on Korea, and a name is found in another system's texts only if
//! each can be written. Words follow the pronunciation; the syllables of a name are written one by one,
//! each system with its own habit of joining them.
//!
//! ```
//! use variorum::text::romanize::{System, name, place, romanize};
//!
//! assert_eq!(romanize("독립문", System::Revised), "dongnimmun");
//! assert_eq!(romanize("독립문", System::McCuneReischauer), "tongnimmun");
//! assert_eq!(name("박정천", System::DprkPress).as_deref(), Some("Pak Jong Chon"));
//! assert_eq!(name("박정천", System::RokPress).as_deref(), Some("Pak Jong-chon"));
//! assert_eq!(name("박정천", System::McCuneReischauer).as_deref(), Some("Pak Chŏng-ch'ŏn"));
//! assert_eq!(name("박정천", System::Fbis).as_deref(), Some("Pak Cho'ng-ch'o'n"));
//! assert_eq!(place("평안북도", System::DprkPress), "North Phyongan");
//! ```
//!
//! What Hangul does not show is not written: the length of vowels (Yale's macrons), and the `ㄴ` that is
//! heard between the parts of some compounds, but for those listed in `words.txt`.

mod letters;
mod names;
mod sound;
mod syllable;
mod words;

use self::{
    letters::{Before, Seam},
    sound::{Habit, Sound, sounds},
    syllable::{NONE, SILENT, Syllable},
};

pub use self::names::{name, place};
pub(crate) use self::{
    names::split_name,
    syllable::{is_hangul, jamo},
};

/// A system of romanisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum System {
    /// Revised Romanisation (South Korea, 2000).
    Revised,
    /// McCune–Reischauer with breves and apostrophes, as in academic writing.
    McCuneReischauer,
    /// Yale: letter by letter, as linguists write.
    Yale,
    /// The guideline of the DPRK (2012), with breves.
    Dprk,
    /// The English texts of North Korean media: no marks, names in three words.
    DprkPress,
    /// The English press of South Korea on northern names: northern letters, hyphenated.
    RokPress,
    /// McCune–Reischauer as the Foreign Broadcast Information Service wrote it: apostrophes for breves,
    /// no voiced letters.
    Fbis,
}

impl System {
    /// Every system.
    pub const ALL: [System; 7] = [
        System::Revised,
        System::McCuneReischauer,
        System::Yale,
        System::Dprk,
        System::DprkPress,
        System::RokPress,
        System::Fbis,
    ];

    fn habit(self) -> Habit {
        match self {
            System::Revised | System::McCuneReischauer | System::Yale | System::Fbis => {
                Habit::South
            }
            System::Dprk => Habit::North,
            System::DprkPress | System::RokPress => Habit::NorthPress,
        }
    }
}

/// A text with its Hangul written in Latin letters, all small; what is not Hangul stays as it is.
///
/// Marks that a system puts between syllables to keep them apart (`han-gang`, `kang'a`) are written.
///
/// ```
/// use variorum::text::romanize::{System, romanize};
/// assert_eq!(romanize("한강은 넓다", System::Revised), "han-gang-eun neolda");
/// assert_eq!(romanize("값이 3배", System::Yale), "kaps.i 3pay");
/// ```
pub fn romanize(text: &str, system: System) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word: Vec<char> = Vec::new();
    for c in text.chars() {
        if Syllable::new(c).is_some() {
            word.push(c);
        } else {
            flush(&mut word, system, &mut out);
            out.push(c);
        }
    }
    flush(&mut word, system, &mut out);
    out
}

fn flush(word: &mut Vec<char>, system: System, out: &mut String) {
    if !word.is_empty() {
        words::write(word, system, out);
        word.clear();
    }
}

/// Writes the syllables of a word that is spelt as it sounds.
fn write_word(word: &[char], system: System, out: &mut String) {
    let syllables: Vec<Syllable> = word.iter().filter_map(|c| Syllable::new(*c)).collect();
    if system == System::Yale {
        return write_yale(&syllables, out);
    }
    let sounds = sounds(&syllables, system.habit());
    let mut before = Before::Start;
    for (at, sound) in sounds.iter().enumerate() {
        let next = sounds.get(at + 1);
        let voiced = system == System::Dprk && next.is_none() && names::is_generic(sound);
        let heard = if voiced && at > 0 {
            Before::Vowel
        } else {
            before
        };
        out.push_str(onset(system, sound, heard));
        write_vowel(system, sound, before, out);
        let seam = next.map_or(Seam::default(), |next| Seam::between(system, sound, next));
        if !seam.drops_coda {
            out.push_str(coda(system, sound, next));
        }
        out.push_str(seam.mark);
        before = match sound.coda {
            NONE => Before::Vowel,
            coda => Before::Coda(coda),
        };
    }
}

fn onset(system: System, sound: &Sound, before: Before) -> &'static str {
    let palatal = "ㅣㅑㅕㅒㅖㅛㅠ".contains(sound.vowel);
    match (system, sound.onset) {
        // A linked `ㄹ` stays the `l` that it is as a coda.
        (System::Dprk, 'ㄹ') if sound.linked => "l",
        (System::Dprk | System::DprkPress | System::RokPress, 'ㄹ') if sound.lateral => "l",
        (System::McCuneReischauer, 'ㅅ') if palatal => "sh",
        (System::McCuneReischauer, 'ㅆ') if palatal => "ssh",
        _ => letters::onset(system, sound.onset, before),
    }
}

fn write_vowel(system: System, sound: &Sound, before: Before, out: &mut String) {
    let behind_vowel = before == Before::Vowel && sound.onset == SILENT && sound.vowel == 'ㅔ';
    // `aë` is not `ae`.
    if system == System::McCuneReischauer && behind_vowel && out.ends_with(['a', 'o']) {
        out.push('ë');
    } else {
        out.push_str(letters::vowel(system, sound.vowel, sound.onset));
    }
}

fn coda(system: System, sound: &Sound, next: Option<&Sound>) -> &'static str {
    match (system, sound.coda, next.map(|n| n.onset)) {
        // 발해 `parhae`.
        (System::McCuneReischauer, 'ㄹ', Some('ㅎ')) => "r",
        _ => letters::coda(sound.coda),
    }
}

/// Yale writes letters, not sounds; a dot keeps syllables apart.
fn write_yale(word: &[Syllable], out: &mut String) {
    for (at, syllable) in word.iter().enumerate() {
        out.push_str(letters::yale_consonant(syllable.onset));
        out.push_str(letters::vowel(System::Yale, syllable.vowel, syllable.onset));
        if syllable.coda == SILENT {
            out.push_str("ng");
            continue;
        }
        let coda = letters::yale_consonant(syllable.coda);
        out.push_str(coda);
        let Some(next) = word.get(at + 1).filter(|_| !coda.is_empty()) else {
            continue;
        };
        let onset = letters::yale_consonant(next.onset);
        let doubled = onset.chars().next() == coda.chars().next_back();
        if next.onset == SILENT || doubled {
            out.push('.');
        }
    }
}
