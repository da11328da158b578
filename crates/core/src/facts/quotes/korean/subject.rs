//! Noun phrases of a Korean sentence that can be the subject of a verb of saying.

use crate::text::{Span, korean::PARTICLES};

use super::lists;
use crate::facts::quotes::names::is_korean_title;

/// What a noun phrase is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `오렐은`
    Topic,
    /// `오렐이`
    Subject,
    /// `통신에 따르면`
    According,
    /// `소식통을 인용해`
    Cited,
}

/// A noun phrase that can be who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// The phrase without its particle.
    pub(super) span: Span,
    /// Behind its particle.
    pub(super) end: usize,
    pub(super) role: Role,
    /// Whether it names one who can speak: a person, a body, a medium.
    pub(super) strong: bool,
}

/// Particles of a topic or a subject, longest first.
const PARTICLES_OF: [(&str, Role); 13] = [
    ("에는", Role::Subject),
    ("께서는", Role::Topic),
    ("에서는", Role::Topic),
    ("께서도", Role::Topic),
    ("이라는", Role::Subject),
    ("라는", Role::Subject),
    ("께서", Role::Topic),
    ("에서", Role::Subject),
    ("은", Role::Topic),
    ("는", Role::Topic),
    ("도", Role::Topic),
    ("이", Role::Subject),
    ("가", Role::Subject),
];

/// The noun phrases that can be subjects, in order. `named` are people and bodies of the text, in order.
pub(super) fn find(text: &str, words: &[Span], named: &[Span]) -> Vec<Subject> {
    let mut out = Vec::new();
    for (n, word) in words.iter().enumerate() {
        let form = word.of(text).trim_end_matches([',', '，']);
        let end = word.start + form.len();
        let next = words.get(n + 1).map_or("", |w| w.of(text));
        let (stem, role) = if let Some(stem) = according(form, next) {
            (stem, Role::According)
        } else if let Some(stem) = cited(form, next) {
            (stem, Role::Cited)
        } else {
            let found = PARTICLES_OF.iter().find(|(p, _)| form.ends_with(p));
            let Some((particle, role)) = found else {
                // `오렐 장관 “…”`, `오렐 역시`: a name or a title without a particle.
                continue;
            };
            let at = form.len() - particle.len();
            // `오렐(34)은`
            let stem = without_bracket(form.get(..at).unwrap_or(""));
            let at = stem.len();
            // `봄이라는 단체`: not the particle.
            let called = matches!(*particle, "이라는" | "라는");
            let opens = text.get(end..).unwrap_or("").trim_start();
            let (at, stem, particle) = if called && opens.starts_with(['“', '"', '‘', '《', '\''])
            {
                let at = form.len() - "는".len();
                (at, form.get(..at).unwrap_or(""), &"는")
            } else if called {
                continue;
            } else {
                (at, stem, particle)
            };
            if is_bare_name(text, words, n) || lists::is_said(stem) && stem.chars().count() > 1 {
                continue;
            }
            // `서한에는 “…”라고 밝혔다`
            if *particle == "에는" && !lists::is_text(stem) {
                continue;
            }
            if *particle == "도" && !is_strong(word.start, stem, named) {
                continue;
            }
            let is_named = ends_with_named(word.start + at, named);
            if !is_named && !is_speaker(stem, particle) {
                continue;
            }
            (stem, *role)
        };
        let (n, stem_end) = before_bracket(text, words, n, word.start + stem.len());
        let start = phrase_start(text, words, n, 0, named);
        let span = Span::new(start, stem_end);
        out.push(Subject {
            span,
            end,
            role,
            strong: is_strong(word.start, stem, named),
        });
    }
    out
}

/// `통신에 따르면`, `통신에 의하면`: the noun.
fn according<'w>(form: &'w str, next: &str) -> Option<&'w str> {
    let follows =
        next.starts_with("따르면") || next.starts_with("의하면") || next.starts_with("따르자");
    form.strip_suffix('에')
        .filter(|_| follows)
        .or_else(|| form.strip_suffix("에따르면"))
        .or_else(|| form.strip_suffix("에의하면"))
}

/// `소식통을 인용해`, `소식통의 말을 인용해`: the noun.
fn cited<'w>(form: &'w str, next: &str) -> Option<&'w str> {
    let stem = form
        .strip_suffix('을')
        .or_else(|| form.strip_suffix('를'))?;
    next.starts_with("인용").then_some(stem)
}

/// Whether a stem at a byte names one who can speak.
fn is_strong(start: usize, stem: &str, named: &[Span]) -> bool {
    ends_with_named(start + stem.len(), named) || ends_in_title(stem) || lists::is_someone(stem)
}

/// Whether a named person or body ends at a byte.
fn ends_with_named(end: usize, named: &[Span]) -> bool {
    let from = named.partition_point(|s| s.end < end);
    named.get(from).is_some_and(|s| s.end == end)
}

/// What the stem of a verb or a grammatical noun ends with: no speaker.
const NO_SPEAKER: [&str; 34] = [
    "하",
    "있",
    "없",
    "되",
    "였",
    "았",
    "었",
    "않",
    "것",
    "에",
    "로",
    "서",
    "기",
    "지",
    "고",
    "려",
    "때",
    "점",
    "등",
    "들어",
    "받",
    "같",
    "오",
    "보",
    "주",
    "나가",
    "지나",
    "따르",
    "모르",
    "아니",
    "이번",
    "오늘",
    "대해",
    "대하여",
];

/// What an organ ends with that a place particle makes a speaker: `위원회에서는`.
const BODY: [&str; 10] = [
    "회", "부", "국", "성", "당", "원", "청", "신문", "통신", "방송",
];

/// Whether a stem with a particle can be a speaker. One syllable before `이` or `가` is a word of its own
/// more often than a name.
fn is_speaker(stem: &str, particle: &str) -> bool {
    let short =
        stem.chars().count() < 2 && !matches!(stem, "그" | "北" | "美" | "中" | "日" | "靑");
    let place = particle.starts_with("에서");
    !short
        && (ends_in_title(stem)
            || lists::is_someone(stem)
            || !NO_SPEAKER.iter().any(|e| stem.ends_with(e)))
        && (!place || BODY.iter().any(|b| stem.ends_with(b)))
        && !has_digit(stem)
}

/// A stem without the bracket that ends it: an age, another name (`오렐(34)`).
fn without_bracket(stem: &str) -> &str {
    let inner = stem.strip_suffix(')').and_then(|s| s.rfind('('));
    let bare = inner.and_then(|at| stem.get(..at));
    bare.filter(|b| !b.is_empty()).unwrap_or(stem)
}

/// Whether a digit stands in a stem outside brackets: `김모(45)씨` has none.
fn has_digit(stem: &str) -> bool {
    let mut depth = 0_usize;
    stem.chars().any(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && c.is_ascii_digit()
    })
}

/// Surnames of one syllable, all but the rarest.
const SURNAMES: &str = "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심로노하곽성차주우구민진지엄채원천방공현함변염\
여추도소석선설마길연위표명기반왕금옥육륙인맹제모탁국어은편용리림량녀";

/// Countries and bodies whose first syllable is a surname.
const NO_NAMES: [&str; 6] = ["한국", "조선", "정부", "우리", "전국", "군부"];

/// `김정은 총비서`: a name of three syllables before a title, whose last syllable only looks like a particle.
fn is_bare_name(text: &str, words: &[Span], at: usize) -> bool {
    let form = words.get(at).map_or("", |w| w.of(text));
    let mut syllables = form.chars();
    let Some(first) = syllables.next() else {
        return false;
    };
    let is_name = SURNAMES.contains(first)
        && form.chars().all(|c| ('가'..='힣').contains(&c))
        && form.chars().count() == 3
        && !NO_NAMES.iter().any(|no| form.starts_with(no));
    let next = words.get(at + 1).map_or("", |w| w.of(text));
    let second = words.get(at + 2).map_or("", |w| w.of(text));
    // `노동당 총비서`
    let in_body = next.ends_with(['당', '부', '국', '청', '원', '군', '회', '실', '성']);
    is_name && (ends_in_title(next) || in_body && ends_in_title(second))
}

/// Whether a word, a particle aside, is a title or ends in one: `노동당총비서는`.
pub(super) fn ends_in_title(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let stems = PARTICLES.iter().filter_map(|p| word.strip_suffix(p));
    std::iter::once(word).chain(stems).any(|stem| {
        let ends = stem.char_indices().filter_map(|(at, _)| stem.get(at..));
        is_korean_title(stem) || ends.filter(|e| e.chars().count() > 1).any(is_korean_title)
    })
}

/// `타르스크국(Tarsk Office, TO)은`: the word that the bracket stands behind, and where the bracket begins.
fn before_bracket(text: &str, words: &[Span], at: usize, end: usize) -> (usize, usize) {
    let form = words.get(at).map_or("", |w| w.of(text));
    let closes = text.get(..end).is_some_and(|t| t.ends_with(')'));
    if !closes || form.contains('(') {
        return (at, end);
    }
    let from = at.saturating_sub(BRACKET);
    let opening = (from..at).rev().find_map(|n| {
        let word = words.get(n)?;
        let inner = word.of(text).find('(')?;
        Some((n, word.start + inner))
    });
    match opening {
        // The bracket is a word of its own: the one before bears it.
        Some((n, place)) if words.get(n).is_some_and(|w| w.start == place) && n > 0 => {
            (n - 1, words.get(n - 1).map_or(end, |w| w.end))
        }
        Some(found) => found,
        None => (at, end),
    }
}

/// Words of a bracket at most.
const BRACKET: usize = 9;

/// Endings of a clause: what stands behind begins anew.
const CLAUSES: [&str; 7] = ["으나", "지만", "는데", "은데", "면서", "다가", "거나"];

/// Words of a noun phrase before its last at most.
const PHRASE: usize = 5;

/// Words that open a sentence and belong to no noun phrase.
const OPENERS: [&str; 22] = [
    "그러나",
    "하지만",
    "한편",
    "또",
    "또한",
    "이어",
    "그리고",
    "이에",
    "그러자",
    "다만",
    "특히",
    "이날",
    "앞서",
    "반면",
    "따라서",
    "그런데",
    "결국",
    "당시",
    "최근",
    "현재",
    "이와",
    "그러면서",
];

/// Titles and names that stand before a noun without a particle belong to it.
pub(in crate::facts) fn phrase_start(
    text: &str,
    words: &[Span],
    at: usize,
    from: usize,
    named: &[Span],
) -> usize {
    let mut start = words.get(at).map_or(from, |w| w.start);
    for (n, word) in words.iter().enumerate().take(at).rev().take(PHRASE) {
        let form = word.of(text);
        // `(서울=연합뉴스) 홍길동 기자 =`: who wrote it, not who spoke.
        if form.ends_with("기자")
            || form.contains('=')
            || form.starts_with('(')
            || OPENERS.contains(&form)
            // `“…”고 묻자 오렐 장관은`: the verb of a clause before.
            || form.ends_with('자') && lists::says(form)
        {
            break;
        }
        // `조지 부시`: one name.
        let whole = named.partition_point(|s| s.end <= word.start);
        let whole = named
            .get(whole)
            .is_some_and(|s| s.start < word.end && s.end > word.end);
        let ends = !whole
            && !is_bare_name(text, words, n)
            && (!ends_in_title(form) || CLAUSES.iter().any(|c| form.ends_with(c)))
            && (CLAUSES.iter().any(|c| form.ends_with(c))
                || form.ends_with('게')
                || form.ends_with('인') && form.chars().count() > 2
                || form.ends_with([
                    ',', '.', '은', '는', '을', '를', '에', '로', '고', '며', '서', '와', '과',
                    '다', '일', '해', '면', '가', '던', '한', '운', '여', '지', '날', '도',
                ]));
        // What stands inside marks lies between.
        let apart = text
            .get(word.end..start)
            .is_some_and(|gap| !gap.trim().is_empty());
        if word.start < from || ends || apart {
            break;
        }
        start = word.start;
    }
    start
}
