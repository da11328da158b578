//! Which formula answers which case; the cases of two words and of two corpora.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use variorum::stats::measures::{
    association::{self, Association, TVariance},
    contingency::Contingency,
    estimates,
    keyness::{self, Keyness, ZeroRule},
    lambda::{self, Pattern},
    ngrams,
    samples::{self, DocumentCount},
    significance::{self, Alternative},
    special,
};

use super::{
    Answer, Case, Ids, strings,
    texts::{concordance, forms, likeness, reading, spread, vocabulary},
};

fn two_words(case: &Case<'_>) -> Option<Answer> {
    let variant = case.text("variant");
    let score = |measure: Association| Answer::one(measure.score(&case.table()));
    match case.text("measure") {
        "log_likelihood_G2" => match variant {
            "four_term" => score(Association::G2),
            "four_term_williams" => Answer::one(Keyness::G2Williams.score(&case.table())),
            "two_term_vs_four_term" => Answer::bundle(&[
                ("two_term", significance::g2_two_term(&case.table())),
                ("four_term", significance::g2(&case.table())),
            ]),
            _ => None,
        },
        "chi2" => match variant {
            "pearson_no_correction" => score(Association::Chi2),
            "yates" => score(Association::Chi2Yates),
            "pearson / williams q" => Answer::one(Keyness::Chi2Williams.score(&case.table())),
            _ => None,
        },
        "fisher_exact_p" => {
            let alternative: Alternative = variant.replace('-', "_").parse().ok()?;
            let p = significance::fisher_log10_p(&case.table(), alternative);
            Answer::one(Ok(10f64.powf(p)))
        }
        "t_score" if variant.starts_with("M&S") => {
            Answer::one(association::t_score(&case.table(), TVariance::Bernoulli))
        }
        "t_score" if variant == "(O-E)/sqrt(O)" => score(Association::T),
        "pmi" if variant == "log2(O/E)" => score(Association::Pmi),
        "npmi" => score(Association::Npmi),
        "delta_p" => {
            let table = case.table();
            let p = association::delta_p_21(&table);
            assert_eq!(p, association::delta_p_12(&table.transposed()));
            Answer::one(p)
        }
        "dice" => score(Association::Dice),
        "log_dice" if variant.starts_with("NON-STANDARD") => {
            let right = association::log_dice(&case.table()).ok()?;
            let standard = case.0["expected"]["standard_log2"].as_f64()?;
            assert!((right - standard).abs() < 1e-9);
            assert!((right - case.0["expected"]["rnc_printed"].as_f64()?).abs() > 0.5);
            Some(Answer::Unlike(json!(right)))
        }
        "log_dice" => score(Association::LogDice),
        "phi_squared" => score(Association::PhiSquared),
        "minimum_sensitivity" => score(Association::MinimumSensitivity),
        "mutual_information" => score(Association::MutualInformation),
        "word2vec_phrase_score" => Answer::one(association::phrase_score(
            case.number("fab"),
            case.number("fa"),
            case.number("fb"),
            case.number("V"),
            case.number("min_count"),
        )),
        measure if measure.starts_with("bundle: MI,MI2") => {
            let t = case.table();
            Answer::bundle(&[
                ("E", Ok(t.e11())),
                ("MI", Association::Pmi.score(&t)),
                ("MI2", Association::Mi2.score(&t)),
                ("MI3", Association::Mi3.score(&t)),
                ("z", Association::Z.score(&t)),
                ("t", Association::T.score(&t)),
                ("simple_ll", Association::SimpleLl.score(&t)),
                ("local_MI", Association::LocalMi.score(&t)),
                ("log_dice", Association::LogDice.score(&t)),
                ("delta_p_21", Association::DeltaP21.score(&t)),
                ("odds_ratio_disc", Association::OddsRatioHalf.score(&t)),
            ])
        }
        _ => None,
    }
}

fn in_text(case: &Case<'_>) -> Option<Answer> {
    let mut ids = Ids::default();
    let measure = case.text("measure");
    if measure == "count / count_nested" {
        let pad = case.text("pad");
        let pad = if pad.is_empty() { "." } else { pad };
        let mut segments: Vec<Vec<u32>> = Vec::new();
        for text in strings(case.input("segments")) {
            let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            segments.extend(words.split(|w| w == pad).map(|run| ids.of(run)));
        }
        let segments: Vec<&[u32]> = segments.iter().map(Vec::as_slice).collect();
        let sizes: Vec<usize> = case.wholes("sizes").iter().map(|&n| n as usize).collect();
        let found = ngrams::nested_counts(&segments, &sizes, 1);
        let forms: BTreeMap<u32, &String> = ids.0.iter().map(|(w, &id)| (id, w)).collect();
        let form = |gram: &[u32]| {
            gram.iter()
                .map(|id| forms[id].as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let nested: BTreeMap<String, u64> =
            found.iter().map(|g| (form(&g.ngram), g.nested)).collect();
        // The source says these too, in words.
        assert!(
            case.text("source")
                .contains("count_nested a b=4, b c=4, a b c=0")
        );
        assert_eq!([nested["a b"], nested["b c"], nested["a b c"]], [4, 4, 0]);
        let counts = found
            .iter()
            .map(|g| (form(&g.ngram), json!(g.count)))
            .collect();
        return Some(Answer::Exact(Value::Object(counts)));
    }
    let segments: Vec<Vec<u32>> = if case.has("segments") {
        let list = case.input("segments").as_array().unwrap();
        list.iter().map(|s| ids.of(&strings(s))).collect()
    } else {
        vec![ids.of(&case.words())]
    };
    let segments: Vec<&[u32]> = segments.iter().map(Vec::as_slice).collect();
    let target = if case.has("target") {
        "target"
    } else {
        "bigram"
    };
    let target = ids.of(&strings(case.input(target)));
    let pattern = Pattern::count(&segments, &target).unwrap();
    match measure {
        "lambda_blaheta_johnson" => {
            let found = lambda::lambda(&pattern, 0.5).ok()?;
            Answer::bundle(&[("lambda", Ok(found.lambda)), ("z", Ok(found.z))])
        }
        "G2_and_X2_trigram_complete_independence" => Answer::bundle(&[
            ("G2", lambda::g2_independence(&pattern)),
            ("X2", lambda::x2_independence(&pattern)),
        ]),
        "contingency_from_text" => {
            let [o11, o12, o21, o22] = pattern.contingency().unwrap().observed().map(|c| c as u64);
            let cells = json!({"o11": o11, "o12": o12, "o21": o21, "o22": o22});
            if case.text("variant").contains("do not copy") {
                Some(Answer::Unlike(cells))
            } else {
                Some(Answer::Exact(cells))
            }
        }
        _ => None,
    }
}

fn corpora(case: &Case<'_>) -> Option<Answer> {
    let score = |measure: Keyness| Answer::one(measure.score(&case.table()));
    match case.text("measure") {
        "odds_ratio" if case.text("variant") == "sample" => score(Keyness::OddsRatio),
        "odds_ratio" if case.text("variant") == "conditional_MLE_fisher" => {
            let t = case.table();
            Answer::bundle(&[
                (
                    "odds_ratio_conditional_mle",
                    estimates::odds_ratio_conditional(&t),
                ),
                (
                    "p",
                    Ok(10f64.powf(significance::fisher_log10_p(&t, Alternative::TwoSided))),
                ),
            ])
        }
        "pmi" if case.text("variant") == "ln(O/E)" => {
            let (target, reference) = (case.input("target_counts"), case.input("reference_counts"));
            let feature = case.input("feature").as_str()?;
            let t = words_in_corpora(target, reference, feature);
            Answer::one(keyness::pmi(&t))
        }
        "percent_diff" => score(Keyness::PercentDiff),
        "simple_maths" => Answer::one(keyness::simple_maths(&case.table(), case.number("n"))),
        "difference_coefficient" => score(Keyness::DifferenceCoefficient),
        "log_ratio" => Answer::one(keyness::log_ratio(&case.table(), ZeroRule::Hardie)),
        measure if measure.starts_with("bundle: log_ratio") => {
            let t = case.table();
            Answer::bundle(&[
                ("log_ratio", Keyness::LogRatio.score(&t)),
                ("relative_risk", Keyness::RelativeRisk.score(&t)),
                ("percent_diff", Keyness::PercentDiff.score(&t)),
                ("bic", Keyness::Bic.score(&t)),
                ("ell", Keyness::Ell.score(&t)),
            ])
        }
        "log10_p_of_G2" => Answer::one(Ok(special::log10_p_chi2(case.number("G2"), 1))),
        "weighted_log_odds_dirichlet" => {
            let (target, reference) = (case.input("target"), case.input("reference"));
            let mut types: Vec<&String> = target.as_object()?.keys().collect();
            types.extend(reference.as_object()?.keys());
            types.sort();
            types.dedup();
            let alpha = case.number("alpha");
            let parts = case.0["expected"]
                .as_object()?
                .keys()
                .map(|word| {
                    let t = words_in_corpora(target, reference, word);
                    let odds = keyness::log_odds_dirichlet(&t, alpha, alpha * types.len() as f64);
                    (word.clone(), odds.unwrap().z)
                })
                .collect();
            Some(Answer::Numbers(parts))
        }
        "mann_whitney" => {
            let (x, y) = (case.numbers("x"), case.numbers("y"));
            let test = samples::mann_whitney(&x, &y, Alternative::TwoSided, true).ok()?;
            Answer::one(Ok(test.rank_sum))
        }
        "permutation_test_exact" => {
            let documents = |key: &str| -> Vec<DocumentCount> {
                let counts = case.numbers(key).into_iter();
                counts
                    .map(|count| DocumentCount { count, size: 1.0 })
                    .collect()
            };
            let (x, y) = (documents("x"), documents("y"));
            let test = samples::permutation_test(&x, &y, Alternative::TwoSided, 9999, 0).ok()?;
            assert!(test.exact && test.relabellings == 252);
            Answer::one(Ok(test.p))
        }
        _ => None,
    }
}

fn words_in_corpora(target: &Value, reference: &Value, word: &str) -> Contingency {
    let of = |counts: &Value| {
        let all: u64 = counts
            .as_object()
            .unwrap()
            .values()
            .map(|c| c.as_u64().unwrap())
            .sum();
        (counts[word].as_u64().unwrap_or(0), all)
    };
    let ((f1, n1), (f2, n2)) = (of(target), of(reference));
    Contingency::from_corpora(f1, n1, f2, n2).unwrap()
}

/// What computes a case; nothing where nobody knows its measure.
pub(super) fn answer(case: &Case<'_>) -> Option<Answer> {
    match case.text("group") {
        "association" | "collocation_lambda" | "keyness" => {
            if case.has("target") && case.has("tokens")
                || case.has("segments")
                || case.has("bigram")
            {
                in_text(case)
            } else {
                two_words(case).or_else(|| corpora(case))
            }
        }
        "dispersion" | "burstiness" => spread(case),
        "diversity" => vocabulary(case),
        "readability" => reading(case),
        "ngrams" => forms(case),
        "similarity" => likeness(case),
        "kwic" => concordance(case),
        _ => None,
    }
}
