//! Finds a phrase in captures and prints the bytes that each occurrence came from.
//!
//! `cargo run -p variorum --example trace_words -- "district secretaries" tests/captures`

use variorum::{Corpus, ReadOptions, corpus::KwicOptions};

#[allow(clippy::print_stdout)]
fn main() -> variorum::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let query = arguments.next().unwrap_or_default();
    let inputs: Vec<String> = arguments.collect();
    let corpus = Corpus::read(&inputs, &ReadOptions::default(), &())?;
    for line in corpus.concordance(&query, &KwicOptions::default())? {
        if let Some(document) = corpus.documents().get(line.number) {
            println!(
                "{} bytes {}..{}: {:?}",
                document.address(),
                line.span.start,
                line.span.end,
                line.span.of(&document.capture.text)
            );
        }
    }
    Ok(())
}
