//! Plain captures: a page as a person copied it, menus and all, without its tags.
//!
//! Nothing in such a text says what is a menu and what is the article. Each line is described by
//! numbers: its own (length, words of function, capitals, marks at its end, words of the web), those of
//! the lines around it, and those of the whole page (repetition, the densest stretch of prose, the
//! words that the prose has in common). A trained model reads them and tells the body from the
//! furniture; rules then name the kinds. Texts that are nothing but prose skip the model: an article
//! that was saved clean loses nothing.
//!
//! Hard-wrapped text goes through [`printed`] first.

mod context;
mod forest;
mod headline;
mod kinds;
mod lexicon;
mod model;
mod scan;
mod stacked;
mod title;
mod vocabulary;

use std::{mem, ops::Range};

use self::{
    context::Sums,
    kinds::Named,
    scan::{Line, Scan, line_spans, scan_words},
};
pub use self::{
    lexicon::Lexicon,
    model::{
        LineFeatures, body_probabilities, feature_names, line_features, line_slots,
        second_features, title_rows,
    },
};
use super::{
    Article, Zone, ZoneKind,
    printed::{self, Hint},
    repair::{self, Repairer},
    signs,
};
use crate::{
    pack::Pack,
    text::{Clean, Form, Span, nfc},
};

/// A line that is body with at least this probability is taken for body.
const CUT: f32 = 0.42;

/// A text of so few lines is no page: it has a body.
const NOTE: usize = 3;

/// Finds the zones of a plain text. Their words are in composed form (NFC), and a text that is not is
/// read as if it were, so that `é` and Hangul are seen however they were written. `record` says that the
/// text comes from an archive's column of texts: it has a body, whatever it looks like.
pub(super) fn layout(text: &str, record: bool, pack: &Pack) -> Vec<Article> {
    let composed = (!Form::Nfc.surely_holds(text)).then(|| nfc(text));
    let Some(composed) = composed.filter(|c| c.text() != text) else {
        let mut articles = articles(text, record, pack);
        for zone in articles.iter_mut().flat_map(|a| &mut a.zones) {
            // What was wrongly decoded may still have been decomposed.
            zone.clean = mem::take(&mut zone.clean).normalized(Form::Nfc);
        }
        return articles;
    };
    let mut articles = articles(composed.text(), record, pack);
    for zone in articles.iter_mut().flat_map(|a| &mut a.zones) {
        let spans = zone.spans.iter().flat_map(|s| composed.to_source(*s));
        zone.spans = spans.collect();
        zone.clean = composed.then(&mem::take(&mut zone.clean).normalized(Form::Nfc));
    }
    // A letter and its marks belong to one zone: the first that has a part of them.
    let zones = articles.iter_mut().flat_map(|a| &mut a.zones);
    let mut spans: Vec<&mut Span> = zones.flat_map(|z| &mut z.spans).collect();
    spans.sort_by_key(|s| (s.start, s.end));
    let mut done = 0;
    for span in spans {
        *span = Span::new(span.start.max(done), span.end);
        done = done.max(span.end);
    }
    for zone in articles.iter_mut().flat_map(|a| &mut a.zones) {
        zone.spans.retain(|s| !s.is_empty());
    }
    for article in &mut articles {
        article.zones.retain(|z| !z.spans.is_empty());
    }
    articles.retain(|a| !a.zones.is_empty());
    articles
}

/// The articles of a text in composed form.
fn articles(text: &str, record: bool, pack: &Pack) -> Vec<Article> {
    let repairer = Repairer::knowing(text, pack);
    let lines = printed::lines(text);
    let Some(wrap) = printed::detect(text, &lines).filter(|w| is_most(&lines, &w.lines)) else {
        return page(text, record, &repairer);
    };
    // The lines around the print are a page like any other, and the print is its body.
    let inside = lines.get(wrap.lines.clone()).unwrap_or(&[]);
    let blocks = printed::repaired_blocks(text, inside, &wrap, &repairer);
    let edge = |at: usize| lines.get(at).map_or(text.len(), |s| s.start);
    let (from, to) = (edge(wrap.lines.start), edge(wrap.lines.end));
    let mut articles = vec![Article::default()];
    let mut place = |zone: Zone, opens: bool| {
        if opens && articles.iter().any(|a| !a.zones.is_empty()) {
            articles.push(Article::default());
        }
        if let Some(last) = articles.last_mut() {
            last.zones.push(zone);
        }
    };
    for zone in outside(text, Span::new(0, from), &repairer) {
        place(zone, false);
    }
    let mut titled = false;
    for block in blocks {
        let opens = block.hint == Hint::Title && titled;
        titled |= block.hint == Hint::Title || block.hint == Hint::Paragraph;
        place(
            Zone {
                kind: kinds::of_block(block.hint, block.clean.text()),
                spans: block.spans,
                clean: block.clean,
                language: None,
            },
            opens,
        );
    }
    for zone in outside(text, Span::new(to, text.len()), &repairer) {
        place(zone, false);
    }
    articles.retain(|a| !a.zones.is_empty());
    articles
}

/// Whether the print is a good part of the text, and not a table or a poem on a page.
fn is_most(lines: &[Span], print: &Range<usize>) -> bool {
    let bytes = |lines: &[Span]| lines.iter().map(|l| l.len()).sum::<usize>();
    let inside = lines.get(print.clone()).unwrap_or(&[]);
    bytes(inside) * 5 >= bytes(lines) * 2
}

/// The zones of what stands before or after the print: no body of its own.
fn outside(text: &str, part: Span, repairer: &Repairer<'_>) -> Vec<Zone> {
    line_spans(part.of(text))
        .into_iter()
        .map(|(span, _, _)| {
            let span = span.shifted(part.start);
            let clean = repairer.clean(&[span]);
            Zone {
                kind: kinds::outside_print(clean.text()),
                spans: vec![span],
                clean,
                language: None,
            }
        })
        .collect()
}

/// The zones of a page of one paragraph a line.
fn page(text: &str, record: bool, repairer: &Repairer<'_>) -> Vec<Article> {
    let mut spans = line_spans(text);
    split_page_date(text, &mut spans);
    let lexicon = Lexicon::built_in();
    let mut scan = scan_words(text, &spans);
    let (body, titles) = if let Some(all) = clean_article(&scan) {
        (all, Vec::new())
    } else {
        scan.weigh(text, |h| lexicon.weight(h));
        body(text, &scan)
    };
    let given = record || scan.lines.len() <= NOTE;
    let (body, titles) = if given && body.iter().all(|p| *p <= CUT) {
        (vec![1.0; body.len()], Vec::new())
    } else {
        (body, titles)
    };
    let mut named = kinds::name(text, &scan, &body, &titles);
    if given {
        kinds::keep_body(&scan, &mut named, record);
    }
    let starts = starts(text, &scan, &named);
    let commas = repair::has_comma_breaks(text);

    let mut articles = vec![Article::default()];
    let mut starts = starts.into_iter().peekable();
    for (at, (line, kind)) in scan.lines.iter().zip(named.kinds).enumerate() {
        if starts.next_if_eq(&at).is_some() {
            articles.push(Article::default());
        }
        let Some(article) = articles.last_mut() else {
            continue;
        };
        let mut push = |span: Span, clean: Clean| {
            article.zones.push(Zone {
                kind,
                spans: vec![span],
                clean,
                language: None,
            });
        };
        match kind {
            ZoneKind::Title => push(line.span, repairer.title(&[line.span])),
            ZoneKind::Paragraph if commas => {
                for span in repair::paragraphs(text, line.span) {
                    push(span, repairer.clean(&[span]));
                }
            }
            ZoneKind::Furniture => push(line.span, Clean::folded(text, line.span)),
            _ => push(line.span, repairer.clean(&[line.span])),
        }
    }
    articles.retain(|a| !a.zones.is_empty());
    for article in &mut articles {
        join_titles(article, repairer);
    }
    articles
}

/// A title of several lines is one zone.
fn join_titles(article: &mut Article, repairer: &Repairer<'_>) {
    let mut joined: Vec<Zone> = Vec::with_capacity(article.zones.len());
    for zone in article.zones.drain(..) {
        match joined.last_mut() {
            Some(last) if last.kind == ZoneKind::Title && zone.kind == ZoneKind::Title => {
                last.spans.extend(zone.spans);
                last.clean = repairer.title(&last.spans);
            }
            _ => joined.push(zone),
        }
    }
    article.zones = joined;
}

/// A machine's date at the head of the text (`date 2022-02-27 …`) is a line of its own.
fn split_page_date(text: &str, spans: &mut Vec<(Span, u16, usize)>) {
    let Some(&(span, blanks, indent)) = spans.first() else {
        return;
    };
    if span.len() > 400 {
        return;
    }
    let Some(stamp) = signs::page_date(span.of(text)) else {
        return;
    };
    let date = stamp.span.shifted(span.start).trimmed(text);
    let rest = Span::new(date.end, span.end).trimmed(text);
    if let Some(first) = spans.first_mut() {
        *first = (date, blanks, indent);
    }
    if !rest.is_empty() {
        spans.insert(1, (rest, 0, 0));
    }
}

/// For each line of a page the probability that it is the article's body, and for some the probability
/// that they are its title.
fn body(text: &str, scan: &Scan) -> (Vec<f32>, Vec<(usize, f32)>) {
    if let Some(answers) = model::probabilities(scan) {
        let titles = answers.titles(text, scan);
        return (answers.last, titles);
    }
    let (from, to) = context::best_stretch(
        scan.lines
            .iter()
            .map(|l| if l.prose { l.own.words } else { -8.0 }),
    );
    let body = (0..scan.lines.len())
        .map(|at| f32::from(u8::from((from..to).contains(&at))))
        .collect();
    (body, Vec::new())
}

/// A text that is nothing but an article: every line counts as body, whatever a model of pages
/// thinks of it. `None` for anything else.
fn clean_article(scan: &Scan) -> Option<Vec<f32>> {
    let (mut prose_words, mut words, mut short) = (0.0f32, 0.0f32, 0usize);
    for line in &scan.lines {
        words += line.own.words;
        let sentence =
            line.own.end_kind > 9.5 && line.own.words >= 3.0 && line.own.marked_share < 0.3;
        if line.prose || sentence {
            prose_words += line.own.words;
        } else {
            short += 1;
        }
    }
    let lines = scan.lines.len();
    // A short article has a title that weighs much: it is not counted against it.
    let title = scan.lines.first().map_or(0.0, |l| l.own.words.min(15.0));
    let clean = prose_words >= 0.9 * (words - title) && short <= 4 + (lines - short) / 4;
    clean.then(|| vec![1.0; lines])
}

/// The lines at which further articles start.
fn starts(text: &str, scan: &Scan, named: &Named) -> Vec<usize> {
    let kept: Vec<usize> = (0..scan.lines.len())
        .filter(|at| named.kinds.get(*at) != Some(&ZoneKind::Furniture))
        .collect();
    let spans: Vec<Span> = kept
        .iter()
        .filter_map(|at| scan.lines.get(*at).map(|l| l.span))
        .collect();
    let found: Vec<usize> = printed::split(text, &spans)
        .into_iter()
        .filter_map(|s| kept.get(s.at).copied())
        .collect();
    // A heading or a teaser is no article: each must have a good share of the running text.
    let running = |line: &Line, kind: ZoneKind| kind == ZoneKind::Paragraph && line.prose;
    let pairs = || scan.lines.iter().zip(named.kinds.iter().copied());
    let words = Sums::new(pairs().map(|(l, k)| if running(l, k) { l.own.words } else { 0.0 }));
    let count = Sums::new(pairs().map(|(l, k)| f32::from(u8::from(running(l, k)))));
    let all = words.over(0, scan.lines.len());
    let is_article =
        |from: usize, to: usize| count.over(from, to) > 1.5 && words.over(from, to) >= 0.15 * all;
    let mut starts: Vec<usize> = Vec::new();
    for (number, &at) in found.iter().enumerate() {
        let from = starts.last().copied().unwrap_or(0);
        let to = found.get(number + 1).copied().unwrap_or(scan.lines.len());
        if is_article(from, at) && is_article(at, to) {
            starts.push(at);
        }
    }
    starts
}
