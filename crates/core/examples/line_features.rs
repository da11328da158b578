//! Writes what the model of plain captures knows of each line, for training it.
//!
//! `line_features names` prints the names of the numbers, those of the first look, of the
//! second look and of titles.
//! Else the second argument is a file that lists texts, one path a line, and the rest are files:
//!
//! - `slots LIST OUT`: for each text a `u32` count of lines, for each line a `u32` count and that many
//!   `u32` slots of the lexicon;
//! - `first LIST LEXICON OUT`: for each text a `u32` count of lines and their rows of `f32`;
//! - `second LIST LEXICON ANSWERS OUT`: the same for the second look; `ANSWERS` holds the first look's
//!   `f32` for every line of every text;
//! - `title LIST LEXICON ANSWERS OUT`: for each text a `u32` count of candidates for the title, their line
//!   numbers as `u32`, and their rows; `ANSWERS` holds the second look's `f32` for every line;
//! - `answers LIST OUT`: for each line two `f32`, what the model that is built in answers.
#![allow(clippy::print_stdout)] // A tool of the command line.

use std::{error::Error, fs, io::Write};

use variorum::layout::plain::{
    Lexicon, body_probabilities, feature_names, line_features, line_slots, second_features,
    title_rows,
};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["names"] => {
            for names in feature_names() {
                println!("{}", names.join(" "));
            }
        }
        ["slots", list, out] => each(list, out, |text, out| {
            let lines = line_slots(text);
            put(out, lines.len())?;
            for line in lines {
                put(out, line.len())?;
                for slot in line {
                    put(out, slot)?;
                }
            }
            Ok(())
        })?,
        ["first", list, lexicon, out] => {
            let lexicon = Lexicon::from_bytes(&fs::read(lexicon)?);
            each(list, out, |text, out| {
                let found = line_features(text, &lexicon);
                put(out, found.spans.len())?;
                floats(out, &found.rows)
            })?;
        }
        ["second", list, lexicon, answers, out] => {
            let lexicon = Lexicon::from_bytes(&fs::read(lexicon)?);
            let bytes = fs::read(answers)?;
            let mut answers = bytes
                .chunks_exact(4)
                .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
            each(list, out, |text, out| {
                let lines = line_slots(text).len();
                let first: Vec<f32> = answers.by_ref().take(lines).collect();
                let found = second_features(text, &lexicon, &first);
                put(out, lines)?;
                floats(out, &found.rows)
            })?;
        }
        ["title", list, lexicon, answers, out] => {
            let lexicon = Lexicon::from_bytes(&fs::read(lexicon)?);
            let bytes = fs::read(answers)?;
            let mut answers = bytes
                .chunks_exact(4)
                .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
            each(list, out, |text, out| {
                let lines = line_slots(text).len();
                let body: Vec<f32> = answers.by_ref().take(lines).collect();
                let (candidates, rows) = title_rows(text, &lexicon, &body);
                put(out, candidates.len())?;
                for at in candidates {
                    put(out, at)?;
                }
                floats(out, &rows)
            })?;
        }
        ["answers", list, out] => each(list, out, |text, out| {
            let [first, last] =
                body_probabilities(text, Lexicon::built_in()).ok_or("no model is built in")?;
            for pair in first.iter().zip(&last) {
                floats(out, &[*pair.0, *pair.1])?;
            }
            Ok(())
        })?,
        _ => {
            return Err(
                "usage: line_features names | slots | first | second | title | answers …".into(),
            );
        }
    }
    Ok(())
}

type Done = Result<(), Box<dyn Error>>;

fn each(list: &str, out: &str, mut f: impl FnMut(&str, &mut dyn Write) -> Done) -> Done {
    let mut out = std::io::BufWriter::new(fs::File::create(out)?);
    for path in fs::read_to_string(list)?.lines() {
        f(&fs::read_to_string(path)?, &mut out)?;
    }
    Ok(out.flush()?)
}

fn put(out: &mut dyn Write, number: usize) -> Done {
    Ok(out.write_all(&u32::try_from(number)?.to_le_bytes())?)
}

fn floats(out: &mut dyn Write, numbers: &[f32]) -> Done {
    for n in numbers {
        out.write_all(&n.to_le_bytes())?;
    }
    Ok(())
}
