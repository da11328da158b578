//! Marked words of headlines: whose they are is told by the text.

use crate::{facts::page::Line, layout::ZoneKind};

use super::{
    How, Kind, Mode, Quote,
    cast::{Cast, hangul},
    lone::is_alone,
};

/// Letters of two texts that are compared.
const COMPARED: usize = 600;

/// Quotations of the body that a headline is compared with.
const BODY: usize = 100;

/// Marked words without a speaker that are compared at most.
const HEADS: usize = 200;

/// The share of a headline's word beginnings that a quotation has at least.
const SHARE: f64 = 0.5;

/// The same of words that stand elsewhere.
const SAME: f64 = 0.8;

/// Whether all longer words begin with capital letters: a name for something (`Harvest Treaty of Tarsk`).
fn is_name(text: &str) -> bool {
    let mut long = text.split_whitespace().filter(|w| w.len() > 3);
    let latin = text.is_ascii();
    latin && long.all(|w| w.starts_with(|c: char| !c.is_lowercase()))
}

/// Words of a line that heads what follows at most.
const HEAD: usize = 10;

/// Whether a line that is one marked stretch is a heading: short, and no sentence that a stop ends.
pub(super) fn heads(quote: &Quote, line: &Line<'_>) -> bool {
    let stops = line
        .text
        .trim_end()
        .ends_with(|c: char| !c.is_alphanumeric())
        && quote.text.trim_end().ends_with(['.', '!', '?', ',']);
    line.kind != ZoneKind::Paragraph || !stops && line.text.split_whitespace().count() <= HEAD
}

/// Marked words of a headline are those of whom the text quotes with the same words.
pub(super) fn settle(quotes: &mut [Quote], cast: &Cast<'_>) {
    let is_head = |q: &Quote| {
        let line = cast.page.line(q.zone);
        line.is_some_and(|l| l.kind != ZoneKind::Paragraph || is_alone(q, l) && heads(q, l))
    };
    let body: Vec<(Vec<String>, &Quote)> = quotes
        .iter()
        .filter(|q| !is_head(q) && q.speaker.is_some() && q.kind != Kind::Term)
        .take(BODY)
        .map(|q| (beginnings(&q.text), q))
        .collect();
    let open = quotes
        .iter()
        .enumerate()
        .filter(|(_, q)| q.speaker.is_none() && q.mode == Mode::Direct)
        .take(HEADS);
    let mut found = Vec::new();
    for (n, head) in open {
        // A quotation that a page prints twice, large and in the text, is one.
        let (share, least) = if is_head(head) {
            (SHARE, if hangul(&head.text) { 2 } else { 3 })
        } else {
            (SAME, 6)
        };
        if head.text.split_whitespace().count() < least || is_name(&head.text) {
            continue;
        }
        let wanted = beginnings(&head.text);
        let both = |own: &[String]| wanted.iter().filter(|w| own.contains(w)).count();
        let best = body
            .iter()
            .map(|(own, quote)| (both(own), quote))
            .reduce(|a, b| if b.0 > a.0 { b } else { a });
        let Some((both, quote)) = best else { continue };
        if both > 1 && both as f64 >= share * wanted.len() as f64 {
            found.push((n, quote.speaker.clone(), quote.chain.clone()));
        }
    }
    for (n, speaker, chain) in found {
        if let Some(quote) = quotes.get_mut(n) {
            quote.kind = Kind::Speech;
            quote.speaker = speaker.map(|s| s.as_how(How::Inherited));
            quote.chain = chain;
        }
    }
}

/// The beginnings of the longer words: inflection and particles aside.
fn beginnings(text: &str) -> Vec<String> {
    let end = text.floor_char_boundary(COMPARED.min(text.len()));
    let words = text
        .get(..end)
        .unwrap_or("")
        .split(|c: char| !c.is_alphanumeric());
    let mut out: Vec<String> = Vec::new();
    for word in words {
        let korean = word.chars().any(|c| ('가'..='힣').contains(&c));
        let (least, kept) = if korean { (2, 2) } else { (4, 5) };
        if word.chars().count() < least {
            continue;
        }
        let start: String = word
            .chars()
            .take(kept)
            .flat_map(char::to_lowercase)
            .collect();
        if !out.contains(&start) {
            out.push(start);
        }
    }
    out
}
