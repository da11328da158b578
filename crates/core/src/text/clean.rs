use crate::text::Span;

/// How a piece of clean text came from its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edit {
    /// The same bytes as in the source.
    Copy,
    /// Other bytes than in the source: a decoded entity, a line break that became a space.
    Replace,
    /// Nothing of the source: a space put between two glued words. Its source span is empty.
    Insert,
}

/// A stretch of clean text and the stretch of the source that it stands for. What lies between the
/// sources of two neighbours was deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Piece {
    /// Where it stands in the clean text.
    pub clean: Span,
    /// What it stands for in the source.
    pub source: Span,
    /// How it was made.
    pub edit: Edit,
}

/// A clean text that remembers where each of its bytes came from.
///
/// It is a list of pieces over a source text: copied, replaced or inserted; what no piece covers was
/// deleted. Sources of pieces ascend. Two cleanings in a row compose with [`Clean::then`].
///
/// ```
/// use variorum::text::{Clean, Span};
/// let source = "the Juche-\noriented  party";
/// let mut b = Clean::builder(source);
/// b.copy(Span::new(0, 10));        // "the Juche-"
/// b.copy_folded(Span::new(11, 26)); // white space runs become one space
/// let clean = b.finish();
/// assert_eq!(clean.text(), "the Juche-oriented party");
/// // "oriented" leads back to the source, "Juche-oriented" to two stretches of it:
/// assert_eq!(clean.to_source(Span::new(10, 18)), [Span::new(11, 19)]);
/// assert_eq!(clean.to_source(Span::new(4, 18)), [Span::new(4, 10), Span::new(11, 19)]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean {
    text: String,
    pieces: Vec<Piece>,
}

impl Clean {
    /// Starts a clean text over `source`.
    pub fn builder(source: &str) -> CleanBuilder<'_> {
        CleanBuilder {
            source,
            clean: Clean::default(),
        }
    }

    /// The text of one span of `source`, unchanged.
    pub fn copy_of(source: &str, span: Span) -> Self {
        let mut b = Clean::builder(source);
        b.copy(span);
        b.finish()
    }

    /// The text of one span of `source`, trimmed, each run of white space one space.
    pub fn folded(source: &str, span: Span) -> Self {
        let mut b = Clean::builder(source);
        b.copy_folded(span.trimmed(source));
        b.finish()
    }

    /// A clean text with pieces that ascend, here and in the source; what no piece covers stands for
    /// nothing.
    pub(crate) fn of_pieces(text: String, pieces: impl IntoIterator<Item = Piece>) -> Self {
        let mut out = Vec::new();
        for piece in pieces {
            push(&mut out, piece);
        }
        Clean { text, pieces: out }
    }

    /// The clean text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The pieces, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The stretches of the source that a span of the clean text stands for, neighbours joined: they
    /// ascend and do not touch. A replaced piece counts whole, an inserted one for nothing.
    pub fn to_source(&self, span: Span) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        if span.is_empty() {
            return out;
        }
        let first = self.pieces.partition_point(|p| p.clean.end <= span.start);
        for piece in self.pieces.get(first..).unwrap_or(&[]) {
            if piece.clean.start >= span.end {
                break;
            }
            let source = match piece.edit {
                Edit::Insert => continue,
                Edit::Replace => piece.source,
                Edit::Copy => {
                    let start = span.start.max(piece.clean.start) - piece.clean.start;
                    let end = span.end.min(piece.clean.end) - piece.clean.start;
                    Span::new(piece.source.start + start, piece.source.start + end)
                }
            };
            match out.last_mut() {
                Some(last) if (last.start..=last.end).contains(&source.start) => {
                    last.end = last.end.max(source.end);
                }
                _ => out.push(source),
            }
        }
        out
    }

    /// The one stretch of the source from the first to the last byte that a span stands for; `None`
    /// if it stands for nothing.
    pub fn to_source_hull(&self, span: Span) -> Option<Span> {
        let parts = self.to_source(span);
        Some(Span::new(parts.first()?.start, parts.last()?.end))
    }

    /// The stretch of the clean text that stands for a span of the source; `None` if it was deleted.
    pub fn from_source(&self, span: Span) -> Option<Span> {
        let mut found: Option<Span> = None;
        let first = self.pieces.partition_point(|p| p.source.end <= span.start);
        for piece in self.pieces.get(first..).unwrap_or(&[]) {
            if piece.source.start >= span.end {
                break;
            }
            let part = match piece.edit {
                Edit::Insert => continue,
                Edit::Replace => piece.clean,
                Edit::Copy => {
                    let start = span.start.max(piece.source.start) - piece.source.start;
                    let end = span.end.min(piece.source.end) - piece.source.start;
                    Span::new(piece.clean.start + start, piece.clean.start + end)
                }
            };
            found = Some(found.map_or(part, |f| Span::new(f.start, part.end)));
        }
        found
    }

    /// Where in the source a place of the clean text lies: in front of what stands there, or behind
    /// the last piece.
    fn point(&self, at: usize) -> usize {
        let first = self.pieces.partition_point(|p| p.clean.end <= at);
        match self.pieces.get(first) {
            Some(piece) if piece.edit == Edit::Copy => {
                piece.source.start + at.saturating_sub(piece.clean.start)
            }
            Some(piece) => piece.source.start,
            None => self.pieces.last().map_or(0, |p| p.source.end),
        }
    }

    /// This cleaning followed by another one over its result: a cleaning over the first source.
    ///
    /// Pieces of the result keep to their order and never share a byte of the source: where the next
    /// cleaning takes a replaced piece apart, its parts become one replaced piece.
    ///
    /// ```
    /// use variorum::text::{Clean, Edit, Span};
    /// let source = "Kim&amp;co";
    /// let mut decode = Clean::builder(source);
    /// decode.copy(Span::new(0, 3));
    /// decode.replace(Span::new(3, 8), "&");
    /// decode.copy(Span::new(8, 10));
    /// let decoded = decode.finish();
    /// let mut spell = Clean::builder(decoded.text());
    /// spell.copy(Span::new(0, 3));
    /// spell.replace(Span::new(3, 4), " and ");
    /// spell.copy(Span::new(4, 6));
    /// let both = decoded.then(&spell.finish());
    /// assert_eq!(both.text(), "Kim and co");
    /// assert_eq!(both.to_source(Span::new(4, 7)), [Span::new(3, 8)]);
    /// ```
    #[must_use]
    pub fn then(&self, next: &Clean) -> Clean {
        // Most second steps change nothing.
        if let [piece] = next.pieces.as_slice()
            && piece.edit == Edit::Copy
            && piece.source == Span::new(0, self.text.len())
        {
            return self.clone();
        }
        let mut pieces: Vec<Piece> = Vec::with_capacity(self.pieces.len().max(next.pieces.len()));
        for piece in &next.pieces {
            if piece.edit != Edit::Copy {
                let hull = self.to_source_hull(piece.source);
                // What replaces an inserted stretch stands for nothing of the source either.
                let source = hull.unwrap_or_else(|| {
                    let at = self.point(piece.source.start);
                    Span::new(at, at)
                });
                let edit = if source.is_empty() {
                    Edit::Insert
                } else {
                    Edit::Replace
                };
                compose(
                    &mut pieces,
                    Piece {
                        clean: piece.clean,
                        source,
                        edit,
                    },
                );
                continue;
            }
            let first = self
                .pieces
                .partition_point(|p| p.clean.end <= piece.source.start);
            for inner in self.pieces.get(first..).unwrap_or(&[]) {
                if inner.clean.start >= piece.source.end {
                    break;
                }
                let start = inner.clean.start.max(piece.source.start);
                let end = inner.clean.end.min(piece.source.end);
                let clean = Span::new(start, end)
                    .shifted(piece.clean.start)
                    .back(piece.source.start);
                let source = match inner.edit {
                    Edit::Copy => Span::new(start, end)
                        .shifted(inner.source.start)
                        .back(inner.clean.start),
                    Edit::Replace | Edit::Insert => inner.source,
                };
                compose(
                    &mut pieces,
                    Piece {
                        clean,
                        source,
                        edit: inner.edit,
                    },
                );
            }
        }
        Clean {
            text: next.text.clone(),
            pieces,
        }
    }
}

impl Span {
    fn back(self, by: usize) -> Self {
        Span::new(self.start.saturating_sub(by), self.end.saturating_sub(by))
    }
}

/// Appends a piece of a composition. Where it shares source bytes with the last ones, parts of one
/// replaced piece, all become one.
fn compose(pieces: &mut Vec<Piece>, mut piece: Piece) {
    while let Some(last) = pieces.last().copied()
        && last.source.end > piece.source.start
    {
        pieces.pop();
        piece = Piece {
            clean: Span::new(last.clean.start, piece.clean.end),
            source: Span::new(
                last.source.start.min(piece.source.start),
                last.source.end.max(piece.source.end),
            ),
            edit: Edit::Replace,
        };
    }
    push(pieces, piece);
}

/// Appends a piece, joined to the last one where both are copies that touch.
fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    if let Some(last) = pieces.last_mut()
        && last.edit == Edit::Copy
        && piece.edit == Edit::Copy
        && last.source.end == piece.source.start
        && last.clean.end == piece.clean.start
    {
        last.clean.end = piece.clean.end;
        last.source.end = piece.source.end;
    } else {
        pieces.push(piece);
    }
}

/// Builds a [`Clean`] from left to right.
#[derive(Debug)]
pub struct CleanBuilder<'a> {
    source: &'a str,
    clean: Clean,
}

impl CleanBuilder<'_> {
    fn append(&mut self, text: &str, source: Span, edit: Edit) {
        if text.is_empty() {
            return;
        }
        let start = self.clean.text.len();
        self.clean.text.push_str(text);
        let clean = Span::new(start, self.clean.text.len());
        push(
            &mut self.clean.pieces,
            Piece {
                clean,
                source,
                edit,
            },
        );
    }

    /// Makes room for so many more bytes, where it is known how many will come.
    pub fn reserve(&mut self, bytes: usize) {
        self.clean.text.reserve(bytes);
    }

    /// Copies a span of the source.
    pub fn copy(&mut self, span: Span) {
        let text = span.of(self.source);
        self.append(text, span, Edit::Copy);
    }

    /// Copies a span of the source with each run of white space made one space.
    pub fn copy_folded(&mut self, span: Span) {
        let text = span.of(self.source);
        let mut done = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if !c.is_whitespace() {
                continue;
            }
            let mut end = at + c.len_utf8();
            while let Some(&(next, c)) = chars.peek() {
                if !c.is_whitespace() {
                    break;
                }
                end = next + c.len_utf8();
                chars.next();
            }
            if text.get(at..end) == Some(" ") {
                continue;
            }
            self.copy(Span::new(done, at).shifted(span.start));
            self.replace(Span::new(at, end).shifted(span.start), " ");
            done = end;
        }
        self.copy(Span::new(done, text.len()).shifted(span.start));
    }

    /// Puts `text` where the source has `span`.
    pub fn replace(&mut self, span: Span, text: &str) {
        if span.is_empty() {
            self.insert(span.start, text);
        } else {
            self.append(text, span, Edit::Replace);
        }
    }

    /// Puts `text` where the source, at byte `at`, has nothing. What lies before the last piece moves
    /// up to it.
    pub fn insert(&mut self, at: usize, text: &str) {
        let at = at.max(self.clean.pieces.last().map_or(0, |p| p.source.end));
        self.append(text, Span::new(at, at), Edit::Insert);
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.clean.text
    }

    /// The finished text.
    pub fn finish(self) -> Clean {
        self.clean
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A cleaning of `source`: stretches of the given lengths in characters, each copied, folded,
    /// replaced, deleted or followed by an insertion.
    fn cleaning(source: &str, steps: &[(u8, usize)]) -> Clean {
        let mut b = Clean::builder(source);
        let mut at = 0;
        for (what, chars) in steps {
            let rest = &source[at..];
            let len = rest
                .char_indices()
                .nth(*chars)
                .map_or(rest.len(), |(i, _)| i);
            let span = Span::new(at, at + len);
            match what % 6 {
                0 => b.copy(span),
                1 => b.copy_folded(span),
                2 => b.replace(span, "é-"),
                3 => b.insert(at, "+"),
                4 => b.replace(span, "…"),
                _ => {}
            }
            at += if what % 6 == 3 { 0 } else { len };
        }
        b.finish()
    }

    fn steps() -> impl Strategy<Value = Vec<(u8, usize)>> {
        proptest::collection::vec((0..6_u8, 0..5_usize), 0..10)
    }

    /// What every clean text promises.
    fn check(clean: &Clean, source: &str) -> Result<(), TestCaseError> {
        let (mut at, mut last) = (0, 0);
        for piece in clean.pieces() {
            prop_assert_eq!(piece.clean.start, at);
            prop_assert!(!piece.clean.is_empty());
            prop_assert!(piece.source.start >= last, "{:?}", clean);
            prop_assert!(source.get(piece.source.range()).is_some());
            prop_assert!(clean.text().get(piece.clean.range()).is_some());
            match piece.edit {
                Edit::Copy => {
                    prop_assert_eq!(piece.clean.of(clean.text()), piece.source.of(source));
                }
                Edit::Replace => prop_assert!(!piece.source.is_empty()),
                Edit::Insert => prop_assert!(piece.source.is_empty()),
            }
            (at, last) = (piece.clean.end, piece.source.end);
        }
        prop_assert_eq!(at, clean.text().len());
        for (i, c) in clean.text().char_indices() {
            let span = Span::new(i, i + c.len_utf8());
            let there = clean.to_source(span);
            for pair in there.windows(2) {
                prop_assert!(pair[0].end < pair[1].start);
            }
            if let Some(hull) = clean.to_source_hull(span) {
                let back = clean.from_source(hull).unwrap();
                prop_assert!(back.start <= span.start && back.end >= span.end);
            }
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn promises_hold(source in "[a-c é\n한]{0,24}", first in steps(), second in steps()) {
            let one = cleaning(&source, &first);
            check(&one, &source)?;
            let two = cleaning(one.text(), &second);
            let both = one.then(&two);
            prop_assert_eq!(both.text(), two.text());
            check(&both, &source)?;
            for (i, c) in both.text().char_indices() {
                let span = Span::new(i, i + c.len_utf8());
                let direct = both.to_source(span);
                for step in two.to_source(span).into_iter().flat_map(|s| one.to_source(s)) {
                    let found = direct.iter().any(|d| d.start <= step.start && d.end >= step.end);
                    prop_assert!(found, "{:?} {:?} {:?}", span, step, direct);
                }
            }
            let same = Clean::copy_of(one.text(), Span::new(0, one.text().len()));
            prop_assert_eq!(&one.then(&same), &one);
        }
    }

    #[test]
    fn replacing_an_insertion_inserts() {
        let mut b = Clean::builder("ab");
        b.copy(Span::new(0, 1));
        b.insert(1, "  ");
        b.copy(Span::new(1, 2));
        let glued = b.finish();
        let folded = Clean::folded(glued.text(), Span::new(0, 4));
        let both = glued.then(&folded);
        assert_eq!(both.text(), "a b");
        let edits: Vec<Edit> = both.pieces().iter().map(|p| p.edit).collect();
        assert_eq!(edits, [Edit::Copy, Edit::Insert, Edit::Copy]);
        assert_eq!(both.to_source(Span::new(0, 3)), [Span::new(0, 2)]);
        assert_eq!(both.to_source(Span::new(1, 2)), []);
    }
}
