//! A corpus as it is counted: which documents, whose words, as which terms.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use rayon::prelude::*;
use serde_json::Value;

use super::{
    Terms,
    count::Runs,
    terms::{NO_TERM, TermOptions},
};
use crate::{
    Corpus, Error, Result,
    corpus::{Counted, Facet, ZoneTokens},
    sources::cluster::originals,
    table::Provenance,
};

/// Whose words are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Voice {
    /// All.
    #[default]
    All,
    /// Those outside quotation marks.
    Own,
    /// Those inside double quotation marks or their Korean kin; one that nothing closes ends with
    /// its paragraph.
    Quoted,
}

impl Voice {
    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            Voice::All => "all",
            Voice::Own => "own",
            Voice::Quoted => "quoted",
        }
    }
}

impl std::str::FromStr for Voice {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "all" => Ok(Voice::All),
            "own" => Ok(Voice::Own),
            "quoted" => Ok(Voice::Quoted),
            other => Err(Error::usage(format!(
                "'{other}' is no voice: known are own, quoted, all"
            ))),
        }
    }
}

/// What is counted, the same for every measure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counting {
    /// What is done to a form before it is counted.
    pub terms: TermOptions,
    /// Whose words.
    pub voice: Voice,
    /// Reprints count once: of a document and its copies, near copies and revisions as
    /// [`cluster`](crate::sources::cluster) tells them only the first is counted.
    pub independent: bool,
    /// Only these of the zones that the corpus counts.
    pub zones: Option<Counted>,
}

/// A corpus as it is counted. Every measure works on one.
///
/// ```
/// use variorum::{Corpus, ReadOptions, stats::{Counting, View}};
/// let corpus = Corpus::from_text("The party met. The party spoke.", &ReadOptions::default());
/// let view = View::new(&corpus, &Counting::default());
/// let tally = view.tally(view.documents());
/// assert_eq!((tally.tokens, tally.rows.len()), (6, 4));
/// # Ok::<(), variorum::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct View<'a> {
    corpus: &'a Corpus,
    counting: Counting,
    terms: Arc<Terms>,
    documents: Vec<usize>,
}

/// A group of documents: the value of a facet (`None` where they do not say) and their positions in
/// the corpus, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The value.
    pub name: Option<String>,
    /// The documents.
    pub documents: Vec<usize>,
}

/// How often a term occurs, and in how many documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermCount {
    /// Its number.
    pub term: u32,
    /// How often.
    pub count: u64,
    /// In how many documents.
    pub documents: u64,
}

/// The counts of some documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The terms that occur, in order of their numbers.
    pub rows: Vec<TermCount>,
    /// All tokens that are counted.
    pub tokens: u64,
    /// The documents, those without a token among them.
    pub documents: u64,
}

impl Tally {
    /// The counts of a term.
    pub fn of(&self, term: u32) -> TermCount {
        let at = self.rows.binary_search_by_key(&term, |r| r.term);
        let row = at.ok().and_then(|at| self.rows.get(at)).copied();
        row.unwrap_or(TermCount {
            term,
            count: 0,
            documents: 0,
        })
    }
}

impl<'a> View<'a> {
    /// A corpus as it is counted.
    pub fn new(corpus: &'a Corpus, counting: &Counting) -> Self {
        let terms = Terms::new(corpus.index().vocabulary(), &counting.terms);
        View::with_terms(corpus, counting, Arc::new(terms))
    }

    /// Another part of the same corpus, counted the same way: terms have the same numbers.
    ///
    /// # Errors
    ///
    /// If the two corpora do not share their documents (see [`Corpus::filter`]).
    pub fn of_part<'b>(&self, part: &'b Corpus) -> Result<View<'b>> {
        if !std::ptr::eq(self.corpus.index(), part.index()) {
            return Err(Error::usage(
                "the two corpora share no index: make both by `where` or slices of one corpus",
            ));
        }
        Ok(View::with_terms(
            part,
            &self.counting,
            Arc::clone(&self.terms),
        ))
    }

    fn with_terms(corpus: &'a Corpus, counting: &Counting, terms: Arc<Terms>) -> Self {
        let mut documents: Vec<usize> = (0..corpus.len()).collect();
        if counting.independent {
            let originals = originals(corpus);
            documents.retain(|&n| originals.get(n) == Some(&n));
        }
        View {
            corpus,
            counting: counting.clone(),
            terms,
            documents,
        }
    }

    /// The corpus.
    pub fn corpus(&self) -> &'a Corpus {
        self.corpus
    }

    /// What is counted.
    pub fn counting(&self) -> &Counting {
        &self.counting
    }

    /// The terms.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// A term by its number.
    pub fn form(&self, term: u32) -> &str {
        self.terms.form(term)
    }

    /// The documents that are counted, by their positions in the corpus.
    pub fn documents(&self) -> &[usize] {
        &self.documents
    }

    /// Whether every token of a zone counts as its type's term, none is left out.
    fn takes_all(&self) -> bool {
        self.counting.voice == Voice::All
    }

    /// The counted zones of a document, by its position in the corpus, with the term of each token;
    /// [`NO_TERM`] where a token is not counted. `buffer` is room to work in.
    pub fn each_zone(
        &self,
        document: usize,
        buffer: &mut Vec<u32>,
        zone: &mut dyn FnMut(&[u32], ZoneTokens<'_>),
    ) {
        let number = self.corpus.number(document);
        for tokens in self.corpus.index().zones(number) {
            let kinds = self.counting.zones.as_ref();
            if kinds.is_some_and(|kinds| !kinds.kinds().contains(&tokens.kind())) {
                continue;
            }
            buffer.clear();
            let terms = &self.terms;
            if self.takes_all() {
                buffer.extend(tokens.words().iter().map(|&w| terms.of(w)));
            } else {
                let own = self.counting.voice == Voice::Own;
                let outside = |&w: &u32| if own { terms.of(w) } else { NO_TERM };
                buffer.extend(tokens.words().iter().map(outside));
                for range in tokens.quoted() {
                    for at in range {
                        if let (Some(slot), Some(&w)) = (buffer.get_mut(at), tokens.words().get(at))
                        {
                            *slot = if own { NO_TERM } else { terms.of(w) };
                        }
                    }
                }
            }
            zone(buffer, tokens);
        }
    }

    /// The counted terms of a document in a row, whatever zone they stand in.
    pub fn sequence(&self, document: usize) -> Vec<u32> {
        let mut all = Vec::new();
        self.each_zone(document, &mut Vec::new(), &mut |terms, _| {
            all.extend(terms.iter().copied().filter(|&t| t != NO_TERM));
        });
        all
    }

    /// The counts of some documents, by their positions, on all threads of the current pool.
    pub fn tally(&self, documents: &[usize]) -> Tally {
        let size: usize = documents
            .par_iter()
            .with_min_len(1024)
            .map(|&n| self.corpus.index().words(self.corpus.number(n)).len())
            .sum();
        let portions = (size / 200_000).clamp(1, rayon::current_num_threads() * 2);
        // A column for all terms costs more than sorting a few tokens.
        let mut tally = if size < self.terms.len() / 8 {
            self.sorted_tally(documents)
        } else {
            let length = documents.len().div_ceil(portions).max(1);
            let parts: Vec<Dense> = documents
                .par_chunks(length)
                .map(|portion| self.dense_tally(portion))
                .collect();
            sum(&parts)
        };
        tally.documents = documents.len() as u64;
        tally
    }

    fn sorted_tally(&self, documents: &[usize]) -> Tally {
        let mut buffer = Vec::new();
        let mut found: Vec<(u32, usize)> = Vec::new();
        for &document in documents {
            self.each_zone(document, &mut buffer, &mut |terms, _| {
                let counted = terms.iter().filter(|&&t| t != NO_TERM);
                found.extend(counted.map(|&t| (t, document)));
            });
        }
        found.sort_unstable();
        let mut rows: Vec<TermCount> = Vec::new();
        let mut last = usize::MAX;
        for &(term, document) in &found {
            match rows.last_mut().filter(|r| r.term == term) {
                Some(row) => {
                    row.count += 1;
                    row.documents += u64::from(document != last);
                }
                None => rows.push(TermCount {
                    term,
                    count: 1,
                    documents: 1,
                }),
            }
            last = document;
        }
        Tally {
            rows,
            tokens: found.len() as u64,
            documents: 0,
        }
    }

    fn dense_tally(&self, documents: &[usize]) -> Dense {
        let mut dense = Dense {
            counts: vec![(0, 0, u32::MAX); self.terms.len()],
            tokens: 0,
        };
        let mut buffer = Vec::new();
        for (&document, stamp) in documents.iter().zip(0u32..) {
            self.each_zone(document, &mut buffer, &mut |terms, _| {
                for &term in terms {
                    if let Some((count, range, last)) = dense.counts.get_mut(term as usize) {
                        *count += 1;
                        *range += u32::from(*last != stamp);
                        *last = stamp;
                        dense.tokens += 1;
                    }
                }
            });
        }
        dense
    }

    /// How many tokens of some documents are counted.
    pub fn tokens(&self, documents: &[usize]) -> u64 {
        let count = |portion: &[usize]| {
            let (mut tokens, mut buffer) = (0u64, Vec::new());
            for &document in portion {
                self.each_zone(document, &mut buffer, &mut |terms, _| {
                    tokens += terms.iter().filter(|&&t| t != NO_TERM).count() as u64;
                });
            }
            tokens
        };
        self.portions(documents).map(count).sum()
    }

    /// The counted documents by the value of a facet, in the order of the values; those that do not
    /// say come last. One group without a name where no facet is asked.
    pub fn groups(&self, by: Option<&Facet>) -> Vec<Group> {
        let Some(facet) = by else {
            return vec![Group {
                name: None,
                documents: self.documents.clone(),
            }];
        };
        let mut groups: BTreeMap<(bool, Option<String>), Vec<usize>> = BTreeMap::new();
        for &document in &self.documents {
            let value = self.corpus.value(document, facet).map(Cow::into_owned);
            let group = groups.entry((value.is_none(), value)).or_default();
            group.push(document);
        }
        groups
            .into_iter()
            .map(|((_, name), documents)| Group { name, documents })
            .collect()
    }

    /// What every table of counts says of itself: the token rule and its version, what is done to
    /// forms, zones, voices, reprints; documents and tokens.
    pub fn provenance(&self, measure: &str) -> Provenance {
        let index = self.corpus.index();
        let zones = self.counting.zones.as_ref().unwrap_or(index.counted());
        let kinds: Vec<Value> = zones
            .kinds()
            .iter()
            .map(|k| Value::from(k.name()))
            .collect();
        let mut provenance = Provenance::new(measure)
            .option("token_rule", index.rules().name())
            .option("token_rule_version", index.rules().version());
        self.counting.terms.tell(&mut provenance.options);
        let provenance = provenance
            .option("zones", kinds)
            .option("voice", self.counting.voice.name())
            .option("independent", self.counting.independent)
            .count("documents", self.documents.len());
        let reprints = self.corpus.len() - self.documents.len();
        if reprints == 0 {
            provenance
        } else {
            provenance.count("reprints_left_out", reprints)
        }
    }

    /// Portions of positions for work on all threads, in order; the same whatever the threads.
    pub fn portions<'p>(
        &self,
        documents: &'p [usize],
    ) -> impl IndexedParallelIterator<Item = &'p [usize]> {
        documents.par_chunks(PORTION)
    }
}

/// Some documents of a view as runs of terms, one a zone, for the [counting engine](super::count): the
/// documents are numbered by their places in the list.
#[derive(Clone, Copy, Debug)]
pub struct ViewRuns<'v> {
    view: &'v View<'v>,
    documents: &'v [usize],
    sentences: bool,
}

impl ViewRuns<'_> {
    /// One run for each sentence of a zone, if asked, instead of one for the zone.
    #[must_use]
    pub fn of_sentences(self, asked: bool) -> Self {
        ViewRuns {
            sentences: asked,
            ..self
        }
    }
}

/// How many documents are one part of the work.
const PORTION: usize = 256;

impl View<'_> {
    /// Some documents, by their positions, as runs of terms.
    pub fn runs<'v>(&'v self, documents: &'v [usize]) -> ViewRuns<'v> {
        ViewRuns {
            view: self,
            documents,
            sentences: false,
        }
    }
}

impl Runs for ViewRuns<'_> {
    fn types(&self) -> usize {
        self.view.terms.len()
    }

    fn parts(&self) -> usize {
        self.documents.len().div_ceil(PORTION)
    }

    fn each(&self, part: usize, visit: &mut dyn FnMut(u32, &[u32])) {
        let start = part * PORTION;
        let end = self.documents.len().min(start + PORTION);
        let numbers = (0u32..).skip(start);
        let mut buffer = Vec::new();
        for (&document, number) in self
            .documents
            .get(start..end)
            .into_iter()
            .flatten()
            .zip(numbers)
        {
            self.view
                .each_zone(document, &mut buffer, &mut |terms, zone| {
                    if !self.sentences {
                        visit(number, terms);
                        return;
                    }
                    let mut from = 0;
                    for start in zone.sentences().chain([terms.len()]) {
                        if start > from {
                            visit(number, terms.get(from..start).unwrap_or(&[]));
                        }
                        from = start.max(from);
                    }
                });
        }
    }
}

/// Counts of all terms: occurrences, documents, the last document.
struct Dense {
    counts: Vec<(u64, u32, u32)>,
    tokens: u64,
}

fn sum(parts: &[Dense]) -> Tally {
    let terms = parts.first().map_or(0, |p| p.counts.len());
    let rows = (0..u32::try_from(terms).unwrap_or(u32::MAX)).filter_map(|term| {
        let (mut count, mut documents) = (0, 0);
        for part in parts {
            let (c, d, _) = part.counts.get(term as usize).copied().unwrap_or_default();
            count += c;
            documents += u64::from(d);
        }
        (count > 0).then_some(TermCount {
            term,
            count,
            documents,
        })
    });
    Tally {
        rows: rows.collect(),
        tokens: parts.iter().map(|p| p.tokens).sum(),
        documents: 0,
    }
}
