//! The lists of Korean syllables and surnames, read once: from a spelling to what it can stand for.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::spellings::{IRREGULAR, Spelling, spellings};
use crate::text::romanize::{System, jamo, romanize};

const SYLLABLES: &str = include_str!("../../lists/korean_syllables.txt");
const SURNAMES: &str = include_str!("../../lists/korean_surnames.txt");

/// The longest spelling of a syllable, in bytes (`ch'o'ng`).
pub(super) const LONGEST: usize = 8;

/// How usual a syllable or surname is, as a cost: what is rare is meant less often.
fn tier(word: &str) -> u8 {
    match word {
        "common" => 0,
        "usual" => 1,
        _ => 3,
    }
}

/// One thing that a spelling can stand for: the number of a syllable or surname, and what it costs to
/// read the spelling so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sense {
    pub(super) cost: u8,
    pub(super) number: u16,
    pub(super) marked: bool,
}

/// A row of the list of surnames.
#[derive(Debug)]
pub(super) struct Surname {
    /// Common, or of two syllables: it is hardly a given name.
    pub(super) plain: bool,
    /// How the row is called in a key.
    pub(super) code: String,
}

/// Syllables and surnames with their spellings.
#[derive(Debug, Default)]
pub(super) struct Tables {
    syllables: Vec<char>,
    codes: Vec<String>,
    numbers: HashMap<char, u16>,
    given: HashMap<String, Vec<Sense>>,
    surnames: Vec<Surname>,
    families: HashMap<String, Vec<Sense>>,
    families_in_hangul: HashMap<&'static str, u16>,
}

/// The tables.
pub(super) fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Tables::default();
        tables.read_syllables();
        tables.read_surnames();
        tables
    })
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|l| !l.starts_with('#'))
}

fn spellings_of(hangul: char) -> Vec<Spelling> {
    jamo(hangul).map_or_else(Vec::new, |(o, v, c)| spellings(o, v, c))
}

fn add(map: &mut HashMap<String, Vec<Sense>>, letters: String, sense: Sense) {
    let senses = map.entry(letters).or_default();
    match senses.iter_mut().find(|s| s.number == sense.number) {
        Some(same) => {
            same.cost = same.cost.min(sense.cost);
            same.marked |= sense.marked;
        }
        None => senses.push(sense),
    }
}

/// A code for each row: the press spelling, with a number behind it where an earlier row has it too.
fn code(taken: &mut HashMap<String, u16>, base: String) -> String {
    let count = taken.entry(base.clone()).or_insert(0);
    *count += 1;
    match count {
        1 => base,
        again => format!("{base}{again}"),
    }
}

impl Tables {
    fn read_syllables(&mut self) {
        let mut taken = HashMap::new();
        for line in lines(SYLLABLES) {
            let (word, syllables) = line.split_once(' ').unwrap_or((line, ""));
            for c in syllables.chars().filter(|c| *c != ' ') {
                let Ok(number) = u16::try_from(self.syllables.len()) else {
                    return;
                };
                self.syllables.push(c);
                self.numbers.insert(c, number);
                let base = romanize(c.encode_utf8(&mut [0; 4]), System::DprkPress);
                self.codes.push(code(&mut taken, base));
                for s in spellings_of(c) {
                    let sense = Sense {
                        cost: tier(word) + s.cost,
                        number,
                        marked: s.marked,
                    };
                    add(&mut self.given, s.letters, sense);
                }
            }
        }
        sort(&mut self.given);
    }

    fn read_surnames(&mut self) {
        let mut taken = HashMap::new();
        for line in lines(SURNAMES) {
            let (names, latin) = line.split_once(" | ").unwrap_or((line, ""));
            let mut names = names.split(' ');
            let cost = tier(names.next().unwrap_or(""));
            let hangul: Vec<&'static str> = names.collect();
            let Ok(number) = u16::try_from(self.surnames.len()) else {
                return;
            };
            for name in &hangul {
                self.families_in_hangul.insert(name, number);
                for s in surname_spellings(name) {
                    let (cost, marked) = (cost + s.cost, s.marked);
                    let sense = Sense {
                        cost,
                        number,
                        marked,
                    };
                    add(&mut self.families, s.letters, sense);
                }
            }
            for letters in latin.split(' ').filter(|l| !l.is_empty()) {
                let sense = Sense {
                    cost: cost + IRREGULAR,
                    number,
                    marked: false,
                };
                add(&mut self.families, letters.to_owned(), sense);
            }
            let base = romanize(hangul.first().copied().unwrap_or(""), System::DprkPress);
            self.surnames.push(Surname {
                plain: cost == 0 || hangul.iter().any(|h| h.chars().count() > 1),
                code: code(&mut taken, base),
            });
        }
        sort(&mut self.families);
    }

    /// What a syllable in small Latin letters can stand for in a given name, the likeliest first.
    pub(super) fn given(&self, letters: &str) -> &[Sense] {
        self.given.get(letters).map_or(&[], Vec::as_slice)
    }

    /// What a surname in small Latin letters can stand for.
    pub(super) fn families(&self, letters: &str) -> &[Sense] {
        self.families.get(letters).map_or(&[], Vec::as_slice)
    }

    /// The surname that Hangul is.
    pub(super) fn family(&self, hangul: &str) -> Option<u16> {
        self.families_in_hangul.get(hangul).copied()
    }

    pub(super) fn surname(&self, number: u16) -> Option<&Surname> {
        self.surnames.get(usize::from(number))
    }

    /// The number of a syllable of Hangul.
    pub(super) fn number(&self, hangul: char) -> Option<u16> {
        self.numbers.get(&hangul).copied()
    }

    /// How a syllable is called in a key.
    pub(super) fn code(&self, number: u16) -> &str {
        self.codes
            .get(usize::from(number))
            .map_or("", String::as_str)
    }

    /// The syllable of a number.
    pub(super) fn syllable(&self, number: u16) -> Option<char> {
        self.syllables.get(usize::from(number)).copied()
    }
}

#[allow(clippy::iter_over_hash_type, reason = "each list is sorted for itself")]
fn sort(map: &mut HashMap<String, Vec<Sense>>) {
    for senses in map.values_mut() {
        senses.sort_unstable();
    }
}

/// Spellings that the systems give a surname; `i` alone is an English word. What the press writes by no
/// system stands in the list.
fn surname_spellings(name: &str) -> Vec<Spelling> {
    let mut out = vec![Spelling {
        letters: String::new(),
        cost: 0,
        marked: true,
    }];
    for syllable in name.chars().map(spellings_of) {
        let joined = out.iter().flat_map(|head| {
            syllable.iter().map(|tail| Spelling {
                letters: format!("{}{}", head.letters, tail.letters),
                cost: head.cost + tail.cost,
                marked: head.marked && tail.marked,
            })
        });
        out = joined.collect();
    }
    out.retain(|s| (s.cost == 0 || s.marked) && !matches!(s.letters.as_str(), "" | "i"));
    out
}
