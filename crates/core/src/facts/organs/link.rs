//! Which organ of the pack a mention is, if any.
//!
//! A name is taken apart at its joints: `Political Bureau of the Central Committee` is a name and the body
//! over it, and the pack must have the one under the other. Names that other states use too are linked
//! only where the document shows the field and nothing near says that another state is meant.

use super::{
    Draft, How, Organ,
    index::{Index, Name, known},
    lexicon::{Known, Lexicon, Role},
    short::Explained,
};
use crate::{
    facts::{
        field::{Field, Mark, Owner, Side},
        page::{At, Line, Page},
        words::Word,
    },
    text::Span,
};

/// What a name says of whose it is.
#[derive(Clone, Debug, Default)]
struct Identity {
    /// Organs of the pack.
    organs: Vec<u32>,
    /// Whether its words say that it is another state's, or another body's.
    foreign: bool,
    /// Whether its words leave no doubt that it is the field's.
    distinct: bool,
    /// The organ of the pack that it is under, for a body that the pack does not know.
    over: Option<u32>,
    /// The words of the body over it, where the pack does not know that either.
    over_words: Option<Span>,
    /// Whether words before it make one of a class of it.
    instance: bool,
}

/// The kind of organs whose head noun says where they stand.
const MINISTRY: &str = "ministry";

/// The kinds of bodies of a party's centre, and of mass organisations.
const PARTY_CENTRAL: &str = "party_central";
const MASS: &str = "mass_organization";

/// Joints of one name at most.
const DEPTH: usize = 5;

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
    fn identity(&self, line: &Line<'_>, draft: &Draft) -> Identity {
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
    fn name_words<'l>(&self, line: &'l Line<'_>, draft: &Draft) -> Vec<(&'l Word, u64)> {
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
            over.take_over(&tail_of, span_of(tail));
        }
        for from in 1..words.len() {
            let (Some(head), Some(before)) = (words.get(from..), words.get(..from)) else {
                continue;
            };
            let names = self.linkable(self.exact(head, true));
            if names.is_empty() && !self.exact(before, false).is_empty() {
                let over_of = self.english(line, before, depth - 1);
                over.take_over(&over_of, span_of(before));
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

    /// Whether a mention is `Central Committee` and no more.
    fn is_bare_central(&self, line: &Line<'_>, draft: &Draft, identity: &Identity) -> bool {
        let central = |n: &u32| self.index.entry(*n).is_some_and(|e| e.kind == PARTY_CENTRAL);
        let words = self.name_words(line, draft).len();
        !identity.distinct && words <= 2 && !identity.organs.is_empty() && identity.organs.iter().all(central)
    }

    /// Whether a mention says whose central committee it is.
    fn is_central_of(&self, line: &Line<'_>, draft: &Draft) -> bool {
        let words = self.name_words(line, draft);
        words.len() > 2 && words.iter().any(|(w, _)| w.lower == "central" || w.lower == "c.c")
    }

    /// The mass organisation that a mention names.
    fn union(&self, identity: &Identity) -> Option<u32> {
        let is_union = |n: &u32| self.index.entry(*n).is_some_and(|e| e.kind == MASS);
        identity.organs.iter().copied().find(is_union)
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
            all.any(|m| m.side == Side::Own
                    && m.modifies()
                    && m.span.start <= w.span.start
                    && w.span.end <= m.span.end)
        };
        words.iter().filter(|(w, _)| !own(w)).copied().collect()
    }

    /// The classes of `provincial, city and county committees`.
    fn of_list(&self, words: &[(&Word, u64)]) -> Vec<Name> {
        let and = words.iter().position(|(w, _)| w.lower == "and" || w.lower == "or");
        let Some((before, last)) = and.and_then(|n| words.split_at_checked(n)) else {
            return Vec::new();
        };
        let mut names = Vec::new();
        let rest = last.get(2..).unwrap_or(&[]);
        for first in before.iter().chain(last.get(1)) {
            let name: Vec<_> = std::iter::once(*first).chain(rest.iter().copied()).collect();
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
            .all(|(w, _)| w.tag == '0' || w.lower.starts_with(|c: char| c.is_ascii_digit()));
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
                    let other = marks.iter().any(|m| m.side == Side::Foreign && m.modifies());
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

    /// In Korean bodies stand before those under them without a joint.
    fn under_or_alone(&self, names: Vec<Name>, over: &Identity) -> Identity {
        let found = self.under(names.clone(), over);
        if found.organs.is_empty() && !found.foreign && names.iter().any(|n| n.distinct) {
            return Identity::of(&names);
        }
        found
    }

    /// Whose a mention is, by its words and by what stands near. None where that is unknown.
    fn side(
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
    fn nearby(&self, line: &Line<'_>, draft: &Draft, before: Option<(At, Side)>) -> Option<Side> {
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
    fn last_side(&self, line: &Line<'_>, draft: &Draft, before: Option<(At, Side)>) -> Option<Side> {
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

    fn organ(
        &self,
        line: &Line<'_>,
        draft: &Draft,
        identity: Identity,
        side: Option<Side>,
        ministry: bool,
    ) -> Option<Organ> {
        let place = self.page.place(draft.at)?;
        let text = self.page.words(draft.at).to_owned();
        let linked = side == Some(Side::Own);
        let id_of = |n: &u32| self.index.entry(*n).map(|e| e.id.clone());
        let mut organ = Organ {
            name: text.clone(),
            text,
            foreign: identity.foreign || side == Some(Side::Foreign),
            place,
            ..Organ::default()
        };
        if let How::Letters(number) = draft.how
            && let Some(name) = self.explained.name(number)
        {
            self.page.words(name.at).clone_into(&mut organ.name);
        }
        if draft.how == How::Listed
            && let Some(words) = line.paragraph().words.get(draft.words.clone())
            && let Some((
                _,
                Known {
                    full: Some(full), ..
                },
            )) = known(words, line.text)
        {
            full.clone_into(&mut organ.name);
        }
        match identity.organs.as_slice() {
            [one] if linked => self.fill(&mut organ, *one, &identity),
            [] => self.fill_unknown(&mut organ, &identity, ministry),
            several if linked || side.is_none() => {
                let class = |n: &u32| self.index.entry(*n).is_some_and(|e| e.class);
                organ.class = several.iter().all(class);
                organ.candidates = several.iter().filter_map(id_of).collect();
            }
            _ => {}
        }
        Some(organ)
    }

    fn fill(&self, organ: &mut Organ, number: u32, identity: &Identity) {
        let Some(entry) = self.index.entry(number) else {
            return;
        };
        organ.id = Some(entry.id.clone());
        organ.level = entry.level;
        organ.class = entry.class && !identity.instance;
        if !identity.instance {
            organ.name.clone_from(&entry.name);
        }
        self.fill_chain(organ, self.index.chain(number));
    }

    /// A body that the pack does not know, under one that it knows.
    fn fill_unknown(&self, organ: &mut Organ, identity: &Identity, ministry: bool) {
        if ministry && identity.over.is_none() && !identity.foreign && self.field.shows() {
            if let Some(entry) = self.index.of_kind(MINISTRY) {
                organ.level = entry.level;
                let chain = entry.parent.into_iter();
                let chain = chain.flat_map(|p| [vec![p], self.index.chain(p)].concat());
                return self.fill_chain(organ, chain.collect());
            }
        }
        if let Some(over) = identity.over {
            let mut chain = vec![over];
            chain.extend(self.index.chain(over));
            self.fill_chain(organ, chain);
        } else if let Some(span) = identity.over_words {
            let line = self.page.line(organ.place.at.zone);
            organ.parent = line.map(|l| span.of(l.text).to_owned());
        }
    }

    fn fill_chain(&self, organ: &mut Organ, chain: Vec<u32>) {
        let ids = chain.iter().filter_map(|n| self.index.entry(*n));
        organ.chain = ids.map(|e| e.id.clone()).collect();
        organ.parent = organ.chain.first().cloned();
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

/// Whether a name ends with the plural of a noun of bodies.
fn is_plural(words: &[(&Word, u64)]) -> bool {
    let Some((last, _)) = words.last() else {
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

/// Whether a name begins or ends with its head noun, a ministry.
fn is_ministry(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let is = |word: Option<&str>| word.is_some_and(|w| w.eq_ignore_ascii_case(MINISTRY));
    is(words.next()) || is(words.next_back())
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
    let passes = between
        .split(' ')
        .filter(|w| !w.is_empty())
        .all(|word| match word.trim_end_matches(',') {
            "" | "and" | "및" | "와" | "과" => {
                joined = true;
                true
            }
            "of" | "the" | "for" | "first" | "vice" | "deputy" | "alternate" | "general" => true,
            post => Lexicon::get().role(post) == Some(Role::Title),
        });
    passes && (joined || between.contains(','))
}
