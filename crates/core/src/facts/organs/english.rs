//! Bodies in English by form: nouns that head their names, with what stands before and after them.

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

/// Words of a headline at least, and the share of capital ones (of ten).
const HEADLINE: (usize, usize) = (4, 7);

fn is_headline(sentence: &[Word]) -> bool {
    let long = || {
        sentence
            .iter()
            .filter(|w| w.lower.len() > 3 && w.lower.starts_with(char::is_alphabetic))
    };
    let capital = long().filter(|w| w.capital).count();
    let all = long().count();
    all >= HEADLINE.0 && capital * 10 >= all * HEADLINE.1
}

/// Words that are no part of a name but at its joints, whatever their letters.
fn is_function(word: &Word) -> bool {
    matches!(
        word.tag,
        'o' | 't' | 'i' | 'D' | 'C' | 'S' | 'W' | 'P' | 'Q' | 'M' | 'B' | 'H' | 'O' | 'E'
    )
}

/// A common word: one that also stands in small letters.
fn is_common(word: &Word) -> bool {
    matches!(
        word.tag,
        'n' | 's' | 'j' | 'g' | 'x' | 'v' | 'd' | 'z' | 'p' | 'r'
    )
}

/// Nouns whose possessive stands inside names (`People's`, `Attorney General's`).
const OWNERS: [&str; 44] = [
    "people",
    "workers",
    "worker",
    "women",
    "woman",
    "men",
    "children",
    "child",
    "youth",
    "students",
    "student",
    "teachers",
    "teacher",
    "farmers",
    "peasants",
    "writers",
    "journalists",
    "veterans",
    "lawyers",
    "nurses",
    "doctors",
    "prosecutor",
    "prosecutors",
    "attorney",
    "general",
    "president",
    "premier",
    "minister",
    "governor",
    "mayor",
    "king",
    "queen",
    "consumers",
    "employers",
    "girls",
    "boys",
    "soldiers",
    "officers",
    "party",
    "citizens",
    "patients",
    "manufacturers",
    "producers",
    "labourers",
];

/// Verbs of headlines that are nouns elsewhere.
const HEADLINE_VERBS: [&str; 40] = [
    "visit",
    "visits",
    "issues",
    "issue",
    "meets",
    "meet",
    "sends",
    "send",
    "receives",
    "holds",
    "hold",
    "urges",
    "urge",
    "slams",
    "backs",
    "back",
    "sees",
    "plans",
    "plan",
    "names",
    "warns",
    "votes",
    "vote",
    "launches",
    "launch",
    "marks",
    "mark",
    "tours",
    "tour",
    "attends",
    "celebrates",
    "congratulates",
    "condemns",
    "inspects",
    "leaves",
    "returns",
    "releases",
    "release",
    "greets",
    "guides",
];

/// Adjectives before a name that are no part of it, though a capital letter may open them.
const NO_PART: [&str; 18] = [
    "former",
    "current",
    "new",
    "outgoing",
    "incoming",
    "acting",
    "ex",
    "other",
    "local",
    "several",
    "many",
    "most",
    "some",
    "dear",
    "great",
    "glorious",
    "respected",
    "late",
];

/// Words before a head at most: longer stretches of capitals are no names.
const MODIFIERS: usize = 9;
/// Of-tails of one name at most.
const TAILS: usize = 4;
/// Words of one tail at most.
const TAIL: usize = 8;

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
        word.capital && !is_function(word) && shout && !opens
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
        ordinal || self.is_head(n + 1)
    }

    /// Finds the bodies of a stretch of capital words; gives how far they reach.
    fn stretch(&self, start: usize, end: usize, drafts: &mut Vec<Draft>) -> usize {
        let mut reached = end;
        let mut from = start;
        // A possessor that is no part of the name divides the stretch.
        for n in start..end {
            let owner = self.before(n).map_or("", |b| self.lower(b));
            let possessive = matches!(self.lower(n), "'s" | "'") && self.atom_over(n).is_none();
            if possessive && !OWNERS.contains(&owner) {
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
        let end = self.right(head, until);
        let valid = listed || self.is_body(left, head, end, role);
        if !valid {
            return None;
        }
        let left = if how == How::Form && !listed {
            self.joined_left(left)
        } else {
            left
        };
        Some((left, end))
    }

    /// Where the modifiers of a head begin.
    fn left(&self, start: usize, from: usize, head: usize) -> usize {
        let mut left = from;
        let office = matches!(self.lower(head), "office" | "offices");
        while left > start && head - left < MODIFIERS {
            let n = left - 1;
            let title = self.role(n) == Some(Role::Title);
            let owns = matches!(self.lower(n + 1), "'s" | "'") && office;
            // `General Staff`, `Joint Chiefs`: posts that are adjectives here.
            let adjective = matches!(self.lower(n), "general" | "major" | "special" | "executive");
            if title && !owns && !adjective {
                break;
            }
            let tag = self.word(n).map_or('.', |w| w.tag);
            if tag == 'u' && !self.names_number(n + 1) {
                break;
            }
            let verb =
                matches!(tag, 'v' | 'z' | 'd' | 'p') || HEADLINE_VERBS.contains(&self.lower(n));
            if self.headline && verb {
                break;
            }
            left = n;
        }
        while left < from && NO_PART.contains(&self.lower(left)) {
            left += 1;
        }
        // A possessive mark opens no name.
        while left < from && matches!(self.lower(left), "'s" | "'" | "&" | ".") {
            left += 1;
        }
        left
    }

    /// A listed name takes the state and the body that stand before it (`DPRK Cabinet`).
    fn left_of_listed(&self, start: usize, from: usize) -> usize {
        let mut left = from;
        while left > start {
            let n = left - 1;
            if let Some(atom) = self.atom_over(n).filter(|a| a.pack && a.start >= start) {
                left = atom.start;
            } else if self.is_state(n) {
                left = self.whole_state(n);
            } else {
                break;
            }
        }
        left
    }

    /// `Food and Drug Administration`: the noun before `and` belongs to the name.
    fn joined_left(&self, left: usize) -> usize {
        let joined = |left: usize| -> Option<usize> {
            let and = self.before(left)?;
            let noun = self.before(and)?;
            let is_noun = |n: usize| {
                let word = self.word(n)?;
                let fits = word.capital && is_common(word) && !self.is_head(n) && !self.is_state(n);
                (fits && self.role(n) != Some(Role::Title) && self.atom_over(n).is_none())
                    .then_some(())
            };
            is_noun(left)?;
            is_noun(noun)?;
            (matches!(self.lower(and), "and" | "&") && !self.headline).then_some(noun)
        };
        let Some(mut left) = joined(left) else {
            return left;
        };
        // What stands before that noun goes with it (`Kim Chaek Iron and Steel Complex`).
        let mut taken = 0;
        while let Some(n) = self.before(left) {
            let title = self.role(n) == Some(Role::Title) || self.is_head(n);
            if !self.is_capital(n) || title || taken >= MODIFIERS {
                break;
            }
            left = n;
            taken += 1;
        }
        left
    }

    /// Whether what was found by form is a body.
    fn is_body(&self, left: usize, head: usize, end: usize, role: Option<Role>) -> bool {
        let tail = end > head + 1 && !self.is_number(head + 1);
        let opens = head == self.from;
        let modifiers = head - left;
        let named = (left..head).any(|n| self.is_state(n)) || named_by(self, left, head);
        let lower = self.lower(head);
        if lower == "congress" {
            return self.is_legislature(left, head, end);
        }
        let ordinal = |n: usize| self.is_number(n) || self.word(n).is_some_and(|w| w.tag == '0');
        // `Third Forum` is a meeting, `Vice Department Director` a post.
        let vice = modifiers == 1 && matches!(self.lower(left), "vice" | "deputy" | "sub");
        if vice || lower == "forum" && (left..head).any(ordinal) {
            return false;
        }
        if self.headline && lower.starts_with("organi") && !tail && !named_by(self, left, head) {
            return false;
        }
        if matches!(lower, "club" | "center" | "centre") && !tail && self.is_venue(left) {
            return false;
        }
        match role {
            Some(Role::Strong) => modifiers > 0 || tail,
            Some(Role::Alone) => modifiers > 0 || tail || !opens,
            Some(Role::Weak) => {
                named
                    || modifiers > 1 && !self.headline && self.is_force(head)
                    || tail && !opens && self.takes_members(head)
            }
            Some(Role::Company) => modifiers > 0,
            Some(Role::Press) => named && !self.headline,
            _ => false,
        }
    }

    /// Weak heads that two common words make a name of (`Internal Security Forces`).
    fn is_force(&self, head: usize) -> bool {
        matches!(
            self.lower(head),
            "force"
                | "forces"
                | "guard"
                | "guards"
                | "command"
                | "board"
                | "center"
                | "centre"
                | "office"
                | "service"
                | "unit"
                | "fund"
                | "headquarters"
                | "front"
                | "squadron"
                | "troupe"
                | "farm"
                | "registry"
                | "initiative"
                | "survey"
        )
    }

    /// Whether a name is where something takes place (`at the Diplomats' Club`).
    fn is_venue(&self, left: usize) -> bool {
        let before = self.before(left);
        let article = before
            .filter(|b| self.lower(*b) == "the")
            .and_then(|b| self.before(b));
        let joint = article.or(before).map_or("", |b| self.lower(b));
        matches!(joint, "at" | "in")
    }

    /// A congress that makes laws, and not one that meets every five years.
    fn is_legislature(&self, left: usize, head: usize, end: usize) -> bool {
        let before = self.before(left).map_or("", |b| self.lower(b));
        if left == head {
            let bare = !matches!(before, "the" | "a" | "this" | "party" | "an")
                && !head.checked_sub(1).is_some_and(|n| self.is_number(n));
            return bare && end == head + 1 && head > self.from && !self.headline;
        }
        let party = (left..head).any(|n| {
            self.lower(n).starts_with("part")
                || self.is_number(n)
                || self.atom_over(n).is_some()
                || self.word(n).is_some_and(|w| w.tag == '0')
        });
        !party && end == head + 1
    }

    /// The end of a name with its number and its tails.
    fn right(&self, head: usize, until: usize) -> usize {
        let mut end = until;
        if self.names_number(end)
            && self.lower(end).chars().all(|c| c.is_ascii_digit())
            && self.is_head(head)
        {
            end += 1;
        }
        if self.role(head) == Some(Role::Company) {
            return self.company(end);
        }
        for _ in 0..TAILS {
            match self.tail(head, end) {
                Some(next) => end = next,
                None => break,
            }
        }
        // `Vendrian Party's secretariat`
        let part = self.line.keys().get(end + 1).copied().flatten();
        if matches!(self.lower(end), "'s" | "'")
            && part.is_some_and(|key| self.index.is_part(key))
            && self.linked
        {
            end += 2;
        }
        end + self.brackets(end)
    }

    /// Words of letters in brackets that begin at a word.
    fn brackets(&self, n: usize) -> usize {
        let letters = self
            .word(n + 1)
            .is_some_and(|w| w.initials && w.lower.len() <= 8);
        if self.lower(n) == "(" && self.lower(n + 2) == ")" && letters {
            3
        } else {
            0
        }
    }

    /// `Co., Ltd.`: what ends a company's name may come twice.
    fn company(&self, end: usize) -> usize {
        let mut end = end;
        let mut n = end;
        while matches!(self.lower(n), "." | ",") && n < end + 2 {
            n += 1;
        }
        if n > end && self.role(n) == Some(Role::Company) {
            end = n + 1;
        }
        end
    }

    /// The end of one tail (`of the Ministry`, `for Refugees`), if one begins at a word.
    fn tail(&self, head: usize, end: usize) -> Option<usize> {
        let mut n = end;
        // `Commission (NDC) of the Republic`
        n += self.brackets(n);
        // `C.C., the Vendrian Red Party`: the comma after an abbreviation stands for `of`.
        let comma = self.abbreviation_comma(head, n);
        n = comma.unwrap_or(n);
        let joint = if comma.is_some() { "," } else { self.lower(n) };
        // A name that is no noun of a body takes no tail (`President of the State Affairs of Vendria`).
        let noun = self.is_head(head)
            || self.word(head).is_some_and(|w| w.initials || !w.capital)
            || matches!(self.lower(head), "committee" | "presidium");
        let allowed = match joint {
            "," => true,
            "of" => noun && !matches!(self.role(head), Some(Role::Company | Role::Press)),
            "for" | "on" | "to" => {
                self.takes_purpose(head) && (joint != "to" || self.lower(head) == "mission")
            }
            "in" => self.is_abroad(head, n),
            "under" => false,
            _ => false,
        };
        if !allowed {
            return None;
        }
        if joint != "," {
            n += 1;
        }
        if self.lower(n) == "the" {
            n += 1;
        }
        let first = self.word(n)?;
        let capital = self.is_capital(n) || self.atom_from(n).is_some();
        let ordinal = first.tag == '0' && self.is_capital(n + 1);
        if !capital && !ordinal {
            return None;
        }
        let end = self.phrase(head, n)?;
        // After a comma only another body can be meant.
        let body = joint != ","
            || self.is_head(end - 1)
            || self.atom_over(end - 1).is_some()
            || (n..end).any(|n| self.is_head(n));
        body.then_some(end)
    }

    /// The word after the comma that follows an abbreviation with stops.
    fn abbreviation_comma(&self, head: usize, n: usize) -> Option<usize> {
        let short = self.word(head)?.lower.contains('.');
        let mut at = n;
        if self.lower(at) == "." {
            at += 1;
        }
        (short && self.lower(at) == ",").then_some(at + 1)
    }

    /// Heads that take `for` and `on` with what they are for.
    fn takes_purpose(&self, head: usize) -> bool {
        matches!(
            self.lower(head),
            "party"
                | "committee"
                | "subcommittee"
                | "commission"
                | "center"
                | "centre"
                | "institute"
                | "institution"
                | "council"
                | "office"
                | "agency"
                | "department"
                | "bureau"
                | "association"
                | "foundation"
                | "organization"
                | "organisation"
                | "society"
                | "fund"
                | "authority"
                | "court"
                | "union"
                | "ministry"
                | "school"
                | "board"
                | "coalition"
                | "alliance"
                | "network"
                | "bank"
                | "forum"
                | "front"
                | "movement"
                | "directorate"
                | "academy"
                | "administration"
                | "group"
                | "mission"
                | "tribunal"
                | "federation"
                | "league"
                | "partnership"
                | "service"
                | "campaign"
        )
    }

    /// Weak heads that an of-tail makes a name of, without a modifier (`Board of Governors`).
    fn takes_members(&self, head: usize) -> bool {
        matches!(
            self.lower(head),
            "board"
                | "center"
                | "centre"
                | "office"
                | "group"
                | "council"
                | "forum"
                | "command"
                | "synod"
        )
    }

    /// `Vendrian Union in Tarsk`: a body of compatriots abroad, and an embassy.
    fn is_abroad(&self, head: usize, joint: usize) -> bool {
        let embassy = matches!(self.lower(head), "embassy" | "consulate");
        let union = matches!(
            self.lower(head),
            "union" | "association" | "federation" | "confederation" | "league" | "residents"
        );
        let state = self.state_from(joint + 1).is_some();
        state && (embassy || union && self.lower(joint.saturating_sub(1)) != ",")
    }

    /// The end of the words of a tail that begins at a word.
    fn phrase(&self, head: usize, start: usize) -> Option<usize> {
        let mut end = self.chunk(start)?;
        if self.is_head(end - 1) || self.state_from(start).is_some_and(|s| start + s == end) {
            return Some(end);
        }
        // `for Implementing the Declaration`
        if self.word(end - 1)?.tag == 'g' && end == start + 1 && self.lower(end) == "the" {
            let run = self.run(end + 1);
            if run > end + 1 {
                return Some(run);
            }
        }
        // `of Land, Infrastructure and Transport`
        while end - start < TAIL {
            let Some(next) = self.joined(head, end) else {
                break;
            };
            end = next;
        }
        Some(end)
    }

    /// A stretch of capital words after a joint: a state, a listed name, or words up to a head or post.
    fn chunk(&self, start: usize) -> Option<usize> {
        if let Some(atom) = self.atom_from(start).filter(|a| !self.is_capital(a.end)) {
            return Some(atom.end);
        }
        let run = self.run(start).min(start + TAIL);
        let run = if run == start { start + 1 } else { run };
        let run = (start..run)
            .find(|n| {
                matches!(self.lower(*n), "'s" | "'")
                    && self.atom_over(*n).is_none()
                    && !OWNERS.contains(&self.lower(n.saturating_sub(1)))
            })
            .unwrap_or(run);
        let heads = (start..run)
            .rev()
            .find(|n| self.is_head(*n) || self.atom_over(*n).is_some_and(|a| a.end == n + 1));
        if let Some(last) = heads.filter(|last| !(start..*last).any(|n| self.stops(n))) {
            return Some(last + 1);
        }
        if let Some(length) = self
            .state_from(start)
            .filter(|l| !self.is_adjective(start) || start + l >= run)
        {
            return Some(start + length.max(1));
        }
        let mut end = start;
        while end < run && !self.stops(end) {
            end += 1;
        }
        // An office may be a person's (`Office of the President`).
        if end == start && self.role(start) == Some(Role::Title) {
            end = start + 1;
        }
        (end > start).then_some(end)
    }

    /// Posts, meetings and places end the words of a tail.
    fn stops(&self, n: usize) -> bool {
        let posts = self.role(n) == Some(Role::Title) && !matches!(self.lower(n), "general");
        posts && !(self.lower(n) == "governors")
    }

    /// The end of a further member of a tail's list, if one begins at a word.
    fn joined(&self, head: usize, end: usize) -> Option<usize> {
        let listing = matches!(
            self.lower(head),
            "ministry"
                | "department"
                | "committee"
                | "commission"
                | "institute"
                | "academy"
                | "bureau"
                | "school"
                | "university"
                | "college"
                | "society"
                | "council"
                | "center"
                | "centre"
                | "agency"
                | "directorate"
                | "office"
                | "faculty"
                | "subcommittee"
                | "union"
                | "association"
                | "federation"
                | "organization"
                | "organisation"
                | "board"
                | "chamber"
                | "bank"
        );
        let common = |n: usize| {
            let word = self.word(n)?;
            let fits = word.capital
                && is_common(word)
                && self.role(n) != Some(Role::Title)
                && !self.is_state(n);
            (fits && !(self.is_head(n) && self.lower(n + 1) == "of")).then_some(n)
        };
        let last = end.checked_sub(1)?;
        let first = common(last).is_some()
            || self.is_capital(last) && !self.is_state(last) && self.atom_over(last).is_none();
        if !listing || !first {
            return None;
        }
        match self.lower(end) {
            "and" | "&" => {
                let n = common(end + 1)?;
                // A list of bodies is not a list of what one is for.
                let run = self.run(n);
                let head = (n..run).any(|n| self.is_head(n) || self.atom_over(n).is_some());
                (!head).then(|| self.chunk(n)).flatten()
            }
            "," => {
                let n = common(end + 1)?;
                let after = self.run(n);
                let goes_on = match self.lower(after) {
                    "and" | "&" => common(after + 1).is_some(),
                    "," => {
                        matches!(self.lower(after + 1), "and")
                            || common(after + 1).is_some() && self.lower(after + 2) == "and"
                    }
                    _ => false,
                };
                let head = (n..after).any(|n| self.is_head(n));
                (goes_on && !head).then_some(after)
            }
            _ => None,
        }
    }

    /// A body in small letters that brackets give letters of (`nuclear planning group (NPG)`).
    fn lettered(&self, open: usize) -> Option<usize> {
        let letters = self.word(open + 1).filter(|_| self.brackets(open) > 0)?;
        let head = self.before(open)?;
        self.role(head)
            .filter(|r| matches!(r, Role::Strong | Role::Weak | Role::Alone))?;
        let mut from = open;
        for letter in letters.lower.chars().rev() {
            from = self
                .before(from)
                .filter(|n| self.lower(*n).starts_with(letter))?;
        }
        let state = self.before(from).filter(|n| self.is_state(*n));
        Some(state.unwrap_or(from))
    }

    /// Bodies in small letters: `foreign ministry`, `Vendrian embassy`.
    fn small(&self, n: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let lower = self.lower(n);
        if let Some(from) = (lower == "(").then(|| self.lettered(n)).flatten() {
            drafts.push(self.draft(from, n + 3, How::Form));
            return Some(n + 3);
        }
        let before = self.before(n)?;
        let state = self.is_state(before);
        let from = match lower {
            "ministry" if !self.headline => {
                let word = self.word(before)?;
                let kind = matches!(word.tag, 'j' | 'n' | 's' | '?') && word.tag != '.' || state;
                if !kind || !word.lower.starts_with(char::is_alphabetic) {
                    return None;
                }
                let over = self.before(before).filter(|b| self.is_state(*b) && !state);
                over.unwrap_or(before)
            }
            "embassy" | "consulate" | "parliament" if state => before,
            _ => return None,
        };
        let from = self.whole_state(from);
        let end = self.right_of_small(n);
        drafts.push(self.draft(from, end, How::Form));
        Some(end)
    }

    fn right_of_small(&self, n: usize) -> usize {
        if self.lower(n + 1) == "of" {
            let start = if self.lower(n + 2) == "the" {
                n + 3
            } else {
                n + 2
            };
            if let Some(length) = self.state_from(start) {
                return start + length;
            }
        }
        n + 1
    }

    /// The first word of the state's name that a word belongs to.
    fn whole_state(&self, n: usize) -> usize {
        let mut from = n;
        while let Some(before) = self
            .before(from)
            .filter(|b| self.is_state(*b) && self.is_state(from))
        {
            from = before;
        }
        from
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

/// Whether a word between is a name: unknown, of a list, or letters.
fn named_by(scan: &Scan<'_, '_>, left: usize, head: usize) -> bool {
    (left..head).any(|n| {
        let word = scan.word(n);
        let unknown = word.is_some_and(|w| matches!(w.tag, 'N' | '?') || w.initials);
        !scan.is_state(n) && (scan.atom_over(n).is_some() || unknown)
    })
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
