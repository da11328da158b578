//! Which organ of the pack a mention is, if any.
//!
//! A name is taken apart at its joints: `Political Bureau of the Central Committee` is a name and the body
//! over it, and the pack must have the one under the other. Names that other states use too are linked
//! only where the document shows the field and nothing near says that another state is meant.

mod fact;
mod identity;
mod side;

use self::identity::Identity;
use super::{Draft, Organ, index::Index, short::Explained};
use crate::facts::{
    field::{Field, Side},
    page::{At, Line, Page},
};

/// The kind of organs whose head noun says where they stand.
const MINISTRY: &str = "ministry";

/// The kinds of bodies of a party's centre, and of mass organisations.
const PARTY_CENTRAL: &str = "party_central";
const MASS: &str = "mass_organization";

/// The mentions of a page.
pub(super) fn link(
    page: &Page<'_>,
    field: &Field,
    index: &Index,
    drafts: &[Draft],
    explained: &Explained,
) -> Vec<Organ> {
    let linker = Linker {
        page,
        field,
        index,
        explained,
    };
    let mut before: Option<(At, Side)> = None;
    // The union whose central committee was named last, if it is not the party's.
    let mut central: Option<u32> = None;
    let mut organs = Vec::with_capacity(drafts.len());
    for (n, draft) in drafts.iter().enumerate() {
        let Some(line) = page.line(draft.at.zone) else {
            continue;
        };
        let following = drafts.get(n + 1..).unwrap_or(&[]);
        let mut identity = linker.identity(line, draft);
        if let Some(union) = central.filter(|_| linker.is_bare_central(line, draft, &identity)) {
            identity.organs = vec![union];
        }
        if linker.is_central_of(line, draft) {
            central = linker.union(&identity);
        }
        let side = linker.side(line, draft, following, &identity, before);
        if let Some(side) = side.or(identity.foreign.then_some(Side::Foreign)) {
            before = Some((draft.at, side));
        }
        // A ministry that the pack does not know stands where its ministries stand.
        let ministry = identity.organs.is_empty()
            && is_ministry(page.words(draft.at))
            && linker.nearby(line, draft, before) == Some(Side::Own);
        organs.extend(linker.organ(line, draft, identity, side, ministry));
    }
    organs
}

struct Linker<'a, 'd> {
    page: &'a Page<'d>,
    field: &'a Field,
    index: &'a Index,
    explained: &'a Explained,
}

impl Linker<'_, '_> {
    /// Whether a mention is `Central Committee` and no more.
    fn is_bare_central(&self, line: &Line<'_>, draft: &Draft, identity: &Identity) -> bool {
        let central = |n: &u32| {
            self.index
                .entry(*n)
                .is_some_and(|e| e.kind == PARTY_CENTRAL)
        };
        let words = self.name_words(line, draft).len();
        !identity.distinct
            && words <= 2
            && !identity.organs.is_empty()
            && identity.organs.iter().all(central)
    }

    /// Whether a mention says whose central committee it is.
    fn is_central_of(&self, line: &Line<'_>, draft: &Draft) -> bool {
        let words = self.name_words(line, draft);
        words.len() > 2
            && words
                .iter()
                .any(|(w, _)| w.lower == "central" || w.lower == "c.c")
    }

    /// The mass organisation that a mention names.
    fn union(&self, identity: &Identity) -> Option<u32> {
        let is_union = |n: &u32| self.index.entry(*n).is_some_and(|e| e.kind == MASS);
        identity.organs.iter().copied().find(is_union)
    }
}

/// Whether a name begins or ends with its head noun, a ministry.
fn is_ministry(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let is = |word: Option<&str>| word.is_some_and(|w| w.eq_ignore_ascii_case(MINISTRY));
    is(words.next()) || is(words.next_back())
}
