//! `variorum compare`: every form, addresses, the base, statuses.

use serde_json::Value;

use crate::support::Case;

const FIRST: &str = "\
Malk Speaks at Third Conference

TARSK, March 4 (VPS) -- Oren Malk sent warm militant greetings to the five crews of the Old Weir on Tuesday.

He said that nine districts had failed to fulfill their plans and that 17 more bridges will be opened before the harvest.
";
const SECOND: &str = "\
Malk Speaks at 3rd Conference

TARSK, March 4 (VPS) -- Oren Malk sent warm greetings to the 5 crews of the Old Weir on Tuesday.

He said that several districts had failed to fulfil their plans.
";
const THIRD: &str = "\
Malk Speaks at 3rd Conference

TARSK, March 4 (VPS) -- Oren Malk sent warm greetings to the five crews of the Old Weir on Tuesday.

He said that nine districts had failed to fulfill their plans. A song about the <weir> & the dikes was sung by a choir of children.
";

fn case() -> Case {
    let case = Case::new();
    case.write("a.txt", FIRST);
    case.write("b.txt", SECOND);
    case.write("c.txt", THIRD);
    case
}

#[test]
fn json_is_the_contract() {
    let case = case();
    let json: Value =
        serde_json::from_str(&case.run(&["compare", "a.txt", "b.txt"]).well()).unwrap();
    let variants = json["variants"].as_array().unwrap();
    let find = |a: &str| {
        variants
            .iter()
            .find(|v| v["a"] == a)
            .unwrap_or_else(|| panic!("{a}: {json}"))
    };
    assert_eq!(find("militant")["kind"], "omission");
    assert_eq!(find("five")["kind"], "number");
    assert_eq!(find("five")["equivalent"], true);
    assert_eq!(find("Third")["kind"], "ordinal");
    assert_eq!(find("Third")["heading"], 0);
    let militant = find("militant");
    let bead = usize::try_from(militant["bead"].as_u64().unwrap()).unwrap();
    assert_eq!(json["beads"][bead]["a"], serde_json::json!([0]));
    let span: Vec<usize> = serde_json::from_value(militant["a_spans"][0].clone()).unwrap();
    assert_eq!(&FIRST[span[0]..span[1]], "militant");
    assert_eq!(json["summary"]["sentences"]["carried"], 2);
}

#[test]
fn a_redline_for_people() {
    let case = case();
    let table = case
        .run(&["compare", "a.txt", "b.txt", "-f", "table"])
        .well();
    assert!(
        table.contains("[-militant-]") && table.contains("{+5+}"),
        "{table}"
    );
    assert!(
        table.contains("What weighs most") && !table.contains('\u{1b}'),
        "{table}"
    );
    let coloured = case
        .run(&[
            "compare", "a.txt", "b.txt", "-f", "table", "--color", "always",
        ])
        .well();
    assert!(
        coloured.contains("\u{1b}[31;9mmilitant\u{1b}[0m"),
        "{coloured}"
    );
}

#[test]
fn tables_and_lines() {
    let case = case();
    let csv = case.run(&["compare", "a.txt", "b.txt", "-f", "csv"]).well();
    assert!(
        csv.starts_with("kind,a,b,weight,equivalent,bead,heading,a_start,a_end,b_start,b_end\n"),
        "{csv}"
    );
    assert!(csv.contains("omission,militant,,"), "{csv}");
    let many = case
        .run(&["compare", "a.txt", "b.txt", "c.txt", "-f", "csv"])
        .well();
    assert!(
        many.starts_with("part,sentence,A,B,C,A_kind,B_kind,C_kind\n"),
        "{many}"
    );
    let lines = case
        .run(&["compare", "a.txt", "b.txt", "c.txt", "-f", "jsonl"])
        .well();
    assert_eq!(lines.lines().count(), 2);
    for line in lines.lines() {
        assert!(serde_json::from_str::<Value>(line).unwrap()["beads"].is_array());
    }
}

#[test]
fn an_apparatus() {
    let case = case();
    let tei = case
        .run(&["compare", "a.txt", "b.txt", "c.txt", "-f", "tei"])
        .well();
    assert!(
        tei.contains("<lem wit=\"#A\">militant</lem><rdg wit=\"#B #C\" type=\"omission\"/>"),
        "{tei}"
    );
    assert!(tei.contains("&lt;") && !tei.contains("<weir>"), "{tei}");
    case.run(&["compare", "a.txt", "b.txt", "-o", "apparatus.xml"])
        .well();
    assert!(case.read("apparatus.xml").starts_with(b"<?xml"));
    let collatex: Value = serde_json::from_str(
        &case
            .run(&["compare", "a.txt", "b.txt", "-f", "collatex"])
            .well(),
    )
    .unwrap();
    assert_eq!(collatex["witnesses"], serde_json::json!(["A", "B"]));
}

#[test]
fn a_page() {
    let case = case();
    let page = case
        .run(&["compare", "a.txt", "c.txt", "-f", "html"])
        .well();
    assert!(page.starts_with("<!doctype html>"), "{}", &page[..200]);
    assert!(
        page.contains("v-omission") && page.contains("&lt;weir"),
        "{page}"
    );
    assert!(!page.contains("http://") && !page.contains("https://"));
    case.run(&["compare", "a.txt", "b.txt", "-o", "versions.html"])
        .well();
}

#[test]
fn the_base_is_chosen() {
    let case = case();
    for base in ["1", "b.txt"] {
        let lines = case
            .run(&[
                "compare", "a.txt", "b.txt", "c.txt", "--base", base, "-f", "jsonl",
            ])
            .well();
        let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        assert_eq!(
            (&first["a"]["path"], &first["b"]["path"]),
            (&"b.txt".into(), &"a.txt".into())
        );
    }
    assert!(
        case.run(&["compare", "a.txt", "b.txt", "--base", "7"])
            .nothing()
            .contains("is not one version")
    );
}

#[test]
fn kinds_are_chosen() {
    let case = case();
    let only = [
        "compare",
        "a.txt",
        "b.txt",
        "--kind",
        "omission",
        "--skip-equivalent",
    ];
    let json: Value = serde_json::from_str(&case.run(&only).well()).unwrap();
    assert!(
        json["variants"]
            .as_array()
            .unwrap()
            .iter()
            .all(|v| v["kind"] == "omission")
    );
    assert!(
        case.run(&["compare", "a.txt", "b.txt", "--kind", "omision"])
            .nothing()
            .contains("known are")
    );
}

#[test]
fn statuses() {
    let case = case();
    assert!(
        case.run(&["compare", "a.txt"])
            .nothing()
            .contains("two versions or more")
    );
    let ran = case.run(&["compare", "a.txt", "b.txt", "missing.txt"]);
    assert_eq!(ran.status(), 1, "{}", ran.stderr());
    assert!(ran.stderr().contains("missing.txt"));
}

#[test]
fn one_file_can_hold_the_witnesses() {
    let case = case();
    let record = |text: &str| serde_json::json!({ "text": text }).to_string();
    case.write(
        "all.jsonl",
        format!("{}\n{}\n", record(FIRST), record(SECOND)),
    );
    let whole: Value = serde_json::from_str(&case.run(&["compare", "all.jsonl"]).well()).unwrap();
    let apart: Value =
        serde_json::from_str(&case.run(&["compare", "all.jsonl#0", "all.jsonl#1"]).well()).unwrap();
    assert_eq!(whole["beads"], apart["beads"]);
    assert_eq!(whole["b"]["article"], 1);
}
