//! What a user names: files, folders, globs and standard input.

use std::{
    collections::HashSet,
    ffi::OsStr,
    fs::FileType,
    path::{Component, Path, PathBuf},
};

use globset::GlobBuilder;
use walkdir::{DirEntry, WalkDir};

use crate::{Error, ErrorKind, Result};

/// One file to be read, or the reason why it cannot be.
#[derive(Clone, Debug)]
pub struct Input {
    path: PathBuf,
    record: Option<usize>,
    problem: Option<Error>,
    skipped: bool,
}

impl Input {
    /// Standard input.
    pub fn stdin() -> Self {
        Input::from(Path::new("-"))
    }

    /// The path as it was given or found; `-` for standard input.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The same as text.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Whether it is standard input.
    pub fn is_stdin(&self) -> bool {
        self.path == Path::new("-")
    }

    /// The one article or record that was asked for (`PATH#N`).
    pub fn record(&self) -> Option<usize> {
        self.record
    }

    /// Why there is nothing to read: a folder that cannot be listed, a glob that matches nothing.
    pub fn problem(&self) -> Option<&Error> {
        self.problem.as_ref()
    }

    /// Whether it was found, not named, and left out on purpose: a pipe, a socket, a device or a packed
    /// archive in a folder. Its [`problem`](Input::problem) says which.
    pub fn is_skipped(&self) -> bool {
        self.skipped
    }

    fn failed(path: impl Into<PathBuf>, error: Error) -> Self {
        let path = path.into();
        Input {
            problem: Some(error.with_path(&path)),
            ..Input::from(path)
        }
    }

    /// What was found and is no file that can be read; reading a pipe without a writer would wait for ever.
    fn skipped(path: &Path, what: &str) -> Self {
        let detail = format!("is {what} and was skipped");
        Input {
            skipped: true,
            ..Input::failed(path, Error::new(ErrorKind::Unsupported, detail))
        }
    }

    /// What two names of the same file have in common.
    fn identity(&self) -> PathBuf {
        if self.is_stdin() || self.problem.is_some() {
            return self.path.clone();
        }
        // What has no path of its own, as `<(command)`, stands for itself.
        self.path
            .canonicalize()
            .unwrap_or_else(|_| self.path.clone())
    }
}

impl From<&Path> for Input {
    fn from(path: &Path) -> Self {
        Input::from(path.to_path_buf())
    }
}

impl From<PathBuf> for Input {
    fn from(path: PathBuf) -> Self {
        Input {
            path,
            record: None,
            problem: None,
            skipped: false,
        }
    }
}

impl From<&PathBuf> for Input {
    fn from(path: &PathBuf) -> Self {
        Input::from(path.clone())
    }
}

impl From<&str> for Input {
    fn from(path: &str) -> Self {
        Input::from(PathBuf::from(path))
    }
}

impl From<&Input> for Input {
    fn from(input: &Input) -> Self {
        input.clone()
    }
}

/// Expands what a user typed into files: in the order of the arguments, each argument's files sorted
/// by path, no file twice: what several names, links or `PATH#N` beside `PATH` lead to is read once,
/// under the first name.
///
/// * A file stands for itself, whatever its name; so does a named pipe, a device or `<(command)`.
///   `PATH#N` asks for one record of it.
/// * A folder stands for the files in it and below, without hidden ones, without kinds that hold no
///   text for readers (images, fonts, style sheets, programs), and without the companion folder
///   (`NAME_files`) that a browser saves beside `NAME.html`. Links to files are followed; pipes,
///   sockets, devices and packed archives are [skipped](Input::is_skipped).
/// * A glob (`*`, `?`, `[…]`, `{…}`, `**`) stands for the files that match it, pipes and devices left out as in a folder.
/// * `-` is standard input.
///
/// Names need not be UTF-8; as text they are given with the replacement character.
///
/// What is not there stays in the list as an [`Input`] with a [`problem`](Input::problem), so that
/// the rest can be read. An error is returned for a malformed glob only.
///
/// ```
/// use variorum::capture::inputs;
///
/// let found = inputs(&["-".to_owned(), "no/such/folder/*.txt".to_owned()])?;
/// assert!(found[0].is_stdin());
/// assert_eq!(found[1].problem().unwrap().detail(), "no file matches");
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn inputs<S: AsRef<OsStr>>(args: &[S]) -> Result<Vec<Input>> {
    let mut found = Vec::new();
    for arg in args {
        let path = Path::new(arg);
        // A name that is not UTF-8 is a file's or a folder's, not an address nor a glob.
        let arg = arg.as_ref().to_str().unwrap_or("");
        if arg == "-" {
            found.push(Input::stdin());
        } else if path.is_dir() {
            folder(path, &mut found);
        } else if path.exists() {
            found.push(Input::from(path));
        } else if let Some((file, record)) = addressed(arg) {
            found.push(Input {
                record: Some(record),
                ..Input::from(file)
            });
        } else if arg.contains(['*', '?', '[', '{']) {
            glob(arg, &mut found)?;
        } else {
            // Opening it says what is wrong.
            found.push(Input::from(path));
        }
    }
    Ok(once(found))
}

/// Each file once; of a file that is read whole, no record apart.
fn once(found: Vec<Input>) -> Vec<Input> {
    let identities: Vec<PathBuf> = found.iter().map(Input::identity).collect();
    let whole: HashSet<&Path> = found
        .iter()
        .zip(&identities)
        .filter(|(input, _)| input.record.is_none())
        .map(|(_, identity)| identity.as_path())
        .collect();
    let mut seen = HashSet::new();
    let kept: Vec<bool> = found
        .iter()
        .zip(&identities)
        .map(|(input, identity)| {
            let within = input.record.is_some() && whole.contains(identity.as_path());
            !within && seen.insert((identity.as_path(), input.record))
        })
        .collect();
    let kept = found.into_iter().zip(kept);
    kept.filter_map(|(input, keep)| keep.then_some(input))
        .collect()
}

/// What a thing of the file system is that is neither file nor folder.
fn special(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a named pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
        if kind.is_block_device() || kind.is_char_device() {
            return "a device";
        }
    }
    let _ = kind;
    "no regular file"
}

/// `PATH#N` where `PATH` is a file (or standard input).
fn addressed(arg: &str) -> Option<(&Path, usize)> {
    let (path, record) = arg.rsplit_once('#')?;
    let record = record.parse().ok()?;
    let path = Path::new(path);
    (path == Path::new("-") || path.is_file()).then_some((path, record))
}

/// Kinds that a folder of saved pages holds beside its pages.
const NO_TEXT: &[&str] = &[
    "png",
    "jpg",
    "jpeg",
    "gif",
    "webp",
    "svg",
    "ico",
    "bmp",
    "tif",
    "tiff",
    "avif",
    "css",
    "js",
    "mjs",
    "map",
    "woff",
    "woff2",
    "ttf",
    "otf",
    "eot",
    "mp3",
    "mp4",
    "m4a",
    "wav",
    "ogg",
    "webm",
    "avi",
    "mov",
    "swf",
    "exe",
    "dll",
    "so",
    "bin",
    "pyc",
    "db",
    "sqlite",
    "part",
    "crdownload",
    "tmp",
    "bak",
    "partial",
    "lock",
    // Programs and their settings.
    "py",
    "pyi",
    "ipynb",
    "rs",
    "ts",
    "jsx",
    "tsx",
    "c",
    "h",
    "cc",
    "cpp",
    "hpp",
    "cs",
    "go",
    "java",
    "kt",
    "swift",
    "rb",
    "lua",
    "r",
    "jl",
    "sql",
    "sh",
    "bash",
    "ps1",
    "bat",
    "toml",
    "ini",
    "cfg",
    "scss",
    "less",
];

/// Kinds that may hold captures, packed together.
const PACKED: &[&str] = &["zip", "tar", "tgz", "7z", "rar"];

fn is_packed(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        let ending = ending.to_string_lossy().to_ascii_lowercase();
        PACKED.contains(&ending.as_str())
    })
}

fn is_hidden(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

/// Whether a folder holds the parts of a page that was saved beside it.
fn is_companion(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let Some(stem) = name
        .strip_suffix("_files")
        .or_else(|| name.strip_suffix("-Dateien"))
        .or_else(|| name.strip_suffix("_fichiers"))
        .or_else(|| name.strip_suffix("_파일"))
    else {
        return false;
    };
    let parent = entry.path().parent().unwrap_or(Path::new("."));
    ["html", "htm"]
        .iter()
        .any(|ending| parent.join(format!("{stem}.{ending}")).is_file())
}

fn holds_text(path: &Path) -> bool {
    path.extension().is_none_or(|ending| {
        let ending = ending.to_string_lossy().to_ascii_lowercase();
        !NO_TEXT.contains(&ending.as_str())
    })
}

fn folder(root: &Path, found: &mut Vec<Input>) {
    let from = found.len();
    walk(root, holds_text, found);
    if let Some(new) = found.get_mut(from..) {
        new.sort_by(|a, b| a.path.cmp(&b.path));
    }
}

/// Calls for all files below a folder, hidden ones and companions left out.
fn walk(root: &Path, wanted: impl Fn(&Path) -> bool, found: &mut Vec<Input>) {
    let walk = WalkDir::new(root)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0
                || !(is_hidden(entry.file_name())
                    || entry.file_type().is_dir() && is_companion(entry))
        });
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if !wanted(entry.path()) => {}
            Ok(entry) if is_packed(entry.path()) => {
                let what = "a packed archive (unpack it to read what it holds)";
                found.push(Input::skipped(entry.path(), what));
            }
            Ok(entry) if entry.file_type().is_file() => found.push(Input::from(entry.path())),
            Ok(entry) => found.push(Input::skipped(entry.path(), special(entry.file_type()))),
            // What a link leads back to is being read already.
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => {
                let path = error.path().unwrap_or(root).to_path_buf();
                let detail = error
                    .io_error()
                    .map_or_else(|| error.to_string(), ToString::to_string);
                found.push(Input::failed(path, Error::new(ErrorKind::Io, detail)));
            }
        }
    }
}

fn glob(pattern: &str, found: &mut Vec<Input>) -> Result<()> {
    let matcher = GlobBuilder::new(pattern)
        .literal_separator(true)
        .build()
        .map_err(|error| Error::usage(format!("'{pattern}' is no glob: {}", error.kind())))?
        .compile_matcher();
    // The folders before the first special character are where to look.
    let mut root = PathBuf::new();
    for component in Path::new(pattern).components() {
        if let Component::Normal(name) = component
            && name.to_string_lossy().contains(['*', '?', '[', '{'])
        {
            break;
        }
        root.push(component);
    }
    let bare = root.as_os_str().is_empty();
    let root = if bare { PathBuf::from(".") } else { root };
    let from = found.len();
    walk(
        &root,
        |path| {
            let path = if bare {
                path.strip_prefix(".").unwrap_or(path)
            } else {
                path
            };
            matcher.is_match(path)
        },
        found,
    );
    let Some(new) = found.get_mut(from..) else {
        return Ok(());
    };
    if bare {
        for input in &mut *new {
            if let Ok(path) = input.path.strip_prefix(".") {
                input.path = path.to_path_buf();
            }
        }
    }
    new.sort_by(|a, b| a.path.cmp(&b.path));
    // A folder that is not there is a glob without matches, not an error of its own.
    if new.iter().all(|input| input.problem.is_some()) {
        let skipped = found.split_off(from);
        found.extend(skipped.into_iter().filter(Input::is_skipped));
        found.push(Input::failed(
            pattern,
            Error::new(ErrorKind::Io, "no file matches"),
        ));
    }
    Ok(())
}
