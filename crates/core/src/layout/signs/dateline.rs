//! Datelines: place, date and agency at the head of a story.

use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

use super::{
    Dateline,
    byline::{ROLE, leading_names},
};
use crate::{
    layout::words::small_words_before,
    text::{Span, date::find_dates},
};

/// How much of a block may be a dateline, in bytes.
const HEAD: usize = 160;

/// A capitalised word or two, cities joined by a slash, a region after a comma.
const PLACE: &str = "[A-ZÀ-ÖØ-ÞĆČĐĞİŁŃŐŘŚŞŠŪŹŻŽ][A-Za-zÀ-ɏ.'’‘-]*(?:[ /][A-ZÀ-ÖØ-ÞĆČĐĞİŁŃŐŘŚŞŠŪŹŻŽ][A-Za-zÀ-ɏ.'’‘-]*){0,4}\
                     (?:, [A-ZÀ-ÖØ-ÞĆČĐĞİŁŃŐŘŚŞŠŪŹŻŽ][A-Za-zÀ-ɏ.'’]*(?: [A-ZÀ-ÖØ-ÞĆČĐĞİŁŃŐŘŚŞŠŪŹŻŽ][A-Za-zÀ-ɏ.]*){0,2})?";

/// A day without its year, or with it.
const DAY: &str = "(?:(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.? ?[0-9]{1,2}(?:, [0-9]{4})?|\
                   [0-9]{1,2} (?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?(?:,? [0-9]{4})?)";

const DASH: &str = "(?:--|[—–―‒-]|:)";

/// With an agency: `TARSK, Feb. 27 (Halden Wire) -- `, `TARSK (AP) — `, `(Reuters) - `,
/// `MOSCOW, October 13. /TASS/. `.
static AGENCY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "^(?:(?P<place>{PLACE}?)(?:,? +(?P<date>{DAY}))?|(?P<day>{DAY}))?\
         (?P<dot>[.,])?\\s*(?:\\((?P<agency>[A-Za-zÀ-ɏ가-힣][A-Za-zÀ-ɏ가-힣0-9 .&/-]{{1,30}})\\)|(?:^|\\s)/(?P<slash>[A-Za-zÀ-ɏ가-힣][A-Za-zÀ-ɏ가-힣0-9 .-]{{1,24}})/|\\[(?P<square>[A-Za-zÀ-ɏ가-힣][A-Za-zÀ-ɏ가-힣0-9 .-]{{1,24}})\\])\
         [.,]?\\s*(?P<dash>{DASH})?\\s*"
    ))
    .ok()
});

/// Without an agency: `LONDON — `, `TARSK, Vendria, Feb. 27 -- `.
static PLACE_ONLY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "^(?P<place>{PLACE}?)(?:,? +(?P<date>{DAY}))?\\s*(?P<dash>--|[—–―]|-(?P<hyphen>\\s))\\s*"
    ))
    .ok()
});

/// `(서울=연합뉴스)`, `[서울=뉴시스] 홍길동 기자 =`, `[벤드리아일보=김성완 기자]`,
/// `(평양 조선중앙통신=연합뉴스)`.
static KOREAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "^[(\\[【〔<]\\s?(?P<place>[^=()\\[\\]【】\\n]{{1,24}}?)\\s?=\\s?(?P<agency>[^=()\\[\\]【】\\n]{{1,24}}?)\\s?[)\\]】〕>]\
         (?:\\s{{0,3}}(?P<names>[가-힣]{{2,4}}(?:\\s?[·,/]\\s?[가-힣]{{2,4}}|\\s[가-힣]{{2,4}}){{0,3}})\\s?(?P<role>{ROLE}))?\\s{{0,3}}=?\\s{{0,3}}"
    ))
    .ok()
});

/// `(평양 2월 27일발 조선중앙통신)`.
static KOREAN_DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "^[(\\[]\\s?(?P<place>[가-힣]{1,8})\\s(?P<date>[0-9]{1,2}월\\s?[0-9]{1,2}일)\\s?발?\\s?(?P<agency>[가-힣A-Za-z]{2,14})?\\s?[)\\]]\\s{0,3}",
    )
    .ok()
});

/// `[벤드리아일보 김성완 기자]`, `김성완 기자 = `, `타르스크=김성완 특파원 = `.
static REPORTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "^(?:[(\\[](?P<agency>[가-힣A-Za-z0-9]{{2,12}})\\s(?P<names>[가-힣]{{2,4}}(?:[·,]\\s?[가-힣]{{2,4}}){{0,3}})\\s?{ROLE}\\s?[)\\]]\\s{{0,3}}=?\\s{{0,3}}|\
         (?:(?P<place>[가-힣]{{1,8}})\\s?=\\s?)?(?P<free>[가-힣]{{2,4}}(?:[·,]\\s?[가-힣]{{2,4}}){{0,3}})\\s?{ROLE}\\s?=\\s{{1,3}})"
    ))
    .ok()
});

/// Words in capitals before a dash that are no place.
const NO_PLACE: [&str; 33] = [
    "ANALYSIS",
    "BREAKING",
    "CAUTION",
    "COLUMN",
    "CORRECTION",
    "CORRECTED",
    "DISCLAIMER",
    "EDITORIAL",
    "EXCLUSIVE",
    "EXPLAINER",
    "FACTBOX",
    "FAQ",
    "FILE",
    "FLASH",
    "IMPORTANT",
    "INTERVIEW",
    "LIVE",
    "NEW",
    "NEWS",
    "NOTE",
    "OPINION",
    "PHOTO",
    "PHOTOS",
    "PS",
    "REVIEW",
    "SPOILER",
    "TIP",
    "TOP",
    "UPDATE",
    "UPDATED",
    "VIDEO",
    "WARNING",
    "WATCH",
];

/// Reads the dateline that a block opens with.
pub(super) fn read(text: &str) -> Option<Dateline> {
    let lead = text.len() - text.trim_start().len();
    let mut end = text.len().min(lead + HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(lead..end)?;
    let first = head.chars().next()?;
    let mut found = match first {
        '(' | '[' | '【' | '〔' | '<' => korean(head).or_else(|| with_agency(head)),
        '가'..='힣' => reporter(head),
        c if c.is_uppercase() || c.is_ascii_digit() => {
            with_agency(head).or_else(|| place_only(head))
        }
        _ => None,
    }?;
    let shift = |s: Span| s.shifted(lead);
    found.span = found.span.shifted(lead);
    found.place = found.place.map(shift);
    found.agency = found.agency.map(shift);
    found.names = found.names.into_iter().map(shift).collect();
    Some(found)
}

fn span(m: Match<'_>) -> Span {
    Span::new(m.start(), m.end())
}

fn named(found: &Captures<'_>, name: &str) -> Option<Span> {
    found.name(name).map(span).filter(|s| !s.is_empty())
}

fn with_agency(head: &str) -> Option<Dateline> {
    // Before the bracket stand a place and a day, in which only the month may be small.
    if small_words_before(head, |c| matches!(c, '(' | '[' | '/')) > 1
        || !head.bytes().any(|b| matches!(b, b'(' | b'[' | b'/'))
    {
        return None;
    }
    let found = AGENCY.as_ref()?.captures(head)?;
    let whole = found.get(0)?;
    let place = named(&found, "place");
    let day = named(&found, "date").or_else(|| named(&found, "day"));
    let slash = named(&found, "slash");
    let agency = named(&found, "agency")
        .or(slash)
        .or_else(|| named(&found, "square"))?;
    let date = day.and_then(|d| find_dates(d.of(head)).first().map(|f| f.date));
    let dash = found.name("dash").is_some();
    let word = place.map_or("", |p| p.of(head));
    let capitals = is_capitals(word);
    // `Workers' Party (WPK) - `: in running words an abbreviation in brackets needs a date, or a place
    // in capitals and a dash, to be an agency.
    let sure = match (day.is_some(), place.is_some()) {
        (true, _) => date.is_some() && (slash.is_none() || may_sign(agency.of(head))),
        (false, true) => {
            let code = is_capitals(agency.of(head)) && capitals && word.chars().count() >= 4;
            let colon = found.name("dash").is_some_and(|d| d.as_str() == ":");
            (dash || slash.is_some()) && !colon && (code || may_sign(agency.of(head)))
        }
        (false, false) => dash && may_sign(agency.of(head)),
    };
    let continues = head.len() > whole.end() && agency.of(head).starts_with(char::is_uppercase);
    if !sure || !continues || NO_PLACE.contains(&word) {
        return None;
    }
    Some(Dateline {
        span: span(whole),
        place,
        date,
        agency: Some(agency),
        names: Vec::new(),
    })
}

fn place_only(head: &str) -> Option<Dateline> {
    if small_words_before(head, |c| matches!(c, '—' | '–' | '―' | '-')) > 1
        || !head.contains(['—', '–', '―']) && !head.contains("--") && !head.contains("- ")
    {
        return None;
    }
    let found = PLACE_ONLY.as_ref()?.captures(head)?;
    let whole = found.get(0)?;
    let place = named(&found, "place")?;
    let day = named(&found, "date");
    let date = day.and_then(|d| find_dates(d.of(head)).first().map(|f| f.date));
    let words = place.of(head);
    let city = words.split(',').next().unwrap_or(words);
    let letters = city.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = is_capitals(city) && letters >= 4;
    let first = words.split([' ', ',']).next().unwrap_or(words);
    let after = head.get(whole.end()..)?;
    let story = after
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || "“\"'‘$".contains(c))
        && after.split_whitespace().count() >= 5;
    // A hyphen after capitals also opens the items of a list.
    let hyphen = found.name("hyphen").is_some();
    let sure = if day.is_some() {
        date.is_some()
    } else {
        capitals && !hyphen
    };
    if !sure || !story || NO_PLACE.contains(&first) {
        return None;
    }
    Some(Dateline {
        span: span(whole),
        place: Some(place),
        date,
        agency: None,
        names: Vec::new(),
    })
}

fn is_capitals(text: &str) -> bool {
    let text = text.split(',').next().unwrap_or(text);
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}

/// What may stand in brackets after a place alone: an agency, or another organisation of the press.
fn may_sign(text: &str) -> bool {
    is_agency(text)
        || super::names::is_organisation(text)
        || [
            "CNN", "VOA", "BBC", "RFA", "NPR", "CNA", "ABC", "CBS", "NBC",
        ]
        .contains(&text)
}

/// Agencies by their codes, which count as they are written.
const CODES: [&str; 22] = [
    "AAP", "AFP", "ANI", "AP", "ANSA", "APA", "DPA", "EFE", "IANS", "IRNA", "JTA", "KCNA", "KUNA",
    "PA", "PTI", "SANA", "TASS", "UNB", "UPI", "VNA", "WAM", "dpa",
];

/// Agencies by a word that is their name.
const NAMES: [&str; 18] = [
    "reuters",
    "yonhap",
    "xinhua",
    "kyodo",
    "jiji",
    "bloomberg",
    "ansa",
    "interfax",
    "tass",
    "itar-tass",
    "anadolu",
    "bernama",
    "antara",
    "sputnik",
    "ritzau",
    "tanjug",
    "ukrinform",
    "associated",
];

/// Whether a name is an agency's: one of the world's, or one with a word of that trade.
pub(super) fn is_agency(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    CODES.contains(&text)
        || lower
            .split_whitespace()
            .next()
            .is_some_and(|w| NAMES.contains(&w))
        || lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| ["wire", "newswire", "agency", "agence", "agentur", "agencia"].contains(&w))
        || lower.ends_with(" press service")
        || ["연합뉴스", "뉴시스", "뉴스1", "신화사"].contains(&text)
        || (text.ends_with("통신") && text.chars().count() <= 8)
}

fn korean(head: &str) -> Option<Dateline> {
    if let Some(found) = KOREAN_DAY.as_ref()?.captures(head) {
        let day = named(&found, "date")?;
        return Some(Dateline {
            span: span(found.get(0)?),
            place: named(&found, "place"),
            date: find_dates(day.of(head)).first().map(|f| f.date),
            agency: named(&found, "agency"),
            names: Vec::new(),
        });
    }
    let Some(found) = KOREAN.as_ref()?.captures(head) else {
        return reporter(head);
    };
    let place = named(&found, "place")?;
    let agency = named(&found, "agency")?;
    let has_hangul = |s: Span| s.of(head).chars().any(super::names::is_hangul);
    if !has_hangul(place) && !has_hangul(agency) {
        return None;
    }
    let whole = span(found.get(0)?);
    // `[벤드리아일보=김성완 기자]` names the paper first, then the reporter.
    if let Some((names, _)) = split_role(head, agency) {
        return Some(Dateline {
            span: whole,
            place: None,
            date: None,
            agency: Some(place),
            names,
        });
    }
    if agency
        .of(head)
        .chars()
        .any(|c| c.is_ascii_digit() && c != '1')
        || place.of(head).starts_with("사진")
    {
        return None;
    }
    // `(평양 조선중앙통신=연합뉴스)`: the first word is the place.
    let first = place.of(head).split_whitespace().next()?;
    Some(Dateline {
        span: whole,
        place: Some(Span::new(place.start, place.start + first.len())),
        date: None,
        agency: Some(agency),
        names: named(&found, "names").map_or_else(Vec::new, |n| leading_names(head, n)),
    })
}

fn reporter(head: &str) -> Option<Dateline> {
    let found = REPORTER.as_ref()?.captures(head)?;
    let names = named(&found, "names").or_else(|| named(&found, "free"))?;
    let names = leading_names(head, names);
    if names.is_empty() {
        return None;
    }
    Some(Dateline {
        span: span(found.get(0)?),
        place: named(&found, "place"),
        date: None,
        agency: named(&found, "agency"),
        names,
    })
}

/// The names before a role, and where the role starts.
fn split_role(text: &str, at: Span) -> Option<(Vec<Span>, usize)> {
    static END: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(&format!("\\s?{ROLE}$")).ok());
    let slice = at.of(text);
    let role = END.as_ref()?.find(slice)?;
    let names = leading_names(text, Span::new(at.start, at.start + role.start()));
    (!names.is_empty()).then_some((names, at.start + role.start()))
}
