//! Quotes of a Korean paragraph, by its endings: `《…》라고 말했다`, `…했다고 전했다`.

mod lists;
mod subject;

use crate::facts::marks::Marked;
use crate::text::{Sentences, Span};

use self::subject::{Role, Subject};
use super::english::Draft;

pub(super) use self::lists::{is_side, is_someone};
pub(in crate::facts) use self::subject::phrase_start;

/// Whether what stands behind a closing mark ties it to a verb.
pub(in crate::facts) fn is_joined(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or("");
    let listed = rest.trim_start();
    lists::is_joint(rest)
        || listed.starts_with("등")
        || listed.starts_with(',')
            && listed
                .trim_start_matches([',', ' '])
                .starts_with(['“', '"', '《', '‘'])
}

/// The noun phrases with a particle of subject or topic among the words of a stretch, in order.
pub(in crate::facts) fn subjects(text: &str, words: &[Span], from: usize, to: usize) -> Vec<Span> {
    let first = words.partition_point(|w| w.start < from);
    let last = words.partition_point(|w| w.end <= to);
    let words = words.get(first..last.max(first)).unwrap_or(&[]);
    let found = subject::find(text, words, &[]);
    let own = found.iter().filter(|s| s.role != Role::Cited);
    own.map(|s| s.span).collect()
}

/// Endings of a clause that is reported without marks.
const REPORTED: [&str; 18] = [
    "다고",
    "라고",
    "자고",
    "냐고",
    "다며",
    "라며",
    "다면서",
    "라면서",
    "다는",
    "라는",
    "자며",
    "자면서",
    "데 대하여",
    "데 대해",
    "할것을",
    "것을",
    "음을",
    "다고도",
];

/// A sentence: its words outside marks, its marked words, who can be a subject in it.
struct Clause<'t, 'm> {
    text: &'t str,
    span: Span,
    words: Vec<Span>,
    inside: Vec<&'m Marked>,
    subjects: Vec<Subject>,
    named: &'m [Span],
}

/// Who says what in a paragraph; `named` are the people and bodies found in it, in order.
pub(super) fn attributions(text: &str, marked: &[Marked], named: &[Span]) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    // Who was announced by the sentence before: `그는 이렇게 말했다. “…”`
    let mut announced: Option<(Span, Option<Span>)> = None;
    // Marked words that ended the sentence before, said by nobody yet: `“…” 오렐의 말이다.`
    let mut open: Option<Span> = None;
    for span in sentences(text, marked) {
        let from = marked.partition_point(|m| m.outer.start < span.start);
        let to = marked.partition_point(|m| m.outer.start < span.end);
        let inside: Vec<&Marked> = marked.get(from..to).unwrap_or(&[]).iter().collect();
        let words = eojeol(text, span, &inside);
        let subjects = subject::find(text, &words, named);
        let clause = Clause {
            text,
            span,
            words,
            inside,
            subjects,
            named,
        };
        let mut found = clause.drafts();
        if let (Some(marked), Some((source, cue))) = (open, clause.follows()) {
            found.insert(
                0,
                Draft {
                    content: vec![marked],
                    source: Some(source),
                    cue,
                    ..Draft::default()
                },
            );
        }
        let taken = |m: &Marked| found.iter().any(|d| d.content.contains(&m.outer));
        let last = clause.inside.last().filter(|m| m.outer.end == span.end);
        open = last.filter(|m| !taken(m)).map(|m| m.outer);
        if let (Some((cue, source)), Some(first)) = (announced, clause.inside.first()) {
            let leads = first.outer.start == span.start;
            let taken = found.iter().any(|d| d.content.contains(&first.outer));
            if leads && !taken {
                found.insert(
                    0,
                    Draft {
                        content: vec![first.outer],
                        cue: Some(cue),
                        source,
                        ..Draft::default()
                    },
                );
            }
        }
        announced = clause.announces(&found);
        out.extend(found);
    }
    out
}

/// Sentences, none of which ends inside marks.
fn sentences(text: &str, marked: &[Marked]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for sentence in Sentences::new(text, Some("ko")) {
        let within = |at: usize| {
            let next = marked.partition_point(|m| m.outer.end <= at);
            marked.get(next).is_some_and(|m| m.outer.start < at)
        };
        // What stands behind a closing mark (`“…다.” 고 말했다`) belongs to the sentence before.
        let goes_on = |last: &Span| {
            let closed = marked
                .binary_search_by_key(&last.end, |m| m.outer.end)
                .is_ok();
            closed && lists::is_joint(text.get(last.end..).unwrap_or(""))
        };
        match out.last_mut() {
            Some(last) if within(sentence.start) || goes_on(last) => last.end = sentence.end,
            _ => out.push(sentence),
        }
    }
    out.into_iter()
        .flat_map(|sentence| pieces(text, sentence, marked))
        .collect()
}

/// Words of the longest sentence: what has no stops is cut outside marks, so that no step looks over a whole
/// text.
const LONGEST: usize = 256;

fn pieces(text: &str, sentence: Span, marked: &[Marked]) -> Vec<Span> {
    let mut out = Vec::new();
    let (mut start, mut words) = (sentence.start, 0);
    for (at, _) in sentence.of(text).match_indices(' ') {
        words += 1;
        if words < LONGEST {
            continue;
        }
        let at = sentence.start + at;
        let next = marked.partition_point(|m| m.outer.end <= at);
        if marked.get(next).is_none_or(|m| m.outer.start >= at) {
            out.push(Span::new(start, at));
            (start, words) = (at, 0);
        }
    }
    out.push(Span::new(start, sentence.end));
    out
}

/// How marked words are tied to what follows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tie {
    /// By an ending that reports.
    Said,
    /// As an object or a noun of what is said.
    Object,
    /// By an ending that goes on to the next marked words.
    Joins,
}

/// Words behind marks in which a verb of saying may take them as its object.
const OBJECT: usize = 4;

/// Words of a sentence that says whose the words before it are at most.
const FOLLOWS: usize = 10;

/// Bytes of marked words that are a sentence rather than a term.
const SENTENCE: usize = 40;

impl Clause<'_, '_> {
    fn of(&self, word: Span) -> &str {
        word.of(self.text)
    }

    /// The numbers of the words behind a byte.
    fn behind(&self, at: usize) -> std::ops::Range<usize> {
        self.words.partition_point(|w| w.start < at)..self.words.len()
    }

    fn tie(&self, marked: &Marked) -> Option<Tie> {
        let rest = self.text.get(marked.outer.end..)?;
        let joint = lists::joint(rest);
        let after = self.behind(marked.outer.end);
        let near = || {
            let words = self.words.get(after.clone()).unwrap_or(&[]);
            words.iter().take(OBJECT).map(|w| self.of(*w))
        };
        let object = || near().any(lists::says).then_some(Tie::Object);
        match joint {
            "라는" | "이라는" | "는" | "라던" | "이라던" | "하는" | "란" | "이란" =>
            {
                let next = near().nth(1)?;
                // `“…”라는 지적이 나온다`: nobody is said to make it.
                let impersonal = next.ends_with(['이', '가', '도']);
                (lists::is_said(next) && !impersonal).then_some(Tie::Object)
            }
            "며" | "라며" | "이라며" | "면서" | "라면서" | "이라면서" | "면서도" | "라면서도"
            | "하며" | "하면서" | "다며" | "다면서" => Some(Tie::Joins),
            "로" | "으로" | "을" | "를" | "등" | "등을" | "등으로" => object(),
            _ if lists::is_joint(rest) => Some(Tie::Said),
            // `“…”, “…” 등`
            "" if rest.trim_start().starts_with(',') => {
                let listed = rest.trim_start_matches([',', ' ']);
                let goes_on = listed.starts_with(['“', '"', '《', '‘', '\'']);
                if goes_on { object() } else { None }
            }
            // `“…” 의지를 밝혔다`
            _ if rest.starts_with(' ') && lists::is_said(joint) => object(),
            _ => None,
        }
    }

    /// The verb that reports words which end at a byte, the number of its word.
    fn verb(&self, end: usize, tie: Tie) -> Option<usize> {
        let words = self.behind(end);
        let next = self.inside.iter().find(|m| m.outer.start >= end);
        let until = match (tie, next) {
            (Tie::Joins, _) | (_, None) => self.span.end,
            (_, Some(next)) => next.outer.start,
        };
        let mut own = words.filter(|n| self.words.get(*n).is_some_and(|w| w.start < until));
        let is_verb = |n: &usize| {
            let word = self.words.get(*n).map_or("", |w| self.of(*w));
            lists::says(word) || lists::is_light(word)
        };
        own.clone().find(is_verb).or_else(|| {
            own.rfind(|n| {
                let word = self.words.get(*n).map_or("", |w| self.of(*w));
                word.trim_end_matches(is_mark).ends_with('다')
            })
        })
    }

    fn drafts(&self) -> Vec<Draft> {
        let mut out: Vec<Draft> = Vec::new();
        // Where the words begin that a verb may report.
        let mut from = self.span.start;
        let mut group: Vec<Span> = Vec::new();
        for marked in &self.inside {
            let Some(tie) = self.tie(marked) else {
                if let Some(draft) = self.bare(marked, from) {
                    from = marked.outer.end;
                    out.push(draft);
                }
                continue;
            };
            let verb = self.verb(marked.outer.end, tie);
            let shared = self.inside.iter().any(|m| {
                let next = m.outer.start >= marked.outer.end;
                let before = verb
                    .and_then(|v| self.words.get(v))
                    .is_none_or(|v| m.outer.start < v.start);
                next && before && self.tie(m).is_some()
            });
            group.push(marked.outer);
            if shared && (tie == Tie::Joins || verb.is_none()) {
                continue;
            }
            let content = std::mem::take(&mut group);
            let draft = self.said(content, verb, from);
            from = draft.cue.map_or(marked.outer.end, |c| c.end.max(from));
            out.push(draft);
        }
        if !group.is_empty() {
            let content = std::mem::take(&mut group);
            out.push(self.said(content, None, from));
        }
        self.unmarked(&mut out);
        // A later verb without a subject of its own has that of the verb before.
        let mut last = None;
        for draft in &mut out {
            match draft.source {
                Some(source) => last = Some(source),
                None => draft.source = last,
            }
        }
        out
    }

    /// Marked words that end a sentence behind their speaker: `오렐은 “…”`.
    fn bare(&self, marked: &Marked, from: usize) -> Option<Draft> {
        let rest = self.text.get(marked.outer.end..self.span.end)?;
        if rest.contains(char::is_alphanumeric) {
            return None;
        }
        let last = self
            .subjects
            .iter()
            .rfind(|s| s.span.start >= from && s.end <= marked.outer.start)?;
        let gap = self.text.get(last.end..marked.outer.start)?;
        let speaks = last.strong || last.role == Role::Topic && marked.inner.len() > SENTENCE;
        (speaks && gap.trim_matches([' ', ',']).is_empty()).then(|| Draft {
            content: vec![marked.outer],
            source: Some(last.span),
            ..Draft::default()
        })
    }

    /// Marked words with their verb and their speaker.
    fn said(&self, content: Vec<Span>, verb: Option<usize>, from: usize) -> Draft {
        let start = content.first().map_or(from, |c| c.start);
        let end = content.last().map_or(from, |c| c.end);
        let cue = verb.and_then(|v| self.words.get(v)).copied();
        let reported = verb.is_some_and(|v| self.is_reported(v));
        let relays = cue.is_some_and(|c| relays(self.of(c)));
        let (mut source, mut carrier) = self.source(from, start, reported, relays);
        if source.is_none() {
            let to = cue.map_or(self.span.end, |c| c.start);
            (source, carrier) = self.source(end, to, false, relays);
        }
        Draft {
            content,
            cue,
            source: source.or_else(|| self.owner(end)),
            carrier,
            turn: false,
        }
    }

    /// Whether a verb of saying is itself what a later verb reports: `말했다고 전했다`.
    fn is_reported(&self, verb: usize) -> bool {
        let form = self.words.get(verb).map_or("", |w| self.of(*w));
        let form = form.trim_end_matches(is_mark);
        let ends = ["다고", "다며", "다면서", "다는", "라고"]
            .iter()
            .any(|e| form.ends_with(e));
        ends && self.words.len() > verb + 1
    }

    /// Who speaks in `from..to`, and who carries it.
    fn source(
        &self,
        from: usize,
        to: usize,
        reported: bool,
        relays: bool,
    ) -> (Option<Span>, Option<Span>) {
        let own: Vec<Subject> = self
            .subjects
            .iter()
            .filter(|s| s.span.start >= from && s.end <= to)
            .copied()
            .collect();
        let acts = |s: &Subject| matches!(s.role, Role::Topic | Role::Subject);
        let strong = own.iter().any(|s| s.strong && acts(s));
        let able: Vec<Subject> = own
            .iter()
            .filter(|s| acts(s) && (s.strong || !strong && !self.ends_clause(s.end, to)))
            .copied()
            .collect();
        let of = |role: Role| own.iter().rfind(|s| s.role == role).map(|s| s.span);
        let (cited, according) = (of(Role::Cited), of(Role::According));
        let (Some(first), Some(last)) = (able.first().copied(), able.last().copied()) else {
            return (cited.or(according), None);
        };
        // `통신은 소식통을 인용해 “…”라고 보도했다`
        if cited.is_some() && relays {
            return (cited, Some(first.span));
        }
        // `통신은 위원장이 “…”라고 말했다`, `…말했다고 전했다`: a medium tells of another.
        let medium = is_medium(first.span.of(self.text)) && !relays;
        if reported || medium && last != first {
            let carrier = (last != first).then_some(first.span);
            return (Some(last.span), carrier.or(according));
        }
        (Some(self.topic(first, &able).span), according)
    }

    /// Of several, who the clause is about: the last topic that begins a clause, else the first topic, else
    /// the last subject that begins a clause (`정부가 반대하자 위원장이 “…”라고 말했다`).
    fn topic(&self, first: Subject, able: &[Subject]) -> Subject {
        let topics: Vec<Subject> = able
            .iter()
            .filter(|s| s.role == Role::Topic)
            .copied()
            .collect();
        let (first, all) = match topics.first() {
            Some(topic) => (*topic, topics.as_slice()),
            None => (first, able),
        };
        let later = all
            .iter()
            .rev()
            .find(|s| s.span.start > first.end && self.ends_clause(first.end, s.span.start));
        later.copied().unwrap_or(first)
    }

    /// Whether a clause ends between two places.
    fn ends_clause(&self, from: usize, to: usize) -> bool {
        let between = self.words.iter().filter(|w| w.start >= from && w.end <= to);
        let mut forms = between.map(|w| self.of(*w).trim_end_matches([',', '，']));
        forms.any(|f| {
            f.chars().count() > 1
                && [
                    "지만", "으나", "는데", "은데", "자", "면서", "고", "며", "반면", "다가",
                    "데다",
                ]
                .iter()
                .any(|e| f.ends_with(e))
        })
    }

    /// `“…”라는 것이 오렐의 설명이다`: whose words they are said to be behind them.
    fn owner(&self, end: usize) -> Option<Span> {
        let mut words = self.behind(end);
        let last = words.next_back()?;
        let noun = self.words.get(last).map(|w| self.of(*w))?;
        if !lists::is_said(noun) {
            return None;
        }
        let before = last.checked_sub(1)?;
        let own = self.words.get(before).filter(|w| w.start >= end)?;
        let stem = self.of(*own).strip_suffix('의')?;
        let start = subject::phrase_start(self.text, &self.words, before, end, self.named);
        Some(Span::new(start, own.start + stem.len()))
    }

    /// Whose words a sentence without marks says those before it to be, and its verb: `오렐의 말이다`,
    /// `오렐은 이렇게 말했다`.
    fn follows(&self) -> Option<(Span, Option<Span>)> {
        if !self.inside.is_empty() || self.words.len() > FOLLOWS {
            return None;
        }
        if let Some(owner) = self.owner(self.span.start) {
            return Some((owner, None));
        }
        let so = |w: &Span| matches!(self.of(*w), "이렇게" | "이같이" | "그렇게");
        let last = *self.words.last()?;
        if !self.words.iter().any(so) || !lists::says(self.of(last)) {
            return None;
        }
        let (source, _) = self.source(self.span.start, last.start, false, false);
        Some((source?, Some(last)))
    }

    /// The cue and the subject of a sentence that ends with a verb of saying which reports nothing in it.
    fn announces(&self, found: &[Draft]) -> Option<(Span, Option<Span>)> {
        let last = self.words.last().copied()?;
        let form = self.of(last).trim_end_matches(is_mark);
        let taken = found.iter().any(|d| d.cue == Some(last));
        let says = lists::says(form) || lists::is_light(form);
        if taken || !says || !form.ends_with('다') {
            return None;
        }
        let (source, _) = self.source(self.span.start, last.start, false, false);
        Some((last, source))
    }

    /// Clauses that verbs report without marks, in the places that no marked words take.
    fn unmarked(&self, out: &mut Vec<Draft>) {
        let marks: Vec<Span> = out.iter().flat_map(|d| d.content.clone()).collect();
        let mut taken: Vec<Span> = out.iter().filter_map(|d| d.cue).collect();
        taken.sort_unstable_by_key(|s| s.start);
        let mut from = self.span.start;
        for (n, word) in self.words.iter().enumerate() {
            let form = self.of(*word);
            let light = lists::is_light(form)
                && n.checked_sub(1)
                    .and_then(|b| self.words.get(b))
                    .is_some_and(|b| self.of(*b).ends_with('고'));
            if !lists::says(form) && !light {
                continue;
            }
            let free = taken
                .binary_search_by_key(&word.start, |s| s.start)
                .is_err()
                && !marks.iter().any(|m| m.start >= from && m.end <= word.start);
            if free {
                let relays = relays(form);
                let reported = self.is_reported(n);
                let (source, carrier) = self.source(from, word.start, reported, relays);
                if let Some(content) = self.reported(from, *word, source) {
                    let at = out.partition_point(|d| {
                        d.content.first().is_some_and(|c| c.start < content.start)
                    });
                    out.insert(
                        at,
                        Draft {
                            content: vec![content],
                            cue: Some(*word),
                            source,
                            carrier,
                            turn: false,
                        },
                    );
                }
            }
            from = word.end;
        }
    }

    /// The clause that a verb reports without marks.
    fn reported(&self, from: usize, cue: Span, source: Option<Span>) -> Option<Span> {
        // A subject right before the verb (`…했다고 장관이 말했다`) is no part of what it reports.
        let last = source.filter(|s| s.start > from).map_or(cue.start, |s| {
            let behind = self
                .words
                .iter()
                .filter(|w| w.start >= s.end && w.end <= cue.start);
            if behind.count() == 0 {
                s.start
            } else {
                cue.start
            }
        });
        let before: Vec<&Span> = self
            .words
            .iter()
            .filter(|w| w.start >= from && w.end <= last)
            .collect();
        let end = before.iter().rev().take(3).find(|w| {
            let form = self.of(***w).trim_end_matches([',', '，']);
            REPORTED.iter().any(|r| form.ends_with(r))
        })?;
        let start = match source {
            // Behind the subject with its particle.
            Some(source) if source.end < end.start => {
                before.iter().find(|w| w.end >= source.end)?.end
            }
            _ => before.first()?.start,
        };
        let span = Span::new(start, end.end).trimmed(self.text);
        (span.len() > 6).then_some(span)
    }
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Stretches between white space outside marks.
pub(in crate::facts) fn eojeol(text: &str, sentence: Span, inside: &[&Marked]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = sentence.start;
    let mut next = 0;
    for piece in sentence.of(text).split_inclusive(char::is_whitespace) {
        let word = Span::new(at, at + piece.len()).trimmed(text);
        at += piece.len();
        if word.is_empty() {
            continue;
        }
        let mut rest = word;
        while let Some(m) = inside.get(next).filter(|m| m.outer.start < rest.end) {
            // What stands before an opening mark and behind a closing one belongs to the sentence.
            if m.outer.start > rest.start {
                out.push(Span::new(rest.start, m.outer.start).trimmed(text));
            }
            if m.outer.end >= rest.end {
                if m.outer.end == rest.end {
                    next += 1;
                }
                rest.start = rest.end;
                break;
            }
            rest.start = m.outer.end.max(rest.start);
            next += 1;
        }
        if !rest.is_empty() {
            out.push(rest);
        }
    }
    out.retain(|w| !w.is_empty());
    out
}

/// Whether a noun phrase names what publishes.
pub(in crate::facts) fn is_medium(words: &str) -> bool {
    let words = words.trim_end_matches([')', '》', '」']);
    [
        "통신",
        "신문",
        "방송",
        "매체",
        "TV",
        "텔레비죤",
        "텔레비전",
        "보도",
    ]
    .iter()
    .any(|m| words.ends_with(m))
}

/// Words that open a sentence which goes on about the same speaker.
const GOES_ON: [&str; 18] = [
    "이어",
    "이어서",
    "그러면서",
    "그러며",
    "또",
    "또한",
    "아울러",
    "그리고",
    "특히",
    "이와",
    "더불어",
    "계속하여",
    "계속해서",
    "나아가",
    "이밖에",
    "이외에도",
    "한편으로",
    "이와함께",
];

/// Whether the sentence that marked words stand in goes on about the speaker before.
pub(super) fn goes_on(text: &str, start: usize) -> bool {
    let from = text.floor_char_boundary(start.saturating_sub(NEAR));
    let before = text.get(from..start).unwrap_or("");
    let cut = before.rfind(". ").map_or(0, |n| n + 2);
    let first = before
        .get(cut..)
        .unwrap_or("")
        .split_whitespace()
        .next()
        .unwrap_or("");
    let first = first.trim_matches(|c: char| !c.is_alphanumeric());
    GOES_ON.contains(&first)
}

/// Bytes before marked words that are looked at for the beginning of their sentence.
const NEAR: usize = 200;

/// Whether what follows marked words in a headline lets who stands before them say them: `오렐 “…” 강조`.
pub(super) fn ends_headed(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['”', '"', '’', '\'', '》', '」', '』']);
    let word = lists::joint(rest);
    let noun = rest.starts_with(' ') && lists::says(&format!("{word}하"));
    noun || rest.starts_with(['…', ',', '·']) || word.is_empty()
}

/// Whether a verb says that a medium reports.
pub(super) fn relays(verb: &str) -> bool {
    ["전했", "전하", "보도"]
        .iter()
        .any(|v| verb.trim_start_matches(is_mark).starts_with(v))
}
