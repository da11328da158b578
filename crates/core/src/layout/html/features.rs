//! What the classifier sees of each block: its words, where it stands in the tree, how its
//! neighbours look, what the markup claims.

use hashbrown::{HashMap, HashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::{
    block::{Block, Stats},
    headline::{BAGGED, Bag, word_hashes},
    metadata::Claims,
    openings::{Head, asks},
    page::{ELEMENTS, Page, alike_siblings, is_good},
    tag::Tag,
    tree::{Name, Tree},
    vocabulary::PARTS,
};

/// Word trigrams of the body that JSON-LD repeats.
pub(super) fn claimed_shingles(claims: &Claims) -> HashSet<u64> {
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

pub(super) fn claimed_share(shingles: &HashSet<u64>, text: &str) -> f32 {
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

/// Signatures of where blocks stand: tags and classes of their containers and two above.
struct Signatures<'p, 't> {
    tree: &'p Tree<'t>,
    /// Of each node's own class, where it was asked for.
    classes: Vec<Option<u64>>,
    name: Vec<u8>,
}

impl<'p, 't> Signatures<'p, 't> {
    fn new(tree: &'p Tree<'t>) -> Self {
        Signatures {
            tree,
            classes: vec![None; tree.nodes.len()],
            name: Vec::new(),
        }
    }

    fn class(&mut self, id: u32) -> u64 {
        if let Some(Some(known)) = self.classes.get(id as usize) {
            return *known;
        }
        let class = self.tree.attr(id, Name::Class).unwrap_or("");
        let end = class
            .char_indices()
            .nth(300)
            .map_or(class.len(), |(end, _)| end);
        let head = class.as_bytes().get(..end).unwrap_or_default();
        // Numbers in class names tell instances apart, not kinds.
        self.name.clear();
        self.name
            .extend(head.iter().filter(|b| !b.is_ascii_digit()));
        let hash = xxh3_64(&self.name);
        if let Some(slot) = self.classes.get_mut(id as usize) {
            *slot = Some(hash);
        }
        hash
    }

    fn of(&mut self, block: &Block) -> u64 {
        let tree = self.tree;
        let mut hash = 0u64;
        for id in tree.lineage(block.container).take(3) {
            let tag = tree.node(id).map_or(0, |n| n.tag as u64);
            hash = hash.rotate_left(13).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ self.class(id) ^ tag;
        }
        hash
    }
}

#[derive(Clone, Copy, Default)]
struct Cluster {
    count: f32,
    weight: f32,
    link: f32,
    good: f32,
}

/// Rows of numbers, one a block that was wanted; the order in them is that of [`super::names::names`].
#[derive(Debug, Default)]
pub(super) struct Matrix {
    pub(super) numbers: Vec<f32>,
    /// How many numbers a row has.
    pub(super) width: usize,
}

/// What the classifier sees of the blocks that are `wanted`.
pub(super) fn matrix(
    page: &Page<'_, '_>,
    claims: &Claims,
    wanted: impl Fn(&Block) -> bool,
) -> Matrix {
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
    let description = claims
        .metadata
        .descriptions
        .first()
        .map(|d| Bag::of(d))
        .unwrap_or_default();
    let mut clusters: HashMap<u64, Cluster> = HashMap::new();
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let mut signed = Signatures::new(tree);
    let mut signatures = Vec::with_capacity(page.blocks.len());
    let mut texts = Vec::with_capacity(page.blocks.len());
    let mut heads = Vec::with_capacity(page.blocks.len());
    for block in page.blocks {
        let key = signed.of(block);
        signatures.push(key);
        let text = xxh3_64(block.text().as_bytes());
        texts.push(text);
        heads.push(Head::of(block.text()));
        let cluster = clusters.entry(key).or_default();
        cluster.count += 1.0;
        cluster.weight += block.stats.weight;
        cluster.link += block.stats.link;
        if is_good(&block.stats) {
            cluster.good += block.stats.weight;
        }
        if !(block.stats.hidden || block.stats.unread || block.stats.noscript) {
            *seen.entry(text).or_default() += 1;
        }
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
    let alike = alike_siblings(tree, &page.holders);
    let replies: Vec<usize> = page
        .blocks
        .iter()
        .zip(&heads)
        .enumerate()
        .filter(|(_, (block, head))| head.is_reply(block.text()))
        .map(|(at, _)| at)
        .collect();
    let mut before = 0.0f32;
    let mut good_before = 0.0f32;
    let mut row: Vec<f32> = Vec::with_capacity(page.blocks.len() * (110 + PARTS + ELEMENTS));
    let mut rows = 0usize;
    for (at, (block, head)) in page.blocks.iter().zip(&heads).enumerate() {
        let s = &block.stats;
        if !wanted(block) {
            before += s.weight;
            if is_good(s) {
                good_before += s.weight;
            }
            continue;
        }
        let words = s.words.max(1) as f32;
        let text = block.text();
        let own_kind = own.get(at).map_or(0.0, |[_, _, kind, ..]| *kind);
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
            asks(text) as f32,
            head.opening() as f32,
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
            own_kind,
            tree.node(block.container)
                .map_or(0.0, |n| f32::from(n.depth)),
            f32::from(u8::from(text.contains('©'))),
            texts
                .get(at)
                .and_then(|hash| seen.get(hash))
                .copied()
                .unwrap_or(1)
                .min(5) as f32,
        ]);
        row.extend(page.distances(block).map(f32::from));
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
            row.push(page.holders.of(&alike, id).copied().unwrap_or(0.0));
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
            if description.is_empty() || s.words > BAGGED {
                -1.0
            } else {
                page.bags.likeness(at, &description)
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
        rows += 1;
    }
    Matrix {
        width: row.len().checked_div(rows).unwrap_or(0),
        numbers: row,
    }
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
