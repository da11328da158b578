//! Values of the literature and of other tools, by name, against the formulas of this crate.
//!
//! The cases are data in the shared folder. Every case must be computed by something here: one that
//! nothing handles fails the test. Where a case holds a number that is known to be wrong or to be another
//! quantity under the same name, the formula of that name must *not* give it.
//!
//! With `VARIORUM_CONFORMANCE_TABLE` set, the result is printed as a Markdown table.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::unnecessary_wraps,
    reason = "small counts; every answer has one type"
)]

use std::collections::BTreeMap;

use serde_json::{Value, json};
use variorum::stats::measures::{
    LogBase, Measured,
    association::{self, Association, TVariance},
    contingency::Contingency,
    dispersion::{self, Dispersion, DklVariant, DpVariant, Parts},
    diversity::{self, Diversity, Spectrum},
    draws, estimates,
    keyness::{self, Keyness, ZeroRule},
    lambda::{self, Pattern},
    mtld::{self, Aggregation, Comparison, MtldOptions},
    ngrams::{self, TfIdfOptions},
    positions::{self, Occurrences, Spread},
    readability::{Readability, ReadabilityCounts},
    samples::{self, DocumentCount},
    segments::{self, Remainder},
    significance::{self, Alternative},
    similarity::{self, Overlap, Similarity},
    special,
};

/// What this crate says to a case.
enum Answer {
    /// Numbers to compare, one for each name of a bundle, or one without a name.
    Numbers(Vec<(String, f64)>),
    /// Something to compare exactly.
    Exact(Value),
    /// The right number, where the case holds a wrong one.
    Unlike(Value),
}

impl Answer {
    fn one(value: Measured) -> Option<Self> {
        Some(Answer::Numbers(vec![(String::new(), value.ok()?)]))
    }

    fn bundle(parts: &[(&str, Measured)]) -> Option<Self> {
        parts
            .iter()
            .map(|(name, value)| Some(((*name).to_owned(), (*value).ok()?)))
            .collect::<Option<Vec<_>>>()
            .map(Answer::Numbers)
    }
}

struct Case<'a>(&'a Value);

impl Case<'_> {
    fn text(&self, key: &str) -> &str {
        self.0[key].as_str().unwrap_or("")
    }

    fn input(&self, key: &str) -> &Value {
        &self.0["input"][key]
    }

    fn has(&self, key: &str) -> bool {
        !self.input(key).is_null()
    }

    fn whole(&self, key: &str) -> u64 {
        self.input(key)
            .as_u64()
            .unwrap_or_else(|| panic!("{}: {key}", self.text("id")))
    }

    fn number(&self, key: &str) -> f64 {
        self.input(key)
            .as_f64()
            .unwrap_or_else(|| panic!("{}: {key}", self.text("id")))
    }

    fn numbers(&self, key: &str) -> Vec<f64> {
        let list = self.input(key).as_array().unwrap();
        list.iter().map(|v| v.as_f64().unwrap()).collect()
    }

    fn wholes(&self, key: &str) -> Vec<u64> {
        let list = self.input(key).as_array().unwrap();
        list.iter().map(|v| v.as_u64().unwrap()).collect()
    }

    /// The 2×2 table of whatever counts the case gives.
    fn table(&self) -> Contingency {
        let margins = |joint: &str, first: &str, second: &str| {
            let (joint, first, second) = (self.whole(joint), self.whole(first), self.whole(second));
            // Without a total, any will do for measures that do not use it.
            let n = if self.has("N") {
                self.whole("N")
            } else {
                first + second
            };
            Contingency::from_margins(joint, first, second, n)
        };
        if self.has("o12") {
            Contingency::from_cells(
                self.whole("o11"),
                self.whole("o12"),
                self.whole("o21"),
                self.whole("o22"),
            )
        } else if self.has("freq1") {
            Contingency::from_corpora(
                self.whole("freq1"),
                self.whole("size1"),
                self.whole("freq2"),
                self.whole("size2"),
            )
        } else if self.has("fxy") {
            margins("fxy", "fx", "fy")
        } else if self.has("fab") {
            margins("fab", "fa", "fb")
        } else {
            margins("o11", "f1", "f2")
        }
        .unwrap()
    }

    /// The tokens, as words.
    fn words(&self) -> Vec<String> {
        let list = |v: &Value| -> Vec<String> {
            match v {
                Value::String(text) => text.split_whitespace().map(str::to_owned).collect(),
                other => {
                    let list = other.as_array().unwrap();
                    list.iter()
                        .map(|w| w.as_str().unwrap().to_owned())
                        .collect()
                }
            }
        };
        if self.has("generator") {
            let mut x = 42u64;
            let words: Vec<String> = (0..self.whole("n"))
                .map(|_| {
                    x = (1_103_515_245 * x + 12_345) % (1 << 31);
                    let share = x as f64 / f64::from(1u32 << 31);
                    format!("w{}", (300.0 * share.powi(3)) as u64)
                })
                .collect();
            assert_eq!(json!(words[..10]), *self.input("first10"));
            return words;
        }
        if self.has("tokens_repeat") {
            let repeat = self.input("tokens_repeat");
            let times = repeat["times"].as_u64().unwrap() as usize;
            return vec![list(&repeat["seq"]); times].concat();
        }
        list(self.input("tokens"))
    }
}

/// Numbers for words, the same for all lists that it is asked for.
#[derive(Default)]
struct Ids(BTreeMap<String, u32>);

impl Ids {
    fn of(&mut self, words: &[String]) -> Vec<u32> {
        words
            .iter()
            .map(|w| {
                let next = self.0.len() as u32;
                *self.0.entry(w.clone()).or_insert(next)
            })
            .collect()
    }
}

fn strings(list: &Value) -> Vec<String> {
    let list = list.as_array().unwrap();
    list.iter()
        .map(|w| w.as_str().unwrap().to_owned())
        .collect()
}

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

fn spread(case: &Case<'_>) -> Option<Answer> {
    let measure = case.text("measure");
    if case.has("inter_arrival") {
        return Answer::one(positions::goh_barabasi(
            case.numbers("inter_arrival").into_iter(),
        ));
    }
    if case.has("word") {
        let words = case.words();
        let places: Vec<u64> = (0u64..)
            .zip(&words)
            .filter(|(_, w)| w.as_str() == case.input("word"))
            .map(|(place, _)| place)
            .collect();
        let word = Occurrences::new(&places, words.len() as u64).unwrap();
        return match measure {
            "ARF" | "ALD" | "AWT" => {
                Answer::one(measure.to_lowercase().parse::<Spread>().ok()?.score(&word))
            }
            "f_ALD,f_AWT" => Answer::bundle(&[
                ("fawt", Spread::FAwt.score(&word)),
                ("fald", Spread::FAld.score(&word)),
            ]),
            _ => None,
        };
    }
    let (counts, sizes) = if case.has("per_doc_counts") {
        let counts = case.wholes("per_doc_counts");
        let sizes = vec![1; counts.len()];
        (counts, sizes)
    } else {
        (case.wholes("subfreq"), case.wholes("partsize"))
    };
    let parts = Parts::new(&counts, &sizes).unwrap();
    let score = |measure: Dispersion| measure.score(&parts);
    match measure {
        "Juilland_D" => Answer::one(score(Dispersion::JuillandD)),
        "Carroll_D2" => Answer::one(score(Dispersion::CarrollD2)),
        "Rosengren_S" => Answer::one(score(Dispersion::RosengrenS)),
        "Gries_DP" => Answer::one(score(Dispersion::Dp)),
        "Gries_DPnorm" => Answer::one(score(Dispersion::DpNorm)),
        "Lyne_D3" => Answer::one(score(Dispersion::LyneD3)),
        "Carroll_Um" => Answer::one(score(Dispersion::CarrollUm)),
        "Juilland_U" => Answer::one(score(Dispersion::JuillandU)),
        "Rosengren_KF" => Answer::one(score(Dispersion::RosengrenKf)),
        "bundle D,S,DP,DPnorm(Lijffijt&Gries),KLD(bits)" => Answer::bundle(&[
            ("D", score(Dispersion::JuillandD)),
            ("S", score(Dispersion::RosengrenS)),
            ("DP", score(Dispersion::Dp)),
            ("DPnorm", score(Dispersion::DpNorm)),
            ("KLD", score(Dispersion::Kld)),
        ]),
        "bundle Rrel,D,D2,S,DP,DA,DKL" => Answer::bundle(&[
            ("Rrel", score(Dispersion::RelativeRange)),
            ("D", score(Dispersion::JuillandD)),
            ("D2", score(Dispersion::CarrollD2)),
            ("S", score(Dispersion::RosengrenS)),
            // This source turns DP round: 1 is even.
            ("DP_2008", score(Dispersion::Dp).map(|dp| 1.0 - dp)),
            (
                "DP_egbert",
                score(Dispersion::DpNormEgbert).map(|dp| 1.0 - dp),
            ),
            ("DA", score(Dispersion::Da)),
            ("DKL_o2p", score(Dispersion::Dkl)),
        ]),
        "Gries_DP variants" => Answer::bundle(&[
            ("gries_2008", dispersion::dp(&parts, DpVariant::Gries2008)),
            (
                "lijffijt_gries_2012",
                dispersion::dp(&parts, DpVariant::LijffijtGries2012),
            ),
            ("egbert_2020", dispersion::dp(&parts, DpVariant::Egbert2020)),
        ]),
        "DKL standardisations" => Answer::bundle(&[
            ("o2p", dispersion::dkl(&parts, DklVariant::OddsToProportion)),
            ("base_e", dispersion::dkl(&parts, DklVariant::BaseE)),
            ("base_2", dispersion::dkl(&parts, DklVariant::Base2)),
        ]),
        "document frequency bundle" => Answer::bundle(&[
            ("df", score(Dispersion::Range)),
            ("cf", Ok(parts.total())),
            ("idf", score(Dispersion::Idf)),
            ("ridf", score(Dispersion::ResidualIdf)),
            ("burstiness", score(Dispersion::Burstiness)),
        ]),
        _ => None,
    }
}

fn vocabulary(case: &Case<'_>) -> Option<Answer> {
    let (measure, variant) = (case.text("measure"), case.text("variant"));
    match measure {
        "vocd_TTR(N,D)" => {
            return Answer::one(Ok(draws::vocd_curve(case.number("N"), case.number("D"))));
        }
        "Fisher_alpha" => {
            return Answer::one(diversity::fisher_alpha(case.whole("N"), case.whole("V")));
        }
        "Summer S, Dugast U, Maas a2" => {
            // Any spectrum of so many tokens and types.
            let (n, v) = (case.whole("N"), case.whole("V"));
            let s = Spectrum::of_classes([(1, v - 1), (n - v + 1, 1)]);
            assert_eq!((s.tokens(), s.types()), (n, v));
            return Answer::bundle(&[
                ("S_ln", diversity::summer_s(&s, LogBase::E)),
                ("S_log10", diversity::summer_s(&s, LogBase::Ten)),
                ("U_ln", diversity::dugast_u(&s, LogBase::E)),
                ("U_log10", diversity::dugast_u(&s, LogBase::Ten)),
                ("a2_ln", diversity::maas_a2(&s, LogBase::E)),
                ("a2_log10", diversity::maas_a2(&s, LogBase::Ten)),
                ("C", diversity::herdan_c(&s)),
            ]);
        }
        _ => {}
    }
    if case.has("freqs_desc") {
        let s = Spectrum::of_counts(case.wholes("freqs_desc"));
        return Answer::bundle(&[
            ("entropy", Diversity::ShannonH.score(&s)),
            ("repeat_rate", Diversity::RepeatRate.score(&s)),
        ]);
    }
    if case.has("spectrum") {
        let classes = case.input("spectrum").as_object()?;
        let classes = classes
            .iter()
            .map(|(m, v)| (m.parse().unwrap(), v.as_u64().unwrap()));
        let s = Spectrum::of_classes(classes);
        assert_eq!((s.tokens(), s.types()), (case.whole("N"), case.whole("V")));
        return Answer::one(Diversity::YuleK.score(&s));
    }
    let tokens = Ids::default().of(&case.words());
    let s = Spectrum::of_tokens(&tokens);
    let from_end = |text: &str| -> usize {
        let digits = text
            .split(|c: char| !c.is_ascii_digit())
            .find(|d| !d.is_empty());
        digits.and_then(|d| d.parse().ok()).unwrap()
    };
    let mtld = |comparison, least_tokens, aggregation| {
        let options = MtldOptions {
            comparison,
            least_tokens,
            aggregation,
            ..MtldOptions::default()
        };
        mtld::mtld(&tokens, &options)
    };
    match measure {
        "TTR" => Answer::one(Diversity::Ttr.score(&s)),
        "Guiraud_R" => Answer::one(Diversity::GuiraudR.score(&s)),
        "CTTR" => Answer::one(Diversity::Cttr.score(&s)),
        "Herdan_C" => Answer::one(Diversity::HerdanC.score(&s)),
        "Summer_S" => Answer::one(Diversity::SummerS.score(&s)),
        "Dugast_U" => Answer::one(Diversity::DugastU.score(&s)),
        "Maas_a2" => Answer::one(Diversity::MaasA2.score(&s)),
        "Yule_K" => Answer::one(Diversity::YuleK.score(&s)),
        "Yule_I" => Answer::one(Diversity::YuleI.score(&s)),
        "Herdan_Vm" => Answer::one(Diversity::HerdanVm.score(&s)),
        "Simpson_D" => Answer::one(Diversity::SimpsonD.score(&s)),
        "N,V,TTR,K,D" => Answer::bundle(&[
            ("N", Ok(s.tokens() as f64)),
            ("V", Ok(s.types() as f64)),
            ("TTR", Diversity::Ttr.score(&s)),
            ("yule_k", Diversity::YuleK.score(&s)),
            ("simpson_d", Diversity::SimpsonD.score(&s)),
            ("herdan_vm", Diversity::HerdanVm.score(&s)),
        ]),
        "Honore_R, Brunet_W, Shannon_H(bits)" => Answer::bundle(&[
            ("honore_r", Diversity::HonoreR.score(&s)),
            ("brunet_w", Diversity::BrunetW.score(&s)),
            ("entropy_bits", Diversity::ShannonH.score(&s)),
        ]),
        "MATTR" if variant.starts_with("windows") => Answer::bundle(&[
            ("50", segments::mattr(&tokens, 50)),
            ("100", segments::mattr(&tokens, 100)),
        ]),
        "MATTR" => Answer::one(segments::mattr(&tokens, from_end(variant))),
        "MSTTR" => {
            let segment = from_end(variant);
            let discard = segments::msttr(&tokens, segment, Remainder::Discard);
            if variant.contains("DROPS the last segment even when complete") {
                return Some(Answer::Unlike(json!(discard.ok()?)));
            }
            if variant.ends_with("keep all") {
                return Answer::one(segments::msttr(&tokens, segment, Remainder::Keep));
            }
            Answer::one(discard)
        }
        "HD-D" => Answer::one(draws::hd_d(&s, from_end(variant) as u32)),
        "MTLD" if variant.starts_with("TAALED") => Answer::bundle(&[
            (
                "mtld(all factors)",
                mtld(Comparison::Below, 10, Aggregation::PooledFactors),
            ),
            (
                "mtld_av",
                mtld(Comparison::Below, 10, Aggregation::MeanFactor),
            ),
            (
                "mtld_original",
                mtld::mtld(&tokens, &MtldOptions::default()),
            ),
        ]),
        "MTLD" if variant.starts_with("textacy") => {
            Answer::one(mtld(Comparison::Below, 0, Aggregation::TokensPerFactor))
        }
        "MTLD" => Answer::one(mtld(Comparison::AtMost, 0, Aggregation::TokensPerFactor)),
        _ => None,
    }
}

fn reading(case: &Case<'_>) -> Option<Answer> {
    let count = |key: &str| case.input(key).as_u64().unwrap_or(0);
    let mut counts = ReadabilityCounts {
        sentences: count("sentences"),
        words: count("words"),
        syllables: count("syllables"),
        characters: count("characters"),
        polysyllables: count("polysyllables"),
        complex_words: count("complex_words"),
        long_words: count("long_words_gt6"),
        ..ReadabilityCounts::default()
    };
    match case.text("measure") {
        "Flesch_RE" => Answer::one(Readability::FleschReadingEase.score(&counts)),
        "Gunning_FOG" => Answer::one(Readability::GunningFog.score(&counts)),
        "Coleman_Liau" => {
            counts.words = 1000;
            counts.characters = (case.number("letters_per_100w") * 10.0).round() as u64;
            counts.sentences = (case.number("sentences_per_100w") * 10.0).round() as u64;
            Answer::one(Readability::ColemanLiau.score(&counts))
        }
        "FKGL, ARI, SMOG, LIX, FRE" => Answer::bundle(&[
            ("FKGL", Readability::FleschKincaidGrade.score(&counts)),
            ("ARI", Readability::Ari.score(&counts)),
            ("SMOG", Readability::Smog.score(&counts)),
            ("LIX", Readability::Lix.score(&counts)),
            ("FRE", Readability::FleschReadingEase.score(&counts)),
        ]),
        _ => None,
    }
}

fn forms(case: &Case<'_>) -> Option<Answer> {
    let mut ids = Ids::default();
    match case.text("measure") {
        "2-skip-bi-grams" | "2-skip-tri-grams" => {
            let words = case.words();
            let tokens = ids.of(&words);
            let forms: BTreeMap<u32, &String> = ids.0.iter().map(|(w, &id)| (id, w)).collect();
            let mut found = Vec::new();
            let (n, k) = (case.whole("n") as usize, case.whole("k") as usize);
            ngrams::skip_grams(&tokens, n, k, |gram| {
                found.push(
                    gram.iter()
                        .map(|id| forms[id].as_str())
                        .collect::<Vec<_>>()
                        .join(" "),
                );
            });
            found.sort();
            Some(Answer::Exact(json!(found)))
        }
        "bigram counts" => {
            let documents: Vec<Vec<u32>> = strings(case.input("docs"))
                .iter()
                .map(|text| {
                    let lower = text.to_lowercase();
                    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '_');
                    let words = words.filter(|w| w.chars().count() > 1).map(str::to_owned);
                    ids.of(&words.collect::<Vec<_>>())
                })
                .collect();
            let forms: BTreeMap<u32, &String> = ids.0.iter().map(|(w, &id)| (id, w)).collect();
            let segments: Vec<&[u32]> = documents.iter().map(Vec::as_slice).collect();
            let counts = ngrams::nested_counts(&segments, &[2], 1)
                .into_iter()
                .map(|g| {
                    (
                        format!("{} {}", forms[&g.ngram[0]], forms[&g.ngram[1]]),
                        json!(g.count),
                    )
                })
                .collect();
            Some(Answer::Exact(Value::Object(counts)))
        }
        "tf-idf l2" => {
            let rows: Vec<Vec<f64>> = serde_json::from_value(case.input("counts").clone()).ok()?;
            let smooth_idf = case.input("smooth_idf").as_bool()?;
            let options = TfIdfOptions {
                smooth_idf,
                ..TfIdfOptions::default()
            };
            let idf: Vec<f64> = (0..rows[0].len())
                .map(|term| {
                    let with = rows.iter().filter(|row| row[term] > 0.0).count() as u64;
                    options.idf(rows.len() as u64, with).unwrap()
                })
                .collect();
            let mut row = rows[case.whole("row") as usize].clone();
            options.weigh(&mut row, &idf).ok()?;
            let parts = row.into_iter().enumerate();
            Some(Answer::Numbers(
                parts.map(|(term, w)| (term.to_string(), w)).collect(),
            ))
        }
        _ => None,
    }
}

fn likeness(case: &Case<'_>) -> Option<Answer> {
    match case.text("id") {
        "similarity_bundle" => {
            let (p, q) = (case.numbers("p"), case.numbers("q"));
            let score = |measure: Similarity| measure.score(&p, &q);
            Answer::bundle(&[
                ("cosine", score(Similarity::Cosine)),
                ("kl_bits", score(Similarity::Kl)),
                ("jsd_bits", score(Similarity::Jsd)),
                ("bray_curtis", score(Similarity::BrayCurtis)),
                ("spearman", score(Similarity::Spearman)),
                ("hellinger", score(Similarity::Hellinger)),
                ("weighted_jaccard", score(Similarity::WeightedJaccard)),
            ])
        }
        "similarity_sets" => {
            let mut ids = Ids::default();
            let mut set = |key: &str| {
                let mut set = ids.of(&strings(case.input(key)));
                set.sort_unstable();
                set
            };
            let overlap = Overlap::of_sorted(&set("a"), &set("b"));
            Answer::bundle(&[
                ("jaccard", overlap.jaccard()),
                ("dice", overlap.dice()),
                ("overlap", overlap.overlap()),
            ])
        }
        "corpus_similarity_kilgarriff" => Answer::one(similarity::cbdf(
            &case.numbers("freqA"),
            &case.numbers("freqB"),
            case.number("sizeA"),
            case.number("sizeB"),
        )),
        _ => None,
    }
}

/// The tokens that a concordance finds.
fn concordance(case: &Case<'_>) -> Option<Answer> {
    let words = case.words();
    // A page of one unfinished line is no article: give it a title.
    let title = "The opening of the meeting\n\n";
    let text = format!("{title}{}\n", words.join(" "));
    let starts: Vec<usize> = words
        .iter()
        .scan(title.len(), |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some(start)
        })
        .collect();
    let corpus = variorum::Corpus::from_text(&text, &variorum::ReadOptions::default());
    let query = case.input("query").as_str()?;
    let lines = corpus
        .concordance(query, &variorum::corpus::KwicOptions::default())
        .ok()?;
    let found: Vec<usize> = lines
        .iter()
        .map(|line| starts.binary_search(&line.span.start).unwrap())
        .collect();
    Some(Answer::Exact(json!(found)))
}

fn answer(case: &Case<'_>) -> Option<Answer> {
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

/// The names and numbers of an expectation.
fn flat(value: &Value) -> Option<Vec<(String, f64)>> {
    match value {
        Value::Number(n) => Some(vec![(String::new(), n.as_f64()?)]),
        Value::Object(map) => map
            .iter()
            .map(|(k, v)| Some((k.clone(), v.as_f64()?)))
            .collect(),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .map(|(i, v)| Some((i.to_string(), v.as_f64()?)))
            .collect(),
        _ => None,
    }
}

/// What is wrong with an answer; nothing if it conforms.
fn judge(case: &Case<'_>, answer: &Answer) -> Vec<String> {
    let expected = &case.0["expected"];
    let mut wrong = Vec::new();
    match answer {
        Answer::Unlike(ours) => {
            if ours == expected {
                wrong.push(format!(
                    "gives the number that is known to be wrong: {ours}"
                ));
            }
        }
        Answer::Exact(ours) => {
            let same = match (ours, expected) {
                // Expectations list the members that they speak of.
                (Value::Object(ours), Value::Object(expected)) => {
                    !expected.is_empty() && expected.iter().all(|(k, v)| ours.get(k) == Some(v))
                }
                _ => ours == expected,
            };
            if !same {
                wrong.push(format!("{ours} is not {expected}"));
            }
        }
        Answer::Numbers(ours) => {
            let tolerance = case.0["tolerance"].as_f64().unwrap_or(0.0);
            let Some(numbers) = flat(expected) else {
                return vec![format!("{expected} is no number")];
            };
            if numbers.len() != ours.len() {
                wrong.push(format!("{} values, not {}", ours.len(), numbers.len()));
            }
            // Expectations are printed with twelve digits, so that half a unit of the last is theirs.
            let apart =
                |a: f64, b: f64, tolerance: f64| (a - b).abs() > tolerance + 5e-12 * b.abs();
            let mine: BTreeMap<&str, f64> = ours.iter().map(|(k, v)| (k.as_str(), *v)).collect();
            for (name, number) in &numbers {
                match mine.get(name.as_str()) {
                    None => wrong.push(format!("no value for {name}")),
                    Some(&value) if apart(value, *number, tolerance) => {
                        wrong.push(format!("{name} {value} is not {number} ± {tolerance}"));
                    }
                    Some(_) => {}
                }
            }
            // The recomputation is exact where the published number is rounded.
            for (name, number) in flat(&case.0["independent_recompute"]).unwrap_or_default() {
                let Some(&value) = mine.get(name.as_str()) else {
                    continue;
                };
                if apart(value, number, 1e-9 * number.abs().max(1e-3)) {
                    wrong.push(format!("{name} {value} is not the recomputed {number}"));
                }
            }
        }
    }
    wrong
}

fn shown(answer: &Answer) -> String {
    match answer {
        Answer::Numbers(parts) => parts
            .iter()
            .map(|(name, value)| format!("{name} {value:.9}").trim().to_owned())
            .collect::<Vec<_>>()
            .join(", "),
        Answer::Exact(value) => value.to_string(),
        Answer::Unlike(value) => format!("{value}, not the case's number"),
    }
}

#[test]
fn every_case_is_met() {
    let Some(folder) = crate::shared_folder() else {
        return;
    };
    let text = std::fs::read_to_string(folder.join("reference/statistics_cases.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert!(cases.len() >= 145, "only {} cases", cases.len());
    let printed = std::env::var_os("VARIORUM_CONFORMANCE_TABLE").is_some();
    if printed {
        println!("| case | measure | variant | expected | here | source |");
        println!("| --- | --- | --- | --- | --- | --- |");
    }
    let mut problems = Vec::new();
    let (mut met, mut unlike) = (0, 0);
    for value in &cases {
        let case = Case(value);
        let Some(answer) = answer(&case) else {
            problems.push(format!("{}: nothing computes it", case.text("id")));
            continue;
        };
        if printed {
            let cell = |text: &str| text.replace('|', "\\|");
            println!(
                "| `{}` | {} | {} | {} | {} | {} |",
                case.text("id"),
                cell(case.text("measure")),
                cell(case.text("variant")),
                cell(&value["expected"].to_string()),
                cell(&shown(&answer)),
                cell(case.text("source")),
            );
        }
        let wrong = judge(&case, &answer);
        let refused = matches!(answer, Answer::Unlike(_));
        let marked = ["do not copy", "NON-STANDARD", "quirk"]
            .iter()
            .any(|mark| case.text("variant").contains(mark) || case.text("formula").contains(mark));
        if refused != marked {
            problems.push(format!(
                "{}: marked {marked}, refused {refused}",
                case.text("id")
            ));
        }
        met += usize::from(wrong.is_empty() && !refused);
        unlike += usize::from(wrong.is_empty() && refused);
        problems.extend(wrong.iter().map(|w| format!("{}: {w}", case.text("id"))));
    }
    println!(
        "{met} cases met, {unlike} wrong numbers not given, of {}",
        cases.len()
    );
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert_eq!(met + unlike, cases.len());
}

#[test]
fn a_wrong_number_is_seen() {
    let value = json!({"expected": {"a": 1.0, "b": 2.0}, "tolerance": 0.01, "independent_recompute": {"a": 1.0, "b": 2.001}});
    let case = Case(&value);
    let numbers = |a: f64, b: f64| Answer::Numbers(vec![("a".to_owned(), a), ("b".to_owned(), b)]);
    assert!(judge(&case, &numbers(1.0, 2.001)).is_empty());
    assert_eq!(judge(&case, &numbers(1.02, 2.001)).len(), 2);
    assert_eq!(judge(&case, &numbers(1.0, 2.0)).len(), 1);
    assert_eq!(
        judge(&case, &Answer::Numbers(vec![("a".to_owned(), 1.0)])).len(),
        2
    );
    assert_eq!(
        judge(&case, &Answer::Unlike(value["expected"].clone())).len(),
        1
    );
    assert_eq!(judge(&case, &Answer::Exact(json!({"a": 1.0}))).len(), 1);
}
