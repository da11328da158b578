//! The headline of a page, and how alike two lines are.

use hashbrown::HashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::{block::Block, metadata::Claims, page::is_good, tree::Tree};

/// Hashes of the words of a text, lower case, letters and digits only.
pub(super) fn word_hashes(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(|w| {
            if w.is_ascii() {
                xxh3_64(w.to_ascii_lowercase().as_bytes())
            } else {
                xxh3_64(w.to_lowercase().as_bytes())
            }
        })
        .collect()
}

/// How alike two bags of words are, from 0 to 1 (Dice).
pub(super) fn likeness(a: &[u64], b: &[u64]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let mut left: Vec<u64> = a.to_vec();
    let mut right: Vec<u64> = b.to_vec();
    left.sort_unstable();
    right.sort_unstable();
    let (mut i, mut j, mut both) = (0, 0, 0usize);
    while let (Some(x), Some(y)) = (left.get(i), right.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                both += 1;
                i += 1;
                j += 1;
            }
        }
    }
    2.0 * both as f32 / (a.len() + b.len()) as f32
}

pub(super) fn title_match(blocks: &[Block], claims: &Claims) -> Vec<f32> {
    let titles: Vec<Vec<u64>> = claims
        .metadata
        .titles
        .iter()
        .take(6)
        .map(|t| word_hashes(t))
        .collect();
    blocks
        .iter()
        .map(|block| {
            if block.stats.unread || block.stats.words > 60 {
                return 0.0;
            }
            let words = word_hashes(block.text());
            titles
                .iter()
                .map(|t| likeness(&words, t))
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
    use super::{likeness, word_hashes};

    #[test]
    fn likeness_of_titles() {
        let a = word_hashes("Malk opens the Tarsk bridge");
        let b = word_hashes("Malk Opens The Tarsk Bridge | The Tarsk Courier");
        assert!((likeness(&a, &b) - 10.0 / 13.0).abs() < 1e-6);
        assert!(likeness(&a, &[]).abs() < 1e-6);
    }
}
