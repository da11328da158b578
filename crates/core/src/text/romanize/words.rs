//! Words whose sound or spelling their letters do not show.

use std::{collections::BTreeMap, sync::OnceLock};

use super::{System, write_word};

/// Lines of `words.txt`: what it is, the word, how it sounds or is written.
const LIST: &str = include_str!("words.txt");

/// The longest word of the list, in syllables.
const LONGEST: usize = 6;

#[derive(Debug)]
struct Entry {
    kind: &'static str,
    value: &'static str,
}

fn entries() -> &'static BTreeMap<Vec<char>, Entry> {
    static ENTRIES: OnceLock<BTreeMap<Vec<char>, Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let lines = LIST.lines().filter(|l| !l.starts_with('#'));
        let entries = lines.filter_map(|line| {
            let mut parts = line.split('\t');
            let (kind, word, value) = (parts.next()?, parts.next()?, parts.next()?);
            Some((word.chars().collect(), Entry { kind, value }))
        });
        entries.collect()
    })
}

/// Writes a row of Hangul: listed words as they are listed, the rest by rule.
pub(super) fn write(row: &[char], system: System, out: &mut String) {
    let entries = entries();
    let mut spelt: Vec<char> = Vec::with_capacity(row.len());
    let mut rest = row;
    // A listed word is looked for where a word begins: elsewhere its letters may be two other words'.
    let longest = LONGEST.min(rest.len());
    for length in (2..=longest).rev() {
        let Some((head, tail)) = rest.split_at_checked(length) else {
            continue;
        };
        let Some(entry) = entries.get(head) else {
            continue;
        };
        match entry.kind {
            "sound" if system != System::Yale => spelt.extend(entry.value.chars()),
            "spelling" => spelt.extend(entry.value.chars()),
            "latin" if system == System::Dprk => out.push_str(entry.value),
            "latin" if matches!(system, System::DprkPress | System::RokPress) => {
                out.extend(entry.value.chars().map(unmarked));
            }
            _ => spelt.extend(head),
        }
        rest = tail;
        break;
    }
    spelt.extend(rest);
    // `|` parts words that are not linked.
    for part in spelt.split(|c| *c == '|') {
        write_word(part, system, out);
    }
}

/// The name of a place that the press does not write by rule.
pub(super) fn listed_place(word: &str) -> Option<&'static str> {
    let word: Vec<char> = word.chars().collect();
    let found = entries().get(&word).filter(|e| e.kind == "place");
    found.map(|e| e.value)
}

pub(super) fn unmarked(c: char) -> char {
    match c {
        'ŏ' => 'o',
        'ŭ' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::syllable::is_hangul, *};

    #[test]
    fn the_list_is_read() {
        for (word, entry) in entries() {
            assert!((2..=LONGEST).contains(&word.len()), "{word:?}");
            assert!(word.iter().all(|c| is_hangul(*c)), "{word:?}");
            assert!(["sound", "spelling", "latin", "place"].contains(&entry.kind));
        }
        assert_eq!(
            entries().len(),
            LIST.lines().filter(|l| !l.starts_with('#')).count()
        );
    }
}
