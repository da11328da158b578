use proptest::prelude::*;
use variorum::{
    Corpus,
    stats::{
        DispersionMeasure, DispersionOptions, Over, chosen, dispersion,
        measures::{
            dispersion::{Dispersion, Parts},
            positions::{Occurrences, Spread},
            random::Random,
        },
    },
};

use super::{borrowed, corpus, near, number, random_texts, same_on_all_threads, texts_of};

fn options(over: &str) -> DispersionOptions {
    let mut options = DispersionOptions::default();
    options.over = over.parse().unwrap();
    options.measures = chosen(["all"], &DispersionMeasure::all()).unwrap();
    options
}

/// The corpus of Gries (2008): `a` 1 to 5 times in parts of 9, 10, 10, 10 and 11 tokens.
fn gries() -> Corpus {
    let texts: Vec<String> = [(1, 8), (2, 8), (3, 7), (4, 6), (5, 6)]
        .map(|(a, rest)| format!("{}{}", "a ".repeat(a), "b ".repeat(rest)))
        .to_vec();
    corpus(texts.iter().map(|text| ("one", text.as_str())))
}

#[test]
fn as_gries_has_it() {
    let table = dispersion(&gries(), &options("documents")).unwrap();
    assert_eq!(texts_of(&table, "term"), ["b", "a"]);
    for (measure, value) in [
        ("range", 5.0),
        ("dp", 0.18),
        ("juilland_d", 0.785),
        ("carroll_d2", 0.938),
        ("rosengren_s", 0.95),
    ] {
        let found = number(&table, "a", measure).unwrap();
        assert!((found - value).abs() < 5e-4, "{measure} {found}");
    }
    let (counts, sizes) = ([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]);
    let parts = Parts::new(&counts, &sizes).unwrap();
    for measure in Dispersion::ALL {
        near(
            number(&table, "a", measure.name()),
            measure.score(&parts).unwrap(),
        );
    }
    assert_eq!(table.provenance().counts["parts"], 5);
    assert_eq!(table.provenance().counts["smallest_part"], 9);
    assert!(table.provenance().notes.is_empty());
}

#[test]
fn places_run_through_all_documents() {
    let corpus = corpus([("x", "w a a w a"), ("y", ""), ("x", "a a a a w a a")]);
    let table = dispersion(&corpus, &options("documents")).unwrap();
    near(number(&table, "w", "arf"), 2.5);
    let word = Occurrences::new(&[0, 3, 9], 12).unwrap();
    for measure in Spread::ALL {
        near(
            number(&table, "w", measure.name()),
            measure.score(&word).unwrap(),
        );
    }
}

#[test]
fn parts_of_facets_and_equal_parts() {
    let corpus = corpus([("x", "w a a w"), ("y", "a a"), ("x", "w a")]);
    let table = dispersion(&corpus, &options("side")).unwrap();
    let parts = Parts::new(&[3, 0], &[6, 2]).unwrap();
    for measure in Dispersion::ALL {
        near(
            number(&table, "w", measure.name()),
            measure.score(&parts).unwrap(),
        );
    }
    // w a a w | a a w a
    let table = dispersion(&corpus, &options("2")).unwrap();
    let parts = Parts::new(&[2, 1], &[4, 4]).unwrap();
    for measure in Dispersion::ALL {
        near(
            number(&table, "w", measure.name()),
            measure.score(&parts).unwrap(),
        );
    }
    assert!(dispersion(&corpus, &options("9")).is_err());
    assert!(dispersion(&corpus, &options("sidd")).is_err());
    assert!("0".parse::<Over>().is_err());
    let error = chosen(["dpp"], &DispersionMeasure::all()).unwrap_err();
    assert!(error.detail().contains("known are range"), "{error}");
    assert!(error.detail().contains("awt"), "{error}");
}

#[test]
fn terms_that_are_asked_for() {
    let mut options = options("documents");
    options.terms = ["a", "zebra", "a"].map(str::to_owned).to_vec();
    let table = dispersion(&gries(), &options).unwrap();
    assert_eq!(texts_of(&table, "term"), ["a", "zebra"]);
    near(number(&table, "zebra", "count"), 0.0);
    near(number(&table, "zebra", "range"), 0.0);
    assert_eq!(number(&table, "zebra", "dp_norm"), None);
    let notes = &table.provenance().notes;
    assert!(
        notes[0].starts_with("null in 1 row, the word does not occur: ald, arf"),
        "{notes:?}"
    );
}

#[test]
fn little_and_nothing() {
    let nothing = Corpus::default();
    assert!(
        dispersion(&nothing, &options("documents"))
            .unwrap()
            .is_empty()
    );
    assert!(dispersion(&nothing, &options("7")).unwrap().is_empty());
    let mut asked = options("documents");
    asked.terms = vec!["a".to_owned()];
    let table = dispersion(&nothing, &asked).unwrap();
    assert_eq!(number(&table, "a", "dp"), None);
    assert!(table.provenance().notes[0].contains("there are no tokens"));
    let one = corpus([("x", "당")]);
    let table = dispersion(&one, &options("documents")).unwrap();
    near(number(&table, "당", "dp"), 0.0);
    assert_eq!(number(&table, "당", "dp_norm"), None);
    let notes = table.provenance().notes.join("\n");
    assert!(notes.contains("there is only one part"), "{notes}");
    let mut none = options("documents");
    none.measures.clear();
    assert!(dispersion(&one, &none).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_cell_is_the_formula_on_any_number_of_threads(seed: u64, documents in 1usize..700) {
        let mut random = Random::seeded(seed);
        let texts = random_texts(&mut random, documents);
        let whole = corpus(borrowed(&texts));
        for over in ["documents", "side", "5"] {
            if over == "5" && whole.tokens() < 5 {
                continue;
            }
            let options = options(over);
            let table = same_on_all_threads(|| dispersion(&whole, &options).unwrap());
            let total: u64 = (0..table.len())
                .map(|row| table.row(row)[1].as_u64().unwrap())
                .sum();
            prop_assert_eq!(total, whole.tokens() as u64);
        }
        // By hand, over the values of the facet.
        let table = dispersion(&whole, &options("side")).unwrap();
        let mut sides: Vec<&str> = texts.iter().map(|t| t.0.as_str()).collect();
        sides.sort_unstable();
        sides.dedup();
        let count = |side: &str, of: &dyn Fn(&str) -> bool| -> u64 {
            let own = texts.iter().filter(|t| t.0 == side);
            own.map(|t| t.1.split(' ').filter(|w| of(w)).count() as u64).sum()
        };
        let sizes: Vec<u64> = sides.iter().map(|s| count(s, &|_| true)).collect();
        for term in texts_of(&table, "term").iter().take(20) {
            let counts: Vec<u64> = sides.iter().map(|s| count(s, &|w| w == term)).collect();
            let parts = Parts::new(&counts, &sizes).unwrap();
            for measure in Dispersion::ALL {
                let found = number(&table, term, measure.name());
                if let Ok(value) = measure.score(&parts) {
                    near(found, value);
                } else {
                    prop_assert_eq!(found, None);
                }
            }
        }
    }
}
