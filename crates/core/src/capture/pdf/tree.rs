//! The pages of a document, and what its streams are compressed with.

use std::collections::BTreeSet;

use lopdf::{Document, Object, ObjectId};

/// Puts the value in the place of a reference that says how a stream is compressed: the parser looks for
/// names only.
pub(super) fn resolve_filters(document: &mut Document) {
    let mut found: Vec<(ObjectId, &[u8], Object)> = Vec::new();
    for (&id, object) in &document.objects {
        let Object::Stream(stream) = object else {
            continue;
        };
        for key in [&b"Filter"[..], b"DecodeParms"] {
            if let Some(value) = stream.dict.get(key).ok().filter(|v| refers(v)) {
                found.push((id, key, resolved(document, value)));
            }
        }
    }
    for (id, key, value) in found {
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
            stream.dict.set(key, value);
        }
    }
}

/// Whether a value is a reference, or a list with one.
fn refers(value: &Object) -> bool {
    match value {
        Object::Reference(_) => true,
        Object::Array(items) => items.iter().any(|i| matches!(i, Object::Reference(_))),
        _ => false,
    }
}

/// A value without references, two deep: a list of names.
fn resolved(document: &Document, value: &Object) -> Object {
    let one = |value: &Object| match document.dereference(value) {
        Ok((_, value)) => value.clone(),
        Err(_) => Object::Null,
    };
    match one(value) {
        Object::Array(items) => Object::Array(items.iter().map(one).collect()),
        other => other,
    }
}

/// The pages in their order, and what is wrong with the tree that holds them. A branch that leads back to
/// itself is passed over; without a tree pages stand in the order of the file.
pub(super) fn pages(document: &Document) -> (Vec<ObjectId>, Option<&'static str>) {
    let mut pages = Vec::new();
    let mut note = None;
    let mut seen = BTreeSet::new();
    let root = document.catalog().ok();
    let root = root.and_then(|c| c.get(b"Pages").ok()?.as_reference().ok());
    let mut open: Vec<ObjectId> = root.into_iter().collect();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            note = Some("the tree of pages leads back to itself: each page is read once");
            continue;
        }
        let Ok(dict) = document.get_dictionary(id) else {
            continue;
        };
        let kids = dict.get(b"Kids").ok();
        let kids = kids.and_then(|k| document.dereference(k).ok());
        match kids.map(|(_, kids)| kids) {
            Some(Object::Array(kids)) => {
                open.extend(kids.iter().rev().filter_map(|k| k.as_reference().ok()));
            }
            _ => pages.push(id),
        }
    }
    if !pages.is_empty() {
        return (pages, note);
    }
    let is_page = |object: &Object| {
        let dict = object.as_dict().ok();
        dict.is_some_and(|d| d.has_type(b"Page"))
    };
    let all = document.objects.iter();
    let pages: Vec<ObjectId> = all.filter(|(_, o)| is_page(o)).map(|(id, _)| *id).collect();
    let note = "the PDF has no tree of pages: they stand in the order of the file";
    let note = (!pages.is_empty()).then_some(note);
    (pages, note)
}
