//! Prints the zones of captures: paths on standard input, one JSON object a capture on standard
//! output. A path may follow a media type and a tab (`text/html<TAB>page.html`); without one it is
//! HTML. `tests/quality` reads it.
#![allow(clippy::print_stdout, reason = "printing is what this program does")]

use std::io::BufRead;

use variorum::{
    capture::{Capture, MediaType},
    layout::layout,
};

fn main() -> std::io::Result<()> {
    // `--time N` reads every page N times and prints only the seconds.
    let times: Option<u32> = std::env::args()
        .skip_while(|a| a != "--time")
        .nth(1)
        .and_then(|n| n.parse().ok());
    let mut captures = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (kind, path) = line.split_once('\t').unwrap_or(("text/html", &line));
        let media = match kind {
            "text/plain" => MediaType::Plain,
            "application/pdf" => MediaType::Pdf,
            _ => MediaType::Html,
        };
        let bytes = std::fs::read(path)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        captures.push(Capture::from_text(path, media, text));
    }
    if let Some(times) = times {
        let start = std::time::Instant::now();
        let mut zones = 0;
        for _ in 0..times {
            for capture in &captures {
                zones += layout(capture)
                    .articles
                    .iter()
                    .map(|a| a.zones.len())
                    .sum::<usize>();
            }
        }
        let seconds = start.elapsed().as_secs_f64();
        let pages = captures.len() as f64 * f64::from(times);
        println!(
            "{{\"seconds\":{seconds:.3},\"pages_per_second\":{:.1},\"zones\":{zones}}}",
            pages / seconds
        );
        return Ok(());
    }
    for capture in &captures {
        let found = layout(capture);
        let articles: Vec<_> = found.articles.iter().map(|a| &a.zones).collect();
        let m = &found.metadata;
        println!(
            "{}",
            serde_json::json!({
                "path": capture.path,
                "articles": articles,
                "metadata": {
                    "titles": m.titles, "outlets": m.outlets, "authors": m.authors, "published": m.published,
                    "updated": m.updated, "descriptions": m.descriptions, "language": m.language, "url": m.url,
                },
            })
        );
    }
    Ok(())
}
