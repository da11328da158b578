//! Records of archives: JSON Lines, JSON, CSV, WARC.

use encoding_rs::{EUC_KR, UTF_8};
use variorum::{
    ErrorKind, Result,
    capture::{Capture, MediaType, Options},
    text::Span,
};

use super::*;

#[test]
fn a_broken_record_never_stops_the_rest() {
    let lines = "{\"text\":\"one\"}\n{\"text\":\"two\n{\"text\":3}\n[1]\n\n{\"title\":\"x\"}\n{\"text\":null}\n{\"text\":\"six\",\"title\":\"Six\"}";
    let captures = read("a.jsonl", lines);
    let seen: Vec<String> = captures
        .iter()
        .map(|c| match c {
            Ok(c) => format!("{}@{} {:?}", c.record.unwrap(), c.offset, c.text),
            Err(e) => format!("error at {}", e.offset().expect("an offset")),
        })
        .collect();
    assert_eq!(
        seen,
        [
            "0@0 \"one\"",
            "error at 26",
            "error at 28",
            "error at 39",
            "error at 44",
            "5@58 \"\"",
            "6@72 \"six\"",
        ]
    );
    let csv = "title,text\na,one\nb\nc,\"three\nd,four\n";
    let texts: Vec<_> = read("a.csv", csv)
        .into_iter()
        .map(|c| c.map(|c| c.text).map_err(|e| e.offset()))
        .collect();
    assert_eq!(
        texts,
        [
            Ok("one".into()),
            Err(Some(17)),
            Err(Some(19)),
            Ok("four".into())
        ]
    );
    let array = "[{\"text\":\"one\"}, nonsense, {\"text\": tow}, {\"text\":\"three\"}]";
    let texts: Vec<_> = read("a.json", array)
        .into_iter()
        .map(|c| c.map(|c| c.text).map_err(|e| e.offset()))
        .collect();
    assert_eq!(
        texts,
        [
            Ok("one".into()),
            Err(Some(17)),
            Err(Some(37)),
            Ok("three".into())
        ]
    );
}

#[test]
fn other_columns_are_metadata() {
    let line = r#"{"ID": 7, "Headline": "Harvest", "Body": "It began.", "Authors": ["A. Quill", "B. Sohn"], "paid": false, "score": 1.5, "empty": "", "none": null, "nested": {"a": 1}}"#;
    let capture = one("a.jsonl", line);
    assert_eq!(capture.text, "It began.");
    let metadata: Vec<String> = capture
        .metadata
        .iter()
        .map(|(k, v)| format!("{k}={v}"))
        .collect();
    assert_eq!(
        metadata,
        [
            "authors=A. Quill; B. Sohn",
            "headline=Harvest",
            "id=7",
            "paid=false",
            "score=1.5"
        ]
    );
    assert_eq!(
        capture.sha256,
        Capture::from_text("", MediaType::Plain, "It began.").sha256
    );
    let at = line.find("It began").expect("there") as u64;
    assert_eq!(capture.raw_range(Span::new(3, 8)), Some(at + 3..at + 8));
    // Escapes take the bytes apart.
    let escaped = one("a.jsonl", r#"{"text":"It \"began\"."}"#);
    assert_eq!(
        (escaped.text.as_str(), escaped.raw_range(Span::new(0, 2))),
        ("It \"began\".", None)
    );
    let quoted = read("a.csv", "title,text\nx,\"It began, he said\"\n")
        .remove(0)
        .expect("a row");
    assert_eq!(quoted.raw_range(Span::new(0, 8)), Some(14..22));
}

#[test]
fn the_text_column_is_named_or_found() {
    let text =
        |name: &str, bytes: &str, column: Option<&str>| -> std::result::Result<String, ErrorKind> {
            let mut options = Options::default();
            options.text_column = column.map(str::to_owned);
            let mut captures = read_with(name, bytes, &options);
            captures.remove(0).map(|c| c.text).map_err(|e| e.kind())
        };
    let two = r#"{"text":"short","body":"another text"}"#;
    assert_eq!(text("a.jsonl", two, None), Ok("short".into()));
    assert_eq!(
        text("a.jsonl", two, Some("BODY")),
        Ok("another text".into())
    );
    assert_eq!(text("a.jsonl", two, Some("bodi")), Err(ErrorKind::Usage));
    assert_eq!(
        text("a.jsonl", r#"{"본문":"가을","제목":"x"}"#, None),
        Ok("가을".into())
    );
    let prose = "The harvest began on Monday. ".repeat(6);
    let url = format!("https://vps.example/{}", "a".repeat(400));
    let unnamed =
        serde_json::json!({"k1": url, "k2": prose, "k3": "some few words here"}).to_string();
    assert_eq!(text("a.jsonl", &unnamed, None), Ok(prose));
    assert_eq!(
        text("a.json", r#"{"version": "1.0", "name": "settings"}"#, None),
        Err(ErrorKind::Syntax)
    );
    // A list of paragraphs is one text; a column of HTML is HTML.
    assert_eq!(
        text("a.jsonl", r#"{"text":["One.","Two."]}"#, None),
        Ok("One.\n\nTwo.".into())
    );
    let html = one("a.jsonl", r#"{"title":"x","html":"<p>It began.</p>"}"#);
    assert_eq!(html.media_type, MediaType::Html);
    let html = one(
        "a.jsonl",
        r#"{"title":"x","text":"<p>It began.</p><p>It ended.</p>"}"#,
    );
    assert_eq!(html.media_type, MediaType::Html);
    // Records without the column may have it under another name.
    let mixed = read("a.jsonl", "{\"text\":\"one\"}\n{\"body\":\"two\"}\n");
    assert_eq!(mixed[1].as_ref().expect("a record").text, "two");
}

#[test]
fn tables_in_legacy_encodings_keep_their_offsets() {
    let table =
        "제목,본문\n가을걷이,\"벤드리아의 가을걷이가\n시작되였다.\"\n끝,끝났다고 통신이 전했다.\n";
    let raw = encoded(table, EUC_KR);
    let captures: Vec<Capture> = read("a.csv", raw.clone())
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!(captures.len(), 2);
    assert_eq!(captures[1].text, "끝났다고 통신이 전했다.");
    assert_eq!(captures[0].metadata["제목"], "가을걷이");
    assert_eq!(captures[0].encoding, "EUC-KR");
    let offset = usize::try_from(captures[1].offset).unwrap();
    assert!(raw[offset..].starts_with(&encoded("끝,끝났다고", EUC_KR)));

    let wide = utf_16(&format!("\u{feff}{table}"), true);
    let captures: Vec<Capture> = read("a.csv", wide.clone())
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!(captures[1].text, "끝났다고 통신이 전했다.");
    let offset = usize::try_from(captures[1].offset).unwrap();
    assert!(wide[offset..].starts_with(&utf_16("끝,끝났다고", true)));

    let lines = utf_16("{\"text\":\"가을\"}\n{\"text\":\"겨울\"}\n", true);
    let captures: Vec<Capture> = read("a.jsonl", lines)
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!(
        (captures[1].text.as_str(), captures[1].offset),
        ("겨울", 28)
    );
}

#[test]
fn deep_json_is_bounded() {
    for open in ["[", "{\"a\":"] {
        let deep = format!("{{\"x\":{}", open.repeat(200_000));
        assert!(read("a.jsonl", deep.as_bytes()).iter().all(Result::is_err));
        let deep = format!("[\n{deep}");
        assert!(read("a.json", deep.as_bytes()).iter().all(Result::is_err));
    }
    let closed = format!(
        "{{\"x\":{}{},\"text\":\"one\"}}\n{{\"text\":\"two\"}}",
        "[".repeat(5000),
        "]".repeat(5000)
    );
    let captures = read("a.jsonl", closed);
    assert!(
        captures[0]
            .as_ref()
            .is_err_and(|e| e.kind() == ErrorKind::Limit)
    );
    assert_eq!(captures[1].as_ref().expect("a record").text, "two");
}

#[test]
fn half_a_surrogate_pair_costs_one_character() {
    let capture = one("a.jsonl", r#"{"text":"harvest \ud83d began"}"#);
    assert_eq!(capture.text, "harvest \u{fffd} began");
    assert_eq!(capture.warnings.len(), 1);
}

#[test]
fn web_archives_give_their_pages() {
    let page = format!("<html><body><p>{KOREAN}</p></body></html>");
    let raw_page = encoded(&page, EUC_KR);
    let chunked: Vec<u8> = [
        format!("{:x}\r\n", 10).as_bytes(),
        &page.as_bytes()[..10],
        format!("\r\n{:X};x=y\r\n", page.len() - 10).as_bytes(),
        &page.as_bytes()[10..],
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let file = [
        record("warcinfo", "application/warc-fields", b"software: x\r\n"),
        record(
            "request",
            "application/http; msgtype=request",
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        response("Content-Type: text/html; charset=euc-kr", &raw_page),
        response("Content-Type: image/png", b"\x89PNG\r\n"),
        response(
            "Content-Type: text/html\r\nTransfer-Encoding: chunked",
            &chunked,
        ),
        response(
            "Content-Type: text/html\r\nContent-Encoding: gzip",
            &gz(page.as_bytes()),
        ),
        record(
            "response",
            "application/http",
            b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>no</p>",
        ),
        record("conversion", "text/plain", ENGLISH.as_bytes()),
        record("metadata", "text/plain", b"x: y"),
    ]
    .concat();
    let captures: Vec<Capture> = read("crawl.warc", file.clone())
        .into_iter()
        .map(Result::unwrap)
        .collect();
    let kinds: Vec<_> = captures.iter().map(|c| (c.record, c.media_type)).collect();
    use MediaType::{Html, Plain};
    assert_eq!(
        kinds,
        [
            (Some(0), Html),
            (Some(1), Html),
            (Some(2), Html),
            (Some(3), Plain)
        ]
    );
    for capture in &captures[..3] {
        assert_eq!(capture.text, page);
        assert_eq!(capture.metadata["url"], "https://vps.example/7");
        assert_eq!(capture.metadata["captured"], "2021-08-02T01:02:03Z");
        assert_eq!(capture.metadata["http-status"], "200");
        assert!(
            file[usize::try_from(capture.offset).unwrap()..]
                .starts_with(b"WARC/1.1\r\nWARC-Type: response")
        );
    }
    assert_eq!(captures[0].encoding, "EUC-KR");
    assert_leads_back(&captures[0], &file, EUC_KR);
    assert_leads_back(&captures[3], &file, UTF_8);
    assert_eq!(captures[1].raw_range(Span::new(0, 1)), None);
    // One member a record, as crawlers write them.
    let packed: Vec<u8> = [
        gz(&record(
            "warcinfo",
            "application/warc-fields",
            b"software: x\r\n",
        )),
        gz(&response("Content-Type: text/html", page.as_bytes())),
        gz(&record("resource", "text/plain", ENGLISH.as_bytes())),
    ]
    .concat();
    let captures = read("crawl.warc.gz", packed);
    assert_eq!(captures.len(), 2);
    assert_eq!(captures[1].as_ref().expect("a text").text, ENGLISH);
}

#[test]
fn broken_web_archives_go_on() {
    let good = record("resource", "text/plain", ENGLISH.as_bytes());
    let file = [
        &good[..],
        b"WARC/1.0\r\nWARC-Type: resource\r\n\r\nno length\r\n\r\n",
        &good,
        b"junk\r\n",
        &good,
        &good[..good.len() - 40],
    ]
    .concat();
    let captures = read("a.warc", file);
    let good = captures.iter().filter(|c| c.is_ok()).count();
    let errors: Vec<_> = captures.iter().filter_map(|c| c.as_ref().err()).collect();
    assert_eq!(good, 3, "{captures:?}");
    assert!(
        errors.len() >= 3 && errors.iter().all(|e| e.offset().is_some()),
        "{errors:?}"
    );
    assert!(errors.last().expect("one").detail().contains("early"));
}

#[test]
fn the_text_column_may_begin_late() {
    let menus = "{\"id\":\"m\",\"kind\":\"menu\"}\n".repeat(900);
    let file = format!("{menus}{{\"id\":\"a\",\"text\":\"It began on Tuesday.\"}}\n");
    let mut named = Options::default();
    named.text_column = Some("text".to_owned());
    for options in [Options::default(), named] {
        let captures = read_with("a.jsonl", file.as_bytes(), &options);
        let texts: Vec<_> = captures.iter().flatten().map(|c| c.text.as_str()).collect();
        assert_eq!(texts, ["It began on Tuesday."]);
    }
}

#[test]
fn a_name_that_stands_twice_is_told() {
    let file = "{\"text\":\"first\",\"text\":\"second\"}\n{\"text\":\"third\"}\n";
    let captures: Vec<Capture> = read("a.jsonl", file).into_iter().flatten().collect();
    assert_eq!(captures[0].text, "second");
    assert!(
        captures[0].warnings[0]
            .message
            .contains("'text' stands twice")
    );
    assert!(captures[1].warnings.is_empty());
}

#[test]
fn a_chunk_that_is_cut_is_told() {
    let page = "<html><body><p>It began.</p></body></html>";
    let body = format!("FFFFFFFFFFFFFFFF\r\n{page}");
    let headers = "Content-Type: text/html\r\nTransfer-Encoding: chunked";
    let captures: Vec<Capture> = read("a.warc", response(headers, body.as_bytes()))
        .into_iter()
        .flatten()
        .collect();
    assert_eq!(captures[0].text, page);
    let told = &captures[0].warnings[0].message;
    assert!(
        told.contains("last chunk") && told.contains("early"),
        "{told}"
    );
}
