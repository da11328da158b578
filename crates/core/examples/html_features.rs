//! Prints what the classifier of HTML blocks sees: paths of pages on standard input, one JSON object a
//! page on standard output. Where probabilities follow the path and a tab, one number a block, it prints
//! the kinds that the blocks become. `tests/quality/train_html.py` reads it.
#![allow(clippy::print_stdout, reason = "printing is what this program does")]

use std::io::BufRead;

fn main() -> std::io::Result<()> {
    for path in std::io::stdin().lock().lines() {
        let path = path?;
        let (path, judged) = match path.split_once('\t') {
            Some((path, judged)) => (path, Some(judged)),
            None => (path.trim(), None),
        };
        let bytes = std::fs::read(path)?;
        let text = String::from_utf8_lossy(&bytes);
        let Some(judged) = judged else {
            println!("{}", variorum::layout::html_features(&text));
            continue;
        };
        let probabilities: Vec<f32> = judged
            .split_whitespace()
            .filter_map(|p| p.parse().ok())
            .collect();
        let kinds = variorum::layout::html_kinds(&text, &probabilities);
        println!("{}", serde_json::json!(kinds));
    }
    Ok(())
}
