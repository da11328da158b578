//! Whether a mention that has the name of a series is of the pack's field.

use super::{Draft, parties::Parties, series::Index};
use crate::facts::{
    field::{Field, Mark, Owner, Side},
    organs::Organ,
    page::Page,
};

/// What a page says of whose things are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whose<'p, 'd> {
    pub(super) page: &'p Page<'d>,
    pub(super) field: &'p Field,
    pub(super) organs: &'p [Organ],
}

impl Whose<'_, '_> {
    /// Whether the words of a mention name the field's own country or bodies.
    pub(super) fn is_named_own(&self, draft: &Draft) -> bool {
        let marks = self.field.within(draft.at);
        self.field.has_country() && marks.iter().any(|m| m.side == Side::Own)
    }

    /// Whether a mention may be an event of the pack. `full`: the document names one of its series in full,
    /// so that it speaks of the field there even if little else shows it.
    pub(super) fn is_own(
        &self,
        index: &Index,
        parties: &Parties,
        draft: &Draft,
        full: bool,
    ) -> bool {
        let marks = self.field.within(draft.at);
        if !self.field.has_country() || marks.iter().any(|m| m.side == Side::Own) {
            return true;
        }
        let foreign = |m: &Mark| m.side == Side::Foreign && m.modifies();
        if !(self.field.shows() || full) || marks.iter().any(foreign) {
            return false;
        }
        let series = draft.series.and_then(|n| index.series.get(n));
        if !series.is_some_and(|s| s.shared) {
            return true;
        }
        parties.is_own(draft.at) && !self.is_of_others(draft)
    }

    /// Whether the words around a mention, or a body inside it, are another state's.
    fn is_of_others(&self, draft: &Draft) -> bool {
        let Some(line) = self.page.line(draft.at.zone) else {
            return true;
        };
        let owner = match self.field.owner(line, draft.at.span) {
            Some(Owner::Side(side)) => Some(side),
            Some(Owner::Before) => self.field.before(draft.at).map(|m| m.side),
            None => None,
        };
        let place = |o: &Organ| (o.place.at.zone, o.place.at.span.start);
        let first = (draft.at.zone, draft.at.span.start);
        let next = self.organs.partition_point(|o| place(o) < first);
        let inside = self.organs.iter().skip(next);
        let inside = inside.take_while(|o| draft.at.contains(o.place.at));
        owner == Some(Side::Foreign)
            || owner != Some(Side::Own) && inside.into_iter().any(|o| o.foreign)
    }
}
