//! Corpora that are compiled once and then asked.

use serde_json::Value;

use crate::support::Case;

const ALL: [&str; 3] = ["courier.txt", "times.txt", "ferry.txt"];

fn built() -> Case {
    let case = Case::new();
    let names: Vec<&str> = ["build", "-o", "corpus"].into_iter().chain(ALL).collect();
    let told: Value = serde_json::from_str(&case.run(&names).well()).unwrap();
    assert_eq!(
        told["rows"][0].as_array().unwrap()[1..3],
        [3.into(), Value::from(3)],
        "{told}"
    );
    case
}

#[test]
fn measures_and_lines_are_those_of_the_captures() {
    let case = built();
    for words in [
        vec!["stats", "frequency", "--by", "outlet", "--case", "fold"],
        vec![
            "stats",
            "frequency",
            "--where",
            "outlet=*",
            "--voice",
            "quoted",
        ],
        vec!["stats", "ngrams", "-n", "1-3"],
        vec!["kwic", "conference of", "--sort", "right"],
        vec!["kwic", "dist*", "--where", "title=*conference*"],
    ] {
        let ask = |inputs: &[&str]| {
            let args: Vec<&str> = words.iter().chain(inputs).copied().collect();
            case.run(&args).well()
        };
        assert_eq!(ask(&ALL), ask(&["corpus"]), "{words:?}");
    }
}

#[test]
fn appending() {
    let case = built();
    case.run(&["build", "-o", "two", ALL[0]]).well();
    case.run(&["build", "--append", "-o", "two", ALL[1], ALL[2]])
        .well();
    let count = |folder| case.run(&["stats", "frequency", folder]).well();
    assert_eq!(count("corpus"), count("two"));
    case.run(&["build", "--check", "two", "corpus"]).well();
    let error = case.run(&["build", "-o", "two", ALL[0]]).nothing();
    assert!(error.contains("holds a compiled corpus"), "{error}");
    let error = case
        .run(&["build", "--append", "-o", "two", "--tokens", "word", ALL[0]])
        .nothing();
    assert!(
        error.contains("other token rules: uax29, not word"),
        "{error}"
    );
    let error = case
        .run(&["build", "--append", "-o", "no", ALL[0]])
        .nothing();
    assert!(error.starts_with("error: no:"), "{error}");
    let error = case.run(&["build", "-o", "./sub", "."]).nothing();
    assert!(error.contains("among its captures"), "{error}");
    let error = case.run(&["build", ALL[0]]).nothing();
    assert!(error.contains("--output"), "{error}");
}

#[test]
fn what_does_not_fit_is_told() {
    let case = built();
    for (args, says) in [
        (vec!["parse", "corpus"], "parse reads captures"),
        (vec!["show", "corpus"], "show shows captures"),
        (
            vec!["report", "corpus", "-o", "r.html"],
            "a report shows captures",
        ),
        (
            vec!["build", "corpus", "-o", "other"],
            "build reads captures",
        ),
        (vec!["kwic", "party", "corpus", ALL[0]], "is read alone"),
        (
            vec!["kwic", "party", "corpus", "--tokens", "word"],
            "built with --tokens uax29, not word",
        ),
        (
            vec!["kwic", "party", "corpus", "--layout", "whole"],
            "built with --layout page",
        ),
        (
            vec!["kwic", "party", "corpus", "--pack", "none"],
            "built with --pack dprk",
        ),
        (
            vec!["kwic", "party", "corpus", "--max-bytes", "1M"],
            "--max-bytes is for captures",
        ),
        (
            vec!["kwic", "party", "corpus", "--where", "outlett=x"],
            "is no facet",
        ),
    ] {
        let error = case.run(&args).nothing();
        assert!(error.contains(says), "{args:?}: {error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
    case.run(&[
        "kwic", "party", "corpus", "--tokens", "uax29", "--pack", "dprk",
    ])
    .well();
}

#[test]
fn damage_is_told() {
    let case = built();
    let folder = case.path().join("corpus");
    let tokens = folder.join("segment-00001/tokens.arrow");
    let bytes = std::fs::read(&tokens).unwrap();
    std::fs::write(&tokens, &bytes[..bytes.len() - 8]).unwrap();
    let error = case.run(&["kwic", "party", "corpus"]).nothing();
    assert!(error.contains("tokens.arrow: has"), "{error}");
    std::fs::write(&tokens, bytes).unwrap();
    let manifest = folder.join("manifest.json");
    let text = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(
        &manifest,
        text.replace("\"version\": 1,", "\"version\": 0,"),
    )
    .unwrap();
    let error = case.run(&["stats", "frequency", "corpus"]).nothing();
    assert!(
        error.contains("format 0, this variorum reads format 1"),
        "{error}"
    );
    std::fs::write(&manifest, &text[..text.len() / 2]).unwrap();
    let error = case.run(&["stats", "frequency", "corpus"]).nothing();
    assert!(error.contains("manifest.json: is damaged"), "{error}");
}

#[test]
fn nothing_to_build() {
    let case = Case::new();
    let error = case.run(&["build", "-o", "corpus", "absent.txt"]).nothing();
    assert!(error.contains("no document was found"), "{error}");
    let error = case.run(&["stats", "frequency", "corpus"]).nothing();
    assert!(!error.is_empty());
    case.run(&["build", "-o", "corpus", ALL[0]]).well();
}
