//! Facts: what documents say, as mentions with spans into their captures.

pub mod quotes;
