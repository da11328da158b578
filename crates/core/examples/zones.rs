#![allow(clippy::print_stdout)]
use variorum::{Corpus, ReadOptions};
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let corpus = Corpus::read(&args, &ReadOptions::default(), &())?;
    for d in corpus.documents() {
        println!(
            "== {} lang={:?} pub={:?}",
            d.address(),
            d.language,
            d.published
        );
        for z in &d.zones {
            println!("{:?} {:?}: {}", z.kind, z.language, z.text());
        }
    }
    Ok(())
}
