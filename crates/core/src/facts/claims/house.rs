//! The body whose statement a document is: `The Committee decided …, the Committee expects …`.

use std::collections::BTreeMap;

use super::acts::{self, Stands, Subject};
use crate::{
    facts::{
        page::{Page, Tongue},
        people::lexicon::{Class, class},
        quotes::{How, Speaker, cast::Cast},
    },
    text::Span,
};

/// Lines of a statement at most.
const LINES: usize = 40;

/// How often the body speaks at least.
const LEAST: usize = 2;

/// The body that alone speaks in a short document, at least twice.
pub(super) fn of(page: &Page<'_>, cast: &Cast<'_>) -> Option<Speaker> {
    if page.lines.len() > LINES {
        return None;
    }
    let mut bodies: BTreeMap<String, usize> = BTreeMap::new();
    let mut others = 0;
    for line in page.lines.iter().filter(|l| l.tongue == Tongue::English) {
        let words = &line.paragraph().words;
        let mut from = 0;
        while let Some(first) = words.get(from) {
            let rest = words.get(from..).unwrap_or(&[]);
            let end = from
                + rest
                    .iter()
                    .take_while(|w| w.sentence == first.sentence)
                    .count();
            for act in acts::find(words, from..end) {
                let Subject::Words(range) = act.subject else {
                    continue;
                };
                let Some(part) = words.get(range).filter(|_| act.stands == Stands::Finite) else {
                    continue;
                };
                let (Some(one), Some(last)) = (part.first(), part.last()) else {
                    continue;
                };
                let span = Span::new(one.span.start, last.span.end);
                let body = last.capital && class(&last.lower).is(Class::BODY);
                if body && one.lower == "the" {
                    let name = span
                        .of(line.text)
                        .trim_start_matches("The ")
                        .trim_start_matches("the ");
                    *bodies.entry(name.to_owned()).or_default() += 1;
                } else if cast.opening(line.zone, span).is_some() || one.tag == 'P' {
                    others += 1;
                }
            }
            from = end;
        }
    }
    let (name, count) = bodies.into_iter().max_by_key(|(_, n)| *n)?;
    (count >= LEAST && others == 0).then_some(Speaker {
        name,
        id: None,
        how: How::Described,
    })
}
