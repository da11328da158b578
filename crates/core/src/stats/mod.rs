//! Measures over a corpus: one file a family, every result a [`Table`](crate::table::Table).

pub mod count;
mod frequency;
pub mod measures;
mod ngrams;

pub use self::{
    frequency::{FrequencyOptions, frequency},
    ngrams::{NgramOptions, ngrams},
};

use serde_json::Value;

use crate::{
    Corpus, Error, Result,
    corpus::{Counted, Facet, Index},
    table::Provenance,
};

/// Whether letter case counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// `Party` and `party` are one type, printed lower-cased.
    #[default]
    Fold,
    /// They are two.
    Keep,
}

impl Case {
    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            Case::Fold => "fold",
            Case::Keep => "keep",
        }
    }

    fn of(self, index: &Index, id: u32) -> u32 {
        match self {
            Case::Fold => index.folded(id),
            Case::Keep => id,
        }
    }
}

impl std::str::FromStr for Case {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "fold" => Ok(Case::Fold),
            "keep" => Ok(Case::Keep),
            other => Err(Error::usage(format!(
                "'{other}' is no case rule: known are fold, keep"
            ))),
        }
    }
}

/// The documents by the value of a facet, in the order of the values; documents that do not say
/// come last. One group named by nothing where no facet is asked.
fn groups(corpus: &Corpus, by: Option<&Facet>) -> Vec<(Option<String>, Vec<usize>)> {
    let Some(facet) = by else {
        return vec![(None, (0..corpus.documents().len()).collect())];
    };
    let mut groups: std::collections::BTreeMap<(bool, Option<String>), Vec<usize>> =
        std::collections::BTreeMap::new();
    for (number, document) in corpus.documents().iter().enumerate() {
        let value = facet.value(document);
        groups
            .entry((value.is_none(), value))
            .or_default()
            .push(number);
    }
    groups
        .into_iter()
        .map(|((_, value), documents)| (value, documents))
        .collect()
}

/// What every table of counts says of itself.
fn provenance(measure: &str, corpus: &Corpus, case: Case) -> Provenance {
    let kinds: Vec<Value> = Counted::default()
        .kinds()
        .iter()
        .map(|k| Value::from(k.name()))
        .collect();
    Provenance::new(measure)
        .option("token_rule", crate::corpus::TOKEN_RULE)
        .option("case", case.name())
        .option("zones", kinds)
        .count("documents", corpus.documents().len())
        .count("tokens", corpus.index().tokens().len())
}
