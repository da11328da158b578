//! The captures in `tests/captures` against the readings in `tests/expected`, field by field.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use serde_json::Value;
use variorum::{
    Corpus, Document, ReadOptions,
    document::Outlet,
    layout::{Zone, ZoneKind},
    pack::Pack,
};

/// What was read of one article, in the names of the expected readings.
fn field(document: &Document, name: &str) -> Value {
    let texts = |kind: ZoneKind| -> Value {
        document
            .zones_of(kind)
            .map(Zone::text)
            .collect::<Vec<_>>()
            .into()
    };
    match name {
        "article" => document.article.into(),
        "title" => document.title.clone().into(),
        "subtitle" => document.subtitle.clone().into(),
        "outlet" => document
            .outlet
            .as_ref()
            .map(|o: &Outlet| o.name.clone())
            .into(),
        "agency" => document.agency.clone().into(),
        "bylines" => document.bylines.clone().into(),
        "dateline" => document.dateline.as_ref().map_or(Value::Null, |d| {
            serde_json::json!({
                "place": d.place,
                "date": d.date.map(|date| date.to_string()),
                "agency": d.agency,
            })
        }),
        "published" => document.published.map(|d| d.to_string()).into(),
        "updated" => document.updated.map(|d| d.to_string()).into(),
        "language" => document.language.into(),
        "summary" => texts(ZoneKind::Summary),
        "captions" => texts(ZoneKind::Caption),
        "headings" => texts(ZoneKind::Heading),
        "paragraphs" => texts(ZoneKind::Paragraph),
        other => panic!("the expected reading has a field {other:?} that no document has"),
    }
}

/// Names are equal whatever their case and their article: a page says `BY LEE SEO-YUN`.
fn name_of(value: &Value) -> Option<String> {
    let name = value.as_str()?.to_lowercase();
    Some(name.strip_prefix("the ").unwrap_or(&name).to_owned())
}

fn equal(name: &str, expected: &Value, found: &Value) -> bool {
    match name {
        "outlet" | "agency" => name_of(expected) == name_of(found),
        "bylines" => {
            let names = |v: &Value| -> BTreeSet<Option<String>> {
                v.as_array().into_iter().flatten().map(name_of).collect()
            };
            names(expected) == names(found)
        }
        _ => expected == found,
    }
}

/// The text of an item that is marked `[…]`: a reading may have it or not.
fn optional_text(item: &Value) -> Option<&str> {
    item.as_str()?.strip_prefix('[')?.strip_suffix(']')
}

/// What differs, one line each; lists item by item, so that one wrong paragraph is one line.
fn differences(name: &str, expected: &Value, found: &Value) -> Vec<String> {
    if equal(name, expected, found) {
        return Vec::new();
    }
    let (Value::Array(want), Value::Array(have)) = (expected, found) else {
        return vec![format!(
            "{name}\n    expected {expected}\n    found    {found}"
        )];
    };
    let optional: Vec<&str> = want.iter().filter_map(optional_text).collect();
    let want: Vec<&Value> = want.iter().filter(|w| optional_text(w).is_none()).collect();
    let have: Vec<&Value> = have
        .iter()
        .filter(|h| !optional.iter().any(|o| *h == o))
        .collect();
    let mut lines = Vec::new();
    for item in want.iter().filter(|item| !have.contains(item)) {
        lines.push(format!("{name} lacks\n    {item}"));
    }
    for item in have.iter().filter(|item| !want.contains(item)) {
        lines.push(format!("{name} has, and should not,\n    {item}"));
    }
    if lines.is_empty() && want != have {
        lines.push(format!("{name}: the same in another order or number"));
    }
    lines
}

fn compare(path: &Path, expected: &Value) -> (usize, Vec<String>) {
    let mut options = ReadOptions::default();
    options.pack = Arc::new(Pack::none());
    let input = path.display().to_string();
    let corpus = Corpus::read(&[input], &options, &()).expect("a file of its own is a path");
    let documents = corpus.documents();
    let articles = expected["articles"].as_array().expect("a list of articles");
    let mut lines: Vec<String> = Vec::new();
    if documents.len() != articles.len() {
        lines.push(format!(
            "{} articles expected, {} found",
            articles.len(),
            documents.len()
        ));
        lines.extend(corpus.problems().iter().map(ToString::to_string));
    }
    let mut compared = 0;
    for (article, document) in articles.iter().zip(documents) {
        for (name, want) in article.as_object().expect("an article is an object") {
            compared += 1;
            let found = field(document, name);
            let place = &article["article"];
            lines.extend(
                differences(name, want, &found)
                    .into_iter()
                    .map(|line| format!("article {place}: {line}")),
            );
        }
    }
    if let Some(document) = documents.first() {
        let encoding = expected["encoding"].as_str();
        if encoding != Some(document.capture.encoding.as_str()) {
            lines.push(format!("encoding {}", document.capture.encoding));
        }
        let media_type = serde_json::to_value(document.capture.media_type).expect("a name");
        if media_type != expected["media_type"] {
            lines.push(format!("media type {media_type}"));
        }
    }
    (compared, lines)
}

#[test]
fn every_sample_is_read_as_expected() {
    let folder = crate::repository().join("tests");
    let (mut compared, mut report) = (0, String::new());
    let expected_files = crate::partition::files(&folder.join("expected"));
    assert!(expected_files.len() >= 20, "the expected readings are gone");
    for file in expected_files {
        let text = std::fs::read_to_string(&file).expect("an expected reading");
        let expected: Value = serde_json::from_str(&text).expect("JSON");
        let name = expected["capture"].as_str().expect("the name of a capture");
        if expected["media_type"] == "application/pdf" && !cfg!(feature = "pdf") {
            println!("skipped: {name} (this build reads no PDF)");
            continue;
        }
        let (fields, lines) = compare(&folder.join("captures").join(name), &expected);
        compared += fields;
        for line in lines {
            report.extend(["\n", name, ": ", line.as_str()]);
        }
    }
    assert!(compared > 500, "only {compared} fields were compared");
    assert!(report.is_empty(), "{report}\n");
}

/// Damaged files give a message or a document, and never stop the rest.
#[test]
fn broken_captures_are_reported() {
    let folder = crate::repository().join("tests/damaged");
    let read = |name: &str| {
        let path = folder.join(name).display().to_string();
        Corpus::read(&[path], &ReadOptions::default(), &()).expect("a path")
    };
    for name in [
        "random.bin",
        "truncated.csv.gz",
        "broken_line.jsonl",
        "invalid_utf8.txt",
    ] {
        assert!(!read(name).problems().is_empty(), "{name}: no message");
    }
    let line = read("broken_line.jsonl");
    assert_eq!(line.documents().len(), 5, "the other records are read");
    assert!(
        line.problems()[0].offset.is_some(),
        "{}",
        line.problems()[0]
    );
    let story = read("invalid_utf8.txt");
    assert_eq!(story.documents().len(), 1);
    assert!(
        story.documents()[0].body().contains('\u{fffd}'),
        "the damage stays visible"
    );
    let page = read("cut_in_a_tag.html");
    assert_eq!(page.documents().len(), 1);
    assert!(
        page.documents()[0]
            .body()
            .contains("had been relieved of their posts")
    );
    assert!(
        read("empty.txt")
            .documents()
            .iter()
            .all(|d| d.body().is_empty())
    );
}
