//! Tests of the command line, one module a topic.

mod attraction;
mod commands;
mod compare;
mod compiled;
mod facts;
mod files;
mod formats;
mod readme;
mod report;
mod status;
mod support;
mod time;
mod trace;
