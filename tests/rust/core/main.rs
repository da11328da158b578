//! Tests of the core crate, one module a topic.

mod dates;
mod document;
mod pack;
mod printed;
mod rooms;
mod signs;
mod stats;
mod text;
