//! Claims of English lines.

use std::ops::Range;

use super::{
    Claim, Type,
    acts::{self, Act, Stands, Subject, is_finite},
    judge::{self, Verdict},
    lexicon::{self, Does, Frame, Tone},
    target,
    voice::Voices,
};
use crate::{
    facts::{
        page::Line,
        quotes::{Speaker, subject},
        words::Word,
    },
    text::Span,
};

/// What a claim says, before its place is known.
struct Said {
    kind: Type,
    polarity: Option<&'static str>,
    /// Words of the content.
    what: Range<usize>,
    /// Words that show the kind, beside the verb.
    shown: Option<Range<usize>>,
    about: Option<Range<usize>>,
}

/// Finds the claims of a line.
pub(super) fn read(line: &Line<'_>, voices: &mut Voices<'_, '_>, out: &mut Vec<Claim>) {
    let words = &line.paragraph().words;
    let body = words.partition_point(|w| w.span.start < line.body);
    let body = body.max(subject::dateline(words));
    let mut from = body;
    while let Some(first) = words.get(from) {
        let length = words
            .get(from..)
            .unwrap_or(&[])
            .iter()
            .take_while(|w| w.sentence == first.sentence)
            .count();
        let sentence = from..from + length;
        from = sentence.end;
        let mut reader = Sentence {
            line,
            words,
            range: sentence,
            voices,
            matrix: None,
            claims: Vec::new(),
        };
        reader.read();
        out.append(&mut reader.claims);
    }
    voices.line_ends(line.zone, words.last().is_some_and(|w| w.lower == ":"));
}

struct Sentence<'l, 'p, 'v, 'c, 'd> {
    line: &'l Line<'p>,
    words: &'l [Word],
    range: Range<usize>,
    voices: &'v mut Voices<'c, 'd>,
    /// Who the sentence is about, and in which words.
    matrix: Option<(Option<Speaker>, Range<usize>)>,
    claims: Vec<Claim>,
}

impl Sentence<'_, '_, '_, '_, '_> {
    fn read(&mut self) {
        let acts = acts::find(self.words, self.range.clone());
        let outer: Vec<usize> = (0..acts.len())
            .filter(|n| acts.get(*n).is_some_and(|a| !a.inner))
            .collect();
        self.find_matrix(&acts);
        let mut carried = None;
        for (place, &n) in outer.iter().enumerate() {
            let Some(act) = acts.get(n) else { continue };
            let next = outer.get(place + 1).and_then(|n| acts.get(*n));
            let (speaker, named) = self.speaker(act);
            let medium = speaker.as_ref().is_some_and(|s| self.voices.is_medium(s));
            if medium {
                carried = speaker.clone();
            }
            let whole = self.content(act, next);
            let within: Vec<&Act> = acts
                .iter()
                .filter(|a| a.inner && whole.contains(&a.verb))
                .collect();
            if medium && self.relay(&within, whole.end, carried.as_ref()) {
                continue;
            }
            self.claim(act, whole, speaker, named, carried.as_ref());
        }
        if outer.is_empty() {
            self.free();
        }
    }

    /// The subject of the sentence: of its first verb of saying that is no participle, else of its first
    /// verb.
    fn find_matrix(&mut self, acts: &[Act]) {
        let own = acts
            .iter()
            .find_map(|a| match (&a.subject, a.stands, a.inner) {
                (Subject::Words(r), Stands::Finite | Stands::Tail, false) => Some(r.clone()),
                _ => None,
            });
        let fronted = acts.first().filter(|a| a.stands == Stands::Fronted);
        let found = own.or_else(|| match fronted {
            Some(act) => self.main_clause(act.body).map(|(_, s)| s),
            None => self.opening(),
        });
        if let Some(range) = found {
            let speaker = self.who(&range);
            self.matrix = Some((speaker, range));
        }
    }

    /// The main clause behind a fronted participle: its comma, and its subject.
    fn main_clause(&self, from: usize) -> Option<(usize, Range<usize>)> {
        for n in from..self.range.end {
            if self.words.get(n)?.lower != "," || self.words.get(n)?.inside.is_some() {
                continue;
            }
            let Some(opening) = subject::opening(self.words, n + 1).filter(|s| s.start == n + 1)
            else {
                continue;
            };
            let verb = self
                .words
                .get(opening.end)
                .is_some_and(|w| is_finite(w) || matches!(w.tag, 'x' | 'r'));
            let first = self.words.get(opening.start)?;
            if verb && (first.tag == 'P' || first.capital || first.tag == 'D') {
                return Some((n, opening));
            }
        }
        None
    }

    fn opening(&self) -> Option<Range<usize>> {
        // A name that opens the sentence, with the titles around it.
        let start = self.words.get(self.range.start)?.span.start;
        let end = self.words.get(self.range.end.checked_sub(1)?)?.span.end;
        if let Some(span) = self.voices.opens(self.line.zone, Span::new(start, end)) {
            let from = self.words.partition_point(|w| w.span.start < span.start);
            let to = self.words.partition_point(|w| w.span.start < span.end);
            return Some(from..to);
        }
        subject::opening(self.words, self.range.start)
    }

    fn text(&self, range: &Range<usize>) -> Option<(Span, &str)> {
        let part = self.words.get(range.clone())?;
        let span = Span::new(part.first()?.span.start, part.last()?.span.end);
        Some((span, span.of(self.line.text)))
    }

    fn who(&self, range: &Range<usize>) -> Option<Speaker> {
        let (span, _) = self.text(range)?;
        self.voices.who(self.line, span)
    }

    /// Who makes a claim, and the words that name him.
    fn speaker(&mut self, act: &Act) -> (Option<Speaker>, Option<Range<usize>>) {
        match &act.subject {
            Subject::Words(range) => {
                let wide = self.widened(range, act.verb);
                (self.who(&wide), Some(wide))
            }
            Subject::Before(at) => {
                let before =
                    subject::before(self.words, *at).filter(|s| s.start >= self.range.start);
                match before {
                    Some(range) => (self.who(&range), Some(range)),
                    None => (None, None),
                }
            }
            Subject::Same => match &self.matrix {
                Some((speaker, range)) => (speaker.clone(), Some(range.clone())),
                None => (self.voices.inherited(self.line.zone), None),
            },
            Subject::Nobody => (self.voices.inherited(self.line.zone), None),
        }
    }

    /// A subject behind a comma belongs to the name that opens the sentence, where no verb stands between:
    /// `Jan Orel, minister of roads, member of the council, said`.
    fn widened(&self, range: &Range<usize>, verb: usize) -> Range<usize> {
        let Some(opening) = self.opening().filter(|o| o.end <= range.start) else {
            return range.clone();
        };
        let behind = self.words.get(opening.end).is_some_and(|w| w.lower == ",");
        let between = self.words.get(opening.end..verb).unwrap_or(&[]);
        let acts = between.iter().any(|w| {
            is_finite(w) || w.tag == 'S' || w.tag == 'x' && w.lower.ends_with("ed") && !w.capital
        });
        let single = self
            .words
            .get(range.clone())
            .is_some_and(|p| p.len() == 1 && p.iter().all(|w| w.tag == 'P'));
        if behind && !acts && !single {
            opening
        } else {
            range.clone()
        }
    }

    /// The words that an act is about, to the next act.
    fn content(&self, act: &Act, next: Option<&Act>) -> Range<usize> {
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
    fn content_start(&self, act: &Act) -> usize {
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
        act.body
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
        self.trimmed(start..end)
    }

    /// A stretch without marks, stops and conjunctions at its ends.
    fn trimmed(&self, mut range: Range<usize>) -> Range<usize> {
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

    /// The acts inside what a medium carries; false if there are none.
    fn relay(&mut self, within: &[&Act], end: usize, carrier: Option<&Speaker>) -> bool {
        let mut any = false;
        for (n, act) in within.iter().enumerate() {
            let Subject::Words(range) = &act.subject else {
                continue;
            };
            let speaker = self.who(range);
            if speaker.as_ref().is_none_or(|s| self.voices.is_medium(s)) {
                continue;
            }
            let stop = within.get(n + 1).map_or(end, |a| a.lead.min(end));
            let start = self.content_start(act);
            let whole = self.trimmed(start..stop.max(start));
            let before = self.claims.len();
            self.claim(act, whole, speaker, Some(range.clone()), carrier);
            any |= self.claims.len() > before;
        }
        any
    }

    /// A sentence without a verb of saying: it goes on with what somebody is saying.
    fn free(&mut self) {
        let body = self.trimmed(self.range.clone());
        if body.len() < SHORTEST {
            return;
        }
        let voice = self.voices.free(self.line.zone);
        if let Some(speaker) = &voice {
            let found = judge::clause(self.words, body.clone(), &["we", "i"]);
            if matches!(
                found.kind,
                Type::Demand | Type::Criticism | Type::Commitment
            ) && found.shown.is_some()
            {
                let said = Said {
                    kind: found.kind,
                    polarity: found.polarity,
                    what: body,
                    shown: found.shown,
                    about: found.about,
                };
                self.push(said, Some(speaker.clone()), None, None, None);
                return;
            }
        }
        if let Some((about, shown)) = judge::binds(self.words, &self.range) {
            let speaker = self.who(&about);
            let said = Said {
                kind: Type::Commitment,
                polarity: None,
                what: self.trimmed(shown.start..self.range.end),
                shown: Some(shown),
                about: None,
            };
            self.push(said, speaker, Some(about), None, None);
        }
    }

    fn claim(
        &mut self,
        act: &Act,
        whole: Range<usize>,
        speaker: Option<Speaker>,
        named: Option<Range<usize>>,
        carrier: Option<&Speaker>,
    ) {
        let heard = matches!(act.stands, Stands::Passive | Stands::Inverted);
        let mut speaker = speaker;
        if !heard && !self.can_speak(speaker.as_ref(), named.as_ref()) {
            // In a body's own statement things say what the body says.
            let Some(house) = self.voices.house() else {
                return;
            };
            speaker = Some(house.clone());
        }
        if let Some(speaker) = &speaker {
            self.voices.speaks(self.line.zone, speaker);
        }
        if whole.is_empty() && !heard {
            self.voices.announces(self.line.zone, speaker.as_ref());
            return;
        }
        let colon = self
            .words
            .get(act.body..whole.start)
            .is_some_and(|p| p.iter().any(|w| w.lower == ":"));
        if colon {
            self.voices.opens_block(self.line.zone, speaker.as_ref());
        }
        for said in self.said(act, &whole, speaker.as_ref()) {
            self.push(said, speaker.clone(), named.clone(), Some(act), carrier);
        }
    }

    /// Whether somebody who can speak is named. A subject that is a thing makes no claim, unless the
    /// document is a body's own statement.
    fn can_speak(&self, speaker: Option<&Speaker>, named: Option<&Range<usize>>) -> bool {
        let Some(named) = named else {
            return speaker.is_some();
        };
        let Some(speaker) = speaker else { return false };
        if speaker.id.is_some() || self.voices.is_person(speaker) {
            return true;
        }
        let part = self.words.get(named.clone()).unwrap_or(&[]);
        super::voice::speaks(part)
    }

    fn said(&self, act: &Act, whole: &Range<usize>, speaker: Option<&Speaker>) -> Vec<Said> {
        match act.stands {
            Stands::Passive | Stands::Inverted => self.passive(act, whole),
            _ => match act.used.frame {
                Frame::Person => self.asked(act, whole).into_iter().collect(),
                Frame::About => self.about(act, whole).into_iter().collect(),
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
        let whole = whole.start..whole.end;
        if whole.is_empty() {
            return None;
        }
        if kind == Type::Demand || kind == Type::Commitment || kind == Type::Announcement {
            let about = self.for_whom(&whole);
            return Some(Said {
                kind,
                polarity: None,
                what: whole,
                shown: None,
                about,
            });
        }
        let phrase = target::phrase(self.words, whole.start, whole.end);
        let head = target::head(self.words, whole.start, whole.end).and_then(|h| self.words.get(h));
        let matter = head.is_some_and(|w| lexicon::tone(w).is(Tone::FAULT.or(Tone::MERIT)));
        let reason = target::reason(self.words, whole.start, whole.end);
        let accused = self
            .words
            .get(act.verb)
            .is_some_and(|w| w.lower.starts_with("accus"));
        let reason = reason.or_else(|| {
            (whole.start..whole.end).find(|n| {
                accused
                    && self.words.get(*n).is_some_and(|w| w.tag == 'o')
                    && self.words.get(n + 1).is_some_and(|w| {
                        w.tag == 'g' || w.inside.is_some() || w.tag == 'D' || w.tag == 'n'
                    })
            })
        });
        let about = if matter {
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
        let fault = tone.is(Tone::FAULT_NOUN) || self.faulty(whole.start..head);
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
    fn clauses(&self, act: &Act, whole: &Range<usize>, speaker: Option<&Speaker>) -> Vec<Said> {
        let own = self.own(speaker);
        if let Some(told) = self.told_of(act, whole) {
            return vec![told];
        }
        let items = super::items::split(self.words, whole);
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

    /// `The mills were criticised for …`, `It was stressed that …`, `Criticised were the mills.`
    fn passive(&self, act: &Act, whole: &Range<usize>) -> Vec<Said> {
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
        let reason = target::reason(self.words, act.body, whole.end);
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
        super::items::split(self.words, &whole)
            .into_iter()
            .map(|item| {
                let item = self.trimmed(item);
                let owner = target::owner(self.words, item.start, item.end);
                let about = owner
                    .or_else(|| self.agents(&item))
                    .or_else(|| target::phrase(self.words, item.start, item.end));
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

    fn push(
        &mut self,
        said: Said,
        speaker: Option<Speaker>,
        named: Option<Range<usize>>,
        act: Option<&Act>,
        carrier: Option<&Speaker>,
    ) {
        let Some((span, text)) = self.text(&said.what) else {
            return;
        };
        let Some(place) = self.voices.place(self.line, span) else {
            return;
        };
        let verb = act.map(|a| self.cue_words(a));
        let shown = said.shown.as_ref().filter(|s| {
            verb.as_ref()
                .is_none_or(|v| v.end <= s.start || s.end <= v.start)
        });
        let text_of = |r: &Range<usize>| self.text(r).map(|(_, t)| t.to_owned());
        let cue = match (verb.as_ref().and_then(text_of), shown.and_then(text_of)) {
            (Some(verb), Some(shown))
                if said
                    .shown
                    .as_ref()
                    .is_some_and(|s| verb_before(&verb, s, act)) =>
            {
                Some(format!("{verb} … {shown}"))
            }
            (Some(verb), Some(shown)) => Some(format!("{shown} … {verb}")),
            (Some(one), None) | (None, Some(one)) => Some(one),
            (None, None) => None,
        };
        let marked = self
            .words
            .get(said.what.clone())
            .is_some_and(|p| p.iter().filter(|w| w.inside.is_some()).count() * 10 >= p.len() * 9);
        let denied = act.is_some_and(|a| a.used.does == Does::Denies);
        let actuality = if denied {
            "denied"
        } else if marked || self.voices.is_own(self.line.zone) {
            "said"
        } else {
            "reported"
        };
        let party = named
            .as_ref()
            .and_then(|n| self.text(n))
            .map(|(span, _)| span);
        let through = self
            .voices
            .through(self.line.zone, speaker.as_ref(), carrier);
        let target = said
            .about
            .as_ref()
            .and_then(|r| self.text(r))
            .and_then(|(span, words)| self.voices.target(self.line, span, words, speaker.as_ref()));
        let claim = Claim {
            kind: said.kind,
            speaker: speaker.map(|s| self.voices.party(self.line, s, party)),
            through,
            target,
            what: text.to_owned(),
            cue,
            polarity: said.polarity,
            actuality,
            place,
        };
        self.claims.push(claim);
    }

    fn cue_words(&self, act: &Act) -> Range<usize> {
        act.verb..act.body
    }
}

fn verb_before(_verb: &str, shown: &Range<usize>, act: Option<&Act>) -> bool {
    act.is_some_and(|a| a.verb <= shown.start)
}

/// Words of an aside before `that` at most.
const ASIDE: usize = 12;

/// Words of a sentence that goes on at least.
const SHORTEST: usize = 4;

/// Words before the noun of what is given at most.
const GIVEN: usize = 9;
