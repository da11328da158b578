//! What the classifier sees of each block: its words, where it stands in the tree, how its
//! neighbours look, what the markup claims.

use hashbrown::{HashMap, HashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::{
    block::{Block, Stats},
    metadata::Claims,
    tag::Tag,
    tree::{Name, Node, Tree},
    vocabulary::{PARTS, Part, parts},
};

/// Ancestors by tag that the classifier sees, after the parts by name.
const ELEMENTS: usize = 14;

/// Slots of [`element_slot`].
pub(super) const ELEMENT_NAV: usize = 2;
pub(super) const ELEMENT_FOOTER: usize = 4;
pub(super) const ELEMENT_LIST: usize = 6;
pub(super) const ELEMENT_FIGURE: usize = 8;
pub(super) const ELEMENT_FORM: usize = 9;
pub(super) const ELEMENT_FIGCAPTION: usize = 12;

/// How far up an ancestor counts.
const FAR: u8 = 30;

type Distances = [u8; PARTS + ELEMENTS];

/// Aggregates over the subtree of a node.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    /// Weight of all words that can be read.
    pub(super) weight: f32,
    pub(super) link: f32,
    /// Weight of the blocks that look like running text.
    pub(super) good: f32,
    pub(super) paragraphs: f32,
    pub(super) blocks: f32,
    /// Readability's score, propagated from paragraphs to parent and grandparent.
    pub(super) score: f32,
}

/// A page with everything that was measured on it.
pub(super) struct Page<'p, 't> {
    pub(super) tree: &'p Tree<'t>,
    pub(super) blocks: &'p [Block],
    pub(super) sums: Vec<Sums>,
    pub(super) distances: Vec<Distances>,
    /// Index of the block that is taken for the headline.
    pub(super) headline: Option<usize>,
    /// How much each block's words are those of a claimed title.
    pub(super) title_match: Vec<f32>,
    /// The share of each block's words that JSON-LD repeats as the body; -1 where it repeats none.
    pub(super) claimed: Vec<f32>,
}

fn element_slot(tag: Tag) -> Option<usize> {
    Some(match tag {
        Tag::Article => 0,
        Tag::Main => 1,
        Tag::Nav => 2,
        Tag::Aside => 3,
        Tag::Footer => 4,
        Tag::Header => 5,
        Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dl => 6,
        Tag::Table => 7,
        Tag::Figure => 8,
        Tag::Form => 9,
        Tag::Blockquote => 10,
        Tag::Section => 11,
        Tag::Figcaption => 12,
        Tag::Details => 13,
        _ => return None,
    })
}

/// The parts that a node's names stand for.
fn parts_of(tree: &Tree<'_>, id: u32, node: &Node) -> u32 {
    if matches!(node.tag, Tag::Html | Tag::Body | Tag::Root) {
        return 0;
    }
    let mut found = 0;
    for (name, value) in tree.attrs_of(id) {
        if matches!(
            name,
            Name::Class | Name::Id | Name::Itemprop | Name::Role | Name::Data
        ) {
            // Utility frameworks write hundreds of classes on one element; the names come first.
            let head = value.get(..value.len().min(400)).unwrap_or(value);
            found |= parts(head);
        }
    }
    found
}

impl<'p, 't> Page<'p, 't> {
    pub(super) fn new(tree: &'p Tree<'t>, blocks: &'p [Block], claims: &Claims) -> Self {
        let sums = sums(tree, blocks);
        let title_match = title_match(blocks, claims);
        let headline = headline(tree, blocks, &title_match);
        let distances = distances(tree, headline.and_then(|h| blocks.get(h)), &sums);
        let shingles = claimed_shingles(claims);
        let claimed = blocks
            .iter()
            .map(|b| claimed_share(&shingles, b.text()))
            .collect();
        Page {
            tree,
            blocks,
            sums,
            distances,
            headline,
            title_match,
            claimed,
        }
    }

    pub(super) fn distance(&self, block: &Block, part: usize) -> u8 {
        self.distances
            .get(block.container as usize)
            .and_then(|d| d.get(part))
            .copied()
            .unwrap_or(FAR)
    }

    /// How far above a block an element of a slot stands.
    pub(super) fn element(&self, block: &Block, slot: usize) -> u8 {
        self.distance(block, PARTS + slot)
    }

    fn sums_of(&self, id: u32) -> Sums {
        self.sums.get(id as usize).copied().unwrap_or_default()
    }
}

/// Parts and elements that count wherever they stand above a block. The others count only below the
/// point where the block and the headline part ways: what holds both says nothing against the block.
const UNCUT: u32 = Part::Content.bit();

/// Parts that count even on what holds most of the page's running text.
const HEAVY: u32 = Part::Content.bit() | Part::Comment.bit() | Part::Related.bit();

/// Article, main, section: slots of [`element_slot`] that are never cut.
fn is_uncut(slot: usize) -> bool {
    matches!(slot, 0 | 1 | 11)
}

fn distances(tree: &Tree<'_>, headline: Option<&Block>, sums: &[Sums]) -> Vec<Distances> {
    let mut with_headline = vec![false; tree.nodes.len()];
    if let Some(block) = headline {
        for id in tree.lineage(block.container) {
            if let Some(flag) = with_headline.get_mut(id as usize) {
                *flag = true;
            }
        }
    }
    let half = sums.first().map_or(0.0, |s| s.good) * 0.5;
    let mut out: Vec<Distances> = Vec::with_capacity(tree.nodes.len());
    for (id, node) in (0u32..).zip(&tree.nodes) {
        let mut here = match out.get(node.parent as usize) {
            Some(above) if !matches!(node.tag, Tag::Body | Tag::Html | Tag::Root) => {
                above.map(|d| (d + 1).min(FAR))
            }
            _ => [FAR; PARTS + ELEMENTS],
        };
        let cut = with_headline.get(id as usize).copied().unwrap_or(false);
        let heavy = half > 0.0 && sums.get(id as usize).is_some_and(|s| s.good >= half);
        let mut set = parts_of(tree, id, node);
        if cut {
            set &= UNCUT;
        } else if heavy {
            set &= HEAVY;
        }
        while set != 0 {
            if let Some(slot) = here.get_mut(set.trailing_zeros() as usize) {
                *slot = 0;
            }
            set &= set - 1;
        }
        if let Some(slot) = element_slot(node.tag)
            && (is_uncut(slot) || !(cut || heavy))
            && let Some(distance) = here.get_mut(PARTS + slot)
        {
            *distance = 0;
        }
        out.push(here);
    }
    out
}

/// How many siblings of a node have its tag and class: cards, comments and list items come in
/// numbers.
fn alike_siblings(tree: &Tree<'_>) -> Vec<f32> {
    let key = |id: u32, node: &Node| {
        let class = tree.attr(id, Name::Class).unwrap_or("");
        let first = class.split_whitespace().next().unwrap_or("");
        (node.parent, node.tag, xxh3_64(first.as_bytes()))
    };
    let mut counts: HashMap<(u32, Tag, u64), u32> = HashMap::new();
    for (id, node) in (0u32..).zip(&tree.nodes) {
        *counts.entry(key(id, node)).or_default() += 1;
    }
    (0u32..)
        .zip(&tree.nodes)
        .map(|(id, node)| counts.get(&key(id, node)).copied().unwrap_or(0).min(50) as f32)
        .collect()
}

/// Whether a block by itself looks like running text.
pub(super) fn is_good(stats: &Stats) -> bool {
    !stats.unread
        && !stats.hidden
        && stats.weight >= 60.0
        && stats.link_density() < 0.35
        && (stats.ends || stats.sentences > 0 || stats.weight > 120.0)
        && (stats.stops * 12 >= stats.words
            || stats.lower * 2 > stats.words
            || stats.weight > 12.0 * stats.words as f32)
}

fn sums(tree: &Tree<'_>, blocks: &[Block]) -> Vec<Sums> {
    let mut out = vec![Sums::default(); tree.nodes.len()];
    for block in blocks {
        let stats = &block.stats;
        if stats.unread || stats.noscript {
            continue;
        }
        let good = is_good(stats);
        let here = block.container as usize;
        if let Some(sum) = out.get_mut(here) {
            sum.weight += stats.weight;
            sum.link += stats.link;
            sum.blocks += 1.0;
            if good {
                sum.good += stats.weight;
                sum.paragraphs += 1.0;
            }
        }
        if good {
            let score = 1.0 + (stats.commas.min(20) as f32) + (stats.weight / 100.0).min(3.0);
            let parent = tree.node(block.container).map_or(0, |n| n.parent);
            let grand = tree.node(parent).map_or(0, |n| n.parent);
            if let Some(sum) = out.get_mut(parent as usize) {
                sum.score += score;
            }
            if let Some(sum) = out.get_mut(grand as usize) {
                sum.score += score / 2.0;
            }
        }
    }
    // Children come after their parents: one pass from the back sums every subtree.
    for id in (1..tree.nodes.len()).rev() {
        let (Some(node), Some(&sum)) = (tree.nodes.get(id), out.get(id)) else {
            continue;
        };
        if let Some(above) = out.get_mut(node.parent as usize) {
            above.weight += sum.weight;
            above.link += sum.link;
            above.good += sum.good;
            above.paragraphs += sum.paragraphs;
            above.blocks += sum.blocks;
        }
    }
    out
}

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

fn title_match(blocks: &[Block], claims: &Claims) -> Vec<f32> {
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
fn headline(tree: &Tree<'_>, blocks: &[Block], title_match: &[f32]) -> Option<usize> {
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
        if !stats.unread && stats.words <= 60 && stats.weight >= 4.0 {
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

/// Word trigrams of the body that JSON-LD repeats.
fn claimed_shingles(claims: &Claims) -> HashSet<u64> {
    let mut out = HashSet::new();
    if let Some(body) = &claims.body {
        let words = word_hashes(body);
        for three in words.windows(3) {
            out.insert(shingle(three));
        }
    }
    out
}

fn shingle(words: &[u64]) -> u64 {
    words.iter().fold(0u64, |h, w| {
        h.rotate_left(21).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ w
    })
}

fn claimed_share(shingles: &HashSet<u64>, text: &str) -> f32 {
    if shingles.is_empty() {
        return -1.0;
    }
    let words = word_hashes(text);
    let total = words.len().saturating_sub(2);
    if total == 0 {
        return 0.5;
    }
    let hits = words
        .windows(3)
        .filter(|w| shingles.contains(&shingle(w)))
        .count();
    hits as f32 / total as f32
}

/// Words that ask for something else than reading on.
const ASKS: &[&str] = &[
    "subscribe",
    "newsletter",
    "sign up",
    "click here",
    "read more",
    "advertisement",
    "cookie",
    "share this",
    "follow us",
    "comment",
    "related",
    "log in",
    "privacy",
    "terms of",
    "download",
    "email",
    "all rights",
    "©",
    "copyright",
    "recommended",
    "sponsored",
    "your inbox",
    "contact us",
    "whatsapp",
    "facebook",
    "twitter",
    "무단",
    "저작권",
    "구독",
    "댓글",
    "기사제보",
    "재배포",
];

/// Openings of lines that lead away from the text or stand under a picture.
const OPENINGS: &[&str] = &[
    "read more",
    "read also",
    "read next",
    "see also",
    "also read",
    "related:",
    "more:",
    "watch:",
    "watch ",
    "listen",
    "photo",
    "image",
    "picture",
    "credit",
    "source:",
    "by ",
    "published",
    "updated",
    "posted",
    "follow",
    "share",
    "tags",
    "filed under",
    "topics",
    "advert",
    "continue reading",
    "more from",
    "more on",
    "sign up",
    "subscribe",
    "editor's note",
    "(photo",
    "file photo",
    "getty",
    "©",
    "don't miss",
    "recommended",
    "via ",
    "이미지",
    "사진",
    "관련기사",
    "▶",
    "about the author",
    "join ",
    "click",
    "get ",
    "learn more",
    "check out",
    "disclaimer",
    "note:",
    "correction",
    "follow ",
];

fn asks(text: &str) -> (u32, u32) {
    use std::sync::OnceLock;
    static ASK: OnceLock<Option<aho_corasick::AhoCorasick>> = OnceLock::new();
    let automaton = ASK.get_or_init(|| {
        aho_corasick::AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(ASKS)
            .ok()
    });
    let count = automaton
        .as_ref()
        .map_or(0, |a| a.find_iter(text.as_bytes()).take(20).count());
    let head: String = text.chars().take(24).collect::<String>().to_lowercase();
    let opening = OPENINGS
        .iter()
        .position(|o| head.starts_with(o))
        .map_or(0, |p| p + 1);
    (
        u32::try_from(count).unwrap_or(0),
        u32::try_from(opening).unwrap_or(0),
    )
}

/// A control that stands under readers' comments.
fn is_reply(text: &str) -> bool {
    text.len() <= 24
        && matches!(
            text.to_lowercase().as_str(),
            "reply"
                | "report"
                | "permalink"
                | "upvote"
                | "downvote"
                | "flag"
                | "quote"
                | "like"
                | "답글"
                | "신고"
                | "reply to this"
                | "says:"
                | "log in to reply"
                | "report comment"
                | "reply report"
        )
}

fn kind_of(tree: &Tree<'_>, block: &Block) -> f32 {
    let tag = tree.node(block.container).map_or(Tag::Other, |n| n.tag);
    f32::from(match tag {
        Tag::P => 0u8,
        Tag::H1 => 1,
        Tag::H2 => 2,
        Tag::H3 => 3,
        Tag::H4 | Tag::H5 | Tag::H6 => 4,
        Tag::Blockquote => 5,
        Tag::Pre => 6,
        Tag::Li => 7,
        Tag::Td | Tag::Th => 8,
        Tag::Dt | Tag::Dd => 9,
        Tag::Div => 10,
        Tag::Section | Tag::Article | Tag::Main => 11,
        Tag::Custom | Tag::Other => 12,
        Tag::Figcaption | Tag::Figure | Tag::Caption => 13,
        Tag::Body | Tag::Html | Tag::Center => 14,
        Tag::Header | Tag::Footer | Tag::Aside | Tag::Nav => 15,
        _ => 16,
    })
}

fn distance_in(tree: &Tree<'_>, id: u32, ancestor: u32) -> f32 {
    let depth = |n: u32| tree.node(n).map_or(0, |n| n.depth);
    let Some(target) = tree.node(ancestor) else {
        return -1.0;
    };
    let from = depth(id);
    if from < target.depth {
        return -1.0;
    }
    let steps = usize::from(from - target.depth);
    match tree.lineage(id).nth(steps.min(40)) {
        Some(n) if n == ancestor => steps as f32,
        _ => -1.0,
    }
}

/// The path from the root along the heaviest child: where it last holds `share` of the good text.
fn heavy_node(page: &Page<'_, '_>, share: f32) -> u32 {
    let total = page.sums_of(0).good;
    if total <= 0.0 {
        return 0;
    }
    let mut best = 0u32;
    for (id, sum) in (0u32..).zip(&page.sums) {
        let depth = |n: u32| page.tree.node(n).map_or(0, |n| n.depth);
        if sum.good >= share * total && depth(id) >= depth(best) {
            best = id;
        }
    }
    best
}

/// A signature of where a block stands: tags and classes of its container and two above.
fn signature(tree: &Tree<'_>, block: &Block) -> u64 {
    let mut hash = 0u64;
    for id in tree.lineage(block.container).take(3) {
        let tag = tree.node(id).map_or(0, |n| n.tag as u64);
        let class = tree.attr(id, Name::Class).unwrap_or("");
        // Numbers in class names tell instances apart, not kinds.
        let class: String = class
            .chars()
            .filter(|c| !c.is_ascii_digit())
            .take(200)
            .collect();
        hash = hash.rotate_left(13).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ^ xxh3_64(class.as_bytes())
            ^ tag;
    }
    hash
}

#[derive(Clone, Copy, Default)]
struct Cluster {
    count: f32,
    weight: f32,
    link: f32,
    good: f32,
}

/// One row of numbers a block; the order is [`names`]'s.
pub(super) fn matrix(page: &Page<'_, '_>, claims: &Claims) -> Vec<Vec<f32>> {
    let tree = page.tree;
    let total = page.sums_of(0);
    let heavy: Vec<u32> = [0.9, 0.7, 0.5, 0.35]
        .iter()
        .map(|s| heavy_node(page, *s))
        .collect();
    let top = (0u32..)
        .zip(&page.sums)
        .map(|(id, s)| {
            let density = if s.weight > 0.0 {
                s.link / s.weight
            } else {
                0.0
            };
            (s.score * (1.0 - density), id)
        })
        .fold(
            (0.0f32, 0u32),
            |best, here| if here.0 > best.0 { here } else { best },
        );
    let description: Vec<u64> = claims
        .metadata
        .descriptions
        .first()
        .map(|d| word_hashes(d))
        .unwrap_or_default();
    let mut clusters: HashMap<u64, Cluster> = HashMap::new();
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let mut signatures = Vec::with_capacity(page.blocks.len());
    for block in page.blocks {
        let key = signature(tree, block);
        signatures.push(key);
        let cluster = clusters.entry(key).or_default();
        cluster.count += 1.0;
        cluster.weight += block.stats.weight;
        cluster.link += block.stats.link;
        if is_good(&block.stats) {
            cluster.good += block.stats.weight;
        }
        *seen.entry(xxh3_64(block.text().as_bytes())).or_default() += 1;
    }
    // In a language whose function words are not listed their share says nothing.
    let long = page.blocks.iter().filter(|b| b.stats.weight > 100.0);
    let (stops, words) = long.fold((0u32, 1u32), |(s, w), b| {
        (s + b.stats.stops, w + b.stats.words)
    });
    let known = f64::from(stops) / f64::from(words) >= 0.12;
    let stop_share = |s: &Stats| {
        if known {
            s.stops as f32 / s.words.max(1) as f32
        } else {
            -1.0
        }
    };
    let own: Vec<[f32; 5]> = page
        .blocks
        .iter()
        .map(|b| {
            [
                b.stats.weight.min(2000.0),
                b.stats.link_density(),
                kind_of(tree, b),
                f32::from(u8::from(b.stats.ends)),
                stop_share(&b.stats),
            ]
        })
        .collect();
    let alike = alike_siblings(tree);
    let replies: Vec<usize> = page
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| is_reply(b.text()))
        .map(|(at, _)| at)
        .collect();
    let mut before = 0.0f32;
    let mut good_before = 0.0f32;
    let mut rows = Vec::with_capacity(page.blocks.len());
    for (at, block) in page.blocks.iter().enumerate() {
        let s = &block.stats;
        let words = s.words.max(1) as f32;
        let text = block.text();
        let (asks, opening) = asks(text);
        let mut row: Vec<f32> = Vec::with_capacity(140);
        row.extend([
            s.weight.min(5000.0),
            words.min(800.0),
            s.link_density(),
            s.commas as f32 / words,
            f32::from(u8::from(s.ends)),
            stop_share(s),
            s.digits as f32 / s.chars.max(1) as f32,
            s.capitals as f32 / words,
            s.lower as f32 / words,
            s.sentences.min(40) as f32,
            s.weight / words,
            asks as f32,
            opening as f32,
            s.upper as f32 / s.chars.max(1) as f32,
            s.bold / s.weight.max(1.0),
            s.italic / s.weight.max(1.0),
            s.runs.min(50) as f32,
            s.lines.min(20) as f32,
            s.quotes.min(20) as f32,
            s.bars.min(10) as f32,
            f32::from(u8::from(s.hidden)),
            f32::from(u8::from(s.unread)),
            f32::from(u8::from(s.noscript)),
            kind_of(tree, block),
            tree.node(block.container)
                .map_or(0.0, |n| f32::from(n.depth)),
            f32::from(u8::from(text.contains('©'))),
            seen.get(&xxh3_64(text.as_bytes()))
                .copied()
                .unwrap_or(1)
                .min(5) as f32,
        ]);
        let distances = page
            .distances
            .get(block.container as usize)
            .copied()
            .unwrap_or([FAR; PARTS + ELEMENTS]);
        row.extend(distances.map(f32::from));
        // The subtrees that it stands in.
        let parent = tree.node(block.container).map_or(0, |n| n.parent);
        let grand = tree.node(parent).map_or(0, |n| n.parent);
        let great = tree.node(grand).map_or(0, |n| n.parent);
        for id in [block.container, parent, grand, great] {
            let sum = page.sums_of(id);
            row.extend([
                sum.good / total.good.max(1.0),
                sum.link / sum.weight.max(1.0),
                sum.paragraphs.min(60.0),
                sum.blocks.min(200.0),
                sum.good / sum.weight.max(1.0),
            ]);
        }
        for id in [block.container, parent, grand, great] {
            row.push(alike.get(id as usize).copied().unwrap_or(0.0));
        }
        let next = replies.partition_point(|&r| r < at);
        let nearest = [next.checked_sub(1), Some(next)]
            .into_iter()
            .flatten()
            .filter_map(|i| replies.get(i))
            .map(|r| r.abs_diff(at))
            .min();
        row.push(nearest.map_or(20.0, |d| d.min(20) as f32));
        for &id in &heavy {
            row.push(distance_in(tree, block.container, id));
        }
        row.push(distance_in(tree, block.container, top.1));
        // Blocks that look alike in the markup.
        let cluster = signatures
            .get(at)
            .and_then(|k| clusters.get(k))
            .copied()
            .unwrap_or_default();
        row.extend([
            cluster.count.min(200.0),
            cluster.good / total.good.max(1.0),
            cluster.link / cluster.weight.max(1.0),
            cluster.weight / cluster.count.max(1.0),
        ]);
        // Place on the page.
        row.extend([
            at as f32 / page.blocks.len().max(1) as f32,
            before / total.weight.max(1.0),
            good_before / total.good.max(1.0),
            total.good.min(50_000.0),
            page.blocks.len().min(2000) as f32,
            page.title_match.get(at).copied().unwrap_or(0.0),
            page.headline
                .map_or(-1000.0, |h| (at as f32 - h as f32).clamp(-300.0, 300.0)),
            page.claimed.get(at).copied().unwrap_or(-1.0),
            if description.is_empty() || s.words > 120 {
                -1.0
            } else {
                likeness(&word_hashes(text), &description)
            },
        ]);
        let shared = page
            .headline
            .and_then(|h| page.blocks.get(h))
            .map_or(-1.0, |h| common_depth(tree, h.container, block.container));
        row.push(shared);
        // Neighbours.
        for offset in [-3i32, -2, -1, 1, 2, 3] {
            let other = i32::try_from(at)
                .ok()
                .and_then(|i| usize::try_from(i + offset).ok())
                .and_then(|i| own.get(i).map(|o| (i, o)));
            match other {
                Some((i, o)) => {
                    row.extend(o);
                    let same = signatures.get(i) == signatures.get(at);
                    row.push(f32::from(u8::from(same)));
                }
                None => row.extend([-1.0; 6]),
            }
        }
        before += s.weight;
        if is_good(s) {
            good_before += s.weight;
        }
        rows.push(row);
    }
    rows
}

/// How many steps up from `b` the two have an ancestor in common.
fn common_depth(tree: &Tree<'_>, a: u32, b: u32) -> f32 {
    let (mut left, mut right) = (a, b);
    let mut steps = 0;
    while left != right && steps < 600 {
        let (Some(l), Some(r)) = (tree.node(left), tree.node(right)) else {
            break;
        };
        if r.depth >= l.depth {
            right = r.parent;
            steps += 1;
        } else {
            left = l.parent;
        }
        if left == 0 && right == 0 {
            break;
        }
    }
    steps.min(60) as f32
}

/// The names of the numbers in a row.
pub(super) fn names() -> Vec<String> {
    let mut out: Vec<String> = [
        "weight",
        "words",
        "link",
        "commas",
        "ends",
        "stops",
        "digits",
        "capitals",
        "lower",
        "sentences",
        "word-length",
        "asks",
        "opening",
        "upper",
        "bold",
        "italic",
        "runs",
        "lines",
        "quotes",
        "bars",
        "hidden",
        "unread",
        "noscript",
        "kind",
        "depth",
        "rights",
        "repeats",
    ]
    .map(str::to_owned)
    .to_vec();
    for part in [
        "comment",
        "social",
        "related",
        "nav",
        "footer",
        "aside",
        "ad",
        "newsletter",
        "author",
        "picture",
        "meta",
        "tag",
        "popup",
        "contents",
        "content",
        "title",
        "lead",
        "quote",
        "box",
        "notice",
        "listing",
        "header",
    ] {
        out.push(format!("part-{part}"));
    }
    for tag in [
        "article",
        "main",
        "nav",
        "aside",
        "footer",
        "header",
        "list",
        "table",
        "figure",
        "form",
        "blockquote",
        "section",
        "figcaption",
        "details",
    ] {
        out.push(format!("in-{tag}"));
    }
    for up in 0..4 {
        for name in ["good", "link", "paragraphs", "blocks", "purity"] {
            out.push(format!("up{up}-{name}"));
        }
    }
    for up in 0..4 {
        out.push(format!("up{up}-siblings"));
    }
    out.push("reply".to_owned());
    for name in ["heavy90", "heavy70", "heavy50", "heavy35", "top"] {
        out.push(name.to_owned());
    }
    for name in ["alike", "alike-good", "alike-link", "alike-mean"] {
        out.push(name.to_owned());
    }
    for name in [
        "place",
        "before",
        "good-before",
        "page-good",
        "page-blocks",
        "title",
        "from-headline",
        "claimed",
        "description",
        "headline-up",
    ] {
        out.push(name.to_owned());
    }
    for offset in [-3, -2, -1, 1, 2, 3] {
        for name in ["weight", "link", "kind", "ends", "stops", "same"] {
            out.push(format!("n{offset}-{name}"));
        }
    }
    out
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
