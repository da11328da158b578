//! From paths to documents: every capture is read, laid out and understood on its own; one that
//! fails is a [`Problem`] and the rest goes on.

use std::{
    ffi::OsStr,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::{Duration, Instant},
};

use rayon::prelude::*;

pub use super::problem::{Problem, Severity};
use super::{problem::Gathered, rules::TokenRules};
use crate::{
    Corpus, Document, Error, Progress, Result,
    capture::{self, Capture, Input, Reader},
    document::Ids,
    layout,
    pack::Pack,
};

/// How captures are read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReadOptions {
    /// How files become texts: limits, text column, encoding, a reader of Parquet.
    pub captures: capture::Options,
    /// What is known of the field.
    pub pack: Arc<Pack>,
    /// Whether captures are pages to be laid out, or clean texts.
    pub layout: Reading,
    /// How the texts are cut into tokens.
    pub tokens: TokenRules,
}

/// What captures are taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Reading {
    /// As they were saved, with page furniture and all: they are laid out.
    #[default]
    Page,
    /// Clean texts, each one document and one paragraph, whatever it holds; what an archive says of
    /// its records is kept.
    Whole,
}

impl Reading {
    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            Reading::Page => "page",
            Reading::Whole => "whole",
        }
    }
}

impl std::str::FromStr for Reading {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "page" => Ok(Reading::Page),
            "whole" => Ok(Reading::Whole),
            other => Err(Error::usage(format!(
                "'{other}' is no layout: known are page, whole"
            ))),
        }
    }
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions {
            captures: capture::Options::default(),
            pack: Arc::new(Pack::dprk()),
            layout: Reading::default(),
            tokens: TokenRules::default(),
        }
    }
}

/// What reading gives, in the order of the inputs.
#[derive(Debug)]
pub enum Found {
    /// A document.
    Document(Box<Document>),
    /// What went wrong, or is doubtful, with the capture that follows or should have followed.
    Problem(Problem),
}

/// How many inputs are opened at a time.
const WINDOW: usize = 64;
/// How many records of an archive are parsed at a time, and how many bytes of text at most.
const BATCH: (usize, usize) = (512, 8 << 20);
/// How many of them at first.
const FIRST: usize = 32;

impl Corpus {
    /// Reads files, folders, globs and `-` (standard input) on all threads of the current pool, in the
    /// order of the names given, sorted.
    ///
    /// An error only if the work was cancelled or a glob is malformed; what is wrong with one
    /// capture is one of [`Corpus::problems`].
    pub fn read<S: AsRef<OsStr>>(
        inputs: &[S],
        options: &ReadOptions,
        progress: &dyn Progress,
    ) -> Result<Corpus> {
        let mut documents = Vec::new();
        let mut problems = Vec::new();
        // The same inputs give the same corpus, however they were listed.
        let mut inputs: Vec<&OsStr> = inputs.iter().map(AsRef::as_ref).collect();
        inputs.sort_unstable();
        read_each(&inputs, options, progress, &mut |found| {
            match found {
                Found::Document(document) => documents.push(Arc::from(document)),
                Found::Problem(problem) => problems.push(problem),
            }
            Ok(())
        })?;
        Ok(Corpus::cut_by(documents, problems, options.tokens.clone())
            .with_pack(Arc::clone(&options.pack)))
    }
}

/// Reads like [`Corpus::read`], the inputs in the order of the list, and gives each document to `sink` as soon as it is its turn, so that
/// no more than a few batches are in memory. An error of `sink` ends the work.
///
/// ```
/// use variorum::{ReadOptions, corpus::{Found, read_each}};
/// let mut missing = 0;
/// read_each(&["no/such/file.txt".to_owned()], &ReadOptions::default(), &(), &mut |found| {
///     missing += usize::from(matches!(found, Found::Problem(_)));
///     Ok(())
/// })?;
/// assert_eq!(missing, 1);
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn read_each<S: AsRef<OsStr>>(
    inputs: &[S],
    options: &ReadOptions,
    progress: &dyn Progress,
    sink: &mut dyn FnMut(Found) -> Result<()>,
) -> Result<()> {
    read_on(inputs, options, &mut Ids::default(), progress, sink)
}

/// The same where documents were read before and more are to join them: `ids` are those of all so far.
pub fn read_on<S: AsRef<OsStr>>(
    inputs: &[S],
    options: &ReadOptions,
    ids: &mut Ids,
    progress: &dyn Progress,
    sink: &mut dyn FnMut(Found) -> Result<()>,
) -> Result<()> {
    let inputs = capture::inputs(inputs)?;
    progress.expect(inputs.len() as u64, "files");
    let mut sink = |found: Found| match found {
        Found::Document(mut document) => {
            ids.make_unique(&mut document);
            sink(Found::Document(document))
        }
        found @ Found::Problem(_) => sink(found),
    };
    for window in inputs.chunks(WINDOW) {
        progress.check()?;
        let opened: Vec<Opened> = window
            .par_iter()
            .map(|input| {
                if progress.cancelled() {
                    return Opened::Whole(Vec::new());
                }
                guarded(|| open(input, options)).unwrap_or_else(|| {
                    Opened::Whole(vec![Found::Problem(internal(&input.name(), None))])
                })
            })
            .collect();
        progress.check()?;
        for (input, opened) in window.iter().zip(opened) {
            let mut problems = Gathered::default();
            let mut is_met = false;
            let mut gather = |found: Found| {
                is_met = true;
                match found {
                    Found::Problem(problem) => match problems.add(problem) {
                        Some(problem) => sink(Found::Problem(problem)),
                        None => Ok(()),
                    },
                    found @ Found::Document(_) => sink(found),
                }
            };
            match opened {
                Opened::Whole(found) => {
                    for found in found {
                        gather(found)?;
                    }
                }
                Opened::Archive(first, reader) => {
                    archive(input, first, reader, options, progress, &mut gather)?;
                }
            }
            for problem in problems.rest() {
                sink(Found::Problem(problem))?;
            }
            if let Some(wanted) = input.record().filter(|_| !is_met) {
                sink(Found::Problem(missing(input, wanted)))?;
            }
            progress.advance(1);
        }
    }
    Ok(())
}

enum Opened {
    /// A file of one capture, or none, read.
    Whole(Vec<Found>),
    /// The first captures of an archive, and what gives the others.
    Archive(Vec<Result<Capture>>, Box<Reader>),
}

fn open(input: &Input, options: &ReadOptions) -> Opened {
    // Nobody is to blame for the time that a pipe takes.
    let begun = input.path().is_file().then(Instant::now);
    let mut reader = match Reader::open(input, &options.captures) {
        Ok(reader) => reader,
        Err(error) => {
            let mut problem = Problem::of(&error, &input.name());
            if input.is_skipped() {
                problem.severity = Severity::Warning;
            }
            return Opened::Whole(vec![Found::Problem(problem)]);
        }
    };
    let mut first: Vec<_> = reader.next().into_iter().collect();
    let archive = matches!(first.first(), Some(Ok(c)) if c.record.is_some());
    if !archive {
        let Some(second) = reader.next() else {
            let found = first
                .into_iter()
                .flat_map(|c| parse(c, input, options, begun));
            return Opened::Whole(found.collect());
        };
        first.push(second);
    }
    Opened::Archive(first, Box::new(reader))
}

/// Reads on in an archive while what was read is parsed.
fn archive(
    input: &Input,
    first: Vec<Result<Capture>>,
    mut reader: Box<Reader>,
    options: &ReadOptions,
    progress: &dyn Progress,
    sink: &mut dyn FnMut(Found) -> Result<()>,
) -> Result<()> {
    // Batches grow, so that parsing starts soon and then never waits for reading.
    let mut records = FIRST;
    let mut batch = first;
    batch.extend(next_batch(&mut reader, input, records));
    let mut done: Vec<Vec<Found>> = Vec::new();
    while !batch.is_empty() || !done.is_empty() {
        progress.check()?;
        records = BATCH.0.min(records * 2);
        let (mut found, mut next) = (Vec::new(), Vec::new());
        // One thread is one, whichever calls.
        if rayon::current_num_threads() == 1 {
            done.drain(..).flatten().try_for_each(&mut *sink)?;
        }
        // One batch is given away while the next is parsed and the one after it is read.
        rayon::in_place_scope(|scope| {
            scope.spawn(|_| next = next_batch(&mut reader, input, records));
            scope.spawn(|_| {
                found = batch
                    .into_par_iter()
                    .map(|capture| parse(capture, input, options, None))
                    .collect();
            });
            done.into_iter().flatten().try_for_each(&mut *sink)
        })?;
        (batch, done) = (next, found);
    }
    Ok(())
}

fn next_batch(reader: &mut Reader, input: &Input, records: usize) -> Vec<Result<Capture>> {
    let (_, bytes) = BATCH;
    let mut batch = Vec::new();
    let mut size = 0;
    while batch.len() < records && size < bytes {
        let capture = match guarded(|| reader.next()) {
            Some(Some(capture)) => capture,
            Some(None) => break,
            None => {
                batch.push(Err(Error::syntax(INTERNAL).with_path(input.name())));
                break;
            }
        };
        size += capture.as_ref().map_or(0, |c| c.text.len());
        batch.push(capture);
    }
    batch
}

/// The problem that an article was named that is not there.
fn missing(input: &Input, wanted: usize) -> Problem {
    Problem {
        severity: Severity::Error,
        path: input.name(),
        offset: None,
        message: format!("has no article {wanted}"),
    }
}

/// What one capture holds, if it is what the input asks for. `begun` is when reading it began, where
/// that counts.
fn parse(
    capture: Result<Capture>,
    input: &Input,
    options: &ReadOptions,
    begun: Option<Instant>,
) -> Vec<Found> {
    let capture = match capture {
        Ok(capture) => capture,
        Err(error) => return vec![Found::Problem(Problem::of(&error, &input.name()))],
    };
    let wanted = input.record();
    if let (Some(wanted), Some(record)) = (wanted, capture.record)
        && wanted != record
    {
        return Vec::new();
    }
    let mut found = documents_of(capture, options, begun);
    if let Some(wanted) = wanted {
        found.retain(|f| !matches!(f, Found::Document(d) if d.article != wanted));
        if found.is_empty() {
            found.push(Found::Problem(missing(input, wanted)));
        }
    }
    found
}

/// Lays out one capture: its documents, and what is doubtful about it.
pub(super) fn documents_of(
    capture: Capture,
    options: &ReadOptions,
    begun: Option<Instant>,
) -> Vec<Found> {
    let begun = begun.unwrap_or_else(Instant::now);
    let mut found: Vec<Found> = capture
        .warnings
        .iter()
        .map(|w| {
            Found::Problem(Problem {
                severity: Severity::Warning,
                path: capture.path.clone(),
                offset: w.offset,
                message: w.message.clone(),
            })
        })
        .collect();
    let capture = Arc::new(capture);
    let documents = guarded(|| match options.layout {
        Reading::Page => {
            let layout = layout::layout_with(&capture, &options.pack);
            let first = capture.record.unwrap_or(0);
            let articles = layout.articles.into_iter().zip(first..);
            articles
                .map(|(article, number)| {
                    Document::read(&capture, number, article, &layout.metadata, &options.pack)
                })
                .collect::<Vec<_>>()
        }
        Reading::Whole => Document::whole(&capture, &options.pack)
            .into_iter()
            .collect(),
    });
    match documents {
        // An archive has said so of its empty record.
        Some(documents)
            if documents.is_empty() && capture.record.is_some() && capture.text.is_empty() => {}
        Some(documents) if documents.is_empty() => found.push(Found::Problem(Problem {
            severity: Severity::Warning,
            path: capture.path.clone(),
            offset: None,
            message: "holds no text".to_owned(),
        })),
        Some(documents) => {
            found.extend(documents.into_iter().map(|d| Found::Document(Box::new(d))));
        }
        None => found.push(Found::Problem(internal(
            &capture.path,
            Some(capture.offset),
        ))),
    }
    let may_take = Duration::from_millis(options.captures.limits.max_millis);
    let took = begun.elapsed();
    if took > may_take {
        found.push(Found::Problem(Problem {
            severity: Severity::Warning,
            path: capture.path.clone(),
            offset: capture.record.map(|_| capture.offset),
            message: format!(
                "took {:.1} s, longer than {} ms (max_millis); what it holds is kept",
                took.as_secs_f64(),
                may_take.as_millis()
            ),
        }));
    }
    found
}

const INTERNAL: &str = "an internal error: please report it with this capture";

fn internal(path: &str, offset: Option<u64>) -> Problem {
    Problem {
        severity: Severity::Error,
        path: path.to_owned(),
        offset,
        message: INTERNAL.to_owned(),
    }
}

/// Nothing in here is meant to panic, nor in the crates below; if something does, it costs one
/// capture and not the work.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
