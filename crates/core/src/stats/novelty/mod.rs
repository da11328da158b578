//! Novelty: the wording that a document or a period has and the archive before it had not, that only
//! it has, or that ended.

mod known;
mod nearest;
mod phrases;
mod sets;
mod texts;

use std::{borrow::Cow, ops::Range};

use self::{
    known::known,
    nearest::{Near, nearest},
    phrases::{Least, Phrase, Weights, phrases},
    sets::Sets,
    texts::Texts,
};
use super::{
    Case, Counting, NO_TERM, View,
    periods::{dated, day, window},
};
use crate::{
    Corpus, Error, Result,
    corpus::{Facet, Filter, ZoneTokens},
    layout::ZoneKind,
    table::{Cells, Table},
    text::Span,
};

names! {
    /// Which wording is asked for.
    #[derive(Default)]
    pub enum NoveltyMode("mode of novelty") {
        /// What the target has and nothing dated before it.
        #[default]
        New = "new",
        /// What the target has and nothing outside it, before or after.
        Only = "only",
        /// What was there before the target and is not in it: without `until`, what was last seen
        /// before `since`.
        Ended = "ended",
    }
}

names! {
    /// What the new part of a phrase is.
    pub enum Wording("kind of wording") {
        /// Known words in a combination that was not there.
        Wording = "wording",
        /// One word.
        Word = "word",
        /// A token with a digit is in it.
        Number = "number",
        /// All its words are capitalised in running text, not only at the start of a sentence.
        Name = "name",
    }
}

/// How novelty is sought. The target is a document, or documents of some dates, or documents that
/// pass filters, or those of some dates that pass filters.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NoveltyOptions {
    /// What is counted. Letter case does not count unless asked: a title is no new wording.
    pub counting: Counting,
    /// The target begins with this date: `2022`, `2022-02` or `2022-02-27`.
    pub since: Option<String>,
    /// The target ends with this date.
    pub until: Option<String>,
    /// The target is the document of this id or address.
    pub document: Option<String>,
    /// The target is what passes all of these.
    pub target: Vec<Filter>,
    /// New, only or ended.
    pub mode: NoveltyMode,
    /// Leaves out shorter phrases, in tokens.
    pub min_n: usize,
    /// The longest phrase, in tokens, 7 at most.
    pub max_n: usize,
    /// Leaves out what occurs less often; if not given 1 for a document, 5 for what ended, else 2.
    pub min_count: Option<u64>,
    /// Leaves out what fewer documents have.
    pub min_documents: u64,
    /// Only phrases whose new part is of these kinds; all if empty.
    pub kinds: Vec<Wording>,
    /// Tokens of context on each side, inside the zone.
    pub context: usize,
    /// The most rows; 0 for all.
    pub limit: usize,
}

/// The longest phrase.
const LONGEST: usize = 7;

impl Default for NoveltyOptions {
    fn default() -> Self {
        let mut counting = Counting::default();
        counting.terms.case = Case::Fold;
        NoveltyOptions {
            counting,
            since: None,
            until: None,
            document: None,
            target: Vec::new(),
            mode: NoveltyMode::default(),
            min_n: 1,
            max_n: LONGEST,
            min_count: None,
            min_documents: 1,
            kinds: Vec::new(),
            context: 8,
            limit: 0,
        }
    }
}

impl NoveltyOptions {
    /// What can be known to be wrong without a corpus.
    ///
    /// # Errors
    ///
    /// If there is no target or more than one kind of it, or a number or a date is not possible.
    pub fn check(&self) -> Result<()> {
        let (min, max) = (self.min_n, self.max_n);
        if min == 0 || min > max || max > LONGEST {
            return Err(Error::usage(format!(
                "n from {min} to {max} is not possible: 1 ≤ min ≤ max ≤ {LONGEST}"
            )));
        }
        let dates = self.since.is_some() || self.until.is_some();
        if self.document.is_some() && (dates || !self.target.is_empty()) {
            return Err(Error::usage(
                "the target is a document or documents of some dates or properties, not both",
            ));
        }
        if self.document.is_none() && !dates && self.target.is_empty() {
            return Err(Error::usage(
                "no target: give since or until, a document, or a property of the target",
            ));
        }
        window(self.since.as_deref(), self.until.as_deref()).map(|_| ())
    }

    fn least(&self) -> Least {
        let default = match self.mode {
            NoveltyMode::Ended => 5,
            _ if self.document.is_some() => 1,
            _ => 2,
        };
        Least {
            longest: self.max_n,
            shortest: self.min_n,
            count: self.min_count.unwrap_or(default),
            documents: self.min_documents,
        }
    }
}

/// Wording that is new in a target, only there, or that ended before it.
///
/// A run of tokens is new if it occurs nowhere in the reference: the documents dated before the
/// target (`new`), all others (`only`), or the target itself, where what was there before it is
/// looked at (`ended`). Every run that holds a new run is new too, so the longest ones say little:
/// what is sought is the shortest new run, the *core* (nothing inside it is new), with the words that
/// belong to it.
///
/// * A core that occurs more than once takes in the words beside it, the commoner side first, as long
///   as two of three of its occurrences agree in them and `max_n` is not reached.
/// * Cores that occur once and overlap or touch are one stretch of new wording, cut at `max_n` tokens.
/// * A phrase is left out where at all places its core stands inside better phrases.
///
/// Columns: `phrase` (terms joined by one space), `n`, `core`, `kind` (of the core: `word`,
/// `wording`, `number`, `name`), `count`, `documents`, `core_count`, `score`
/// (`√(count · documents) · Σ log2((T + 1) / (f + 1))` over the phrase's tokens, each f of T tokens
/// of the reference), `first` and `last` (dates), the place (the first; of `ended` the last):
/// `document`, `date`, `left`, `node`, `right`, `start`, `end` (bytes of the capture's text), `path`;
/// and the nearest wording of the reference: `nearest`, `nearest_shared` (weight of the words in
/// common by that of all, the weights those of the score; a phrase of fewer than four tokens is
/// sought with two more on each side), `nearest_document`, `nearest_date`,
/// `nearest_start`, `nearest_end`, `nearest_path`. The nearest is the stretch, of at most two tokens more than the phrase,
/// with the heaviest words in common, around the last (of `ended`: first) 1,000 places of each of the
/// phrase's three rarest known words. Rows by score, ties by phrase.
///
/// ```
/// use variorum::{Corpus, ReadOptions, capture::{Capture, MediaType}, corpus::Reading};
/// use variorum::stats::{NoveltyOptions, novelty};
/// let texts = [("2022-01-01", "two friendly states"), ("2022-02-01", "two hostile states")];
/// let captures = texts.map(|(date, text)| {
///     let mut capture = Capture::from_text(date, MediaType::Plain, text);
///     capture.metadata.insert("date".to_owned(), date.to_owned());
///     capture
/// });
/// let mut options = ReadOptions::default();
/// options.layout = Reading::Whole;
/// let corpus = Corpus::from_captures(captures, &options);
/// let mut options = NoveltyOptions::default();
/// options.since = Some("2022-02".to_owned());
/// options.min_count = Some(1);
/// let table = novelty(&corpus, &options)?;
/// assert_eq!(table.row(0)[0], "hostile");
/// # Ok::<(), variorum::Error>(())
/// ```
///
/// # Errors
///
/// If there is no target or more than one kind of it, or a date, facet, document or number is not
/// possible.
pub fn novelty(corpus: &Corpus, options: &NoveltyOptions) -> Result<Table> {
    options.check()?;
    let mut facets = options.target.iter().map(Filter::facet);
    facets.try_for_each(|facet| corpus.check_facet(facet))?;
    let least = options.least();
    let view = View::new(corpus, &options.counting);
    let sets = Sets::new(&view, options)?;
    let terms = view.terms().len();
    let texts = Texts::new(&view, &sets.texts)?;
    let reference = Texts::new(&view, &sets.reference)?;
    let weights = Weights::new(&reference, terms);
    let known = known(&texts, &reference, options.max_n, terms);
    let mut found = phrases(&view, &texts, &known, least, &weights);
    drop(known);
    let total = found.len();
    let last = options.mode == NoveltyMode::Ended;
    if options.kinds.is_empty() && options.limit > 0 {
        found.truncate(options.limit);
    }
    let mut rows: Vec<(Phrase, Wording)> = Vec::new();
    for phrase in found {
        let kind = kind(&view, &texts, &phrase);
        if options.kinds.is_empty() || options.kinds.contains(&kind) {
            rows.push((phrase, kind));
        }
        if options.limit > 0 && rows.len() >= options.limit {
            break;
        }
    }
    let place = |phrase: &Phrase| {
        let places = &phrase.places;
        let first = if last { places.last() } else { places.first() };
        first.map_or(0..0, |&p| p..p + phrase.len)
    };
    let grams: Vec<&[u32]> = rows
        .iter()
        .map(|(phrase, _)| texts.gram(with_neighbours(&texts, place(phrase))))
        .collect();
    let near = nearest(&reference, &weights, &grams, !last);
    let mut provenance = sets
        .tell(view.provenance("stats novelty"))
        .option("mode", options.mode.name())
        .option("since", options.since.clone())
        .option("until", options.until.clone())
        .option("document", options.document.clone())
        .option(
            "target",
            options
                .target
                .iter()
                .map(Filter::to_string)
                .collect::<Vec<_>>(),
        )
        .option("min_n", options.min_n)
        .option("max_n", options.max_n)
        .option("min_count", least.count)
        .option("min_documents", least.documents)
        .option(
            "kinds",
            options.kinds.iter().map(|k| k.name()).collect::<Vec<_>>(),
        )
        .option("context", options.context)
        .option("limit", options.limit)
        .option(
            "score",
            "sqrt(count * documents) * sum log2((T + 1) / (f + 1))",
        )
        .option("log_base", "2")
        .option("offsets", "bytes")
        .count("tokens", texts.counts(terms).1)
        .count("reference_tokens", weights.tokens())
        .count("phrases", total);
    provenance.notes.extend(sets.notes());
    let unknown = near.iter().filter(|n| n.is_none()).count();
    if unknown > 0 {
        provenance.notes.push(format!(
            "nearest: null in {unknown} rows: no word of the phrase is in the reference"
        ));
    }
    let join = |gram: &[u32]| {
        gram.iter()
            .map(|&t| view.form(t))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let lines: Vec<Option<Line>> = rows
        .iter()
        .map(|(phrase, _)| line(&view, &texts, place(phrase), options.context))
        .collect();
    let nearby: Vec<Option<Line>> = near
        .iter()
        .map(|near| line(&view, &reference, near.as_ref()?.place.clone(), 0))
        .collect();
    let text = |of: &dyn Fn(&Phrase) -> Option<String>| {
        Cells::texts(rows.iter().map(|(phrase, _)| of(phrase)))
    };
    let int = |of: &dyn Fn(&Phrase) -> u64| {
        Cells::ints(rows.iter().map(|(p, _)| i64::try_from(of(p)).ok()))
    };
    let date = |place: Option<&usize>| date(corpus, texts.document(*place?)?);
    let core = |phrase: &Phrase| phrase.gram(&texts).get(phrase.core.clone()).map(join);
    let shared = near.iter().map(|n| n.as_ref().map(|n: &Near| n.shared));
    let table = Table::new(provenance)
        .with("phrase", text(&|p| Some(join(p.gram(&texts)))))?
        .with("n", int(&|p| p.len as u64))?
        .with("core", text(&core))?
        .with("kind", rows.iter().map(|(_, kind)| kind.name()).collect())?
        .with("count", int(&|p| p.count()))?
        .with("documents", int(&|p| p.documents))?
        .with("core_count", int(&|p| p.core_count))?
        .with(
            "score",
            Cells::floats(rows.iter().map(|(p, _)| Some(p.score))),
        )?
        .with("first", text(&|p| date(p.places.first())))?
        .with("last", text(&|p| date(p.places.last())))?;
    let table = told(table, corpus, "", &lines)?
        .with("nearest", of_lines(&nearby, |l| Some(l.node.clone())))?
        .with("nearest_shared", Cells::floats(shared))?;
    told(table, corpus, "nearest_", &nearby)
}

/// A phrase of fewer than four tokens with two more on each side, inside the zone: a new word alone
/// has nothing in common with anything.
fn with_neighbours(texts: &Texts, place: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = place;
    if end - start < 4 {
        for _ in 0..2 {
            start -= usize::from(start > 0 && texts.at(start - 1) != NO_TERM);
            end += usize::from(texts.at(end) != NO_TERM);
        }
    }
    start..end
}

/// A place with the words around it.
struct Line {
    document: usize,
    left: String,
    node: String,
    right: String,
    span: Option<Span>,
}

fn of_lines(lines: &[Option<Line>], of: impl Fn(&Line) -> Option<String>) -> Cells {
    Cells::texts(lines.iter().map(|l| l.as_ref().and_then(&of)))
}

/// The columns of places.
fn told(table: Table, corpus: &Corpus, prefix: &str, lines: &[Option<Line>]) -> Result<Table> {
    let facet = |name: &'static str| {
        let facet = Facet::named(name);
        move |line: &Line| corpus.value(line.document, &facet).map(Cow::into_owned)
    };
    let bytes = |of: fn(Span) -> usize| {
        let byte = |l: &Option<Line>| i64::try_from(of(l.as_ref()?.span?)).ok();
        Cells::ints(lines.iter().map(byte))
    };
    let name = |column: &str| format!("{prefix}{column}");
    let mut table = table
        .with(&name("document"), of_lines(lines, facet("id")))?
        .with(&name("date"), of_lines(lines, |l| date(corpus, l.document)))?;
    if prefix.is_empty() {
        table = table
            .with("left", of_lines(lines, |l| Some(l.left.clone())))?
            .with("node", of_lines(lines, |l| Some(l.node.clone())))?
            .with("right", of_lines(lines, |l| Some(l.right.clone())))?;
    }
    let table = table
        .with(&name("start"), bytes(|s| s.start))?
        .with(&name("end"), bytes(|s| s.end))?;
    table.with(&name("path"), of_lines(lines, facet("address")))
}

/// The date of a document as it says, without its time.
fn date(corpus: &Corpus, document: usize) -> Option<String> {
    let (first, last) = dated(corpus, document)?;
    let date = Facet::named("published");
    let told = corpus.value(document, &date)?;
    let told = told.split('T').next().unwrap_or("").to_owned();
    if first == last {
        day(first)
    } else {
        Some(told)
    }
}

fn line(view: &View<'_>, texts: &Texts, range: Range<usize>, context: usize) -> Option<Line> {
    let types = view.corpus().index().vocabulary();
    texts.look(view, range, |document, zone: ZoneTokens<'_>, range| {
        let text = zone.text();
        let start = |token: usize| zone.starts().get(token).map(|&s| s as usize);
        let end = |token: usize| zone.end(token, types).map(|e| e as usize);
        let node = Span::new(start(range.start)?, end(range.end.checked_sub(1)?)?);
        let from = range.start.checked_sub(context).and_then(start);
        let to = end(range.end.saturating_add(context).saturating_sub(1));
        let from = from.map_or(0, |f| f.min(node.start));
        let to = to.map_or(text.len(), |t| t.max(node.end));
        Some(Line {
            document,
            left: Span::new(from, node.start).of(&text).trim().to_owned(),
            node: node.of(&text).to_owned(),
            right: Span::new(node.end, to).of(&text).trim().to_owned(),
            span: zone.source(range, types),
        })
    })?
}

/// How many places are looked at to tell a name.
const LOOKED_AT: usize = 8;

/// What the core of a phrase is.
fn kind(view: &View<'_>, texts: &Texts, phrase: &Phrase) -> Wording {
    let types = view.corpus().index().vocabulary();
    let gram = phrase.gram(texts);
    let core = gram.get(phrase.core.clone()).unwrap_or(&[]);
    let is_numeric = |term: &u32| view.form(*term).chars().any(char::is_numeric);
    if core.iter().any(is_numeric) {
        return Wording::Number;
    }
    // Whether all words are capitalised; `None` where titles and starts of sentences hide it.
    let capitalised = |place: usize| {
        let range = place + phrase.core.start..place + phrase.core.end;
        texts.look(view, range, |_, zone, range| {
            if zone.kind() != ZoneKind::Paragraph {
                return None;
            }
            let starts: Vec<usize> = zone.sentences().filter(|s| range.contains(s)).collect();
            let mut open = range.filter(|token| !starts.contains(token)).peekable();
            open.peek()?;
            let upper = |token: usize| {
                let form = zone.words().get(token).map(|&w| types.form(w));
                form.and_then(|f| f.chars().next())
                    .is_some_and(char::is_uppercase)
            };
            Some(open.all(upper))
        })?
    };
    let seen: Vec<bool> = phrase
        .places
        .iter()
        .take(LOOKED_AT)
        .filter_map(|&place| capitalised(place))
        .collect();
    let upper = seen.iter().filter(|&&u| u).count();
    if upper > 0 && 2 * upper >= seen.len() {
        Wording::Name
    } else if core.len() == 1 {
        Wording::Word
    } else {
        Wording::Wording
    }
}
