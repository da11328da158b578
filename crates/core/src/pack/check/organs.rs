//! Organs and their levels.

use std::collections::HashMap;

use super::{Book, check_ids, folded, ids, is_everywhere, shared};
use crate::pack::{Organ, sheet::Sheet};

pub(super) fn check(book: &Book, sheet: &mut Sheet<'_>) {
    check_ids(sheet, &book.organ, |o| &o.id);
    check_levels(book, sheet);
    check_entries(book, sheet);
    check_ancestors(book, sheet);
    let names = |o: &Organ| {
        let hangul = std::iter::once(&o.hangul).chain(&o.hangul_variants);
        hangul.chain(&o.english).filter_map(|n| folded(n)).collect()
    };
    for (number, bearer, name) in shared(&book.organ, names) {
        let other = book.organ.list.get(bearer).map_or("", |o| o.id.as_str());
        let at = book.organ.start(number);
        sheet.fault(at, format!("'{name}' is a name of '{other}' too"), false);
    }
}

fn check_levels(book: &Book, sheet: &mut Sheet<'_>) {
    for (number, ..) in shared(&book.level, |l| vec![l.level]) {
        let at = sheet.place(book.level.start(number), "level", "");
        sheet.fault(at, "the level is defined twice", false);
    }
}

fn check_entries(book: &Book, sheet: &mut Sheet<'_>) {
    let known = ids(&book.organ, |o| &o.id);
    for (number, organ) in book.organ.iter() {
        let start = book.organ.start(number);
        if std::iter::once(&organ.hangul)
            .chain(&organ.english)
            .all(|n| n.trim().is_empty())
        {
            sheet.fault(start, "the organ has no name", true);
        }
        if organ
            .english
            .iter()
            .chain(&organ.hangul_variants)
            .any(|n| n.trim().is_empty())
        {
            let at = sheet.place(start, "english", "");
            sheet.fault(at, "a name is empty", true);
        }
        let hangul = std::iter::once(&organ.hangul).chain(&organ.hangul_variants);
        for name in hangul.chain(&organ.english).filter(|n| is_everywhere(n)) {
            let at = sheet.place(start, "english", name);
            sheet.fault(at, format!("'{name}' would be found in any text"), true);
        }
        if let Some(level) = organ.level
            && !book.level.list.iter().any(|l| l.level == level)
        {
            let at = sheet.place(start, "level", "");
            sheet.fault(
                at,
                format!("level {level} has no definition ([[level]])"),
                false,
            );
        }
        if let Some(parent) = organ.parent.as_deref().filter(|p| !known.contains(p)) {
            let at = sheet.place(start, "parent", parent);
            sheet.fault(at, format!("parent '{parent}' is not in this file"), true);
        }
        for form in organ
            .unattested
            .iter()
            .filter(|f| !organ.english.contains(f))
        {
            let at = sheet.place(start, "unattested", form);
            sheet.fault(
                at,
                format!("'{form}' is unattested, but no name of the organ"),
                false,
            );
        }
    }
}

/// An organ over itself, and one that lies deeper than an organ under it.
fn check_ancestors(book: &Book, sheet: &mut Sheet<'_>) {
    let numbers: HashMap<&str, usize> = book
        .organ
        .iter()
        .map(|(number, o)| (o.id.as_str(), number))
        .collect();
    let over = |number: usize| {
        let parent = book.organ.list.get(number)?.parent.as_deref()?;
        numbers.get(parent).copied()
    };
    // On which walk an organ was first met.
    let mut met: Vec<Option<usize>> = vec![None; book.organ.list.len()];
    for (walk, organ) in book.organ.iter() {
        let mut at = Some(walk);
        while let Some(number) = at {
            match met.get(number).copied().flatten() {
                None => {}
                Some(other) if other == walk => {
                    report_circle(book, sheet, number);
                    break;
                }
                Some(_) => break,
            }
            if let Some(slot) = met.get_mut(number) {
                *slot = Some(walk);
            }
            at = over(number);
        }
        let parent = over(walk).and_then(|n| book.organ.list.get(n));
        if let (Some(level), Some(above)) = (organ.level, parent.and_then(|p| p.level))
            && above > level
        {
            let place = sheet.place(book.organ.start(walk), "level", "");
            let detail = format!("level {level} lies over level {above} of its parent");
            sheet.fault(place, detail, false);
        }
    }
}

fn report_circle(book: &Book, sheet: &mut Sheet<'_>, number: usize) {
    let Some(organ) = book.organ.list.get(number) else {
        return;
    };
    let parent = organ.parent.as_deref().unwrap_or("");
    let at = sheet.place(book.organ.start(number), "parent", parent);
    sheet.fault(at, format!("'{}' is its own ancestor", organ.id), true);
}
