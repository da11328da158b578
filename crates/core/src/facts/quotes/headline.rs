//! Marked words of headlines: whose they are is told by the text.

use crate::layout::ZoneKind;

use super::{How, Kind, Mode, Quote, cast::Cast};

/// Letters of two texts that are compared.
const COMPARED: usize = 600;

/// Quotations of the body that a headline is compared with.
const BODY: usize = 100;

/// The share of a headline's word beginnings that a quotation has at least.
const SHARE: f64 = 0.5;

/// Marked words of a headline are those of whom the text quotes with the same words.
pub(super) fn settle(quotes: &mut [Quote], cast: &Cast<'_>) {
    let is_head = |q: &Quote| {
        let kind = cast.page.line(q.zone).map(|l| l.kind);
        matches!(
            kind,
            Some(ZoneKind::Title | ZoneKind::Subtitle | ZoneKind::Heading | ZoneKind::Summary)
        )
    };
    let mut found = Vec::new();
    for (n, head) in quotes.iter().enumerate() {
        if head.speaker.is_some() || head.mode != Mode::Direct || !is_head(head) {
            continue;
        }
        let wanted = beginnings(&head.text);
        if wanted.len() < 2 || head.text.split_whitespace().count() < 3 {
            continue;
        }
        let body = quotes
            .iter()
            .filter(|q| !is_head(q) && q.speaker.is_some() && q.kind != Kind::Term);
        let best = body
            .take(BODY)
            .map(|q| {
                let own = beginnings(&q.text);
                let both = wanted.iter().filter(|w| own.contains(w)).count();
                (both, q)
            })
            .reduce(|a, b| if b.0 > a.0 { b } else { a });
        let Some((both, quote)) = best else { continue };
        if both as f64 >= SHARE * wanted.len() as f64 && both > 1 {
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
