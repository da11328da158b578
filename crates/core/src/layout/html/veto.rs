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

/// Sets the probability of vetoed blocks to 0. A veto that would leave next to nothing of the
/// running text is taken for a misleading name and does not count.
pub(super) fn apply(page: &Page<'_, '_>, probabilities: &mut [f32]) {
    let vetoes = vetoes(page);
    for veto in Veto::ALL {
        let passing = |p: &[f32], without: bool| -> f32 {
            page.blocks
                .iter()
                .zip(p)
                .zip(&vetoes)
                .filter(|((_, p), v)| **p >= 0.5 && !(without && **v == Some(veto)))
                .map(|((b, _), _)| b.stats.weight)
                .sum()
        };
        let all = passing(probabilities, false);
        let rest = passing(probabilities, true);
        if veto != Veto::Unread && rest < 140.0 && all > 2.0 * rest {
            continue;
        }
        for (p, v) in probabilities.iter_mut().zip(&vetoes) {
            if *v == Some(veto) {
                *p = 0.0;
            }
        }
    }
}
