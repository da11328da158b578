//! Promises 1 and 2: every non-white character in exactly one zone, and offsets that never lie.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use variorum::{
    capture::{Capture, MediaType, Options, Reader},
    pack::Pack,
};

use crate::{
    invariants::{Counts, check},
    mutation::{Random, mutate},
    shared_folder,
};

const MEDIA: [MediaType; 3] = [MediaType::Plain, MediaType::Html, MediaType::Pdf];

fn holds(media: MediaType, text: &str) -> Result<(), TestCaseError> {
    let capture = Capture::from_text("arbitrary", media, text);
    check(&capture, &Pack::none())
        .map(|_| ())
        .map_err(|e| TestCaseError::fail(format!("{media:?}: {e}")))
}

/// Lines like those of captures: words, marks, dates, markup, in any order.
fn capture_like() -> impl Strategy<Value = String> {
    let scraps = prop::sample::select(vec![
        "The conference opened in Tarsk on March 14.",
        "of the district committees and the",
        "Nation",
        "Provinces",
        " date 2023-03-15 Go to Contents",
        "By Lena Osk",
        "Published : Mar 15, 2023 - 11:20 \u{a0} Updated : Mar 15, 2023 - 12:05",
        "TARSK, March 15 (VPS) -- The conference",
        "이서윤 2023. 3. 15. 18:40",
        "무단전재 및 재배포 금지",
        "[5]",
        "- 3 -",
        "self-",
        "organi-",
        "sation of the party",
        "(For Use Only in Halden. No Resale) (Halden Wire)",
        "",
        "",
        " ",
        "\u{c}",
        "<p>",
        "</p>",
        "<div class=\"related\">",
        "</div>",
        "<h1>Conference ends</h1>",
        "<script>if (1 < 2) { x(\"<p>\") }</script>",
        "<!-- no end",
        "&amp; &nbsp;&#8220;one&#8221; &bogus; &#xZZ;",
        "e\u{301} \u{ad} \u{200b} \u{feff}",
        "“Who said so?” he asked",
    ]);
    let ends = prop::sample::select(vec!["\n", " \n", "\n\n", "\r\n", " ", ""]);
    prop::collection::vec((scraps, ends), 0..40)
        .prop_map(|lines| lines.into_iter().flat_map(|(a, b)| [a, b]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_string(text in any::<String>()) {
        for media in MEDIA {
            holds(media, &text)?;
        }
    }

    #[test]
    fn any_text_with_line_breaks(text in "(?s:[\\PC\n\r\t ]{0,300})") {
        for media in MEDIA {
            holds(media, &text)?;
        }
    }

    #[test]
    fn any_page(text in capture_like()) {
        for media in MEDIA {
            holds(media, &text)?;
        }
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        read_and_check("arbitrary", bytes).map_err(TestCaseError::fail)?;
    }
}

/// Reads bytes as a file would be read and checks every capture in it. A file that cannot be read is
/// no failure; a broken promise is.
fn read_and_check(path: &str, bytes: Vec<u8>) -> Result<Counts, String> {
    let mut sum = Counts::default();
    let Ok(reader) = Reader::from_bytes(path, bytes, &Options::default()) else {
        return Ok(sum);
    };
    for capture in reader.flatten() {
        sum += check(&capture, &Pack::none()).map_err(|e| format!("{path}: {e}"))?;
    }
    Ok(sum)
}

/// The files under a folder, with sub-folders, by name.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    found.sort();
    found
}

fn sample_bytes() -> Vec<Vec<u8>> {
    let folder = crate::repository().join("tests/captures");
    let read: Vec<Vec<u8>> = files(&folder)
        .iter()
        .filter_map(|path| std::fs::read(path).ok())
        .collect();
    assert!(
        read.len() >= 20,
        "the samples are gone from {}",
        folder.display()
    );
    read
}

#[test]
fn every_sample_and_every_broken_one() {
    let mut documents = 0;
    let root = crate::repository().join("tests");
    let mut samples = files(&root.join("captures"));
    samples.extend(files(&root.join("damaged")));
    for path in samples {
        let bytes = std::fs::read(&path).expect("the sample is there");
        let counts = read_and_check(&path.display().to_string(), bytes).expect("a promise holds");
        documents += counts.documents;
        assert_eq!(counts.unfolded, 0, "white space in {}", path.display());
    }
    assert!(
        documents >= 100,
        "only {documents} documents in the samples"
    );
}

#[test]
fn two_thousand_damaged_captures() {
    let good = sample_bytes();
    let mut random = Random::new(20_230_314);
    let (mut documents, mut cases) = (0, 0);
    for case in 0..2000 {
        let bytes = mutate(&good, &mut random, 8 << 10);
        let counts = read_and_check(&format!("case {case}"), bytes.clone()).unwrap_or_else(|e| {
            // Kept, so that it can be looked at.
            let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("case-{case}"));
            let _ = std::fs::write(&kept, &bytes);
            panic!("a promise is broken ({}): {e}", kept.display())
        });
        documents += counts.documents;
        cases += usize::from(counts.documents > 0);
    }
    assert!(
        cases > 1200,
        "only {cases} of 2000 damaged captures gave {documents} documents"
    );
}

#[test]
fn every_shared_capture_and_page() {
    let Some(shared) = shared_folder() else {
        return;
    };
    for (folder, least) in [("captures", 160), ("pages/text", 900), ("pages/html", 200)] {
        let (mut documents, mut unfolded) = (0, 0);
        for path in files(&shared.join(folder)) {
            let bytes = std::fs::read(&path).expect("the file is there");
            let name = path.display().to_string();
            let counts = read_and_check(&name, bytes).expect("a promise holds");
            documents += counts.documents;
            unfolded += counts.unfolded;
        }
        assert!(documents >= least, "{folder}: only {documents} documents");
        assert!(unfolded < 5, "{folder}: white space in {unfolded} zones");
    }
}
