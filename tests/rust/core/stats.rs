//! Counting, against counts made by hand.

use std::collections::BTreeMap;

use variorum::{
    Corpus, ReadOptions,
    capture::{Capture, MediaType},
    corpus::{KwicOptions, KwicSort},
    sources::cluster::originals,
    stats::{Case, Counting, FrequencyOptions, NgramOptions, Voice, frequency, ngrams},
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
        .zip(counts.iter())
        .map(|(t, c)| (t.unwrap().to_owned(), c.unwrap()))
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

#[test]
fn what_is_done_to_forms() {
    let text = "The café's ﬁnal runs; the CAFE was running and Running again to run.";
    let corpus = Corpus::from_text(text, &ReadOptions::default());
    let of = |change: &dyn Fn(&mut Counting)| {
        let mut options = FrequencyOptions::default();
        change(&mut options.counting);
        let table = frequency(&corpus, &options).unwrap();
        (counts(&table, "term"), table.provenance().clone())
    };
    let (plain, told) = of(&|_| {});
    assert!(plain.contains_key("ﬁnal") && plain.contains_key("Running"));
    assert_eq!(told.options["stem"], serde_json::Value::Null);
    let (terms, told) = of(&|c| {
        c.terms.case = Case::Fold;
        c.terms.compatibility = true;
        c.terms.no_diacritics = true;
    });
    assert_eq!((terms["final"], terms["cafe's"], terms["cafe"]), (1, 1, 1));
    assert_eq!(told.options["normal_form"], "NFKC");
    let (stems, told) = of(&|c| c.terms.stem = Some("en".parse().unwrap()));
    assert_eq!(stems["run"], 4);
    assert_eq!(told.options["stem"], "snowball en");
    let (terms, told) = of(&|c| {
        c.terms.case = Case::Fold;
        c.terms.stop = vec!["The".to_owned(), "was".to_owned()];
    });
    assert!(!terms.contains_key("the") && !terms.contains_key("was") && terms.contains_key("and"));
    assert_eq!(told.options["stop_words"], 2);
}

#[test]
fn voices_and_reprints() {
    let text = "The agency said: “Our party won.” It added \"won again\" and left.";
    let corpus = Corpus::from_text(text, &ReadOptions::default());
    let words = |voice: Voice| {
        let mut options = FrequencyOptions::default();
        options.counting.voice = voice;
        counts(&frequency(&corpus, &options).unwrap(), "term")
    };
    let (all, own, quoted) = (words(Voice::All), words(Voice::Own), words(Voice::Quoted));
    assert_eq!(
        quoted.keys().collect::<Vec<_>>(),
        ["Our", "again", "party", "won"]
    );
    assert_eq!(quoted["won"], 2);
    assert!(own.contains_key("left") && !own.contains_key("won"));
    assert_eq!(
        all.values().sum::<i64>(),
        own.values().sum::<i64>() + quoted.values().sum::<i64>()
    );

    let texts = [
        "The party met in the hall.",
        "The Party met in the hall.",
        "Nobody met.",
    ];
    let captures = texts.map(|t| Capture::from_text("-", MediaType::Plain, t));
    let corpus = Corpus::from_captures(captures, &ReadOptions::default());
    assert_eq!(originals(&corpus), [0, 0, 2]);
    let mut options = FrequencyOptions::default();
    options.counting.independent = true;
    let table = frequency(&corpus, &options).unwrap();
    assert_eq!(counts(&table, "term")["met"], 2);
    assert_eq!(table.provenance().counts["reprints_left_out"], 1);
    // A part of the corpus shares its documents and has its own originals.
    let part = corpus.slice(1..3);
    assert_eq!(originals(&part), [0, 1]);
    assert_eq!(
        counts(&frequency(&part, &options).unwrap(), "term")["Party"],
        1
    );
}

#[test]
fn a_text_taken_whole_is_counted_whole() {
    let text = "TARSK, March 3 (VPS) -- The party met.\n\nIt spoke. (END)".to_owned();
    let corpus = Corpus::from_texts([text], &ReadOptions::default());
    let document = &corpus.documents()[0];
    assert_eq!(
        (document.zones.len(), document.dateline.is_none()),
        (1, true)
    );
    let table = frequency(&corpus, &FrequencyOptions::default()).unwrap();
    let counts = counts(&table, "term");
    assert_eq!((counts["END"], counts["VPS"], counts["TARSK"]), (1, 1, 1));
}
