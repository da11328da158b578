//! Files of results: whole or not at all, with the form that their name promises.

use std::{
    ffi::OsStr,
    io::Read,
    os::unix::{ffi::OsStrExt, fs::PermissionsExt},
    process::Stdio,
    time::{Duration, Instant},
};

use crate::support::{COURIER, Case};

#[test]
fn an_ending_that_is_unknown_or_contradicts_is_an_error() {
    let case = Case::new();
    for (args, words) in [
        (
            &["parse", ".", "-o", "x.xml"][..],
            &["x.xml", ".jsonl", ".parquet"][..],
        ),
        (
            &["stats", "frequency", ".", "-o", "x.jsonl.gz"],
            &[".gz", ".csv"],
        ),
        (
            &["parse", ".", "-f", "csv", "-o", "x.parquet"],
            &["contradicts", "csv", ".parquet"],
        ),
        (
            &["kwic", "party", ".", "-f", "json", "-o", "x.html"],
            &["contradicts", "json", ".jsonl"],
        ),
        (
            &["report", ".", "-o", "r.csv"],
            &["r.csv", ".html", ".json"],
        ),
        (
            &["report", ".", "-f", "json", "-o", "r.html"],
            &["contradicts", "json"],
        ),
    ] {
        let ran = case.run(args);
        assert_eq!(ran.status(), 2, "{args:?}: {}", ran.stderr());
        for word in words {
            assert!(ran.stderr().contains(word), "{args:?}: {}", ran.stderr());
        }
        let name = args.last().unwrap();
        assert!(!case.path().join(name).exists(), "{args:?}");
    }
    // What says nothing contradicts nothing.
    for name in ["x.txt", "x.log", "x"] {
        case.run(&["parse", "courier.txt", "-f", "jsonl", "-o", name])
            .well();
        assert!(case.read(name).starts_with(b"{"), "{name}");
    }
}

#[test]
fn the_output_is_no_input() {
    let case = Case::new();
    for args in [
        &["parse", "courier.txt", "-o", "courier.txt"][..],
        &[
            "report",
            "times.txt",
            "./courier.txt#0",
            "-f",
            "html",
            "-o",
            "courier.txt",
        ],
    ] {
        let ran = case.run(args);
        assert_eq!(ran.status(), 2, "{args:?}");
        assert!(
            ran.stderr()
                .contains("courier.txt: the output is one of the inputs"),
            "{args:?}: {}",
            ran.stderr()
        );
        assert_eq!(case.read("courier.txt"), COURIER.as_bytes());
    }
}

#[test]
fn a_stopped_run_leaves_the_older_file() {
    let case = Case::new();
    // More than are opened at a time, so that the first are written while the pipe is awaited.
    let mut args = vec!["parse".to_owned()];
    for n in 0..200 {
        let name = format!("copy{n}.txt");
        case.write(&name, COURIER);
        args.push(name);
    }
    args.extend(["-", "-o", "clean.jsonl"].map(str::to_owned));
    case.write("clean.jsonl", "older\n");
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut child = case
        .command(&args)
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let partial = format!("clean.jsonl.{}.partial", child.id());
    let start = Instant::now();
    while !case.path().join(&partial).exists() {
        assert!(
            start.elapsed() < Duration::from_mins(1),
            "nothing is written"
        );
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(case.read("clean.jsonl"), b"older\n");
    // What is left says what it is and is no capture.
    let paths = case.run(&["parse", "."]).well();
    assert!(!paths.contains("partial"));
    // A run that ends takes the place, with the rights that the file had.
    let place = case.path().join("clean.jsonl");
    std::fs::set_permissions(&place, std::fs::Permissions::from_mode(0o640)).unwrap();
    case.run(&["parse", "courier.txt", "-o", "clean.jsonl"])
        .well();
    assert!(case.read("clean.jsonl").starts_with(b"{"));
    let mode = std::fs::metadata(&place).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn a_link_stays_a_link_and_a_device_a_device() {
    let case = Case::new();
    case.write("real.jsonl", "older\n");
    std::os::unix::fs::symlink("real.jsonl", case.path().join("link.jsonl")).unwrap();
    case.run(&["parse", "courier.txt", "-o", "link.jsonl"])
        .well();
    assert!(case.read("real.jsonl").starts_with(b"{"));
    let link = std::fs::symlink_metadata(case.path().join("link.jsonl")).unwrap();
    assert!(link.is_symlink());
    case.run(&["parse", "courier.txt", "-o", "/dev/null"])
        .well();
    let out = case
        .run(&["parse", "courier.txt", "-o", "/dev/stdout"])
        .well();
    assert!(out.starts_with('{'), "{out}");
}

#[test]
fn a_full_disk_is_told_with_the_path() {
    let case = Case::new();
    for args in [
        &["parse", "courier.txt"][..],
        &["parse", "courier.txt", "-f", "csv"],
        &["parse", "courier.txt", "-f", "parquet"],
        &["report", "courier.txt"],
        &["stats", "frequency", "courier.txt"],
    ] {
        let args = [args, &["-o", "/dev/full"]].concat();
        let ran = case.run(&args);
        assert_eq!(ran.status(), 2, "{args:?}");
        assert!(ran.stderr().contains("/dev/full"), "{}", ran.stderr());
    }
}

#[test]
fn a_name_that_is_not_utf_8_is_read() {
    let case = Case::new();
    let name = OsStr::from_bytes(b"caf\xe9.txt");
    std::fs::write(case.path().join(name), COURIER).unwrap();
    let run = |more: &[&OsStr]| {
        let mut command = case.command(&["parse"]);
        let output = command.args(more).output().unwrap();
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (status, out, told) = run(&[name, OsStr::new("times.txt")]);
    assert_eq!(status, 0, "{told}");
    assert_eq!(out.lines().count(), 2);
    assert!(out.contains("caf\u{fffd}.txt"), "{out}");
    let (status, out, told) = run(&[OsStr::from_bytes(b"gon\xe9.txt"), OsStr::new("times.txt")]);
    assert_eq!(status, 1, "{told}");
    assert_eq!(out.lines().count(), 1);
    assert!(told.starts_with("error: gon\u{fffd}.txt:"), "{told}");
}

#[test]
fn numbers_have_ranges() {
    let case = Case::new();
    for (args, words) in [
        (
            &["stats", "frequency", ".", "--limit", "-1"][..],
            "0 or more",
        ),
        (&["stats", "ngrams", ".", "--min-count", "-1"], "0 or more"),
        (&["kwic", "x", ".", "--context", "-3"], "0 or more"),
        (&["report", ".", "--limit", "-1"], "0 or more"),
        (&["parse", ".", "--threads", "-1"], "from 1 to 1024"),
        (&["parse", ".", "--threads", "30000"], "from 1 to 1024"),
        (&["parse", ".", "--max-seconds", "-1"], "from 1 to 86400"),
        (&["parse", ".", "--max-ratio", "0"], "1 or more"),
        (&["parse", ".", "--max-bytes", "-1"], "64K"),
    ] {
        let ran = case.run(args);
        assert_eq!(ran.status(), 2, "{args:?}");
        assert!(ran.stderr().contains(words), "{args:?}: {}", ran.stderr());
    }
}

#[test]
fn help_tells_defaults_and_what_zero_means() {
    let case = Case::new();
    for (args, words) in [
        (&["stats", "frequency", "--help"][..], "[default: 1]"),
        (&["stats", "ngrams", "--help"], "[default: 2]"),
    ] {
        let help = case.run(args).well();
        let (_, after) = help.split_once("--min-count").unwrap();
        let own = after.split("--").next().unwrap();
        assert!(own.contains(words), "{own}");
    }
    for args in [&["report", "--help"][..], &["kwic", "--help"]] {
        let help = case.run(args).well();
        let (_, after) = help.split_once("--limit").unwrap();
        assert!(after.split("--").next().unwrap().contains("0 for all"));
    }
    let of = |limit: &str| -> usize {
        let out = case
            .run(&["report", ".", "-f", "json", "--limit", limit])
            .well();
        let value: serde_json::Value = serde_json::from_str(&out).unwrap();
        value["readings"].as_array().unwrap().len()
    };
    assert_eq!((of("0"), of("1")), (3, 1));
}

#[test]
fn keys_stand_in_the_order_of_the_columns() {
    let case = Case::new();
    for command in [
        &["kwic", "party", "courier.txt"][..],
        &["show", "courier.txt"],
        &["stats", "frequency", "courier.txt"],
    ] {
        let csv = case.run(&[command, &["-f", "csv"]].concat()).well();
        let jsonl = case.run(&[command, &["-f", "jsonl"]].concat()).well();
        let first = jsonl.lines().next().unwrap();
        let mut at = 0;
        for name in csv.lines().next().unwrap().split(',') {
            let key = format!("\"{name}\":");
            at += first[at..].find(&key).unwrap_or_else(|| panic!("{first}"));
        }
    }
}

#[test]
fn one_document_is_one_document() {
    let case = Case::new();
    let out = case.run(&["parse", "courier.txt", "-f", "table"]).well();
    assert!(out.contains("1 document ·"), "{out}");
    let out = case
        .run(&["kwic", "second", "courier.txt", "-f", "table"])
        .well();
    assert!(out.contains("· 1 line ·"), "{out}");
}

#[test]
fn spans_name_their_unit() {
    let case = Case::new();
    for command in [&["kwic", "party", "."][..], &["show", "."]] {
        let out = case.run(&[command, &["-f", "json"]].concat()).well();
        let value: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(value["provenance"]["options"]["offsets"], "bytes");
    }
}

/// Rows are written in parts: many documents give one header, all rows, in order.
#[test]
fn many_documents_are_one_table() {
    let case = Case::new();
    let lines: Vec<String> = (0..1500)
        .map(|n| {
            let text = format!("TARSK, March 4 (VPS) -- The party, it said, met \"{n}\" times.\n");
            serde_json::json!({ "text": text }).to_string()
        })
        .collect();
    case.write("archive.jsonl", lines.join("\n"));
    let csv = case.run(&["parse", "archive.jsonl", "-f", "csv"]).well();
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows.len(), 1501);
    assert!(rows[0].starts_with("id,path,article,"), "{}", rows[0]);
    for (n, row) in rows.iter().skip(1).enumerate() {
        assert!(row.contains(&format!("archive.jsonl,{n},")), "{row}");
    }
    case.run(&["parse", "archive.jsonl", "-o", "all.parquet"])
        .well();
    // What was written is an archive again.
    let again = case.run(&["parse", "all.parquet"]).well();
    assert_eq!(again.lines().count(), 1500);
    let none = ["parse", "archive.jsonl", "--where", "year=1850"];
    let csv = case.run(&[&none[..], &["-f", "csv"]].concat()).well();
    assert_eq!(csv.lines().count(), 1);
    case.run(&[&none[..], &["-o", "none.parquet"]].concat())
        .well();
    assert!(case.read("none.parquet").ends_with(b"PAR1"));
    // A reader of a pipe that goes away is no error here either.
    let mut child = case
        .command(&["parse", "archive.jsonl", "-f", "parquet"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut told = String::new();
    let mut stderr = child.stderr.take().unwrap();
    stderr.read_to_string(&mut told).unwrap();
    assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""));
}
