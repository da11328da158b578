use variorum::{
    Corpus,
    stats::{
        ReadabilityOptions, chosen,
        measures::readability::{Readability, ReadabilityCounts},
        readability,
    },
};

use super::{corpus, near, number, same_on_all_threads, texts_of};

const PLAIN: &str =
    "The party met in the town and it was late. The rain had come to the town in the night.";
const KOREAN: &str = "당 대회가 열렸다. 농사가 잘되었다고 통신이 전하였다.";

fn everything(by: &str) -> ReadabilityOptions {
    let mut options = ReadabilityOptions::default();
    options.by = by.parse().unwrap();
    options.measures = chosen(["all"], Readability::ALL).unwrap();
    options
}

#[test]
fn counts_by_hand() {
    let corpus = corpus([("x", PLAIN)]);
    let mut options = everything("corpus");
    options.familiar = ["the", "in", "and", "it", "was", "to", "had", "town", "Met"]
        .map(str::to_owned)
        .to_vec();
    let table = readability(&corpus, &options).unwrap();
    let characters = PLAIN.chars().filter(|c| c.is_alphabetic()).count() as u64;
    let counts = ReadabilityCounts {
        sentences: 2,
        words: 20,
        syllables: 21,
        characters,
        polysyllables: 0,
        monosyllables: 19,
        complex_words: 0,
        long_words: 0,
        // party, late, rain, come, night.
        unfamiliar_words: Some(5),
    };
    for measure in Readability::ALL {
        let value = table
            .column(measure.name())
            .unwrap()
            .cells
            .value(0)
            .as_f64();
        near(value, measure.score(&counts).unwrap());
    }
    let provenance = table.provenance();
    assert_eq!(provenance.counts["words"], 20);
    assert_eq!(
        provenance.options["zones"],
        serde_json::json!(["paragraph"])
    );
    assert!(provenance.notes[0].contains("estimated"));
    options.familiar.clear();
    let table = readability(&corpus, &options).unwrap();
    assert!(table.column("spache").unwrap().cells.value(0).is_null());
    let notes = table.provenance().notes.join("\n");
    assert!(
        notes.contains("needs a list of familiar words: dale_chall_new, spache"),
        "{notes}"
    );
}

#[test]
fn hard_words_of_gunning() {
    // committee and delegates; Secretary is a name in its place, appointed has an ending.
    let text =
        "The committee had met with Secretary Malk and with the delegates whom it had appointed.";
    let corpus = corpus([("x", text)]);
    let table = readability(&corpus, &everything("corpus")).unwrap();
    let value = |name: &str| table.column(name).unwrap().cells.value(0).as_f64();
    near(value("words"), 15.0);
    near(value("polysyllables"), 4.0);
    near(value("gunning_fog"), 0.4 * (15.0 + 100.0 * 2.0 / 15.0));
}

#[test]
fn other_languages_have_no_numbers() {
    let corpus = corpus([("x", PLAIN), ("x", KOREAN), ("y", KOREAN)]);
    let table = readability(&corpus, &everything("document")).unwrap();
    let scores = &table.column("flesch_reading_ease").unwrap().cells;
    assert!(scores.value(0).is_f64() && scores.value(1).is_null());
    assert!(table.column("words").unwrap().cells.value(1).is_null());
    let notes = table.provenance().notes.join("\n");
    assert!(
        notes.contains("null in 2 rows, the document is not in English: ari"),
        "{notes}"
    );
    assert_eq!(table.provenance().counts["documents_not_in_english"], 2);

    let table = same_on_all_threads(|| readability(&corpus, &everything("side")).unwrap());
    assert_eq!(texts_of(&table, "side"), ["x", "y"]);
    near(number(&table, "x", "documents"), 1.0);
    near(number(&table, "x", "words"), 20.0);
    assert_eq!(number(&table, "y", "words"), None);
    let notes = table.provenance().notes.join("\n");
    assert!(
        notes.contains("null in 1 row, no document is in English"),
        "{notes}"
    );
}

#[test]
fn little_and_nothing() {
    let table = readability(&Corpus::default(), &everything("corpus")).unwrap();
    assert_eq!(table.len(), 1);
    assert!(table.column("smog").unwrap().cells.value(0).is_null());
    let one = corpus([("x", PLAIN)]);
    let mut options = everything("corpus");
    options.counting.terms.stop = vec!["the".to_owned()];
    let table = readability(&one, &options).unwrap();
    // "The" at the beginning of a sentence is another word.
    assert_eq!(table.column("words").unwrap().cells.value(0), 17);
    options.measures.clear();
    assert!(readability(&one, &options).is_err());
    assert!(readability(&one, &everything("sidd")).is_err());
    let error = chosen(["fog"], Readability::ALL).unwrap_err();
    assert!(error.detail().contains("gunning_fog"), "{error}");
}
