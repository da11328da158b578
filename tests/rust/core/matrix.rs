//! The document–feature matrix, against counts made one by one.

use std::collections::BTreeMap;

use proptest::prelude::*;
use variorum::{
    Corpus, ReadOptions,
    capture::{Capture, MediaType},
    stats::{
        Case, Cut, Matrix, MatrixOptions, NO_TERM, View, matrix,
        measures::ngrams::{Norm, TfIdfOptions},
    },
};

fn corpus(texts: &[&str]) -> Corpus {
    let captures = texts.iter().enumerate().map(|(n, text)| {
        let mut capture = Capture::from_text(&format!("text-{n}"), MediaType::Plain, *text);
        let side = if n % 2 == 0 { "even" } else { "odd" };
        capture.metadata = BTreeMap::from([("side".to_owned(), side.to_owned())]);
        capture
    });
    Corpus::from_captures(captures, &ReadOptions::default())
}

fn folded() -> MatrixOptions {
    let mut options = MatrixOptions::default();
    options.counting.terms.case = Case::Fold;
    options
}

fn row(matrix: &Matrix, row: usize) -> BTreeMap<&str, f64> {
    let (indices, values) = matrix.row(row);
    assert!(indices.is_sorted_by(|a, b| a < b));
    let name = |&i: &u32| matrix.features[i as usize].as_str();
    indices
        .iter()
        .map(name)
        .zip(values.iter().copied())
        .collect()
}

#[test]
fn features_are_cut() {
    let corpus = corpus(&["a a b c", "a b d", "a e e e"]);
    let all = matrix(&corpus, &folded()).unwrap();
    assert_eq!(all.features, ["a", "b", "c", "d", "e"]);
    assert_eq!(
        row(&all, 0),
        BTreeMap::from([("a", 2.0), ("b", 1.0), ("c", 1.0)])
    );
    assert_eq!(all.indptr, [0, 3, 6, 8]);
    let features = |change: &dyn Fn(&mut MatrixOptions)| {
        let mut options = folded();
        change(&mut options);
        matrix(&corpus, &options).unwrap().features
    };
    assert_eq!(features(&|o| o.min_df = Cut::Count(2)), ["a", "b"]);
    assert_eq!(features(&|o| o.min_df = Cut::Share(0.5)), ["a", "b"]);
    assert_eq!(features(&|o| o.max_df = Cut::Count(1)), ["c", "d", "e"]);
    assert_eq!(
        features(&|o| o.max_df = Cut::Share(0.7)),
        ["b", "c", "d", "e"]
    );
    // a 4, e 3, b 2; c and d once: the first by text.
    assert_eq!(features(&|o| o.max_features = 2), ["a", "e"]);
    assert_eq!(features(&|o| o.max_features = 4), ["a", "b", "c", "e"]);
    // Binary counts are of documents: e has one.
    let binary = |o: &mut MatrixOptions| {
        o.binary = true;
        o.max_features = 2;
    };
    assert_eq!(features(&binary), ["a", "b"]);
    let mut options = folded();
    options.binary = true;
    let ones = matrix(&corpus, &options).unwrap();
    assert!(ones.values.iter().all(|&v| v == 1.0));
    options.min_df = Cut::Count(3);
    options.max_df = Cut::Count(2);
    let error = matrix(&corpus, &options).unwrap_err();
    assert!(error.detail().contains("max_df"));
    options.max_df = Cut::Share(1.5);
    assert!(matrix(&corpus, &options).is_err());
    options = folded();
    options.max_n = 9;
    assert!(matrix(&corpus, &options).is_err());
}

#[test]
fn groups_are_rows() {
    let corpus = corpus(&["a a b", "a b d", "a e"]);
    let mut options = folded();
    options.by = Some("side".parse().unwrap());
    let groups = matrix(&corpus, &options).unwrap();
    assert_eq!(
        groups.documents,
        [Some("even".to_owned()), Some("odd".to_owned())]
    );
    assert_eq!(
        row(&groups, 0),
        BTreeMap::from([("a", 3.0), ("b", 1.0), ("e", 1.0)])
    );
    let table = groups.table(4).unwrap();
    let names: Vec<&str> = table.columns().iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["side", "feature", "value"]);
    assert_eq!(table.len(), 4);
    assert_eq!(
        table.row(3),
        ["odd".into(), "a".into(), 1.0.into()] as [serde_json::Value; 3]
    );
    assert_eq!(groups.table(0).unwrap().len(), 6);
}

#[test]
fn nothing_is_a_matrix_too() {
    let none = matrix(&Corpus::default(), &folded()).unwrap();
    assert_eq!((none.indptr, none.features.len()), (vec![0], 0));
    let mut options = folded();
    options.tf_idf = Some(TfIdfOptions::default());
    let one = matrix(&corpus(&["word", ""]), &options).unwrap();
    assert_eq!(
        (one.features, one.values),
        (vec!["word".to_owned()], vec![1.0])
    );
}

#[test]
fn cuts_are_read() {
    for (text, cut) in [
        ("5", Cut::Count(5)),
        ("0.25", Cut::Share(0.25)),
        ("1.0", Cut::Share(1.0)),
        ("90%", Cut::Share(0.9)),
    ] {
        assert_eq!(text.parse::<Cut>().unwrap(), cut);
    }
    for text in ["", "-1", "1.5", "200%", "many", "NaN"] {
        assert!(text.parse::<Cut>().is_err(), "{text}");
    }
}

#[test]
fn weights_of_scikit_learn() {
    // The row of the second text, by the formula: smooth idf, l2.
    let corpus = corpus(&["the red flag flew", "the flag the flag fell", "a car"]);
    let mut options = folded();
    options.tf_idf = Some(TfIdfOptions::default());
    let weights = matrix(&corpus, &options).unwrap();
    let idf = |df: f64| (4.0f64 / (1.0 + df)).ln() + 1.0;
    let raw = [
        ("fell", idf(1.0)),
        ("flag", 2.0 * idf(2.0)),
        ("the", 2.0 * idf(2.0)),
    ];
    let norm = raw.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
    for (term, weight) in raw {
        let found = row(&weights, 1)[term];
        assert!((found - weight / norm).abs() < 1e-15, "{term}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn counts_equal_a_plain_count(
        texts in prop::collection::vec("[abc\n ]{0,30}", 0..12),
        min_n in 1usize..3,
        more in 0usize..3,
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let corpus = corpus(&texts);
        let mut options = folded();
        (options.min_n, options.max_n) = (min_n, min_n + more);
        options.counting.terms.stop = vec!["b".into()];
        let view = View::new(&corpus, &options.counting);
        let tables = [1, 2, 8].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| matrix(&corpus, &options).unwrap())
        });
        prop_assert_eq!(&tables[0], &tables[1]);
        prop_assert_eq!(&tables[0], &tables[2]);
        let mut features = std::collections::BTreeSet::new();
        for &document in view.documents() {
            let mut expected: BTreeMap<String, f64> = BTreeMap::new();
            view.each_zone(document, &mut Vec::new(), &mut |terms, _| {
                for n in min_n..=min_n + more {
                    for run in terms.windows(n).filter(|r| !r.contains(&NO_TERM)) {
                        let words: Vec<&str> = run.iter().map(|&t| view.form(t)).collect();
                        *expected.entry(words.join(" ")).or_default() += 1.0;
                    }
                }
            });
            features.extend(expected.keys().cloned());
            let found: BTreeMap<String, f64> = row(&tables[0], document)
                .into_iter()
                .map(|(name, count)| (name.to_owned(), count))
                .collect();
            prop_assert_eq!(found, expected);
        }
        prop_assert_eq!(&tables[0].features, &features.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn rows_have_the_norm(
        texts in prop::collection::vec("[abcdef ]{0,30}", 1..8),
        smooth_idf: bool,
        sublinear_tf: bool,
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let corpus = corpus(&texts);
        for norm in [Norm::L1, Norm::L2] {
            let mut options = folded();
            options.tf_idf = Some(TfIdfOptions { use_idf: true, smooth_idf, sublinear_tf, norm });
            let weights = matrix(&corpus, &options).unwrap();
            for row in 0..weights.documents.len() {
                let values = weights.row(row).1.iter();
                let sum: f64 = values.map(|w| if norm == Norm::L1 { w.abs() } else { w * w }).sum();
                prop_assert!(sum == 0.0 || (sum - 1.0).abs() < 1e-12);
            }
        }
    }
}
