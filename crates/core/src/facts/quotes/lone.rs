//! Paragraphs that are one quotation and nothing else: whose they are is said by the lines beside them.

use crate::{
    facts::{
        page::{Line, Tongue},
        words::Word,
    },
    text::Span,
};

use super::{How, Quote, Speaker, speaker::Reader};

/// Bytes of a line that signs at most.
const SIGNATURE: usize = 100;

/// `JAN OREL`, `Jan Orel, director of roads`: the name in a line that signs, in capital letters or before a
/// comma.
fn name_before_comma(line: &str) -> Option<String> {
    let name = line.split(',').next()?.trim();
    let initial = |w: &str| w.starts_with(char::is_uppercase);
    let behind = line.contains(',') && name.split_whitespace().all(initial);
    let small = name.chars().any(char::is_lowercase) && !behind;
    let words = name.split_whitespace().count();
    let letters = name
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\''));
    (!small && letters && (2..=4).contains(&words) && name.is_ascii()).then(|| name.to_owned())
}

/// Whether a line is one quotation and nothing else, a number before it aside.
pub(super) fn is_alone(quote: &Quote, line: &Line<'_>) -> bool {
    let outside = |part: Option<&str>| part.is_some_and(|t| !t.contains(char::is_alphabetic));
    let (Some(first), Some(last)) = (quote.clean.first(), quote.clean.last()) else {
        return false;
    };
    outside(line.text.get(..first.start)) && outside(line.text.get(last.end..))
}

impl<'d> Reader<'_, 'd> {
    /// The person whose name is the line behind a paragraph that is all quoted: `Jan Orel, director of roads`.
    pub(super) fn signed(&self, quote: &Quote, line: &Line<'_>) -> Option<Speaker> {
        let lines = &self.cast.page.lines;
        let next = lines.partition_point(|l| l.zone <= line.zone);
        let next = lines.get(next).filter(|l| l.tongue == Tongue::English)?;
        let short = next.text.len() <= SIGNATURE && is_alone(quote, line);
        if !short || next.text.contains(['"', '“', ':']) {
            return None;
        }
        if let Some(name) = name_before_comma(next.text) {
            return Some(Speaker {
                name,
                id: None,
                how: How::Named,
            });
        }
        let finite = |w: &Word| matches!(w.tag, 'd' | 'z' | 'B' | 'M' | 'H' | 'O') && !w.capital;
        if next.paragraph().words.iter().any(finite) {
            return None;
        }
        let lead = next.text.find(char::is_alphanumeric)?;
        let whole = Span::new(0, next.text.len());
        let first = self.cast.inside(next.zone, whole).first()?;
        let behind = next.text.get(first.end..)?;
        let signs =
            first.at == lead && (behind.trim().is_empty() || behind.starts_with([',', ' ']));
        signs.then(|| self.cast.speaker(first, How::Named))
    }

    /// The person in a line before that ends with a colon: `And from the chair of the council, Ilse Rosen:`
    pub(super) fn introduced(&self, quote: &Quote, line: &Line<'_>) -> Option<Speaker> {
        let start = quote.clean.first().map_or(0, |c| c.start);
        let leads = line
            .text
            .get(..start)?
            .chars()
            .all(|c| !c.is_alphanumeric());
        let before = self.line_before(line).filter(|_| leads)?;
        if before.tongue != Tongue::English || !before.text.trim_end().ends_with(':') {
            return None;
        }
        let own = before.sentence_of(before.text.trim_end().len().saturating_sub(1));
        let named = self.cast.inside(before.zone, own).first()?;
        Some(self.cast.speaker(named, How::Inherited))
    }

    fn line_before(&self, line: &Line<'_>) -> Option<&Line<'d>> {
        let lines = &self.cast.page.lines;
        let at = lines.partition_point(|l| l.zone < line.zone);
        lines.get(at.checked_sub(1)?)
    }

    /// The person of whom the paragraph before tells, where nobody speaks in that: `Orel won in two sets.` before
    /// a paragraph that is all quoted.
    pub(super) fn told_before(&self, quote: &Quote, line: &Line<'_>) -> Option<Speaker> {
        if !is_alone(quote, line) {
            return None;
        }
        let before = self.line_before(line)?;
        let plain = before.tongue == Tongue::English && before.kind == line.kind;
        if !plain || before.text.contains(['"', '“']) {
            return None;
        }
        let whole = Span::new(before.body, before.text.len());
        let mut told = self.cast.inside(before.zone, whole).iter();
        let told = told.rfind(|m| m.opens)?;
        Some(self.cast.speaker(told, How::Inherited))
    }
}
