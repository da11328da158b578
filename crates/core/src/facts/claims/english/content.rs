//! The words that a verb of saying is about.

use std::ops::Range;

use super::{
    super::{
        acts::{Act, Stands, Subject, is_finite, is_verb},
        lexicon::Frame,
        target,
    },
    Sentence,
};

impl Sentence<'_, '_, '_, '_, '_> {
    /// The words that an act is about, to the next act.
    pub(super) fn content(&self, act: &Act, next: Option<&Act>) -> Range<usize> {
        if act.stands == Stands::Tail {
            return self.before_tail(act);
        }
        let start = self.content_start(act);
        let mut end = next.map_or(self.range.end, |n| n.lead);
        if act.stands == Stands::Fronted
            && next.is_none_or(|n| matches!(n.subject, Subject::Words(_)))
        {
            end = self.main_clause(act.body).map_or(end, |(comma, _)| comma);
        }
        let end = (start..end).find(|n| self.gives_source(*n)).unwrap_or(end);
        self.trimmed(start..end.max(start))
    }

    /// `…, according to the agency`
    fn gives_source(&self, at: usize) -> bool {
        let word = |n: usize| self.words.get(n).map_or("", |w| w.lower.as_str());
        word(at) == "," && word(at + 1) == "according" && word(at + 2) == "to"
    }

    /// Behind `that`, a colon, or an aside (`told the mills on Friday that …`).
    pub(super) fn content_start(&self, act: &Act) -> usize {
        if act.used.frame != Frame::Clause {
            return act.body;
        }
        let part = self.words.get(act.body..self.range.end).unwrap_or(&[]);
        for (n, word) in part.iter().enumerate().take(ASIDE) {
            if word.lower == "that" || word.lower == ":" {
                let demonstrative = n == 0 && part.get(1).is_some_and(is_finite);
                return if demonstrative {
                    act.body
                } else {
                    act.body + n + 1
                };
            }
            if is_finite(word) || word.inside.is_some() {
                break;
            }
        }
        self.addressed(act).unwrap_or(act.body)
    }

    /// `told workers it would close`: what is said begins behind whom it is told.
    fn addressed(&self, act: &Act) -> Option<usize> {
        let verb = self.words.get(act.verb)?;
        let tells = ["tell", "told", "warn", "remind", "inform", "assur", "notif"];
        if !tells.iter().any(|t| verb.lower.starts_with(t)) {
            return None;
        }
        let whom = target::phrase(self.words, act.body, self.range.end)?;
        let next = self
            .words
            .get(whom.end)
            .filter(|_| whom.end < self.range.end)?;
        let clause = matches!(next.tag, 'P' | 'D') || next.capital || next.lower == "there";
        let later = self.words.get(whom.end + 1..self.range.end)?;
        let verb = later.iter().take(ASIDE).any(is_finite);
        (clause && verb).then_some(whom.end)
    }

    /// What stands before `…, he said`: the marked words, which may have begun sentences before, else the
    /// sentence.
    fn before_tail(&self, act: &Act) -> Range<usize> {
        let end =
            act.lead + usize::from(self.words.get(act.lead).is_some_and(|w| w.inside.is_some()));
        let inside = end
            .checked_sub(1)
            .and_then(|n| self.words.get(n))
            .and_then(|w| w.inside);
        let start = match inside {
            Some(mark) => self.words.partition_point(|w| {
                w.inside.is_none_or(|m| m < mark)
                    && w.span.start < self.words.get(act.verb).map_or(0, |v| v.span.start)
            }),
            None => self.range.start,
        };
        // What stands before the marks in the same sentence belongs to it.
        let first = self.words.get(start).map(|w| w.sentence);
        let own = self.words.get(self.range.start).map(|w| w.sentence);
        let start = if inside.is_some() && first == own && start > self.range.start {
            self.range.start
        } else {
            start
        };
        let whole = self.trimmed(start..end);
        // `With some doubt, he said, “…”`: where and how, but not what.
        let part = self.words.get(whole.clone()).unwrap_or(&[]);
        let led = part
            .first()
            .is_some_and(|w| w.tag == 'i' && w.inside.is_none());
        if led && !part.iter().any(is_verb) {
            return whole.start..whole.start;
        }
        whole
    }

    /// A stretch without marks, stops and conjunctions at its ends.
    pub(super) fn trimmed(&self, mut range: Range<usize>) -> Range<usize> {
        let get = |n: usize| self.words.get(n);
        while range.start < range.end
            && get(range.start).is_some_and(|w| w.tag == '.' && w.lower != "(" && w.lower != "$")
        {
            range.start += 1;
        }
        while range.end > range.start
            && get(range.end - 1).is_some_and(|w| {
                w.tag == '.' && !matches!(w.lower.as_str(), ")" | "%")
                    || matches!(w.lower.as_str(), "and" | "but")
            })
        {
            range.end -= 1;
        }
        range
    }
}

/// Words of an aside before `that` at most.
pub(super) const ASIDE: usize = 12;
