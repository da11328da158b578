//! Korean morphemes by a compiled dictionary of `MeCab`: `mecab-ko-dic`, or one of the `HanDic` family.
//!
//! The dictionary is no part of this crate. `pip install python-mecab-ko-dic` brings one (Apache-2.0,
//! in the folder `mecab_ko_dic/dictionary` of its package), `pip install nkhandic` brings `NK-HanDic`
//! (BSD-3-Clause, `nkhandic/dicdir`), made for the language of the North.
//!
//! ```no_run
//! use variorum::text::Analyser;
//!
//! let analyser = Analyser::open("nkhandic/dicdir".as_ref())?;
//! let text = "외무성 대사가 회담을 열었다.";
//! let mut out = Vec::new();
//! analyser.cut(text, |m| out.push(format!("{}/{}", m.span.of(text), m.tag)));
//! assert_eq!(out, [
//!     "외무성/NNP", "대사/NNG", "가/JKS", "회담/NNG", "을/JKO", "열었/VV+EP", "다/EF", "./SF",
//! ]);
//! # Ok::<(), variorum::Error>(())
//! ```

mod dictionary;
mod file;
mod image;
mod lattice;

use std::{fmt, path::Path, sync::Arc};

use self::{
    dictionary::Dictionary,
    image::Image,
    lattice::{Lattice, Piece},
};
use crate::{
    Result,
    text::{Span, TokenKind, TokenRule, Tokens},
};

/// The environment variable that names the folder of the dictionary.
pub const DICTIONARY_VARIABLE: &str = "VARIORUM_KOREAN_DICTIONARY";

/// How many bytes are analysed at once. So time is linear in the length of a text, and the work space
/// stays small.
const SEGMENT: usize = 4096;
/// Where a segment ends inside of a line, what was found in so many bytes before its end is analysed
/// again with what follows.
const MARGIN: usize = 256;

/// A morpheme of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Morpheme<'m> {
    /// Where it stands in the text.
    pub span: Span,
    /// Its part of speech, in the tags of the Sejong corpus: `NNG` a common noun, `JKS` a particle of
    /// the subject. Where a syllable holds more than one they are joined: `VV+EP`.
    pub tag: &'m str,
    /// What kind of token it is, by its characters.
    pub kind: TokenKind,
}

impl Morpheme<'_> {
    /// Whether it counts as a word: particles, endings and numbers do, marks and symbols do not.
    pub fn is_word(&self) -> bool {
        self.kind.is_word()
    }
}

/// Cuts Korean text into morphemes. It is cheap to clone, and all threads may use it at once.
///
/// The result is that of `MeCab` with the same dictionary (of mecab-ko, where the dictionary has its
/// penalties for particles after a space), but for three things:
///
/// - A line is a sentence of its own, as for `MeCab`'s command line. One of more than 4096 bytes is
///   analysed in stretches that overlap by 256, each with the word before it as context.
/// - Words that are not Korean are whole: what stands between white space, marks and Hangul is one
///   word if the default rule ([`TokenRule::Uax29`]) takes it for one (`3,000`, `iPhone6`, `U.S`).
///   Its tag is `SN` if it has no letter, else `SL`.
/// - White space is all that Unicode calls so.
///
/// With a dictionary in conjoining letters, such as `NK-HanDic`, syllables are taken apart before the
/// analysis; what ends inside of a syllable is joined with what goes on there (`가진` is `VV+ETM`).
#[derive(Clone)]
pub struct Analyser(Arc<Dictionary>);

impl fmt::Debug for Analyser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Analyser")
            .field("name", &self.name())
            .field("version", &self.version())
            .finish_non_exhaustive()
    }
}

impl Analyser {
    /// Reads the dictionary in a folder (with mecab-ko-dic some 60 MB of memory).
    ///
    /// # Errors
    ///
    /// The folder or one of its files is missing or cannot be read ([`Io`](crate::ErrorKind::Io)); a
    /// file is cut short or no dictionary, or one does not belong to the others
    /// ([`Syntax`](crate::ErrorKind::Syntax)); the dictionary has another version or encoding than those
    /// that are read ([`Unsupported`](crate::ErrorKind::Unsupported)).
    pub fn open(folder: &Path) -> Result<Self> {
        Dictionary::open(folder).map(|dictionary| Analyser(Arc::new(dictionary)))
    }

    /// The name that the dictionary gives itself, such as `mecab-ko-dic`; `mecab` if it gives none.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The release of the dictionary if it names one, and a digest of its files, such as
    /// `xxh3-0123456789abcdef`. Equal versions give equal results.
    pub fn version(&self) -> &str {
        &self.0.version
    }

    /// Gives each morpheme of `text`, in order, to `visit`.
    ///
    /// Spans ascend, do not overlap and have no white space at their ends; each character that is not
    /// white space stands in exactly one.
    pub fn cut(&self, text: &str, mut visit: impl FnMut(Morpheme<'_>)) {
        let mut work = Work::default();
        let mut joined = String::new();
        let mut at = 0;
        while let Some(rest) = text.get(at..)
            && !rest.is_empty()
        {
            let (segment, open) = segment(rest);
            let taken = work.analyse(&self.0, segment, open);
            for &group in &work.groups {
                let span = Span::new(group.start, group.end);
                visit(Morpheme {
                    span: span.shifted(at),
                    tag: work.tag(&self.0, group, segment, &mut joined),
                    kind: TokenKind::of(span.of(segment)),
                });
            }
            at += taken;
        }
    }
}

/// The segment that `text` begins with, not empty, and whether the line goes on after it.
fn segment(text: &str) -> (&str, bool) {
    let window = text
        .get(..text.floor_char_boundary(SEGMENT))
        .unwrap_or(text);
    match window.find('\n') {
        Some(line) => (window.get(..=line).unwrap_or(window), false),
        None => (window, window.len() < text.len()),
    }
}

/// One morpheme: which pieces, from where to where.
#[derive(Clone, Copy, Debug)]
struct Group {
    start: usize,
    end: usize,
    first: usize,
    last: usize,
    /// A word that is not Korean, and that the dictionary has in pieces.
    foreign: bool,
}

/// The work space of one call.
#[derive(Default)]
struct Work {
    lattice: Lattice,
    image: Image,
    pieces: Vec<Piece>,
    groups: Vec<Group>,
    /// The words of the segment that are not Korean.
    runs: Vec<Span>,
    /// The right side of the word before the segment; 0 where a sentence begins.
    context: u16,
}

impl Work {
    /// Fills `groups` with the morphemes of a segment, and says how much of it is done with.
    fn analyse(&mut self, dictionary: &Dictionary, segment: &str, open: bool) -> usize {
        self.pieces.clear();
        self.groups.clear();
        let found = if dictionary.jamo {
            self.image.take_apart(segment);
            self.lattice
                .cut(dictionary, self.image.text(), self.context)
        } else {
            self.lattice.cut(dictionary, segment, self.context)
        };
        self.pieces.extend_from_slice(found);
        for (number, piece) in self.pieces.iter().enumerate() {
            let (start, end) = if dictionary.jamo {
                self.image.source(piece.start, piece.end)
            } else {
                (piece.start, piece.end)
            };
            let span = Span::new(start, end).trimmed(segment);
            match self.groups.last_mut() {
                // A syllable that two pieces share.
                Some(group) if group.end > span.start => {
                    group.end = group.end.max(span.end);
                    group.last = number;
                }
                _ if span.is_empty() => {}
                _ => self.groups.push(Group {
                    start: span.start,
                    end: span.end,
                    first: number,
                    last: number,
                    foreign: false,
                }),
            }
        }
        self.join_foreign(segment);
        self.context = 0;
        if !open {
            return segment.len();
        }
        let safe = segment.len().saturating_sub(MARGIN);
        let kept = self.groups.partition_point(|group| group.end <= safe);
        self.groups.truncate(kept.max(1));
        let Some(last) = self.groups.last() else {
            return segment.len();
        };
        let right = self.pieces.get(last.last).map(|piece| piece.right);
        self.context = right.unwrap_or_default();
        last.end
    }

    /// Joins the pieces of words that are not Korean.
    fn join_foreign(&mut self, segment: &str) {
        let starts_foreign = |group: &Group| {
            let text = Span::new(group.start, group.end).of(segment);
            text.chars().next().is_some_and(is_foreign)
        };
        self.runs.clear();
        for chunk in self.groups.chunk_by(|a, b| a.end == b.start) {
            if let [first, .., last] = chunk
                && chunk.iter().any(starts_foreign)
            {
                foreign_runs(segment, Span::new(first.start, last.end), &mut self.runs);
            }
        }
        let mut runs = self.runs.iter().peekable();
        self.groups.dedup_by(|group, before| {
            while runs.next_if(|run| run.end <= before.start).is_some() {}
            let joins = runs
                .peek()
                .is_some_and(|run| run.start <= before.start && group.end <= run.end);
            if joins {
                before.end = group.end;
                before.last = group.last;
                before.foreign = true;
            }
            joins
        });
    }

    /// The tag of a morpheme; `joined` is room for one of several parts.
    fn tag<'t>(
        &self,
        dictionary: &'t Dictionary,
        group: Group,
        segment: &str,
        joined: &'t mut String,
    ) -> &'t str {
        if group.foreign {
            let kind = TokenKind::of(Span::new(group.start, group.end).of(segment));
            return if kind == TokenKind::Number {
                "SN"
            } else {
                "SL"
            };
        }
        let pieces = self.pieces.get(group.first..=group.last);
        let pieces = pieces.unwrap_or_default();
        if let [piece] = pieces {
            return dictionary.tag(piece.tag);
        }
        joined.clear();
        for piece in pieces {
            if !joined.is_empty() {
                joined.push('+');
            }
            joined.push_str(dictionary.tag(piece.tag));
        }
        joined
    }
}

/// A letter or a digit of another script. Han characters are left to the dictionary.
fn is_foreign(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && !is_hangul(c) && c.is_alphanumeric())
}

/// Syllables, and letters of every kind.
fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7ff}' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}'
        | '\u{a960}'..='\u{a97f}' | '\u{ffa0}'..='\u{ffdc}')
}

/// Adds the words that are not Korean in a stretch without white space.
fn foreign_runs(text: &str, chunk: Span, runs: &mut Vec<Span>) {
    for token in Tokens::new(chunk.of(text), TokenRule::Uax29) {
        let span = token.span.shifted(chunk.start);
        let mut at = span.start;
        for part in span.of(text).split_inclusive(is_hangul) {
            let run = part.trim_matches(|c: char| !is_foreign(c));
            if !run.is_empty() {
                let start = at + part.find(is_foreign).unwrap_or(0);
                runs.push(Span::new(start, start + run.len()));
            }
            at += part.len();
        }
    }
}
