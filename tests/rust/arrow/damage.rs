//! A folder that is damaged, of another format or no corpus gives an error that names the file.

use std::{fs, path::Path};

use variorum::{
    Corpus, ErrorKind,
    corpus::KwicOptions,
    stats::{self, Counting, FrequencyOptions, Voice},
};
use variorum_arrow::compiled::{self, Builder};

use crate::support::{built, captures, files, small};

/// Looks at everything; what it finds does not matter.
fn use_all(corpus: &Corpus) {
    let _ = corpus.table();
    for query in ["the conference", "the", "*", "대회*"] {
        let _ = corpus.kwic(query, &KwicOptions::default());
    }
    let mut options = FrequencyOptions::default();
    options.counting = Counting::default();
    options.counting.voice = Voice::Own;
    options.counting.independent = true;
    options.by = "outlet".parse().ok();
    let _ = stats::frequency(corpus, &options);
    for n in 0..corpus.len() {
        for zone in corpus.index().zones(n) {
            let _ = (zone.text(), zone.sentences().count(), zone.quoted().count());
            let _ = zone.source(0..zone.words().len(), corpus.index().vocabulary());
        }
        let _ = corpus.code_point(n, 10);
    }
}

#[test]
fn a_file_that_is_cut_off_or_gone_is_named() {
    let folder = built(&[captures()], &small());
    for path in files(folder.path()) {
        let whole = fs::read(&path).unwrap();
        for len in [0, 1, whole.len() / 2, whole.len() - 1] {
            fs::write(&path, &whole[..len]).unwrap();
            // A manifest may end with its last line feed or without.
            if path.ends_with("manifest.json") && len == whole.len() - 1 {
                continue;
            }
            let error = compiled::open(folder.path()).unwrap_err();
            assert_eq!(error.path(), Some(path.as_path()), "{error}");
            assert!(matches!(error.kind(), ErrorKind::Syntax), "{error}");
            assert!(compiled::is_compiled(folder.path()));
        }
        fs::remove_file(&path).unwrap();
        let error = compiled::open(folder.path()).unwrap_err();
        if path.ends_with("manifest.json") {
            assert!(error.to_string().contains("no compiled corpus"), "{error}");
        } else {
            assert_eq!(error.path(), Some(path.as_path()), "{error}");
        }
        fs::write(&path, &whole).unwrap();
    }
    compiled::check(folder.path()).unwrap();
}

#[test]
fn no_byte_that_is_changed_makes_a_panic_and_every_one_is_found() {
    let folder = built(&[captures()], &small());
    let mut next = 7u64;
    let mut random = move || {
        next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(next >> 33).unwrap()
    };
    let mut opened = 0;
    for path in files(folder.path()) {
        let whole = fs::read(&path).unwrap();
        for round in 0..6 {
            let mut changed = whole.clone();
            // The ends of a file hold what it says of itself.
            let at = match round {
                0..3 => random() % whole.len(),
                3 => whole.len() - 1 - random() % whole.len().min(400),
                _ => random() % whole.len().min(400),
            };
            for byte in changed.iter_mut().skip(at).take(1 + random() % 8) {
                *byte = u8::try_from(random() % 256).unwrap();
            }
            if changed == whole {
                continue;
            }
            fs::write(&path, &changed).unwrap();
            if let Ok(corpus) = compiled::open(folder.path()) {
                use_all(&corpus);
                opened += 1;
            }
            if !path.ends_with("manifest.json") {
                let error = compiled::check(folder.path()).unwrap_err();
                let named = error.path() == Some(path.as_path());
                assert!(named, "{} {error}", path.display());
            }
        }
        fs::write(&path, &whole).unwrap();
    }
    assert!(opened > 50, "{opened}");
}

fn with_manifest(folder: &Path, change: impl FnOnce(&mut serde_json::Value)) -> variorum::Error {
    let path = folder.join("manifest.json");
    let text = fs::read(&path).unwrap();
    let mut value = serde_json::from_slice(&text).unwrap();
    change(&mut value);
    fs::write(&path, serde_json::to_vec(&value).unwrap()).unwrap();
    let error = compiled::open(folder).unwrap_err();
    assert!(Builder::append(folder, &small()).is_err());
    fs::write(&path, text).unwrap();
    assert_eq!(error.path(), Some(path.as_path()), "{error}");
    error
}

#[test]
fn formats_that_are_not_ours() {
    let folder = built(&[captures()], &small());
    let error = with_manifest(folder.path(), |m| m["version"] = 0.into());
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.to_string().contains("is of format 0"), "{error}");
    assert!(
        error.to_string().contains("build the corpus again"),
        "{error}"
    );
    let error = with_manifest(folder.path(), |m| m["version"] = 99.into());
    assert!(error.to_string().contains("newer variorum"), "{error}");
    let error = with_manifest(folder.path(), |m| m["format"] = "other".into());
    assert!(error.to_string().contains("no manifest"), "{error}");
    let error = with_manifest(folder.path(), |m| m["token_rules"] = ["words"].into());
    assert!(error.to_string().contains("no token rule"), "{error}");
    let error = with_manifest(folder.path(), |m| {
        m["token_rules_version"] = "Unicode 1".into();
    });
    assert!(
        error
            .to_string()
            .contains("its tokens rest on \"Unicode 1\""),
        "{error}"
    );
    let error = with_manifest(folder.path(), |m| m["documents"] = 3.into());
    assert!(error.to_string().contains("do not add up"), "{error}");
    for name in ["../other", "/etc", "a/b"] {
        let error = with_manifest(folder.path(), |m| m["segments"][0]["folder"] = name.into());
        assert!(error.to_string().contains("none of its own"), "{error}");
    }
    let error = with_manifest(folder.path(), |m| *m = serde_json::json!([1]));
    assert!(error.to_string().contains("is damaged"), "{error}");
    compiled::check(folder.path()).unwrap();
}

#[test]
fn folders_that_are_not_ours() {
    let folder = tempfile::tempdir().unwrap();
    let error = compiled::open(folder.path()).unwrap_err();
    assert!(
        error.to_string().contains("is no compiled corpus"),
        "{error}"
    );
    let absent = folder.path().join("absent");
    assert_eq!(compiled::open(&absent).unwrap_err().kind(), ErrorKind::Io);
    assert!(Builder::append(&absent, &small()).is_err());
    assert!(!absent.exists());
    fs::write(folder.path().join("manifest.json"), "{\"name\": \"app\"}").unwrap();
    assert!(!compiled::is_compiled(folder.path()));
    let error = Builder::create(folder.path(), &small()).unwrap_err();
    assert!(error.to_string().contains("manifest.json"), "{error}");
    let full = built(&[captures()], &small());
    let error = Builder::create(full.path(), &small()).unwrap_err();
    assert!(
        error.to_string().contains("holds a compiled corpus"),
        "{error}"
    );
    fs::write(folder.path().join("page.txt"), "Text").unwrap();
    fs::remove_file(folder.path().join("manifest.json")).unwrap();
    let error = Builder::create(folder.path(), &small()).unwrap_err();
    assert!(error.to_string().contains("'page.txt'"), "{error}");
}
