//! Tables through Arrow and Parquet, and Parquet archives as captures.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, Date32Array, Float64Array, LargeStringArray, ListArray, RecordBatch, StringViewArray,
    TimestampMicrosecondArray, types::Int32Type,
};
use parquet::{
    arrow::ArrowWriter,
    basic::{Compression, GzipLevel, ZstdLevel},
    file::properties::WriterProperties,
};
use variorum::{
    ErrorKind,
    capture::{Capture, MediaType, Options, Reader},
    table::{Cells, Provenance, Table},
};
use variorum_arrow::{PROVENANCE, parquet, record_batch, with_parquet};

fn archive() -> Table {
    let texts = (0..600).map(|n| format!("TARSK, Aug. 2 (VPS) -- Record {n} of the harvest."));
    Table::new(Provenance::new("stats frequency").option("case", "fold"))
        .with("Title", (0..600).map(|n| format!("Harvest {n}")).collect())
        .and_then(|t| t.with("text", texts.collect()))
        .and_then(|t| t.with("count", Cells::ints((0..600).map(Some))))
        .and_then(|t| {
            t.with(
                "share",
                Cells::floats(
                    (0..600)
                        .map(|n| (n > 0).then(|| f64::from(n) / 2.0))),
            )
        })
        .and_then(|t| {
            t.with(
                "late",
                Cells::bools((0..600).map(|n| Some(n > 300))),
            )
        })
        .expect("a table")
}

fn read(bytes: Vec<u8>, options: &Options) -> Vec<variorum::Result<Capture>> {
    match Reader::from_bytes("a.parquet", bytes, &with_parquet(options)) {
        Ok(reader) => reader.collect(),
        Err(error) => vec![Err(error)],
    }
}

#[test]
fn tables_come_back_as_archives() {
    let bytes = parquet(&archive()).expect("Parquet");
    let captures = read(bytes.clone(), &Options::default());
    assert_eq!(captures.len(), 600);
    let last = captures[599].as_ref().expect("a record");
    assert_eq!(
        last.text,
        "TARSK, Aug. 2 (VPS) -- Record 599 of the harvest."
    );
    assert_eq!(
        (last.record, last.media_type),
        (Some(599), MediaType::Plain)
    );
    let metadata: Vec<String> = last
        .metadata
        .iter()
        .map(|(k, v)| format!("{k}={v}"))
        .collect();
    assert_eq!(
        metadata,
        ["count=599", "late=true", "share=299.5", "title=Harvest 599"]
    );
    assert!(
        !captures[0]
            .as_ref()
            .expect("a record")
            .metadata
            .contains_key("share")
    );

    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.parquet");
    std::fs::write(&path, &bytes).expect("written");
    let from_disk: Vec<_> = variorum_arrow::open(&path, &Options::default())
        .expect("opened")
        .collect();
    assert_eq!(from_disk.len(), 600);
    assert_eq!(
        from_disk[5].as_ref().expect("a record").path,
        path.display().to_string()
    );

    let error = Reader::from_bytes("a.parquet", bytes, &Options::default()).expect_err("no reader");
    assert_eq!(error.kind(), ErrorKind::Unsupported);
}

#[test]
fn provenance_stands_in_the_schema() {
    let batch = record_batch(&archive()).expect("a batch");
    let provenance: Provenance =
        serde_json::from_str(&batch.schema().metadata()[PROVENANCE]).expect("JSON");
    assert_eq!(&provenance, archive().provenance());
    let empty = record_batch(&Table::new(Provenance::new("none"))).expect("a batch");
    assert_eq!((empty.num_rows(), empty.num_columns()), (0, 0));
}

#[test]
fn columns_of_many_types_are_read() {
    let lists = ListArray::from_iter_primitive::<Int32Type, _, _>([Some(vec![Some(1), Some(2)])]);
    let columns: Vec<(&str, ArrayRef)> = vec![
        (
            "본문",
            Arc::new(LargeStringArray::from(vec!["가을걷이가 시작되였다."])),
        ),
        ("제목", Arc::new(StringViewArray::from(vec!["가을걷이"]))),
        ("date", Arc::new(Date32Array::from(vec![19_050]))),
        ("score", Arc::new(Float64Array::from(vec![0.5]))),
        ("pages", Arc::new(lists)),
        (
            "seen",
            Arc::new(
                TimestampMicrosecondArray::from(vec![1_645_975_500_000_000]).with_timezone("UTC"),
            ),
        ),
    ];
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
    ] {
        let batch = RecordBatch::try_from_iter(columns.clone()).expect("a batch");
        let properties = WriterProperties::builder()
            .set_compression(compression)
            .build();
        let mut writer =
            ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).expect("a writer");
        writer.write(&batch).expect("written");
        let bytes = writer.into_inner().expect("closed");
        let captures = read(bytes, &Options::default());
        let capture = captures[0].as_ref().expect("a record");
        assert_eq!(capture.text, "가을걷이가 시작되였다.");
        let metadata: Vec<String> = capture
            .metadata
            .iter()
            .map(|(k, v)| format!("{k}={v}"))
            .collect();
        assert_eq!(
            metadata,
            [
                "date=2022-02-27",
                "pages=1; 2",
                "score=0.5",
                "seen=2022-02-27T15:25:00Z",
                "제목=가을걷이"
            ]
        );
    }
}

#[test]
fn damage_is_an_error() {
    let bytes = parquet(&archive()).expect("Parquet");
    for cut in [4, 20, bytes.len() / 2, bytes.len() - 3] {
        let captures = read(bytes[..cut].to_vec(), &Options::default());
        assert!(captures.iter().any(Result::is_err), "cut at {cut}");
    }
    for at in (4..bytes.len()).step_by(97) {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0x55;
        // An answer of some kind, and no panic.
        assert!(read(bytes, &Options::default()).len() <= 600);
    }
    let mut options = Options::default();
    options.text_column = Some("nothing".to_owned());
    let error = read(bytes, &options).remove(0).expect_err("no such column");
    assert_eq!(error.kind(), ErrorKind::Usage);
}

fn write(columns: Vec<(&str, ArrayRef)>) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).expect("a batch");
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).expect("a level")))
        .set_dictionary_page_size_limit(64 << 20)
        .build();
    let mut bytes = Vec::new();
    let mut writer =
        ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).expect("a writer");
    writer.write(&batch).expect("written");
    writer.close().expect("closed");
    bytes
}

#[test]
fn a_file_that_unpacks_to_very_much_is_given_up() {
    // Each page says how large it is.
    let long = "The harvest began. ".repeat(50_000);
    let texts = StringViewArray::from_iter_values((0..30).map(|n| format!("{long}{n}")));
    let bytes = write(vec![("text", Arc::new(texts))]);
    assert!(bytes.len() < 20_000);
    let mut found = read(bytes, &Options::default());
    assert_eq!(found.len(), 1);
    let error = found.remove(0).expect_err("past the ratio");
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.detail().contains("max_ratio"), "{error}");

    // One text of a dictionary for each row: only the count says so.
    let texts = StringViewArray::from_iter_values((0..400).map(|_| &long));
    let bytes = write(vec![("text", Arc::new(texts))]);
    let mut options = Options::default();
    let mut found = read(bytes.clone(), &options);
    let error = found.pop().expect("one").expect_err("past the ratio");
    assert!(error.detail().contains("max_ratio"), "{error}");
    let given: usize = found.iter().flatten().map(|c| c.text.len()).sum();
    assert!(given <= 16 << 20, "{given} bytes");
    options.limits.max_ratio = 1_000_000;
    assert_eq!(read(bytes, &options).iter().flatten().count(), 400);
}

#[test]
fn columns_of_bytes_are_read_where_they_are_text() {
    let bytes = |cells: Vec<&[u8]>| -> Vec<u8> {
        let body: ArrayRef = Arc::new(arrow_array::BinaryArray::from_vec(cells));
        write(vec![("body", body)])
    };
    let text = "TARSK, Aug. 2 (VPS) -- The harvest began.";
    let found = read(
        bytes(vec![text.as_bytes(), b"\xff\xfe", b""]),
        &Options::default(),
    );
    assert_eq!(found[0].as_ref().expect("read").text, text);
    let error = found[1].as_ref().expect_err("no text");
    assert_eq!(
        error.to_string(),
        "a.parquet: record 1: 'body' is of type Binary and not UTF-8"
    );
    let empty = found[2].as_ref().expect("read");
    assert_eq!(empty.warnings[0].offset, None);
    assert_eq!(empty.warnings[0].message, "record 2: 'body' is empty");
    let found = read(bytes(vec![b"\xff\xfe"]), &Options::default());
    let error = found[0].as_ref().expect_err("no text").to_string();
    assert!(error.contains("body (Binary)"), "{error}");
}
