//! The dateline, and the year that its date leaves out.

use super::{Dateline, page::Page};
use crate::{
    capture::names,
    layout::{ZoneKind, signs},
    text::{PartialDate, Span, date::find_dates},
};

/// How far, in days, a date of the text may lie from the dateline whose year it gives.
const NEAR: i64 = 45;

/// The dateline that one of the first paragraphs opens with, and the reporters named in it.
pub(super) fn read(page: &Page<'_>) -> Option<(Dateline, Vec<String>)> {
    let mut seen = 0;
    for (_, zone, signs) in page.signed() {
        match zone.kind {
            ZoneKind::Paragraph => seen += 1,
            ZoneKind::Summary | ZoneKind::Timestamp | ZoneKind::Byline => {}
            _ => continue,
        }
        if seen > 3 {
            break;
        }
        let Some(found) = &signs.dateline else {
            continue;
        };
        let text = zone.text();
        let words = |s: Span| s.of(text).to_owned();
        let span = found.span.trimmed(text);
        let dateline = Dateline {
            place: found.place.map(words),
            date: found.date,
            agency: found.agency.map(words),
            span: zone.clean.to_source_hull(span).unwrap_or(zone.hull()),
        };
        return Some((dateline, found.names.iter().copied().map(words).collect()));
    }
    None
}

/// Gives the date of a dateline the year that the page shows for it; whether it did.
pub(super) fn infer_year(
    page: &Page<'_>,
    dateline: &mut Dateline,
    known: &[Option<PartialDate>],
) -> bool {
    let Some(date) = dateline.date.filter(|d| d.year.is_none()) else {
        return false;
    };
    let year = known
        .iter()
        .flatten()
        .find(|d| d.is_full())
        .and_then(|d| date.with_year_near(*d))
        .or_else(|| from_text(page, date));
    if let Some(full) = year {
        dateline.date = Some(full);
    }
    year.is_some()
}

/// The year that full dates of the text and captions close to it agree on.
fn from_text(page: &Page<'_>, date: PartialDate) -> Option<PartialDate> {
    let mut found: Option<PartialDate> = None;
    for zone in page.zones {
        if !matches!(zone.kind, ZoneKind::Paragraph | ZoneKind::Caption) {
            continue;
        }
        for day in find_dates(zone.text()) {
            let Some(near) = day
                .date
                .is_full()
                .then(|| date.with_year_near(day.date))
                .flatten()
            else {
                continue;
            };
            let gap = near.to_days()? - day.date.date_only().to_days()?;
            if gap.abs() > NEAR {
                continue;
            }
            match found {
                Some(other) if other != near => return None,
                _ => found = Some(near),
            }
        }
    }
    found
}

/// Whether a name is an agency's: one that the pack calls so, or one that reads like it.
pub(super) fn is_agency(page: &Page<'_>, name: &str) -> bool {
    match page.pack.outlet_by_name(name) {
        Some(outlet) => ["wire", "state_agency", "monitoring"].contains(&outlet.kind.as_str()),
        None => signs::is_agency(name),
    }
}

/// Initials in a dateline with place and day are an agency's, though nobody knows it:
/// `Tarsk, March 15 (VPS) -- `.
fn signs_as_agency(page: &Page<'_>, dateline: &Dateline, name: &str) -> bool {
    let initials = (2..=6).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase());
    let whole = dateline.place.is_some() && dateline.date.is_some();
    initials && whole && page.pack.outlet_by_name(name).is_none()
}

/// The agency whose text it is: that of the dateline, of the byline, of the credit at the end.
pub(super) fn agency(
    page: &Page<'_>,
    dateline: Option<&Dateline>,
    bylines: &[String],
) -> Option<String> {
    if let Some(agency) = dateline.and_then(|d| d.agency.as_deref())
        && (is_agency(page, agency) || dateline.is_some_and(|d| signs_as_agency(page, d, agency)))
    {
        return Some(agency.to_owned());
    }
    if let Some(name) = bylines.iter().find(|b| is_agency(page, b)) {
        return Some(name.clone());
    }
    if let Some(organisation) = page
        .signed()
        .filter(|(_, z, _)| z.kind == ZoneKind::Byline)
        .find_map(|(_, z, s)| Some(s.byline.as_ref()?.organisation?.of(z.text())))
        && is_agency(page, organisation)
    {
        return Some(organisation.to_owned());
    }
    let column = page.described.then(|| page.column(names::AGENCY)).flatten();
    if column.is_some() {
        return column.map(str::to_owned);
    }
    let (_, last) = page.body?;
    page.signed()
        .filter(|(at, z, _)| match z.kind {
            ZoneKind::Paragraph => *at + 3 > last,
            ZoneKind::Credit => *at > last && *at <= last + 3,
            _ => false,
        })
        .filter_map(|(_, z, s)| Some(s.end_credit.or(s.credit)?.of(z.text())))
        .find(|name| is_agency(page, name))
        .map(str::to_owned)
}
