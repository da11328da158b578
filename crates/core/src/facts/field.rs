//! Whether a document shows the field of a pack, and of which state a passage speaks.
//!
//! A pack knows names that other states use too (`Central Committee`, `Ministry of Foreign Affairs`).
//! They are the pack's only in a document that shows its field, and there only where nothing says that
//! another state is meant. [`Reader::read`] weighs the signs once a document; finders ask the [`Field`].

use super::{
    nations::{Form, Named, Nations},
    page::{At, Line, Page, Tongue},
    trie::{Trie, letter_key, word_key},
    words::Word,
};
use crate::{
    Document,
    pack::Pack,
    text::{Span, korean::PARTICLES},
};

/// Whose a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The field's.
    Own,
    /// Another state's.
    Foreign,
}

/// A naming that says of which state the words around it speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) span: Span,
    pub(crate) side: Side,
    /// The state; none for another sign of the field.
    pub(crate) named: Option<Named>,
}

impl Mark {
    /// Whether it can stand before a noun and say whose it is (`Vendrian`, `Vendria`); a city cannot.
    pub(crate) fn modifies(&self) -> bool {
        self.named.is_some_and(|n| n.form != Form::City)
    }
}

/// What a pack says of its field, ready to be looked up.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    country: Option<[u8; 2]>,
    /// Names of the field in words and in letters of Hangul.
    words: Trie<()>,
    letters: Trie<()>,
    /// Ids of the outlets of the field.
    outlets: Vec<String>,
    agencies: Vec<String>,
    places: Vec<String>,
    /// Whether the pack says nothing of its field: then every document shows it.
    open: bool,
}

/// What shows the field: an outlet or a dateline, or a title with a sign in the text, or signs enough.
const SHOWN: usize = 3;
/// A sign in the title.
const TITLE: usize = 2;
/// A body or leader of the field in running text; the name of its state or of a place counts half.
const NAME: usize = 2;
/// Bytes of text that one sign covers: a document of another field that names this one in passing has
/// fewer signs.
const REACH: usize = 900;
/// Signs so near that they count one more: all of a short text.
const DENSE: usize = 300;

impl Reader {
    pub(crate) fn new(pack: &Pack) -> Self {
        let field = pack.field();
        let code = field.country.as_bytes();
        let country = <[u8; 2]>::try_from(code).ok();
        let mut reader = Reader {
            country,
            open: *field == crate::pack::Field::default(),
            ..Reader::default()
        };
        let names = field
            .names
            .iter()
            .chain(&field.leaders)
            .chain(&field.places);
        for name in names {
            if is_hangul_name(name) {
                let letters = name.chars().filter(|c| *c != ' ').map(letter_key);
                reader.letters.insert(letters, ());
            } else {
                reader
                    .words
                    .insert(name.split(' ').filter_map(word_key), ());
            }
        }
        for outlet in pack.outlets().list() {
            if country.is_some() && outlet.country == field.country {
                reader.outlets.push(outlet.id.clone());
                let names = outlet.names().map(str::to_owned);
                reader
                    .agencies
                    .extend(names.chain(outlet.codes.iter().cloned()));
            }
        }
        reader.places = field.places.iter().map(|p| p.to_lowercase()).collect();
        reader
    }

    /// Weighs the signs of a document.
    pub(crate) fn read(&self, page: &Page<'_>) -> Field {
        let lines: Vec<(usize, Vec<Mark>)> =
            page.lines.iter().map(|l| (l.zone, self.marks(l))).collect();
        let count_in = |line: &Line<'_>, names: bool| {
            let marks = lines.binary_search_by_key(&line.zone, |l| l.0).ok();
            let marks = marks.and_then(|at| lines.get(at)).map_or(&[][..], |l| &l.1);
            let own = marks.iter().filter(|m| m.side == Side::Own);
            own.filter(|m| !names || m.named.is_none()).count()
        };
        let own = |line: &Line<'_>| count_in(line, false);
        let named = |line: &Line<'_>| count_in(line, true);
        let titles = page.lines.iter().filter(|l| !is_running(l));
        let title = titles.map(own).sum::<usize>().min(1) * TITLE;
        let running = || page.lines.iter().filter(|l| is_running(l));
        let signs: usize = running().map(own).sum();
        let names: usize = running().map(named).sum();
        let length: usize = running().map(|l| l.text.len()).sum();
        let mut body = 0;
        // With a sign in the title half as many are enough.
        let reach = if title > 0 { 2 * REACH } else { REACH };
        if signs * reach > length {
            body = names * NAME + (signs - names) + usize::from(signs * DENSE > length);
        }
        let score = self.outlet(page.document) + title + body;
        let count = |side| {
            let marks = lines.iter().flat_map(|l| &l.1);
            marks.filter(|m| m.side == side).count()
        };
        Field {
            shown: self.open || score >= SHOWN,
            own: count(Side::Own),
            foreign: count(Side::Foreign),
            has_country: self.country.is_some(),
            lines,
        }
    }

    /// What outlet, agency and dateline say.
    fn outlet(&self, document: &Document) -> usize {
        let outlet = document.outlet.as_ref().and_then(|o| o.id.as_ref());
        if outlet.is_some_and(|id| self.outlets.contains(id)) {
            return SHOWN;
        }
        let is_own = |agency: &str| {
            let mut names = agency.split(['=', '/', '-', ',']).map(str::trim);
            names.any(|name| self.agencies.iter().any(|a| a.eq_ignore_ascii_case(name)))
        };
        let dateline = document.dateline.as_ref();
        let agencies = document.agency.iter();
        let mut agencies = agencies.chain(dateline.and_then(|d| d.agency.as_ref()));
        if agencies.any(|a| is_own(a)) {
            return SHOWN;
        }
        let place = dateline.and_then(|d| d.place.as_ref());
        let place = place.map(|p| p.to_lowercase());
        place
            .filter(|p| self.places.contains(p))
            .map_or(0, |_| SHOWN)
    }

    fn side(&self, named: Named) -> Side {
        if Some(named.code) == self.country {
            Side::Own
        } else {
            Side::Foreign
        }
    }

    fn marks(&self, line: &Line<'_>) -> Vec<Mark> {
        match line.tongue {
            Tongue::Korean => self.korean(line.text),
            Tongue::English | Tongue::Other => self.english(line),
        }
    }

    fn english(&self, line: &Line<'_>) -> Vec<Mark> {
        let words = &line.paragraph().words;
        let keys = line.keys();
        let mut marks = Vec::new();
        let mut n = 0;
        while let (Some(rest), Some(key)) = (words.get(n..), keys.get(n..)) {
            let Some(first) = rest.first() else { break };
            // `south Korea` is the spelling of one outlet.
            let compass = matches!(first.lower.as_str(), "south" | "north");
            if !first.capital && !compass {
                n += 1;
                continue;
            }
            let own = self.words.in_words(rest, key);
            let own = own.map(|(n, ())| (n, Side::Own, None));
            let nation = Nations::get().in_words(rest, key);
            let nation = nation.filter(|(length, named)| is_nation(rest, *length, *named));
            let nation = nation.map(|(length, named)| (length, self.side(named), Some(named)));
            let found = nation.into_iter().chain(own).max_by_key(|f| f.0);
            let Some((length, side, named)) = found else {
                n += 1;
                continue;
            };
            let last = rest.get(length.saturating_sub(1)).unwrap_or(first);
            let span = Span::new(first.span.start, last.span.end);
            marks.push(Mark { span, side, named });
            n += length.max(1);
        }
        marks
    }

    fn korean(&self, text: &str) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        let mut before = ' ';
        for (at, c) in text.char_indices() {
            let fresh = !is_hangul(before) && is_hangul(c);
            before = c;
            if !fresh || marks.last().is_some_and(|m| m.span.end > at) {
                continue;
            }
            let rest = text.get(at..).unwrap_or("");
            let own = self.letters.in_letters(rest, true);
            let own = own.map(|(n, ())| (n, Side::Own, None));
            let nation = Nations::get().in_letters(rest);
            let nation = nation.filter(|(n, _)| stands_alone(rest.get(*n..).unwrap_or("")));
            let nation = nation.map(|(n, named)| (n, self.side(named), Some(named)));
            let found = nation.into_iter().chain(own).max_by_key(|f| f.0);
            if let Some((length, side, named)) = found {
                let span = Span::new(at, at + length);
                marks.push(Mark { span, side, named });
            }
        }
        marks
    }
}

/// Words and endings that go on after the name of a state in one Korean word.
const AFTER_STATE: [&str; 22] = [
    "정부",
    "군",
    "측",
    "대통령",
    "총리",
    "외교",
    "외무",
    "국방",
    "공산",
    "대사",
    "인민",
    "국회",
    "의회",
    "주재",
    "내",
    "산",
    "당국",
    "국민",
    "사람",
    "인",
    "언론",
    "중앙",
];

/// Whether what follows the name of a state in its word leaves it one (`인도적` is not India).
fn stands_alone(rest: &str) -> bool {
    let end = rest.find(|c: char| !is_hangul(c)).unwrap_or(rest.len());
    let rest = rest.get(..end).unwrap_or("");
    rest.is_empty()
        || PARTICLES.contains(&rest)
        || AFTER_STATE.iter().any(|after| rest.starts_with(after))
}

/// `US` is a state, `us` and `Us` are not; names and adjectives have their capital letters.
fn is_nation(words: &[Word], length: usize, named: Named) -> bool {
    let Some(first) = words.first() else {
        return false;
    };
    match length {
        1 => first.capital && (first.lower.len() > 2 || first.initials),
        _ => {
            let last = words.get(length.saturating_sub(1));
            named.form == Form::City || last.is_some_and(|w| w.capital || w.lower.contains('.'))
        }
    }
}

/// What a document says of the field of a pack.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    shown: bool,
    has_country: bool,
    own: usize,
    foreign: usize,
    lines: Vec<(usize, Vec<Mark>)>,
}

impl Field {
    /// Whether names of the pack may be linked in the document.
    pub(crate) fn shows(&self) -> bool {
        self.shown
    }

    /// Whether the field is of one state, so that other states' bodies are told apart.
    pub(crate) fn has_country(&self) -> bool {
        self.has_country
    }

    /// The marks of a zone, in its order.
    pub(crate) fn marks(&self, zone: usize) -> &[Mark] {
        let found = self.lines.binary_search_by_key(&zone, |l| l.0).ok();
        found
            .and_then(|at| self.lines.get(at))
            .map_or(&[], |l| &l.1)
    }

    /// The last mark that ends at or before a place, in its zone.
    pub(crate) fn before(&self, at: At) -> Option<&Mark> {
        let marks = self.marks(at.zone);
        let next = marks.partition_point(|m| m.span.end <= at.span.start);
        marks.get(next.checked_sub(1)?)
    }

    /// The marks that overlap a place.
    pub(crate) fn within(&self, at: At) -> &[Mark] {
        let marks = self.marks(at.zone);
        let start = marks.partition_point(|m| m.span.end <= at.span.start);
        let end = marks.partition_point(|m| m.span.start < at.span.end);
        marks.get(start..end.max(start)).unwrap_or(&[])
    }

    /// Marks of a side in the document.
    pub(crate) fn count(&self, side: Side) -> usize {
        match side {
            Side::Own => self.own,
            Side::Foreign => self.foreign,
        }
    }
}

/// Who has a body, by the words directly around its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A state (`Vendria's new`, `of Vendria`), or a word that says that it is the other side's (`puppet`).
    Side(Side),
    /// Whoever was named before (`its`).
    Before,
}

/// Words before a name that say that another side has it, without naming a state.
const OTHERS: [&str; 9] = [
    "puppet",
    "enemy",
    "hostile",
    "occupation",
    "rebel",
    "breakaway",
    "separatist",
    "quisling",
    "self-styled",
];
/// The same in Korean, glued to the name or apart.
const KOREAN_OTHERS: [&str; 3] = ["괴뢰", "괴뢰군", "남조선괴뢰"];

/// Joints behind a name that are followed to the state, and words of one name among them, at most.
const JOINTS: usize = 3;
const NAME_WORDS: usize = 6;

/// Words between an owner and a name at most.
const BETWEEN: usize = 3;

impl Field {
    /// Who has what is named at a place, if the words directly before or behind it say so.
    pub(crate) fn owner(&self, line: &Line<'_>, span: Span) -> Option<Owner> {
        let found = match line.tongue {
            Tongue::Korean => self.korean_owner(line, span),
            _ => self.owner_before(line, span),
        };
        found.or_else(|| self.owner_behind(line, span).map(Owner::Side))
    }

    fn owner_before(&self, line: &Line<'_>, span: Span) -> Option<Owner> {
        let words = &line.paragraph().words;
        let first = words.partition_point(|w| w.span.end <= span.start);
        let sentence = words.get(first)?.sentence;
        let before = words.get(..first)?.iter().rev();
        let mut possessive = false;
        for (n, word) in before.take_while(|w| w.sentence == sentence).enumerate() {
            if OTHERS.contains(&word.lower.as_str()) {
                return Some(Owner::Side(Side::Foreign));
            }
            if let Some(mark) = self.mark_of(line.zone, word.span)
                && let Some(named) = mark.named
            {
                // `in Vendria new members`: only a possessor or an adjective reaches over other words.
                let reaches = n == 0 || possessive || named.form == Form::Adjective;
                return reaches.then_some(Owner::Side(mark.side));
            }
            match word.lower.as_str() {
                "its" | "their" | "his" | "her" => return Some(Owner::Before),
                "'s" | "'" => possessive = true,
                "ruling" | "own" | "new" => {}
                _ if word.tag == 'j' => {}
                _ => return None,
            }
            if n > BETWEEN {
                return None;
            }
        }
        None
    }

    /// `of Vendria`, `in Tarsk`, `of the Armed Forces of Vendria`, directly behind.
    pub(crate) fn owner_behind(&self, line: &Line<'_>, span: Span) -> Option<Side> {
        let words = &line.paragraph().words;
        let mut n = words.partition_point(|w| w.span.end <= span.end);
        let sentence = words.get(n)?.sentence;
        for _ in 0..JOINTS {
            let joint = words.get(n).filter(|w| w.sentence == sentence)?;
            if !matches!(joint.lower.as_str(), "of" | "in") {
                return None;
            }
            n += 1;
            n += usize::from(words.get(n)?.lower == "the");
            let rest = words.get(n..)?.iter();
            let name = rest.take_while(|w| w.capital && w.sentence == sentence);
            let name: Vec<&Word> = name.take(NAME_WORDS).collect();
            let (first, last) = (name.first()?, name.last()?);
            let at = line.at(Span::new(first.span.start, last.span.end));
            let mut marks = self.within(at).iter();
            if let Some(mark) = marks.find(|m| m.named.is_some()) {
                return Some(mark.side);
            }
            n += name.len();
        }
        None
    }

    fn korean_owner(&self, line: &Line<'_>, span: Span) -> Option<Owner> {
        let before = line.text.get(..span.start)?.trim_end();
        if KOREAN_OTHERS.iter().any(|other| before.ends_with(other)) {
            return Some(Owner::Side(Side::Foreign));
        }
        let mark = self.before(line.at(span)).filter(|m| m.named.is_some())?;
        let between = line.text.get(mark.span.end..span.start)?.trim();
        let joined = matches!(between, "" | "의" | "주재" | "군" | "측" | "정부의");
        joined.then_some(Owner::Side(mark.side))
    }

    /// The mark that ends with a word.
    fn mark_of(&self, zone: usize, word: Span) -> Option<&Mark> {
        let marks = self.marks(zone);
        let at = marks.binary_search_by_key(&word.end, |m| m.span.end).ok()?;
        marks.get(at)
    }
}

/// Running text, no title or heading.
fn is_running(line: &Line<'_>) -> bool {
    use crate::layout::ZoneKind::{Caption, Paragraph, Summary};
    matches!(line.kind, Paragraph | Summary | Caption)
}

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

fn is_hangul_name(name: &str) -> bool {
    name.chars().any(is_hangul)
}
