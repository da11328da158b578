//! Names of other languages: a key that case, accents, hyphens, particles and order do not change.

use unicode_normalization::UnicodeNormalization;

/// Words between given name and surname that one text writes and another leaves out.
const PARTICLES: [&str; 35] = [
    "af", "al", "av", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "des", "di",
    "do", "dos", "du", "e", "el", "ibn", "la", "las", "le", "les", "los", "op", "ten", "ter", "ul",
    "van", "vom", "von", "y", "zu", "zur",
];

/// What stands behind a name and tells a father from a son.
const SUFFIXES: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "v"];

/// The words of a name that count, small, given name first.
pub(super) fn words(name: &str) -> Vec<String> {
    let ordered = reorder(name);
    let mut words: Vec<String> = ordered
        .split(|c: char| c.is_whitespace() || c == ',' || is_hyphen(c))
        .map(fold)
        .filter(|w| !w.is_empty())
        .collect();
    join_initials(&mut words);
    drop_particles(&mut words);
    drop_middle_initials(&mut words);
    words
}

/// The key.
pub(super) fn key(name: &str) -> String {
    words(name).join("-")
}

/// First initial and surname, which is all that some texts give (`J. Orel`).
pub(super) fn short_key(words: &[String]) -> Option<String> {
    let (first, rest) = words.split_first()?;
    let initial = first.chars().next()?;
    let surname = rest.iter().rfind(|w| !SUFFIXES.contains(&w.as_str()))?;
    Some(format!("{initial}. {surname}"))
}

/// Whether the first word of a name is an initial.
pub(super) fn is_short(words: &[String]) -> bool {
    words.first().is_some_and(|w| w.chars().count() == 1)
}

/// `Orel, Jan` as `Jan Orel`; a suffix behind a comma stays there.
fn reorder(name: &str) -> String {
    let Some((surname, given)) = name.split_once(',') else {
        return name.to_owned();
    };
    if given.trim().is_empty() || SUFFIXES.contains(&fold(given.trim()).as_str()) {
        return name.to_owned();
    }
    format!("{given} {surname}")
}

/// `J. K.` and `J.K.` are one.
fn join_initials(words: &mut Vec<String>) {
    let initials = words.iter().take_while(|w| w.chars().count() == 1).count();
    if initials > 1 && initials < words.len() {
        let joined = words.drain(..initials).collect();
        words.insert(0, joined);
    }
}

/// Particles go where two words are left; the first word is a name (`Van Morrison`).
fn drop_particles(words: &mut Vec<String>) {
    let is_particle = |w: &String| PARTICLES.binary_search(&w.as_str()).is_ok();
    let particles = words.iter().skip(1).filter(|w| is_particle(w)).count();
    if words.len() < particles + 2 {
        return;
    }
    let mut first = true;
    words.retain(|w| std::mem::take(&mut first) || !is_particle(w));
}

fn drop_middle_initials(words: &mut Vec<String>) {
    let whole = words.iter().filter(|w| w.chars().count() > 1).count();
    if whole < 2 {
        return;
    }
    let last = words.len() - 1;
    let mut at = 0;
    words.retain(|w| {
        let middle = at > 0 && at < last && w.chars().count() == 1;
        at += 1;
        !middle
    });
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '·')
}

/// Small letters without accents, apostrophes and dots.
pub(super) fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut latin = false;
    for c in word.nfkd() {
        if unicode_normalization::char::is_combining_mark(c) {
            // In other scripts a mark makes another letter.
            if !latin {
                out.push(c);
            }
            continue;
        }
        latin = c < '\u{250}';
        match c {
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            _ if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    // Letters of other scripts stay composed.
    if out.is_ascii() {
        out
    } else {
        out.nfc().collect()
    }
}
