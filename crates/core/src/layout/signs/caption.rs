//! The words under pictures, and credits.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use regex::Regex;

use super::Caption;
use crate::text::Span;

/// Turns of phrase and their weight. A weight of 0.5 says that the words stand under a picture; a
/// lesser one counts with others.
const CUES: &[(&str, f32)] = &[
    ("in this photo", 0.7),
    ("in this undated photo", 0.9),
    ("in this undated", 0.7),
    ("in this file photo", 0.9),
    ("in this handout", 0.9),
    ("in this picture", 0.6),
    ("in this image", 0.6),
    ("in this frame", 0.6),
    ("in this combination", 0.8),
    ("in this combo", 0.8),
    ("in this composite", 0.8),
    ("in this screen", 0.7),
    ("in this video grab", 0.9),
    ("in this still", 0.6),
    ("in a file photo", 0.8),
    ("in a photo released", 0.7),
    ("in a photo provided", 0.7),
    ("in a picture released", 0.7),
    ("in an undated photo", 0.7),
    ("in an image taken", 0.7),
    ("in a photograph released", 0.7),
    ("this photo shows", 0.8),
    ("this file photo", 0.8),
    ("this undated photo", 0.8),
    ("this photo taken", 0.8),
    ("this photo provided", 0.8),
    ("this photo released", 0.8),
    ("this image taken", 0.8),
    ("this image provided", 0.8),
    ("this image released", 0.8),
    ("this image made from", 0.9),
    ("this picture taken", 0.8),
    ("this picture released", 0.8),
    ("this combination photo", 0.9),
    ("this satellite image", 0.6),
    ("this handout", 0.7),
    ("this composite image", 0.8),
    ("this captured image", 0.9),
    ("this image, captured from", 0.9),
    ("undated photo", 0.4),
    ("undated file photo", 0.8),
    ("captured from", 0.4),
    ("photo released by", 0.5),
    ("photo released on", 0.5),
    ("photo provided by", 0.5),
    ("photo taken on", 0.4),
    ("photo taken by", 0.4),
    ("photo courtesy of", 0.8),
    ("image courtesy of", 0.8),
    ("courtesy photo", 0.6),
    ("courtesy of", 0.2),
    ("file photo", 0.4),
    ("file picture", 0.4),
    ("handout via", 0.8),
    ("handout photo", 0.6),
    ("handout/", 0.6),
    ("/handout", 0.6),
    ("via reuters", 0.6),
    ("via ap)", 0.6),
    ("via afp", 0.5),
    ("via getty", 0.9),
    ("getty images", 0.8),
    ("ap photo", 0.9),
    ("reuters/", 0.8),
    ("afp/", 0.5),
    ("/afp", 0.5),
    ("epa-efe", 0.7),
    ("shutterstock", 0.6),
    ("no redistribution", 0.5),
    ("is pictured", 0.3),
    ("are pictured", 0.3),
    ("pictured above", 0.5),
    ("pictured here", 0.5),
    ("is seen in", 0.3),
    ("are seen in", 0.3),
    ("is seen at", 0.25),
    ("(l)", 0.3),
    ("(r)", 0.3),
    ("(c)", 0.2),
    (", left,", 0.3),
    (", right,", 0.3),
    (", center,", 0.3),
    (", centre,", 0.3),
    ("(left)", 0.3),
    ("(right)", 0.3),
    ("(center)", 0.3),
    ("(centre)", 0.3),
    ("(front", 0.2),
    ("second from left", 0.4),
    ("second from right", 0.4),
    ("from left)", 0.4),
    ("from right)", 0.4),
    ("clockwise from", 0.4),
    ("from left:", 0.4),
    ("from left to right", 0.3),
    ("left to right:", 0.4),
    ("front row", 0.1),
    ("photo:", 0.4),
    ("photo :", 0.4),
    ("photo by", 0.6),
    ("photos by", 0.6),
    ("photograph by", 0.6),
    ("photograph:", 0.7),
    ("photo credit", 0.7),
    ("image credit", 0.7),
    ("picture credit", 0.7),
    ("image:", 0.3),
    ("credit:", 0.4),
    ("screenshot", 0.2),
    ("screengrab", 0.4),
    ("사진은 ", 0.4),
    ("사진=", 0.7),
    ("사진 =", 0.6),
    ("사진|", 0.6),
    ("사진ㅣ", 0.6),
    ("사진제공", 0.7),
    ("사진 제공", 0.6),
    ("자료사진", 0.5),
    ("자료 사진", 0.5),
    ("갈무리", 0.5),
    ("캡처]", 0.6),
    ("캡처)", 0.5),
    ("화면 캡처", 0.4),
    ("홈페이지 캡처", 0.5),
    ("재판매 및 db", 0.8),
    ("db 금지", 0.6),
    ("ⓒ", 0.2),
];

static CUE: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(CUES.iter().map(|(cue, _)| cue))
        .ok()
});

/// A credit in brackets at the end: `(Yonhap)`, `[YONHAP]`, `(사진=벤드리아통신)`.
static BRACKET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?P<open>[(\\[])\\s?(?P<label>(?i:photo|image|picture|사진\\s?제공|사진|영상)\\s?[=:ㅣ|/]?\\s?)?(?P<name>[^()\\[\\]]+?)\\s?[)\\]]\\s*(?:[A-Za-z0-9._-]+@[A-Za-z0-9.-]+)?\\s*$",
    )
    .ok()
});

/// A credit behind a sign at the end: `/ Photo: X`, `Photograph: X/Y`, `| X Photo`.
static TRAILING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?:^|[\\s/|.©-])(?i:photos?|photographs?|images?|pictures?|credits?|사진|영상|출처)\\s?(?i:by|credits?|courtesy(?:\\s+of)?|제공)?\\s?[:=/|ㅣ]\\s?(?P<name>[^.:()]+)\\s*$",
    )
    .ok()
});

/// A block that is a credit and nothing else.
static CREDIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "^\\s*(?:[(\\[]?\\s?(?i:(?:file\\s+|stock\\s+|handout\\s+)?(?:photo|photograph|image|picture|video|graphic|illustration|credit|photo\\s+credit|image\\s+credit|picture\\s+credit)s?\
         (?:\\s*(?:by|credit|courtesy(?:\\s+of)?|provided\\s+by|illustration(?:\\s+by)?))?\\s*[:=|/]\\s*|(?:photo|photograph|image|picture|illustration)s?\\s+(?:by|courtesy\\s+of|credit:?)\\s+|courtesy(?:\\s+of)?:?\\s+)(?P<a>[^.!?]+)[)\\]]?\
         |[(\\[]?\\s?(?:사진|영상|자료|그래픽|일러스트)\\s?(?:제공|출처)?\\s?[=:ㅣ|/]\\s?(?P<b>[^.!?]+)[)\\]]?\
         |[(\\[](?P<c>[A-Za-zÀ-ɏ가-힣][A-Za-zÀ-ɏ가-힣0-9 .,&/-]+)[)\\]]\
         |(?P<d>(?:©|ⓒ)?\\s?(?:Getty Images|AP Photo|AFP|REUTERS|EPA|Shutterstock|iStock|Unsplash|Alamy)[^.!?]*)\
         |(?P<e>[^.!?]+(?:/|\\s(?:via|for)\\s)(?:Getty Images|AP|AFP|Reuters|REUTERS|EPA|Shutterstock|iStock|Unsplash|Alamy|Handout)[^.!?]*))\\s*$",
    )
    .ok()
});

/// Words of which a credit that stands alone has one, unless it is in brackets.
static CREDIT_WORD: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build([
            "photo",
            "image",
            "picture",
            "credit",
            "video",
            "graphic",
            "illustration",
            "courtesy",
            "사진",
            "영상",
            "자료",
            "그래픽",
            "일러스트",
            "getty",
            "afp",
            "reuters",
            "epa",
            "shutterstock",
            "istock",
            "unsplash",
            "alamy",
            "handout",
            "via ap",
            "/ap",
        ])
        .ok()
});

/// What stands in brackets over the parts of a broadcast's script.
const BROADCAST: [&str; 14] = [
    "anchor",
    "report",
    "reporter",
    "lead",
    "interview",
    "pkg",
    "sound bite",
    "soundbite",
    "앵커",
    "리포트",
    "기자",
    "인터뷰",
    "녹취",
    "답변",
];

/// The credit, if the block is nothing else.
pub(super) fn credit(text: &str) -> Option<Span> {
    let bracket = text.trim_start().starts_with(['(', '[']);
    if text.len() > 160 || !(bracket || CREDIT_WORD.as_ref()?.is_match(text)) {
        return None;
    }
    let found = CREDIT.as_ref()?.captures(text)?;
    let label = |name: regex::Match<'_>| {
        BROADCAST
            .iter()
            .any(|l| name.as_str().trim().eq_ignore_ascii_case(l))
    };
    if found.name("c").is_some_and(label) {
        return None;
    }
    ["a", "b", "c", "d", "e"]
        .iter()
        .find_map(|g| found.name(g))
        .map(|m| {
            let name = m.as_str();
            let closing = if name.contains(['(', '[']) { "" } else { ")]" };
            let name = name.trim_end_matches(|c: char| c.is_whitespace() || closing.contains(c));
            Span::new(m.start(), m.start() + name.len()).trimmed(text)
        })
        .filter(|name| (2..=90).contains(&name.of(text).chars().count()))
}

/// What the end of a block shows: a credit in it, whether it stands in brackets after a whole
/// sentence with nothing but a name in it, and its weight.
struct Tail {
    name: Span,
    weight: f32,
    end_credit: bool,
}

/// Without the brackets that a text ends with.
fn without_bracket(text: &str) -> &str {
    let inner = text
        .strip_suffix([')', ']'])
        .and_then(|t| t.rfind(['(', '[']))
        .filter(|at| text.len() - at <= 160);
    inner
        .and_then(|at| text.get(..at))
        .map_or(text, str::trim_end)
}

/// Where the end of a text starts that a credit may stand in.
fn tail_start(text: &str) -> usize {
    let mut from = text.len().saturating_sub(170);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    from
}

/// Whether a credit in brackets may stand at the end.
fn is_closed(end: &str) -> bool {
    end.trim_end().ends_with([')', ']']) || memchr::memchr(b'@', end.as_bytes()).is_some()
}

/// Whether a credit behind a sign may stand at the end: no point, colon or bracket is in it.
fn may_trail(end: &str) -> bool {
    !end.ends_with(['.', ':', '(', ')']) && end.contains([':', '=', '/', '|', 'ㅣ'])
}

/// Whether a block shows by more than its words that it may stand under a picture: a sign or a label
/// at its head, a credit at its end.
pub(super) fn may_show_itself(text: &str) -> bool {
    let end = text.get(tail_start(text)..).unwrap_or("");
    is_closed(end) || may_trail(end) || head_weight(text.trim()) > 0.0
}

fn tail(text: &str) -> Option<Tail> {
    let from = tail_start(text);
    let end = text.get(from..)?;
    if is_closed(end)
        && let Some(found) = BRACKET.as_ref()?.captures(end)
    {
        let open = found.name("open")?;
        let name = found.name("name")?;
        let span = Span::new(name.start(), name.end()).shifted(from);
        // Terms of use may stand in brackets before the credit: `… in Tarsk. (No resale) (VPS)`.
        let before = without_bracket(text.get(..from + open.start())?.trim_end());
        let closed = before
            .trim_end_matches(['"', '”', '’', '\'', ')', '」'])
            .ends_with(['.', '!', '?', '。']);
        let words = name.as_str();
        let capital = words.starts_with(|c: char| c.is_uppercase() || super::names::is_hangul(c));
        let short = words.split_whitespace().count() <= 6;
        // `(photos accompanied)` names nobody.
        if found.name("label").is_some() && !capital && !words.starts_with("by ") {
            return None;
        }
        if found.name("label").is_some() {
            return Some(Tail {
                name: span,
                weight: 0.8,
                end_credit: false,
            });
        }
        let name_like = words.len() <= 100
            && !words.contains(['.', '!', '?', ':', ';', '#'])
            && !words.chars().any(|c| c.is_ascii_digit() && c != '1');
        if !closed || !capital || !short || !name_like {
            return None;
        }
        let square = open.as_str() == "[";
        let capitals = words.chars().any(char::is_alphabetic)
            && !words.chars().any(char::is_lowercase)
            && words.is_ascii();
        let joined = words.contains(['/', '-']) && !words.contains(' ');
        let weight = match (square, capitals, joined) {
            (true, true, _) => 0.7,
            (true, ..) | (false, _, true) => 0.4,
            _ => 0.25,
        };
        return Some(Tail {
            name: span,
            weight,
            end_credit: true,
        });
    }
    if !may_trail(end) {
        return None;
    }
    let found = TRAILING.as_ref()?.captures(end)?;
    let name = found.name("name")?;
    Some(Tail {
        name: Span::new(name.start(), name.end())
            .shifted(from)
            .trimmed(text),
        weight: 0.6,
        end_credit: false,
    })
}

/// Whether a text in Hangul ends with the day of its picture: `… 모습. 2022.2.27`.
fn ends_with_day(text: &str) -> bool {
    let day = text.trim_end_matches('.');
    let parts = day
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or("")
        .split('.')
        .collect::<Vec<_>>();
    let digits = |part: &str, least: usize, most: usize| {
        (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    text.len() < 600
        && matches!(parts.as_slice(), [y, m, d] if digits(y, 4, 4) && digits(m, 1, 2) && digits(d, 1, 2))
        && day.len() > 40
        && text.chars().any(super::names::is_hangul)
}

/// How much the head of a block says that it stands under a picture.
fn head_weight(trimmed: &str) -> f32 {
    const FILES: [&str; 6] = [
        "FILE -",
        "FILE –",
        "FILE —",
        "FILE PHOTO",
        "File photo",
        "FILE PICTURE",
    ];
    match trimmed.chars().next() {
        Some('▲' | '△') => 0.8,
        Some('▶' | '◀' | '▼' | '↑') => 0.3,
        Some('F') if FILES.iter().any(|f| trimmed.starts_with(f)) => 0.9,
        Some('<' | '[') if trimmed.get(1..).is_some_and(|t| t.starts_with("사진")) => 0.7,
        _ => 0.0,
    }
}

/// Reads a block as words under a picture; the second value is the credit at the end of running text.
pub(super) fn read(text: &str) -> (Option<Caption>, Option<Span>) {
    let trimmed = text.trim();
    if trimmed.is_empty() || text.len() > 4000 {
        return (None, tail(text).filter(|t| t.end_credit).map(|t| t.name));
    }
    let mut weight = head_weight(trimmed);
    if let Some(cue) = CUE.as_ref() {
        for found in cue.find_iter(text) {
            let add = CUES
                .get(found.pattern().as_usize())
                .map_or(0.0, |(_, weight)| *weight);
            // Two hints are more than one: 1 - (1 - a)(1 - b).
            weight = 1.0 - (1.0 - weight) * (1.0 - add);
        }
    }
    if ends_with_day(trimmed) {
        weight = 1.0 - (1.0 - weight) * 0.7;
    }
    let tail = tail(text);
    if let Some(t) = &tail {
        weight = 1.0 - (1.0 - weight) * (1.0 - t.weight);
    }
    let end_credit = tail.as_ref().filter(|t| t.end_credit).map(|t| t.name);
    // A sentence about a picture is not under it; long blocks seldom are captions.
    if text.len() > 900 {
        weight *= 0.5;
    }
    let caption = (weight >= 0.2).then_some(Caption {
        credit: tail.map(|t| t.name),
        weight,
    });
    (caption, end_credit)
}

#[cfg(test)]
mod tests {
    use super::{super::cue::has_hint, CUES};

    #[test]
    fn no_cue_goes_without_a_hint() {
        for (cue, _) in CUES {
            assert!(has_hint(cue), "{cue}");
        }
    }
}
