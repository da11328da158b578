//! Which paragraphs belong together.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    align::Bead,
    compare::{Cut, Piece, round},
};

/// The number of the paragraph of each sentence, and how many there are.
fn numbers(pieces: &[Piece]) -> (Vec<usize>, usize) {
    let mut out = Vec::with_capacity(pieces.len());
    let (mut number, mut last) = (0, None);
    for piece in pieces {
        number += usize::from(last.is_some_and(|l| l != piece.zone));
        last = Some(piece.zone);
        out.push(number);
    }
    (out, number + usize::from(last.is_some()))
}

/// Beads of paragraphs, from those of their sentences: paragraphs belong together where at least half
/// of the sentences of one stand in beads with the other. The score is the share of their sentences that
/// stand in such beads.
pub(super) fn paragraphs(a: &Cut<'_>, b: &Cut<'_>, beads: &[Bead]) -> Vec<Bead> {
    let ((x, n), (y, m)) = (numbers(&a.body), numbers(&b.body));
    let size = |list: &[usize], number: usize| list.iter().filter(|p| **p == number).count();
    // How many sentences of both sides each pair of paragraphs shares.
    let mut pairs: BTreeMap<(usize, usize), [BTreeSet<usize>; 2]> = BTreeMap::new();
    for bead in beads {
        for i in &bead.a {
            for j in &bead.b {
                if let (Some(p), Some(q)) = (x.get(*i), y.get(*j)) {
                    let [first, second] = pairs.entry((*p, *q)).or_default();
                    first.insert(*i);
                    second.insert(*j);
                }
            }
        }
    }
    pairs.retain(|(p, q), [first, second]| {
        2 * first.len() >= size(&x, *p) || 2 * second.len() >= size(&y, *q)
    });
    // Paragraphs in a row that share partners are one bead.
    let mut owner: [Vec<Option<usize>>; 2] = [vec![None; n], vec![None; m]];
    let mut groups: Vec<[BTreeSet<usize>; 2]> = Vec::new();
    for &(p, q) in pairs.keys() {
        let [first, second] = &owner;
        let known = first
            .get(p)
            .copied()
            .flatten()
            .or(second.get(q).copied().flatten());
        let group = known.unwrap_or(groups.len());
        if known.is_none() {
            groups.push(Default::default());
        }
        let [first, second] = &mut owner;
        for (list, at) in [(first, p), (second, q)] {
            if let Some(slot) = list.get_mut(at) {
                slot.get_or_insert(group);
            }
        }
        if let Some([first, second]) = groups.get_mut(group) {
            first.insert(p);
            second.insert(q);
        }
    }
    let mut out: Vec<Bead> = Vec::new();
    for [first, second] in &groups {
        let shared: usize = pairs
            .iter()
            .filter(|((p, q), _)| first.contains(p) && second.contains(q))
            .map(|(_, [i, j])| i.len() + j.len())
            .sum();
        let all: usize = first
            .iter()
            .map(|p| size(&x, *p))
            .chain(second.iter().map(|q| size(&y, *q)))
            .sum();
        let share = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        out.push(Bead {
            a: first.iter().copied().collect(),
            b: second.iter().copied().collect(),
            score: round((share(shared) / share(all.max(1))).min(1.0)),
            is_moved: false,
        });
    }
    let [first, second] = &owner;
    let alone = |list: &[Option<usize>]| -> Vec<usize> {
        list.iter()
            .enumerate()
            .filter(|(_, o)| o.is_none())
            .map(|(at, _)| at)
            .collect()
    };
    let only = |a: Vec<usize>, b: Vec<usize>| Bead {
        a,
        b,
        score: 0.0,
        is_moved: false,
    };
    out.extend(alone(first).into_iter().map(|p| only(vec![p], Vec::new())));
    let mut added: Vec<Bead> = alone(second)
        .into_iter()
        .map(|q| only(Vec::new(), vec![q]))
        .collect();
    out.sort_by_key(|bead| bead.a.first().copied());
    out.append(&mut added);
    out
}
