//! What looks like a person's name, in Latin letters and in Hangul.

use std::sync::LazyLock;

use hashbrown::{HashMap, HashSet};

use crate::text::{Span, date::WEEKDAYS};

/// Surnames of Korean names of two to four syllables, with the spellings of both states.
const SURNAMES: &str = "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우\
                        구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹\
                        제모탁국어은편용예경봉사부가복태목계형피두감음빈동온호범좌팽승간시갈리로림량\
                        렴려룡태";

/// Small words inside names.
const PARTICLES: [&str; 20] = [
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der",
    "den", "ter", "bin", "ibn", "al", "el",
];

/// Capitalised words that open menus, labels and headings and are in no name.
const NOT_NAMES: [&str; 118] = [
    "about",
    "account",
    "after",
    "all",
    "also",
    "and",
    "are",
    "article",
    "articles",
    "at",
    "back",
    "before",
    "best",
    "breaking",
    "business",
    "by",
    "category",
    "click",
    "comment",
    "comments",
    "contact",
    "cookie",
    "cookies",
    "copyright",
    "culture",
    "date",
    "download",
    "economy",
    "editorial",
    "email",
    "entertainment",
    "events",
    "facebook",
    "for",
    "from",
    "full",
    "go",
    "has",
    "health",
    "help",
    "here",
    "home",
    "how",
    "images",
    "in",
    "instagram",
    "is",
    "its",
    "it",
    "jobs",
    "join",
    "last",
    "latest",
    "learn",
    "life",
    "linkedin",
    "list",
    "live",
    "local",
    "log",
    "login",
    "menu",
    "minutes",
    "more",
    "most",
    "my",
    "new",
    "news",
    "newsletter",
    "next",
    "no",
    "not",
    "of",
    "on",
    "opinion",
    "or",
    "our",
    "page",
    "photo",
    "photos",
    "podcast",
    "policy",
    "politics",
    "popular",
    "post",
    "posted",
    "previous",
    "privacy",
    "published",
    "read",
    "recommended",
    "related",
    "reply",
    "report",
    "save",
    "science",
    "search",
    "section",
    "share",
    "show",
    "sign",
    "sports",
    "story",
    "subscribe",
    "tags",
    "technology",
    "terms",
    "the",
    "this",
    "to",
    "top",
    "topics",
    "travel",
    "twitter",
    "updated",
    "video",
    "world",
    "your",
];

/// Months but May, which is a word as well, and today.
const CALENDAR: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "today",
];

/// When a word is in no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Other {
    /// Whatever stands before it.
    Never,
    /// Where no label stands before it.
    Unlabelled,
}

static OTHER_WORDS: LazyLock<HashMap<&str, Other>> = LazyLock::new(|| {
    let menus = NOT_NAMES.iter().map(|w| (*w, Other::Unlabelled));
    let days = WEEKDAYS.iter().chain(&CALENDAR).chain(&["the"]);
    menus.chain(days.map(|w| (*w, Other::Never))).collect()
});

static ORGANISATION_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| ORGANISATION.iter().copied().collect());

/// Words that only organisations have in their names.
const ORGANISATION: [&str; 34] = [
    "agency",
    "agence",
    "ap",
    "afp",
    "associated",
    "bureau",
    "company",
    "correspondents",
    "courier",
    "daily",
    "desk",
    "editors",
    "gazette",
    "group",
    "herald",
    "inc",
    "institute",
    "journal",
    "llc",
    "magazine",
    "media",
    "network",
    "news",
    "newsroom",
    "post",
    "press",
    "radio",
    "reuters",
    "service",
    "staff",
    "team",
    "times",
    "tribune",
    "wire",
];

/// Roles that stand after a name.
const ROLES: [&str; 28] = [
    "reporter",
    "correspondent",
    "writer",
    "editor",
    "columnist",
    "contributor",
    "journalist",
    "bureau chief",
    "chief",
    "producer",
    "photographer",
    "analyst",
    "fellow",
    "professor",
    "author",
    "intern",
    "staff",
    "director",
    "manager",
    "founder",
    "ceo",
    "president",
    "specialist",
    "researcher",
    "phd",
    "md",
    "ph.d",
    "rn",
];

/// A name of one to six capitalised words. `label` says that a label (`By`) stands before it: then
/// one word is enough, and words that menus use may be in it.
pub(super) fn is_latin_name(text: &str, label: bool) -> bool {
    let text = text.trim().trim_end_matches(',');
    if text.len() < 2 || text.len() > 60 {
        return false;
    }
    let (mut words, mut long, mut capital) = (0, false, 0);
    for word in text.split_whitespace() {
        words += 1;
        let folded = word.trim_end_matches('.').to_lowercase();
        let mut chars = word.chars();
        let first = chars.next().unwrap_or(' ');
        let particle = PARTICLES.contains(&folded.as_str());
        let well_made = word
            .chars()
            .all(|c| c.is_alphabetic() || "-'’.‘`".contains(c));
        if !well_made || is_cjk(first) {
            return false;
        }
        if first.is_uppercase() {
            capital += 1;
        } else if !particle || words == 1 {
            // `d'Arc`, `al-Masri`
            let inner = word.split(['-', '\'', '’']).nth(1);
            if !inner.is_some_and(|w| w.starts_with(char::is_uppercase)) {
                return false;
            }
        }
        match OTHER_WORDS.get(folded.as_str()) {
            Some(Other::Never) => return false,
            Some(Other::Unlabelled) if !label => return false,
            _ => {}
        }
        long |= word.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    }
    let enough = if label { 1 } else { 2 };
    (enough..=6).contains(&words) && capital >= 1 && long
}

/// Surnames of two syllables.
const LONG_SURNAMES: [&str; 9] = [
    "남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방", "어금",
];

/// Parts of words that pages put where names may stand.
const NOT_HANGUL_NAMES: [&str; 22] = [
    "기사",
    "입력",
    "수정",
    "등록",
    "기자",
    "뉴스",
    "신문",
    "일보",
    "통신",
    "방송",
    "사진",
    "승인",
    "발행",
    "송고",
    "작성",
    "최종",
    "전체",
    "조회",
    "이전",
    "공유",
    "제공",
    "편집국",
];

/// A Korean name: a known surname and a given name of one or two syllables.
pub(super) fn is_hangul_name(text: &str) -> bool {
    let count = text.chars().count();
    let known = match count {
        2 | 3 => text.chars().next().is_some_and(|c| SURNAMES.contains(c)),
        4 => LONG_SURNAMES.iter().any(|s| text.starts_with(s)),
        _ => false,
    };
    let known = known || count == 3 && LONG_SURNAMES.iter().any(|s| text.starts_with(s));
    known && text.chars().all(is_hangul) && !NOT_HANGUL_NAMES.iter().any(|w| text.contains(w))
}

/// Whether the words name an organisation and no person.
pub(super) fn is_organisation(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|w| ORGANISATION_WORDS.contains(w.to_lowercase().as_str()))
}

/// Whether the words are a role, a title or letters after a name.
pub(super) fn is_role(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    let folded = text.to_lowercase();
    let word = |r: &str| {
        let end = folded.strip_suffix(r);
        let start = folded.strip_prefix(r);
        end.is_some_and(|e| !e.ends_with(char::is_alphanumeric))
            || start.is_some_and(|s| [" of ", " at ", " for "].iter().any(|w| s.starts_with(w)))
    };
    let letters = |c: char| c.is_uppercase() || c == '.' || c == '-';
    folded.len() <= 80
        && (ROLES.iter().any(|r| word(r))
            || ((2..=6).contains(&text.len()) && text.chars().all(letters)))
}

/// Whether the words are a role that only the press has.
pub(super) fn is_press_role(text: &str) -> bool {
    let folded = text.trim().trim_end_matches('.').to_lowercase();
    [
        "reporter",
        "correspondent",
        "writer",
        "editor",
        "columnist",
        "contributor",
        "journalist",
        "bureau chief",
        "photographer",
    ]
    .iter()
    .any(|r| folded.ends_with(r))
}

/// Splits a list of names at commas, semicolons, `and`, `&`, `with`; spans are of `text`.
pub(super) fn split_list(text: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start;
    let slice = span.of(text);
    let mut at = 0;
    while let Some(rest) = slice.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        let cut = if c == ',' || c == ';' {
            Some(1)
        } else if c == ' ' {
            [" and ", " & ", " AND ", " with ", " und ", " y "]
                .iter()
                .find(|w| rest.starts_with(**w))
                .map(|w| w.len())
        } else {
            None
        };
        if let Some(len) = cut {
            out.push(Span::new(start, span.start + at).trimmed(text));
            start = span.start + at + len;
            at += len;
        } else {
            at += c.len_utf8();
        }
    }
    out.push(Span::new(start, span.end).trimmed(text));
    for part in &mut out {
        // `A, B, and C`
        if let Some(rest) = part.of(text).strip_prefix("and ") {
            *part = Span::new(part.end - rest.len(), part.end).trimmed(text);
        }
    }
    out.retain(|s| !s.is_empty());
    out
}

pub(super) fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

fn is_cjk(c: char) -> bool {
    is_hangul(c) || ('\u{3040}'..='\u{30ff}').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_other_words() {
        for name in [
            "Sarah Kim",
            "Oren Malk",
            "J. R. Doe",
            "Ana de la Cruz",
            "Kim Jong-hyuk",
            "O'Neil Roe",
        ] {
            assert!(is_latin_name(name, false), "{name}");
        }
        for other in [
            "Back To Top",
            "sarah kim",
            "Tarsk 2022",
            "Sarah",
            "Sunday March",
            "김사라",
        ] {
            assert!(!is_latin_name(other, false), "{other}");
        }
        assert!(is_latin_name("Yonhap", true));
        assert!(is_hangul_name("김사라") && is_hangul_name("남궁민"));
        assert!(!is_hangul_name("글자크기") && !is_hangul_name("김"));
    }
}
