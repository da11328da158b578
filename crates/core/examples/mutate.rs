//! Reads damaged captures until one panics or breaks a promise:
//! `mutate [COUNT] [--seed N] [--threads N] [FOLDERS…]`.
//!
//! The captures of the repository, those of the folder that `VARIORUM_SHARED` names, and those of the
//! folders given are cut, spliced, wrapped and re-encoded; the same seed gives the same bytes. Each is
//! read, laid out and checked. Exits with 1 and names the case when something is wrong.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example prints"
)]

#[path = "../../../tests/rust/core/invariants.rs"]
mod invariants;
#[path = "../../../tests/rust/core/mutation.rs"]
mod mutation;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use rayon::prelude::*;
use variorum::{
    capture::{Options, Reader},
    pack::Pack,
};

use crate::{
    invariants::{Counts, check},
    mutation::{Random, mutate},
};

/// Captures of the shared folder that are larger are cut to this size first.
const MOST: usize = 16 << 10;

#[derive(Debug)]
struct Plan {
    count: u64,
    seed: u64,
    folders: Vec<PathBuf>,
}

fn plan() -> Result<Plan, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = std::env::var_os("VARIORUM_SHARED").map_or(root.join("../shared"), PathBuf::from);
    let mut plan = Plan {
        count: 100_000,
        seed: 20_230_314,
        folders: vec![root.join("tests/captures"), root.join("tests/damaged")],
    };
    for folder in ["captures", "pages/text", "pages/html"] {
        plan.folders
            .extend(Some(shared.join(folder)).filter(|f| f.is_dir()));
    }
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut number = |what: &str| -> Result<u64, String> {
            let value = args.next().unwrap_or_default();
            value
                .parse()
                .map_err(|_| format!("{what} needs a number, not {value:?}"))
        };
        match arg.as_str() {
            "--seed" => plan.seed = number("--seed")?,
            "--threads" => {
                let threads = usize::try_from(number("--threads")?).map_err(|e| e.to_string())?;
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
                pool.build_global().map_err(|e| e.to_string())?;
            }
            other => match other.parse() {
                Ok(count) => plan.count = count,
                Err(_) if Path::new(other).is_dir() => plan.folders.push(other.into()),
                Err(_) => return Err(format!("{other:?} is neither a number nor a folder")),
            },
        }
    }
    Ok(plan)
}

fn good_captures(folders: &[PathBuf]) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| walkdir::WalkDir::new(folder).sort_by_file_name())
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    paths.sort();
    paths
        .iter()
        .filter_map(|path| {
            let bytes = std::fs::read(path).ok()?;
            if path.extension().is_some_and(|e| e == "gz")
                && path.to_string_lossy().contains(".html")
            {
                let mut page = Vec::new();
                let mut reader = flate2::read::GzDecoder::new(bytes.as_slice());
                std::io::Read::read_to_end(&mut reader, &mut page).ok()?;
                return Some(page);
            }
            Some(bytes)
        })
        .collect()
}

/// What one case gave.
#[derive(Default)]
struct Outcome {
    counts: Counts,
    bytes: usize,
    unread: usize,
    slowest: (Duration, u64),
    wrong: Vec<String>,
}

fn run_case(good: &[Vec<u8>], seed: u64, case: u64) -> Outcome {
    let mut random = Random::new(seed ^ case.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let bytes = mutate(good, &mut random, MOST);
    let mut outcome = Outcome {
        bytes: bytes.len(),
        ..Outcome::default()
    };
    let start = Instant::now();
    let done = catch_unwind(AssertUnwindSafe(|| {
        let mut found: Vec<Result<Counts, String>> = Vec::new();
        let Ok(reader) = Reader::from_bytes("case", bytes, &Options::default()) else {
            return found;
        };
        found.extend(
            reader
                .flatten()
                .map(|capture| check(&capture, &Pack::none())),
        );
        found
    }));
    outcome.slowest = (start.elapsed(), case);
    match done {
        Err(_) => outcome.wrong.push(format!("case {case}: panicked")),
        Ok(found) => {
            outcome.unread = usize::from(found.is_empty());
            for counts in found {
                match counts {
                    Ok(counts) => outcome.counts += counts,
                    Err(error) => outcome.wrong.push(format!("case {case}: {error}")),
                }
            }
        }
    }
    outcome
}

fn merge(mut a: Outcome, mut b: Outcome) -> Outcome {
    a.counts += b.counts;
    a.bytes += b.bytes;
    a.unread += b.unread;
    a.slowest = a.slowest.max(b.slowest);
    a.wrong.append(&mut b.wrong);
    a
}

fn main() -> ExitCode {
    let plan = match plan() {
        Ok(plan) => plan,
        Err(message) => {
            eprintln!("mutate: {message}");
            return ExitCode::from(2);
        }
    };
    let good = good_captures(&plan.folders);
    if good.is_empty() {
        eprintln!("mutate: no captures in {:?}", plan.folders);
        return ExitCode::from(2);
    }
    let start = Instant::now();
    let outcome = (0..plan.count)
        .into_par_iter()
        .map(|case| run_case(&good, plan.seed, case))
        .reduce(Outcome::default, merge);
    println!(
        "{} damaged captures out of {} good ones, {:.1} MB: {} documents, {} zones ({} of them not folded), {} pieces; \
         {} could not be read; \
         {:.1} s, slowest {:.0} ms (case {})",
        plan.count,
        good.len(),
        outcome.bytes as f64 / 1e6,
        outcome.counts.documents,
        outcome.counts.zones,
        outcome.counts.unfolded,
        outcome.counts.pieces,
        outcome.unread,
        start.elapsed().as_secs_f64(),
        outcome.slowest.0.as_secs_f64() * 1e3,
        outcome.slowest.1,
    );
    for line in outcome.wrong.iter().take(20) {
        eprintln!("mutate: seed {}: {line}", plan.seed);
    }
    if outcome.wrong.is_empty() {
        ExitCode::SUCCESS
    } else {
        eprintln!(
            "mutate: {} of {} cases went wrong",
            outcome.wrong.len(),
            plan.count
        );
        ExitCode::FAILURE
    }
}
