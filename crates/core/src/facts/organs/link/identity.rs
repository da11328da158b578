//! What the words of a name say: which organs of the pack can be meant, and whether another's body is.

use super::{Linker, MASS, PARTY_CENTRAL};
use crate::{
    facts::{
        field::{Mark, Side},
        ordinal,
        organs::{
            Draft, How,
            index::Name,
            lexicon::{Lexicon, Role},
        },
        page::Line,
        words::Word,
    },
    text::Span,
};

/// What a name says of whose it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Identity {
    /// Organs of the pack.
    pub(super) organs: Vec<u32>,
    /// Whether its words say that it is another state's, or another body's.
    pub(super) foreign: bool,
    /// Whether its words leave no doubt that it is the field's.
    pub(super) distinct: bool,
    /// The organ of the pack that it is under, for a body that the pack does not know.
    pub(super) over: Option<u32>,
    /// The words of the body over it, where the pack does not know that either.
    pub(super) over_words: Option<Span>,
    /// Whether words before it make one of a class of it.
    pub(super) instance: bool,
}

/// Joints of one name at most.
const DEPTH: usize = 5;

impl Linker<'_, '_> {
    pub(super) fn identity(&self, line: &Line<'_>, draft: &Draft) -> Identity {
        let explained = match draft.how {
            How::Letters(number) => self.explained.name(number),
            _ => None,
        };
        if let Some(name) = explained
            && let Some(line) = self.page.line(name.at.zone)
        {
            return self.identity(
                line,
                &Draft {
                    how: How::Form,
                    ..name.clone()
                },
            );
        }
        if draft.parts.is_empty() {
            let words = self.name_words(line, draft);
            self.english(line, &words, DEPTH)
        } else {
            self.korean(line, draft)
        }
    }

    /// The words of a name that names are compared by; what stands in brackets is left out.
    pub(super) fn name_words<'l>(&self, line: &'l Line<'_>, draft: &Draft) -> Vec<(&'l Word, u64)> {
        let words = line
            .paragraph()
            .words
            .get(draft.words.clone())
            .unwrap_or(&[]);
        let keys = line.keys().get(draft.words.clone()).unwrap_or(&[]);
        let mut inside = false;
        let mut out = Vec::with_capacity(words.len());
        for (word, key) in words.iter().zip(keys) {
            match word.lower.as_str() {
                "(" => inside = true,
                ")" => inside = false,
                _ if inside => {}
                _ => out.extend(key.map(|key| (word, key))),
            }
        }
        out
    }

    fn marks(&self, line: &Line<'_>, words: &[(&Word, u64)]) -> &[Mark] {
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return &[];
        };
        self.field
            .within(line.at(Span::new(first.0.span.start, last.0.span.end)))
    }

    /// Whether a side's state is all that some words name.
    fn is_only(&self, line: &Line<'_>, words: &[(&Word, u64)], side: Side) -> bool {
        let marks = self.marks(line, words);
        !words.is_empty()
            && !marks.is_empty()
            && words.iter().all(|(w, _)| {
                marks.iter().any(|m| {
                    m.side == side
                        && m.named.is_some()
                        && m.span.start <= w.span.start
                        && w.span.end <= m.span.end
                })
            })
    }

    fn english(&self, line: &Line<'_>, words: &[(&Word, u64)], depth: usize) -> Identity {
        if depth == 0 || words.is_empty() {
            return Identity::default();
        }
        let exact = self.linkable(self.exact(words, false));
        if !exact.is_empty() {
            return Identity::of(&exact);
        }
        if let Some(found) = self.own_state(line, words, depth) {
            return found;
        }
        let inner = self.linkable(self.exact(&self.without_own_state(line, words), false));
        if !inner.is_empty() {
            return Identity {
                distinct: true,
                ..Identity::of(&inner)
            };
        }
        let classes = self.linkable(self.of_list(words));
        if !classes.is_empty() {
            return Identity::of(&classes);
        }
        let mut over = Identity::default();
        for (joint, tail) in joints(line, words).into_iter().rev() {
            let (Some(head), Some(tail)) = (words.get(..joint), words.get(tail..)) else {
                continue;
            };
            let foreign = self.is_only(line, tail, Side::Foreign);
            let tail_of = if foreign {
                Identity::foreign()
            } else {
                self.english(line, tail, depth - 1)
            };
            let named = self.exact(head, true);
            let is_named = !named.is_empty();
            let found = self.under(named, &tail_of);
            if !found.organs.is_empty() {
                return found;
            }
            // `Central Committee of the Red Dawn Union`: another body has one too.
            over.foreign |= is_named && self.is_unknown(line, tail, &tail_of);
            over.take_over(&tail_of, self.body_of(tail));
        }
        for from in 1..words.len() {
            let (Some(head), Some(before)) = (words.get(from..), words.get(..from)) else {
                continue;
            };
            let names = self.linkable(self.exact(head, true));
            if names.is_empty() && !self.exact(before, false).is_empty() {
                let over_of = self.english(line, before, depth - 1);
                over.take_over(&over_of, self.body_of(before));
            }
            if names.is_empty() {
                continue;
            }
            let found = self.modified(line, before, names, depth);
            if !found.organs.is_empty() {
                return found;
            }
            over.foreign |= found.foreign;
        }
        let marks = self.marks(line, words);
        over.foreign |= marks
            .iter()
            .any(|m| m.side == Side::Foreign && m.modifies());
        over
    }

    /// Words without those that name the field's state (`Presidium of the Vendrian Assembly`).
    fn without_own_state<'l>(
        &self,
        line: &Line<'_>,
        words: &[(&'l Word, u64)],
    ) -> Vec<(&'l Word, u64)> {
        let marks = self.marks(line, words);
        let own = |w: &Word| {
            let mut all = marks.iter();
            all.any(|m| {
                m.side == Side::Own
                    && m.modifies()
                    && m.span.start <= w.span.start
                    && w.span.end <= m.span.end
            })
        };
        words.iter().filter(|(w, _)| !own(w)).copied().collect()
    }

    /// The classes of `provincial, city and county committees`.
    fn of_list(&self, words: &[(&Word, u64)]) -> Vec<Name> {
        let and = words
            .iter()
            .position(|(w, _)| w.lower == "and" || w.lower == "or");
        let Some((before, last)) = and.and_then(|n| words.split_at_checked(n)) else {
            return Vec::new();
        };
        let mut names = Vec::new();
        let rest = last.get(2..).unwrap_or(&[]);
        for first in before.iter().chain(last.get(1)) {
            let name: Vec<_> = std::iter::once(*first)
                .chain(rest.iter().copied())
                .collect();
            match self.exact(&name, false).first() {
                Some(found) => names.push(*found),
                None => return Vec::new(),
            }
        }
        names
    }

    /// The organs that are exactly these words. The plural of a name is none of them, but of a class
    /// (`the Central Committees of the unions`).
    fn exact(&self, words: &[(&Word, u64)], loose: bool) -> Vec<Name> {
        let mut found = self.index.exact(words, loose);
        if is_plural(words) {
            found.retain(|n| self.index.entry(n.organ).is_some_and(|e| e.class));
        }
        found
    }

    /// Whether words name a body by several capital words of which none is the field's.
    fn is_unknown(&self, line: &Line<'_>, words: &[(&Word, u64)], identity: &Identity) -> bool {
        let capital = words.iter().filter(|(w, _)| w.capital).count();
        let marks = self.marks(line, words);
        let letters = words.iter().any(|(w, _)| w.initials);
        (capital > 1 || letters)
            && identity.organs.is_empty()
            && identity.over.is_none()
            && !marks.iter().any(|m| m.side == Side::Own)
    }

    /// A name with words before it: of its state, of the body over it, or of one of a class.
    fn modified(
        &self,
        line: &Line<'_>,
        before: &[(&Word, u64)],
        names: Vec<Name>,
        depth: usize,
    ) -> Identity {
        let ruling = before.iter().all(|(w, _)| {
            matches!(
                w.lower.as_str(),
                "ruling" | "party" | "state" | "north" | "korean"
            )
        });
        let ordinal = before
            .iter()
            .all(|(w, _)| w.tag == '0' || ordinal::english(&w.lower).is_some());
        if self.is_only(line, before, Side::Own) || ruling || ordinal {
            return Identity::of(&names);
        }
        if self.is_only(line, before, Side::Foreign) {
            return Identity::foreign();
        }
        let over = self.english(line, before, depth - 1);
        let under = self.under(names.clone(), &over);
        if !under.organs.is_empty() || over.foreign || !over.organs.is_empty() {
            return under;
        }
        let marks = self.marks(line, before);
        let foreign = marks.iter().any(|m| m.side == Side::Foreign);
        let class = |n: &Name| self.index.entry(n.organ).is_some_and(|e| e.class);
        let classes: Vec<Name> = names.into_iter().filter(class).collect();
        let mut found = Identity::of(&classes);
        found.foreign = foreign;
        if foreign {
            found.organs.clear();
        }
        found.instance = before.iter().any(|(w, _)| w.capital);
        found
    }

    /// A name with its own state before or behind it is the name (`Cabinet of the Republic`).
    fn own_state(&self, line: &Line<'_>, words: &[(&Word, u64)], depth: usize) -> Option<Identity> {
        for n in 1..words.len() {
            let (before, rest) = words.split_at_checked(n)?;
            if self.is_only(line, before, Side::Own)
                && !self.is_only(line, rest.get(..1)?, Side::Own)
            {
                let mut found = self.english(line, rest, depth - 1);
                found.distinct |= !found.organs.is_empty();
                return Some(found);
            }
            let ends = before.last()?.0.lower == "of";
            if ends && self.is_only(line, rest, Side::Own) {
                let mut found = self.english(line, before.get(..n - 1)?, depth - 1);
                found.distinct |= !found.organs.is_empty();
                return Some(found);
            }
        }
        None
    }

    /// Those of some names that are under a body, or the body itself where a name says no more.
    fn under(&self, names: Vec<Name>, over: &Identity) -> Identity {
        if over.foreign {
            return Identity::foreign();
        }
        let under = |n: &Name| {
            over.organs
                .iter()
                .any(|o| n.organ != *o && self.index.is_under(n.organ, *o))
        };
        let fits: Vec<Name> = names.iter().copied().filter(under).collect();
        if !fits.is_empty() {
            let mut found = Identity::of(&fits);
            found.distinct |= over.distinct;
            return found;
        }
        // The central committee of a mass organisation stands for it.
        let kind = |o: u32, kind: &str| self.index.entry(o).is_some_and(|e| e.kind == kind);
        let central = names.iter().any(|n| kind(n.organ, PARTY_CENTRAL));
        let mass = over.organs.iter().all(|o| kind(*o, MASS));
        if central && mass && !over.organs.is_empty() {
            return over.clone();
        }
        Identity::default()
    }

    /// Names that may be linked here: all where the field shows, else those that are unmistakable.
    fn linkable(&self, names: Vec<Name>) -> Vec<Name> {
        let shows = self.field.shows();
        names.into_iter().filter(|n| shows || n.distinct).collect()
    }

    fn korean(&self, line: &Line<'_>, draft: &Draft) -> Identity {
        let whole = self.index.exact_letters(draft.at.span.of(line.text));
        let whole = self.linkable(whole);
        if !whole.is_empty() {
            return Identity::of(&whole);
        }
        let mut found = Identity::default();
        for part in &draft.parts {
            let text = part.of(line.text);
            let at = line.at(*part);
            let marks = self.field.within(at);
            let state = marks.iter().find(|m| m.span == *part && m.named.is_some());
            let names = self.linkable(self.index.exact_letters(text));
            found = match state {
                Some(mark) if mark.side == Side::Foreign => Identity::foreign(),
                Some(_) => Identity {
                    distinct: true,
                    ..Identity::default()
                },
                None if found.foreign && !names.iter().any(|n| n.distinct) => found,
                None if names.is_empty() => {
                    let mut next = Identity::default();
                    next.take_over(&found, None);
                    // `윁남공산당`: of another state, or a body that the pack does not know.
                    let own = marks.iter().any(|m| m.side == Side::Own);
                    let other = marks
                        .iter()
                        .any(|m| m.side == Side::Foreign && m.modifies());
                    next.foreign |= other || !own && is_korean_body(text);
                    next
                }
                None if found.organs.is_empty() => {
                    let mut next = Identity::of(&names);
                    next.distinct |= found.distinct;
                    next
                }
                None => self.under_or_alone(names, &found),
            };
        }
        found
    }

    /// The words of a body over another: what a ministry is for, and a country, are none.
    fn body_of(&self, words: &[(&Word, u64)]) -> Option<Span> {
        let heads = |role: Role| !matches!(role, Role::Title | Role::Thing | Role::Place);
        let is_body = |word: &Word| {
            word.initials || word.capital && Lexicon::get().role(&word.lower).is_some_and(heads)
        };
        let found = words.iter().any(|(word, _)| is_body(word));
        found.then(|| span_of(words)).flatten()
    }

    /// In Korean bodies stand before those under them without a joint.
    fn under_or_alone(&self, names: Vec<Name>, over: &Identity) -> Identity {
        let found = self.under(names.clone(), over);
        if found.organs.is_empty() && !found.foreign && names.iter().any(|n| n.distinct) {
            return Identity::of(&names);
        }
        found
    }
}

impl Identity {
    fn of(names: &[Name]) -> Self {
        Identity {
            organs: names.iter().map(|n| n.organ).collect(),
            distinct: !names.is_empty() && names.iter().all(|n| n.distinct),
            ..Identity::default()
        }
    }

    fn foreign() -> Self {
        Identity {
            foreign: true,
            ..Identity::default()
        }
    }

    /// Takes what stands over it from the words behind or before.
    fn take_over(&mut self, over: &Identity, words: Option<Span>) {
        self.foreign |= over.foreign;
        if self.over.is_none() && self.over_words.is_none() {
            match over.organs.as_slice() {
                [one] => self.over = Some(*one),
                _ if over.over.is_some() => self.over = over.over,
                _ => self.over_words = words,
            }
        }
    }
}

/// Where the words of a name part: before `of`, or at the comma after an abbreviation. The end of the
/// head and the start of the tail.
fn joints(line: &Line<'_>, words: &[(&Word, u64)]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (n, (word, _)) in words.iter().enumerate().skip(1) {
        if word.lower == "of" {
            out.push((n, n + 1));
            continue;
        }
        let Some((before, _)) = words.get(n - 1) else {
            continue;
        };
        let between = line
            .text
            .get(before.span.end..word.span.start)
            .unwrap_or("");
        if before.lower.contains('.') && between.contains(',') {
            out.push((n, n));
        }
    }
    out
}

/// Whether a name is the plural of a noun of bodies (`Central Committees`, `Banks of Tarsk`).
fn is_plural(words: &[(&Word, u64)]) -> bool {
    let of = words.iter().position(|(w, _)| w.lower == "of");
    let noun = of.map_or(words.len(), |n| n).checked_sub(1);
    let Some((last, _)) = noun.and_then(|n| words.get(n)) else {
        return false;
    };
    let role = |w: &str| Lexicon::get().role(w);
    let one = last.lower.strip_suffix('s').and_then(role);
    role(&last.lower).is_none() && one == Some(Role::Strong)
}

fn span_of(words: &[(&Word, u64)]) -> Option<Span> {
    let (first, last) = (words.first()?, words.last()?);
    Some(Span::new(first.0.span.start, last.0.span.end))
}

/// Whether Korean words name a body that has bodies under it: a party, a union.
fn is_korean_body(text: &str) -> bool {
    const ENDINGS: [&str; 7] = ["당", "동맹", "연맹", "련맹", "협회", "연합", "련합"];
    text.chars().count() > 2 && ENDINGS.iter().any(|e| text.ends_with(e))
}
