//! What a file is, by its first bytes and then by its name.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::{columns, csv::Dialect, lines::split_json};

/// A format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Plain,
    Html,
    Pdf,
    Parquet,
    Warc,
    /// One JSON object a line.
    JsonLines,
    /// JSON values that span lines: an array of objects, one object, several.
    JsonValues,
    Csv(Dialect),
    /// Known, not read.
    Foreign(&'static str),
}

/// Formats that are told by their first bytes, whatever the encoding.
pub(crate) fn by_magic(head: &[u8]) -> Option<Format> {
    let start = head.trim_ascii_start();
    if is_pdf(head) {
        return Some(Format::Pdf);
    }
    if head.starts_with(b"PAR1") || head.starts_with(b"PARE") {
        return Some(Format::Parquet);
    }
    if let Some(version) = start.strip_prefix(b"WARC/")
        && version.first().is_some_and(u8::is_ascii_digit)
    {
        return Some(Format::Warc);
    }
    let foreign: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", "a ZIP archive or office document"),
        (b"PK\x05\x06", "a ZIP archive"),
        (
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            "an old office document",
        ),
        (b"{\\rtf", "a rich text document"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF87a", "a GIF image"),
        (b"GIF89a", "a GIF image"),
        (b"II*\0", "a TIFF image"),
        (b"MM\0*", "a TIFF image"),
        (b"\x7FELF", "a program"),
        (b"MZ\x90\0", "a program"),
        (b"ARROW1", "an Arrow file"),
        (b"Obj\x01", "an Avro file"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
        (b"Rar!\x1A\x07", "a RAR archive"),
        (b"wOFF", "a font"),
        (b"wOF2", "a font"),
        (b"ID3\x03", "a sound file"),
        (b"OggS\0", "a sound file"),
        (b"%!PS-Adobe", "a PostScript file"),
    ];
    if let Some((_, what)) = foreign.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(Format::Foreign(what));
    }
    if head.get(4..8) == Some(b"ftyp")
        || (head.starts_with(b"RIFF")
            && head
                .get(8..12)
                .is_some_and(|k| k == b"WEBP" || k == b"WAVE" || k == b"AVI "))
    {
        return Some(Format::Foreign("an image, sound or video file"));
    }
    if head.get(257..262) == Some(b"ustar") {
        return Some(Format::Foreign("a tar archive"));
    }
    None
}

/// The mark of a PDF stands at the start; some writers put a few lines before it.
fn is_pdf(head: &[u8]) -> bool {
    let early = head.get(..1024).unwrap_or(head);
    memchr::memmem::find_iter(early, b"%PDF-").any(|at| {
        let version = early.get(at + 5).is_some_and(u8::is_ascii_digit);
        let before = early.get(..at).unwrap_or_default();
        // A text about PDF has the mark within a line.
        let own_line = before.last().is_none_or(|&b| b == b'\n' || b == b'\r')
            || before.iter().all(|b| !b.is_ascii_alphanumeric());
        version && own_line
    })
}

/// Whether bytes are no text at all.
pub(crate) fn is_binary(head: &[u8]) -> bool {
    let odd = head
        .iter()
        .filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B | 0x0B | 0x1A))
        .count();
    let share = if std::str::from_utf8(head).is_ok_and(|text| !text.is_ascii()) {
        4
    } else {
        20
    };
    odd * share > head.len()
}

/// Formats of text. `head` is decoded; `whole` says that it is all there is.
pub(crate) fn by_text(head: &str, whole: bool, name: &str) -> Format {
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let ending = name
        .rsplit(['/', '\\'])
        .next()
        .and_then(|file| file.rsplit_once('.'))
        .map(|(_, ending)| ending.to_ascii_lowercase())
        .unwrap_or_default();
    if is_mhtml(start) {
        return Format::Foreign("a web archive (MHTML); save the page as HTML");
    }
    if let Some(format) = json(start, whole, &ending) {
        return format;
    }
    if let Some(what) = message_or_markup(start) {
        return Format::Foreign(what);
    }
    // A table may hold pages; a page does not begin with the names of columns.
    if !start.starts_with('<')
        && let Some(dialect) = separated(head, whole, &ending)
    {
        return Format::Csv(dialect);
    }
    let named_html = matches!(ending.as_str(), "html" | "htm" | "xhtml" | "shtml");
    if is_html_as(start, named_html) {
        return Format::Html;
    }
    Format::Plain
}

/// Texts in a form of their own that would be read as one page: mail, feeds, editions in TEI.
fn message_or_markup(start: &str) -> Option<&'static str> {
    if is_mail(start) {
        return Some("a mail message (.eml); save its text, or its page as HTML");
    }
    if !start.starts_with("<?xml") && !start.starts_with('<') {
        return None;
    }
    let mut rest = start;
    while let Some(after) = rest.strip_prefix("<?").or_else(|| rest.strip_prefix("<!")) {
        // A comment may hold anything but its end.
        let end = if after.starts_with("--") { "-->" } else { ">" };
        rest = after.split_once(end)?.1.trim_start();
    }
    let name = rest.strip_prefix('<')?;
    let name = name
        .split(|c: char| c.is_whitespace() || c == '>' || c == '/')
        .next()?;
    match name {
        "rss" | "feed" | "rdf:RDF" => {
            Some("a feed (RSS or Atom); save the pages that it names, or its items as JSON Lines")
        }
        "TEI" | "teiCorpus" | "TEI.2" => {
            Some("a TEI edition; save its text, or a page made of it as HTML")
        }
        _ => None,
    }
}

/// Whether a text begins with the headers of a mail message, as a program stores it.
fn is_mail(start: &str) -> bool {
    const OWN: [&str; 6] = [
        "return-path",
        "received",
        "message-id",
        "mime-version",
        "delivered-to",
        "dkim-signature",
    ];
    let (mut from, mut own) = (false, 0);
    for line in start.lines().take(200) {
        if line.trim().is_empty() {
            break;
        }
        // A header goes on in lines that begin with a blank.
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        let name = name.to_ascii_lowercase();
        if name.contains(' ') {
            return false;
        }
        from |= name == "from";
        own += usize::from(OWN.contains(&name.as_str()));
    }
    from && own >= 2
}

fn is_mhtml(start: &str) -> bool {
    let head: String = start
        .chars()
        .take(2048)
        .collect::<String>()
        .to_ascii_lowercase();
    let headers = head.split("\n\n").next().unwrap_or_default();
    let headers = headers.split("\r\n\r\n").next().unwrap_or_default();
    headers.contains("mime-version:") && headers.contains("content-type: multipart/related")
}

/// JSON: an object, objects, or an array of objects, and not a text that opens with a bracket.
fn json(start: &str, whole: bool, ending: &str) -> Option<Format> {
    let named = matches!(ending, "json" | "jsonl" | "ndjson" | "jsonlines" | "ldjson");
    let mut chars = start.chars();
    let first = chars.next()?;
    let second = chars.as_str().trim_start().chars().next();
    match (first, second) {
        ('{', Some('"' | '}')) => {
            let line = start.lines().next().unwrap_or_default().trim_end();
            let first_is_whole = start.len() > line.len() || whole;
            let is_value = |line: &str| serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok();
            if !first_is_whole || is_value(line) {
                return Some(Format::JsonLines);
            }
            // The first line may be a broken one among good ones.
            let good = start
                .lines()
                .skip(1)
                .take(20)
                .filter(|l| l.starts_with('{') && is_value(l))
                .count();
            if good > 0 || matches!(ending, "jsonl" | "ndjson" | "jsonlines" | "ldjson") {
                return Some(Format::JsonLines);
            }
            let (value, complete) = split_json(start);
            if complete && !is_value(value) && !named {
                return None;
            }
            Some(Format::JsonValues)
        }
        ('[', Some('{')) => Some(Format::JsonValues),
        ('[', Some(']')) if named => Some(Format::JsonValues),
        _ if matches!(ending, "jsonl" | "ndjson" | "jsonlines" | "ldjson")
            && start.lines().any(|l| l.starts_with("{\"")) =>
        {
            Some(Format::JsonLines)
        }
        _ => None,
    }
}

/// Whether a text without a name is HTML.
pub(crate) fn is_html(text: &str) -> bool {
    let mut end = text.len().min(super::compress::HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or(text);
    is_html_as(head.trim_start(), false)
}

/// Tags that make blocks, and tags that stand within lines.
static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i-u)<(?P<close>/)?(?:",
        r"(?P<block>html|head|body|title|meta|link|script|style|noscript|p|div|section|article|main|header|footer|nav|aside|h[1-6]",
        r"|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|td|th|blockquote|pre|figure|figcaption|form|iframe|br|hr|center|frameset)",
        r"|(?P<inline>a|abbr|b|big|cite|code|em|font|i|img|input|button|label|mark|q|s|small|span|strike|strong|sub|sup|svg|time|tt|u|video|picture|source)",
        r")(?:\s[^<>]{0,4096})?/?>",
    ))
    .ok()
});

fn is_html_as(start: &str, named: bool) -> bool {
    let opening = after_comments(start);
    let lower: String = opening
        .chars()
        .take(64)
        .collect::<String>()
        .to_ascii_lowercase();
    if lower.starts_with("<!doctype html")
        || ["<html", "<head", "<body"].iter().any(|tag| {
            lower
                .strip_prefix(tag)
                .is_some_and(|rest| rest.starts_with(['>', ' ', '\t', '\n', '\r', '/']))
        })
        || lower.starts_with("<?xml ")
        || lower.starts_with("<!doctype ")
    {
        return true;
    }
    let Some(tag) = TAG.as_ref() else {
        return false;
    };
    let bytes = opening.as_bytes();
    if memchr::memchr(b'<', bytes).is_none() {
        return false;
    }
    let (mut blocks, mut closed, mut inline, mut inside) = (0usize, 0usize, 0usize, 0usize);
    let (mut first, mut root) = (None, false);
    for found in tag.captures_iter(bytes) {
        let Some(whole) = found.get(0) else { continue };
        first.get_or_insert(whole.start());
        inside += whole.len();
        if let Some(block) = found.name("block") {
            blocks += 1;
            closed += usize::from(found.name("close").is_some());
            root |= [&b"html"[..], b"body", b"head"]
                .iter()
                .any(|name| block.as_bytes().eq_ignore_ascii_case(name));
        } else {
            inline += 1;
        }
    }
    let Some(first) = first else { return false };
    if named {
        return true;
    }
    let outside = bytes.len().saturating_sub(inside);
    // A fragment begins with its mark-up.
    if first == 0 && blocks > 0 && (closed > 0 || blocks + inline > 1) {
        return true;
    }
    // A page behind a line of something else.
    if root && blocks >= 4 && closed >= 2 && blocks * 1000 >= outside {
        return true;
    }
    // Text run through with mark-up, as archives keep it: a block in every few lines.
    (blocks >= 2 && blocks * 800 >= outside)
        || (first == 0 && inline >= 4 && inline * 200 >= outside)
}

/// What follows leading comments, white space and an XML declaration.
fn after_comments(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        let Some(comment) = text.strip_prefix("<!--") else {
            return text;
        };
        match comment.split_once("-->") {
            Some((_, rest)) => text = rest,
            None => return text,
        }
    }
}

/// CSV or TSV: rows of the same number of cells under a header. A name in `.csv` or `.tsv` makes two
/// rows enough; without it the header must hold a name that only a table of texts has.
fn separated(head: &str, whole: bool, ending: &str) -> Option<Dialect> {
    let named = matches!(ending, "csv" | "tsv" | "tab");
    let (first, _) = head.split_once('\n').unwrap_or((head, ""));
    let mut best: Option<((usize, usize, usize), Dialect)> = None;
    for delimiter in [b',', b'\t', b';', b'|'] {
        if !first.as_bytes().contains(&delimiter) {
            continue;
        }
        for quoted in [true, false] {
            let dialect = Dialect { delimiter, quoted };
            let rows = dialect.sample(head, whole, 64);
            let Some((header, rows)) = rows.split_first() else {
                continue;
            };
            let width = header.len();
            if width < 2 || !is_header(header) {
                continue;
            }
            let known = header.iter().filter(|name| columns::is_known(name)).count();
            let even = rows.iter().filter(|row| row.len() == width).count();
            let enough = if named {
                known > 0 || even * 2 >= rows.len()
            } else {
                // A sentence may hold "text" and a comma; two names and even rows it does not.
                known >= 2 && even > 0 && even * 10 >= rows.len() * 8
            };
            // A stray mark ends the sample early; what was read before it counts by its share.
            // Tables without quotation are rare: they must be much evener read so.
            let weight = if quoted { 200 } else { 100 };
            let share = even * weight / rows.len().max(1);
            let score = (known, share, even);
            if enough && best.is_none_or(|(other, _)| score > other) {
                best = Some((score, dialect));
            }
        }
    }
    // One column of texts under its name.
    if best.is_none()
        && matches!(ending, "csv" | "tsv")
        && columns::is_text_name(first.trim_matches(['"', '\r', ' ', '\u{FEFF}']))
    {
        return Some(Dialect {
            delimiter: if ending == "tsv" { b'\t' } else { b',' },
            quoted: true,
        });
    }
    best.map(|(_, dialect)| dialect)
}

/// Whether cells could name columns: short, mostly there, all different.
fn is_header(cells: &[String]) -> bool {
    let mut names: Vec<&str> = cells.iter().map(|c| c.trim()).collect();
    let empty = names.iter().filter(|n| n.is_empty()).count();
    let short = names
        .iter()
        .all(|n| n.chars().count() <= 64 && !n.ends_with(['.', '?', '!']));
    names.sort_unstable();
    names.dedup();
    short && empty <= 1 && names.len() == cells.len()
}
