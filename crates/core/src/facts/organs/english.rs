//! Bodies in English by form: nouns that head their names, with what stands before and after them.

mod body;
mod left;
mod lists;
mod right;
mod small;

use self::lists::{OWNERS, STOPS, is_common, is_function, is_headline};
use super::{
    Draft, How,
    index::{Index, known},
    lexicon::{Lexicon, Role},
};
use crate::{
    facts::{
        field::{Field, Mark},
        nations::Form,
        page::Line,
        words::Word,
    },
    text::Span,
};

/// A name found by a list: words from `start` to `end`.
#[derive(Clone, Copy, Debug)]
struct Atom {
    start: usize,
    end: usize,
    pack: bool,
}

/// A line as it is scanned.
struct Scan<'a, 'd> {
    line: &'a Line<'d>,
    words: &'a [Word],
    atoms: Vec<Atom>,
    marks: &'a [Mark],
    lexicon: &'static Lexicon,
    index: &'a Index,
    linked: bool,
    /// The words of the sentence at hand.
    from: usize,
    to: usize,
    /// Whether it is a headline that capitalises its words.
    headline: bool,
}

/// The bodies of a line.
pub(super) fn find(line: &Line<'_>, index: &Index, field: &Field, drafts: &mut Vec<Draft>) {
    let words = line.paragraph().words.as_slice();
    let mut scan = Scan {
        line,
        words,
        atoms: atoms(line, index, field.shows()),
        marks: field.marks(line.zone),
        lexicon: Lexicon::get(),
        index,
        linked: field.shows(),
        from: 0,
        to: 0,
        headline: false,
    };
    let mut from = 0;
    for sentence in words.chunk_by(|a, b| a.sentence == b.sentence) {
        scan.from = from;
        scan.to = from + sentence.len();
        scan.headline = is_headline(sentence);
        scan.sentence(drafts);
        from = scan.to;
    }
}

/// Bodies of a line in a language that no rule knows: names of the pack that are unmistakable, and
/// names of the general list.
pub(super) fn find_listed(line: &Line<'_>, index: &Index, _field: &Field, drafts: &mut Vec<Draft>) {
    for atom in atoms(line, index, false) {
        let words = line
            .paragraph()
            .words
            .get(atom.start..atom.end)
            .unwrap_or(&[]);
        // One word may be a common one in another language.
        if let [first, .., last] = words {
            let how = if atom.pack { How::Pack } else { How::Listed };
            drafts.push(Draft {
                at: line.at(Span::new(first.span.start, last.span.end)),
                words: atom.start..atom.end,
                parts: Vec::new(),
                how,
            });
        }
    }
}

/// Names of the pack and of the general list, leftmost and longest.
fn atoms(line: &Line<'_>, index: &Index, linked: bool) -> Vec<Atom> {
    let words = line.paragraph().words.as_slice();
    let keys = line.keys();
    let mut out = Vec::new();
    let mut n = 0;
    while let (Some(rest), Some(rest_keys)) = (words.get(n..), keys.get(n..)) {
        let Some(first) = rest.first() else { break };
        let pack = index
            .longest(rest, rest_keys, linked)
            .map(|(length, _)| (length, true));
        let general = (first.capital || first.lower.starts_with("al-") || first.initials)
            .then(|| known(rest, line.text))
            .flatten()
            .filter(|(_, known)| {
                let before = n.checked_sub(1).and_then(|b| words.get(b));
                !known.platform || !before.is_some_and(|w| matches!(w.lower.as_str(), "on" | "via"))
            })
            .map(|(length, _)| (length, false));
        let found = general.into_iter().chain(pack).max_by_key(|f| f.0);
        let Some((length, pack)) = found else {
            n += 1;
            continue;
        };
        out.push(Atom {
            start: n,
            end: n + length,
            pack,
        });
        n += length;
    }
    out
}

/// Words between a treasury and its papers at most (`Treasury and agency mortgage-backed securities`).
const PAPER: usize = 5;

impl Scan<'_, '_> {
    fn word(&self, n: usize) -> Option<&Word> {
        if n >= self.from && n < self.to {
            self.words.get(n)
        } else {
            None
        }
    }

    fn lower(&self, n: usize) -> &str {
        self.word(n).map_or("", |w| &w.lower)
    }

    fn before(&self, n: usize) -> Option<usize> {
        n.checked_sub(1).filter(|b| *b >= self.from)
    }

    fn atom_from(&self, n: usize) -> Option<Atom> {
        let at = self.atoms.binary_search_by_key(&n, |a| a.start).ok()?;
        self.atoms.get(at).copied()
    }

    fn atom_over(&self, n: usize) -> Option<Atom> {
        let next = self.atoms.partition_point(|a| a.end <= n);
        self.atoms.get(next).copied().filter(|a| a.start <= n)
    }

    /// Words of the name of a state that begins at a word.
    fn state_from(&self, n: usize) -> Option<usize> {
        let start = self.word(n)?.span.start;
        let at = self
            .marks
            .binary_search_by_key(&start, |m| m.span.start)
            .ok()?;
        let mark = self.marks.get(at).filter(|m| m.named.is_some())?;
        let rest = self.words.get(n..self.to)?;
        Some(
            rest.iter()
                .take_while(|w| w.span.end <= mark.span.end)
                .count(),
        )
    }

    /// Whether a state is named by its adjective at a word.
    fn is_adjective(&self, n: usize) -> bool {
        let Some(start) = self.word(n).map(|w| w.span.start) else {
            return false;
        };
        let at = self
            .marks
            .binary_search_by_key(&start, |m| m.span.start)
            .ok();
        let mark = at.and_then(|at| self.marks.get(at)).and_then(|m| m.named);
        mark.is_some_and(|named| named.form == Form::Adjective)
    }

    /// Whether a word belongs to the name of a state.
    fn is_state(&self, n: usize) -> bool {
        let Some(word) = self.word(n) else {
            return false;
        };
        let next = self
            .marks
            .partition_point(|m| m.span.end <= word.span.start);
        let mark = self.marks.get(next);
        mark.is_some_and(|m| m.span.start <= word.span.start && m.modifies())
    }

    fn role(&self, n: usize) -> Option<Role> {
        let word = self.word(n)?;
        if word.lower == "co" || word.lower.len() <= 2 {
            // `AG`, `SA`, `Co.`: as they are written.
            let form = word.span.of(self.line.text);
            let right = form.starts_with("Co") || word.initials;
            return self.lexicon.role(&word.lower).filter(|_| right);
        }
        // Trains and buses stop there.
        let stops = |w: &Word| STOPS.contains(&w.lower.as_str());
        if word.lower == "station" && self.before(n).and_then(|b| self.word(b)).is_some_and(stops) {
            return Some(Role::Place);
        }
        self.lexicon.role(&word.lower)
    }

    fn is_head(&self, n: usize) -> bool {
        let heads = [
            Role::Strong,
            Role::Alone,
            Role::Weak,
            Role::Company,
            Role::Press,
        ];
        let capital = self.word(n).is_some_and(|w| w.capital);
        capital && self.role(n).is_some_and(|r| heads.contains(&r)) && !self.is_state(n)
    }

    /// Whether a word is part of a stretch of capital words.
    fn is_capital(&self, n: usize) -> bool {
        let Some(word) = self.word(n) else {
            return false;
        };
        let shout = !self.headline || !matches!(word.tag, 'v' | 'z' | 'd' | 'p' | 'x' | 'g');
        // An adverb, a verb or the like that opens a sentence is no name.
        let opens = n == self.from && matches!(word.tag, 'r' | 'v' | 'd' | 'z' | 'x' | 'p');
        let state = word.initials && word.lower == "us";
        word.capital && (state || !is_function(word)) && shout && !opens
    }

    fn is_number(&self, n: usize) -> bool {
        let digits = |w: &Word| w.lower.starts_with(|c: char| c.is_ascii_digit());
        self.word(n).is_some_and(digits)
    }

    /// A number that can be part of a name: no year, no amount.
    fn names_number(&self, n: usize) -> bool {
        let lower = self.lower(n);
        let year = lower.len() == 4 && (lower.starts_with("19") || lower.starts_with("20"));
        self.is_number(n) && !year && !lower.contains([',', '.'])
    }

    fn sentence(&self, drafts: &mut Vec<Draft>) {
        let mut n = self.from;
        while n < self.to {
            let end = self.run(n);
            if end > n {
                let reached = self.stretch(n, end, drafts);
                n = reached.max(end);
            } else {
                n = self.small(n, drafts).unwrap_or(n + 1);
            }
        }
    }

    /// The end of the stretch of capital words that begins at a word; the word itself if none does.
    fn run(&self, start: usize) -> usize {
        let mut n = start;
        loop {
            if let Some(atom) = self.atom_from(n) {
                n = atom.end;
            } else if self.is_capital(n) {
                n += 1;
            } else if n > start && matches!(self.lower(n), "'s" | "'" | "&") {
                // A possessive or `&` between capital words.
                if !(self.is_capital(n + 1) || self.atom_from(n + 1).is_some()) {
                    return n;
                }
                n += 1;
            } else if self.names_number(n) && self.is_capital(n + 1) && self.number_leads(n) {
                n += 1;
            } else if n > start && self.lower(n) == "." && self.role(n - 1) == Some(Role::Company) {
                n += 1;
            } else {
                return n;
            }
            if n >= self.to {
                return self.to;
            }
        }
    }

    /// Whether a number opens a name: an ordinal, or one after a month (`February 20 Factory`), or
    /// directly before a head.
    fn number_leads(&self, n: usize) -> bool {
        let ordinal = self.lower(n).ends_with(|c: char| c.is_ascii_alphabetic());
        let month = self
            .before(n)
            .and_then(|b| self.word(b))
            .is_some_and(|w| w.tag == 'u');
        ordinal || month || self.is_head(n + 1)
    }

    /// Whether a possessive mark stands inside names: `People's`, `Smiths'` no, `Farmhands'` yes.
    fn owns(&self, mark: usize) -> bool {
        let Some(owner) = self.before(mark).and_then(|b| self.word(b)) else {
            return false;
        };
        let plural = self.lower(mark) == "'" && owner.tag == 's' && owner.capital;
        plural || OWNERS.contains(&owner.lower.as_str())
    }

    /// Finds the bodies of a stretch of capital words; gives how far they reach.
    fn stretch(&self, start: usize, end: usize, drafts: &mut Vec<Draft>) -> usize {
        let mut reached = end;
        let mut from = start;
        // A possessor that is no part of the name divides the stretch.
        for n in start..end {
            let possessive = matches!(self.lower(n), "'s" | "'") && self.atom_over(n).is_none();
            if possessive && !self.owns(n) {
                reached = reached.max(self.segment(from, n, drafts));
                from = n + 1;
            }
        }
        reached.max(self.segment(from, end, drafts))
    }

    /// The bodies of a stretch without possessors, the last first; in the order of the text in the end.
    fn segment(&self, start: usize, end: usize, drafts: &mut Vec<Draft>) -> usize {
        let first = drafts.len();
        let mut reached = end;
        let mut to = end;
        while to > start {
            match self.anchor(start, to) {
                Anchor::Body {
                    from,
                    head,
                    until,
                    how,
                    listed,
                } => {
                    if let Some((from, until)) = self.extent(start, from, head, until, how, listed)
                    {
                        drafts.push(self.draft(from, until, how));
                        reached = reached.max(until);
                        to = from.min(head);
                    } else {
                        to = head;
                    }
                }
                Anchor::None(before) => to = before,
            }
        }
        if let Some(found) = drafts.get_mut(first..) {
            found.reverse();
        }
        reached
    }

    /// The last head or listed name in a stretch.
    fn anchor(&self, start: usize, end: usize) -> Anchor {
        // Common words behind a head make another thing of it (`Central Bank Digital Currency`).
        let mut common = false;
        let mut n = end;
        while n > start {
            n -= 1;
            if let Some(atom) = self
                .atom_over(n)
                .filter(|a| a.end <= end && a.start >= start)
            {
                let head = atom.end - 1;
                let headed = self.is_head(head) && !common;
                let how = if headed { How::Form } else { How::Listed };
                let how = if atom.pack && !headed { How::Pack } else { how };
                return Anchor::Body {
                    from: atom.start,
                    head,
                    until: atom.end,
                    how,
                    listed: true,
                };
            }
            match self.role(n) {
                Some(Role::Title | Role::Thing) => common = false,
                Some(Role::Place) => return Anchor::None(self.skip_to_atom(start, n)),
                _ if self.is_head(n) => {
                    if common {
                        return Anchor::None(self.skip_to_atom(start, n));
                    }
                    return Anchor::Body {
                        from: n,
                        head: n,
                        until: n + 1,
                        how: How::Form,
                        listed: false,
                    };
                }
                _ => common |= self.word(n).is_some_and(is_common) && !self.is_state(n),
            }
        }
        Anchor::None(start)
    }

    /// The end of the last listed name before a word.
    fn skip_to_atom(&self, start: usize, n: usize) -> usize {
        let next = self.atoms.partition_point(|a| a.end <= n);
        let last = next.checked_sub(1).and_then(|at| self.atoms.get(at));
        last.filter(|a| a.start >= start).map_or(start, |a| a.end)
    }

    /// From where to where a name reaches that has a head or a listed name.
    fn extent(
        &self,
        start: usize,
        from: usize,
        head: usize,
        until: usize,
        how: How,
        listed: bool,
    ) -> Option<(usize, usize)> {
        let left = match how {
            How::Form => self.left(start, from, head),
            // `North Tarsk Provincial Committee of the Party`: one of a class.
            How::Pack if (from..until).any(|n| self.is_head(n)) && self.is_capital(from) => {
                self.left(start, from, from)
            }
            _ => self.left_of_listed(start, from),
        };
        let role = self.role(head);
        if listed && how != How::Pack && self.is_brand(from, until) {
            return None;
        }
        let noun = (from..head).find(|n| self.names_bodies(*n));
        let end = if let Some(noun) = noun.filter(|_| listed && !self.is_head(head)) {
            // `Ministry of Foreign Affairs`, `and Trade`, of a state.
            self.of_state(self.listing(noun, until))
        } else {
            self.right(head, until)
        };
        // `Northern Sea Information and Communications Centre`: what stands before `and` makes it a name.
        let joined = || match role {
            Some(Role::Weak) => self.joined_left(left),
            _ => left,
        };
        let valid = listed
            || self.is_body(left, head, end, role)
            || joined() < left && self.is_body(joined(), head, end, role);
        if !valid {
            return None;
        }
        let left = match how {
            How::Form if !listed => self.joined_left(left),
            How::Pack => self.listed_left(left, from, until),
            _ => left,
        };
        Some((left, end))
    }

    /// Whether a listed name of one word only says whose product or paper the words behind it name
    /// (`Google Cloud`, `Treasury bonds`).
    fn is_brand(&self, from: usize, until: usize) -> bool {
        if until - from != 1 || self.headline {
            return false;
        }
        let paper = ["securities", "bonds", "notes", "bills", "yield", "yields"];
        let treasury = self.lower(from) == "treasury";
        let reach = if treasury { PAPER } else { 1 };
        if (until..until + reach).any(|n| paper.contains(&self.lower(n))) {
            return true;
        }
        let run = self.run(until);
        let named = (until..run)
            .any(|n| matches!(self.role(n), Some(Role::Title | Role::Thing)) || self.is_head(n));
        let noun = self.word(until).is_some_and(|w| matches!(w.tag, 'n' | 's'));
        run > until && noun && !named
    }

    fn draft(&self, from: usize, until: usize, how: How) -> Draft {
        let start = self.words.get(from).map_or(0, |w| w.span.start);
        let end = self
            .words
            .get(until.saturating_sub(1))
            .map_or(start, |w| w.span.end);
        Draft {
            at: self.line.at(Span::new(start, end)),
            words: from..until,
            parts: Vec::new(),
            how,
        }
    }
}

/// The last name in a stretch.
enum Anchor {
    /// A listed name from `from` to `until`, or a head alone.
    Body {
        from: usize,
        head: usize,
        until: usize,
        how: How,
        listed: bool,
    },
    /// None, or none up to a word.
    None(usize),
}
