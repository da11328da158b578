//! How fast texts become tables: `count_speed [OPTIONS] words|ngrams FILE`.
//!
//! `words` cuts texts in memory into tokens with their places and makes the table of frequencies, letter case
//! folded; `ngrams` makes the tables of 1- to 3-grams. FILE is JSON Lines with a `text`, or a document a line.
//! Options: `--threads N`, `--rule RULE`, `--max-n N`, `--min-count N`, `--memory MIB`, `--print` (the table as
//! CSV instead of figures).
//!
//! Prints one JSON object: bytes, tokens, rows; seconds, wall and processor, and the peak of memory, of each step: making documents
//! of the texts, cutting them into tokens, making the table; and `wall` and `cpu` of the last two, which is what
//! other tools do that are given texts. Reading the file is not timed.

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::time::Instant;

use variorum::{
    Corpus, ReadOptions,
    corpus::{Reading, TokenRules},
    stats::{Case, Counting, FrequencyOptions, NgramOptions, frequency, ngrams},
};

/// Processor seconds of this process so far, its own and the system's (Linux: `utime` and `stime` of
/// `/proc/self/stat`, in ticks of 10 ms).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or("");
    let fields = after_name.split_whitespace().skip(11).take(2);
    fields.filter_map(|t| t.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The most memory that this process has had so far, in MB (Linux).
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kib = line.and_then(|l| l.split_whitespace().next()?.parse::<f64>().ok());
    kib.unwrap_or(0.0) * 1024.0 / 1e6
}

/// Wall and processor seconds of a step, and the peak of memory after it in MB.
fn timed<T>(step: impl FnOnce() -> T) -> (T, [f64; 3]) {
    let (wall, cpu) = (Instant::now(), cpu_seconds());
    let result = step();
    let seconds = (wall.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    (result, [seconds.0, seconds.1, peak()])
}

fn main() {
    let (mut threads, mut rule, mut print, mut rest) = (1, "uax29".to_owned(), false, Vec::new());
    let mut options = NgramOptions::default();
    (options.min_n, options.max_n, options.min_count) = (1, 3, 1);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().expect("a value");
        match arg.as_str() {
            "--threads" => threads = value().parse().expect("a number"),
            "--max-n" => options.max_n = value().parse().expect("a number"),
            "--min-count" => options.min_count = value().parse().expect("a number"),
            "--memory" => options.memory = value().parse::<usize>().expect("MiB") << 20,
            "--print" => print = true,
            "--rule" => rule = value(),
            _ => rest.push(arg),
        }
    }
    let [what, path]: [String; 2] = rest.try_into().expect("words|ngrams FILE");
    let file = std::fs::read_to_string(&path).expect("a file of UTF-8");
    let texts: Vec<String> = file
        .lines()
        .map(|line| {
            let json: Option<serde_json::Value> = serde_json::from_str(line).ok();
            json.and_then(|v| v.get("text")?.as_str().map(str::to_owned))
                .unwrap_or_else(|| line.to_owned())
        })
        .collect();
    drop(file);
    let bytes: usize = texts.iter().map(String::len).sum();
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global()
        .expect("a pool");
    let mut reading = ReadOptions::default();
    reading.layout = Reading::Whole;
    reading.tokens = TokenRules::read([rule.as_str()]).expect("a rule");
    let mut counting = Counting::default();
    counting.terms.case = Case::Fold;
    let (corpus, documents) = timed(|| Corpus::from_texts(texts, &reading));
    let (tokens, index) = timed(|| corpus.tokens());
    let (table, table_time) = timed(|| {
        if what == "ngrams" {
            options.counting = counting;
            ngrams(&corpus, &options)
        } else {
            let mut options = FrequencyOptions::default();
            options.counting = counting;
            frequency(&corpus, &options)
        }
        .expect("a table")
    });
    if print {
        print!("{}", table.to_csv());
        return;
    }
    println!(
        "{}",
        serde_json::json!({
            "bytes": bytes, "documents": corpus.len(), "tokens": tokens, "rows": table.len(),
            "types": corpus.index().vocabulary().len(), "threads": threads, "rule": rule,
            "wall": index[0] + table_time[0], "cpu": index[1] + table_time[1],
            "documents_time": documents, "index_time": index, "table_time": table_time,
        })
    );
}
