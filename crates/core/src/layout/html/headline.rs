//! The headline of a page, and how alike two lines are.

use hashbrown::HashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::{block::Block, metadata::Claims, page::is_good, tag::key, tree::Tree};

/// Hashes of the words of a text, lower case, letters and digits only.
pub(super) fn word_hashes(text: &str) -> Vec<u64> {
    let mut out = Vec::new();
    add_words(text, &mut out);
    out
}

/// Longest word, in bytes, that is made lower case without an allocation.
const SHORT: usize = 32;

fn add_words(text: &str, out: &mut Vec<u64>) {
    let mut rest = text;
    while let Some(first) = rest.bytes().next() {
        // The word's end, byte by byte as long as it is ASCII.
        let ascii = rest
            .bytes()
            .position(|b| !b.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let plain = rest.as_bytes().get(ascii).is_none_or(u8::is_ascii);
        let len = if plain {
            ascii
        } else {
            rest.find(|c: char| !c.is_alphanumeric())
                .unwrap_or(rest.len())
        };
        let (word, after) = rest.split_at(len);
        let gap = if len > 0 {
            0
        } else if first.is_ascii() {
            1
        } else {
            after.chars().next().map_or(1, char::len_utf8)
        };
        rest = after.get(gap..).unwrap_or("");
        if len == 0 {
            continue;
        }
        let mut low = [0u8; SHORT];
        out.push(match low.get_mut(..len) {
            Some(low) if plain || word.is_ascii() => {
                low.copy_from_slice(word.as_bytes());
                low.make_ascii_lowercase();
                // A short word is its own number.
                if len <= 8 { key(low) } else { xxh3_64(low) }
            }
            _ => xxh3_64(word.to_lowercase().as_bytes()),
        });
    }
}

/// A bag of words: their hashes, sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag(Vec<u64>);

impl Bag {
    pub(super) fn of(text: &str) -> Self {
        let mut words = word_hashes(text);
        words.sort_unstable();
        Bag(words)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The bags of a page's short blocks, one after the other.
#[derive(Debug)]
pub(super) struct Bags {
    words: Vec<u64>,
    ends: Vec<u32>,
}

/// Most words of a block that has a bag.
pub(super) const BAGGED: u32 = 120;

impl Bags {
    pub(super) fn new(blocks: &[Block]) -> Self {
        let mut words = Vec::with_capacity(blocks.len() * 8);
        let mut ends = Vec::with_capacity(blocks.len());
        for block in blocks {
            let from = words.len();
            if block.stats.words <= BAGGED {
                add_words(block.text(), &mut words);
                words.get_mut(from..).unwrap_or_default().sort_unstable();
            }
            ends.push(u32::try_from(words.len()).unwrap_or(u32::MAX));
        }
        Bags { words, ends }
    }

    /// How alike the words of a block and a bag are, from 0 to 1 (Dice).
    pub(super) fn likeness(&self, at: usize, bag: &Bag) -> f32 {
        let end = |at: usize| self.ends.get(at).map_or(0, |e| *e as usize);
        let from = at.checked_sub(1).map_or(0, end);
        let words = self.words.get(from..end(at)).unwrap_or_default();
        likeness(words, &bag.0)
    }
}

/// How alike two sorted bags of words are, from 0 to 1 (Dice).
fn likeness(left: &[u64], right: &[u64]) -> f32 {
    if left.is_empty() || right.is_empty() {
        return 0.0;
    }
    let (mut i, mut j, mut both) = (0, 0, 0usize);
    while let (Some(x), Some(y)) = (left.get(i), right.get(j)) {
        both += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    2.0 * both as f32 / (left.len() + right.len()) as f32
}

/// How much each block's words are those of a claimed title.
pub(super) fn title_match(blocks: &[Block], bags: &Bags, claims: &Claims) -> Vec<f32> {
    let titles: Vec<Bag> = claims
        .metadata
        .titles
        .iter()
        .take(6)
        .map(|t| Bag::of(t))
        .collect();
    blocks
        .iter()
        .enumerate()
        .map(|(at, block)| {
            if block.stats.unread || block.stats.words > 60 {
                return 0.0;
            }
            titles
                .iter()
                .map(|t| bags.likeness(at, t))
                .fold(0.0, f32::max)
        })
        .collect()
}

/// The headline: a heading, best `h1`, whose words a claimed title shares; the last such before the
/// running text begins. Where no heading will do, the line above the running text.
pub(super) fn headline(tree: &Tree<'_>, blocks: &[Block], title_match: &[f32]) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    let mut good = 0.0f32;
    let all: f32 = blocks
        .iter()
        .filter(|b| is_good(&b.stats))
        .map(|b| b.stats.weight)
        .sum();
    let mut times: HashMap<&str, u32> = HashMap::new();
    for block in blocks {
        *times.entry(block.text()).or_default() += 1;
    }
    for (at, block) in blocks.iter().enumerate() {
        let stats = &block.stats;
        let like = title_match.get(at).copied().unwrap_or(0.0);
        if !stats.unread
            && stats.words <= 60
            && stats.weight >= 4.0
            && !super::zones::is_only_date(block.text())
        {
            let level = tree
                .lineage(block.container)
                .take(3)
                .find_map(|n| tree.node(n).and_then(|n| n.tag.heading_level()));
            let mut score = like * 3.0;
            score += match level {
                Some(1) => 2.0,
                Some(2) => 1.0,
                Some(3) => 0.4,
                Some(_) => 0.1,
                None => 0.0,
            };
            if stats.hidden {
                score -= 1.0;
            }
            // Outside of headings only a claimed title counts, and not the name of the site that
            // stands all over the page.
            let repeated = times.get(block.text()).copied().unwrap_or(0) > 3;
            if level.is_none() && (like < 0.6 || repeated || stats.words < 3) {
                score = 0.0;
            }
            score -= 0.8 * stats.link_density();
            // A title repeated below the text stands in a list of links.
            score -= 2.0 * (good / all.max(1.0));
            if score > 1.2 && best.is_none_or(|(s, _)| score > s + 0.01) {
                best = Some((score, at));
            }
        }
        if is_good(stats) {
            good += stats.weight;
        }
    }
    best.map(|(_, at)| at).or_else(|| line_above_text(blocks))
}

/// The nearest line above the first stretch of running text that reads like a headline: short, no
/// full stop, no link, no date; one in bold before one that is not.
fn line_above_text(blocks: &[Block]) -> Option<usize> {
    let first = blocks
        .windows(2)
        .position(|two| two.iter().all(|b| is_good(&b.stats)))
        .or_else(|| blocks.iter().position(|b| is_good(&b.stats)))?;
    let from = first.saturating_sub(8);
    let fits = |at: &usize| {
        blocks.get(*at).is_some_and(|b| {
            let s = &b.stats;
            let words = (2..=40).contains(&s.words) || (s.words == 1 && s.weight > 15.0);
            !s.unread
                && !s.hidden
                && words
                && s.weight >= 8.0
                && s.weight <= 250.0
                && s.link_density() < 0.3
                && s.digits * 3 < s.chars
                && !b.text().ends_with(['.', '。', ':', ','])
                && (s.words > 8 || !super::zones::looks_dated(b.text()))
        })
    };
    let bold = |at: &usize| {
        blocks
            .get(*at)
            .is_some_and(|b| b.stats.bold > 0.8 * b.stats.weight)
    };
    (from..first)
        .rev()
        .filter(fits)
        .find(bold)
        .or_else(|| (from..first).rev().find(fits))
}

#[cfg(test)]
mod tests {
    use super::{Bag, likeness, word_hashes};

    #[test]
    fn likeness_of_titles() {
        let a = Bag::of("Malk opens the Tarsk bridge");
        let b = Bag::of("Malk Opens The Tarsk Bridge | The Tarsk Courier");
        assert!((likeness(&a.0, &b.0) - 10.0 / 13.0).abs() < 1e-6);
        assert!(likeness(&a.0, &[]).abs() < 1e-6);
    }

    #[test]
    fn words_are_letters_and_digits() {
        for (text, expected) in [
            ("", vec![]),
            ("Malk’s “Émile”—x2", vec!["malk", "s", "émile", "x2"]),
            (
                "  벤드리아 2022년, no. 3 ",
                vec!["벤드리아", "2022년", "no", "3"],
            ),
            ("ABCdefÉ\u{301}g", vec!["abcdefé", "g"]),
        ] {
            let expected: Vec<u64> = expected.iter().flat_map(|w| word_hashes(w)).collect();
            assert_eq!(word_hashes(text), expected, "{text}");
        }
        let long = "Q".repeat(100);
        assert_eq!(word_hashes(&long), word_hashes(&long.to_lowercase()));
    }
}
