//! Facts as rows of a table.

use serde_json::{Value as Json, json};

use super::Read;
use crate::{
    Result,
    facts::{Facts, Kind, Place, quantities::Value},
    pack::Pack,
    table::{Cells, Provenance, Table},
};

/// The columns of one kind between the words and the path.
fn columns(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::People => &["name", "id", "candidates", "form", "titles"],
        Kind::Titles => &["person", "person_id", "organ", "group", "when"],
        Kind::Rosters => &[
            "roster",
            "role",
            "event",
            "position",
            "name",
            "id",
            "titles",
            "institution",
            "open_ended",
        ],
        Kind::Organs => &[
            "name",
            "id",
            "candidates",
            "level",
            "parent",
            "chain",
            "class",
        ],
        Kind::Events => &[
            "id",
            "candidates",
            "series",
            "ordinal",
            "of",
            "first_day",
            "last_day",
            "place",
            "basis",
        ],
        Kind::Dates => &["resolved", "precision", "basis", "vague"],
        Kind::Quantities => &[
            "value",
            "high",
            "unit",
            "of",
            "approx",
            "base_value",
            "base_high",
            "base_unit",
        ],
        Kind::Quotes => &["mode", "type", "speaker", "speaker_id", "cue", "chain"],
        Kind::Terms => &["id", "category"],
        Kind::Claims => &[
            "type",
            "speaker",
            "speaker_id",
            "through",
            "target",
            "cue",
            "polarity",
            "actuality",
        ],
    }
}

/// The columns of a table of several kinds.
const MIXED: [&str; 3] = ["kind", "id", "value"];

/// A table of facts, filled document by document.
#[derive(Debug)]
pub struct Rows {
    kinds: Vec<Kind>,
    names: Vec<&'static str>,
    cells: Vec<Vec<Json>>,
    documents: usize,
}

impl Rows {
    /// A table of these kinds without rows.
    pub fn new(kinds: &[Kind]) -> Self {
        let middle: &[&str] = match kinds {
            [one] => columns(*one),
            _ => &MIXED,
        };
        let names: Vec<&str> = ["document", "start", "end", "text"]
            .into_iter()
            .chain(middle.iter().copied())
            .chain(["path"])
            .collect();
        Rows {
            kinds: kinds.to_vec(),
            cells: vec![Vec::new(); names.len()],
            names,
            documents: 0,
        }
    }

    /// Adds the facts of a document.
    pub fn push(&mut self, read: &Read) {
        self.documents += 1;
        let single = self.kinds.len() == 1;
        let address = read.document.address();
        each(&read.facts, single, &mut |place, text, middle| {
            let hull = place.hull();
            let head = [
                json!(read.document.id),
                json!(hull.start),
                json!(hull.end),
                json!(text),
            ];
            let row = head.into_iter().chain(middle).chain([json!(address)]);
            for (column, cell) in self.cells.iter_mut().zip(row) {
                column.push(cell);
            }
        });
    }

    /// The table.
    ///
    /// # Errors
    ///
    /// None for rows that were pushed; a column of another length would be one.
    pub fn finish(self, pack: &Pack) -> Result<Table> {
        let kinds: Vec<&str> = self.kinds.iter().map(|k| k.name()).collect();
        let pack = if pack.name.is_empty() {
            "none"
        } else {
            &pack.name
        };
        let provenance = Provenance::new("extract")
            .option("kinds", kinds.join(","))
            .option("pack", pack)
            .count("documents", self.documents);
        let mut table = Table::new(provenance);
        for (name, column) in self.names.iter().zip(self.cells) {
            table = table.with(name, cells(name, &column))?;
        }
        Ok(table)
    }
}

/// The type of a column by its name: numbers and flags are few.
fn cells(name: &str, column: &[Json]) -> Cells {
    let all = column.iter();
    match name {
        "start" | "end" | "level" | "ordinal" | "roster" | "position" => {
            Cells::ints(all.map(Json::as_i64))
        }
        "high" | "base_value" | "base_high" => Cells::floats(all.map(Json::as_f64)),
        "value" if column.iter().all(|v| v.is_number() || v.is_null()) => {
            Cells::floats(all.map(Json::as_f64))
        }
        "group" | "class" | "approx" | "vague" => Cells::bools(all.map(Json::as_bool)),
        _ => Cells::texts(all.map(Json::as_str)),
    }
}

fn joined(list: &[String]) -> Json {
    if list.is_empty() {
        Json::Null
    } else {
        json!(list.join("; "))
    }
}

/// The two ends of a value; the second only of a range.
fn ends(value: Value) -> (f64, Option<f64>) {
    match value {
        Value::One(x) => (x, None),
        Value::Range([low, high]) => (low, Some(high)),
    }
}

type Sink<'s> = &'s mut dyn FnMut(&Place, &str, Vec<Json>);

/// Gives each fact with the cells between its words and the path.
fn each(facts: &Facts, single: bool, sink: Sink<'_>) {
    people(facts, single, sink);
    titles(facts, single, sink);
    rosters(facts, single, sink);
    organs(facts, single, sink);
    events(facts, single, sink);
    dates(facts, single, sink);
    quantities(facts, single, sink);
    quotes(facts, single, sink);
    for t in &facts.terms {
        let row = if single {
            vec![json!(t.id), json!(t.category)]
        } else {
            vec![json!("terms"), json!(t.id), json!(t.category)]
        };
        sink(&t.place, &t.text, row);
    }
    claims(facts, single, sink);
}

fn people(facts: &Facts, single: bool, sink: Sink<'_>) {
    for p in &facts.people {
        let titles: Vec<String> = p.titles.iter().map(|t| t.text.clone()).collect();
        let row = if single {
            vec![
                json!(p.name),
                json!(p.id),
                joined(&p.candidates),
                json!(p.form),
                joined(&titles),
            ]
        } else {
            vec![json!("people"), json!(p.id), json!(p.name)]
        };
        sink(&p.place, &p.text, row);
    }
}

fn titles(facts: &Facts, single: bool, sink: Sink<'_>) {
    for t in &facts.titles {
        let row = if single {
            vec![
                json!(t.person),
                json!(t.person_id),
                json!(t.organ),
                json!(t.group),
                json!(t.when),
            ]
        } else {
            vec![json!("titles"), json!(t.person_id), json!(t.person)]
        };
        sink(&t.place, &t.text, row);
    }
}

fn rosters(facts: &Facts, single: bool, sink: Sink<'_>) {
    for (number, roster) in facts.rosters.iter().enumerate() {
        for (position, m) in roster.members.iter().enumerate() {
            let row = if single {
                vec![
                    json!(number),
                    json!(roster.role),
                    json!(roster.event),
                    json!(position + 1),
                    json!(m.name),
                    json!(m.id),
                    joined(&m.titles),
                    joined(&m.institution),
                    json!(roster.open_ended),
                ]
            } else {
                vec![json!("rosters"), json!(m.id), json!(m.name)]
            };
            sink(&m.place, &m.name, row);
        }
    }
}

fn organs(facts: &Facts, single: bool, sink: Sink<'_>) {
    for o in &facts.organs {
        let row = if single {
            vec![
                json!(o.name),
                json!(o.id),
                joined(&o.candidates),
                json!(o.level),
                json!(o.parent),
                joined(&o.chain),
                json!(o.class),
            ]
        } else {
            vec![json!("organs"), json!(o.id), json!(o.name)]
        };
        sink(&o.place, &o.text, row);
    }
}

fn events(facts: &Facts, single: bool, sink: Sink<'_>) {
    for e in &facts.events {
        let row = if single {
            let basis: Vec<String> = e.basis.iter().map(|(k, v)| format!("{k}: {v}")).collect();
            vec![
                json!(e.id),
                joined(&e.candidates),
                json!(e.series),
                json!(e.ordinal),
                json!(e.of),
                json!(e.start),
                json!(e.end),
                json!(e.venue),
                joined(&basis),
            ]
        } else {
            let name = e.series.as_ref().or(e.of.as_ref());
            vec![json!("events"), json!(e.id), json!(name)]
        };
        sink(&e.place, &e.text, row);
    }
}

fn dates(facts: &Facts, single: bool, sink: Sink<'_>) {
    for d in &facts.dates {
        let row = if single {
            vec![
                json!(d.resolved),
                json!(d.precision),
                json!(d.basis),
                json!(d.vague),
            ]
        } else {
            vec![json!("dates"), Json::Null, json!(d.resolved)]
        };
        sink(&d.place, &d.text, row);
    }
}

fn quantities(facts: &Facts, single: bool, sink: Sink<'_>) {
    for q in &facts.quantities {
        let (low, high) = ends(q.value);
        let row = if single {
            let base = q.base.as_ref().map(|b| (ends(b.value), b.unit));
            vec![
                json!(low),
                json!(high),
                json!(q.unit),
                json!(q.of),
                json!(q.approx),
                json!(base.map(|b| b.0.0)),
                json!(base.and_then(|b| b.0.1)),
                json!(base.map(|b| b.1)),
            ]
        } else {
            let number = high.map_or_else(|| low.to_string(), |high| format!("{low}–{high}"));
            let unit = q.unit.as_deref().unwrap_or("");
            let value = format!("{number} {unit}");
            vec![json!("quantities"), Json::Null, json!(value.trim_end())]
        };
        sink(&q.place, &q.text, row);
    }
}

fn quotes(facts: &Facts, single: bool, sink: Sink<'_>) {
    for q in facts.marked_quotes() {
        let place = Place {
            spans: q.spans.clone(),
            ..Place::default()
        };
        let speaker = q.speaker.as_ref();
        let name = speaker.map(|s| &s.name);
        let id = speaker.and_then(|s| s.id.as_ref());
        let row = if single {
            vec![
                json!(q.mode),
                json!(q.kind),
                json!(name),
                json!(id),
                json!(q.cue.as_ref().map(|c| &c.text)),
                joined(&q.chain),
            ]
        } else {
            vec![json!("quotes"), json!(id), json!(name)]
        };
        sink(&place, &q.text, row);
    }
}

fn claims(facts: &Facts, single: bool, sink: Sink<'_>) {
    for c in &facts.claims {
        let speaker = c.speaker.as_ref();
        let row = if single {
            vec![
                json!(c.kind),
                json!(speaker.map(|s| &s.name)),
                json!(speaker.and_then(|s| s.id.as_ref())),
                joined(&c.through),
                json!(c.target.as_ref().map(|t| &t.name)),
                json!(c.cue),
                json!(c.polarity),
                json!(c.actuality),
            ]
        } else {
            let id = speaker.and_then(|s| s.id.as_ref());
            vec![json!("claims"), json!(id), json!(c.kind)]
        };
        sink(&c.place, &c.what, row);
    }
}
