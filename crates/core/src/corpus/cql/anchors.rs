//! What every match of a pattern must hold.

use std::sync::Arc;

use super::{
    ast::{Node, Parsed, follow},
    set::TypeSet,
    test::Test,
};

/// A token that every match, or the zone around it, holds.
#[derive(Clone, Debug)]
pub(super) struct Element {
    pub(super) types: Arc<TypeSet>,
    /// The least distance from the start of the match.
    pub(super) min: usize,
    /// The greatest; nothing if there is none.
    pub(super) max: Option<usize>,
}

/// No more are kept, the most telling ones.
const MAX_ELEMENTS: usize = 16;
/// No more are looked at, since each union of alternatives is a set of its own.
const MAX_COLLECTED: usize = 64;

type Length = (usize, Option<usize>);

struct Collector {
    /// The types of each test, where it bounds them, and how many they are.
    bounds: Vec<Option<(Arc<TypeSet>, usize)>>,
    made: usize,
}

/// The elements of a query whose matches have at most `max_len` tokens, those of the fewest types first.
pub(super) fn elements(
    parsed: &Parsed,
    max_len: Option<usize>,
    tests: &[Test],
    size: usize,
) -> Vec<Element> {
    let bound = |test: &Test| {
        test.types(size).map(|set| {
            let len = set.len();
            (Arc::new(set), len)
        })
    };
    let mut collector = Collector {
        bounds: tests.iter().map(bound).collect(),
        made: 0,
    };
    let mut found = Vec::new();
    collector.collect(&parsed.pattern, (0, Some(0)), &mut found);
    for node in &parsed.filters.containing {
        let mut inside = Vec::new();
        collector.collect(node, (0, Some(0)), &mut inside);
        found.extend(inside.into_iter().map(|(e, len)| {
            let max = max_len.map(|len| len.saturating_sub(1));
            (Element { max, ..e }, len)
        }));
    }
    let filters = &parsed.filters;
    for node in filters.sentence_holds.iter().chain(&filters.zone_holds) {
        let mut around = Vec::new();
        collector.collect(node, (0, Some(0)), &mut around);
        let anywhere = |(e, len)| {
            (
                Element {
                    min: 0,
                    max: None,
                    ..e
                },
                len,
            )
        };
        found.extend(around.into_iter().map(anywhere));
    }
    found.sort_by_key(|(_, len)| *len);
    found.truncate(MAX_ELEMENTS);
    found.into_iter().map(|(element, _)| element).collect()
}

impl Collector {
    fn collect(&mut self, node: &Node, before: Length, out: &mut Vec<(Element, usize)>) {
        if out.len() >= MAX_COLLECTED {
            return;
        }
        match node {
            Node::Token { condition, .. } => {
                if let Some(Some((types, len))) = self.bounds.get(*condition as usize) {
                    let element = Element {
                        types: Arc::clone(types),
                        min: before.0,
                        max: before.1,
                    };
                    out.push((element, *len));
                }
            }
            Node::Place(_) => {}
            Node::Sequence(nodes) => {
                let mut before = before;
                for node in nodes {
                    self.collect(node, before, out);
                    before = follow(before, node.length());
                }
            }
            Node::Repeat { node, min, .. } => {
                // The first round is the one whose distance is known best.
                if *min > 0 {
                    self.collect(node, before, out);
                }
            }
            Node::Either(nodes) => out.extend(self.one_of(nodes, before)),
        }
    }

    /// The union over alternatives, if each has an element: of each the one of the fewest types.
    fn one_of(&mut self, nodes: &[Node], before: Length) -> Option<(Element, usize)> {
        let mut union: Option<Element> = None;
        for node in nodes {
            if self.made >= MAX_COLLECTED {
                return None;
            }
            let mut inside = Vec::new();
            self.collect(node, before, &mut inside);
            let (best, _) = inside.into_iter().min_by_key(|(_, len)| *len)?;
            union = Some(match union {
                None => best,
                Some(known) => {
                    let mut types = Arc::unwrap_or_clone(known.types);
                    types.add(&best.types);
                    Element {
                        types: Arc::new(types),
                        min: known.min.min(best.min),
                        max: known.max.zip(best.max).map(|(a, b)| a.max(b)),
                    }
                }
            });
        }
        self.made += 1;
        union.map(|element| {
            let len = element.types.len();
            (element, len)
        })
    }
}
