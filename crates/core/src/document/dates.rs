//! When it was published and when it was changed.

use std::sync::LazyLock;

use regex::Regex;

use super::{Dateline, page::Page};
use crate::{
    layout::{
        ZoneKind,
        signs::{Stamp, StampRole},
    },
    text::{
        PartialDate,
        date::{find_ambiguous, find_dates, parse_date},
    },
};

/// Years in which a web page can have been published; templates fill in others.
const WEB: std::ops::RangeInclusive<i16> = 1991..=2199;

/// What was read.
#[derive(Default)]
pub(super) struct Dates {
    pub(super) published: Option<PartialDate>,
    pub(super) updated: Option<PartialDate>,
    /// The machine's date of the capture, if it has one.
    pub(super) page_date: Option<PartialDate>,
    /// The date of publication was read from the address.
    pub(super) from_url: bool,
    pub(super) notes: Vec<String>,
}

/// Reads both, each from the first source in order of trust that has it: for HTML the markup before
/// the visible lines, otherwise the visible lines before the columns of the archive.
pub(super) fn read(page: &Page<'_>, dateline: Option<&Dateline>) -> Dates {
    let mut out = Dates {
        page_date: page
            .signed()
            .find_map(|(_, _, s)| s.page_date)
            .map(|s| s.date),
        ..Dates::default()
    };
    let shown = visible(page, dateline, out.page_date);
    let shown_published = shown
        .iter()
        .find(|s| s.role == StampRole::Published)
        .or_else(|| shown.iter().find(|s| s.role == StampRole::Plain))
        .map(|s| s.date);
    let shown_updated = shown
        .iter()
        .find(|s| s.role == StampRole::Updated)
        .map(|s| s.date);
    let claims = |list: &[String]| -> Vec<PartialDate> {
        list.iter()
            .filter_map(|t| parse_date(t))
            .filter(|d| d.month.is_some() && d.year.is_some_and(|y| WEB.contains(&y)))
            .collect()
    };
    let (said, said_updated) = if page.described {
        (
            claims(&page.metadata.published),
            claims(&page.metadata.updated),
        )
    } else {
        (Vec::new(), Vec::new())
    };
    let column = |names: &[&str]| {
        page.described
            .then(|| page.column(names))
            .flatten()
            .and_then(parse_date)
    };
    let url = page.url().and_then(from_url);
    let archived = column(&[
        "published",
        "date",
        "published_at",
        "date_published",
        "publish_date",
        "pubdate",
        "published_date",
        "datetime",
    ]);
    let order = if page.is_html() {
        [
            said.first().copied(),
            shown_published,
            archived,
            out.page_date,
            url,
        ]
    } else {
        [
            shown_published,
            said.first().copied(),
            out.page_date,
            archived,
            url,
        ]
    };
    out.published = order.iter().flatten().next().copied();
    out.from_url = out.published.is_some() && order.iter().take(4).all(Option::is_none);
    // Another source may say the same day more exactly.
    if let Some(first) = out.published {
        let more = order
            .iter()
            .flatten()
            .chain(&said)
            .filter(|d| d.same_day(first) && d.precision() > first.precision())
            .max_by_key(|d| d.precision());
        out.published = Some(more.copied().unwrap_or(first));
        for other in order.iter().take(4).flatten() {
            let gap = first
                .to_days()
                .zip(other.to_days())
                .map_or(0, |(a, b)| (a - b).abs());
            if gap > 1 {
                out.notes
                    .push(format!("published: {first} and {other} are both claimed"));
                break;
            }
        }
    }
    let changed = column(&[
        "updated",
        "modified",
        "updated_at",
        "date_modified",
        "modified_at",
        "last_modified",
    ]);
    let order = if page.is_html() {
        [said_updated.first().copied(), shown_updated, changed]
    } else {
        [shown_updated, said_updated.first().copied(), changed]
    };
    out.updated = order.into_iter().flatten().next();
    out
}

/// The dates of timestamp lines, bylines and lines at the head of the page.
fn visible(
    page: &Page<'_>,
    dateline: Option<&Dateline>,
    page_date: Option<PartialDate>,
) -> Vec<Stamp> {
    let mut sure = Vec::new();
    let mut rest = Vec::new();
    let evidence = [page_date, dateline.and_then(|d| d.date)];
    for (at, zone, signs) in page.signed() {
        let own = matches!(zone.kind, ZoneKind::Timestamp | ZoneKind::Byline);
        let near = zone.kind == ZoneKind::Furniture && page.at_head(at) && !signs.notice;
        if !own && !near {
            continue;
        }
        let text = zone.text();
        let into = if own { &mut sure } else { &mut rest };
        if let Some(stamps) = &signs.timestamp {
            into.extend(stamps.stamps.iter().copied());
        } else if own {
            let label = text.to_lowercase();
            let updated = label.contains("updated") || text.contains("수정");
            let role = if updated {
                StampRole::Updated
            } else {
                StampRole::Plain
            };
            let full = find_dates(text).into_iter().filter(|f| f.date.is_full());
            into.extend(full.map(|f| Stamp {
                role,
                date: f.date,
                span: f.span,
            }));
        }
        // `07/04/2021` is read where another date of the page says which number is the day.
        if own || near && text.len() <= 160 {
            for (span, first, second) in find_ambiguous(text) {
                let agrees =
                    |d: PartialDate| evidence.iter().flatten().any(|e| e.date_only().agrees(d));
                let date = match (agrees(first), agrees(second)) {
                    (true, false) => first,
                    (false, true) => second,
                    _ => continue,
                };
                into.push(Stamp {
                    role: StampRole::Plain,
                    date,
                    span,
                });
            }
        }
    }
    if sure.is_empty() { rest } else { sure }
}

/// A day in the path or the query of an address: `/2021/04/07/`, `/20210407/`, `id=2022-03-10-0002`,
/// and the figures of an address that open with day and time.
pub(super) fn from_url(url: &str) -> Option<PartialDate> {
    static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            "[/=](?:(?P<y1>(?:19|20)[0-9]{2})[/-](?P<m1>[0-9]{1,2}|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)[/-](?P<d1>[0-9]{1,2})(?:[/?&#._-]|$)\
             |(?P<y2>(?:19|20)[0-9]{2})(?P<m2>[0-9]{2})(?P<d2>[0-9]{2})(?P<more>[0-9]*)(?:[/?&#._-]|$))",
        )
        .ok()
    });
    let rest = url.split_once("://").map_or(url, |(_, r)| r);
    let path = rest.find('/').and_then(|at| rest.get(at..))?;
    let found = DAY.as_ref()?.captures(path)?;
    let part = |name: &str| found.name(name).map(|m| m.as_str());
    let (y, m, d) = match part("y1") {
        Some(y) => (y, part("m1")?, part("d1")?),
        None => (part("y2")?, part("m2")?, part("d2")?),
    };
    // Eight figures, or more where a time of day or a number of the day follows.
    if part("more").is_some_and(|m| !matches!(m.len(), 0 | 3..=9)) {
        return None;
    }
    let written = if m.starts_with(|c: char| c.is_ascii_digit()) {
        format!("{y}-{m}-{d}")
    } else {
        format!("{d} {m} {y}")
    };
    parse_date(&written).filter(|d| d.is_full() && d.year.is_some_and(|y| WEB.contains(&y)))
}
