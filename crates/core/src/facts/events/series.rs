//! Series and events of a pack, made ready for mentions: which series a mention belongs to, and which event
//! has its number.

use std::collections::{HashMap, HashSet};

use super::{heads::words as known, ordinal, ordinal::Counted};
use crate::{
    facts::words::Paragraph,
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
    /// Words that only this field uses.
    own: HashSet<String>,
    hangul_heads: Vec<String>,
    hangul_members: Vec<String>,
    /// Longest first.
    hangul_bodies: Vec<String>,
    shared: bool,
    pub(super) cited_bare: bool,
    /// Whether its events have terms.
    pub(super) has_terms: bool,
    /// Numbers of events, by start.
    pub(super) events: Vec<usize>,
}

/// How sure it is that a mention belongs to a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) series: usize,
    /// Whether bodies of other fields use the same name, and no word of the mention says whose it is.
    pub(super) shared: bool,
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
    /// Names of the bodies and words of the field: a text without any of them is of another field.
    evidence: Option<aho_corasick::AhoCorasick>,
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
        let mut evidence: Vec<String> = pack.event_words().to_vec();
        // One syllable stands inside too many words.
        evidence.retain(|w| w.chars().count() > 1);
        for series in pack.series() {
            let bodies = body_names(pack, &series.bodies);
            evidence.extend(bodies.iter().cloned());
            let made = Series::new(series, &bodies, pack.event_words(), &index.field);
            index.series.push(made);
        }
        evidence.retain(|w| {
            !matches!(
                w.as_str(),
                "National" | "전국" | "전당" | "Republic" | "공화국"
            )
        });
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
        if !index.series.is_empty() {
            index.evidence = aho_corasick::AhoCorasick::new(&evidence).ok();
        }
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

    pub(super) fn is_empty(&self) -> bool {
        self.series.is_empty() && self.events.is_empty()
    }

    /// Whether a text names the field at all.
    pub(super) fn shows_field(&self, text: &str) -> bool {
        let Some(evidence) = &self.evidence else {
            return false;
        };
        evidence.find_iter(text).any(|m| {
            let before = text.get(..m.start()).and_then(|t| t.chars().next_back());
            let after = text.get(m.end()..).and_then(|t| t.chars().next());
            let inner = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            !inner(before) && !inner(after)
        })
    }

    /// The series of an English mention.
    pub(super) fn series_of(&self, name: &Name) -> Option<Match> {
        let last = name.head.rsplit(' ').next()?;
        let mut best: Option<(usize, Match)> = None;
        for &n in self.by_head.get(last)? {
            let Some(series) = self.series.get(n) else {
                continue;
            };
            let Some((length, own)) = series.fits(name, &self.field) else {
                continue;
            };
            if best.is_none_or(|(l, _)| length > l) {
                let shared = series.shared && !own;
                best = Some((length, Match { series: n, shared }));
            }
        }
        best.map(|(_, m)| m)
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
    pub(super) fn series_of_hangul(&self, full: &str, has_term: bool) -> Option<Match> {
        // An enlarged meeting is the meeting: `전원회의 확대회의`, `정치국 확대회의`.
        let name = full
            .strip_suffix("회의확대회의")
            .map(|n| format!("{n}회의"));
        let name = name.unwrap_or_else(|| full.replace("확대", ""));
        let name = name.as_str();
        let mut best: Option<(usize, Match)> = None;
        for (n, series) in self.series.iter().enumerate() {
            let Some((length, own)) = series.fits_hangul(name, has_term) else {
                continue;
            };
            if best.is_none_or(|(l, _)| length > l) {
                let shared = series.shared && !own;
                best = Some((length, Match { series: n, shared }));
            }
        }
        best.map(|(_, m)| m)
    }

    /// Whether all words are the field's own: of a body of the series, or of the country.
    pub(super) fn is_own(&self, stems: &[String]) -> bool {
        stems
            .iter()
            .all(|s| self.field.contains(s) || self.series.iter().any(|x| x.explained.contains(s)))
    }

    /// Whether a Korean word names a body of the field.
    pub(super) fn is_own_hangul(&self, word: &str) -> bool {
        self.series
            .iter()
            .any(|s| s.hangul_bodies.iter().any(|b| b == word))
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
    fn new(
        series: &pack::Series,
        bodies: &[String],
        field: &[String],
        words: &HashSet<String>,
    ) -> Self {
        // `party conference` names the members `party`.
        let is_head = |s: &String| series.heads.iter().any(|h| h.split(' ').any(|w| w == s));
        let without = |m: &String| sorted(stems(m).into_iter().filter(|s| !is_head(s)).collect());
        let members: Vec<Vec<String>> = series.members.iter().map(without).collect();
        let english = bodies.iter().filter(|b| !is_hangul(b));
        let own: HashSet<String> = english.flat_map(|b| stems(b)).collect();
        let mut explained: HashSet<String> = own.clone();
        explained.extend(members.iter().flatten().cloned());
        if !series.bodies.is_empty() {
            explained.insert("party".to_owned());
        }
        let shared_words = [
            "party",
            "central",
            "committee",
            "political",
            "bureau",
            "commission",
        ];
        let own = own
            .union(words)
            .filter(|w| !shared_words.contains(&w.as_str()))
            .cloned()
            .collect();
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
            own,
            hangul_heads: series.hangul_heads.clone(),
            hangul_members: series.hangul_members.clone(),
            hangul_bodies,
            shared: series.shared,
            cited_bare: series.cited_bare,
            ..Series::default()
        }
    }

    /// How many words of a member a mention has, if the rest is explained; and whether a word is the field's
    /// own.
    fn fits(&self, name: &Name, field: &HashSet<String>) -> Option<(usize, bool)> {
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
        let own = name.stems.iter().any(|w| self.own.contains(w));
        (extra && explained).then_some((member.len(), own))
    }

    /// The same for a Korean mention; lengths in bytes.
    fn fits_hangul(&self, name: &str, has_term: bool) -> Option<(usize, bool)> {
        let mut best = None;
        for head in &self.hangul_heads {
            let Some(rest) = name.strip_suffix(head.as_str()) else {
                continue;
            };
            for member in &self.hangul_members {
                let Some(rest) = rest.strip_suffix(member.as_str()) else {
                    continue;
                };
                let Some(own) = self.bodies_of(rest) else {
                    continue;
                };
                // `당대회` names the body itself.
                let of_body = self
                    .hangul_bodies
                    .iter()
                    .any(|b| head.starts_with(b.as_str()));
                let named = !member.is_empty() || own.is_some() || has_term || of_body;
                let length = head.len() + member.len();
                if named && best.is_none_or(|(l, _)| length > l) {
                    best = Some((length, own == Some(true)));
                }
            }
        }
        best
    }

    /// Whether words are nothing but names of bodies and of the field; whether one of them is the field's
    /// own, none if there are no words.
    fn bodies_of(&self, mut rest: &str) -> Option<Option<bool>> {
        let mut own = None;
        while !rest.is_empty() {
            let generic = [
                "의",
                "확대",
                "력사적인",
                "역사적인",
                "영광스러운",
                "우리",
                "제",
            ];
            if let Some(next) = generic.iter().find_map(|g| rest.strip_prefix(g)) {
                rest = next;
                continue;
            }
            let body = self
                .hangul_bodies
                .iter()
                .find(|b| rest.starts_with(b.as_str()))?;
            own = Some(own == Some(true) || body.chars().count() > 2);
            rest = rest.get(body.len()..)?;
        }
        Some(own)
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
            .is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()));
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
