//! Claims of Korean lines, by their verbs and what stands before them: `…를 비판하시였다`, `…라고 지적했다`,
//! `…할데 대하여 강조하시였다`, `…해야 한다고 말했다`.

mod complement;
mod judge;
mod lexicon;
mod target;

use self::{
    complement::{Complement, Form},
    judge::Content,
    lexicon::{Does, Verb},
};
use super::{Claim, Type, voice::Voices};
use crate::{
    facts::{
        marks::{Marked, marked},
        page::Line,
        quotes::{
            How, Speaker,
            korean::{eojeol, is_joined, is_medium, subjects},
        },
    },
    text::Span,
};

/// Words of a sentence that are looked at together at most: what has no stops is cut.
const LONGEST: usize = 256;

/// Finds the claims of a line.
pub(super) fn read(line: &Line<'_>, voices: &mut Voices<'_, '_>, out: &mut Vec<Claim>) {
    let marks = marked(line.text);
    let mut next = 0;
    for sentence in joined(line, &marks) {
        while marks
            .get(next)
            .is_some_and(|m| m.outer.end <= sentence.start)
        {
            next += 1;
        }
        let rest = marks.get(next..).unwrap_or(&[]);
        let inside: Vec<&Marked> = rest
            .iter()
            .take_while(|m| m.outer.start < sentence.end)
            .collect();
        let words = eojeol(line.text, sentence, &inside);
        for words in words.chunks(LONGEST) {
            let mut reader = Sentence {
                line,
                words,
                inside: &inside,
                voices,
                topic: None,
                claims: Vec::new(),
            };
            reader.read();
            out.append(&mut reader.claims);
        }
    }
}

/// The sentences of a line; those inside one pair of marks belong to the sentence around them, and so does
/// what ties the marks to their verb.
fn joined(line: &Line<'_>, marks: &[Marked]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut mark = 0;
    for sentence in line.sentences() {
        while marks
            .get(mark)
            .is_some_and(|m| m.outer.end <= sentence.start)
        {
            mark += 1;
        }
        let covered = marks
            .get(mark)
            .is_some_and(|m| m.outer.start < sentence.start);
        let tied = is_joined(line.text, sentence.start);
        match out.last_mut().filter(|_| covered || tied) {
            Some(last) => last.end = sentence.end,
            None => out.push(*sentence),
        }
    }
    out
}

/// Who says something, and in which words he is named.
#[derive(Clone, Debug)]
struct Source {
    speaker: Option<Speaker>,
    span: Option<Span>,
}

struct Sentence<'l, 'p, 'v, 'c, 'd> {
    line: &'l Line<'p>,
    words: &'l [Span],
    inside: &'l [&'l Marked],
    voices: &'v mut Voices<'c, 'd>,
    /// Who the sentence is about.
    topic: Option<Source>,
    claims: Vec<Claim>,
}

/// The verb of a claim with all that belongs to it.
struct Act {
    verb: Verb,
    cue: Span,
    /// The number of its word.
    at: usize,
    /// The first word that can belong to it.
    from: usize,
}

impl<'p> Sentence<'_, 'p, '_, '_, '_> {
    fn read(&mut self) {
        let mut from = 0;
        // The claims of a verb that another verb reports, and the number of its word.
        let mut nested: Option<(usize, usize)> = None;
        for at in 0..self.words.len() {
            let Some(cue) = self.words.get(at).copied() else {
                break;
            };
            let Some(verb) = self.verb(at, from) else {
                continue;
            };
            let act = Act {
                verb,
                cue,
                at,
                from,
            };
            // `…를 비판했다고 밝혔다`: who says so carries the claim.
            if let Some((first, word)) = nested.take()
                && word + 1 == at
                && first < self.claims.len()
            {
                self.carried(first);
                from = at + 1;
                continue;
            }
            let before = self.claims.len();
            self.act(&act);
            if verb.reported {
                nested = Some((before, at));
                continue;
            }
            from = at + 1;
        }
    }

    fn text(&self, span: Span) -> &'p str {
        span.of(self.line.text)
    }

    fn verb(&self, at: usize, from: usize) -> Option<Verb> {
        let form = self.text(*self.words.get(at)?);
        if let Some(verb) = lexicon::verb(form) {
            // `비판하고 있는 사람`
            let next = self.words.get(at + 1).map_or("", |w| self.text(*w));
            let bound =
                form.ends_with('고') && (next.starts_with("있는") || next.starts_with("있던"));
            return (!bound).then_some(verb);
        }
        // `강조한 바 있다`
        let next = self.words.get(at + 1).map_or("", |w| self.text(*w));
        if next == "바"
            && let Some(stem) = form.strip_suffix('한')
        {
            return lexicon::verb(&format!("{stem}했다"));
        }
        // `…고 했다`
        let before = at.checked_sub(1).filter(|n| *n >= from)?;
        let said = lexicon::does(form)
            && matches!(
                complement::of(self.line.text, self.words, self.inside, before),
                Some(Complement {
                    form: Form::Marked(_) | Form::Clause,
                    ..
                })
            );
        said.then_some(Verb {
            does: Does::Says,
            passive: false,
            reported: false,
            blames: false,
            gives: false,
        })
    }

    /// Whoever reports the claims from one number on stands between them and the reader.
    fn carried(&mut self, first: usize) {
        let Some(carrier) = self.topic.as_ref().and_then(|t| t.speaker.clone()) else {
            return;
        };
        let name = carrier.id.unwrap_or(carrier.name);
        for claim in self.claims.iter_mut().skip(first) {
            let own = claim
                .speaker
                .as_ref()
                .is_some_and(|s| s.id.as_ref().unwrap_or(&s.name) == &name);
            if !own && !claim.through.contains(&name) {
                claim.through.push(name.clone());
            }
        }
    }

    fn act(&mut self, act: &Act) {
        let found = complement::before(self.line.text, self.words, self.inside, act);
        let Some(nearest) = found.first().copied() else {
            return;
        };
        let clause = found
            .iter()
            .find(|c| !matches!(c.form, Form::Object | Form::Subject))
            .copied();
        let object = found
            .iter()
            .find(|c| matches!(c.form, Form::Object | Form::Subject))
            .copied();
        let main = clause.unwrap_or(nearest);
        let (source, carrier) = self.source(act, &main);
        if !act.verb.reported {
            self.topic = Some(source.clone());
        } else if self.topic.is_none() {
            self.topic = carrier.clone().or_else(|| Some(source.clone()));
        }
        let marks = found.iter().filter_map(|c| match c.form {
            Form::Marked(n) => Some(n),
            _ => None,
        });
        let mut relayed = false;
        for n in marks {
            relayed |= self.relayed(n, &source);
        }
        if relayed {
            return;
        }
        let earlier: Vec<Complement> = found
            .iter()
            .filter(|c| matches!(c.form, Form::Marked(_)) && **c != main)
            .copied()
            .collect();
        for one in earlier.iter().rev().chain([&main]) {
            self.claims_of(act, one, object.as_ref(), &source, carrier.as_ref());
        }
    }

    fn claims_of(
        &mut self,
        act: &Act,
        main: &Complement,
        object: Option<&Complement>,
        source: &Source,
        carrier: Option<&Source>,
    ) {
        let Some(content) = self.content(act, main, source) else {
            return;
        };
        let Some(found) = judge::judge(act.verb, &content, object.map(|o| self.text(o.noun)))
        else {
            return;
        };
        if let Some(speaker) = &source.speaker {
            self.voices.speaks(self.line.zone, speaker);
        }
        for kind in found.kinds {
            let about = self.target(act, kind, main, object, &content, source);
            let about = about
                .map(|span| self.cleaned(span))
                .filter(|span| !target::NO_TARGET.contains(&self.text(*span)));
            let target = about.and_then(|span| {
                self.voices
                    .target(self.line, span, self.text(span), source.speaker.as_ref())
            });
            let claim = self.claim(act, kind, &content, source, carrier);
            let Some(mut claim) = claim else { continue };
            claim.target = target;
            claim.polarity = match kind {
                _ if act.verb.does == Does::Denies => Some("negative"),
                Type::Criticism => Some("negative"),
                Type::Praise => Some("positive"),
                Type::Demand | Type::Commitment => None,
                _ => found.polarity,
            };
            self.claims.push(claim);
        }
    }

    /// `통신은 “위원회는 …를 요구했다”고 보도했다`: the claims inside marked words that end with a verb of
    /// their own; false if there are none.
    fn relayed(&mut self, mark: usize, source: &Source) -> bool {
        let Some(mark) = self.inside.get(mark) else {
            return false;
        };
        let inner = mark.inner.trimmed(self.line.text);
        let words = eojeol(self.line.text, inner, &[]);
        let last = words.last().and_then(|w| lexicon::verb(self.text(*w)));
        if last.is_none_or(|v| v.reported || v.does == Does::Relays) || words.len() > LONGEST {
            return false;
        }
        let mut reader = Sentence {
            line: self.line,
            words: &words,
            inside: &[],
            voices: &mut *self.voices,
            topic: None,
            claims: Vec::new(),
        };
        reader.read();
        let mut claims = reader.claims;
        let named = claims
            .iter()
            .any(|c| c.speaker.as_ref().is_some_and(|s| s.span.is_some()));
        if !named {
            return false;
        }
        let by = source.speaker.as_ref();
        let name = by.map(|s| s.id.clone().unwrap_or_else(|| s.name.clone()));
        for claim in &mut claims {
            if let Some(name) = name.as_ref().filter(|n| !claim.through.contains(n)) {
                claim.through.push(name.clone());
            }
        }
        self.claims.append(&mut claims);
        true
    }

    fn claim(
        &self,
        act: &Act,
        kind: Type,
        content: &Content<'_>,
        source: &Source,
        carrier: Option<&Source>,
    ) -> Option<Claim> {
        let place = self.voices.place(self.line, content.span)?;
        let actuality = if act.verb.does == Does::Denies {
            "denied"
        } else if content.marked || self.voices.is_own(self.line.zone) {
            "said"
        } else {
            "reported"
        };
        let cue = self
            .text(act.cue)
            .trim_matches(|c: char| !c.is_alphanumeric());
        let speaker = source.speaker.clone();
        let carrier = carrier.and_then(|c| c.speaker.as_ref());
        Some(Claim {
            kind,
            through: self
                .voices
                .through(self.line.zone, speaker.as_ref(), carrier),
            speaker: speaker.map(|s| self.voices.party(self.line, s, source.span)),
            target: None,
            what: content.text.to_owned(),
            cue: Some(cue.to_owned()),
            polarity: None,
            actuality,
            place,
        })
    }

    /// A noun phrase without the verbs and times that only stand before it.
    fn cleaned(&self, span: Span) -> Span {
        let mut start = span.start;
        let mut at = span.start;
        for piece in self.text(span).split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            at += piece.len();
            if at < span.end && BEFORE.iter().any(|e| word.ends_with(e)) {
                start = at;
            }
        }
        Span::new(start, span.end)
    }

    fn who(&self, span: Span) -> Source {
        let span = self.cleaned(span);
        Source {
            speaker: self.voices.who(self.line, span),
            span: Some(span),
        }
    }

    /// Who says something, and the medium that passes it on.
    fn source(&self, act: &Act, main: &Complement) -> (Source, Option<Source>) {
        let words = self.words.get(act.from..act.at).unwrap_or(&[]);
        let limit = match main.form {
            Form::Marked(n) => self.inside.get(n).map_or(act.cue.start, |m| m.outer.start),
            Form::Object | Form::Subject => main.noun.start,
            Form::Clause => act.cue.start,
        };
        let start = words.first().map_or(act.cue.start, |w| w.start);
        // `…했다고 대변인이 말했다`: who speaks stands behind what he says.
        let boundary = match main.form {
            Form::Marked(n) => self.inside.get(n).map_or(main.end, |m| m.outer.end),
            Form::Clause => main.end,
            Form::Object | Form::Subject => act.cue.start,
        };
        let from = words.partition_point(|w| w.start <= boundary);
        let behind = words.get(from..).unwrap_or(&[]);
        if let Some(first) = behind.first() {
            let found = subjects(self.line.text, behind, first.start, act.cue.start);
            if let Some(found) = found.last() {
                return (self.who(*found), None);
            }
        }
        let all = subjects(self.line.text, words, start, limit);
        let all: Vec<Span> = all
            .into_iter()
            .filter(|s| !act.verb.passive || self.is_place(*s))
            // `지지한다는`: an ending of a verb, no topic.
            .filter(|s| {
                !["다", "하라", "하자", "겠다"]
                    .iter()
                    .any(|e| self.text(*s).ends_with(e))
            })
            .collect();
        // `관세률이 부과된 업체들은`: what the sentence is about, not the subject of a clause inside.
        let about = all.iter().position(|s| self.is_topic(*s)).unwrap_or(0);
        let Some(first) = all.get(about).copied() else {
            return (self.unnamed(), None);
        };
        let mut rest = all.iter().skip(about + 1);
        let second = if matches!(main.form, Form::Marked(_)) {
            rest.next_back()
        } else {
            rest.next()
        };
        let carries = is_medium(self.text(first)) && act.verb.does != Does::Relays;
        match second.copied() {
            Some(second) if carries => (self.who(second), Some(self.who(first))),
            // `총리실은 총리가 …라고 강조했다고 밝혔다`
            Some(second) if act.verb.reported => (self.who(second), Some(self.who(first))),
            None if carries && self.topic.is_none() && act.verb.reported => (self.who(first), None),
            _ => (self.who(first), None),
        }
    }

    /// `위원장은`, `통신에 따르면`
    fn is_topic(&self, subject: Span) -> bool {
        let behind = self.line.text.get(subject.end..).unwrap_or("");
        ["은", "는", "께서는", "에서는", "에 "]
            .iter()
            .any(|p| behind.starts_with(p))
    }

    /// `보고에서는 …가 지적되였다`
    fn is_place(&self, subject: Span) -> bool {
        let behind = self.line.text.get(subject.end..).unwrap_or("");
        behind.starts_with("에서") || behind.starts_with("에 ")
    }

    /// Nobody is named: whoever the sentence is about, else whoever spoke last.
    fn unnamed(&self) -> Source {
        self.topic.clone().unwrap_or_else(|| Source {
            speaker: self
                .voices
                .inherited(self.line.zone)
                .map(|s| s.as_how(How::Inherited)),
            span: None,
        })
    }

    /// The words that a claim is about.
    fn content(&self, act: &Act, main: &Complement, source: &Source) -> Option<Content<'p>> {
        let text = self.line.text;
        if let Form::Marked(n) = main.form {
            let mark = self.inside.get(n)?;
            let span = mark.inner.trimmed(text);
            let whole = span
                .of(text)
                .split_whitespace()
                .nth(complement::TERM)
                .is_some();
            if whole {
                return Some(Content {
                    span,
                    text: span.of(text),
                    marked: true,
                    form: main.form,
                });
            }
        }
        let own = self.words.get(act.from..act.at)?;
        let behind = source
            .span
            .filter(|s| s.start < main.end)
            .map_or(0, |s| s.end);
        let mut start = own
            .iter()
            .find(|w| w.start >= behind)
            .map_or(main.end, |w| w.start);
        let first = own.partition_point(|w| w.start < start);
        let according = self.text(*own.get(first)?);
        if according.starts_with("따르면") || according.starts_with("의하면") {
            start = own.get(first + 1)?.start;
        }
        // `기자회견에서 …라고`: where it was said belongs to no content.
        let opening = own.iter().filter(|w| w.start >= start && w.end < main.end);
        if let Some(word) = opening.take(OPENING).find(|w| is_occasion(self.text(**w))) {
            let next = own.iter().find(|w| w.start >= word.end);
            start = next
                .map_or(start, |w| w.start)
                .min(main.noun.start.max(start));
        }
        let start = match self.inside.iter().find(|m| m.outer.end == start) {
            Some(mark) => mark.outer.start.max(behind),
            None => start,
        };
        let span = Span::new(start.min(main.end), main.end).trimmed(text);
        (!span.is_empty()).then(|| Content {
            span,
            text: span.of(text),
            marked: false,
            form: main.form,
        })
    }
}

/// Words before what is said at most that tell where it was said.
const OPENING: usize = 8;

/// Where somebody speaks: `기자회견에서`.
fn is_occasion(word: &str) -> bool {
    let Some(noun) = word
        .trim_end_matches(',')
        .strip_suffix("에서")
        .or_else(|| word.strip_suffix("을통해"))
    else {
        return false;
    };
    [
        "회견",
        "성명",
        "연설",
        "회의",
        "인터뷰",
        "담화",
        "보고",
        "토론",
        "개회사",
        "페회사",
        "폐회사",
        "자리",
        "글",
        "반박문",
        "브리핑",
        "통화",
        "서한",
        "결론",
        "론평",
        "논평",
        "회담",
        "대회",
        "방송",
        "보도",
        "기고",
        "페이스북",
        "트위터",
        "국회",
        "행사",
        "간담회",
    ]
    .iter()
    .any(|o| noun.ends_with(o))
}

/// What a word ends with that stands before a noun phrase and is no part of it: endings of verbs, times,
/// conjunctions.
const BEFORE: [&str; 36] = [
    "지만",
    "니라",
    "면서",
    "다면",
    "라면",
    "으나",
    "그러나",
    "하지만",
    "그리고",
    "한편",
    "때",
    "데",
    "게",
    "동안",
    "이후",
    "수",
    "된",
    "진",
    "되는",
    "하는",
    "있는",
    "없는",
    "던",
    "위해",
    "통해",
    "따라",
    "관련",
    "인해",
    "결과",
    "됐으나",
    "지난",
    "또",
    "또한",
    "이어",
    "이날",
    "현지시간)",
];
