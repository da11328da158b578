//! The thread pool that the extension runs core's parallel code in.
//!
//! Rayon's global pool does not survive `fork`: the child inherits the pool but none of its
//! threads, and its first parallel call waits forever. So the pool belongs to one process id.
use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    time::Duration,
};

use pyo3::{exceptions::PyRuntimeError, prelude::*};
use rayon::{ThreadPool, ThreadPoolBuilder};

static POOL: Mutex<Option<(u32, Arc<ThreadPool>)>> = Mutex::new(None);

fn pool() -> PyResult<Arc<ThreadPool>> {
    let mut slot = POOL.lock().unwrap_or_else(PoisonError::into_inner);
    let pid = std::process::id();
    if let Some((owner, pool)) = &*slot
        && *owner == pid
    {
        return Ok(Arc::clone(pool));
    }
    let pool = build(0)?;
    if let Some((_, old)) = slot.replace((pid, Arc::clone(&pool))) {
        // The parent's threads do not exist here; dropping the pool would wait for them.
        std::mem::forget(old);
    }
    Ok(pool)
}

/// A pool of so many threads; 0 for as many as there are processors.
fn build(threads: usize) -> PyResult<Arc<ThreadPool>> {
    ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|i| format!("variorum-{i}"))
        .build()
        .map(Arc::new)
        .map_err(|e| PyRuntimeError::new_err(e.to_string()))
}

/// Runs `f` in the pool, detached from the interpreter. On Ctrl-C sets the flag that `f` looks at.
pub(crate) fn interruptible<T: Send>(
    py: Python<'_>,
    f: impl FnOnce(&AtomicBool) -> T + Send,
) -> PyResult<T> {
    interruptible_on(py, None, f)
}

/// The same on a pool of its own of so many threads, if a number is given.
pub(crate) fn interruptible_on<T: Send>(
    py: Python<'_>,
    threads: Option<usize>,
    f: impl FnOnce(&AtomicBool) -> T + Send,
) -> PyResult<T> {
    let pool = threads.map_or_else(pool, build)?;
    let stop = AtomicBool::new(false);
    let (tx, rx) = mpsc::sync_channel(1);
    let (stop, rx) = (&stop, &Mutex::new(rx));
    std::thread::scope(|s| {
        s.spawn(move || {
            let _ = tx.send(pool.install(|| f(stop)));
        });
        let mut signal = None;
        loop {
            let got = py.detach(|| {
                rx.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .recv_timeout(Duration::from_millis(50))
            });
            match got {
                Ok(v) => return signal.map_or(Ok(v), Err),
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    if signal.is_none()
                        && let Err(e) = py.check_signals()
                    {
                        stop.store(true, Ordering::Relaxed);
                        signal = Some(e);
                    }
                }
                Err(mpsc::RecvTimeoutError::Disconnected) => {
                    return Err(PyRuntimeError::new_err("the worker panicked"));
                }
            }
        }
    })
}
