//! What counts as a token, declared for each language.

#[cfg(feature = "morphemes")]
use std::path::PathBuf;
use std::{collections::BTreeMap, num::NonZeroUsize, str::FromStr};

use serde_json::{Map, Value};

#[cfg(feature = "morphemes")]
use crate::text::{Analyser, DICTIONARY_VARIABLE};
use crate::{
    Error, Result,
    text::{Span, TokenPattern, TokenRule, Tokens, eojeol, syllables},
};

/// How a text is cut into the tokens that are counted.
///
/// | name | tokens |
/// | --- | --- |
/// | `uax29` | words and numbers by the word boundaries of Unicode (UAX #29); marks are none |
/// | `word` | runs of letters, digits and underscores; `\w+` in Python differs in some thirty characters |
/// | `whitespace` | what stands between white space, marks and all |
/// | `eojeol` | the same without the marks at its ends: a Korean word with its particles |
/// | `syllables:N` | each run of Hangul in overlapping groups of N syllables, other words by `uax29` |
/// | `regex:PATTERN` | the matches of a regular expression |
/// | `morphemes:FOLDER` | Korean morphemes by the dictionary in a folder, without marks (feature `morphemes`) |
/// | `morphemes` | the same; the folder is what the variable `VARIORUM_KOREAN_DICTIONARY` says |
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Rule {
    /// `uax29`
    #[default]
    Uax29,
    /// `word`
    Word,
    /// `whitespace`
    Whitespace,
    /// `eojeol`
    Eojeol,
    /// `syllables:N`
    Syllables(NonZeroUsize),
    /// `regex:PATTERN`
    Regex(TokenPattern),
    /// `morphemes:FOLDER`
    #[cfg(feature = "morphemes")]
    Morphemes(Analyser, PathBuf),
}

/// The names of the rules.
#[cfg(feature = "morphemes")]
const KNOWN: &str =
    "uax29, word, whitespace, eojeol, syllables:N, regex:PATTERN, morphemes, morphemes:FOLDER";
#[cfg(not(feature = "morphemes"))]
const KNOWN: &str = "uax29, word, whitespace, eojeol, syllables:N, regex:PATTERN";

impl Rule {
    /// What is typed and recorded.
    pub fn name(&self) -> String {
        match self {
            Rule::Uax29 => "uax29".to_owned(),
            Rule::Word => "word".to_owned(),
            Rule::Whitespace => "whitespace".to_owned(),
            Rule::Eojeol => "eojeol".to_owned(),
            Rule::Syllables(n) => format!("syllables:{n}"),
            Rule::Regex(pattern) => format!("regex:{}", pattern.as_str()),
            #[cfg(feature = "morphemes")]
            Rule::Morphemes(..) => "morphemes".to_owned(),
        }
    }

    /// What is typed for exactly this rule: the name, and the folder of a dictionary.
    pub fn typed(&self) -> String {
        match self {
            #[cfg(feature = "morphemes")]
            Rule::Morphemes(_, folder) => format!("morphemes:{}", folder.display()),
            rule => rule.name(),
        }
    }

    /// What it rests on: the version of the Unicode tables, the name and version of a dictionary.
    pub fn version(&self) -> String {
        match self {
            Rule::Uax29 | Rule::Syllables(_) => TokenRule::Uax29.version(),
            #[cfg(feature = "morphemes")]
            Rule::Morphemes(analyser, _) => format!("{} {}", analyser.name(), analyser.version()),
            _ => TokenRule::Word.version(),
        }
    }

    /// Calls `token` with the place of each token, in order of their starts.
    pub fn cut(&self, text: &str, mut token: impl FnMut(Span)) {
        match self {
            Rule::Uax29 => {
                let words = Tokens::new(text, TokenRule::Uax29).filter(|t| t.kind.is_word());
                words.for_each(|t| token(t.span));
            }
            Rule::Word => Tokens::new(text, TokenRule::Word).for_each(|t| token(t.span)),
            Rule::Whitespace => {
                Tokens::new(text, TokenRule::Whitespace).for_each(|t| token(t.span));
            }
            Rule::Eojeol => eojeol(text).for_each(|t| token(t.span)),
            // The number of syllables is never 0.
            Rule::Syllables(n) => syllables(text, n.get())
                .into_iter()
                .flatten()
                .filter(|t| t.kind.is_word())
                .for_each(|t| token(t.span)),
            Rule::Regex(pattern) => pattern.tokens(text).for_each(|t| token(t.span)),
            #[cfg(feature = "morphemes")]
            Rule::Morphemes(analyser, _) => analyser.cut(text, |m| {
                if m.is_word() {
                    token(m.span);
                }
            }),
        }
    }
}

impl FromStr for Rule {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        if let Some(pattern) = name.strip_prefix("regex:") {
            return Ok(Rule::Regex(TokenPattern::new(pattern)?));
        }
        if let Some(n) = name.strip_prefix("syllables:") {
            let n = n.parse().map_err(|_| {
                Error::usage(format!(
                    "'{name}': write a number of syllables, like syllables:2"
                ))
            })?;
            return Ok(Rule::Syllables(n));
        }
        #[cfg(feature = "morphemes")]
        if name == "morphemes" || name.starts_with("morphemes:") {
            let folder = match name.strip_prefix("morphemes:") {
                Some(folder) => PathBuf::from(folder),
                None => std::env::var_os(DICTIONARY_VARIABLE).map(PathBuf::from).ok_or_else(|| {
                    Error::usage(format!(
                        "no Korean dictionary: write morphemes:FOLDER, or name the folder of one of MeCab in the \
                         variable {DICTIONARY_VARIABLE} (`pip install nkhandic` brings one)"
                    ))
                })?,
            };
            return Ok(Rule::Morphemes(Analyser::open(&folder)?, folder));
        }
        match name {
            "uax29" => Ok(Rule::Uax29),
            "word" => Ok(Rule::Word),
            "whitespace" => Ok(Rule::Whitespace),
            "eojeol" => Ok(Rule::Eojeol),
            other => Err(Error::usage(format!(
                "'{other}' is no token rule: known are {KNOWN}"
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
        std::iter::once(self.common.typed())
            .chain(own.map(|(language, rule)| format!("{language}={}", rule.typed())))
            .collect()
    }
}

impl PartialEq for TokenRules {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name() && self.version() == other.version()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_cut_and_print_as_they_are_typed() {
        let text = "《로동신문》은 보도했다: 3.5% up-to-date";
        for (rule, found) in [
            (
                "uax29",
                vec!["로동신문", "은", "보도했다", "3.5", "up", "to", "date"],
            ),
            (
                "word",
                vec!["로동신문", "은", "보도했다", "3", "5", "up", "to", "date"],
            ),
            (
                "whitespace",
                vec!["《로동신문》은", "보도했다:", "3.5%", "up-to-date"],
            ),
            (
                "eojeol",
                vec!["로동신문》은", "보도했다", "3.5", "up-to-date"],
            ),
            (
                "syllables:3",
                vec![
                    "로동신",
                    "동신문",
                    "은",
                    "보도했",
                    "도했다",
                    "3.5",
                    "up",
                    "to",
                    "date",
                ],
            ),
            (
                r"regex:[\w-]+",
                vec!["로동신문", "은", "보도했다", "3", "5", "up-to-date"],
            ),
        ] {
            let rule: Rule = rule.parse().unwrap();
            let mut words = Vec::new();
            rule.cut(text, |span| words.push(span.of(text)));
            assert_eq!(words, found, "{}", rule.name());
            assert_eq!(rule.name().parse::<Rule>().unwrap().name(), rule.name());
        }
        for wrong in ["words", "syllables:0", "syllables:x", "regex:("] {
            assert!(wrong.parse::<Rule>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn one_rule_a_language() {
        let rules = TokenRules::read(["regex:a=b", "ko=syllables:2"]).unwrap();
        assert_eq!(rules.of(None).name(), "regex:a=b");
        assert_eq!(rules.name()["ko"], "syllables:2");
        let typed = rules.typed();
        let again = TokenRules::read(typed.iter().map(String::as_str)).unwrap();
        assert_eq!(again, rules);
        assert!(TokenRules::read(["word", "uax29"]).is_err());
        assert!(TokenRules::read(["ko=word", "ko=uax29"]).is_err());
    }
}
