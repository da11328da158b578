//! Places in captures that are not at hand, in code points.

use super::Origin;
use crate::{Corpus, text::CodePoints};

impl Corpus {
    /// The code point at which a byte of a document's capture stands, where a counted token begins or
    /// ends there, or where it stands behind one as far as in the clean text: what a compiled corpus can tell
    /// without the capture. Of a corpus in memory any byte can be asked.
    ///
    /// ```
    /// use variorum::{Corpus, ReadOptions};
    /// let corpus = Corpus::from_text("당 대회가 열렸다.\n", &ReadOptions::default());
    /// assert_eq!(corpus.code_point(0, 4), Some(2));
    /// ```
    pub fn code_point(&self, document: usize, byte: usize) -> Option<usize> {
        if let Some(document) = self.documents().get(document) {
            let text = document.capture.text.as_str();
            let before = text.get(..byte)?;
            return Some(CodePoints::new(before).at(before, byte));
        }
        let (part, at) = self.index().part_of(self.number(document))?;
        let Origin::Stored(stored) = part.origin() else {
            return None;
        };
        let first = part.document(at).next()?.first();
        let tokens = first..first + part.words(at).len();
        let fits = |token: usize| {
            let (bytes, points) = (stored.source(token)?, stored.code_points(token)?);
            if bytes.start == byte {
                Some(points.start)
            } else {
                (bytes.end == byte).then_some(points.end)
            }
        };
        // Tokens ascend in the capture but for a zone that stands inside another.
        let (mut low, mut high) = (tokens.start, tokens.end);
        while low < high {
            let middle = low + (high - low) / 2;
            if stored.source(middle).is_some_and(|s| s.end < byte) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let near = low..tokens.end.min(low + 2);
        near.into_iter()
            .find_map(fits)
            .or_else(|| tokens.clone().find_map(fits))
            .or_else(|| {
                let last = low.checked_sub(1).filter(|last| tokens.contains(last))?;
                let behind = byte.checked_sub(stored.source(last)?.end)?;
                let zone = part.zone_at(last)?;
                let end = zone.end(last - zone.first(), self.index().vocabulary())? as usize;
                let text = zone.text();
                let between = text.get(end..end + behind)?;
                Some(stored.code_points(last)?.end + between.chars().count())
            })
    }
}
