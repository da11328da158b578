//! Queries of plain words.

use crate::{Error, Location, Result, text::tokens};

/// One or more words in a row; `*` stands for any letters, `?` for one letter; letter case aside.
///
/// ```
/// use variorum::corpus::Query;
/// let query: Query = "party c*".parse()?;
/// assert_eq!(query.len(), 2);
/// assert!("  ".parse::<Query>().is_err());
/// # Ok::<(), variorum::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// How many words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Never true: a query has at least one word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words, lower-cased.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether a lower-cased word fits the pattern at position `at`.
    pub fn fits(&self, at: usize, word: &str) -> bool {
        self.words.get(at).is_some_and(|p| wildcard(p, word))
    }
}

impl std::str::FromStr for Query {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if let Some(at) = text.find('[') {
            return Err(Error::usage(
                "queries in brackets (CQL) are not supported: write plain words, with * and ?",
            )
            .with_location(Location::new(text, at)));
        }
        let mut words = Vec::new();
        for part in text.split_whitespace() {
            // The query is cut into tokens as the corpus is, wildcards kept.
            let shielded = part.replace('*', "\u{e000}").replace('?', "\u{e001}");
            let mut word = String::new();
            for piece in shielded.chars() {
                match piece {
                    '\u{e000}' => word.push('*'),
                    '\u{e001}' => word.push('?'),
                    other => word.extend(other.to_lowercase()),
                }
            }
            words.extend(split_keeping(&word, &['*', '?']));
        }
        if words.is_empty() {
            return Err(Error::usage("the query holds no word"));
        }
        Ok(Query { words })
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
        assert_eq!(query.words(), ["juche", "oriented", "par*"]);
    }
}
