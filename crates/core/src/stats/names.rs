//! Measures by their names.

use std::str::FromStr;

use crate::{Error, Result};

/// The member of a list with a name; an error that says what it is not and lists the known.
pub(super) fn named<T: Copy>(
    name: &str,
    what: &str,
    all: &[T],
    of: impl Fn(T) -> &'static str,
) -> Result<T> {
    let found = all.iter().copied().find(|&one| of(one) == name);
    found.ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|&one| of(one)).collect();
        Error::usage(format!(
            "'{name}' is no {what}: known are {}",
            known.join(", ")
        ))
    })
}

/// The measures of a list of names, each once, in the order of the list; `all` stands for all that there
/// are.
///
/// # Errors
///
/// If a name is not known, with those that are; or if there is none.
///
/// ```
/// use variorum::stats::{chosen, measures::keyness::Keyness};
/// assert_eq!(chosen(["g2", "bic", "g2"], Keyness::ALL)?, [Keyness::G2, Keyness::Bic]);
/// assert_eq!(chosen(["all"], Keyness::ALL)?, Keyness::ALL);
/// assert!(chosen(["g3"], Keyness::ALL).is_err());
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn chosen<'a, T: Copy + PartialEq + FromStr<Err = Error>>(
    names: impl IntoIterator<Item = &'a str>,
    all: &[T],
) -> Result<Vec<T>> {
    let mut measures: Vec<T> = Vec::new();
    for name in names.into_iter().map(str::trim) {
        let named = if name == "all" {
            all.to_vec()
        } else {
            vec![name.parse()?]
        };
        for measure in named {
            if !measures.contains(&measure) {
                measures.push(measure);
            }
        }
    }
    if measures.is_empty() {
        return Err(Error::usage("no measure is named"));
    }
    Ok(measures)
}
