//! How fast words are counted: `count_speed [OPTIONS] tokens|words|ngrams FILE`.
//!
//! `tokens` only cuts the text; `words` gives each word its number and start and counts types, letter case
//! folded; `ngrams` counts 1- to 3-grams too. FILE is JSON Lines with a `text`, or a document a line. Options:
//! `--threads N`, `--repeat N`, `--rule RULE`, `--min-n N`, `--max-n N`, `--skips K`, `--min-count N`,
//! `--memory MIB`, `--print` (the n-grams instead of figures).
//!
//! Prints one JSON object: bytes, tokens, types, n-grams found, seconds; reading the file is not timed.

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::time::Instant;

use rayon::prelude::*;
use variorum::{
    corpus::{Interner, Vocabulary, merge},
    stats::count::{CountOptions, Slices, ngrams},
    text::{TokenRule, Tokens, lower},
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

/// Numbers and starts of the words of a chunk of documents, and where each document ends.
type Columns = (Vec<u32>, Vec<u32>, Vec<usize>);

/// A chunk of documents: its vocabulary and its words.
type Chunk = (Vocabulary, Columns);

fn chunk(texts: &[String], rule: TokenRule) -> Chunk {
    let mut interner = Interner::default();
    let (mut ids, mut starts, mut ends) = (Vec::new(), Vec::new(), Vec::new());
    for text in texts {
        interner.words(text, rule, 0, &mut ids, &mut starts);
        ends.push(ids.len());
    }
    (interner.into_vocabulary(), (ids, starts, ends))
}

fn main() {
    let (mut threads, mut repeat, mut rule, mut rest) = (1, 1, TokenRule::Uax29, Vec::new());
    let (mut options, mut print) = (CountOptions::default(), false);
    options.max_n = 3;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().expect("a value");
        match arg.as_str() {
            "--threads" => threads = value().parse().expect("a number"),
            "--repeat" => repeat = value().parse().expect("a number"),
            "--min-n" => options.min_n = value().parse().expect("a number"),
            "--max-n" => options.max_n = value().parse().expect("a number"),
            "--skips" => options.skips = value().parse().expect("a number"),
            "--min-count" => options.min_count = value().parse().expect("a number"),
            "--memory" => options.memory = value().parse::<usize>().expect("MiB") << 20,
            "--print" => print = true,
            "--rule" => rule = value().parse().expect("a rule"),
            _ => rest.push(arg),
        }
    }
    let [what, path] = rest.try_into().expect("words|ngrams|tokens FILE");
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
    let (wall, user) = (Instant::now(), user_seconds());
    let (mut tokens, mut types, mut rows, mut before) = (0, 0, 0, user);
    for _ in 0..repeat {
        if what == "tokens" {
            tokens = texts
                .par_chunks(256)
                .flat_map_iter(|texts| {
                    texts
                        .iter()
                        .map(|t| Tokens::new(t, rule).filter(|t| t.kind.is_word()).count())
                })
                .sum();
            continue;
        }
        let chunks: Vec<Chunk> = texts.par_chunks(2048).map(|t| chunk(t, rule)).collect();
        let (vocabularies, columns): (Vec<Vocabulary>, Vec<Columns>) = chunks.into_iter().unzip();
        let (all, maps) = merge(&vocabularies);
        drop(vocabularies);
        // Letter case is folded: a table from types to folded types.
        let mut folded = Interner::default();
        let fold: Vec<u32> = all.iter().map(|form| folded.intern(&lower(form))).collect();
        types = folded.vocabulary().len();
        tokens = columns.iter().map(|(ids, _, _)| ids.len()).sum();
        if what == "words" {
            continue;
        }
        let (mut ids, mut ends, mut documents) =
            (Vec::with_capacity(tokens), Vec::new(), Vec::new());
        for ((locals, _starts, local_ends), map) in columns.into_iter().zip(maps) {
            ends.extend(local_ends.iter().map(|end| ids.len() + end));
            ids.extend(locals.iter().map(|&id| fold[map[id as usize] as usize]));
        }
        documents.extend(0..u32::try_from(ends.len()).expect("fewer documents"));
        let runs = Slices::new(types as usize, &ids, &ends, &documents).expect("runs");
        before = user_seconds();
        let grams = ngrams(&runs, &options).expect("n-grams");
        rows = grams.rows().count();
        if print {
            for (key, count, documents) in grams.rows() {
                let words: Vec<&str> = key.iter().map(|&id| folded.vocabulary().form(id)).collect();
                println!("{}\t{count}\t{documents}", words.join(" "));
            }
            return;
        }
    }
    let counting = user_seconds() - before;
    let (wall, user) = (wall.elapsed().as_secs_f64(), user_seconds() - user);
    println!(
        "{}",
        serde_json::json!({
            "bytes": bytes * repeat, "tokens": tokens, "types": types, "threads": threads, "rule": rule,
            "rows": rows, "wall": wall, "user": user, "user_of_last_count": counting, "mb_per_user_second": (bytes * repeat) as f64 / 1e6 / user,
        })
    );
}
