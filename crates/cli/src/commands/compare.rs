//! `variorum compare`: versions of one text, word by word.

use anyhow::{Result, bail};
use variorum::{
    Document,
    versions::{
        CompareOptions, Comparison, Extent, Part, VariantKind, Witness, collate, compare, has_text,
        siglum,
    },
};

use crate::{
    args::{CompareArgs, CompareFormat, Format},
    forms,
    output::{self, Output, Status, columns, visible},
    plan::Reading,
};

/// Runs the command.
pub(crate) fn run(args: &CompareArgs) -> Result<Status> {
    let options = options(args)?;
    let format = forms::of_comparison(args.format, args.output.as_deref())?;
    let reading = Reading::new(&args.read, args.output.as_ref())?;
    reading.only_captures("compare shows captures")?;
    let mut documents: Vec<Document> = Vec::new();
    let told = reading.each(&mut |document| {
        documents.push(document);
        Ok(())
    })?;
    let mut status = told.status();
    let (versions, bare): (Vec<&Document>, Vec<&Document>) =
        documents.iter().partition(|d| has_text(d));
    for document in bare {
        output::warning(&format!(
            "{} has no text that could be compared",
            document.address()
        ));
        status = Status::SomeFailed;
    }
    let base = base(args.base.as_deref(), &versions)?;
    let pack = &reading.options().pack;
    let many = versions.len() > 2;
    let path = args.output.as_deref();
    match format {
        CompareFormat::Tei | CompareFormat::Collatex => {
            let collation = collate(&versions, base, pack)?;
            let mut output = Output::open(path, Format::Json)?;
            if format == CompareFormat::Tei {
                output.writer().write_all(collation.to_tei().as_bytes())?;
            } else {
                output.json_line(&collation.to_collatex())?;
            }
            output.finish()?;
        }
        CompareFormat::Csv if many => {
            let table = collate(&versions, base, pack)?.table()?;
            let mut output = Output::open(path, Format::Csv)?;
            output.table(&table)?;
            output.finish()?;
        }
        CompareFormat::Json if many => {
            let collation = collate(&versions, base, pack)?;
            let mut output = Output::open(path, Format::Json)?;
            output.json_line(&collation)?;
            output.finish()?;
        }
        _ => {
            let first = versions.get(base).copied();
            let others = versions.iter().enumerate().filter(|(n, _)| *n != base);
            let pairs = first
                .into_iter()
                .flat_map(|a| others.clone().map(move |(n, b)| (n, a, *b)));
            let found = pairs
                .map(|(n, a, b)| Ok((n, compare(a, b, pack, &options)?)))
                .collect::<Result<Vec<(usize, Comparison)>>>()?;
            pairwise(&found, base, format, args)?;
        }
    }
    Ok(status)
}

fn options(args: &CompareArgs) -> Result<CompareOptions> {
    let kinds = args
        .kind
        .iter()
        .map(|k| Ok(k.parse()?))
        .collect::<Result<Vec<VariantKind>>>()?;
    Ok(CompareOptions {
        kinds,
        skip_equivalent: args.skip_equivalent,
        weightiest: args.top,
    })
}

/// The number of the base: the first, or the one that was named by its number or address.
fn base(asked: Option<&str>, versions: &[&Document]) -> Result<usize> {
    if versions.len() < 2 {
        let there: Vec<String> = versions.iter().map(|d| d.address()).collect();
        bail!(
            "two versions or more are compared: found was {} ({})",
            versions.len(),
            there.join(", ")
        );
    }
    let Some(asked) = asked else { return Ok(0) };
    let named = versions
        .iter()
        .position(|d| d.id == asked || d.address() == asked);
    let number = asked.parse::<usize>().ok().filter(|n| *n < versions.len());
    let files: Vec<usize> = (0..versions.len())
        .filter(|n| versions.get(*n).is_some_and(|d| d.capture.path == asked))
        .collect();
    match (named.or(number), files.as_slice()) {
        (Some(number), _) | (None, &[number]) => Ok(number),
        _ => {
            let there: Vec<String> = versions.iter().map(|d| d.address()).collect();
            bail!(
                "'{asked}' is not one version: give a number from 0 to {}, an id or an address: {}",
                versions.len() - 1,
                there.join(", ")
            )
        }
    }
}

/// Each version against the base.
fn pairwise(
    found: &[(usize, Comparison)],
    base: usize,
    format: CompareFormat,
    args: &CompareArgs,
) -> Result<()> {
    let path = args.output.as_deref();
    let as_table = |format| Output::with_color(path, format, args.color);
    match format {
        CompareFormat::Html => {
            let pages: Vec<&Comparison> = found.iter().map(|f| &f.1).collect();
            let mut output = as_table(Format::Json)?;
            output
                .writer()
                .write_all(variorum_report::comparison_html(&pages).as_bytes())?;
            output.finish()
        }
        CompareFormat::Jsonl => {
            let mut output = as_table(Format::Jsonl)?;
            for (_, comparison) in found {
                output.json_line(comparison)?;
            }
            output.finish()
        }
        CompareFormat::Csv => {
            let mut output = as_table(Format::Csv)?;
            for (_, comparison) in found {
                output.table(&comparison.variant_table()?)?;
            }
            output.finish()
        }
        CompareFormat::Table => {
            let mut output = as_table(Format::Table)?;
            for (number, comparison) in found {
                redlines(comparison, [&siglum(base), &siglum(*number)], &mut output)?;
            }
            output.finish()
        }
        _ => {
            let mut output = as_table(Format::Json)?;
            for (_, comparison) in found {
                output.json_line(comparison)?;
            }
            output.finish()
        }
    }
}

/// Colours of a terminal: what was left out, what was put in, what says the same.
struct Paint(bool);

impl Paint {
    fn text(&self, code: &str, text: &str) -> String {
        if self.0 && !text.is_empty() {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }

    /// What only the first version has.
    fn gone(&self, text: &str, quiet: bool) -> String {
        match (self.0, quiet) {
            (true, true) => self.text("2;9", text),
            (true, false) => self.text("31;9", text),
            (false, _) => format!("[-{text}-]"),
        }
    }

    /// What only the second has.
    fn came(&self, text: &str, quiet: bool) -> String {
        match (self.0, quiet) {
            (true, true) => self.text("2;4", text),
            (true, false) => self.text("32;4", text),
            (false, _) => format!("{{+{text}+}}"),
        }
    }
}

fn name(witness: &Witness) -> String {
    let facts = [
        witness.outlet.as_deref(),
        witness.published.as_deref(),
        witness.title.as_deref(),
    ];
    let about: Vec<&str> = facts.into_iter().flatten().collect();
    visible(&format!(
        "{}#{}  {}",
        witness.path,
        witness.article,
        about.join(" · ")
    ))
}

/// A comparison for people: in short, the weightiest changes, and every bead with its changes.
fn redlines(comparison: &Comparison, sigla: [&str; 2], output: &mut Output) -> Result<()> {
    let paint = Paint(output.color());
    let width = output.width().unwrap_or(100).min(120);
    let [a, b] = sigla;
    writeln!(
        output.writer(),
        "{} {}",
        paint.text("1;31", a),
        name(&comparison.a)
    )?;
    writeln!(
        output.writer(),
        "{} {}",
        paint.text("1;32", b),
        name(&comparison.b)
    )?;
    let s = &comparison.summary;
    let similarity = s
        .similarity
        .map_or_else(|| "–".to_owned(), |x| format!("{:.1} %", x * 100.0));
    let extent = |e: &Extent, what: &str| {
        format!(
            "{what} {} / {}: {} carried, {} dropped, {} added",
            e.a, e.b, e.carried, e.dropped, e.added
        )
    };
    writeln!(
        output.writer(),
        "\nsimilarity {similarity} · {} · {}{}",
        extent(&s.sentences, "sentences"),
        extent(&s.words, "words"),
        if s.moved > 0 {
            format!(" · {} moved", s.moved)
        } else {
            String::new()
        }
    )?;
    let kinds: Vec<String> = s
        .kinds
        .iter()
        .map(|(k, n)| format!("{} {n}", k.name()))
        .collect();
    writeln!(output.writer(), "{}", paint.text("2", &kinds.join(" · ")))?;
    if !s.weightiest.is_empty() {
        writeln!(output.writer(), "\n{}", paint.text("1", "What weighs most"))?;
    }
    for variant in s
        .weightiest
        .iter()
        .filter_map(|n| comparison.variants.get(*n))
    {
        let both = [(&variant.a, true), (&variant.b, false)];
        let words: Vec<String> = both
            .into_iter()
            .filter(|(text, _)| !text.is_empty())
            .map(|(text, first)| {
                let text = crate::output::cut(&visible(text), width);
                if first {
                    paint.gone(&text, false)
                } else {
                    paint.came(&text, false)
                }
            })
            .collect();
        writeln!(
            output.writer(),
            "{:>6.2} {:<11} {}",
            variant.weight,
            variant.kind.name(),
            words.join(" ")
        )?;
    }
    writeln!(output.writer())?;
    for (bead, parts) in comparison.headings.iter().zip(&comparison.heading_redlines) {
        let label = label("heading", &bead.a, &bead.b, bead.is_moved);
        line(comparison, &label, parts, width, &paint, output)?;
    }
    for (bead, parts) in comparison.beads.iter().zip(&comparison.redlines) {
        let label = label("", &bead.a, &bead.b, bead.is_moved);
        line(comparison, &label, parts, width, &paint, output)?;
    }
    Ok(())
}

/// `3`, `3 > 4,5`: the sentences of a bead on both sides.
fn label(kind: &str, a: &[usize], b: &[usize], is_moved: bool) -> String {
    let list = |side: &[usize]| {
        let numbers: Vec<String> = side.iter().map(ToString::to_string).collect();
        if numbers.is_empty() {
            "–".to_owned()
        } else {
            numbers.join(",")
        }
    };
    let places = if a == b {
        list(a)
    } else {
        format!("{} › {}", list(a), list(b))
    };
    format!(
        "{kind}{}{places}{}",
        if kind.is_empty() { "" } else { " " },
        if is_moved { " moved" } else { "" }
    )
}

/// A bead as a redline, wrapped to the width.
fn line(
    comparison: &Comparison,
    label: &str,
    parts: &[Part],
    width: usize,
    paint: &Paint,
    output: &mut Output,
) -> Result<()> {
    const GUTTER: usize = 11;
    let mut line = format!(
        "{}{} ",
        " ".repeat(GUTTER.saturating_sub(columns(label) + 1)),
        paint.text("2", label)
    );
    let mut used = GUTTER.max(columns(label) + 1);
    let start = used;
    for part in parts {
        let (text, is_first) = if part.b.is_empty() {
            (&part.a, true)
        } else {
            (&part.b, false)
        };
        let same = !part.a.is_empty() && !part.b.is_empty();
        if part.variant.is_none() && !same && is_first {
            // Left out, and of a kind that was not asked for.
            continue;
        }
        let quiet = part
            .variant
            .and_then(|n| comparison.variants.get(n))
            .is_some_and(|v| v.equivalent);
        let shown = |words: &str| match part.variant {
            None => words.to_owned(),
            Some(_) if is_first => paint.gone(words, quiet),
            Some(_) => paint.came(words, quiet),
        };
        // Whole words go to a line; the words of one change on it are marked together.
        let mut group = String::new();
        let mut spaced = part.is_spaced;
        for word in visible(text).split_whitespace() {
            let gap = usize::from((spaced || !group.is_empty()) && used > start);
            if used + gap + columns(word) > width && used > start {
                if !group.is_empty() {
                    line.push_str(&shown(&group));
                }
                writeln!(output.writer(), "{}", line.trim_end())?;
                line = " ".repeat(GUTTER);
                used = GUTTER;
                word.clone_into(&mut group);
            } else if group.is_empty() {
                if gap == 1 {
                    line.push(' ');
                }
                used += gap;
                word.clone_into(&mut group);
            } else {
                group.push(' ');
                group.push_str(word);
                used += 1;
            }
            used += columns(word);
            spaced = true;
        }
        line.push_str(&shown(&group));
    }
    writeln!(output.writer(), "{}", line.trim_end())?;
    Ok(())
}
