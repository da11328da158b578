//! Facts as lines of JSON: one object a fact, with its kind and its document.

use serde::Serialize;

use super::{
    Facts, Kind,
    quotes::{Mode, Quote},
};
use crate::{Document, text::Span};

/// One fact with its kind and its document, as it is written (`variorum extract`).
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Line<'f, T> {
    kind: &'static str,
    #[serde(flatten)]
    fact: &'f T,
    document: &'f str,
}

/// A quotation as a fact: with the span from its first to its last byte, as other facts have it; whether
/// it is speech, a term or narration is its `type`, since `kind` is the kind of fact.
fn of_quote(quote: &Quote) -> serde_json::Value {
    let mut value = serde_json::to_value(quote).unwrap_or_default();
    let start = quote.spans.first().map_or(0, |s| s.start);
    let end = quote.spans.last().map_or(start, |s| s.end);
    if let Some(fields) = value.as_object_mut() {
        let kind = fields.remove("kind").unwrap_or_default();
        fields.insert("type".to_owned(), kind);
        // It numbers quotations that are no lines here.
        fields.remove("part_of");
        let span = serde_json::to_value(Span::new(start, end));
        fields.insert("span".to_owned(), span.unwrap_or_default());
    }
    value
}

impl Facts {
    /// The quotations between marks, each stretch by itself: what a reader can hold against the source. The
    /// whole that a cue interrupts and speech reported without marks are in [`quotes`](Self::quotes) too.
    pub fn marked_quotes(&self) -> impl Iterator<Item = &Quote> {
        let wholes: std::collections::BTreeSet<usize> =
            self.quotes.iter().filter_map(|q| q.part_of).collect();
        let quotes = self.quotes.iter().enumerate();
        quotes
            .filter(move |(n, q)| q.mode == Mode::Direct && !wholes.contains(n))
            .map(|(_, q)| q)
    }

    /// Gives each fact as a value that serializes to one object of the contract of `extract`, kind by kind.
    ///
    /// # Errors
    ///
    /// The first error of `sink`, which ends the work.
    pub fn each_line<E>(
        &self,
        document: &Document,
        sink: &mut dyn FnMut(Kind, &dyn erased::Line) -> Result<(), E>,
    ) -> Result<(), E> {
        let address = document.address();
        macro_rules! give {
            ($kind:expr, $facts:expr) => {
                for fact in $facts {
                    let line = Line {
                        kind: $kind.name(),
                        fact,
                        document: &address,
                    };
                    sink($kind, &line)?;
                }
            };
        }
        give!(Kind::People, &self.people);
        give!(Kind::Titles, &self.titles);
        give!(Kind::Rosters, &self.rosters);
        give!(Kind::Organs, &self.organs);
        give!(Kind::Events, &self.events);
        give!(Kind::Dates, &self.dates);
        give!(Kind::Quantities, &self.quantities);
        for quote in self.marked_quotes() {
            let fact = &of_quote(quote);
            let line = Line {
                kind: Kind::Quotes.name(),
                fact,
                document: &address,
            };
            sink(Kind::Quotes, &line)?;
        }
        give!(Kind::Terms, &self.terms);
        give!(Kind::Claims, &self.claims);
        Ok(())
    }
}

/// What each line can do.
pub mod erased {
    /// A line of any kind.
    pub trait Line {
        /// The line as a JSON value.
        fn value(&self) -> serde_json::Value;
        /// The line as JSON text.
        fn text(&self) -> String;
    }

    impl<T: serde::Serialize> Line for super::Line<'_, T> {
        fn value(&self) -> serde_json::Value {
            serde_json::to_value(self).unwrap_or_default()
        }

        fn text(&self) -> String {
            serde_json::to_string(self).unwrap_or_default()
        }
    }
}
