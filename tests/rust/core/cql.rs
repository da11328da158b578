//! The reference text of the query language is true: each of its queries is run on its own sample.

use std::{collections::BTreeMap, fs};

use variorum::{
    corpus::cql::{HELP, Query, Tokens, Vocabulary},
    layout::ZoneKind,
    text,
};

#[derive(Default)]
struct Words {
    ids: BTreeMap<String, u32>,
    forms: Vec<String>,
    mentions: Vec<String>,
}

impl Vocabulary for Words {
    fn len(&self) -> usize {
        self.forms.len()
    }

    fn form(&self, id: u32) -> &str {
        &self.forms[id as usize]
    }

    fn mentions(&self) -> usize {
        self.mentions.len()
    }

    fn mention(&self, id: u32) -> &str {
        &self.mentions[id as usize]
    }
}

struct Token {
    word: u32,
    starts: bool,
    quoted: bool,
    mention: Option<u32>,
}

struct Zone {
    kind: ZoneKind,
    tokens: Vec<Token>,
}

impl Tokens for Zone {
    fn kind(&self) -> ZoneKind {
        self.kind
    }

    fn len(&self) -> usize {
        self.tokens.len()
    }

    fn word(&self, at: usize) -> u32 {
        self.tokens[at].word
    }

    fn sentence_starts(&self, at: usize) -> bool {
        self.tokens[at].starts
    }

    fn quoted(&self, at: usize) -> bool {
        self.tokens[at].quoted
    }

    fn mention(&self, at: usize) -> Option<u32> {
        self.tokens[at].mention
    }
}

impl Words {
    /// Reads `kind: text`, with `{id name}` for a mention.
    fn zone(&mut self, line: &str) -> Zone {
        let (kind, marked) = line.split_once(": ").unwrap();
        let kind = ZoneKind::ALL
            .into_iter()
            .find(|k| k.name() == kind)
            .unwrap();
        let mut plain = String::new();
        let mut named = Vec::new();
        let mut rest = marked;
        while let Some((before, after)) = rest.split_once('{') {
            let (mention, after) = after.split_once('}').unwrap();
            let (id, name) = mention.split_once(' ').unwrap();
            plain.push_str(before);
            named.push((plain.len()..plain.len() + name.len(), id.to_owned()));
            plain.push_str(name);
            rest = after;
        }
        plain.push_str(rest);
        let sentences = text::sentences(&plain, Some("en"));
        let mut tokens: Vec<Token> = Vec::new();
        let mut last = None;
        for token in text::tokens(&plain).filter(|t| t.kind.is_word()) {
            let form = token.span.of(&plain);
            let next = u32::try_from(self.forms.len()).unwrap();
            let word = *self.ids.entry(form.to_owned()).or_insert_with(|| {
                self.forms.push(form.to_owned());
                next
            });
            let at = token.span.start;
            let sentence = sentences.iter().position(|s| s.range().contains(&at));
            let before = &plain[..at];
            let mention = named.iter().find(|(range, _)| range.contains(&at));
            tokens.push(Token {
                word,
                starts: sentence != last,
                quoted: before.matches('“').count() > before.matches('”').count(),
                mention: mention.map(|(_, id)| {
                    let known = self.mentions.iter().position(|m| m == id);
                    let number = known.unwrap_or_else(|| {
                        self.mentions.push(id.clone());
                        self.mentions.len() - 1
                    });
                    u32::try_from(number).unwrap()
                }),
            });
            last = sentence;
        }
        Zone { kind, tokens }
    }
}

/// The fenced blocks of a kind.
fn blocks<'d>(document: &'d str, kind: &str) -> Vec<&'d str> {
    let fence = format!("```{kind}\n");
    document
        .split(&fence)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().trim_end())
        .collect()
}

#[test]
fn reference_examples() {
    let document = fs::read_to_string(super::repository().join("docs/cql.md")).unwrap();
    let mut words = Words::default();
    let sample = blocks(&document, "text")[0];
    let zones: Vec<_> = sample.lines().map(|line| words.zone(line)).collect();
    let examples = blocks(&document, "cql");
    assert!(examples.len() > 20, "{} examples", examples.len());
    for example in examples {
        let (found, query): (Vec<&str>, Vec<&str>) =
            example.lines().partition(|line| line.starts_with("=>"));
        let query = query.join("\n");
        assert!(Query::is_cql(&query), "{query}");
        let expected: Vec<_> = found.iter().map(|l| l["=>".len()..].trim()).collect();
        let prepared = Query::parse(&query).unwrap().prepare(&words).unwrap();
        let mut matches = Vec::new();
        for zone in &zones {
            prepared.find(zone, &mut |range| {
                let forms = zone.tokens[range].iter();
                let forms: Vec<_> = forms.map(|t| words.form(t.word)).collect();
                matches.push(forms.join(" "));
            });
        }
        assert_eq!(matches, expected, "{query}");
    }
}

#[test]
fn reference_says_what_errors_say() {
    let document = fs::read_to_string(super::repository().join("docs/cql.md")).unwrap();
    let error = Query::parse(r#"[lemma="go"]"#).unwrap_err();
    assert!(document.contains(&format!("    {error}\n")), "{error}");
    for kind in ZoneKind::ALL {
        assert!(
            document.contains(&format!("`{}`", kind.name())),
            "{}",
            kind.name()
        );
    }
}

#[test]
fn help_is_true() {
    let patterns: Vec<_> = HELP
        .lines()
        .filter(|l| l.starts_with("  ") && !l.starts_with("   "))
        .filter_map(|l| l[2..].split("  ").next())
        .filter(|p| Query::is_cql(p))
        .collect();
    assert!(patterns.len() >= 8, "{patterns:?}");
    for pattern in patterns {
        // A filter is shown without the pattern before it, tags without a token.
        let query = match pattern.strip_prefix("...") {
            Some(filter) => format!("[]{filter}"),
            None => format!("{pattern} []"),
        };
        let query = if pattern.contains("::") {
            pattern
        } else {
            &query
        };
        assert!(Query::parse(query).is_ok(), "{query}");
    }
    for line in HELP.lines() {
        assert!(line.chars().count() <= 120, "{line}");
    }
}
