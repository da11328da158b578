//! What the report says, before it has a form: the same for HTML and JSON.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use variorum::{
    Corpus, Document,
    corpus::{Counted, Facet, Problem, Severity},
    layout::{Zone, ZoneKind},
};

use crate::{
    ReportOptions, calendar,
    facts::Facts,
    source::is_markup,
    statements::Statements,
    stopwords::language_name,
    terms::{self, OutletTerms},
    timeline::Timeline,
};

/// How many outlets have a colour of their own; the others share one.
pub(crate) const COLORS: usize = 8;

/// The whole report.
#[derive(Debug, Serialize)]
pub(crate) struct Model {
    pub(crate) schema: &'static str,
    pub(crate) title: String,
    pub(crate) header: Header,
    pub(crate) outlets: Vec<OutletRow>,
    pub(crate) timeline: Option<Timeline>,
    /// Absent where no two documents have to do with each other.
    pub(crate) statements: Option<Statements>,
    /// People, rosters, events, agreement; absent where nothing was found.
    pub(crate) facts: Option<Facts>,
    pub(crate) documents: Vec<Row>,
    pub(crate) terms: Vec<OutletTerms>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) method: Method,
    /// How many documents, from the first, have a reading view.
    #[serde(skip)]
    pub(crate) readings: usize,
}

/// What was read.
#[derive(Debug, Serialize)]
pub(crate) struct Header {
    /// Files.
    pub(crate) files: usize,
    /// Texts: files, and records of archives.
    pub(crate) captures: usize,
    pub(crate) documents: usize,
    pub(crate) outlets: usize,
    pub(crate) languages: Vec<Count>,
    pub(crate) first: Option<String>,
    pub(crate) last: Option<String>,
    pub(crate) span: Option<String>,
    pub(crate) undated: usize,
    /// Bytes of the captures' texts.
    pub(crate) bytes: usize,
    pub(crate) words: usize,
    pub(crate) set_aside: Option<f64>,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
}

/// A name and how many documents have it.
#[derive(Debug, Serialize)]
pub(crate) struct Count {
    pub(crate) name: String,
    pub(crate) documents: usize,
}

/// An outlet.
#[derive(Debug, Serialize)]
pub(crate) struct OutletRow {
    /// The facet's value; absent for documents that name no outlet.
    pub(crate) key: Option<String>,
    pub(crate) name: String,
    pub(crate) documents: usize,
    /// Number of its colour, 0 to 7; 8 for the rest, 9 for none named.
    pub(crate) color: usize,
    #[serde(skip)]
    pub(crate) members: Vec<usize>,
}

/// A line of the table of documents.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) number: usize,
    pub(crate) id: String,
    pub(crate) address: String,
    pub(crate) published: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) precision: Option<&'static str>,
    pub(crate) outlet: Option<String>,
    pub(crate) color: usize,
    pub(crate) title: Option<String>,
    /// What stands for the title in lists: the title, or the first words.
    pub(crate) label: String,
    pub(crate) language: Option<&'static str>,
    pub(crate) paragraphs: usize,
    pub(crate) words: usize,
    /// Share of the text, markup apart, that is furniture or page marks.
    pub(crate) set_aside: Option<f64>,
    pub(crate) inferred: Vec<String>,
    pub(crate) notes: usize,
    pub(crate) reading: bool,
}

/// How it was made.
#[derive(Debug, Serialize)]
pub(crate) struct Method {
    pub(crate) program: &'static str,
    pub(crate) version: &'static str,
    pub(crate) options: Vec<(String, String)>,
    pub(crate) statements: Vec<(String, String)>,
    pub(crate) cut: Vec<String>,
}

impl Model {
    pub(crate) fn new(corpus: &Corpus, options: &ReportOptions) -> Self {
        let documents = corpus.documents();
        let outlets = outlets(corpus);
        let mut colors = vec![COLORS + 1; documents.len()];
        for outlet in &outlets {
            for &member in &outlet.members {
                if let Some(color) = colors.get_mut(member) {
                    *color = outlet.color;
                }
            }
        }
        let readings = reading_count(documents, options);
        let (mut kept, mut aside) = (0usize, 0usize);
        let mut rows = Vec::new();
        for (number, document) in documents.iter().enumerate() {
            let (k, a) = characters(document);
            kept += k;
            aside += a;
            if number < options.rows {
                let mut row = row(corpus, document, number, share(k, a));
                row.color = colors.get(number).copied().unwrap_or(COLORS + 1);
                row.reading = number < readings;
                rows.push(row);
            }
        }
        let statements = Statements::new(corpus, &rows, readings);
        let facts = Facts::new(corpus, &rows);
        let header = header(corpus, &outlets, share(kept, aside));
        let min_phrase = terms::min_phrase_count(corpus.tokens());
        let terms = terms::by_outlet(corpus, &outlets, options);
        let title = options.title.clone().unwrap_or_else(|| headline(&header));
        let method = method(corpus, options, &outlets, readings, min_phrase);
        Model {
            schema: "variorum/report/1",
            title,
            timeline: Timeline::new(documents, &outlets),
            statements: (!statements.is_empty()).then_some(statements),
            facts: (!facts.is_empty()).then_some(facts),
            documents: rows,
            terms,
            problems: corpus
                .problems()
                .iter()
                .take(options.rows)
                .cloned()
                .collect(),
            method,
            readings,
            outlets,
            header,
        }
    }
}

/// How many documents have a reading view: as many as asked, and no more than the page can carry.
fn reading_count(documents: &[std::sync::Arc<Document>], options: &ReportOptions) -> usize {
    let most = match options.documents {
        0 => usize::MAX,
        most => most,
    };
    let mut bytes = 0usize;
    documents
        .iter()
        .take(most)
        .take_while(|d| {
            bytes += crate::reading::weight(d);
            bytes <= options.page_bytes
        })
        .count()
        // One document is shown whatever its size: it is cut by itself.
        .max(documents.len().min(1))
}

/// Non-white characters that were kept, and that were set aside; markup is neither.
fn characters(document: &Document) -> (usize, usize) {
    let (mut kept, mut aside) = (0, 0);
    for zone in &document.zones {
        if is_markup(document, zone) {
            continue;
        }
        let count: usize = zone
            .spans
            .iter()
            .map(|s| {
                let words = document.capture.slice(*s).chars();
                words.filter(|c| !c.is_whitespace()).count()
            })
            .sum();
        if matches!(zone.kind, ZoneKind::Furniture | ZoneKind::PageMark) {
            aside += count;
        } else {
            kept += count;
        }
    }
    (kept, aside)
}

fn share(kept: usize, aside: usize) -> Option<f64> {
    (kept + aside > 0).then(|| aside as f64 / (kept + aside) as f64)
}

fn outlets(corpus: &Corpus) -> Vec<OutletRow> {
    let facet: Option<Facet> = "outlet".parse().ok();
    let mut groups: BTreeMap<Option<String>, OutletRow> = BTreeMap::new();
    for (number, document) in corpus.documents().iter().enumerate() {
        let key = facet.as_ref().and_then(|f| f.value(document));
        let row = groups.entry(key.clone()).or_insert_with(|| OutletRow {
            key,
            name: document
                .outlet
                .as_ref()
                .map_or_else(|| "outlet not named".to_owned(), |o| o.name.clone()),
            documents: 0,
            color: COLORS,
            members: Vec::new(),
        });
        row.documents += 1;
        row.members.push(number);
    }
    let mut rows: Vec<OutletRow> = groups.into_values().collect();
    rows.sort_by(|a, b| {
        let named = a.key.is_none().cmp(&b.key.is_none());
        named
            .then(b.documents.cmp(&a.documents))
            .then(a.name.cmp(&b.name))
            .then(a.key.cmp(&b.key))
    });
    for (n, row) in rows.iter_mut().enumerate() {
        row.color = match row.key {
            None => COLORS + 1,
            Some(_) => n.min(COLORS),
        };
    }
    rows
}

fn row(corpus: &Corpus, document: &Document, number: usize, set_aside: Option<f64>) -> Row {
    let first_words = || {
        let zone = document
            .zones_of(ZoneKind::Paragraph)
            .find(|z| !z.text().is_empty());
        let text = zone.map_or("", Zone::text);
        let mut words: String = text.chars().take(80).collect();
        if words.len() < text.len() {
            words.push('…');
        }
        if words.is_empty() {
            "no running text".clone_into(&mut words);
        }
        words
    };
    Row {
        number,
        id: document.id.clone(),
        address: document.address(),
        published: document.published.map(|p| p.to_string()),
        date: document.published.map(|p| calendar::human(&p)),
        precision: document.published.map(|p| calendar::precision(&p)),
        outlet: document.outlet.as_ref().map(|o| o.name.clone()),
        color: COLORS,
        title: document.title.clone(),
        label: document.title.clone().unwrap_or_else(first_words),
        language: document.language,
        paragraphs: document.zones_of(ZoneKind::Paragraph).count(),
        words: corpus.index().words(corpus.number(number)).len(),
        set_aside,
        inferred: document.inferred.clone(),
        notes: document.notes.len(),
        reading: false,
    }
}

fn header(corpus: &Corpus, outlets: &[OutletRow], set_aside: Option<f64>) -> Header {
    let documents = corpus.documents();
    let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
    for language in documents.iter().filter_map(|d| d.language) {
        *languages.entry(language).or_default() += 1;
    }
    let mut languages: Vec<Count> = languages
        .into_iter()
        .map(|(code, documents)| Count {
            name: language_name(code).to_owned(),
            documents,
        })
        .collect();
    languages.sort_by(|a, b| b.documents.cmp(&a.documents).then(a.name.cmp(&b.name)));
    let dates = || {
        let published = documents.iter().filter_map(|d| d.published);
        published.filter(|p| p.year.is_some())
    };
    let days = |p: variorum::text::PartialDate| calendar::day_only(&p);
    let first = dates().map(days).min();
    let last = dates().map(days).max();
    let span = match (first, last) {
        (Some(a), Some(b)) if a == b => Some(calendar::human(&a)),
        (Some(a), Some(b)) => Some(format!("{} – {}", calendar::human(&a), calendar::human(&b))),
        _ => None,
    };
    let files: BTreeSet<&str> = documents.iter().map(|d| d.capture.path.as_str()).collect();
    let mut captures: BTreeMap<(&str, Option<usize>), usize> = BTreeMap::new();
    for document in documents {
        let capture = &document.capture;
        captures.insert((capture.path.as_str(), capture.record), capture.text.len());
    }
    let problems = corpus.problems().iter();
    let errors = problems.filter(|p| p.severity == Severity::Error).count();
    Header {
        files: files.len(),
        captures: captures.len(),
        documents: documents.len(),
        outlets: outlets.iter().filter(|o| o.key.is_some()).count(),
        languages,
        first: first.map(|d| d.to_string()),
        last: last.map(|d| d.to_string()),
        span,
        undated: documents.len() - dates().count(),
        bytes: captures.values().sum(),
        words: corpus.tokens(),
        set_aside,
        errors,
        warnings: corpus.problems().len() - errors,
    }
}

/// One thing or several.
pub(crate) fn plural(count: usize, one: &str) -> String {
    let mut number = group(count);
    number.push(' ');
    number.push_str(one);
    if count != 1 {
        number.push('s');
    }
    number
}

/// A number with its thousands set apart.
pub(crate) fn group(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn headline(header: &Header) -> String {
    let mut title = plural(header.documents, "document");
    if header.outlets > 0 {
        title = format!("{title} from {}", plural(header.outlets, "outlet"));
    }
    if let Some(span) = &header.span {
        title = format!("{title}, {span}");
    }
    title
}

fn method(
    corpus: &Corpus,
    options: &ReportOptions,
    outlets: &[OutletRow],
    readings: usize,
    min_phrase: u64,
) -> Method {
    let kinds: Vec<&str> = Counted::default()
        .kinds()
        .iter()
        .map(|k| k.name())
        .collect();
    let languages: BTreeSet<&str> = corpus
        .documents()
        .iter()
        .filter_map(|d| d.language)
        .collect();
    let with_list: Vec<&str> = languages
        .iter()
        .filter(|l| crate::stopwords::of(l).is_some())
        .map(|l| language_name(l))
        .collect();
    let mut statements = vec![
        (
            "Zones".to_owned(),
            "Every non-white character of a capture belongs to exactly one zone of one document. \
             Furniture (menus, related links, footers, widgets) and page marks are set aside, \
             never thrown away: the reading views show them."
                .to_owned(),
        ),
        (
            "Set aside".to_owned(),
            "Share of the non-white characters of the text that are furniture or page marks; \
             the markup of HTML pages is counted on neither side."
                .to_owned(),
        ),
        (
            "Words".to_owned(),
            format!(
                "Words and numbers by the Unicode rule of word boundaries (UAX #29), letter case \
                 folded, of the zones: {}. Furniture is never counted; reprints are counted as \
                 often as they stand here.",
                kinds.join(", ")
            ),
        ),
        (
            "Top words".to_owned(),
            format!(
                "What occurs at least twice, by count, ties by word. Left out of the list, not of the counts: numbers, single \
                 Latin letters and common words without a subject of their own ({}).",
                if with_list.is_empty() {
                    "no list for the languages found".to_owned()
                } else {
                    format!("lists for {}", with_list.join(", "))
                }
            ),
        ),
        (
            "Phrases".to_owned(),
            format!(
                "Runs of two to five words inside one paragraph or title that occur at least {} \
                 times and neither begin nor end with a common word; a phrase inside a longer one \
                 of the same count, or continuing another of the same count by two words or more, \
                 is left out.",
                if min_phrase == 2 {
                    "2".to_owned()
                } else {
                    format!("2 (up to {min_phrase} in outlets with much text)")
                }
            ),
        ),
        (
            "Statements".to_owned(),
            "Documents that share runs of five words beyond the stock phrases of their outlet. What each is of the \
             other, its share of the other's runs, and changes without those that say the same by rule."
                .to_owned(),
        ),
        (
            "Quotes traced".to_owned(),
            format!(
                "Direct speech of four words or more of the first {}, looked for in all documents; of two that have \
                 the words the earlier counts as their source, and nearly the same story as none.",
                plural(readings, "document")
            ),
        ),
        (
            "Dates".to_owned(),
            "As exact as the capture is. What was inferred and not written so is marked †."
                .to_owned(),
        ),
    ];
    if let Some(read) = options.read.filter(|&r| r > corpus.documents().len()) {
        statements.push((
            "Filtered".to_owned(),
            format!(
                "{} of {} pass the filters.",
                group(corpus.documents().len()),
                plural(read, "document")
            ),
        ));
    }
    Method {
        program: "variorum",
        version: env!("CARGO_PKG_VERSION"),
        options: options.record.clone(),
        statements,
        cut: cuts(corpus, options, outlets, readings),
    }
}

/// What the page leaves out because there is too much of it.
fn cuts(
    corpus: &Corpus,
    options: &ReportOptions,
    outlets: &[OutletRow],
    readings: usize,
) -> Vec<String> {
    let documents = corpus.documents().len();
    let mut cut = Vec::new();
    if readings < documents {
        cut.push(format!(
            "Reading views: the first {} of {}.",
            group(readings),
            plural(documents, "document")
        ));
    }
    if options.rows < documents {
        cut.push(format!(
            "Table of documents: the first {} of {}.",
            group(options.rows),
            group(documents)
        ));
    }
    if options.rows < corpus.problems().len() {
        cut.push(format!(
            "Problems: the first {} of {}.",
            group(options.rows),
            group(corpus.problems().len())
        ));
    }
    if options.outlets < outlets.len() {
        cut.push(format!(
            "Words and phrases: {} of {} groups by outlet, those with the most documents.",
            group(options.outlets),
            group(outlets.len())
        ));
    }
    cut.push(format!(
        "Words and phrases: the top {} of each outlet; concordance: the first {} of each, in the \
         order of the documents.",
        group(options.terms),
        plural(options.lines, "line")
    ));
    cut
}
