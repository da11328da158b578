//! Which column of an archive holds the text.

use std::borrow::Cow;

use super::{Capture, MediaType, Options, Warning, names, origin::Origin, sha256_hex, sniff};
use crate::{Error, Result};

/// Names of columns that hold the text of an article, best first.
const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "article",
    "maintext",
    "main_text",
    "full_text",
    "fulltext",
    "article_text",
    "article_body",
    "articlebody",
    "body_text",
    "bodytext",
    "content_text",
    "plain_text",
    "plaintext",
    "clean_text",
    "cleaned_text",
    "text_content",
    "article_content",
    "news_text",
    "raw_text",
    "story",
    "story_text",
    "document",
    "doc",
    "transcript",
    "speech",
    "statement",
    "passage",
    "contents",
    "message",
    "post",
    "tweet",
    "본문",
    "기사본문",
    "기사 본문",
    "기사내용",
    "기사 내용",
    "내용",
    "전문",
    "원문",
    "正文",
    "内容",
    "全文",
    "本文",
    "記事本文",
    "texto",
    "texte",
    "contenu",
    "contenido",
    "inhalt",
    "текст",
];

/// Names of columns that hold its HTML.
const HTML: &[&str] = &[
    "html",
    "raw_html",
    "html_content",
    "content_html",
    "body_html",
    "article_html",
    "page_html",
    "full_html",
    "source_html",
    "page_source",
    "htmlbody",
    "html_body",
    "rawhtml",
];

/// What the cells of a column hold on average, in bytes, if they are texts.
const MEAN_TEXT: usize = 120;

fn folded(name: &str) -> String {
    name.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}')
        .to_lowercase()
        .replace('-', "_")
}

/// Whether a name is one of a text column.
pub(crate) fn is_text_name(name: &str) -> bool {
    let name = folded(name);
    TEXT.contains(&name.as_str()) || HTML.contains(&name.as_str())
}

/// Whether a name belongs to a table of texts.
pub(crate) fn is_known(name: &str) -> bool {
    is_text_name(name) || names::is_beside_text(name)
}

/// The place of a name among those of text columns.
fn rank(name: &str) -> Option<usize> {
    let name = folded(name);
    TEXT.iter().chain(HTML).position(|known| *known == name)
}

/// What a cell of a record holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Text.
    Text {
        /// The text.
        text: Cow<'a, str>,
        /// Where it stands in the bytes of the record, if it stands there as it is.
        raw: Option<usize>,
    },
    /// A number or a yes or no, as written.
    Scalar(String),
    /// A list of texts.
    List(Vec<String>),
    /// Nothing, or something that is no text.
    Nothing,
}

impl<'a> Cell<'a> {
    /// A text that is not found again in the file.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Cell::Text {
            text: text.into(),
            raw: None,
        }
    }

    fn text_len(&self) -> usize {
        match self {
            Cell::Text { text, .. } => text.len(),
            Cell::List(items) => items.iter().map(String::len).sum(),
            _ => 0,
        }
    }
}

/// One record of an archive: its cells under their names.
pub type Record<'a> = Vec<(Cow<'a, str>, Cell<'a>)>;

/// The column of an archive that holds the text.
///
/// Readers of other crates make their captures through it, so that every kind of archive follows one
/// rule: the column of [`Options::text_column`], else the best known name (`text`, `body`, `본문`),
/// else the one with the longest prose.
///
/// ```
/// use variorum::capture::{Cell, Options, TextColumn};
///
/// let record = || vec![
///     ("Headline".into(), Cell::text("Harvest begins")),
///     ("Body".into(), Cell::text("TARSK, Aug. 2 (VPS) -- The harvest began.")),
/// ];
/// let column = TextColumn::choose(&[record()], &Options::default())?;
/// let capture = column.capture(record(), 0, 0, Vec::new())?;
/// assert!(capture.text.starts_with("TARSK"));
/// assert_eq!(capture.metadata["headline"], "Harvest begins");
/// # Ok::<(), variorum::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct TextColumn {
    name: String,
    /// Records without it may have the text under another name.
    only: bool,
    /// Another column whose name and content speak for it as well.
    rival: Option<String>,
}

impl TextColumn {
    /// A column by its name, where there is no record to look at.
    pub fn named(name: &str) -> Self {
        TextColumn {
            name: folded(name),
            only: false,
            rival: None,
        }
    }

    /// Whether it is the column of this name.
    pub fn is_named(&self, name: &str) -> bool {
        folded(name) == self.name
    }

    /// Chooses by the option, else by name, else by content, on the first records of an archive.
    pub fn choose(sample: &[Record<'_>], options: &Options) -> Result<Self> {
        let mut names: Vec<(&str, usize, usize, usize)> = Vec::new();
        for (name, cell) in sample.iter().flatten() {
            let len = cell.text_len();
            let words = usize::from(matches!(cell, Cell::Text { text, .. } if is_prose(text)));
            let filled = usize::from(len > 0);
            let many = names.len() >= 256;
            match names.iter_mut().find(|(known, ..)| *known == name.as_ref()) {
                Some(found) => {
                    found.1 += len;
                    found.2 += filled;
                    found.3 += words;
                }
                // Hostile records could have a new name each.
                None if !many => names.push((name, len, filled, words)),
                None => {}
            }
        }
        if let Some(wanted) = &options.text_column {
            if sample.is_empty()
                || names
                    .iter()
                    .any(|(name, ..)| folded(name) == folded(wanted))
            {
                return Ok(TextColumn {
                    name: folded(wanted),
                    only: true,
                    rival: None,
                });
            }
            let known: Vec<&str> = names.iter().map(|n| n.0).take(20).collect();
            return Err(Error::usage(format!(
                "no column is named '{wanted}'; there are {}",
                known.join(", ")
            )));
        }
        let mut by_name: Vec<_> = names
            .iter()
            .filter(|(_, _, filled, _)| *filled > 0)
            .filter_map(|(name, len, filled, words)| {
                let article = words * 2 > *filled && *len >= MEAN_TEXT * filled;
                Some((rank(name)?, *name, article))
            })
            .collect();
        by_name.sort_unstable();
        if let Some((_, name, _)) = by_name.first() {
            let rival = by_name.iter().skip(1).find(|(rank, _, article)| {
                // The page that a text was taken from is no other text.
                *article && *rank < TEXT.len()
            });
            return Ok(TextColumn {
                name: folded(name),
                only: false,
                rival: rival.map(|(_, name, _)| (*name).to_owned()),
            });
        }
        let by_content = names
            .iter()
            .filter(|(name, len, filled, words)| {
                // Titles and notes are no texts, though they may be the longest there is.
                !names::is_beside_text(name) && words * 2 > *filled && *len >= MEAN_TEXT * filled
            })
            .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)));
        match by_content {
            Some((name, ..)) => Ok(TextColumn {
                name: folded(name),
                only: false,
                rival: None,
            }),
            None => Err(Error::syntax(
                "no column holds texts; name one (text_column)",
            )),
        }
    }

    /// Makes a capture of a record: the text, and all other cells as metadata.
    pub fn capture(
        &self,
        record: Record<'_>,
        number: usize,
        offset: u64,
        warnings: Vec<Warning>,
    ) -> Result<Capture> {
        let place = record
            .iter()
            .position(|(name, cell)| folded(name) == self.name && cell.text_len() > 0)
            .or_else(|| self.stand_in(&record))
            // A record that says it has no text is a whole record.
            .or_else(|| {
                record.iter().position(|(name, cell)| {
                    folded(name) == self.name
                        && (cell.text_len() == 0 && !matches!(cell, Cell::Scalar(_)))
                })
            });
        let Some(place) = place else {
            return Err(
                Error::syntax(format!("record {number} has no text in '{}'", self.name))
                    .with_offset(offset),
            );
        };
        let mut capture = Capture::bare(MediaType::Plain, String::new());
        capture.record = Some(number);
        capture.offset = offset;
        capture.warnings = warnings;
        if let (0, Some(rival)) = (number, &self.rival) {
            capture.warnings.push(Warning {
                offset: None,
                message: format!(
                    "the texts are taken from the column '{}', not from '{rival}'",
                    self.name
                ),
            });
        }
        for (at, (name, cell)) in record.into_iter().enumerate() {
            if at == place {
                let html = HTML.contains(&folded(&name).as_str());
                let (text, raw) = match cell {
                    Cell::Text { text, raw } => (text.into_owned(), raw),
                    Cell::List(items) => (items.join("\n\n"), None),
                    _ => (String::new(), None),
                };
                if html || sniff::is_html(&text) {
                    capture.media_type = MediaType::Html;
                }
                if text.is_empty() {
                    capture.warnings.push(Warning {
                        offset: Some(offset),
                        message: format!("'{}' is empty", self.name),
                    });
                }
                capture.sha256 = sha256_hex(text.as_bytes());
                capture.text = text;
                if let Some(raw) = raw {
                    capture.origin = Origin::Same {
                        at: offset + raw as u64,
                    };
                }
                continue;
            }
            let value = match cell {
                Cell::Text { text, .. } if !text.trim().is_empty() => text.into_owned(),
                Cell::Scalar(value) => value,
                Cell::List(items) if !items.is_empty() => items.join("; "),
                _ => continue,
            };
            let name = name
                .trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}')
                .to_lowercase();
            capture.metadata.entry(name).or_insert(value);
        }
        Ok(capture)
    }

    /// Another column of this record that is named like a text.
    fn stand_in(&self, record: &Record<'_>) -> Option<usize> {
        if self.only {
            return None;
        }
        record
            .iter()
            .enumerate()
            .filter(|(_, (_, cell))| cell.text_len() > 0)
            .filter_map(|(at, (name, _))| Some((rank(name)?, at)))
            .min()
            .map(|(_, at)| at)
    }
}

/// Whether a cell holds words and not an address or a number: several of them, or a script that
/// writes without blanks.
fn is_prose(text: &str) -> bool {
    text.split_whitespace().nth(2).is_some()
        || text.chars().filter(|c| *c >= '\u{2E80}').nth(11).is_some()
}
