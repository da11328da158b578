//! Sentences of texts: one JSON string a line in, one JSON list of strings a line out.
//!
//! `echo '"He came. She left."' | cargo run --release --example sentences` prints
//! `["He came.","She left."]`.

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::{BufRead, stdin};

use variorum::text::sentences;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for line in stdin().lock().lines() {
        let text: String = serde_json::from_str(&line?)?;
        let found: Vec<&str> = sentences(&text, Some("en"))
            .into_iter()
            .map(|span| span.of(&text).trim())
            .collect();
        println!("{}", serde_json::to_string(&found)?);
    }
    Ok(())
}
