//! The rooms of the core depend on each other in one direction only.

use std::{fs, path::Path};

/// From left to right; a room may use those before it and itself.
const ROOMS: [&str; 15] = [
    "error", "names", "progress", "table", "text", "pack", "capture", "layout", "document",
    "facts", "corpus", "versions", "sources", "stats", "lib",
];

/// Names that `lib.rs` re-exports, and the room that each comes from.
const EXPORTED: [(&str, &str); 9] = [
    ("Error", "error"),
    ("ErrorKind", "error"),
    ("Location", "error"),
    ("Result", "error"),
    ("Progress", "progress"),
    ("Document", "document"),
    ("Corpus", "corpus"),
    ("ReadOptions", "corpus"),
    ("Table", "table"),
];

fn sources(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// The first names after every `crate::` of a source, groups in braces opened.
fn uses(source: &str) -> Vec<String> {
    let code: String = source
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut out = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 1;
            let mut name = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 1 && (c.is_alphanumeric() || c == '_') {
                    name.push(c);
                } else if depth <= 1 && matches!(c, ',' | '}') {
                    if !name.is_empty() {
                        out.push(std::mem::take(&mut name));
                    }
                } else if depth == 1 && c == ':' {
                    // What follows belongs to the name just read.
                    if !name.is_empty() && !name.ends_with('\u{0}') {
                        out.push(std::mem::take(&mut name));
                    }
                    name.push('\u{0}');
                }
                if depth == 0 {
                    break;
                }
            }
        } else {
            out.push(
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    out.retain(|n| !n.is_empty() && !n.contains('\u{0}'));
    out
}

#[test]
fn point_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut arrows = 0;
    for file in &files {
        let relative = file.strip_prefix(&root).unwrap();
        let first = relative.components().next().unwrap();
        let room = Path::new(&first).with_extension("");
        let room = room.to_str().unwrap();
        let place = ROOMS
            .iter()
            .position(|r| *r == room)
            .unwrap_or_else(|| panic!("{room} is no room: add it to the list where it belongs"));
        for used in uses(&fs::read_to_string(file).unwrap()) {
            let target = EXPORTED
                .iter()
                .find(|(name, _)| *name == used)
                .map_or(used.as_str(), |(_, room)| room);
            let Some(to) = ROOMS.iter().position(|r| *r == target) else {
                continue;
            };
            arrows += 1;
            assert!(
                to <= place,
                "{}: `{room}` uses `{target}`, which lies after it in the data flow",
                relative.display()
            );
        }
    }
    assert!(
        arrows > 30,
        "only {arrows} arrows seen: the test reads nothing"
    );
}

#[test]
fn uses_are_seen() {
    let source = "use crate::{\n    Error, Result,\n    text::{Span, Clean},\n    table::Table,\n};\nfn f() { crate::pack::load() }";
    assert_eq!(uses(source), ["Error", "Result", "text", "table", "pack"]);
}
