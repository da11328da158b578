//! Tests of Arrow files.

mod compiled;
mod damage;
mod support;
