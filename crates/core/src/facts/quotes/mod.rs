//! Quotations: what somebody is said to have said, who, and through whom.
//!
//! [`Finder::quotes`] reads a document and gives every quotation: words inside marks, reported speech
//! without marks, and mixtures of both, each with its cue (the words that report it), its source (who is
//! named there), the speaker (who that is) and the chain from the outlet to the speaker.
//!
//! English is read by two linear-chain models over general features of words (no names), trained on a
//! marked corpus of political news; rules tie their answers together, a third model chooses sources, and a
//! verb of saying that touches the marks goes before all of them. Korean is read by the endings that report
//! (`-라고`, `-다고`), the verb that they lead to and the topic that begins the clause. Other languages give
//! marked words only.
//!
//! ```
//! use variorum::{Corpus, ReadOptions, facts::quotes::{Finder, Mode}};
//! let text = "Conference Opens in Tarsk\n\nTARSK, March 3 (VPS) -- Minister Jan Orel opened a \
//!     conference of district secretaries on Friday.\n\n\"The harvest will decide the year,\" Orel \
//!     said. He added that the mills would be repaired.\n";
//! let corpus = Corpus::from_text(text, &ReadOptions::default());
//! let quotes = Finder::default().quotes(&corpus.documents()[0]);
//! let quote = quotes.iter().find(|q| q.mode == Mode::Direct).unwrap();
//! assert_eq!(quote.text, "The harvest will decide the year,");
//! assert_eq!(quote.speaker.as_ref().unwrap().name, "Jan Orel");
//! assert_eq!(quote.spans[0].of(text), quote.text);
//! ```

mod able;
mod across;
pub(crate) mod author;
mod beside;
pub(crate) mod cast;
mod chain;
mod choose;
mod distance;
mod english;
mod features;
mod headline;
mod issued;
mod kind;
pub(in crate::facts) mod korean;
mod link;
mod lone;
mod media;
mod model;
mod names;
mod nested;
mod people;
mod post;
mod pronoun;
mod second;
pub(crate) mod speaker;
pub(crate) mod subject;
#[doc(hidden)]
pub mod training;
pub(crate) mod who;
mod works;

use std::collections::BTreeMap;

use serde::Serialize;

use self::{
    cast::{Cast, Named},
    english::Draft,
    model::Models,
    people::People,
};
use super::{
    marks::{self, Marked},
    page::{Line, Page, Tongue},
};
use crate::{
    Document,
    layout::{Zone, ZoneKind},
    pack::Pack,
    text::Span,
};

/// How words are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// All inside quotation marks.
    Direct,
    /// Reported without marks.
    Indirect,
    /// Reported, some of it inside marks: those parts follow as quotes of their own.
    Mixed,
}

/// What quoted words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Words of a speaker or writer.
    Speech,
    /// A term, a title or a word held at a distance.
    Term,
    /// A carrier's own sentence about what somebody said or did.
    Narration,
}

/// Words that stand in the capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Phrase {
    /// The words.
    pub text: String,
    /// Bytes of the capture's text.
    pub span: Span,
}

/// How the speaker was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// Named beside the quotation.
    Named,
    /// Part of a name, a pronoun or a title there; the name stands earlier in the document.
    Resolved,
    /// Nobody beside the quotation: the speaker of the one before.
    Inherited,
    /// Described, not named (`a spokesman`).
    Described,
}

/// Who spoke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// The fullest name that the document gives, or the description.
    pub name: String,
    /// The pack's id (of a person or an outlet), where it knows one.
    pub id: Option<String>,
    /// How the speaker was found.
    pub how: How,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote {
    /// The words, without the marks around them; parts that the cue separates with a space between.
    pub text: String,
    /// Where they stand, in bytes of the capture's text, part by part.
    pub spans: Vec<Span>,
    /// The zone of the document that they stand in.
    pub zone: usize,
    /// The same in bytes of the zone's clean text.
    #[serde(skip)]
    pub clean: Vec<Span>,
    /// How they are quoted.
    pub mode: Mode,
    /// What they are.
    pub kind: Kind,
    /// False if an opening mark is never closed: the quotation then ends with its paragraph.
    pub closed: bool,
    /// Whether it goes on from the paragraph before, which ended without a closing mark.
    pub continues: bool,
    /// The quote, by its number in the document, that this one is a part of.
    pub part_of: Option<usize>,
    /// The words that report it.
    pub cue: Option<Phrase>,
    /// Who is named as its source.
    pub source: Option<Phrase>,
    /// Who is said to carry what the source says, where the same sentence has both.
    pub carrier: Option<Phrase>,
    /// Who the source is.
    pub speaker: Option<Speaker>,
    /// Ids, or names where the pack knows none: the outlet, agencies, the speaker, in this order.
    pub chain: Vec<String>,
}

/// Finds quotations. It holds the names of a pack, so make one and keep it.
#[derive(Debug, Default)]
pub struct Finder {
    people: People,
    /// Other models than those built in.
    models: Option<Models>,
}

/// Quotations of a document. For many documents, make a [`Finder`].
pub fn quotes(document: &Document, pack: &Pack) -> Vec<Quote> {
    Finder::new(pack).quotes(document)
}

/// Zones whose words are read, in the order of the document.
pub(crate) fn is_read(kind: ZoneKind) -> bool {
    matches!(
        kind,
        ZoneKind::Title
            | ZoneKind::Subtitle
            | ZoneKind::Summary
            | ZoneKind::Heading
            | ZoneKind::Paragraph
    )
}

/// Whether a byte of a text stands inside quotation marks.
pub(crate) fn is_inside_marks(text: &str, at: usize) -> bool {
    marks::marked(text)
        .iter()
        .any(|m| m.outer.start <= at && at < m.outer.end)
}

/// What is found in one zone before speakers are known.
#[derive(Debug, Default)]
pub(crate) struct Read {
    zone: usize,
    marked: Vec<Marked>,
    drafts: Vec<Draft>,
    continues: bool,
    continued: bool,
    /// Cue and source of what the next zone says.
    announced: Option<(Span, Option<Span>)>,
}

impl Finder {
    /// With the people and outlets of a pack.
    pub fn new(pack: &Pack) -> Self {
        Finder {
            people: People::new(pack),
            models: None,
        }
    }

    /// With models that `tests/quality/train_quotes.py` wrote, for measuring; none if they are cut short.
    #[doc(hidden)]
    pub fn with_models(mut self, first: &[u8], second: &[u8], third: &[u8]) -> Option<Self> {
        self.models = Some(Models::read(first, second, third)?);
        Some(self)
    }

    /// People named in a text.
    pub(crate) fn names(&self, text: &str, korean: bool) -> Vec<String> {
        let found = names::find(0, text, korean, &self.people);
        found
            .into_iter()
            .map(|m| {
                self.people
                    .id(&m.name)
                    .map_or(m.name.clone(), str::to_owned)
            })
            .collect()
    }

    /// The quotations of a document, in its order. A mixed quotation is followed by its marked parts.
    pub fn quotes(&self, document: &Document) -> Vec<Quote> {
        let page = Page::new(document);
        self.quotes_with(&self.cast(&page, Named::default()))
    }

    /// Everybody named in a document; speakers are looked up among them. Where other finders have read the
    /// document, `named` is what they found.
    pub(crate) fn cast<'d>(&'d self, page: &'d Page<'d>, named: Named<'d>) -> Cast<'d> {
        Cast::new(page, &self.people, named)
    }

    /// The quotations of a document whose people are known.
    pub(crate) fn quotes_with(&self, cast: &Cast<'_>) -> Vec<Quote> {
        let models = match &self.models {
            Some(models) => models,
            None => Models::built_in(),
        };
        let document = cast.page.document;
        let lines = cast.page.lines.iter().filter(|l| is_read(l.kind));
        let mut reads: Vec<Read> = lines.map(|l| read(l, cast, models)).collect();
        go_on(document, &mut reads);
        let mut quotes = Vec::new();
        let mut before: Option<&Read> = None;
        for read in &reads {
            if let Some(zone) = document.zones.get(read.zone) {
                let from = quotes.len();
                put(&mut quotes, read, zone);
                if let Some(before) = before {
                    announce(quotes.get_mut(from..), before, document);
                }
                before = Some(read);
            }
        }
        across::run_over(&mut quotes, &reads, document);
        speaker::resolve(&mut quotes, cast);
        quotes
    }
}

/// Quotes whose speakers have ids where the pack knows them and names alone where it does not: provisional
/// ids, which the finder of people gives to tell people of one name apart, are told by no pack.
pub(crate) fn as_the_pack_knows(mut quotes: Vec<Quote>) -> Vec<Quote> {
    let provisional = |id: &String| id.starts_with("new:");
    for quote in &mut quotes {
        let Some(speaker) = &mut quote.speaker else {
            continue;
        };
        if let Some(id) = speaker.id.take_if(|id| provisional(id)) {
            for link in quote.chain.iter_mut().filter(|l| **l == id) {
                link.clone_from(&speaker.name);
            }
        }
    }
    quotes
}

fn read(line: &Line<'_>, cast: &Cast<'_>, models: &Models) -> Read {
    let document = cast.page.document;
    let mut read = Read {
        zone: line.zone,
        ..Read::default()
    };
    let language = document.zones.get(line.zone).and_then(|z| z.language);
    match (language.or(document.language), line.tongue) {
        (_, Tongue::Korean) => {
            read.marked = marks::marked(line.text);
            read.drafts = korean::attributions(line.text, &read.marked, &cast.named_in(line.zone));
        }
        (Some("en") | None, _) => {
            let paragraph = line.paragraph();
            read.drafts = english::attributions(paragraph, models);
            read.announced = english::announced(paragraph, models);
            read.marked.clone_from(&paragraph.marked);
        }
        _ => read.marked = marks::marked(line.text),
    }
    read
}

/// A paragraph whose last mark nothing closes, before one that begins with an opening mark, goes on
/// there: the custom of quotations over several paragraphs.
fn go_on(document: &Document, reads: &mut [Read]) {
    let begins = |read: &Read| {
        let text = document.zones.get(read.zone).map_or("", Zone::text);
        let lead = text.len() - text.trim_start().len();
        read.marked.first().is_some_and(|m| m.outer.start == lead)
    };
    for n in 1..reads.len() {
        let Some([before, after]) = reads.get_mut(n - 1..=n) else {
            continue;
        };
        if before.marked.last().is_some_and(|m| !m.closed) && begins(after) {
            before.continued = true;
            after.continues = true;
        }
    }
}

/// Gives what a paragraph begins with the speaker whom the one before announces (`The minister said:`).
fn announce(quotes: Option<&mut [Quote]>, before: &Read, document: &Document) {
    let Some((cue, source)) = before.announced else {
        return;
    };
    let Some(zone) = document.zones.get(before.zone) else {
        return;
    };
    let Some((first, rest)) = quotes.and_then(<[Quote]>::split_first_mut) else {
        return;
    };
    let text = document.zones.get(first.zone).map_or("", Zone::text);
    let lead = text.find(char::is_alphanumeric).unwrap_or(0);
    let leads = first.clean.first().is_some_and(|c| c.start <= lead);
    if first.source.is_some() || !leads {
        return;
    }
    let number = rest.iter().filter_map(|q| q.part_of).min();
    let whole = std::iter::once(first);
    for quote in whole.chain(
        rest.iter_mut()
            .take_while(|q| q.part_of == number && number.is_some()),
    ) {
        quote.cue = phrase(zone, cue);
        quote.source = source.and_then(|s| phrase(zone, s));
    }
}

fn phrase(zone: &Zone, span: Span) -> Option<Phrase> {
    let source = zone.clean.to_source_hull(span)?;
    Some(Phrase {
        text: span.of(zone.text()).to_owned(),
        span: source,
    })
}

/// Parts in a zone by their places, and the draft that each is of.
type Ordered<'a> = BTreeMap<(usize, usize), (&'a [Span], Option<&'a Draft>)>;

/// The quotes of one zone, behind those before.
fn put(quotes: &mut Vec<Quote>, read: &Read, zone: &Zone) {
    let text = zone.text();
    let mut ordered: Ordered<'_> = BTreeMap::new();
    let singles: Vec<[Span; 1]> = read.marked.iter().map(|m| [m.outer]).collect();
    for (marked, single) in read.marked.iter().zip(&singles) {
        let within = read
            .drafts
            .iter()
            .any(|d| d.content.iter().any(|c| overlap(*c, marked.outer)));
        if !within {
            ordered.insert((marked.outer.start, 1), (single, None));
        }
    }
    for (n, draft) in read.drafts.iter().enumerate() {
        let start = draft.content.first().map_or(0, |c| c.start);
        ordered.insert((start, 2 + n), (&draft.content, Some(draft)));
    }
    for (content, draft) in ordered.into_values() {
        let parts: Vec<&Marked> = read
            .marked
            .iter()
            .filter(|m| content.iter().any(|c| overlap(*c, m.outer)))
            .collect();
        let mode = mode(text, content, &parts);
        let whole = quotes.len();
        // A quotation that is one marked stretch is given without its marks.
        let alone = match (mode, parts.as_slice()) {
            (Mode::Direct, [one]) if !draft.is_some_and(|d| d.turn) => Some(*one),
            _ => None,
        };
        let spans: Vec<Span> = match alone {
            Some(one) => vec![one.inner],
            None => content.to_vec(),
        };
        let closed = parts.iter().all(|m| m.closed);
        quotes.extend(quote(zone, read, &spans, mode, closed, draft));
        if alone.is_none() {
            for part in parts {
                let mut inner = quote(zone, read, &[part.inner], Mode::Direct, part.closed, draft);
                if let Some(inner) = &mut inner {
                    inner.part_of = Some(whole);
                }
                quotes.extend(inner);
            }
        }
    }
}

fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// How much of a content must stand inside marks for it to be direct: what is left is the conjunction or
/// the stop.
const DIRECT: f64 = 0.9;

fn mode(text: &str, content: &[Span], parts: &[&Marked]) -> Mode {
    if parts.is_empty() {
        return Mode::Indirect;
    }
    let letters = |span: Span| {
        span.of(text)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .count()
    };
    let all: usize = content.iter().map(|c| letters(*c)).sum();
    let inside: usize = parts
        .iter()
        .flat_map(|m| {
            content
                .iter()
                .map(|c| Span::new(c.start.max(m.outer.start), c.end.min(m.outer.end)))
        })
        .map(letters)
        .sum();
    if inside as f64 >= all as f64 * DIRECT {
        Mode::Direct
    } else {
        Mode::Mixed
    }
}

fn quote(
    zone: &Zone,
    read: &Read,
    clean: &[Span],
    mode: Mode,
    closed: bool,
    draft: Option<&Draft>,
) -> Option<Quote> {
    let text = zone.text();
    let clean: Vec<Span> = clean
        .iter()
        .map(|s| s.trimmed(text))
        .filter(|s| !s.is_empty())
        .collect();
    let spans: Vec<Span> = clean
        .iter()
        .filter_map(|s| zone.clean.to_source_hull(*s))
        .collect();
    let first = clean.first()?;
    let words: Vec<&str> = clean.iter().map(|s| s.of(text)).collect();
    let words = words.join(" ");
    let leads = read
        .marked
        .first()
        .is_some_and(|m| m.outer.start <= first.start && first.start <= m.inner.end);
    let unclosed_last = !closed && read.continued;
    let mut found = Quote {
        kind: Kind::Speech,
        text: words,
        spans,
        zone: read.zone,
        mode,
        closed: closed || unclosed_last,
        continues: read.continues && leads,
        part_of: None,
        cue: draft.and_then(|d| d.cue).and_then(|c| phrase(zone, c)),
        source: draft.and_then(|d| d.source).and_then(|s| phrase(zone, s)),
        carrier: draft.and_then(|d| d.carrier).and_then(|c| phrase(zone, c)),
        speaker: None,
        chain: Vec::new(),
        clean,
    };
    found.kind = kind::of(&found, zone, draft.is_some());
    Some(found)
}
