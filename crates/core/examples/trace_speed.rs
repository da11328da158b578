//! How long it takes to index statements and to trace a story in them.
//!
//! `trace_speed STORY STATEMENTS…`
#![allow(clippy::print_stdout)] // A tool of the command line.

use std::{error::Error, time::Instant};

use variorum::{
    Corpus, ReadOptions,
    facts::quotes::Finder,
    sources::trace::{Held, Tracer},
};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (story, statements) = args.split_first().ok_or("trace_speed STORY STATEMENTS…")?;
    let options = ReadOptions::default();
    let story = Corpus::read(std::slice::from_ref(story), &options, &())?;
    let corpus = Corpus::read(statements, &options, &())?;
    let started = Instant::now();
    let held = Held::new(&corpus);
    println!(
        "{} statements indexed in {:?}",
        held.len(),
        started.elapsed()
    );
    let finder = Finder::new(&options.pack);
    let tracer = Tracer::new(&held, &finder);
    for document in story.documents() {
        // The first time the models are read as well.
        for _ in 0..4 {
            let started = Instant::now();
            let trace = tracer.trace(document);
            let (quotes, passages) = (trace.quotes.len(), trace.passages.len());
            println!(
                "{}: {quotes} quotes, {passages} passages in {:?}",
                trace.document,
                started.elapsed()
            );
        }
    }
    Ok(())
}
