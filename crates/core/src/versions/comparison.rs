//! What a comparison is.

use crate::{layout::ZoneKind, text::Span};
use serde::{Serialize, Serializer};

use super::{align::Bead, redline::Part, weigh::VariantKind};

impl Serialize for VariantKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

fn by_kind<S: Serializer>(
    kinds: &[(VariantKind, usize)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(kinds.iter().copied())
}

/// A sentence of a version, or one of its headings.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sentence {
    /// The kind of its zone.
    pub kind: ZoneKind,
    /// The number of its zone, among all zones of the document.
    pub zone: usize,
    /// Where it stands in the capture.
    pub spans: Vec<Span>,
    /// Its clean words.
    pub text: String,
}

/// A version: which document it is, and its sentences.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Witness {
    /// The id of the document.
    pub document: String,
    /// Where it was read.
    pub path: String,
    /// Which article of the file.
    pub article: usize,
    /// Its title.
    pub title: Option<String>,
    /// The name of its outlet.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Its language.
    pub language: Option<&'static str>,
    /// Sentences of its paragraphs, as beads number them.
    pub sentences: Vec<Sentence>,
    /// Its title, subtitle and headings, as `headings` numbers them.
    pub headings: Vec<Sentence>,
}

/// Words of one version and what the other has for them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Variant {
    /// What it is.
    pub kind: VariantKind,
    /// The clean words of the first; empty where it has none.
    pub a: String,
    /// The clean words of the second.
    pub b: String,
    /// Where they stand in the capture of the first.
    pub a_spans: Vec<Span>,
    /// Where they stand in the capture of the second.
    pub b_spans: Vec<Span>,
    /// The number of its bead; none for one of a heading.
    pub bead: Option<usize>,
    /// The number of its bead among those of headings.
    pub heading: Option<usize>,
    /// How much it weighs; see [`VariantKind`].
    pub weight: f64,
    /// Whether both say the same by rule: `five` and `5`, two spellings of a name.
    pub equivalent: bool,
}

/// How many words or sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Extent {
    /// In the first version.
    pub a: usize,
    /// In the second.
    pub b: usize,
    /// Of the first that the second has.
    pub carried: usize,
    /// Of the first that the second has not.
    pub dropped: usize,
    /// Of the second that the first has not.
    pub added: usize,
}

/// A comparison in short.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Dice's coefficient of the words of the bodies: twice the words that are equal in place over all
    /// words of both; from 0 to 1. None where neither has words in its body.
    pub similarity: Option<f64>,
    /// Sentences of the body.
    pub sentences: Extent,
    /// Words of the body.
    pub words: Extent,
    /// Sentences that stand at another place.
    pub moved: usize,
    /// How many variants of each kind there are, in the order of the contract, kinds without any left out.
    #[serde(serialize_with = "by_kind")]
    pub kinds: Vec<(VariantKind, usize)>,
    /// The numbers of the ten weightiest variants, the weightiest first.
    pub weightiest: Vec<usize>,
}

/// Two versions, sentence by sentence and word by word.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The first version.
    pub a: Witness,
    /// The second version.
    pub b: Witness,
    /// Beads of sentences of the body.
    pub beads: Vec<Bead>,
    /// Beads of titles and headings.
    pub headings: Vec<Bead>,
    /// Beads of paragraphs.
    pub paragraphs: Vec<Bead>,
    /// Where the versions differ, in the order of the text.
    pub variants: Vec<Variant>,
    /// All of it in short.
    pub summary: Summary,
    /// Each bead as one line with its variants in place. Not part of the JSON: it says nothing that the
    /// sentences and variants do not.
    #[serde(skip)]
    pub redlines: Vec<Vec<Part>>,
    /// The same for the beads of headings.
    #[serde(skip)]
    pub heading_redlines: Vec<Vec<Part>>,
}
