//! HTML: which words of a page are its article, and what each of them is.
//!
//! A page becomes a lean tree ([`tree`]), its words become blocks ([`block`]), each block is judged by
//! what it is, where it stands and what the markup claims ([`features`], [`model`]), and the blocks
//! become zones ([`zones`]). Spans of zones cover text only; all markup is one furniture zone.

mod block;
mod builder;
mod dates;
mod entity;
mod features;
mod headline;
mod metadata;
mod model;
mod names;
mod openings;
mod page;
mod split;
mod tag;
mod tokens;
#[cfg(test)]
mod tokens_test;
mod tree;
mod veto;
mod vocabulary;
mod zones;

use super::{Article, Layout};
use crate::text::Span;

/// Finds the zones of a page and what its markup claims.
pub(crate) fn html(text: &str) -> Layout {
    let tree = tree::Tree::parse(text);
    let blocks = block::blocks(&tree);
    let mut claims = metadata::claims(&tree);
    let (mut kinds, around) = {
        let page = page::Page::new(&tree, &blocks, &claims);
        // What nobody reads is never body: no need to ask.
        let read = |block: &block::Block| !block.stats.unread && !block.stats.noscript;
        let rows = features::matrix(&page, &claims, read);
        let mut asked = model::Model::embedded()
            .probabilities(&rows.numbers, rows.width)
            .into_iter();
        let probabilities: Vec<f32> = blocks
            .iter()
            .map(|b| if read(b) { asked.next() } else { None }.unwrap_or(0.0))
            .collect();
        let kinds = zones::kinds(&page, &claims, &probabilities);
        let around = zones::surroundings(&page, &kinds);
        (kinds, around)
    };
    dates::add(&tree, around.0, around.1, &mut claims.metadata);
    let starts = split::starts(&tree, &blocks, &mut kinds);
    let mut articles = Vec::new();
    let mut rest = blocks.into_iter().zip(kinds).peekable();
    for (number, first) in starts.iter().enumerate() {
        let next = starts.get(number + 1).copied();
        let (mut own, mut own_kinds) = (Vec::new(), Vec::new());
        while let Some((block, kind)) = rest.next_if(|(b, _)| next.is_none_or(|n| b.runs.0 < n)) {
            own.push(block);
            own_kinds.push(kind);
        }
        let byte = |run: u32| {
            tree.runs
                .get(run as usize)
                .map_or(text.len(), |r| r.span.start)
        };
        let from = if number == 0 { 0 } else { byte(*first) };
        let within = Span::new(from, next.map_or(text.len(), byte));
        let mut zones = zones::zones(&tree, own, &own_kinds);
        zones.extend(zones::markup(&tree, within));
        zones.sort_by_key(|z| z.hull().start);
        if !zones.is_empty() {
            articles.push(Article { zones });
        }
    }
    Layout {
        articles,
        metadata: claims.metadata,
    }
}

/// What the classifier sees of a page: names of the features, the blocks' words and their rows.
pub(crate) fn dump(text: &str) -> serde_json::Value {
    let tree = tree::Tree::parse(text);
    let blocks = block::blocks(&tree);
    let claims = metadata::claims(&tree);
    let page = page::Page::new(&tree, &blocks, &claims);
    let rows = features::matrix(&page, &claims, |_| true);
    serde_json::json!({
        "names": names::names(),
        "blocks": blocks.iter().map(block::Block::text).collect::<Vec<_>>(),
        "rows": rows.numbers.chunks(rows.width.max(1)).collect::<Vec<_>>(),
        "headline": page.headline,
        "vetoes": veto::vetoes(&page).iter().map(|v| v.map_or(-1, |v| v as i32)).collect::<Vec<_>>(),
        "where": blocks.iter().map(|b| place(&tree, b.container)).collect::<Vec<_>>(),
    })
}

/// The kinds that blocks get when they are body with these probabilities.
pub(crate) fn judged(text: &str, probabilities: &[f32]) -> Vec<super::ZoneKind> {
    let tree = tree::Tree::parse(text);
    let blocks = block::blocks(&tree);
    let claims = metadata::claims(&tree);
    let page = page::Page::new(&tree, &blocks, &claims);
    let mut kinds = zones::kinds(&page, &claims, probabilities);
    split::starts(&tree, &blocks, &mut kinds);
    kinds
}

/// The innermost elements around a block, for people to read.
fn place(tree: &tree::Tree<'_>, container: tree::NodeId) -> String {
    let elements: Vec<String> = tree
        .lineage(container)
        .take(5)
        .map(|id| {
            let tag = tree.node(id).map_or(tag::Tag::Other, |n| n.tag);
            let class = tree.attr(id, tree::Name::Class).unwrap_or("");
            let class: String = class.chars().take(60).collect();
            format!("{tag:?}.{class}")
        })
        .collect();
    elements.join(" < ")
}
