//! Plain captures: a page as a person copied it, menus and all, without its tags.
//!
//! Nothing in such a text says what is a menu and what is the article. Each line is described by
//! numbers: its own (length, words of function, capitals, marks at its end, words of the web), those of
//! the lines around it, and those of the whole page (repetition, the densest stretch of prose, the
//! words that the prose has in common). A trained model reads them; rules then name the kinds.

mod context;
mod forest;
mod lexicon;
mod model;
mod scan;
mod stacked;
mod vocabulary;

use self::scan::{Scan, scan};
pub use self::{
    lexicon::Lexicon,
    model::{
        LineFeatures, body_probabilities, feature_names, line_features, line_slots, second_features,
    },
};
use super::{Article, Zone, ZoneKind};
use crate::text::Clean;

/// Finds the zones of a plain text.
pub(super) fn layout(text: &str) -> Vec<Article> {
    let lexicon = Lexicon::built_in();
    let scan = scan(text, |h| lexicon.weight(h));
    let body = body(&scan);
    let zones: Vec<Zone> = scan
        .lines
        .iter()
        .zip(body)
        .map(|(line, body)| Zone {
            kind: if body {
                ZoneKind::Paragraph
            } else {
                ZoneKind::Furniture
            },
            spans: vec![line.span],
            clean: Clean::folded(text, line.span),
            language: None,
        })
        .collect();
    if zones.is_empty() {
        Vec::new()
    } else {
        vec![Article { zones }]
    }
}

/// Which lines are the article's body.
fn body(scan: &Scan) -> Vec<bool> {
    if let Some([_, last]) = model::probabilities(scan) {
        return last.iter().map(|p| *p > 0.45).collect();
    }
    let (from, to) = context::best_stretch(
        scan.lines
            .iter()
            .map(|l| if l.prose { l.own.words } else { -8.0 }),
    );
    (0..scan.lines.len())
        .map(|at| (from..to).contains(&at))
        .collect()
}
