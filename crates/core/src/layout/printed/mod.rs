//! Printed texts: lines that a printer broke, not the author.
//!
//! A bulletin copied out of a PDF, an e-mail, an old archive: every line ends where the column ended,
//! words are cut by hyphens, sentences by page numbers and running heads, and the blank lines say
//! little, because each PDF engine puts its own between lines. This room gives the paragraphs back.
//!
//! The flow of a plain capture calls it like this:
//!
//! ```
//! use variorum::{layout::printed, text::Span};
//! let text = "The harbour of Tarsk was opened to all ships on the third day\n\
//!             of May, when the ice had gone and the new moles had been\n\
//!             finished. The first ship came from Halden.\n";
//! let lines: Vec<Span> = printed::lines(text); // or those that are left without the furniture
//! if let Some(wrap) = printed::detect(text, &lines) {
//!     // lines outside `wrap.lines` are not print: treat them as any other page
//!     for block in printed::blocks(text, &lines[wrap.lines.clone()], &wrap) {
//!         println!("{:?} {}", block.hint, block.clean.text());
//!     }
//! }
//! // A page with one paragraph a line: where do further articles start?
//! for start in printed::split(text, &lines) {
//!     println!("line {} is the first of {} title lines", start.at, start.titles);
//! }
//! ```
//!
//! What is guaranteed: the spans of all blocks ascend, never overlap and hold every non-white
//! character of the lines given exactly once; the time is linear in the text; a [`Hint::Title`] after
//! the first block means that another article starts there.

mod block;
mod detect;
mod join;
mod line;
mod mark;
mod part;
mod seam;
mod split;

use crate::{
    layout::ZoneKind,
    text::{Clean, Span},
};

pub use self::{
    block::blocks,
    detect::{Wrap, detect},
    line::lines,
    split::{Start, split},
};
pub(super) use self::{block::repaired_blocks, line::without_end_mark};

/// What a block of a printed text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hint {
    /// The headline of an article, all its lines. Each one starts an article.
    Title,
    /// The line or lines under it.
    Subtitle,
    /// A heading inside an article.
    Heading,
    /// A short line of its own that is none of these: a byline, a date, a label. Ask the recognisers.
    Line,
    /// Running text.
    Paragraph,
    /// A page number, a running head or foot.
    PageMark,
}

impl Hint {
    /// The kind of zone that it becomes if nothing better is known.
    pub fn kind(self) -> ZoneKind {
        match self {
            Hint::Title => ZoneKind::Title,
            Hint::Subtitle => ZoneKind::Subtitle,
            Hint::Heading => ZoneKind::Heading,
            Hint::Line | Hint::Paragraph => ZoneKind::Paragraph,
            Hint::PageMark => ZoneKind::PageMark,
        }
    }
}

/// A part of a printed text.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it looks like.
    pub hint: Hint,
    /// Where it stands: one span for each run of lines that no page mark interrupts, trimmed.
    pub spans: Vec<Span>,
    /// Its words: lines joined, hyphen breaks undone, damage repaired.
    pub clean: Clean,
}
