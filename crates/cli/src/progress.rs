//! A progress bar, on a terminal only.

use std::{io::IsTerminal, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};
use variorum::Progress;

/// Draws what long work tells; nothing if standard error is no terminal or `--quiet` was given.
pub(crate) struct Bar(Option<ProgressBar>);

impl Bar {
    /// A bar, not drawn before there is something to draw.
    pub(crate) fn new(quiet: bool) -> Self {
        if quiet || !std::io::stderr().is_terminal() {
            return Bar(None);
        }
        let bar = ProgressBar::new(0);
        bar.set_style(
            ProgressStyle::with_template("reading {bar:24} {human_pos}/{human_len} {msg} {eta}")
                .unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        bar.enable_steady_tick(Duration::from_millis(120));
        Bar(Some(bar))
    }

    /// Does something that writes to the terminal, the bar out of its way.
    pub(crate) fn suspend(&self, write: impl FnOnce()) {
        match &self.0 {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Wipes the bar away.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Bar {
    fn expect(&self, total: u64, unit: &'static str) {
        if let Some(bar) = &self.0 {
            bar.inc_length(total);
            bar.set_message(unit);
        }
    }

    fn advance(&self, amount: u64) {
        if let Some(bar) = &self.0 {
            bar.inc(amount);
        }
    }
}
