//! Dates: days, periods and recurrences, resolved from the day of publication where they are relative.
//!
//! A line is cut into tokens (`lexer`), rules of English and Korean read what it says of a time
//! (`english`, `korean`), neighbours that belong together are joined (`join`), and each is resolved in the
//! order of the text (`resolve`).

mod calendar;
mod english;
mod events;
mod join;
mod korean;
mod lexer;
mod mention;
mod nearest;
mod resolve;
mod resolved;
mod tense;
#[cfg(test)]
mod tests;
mod time;
mod tokens;
mod vocabulary;

use hashbrown::HashSet;
use serde::Serialize;

pub(super) use self::events::count_from_events;
pub(super) use self::korean::is_length_of_days;
pub(crate) use self::resolved::{Pending, Step};
use self::{
    mention::Mention,
    resolve::{Anchor, Resolver},
    resolved::Resolved,
    time::Time,
    tokens::Tokens,
};
use super::{
    Place, marks,
    page::{At, Page},
};
use crate::{
    layout::{Zone, ZoneKind},
    text::{PartialDate, Span},
};

/// A time that a text names.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Date {
    /// ISO 8601: a date as exact as its evidence (`2022-02-26`, `2022-02`, `2022`), an interval
    /// (`2016-12/2022-02`), an open one (`2021-04-06/..`), a recurrence or duration (`P5Y`); `null` for
    /// what is vague.
    pub resolved: Option<String>,
    /// Whether the text gives no more than a rough time (`in recent years`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub vague: bool,
    /// How exact it is: `minute`, `day`, `month`, `year`, `decade`, `interval`, `duration`, `recurrence`.
    pub precision: Option<&'static str>,
    /// What it was resolved from (`weekday before published`).
    pub basis: Option<String>,
    /// The words.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub place: Place,
    /// Where figures stand that belong to the calendar: no quantity begins there. Empty for a length of
    /// time, which is a quantity too.
    #[serde(skip)]
    pub(crate) figures: Span,
    /// What an event would have to tell.
    #[serde(skip)]
    pub(crate) pending: Pending,
}

/// A time in a text that is no document.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed {
    /// Where it stands.
    pub span: Span,
    /// As [`Date::resolved`].
    pub resolved: Option<String>,
    /// The figures of it alone, without the words around them.
    pub figures: Span,
}

/// The times of a text, in order, never overlapping; relative ones count from `published`.
pub fn in_text(text: &str, published: Option<PartialDate>) -> Vec<Timed> {
    let anchor = Anchor {
        published,
        assumed: None,
    };
    let mut resolver = Resolver::new(anchor);
    let found = resolved(text, &mut resolver);
    let out = found.into_iter().map(|(mention, resolved)| Timed {
        span: mention.span,
        resolved: resolved.value,
        figures: mention.figures,
    });
    out.collect()
}

/// The dates of a page, in its order.
pub(super) fn find(page: &Page<'_>) -> Vec<Date> {
    let anchor = Anchor {
        published: page.published,
        assumed: page.published.map_or_else(|| latest(page), |_| None),
    };
    let mut resolver = Resolver::new(anchor);
    let mut opening = None;
    let mut stamps: Vec<String> = Vec::new();
    let mut out: Vec<Date> = Vec::new();
    for (zone, found) in zones(page) {
        let text = found.text();
        let stamp = found.kind == ZoneKind::Timestamp;
        for (mention, resolved) in resolved(text, &mut resolver) {
            if stamp && !is_new_stamp(&mut stamps, &resolved) {
                continue;
            }
            opening = opening.or_else(|| events::opening_day(text, mention.span, &resolved));
            let at = At {
                zone,
                span: mention.span,
            };
            let Some(place) = page.place(at) else {
                continue;
            };
            out.push(Date {
                resolved: resolved.value,
                vague: resolved.vague,
                precision: resolved.precision,
                basis: resolved.basis,
                text: mention.span.of(text).to_owned(),
                place,
                figures: mention.figures,
                pending: resolved.pending,
            });
        }
    }
    events::count_from_opening(&mut out, opening);
    out
}

/// A stamp counts once, however often a page shows it (`Published`, `Updated`), and only with its day.
fn is_new_stamp(seen: &mut Vec<String>, resolved: &Resolved) -> bool {
    let Some(value) = resolved.value.as_ref() else {
        return false;
    };
    let known = seen.contains(value);
    if !known {
        seen.push(value.clone());
    }
    !known && resolved.period.is_some_and(|p| p.first.is_full())
}

/// Zones of a page whose times are read: those of its lines, timestamps of the article, and what repeats a
/// line word for word, as pages do with their captions.
fn zones<'p>(page: &'p Page<'_>) -> impl Iterator<Item = (usize, &'p Zone)> {
    let long = |text: &str| text.len() > REPEATED;
    let lines: HashSet<&str> = page
        .lines
        .iter()
        .map(|l| l.text)
        .filter(|t| long(t))
        .collect();
    let zones = page.document.zones.iter().enumerate();
    zones.filter(move |(n, zone)| match zone.kind {
        ZoneKind::Timestamp => true,
        ZoneKind::Furniture => long(zone.text()) && lines.contains(zone.text()),
        _ => page.line(*n).is_some(),
    })
}

/// Lines of a page that are read for quantities: those of its dates without the timestamps.
pub(super) fn lines<'p>(page: &'p Page<'_>) -> impl Iterator<Item = (usize, &'p str)> {
    let lines = zones(page).filter(|(_, zone)| zone.kind != ZoneKind::Timestamp);
    lines.map(|(n, zone)| (n, zone.text()))
}

/// The shortest line that is known again when it stands a second time, in bytes.
const REPEATED: usize = 60;

/// The latest day with its year in a page, which cannot be later than its publication by much.
fn latest(page: &Page<'_>) -> Option<PartialDate> {
    let days = zones(page).flat_map(|(_, zone)| crate::text::date::find_dates(zone.text()));
    days.map(|f| f.date.date_only())
        .filter(|d| d.is_full())
        .max_by_key(|d| d.to_days())
}

/// The times of a text with what they were resolved to, in order, never overlapping.
fn resolved(text: &str, resolver: &mut Resolver) -> Vec<(Mention, Resolved)> {
    let tokens = lexer::tokens(text);
    let mentions = mentions(&tokens);
    let mut quoted: Option<Vec<marks::Marked>> = None;
    let mut sentence = Sentence::default();
    let mut out = Vec::with_capacity(mentions.len());
    for mention in mentions {
        if is_deictic(text, mention.span) {
            let quoted = quoted.get_or_insert_with(|| marks::marked(text));
            let next = quoted.partition_point(|m| m.outer.end <= mention.span.start);
            let inside = quoted
                .get(next)
                .is_some_and(|m| m.outer.start < mention.span.start);
            if inside || is_spoken(&tokens, mention.tokens.0) {
                continue;
            }
        }
        sentence.go_to(&tokens, mention.tokens.0);
        let tense = || tense::tense(&tokens, mention.tokens.0, mention.tokens.1);
        let place = resolve::Place {
            tense: &tense,
            sentence: sentence.last,
        };
        let resolved = resolver.resolve(mention.time, &place);
        sentence.take(mention.time, &resolved);
        out.push((mention, resolved));
    }
    out
}

/// Words to each side of a deictic one that tell who speaks.
const SPEAKER: usize = 30;

/// Whether someone speaks of himself in the sentence around a token: his `today` is not the writer's.
fn is_spoken(tokens: &Tokens<'_>, n: usize) -> bool {
    let first = |k: usize| tokens.is_any(k, &["we", "our", "us", "ours", "i", "my", "me"]);
    let stop = |k: usize| matches!(tokens.mark(k), Some('.' | '!' | '?')) && !tokens.glued(k);
    let back = (n.saturating_sub(SPEAKER)..n)
        .rev()
        .take_while(|k| !stop(*k));
    let ahead = (n..n + SPEAKER).take_while(|k| !stop(*k));
    // `US` is a country.
    back.chain(ahead)
        .any(|k| first(k) && !(tokens.is(k, "us") && tokens.capital(k)))
}

/// Words that a speaker may say of his own day.
fn is_deictic(text: &str, span: Span) -> bool {
    const WORDS: [&str; 8] = [
        "yesterday",
        "today",
        "tonight",
        "tomorrow",
        "last night",
        "어제",
        "내일",
        "오늘",
    ];
    let words = span.of(text);
    WORDS.iter().any(|w| {
        words
            .get(..w.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(w))
    })
}

/// The date of a sentence that later ones in it lean on.
#[derive(Default)]
struct Sentence {
    last: Option<PartialDate>,
    /// The token that was looked at last.
    at: usize,
}

impl Sentence {
    /// Forgets the date when the sentence is over.
    fn go_to(&mut self, tokens: &Tokens<'_>, n: usize) {
        let over = (self.at..n).any(|k| match tokens.mark(k) {
            Some('.' | '!' | '?' | '。' | '…' | ';') => !tokens.glued(k),
            _ => false,
        });
        if over {
            self.last = None;
        }
        self.at = n;
    }

    /// Keeps what was written with its year, or leans on such.
    fn take(&mut self, time: Time, resolved: &Resolved) {
        if let (Time::Point(_) | Time::Range(..), Some(period)) = (time, resolved.period) {
            let date = match time {
                Time::Range(..) => period.end(),
                _ => period.first,
            };
            if date.month.is_some() {
                self.last = Some(date.date_only());
            }
        }
    }
}

/// What a line says of times, in order, never overlapping.
fn mentions(tokens: &Tokens<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut n = 0;
    while let Some(token) = tokens.get(n) {
        let end = token
            .opens
            .then(|| {
                english::read(tokens, n, &mut found).or_else(|| korean::read(tokens, n, &mut found))
            })
            .flatten();
        n = end.unwrap_or(n).max(n + 1);
    }
    let mut found = join::join(tokens, found);
    // A rule that looks back at its article may reach into what was read before.
    let mut last = Span::new(0, 0);
    found.retain(|m| {
        let free = !join::overlap(last, m.span) && !m.span.is_empty();
        if free {
            last = m.span;
        }
        free
    });
    found
}
