//! People: those whom the pack knows and those who are people by form.

mod candidates;
mod credits;
mod english;
mod evidence;
mod form;
pub(crate) mod index;
pub(super) mod korean;
pub(super) mod lexicon;
mod resolve;
mod syllables;
pub(super) mod tokens;
mod whose;

use serde::Serialize;

use self::index::Index;
use super::{At, Place, field::Field, organs::Organ, page::Page};
use crate::{pack::Pack, text::Span};

/// How a person is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// By the full name.
    #[default]
    Name,
    /// By a part of the name (`Jo`, `김`).
    Short,
    /// By a title that the document ties to the person (`The General Secretary`).
    Title,
    /// By a noun that stands for the person (`the reporter`).
    Anaphor,
}

/// A title of a person, said at a mention.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TitleOf {
    /// The words.
    pub text: String,
    /// Bytes of the capture.
    pub span: Span,
    /// The organ in it: its id, else its words.
    pub organ: Option<String>,
    /// Where it stands in the clean text.
    #[serde(skip)]
    pub at: At,
}

/// A mention of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Person {
    /// `p-…` of the pack, or `new:…` for one that no pack knows, the same wherever the name is the same.
    pub id: Option<String>,
    /// Ids of those who may be meant, where the text does not decide.
    pub candidates: Vec<String>,
    /// The words: the name and nothing else.
    pub text: String,
    /// The fullest name, in the spelling of the pack where it knows the person.
    pub name: String,
    /// How the person is named.
    pub form: Form,
    /// Titles said here.
    pub titles: Vec<TitleOf>,
    /// Where the words stand.
    #[serde(flatten)]
    pub place: Place,
}

/// A name found in a line, before it is known whose it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) at: At,
    pub(super) form: Form,
}

/// Finds people. It holds the names of a pack.
#[derive(Debug, Default)]
pub(super) struct Finder {
    index: Index,
}

impl Finder {
    pub(super) fn new(pack: &Pack) -> Self {
        Finder {
            index: Index::new(pack),
        }
    }

    /// The people of a page, in its order; titles are added by [`super::titles`].
    pub(super) fn find(
        &self,
        page: &Page<'_>,
        cut: &tokens::Cut<'_, '_>,
        organs: &[Organ],
        field: &Field,
    ) -> Vec<Person> {
        let mut drafts = Vec::new();
        english::find(page, cut, &self.index, organs, &mut drafts);
        let told = korean::find(page, &self.index, organs, &mut drafts);
        let known = whose::Known::new(page, &self.index, field);
        resolve::resolve(page, drafts, &told, &known)
    }
}
