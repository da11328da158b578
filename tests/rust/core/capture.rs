//! Captures: formats told apart, encodings, archives, limits, and nothing that breaks them.

use std::{
    io::{Read, Write},
    path::Path,
};

use encoding_rs::{EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, WINDOWS_1252};
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use variorum::{
    Error, ErrorKind, Result,
    capture::{Capture, Input, Limits, MediaType, Options, Reader, inputs, read_file},
    text::Span,
};

const ENGLISH: &str = "TARSK, Aug. 2 (VPS) -- The harvest began on Monday, the agency said. \
    Oren Malk went to the fields of Karsk.\n\nHe said \u{201c}every ear counts\u{201d} \u{2014} twice.\n";
const KOREAN: &str = "(타르스크 8월 2일발 벤드리아통신) 월요일 가을걷이가 시작되였다고 통신이 전했다. \
    오렌 말크 총비서는 카르스크군의 밭을 돌아보았다.\n\n총비서는 이삭마다 두번 세야 한다고 말하였다.\n";
const JAPANESE: &str = "【タルスク8月2日発】月曜日に収穫が始まったと通信社が伝えた。\nオレン・マルク書記長はカルスクの畑を視察した。\n";
const CHINESE: &str = "塔尔斯克8月2日电 收割工作星期一开始，通讯社报道说。总书记马尔克视察了卡尔斯克的田地，他说每一穗都要数两遍。\n";

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Result<Capture>> {
    read_with(name, bytes, &Options::default())
}

fn read_with(name: &str, bytes: impl Into<Vec<u8>>, options: &Options) -> Vec<Result<Capture>> {
    match Reader::from_bytes(name, bytes.into(), options) {
        Ok(reader) => reader.collect(),
        Err(error) => vec![Err(error)],
    }
}

/// The one capture of a file that has one.
fn one(name: &str, bytes: impl Into<Vec<u8>>) -> Capture {
    let mut captures = read(name, bytes);
    assert_eq!(captures.len(), 1, "{name}");
    captures.remove(0).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn error_of(name: &str, bytes: impl Into<Vec<u8>>, options: &Options) -> Error {
    let mut captures = read_with(name, bytes, options);
    assert_eq!(captures.len(), 1, "{name}");
    captures.remove(0).expect_err("an error")
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn utf_16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy, "{} lacks a character", encoding.name());
    bytes.into_owned()
}

/// Every character of a text is found again in the bytes it came from.
fn assert_leads_back(capture: &Capture, raw: &[u8], encoding: &'static Encoding) {
    for (at, c) in capture.text.char_indices().take(400) {
        let range = capture
            .raw_range(Span::new(at, at + c.len_utf8()))
            .unwrap_or_else(|| panic!("no range for {c:?}"));
        let bytes =
            &raw[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()];
        let (decoded, _) = encoding.decode_without_bom_handling(bytes);
        assert_eq!(decoded, c.to_string(), "{encoding:?} at {at}");
    }
}

// ---- encodings --------------------------------------------------------------------------------

#[test]
fn encodings_are_found_without_a_declaration() {
    let cases: [(&str, &'static Encoding, &str); 9] = [
        (ENGLISH, UTF_8, "UTF-8"),
        (KOREAN, UTF_8, "UTF-8"),
        (ENGLISH, WINDOWS_1252, "windows-1252"),
        (KOREAN, EUC_KR, "EUC-KR"),
        ("벤드리아", EUC_KR, "EUC-KR"),
        ("똠방각하와 펲시, 뷁", EUC_KR, "EUC-KR"),
        (JAPANESE, SHIFT_JIS, "Shift_JIS"),
        (CHINESE, GB18030, "gb18030"),
        (
            "Der Minister f\u{fc}r \u{c4}u\u{df}eres reiste nach Tarsk.",
            WINDOWS_1252,
            "windows-1252",
        ),
    ];
    for (text, encoding, name) in cases {
        let raw = encoded(text, encoding);
        let capture = one("page.txt", raw.clone());
        assert_eq!(capture.encoding, name, "{text}");
        assert_eq!(capture.text, text);
        assert!(capture.warnings.is_empty(), "{:?}", capture.warnings);
        assert_eq!(capture.media_type, MediaType::Plain);
        assert_leads_back(&capture, &raw, encoding);
    }
}

#[test]
fn utf_16_is_found_with_and_without_a_mark() {
    for text in [ENGLISH, KOREAN, JAPANESE] {
        for little in [true, false] {
            let name = if little { "UTF-16LE" } else { "UTF-16BE" };
            let plain = utf_16(text, little);
            let capture = one("page.txt", plain.clone());
            assert_eq!(
                (capture.encoding.as_str(), capture.text.as_str()),
                (name, text)
            );
            let encoding = Encoding::for_label(name.as_bytes()).expect("a label");
            assert_leads_back(&capture, &plain, encoding);

            let marked = utf_16(&format!("\u{feff}{text}"), little);
            let capture = one("page.txt", marked.clone());
            assert_eq!(
                (capture.encoding.as_str(), capture.text.as_str()),
                (name, text)
            );
            assert_eq!(capture.raw_range(Span::new(0, 1)), Some(2..4));
            assert_leads_back(&capture, &marked, encoding);
        }
    }
}

#[test]
fn a_mark_of_utf_8_shifts_what_follows() {
    let capture = one("page.txt", format!("\u{feff}{KOREAN}"));
    assert_eq!(
        (capture.encoding.as_str(), capture.text.as_str()),
        ("UTF-8", KOREAN)
    );
    assert_eq!(capture.raw_range(Span::new(1, 4)), Some(4..7));
    assert_eq!(capture.raw_range(Span::new(0, KOREAN.len() + 1)), None);
}

#[test]
fn declarations_are_believed_where_they_decode() {
    let page = |label: &str| {
        format!(
            "<html><head><meta charset=\"{label}\"><title>x</title></head><body><p>{KOREAN}</p></body></html>"
        )
    };
    let declared = one("a.html", encoded(&page("euc-kr"), EUC_KR));
    assert_eq!(declared.encoding, "EUC-KR");
    assert!(declared.text.contains("가을걷이") && declared.warnings.is_empty());

    // Saved by a tool that transcoded the page and kept its declaration.
    let transcoded = one("a.html", page("euc-kr"));
    assert_eq!(transcoded.encoding, "UTF-8");
    assert!(transcoded.text.contains("가을걷이"));
    assert_eq!(
        transcoded.warnings[0].message,
        "declared as EUC-KR but written in UTF-8"
    );

    // The other way round.
    let wrong = one("a.html", encoded(&page("utf-8"), EUC_KR));
    assert_eq!(wrong.encoding, "EUC-KR");
    assert!(wrong.text.contains("가을걷이"));
    assert_eq!(
        wrong.warnings[0].message,
        "declared as UTF-8 but written in EUC-KR"
    );

    let xml = one(
        "a.xhtml",
        encoded(
            &format!(
                "<?xml version=\"1.0\" encoding='Shift_JIS'?>\n<html><body><p>{JAPANESE}</p></body></html>"
            ),
            SHIFT_JIS,
        ),
    );
    assert_eq!(xml.encoding, "Shift_JIS");
    let old = one(
        "a.html",
        encoded(
            "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=ISO-8859-1'><p>caf\u{e9}",
            WINDOWS_1252,
        ),
    );
    assert!(old.text.ends_with("caf\u{e9}") && old.encoding == "windows-1252");
}

#[test]
fn an_encoding_can_be_forced() {
    let mut options = Options::default();
    options.encoding = Some("shift-jis".to_owned());
    let captures = read_with("a.txt", encoded("カルスク", SHIFT_JIS), &options);
    assert_eq!(captures[0].as_ref().expect("a capture").text, "カルスク");
    options.encoding = Some("klingon".to_owned());
    let error = error_of("a.txt", "x", &options);
    assert_eq!(error.kind(), ErrorKind::Usage);
}

#[test]
fn what_does_not_decode_is_replaced_counted_and_placed() {
    for (name, broken) in [
        ("one", &b"\xff"[..]),
        ("cut", b"\xe2\x82"),
        ("two", b"\xc3("),
    ] {
        let mut raw = KOREAN.as_bytes().to_vec();
        let at = KOREAN.find(" 가을걷이").expect("the word");
        raw.splice(at..at, broken.iter().copied());
        let capture = one("page.txt", raw.clone());
        assert_eq!(capture.encoding, "UTF-8", "{name}");
        assert_eq!(capture.text.matches('\u{fffd}').count(), 1, "{name}");
        assert_eq!(capture.warnings.len(), 1);
        assert_eq!(capture.warnings[0].offset, Some(at as u64));
        // What follows still leads back.
        let word = capture.text.find("가을걷이").expect("the word");
        let range = capture
            .raw_range(Span::new(word, word + 12))
            .expect("a range");
        assert_eq!(
            &raw[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()],
            "가을걷이".as_bytes()
        );
    }
    // English has no other characters to judge by; damage inside words is still no Western letter.
    let damaged = one("page.txt", b"The harv\xff\xfeest began on Monday.".to_vec());
    assert_eq!(damaged.encoding, "UTF-8");
    assert_eq!(damaged.warnings.len(), 2);
    assert!(
        damaged.warnings[0].message.contains("(1 of 2)"),
        "{:?}",
        damaged.warnings
    );
    // Many places are counted, a few are named.
    let many = [
        KOREAN.as_bytes(),
        &[0xff, b' '].repeat(30),
        KOREAN.repeat(20).as_bytes(),
    ]
    .concat();
    let many = one("page.txt", many);
    assert_eq!(many.text.matches('\u{fffd}').count(), 30);
    assert!(many.warnings.len() < 10 && many.warnings[0].message.contains("of 30"));
    // A legacy text that was cut inside a character.
    let mut cut = encoded(KOREAN, EUC_KR);
    cut.truncate(cut.len() - 8);
    let cut = one("page.txt", cut);
    assert_eq!(cut.encoding, "EUC-KR");
}

// ---- formats ----------------------------------------------------------------------------------

#[test]
fn formats_are_told_by_content_and_name() {
    use MediaType::{Html, Plain};
    let prose = "Wheat, barley, and oats, he said, were in,\nand rye, too, was in, mostly,\nbut maize, beans, and peas, were not,\n";
    let cases: [(&str, &str, MediaType); 26] = [
        ("a.txt", ENGLISH, Plain),
        ("a", ENGLISH, Plain),
        ("a.html", "<p>The harvest began.", Html),
        ("a.htm", "The harvest <b>began</b>.", Html),
        ("a.txt", "<!DOCTYPE html>\n<title>x</title>", Html),
        ("a.txt", "\u{feff}\n <HTML lang=en><body>x", Html),
        (
            "a",
            "<!-- saved from url=(0031)https://vps.example/item/7.html -->\n<html><head></head><body>x</body></html>",
            Html,
        ),
        (
            "a",
            "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>x</body></html>",
            Html,
        ),
        (
            "a",
            "<div class=\"story\"><p>TARSK (VPS)</p><p>It began.</p></div>",
            Html,
        ),
        ("a", "<p>TARSK, Aug. 2 (VPS) -- It began.</p>", Html),
        ("a", "<h1>Harvest</h1>It began.<br>It ended.", Html),
        ("a.txt", "The yield was < 3 tonnes and > 2 tonnes.\n", Plain),
        ("a.txt", "<Tarsk, Aug. 2>\nThe harvest began.\n", Plain),
        (
            "a.txt",
            "<VPS> Harvest begins </VPS>\nIt began on Monday.\n",
            Plain,
        ),
        (
            "a.txt",
            "He wrote <b>bold</b> in the mail and signed <i>O.M.</i> under it, the agency said. It went on for long.\n",
            Plain,
        ),
        (
            "a.txt",
            "From: Oren Malk <malk@vup.example>\nTo: VPS <desk@vps.example>\nSubject: harvest\nDate: Mon, 2 Aug 2021 10:00:00 +0900\n\nIt began, <see attached>.\n",
            Plain,
        ),
        ("a.html", "Just words, no tag at all.", Plain),
        ("a.txt", "{Note} The harvest began.\n", Plain),
        ("a.txt", "[VPS] The harvest began.\n", Plain),
        (
            "a.txt",
            "[1] The first note.\n[2] The second note.\n",
            Plain,
        ),
        ("a.txt", "{\"quoted\" words} are no JSON.\n", Plain),
        ("a.txt", prose, Plain),
        (
            "a.csv",
            "Just a sentence, and another, in a file with a wrong name.\nIt has lines, some with commas.\nSome without.\n",
            Plain,
        ),
        (
            "a.txt",
            "title, date and text, he said,\nare what a record has, or text,\n",
            Plain,
        ),
        (
            "a.txt",
            "Title\tTARSK\nMenu\tSearch\n\nThe harvest began, the agency said.\n",
            Plain,
        ),
        ("a.txt", "", Plain),
    ];
    for (name, text, expected) in cases {
        let capture = one(name, text);
        assert_eq!(capture.media_type, expected, "{name}: {text}");
        assert_eq!(capture.record, None, "{name}: {text}");
        assert_eq!(capture.text, text.trim_start_matches('\u{feff}'));
    }
}

#[test]
fn archives_are_told_by_content_and_name() {
    let cases: [(&str, &str, usize); 14] = [
        (
            "a.jsonl",
            "{\"text\":\"It began.\"}\r\n{\"text\":\"It ended.\"}\r\n",
            2,
        ),
        (
            "a.txt",
            "{\"text\": \"It began.\"}\n\n{\"text\": \"It ended.\"}",
            2,
        ),
        (
            "a.json",
            "{\n \"title\": \"Harvest\",\n \"text\": \"It began.\"\n}\n",
            1,
        ),
        ("a", "{\"text\":\"It began.\"}", 1),
        (
            "a.json",
            " [\n {\"text\": \"It {began}.\"},\n {\"text\": \"It \\\"ended\\\" ]}.\"}\n]\n",
            2,
        ),
        (
            "a",
            "[{\"body\":\"It began.\"},{\"body\":\"It ended.\"}]",
            2,
        ),
        ("a.json", "[]", 0),
        (
            "a.csv",
            "title,text\nHarvest,It began.\nHarvest,\"It ended,\nat last.\"\n",
            2,
        ),
        (
            "a.txt",
            "id,title,text\r\n1,Harvest,\"It \"\"began\"\".\"\r\n2,Harvest,It ended.\r\n",
            2,
        ),
        ("a.tsv", "title\ttext\nHarvest\tIt began, he said.\n", 1),
        (
            "a.txt",
            "date\ttitle\tbody\n2021-08-02\tHarvest\tIt began.\n2021-09-09\tHarvest\tIt ended.\n",
            2,
        ),
        ("a.csv", "제목;본문\n가을걷이;시작되였다.\n", 1),
        ("a.csv", "text\n\"It began, he said.\"\n\"It ended.\"\n", 2),
        ("a.csv", "title,text\n", 0),
    ];
    for (name, text, expected) in cases {
        let captures = read(name, text);
        assert_eq!(captures.len(), expected, "{name}: {text}: {captures:?}");
        for (number, capture) in captures.into_iter().enumerate() {
            let capture = capture.unwrap_or_else(|e| panic!("{name}: {text}: {e}"));
            assert_eq!(capture.record, Some(number));
            assert!(!capture.text.is_empty());
        }
    }
}

#[test]
fn foreign_files_are_named() {
    for (bytes, what) in [
        (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "PNG"),
        (b"PK\x03\x04\x14\0", "ZIP"),
        (b"BZh91AY&SY", "bzip2"),
        (b"PAR1\x15\x04\x15", "Parquet"),
        (
            b"\0\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12",
            "binary",
        ),
    ] {
        let error = error_of("a.txt", bytes, &Options::default());
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        assert!(error.detail().contains(what), "{error}");
    }
    let mhtml = "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n--x\r\n";
    assert_eq!(
        error_of("a.mhtml", mhtml, &Options::default()).kind(),
        ErrorKind::Unsupported
    );
}

// ---- compression ------------------------------------------------------------------------------

#[test]
fn every_format_may_be_packed() {
    let html = format!("<html><head><title>x</title></head><body><p>{KOREAN}</p></body></html>");
    let lines = format!(
        "{{\"text\":{0}}}\n{{\"text\":{0}}}\n",
        serde_json::json!(KOREAN)
    );
    let files: [(&str, Vec<u8>); 6] = [
        ("a.txt", KOREAN.as_bytes().to_vec()),
        ("a.txt", encoded(KOREAN, EUC_KR)),
        ("a.txt", utf_16(KOREAN, true)),
        ("a.html", html.into_bytes()),
        ("a.jsonl", lines.into_bytes()),
        (
            "a.csv",
            format!("title,text\nx,\"{KOREAN}\"\n").into_bytes(),
        ),
    ];
    for (name, bytes) in files {
        let plain: Vec<Capture> = read(name, bytes.clone())
            .into_iter()
            .map(Result::unwrap)
            .collect();
        let two_members = [gz(&bytes[..bytes.len() / 2]), gz(&bytes[bytes.len() / 2..])].concat();
        let two_frames = [
            zst(&bytes[..bytes.len() / 2]),
            zst(&bytes[bytes.len() / 2..]),
        ]
        .concat();
        for packed in [
            gz(&bytes),
            zst(&bytes),
            two_members,
            two_frames,
            gz(&zst(&bytes)),
        ] {
            let hash = Capture::from_text("", MediaType::Plain, "").sha256;
            for (unpacked, plain) in read(name, packed.clone()).into_iter().zip(&plain) {
                let unpacked = unpacked.unwrap_or_else(|e| panic!("{name}: {e}"));
                assert_eq!(unpacked.text, plain.text);
                assert_eq!(unpacked.encoding, plain.encoding);
                assert_eq!(unpacked.media_type, plain.media_type);
                assert_eq!(unpacked.offset, plain.offset);
                assert_eq!(unpacked.raw_range(Span::new(0, 1)), None);
                // A file's hash is that of the bytes on disk, a record's that of its text.
                assert_eq!(unpacked.sha256 == plain.sha256, plain.record.is_some());
                assert_ne!(unpacked.sha256, hash);
            }
            assert_eq!(read(name, packed).len(), plain.len());
        }
    }
}

#[test]
fn damaged_packing_is_an_error_of_that_file() {
    let text = KOREAN.repeat(50);
    for (packed, what) in [
        (gz(text.as_bytes()), "gzip"),
        (zst(text.as_bytes()), "zstd"),
    ] {
        let cut = &packed[..packed.len() * 2 / 3];
        let error = error_of("a.txt", cut, &Options::default());
        assert_eq!(error.kind(), ErrorKind::Syntax, "{error}");
        assert!(
            error.detail().contains(what) && error.to_string().starts_with("a.txt:"),
            "{error}"
        );
    }
    // Junk behind the end is left alone and named.
    let mut packed = gz(ENGLISH.as_bytes());
    packed.extend_from_slice(b"\0\0\0\0junk");
    let capture = one("a.txt.gz", packed);
    assert_eq!(capture.text, ENGLISH);
    assert_eq!(capture.warnings.len(), 1);
    // The records before a cut are read.
    let lines: String = (0..2000)
        .map(|n| format!("{{\"text\":\"Record {} of the harvest.\"}}\n", n * n))
        .collect();
    let packed = gz(lines.as_bytes());
    let captures = read("a.jsonl.gz", &packed[..packed.len() / 2]);
    assert!(captures.len() > 100);
    let (last, good) = captures.split_last().expect("some");
    assert!(good.iter().all(Result::is_ok));
    assert!(last.as_ref().is_err_and(|e| e.offset().is_some()));
}

#[test]
fn bombs_meet_a_limit() {
    let mut options = Options::default();
    options.limits.max_bytes = 4 << 20;
    let zeros = vec![b'a'; 64 << 20];
    for packed in [gz(&zeros), gz(&gz(&zeros))] {
        let error = error_of("a.txt.gz", packed.clone(), &options);
        assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
        // As a line of an archive too: an error of that record.
        let error = error_of("a.jsonl", packed, &options);
        assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
    }
    options.limits.max_ratio = 50;
    options.limits.max_bytes = 128 << 20;
    let error = error_of("a.txt.gz", gz(&zeros), &options);
    assert!(error.detail().contains("max_ratio"), "{error}");
    let error = error_of("a.txt.zst", zst(&zeros), &options);
    assert!(error.detail().contains("max_ratio"), "{error}");
    let mut deep = ENGLISH.as_bytes().to_vec();
    for _ in 0..6 {
        deep = gz(&deep);
    }
    let error = error_of("a.gz", deep, &Options::default());
    assert!(error.detail().contains("max_layers"), "{error}");
}

#[test]
fn endless_input_meets_a_limit() {
    let mut options = Options::default();
    options.limits.max_bytes = 1 << 20;
    for start in [
        &b""[..],
        b"{\"text\":\"",
        b"[{\"a\":",
        b"title,text\nx,\"",
        b"WARC/1.0\r\nWARC-Type: ",
    ] {
        let endless = start.chain(std::io::repeat(b'a'));
        let reader = Reader::from_read("-", endless.take(50 << 20), &options);
        let errors = match reader {
            Ok(reader) => reader.filter_map(Result::err).count(),
            Err(_) => 1,
        };
        assert!(errors > 0, "{start:?}");
    }
}

// ---- archives ---------------------------------------------------------------------------------

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
            Err(Some(18)),
            Err(Some(38)),
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

// ---- WARC -------------------------------------------------------------------------------------

fn record(kind: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://vps.example/7>\r\nWARC-Date: 2021-08-02T01:02:03Z\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn response(headers: &str, body: &[u8]) -> Vec<u8> {
    let http = [
        format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(),
        body,
    ]
    .concat();
    record("response", "application/http; msgtype=response", &http)
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

// ---- files and folders ------------------------------------------------------------------------

#[test]
fn inputs_are_listed_in_a_stable_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    for name in [
        "b.txt",
        "a.txt",
        ".hidden.txt",
        "logo.png",
        "sub/c.html",
        "sub/.git/d.txt",
        "page.html",
        "page_files/ad.html",
        "other_files/e.txt",
        "x [1].txt",
        "data.jsonl",
    ] {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, "It began.").expect("written");
    }
    let names = |args: &[&str]| -> Vec<String> {
        let args: Vec<String> = args
            .iter()
            .map(|arg| {
                if *arg == "-" {
                    "-".to_owned()
                } else {
                    root.join(arg).display().to_string()
                }
            })
            .collect();
        inputs(&args)
            .expect("inputs")
            .iter()
            .map(|input| {
                let path = input.path().strip_prefix(root).unwrap_or(input.path());
                let record = input.record().map_or(String::new(), |n| format!("#{n}"));
                let problem = if input.problem().is_some() { "!" } else { "" };
                format!("{}{record}{problem}", path.display())
            })
            .collect()
    };
    assert_eq!(
        names(&[""]),
        [
            "a.txt",
            "b.txt",
            "data.jsonl",
            "other_files/e.txt",
            "page.html",
            "sub/c.html",
            "x [1].txt"
        ]
    );
    assert_eq!(
        names(&["b.txt", "-", "*.txt", "a.txt"]),
        ["b.txt", "-", "a.txt", "x [1].txt"]
    );
    assert_eq!(names(&["**/*.html"]), ["page.html", "sub/c.html"]);
    assert_eq!(names(&["{a,b}.txt"]), ["a.txt", "b.txt"]);
    assert_eq!(
        names(&["logo.png", ".hidden.txt", "x [1].txt"]),
        ["logo.png", ".hidden.txt", "x [1].txt"]
    );
    assert_eq!(
        names(&["data.jsonl#2", "data.jsonl"]),
        ["data.jsonl#2", "data.jsonl"]
    );
    assert_eq!(names(&["*.doc", "gone.txt"]), ["*.doc!", "gone.txt"]);
    assert_eq!(
        inputs(&["a[".to_owned()]).expect_err("no glob").kind(),
        ErrorKind::Usage
    );

    let options = Options::default();
    let error = Reader::open(root.join("gone.txt").as_path(), &options).expect_err("gone");
    assert_eq!(error.kind(), ErrorKind::Io);
    assert!(error.to_string().contains("gone.txt: "));
    assert_eq!(
        Reader::open(root, &options).expect_err("a folder").kind(),
        ErrorKind::Io
    );
    let capture = read_file(&root.join("a.txt"), &Limits::default())
        .expect("read")
        .remove(0);
    assert_eq!(capture.text, "It began.");
    assert_eq!(
        capture.sha256,
        Capture::from_text("", MediaType::Plain, "It began.").sha256
    );
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.txt");
    let file = std::fs::File::create(&path).expect("made");
    file.set_len(3 << 30).expect("sparse");
    drop(file);
    let error = Reader::open(path.as_path(), &Options::default())
        .and_then(|mut reader| reader.next().expect("one"))
        .expect_err("too large");
    // Zeros are no text either; both are clear.
    assert!(
        matches!(error.kind(), ErrorKind::Limit | ErrorKind::Unsupported),
        "{error}"
    );
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .open(&path)
        .expect("opened");
    file.write_all(&b"Words. ".repeat(20_000)).expect("written");
    let error = Reader::open(path.as_path(), &Options::default())
        .and_then(|mut reader| reader.next().expect("one"))
        .expect_err("too large");
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_read() {
    use std::process::{Command, Stdio};
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe");
    let made = Command::new("mkfifo")
        .arg(&pipe)
        .stderr(Stdio::null())
        .status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no mkfifo here");
        return;
    }
    let writer = pipe.clone();
    let thread = std::thread::spawn(move || std::fs::write(writer, gz(KOREAN.as_bytes())));
    let captures = read_file(&pipe, &Limits::default()).expect("read");
    thread.join().expect("joined").expect("written");
    assert_eq!(captures[0].text, KOREAN);
}

// ---- PDF --------------------------------------------------------------------------------------

#[cfg(feature = "pdf")]
mod pdf {
    use super::*;

    /// A PDF of pages, each a list of drawing operations, in one standard font.
    fn pdf(pages: &[&str]) -> Vec<u8> {
        let mut out = b"%PDF-1.4\n".to_vec();
        let mut offsets = Vec::new();
        let mut objects: Vec<String> = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".into(),
            format!(
                "<< /Type /Pages /Count {} /Kids [{}] >>",
                pages.len(),
                (0..pages.len())
                    .map(|n| format!("{} 0 R ", 4 + 2 * n))
                    .collect::<String>()
            ),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
                .into(),
        ];
        for (n, content) in pages.iter().enumerate() {
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
                5 + 2 * n
            ));
            objects.push(format!(
                "<< /Length {} >>\nstream\n{content}\nendstream",
                content.len()
            ));
        }
        for (n, object) in objects.iter().enumerate() {
            offsets.push(out.len());
            out.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", n + 1).as_bytes());
        }
        let xref = out.len();
        out.extend_from_slice(
            format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes(),
        );
        for offset in offsets {
            out.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
        }
        out.extend_from_slice(
            format!(
                "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n",
                objects.len() + 1
            )
            .as_bytes(),
        );
        out
    }

    fn at(x: u32, y: u32, text: &str) -> String {
        format!("BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n")
    }

    #[test]
    fn lines_come_in_reading_order() {
        let first = [
            at(50, 700, "The harvest was well-"),
            at(300, 760, "drawn before"),
            at(50, 688, "known in Tarsk."),
            at(50, 760, "BULLETIN No. 4 was"),
            at(65, 650, "A new paragraph."),
            at(50, 760, "BULLETIN No. 4 was"),
        ]
        .concat();
        let file = pdf(&[&first, &at(50, 700, "Second page \\(end\\).")]);
        let capture = one("a.pdf", file.clone());
        assert_eq!(
            capture.text,
            "BULLETIN No. 4 was  drawn before\n\nThe harvest was well-\nknown in Tarsk.\n\n   A new paragraph.\n\u{c}Second page (end).\n"
        );
        assert_eq!(capture.media_type, MediaType::Pdf);
        assert_eq!(capture.raw_range(Span::new(0, 1)), None);
        assert_eq!(one("a.pdf.gz", gz(&file)).text, capture.text);
    }

    #[test]
    fn columns_come_one_after_the_other() {
        let mut content = at(
            50,
            760,
            "A headline that runs across both columns of the page, from the left to the right",
        );
        let mut expected = String::from(
            "A headline that runs across both columns of the page, from the left to the right\n",
        );
        for side in ["left", "right"] {
            for n in 0..8 {
                expected.push_str(&format!("line {n} of the {side} column of the page here\n"));
            }
        }
        for n in 0..8u32 {
            for (x, side) in [(50, "left"), (320, "right")] {
                content.push_str(&at(
                    x,
                    730 - 12 * n,
                    &format!("line {n} of the {side} column of the page here"),
                ));
            }
        }
        let text = one("a.pdf", pdf(&[&content])).text;
        assert_eq!(text.replace("\n\n", "\n"), expected);
    }

    #[test]
    fn pdfs_without_text_say_so() {
        let error = error_of("a.pdf", pdf(&["10 10 100 100 re f"]), &Options::default());
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        assert!(error.detail().contains("without text"), "{error}");
        let error = error_of(
            "a.pdf",
            "%PDF-1.7\nnothing of the kind",
            &Options::default(),
        );
        assert_eq!(error.kind(), ErrorKind::Syntax, "{error}");
    }

    #[test]
    fn a_pdf_that_draws_for_ever_is_stopped() {
        // A form that draws itself twice, and so on down.
        let page = "/X Do /X Do";
        let file = String::from_utf8(pdf(&[page]))
            .expect("ASCII")
            .replace("/Font << /F1 3 0 R >>", "/XObject << /X 5 0 R >>");
        let file = file.replace(
            &format!("<< /Length {} >>", page.len()),
            &format!("<< /Type /XObject /Subtype /Form /Length {} >>", page.len()),
        );
        let mut options = Options::default();
        options.limits.max_millis = 5_000;
        let begun = std::time::Instant::now();
        let error = error_of("a.pdf", file, &options);
        assert!(begun.elapsed().as_secs() < 20, "{error}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn damaged_pdfs_never_panic(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 1..8)) {
            let mut file = pdf(&[&super::pdf::at(50, 700, "Words of the page."), "q Q"]);
            let at = at.index(file.len());
            file.splice(at..at, bytes);
            for capture in read("a.pdf", file) {
                if let Err(error) = capture {
                    prop_assert!(!error.detail().contains("gave up"), "{error}");
                }
            }
        }
    }
}

// ---- anything ---------------------------------------------------------------------------------

/// What any input must come to: errors with the path, or texts that lead back.
fn check_any(name: &str, bytes: &[u8]) -> std::result::Result<(), TestCaseError> {
    let mut options = Options::default();
    options.limits.max_millis = 10_000;
    for capture in read_with(name, bytes, &options) {
        match capture {
            Ok(capture) => {
                prop_assert_eq!(&capture.path, name);
                for (at, c) in capture.text.char_indices().take(50) {
                    let span = Span::new(at, at + c.len_utf8());
                    if let Some(range) = capture.raw_range(span) {
                        prop_assert!(range.start <= range.end && range.end <= bytes.len() as u64);
                    }
                }
            }
            Err(error) => {
                prop_assert_eq!(error.path(), Some(Path::new(name)));
                prop_assert!(!error.detail().contains("gave up"), "{}", error);
            }
        }
    }
    Ok(())
}

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a", "a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.warc", "a.gz",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read_or_refused(name in name(), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_any(name, &bytes)?;
    }

    #[test]
    fn any_text_is_kept(name in name(), text in "\\PC{0,200}") {
        check_any(name, text.as_bytes())?;
        let captures = read("a.txt", text.as_bytes());
        if let [Ok(capture)] = captures.as_slice()
            && capture.record.is_none()
        {
            prop_assert_eq!(&capture.text, text.trim_start_matches('\u{feff}'));
        }
    }

    #[test]
    fn damaged_files_are_read_or_refused(
        which in 0usize..9,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 0..4), 0usize..4), 1..6),
    ) {
        let page = format!("<html><head><meta charset=euc-kr></head><body><p>{KOREAN}</p></body></html>");
        let csv = "title,text\na,\"It \"\"began\"\",\nhe said.\"\nb,two\n";
        let lines = "{\"text\":\"one \\u00e9\"}\n{\"text\":[\"a\"],\"n\":{\"b\":[1]}}\n";
        let warc = [response("Content-Type: text/html\r\nTransfer-Encoding: chunked", b"3\r\nabc\r\n0\r\n\r\n"), response("Content-Type: text/html\r\nContent-Encoding: gzip", &gz(page.as_bytes()))].concat();
        let (name, mut bytes) = match which {
            0 => ("a.html", encoded(&page, EUC_KR)),
            1 => ("a.csv", csv.as_bytes().to_vec()),
            2 => ("a.jsonl", lines.as_bytes().to_vec()),
            3 => ("a.json", format!("[{{\"text\":\"one\"}},{{\"text\":\"{ENGLISH}\"}}]").into_bytes()),
            4 => ("a.warc", warc),
            5 => ("a.txt.gz", gz(KOREAN.as_bytes())),
            6 => ("a.txt.zst", zst(KOREAN.as_bytes())),
            7 => ("a.txt", utf_16(KOREAN, false)),
            _ => ("a.txt", encoded(JAPANESE, SHIFT_JIS)),
        };
        for (at, new, drop) in cuts {
            let at = at.index(bytes.len() + 1);
            let end = (at + drop).min(bytes.len());
            bytes.splice(at..end, new);
        }
        check_any(name, &bytes)?;
    }
}

// ---- the captures of the project --------------------------------------------------------------

#[test]
fn every_shared_capture_is_read() {
    let Some(shared) = crate::shared_folder() else {
        return;
    };
    let arg = |name: &str| shared.join(name).display().to_string();
    let list = inputs(&[
        arg("captures/en"),
        arg("captures/ko"),
        arg("captures/seeds"),
        arg("captures/html"),
        arg("pages/html"),
    ])
    .expect("inputs");
    assert!(list.len() > 160, "{} files", list.len());
    let options = Options::default();
    for input in list {
        let name = input.name();
        let captures: Vec<Capture> = Reader::open(&input, &options)
            .unwrap_or_else(|e| panic!("{e}"))
            .map(|c| c.unwrap_or_else(|e| panic!("{e}")))
            .collect();
        assert_eq!(captures.len(), 1, "{name}");
        let html = name.contains(".html");
        assert_eq!(captures[0].media_type == MediaType::Html, html, "{name}");
        let bytes = std::fs::read(input.path()).expect("read");
        if let Ok(text) = String::from_utf8(bytes) {
            assert_eq!(
                captures[0].text,
                text.trim_start_matches('\u{feff}'),
                "{name}"
            );
        }
    }
}

#[test]
fn every_shared_archive_is_read() {
    let Some(shared) = crate::shared_folder() else {
        return;
    };
    for (name, records) in [
        ("corpora/kcna_en_2023-12_2024-11.jsonl.gz", 2_089),
        ("corpora/kcna_co_jp_2011_2012.jsonl.gz", 24_760),
    ] {
        let captures: Vec<_> = Reader::open(Input::from(shared.join(name)), &Options::default())
            .expect("opened")
            .collect();
        assert_eq!(captures.len(), records);
        assert!(captures.iter().all(Result::is_ok));
        assert!(
            captures
                .iter()
                .flatten()
                .all(|c| c.metadata.keys().any(|k| k == "title" || k == "headline"))
        );
    }
}
