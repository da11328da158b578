//! Outlets by name, by code and by domain.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Outlet;
use crate::text::Span;

/// The outlets of a pack, indexed.
#[derive(Debug, Default)]
pub struct Outlets {
    list: Vec<Outlet>,
    /// Folded name to place in the list; the first outlet of a name keeps it.
    names: BTreeMap<String, usize>,
    codes: BTreeMap<String, usize>,
    domains: BTreeMap<String, usize>,
    matcher: Option<AhoCorasick>,
    /// The outlet of each pattern of the matcher, and whether letter case counts.
    patterns: Vec<(usize, String, bool)>,
}

impl Outlets {
    /// Indexes a list.
    pub fn new(list: Vec<Outlet>) -> Self {
        let mut out = Outlets::default();
        for (at, outlet) in list.iter().enumerate() {
            for name in outlet.names() {
                let folded = fold(name);
                if !folded.is_empty() {
                    out.names.entry(folded).or_insert(at);
                    // Short names in capitals (`NHK`, `RT`) are read as codes are.
                    let exact = name.chars().count() <= 4
                        || !name.contains(char::is_lowercase) && name.is_ascii();
                    out.patterns.push((at, name.to_owned(), exact));
                }
            }
            for code in &outlet.codes {
                out.codes.entry(code.clone()).or_insert(at);
                out.patterns.push((at, code.clone(), true));
            }
            for domain in &outlet.domains {
                out.domains.entry(domain.to_lowercase()).or_insert(at);
            }
        }
        out.matcher = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(out.patterns.iter().map(|(_, name, _)| name))
            .ok();
        out.list = list;
        out
    }

    /// All of them, in the order of the file.
    pub fn list(&self) -> &[Outlet] {
        &self.list
    }

    /// The outlet of an id.
    pub fn by_id(&self, id: &str) -> Option<&Outlet> {
        self.list.iter().find(|o| o.id == id)
    }

    /// The outlet of a name or code.
    pub fn by_name(&self, name: &str) -> Option<&Outlet> {
        let name = name.trim();
        let at = self
            .codes
            .get(name)
            .or_else(|| self.names.get(&fold(name)))?;
        self.list.get(*at)
    }

    /// The outlet of an address or host: the longest domain that the host is or ends with.
    pub fn by_domain(&self, url: &str) -> Option<&Outlet> {
        let host = host(url)?.to_lowercase();
        let mut rest = host.as_str();
        loop {
            if let Some(at) = self.domains.get(rest) {
                return self.list.get(*at);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// Every outlet named in a text, in order: names in any letter case, codes and short names as they
    /// are written, all as words of their own.
    pub fn find<'a>(&'a self, text: &str) -> Vec<(Span, &'a Outlet)> {
        let Some(matcher) = &self.matcher else {
            return Vec::new();
        };
        let mut out = Vec::new();
        for found in matcher.find_iter(text) {
            let span = Span::new(found.start(), found.end());
            let Some((at, name, exact)) = self.patterns.get(found.pattern().as_usize()) else {
                continue;
            };
            let words = span.of(text);
            // Another pattern may differ in letter case only.
            let case = !exact || words == name;
            let latin = |c: char| c.is_alphanumeric() && !is_hangul(c);
            let first = words.chars().next().is_some_and(latin);
            let last = words.chars().next_back().is_some_and(latin);
            let before = text.get(..span.start).and_then(|t| t.chars().next_back());
            let after = text.get(span.end..).and_then(|t| t.chars().next());
            let glued = first && before.is_some_and(latin) || last && after.is_some_and(latin);
            let free = !glued;
            if case
                && free
                && let Some(outlet) = self.list.get(*at)
            {
                out.push((span, outlet));
            }
        }
        out
    }
}

/// Letters and figures only, small, without a leading `the`.
fn fold(name: &str) -> String {
    let name = name.trim();
    let name = match name.get(..4) {
        Some(the) if the.eq_ignore_ascii_case("the ") => name.get(4..).unwrap_or(name),
        _ => name,
    };
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The host of an address; a bare host is taken as it is.
fn host(url: &str) -> Option<&str> {
    let rest = url.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, r)| r);
    let rest = rest.trim_start_matches("//");
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, h)| h);
    let host = host.split_once(':').map_or(host, |(h, _)| h);
    let host = host.trim_end_matches('.');
    (host.contains('.') && !host.contains(char::is_whitespace)).then_some(host)
}

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}
