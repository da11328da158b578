//! Columns of cells, packed: a number costs its own bytes, a text its bytes and where it ends.

use serde_json::Value;

/// Which cells are absent. Nothing is kept where none is.
#[derive(Clone, Debug, Default, PartialEq)]
struct Absent(Vec<bool>);

impl Absent {
    /// One more cell behind `before` others.
    fn push(&mut self, absent: bool, before: usize) {
        if absent && self.0.is_empty() {
            self.0.resize(before, false);
        }
        if absent || !self.0.is_empty() {
            self.0.push(absent);
        }
    }

    fn has(&self, row: usize) -> bool {
        self.0.get(row).copied().unwrap_or(false)
    }

    fn any(&self) -> bool {
        !self.0.is_empty()
    }
}

/// Whole numbers: 4 bytes each as long as all of them fit, else 8.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ints {
    values: Width,
    absent: Absent,
}

#[derive(Clone, Debug, PartialEq)]
enum Width {
    Small(Vec<u32>),
    Wide(Vec<i64>),
}

impl Default for Width {
    fn default() -> Self {
        Width::Small(Vec::new())
    }
}

impl Ints {
    /// How many cells.
    pub fn len(&self) -> usize {
        match &self.values {
            Width::Small(v) => v.len(),
            Width::Wide(v) => v.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether some cell is absent.
    pub fn any_absent(&self) -> bool {
        self.absent.any()
    }

    /// A cell; `None` where it is absent or there is no such row.
    pub fn get(&self, row: usize) -> Option<i64> {
        if self.absent.has(row) {
            return None;
        }
        match &self.values {
            Width::Small(v) => v.get(row).map(|&n| i64::from(n)),
            Width::Wide(v) => v.get(row).copied(),
        }
    }

    /// All cells.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<i64>> + '_ {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Adds a cell.
    pub fn push(&mut self, cell: Option<i64>) {
        self.absent.push(cell.is_none(), self.len());
        let value = cell.unwrap_or(0);
        if let Width::Small(small) = &mut self.values {
            if let Ok(value) = u32::try_from(value) {
                small.push(value);
                return;
            }
            self.values = Width::Wide(small.iter().map(|&n| i64::from(n)).collect());
        }
        if let Width::Wide(wide) = &mut self.values {
            wide.push(value);
        }
    }
}

/// Cells of a plain type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plain<T> {
    values: Vec<T>,
    absent: Absent,
}

impl<T: Copy + Default> Plain<T> {
    /// How many cells.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether some cell is absent.
    pub fn any_absent(&self) -> bool {
        self.absent.any()
    }

    /// A cell; `None` where it is absent or there is no such row.
    pub fn get(&self, row: usize) -> Option<T> {
        let value = self.values.get(row).copied();
        value.filter(|_| !self.absent.has(row))
    }

    /// All cells.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<T>> + '_ {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Adds a cell.
    pub fn push(&mut self, cell: Option<T>) {
        self.absent.push(cell.is_none(), self.len());
        self.values.push(cell.unwrap_or_default());
    }
}

/// Texts, one behind the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    text: String,
    ends: Ints,
    absent: Absent,
}

impl Texts {
    /// How many cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes of all texts together.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// A cell; `None` where it is absent or there is no such row.
    pub fn get(&self, row: usize) -> Option<&str> {
        if self.absent.has(row) {
            return None;
        }
        let end = |row: usize| usize::try_from(self.ends.get(row)?).ok();
        let start = match row.checked_sub(1) {
            Some(before) => end(before)?,
            None => 0,
        };
        self.text.get(start..end(row)?)
    }

    /// All cells.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<&str>> + '_ {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Adds a cell.
    pub fn push(&mut self, cell: Option<&str>) {
        self.push_parts(cell.is_none(), |text| {
            text.push_str(cell.unwrap_or_default());
        });
    }

    /// Adds a cell of words with one space between.
    pub fn push_words<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        self.push_parts(false, |text| {
            for (at, word) in words.enumerate() {
                if at > 0 {
                    text.push(' ');
                }
                text.push_str(word);
            }
        });
    }

    fn push_parts(&mut self, absent: bool, write: impl FnOnce(&mut String)) {
        self.absent.push(absent, self.len());
        write(&mut self.text);
        self.ends.push(i64::try_from(self.text.len()).ok());
    }

    /// Adds all cells of another column.
    pub fn append(&mut self, other: &Texts) {
        let before = self.text.len();
        self.text.push_str(&other.text);
        for row in 0..other.len() {
            self.absent.push(other.absent.has(row), self.len());
            let end = other.ends.get(row).unwrap_or(0);
            self.ends
                .push(i64::try_from(before).ok().map(|before| before + end));
        }
    }
}

impl FromIterator<Option<i64>> for Ints {
    fn from_iter<I: IntoIterator<Item = Option<i64>>>(cells: I) -> Self {
        let mut out = Ints::default();
        cells.into_iter().for_each(|cell| out.push(cell));
        out
    }
}

impl<T: Copy + Default> FromIterator<Option<T>> for Plain<T> {
    fn from_iter<I: IntoIterator<Item = Option<T>>>(cells: I) -> Self {
        let mut out = Plain::default();
        cells.into_iter().for_each(|cell| out.push(cell));
        out
    }
}

impl<S: AsRef<str>> FromIterator<Option<S>> for Texts {
    fn from_iter<I: IntoIterator<Item = Option<S>>>(cells: I) -> Self {
        let mut out = Texts::default();
        for cell in cells {
            out.push(cell.as_ref().map(AsRef::as_ref));
        }
        out
    }
}

/// The cells of one column. Every cell may be absent; the reason stands in the table's
/// [`Provenance::notes`](super::Provenance::notes).
///
/// ```
/// use variorum::table::Cells;
/// let cells = Cells::ints([Some(7), None]);
/// assert_eq!((cells.len(), cells.value(0), cells.value(1)), (2, 7.into(), serde_json::Value::Null));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Cells {
    /// Text.
    Text(Texts),
    /// Whole numbers.
    Int(Ints),
    /// Real numbers, never NaN.
    Float(Plain<f64>),
    /// Yes or no.
    Bool(Plain<bool>),
}

impl Cells {
    /// A column of text.
    pub fn texts<S: AsRef<str>>(cells: impl IntoIterator<Item = Option<S>>) -> Self {
        Cells::Text(cells.into_iter().collect())
    }

    /// A column of whole numbers.
    pub fn ints(cells: impl IntoIterator<Item = Option<i64>>) -> Self {
        Cells::Int(cells.into_iter().collect())
    }

    /// A column of real numbers.
    pub fn floats(cells: impl IntoIterator<Item = Option<f64>>) -> Self {
        Cells::Float(cells.into_iter().collect())
    }

    /// A column of yes and no.
    pub fn bools(cells: impl IntoIterator<Item = Option<bool>>) -> Self {
        Cells::Bool(cells.into_iter().collect())
    }

    /// How many cells.
    pub fn len(&self) -> usize {
        match self {
            Cells::Text(v) => v.len(),
            Cells::Int(v) => v.len(),
            Cells::Float(v) => v.len(),
            Cells::Bool(v) => v.len(),
        }
    }

    /// Whether there are no cells.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One cell as JSON; null where the cell is absent or the row does not exist.
    pub fn value(&self, row: usize) -> Value {
        match self {
            Cells::Text(v) => v.get(row).into(),
            Cells::Int(v) => v.get(row).into(),
            Cells::Float(v) => v.get(row).into(),
            Cells::Bool(v) => v.get(row).into(),
        }
    }

    /// Some of the rows, in the order given.
    #[must_use]
    pub fn rows(&self, rows: impl Iterator<Item = usize>) -> Self {
        match self {
            Cells::Text(v) => Cells::texts(rows.map(|row| v.get(row))),
            Cells::Int(v) => Cells::ints(rows.map(|row| v.get(row))),
            Cells::Float(v) => Cells::floats(rows.map(|row| v.get(row))),
            Cells::Bool(v) => Cells::bools(rows.map(|row| v.get(row))),
        }
    }
}

impl<S: AsRef<str>> FromIterator<S> for Cells {
    fn from_iter<I: IntoIterator<Item = S>>(iter: I) -> Self {
        Cells::texts(iter.into_iter().map(Some))
    }
}
