//! How fast collocations are: `collocation_speed RIGHT PAIRS FILES…`.
//!
//! Reads archives of texts (JSON Lines, with or without gzip) and finds all pairs of words of which the second
//! stands at most RIGHT tokens after the first (1: bigrams), each pair with every measure. Prints one JSON
//! object: tokens, distinct pairs, wall and processor seconds of
//!
//! - `dice`: counting, one measure, order and table;
//! - `all`: the same with every measure;
//! - `scoring`: every measure of the first PAIRS distinct pairs, counts given (repeated if there are fewer).
//!
//! As many threads as `RAYON_NUM_THREADS` says.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "an example prints and may stop"
)]

use std::time::Instant;

use variorum::{
    Corpus, ReadOptions, Result,
    stats::{CollocationMeasure, CollocationOptions, Context, collocations, score_pairs},
    table::{Cells, Table},
};

/// Processor seconds of this process so far (Linux: `utime` and `stime` of `/proc/self/stat`, in ticks of
/// 10 ms).
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or("");
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks.filter_map(|t| t.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// What `work` gives, with the seconds that it took.
fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(T, serde_json::Value)> {
    let (wall, processor) = (Instant::now(), processor_seconds());
    let done = work()?;
    let seconds = serde_json::json!({
        "wall_seconds": wall.elapsed().as_secs_f64(),
        "processor_seconds": processor_seconds() - processor,
    });
    Ok((done, seconds))
}

fn counts(table: &Table, name: &str) -> Vec<u64> {
    match table.column(name).map(|column| &column.cells) {
        Some(Cells::Int(cells)) => cells
            .iter()
            .filter_map(|c| u64::try_from(c?).ok())
            .collect(),
        _ => Vec::new(),
    }
}

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let right: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(1);
    let pairs: usize = args
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(2_000_000);
    let paths: Vec<String> = args.collect();
    let corpus = Corpus::read(&paths, &ReadOptions::default(), &())?;
    let tokens = corpus.tokens();
    let mut options = CollocationOptions::default();
    options.context = Context::Window { left: 0, right };
    options.min_count = 1;
    options.measures = vec!["dice".parse()?];
    let (table, dice) = timed(|| collocations(&corpus, &options))?;
    drop(table);
    options.measures = CollocationMeasure::all();
    let (table, all) = timed(|| collocations(&corpus, &options))?;
    let total = table.provenance().counts["total"].as_u64().unwrap_or(0);
    let [joint, first, second] =
        ["count", "first_count", "second_count"].map(|name| counts(&table, name));
    let distinct = table.len();
    drop(table);
    let rows = joint.into_iter().zip(first).zip(second);
    let rows: Vec<[u64; 3]> = rows
        .map(|((joint, first), second)| [joint, first, second])
        .collect();
    let rows: Vec<[u64; 3]> = rows.iter().copied().cycle().take(pairs).collect();
    let measures = CollocationMeasure::all();
    let (scored, scoring) = timed(|| score_pairs(&rows, total, &measures, 0.5))?;
    let values: usize = scored
        .iter()
        .map(|(_, cells)| cells.iter().flatten().count())
        .sum();
    let report = serde_json::json!({
        "tokens": tokens,
        "total": total,
        "distinct": distinct,
        "threads": rayon::current_num_threads(),
        "dice": dice,
        "all": all,
        "scoring": scoring,
        "scored_pairs": rows.len(),
        "scored_values": values,
        "measures": measures.len(),
    });
    println!("{report}");
    Ok(())
}
