//! Phrases: runs of two to five words that occur again, the longest of each family.
//!
//! A longer run is only counted where both runs one word shorter are frequent (the a-priori rule of
//! Agrawal and Srikant, 1994), so memory stays with what is frequent, whatever the input.

use hashbrown::{HashMap, HashSet};
use variorum::{
    Corpus,
    stats::{Case, Counting, View},
};

const LONGEST: usize = 5;

/// A run of word numbers; unused places hold `u32::MAX`.
type Run = [u32; LONGEST];

/// A phrase and how often it occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Its words, lower-cased, one space between.
    pub(crate) text: String,
    /// How many words.
    pub(crate) n: usize,
    /// Occurrences.
    pub(crate) count: u64,
    /// Documents that have it.
    pub(crate) documents: u64,
}

/// The most frequent phrases: they begin and end with a word that `ends` allows, and no allowed
/// longer phrase has the same count around them. By count, the longer first, then by text.
pub(crate) fn phrases(
    corpus: &Corpus,
    min_count: u64,
    limit: usize,
    ends: &dyn Fn(&str) -> bool,
    alone: &dyn Fn(&str) -> bool,
) -> Vec<Phrase> {
    let mut counting = Counting::default();
    counting.terms.case = Case::Fold;
    let view = View::new(corpus, &counting);
    let frequent = frequent(&Words::of(&view), min_count);
    let allowed = |run: &Run| {
        let words: Vec<&str> = words(run).map(|id| view.form(id)).collect();
        words.first().is_some_and(|w| ends(w))
            && words.last().is_some_and(|w| ends(w))
            && words.iter().any(|w| alone(w))
    };
    let kept: Vec<(&Run, &(u64, u64))> = frequent.iter().filter(|(run, _)| allowed(run)).collect();
    let mut nested: HashSet<Run> = HashSet::new();
    for (run, (count, _)) in &kept {
        let words: Vec<u32> = words(run).collect();
        for n in 2..words.len() {
            for part in words.windows(n) {
                let part = run_of(part);
                if frequent.get(&part).is_some_and(|(c, _)| c == count) {
                    nested.insert(part);
                }
            }
        }
    }
    let mut phrases: Vec<Phrase> = kept
        .into_iter()
        .filter(|(run, _)| !nested.contains(*run))
        .map(|(run, &(count, documents))| {
            let forms: Vec<&str> = words(run).map(|id| view.form(id)).collect();
            Phrase {
                text: forms.join(" "),
                n: forms.len(),
                count,
                documents,
            }
        })
        .collect();
    phrases.sort_unstable_by(|a, b| {
        b.count
            .cmp(&a.count)
            .then(b.n.cmp(&a.n))
            .then(a.text.cmp(&b.text))
    });
    spread(phrases, limit)
}

/// The first phrases, without those that only continue one of the same count: a passage of ten
/// words that occurs twice would fill a list with its windows.
fn spread(phrases: Vec<Phrase>, limit: usize) -> Vec<Phrase> {
    let mut kept: Vec<Phrase> = Vec::new();
    for phrase in phrases {
        if kept.len() == limit {
            break;
        }
        let mut same = kept.iter().rev().take_while(|k| k.count == phrase.count);
        if !same.any(|k| overlap(&k.text, &phrase.text) || overlap(&phrase.text, &k.text)) {
            kept.push(phrase);
        }
    }
    kept
}

/// Whether the last two or more words of one phrase are the first of the other.
fn overlap(one: &str, other: &str) -> bool {
    let one: Vec<&str> = one.split(' ').collect();
    let other: Vec<&str> = other.split(' ').collect();
    (2..=one.len().min(other.len())).any(|n| {
        let end = one.get(one.len() - n..);
        end.is_some() && end == other.get(..n)
    })
}

fn words(run: &Run) -> impl Iterator<Item = u32> + '_ {
    run.iter().copied().take_while(|&id| id != u32::MAX)
}

fn run_of(words: &[u32]) -> Run {
    let mut run = [u32::MAX; LONGEST];
    for (slot, &word) in run.iter_mut().zip(words) {
        *slot = word;
    }
    run
}

/// The words of a corpus in a row: the number of each and of its zone, and how many each document has.
struct Words {
    words: Vec<(u32, u32)>,
    documents: Vec<usize>,
}

impl Words {
    fn of(view: &View<'_>) -> Self {
        let mut all = Words {
            words: Vec::new(),
            documents: Vec::new(),
        };
        let mut zones = 0;
        for &document in view.documents() {
            let before = all.words.len();
            view.each_zone(document, &mut Vec::new(), &mut |terms, _| {
                zones += 1;
                all.words.extend(terms.iter().map(|&t| (t, zones)));
            });
            all.documents.push(all.words.len() - before);
        }
        all
    }
}

/// Every run of two to five words that occurs `min_count` times, with its count and documents.
fn frequent(words: &Words, min_count: u64) -> HashMap<Run, (u64, u64)> {
    let mut found: HashMap<Run, (u64, u64)> = HashMap::new();
    // Whether the run of the last length that starts at a token is frequent.
    let mut alive = vec![true; words.words.len()];
    for n in 2..=LONGEST {
        let mut counts: HashMap<Run, (u64, u64, usize)> = HashMap::new();
        let mut at = 0;
        for (document, &len) in words.documents.iter().enumerate() {
            for start in at..at + len {
                if let Some(run) = run_at(words, start, at + len, n, &alive) {
                    let entry = counts.entry(run).or_insert((0, 0, usize::MAX));
                    entry.0 += 1;
                    if entry.2 != document {
                        entry.1 += 1;
                        entry.2 = document;
                    }
                }
            }
            at += len;
        }
        counts.retain(|_, (count, _, _)| *count >= min_count);
        if counts.is_empty() {
            break;
        }
        let mut next = vec![false; alive.len()];
        let mut at = 0;
        for &len in &words.documents {
            for start in at..at + len {
                if let Some(run) = run_at(words, start, at + len, n, &alive)
                    && let Some(slot) = next.get_mut(start)
                {
                    *slot = counts.contains_key(&run);
                }
            }
            at += len;
        }
        alive = next;
        found.extend(
            counts
                .into_iter()
                .map(|(run, (count, documents, _))| (run, (count, documents))),
        );
    }
    found
}

/// The run of `n` words that starts at a token, inside one zone, if both shorter runs are alive.
fn run_at(words: &Words, start: usize, end: usize, n: usize, alive: &[bool]) -> Option<Run> {
    if start + n > end || !*alive.get(start)? || !*alive.get(start + 1)? {
        return None;
    }
    let tokens = words.words.get(start..start + n)?;
    if tokens.first()?.1 != tokens.last()?.1 {
        return None;
    }
    let mut run = [u32::MAX; LONGEST];
    for (slot, (word, _)) in run.iter_mut().zip(tokens) {
        *slot = *word;
    }
    Some(run)
}

#[cfg(test)]
mod tests {
    use variorum::{Corpus, ReadOptions, stats};

    use super::*;

    const TEXT: &str = "The unity party of Vendria met. The unity party of Vendria spoke. \
        A unity party of farmers spoke. The party of Vendria and the unity party met.";

    fn corpus() -> Corpus {
        Corpus::from_text(TEXT, &ReadOptions::default())
    }

    #[test]
    fn the_longest_of_each_family() {
        let corpus = corpus();
        let stop = |w: &str| !["the", "of", "a", "and"].contains(&w);
        let found = phrases(&corpus, 2, 10, &stop, &stop);
        let found: Vec<_> = found.iter().map(|p| (p.text.as_str(), p.count)).collect();
        assert_eq!(
            found,
            [
                ("unity party", 4),
                ("party of vendria", 3),
                ("unity party of vendria", 2)
            ]
        );
    }

    #[test]
    fn windows_of_one_passage_are_shown_once() {
        assert!(overlap("to mend the dikes", "the dikes of tarsk"));
        assert!(!overlap("to mend the dikes", "dikes of tarsk"));
        let text = "Alder birch cedar dogwood elm fir grapevine hazel ivy juniper grow.";
        let corpus = Corpus::from_text(&format!("{text}\n\n{text}"), &ReadOptions::default());
        let all = |_: &str| true;
        let found = phrases(&corpus, 2, 10, &all, &all);
        assert!(found.len() <= 3, "{found:?}");
    }

    #[test]
    fn counts_agree_with_the_measure() {
        let corpus = corpus();
        let mut options = stats::NgramOptions::default();
        options.max_n = 5;
        options.counting.terms.case = Case::Fold;
        let table = stats::ngrams(&corpus, &options).unwrap();
        let expected: std::collections::BTreeSet<(String, u64)> = (0..table.len())
            .map(|row| {
                let text = table.column("ngram").unwrap().cells.value(row);
                let count = table.column("count").unwrap().cells.value(row);
                (text.as_str().unwrap().to_owned(), count.as_u64().unwrap())
            })
            .collect();
        let view = View::new(&corpus, &options.counting);
        let found: std::collections::BTreeSet<(String, u64)> = frequent(&Words::of(&view), 2)
            .iter()
            .map(|(run, (count, _))| {
                let forms: Vec<&str> = words(run).map(|id| view.form(id)).collect();
                (forms.join(" "), *count)
            })
            .collect();
        assert!(expected.len() > 5);
        assert_eq!(found, expected);
    }
}
