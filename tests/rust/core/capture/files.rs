//! Files, folders, globs, pipes; the captures that are there.

use std::io::Write;
use variorum::{
    ErrorKind, Result,
    capture::{Capture, Input, Limits, MediaType, Options, Reader, inputs, read_file},
};

use super::*;

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
        "make.py",
        "notes.ipynb",
        "clean.jsonl.77.partial",
        "packed.zip",
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
            "packed.zip!",
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
        names(&["logo.png", "make.py", ".hidden.txt", "x [1].txt"]),
        ["logo.png", "make.py", ".hidden.txt", "x [1].txt"]
    );
    assert_eq!(
        names(&[
            "data.jsonl#2",
            "data.jsonl#3",
            "./data.jsonl#2",
            "sub/../b.txt",
            "b.txt"
        ]),
        ["data.jsonl#2", "data.jsonl#3", "sub/../b.txt"]
    );
    // What is read whole is not read again in part.
    assert_eq!(names(&["data.jsonl#2", "data.jsonl"]), ["data.jsonl"]);
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

/// What is found beside files is left out with a warning; what is named is opened.
#[cfg(unix)]
#[test]
fn pipes_and_sockets_in_a_folder_are_skipped() {
    use std::{os::unix::net::UnixListener, process::Command};
    use variorum::{
        ReadOptions,
        corpus::{Corpus, Severity},
    };
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let made = Command::new("mkfifo").arg(root.join("f.txt")).status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no mkfifo here");
        return;
    }
    let _socket = UnixListener::bind(root.join("s.txt")).expect("a socket");
    std::os::unix::fs::symlink(root.join("f.txt"), root.join("g.txt")).expect("a link");
    std::fs::write(root.join("a.txt"), ENGLISH).expect("written");
    std::os::unix::fs::symlink(root.join("a.txt"), root.join("b.txt")).expect("a link");
    for arg in [root.to_path_buf(), root.join("*.txt"), root.join("[fs]*")] {
        let args = [arg.display().to_string()];
        let corpus = Corpus::read(&args, &ReadOptions::default(), &()).expect("read");
        let files = usize::from(!args[0].contains("[fs]"));
        assert_eq!(corpus.documents().len(), files, "{args:?}");
        let skipped: Vec<&str> = corpus
            .problems()
            .iter()
            .filter(|p| p.severity == Severity::Warning)
            .map(|p| p.message.as_str())
            .collect();
        assert!(
            skipped.contains(&"is a named pipe and was skipped")
                && skipped.contains(&"is a socket and was skipped"),
            "{args:?}: {skipped:?}"
        );
    }
    let error = Reader::open(root.join("s.txt").as_path(), &Options::default());
    assert_eq!(error.expect_err("a socket").kind(), ErrorKind::Io);
}

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
        // Some records have a title and no text.
        let texts = captures.iter().flatten().filter(|c| !c.text.is_empty());
        assert!(texts.count() * 10 > records * 8);
    }
}
