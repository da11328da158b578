//! Names of people in a text: those that a pack knows, and what looks like one.

use crate::facts::words::{Paragraph, Word};
use crate::text::Span;

use super::{korean, people::People};

/// A person named in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) zone: usize,
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) name: String,
    /// Whose name it is, where that is known.
    pub(super) id: Option<String>,
    /// Whether the pack or the finder of people knows the name.
    pub(super) known: bool,
    /// Whether it is the whole name.
    pub(super) whole: bool,
    /// Whether it stands at the beginning of a sentence, titles before it aside.
    pub(super) opens: bool,
}

/// Titles before names, in small letters.
const TITLES: [&str; 44] = [
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "professor",
    "president",
    "vice",
    "minister",
    "prime",
    "premier",
    "chairman",
    "chairwoman",
    "chairperson",
    "chair",
    "secretary",
    "general",
    "gen",
    "comrade",
    "marshal",
    "admiral",
    "adm",
    "colonel",
    "col",
    "captain",
    "sen",
    "senator",
    "rep",
    "representative",
    "gov",
    "governor",
    "mayor",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "ambassador",
    "director",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "judge",
    "leader",
];

/// Words that no name of a person has.
const BODIES: [&str; 62] = [
    "party",
    "committee",
    "commission",
    "ministry",
    "department",
    "agency",
    "congress",
    "conference",
    "council",
    "court",
    "university",
    "institute",
    "association",
    "union",
    "bureau",
    "army",
    "navy",
    "force",
    "forces",
    "state",
    "states",
    "republic",
    "kingdom",
    "house",
    "senate",
    "parliament",
    "assembly",
    "government",
    "office",
    "bank",
    "company",
    "group",
    "news",
    "press",
    "times",
    "post",
    "daily",
    "street",
    "avenue",
    "city",
    "county",
    "north",
    "south",
    "east",
    "west",
    "new",
    "korea",
    "korean",
    "america",
    "american",
    "central",
    "national",
    "international",
    "world",
    "people's",
    "workers'",
    "workers",
    "people",
    "democratic",
    "plenary",
    "meeting",
    "day",
];

/// Titles behind Korean names.
const KOREAN_TITLES: [&str; 40] = [
    "위원장",
    "비서",
    "총비서",
    "대통령",
    "장관",
    "차관",
    "대변인",
    "부부장",
    "부장",
    "의원",
    "대표",
    "교수",
    "동지",
    "총리",
    "국장",
    "실장",
    "수석",
    "사장",
    "회장",
    "총장",
    "원장",
    "소장",
    "기자",
    "박사",
    "씨",
    "국방위원장",
    "국무위원장",
    "당비서",
    "조직비서",
    "위원",
    "부위원장",
    "상임위원장",
    "총서기",
    "주석",
    "대사",
    "특보",
    "연구원",
    "센터장",
    "사령관",
    "참모장",
];

/// Whether a Korean word is a title.
pub(super) fn is_korean_title(word: &str) -> bool {
    KOREAN_TITLES.contains(&word)
}

/// People named in a text.
pub(super) fn find(zone: usize, text: &str, korean: bool, people: &People) -> Vec<Mention> {
    if korean {
        return hangul(zone, text, people);
    }
    latin(zone, &Paragraph::new(text), people)
}

/// People named in an English paragraph.
pub(super) fn latin(zone: usize, paragraph: &Paragraph<'_>, people: &People) -> Vec<Mention> {
    let words = &paragraph.words;
    let mut out = Vec::new();
    let mut n = 0;
    while n < words.len() {
        let mut end = n;
        while words.get(end).is_some_and(is_name_word) {
            end += 1;
        }
        if end == n {
            n += 1;
            continue;
        }
        out.extend(run(zone, paragraph, n, end, people));
        n = end;
    }
    out
}

fn is_name_word(word: &Word) -> bool {
    word.capital
        && word.span.len() > 1
        && !matches!(
            word.tag,
            'D' | 'i' | 'o' | 'S' | 'C' | 'P' | 'Q' | 'W' | 'u' | 'M' | 'B' | 'E'
        )
}

/// The words of a source that begin with capital letters, titles aside: `Mr. Kim` is `Kim`.
pub(super) fn capitals(words: &str) -> Option<String> {
    let paragraph = Paragraph::new(words);
    let names: Vec<&str> = paragraph
        .words
        .iter()
        .skip_while(|w| !is_name_word(w) || is_title(w))
        .take_while(|w| is_name_word(w))
        .map(|w| w.span.of(words))
        .collect();
    (!names.is_empty()).then(|| names.join(" "))
}

fn is_title(word: &Word) -> bool {
    TITLES.contains(&word.lower.trim_end_matches('.'))
}

/// Words before a name that opens a sentence at most: a dateline and a title.
const OPENING: usize = 14;

/// The person in a row of capital words: a name that the pack knows, else what stands behind titles.
fn run(
    zone: usize,
    paragraph: &Paragraph<'_>,
    from: usize,
    to: usize,
    people: &People,
) -> Option<Mention> {
    let words = &paragraph.words;
    let name_of = |a: usize, b: usize| {
        let part = words.get(a..b)?;
        let span = Span::new(part.first()?.span.start, part.last()?.span.end);
        Some((span, span.of(paragraph.text)))
    };
    for start in from..to {
        for end in (start + 1..=to.min(start + 4)).rev() {
            let (span, name) = name_of(start, end)?;
            if people.knows(name) && (end - start > 1 || name.contains('-')) {
                let opens = nothing_acts_before(words, start);
                return Some(Mention {
                    zone,
                    at: span.start,
                    end: span.end,
                    name: name.to_owned(),
                    id: None,
                    known: true,
                    whole: true,
                    opens,
                });
            }
        }
    }
    let titled = words
        .get(from..to)?
        .iter()
        .take_while(|w| is_title(w))
        .count();
    let start = from + titled;
    let part = words.get(start..to)?;
    let body = part.iter().any(|w| {
        BODIES.contains(&w.lower.as_str())
            || (w.span.len() > 1 && !w.span.of(paragraph.text).chars().any(char::is_lowercase))
    });
    if !(2..=4).contains(&part.len()) || body {
        return None;
    }
    let before = from.checked_sub(1).and_then(|n| words.get(n));
    let next = words.get(to);
    let described = titled > 0 || before.is_some_and(|w| matches!(w.tag, 'n') && !w.capital);
    let acts = next.is_some_and(|w| {
        w.lower == ","
            || w.lower == "'s"
            || w.cue == 's'
            || matches!(w.tag, 'd' | 'z' | 'H' | 'B' | 'M' | 'x')
    }) || before.is_some_and(|w| w.cue == 's' || w.lower == "by");
    // A whole source, or a name that is written behind its title or acts.
    let alone = words.len() == to - from;
    let (span, name) = name_of(start, to)?;
    let place =
        before.is_some_and(|w| matches!(w.lower.as_str(), "in" | "at" | "from" | "near" | "the"));
    (alone || described || acts && !place).then(|| Mention {
        zone,
        at: span.start,
        end: span.end,
        name: name.to_owned(),
        id: None,
        known: false,
        whole: true,
        opens: nothing_acts_before(words, start),
    })
}

/// Whether a name, at these bytes, opens its sentence, or is the person whom an inverted sentence is
/// about: `Great are the deeds of Jan Orel, who …`.
pub(super) fn opens(words: &[Word], start: usize, end: usize) -> bool {
    let n = words.partition_point(|w| w.span.start < start);
    let behind = words.partition_point(|w| w.span.start < end);
    // `Orel's aide`: another noun is what the sentence is about.
    if words
        .get(behind)
        .is_some_and(|w| matches!(w.lower.as_str(), "'s" | "'"))
    {
        return false;
    }
    nothing_acts_before(words, n) || is_inverted(words, n, behind)
}

/// Nothing before it in its sentence but titles, places and the like: no verb, no `by`.
fn nothing_acts_before(words: &[Word], n: usize) -> bool {
    let sentence = words.get(n).map(|w| w.sentence);
    let before = words.get(n.saturating_sub(OPENING + 1)..n).unwrap_or(&[]);
    let own = before
        .iter()
        .rev()
        .take_while(|w| Some(w.sentence) == sentence);
    let verb = |w: &Word| {
        matches!(w.tag, 'd' | 'z' | 'B' | 'H' | 'M' | 'O' | 'p' | 'v' | 'x')
            && !w.capital
            && w.lower != "'s"
    };
    let mut count = 0;
    for word in own {
        count += 1;
        if count > OPENING || verb(word) || matches!(word.lower.as_str(), "by" | "with" | "to") {
            return false;
        }
    }
    true
}

/// Words of an inverted sentence that are looked at before the person it is about.
const INVERTED: usize = 40;

fn is_inverted(words: &[Word], n: usize, behind: usize) -> bool {
    let who = words
        .get(behind)
        .filter(|w| w.lower == ",")
        .map_or(behind, |_| behind + 1);
    if words.get(who).is_none_or(|w| w.lower != "who") {
        return false;
    }
    let sentence = words.get(n).map(|w| w.sentence);
    let before = words.get(n.saturating_sub(INVERTED)..n).unwrap_or(&[]);
    let own: Vec<&Word> = before
        .iter()
        .filter(|w| Some(w.sentence) == sentence)
        .collect();
    let first = own.iter().find(|w| w.tag != 'r' && w.tag != '.');
    let fronted =
        first.is_some_and(|w| matches!(w.tag, 'x' | 'j' | 'g' | 'd') || w.lower == "among");
    fronted && own.iter().any(|w| w.tag == 'B')
}

/// Words before a Korean name that opens a sentence at most: days, places, titles.
const OPENING_KOREAN: usize = 4;

/// Bytes before a Korean name that are looked at.
const LONGEST: usize = 300;

/// Whether a Korean name, at this byte, opens its sentence.
pub(super) fn opens_korean(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST));
    let before = text.get(from..at).unwrap_or("");
    let start = before
        .rfind(['.', '!', '?', '=', '”', '》', '…'])
        .map_or(0, |n| n + 1);
    let own = before
        .get(start..)
        .or_else(|| before.get(before.ceil_char_boundary(start)..));
    let mut words = own.unwrap_or("").split_whitespace();
    let acts = |w: &str| w.ends_with(['고', '며', '은', '는', '이', '가', '을', '를', '서']);
    words.clone().count() <= OPENING_KOREAN && !words.any(acts)
}

/// People named in a Korean text.
pub(super) fn hangul(zone: usize, text: &str, people: &People) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut opens = true;
    let pieces: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    for (n, piece) in pieces.iter().enumerate() {
        let start = at + piece.len()
            - piece
                .trim_start_matches(|c: char| !c.is_alphanumeric())
                .len();
        at += piece.len();
        let word: String = text
            .get(start..at)
            .unwrap_or("")
            .chars()
            .take_while(|c| ('가'..='힣').contains(c))
            .collect();
        let syllables: Vec<usize> = word
            .char_indices()
            .map(|x| x.0)
            .chain([word.len()])
            .collect();
        let known = [4, 3, 2]
            .into_iter()
            .filter(|k| *k < syllables.len())
            .find_map(|k| {
                let name = word.get(..*syllables.get(k)?)?;
                (k > 2 || syllables.len() == 3)
                    .then_some(name)
                    .filter(|n| people.knows(n))
            });
        let next: &str = pieces.get(n + 1).map_or("", |p| p.trim());
        let titled = (3..=4).contains(&syllables.len())
            && KOREAN_TITLES.iter().any(|t| next.starts_with(t))
            && !KOREAN_TITLES.iter().any(|t| word.ends_with(t))
            && !korean::is_side(&word);
        let name = known.or(titled.then_some(word.as_str()));
        if let Some(name) = name {
            out.push(Mention {
                zone,
                at: start,
                end: start + name.len(),
                name: name.to_owned(),
                id: None,
                known: known.is_some(),
                whole: true,
                opens,
            });
        }
        opens = piece.trim_end().ends_with('.');
    }
    out
}
