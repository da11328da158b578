//! People.

use super::{Book, check_ids, check_period, folded, ids, is_everywhere, shared};
use crate::pack::sheet::Sheet;

pub(super) fn check(book: &Book, sheet: &mut Sheet<'_>) {
    check_ids(sheet, &book.source, |s| &s.id);
    check_ids(sheet, &book.person, |p| &p.id);
    check_entries(book, sheet);
    check_namesakes(book, sheet);
    for (number, surname) in book.surname.iter() {
        let start = book.surname.start(number);
        if surname.name.trim().is_empty() || surname.hangul.trim().is_empty() {
            sheet.fault(start, "a surname is empty", true);
        }
    }
}

fn check_entries(book: &Book, sheet: &mut Sheet<'_>) {
    let sources = ids(&book.source, |s| &s.id);
    let people = ids(&book.person, |p| &p.id);
    for (number, person) in book.person.iter() {
        let start = book.person.start(number);
        if person.name.trim().is_empty() {
            let at = sheet.place(start, "name", "");
            sheet.fault(at, "the name is empty", true);
        }
        for _ in person.names().skip(1).filter(|n| n.trim().is_empty()) {
            let at = sheet.place(start, "variants", "");
            sheet.fault(at, "a spelling is empty", true);
        }
        for name in person.names().filter(|n| is_everywhere(n)) {
            let at = sheet.place(start, "variants", name);
            sheet.fault(at, format!("'{name}' would be found in any text"), true);
        }
        let is_item = |id: &String| {
            let digits = id.strip_prefix('Q').unwrap_or("");
            !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
        };
        if let Some(item) = person.wikidata.as_ref().filter(|id| !is_item(id)) {
            let at = sheet.place(start, "wikidata", item);
            sheet.fault(
                at,
                format!("'{item}' is no item of Wikidata (Q and digits)"),
                false,
            );
        }
        for source in person
            .sources
            .iter()
            .filter(|s| !sources.contains(s.as_str()))
        {
            let at = sheet.place(start, "sources", source);
            sheet.fault(at, format!("there is no source '{source}'"), false);
        }
        for other in &person.homographs {
            let at = sheet.place(start, "homographs", other);
            if *other == person.id {
                sheet.fault(
                    at,
                    format!("'{other}' is named as a homograph of itself"),
                    false,
                );
            } else if !people.contains(other.as_str()) {
                sheet.fault(at, format!("there is no person '{other}'"), true);
            }
        }
        for (field, titles) in [("titles", &person.titles), ("namesakes", &person.namesakes)] {
            for title in titles {
                check_period(
                    sheet,
                    start,
                    field,
                    title.first.as_deref(),
                    title.last.as_deref(),
                );
                if title.title.trim().is_empty() {
                    let at = sheet.place(start, field, "");
                    sheet.fault(at, "a title is empty", true);
                }
            }
        }
        if let Some(a) = &person.attested {
            check_period(sheet, start, "attested", Some(&a.first), Some(&a.last));
        }
    }
}

/// A spelling of two people is a contradiction unless they name each other as homographs.
fn check_namesakes(book: &Book, sheet: &mut Sheet<'_>) {
    let names = |p: &crate::pack::Person| p.names().filter_map(folded).collect();
    let mut told = std::collections::BTreeSet::new();
    for (number, bearer, _) in shared(&book.person, names) {
        let (Some(person), Some(other)) =
            (book.person.list.get(number), book.person.list.get(bearer))
        else {
            continue;
        };
        let linked =
            |a: &crate::pack::Person, b: &crate::pack::Person| a.homographs.contains(&b.id);
        if linked(person, other) && linked(other, person) || !told.insert((number, bearer)) {
            continue;
        }
        let both = person
            .names()
            .find(|n| other.names().any(|o| folded(o) == folded(n)));
        let both = both.unwrap_or("");
        let at = sheet.place(book.person.start(number), "homographs", &other.id);
        let detail = format!(
            "'{both}' is a spelling of '{}' too, and they do not both list the other under homographs",
            other.id
        );
        sheet.fault(at, detail, false);
    }
}
