//! Whom or what a Korean claim is about.

use super::{
    super::Type,
    Act, OPENING, Sentence, Source,
    complement::{Complement, Form},
    judge::Content,
    lexicon,
};
use crate::{
    facts::{
        nations::Nations,
        quotes::korean::{eojeol, phrase_start, subjects},
    },
    text::Span,
};

impl Sentence<'_, '_, '_, '_, '_> {
    /// Whom or what a claim is about.
    pub(super) fn target(
        &self,
        act: &Act,
        kind: Type,
        main: &Complement,
        object: Option<&Complement>,
        content: &Content<'_>,
        source: &Source,
    ) -> Option<Span> {
        let asked = matches!(kind, Type::Demand | Type::Commitment | Type::Announcement);
        if let Some(whom) = self.whom(act).filter(|_| kind != Type::Criticism) {
            return Some(whom);
        }
        if !asked && let Some(object) = object {
            return self.object(act, object);
        }
        // The subject of what is said.
        let behind = source
            .span
            .filter(|s| s.start < main.end)
            .map_or(0, |s| s.end);
        let limit = match main.form {
            Form::Marked(_) => return self.inner(content),
            _ => main.end,
        };
        let words = self.words.get(act.from..act.at)?;
        let from = words.partition_point(|w| w.start <= behind);
        let words = words.get(from..)?;
        let start = words.first()?.start;
        // `다른 정당들도 …할것을`
        let also = words.iter().take(OPENING).enumerate().find_map(|(n, w)| {
            let noun = self
                .text(*w)
                .strip_suffix('도')
                .filter(|n| n.ends_with('들'))?;
            let first = phrase_start(self.line.text, words, n, start, &[]);
            Some(Span::new(first, w.start + noun.len()))
        });
        let found = subjects(self.line.text, words, start, limit);
        found.into_iter().next().or(also)
    }

    /// The subject of marked words.
    fn inner(&self, content: &Content<'_>) -> Option<Span> {
        let words = eojeol(self.line.text, content.span, &[]);
        let found = subjects(self.line.text, &words, content.span.start, content.span.end);
        let pronoun = |s: &Span| {
            matches!(
                self.text(*s),
                "나" | "저" | "우리" | "이" | "그" | "이것" | "그것"
            )
        };
        found.into_iter().find(|s| !pronoun(s))
    }

    /// The noun phrase of an object; of a fault, whose it is.
    fn object(&self, act: &Act, object: &Complement) -> Option<Span> {
        let words = self.words.get(act.from..act.at)?;
        let at = words.iter().position(|w| w.end >= object.noun.end)?;
        let start = phrase_start(
            self.line.text,
            words,
            at,
            object.noun.start.min(words.first()?.start),
            &[],
        );
        let span = Span::new(start.min(object.noun.start), object.noun.end);
        let text = self.text(span);
        // `공장들의 결함`: the mills are criticised.
        let owner = text
            .rfind("의 ")
            .filter(|cut| lexicon::fault(text.get(*cut..).unwrap_or("")).is_some());
        Some(match owner {
            Some(cut) => Span::new(span.start, span.start + cut),
            None => span,
        })
    }

    /// Who is asked or thanked: `공장들에게`, `정부에`.
    fn whom(&self, act: &Act) -> Option<Span> {
        let words = self.words.get(act.from..act.at)?;
        let nations = Nations::get();
        words.iter().enumerate().rev().find_map(|(n, word)| {
            let form = self.text(*word).trim_end_matches(',');
            let person = ["에게", "들에", "한테", "측에", "에게도", "께"]
                .iter()
                .find(|p| form.ends_with(**p));
            // `당국(TTA)에`
            if let Some(bare) = form
                .strip_suffix(")에")
                .or_else(|| form.strip_suffix(")에게"))
            {
                let end = word.start + bare.len();
                let from = self
                    .line
                    .text
                    .floor_char_boundary(end.saturating_sub(BRACKET));
                let open = self.line.text.get(from..end)?.rfind('(')? + from;
                let at = words
                    .iter()
                    .position(|w| w.start <= open && open <= w.end)?;
                let start = phrase_start(self.line.text, words, at, words.first()?.start, &[]);
                return (start < open).then(|| Span::new(start, open));
            }
            let noun = match person {
                Some(p) if *p == "들에" || *p == "측에" => form.strip_suffix("에")?,
                Some(p) => form.strip_suffix(p)?,
                None => {
                    let noun = form.strip_suffix("에")?;
                    let state = nations
                        .in_letters(noun)
                        .is_some_and(|(n, _)| n == noun.len());
                    let body = noun.chars().nth(1).is_some() && noun.ends_with(BODIES);
                    (state || body).then_some(noun)?
                }
            };
            if noun.is_empty() {
                return None;
            }
            let next = words.get(n + 1).map_or("", |w| self.text(*w));
            if next.starts_with("대") && next.contains('해') || next.starts_with("따르") {
                return None;
            }
            let start = phrase_start(self.line.text, words, n, words.first()?.start, &[]);
            Some(Span::new(start, word.start + noun.len()))
        })
    }
}

/// Bytes of what stands in brackets at most.
const BRACKET: usize = 100;

/// Nouns that no claim is about.
pub(super) const NO_TARGET: [&str; 16] = [
    "지금",
    "오늘",
    "도움",
    "수",
    "것",
    "때",
    "점",
    "경우",
    "사실",
    "여기",
    "이것",
    "그것",
    "나",
    "우리",
    "이",
    "문제점",
];

/// What bodies end with that are asked: `정부에`, `위원회에`.
const BODIES: [char; 9] = ['부', '국', '청', '당', '사', '원', '군', '회', '측'];
