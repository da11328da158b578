//! `variorum build`: captures compiled into a folder.

use std::{path::Path, sync::Arc};

use anyhow::{Result, bail};
use variorum::table::{Cells, Provenance, Table};
use variorum_arrow::compiled::{self, BuildOptions, Builder, Summary};

use crate::{
    args::{BuildArgs, Format},
    output::{self, Output, Status},
    plan::Reading,
};

/// Runs the command.
pub(crate) fn run(args: &BuildArgs) -> Result<Status> {
    let natural = if output::stdout_is_terminal() {
        Format::Table
    } else {
        Format::Json
    };
    let format = args.format.unwrap_or(natural);
    if format == Format::Parquet {
        bail!("what was built is told as table, json, jsonl or csv");
    }
    if args.check {
        return check(args, format);
    }
    let Some(folder) = args.output.as_deref() else {
        bail!("say where to: -o DIR");
    };
    outside(args, folder)?;
    let reading = if args.append {
        Reading::as_compiled(&args.read, folder)?
    } else {
        Reading::new(&args.read, None)?
    };
    reading.only_captures("build reads captures")?;
    let mut options = BuildOptions::default();
    options.read = reading.options().clone();
    // A folder that cannot be written is told before a long reading, not after it.
    let mut builder = if args.append {
        Builder::append(folder, &options)?
    } else {
        Builder::create(folder, &options)?
    };
    let mut ids = builder.take_ids();
    let told = reading.each_on(&mut ids, &mut |document| {
        Ok(builder.add(Arc::new(document))?)
    })?;
    let summary = builder.finish()?;
    tell(&[(folder, Some(summary))], format)?;
    Ok(told.status())
}

/// Reads all bytes of compiled corpora.
fn check(args: &BuildArgs, format: Format) -> Result<Status> {
    let mut rows = Vec::new();
    for folder in &args.read.captures {
        let folder = Path::new(folder);
        compiled::check(folder)?;
        rows.push((folder, None));
    }
    tell(&rows, format)?;
    Ok(Status::Well)
}

/// A folder that lies in what is read would be read itself.
fn outside(args: &BuildArgs, folder: &Path) -> Result<()> {
    let whole = std::path::absolute(folder)?;
    for input in &args.read.captures {
        let input = Path::new(input);
        if input.is_dir() && whole.starts_with(std::path::absolute(input)?) {
            bail!(
                "{}: the corpus would lie among its captures: give a folder outside {}",
                folder.display(),
                input.display()
            );
        }
    }
    Ok(())
}

/// One row a folder: what is in it now.
fn tell(rows: &[(&Path, Option<Summary>)], format: Format) -> Result<()> {
    let mut counts = Vec::new();
    for (folder, summary) in rows {
        let corpus = compiled::open(folder)?;
        let added = summary.map(|s| s.added);
        let index = corpus.index();
        let types = index.vocabulary().len() as u64;
        let bytes = compiled::size(folder)?;
        counts.push([
            added,
            Some(corpus.len() as u64),
            Some(index.tokens() as u64),
            Some(types),
            Some(bytes),
        ]);
    }
    let column = |at: usize| {
        let cells = counts.iter().map(|row| row.get(at).copied().flatten());
        Cells::ints(cells.map(|n| n.and_then(|n| i64::try_from(n).ok())))
    };
    let folders = rows.iter().map(|(f, _)| Some(f.display().to_string()));
    let mut table = Table::new(Provenance::new("build")).with("folder", Cells::texts(folders))?;
    if rows.iter().any(|(_, summary)| summary.is_some()) {
        table = table.with("added", column(0))?;
    }
    let table = table
        .with("documents", column(1))?
        .with("tokens", column(2))?
        .with("types", column(3))?
        .with("bytes", column(4))?;
    let mut output = Output::open(None, format)?;
    output.table(&table)?;
    output.finish()
}
