//! Prints what the classifier of HTML blocks sees: paths of pages on standard input, one JSON object a
//! page on standard output. `tests/quality/train_html.py` reads it.
#![allow(clippy::print_stdout, reason = "printing is what this program does")]

use std::io::BufRead;

fn main() -> std::io::Result<()> {
    for path in std::io::stdin().lock().lines() {
        let path = path?;
        let bytes = std::fs::read(path.trim())?;
        let text = String::from_utf8_lossy(&bytes);
        println!("{}", variorum::layout::html_features(&text));
    }
    Ok(())
}
