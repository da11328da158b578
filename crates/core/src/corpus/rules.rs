//! What counts as a token, declared for each language.

use std::{collections::BTreeMap, str::FromStr};

use serde_json::{Map, Value};

use crate::{
    Error, Result,
    text::{Span, TokenRule, Tokens},
};

/// How a text is cut into the tokens that are counted.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Rule {
    /// Words and numbers by the word boundaries of Unicode (UAX #29); marks are no tokens.
    #[default]
    Uax29,
    /// Runs of letters, digits and underscores, as `\w+` in Python.
    Word,
    /// What stands between white space, marks and all.
    Whitespace,
}

impl Rule {
    /// What is typed and recorded.
    pub fn name(&self) -> String {
        match self {
            Rule::Uax29 => "uax29".to_owned(),
            Rule::Word => "word".to_owned(),
            Rule::Whitespace => "whitespace".to_owned(),
        }
    }

    /// What it rests on: the version of the Unicode tables, of a dictionary.
    pub fn version(&self) -> String {
        match self {
            Rule::Uax29 => TokenRule::Uax29.version(),
            _ => TokenRule::Word.version(),
        }
    }

    /// Calls `token` with the place of each token, in order.
    pub fn cut(&self, text: &str, mut token: impl FnMut(Span)) {
        let rule = match self {
            Rule::Uax29 => {
                for t in Tokens::new(text, TokenRule::Uax29).filter(|t| t.kind.is_word()) {
                    token(t.span);
                }
                return;
            }
            Rule::Word => TokenRule::Word,
            Rule::Whitespace => TokenRule::Whitespace,
        };
        for t in Tokens::new(text, rule) {
            token(t.span);
        }
    }
}

impl FromStr for Rule {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "uax29" => Ok(Rule::Uax29),
            "word" => Ok(Rule::Word),
            "whitespace" => Ok(Rule::Whitespace),
            other => Err(Error::usage(format!(
                "'{other}' is no token rule: known are uax29, word, whitespace"
            ))),
        }
    }
}

/// The token rule of each language. One for all unless a language has its own.
///
/// ```
/// use variorum::corpus::TokenRules;
/// let rules = TokenRules::read(["word", "ko=whitespace"])?;
/// assert_eq!(rules.of(Some("ko")).name(), "whitespace");
/// assert_eq!(rules.of(Some("en")).name(), "word");
/// assert!(TokenRules::read(["words"]).is_err());
/// # Ok::<(), variorum::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct TokenRules {
    common: Rule,
    languages: BTreeMap<String, Rule>,
}

impl TokenRules {
    /// Reads what a user types: `RULE` for all languages, `LANGUAGE=RULE` for one (ISO 639-1).
    ///
    /// # Errors
    ///
    /// If a rule is not known, or two are given for one language.
    pub fn read<'a>(rules: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let mut all = TokenRules::default();
        let mut common = false;
        for text in rules {
            // The pattern of a regular expression may hold a sign of equality.
            let language = text
                .split_once('=')
                .filter(|(l, _)| l.len() == 2 && l.bytes().all(|b| b.is_ascii_lowercase()));
            let taken = if let Some((language, rule)) = language {
                let rule = rule.parse()?;
                all.languages.insert(language.to_owned(), rule).is_some()
            } else {
                all.common = text.parse()?;
                std::mem::replace(&mut common, true)
            };
            if taken {
                return Err(Error::usage(format!(
                    "'{text}' is a second token rule for the same language"
                )));
            }
        }
        Ok(all)
    }

    /// The rule of a language.
    pub fn of(&self, language: Option<&str>) -> &Rule {
        language
            .and_then(|l| self.languages.get(l))
            .unwrap_or(&self.common)
    }

    fn told(&self, tell: impl Fn(&Rule) -> String) -> Value {
        if self.languages.is_empty() {
            return Value::from(tell(&self.common));
        }
        let mut map = Map::new();
        map.insert("*".to_owned(), Value::from(tell(&self.common)));
        for (language, rule) in &self.languages {
            map.insert(language.clone(), Value::from(tell(rule)));
        }
        Value::Object(map)
    }

    /// As a provenance names it: one name, or one for each language, `*` for all others.
    pub fn name(&self) -> Value {
        self.told(Rule::name)
    }

    /// What the rules rest on, in the same form.
    pub fn version(&self) -> Value {
        self.told(Rule::version)
    }

    /// What a user types for these rules: [`TokenRules::read`] reads it.
    pub fn typed(&self) -> Vec<String> {
        let own = self.languages.iter();
        std::iter::once(self.common.name())
            .chain(own.map(|(language, rule)| format!("{language}={}", rule.name())))
            .collect()
    }
}

impl PartialEq for TokenRules {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name() && self.version() == other.version()
    }
}
