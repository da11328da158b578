//! Times the layout of plain texts: the paths of texts on standard input, one a line; `plain_speed N`
//! reads them N times (3). Prints bytes, seconds of the fastest time, and megabytes a second by the
//! clock and by the processor's user time over all times; reading and printing are not counted.
#![allow(clippy::print_stdout)] // A tool of the command line.

use std::{error::Error, fs, io::BufRead, time::Instant};

use variorum::{
    capture::{Capture, MediaType},
    layout::layout,
};

/// Processor seconds of this process so far (Linux: `utime` of `/proc/self/stat`, in ticks of 10 ms).
fn user_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or("");
    let ticks: Option<f64> = after_name
        .split_whitespace()
        .nth(11)
        .and_then(|t| t.parse().ok());
    ticks.unwrap_or(0.0) / 100.0
}

fn main() -> Result<(), Box<dyn Error>> {
    let rounds: u32 = std::env::args()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap_or(3);
    let mut captures = Vec::new();
    for path in std::io::stdin().lock().lines() {
        let path = path?;
        let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
        captures.push(Capture::from_text(path, MediaType::Plain, text));
    }
    let bytes: usize = captures.iter().map(|c| c.text.len()).sum();
    let mut best = f64::MAX;
    let user = user_seconds();
    for _ in 0..rounds {
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
    let user = user_seconds() - user;
    println!(
        "{bytes} bytes {best:.3} s {:.1} MB/s, by user time {:.1} MB/s",
        bytes as f64 / best / 1e6,
        bytes as f64 * f64::from(rounds) / user.max(0.01) / 1e6
    );
    Ok(())
}
