//! The headline: which line is the title, which lines say more of it, and what is neither.

use std::ops::Range;

use super::{
    CUT,
    kinds::{LONGEST, Reader},
    scan::Line,
};
use crate::{
    layout::{ZoneKind, signs::Signs},
    text::{Span, date::find_ambiguous},
};

/// How many lines above the body its title may stand.
const TITLE_REACH: usize = 60;

/// No line is taken for the title with a lesser probability than this.
const LEAST_TITLE: f32 = 0.12;

/// A headline has no more than this many lines above it that belong to it.
const HEAD: usize = 3;

/// Where lines of headline stand above the one that was found, the first of them is the headline and
/// what was found its subtitle.
pub(super) fn first_of_head(reader: &Reader<'_>, found: Span) -> Span {
    if found.start == 0 || found.start > HEAD {
        return found;
    }
    let titled = |at: usize| {
        let (Some(line), words) = (reader.lines.get(at), reader.words(at)) else {
            return false;
        };
        let signs = reader.signs(at);
        line.own.words >= 3.0
            && line.own.words <= 30.0
            && line.own.end_kind < 8.5
            && line.own.bullet == 0.0
            && !signs.widget
            && !signs.section
            && signs.byline.is_none()
            && !is_other(signs)
            && !is_salutation(words)
    };
    if (0..found.start).all(titled) {
        Span::new(0, 1)
    } else {
        found
    }
}

/// Whether a line has the form of a headline: some words, no end of a sentence, no other sign.
fn has_form(reader: &Reader<'_>, at: usize) -> bool {
    let (Some(line), words) = (reader.lines.get(at), reader.words(at)) else {
        return false;
    };
    let form = (4.0..=30.0).contains(&line.own.words)
        && !line.prose
        && !(line.own.words >= 8.0 && words.ends_with('다'))
        && line.own.end_kind < 8.5
        && line.own.bullet == 0.0
        && line.own.marked_share < 0.2
        && words.len() < 200
        && !is_salutation(words);
    let signs = form.then(|| reader.signs(at));
    signs.is_some_and(|s| !s.widget && !s.section && s.byline.is_none() && !is_other(s))
}

/// The lines right above a text that opens with its place or its reporter, where nothing else was found
/// to be the title: the first of them.
pub(super) fn over_dateline(reader: &Reader<'_>, first: usize) -> Option<Span> {
    reader.signs(first).dateline.as_ref()?;
    let from = (0..first)
        .rev()
        .take(HEAD)
        .take_while(|at| has_form(reader, *at))
        .last()?;
    Some(Span::new(from, from + 1))
}

/// One or two lines in the form of headlines between the title and the text, where all others there are
/// controls, dates and captions, say more of the title. More of them would be a list of other stories.
pub(super) fn mark_decks(reader: &Reader<'_>, kinds: &mut [ZoneKind], between: Range<usize>) {
    if between.len() > 24
        || kinds
            .get(between.clone())
            .is_some_and(|k| k.contains(&ZoneKind::Subtitle))
    {
        return;
    }
    let wide = |at: usize| reader.lines.get(at).map_or(0.0, |l| l.own.wide_share) > 0.4;
    let script = between.start.checked_sub(1).map(wide);
    let decks: Vec<usize> = between
        .filter(|at| {
            matches!(
                kinds.get(*at),
                Some(ZoneKind::Furniture | ZoneKind::Paragraph)
            ) && Some(wide(*at)) == script
                && has_form(reader, *at)
        })
        .collect();
    if decks.len() <= 2 {
        for at in decks {
            if let Some(kind) = kinds.get_mut(at) {
                *kind = ZoneKind::Subtitle;
            }
        }
    }
}

/// A whole sentence of running text, which no headline is.
pub(super) fn is_statement(line: &Line, text: &str) -> bool {
    line.own.end_kind > 9.5 && line.own.words >= 8.0 && text.ends_with('.') && !text.ends_with("..")
}

/// `Dear comrades,` and `사랑하는 동지들!`: words to those who listen.
pub(super) fn is_salutation(text: &str) -> bool {
    const LAST: [&str; 14] = [
        "여러분",
        "동지들",
        "동무들",
        "벗들",
        "인민들",
        "장병들",
        "대표들",
        "friends",
        "comrades",
        "citizens",
        "gentlemen",
        "delegates",
        "colleagues",
        "compatriots",
    ];
    let Some(words) = text.trim_end().strip_suffix(['!', '！', ',', ':', '：']) else {
        return false;
    };
    let lower = words.trim_end_matches(['!', '！', ' ']).to_lowercase();
    LAST.iter().any(|last| lower.ends_with(last))
}

/// A date that may be read in two ways, after its label or between strokes: `Date: 07/04/2021 | …`.
pub(super) fn is_ambiguous_date(text: &str) -> bool {
    let labelled = text.contains(" | ") || text.split_once(':').is_some_and(|(l, _)| l.len() < 24);
    labelled && text.len() < 160 && !find_ambiguous(text).is_empty()
}

/// One of the lines that tell a post's author, day and visits one by one, each behind the same dash.
pub(super) fn is_of_card(reader: &Reader<'_>, at: usize) -> bool {
    let dash = |at: usize| {
        reader
            .words(at)
            .chars()
            .next()
            .filter(|c| "-–·•*※▪■".contains(*c))
    };
    let Some(own) = dash(at) else { return false };
    let Some(line) = reader.lines.get(at) else {
        return false;
    };
    line.own.words <= 4.0
        && [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .flatten()
            .any(|near| dash(near) == Some(own) && reader.is_timestamp(near))
}

/// The line that is most likely the title.
pub(super) fn best_title(
    reader: &Reader<'_>,
    titles: &[(usize, f32)],
    first: usize,
) -> Option<Span> {
    let mut order = titles.to_vec();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
    order
        .into_iter()
        .take_while(|(_, p)| *p > LEAST_TITLE)
        .find(|(at, _)| {
            !is_other(reader.signs(*at)) && !is_site(reader.words(*at)) && !is_of_card(reader, *at)
        })
        .map(|(at, _)| {
            let at = below_letterhead(reader, at, first).unwrap_or(at);
            let above = at.saturating_sub(1);
            let p = |at: usize| titles.iter().find(|t| t.0 == at).map_or(0.0, |t| t.1);
            // Of two lines without a gap the first is the title and the second its deck.
            let close = reader
                .lines
                .get(at)
                .is_some_and(|l| l.own.blanks_before == 0.0);
            let free = reader
                .lines
                .get(above)
                .is_some_and(|l| l.own.words >= 3.0 && (l.own.blanks_before > 0.0 || above == 0));
            let signs = reader.signs(above);
            let other = is_other(signs)
                || signs.widget
                || signs.section
                || signs.byline.is_some()
                || is_site(reader.words(above));
            if at > 0 && close && free && !other && p(above) > 0.25 * p(at) {
                Span::new(above, above + 1)
            } else {
                Span::new(at, at + 1)
            }
        })
}

/// Capitals over a line with the day are the head of a letter; the title is then the line under the
/// day and right above the text.
fn below_letterhead(reader: &Reader<'_>, at: usize, first: usize) -> Option<usize> {
    let capitals = |at: usize| {
        let mut letters = reader
            .words(at)
            .chars()
            .filter(|c| c.is_alphabetic())
            .peekable();
        letters.peek().is_some() && letters.all(char::is_uppercase)
    };
    let below = first
        .checked_sub(1)
        .filter(|b| *b >= at + 2 && *b <= at + 8)?;
    let line = reader.lines.get(below)?;
    let dated = (at + 1..below).any(|l| {
        let words = reader.words(l);
        words.len() < 60 && reader.timestamp(l).is_some_and(|t| t.rest.is_empty())
    });
    let fits = (4.0..=26.0).contains(&line.own.words)
        && line.own.end_kind < 8.5
        && line.own.blanks_before > 0.0
        && !is_other(reader.signs(below));
    (dated && fits && capitals(at) && capitals(at + 1) && !capitals(below)).then_some(below)
}

/// A few words with an address among them: `VPS VPS.example (En)`.
fn is_site(text: &str) -> bool {
    let address = |w: &str| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric());
        w.rsplit_once('.').is_some_and(|(host, end)| {
            host.len() >= 2
                && host
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b))
                && (2..=4).contains(&end.len())
                && end.bytes().all(|b| b.is_ascii_lowercase())
        })
    };
    text.split_whitespace().count() <= 5 && text.split_whitespace().any(address)
}

/// Whether a line is surely something else than a title.
fn is_other(signs: &Signs) -> bool {
    signs.timestamp.is_some()
        || signs.page_date.is_some()
        || signs.dateline.is_some()
        || signs.credit.is_some()
        || signs.notice
        || signs.caption.as_ref().is_some_and(|c| c.weight >= 0.5)
        || signs.byline.as_ref().is_some_and(|b| b.certain)
}

/// The lines of the title.
pub(super) fn find_title(reader: &Reader<'_>, body: &[f32], first: usize) -> Option<Span> {
    let lines = reader.lines;
    let from = first.saturating_sub(TITLE_REACH);
    let mut best: Option<(f32, usize)> = None;
    let to = if lines
        .get(first)
        .is_some_and(|l| l.prose && l.own.words > 25.0)
    {
        first
    } else {
        first + 1
    };
    for at in from..to {
        let Some(score) = title_score(reader, body, at, first) else {
            continue;
        };
        if best.is_none_or(|(b, _)| score >= b) {
            best = Some((score, at));
        }
    }
    let (score, at) = best?;
    (score > 0.0).then(|| Span::new(at, at + 1))
}

/// How much a line looks like the title of the body that starts at line `first`.
fn title_score(reader: &Reader<'_>, body: &[f32], at: usize, first: usize) -> Option<f32> {
    let line = reader.lines.get(at)?;
    let own = &line.own;
    let text = reader.words(at);
    if text.len() > 300
        || own.width < 6.0
        || own.words > 40.0
        || is_statement(line, text)
        || is_salutation(text)
    {
        return None;
    }
    let mut score = 0.0f32;
    score += match own.words {
        w if w < 2.0 => -2.0,
        w if w < 3.0 => -0.8,
        w if w < 5.0 => 0.3,
        w if w <= 18.0 => 1.2,
        w if w <= 26.0 => 0.6,
        _ => -0.5,
    };
    if own.end_kind > 9.5 && !text.ends_with(['!', '"', '”', '’', '\'']) {
        score -= 1.2;
    }
    score -= own.marked_share * 1.5;
    score -= own.date * 1.5;
    if own.bullet > 0.0 || own.start_kind == 0.0 {
        score -= 1.0;
    }
    // Nearness to the body; bylines, dates and page controls may stand between.
    let gap = first.saturating_sub(at) as f32;
    score -= (gap - 1.0).clamp(0.0, 60.0) * 0.06;
    if body.get(at).is_some_and(|p| *p > CUT) && at != first {
        score += 0.2;
    }
    let signs = reader.signs(at);
    if signs.widget || signs.section || is_other(signs) || is_of_card(reader, at) {
        return None;
    }
    if own.indent > 0.0 {
        score -= 0.7;
    }
    if own.blanks_before > 0.0 {
        score += 0.3;
    }
    // A text that opens with a short line over its day opens with its title.
    let dated = |at: usize| {
        let words = reader.words(at);
        words.len() < 120 && reader.is_timestamp(at)
    };
    if at == 0 && own.end_kind < 8.5 && (dated(1) || own.words < 14.0 && dated(2)) {
        score += 3.0;
    }
    // And so does a story with the place and day of its first words.
    if at == 0
        && own.end_kind < 8.5
        && own.words >= 2.0
        && first <= 1
        && reader.signs(1).dateline.is_some()
    {
        score += 2.0;
    }
    // A page's own name of itself often stands in its first line: `Title - Site`.
    let repeats = reader
        .lines
        .iter()
        .take(at)
        .filter(|l| l.span.len() < 2 * LONGEST)
        .any(|l| text.len() > 15 && l.span.of(reader.text).starts_with(text));
    if repeats {
        score += 1.0;
    }
    Some(score)
}
