//! When it was published and when it was changed.

use std::sync::LazyLock;

use regex::Regex;

use super::{Dateline, page::Page};
use crate::{
    capture::names,
    layout::{
        ZoneKind,
        signs::{Stamp, StampRole},
    },
    text::{
        PartialDate,
        date::{DateKind, DayOrder, find_ambiguous, find_dates, parse_date},
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

/// Reads both, each from the first source in order of trust that has it: what the page shows beside
/// its title, then what the markup claims, then other lines of dates, the columns of an archive, the
/// machine's date, the address. The same day, written more exactly by another source, is taken so.
pub(super) fn read(page: &Page<'_>, dateline: Option<&Dateline>) -> Dates {
    let mut out = Dates {
        page_date: page
            .signed()
            .find_map(|(_, _, s)| s.page_date)
            .map(|s| s.date),
        ..Dates::default()
    };
    let mut shown = visible(page, dateline, out.page_date);
    // The day on which someone saved or printed the page is not when it was published.
    let misfit = |d: PartialDate| far_from_dateline(d, dateline);
    let before = shown.len();
    shown.retain(|s| s.stamp.role != StampRole::Plain || !misfit(s.stamp.date));
    let kept = out.page_date.filter(|d| !misfit(*d));
    if shown.len() < before || kept != out.page_date {
        out.notes.push(
            "published: a date of the page is far from its dateline and was not taken".to_owned(),
        );
    }
    out.page_date = kept;
    let of = |beside: bool, role: StampRole| {
        shown
            .iter()
            .find(|s| s.beside == beside && s.stamp.role == role)
            .map(|s| s.stamp.date)
    };
    let beside = of(true, StampRole::Published).or_else(|| of(true, StampRole::Plain));
    let elsewhere = of(false, StampRole::Published).or_else(|| of(false, StampRole::Plain));
    let claims = |list: &[String]| -> Vec<PartialDate> {
        list.iter()
            .filter(|_| page.described)
            .filter_map(|t| parse_date(t))
            .filter(|d| d.month.is_some() && d.year.is_some_and(|y| WEB.contains(&y)))
            .collect()
    };
    let (said, said_updated) = (
        claims(&page.metadata.published),
        claims(&page.metadata.updated),
    );
    let column = |names: &[&str]| {
        page.described
            .then(|| page.column(names))
            .flatten()
            .and_then(parse_date)
    };
    let archived = column(names::PUBLISHED);
    let url = page.url().and_then(from_url);
    let order = [
        beside,
        said.first().copied(),
        elsewhere,
        archived,
        out.page_date,
        url,
    ];
    if let Some(first) = order.iter().flatten().next().copied() {
        out.from_url = order.iter().take(5).all(Option::is_none);
        let more = order.iter().flatten().chain(&said);
        out.published = Some(more_exact(first, more));
        let apart = |other: &PartialDate| {
            first
                .to_days()
                .zip(other.to_days())
                .is_some_and(|(a, b)| (a - b).abs() > 1)
        };
        if let Some(other) = order.iter().take(5).flatten().find(|d| apart(d)) {
            out.notes
                .push(format!("published: {first} and {other} are both claimed"));
        }
    }
    let order = [
        of(true, StampRole::Updated),
        said_updated.first().copied(),
        of(false, StampRole::Updated),
        column(names::UPDATED),
    ];
    if let Some(first) = order.iter().flatten().next().copied() {
        let more = order.iter().flatten().chain(&said_updated);
        out.updated = Some(more_exact(first, more));
    }
    out
}

/// How far, in days, an unlabelled date may lie from the dateline of the text.
const APART: i64 = 45;

fn far_from_dateline(date: PartialDate, dateline: Option<&Dateline>) -> bool {
    dateline
        .and_then(|d| d.date)
        .filter(|d| d.has_day())
        .and_then(|d| d.with_year_near(date)?.to_days())
        .zip(date.to_days())
        .is_some_and(|(a, b)| (a - b).abs() > APART)
}

/// The most exact of the dates that name the day of `first`.
fn more_exact<'d>(
    first: PartialDate,
    others: impl Iterator<Item = &'d PartialDate>,
) -> PartialDate {
    others
        .filter(|d| d.same_day(first) && d.precision() > first.precision())
        .max_by_key(|d| d.precision())
        .copied()
        .unwrap_or(first)
}

/// A date that the page shows.
struct Shown {
    stamp: Stamp,
    /// It stands at the head of the article, beside its title.
    beside: bool,
}

/// The dates of timestamp lines, bylines and lines at the head of the page, those closest to the title
/// first.
fn visible(
    page: &Page<'_>,
    dateline: Option<&Dateline>,
    page_date: Option<PartialDate>,
) -> Vec<Shown> {
    let mut sure: Vec<(usize, Shown)> = Vec::new();
    let mut rest: Vec<(usize, Shown)> = Vec::new();
    let evidence = [page_date, dateline.and_then(|d| d.date)];
    let mut order: Option<DayOrder> = None;
    for (at, zone, signs) in page.signed() {
        let own = matches!(zone.kind, ZoneKind::Timestamp | ZoneKind::Byline);
        let head = page.at_head(at);
        let near = zone.kind == ZoneKind::Furniture && head && !signs.notice;
        if !own && !near {
            continue;
        }
        let text = zone.text();
        let mut stamps: Vec<Stamp> = match &signs.timestamp {
            Some(line) => line.stamps.clone(),
            None if own => {
                let label = text.to_lowercase();
                let role = if label.contains("updated") || text.contains("수정") {
                    StampRole::Updated
                } else {
                    StampRole::Plain
                };
                let full = find_dates(text).into_iter().filter(|f| f.date.is_full());
                full.map(|f| Stamp {
                    role,
                    date: f.date,
                    span: f.span,
                })
                .collect()
            }
            None => Vec::new(),
        };
        // `07/04/2021` is read where another date of the page says which number is the day.
        if stamps.is_empty() && (own || text.len() <= 160) {
            for (span, first, second) in find_ambiguous(text) {
                let agrees =
                    |d: PartialDate| evidence.iter().flatten().any(|e| e.date_only().agrees(d));
                let order = *order.get_or_insert_with(|| day_order(page));
                let day_first = match (agrees(first), agrees(second), order) {
                    (true, false, _) => true,
                    (false, true, _) => false,
                    (_, _, DayOrder::Unknown) => continue,
                    (_, _, known) => known == DayOrder::DayFirst,
                };
                let date = if day_first { first } else { second };
                stamps.push(Stamp {
                    role: StampRole::Plain,
                    date,
                    span,
                });
            }
        }
        // A line after the title belongs to it sooner than one before.
        let distance = page.title.map_or(0, |title| {
            if at >= title {
                2 * (at - title)
            } else {
                2 * (title - at) + 1
            }
        });
        let into = if own { &mut sure } else { &mut rest };
        into.extend(stamps.into_iter().map(|stamp| {
            let shown = Shown {
                stamp,
                beside: head,
            };
            (distance, shown)
        }));
    }
    let mut found = if sure.is_empty() { rest } else { sure };
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().map(|(_, shown)| shown).collect()
}

/// Which number of `4/7/2021` is the day on this page: dates of this form that leave no choice show it,
/// or the country of the declared language.
fn day_order(page: &Page<'_>) -> DayOrder {
    let (mut day, mut month) = (false, false);
    for (_, zone, _) in page.signed() {
        if !matches!(
            zone.kind,
            ZoneKind::Timestamp | ZoneKind::Byline | ZoneKind::Furniture
        ) {
            continue;
        }
        let text = zone.text();
        for found in find_dates(text) {
            let words = found.span.of(text);
            if found.kind != DateKind::YearLast || !words.contains('/') {
                continue;
            }
            let first = words.split('/').next().and_then(|n| n.parse::<u8>().ok());
            day |= first.is_some_and(|n| n > 12);
            month |= first.is_some_and(|n| n <= 12) && found.date.day.is_some_and(|d| d > 12);
        }
    }
    match (day, month) {
        (true, false) => return DayOrder::DayFirst,
        (false, true) => return DayOrder::MonthFirst,
        (true, true) => return DayOrder::Unknown,
        (false, false) => {}
    }
    let declared = page.metadata.language.as_deref().unwrap_or("");
    match declared.replace('_', "-").to_ascii_lowercase().as_str() {
        "en-us" => DayOrder::MonthFirst,
        "en-gb" | "en-au" | "en-nz" | "en-ie" | "en-in" => DayOrder::DayFirst,
        _ => DayOrder::Unknown,
    }
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
