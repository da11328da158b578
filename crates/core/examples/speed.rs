//! How fast the parser is, one thread, files in memory:
//! `speed html|text|sentences|archives REPEATS FILES…`.
//!
//! Prints one JSON object: units of work done, bytes read, results found, wall and processor seconds.
//! Reading the files is not counted, except for archives, which are read as they are parsed, with as
//! many threads as `RAYON_NUM_THREADS` says. `tests/bench/bench.py` runs it beside other tools.

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::{sync::Arc, time::Instant};

use variorum::{
    Corpus, Document, ReadOptions,
    capture::{Capture, MediaType},
    layout::layout,
    pack::Pack,
    text::sentences,
};

/// Processor seconds of this process so far (Linux: `utime` of `/proc/self/stat`, in ticks of 10 ms).
fn user_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or("");
    let ticks: Option<f64> = after_name
        .split_whitespace()
        .nth(11)
        .and_then(|t| t.parse().ok());
    ticks.unwrap_or(0.0) / 100.0
}

/// Documents with a body in one page: layout, then title, dates, bylines and the rest.
fn documents(capture: &Arc<Capture>, pack: &Pack) -> usize {
    let found = layout(capture);
    found
        .articles
        .into_iter()
        .enumerate()
        .map(|(n, article)| Document::read(capture, n, article, &found.metadata, pack))
        .filter(|document| !document.body().is_empty())
        .count()
}

fn main() {
    let mut args = std::env::args().skip(1);
    let what = args.next().unwrap_or_default();
    let repeats: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(1);
    let paths: Vec<String> = args.collect();
    let pack = Pack::none();
    let read = |media: MediaType| -> Vec<Arc<Capture>> {
        paths
            .iter()
            .map(|path| {
                let bytes = std::fs::read(path).unwrap_or_default();
                let text = String::from_utf8_lossy(&bytes);
                Arc::new(Capture::from_text(path, media, text))
            })
            .collect()
    };
    let captures = match what.as_str() {
        "html" => read(MediaType::Html),
        "archives" => Vec::new(),
        _ => read(MediaType::Plain),
    };
    let (wall, user) = (Instant::now(), user_seconds());
    let (mut units, mut results) = (0, 0);
    for _ in 0..repeats {
        units += captures.len();
        results += match what.as_str() {
            "html" => captures.iter().map(|c| documents(c, &pack)).sum(),
            "text" => captures
                .iter()
                .map(|c| {
                    layout(c)
                        .articles
                        .iter()
                        .map(|a| a.zones.len())
                        .sum::<usize>()
                })
                .sum(),
            "sentences" => captures
                .iter()
                .map(|c| sentences(&c.text, Some("en")).len())
                .sum(),
            "archives" => {
                let corpus = Corpus::read(&paths, &ReadOptions::default(), &());
                corpus.map_or(0, |c| c.documents().len())
            }
            other => panic!("speed html|text|sentences|archives, not {other:?}"),
        };
    }
    let size = |path: &String| std::fs::metadata(path).map_or(0, |m| m.len());
    let bytes = match what.as_str() {
        "archives" => paths.iter().map(size).sum::<u64>(),
        _ => captures.iter().map(|c| c.text.len() as u64).sum(),
    } * repeats as u64;
    if what == "archives" {
        units = results;
    }
    println!(
        "{}",
        serde_json::json!({
            "units": units,
            "bytes": bytes,
            "results": results,
            "wall": wall.elapsed().as_secs_f64(),
            "user": user_seconds() - user,
        })
    );
}
