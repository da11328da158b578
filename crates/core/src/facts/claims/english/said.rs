//! What a verb of saying makes of the words it is about.

use std::ops::Range;

use super::{
    super::{
        Type,
        acts::{self, Act, Stands},
        items,
        judge::{self, Verdict},
        lexicon::{self, Does, Frame, Tone},
        target,
    },
    Said, Sentence,
    content::ASIDE,
};
use crate::facts::quotes::Speaker;

impl Sentence<'_, '_, '_, '_, '_> {
    pub(super) fn said(
        &self,
        act: &Act,
        whole: &Range<usize>,
        speaker: Option<&Speaker>,
    ) -> Vec<Said> {
        match act.stands {
            Stands::Passive | Stands::Inverted => self.passive(act, whole),
            _ => match act.used.frame {
                Frame::Person => self.asked(act, whole).into_iter().collect(),
                Frame::About => items::split(self.words, whole)
                    .iter()
                    .filter_map(|item| self.about(act, item))
                    .collect(),
                Frame::Matter => self.matter(act, whole).into_iter().collect(),
                Frame::Given => self.given(act, whole).into_iter().collect(),
                Frame::Clause => self.clauses(act, whole, speaker),
            },
        }
    }

    /// `urged the mills to open`
    fn asked(&self, act: &Act, whole: &Range<usize>) -> Option<Said> {
        let to = acts::asked(self.words, &self.range, act.body)?;
        let end = whole.end.max(to);
        (end > to + 1).then(|| Said {
            kind: Type::Demand,
            polarity: None,
            what: self.trimmed(to..end),
            shown: None,
            about: Some(act.body..to).filter(|r| !r.is_empty()),
        })
    }

    /// `criticised the mills for being late`, `praised the builders`, `demanded a report`
    fn about(&self, act: &Act, whole: &Range<usize>) -> Option<Said> {
        let Does::Makes(kind) = act.used.does else {
            return None;
        };
        let whole = self.trimmed(whole.clone());
        if whole.is_empty() || self.only_calls(act, &whole) {
            return None;
        }
        if kind == Type::Demand || kind == Type::Commitment || kind == Type::Announcement {
            let about = self.for_whom(&whole);
            // `issued a statement urging …`: what the statement says is the claim.
            let bare = target::phrase(self.words, whole.start, whole.end)
                .is_some_and(|p| p.end >= whole.end);
            let carries = self
                .words
                .get(whole.end.saturating_sub(1))
                .is_some_and(|w| super::super::voice::is_speech(&w.lower));
            if kind == Type::Announcement && bare && carries {
                return None;
            }
            return Some(Said {
                kind,
                polarity: None,
                what: whole,
                shown: None,
                about,
            });
        }
        let phrase = target::phrase(self.words, whole.start, whole.end);
        let matter = target::is_matter(self.words, whole.start, whole.end);
        let reason = target::reason(self.words, whole.start, whole.end);
        let accused = self
            .words
            .get(act.verb)
            .is_some_and(|w| w.lower.starts_with("accus"));
        let of = || {
            (whole.start..whole.end).find(|n| {
                accused
                    && self.words.get(*n).is_some_and(|w| w.tag == 'o')
                    && self.words.get(n + 1).is_some_and(|w| {
                        w.tag == 'g' || w.inside.is_some() || w.tag == 'D' || w.tag == 'n'
                    })
            })
        };
        let reason = of().or(reason);
        let about = if matter && !accused {
            target::owner(self.words, whole.start, whole.end)
        } else {
            phrase.map(|p| p.start..reason.map_or(p.end, |r| p.end.min(r)))
        };
        let what = match reason.filter(|r| r + 1 < whole.end && !matter) {
            Some(at) => at + 1..whole.end,
            None => whole.clone(),
        };
        let polarity = match kind {
            Type::Criticism => Some("negative"),
            Type::Praise => Some("positive"),
            _ => judge::polarity(self.words, &whole),
        };
        let kind = self.characterised(act, kind, &whole, polarity);
        Some(Said {
            kind,
            polarity,
            what: self.trimmed(what),
            shown: None,
            about: about.filter(|a| !a.is_empty()),
        })
    }

    /// `called a meeting`, `called the office`: nobody is said to be anything.
    fn only_calls(&self, act: &Act, whole: &Range<usize>) -> bool {
        let calls = self
            .words
            .get(act.verb)
            .is_some_and(|w| w.lower.starts_with("call"));
        if !calls || !act.used.rest.is_empty() {
            return false;
        }
        // What it is called stands behind what is called so: a noun phrase, an adjective or marked words.
        let Some(called) = target::phrase(self.words, whole.start, whole.end) else {
            return true;
        };
        let behind = self
            .words
            .get(called.end)
            .filter(|_| called.end < whole.end);
        let named = behind.is_some_and(|w| {
            w.inside.is_some()
                || matches!(w.tag, 'D' | 'j')
                || lexicon::tone(w).is(Tone::FAULT.or(Tone::MERIT))
        });
        !named && judge::polarity(self.words, whole).is_none()
    }

    /// `termed the mills spiritless`: what a thing is called decides.
    fn characterised(
        &self,
        _act: &Act,
        kind: Type,
        whole: &Range<usize>,
        polarity: Option<&str>,
    ) -> Type {
        if kind != Type::Assessment {
            return kind;
        }
        let part = self.words.get(whole.clone()).unwrap_or(&[]);
        let blames = part
            .iter()
            .filter(|w| lexicon::tone(w).is(Tone::FAULT))
            .count();
        if polarity == Some("negative") && blames > 1 {
            Type::Criticism
        } else {
            kind
        }
    }

    /// `pointed to defects in the mills`, `stressed the need to open them`, `spoke of successes`
    fn matter(&self, act: &Act, whole: &Range<usize>) -> Option<Said> {
        if whole.is_empty() {
            return None;
        }
        let head = target::head(self.words, whole.start, whole.end)?;
        let word = self.words.get(head)?;
        let tone = lexicon::tone(word);
        let of_fault = target::is_matter(self.words, whole.start, whole.end)
            && judge::polarity(self.words, whole) == Some("negative");
        let fault = tone.is(Tone::FAULT_NOUN) || of_fault || self.faulty(whole.start..head);
        let need = lexicon::given(word) == Some(Type::Demand);
        let stresses = act.used.rest.is_empty();
        let shown = Some(head..head + 1);
        let (kind, polarity, about) = if need && stresses {
            (Type::Demand, None, self.for_whom(whole))
        } else if fault {
            let owner = target::owner(self.words, whole.start, whole.end);
            (Type::Criticism, Some("negative"), owner)
        } else if tone.is(Tone::MERIT_NOUN) {
            let owner = target::owner(self.words, whole.start, whole.end);
            (Type::Assessment, Some("positive"), owner)
        } else {
            let about = target::phrase(self.words, whole.start, whole.end);
            // A matter that is only named is no claim.
            let polarity = judge::polarity(self.words, whole)?;
            (Type::Assessment, Some(polarity), about)
        };
        Some(Said {
            kind,
            polarity,
            what: whole.clone(),
            shown: shown.filter(|_| kind != Type::Assessment),
            about,
        })
    }

    /// Whether an adjective that finds fault stands in a stretch.
    fn faulty(&self, range: Range<usize>) -> bool {
        let part = self.words.get(range).unwrap_or(&[]);
        part.iter().any(|w| {
            lexicon::tone(w).is(Tone::FAULT_ADJECTIVE)
                && !matches!(w.lower.as_str(), "serious" | "dangerous" | "unprecedented")
        })
    }

    /// `set forth tasks`, `expressed regret over the delay`
    fn given(&self, act: &Act, whole: &Range<usize>) -> Option<Said> {
        let end = whole.end.min(act.body + GIVEN);
        let at = (act.body..end).take_while(|n| {
            self.words.get(*n).is_some_and(|w| {
                !matches!(w.tag, 'i' | 't' | 'S' | 'W' | 'o' | 'P') && w.lower != ","
            })
        });
        let noun = at
            .filter(|n| {
                self.words
                    .get(*n)
                    .is_some_and(|w| lexicon::given(w).is_some() && w.inside.is_none())
            })
            .last()?;
        let kind = self.words.get(noun).and_then(lexicon::given)?;
        let polarity = match kind {
            Type::Criticism => Some("negative"),
            Type::Praise => Some("positive"),
            _ => None,
        };
        let about = match kind {
            Type::Criticism | Type::Praise => self.behind(
                noun + 1,
                whole.end,
                &["to", "at", "over", "with", "for", "of", "about"],
            ),
            Type::Demand => self
                .for_whom(whole)
                .or_else(|| self.behind(noun + 1, whole.end, &["to"])),
            _ => None,
        };
        Some(Said {
            kind,
            polarity,
            what: whole.clone(),
            shown: Some(noun..noun + 1),
            about,
        })
    }

    /// The noun phrase behind one of these words, if that stands right behind a noun.
    fn behind(&self, from: usize, end: usize, ties: &[&str]) -> Option<Range<usize>> {
        let tie = self.words.get(from).filter(|_| from < end)?;
        let noun = self
            .words
            .get(from + 1)
            .is_some_and(|w| w.tag != 'v' && w.tag != 'g');
        let fits = ties.contains(&tie.lower.as_str()) && noun;
        fits.then(|| target::phrase(self.words, from + 1, end))?
    }

    /// `the need for the mills to open`: who is to do it.
    fn for_whom(&self, whole: &Range<usize>) -> Option<Range<usize>> {
        let at = whole
            .clone()
            .take(ASIDE)
            .find(|n| self.words.get(*n).is_some_and(|w| w.lower == "for"))?;
        let phrase = target::phrase(self.words, at + 1, whole.end)?;
        let to = (phrase.end..whole.end.min(phrase.end + ASIDE)).find(|n| {
            self.words
                .get(*n)
                .is_none_or(|w| w.tag == 't' || matches!(w.tag, 'S' | '.'))
        })?;
        self.words
            .get(to)
            .is_some_and(|w| w.tag == 't')
            .then_some(phrase)
    }

    /// What is said in a clause, or in several that ordinals count.
    pub(super) fn clauses(
        &self,
        act: &Act,
        whole: &Range<usize>,
        speaker: Option<&Speaker>,
    ) -> Vec<Said> {
        let own = self.own(speaker);
        if let Some(told) = self.told_of(act, whole) {
            return vec![told];
        }
        let items = items::split(self.words, whole);
        items
            .into_iter()
            .map(|item| {
                let item = self.trimmed(item);
                let verdict = judge::clause(self.words, item.clone(), own);
                self.weigh(act, item, verdict)
            })
            .collect()
    }

    /// `warned the mills of a strike`
    fn told_of(&self, act: &Act, whole: &Range<usize>) -> Option<Said> {
        let told = target::phrase(self.words, whole.start, whole.end)?;
        let of = (told.start + 1..=told.end)
            .find(|n| self.words.get(*n).is_some_and(|w| w.tag == 'o'))?;
        let verb = self.words.get(act.verb)?;
        let tells = ["warn", "remind", "inform", "notif", "assur"]
            .iter()
            .any(|t| verb.lower.starts_with(t));
        let Does::Makes(kind) = act.used.does else {
            return None;
        };
        (tells && of + 1 < whole.end).then(|| Said {
            kind,
            polarity: judge::polarity(self.words, &(of + 1..whole.end)),
            what: self.trimmed(of + 1..whole.end),
            shown: None,
            about: Some(told.start..of),
        })
    }

    fn weigh(&self, act: &Act, item: Range<usize>, verdict: Verdict) -> Said {
        let promise = self.words.get(item.start).is_some_and(|w| w.tag == 't');
        let kind = match act.used.does {
            Does::Makes(Type::Commitment) => Type::Commitment,
            Does::Makes(Type::Demand) => Type::Demand,
            Does::Makes(Type::Criticism) => Type::Criticism,
            Does::Makes(Type::Announcement) if promise || verdict.kind != Type::Commitment => {
                Type::Announcement
            }
            Does::Makes(Type::Assessment) if verdict.kind != Type::Criticism => Type::Assessment,
            Does::Denies => Type::Assessment,
            _ => verdict.kind,
        };
        let polarity = match (kind, act.used.does) {
            (_, Does::Denies) => Some("negative"),
            (Type::Criticism, _) => Some("negative"),
            (Type::Demand | Type::Commitment, _) => None,
            _ => verdict.polarity,
        };
        Said {
            kind,
            polarity,
            what: item,
            shown: verdict.shown.filter(|_| kind == verdict.kind),
            about: verdict.about,
        }
    }

    fn own(&self, speaker: Option<&Speaker>) -> &'static [&'static str] {
        match speaker {
            Some(s) if self.voices.is_person(s) => &["he", "she", "we", "i"],
            Some(s) if s.name.ends_with('s') => &["they", "we"],
            Some(_) => &["it", "they", "we"],
            None => &["we", "i"],
        }
    }
}

/// Words before the noun of what is given at most.
const GIVEN: usize = 9;
