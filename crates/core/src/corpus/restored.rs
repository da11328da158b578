//! Documents of a compiled corpus, put together from what was kept of them.

use std::{borrow::Cow, sync::Arc};

use super::{Origin, Part, Stored, ZoneTokens};
use crate::{
    Corpus, Document,
    capture::{Capture, MediaType},
    document::Outlet,
    layout::{Zone, ZoneKind},
    text::{Clean, Edit, Piece, Span, date::parse_date, known_language},
};

impl Corpus {
    /// The document at a position. Of a compiled corpus it is put together from what was kept: its counted
    /// zones with their places, title, outlet, agency, language and date; its capture has a path and no
    /// text, and what stands in no counted zone is an empty zone.
    pub fn get(&self, position: usize) -> Option<Arc<Document>> {
        match self.documents().get(position) {
            Some(document) => Some(Arc::clone(document)),
            None => self.numbered(self.number(position)),
        }
    }

    /// The document with a number of the [index](Corpus::index).
    pub(crate) fn numbered(&self, number: usize) -> Option<Arc<Document>> {
        let (part, at) = self.index().part_of(number)?;
        match part.origin() {
            Origin::Documents(documents) => documents.get(at).cloned(),
            Origin::Stored(stored) => Some(Arc::new(restored(part, stored.as_ref(), at, self))),
        }
    }
}

fn restored(part: &Part, stored: &dyn Stored, at: usize, corpus: &Corpus) -> Document {
    let text = |column: &str| stored.value(at, column).map(Cow::into_owned);
    let address = text("address").unwrap_or_default();
    let path = text("path").unwrap_or_default();
    let article = address.rsplit('#').next().and_then(|n| n.parse().ok());
    let capture = Capture::from_text(path, MediaType::Plain, "");
    let language = text("language").and_then(|code| known_language(&code));
    let mut zones: Vec<Zone> = Vec::new();
    for tokens in part.document(at) {
        while zones.len() < tokens.number() {
            zones.push(Zone {
                kind: ZoneKind::Furniture,
                spans: Vec::new(),
                clean: Clean::default(),
                language: None,
            });
        }
        let clean = clean(tokens, stored, corpus);
        let spans = clean
            .to_source_hull(Span::new(0, clean.text().len()))
            .into_iter()
            .collect();
        zones.push(Zone {
            kind: tokens.kind(),
            spans,
            clean,
            language,
        });
    }
    let outlet = text("outlet_name").map(|name| Outlet {
        id: text("outlet"),
        name,
    });
    Document {
        id: text("id").unwrap_or_default(),
        capture: Arc::new(capture),
        article: article.unwrap_or(0),
        language,
        title: text("title"),
        subtitle: None,
        outlet,
        agency: text("agency"),
        bylines: text("byline").into_iter().collect(),
        dateline: None,
        published: text("published").and_then(|d| parse_date(&d)),
        updated: None,
        inferred: Vec::new(),
        notes: Vec::new(),
        zones,
        is_whole: false,
    }
}

/// The clean text of a zone, with the places of its tokens and of what stands between two that are as far
/// apart in the capture.
fn clean(tokens: ZoneTokens<'_>, stored: &dyn Stored, corpus: &Corpus) -> Clean {
    let mut pieces: Vec<Piece> = Vec::new();
    for (n, (&id, &start)) in tokens.words().iter().zip(tokens.starts()).enumerate() {
        let start = start as usize;
        let own = Span::new(start, start + corpus.index().form(id).len());
        let Some(source) = stored.source(tokens.first() + n) else {
            continue;
        };
        if let Some(before) = pieces.last() {
            let (clean, there) = (before.clean.end, before.source.end);
            // Groups of syllables overlap.
            if own.start < clean || source.start < there {
                continue;
            }
            if own.start - clean == source.start - there && own.start > clean {
                pieces.push(Piece {
                    clean: Span::new(clean, own.start),
                    source: Span::new(there, source.start),
                    edit: Edit::Copy,
                });
            }
        }
        let edit = if own.len() == source.len() {
            Edit::Copy
        } else {
            Edit::Replace
        };
        pieces.push(Piece {
            clean: own,
            source,
            edit,
        });
    }
    Clean::of_pieces(tokens.text().into_owned(), pieces)
}
