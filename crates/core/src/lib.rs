//! Variorum reads captures of official statements and of the press that carries them.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

pub mod capture;
pub mod corpus;
pub mod document;
mod error;
pub mod layout;
pub mod pack;
mod progress;
pub mod stats;
pub mod table;
pub mod text;

pub use crate::{
    corpus::{Corpus, ReadOptions},
    document::Document,
    error::{Error, ErrorKind, Location, Result},
    progress::Progress,
};
