//! Times the layout of plain texts: the paths of texts on standard input, one a line. Prints bytes,
//! seconds and megabytes a second, reading and printing not counted.
#![allow(clippy::print_stdout)] // A tool of the command line.

use std::{error::Error, fs, io::BufRead, time::Instant};

use variorum::{
    capture::{Capture, MediaType},
    layout::layout,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut captures = Vec::new();
    for path in std::io::stdin().lock().lines() {
        let path = path?;
        let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
        captures.push(Capture::from_text(path, MediaType::Plain, text));
    }
    let bytes: usize = captures.iter().map(|c| c.text.len()).sum();
    let mut best = f64::MAX;
    for _ in 0..3 {
        let start = Instant::now();
        let zones: usize = captures
            .iter()
            .map(|c| {
                layout(c)
                    .articles
                    .iter()
                    .map(|a| a.zones.len())
                    .sum::<usize>()
            })
            .sum();
        best = best.min(start.elapsed().as_secs_f64());
        assert!(zones > 0 || bytes == 0);
    }
    println!(
        "{bytes} bytes {best:.3} s {:.1} MB/s",
        bytes as f64 / best / 1e6
    );
    Ok(())
}
