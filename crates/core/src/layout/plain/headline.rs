//! What speaks for and against a line as the headline of a text without furniture.

use std::ops::Range;

use super::{
    kinds::{Reader, is_other},
    scan::Line,
};
use crate::layout::ZoneKind;
use crate::text::{Span, date::find_ambiguous};

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
