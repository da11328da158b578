//! `variorum rosters`: rosters listed, compared, followed over time.

use anyhow::{Result, bail};
use variorum::{
    corpus::Facet,
    stats::people::{Actors, roster_diff, roster_history, rosters},
    table::Table,
};

use crate::{
    args::{Format, RostersArgs},
    forms,
    output::{Output, Status},
    plan::Reading,
    progress::Bar,
};

/// Runs the command.
pub(crate) fn run(args: &RostersArgs) -> Result<Status> {
    let format = forms::of_table(&args.output, Format::Json)?;
    if args.diff && args.read.captures.len() != 2 {
        bail!(
            "--diff compares two captures, the earlier first: {} given",
            args.read.captures.len()
        );
    }
    let reading = Reading::new(&args.read, args.output.output.as_ref())?;
    let read = reading.corpus()?;
    let bar = Bar::new(args.read.quiet);
    let mut actors = Actors::read(&read.corpus, &bar)?;
    if args.history {
        actors = actors.once(&read.corpus, &bar)?;
    }
    bar.finish();
    let table = if args.diff {
        // Inputs are read in the order of their names: the two are found again by path.
        let path: Facet = "path".parse()?;
        let of = |named: &std::ffi::OsStr| {
            let named = named.to_string_lossy();
            let named = named.rsplit_once('#').map_or(&*named, |(file, _)| file);
            (0..read.corpus.len())
                .filter(|&n| read.corpus.value(n, &path).is_some_and(|p| p == named))
                .find(|&n| actors.has_roster(n))
        };
        let mut found = args.read.captures.iter().map(|c| (c, of(c)));
        match (found.next(), found.next()) {
            (Some((_, Some(before))), Some((_, Some(after)))) => {
                roster_diff(&actors, before, after)?
            }
            (Some((capture, None)), _) | (_, Some((capture, None))) => {
                bail!("{}: no roster was found in it", capture.to_string_lossy())
            }
            _ => bail!("--diff compares two captures"),
        }
    } else if args.history {
        roster_history(&actors)?
    } else {
        rosters(&actors)?
    };
    let mut output = Output::open(args.output.output.as_deref(), format)?;
    let shown = if format == Format::Table {
        short(&table)?
    } else {
        table
    };
    output.table(&shown)?;
    output.finish()?;
    Ok(read.status)
}

/// Without what a terminal has no room for.
fn short(full: &Table) -> variorum::Result<Table> {
    let mut table = Table::new(full.provenance().clone());
    for column in full.columns() {
        let places = ["document", "start", "end", "id", "path"];
        if !places.contains(&column.name.as_str()) {
            table = table.with(&column.name, column.cells.clone())?;
        }
    }
    Ok(table)
}
