//! Who wrote it.

use super::{page::Page, title::fold};
use crate::{
    capture::names,
    layout::{ZoneKind, signs},
    text::date::find_dates,
};

/// The names, each script for itself: those of byline zones, of the dateline, and where the text has
/// none, those that the markup or the container gives.
pub(super) fn read(page: &Page<'_>, of_dateline: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    // A bare name is read only where nothing says who wrote it.
    let mut bare_names: Vec<String> = Vec::new();
    for (at, zone, signs) in page.signed() {
        let text = zone.text();
        let found = match zone.kind {
            ZoneKind::Byline => signs.byline.as_ref(),
            // A timestamp line may begin with a name.
            ZoneKind::Timestamp => signs.byline.as_ref().filter(|b| b.certain),
            // A byline that layout left as the last words of the text.
            ZoneKind::Paragraph if page.body.is_some_and(|(_, last)| at == last) => {
                signs.byline.as_ref().filter(|b| b.certain)
            }
            _ => None,
        };
        if let Some(byline) = found {
            let into = if byline.certain {
                &mut out
            } else {
                &mut bare_names
            };
            for name in &byline.names {
                add(into, name.of(text));
            }
        } else if zone.kind == ZoneKind::Byline && signs.timestamp.is_none() {
            add(&mut bare_names, bare(text));
        }
    }
    for name in of_dateline {
        add(&mut out, name);
    }
    if out.is_empty() {
        out = bare_names;
    }
    let claims = claims(page);
    if out.is_empty() && claims.is_empty() {
        return reported_by(page);
    }
    if out.is_empty() {
        return claims;
    }
    if !page.is_html() {
        return out;
    }
    // Where a line of the page and the markup name the same people, the markup has the name without
    // what stands glued to it.
    let mut agreed: Vec<String> = Vec::new();
    for name in &out {
        let folded = fold(name);
        let same = claims.iter().find(|c| {
            let claim = fold(c);
            claim.chars().count() >= 4 && folded.starts_with(&claim)
        });
        match same {
            Some(claim) => add(&mut agreed, claim),
            // The same person in another script.
            None if !name.is_ascii() && claims.iter().all(|c| c.is_ascii()) => {
                add(&mut agreed, name);
            }
            None => {}
        }
    }
    if agreed.is_empty() { out } else { agreed }
}

/// The reporters that the last words of the text name: `(Reporting by Ansa Rell; Editing by Oro Linn)`.
fn reported_by(page: &Page<'_>) -> Vec<String> {
    let mut out = Vec::new();
    let Some((_, last)) = page.body else {
        return out;
    };
    let zones = page.signed().skip(last.saturating_sub(2)).take(6);
    for (_, zone, _) in zones {
        let Some((_, rest)) = zone.text().rsplit_once("eporting by ") else {
            continue;
        };
        let names = rest.split([';', ')', '.']).next().unwrap_or("");
        let names = names.split(", Editing").next().unwrap_or(names);
        if names.len() > 120 {
            continue;
        }
        for name in names.split(", ").flat_map(|n| n.split(" and ")) {
            // `Ansa Rell in Tarsk`
            let name = name.split(" in ").next().unwrap_or(name).trim();
            let words = name.split(' ').count();
            if (2..=4).contains(&words) && name.starts_with(char::is_uppercase) {
                add(&mut out, name);
            }
        }
    }
    out
}

/// The names that the markup or the container gives.
fn claims(page: &Page<'_>) -> Vec<String> {
    let mut out = Vec::new();
    if !page.described {
        return out;
    }
    // A list of names is joined by `; `.
    let column = page.column(names::AUTHORS).into_iter();
    let column = column.flat_map(|names| names.split(';')).map(str::trim);
    let authors = page.metadata.authors.iter().map(String::as_str);
    for claim in authors.chain(column) {
        match signs::read(claim).byline {
            Some(b) => b.names.iter().for_each(|n| add(&mut out, n.of(claim))),
            None => add(&mut out, bare(claim)),
        }
    }
    out
}

/// A byline that is read as one name: without its label, as long as it can be one.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = ["By ", "BY ", "by ", "by: ", "By: ", "Author: "]
        .iter()
        .find_map(|l| text.strip_prefix(l))
        .unwrap_or(text)
        .trim_matches(|c: char| c.is_whitespace() || ",|-–—•·:".contains(c));
    let short = text.chars().count() <= 80 && text.chars().count() >= 2;
    let address = text.contains("://") || text.contains('@');
    if short && !address && find_dates(text).is_empty() {
        text
    } else {
        ""
    }
}

/// Adds a name, once, in title case if it is all in capitals.
fn add(out: &mut Vec<String>, name: &str) {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return;
    }
    let name = cased(&name);
    let folded = name.to_lowercase();
    if !out.iter().any(|n| n.to_lowercase() == folded) {
        out.push(name);
    }
}

/// `SARAH KIM` as `Sarah Kim`; a single word in capitals may be an abbreviation and is kept.
fn cased(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let capitals = |w: &&str| {
        w.chars().filter(|c| c.is_alphabetic()).count() >= 2
            && w.chars()
                .filter(|c| c.is_alphabetic())
                .all(char::is_uppercase)
    };
    let all = name
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase);
    if !all || words.len() < 2 || !words.iter().any(capitals) {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_are_set_in_title_case() {
        assert_eq!(cased("SARAH KIM"), "Sarah Kim");
        assert_eq!(cased("ANN-MARIE O'NEIL"), "Ann-Marie O'Neil");
        assert_eq!(cased("KCNA"), "KCNA");
        assert_eq!(cased("Sarah KIM"), "Sarah KIM");
        assert_eq!(cased("김사라"), "김사라");
    }
}
