//! Formats told apart, packed and unpacked.

use encoding_rs::EUC_KR;
use std::io::Read;
use variorum::{
    ErrorKind, Result,
    capture::{Capture, MediaType, Options, Reader},
    text::Span,
};

use super::*;

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
    let mail = "Received: by mx.example\nFrom: Jan Orel <jan@mill.example>\nSubject: Flour\n rises\nMessage-ID: <7@mill>\n\nIt rose.\n";
    let atom = "<?xml version=\"1.0\"?>\n<!-- made > by hand -->\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>Flour</title></entry></feed>";
    let tei = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body><p>Flour rose.</p></body></text></TEI>";
    for (bytes, what) in [(mail, "mail"), (atom, "feed"), (tei, "TEI")] {
        let error = error_of("a", bytes, &Options::default());
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{what}");
        assert!(error.detail().contains(what), "{error}");
    }
    // A memorandum is a text, and a page in XML a page.
    let memo = "From: Jan Orel\nTo: The mills\nDate: 3 March 2031\nSubject: Flour\n\nIt rose by 3 percent.\n";
    assert_eq!(one("a.txt", memo).media_type, MediaType::Plain);
    let page = "<?xml version=\"1.0\"?><html><body><p>Flour rose.</p></body></html>";
    assert_eq!(one("a.xml", page).media_type, MediaType::Html);
}

#[test]
fn a_table_may_hold_pages() {
    let table = "id\ttitle\ttext\n1\tFlour\tFlour rose by three percent in the mills of Tarsk.\n\
                 2\tWater\t<p>Water <b>rose</b> by two feet at the weir of Tarsk.</p><p>It fell again.</p>\n";
    for name in ["a.tsv", "a"] {
        let captures = read(name, table);
        assert_eq!(captures.len(), 2, "{name}");
        let kinds: Vec<_> = captures.iter().flatten().map(|c| c.media_type).collect();
        assert_eq!(kinds, [MediaType::Plain, MediaType::Html]);
    }
}

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
