//! Tests of the core crate, one module a topic.

mod dates;
mod pack;
mod signs;
