//! Cases of words in parts and places, of vocabularies, readability, n-grams, likeness.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use variorum::stats::measures::{
    LogBase,
    dispersion::{self, Dispersion, DklVariant, DpVariant, Parts},
    diversity::{self, Diversity, Spectrum},
    draws,
    mtld::{self, Aggregation, Comparison, MtldOptions},
    ngrams::{self, TfIdfOptions},
    positions::{self, Occurrences, Spread},
    readability::{Readability, ReadabilityCounts},
    segments::{self, Remainder},
    similarity::{self, Overlap, Similarity},
};

use super::{Answer, Case, Ids, strings};

pub(super) fn spread(case: &Case<'_>) -> Option<Answer> {
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

pub(super) fn vocabulary(case: &Case<'_>) -> Option<Answer> {
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

pub(super) fn reading(case: &Case<'_>) -> Option<Answer> {
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

pub(super) fn forms(case: &Case<'_>) -> Option<Answer> {
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

pub(super) fn likeness(case: &Case<'_>) -> Option<Answer> {
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
pub(super) fn concordance(case: &Case<'_>) -> Option<Answer> {
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
