//! `variorum agree`: what the carriers of one event agree and disagree on.

use std::collections::BTreeMap;

use anyhow::Result;
use variorum::sources::{
    agree::{self, Agreement, Aspect, Said, Verdict},
    trace::{self, Held},
};

use crate::{
    args::{AgreeArgs, Format},
    forms,
    output::{Output, Status, columns, cut, visible},
    plan::Reading,
    progress::Bar,
};

/// Runs the command.
pub(crate) fn run(args: &AgreeArgs) -> Result<Status> {
    let format = forms::of_table(&args.output, Format::Json)?;
    let wanted = Wanted::new(args)?;
    let reading = Reading::new(&args.read, args.output.output.as_ref())?;
    let read = reading.corpus()?;
    let bar = Bar::new(args.read.quiet);
    let facts = read.corpus.facts(agree::KINDS, &bar)?;
    bar.finish();
    let shared = trace::disagreements(&Held::new(&read.corpus));
    let mut found = agree::agree(&facts, &shared);
    let compared = found.len();
    found.retain(|a| wanted.takes(a));
    let mut output = Output::open(args.output.output.as_deref(), format)?;
    match format {
        Format::Json => {
            for (n, one) in found.iter().enumerate() {
                output.json_item(n, one)?;
            }
            output.json_end(found.len())?;
        }
        Format::Jsonl => found.iter().try_for_each(|one| output.json_line(one))?,
        Format::Table if found.is_empty() => writeln!(output.writer(), "{}", none(compared))?,
        Format::Table => print(&mut output, &found)?,
        Format::Csv | Format::Parquet => {
            let ids: BTreeMap<String, String> = facts
                .iter()
                .map(|r| (r.document.address(), r.document.id.clone()))
                .collect();
            let table = agree::table(&found, &|address| ids.get(address).cloned())?;
            output.table(&table)?;
        }
    }
    output.finish()?;
    Ok(read.status)
}

/// Which rows are wanted; none of a list is all.
struct Wanted {
    event: Option<String>,
    aspects: Vec<Aspect>,
    verdicts: Vec<Verdict>,
}

impl Wanted {
    fn new(args: &AgreeArgs) -> variorum::Result<Self> {
        let aspects = args.aspect.iter().map(|a| a.parse());
        let verdicts = args.verdict.iter().map(|v| v.parse());
        Ok(Wanted {
            event: args.event.as_ref().map(|e| e.to_lowercase()),
            aspects: aspects.collect::<variorum::Result<_>>()?,
            verdicts: verdicts.collect::<variorum::Result<_>>()?,
        })
    }

    fn takes(&self, found: &Agreement) -> bool {
        let event = found.event.as_deref().unwrap_or("").to_lowercase();
        self.event.as_ref().is_none_or(|e| event.contains(e))
            && (self.aspects.is_empty() || self.aspects.contains(&found.aspect))
            && (self.verdicts.is_empty() || self.verdicts.contains(&found.verdict))
    }
}

/// Columns of a page that nobody told the width of.
const WIDTH: usize = 80;

/// Columns of the values, and of values that are names.
const VALUES: usize = 30;
const NAMES: usize = 46;

/// Values of one comparison that are shown at most; the other forms have them all.
const SHOWN: usize = 20;

/// Why there is nothing to show.
fn none(compared: usize) -> String {
    match compared {
        0 => "No event is named by two documents, and no two share a sentence that differs."
            .to_owned(),
        n => format!("None of {n} comparisons is of the kind that was asked for."),
    }
}

/// The comparisons for a reader: event by event, what is compared, what each value is and who says it.
fn print(output: &mut Output, found: &[Agreement]) -> Result<()> {
    let width = output.width().unwrap_or(WIDTH).max(WIDTH / 2);
    let mut event: Option<&Option<String>> = None;
    let mut rest = found;
    while let Some((one, after)) = rest.split_first() {
        let alike = after.iter().take_while(|a| is_like(one, a)).count();
        rest = after.get(alike..).unwrap_or(&[]);
        if event != Some(&one.event) {
            let name = one.event.as_deref().unwrap_or("Sentences in common");
            let count = format!("  {} documents", one.carriers);
            let name = cut(name, width.saturating_sub(columns(&count)));
            let first = if event.is_some() { "\n" } else { "" };
            writeln!(output.writer(), "{first}{name}{count}")?;
            event = Some(&one.event);
        }
        let about = match alike {
            0 => one_line(one.about.as_deref().unwrap_or("")),
            more => format!("{} statements", more + 1),
        };
        let verdict = word(one.verdict)?.to_uppercase();
        let line = format!("  {verdict:<12}{:<9} {about}", word(one.aspect)?);
        writeln!(output.writer(), "\n{}", cut(line.trim_end(), width))?;
        writeln!(
            output.writer(),
            "{}",
            cut(&format!("    ({})", one.basis), width)
        )?;
        values(output, one, width)?;
    }
    let count = |verdict| found.iter().filter(|a| a.verdict == verdict).count();
    writeln!(
        output.writer(),
        "\n{} comparisons · {} contradict · {} complete · {} agree · {} add",
        found.len(),
        count(Verdict::Contradicts),
        count(Verdict::Completes),
        count(Verdict::Agrees),
        count(Verdict::Adds)
    )?;
    Ok(())
}

/// Statements on which the same documents agree that the same speaker made them are one line.
fn is_like(one: &Agreement, other: &Agreement) -> bool {
    let who = |a: &Agreement| -> Vec<String> {
        let documents = a
            .values
            .iter()
            .flat_map(|v| v.evidence.iter().map(|e| e.document.clone()));
        a.values
            .iter()
            .map(|v| v.value.clone())
            .chain(documents)
            .collect()
    };
    let speaker = one.aspect == Aspect::Speaker && one.verdict == Verdict::Agrees;
    speaker
        && one.event == other.event
        && one.aspect == other.aspect
        && one.verdict == other.verdict
        && one.basis == other.basis
        && who(one) == who(other)
}

fn word(value: impl serde::Serialize) -> Result<String> {
    let value = serde_json::to_value(value)?;
    Ok(value.as_str().unwrap_or("").to_owned())
}

/// Each value with who says it; where speakers differ, also in which words.
fn values(output: &mut Output, one: &Agreement, width: usize) -> Result<()> {
    let several = one.values.iter().any(|v| columns(&v.value) > VALUES);
    let column = if several { NAMES } else { VALUES };
    let quotes = one.aspect == Aspect::Speaker && one.verdict != Verdict::Agrees;
    for said in one.values.iter().take(SHOWN) {
        let value = cut(&one_line(&said.value), column);
        let pad = " ".repeat(column.saturating_sub(columns(&value)));
        let mut line = format!("    {value}{pad}  ");
        line.push_str(&sources(said, width.saturating_sub(columns(&line))));
        writeln!(output.writer(), "{}", cut(line.trim_end(), width))?;
        if let Some(first) = said.evidence.first().filter(|_| quotes) {
            let words = format!("      “{}”", one_line(&first.text));
            writeln!(output.writer(), "{}", cut(&words, width))?;
        }
    }
    if one.values.len() > SHOWN {
        writeln!(output.writer(), "    and {} more", one.values.len() - SHOWN)?;
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Who says so: the files as far as they fit, then how many more.
fn sources(said: &Said, width: usize) -> String {
    let file = |address: &str| {
        let name = address.rsplit(['/', '\\']).next().unwrap_or(address);
        let (name, record) = name.rsplit_once('#').unwrap_or((name, "0"));
        let stem = name.rsplit_once('.').map_or(name, |n| n.0);
        // A record of an archive is told by its number.
        match record {
            "0" => stem.to_owned(),
            record => format!("{stem}#{record}"),
        }
    };
    let mut out = String::new();
    for (n, evidence) in said.evidence.iter().enumerate() {
        let rest = said.evidence.len() - n;
        let name = file(&evidence.document);
        let name = if out.is_empty() {
            name
        } else {
            format!(", {name}")
        };
        let more = format!(" and {rest} more");
        let room = if rest == 1 { 0 } else { columns(&more) };
        if !out.is_empty() && columns(&out) + columns(&name) + room > width {
            out.push_str(&more);
            return out;
        }
        out.push_str(&name);
    }
    out
}
