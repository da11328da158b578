//! A page measured: what each part of the tree holds, what it is called, where the headline is.

use hashbrown::HashMap;

use super::{
    block::{Block, Stats},
    features::{claimed_share, claimed_shingles},
    headline::{Bags, headline, title_match},
    metadata::Claims,
    tag::Tag,
    tree::{Name, Node, Tree},
    vocabulary::{PARTS, Part, parts},
};

/// Ancestors by tag that the classifier sees, after the parts by name.
pub(super) const ELEMENTS: usize = 14;

/// Slots of [`element_slot`].
pub(super) const ELEMENT_NAV: usize = 2;
pub(super) const ELEMENT_FOOTER: usize = 4;
pub(super) const ELEMENT_LIST: usize = 6;
pub(super) const ELEMENT_TABLE: usize = 7;
pub(super) const ELEMENT_FIGURE: usize = 8;
pub(super) const ELEMENT_FORM: usize = 9;
pub(super) const ELEMENT_QUOTE: usize = 10;
pub(super) const ELEMENT_FIGCAPTION: usize = 12;

/// How far up an ancestor counts.
pub(super) const FAR: u8 = 30;

pub(super) type Distances = [u8; PARTS + ELEMENTS];

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
    pub(super) holders: Holders,
    /// Of the holders, in order; the other nodes are as far as can be.
    distances: Vec<Distances>,
    /// Index of the block that is taken for the headline.
    pub(super) headline: Option<usize>,
    /// The words of the short blocks.
    pub(super) bags: Bags,
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

/// The parts that names stand for, each list of names read once.
#[derive(Default)]
struct Named<'v> {
    known: HashMap<&'v str, u32>,
}

impl<'v> Named<'v> {
    /// The parts that a node's names stand for.
    fn parts(&mut self, tree: &'v Tree<'_>, id: u32, node: &Node) -> u32 {
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
                found |= *self.known.entry(head).or_insert_with(|| parts(head));
            }
        }
        found
    }
}

impl<'p, 't> Page<'p, 't> {
    pub(super) fn new(tree: &'p Tree<'t>, blocks: &'p [Block], claims: &Claims) -> Self {
        let sums = sums(tree, blocks);
        let bags = Bags::new(blocks);
        let title_match = title_match(blocks, &bags, claims);
        let headline = headline(tree, blocks, &title_match);
        let holders = Holders::new(tree, blocks);
        let headline_block = headline.and_then(|h| blocks.get(h));
        let distances = distances(tree, headline_block, &sums, &holders);
        let shingles = claimed_shingles(claims);
        let claimed = blocks
            .iter()
            .map(|b| claimed_share(&shingles, b.text()))
            .collect();
        Page {
            tree,
            blocks,
            sums,
            holders,
            distances,
            headline,
            bags,
            title_match,
            claimed,
        }
    }

    /// How far above a block each part and each element stands.
    pub(super) fn distances(&self, block: &Block) -> Distances {
        self.holders
            .of(&self.distances, block.container)
            .copied()
            .unwrap_or([FAR; PARTS + ELEMENTS])
    }

    pub(super) fn distance(&self, block: &Block, part: usize) -> u8 {
        self.holders
            .of(&self.distances, block.container)
            .and_then(|d| d.get(part))
            .copied()
            .unwrap_or(FAR)
    }

    /// How far above a block an element of a slot stands.
    pub(super) fn element(&self, block: &Block, slot: usize) -> u8 {
        self.distance(block, PARTS + slot)
    }

    pub(super) fn sums_of(&self, id: u32) -> Sums {
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

/// The nodes that are containers of blocks or stand above one. Of a page's nodes they are the fewer.
pub(super) struct Holders {
    /// The number of each node among the holders; [`NONE`] for the others.
    numbers: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Holders {
    fn new(tree: &Tree<'_>, blocks: &[Block]) -> Self {
        let mut numbers = vec![NONE; tree.nodes.len()];
        for block in blocks {
            for id in tree.lineage(block.container) {
                match numbers.get_mut(id as usize) {
                    Some(number) if *number == NONE => *number = 0,
                    _ => break,
                }
            }
        }
        let holders = numbers.iter_mut().filter(|n| **n != NONE);
        for (number, slot) in (0u32..).zip(holders) {
            *slot = number;
        }
        Holders { numbers }
    }

    fn number(&self, id: u32) -> Option<usize> {
        let number = *self.numbers.get(id as usize)?;
        (number != NONE).then_some(number as usize)
    }

    /// What a list of the holders, in order, has for a node.
    pub(super) fn of<'l, T>(&self, list: &'l [T], id: u32) -> Option<&'l T> {
        list.get(self.number(id)?)
    }
}

fn distances(
    tree: &Tree<'_>,
    headline: Option<&Block>,
    sums: &[Sums],
    holders: &Holders,
) -> Vec<Distances> {
    let mut with_headline = vec![false; tree.nodes.len()];
    if let Some(block) = headline {
        for id in tree.lineage(block.container) {
            if let Some(flag) = with_headline.get_mut(id as usize) {
                *flag = true;
            }
        }
    }
    let mut named = Named::default();
    let half = sums.first().map_or(0.0, |s| s.good) * 0.5;
    let mut out: Vec<Distances> = Vec::new();
    for (id, node) in (0u32..).zip(&tree.nodes) {
        if holders.number(id).is_none() {
            continue;
        }
        let mut here = match holders.of(&out, node.parent) {
            Some(above) if !matches!(node.tag, Tag::Body | Tag::Html | Tag::Root) => {
                above.map(|d| (d + 1).min(FAR))
            }
            _ => [FAR; PARTS + ELEMENTS],
        };
        let cut = with_headline.get(id as usize).copied().unwrap_or(false);
        let heavy = half > 0.0 && sums.get(id as usize).is_some_and(|s| s.good >= half);
        let mut set = named.parts(tree, id, node);
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
///
/// One number for each holder, in order.
pub(super) fn alike_siblings(tree: &Tree<'_>, holders: &Holders) -> Vec<f32> {
    let mut has_holder = vec![false; tree.nodes.len()];
    for (id, node) in (0u32..).zip(&tree.nodes) {
        if holders.number(id).is_some()
            && let Some(flag) = has_holder.get_mut(node.parent as usize)
        {
            *flag = true;
        }
    }
    let mut numbers: HashMap<(u32, Tag, &str), u32> = HashMap::new();
    let mut counts: Vec<u32> = Vec::new();
    let mut group_of = Vec::new();
    for (id, node) in (0u32..).zip(&tree.nodes) {
        if has_holder.get(node.parent as usize) != Some(&true) {
            continue;
        }
        let class = tree.attr(id, Name::Class).unwrap_or("");
        let first = class.split_whitespace().next().unwrap_or("");
        let next = u32::try_from(counts.len()).unwrap_or(u32::MAX);
        let group = *numbers
            .entry((node.parent, node.tag, first))
            .or_insert(next);
        if group == next {
            counts.push(0);
        }
        if let Some(count) = counts.get_mut(group as usize) {
            *count += 1;
        }
        if holders.number(id).is_some() {
            group_of.push(group);
        }
    }
    group_of
        .into_iter()
        .map(|group| counts.get(group as usize).copied().unwrap_or(0).min(50) as f32)
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
        if sum.blocks > 0.0
            && let Some(above) = out.get_mut(node.parent as usize)
        {
            above.weight += sum.weight;
            above.link += sum.link;
            above.good += sum.good;
            above.paragraphs += sum.paragraphs;
            above.blocks += sum.blocks;
        }
    }
    out
}
