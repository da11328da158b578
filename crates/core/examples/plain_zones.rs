//! Prints the zones of plain texts: for each path on standard input one line of JSON, a list of
//! articles, each a list of `[kind, text]`.
#![allow(clippy::print_stdout)] // A tool of the command line.

use std::{error::Error, fs, io::BufRead};

use variorum::{
    capture::{Capture, MediaType},
    layout::layout,
};

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::io::stdin().lock().lines() {
        let path = path?;
        let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
        let found = layout(&Capture::from_text(path, MediaType::Plain, text));
        let articles: Vec<Vec<(&str, &str)>> = found
            .articles
            .iter()
            .map(|a| a.zones.iter().map(|z| (z.kind.name(), z.text())).collect())
            .collect();
        println!("{}", serde_json::to_string(&articles)?);
    }
    Ok(())
}
