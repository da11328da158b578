//! Collocations: words that are together more often than chance would have them.

mod context;
mod count;
mod score;

use rayon::prelude::*;

pub use self::{
    context::Context,
    score::{CollocationMeasure, ScoreColumn, score_pairs},
};
use self::{
    count::{Counted, rows, subset_margins},
    score::{Asked, Observed, Scored},
};
use crate::{
    Corpus, Error, Result,
    corpus::{Facet, wildcard},
    stats::{
        Counting, View,
        count::{CountOptions, PairOptions, Runs, ngrams, pairs, slots},
        measures::{association::Association, lambda::Pattern},
    },
    table::{Cells, Table},
};

/// How collocations are found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CollocationOptions {
    /// What is counted.
    pub counting: Counting,
    /// What counts as being together.
    pub context: Context,
    /// Whether sentences part words too; zones always do.
    pub within_sentence: bool,
    /// Only pairs whose first word is one of these (the second is its collocate); `*` stands for any
    /// letters, `?` for one. Counted as the words of the corpus are: with `Case::Keep` letter case counts.
    /// None: all pairs.
    pub nodes: Vec<String>,
    /// What is shown, in this order; rows come by the first. None: G², log Dice and PMI for two words,
    /// λ and G² for more.
    pub measures: Vec<CollocationMeasure>,
    /// Added to each cell of λ; 0.5 as in quanteda.
    pub smoothing: f64,
    /// One table part for each value of a facet.
    pub by: Option<Facet>,
    /// Leaves out collocations with fewer occurrences.
    pub min_count: u64,
    /// Leaves out collocations of fewer documents.
    pub min_documents: u64,
    /// The most rows (of each group); 0 for all.
    pub limit: usize,
    /// About how many bytes counting may take beside the result; more passes are made within less.
    pub memory: usize,
}

impl Default for CollocationOptions {
    fn default() -> Self {
        CollocationOptions {
            counting: Counting::default(),
            context: Context::Adjacent { n: 2 },
            within_sentence: false,
            nodes: Vec::new(),
            measures: Vec::new(),
            smoothing: 0.5,
            by: None,
            min_count: 2,
            min_documents: 1,
            limit: 0,
            memory: CountOptions::default().memory,
        }
    }
}

/// Collocations by their strength.
///
/// Columns: the facet's name if grouped; of two words `first`, `second`, of more `ngram` (joined by one
/// space); `count`; of two words `first_count`, `second_count` (the margins: how often the first
/// stands in a first place and the second in a second, see the provenance); `documents`;
/// `expected` (under independence); each measure (`lambda` with `lambda_z`); `log10_p` of the first measure
/// that has a p-value. Rows by the first measure, the strongest first, ties by text; rows without a
/// value last.
///
/// ```
/// use variorum::{Corpus, ReadOptions, stats::{CollocationOptions, collocations}};
/// let text = "The red flag flew. A red flag fell. The red car stopped.";
/// let corpus = Corpus::from_text(text, &ReadOptions::default());
/// let table = collocations(&corpus, &CollocationOptions::default())?;
/// let (head, row) = (table.columns(), table.row(0));
/// assert_eq!((head[0].name.as_str(), row[0].as_str(), row[1].as_str()), ("first", Some("The"), Some("red")));
/// # Ok::<(), variorum::Error>(())
/// ```
///
/// # Errors
///
/// If the context is impossible, a measure is not known for so many words, nodes are asked of
/// longer runs, the smoothing is below 0 or the facet is not known.
pub fn collocations(corpus: &Corpus, options: &CollocationOptions) -> Result<Table> {
    let context = options.context;
    let asked = Asked {
        measures: measures(options)?,
        smoothing: options.smoothing,
    };
    if let Some(facet) = &options.by {
        corpus.check_facet(facet)?;
    }
    let view = View::new(corpus, &options.counting);
    let finder = Finder {
        view: &view,
        options,
        ranks: ranks(&view),
        nodes: nodes(&view, &options.nodes),
        asked,
    };
    let mut out = Out::default();
    for group in view.groups(options.by.as_ref()) {
        let name = group.name.as_ref();
        let sentences = options.within_sentence || context.of_sentences();
        let runs = view.runs(&group.documents).of_sentences(sentences);
        match context.words() {
            2 => finder.pairs(name, &runs, &mut out)?,
            3 => finder.runs::<3>(name, &runs, &mut out)?,
            4 => finder.runs::<4>(name, &runs, &mut out)?,
            _ => finder.runs::<5>(name, &runs, &mut out)?,
        }
    }
    finder.table(out)
}

/// The measures that are shown.
fn measures(options: &CollocationOptions) -> Result<Vec<CollocationMeasure>> {
    options.context.check()?;
    let words = options.context.words();
    if words > 2 && !options.nodes.is_empty() {
        return Err(Error::usage(
            "node words have collocates in pairs only: n must be 2, or the context window or sentence",
        ));
    }
    if !(options.smoothing >= 0.0 && options.smoothing.is_finite()) {
        return Err(Error::usage(format!(
            "the smoothing is {}: it must be 0 or more",
            options.smoothing
        )));
    }
    let mut measures: Vec<CollocationMeasure> = Vec::new();
    for &measure in &options.measures {
        if words > 2 && !measure.has_runs() {
            return Err(score::no_runs(measure));
        }
        if !measures.contains(&measure) {
            measures.push(measure);
        }
    }
    if measures.is_empty() {
        measures = if words > 2 {
            vec![CollocationMeasure::Lambda, CollocationMeasure::G2]
        } else {
            vec![
                CollocationMeasure::G2,
                CollocationMeasure::Association(Association::LogDice),
                CollocationMeasure::Association(Association::Pmi),
            ]
        };
    }
    Ok(measures)
}

/// The place of each term in the order of texts.
fn ranks(view: &View<'_>) -> Vec<u32> {
    let count = u32::try_from(view.terms().len()).unwrap_or(u32::MAX);
    let mut order: Vec<u32> = (0..count).collect();
    order.par_sort_unstable_by(|&a, &b| view.form(a).cmp(view.form(b)));
    let mut ranks = vec![0; order.len()];
    for (term, rank) in order.into_iter().zip(0..) {
        if let Some(slot) = ranks.get_mut(term as usize) {
            *slot = rank;
        }
    }
    ranks
}

/// The terms that are nodes, by number; `None` where all are.
fn nodes(view: &View<'_>, nodes: &[String]) -> Option<Vec<u32>> {
    if nodes.is_empty() {
        return None;
    }
    let options = &view.counting().terms;
    let patterns: Vec<String> = nodes.iter().map(|node| options.term(node)).collect();
    let fits = |term: &str| patterns.iter().any(|pattern| wildcard(pattern, term));
    let terms = view.terms().forms().forms().zip(0u32..);
    let fitting = terms.filter(|(term, _)| fits(term));
    Some(fitting.map(|(_, number)| number).collect())
}

/// What finds collocations and orders them.
struct Finder<'v, 'c> {
    view: &'v View<'c>,
    options: &'v CollocationOptions,
    ranks: Vec<u32>,
    nodes: Option<Vec<u32>>,
    asked: Asked,
}

/// The rows of all groups.
#[derive(Default)]
struct Out {
    groups: Vec<Option<String>>,
    /// `first` and `second`, or `ngram`.
    texts: [Vec<Option<String>>; 2],
    counts: Vec<Option<i64>>,
    margins: [Vec<Option<i64>>; 2],
    documents: Vec<Option<i64>>,
    scored: Scored,
    /// All pairs, runs or sentences.
    total: u64,
    /// Collocations before the limit.
    found: usize,
}

fn whole(count: u64) -> Option<i64> {
    i64::try_from(count).ok()
}

impl Finder<'_, '_> {
    fn rank(&self, term: u32) -> Option<u32> {
        self.ranks.get(term as usize).copied()
    }

    fn pairs(&self, name: Option<&String>, runs: &impl Runs, out: &mut Out) -> Result<()> {
        let context = self.options.context;
        let counting = PairOptions {
            within: context.within(),
            nodes: self.nodes.clone(),
            once: context.unordered() && self.nodes.is_none(),
            min_count: self.options.min_count,
            min_documents: self.options.min_documents,
            memory: self.options.memory,
        };
        let mut found = pairs(runs, &counting)?;
        let mut rows: Vec<Counted<2>> = rows(&std::mem::take(&mut found.pairs), 1, 1);
        if counting.once {
            for row in &mut rows {
                row.key.sort_unstable_by_key(|&term| self.rank(term));
            }
        }
        out.total += found.total;
        let at = |margin: &[u64], term: u32| margin.get(term as usize).copied().unwrap_or(0);
        let of = |&Counted { key: [a, b], .. }: &Counted<2>| {
            (at(&found.nodes, a), at(&found.collocates, b))
        };
        let observed = |row: &Counted<2>| {
            let (first, second) = of(row);
            Ok(Observed::Pair([row.count, first, second, found.total]))
        };
        let rows = self.put(name, rows, &observed, out)?;
        let [firsts, seconds] = &mut out.margins;
        firsts.extend(rows.iter().map(|row| whole(of(row).0)));
        seconds.extend(rows.iter().map(|row| whole(of(row).1)));
        Ok(())
    }

    fn runs<const N: usize>(
        &self,
        name: Option<&String>,
        runs: &impl Runs,
        out: &mut Out,
    ) -> Result<()> {
        let counting = CountOptions {
            min_n: N,
            max_n: N,
            memory: self.options.memory,
            ..CountOptions::default()
        };
        // The margins are those of all runs of words, however rare.
        let found = ngrams(runs, &counting)?;
        let all = found.levels.into_iter().next().unwrap_or_default();
        let (min_count, min_documents) = (self.options.min_count, self.options.min_documents);
        let rows: Vec<Counted<N>> = rows(&all, min_count, min_documents);
        let slots = slots(runs, N)?;
        out.total += slots.first().map_or(0, |slot| slot.iter().sum::<u64>());
        let margins = subset_margins(&all, &slots, &rows);
        drop(all);
        let keys: Vec<[u32; N]> = rows.iter().map(|row| row.key).collect();
        let observed = |row: &Counted<N>| {
            let at = keys.binary_search(&row.key).unwrap_or(usize::MAX);
            let of = margins.iter().map(|subset| subset.get(at).copied());
            let of: Vec<u64> = of.map(Option::unwrap_or_default).collect();
            Ok(Observed::Run(Pattern::from_margins(&of)?))
        };
        self.put(name, rows, &observed, out)?;
        Ok(())
    }

    /// Orders rows, cuts them to the limit and adds them; gives those that were added.
    fn put<const N: usize>(
        &self,
        name: Option<&String>,
        rows: Vec<Counted<N>>,
        observed: &(dyn Fn(&Counted<N>) -> Result<Observed> + Sync),
        out: &mut Out,
    ) -> Result<Vec<Counted<N>>> {
        out.found += rows.len();
        let rows = self.order(rows, observed)?;
        let scored = self.asked.score(&rows, observed)?;
        out.scored.extend(scored);
        let view = self.view;
        let [first, second] = &mut out.texts;
        if self.options.context.words() == 2 {
            let word = |row: &Counted<N>, place: usize| {
                let term = row.key.get(place).copied();
                term.map(|term| view.form(term).to_owned())
            };
            first.par_extend(rows.par_iter().map(|row| word(row, 0)));
            second.par_extend(rows.par_iter().map(|row| word(row, 1)));
        } else {
            first.par_extend(rows.par_iter().map(|row| {
                let words: Vec<&str> = row.key.iter().map(|&t| view.form(t)).collect();
                Some(words.join(" "))
            }));
        }
        out.groups.extend(rows.iter().map(|_| name.cloned()));
        out.counts.extend(rows.iter().map(|row| whole(row.count)));
        let documents = rows.iter().map(|row| Some(i64::from(row.documents)));
        out.documents.extend(documents);
        Ok(rows)
    }

    /// Rows by the first measure, ties by text; at most as many as asked.
    fn order<const N: usize>(
        &self,
        rows: Vec<Counted<N>>,
        observed: &(dyn Fn(&Counted<N>) -> Result<Observed> + Sync),
    ) -> Result<Vec<Counted<N>>> {
        let Some(&measure) = self.asked.measures.first() else {
            return Ok(rows);
        };
        let sign = if measure.ascends() { 1.0 } else { -1.0 };
        let values = self.asked.first(&rows, observed)?;
        let mut keyed: Vec<(f64, Counted<N>)> = values
            .into_iter()
            // Zero has one sign.
            .map(|value| value.map_or(f64::INFINITY, |value| value * sign + 0.0))
            .zip(rows)
            .collect();
        let order = |a: &(f64, Counted<N>), b: &(f64, Counted<N>)| {
            a.0.total_cmp(&b.0).then_with(|| {
                let rank = |&term: &u32| self.rank(term);
                a.1.key.iter().map(rank).cmp(b.1.key.iter().map(rank))
            })
        };
        let limit = self.options.limit;
        if limit > 0 && limit < keyed.len() {
            keyed.select_nth_unstable_by(limit, order);
            keyed.truncate(limit);
        }
        keyed.par_sort_unstable_by(order);
        Ok(keyed.into_iter().map(|(_, row)| row).collect())
    }

    fn table(&self, out: Out) -> Result<Table> {
        let Finder {
            view,
            options,
            asked,
            ..
        } = self;
        let context = options.context;
        let names: Vec<&str> = asked.measures.iter().map(|m| m.name()).collect();
        let mut provenance = view
            .provenance("stats collocations")
            .option("context", context.name());
        provenance = match context {
            Context::Adjacent { n } => provenance.option("n", n),
            Context::Window { left, right } => {
                provenance.option("left", left).option("right", right)
            }
            Context::Sentence { ordered } => provenance.option("ordered", ordered),
        };
        provenance = provenance
            .option("within_sentence", options.within_sentence)
            .option("nodes", options.nodes.clone())
            .option("measures", names)
            .option("margins", context.margins())
            .option(
                "log_base",
                "2 for pmi, npmi, mi and dice; e for g2, ll and lambda; 10 for p",
            )
            .option("smoothing", options.smoothing)
            .option("by", options.by.as_ref().map(Facet::name))
            .option("min_count", options.min_count)
            .option("min_documents", options.min_documents)
            .option("limit", options.limit)
            .count("total", out.total)
            .count("collocations", out.found);
        if let Some(test) = asked.test() {
            provenance = provenance.option("log10_p_of", test.name());
        }
        let columns = asked.names();
        for (&(column, reason), rows) in &out.scored.absent {
            let name = columns.get(column).copied().unwrap_or_default();
            provenance
                .notes
                .push(format!("{name}: {reason} ({rows} rows)"));
        }
        if let Some(nodes) = &self.nodes
            && nodes.is_empty()
        {
            let note = format!("no word of the corpus fits {}", options.nodes.join(", "));
            provenance.notes.push(note);
        }
        let mut table = Table::new(provenance);
        if let Some(facet) = &options.by {
            table = table.with(facet.name(), Cells::texts(out.groups))?;
        }
        let [first, second] = out.texts;
        let [firsts, seconds] = out.margins;
        if context.words() == 2 {
            table = table
                .with("first", Cells::texts(first))?
                .with("second", Cells::texts(second))?
                .with("count", Cells::ints(out.counts))?
                .with("first_count", Cells::ints(firsts))?
                .with("second_count", Cells::ints(seconds))?;
        } else {
            table = table
                .with("ngram", Cells::texts(first))?
                .with("count", Cells::ints(out.counts))?;
        }
        table = table.with("documents", Cells::ints(out.documents))?;
        let mut cells = out.scored.columns.into_iter();
        for name in columns {
            table = table.with(name, Cells::floats(cells.next().unwrap_or_default()))?;
        }
        Ok(table)
    }
}
