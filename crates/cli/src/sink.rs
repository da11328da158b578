//! Where bytes go: standard output, or a file that appears whole or not at all.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Stdout, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use anyhow::{Context, Result};

/// Set when standard output was closed by who read it.
static READER_IS_GONE: AtomicBool = AtomicBool::new(false);

/// Whether the reader of the output went away; what failed then is no error.
pub(crate) fn reader_is_gone() -> bool {
    READER_IS_GONE.load(Ordering::Relaxed)
}

/// A buffered writer on standard output or on a file.
///
/// A file is written beside its place, as `NAME.PID.partial`, and takes it when all is written: a
/// run that fails or is stopped leaves an older file as it was. Devices and pipes are written
/// directly.
pub(crate) struct Sink {
    writer: BufWriter<Place>,
    beside: Option<Beside>,
}

impl Sink {
    /// Opens the file, or standard output for none and for `-`.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self> {
        let (place, beside) = match path {
            Some(path) if path != Path::new("-") => file(path)
                .with_context(|| format!("{}: the file cannot be written", path.display()))?,
            _ => (Place::Stdout(io::stdout()), None),
        };
        Ok(Sink {
            writer: BufWriter::with_capacity(1 << 16, place),
            beside,
        })
    }

    /// Writes out what is still held back, and puts a file in its place.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.writer.flush()?;
        if let Some(beside) = self.beside.take() {
            fs::rename(&beside.partial, &beside.path).with_context(|| {
                format!("{}: the file cannot be written", beside.path.display())
            })?;
        }
        Ok(())
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// An unfinished file; it is removed if it never takes its place.
struct Beside {
    partial: PathBuf,
    path: PathBuf,
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Gone already where it took its place.
        drop(fs::remove_file(&self.partial));
    }
}

/// What is written to; its errors name it.
enum Place {
    Stdout(Stdout),
    File(File, PathBuf),
}

impl Place {
    fn told<T>(&self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| {
            let name = match self {
                Place::Stdout(_) => "standard output".into(),
                Place::File(_, path) => path.display().to_string(),
            };
            if error.kind() == io::ErrorKind::BrokenPipe {
                READER_IS_GONE.store(true, Ordering::Relaxed);
            }
            io::Error::new(error.kind(), format!("{name}: {error}"))
        })
    }
}

impl Write for Place {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = match self {
            Place::Stdout(stdout) => stdout.write(bytes),
            Place::File(file, _) => file.write(bytes),
        };
        self.told(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = match self {
            Place::Stdout(stdout) => stdout.flush(),
            Place::File(file, _) => file.flush(),
        };
        self.told(result)
    }
}

fn file(path: &Path) -> io::Result<(Place, Option<Beside>)> {
    let named = |file| Place::File(file, path.to_path_buf());
    let known = fs::metadata(path).ok();
    if is_direct(path) {
        return Ok((named(File::create(path)?), None));
    }
    if known.is_some() {
        // A file that must not be written is not replaced either.
        OpenOptions::new().write(true).open(path)?;
    }
    // What a link leads to is replaced, not the link.
    let place = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let mut name = OsString::from(place.file_name().unwrap_or_default());
    name.push(format!(".{}.partial", std::process::id()));
    let partial = place.with_file_name(name);
    let file = match File::create(&partial) {
        Ok(file) => file,
        // A folder that takes no new files may still hold one that can be written.
        Err(_) if known.is_some() => return Ok((named(File::create(path)?), None)),
        Err(error) => return Err(error),
    };
    let beside = Beside {
        partial,
        path: place,
    };
    if let Some(known) = known {
        file.set_permissions(known.permissions())?;
    }
    Ok((named(file), Some(beside)))
}

/// Whether a path is no place for a file of its own: a device, a pipe, another name of an open file.
pub(crate) fn is_direct(path: &Path) -> bool {
    path.starts_with("/dev")
        || path.starts_with("/proc")
        || fs::metadata(path).is_ok_and(|m| !m.is_file())
}
