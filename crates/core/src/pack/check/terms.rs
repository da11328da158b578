//! Terms.

use super::{Book, check_ids, folded, shared};
use crate::pack::{Term, sheet::Sheet};

pub(super) fn check(book: &Book, sheet: &mut Sheet<'_>) {
    check_ids(sheet, &book.term, |t| &t.id);
    for (number, term) in book.term.iter() {
        let start = book.term.start(number);
        let mut forms = term.english.iter().chain(&term.hangul).peekable();
        if forms.peek().is_none() {
            sheet.fault(start, "the term has no form", false);
        } else if forms.any(|f| f.trim().is_empty()) {
            sheet.fault(start, "a form is empty", true);
        }
        let is_form = |f: &&String| !term.english.contains(f) && !term.hangul.contains(f);
        for form in term.unattested.iter().filter(is_form) {
            let at = sheet.place(start, "unattested", form);
            sheet.fault(
                at,
                format!("'{form}' is unattested, but no form of the term"),
                false,
            );
        }
    }
    let forms = |t: &Term| {
        t.english
            .iter()
            .chain(&t.hangul)
            .filter_map(|f| folded(f))
            .collect()
    };
    for (number, bearer, form) in shared(&book.term, forms) {
        let other = book.term.list.get(bearer).map_or("", |t| t.id.as_str());
        let at = book.term.start(number);
        sheet.fault(at, format!("'{form}' is a form of '{other}' too"), false);
    }
}
