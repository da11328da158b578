use proptest::prelude::*;
use variorum::{
    Corpus,
    stats::{
        Case, DiversityMeasure, DiversityOptions, chosen, diversity,
        measures::{
            LogBase,
            diversity::{Diversity, Spectrum, YuleVariant, dugast_u, yule_i},
            random::Random,
            sequence::SequenceDiversity,
        },
    },
};

use super::{borrowed, corpus, near, number, random_texts, same_on_all_threads, texts_of};

fn everything(by: &str) -> DiversityOptions {
    let mut options = DiversityOptions::default();
    options.by = by.parse().unwrap();
    options.measures = chosen(["all"], &DiversityMeasure::all()).unwrap();
    options
}

#[test]
fn one_row_a_document_or_group() {
    let corpus = corpus([
        ("north", "the dike and the mill"),
        ("south", "harbour"),
        ("north", "The mill"),
    ]);
    let whole = diversity(&corpus, &DiversityOptions::default()).unwrap();
    assert_eq!(whole.len(), 1);
    assert_eq!(whole.column("tokens").unwrap().cells.value(0), 8);
    assert_eq!(whole.column("documents").unwrap().cells.value(0), 3);

    let table = diversity(&corpus, &everything("side")).unwrap();
    assert_eq!(texts_of(&table, "side"), ["north", "south"]);
    near(number(&table, "north", "tokens"), 7.0);
    near(number(&table, "north", "types"), 5.0);
    near(number(&table, "north", "ttr"), 5.0 / 7.0);
    let mut folded = everything("side");
    folded.counting.terms.case = Case::Fold;
    let table = diversity(&corpus, &folded).unwrap();
    near(number(&table, "north", "ttr"), 4.0 / 7.0);

    let table = diversity(&corpus, &everything("document")).unwrap();
    assert_eq!(table.columns()[0].name, "id");
    assert_eq!(table.len(), 3);
    let ratios = &table.column("ttr").unwrap().cells;
    assert_eq!(ratios.value(0).as_f64(), Some(0.8));
    assert_eq!(ratios.value(1).as_f64(), Some(1.0));
    let notes = table.provenance().notes.join("\n");
    assert!(
        notes.contains("null in 3 rows, the text is shorter than one window: mattr, msttr"),
        "{notes}"
    );
}

#[test]
fn variants_are_told_and_taken() {
    let text = "a b a c a d a b e f g a b c";
    let corpus = corpus([("x", text)]);
    let mut options = everything("corpus");
    options.spectrum.log_base = LogBase::Ten;
    options.spectrum.yule_i = YuleVariant::Tokens;
    options.sequence.window = 5;
    options.sequence.segment = 7;
    options.sequence.sample = 4;
    options.sequence.vocd.seed = 3;
    let table = diversity(&corpus, &options).unwrap();
    let tokens: Vec<u32> = text
        .split(' ')
        .map(|w| u32::from(w.as_bytes()[0]))
        .collect();
    let spectrum = Spectrum::of_tokens(&tokens);
    let value = |name: &str| table.column(name).unwrap().cells.value(0).as_f64();
    near(
        value("dugast_u"),
        dugast_u(&spectrum, LogBase::Ten).unwrap(),
    );
    near(
        value("yule_i"),
        yule_i(&spectrum, YuleVariant::Tokens).unwrap(),
    );
    near(
        value("shannon_h"),
        Diversity::ShannonH.score(&spectrum).unwrap(),
    );
    for measure in [
        SequenceDiversity::Mattr,
        SequenceDiversity::Msttr,
        SequenceDiversity::HdD,
    ] {
        near(
            value(measure.name()),
            measure.score(&tokens, &options.sequence).unwrap(),
        );
    }
    let told = &table.provenance().options;
    for (name, value) in [
        ("log_base", "10".into()),
        ("entropy_base", "2".into()),
        ("yule_i", "tokens".into()),
        ("window", 5.into()),
        ("segment", 7.into()),
        ("remainder", "discard".into()),
        ("mtld_threshold", 0.72.into()),
        ("mtld_comparison", "below".into()),
        ("sample", 4.into()),
        ("seed", 3.into()),
        ("brunet_a", 0.172.into()),
    ] {
        let value: serde_json::Value = value;
        assert_eq!(told[name], value, "{name}");
    }
    // What has no bearing on a number is not told.
    let table = diversity(&corpus, &DiversityOptions::default()).unwrap();
    assert!(!table.provenance().options.contains_key("seed"));
}

#[test]
fn little_and_nothing() {
    let table = diversity(&Corpus::default(), &everything("corpus")).unwrap();
    assert_eq!(table.len(), 1);
    assert_eq!(table.column("tokens").unwrap().cells.value(0), 0);
    assert!(table.column("ttr").unwrap().cells.value(0).is_null());
    let notes = table.provenance().notes.join("\n");
    assert!(
        notes.contains("null in 1 row, there are no tokens: brunet_w, cttr"),
        "{notes}"
    );
    assert!(
        diversity(&Corpus::default(), &everything("document"))
            .unwrap()
            .is_empty()
    );
    let one = corpus([("x", "당")]);
    let table = diversity(&one, &everything("document")).unwrap();
    assert_eq!(table.column("ttr").unwrap().cells.value(0), 1.0);
    for wrong in [
        |o: &mut DiversityOptions| o.measures.clear(),
        |o: &mut DiversityOptions| o.sequence.window = 0,
        |o: &mut DiversityOptions| o.sequence.mtld.threshold = 1.0,
        |o: &mut DiversityOptions| o.sequence.vocd.to = 3,
        |o: &mut DiversityOptions| o.spectrum.brunet_a = f64::NAN,
    ] {
        let mut options = everything("corpus");
        wrong(&mut options);
        assert!(diversity(&one, &options).is_err());
    }
    assert!(diversity(&one, &everything("sidd")).is_err());
    let error = chosen(["ttrr"], &DiversityMeasure::all()).unwrap_err();
    assert!(error.detail().contains("known are ttr"), "{error}");
    assert!(error.detail().contains("vocd_d"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    #[test]
    fn threads_do_not_matter(seed: u64, documents in 1usize..30) {
        let texts = random_texts(&mut Random::seeded(seed), documents);
        let corpus = corpus(borrowed(&texts));
        for by in ["corpus", "document", "side"] {
            let options = everything(by);
            same_on_all_threads(|| diversity(&corpus, &options).unwrap());
        }
    }
}
