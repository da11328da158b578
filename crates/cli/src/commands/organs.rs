//! `variorum organs`: the hierarchy that the captures describe.

use anyhow::Result;
use variorum::{
    Document,
    corpus::facts::Read,
    facts::{
        Kind,
        organs::{Node, Organ, hierarchy},
    },
    table::{Cells, Provenance, Table},
};

use crate::{
    args::{Format, OrgansArgs},
    forms,
    output::{Output, Status},
    plan::Reading,
};

/// Runs the command.
pub(crate) fn run(args: &OrgansArgs) -> Result<Status> {
    let format = forms::of_table(&args.output, Format::Json)?;
    let reading = Reading::new(&args.read, args.output.output.as_ref())?;
    let mut read: Vec<Read> = Vec::new();
    let status = reading.facts(&[Kind::Organs], &mut |one| {
        read.push(one);
        Ok(())
    })?;
    let documents: Vec<(&Document, &[Organ])> = read
        .iter()
        .map(|r| (&*r.document, r.facts.organs.as_slice()))
        .collect();
    let found = hierarchy(&documents);
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
            output.table(&table(&found, documents.len())?)?;
        }
    }
    output.finish()?;
    Ok(status)
}

fn table(found: &[Node], documents: usize) -> variorum::Result<Table> {
    let text = |f: &dyn Fn(&Node) -> Option<String>| Cells::texts(found.iter().map(f));
    let int = |f: &dyn Fn(&Node) -> Option<i64>| Cells::ints(found.iter().map(f));
    let count = |n: usize| i64::try_from(n).ok();
    Table::new(Provenance::new("organs").count("documents", documents))
        .with("level", int(&|n| n.level.map(i64::from)))?
        .with("name", text(&|n| Some(n.name.clone())))?
        .with("id", text(&|n| n.id.clone()))?
        .with("parent", text(&|n| n.parent.clone()))?
        .with("mentions", int(&|n| count(n.mentions)))?
        .with("statements", int(&|n| count(n.statements.len())))?
        .with(
            "differ",
            text(&|n| (!n.differ.is_empty()).then(|| differing(n))),
        )
}

/// The organs that statements put over it, with how many say so.
fn differing(node: &Node) -> String {
    let all = node.differ.iter();
    let all: Vec<String> = all.map(|(name, n)| format!("{name} ({n})")).collect();
    all.join("; ")
}
