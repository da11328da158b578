//! Bodies in Korean: names of lists and endings of names, in words that carry particles and posts.
//!
//! A word of the line may be a body alone (`외교부는`), with what stands over it (`당중앙위원회 정치국`),
//! with its state (`벤드리아 외교부`), or with the post of its head (`조직지도부장`).

use hashbrown::{HashMap, HashSet};
use std::sync::OnceLock;

use super::{
    Draft, How,
    index::Index,
    lexicon::{Lexicon, exact_key},
};
use crate::{
    facts::{
        field::{Field, Side},
        page::Line,
        trie::{Node, Trie, letter_key},
    },
    text::{Span, korean::PARTICLES},
};

static LISTS: &str = include_str!("korean.txt");

/// The lists, ready to be looked up.
#[derive(Debug, Default)]
struct Lists {
    /// Endings by their last letter, the longest first.
    endings: HashMap<char, Vec<&'static str>>,
    known: Trie<()>,
    generic: HashSet<&'static str>,
    modifiers: HashSet<&'static str>,
    followers: HashSet<&'static str>,
    excluded: HashSet<&'static str>,
}

impl Lists {
    fn get() -> &'static Lists {
        static READ: OnceLock<Lists> = OnceLock::new();
        READ.get_or_init(Lists::read)
    }

    fn read() -> Lists {
        let mut lists = Lists::default();
        lists.followers.extend(PARTICLES);
        for line in LISTS.lines().filter(|l| !l.starts_with('#')) {
            let mut words = line.split(' ');
            match words.next() {
                Some("S") => {
                    for word in words {
                        let last = word.chars().next_back().unwrap_or(' ');
                        lists.endings.entry(last).or_default().push(word);
                    }
                }
                Some("K") => {
                    for word in words {
                        lists.known.insert(word.chars().map(letter_key), ());
                    }
                }
                Some("G") => lists.generic.extend(words),
                Some("M") => lists.modifiers.extend(words),
                Some("F") => lists.followers.extend(words),
                _ => lists.excluded.extend(words),
            }
        }
        for endings in lists.endings.values_mut() {
            endings.sort_by_key(|e| std::cmp::Reverse(e.len()));
        }
        lists
    }
}

/// A stretch of letters and figures of a line.
#[derive(Clone, Copy, Debug)]
struct Unit {
    span: Span,
    /// Whether only a space stands between it and the unit before it.
    spaced: bool,
}

/// A body, or the state before it, in the units of a line.
#[derive(Clone, Copy, Debug)]
struct Found {
    span: Span,
    /// Whether its last word has something behind it (a particle, a post).
    closed: bool,
    how: How,
}

struct Scan<'a> {
    text: &'a str,
    units: Vec<Unit>,
    index: &'a Index,
    lists: &'static Lists,
    linked: bool,
}

/// The bodies of a line.
pub(super) fn find(line: &Line<'_>, index: &Index, field: &Field, drafts: &mut Vec<Draft>) {
    let scan = Scan {
        text: line.text,
        units: units(line.text),
        index,
        lists: Lists::get(),
        linked: field.shows(),
    };
    let mut n = 0;
    let mut chain: Vec<Found> = Vec::new();
    while n < scan.units.len() {
        let state = scan.state(n, field, line);
        let found = scan.at(n, state).or_else(|| scan.section(n, &chain));
        let Some(found) = found else {
            scan.close(line, &mut chain, drafts);
            n += 1;
            continue;
        };
        let first = chain.is_empty();
        if !first && !scan.joins(&chain, &found) {
            scan.close(line, &mut chain, drafts);
        }
        if chain.is_empty() {
            let inner = state.filter(|at| *at <= found.span.start);
            chain.extend(scan.before(n, inner, found.how, field, line));
        }
        chain.push(found);
        n = scan
            .units
            .partition_point(|u| u.span.end <= found.span.end)
            .max(n);
        // The rest of the word is passed over.
        if scan
            .units
            .get(n)
            .is_some_and(|u| u.span.start < found.span.end)
            || n == 0
        {
            n += 1;
        }
        n = n.max(
            scan.units
                .partition_point(|u| u.span.start < found.span.end),
        );
        if found.closed {
            scan.close(line, &mut chain, drafts);
        }
    }
    scan.close(line, &mut chain, drafts);
}

fn units(text: &str) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::new();
    let mut start = None;
    let end_of = |out: &[Unit]| out.last().map_or(0, |u: &Unit| u.span.end);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        // `2.8비날론련합기업소`
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let between = || {
            let (before, after) = (text.get(..at), text.get(at + 1..));
            digit(before.and_then(|t| t.chars().next_back()))
                && digit(after.and_then(|t| t.chars().next()))
        };
        // `ㆍ` is a letter that is written for a dot.
        if c.is_alphanumeric() && c != '\u{318d}' || c == '.' && start.is_some() && between() {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            let between = text.get(end_of(&out)..from).unwrap_or("");
            let spaced = !out.is_empty() && between == " ";
            out.push(Unit {
                span: Span::new(from, at),
                spaced,
            });
        }
    }
    out
}

/// Letters of one unit that are looked at: longer ones are no words.
const LONGEST: usize = 40;

impl Scan<'_> {
    fn unit(&self, n: usize) -> Option<&str> {
        self.units.get(n).map(|u| u.span.of(self.text))
    }

    /// The end of the name of a state that opens a unit, in bytes of the line.
    fn state(&self, n: usize, field: &Field, line: &Line<'_>) -> Option<usize> {
        let unit = self.units.get(n)?;
        let marks = field.within(line.at(unit.span));
        let mark = marks.iter().find(|m| m.span.start == unit.span.start)?;
        mark.named.map(|_| mark.span.end)
    }

    /// The end of the name of another state that opens a unit.
    fn foreign(&self, n: usize, field: &Field, line: &Line<'_>) -> Option<usize> {
        let unit = self.units.get(n)?;
        let marks = field.within(line.at(unit.span));
        let mark = marks.iter().find(|m| m.span.start == unit.span.start)?;
        (mark.named.is_some() && mark.side == Side::Foreign).then_some(mark.span.end)
    }

    /// The body that begins in a unit: at its start, or behind the name of a state.
    fn at(&self, n: usize, state: Option<usize>) -> Option<Found> {
        let unit = self.units.get(n)?;
        let whole = self.longest(n, unit.span.start);
        let inner = state
            .filter(|at| *at < unit.span.end)
            .and_then(|at| self.longest(n, at));
        match (whole, inner) {
            (Some(whole), Some(inner)) if inner.how == How::Pack && whole.how != How::Pack => {
                Some(inner)
            }
            (Some(whole), _) => Some(whole),
            (None, Some(inner)) => Some(inner),
            (None, None) => state
                .filter(|at| *at < unit.span.end)
                .and_then(|at| self.public(n, at)),
        }
    }

    fn longest(&self, n: usize, from: usize) -> Option<Found> {
        let pack = self.listed(n, from, How::Pack);
        let known = self.listed(n, from, How::Listed);
        let form = self.formed(n, from);
        let all = pack.into_iter().chain(known).chain(form);
        // Of equal length the pack's comes first.
        all.fold(None, |best: Option<Found>, found| match best {
            Some(best) if best.span.end >= found.span.end => Some(best),
            _ => Some(found),
        })
    }

    /// The longest name of a list that begins at a byte, over units that a space divides.
    fn listed(&self, n: usize, from: usize, how: How) -> Option<Found> {
        if let Some(found) = self.latin(n, from).filter(|_| how == How::Listed) {
            return Some(found);
        }
        let mut node = Node::ROOT;
        let mut best = None;
        let limit = from + LONGEST * 4;
        for (offset, c) in self.text.get(from..)?.char_indices() {
            let at = from + offset;
            if at > limit {
                break;
            }
            // Spaces do not count in Hangul.
            if c == ' ' && offset > 0 && how == How::Pack {
                continue;
            }
            let next = match how {
                How::Pack => self.index.letters.step(node, letter_key(c)),
                _ => self.lists.known.step(node, letter_key(c)),
            };
            let Some(next) = next else { break };
            node = next;
            let end = at + c.len_utf8();
            if !node.is_end() || how == How::Pack && !self.is_linkable(node) {
                continue;
            }
            if let Some(closed) = self.ends(end) {
                best = Some(Found {
                    span: Span::new(from, end),
                    closed,
                    how,
                });
            }
        }
        best
    }

    fn is_linkable(&self, node: Node) -> bool {
        self.linked || self.index.letters.values(node).any(|n| n.distinct)
    }

    /// Known names in Latin letters, as one unit begins with them (`KBS는`).
    fn latin(&self, n: usize, from: usize) -> Option<Found> {
        let unit = self.units.get(n).filter(|u| u.span.start == from)?;
        let text = unit.span.of(self.text);
        let length = text
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(text.len());
        let name = text
            .get(..length)
            .filter(|t| t.starts_with(|c: char| c.is_ascii_uppercase()))?;
        let known = Lexicon::get().known();
        known
            .step(Node::ROOT, exact_key(name))
            .filter(|node| node.is_end())?;
        let mut end = from + length;
        // `AP통신`
        for tail in ["통신", "방송", "뉴스"] {
            if self
                .text
                .get(end..)
                .is_some_and(|rest| rest.starts_with(tail))
            {
                end += tail.len();
            }
        }
        let closed = self.ends(end)?;
        Some(Found {
            span: Span::new(from, end),
            closed,
            how: How::Listed,
        })
    }

    /// Whether a name may end at a byte, and whether something stands behind it in its word.
    fn ends(&self, end: usize) -> Option<bool> {
        let rest = self.text.get(end..)?;
        let stop = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        let rest = rest.get(..stop)?;
        if rest.is_empty() {
            return Some(false);
        }
        // `국무위원장` is no `국무위`.
        let short =
            self.text.get(..end).is_some_and(|t| t.ends_with('위')) && rest.starts_with('원');
        (!short && self.follows(rest)).then_some(true)
    }

    /// Whether letters behind a name are particles and posts: one, or a post with its particle.
    fn follows(&self, rest: &str) -> bool {
        if self.lists.followers.contains(rest) {
            return true;
        }
        let mut cuts = rest.char_indices().map(|(at, _)| at).skip(1);
        cuts.any(|cut| {
            let (post, particle) = (rest.get(..cut).unwrap_or(""), rest.get(cut..).unwrap_or(""));
            self.lists.followers.contains(post)
                && (PARTICLES.contains(&particle) || self.lists.followers.contains(particle))
        })
    }

    /// The longest name by its ending in one unit.
    fn formed(&self, n: usize, from: usize) -> Option<Found> {
        let unit = self.units.get(n)?;
        let text = self.text.get(from..unit.span.end)?;
        let mut best = None;
        for (letter, (at, c)) in text.char_indices().enumerate().take(LONGEST) {
            let end = at + c.len_utf8();
            let Some(endings) = self.lists.endings.get(&c) else {
                continue;
            };
            let Some(name) = text.get(..end) else {
                continue;
            };
            let Some(ending) = endings.iter().find(|e| name.ends_with(*e)) else {
                continue;
            };
            let stem = name.get(..name.len() - ending.len()).unwrap_or("");
            if !self.is_name(n, name, stem, letter) {
                continue;
            }
            // `금속공장들`: of any name.
            let rest = text.get(end..).unwrap_or("");
            if let Some(closed) = self.ends(from + end).filter(|_| !rest.starts_with('들')) {
                best = Some(Found {
                    span: Span::new(from, from + end),
                    closed,
                    how: How::Form,
                });
            }
        }
        best
    }

    /// A body of a state by what is glued to the state's name (`벤드리아교통보안청`).
    fn public(&self, n: usize, from: usize) -> Option<Found> {
        const ENDINGS: [char; 6] = ['청', '처', '부', '성', '군', '당'];
        // `남서부`, `정부`: a part of the country, and its government.
        const OTHERS: [char; 10] = ['남', '북', '동', '서', '중', '내', '외', '일', '정', '간'];
        let unit = self.units.get(n)?;
        let text = self.text.get(from..unit.span.end)?;
        let mut best = None;
        for (letter, (at, c)) in text.char_indices().enumerate().take(LONGEST) {
            let end = at + c.len_utf8();
            let (Some(stem), Some(name)) = (text.get(..at), text.get(..end)) else {
                continue;
            };
            let body = letter > 1 && ENDINGS.contains(&c) && !stem.ends_with(OTHERS);
            if !body || self.lists.excluded.contains(name) || self.lists.generic.contains(stem) {
                continue;
            }
            if let Some(closed) = self.ends(from + end) {
                best = Some(Found {
                    span: Span::new(from, from + end),
                    closed,
                    how: How::Form,
                });
            }
        }
        best
    }

    /// The part of a court behind the court (`형사합의23부`, `부천지원`).
    fn section(&self, n: usize, chain: &[Found]) -> Option<Found> {
        const COURTS: [&str; 8] = [
            "법원",
            "지법",
            "고법",
            "검찰청",
            "지검",
            "고검",
            "경찰서",
            "경찰청",
        ];
        const MATTERS: [&str; 14] = [
            "수사", "교통", "형사", "민사", "행정", "가사", "파산", "특허", "특별", "영장", "공판",
            "조세", "신청", "강력",
        ];
        let over = chain.last().filter(|c| !c.closed)?.span.of(self.text);
        let unit = self.units.get(n).filter(|u| u.spaced)?;
        if !COURTS.iter().any(|c| over.ends_with(c)) {
            return None;
        }
        let text = unit.span.of(self.text);
        let matter = MATTERS.iter().any(|m| text.starts_with(m));
        let ends = text.char_indices().skip(1).filter_map(|(at, c)| {
            let end = at + c.len_utf8();
            let name = text.get(..end)?;
            let part = matter && matches!(c, '부' | '과' | '팀')
                || name.ends_with("지원")
                || name.ends_with("지청");
            let end = unit.span.start + end;
            part.then(|| self.ends(end).map(|closed| (end, closed)))?
        });
        let (end, closed) = ends.last()?;
        Some(Found {
            span: Span::new(unit.span.start, end),
            closed,
            how: How::Form,
        })
    }

    /// Whether what stands before an ending makes a name of it.
    fn is_name(&self, n: usize, name: &str, stem: &str, _letters: usize) -> bool {
        let lists = self.lists;
        let before = n.checked_sub(1).and_then(|b| self.unit(b)).unwrap_or("");
        let spaced = self.units.get(n).is_some_and(|u| u.spaced);
        // `함경남도 당위원회`
        let local = stem == "당" && spaced && lists.modifiers.contains(before);
        if lists.excluded.contains(name) || lists.generic.contains(stem) && !local {
            return false;
        }
        if stem.is_empty() {
            // `국제 법원`: the word before is a modifier of names.
            return spaced && name.chars().count() > 2 && lists.modifiers.contains(before);
        }
        stem.chars().count() > 1
            || name.ends_with("위원회")
            || stem.starts_with(|c: char| c.is_ascii_digit())
    }

    /// What stands before the first body of a chain and belongs to it: its state, the party, or words
    /// of names.
    fn before(
        &self,
        n: usize,
        inner: Option<usize>,
        how: How,
        field: &Field,
        line: &Line<'_>,
    ) -> Vec<Found> {
        let mut out = Vec::new();
        let unit = self.units.get(n);
        let own = inner.is_some() && self.foreign(n, field, line).is_none();
        if own {
            return out;
        }
        if let (Some(unit), Some(end)) = (unit, inner) {
            out.push(Found {
                span: Span::new(unit.span.start, end),
                closed: false,
                how: How::Listed,
            });
            return out;
        }
        let mut at = n;
        while let Some(before) = at.checked_sub(1) {
            let spaced = self.units.get(at).is_some_and(|u| u.spaced);
            let (Some(text), Some(unit)) = (self.unit(before), self.units.get(before)) else {
                break;
            };
            let state = self.foreign(before, field, line) == Some(unit.span.end);
            let owner = matches!(text, "당" | "군" | "북한군");
            let modifier = how == How::Form && self.lists.modifiers.contains(text);
            if !spaced || !(state || owner || modifier) {
                break;
            }
            out.push(Found {
                span: unit.span,
                closed: false,
                how: How::Listed,
            });
            at = before;
        }
        out.reverse();
        out
    }

    /// Whether a body goes on a chain: only a space stands between, and the one before is not closed.
    fn joins(&self, chain: &[Found], found: &Found) -> bool {
        let Some(last) = chain.last() else {
            return false;
        };
        let between = self
            .text
            .get(last.span.end..found.span.start)
            .unwrap_or("x");
        if last.closed || !matches!(between, " " | "") {
            return false;
        }
        // A newspaper or a state's body does not stand under a body before it; parts do.
        let text = found.span.of(self.text);
        let names = self.index.exact_letters(text);
        let over = self.index.exact_letters(last.span.of(self.text));
        if !names.is_empty() && !over.is_empty() {
            return names
                .iter()
                .any(|n| over.iter().any(|o| self.index.is_under(n.organ, o.organ)));
        }
        matches!(found.how, How::Form | How::Pack)
    }

    fn close(&self, line: &Line<'_>, chain: &mut Vec<Found>, drafts: &mut Vec<Draft>) {
        if let (Some(first), Some(last)) = (chain.first(), chain.last()) {
            drafts.push(Draft {
                at: line.at(Span::new(first.span.start, last.span.end)),
                words: 0..0,
                parts: chain.iter().map(|f| f.span).collect(),
                how: last.how,
            });
        }
        chain.clear();
    }
}
