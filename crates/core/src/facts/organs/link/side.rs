//! Whose a name is that others have too: by the words beside it, and by what stands near it.

use super::{Identity, Linker};
use crate::facts::{
    field::{Owner, Side},
    organs::{
        Draft,
        lexicon::{Lexicon, Role},
    },
    page::{At, Line},
};

impl Linker<'_, '_> {
    /// Whose a mention is, by its words and by what stands near. None where that is unknown.
    pub(super) fn side(
        &self,
        line: &Line<'_>,
        draft: &Draft,
        following: &[Draft],
        identity: &Identity,
        before: Option<(At, Side)>,
    ) -> Option<Side> {
        if identity.foreign {
            return Some(Side::Foreign);
        }
        if identity.organs.is_empty() {
            return None;
        }
        if identity.distinct || !self.field.has_country() {
            return Some(Side::Own);
        }
        let mut last = draft;
        for next in following.iter().take(SHARING) {
            if next.at.zone != draft.at.zone || !shares(line, last, next) {
                break;
            }
            let behind = self.field.owner_behind(line, next.at.span);
            if self.identity(line, next).foreign || behind == Some(Side::Foreign) {
                return Some(Side::Foreign);
            }
            last = next;
        }
        self.nearby(line, draft, before)
    }

    /// Whose a name is that others have too, by what stands before it and near it.
    pub(super) fn nearby(
        &self,
        line: &Line<'_>,
        draft: &Draft,
        before: Option<(At, Side)>,
    ) -> Option<Side> {
        match self.field.owner(line, draft.at.span) {
            Some(Owner::Side(side)) => return Some(side),
            Some(Owner::Before) => {
                if let Some(side) = self.last_side(line, draft, before) {
                    return Some(side);
                }
            }
            None => {}
        }
        (self.passage(line, draft, before) > 0).then_some(Side::Own)
    }

    /// The side that was named last before a mention, by a state or by a body.
    fn last_side(
        &self,
        line: &Line<'_>,
        draft: &Draft,
        before: Option<(At, Side)>,
    ) -> Option<Side> {
        let mark = self.field.before(line.at(draft.at.span));
        let mark = mark.map(|m| (m.span.end, m.side));
        let body = before.filter(|(at, _)| at.zone == draft.at.zone);
        let body = body.map(|(at, side)| (at.span.end, side));
        let last = mark.into_iter().chain(body).max_by_key(|m| m.0);
        last.map(|(_, side)| side)
    }

    /// How much speaks for the field near a mention; what speaks against it counts below zero.
    fn passage(&self, line: &Line<'_>, draft: &Draft, before: Option<(At, Side)>) -> i32 {
        let sign = |side: Side, weight: i32| if side == Side::Own { weight } else { -weight };
        let sentence = line.sentence_of(draft.at.span.start);
        let marks = self.field.marks(line.zone);
        let last = self.field.before(draft.at);
        let mut score = match last {
            Some(mark) if mark.span.start >= sentence.start => sign(mark.side, 2),
            _ => {
                let after = marks.partition_point(|m| m.span.start < draft.at.span.end);
                let after = marks.get(after).filter(|m| m.span.end <= sentence.end);
                after.map_or(0, |m| sign(m.side, 1)) + last.map_or(0, |m| sign(m.side, 1))
            }
        };
        if let Some((at, side)) = before.filter(|(at, _)| at.zone == draft.at.zone) {
            let near = at.span.start >= sentence.start;
            score += sign(side, if near { 2 } else { 1 });
        }
        let own = self.field.count(Side::Own);
        score
            + if own >= self.field.count(Side::Foreign) {
                2
            } else {
                0
            }
    }
}

/// Bodies at most that share what stands behind the last of them.
const SHARING: usize = 4;

/// Bytes between two bodies with the posts that a person has in them, at most.
const POSTS: usize = 80;

/// Whether two mentions share what stands behind the second (`the X and the Y of Vendria`, `member of the X
/// and secretary of the Y of Vendria`).
fn shares(line: &Line<'_>, draft: &Draft, next: &Draft) -> bool {
    let between = line.text.get(draft.at.span.end..next.at.span.start);
    let Some(between) = between.filter(|b| b.len() <= POSTS) else {
        return false;
    };
    let mut joined = false;
    let passes =
        between
            .split(' ')
            .filter(|w| !w.is_empty())
            .all(|word| match word.trim_end_matches(',') {
                "" | "and" | "및" | "와" | "과" => {
                    joined = true;
                    true
                }
                "of" | "the" | "for" | "first" | "vice" | "deputy" | "alternate" | "general" => {
                    true
                }
                post => Lexicon::get().role(post) == Some(Role::Title),
            });
    passes && (joined || between.contains(','))
}
