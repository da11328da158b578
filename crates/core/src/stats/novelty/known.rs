//! How much of each place of one text is known from another.

use std::sync::atomic::{AtomicBool, Ordering};

use hashbrown::HashMap;
use rayon::prelude::*;

use super::texts::Texts;
use crate::stats::NO_TERM;

const NONE: u32 = u32::MAX;

/// A tree of all runs of terms up to a length: each node is a run, its children are the runs with one
/// more term.
struct Tree {
    /// By term.
    roots: Vec<u32>,
    children: HashMap<(u32, u32), u32>,
    len: u32,
}

impl Tree {
    fn new(texts: &Texts, longest: usize, terms: usize) -> Self {
        let mut tree = Tree {
            roots: vec![NONE; terms],
            children: HashMap::new(),
            len: 0,
        };
        for start in 0..texts.terms.len() {
            let Some(root) = tree.roots.get_mut(texts.at(start) as usize) else {
                continue;
            };
            if *root == NONE {
                *root = tree.len;
                tree.len += 1;
            }
            let mut node = *root;
            for place in start + 1..start + longest {
                let term = texts.at(place);
                if term == NO_TERM {
                    break;
                }
                let next = *tree.children.entry((node, term)).or_insert(tree.len);
                tree.len += u32::from(next == tree.len);
                node = next;
            }
        }
        tree
    }

    /// Follows a text from a place, as long as `go` agrees with the node; gives how many terms.
    fn follow(&self, texts: &Texts, start: usize, longest: usize, go: impl Fn(u32) -> bool) -> u8 {
        let root = self.roots.get(texts.at(start) as usize).copied();
        let Some(mut node) = root.filter(|&n| n != NONE && go(n)) else {
            return 0;
        };
        let mut depth = 1;
        for place in start + 1..start + longest {
            match self.children.get(&(node, texts.at(place))) {
                Some(&next) if go(next) => node = next,
                _ => break,
            }
            depth += 1;
        }
        depth
    }
}

/// For each place of `texts` the length of the longest run of terms from there, up to `longest`, that
/// occurs in `reference` too.
///
/// The tree is made of the smaller of the two; the other only walks in it. Time is linear in both for
/// a given `longest`; memory is linear in the smaller.
pub(super) fn known(texts: &Texts, reference: &Texts, longest: usize, terms: usize) -> Vec<u8> {
    let places = (0..texts.terms.len()).into_par_iter().with_min_len(4096);
    if reference.terms.len() <= texts.terms.len() {
        let tree = Tree::new(reference, longest, terms);
        return places
            .map(|place| tree.follow(texts, place, longest, |_| true))
            .collect();
    }
    let tree = Tree::new(texts, longest, terms);
    let seen: Vec<AtomicBool> = (0..tree.len).map(|_| AtomicBool::new(false)).collect();
    let mark = |node: u32| {
        if let Some(seen) = seen.get(node as usize)
            && !seen.load(Ordering::Relaxed)
        {
            seen.store(true, Ordering::Relaxed);
        }
        true
    };
    (0..reference.terms.len())
        .into_par_iter()
        .with_min_len(4096)
        .for_each(|place| {
            tree.follow(reference, place, longest, mark);
        });
    let is_seen = |node: u32| {
        seen.get(node as usize)
            .is_some_and(|s| s.load(Ordering::Relaxed))
    };
    places
        .map(|place| tree.follow(texts, place, longest, is_seen))
        .collect()
}
