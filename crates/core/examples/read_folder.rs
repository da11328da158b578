//! Reads files or folders and prints one line a document.
//!
//! `cargo run -p variorum --example read_folder -- tests/captures`

use variorum::{Corpus, ReadOptions, layout::ZoneKind};

#[allow(clippy::print_stdout, clippy::print_stderr)]
fn main() -> variorum::Result<()> {
    let inputs: Vec<String> = std::env::args().skip(1).collect();
    let corpus = Corpus::read(&inputs, &ReadOptions::default(), &())?;
    for document in corpus.documents() {
        println!(
            "{}\t{}\t{}\t{} paragraphs",
            document
                .published
                .map_or_else(|| "undated".to_owned(), |d| d.to_string()),
            document.outlet.as_ref().map_or("-", |o| o.name.as_str()),
            document.title.as_deref().unwrap_or("untitled"),
            document.zones_of(ZoneKind::Paragraph).count(),
        );
    }
    for problem in corpus.problems() {
        eprintln!("{problem}");
    }
    Ok(())
}
