//! Tests of the core crate, one module a topic.

mod dates;
mod plain;
mod printed;
mod rooms;
mod signs;
mod stats;
mod text;
