//! From files to documents: ids, problems, what the columns of an archive say.

use variorum::{
    Corpus, Document, ReadOptions,
    capture::{Capture, MediaType},
    corpus::Severity,
};

const STORY: &str = "The conference of district secretaries opened in the capital on Friday, and \
    delegates from all nine provinces took part, the agency said. Oren Malk gave a report on the \
    work of the past five years and set new tasks for the builders of the bridge.";

fn read(files: &[(&str, &str)]) -> Corpus {
    let folder = tempfile::tempdir().expect("a folder");
    let args: Vec<String> = files
        .iter()
        .map(|(name, content)| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            std::fs::write(&path, content).expect("written");
            path.display().to_string()
        })
        .collect();
    Corpus::read(&args, &ReadOptions::default(), &()).expect("read")
}

fn only(name: &str, content: &str) -> Document {
    let corpus = read(&[(name, content)]);
    assert_eq!(corpus.documents().len(), 1, "{:?}", corpus.problems());
    Document::clone(&corpus.documents()[0])
}

#[test]
fn ids_depend_on_content_and_name_and_not_on_the_folder() {
    let ids = |files: &[(&str, &str)]| -> Vec<String> {
        let corpus = read(files);
        corpus.documents().iter().map(|d| d.id.clone()).collect()
    };
    let alone = ids(&[("a.txt", STORY)]);
    assert_eq!(ids(&[("x/y/a.txt", STORY)]), alone);
    assert_eq!(ids(&[("a.txt", STORY), ("x/../a.txt", STORY)]).len(), 1);
    let named = ids(&[("a.txt", STORY), ("b.txt", STORY)]);
    assert_ne!(named[0], named[1]);
    let copies = [("1/a.txt", STORY), ("2/a.txt", STORY), ("3/a.txt", STORY)];
    let found = ids(&copies);
    assert_eq!(found[0], alone[0]);
    assert_ne!(found[1], found[0]);
    assert!(!found[..2].contains(&found[2]));
    assert_eq!(ids(&copies), found);
}

#[test]
fn a_fault_of_every_record_is_told_a_few_times() {
    let mut lines = String::new();
    for n in 0..2000 {
        lines.push_str(&format!(
            "{{\"text\": \"{STORY} {n}\"}}\n{{\"title\": \"x\"}}\n"
        ));
    }
    let corpus = read(&[("a.jsonl", &lines), ("b.jsonl", &lines)]);
    assert_eq!(corpus.documents().len(), 4000);
    let told: Vec<&str> = corpus.problems().iter().map(|p| &*p.message).collect();
    assert_eq!(told.len(), 8, "{told:#?}");
    assert!(told[2].starts_with("record 5 has no text"), "{told:#?}");
    assert!(told[3].starts_with("1997 more like these"), "{told:#?}");
}

#[test]
fn a_capture_that_takes_long_is_kept_with_a_warning() {
    let mut options = ReadOptions::default();
    options.captures.limits.max_millis = 0;
    let capture = Capture::from_text("a.txt", MediaType::Plain, STORY);
    let corpus = Corpus::from_captures([capture], &options);
    assert_eq!(corpus.documents().len(), 1);
    let problem = &corpus.problems()[0];
    assert_eq!(problem.severity, Severity::Warning);
    assert!(problem.message.contains("max_millis"), "{problem}");
}

#[test]
fn columns_are_known_by_many_names() {
    for header in [
        "제목,부제,일자,언론사,기자,본문",
        "기사제목,부제목,날짜,매체,기고자,내용",
        "headline,subtitle,pub_date,newspaper,authors,text",
        "Title,Sub-Title,pubDate,source,Author,Body",
    ] {
        let csv = format!(
            "{header}\nHarvest ends,Yields are up,2023-01-02,Port Meridian Times,Jane Roe,\"{STORY}\"\n"
        );
        let document = only("a.csv", &csv);
        assert_eq!(document.title.as_deref(), Some("Harvest ends"), "{header}");
        assert_eq!(
            document.subtitle.as_deref(),
            Some("Yields are up"),
            "{header}"
        );
        let day = document.published.map(|d| d.to_string());
        assert_eq!(day.as_deref(), Some("2023-01-02"), "{header}");
        let outlet = document.outlet.map(|o| o.name);
        assert_eq!(outlet.as_deref(), Some("Port Meridian Times"), "{header}");
        assert_eq!(document.bylines, ["Jane Roe"], "{header}");
    }
}

#[test]
fn lists_of_names_and_wrapped_dates_are_read() {
    let line = |more: &str| format!("{{{more}, \"text\": \"{STORY}\"}}\n");
    let document = only(
        "a.jsonl",
        &line("\"authors\": [\"Jane Roe\", \"Ann Sorel\"]"),
    );
    assert_eq!(document.bylines, ["Jane Roe", "Ann Sorel"]);
    let document = only(
        "a.jsonl",
        &line(
            "\"authors\": [{\"id\": 1, \"name\": \"Jane Roe\"}], \"date\": {\"$date\": \"2023-01-02T03:04:05Z\"}, \"agency\": \"Halden Wire\"",
        ),
    );
    assert_eq!(document.bylines, ["Jane Roe"]);
    assert_eq!(document.agency.as_deref(), Some("Halden Wire"));
    let published = document.published.expect("a date");
    assert!(published.to_string().starts_with("2023-01-02"));
}

#[test]
fn of_two_texts_the_one_taken_is_named() {
    let csv = format!(
        "title,body,content\nHarvest,\"{STORY}\",\"{STORY}\"\nMore,\"{STORY}\",\"{STORY}\"\n"
    );
    let corpus = read(&[("a.csv", &csv)]);
    let told: Vec<&str> = corpus.problems().iter().map(|p| &*p.message).collect();
    assert_eq!(
        told,
        ["the texts are taken from the column 'body', not from 'content'"]
    );
}

#[test]
fn lines_end_in_many_ways() {
    let paragraphs = [
        "Conference Opens in Tarsk",
        "By Jane Roe",
        STORY,
        "He spoke for two hours, and the delegates clapped their hands for a long time, the agency said in its report.",
    ];
    let with = |end: &str| {
        let document = only("a.txt", &paragraphs.join(end));
        let kinds: Vec<_> = document
            .zones
            .iter()
            .map(|z| (z.kind, z.text().to_owned()))
            .collect();
        (document.title, document.bylines, kinds)
    };
    let expected = with("\n");
    assert_eq!(expected.1, ["Jane Roe"]);
    for end in ["\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"] {
        assert_eq!(with(end), expected, "{end:?}");
    }
}

/// The parser of HTML has no recursion over attributes, comments, declarations or references.
#[test]
fn long_markup_needs_little_stack() {
    let many = |part: &str| part.repeat(100_000);
    let pages = [
        format!("<p {}>{STORY}</p>", many("a='' ")),
        format!("<p {}>{STORY}</p>", many("a=\"x\" ")),
        format!("<p {}>{STORY}</p>", many("a=x ")),
        format!("<p{}>{STORY}</p>", many("/ ")),
        format!("<p title='{}'>{STORY}</p>", many("&amp;")),
        format!(
            "<meta name=author content='{}'><p>{STORY}</p>",
            many("&#65;&")
        ),
        format!("<!--{}--><p>{STORY}</p>", many("<!-- - --! ")),
        format!("<!doctype html {}><p>{STORY}</p>", many("PUBLIC '' ")),
        format!("<p>{STORY}</p>{}", many("<![CDATA[ ]]>")),
        format!("<script>{}</script><p>{STORY}</p>", many("<!--<script>")),
        format!("{}<p>{STORY}</p>", many("<b>")),
        format!("<p>{STORY} {}</p>", many("&lt;&amp&nosuch;")),
    ];
    let reader = std::thread::Builder::new().stack_size(2 << 20);
    let thread = reader.spawn(move || {
        for page in pages {
            let start: String = page.chars().take(40).collect();
            let capture = Capture::from_text("a.html", MediaType::Html, page);
            let corpus = Corpus::from_captures([capture], &ReadOptions::default());
            assert_eq!(corpus.documents().len(), 1, "{start}");
        }
    });
    thread.expect("a thread").join().expect("no overflow");
}
