//! Facts beside their texts, in forms for annotation tools: CoNLL-U, and TEI with stand-off marks.

use std::fmt::Write;

use super::Read;
use crate::{
    facts::{At, Facts, Place},
    layout::Zone,
    text::{Sentences, Span, tokens, xml::escaped},
};

/// A mention as a mark over a stretch of a zone.
struct Mark<'f> {
    kind: &'static str,
    place: &'f Place,
    /// Its id, or its value.
    value: String,
}

/// The mentions that mark words, zone by zone, the outer before the inner.
fn marks(facts: &Facts) -> Vec<Mark<'_>> {
    let mut out = Vec::new();
    let mut add = |kind, place, value: Option<String>| {
        let value = value.unwrap_or_default();
        out.push(Mark { kind, place, value });
    };
    for p in &facts.people {
        let who = p.id.clone().or_else(|| Some(p.name.clone()));
        add("people", &p.place, who);
    }
    for t in &facts.titles {
        let holder = t.person_id.clone().or_else(|| Some(t.person.clone()));
        add("titles", &t.place, holder);
    }
    for o in &facts.organs {
        add("organs", &o.place, o.id.clone());
    }
    for e in &facts.events {
        let what = e.id.clone().or_else(|| e.series.clone());
        add("events", &e.place, what);
    }
    for d in &facts.dates {
        add("dates", &d.place, d.resolved.clone());
    }
    for q in &facts.quantities {
        let number = serde_json::to_string(&q.value).unwrap_or_default();
        let unit = q.unit.as_deref().unwrap_or("");
        add("quantities", &q.place, Some(format!("{number} {unit}")));
    }
    for t in &facts.terms {
        add("terms", &t.place, Some(t.id.clone()));
    }
    out.sort_by_key(|m| {
        let At { zone, span } = m.place.at;
        (zone, span.start, std::cmp::Reverse(span.end))
    });
    out
}

/// The marks of a zone, and the zone; zones without running text are left out.
fn zones(read: &Read) -> impl Iterator<Item = (usize, &Zone)> {
    let zones = read.document.zones.iter().enumerate();
    zones.filter(|(_, z)| crate::facts::is_read(z.kind))
}

fn of_zone<'m, 'f>(marks: &'m [Mark<'f>], zone: usize) -> &'m [Mark<'f>] {
    let first = marks.partition_point(|m| m.place.at.zone < zone);
    let end = marks.partition_point(|m| m.place.at.zone <= zone);
    marks.get(first..end).unwrap_or(&[])
}

/// A value inside a field of CoNLL-U, where bars, equals signs and white space have a meaning.
fn field(value: &str) -> String {
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '|' | '=');
    let chars = value.trim().chars();
    chars.map(|c| if plain(c) { c } else { '_' }).collect()
}

/// A document in CoNLL-U: words and marks of each sentence, their bytes of the capture as `TokenRange`, and
/// for each mention over a word `Kind=B:value` at its first and `Kind=I:value` at further words. What a
/// parser would fill in is `_`.
pub fn conllu(read: &Read) -> String {
    let marks = marks(&read.facts);
    let mut out = String::new();
    // Writing to a string never fails.
    let _ = writeln!(out, "# newdoc id = {}", read.document.address());
    for (number, zone) in zones(read) {
        let own = of_zone(&marks, number);
        let language = zone.language.or(read.document.language);
        for (n, sentence) in Sentences::new(zone.text(), language).enumerate() {
            let text = sentence.of(zone.text());
            let _ = writeln!(out, "# sent_id = {number}.{n}");
            let _ = writeln!(out, "# text = {}", text.replace(['\n', '\t'], " "));
            let mut places = tokens(text)
                .map(|t| t.span.shifted(sentence.start))
                .peekable();
            let mut id = 0;
            while let Some(span) = places.next() {
                id += 1;
                let glued = places.peek().is_some_and(|next| next.start == span.end);
                let misc = misc(zone, span, own, glued);
                let form = span.of(zone.text());
                let _ = writeln!(out, "{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}");
            }
            out.push('\n');
        }
    }
    out
}

fn misc(zone: &Zone, span: Span, marks: &[Mark<'_>], glued: bool) -> String {
    let mut fields = Vec::new();
    if let Some(source) = zone.clean.to_source_hull(span) {
        fields.push(format!("TokenRange={}:{}", source.start, source.end));
    }
    if glued {
        fields.push("SpaceAfter=No".to_owned());
    }
    // Mentions are short and in order: those that begin behind the word are not over it.
    let until = marks.partition_point(|m| m.place.at.span.start < span.end);
    for mark in marks.get(..until).unwrap_or(&[]) {
        let over = mark.place.at.span;
        if over.end > span.start {
            let place = if over.start >= span.start { "B" } else { "I" };
            let value = match mark.value.trim() {
                "" => "_".to_owned(),
                value => field(value),
            };
            fields.push(format!("{}={place}:{value}", mark.kind));
        }
    }
    if fields.is_empty() {
        "_".to_owned()
    } else {
        fields.join("|")
    }
}

/// A document as a `TEI` element (P5): its running text, and beside it (`standOff`) a `spanGrp` with a `span` for each
/// mention. `target` is a `string-range` over the paragraph in characters; `n` has the bytes of the
/// capture.
pub fn tei(read: &Read) -> String {
    let marks = marks(&read.facts);
    let title = read.document.title.as_deref().unwrap_or("");
    let address = read.document.address();
    // Documents stand in one file, where an id is unique.
    let own = xxhash_rust::xxh3::xxh3_64(address.as_bytes());
    let (title, address) = (escaped(title), escaped(&address));
    let mut out = format!(
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>\
         <publicationStmt><p>Facts found by Variorum</p></publicationStmt>\
         <sourceDesc><p>{address}</p></sourceDesc></fileDesc></teiHeader>\n<text><body>\n"
    );
    for (number, zone) in zones(read) {
        let text = escaped(zone.text());
        let _ = writeln!(out, "<p xml:id=\"d{own:016x}-z{number}\">{text}</p>");
    }
    out.push_str("</body></text>\n<standOff>\n<spanGrp>\n");
    for (number, zone) in zones(read) {
        let text = zone.text();
        let (mut byte, mut chars) = (0, 0);
        for mark in of_zone(&marks, number) {
            let at = mark.place.at.span;
            chars += text.get(byte..at.start).map_or(0, |s| s.chars().count());
            byte = at.start;
            let (kind, value) = (mark.kind, escaped(mark.value.trim()));
            let length = at.of(text).chars().count();
            let hull = mark.place.hull();
            let _ = writeln!(
                out,
                "<span type=\"{kind}\" target=\"#string-range(d{own:016x}-z{number},{chars},{length})\" \
                 n=\"{}:{}\">{value}</span>",
                hull.start, hull.end
            );
        }
    }
    out.push_str("</spanGrp>\n</standOff>\n</TEI>\n");
    out
}
