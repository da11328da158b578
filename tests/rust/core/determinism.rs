//! The same bytes out, whatever the threads and however the inputs are listed.

use proptest::prelude::*;
use variorum::{
    Corpus, ReadOptions, Result,
    corpus::KwicOptions,
    stats::{self, Counting},
    table::Table,
};

use crate::repository;

/// Every table that a corpus gives, as JSON.
fn tables(corpus: &Corpus) -> Vec<String> {
    let mut counting = Counting::default();
    counting.terms.case = stats::Case::Fold;
    counting.independent = true;
    macro_rules! table {
        ($function:path, $options:ty) => {{
            let mut options = <$options>::default();
            options.counting = counting.clone();
            $function(corpus, &options)
        }};
    }
    let mut by_outlet = stats::FrequencyOptions::default();
    by_outlet.by = Some("outlet".parse().unwrap());
    let half = corpus.len() / 2;
    let mut keyness = stats::KeynessOptions::default();
    keyness.permutations = 20;
    keyness.mann_whitney = true;
    let mut novelty = stats::NoveltyOptions::default();
    novelty.since = Some("2023".to_owned());
    let found: Vec<Result<Table>> = vec![
        corpus.table(),
        corpus.kwic("the", &KwicOptions::default()),
        corpus.kwic(
            r#"[word="d.*"] []{0,2} [word="s.*"] within s"#,
            &KwicOptions::default(),
        ),
        stats::frequency(corpus, &by_outlet),
        table!(stats::frequency, stats::FrequencyOptions),
        table!(stats::ngrams, stats::NgramOptions),
        table!(stats::bundles, stats::BundlesOptions),
        stats::keyness(
            &corpus.slice(0..half),
            &corpus.slice(half..corpus.len()),
            &keyness,
        ),
        table!(stats::collocations, stats::CollocationOptions),
        table!(stats::dispersion, stats::DispersionOptions),
        table!(stats::diversity, stats::DiversityOptions),
        table!(stats::readability, stats::ReadabilityOptions),
        table!(stats::similarity, stats::SimilarityOptions),
        table!(stats::growth, stats::GrowthOptions),
        table!(stats::zipf, stats::ZipfOptions),
        stats::novelty(corpus, &novelty),
    ];
    found
        .into_iter()
        .enumerate()
        .map(|(n, table)| {
            let table = table.unwrap_or_else(|e| panic!("table {n}: {e}"));
            assert!(!table.is_empty(), "table {n} holds nothing");
            serde_json::to_string(&table).unwrap()
        })
        .collect()
}

fn read(inputs: &[String], threads: usize) -> Vec<String> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    pool.install(|| tables(&Corpus::read(inputs, &ReadOptions::default(), &()).unwrap()))
}

fn inputs() -> Vec<String> {
    let folder = repository().join("tests/captures");
    let mut paths: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().to_string_lossy().into_owned())
        .collect();
    paths.sort();
    paths
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    #[test]
    fn the_same_bytes_for_any_threads_and_any_order(shuffled in Just(inputs()).prop_shuffle()) {
        let one = read(&inputs(), 1);
        prop_assert_eq!(one.len(), 16);
        for threads in [1, 2, 8] {
            for (n, (a, b)) in one.iter().zip(read(&shuffled, threads)).enumerate() {
                prop_assert!(*a == b, "table {} differs on {} threads", n, threads);
            }
        }
    }
}
