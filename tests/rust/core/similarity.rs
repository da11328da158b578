//! Similarities of documents, against values made by hand.

use std::collections::BTreeMap;

use proptest::prelude::*;
use variorum::{
    Corpus, ReadOptions,
    capture::{Capture, MediaType},
    stats::{Case, SimilarityMeasure, SimilarityOptions, similarity},
    table::Table,
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

fn options(measures: &[SimilarityMeasure]) -> SimilarityOptions {
    let mut options = SimilarityOptions::default();
    options.counting.terms.case = Case::Fold;
    options.measures = measures.to_vec();
    options
}

fn number(table: &Table, row: usize, column: &str) -> Option<f64> {
    table.column(column).unwrap().cells.value(row).as_f64()
}

#[test]
fn two_texts_by_hand() {
    let corpus = corpus(&["b a c a a", "a b b d"]);
    let table = similarity(&corpus, &options(&SimilarityMeasure::ALL)).unwrap();
    assert_eq!(table.len(), 1);
    // Counts over a b c d: 3 1 1 0 and 1 2 0 1; shared a and b.
    let idf = |df: f64| (3.0f64 / (1.0 + df)).ln() + 1.0;
    let (x, y) = ([3.0, 1.0, idf(1.0), 0.0], [1.0, 2.0, 0.0, idf(1.0)]);
    let norm = |v: &[f64]| v.iter().map(|x| x * x).sum::<f64>().sqrt();
    let entropy = |p: &[f64]| {
        let parts = p.iter().filter(|&&p| p > 0.0).map(|p| -p * p.log2());
        parts.sum::<f64>()
    };
    let (p, q) = ([0.6, 0.2, 0.2, 0.0], [0.25, 0.5, 0.0, 0.25]);
    let middle: Vec<f64> = p.iter().zip(&q).map(|(p, q)| (p + q) / 2.0).collect();
    let expected = [
        ("jaccard", 0.5),
        ("dice", 2.0 / 3.0),
        ("overlap", 2.0 / 3.0),
        ("containment_a", 2.0 / 3.0),
        ("containment_b", 2.0 / 3.0),
        ("cosine", 5.0 / (11f64.sqrt() * 6f64.sqrt())),
        ("cosine_tf_idf", 5.0 / (norm(&x) * norm(&y))),
        ("weighted_jaccard", 2.0 / 7.0),
        ("jsd", entropy(&middle) - (entropy(&p) + entropy(&q)) / 2.0),
        ("bray_curtis", 5.0 / 9.0),
        // Of two texts every z-score is ±1/√2.
        ("burrows_delta", 2f64.sqrt()),
        ("cosine_delta", 2.0),
    ];
    for (column, value) in expected {
        let found = number(&table, 0, column).unwrap();
        assert!((found - value).abs() < 1e-12, "{column} {found} {value}");
    }
}

#[test]
fn rows_come_by_the_first_measure() {
    let corpus = corpus(&["a b c d", "a b x y", "a b c x", "q r s"]);
    let table = similarity(&corpus, &options(&[SimilarityMeasure::Jaccard])).unwrap();
    let values: Vec<f64> = (0..6)
        .map(|r| number(&table, r, "jaccard").unwrap())
        .collect();
    let expected = [0.6, 0.6, 2.0 / 6.0, 0.0, 0.0, 0.0];
    assert_eq!(values, expected);
    assert!(
        table.row(0)[0] != table.row(1)[0],
        "ties in the order of documents"
    );
    let mut some = options(&[SimilarityMeasure::Jaccard]);
    some.min_similarity = Some(0.5);
    assert_eq!(similarity(&corpus, &some).unwrap().len(), 2);
    some.limit = 1;
    let cut = similarity(&corpus, &some).unwrap();
    assert_eq!((cut.len(), cut.row(0)), (1, table.row(0)));
    let mut near = options(&[SimilarityMeasure::Jsd]);
    near.max_distance = Some(0.5);
    let near = similarity(&corpus, &near).unwrap();
    assert_eq!(near.len(), 3);
    assert!(number(&near, 0, "jsd") <= number(&near, 2, "jsd"));
}

#[test]
fn runs_and_groups() {
    let corpus = corpus(&["a b c", "b c d", "c a b", "b c a"]);
    let mut runs = options(&[SimilarityMeasure::Jaccard]);
    runs.n = 2;
    // "a b", "b c" and "b c", "c d".
    let table = similarity(&corpus, &runs).unwrap();
    let first = (0..table.len()).find(|&r| number(&table, r, "jaccard") == Some(1.0 / 3.0));
    assert!(first.is_some());
    let mut groups = options(&[
        SimilarityMeasure::ContainmentA,
        SimilarityMeasure::ContainmentB,
    ]);
    groups.by = Some("side".parse().unwrap());
    let table = similarity(&corpus, &groups).unwrap();
    assert_eq!(table.row(0)[0], "even");
    assert_eq!(table.row(0)[1], "odd");
    assert_eq!(number(&table, 0, "containment_a"), Some(1.0));
    assert_eq!(number(&table, 0, "containment_b"), Some(0.75));
}

#[test]
fn what_cannot_be_is_said() {
    let corpus = corpus(&["a b", "", "c a"]);
    let error = |change: &dyn Fn(&mut SimilarityOptions)| {
        let mut options = SimilarityOptions::default();
        change(&mut options);
        similarity(&corpus, &options)
            .unwrap_err()
            .detail()
            .to_owned()
    };
    for (message, part) in [
        (error(&|o| o.max_documents = 1), "max_documents is 1"),
        (error(&|o| o.words = 0), "words"),
        (error(&|o| o.n = 9), "8"),
        (error(&|o| o.max_distance = Some(1.0)), "known are jsd"),
        (
            error(&|o| {
                o.measures = vec![SimilarityMeasure::Jsd];
                o.min_similarity = Some(0.1);
            }),
            "known are jaccard",
        ),
        (error(&|o| o.min_similarity = Some(f64::NAN)), "finite"),
        (
            "euclid"
                .parse::<SimilarityMeasure>()
                .unwrap_err()
                .detail()
                .to_owned(),
            "known are jaccard",
        ),
    ] {
        assert!(message.contains(part), "{message}");
    }
    let none = similarity(&Corpus::default(), &SimilarityOptions::default()).unwrap();
    assert_eq!((none.len(), none.columns().len()), (0, 5));
}

#[test]
fn a_text_without_words_has_no_delta() {
    let corpus = corpus(&["a b b", "of", "c a", "b a a"]);
    let mut options = options(&[SimilarityMeasure::BurrowsDelta, SimilarityMeasure::Cosine]);
    options.counting.terms.stop = vec!["of".into()];
    let table = similarity(&corpus, &options).unwrap();
    assert_eq!(table.len(), 6);
    let absent = (0..6).filter(|&r| number(&table, r, "burrows_delta").is_none());
    assert_eq!(absent.collect::<Vec<_>>(), [3, 4, 5]);
    let notes = &table.provenance().notes;
    assert!(
        notes.contains(&"burrows_delta: a text has none of the words (3 rows)".to_owned()),
        "{notes:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn threads_do_not_matter(
        texts in prop::collection::vec("[abcd ]{0,12}", 0..9),
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let corpus = corpus(&texts);
        let tables = [1, 2, 8].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| similarity(&corpus, &options(&SimilarityMeasure::ALL)).unwrap())
        });
        prop_assert_eq!(&tables[0], &tables[1]);
        prop_assert_eq!(&tables[0], &tables[2]);
        for row in 0..tables[0].len() {
            for measure in ["jaccard", "cosine", "jsd", "containment_a"] {
                let value = number(&tables[0], row, measure);
                prop_assert!(value.is_none_or(|v| (-1e-12..=1.0 + 1e-12).contains(&v)));
            }
        }
    }
}
