//! Tests of the core crate, one module a topic.
mod html;
