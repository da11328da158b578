//! Encodings found, believed, doubted, and damage placed.

use encoding_rs::{EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, WINDOWS_1252};
use variorum::{
    ErrorKind,
    capture::{MediaType, Options},
    text::Span,
};

use super::*;

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
fn words_about_a_charset_declare_none() {
    for head in [
        "<!-- <meta charset=\"windows-1251\"> -->",
        "<meta name=\"description\" content=\"charset=windows-1251 was usual\">",
        "<meta property=\"og:x\" data-charset=\"windows-1251\" content=\"7\">",
        "<meta name=\"generator\" content=\"x; charset=windows-1251\"><meta charset=euc-kr>",
    ] {
        let page =
            format!("<html><head>{head}<title>x</title></head><body><p>{KOREAN}</p></body></html>");
        let read = one("a.html", encoded(&page, EUC_KR));
        assert_eq!(read.encoding, "EUC-KR", "{head}");
        assert!(read.warnings.is_empty(), "{head}: {:?}", read.warnings);
    }
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

#[test]
fn lines_in_two_encodings_are_each_decoded_by_their_own() {
    let (first, second) = ("벤드리아통신의 보도", KOREAN);
    for utf_8_first in [true, false] {
        let mut raw = Vec::new();
        let mut text = String::new();
        for (part, utf_8) in [
            (first, utf_8_first),
            (second, !utf_8_first),
            (first, utf_8_first),
        ] {
            let encoding = if utf_8 { UTF_8 } else { EUC_KR };
            raw.extend(encoded(part, encoding));
            raw.push(b'\n');
            text.push_str(part);
            text.push('\n');
        }
        let capture = one("page.txt", raw.clone());
        assert_eq!(capture.text, text);
        assert!(capture.warnings[0].message.contains("two encodings"));
        for word in ["보도", "가을걷이", "총비서"] {
            let at = text.rfind(word).expect("there");
            let range = capture
                .raw_range(Span::new(at, at + word.len()))
                .expect("a range");
            let bytes =
                &raw[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()];
            let found = std::str::from_utf8(bytes).map_or_else(
                |_| EUC_KR.decode_without_bom_handling(bytes).0.into_owned(),
                str::to_owned,
            );
            assert_eq!(found, word);
        }
    }
}

#[test]
fn utf_32_with_a_mark_is_read() {
    for little in [true, false] {
        let mut raw = Vec::new();
        for c in format!("\u{feff}{KOREAN}").chars() {
            let unit = u32::from(c);
            raw.extend(if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            });
        }
        let capture = one("page.txt", raw.clone());
        assert_eq!(capture.text, KOREAN);
        assert!(
            capture.encoding.starts_with("UTF-32"),
            "{}",
            capture.encoding
        );
        raw.extend([0, 0, 0xD8, 0xD8, 1]);
        let capture = one("page.txt", raw);
        assert!(capture.warnings[0].message.contains("replaced"));
    }
    let mut raw = vec![0xFF, 0xFE, 0, 0];
    raw.extend(
        "{\"text\": \"a\"}\n{\"text\": \"b\"}\n"
            .chars()
            .flat_map(|c| u32::from(c).to_le_bytes()),
    );
    let error = error_of("a.jsonl", raw, &Options::default());
    assert_eq!(error.kind(), ErrorKind::Unsupported);
}

/// A text that cannot be what it was taken for says so.
#[test]
fn implausible_guesses_are_told() {
    // Johab, an encoding of Hangul that the web does not know: syllables of three letters packed into
    // two bytes.
    let johab: Vec<u8> = KOREAN
        .chars()
        .flat_map(|c| match u32::from(c).checked_sub(0xAC00) {
            Some(n) if n < 11_172 => {
                const VOWELS: [u16; 21] = [
                    3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 18, 19, 20, 21, 22, 23, 26, 27, 28, 29,
                ];
                let n = u16::try_from(n).expect("small");
                let (first, vowel, last) =
                    (n / 588 + 2, VOWELS[usize::from(n % 588 / 28)], n % 28 + 1);
                let last = last + u16::from(last > 17);
                (0x8000 | first << 10 | vowel << 5 | last)
                    .to_be_bytes()
                    .to_vec()
            }
            _ => vec![u8::try_from(u32::from(c)).unwrap_or(b'?')],
        })
        .collect();
    let twice: String = KOREAN.bytes().map(char::from).collect();
    for raw in [johab, twice.into_bytes()] {
        let capture = one("page.txt", raw);
        assert!(
            !capture.warnings.is_empty(),
            "{}: {}",
            capture.encoding,
            capture.text
        );
    }
    // Halves of surrogate pairs and a sequence too long by a byte are damaged UTF-8, not Chinese.
    for raw in [
        b"Title \xed\xa0\x80\xed\xb0\x80 and the text of the paragraph.".to_vec(),
        b"Title \xc0\xaf and the text of the paragraph.".to_vec(),
    ] {
        let capture = one("page.txt", raw);
        assert_eq!(capture.encoding, "UTF-8");
        assert!(
            capture.warnings[0].message.contains("replaced"),
            "{:?}",
            capture.warnings
        );
    }
}
