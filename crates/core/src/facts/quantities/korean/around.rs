//! Words around a number in Korean: bounds, estimates, what it is a quantity of.

use super::super::{
    scan::{Found, Reader},
    units::Unit,
};
use crate::text::{Span, korean::PARTICLES, number::is_hangul};

/// `영하 10도`.
pub(super) fn below_zero(r: &Reader<'_, '_>, found: &mut Found) {
    let before = r.before(found.span.start).trim_end_matches(' ');
    let degrees = found.measure.is_some_and(|u| matches!(u.base, "°" | "°C"));
    if let (true, super::super::Value::One(value), Some(left)) =
        (degrees, found.value, before.strip_suffix("영하"))
    {
        found.value = super::super::Value::One(-value);
        found.span.start = left.len();
    }
}

/// Words behind a counter that make a bound (named) or an estimate (empty) of it, and where they end.
pub(super) fn tail(r: &Reader<'_, '_>, end: usize) -> (Option<&'static str>, usize) {
    const TAILS: [(&str, &str); 25] = [
        ("이상", "at least"),
        ("이하", "at most"),
        ("이내", "at most"),
        ("미만", "less than"),
        ("초과", "more than"),
        ("넘게", "more than"),
        ("을 넘", "more than"),
        ("를 넘", "more than"),
        ("이 넘", "more than"),
        ("가 넘", "more than"),
        ("도 넘", "more than"),
        ("을 웃", "more than"),
        ("를 웃", "more than"),
        ("을 밑", "less than"),
        ("를 밑", "less than"),
        ("에 못 미", "less than"),
        ("에도 못 미", "less than"),
        ("에 육박", ""),
        ("가까이", ""),
        ("가량", ""),
        ("정도", ""),
        ("안팎", ""),
        ("내외", ""),
        ("남짓", ""),
        ("쯤", ""),
    ];
    let rest = r.rest(end);
    let space = usize::from(rest.starts_with(' '));
    let trimmed = rest.get(space..).unwrap_or("");
    for (word, bound) in TAILS {
        if trimmed.starts_with(word) || rest.starts_with(word) {
            // A verb is no part of the quantity.
            let verb = word.contains(' ');
            let gap = if rest.starts_with(word) { 0 } else { space };
            return (Some(bound), if verb { end } else { end + gap + word.len() });
        }
    }
    (None, end)
}

/// Words before a number that make a bound or an estimate of it: `최소`, `총 약`.
pub(super) fn lead(r: &Reader<'_, '_>, found: &mut Found) {
    const LEADS: [(&str, &str); 18] = [
        ("적어도", "at least"),
        ("최소한", "at least"),
        ("최소", "at least"),
        ("적게는", "at least"),
        ("최대", "at most"),
        ("최고", "at most"),
        ("많게는", "at most"),
        ("대략", ""),
        ("거의", ""),
        ("약", ""),
        ("근", ""),
        ("무려", ""),
        ("대체로", ""),
        ("어림잡아", ""),
        ("줄잡아", ""),
        ("불과", "all"),
        ("자그마치", "all"),
        ("총", "all"),
    ];
    for _ in 0..2 {
        let before = r.before(found.span.start);
        let trimmed = before.trim_end_matches(' ');
        let lead = LEADS.iter().find_map(|(word, bound)| {
            let left = trimmed.strip_suffix(word)?;
            // A word of its own.
            (!left.ends_with(is_hangul)).then_some((left.len(), *bound))
        });
        let Some((start, bound)) = lead else { return };
        match bound {
            "" => found.approx = true,
            "all" => {}
            bound => found.bound = Some(bound),
        }
        found.span.start = start;
    }
}

/// `시속 120km`: a length in an hour or a second is a speed.
pub(super) fn speed(r: &Reader<'_, '_>, start: usize, unit: Unit) -> Unit {
    let before = r.before(start).trim_end();
    let (seconds, name) = match (unit.base, unit.name) {
        ("m", "km") if before.ends_with("시속") => (3600.0, "km/h"),
        ("m", "miles") if before.ends_with("시속") => (3600.0, "mph"),
        ("m", "m") if before.ends_with("초속") => (1.0, "m/s"),
        ("m", "km") if before.ends_with("초속") => (1.0, "km/s"),
        _ => return unit,
    };
    Unit {
        base: "m/s",
        factor: unit.factor / seconds,
        name,
    }
}

/// Whether a unit in Latin letters or a sign stands in a Korean sentence: `80km`, `20%의`.
pub(in super::super) fn is_around(r: &Reader<'_, '_>, span: Span) -> bool {
    let behind = r.rest(span.end).trim_start_matches([' ', '(', ')', ',']);
    behind.starts_with(is_hangul) || r.before(span.start).trim_end().ends_with(is_hangul)
}

/// Adds to such a quantity what the Korean words around it say.
pub(in super::super) fn around(r: &Reader<'_, '_>, found: &mut Found) {
    let start = found.span.start;
    if let Some(unit) = found.measure {
        let unit = speed(r, start, unit);
        if found.measure != Some(unit) {
            (found.measure, found.unit) = (Some(unit), Some(unit.name.to_owned()));
        }
    }
    found.of = of(r, start, found.span.end);
    let (bound, end) = tail(r, found.span.end);
    found.span.end = end;
    found.approx |= bound.is_some_and(str::is_empty);
    found.bound = bound.filter(|b| !b.is_empty());
    lead(r, found);
}

/// Words of a noun phrase at most.
const PHRASE: usize = 3;

/// Words before a number that name nothing which is counted.
const NO_NOUNS: [&str; 52] = [
    "지난",
    "현재",
    "이후",
    "최근",
    "매년",
    "매월",
    "매달",
    "매주",
    "매일",
    "당시",
    "각각",
    "모두",
    "이중",
    "그중",
    "겨우",
    "향후",
    "앞으로",
    "오는",
    "올해",
    "지난해",
    "작년",
    "내년",
    "이번",
    "다음",
    "또한",
    "이미",
    "다시",
    "시속",
    "초속",
    "해발",
    "전체",
    "하루",
    "평균",
    "연간",
    "직경",
    "반경",
    "이날",
    "미화",
    "또는",
    "혹은",
    "그리고",
    "다만",
    "당초",
    "이어",
    "가량",
    "정도",
    "이상",
    "위해",
    "통해",
    "가운데",
    "추산",
    "전국",
];

/// Endings of verbs, and of nouns that say by what something is counted.
const NO_NOUN_ENDS: [&str; 45] = [
    "하여",
    "되어",
    "으나",
    "는데",
    "은데",
    "한지",
    "된지",
    "지만",
    "려고",
    "도록",
    "면서",
    "하면",
    "되면",
    "했고",
    "하게",
    "크게",
    "높게",
    "향해",
    "대해",
    "의해",
    "인해",
    "도달해",
    "년간",
    "개월간",
    "배럴당",
    "톤당",
    "갤런당",
    "리터당",
    "인당",
    "명당",
    "시간당",
    "분당",
    "초당",
    "개당",
    "자루당",
    "가구당",
    "피트당",
    "그램당",
    "미터당",
    "부린",
    "내린",
    "오른",
    "늘어난",
    "줄어든",
    "떨어진",
];

/// What is counted: the noun behind `의`, else the noun before the number.
pub(super) fn of(r: &Reader<'_, '_>, start: usize, end: usize) -> Option<String> {
    let rest = r.rest(end);
    if let Some(behind) = rest.strip_prefix("의 ") {
        return noun_phrase(behind);
    }
    let before = r.before(start);
    let trimmed = before.trim_end_matches(' ');
    (trimmed.len() < before.len()).then_some(())?;
    let from = trimmed
        .char_indices()
        .rev()
        .find(|(_, c)| !is_hangul(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let noun = trimmed.get(from..)?;
    let marked = PARTICLES.iter().any(|p| noun.ends_with(p))
        || noun.ends_with(['한', '된', '인', '할', '던', '며', '고', '는', '은', '른'])
        || NO_NOUNS.contains(&noun)
        || NO_NOUN_ENDS.iter().any(|e| noun.ends_with(e));
    (noun.chars().count() > 1 && !marked).then(|| noun.to_owned())
}

/// The noun phrase that opens a text, up to its particle: `버스 연쇄폭발사건` of `버스 연쇄폭발사건을`. An
/// adjective before its noun is no part of it; without a particle nothing tells where it ends, and its first
/// word counts.
pub(super) fn noun_phrase(rest: &str) -> Option<String> {
    let mut out: Vec<&str> = Vec::new();
    let mut at = 0;
    for _ in 0..PHRASE {
        let behind = rest.get(at..)?;
        let word = first_word(behind);
        let noun = match without_particle(word) {
            whole if whole.len() == word.len() => short_noun(word),
            noun => noun,
        };
        if noun.is_empty() {
            break;
        }
        let marked = noun.len() < word.len();
        if marked || !out.is_empty() || !is_adjective(word) {
            out.push(noun);
        }
        if marked {
            return Some(out.join(" "));
        }
        if !behind.get(word.len()..)?.starts_with(' ') || word.ends_with(['고', '며', '서']) {
            break;
        }
        at += word.len() + 1;
    }
    out.first().map(|noun| (*noun).to_owned())
}

/// A noun of one syllable without its particle: `비` of `비가`.
fn short_noun(word: &str) -> &str {
    let mut chars = word.chars();
    let (first, second, end) = (chars.next(), chars.next(), chars.next());
    match (first, second, end) {
        (Some(first), Some('가' | '이' | '을' | '를' | '는' | '은'), None) => {
            word.get(..first.len_utf8()).unwrap_or(word)
        }
        _ => word,
    }
}

/// Whether a word before a noun is an adjective or a participle.
fn is_adjective(word: &str) -> bool {
    const NOUNS: [&str; 6] = ["북한", "남한", "권한", "제한", "기한", "시한"];
    word.ends_with(['한', '된', '던', '는', '할', '될', '운']) && !NOUNS.contains(&word)
}

fn first_word(text: &str) -> &str {
    let run = text.find(|c: char| !is_hangul(c)).unwrap_or(text.len());
    text.get(..run).unwrap_or("")
}

/// A word without the particle behind it.
pub(super) fn without_particle(word: &str) -> &str {
    let particle = PARTICLES
        .iter()
        .filter(|p| word.len() > p.len() + 3 && word.ends_with(**p))
        .map(|p| p.len())
        .max()
        .unwrap_or(0);
    word.get(..word.len() - particle).unwrap_or(word)
}
