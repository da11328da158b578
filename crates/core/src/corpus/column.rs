//! Columns of plain numbers, wherever they live.

use std::{fmt, ops::Deref, sync::Arc};

/// A column of numbers that is shared and never changes: in memory, or in a file that is mapped into
/// it. It is read as a slice.
///
/// ```
/// use variorum::corpus::Column;
/// let column = Column::from(vec![3u32, 1, 2]);
/// assert_eq!(column[1..], [1, 2]);
/// ```
#[derive(Clone)]
pub struct Column<T>(Arc<dyn AsRef<[T]> + Send + Sync>);

impl<T: 'static> Column<T> {
    /// A column over anything that can be read as a slice.
    pub fn new(values: impl AsRef<[T]> + Send + Sync + 'static) -> Self {
        Column(Arc::new(values))
    }
}

impl<T: Send + Sync + 'static> From<Vec<T>> for Column<T> {
    fn from(values: Vec<T>) -> Self {
        Column::new(values)
    }
}

impl<T: Send + Sync + 'static> Default for Column<T> {
    fn default() -> Self {
        Column::from(Vec::new())
    }
}

impl<T> Deref for Column<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        (*self.0).as_ref()
    }
}

impl<T> fmt::Debug for Column<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Column({})", self.len())
    }
}
