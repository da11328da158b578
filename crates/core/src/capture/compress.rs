//! gzip and zstd, told by content, in layers, within limits.

use std::{
    io::{self, BufRead, BufReader, Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use flate2::bufread::GzDecoder;
use ruzstd::decoding::{
    BlockDecodingStrategy, FrameDecoder,
    errors::{FrameDecoderError, ReadFrameHeaderError},
};
use sha2::{Digest, Sha256};

use super::{Limits, hex};
use crate::{Error, ErrorKind, Result};

/// How much is read ahead to tell the format.
pub(crate) const HEAD: usize = 64 << 10;
/// Below this size no ratio is too large.
const RATIO_FROM: u64 = 8 << 20;

/// A source of bytes.
pub(crate) type Source = Box<dyn Read + Send>;

/// What happened at the bottom of a stream.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Bytes read from the file.
    raw: AtomicU64,
    /// Bytes after the end of the compressed data were left alone.
    trailing: AtomicBool,
    hash: Mutex<Option<Sha256>>,
}

impl Tally {
    /// Stops hashing: the records of an archive have hashes of their own.
    pub(crate) fn stop_hashing(&self) {
        if let Ok(mut hash) = self.hash.lock() {
            *hash = None;
        }
    }

    /// The hash of all bytes read so far.
    pub(crate) fn sha256(&self) -> String {
        self.hash
            .lock()
            .ok()
            .and_then(|mut hash| hash.take())
            .map(|hash| hex(&hash.finalize()))
            .unwrap_or_default()
    }

    pub(crate) fn has_trailing(&self) -> bool {
        self.trailing.load(Ordering::Relaxed)
    }
}

/// The bottom of a stream: counts and hashes what it reads.
struct Tap {
    inner: Source,
    tally: Arc<Tally>,
}

impl Read for Tap {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.tally.raw.fetch_add(n as u64, Ordering::Relaxed);
        if let Ok(mut hash) = self.tally.hash.lock()
            && let (Some(hash), Some(new)) = (hash.as_mut(), buf.get(..n))
        {
            hash.update(new);
        }
        Ok(n)
    }
}

/// A file with all compression taken off.
pub(crate) struct Unpacked {
    /// The first bytes; they come again from `stream`.
    pub(crate) head: Vec<u8>,
    /// Whether the head is all there is.
    pub(crate) whole: bool,
    pub(crate) stream: Source,
    pub(crate) tally: Arc<Tally>,
    pub(crate) layers: usize,
    /// The name without the endings of compression.
    pub(crate) name: String,
}

/// Takes all layers of compression off a stream.
pub(crate) fn unpack(source: Source, name: &str, limits: &Limits) -> Result<Unpacked> {
    let tally = Arc::new(Tally {
        hash: Mutex::new(Some(Sha256::new())),
        ..Tally::default()
    });
    let mut stream: Source = Box::new(Tap {
        inner: source,
        tally: Arc::clone(&tally),
    });
    let mut layers = 0;
    let mut name = name.to_owned();
    loop {
        let (head, whole) = read_head(&mut stream)?;
        let Some(packing) = Packing::of(&head) else {
            let stream = Box::new(Cursor::new(head.clone()).chain(stream));
            return Ok(Unpacked {
                head,
                whole,
                stream,
                tally,
                layers,
                name,
            });
        };
        layers += 1;
        if layers > limits.max_layers {
            return Err(Error::limit(format!(
                "more than {} layers of compression (max_layers)",
                limits.max_layers
            )));
        }
        let inner = Inner::new(Cursor::new(head).chain(stream));
        let unpacked: Source = match packing {
            Packing::Gzip => Box::new(Gunzip {
                state: Gz::Between(inner),
                members: 0,
                tally: Arc::clone(&tally),
            }),
            Packing::Zstd => Box::new(Unzstd {
                inner,
                frame: Box::new(FrameDecoder::new()),
                inside: false,
                frames: 0,
                tally: Arc::clone(&tally),
            }),
            Packing::Unknown(what) => {
                return Err(Error::new(
                    ErrorKind::Unsupported,
                    format!("{what} compression is not supported; gzip and zstd are"),
                ));
            }
        };
        stream = Box::new(Guard {
            inner: unpacked,
            out: 0,
            tally: Arc::clone(&tally),
            max_ratio: limits.max_ratio,
        });
        for ending in [".gz", ".gzip", ".zst", ".zstd"] {
            let cut = name.len().saturating_sub(ending.len());
            if name
                .get(cut..)
                .is_some_and(|e| e.eq_ignore_ascii_case(ending))
            {
                name.truncate(cut);
                break;
            }
        }
    }
}

/// The first bytes of a stream, and whether they are all. An error behind them comes when the stream
/// is read that far, so that what stands before it is not lost.
fn read_head(stream: &mut Source) -> Result<(Vec<u8>, bool)> {
    let mut head = Vec::new();
    match stream.by_ref().take(HEAD as u64).read_to_end(&mut head) {
        Ok(n) => Ok((head, n < HEAD)),
        Err(error) if head.is_empty() => Err(from_io(&error)),
        Err(error) => {
            *stream = Box::new(Failed(Some(error)));
            Ok((head, false))
        }
    }
}

/// What is left of a stream that broke.
struct Failed(Option<io::Error>);

impl Read for Failed {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

enum Packing {
    Gzip,
    Zstd,
    Unknown(&'static str),
}

impl Packing {
    fn of(head: &[u8]) -> Option<Packing> {
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Packing::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => {
                Some(Packing::Zstd)
            }
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, ..] => {
                Some(Packing::Unknown("bzip2"))
            }
            [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Packing::Unknown("xz")),
            [0x04, 0x22, 0x4D, 0x18, ..] => Some(Packing::Unknown("lz4")),
            _ => None,
        }
    }
}

type Inner = BufReader<io::Chain<Cursor<Vec<u8>>, Source>>;

/// An error of decompression, as text in an [`io::Error`].
fn broken(detail: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, detail.into())
}

/// Makes an error of this crate of what came up through readers.
pub(crate) fn from_io(error: &io::Error) -> Error {
    if error.get_ref().is_some_and(is_limit) {
        return Error::limit(error.to_string());
    }
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            Error::syntax(error.to_string())
        }
        _ => Error::new(ErrorKind::Io, error.to_string()),
    }
}

/// Whether an error is a passed limit.
pub(crate) fn is_limit(error: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    error.is::<PastLimit>()
}

/// A passed limit on its way up through readers.
#[derive(Debug)]
pub(crate) struct PastLimit(pub(crate) String);

impl std::fmt::Display for PastLimit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PastLimit {}

/// Watches the ratio of decompressed to compressed bytes.
struct Guard {
    inner: Source,
    out: u64,
    tally: Arc<Tally>,
    max_ratio: u64,
}

impl Read for Guard {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.out += n as u64;
        let raw = self.tally.raw.load(Ordering::Relaxed).max(1);
        if self.out > RATIO_FROM && self.out / raw > self.max_ratio {
            return Err(io::Error::other(PastLimit(format!(
                "decompresses to more than {} times its size (max_ratio)",
                self.max_ratio
            ))));
        }
        Ok(n)
    }
}

enum Gz {
    Between(Inner),
    Member(Box<GzDecoder<Inner>>),
    Done,
}

/// All members of a gzip file, and whatever follows them left alone.
struct Gunzip {
    state: Gz,
    members: usize,
    tally: Arc<Tally>,
}

impl Read for Gunzip {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if buf.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, Gz::Done) {
                Gz::Done => return Ok(0),
                Gz::Between(mut inner) => {
                    let next = inner.fill_buf()?;
                    if next.is_empty() {
                        return Ok(0);
                    }
                    // A lone first byte at the edge of a buffer counts as a member too.
                    if self.members > 0 && !next.starts_with(&[0x1F]) {
                        self.tally.trailing.store(true, Ordering::Relaxed);
                        return Ok(0);
                    }
                    self.members += 1;
                    self.state = Gz::Member(Box::new(GzDecoder::new(inner)));
                }
                Gz::Member(mut member) => match member.read(buf) {
                    Ok(0) => self.state = Gz::Between(member.into_inner()),
                    Ok(n) => {
                        self.state = Gz::Member(member);
                        return Ok(n);
                    }
                    Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                        return Err(broken("the gzip data ends early"));
                    }
                    Err(error)
                        if matches!(
                            error.kind(),
                            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData
                        ) =>
                    {
                        return Err(broken(format!("broken gzip data: {error}")));
                    }
                    Err(error) => return Err(error),
                },
            }
        }
    }
}

/// All frames of a zstd file.
struct Unzstd {
    inner: Inner,
    frame: Box<FrameDecoder>,
    inside: bool,
    frames: usize,
    tally: Arc<Tally>,
}

impl Unzstd {
    /// Begins the next frame; `false` at the end.
    fn begin(&mut self) -> io::Result<bool> {
        loop {
            let next = self.inner.fill_buf()?;
            if next.is_empty() {
                return Ok(false);
            }
            if self.frames > 0 && !matches!(next.first(), Some(0x28 | 0x50..=0x5F)) {
                self.tally.trailing.store(true, Ordering::Relaxed);
                return Ok(false);
            }
            self.frames += 1;
            match self.frame.init(&mut self.inner) {
                Ok(()) => {
                    self.inside = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let wanted = u64::from(length);
                    let skipped = io::copy(&mut self.inner.by_ref().take(wanted), &mut io::sink())?;
                    if skipped < wanted {
                        return Err(broken("the zstd data ends early"));
                    }
                }
                Err(error) => return Err(zstd_error(&error)),
            }
        }
    }

    fn read_frames(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.inside && !self.begin()? {
                return Ok(0);
            }
            let n = self.frame.read(buf)?;
            if n > 0 {
                return Ok(n);
            }
            if self.frame.is_finished() {
                if let (Some(wanted), Some(found)) = (
                    self.frame.get_checksum_from_data(),
                    self.frame.get_calculated_checksum(),
                ) && wanted != found
                {
                    return Err(broken("broken zstd data: the checksum does not fit"));
                }
                self.inside = false;
                continue;
            }
            self.frame
                .decode_blocks(&mut self.inner, BlockDecodingStrategy::UptoBytes(128 << 10))
                .map_err(|e| zstd_error(&e))?;
        }
    }
}

fn zstd_error(error: &FrameDecoderError) -> io::Error {
    if matches!(error, FrameDecoderError::WindowSizeTooBig { .. }) {
        return io::Error::other(PastLimit(format!("zstd: {error}")));
    }
    // The errors of the crate wrap the reader's own, some layers down.
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(inner) = source {
        if let Some(io_error) = inner.downcast_ref::<io::Error>() {
            if let Some(limit) = io_error
                .get_ref()
                .and_then(|e| e.downcast_ref::<PastLimit>())
            {
                return io::Error::other(PastLimit(limit.0.clone()));
            }
            if io_error.kind() == io::ErrorKind::UnexpectedEof {
                return broken("the zstd data ends early");
            }
        }
        source = inner.source();
    }
    broken(format!("broken zstd data: {error}"))
}

impl Read for Unzstd {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if buf.is_empty() {
            return Ok(0);
        }
        // The decoder is fuzzed upstream; this is the second lock on the door.
        catch_unwind(AssertUnwindSafe(|| self.read_frames(buf)))
            .unwrap_or_else(|_| Err(broken("broken zstd data")))
    }
}
