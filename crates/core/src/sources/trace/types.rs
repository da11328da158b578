//! What tracing gives.

use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::version::Version;
use crate::{facts::quotes::Quote, text::Span};

/// How quoted words stand to their source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// The same words.
    Exact,
    /// The same but for letter case.
    Case,
    /// The same but for what dots say was left out.
    Elided,
    /// The same but for what stands in square brackets.
    Bracketed,
    /// Words changed, added or left out.
    Edited,
    /// Put together from places apart without saying so.
    Spliced,
}

impl Match {
    /// As it is written in results.
    pub fn name(self) -> &'static str {
        match self {
            Match::Exact => "exact",
            Match::Case => "case",
            Match::Elided => "elided",
            Match::Bracketed => "bracketed",
            Match::Edited => "edited",
            Match::Spliced => "spliced",
        }
    }
}

/// What was done to words of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EditKind {
    /// Other words in their place.
    Changed,
    /// Words that the source has not.
    Added,
    /// Words left out without a sign.
    LeftOut,
    /// Words left out where dots stand.
    Elided,
    /// Words in square brackets.
    Bracketed,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// What was done.
    pub kind: EditKind,
    /// The words of the quote; empty if it has none here.
    pub quote: String,
    /// The words of the source; empty if it has none here.
    pub source: String,
    /// Where the quote's words stand in the story's capture.
    pub quote_span: Option<Span>,
    /// Where the source's words stand in its capture.
    pub source_span: Option<Span>,
    #[serde(skip)]
    pub(super) quote_at: Option<(u32, Span)>,
    #[serde(skip)]
    pub(super) source_at: Option<(u32, Span)>,
}

/// Where a quote comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// The statement's address.
    pub document: String,
    /// Where, in bytes of its capture.
    pub span: Span,
    /// The words there.
    pub text: String,
    /// How the quote stands to them.
    #[serde(rename = "match")]
    pub how: Match,
    /// 1 for the same words; less by the share of words that differ.
    pub similarity: f64,
    /// What differs.
    pub edits: Vec<Edit>,
    #[serde(skip)]
    pub(super) words: Option<(usize, usize)>,
}

/// A statement that may be the source, and how alike its words are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Candidate {
    /// Its address.
    pub document: String,
    /// As in [`Source`].
    pub similarity: f64,
}

/// A quote and its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Traced {
    /// The story's address.
    pub document: String,
    /// From its first to its last byte.
    pub span: Span,
    /// The quote.
    pub quote: Quote,
    /// Where its words come from; absent if no statement held has them in these words.
    pub source: Option<Source>,
    /// Statements that have them, or words like them, the most alike first.
    pub candidates: Vec<Candidate>,
    /// Versions that this quote rules in, since their rivals have other words.
    pub decides: Vec<String>,
}

impl Serialize for Traced {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let quote = &self.quote;
        let mut s = serializer.serialize_struct("Traced", 18)?;
        s.serialize_field("document", &self.document)?;
        s.serialize_field("span", &self.span)?;
        s.serialize_field("text", &quote.text)?;
        s.serialize_field("spans", &quote.spans)?;
        s.serialize_field("mode", &quote.mode)?;
        s.serialize_field("kind", &quote.kind)?;
        s.serialize_field("closed", &quote.closed)?;
        s.serialize_field("continues", &quote.continues)?;
        s.serialize_field("part_of", &quote.part_of)?;
        s.serialize_field("speaker", &quote.speaker)?;
        s.serialize_field("cue", &quote.cue.as_ref().map(|c| &c.text))?;
        s.serialize_field("cue_span", &quote.cue.as_ref().map(|c| c.span))?;
        s.serialize_field("named", &quote.source)?;
        s.serialize_field("carrier", &quote.carrier)?;
        s.serialize_field("chain", &quote.chain)?;
        s.serialize_field("source", &self.source)?;
        s.serialize_field("candidates", &self.candidates)?;
        s.serialize_field("decides", &self.decides)?;
        s.end()
    }
}

/// A passage that a story has in common with a statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Passage {
    /// The story's address.
    pub document: String,
    /// Where, in bytes of its capture.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// Where the statement has them.
    pub source: PassageSource,
    /// Whether every word is the same.
    pub verbatim: bool,
    /// How many words are the same.
    pub same: usize,
    /// The share of words that are the same, of the mean length of both stretches.
    pub similarity: f64,
    /// Whether some of it stands inside quotation marks.
    pub marked: bool,
}

/// The statement's side of a passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PassageSource {
    /// The statement's address.
    pub document: String,
    /// Where, in bytes of its capture.
    pub span: Span,
    /// Its words.
    pub text: String,
}

/// What was found of a story.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Trace {
    /// The story's address.
    pub document: String,
    /// Its quotes.
    pub quotes: Vec<Traced>,
    /// Passages in common with statements, each occurrence.
    pub passages: Vec<Passage>,
    /// The version of a statement that it used.
    pub version: Option<Version>,
    /// Addresses of documents held that are nearly the story itself, so that they are no sources of it.
    pub carriers: Vec<String>,
}
