//! Tables of measures over small corpora, against counts and formulas by hand.

mod dispersion;
mod diversity;
mod keyness;
mod readability;

use std::collections::BTreeMap;

use variorum::{
    Corpus, ReadOptions,
    capture::{Capture, MediaType},
    corpus::Reading,
    stats::measures::random::Random,
    table::{Cells, Table},
};

/// A corpus of texts, each one document and one paragraph, with the column `side`.
fn corpus<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Corpus {
    let mut options = ReadOptions::default();
    options.layout = Reading::Whole;
    let captures = texts.into_iter().enumerate().map(|(at, (side, text))| {
        let mut capture = Capture::from_text(format!("{at:04}"), MediaType::Plain, text);
        capture.metadata = BTreeMap::from([("side".to_owned(), side.to_owned())]);
        capture
    });
    Corpus::from_captures(captures, &options)
}

/// Texts of a small vocabulary in which rare words are rare.
fn random_texts(random: &mut Random, documents: usize) -> Vec<(String, String)> {
    let side = |random: &mut Random| ["north", "south", "west"][random.place(3)].to_owned();
    (0..documents)
        .map(|_| {
            let length = 1 + random.place(60);
            let words: Vec<String> = (0..length)
                .map(|_| {
                    let range = 1 + random.below(80);
                    format!("w{}", random.below(range))
                })
                .collect();
            (side(random), words.join(" "))
        })
        .collect()
}

fn borrowed(texts: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    texts.iter().map(|(a, b)| (a.as_str(), b.as_str()))
}

/// The number in a column of the row that begins with this text.
fn number(table: &Table, first: &str, column: &str) -> Option<f64> {
    let Cells::Text(names) = &table.columns()[0].cells else {
        panic!("the first column is no text")
    };
    let row = names.iter().position(|n| n == Some(first));
    let row = row.unwrap_or_else(|| panic!("no row {first}"));
    let cells = &table
        .column(column)
        .unwrap_or_else(|| panic!("no column {column}"))
        .cells;
    cells.value(row).as_f64()
}

fn near(value: Option<f64>, expected: f64) {
    let value = value.expect("a value");
    assert!(
        (value - expected).abs() <= 1e-12 * expected.abs().max(1.0),
        "{value} is not {expected}"
    );
}

fn texts_of(table: &Table, column: &str) -> Vec<String> {
    let Cells::Text(cells) = &table.column(column).unwrap().cells else {
        panic!("{column} is no text")
    };
    cells
        .iter()
        .map(|c| c.unwrap_or_default().to_owned())
        .collect()
}

/// The same table on 1, 2 and 8 threads.
fn same_on_all_threads(make: impl Fn() -> Table + Sync) -> Table {
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        pool.build().unwrap().install(&make)
    };
    let one = on(1);
    for threads in [2, 8] {
        assert_eq!(one, on(threads), "{threads} threads");
    }
    one
}
