//! Runs a tool over files in memory and prints what it took: `peers html|sentences REPEATS FILES…`.
//!
//! One JSON object: units of work done, bytes read, results found, wall and processor seconds. Reading
//! the files is not counted.

use std::time::Instant;

/// Processor seconds of this process so far (Linux: `utime` of `/proc/self/stat`, in ticks of 10 ms).
fn user_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or("");
    let ticks: f64 = after_name
        .split_whitespace()
        .nth(11)
        .and_then(|t| t.parse().ok())
        .unwrap_or(0.0);
    ticks / 100.0
}

fn html(text: &str) -> usize {
    let config = dom_smoothie::Config {
        text_mode: dom_smoothie::TextMode::Formatted,
        ..Default::default()
    };
    dom_smoothie::Readability::new(text, None, Some(config))
        .and_then(|mut r| r.parse())
        .map_or(0, |article| usize::from(!article.text_content.is_empty()))
}

fn sentences(text: &str) -> usize {
    sentencex::segment("en", text).len()
}

fn main() {
    let mut args = std::env::args().skip(1);
    let what = args.next().unwrap_or_default();
    let repeats: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(1);
    let texts: Vec<String> = args
        .map(|path| String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()).into_owned())
        .collect();
    let work = match what.as_str() {
        "html" => html,
        "sentences" => sentences,
        _ => {
            eprintln!("peers html|sentences REPEATS FILES...");
            std::process::exit(2);
        }
    };
    let (wall, user) = (Instant::now(), user_seconds());
    let mut results = 0;
    for _ in 0..repeats {
        results += texts.iter().map(|text| work(text)).sum::<usize>();
    }
    let bytes: usize = texts.iter().map(String::len).sum::<usize>() * repeats;
    println!(
        "{{\"units\":{},\"bytes\":{bytes},\"results\":{results},\"wall\":{:.4},\"user\":{:.2}}}",
        texts.len() * repeats,
        wall.elapsed().as_secs_f64(),
        user_seconds() - user
    );
}
