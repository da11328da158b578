//! Comparisons as tables.

use crate::{
    Result,
    table::{Cells, Provenance, Table},
};

use super::{
    align::Bead,
    collation::{Collation, siglum},
    comparison::{Comparison, Variant},
};

fn whole(number: usize) -> Option<i64> {
    i64::try_from(number).ok()
}

impl Comparison {
    fn provenance(&self, what: &str) -> Provenance {
        Provenance::new("compare")
            .option("table", what)
            .option("a", self.a.document.as_str())
            .option("b", self.b.document.as_str())
            .option("offsets", "bytes")
            .option("sentence_rule", crate::text::SENTENCE_RULE)
    }

    /// The variants, one a row: `kind a b weight equivalent bead heading a_start a_end b_start b_end`;
    /// the last four are the first and last byte of the words in the captures.
    pub fn variant_table(&self) -> Result<Table> {
        let rows = &self.variants;
        let text =
            |of: fn(&Variant) -> &str| Cells::texts(rows.iter().map(|v| Some(of(v).to_owned())));
        let number = |of: fn(&Variant) -> Option<usize>| {
            Cells::ints(rows.iter().map(|v| of(v).and_then(whole)))
        };
        let provenance = self.provenance("variants").count("variants", rows.len());
        Table::new(provenance)
            .with("kind", text(|v| v.kind.name()))?
            .with("a", text(|v| &v.a))?
            .with("b", text(|v| &v.b))?
            .with("weight", Cells::floats(rows.iter().map(|v| Some(v.weight))))?
            .with(
                "equivalent",
                Cells::bools(rows.iter().map(|v| Some(v.equivalent))),
            )?
            .with("bead", number(|v| v.bead))?
            .with("heading", number(|v| v.heading))?
            .with("a_start", number(|v| Some(v.a_spans.first()?.start)))?
            .with("a_end", number(|v| Some(v.a_spans.last()?.end)))?
            .with("b_start", number(|v| Some(v.b_spans.first()?.start)))?
            .with("b_end", number(|v| Some(v.b_spans.last()?.end)))
    }

    /// The beads, one a row: `bead a b score moved a_first a_count b_first b_count`; `a` and `b` are the
    /// words, the last four say which sentences: the number of the first, and how many.
    pub fn bead_table(&self) -> Result<Table> {
        let rows = &self.beads;
        let words = |sentences: &[super::Sentence], numbers: &[usize]| {
            let texts: Vec<&str> = numbers
                .iter()
                .filter_map(|n| sentences.get(*n))
                .map(|s| s.text.as_str())
                .collect();
            (!texts.is_empty()).then(|| texts.join(" "))
        };
        let number = |of: fn(&Bead) -> Option<usize>| {
            Cells::ints(rows.iter().map(|b| of(b).and_then(whole)))
        };
        let provenance = self.provenance("beads").count("beads", rows.len());
        Table::new(provenance)
            .with("bead", Cells::ints((0..rows.len()).map(whole)))?
            .with(
                "a",
                Cells::texts(rows.iter().map(|b| words(&self.a.sentences, &b.a))),
            )?
            .with(
                "b",
                Cells::texts(rows.iter().map(|b| words(&self.b.sentences, &b.b))),
            )?
            .with("score", Cells::floats(rows.iter().map(|b| Some(b.score))))?
            .with("moved", Cells::bools(rows.iter().map(|b| Some(b.is_moved))))?
            .with("a_first", number(|b| b.a.first().copied()))?
            .with("a_count", number(|b| Some(b.a.len())))?
            .with("b_first", number(|b| b.b.first().copied()))?
            .with("b_count", number(|b| Some(b.b.len())))
    }
}

impl Collation {
    /// The collation as a table, one place a row: `part` (`heading` or `body`), `sentence` of the base, a
    /// column of readings for each witness, named by its siglum, and `SIGLUM_kind` with how it differs
    /// from the base.
    pub fn table(&self) -> Result<Table> {
        let rows = &self.places;
        let part = |is_heading: bool| if is_heading { "heading" } else { "body" };
        let documents: Vec<&str> = self.witnesses.iter().map(|w| w.document.as_str()).collect();
        let provenance = Provenance::new("collate")
            .option("witnesses", documents)
            .option("base", siglum(self.base))
            .option("sentence_rule", crate::text::SENTENCE_RULE)
            .count("places", rows.len());
        let mut table = Table::new(provenance)
            .with(
                "part",
                Cells::texts(rows.iter().map(|p| Some(part(p.is_heading).to_owned()))),
            )?
            .with(
                "sentence",
                Cells::ints(rows.iter().map(|p| whole(p.sentence))),
            )?;
        for number in 0..self.witnesses.len() {
            let readings = rows
                .iter()
                .map(|p| p.readings.get(number).map(|r| r.text.clone()));
            table = table.with(&siglum(number), Cells::texts(readings))?;
        }
        for number in 0..self.witnesses.len() {
            let kinds = rows
                .iter()
                .map(|p| Some(p.readings.get(number)?.kind?.name().to_owned()));
            table = table.with(&format!("{}_kind", siglum(number)), Cells::texts(kinds))?;
        }
        Ok(table)
    }
}
