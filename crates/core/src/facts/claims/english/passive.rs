//! Passives: `The mills were criticised for …`, `Criticised were the mills.`

use std::ops::Range;

use super::{
    super::{
        Type,
        acts::{self, Act, Stands},
        items, judge,
        lexicon::{self, Does, Frame},
        target,
    },
    Said, Sentence,
    content::ASIDE,
};
use crate::facts::quotes::subject;

impl Sentence<'_, '_, '_, '_, '_> {
    /// `The mills were criticised for …`, `It was stressed that …`, `Criticised were the mills.`
    pub(super) fn passive(&self, act: &Act, whole: &Range<usize>) -> Vec<Said> {
        let kind = match act.used.does {
            Does::Makes(kind) => kind,
            Does::Says | Does::Denies => Type::Assessment,
        };
        let polarity = match kind {
            Type::Criticism => Some("negative"),
            Type::Praise => Some("positive"),
            _ => None,
        };
        if act.stands == Stands::Inverted {
            return self.inverted(act, kind, polarity);
        }
        let before = subject::before(self.words, act.lead).filter(|s| s.start >= self.range.start);
        let dummy = before
            .as_ref()
            .and_then(|b| self.words.get(b.clone()))
            .is_none_or(|p| p.iter().all(|w| w.lower == "it"));
        if act.used.frame == Frame::Clause {
            let that = self.words.get(act.body).is_some_and(|w| w.lower == "that");
            if !dummy || !that {
                return Vec::new();
            }
            return self.clauses(act, whole, None);
        }
        if act.used.frame == Frame::Person {
            let Some(to) = acts::asked(self.words, &self.range, act.body) else {
                return Vec::new();
            };
            let said = Said {
                kind: Type::Demand,
                polarity: None,
                what: self.trimmed(to..whole.end.max(to)),
                shown: None,
                about: before,
            };
            return vec![said];
        }
        if !matches!(kind, Type::Criticism | Type::Praise | Type::Demand) || dummy {
            return Vec::new();
        }
        let Some(before) = before else {
            return Vec::new();
        };
        let accused = self
            .words
            .get(act.verb)
            .is_some_and(|w| w.lower.starts_with("accus"));
        let of = (act.body..whole.end)
            .find(|n| accused && self.words.get(*n).is_some_and(|w| w.tag == 'o'));
        let reason = of.or_else(|| target::reason(self.words, act.body, whole.end));
        let what = match reason.filter(|r| r + 1 < whole.end) {
            Some(at) => at + 1..whole.end,
            None => before.clone(),
        };
        vec![Said {
            kind,
            polarity,
            what: self.trimmed(what),
            shown: None,
            about: Some(before),
        }]
    }

    /// `Sharply criticised were, first, …; second, …`
    fn inverted(&self, act: &Act, kind: Type, polarity: Option<&'static str>) -> Vec<Said> {
        let be =
            (act.verb..self.range.end).find(|n| self.words.get(*n).is_some_and(|w| w.tag == 'B'));
        let Some(be) = be else { return Vec::new() };
        // Several participles share one subject: the one that blames or praises decides.
        let verbs = self.words.get(act.verb..be).unwrap_or(&[]);
        let strong = verbs
            .iter()
            .flat_map(lexicon::uses)
            .find_map(|u| match u.does {
                Does::Makes(kind @ (Type::Criticism | Type::Praise)) => Some(kind),
                _ => None,
            });
        let kind = strong.unwrap_or(kind);
        let polarity = match kind {
            Type::Criticism => Some("negative"),
            Type::Praise => Some("positive"),
            _ => polarity,
        };
        let whole = self.trimmed(be + 1..self.range.end);
        let mut first = None;
        items::split(self.words, &whole)
            .into_iter()
            .map(|item| {
                let item = self.trimmed(item);
                let owner = target::owner(self.words, item.start, item.end);
                // Whose the first fault is, his are those that are counted after it.
                let about = owner
                    .or_else(|| self.agents(&item))
                    .or_else(|| first.clone())
                    .or_else(|| target::phrase(self.words, item.start, item.end));
                first = first.take().or_else(|| about.clone());
                Said {
                    kind,
                    polarity,
                    what: item,
                    shown: None,
                    about,
                }
            })
            .collect()
    }

    /// `the fact that some mills failed`: the subject of the clause that tells what is wrong.
    fn agents(&self, item: &Range<usize>) -> Option<Range<usize>> {
        let that = item
            .clone()
            .take(ASIDE)
            .find(|n| self.words.get(*n).is_some_and(|w| w.lower == "that"))?;
        judge::subject_of(self.words, &(that + 1..item.end))
    }
}
