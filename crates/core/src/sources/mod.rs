//! Sources: what a document takes from others.

pub mod trace;
