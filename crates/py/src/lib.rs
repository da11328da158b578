//! The extension module `variorum._native`.
