//! Novelty, growth, ranks and bundles, against counts made by hand.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use variorum::{
    Corpus,
    stats::{
        BundlesOptions, GrowthOptions, NoveltyMode, NoveltyOptions, Wording, ZipfOptions, bundles,
        growth, novelty, zipf,
    },
    table::Table,
};

use crate::series::{archive, column};

fn since(date: &str, min_count: u64) -> NoveltyOptions {
    let mut options = NoveltyOptions::default();
    options.since = Some(date.to_owned());
    options.min_count = Some(min_count);
    options
}

fn phrases(table: &Table) -> Vec<String> {
    let cells = column(table, "phrase");
    cells
        .iter()
        .map(|c| c.as_str().unwrap().to_owned())
        .collect()
}

fn row(table: &Table, phrase: &str) -> BTreeMap<String, Value> {
    let at = phrases(table)
        .iter()
        .position(|p| p == phrase)
        .unwrap_or_else(|| panic!("no {phrase} among {:?}", phrases(table)));
    let names = table.columns().iter().map(|c| c.name.clone());
    names.zip(table.row(at)).collect()
}

fn corpus() -> Corpus {
    archive(&[
        (
            "2023-01-05",
            "a",
            "the dignified nuclear power of the state grows",
        ),
        (
            "2023-02-05",
            "b",
            "a policy of regional development was adopted",
        ),
        (
            "2023-03-05",
            "a",
            "the state and its peaceful reunification",
        ),
        (
            "2024-01-10",
            "a",
            "Now the regional development 20×10 policy begins in Songchon",
        ),
        (
            "2024-01-11",
            "b",
            "All support the Regional Development 20×10 Policy today",
        ),
        (
            "2024-01-12",
            "a",
            "of the regional development 20×10 policy and the dignified socialist power",
        ),
        (
            "2024-02-01",
            "a",
            "the regional development 20×10 policy was adopted again",
        ),
        ("2024-01", "b", "in some week of January the state spoke"),
        ("", "b", "undated reunification"),
    ])
}

#[test]
fn a_new_word_takes_its_phrase_along() {
    let mut options = since("2024-01-10", 2);
    options.until = Some("2024-01-31".to_owned());
    let table = novelty(&corpus(), &options).unwrap();
    // The core is the run of new words; what is always beside it belongs to it.
    assert_eq!(phrases(&table)[0], "the regional development 20 10 policy");
    let first = row(&table, "the regional development 20 10 policy");
    assert_eq!(first["core"], "20");
    assert_eq!(
        (&first["count"], &first["documents"], &first["core_count"]),
        (&json!(3), &json!(3), &json!(3))
    );
    assert_eq!(
        (&first["first"], &first["last"]),
        (&json!("2024-01-10"), &json!("2024-01-12"))
    );
    assert_eq!(first["kind"], "number");
    assert_eq!(first["date"], "2024-01-10");
    assert_eq!(first["node"], "the regional development 20×10 policy");
    assert_eq!(first["left"], "Now");
    assert_eq!(first["right"], "begins in Songchon");
    let (start, end) = (
        first["start"].as_u64().unwrap(),
        first["end"].as_u64().unwrap(),
    );
    let corpus = corpus();
    let text = &corpus.documents()[3].capture.text;
    assert_eq!(
        &text[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()],
        "the regional development 20×10 policy"
    );
    assert_eq!(first["nearest"].as_str().unwrap().split(' ').count(), 6);
    assert!(
        first["nearest"]
            .as_str()
            .unwrap()
            .contains("regional development")
    );
    assert_eq!(first["nearest_date"], "2023-02-05");
    assert_eq!(table.len(), 1);
    let counts = &table.provenance().counts;
    assert_eq!(counts["documents_target"], 3);
    // January as a whole began before the 10th and may be later too.
    assert_eq!(counts["documents_not_placed_by_date"], 2);
    assert_eq!(
        (&counts["documents_before"], &counts["documents_after"]),
        (&json!(3), &json!(1))
    );
}

#[test]
fn a_new_combination_of_known_words() {
    let table = novelty(&corpus(), &since("2024-01-12", 1)).unwrap();
    let new = row(&table, "socialist");
    assert_eq!(
        new["left"],
        "regional development 20×10 policy and the dignified"
    );
    assert_eq!(new["nearest"], "the dignified nuclear power");
    assert_eq!(new["nearest_date"], "2023-01-05");
}

#[test]
fn only_and_ended() {
    let mut options = since("2024-01-10", 1);
    options.until = Some("2024-01-31".to_owned());
    options.mode = NoveltyMode::Only;
    let only = novelty(&corpus(), &options).unwrap();
    // February has it too.
    assert!(
        phrases(&only)
            .iter()
            .all(|p| !p.contains("development 20 10")),
        "{:?}",
        phrases(&only)
    );
    assert!(phrases(&only).iter().any(|p| p.contains("songchon")));
    let mut options = since("2024-01-10", 1);
    options.mode = NoveltyMode::Ended;
    let ended = novelty(&corpus(), &options).unwrap();
    let gone = phrases(&ended);
    assert!(
        gone.iter().any(|p| p.contains("peaceful reunification")),
        "{gone:?}"
    );
    assert!(gone.iter().all(|p| p != "regional development"), "{gone:?}");
    let nuclear = gone.iter().find(|p| p.contains("nuclear")).unwrap();
    assert_eq!(
        row(&ended, nuclear)["nearest"],
        "the dignified socialist power"
    );
}

#[test]
fn a_document_and_a_property_as_targets() {
    let corpus = corpus();
    let mut options = NoveltyOptions::default();
    options.document = Some(corpus.documents()[5].id.clone());
    let table = novelty(&corpus, &options).unwrap();
    // Two days before it had the policy.
    assert!(phrases(&table).iter().any(|p| p.contains("socialist")));
    assert!(
        phrases(&table)
            .iter()
            .all(|p| !p.contains("20 10 policy") || p.contains("and")),
        "{:?}",
        phrases(&table)
    );
    options.document = Some("nobody".to_owned());
    assert!(
        novelty(&corpus, &options)
            .unwrap_err()
            .detail()
            .contains("no document")
    );
    let mut options = NoveltyOptions::default();
    options.target = vec!["side=b".parse().unwrap()];
    options.mode = NoveltyMode::Only;
    options.min_count = Some(1);
    let table = novelty(&corpus, &options).unwrap();
    assert!(phrases(&table).iter().any(|p| p.contains("undated")));
    assert_eq!(table.provenance().counts["documents_target"], 4);
    assert_eq!(table.provenance().options["target"], json!(["side=b"]));
}

#[test]
fn kinds() {
    let corpus = archive(&[
        (
            "2022-01-01",
            "a",
            "The party said it. He met the minister. Delegates came to the farm.",
        ),
        (
            "2022-02-01",
            "a",
            "The party met Pak Yong Ho. Said Pak Yong Ho to the party it came. Hello the farm, hello.",
        ),
    ]);
    let table = novelty(&corpus, &since("2022-02-01", 1)).unwrap();
    assert_eq!(row(&table, "pak yong ho")["kind"], "name");
    assert_eq!(row(&table, "hello")["kind"], "word");
    let mut options = since("2022-02-01", 1);
    options.kinds = vec![Wording::Wording];
    let table = novelty(&corpus, &options).unwrap();
    assert!(!table.is_empty());
    assert!(column(&table, "kind").iter().all(|k| k == "wording"));
}

#[test]
fn wrong_options_and_small_corpora() {
    let corpus = corpus();
    let wrong = |change: &dyn Fn(&mut NoveltyOptions), detail: &str| {
        let mut options = since("2024", 1);
        change(&mut options);
        let error = novelty(&corpus, &options).unwrap_err();
        assert!(error.detail().contains(detail), "{error}");
    };
    wrong(&|o| o.max_n = 8, "1 ≤ min ≤ max ≤ 7");
    wrong(&|o| o.min_n = 0, "1 ≤ min ≤ max ≤ 7");
    wrong(&|o| o.since = None, "no target");
    wrong(&|o| o.since = Some("2024-13".to_owned()), "no date");
    wrong(&|o| o.document = Some("d0".to_owned()), "not both");
    wrong(
        &|o| o.target = vec!["sides=a".parse().unwrap()],
        "is no facet",
    );
    assert!(
        "old"
            .parse::<NoveltyMode>()
            .unwrap_err()
            .detail()
            .contains("known are new, only, ended")
    );
    assert!(
        novelty(&Corpus::default(), &since("2024", 1))
            .unwrap()
            .is_empty()
    );
    let table = novelty(&corpus, &since("2030", 1)).unwrap();
    assert_eq!(table.provenance().notes, ["no document is in the target"]);
    let table = novelty(&corpus, &since("1990", 1)).unwrap();
    assert!(table.provenance().notes[0].contains("everything is new"));
    let one = archive(&[("2022-01-01", "a", "당"), ("2023-01-01", "a", "당이")]);
    assert_eq!(
        phrases(&novelty(&one, &since("2023", 1)).unwrap()),
        ["당이"]
    );
}

/// Runs of up to 7 tokens of a text that stands between spaces.
fn runs(texts: &[String]) -> BTreeSet<Vec<&str>> {
    let mut runs = BTreeSet::new();
    for text in texts {
        let words: Vec<&str> = text.split(' ').collect();
        for n in 1..=7.min(words.len()) {
            runs.extend(words.windows(n).map(<[&str]>::to_vec));
        }
    }
    runs
}

fn counted(texts: &[String], run: &[&str]) -> usize {
    texts
        .iter()
        .map(|t| {
            t.split(' ')
                .collect::<Vec<_>>()
                .windows(run.len())
                .filter(|w| *w == run)
                .count()
        })
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_new_is_new_and_nothing_is_missed(
        old in prop::collection::vec("[a-d]( [a-d]){0,14}", 1..8),
        new in prop::collection::vec("[a-e]( [a-e]){0,14}", 1..8),
        many_old in any::<bool>(),
    ) {
        // Both ways to compare: the smaller side makes the tree.
        let times = if many_old { 9 } else { 1 };
        let old: Vec<String> = std::iter::repeat_n(old, times).flatten().collect();
        let rows: Vec<(&str, &str, &str)> = old
            .iter()
            .map(|t| ("2022-01-01", "a", t.as_str()))
            .chain(new.iter().map(|t| ("2022-02-01", "a", t.as_str())))
            .collect();
        let corpus = archive(&rows);
        let table = novelty(&corpus, &since("2022-02", 1)).unwrap();
        let (known, sought) = (runs(&old), runs(&new));
        let cores = column(&table, "core");
        let counts = column(&table, "count");
        let found = phrases(&table);
        for ((phrase, core), count) in found.iter().zip(&cores).zip(&counts) {
            let phrase: Vec<&str> = phrase.split(' ').collect();
            let core: Vec<&str> = core.as_str().unwrap().split(' ').collect();
            prop_assert!(sought.contains(&phrase) && !known.contains(&phrase));
            prop_assert!(!known.contains(&core));
            let inner = |n: usize| core.len() < 2 || known.contains(&core[n..core.len() - 1 + n]);
            prop_assert!(inner(0) && inner(1), "{core:?}");
            prop_assert!(phrase.windows(core.len()).any(|w| w == core));
            let there = counted(&new, &phrase);
            prop_assert!(count.as_u64().unwrap() <= there as u64);
        }
        // Each new word is in some phrase.
        for run in sought.iter().filter(|r| r.len() == 1 && !known.contains(*r)) {
            prop_assert!(found.iter().any(|p| p.split(' ').any(|w| w == run[0])), "{run:?}");
        }
        let run = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| novelty(&corpus, &since("2022-02", 1)).unwrap())
        };
        prop_assert_eq!(&table, &run(1));
        prop_assert_eq!(&table, &run(8));
    }
}

#[test]
fn growth_and_ranks_by_hand() {
    let corpus = archive(&[
        ("2022-01-01", "a", "a b a c"),
        ("2022-01-02", "b", "a d e e"),
    ]);
    let mut options = GrowthOptions::default();
    options.steps = 4;
    let table = growth(&corpus, &options).unwrap();
    assert_eq!(column(&table, "tokens"), [2, 4, 6, 8]);
    assert_eq!(column(&table, "types"), [2, 3, 4, 5]);
    assert_eq!(column(&table, "hapaxes"), [2, 2, 3, 3]);
    let beta = column(&table, "beta")[0].as_f64().unwrap();
    assert!(0.5 < beta && beta < 0.8, "{beta}");
    options.by = Some("side".parse().unwrap());
    options.steps = 100;
    let table = growth(&corpus, &options).unwrap();
    assert_eq!(column(&table, "tokens"), [1, 2, 3, 4, 1, 2, 3, 4]);
    options.steps = 0;
    assert!(growth(&corpus, &options).is_err());
    let table = zipf(&corpus, &ZipfOptions::default()).unwrap();
    assert_eq!(column(&table, "term"), ["a", "e", "b", "c", "d"]);
    assert_eq!(column(&table, "rank"), [1, 2, 3, 4, 5]);
    assert!(column(&table, "a")[0].as_f64().unwrap() > 0.5);
    let one = archive(&[("2022-01-01", "a", "a")]);
    let table = zipf(&one, &ZipfOptions::default()).unwrap();
    assert_eq!(column(&table, "expected"), [Value::Null]);
    assert_eq!(table.provenance().notes.len(), 1);
    assert!(
        growth(&Corpus::default(), &GrowthOptions::default())
            .unwrap()
            .is_empty()
    );
}

#[test]
fn bundles_are_frequent_and_widespread() {
    let rows: Vec<(String, String)> = (0..10)
        .map(|n| {
            let common = if n < 5 {
                "at the end of the day"
            } else {
                "we went home"
            };
            (
                format!("2022-01-{:02}", n + 1),
                format!("x{n} {common} y{n}"),
            )
        })
        .collect();
    let rows: Vec<(&str, &str, &str)> = rows
        .iter()
        .map(|(d, t)| (d.as_str(), "a", t.as_str()))
        .collect();
    let corpus = archive(&rows);
    let mut options = BundlesOptions::default();
    let table = bundles(&corpus, &options).unwrap();
    assert_eq!(table.len(), 1 + 2 + 3 + 4 + 1);
    assert_eq!(column(&table, "ngram")[0], "at the end of the day");
    options.min_documents = 6;
    assert!(bundles(&corpus, &options).unwrap().is_empty());
    options.min_documents = 1;
    options.per_million = 5.0 * 1e6 / 65.0 + 1.0;
    assert!(bundles(&corpus, &options).unwrap().is_empty());
    options.per_million = f64::NAN;
    assert!(bundles(&corpus, &options).is_err());
}
