//! What documents can be filtered and grouped by.

use std::{borrow::Cow, collections::BTreeSet};

use super::Stored;
use crate::{Corpus, Document, Error, Result};

/// A property of a document: `outlet`, `agency`, `language`, `year`, `month`, `date`, `path`, `id`,
/// `title`, `byline`, `place`, `event` (the event of the pack that it names most often), or any column
/// of the archive that it came from.
///
/// ```
/// use variorum::corpus::Facet;
/// let facet: Facet = "month".parse()?;
/// assert_eq!(facet.name(), "month");
/// # Ok::<(), variorum::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Facet(String);

impl Facet {
    /// The names that every document has, whatever it was read from.
    pub const KNOWN: [&'static str; 15] = [
        "outlet",
        "agency",
        "language",
        "year",
        "month",
        "date",
        "path",
        "id",
        "title",
        "byline",
        "place",
        "event",
        "published",
        "outlet_name",
        "address",
    ];

    /// A facet by a name that is known to be one.
    pub(crate) fn named(name: &str) -> Self {
        Facet(name.to_owned())
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// An error, with the names that there are, if this is neither a known facet nor a column of
    /// any document's archive.
    ///
    /// ```
    /// use variorum::{Corpus, ReadOptions, corpus::Facet};
    /// let corpus = Corpus::from_text("Conference opens in Tarsk", &ReadOptions::default());
    /// assert!("outlet".parse::<Facet>()?.check(&corpus).is_ok());
    /// assert!("outlett".parse::<Facet>()?.check(&corpus).is_err());
    /// # Ok::<(), variorum::Error>(())
    /// ```
    pub fn check(&self, corpus: &Corpus) -> Result<()> {
        corpus.check_facet(self)
    }

    /// The same where the columns of the archives are at hand and the documents are not.
    pub fn check_among<'a>(&self, columns: impl Iterator<Item = &'a str>) -> Result<()> {
        let columns: BTreeSet<&str> = columns.collect();
        if Facet::KNOWN.contains(&self.name()) || columns.contains(self.name()) {
            return Ok(());
        }
        let mut known = Facet::KNOWN.join(", ");
        if !columns.is_empty() {
            let columns: Vec<&str> = columns.into_iter().take(40).collect();
            known = format!("{known}; of the archive: {}", columns.join(", "));
        }
        Err(Error::usage(format!(
            "'{}' is no facet: known are {known}",
            self.name()
        )))
    }

    /// Whether it can only be told of a document in a corpus, by the names that are found there.
    pub fn is_found(&self) -> bool {
        self.0 == "event"
    }

    /// Its value for a document; `None` where the document does not say, and for `event`, which a
    /// [`Corpus`] tells.
    pub fn value(&self, document: &Document) -> Option<String> {
        let date = || document.published.map(|d| d.to_string());
        let outlet = document.outlet.as_ref();
        match self.0.as_str() {
            "outlet" => outlet.map(|o| o.id.clone().unwrap_or_else(|| o.name.clone())),
            "outlet_name" => outlet.map(|o| o.name.clone()),
            "agency" => document.agency.clone(),
            "language" => document.language.map(str::to_owned),
            "published" => date(),
            "year" => cut(&date()?, 4),
            "month" => cut(&date()?, 7),
            "date" => cut(&date()?, 10),
            "path" => Some(document.capture.path.clone()),
            "address" => Some(document.address()),
            "id" => Some(document.id.clone()),
            "title" => document.title.clone(),
            "byline" => document.bylines.first().cloned(),
            "event" => None,
            "place" => document.dateline.as_ref().and_then(|d| d.place.clone()),
            column => document.capture.metadata.get(column).cloned(),
        }
    }

    /// The same for a document of a compiled corpus.
    pub(super) fn stored<'a>(
        &self,
        stored: &'a dyn Stored,
        document: usize,
    ) -> Option<Cow<'a, str>> {
        let len = match self.0.as_str() {
            "year" => 4,
            "month" => 7,
            "date" => 10,
            column => return stored.value(document, column),
        };
        cut(&stored.value(document, "published")?, len).map(Cow::Owned)
    }
}

fn cut(date: &str, len: usize) -> Option<String> {
    date.get(..len).map(str::to_owned)
}

impl std::str::FromStr for Facet {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        if name.is_empty() || name.contains(char::is_whitespace) {
            return Err(Error::usage(format!(
                "'{name}' is no facet: known are outlet, agency, language, year, month, date, path, \
                 id, title, byline, place, event and the columns of an archive"
            )));
        }
        Ok(Facet(name.to_lowercase()))
    }
}

/// A condition on a facet, `KEY=VALUE`: equal, letter case aside; `*` in VALUE stands for anything;
/// an empty VALUE asks for documents that do not say.
///
/// ```
/// use variorum::corpus::Filter;
/// assert!("outlet=kcna".parse::<Filter>().is_ok());
/// assert!("outlet".parse::<Filter>().is_err());
/// ```
#[derive(Clone, Debug)]
pub struct Filter {
    facet: Facet,
    pattern: String,
}

impl Filter {
    /// The facet that it looks at.
    pub fn facet(&self) -> &Facet {
        &self.facet
    }

    /// Whether a document passes.
    pub fn passes(&self, document: &Document) -> bool {
        self.passes_value(self.facet.value(document).as_deref())
    }

    /// Whether a document with this value of the facet passes.
    pub fn passes_value(&self, value: Option<&str>) -> bool {
        match value {
            None => self.pattern.is_empty(),
            Some(value) => super::query::wildcard(&self.pattern, &value.to_lowercase()),
        }
    }
}

/// As it is typed; the value in lower case, as it is compared.
impl std::fmt::Display for Filter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}={}", self.facet.name(), self.pattern)
    }
}

impl std::str::FromStr for Filter {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (key, value) = text.split_once('=').ok_or_else(|| {
            Error::usage(format!(
                "'{text}' is no filter: write KEY=VALUE, like outlet=kcna"
            ))
        })?;
        Ok(Filter {
            facet: key.trim().parse()?,
            pattern: value.trim().to_lowercase(),
        })
    }
}
