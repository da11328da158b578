//! Times keyness of two halves: counting and scoring by every measure apart.
//!
//! `cargo run --release -p variorum --example keyness_speed -- TARGET.jsonl REFERENCE.jsonl [MEGABYTES]`
//! takes the `text` of each record, MEGABYTES of each file at most, repeated until there are as many;
//! with one file its documents go to the halves in turn. Prints JSON: seconds by the wall and of all
//! threads' CPU, for counting (terms by documents, both corpora) and for scoring (every measure, the
//! effect with its exact interval, log odds, adjustment, sorting, the table).
#![allow(clippy::print_stdout, clippy::print_stderr)] // A program that reports to its user.

use std::{process::ExitCode, time::Instant};

use variorum::{
    Corpus, ReadOptions,
    capture::{Capture, MediaType},
    corpus::Reading,
    stats::{
        KeynessCounts, KeynessOptions,
        measures::keyness::{Keyness, Prior},
    },
};

/// CPU seconds of this process so far, in user mode; 0 where the system does not say.
fn user() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or("");
    let ticks = fields.split_whitespace().nth(11);
    ticks.and_then(|t| t.parse::<f64>().ok()).unwrap_or(0.0) / 100.0
}

fn texts(path: &str) -> std::io::Result<Vec<String>> {
    let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
    let records = text.lines().filter_map(|line| {
        let record: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(record.get("text")?.as_str()?.to_owned())
    });
    Ok(records.collect())
}

/// A corpus of about so many bytes, the texts repeated as often as it takes, and its bytes.
fn corpus(texts: &[String], bytes: usize) -> (Corpus, usize) {
    let mut options = ReadOptions::default();
    options.layout = Reading::Whole;
    let mut taken = 0;
    let captures = texts
        .iter()
        .cycle()
        .enumerate()
        .take_while(|(_, text)| {
            let go_on = taken < bytes;
            taken += text.len();
            go_on
        })
        .map(|(at, text)| Capture::from_text(at.to_string(), MediaType::Plain, text));
    let captures: Vec<Capture> = captures.collect();
    let bytes = captures.iter().map(|c| c.text.len()).sum();
    let corpus = Corpus::from_captures(captures, &options);
    corpus.index();
    (corpus, bytes)
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (paths, numbers): (Vec<_>, Vec<_>) = args.iter().partition(|a| a.parse::<usize>().is_err());
    let megabytes: usize = numbers.first().and_then(|n| n.parse().ok()).unwrap_or(25);
    let read: Vec<Vec<String>> = paths.iter().filter_map(|p| texts(p).ok()).collect();
    let (target, reference): (Vec<String>, Vec<String>) = match &read[..] {
        [one] => {
            let turns = one.chunks(2);
            let second = turns.clone().filter_map(|pair| pair.get(1).cloned());
            (
                turns.map(|pair| pair[0].clone()).collect(),
                second.collect(),
            )
        }
        [target, reference] => (target.clone(), reference.clone()),
        _ => (Vec::new(), Vec::new()),
    };
    if target.is_empty() || reference.is_empty() {
        eprintln!("usage: keyness_speed TARGET.jsonl [REFERENCE.jsonl] [MEGABYTES]");
        return ExitCode::from(2);
    }
    let (target, target_bytes) = corpus(&target, megabytes * 1_000_000);
    let (reference, reference_bytes) = corpus(&reference, megabytes * 1_000_000);
    let mut options = KeynessOptions::default();
    options.measures = Keyness::ALL.to_vec();
    options.log_odds = Some(Prior::Uniform);
    let mut runs = Vec::new();
    let mut rows = 0;
    for _ in 0..5 {
        let (wall, cpu) = (Instant::now(), user());
        let counts = match KeynessCounts::new(&target, &reference, &options) {
            Ok(counts) => counts,
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        };
        let counting = (wall.elapsed().as_secs_f64(), user() - cpu);
        let (wall, cpu) = (Instant::now(), user());
        match counts.score(&options) {
            Ok(table) => rows = table.len(),
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        }
        let scoring = (wall.elapsed().as_secs_f64(), user() - cpu);
        runs.push(serde_json::json!({
            "counting": {"wall": counting.0, "user": counting.1},
            "scoring": {"wall": scoring.0, "user": scoring.1},
        }));
    }
    let report = serde_json::json!({
        "target": {"documents": target.len(), "bytes": target_bytes, "tokens": target.tokens()},
        "reference": {
            "documents": reference.len(), "bytes": reference_bytes, "tokens": reference.tokens(),
        },
        "threads": rayon::current_num_threads(),
        "measures": options.measures.len(),
        "rows": rows,
        "runs": runs,
    });
    println!("{report}");
    ExitCode::SUCCESS
}
