//! The cheapest way to cut a segment into words of a dictionary (Viterbi 1967), as `MeCab` finds it.

use super::dictionary::{Class, Dictionary, Entry};

/// An unknown word that is a whole run has one character more than this at most, as in `MeCab`.
const LONGEST_GROUP: usize = 24;
const NONE: u32 = u32::MAX;

/// A word on the cheapest way: byte offsets into the segment, its right side, the number of its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) right: u16,
    pub(super) tag: u16,
}

/// A word that may stand somewhere, with the cheapest way to it.
#[derive(Clone, Copy, Debug)]
struct Node {
    cost: i32,
    /// The node before it on that way.
    before: u32,
    /// The next node that ends where it ends.
    sibling: u32,
    /// First and one past its last character.
    start: u32,
    end: u32,
    right: u16,
    tag: u16,
}

/// A character of the segment.
#[derive(Clone, Copy, Debug)]
struct Character {
    /// Its first byte.
    at: usize,
    class: Class,
}

/// The work space; kept from one segment to the next.
#[derive(Default)]
pub(super) struct Lattice {
    characters: Vec<Character>,
    /// Per byte, the number of the character that starts there.
    number_at: Vec<u32>,
    nodes: Vec<Node>,
    /// Per character, the last node that ends before it.
    ends: Vec<u32>,
    found: Vec<(Entry, u32)>,
    /// The cheapest ways to the character in hand, by the left side of what follows.
    ways: Vec<(u16, i32, u32)>,
    pieces: Vec<Piece>,
}

impl Lattice {
    /// Cuts `text`, which follows a word with the right side `context` (0: none). The pieces ascend, do
    /// not overlap and cover all that is not white space.
    pub(super) fn cut(&mut self, dictionary: &Dictionary, text: &str, context: u16) -> &[Piece] {
        self.start(dictionary, text, context);
        for at in 0..self.characters.len() {
            if self.ends.get(at).is_none_or(|&end| end == NONE) {
                continue;
            }
            let spaces = self.characters.iter().skip(at);
            let spaces = spaces.take_while(|c| dictionary.is_space(c.class)).count();
            self.look_up(dictionary, text, at + spaces);
            self.ways.clear();
            // The order of MeCab, so that ways of equal cost are chosen as it chooses.
            for i in (0..self.found.len()).rev() {
                let Some(&(entry, end)) = self.found.get(i) else {
                    break;
                };
                let penalty = if spaces > 0 { entry.penalty } else { 0 };
                let (cost, before) = self.cheapest(dictionary, at, entry.left);
                self.add(Node {
                    cost: cost.saturating_add(i32::from(entry.cost) + i32::from(penalty)),
                    before,
                    sibling: NONE,
                    start: number(at + spaces),
                    end,
                    right: entry.right,
                    tag: entry.tag,
                });
            }
        }
        self.walk_back(dictionary, text)
    }

    fn start(&mut self, dictionary: &Dictionary, text: &str, context: u16) {
        self.characters.clear();
        self.number_at.clear();
        self.number_at.resize(text.len() + 1, NONE);
        for (count, (at, c)) in (0..).zip(text.char_indices()) {
            let class = dictionary.class(c);
            self.characters.push(Character { at, class });
            if let Some(slot) = self.number_at.get_mut(at) {
                *slot = count;
            }
        }
        let count = self.characters.len();
        if let Some(slot) = self.number_at.last_mut() {
            *slot = number(count);
        }
        self.ends.clear();
        self.ends.resize(count + 1, NONE);
        self.nodes.clear();
        self.add(Node {
            cost: 0,
            before: NONE,
            sibling: NONE,
            start: 0,
            end: 0,
            right: context,
            tag: 0,
        });
    }

    fn add(&mut self, node: Node) {
        let new = number(self.nodes.len());
        if let Some(end) = self.ends.get_mut(node.end as usize) {
            let sibling = std::mem::replace(end, new);
            self.nodes.push(Node { sibling, ..node });
        }
    }

    /// Fills `found` with all words that may start at character `at`, each with where it ends.
    fn look_up(&mut self, dictionary: &Dictionary, text: &str, at: usize) {
        let Lattice {
            characters,
            number_at,
            found,
            ..
        } = self;
        found.clear();
        let Some(first) = characters.get(at) else {
            return;
        };
        let rest = text.as_bytes().get(first.at..).unwrap_or_default();
        dictionary.prefixes(rest, |length, entries| {
            // A spelling that ends inside of a character is none.
            if let Some(&end) = number_at.get(first.at + length)
                && end != NONE
                && length > 0
            {
                found.extend(entries.iter().map(|&entry| (entry, end)));
            }
        });
        if !found.is_empty() && !first.class.always() {
            return;
        }
        let entries = dictionary.unknown(first.class);
        let mut add = |end: usize| found.extend(entries.iter().map(|&e| (e, number(end))));
        let class_at = |at: usize| characters.get(at).map(|c| c.class);
        let mut added = false;
        let mut group_end = None;
        if first.class.groups() {
            let (mut end, mut class) = (at + 1, first.class);
            while let Some(next) = class_at(end)
                && class.is_like(next)
                && end - at <= LONGEST_GROUP + 1
            {
                class = next;
                end += 1;
            }
            if end - at <= LONGEST_GROUP + 1 {
                add(end);
                added = true;
                group_end = Some(end);
            }
        }
        for end in at + 1..=at + first.class.length() {
            if Some(end) == group_end {
                break;
            }
            add(end);
            added = true;
            if class_at(end).is_none_or(|class| !first.class.is_like(class)) {
                break;
            }
        }
        if !added && found.is_empty() {
            found.extend(entries.iter().map(|&e| (e, number(at + 1))));
        }
    }

    /// The cost of the cheapest way to character `at` and on to a word with this left side, without the
    /// word's own cost, and the last node of that way.
    fn cheapest(&mut self, dictionary: &Dictionary, at: usize, left: u16) -> (i32, u32) {
        if let Some(&(_, cost, node)) = self.ways.iter().find(|way| way.0 == left) {
            return (cost, node);
        }
        let mut best = (i32::MAX, NONE);
        let mut next = self.ends.get(at).copied().unwrap_or(NONE);
        while let Some(node) = self.nodes.get(next as usize) {
            let cost = node.cost.saturating_add(dictionary.cost(node.right, left));
            if cost < best.0 {
                best = (cost, next);
            }
            next = node.sibling;
        }
        self.ways.push((left, best.0, best.1));
        best
    }

    fn walk_back(&mut self, dictionary: &Dictionary, text: &str) -> &[Piece] {
        self.pieces.clear();
        self.ways.clear();
        let last = self.ends.iter().rposition(|&end| end != NONE).unwrap_or(0);
        let (_, mut at) = self.cheapest(dictionary, last, 0);
        let byte = |n: u32| self.characters.get(n as usize).map_or(text.len(), |c| c.at);
        while let Some(node) = self.nodes.get(at as usize)
            && node.before != NONE
        {
            self.pieces.push(Piece {
                start: byte(node.start),
                end: byte(node.end),
                right: node.right,
                tag: node.tag,
            });
            at = node.before;
        }
        self.pieces.reverse();
        &self.pieces
    }
}

/// Segments are short: their numbers fit.
fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}
