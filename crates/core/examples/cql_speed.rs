//! Times queries on a million tokens, one thread: preparing for the vocabulary, and scanning all zones.
//!
//! `cargo run --release -p variorum --example cql_speed [-- FILES...]` takes the words of the files, one
//! zone a line, over and over up to a million; without files it makes words up by Zipf's law, with a
//! vocabulary of two million types, most of which stand nowhere.
#![allow(clippy::print_stdout, clippy::print_stderr)] // A program that reports to its user.

use std::{collections::HashMap, hint::black_box, time::Instant};

use variorum::{
    corpus::cql::{Prepared, Query, Tokens, Vocabulary},
    layout::ZoneKind,
    text,
};

const TOKENS: usize = 1_000_000;
const TYPES: usize = 2_000_000;
const ZONE: usize = 60;

#[derive(Default)]
struct Words {
    forms: Vec<String>,
    ids: HashMap<String, u32>,
    folded: HashMap<String, Vec<u32>>,
}

impl Words {
    fn add(&mut self, form: &str) -> u32 {
        if let Some(id) = self.ids.get(form) {
            return *id;
        }
        let id = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        self.forms.push(form.to_owned());
        self.ids.insert(form.to_owned(), id);
        let lower = text::lower(form).into_owned();
        self.folded.entry(lower).or_default().push(id);
        id
    }
}

impl Vocabulary for Words {
    fn len(&self) -> usize {
        self.forms.len()
    }

    fn form(&self, id: u32) -> &str {
        self.forms.get(id as usize).map_or("", String::as_str)
    }

    fn exact(&self, form: &str) -> Option<u32> {
        self.ids.get(form).copied()
    }

    fn folded(&self, lower: &str) -> Vec<u32> {
        self.folded.get(lower).cloned().unwrap_or_default()
    }
}

struct Zone<'a>(&'a [u32]);

impl Tokens for Zone<'_> {
    fn kind(&self) -> ZoneKind {
        ZoneKind::Paragraph
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn word(&self, at: usize) -> u32 {
        self.0.get(at).copied().unwrap_or(u32::MAX)
    }

    fn sentence_starts(&self, at: usize) -> bool {
        at.is_multiple_of(20)
    }

    fn quoted(&self, at: usize) -> bool {
        at.is_multiple_of(7)
    }

    fn mention(&self, _: usize) -> Option<u32> {
        None
    }
}

/// A word of a rank, different for each: letters by the digits of a scrambled number.
fn made_up(rank: usize) -> String {
    let mut n = (rank as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 34;
    let mut word = String::new();
    while n > 0 {
        let letter = u8::try_from(n % 26).unwrap_or(0);
        word.push(char::from(b'a' + letter));
        n /= 26;
    }
    word.push_str(&rank.to_string());
    word
}

/// Seconds of the best of some runs, and what the last gave.
fn best<T>(runs: usize, mut run: impl FnMut() -> T) -> (f64, Option<T>) {
    let mut seconds = f64::INFINITY;
    let mut out = None;
    for _ in 0..runs {
        let start = Instant::now();
        out = Some(black_box(run()));
        seconds = seconds.min(start.elapsed().as_secs_f64());
    }
    (seconds, out)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = Words::default();
    let mut zones: Vec<Vec<u32>> = Vec::new();
    let files: Vec<String> = std::env::args().skip(1).collect();
    for file in &files {
        for line in std::fs::read_to_string(file)?.lines() {
            let tokens = text::tokens(line).filter(|t| t.kind.is_word());
            let zone: Vec<_> = tokens.map(|t| words.add(t.span.of(line))).collect();
            zones.push(zone);
        }
    }
    let read: usize = zones.iter().map(Vec::len).sum();
    if let Some(rounds) = TOKENS.checked_div(read) {
        let rounds = rounds + 1;
        zones = std::iter::repeat_n(zones, rounds).flatten().collect();
    } else {
        for rank in 0..TYPES {
            words.add(&made_up(rank));
        }
        let mut state = 1u64;
        let tokens: Vec<u32> = (0..TOKENS)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                let share = (state >> 11) as f64 / (1u64 << 53) as f64;
                // Ranks by Zipf's law up to fifty thousand.
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let rank = 50_000f64.powf(share) as u32;
                rank - 1
            })
            .collect();
        zones.extend(tokens.chunks(ZONE).map(<[u32]>::to_vec));
    }
    let tokens: usize = zones.iter().map(Vec::len).sum();
    println!(
        "{tokens} tokens in {} zones, {} types",
        zones.len(),
        words.len()
    );
    println!(
        "{:>12} {:>10} {:>12}  query",
        "prepare ms", "scan ms", "matches"
    );
    let common = words.form(zones.first().and_then(|z| z.first()).copied().unwrap_or(0));
    let rare = words.form(u32::try_from(words.len().min(20_000) - 1)?);
    for query in [
        format!("\"{common}\""),
        format!("\"{rare}\""),
        format!("\"{common}\"%c"),
        "\"a.*\"".to_owned(),
        "\".*a.*b.*\"".to_owned(),
        "\"a.*\"%c".to_owned(),
        format!("\"{common}\" \"a.*\""),
        "[word=\"a.*\"] []{0,3} [word=\"b.*\"]".to_owned(),
        "[word=\"a.*\"] []{0,3} [word=\"b.*\"] within s".to_owned(),
        "[word=\"a.*\"] []* [word=\"b.*\"]".to_owned(),
        "[]* [word=\"b.*\"]".to_owned(),
        "[]+ containing \"a.*\" \"b.*\"".to_owned(),
        "[word=\"a.*\"] []{0,100} [word=\"b.*\"]".to_owned(),
        "a:[word=\"a.*\"] []{0,3} b:[] :: a.word = b.word".to_owned(),
        "[word=\"a.*\" & voice=\"own\"]".to_owned(),
    ] {
        let parsed = Query::parse(&query)?;
        let (prepare, prepared) = best(3, || parsed.prepare(&words));
        let Some(prepared): Option<Prepared> = prepared.transpose()? else {
            continue;
        };
        let (scan, matches) = best(7, || {
            let mut matches = 0u64;
            for zone in &zones {
                prepared.find(&Zone(zone), &mut |_| matches += 1);
            }
            matches
        });
        println!(
            "{:>12.2} {:>10.2} {:>12}  {query}",
            prepare * 1e3,
            scan * 1e3,
            matches.unwrap_or(0)
        );
    }
    Ok(())
}
