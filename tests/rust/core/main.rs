//! Tests of the core crate, one module a topic.

mod dates;
mod rooms;
mod stats;
mod text;
mod signs;
mod printed;
