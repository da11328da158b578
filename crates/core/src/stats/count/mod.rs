//! Counting sequences of type numbers: n-grams, skip-grams, pairs in a window, and the matrix of
//! documents and n-grams.
//!
//! How it works. Every place of the text gives one record: the type numbers from there on, as many as the
//! longest n-gram has, and the document. Records are spread over parts by their first word, in the order
//! of the text, so that a part fits the processor's cache; each part is then split by its first word, each
//! group by the second, and so on. A group of records with the same n words *is* an n-gram: its size is the
//! count, and since its records are in the order of the text, its documents are counted by comparing
//! neighbours. A group below the asked counts is given up, since no longer n-gram in it can reach them
//! (Agrawal and Srikant 1994), as are places with words below them. No part has to do with another: there
//! is nothing to merge, and the rows come sorted by key, whatever the number of threads.
//!
//! Memory is bounded: the parts are taken in as many passes over the text as records of one pass fit. A node
//! with more pairs than fit has a pass of its own, in which its collocates are counted in a table of all types.

mod engine;
mod grams;
mod matrix;
mod pairs;

mod refine;
mod runs;

pub use self::{
    grams::{CountOptions, Grams, LONGEST, Level, ngrams, slots},
    matrix::{Matrix, document_ngrams},
    pairs::{PairOptions, Pairs, Within, pairs},
    runs::{HOLE, Runs, Slices},
};

#[cfg(test)]
mod tests;
