//! Titles that stand for a person: `the General Secretary`, `the reporter`, `김 위원장`.

use crate::facts::{
    people::lexicon,
    words::{Paragraph, Word},
};

use super::{
    How, Speaker,
    cast::Cast,
    names::{self, Mention},
};

impl Cast<'_> {
    /// The person whom a title means: who is named beside the same title, else who did what the title
    /// says (`the reporter` gave a report).
    pub(super) fn title(&self, words: &str, zone: usize, at: usize) -> Option<Speaker> {
        let title = Title::of(words)?;
        let near = self.before(zone, at);
        // A headline names by title whom the text names in full.
        let ahead = self
            .mentions
            .iter()
            .take(1)
            .filter(|_| self.before(zone, at).next().is_none());
        let mut partly = None;
        for mention in near.chain(ahead) {
            match title.beside(self.text(mention.zone), mention) {
                Fit::Whole => return Some(self.speaker(mention, How::Resolved)),
                Fit::Head if partly.is_none() => partly = Some(mention),
                _ => {}
            }
        }
        if let Some(mention) = partly.filter(|_| title.words.len() == 1 || title.loose) {
            return Some(self.speaker(mention, How::Resolved));
        }
        let deed = title.deed()?;
        self.did(deed, zone, at)
    }

    /// Whether a phrase is a title that stands for one person: `the veteran leader`.
    pub(super) fn is_title(words: &str) -> bool {
        let unnamed = |w: &String| {
            [
                "spokes", "official", "officer", "member", "source", "expert", "analyst",
                "research", "witness",
            ]
            .iter()
            .any(|u| w.starts_with(u))
        };
        let post = |w: &String| !unnamed(w) && lexicon::class(w).is(lexicon::Class::POST);
        Title::of(words).is_some_and(|t| t.definite && t.words.last().is_some_and(post))
    }

    /// Who is named in the last sentence that has a word: whoever gave the `report`.
    pub(super) fn did(&self, deed: &str, zone: usize, at: usize) -> Option<Speaker> {
        let teller = self.before(zone, at).find(|m| {
            let text = self.text(m.zone);
            let start = text.floor_char_boundary(m.at.saturating_sub(SENTENCE));
            let end = text.ceil_char_boundary((m.end + SENTENCE).min(text.len()));
            let before = text.get(start..m.at).unwrap_or("");
            let before = before.rsplit(". ").next().unwrap_or("");
            let behind = text.get(m.end..end).unwrap_or("");
            let behind = behind.split(". ").next().unwrap_or("");
            m.opens && (has_word(before, deed) || has_word(behind, deed)) || gave_by(before, deed)
        })?;
        Some(self.speaker(teller, How::Resolved))
    }

    /// Who gave a `report` or a `speech`, by the sentence that says so.
    pub(super) fn gave(&self, thing: &str, zone: usize, at: usize) -> Option<Speaker> {
        let giver = self.before(zone, at).find(|m| {
            let text = self.text(m.zone);
            let behind = text.ceil_char_boundary((m.end + SENTENCE).min(text.len()));
            let behind = text.get(m.end..behind).unwrap_or("");
            let own = behind.split(". ").next().unwrap_or("");
            let made = GIVES.iter().any(|g| has_word(own, g)) && has_word(own, thing);
            let start = text.floor_char_boundary(m.at.saturating_sub(SENTENCE));
            let before = text.get(start..m.at).unwrap_or("");
            m.opens && made || gave_by(before.rsplit(". ").next().unwrap_or(""), thing)
        })?;
        Some(self.speaker(giver, How::Resolved))
    }

    /// The person whom a surname with a title means (`김 위원장`), or the title alone.
    pub(super) fn korean_title(&self, words: &str, zone: usize, at: usize) -> Option<Speaker> {
        let mut parts = words.split_whitespace().rev();
        let title = parts.next()?;
        let surname = parts.next().filter(|s| s.chars().count() == 1);
        let whole = |m: &&Mention| m.name.chars().count() > 1;
        let titled = |m: &&Mention| {
            let text = self.text(m.zone);
            let behind: String = text.get(m.end..).unwrap_or("").chars().take(24).collect();
            let clause = behind.split(['.', ',', '은', '는']).next().unwrap_or("");
            clause.contains(title)
        };
        let of_name = |m: &&Mention| {
            let text = self.text(m.zone);
            let own = text.get(m.at..m.end).unwrap_or("");
            surname.is_none_or(|s| own.starts_with(s))
        };
        let before = || self.before(zone, at).filter(whole).filter(of_name);
        if surname.is_none() && !names::is_korean_title(title) {
            return None;
        }
        // Beside the same title; else the person named most often.
        // A headline names by title whom the text names in full.
        let none = self.before(zone, at).next().is_none();
        let ahead = || self.mentions.iter().take(NEAR).filter(whole).find(titled);
        let found = before()
            .find(titled)
            .or_else(|| ahead().filter(|_| none))
            .or_else(|| {
                surname?;
                let count =
                    |m: &Mention| self.before(zone, at).filter(|o| o.name == m.name).count();
                before().take(NEAR).max_by_key(|m| count(m))
            })?;
        Some(self.speaker(found, How::Resolved))
    }
}

/// Mentions that are weighed by how often they are named.
const NEAR: usize = 12;

/// Letters of a sentence on either side of a name that are looked at.
const SENTENCE: usize = 400;

/// What one does with a report.
const GIVES: [&str; 10] = [
    "made",
    "delivered",
    "gave",
    "presented",
    "submitted",
    "read",
    "makes",
    "delivers",
    "gives",
    "sent",
];

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| {
        w.eq_ignore_ascii_case(word)
            || w.len() == word.len() + 1 && w.ends_with('s') && w.starts_with(word)
    })
}

/// `a report was made by`: what stands before a name that the deed is of.
fn gave_by(before: &str, deed: &str) -> bool {
    before.trim_end().ends_with(" by") && has_word(before, deed)
}

/// How a title fits a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    Whole,
    Head,
    No,
}

/// A noun phrase that may stand for a person: `the General Secretary`.
#[derive(Debug)]
struct Title {
    /// Its words before the first preposition, in small letters, without articles and praise.
    words: Vec<String>,
    /// Whether the words before the last only describe: `the North Korean leader`.
    loose: bool,
    definite: bool,
    /// What the title is of: `the minister of roads`.
    of: Option<String>,
}

/// Words of a title at most.
const TITLE: usize = 6;

/// Words that say of where somebody is.
const PLACES: lexicon::Class = lexicon::Class::NATION.or(lexicon::Class::PLACE);

/// Letters beside a name that a title is looked for in.
const BESIDE: usize = 160;

impl Title {
    fn of(phrase: &str) -> Option<Self> {
        let paragraph = Paragraph::new(phrase);
        let all = &paragraph.words;
        let end = all
            .iter()
            .position(|w| matches!(w.tag, 'i' | 'o' | 't' | 'W') || w.lower == ",");
        let head = all.get(..end.unwrap_or(all.len()))?;
        let definite = head.first().is_some_and(|w| w.lower == "the");
        let indefinite = head
            .first()
            .is_some_and(|w| matches!(w.lower.as_str(), "a" | "an"));
        let kept = |w: &&Word| {
            let class = lexicon::class(&w.lower);
            let post = lexicon::Class::POST.or(lexicon::Class::MODIFIER);
            !matches!(w.tag, 'D' | 'Q' | '.' | 'B')
                && (class.is(post) || !class.is(lexicon::Class::PRAISE))
        };
        let words: Vec<&Word> = head.iter().filter(kept).collect();
        let last = words.last()?;
        let class = lexicon::class(&last.lower);
        // A plural means several, a name is no title.
        let several = last.lower.ends_with('s') && !last.lower.ends_with("ss");
        let post = class.is(lexicon::Class::POST.or(lexicon::Class::PERSON));
        let own = head.first().is_some_and(|w| w.tag == 'Q');
        if indefinite || own || several || !post || words.len() > TITLE {
            return None;
        }
        let post_words = |w: &&&Word| {
            let class = lexicon::class(&w.lower);
            class.is(lexicon::Class::POST.or(lexicon::Class::MODIFIER))
        };
        let loose = words.iter().rev().skip(1).filter(post_words).count() == 0;
        Some(Title {
            words: words.iter().map(|w| w.lower.clone()).collect(),
            loose,
            definite,
            of: complement(all.get(head.len()..).unwrap_or(&[])),
        })
    }

    /// Whether the title stands right before a name, or behind it and a comma.
    fn beside(&self, text: &str, mention: &Mention) -> Fit {
        let from = text.floor_char_boundary(mention.at.saturating_sub(BESIDE));
        let to = text.ceil_char_boundary((mention.end + BESIDE).min(text.len()));
        let around = text.get(from..to).unwrap_or("").to_lowercase();
        let left = text.get(from..mention.at).unwrap_or("");
        // `The minister told Orel`: another clause, or another part of it.
        let left = behind_verb(left).to_lowercase();
        let right = text.get(mention.end..to).unwrap_or("").to_lowercase();
        let left = left.rsplit(['.', ';']).next().unwrap_or("");
        let right = right.split(['.', ';']).next().unwrap_or("");
        let behind = right.starts_with(',');
        let left: Vec<&str> = words_of(left).collect();
        let left = left
            .get(left.len().saturating_sub(self.words.len() + 2)..)
            .unwrap_or(&[]);
        let right: Vec<&str> = words_of(right).filter(|_| behind).collect();
        let holds = |all: &[&str]| {
            all.windows(self.words.len())
                .any(|w| w.iter().zip(&self.words).all(|(a, b)| a == b))
        };
        let Some(head) = self.words.last() else {
            return Fit::No;
        };
        if holds(left) || holds(&right) {
            return Fit::Whole;
        }
        // `the Tarsk leader` is not `Karsk leader Jan Orel`.
        let other = |all: &[&str]| {
            let at = all.iter().position(|w| w == head)?;
            let before = at.checked_sub(1).and_then(|b| all.get(b));
            let own = self
                .words
                .len()
                .checked_sub(2)
                .and_then(|b| self.words.get(b));
            let named = |w: &str| lexicon::class(w).is(PLACES);
            let short = own.is_some_and(|own| abbreviates(own, all.get(..at).unwrap_or(&[])));
            Some(
                own.zip(before)
                    .is_some_and(|(a, b)| a != b && !short && (named(a) || named(b))),
            )
        };
        // `the minister of roads` is not `Prime Minister Jan Orel`.
        let same = self
            .of
            .as_ref()
            .is_none_or(|of| around.contains(of.as_str()));
        match other(left).or_else(|| other(&right)) {
            Some(false) if same => Fit::Head,
            _ => Fit::No,
        }
    }

    /// What whoever is called so does: a `reporter` reports.
    fn deed(&self) -> Option<&str> {
        let [head] = self.words.as_slice() else {
            return None;
        };
        let stem = ["er", "or"].iter().find_map(|e| head.strip_suffix(e));
        stem.filter(|s| s.len() >= 4 && self.definite)
    }
}

/// The first noun of what a title is of, in the words behind its head.
fn complement(rest: &[Word]) -> Option<String> {
    let (of, rest) = rest.split_first()?;
    let phrase = rest.iter().take_while(|w| w.tag != '.');
    let mut nouns = phrase.filter(|w| !matches!(w.tag, 'D' | 'Q'));
    (of.lower == "of").then(|| nouns.next().map(|w| w.lower.clone()))?
}

/// What stands behind the last verb of a text.
fn behind_verb(text: &str) -> &str {
    let paragraph = Paragraph::new(text);
    let verb = |w: &&Word| !w.capital && matches!(w.tag, 'd' | 'z' | 'B' | 'H' | 'M' | 'p');
    let from = paragraph
        .words
        .iter()
        .rev()
        .find(verb)
        .map_or(0, |w| w.span.end);
    text.get(from..).unwrap_or("")
}

/// Whether a word is made of the first letters of the last of others: `nk` of `north korean`.
fn abbreviates(short: &str, words: &[&str]) -> bool {
    let letters: Vec<char> = short.chars().collect();
    let tail = words.len().checked_sub(letters.len());
    let tail = tail.and_then(|from| words.get(from..)).unwrap_or(&[]);
    letters.len() > 1
        && tail.len() == letters.len()
        && tail.iter().zip(&letters).all(|(w, c)| w.starts_with(*c))
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|w| !w.is_empty())
}
