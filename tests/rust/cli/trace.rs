//! `variorum trace`.

use serde_json::Value;

use crate::support::Case;

const STATEMENT: &str = "\
Malk opens conference of district secretaries

TARSK, March 4 (VPS) -- Oren Malk, chairman of the Vendrian Unity Party, opened the conference of district secretaries in the \
capital on Tuesday.

He said that there are secretaries who devote more time to the report than to the work and that the Party will hold them to \
account.

The conference should be convened every five years, he said.
";

const STORY: &str = "\
Malk scolds district secretaries

HALDEN CITY, March 5 (Halden Wire) -- Vendrian leader Oren Malk opened a conference of district secretaries with a rebuke, state \
media said Wednesday.

Malk told the hall that there are \"secretaries who devote more time to the report than to the work,\" according to the Vendrian \
Press Service.

\"I have never seen such a meeting,\" said Nadia Brandt, a researcher in Halden.
";

fn case() -> Case {
    let case = Case::new();
    case.write("statement.txt", STATEMENT);
    case.write("story.txt", STORY);
    case
}

#[test]
fn quotes_lead_to_the_statement() {
    let case = case();
    let out = case
        .run(&[
            "trace",
            "story.txt",
            "--held",
            "statement.txt",
            "-f",
            "jsonl",
        ])
        .well();
    let quotes: Vec<Value> = out
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let quote = quotes
        .iter()
        .find(|q| q["mode"] == "direct" && q["text"].as_str().unwrap().starts_with("secretaries"))
        .unwrap();
    assert_eq!(quote["source"]["match"], "exact");
    assert_eq!(quote["source"]["document"], "statement.txt#0");
    assert_eq!(quote["speaker"]["name"], "Oren Malk");
    let number = |v: &Value| usize::try_from(v.as_u64().unwrap()).unwrap();
    let place = |v: &Value| number(&v[0])..number(&v[1]);
    assert_eq!(
        &STATEMENT[place(&quote["source"]["span"])],
        quote["source"]["text"].as_str().unwrap()
    );
    assert_eq!(
        &STORY[place(&quote["span"])],
        quote["text"].as_str().unwrap()
    );
    let other = quotes
        .iter()
        .find(|q| q["text"].as_str().unwrap().contains("never seen"))
        .unwrap();
    assert!(other["source"].is_null());
    assert_eq!(other["speaker"]["name"], "Nadia Brandt");
}

#[test]
fn views() {
    let case = case();
    let table = case.run(&["trace", ".", "-f", "table"]).well();
    assert!(
        table.contains("exact") && table.contains("statement.txt#0"),
        "{table}"
    );
    let coverage = case
        .run(&[
            "trace",
            "story.txt",
            "--held",
            "statement.txt",
            "--coverage",
            "-f",
            "csv",
        ])
        .well();
    assert!(coverage.contains(",quoted,"), "{coverage}");
    assert!(coverage.contains(",left-out,"), "{coverage}");
    let reuse: Value =
        serde_json::from_str(&case.run(&["trace", ".", "--reuse", "-f", "json"]).well()).unwrap();
    assert!(!reuse["rows"].as_array().unwrap().is_empty());
    for view in ["--added", "--versions"] {
        let out: Value =
            serde_json::from_str(&case.run(&["trace", ".", view, "-f", "json"]).well()).unwrap();
        assert!(out["columns"].is_array(), "{view}: {out}");
    }
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let case = case();
    let one = case
        .run(&["trace", ".", "-f", "json", "--threads", "1"])
        .well();
    let many = case
        .run(&["trace", ".", "-f", "json", "--threads", "8"])
        .well();
    assert_eq!(one, many);
}

#[test]
fn filters_are_for_stories() {
    let case = case();
    let args = [
        "trace",
        ".",
        "--held",
        ".",
        "--where",
        "title=*scolds*",
        "-f",
        "jsonl",
    ];
    let out = case.run(&args).well();
    assert!(out.contains("\"document\":\"./story.txt#0\""), "{out}");
    assert!(out.contains("./statement.txt#0"), "{out}");
}

#[test]
fn compiled_statements_are_traced_in_as_captures_are() {
    let case = case();
    case.run(&["build", "statement.txt", "-o", "held"]).well();
    case.run(&["build", "statement.txt", "story.txt", "-o", "all"])
        .well();
    for view in [None, Some("--reuse"), Some("--versions")] {
        let run = |held: &str| {
            let args = ["trace", "story.txt", "--held", held, "-f", "jsonl"];
            case.run(&args.into_iter().chain(view).collect::<Vec<_>>())
                .well()
        };
        assert_eq!(run("held"), run("statement.txt"), "{view:?}");
    }
    let coverage = |held: &str| -> Vec<(String, Value, Value)> {
        let args = ["trace", "story.txt", "--held", held, "--coverage"];
        let rows = case.run(&[&args[..], &["-f", "jsonl"]].concat()).well();
        let rows = rows
            .lines()
            .map(|l| serde_json::from_str::<Value>(l).unwrap());
        // The mark behind the last word of a paragraph has no place in a compiled corpus.
        let text = |r: &Value| r["text"].as_str().unwrap().trim_end_matches('.').to_owned();
        rows.map(|r| (text(&r), r["carried"].clone(), r["by"].clone()))
            .collect()
    };
    assert_eq!(coverage("held"), coverage("statement.txt"));
    // Stories, too, may be compiled.
    let rows = |of: &str| {
        let out = case.run(&["trace", of, "--reuse", "-f", "csv"]).well();
        out.lines().count()
    };
    assert!(rows("all") > 1);
    let quotes = case.run(&["trace", "all", "-f", "jsonl"]).well();
    assert!(quotes.contains("\"match\":\"exact\""), "{quotes}");
}
