//! Arrow and Parquet for Variorum: tables out, archives in.
