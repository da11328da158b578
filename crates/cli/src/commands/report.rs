//! `variorum report`: one self-contained page.

use std::io::Write as _;

use anyhow::{Result, bail};
use variorum_report::ReportOptions;

use crate::{
    args::{ReportArgs, ReportFormat},
    forms,
    output::{self, Status},
    plan::Reading,
    sink::Sink,
};

/// Runs the command.
pub(crate) fn run(args: &ReportArgs) -> Result<Status> {
    let format = forms::of_report(args.format, args.output.as_deref())?;
    if format == ReportFormat::Html && args.output.is_none() && output::stdout_is_terminal() {
        bail!("a report is a page, not lines for a terminal: add -o report.html");
    }
    let reading = Reading::new(&args.read, args.output.as_ref())?;
    reading.only_captures("a report shows captures")?;
    let read = reading.corpus()?;
    let mut options = ReportOptions::default();
    options.title.clone_from(&args.title);
    options.documents = args.limit;
    options.terms = args.terms;
    options.lines = args.lines;
    options.record.clone_from(&reading.record);
    options.read = Some(read.before);
    let mut writer = Sink::open(args.output.as_deref())?;
    match format {
        ReportFormat::Html => {
            writer.write_all(variorum_report::html(&read.corpus, &options).as_bytes())?;
        }
        ReportFormat::Json => {
            let value = variorum_report::json_with(&read.corpus, &options);
            serde_json::to_writer(&mut writer, &value)?;
            writer.write_all(b"\n")?;
        }
    }
    writer.finish()?;
    Ok(read.status)
}
