use super::{Group, View};
use crate::{Corpus, Error, Result, corpus::Facet};

/// What one row of a table of texts is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// The whole corpus.
    #[default]
    Corpus,
    /// Each document.
    Document,
    /// The documents of each value of a facet.
    Facet(Facet),
}

impl std::str::FromStr for Unit {
    type Err = Error;

    /// `corpus`, `document`, or a facet.
    fn from_str(text: &str) -> Result<Self> {
        match text {
            "corpus" => Ok(Unit::Corpus),
            "document" => Ok(Unit::Document),
            facet => facet.parse().map(Unit::Facet),
        }
    }
}

impl Unit {
    /// The name.
    pub fn name(&self) -> &str {
        match self {
            Unit::Corpus => "corpus",
            Unit::Document => "document",
            Unit::Facet(facet) => facet.name(),
        }
    }

    /// An error, with the facets that there are, if this is none.
    pub fn check(&self, corpus: &Corpus) -> Result<()> {
        match self {
            Unit::Facet(facet) => corpus.check_facet(facet),
            Unit::Corpus | Unit::Document => Ok(()),
        }
    }

    /// The column that tells rows apart, if there is one.
    pub(super) fn column(&self) -> Option<&str> {
        match self {
            Unit::Corpus => None,
            Unit::Document => Some("id"),
            Unit::Facet(facet) => Some(facet.name()),
        }
    }

    /// The documents of each row. Documents are in the order of the corpus, the values of a facet
    /// ascend.
    pub(super) fn groups(&self, view: &View<'_>) -> Vec<Group> {
        match self {
            Unit::Corpus => view.groups(None),
            Unit::Facet(facet) => view.groups(Some(facet)),
            Unit::Document => {
                let id = Facet::named("id");
                let documents = view.documents().iter();
                documents
                    .map(|&document| Group {
                        name: view
                            .corpus()
                            .value(document, &id)
                            .map(std::borrow::Cow::into_owned),
                        documents: vec![document],
                    })
                    .collect()
            }
        }
    }
}
