//! Two versions compared.

use std::{borrow::Cow, ops::Range};

use crate::{
    Document, Error, Result,
    layout::{Zone, ZoneKind, without_end_mark},
    pack::Pack,
    text::{PartialDate, Span, sentences},
};

use super::{
    align::{Bead, align},
    collate::collate,
    comparison::{Comparison, Extent, Sentence, Summary, Variant, Witness},
    lexicon::{Initials, Lexicon, Starts},
    meaning::{Meaning, abbreviates},
    paragraphs::paragraphs,
    redline::{Part, redline},
    terms::Terms,
    units::{Class, Keys, Raw, Unit, plain, raw, same, units},
    weigh::{Sides, VariantKind},
};

/// A version cut up.
pub(super) struct Cut<'d> {
    pub(super) document: &'d Document,
    pub(super) body: Vec<Piece>,
    pub(super) headings: Vec<Piece>,
}

/// A sentence or heading.
pub(super) struct Piece {
    pub(super) zone: usize,
    span: Span,
    raw: Vec<Raw>,
    pub(super) units: Vec<Unit>,
}

fn zone(document: &Document, number: usize) -> Option<&Zone> {
    document.zones.get(number)
}

impl<'d> Cut<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let mut out = Cut {
            document,
            body: Vec::new(),
            headings: Vec::new(),
        };
        for (number, zone) in document.zones.iter().enumerate() {
            let text = if document.is_whole {
                zone.text()
            } else {
                without_end_mark(zone.text())
            };
            let piece = |span: Span| Piece {
                zone: number,
                span,
                raw: raw(span.of(text)),
                units: Vec::new(),
            };
            match zone.kind {
                ZoneKind::Paragraph => {
                    let language = zone.language.or(document.language);
                    out.body
                        .extend(sentences(text, language).into_iter().map(piece));
                }
                ZoneKind::Title | ZoneKind::Subtitle | ZoneKind::Heading => {
                    out.headings.push(piece(Span::new(0, text.len())));
                }
                _ => {}
            }
        }
        out
    }

    /// An error if there is nothing to compare.
    pub(super) fn check(&self) -> Result<()> {
        if self.body.is_empty() && self.headings.is_empty() {
            let address = self.document.address();
            return Err(Error::usage(format!(
                "{address} has no text that could be compared"
            )));
        }
        Ok(())
    }

    fn text(&self, piece: &Piece) -> &'d str {
        zone(self.document, piece.zone).map_or("", |z| piece.span.of(z.text()))
    }

    /// The sentences as they are aligned: each name and numeral in one form for all that it has.
    pub(super) fn aligned(&self, pieces: &[Piece], known: &Known) -> Vec<Cow<'d, str>> {
        let one = |piece: &Piece| {
            let text = self.text(piece);
            let is_rigid =
                |u: &&Unit| matches!(u.class, Class::Name | Class::Number | Class::Ordinal);
            let mut out = String::new();
            let mut at = 0;
            for unit in piece.units.iter().filter(is_rigid) {
                out.push_str(text.get(at..unit.span.start).unwrap_or(""));
                if unit.is_capital {
                    // A name stays one to the eye of the aligner.
                    out.push('N');
                }
                out.push_str(known.keys.stem_of(unit.stem));
                at = unit.span.end;
            }
            if at == 0 {
                return Cow::Borrowed(text);
            }
            out.push_str(text.get(at..).unwrap_or(""));
            Cow::Owned(out)
        };
        pieces.iter().map(one).collect()
    }

    fn sentence(&self, piece: &Piece) -> Sentence {
        let zone = zone(self.document, piece.zone);
        Sentence {
            kind: zone.map_or(ZoneKind::Paragraph, |z| z.kind),
            zone: piece.zone,
            spans: zone
                .map(|z| z.clean.to_source(piece.span))
                .unwrap_or_default(),
            text: self.text(piece).to_owned(),
        }
    }

    pub(super) fn witness(&self) -> Witness {
        let d = self.document;
        Witness {
            document: d.id.clone(),
            path: d.capture.path.clone(),
            article: d.article,
            title: d.title.clone(),
            outlet: d.outlet.as_ref().map(|o| o.name.clone()),
            published: d.published.as_ref().map(ToString::to_string),
            language: d.language,
            sentences: self.body.iter().map(|p| self.sentence(p)).collect(),
            headings: self.headings.iter().map(|p| self.sentence(p)).collect(),
        }
    }

    /// The units of some sentences in a row, and for each the piece that it stands in.
    pub(super) fn row(&self, pieces: &[Piece], numbers: &[usize]) -> Row<'_> {
        let mut out = Row {
            document: self.document,
            units: Vec::new(),
            pieces: Vec::new(),
        };
        for piece in numbers.iter().filter_map(|n| pieces.get(*n)) {
            for unit in &piece.units {
                out.units.push(*unit);
                out.pieces.push((piece.zone, piece.span.start));
            }
        }
        out
    }
}

/// A stretch of the clean text of a zone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    zone: usize,
    span: Span,
}

/// The words of some stretches, in order, and where they stand in the capture. What only white space
/// parts is one stretch.
pub(super) fn words_of(document: &Document, stretches: &[Stretch]) -> (String, Vec<Span>) {
    let mut joined: Vec<Stretch> = Vec::with_capacity(stretches.len());
    for next in stretches {
        let text = zone(document, next.zone).map_or("", Zone::text);
        let follows = |last: &Stretch| {
            let between = text.get(last.span.end..next.span.start);
            last.zone == next.zone && between.is_some_and(|t| t.trim().is_empty())
        };
        match joined.last_mut() {
            Some(last) if follows(last) => last.span.end = next.span.end,
            _ => joined.push(*next),
        }
    }
    let mut words = String::new();
    let mut spans = Vec::new();
    for stretch in joined {
        let Some(zone) = zone(document, stretch.zone) else {
            continue;
        };
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(stretch.span.of(zone.text()));
        spans.extend(zone.clean.to_source(stretch.span));
    }
    (words, spans)
}

/// One side of a bead.
pub(super) struct Row<'d> {
    document: &'d Document,
    pub(super) units: Vec<Unit>,
    pieces: Vec<(usize, usize)>,
}

impl Row<'_> {
    /// Where a range of units stands: zones and stretches of their clean text.
    pub(super) fn stretches(&self, range: &Range<usize>) -> Vec<Stretch> {
        let mut out: Vec<Stretch> = Vec::new();
        for at in range.clone() {
            let (Some(unit), Some(&(zone, start))) = (self.units.get(at), self.pieces.get(at))
            else {
                continue;
            };
            let span = unit.span.shifted(start);
            match out.last_mut() {
                Some(last) if last.zone == zone => last.span.end = span.end,
                _ => out.push(Stretch { zone, span }),
            }
        }
        out
    }

    /// The text of the side on one line, and where each unit stands in it.
    pub(super) fn line(&self) -> (String, Vec<Span>) {
        let mut out = String::new();
        let mut places = Vec::with_capacity(self.units.len());
        let mut last: Option<(usize, Span)> = None;
        for (unit, &(number, start)) in self.units.iter().zip(&self.pieces) {
            let text = zone(self.document, number).map_or("", Zone::text);
            let span = unit.span.shifted(start);
            match last {
                Some((zone, before)) if zone == number && before.end <= span.start => {
                    out.push_str(text.get(before.end..span.start).unwrap_or(" "));
                }
                Some(_) => out.push(' '),
                None => {}
            }
            let at = out.len();
            out.push_str(span.of(text));
            places.push(Span::new(at, out.len()));
            last = Some((number, span));
        }
        (out, places)
    }

    /// The words of one unit.
    pub(super) fn text(&self, at: usize) -> &str {
        let (Some(unit), Some(&(number, start))) = (self.units.get(at), self.pieces.get(at)) else {
            return "";
        };
        zone(self.document, number).map_or("", |z| unit.span.shifted(start).of(z.text()))
    }

    /// The words of a range of units, and where they stand in the capture.
    pub(super) fn words(&self, range: &Range<usize>) -> (String, Vec<Span>) {
        words_of(self.document, &self.stretches(range))
    }

    /// The zone of a unit, and where its sentence starts in the clean text.
    pub(super) fn piece(&self, at: usize) -> Option<(usize, usize)> {
        self.pieces.get(at).copied()
    }

    fn is_first(&self, at: usize) -> bool {
        at == 0 || self.pieces.get(at) != self.pieces.get(at - 1)
    }
}

/// Whether a document has words that can be compared: sentences, headings or a title.
pub fn has_text(document: &Document) -> bool {
    Cut::new(document).check().is_ok()
}

/// How versions are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompareOptions {
    /// The kinds of variants that are wanted; all if there are none.
    pub kinds: Vec<VariantKind>,
    /// Leaves out what counts as equal: `five` and `5`, two spellings of a name or word.
    pub skip_equivalent: bool,
    /// How many of the weightiest variants the summary names.
    pub weightiest: usize,
}

impl Default for CompareOptions {
    fn default() -> Self {
        CompareOptions {
            kinds: Vec::new(),
            skip_equivalent: false,
            weightiest: 10,
        }
    }
}

impl CompareOptions {
    fn keeps(&self, kind: VariantKind, equivalent: bool) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&kind))
            && !(self.skip_equivalent && equivalent)
    }
}

/// What is known of the texts in hand.
pub(super) struct Known {
    keys: Keys,
    terms: Terms,
}

/// Compares two versions.
///
/// See the [module](super) for an example.
///
/// # Errors
///
/// Where a document has neither sentences nor headings.
pub fn compare(
    a: &Document,
    b: &Document,
    pack: &Pack,
    options: &CompareOptions,
) -> Result<Comparison> {
    let (mut a, mut b) = (Cut::new(a), Cut::new(b));
    a.check()?;
    b.check()?;
    let known = read(&mut [&mut a, &mut b], pack);
    let beads = aligned(&a.aligned(&a.body, &known), &b.aligned(&b.body, &known));
    let headings = aligned(
        &a.aligned(&a.headings, &known),
        &b.aligned(&b.headings, &known),
    );
    let paragraphs = paragraphs(&a, &b, &beads);
    let mut told = Told::default();
    for (number, bead) in headings.iter().enumerate() {
        let rows = (a.row(&a.headings, &bead.a), b.row(&b.headings, &bead.b));
        let part = tell(&rows, &known, (None, Some(number)), options, &mut told);
        told.heading_redlines.push(part.0);
    }
    let mut equal = 0;
    for (number, bead) in beads.iter().enumerate() {
        let rows = (a.row(&a.body, &bead.a), b.row(&b.body, &bead.b));
        let (redline, words) = tell(&rows, &known, (Some(number), None), options, &mut told);
        told.redlines.push(redline);
        equal += words;
    }
    let Told {
        variants,
        redlines,
        heading_redlines,
    } = told;
    let summary = summary(&a, &b, &beads, equal, &variants, options.weightiest);
    Ok(Comparison {
        a: a.witness(),
        b: b.witness(),
        beads,
        headings,
        paragraphs,
        variants,
        summary,
        redlines,
        heading_redlines,
    })
}

/// Beads of sentences.
pub(super) fn aligned(a: &[Cow<'_, str>], b: &[Cow<'_, str>]) -> Vec<Bead> {
    align(
        &a.iter().map(|s| &**s).collect::<Vec<_>>(),
        &b.iter().map(|s| &**s).collect::<Vec<_>>(),
    )
}

/// Reads the units of all versions.
pub(super) fn read(cuts: &mut [&mut Cut<'_>], pack: &Pack) -> Known {
    let mut keys = Keys::default();
    let (initials, names, terms) = {
        let pieces = || {
            cuts.iter()
                .flat_map(|cut| cut.body.iter().chain(&cut.headings).map(move |p| (cut, p)))
        };
        let initials = Initials::of(pieces().map(|(cut, p)| (cut.text(p), p.raw.as_slice())));
        let mut starts = Starts::default();
        for (_, piece) in pieces() {
            starts.add(&piece.raw);
        }
        (
            initials,
            Lexicon::of(pack, &starts),
            Terms::of(pack, &starts),
        )
    };
    for cut in cuts {
        let document = cut.document;
        for piece in cut.body.iter_mut().chain(&mut cut.headings) {
            let text = zone(document, piece.zone).map_or("", |z| piece.span.of(z.text()));
            piece.units = units(text, &piece.raw, &mut keys, &names, &initials);
        }
    }
    Known { keys, terms }
}

/// What a difference weighs that makes none.
const EQUIVALENT: f64 = 0.1;

/// The day from which both versions count their days: of one of them, else any, the same for both.
fn published(a: &Row<'_>, b: &Row<'_>) -> Option<PartialDate> {
    let day = a.document.published.or(b.document.published);
    day.or_else(|| PartialDate::day(2000, 6, 15))
}

/// What differs in a bead, in the order of the first side, and the pairs of units that are equal.
pub(super) fn judged(
    a: &Row<'_>,
    b: &Row<'_>,
    known: &Known,
) -> (Vec<Judged>, Vec<(usize, usize)>) {
    let collated = collate(&a.units, &b.units, known.keys.len());
    let terms = [
        known.terms.find(&a.units, &known.keys),
        known.terms.find(&b.units, &known.keys),
    ];
    let sides = Sides {
        units: [&a.units, &b.units],
        terms,
        keys: &known.keys,
    };
    let mut out: Vec<Judged> = Vec::new();
    let counts = |row: &Row<'_>| {
        let counts = |u: &Unit| matches!(u.class, Class::Number | Class::Ordinal);
        row.units.iter().any(counts)
    };
    let mut meanings = None;
    for change in &collated.changes {
        let (x, y) = (a.words(&change.a).0, b.words(&change.b).0);
        let (mut kind, mut weight) = sides.judge(change, [&x, &y]);
        let replaced = !change.a.is_empty() && !change.b.is_empty();
        let mut equivalent = replaced && (abbreviates(&x, &y) || abbreviates(&y, &x));
        if replaced && !equivalent && counts(a) && counts(b) {
            let day = published(a, b);
            let [m, n] =
                meanings.get_or_insert_with(|| [Meaning::new(a, day), Meaning::new(b, day)]);
            equivalent = m.says(&change.a, n, &change.b);
        }
        if equivalent {
            (kind, weight) = (VariantKind::Spelling, EQUIVALENT);
        }
        out.push(Judged {
            a: change.a.clone(),
            b: change.b.clone(),
            kind,
            weight,
            equivalent,
        });
    }
    for &(i, j) in &collated.equal {
        out.extend(equivalent(a, i, b, j));
    }
    out.sort_by_key(|f| (f.a.start, f.b.start));
    (out, collated.equal)
}

/// Tells the variants of a bead; returns it as one line, and how many words are equal.
fn tell(
    (a, b): &(Row<'_>, Row<'_>),
    known: &Known,
    (bead, heading): (Option<usize>, Option<usize>),
    options: &CompareOptions,
    told: &mut Told,
) -> (Vec<Part>, usize) {
    let (judged, equal) = judged(a, b, known);
    let mut numbers = Vec::with_capacity(judged.len());
    for j in &judged {
        if !options.keeps(j.kind, j.equivalent) {
            numbers.push(None);
            continue;
        }
        let ((x, a_spans), (y, b_spans)) = (a.words(&j.a), b.words(&j.b));
        // Place, date and agency in front of a story are its dress.
        let is_dateline = in_dateline(a.document, &a_spans) && in_dateline(b.document, &b_spans);
        let weight = if is_dateline {
            j.weight.min(DATELINE)
        } else {
            j.weight
        };
        numbers.push(Some(told.variants.len()));
        told.variants.push(Variant {
            kind: j.kind,
            a: x,
            b: y,
            a_spans,
            b_spans,
            bead,
            heading,
            weight: round(weight),
            equivalent: j.equivalent,
        });
    }
    let words = |(i, _): &&(usize, usize)| a.units.get(*i).is_some_and(|u| u.class.is_word());
    (
        redline(a, b, &judged, &numbers),
        equal.iter().filter(words).count(),
    )
}

/// What was told of the beads so far.
#[derive(Default)]
struct Told {
    variants: Vec<Variant>,
    redlines: Vec<Vec<Part>>,
    heading_redlines: Vec<Vec<Part>>,
}

/// What a difference of datelines weighs at most.
const DATELINE: f64 = 0.2;

/// Whether words stand in the dateline; nothing stands in any.
fn in_dateline(document: &Document, spans: &[Span]) -> bool {
    spans.iter().all(|s| {
        document
            .dateline
            .as_ref()
            .is_some_and(|d| d.span.start <= s.start && s.end <= d.span.end)
    })
}

/// A difference with its kind and weight, as ranges of units.
pub(super) struct Judged {
    pub(super) a: Range<usize>,
    pub(super) b: Range<usize>,
    pub(super) kind: VariantKind,
    weight: f64,
    pub(super) equivalent: bool,
}

/// What differs in two units that count as equal.
fn equivalent(a: &Row<'_>, i: usize, b: &Row<'_>, j: usize) -> Option<Judged> {
    let class = a.units.get(i)?.class;
    if class == Class::Mark {
        return None;
    }
    let (x, y) = (a.text(i), b.text(j));
    if x == y || same(x) == same(y) {
        return None;
    }
    let is_case = plain(x) == plain(y);
    if is_case && (a.is_first(i) || b.is_first(j)) {
        return None;
    }
    let kind = match class {
        Class::Number => VariantKind::Number,
        Class::Ordinal => VariantKind::Ordinal,
        Class::Name => VariantKind::Name,
        _ => VariantKind::Spelling,
    };
    let weight = if is_case { 0.02 } else { EQUIVALENT };
    Some(Judged {
        a: i..i + 1,
        b: j..j + 1,
        kind,
        weight,
        equivalent: true,
    })
}

pub(super) fn round(weight: f64) -> f64 {
    (weight * 1000.0).round() / 1000.0
}

fn words(pieces: &[Piece]) -> usize {
    pieces
        .iter()
        .flat_map(|p| &p.units)
        .filter(|u| u.class.is_word())
        .count()
}

fn summary(
    a: &Cut<'_>,
    b: &Cut<'_>,
    beads: &[Bead],
    equal: usize,
    variants: &[Variant],
    weightiest: usize,
) -> Summary {
    let mut sentences = Extent {
        a: a.body.len(),
        b: b.body.len(),
        ..Extent::default()
    };
    let mut moved = 0;
    for bead in beads {
        match (bead.a.len(), bead.b.len()) {
            (x, 0) => sentences.dropped += x,
            (0, y) => sentences.added += y,
            (x, _) => {
                sentences.carried += x;
                moved += if bead.is_moved { x } else { 0 };
            }
        }
    }
    let (x, y) = (words(&a.body), words(&b.body));
    let words = Extent {
        a: x,
        b: y,
        carried: equal,
        dropped: x.saturating_sub(equal),
        added: y.saturating_sub(equal),
    };
    let both = u32::try_from(x + y).unwrap_or(u32::MAX);
    let similarity = (both > 0).then(|| {
        round(2.0 * f64::from(u32::try_from(equal).unwrap_or(u32::MAX)) / f64::from(both))
    });
    let kinds = VariantKind::ALL
        .into_iter()
        .map(|kind| (kind, variants.iter().filter(|v| v.kind == kind).count()))
        .filter(|(_, n)| *n > 0)
        .collect();
    let mut order: Vec<(f64, usize)> = variants.iter().map(|v| v.weight).zip(0..).collect();
    order.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    Summary {
        similarity,
        sentences,
        words,
        moved,
        kinds,
        weightiest: order.into_iter().take(weightiest).map(|(_, n)| n).collect(),
    }
}
