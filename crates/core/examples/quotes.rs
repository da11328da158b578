//! Writes the quotations of captures: one JSON object a quote, with the path of its capture.
//!
//! `quotes [--pack NAME] FILES…`
#![allow(clippy::print_stdout)] // A tool of the command line.

use std::{error::Error, sync::Arc};

use variorum::{Corpus, ReadOptions, facts::quotes::Finder, pack::Pack};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut options = ReadOptions::default();
    options.pack = Arc::new(Pack::none());
    if args.first().is_some_and(|a| a == "--pack") {
        options.pack = Arc::new(Pack::load(&args[1])?);
        args.drain(..2);
    }
    let finder = Finder::new(&options.pack);
    let corpus = Corpus::read(&args, &options, &())?;
    for document in corpus.documents() {
        for quote in finder.quotes(document) {
            let mut value = serde_json::to_value(&quote)?;
            value["document"] = document.address().into();
            println!("{value}");
        }
    }
    Ok(())
}
