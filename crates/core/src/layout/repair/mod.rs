//! Repair: damage that a capture took on its way, undone in the clean text where it is certain.
//!
//! | damage | in the capture | in the clean text |
//! | --- | --- | --- |
//! | white space, control characters | two spaces, a tab, a no-break space, a bell | one space, or nothing |
//! | invisible characters | zero width spaces, byte order and direction marks, soft hyphens | nothing |
//! | UTF-8 read as Windows-1252 | `Malkâ€™s` | `Malk’s` |
//! | commas for line breaks | `as follows:, ,  Having` | `as follows: Having`, see [`paragraphs`] |
//! | a tag lost between two words | `WhenOren Malkarrived` | `When Oren Malk arrived` |
//! | a line end lost between two sentences | `is near.Ships are` | `is near. Ships are` |
//! | what is said of a link | `Malk, opens new tab, said` | `Malk, said` |
//! | a title twice | `Ice Leaves Harbour Ice Leaves Harbour` | once, see [`title`] |
//!
//! Words are told apart only on evidence: the capture itself writes them apart elsewhere, or a general
//! list or the pack knows both. Names such as `McDonald`, `iPhone` or `YouTube`, tags and addresses stay whole.
//! What is not certain stays as it is, and the spans always lead back to the capture.

mod glue;
mod link;
mod mojibake;
mod scan;

use crate::{
    pack::Pack,
    text::{Clean, Span},
};

use self::glue::Evidence;
pub(super) use self::scan::is_invisible;

/// The clean words of some spans of a source, joined by a space, damage repaired: all of it but what
/// only the whole capture can tell, for which there is [`Repairer`].
///
/// ```
/// use variorum::{layout::repair, text::Span};
/// let source = "The  ice is near.Ships wait.";
/// let clean = repair::clean(source, &[Span::new(0, source.len())]);
/// assert_eq!(clean.text(), "The ice is near. Ships wait.");
/// ```
pub fn clean(source: &str, spans: &[Span]) -> Clean {
    written(source, spans, None)
}

/// The clean words of a title: as [`clean`], and a title that stands twice in a row once.
pub fn title(source: &str, spans: &[Span]) -> Clean {
    undoubled(clean(source, spans))
}

/// Whether the capture has commas where lines ended (`… in the north., ,  The`).
pub fn has_comma_breaks(source: &str) -> bool {
    scan::comma_run(source, 0).is_some()
}

/// The paragraphs of a span whose line breaks became commas (`… in the north., ,  The …`): their
/// spans ascend and hold every non-white character, the commas too; [`clean`] leaves those out. The
/// span itself, trimmed, if it has no such breaks.
pub fn paragraphs(source: &str, span: Span) -> Vec<Span> {
    scan::paragraphs(source, span)
}

/// Repairs with what the whole capture tells about its words. Make one for each capture.
///
/// ```
/// use variorum::{layout::repair::Repairer, text::Span};
/// let source = "Oren Malk came.\nWhenOren Malkspoke, all listened to Oren Malk, he said.";
/// let words = Repairer::new(source).clean(&[Span::new(16, source.len())]);
/// assert_eq!(words.text(), "When Oren Malk spoke, all listened to Oren Malk, he said.");
/// ```
#[derive(Debug)]
pub struct Repairer<'a> {
    source: &'a str,
    evidence: Option<Evidence<'a>>,
}

impl<'a> Repairer<'a> {
    /// For one capture. Looks at the whole text once; costs little where no words are glued.
    pub fn new(source: &'a str) -> Self {
        Repairer::knowing(source, &Pack::none())
    }

    /// For one capture, with the names of a pack: `Oren Malksaid` is two words and a name.
    pub fn knowing(source: &'a str, pack: &Pack) -> Self {
        Repairer {
            source,
            evidence: Evidence::gather(source, pack),
        }
    }

    /// The clean words of some spans of the capture.
    pub fn clean(&self, spans: &[Span]) -> Clean {
        written(self.source, spans, self.evidence.as_ref())
    }

    /// The clean words of a title: as [`Repairer::clean`], and a title that stands twice once.
    pub fn title(&self, spans: &[Span]) -> Clean {
        undoubled(self.clean(spans))
    }

    /// A cleaning of the capture, repaired.
    pub fn over(&self, clean: Clean) -> Clean {
        let text = clean.text();
        if !scan::is_damaged(text, self.evidence.as_ref()) {
            return clean;
        }
        let next = written(text, &[Span::new(0, text.len())], self.evidence.as_ref());
        if next.text() == text {
            return clean;
        }
        clean.then(&next)
    }
}

fn written(source: &str, spans: &[Span], evidence: Option<&Evidence<'_>>) -> Clean {
    let mut b = Clean::builder(source);
    for span in spans {
        let span = scan::trimmed(source, *span);
        if span.is_empty() {
            continue;
        }
        if !b.text().is_empty() {
            b.insert(span.start, " ");
        }
        scan::write(&mut b, source, span, evidence);
    }
    link::dropped(b.finish())
}

/// Drops the second half of a text that says the same twice.
fn undoubled(clean: Clean) -> Clean {
    let text = clean.text();
    let half = text.len() / 2;
    let (first, second) = if text.len() % 2 == 1 && text.as_bytes().get(half) == Some(&b' ') {
        (text.get(..half), text.get(half + 1..))
    } else if text.len().is_multiple_of(2) {
        (text.get(..half), text.get(half..))
    } else {
        (None, None)
    };
    let (Some(first), Some(second)) = (first, second) else {
        return clean;
    };
    if first != second || first.len() < 12 || first.split(' ').count() < 3 {
        return clean;
    }
    let next = Clean::copy_of(text, Span::new(0, half));
    clean.then(&next)
}
