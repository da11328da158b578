//! Writes the quotations of captures: one JSON object a quote, with the path of its capture.
//!
//! `quotes [--pack NAME] [--models FOLDER] FILES…`; the folder holds the files that
//! the trainer writes.
#![allow(clippy::print_stdout)] // A tool of the command line.

use std::{error::Error, fs, path::Path, sync::Arc};

use variorum::{Corpus, ReadOptions, facts::quotes::Finder, pack::Pack};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut options = ReadOptions::default();
    options.pack = Arc::new(Pack::none());
    if args.first().is_some_and(|a| a == "--pack") {
        options.pack = Arc::new(Pack::load(&args[1])?);
        args.drain(..2);
    }
    let mut finder = Finder::new(&options.pack);
    if args.first().is_some_and(|a| a == "--models") {
        let folder = Path::new(&args[1]);
        let files = ["first.bin", "second.bin", "third.bin"];
        let [first, second, third] = files.map(|n| fs::read(folder.join(n)));
        finder = finder
            .with_models(&first?, &second?, &third?)
            .ok_or("models that are cut short")?;
        args.drain(..2);
    }
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
