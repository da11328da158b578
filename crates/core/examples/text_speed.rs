//! Times sentences, tokens, normalisation and language on the files given, in MB per second of one
//! thread, and checks that the fast paths give what the slow ones give.
//!
//! `cargo run --release -p variorum --example text_speed -- FILES...`; a `.jsonl` file gives the `text`
//! of each record, any other file its whole content.
#![allow(clippy::print_stdout, clippy::print_stderr)] // A program that reports to its user.

use std::{hint::black_box, path::Path, process::ExitCode, time::Instant};

use unicode_segmentation::UnicodeSegmentation;
use variorum::text::{Form, Sentences, TokenRule, Tokens, language, normalized, tokens};

/// Seconds of the best of five runs.
fn best(mut run: impl FnMut() -> usize) -> (f64, usize) {
    let mut seconds = f64::INFINITY;
    let mut count = 0;
    for _ in 0..5 {
        let start = Instant::now();
        count = black_box(run());
        seconds = seconds.min(start.elapsed().as_secs_f64());
    }
    (seconds, count)
}

fn read(path: &str) -> std::io::Result<Vec<String>> {
    let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
    if Path::new(path).extension().is_none_or(|e| e != "jsonl") {
        return Ok(vec![text]);
    }
    let records = text.lines().filter_map(|line| {
        let record: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(record.get("text")?.as_str()?.to_owned())
    });
    Ok(records.collect())
}

fn main() -> ExitCode {
    let mut texts = Vec::new();
    for path in std::env::args().skip(1) {
        match read(&path) {
            Ok(found) => texts.extend(found),
            Err(error) => eprintln!("{path}: {error}"),
        }
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    if bytes == 0 {
        eprintln!("usage: text_speed FILES...");
        return ExitCode::from(2);
    }
    let megabytes = bytes as f64 / 1e6;
    println!("{} texts, {megabytes:.1} MB", texts.len());
    let report = |name: &str, (seconds, count): (f64, usize)| {
        println!("{name:<24} {:>8.1} MB/s {count:>10}", megabytes / seconds);
    };
    let each = |run: &dyn Fn(&str) -> usize| best(|| texts.iter().map(|t| run(t)).sum());
    report(
        "sentences",
        each(&|t| Sentences::new(t, Some("en")).count()),
    );
    for rule in TokenRule::ALL {
        let name = format!("tokens {rule}");
        report(&name, each(&|t| Tokens::new(t, rule).count()));
    }
    report(
        "unicode-segmentation",
        each(&|t| {
            t.split_word_bounds()
                .filter(|w| !w.trim().is_empty())
                .count()
        }),
    );
    report("nfc", each(&|t| normalized(t, Form::Nfc).text().len()));
    report("language", each(&|t| usize::from(language(t).is_some())));

    let equal = texts.iter().all(|text| {
        let slow = text
            .split_word_bounds()
            .map(str::trim)
            .filter(|w| !w.is_empty());
        tokens(text).map(|t| t.span.of(text)).eq(slow)
    });
    let lossless = texts.iter().all(|text| {
        let mut at = 0;
        let ascending = Sentences::new(text, None).all(|s| {
            let clear = text
                .get(at..s.start)
                .is_some_and(|gap| gap.trim().is_empty());
            at = s.end;
            clear && !s.is_empty()
        });
        ascending && text.get(at..).is_some_and(|rest| rest.trim().is_empty())
    });
    println!("tokens equal the standard's: {equal}; sentences lose nothing: {lossless}");
    ExitCode::from(u8::from(!(equal && lossless)))
}
