//! Whose words a document is: a press statement, a letter, an address that is printed whole.

use crate::{
    facts::{
        page::{Line, Tongue},
        words::Word,
    },
    layout::ZoneKind,
    text::Span,
};

use super::{
    How, Speaker,
    cast::{Cast, Phrased},
    is_read, subject,
};

/// Who speaks in a stretch of a document that nobody is named in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Author {
    pub(crate) speaker: Speaker,
    /// The first zone of the words.
    pub(crate) from: usize,
    /// The zone behind the last.
    pub(crate) to: usize,
}

/// What is printed whole.
const TEXTS: [&str; 18] = [
    "statement",
    "speech",
    "address",
    "letter",
    "message",
    "article",
    "commentary",
    "remarks",
    "talk",
    "communique",
    "appeal",
    "answer",
    "declaration",
    "note",
    "telegram",
    "greetings",
    "congratulations",
    "report",
];

/// The same in Korean.
const KOREAN_TEXTS: [&str; 14] = [
    "담화",
    "성명",
    "연설",
    "서한",
    "편지",
    "축전",
    "조전",
    "논평",
    "보도문",
    "론평",
    "호소문",
    "개회사",
    "폐회사",
    "답변",
];

/// Lines at the beginning of a document that may say whose words it is.
const FIRST: usize = 8;

/// Who speaks in the paragraphs behind one that says so (`made public the following statement:`), or in a
/// text that its title calls somebody's statement and that speaks in the first person.
pub(super) fn of(cast: &Cast<'_>) -> Option<Author> {
    let lines = cast.page.lines.iter().filter(|l| is_read(l.kind));
    let end = cast.page.lines.last().map_or(0, |l| l.zone + 1);
    for line in lines.clone().take(FIRST) {
        let speaker = match line.tongue {
            Tongue::English => announces(cast, line),
            Tongue::Korean => announces_korean(cast, line),
            Tongue::Other => None,
        };
        if let Some(speaker) = speaker {
            return Some(Author {
                speaker,
                from: line.zone + 1,
                to: end,
            });
        }
    }
    let title = lines.clone().next().filter(|l| l.kind == ZoneKind::Title)?;
    let speaker = entitled(cast, title)?;
    let body = lines.skip(1).filter(|l| l.kind == ZoneKind::Paragraph);
    first_person(body).then_some(Author {
        speaker,
        from: title.zone + 1,
        to: end,
    })
}

/// `Jan Orel, minister of roads, made public the following statement:`
fn announces(cast: &Cast<'_>, line: &Line<'_>) -> Option<Speaker> {
    if !line.text.trim_end().ends_with(':') {
        return None;
    }
    let words = &line.paragraph().words;
    let sentence = words.last()?.sentence;
    let from = words.partition_point(|w| w.sentence < sentence);
    let own = words.get(from..)?;
    let text = |w: &Word| {
        TEXTS.contains(&w.lower.trim_end_matches('s')) || TEXTS.contains(&w.lower.as_str())
    };
    let following = own
        .iter()
        .any(|w| w.lower == "following" || w.lower == "follows");
    if !following || !own.iter().any(text) {
        return None;
    }
    first_named(cast, line, words, from)
}

/// The person or the body that opens a sentence.
fn first_named(cast: &Cast<'_>, line: &Line<'_>, words: &[Word], from: usize) -> Option<Speaker> {
    let start = words.get(from)?.span.start.max(line.body);
    let rest = Span::new(start, line.text.len());
    if let Some(mention) = cast.inside(line.zone, rest).iter().find(|m| m.opens) {
        let span = Span::new(mention.at, mention.end);
        return cast.head(&Phrased {
            words: span.of(line.text),
            zone: line.zone,
            span,
        });
    }
    let first = words.partition_point(|w| w.span.start < start);
    let opening = subject::opening(words, first.max(subject::dateline(words)))?;
    let part = words.get(opening)?;
    let span = Span::new(part.first()?.span.start, part.last()?.span.end);
    Some(Speaker {
        name: super::who::plain(span.of(line.text)).to_owned(),
        id: None,
        how: How::Described,
    })
}

/// `대변인은 … 다음과 같은 담화를 발표하였다.`
fn announces_korean(cast: &Cast<'_>, line: &Line<'_>) -> Option<Speaker> {
    let text = line.text;
    let following = text.contains("다음과 같은") || text.contains("다음과 같이");
    if !following || !KOREAN_TEXTS.iter().any(|t| text.contains(t)) {
        return None;
    }
    let mention = cast
        .inside(line.zone, Span::new(line.body, text.len()))
        .first()?;
    let span = Span::new(mention.at, mention.end);
    cast.head(&Phrased {
        words: span.of(text),
        zone: line.zone,
        span,
    })
}

/// `Press Statement by Jan Orel`, `Orel's Address`: the person in a title whose words the text is.
fn entitled(cast: &Cast<'_>, title: &Line<'_>) -> Option<Speaker> {
    let whole = Span::new(0, title.text.len());
    let mention = cast.inside(title.zone, whole).first()?;
    let span = Span::new(mention.at, mention.end);
    let phrase = Phrased {
        words: span.of(title.text),
        zone: title.zone,
        span,
    };
    let before = title.text.get(..mention.at)?.to_lowercase();
    let after = title.text.get(mention.end..)?;
    let korean = title.tongue == Tongue::Korean;
    let fits = if korean {
        KOREAN_TEXTS.iter().any(|t| after.contains(t))
    } else {
        let named = TEXTS.iter().any(|t| before.contains(t));
        let by = before.contains(" by ") || before.contains(" of ") || before.contains(" from ");
        let own = after.starts_with("'s") || after.starts_with("’s");
        named && by || own && TEXTS.iter().any(|t| after.to_lowercase().contains(t))
    };
    fits.then(|| cast.head(&phrase)).flatten()
}

/// Paragraphs that are looked at for the first person.
const LOOKED: usize = 12;

/// Whether a text speaks of itself as `I` or `we` and tells of nobody who says it.
fn first_person<'l>(lines: impl Iterator<Item = &'l Line<'l>>) -> bool {
    let (mut own, mut told) = (0, 0);
    for line in lines.take(LOOKED) {
        match line.tongue {
            Tongue::English => {
                let free = |w: &&Word| w.inside.is_none();
                for word in line.paragraph().words.iter().filter(free) {
                    match word.lower.as_str() {
                        "i" | "we" | "our" | "my" => own += 1,
                        "he" | "she" | "said" => told += 1,
                        _ => {}
                    }
                }
            }
            Tongue::Korean => {
                own += usize::from(
                    ["나는 ", "우리는 ", "우리의 ", "우리 ", "저는 "]
                        .iter()
                        .any(|w| line.text.contains(w)),
                );
                told += usize::from(
                    ["말했다", "밝혔다", "전했다"]
                        .iter()
                        .any(|w| line.text.contains(w)),
                );
            }
            Tongue::Other => {}
        }
    }
    own > 1 && own > told
}
