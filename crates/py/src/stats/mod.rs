//! Measures in Python: one file a family, each a few methods of `Corpus`.

mod collocations;
mod counting;
mod frequency;
mod keyness;
mod matrix;
mod series;
mod similarity;
mod spread;
mod texts;
mod vocabulary;

use pyo3::{prelude::*, types::PyString};

pub(crate) use self::matrix::PyMatrix;

/// One name, several, or none.
fn names(name: &str, value: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<String>> {
    match value {
        None => Ok(Vec::new()),
        Some(one) if one.is_instance_of::<PyString>() => Ok(vec![one.extract()?]),
        Some(several) => self::counting::texts(name, several),
    }
}
