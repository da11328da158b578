use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::{
    Error,
    text::{Clean, Span},
};

/// What a zone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ZoneKind {
    /// The headline of the article.
    Title,
    /// The line under the headline.
    Subtitle,
    /// A lead or abstract that stands apart from the body.
    Summary,
    /// Who wrote it.
    Byline,
    /// When it was published or updated.
    Timestamp,
    /// A heading inside the body.
    Heading,
    /// Running text of the article.
    Paragraph,
    /// The words under a picture.
    Caption,
    /// Whose picture or text it is, where that stands apart.
    Credit,
    /// Rights, corrections, notes of the publisher on the article.
    Notice,
    /// A page number, a running head, a page break of a printed text.
    PageMark,
    /// What belongs to the page and not to the article: menus, related links, widgets, footers, and
    /// the markup of an HTML page.
    Furniture,
}

impl ZoneKind {
    /// Every kind, in the order of the contract.
    pub const ALL: [ZoneKind; 12] = [
        ZoneKind::Title,
        ZoneKind::Subtitle,
        ZoneKind::Summary,
        ZoneKind::Byline,
        ZoneKind::Timestamp,
        ZoneKind::Heading,
        ZoneKind::Paragraph,
        ZoneKind::Caption,
        ZoneKind::Credit,
        ZoneKind::Notice,
        ZoneKind::PageMark,
        ZoneKind::Furniture,
    ];

    /// The name in JSON, on the command line and in Python.
    pub fn name(self) -> &'static str {
        match self {
            ZoneKind::Title => "title",
            ZoneKind::Subtitle => "subtitle",
            ZoneKind::Summary => "summary",
            ZoneKind::Byline => "byline",
            ZoneKind::Timestamp => "timestamp",
            ZoneKind::Heading => "heading",
            ZoneKind::Paragraph => "paragraph",
            ZoneKind::Caption => "caption",
            ZoneKind::Credit => "credit",
            ZoneKind::Notice => "notice",
            ZoneKind::PageMark => "page-mark",
            ZoneKind::Furniture => "furniture",
        }
    }
}

impl std::str::FromStr for ZoneKind {
    type Err = Error;

    fn from_str(name: &str) -> crate::Result<Self> {
        let found = ZoneKind::ALL.into_iter().find(|k| k.name() == name);
        found.ok_or_else(|| {
            let known = ZoneKind::ALL.map(ZoneKind::name).join(", ");
            Error::usage(format!("'{name}' is no kind of zone: known are {known}"))
        })
    }
}

/// A part of a capture: what it is, where it stands, and its clean words.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// What it is.
    pub kind: ZoneKind,
    /// Where it stands in the capture's text, ascending, never overlapping. A paragraph that a page
    /// mark interrupts has several; in HTML the tags between two words are not part of them.
    pub spans: Vec<Span>,
    /// The clean words and where each came from.
    pub clean: Clean,
    /// Its language (ISO 639-1), where it could be told.
    pub language: Option<&'static str>,
}

impl Zone {
    /// The clean text: unwrapped, white space folded, NFC, spelling untouched.
    pub fn text(&self) -> &str {
        self.clean.text()
    }

    /// From the first to the last byte.
    pub fn hull(&self) -> Span {
        let start = self.spans.first().map_or(0, |s| s.start);
        let end = self.spans.last().map_or(start, |s| s.end);
        Span::new(start, end)
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = if self.language.is_some() { 4 } else { 3 };
        let mut s = serializer.serialize_struct("Zone", fields)?;
        s.serialize_field("kind", &self.kind)?;
        s.serialize_field("spans", &self.spans)?;
        s.serialize_field("text", self.text())?;
        if let Some(language) = self.language {
            s.serialize_field("language", language)?;
        }
        s.end()
    }
}

/// The zones of one article, in the order of the capture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The zones.
    pub zones: Vec<Zone>,
}

/// What the markup says of an article (JSON-LD, Open Graph, `meta`, `time`): claims, to be compared
/// with the text. For every field, candidates in order of trust.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// Titles.
    pub titles: Vec<String>,
    /// Names of the site or publisher.
    pub outlets: Vec<String>,
    /// Authors.
    pub authors: Vec<String>,
    /// Dates of publication, as written.
    pub published: Vec<String>,
    /// Dates of change, as written.
    pub updated: Vec<String>,
    /// Descriptions.
    pub descriptions: Vec<String>,
    /// Declared language.
    pub language: Option<String>,
    /// The address of the page.
    pub url: Option<String>,
}

/// A capture's zones, by article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The articles, in order; at least one unless the capture is blank.
    pub articles: Vec<Article>,
    /// What the markup says.
    pub metadata: Metadata,
}
