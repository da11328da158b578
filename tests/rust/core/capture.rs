//! Captures: formats told apart, encodings, archives, limits, and nothing that breaks them.

mod anything;
mod archives;
mod encodings;
mod files;
mod formats;
#[cfg(feature = "pdf")]
mod pdf;

use std::io::Write;

use encoding_rs::Encoding;
use flate2::{Compression, write::GzEncoder};
use variorum::{
    Error, Result,
    capture::{Capture, Options, Reader},
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

/// One WARC record.
fn record(kind: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://vps.example/7>\r\nWARC-Date: 2021-08-02T01:02:03Z\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

/// One WARC record of an HTTP answer.
fn response(headers: &str, body: &[u8]) -> Vec<u8> {
    let http = [
        format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(),
        body,
    ]
    .concat();
    record("response", "application/http; msgtype=response", &http)
}
