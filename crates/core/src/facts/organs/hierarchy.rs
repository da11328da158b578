//! The hierarchy that documents describe: which organ stands under which, and where that is said.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Organ;
use crate::{Document, text::Span};

/// One place where a document says under which organ another stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The address of the document.
    pub document: String,
    /// Where the organ is named, in bytes of the capture.
    pub span: Span,
    /// The words.
    pub text: String,
    /// The organ over it: its id, else its words.
    pub parent: String,
}

/// An organ with what documents say stands over it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    /// The pack's id.
    pub id: Option<String>,
    /// Its name: the pack's, else the first one met.
    pub name: String,
    /// The pack's level.
    pub level: Option<u8>,
    /// The organ over it that most statements name; of equal ones the first by name.
    pub parent: Option<String>,
    /// How often it is named.
    pub mentions: usize,
    /// Every statement of an organ over it, in the order of the documents.
    pub statements: Vec<Statement>,
    /// The organs that statements put over it, where they differ, with how many say so.
    pub differ: Vec<(String, usize)>,
}

/// The hierarchy that documents describe: one node an organ, those of the pack by level and id, then
/// the others by name.
///
/// Of an organ of the pack the pack's parent is a statement of each mention; of another, what its own
/// words say (`Legislation Committee of the Assembly`).
///
/// ```
/// use variorum::{Corpus, ReadOptions, facts::{Extractor, Kind, organs::hierarchy}, pack::Pack};
/// let text = "Rules Change\n\nTARSK (VPS) -- The Council of Elders of the Vendrian Red Union met on Friday.\n";
/// let corpus = Corpus::from_text(text, &ReadOptions::default());
/// let document = &corpus.documents()[0];
/// let facts = Extractor::new(&Pack::none()).facts(document, &[Kind::Organs]);
/// let nodes = hierarchy(&[(document, &facts.organs)]);
/// assert_eq!(nodes[0].parent.as_deref(), Some("Vendrian Red Union"));
/// ```
pub fn hierarchy(documents: &[(&Document, &[Organ])]) -> Vec<Node> {
    let mut nodes: BTreeMap<Key, Node> = BTreeMap::new();
    for (document, organs) in documents {
        let address = document.address();
        for organ in *organs {
            let node = nodes.entry(key(organ)).or_insert_with(|| Node {
                id: organ.id.clone(),
                name: organ.name.clone(),
                level: organ.level,
                parent: None,
                mentions: 0,
                statements: Vec::new(),
                differ: Vec::new(),
            });
            node.mentions += 1;
            node.statements
                .extend(organ.parent.clone().map(|parent| Statement {
                    document: address.clone(),
                    span: organ.place.hull(),
                    text: organ.text.clone(),
                    parent,
                }));
        }
    }
    let mut nodes: Vec<Node> = nodes.into_values().collect();
    nodes.iter_mut().for_each(decide);
    nodes
}

/// Organs of the pack come first, by level and id; others by their folded name.
type Key = (bool, Option<u8>, String);

fn key(organ: &Organ) -> Key {
    match &organ.id {
        Some(id) => (false, organ.level, id.clone()),
        None => {
            let words = organ.name.split_whitespace().map(str::to_lowercase);
            (true, None, words.collect::<Vec<_>>().join(" "))
        }
    }
}

/// The parent that most statements name.
fn decide(node: &mut Node) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for statement in &node.statements {
        *counts.entry(&statement.parent).or_default() += 1;
    }
    // Of equal counts the first by name: later ones must have more.
    let best = counts.iter().fold(
        None,
        |best: Option<(&str, usize)>, (parent, count)| match best {
            Some((_, most)) if most >= *count => best,
            _ => Some((parent, *count)),
        },
    );
    let parent = best.map(|(parent, _)| parent.to_owned());
    if counts.len() > 1 {
        node.differ = counts.iter().map(|(p, n)| ((*p).to_owned(), *n)).collect();
    }
    node.parent = parent;
}
