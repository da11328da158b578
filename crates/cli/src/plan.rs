//! What was typed, checked and made ready for the engine.

use std::{
    collections::BTreeSet,
    ffi::OsString,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use variorum::{
    Corpus, Document, ReadOptions,
    corpus::{Facet, Filter, Found, Ids, Problem, Severity, TokenRules, facts, read_on},
    facts::{Extractor, Kind},
    pack::Pack,
};
use variorum_arrow::compiled;

use crate::{
    args::ReadArgs,
    output::{self, Status},
    progress::Bar,
    sink::is_direct,
};

/// A number of bytes: `500`, `64K`, `10M`, `2G`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bytes(pub(crate) u64);

impl FromStr for Bytes {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let lower = text.trim().to_ascii_lowercase();
        let number = lower.trim_end_matches(['i', 'b']);
        let (digits, shift) = match number.char_indices().next_back() {
            Some((at, 'k')) => (&number[..at], 10),
            Some((at, 'm')) => (&number[..at], 20),
            Some((at, 'g')) => (&number[..at], 30),
            _ => (number, 0),
        };
        digits
            .parse::<u64>()
            .ok()
            .and_then(|n| n.checked_mul(1 << shift))
            .filter(|&n| n > 0)
            .map(Bytes)
            .ok_or_else(|| "write a number of bytes, like 500000, 64K, 10M or 2G".to_owned())
    }
}

/// Lengths of n-grams: `2`, `1-3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NRange {
    /// Shortest.
    pub(crate) min: usize,
    /// Longest.
    pub(crate) max: usize,
}

impl FromStr for NRange {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (min, max) = text.split_once('-').unwrap_or((text, text));
        match (min.trim().parse(), max.trim().parse()) {
            (Ok(min), Ok(max)) => Ok(NRange { min, max }),
            _ => Err("write one number or two, like 2 or 1-3".to_owned()),
        }
    }
}

/// A whole number.
pub(crate) fn number(text: &str) -> Result<usize, String> {
    let parsed = text.parse();
    parsed.map_err(|_| "must be a whole number, 0 or more".to_owned())
}

/// A number.
pub(crate) fn real(text: &str) -> Result<f64, String> {
    let parsed = text.parse().ok().filter(|x: &f64| x.is_finite());
    parsed.ok_or_else(|| "must be a number".to_owned())
}

/// A whole number of a range.
pub(crate) fn between<const MIN: u64, const MAX: u64>(text: &str) -> Result<u64, String> {
    let parsed = text.parse().ok();
    parsed
        .filter(|n| (MIN..=MAX).contains(n))
        .ok_or_else(|| match MAX {
            u64::MAX => format!("must be a whole number, {MIN} or more"),
            _ => format!("must be a whole number from {MIN} to {MAX}"),
        })
}

/// A number of threads: more than these no machine has use for, and a system may not give them.
pub(crate) fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let number = between::<1, 1024>(text)?;
    let number = usize::try_from(number).ok().and_then(NonZeroUsize::new);
    number.ok_or_else(|| "must be a whole number from 1 to 1024".to_owned())
}

/// How many documents are read for facts at a time, and how many bytes of text at most.
const FACTS: (usize, usize) = (256, 8 << 20);

/// What to read and how.
pub(crate) struct Reading {
    /// The compiled corpus that is read in place of captures.
    compiled: Option<PathBuf>,
    inputs: Vec<OsString>,
    options: ReadOptions,
    pack_given: bool,
    filters: Vec<Filter>,
    output: Option<PathBuf>,
    quiet: bool,
    /// The options that have a bearing on the result, as typed.
    pub(crate) record: Vec<(String, String)>,
}

impl Reading {
    /// Checks the arguments; `output` is the file that the result goes to, which is never an input.
    pub(crate) fn new(args: &ReadArgs, output: Option<&PathBuf>) -> Result<Self> {
        if let Some(output) = output {
            refuse_input(&args.captures, output)?;
        }
        if let Some(threads) = args.threads {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads.get())
                .build_global()
                .context("no threads could be started")?;
        }
        let mut options = ReadOptions::default();
        options.captures = variorum_arrow::with_parquet(&options.captures);
        let pack = args.pack.as_deref().unwrap_or("dprk");
        options.pack = Arc::new(Pack::load(pack)?);
        options.captures.text_column.clone_from(&args.text_column);
        if let Some(Bytes(bytes)) = args.max_bytes {
            options.captures.limits.max_bytes = bytes;
        }
        if let Some(ratio) = args.max_ratio {
            options.captures.limits.max_ratio = ratio;
        }
        if let Some(seconds) = args.max_seconds {
            options.captures.limits.max_millis = seconds * 1000;
        }
        if let Some(layout) = &args.layout {
            options.layout = layout.parse()?;
        }
        options.tokens = TokenRules::read(args.tokens.iter().map(String::as_str))?;
        let filters = args
            .filters
            .iter()
            .map(|f| f.parse())
            .collect::<variorum::Result<Vec<Filter>>>()?;
        let mut record = vec![("pack".to_owned(), pack.to_owned())];
        record.extend(args.filters.iter().map(|f| ("where".to_owned(), f.clone())));
        record.extend([
            (
                "max_bytes".to_owned(),
                options.captures.limits.max_bytes.to_string(),
            ),
            (
                "max_ratio".to_owned(),
                options.captures.limits.max_ratio.to_string(),
            ),
            (
                "max_seconds".to_owned(),
                (options.captures.limits.max_millis / 1000).to_string(),
            ),
        ]);
        if let Some(column) = &args.text_column {
            record.push(("text_column".to_owned(), column.clone()));
        }
        Ok(Reading {
            compiled: compiled_of(args, &options)?,
            inputs: args.captures.clone(),
            options,
            pack_given: args.pack.is_some(),
            filters,
            output: output.cloned(),
            quiet: args.quiet,
            record,
        })
    }

    /// Other captures, read in the same way.
    pub(crate) fn of(&self, inputs: &[OsString], args: &ReadArgs) -> Result<Self> {
        if let Some(output) = &self.output {
            refuse_input(inputs, output)?;
        }
        let compiled = compiled_among(inputs)?;
        if let Some(folder) = &compiled {
            check_settings(folder, args, &self.options)?;
        }
        Ok(Reading {
            compiled,
            inputs: inputs.to_vec(),
            options: self.options.clone(),
            pack_given: self.pack_given,
            filters: self.filters.clone(),
            output: self.output.clone(),
            quiet: self.quiet,
            record: self.record.clone(),
        })
    }

    /// The same without what `--where` asks for.
    pub(crate) fn unfiltered(mut self) -> Self {
        self.filters.clear();
        self
    }

    /// The same for captures that are to join a compiled corpus: what is not asked is as it was built.
    pub(crate) fn as_compiled(args: &ReadArgs, folder: &Path) -> Result<Self> {
        let settings = compiled::settings(folder)?;
        let mut args = args.clone();
        if args.pack.is_none() {
            // A pack in a folder is not found by its name.
            if Pack::load(&settings.pack).is_err() {
                bail!(
                    "{}: was built with the pack '{}': give its folder as --pack",
                    folder.display(),
                    settings.pack
                );
            }
            args.pack = Some(settings.pack);
        }
        args.layout
            .get_or_insert_with(|| settings.layout.name().to_owned());
        if args.tokens.is_empty() {
            args.tokens = settings.tokens.typed();
        }
        Reading::new(&args, None)
    }

    /// How captures are read.
    pub(crate) fn options(&self) -> &ReadOptions {
        &self.options
    }

    /// An error that says what to do, where captures are needed and a compiled corpus was named.
    pub(crate) fn only_captures(&self, why: &str) -> Result<()> {
        if let Some(folder) = &self.compiled {
            bail!(
                "{}: is a compiled corpus, which keeps no captures, and {why}: name what it was \
                 built from (it can be counted: variorum stats, and searched: variorum kwic)",
                folder.display()
            );
        }
        Ok(())
    }

    /// Reads, tells what went wrong as it comes, and gives the documents that pass the filters to
    /// `sink`, in order; no more than a few are in memory. An error if nothing could be read.
    pub(crate) fn each(&self, sink: &mut dyn FnMut(Document) -> Result<()>) -> Result<Told> {
        if let Some(filter) = self.filters.iter().find(|f| f.facet().is_found()) {
            bail!(
                "'{}' is found in a corpus, not told by a document: ask stats, kwic or report for it",
                filter.facet().name()
            );
        }
        self.read(&self.inputs, &mut Ids::default(), sink)
    }

    /// The same, in the order of the names of the inputs, where ids are taken by documents that were read
    /// before: what is counted does not depend on how files are listed.
    pub(crate) fn each_on(
        &self,
        ids: &mut Ids,
        sink: &mut dyn FnMut(Document) -> Result<()>,
    ) -> Result<Told> {
        let mut inputs = self.inputs.clone();
        inputs.sort_unstable();
        self.read(&inputs, ids, sink)
    }

    fn read(
        &self,
        inputs: &[OsString],
        ids: &mut Ids,
        sink: &mut dyn FnMut(Document) -> Result<()>,
    ) -> Result<Told> {
        let bar = Bar::new(self.quiet);
        let mut told = Told::default();
        // A sink can only stop the reading with an error of the core; its own is kept here.
        let mut failed: Option<anyhow::Error> = None;
        let mut unseen: Vec<&Filter> = self.filters.iter().collect();
        let mut columns = BTreeSet::new();
        let ended = read_on(inputs, &self.options, ids, &bar, &mut |found| {
            match found {
                Found::Problem(problem) if self.is_output(&problem.path) => {}
                Found::Problem(problem) => {
                    bar.suspend(|| output::problem(&problem, self.quiet));
                    told.problems.push(problem);
                }
                Found::Document(document) if self.is_output(&document.capture.path) => {}
                Found::Document(document) => {
                    told.before += 1;
                    let metadata = &document.capture.metadata;
                    unseen.retain(|f| !metadata.contains_key(f.facet().name()));
                    if !unseen.is_empty() && columns.len() < 40 {
                        columns.extend(metadata.keys().cloned());
                    }
                    let mut filters = self.filters.iter();
                    if filters.all(|f| f.facet().is_found() || f.passes(&document)) {
                        told.kept += 1;
                        if let Err(error) = sink(*document) {
                            failed = Some(error);
                            return Err(variorum::Error::cancelled());
                        }
                    }
                }
            }
            Ok(())
        });
        bar.finish();
        if let Some(error) = failed {
            return Err(error);
        }
        ended?;
        if told.before == 0 {
            let names: Vec<_> = self.inputs.iter().map(|i| i.to_string_lossy()).collect();
            bail!("no document was found in {}", names.join(", "));
        }
        for filter in unseen {
            filter
                .facet()
                .check_among(columns.iter().map(String::as_str))?;
        }
        if told.kept == 0 && !self.quiet {
            output::warning("no document passes the filters");
        }
        Ok(told)
    }

    /// The pack whose names are found in a compiled corpus: the one that it was built with.
    fn pack_of(&self, folder: &Path) -> Result<Arc<Pack>> {
        if self.pack_given {
            return Ok(Arc::clone(&self.options.pack));
        }
        let name = compiled::settings(folder)?.pack;
        let pack = Pack::load(&name).unwrap_or_else(|_| {
            if !self.quiet {
                output::warning(&format!(
                    "{}: was built with the pack '{name}', whose names are known where its folder is \
                     given as --pack",
                    folder.display()
                ));
            }
            Pack::none()
        });
        Ok(Arc::new(pack))
    }

    /// Opens a compiled corpus.
    fn open(&self, folder: &Path) -> Result<Read> {
        let corpus = compiled::open(folder)?.with_pack(self.pack_of(folder)?);
        let before = corpus.len();
        if before == 0 {
            bail!("no document was found in {}", folder.display());
        }
        for filter in &self.filters {
            filter.facet().check(&corpus)?;
        }
        let corpus = if self.filters.is_empty() {
            corpus
        } else {
            corpus.filter(&self.filters)
        };
        if corpus.is_empty() && !self.quiet {
            output::warning("no document passes the filters");
        }
        Ok(Read {
            corpus,
            before,
            status: Status::Well,
        })
    }

    /// Reads all of it into memory, or opens what was compiled.
    pub(crate) fn corpus(&self) -> Result<Read> {
        if let Some(folder) = &self.compiled {
            return self.open(folder);
        }
        let mut documents = Vec::new();
        let told = self.each_on(&mut Ids::default(), &mut |document| {
            documents.push(Arc::new(document));
            Ok(())
        })?;
        let tokens = self.options.tokens.clone();
        let corpus = Corpus::cut_by(documents, Vec::new(), tokens);
        let mut corpus = corpus.with_pack(Arc::clone(&self.options.pack));
        let found: Vec<Filter> = self
            .filters
            .iter()
            .filter(|f| f.facet().is_found())
            .cloned()
            .collect();
        if !found.is_empty() {
            corpus = corpus.filter(&found);
        }
        Ok(Read {
            status: told.status(),
            before: told.before,
            corpus: corpus.with_problems(told.problems),
        })
    }

    /// The facts of each document, in order, found on all threads; no more than a few hundred documents are
    /// in memory.
    pub(crate) fn facts(
        &self,
        kinds: &[Kind],
        sink: &mut dyn FnMut(facts::Read) -> Result<()>,
    ) -> Result<Status> {
        if let Some(folder) = &self.compiled {
            let read = self.open(folder)?;
            let bar = Bar::new(self.quiet);
            let mut failed = None;
            let ended = read.corpus.each_facts(kinds, &bar, &mut |read| {
                sink(read).map_err(|error| {
                    failed = Some(error);
                    variorum::Error::cancelled()
                })
            });
            bar.finish();
            return match failed {
                Some(error) => Err(error),
                None => ended.map(|()| read.status).map_err(Into::into),
            };
        }
        let extractor = Extractor::new(&self.options.pack);
        let mut batch: Vec<Document> = Vec::new();
        let mut bytes = 0;
        let mut done = |batch: &mut Vec<Document>| -> Result<()> {
            let read: Vec<facts::Read> = std::mem::take(batch)
                .into_par_iter()
                .map(|document| facts::Read {
                    facts: extractor.facts(&document, kinds),
                    document: Arc::new(document),
                })
                .collect();
            read.into_iter().try_for_each(&mut *sink)
        };
        let told = self.each_on(&mut Ids::default(), &mut |document| {
            bytes += document.capture.text.len();
            batch.push(document);
            if batch.len() >= FACTS.0 || bytes >= FACTS.1 {
                bytes = 0;
                done(&mut batch)?;
            }
            Ok(())
        })?;
        done(&mut batch)?;
        Ok(told.status())
    }

    /// Whether a path is the file that the result goes to: a result in the folder that is read,
    /// from an earlier run or being written, is not a capture.
    fn is_output(&self, path: &str) -> bool {
        let Some(output) = &self.output else {
            return false;
        };
        let path = Path::new(path);
        path.file_name() == output.file_name()
            && match (path.canonicalize(), output.canonicalize()) {
                (Ok(a), Ok(b)) => a == b,
                _ => false,
            }
    }
}

/// The compiled corpus among inputs, which is then the only one.
fn compiled_among(inputs: &[OsString]) -> Result<Option<PathBuf>> {
    let Some(folder) = inputs.iter().find(|c| compiled::is_compiled(c)) else {
        return Ok(None);
    };
    let folder = PathBuf::from(folder);
    if inputs.len() > 1 {
        let name = folder.display();
        bail!(
            "{name}: is a compiled corpus and is read alone: captures are added to it by \
             variorum build --append -o {name} CAPTURES"
        );
    }
    Ok(Some(folder))
}

/// The compiled corpus among the inputs, if it is what is read: alone, and with no options that
/// contradict how it was built.
fn compiled_of(args: &ReadArgs, options: &ReadOptions) -> Result<Option<PathBuf>> {
    let Some(folder) = compiled_among(&args.captures)? else {
        return Ok(None);
    };
    check_settings(&folder, args, options)?;
    let name = folder.display();
    for (option, given) in [
        ("--text-column", args.text_column.is_some()),
        ("--max-bytes", args.max_bytes.is_some()),
        ("--max-ratio", args.max_ratio.is_some()),
        ("--max-seconds", args.max_seconds.is_some()),
    ] {
        if given {
            bail!("{name}: is a compiled corpus: {option} is for captures");
        }
    }
    Ok(Some(folder))
}

/// An error if an option contradicts how a compiled corpus was built.
fn check_settings(folder: &Path, args: &ReadArgs, options: &ReadOptions) -> Result<()> {
    let name = folder.display();
    let settings = compiled::settings(folder)?;
    let there = settings.tokens.typed().join(" ");
    let pack = match options.pack.name.as_str() {
        "" => "none",
        name => name,
    };
    for (option, asked, there, fits) in [
        (
            "--pack",
            args.pack.clone(),
            settings.pack.clone(),
            pack == settings.pack,
        ),
        (
            "--layout",
            args.layout.clone(),
            settings.layout.name().to_owned(),
            options.layout == settings.layout,
        ),
        (
            "--tokens",
            (!args.tokens.is_empty()).then(|| args.tokens.join(" ")),
            there,
            options.tokens == settings.tokens,
        ),
    ] {
        if let Some(asked) = asked.filter(|_| !fits) {
            bail!(
                "{name}: was built with {option} {there}, not {asked}: leave the option out, or build \
                 another corpus"
            );
        }
    }
    Ok(())
}

/// What reading told.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// How many documents there were before the filters.
    before: usize,
    /// How many passed them.
    kept: usize,
    /// What went wrong or is doubtful.
    problems: Vec<Problem>,
}

impl Told {
    /// Whether some inputs failed.
    pub(crate) fn status(&self) -> Status {
        let failed = |p: &Problem| p.severity == Severity::Error;
        if self.problems.iter().any(failed) {
            Status::SomeFailed
        } else {
            Status::Well
        }
    }
}

/// What was read.
pub(crate) struct Read {
    /// The documents that pass the filters, and all problems.
    pub(crate) corpus: Corpus,
    /// How many documents there were before the filters.
    pub(crate) before: usize,
    /// Whether some inputs failed.
    pub(crate) status: Status,
}

/// Has options checked, by a measure of nothing, before a long reading. On a pool of its own: that of all
/// the work is started with the reading, as large as was asked.
pub(crate) fn checked<T: Send>(
    measure: impl FnOnce(&Corpus) -> variorum::Result<T> + Send,
) -> Result<()> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let pool = pool.context("no threads could be started")?;
    pool.install(|| measure(&Corpus::default()))?;
    Ok(())
}

/// The facet that was named, if it exists.
pub(crate) fn facet(name: &str, corpus: &Corpus) -> Result<Facet> {
    let facet: Facet = name.parse()?;
    facet.check(corpus)?;
    Ok(facet)
}

/// An error if an input that was named is the file that the result goes to.
fn refuse_input(inputs: &[OsString], output: &Path) -> Result<()> {
    if is_direct(output) {
        return Ok(());
    }
    let Ok(place) = output.canonicalize() else {
        return Ok(());
    };
    for input in inputs {
        let named = input.to_string_lossy();
        let file = named.rsplit_once('#').map(|(file, _)| Path::new(file));
        let same = |path: &Path| path.canonicalize().is_ok_and(|path| path == place);
        if same(Path::new(input)) || file.is_some_and(same) {
            bail!("{}: the output is one of the inputs", output.display());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (text, bytes) in [
            ("500", Some(500)),
            ("64K", Some(65_536)),
            ("64KiB", Some(65_536)),
            ("10m", Some(10 << 20)),
            ("2G", Some(2 << 30)),
            ("0", None),
            ("", None),
            ("G", None),
            ("-1", None),
            ("99999999999999G", None),
        ] {
            assert_eq!(text.parse().ok(), bytes.map(Bytes), "{text}");
        }
    }

    #[test]
    fn lengths() {
        for (text, range) in [
            ("2", Some((2, 2))),
            ("1-3", Some((1, 3))),
            ("x", None),
            ("1-", None),
            ("-3", None),
        ] {
            let parsed = text.parse::<NRange>().ok().map(|r| (r.min, r.max));
            assert_eq!(parsed, range, "{text}");
        }
    }
}
