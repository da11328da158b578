//! One file a command.

mod agree;
mod build;
mod cluster;
mod compare;
mod export;
mod extract;
mod kwic;
mod organs;
mod pack;
mod parse;
mod report;
mod rosters;
mod show;
pub(crate) mod stats;
mod timeline;
mod trace;
mod whole;

use anyhow::Result;

use crate::{
    args::{Args, Command},
    output::Status,
};

/// Does what was asked.
pub(crate) fn run(args: Args) -> Result<Status> {
    match args.command {
        Command::Build(args) => build::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Parse(args) => parse::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Stats(measure) => stats::run(&measure),
        Command::Kwic(args) => kwic::run(&args),
        Command::Cluster(args) => cluster::run(&args),
        Command::Trace(args) => trace::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Agree(args) => agree::run(&args),
        Command::Timeline(args) => timeline::run(&args),
        Command::Organs(args) => organs::run(&args),
        Command::Pack(command) => pack::run(&command),
        Command::Rosters(args) => rosters::run(&args),
    }
}
