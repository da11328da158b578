//! Claims of marked quotations that no verb of the lists reports.

use super::{Claim, judge, voice::Voices};
use crate::facts::{
    page::{Page, Tongue},
    quotes::{Kind, Mode, Quote},
};

/// Adds a claim for each marked quotation with a speaker that no claim covers.
pub(super) fn add(
    page: &Page<'_>,
    quotes: &[Quote],
    voices: &Voices<'_, '_>,
    claims: &mut Vec<Claim>,
) {
    voice_order(claims);
    let mut found = Vec::new();
    for quote in quotes {
        let speech = quote.kind == Kind::Speech && quote.mode == Mode::Direct;
        let (Some(speaker), Some(clean)) = (&quote.speaker, quote.clean.first()) else {
            continue;
        };
        let Some(line) = page
            .line(quote.zone)
            .filter(|l| speech && l.tongue == Tongue::English)
        else {
            continue;
        };
        if !super::is_body(line) || voices.is_medium(speaker) || covered(claims, quote) {
            continue;
        }
        let words = &line.paragraph().words;
        let from = words.partition_point(|w| w.span.start < clean.start);
        let to = words.partition_point(|w| w.span.start < clean.end);
        // A phrase is no claim of its own.
        if !words
            .get(from..to)
            .unwrap_or(&[])
            .iter()
            .any(super::acts::is_verb)
        {
            continue;
        }
        let verdict = judge::clause(words, from..to, &["we", "i"]);
        let Some(place) = voices.place(line, *clean) else {
            continue;
        };
        let shown = verdict.shown.and_then(|r| {
            let part = words.get(r)?;
            let span = crate::text::Span::new(part.first()?.span.start, part.last()?.span.end);
            Some(span.of(line.text).to_owned())
        });
        let target = verdict.about.and_then(|r| {
            let part = words.get(r)?;
            let span = crate::text::Span::new(part.first()?.span.start, part.last()?.span.end);
            voices.target(line, span, span.of(line.text), Some(speaker))
        });
        let kind = quote
            .cue
            .as_ref()
            .and_then(|c| super::lexicon::makes(&c.text));
        let kind = kind.unwrap_or(verdict.kind);
        // A question claims nothing.
        if clean.of(line.text).trim_end().ends_with('?') {
            continue;
        }
        found.push(Claim {
            kind,
            speaker: Some(super::Party {
                name: speaker.name.clone(),
                id: speaker.id.clone(),
                span: quote.source.as_ref().map(|s| s.span),
            }),
            through: voices.through(quote.zone, Some(speaker), None),
            target,
            what: clean.of(line.text).to_owned(),
            cue: quote.cue.as_ref().map(|c| c.text.clone()).or(shown),
            polarity: if kind == super::Type::Criticism {
                Some("negative")
            } else {
                verdict.polarity
            },
            actuality: "said",
            place,
        });
    }
    claims.append(&mut found);
}

fn voice_order(claims: &mut [Claim]) {
    super::voice::in_order(claims);
}

/// Whether a claim shares a quotation's words.
fn covered(claims: &[Claim], quote: &Quote) -> bool {
    let from = claims.partition_point(|c| c.place.at.zone < quote.zone);
    let own = claims
        .get(from..)
        .unwrap_or(&[])
        .iter()
        .take_while(|c| c.place.at.zone == quote.zone);
    let mut own = own.map(|c| c.place.at.span);
    own.any(|s| {
        quote
            .clean
            .iter()
            .any(|q| q.start < s.end && s.start < q.end)
    })
}
