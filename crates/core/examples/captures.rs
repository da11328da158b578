//! Lists the captures of files, folders, globs or `-`: what each is, in which encoding, how long.
//!
//! `cargo run --release -p variorum --example captures -- saved-pages archive.jsonl.gz`
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

use variorum::capture::{Options, Reader, inputs};

fn main() -> variorum::Result<ExitCode> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let options = Options::default();
    let (mut captures, mut bytes, mut errors) = (0u64, 0usize, 0u64);
    for input in inputs(&args)? {
        let found = match Reader::open(&input, &options) {
            Ok(reader) => reader,
            Err(error) => {
                eprintln!("{error}");
                errors += 1;
                continue;
            }
        };
        for capture in found {
            match capture {
                Ok(capture) => {
                    captures += 1;
                    bytes += capture.text.len();
                    let record = capture.record.map_or(String::new(), |n| format!("#{n}"));
                    if captures <= 2000 {
                        println!(
                            "{}{record}\t{:?}\t{}\t{}",
                            capture.path,
                            capture.media_type,
                            capture.encoding,
                            capture.text.len()
                        );
                    }
                    for warning in &capture.warnings {
                        println!("  {:?} {}", warning.offset, warning.message);
                    }
                }
                Err(error) => {
                    eprintln!("{error}");
                    errors += 1;
                }
            }
        }
    }
    println!("{captures} captures, {bytes} bytes of text, {errors} errors");
    Ok(ExitCode::from(u8::from(errors > 0)))
}
