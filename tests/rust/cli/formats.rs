//! Every form of every command says the same.

use serde_json::Value;

use crate::support::Case;

const COMMANDS: [&[&str]; 4] = [
    &["parse", "."],
    &["stats", "frequency", ".", "--by", "path"],
    &["stats", "ngrams", ".", "-n", "2-3"],
    &["kwic", "secretar*", "."],
];

fn with(command: &[&str], more: &[&str]) -> Vec<String> {
    let all = command.iter().chain(more);
    all.map(|s| (*s).to_owned()).collect()
}

fn run(case: &Case, command: &[&str], more: &[&str]) -> String {
    let args = with(command, more);
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    case.run(&args).well()
}

#[test]
fn every_form_has_the_same_rows() {
    let case = Case::new();
    for command in COMMANDS {
        let json: Value = serde_json::from_str(&run(&case, command, &["-f", "json"])).unwrap();
        let rows = json["rows"].as_array().or(json.as_array()).unwrap().len();
        assert!(rows >= 3, "{command:?}: {json}");
        let jsonl = run(&case, command, &["-f", "jsonl"]);
        assert_eq!(jsonl.lines().count(), rows, "{command:?}");
        for line in jsonl.lines() {
            assert!(serde_json::from_str::<Value>(line).unwrap().is_object());
        }
        let csv = run(&case, command, &["-f", "csv"]);
        let header = csv.lines().next().unwrap();
        let quoted_breaks = csv.matches("\n\n").count();
        assert!(header.contains(','), "{command:?}: {header}");
        if quoted_breaks == 0 {
            assert_eq!(csv.lines().count(), rows + 1, "{command:?}");
        }
        let table = run(&case, command, &["-f", "table"]);
        assert!(table.lines().count() > 2, "{command:?}:\n{table}");
        assert!(
            !table.contains('\u{1b}'),
            "{command:?}: colour without a terminal"
        );
    }
}

#[test]
fn tables_say_what_computed_them() {
    let case = Case::new();
    let json = case
        .run(&["stats", "frequency", ".", "-f", "json", "--min-count", "2"])
        .well();
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["provenance"]["measure"], "stats frequency");
    assert_eq!(json["provenance"]["options"]["min_count"], 2);
    assert_eq!(json["provenance"]["options"]["case"], "keep");
    assert!(json["provenance"]["counts"]["tokens"].as_u64().unwrap() > 50);
}

#[test]
fn a_file_has_the_form_of_its_name() {
    let case = Case::new();
    for command in COMMANDS {
        for (name, form) in [
            ("out.json", "json"),
            ("out.jsonl", "jsonl"),
            ("out.csv", "csv"),
        ] {
            let out = run(&case, command, &["-o", name]);
            assert_eq!(out, "");
            let file = String::from_utf8(case.read(name)).unwrap();
            std::fs::remove_file(case.path().join(name)).unwrap();
            assert_eq!(
                file,
                run(&case, command, &["-f", form]),
                "{command:?} {name}"
            );
        }
        // A form that was asked for goes where the name says none.
        run(&case, command, &["-o", "out", "-f", "json"]);
        let file = case.read("out");
        std::fs::remove_file(case.path().join("out")).unwrap();
        assert!(
            serde_json::from_slice::<Value>(&file).is_ok(),
            "{command:?}"
        );
    }
}

#[test]
fn parquet_is_parquet() {
    let case = Case::new();
    for command in COMMANDS {
        run(&case, command, &["-o", "out.parquet"]);
        let file = case.read("out.parquet");
        std::fs::remove_file(case.path().join("out.parquet")).unwrap();
        assert!(
            file.starts_with(b"PAR1") && file.ends_with(b"PAR1"),
            "{command:?}"
        );
    }
}

#[test]
fn a_result_in_the_folder_is_not_read_again() {
    let case = Case::new();
    let first = run(&case, &["parse", "."], &[]);
    run(&case, &["parse", "."], &["-o", "clean.jsonl"]);
    run(&case, &["parse", "."], &["-o", "clean.jsonl"]);
    assert_eq!(String::from_utf8(case.read("clean.jsonl")).unwrap(), first);
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let case = Case::new();
    for command in COMMANDS {
        let one = run(&case, command, &["--threads", "1"]);
        assert_eq!(one, run(&case, command, &["--threads", "4"]), "{command:?}");
        assert_eq!(one, run(&case, command, &[]), "{command:?}");
    }
}
