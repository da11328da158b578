//! `variorum export`: facts in the forms of other tools.

use std::io::Write as _;

use anyhow::Result;
use variorum::{
    corpus::facts::{conllu, tei},
    facts::Kind,
    stats::people::{Actors, coappearances, follow_the_money, gexf, popolo},
};

use crate::{
    args::{ExportArgs, ExportForm},
    output::Status,
    plan::Reading,
    progress::Bar,
    sink::Sink,
};

/// Reports with more people than this make no edges, as in `stats coappearances`.
const MOST: usize = 60;

/// Runs the command.
pub(crate) fn run(args: &ExportArgs) -> Result<Status> {
    let reading = Reading::new(&args.read, args.output.as_ref())?;
    match args.form {
        ExportForm::Conllu | ExportForm::Tei => texts(args, &reading),
        ExportForm::Popolo | ExportForm::Ftm | ExportForm::Gexf => people(args, &reading),
    }
}

/// What stands around the documents of a corpus in TEI.
const CORPUS: [&str; 2] = [
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">\n\
     <teiHeader><fileDesc><titleStmt><title>Captures</title></titleStmt><publicationStmt>\
     <p>Facts found by Variorum</p></publicationStmt><sourceDesc><p>Captures as they were saved</p>\
     </sourceDesc></fileDesc></teiHeader>\n",
    "</teiCorpus>\n",
];

/// Documents one after the other: an archive need not fit into memory.
fn texts(args: &ExportArgs, reading: &Reading) -> Result<Status> {
    let kinds: Vec<Kind> = Kind::ALL
        .iter()
        .copied()
        .filter(|k| !matches!(k, Kind::Quotes | Kind::Claims | Kind::Rosters))
        .collect();
    let mut sink: Option<Sink> = None;
    let status = reading.facts(&kinds, &mut |read| {
        let sink = match &mut sink {
            Some(sink) => sink,
            empty => empty.insert(begun(args)?),
        };
        let text = match args.form {
            ExportForm::Tei => tei(&read),
            _ => conllu(&read),
        };
        sink.write_all(text.as_bytes())?;
        Ok(())
    })?;
    let mut sink = match sink {
        Some(sink) => sink,
        None => begun(args)?,
    };
    if args.form == ExportForm::Tei {
        sink.write_all(CORPUS[1].as_bytes())?;
    }
    sink.finish()?;
    Ok(status)
}

/// The result, with what stands before the first document.
fn begun(args: &ExportArgs) -> Result<Sink> {
    let mut sink = Sink::open(args.output.as_deref())?;
    if args.form == ExportForm::Tei {
        sink.write_all(CORPUS[0].as_bytes())?;
    }
    Ok(sink)
}

fn people(args: &ExportArgs, reading: &Reading) -> Result<Status> {
    let read = reading.corpus()?;
    let bar = Bar::new(args.read.quiet);
    let mut actors = Actors::read(&read.corpus, &bar)?;
    if args.form == ExportForm::Gexf {
        actors = actors.once(&read.corpus, &bar)?;
    }
    bar.finish();
    let pack = read.corpus.pack();
    let text = match args.form {
        ExportForm::Gexf => gexf(&coappearances(&actors, None, None, args.min_count, MOST)?),
        ExportForm::Ftm => {
            let mut lines = String::new();
            for entity in follow_the_money(&actors, pack) {
                lines.push_str(&entity.to_string());
                lines.push('\n');
            }
            lines
        }
        _ => serde_json::to_string_pretty(&popolo(&actors, pack))? + "\n",
    };
    let mut sink = Sink::open(args.output.as_deref())?;
    sink.write_all(text.as_bytes())?;
    sink.finish()?;
    Ok(read.status)
}
