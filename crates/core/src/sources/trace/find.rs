//! Where the words of a quote stand in the statements held.

use std::collections::BTreeMap;

use crate::{Document, text::Span};

use super::{
    Edit, EditKind, Match,
    align::{Alignment, Mark, Step, align},
    held::{Held, Place, Statement, Words},
    version,
};

/// Words of a story that are looked for.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) ids: Vec<u32>,
    pub(super) places: Vec<Place>,
    pub(super) marks: Vec<Mark>,
    /// Words around it, by which one of several places is chosen.
    pub(super) context: Vec<u32>,
}

/// A place where a quote may come from.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) document: usize,
    pub(super) similarity: f64,
    /// Words of the index, from the first to the last that the quote has.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) alignment: Alignment,
    /// Where the window begins that the alignment counts from.
    pub(super) window: usize,
    /// How well what stands around agrees.
    pub(super) context: f64,
}

/// Words whose places are more than these say nothing about where a quote is from.
const COMMON: usize = 4000;

/// Statements that are looked at for one quote.
const DOCUMENTS: usize = 8;

/// Places of one statement that are looked at.
const PLACES: usize = 12;

/// Places of the very words beyond which they are a stock phrase.
const MANY: usize = 200;

/// Places of the very words that are looked at for those of statements that the story has more of.
const PHRASES: usize = 4_000;

/// How much of a quote's weight must meet in one place for the place to be looked at.
const SHARE: f64 = 0.35;

/// The best place in each statement that has one, best statement first (then in the order of the corpus).
/// `kin` has how many 5-grams each statement shares with the story.
pub(super) fn find(held: &Held, wanted: &Wanted, kin: &BTreeMap<usize, usize>) -> Vec<Found> {
    let mut best: BTreeMap<usize, Found> = BTreeMap::new();
    let mut exact = exact(held, &wanted.ids, PHRASES);
    if exact.len() > MANY {
        // A stock phrase: only statements that the story has more of can be meant.
        exact.retain(|(d, _)| kin.get(d).is_some_and(|c| *c >= version::LEAST));
        exact.truncate(MANY);
    }
    let candidates = if exact.is_empty() {
        votes(held, &wanted.ids)
    } else {
        exact
    };
    for (document, at) in candidates {
        let Some(found) = at_place(held, wanted, document, at) else {
            continue;
        };
        let better = best.get(&document).is_none_or(|b| {
            (found.similarity, found.context) > (b.similarity + 1e-9, b.context)
                || (found.similarity - b.similarity).abs() < 1e-9
                    && found.context > b.context + 1e-9
        });
        if better {
            best.insert(document, found);
        }
    }
    // Where some have the very words, others may have them changed.
    if best.values().any(|f| f.similarity >= 1.0) && wanted.ids.len() >= 4 {
        for (document, at) in votes(held, &wanted.ids) {
            if !best.contains_key(&document)
                && let Some(found) = at_place(held, wanted, document, at)
            {
                best.insert(document, found);
            }
        }
    }
    let mut out: Vec<Found> = best.into_values().collect();
    out.sort_by(|a, b| {
        b.similarity
            .total_cmp(&a.similarity)
            .then(a.document.cmp(&b.document))
    });
    out
}

/// The places where the words stand as they are, `most` at most and one more.
fn exact(held: &Held, ids: &[u32], most: usize) -> Vec<(usize, usize)> {
    let rarest = ids
        .iter()
        .enumerate()
        .min_by_key(|(_, id)| held.count(**id));
    let Some((offset, id)) = rarest else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut others: Vec<(usize, u32)> = ids.iter().copied().enumerate().collect();
    others.sort_by_key(|(_, id)| held.count(*id));
    for start in held.meet(&held.places(*id), offset, &others, ids.len(), most) {
        out.push((held.document_of(start), start));
    }
    out
}

/// Places where many of the words stand near one another, by the weight that meets on a diagonal.
fn votes(held: &Held, ids: &[u32]) -> Vec<(usize, usize)> {
    const WIDTH: usize = 16;
    let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
    let mut all = 0.0;
    for (offset, id) in ids.iter().enumerate() {
        if held.count(*id) > COMMON {
            continue;
        }
        let places = held.places(*id);
        let weight = held.weight(*id);
        all += weight;
        for &place in &*places {
            let start = (place as usize).saturating_sub(offset) / WIDTH;
            *sums.entry(start).or_default() += weight;
        }
    }
    // What straddles two cells counts for both.
    let mut by_document: BTreeMap<usize, Vec<(f64, usize)>> = BTreeMap::new();
    for (cell, sum) in &sums {
        let both = sum + sums.get(&(cell + 1)).copied().unwrap_or(0.0);
        if both >= all * SHARE {
            let document = held.document_of(cell * WIDTH + WIDTH / 2);
            by_document
                .entry(document)
                .or_default()
                .push((both, cell * WIDTH));
        }
    }
    let mut documents: Vec<(usize, Vec<(f64, usize)>)> = by_document.into_iter().collect();
    for (_, places) in &mut documents {
        places.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        places.truncate(PLACES);
    }
    let top = |d: &(usize, Vec<(f64, usize)>)| d.1.first().map_or(0.0, |p| p.0);
    documents.sort_by(|a, b| top(b).total_cmp(&top(a)).then(a.0.cmp(&b.0)));
    documents.truncate(DOCUMENTS);
    documents
        .into_iter()
        .flat_map(|(d, places)| places.into_iter().map(move |(_, at)| (d, at)))
        .collect()
}

fn at_place(held: &Held, wanted: &Wanted, document: usize, at: usize) -> Option<Found> {
    let range = held.range(document);
    let length = wanted.ids.len();
    let from = at.saturating_sub(16 + length / 2).max(range.start);
    let to = (at + 48 + 2 * length).min(range.end);
    let window = held.ids(from..to);
    // The words as they are: nothing to align.
    let alignment = match window.get(at.checked_sub(from)?..at - from + length) {
        Some(same) if same == wanted.ids => Alignment {
            similarity: 1.0,
            steps: (0..length).map(|n| Step::Pair(n, at - from + n)).collect(),
        },
        _ => align(&wanted.ids, &wanted.marks, &window)?,
    };
    let mut used = alignment.steps.iter().filter_map(|s| match s {
        Step::Pair(_, j) => Some(*j),
        _ => None,
    });
    let start = from + used.clone().next()?;
    let end = from + used.next_back()? + 1;
    let around = held.ids(start.saturating_sub(40).max(range.start)..(end + 40).min(range.end));
    let context: f64 = wanted
        .context
        .iter()
        .filter(|id| around.contains(id))
        .map(|id| held.weight(*id))
        .sum();
    Some(Found {
        document,
        similarity: alignment.similarity,
        start,
        end,
        alignment,
        window: from,
        context,
    })
}

/// Words that a source leaves out between two of a quote for the quote to be spliced from two places.
const APART: usize = 9;

/// What a quote has done to its source, by places, and how it is called.
pub(super) fn compare(
    story: &Document,
    statement: &Statement,
    wanted: &Wanted,
    found: &Found,
) -> (Match, Vec<Edit>) {
    let mut edits: Vec<Edit> = Vec::new();
    let mut cased = false;
    let mut longest = 0;
    let mut run = 0;
    let at_source = |j: usize| statement.place(found.window + j);
    let as_said = |place: Place| {
        let zone = story.zones.get(place.zone as usize);
        zone.map_or(String::new(), |z| place.span().of(z.text()).to_owned())
    };
    for step in &found.alignment.steps {
        if matches!(step, Step::Left(_)) {
            run += 1;
            longest = longest.max(run);
        } else {
            run = 0;
        }
        match *step {
            Step::Pair(i, j) => {
                let (Some(place), Some(at)) = (wanted.places.get(i), at_source(j)) else {
                    continue;
                };
                let (said, own) = (as_said(*place), statement.form(found.window + j));
                let same = wanted.ids.get(i).copied() == statement.id(found.window + j);
                if same {
                    cased |= said != own && said.to_lowercase() == own.to_lowercase();
                    continue;
                }
                let kind = if wanted.marks.get(i).is_some_and(|m| m.bracketed) {
                    EditKind::Bracketed
                } else {
                    EditKind::Changed
                };
                put(&mut edits, kind, Some(*place), Some(at));
            }
            Step::Added(i) => {
                let Some(place) = wanted.places.get(i) else {
                    continue;
                };
                let kind = if wanted.marks.get(i).is_some_and(|m| m.bracketed) {
                    EditKind::Bracketed
                } else {
                    EditKind::Added
                };
                put(&mut edits, kind, Some(*place), None);
            }
            Step::Left(j) => {
                let Some(at) = at_source(j) else {
                    continue;
                };
                // Dots or a bracket stand where the words were.
                let next = found
                    .alignment
                    .steps
                    .iter()
                    .skip_while(|s| *s != step)
                    .find_map(|s| match s {
                        Step::Pair(i, _) | Step::Added(i) => Some(*i),
                        Step::Left(_) => None,
                    });
                let mark = next
                    .and_then(|i| wanted.marks.get(i))
                    .copied()
                    .unwrap_or_default();
                let kind = if mark.elided {
                    EditKind::Elided
                } else if mark.bracketed {
                    EditKind::Bracketed
                } else {
                    EditKind::LeftOut
                };
                put(&mut edits, kind, None, Some(at));
            }
        }
    }
    let all = |kinds: &[EditKind]| edits.iter().all(|e| kinds.contains(&e.kind));
    let kind = if edits.is_empty() {
        if cased { Match::Case } else { Match::Exact }
    } else if all(&[EditKind::Elided]) {
        Match::Elided
    } else if all(&[EditKind::Bracketed, EditKind::Elided]) {
        Match::Bracketed
    } else if longest >= APART && edits.iter().any(|e| e.kind == EditKind::LeftOut) {
        Match::Spliced
    } else {
        Match::Edited
    };
    (kind, edits)
}

/// Adds a changed word; neighbours of one kind are one edit. What the words are is read off their places.
fn put(edits: &mut Vec<Edit>, kind: EditKind, quote: Option<Place>, source: Option<Place>) {
    let touches = |span: Option<(u32, Span)>, place: Option<Place>| match (span, place) {
        (Some((zone, span)), Some(place)) => {
            zone == place.zone && place.start as usize <= span.end + 3
        }
        (None, None) => true,
        _ => false,
    };
    if let Some(last) = edits.last_mut()
        && last.kind == kind
        && touches(last.quote_at, quote)
        && touches(last.source_at, source)
    {
        for (at, new) in [(&mut last.quote_at, quote), (&mut last.source_at, source)] {
            if let (Some((_, span)), Some(place)) = (at.as_mut(), new) {
                span.end = place.end as usize;
            }
        }
        return;
    }
    edits.push(Edit {
        kind,
        quote: String::new(),
        source: String::new(),
        quote_at: quote.map(|p| (p.zone, p.span())),
        source_at: source.map(|p| (p.zone, p.span())),
        quote_span: None,
        source_span: None,
    });
}

/// The words of a story inside some stretches of one zone.
pub(super) fn inside(words: &Words, zone: usize, spans: &[Span]) -> Vec<usize> {
    let from = words.places.partition_point(|p| (p.zone as usize) < zone);
    let rest = words.places.get(from..).unwrap_or(&[]);
    rest.iter()
        .take_while(|p| p.zone as usize == zone)
        .enumerate()
        .filter(|(_, p)| {
            spans
                .iter()
                .any(|s| p.start as usize >= s.start && p.end as usize <= s.end)
        })
        .map(|(n, _)| from + n)
        .collect()
}
