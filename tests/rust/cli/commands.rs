//! What each command gives.

use serde_json::Value;

use crate::support::{COURIER, Case};

#[test]
fn parse_keeps_order_and_offsets() {
    let case = Case::new();
    let out = case.run(&["parse", "times.txt", "courier.txt"]).well();
    let documents: Vec<Value> = out
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let paths: Vec<&str> = documents
        .iter()
        .map(|d| d["capture"]["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["times.txt", "courier.txt"]);
    let mut covered = 0;
    for zone in documents[1]["zones"].as_array().unwrap() {
        for span in zone["spans"].as_array().unwrap() {
            let at = |n: usize| usize::try_from(span[n].as_u64().unwrap()).unwrap();
            covered += COURIER[at(0)..at(1)]
                .chars()
                .filter(|c| !c.is_whitespace())
                .count();
        }
    }
    assert_eq!(
        covered,
        COURIER.chars().filter(|c| !c.is_whitespace()).count()
    );
}

#[test]
fn parse_as_a_table_is_one_line_a_document() {
    let case = Case::new();
    let out = case
        .run(&["parse", "-f", "table", "courier.txt", "times.txt"])
        .well();
    let lines: Vec<&str> = out.lines().collect();
    assert!(
        lines[0].contains("paragraphs") && lines[0].contains("path"),
        "{out}"
    );
    assert!(
        lines[1].contains("courier.txt#0") && lines[2].contains("times.txt#0"),
        "{out}"
    );
    assert_eq!(lines.len(), 4, "{out}");
    assert!(lines[3].contains("2 documents"), "{out}");
}

#[test]
fn where_filters() {
    let case = Case::new();
    let all = case.run(&["parse", "."]).well();
    assert_eq!(all.lines().count(), 3);
    let some = case
        .run(&["parse", ".", "--where", "path=*courier.txt"])
        .well();
    assert_eq!(some.lines().count(), 1);
    let none = case
        .run(&[
            "parse",
            ".",
            "--where",
            "path=*courier.txt",
            "--where",
            "path=*times.txt",
        ])
        .well();
    assert_eq!(none, "");
}

#[test]
fn frequency_counts_words() {
    let case = Case::new();
    let out = case
        .run(&[
            "stats",
            "frequency",
            "courier.txt",
            "-f",
            "csv",
            "--case",
            "fold",
        ])
        .well();
    // "conference" four times with its title; the bylines and dates are not counted.
    assert!(out.lines().any(|l| l.starts_with("conference,4,")), "{out}");
    let folded = case
        .run(&[
            "stats",
            "frequency",
            "courier.txt",
            "-f",
            "csv",
            "--limit",
            "3",
        ])
        .well();
    assert_eq!(folded.lines().count(), 4, "{folded}");
    let by = case
        .run(&["stats", "frequency", ".", "--by", "path", "-f", "csv"])
        .well();
    assert!(
        by.starts_with("path,term,count,per_million,documents,document_share\n"),
        "{by}"
    );
}

#[test]
fn a_long_table_says_that_it_is_cut() {
    let case = Case::new();
    let short = case.run(&["stats", "frequency", ".", "-f", "table"]).well();
    assert!(
        short.contains("more rows, not shown: --limit 0 for all"),
        "{short}"
    );
    assert_eq!(short.lines().count(), 52, "{short}");
    let long = case
        .run(&["stats", "frequency", ".", "-f", "table", "--limit", "0"])
        .well();
    assert!(
        !long.contains("not shown") && long.lines().count() > 60,
        "{long}"
    );
}

#[test]
fn ngrams_of_a_range_of_lengths() {
    let case = Case::new();
    let out = case
        .run(&[
            "stats", "ngrams", ".", "-n", "2-3", "--case", "fold", "-f", "csv",
        ])
        .well();
    assert!(
        out.lines()
            .any(|l| l.starts_with("2,district secretaries,")),
        "{out}"
    );
    assert!(
        out.lines()
            .any(|l| l.starts_with("3,vendrian unity party,")),
        "{out}"
    );
    let named = case
        .run(&[
            "stats", "ngrams", ".", "--min-n", "2", "--max-n", "3", "--case", "fold", "-f", "csv",
        ])
        .well();
    assert_eq!(named, out);
    let both = case.run(&["stats", "ngrams", ".", "-n", "2", "--max-n", "3"]);
    assert_eq!(both.status(), 2);
    let wide = case
        .run(&[
            "stats",
            "ngrams",
            ".",
            "--min-documents",
            "3",
            "--case",
            "fold",
            "-f",
            "csv",
        ])
        .well();
    assert!(wide.lines().count() < out.lines().count());
}

#[test]
fn kwic_lines_lead_back() {
    let case = Case::new();
    let out = case
        .run(&["kwic", "district secretar*", "courier.txt", "-f", "jsonl"])
        .well();
    assert!(out.lines().count() >= 3, "{out}");
    for line in out.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let at = |name: &str| usize::try_from(line[name].as_u64().unwrap()).unwrap();
        let words = COURIER[at("start")..at("end")]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(words, line["node"].as_str().unwrap());
    }
    let one = case
        .run(&["kwic", "party", ".", "--limit", "1", "-f", "jsonl"])
        .well();
    assert_eq!(one.lines().count(), 1);
}

#[test]
fn kwic_as_a_table_is_aligned() {
    let case = Case::new();
    let args = [
        "kwic",
        "conference",
        "courier.txt",
        "times.txt",
        "-f",
        "table",
    ];
    let out = case.run(&args).well();
    let mut columns: Vec<usize> = out
        .lines()
        .filter(|l| l.contains(".txt#"))
        .map(|l| {
            let (before, _) = l.split_once("  conference  ").unwrap();
            before.chars().count()
        })
        .collect();
    assert!(columns.len() >= 4, "{out}");
    columns.dedup();
    assert_eq!(columns.len(), 1, "{out}");
}

#[test]
fn show_has_kinds_and_line_numbers() {
    let case = Case::new();
    let out = case.run(&["show", "courier.txt"]).well();
    assert!(!out.contains('\u{1b}'), "{out}");
    let line = |n: usize| {
        let number = format!("{n:>5} │");
        out.lines()
            .find(|l| l.contains(&number))
            .unwrap()
            .to_owned()
    };
    assert!(line(1).contains("Unity Party opens conference"), "{out}");
    assert!(line(6).contains("TARSK, March 4 (VPS)"), "{out}");
    let paragraphs = case
        .run(&["show", "courier.txt", "--kind", "paragraph"])
        .well();
    assert!(!paragraphs.contains("Ilsa Venn"), "{paragraphs}");
    assert!(paragraphs.contains("steady work"), "{paragraphs}");
    let coloured = case
        .run(&["show", "courier.txt", "--color", "always"])
        .well();
    assert!(coloured.contains("\u{1b}["), "{coloured}");
}

#[test]
fn show_takes_addresses() {
    let case = Case::new();
    let out = case.run(&["show", "courier.txt#0", "times.txt"]).well();
    assert!(
        out.contains("courier.txt#0") && out.contains("times.txt#0"),
        "{out}"
    );
    let json = case.run(&["show", "courier.txt#0", "-f", "jsonl"]).well();
    let kinds: Vec<Value> = json
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert!(
        kinds.iter().any(|z: &Value| z["kind"] == "paragraph"),
        "{json}"
    );
}

#[test]
fn keyness_of_two_readings_and_of_a_part() {
    let case = Case::new();
    let two = [
        "stats",
        "keyness",
        "courier.txt",
        "--reference",
        "times.txt",
        "--measures",
        "g2,log_ratio",
    ];
    let out = case.run(&[&two[..], &["-f", "csv"]].concat()).well();
    assert!(
        out.starts_with(
            "term,direction,count,reference_count,per_million,reference_per_million,documents,\
             reference_documents,dp_norm,g2,log_ratio,log10_p,log10_q,effect,effect_low,effect_high\n"
        ),
        "{out}"
    );
    assert!(out.lines().nth(1).unwrap().contains(",over,"), "{out}");
    assert!(out.lines().last().unwrap().contains(",under,"), "{out}");
    let part = case
        .run(&[
            "stats",
            "keyness",
            "courier.txt",
            "times.txt",
            "--target",
            "path=courier.txt",
            "--measures",
            "g2,log_ratio",
            "-f",
            "csv",
        ])
        .well();
    assert_eq!(part, out);
    // Neither, both, wrong names, no tokens left: told, and nothing is written.
    for (more, told) in [
        (&[][..], "--reference"),
        (
            &["--reference", "times.txt", "--target", "year=2031"],
            "cannot be used with",
        ),
        (
            &["--reference", "times.txt", "--measures", "g3"],
            "known are g2",
        ),
        (
            &["--reference", "times.txt", "--direction", "up"],
            "known are both",
        ),
        (
            &["--reference", "times.txt", "--level", "2"],
            "between 0 and 1",
        ),
        (&["--target", "year=1999"], "the target has no tokens"),
    ] {
        let run = case.run(&[&["stats", "keyness", "courier.txt"], more].concat());
        assert_eq!(run.status(), 2, "{more:?}");
        assert!(run.stderr().contains(told), "{more:?} {}", run.stderr());
    }
}

#[test]
fn dispersion_diversity_and_readability() {
    let case = Case::new();
    let first = |args: &[&str]| -> (String, String) {
        let out = case
            .run(&[&["stats"], args, &["-f", "csv"]].concat())
            .well();
        let mut lines = out.lines().map(str::to_owned);
        (lines.next().unwrap(), lines.next().unwrap_or_default())
    };
    let (head, row) = first(&[
        "dispersion",
        ".",
        "--term",
        "conference",
        "--measures",
        "range,arf",
    ]);
    assert_eq!(head, "term,count,per_million,range,arf");
    assert!(row.starts_with("conference,5,"), "{row}");
    let (_, row) = first(&[
        "dispersion",
        ".",
        "--over",
        "4",
        "--term",
        "zebra",
        "--measures",
        "dp",
    ]);
    assert_eq!(row, "zebra,0,0.0,");
    let (head, row) = first(&[
        "diversity",
        ".",
        "--by",
        "path",
        "--measures",
        "ttr,mattr",
        "--window",
        "9",
    ]);
    assert_eq!(head, "path,documents,tokens,types,ttr,mattr");
    assert!(row.starts_with("./courier.txt,1,85,55,"), "{row}");
    let (head, row) = first(&[
        "readability",
        "courier.txt",
        "--by",
        "document",
        "--measures",
        "smog",
    ]);
    assert_eq!(
        head,
        "id,sentences,words,syllables,characters,polysyllables,smog"
    );
    assert!(!row.ends_with(','), "{row}");
    for (args, told) in [
        (&["dispersion", ".", "--over", "0"][..], "equal parts"),
        (&["dispersion", ".", "--measures", "x"], "known are range"),
        (&["diversity", ".", "--window", "0"], "window of 0"),
        (&["diversity", ".", "--by", "outlett"], "no facet"),
        (&["readability", ".", "--measures", "x"], "known are flesch"),
        (
            &["readability", ".", "--familiar", "no-list.txt"],
            "cannot be read",
        ),
    ] {
        let run = case.run(&[&["stats"], args].concat());
        assert_eq!(run.status(), 2, "{args:?}");
        assert!(run.stderr().contains(told), "{args:?} {}", run.stderr());
    }
}
