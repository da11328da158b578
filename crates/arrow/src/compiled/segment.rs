//! A segment that is open: columns in mapped files.

use std::{borrow::Cow, collections::BTreeMap, path::Path, sync::Arc};

use variorum::{
    Error, Result,
    corpus::{Column, Columns, Layers, Origin, Part, Runs, Stored, Vocabulary},
    text::Span,
};

use super::{
    file::{Table, Texts},
    manifest,
};

/// The columns of documents that are texts of their own; those of the archive come after
/// [`METADATA`].
pub(super) const FACETS: [&str; 10] = [
    "id",
    "path",
    "outlet",
    "outlet_name",
    "agency",
    "language",
    "published",
    "title",
    "byline",
    "place",
];

/// What stands before the name of a column of the archive that documents came from.
pub(super) const METADATA: &str = "metadata.";

/// No place in the capture.
pub(super) const NOWHERE: u32 = u32::MAX;

/// What a segment knows beside the tokens.
pub(super) struct Segment {
    facets: BTreeMap<String, Texts>,
    articles: Column<u32>,
    zone_ends: Column<u32>,
    zone_texts: Texts,
    words: Column<u32>,
    starts: Column<u32>,
    sources: Sources,
    types: Column<u32>,
    place_ends: Column<u32>,
    places: Column<u32>,
    vocabulary: Arc<Vocabulary>,
}

/// Where tokens stand in their captures. A row is a token; those after it, up to the next row, stand
/// as far behind it in the capture as in the clean text.
struct Sources {
    tokens: Column<u32>,
    starts: Column<u32>,
    ends: Column<u32>,
    point_starts: Column<u32>,
    point_ends: Column<u32>,
}

impl std::fmt::Debug for Segment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Segment")
            .field("documents", &self.articles.len())
            .field("tokens", &self.words.len())
            .finish_non_exhaustive()
    }
}

/// Opens a segment as a part.
pub(super) fn open(
    folder: &Path,
    segment: &manifest::Segment,
    vocabulary: &Arc<Vocabulary>,
) -> Result<Part> {
    let folder = folder.join(&segment.folder);
    let table = |name: &str| {
        let path = folder.join(name);
        let entry = segment.files.get(name).ok_or_else(|| {
            Error::syntax("the manifest does not name it: build the corpus again").with_path(&path)
        })?;
        Table::open(&path, entry)
    };
    let documents = table("documents.arrow")?;
    let zones = table("zones.arrow")?;
    let tokens = table("tokens.arrow")?;
    let sources = table("sources.arrow")?;
    let sentences = table("sentences.arrow")?;
    let quotations = table("quotations.arrow")?;
    let types = table("types.arrow")?;
    let places = table("places.arrow")?;
    let columns = Columns {
        words: tokens.numbers("word")?,
        starts: tokens.numbers("start")?,
        zone_ends: zones.numbers("token_end")?,
        zone_kinds: zones.small("kind")?,
        zone_numbers: zones.numbers("number")?,
        document_ends: documents.numbers("zone_end")?,
    };
    let place_ends = types.numbers("place_end")?;
    // The last end of a column of ends is the length of what it counts.
    for (table, ends, of) in [
        (&documents, &columns.document_ends, &zones),
        (&zones, &columns.zone_ends, &tokens),
        (&types, &place_ends, &places),
    ] {
        if ends.last().map_or(0, |&e| e as usize) != of.rows() {
            return Err(table.damaged("its last row does not fit"));
        }
    }
    let layers = Layers {
        sentences: sentences.numbers("token")?,
        quoted: Runs::new(
            quotations.numbers("start")?,
            quotations.numbers("end")?,
            Column::default(),
        ),
    };
    let own = |name: &&str| FACETS.contains(name) || name.starts_with(METADATA);
    let facets = documents
        .names()
        .filter(own)
        .map(|name| Ok((name.to_owned(), documents.texts(name)?)))
        .collect::<Result<BTreeMap<_, _>>>()?;
    for name in FACETS {
        if !facets.contains_key(name) {
            return Err(documents.damaged(&format!("no column '{name}'")));
        }
    }
    let stored = Segment {
        facets,
        articles: documents.numbers("article")?,
        zone_ends: columns.zone_ends.clone(),
        zone_texts: zones.texts("text")?,
        words: columns.words.clone(),
        starts: columns.starts.clone(),
        sources: Sources {
            tokens: sources.numbers("token")?,
            starts: sources.numbers("source_start")?,
            ends: sources.numbers("source_end")?,
            point_starts: sources.numbers("point_start")?,
            point_ends: sources.numbers("point_end")?,
        },
        types: types.numbers("word")?,
        place_ends,
        places: places.numbers("token")?,
        vocabulary: Arc::clone(vocabulary),
    };
    Ok(Part::new(columns, Origin::Stored(Arc::new(stored))).with_layers(layers))
}

impl Sources {
    /// The row that a token belongs to.
    fn row(&self, token: usize) -> Option<usize> {
        let after = self.tokens.partition_point(|&t| t as usize <= token);
        after.checked_sub(1)
    }
}

fn span(start: u32, end: u32) -> Option<Span> {
    (start != NOWHERE).then(|| Span::new(start as usize, end as usize))
}

impl Segment {
    /// Where a token starts behind another one in the clean text, in bytes.
    fn behind(&self, first: usize, token: usize) -> Option<usize> {
        let (first, token) = (*self.starts.get(first)?, *self.starts.get(token)?);
        token.checked_sub(first).map(|n| n as usize)
    }

    fn form(&self, token: usize) -> &str {
        self.words
            .get(token)
            .map_or("", |&word| self.vocabulary.form(word))
    }

    /// The clean text from one token to the start of another one of the same zone.
    fn between(&self, first: usize, token: usize) -> Option<Cow<'_, str>> {
        let zone = self.zone_ends.partition_point(|&end| end as usize <= token);
        let start = *self.starts.get(first)? as usize;
        let end = *self.starts.get(token)? as usize;
        Some(match self.zone_texts.get(zone)? {
            Cow::Borrowed(text) => Cow::Borrowed(text.get(start..end)?),
            Cow::Owned(text) => Cow::Owned(text.get(start..end)?.to_owned()),
        })
    }
}

impl Stored for Segment {
    fn columns(&self) -> Vec<String> {
        let names = self.facets.keys();
        let names = names.map(|n| n.strip_prefix(METADATA).unwrap_or(n).to_owned());
        names.chain(["address".to_owned()]).collect()
    }

    fn value(&self, document: usize, column: &str) -> Option<Cow<'_, str>> {
        if column == "address" {
            let path = self.facets.get("path")?.get(document)?;
            let article = self.articles.get(document)?;
            return Some(Cow::Owned(format!("{path}#{article}")));
        }
        let texts = if FACETS.contains(&column) {
            self.facets.get(column)
        } else {
            self.facets.get(&format!("{METADATA}{column}"))
        };
        texts?.get(document)
    }

    fn zone_text(&self, zone: usize) -> Cow<'_, str> {
        self.zone_texts.get(zone).unwrap_or_default()
    }

    fn source(&self, token: usize) -> Option<Span> {
        let row = self.sources.row(token)?;
        let first = *self.sources.tokens.get(row)? as usize;
        let start = *self.sources.starts.get(row)?;
        if first == token {
            return span(start, *self.sources.ends.get(row)?);
        }
        let start = span(start, start)?.start + self.behind(first, token)?;
        Some(Span::new(start, start + self.form(token).len()))
    }

    fn code_points(&self, token: usize) -> Option<Span> {
        let row = self.sources.row(token)?;
        let first = *self.sources.tokens.get(row)? as usize;
        let start = *self.sources.point_starts.get(row)?;
        if first == token {
            return span(start, *self.sources.point_ends.get(row)?);
        }
        let between = self.between(first, token)?;
        let start = span(start, start)?.start + between.chars().count();
        Some(Span::new(start, start + self.form(token).chars().count()))
    }

    fn places(&self, word: u32) -> Option<&[u32]> {
        let Ok(at) = self.types.binary_search(&word) else {
            return Some(&[]);
        };
        let before = at.checked_sub(1).and_then(|b| self.place_ends.get(b));
        let start = before.map_or(0, |&s| s as usize);
        let end = self.place_ends.get(at).map_or(start, |&e| e as usize);
        Some(self.places.get(start..end).unwrap_or(&[]))
    }
}
