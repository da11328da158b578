//! Tests of organs.
