//! A file of a pack, read entry by entry, so that one wrong entry hides no other.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

/// Something wrong in a file: where, in bytes, and whether the pack can be used all the same.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) detail: String,
    pub(super) fatal: bool,
}

/// Faults of one file beyond which none is kept: the rest most often follows from the same mistake.
const MOST: usize = 100;

/// The entries of one table of a file (`[[person]]`), each with the byte that it begins at.
#[derive(Debug)]
pub(super) struct Entries<T> {
    pub(super) list: Vec<T>,
    starts: Vec<usize>,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Entries {
            list: Vec::new(),
            starts: Vec::new(),
        }
    }
}

impl<T> Entries<T> {
    /// The entries with their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &T)> {
        self.list.iter().enumerate()
    }

    /// Where an entry begins.
    pub(super) fn start(&self, number: usize) -> usize {
        self.starts.get(number).copied().unwrap_or(0)
    }
}

/// A file of a pack.
#[derive(Debug)]
pub(super) struct Sheet<'t> {
    pub(super) text: &'t str,
    root: DeTable<'t>,
    pub(super) faults: Vec<Fault>,
}

impl<'t> Sheet<'t> {
    /// Reads the TOML of a file.
    pub(super) fn new(text: &'t str) -> Self {
        let (root, errors) = DeTable::parse_recoverable(text);
        let mut sheet = Sheet {
            text,
            root: root.into_inner(),
            faults: Vec::new(),
        };
        for error in &errors {
            sheet.add(error.span(), error.message().to_owned(), true);
        }
        if !errors.is_empty() {
            // What was understood of a broken file would only give faults that are none.
            sheet.root = DeTable::new();
        }
        sheet
    }

    fn add(&mut self, span: Option<Range<usize>>, detail: String, fatal: bool) {
        self.fault(span.map_or(0, |s| s.start), detail, fatal);
    }

    /// Notes a fault at a byte.
    pub(super) fn fault(&mut self, at: usize, detail: impl Into<String>, fatal: bool) {
        if self.faults.len() < MOST {
            let detail = detail.into();
            self.faults.push(Fault { at, detail, fatal });
        }
    }

    /// Takes the entries of a table out of the file. Those that do not have the form of the table are
    /// noted and left out.
    pub(super) fn entries<T: DeserializeOwned>(&mut self, name: &'static str) -> Entries<T> {
        let mut entries = Entries::default();
        let Some(value) = self.root.remove(name) else {
            return entries;
        };
        let span = value.span();
        let DeValue::Array(values) = value.into_inner() else {
            self.add(Some(span), format!("expected a list: [[{name}]]"), true);
            return entries;
        };
        let mut failed = Vec::new();
        for (number, value) in values.into_iter().enumerate() {
            let start = value.span().start;
            match T::deserialize(ValueDeserializer::from(value)) {
                Ok(entry) => {
                    entries.list.push(entry);
                    entries.starts.push(start);
                }
                Err(_) => failed.push(number),
            }
        }
        if !failed.is_empty() {
            self.explain::<T>(name, &failed);
        }
        entries
    }

    /// Reads the file again for what is wrong with some entries of a table.
    fn explain<T: DeserializeOwned>(&mut self, name: &'static str, failed: &[usize]) {
        let Ok(root) = DeTable::parse(self.text) else {
            return;
        };
        let Some(DeValue::Array(values)) = root.get_ref().get(name).map(Spanned::get_ref) else {
            return;
        };
        for number in failed {
            let value = values.get(*number).cloned();
            if let Some(value) = value {
                self.explain_entry::<T>(value);
            }
        }
    }

    /// Every unknown field of an entry, then the first other fault.
    fn explain_entry<T: DeserializeOwned>(&mut self, mut value: Spanned<DeValue<'t>>) {
        loop {
            let Err(error) = T::deserialize(ValueDeserializer::from(value.clone())) else {
                return;
            };
            let detail = error.message().to_owned();
            self.add(error.span(), detail.clone(), true);
            let DeValue::Table(table) = value.get_mut() else {
                return;
            };
            let is_it = |key: &Spanned<_>| Some(key.span()) == error.span();
            let unknown = table
                .keys()
                .find(|key| is_it(key))
                .map(|k| k.get_ref().to_string());
            match unknown.filter(|_| detail.starts_with("unknown field")) {
                Some(key) => table.remove(key.as_str()),
                None => return,
            };
        }
    }

    /// The file as one entry, which `pack.toml` is.
    pub(super) fn whole<T: DeserializeOwned>(&mut self) -> Option<T> {
        let root = std::mem::take(&mut self.root);
        if !self.faults.is_empty() {
            return None;
        }
        let value = Spanned::new(0..self.text.len(), DeValue::Table(root));
        let read = T::deserialize(ValueDeserializer::from(value.clone())).ok();
        if read.is_none() {
            self.explain_entry::<T>(value);
        }
        read
    }

    /// Notes the tables that nobody took.
    pub(super) fn close(&mut self, known: &[&str]) {
        let rest = std::mem::take(&mut self.root);
        for (key, _) in rest {
            let known = known.join(", ");
            let detail = format!("unknown table `{}`, expected one of {known}", key.get_ref());
            self.add(Some(key.span()), detail, true);
        }
    }

    /// Where a value of a field of an entry stands: the value in quotes, else the field, else the entry.
    pub(super) fn place(&self, start: usize, field: &str, value: &str) -> usize {
        let entry = self.text.get(start..).unwrap_or("");
        let is_field = |line: &str| {
            let rest = line.trim_start().strip_prefix(field);
            rest.is_some_and(|r| r.trim_start().starts_with('='))
        };
        let mut at = start;
        for line in entry.split_inclusive('\n') {
            if is_field(line) {
                // A list may go over several lines: the value is looked for from here on.
                let rest = self.text.get(at..).unwrap_or("");
                let quoted = rest.find(&format!("\"{value}\""));
                let near = quoted.filter(|q| !rest.get(..*q).unwrap_or("").contains("\n["));
                return at + near.unwrap_or(line.len() - line.trim_start().len());
            }
            if at > start && line.starts_with("[[") {
                break;
            }
            at += line.len();
        }
        start
    }
}
