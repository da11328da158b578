//! Compiled corpora: a folder of Arrow files with a positional index, opened in no time.
//!
//! A folder holds `manifest.json`, the distinct forms in `vocabulary-NNNNN.arrow`, and segments of
//! documents in a row, `segment-NNNNN/`. Every `.arrow` file is one record batch of Arrow's file format
//! (IPC), not compressed, which any tool for Arrow opens:
//!
//! | file | a row is | columns |
//! | --- | --- | --- |
//! | `vocabulary-NNNNN.arrow` | a distinct form, by its number | `form`; `by_lower`: the numbers in the order of the lower-cased forms |
//! | `documents.arrow` | a document | `id path article outlet outlet_name agency language published title byline place`; `metadata.NAME`: a column of its archive; `zone_end`: one past its last zone |
//! | `zones.arrow` | a counted zone | `kind` (a place in `zone_kinds` of the manifest), `number` in its document, clean `text`, `token_end`: one past its last token |
//! | `tokens.arrow` | a token | `word`: the number of its form; `start`: where it starts in the text of its zone, in bytes |
//! | `sources.arrow` | a token, not every one | `token`; `source_start source_end` in the capture, in bytes; `point_start point_end`: the same in code points. The tokens that follow, up to the next row, stand as far behind it in the capture as in the clean text; 4294967295 is nowhere |
//! | `sentences.arrow` | a sentence | `token`: its first one |
//! | `quotations.arrow` | a quotation | `start end`: its first token and one past its last |
//! | `types.arrow` | a form that occurs, ascending | `word`; `place_end`: one past its last place |
//! | `places.arrow` | a place | `token`: ascending for each form |
//!
//! Ends are counted in the segment. The bytes of all files depend on the documents and their order
//! only.
//!
//! # Limits
//!
//! Files must not be changed or cut off while they are open. A folder is written by one program at a
//! time, and read by any number meanwhile: a corpus that is open stays what it was. Every append adds at
//! least one segment: after some hundreds, building anew makes queries faster. Captures are not kept.
//!
//! ```
//! use variorum_arrow::compiled::{self, BuildOptions};
//!
//! let folder = tempfile::tempdir().unwrap();
//! std::fs::write(folder.path().join("a.txt"), "The party met in Tarsk.\n").unwrap();
//! std::fs::write(folder.path().join("b.txt"), "The party spoke of the harvest.\n").unwrap();
//! let place = folder.path().join("corpus");
//! let mut problem = |p| eprintln!("{p}");
//! let options = BuildOptions::default();
//! compiled::build(&[folder.path().join("a.txt")], &place, &options, &(), &mut problem)?;
//! compiled::append(&[folder.path().join("b.txt")], &place, &options, &(), &mut problem)?;
//!
//! let corpus = compiled::open(&place)?;
//! assert_eq!((corpus.len(), corpus.tokens()), (2, 11));
//! # Ok::<(), variorum::Error>(())
//! ```

mod build;
mod file;
mod manifest;
mod map;
mod open;
mod segment;
mod write;

pub use self::{
    build::{BuildOptions, Builder, Summary, append, build},
    manifest::Settings,
    open::{check, is_compiled, open, settings, size},
};
