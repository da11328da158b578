//! `variorum agree`: what the carriers of one event agree and disagree on.

use std::collections::BTreeMap;

use anyhow::Result;
use variorum::{
    sources::{
        agree::{self, Agreement, Aspect, Verdict},
        trace::{self, Held},
    },
    table::{Cells, Table},
};

use crate::{
    args::{AgreeArgs, Format},
    forms,
    output::{Output, Status},
    plan::Reading,
    progress::Bar,
};

/// Runs the command.
pub(crate) fn run(args: &AgreeArgs) -> Result<Status> {
    let format = forms::of_table(&args.output, Format::Json)?;
    let wanted = Wanted::new(args)?;
    let reading = Reading::new(&args.read, args.output.output.as_ref())?;
    let read = reading.corpus()?;
    let bar = Bar::new(args.read.quiet);
    let facts = read.corpus.facts(agree::KINDS, &bar)?;
    bar.finish();
    let shared = trace::disagreements(&Held::new(&read.corpus));
    let mut found = agree::agree(&facts, &shared);
    found.retain(|a| wanted.takes(a));
    let mut output = Output::open(args.output.output.as_deref(), format)?;
    match format {
        Format::Json => {
            for (n, one) in found.iter().enumerate() {
                output.json_item(n, one)?;
            }
            output.json_end(found.len())?;
        }
        Format::Jsonl => found.iter().try_for_each(|one| output.json_line(one))?,
        Format::Table | Format::Csv | Format::Parquet => {
            let ids: BTreeMap<String, String> = facts
                .iter()
                .map(|r| (r.document.address(), r.document.id.clone()))
                .collect();
            let table = agree::table(&found, &|address| ids.get(address).cloned())?;
            let shown = if format == Format::Table {
                short(&table)?
            } else {
                table
            };
            output.table(&shown)?;
        }
    }
    output.finish()?;
    Ok(read.status)
}

/// Which rows are wanted; none of a list is all.
struct Wanted {
    event: Option<String>,
    aspects: Vec<Aspect>,
    verdicts: Vec<Verdict>,
}

impl Wanted {
    fn new(args: &AgreeArgs) -> variorum::Result<Self> {
        let aspects = args.aspect.iter().map(|a| a.parse());
        let verdicts = args.verdict.iter().map(|v| v.parse());
        Ok(Wanted {
            event: args.event.as_ref().map(|e| e.to_lowercase()),
            aspects: aspects.collect::<variorum::Result<_>>()?,
            verdicts: verdicts.collect::<variorum::Result<_>>()?,
        })
    }

    fn takes(&self, found: &Agreement) -> bool {
        let event = found.event.as_deref().unwrap_or("").to_lowercase();
        self.event.as_ref().is_none_or(|e| event.contains(e))
            && (self.aspects.is_empty() || self.aspects.contains(&found.aspect))
            && (self.verdicts.is_empty() || self.verdicts.contains(&found.verdict))
    }
}

/// What fits a terminal.
fn short(full: &Table) -> variorum::Result<Table> {
    let mut table = Table::new(full.provenance().clone());
    for name in [
        "event", "aspect", "about", "verdict", "value", "sources", "path",
    ] {
        let Some(column) = full.column(name) else {
            continue;
        };
        let cells = match &column.cells {
            Cells::Text(paths) if name == "path" => {
                let file = |p: &str| p.rsplit(['/', '\\']).next().unwrap_or(p).to_owned();
                Cells::texts(paths.iter().map(|p| p.map(file)))
            }
            other => other.clone(),
        };
        table = table.with(name, cells)?;
    }
    Ok(table)
}
