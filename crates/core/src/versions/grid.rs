//! A table of cells that never fails: what lies outside reads as the default.

/// Rows of equal length.
#[derive(Debug)]
pub(super) struct Grid<T> {
    cells: Vec<T>,
    columns: usize,
}

impl<T: Copy + Default> Grid<T> {
    pub(super) fn new(rows: usize, columns: usize, value: T) -> Self {
        Grid {
            cells: vec![value; rows * columns],
            columns,
        }
    }

    #[inline]
    pub(super) fn get(&self, row: usize, column: usize) -> T {
        self.cells
            .get(row * self.columns + column)
            .copied()
            .unwrap_or_default()
    }

    #[inline]
    pub(super) fn set(&mut self, row: usize, column: usize, value: T) {
        if let Some(cell) = self.cells.get_mut(row * self.columns + column) {
            *cell = value;
        }
    }
}
