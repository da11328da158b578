//! Small zones written by hand.

use std::ops::Range;

use super::super::{Needs, Prepared, Query, Tokens, Vocabulary};
use crate::layout::ZoneKind;

/// The forms of a sample.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) forms: Vec<String>,
    pub(super) mentions: Vec<String>,
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

/// A zone. A layer that is asked for without need is a failure.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    pub(super) kind: ZoneKind,
    pub(super) ids: Vec<u32>,
    pub(super) starts: Vec<bool>,
    pub(super) quoted: Vec<bool>,
    pub(super) mentions: Vec<Option<u32>>,
    pub(super) allowed: Needs,
}

impl Tokens for Zone {
    fn kind(&self) -> ZoneKind {
        self.kind
    }

    fn len(&self) -> usize {
        self.ids.len()
    }

    fn word(&self, at: usize) -> u32 {
        self.ids[at]
    }

    fn sentence_starts(&self, at: usize) -> bool {
        assert!(self.allowed.sentences, "sentences are not needed");
        self.starts[at]
    }

    fn quoted(&self, at: usize) -> bool {
        assert!(self.allowed.voice, "voices are not needed");
        self.quoted[at]
    }

    fn mention(&self, at: usize) -> Option<u32> {
        assert!(self.allowed.mentions, "mentions are not needed");
        self.mentions[at]
    }
}

fn number(list: &mut Vec<String>, text: &str) -> u32 {
    let known = list.iter().position(|t| t == text);
    let at = known.unwrap_or_else(|| {
        list.push(text.to_owned());
        list.len() - 1
    });
    at as u32
}

impl Words {
    /// Reads a zone: words between spaces, `/` before a new sentence, `«` and `»` around what is quoted,
    /// `word@value` for a word that a name covers.
    pub(super) fn zone(&mut self, kind: ZoneKind, text: &str) -> Zone {
        let mut zone = Zone {
            kind,
            ids: Vec::new(),
            starts: Vec::new(),
            quoted: Vec::new(),
            mentions: Vec::new(),
            allowed: Needs::default(),
        };
        let (mut starts, mut quoted) = (false, false);
        for part in text.split_whitespace() {
            match part {
                "/" => starts = true,
                "«" => quoted = true,
                "»" => quoted = false,
                word => {
                    let (form, mention) = match word.split_once('@') {
                        Some((form, mention)) => (form, Some(mention)),
                        None => (word, None),
                    };
                    zone.ids.push(number(&mut self.forms, form));
                    zone.starts.push(std::mem::take(&mut starts));
                    zone.quoted.push(quoted);
                    let mention = mention.map(|m| number(&mut self.mentions, m));
                    zone.mentions.push(mention);
                }
            }
        }
        zone
    }
}

/// All matches; checks that looking at each start alone gives the same.
pub(super) fn all(prepared: &Prepared, zone: &Zone) -> Vec<Range<usize>> {
    let mut zone = zone.clone();
    zone.allowed = prepared.needs();
    let mut found = Vec::new();
    prepared.find(&zone, &mut |range| found.push(range));
    let single: Vec<_> = (0..zone.ids.len() + 2)
        .filter_map(|at| prepared.find_at(&zone, at))
        .collect();
    assert_eq!(found, single, "find and find_at");
    found
}

/// The matches of a query in one paragraph, as `start..end`.
pub(super) fn matches(query: &str, text: &str) -> Vec<Range<usize>> {
    matches_in(ZoneKind::Paragraph, query, text)
}

pub(super) fn matches_in(kind: ZoneKind, query: &str, text: &str) -> Vec<Range<usize>> {
    let mut words = Words::default();
    let zone = words.zone(kind, text);
    let query = if Query::is_cql(query) || query.starts_with('\'') {
        Query::parse(query)
    } else {
        Query::words(&query.split_whitespace().collect::<Vec<_>>())
    };
    let prepared = query.unwrap().prepare(&words).unwrap();
    all(&prepared, &zone)
}
