//! Whose a document is that is quoted: `the statement` is of whoever issued it.

use crate::facts::{page::Tongue, words::Word};

use super::{
    How, Speaker,
    cast::{Cast, Phrased},
    speaker::Running,
    subject, who,
};

/// What somebody issues to say something.
const ISSUED: [&str; 10] = [
    "statement",
    "commentary",
    "communique",
    "declaration",
    "letter",
    "message",
    "appeal",
    "tweet",
    "post",
    "email",
];

/// Verbs of issuing.
const ISSUES: [&str; 11] = [
    "released",
    "issued",
    "published",
    "posted",
    "made",
    "sent",
    "wrote",
    "releases",
    "issues",
    "put",
    "adopted",
];

/// Zones before a quotation in which its document is named.
const NEAR: usize = 3;

/// Words between a subject and the verb by which it issues something, and from there to the thing.
const VERB: usize = 4;
const THING: usize = 8;

/// `the statement`: of the last speaker if that spoke `in a statement`, else of the subject of the sentence
/// that says that it was issued.
pub(super) fn of(
    cast: &Cast<'_>,
    running: &Running,
    words: &str,
    zone: usize,
    at: usize,
) -> Option<Speaker> {
    let lower = words.to_lowercase();
    let thing = lower.strip_prefix("the ").filter(|t| ISSUED.contains(t))?;
    let lines = cast.page.lines.iter().rev();
    let near = lines.filter(|l| l.zone <= zone && l.zone + NEAR >= zone);
    for line in near.filter(|l| l.tongue == Tongue::English) {
        let all = &line.paragraph().words;
        let to = if line.zone == zone { at } else { usize::MAX };
        let to = all.partition_point(|w| w.span.start < to);
        let own = all.get(..to).unwrap_or(&[]);
        let names = |n: &usize| {
            let article = n.checked_sub(1).and_then(|b| own.get(b));
            own.get(*n)
                .is_some_and(|w| w.lower == thing && w.inside.is_none())
                && article.is_some_and(|w| matches!(w.lower.as_str(), "a" | "an" | "following"))
        };
        let Some(place) = (0..own.len()).rev().find(names) else {
            continue;
        };
        let sentence = own.get(place)?.sentence;
        if let Some(span) = issuer(own, place) {
            let part = own.get(span)?;
            let span = crate::text::Span::new(part.first()?.span.start, part.last()?.span.end);
            let phrase = Phrased {
                words: span.of(line.text),
                zone: line.zone,
                span,
            };
            return who::who(cast, running, &phrase).map(|s| s.as_how(How::Resolved));
        }
        // `…, Orel said in a statement.`
        let (spoke, end) = running.place.filter(|(z, _)| *z == line.zone)?;
        let last = own.partition_point(|w| w.span.start < end);
        let last = last.checked_sub(1).and_then(|n| own.get(n))?;
        let (_, speaker) = running.person.as_ref().filter(|(z, _)| *z == spoke)?;
        return (last.sentence == sentence).then(|| speaker.as_how(How::Resolved));
    }
    None
}

/// The subject of the sentence that says that something at a place was issued.
fn issuer(words: &[Word], place: usize) -> Option<std::ops::Range<usize>> {
    let sentence = words.get(place)?.sentence;
    let start = words.partition_point(|w| w.sentence < sentence);
    let subject = subject::opening(words, start.max(subject::dateline(words)))?;
    let from = place.saturating_sub(THING).max(subject.end);
    let verb = (from..place).find(|n| {
        let word = words.get(*n);
        word.is_some_and(|w| w.inside.is_none() && ISSUES.contains(&w.lower.as_str()))
    })?;
    (verb <= subject.end + VERB).then_some(subject)
}
