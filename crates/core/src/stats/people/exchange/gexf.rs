//! GEXF 1.3 (gexf.net): the network of who appears with whom, for Gephi and its kin.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use crate::{
    table::{Cells, Table},
    text::xml::escaped,
};

/// The table of [`coappearances`](super::super::coappearances) as a network: a node a person, an
/// undirected edge a pair, weighted by the reports in which both appear.
pub fn gexf(pairs: &Table) -> String {
    let column = |name: &str| match pairs.column(name).map(|c| &c.cells) {
        Some(Cells::Text(texts)) => texts.iter().map(|t| t.map(str::to_owned)).collect(),
        _ => Vec::new(),
    };
    let [a, b, a_id, b_id]: [Vec<Option<String>>; 4] = ["a", "b", "a_id", "b_id"].map(column);
    let together: Vec<i64> = match pairs.column("together").map(|c| &c.cells) {
        Some(Cells::Int(numbers)) => numbers.iter().map(|n| n.unwrap_or(0)).collect(),
        _ => Vec::new(),
    };
    let key = |id: &Option<String>, name: &Option<String>| {
        id.clone().or_else(|| name.clone()).unwrap_or_default()
    };
    let mut nodes: BTreeMap<String, String> = BTreeMap::new();
    let mut edges: BTreeSet<(String, String, i64)> = BTreeSet::new();
    for ((((a, b), a_id), b_id), weight) in a.iter().zip(&b).zip(&a_id).zip(&b_id).zip(together) {
        let ends = [(a_id, a), (b_id, b)].map(|(id, name)| {
            let key = key(id, name);
            nodes.insert(key.clone(), name.clone().unwrap_or_default());
            key
        });
        let [from, to] = ends;
        edges.insert((from, to, weight));
    }
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n\
         <graph mode=\"static\" defaultedgetype=\"undirected\">\n<nodes>\n",
    );
    for (id, name) in &nodes {
        // Writing to a string never fails.
        let _ = writeln!(
            out,
            "<node id=\"{}\" label=\"{}\"/>",
            escaped(id),
            escaped(name)
        );
    }
    out.push_str("</nodes>\n<edges>\n");
    for (n, (from, to, weight)) in edges.iter().enumerate() {
        let (from, to) = (escaped(from), escaped(to));
        let _ = writeln!(
            out,
            "<edge id=\"{n}\" source=\"{from}\" target=\"{to}\" weight=\"{weight}\"/>"
        );
    }
    out.push_str("</edges>\n</graph>\n</gexf>\n");
    out
}
