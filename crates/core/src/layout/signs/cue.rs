//! Where in a whole text words stand without which a paragraph is neither a notice nor a caption.
//!
//! Most paragraphs have none of them. One search over the text finds all that have, so that the
//! recognisers need not read the others.

use std::sync::LazyLock;

use aho_corasick::packed::Searcher;
use memchr::memmem;

use crate::text::Span;

/// In each claim of rights and each turn of phrase of a caption stands one of these, in small letters.
/// Up to 32, none shorter than three bytes: the search is fast for so many.
const HINTS: &[&str] = &[
    "(c)",
    "copyright",
    "reserved",
    "may",
    "no part",
    "reproduction",
    "photo",
    "image",
    "picture",
    "handout",
    "in this ",
    "captured",
    "courtesy",
    "reuters",
    "via ap",
    "afp",
    "getty",
    "epa-efe",
    "shutterstock",
    "no redistribution",
    " seen ",
    "(l)",
    "(r)",
    "left",
    "right",
    "center",
    "centre",
    "front",
    "clockwise",
    "credit:",
    "screen",
];

/// The same for texts that are not ASCII.
const WIDE_HINTS: &[&str] = &[
    "ⓒ",
    "무단",
    "재배포",
    "재판매",
    "저작권",
    "학습",
    "사진",
    "갈무리",
    "캡처",
    " 금지",
];

/// The one claim of rights that is shorter.
const SIGN: &str = "©";

static SEARCHER: LazyLock<Option<Searcher>> = LazyLock::new(|| Searcher::new(HINTS));
static WIDE: LazyLock<Option<Searcher>> = LazyLock::new(|| Searcher::new(WIDE_HINTS));

/// Whether such a word is in a line.
#[cfg(test)]
pub(super) fn has_hint(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.contains(SIGN)
        || HINTS
            .iter()
            .chain(WIDE_HINTS)
            .any(|hint| text.contains(hint))
}

/// The places of these words in a part of a text.
#[derive(Clone, Debug)]
pub(in crate::layout) struct Cues {
    /// Where each starts, ascending; `None` where no search could be made.
    places: Option<Vec<usize>>,
}

impl Cues {
    /// Searches a part of a text.
    pub(in crate::layout) fn of(text: &str, part: Span) -> Self {
        let text = part.of(text);
        let (Some(searcher), Some(wide)) = (SEARCHER.as_ref(), WIDE.as_ref()) else {
            return Cues { places: None };
        };
        let lower = text.as_bytes().to_ascii_lowercase();
        let mut places: Vec<usize> = searcher.find_iter(&lower).map(|m| m.start()).collect();
        let words = places.len();
        if !text.is_ascii() {
            places.extend(memmem::find_iter(&lower, SIGN));
            places.extend(wide.find_iter(&lower).map(|m| m.start()));
        }
        if places.len() > words {
            places.sort_unstable();
        }
        for place in &mut places {
            *place += part.start;
        }
        Cues {
            places: Some(places),
        }
    }

    /// Whether one may stand in a span of that part.
    pub(in crate::layout) fn may_be_in(&self, span: Span) -> bool {
        self.places.as_ref().is_none_or(|places| {
            let first = places.partition_point(|at| *at < span.start);
            places.get(first).is_some_and(|at| *at < span.end)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_are_found_where_they_stand() {
        let text = "Ice is near.\nNo PHOTO today.\nAll ships wait.\n© Vendria";
        let cues = Cues::of(text, Span::new(1, text.len()));
        let found: Vec<bool> = crate::layout::printed::lines(text)
            .into_iter()
            .map(|l| cues.may_be_in(l))
            .collect();
        assert_eq!(found, [false, true, false, true]);
    }
}
