//! Prints the text of captures as they were decoded.
//!
//! `cargo run -p variorum --features pdf --example text_of -- bulletin.pdf`
#![allow(clippy::print_stdout, clippy::print_stderr)]

use variorum::capture::{Options, Reader, inputs};

fn main() -> variorum::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    for input in inputs(&args)? {
        for capture in Reader::open(&input, &Options::default())? {
            let capture = capture?;
            println!("{}", capture.text);
            eprintln!("{:?} {:?}", capture.metadata, capture.warnings);
        }
    }
    Ok(())
}
