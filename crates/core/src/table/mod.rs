//! Results: typed columns with a record of what computed them.

mod cells;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

pub use self::cells::{Cells, Ints, Plain, Texts};
use crate::{Error, Result};

/// One named column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The name, the same in JSON, CSV, Arrow and Python.
    pub name: String,
    /// The cells.
    pub cells: Cells,
}

/// What computed a table, from what, with which options.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Provenance {
    /// The measure or command, as written on the command line (`stats frequency`).
    pub measure: String,
    /// Version of this crate.
    pub version: String,
    /// Every option that has a bearing on the numbers, defaults included.
    pub options: Map<String, Value>,
    /// What was counted (`documents`, `tokens`), and what was left out.
    pub counts: Map<String, Value>,
    /// Reasons for absent cells and anything else that a reader of the numbers must know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

impl Provenance {
    /// A record for a measure of this version of the crate.
    pub fn new(measure: impl Into<String>) -> Self {
        Provenance {
            measure: measure.into(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ..Provenance::default()
        }
    }

    /// Adds an option.
    #[must_use]
    pub fn option(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.options.insert(name.to_owned(), value.into());
        self
    }

    /// Adds a count.
    #[must_use]
    pub fn count(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.counts.insert(name.to_owned(), value.into());
        self
    }
}

/// A result: columns of one length and their provenance.
///
/// ```
/// use variorum::table::{Cells, Provenance, Table};
/// let table = Table::new(Provenance::new("stats frequency"))
///     .with("term", ["party", "conference"].into_iter().collect())?
///     .with("count", Cells::ints([Some(7), Some(4)]))?;
/// assert_eq!(table.len(), 2);
/// assert_eq!(table.to_csv(), "term,count\nparty,7\nconference,4\n");
/// # Ok::<(), variorum::Error>(())
/// ```
///
/// Serialised it is `{"columns":[…],"rows":[[…],…],"provenance":{…}}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    columns: Vec<Column>,
    provenance: Provenance,
}

impl Table {
    /// A table without columns.
    pub fn new(provenance: Provenance) -> Self {
        Table {
            columns: Vec::new(),
            provenance,
        }
    }

    /// Adds a column. An error if its length differs from the others' or its name is taken.
    pub fn with(mut self, name: &str, cells: Cells) -> Result<Self> {
        if let Some(first) = self.columns.first()
            && first.cells.len() != cells.len()
        {
            return Err(Error::usage(format!(
                "column '{name}' has {} cells where '{}' has {}",
                cells.len(),
                first.name,
                first.cells.len()
            )));
        }
        if self.column(name).is_some() {
            return Err(Error::usage(format!("two columns are named '{name}'")));
        }
        self.columns.push(Column {
            name: name.to_owned(),
            cells,
        });
        Ok(self)
    }

    /// The table with more said of it.
    #[must_use]
    pub fn noted(mut self, note: impl FnOnce(&mut Provenance)) -> Self {
        note(&mut self.provenance);
        self
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// A column by name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.name == name)
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.columns.first().map_or(0, |c| c.cells.len())
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What computed it.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// One row as JSON values, in the order of the columns.
    pub fn row(&self, row: usize) -> Vec<Value> {
        self.columns.iter().map(|c| c.cells.value(row)).collect()
    }

    /// The table as CSV with a header line; absent cells are empty.
    pub fn to_csv(&self) -> String {
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        let header = writer.write_record(self.columns.iter().map(|c| c.name.as_str()));
        let mut all_well = header.is_ok();
        for row in 0..self.len() {
            let cells = self.columns.iter().map(|c| match c.cells.value(row) {
                Value::Null => String::new(),
                Value::String(s) => s,
                other => other.to_string(),
            });
            all_well &= writer.write_record(cells).is_ok();
        }
        debug_assert!(all_well, "writing to memory does not fail");
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}

struct Rows<'a>(&'a Table);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq((0..self.0.len()).map(|row| self.0.row(row)))
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        let names: Vec<&str> = self.columns.iter().map(|c| c.name.as_str()).collect();
        map.serialize_entry("columns", &names)?;
        map.serialize_entry("rows", &Rows(self))?;
        map.serialize_entry("provenance", &self.provenance)?;
        map.end()
    }
}
