//! Writes what the models of quotations see of texts, for training them: one JSON object a file,
//! `{"name": …, "paragraphs": [[{"start": …, "end": …, "features": […]}]]}`.
//!
//! `quote_features FILES…` for the first model; `quote_features --said FILE FILES…` for the second: `FILE`
//! holds, by name, what the first said of each word of each paragraph (`["B-C", [0.9, 0.0, 0.1]]`).
//! `quote_features --choices FILE FILES…` for the third, where `FILE` holds what the second said:
//! `{"name": …, "choices": [{"content": [[…, …]], "candidates": [{"start": …, "end": …, "features": […]}]}]}`.
#![allow(clippy::print_stdout)] // A tool of the command line.

use std::{collections::BTreeMap, error::Error, fs, path::Path};

use variorum::facts::quotes::training::{Said, choices, words};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut said: BTreeMap<String, Vec<Vec<Said>>> = BTreeMap::new();
    let mode = args.first().cloned().unwrap_or_default();
    if matches!(mode.as_str(), "--said" | "--choices") {
        said = serde_json::from_str(&fs::read_to_string(&args[1])?)?;
        args.drain(..2);
    }
    for path in &args {
        let text = fs::read_to_string(path)?;
        let name = Path::new(path)
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy();
        let said = said.get(name.as_ref()).map(Vec::as_slice);
        if mode == "--choices" {
            let choices = choices(&text, said.unwrap_or_default());
            println!("{}", serde_json::json!({"name": name, "choices": choices}));
            continue;
        }
        let paragraphs = words(&text, said);
        println!(
            "{}",
            serde_json::json!({"name": name, "paragraphs": paragraphs})
        );
    }
    Ok(())
}
