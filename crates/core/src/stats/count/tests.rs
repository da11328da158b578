//! Every count is compared with a plain one.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::stats::measures::{contingency::Contingency, lambda::Pattern, ngrams::skip_grams};

/// A text of few types: documents of runs.
type Text = Vec<Vec<Vec<u32>>>;

const TYPES: usize = 6;

fn texts() -> impl Strategy<Value = Text> {
    let id = prop_oneof![9 => 0u32..TYPES as u32, 3 => 0u32..2, 1 => Just(HOLE), 1 => Just(TYPES as u32)];
    let run = prop_oneof![
        proptest::collection::vec(id.clone(), 0..12),
        proptest::collection::vec(id, 60..150)
    ];
    proptest::collection::vec(proptest::collection::vec(run, 0..4), 0..12)
}

/// The columns of a text.
fn columns(text: &Text) -> (Vec<u32>, Vec<usize>, Vec<u32>) {
    let (mut ids, mut ends, mut documents) = (Vec::new(), Vec::new(), Vec::new());
    for (document, run) in (0..)
        .zip(text)
        .flat_map(|(d, runs)| runs.iter().map(move |r| (d, r)))
    {
        ids.extend(run);
        ends.push(ids.len());
        documents.push(document);
    }
    (ids, ends, documents)
}

/// Count and documents of each sequence.
type Found = BTreeMap<(usize, Vec<u32>), BTreeMap<u32, u64>>;

fn plain(text: &Text, options: &CountOptions) -> Found {
    let mut found = Found::new();
    for (document, run) in (0..)
        .zip(text)
        .flat_map(|(d, runs)| runs.iter().map(move |r| (d, r)))
    {
        for n in options.min_n..=options.max_n {
            let skips = if n == 1 { 0 } else { options.skips };
            skip_grams(run, n, skips, |gram| {
                if gram.iter().all(|&id| id < TYPES as u32) {
                    let cells = found.entry((n, gram.to_vec())).or_default();
                    *cells.entry(document).or_insert(0) += 1;
                }
            });
        }
    }
    found.retain(|_, cells| {
        cells.values().sum::<u64>() >= options.min_count
            && cells.len() as u64 >= options.min_documents
    });
    found
}

fn in_pool<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    pool.build().unwrap().install(work)
}

prop_compose! {
    fn options()(
        min_n in 1usize..4, more in 0usize..4, skips in prop_oneof![Just(0), 1usize..3],
        min_count in 0u64..5, min_documents in 0u64..4, memory in prop_oneof![Just(0), Just(500), Just(1 << 20)],
    ) -> CountOptions {
        CountOptions {
            min_n,
            max_n: min_n + if skips > 0 { more.min(1) } else { more },
            skips, min_count, min_documents, memory,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn ngrams_equal_a_plain_count(text in texts(), options in options(), threads in 1usize..4) {
        let (ids, ends, documents) = columns(&text);
        let runs = Slices::new(TYPES, &ids, &ends, &documents).unwrap();
        let found = in_pool(threads, || ngrams(&runs, &options)).unwrap();
        let rows: Vec<_> = found.rows().map(|(k, c, d)| ((k.len(), k.to_vec()), c, d as usize)).collect();
        let expected: Vec<_> = plain(&text, &options)
            .into_iter()
            .map(|(key, cells)| (key, cells.values().sum::<u64>(), cells.len()))
            .collect();
        prop_assert_eq!(rows, expected);
        for level in &found.levels {
            for row in 0..level.len() {
                prop_assert_eq!(level.find(level.key(row)), Some(row));
            }
        }
    }

    #[test]
    fn matrix_equals_a_plain_count(text in texts(), options in options(), threads in 1usize..4) {
        let (ids, ends, documents) = columns(&text);
        let runs = Slices::new(TYPES, &ids, &ends, &documents).unwrap();
        let matrix = in_pool(threads, || document_ngrams(&runs, text.len(), &options)).unwrap();
        let expected = plain(&text, &options);
        prop_assert_eq!(matrix.width(), expected.len());
        prop_assert_eq!(&matrix.grams, &ngrams(&runs, &options).unwrap());
        let keys: Vec<_> = matrix.grams.rows().map(|(k, ..)| (k.len(), k.to_vec())).collect();
        let mut found = Found::new();
        for document in 0..text.len() {
            let row: Vec<_> = matrix.row(document).collect();
            prop_assert!(row.is_sorted_by(|a, b| a.0 < b.0));
            for (column, count) in row {
                let cells = found.entry(keys[column as usize].clone()).or_default();
                cells.insert(document as u32, u64::from(count));
            }
        }
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn pairs_equal_a_plain_count(
        text in texts(), left in 0usize..4, right in 0usize..4, run in proptest::bool::weighted(0.3),
        nodes in proptest::option::of(Just(vec![1, 4, 99])), once: bool,
        min_count in 0u64..5, min_documents in 0u64..3, memory in prop_oneof![Just(0), Just(1000), Just(1 << 20)],
    ) {
        let right = if once && !run { left } else { right };
        prop_assume!(run || left + right > 0);
        let within = if run { Within::Run } else { Within::Window { left, right } };
        let options = PairOptions { within, nodes, once, min_count, min_documents, memory };
        let mut joint: BTreeMap<(u32, u32), BTreeMap<u32, u64>> = BTreeMap::new();
        let (mut node_sums, mut collocate_sums, mut total) = (vec![0; TYPES], vec![0; TYPES], 0);
        for (document, run) in (0..).zip(&text).flat_map(|(d, runs)| runs.iter().map(move |r| (d, r))) {
            let mut words: Vec<u32> = run.clone();
            if within == Within::Run {
                words.retain(|&id| id < TYPES as u32);
                words.sort_unstable();
                words.dedup();
                for &id in &words {
 node_sums[id as usize] += 1;
}
                total += u64::from(!words.is_empty());
            }
            for (i, &node) in words.iter().enumerate() {
                for (j, &collocate) in words.iter().enumerate() {
                    let near = match within {
                        Within::Run => true,
                        Within::Window { left, right } => j + left >= i && j <= i + right,
                    };
                    if !near || i == j || node.max(collocate) >= TYPES as u32 {
                        continue;
                    }
                    *joint.entry((node, collocate)).or_default().entry(document).or_insert(0) += 1;
                    if within != Within::Run {
                        node_sums[node as usize] += 1;
                        collocate_sums[collocate as usize] += 1;
                        total += 1;
                    }
                }
            }
        }
        if within == Within::Run {
            collocate_sums.clone_from(&node_sums);
        }
        let (ids, ends, documents) = columns(&text);
        let runs = Slices::new(TYPES, &ids, &ends, &documents).unwrap();
        let found = pairs(&runs, &options).unwrap();
        prop_assert_eq!(found.total, total);
        prop_assert_eq!(&found.nodes, &node_sums);
        prop_assert_eq!(&found.collocates, &collocate_sums);
        let expected: Vec<_> = joint
            .into_iter()
            .map(|((a, b), cells)| ([a, b], cells.values().sum::<u64>(), cells.len() as u32))
            .filter(|(key, count, documents)| {
                *count >= min_count
                    && u64::from(*documents) >= min_documents
                    && options.nodes.as_ref().is_none_or(|n| n.contains(&key[0]))
                    && (!once || key[0] <= key[1])
            })
            .collect();
        let rows: Vec<_> = found.pairs.rows().map(|(k, c, d)| ([k[0], k[1]], c, d)).collect();
        prop_assert_eq!(&rows, &expected);
        for ([a, b], joint, _) in rows {
            let (a, b) = (found.nodes[a as usize], found.collocates[b as usize]);
            prop_assert!(Contingency::from_margins(joint, a, b, total).is_ok());
        }
    }

    #[test]
    fn slots_are_the_margins_of_a_pattern(text in texts(), first in 0u32..6, second in 0u32..6) {
        let (mut ids, mut ends, documents) = columns(&text);
        for id in &mut ids {
 *id = (*id).min(TYPES as u32 - 1);
}
        ends.truncate(documents.len());
        let runs = Slices::new(TYPES, &ids, &ends, &documents).unwrap();
        let margins = slots(&runs, 2).unwrap();
        let joint = ngrams(&runs, &CountOptions { min_n: 2, ..CountOptions::default() }).unwrap();
        let joint = joint.levels[0].find(&[first, second]).map_or(0, |row| joint.levels[0].counts[row]);
        let mut start = 0;
        let segments: Vec<&[u32]> = ends
            .iter()
            .map(|&end| &ids[std::mem::replace(&mut start, end)..end])
            .collect();
        let total = margins[0].iter().sum::<u64>();
        let (a, b) = (margins[0][first as usize], margins[1][second as usize]);
        prop_assert_eq!(
            Pattern::count(&segments, &[first, second]).unwrap(),
            Pattern::from_margins(&[total, a, b, joint]).unwrap()
        );
    }
}

#[test]
fn impossible_options() {
    let runs = Slices::new(1, &[0], &[1], &[3]).unwrap();
    for (min_n, max_n) in [(0, 1), (3, 2), (2, 9)] {
        let options = CountOptions {
            min_n,
            max_n,
            ..CountOptions::default()
        };
        assert!(
            ngrams(&runs, &options)
                .unwrap_err()
                .to_string()
                .contains("1 ≤ min")
        );
        assert!(document_ngrams(&runs, 9, &options).is_err());
    }
    assert!(slots(&runs, 0).is_err() && slots(&runs, 9).is_err());
    let error = document_ngrams(&runs, 3, &CountOptions::default()).unwrap_err();
    assert!(error.to_string().contains("document 3"));
    assert!(document_ngrams(&runs, 4, &CountOptions::default()).is_ok());
    let options = PairOptions {
        within: Within::Window { left: 0, right: 0 },
        ..PairOptions::default()
    };
    assert!(pairs(&runs, &options).is_err());
    let options = PairOptions {
        within: Within::Window { left: 0, right: 1 },
        once: true,
        ..PairOptions::default()
    };
    let error = pairs(&runs, &options).unwrap_err();
    assert!(error.to_string().contains("both sides"));
    assert!(Slices::new(1, &[0], &[2], &[0]).is_err());
    assert!(Slices::new(1, &[0, 0], &[1, 2], &[0]).is_err());
    assert!(Slices::new(1, &[0, 0], &[1, 2], &[1, 0]).is_err());
}
