//! Which of the people of one name is meant: by title and day.
//!
//! A title is compared by its words, each weighed by how few people of the pack have it. It fits where the
//! words in common weigh half of the shorter of two titles, so that `vice-minister of Foreign Affairs of
//! the DPRK` fits `vice foreign minister`, and `member of the Committee` fits nothing.

use std::{collections::BTreeSet, sync::LazyLock};

use hashbrown::HashMap;

use super::{Index, Known, korean::is_usual};
use crate::{pack::Titled, text::romanize::is_hangul};

/// What a title and a day decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice<'k> {
    /// Nobody of the pack: the name is unknown, or the title is another's of the same name.
    Nobody,
    /// One person: the id may be given.
    One(&'k Known),
    /// One or several who may be meant: candidates, no id.
    Several(Vec<&'k Known>),
}

/// How much of the shorter title the words in common must weigh.
const SHARE: f64 = 0.5;

/// What they must weigh at least, of the weight of a word that one person has.
const LEAST: f64 = 0.4;

/// Mentions in state media from which a name means the person whom the pack knows, whatever the title.
const PROMINENT: u32 = 30;

/// Years before the first and after the last mention of a title in which it may still be said.
const SLACK: i32 = 1;

/// Of so many mentions of a name, one is a namesake's: a bare name is then taken for the person's.
const MINORITY: u32 = 10;

/// Words that every title may have.
const SMALL: [&str; 17] = [
    "a", "an", "and", "as", "at", "by", "for", "from", "his", "in", "its", "of", "on", "s", "the",
    "to", "who",
];

/// How rare each word is in the titles of a pack.
#[derive(Debug, Default)]
pub(super) struct Weights {
    words: HashMap<String, f64>,
    most: f64,
}

impl Weights {
    pub(super) fn new(people: &[Known]) -> Self {
        let mut counts: HashMap<String, u32> = HashMap::new();
        let mut titled = 0_u32;
        for person in people {
            let titles = person.titles.iter().chain(&person.namesakes);
            let words: BTreeSet<String> = titles.flat_map(|t| words([t.title.as_str()])).collect();
            titled += u32::from(!words.is_empty());
            for word in words {
                *counts.entry(word).or_insert(0) += 1;
            }
        }
        let all = f64::from(titled);
        let weigh = |(word, count): (String, u32)| (word, (1.0 + all / f64::from(count)).ln());
        Weights {
            words: counts.into_iter().map(weigh).collect(),
            most: (1.0 + all).ln(),
        }
    }

    fn of<'w>(&self, words: impl IntoIterator<Item = &'w String>) -> f64 {
        let weigh = |w: &String| self.words.get(w).copied().unwrap_or(self.most);
        words.into_iter().map(weigh).sum()
    }

    /// How well stated words fit a title: 0 for not at all, else the share of the shorter one.
    fn fit(&self, stated: &BTreeSet<String>, title: &Titled) -> f64 {
        let known = words([title.title.as_str()]);
        let common = self.of(stated.intersection(&known));
        let shorter = self.of(stated).min(self.of(&known));
        let share = common / shorter.max(f64::MIN_POSITIVE);
        if common < LEAST * self.most || share < SHARE {
            0.0
        } else {
            share
        }
    }

    fn best(&self, stated: &BTreeSet<String>, titles: &[Titled]) -> f64 {
        titles
            .iter()
            .map(|t| self.fit(stated, t))
            .fold(0.0, f64::max)
    }
}

/// The words of titles, small and in the singular, but for the small ones.
fn words<'t>(titles: impl IntoIterator<Item = &'t str>) -> BTreeSet<String> {
    let words = titles
        .into_iter()
        .flat_map(|t| t.split(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .map(|w| singular(w.to_lowercase()));
    words
        .filter(|w| SMALL.binary_search(&w.as_str()).is_err())
        .collect()
}

/// Words of Korean titles with the English ones, longest first.
static ENGLISH: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("../../lists/korean/english.txt").lines();
    let entries = lines.filter(|l| !l.starts_with('#'));
    let mut words: Vec<_> = entries.filter_map(|l| l.split_once(' ')).collect();
    words.sort_by_key(|(korean, _)| std::cmp::Reverse(korean.len()));
    words
});

/// The English words for the Korean ones of stated titles: `외무상` is a minister of foreign affairs.
fn in_english(titles: &[&str]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for title in titles.iter().filter(|t| t.chars().any(is_hangul)) {
        let mut rest: Vec<&str> = vec![title];
        for (korean, english) in ENGLISH.iter() {
            let pieces = rest.iter().flat_map(|piece| piece.split(korean)).collect();
            let before = std::mem::replace(&mut rest, pieces);
            if rest.len() > before.len() {
                out.extend(words([*english]));
            }
        }
    }
    out
}

/// `secretaries` and `secretary` are one.
fn singular(mut word: String) -> String {
    if word.len() > 4 && word.ends_with("ies") {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") {
        word.pop();
    }
    word
}

/// Whether titles in this script are known of anybody: an English title says nothing against Korean ones.
fn is_comparable(stated: &BTreeSet<String>, people: &[&Known]) -> bool {
    let korean = |words: &str| words.chars().any(is_hangul);
    let mut titles = people
        .iter()
        .flat_map(|p| p.titles.iter().chain(&p.namesakes));
    titles.any(|t| stated.iter().any(|w| korean(w) == korean(&t.title)))
}

fn year(date: &str) -> Option<i32> {
    date.get(..4)?.parse().ok()
}

fn covers(title: &Titled, year_of_text: i32) -> bool {
    let edge = |date: &Option<String>| date.as_deref().and_then(year);
    edge(&title.first).is_none_or(|y| y - SLACK <= year_of_text)
        && edge(&title.last).is_none_or(|y| year_of_text <= y + SLACK)
}

impl Index {
    /// Which of several people stated titles and a day (ISO 8601) speak for.
    pub(crate) fn choose<'k>(
        &self,
        candidates: &[&'k Known],
        titles: &[&str],
        date: Option<&str>,
    ) -> Choice<'k> {
        let mut stated = words(titles.iter().copied());
        if !is_comparable(&stated, candidates) {
            stated = in_english(titles);
            // What is no word for word translation speaks for somebody, and against nobody.
            let fits = |p: &&Known| {
                let known = p.titles.iter().chain(&p.namesakes);
                known
                    .into_iter()
                    .any(|t| self.weights.fit(&stated, t) > 0.0)
            };
            if !candidates.iter().any(fits) {
                stated.clear();
            }
        }
        match candidates {
            [] => Choice::Nobody,
            [one] => self.judge(one, &stated),
            several => self.pick(several, &stated, date),
        }
    }

    /// Whether the only bearer whom the pack knows is meant.
    fn judge<'k>(&self, person: &'k Known, stated: &BTreeSet<String>) -> Choice<'k> {
        let own = self.weights.best(stated, &person.titles);
        let others = self.weights.best(stated, &person.namesakes);
        if own > others {
            Choice::One(person)
        } else if others > own {
            Choice::Nobody
        } else if has_namesakes(person) || !stated.is_empty() && is_common(person) {
            Choice::Several(vec![person])
        } else {
            Choice::One(person)
        }
    }

    /// The one of several whose title fits; of several whose title fits, the one who held it that year.
    fn pick<'k>(
        &self,
        candidates: &[&'k Known],
        stated: &BTreeSet<String>,
        date: Option<&str>,
    ) -> Choice<'k> {
        let fits = |t: &Titled| self.weights.fit(stated, t) > 0.0;
        let holders: Vec<&'k Known> = candidates
            .iter()
            .copied()
            .filter(|p| p.titles.iter().any(fits))
            .collect();
        let year = date.and_then(year);
        let then =
            |p: &&&Known| year.is_some_and(|y| p.titles.iter().any(|t| fits(t) && covers(t, y)));
        let mut held_then = holders.iter().filter(then);
        match (holders.as_slice(), held_then.next(), held_then.next()) {
            ([one], ..) | (_, Some(one), None) => Choice::One(one),
            _ => Choice::Several(candidates.to_vec()),
        }
    }
}

/// Whether others of the name are met often enough that a bare name may be theirs.
fn has_namesakes(person: &Known) -> bool {
    let theirs: u32 = person.namesakes.iter().map(|t| t.count.unwrap_or(1)).sum();
    let all = person.attested.as_ref().map_or(0, |a| a.count);
    theirs > 0 && all < theirs.saturating_mul(MINORITY)
}

/// Whether many people bear the name, and the one whom the pack knows is not the one of whom state media
/// mostly speak.
fn is_common(person: &Known) -> bool {
    let prominent = person
        .attested
        .as_ref()
        .is_some_and(|a| a.count >= PROMINENT);
    !prominent && person.names().any(is_usual)
}
