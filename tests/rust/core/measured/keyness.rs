use proptest::prelude::*;
use variorum::{
    Corpus,
    corpus::Filter,
    stats::{
        Case, KeynessDirection, KeynessOptions, chosen, keyness,
        measures::{
            adjust::Adjustment,
            contingency::Contingency,
            estimates::{Effect, IntervalMethod, log_ratio_interval},
            keyness::{Keyness, Prior, ZeroRule, log_odds_dirichlet},
            random::Random,
            samples::{DocumentCount, mann_whitney, permutation_test},
            significance::{Alternative, g2},
            special::log10_p_chi2,
        },
    },
    table::Table,
};

use super::{borrowed, corpus, near, number, random_texts, same_on_all_threads, texts_of};

/// 7 tokens of two documents; 5 of two.
const TEXTS: [(&str, &str); 4] = [
    ("north", "mill mill mill dike"),
    ("north", "mill dike ferry"),
    ("south", "dike dike harbour"),
    ("south", "harbour ferry"),
];

fn sides(corpus: &Corpus) -> (Corpus, Corpus) {
    let side = |name: &str| -> Corpus {
        let filter: Filter = format!("side={name}").parse().unwrap();
        corpus.filter(&[filter])
    };
    (side("north"), side("south"))
}

fn everything() -> KeynessOptions {
    let mut options = KeynessOptions::default();
    options.measures = chosen(["all"], Keyness::ALL).unwrap();
    options.log_odds = Some(Prior::Informative);
    options.mann_whitney = true;
    options.permutations = 200;
    options.seed = 7;
    options
}

#[test]
fn a_row_by_hand() {
    let corpus = corpus(TEXTS);
    let (north, south) = sides(&corpus);
    let table = keyness(&north, &south, &KeynessOptions::default()).unwrap();
    assert_eq!(
        texts_of(&table, "term"),
        ["mill", "ferry", "dike", "harbour"]
    );
    assert_eq!(
        texts_of(&table, "direction"),
        ["over", "under", "under", "under"]
    );
    for (column, value) in [
        ("count", 4.0),
        ("reference_count", 0.0),
        ("per_million", 4e6 / 7.0),
        ("reference_per_million", 0.0),
        ("documents", 2.0),
        ("reference_documents", 0.0),
        // A zero counts as 0.5.
        ("effect", ((4.0 / 7.0) / (0.5 / 5.0f64)).log2()),
    ] {
        near(number(&table, "mill", column), value);
    }
    // Shares 1/2 and 1/2 in documents of 4/7 and 3/7: DP 1/14, divided by 1 − 3/7.
    near(number(&table, "dike", "dp_norm"), 0.125);
    assert_eq!(number(&table, "harbour", "dp_norm"), None);
    let t = Contingency::from_corpora(4, 7, 0, 5).unwrap();
    near(number(&table, "mill", "g2"), g2(&t).unwrap());
    let p = log10_p_chi2(g2(&t).unwrap(), 1);
    near(number(&table, "mill", "log10_p"), p);
    let low = log_ratio_interval(&t, 0.95, IntervalMethod::Exact)
        .unwrap()
        .low;
    near(number(&table, "mill", "effect_low"), low);
    assert_eq!(number(&table, "mill", "effect_high"), None);
    // The smallest of four p-values, and the next by the false-discovery rate.
    let p: Vec<f64> = ["mill", "ferry", "dike", "harbour"]
        .map(|term| number(&table, term, "log10_p").unwrap())
        .to_vec();
    let q = Adjustment::BenjaminiHochberg.adjust(&p, 4);
    near(number(&table, "mill", "log10_q"), q[0]);
    near(number(&table, "harbour", "log10_q"), q[3]);
    let notes = &table.provenance().notes;
    assert!(
        notes.contains(&"null in 1 row, the interval has no upper end: effect_high".to_owned()),
        "{notes:?}"
    );
    let provenance = table.provenance();
    assert_eq!(provenance.options["log10_p_of"], "g2");
    assert_eq!(provenance.counts["tokens"], 7);
    assert_eq!(provenance.counts["reference_tokens"], 5);
    assert_eq!(provenance.counts["compared"], 4);
}

#[test]
fn every_measure_is_the_formula() {
    let corpus = corpus(TEXTS);
    let (north, south) = sides(&corpus);
    let mut options = everything();
    options.adjustment = Adjustment::None;
    let table = keyness(&north, &south, &options).unwrap();
    for (term, f1, f2) in [
        ("mill", 4, 0),
        ("dike", 2, 2),
        ("ferry", 1, 1),
        ("harbour", 0, 2),
    ] {
        let t = Contingency::from_corpora(f1, 7, f2, 5).unwrap();
        for measure in Keyness::ALL {
            match (measure.score(&t), number(&table, term, measure.name())) {
                (Ok(expected), value) => near(value, expected),
                (Err(_), None) => {}
                (Err(why), Some(value)) => panic!("{term} {measure} {value} but {why}"),
            }
        }
        let share = (f1 + f2) as f64 / 12.0;
        let odds = log_odds_dirichlet(&t, 500.0 * share, 500.0).unwrap();
        near(number(&table, term, "log_odds"), odds.delta);
        near(number(&table, term, "log_odds_z"), odds.z);
    }
    let dike = |count: f64, size: f64| DocumentCount { count, size };
    let (x, y) = ([dike(1., 4.), dike(1., 3.)], [dike(2., 3.), dike(0., 2.)]);
    let test = permutation_test(&x, &y, Alternative::TwoSided, 200, 7).unwrap();
    near(number(&table, "dike", "permutation_p"), test.p);
    let test = mann_whitney(
        &[0.25, 1.0 / 3.0],
        &[2.0 / 3.0, 0.0],
        Alternative::TwoSided,
        true,
    );
    near(
        number(&table, "dike", "mann_whitney_effect"),
        test.unwrap().effect,
    );
    near(
        number(&table, "dike", "mann_whitney_log10_p"),
        test.unwrap().log10_p,
    );
    options.log_odds = Some(Prior::Uniform);
    options.alpha = Some(0.5);
    let table = keyness(&north, &south, &options).unwrap();
    let t = Contingency::from_corpora(4, 7, 0, 5).unwrap();
    let odds = log_odds_dirichlet(&t, 0.5, 2.0).unwrap();
    near(number(&table, "mill", "log_odds"), odds.delta);
}

#[test]
fn scales_zeros_and_the_conservative_bound() {
    let corpus = corpus(TEXTS);
    let (north, south) = sides(&corpus);
    let mut options = KeynessOptions::default();
    options.measures = vec![Keyness::LogRatioConservative, Keyness::LogRatio];
    options.effect = Effect::PercentDiff;
    options.zero = ZeroRule::None;
    options.method = IntervalMethod::Wald;
    options.level = 0.9;
    let table = keyness(&north, &south, &options).unwrap();
    assert_eq!(
        table.provenance().options["log_ratio_conservative_tests"],
        4
    );
    assert_eq!(number(&table, "mill", "log_ratio"), None);
    assert_eq!(number(&table, "mill", "effect"), None);
    near(number(&table, "harbour", "effect"), -100.0);
    near(
        number(&table, "dike", "effect"),
        100.0 * (2.0 / 7.0 / (2.0 / 5.0) - 1.0),
    );
    let t = Contingency::from_corpora(2, 7, 2, 5).unwrap();
    let interval = log_ratio_interval(&t, 0.9, IntervalMethod::Wald).unwrap();
    near(
        number(&table, "dike", "effect_low"),
        100.0 * (interval.low.exp2() - 1.0),
    );
    // Signed measures are sorted by their value.
    let values: Vec<f64> = texts_of(&table, "term")
        .iter()
        .map(|term| number(&table, term, "log_ratio_conservative").unwrap())
        .collect();
    assert!(values.is_sorted_by(|a, b| a >= b), "{values:?}");
}

#[test]
fn directions_and_limits() {
    let corpus = corpus(TEXTS);
    let (north, south) = sides(&corpus);
    let terms = |direction, limit, min_documents| {
        let mut options = KeynessOptions::default();
        options.direction = direction;
        options.limit = limit;
        options.min_documents = min_documents;
        texts_of(&keyness(&north, &south, &options).unwrap(), "term")
    };
    assert_eq!(terms(KeynessDirection::Over, 0, 1), ["mill"]);
    assert_eq!(
        terms(KeynessDirection::Under, 0, 1),
        ["harbour", "dike", "ferry"]
    );
    assert_eq!(terms(KeynessDirection::Under, 1, 1), ["harbour"]);
    assert_eq!(terms(KeynessDirection::Both, 0, 3), ["dike"]);
}

#[test]
fn two_readings_are_as_two_parts() {
    let whole = corpus(TEXTS);
    let (north, south) = sides(&whole);
    let parts = keyness(&north, &south, &everything()).unwrap();
    // In another order, so that words have other numbers.
    let other = corpus([TEXTS[3], TEXTS[2]]);
    let readings = keyness(&corpus([TEXTS[0], TEXTS[1]]), &other, &everything()).unwrap();
    let rows = |table: &Table| -> Vec<_> { (0..table.len()).map(|n| table.row(n)).collect() };
    assert_eq!(rows(&parts), rows(&readings));
}

#[test]
fn case_and_korean() {
    let north = corpus([("north", "당 대회 당 ferry Ferry")]);
    let south = corpus([("south", "대회 농사 농사 boat")]);
    let mut options = KeynessOptions::default();
    options.counting.terms.case = Case::Fold;
    let table = keyness(&north, &south, &options).unwrap();
    assert_eq!(
        texts_of(&table, "term"),
        ["ferry", "당", "대회", "boat", "농사"]
    );
    near(number(&table, "ferry", "count"), 2.0);
    // One document: nothing to be spread over.
    assert_eq!(number(&table, "당", "dp_norm"), None);
    let notes = table.provenance().notes.join("\n");
    assert!(notes.contains("there is only one part"), "{notes}");
}

#[test]
fn what_cannot_be_compared() {
    let some = corpus(TEXTS);
    let nothing = Corpus::default();
    let error = keyness(&some, &nothing, &KeynessOptions::default()).unwrap_err();
    assert!(
        error.detail().contains("reference has no tokens"),
        "{error}"
    );
    let error = keyness(&nothing, &some, &KeynessOptions::default()).unwrap_err();
    assert!(error.detail().contains("target has no tokens"), "{error}");
    for wrong in [
        |o: &mut KeynessOptions| o.level = 1.0,
        |o: &mut KeynessOptions| o.level = f64::NAN,
        |o: &mut KeynessOptions| o.simple_maths_k = -1.0,
        |o: &mut KeynessOptions| o.measures.clear(),
        |o: &mut KeynessOptions| o.alpha = Some(1.0),
        |o: &mut KeynessOptions| o.permutations = u64::MAX,
    ] {
        let mut options = KeynessOptions::default();
        wrong(&mut options);
        assert!(keyness(&some, &some, &options).is_err());
    }
    let error = chosen(["g2", "loglik"], Keyness::ALL).unwrap_err();
    assert!(
        error.detail().contains("known are g2, g2_two_term"),
        "{error}"
    );
    assert!("up".parse::<KeynessDirection>().is_err());
}

#[test]
fn a_corpus_against_itself() {
    let corpus = corpus(TEXTS);
    let table = keyness(&corpus, &corpus, &everything()).unwrap();
    assert!(texts_of(&table, "direction").iter().all(|d| d == "even"));
    assert_eq!(
        texts_of(&table, "term"),
        ["dike", "ferry", "harbour", "mill"]
    );
    near(number(&table, "mill", "log10_q"), 0.0);
    assert!(table.provenance().notes[0].starts_with("4 documents are in the target and in"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn threads_and_order_do_not_matter(seed: u64, documents in 2usize..60) {
        let mut random = Random::seeded(seed);
        let mut north = random_texts(&mut random, documents);
        let mut south = random_texts(&mut random, documents / 2 + 1);
        let options = everything();
        let (a, b) = (corpus(borrowed(&north)), corpus(borrowed(&south)));
        let table = same_on_all_threads(|| keyness(&a, &b, &options).unwrap());
        // Documents in another order: everything but the random relabellings and last bits.
        north.reverse();
        south.reverse();
        let (a, b) = (corpus(borrowed(&north)), corpus(borrowed(&south)));
        let other = keyness(&a, &b, &options).unwrap();
        for column in ["term", "count", "documents", "g2", "log10_q", "mann_whitney_log10_p"] {
            prop_assert_eq!(table.column(column), other.column(column));
        }
        let q = &table.column("log10_q").unwrap().cells;
        let p = &table.column("log10_p").unwrap().cells;
        for row in 0..table.len() {
            prop_assert!(q.value(row).as_f64() >= p.value(row).as_f64());
        }
    }
}
