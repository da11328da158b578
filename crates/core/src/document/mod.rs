//! Documents: an article with its title, outlet, bylines, dateline, dates and language.

use std::sync::Arc;

use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::{
    capture::Capture,
    layout::{Article, Metadata, Zone, ZoneKind},
    pack::Pack,
    text::{PartialDate, Span},
};

/// Who published it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Outlet {
    /// The pack's id, where the pack knows it.
    pub id: Option<String>,
    /// The name.
    pub name: String,
}

/// The line of place, date and agency that opens a news story.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Dateline {
    /// The place as written.
    pub place: Option<String>,
    /// The date; its year may be inferred from the date of publication.
    pub date: Option<PartialDate>,
    /// The agency as written.
    pub agency: Option<String>,
    /// Where it stands in the capture.
    pub span: Span,
}

/// One article, clean, with all its zones.
#[derive(Clone, Debug)]
pub struct Document {
    /// Stable for the same bytes: 16 hexadecimal digits from the content, the path and the article's number.
    pub id: String,
    /// The capture that it was read from.
    pub capture: Arc<Capture>,
    /// Which article of the file, counted from 0 (the record's number in an archive).
    pub article: usize,
    /// Language of its running text (ISO 639-1).
    pub language: Option<&'static str>,
    /// Title.
    pub title: Option<String>,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Who published it.
    pub outlet: Option<Outlet>,
    /// The agency that it was taken from, where it says so.
    pub agency: Option<String>,
    /// Who wrote it, as written, each script for itself.
    pub bylines: Vec<String>,
    /// Dateline.
    pub dateline: Option<Dateline>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// When it was last changed.
    pub updated: Option<PartialDate>,
    /// Fields that were inferred and not written so, as paths (`dateline.date`).
    pub inferred: Vec<String>,
    /// Where sources disagree or something is doubtful, one line each.
    pub notes: Vec<String>,
    /// All zones, in the order of the capture.
    pub zones: Vec<Zone>,
}

impl Document {
    /// Reads one article of a capture. `article` is its number in the file.
    pub fn read(
        capture: &Arc<Capture>,
        article: usize,
        found: Article,
        metadata: &Metadata,
        pack: &Pack,
    ) -> Self {
        let _ = (metadata, pack);
        Document {
            id: String::new(),
            capture: Arc::clone(capture),
            article,
            language: None,
            title: None,
            subtitle: None,
            outlet: None,
            agency: None,
            bylines: Vec::new(),
            dateline: None,
            published: None,
            updated: None,
            inferred: Vec::new(),
            notes: Vec::new(),
            zones: found.zones,
        }
    }

    /// `PATH#N`, how the command line addresses it.
    pub fn address(&self) -> String {
        format!("{}#{}", self.capture.path, self.article)
    }

    /// The zones of one kind.
    pub fn zones_of(&self, kind: ZoneKind) -> impl Iterator<Item = &Zone> {
        self.zones.iter().filter(move |z| z.kind == kind)
    }

    /// The running text: its paragraphs, one blank line between.
    pub fn body(&self) -> String {
        let paragraphs: Vec<&str> = self.zones_of(ZoneKind::Paragraph).map(Zone::text).collect();
        paragraphs.join("\n\n")
    }
}

#[derive(Serialize)]
struct CaptureInfo<'a> {
    path: &'a str,
    sha256: &'a str,
    media_type: crate::capture::MediaType,
    encoding: &'a str,
    article: usize,
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut s = serializer.serialize_struct("Document", 16)?;
        s.serialize_field("schema", "variorum/document/1")?;
        s.serialize_field("id", &self.id)?;
        s.serialize_field(
            "capture",
            &CaptureInfo {
                path: &self.capture.path,
                sha256: &self.capture.sha256,
                media_type: self.capture.media_type,
                encoding: &self.capture.encoding,
                article: self.article,
            },
        )?;
        s.serialize_field("language", &self.language)?;
        s.serialize_field("title", &self.title)?;
        s.serialize_field("subtitle", &self.subtitle)?;
        s.serialize_field("outlet", &self.outlet)?;
        s.serialize_field("agency", &self.agency)?;
        s.serialize_field("bylines", &self.bylines)?;
        s.serialize_field("dateline", &self.dateline)?;
        s.serialize_field("published", &self.published)?;
        s.serialize_field("updated", &self.updated)?;
        s.serialize_field("inferred", &self.inferred)?;
        s.serialize_field("notes", &self.notes)?;
        s.serialize_field("zones", &self.zones)?;
        s.end()
    }
}
