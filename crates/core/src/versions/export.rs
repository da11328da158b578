//! A collation in the forms that editors of texts use.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::text::xml::escaped;

use super::collation::{Collation, Place, Reading, siglum};

impl Collation {
    /// The collation as a table in the JSON of `CollateX`: `witnesses`, and `table`, which has for each
    /// place a list of tokens for each witness. A token is a reading with its white space (`t`) and its
    /// form without letter case (`n`).
    pub fn to_collatex(&self) -> Value {
        let cell = |reading: &Reading| {
            if reading.text.is_empty() {
                return json!([]);
            }
            json!([{ "t": format!("{} ", reading.text), "n": reading.text.to_lowercase() }])
        };
        let table: Vec<Value> = self
            .places
            .iter()
            .map(|p| p.readings.iter().map(cell).collect())
            .collect();
        let sigla: Vec<String> = (0..self.witnesses.len()).map(siglum).collect();
        json!({ "witnesses": sigla, "table": table })
    }

    /// The collation as a TEI document (P5) with a critical apparatus by parallel segmentation: `lem` has
    /// the base, each `rdg` the witnesses that share other words, its `type` the kind of variant.
    pub fn to_tei(&self) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n",
        );
        let title = self
            .witnesses
            .get(self.base)
            .and_then(|w| w.title.as_deref())
            .unwrap_or("Collation");
        let _ = write!(
            out,
            "  <teiHeader>\n    <fileDesc>\n      <titleStmt><title>{}</title></titleStmt>\n      \
             <publicationStmt><p>Collated by Variorum</p></publicationStmt>\n      <sourceDesc>\n        <listWit>\n",
            escaped(title)
        );
        for (number, witness) in self.witnesses.iter().enumerate() {
            let address = format!("{}#{}", witness.path, witness.article);
            let about: Vec<&str> = [
                witness.title.as_deref(),
                witness.outlet.as_deref(),
                witness.published.as_deref(),
            ]
            .into_iter()
            .flatten()
            .chain([address.as_str()])
            .collect();
            let _ = writeln!(
                out,
                "          <witness xml:id=\"{}\">{}</witness>",
                siglum(number),
                escaped(&about.join(", "))
            );
        }
        out.push_str("        </listWit>\n      </sourceDesc>\n    </fileDesc>\n    <encodingDesc><variantEncoding method=\"parallel-segmentation\" location=\"internal\"/></encodingDesc>\n  </teiHeader>\n  <text>\n    <body>\n");
        let mut last: Option<(bool, usize)> = None;
        for place in &self.places {
            let here = (place.is_heading, place.sentence);
            if last == Some(here) {
                out.push(' ');
            } else {
                if last.is_some() {
                    out.push_str("</ab>\n");
                }
                let kind = if place.is_heading {
                    "heading"
                } else {
                    "sentence"
                };
                let _ = write!(out, "      <ab type=\"{kind}\" n=\"{}\">", place.sentence);
                last = Some(here);
            }
            self.apparatus(place, &mut out);
        }
        if last.is_some() {
            out.push_str("</ab>\n");
        }
        out.push_str("    </body>\n  </text>\n</TEI>\n");
        out
    }

    fn apparatus(&self, place: &Place, out: &mut String) {
        let base = place
            .readings
            .get(self.base)
            .map_or("", |r| r.text.as_str());
        if !place.is_variant() {
            out.push_str(&escaped(base));
            return;
        }
        let mut agree = vec![siglum(self.base)];
        let mut groups: Vec<(&Reading, Vec<String>)> = Vec::new();
        for (number, reading) in place
            .readings
            .iter()
            .enumerate()
            .filter(|(n, _)| *n != self.base)
        {
            if reading.kind.is_none() {
                agree.push(siglum(number));
            } else if let Some(group) = groups
                .iter_mut()
                .find(|g| g.0.text == reading.text && g.0.kind == reading.kind)
            {
                group.1.push(siglum(number));
            } else {
                groups.push((reading, vec![siglum(number)]));
            }
        }
        let wit = |sigla: &[String]| {
            sigla
                .iter()
                .map(|s| format!("#{s}"))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let element = |name: &str, attributes: &str, text: &str| {
            if text.is_empty() {
                format!("<{name} {attributes}/>")
            } else {
                format!("<{name} {attributes}>{}</{name}>", escaped(text))
            }
        };
        agree.sort();
        out.push_str("<app>");
        out.push_str(&element("lem", &format!("wit=\"{}\"", wit(&agree)), base));
        for (reading, sigla) in groups {
            let kind = reading.kind.map_or("", |k| k.name());
            out.push_str(&element(
                "rdg",
                &format!("wit=\"{}\" type=\"{kind}\"", wit(&sigla)),
                &reading.text,
            ));
        }
        out.push_str("</app>");
    }
}
