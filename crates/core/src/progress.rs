//! Progress and cancellation: one hook that long work calls, on every surface.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::{Error, Result};

/// What long work tells its caller, and how the caller stops it.
///
/// The command line draws a bar with it, the Python module looks for Ctrl-C. `&()` is the hook that
/// does nothing.
pub trait Progress: Sync {
    /// `total` more units of work (files, bytes: `unit` says which) are known to lie ahead.
    fn expect(&self, total: u64, unit: &'static str) {
        let _ = (total, unit);
    }

    /// `amount` units are done.
    fn advance(&self, amount: u64) {
        let _ = amount;
    }

    /// Whether the work should stop at the next document.
    fn cancelled(&self) -> bool {
        false
    }

    /// An error of kind [`Cancelled`](crate::ErrorKind::Cancelled) if the work should stop.
    fn check(&self) -> Result<()> {
        if self.cancelled() {
            Err(Error::cancelled())
        } else {
            Ok(())
        }
    }
}

impl Progress for () {}

impl Progress for AtomicBool {
    fn cancelled(&self) -> bool {
        self.load(Ordering::Relaxed)
    }
}
