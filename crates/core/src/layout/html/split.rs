//! Pages that hold several whole articles, each in an `article` element of its own.

use super::{
    block::Block,
    tag::Tag,
    tree::{Node, Tree},
};
use crate::layout::ZoneKind;

/// Least weight of running text that makes an `article` element an article: below it is a card.
const WHOLE: f32 = 300.0;

/// Most articles of one page.
const MOST: usize = 100;

/// The first run of each article; the first article also has all that stands before it. The heading of
/// each becomes its title.
pub(super) fn starts(tree: &Tree<'_>, blocks: &[Block], kinds: &mut [ZoneKind]) -> Vec<u32> {
    let found = articles(tree, blocks, kinds);
    if found.len() < 2 {
        return vec![0];
    }
    for (from, to) in &found {
        let own = || {
            blocks
                .iter()
                .enumerate()
                .filter(|(_, b)| b.runs.0 >= *from && b.runs.0 < *to)
        };
        let titled = own().any(|(at, _)| kinds.get(at) == Some(&ZoneKind::Title));
        let heading = own().find(|(_, b)| is_heading(tree, b)).map(|(at, _)| at);
        if let (false, Some(kind)) = (titled, heading.and_then(|h| kinds.get_mut(h))) {
            *kind = ZoneKind::Title;
        }
    }
    found.into_iter().map(|(from, _)| from).collect()
}

fn is_heading(tree: &Tree<'_>, block: &Block) -> bool {
    !block.stats.unread
        && tree.lineage(block.container).take(2).any(|n| {
            tree.node(n)
                .is_some_and(|n| n.tag.heading_level().is_some_and(|l| l <= 3))
        })
}

/// The runs of the elements that are whole articles; none unless there are several of a size.
fn articles(tree: &Tree<'_>, blocks: &[Block], kinds: &[ZoneKind]) -> Vec<(u32, u32)> {
    let mut outer: Vec<&Node> = Vec::new();
    for node in tree.nodes.iter().filter(|n| n.tag == Tag::Article) {
        if outer.last().is_none_or(|o| node.runs.0 >= o.runs.1) {
            outer.push(node);
        }
    }
    let mut all = 0.0f32;
    let mut largest = 0.0f32;
    let mut out = Vec::new();
    for node in outer.into_iter().take(MOST) {
        let from = blocks.partition_point(|b| b.runs.0 < node.runs.0);
        let to = blocks.partition_point(|b| b.runs.0 < node.runs.1);
        let own = blocks.get(from..to).unwrap_or(&[]);
        let text: Vec<f32> = own
            .iter()
            .zip(kinds.get(from..to).unwrap_or(&[]))
            .filter(|(_, k)| **k == ZoneKind::Paragraph)
            .map(|(b, _)| b.stats.weight)
            .collect();
        let weight: f32 = text.iter().sum();
        if text.len() >= 2 && weight >= WHOLE && own.iter().any(|b| is_heading(tree, b)) {
            all += weight;
            largest = largest.max(weight);
            out.push(node.runs);
        }
    }
    if largest > 0.8 * all {
        out.clear();
    }
    out
}
