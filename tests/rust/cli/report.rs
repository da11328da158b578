//! The report: content, safety, sameness, bounds.

use std::sync::Arc;

use serde_json::Value;
use variorum::{
    Corpus, Document,
    capture::{Capture, MediaType},
    corpus::{Problem, Severity},
    document::{Dateline, Outlet},
    layout::{Zone, ZoneKind},
    text::{Clean, PartialDate, Span},
};
use variorum_report::{ReportOptions, html, json, json_with};

use crate::support::{COURIER, Case, HOSTILE};

/// A document made by hand: each line of the text is a zone of the kind named before it.
fn document(path: &str, number: usize, lines: &[(ZoneKind, &str)]) -> Document {
    let mut text = String::new();
    let mut spans = Vec::new();
    for (kind, line) in lines {
        let start = text.len();
        text.push_str(line);
        spans.push((*kind, Span::new(start, text.len())));
        text.push_str("\n\n");
    }
    let zones = spans
        .into_iter()
        .map(|(kind, span)| Zone {
            kind,
            spans: vec![span],
            clean: Clean::folded(&text, span),
            language: None,
        })
        .collect();
    Document {
        id: format!("{number:016x}"),
        capture: Arc::new(Capture::from_text(path, MediaType::Plain, text.clone())),
        article: 0,
        language: Some("en"),
        title: lines
            .iter()
            .find(|(kind, _)| *kind == ZoneKind::Title)
            .map(|(_, line)| (*line).to_owned()),
        subtitle: None,
        outlet: Some(Outlet {
            id: None,
            name: "The Tarsk Courier".to_owned(),
        }),
        agency: Some("VPS".to_owned()),
        bylines: vec!["Ilsa Venn".to_owned()],
        dateline: Some(Dateline {
            place: Some("TARSK".to_owned()),
            date: None,
            agency: Some("VPS".to_owned()),
            span: Span::new(0, 5),
        }),
        published: Some(PartialDate {
            year: Some(2031),
            month: Some(3),
            day: Some(4),
            ..PartialDate::default()
        }),
        updated: None,
        inferred: vec!["published".to_owned()],
        notes: vec!["the markup names another day".to_owned()],
        zones,
        is_whole: false,
    }
}

fn small() -> Corpus {
    let lines = [
        (ZoneKind::Furniture, "Home News Sports Weather"),
        (ZoneKind::Title, "Unity Party opens conference in Tarsk"),
        (
            ZoneKind::Paragraph,
            "The Vendrian Unity Party opened a conference. The Unity Party met in Tarsk.",
        ),
        (ZoneKind::Paragraph, HOSTILE),
        (ZoneKind::Caption, "Delegates at the harbour"),
        (ZoneKind::PageMark, "- 3 -"),
    ];
    Corpus::new(
        vec![Arc::new(document("saved/<b>.txt", 1, &lines))],
        vec![Problem {
            severity: Severity::Error,
            path: "saved/broken.gz".to_owned(),
            offset: Some(1234),
            message: "the <stream> ends early".to_owned(),
        }],
    )
}

#[test]
fn it_has_its_parts() {
    let page = html(&small(), &ReportOptions::default());
    for part in [
        "<main",
        "role=\"banner\"",
        "aria-label=\"Contents\"",
        "id=\"timeline\"",
        "id=\"documents\"",
        "id=\"words\"",
        "id=\"problems\"",
        "id=\"method\"",
        "id=\"d0\"",
        "id=\"d0z2\"",
        "The Tarsk Courier",
        "4 Mar 2031",
        "† inferred",
        "the markup names another day",
        "1,234",
        "the &lt;stream&gt; ends early",
        "prefers-color-scheme:dark",
        "@media print",
    ] {
        assert!(page.contains(part), "{part} is missing");
    }
    // Furniture is shown as saved, and not in the clean text.
    assert_eq!(page.matches("Home News Sports Weather").count(), 1);
    assert_eq!(page.matches("- 3 -").count(), 1);
    assert!(!page.contains("id=\"d0z0\"") && !page.contains("id=\"d0z5\""));
}

#[test]
fn hostile_text_stays_text() {
    let page = html(&small(), &ReportOptions::default());
    assert_eq!(page.matches("<script").count(), 1, "only its own script");
    assert_eq!(page.matches("</script").count(), 1);
    assert!(!page.contains("<img"));
    assert!(page.contains("&lt;script&gt;alert("));
    assert!(
        page.contains("{{ 7 * 7 }}"),
        "template marks of a capture are only text"
    );
    assert!(page.contains("saved&#x2f;&lt;b&gt;.txt") || page.contains("saved/&lt;b&gt;.txt"));
    assert_eq!(page.matches("<body").count(), 1);
    assert_eq!(page.matches("</body").count(), 1);
    assert!(page.contains("default-src &#x27;none&#x27;") || page.contains("default-src 'none'"));
}

#[test]
fn it_loads_nothing() {
    let page = html(&small(), &ReportOptions::default());
    for loads in [
        "@import",
        "url(",
        "<link",
        "<iframe",
        "<object",
        "<embed",
        "fetch(",
        "XMLHttpRequest",
    ] {
        assert!(!page.contains(loads), "{loads}");
    }
    // What is inside a tag: a capture cannot open one.
    for tag in page.split('<').skip(1).filter_map(|t| t.split('>').next()) {
        if tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            assert!(
                !tag.contains(" src=") && !tag.contains(" onerror="),
                "{tag}"
            );
        }
    }
    // Links stay in the page.
    for link in page.split(" href=\"").skip(1) {
        assert!(link.starts_with('#'), "{}", &link[..link.len().min(60)]);
    }
}

#[test]
fn elements_are_closed() {
    let page = html(&small(), &ReportOptions::default());
    let (_, body) = page.split_once("<body>").unwrap();
    for element in [
        "div", "section", "article", "table", "tr", "td", "ol", "ul", "li", "dl", "dd", "dt",
        "span", "p", "a", "svg", "details", "bdi", "h1", "h2", "h3", "h4",
    ] {
        let open = body.matches(&format!("<{element}>")).count()
            + body.matches(&format!("<{element} ")).count();
        let close = body.matches(&format!("</{element}>")).count();
        assert_eq!(open, close, "{element}");
    }
}

#[test]
fn links_lead_somewhere() {
    let page = html(&small(), &ReportOptions::default());
    let mut checked = 0;
    for link in page.split(" href=\"#").skip(1) {
        let (target, _) = link.split_once('"').unwrap();
        assert!(page.contains(&format!("id=\"{target}\"")), "#{target}");
        checked += 1;
    }
    assert!(checked > 10, "{checked}");
}

#[test]
fn the_same_bytes() {
    let once = html(&small(), &ReportOptions::default());
    for _ in 0..3 {
        assert_eq!(once, html(&small(), &ReportOptions::default()));
    }
    let case = Case::new();
    let one = case.run(&["report", ".", "--threads", "1"]).well();
    assert_eq!(one, case.run(&["report", ".", "--threads", "3"]).well());
    assert!(one.starts_with("<!doctype html>"));
}

#[test]
fn json_says_the_same() {
    let value = json(&small());
    assert_eq!(value["schema"], "variorum/report/1");
    assert_eq!(value["header"]["documents"], 1);
    assert_eq!(value["header"]["first"], "2031-03-04");
    assert_eq!(
        value["documents"][0]["title"],
        "Unity Party opens conference in Tarsk"
    );
    assert_eq!(value["problems"][0]["offset"], 1234);
    assert_eq!(value["readings"][0]["schema"], "variorum/document/1");
    assert_eq!(value["timeline"]["unit"], "day");
    let words: Vec<&str> = value["terms"][0]["words"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["text"].as_str().unwrap())
        .collect();
    assert!(
        words.contains(&"party") && !words.contains(&"the"),
        "{words:?}"
    );
    let phrases = value["terms"][0]["phrases"].as_array().unwrap();
    assert!(
        phrases
            .iter()
            .any(|p| p["text"] == "unity party" && p["count"] == 3),
        "{phrases:?}"
    );
    let share = value["header"]["set_aside"].as_f64().unwrap();
    assert!(share > 0.0 && share < 0.3, "{share}");
}

#[test]
fn concordance_lines_lead_back() {
    let corpus = small();
    let value = json(&corpus);
    let document = &corpus.documents()[0];
    let mut lines = 0;
    for list in ["words", "phrases"] {
        for term in value["terms"][0][list].as_array().unwrap() {
            for line in term["lines"].as_array().unwrap() {
                let at = |n: usize| usize::try_from(line["span"][n].as_u64().unwrap()).unwrap();
                let saved = document.capture.slice(Span::new(at(0), at(1)));
                let saved: Vec<&str> = saved.split_whitespace().collect();
                assert_eq!(saved.join(" "), line["node"].as_str().unwrap());
                lines += 1;
            }
        }
    }
    assert!(lines > 20, "{lines}");
}

#[test]
fn a_large_corpus_is_cut_and_says_so() {
    let documents: Vec<Arc<Document>> = (0..300)
        .map(|n| {
            Arc::new(document(
                &format!("{n}.txt"),
                n,
                &[(ZoneKind::Paragraph, COURIER)],
            ))
        })
        .collect();
    let corpus = Corpus::new(documents, Vec::new());
    let mut options = ReportOptions::default();
    options.documents = 20;
    options.rows = 100;
    options.lines = 5;
    let page = html(&corpus, &options);
    assert_eq!(page.matches("<article").count(), 20);
    assert!(page.contains("Reading views: the first 20 of 300 documents."));
    assert!(page.contains("Table of documents: the first 100 of 300."));
    assert!(page.contains("the first 5 of "));
    let value: Value = json_with(&corpus, &options);
    assert_eq!(value["readings"].as_array().unwrap().len(), 20);
    assert_eq!(value["header"]["documents"], 300);
    let mut few = ReportOptions::default();
    few.page_bytes = 10_000;
    let page = html(&corpus, &few);
    let shown = page.matches("<article").count();
    assert!(shown > 1 && shown < 20, "{shown}");
}

#[test]
fn statements_their_versions_and_the_quotes_of_them() {
    let speech = |work: &str| {
        format!(
            "TARSK, March 4 -- Oren Malk opened the conference of district secretaries in the capital on Tuesday.\n\n\
             He said that there are secretaries who devote more time to the report than to {work} and that the \
             Party will hold them to account before the year is out.\n\n\
             The conference should be convened every five years, he said, and each must answer for the one before it.\n"
        )
    };
    let story = "HALDEN CITY, March 5 -- Vendrian leader Oren Malk opened a conference with a rebuke.\n\n\
                 Malk told the hall that there are \"secretaries who devote more time to the report than to the \
                 work,\" according to the Vendrian Press Service, which did not say who was meant.\n";
    let texts = [
        speech("the work"),
        speech("the ploughing"),
        story.to_owned(),
    ];
    let captures = texts
        .iter()
        .enumerate()
        .map(|(n, text)| Capture::from_text(format!("{n}.txt"), MediaType::Plain, text));
    let corpus = Corpus::from_captures(captures, &variorum::ReadOptions::default());
    let found = &json(&corpus)["statements"];
    let members = found["groups"][0]["members"].as_array().unwrap();
    let labels: Vec<&str> = members
        .iter()
        .map(|m| m["label"].as_str().unwrap())
        .collect();
    assert_eq!(&labels[..1], ["origin"], "{found:#}");
    let changes = &found["groups"][0]["pairs"][0]["changes"];
    assert_eq!(changes[0]["b"], "ploughing", "{found:#}");
    assert_eq!(found["quotes"][0]["how"], "exact", "{found:#}");
    assert_eq!(found["quotes"][0]["speaker"], "Oren Malk");
    assert_eq!(found["quotes"][0]["source"]["number"], 0);
    let page = html(&corpus, &ReportOptions::default());
    for part in ["id=\"statements\"", "id=\"quotes\"", "<ins>ploughing</ins>"] {
        assert!(page.contains(part), "{part} is missing");
    }
    for link in page.split(" href=\"#").skip(1) {
        let (target, _) = link.split_once('"').unwrap();
        assert!(page.contains(&format!("id=\"{target}\"")), "#{target}");
    }
    assert!(json(&small())["statements"].is_null());
}

#[test]
fn nothing_read_is_still_a_page() {
    let page = html(&Corpus::default(), &ReportOptions::default());
    assert!(page.contains("0 documents"));
    assert!(!page.contains("id=\"timeline\"") && !page.contains("NaN"));
}

#[test]
fn markup_is_a_thin_token() {
    let source = "<p>The <b>Unity</b> Party met.</p><script>if (a < b) { track() }</script>";
    let at = |text: &str| {
        let start = source.find(text).unwrap();
        Span::new(start, start + text.len())
    };
    let words = vec![at("The "), at("Unity"), at(" Party met.")];
    let mut clean = Clean::builder(source);
    for span in &words {
        clean.copy(*span);
    }
    let mut page = document("a.html", 1, &[]);
    page.capture = Arc::new(Capture::from_text("a.html", MediaType::Html, source));
    let zone = |kind, spans, clean| Zone {
        kind,
        spans,
        clean,
        language: None,
    };
    page.zones = vec![
        zone(
            ZoneKind::Furniture,
            vec![
                at("<p>"),
                at("<b>"),
                at("</b>"),
                at("</p><script>if (a < b) { track() }</script>"),
            ],
            Clean::default(),
        ),
        zone(ZoneKind::Paragraph, words, clean.finish()),
    ];
    let out = html(
        &Corpus::new(vec![Arc::new(page)], Vec::new()),
        &ReportOptions::default(),
    );
    assert!(!out.contains("track()"), "markup is not shown");
    assert_eq!(out.matches("<i class=\"m\"").count(), 4);
    assert!(out.contains("The Unity Party met."));
    // Markup is no text that was set aside.
    assert!(out.contains("0 %"));
}
