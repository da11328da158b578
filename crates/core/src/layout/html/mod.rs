//! HTML: which words of a page are its article, and what each of them is.
//!
//! A page becomes a lean tree ([`tree`]), its words become blocks ([`block`]), each block is judged by
//! what it is, where it stands and what the markup claims ([`features`], [`model`]), and the blocks
//! become zones ([`zones`]). Spans of zones cover text only; all markup is one furniture zone.

mod block;
mod dates;
mod entity;
mod features;
mod metadata;
mod model;
mod tag;
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
    let (kinds, around) = {
        let page = features::Page::new(&tree, &blocks, &claims);
        let model = model::Model::embedded();
        let probabilities: Vec<f32> = features::matrix(&page, &claims)
            .iter()
            .map(|row| model.probability(row))
            .collect();
        let kinds = zones::kinds(&page, &claims, &probabilities);
        let around = zones::surroundings(&page, &kinds);
        (kinds, around)
    };
    dates::add(&tree, around.0, around.1, &mut claims.metadata);
    let mut zones = zones::zones(&tree, blocks, &kinds);
    zones.extend(zones::markup(&tree, Span::new(0, text.len())));
    zones.sort_by_key(|z| z.hull().start);
    let articles = if zones.is_empty() {
        Vec::new()
    } else {
        vec![Article { zones }]
    };
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
    let page = features::Page::new(&tree, &blocks, &claims);
    serde_json::json!({
        "names": features::names(),
        "blocks": blocks.iter().map(block::Block::text).collect::<Vec<_>>(),
        "rows": features::matrix(&page, &claims),
        "headline": page.headline,
        "vetoes": veto::vetoes(&page).iter().map(|v| v.map_or(-1, |v| v as i32)).collect::<Vec<_>>(),
        "containers": blocks.iter().map(|b| b.container).collect::<Vec<_>>(),
    })
}
