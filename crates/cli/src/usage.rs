//! Wrong options: clap's message, and the names that are known.

use std::process::ExitCode;

use clap::{Command, CommandFactory, error::ErrorKind};

use crate::{args::Args, output};

/// Prints help, version or what was wrong with the arguments.
pub(crate) fn explain(error: &clap::Error) -> ExitCode {
    // Printing fails only where nobody reads.
    drop(error.print());
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let command = typed_command();
            let names: Vec<&str> = command
                .get_subcommands()
                .map(Command::get_name)
                .filter(|n| *n != "help")
                .collect();
            let what = if command.get_name() == "stats" {
                "measures"
            } else {
                "commands"
            };
            output::note(&format!("known {what}: {}", names.join(", ")));
        }
        ErrorKind::UnknownArgument => {
            let command = typed_command();
            let names: Vec<String> = command
                .get_arguments()
                .filter(|a| !a.is_hide_set())
                .filter_map(|a| a.get_long())
                .map(|name| format!("--{name}"))
                .collect();
            output::note(&format!(
                "known options of '{}': {}",
                command.get_name(),
                names.join(", ")
            ));
        }
        _ => {}
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// The command that was being typed: as many names in a row as there are.
fn typed_command() -> Command {
    let mut command = Args::command();
    for word in std::env::args_os().skip(1) {
        if let Some(inner) = command.find_subcommand(&word) {
            command = inner.clone();
        }
    }
    command.build();
    command
}
