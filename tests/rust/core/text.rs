//! Sentences, tokens, normalisation and languages against data.

use std::path::PathBuf;

use variorum::text::sentences;

/// A file of the shared folder, if that is there.
fn shared(path: &str) -> Option<String> {
    let root = std::env::var_os("VARIORUM_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
        PathBuf::from,
    );
    let file = root.join(path);
    let text = std::fs::read_to_string(&file).ok();
    if text.is_none() {
        eprintln!("skipped: {} is not here", file.display());
    }
    text
}

fn split<'t>(text: &'t str, language: Option<&str>) -> Vec<&'t str> {
    sentences(text, language)
        .iter()
        .map(|s| s.of(text))
        .collect()
}

/// How many of the cases in a reference file come out exactly; prints the others.
fn score(json: &str) -> (usize, usize) {
    let cases: Vec<(String, Vec<String>)> = serde_json::from_str(json).unwrap();
    let mut right = 0;
    for (text, expected) in &cases {
        let found = split(text, Some("en"));
        if found == *expected {
            right += 1;
        } else {
            eprintln!("expected {expected:#?}\nfound {found:#?}");
        }
    }
    (right, cases.len())
}

#[test]
fn english_golden_rules() {
    let Some(json) = shared("reference/sentences/english_golden_rules.json") else {
        return;
    };
    let (right, of) = score(&json);
    assert!(of >= 48 && right >= 47, "{right} of {of}");
}

#[test]
fn news_cases() {
    let Some(json) = shared("reference/sentences/news_cases.json") else {
        return;
    };
    let (right, of) = score(&json);
    assert!(of >= 20 && right == of, "{right} of {of}");
}

#[derive(serde::Deserialize)]
struct Case {
    language: String,
    note: String,
    text: String,
    sentences: Vec<String>,
}

#[test]
fn own_cases() {
    let json = include_str!("../../reference/sentences.json");
    let cases: Vec<Case> = serde_json::from_str(json).unwrap();
    let of = |code: &str| cases.iter().filter(|c| c.language == code).count();
    assert!(of("en") >= 40 && of("ko") >= 30);
    let mut wrong = 0;
    for case in &cases {
        let found = split(&case.text, Some(&case.language));
        if found != case.sentences {
            wrong += 1;
            eprintln!("{} {}: {found:#?}", case.language, case.note);
        }
    }
    assert_eq!(wrong, 0, "of {}", cases.len());
}
