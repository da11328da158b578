//! Title and subtitle.

use super::page::{Page, column};
use crate::{
    capture::{Capture, names},
    layout::{Zone, ZoneKind},
};

/// Signs between a title and the name of the site.
const SEPARATORS: [&str; 9] = [
    " - ", " – ", " — ", " | ", " :: ", " · ", " » ", " < ", " : ",
];

pub(super) struct Title {
    pub(super) title: Option<String>,
    pub(super) notes: Vec<String>,
}

/// The title: the title zone; where there is none, what the markup or the container says.
pub(super) fn read(page: &Page<'_>) -> Title {
    let zone = page
        .title
        .and_then(|at| page.zones.get(at))
        .map(|z| halved(&without_site(z.text(), None, page)))
        .filter(|t| !t.is_empty() && !is_site(t, page));
    let mut notes = Vec::new();
    let mut claims: Vec<String> = Vec::new();
    if page.described {
        let column = page.column(names::TITLE).map(str::to_owned);
        for claim in page.metadata.titles.iter().cloned().chain(column) {
            let claim = halved(&without_site(&unescape(&claim), zone.as_deref(), page));
            if !claim.is_empty() && !is_site(&claim, page) && !claims.contains(&claim) {
                claims.push(claim);
            }
        }
    }
    if let (Some(zone), Some(claim)) = (&zone, claims.first()) {
        let (a, b) = (fold(zone), fold(claim));
        if !a.contains(&b) && !b.contains(&a) {
            notes.push(format!(
                "title: the text has '{zone}', its description '{claim}'"
            ));
        }
    }
    Title {
        title: zone.or_else(|| claims.into_iter().next()),
        notes,
    }
}

/// An archive that gives the headline apart has none in the text of its records: a line that layout
/// took for the title there is a paragraph, unless it is that headline in other words.
pub(super) fn without_false_title(capture: &Capture, zones: &mut [Zone]) {
    if capture.record.is_none() {
        return;
    }
    let Some(headline) = column(capture, names::TITLE)
        .map(|t| t.trim().to_lowercase())
        .filter(|t| !t.is_empty())
    else {
        return;
    };
    let known: Vec<&str> = headline.split_whitespace().collect();
    let is_headline = |text: &str| {
        let text = text.to_lowercase();
        let (mut all, mut same) = (0, 0);
        for word in text.split_whitespace() {
            all += 1;
            same += usize::from(known.contains(&word));
        }
        same * 2 >= all || fold(&headline).contains(&fold(&text))
    };
    let mut false_title = false;
    for zone in zones {
        match zone.kind {
            ZoneKind::Title if !is_headline(zone.text()) => false_title = true,
            ZoneKind::Subtitle if false_title => {}
            _ => continue,
        }
        zone.kind = ZoneKind::Paragraph;
    }
}

/// The subtitle zone, or what the container says.
pub(super) fn subtitle(page: &Page<'_>) -> Option<String> {
    page.zones
        .iter()
        .find(|z| z.kind == ZoneKind::Subtitle)
        .map(Zone::text)
        .filter(|t| !t.is_empty())
        .map(str::to_owned)
        .or_else(|| {
            let column = page.described.then(|| page.column(names::SUBTITLE))??;
            Some(halved(&unescape(column)))
        })
}

/// Without the name of the site before or after it: cut where what is left is the title, or where the
/// name is an outlet's or the site's own.
fn without_site(text: &str, title: Option<&str>, page: &Page<'_>) -> String {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = title.map(fold);
    for _ in 0..3 {
        if whole.as_deref().is_some_and(|t| t == fold(&text)) {
            break;
        }
        let cut = SEPARATORS
            .iter()
            .filter_map(|s| text.rfind(s).map(|at| (at, s.len())))
            .max();
        let Some((at, len)) = cut else { break };
        let (left, right) = (
            text.get(..at).unwrap_or("").trim(),
            text.get(at + len..).unwrap_or("").trim(),
        );
        let first = SEPARATORS
            .iter()
            .filter_map(|s| text.find(s).map(|at| (at, s.len())))
            .min()
            .and_then(|(at, len)| Some((text.get(..at)?.trim(), text.get(at + len..)?.trim())));
        let kept = if whole.as_deref().is_some_and(|t| t == fold(left)) || is_site(right, page) {
            left.to_owned()
        } else if let Some((name, rest)) = first
            && (is_site(name, page) || whole.as_deref().is_some_and(|t| t == fold(rest)))
        {
            rest.to_owned()
        } else {
            break;
        };
        if kept.is_empty() {
            break;
        }
        text = kept;
    }
    text
}

/// Whether the words are the name of the site: an outlet of the pack, what the markup calls it, or
/// the name in its address.
fn is_site(name: &str, page: &Page<'_>) -> bool {
    if name.is_empty() || name.chars().count() > 60 {
        return false;
    }
    let folded = fold(name);
    if folded.is_empty() {
        return false;
    }
    let host = page.url().and_then(host_name);
    page.pack.outlet_by_name(name).is_some()
        || page.metadata.outlets.iter().any(|o| fold(o) == folded)
        || host.is_some_and(|h| h == folded || fold(name.trim_end_matches(".com")) == h)
}

/// The letters of the name that a host is registered under.
fn host_name(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, r)| r);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let parts: Vec<&str> = host.trim_start_matches("www.").split('.').collect();
    let known = ["co", "com", "org", "net", "ac", "or", "go"];
    let end = parts.len().checked_sub(1)?;
    let mut at = end.checked_sub(1)?;
    if at > 0 && parts.get(at).is_some_and(|p| known.contains(p)) {
        at -= 1;
    }
    parts.get(at).map(|p| fold(p)).filter(|p| p.len() >= 4)
}

/// A title that a page prints twice, once.
fn halved(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (first, second) = words.split_at(words.len() / 2);
    let long = first.iter().map(|w| w.chars().count()).sum::<usize>() >= 10;
    if words.len() >= 4 && long && first == second {
        return first.join(" ");
    }
    words.join(" ")
}

/// Letters and figures only, small.
pub(super) fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Decodes the character references that titles of archives and markup keep.
pub(super) fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        let tail = rest.get(at..).unwrap_or("");
        let end = tail.bytes().take(10).position(|b| b == b';');
        let decoded = end.and_then(|e| Some((reference(tail.get(1..e)?)?, e + 1)));
        if let Some((c, len)) = decoded {
            out.push(c);
            rest = tail.get(len..).unwrap_or("");
        } else {
            out.push('&');
            rest = tail.get(1..).unwrap_or("");
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control());
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "middot" => '·',
        _ => return None,
    })
}
