//! Units of measure: how they are written, and how many of a base unit each is.

use std::sync::OnceLock;

use hashbrown::HashMap;

static UNITS: &str = include_str!("units.txt");

/// A unit as a text writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit {
    /// The unit that quantities of its dimension are compared in.
    pub(super) base: &'static str,
    /// How many of the base unit it is.
    pub(super) factor: f64,
    /// How it is given: the symbol, or the word in its plural; Korean units as in English.
    pub(super) name: &'static str,
}

impl Unit {
    /// Whether it is money.
    pub(super) fn is_money(&self) -> bool {
        MONEY.contains(&self.base) || self.base == "kg" && self.name == "pounds"
    }

    /// Whether it is a length of time.
    pub(super) fn is_time(&self) -> bool {
        matches!(self.base, "s" | "mo")
    }
}

/// Base units of money.
const MONEY: [&str; 22] = [
    "dollar", "won", "euro", "yen", "yuan", "ruble", "rupee", "franc", "peso", "lira", "krona",
    "rand", "baht", "ringgit", "rupiah", "dong", "shekel", "dinar", "dirham", "riyal", "zloty",
    "naira",
];

/// What a form of a unit is looked up as.
#[derive(Debug)]
struct Table {
    /// Symbols, in the case that they have.
    symbols: HashMap<&'static str, Unit>,
    /// English words in small letters, `_` between two.
    words: HashMap<&'static str, Unit>,
    /// Korean words, the longest first.
    korean: Vec<(&'static str, Unit)>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut out = Table {
            symbols: HashMap::new(),
            words: HashMap::new(),
            korean: Vec::new(),
        };
        for line in UNITS.lines().filter(|l| !l.starts_with('#')) {
            read(line, &mut out);
        }
        out.korean
            .sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        out
    })
}

/// Reads a line of the table. A line that is not well formed gives nothing; a test reads them all.
fn read(line: &'static str, out: &mut Table) -> Option<()> {
    let mut parts = line.split('|');
    let mut head = parts.next()?.split_whitespace();
    let base = head.next()?;
    let factor: f64 = head.next()?.parse().ok()?;
    let symbols = parts.next()?.split_whitespace();
    let first = symbols.clone().next().unwrap_or("");
    for symbol in symbols {
        // Forms that are one character for two letters are given with the letters.
        let name = if symbol.is_ascii() { symbol } else { first };
        let unit = Unit { base, factor, name };
        out.symbols.insert(symbol, unit);
    }
    for pair in parts.next()?.split_whitespace() {
        let (one, many) = pair.split_once('/')?;
        // A plural of its own (`feet`) stands where the text has it, the usual one everywhere.
        let usual = many.strip_suffix('s') == Some(one);
        for word in [one, many] {
            let name = if usual { many } else { word };
            out.words.insert(word, Unit { base, factor, name });
        }
    }
    let korean = parts.next().unwrap_or("").split_whitespace();
    let name = parts.next().unwrap_or("").trim();
    out.korean
        .extend(korean.map(|word| (word, Unit { base, factor, name })));
    Some(())
}

/// Letters of the longest symbol.
const SYMBOL: usize = 4;

/// The unit whose symbol opens a text, and its length: a word of its own, right behind its number or after
/// one space.
pub(super) fn symbol(rest: &str) -> Option<(Unit, usize)> {
    let mut end = 0;
    for c in rest.chars().take(SYMBOL + 1) {
        let part = c.is_alphanumeric() && !is_hangul(c)
            || matches!(c, '%' | '％' | '°' | '/' | 'µ' | 'μ' | '²' | '³')
            || ('㎀'..='㏿').contains(&c)
            || c == '℃';
        if !part {
            break;
        }
        end += c.len_utf8();
        if matches!(c, '%' | '％' | '℃') || ('㎀'..='㏿').contains(&c) {
            break;
        }
    }
    let word = rest.get(..end)?;
    let word = word.trim_end_matches('/');
    let unit = table().symbols.get(word)?;
    Some((*unit, word.len()))
}

/// The English unit that opens a list of words in small letters, and how many words it has.
pub(super) fn words(list: &[&str]) -> Option<(Unit, usize)> {
    for count in (1..=list.len().min(3)).rev() {
        let part = list.get(..count)?;
        let joined;
        let key = match part {
            [one] => *one,
            _ => {
                joined = part.join("_");
                joined.as_str()
            }
        };
        if let Some(unit) = table().words.get(key) {
            return Some((*unit, count));
        }
    }
    None
}

/// The Korean unit that opens a text, and its length.
pub(super) fn korean(rest: &str) -> Option<(Unit, usize)> {
    let found = table().korean.iter().find(|(word, _)| {
        // `10분간격`
        rest.strip_prefix(word)
            .is_some_and(|behind| !(word.ends_with('간') && behind.starts_with('격')))
    })?;
    Some((found.1, found.0.len()))
}

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        for line in UNITS.lines().filter(|l| !l.starts_with('#')) {
            let mut out = Table {
                symbols: HashMap::new(),
                words: HashMap::new(),
                korean: Vec::new(),
            };
            assert!(read(line, &mut out).is_some(), "{line}");
        }
    }

    #[test]
    fn units_are_known_by_all_their_forms() {
        assert_eq!(symbol("km at").map(|u| u.0.factor), Some(1000.0));
        assert_eq!(symbol("㎞").map(|u| u.0.name), Some("km"));
        assert_eq!(symbol("%포인트").map(|u| u.0.name), Some("%"));
        assert_eq!(symbol("kmx"), None);
        assert_eq!(words(&["basis", "points", "to"]).map(|u| u.1), Some(2));
        assert_eq!(korean("킬로메터를").map(|u| u.0.base), Some("m"));
    }
}
