//! Documents: an article with its title, outlet, bylines, dateline, dates and language.
//!
//! Every field is what the capture shows, or absent; what was inferred says so. The zones come from
//! [`crate::layout`], names of outlets from the [`Pack`].

mod byline;
mod dateline;
mod dates;
mod outlet;
mod page;
mod title;

use std::{collections::HashMap, path::Path, sync::Arc};

use serde::{Serialize, Serializer, ser::SerializeStruct};
use xxhash_rust::xxh3::Xxh3;

use crate::{
    capture::Capture,
    layout::{Article, Metadata, Zone, ZoneKind},
    pack::Pack,
    text::{PartialDate, Span, language},
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
    /// 16 hexadecimal digits from the content, the name of the file without its folder, and the
    /// article's number: the same however and from wherever the file is named. Where a corpus holds
    /// the same content under the same name in two folders, the later one has an id of its own, which
    /// depends on the order of the inputs.
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
    /// Whether the capture was taken for a clean text, nothing of it for page or print.
    pub is_whole: bool,
}

impl Document {
    /// Reads one article of a capture. `article` is its number in the file.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use variorum::{Document, capture::{Capture, MediaType}, layout::layout, pack::Pack};
    ///
    /// let text = "Congress opens in Tarsk\n\nBy Jane Doe\nPublished : Feb 27, 2022 - 15:25\n\n\
    ///     TARSK, Feb. 27 (Yonhap) -- The ruling party opened its congress in the capital on Sunday, \
    ///     the first one in five years, state media said.\n";
    /// let capture = Arc::new(Capture::from_text("tarsk.txt", MediaType::Plain, text));
    /// let found = layout(&capture);
    /// let article = found.articles[0].clone();
    /// let document = Document::read(&capture, 0, article, &found.metadata, &Pack::dprk());
    /// let dateline = document.dateline.unwrap();
    /// assert_eq!(dateline.agency.as_deref(), Some("Yonhap"));
    /// ```
    pub fn read(
        capture: &Arc<Capture>,
        article: usize,
        found: Article,
        metadata: &Metadata,
        pack: &Pack,
    ) -> Self {
        let mut zones = found.zones;
        title::without_false_title(capture, &mut zones);
        let language = languages(&mut zones, metadata);
        let page = page::Page::new(capture, article, &zones, metadata, pack);
        let title::Title { title, mut notes } = title::read(&page);
        let subtitle = title::subtitle(&page);
        let (mut dateline, reporters) = dateline::read(&page).unzip();
        let dates = dates::read(&page, dateline.as_ref());
        notes.extend(dates.notes);
        let mut inferred = Vec::new();
        if let Some(dateline) = &mut dateline {
            let known = [dates.published, dates.page_date, dates.updated];
            if dateline::infer_year(&page, dateline, &known) {
                inferred.push("dateline.date".to_owned());
            }
        }
        if dates.from_url {
            inferred.push("published".to_owned());
        }
        let bylines = byline::read(&page, reporters.as_deref().unwrap_or(&[]));
        let agency = dateline::agency(&page, dateline.as_ref(), &bylines);
        let outlet = outlet::read(&page, dateline.as_ref());
        Document {
            id: id(capture, article),
            capture: Arc::clone(capture),
            article,
            language,
            title,
            subtitle,
            outlet,
            agency,
            bylines,
            dateline,
            published: dates.published,
            updated: dates.updated,
            inferred,
            notes,
            zones,
            is_whole: false,
        }
    }

    /// A capture taken for a clean text: one paragraph, and what the archive says of it. Nothing is read
    /// out of the text but its language. `None` if the text is blank.
    pub fn whole(capture: &Arc<Capture>, pack: &Pack) -> Option<Self> {
        let mut zone = crate::layout::whole(capture)?;
        let number = capture.record.unwrap_or(0);
        let nothing = Metadata::default();
        let mut document = Document::read(capture, number, Article::default(), &nothing, pack);
        // A paragraph is enough to tell.
        let text = zone.text();
        let start = text.get(..text.floor_char_boundary(1000)).unwrap_or(text);
        zone.language = language(start);
        document.language = zone.language;
        document.zones = vec![zone];
        document.is_whole = true;
        Some(document)
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

/// The [id](Document::id) of an article.
fn id(capture: &Capture, article: usize) -> String {
    let name = Path::new(&capture.path)
        .file_name()
        .map_or_else(|| capture.path.as_str().into(), |n| n.to_string_lossy());
    let content = if capture.sha256.is_empty() {
        capture.text.as_bytes()
    } else {
        capture.sha256.as_bytes()
    };
    let mut hash = Xxh3::new();
    for part in [content, name.as_bytes()] {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.update(&(article as u64).to_le_bytes());
    format!("{:016x}", hash.digest())
}

/// The ids of a corpus, each given once.
#[derive(Debug, Default)]
pub struct Ids(HashMap<u64, u32>);

/// An id as the number that it writes.
fn key(id: &str) -> u64 {
    u64::from_str_radix(id, 16).unwrap_or_else(|_| xxhash_rust::xxh3::xxh3_64(id.as_bytes()))
}

impl Ids {
    /// Notes that an id is taken, by a document that was read before.
    pub fn take(&mut self, id: &str) {
        self.0.insert(key(id), 1);
    }

    /// Gives the document another id if its own is taken.
    pub fn make_unique(&mut self, document: &mut Document) {
        let copies = self.0.entry(key(&document.id)).or_insert(0);
        *copies = copies.saturating_add(1);
        let mut copy = u64::from(*copies);
        while copy > 1 {
            let mut hash = Xxh3::new();
            hash.update(document.id.as_bytes());
            hash.update(&copy.to_le_bytes());
            let id = hash.digest();
            if let std::collections::hash_map::Entry::Vacant(free) = self.0.entry(id) {
                free.insert(1);
                document.id = format!("{id:016x}");
                return;
            }
            copy = copy.wrapping_add(1);
        }
    }
}

/// Gives every zone of words its language, where it can be told and layout did not, and returns the
/// language of the running text; where it is too short to tell, the one that the markup declares.
fn languages(zones: &mut [Zone], metadata: &Metadata) -> Option<&'static str> {
    let mut body = String::new();
    for zone in zones.iter_mut() {
        if zone.kind == ZoneKind::Furniture || zone.text().is_empty() {
            continue;
        }
        if zone.language.is_none() {
            zone.language = language(zone.text());
        }
        // A few paragraphs are enough to tell.
        if zone.kind == ZoneKind::Paragraph && body.len() < 4000 {
            body.push_str(zone.text());
            body.push('\n');
        }
    }
    let declared = || {
        let code = metadata.language.as_deref()?.split(['-', '_']).next()?;
        ["en", "ko", "ja", "zh", "ru", "de", "fr", "es", "it", "pt"]
            .into_iter()
            .find(|l| l.eq_ignore_ascii_case(code))
    };
    let of_title = || {
        zones
            .iter()
            .find(|z| z.kind == ZoneKind::Title)
            .and_then(|z| z.language)
    };
    language(&body).or_else(declared).or_else(of_title)
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
