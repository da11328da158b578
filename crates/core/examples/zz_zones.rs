#![allow(missing_docs, clippy::print_stdout)]
use variorum::{Corpus, ReadOptions};
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let corpus = Corpus::read(&args, &ReadOptions::default(), &()).unwrap();
    for d in corpus.documents() {
        println!(
            "== {} {:?} lang {:?} published {:?} dateline {:?}",
            d.address(),
            d.title,
            d.language,
            d.published.map(|x| x.to_string()),
            d.dateline
                .as_ref()
                .map(|x| (x.place.clone(), x.date.map(|d| d.to_string())))
        );
        for z in &d.zones {
            println!(
                "  {} {:?}: {}",
                z.kind.name(),
                z.language,
                z.text()
                    .chars()
                    .take(110)
                    .collect::<String>()
                    .replace('\n', "⏎")
            );
        }
    }
}
