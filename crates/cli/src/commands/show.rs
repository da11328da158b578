//! `variorum show`: captures in the terminal, their zones coloured.

use std::sync::Arc;

use anyhow::Result;
use variorum::{
    Document,
    layout::ZoneKind,
    table::{Cells, Provenance, Table},
};
use variorum_report::source::{What, is_markup, pieces};

use crate::{
    args::{Format, ShowArgs},
    forms,
    output::{Output, Status, visible},
    plan::Reading,
};

/// Runs the command.
pub(crate) fn run(args: &ShowArgs) -> Result<Status> {
    let kinds = kinds(&args.kind)?;
    // What goes to a file or a pipe is the view too, unless another form was asked.
    let format = forms::of_table(&args.output, Format::Table)?;
    let reading = Reading::new(&args.read, args.output.output.as_ref())?;
    reading.only_captures("show shows captures")?;
    let path = args.output.output.as_deref();
    if format != Format::Table {
        let read = reading.corpus()?;
        let mut output = Output::with_color(path, format, args.color)?;
        output.table(&zones(read.corpus.documents(), &kinds)?)?;
        output.finish()?;
        return Ok(read.status);
    }
    let mut output: Option<Output> = None;
    let told = reading.each(&mut |document| {
        let output = match &mut output {
            Some(output) => output,
            empty => empty.insert(Output::with_color(path, format, args.color)?),
        };
        show(&document, &kinds, output)
    })?;
    if let Some(output) = output {
        output.finish()?;
    }
    Ok(told.status())
}

fn kinds(names: &[String]) -> Result<Vec<ZoneKind>> {
    let parsed = names.iter().map(|name| Ok(name.parse()?));
    parsed.collect()
}

/// Terminal colours of the kinds, of the 256 that every terminal has.
fn color(kind: ZoneKind) -> &'static str {
    match kind {
        ZoneKind::Title => "1;38;5;32",
        ZoneKind::Subtitle | ZoneKind::Heading => "38;5;38",
        ZoneKind::Summary => "38;5;36",
        ZoneKind::Byline => "38;5;134",
        ZoneKind::Timestamp => "38;5;168",
        ZoneKind::Paragraph => "0",
        ZoneKind::Caption => "38;5;172",
        ZoneKind::Credit => "38;5;179",
        ZoneKind::Notice => "38;5;142",
        ZoneKind::PageMark | ZoneKind::Furniture => "2",
    }
}

struct Paint(bool);

impl Paint {
    fn text(&self, code: &str, text: &str) -> String {
        if self.0 && code != "0" && !text.is_empty() {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}

fn show(document: &Document, kinds: &[ZoneKind], output: &mut Output) -> Result<()> {
    let paint = Paint(output.color());
    let width = output.width().unwrap_or(100).min(120);
    let date = document.published.map(|d| d.to_string());
    let outlet = document.outlet.as_ref().map(|o| o.name.as_str());
    let facts: Vec<&str> = [outlet, date.as_deref(), document.language]
        .into_iter()
        .flatten()
        .collect();
    let head = visible(&document.address());
    let facts = visible(&facts.join(" · "));
    let rule =
        "─"
            .repeat(width.saturating_sub(
                crate::output::columns(&head) + crate::output::columns(&facts) + 6,
            ));
    writeln!(
        output.writer(),
        "{} {}  {} {}",
        paint.text("2", "──"),
        paint.text("1", &head),
        facts,
        paint.text("2", &rule)
    )?;
    let capture = &document.capture;
    let mut lines = Lines::default();
    let mut last: Option<usize> = None;
    let mut hidden = 0usize;
    for piece in pieces(document) {
        let number = match piece.what {
            What::Zone(number) => number,
            What::Markup => {
                hidden += piece.span.len();
                continue;
            }
            What::Space | What::Elsewhere => continue,
        };
        let Some(zone) = document.zones.get(number) else {
            continue;
        };
        if !kinds.is_empty() && !kinds.contains(&zone.kind) {
            continue;
        }
        let mut gutter = if last == Some(number) {
            ""
        } else {
            zone.kind.name()
        };
        last = Some(number);
        let mut at = piece.span.start;
        for line in capture.slice(piece.span).split_inclusive('\n') {
            let text = visible(line.trim_end());
            let text = text.trim_end_matches('\u{fffd}');
            if !text.trim().is_empty() {
                let place = lines.at(&capture.text, at);
                writeln!(
                    output.writer(),
                    "{} {} {}",
                    paint.text(color(zone.kind), &format!("{gutter:>9}")),
                    paint.text("2", &format!("{place:>5} │")),
                    paint.text(color(zone.kind), text)
                )?;
                gutter = "";
            }
            at += line.len();
        }
    }
    if hidden > 0 {
        let text = format!("{:>9} {:>5} │ «markup, {hidden} bytes»", "", "");
        writeln!(output.writer(), "{}", paint.text("2", &text))?;
    }
    writeln!(output.writer())?;
    Ok(())
}

/// Line numbers of ascending places, found in one pass.
#[derive(Default)]
struct Lines {
    at: usize,
    line: usize,
}

impl Lines {
    fn at(&mut self, text: &str, offset: usize) -> usize {
        let between = text.get(self.at..offset).unwrap_or("");
        self.line += between.matches('\n').count();
        self.at = self.at.max(offset);
        self.line + 1
    }
}

/// The zones as a table, for other programs.
fn zones(documents: &[Arc<Document>], kinds: &[ZoneKind]) -> variorum::Result<Table> {
    let rows: Vec<(&Document, usize)> = documents
        .iter()
        .flat_map(|d| (0..d.zones.len()).map(move |n| (&**d, n)))
        .filter(|(d, n)| {
            d.zones
                .get(*n)
                .is_some_and(|z| !is_markup(d, z) && (kinds.is_empty() || kinds.contains(&z.kind)))
        })
        .collect();
    let zone = |&(d, n): &(&'_ Document, usize)| d.zones.get(n).cloned();
    let int = |x: usize| i64::try_from(x).ok();
    let provenance = Provenance::new("show")
        .option("offsets", "bytes")
        .count("documents", documents.len());
    Table::new(provenance)
        .with("document", rows.iter().map(|(d, _)| d.id.clone()).collect())?
        .with("path", rows.iter().map(|(d, _)| d.address()).collect())?
        .with("zone", Cells::ints(rows.iter().map(|(_, n)| int(*n))))?
        .with(
            "kind",
            Cells::texts(
                rows.iter()
                    .map(|r| zone(r).map(|z| z.kind.name().to_owned())),
            ),
        )?
        .with(
            "start",
            Cells::ints(
                rows.iter()
                    .map(|r| zone(r).and_then(|z| int(z.hull().start))),
            ),
        )?
        .with(
            "end",
            Cells::ints(rows.iter().map(|r| zone(r).and_then(|z| int(z.hull().end)))),
        )?
        .with(
            "text",
            Cells::texts(rows.iter().map(|r| zone(r).map(|z| z.text().to_owned()))),
        )
}
