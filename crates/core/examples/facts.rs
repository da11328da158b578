//! Writes the facts of captures: one JSON object a fact.
//!
//! `facts [--pack NAME|DIR|none] [--kinds people,titles,…] FILES…`
#![allow(clippy::print_stdout)] // A tool of the command line.

use std::{error::Error, sync::Arc};

use variorum::{
    Corpus, ReadOptions,
    facts::{Extractor, Kind},
    pack::Pack,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut options = ReadOptions::default();
    let mut kinds = Kind::ALL.to_vec();
    while let Some(option) = args.first().filter(|a| a.starts_with("--")).cloned() {
        match option.as_str() {
            "--pack" => options.pack = Arc::new(Pack::load(&args[1])?),
            "--kinds" => {
                kinds = args[1]
                    .split(',')
                    .map(str::parse)
                    .collect::<Result<_, _>>()?;
            }
            other => return Err(format!("unknown option {other}").into()),
        }
        args.drain(..2);
    }
    let extractor = Extractor::new(&options.pack);
    let corpus = Corpus::read(&args, &options, &())?;
    for document in corpus.documents() {
        extractor
            .facts(document, &kinds)
            .each_line::<Box<dyn Error>>(document, &mut |_, line| {
                println!("{}", line.text());
                Ok(())
            })?;
    }
    Ok(())
}
