//! The fact that is given for a mention.

use std::collections::BTreeMap;

use super::{Linked, SLACK, bounds, days};
use crate::facts::{
    events::{Draft, Event, Form, series::Index},
    page::Page,
};

/// The fact of a mention.
pub(super) fn event(
    page: &Page<'_>,
    index: &Index,
    linked: &Linked,
    provisional: Option<String>,
) -> Option<Event> {
    let draft = &linked.draft;
    let known = linked.event.and_then(|e| index.events.get(e));
    let series = draft.series.and_then(|n| index.series.get(n));
    let mut basis: BTreeMap<&'static str, String> = BTreeMap::new();
    if draft.form != Form::Name {
        basis.insert("form", draft.form.name().to_owned());
    }
    if let Some(rests) = linked.basis {
        basis.insert("id", rests.to_owned());
    }
    let told = &draft.dates;
    let (mut start, mut end) = (told.start.clone(), told.end.clone());
    if let (Some(rests), false) = (told.basis, told.is_empty()) {
        basis.insert("dates", rests.to_owned());
    }
    if let Some(known) = known {
        let days = linked.event.and_then(|e| days(index, e));
        let consistent = start
            .as_deref()
            .and_then(bounds)
            .zip(days)
            .is_some_and(|((a, b), (first, last))| a <= last + SLACK && first - SLACK <= b);
        if let Some(told) = start.take().filter(|_| consistent) {
            basis.insert("start_in_text", told);
        }
        start = Some(known.start.clone());
        end.clone_from(&known.end);
        basis.insert("dates", "pack".to_owned());
    }
    let venue = venue(page, draft, known, &mut basis);
    Some(Event {
        id: known.map(|k| k.id.clone()).or(provisional),
        candidates: linked
            .candidates
            .iter()
            .filter_map(|c| index.events.get(*c))
            .map(|c| c.id.clone())
            .collect(),
        text: page.words(draft.at).to_owned(),
        series: Some(
            series
                .map(|s| s.id.clone())
                .or(known.map(|k| k.series.clone()))
                .unwrap_or_else(|| draft.kind.to_owned()),
        ),
        ordinal: draft.ordinal.or(known.and_then(|k| k.ordinal)),
        term: known
            .and_then(|k| k.term)
            .or(draft.term.filter(|_| draft.ordinal.is_some())),
        of: draft.of.clone(),
        start,
        end,
        venue,
        basis,
        place: page.place(draft.at)?,
    })
}

fn venue(
    page: &Page<'_>,
    draft: &Draft,
    known: Option<&crate::pack::Event>,
    basis: &mut BTreeMap<&'static str, String>,
) -> Option<String> {
    match &draft.venue {
        Some((place, "text")) => Some(place.clone()),
        Some((_, _)) => {
            let place = page.document.dateline.as_ref()?.place.clone()?;
            basis.insert("place", "dateline".to_owned());
            Some(place)
        }
        None => {
            let place = known?.place.clone()?;
            basis.insert("place", "pack".to_owned());
            Some(place)
        }
    }
}
