//! Series and events of a pack, made ready for mentions: which series a mention belongs to, and which event
//! has its number.

use hashbrown::{HashMap, HashSet};

use super::heads::words as known;
use crate::{
    facts::{
        ordinal::{self, Counted},
        words::Paragraph,
    },
    pack::{self, Pack},
};

/// A mention as names are compared: without ordinals, small words and words that tell no event from another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// The noun of the event, in small letters and in the singular (`plenary meeting`).
    pub(super) head: String,
    /// The other words, singular and in small letters.
    pub(super) stems: Vec<String>,
}

/// A numbered series of events.
#[derive(Debug, Default)]
pub(super) struct Series {
    pub(super) id: String,
    heads: Vec<Vec<String>>,
    members: Vec<Vec<String>>,
    /// Words that may stand beside those of a member.
    explained: HashSet<String>,
    hangul_heads: Vec<String>,
    hangul_members: Vec<String>,
    /// Longest first.
    hangul_bodies: Vec<String>,
    /// Whether bodies of other fields use the same names.
    pub(super) shared: bool,
    pub(super) cited_bare: bool,
    /// Whether its events have terms.
    pub(super) has_terms: bool,
    /// Numbers of events, by start.
    pub(super) events: Vec<usize>,
}

/// The events of a pack.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) series: Vec<Series>,
    pub(super) events: Vec<pack::Event>,
    /// Series by the last word of a head.
    by_head: HashMap<String, Vec<usize>>,
    /// Names that no series gives: head and sorted stems.
    by_name: HashMap<(String, Vec<String>), usize>,
    /// Names in Hangul, without white space, of events without a number.
    by_hangul: HashMap<String, usize>,
    /// Words of the field that may stand in the name of any event.
    field: HashSet<String>,
}

/// A word as names are compared.
pub(super) fn stem(lower: &str) -> String {
    let word = lower.strip_suffix("'s").unwrap_or(lower);
    if word.len() > 4 && word.ends_with("ies") {
        return format!("{}y", word.get(..word.len() - 3).unwrap_or(word));
    }
    if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") {
        return word.get(..word.len() - 1).unwrap_or(word).to_owned();
    }
    word.to_owned()
}

/// Whether a word counts when names are compared.
pub(super) fn counts(lower: &str, tag: char) -> bool {
    !matches!(
        tag,
        'D' | 'Q' | 'o' | 'i' | 't' | 'C' | '.' | 'c' | 'B' | 'u'
    ) && lower.chars().any(char::is_alphanumeric)
        && ordinal::english(lower).is_none()
        && !known().has("generic", lower)
        && !known().has("time", lower)
}

fn stems(phrase: &str) -> Vec<String> {
    let words = Paragraph::new(phrase).words;
    let counted = words.iter().filter(|w| counts(&w.lower, w.tag));
    counted.map(|w| stem(&w.lower)).collect()
}

fn is_hangul(text: &str) -> bool {
    text.chars().any(|c| ('가'..='힣').contains(&c))
}

fn packed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

impl Index {
    pub(super) fn new(pack: &Pack) -> Self {
        let mut index = Index {
            events: pack.events().to_vec(),
            ..Index::default()
        };
        index.field = pack
            .event_words()
            .iter()
            .filter(|w| !is_hangul(w))
            .flat_map(|w| stems(w))
            .collect();
        for series in pack.series() {
            let bodies = body_names(pack, &series.bodies);
            let made = Series::new(series, &bodies, pack.event_words());
            index.series.push(made);
        }
        for (n, series) in index.series.iter().enumerate() {
            for head in &series.heads {
                if let Some(last) = head.last() {
                    let list = index.by_head.entry(last.clone()).or_default();
                    if !list.contains(&n) {
                        list.push(n);
                    }
                }
            }
        }
        index.place_events();
        index
    }

    /// Puts events into their series and learns the names that no series gives.
    fn place_events(&mut self) {
        for (n, event) in self.events.iter().enumerate() {
            let series = self.series.iter_mut().find(|s| s.id == event.series);
            if let Some(series) = series {
                series.events.push(n);
                series.has_terms |= event.term.is_some();
            }
            if event.ordinal.is_none() {
                self.by_hangul.insert(packed(&event.hangul), n);
            }
            for alias in &event.aliases {
                if is_hangul(alias) {
                    if !alias.chars().any(|c| c.is_ascii_digit()) {
                        self.by_hangul.insert(packed(alias), n);
                    }
                } else if event.ordinal.is_none()
                    && let Some(name) = name_of(alias)
                {
                    self.by_name.insert((name.head, sorted(name.stems)), n);
                }
            }
        }
        let starts: Vec<String> = self.events.iter().map(|e| e.start.clone()).collect();
        for series in &mut self.series {
            series
                .events
                .sort_by(|a, b| starts.get(*a).cmp(&starts.get(*b)));
        }
    }

    /// The series of an English mention.
    pub(super) fn series_of(&self, name: &Name) -> Option<usize> {
        let last = name.head.rsplit(' ').next()?;
        let fits = |n: &usize| Some((self.series.get(*n)?.fits(name, &self.field)?, *n));
        longest(self.by_head.get(last)?.iter().filter_map(fits))
    }

    /// An event without a number by its English name.
    pub(super) fn named(&self, name: &Name) -> Option<usize> {
        if self.by_name.is_empty() {
            return None;
        }
        let own = name.stems.iter().filter(|s| !self.field.contains(*s));
        let stems: Vec<String> = own.cloned().collect();
        self.by_name
            .get(&(name.head.clone(), sorted(stems)))
            .copied()
    }

    /// An event without a number by its name in Hangul, without white space.
    pub(super) fn named_hangul(&self, name: &str) -> Option<usize> {
        self.by_hangul.get(name).copied()
    }

    /// The series of a Korean mention: its words without white space and ordinals, up to and with its head.
    pub(super) fn series_of_hangul(&self, full: &str, has_term: bool) -> Option<usize> {
        // An enlarged meeting is the meeting: `전원회의 확대회의`, `정치국 확대회의`.
        let name = full
            .strip_suffix("회의확대회의")
            .map(|n| format!("{n}회의"));
        let name = name.unwrap_or_else(|| full.replace("확대", ""));
        let series = self.series.iter().enumerate();
        longest(series.filter_map(|(n, s)| Some((s.fits_hangul(&name, has_term)?, n))))
    }

    /// Whether all words are the field's own: of a body of the series, or of the country.
    pub(super) fn is_own(&self, stems: &[String]) -> bool {
        stems
            .iter()
            .all(|s| self.field.contains(s) || self.series.iter().any(|x| x.explained.contains(s)))
    }

    /// Whether letters stand for a body of a series, and not for the country.
    pub(super) fn is_own_letters(&self, lower: &str) -> bool {
        !self.field.contains(lower) && self.series.iter().any(|s| s.explained.contains(lower))
    }

    /// Whether a Korean word names a body of the field.
    pub(super) fn is_own_hangul(&self, word: &str) -> bool {
        self.series
            .iter()
            .any(|s| s.hangul_bodies.iter().any(|b| b == word))
    }

    /// The series of an event.
    pub(super) fn series_of_event(&self, event: usize) -> Option<usize> {
        let id = &self.events.get(event)?.series;
        self.series.iter().position(|s| s.id == *id)
    }

    /// The events of a series with a number and, where given, a term.
    pub(super) fn numbered(&self, series: usize, ordinal: u16, term: Option<u16>) -> Vec<usize> {
        let Some(series) = self.series.get(series) else {
            return Vec::new();
        };
        let events = series.events.iter().copied();
        let fits = |n: &usize| {
            self.events.get(*n).is_some_and(|e| {
                e.ordinal == Some(ordinal) && (term.is_none() || e.term.is_none() || e.term == term)
            })
        };
        events.filter(fits).collect()
    }
}

/// The series whose words are the most, the first of equal ones.
fn longest(fits: impl Iterator<Item = (usize, usize)>) -> Option<usize> {
    fits.fold(None, |best: Option<(usize, usize)>, found| match best {
        Some(best) if best.0 >= found.0 => Some(best),
        _ => Some(found),
    })
    .map(|(_, series)| series)
}

/// The names of bodies: of organs of the pack by id, else as written.
fn body_names(pack: &Pack, bodies: &[String]) -> Vec<String> {
    let mut out = Vec::new();
    for body in bodies {
        match pack.organs().iter().find(|o| o.id == *body) {
            Some(organ) => {
                out.push(organ.hangul.clone());
                out.extend(organ.hangul_variants.iter().cloned());
                out.extend(organ.english.iter().cloned());
            }
            None => out.push(body.clone()),
        }
    }
    out
}

fn sorted(mut stems: Vec<String>) -> Vec<String> {
    stems.sort();
    stems.dedup();
    stems
}

/// A name of a pack, cut as a mention is.
fn name_of(alias: &str) -> Option<Name> {
    let paragraph = Paragraph::new(alias);
    let words = &paragraph.words;
    let row = super::phrase::Row(words);
    for (last, word) in words.iter().enumerate() {
        for head in known().heads(&word.lower) {
            let before = head.before.len();
            let fits = last >= before
                && head
                    .before
                    .iter()
                    .zip(words.iter().skip(last - before))
                    .all(|(b, w)| *b == w.lower);
            if !fits {
                continue;
            }
            let first = last - before;
            let others = words
                .iter()
                .enumerate()
                .filter(|(n, _)| *n < first || *n > last);
            let others = others.filter(|(_, w)| counts(&w.lower, w.tag));
            let head = (first..=last)
                .map(|n| row.lower(n))
                .collect::<Vec<_>>()
                .join(" ");
            return Some(Name {
                head: stem(&head),
                stems: others.map(|(_, w)| stem(&w.lower)).collect(),
            });
        }
    }
    None
}

impl Series {
    fn new(series: &pack::Series, bodies: &[String], field: &[String]) -> Self {
        // `party conference` names the members `party`.
        let is_head = |s: &String| series.heads.iter().any(|h| h.split(' ').any(|w| w == s));
        let without = |m: &String| sorted(stems(m).into_iter().filter(|s| !is_head(s)).collect());
        let members: Vec<Vec<String>> = series.members.iter().map(without).collect();
        let english = bodies.iter().filter(|b| !is_hangul(b));
        let mut explained: HashSet<String> = english.flat_map(|b| stems(b)).collect();
        explained.extend(members.iter().flatten().cloned());
        if !series.bodies.is_empty() {
            explained.insert("party".to_owned());
        }
        let mut hangul_bodies: Vec<String> = bodies
            .iter()
            .chain(field)
            .filter(|b| is_hangul(b))
            .map(|b| packed(b))
            .collect();
        if !series.bodies.is_empty() {
            hangul_bodies.push("당".to_owned());
        }
        hangul_bodies.sort_by_key(|b| std::cmp::Reverse(b.len()));
        hangul_bodies.dedup();
        Series {
            id: series.id.clone(),
            heads: series
                .heads
                .iter()
                .map(|h| h.split(' ').map(str::to_owned).collect())
                .collect(),
            members,
            explained,
            hangul_heads: series.hangul_heads.clone(),
            hangul_members: series.hangul_members.clone(),
            hangul_bodies,
            shared: series.shared,
            cited_bare: series.cited_bare,
            ..Series::default()
        }
    }

    /// Whether its events are called by a noun.
    pub(super) fn is_headed(&self, noun: &str) -> bool {
        let last = |h: &Vec<String>| h.last().is_some_and(|l| l == noun);
        self.heads.iter().any(last) || self.hangul_heads.iter().any(|h| h.ends_with(noun))
    }

    /// How many words of a member a mention has, if the rest is explained.
    fn fits(&self, name: &Name, field: &HashSet<String>) -> Option<usize> {
        let head: Vec<&str> = name.head.split(' ').collect();
        let has = |word: &String| name.stems.contains(word);
        // `plenary enlarged meeting`: the first word of the head may stand apart.
        let of_head = self.heads.iter().find(|h| {
            h.last().map(String::as_str) == head.last().copied()
                && h.iter()
                    .rev()
                    .skip(1)
                    .all(|w| head.contains(&w.as_str()) || has(w))
        })?;
        let extra = head
            .iter()
            .rev()
            .skip(1)
            .all(|w| of_head.iter().any(|h| h == w));
        let member = self
            .members
            .iter()
            .filter(|m| m.iter().all(has))
            .max_by_key(|m| m.len())?;
        let explained = name
            .stems
            .iter()
            .all(|w| self.explained.contains(w) || field.contains(w) || of_head.contains(w));
        (extra && explained).then_some(member.len())
    }

    /// The same for a Korean mention; lengths in bytes.
    fn fits_hangul(&self, name: &str, has_term: bool) -> Option<usize> {
        let mut best = None;
        for head in &self.hangul_heads {
            let Some(rest) = name.strip_suffix(head.as_str()) else {
                continue;
            };
            for member in &self.hangul_members {
                let Some(rest) = rest.strip_suffix(member.as_str()) else {
                    continue;
                };
                if !self.is_of_bodies(rest) {
                    continue;
                }
                // `당대회` names the body itself.
                let of_body = self
                    .hangul_bodies
                    .iter()
                    .any(|b| head.starts_with(b.as_str()));
                let named = !member.is_empty() || !rest.is_empty() || has_term || of_body;
                let length = head.len() + member.len();
                if named && best.is_none_or(|l| length > l) {
                    best = Some(length);
                }
            }
        }
        best
    }

    /// Whether words are nothing but names of bodies and of the field.
    fn is_of_bodies(&self, mut rest: &str) -> bool {
        const GENERIC: [&str; 7] = [
            "의",
            "확대",
            "력사적인",
            "역사적인",
            "영광스러운",
            "우리",
            "제",
        ];
        while !rest.is_empty() {
            let generic = GENERIC.iter().find_map(|g| rest.strip_prefix(g));
            let bodies = || self.hangul_bodies.iter();
            match generic.or_else(|| bodies().find_map(|b| rest.strip_prefix(b.as_str()))) {
                Some(next) => rest = next,
                None => return false,
            }
        }
        true
    }
}

/// An ordinal in Korean words taken out: the words without white space and ordinals, the number and the
/// term.
pub(super) fn without_ordinals(text: &str) -> (String, Option<u16>, Option<u16>) {
    let (mut out, mut number, mut term) = (String::with_capacity(text.len()), None, None);
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
        let after_digit = text
            .get(..at)
            .is_some_and(|t| t.ends_with(|c: char| ordinal::digit(c).is_some()));
        match ordinal::korean(rest).filter(|_| !after_digit) {
            Some((n, counted, length)) => {
                match counted {
                    Counted::Meeting => number = Some(n),
                    Counted::Term => term = Some(n),
                }
                at += length;
            }
            None => {
                let c = rest.chars().next().unwrap_or(' ');
                if !c.is_whitespace() {
                    out.push(c);
                }
                at += c.len_utf8();
            }
        }
    }
    (out, number, term)
}
