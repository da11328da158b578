//! Goes through a text from number to number.

use super::{
    Base, Value,
    english::{self, ends_with_words},
    korean,
    units::Unit,
};
use crate::{
    facts::words::Paragraph,
    text::{
        Span,
        number::{Number, NumberForm, Reading, Separators, is_hangul, is_opening, number_at},
    },
};

/// A quantity in a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) value: Value,
    pub(super) unit: Option<String>,
    pub(super) of: Option<String>,
    pub(super) approx: bool,
    pub(super) bound: Option<&'static str>,
    /// The unit, if it measures.
    pub(super) measure: Option<Unit>,
}

impl Found {
    pub(super) fn is_measure(&self) -> bool {
        self.measure.is_some()
    }

    /// The quantity in the base unit.
    pub(super) fn base(&self) -> Option<Base> {
        let unit = self.measure?;
        Some(Base {
            value: self.value.times(unit.factor),
            unit: unit.base,
        })
    }
}

/// A number or a range of numbers, before it is known what they count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    pub(super) span: Span,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) form: NumberForm,
    pub(super) approx: bool,
}

impl Amount {
    pub(super) fn value(&self) -> Value {
        Value::new(self.low, self.high)
    }

    /// Whether it is exactly this number.
    pub(super) fn is(&self, number: f64) -> bool {
        self.low == number && self.high == number
    }
}

/// Whether a text can hold a quantity at all: figures, or words of number.
pub(super) fn may_count(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit() || b >= 0xC2) || {
        let words = text.split(|c: char| !c.is_ascii_alphabetic());
        words.into_iter().any(is_number_word)
    }
}

/// Letters that words of number begin with: a quick look before they are looked up.
const INITIALS: &[u8] = b"aotfsenhmbdAOTFSENHMBD";

/// Whether a number in English words can begin with a word.
fn is_number_word(word: &str) -> bool {
    let first = word.as_bytes().first();
    first.is_some_and(|b| INITIALS.contains(b)) && is_opening(word)
}

/// Reads the quantities of a line.
pub(super) struct Reader<'t, 'p> {
    pub(super) text: &'t str,
    /// Figures that belong to dates, in order.
    calendar: &'p [Span],
    /// The words of the line, made when an English noun must be known.
    pub(super) words: &'p dyn Fn() -> &'p Paragraph<'t>,
    pub(super) separators: Separators,
}

impl<'t, 'p> Reader<'t, 'p> {
    pub(super) fn new(
        text: &'t str,
        calendar: &'p [Span],
        words: &'p dyn Fn() -> &'p Paragraph<'t>,
    ) -> Self {
        Reader {
            text,
            calendar,
            words,
            separators: Separators::of(text),
        }
    }

    pub(super) fn read(&self) -> Vec<Found> {
        let mut out: Vec<Found> = Vec::new();
        let mut at = 0;
        let mut date = 0;
        while let Some(c) = self.rest(at).chars().next() {
            while self.calendar.get(date).is_some_and(|s| s.end <= at) {
                date += 1;
            }
            if let Some(span) = self
                .calendar
                .get(date)
                .filter(|s| s.start <= at && !s.is_empty())
            {
                at = span.end.max(at + c.len_utf8());
                continue;
            }
            let least = out.last().map_or(0, |f| f.span.end);
            let (found, next) = self.step(at, c, least);
            if let Some(found) = found
                && found.span.start >= least
                && found.value.is_finite()
            {
                out.push(found);
            }
            at = next.max(at + c.len_utf8());
        }
        out
    }

    pub(super) fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }

    pub(super) fn before(&self, at: usize) -> &'t str {
        self.text.get(..at).unwrap_or("")
    }

    /// What begins at a byte, and where reading goes on.
    fn step(&self, at: usize, c: char, least: usize) -> (Option<Found>, usize) {
        if c.is_ascii_alphabetic() {
            return self.letters(at, least);
        }
        let figure = c.is_ascii_digit() || ('０'..='９').contains(&c) || "¼½¾⅓⅔".contains(c);
        let hangul = is_hangul(c);
        if !figure && !hangul {
            return (None, at);
        }
        if hangul
            && self
                .before(at)
                .chars()
                .next_back()
                .is_some_and(char::is_alphanumeric)
        {
            return (None, at);
        }
        if hangul && let Some(found) = korean::days(self, at).or_else(|| korean::half(self, at)) {
            let end = found.span.end;
            return (Some(found), end);
        }
        match number_at(self.text, at, self.separators) {
            Reading::Number(number) => self.number(number, least),
            Reading::Skip(end) => (None, end),
            Reading::None => (None, at),
        }
    }

    fn letters(&self, at: usize, least: usize) -> (Option<Found>, usize) {
        let rest = self.rest(at);
        let len = rest
            .bytes()
            .position(|b| !b.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let word = rest.get(..len).unwrap_or("");
        if matches!(word, "http" | "https" | "www") {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            return (None, at + end);
        }
        let opens = !self
            .before(at)
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '@'));
        if opens && let Some(part) = english::part_of_point(self, at, word) {
            let end = part.span.end;
            return (Some(part), end);
        }
        if opens && is_number_word(word) {
            match number_at(self.text, at, self.separators) {
                Reading::Number(number) => return self.number(number, least),
                Reading::Skip(end) => return (None, end),
                Reading::None => {}
            }
        }
        (None, at + len)
    }

    /// What a number counts.
    fn number(&self, number: Number, least: usize) -> (Option<Found>, usize) {
        let go_on = number.span.end;
        if self.is_label(number) {
            return (None, go_on);
        }
        let amount = self.range(number);
        let found = korean::read(self, amount).or_else(|| english::read(self, amount, least));
        let Some(mut found) = found else {
            // The second number of what looked like a range may count something by itself.
            return (None, go_on);
        };
        found.approx |= amount.approx;
        self.second_end(&mut found);
        let end = found.span.end;
        (Some(found), end)
    }

    /// `30%~50%`, `10km-20km`, `ranging from $5 to $10`: a range whose unit is written twice.
    fn second_end(&self, found: &mut Found) {
        let Value::One(low) = found.value else {
            return;
        };
        if found.measure.is_none() {
            return;
        }
        let first = self.before(found.span.start).trim_end();
        let between = ends_with_words(first, "between");
        let rest = self.rest(found.span.end);
        let Some((joint, dash)) = joint(rest, between) else {
            return;
        };
        let and = between && rest.trim_start().starts_with("and");
        let to = rest.trim_start().starts_with("to");
        // `$5-$10`
        let at = found.span.end + joint;
        let sign = self
            .rest(at)
            .chars()
            .next()
            .filter(|c| english::sign(*c).is_some());
        let at = at + sign.map_or(0, char::len_utf8);
        let Reading::Number(number) = number_at(self.text, at, self.separators) else {
            return;
        };
        // `between $3 and $4 billion`, `a $30 to $40 million gap`
        let shared = number.scale > 1.0 && low * number.scale < number.low;
        if !(dash || and || to && (shared || between || is_range(first))) {
            return;
        }
        let amount = Amount {
            span: number.span,
            low: number.low,
            high: number.high,
            form: number.form,
            approx: number.approx,
        };
        let second =
            korean::read(self, amount).or_else(|| english::read(self, amount, amount.span.start));
        let Some(second) = second else { return };
        let Value::One(high) = second.value else {
            return;
        };
        // `$60 to $139 an hour`
        let each = match (&found.unit, &second.unit) {
            (Some(a), Some(b)) => b.strip_prefix(a).is_some_and(|t| t.starts_with(" per ")),
            _ => false,
        };
        let low = if shared { low * number.scale } else { low };
        if (second.measure == found.measure || each) && high > low {
            found.value = Value::Range([low, high]);
            found.span.end = second.span.end;
            found.of = second.of.or(found.of.take());
            (found.unit, found.measure) = (second.unit, second.measure);
        }
    }

    /// Whether figures belong to a name, a code or a label before them: `Orlan-17`, `No. 3`, `Article 95`,
    /// `제3차`.
    fn is_label(&self, number: Number) -> bool {
        let before = self.before(number.span.start);
        let mut left = before.chars().rev();
        let figures = number.form != NumberForm::Words && number.form != NumberForm::Fuzzy;
        match left.next() {
            Some('제') if figures => return true,
            Some(c) if figures && c.is_alphabetic() && !is_hangul(c) => return true,
            Some('#' | '_' | '@' | '№') => return true,
            Some('-' | '\u{2010}' | '\u{2011}' | '/' | '.' | ':' | '–' | '∼' | '~') => {
                let c = left.next();
                // `B-52`, `3.5.1`, `10:30`; but `—5 km`.
                if c.is_some_and(|c| {
                    c.is_alphanumeric() && !(is_hangul(c) && number.span.start > 0)
                }) {
                    return true;
                }
            }
            _ => {}
        }
        let rest = self.rest(number.span.end);
        let mut right = rest.chars();
        if right.next() == Some(':') && right.next().is_some_and(|c| c.is_ascii_digit()) {
            return true;
        }
        let day = number.form == NumberForm::Plain(1) || number.form == NumberForm::Plain(2);
        figures && (english::labels(before) || day && english::ends_with_month(before))
    }

    /// A number, or the range that begins with it: `5 to 30`, `50∼60`, `between 5 and 10`.
    fn range(&self, first: Number) -> Amount {
        let single = Amount {
            span: first.span,
            low: first.low,
            high: first.high,
            form: first.form,
            approx: first.approx,
        };
        if first.form == NumberForm::Fuzzy {
            return single;
        }
        let rest = self.rest(first.span.end);
        let between = ends_with_words(self.before(first.span.start).trim_end(), "between");
        let Some((joint, dash)) = joint(rest, between) else {
            return single;
        };
        let Reading::Number(second) = number_at(self.text, first.span.end + joint, self.separators)
        else {
            return single;
        };
        let Some(last) = second.value() else {
            return single;
        };
        // `5 to 10 million` is millions both.
        let shared =
            first.scale == 1.0 && second.scale > 1.0 && first.low < last / second.scale + 0.5;
        let low = if shared {
            first.low * second.scale
        } else {
            first.low
        };
        // `in groups of 5 or 10 or 20`: more of the kind is a list.
        let next = self.rest(second.span.end);
        let goes_on = dash
            && next.starts_with(['-', '–'])
            && next.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
        // `50 or 75` are two numbers, `five or six` is a guess.
        let apart =
            !dash && rest.trim_start().starts_with("or") && last >= low * CLOSE && last > low + 1.0;
        if low >= last || goes_on || apart {
            return single;
        }
        Amount {
            span: Span::new(first.span.start, second.span.end),
            low,
            high: last,
            form: NumberForm::Figures,
            approx: first.approx || second.approx,
        }
    }
}

/// Words that are looked at for one that speaks of a range.
const CUES: usize = 4;

/// Whether the words before a quantity speak of a range that begins with it: a rise `from 5% to 7%` is none.
fn is_range(before: &str) -> bool {
    const WORDS: [&str; 15] = [
        "range",
        "ranges",
        "ranged",
        "ranging",
        "anywhere",
        "cost",
        "costs",
        "costing",
        "priced",
        "pay",
        "paying",
        "earn",
        "estimated",
        "last",
        "lasting",
    ];
    let words = before.rsplit(|c: char| !c.is_ascii_alphabetic());
    words
        .filter(|w| !w.is_empty())
        .take(CUES)
        .any(|w| WORDS.contains(&w))
}

/// How far the second number of `30 or 40` may exceed the first.
const CLOSE: f64 = 1.5;

/// What joins the ends of a range, and whether it is a dash: its length.
fn joint(rest: &str, between: bool) -> Option<(usize, bool)> {
    let trimmed = rest.trim_start_matches([' ', '\n']);
    let gap = rest.len() - trimmed.len();
    if let Some(c) = trimmed.chars().next()
        && matches!(c, '-' | '–' | '~' | '∼' | '〜' | '～' | '−' | '—')
    {
        let behind = trimmed.get(c.len_utf8()..)?;
        let space = behind.len() - behind.trim_start_matches(' ').len();
        // `fell 5 - 3 of them`: a dash with a space on one side only parts.
        return ((space > 0) == (gap > 0)).then_some((gap + c.len_utf8() + space, true));
    }
    let words: &[&str] = if between {
        &["and", "to"]
    } else {
        &["to", "or"]
    };
    for word in words {
        if let Some(behind) = trimmed.strip_prefix(word) {
            let space = behind.len() - behind.trim_start_matches([' ', '\n']).len();
            return (gap > 0 && space > 0).then_some((gap + word.len() + space, false));
        }
    }
    None
}
