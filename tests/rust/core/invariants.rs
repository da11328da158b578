//! What must hold for every capture, whatever is in it. Shared by the tests and by the `mutate` example.

use variorum::{
    capture::Capture,
    layout::{self, Zone},
    pack::Pack,
    text::{Edit, Span},
};

/// Lays a capture out, reads its documents, and checks the promises on both. The error says which
/// one is broken and where.
pub(crate) fn check(capture: &Capture, pack: &Pack) -> Result<Counts, String> {
    let layout = layout::layout(capture);
    let mut counts = Counts::default();
    let by_article: Vec<&[Zone]> = layout
        .articles
        .iter()
        .map(|article| article.zones.as_slice())
        .collect();
    check_zones(&capture.text, &by_article, &mut counts).map_err(|e| format!("layout: {e}"))?;
    if layout.articles.is_empty() && !capture.text.trim().is_empty() {
        return Err("layout: no article, though the capture is not blank".to_owned());
    }
    let shared = std::sync::Arc::new(capture.clone());
    let mut documents = Vec::with_capacity(layout.articles.len());
    for (n, article) in layout.articles.into_iter().enumerate() {
        documents.push(variorum::Document::read(
            &shared,
            n,
            article,
            &layout.metadata,
            pack,
        ));
    }
    let by_document: Vec<&[Zone]> = documents.iter().map(|d| d.zones.as_slice()).collect();
    check_zones(&capture.text, &by_document, &mut Counts::default())
        .map_err(|e| format!("document: {e}"))?;
    for document in &documents {
        if let Some(dateline) = &document.dateline {
            fits(&capture.text, dateline.span).map_err(|e| format!("dateline: {e}"))?;
        }
        serde_json::to_string(document).map_err(|e| format!("document as JSON: {e}"))?;
    }
    counts.documents = documents.len();
    Ok(counts)
}

/// What was looked at, so that a run can show that it looked at something.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    /// Documents.
    pub(crate) documents: usize,
    /// Zones.
    pub(crate) zones: usize,
    /// Pieces of clean text.
    pub(crate) pieces: usize,
    /// Zones whose white space is not folded. That breaks no promise, but good captures have none.
    pub(crate) unfolded: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.zones += other.zones;
        self.pieces += other.pieces;
        self.unfolded += other.unfolded;
    }
}

fn check_zones(text: &str, articles: &[&[Zone]], counts: &mut Counts) -> Result<(), String> {
    let mut covered = vec![false; text.len()];
    for (a, zones) in articles.iter().enumerate() {
        let mut last_start = 0;
        for (z, zone) in zones.iter().enumerate() {
            let place = |e: String| format!("article {a}, zone {z} ({}): {e}", zone.kind.name());
            check_zone(text, zone, &mut covered).map_err(place)?;
            let start = zone.spans.first().map_or(last_start, |s| s.start);
            if start < last_start {
                return Err(place(format!("starts at {start}, before the one before")));
            }
            last_start = start;
            counts.zones += 1;
            counts.pieces += zone.clean.pieces().len();
            let folded: Vec<&str> = zone.text().split_whitespace().collect();
            counts.unfolded += usize::from(folded.join(" ") != zone.text());
        }
    }
    for (at, c) in text.char_indices() {
        if !c.is_whitespace() && !covered[at] {
            return Err(format!("{c:?} at byte {at} is in no zone"));
        }
    }
    Ok(())
}

fn check_zone(text: &str, zone: &Zone, covered: &mut [bool]) -> Result<(), String> {
    let mut end = 0;
    for &span in &zone.spans {
        fits(text, span)?;
        if span.start < end {
            return Err(format!("span {span:?} begins before the last one ends"));
        }
        end = span.end;
        for byte in &mut covered[span.range()] {
            if std::mem::replace(byte, true) {
                return Err(format!("{span:?} overlaps another zone"));
            }
        }
    }
    check_clean(text, zone)
}

fn check_clean(text: &str, zone: &Zone) -> Result<(), String> {
    let (mut clean_end, mut source_end) = (0, 0);
    let mut spans = zone.spans.iter().peekable();
    for piece in zone.clean.pieces() {
        fits(text, piece.source).map_err(|e| format!("source of a piece: {e}"))?;
        if piece.clean.start != clean_end {
            return Err(format!("piece {piece:?} does not follow the one before"));
        }
        if piece.source.start < source_end {
            return Err(format!("piece {piece:?} goes back in the source"));
        }
        (clean_end, source_end) = (piece.clean.end, piece.source.end);
        match piece.edit {
            Edit::Copy => {
                if piece.clean.of(zone.text()) != piece.source.of(text) {
                    return Err(format!(
                        "copy {piece:?} says {:?}, its source {:?}",
                        piece.clean.of(zone.text()),
                        piece.source.of(text)
                    ));
                }
                while spans.next_if(|s| s.end < piece.source.end).is_some() {}
                let inside = spans.peek().is_some_and(|s| s.start <= piece.source.start);
                if !inside && !piece.source.of(text).trim().is_empty() {
                    return Err(format!("copy {piece:?} lies outside of the zone's spans"));
                }
            }
            Edit::Insert if !piece.source.is_empty() => {
                return Err(format!("insertion {piece:?} stands for something"));
            }
            Edit::Insert | Edit::Replace => {}
        }
    }
    if clean_end != zone.text().len() {
        return Err(format!(
            "pieces end at {clean_end}, the clean text at {}",
            zone.text().len()
        ));
    }
    Ok(())
}

fn fits(text: &str, span: Span) -> Result<(), String> {
    if span.start <= span.end && text.get(span.range()).is_some() {
        Ok(())
    } else {
        Err(format!(
            "{span:?} does not fit a text of {} bytes or its characters",
            text.len()
        ))
    }
}
