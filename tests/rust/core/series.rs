//! Series, changes, lifespans and bursts, against counts made by hand.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use variorum::{
    Corpus, ReadOptions,
    capture::{Capture, MediaType},
    corpus::Reading,
    stats::{
        BurstUnit, BurstsOptions, Period, RateInterval, SeriesOptions, bursts, changes, lifespans,
        measures::{changes::CountModel, series::wilson},
        series,
    },
    table::Table,
};

/// Documents with a date and a side in the columns of their archive.
pub(crate) fn archive(rows: &[(&str, &str, &str)]) -> Corpus {
    let captures = rows.iter().enumerate().map(|(n, (date, side, text))| {
        let mut capture = Capture::from_text(format!("d{n}"), MediaType::Plain, *text);
        capture.metadata = BTreeMap::from([
            ("date".to_owned(), (*date).to_owned()),
            ("side".to_owned(), (*side).to_owned()),
        ]);
        capture
    });
    let mut options = ReadOptions::default();
    options.layout = Reading::Whole;
    let corpus = Corpus::from_captures(captures, &options);
    assert_eq!(corpus.len(), rows.len());
    corpus
}

/// A column of a table.
pub(crate) fn column(table: &Table, name: &str) -> Vec<Value> {
    let cells = &table.column(name).unwrap().cells;
    (0..table.len()).map(|row| cells.value(row)).collect()
}

fn corpus() -> Corpus {
    archive(&[
        ("2022-01-03", "north", "the party met and the party spoke"),
        ("2022-01-09", "south", "nobody met"),
        (
            "2022-01-10T10:00",
            "north",
            "the Party's friends met a party",
        ),
        ("2022-01", "north", "the party of a month"),
        ("2022-04-30", "south", "the party is over"),
        ("", "south", "the party without a date"),
    ])
}

fn asked(terms: &[&str], period: Period) -> SeriesOptions {
    let mut options = SeriesOptions::default();
    options.terms = terms.iter().map(|t| (*t).to_owned()).collect();
    options.period = period;
    options
}

#[test]
fn weeks_with_the_empty_ones() {
    let table = series(&corpus(), &asked(&["party"], Period::Week)).unwrap();
    assert_eq!(table.len(), 17);
    let first: Vec<Value> = table.row(0).into_iter().take(5).collect();
    assert_eq!(
        first,
        [
            json!("2022-W01"),
            json!("2022-01-03"),
            json!("party"),
            json!(2),
            json!(9)
        ]
    );
    // `Party's` is another word.
    assert_eq!(column(&table, "count")[1], 1);
    assert_eq!(column(&table, "documents")[0], 1);
    assert_eq!(column(&table, "documents_total")[0], 2);
    let rate = 2e6 / 9.0;
    assert!((column(&table, "per_million")[0].as_f64().unwrap() - rate).abs() < 1e-6);
    let ends = wilson(2, 9, 0.95).unwrap();
    assert!((column(&table, "low")[0].as_f64().unwrap() - ends.low * 1e6).abs() < 1e-6);
    assert!((column(&table, "high")[0].as_f64().unwrap() - ends.high * 1e6).abs() < 1e-6);
    assert_eq!(column(&table, "count")[5], 0);
    assert_eq!(column(&table, "per_million")[5], Value::Null);
    let provenance = table.provenance();
    assert_eq!(provenance.counts["undated_documents_left_out"], 1);
    assert_eq!(
        provenance.counts["documents_less_exact_than_period_left_out"],
        1
    );
    assert_eq!(
        provenance.notes,
        ["per_million, low, high: null in 14 rows: the period has no tokens"]
    );
}

#[test]
fn a_month_is_exact_enough_for_months() {
    let table = series(&corpus(), &asked(&["part*", "met a"], Period::Month)).unwrap();
    assert_eq!(
        column(&table, "period")[..4],
        ["2022-01", "2022-02", "2022-03", "2022-04"]
    );
    assert_eq!(column(&table, "count"), [5, 0, 0, 1, 1, 0, 0, 0]);
    let mut options = asked(&["party"], Period::Year);
    options.since = Some("2021".to_owned());
    options.until = Some("2022-01-09".to_owned());
    let table = series(&corpus(), &options).unwrap();
    assert_eq!(column(&table, "period"), ["2021", "2022"]);
    assert_eq!(column(&table, "count"), [0, 2]);
    options.until = Some("2020".to_owned());
    assert!(
        series(&corpus(), &options)
            .unwrap_err()
            .detail()
            .contains("after until")
    );
}

#[test]
fn all_terms_by_side() {
    let mut options = SeriesOptions::default();
    options.min_count = 3;
    options.by = Some("side".parse().unwrap());
    let table = series(&corpus(), &options).unwrap();
    assert_eq!(table.columns()[2].name, "side");
    // Neither side has four months of its own: periods are those of all.
    let rows: Vec<(Value, Value, Value)> = (0..table.len())
        .map(|n| {
            let row = table.row(n);
            (row[2].clone(), row[3].clone(), row[4].clone())
        })
        .filter(|(_, _, count)| *count != 0)
        .collect();
    assert_eq!(
        rows,
        [
            (json!("north"), json!("party"), json!(4)),
            (json!("north"), json!("the"), json!(4)),
        ]
    );
    assert_eq!(table.len(), 8);
}

#[test]
fn a_bootstrap_repeats_and_says_nothing_of_zeros() {
    let mut options = asked(&["party"], Period::Month);
    options.interval = RateInterval::Bootstrap;
    let table = series(&corpus(), &options).unwrap();
    let (low, high) = (column(&table, "low"), column(&table, "high"));
    assert!(low[0].as_f64().unwrap() < 4e6 / 20.0 && 4e6 / 20.0 < high[0].as_f64().unwrap());
    assert_eq!(low[3], Value::Null);
    let notes = &table.provenance().notes;
    assert!(
        notes.iter().any(|n| n.contains("fewer than two documents")),
        "{notes:?}"
    );
    assert_eq!(table, series(&corpus(), &options).unwrap());
    options.seed = 2;
    assert_ne!(column(&series(&corpus(), &options).unwrap(), "low"), low);
}

#[test]
fn changes_cut_where_the_rate_does() {
    let texts = [1, 1, 1, 1, 8, 8, 8, 8].map(|n| "nuclear ".repeat(n) + &"word ".repeat(100 - n));
    let rows: Vec<(String, &str)> = (0..8)
        .map(|n| (format!("2022-{:02}-05", n + 1), texts[n].as_str()))
        .collect();
    let rows: Vec<(&str, &str, &str)> = rows.iter().map(|(d, t)| (d.as_str(), "a", *t)).collect();
    let corpus = archive(&rows);
    let table = changes(&corpus, &asked(&["nuclear"], Period::Month)).unwrap();
    assert_eq!(column(&table, "start"), ["2022-01-01", "2022-05-01"]);
    assert_eq!(column(&table, "end"), ["2022-04-30", "2022-08-31"]);
    assert_eq!(column(&table, "count"), [4, 32]);
    assert_eq!(column(&table, "per_million"), [10_000.0, 80_000.0]);
    assert_eq!(column(&table, "ratio"), [Value::Null, json!(8.0)]);
    let mut options = asked(&["nuclear"], Period::Month);
    options.penalty = Some(1e9);
    assert_eq!(changes(&corpus, &options).unwrap().len(), 1);
    // Each document has it: nothing changes in the share of documents.
    options.penalty = None;
    options.model = CountModel::Binomial;
    assert_eq!(changes(&corpus, &options).unwrap().len(), 1);
}

#[test]
fn lifespans_by_hand() {
    let text = |n: usize| "nuclear ".repeat(n) + &"word ".repeat(64 - n);
    let corpus = archive(&[
        ("2022-06-05", "a", &text(4)),
        ("2022-01-01", "a", &text(0)),
        ("2022-02-05", "a", &text(16)),
        ("2022-03-05", "a", &text(8)),
        ("2022-04-05", "a", &text(4)),
        ("2022-05-05", "a", &text(0)),
    ]);
    let table = lifespans(&corpus, &asked(&["nuclear", "never"], Period::Month)).unwrap();
    let row = |n: usize, name: &str| column(&table, name)[n].clone();
    assert_eq!(
        (row(0, "count"), row(0, "documents"), row(0, "periods")),
        (json!(32), json!(4), json!(4))
    );
    assert_eq!(
        (row(0, "first"), row(0, "last")),
        (json!("2022-02-05"), json!("2022-06-05"))
    );
    assert_eq!(row(0, "last_document"), corpus.documents()[0].id.as_str());
    assert_eq!(row(0, "peak"), "2022-02");
    assert_eq!(row(0, "peak_per_million"), 250_000.0);
    // After the peak 8, 4, 0, 4: half of 16 is reached when March ends.
    assert_eq!(row(0, "half_life"), 1.0);
    assert!(row(0, "decay_half_life").as_f64().unwrap() > 0.9);
    assert_eq!(row(1, "count"), 0);
    assert_eq!(
        (row(1, "first"), row(1, "half_life")),
        (Value::Null, Value::Null)
    );
    assert_eq!(table.provenance().notes.len(), 1);
}

fn bursting() -> Corpus {
    // Twenty documents a month; of them 1, 0, 2, 1, 9, 11, 8, 1, 0, 1 have the word.
    let mut rows = Vec::new();
    for (month, with) in (1..).zip([1, 0, 2, 1, 9, 11, 8, 1, 0, 1]) {
        for n in 0..100 {
            let text = if n < with {
                "a flood came"
            } else {
                "it was dry"
            };
            rows.push((format!("2022-{month:02}-05"), text));
        }
    }
    let rows: Vec<(&str, &str, &str)> = rows.iter().map(|(d, t)| (d.as_str(), "a", *t)).collect();
    archive(&rows)
}

#[test]
fn bursts_of_documents() {
    let corpus = bursting();
    let table = bursts(&corpus, &BurstsOptions::default()).unwrap();
    assert_eq!(column(&table, "term"), ["a", "came", "flood"]);
    assert_eq!(column(&table, "start"), ["2022-05-01"; 3]);
    assert_eq!(column(&table, "end"), ["2022-07-31"; 3]);
    assert_eq!(column(&table, "documents"), [28; 3]);
    // The words of the dry documents are in more than half: no rate can double.
    assert_eq!(table.provenance().counts["terms_without_a_model"], 3);
    let mut options = BurstsOptions::default();
    options.terms = vec!["flood".to_owned()];
    let one = bursts(&corpus, &options).unwrap();
    assert_eq!(column(&one, "weight")[0], column(&table, "weight")[0]);
    options.unit = BurstUnit::Tokens;
    assert_eq!(bursts(&corpus, &options).unwrap().len(), 1);
    options.scale = 1.0;
    assert!(bursts(&corpus, &options).is_err());
}

#[test]
fn wrong_options_and_small_corpora() {
    assert!(
        "fortnight"
            .parse::<Period>()
            .unwrap_err()
            .detail()
            .contains("known are day, week")
    );
    assert!("normal".parse::<RateInterval>().is_err());
    let empty = Corpus::default();
    for table in [
        series(&empty, &asked(&["party"], Period::Day)),
        changes(&empty, &SeriesOptions::default()),
        lifespans(&empty, &SeriesOptions::default()),
        bursts(&empty, &BurstsOptions::default()),
    ] {
        assert!(table.unwrap().len() <= 1);
    }
    let one = archive(&[("2022-01-01", "a", "당")]);
    let table = series(&one, &asked(&["당*"], Period::Day)).unwrap();
    assert_eq!(column(&table, "count"), [1]);
    let mut options = asked(&["당"], Period::Day);
    options.level = 1.0;
    assert!(series(&one, &options).is_err());
    options.level = 0.9;
    options.terms = vec!["[".to_owned()];
    assert!(series(&one, &options).is_err());
    options.terms = vec!["당".to_owned()];
    options.since = Some("0001".to_owned());
    let error = series(&one, &options).unwrap_err();
    assert!(
        error.detail().contains("more than 366000 periods"),
        "{error}"
    );
}

#[test]
fn threads_and_order_of_documents_do_not_matter() {
    let corpus = bursting();
    let all = |corpus: &Corpus| {
        let mut options = SeriesOptions::default();
        options.period = Period::Week;
        let tables = [
            series(corpus, &options),
            changes(corpus, &options),
            bursts(corpus, &BurstsOptions::default()),
        ];
        tables.map(|t| serde_json::to_string(&t.unwrap()).unwrap())
    };
    let run = |threads: usize, corpus: &Corpus| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| all(corpus))
    };
    let once = run(1, &corpus);
    assert_eq!(once, run(2, &corpus));
    assert_eq!(once, run(8, &corpus));
    // Shuffled documents: the same counts.
    let mut rows: Vec<(String, String)> = corpus
        .documents()
        .iter()
        .map(|d| {
            (
                d.published.unwrap().to_string(),
                d.zones[0].text().to_owned(),
            )
        })
        .collect();
    rows.reverse();
    rows.swap(3, 500);
    let rows: Vec<(&str, &str, &str)> = rows
        .iter()
        .map(|(d, t)| (d.as_str(), "a", t.as_str()))
        .collect();
    assert_eq!(once, run(2, &archive(&rows)));
}
