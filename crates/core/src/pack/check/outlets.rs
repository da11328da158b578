//! Outlets, their furniture and their templates.

use super::{Book, check_ids, ids, shared};
use crate::pack::{Outlet, sheet::Sheet};

pub(super) fn check(book: &Book, sheet: &mut Sheet<'_>) {
    check_ids(sheet, &book.outlet, |o| &o.id);
    let known = ids(&book.outlet, |o| &o.id);
    let organs = ids(&book.organ, |o| &o.id);
    for (number, outlet) in book.outlet.iter() {
        let start = book.outlet.start(number);
        if outlet.name.trim().is_empty() {
            let at = sheet.place(start, "name", "");
            sheet.fault(at, "the name is empty", true);
        }
        let lists = [
            ("domains", &outlet.domains),
            ("codes", &outlet.codes),
            ("aliases", &outlet.aliases),
        ];
        for (field, list) in lists {
            if list.iter().any(|v| v.trim().is_empty()) {
                let at = sheet.place(start, field, "");
                sheet.fault(at, format!("an empty word stands in {field}"), true);
            }
        }
        let is_known = |p: &&str| !known.contains(p) && !organs.contains(p);
        if let Some(parent) = outlet.parent.as_deref().filter(is_known) {
            let at = sheet.place(start, "parent", parent);
            sheet.fault(
                at,
                format!("parent '{parent}' is no outlet and no organ"),
                false,
            );
        }
    }
    let domains = |o: &Outlet| o.domains.iter().map(|d| d.to_lowercase()).collect();
    report(book, sheet, "domains", shared(&book.outlet, domains));
    report(
        book,
        sheet,
        "codes",
        shared(&book.outlet, |o: &Outlet| o.codes.clone()),
    );
}

fn report(book: &Book, sheet: &mut Sheet<'_>, field: &str, found: Vec<(usize, usize, String)>) {
    for (number, bearer, word) in found {
        let other = book.outlet.list.get(bearer).map_or("", |o| o.id.as_str());
        let at = sheet.place(book.outlet.start(number), field, &word);
        sheet.fault(at, format!("'{word}' is '{other}' too"), false);
    }
}

pub(super) fn check_furniture(book: &Book, sheet: &mut Sheet<'_>) {
    let known = ids(&book.outlet, |o| &o.id);
    for (number, furniture) in book.furniture.iter() {
        let start = book.furniture.start(number);
        check_outlet(
            sheet,
            start,
            &furniture.outlet,
            known.contains(furniture.outlet.as_str()),
        );
        if furniture.text.trim().is_empty() {
            // Every block contains it.
            let at = sheet.place(start, "text", "");
            sheet.fault(at, "the text is empty", true);
        }
    }
}

pub(super) fn check_templates(book: &Book, sheet: &mut Sheet<'_>) {
    let known = ids(&book.outlet, |o| &o.id);
    for (number, template) in book.template.iter() {
        let start = book.template.start(number);
        check_outlet(
            sheet,
            start,
            &template.outlet,
            known.contains(template.outlet.as_str()),
        );
    }
}

fn check_outlet(sheet: &mut Sheet<'_>, start: usize, outlet: &str, known: bool) {
    if !known {
        let at = sheet.place(start, "outlet", outlet);
        sheet.fault(at, format!("there is no outlet '{outlet}'"), true);
    }
}
