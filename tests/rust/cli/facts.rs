//! `variorum extract`, `rosters`, `agree`, `export` and the measures of people.
#![allow(clippy::cast_possible_truncation, reason = "places of short texts")]

use serde_json::Value;

use crate::support::Case;

const OPENING: &str = "\
Conference Opens in Tarsk

TARSK, March 14, 2031 (VPS) -- The Third Conference of District Secretaries opened here on Friday.

The platform was taken by Ilse Taren, first secretary of organisation, Davin Sorrel, premier, Marta Quill, chairwoman of the \
Inspection Commission, and Joren Vask, secretary for agriculture.
";

const CLOSING: &str = "\
Conference Closes in Tarsk

TARSK, March 16, 2031 (VPS) -- The Third Conference of District Secretaries closed here on Sunday.

The platform was taken by Ilse Taren, first secretary of organisation, Joren Vask, secretary for agriculture, Davin Sorrel, \
premier, and Anka Brode, chief secretary of the Tarsk City Committee.
";

fn case() -> Case {
    let case = Case::new();
    case.write("opening.txt", OPENING);
    case.write("closing.txt", CLOSING);
    case
}

fn lines(out: &str) -> Vec<Value> {
    let lines = out.lines();
    lines.map(|l| serde_json::from_str(l).unwrap()).collect()
}

#[test]
fn kinds_are_named_and_read_once() {
    let case = case();
    let out = case
        .run(&["extract", "people,dates", "opening.txt", "-f", "jsonl"])
        .well();
    let found = lines(&out);
    let names: Vec<&str> = found
        .iter()
        .filter(|l| l["kind"] == "people")
        .map(|l| l["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        ["Ilse Taren", "Davin Sorrel", "Marta Quill", "Joren Vask"]
    );
    assert!(found.iter().any(|l| l["kind"] == "dates"));
    assert!(found.iter().all(|l| l["document"] == "opening.txt#0"));
    for line in &found {
        let [start, end] = [0, 1].map(|n| line["span"][n].as_u64().unwrap() as usize);
        assert_eq!(&OPENING[start..end], line["text"].as_str().unwrap());
    }
}

#[test]
fn an_unknown_kind_is_told_with_those_known() {
    let said = case().run(&["extract", "persons", "opening.txt"]).nothing();
    assert!(
        said.contains("'persons' is no kind of fact: known are people, titles"),
        "{said}"
    );
}

#[test]
fn tables_have_the_columns_of_their_kind() {
    let case = case();
    let out = case
        .run(&["extract", "titles", "opening.txt", "-f", "csv"])
        .well();
    let head = out.lines().next().unwrap();
    assert_eq!(
        head,
        "document,start,end,text,person,person_id,organ,group,when,path"
    );
    assert!(
        out.contains("secretary for agriculture,Joren Vask"),
        "{out}"
    );
    let out = case
        .run(&["extract", "people,titles", "opening.txt", "-f", "csv"])
        .well();
    assert!(out.starts_with("document,start,end,text,kind,id,value,path"));
}

#[test]
fn two_rosters_side_by_side() {
    let case = case();
    let out = case
        .run(&[
            "rosters",
            "--diff",
            "opening.txt",
            "closing.txt",
            "-f",
            "jsonl",
        ])
        .well();
    let change = |name: &str| {
        let found = lines(&out);
        let row = found.iter().find(|l| l["name"] == name).unwrap();
        row["change"].as_str().unwrap().to_owned()
    };
    assert_eq!(change("Ilse Taren"), "same");
    assert_eq!(change("Joren Vask"), "up");
    assert_eq!(change("Marta Quill"), "left");
    assert_eq!(change("Anka Brode"), "entered");
    let said = case.run(&["rosters", "--diff", "opening.txt"]).nothing();
    assert!(said.contains("--diff compares two captures"), "{said}");
}

#[test]
fn rosters_over_time() {
    let case = case();
    let out = case
        .run(&[
            "rosters",
            "--history",
            "opening.txt",
            "closing.txt",
            "-f",
            "jsonl",
        ])
        .well();
    let rows = lines(&out);
    assert_eq!(rows.iter().filter(|r| r["change"] == "first").count(), 4);
    assert!(
        rows.iter()
            .any(|r| r["date"] == "2031-03-16" && r["change"] == "left")
    );
}

#[test]
fn people_are_counted() {
    let case = case();
    let paths = ["opening.txt", "closing.txt"];
    let run = |args: &[&str]| {
        let all: Vec<&str> = args
            .iter()
            .copied()
            .chain(paths)
            .chain(["-f", "jsonl"])
            .collect();
        lines(&case.run(&all).well())
    };
    let rows = run(&["stats", "appearances"]);
    let taren = rows.iter().find(|r| r["name"] == "Ilse Taren").unwrap();
    assert_eq!(
        (&taren["period"], &taren["appearances"]),
        (&"2031-03".into(), &2.into())
    );
    let rows = run(&["stats", "companions", "--person", "Ilse Taren"]);
    assert_eq!(rows[0]["together"], 2);
    assert!(rows.iter().all(|r| r["name"] != "Ilse Taren"));
    let rows = run(&["stats", "coappearances"]);
    assert_eq!(rows.len(), 3, "{rows:?}");
    let rows = run(&["stats", "absences", "--min-count", "2"]);
    assert_eq!(rows.len(), 3);
    let rows = run(&["stats", "careers", "--person", "Anka Brode"]);
    assert_eq!(
        rows[0]["title"],
        "chief secretary of the Tarsk City Committee"
    );
    let said = case
        .run(&["stats", "companions", "--person", "Nobody", "opening.txt"])
        .nothing();
    assert!(said.contains("nobody named 'Nobody' was found"), "{said}");
}

#[test]
fn other_tools_can_read_it() {
    let case = case();
    let popolo = case.run(&["export", "popolo", "opening.txt"]).well();
    let popolo: Value = serde_json::from_str(&popolo).unwrap();
    assert_eq!(popolo["persons"].as_array().unwrap().len(), 4);
    assert!(!popolo["memberships"].as_array().unwrap().is_empty());
    let entities = lines(&case.run(&["export", "ftm", "opening.txt"]).well());
    assert!(entities.iter().any(|e| e["schema"] == "Occupancy"));
    let gexf = case
        .run(&["export", "gexf", "opening.txt", "closing.txt"])
        .well();
    assert!(gexf.contains("label=\"Ilse Taren\"") && gexf.contains("weight=\"2\""));
    let conllu = case.run(&["export", "conllu", "opening.txt"]).well();
    assert!(conllu.contains("people=B:new:"), "{conllu}");
    let tei = case.run(&["export", "tei", "opening.txt"]).well();
    assert!(tei.contains("<span type=\"people\""));
}

#[test]
fn what_carriers_agree_on() {
    let case = case();
    let out = case
        .run(&["agree", "opening.txt", "closing.txt", "-f", "jsonl"])
        .well();
    assert!(!lines(&out).is_empty());
    let said = case
        .run(&["agree", "opening.txt", "--aspect", "colour"])
        .nothing();
    assert!(
        said.contains("'colour' is no aspect: known are name, date"),
        "{said}"
    );
}
