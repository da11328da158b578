//! Korean mentions: nouns of events (`korean.txt`) with the words before them.

mod belongs;

use hashbrown::{HashMap, HashSet};
use std::sync::OnceLock;

use self::belongs::left;
use super::{
    Draft, Form, Strength,
    dating::{Days, Phase},
    heads::{Class, class},
    series::{self, Index, Name},
};
use crate::{
    facts::{ordinal, organs::Organ, page::Line},
    text::{Span, korean::PARTICLES},
};

/// A noun of events.
#[derive(Clone, Copy, Debug)]
struct Noun {
    word: &'static str,
    kind: &'static str,
    class: Class,
}

#[derive(Debug, Default)]
struct Words {
    /// By the last syllable, longest first.
    nouns: HashMap<char, Vec<Noun>>,
    sets: HashMap<&'static str, HashSet<&'static str>>,
    particles: HashSet<&'static str>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::read(include_str!("korean.txt")))
}

impl Words {
    fn read(text: &'static str) -> Self {
        let mut out = Words {
            particles: PARTICLES.iter().copied().chain(MORE_PARTICLES).collect(),
            ..Words::default()
        };
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let mut parts = line.split_whitespace();
            let Some(kind) = parts.next() else { continue };
            let class = match parts.next() {
                Some("=") => {
                    out.sets.entry(kind).or_default().extend(parts);
                    continue;
                }
                name => name.and_then(class),
            };
            let Some(class) = class else { continue };
            for word in parts {
                if let Some(last) = word.chars().next_back() {
                    out.nouns
                        .entry(last)
                        .or_default()
                        .push(Noun { word, kind, class });
                }
            }
        }
        for nouns in out.nouns.values_mut() {
            nouns.sort_by_key(|n| std::cmp::Reverse(n.word.len()));
        }
        out
    }

    fn has(&self, set: &str, word: &str) -> bool {
        self.sets.get(set).is_some_and(|s| s.contains(word))
    }

    fn starts(&self, set: &str, word: &str) -> bool {
        self.sets
            .get(set)
            .is_some_and(|s| s.iter().any(|x| word.starts_with(x)))
    }

    fn ends(&self, set: &str, word: &str) -> bool {
        self.sets
            .get(set)
            .is_some_and(|s| s.iter().any(|x| word.ends_with(x)))
    }
}

/// Endings that may follow a noun of an event in its word, beside [`PARTICLES`].
const MORE_PARTICLES: [&str; 16] = [
    "들",
    "들이",
    "들을",
    "에서의",
    "에로",
    "까지의",
    "부터의",
    "에서도",
    "이란",
    "라고",
    "이라고",
    "에서부터",
    "로의",
    "와의",
    "과의",
    "마다",
];

/// Words behind that may say what became of it.
const BEHIND: usize = 5;

/// Finds the mentions of a line.
pub(super) fn find(line: &Line<'_>, index: &Index, organs: &[Organ], drafts: &mut Vec<Draft>) {
    let tokens = tokens(line.text, line.body);
    for n in 0..tokens.len() {
        if let Some(draft) = mention(line, &tokens, n, index, organs) {
            drafts.push(draft);
        }
    }
}

/// Runs of letters and digits.
fn tokens(text: &str, from: usize) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut start = None;
    let rest = text.get(from..).unwrap_or("");
    let ends = std::iter::once((rest.len(), ' '));
    for (at, c) in rest.char_indices().chain(ends) {
        let at = at + from;
        match (c.is_alphanumeric() || c == '-', start) {
            (true, None) => start = Some(at),
            (false, Some(s)) => {
                out.push(Span::new(s, at));
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// A noun of events at the end of a word, particles aside: the noun and where it ends.
fn noun_in(word: &str) -> Option<(Noun, usize)> {
    let known = words();
    let mut best: Option<(Noun, usize)> = None;
    // The longest particle has four syllables, with what is glued before it seven.
    let ends = word
        .char_indices()
        .map(|(at, _)| at)
        .chain([word.len()])
        .rev()
        .take(8);
    for end in ends {
        let (Some(base), Some(particle)) = (word.get(..end), word.get(end..)) else {
            continue;
        };
        let follows = |p: &str| p.is_empty() || known.particles.contains(p);
        let timed = |p: &str| {
            known
                .sets
                .get("when")
                .is_some_and(|s| s.iter().any(|w| p.strip_prefix(w).is_some_and(follows)))
        };
        if !(follows(particle) || timed(particle)) {
            continue;
        }
        let Some(last) = base.chars().next_back() else {
            continue;
        };
        let nouns = known.nouns.get(&last);
        let found = nouns.and_then(|n| n.iter().find(|n| base.ends_with(n.word)));
        // `대회의` is `대회` with a particle, where it is no `확대회의`; `위원회의` is a body's.
        let is_owner = |base: &str| {
            let owner = base.strip_suffix('의').unwrap_or("");
            owner.ends_with("대회") || known.ends("society", owner)
        };
        let Some(noun) = found.filter(|n| n.word != "회의" || !is_owner(base)) else {
            continue;
        };
        if best.is_none_or(|(b, _)| noun.word.len() > b.word.len()) {
            best = Some((*noun, end));
        }
    }
    best
}

/// The mention whose noun ends a word.
fn mention(
    line: &Line<'_>,
    tokens: &[Span],
    n: usize,
    index: &Index,
    organs: &[Organ],
) -> Option<Draft> {
    let token = *tokens.get(n)?;
    let word = token.of(line.text);
    let (noun, length) = noun_in(word)?;
    let base = word.get(..length)?;
    let known = words();
    // `대회 참가자`: a noun that a longer one follows is no end of its name for generic nouns alone.
    let end = token.start + length;
    let first = left(line.text, tokens, n);
    let mut start = tokens.get(first)?.start;
    // Generic words and words of time before it say nothing.
    let mut from = first;
    while from < n && is_generic(tokens.get(from)?.of(line.text)) {
        from += 1;
        start = tokens.get(from)?.start;
    }
    let this = first < from
        && tokens
            .get(from - 1)
            .is_some_and(|t| matches!(t.of(line.text), "이번" | "이" | "금번" | "본"));
    let text = line.text.get(start..end)?;
    let (name, ordinal, term) = series::without_ordinals(text);
    let ordinal = ordinal.or_else(|| generation(&noun, text));
    // `제10차 안보협의회`: with a number it is a meeting of the body.
    if ordinal.is_none() && known.ends("body", base) && !noun.word.contains("대회") {
        return None;
    }
    if ordinal.is_none() && recurs(line.text, tokens, n) {
        return None;
    }
    let series = index.series_of_hangul(&without_month(&name), term.is_some());
    let named = index.named_hangul(&name);
    let content = name.strip_suffix(noun.word).unwrap_or("").to_owned();
    let phase = phase(line.text, tokens, n, length);
    let strength = strength(
        &noun,
        &content,
        ordinal,
        series.is_some() || named.is_some(),
    )?;
    if series.is_none() && ordinal.is_none() && is_organ(line, organs, Span::new(start, end)) {
        return None;
    }
    let sentence = line.sentence_of(start);
    Some(Draft {
        at: line.at(if this && strength == Strength::Bare {
            Span::new(tokens.get(from - 1)?.start, end)
        } else {
            Span::new(start, end)
        }),
        sentence,
        class: noun.class,
        kind: noun.kind,
        form: match (strength, ordinal) {
            (Strength::Bare, _) => Form::Anaphor,
            (_, Some(_)) => Form::Name,
            (Strength::Strong, None) if series.is_some() => Form::Short,
            _ => Form::Descriptive,
        },
        strength,
        ordinal,
        term,
        of: (!content.is_empty())
            .then(|| of(text, noun.word))
            .filter(|of| !of.is_empty()),
        name: Name {
            head: noun.word.to_owned(),
            stems: if content.is_empty() {
                Vec::new()
            } else {
                vec![content]
            },
        },
        series,
        named,
        indefinite: false,
        headline: false,
        attribute: is_attribute(line.text, tokens, n, length),
        nested: false,
        several: false,
        phase,
        dates: Days::default(),
        venue: venue(line.text, tokens, first, n),
    })
}

/// `중앙위원회 4월전원회의`: the month is no part of the name of the series.
fn without_month(name: &str) -> String {
    let Some((before, after)) = name.split_once('월') else {
        return name.to_owned();
    };
    let bare = before.trim_end_matches(|c| ordinal::digit(c).is_some());
    if bare.len() == before.len() || after.is_empty() {
        return name.to_owned();
    }
    format!("{bare}{after}")
}

/// `22대 총선`: the number of an election.
fn generation(noun: &Noun, text: &str) -> Option<u16> {
    let (before, _) = text
        .split_once("대 ")
        .filter(|_| noun.class == Class::Election)?;
    let number = before.split_whitespace().next_back()?;
    number.trim_start_matches('제').parse().ok()
}

/// The words of a mention without its ordinal and its noun.
fn of(text: &str, noun: &str) -> String {
    let mut rest = text.strip_suffix(noun).unwrap_or(text);
    let mut out = String::with_capacity(rest.len());
    while let Some(c) = rest.chars().next() {
        let number =
            ordinal::korean(rest).filter(|_| !out.ends_with(|c| ordinal::digit(c).is_some()));
        let length = number.map_or(c.len_utf8(), |(_, _, length)| length);
        if number.is_none() {
            out.push(c);
        }
        rest = rest.get(length..).unwrap_or("");
    }
    let words = out.split_whitespace().filter(|w| !is_generic(w));
    let words: Vec<&str> = words.collect();
    let joined = words.join(" ");
    // `3자회담`: how many sides.
    joined
        .trim_end_matches(|c: char| ordinal::digit(c).is_some())
        .trim()
        .to_owned()
}

fn is_generic(word: &str) -> bool {
    let known = words();
    known.has("generic", word) || known.has("time", word) || is_time(word)
}

/// `26일`, `2월`, `2022년`.
fn is_time(word: &str) -> bool {
    let rest = word.trim_start_matches(|c| ordinal::digit(c).is_some());
    rest.len() < word.len() && (rest.is_empty() || rest.starts_with(['일', '월', '년', '시']))
}

/// Syllables that tell a meeting from others.
const TELLING: usize = 5;

/// How much of an event the words make.
fn strength(noun: &Noun, content: &str, ordinal: Option<u16>, of_pack: bool) -> Option<Strength> {
    let known = words();
    if of_pack {
        return Some(Strength::Strong);
    }
    let long = content.chars().count() >= 2;
    match noun.class {
        Class::Test | Class::Drill => {
            let set = if noun.class == Class::Test {
                "object"
            } else {
                "force"
            };
            let sure = matches!(
                noun.word,
                "핵시험" | "핵실험" | "시험발사" | "군사연습" | "합동훈련" | "연합훈련"
            );
            let object = known
                .sets
                .get(set)
                .is_some_and(|s| s.iter().any(|o| content.contains(o)));
            match (sure || object, long) {
                (true, true) if noun.class == Class::Test => Some(Strength::Strong),
                (true, true) => Some(Strength::Weak),
                (true, false) if sure => Some(Strength::Weak),
                _ => None,
            }
        }
        Class::Visit => {
            // `방북`: the word says where to.
            let placed =
                noun.kind == "field-guidance" || noun.word.starts_with('방') && noun.word != "방문";
            (long || placed).then_some(Strength::Weak)
        }
        Class::Named => None,
        // `6자회담`: a name.
        Class::Talks if noun.word == "자회담" => Some(Strength::Strong),
        Class::Meeting | Class::Talks if content.is_empty() && ordinal.is_none() => {
            let formal = !matches!(
                noun.word,
                "대회" | "회의" | "모임" | "회담" | "상봉" | "협상" | "당대회"
            );
            Some(if formal {
                Strength::Weak
            } else {
                Strength::Bare
            })
        }
        Class::Ceremony | Class::Show | Class::Election if content.is_empty() => {
            Some(Strength::Weak)
        }
        _ if ordinal.is_some() => Some(Strength::Strong),
        // Words enough to tell it from others (`참여국 장관회의`).
        Class::Meeting | Class::Talks if content.chars().count() >= TELLING => {
            Some(Strength::Strong)
        }
        _ if long
            && !matches!(
                noun.word,
                "회의" | "모임" | "협상" | "회담" | "상봉" | "회동" | "강습" | "집회" | "협의회"
            ) =>
        {
            Some(Strength::Strong)
        }
        _ => Some(Strength::Weak),
    }
}

/// Whether the words are the name of a body.
fn is_organ(line: &Line<'_>, organs: &[Organ], span: Span) -> bool {
    let at = line.at(span);
    let near =
        organs.partition_point(|o| (o.place.at.zone, o.place.at.span.end) < (at.zone, at.span.end));
    organs
        .get(near)
        .is_some_and(|o| !o.class && o.place.at.zone == at.zone && o.place.at.span.end == span.end)
}

/// What the words behind say of its course.
fn phase(text: &str, tokens: &[Span], n: usize, length: usize) -> Option<Phase> {
    let known = words();
    let end = tokens.get(n)?.start + length;
    let mut future = false;
    for token in tokens.iter().skip(n + 1).take(BEHIND) {
        let gap = text.get(end..token.start)?;
        if gap.contains(['.', ';', '。']) {
            return None;
        }
        let word = token.of(text);
        let to_be = ["예정", "계획", "할데", "하자", "하여야", "할것", "하기 위"];
        future |= to_be.iter().any(|f| word.contains(f));
        let phase = if known.starts("began", word) {
            Some(Phase::Opened)
        } else if known.starts("ended", word) {
            Some(Phase::Closed)
        } else if known.starts("took-place", word) {
            Some(Phase::Held)
        } else {
            None
        };
        if let Some(phase) = phase {
            return Some(if future { Phase::Future } else { phase });
        }
    }
    None
}

/// Words between an event and the place that it took place in, at most.
const PLACE_NEAR: usize = 3;

/// Where it took place: `타르스크에서 열린 대회`, `대회가 3월 1일 타르스크에서 열렸다`.
fn venue(text: &str, tokens: &[Span], first: usize, n: usize) -> Option<(String, &'static str)> {
    let known = words();
    let place = |k: usize| {
        let base = tokens.get(k)?.of(text).strip_suffix("에서")?;
        // `회의에서 결정하였다`, `당중앙위원회에서`: no place.
        let other = noun_in(base).is_some() || known.ends("society", base);
        (!other && base.chars().count() > 1).then(|| (base.to_owned(), "text"))
    };
    let verb = |k: usize| {
        let word = tokens.get(k).map_or("", |t| t.of(text));
        ["took-place", "began", "ended"]
            .iter()
            .any(|set| known.starts(set, word))
    };
    let ends = |from: usize, to: usize| {
        let gap = tokens.get(from).zip(tokens.get(to));
        gap.and_then(|(a, b)| text.get(a.end..b.start))
            .is_none_or(|gap| gap.contains(['.', ',', ';']))
    };
    // Behind it, before the verb.
    for k in n + 1..=n + PLACE_NEAR {
        if ends(k - 1, k) || verb(k) {
            break;
        }
        if let Some(found) = place(k).filter(|_| verb(k + 1)) {
            return Some(found);
        }
    }
    // Before it, with the verb between or the verb behind.
    let before = first.checked_sub(1)?;
    let before = if verb(before) {
        before.checked_sub(1)?
    } else {
        before
    };
    let held = before + 1 < first || (n + 1..=n + PLACE_NEAR).any(verb);
    if !held || ends(before, before + 1) {
        return None;
    }
    place(before)
}

/// `당대회를 5년에 한번씩 소집`: no single meeting.
fn recurs(text: &str, tokens: &[Span], n: usize) -> bool {
    let near: Vec<&str> = tokens
        .iter()
        .skip(n + 1)
        .take(BEHIND)
        .map(|t| t.of(text))
        .collect();
    near.iter().any(|w| words().ends("recurs", w)) || near.windows(2).any(|w| w == ["한", "번씩"])
}

/// `대회 참가자들과`: the event says who acts, and does not take place here.
fn is_attribute(text: &str, tokens: &[Span], n: usize, length: usize) -> bool {
    let Some(token) = tokens.get(n) else {
        return false;
    };
    let glued = token
        .of(text)
        .get(length..)
        .is_some_and(|rest| rest.is_empty() || rest == "의");
    let source = (n + 1..n + 3)
        .filter_map(|k| tokens.get(k))
        .any(|t| words().starts("attribute", t.of(text)));
    let ends = token.of(text).ends_with(['가', '이', '서']);
    (source && ends)
        || glued
            && tokens.get(n + 1).is_some_and(|t| {
                text.get(token.end..t.start) == Some(" ") && words().starts("people", t.of(text))
            })
}
