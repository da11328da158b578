//! More than two versions: a table of readings against a base.

use std::ops::Range;

use crate::{Document, Error, Result, pack::Pack, text::Span};
use serde::Serialize;

use super::{
    align::Bead,
    compare::{Cut, Known, Piece, Stretch, aligned, judged, read, words_of},
    comparison::Witness,
    weigh::VariantKind,
};

/// What one witness has at a place of the base.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reading {
    /// Its words; empty where it has none.
    pub text: String,
    /// Where they stand in its capture.
    pub spans: Vec<Span>,
    /// How it differs from the base; none where it agrees. Where several changes fall on one place, the
    /// kind of the first.
    pub kind: Option<VariantKind>,
    /// Whether it says the same by rule (`five` and `5`).
    pub equivalent: bool,
}

/// A place of the base with the readings of all witnesses.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// Whether it stands in a title or heading.
    #[serde(rename = "heading")]
    pub is_heading: bool,
    /// The sentence of the base, or its heading, counted from 0. For what the base has not, the one
    /// before it.
    pub sentence: usize,
    /// One for each witness, in their order.
    pub readings: Vec<Reading>,
}

impl Place {
    /// Whether any witness differs from the base.
    pub fn is_variant(&self) -> bool {
        self.readings.iter().any(|r| r.kind.is_some())
    }
}

/// A collation: the text of the base cut into places where all agree and places where some differ, with
/// the reading of each witness. It compares each witness with the base, never two others with each
/// other: what two of them add at one place stands side by side, unaligned.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Collation {
    /// The versions. Their sigla are `A`, `B`, `C` and so on.
    pub witnesses: Vec<Witness>,
    /// The number of the base.
    pub base: usize,
    /// Places, in the order of the base.
    pub places: Vec<Place>,
}

/// The siglum of a witness: `A` to `Z`, then `A1`.
pub fn siglum(number: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(number % 26).unwrap_or(0));
    match number / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

/// What a witness has for a range of units of the base.
struct Step {
    base: Range<usize>,
    stretches: Vec<Stretch>,
    kind: Option<VariantKind>,
    equivalent: bool,
}

/// Collates versions against the one with the number `base`.
///
/// ```
/// use variorum::{Corpus, Document, ReadOptions, pack::Pack, versions::collate};
///
/// let read = |text: &str| Corpus::from_text(text, &ReadOptions::default());
/// let texts = [
///     "The weir was repaired in April.\n",
///     "The weir was rebuilt in April.\n",
///     "The weir was repaired in May.\n",
/// ]
/// .map(read);
/// let witnesses: Vec<&Document> = texts.iter().map(|c| &*c.documents()[0]).collect();
/// let table = collate(&witnesses, 0, &Pack::none())?;
/// let variants: Vec<Vec<&str>> = table
///     .places
///     .iter()
///     .filter(|p| p.is_variant())
///     .map(|p| p.readings.iter().map(|r| r.text.as_str()).collect())
///     .collect();
/// assert_eq!(variants, [["repaired", "rebuilt", "repaired"], ["April", "April", "May"]]);
/// # Ok::<(), variorum::Error>(())
/// ```
///
/// # Errors
///
/// Where there are fewer than two, the base is none of them, or a document has no text.
pub fn collate(documents: &[&Document], base: usize, pack: &Pack) -> Result<Collation> {
    if documents.len() < 2 || base >= documents.len() {
        return Err(Error::usage(format!(
            "a collation needs two versions or more and one of them as base: there are {}, the base is {base}",
            documents.len()
        )));
    }
    let mut cuts: Vec<Cut<'_>> = documents.iter().map(|d| Cut::new(d)).collect();
    for cut in &cuts {
        cut.check()?;
    }
    let known = read(&mut cuts.iter_mut().collect::<Vec<_>>(), pack);
    let mut places = Vec::new();
    for is_heading in [true, false] {
        let sections: Vec<Section<'_, '_>> = cuts
            .iter()
            .map(|cut| Section {
                cut,
                pieces: if is_heading { &cut.headings } else { &cut.body },
            })
            .collect();
        section(&sections, base, &known, is_heading, &mut places);
    }
    Ok(Collation {
        witnesses: cuts.iter().map(Cut::witness).collect(),
        base,
        places,
    })
}

fn section(
    sections: &[Section<'_, '_>],
    base: usize,
    known: &Known,
    is_heading: bool,
    out: &mut Vec<Place>,
) {
    let Some(first) = sections.get(base) else {
        return;
    };
    // Where each sentence of the base starts, in units, and the end.
    let mut starts = vec![0];
    for piece in first.pieces {
        starts.push(starts.last().copied().unwrap_or(0) + piece.units.len());
    }
    let steps: Vec<Vec<Step>> = sections
        .iter()
        .enumerate()
        .map(|(number, other)| {
            if number == base {
                Vec::new()
            } else {
                steps(first, other, &starts, known)
            }
        })
        .collect();
    let own = first
        .cut
        .row(first.pieces, &(0..first.pieces.len()).collect::<Vec<_>>());
    for range in places(&steps, &starts) {
        let sentence = starts
            .partition_point(|s| *s <= range.start)
            .saturating_sub(1);
        let sentence = sentence.min(first.pieces.len().saturating_sub(1));
        let readings = sections
            .iter()
            .zip(&steps)
            .enumerate()
            .map(|(number, (section, steps))| {
                if number == base {
                    let (text, spans) = words_of(section.cut.document, &own.stretches(&range));
                    return Reading {
                        text,
                        spans,
                        ..Reading::default()
                    };
                }
                reading(section.cut.document, steps, &range)
            });
        out.push(Place {
            is_heading,
            sentence,
            readings: readings.collect(),
        });
    }
}

/// What a witness has for all of the base, in the order of the base.
fn steps(
    base: &Section<'_, '_>,
    other: &Section<'_, '_>,
    starts: &[usize],
    known: &Known,
) -> Vec<Step> {
    let beads = aligned(
        &base.cut.aligned(base.pieces, known),
        &other.cut.aligned(other.pieces, known),
    );
    let mut out: Vec<Step> = Vec::new();
    let mut end = 0;
    for Bead { a, b, .. } in &beads {
        let (x, y) = (base.cut.row(base.pieces, a), other.cut.row(other.pieces, b));
        let start = a
            .first()
            .and_then(|s| starts.get(*s))
            .copied()
            .unwrap_or(end);
        end = start + x.units.len();
        let (judged, equal) = judged(&x, &y, known);
        let mut differs = vec![false; x.units.len()];
        for change in judged {
            if let Some(part) = differs.get_mut(change.a.clone()) {
                part.fill(true);
            }
            out.push(Step {
                base: change.a.start + start..change.a.end + start,
                stretches: y.stretches(&change.b),
                kind: Some(change.kind),
                equivalent: change.equivalent,
            });
        }
        for (i, j) in equal
            .into_iter()
            .filter(|(i, _)| differs.get(*i) == Some(&false))
        {
            let stretches = y.stretches(&(j..j + 1));
            out.push(Step {
                base: i + start..i + start + 1,
                stretches,
                kind: None,
                equivalent: false,
            });
        }
    }
    out.sort_by_key(|s| (s.base.start, s.base.end));
    out
}

/// The headings or the body of a version.
struct Section<'c, 'd> {
    cut: &'c Cut<'d>,
    pieces: &'c [Piece],
}

/// What a witness has for a range of the base.
fn reading(document: &Document, steps: &[Step], range: &Range<usize>) -> Reading {
    let inside = steps.iter().filter(|s| {
        let is_point = s.base.is_empty();
        // What is put in between two places belongs to the place that is a point itself.
        if is_point {
            range.start <= s.base.start
                && s.base.end <= range.end
                && (range.is_empty() || s.base.start > range.start && s.base.end < range.end)
        } else {
            range.start <= s.base.start && s.base.end <= range.end
        }
    });
    let mut stretches = Vec::new();
    let mut kind = None;
    let mut equivalent = true;
    for step in inside {
        stretches.extend(step.stretches.iter().copied());
        if step.kind.is_some() {
            kind = kind.or(step.kind);
            equivalent &= step.equivalent;
        }
    }
    let (text, spans) = words_of(document, &stretches);
    Reading {
        text,
        spans,
        kind,
        equivalent: kind.is_some() && equivalent,
    }
}

/// The base cut into places: what any witness changes, overlapping changes joined, and what lies between,
/// sentence by sentence.
fn places(steps: &[Vec<Step>], starts: &[usize]) -> Vec<Range<usize>> {
    let mut changed: Vec<Range<usize>> = steps
        .iter()
        .flatten()
        .filter(|s| s.kind.is_some())
        .map(|s| s.base.clone())
        .collect();
    changed.sort_by_key(|r| (r.start, r.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in changed {
        match joined.last_mut() {
            // A point at the edge of a stretch stays a place of its own.
            Some(last)
                if range.start < last.end && !(range.is_empty() && range.start == last.start) =>
            {
                last.end = last.end.max(range.end);
            }
            Some(last) if *last == range => {}
            _ => joined.push(range),
        }
    }
    let end = starts.last().copied().unwrap_or(0);
    let mut out = Vec::new();
    let mut at = 0;
    let between = |from: usize, to: usize, out: &mut Vec<Range<usize>>| {
        let mut from = from;
        for cut in starts
            .iter()
            .copied()
            .filter(|s| *s > from && *s < to)
            .chain([to])
            .collect::<Vec<_>>()
        {
            if from < cut {
                out.push(from..cut);
            }
            from = from.max(cut);
        }
    };
    for range in joined {
        between(at, range.start, &mut out);
        at = at.max(range.end);
        out.push(range);
    }
    between(at, end, &mut out);
    out
}
