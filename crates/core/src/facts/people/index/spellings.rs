//! In how many ways a Korean syllable is written in Latin letters.
//!
//! The systems of romanisation overlap: `chong` is 총 in one and 종 in another, and the press writes
//! `young` or `hee` by none. Every spelling in use is made from the spellings of onset, vowel and coda,
//! each with what it costs to read it so.

/// What it costs to read a spelling that is no system's, or another system's than the state's own.
pub(super) const IRREGULAR: u8 = 2;

/// What it costs to read the letter of an aspirate without its mark.
const UNMARKED: u8 = 1;

/// A part of a syllable in Latin letters.
#[derive(Clone, Copy, Debug)]
struct Part {
    letters: &'static str,
    cost: u8,
    /// McCune–Reischauer with all its marks has it.
    marked: bool,
}

const fn part(letters: &'static str, cost: u8, marked: bool) -> Part {
    Part {
        letters,
        cost,
        marked,
    }
}

/// A spelling of a syllable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    pub(super) letters: String,
    pub(super) cost: u8,
    /// It can stand in a name that is written with the marks of McCune–Reischauer.
    pub(super) marked: bool,
}

/// Every spelling of a syllable of Hangul, given as its letters.
pub(super) fn spellings(onset: char, vowel: char, coda: Option<char>) -> Vec<Spelling> {
    let mut out = Vec::new();
    for o in &onsets(onset, vowel) {
        for v in &vowels(onset, vowel, coda) {
            for c in codas(coda) {
                let mixed = if mixes(onset, *o, *v) { IRREGULAR } else { 0 };
                out.push(Spelling {
                    letters: format!("{}{}{}", o.letters, v.letters, c.letters),
                    cost: o.cost + v.cost + c.cost + mixed,
                    marked: o.marked && v.marked && c.marked,
                });
            }
        }
    }
    out
}

/// The system that writes `eo` and `eu` writes `b` and `d`: with them, `p` and `t` are aspirates.
fn mixes(onset: char, o: Part, v: Part) -> bool {
    let revised = v.letters.contains("eo") || v.letters.contains("eu");
    matches!((onset, o.letters), ('ㅂ', "p") | ('ㄷ', "t")) && revised
}

fn onsets(onset: char, vowel: char) -> Vec<Part> {
    let palatal = matches!(vowel, 'ㅣ' | 'ㅟ' | 'ㅑ' | 'ㅕ' | 'ㅛ' | 'ㅠ');
    match onset {
        'ㄱ' => vec![part("k", 0, true), part("g", 0, true)],
        'ㄲ' => vec![part("kk", 0, true), part("gg", IRREGULAR, false)],
        'ㄴ' => vec![part("n", 0, true)],
        'ㄷ' => vec![part("t", 0, true), part("d", 0, true)],
        'ㄸ' => vec![part("tt", 0, true), part("dd", IRREGULAR, false)],
        'ㄹ' => vec![part("r", 0, true), part("l", 0, true)],
        'ㅁ' => vec![part("m", 0, true)],
        'ㅂ' => vec![part("p", 0, true), part("b", 0, true)],
        'ㅃ' => vec![part("pp", 0, true), part("bb", IRREGULAR, false)],
        'ㅅ' => vec![
            part("s", 0, true),
            part("sh", if palatal { 0 } else { IRREGULAR }, palatal),
        ],
        'ㅆ' => vec![part("ss", 0, true)],
        'ㅈ' => vec![part("j", 0, true), part("ch", IRREGULAR, true)],
        'ㅉ' => vec![part("jj", 0, false), part("tch", 0, true)],
        'ㅊ' => vec![part("ch", 0, false), part("ch'", 0, true)],
        'ㅋ' => vec![
            part("kh", 0, false),
            part("k'", 0, true),
            part("k", UNMARKED, false),
        ],
        'ㅌ' => vec![
            part("th", 0, false),
            part("t'", 0, true),
            part("t", UNMARKED, false),
        ],
        'ㅍ' => vec![
            part("ph", 0, false),
            part("p'", 0, true),
            part("p", UNMARKED, false),
        ],
        'ㅎ' => vec![part("h", 0, true), part("wh", IRREGULAR, false)],
        _ => vec![part("", 0, true)],
    }
}

/// Letters of a vowel with their cost; the third says that McCune–Reischauer has them.
fn vowels(onset: char, vowel: char, coda: Option<char>) -> Vec<Part> {
    let open = coda.is_none();
    let bare = onset == 'ㅇ';
    let mut out = match vowel {
        'ㅏ' => vec![part("a", 0, true)],
        'ㅐ' => vec![part("ae", 0, true)],
        'ㅑ' => vec![part("ya", 0, true)],
        'ㅒ' => vec![part("yae", 0, true)],
        'ㅓ' => vec![
            part("o", 0, false),
            part("eo", 0, false),
            part("ŏ", 0, true),
            part("o'", 0, true),
            part("u", IRREGULAR, false),
        ],
        'ㅔ' => vec![part("e", 0, true)],
        'ㅕ' => vec![
            part("yo", 0, false),
            part("yeo", 0, false),
            part("yŏ", 0, true),
            part("yo'", 0, true),
            part("you", UNMARKED, false),
            part("yu", IRREGULAR, false),
        ],
        'ㅖ' => vec![part("ye", 0, true)],
        'ㅗ' => vec![part("o", 0, true)],
        'ㅘ' => vec![part("wa", 0, true)],
        'ㅙ' => vec![part("wae", 0, true)],
        'ㅚ' => vec![
            part("oe", 0, true),
            part("oi", 0, false),
            part("oy", IRREGULAR, false),
        ],
        'ㅛ' => vec![part("yo", 0, true)],
        'ㅜ' => vec![
            part("u", 0, true),
            part("oo", 0, false),
            part("ou", IRREGULAR, false),
        ],
        'ㅝ' => vec![
            part("wo", 0, false),
            part("wŏ", 0, true),
            part("wo'", 0, true),
            part("weo", 0, false),
        ],
        'ㅞ' => vec![part("we", 0, true)],
        'ㅟ' => vec![part("wi", 0, true), part("wee", IRREGULAR, false)],
        'ㅠ' => vec![
            part("yu", 0, true),
            part("yoo", 0, false),
            part("you", UNMARKED, false),
        ],
        'ㅡ' => vec![
            part("u", 0, false),
            part("eu", 0, false),
            part("ŭ", 0, true),
            part("u'", 0, true),
            part("oo", IRREGULAR, false),
        ],
        'ㅢ' => vec![
            part("ui", 0, false),
            part("ŭi", 0, true),
            part("u'i", 0, true),
            part("eui", 0, false),
            part("ee", 0, false),
            part("i", IRREGULAR, false),
        ],
        _ => vec![part("i", 0, true)],
    };
    match vowel {
        'ㅏ' if open => out.push(part("ah", UNMARKED, false)),
        'ㅗ' if open && bare => out.push(part("oh", 0, false)),
        'ㅓ' if open => out.push(part("uh", IRREGULAR, false)),
        'ㅜ' if bare => out.push(part("woo", 0, false)),
        'ㅣ' if bare && open => out.push(part("yi", 0, false)),
        'ㅣ' if open => out.push(part("ee", UNMARKED, false)),
        _ => {}
    }
    out
}

fn codas(coda: Option<char>) -> Vec<Part> {
    match coda {
        None => vec![part("", 0, true)],
        Some('ㄱ' | 'ㄲ' | 'ㅋ') => vec![part("k", 0, true)],
        Some('ㄴ') => vec![part("n", 0, true)],
        Some('ㄹ') => vec![part("l", 0, true)],
        Some('ㅁ' | 'ㄻ') => vec![part("m", 0, true)],
        Some('ㅂ' | 'ㅍ') => vec![part("p", 0, true)],
        Some('ㅇ') => vec![part("ng", 0, true)],
        Some(_) => vec![part("t", 0, true)],
    }
}
