//! Sentences, tokens, normalisation and languages against data.
#![allow(clippy::print_stderr)] // A skipped or a wrong case is named.

use std::{path::PathBuf, time::Instant};

use proptest::prelude::*;
use variorum::text::{language, nfc, sentences, tokens};

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

/// What sentences promise whatever the text: they ascend, are trimmed, and cover every character that
/// is not white space.
fn nothing_lost(text: &str, language: Option<&str>) {
    let mut at = 0;
    for span in sentences(text, language) {
        let sentence = text.get(span.range()).expect("character boundaries");
        assert!(
            !sentence.is_empty() && sentence.trim() == sentence,
            "{sentence:?}"
        );
        let gap = text.get(at..span.start).expect("ascending");
        assert!(gap.trim().is_empty(), "{gap:?} lost");
        at = span.end;
    }
    assert!(text[at..].trim().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn sentences_lose_nothing(text in "([A-Ca-c가다고1-3 .!?…\"“”‘’()\\[\\]《》•\n\r,:;-]|\\PC|[\u{a0}\u{2029}。」]){0,60}") {
        for language in [None, Some("ko"), Some("de")] {
            nothing_lost(&text, language);
        }
    }
}

#[test]
fn sentences_of_captures_lose_nothing() {
    let Some(index) = shared("captures/index.jsonl") else {
        return;
    };
    let mut read = 0;
    for line in index.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        let Some(text) = entry["file"].as_str().and_then(shared) else {
            continue;
        };
        nothing_lost(&text, entry["language"].as_str());
        read += 1;
    }
    assert!(read > 50, "{read} captures read");
}

#[test]
fn captures_are_in_the_language_that_the_index_says() {
    let Some(index) = shared("captures/index.jsonl") else {
        return;
    };
    let (mut right, mut wrong, mut untold) = (0, 0, 0);
    for line in index.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        let file = entry["file"].as_str().filter(|f| f.ends_with(".txt"));
        let (Some(text), Some(said)) = (file.and_then(shared), entry["language"].as_str()) else {
            continue;
        };
        match language(&text) {
            Some(found) if found == said => right += 1,
            Some(found) => {
                wrong += 1;
                eprintln!("{}: {found}, not {said}", entry["id"]);
            }
            None => untold += 1,
        }
    }
    assert!(
        right > 50 && wrong <= 1 && untold <= 1,
        "{right} right, {wrong} wrong, {untold} not told"
    );
}

/// Texts made to be slow: every kind of mark without its partner. The work must grow with the text.
#[test]
fn hostile_texts_are_linear() {
    let unit = [
        ".",
        ". ",
        "\"",
        " \"a",
        "(",
        "[",
        "“",
        "‘",
        "《",
        "\n",
        " \n",
        "…",
        ". . ",
        "A. ",
        "1. ",
        "a) ",
        "(a. ",
        "• ",
        "”",
        ".)",
        ".\"",
        "다.",
        "!\" ",
        "\"a!\" ",
        "¿",
        "- ",
        "\u{301}",
        "' ",
        "a:\u{301}",
    ];
    for piece in unit {
        let time = |n: usize| {
            let text = piece.repeat(n);
            let start = Instant::now();
            nothing_lost(&text, Some("en"));
            let words = tokens(&text).count();
            let clean = nfc(&text);
            let language = language(&text);
            std::hint::black_box((words, clean, language));
            start.elapsed().as_secs_f64()
        };
        // Ten times the text: a hundred times the work if it were quadratic.
        let small = time(20_000).max(1e-2);
        let large = (0..3).map(|_| time(200_000)).fold(f64::INFINITY, f64::min);
        assert!(large < 40.0 * small, "{piece:?}: {small} s, then {large} s");
    }
}
