//! Queries: plain words, or CQL.

use super::cql;
use crate::{Error, Result, text::tokens};

/// A query: one or more words in a row, in which `*` stands for any letters and `?` for one, letter case
/// aside; or, if it holds `[`, `"` or `<`, a pattern in the Corpus Query Language (see [`cql`]).
///
/// ```
/// use variorum::corpus::Query;
/// assert!("party c*".parse::<Query>().is_ok());
/// assert!(r#"[word="part.*"%c] []{0,2} "met" within s"#.parse::<Query>().is_ok());
/// assert!("  ".parse::<Query>().is_err());
/// let error = r#"[word="part"#.parse::<Query>().unwrap_err();
/// assert!(error.location().is_some());
/// ```
#[derive(Clone, Debug)]
pub struct Query(cql::Query);

impl Query {
    /// The query as the engine takes it.
    pub fn cql(&self) -> &cql::Query {
        &self.0
    }

    /// Whether it was written in CQL.
    pub fn is_cql(&self) -> bool {
        cql::Query::is_cql(self.0.text())
    }

    /// The query as it was written, or the words that plain words were cut into.
    pub fn text(&self) -> &str {
        self.0.text()
    }
}

impl std::str::FromStr for Query {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if cql::Query::is_cql(text) {
            return Ok(Query(cql::Query::parse(text)?));
        }
        let mut words = Vec::new();
        for part in text.split_whitespace() {
            words.extend(split_keeping(&part.to_lowercase(), &['*', '?']));
        }
        if words.is_empty() {
            return Err(Error::usage("the query holds no word"));
        }
        Ok(Query(cql::Query::words(&words)?))
    }
}

/// Cuts a query word into words as the standard cuts text, with some characters taken for letters.
fn split_keeping(word: &str, keep: &[char]) -> Vec<String> {
    // A private-use character is not a word character: a letter stands in for each wildcard.
    const STAND_INS: [char; 2] = ['\u{a4d0}', '\u{a4d1}'];
    let mut shielded = word.to_owned();
    for (c, stand_in) in keep.iter().zip(STAND_INS) {
        shielded = shielded.replace(*c, stand_in.encode_utf8(&mut [0; 4]));
    }
    tokens(&shielded)
        .filter(|t| t.kind.is_word())
        .map(|t| {
            let mut w = t.span.of(&shielded).to_owned();
            for (c, stand_in) in keep.iter().zip(STAND_INS) {
                w = w.replace(stand_in, c.encode_utf8(&mut [0; 4]));
            }
            w
        })
        .collect()
}

/// Whether `text` fits `pattern`, in which `*` stands for any characters and `?` for one. Takes time
/// linear in the text for each star.
pub(crate) fn wildcard(pattern: &str, text: &str) -> bool {
    let (mut p, mut t) = (pattern.chars(), text.chars());
    let mut retry: Option<(std::str::Chars<'_>, std::str::Chars<'_>)> = None;
    loop {
        let mut next = p.clone();
        match next.next() {
            Some('*') => {
                p = next;
                retry = Some((p.clone(), t.clone()));
                continue;
            }
            None if t.as_str().is_empty() => return true,
            Some(c) => {
                let mut rest = t.clone();
                if let Some(d) = rest.next()
                    && (c == '?' || c == d)
                {
                    p = next;
                    t = rest;
                    continue;
                }
            }
            None => {}
        }
        match retry.take() {
            Some((after_star, mut from)) => {
                if from.next().is_none() {
                    return false;
                }
                p = after_star.clone();
                t = from.clone();
                retry = Some((after_star, from));
            }
            None => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards() {
        for (pattern, text, fits) in [
            ("party", "party", true),
            ("part*", "party", true),
            ("*construction", "reconstruction", true),
            ("s*t", "socialist", true),
            ("s?t", "sat", true),
            ("s?t", "seat", false),
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
            ("a*b*c", "aXbYbZc", true),
            ("당*", "당대회", true),
        ] {
            assert_eq!(wildcard(pattern, text), fits, "{pattern} {text}");
        }
    }

    #[test]
    fn splits_like_the_corpus() {
        let query: Query = "Juche-oriented par*".parse().unwrap();
        assert_eq!(query.text(), "juche oriented par*");
    }
}
