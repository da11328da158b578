//! English mentions: nouns of events with what belongs to them.

mod strength;

use super::{
    Draft, Form, Strength, clauses,
    dating::{self, Days},
    heads::{Class, Head, words as known},
    phrase::{self, Opening, Phrase, Row, sentence},
    series::{self, Index, Name},
};
use crate::{
    facts::{ordinal, page::Line, words::Word},
    layout::ZoneKind,
    text::Span,
};

/// Finds the mentions of a line.
pub(super) fn find(line: &Line<'_>, index: &Index, drafts: &mut Vec<Draft>) {
    let paragraph = line.paragraph();
    let row = Row(&paragraph.words);
    let reader = Reader {
        row,
        line,
        index,
        headline: headline(line, &paragraph.words),
    };
    for (last, word) in paragraph.words.iter().enumerate() {
        if word.span.start < line.body {
            continue;
        }
        let heads = known().heads(&word.lower);
        let head = heads.iter().find(|h| row.has_before(last, &h.before));
        if let Some(draft) = head.and_then(|h| reader.mention(last, h)) {
            drafts.push(draft);
        } else if let Some(draft) = clauses::clause(row, last, line) {
            drafts.push(draft);
        }
    }
}

/// Whether capitals say nothing: most words of the line have them.
fn headline(line: &Line<'_>, words: &[Word]) -> bool {
    let long = words
        .iter()
        .filter(|w| w.lower.len() > 3 && w.tag.is_alphabetic());
    let (all, capital) = long.fold((0, 0), |(a, c), w| {
        let written = w.span.of(line.text).starts_with(char::is_uppercase);
        (a + 1, c + usize::from(written))
    });
    matches!(
        line.kind,
        ZoneKind::Title | ZoneKind::Subtitle | ZoneKind::Heading
    ) && all >= 3
        && capital * 10 >= all * 7
}

struct Reader<'r, 'd> {
    row: Row<'r>,
    line: &'r Line<'d>,
    index: &'r Index,
    headline: bool,
}

impl Row<'_> {
    /// Whether the words before a head stand before it.
    fn has_before(self, last: usize, before: &[&str]) -> bool {
        last >= before.len()
            && before
                .iter()
                .enumerate()
                .all(|(n, w)| self.lower(last - before.len() + n) == *w)
    }
}

impl Reader<'_, '_> {
    /// The mention around a head.
    fn mention(&self, last: usize, head: &Head) -> Option<Draft> {
        let row = self.row;
        let mut phrase = phrase::phrase(row, last, head, self.headline)?;
        let word = row.get(last)?;
        // The words before a head are weighed with it: `test launch`, `summit meeting`.
        if row
            .get(last + 1)
            .is_some_and(|w| w.sentence == word.sentence && self.is_longer(last + 1))
        {
            return None;
        }
        // `press conference`: people speak, nothing else takes place.
        if matches!(row.lower(phrase.first.wrapping_sub(1)), "press" | "news") {
            return None;
        }
        let phase = dating::phase(row, phrase.start, phrase.end);
        // `exhibitions were held`: several that took place together.
        let held = phase.is_some_and(dating::Phase::is_held);
        let together = held && matches!(head.class, Class::Show | Class::Meeting | Class::Ceremony);
        let plural = plural_of(head, &word.lower) && !together;
        if plural || phrase.opening == Opening::Any {
            return None;
        }
        let (number, term) = self.numbers(&phrase, head.class);
        // `the first congress in five years` is not the first one.
        let number = number.filter(|_| !self.is_since(phrase.end));
        let name = self.name(&phrase, head);
        let series = self.index.series_of(&name);
        let named = self.index.named(&name);
        if phrase.describes && number.is_none() && series.is_none() {
            return None;
        }
        // `established by Congress in 1974`: who makes the laws.
        let bare = phrase.opening == Opening::None && phrase.start == phrase.first;
        let of = phrase
            .tails
            .iter()
            .any(|t| row.lower(t.preposition) == "of");
        if number.is_none() && series.is_none() && self.is_other(&phrase) {
            return None;
        }
        // So is a congress with a name and without a number (`the Vendrian Congress`), if it is no gathering.
        let gathers = |n| known().has("congress-of", row.lower(n));
        let gathering = (phrase.start..phrase.first).any(gathers) || !phrase.tails.is_empty();
        let makes_laws = if phrase.start == phrase.first {
            bare && !of
        } else {
            !gathering
        };
        if head.kind == "congress" && number.is_none() && makes_laws && series.is_none() {
            return None;
        }
        // `the National Congress of Vendria`: a party or parliament, if nothing says that it was held.
        let national = (phrase.start..phrase.first).any(|n| row.lower(n) == "national");
        if head.kind == "congress" && national && number.is_none() && !held && series.is_none() {
            return None;
        }
        // `opened with due ceremony`, `danced in celebration of the day`
        let how = match row.lower(phrase.start.wrapping_sub(1)) {
            "with" => name.stems.is_empty(),
            "in" => head.kind == "celebration",
            _ => false,
        };
        if head.class == Class::Ceremony && how && phrase.opening == Opening::None {
            return None;
        }
        // `dialogues, including the ministerial one`: an example of its kind.
        let back = 1 + usize::from(phrase.opening != Opening::None);
        let example = row.lower(phrase.start.wrapping_sub(back)) == "including";
        if example && number.is_none() && series.is_none() {
            return None;
        }
        if phrase.opening == Opening::Its && matches!(head.class, Class::Visit | Class::Election) {
            phrase.start -= 1;
        }
        let of_pack = series.is_some() || named.is_some();
        let mut strength = self.strength(&phrase, head, number, &name, of_pack)?;
        let at = Span::new(
            row.get(phrase.start)?.span.start,
            row.get(phrase.end - 1)?.span.end,
        );
        let sentence = sentence(row, last)?;
        let ordinal = number.or_else(|| self.ordinal_behind(&phrase));
        if self.is_general(&phrase, phase, number) {
            return None;
        }
        // `A meeting was held in Tarsk`: the verb makes it one.
        let opens = matches!(phrase.opening, Opening::A | Opening::None | Opening::Its);
        if strength == Strength::Bare && opens && held {
            strength = Strength::Weak;
        }
        if plural_of(head, &word.lower) {
            strength = strength.min(Strength::Weak);
        }
        if strength == Strength::Strong && !of_pack && self.is_unsure(&phrase, head, number) {
            strength = Strength::Weak;
        }
        Some(Draft {
            at: self.line.at(at),
            sentence,
            class: head.class,
            kind: head.kind,
            form: form(ordinal, strength, series.is_some(), &phrase),
            strength,
            of: self.of(&phrase),
            headline: self.headline,
            ordinal,
            term,
            name,
            series,
            named,
            indefinite: phrase.opening == Opening::A || self.is_another(&phrase),
            attribute: self.is_attribute(&phrase),
            nested: false,
            several: false,
            phase,
            dates: Days::default(),
            venue: self.venue(&phrase),
        })
    }

    /// Whether a noun of events names something else here: a fun fair, the workshop of a plant, a treaty.
    fn is_other(&self, phrase: &Phrase) -> bool {
        let row = self.row;
        let before = row.lower(phrase.first.wrapping_sub(1));
        let on = phrase
            .tails
            .iter()
            .any(|t| row.lower(t.preposition) == "on");
        match row.lower(phrase.behind - 1) {
            "fair" => before == "fun",
            "workshop" => !on && row.get(phrase.behind - 1).is_some_and(|w| !w.capital),
            "convention" => on || before == "framework",
            _ => false,
        }
    }

    /// Whether a word is a head that has the one before it as its own first word.
    fn is_longer(&self, at: usize) -> bool {
        let heads = known().heads(self.row.lower(at));
        !heads.is_empty()
            && (heads
                .iter()
                .any(|h| self.row.has_before(at, &h.before) && !h.before.is_empty())
                || self
                    .row
                    .get(at)
                    .is_some_and(|w| matches!(w.tag, 'n' | 'N' | 's' | '?')))
    }

    /// The number of the meeting and the term of its body.
    fn numbers(&self, phrase: &Phrase, class: Class) -> (Option<u16>, Option<u16>) {
        let row = self.row;
        let value = |n: usize| {
            // `a rally on the 5th founding anniversary`: the number of years.
            let of_years = (n + 1..n + 3)
                .any(|k| matches!(row.lower(k), "anniversary" | "birthday" | "century"));
            let counts = !of_years && (row.lower(n) != "inaugural" || class == Class::Meeting);
            // `the second consecutive election` is not the second one.
            let row_of = matches!(row.lower(n + 1), "consecutive" | "straight" | "successive");
            let value = ordinal::english(row.lower(n)).filter(|_| counts && !row_of);
            value.map(|v| (n, v))
        };
        let mut left: Vec<(usize, u16)> = (phrase.start..phrase.first).filter_map(value).collect();
        let right: Vec<u16> = (phrase.behind..phrase.end)
            .filter_map(value)
            .map(|x| x.1)
            .collect();
        let number = left.pop();
        // `the 14th assembly's session`: the number of the possessor.
        let owned = number.is_some_and(|(n, _)| {
            let of = (n..phrase.first).find(|k| row.lower(*k) == "'s");
            of.and_then(|k| row.before(k))
                .is_some_and(|w| w.initials || known().has("body", &w.lower))
        });
        match (number, owned) {
            (Some((_, v)), true) => (None, Some(v)),
            (Some((_, v)), false) => {
                let before = left.pop().map(|x| x.1);
                (Some(v), before.or(right.first().copied()))
            }
            (None, _) => match right.as_slice() {
                // `Enlarged Meeting of the 2nd Bureau of the 8th Committee`
                [number, term, ..] => (Some(*number), Some(*term)),
                [term] => (None, Some(*term)),
                [] => (None, None),
            },
        }
    }

    /// Whether the words at a place say since when something is the first.
    fn is_since(&self, at: usize) -> bool {
        let row = self.row;
        let years = || {
            (at + 1..at + 5).any(|n| {
                matches!(
                    row.lower(n),
                    "years" | "decades" | "months" | "decade" | "weeks"
                )
            })
        };
        let counted = |n: usize| !row.is_year(n) && !row.lower(n).is_empty();
        match row.lower(at) {
            "since" => true,
            "in" | "for" => counted(at + 1) && years(),
            "this" => row.lower(at + 1) == "year",
            _ => false,
        }
    }

    /// `…, which was the first`, `, the third,`.
    fn ordinal_behind(&self, phrase: &Phrase) -> Option<u16> {
        let row = self.row;
        let comma = row.lower(phrase.end) == ",";
        let at = phrase.end + usize::from(comma);
        if comma && row.lower(at) == "the" {
            let number = ordinal::english(row.lower(at + 1))?;
            let alone = matches!(row.lower(at + 2), "," | "." | "of");
            return alone.then_some(number);
        }
        let relative = matches!(row.lower(at), "which" | "that")
            && matches!(row.lower(at + 1), "was" | "is")
            && row.lower(at + 2) == "the";
        relative.then(|| ordinal::english(row.lower(at + 3)))?
    }

    /// The words that names are compared by.
    fn name(&self, phrase: &Phrase, head: &Head) -> Name {
        let row = self.row;
        let last = series::stem(row.lower(phrase.behind - 1));
        let mut words = head.before.clone();
        words.push(&last);
        let tails = phrase.tails.iter().filter(|t| !t.is_venue);
        let behind = phrase.tails.last().map_or(phrase.behind, |t| t.end);
        let others = (phrase.start..phrase.first)
            .chain(tails.flat_map(|t| t.start..t.end))
            .chain(behind..phrase.end)
            .filter_map(|n| row.get(n));
        let others = others.filter(|w| series::counts(&w.lower, w.tag) && !is_number(&w.lower));
        Name {
            head: words.join(" "),
            stems: others.map(|w| series::stem(&w.lower)).collect(),
        }
    }

    /// Whether a word is a name: in a headline capitals say nothing.
    pub(super) fn is_proper(&self, at: usize) -> bool {
        !self.headline
            && self.row.get(at).is_some_and(|w| {
                w.capital && matches!(w.tag, 'N' | 'n' | 's' | 'j' | '?') && !self.row.is_time(at)
            })
    }

    /// Whether a word says what the event is.
    pub(super) fn is_content(&self, at: usize) -> bool {
        self.row.get(at).is_some_and(|w| {
            (w.tag.is_alphabetic() || w.tag == '?')
                && series::counts(&w.lower, w.tag)
                && !matches!(
                    w.lower.as_str(),
                    "opening" | "closing" | "plenary" | "final"
                )
        })
    }

    /// What the event is of: the words behind it, else those before it.
    fn of(&self, phrase: &Phrase) -> Option<String> {
        let row = self.row;
        let words = |from: usize, to: usize| -> Option<String> {
            let span = Span::new(
                row.get(from)?.span.start,
                row.get(to.checked_sub(1)?)?.span.end,
            );
            let text = span.of(self.line.text).trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let dated = |n: usize| {
            row.is_time(n) || row.is_year(n) || row.lower(n) == "early" || row.lower(n) == "late"
        };
        let says = |t: &&phrase::Tail| !dated(t.start) && !t.is_venue;
        if let Some(first) = phrase.tails.iter().find(says) {
            let article = usize::from(row.get(first.start).is_some_and(|w| w.tag == 'D'));
            let mut end = phrase.tails.iter().filter(says).map(|t| t.end).max()?;
            // `of the board last year`
            let when = |n: usize| {
                row.is_time(n) || row.is_year(n) || matches!(row.lower(n), "last" | "this" | "next")
            };
            while end > first.start + article + 1 && when(end - 1) {
                end -= 1;
            }
            return words(first.start + article, end);
        }
        let (mut from, mut to) = (phrase.start, phrase.first);
        while from < to && !self.is_content(from) {
            from += 1;
        }
        while from < to && !self.is_content(to - 1) {
            to -= 1;
        }
        (from < to).then(|| words(from, to))?
    }

    /// Whether the words speak of events of a kind and of no single one.
    fn is_general(
        &self,
        phrase: &Phrase,
        phase: Option<dating::Phase>,
        number: Option<u16>,
    ) -> bool {
        let row = self.row;
        let Some(sentence) = row.get(phrase.first).map(|w| w.sentence) else {
            return true;
        };
        let in_sentence = |n: &usize| row.get(*n).is_some_and(|w| w.sentence == sentence);
        let near = phrase.end..phrase.end + NEAR;
        let recurs = near.filter(in_sentence).any(|n| {
            matches!(
                row.lower(n),
                "every" | "each" | "annually" | "yearly" | "biennially" | "regularly"
            )
        });
        if recurs && number.is_none() {
            return true;
        }
        if phrase.opening != Opening::A || number.is_some() {
            return false;
        }
        // `in keeping with a party congress`, `without a meeting`
        let before = row
            .get(phrase.start.wrapping_sub(2))
            .map_or("", |w| w.lower.as_str());
        let vague = matches!(
            before,
            "without" | "if" | "whether" | "such" | "like" | "as" | "keeping"
        );
        let with = before == "with" && phase.is_none() && phrase.tails.is_empty();
        vague || with
    }

    /// `decisions of the congress`, `tasks set forth at the congress`.
    fn is_attribute(&self, phrase: &Phrase) -> bool {
        let row = self.row;
        let article = usize::from(phrase.opening != Opening::None);
        let Some(preposition) = phrase.start.checked_sub(1 + article) else {
            return false;
        };
        if !matches!(
            row.lower(preposition),
            "of" | "at" | "in" | "to" | "by" | "for" | "from"
        ) {
            return false;
        }
        let before = |back: usize| row.lower(preposition.wrapping_sub(back));
        known().has("attribute", before(1))
            || (1..=2).any(|n| known().has("attribute-verb", before(n)))
    }

    /// Where it took place, if the words right behind say so: `held at the Palace`, `here`.
    fn venue(&self, phrase: &Phrase) -> Option<(String, &'static str)> {
        let row = self.row;
        let sentence = row.get(phrase.first)?.sentence;
        let mut at = phrase.end;
        let from = phrase.tails.iter().find(|t| t.is_venue);
        if let Some(tail) = from {
            let article = usize::from(row.get(tail.start).is_some_and(|w| w.tag == 'D'));
            let span = Span::new(
                row.get(tail.start + article)?.span.start,
                row.get(tail.end - 1)?.span.end,
            );
            return Some((span.of(self.line.text).to_owned(), "text"));
        }
        for _ in 0..NEAR {
            let word = row.get(at).filter(|w| w.sentence == sentence)?;
            if word.lower == "here" {
                return Some((String::new(), "dateline"));
            }
            if matches!(word.lower.as_str(), "at" | "in") {
                let end = phrase::noun_phrase(row, at + 1)?;
                let article = usize::from(row.get(at + 1).is_some_and(|w| w.tag == 'D'));
                let first = row.get(at + 1 + article)?;
                let timed = row.is_time(at + 1) || row.is_year(at + 1);
                // `in the Field of Furniture` is no place.
                let known = matches!(row.lower(end - 1), "field" | "sector" | "future" | "area");
                let named = first.capital && !timed && !known;
                let span = Span::new(first.span.start, row.get(end - 1)?.span.end);
                return named.then(|| (span.of(self.line.text).to_owned(), "text"));
            }
            // Over verbs of taking place and what says how, nothing else.
            let passes = matches!(word.tag, 'B' | 'H' | 'd' | 'x' | 'r' | 'M' | 'u')
                || known().has("took-place", &word.lower)
                || known().has("began", &word.lower)
                || known().has("ended", &word.lower)
                || matches!(
                    word.lower.as_str(),
                    "place"
                        | "on"
                        | "with"
                        | "splendor"
                        | "splendour"
                        | "significance"
                        | "solemnity"
                        | ","
                );
            if !passes {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Whether words set it apart from the one that the text is about (`the next conference`).
    fn is_another(&self, phrase: &Phrase) -> bool {
        let row = self.row;
        let mut words = (phrase.start..phrase.first).map(|n| row.lower(n));
        words.any(|w| {
            matches!(
                w,
                "next"
                    | "previous"
                    | "last"
                    | "earlier"
                    | "preceding"
                    | "coming"
                    | "upcoming"
                    | "future"
                    | "other"
            )
        })
    }
}

/// Words behind a mention that may say how often it recurs, or where it was held.
const NEAR: usize = 12;

/// Whether a word names several events of a kind.
fn plural_of(head: &Head, lower: &str) -> bool {
    head.plural && !known().has("plural", lower)
}

fn is_number(lower: &str) -> bool {
    lower
        .bytes()
        .all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
}

fn form(ordinal: Option<u16>, strength: Strength, of_pack: bool, phrase: &Phrase) -> Form {
    match (ordinal, strength) {
        (Some(_), Strength::Strong) => Form::Name,
        (_, Strength::Bare) => Form::Anaphor,
        (None, Strength::Strong) if of_pack && phrase.tails.is_empty() => Form::Short,
        (Some(_), _) => Form::Short,
        _ if phrase.opening == Opening::A => Form::Descriptive,
        (None, Strength::Strong) => Form::Name,
        _ => Form::Descriptive,
    }
}
