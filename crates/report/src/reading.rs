//! Reading views: a document's part of its capture as saved, beside its clean text.

use serde::Serialize;
use variorum::{Document, capture::MediaType, layout::ZoneKind};

use crate::{
    calendar,
    source::{What, is_markup, pieces},
};

/// Most bytes of one capture, and of its clean text, in a reading view.
const MOST: usize = 120_000;
/// A run of furniture of more characters or lines than this is folded away behind its beginning.
const FOLD_CHARS: usize = 320;
const FOLD_LINES: usize = 6;
const LEAD_CHARS: usize = 140;
const LEAD_LINES: usize = 2;

/// About how many bytes of text a document's reading view takes.
pub(crate) fn weight(document: &Document) -> usize {
    let mut bytes = 0usize;
    for zone in &document.zones {
        if is_markup(document, zone) {
            bytes += zone.spans.len() * 24;
        } else {
            let saved: usize = zone.spans.iter().map(|s| s.len()).sum();
            bytes += saved.min(MOST) + zone.text().len().min(MOST) + 120;
        }
    }
    bytes.min(4 * MOST)
}

/// One reading view.
#[derive(Debug, Serialize)]
pub(crate) struct Reading {
    pub(crate) saved: Vec<Run>,
    pub(crate) saved_cut: usize,
    pub(crate) clean: Vec<CleanZone>,
    pub(crate) clean_cut: usize,
    pub(crate) facts: Vec<Fact>,
    pub(crate) notes: Vec<String>,
    pub(crate) kinds: Vec<&'static str>,
    pub(crate) html: bool,
}

/// Parts of the capture in a row; the rest of a long run of furniture is folded away.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Run {
    pub(crate) parts: Vec<Part>,
    pub(crate) folded: Vec<Part>,
    pub(crate) tail: Vec<Part>,
    /// Characters folded away, white space and markup apart.
    pub(crate) characters: usize,
}

/// A part of the capture as saved.
#[derive(Debug, Serialize)]
pub(crate) struct Part {
    /// `zone`, `markup`, `space` or `elsewhere`.
    pub(crate) what: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) zone: usize,
    pub(crate) text: String,
    /// Whether the zone begins here, at the beginning of a line, and is of another kind than the
    /// furniture before it.
    pub(crate) labelled: bool,
    /// Whether a line break is shown before it that the source does not have (HTML).
    pub(crate) broken: bool,
    pub(crate) bytes: usize,
}

/// A zone of the clean text.
#[derive(Debug, Serialize)]
pub(crate) struct CleanZone {
    pub(crate) zone: usize,
    pub(crate) kind: &'static str,
    pub(crate) text: String,
    pub(crate) language: Option<&'static str>,
}

/// A line of the metadata.
#[derive(Debug, Serialize)]
pub(crate) struct Fact {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) inferred: bool,
    pub(crate) code: bool,
}

impl Reading {
    pub(crate) fn new(document: &Document) -> Self {
        let (parts, saved_cut) = saved(document);
        let (clean, clean_cut) = clean(document);
        let kinds = ZoneKind::ALL
            .into_iter()
            .filter(|kind| document.zones_of(*kind).any(|z| !is_markup(document, z)))
            .map(ZoneKind::name)
            .collect();
        Reading {
            saved: runs(parts),
            saved_cut,
            clean,
            clean_cut,
            facts: facts(document),
            notes: document.notes.clone(),
            kinds,
            html: document.capture.media_type == MediaType::Html,
        }
    }
}

fn saved(document: &Document) -> (Vec<Part>, usize) {
    let html = document.capture.media_type == MediaType::Html;
    let pieces = pieces(document);
    let mut parts = Vec::with_capacity(pieces.len());
    let mut used = 0usize;
    let mut cut = 0usize;
    // Whether the next zone stands at the beginning of a line, and which zone was the last.
    let mut line_start = true;
    let mut last_zone: Option<usize> = None;
    let mut last_furniture = false;
    for piece in &pieces {
        let text = document.capture.slice(piece.span);
        let mut part = Part {
            what: "space",
            kind: "",
            zone: 0,
            text: String::new(),
            labelled: false,
            broken: false,
            bytes: text.len(),
        };
        if used > MOST {
            cut += text.len();
            continue;
        }
        match piece.what {
            What::Space => {
                line_start |= text.contains(['\n', '\r', '\u{c}']);
                text.clone_into(&mut part.text);
                used += text.len();
            }
            What::Markup => part.what = "markup",
            What::Elsewhere => {
                part.what = "elsewhere";
                line_start = true;
            }
            What::Zone(number) => {
                let Some(zone) = document.zones.get(number) else {
                    continue;
                };
                let fresh = last_zone != Some(number);
                part.what = "zone";
                part.kind = zone.kind.name();
                part.zone = number;
                part.broken = html && fresh && last_zone.is_some();
                let furniture = zone.kind == ZoneKind::Furniture;
                part.labelled =
                    fresh && (line_start || part.broken) && !(furniture && last_furniture);
                last_furniture = furniture;
                last_zone = Some(number);
                line_start = text.ends_with(['\n', '\r']);
                let kept = floor(text, MOST.saturating_sub(used));
                cut += text.len() - kept;
                let text = text.get(..kept).unwrap_or("");
                used += text.len().max(1);
                text.clone_into(&mut part.text);
            }
        }
        parts.push(part);
    }
    (parts, cut)
}

/// Groups the parts, and folds long runs of furniture.
fn runs(parts: Vec<Part>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut inside = false;
    for part in parts {
        let furniture = part.is_furniture();
        let neutral = part.what == "markup" || part.what == "space";
        if runs.is_empty() || (inside != furniture && !(inside && neutral)) {
            runs.push(Run::default());
            inside = furniture;
        }
        if let Some(run) = runs.last_mut() {
            run.parts.push(part);
        }
    }
    for run in &mut runs {
        if run.parts.first().is_some_and(Part::is_furniture) {
            fold(run);
        }
    }
    runs
}

impl Part {
    fn is_furniture(&self) -> bool {
        self.what == "zone" && self.kind == ZoneKind::Furniture.name()
    }

    fn lines(&self) -> usize {
        self.text.matches('\n').count() + usize::from(self.broken)
    }

    fn characters(&self) -> usize {
        self.text.chars().filter(|c| !c.is_whitespace()).count()
    }
}

fn fold(run: &mut Run) {
    // The white space and markup behind the last word stay outside.
    let end = run.parts.iter().rposition(Part::is_furniture);
    let end = end.map_or(0, |at| at + 1);
    let words = run.parts.get(..end).unwrap_or(&[]);
    let characters: usize = words.iter().map(Part::characters).sum();
    let lines: usize = words.iter().map(Part::lines).sum();
    if characters <= FOLD_CHARS && lines <= FOLD_LINES {
        return;
    }
    let (mut c, mut l) = (0, 0);
    let mut at = 0;
    for part in words {
        c += part.characters();
        l += part.lines();
        if c > LEAD_CHARS || l > LEAD_LINES {
            break;
        }
        at += 1;
    }
    let tail = run.parts.split_off(end);
    let mut rest = run.parts.split_off(at);
    // One long part is cut in itself.
    if let Some(first) = rest.first_mut()
        && first.is_furniture()
        && at == 0
    {
        let line = first.text.match_indices('\n').nth(LEAD_LINES - 1);
        let most = floor(&first.text, LEAD_CHARS);
        let cut = line.map_or(most, |(at, _)| at.min(most));
        let behind = first.text.split_off(cut);
        let lead = Part {
            text: std::mem::replace(&mut first.text, behind),
            what: first.what,
            kind: first.kind,
            bytes: cut,
            ..*first
        };
        first.labelled = false;
        first.broken = false;
        run.parts.push(lead);
    }
    run.characters = rest.iter().map(Part::characters).sum();
    run.folded = rest;
    run.tail = tail;
}

/// The last character boundary at or before a byte.
fn floor(text: &str, mut at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn clean(document: &Document) -> (Vec<CleanZone>, usize) {
    let mut used = 0usize;
    let mut cut = 0usize;
    let mut zones = Vec::new();
    for (number, zone) in document.zones.iter().enumerate() {
        if matches!(zone.kind, ZoneKind::Furniture | ZoneKind::PageMark) || zone.text().is_empty() {
            continue;
        }
        let kept = floor(zone.text(), MOST.saturating_sub(used));
        cut += zone.text().len() - kept;
        used += kept;
        if kept > 0 {
            zones.push(CleanZone {
                zone: number,
                kind: zone.kind.name(),
                text: zone.text().get(..kept).unwrap_or("").to_owned(),
                language: zone.language.or(document.language),
            });
        }
    }
    (zones, cut)
}

fn facts(document: &Document) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |name: &str, value: Option<String>, code: bool| {
        if let Some(value) = value {
            let path = name.to_lowercase().replace(", ", ".");
            facts.push(Fact {
                name: name.to_owned(),
                value,
                inferred: document.inferred.contains(&path),
                code,
            });
        }
    };
    let date = |d: &variorum::text::PartialDate| {
        let exact = calendar::precision(d);
        format!("{} ({d}, exact to the {exact})", calendar::human(d))
            .replace("exact to the no year", "without its year")
    };
    add(
        "Outlet",
        document.outlet.as_ref().map(|o| match &o.id {
            Some(id) => format!("{} ({id})", o.name),
            None => o.name.clone(),
        }),
        false,
    );
    add("Agency", document.agency.clone(), false);
    add(
        "Bylines",
        (!document.bylines.is_empty()).then(|| document.bylines.join("; ")),
        false,
    );
    add("Published", document.published.as_ref().map(date), false);
    add("Updated", document.updated.as_ref().map(date), false);
    if let Some(dateline) = &document.dateline {
        add("Dateline, place", dateline.place.clone(), false);
        add("Dateline, date", dateline.date.as_ref().map(date), false);
        add("Dateline, agency", dateline.agency.clone(), false);
        let span = dateline.span;
        let span = format!("bytes {}–{}", span.start, span.end);
        add("Dateline, span", Some(span), true);
    }
    let language = document.language;
    add(
        "Language",
        language.map(|l| crate::stopwords::language_name(l).to_owned()),
        false,
    );
    let capture = &document.capture;
    add("Address", Some(document.address()), true);
    add("Id", Some(document.id.clone()), true);
    add("SHA-256", Some(capture.sha256.clone()), true);
    add(
        "Media type",
        serde_json::to_value(capture.media_type)
            .ok()
            .and_then(|v| v.as_str().map(str::to_owned)),
        true,
    );
    add("Encoding", Some(capture.encoding.clone()), true);
    let offset = (capture.offset > 0).then(|| format!("byte {} of the file", capture.offset));
    add("Record", offset, true);
    for (name, value) in capture.metadata.iter().take(24) {
        let shown: String = value.chars().take(300).collect();
        add(&format!("column “{name}”"), Some(shown), true);
    }
    facts.retain(|f| !f.value.is_empty());
    facts
}
