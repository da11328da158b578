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

use super::whole;
use crate::{args::OrgansArgs, output::Status};

/// Runs the command.
pub(crate) fn run(args: &OrgansArgs) -> Result<Status> {
    whole::run((&args.read, &args.output), Kind::Organs, find, table)
}

fn find(read: &[Read]) -> Vec<Node> {
    let organs = read
        .iter()
        .map(|r| (&*r.document, r.facts.organs.as_slice()));
    let documents: Vec<(&Document, &[Organ])> = organs.collect();
    hierarchy(&documents)
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
