//! From paths to documents: every capture is read, laid out and understood on its own; one that
//! fails is a [`Problem`] and the rest goes on.

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use crate::{
    Corpus, Document, Error, ErrorKind, Progress, Result,
    capture::{Capture, Limits},
    layout,
    pack::Pack,
};

/// How captures are read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReadOptions {
    /// What one capture may cost.
    pub limits: Limits,
    /// What is known of the field.
    pub pack: Arc<Pack>,
    /// The column of an archive that holds the text; found by name and content if not given.
    pub text_column: Option<String>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions {
            limits: Limits::default(),
            pack: Arc::new(Pack::dprk()),
            text_column: None,
        }
    }
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The capture or record was not read.
    Error,
    /// It was read; something in it was replaced, cut or is doubtful.
    Warning,
}

/// Something that went wrong with one capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The capture's path.
    pub path: String,
    /// Byte offset in the file, where known.
    pub offset: Option<u64>,
    /// What it is.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:", self.path)?;
        if let Some(offset) = self.offset {
            write!(f, "byte {offset}:")?;
        }
        write!(f, " {}", self.message)
    }
}

impl Problem {
    fn of(error: &Error, path: &str) -> Self {
        Problem {
            severity: Severity::Error,
            path: error
                .path()
                .map_or_else(|| path.to_owned(), |p| p.display().to_string()),
            offset: error.offset(),
            message: error.detail().to_owned(),
        }
    }
}

impl Corpus {
    /// Reads files, folders, globs and `-` (standard input).
    ///
    /// An error only if the work was cancelled or an argument is no path at all; what is wrong with
    /// one capture is one of [`Corpus::problems`].
    pub fn read(
        inputs: &[String],
        options: &ReadOptions,
        progress: &dyn Progress,
    ) -> Result<Corpus> {
        let mut documents = Vec::new();
        let mut problems = Vec::new();
        for input in inputs {
            progress.check()?;
            match crate::capture::read_file(std::path::Path::new(input), &options.limits) {
                Err(error) if error.kind() == ErrorKind::Cancelled => return Err(error),
                Err(error) => problems.push(Problem::of(&error, input)),
                Ok(captures) => {
                    let read: Vec<_> = captures
                        .into_par_iter()
                        .map(|capture| {
                            let (mut docs, mut probs) = (Vec::new(), Vec::new());
                            let first = capture.record.unwrap_or(0);
                            documents_of(capture, first, options, &mut docs, &mut probs);
                            (docs, probs)
                        })
                        .collect();
                    for (docs, probs) in read {
                        documents.extend(docs);
                        problems.extend(probs);
                    }
                }
            }
            progress.advance(1);
        }
        Ok(Corpus::new(documents, problems))
    }
}

/// Lays out one capture and appends its documents and what is doubtful about it.
pub(super) fn documents_of(
    capture: Capture,
    first: usize,
    options: &ReadOptions,
    documents: &mut Vec<Arc<Document>>,
    problems: &mut Vec<Problem>,
) {
    problems.extend(capture.warnings.iter().map(|w| Problem {
        severity: Severity::Warning,
        path: capture.path.clone(),
        offset: w.offset,
        message: w.message.clone(),
    }));
    let layout = layout::layout(&capture);
    let capture = Arc::new(capture);
    for (n, article) in layout.articles.into_iter().enumerate() {
        documents.push(Arc::new(Document::read(
            &capture,
            first + n,
            article,
            &layout.metadata,
            &options.pack,
        )));
    }
}
