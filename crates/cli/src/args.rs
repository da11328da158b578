//! What can be typed.

use std::{ffi::OsString, num::NonZeroUsize, path::PathBuf};

use clap::{Parser, Subcommand, ValueEnum};

use crate::{
    commands::stats::Measure,
    plan::{self, Bytes},
};

const EXAMPLES: &str = "\
Examples:
  variorum report saved-pages/ -o report.html      one page to read and to show
  variorum parse saved-pages/ > clean.jsonl        clean documents, one a line
  variorum show page.html                          what was kept and what was set aside
  variorum stats frequency archive.jsonl.gz --by outlet --limit 20
  variorum kwic 'district secretar*' saved-pages/ --sort right
  variorum compare first.txt revised.txt           what was changed, the weightiest first
  variorum trace saved-pages/                      where each quote comes from, and how it was changed
  variorum extract people,rosters saved-pages/     who was there, in which order, under which title
  variorum build archive/ -o corpus                read once, then ask: variorum kwic WORDS corpus

Exit status: 0 all went well, 1 some inputs failed (the rest was done), 2 nothing could be done.";

/// Reads captures of official statements and of the press that carries them: what was said, who
/// said it, how each version words it, and what is new. Every answer leads back to the bytes it
/// came from.
#[derive(Debug, Parser)]
#[command(name = "variorum", version, after_help = EXAMPLES, arg_required_else_help = true)]
#[command(
    infer_subcommands = false,
    propagate_version = true,
    max_term_width = 100
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Makes one self-contained HTML page: documents, timeline, words, readings
    Report(ReportArgs),
    /// Gives clean documents, one JSON object a line
    Parse(ParseArgs),
    /// Shows captures in the terminal, their zones coloured
    Show(ShowArgs),
    /// Measures: counts, keyness, collocations and the others, each with what it rests on
    #[command(subcommand)]
    Stats(Box<Measure>),
    /// Finds every place of a word or phrase, with the words around it
    Kwic(KwicArgs),
    /// Finds the documents that carry one statement: copies, versions, excerpts, stories that quote it
    Cluster(ClusterArgs),
    /// Compares versions of one text: sentences aligned, changes named and weighed
    Compare(CompareArgs),
    /// Finds the source of quotes and of passages among the statements held
    Trace(TraceArgs),
    /// Finds facts: people, titles, rosters, organs, events, dates, quantities, quotes, terms, claims
    Extract(ExtractArgs),
    /// Lists rosters, compares two, or follows them over time: who entered, left, moved
    Rosters(RostersArgs),
    /// Lists events over all captures by day, each under all its names
    Timeline(TimelineArgs),
    /// Shows the hierarchy of organs that the captures describe
    Organs(OrgansArgs),
    /// Checks a pack, or begins one
    #[command(subcommand)]
    Pack(PackCommand),
    /// Compares what the carriers of one event say: names, days, places, presence, numbers, speakers
    Agree(AgreeArgs),
    /// Writes people, posts and events, or marked texts, for other tools: Popolo, FollowTheMoney, GEXF …
    Export(ExportArgs),
    /// Compiles captures into a folder that counts and concordances open in no time
    Build(BuildArgs),
}

/// What is read, and how.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ReadArgs {
    /// Files, folders, globs, or `-` for standard input; or the folder of a compiled corpus, alone
    #[arg(value_name = "CAPTURES", required = true)]
    pub(crate) captures: Vec<OsString>,

    /// What is known of the field: a pack's name (dprk, central-bank), its folder, or `none` for the
    /// bare engine [default: dprk]
    #[arg(long, value_name = "NAME|DIR|none", help_heading = "Reading")]
    pub(crate) pack: Option<String>,

    /// Only documents with this property, like outlet=kcna, year=2022, title=*congress*; an empty
    /// value asks for documents that do not say; several must all hold
    #[arg(long = "where", value_name = "KEY=VALUE", help_heading = "Reading")]
    pub(crate) filters: Vec<String>,

    /// What captures are: pages as they were saved, which are laid out, or clean texts, each taken
    /// whole as one paragraph: page or whole [default: page]
    #[arg(long, value_name = "LAYOUT", help_heading = "Reading")]
    pub(crate) layout: Option<String>,

    /// How text is cut into tokens: uax29 (words and numbers by Unicode), word (runs of letters, digits
    /// and underscores), whitespace, eojeol, syllables:N (of Hangul), regex:PATTERN, morphemes or
    /// morphemes:FOLDER (a Korean dictionary of MeCab); LANGUAGE=RULE for one language only, like
    /// ko=syllables:2; several may be given [default: uax29]
    #[arg(long, value_name = "[LANGUAGE=]RULE", help_heading = "Reading")]
    pub(crate) tokens: Vec<String>,

    /// The column of an archive that holds the text (found by itself if not given)
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub(crate) text_column: Option<String>,

    /// Largest capture: a file and the text unpacked from it, or one record of an archive (archives
    /// themselves may be of any size); K, M and G are 1024-fold [default: 128M]
    #[arg(
        long,
        value_name = "BYTES",
        allow_negative_numbers = true,
        help_heading = "Limits"
    )]
    pub(crate) max_bytes: Option<Bytes>,

    /// Largest ratio of unpacked to packed bytes, in gzip, zstandard and Parquet
    #[arg(long, value_name = "N", value_parser = plan::between::<1, { u64::MAX }>, allow_negative_numbers = true, help_heading = "Limits")]
    pub(crate) max_ratio: Option<u64>,

    /// Longest time for one capture: reading beyond it is an error, the layout of what was read goes to
    /// its end and is warned of
    #[arg(long, value_name = "SECONDS", value_parser = plan::between::<1, 86_400>, allow_negative_numbers = true, help_heading = "Limits")]
    pub(crate) max_seconds: Option<u64>,

    /// Threads to work on, 1024 at most (as many as there are processors if not given)
    #[arg(long, value_name = "N", value_parser = plan::threads, allow_negative_numbers = true, help_heading = "Limits")]
    pub(crate) threads: Option<NonZeroUsize>,

    /// No progress bar and no warnings; errors are still told
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Where the result goes, and in which form.
#[derive(Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// The form of the result. If not given: by the ending of the `-o` file (.json, .jsonl,
    /// .ndjson, .csv, .parquet, .txt for a table); else a table on a terminal and the command's own
    /// machine form elsewhere
    #[arg(long, short, value_enum, help_heading = "Output")]
    pub(crate) format: Option<Format>,

    /// Writes to this file instead of standard output; it appears when it is complete
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
}

/// A form of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Lines and columns for people
    Table,
    /// One JSON value
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header line
    Csv,
    /// Parquet (to a file)
    Parquet,
}

/// A form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// One page that needs nothing else: no network, no other file
    Html,
    /// The same content as one JSON value
    Json,
}

/// A form of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    /// A redline for people: what was left out is struck, what was put in underlined
    Table,
    /// Two versions: beads, variants, summary; more: the collation against the base
    Json,
    /// One comparison with the base a line
    Jsonl,
    /// Two versions: one variant a row; more: the collation, one column a version
    Csv,
    /// A TEI document with a critical apparatus
    Tei,
    /// The table of the collation in the JSON of CollateX
    Collatex,
    /// One page that needs nothing else: versions side by side
    Html,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless the variable `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

const REPORT_EXAMPLES: &str = "\
The page holds what was read, a timeline, the table of documents, a reading view of each document
(the capture as saved beside its clean text), the words and phrases of each outlet with their
concordance, the problems, and how all of it was made. Large inputs are cut at the limits below,
and the page says so.

Examples:
  variorum report saved-pages/ -o report.html
  variorum report archive.jsonl.gz --where year=2024 --limit 50 -o 2024.html
  variorum report saved-pages/ --format json | jq '.documents[].title'";

/// Makes one self-contained HTML page
#[derive(Debug, clap::Args)]
#[command(after_help = REPORT_EXAMPLES)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) read: ReadArgs,

    /// The form of the report; if not given, by the ending of the `-o` file (.html, .htm, .json),
    /// else html
    #[arg(long, short, value_enum, help_heading = "Output")]
    pub(crate) format: Option<ReportFormat>,

    /// Writes to this file instead of standard output; it appears when it is complete
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    /// The headline of the page
    #[arg(long, value_name = "TEXT", help_heading = "Output")]
    pub(crate) title: Option<String>,

    /// The most documents with a reading view, 0 for all that the page can carry (8 MB of text)
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Output")]
    pub(crate) limit: usize,

    /// The most words, and the most phrases, of each outlet; 0 for none
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Output")]
    pub(crate) terms: usize,

    /// The most concordance lines of each word or phrase; 0 for none
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Output")]
    pub(crate) lines: usize,
}

const PARSE_EXAMPLES: &str = "\
One object a document: schema, id, capture, language, title, subtitle, outlet, agency, bylines,
dateline, published, updated, inferred, notes, and zones with kind, spans (bytes of the capture's
text) and clean text. What a capture does not say is null. csv and parquet hold one row a document,
with its running text in the column `text`.

Examples:
  variorum parse page.html | jq -r '.zones[] | select(.kind == \"paragraph\").text'
  variorum parse saved-pages/ --format table
  variorum parse 'saved/*.txt' --where language=en -o documents.parquet
  zcat page.html.gz | variorum parse -";

/// Gives clean documents
#[derive(Debug, clap::Args)]
#[command(after_help = PARSE_EXAMPLES)]
pub(crate) struct ParseArgs {
    #[command(flatten)]
    pub(crate) read: ReadArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const SHOW_EXAMPLES: &str = "\
Each line of the capture stands as it was saved, with the kind of its zone and its line number at
the left; furniture is dimmed, the markup of an HTML page is left out. `PATH#N` shows article or
record N only, counted from 0.

Examples:
  variorum show page.html
  variorum show bulletin.txt#1
  variorum show page.html --kind paragraph --kind title
  variorum show saved-pages/ --color always | less -R";

/// Shows captures with their zones coloured
#[derive(Debug, clap::Args)]
#[command(after_help = SHOW_EXAMPLES)]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    pub(crate) read: ReadArgs,

    /// Only zones of this kind; several may be given
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<String>,

    /// When to colour
    #[arg(long, value_enum, default_value_t, help_heading = "Output")]
    pub(crate) color: Color,

    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const BUILD_EXAMPLES: &str = "\
The folder holds Arrow files that any tool for Arrow opens, and a positional index. `stats`,
`kwic`, `cluster` and `trace` take it in place of captures. Captures themselves are not kept. A build that is stopped leaves
what was there. Memory does not grow with the archive but for its distinct words and an id for each
document.

Examples:
  variorum build archive.jsonl.gz -o corpus
  variorum build new-pages/ -o corpus --append
  variorum kwic 'district secretar*' corpus --where year=2024
  variorum build --check corpus";

/// Compiles captures into a folder
#[derive(Debug, clap::Args)]
#[command(after_help = BUILD_EXAMPLES)]
pub(crate) struct BuildArgs {
    #[command(flatten)]
    pub(crate) read: ReadArgs,

    /// The folder: a new or empty one, or with --append that of a compiled corpus
    #[arg(
        long,
        short,
        value_name = "DIR",
        required_unless_present = "check",
        help_heading = "Output"
    )]
    pub(crate) output: Option<PathBuf>,

    /// Adds to a compiled corpus; how captures are read is as it was built
    #[arg(long, help_heading = "Output")]
    pub(crate) append: bool,

    /// Builds nothing: reads every byte of the compiled corpora that are named, and tells whether it
    /// is what was written
    #[arg(long, conflicts_with_all = ["output", "append"], help_heading = "Output")]
    pub(crate) check: bool,

    /// The form in which it is told what was built; a table on a terminal, json elsewhere
    #[arg(long, short, value_enum, help_heading = "Output")]
    pub(crate) format: Option<Format>,
}

const KWIC_EXAMPLES: &str = "\
The query is one or more words in a row; `*` stands for any letters, `?` for one; letter case does
not count. A query with `[`, `\"` or `<` is a pattern in the Corpus Query Language (docs/cql.md):
[word=\"social.*\"%c] []{0,3} [word=\"construction\"] within s; attributes are word, lower, zone,
voice (own, quoted) and mention (names that the pack knows: \"person:.*\"). Quote it against the
shell. Columns: document, outlet, date, kind, left, node, right, start, end (bytes of the capture's
text), path.

Examples:
  variorum kwic conference saved-pages/
  variorum kwic 'district secretar*' saved-pages/ --context 12 --sort right
  variorum kwic '[mention=\"person:.*\" & voice=\"own\"] [word=\"sa.*\"]' saved-pages/ --window sentence
  variorum kwic 당대회 archive.jsonl.gz --where year=2021 -o lines.csv";

/// Finds every place of a word or phrase
#[derive(Debug, clap::Args)]
#[command(after_help = KWIC_EXAMPLES)]
pub(crate) struct KwicArgs {
    /// Words in a row, with * and ?, or a pattern in CQL
    #[arg(value_name = "QUERY")]
    pub(crate) query: String,

    #[command(flatten)]
    pub(crate) read: ReadArgs,

    /// Words of context on each side
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Lines")]
    pub(crate) context: usize,

    /// How much stands around what was found: tokens (see --context), sentence or paragraph
    #[arg(
        long,
        value_name = "WINDOW",
        default_value = "tokens",
        help_heading = "Lines"
    )]
    pub(crate) window: String,

    /// The order of the lines: document, left, right or node
    #[arg(
        long,
        value_name = "ORDER",
        default_value = "document",
        help_heading = "Lines"
    )]
    pub(crate) sort: String,

    /// The most lines, 0 for all (all are counted)
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Lines")]
    pub(crate) limit: usize,

    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const CLUSTER_EXAMPLES: &str = "\
A row a document: its cluster, what it is (origin, exact copy, near copy, revision, other translation,
excerpt, quotes), of which document, and how much of each text the other has. Texts are compared by runs
of five words; a run that an outlet has on many days is its stock phrase and weighs little. The origin is
the earliest that is dated; `evidence` says why it was taken.

Examples:
  variorum cluster saved-pages/
  variorum cluster archive.jsonl.gz --label revision --label 'other translation' -o versions.csv
  variorum cluster saved-pages/ --links --format json";

/// Finds the documents that carry one statement
#[derive(Debug, clap::Args)]
#[command(after_help = CLUSTER_EXAMPLES)]
pub(crate) struct ClusterArgs {
    #[command(flatten)]
    pub(crate) read: ReadArgs,

    /// A row a link between two documents, instead of a row a document of a cluster
    #[arg(long, help_heading = "Clusters")]
    pub(crate) links: bool,

    /// Only clusters with such a member, or such links: exact copy, near copy, revision, other translation,
    /// excerpt or quotes; several may be given
    #[arg(long, value_name = "LABEL", help_heading = "Clusters")]
    pub(crate) label: Vec<String>,

    /// The least runs of five words that two documents share to be looked at
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Clusters")]
    pub(crate) min_shared: usize,

    /// A run of words that an outlet has on so many days leads to no pair
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Clusters")]
    pub(crate) stock_days: usize,

    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const TRACE_EXAMPLES: &str = "\
Every document is a story, looked for in all others; with --held, in those. One row (or object) a
quote: its words, who says them through whom, the statement that they come from, and what was
changed: exact, case, elided, bracketed, edited or spliced; a quote without a source is not held in
these words. A quote in both its whole and its marked parts is told in parts in the table and in
both in JSON. `decides` names the version that a quote rules in, where others have other words.

Examples:
  variorum trace saved-pages/
  variorum trace story.html --held statements/ --format jsonl
  variorum trace saved-pages/ --versions
  variorum trace saved-pages/ --coverage -o coverage.csv
  variorum trace saved-pages/ --reuse --format json";

/// Traces quotes and reused passages to the statements that they come from
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "options of the command line")]
#[command(after_help = TRACE_EXAMPLES)]
pub(crate) struct TraceArgs {
    #[command(flatten)]
    pub(crate) read: ReadArgs,

    /// The statements to look in, instead of all that is read; name the option again for each further one
    #[arg(long, value_name = "CAPTURES", help_heading = "Sources")]
    pub(crate) held: Vec<OsString>,

    /// What stories carry of each statement, sentence by sentence: quoted, close, mentioned, left-out
    #[arg(long, group = "view", help_heading = "View")]
    pub(crate) coverage: bool,

    /// What stories add to each statement, sentence by sentence
    #[arg(long, group = "view", help_heading = "View")]
    pub(crate) added: bool,

    /// Passages in common with statements, marks or none, each occurrence
    #[arg(long, group = "view", help_heading = "View")]
    pub(crate) reuse: bool,

    /// Which version of a statement each story used, and the words that say so
    #[arg(long, group = "view", help_heading = "View")]
    pub(crate) versions: bool,

    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const EXTRACT_EXAMPLES: &str = "\
One object (or row) a mention, with its document and its span in bytes of the capture's text:

  people      who is named, under which name and title; id p-… of the pack or new:… by form
  titles      one post and one holder each
  rosters     people in the order of the text, with titles and institutions
  organs      bodies at their longest span, with level and the organs over them
  events      congresses, meetings, visits, tests, with series, ordinal, days and place
  dates       days and periods, resolved from the day of publication; `basis` says how
  quantities  numbers with their unit or what they count
  quotes      what is quoted, by whom, through whom
  terms       fixed terms and slogans of the pack
  claims      criticism, demands, assessments, announcements, praise, commitments

What is ambiguous lists its candidates; what is not known is null. csv and parquet have the columns of
the kind (docs/facts.md), and of several kinds: kind, id, value.

Examples:
  variorum extract people saved-pages/
  variorum extract rosters,titles bulletin.txt --format jsonl
  variorum extract dates story.html --format json | jq '.[] | [.text, .resolved, .basis]'
  variorum extract people,events archive.jsonl.gz -o facts.parquet";

/// Finds facts in captures
#[derive(Debug, clap::Args)]
#[command(after_help = EXTRACT_EXAMPLES)]
pub(crate) struct ExtractArgs {
    /// What to find: one kind or several with commas between
    #[arg(value_name = "KIND[,KIND]")]
    pub(crate) kinds: String,

    #[command(flatten)]
    pub(crate) read: ReadArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const ROSTERS_EXAMPLES: &str = "\
A row a roster: what its people did (platform, attendance, accompanied, speakers, elected, committee,
voting, named), the event, how many, the first names. --diff A B sets the rosters of two captures side by
side, role by role; --history follows each kind of roster (role and kind of event) through all captures by
date. A list that ends with \"and others\" proves no absence, and lists of different kinds of event are
not compared: both are said in `note`.

Examples:
  variorum rosters saved-pages/
  variorum rosters --diff congress-2021.txt congress-2016.txt
  variorum rosters archive.jsonl.gz --history --where year=2012 -o history.csv";

/// Lists and compares rosters
#[derive(Debug, clap::Args)]
#[command(after_help = ROSTERS_EXAMPLES)]
pub(crate) struct RostersArgs {
    #[command(flatten)]
    pub(crate) read: ReadArgs,

    /// Compares the rosters of two captures: the first is the earlier one
    #[arg(long, group = "view", help_heading = "View")]
    pub(crate) diff: bool,

    /// Follows rosters over time, each compared with the last of its kind
    #[arg(long, group = "view", help_heading = "View")]
    pub(crate) history: bool,

    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const AGREE_EXAMPLES: &str = "\
Documents that name one event are its carriers. A row a value: under which name the event goes, its
days and place, who was present or absent on which day, numbers of one thing, the speaker of one
statement (across languages by the terms of the pack). `verdict` is contradicts (they cannot all be
true), completes (one is more exact), agrees or adds; `basis` says why. Rows without an event come from
sentences that two documents share.

Examples:
  variorum agree saved-pages/
  variorum agree saved-pages/ --verdict contradicts
  variorum agree saved-pages/ --event cell-conf --aspect presence --aspect speaker --format json";

/// Compares what the carriers of one event say
#[derive(Debug, clap::Args)]
#[command(after_help = AGREE_EXAMPLES)]
pub(crate) struct AgreeArgs {
    #[command(flatten)]
    pub(crate) read: ReadArgs,

    /// Only events whose id or name has these letters
    #[arg(long, value_name = "WORDS", help_heading = "Rows")]
    pub(crate) event: Option<String>,

    /// Only this aspect: name, date, place, presence, number or speaker; several may be given
    #[arg(long, value_name = "ASPECT", help_heading = "Rows")]
    pub(crate) aspect: Vec<String>,

    /// Only this verdict: contradicts, completes, agrees or adds; several may be given
    #[arg(long, value_name = "VERDICT", help_heading = "Rows")]
    pub(crate) verdict: Vec<String>,

    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const TIMELINE_EXAMPLES: &str = "\
A row an event: days, id, series, number, place, how many documents name it, and its names, the most
frequent first. Mentions are one event by the id of the pack, else by series, number, what they are of and
the day. JSON has each document with the day that it gives.

Examples:
  variorum timeline saved-pages/
  variorum timeline archive.jsonl.gz --where year=2012 -o events.csv";

/// Lists events over all captures by day
#[derive(Debug, clap::Args)]
#[command(after_help = TIMELINE_EXAMPLES)]
pub(crate) struct TimelineArgs {
    #[command(flatten)]
    pub(crate) read: ReadArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const ORGANS_EXAMPLES: &str = "\
A row an organ: its level, the organ over it that most statements name, how often it is named, how many
statements place it, and where they differ. JSON has each statement with its place in the capture.

Examples:
  variorum organs saved-pages/
  variorum organs bulletin.txt --format json";

/// Shows the hierarchy of organs that the captures describe
#[derive(Debug, clap::Args)]
#[command(after_help = ORGANS_EXAMPLES)]
pub(crate) struct OrgansArgs {
    #[command(flatten)]
    pub(crate) read: ReadArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// What can be done with packs.
#[derive(Debug, Subcommand)]
pub(crate) enum PackCommand {
    /// Checks a folder: every fault with its file and line. Exit status 1 if something contradicts
    /// itself, 2 if the pack cannot be loaded
    Check {
        /// The folder of the pack, or the name of an embedded one
        #[arg(value_name = "DIR|NAME")]
        pack: String,
    },
    /// Writes the files of a new pack, each with what it may hold
    New {
        /// Its name: small letters, digits and hyphens; or a folder whose last part is the name
        name: PathBuf,
        /// The folder, which must not hold these files yet [default: the name]
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

const EXPORT_EXAMPLES: &str = "\
  popolo   people, organizations, posts, memberships, events as one JSON value (popoloproject.com)
  ftm      entities of FollowTheMoney, one JSON object a line
  gexf     the network of who appears with whom, for Gephi; see stats coappearances
  conllu   words with their places and the mentions over them
  tei      texts with stand-off marks (TEI P5), one document after the other
Ids are those of all tables. That somebody holds a post is told with the reports that say so; no start is
made up of the day of a report. For CSV and Parquet ask extract.

Examples:
  variorum export popolo saved-pages/ -o people.json
  variorum export gexf archive.jsonl.gz --where year=2012 -o network.gexf
  variorum export conllu bulletin.txt";

/// Writes facts in the forms of other tools
#[derive(Debug, clap::Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub(crate) struct ExportArgs {
    /// The form
    #[arg(value_enum, value_name = "FORM")]
    pub(crate) form: ExportForm,

    #[command(flatten)]
    pub(crate) read: ReadArgs,

    /// Pairs that appear together less often make no edge of a network
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    pub(crate) min_count: usize,

    /// Writes to this file instead of standard output; it appears when it is complete
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
}

/// A form of another tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportForm {
    /// Popolo
    Popolo,
    /// FollowTheMoney
    Ftm,
    /// GEXF
    Gexf,
    /// CoNLL-U
    Conllu,
    /// TEI
    Tei,
}

const COMPARE_EXAMPLES: &str = "\
A version is a document: PATH, PATH#N for article N of a file (counted from 0), or a file whose
articles are all versions. The first is the base unless --base says otherwise.

json: a, b (sentences with spans), beads (numbers of sentences of the body), headings, paragraphs,
variants (kind, a, b, a_spans, b_spans in bytes, bead, weight, equivalent) and summary. Kinds:
spelling, number, name, ordinal, term, wording, insertion, omission, order, punctuation.

Examples:
  variorum compare first.txt revised.txt
  variorum compare bulletin.txt#1 site.html -o versions.html
  variorum compare first.txt second.txt third.txt --base 1 -o apparatus.xml
  variorum compare statement-may.txt statement-june.txt --kind omission --kind insertion";

/// Compares versions of one text
#[derive(Debug, clap::Args)]
#[command(after_help = COMPARE_EXAMPLES)]
pub(crate) struct CompareArgs {
    #[command(flatten)]
    pub(crate) read: ReadArgs,

    /// The version that the others are compared with: its number in the order given, counted from 0, its
    /// path or its id [default: 0]
    #[arg(long, value_name = "VERSION", help_heading = "Comparison")]
    pub(crate) base: Option<String>,

    /// Only variants of this kind; several may be given
    #[arg(long, value_name = "KIND", help_heading = "Comparison")]
    pub(crate) kind: Vec<String>,

    /// Leaves out what counts as equal: five and 5, spellings of one name or word
    #[arg(long, help_heading = "Comparison")]
    pub(crate) skip_equivalent: bool,

    /// How many of the weightiest changes the summary names
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Comparison")]
    pub(crate) top: usize,

    /// When to colour
    #[arg(
        long,
        value_enum,
        default_value_t,
        value_name = "WHEN",
        help_heading = "Output"
    )]
    pub(crate) color: Color,

    /// The form of the result; if not given, by the ending of the `-o` file (.txt for a table, .json,
    /// .jsonl, .csv, .xml for TEI, .html), else a table on a terminal and json elsewhere
    #[arg(long, short, value_enum, help_heading = "Output")]
    pub(crate) format: Option<CompareFormat>,

    /// Writes to this file instead of standard output; it appears when it is complete
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
}
