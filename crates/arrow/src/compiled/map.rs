//! Files as memory.

use std::{fs::File, path::Path};

use bytes::Bytes;
use memmap2::Mmap;
use variorum::{Error, Result};

/// The bytes of a file, mapped into memory: a page of it is read when it is first looked at, and given
/// back to the system when memory runs short.
///
/// # Errors
///
/// If it cannot be read, or has not the size that it was written with.
#[allow(
    unsafe_code,
    reason = "a mapped file is the only way to open an archive that is larger than memory; see below"
)]
pub(super) fn map(path: &Path, size: u64) -> Result<Bytes> {
    let io = |e| Error::io(path, &e);
    let file = File::open(path).map_err(io)?;
    let found = file.metadata().map_err(io)?.len();
    if found != size {
        return Err(Error::syntax(format!(
            "has {found} bytes where {size} were written: it was cut off or changed"
        ))
        .with_path(path));
    }
    // SAFETY: the bytes must not change while they are borrowed. A file of a compiled corpus is written
    // under another name, renamed when it is complete, never written to again, and mapped for reading
    // only; an append adds files and replaces none. Who changes or cuts off a file from outside while
    // it is open breaks this: that is the stated limit of a compiled corpus, as of any mapped file.
    // Nothing here relies on what the bytes are: every offset, every number and every text is checked
    // where it is used.
    let map = unsafe { Mmap::map(&file) }.map_err(io)?;
    Ok(Bytes::from_owner(map))
}
