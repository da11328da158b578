//! Counting, against counts made by hand.

use std::collections::BTreeMap;

use variorum::{
    Corpus, ReadOptions,
    capture::{Capture, MediaType},
    corpus::{KwicOptions, KwicSort},
    stats::{Case, FrequencyOptions, NgramOptions, frequency, ngrams},
    table::{Cells, Table},
};

fn corpus() -> Corpus {
    let texts = [
        (
            "north",
            "The Party met in Tarsk on Friday, the agency said, and the party spoke at length of the harvest.",
        ),
        (
            "south",
            "Delegates of the party walked out of the meeting in Tarsk, and nobody of the agency said a word about it.",
        ),
    ];
    let captures = texts.map(|(outlet, text)| {
        let mut capture = Capture::from_text(outlet, MediaType::Plain, text);
        capture.metadata = BTreeMap::from([("side".to_owned(), outlet.to_owned())]);
        capture
    });
    Corpus::from_captures(captures, &ReadOptions::default())
}

fn counts(table: &Table, name: &str) -> BTreeMap<String, i64> {
    let (Cells::Text(terms), Cells::Int(counts)) = (
        &table.column(name).unwrap().cells,
        &table.column("count").unwrap().cells,
    ) else {
        panic!("wrong types")
    };
    terms
        .iter()
        .zip(counts)
        .map(|(t, c)| (t.clone().unwrap(), c.unwrap()))
        .collect()
}

fn folded() -> FrequencyOptions {
    let mut options = FrequencyOptions::default();
    options.counting.terms.case = Case::Fold;
    options
}

#[test]
fn frequencies() {
    let corpus = corpus();
    let table = frequency(&corpus, &folded()).unwrap();
    let counts = counts(&table, "term");
    assert_eq!(counts["party"], 3);
    assert_eq!(counts["the"], 7);
    assert_eq!(counts["tarsk"], 2);
    let total: i64 = counts.values().sum();
    assert_eq!(total, 40);
    assert_eq!(table.provenance().counts["tokens"], 40);

    let table = frequency(&corpus, &FrequencyOptions::default()).unwrap();
    let counts = self::counts(&table, "term");
    assert_eq!((counts["Party"], counts["party"]), (1, 2));
}

#[test]
fn an_end_mark_is_no_word() {
    let text = "The Party met in Tarsk on Friday, and the agency told of it in the evening. -0-";
    let corpus = Corpus::from_text(text, &ReadOptions::default());
    assert!(corpus.documents()[0].zones[0].text().ends_with("-0-"));
    let table = frequency(&corpus, &FrequencyOptions::default()).unwrap();
    let counts = counts(&table, "term");
    assert_eq!(counts["evening"], 1);
    assert!(!counts.contains_key("0"));
}

#[test]
fn groups() {
    let mut options = folded();
    options.by = Some("side".parse().unwrap());
    options.limit = 1;
    let table = frequency(&corpus(), &options).unwrap();
    assert_eq!(table.len(), 2);
    assert_eq!(table.row(0)[0], "north");
    assert_eq!(table.row(1)[0], "south");
    let rate = table.row(0)[3].as_f64().unwrap();
    assert!((rate - 4.0 * 1e6 / 19.0).abs() < 1e-6, "{rate}");
}

#[test]
fn runs_of_tokens() {
    let mut options = NgramOptions::default();
    options.counting.terms.case = Case::Fold;
    options.min_n = 2;
    options.max_n = 3;
    let table = ngrams(&corpus(), &options).unwrap();
    let counts = counts(&table, "ngram");
    assert_eq!(counts["agency said"], 2);
    assert_eq!(counts["the agency said"], 2);
    assert_eq!(counts["in tarsk"], 2);
    assert!(
        !counts.contains_key("length delegates"),
        "a run crosses two documents"
    );
    options.max_n = 9;
    assert!(ngrams(&corpus(), &options).is_err());
}

#[test]
fn concordance_leads_back() {
    let corpus = corpus();
    let mut options = KwicOptions::default();
    options.sort = KwicSort::Right;
    let lines = corpus.concordance("the part?", &options).unwrap();
    assert_eq!(lines.len(), 3);
    for line in &lines {
        let source = &corpus.documents()[line.number].capture.text;
        assert_eq!(line.span.of(source), line.node);
    }
    let rights: Vec<&str> = lines.iter().map(|l| l.right.as_str()).collect();
    assert!(
        rights[0].starts_with("met") && rights[1].starts_with("spoke"),
        "{rights:?}"
    );
}
