//! Regular expressions with word boundaries, fast in texts of any script.

use std::sync::OnceLock;

use regex::Regex;

/// A regular expression that is made when it is first asked.
///
/// The boundaries of Unicode words (`\b`) make a search slow in a text that is not ASCII. There the
/// expression is first asked without them: what does not match then does not match with them.
pub(super) struct Expression {
    form: &'static str,
    exact: OnceLock<Option<Regex>>,
    loose: OnceLock<Option<Regex>>,
}

impl Expression {
    pub(super) const fn new(form: &'static str) -> Self {
        Expression {
            form,
            exact: OnceLock::new(),
            loose: OnceLock::new(),
        }
    }

    /// The expression, if it may match `text`.
    pub(super) fn for_text(&self, text: &str) -> Option<&Regex> {
        if !text.is_ascii() {
            let loose = self
                .loose
                .get_or_init(|| Regex::new(&self.form.replace(r"\b", "")).ok());
            if !loose.as_ref()?.is_match(text) {
                return None;
            }
        }
        self.exact
            .get_or_init(|| Regex::new(self.form).ok())
            .as_ref()
    }

    /// Whether it matches anywhere in `text`.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.for_text(text).is_some_and(|r| r.is_match(text))
    }
}

#[cfg(test)]
mod tests {
    use super::Expression;

    #[test]
    fn words_end_as_unicode_has_it() {
        let day = Expression::new(r"\b(?:Sun|Mon)day\b");
        for text in ["on Sunday", "am Sunday – früh", "Sunday"] {
            assert!(day.is_match(text), "{text}");
        }
        for text in ["Sundays", "éSunday", "Sundayé", "früh"] {
            assert!(!day.is_match(text), "{text}");
        }
    }
}
