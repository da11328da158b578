//! The one error type of the crate.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

/// What every fallible function of this crate returns.
pub type Result<T> = std::result::Result<T, Error>;

/// Where in an input a problem was found.
///
/// Lines and columns count from 1, columns in characters; the offset is in bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Location {
    /// Byte offset from the start of the input.
    pub offset: usize,
    /// Line.
    pub line: u32,
    /// Column, in characters.
    pub column: u32,
}

impl Location {
    /// The place of byte `offset` in `text`.
    ///
    /// ```
    /// let place = variorum::Location::new("one\ntwo", 5);
    /// assert_eq!((place.line, place.column), (2, 2));
    /// ```
    pub fn new(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.bytes().filter(|&b| b == b'\n').count();
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        let column = before.get(start..).unwrap_or("").chars().count();
        Location {
            offset,
            line: u32::try_from(line).unwrap_or(u32::MAX).saturating_add(1),
            column: u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1),
        }
    }
}

/// What kind of error it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input could not be opened or read.
    Io,
    /// The input does not have the form that it should have.
    Syntax,
    /// The input is larger, deeper or slower than the limits allow.
    Limit,
    /// The format is known but not supported by this build.
    Unsupported,
    /// An option or argument that does not exist or does not fit.
    Usage,
    /// The caller asked to stop.
    Cancelled,
}

type Source =
    Arc<dyn std::error::Error + Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe>;

/// An error: kind, what is wrong, and where.
///
/// `{}` prints `path:line:column: what is wrong` on one line.
#[derive(Clone)]
pub struct Error(Box<Repr>);

#[derive(Clone)]
struct Repr {
    kind: ErrorKind,
    detail: String,
    path: Option<PathBuf>,
    offset: Option<u64>,
    location: Option<Location>,
    source: Option<Source>,
}

impl Error {
    /// An error of a kind.
    pub fn new(kind: ErrorKind, detail: impl Into<String>) -> Self {
        Error(Box::new(Repr {
            kind,
            detail: detail.into(),
            path: None,
            offset: None,
            location: None,
            source: None,
        }))
    }

    /// The input does not have the form that it should have.
    pub fn syntax(detail: impl Into<String>) -> Self {
        Error::new(ErrorKind::Syntax, detail)
    }

    /// A limit was passed.
    pub fn limit(detail: impl Into<String>) -> Self {
        Error::new(ErrorKind::Limit, detail)
    }

    /// An option or argument that does not exist or does not fit.
    pub fn usage(detail: impl Into<String>) -> Self {
        Error::new(ErrorKind::Usage, detail)
    }

    /// The caller asked to stop.
    pub fn cancelled() -> Self {
        Error::new(ErrorKind::Cancelled, "stopped on request")
    }

    /// An input or output error on `path`.
    pub fn io(path: impl Into<PathBuf>, error: &std::io::Error) -> Self {
        Error::new(ErrorKind::Io, error.to_string()).with_path(path)
    }

    /// Says which file the input came from.
    #[must_use]
    pub fn with_path(mut self, path: impl Into<PathBuf>) -> Self {
        self.0.path = Some(path.into());
        self
    }

    /// Says at which byte of the file it is.
    #[must_use]
    pub fn with_offset(mut self, offset: u64) -> Self {
        self.0.offset = Some(offset);
        self
    }

    /// Says at which line and column it is.
    #[must_use]
    pub fn with_location(mut self, location: Location) -> Self {
        self.0.offset = u64::try_from(location.offset).ok();
        self.0.location = Some(location);
        self
    }

    /// Keeps the error that this one was made from.
    #[must_use]
    pub fn with_source<E>(mut self, source: E) -> Self
    where
        E: std::error::Error
            + Send
            + Sync
            + std::panic::UnwindSafe
            + std::panic::RefUnwindSafe
            + 'static,
    {
        self.0.source = Some(Arc::new(source));
        self
    }

    /// The kind.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What is wrong, without the place.
    pub fn detail(&self) -> &str {
        &self.0.detail
    }

    /// The file, if there is one.
    pub fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// The byte of the file, if known.
    pub fn offset(&self) -> Option<u64> {
        self.0.offset
    }

    /// Line and column, if known.
    pub fn location(&self) -> Option<Location> {
        self.0.location
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("detail", &self.0.detail)
            .field("path", &self.0.path)
            .field("offset", &self.0.offset)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.0.path {
            write!(f, "{}:", path.display())?;
        }
        match (self.0.location, self.0.offset) {
            (Some(at), _) => write!(f, "{}:{}: ", at.line, at.column)?,
            (None, Some(offset)) => write!(f, "byte {offset}: ")?,
            (None, None) if self.0.path.is_some() => f.write_str(" ")?,
            (None, None) => {}
        }
        f.write_str(&self.0.detail)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0
            .source
            .as_ref()
            .map(|e| &**e as &(dyn std::error::Error + 'static))
    }
}
