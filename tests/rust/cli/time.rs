//! Series, bursts, novelty and vocabulary from the command line.

use serde_json::{Value, json};

use crate::support::Case;

/// Six months of an archive; from April on a slogan is there.
fn archive() -> Case {
    let case = Case::new();
    let lines: Vec<String> = (1..=6)
        .flat_map(|month| {
            (1..=4).map(move |n| {
                let text = if month < 4 {
                    "The people met in Tarsk and spoke of the harvest."
                } else {
                    "The people met in Tarsk and spoke of the glorious turnip campaign."
                };
                let date = format!("2022-{month:02}-{:02}", 7 * n);
                json!({"id": format!("{month}-{n}"), "date": date, "text": text}).to_string()
            })
        })
        .collect();
    case.write("archive.jsonl", lines.join("\n"));
    case
}

fn rows(out: &str) -> Vec<Value> {
    out.lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

#[test]
fn series_changes_lifespans() {
    let case = archive();
    let base = [
        "stats",
        "series",
        "archive.jsonl",
        "-f",
        "jsonl",
        "--term",
        "turnip camp*",
    ];
    let months = rows(&case.run(&base).well());
    assert_eq!(months.len(), 6);
    assert_eq!(
        (&months[2]["count"], &months[3]["count"]),
        (&json!(0), &json!(4))
    );
    let changes = rows(
        &case
            .run(&[&base[..], &["--changes", "--period", "week"]].concat())
            .well(),
    );
    assert_eq!(changes.len(), 2);
    let lives = rows(&case.run(&[&base[..], &["--lifespans"]].concat()).well());
    assert_eq!(
        (&lives[0]["first"], &lives[0]["last"]),
        (&json!("2022-04-07"), &json!("2022-06-28"))
    );
    let wrong = case.run(&[&base[..], &["--period", "fortnight"]].concat());
    assert_eq!(wrong.status(), 2);
    assert!(
        wrong.stderr().contains("known are day, week, month, year"),
        "{}",
        wrong.stderr()
    );
}

#[test]
fn bursts_and_novelty() {
    let case = archive();
    let bursts = case
        .run(&[
            "stats",
            "bursts",
            "archive.jsonl",
            "-f",
            "jsonl",
            "--scale",
            "1.5",
            "--gamma",
            "0.1",
        ])
        .well();
    assert!(
        rows(&bursts).iter().any(|r| r["term"] == "turnip"),
        "{bursts}"
    );
    let novelty = case
        .run(&[
            "stats",
            "novelty",
            "archive.jsonl",
            "-f",
            "jsonl",
            "--since",
            "2022-04",
        ])
        .well();
    let first = &rows(&novelty)[0];
    assert!(
        first["phrase"]
            .as_str()
            .unwrap()
            .ends_with("glorious turnip campaign"),
        "{first}"
    );
    assert_eq!(first["count"], 12);
    let none = case.run(&["stats", "novelty", "archive.jsonl"]);
    assert_eq!(none.status(), 2);
    assert!(none.stderr().contains("no target"), "{}", none.stderr());
}

#[test]
fn vocabulary() {
    let case = archive();
    let growth = case
        .run(&[
            "stats",
            "growth",
            "archive.jsonl",
            "-f",
            "jsonl",
            "--steps",
            "3",
        ])
        .well();
    assert_eq!(rows(&growth).len(), 3);
    let zipf = case
        .run(&[
            "stats",
            "zipf",
            "archive.jsonl",
            "-f",
            "jsonl",
            "--case",
            "fold",
            "--limit",
            "1",
        ])
        .well();
    assert_eq!(rows(&zipf)[0]["term"], "the");
    let bundles = case
        .run(&[
            "stats",
            "bundles",
            "archive.jsonl",
            "-f",
            "jsonl",
            "-n",
            "4",
        ])
        .well();
    assert_eq!(rows(&bundles)[0]["n"], 4);
}
