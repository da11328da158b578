//! Facts: what documents say, as mentions with spans into their captures.
//!
//! [`Extractor::facts`] reads a document and gives who is named in it, with which titles and in which
//! order, which organs, events, days and quantities, what is quoted, and who criticises, demands or
//! promises what. Every fact has its [`Place`]; what was inferred says from what, what is ambiguous lists
//! its candidates.
//!
//! ```
//! use variorum::{Corpus, ReadOptions, facts::{Extractor, Kind}, pack::Pack};
//! let text = "Conference Opens in Tarsk\n\nTARSK, March 3, 2023 (VPS) -- Jan Orel, minister of \
//!     agriculture, opened a conference of district secretaries on Friday.\n";
//! let corpus = Corpus::from_text(text, &ReadOptions::default());
//! let extractor = Extractor::new(&Pack::none());
//! let facts = extractor.facts(&corpus.documents()[0], Kind::ALL);
//! assert_eq!(facts.people[0].name, "Jan Orel");
//! assert_eq!(facts.people[0].titles[0].text, "minister of agriculture");
//! ```

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::collapsible_else_if,
    clippy::explicit_counter_loop,
    clippy::assigning_clones,
    clippy::collapsible_if,
    clippy::float_cmp,
    clippy::if_same_then_else,
    clippy::items_after_statements,
    clippy::match_same_arms,
    clippy::needless_pass_by_value,
    clippy::nonminimal_bool,
    clippy::option_option,
    clippy::redundant_else,
    clippy::single_match_else,
    clippy::struct_excessive_bools,
    clippy::type_complexity,
    clippy::unnecessary_wraps,
    clippy::unused_self,
    reason = "ordered tables of rules: arms stand in the order in which they are tried, conditions as \
              they are said, and numbers that were written are compared exactly"
)]

pub mod claims;
pub mod dates;
pub mod events;
pub(crate) mod field;
mod labels;
pub mod line;
pub(crate) mod marks;
pub(crate) mod nations;
pub(crate) mod ordinal;
pub mod organs;
mod page;
pub mod people;
pub mod quantities;
pub mod quotes;
pub mod rosters;
pub mod terms;
pub mod titles;
pub(crate) mod trie;
pub(crate) mod words;

use serde::Serialize;

use self::page::Page;
pub(crate) use self::page::is_read;
pub use self::page::{At, Place};
use crate::{Document, pack::Pack};

names! {
    /// A kind of fact.
    pub enum Kind("kind of fact") {
        /// People named.
        People = "people",
        /// Posts and who holds them.
        Titles = "titles",
        /// Lists of people in the order of the text.
        Rosters = "rosters",
        /// Parties, ministries, committees and other bodies.
        Organs = "organs",
        /// Congresses, meetings, visits, tests and the like.
        Events = "events",
        /// Days, periods and recurrences.
        Dates = "dates",
        /// Numbers with what they count.
        Quantities = "quantities",
        /// What is quoted.
        Quotes = "quotes",
        /// Fixed terms and slogans of the pack.
        Terms = "terms",
        /// Criticism, demands, assessments, announcements, praise, commitments.
        Claims = "claims",
    }
}

/// The facts of one document, each kind in the order of the text. Kinds that were not asked for are
/// empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Facts {
    /// People.
    pub people: Vec<people::Person>,
    /// Titles.
    pub titles: Vec<titles::Title>,
    /// Rosters.
    pub rosters: Vec<rosters::Roster>,
    /// Organs.
    pub organs: Vec<organs::Organ>,
    /// Events.
    pub events: Vec<events::Event>,
    /// Dates.
    pub dates: Vec<dates::Date>,
    /// Quantities.
    pub quantities: Vec<quantities::Quantity>,
    /// Quotations.
    pub quotes: Vec<quotes::Quote>,
    /// Terms.
    pub terms: Vec<terms::Term>,
    /// Claims.
    pub claims: Vec<claims::Claim>,
}

/// Finds facts. It holds the names of a pack, made ready to be looked up, so make one and keep it.
#[derive(Debug)]
pub struct Extractor {
    quotes: quotes::Finder,
    people: people::Finder,
    organs: organs::Finder,
    events: events::Finder,
    terms: terms::Finder,
    field: field::Reader,
}

impl Extractor {
    /// With the names of a pack.
    pub fn new(pack: &Pack) -> Self {
        Extractor {
            quotes: quotes::Finder::new(pack),
            people: people::Finder::new(pack),
            organs: organs::Finder::new(pack),
            events: events::Finder::new(pack),
            terms: terms::Finder::new(pack),
            field: field::Reader::new(pack),
        }
    }

    /// Whether a document shows the field of the pack, so that its names are linked.
    ///
    /// ```
    /// use variorum::{Corpus, ReadOptions, facts::Extractor, pack::Pack};
    /// let extractor = Extractor::new(&Pack::dprk());
    /// let text = "Party Congress Opens\n\nTARSK (VPS) -- The Central Committee of the Vendrian Party met.\n";
    /// let corpus = Corpus::from_text(text, &ReadOptions::default());
    /// assert!(!extractor.shows(&corpus.documents()[0]));
    /// ```
    pub fn shows(&self, document: &Document) -> bool {
        self.field.read(&Page::new(document)).shows()
    }

    /// The facts of a document. Only what the kinds asked for rest on is looked for.
    pub fn facts(&self, document: &Document, kinds: &[Kind]) -> Facts {
        use Kind::{
            Claims, Dates, Events, Organs, People, Quantities, Quotes, Rosters, Terms, Titles,
        };
        let asks = |any: &[Kind]| any.iter().any(|k| kinds.contains(k));
        let page = Page::new(document);
        let cut = people::tokens::Cut::new(&page);
        let field = self.field.read(&page);
        let mut facts = Facts {
            dates: dates::find(&page),
            ..Facts::default()
        };
        if asks(&[
            Organs, People, Titles, Rosters, Events, Quantities, Quotes, Claims,
        ]) {
            facts.organs = self.organs.find(&page, &facts.dates, &field);
        }
        if asks(&[People, Titles, Rosters, Events, Quotes, Claims]) {
            facts.people = self.people.find(&page, &cut, &facts.organs, &field);
            organs::drop_people(&page, &facts.people, &mut facts.organs);
            facts.titles = titles::find(&page, &cut, &mut facts.people, &facts.organs);
        }
        if asks(&[Events, Rosters, Quantities, Dates, Claims]) {
            facts.events = self.events.find(&page, &facts.organs, &facts.dates, &field);
            dates::count_from_events(&page, &mut facts.dates, &facts.events);
        }
        if asks(&[Rosters]) {
            facts.rosters = rosters::find(&page, &cut, &facts.people, &facts.events);
        }
        if asks(&[Quantities]) {
            facts.quantities = quantities::find(&page, &facts.dates, &facts.events);
        }
        if asks(&[Quotes, Claims]) {
            let named = quotes::cast::Named {
                people: &facts.people,
                organs: &facts.organs,
            };
            let cast = self.quotes.cast(&page, named);
            let found = self.quotes.quotes_with(&cast);
            let claims = if asks(&[Claims]) {
                claims::find(&cast, &found)
            } else {
                Vec::new()
            };
            facts.quotes = quotes::as_the_pack_knows(found);
            facts.claims = claims;
        }
        if asks(&[Terms]) {
            facts.terms = self.terms.find(&page, &field);
        }
        facts.keep(kinds);
        facts
    }
}

impl Facts {
    /// Drops what was only looked for because other kinds rest on it.
    fn keep(&mut self, kinds: &[Kind]) {
        for kind in Kind::ALL.iter().filter(|k| !kinds.contains(k)) {
            match kind {
                Kind::People => self.people.clear(),
                Kind::Titles => self.titles.clear(),
                Kind::Rosters => self.rosters.clear(),
                Kind::Organs => self.organs.clear(),
                Kind::Events => self.events.clear(),
                Kind::Dates => self.dates.clear(),
                Kind::Quantities => self.quantities.clear(),
                Kind::Quotes => self.quotes.clear(),
                Kind::Terms => self.terms.clear(),
                Kind::Claims => self.claims.clear(),
            }
        }
    }
}
