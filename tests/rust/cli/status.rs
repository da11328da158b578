//! Exit status, messages, and help.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::support::{COURIER, Case};

#[test]
fn help_teaches() {
    let case = Case::new();
    for (args, words) in [
        (
            &["--help"][..],
            &["report", "parse", "show", "stats", "kwic", "Exit status"][..],
        ),
        (
            &["parse", "--help"],
            &["--format", "--where", "--pack", "--threads", "Examples"],
        ),
        (&["report", "--help"], &["--limit", "--title", "Examples"]),
        (&["show", "--help"], &["--color", "--kind", "PATH#N"]),
        (&["stats", "--help"], &["frequency", "ngrams"]),
        (
            &["stats", "frequency", "--help"],
            &["--by", "--case", "--min-count", "per_million"],
        ),
        (
            &["stats", "ngrams", "--help"],
            &["-n", "--min-documents", "1-3"],
        ),
        (&["kwic", "--help"], &["--context", "--sort", "letter case"]),
    ] {
        let out = case.run(args).well();
        for word in words {
            assert!(
                out.contains(word),
                "{args:?} does not tell of {word}:\n{out}"
            );
        }
    }
}

#[test]
fn no_arguments_print_help() {
    let ran = Case::new().run(&[]);
    assert_eq!(ran.status(), 2);
    assert!(ran.stderr().contains("Usage: variorum"), "{}", ran.stderr());
}

#[test]
fn what_is_unknown_is_told_with_what_is_known() {
    let case = Case::new();
    for (args, words) in [
        (
            &["stats", "frequencies", "."][..],
            &["frequencies", "known measures: frequency, ngrams"][..],
        ),
        (
            &["pares", "."],
            &["pares", "known commands: report, parse, show, stats, kwic"],
        ),
        (
            &["parse", "--colour", "."],
            &["--colour", "known options of 'parse'", "--where"],
        ),
        (
            &["stats", "ngrams", "--fold", "."],
            &["--fold", "known options of 'ngrams'", "--min-documents"],
        ),
        (
            &["parse", "--format", "yaml", "."],
            &["yaml", "jsonl", "parquet"],
        ),
        (
            &["parse", "--where", "outlett=x", "."],
            &["outlett", "known are outlet, agency, language"],
        ),
        (&["parse", "--where", "outlet", "."], &["KEY=VALUE"]),
        (
            &["stats", "frequency", "--by", "paper", "."],
            &["paper", "known are outlet, agency"],
        ),
        (
            &["stats", "frequency", "--case", "upper", "."],
            &["upper", "fold, keep"],
        ),
        (&["stats", "ngrams", "-n", "3-2", "."], &["3", "2"]),
        (&["stats", "ngrams", "-n", "two", "."], &["1-3"]),
        (
            &["kwic", "x", "--sort", "middle", "."],
            &["middle", "left, right, node"],
        ),
        (
            &["kwic", "[lemma=\"x\"]", "."],
            &["1:2", "word, lower, zone, voice, mention"],
        ),
        (
            &["show", "--kind", "headline", "."],
            &["headline", "title, subtitle"],
        ),
        (&["parse", "--pack", "nowhere", "."], &["nowhere"]),
        (&["parse", "--threads", "0", "."], &["--threads"]),
        (&["parse", "--max-bytes", "many", "."], &["64K"]),
    ] {
        let ran = case.run(args);
        assert_eq!(ran.status(), 2, "{args:?}: {}", ran.stderr());
        assert!(
            ran.stderr().starts_with("error: "),
            "{args:?}: {}",
            ran.stderr()
        );
        assert_eq!(ran.stdout(), "", "{args:?}");
        for word in words {
            assert!(
                ran.stderr().contains(word),
                "{args:?} should say {word}: {}",
                ran.stderr()
            );
        }
    }
}

#[test]
fn one_missing_file_does_not_stop_the_others() {
    let case = Case::new();
    let ran = case.run(&["parse", "courier.txt", "gone.txt", "times.txt"]);
    assert_eq!(ran.status(), 1, "{}", ran.stderr());
    let lines: Vec<String> = ran.stdout().lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].contains("courier.txt") && lines[1].contains("times.txt"));
    let errors: Vec<String> = ran.stderr().lines().map(str::to_owned).collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].starts_with("error: gone.txt:"), "{errors:?}");
    // Errors are told even where warnings are not.
    let quiet = case.run(&["parse", "--quiet", "gone.txt", "times.txt"]);
    assert_eq!(quiet.status(), 1);
    assert!(quiet.stderr().starts_with("error: gone.txt:"));
}

#[test]
fn nothing_to_read_is_status_2() {
    let case = Case::new();
    for args in [
        &["parse", "gone.txt"][..],
        &["report", "gone.txt", "-o", "report.html"],
        &["kwic", "party", "gone.txt"],
        &["stats", "frequency", "gone.txt"],
        &["show", "gone.txt"],
        &["show", "courier.txt#9"],
    ] {
        let ran = case.run(args);
        assert_eq!(ran.status(), 2, "{args:?}: {}", ran.stderr());
        assert!(
            ran.stderr().starts_with("error: "),
            "{args:?}: {}",
            ran.stderr()
        );
    }
    assert!(!case.path().join("report.html").exists());
    // An output that cannot be written is an error, not a lost result.
    let ran = case.run(&["parse", "courier.txt", "-o", "no/such/folder.jsonl"]);
    assert_eq!(ran.status(), 2);
    assert!(
        ran.stderr().contains("no/such/folder.jsonl"),
        "{}",
        ran.stderr()
    );
}

#[test]
fn a_filter_that_nothing_passes_is_an_answer() {
    let case = Case::new();
    let ran = case.run(&["parse", "--where", "year=1850", "courier.txt"]);
    assert_eq!(ran.well(), "");
    assert!(ran.stderr().starts_with("warning: "), "{}", ran.stderr());
    assert_eq!(
        case.run(&["kwic", "zeppelin", "courier.txt", "-f", "csv"])
            .well()
            .lines()
            .count(),
        1
    );
}

#[test]
fn standard_input_is_an_input() {
    let case = Case::new();
    let piped = case.run_with(&["parse", "-"], COURIER).well();
    let object: serde_json::Value = serde_json::from_str(&piped).unwrap();
    assert_eq!(object["capture"]["path"], "-");
    assert_eq!(object["schema"], "variorum/document/1");
    let from_file: serde_json::Value =
        serde_json::from_str(&case.run(&["parse", "courier.txt"]).well()).unwrap();
    assert_eq!(object["zones"], from_file["zones"]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let case = Case::new();
    // More than a pipe holds.
    for n in 0..400 {
        case.write(&format!("copy{n}.txt"), COURIER);
    }
    for args in [
        &["parse", "."][..],
        &["stats", "frequency", "-f", "jsonl", "."],
        &["report", "."],
    ] {
        let mut child = case
            .command(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut reader = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        assert!(!line.is_empty());
        drop(reader);
        let mut told = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut told)
            .unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{args:?}: {told}");
        assert_eq!(told, "", "{args:?}");
    }
}

#[test]
fn a_hostile_name_cannot_speak_to_the_terminal() {
    let case = Case::new();
    let ran = case.run(&[
        "parse",
        "courier.txt",
        "gone\u{1b}c\nerror: all is lost.txt",
    ]);
    assert_eq!(ran.status(), 1);
    assert_eq!(ran.stderr().lines().count(), 1, "{:?}", ran.stderr());
    assert!(!ran.stderr().contains('\u{1b}'));
}
