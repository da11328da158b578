//! A document as facts are read from it: its lines, each with its words, and the way back to the bytes.

use std::cell::OnceCell;

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{people::korean::text::Text, trie::word_key, words::Paragraph};
use crate::{
    Document,
    layout::{Zone, ZoneKind},
    text::{PartialDate, Sentences, Span},
};

/// The language of a line, as far as rules tell languages apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tongue {
    English,
    Korean,
    /// Another, or unknown and in another script.
    Other,
}

/// A place in a line: bytes of the clean text of its zone. Places are ordered as they are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct At {
    /// The zone of the document.
    pub zone: usize,
    /// Bytes of the zone's clean text.
    pub span: Span,
}

impl At {
    /// Whether they share a byte.
    pub fn overlaps(self, other: At) -> bool {
        self.zone == other.zone
            && self.span.start < other.span.end
            && other.span.start < self.span.end
    }

    /// Whether the other lies inside, or is the same.
    pub fn contains(self, other: At) -> bool {
        self.zone == other.zone
            && self.span.start <= other.span.start
            && other.span.end <= self.span.end
    }
}

/// Where a mention stands: in the capture, and in the clean text.
///
/// In JSON it is `span`, the first and the last byte in the capture, and `spans` where something that
/// does not belong to it (a page mark, a line break with its hyphen) lies between.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the capture's text, ascending.
    pub spans: Vec<Span>,
    /// The same in the clean text of its zone.
    pub at: At,
}

impl Place {
    /// From the first to the last byte in the capture.
    pub fn hull(&self) -> Span {
        let start = self.spans.first().map_or(0, |s| s.start);
        Span::new(start, self.spans.last().map_or(start, |s| s.end))
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("span", &self.hull())?;
        if self.spans.len() > 1 {
            map.serialize_entry("spans", &self.spans)?;
        }
        map.end()
    }
}

/// A zone whose words are read.
#[derive(Debug)]
pub(crate) struct Line<'d> {
    /// Its number in the document.
    pub(crate) zone: usize,
    pub(crate) kind: ZoneKind,
    pub(crate) text: &'d str,
    pub(crate) tongue: Tongue,
    /// Where the running text begins: behind a dateline, else 0.
    pub(crate) body: usize,
    paragraph: OnceCell<Paragraph<'d>>,
    sentences: OnceCell<Vec<Span>>,
    keys: OnceCell<Vec<Option<u64>>>,
    korean: OnceCell<Text<'d>>,
}

impl<'d> Line<'d> {
    /// The words of an English line, with what general English knows of them.
    pub(crate) fn paragraph(&self) -> &Paragraph<'d> {
        self.paragraph.get_or_init(|| Paragraph::new(self.text))
    }

    /// The keys of the words of [`Line::paragraph`], as names are looked up.
    pub(crate) fn keys(&self) -> &[Option<u64>] {
        self.keys.get_or_init(|| {
            let words = &self.paragraph().words;
            words.iter().map(|w| word_key(&w.lower)).collect()
        })
    }

    /// The words and marks of a Korean line.
    pub(in crate::facts) fn korean(&self) -> &Text<'d> {
        self.korean.get_or_init(|| Text::new(self.text))
    }

    /// The sentences of the line.
    pub(crate) fn sentences(&self) -> &[Span] {
        let language = match self.tongue {
            Tongue::English => Some("en"),
            Tongue::Korean => Some("ko"),
            Tongue::Other => None,
        };
        self.sentences
            .get_or_init(|| Sentences::new(self.text, language).collect())
    }

    /// The sentence that a byte stands in.
    pub(crate) fn sentence_of(&self, byte: usize) -> Span {
        let found = self.sentences();
        let next = found.partition_point(|s| s.end <= byte);
        found
            .get(next)
            .copied()
            .unwrap_or(Span::new(0, self.text.len()))
    }

    /// A place in this line.
    pub(crate) fn at(&self, span: Span) -> At {
        At {
            zone: self.zone,
            span,
        }
    }
}

/// A document as facts are read from it.
#[derive(Debug)]
pub(crate) struct Page<'d> {
    pub(crate) document: &'d Document,
    /// Title, headings, paragraphs and captions, in the order of the document. Bylines, credits,
    /// notices, page marks and furniture are none of them: nobody named there acts in the story.
    pub(crate) lines: Vec<Line<'d>>,
    /// The day that relative dates count from: of publication, else of the dateline if it has a year.
    pub(crate) published: Option<PartialDate>,
}

/// Zones whose words are facts.
pub(crate) fn is_read(kind: ZoneKind) -> bool {
    super::quotes::is_read(kind) || kind == ZoneKind::Caption
}

impl<'d> Page<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        let lines = document.zones.iter().enumerate();
        let lines = lines
            .filter(|(_, z)| is_read(z.kind))
            .map(|(zone, z)| Line {
                zone,
                kind: z.kind,
                text: z.text(),
                tongue: tongue(document, z),
                body: body(document, z),
                paragraph: OnceCell::new(),
                sentences: OnceCell::new(),
                keys: OnceCell::new(),
                korean: OnceCell::new(),
            });
        let dateline = document.dateline.as_ref().and_then(|d| d.date);
        let published = document.published.or(dateline).filter(|d| d.year.is_some());
        Page {
            document,
            lines: lines.collect(),
            published,
        }
    }

    /// The line of a zone.
    pub(crate) fn line(&self, zone: usize) -> Option<&Line<'d>> {
        let at = self.lines.binary_search_by_key(&zone, |l| l.zone).ok()?;
        self.lines.get(at)
    }

    /// The words at a place.
    pub(crate) fn words(&self, at: At) -> &'d str {
        let zone = self.document.zones.get(at.zone);
        zone.map_or("", |z| at.span.of(z.text()))
    }

    /// The place in the capture; none if nothing of it stands there.
    pub(crate) fn place(&self, at: At) -> Option<Place> {
        let zone = self.document.zones.get(at.zone)?;
        let spans = zone.clean.to_source(at.span);
        (!spans.is_empty()).then_some(Place { spans, at })
    }
}

fn tongue(document: &Document, zone: &Zone) -> Tongue {
    let hangul = || zone.text().chars().any(|c| ('가'..='힣').contains(&c));
    match zone.language.or(document.language) {
        Some("ko") => Tongue::Korean,
        Some("en") if !hangul() => Tongue::English,
        Some("en") => {
            let letters = zone.text().chars().filter(|c| c.is_alphabetic());
            let (all, hangul) = letters.fold((0, 0), |(all, hangul), c| {
                (all + 1, hangul + usize::from(('가'..='힣').contains(&c)))
            });
            if hangul * 2 > all {
                Tongue::Korean
            } else {
                Tongue::English
            }
        }
        None if hangul() => Tongue::Korean,
        None if zone.text().is_ascii() => Tongue::English,
        _ => Tongue::Other,
    }
}

/// Where the running text of a zone begins.
fn body(document: &Document, zone: &Zone) -> usize {
    let Some(dateline) = &document.dateline else {
        return 0;
    };
    let inside = zone.clean.from_source(dateline.span);
    inside.map_or(0, |s| s.end)
}
