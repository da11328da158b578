//! What is never body, whatever its words look like: readers' comments, menus, footers, forms, what
//! stands before the headline.
//!
//! On pages with known bodies each of these holds for less than one in a hundred of the characters
//! concerned, once names that also hold the headline are left out ([`super::features`]). The trees
//! see too few such pages to learn that by themselves.

use super::{
    block::Block,
    features::{ELEMENT_FOOTER, ELEMENT_FORM, ELEMENT_NAV, Page},
    vocabulary::Part,
};

/// Why a block cannot be body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Veto {
    Unread,
    Comment,
    Place,
    Promotion,
    Before,
}

impl Veto {
    /// All, the surest first.
    pub(super) const ALL: [Veto; 5] = [
        Veto::Unread,
        Veto::Comment,
        Veto::Place,
        Veto::Promotion,
        Veto::Before,
    ];

    fn holds(self, page: &Page<'_, '_>, at: usize, block: &Block) -> bool {
        let part = |p: Part| page.distance(block, p as usize);
        match self {
            Veto::Unread => block.stats.unread || block.stats.noscript,
            Veto::Comment => part(Part::Comment) < 30,
            Veto::Place => {
                page.element(block, ELEMENT_NAV) < 30
                    || page.element(block, ELEMENT_FOOTER) < 30
                    || page.element(block, ELEMENT_FORM) < 30
                    || part(Part::Footer) <= 1
                    || part(Part::Nav) == 0
            }
            Veto::Promotion => {
                part(Part::Newsletter) == 0
                    || part(Part::Popup) == 0
                    || part(Part::Author) <= 1
                    || part(Part::Meta) == 0
                    || part(Part::Related) == 0
            }
            Veto::Before => page.headline.is_some_and(|h| at < h),
        }
    }
}

/// The first veto against each block.
pub(super) fn vetoes(page: &Page<'_, '_>) -> Vec<Option<Veto>> {
    page.blocks
        .iter()
        .enumerate()
        .map(|(at, block)| Veto::ALL.into_iter().find(|v| v.holds(page, at, block)))
        .collect()
}

/// Sets the probability of vetoed blocks to 0. A veto that would take most of what passes is taken for
/// a misleading name and does not count; only readers' comments may outweigh their article. What the
/// markup claims as body word by word is never vetoed.
pub(super) fn apply(page: &Page<'_, '_>, claimed: &[f32], probabilities: &mut [f32]) {
    let mut vetoes = vetoes(page);
    for ((veto, claimed), block) in vetoes.iter_mut().zip(claimed).zip(page.blocks) {
        if *claimed >= 0.9 && block.stats.words >= 12 && *veto != Some(Veto::Unread) {
            *veto = None;
        }
    }
    for veto in Veto::ALL {
        let (mut all, mut rest, mut ahead) = (0.0f32, 0.0f32, 0.0f32);
        for ((block, p), v) in page.blocks.iter().zip(probabilities.iter()).zip(&vetoes) {
            if *p >= 0.5 {
                all += block.stats.weight;
                if *v != Some(veto) {
                    rest += block.stats.weight;
                    if all <= rest {
                        ahead = rest;
                    }
                }
            }
        }
        let kept = match veto {
            Veto::Unread => true,
            // Comments follow their article, however long they are.
            Veto::Comment => ahead >= 140.0 || all <= 2.0 * rest,
            Veto::Place | Veto::Promotion | Veto::Before => rest >= 0.5 * all,
        };
        if !kept {
            continue;
        }
        for (p, v) in probabilities.iter_mut().zip(&vetoes) {
            if *v == Some(veto) {
                *p = 0.0;
            }
        }
    }
}
