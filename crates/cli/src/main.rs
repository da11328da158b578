//! The `variorum` command: thin `main`; what was typed (`args`) is checked (`plan`), done by one of
//! `commands` and printed by `output`.
#![allow(
    clippy::doc_markdown,
    reason = "documentation comments become help texts"
)]
#![forbid(unsafe_code)]

mod args;
mod commands;
mod forms;
mod grid;
mod output;
mod plan;
mod progress;
mod sink;
mod usage;

use std::process::ExitCode;

use clap::Parser;

use crate::{args::Args, output::Status};

fn main() -> ExitCode {
    output::short_panics();
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return usage::explain(&error),
    };
    match commands::run(args) {
        Ok(status) => status.into(),
        // Nobody reads on: what was asked for has been delivered.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::error(&error);
            Status::Nothing.into()
        }
    }
}
