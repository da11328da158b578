//! Tests of the core crate, one module a topic.

mod rooms;
mod stats;
mod dates;
