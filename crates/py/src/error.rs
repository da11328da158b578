//! Turns an error of the core into a Python exception.

use pyo3::{
    exceptions::{PyFileNotFoundError, PyKeyboardInterrupt, PyOSError, PyTypeError},
    import_exception,
    prelude::*,
};
use variorum::ErrorKind;

import_exception!(variorum._errors, ParseError);
import_exception!(variorum._errors, LimitError);
import_exception!(variorum._errors, UsageError);
import_exception!(variorum._errors, VariorumError);

/// A whole number that an argument gave, or an error that names the argument.
pub(crate) fn whole<T: TryFrom<i64>>(name: &str, value: i64) -> PyResult<T> {
    T::try_from(value)
        .map_err(|_| UsageError::new_err(format!("{name} must be 0 or more, not {value}")))
}

/// An error for an argument of a wrong type.
pub(crate) fn wrong_type(name: &str, wanted: &str, value: &Bound<'_, PyAny>) -> PyErr {
    let found = value.get_type().name().map_or_else(
        |_| "this".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    PyTypeError::new_err(format!("{name} must be {wanted}, not {found}"))
}

/// Lets `?` turn a core error into a Python exception.
pub(crate) struct Raised(variorum::Error);

pub(crate) type Result<T> = std::result::Result<T, Raised>;

impl From<variorum::Error> for Raised {
    fn from(error: variorum::Error) -> Self {
        Raised(error)
    }
}

impl From<Raised> for PyErr {
    fn from(Raised(error): Raised) -> PyErr {
        let path = error.path().map(|p| p.display().to_string());
        let place = error.location();
        let arguments = (
            error.to_string(),
            path,
            error.offset(),
            place.map(|l| l.line),
            place.map(|l| l.column),
        );
        match error.kind() {
            ErrorKind::Io if error.detail().contains("No such file") => {
                PyFileNotFoundError::new_err(error.to_string())
            }
            ErrorKind::Io => PyOSError::new_err(error.to_string()),
            ErrorKind::Syntax | ErrorKind::Unsupported => ParseError::new_err(arguments),
            ErrorKind::Limit => LimitError::new_err(arguments),
            ErrorKind::Usage => UsageError::new_err(arguments),
            ErrorKind::Cancelled => PyKeyboardInterrupt::new_err(()),
            _ => VariorumError::new_err(arguments),
        }
    }
}
