//! Names that the pack knows, found over the tokens.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::{Index, Interner, Part, Runs, Vocabulary};
use crate::{
    pack::Pack,
    text::{korean::PARTICLES, lower, tokens},
};

/// Names of the pack in a corpus: for each part the stretches of tokens, the longest name at each
/// place, and what they name.
///
/// What is named is written `person:ID`, `organ:ID`, `event:ID`, `term:ID` or `outlet:ID`; a name that
/// several bear gives all, `|` between.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    values: Vocabulary,
    parts: Vec<Runs>,
}

impl Mentions {
    /// What is named, numbered.
    pub fn values(&self) -> &Vocabulary {
        &self.values
    }

    /// The names in a part.
    pub fn part(&self, part: usize) -> Option<&Runs> {
        self.parts.get(part)
    }

    /// For each document of the index the event that it names most often, the first in the order of
    /// numbers where two are named as often.
    pub(super) fn events(&self, index: &Index) -> Vec<Option<u32>> {
        let mut found = Vec::with_capacity(index.len());
        for (part, runs) in index.parts().iter().zip(&self.parts) {
            let mut counts: BTreeMap<(usize, u32), u32> = BTreeMap::new();
            for (&start, &value) in runs.starts().iter().zip(runs.values().iter()) {
                let id = self.values.form(value);
                if id.starts_with("event:") && !id.contains('|') {
                    let document = part.document_of(start as usize);
                    *counts.entry((document, value)).or_default() += 1;
                }
            }
            let mut best = vec![None; part.len()];
            for (&(document, value), &count) in &counts {
                if let Some(slot) = best.get_mut(document)
                    && slot.is_none_or(|(_, most)| count > most)
                {
                    *slot = Some((value, count));
                }
            }
            found.extend(best.into_iter().map(|b| b.map(|(value, _)| value)));
        }
        found
    }

    /// Finds the names of a pack, on all threads of the current pool.
    pub(super) fn find(index: &Index, pack: &Pack) -> Self {
        let (tree, values) = Tree::of(pack);
        let words = tree.words_of(index);
        let parts = index.parts().par_iter();
        Mentions {
            parts: parts.map(|part| tree.runs(part, &words)).collect(),
            values,
        }
    }
}

/// Names as a tree of words.
#[derive(Default)]
struct Tree {
    /// From a node, by a word, to a node; the root is 0.
    next: HashMap<(u32, u32), u32>,
    /// What the name that ends at a node names.
    ends: Vec<Option<u32>>,
    /// The words of names, as written, numbered.
    words: Interner,
}

/// All names of a pack with what they name.
fn names(pack: &Pack) -> Vec<(String, &str)> {
    let mut all: Vec<(String, &str)> = Vec::new();
    for p in pack.people() {
        all.extend(p.names().map(|name| (format!("person:{}", p.id), name)));
    }
    for o in pack.organs() {
        let others = o.hangul_variants.iter().chain(&o.english);
        let spellings = std::iter::once(&o.hangul).chain(&o.hanja).chain(others);
        all.extend(spellings.map(|name| (format!("organ:{}", o.id), name.as_str())));
    }
    for e in pack.events() {
        let spellings = std::iter::once(&e.hangul).chain(&e.aliases);
        all.extend(spellings.map(|name| (format!("event:{}", e.id), name.as_str())));
    }
    for t in pack.terms() {
        let spellings = t.hangul.iter().chain(&t.english);
        all.extend(spellings.map(|name| (format!("term:{}", t.id), name.as_str())));
    }
    for o in pack.outlets().list() {
        let spellings = o.names().chain(o.codes.iter().map(String::as_str));
        all.extend(spellings.map(|name| (format!("outlet:{}", o.id), name)));
    }
    all
}

impl Tree {
    fn of(pack: &Pack) -> (Self, Vocabulary) {
        let mut tree = Tree {
            ends: vec![None],
            ..Tree::default()
        };
        // A name that several bear names all of them.
        let mut bearers: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for (value, name) in names(pack) {
            let mut node = 0;
            for token in tokens(name).filter(|t| t.kind.is_word()) {
                let word = tree.words.intern(token.span.of(name));
                let fresh = u32::try_from(tree.ends.len()).unwrap_or(u32::MAX);
                node = *tree.next.entry((node, word)).or_insert(fresh);
                if node == fresh {
                    tree.ends.push(None);
                }
            }
            // One letter is nobody's name.
            if node == 0 || name.chars().count() < 2 {
                continue;
            }
            let list = bearers.entry(node).or_default();
            if !list.contains(&value) {
                list.push(value);
            }
        }
        let mut values = Interner::default();
        for (node, list) in bearers {
            let value = values.intern(&list.join("|"));
            if let Some(end) = tree.ends.get_mut(node as usize) {
                *end = Some(value);
            }
        }
        (tree, values.finish())
    }

    /// For each type the words of names that it may be: as written or all in capitals, and, in Korean,
    /// with a particle behind it. The flag tells whether it has one: then the name ends with it.
    fn words_of(&self, index: &Index) -> Vec<Vec<(u32, bool)>> {
        let mut of = vec![Vec::new(); index.vocabulary().len()];
        let mut add = |id: u32, word: u32, ends: bool| {
            if let Some(list) = of.get_mut(id as usize) {
                let list: &mut Vec<(u32, bool)> = list;
                list.push((word, ends));
            }
        };
        for (word, number) in self.words.vocabulary().forms().zip(0u32..) {
            let capitals = word.to_uppercase();
            for &id in index.folded(&lower(word)) {
                let form = index.form(id);
                if form == word || form == capitals {
                    add(id, number, false);
                }
            }
            if word.chars().all(|c| matches!(c, '\u{ac00}'..='\u{d7a3}')) && word.len() >= 6 {
                for &id in index.folded_prefix(word) {
                    let rest = index.form(id).get(word.len()..).unwrap_or("");
                    if PARTICLES.contains(&rest) {
                        add(id, number, true);
                    }
                }
            }
        }
        of
    }

    fn runs(&self, part: &Part, words: &[Vec<(u32, bool)>]) -> Runs {
        let (mut starts, mut ends, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for zone in part.zones() {
            let types = zone.words();
            let mut at = 0;
            while at < types.len() {
                let Some((len, value)) = self.longest(types, at, words) else {
                    at += 1;
                    continue;
                };
                starts.push(u32::try_from(zone.first() + at).unwrap_or(u32::MAX));
                ends.push(u32::try_from(zone.first() + at + len).unwrap_or(u32::MAX));
                values.push(value);
                at += len;
            }
        }
        Runs::new(starts.into(), ends.into(), values.into())
    }

    /// The longest name that starts at a token: how many tokens, and what it names.
    fn longest(
        &self,
        types: &[u32],
        start: usize,
        words: &[Vec<(u32, bool)>],
    ) -> Option<(usize, u32)> {
        let mut found = None;
        // Nodes that may be reached: nearly always one.
        let mut nodes = vec![0];
        for (at, &id) in types.iter().enumerate().skip(start) {
            let may = words.get(id as usize).map_or(&[][..], Vec::as_slice);
            let mut reached = Vec::new();
            for &node in &nodes {
                for &(word, last) in may {
                    let Some(&next) = self.next.get(&(node, word)) else {
                        continue;
                    };
                    if let Some(value) = self.ends.get(next as usize).copied().flatten() {
                        found = Some((at + 1 - start, value));
                    }
                    if !last {
                        reached.push(next);
                    }
                }
            }
            if reached.is_empty() {
                break;
            }
            nodes = reached;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{Corpus, ReadOptions};

    fn named(text: &str) -> Vec<(String, String)> {
        let corpus =
            Corpus::from_text(text, &ReadOptions::default()).with_pack(Arc::new(Pack::dprk()));
        let mentions = corpus.mentions();
        let mut found = Vec::new();
        for (at, part) in corpus.index().parts().iter().enumerate() {
            let runs = mentions.part(at).unwrap();
            for zone in part.zones() {
                for (range, value) in zone.mentions(runs) {
                    let words = zone.words()[range].iter();
                    let words: Vec<&str> = words.map(|&w| corpus.index().form(w)).collect();
                    found.push((words.join(" "), mentions.values().form(value).to_owned()));
                }
            }
        }
        found
    }

    #[test]
    fn the_longest_name_with_its_particle() {
        let found = named(
            "The speech of Kim Jong Un and the kim jong un of nobody were heard in the hall.",
        );
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, "Kim Jong Un");
        assert!(found[0].1.starts_with("person:"));
        let found = named("김정은은 연설에서 자력갱생을 말하였다고 신문은 전하였다.");
        let words: Vec<&str> = found.iter().map(|f| f.0.as_str()).collect();
        assert!(
            words.contains(&"김정은은") && words.contains(&"자력갱생을"),
            "{found:?}"
        );
    }

    #[test]
    fn a_pack_without_names_names_nothing() {
        let corpus = Corpus::from_text("Kim Jong Un spoke to the people.", &ReadOptions::default())
            .with_pack(Arc::new(Pack::none()));
        assert!(corpus.mentions().values().is_empty());
        assert!(corpus.mentions().part(0).unwrap().starts().is_empty());
    }
}
