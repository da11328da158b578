//! Who published it: from the address, the markup, the imprint, the rights line, the wire's own
//! marks. A name in the running text is no evidence.

use std::sync::LazyLock;

use regex::Regex;

use super::{Dateline, Outlet, page::Page, title::fold};
use crate::{
    capture::names,
    layout::{Zone, ZoneKind},
    pack,
};

/// `The Tarsk Courier by Courier Corporation`.
static IMPRINT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "^(?P<name>(?:\\p{Lu}[\\p{L}'’.&-]*\\s?){1,6}?)\\s+by\\s+(?:\\p{Lu}[\\p{L}'’.&-]*\\s){1,4}(?:Corporation|Corp|Inc|Co|Ltd|Limited|Media|Group|Company)\\b\\.?$",
    )
    .ok()
});

/// `Copyright © 2022 The Tarsk Courier. All rights reserved.`, `ⓒ 벤드리아통신 무단전재`.
static RIGHTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?:(?i:copyrights?|저작권자)\\s*(?:©|ⓒ|\\([cC]\\))?|©|ⓒ|\\([cC]\\))\\s*(?:[12][0-9]{3}(?:\\s?[-–]\\s?(?:[12][0-9]{3}|present))?)?,?\\s*(?i:by\\s+)?\
         (?P<name>(?:\\p{Lu}[\\p{L}0-9'’&-]*(?:\\s(?:of|and|&|the)\\s)?\\s?){1,6}|[가-힣][가-힣A-Za-z0-9]{1,15}(?:\\s[가-힣A-Za-z0-9]{1,10})?)",
    )
    .ok()
});

/// How a line that [`IMPRINT`] matches ends, but for its full stop: to ask the expression itself takes
/// long.
const COMPANIES: [&str; 9] = [
    "Corporation",
    "Corp",
    "Inc",
    "Co",
    "Ltd",
    "Limited",
    "Media",
    "Group",
    "Company",
];

fn is_imprint(text: &str) -> bool {
    let line = text.strip_suffix('.').unwrap_or(text);
    COMPANIES.iter().any(|c| line.ends_with(c))
        && IMPRINT.as_ref().is_some_and(|i| i.is_match(text))
}

/// Reads the outlet.
pub(super) fn read(page: &Page<'_>, dateline: Option<&Dateline>) -> Option<Outlet> {
    let by_domain = page.url().and_then(|u| page.pack.outlet_by_domain(u));
    if let Some(outlet) = by_domain.filter(|o| !o.is_aggregator()) {
        return Some(known(outlet));
    }
    let named = page
        .metadata
        .outlets
        .iter()
        .map(String::as_str)
        .chain(page.column(names::OUTLET));
    let named: Vec<&str> = named.map(str::trim).filter(|n| !n.is_empty()).collect();
    let of_markup = named.iter().find_map(|n| page.pack.outlet_by_name(n));
    if let Some(outlet) = of_markup.filter(|o| !o.is_aggregator()) {
        return Some(known(outlet));
    }
    // On a page that carries texts of others, the rights line says whose text it is.
    imprint(page)
        .or_else(|| title_suffix(page))
        .or_else(|| own_mark(page, dateline))
        .or_else(|| {
            // Without the pack, the name that the markup or the container itself gives.
            let claim = named.first()?;
            let fits = !claim.is_empty() && claim.chars().count() <= 60 && !claim.contains("://");
            fits.then(|| Outlet {
                id: None,
                name: (*claim).to_owned(),
            })
        })
        .or_else(|| wire(page, dateline))
        .or_else(|| by_domain.or(of_markup).map(known))
        .or_else(|| furniture(page))
}

fn known(outlet: &pack::Outlet) -> Outlet {
    Outlet {
        id: Some(outlet.id.clone()),
        name: outlet.name.clone(),
    }
}

/// Zones that may be an imprint: notices, and furniture that reads like one.
fn imprint_zones<'a>(page: &'a Page<'_>) -> Vec<&'a str> {
    page.signed()
        .filter(|(_, zone, signs)| match zone.kind {
            ZoneKind::Notice => true,
            ZoneKind::Furniture | ZoneKind::Credit => signs.notice || is_imprint(zone.text()),
            _ => false,
        })
        .map(|(_, zone, _)| zone.text())
        .collect()
}

/// The outlet that an imprint or a claim of rights names: known ones first, in the order of the page;
/// then the name that the words themselves give.
fn imprint(page: &Page<'_>) -> Option<Outlet> {
    let lines = imprint_zones(page);
    for text in &lines {
        let found = page.pack.outlets().find(text);
        if found.is_empty() {
            continue;
        }
        // The claim of rights is about the name after its sign, not about any name in the line.
        let claimed = claim_start(text);
        let first = found
            .iter()
            .find(|(span, _)| claimed.is_none_or(|at| span.start >= at))
            .map(|(_, o)| *o);
        if let Some(outlet) = first.filter(|o| !o.is_aggregator()) {
            return Some(known(outlet));
        }
    }
    // A line that is nothing but a known outlet's name.
    let bare = page
        .signed()
        .filter(|(_, z, _)| z.kind == ZoneKind::Furniture && z.text().chars().count() <= 40)
        .filter_map(|(_, z, _)| page.pack.outlet_by_name(z.text()))
        .find(|o| !o.is_aggregator());
    if let Some(outlet) = bare {
        return Some(known(outlet));
    }
    let written = |re: &LazyLock<Option<Regex>>, line: &str| {
        let found = re.as_ref()?.captures(line)?;
        let name = clean_name(found.name("name")?.as_str());
        (name.chars().count() >= 2 && !GENERIC.contains(&fold(&name).as_str())).then_some(name)
    };
    let imprint = || {
        lines
            .iter()
            .filter(|l| is_imprint(l))
            .find_map(|l| written(&IMPRINT, l))
    };
    let name = imprint().or_else(|| lines.iter().find_map(|l| written(&RIGHTS, l)))?;
    Some(Outlet { id: None, name })
}

/// Words of rights notices that are no names.
const GENERIC: [&str; 16] = [
    "all",
    "allrights",
    "allrightsreserved",
    "policy",
    "notice",
    "copyright",
    "rights",
    "the",
    "this",
    "reserved",
    "privacypolicy",
    "terms",
    "무단전재",
    "저작권",
    "무단",
    "disclaimer",
];

fn claim_start(text: &str) -> Option<usize> {
    RIGHTS
        .as_ref()?
        .captures(text)?
        .name("name")
        .map(|m| m.start())
}

/// A name cut out of a notice: without what follows it.
fn clean_name(text: &str) -> String {
    let mut name = text.trim();
    for stop in [" All ", " All", " Rights", " 무단", " 저작권"] {
        if let Some((head, _)) = name.split_once(stop) {
            name = head.trim();
        }
    }
    name.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// `Title - Yonhap News Agency`, in the title zone or in the markup.
fn title_suffix(page: &Page<'_>) -> Option<Outlet> {
    let zone = page.title.and_then(|at| page.zones.get(at)).map(Zone::text);
    let titles = page.metadata.titles.iter().map(String::as_str).chain(zone);
    for title in titles {
        let last = [" - ", " – ", " — ", " | ", " :: ", " < "]
            .iter()
            .filter_map(|s| title.rsplit_once(s))
            .map(|(_, name)| name.trim())
            .min_by_key(|n| n.len());
        if let Some(outlet) = last.and_then(|n| page.pack.outlet_by_name(n))
            && !outlet.is_aggregator()
        {
            return Some(known(outlet));
        }
    }
    None
}

/// `[천지일보=김성완 기자]`: a paper that opens its text with its own name.
fn own_mark(page: &Page<'_>, dateline: Option<&Dateline>) -> Option<Outlet> {
    let agency = dateline?.agency.as_deref()?;
    let outlet = page.pack.outlet_by_name(agency)?;
    (outlet.kind == "newspaper" || outlet.kind == "broadcaster").then(|| known(outlet))
}

/// An agency that signs both the dateline and a caption or credit, on a page without another owner.
fn wire(page: &Page<'_>, dateline: Option<&Dateline>) -> Option<Outlet> {
    let agency = dateline?.agency.as_deref()?;
    let outlet = page.pack.outlet_by_name(agency)?;
    page.signed()
        .filter(|(_, z, _)| matches!(z.kind, ZoneKind::Caption | ZoneKind::Credit))
        .any(|(_, z, s)| {
            let caption = s.caption.as_ref().and_then(|c| c.credit);
            [caption, s.credit, s.end_credit]
                .iter()
                .flatten()
                .filter_map(|c| page.pack.outlet_by_name(c.of(z.text())))
                .any(|o| o.id == outlet.id)
        })
        .then(|| known(outlet))
}

/// Furniture that names its outlet; other words of a page's furniture come with a common template.
fn furniture(page: &Page<'_>) -> Option<Outlet> {
    page.signed()
        .filter(|(_, z, _)| z.kind == ZoneKind::Furniture)
        .find_map(|(_, z, _)| {
            page.pack
                .furniture()
                .iter()
                .filter(|f| f.matches(z.text()))
                .filter_map(|f| Some((f, page.pack.outlets().by_id(&f.outlet)?)))
                .find(|(f, outlet)| outlet.names().any(|name| f.text.contains(name)))
                .map(|(_, outlet)| outlet)
        })
        .map(known)
}
