//! A quotation that opens in one paragraph and closes in a later one, with no mark between.

use crate::{Document, layout::Zone, text::Span};

use super::{Mode, Quote, Read};

/// Paragraphs that one quotation runs over at most.
const MOST: usize = 12;

/// Where an unclosed quotation ends: the read of its last paragraph and the byte of the closing mark.
fn end(reads: &[Read], document: &Document, from: usize) -> Option<(usize, usize)> {
    for (n, read) in reads.iter().enumerate().skip(from + 1).take(MOST) {
        let text = document.zones.get(read.zone).map_or("", Zone::text);
        if let Some(at) = stray_close(text) {
            return Some((n, at));
        }
        if text.contains(['"', '“', '”']) {
            return None;
        }
    }
    None
}

/// The closing mark of a text that nothing in it opens.
fn stray_close(text: &str) -> Option<usize> {
    let at = text.find(['"', '“', '”'])?;
    let mark = text.get(at..)?.chars().next()?;
    let before = text.get(..at)?.chars().next_back()?;
    let after = text.get(at + mark.len_utf8()..)?;
    let closes = !before.is_whitespace() && !after.starts_with(char::is_alphanumeric);
    let alone = mark != '"' || !after.contains('"');
    (mark != '“' && closes && alone).then_some(at)
}

/// Gives quotations that never close in their own paragraph the paragraphs that they run over. What was
/// found inside those is part of them.
pub(super) fn run_over(quotes: &mut Vec<Quote>, reads: &[Read], document: &Document) {
    let mut swallowed: Vec<(usize, usize)> = Vec::new();
    for quote in quotes.iter_mut() {
        let open = quote.mode == Mode::Direct && !quote.closed && !quote.continues;
        let Some(from) = open
            .then(|| reads.binary_search_by_key(&quote.zone, |r| r.zone).ok())
            .flatten()
        else {
            continue;
        };
        let text = document.zones.get(quote.zone).map_or("", Zone::text);
        let ends = quote
            .clean
            .last()
            .is_some_and(|c| c.end >= text.trim_end().len());
        let Some((to, at)) = end(reads, document, from).filter(|_| ends) else {
            continue;
        };
        for (n, read) in reads.iter().enumerate().take(to + 1).skip(from + 1) {
            let Some(zone) = document.zones.get(read.zone) else {
                continue;
            };
            let last = if n == to { at } else { zone.text().len() };
            let part = Span::new(0, last).trimmed(zone.text());
            if let Some(span) = zone.clean.to_source_hull(part).filter(|_| !part.is_empty()) {
                quote.text.push(' ');
                quote.text.push_str(part.of(zone.text()));
                quote.spans.push(span);
            }
            swallowed.push((read.zone, last));
        }
        quote.closed = true;
    }
    if swallowed.is_empty() {
        return;
    }
    swallowed.sort_unstable();
    let inside = |q: &Quote| {
        let start = q.clean.first().map_or(0, |c| c.start);
        let found = swallowed.binary_search_by_key(&q.zone, |s| s.0);
        found.is_ok_and(|n| swallowed.get(n).is_some_and(|s| start < s.1))
    };
    // Parts are known by the number of their whole: a number moves with what is taken out before it.
    let mut kept = 0;
    let moved: Vec<Option<usize>> = quotes
        .iter()
        .map(|q| {
            let out = inside(q);
            let number = (!out).then_some(kept);
            kept += usize::from(!out);
            number
        })
        .collect();
    quotes.retain(|q| !inside(q));
    for quote in quotes {
        quote.part_of = quote.part_of.and_then(|p| moved.get(p).copied().flatten());
    }
}
