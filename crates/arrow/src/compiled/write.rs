//! A segment that is being collected, and its files.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use arrow_array::{
    ArrayRef, UInt8Array, UInt32Array,
    builder::{ArrayBuilder, StringBuilder},
};
use rayon::prelude::*;
use variorum::{
    Document, Error, Result,
    capture::Capture,
    corpus::{Facet, Origin, Part, Vocabulary, ZoneTokens},
    text::CodePoints,
};

use super::{
    file::{Entry, write},
    manifest,
    segment::{FACETS, METADATA, NOWHERE},
};

/// The documents of a segment, in columns.
#[derive(Debug, Default)]
pub(super) struct Pending {
    facets: BTreeMap<String, StringBuilder>,
    articles: Vec<u32>,
    document_ends: Vec<u32>,
    zone_texts: StringBuilder,
    zone_kinds: Vec<u8>,
    zone_numbers: Vec<u32>,
    zone_ends: Vec<u32>,
    words: Vec<u32>,
    starts: Vec<u32>,
    sources: Rows,
    sentences: Vec<u32>,
    quoted_starts: Vec<u32>,
    quoted_ends: Vec<u32>,
}

/// Where tokens stand in their captures: see [`Segment`](super::segment::Segment).
#[derive(Debug, Default)]
struct Rows {
    tokens: Vec<u32>,
    starts: Vec<u32>,
    ends: Vec<u32>,
    point_starts: Vec<u32>,
    point_ends: Vec<u32>,
}

/// Where the tokens of a zone stand: the row that was begun last, and where its token starts in the
/// clean text, in bytes and code points.
struct Run {
    source: (u32, u32),
    clean: (u32, u32),
}

/// Numbers of a column moved right.
fn moved(numbers: &[u32], by: usize) -> Result<impl Iterator<Item = u32> + '_> {
    let by = u32::try_from(by).map_err(|_| too_much())?;
    let last = numbers.iter().copied().max().unwrap_or(0);
    last.checked_add(by).ok_or_else(too_much)?;
    Ok(numbers.iter().map(move |n| n + by))
}

fn too_much() -> Error {
    Error::limit("a document has more text than a segment can hold (2 GiB)")
}

/// Adds a text; an Arrow column of texts holds 2 GiB.
fn append(column: &mut StringBuilder, text: Option<&str>) -> Result<()> {
    let room = i32::MAX as usize - column.values_slice().len().min(i32::MAX as usize);
    if text.is_some_and(|t| t.len() > room) {
        return Err(too_much());
    }
    column.append_option(text);
    Ok(())
}

impl Pending {
    /// How many documents.
    pub(super) fn len(&self) -> usize {
        self.articles.len()
    }

    /// Adds parts of documents in memory, whose types are numbered by `vocabulary`.
    pub(super) fn add(&mut self, parts: &[Part], vocabulary: &Vocabulary) -> Result<()> {
        let rows: Vec<Rows> = parts
            .par_iter()
            .map(|part| {
                // Found here, on all threads.
                part.layers();
                Rows::of(part, vocabulary)
            })
            .collect();
        for (part, rows) in parts.iter().zip(&rows) {
            self.add_part(part, rows)?;
        }
        Ok(())
    }

    fn add_part(&mut self, part: &Part, rows: &Rows) -> Result<()> {
        let Origin::Documents(documents) = part.origin() else {
            return Err(Error::usage(
                "a corpus that is compiled is not compiled again",
            ));
        };
        for document in documents.iter() {
            self.add_facets(document)?;
        }
        for zone in part.zones() {
            append(&mut self.zone_texts, Some(&zone.text()))?;
        }
        let columns = part.columns();
        let (tokens, zones) = (self.words.len(), self.zone_ends.len());
        self.zone_kinds.extend_from_slice(&columns.zone_kinds);
        self.zone_numbers.extend_from_slice(&columns.zone_numbers);
        self.zone_ends.extend(moved(&columns.zone_ends, tokens)?);
        self.document_ends
            .extend(moved(&columns.document_ends, zones)?);
        self.words.extend_from_slice(&columns.words);
        self.starts.extend_from_slice(&columns.starts);
        self.sources.tokens.extend(moved(&rows.tokens, tokens)?);
        self.sources.starts.extend_from_slice(&rows.starts);
        self.sources.ends.extend_from_slice(&rows.ends);
        self.sources
            .point_starts
            .extend_from_slice(&rows.point_starts);
        self.sources.point_ends.extend_from_slice(&rows.point_ends);
        let layers = part.layers();
        self.sentences.extend(moved(&layers.sentences, tokens)?);
        let quoted = &layers.quoted;
        self.quoted_starts.extend(moved(quoted.starts(), tokens)?);
        self.quoted_ends.extend(moved(quoted.ends(), tokens)?);
        Ok(())
    }

    fn add_facets(&mut self, document: &Document) -> Result<()> {
        let before = self.articles.len();
        for name in FACETS {
            let facet: Facet = name.parse()?;
            let column = self.facets.entry(name.to_owned()).or_default();
            append(column, facet.value(document).as_deref())?;
        }
        for (name, value) in &document.capture.metadata {
            let column = self.facets.entry(format!("{METADATA}{name}")).or_default();
            // Documents before this one had no such column.
            while column.len() < before {
                column.append_null();
            }
            append(column, Some(value))?;
        }
        self.articles
            .push(u32::try_from(document.article).unwrap_or(u32::MAX));
        Ok(())
    }

    /// Writes the files of the segment into a folder that exists, and leaves nothing behind. `types` is
    /// the number of types so far.
    pub(super) fn write(
        &mut self,
        folder: &Path,
        name: &str,
        types: usize,
    ) -> Result<manifest::Segment> {
        let pending = std::mem::take(self);
        let documents = pending.articles.len();
        let tokens = pending.words.len();
        let postings = Postings::of(&pending.words, types);
        let files = pending.tables(postings);
        let partial = folder.join(format!("{name}.partial"));
        fs::create_dir_all(&partial).map_err(|e| Error::io(&partial, &e))?;
        // The disk is waited for once, not for each file.
        let written: Vec<Result<(String, Entry)>> = files
            .into_par_iter()
            .map(|(file, columns)| {
                let entry = write(&partial.join(file), columns)?;
                Ok((file.to_owned(), entry))
            })
            .collect();
        let files = written.into_iter().collect::<Result<_>>()?;
        let place = folder.join(name);
        fs::rename(&partial, &place).map_err(|e| Error::io(&place, &e))?;
        Ok(manifest::Segment {
            folder: name.to_owned(),
            documents: documents as u64,
            tokens: tokens as u64,
            files,
        })
    }

    /// The columns of each file.
    fn tables(mut self, postings: Postings) -> Vec<(&'static str, Vec<(String, ArrayRef)>)> {
        let numbers = |name: &str, column: Vec<u32>| -> (String, ArrayRef) {
            (name.to_owned(), Arc::new(UInt32Array::from(column)))
        };
        let rows = self.articles.len();
        let mut documents = vec![
            numbers("article", self.articles),
            numbers("zone_end", self.document_ends),
        ];
        documents.extend(self.facets.into_iter().map(|(name, mut column)| {
            while column.len() < rows {
                column.append_null();
            }
            let array: ArrayRef = Arc::new(column.finish());
            (name, array)
        }));
        let kinds: ArrayRef = Arc::new(UInt8Array::from(self.zone_kinds));
        let texts: ArrayRef = Arc::new(self.zone_texts.finish());
        let zones = vec![
            ("kind".to_owned(), kinds),
            numbers("number", self.zone_numbers),
            numbers("token_end", self.zone_ends),
            ("text".to_owned(), texts),
        ];
        vec![
            ("documents.arrow", documents),
            ("zones.arrow", zones),
            (
                "tokens.arrow",
                vec![numbers("word", self.words), numbers("start", self.starts)],
            ),
            (
                "sources.arrow",
                vec![
                    numbers("token", self.sources.tokens),
                    numbers("source_start", self.sources.starts),
                    numbers("source_end", self.sources.ends),
                    numbers("point_start", self.sources.point_starts),
                    numbers("point_end", self.sources.point_ends),
                ],
            ),
            ("sentences.arrow", vec![numbers("token", self.sentences)]),
            (
                "quotations.arrow",
                vec![
                    numbers("start", self.quoted_starts),
                    numbers("end", self.quoted_ends),
                ],
            ),
            (
                "types.arrow",
                vec![
                    numbers("word", postings.types),
                    numbers("place_end", postings.ends),
                ],
            ),
            ("places.arrow", vec![numbers("token", postings.places)]),
        ]
    }
}

/// The positional index: the types that occur, ascending, and the places of each.
struct Postings {
    types: Vec<u32>,
    ends: Vec<u32>,
    places: Vec<u32>,
}

impl Postings {
    fn of(words: &[u32], types: usize) -> Self {
        let mut next = vec![0u32; types];
        for &word in words {
            if let Some(count) = next.get_mut(word as usize) {
                *count += 1;
            }
        }
        let mut postings = Postings {
            types: Vec::new(),
            ends: Vec::new(),
            places: vec![0; words.len()],
        };
        let mut end = 0;
        for (slot, word) in next.iter_mut().zip(0..) {
            let count = std::mem::replace(slot, end);
            if count > 0 {
                end += count;
                postings.types.push(word);
                postings.ends.push(end);
            }
        }
        for (&word, token) in words.iter().zip(0..) {
            if let Some(slot) = next.get_mut(word as usize) {
                if let Some(place) = postings.places.get_mut(*slot as usize) {
                    *place = token;
                }
                *slot += 1;
            }
        }
        postings
    }
}

impl Rows {
    /// Where the tokens of a part stand in the captures of its documents.
    fn of(part: &Part, vocabulary: &Vocabulary) -> Self {
        let mut rows = Rows::default();
        let Origin::Documents(documents) = part.origin() else {
            return rows;
        };
        let mut last: Option<(&Arc<Capture>, CodePoints, bool)> = None;
        for (number, document) in documents.iter().enumerate() {
            let capture = &document.capture;
            if last.as_ref().is_none_or(|(c, ..)| !Arc::ptr_eq(c, capture)) {
                let text = &capture.text;
                last = Some((capture, CodePoints::new(text), text.is_ascii()));
            }
            let Some((_, points, ascii)) = &last else {
                continue;
            };
            for zone in part.document(number) {
                rows.add_zone(zone, (&capture.text, *ascii), points, vocabulary);
            }
        }
        rows
    }

    fn add_zone(
        &mut self,
        zone: ZoneTokens<'_>,
        (capture, ascii): (&str, bool),
        points: &CodePoints,
        vocabulary: &Vocabulary,
    ) {
        let text = zone.text();
        let ascii = ascii && text.is_ascii();
        let mut run: Option<Run> = None;
        // How far the code points of the clean text are counted.
        let mut counted = (0, 0);
        for (at, (&start, &word)) in zone.starts().iter().zip(zone.words()).enumerate() {
            let form = vocabulary.form(word);
            let clean = if ascii {
                start
            } else {
                let skipped = text.get(counted.0 as usize..start as usize).unwrap_or("");
                counted = (start, counted.1 + number(skipped.chars().count()));
                counted.1
            };
            let len = (
                number(form.len()),
                number(if ascii {
                    form.len()
                } else {
                    form.chars().count()
                }),
            );
            let source = zone.source(at..at + 1, vocabulary).map(|s| {
                let point = |byte| number(points.at(capture, byte));
                (
                    (number(s.start), point(s.start)),
                    (number(s.end), point(s.end)),
                )
            });
            let expected = run.as_ref().map(|run| {
                let first = (
                    run.source.0.saturating_add(start - run.clean.0),
                    run.source.1.saturating_add(clean - run.clean.1),
                );
                let end = (first.0.saturating_add(len.0), first.1.saturating_add(len.1));
                (first, end)
            });
            if source.is_some() && source == expected {
                continue;
            }
            let nowhere = (NOWHERE, NOWHERE);
            let (first, end) = source.unwrap_or((nowhere, nowhere));
            self.tokens.push(number(zone.first() + at));
            self.starts.push(first.0);
            self.ends.push(end.0);
            self.point_starts.push(first.1);
            self.point_ends.push(end.1);
            run = Some(Run {
                source: first,
                clean: (start, clean),
            });
        }
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
