//! Measures in Python: one file a family, each a few methods of `Corpus`.

mod counting;
mod frequency;
mod series;
mod vocabulary;
