//! Claims of English lines.

mod content;
mod passive;
mod said;

use std::ops::Range;

use super::{
    Claim, Type,
    acts::{self, Act, Stands, Subject, is_finite},
    implied, judge,
    lexicon::Does,
    target,
    voice::Voices,
};
use crate::{
    facts::{
        page::Line,
        people::lexicon::{Class, class},
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
            if medium && self.quoted(&whole, carried.as_ref()) {
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
        if let Some(range) = found.map(|r| self.headed(&r)) {
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
                let wide = self.headed(&self.widened(range, act.verb));
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

    /// `Speakers at the rally said`: a subject behind a preposition is no head of its phrase, where a noun that
    /// can speak opens the sentence before.
    fn headed(&self, range: &Range<usize>) -> Range<usize> {
        // `of south Korea`: an adjective before the name belongs to it.
        let mut range = range.clone();
        while range.start > self.range.start
            && self.words.get(range.start).is_some_and(|w| w.capital)
            && self.words.get(range.start - 1).is_some_and(|w| {
                !w.capital && matches!(w.tag, 'j' | 'n' | 'D')
                    || matches!(w.lower.as_str(), "south" | "north" | "east" | "west")
            })
        {
            range.start -= 1;
        }
        let range = &range;
        let tie = range.start.checked_sub(1).and_then(|n| self.words.get(n));
        if tie.is_none_or(|w| !matches!(w.tag, 'i' | 'o' | 't') || w.lower == "by") {
            return range.clone();
        }
        let start = self.subject_start(range);
        let part = self.words.get(start..range.start).unwrap_or(&[]);
        let until = part
            .iter()
            .position(|w| matches!(w.tag, 'i' | 'o'))
            .unwrap_or(0);
        let head = part.get(..until).unwrap_or(&[]);
        let body = head.last().is_some_and(|w| w.capital);
        if until == 0 || !(super::voice::is_agent(head) || body) {
            return range.clone();
        }
        // `Professors in Tarsk in a letter on May 6 urged`: what only tells when and how is no part of it.
        let month = |n: usize| {
            let next = self.words.get(n + 1);
            next.is_some_and(|w| {
                class(&w.lower).is(Class::DAY)
                    || w.capital && self.words.get(n + 2).is_some_and(|w| w.tag == '0')
                    || matches!(w.lower.as_str(), "a" | "an" | "his" | "her" | "their")
            })
        };
        let end = (start + until..range.end)
            .find(|n| {
                self.words.get(*n).is_some_and(|w| {
                    w.lower == "," || *n > start + until && w.tag == 'i' && month(*n)
                })
            })
            .unwrap_or(range.end);
        start..end
    }

    /// Where the noun phrase begins that ends with a preposition and some words: at the beginning of the
    /// sentence if no verb stands between, else where a run of nouns begins behind a comma.
    fn subject_start(&self, range: &Range<usize>) -> usize {
        let mut first = self.range.start;
        let lead = |w: &Word| {
            w.tag == '.'
                || matches!(
                    w.lower.as_str(),
                    "," | "meanwhile" | "and" | "but" | "also" | "earlier"
                )
        };
        while first < range.start && self.words.get(first).is_some_and(lead) {
            first += 1;
        }
        let before = self.words.get(first..range.start).unwrap_or(&[]);
        let clause = before
            .iter()
            .any(|w| is_finite(w) || matches!(w.tag, 'S' | 'W' | 'P') || w.inside.is_some());
        let led = before
            .first()
            .is_some_and(|w| matches!(w.tag, 'i' | 'o' | '.'));
        if !clause && !led {
            return first;
        }
        let nominal = |w: &Word| {
            matches!(
                w.tag,
                'n' | 's' | 'N' | 'D' | 'Q' | 'j' | 'i' | 'o' | '?' | 'C' | '0'
            ) || w.capital
        };
        let run = before.iter().rev().take_while(|w| nominal(w)).count();
        let start = range.start - run;
        let opens = start
            .checked_sub(1)
            .and_then(|n| self.words.get(n))
            .is_some_and(|w| matches!(w.lower.as_str(), "," | "that"));
        if opens { start } else { range.start }
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

    /// `"He stressed the need to open the mills," the agency said`: the claims of others inside what a medium is
    /// quoted with; false if there are none.
    fn quoted(&mut self, whole: &Range<usize>, carrier: Option<&Speaker>) -> bool {
        let part = self.words.get(whole.clone()).unwrap_or(&[]);
        let marked = part.iter().filter(|w| w.inside.is_some()).count();
        if marked * 10 < part.len() * 9 || part.is_empty() {
            return false;
        }
        let mut words = self.words.to_vec();
        for word in words.get_mut(whole.clone()).unwrap_or(&mut []) {
            word.inside = None;
        }
        let acts = acts::find(&words, whole.clone());
        if !acts
            .iter()
            .any(|a| matches!(a.subject, Subject::Words(_)) && !a.inner)
        {
            return false;
        }
        let mut reader = Sentence {
            line: self.line,
            words: &words,
            range: whole.clone(),
            voices: &mut *self.voices,
            matrix: None,
            claims: Vec::new(),
        };
        reader.read();
        let mut claims = reader.claims;
        if claims.iter().all(|c| c.speaker.is_none()) {
            return false;
        }
        let name = carrier.map(|c| c.id.clone().unwrap_or_else(|| c.name.clone()));
        for claim in &mut claims {
            let own = claim
                .speaker
                .as_ref()
                .is_some_and(|s| Some(s.id.as_ref().unwrap_or(&s.name)) == name.as_ref());
            if let Some(name) = name.as_ref().filter(|n| !own && !claim.through.contains(n)) {
                claim.through.push(name.clone());
            }
            claim.actuality = "reported";
        }
        self.claims.append(&mut claims);
        true
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
            let blamed = self.also_blames(&said);
            self.push(said, speaker.clone(), named.clone(), Some(act), carrier);
            if let Some(blamed) = blamed {
                self.push(blamed, speaker.clone(), named.clone(), Some(act), carrier);
            }
        }
    }

    /// `urged the mills to overcome their laxity`: who is told to overcome a fault is blamed for it.
    fn also_blames(&self, said: &Said) -> Option<Said> {
        if said.kind != Type::Demand {
            return None;
        }
        let shown = implied::overcomes(self.words, &said.what)?;
        Some(Said {
            kind: Type::Criticism,
            polarity: Some("negative"),
            what: said.what.clone(),
            about: target::owner(self.words, shown.end - 1, said.what.end)
                .or_else(|| said.about.clone()),
            shown: Some(shown),
        })
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
        // `it` for a report or a body that spoke before.
        let it = matches!(part, [one] if one.lower == "it");
        it && !speaker.name.eq_ignore_ascii_case("it") || super::voice::speaks(part)
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
        let twice = |c: &Claim| c.kind == said.kind && c.place.at == place.at;
        if self.claims.iter().any(twice) {
            return;
        }
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

/// Words of a sentence that goes on at least.
const SHORTEST: usize = 4;
