//! `variorum pack`: packs checked and begun.

use std::path::Path;

use anyhow::Result;
use variorum::pack::{Pack, check_folder, skeleton};

use crate::{
    args::PackCommand,
    output::{self, Status},
};

/// Runs the command.
pub(crate) fn run(command: &PackCommand) -> Result<Status> {
    match command {
        PackCommand::Check { pack } => check(pack),
        PackCommand::New { name, folder } => {
            let folder = folder.as_deref().unwrap_or(name);
            let name = name.file_name().unwrap_or(name.as_os_str());
            for path in skeleton(&name.to_string_lossy(), folder)? {
                output::note(&format!("written: {}", path.display()));
            }
            Ok(Status::Well)
        }
    }
}

fn check(pack: &str) -> Result<Status> {
    let folder = Path::new(pack);
    let problems = if folder.is_dir() {
        check_folder(folder)
    } else {
        Pack::load(pack)?.check()
    };
    let mut status = Status::Well;
    for problem in &problems {
        output::note(&problem.to_string());
        let found = if problem.fatal {
            Status::Nothing
        } else {
            Status::SomeFailed
        };
        status = status.max(found);
    }
    if problems.is_empty() {
        output::note(&format!("{pack}: nothing is wrong"));
    }
    Ok(status)
}
