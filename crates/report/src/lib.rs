//! One self-contained HTML page from a Variorum corpus.
