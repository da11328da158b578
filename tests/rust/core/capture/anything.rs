//! Any bytes at all.

use encoding_rs::{EUC_KR, SHIFT_JIS};
use proptest::prelude::*;
use std::path::Path;
use variorum::{capture::Options, text::Span};

use super::*;

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
