//! Queries in the Corpus Query Language (CQL), as CWB, `BlackLab` and Sketch Engine write it.
//!
//! A query is read once ([`Query::parse`]), resolved once for a vocabulary ([`Query::prepare`]), so that
//! every test of a token becomes a set of types, and then matched zone by zone ([`Prepared::find`]). It
//! knows nothing of how tokens are stored: [`Vocabulary`] and [`Tokens`] are all it asks. Plain words
//! with `*` and `?` are queries of the same form ([`Query::words`]).
//!
//! ```
//! use std::ops::Range;
//! use variorum::{corpus::cql::{Query, Tokens, Vocabulary}, layout::ZoneKind};
//!
//! struct Words(Vec<&'static str>);
//! impl Vocabulary for Words {
//!     fn len(&self) -> usize { self.0.len() }
//!     fn form(&self, id: u32) -> &str { self.0[id as usize] }
//! }
//!
//! struct Zone(Vec<u32>);
//! impl Tokens for Zone {
//!     fn kind(&self) -> ZoneKind { ZoneKind::Paragraph }
//!     fn len(&self) -> usize { self.0.len() }
//!     fn word(&self, at: usize) -> u32 { self.0[at] }
//!     fn sentence_starts(&self, at: usize) -> bool { at == 0 }
//!     fn quoted(&self, _: usize) -> bool { false }
//!     fn mention(&self, _: usize) -> Option<u32> { None }
//! }
//!
//! let words = Words(vec!["the", "Socialist", "economic", "construction", "goes", "on"]);
//! let zone = Zone((0..6).collect());
//! let query = Query::parse(r#"[word="social.*"%c] []{0,3} [word="construction"] within s"#)?;
//! let mut found: Vec<Range<usize>> = Vec::new();
//! query.prepare(&words)?.find(&zone, &mut |range| found.push(range));
//! assert_eq!(found, [1..4]);
//! # Ok::<(), variorum::Error>(())
//! ```
//!
//! # What a match is
//!
//! A match is a row of one or more tokens of one zone; it never crosses into another zone. For every
//! token that begins a match there is exactly one: the longest that meets the whole query, with its
//! `within`, its `containing` and its constraint on labels. Matches may overlap and lie in one another:
//! `"a"+` finds three in `a a a`. A pattern that can match nothing (`"a"*`) finds no empty match.
//!
//! CQP does the same for the start, one match for each, but under its default strategy (*standard*) it
//! ends at the first token that completes the pattern rather than at the last, takes `+`, `*` and `?` at
//! the start as far as they go, and drops a match that lies in another one found before; its strategy
//! *longest* gives the matches of this module without those that lie in a longer one. `BlackLab` gives
//! every match of every length.
//!
//! # Cost
//!
//! [`Prepared::find`] takes time linear in the tokens of the zone for any query: a start is followed by a
//! machine of states, and if starts have too much in common, all of them are settled in one walk from
//! right to left. A query with a constraint on labels is followed for at most 500 tokens from each start.
//! Limits, each with an error of its own: 65,536 bytes of query, 64 levels of parentheses, 256 different
//! tokens, 8 labels, 1,000 repetitions, 10,000 states once the repetitions are written out, 1 MiB for one
//! compiled regular expression.

mod anchors;
mod ast;
mod condition;
mod find;
mod labelled;
mod layers;
mod lexer;
mod nfa;
mod parser;
mod prepared;
mod run;
mod set;
mod small;
mod table;
mod test;
mod value;

use self::{
    ast::{Attribute, Condition, Filters, Node, Parsed},
    parser::one_or,
    value::Value,
};
pub use self::{
    layers::{Needs, Tokens, Vocabulary},
    prepared::{Anchor, Prepared},
    set::TypeSet,
};
use crate::{Error, Result};

/// The language on one screen, for help texts.
pub const HELP: &str = include_str!("help.txt");

/// A query that was read and checked, but not yet resolved for a vocabulary.
///
/// ```
/// use variorum::corpus::cql::Query;
/// assert!(Query::parse(r#"[word="party" & voice="quoted"]+ within s"#).is_ok());
/// let error = Query::parse(r#"[lemma="go"]"#).unwrap_err();
/// assert_eq!(error.location().unwrap().column, 2);
/// assert_eq!(
///     error.detail(),
///     "'lemma' is no attribute: known are word, lower, zone, voice, mention"
/// );
/// ```
#[derive(Clone, Debug)]
pub struct Query {
    text: String,
    parsed: Parsed,
}

impl Query {
    /// Reads a query. An error has the place of the character that is wrong and says what was expected.
    pub fn parse(text: &str) -> Result<Self> {
        Ok(Query {
            text: text.to_owned(),
            parsed: parser::parse(text)?,
        })
    }

    /// Whether a query text is CQL rather than plain words: it holds `[`, `"` or `<`.
    ///
    /// ```
    /// use variorum::corpus::cql::Query;
    /// assert!(Query::is_cql(r#""party""#));
    /// assert!(!Query::is_cql("party cong*"));
    /// ```
    pub fn is_cql(text: &str) -> bool {
        text.contains(['[', '"', '<'])
    }

    /// One or more words in a row, letter case aside; in a word `*` stands for any characters, `?` for
    /// one. The words are to be cut as the corpus is.
    ///
    /// ```
    /// use variorum::corpus::cql::Query;
    /// assert_eq!(Query::words(&["party", "cong*"])?.text(), "party cong*");
    /// assert!(Query::words::<&str>(&[]).is_err());
    /// # Ok::<(), variorum::Error>(())
    /// ```
    pub fn words<S: AsRef<str>>(patterns: &[S]) -> Result<Self> {
        if patterns.is_empty() {
            return Err(Error::usage("the query holds no word"));
        }
        let limit = |what: &str| Error::limit(format!("{what} of the query is too large"));
        let mut conditions: Vec<Condition> = Vec::new();
        let mut nodes = Vec::new();
        let mut text = String::new();
        for pattern in patterns {
            let pattern = pattern.as_ref();
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(pattern);
            if text.len() > lexer::MAX_BYTES {
                return Err(limit("the text"));
            }
            let value = Value::wildcards(pattern).map_err(|_| limit("a word"))?;
            let condition = Condition::Is(Attribute::Lower, value);
            let known = conditions.iter().position(|c| *c == condition);
            let number = known.unwrap_or(conditions.len());
            if number >= parser::MAX_CONDITIONS {
                return Err(limit("the number of different words"));
            }
            if known.is_none() {
                conditions.push(condition);
            }
            nodes.push(Node::Token {
                condition: u32::try_from(number).unwrap_or(u32::MAX),
                label: None,
            });
        }
        Ok(Query {
            text,
            parsed: Parsed {
                pattern: one_or(nodes, Node::Sequence),
                conditions,
                filters: Filters::default(),
                constraint: None,
                constraint_at: 0,
            },
        })
    }

    /// The text that it was read from, or the words with a space between them.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Resolves every test for a vocabulary, on all threads of the current pool. Words without a pattern
    /// are looked up; a regular expression is asked once of each type. Fails if the query is too large.
    pub fn prepare(&self, vocabulary: &impl Vocabulary) -> Result<Prepared> {
        Prepared::new(&self.parsed, &self.text, vocabulary)
    }
}

impl std::str::FromStr for Query {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Query::parse(text)
    }
}

#[cfg(test)]
mod tests;
