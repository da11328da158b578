//! One article as its fields are read from it: zones with their signs, what markup and container say.

use crate::{
    capture::{Capture, MediaType, names},
    layout::{
        Metadata, Zone, ZoneKind,
        signs::{self, Signs},
    },
    pack::Pack,
};

/// Longest zone beside running text whose signs are read, in bytes.
const LONGEST: usize = 1200;

/// How many paragraphs at the head and at the end are looked at.
const EDGE: usize = 4;

/// How many zones around the title and the first paragraph, and how many at the foot of the page, are
/// looked at though they are furniture.
const AROUND: usize = 8;
const FOOT: usize = 40;

/// Everything that fields are read from.
pub(super) struct Page<'a> {
    pub(super) capture: &'a Capture,
    pub(super) zones: &'a [Zone],
    /// The signs of each zone, where they were read.
    signs: Vec<Option<Signs>>,
    pub(super) metadata: &'a Metadata,
    columns: Vec<(String, &'a str)>,
    pub(super) pack: &'a Pack,
    /// The first and the last paragraph.
    pub(super) body: Option<(usize, usize)>,
    /// The title zone.
    pub(super) title: Option<usize>,
    /// Whether markup and container speak of this article and not of another one of the file.
    pub(super) described: bool,
}

impl<'a> Page<'a> {
    pub(super) fn new(
        capture: &'a Capture,
        article: usize,
        zones: &'a [Zone],
        metadata: &'a Metadata,
        pack: &'a Pack,
    ) -> Self {
        let of_kind = |kind| move |z: &Zone| z.kind == kind;
        let first = zones.iter().position(of_kind(ZoneKind::Paragraph));
        let last = zones.iter().rposition(of_kind(ZoneKind::Paragraph));
        let body = first.zip(last);
        let title = zones.iter().position(of_kind(ZoneKind::Title));
        let paragraphs: Vec<usize> = (0..zones.len())
            .filter(|&i| zones.get(i).is_some_and(of_kind(ZoneKind::Paragraph)))
            .collect();
        let edge: std::collections::BTreeSet<usize> = paragraphs
            .iter()
            .take(EDGE)
            .chain(paragraphs.iter().rev().take(EDGE))
            .copied()
            .collect();
        let signs = zones
            .iter()
            .enumerate()
            .map(|(at, zone)| {
                let text = zone.text();
                let wanted = match zone.kind {
                    ZoneKind::Paragraph => edge.contains(&at),
                    ZoneKind::Title | ZoneKind::Heading | ZoneKind::PageMark => false,
                    // Of the page's furniture, what stands around the title and at the foot.
                    ZoneKind::Furniture => {
                        let head = title.or(first).unwrap_or(0);
                        let around = at + AROUND >= head && at <= first.unwrap_or(head) + AROUND;
                        let foot = at + FOOT >= zones.len();
                        !text.is_empty() && text.len() <= LONGEST && (around || foot)
                    }
                    _ => !text.is_empty() && text.len() <= LONGEST,
                };
                wanted.then(|| signs::read(text))
            })
            .collect();
        Page {
            capture,
            zones,
            signs,
            metadata,
            columns: columns(capture),
            pack,
            body,
            title,
            described: article == 0 || capture.record.is_some(),
        }
    }

    /// The zones whose signs were read, with their places.
    pub(super) fn signed(&self) -> impl Iterator<Item = (usize, &'a Zone, &Signs)> {
        self.zones
            .iter()
            .zip(&self.signs)
            .enumerate()
            .filter_map(|(at, (zone, signs))| Some((at, zone, signs.as_ref()?)))
    }

    /// The first value that the container has under one of these names.
    pub(super) fn column(&self, names: &[&str]) -> Option<&'a str> {
        first_of(&self.columns, names)
    }

    pub(super) fn is_html(&self) -> bool {
        self.capture.media_type == MediaType::Html
    }

    /// The address of the page.
    pub(super) fn url(&self) -> Option<&str> {
        self.metadata
            .url
            .as_deref()
            .or_else(|| self.column(names::ADDRESS))
    }

    /// Whether a zone stands at the head of the article: before its text, or right after its start.
    pub(super) fn at_head(&self, at: usize) -> bool {
        self.body.is_none_or(|(first, _)| at <= first + 2)
    }
}

/// What the container says, by [`names::folded`] names.
fn columns(capture: &Capture) -> Vec<(String, &str)> {
    let columns = capture.metadata.iter();
    columns
        .map(|(name, value)| (names::folded(name), value.trim()))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

fn first_of<'a>(columns: &[(String, &'a str)], wanted: &[&str]) -> Option<&'a str> {
    wanted.iter().find_map(|wanted| {
        let (_, value) = columns.iter().find(|(name, _)| name == wanted)?;
        Some(*value)
    })
}

/// The first value that the container has under one of these names, however they are written.
pub(super) fn column<'a>(capture: &'a Capture, wanted: &[&str]) -> Option<&'a str> {
    first_of(&columns(capture), wanted)
}
