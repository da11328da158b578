//! Cuts each line of standard input into morphemes: one line of JSON for each, `[[start, end, tag], …]`
//! with bytes of the line; with `--speed` only how many megabytes a second.
//!
//! `cargo run --release -p variorum --features morphemes --example morphemes -- FOLDER < lines.txt`
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::{
    env, io,
    io::{Read as _, Write as _},
    time::Instant,
};

use variorum::text::{Analyser, DICTIONARY_VARIABLE};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args: Vec<String> = env::args().skip(1).collect();
    let speed = args.iter().any(|arg| arg == "--speed");
    args.retain(|arg| arg != "--speed");
    let folder = args.pop().map_or_else(|| env::var(DICTIONARY_VARIABLE), Ok);
    let start = Instant::now();
    let analyser = Analyser::open(folder?.as_ref())?;
    eprintln!(
        "{} {}, opened in {:.2} s",
        analyser.name(),
        analyser.version(),
        start.elapsed().as_secs_f64()
    );
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    if speed {
        let start = Instant::now();
        let mut count = 0u64;
        text.lines()
            .for_each(|line| analyser.cut(line, |_| count += 1));
        let seconds = start.elapsed().as_secs_f64();
        let megabytes = text.len() as f64 / 1e6;
        println!("{count} morphemes, {:.2} MB/s", megabytes / seconds);
        return Ok(());
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in text.lines() {
        let mut found = Vec::new();
        analyser.cut(line, |m| {
            found.push((m.span.start, m.span.end, m.tag.to_owned()));
        });
        serde_json::to_writer(&mut out, &found)?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}
