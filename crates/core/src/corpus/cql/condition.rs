//! Reads tokens in brackets and the constraint on labels.
//!
//! ```text
//! token      = text [ flags ] | "[" [ any-of ] "]"
//! any-of     = all-of { "|" all-of }
//! all-of     = unary { "&" unary }
//! unary      = "!" unary | "(" any-of ")" | test
//! test       = attribute ( "=" | "!=" ) text [ flags ]
//! constraint = any-of, whose tests are label "." attribute ( "=" | "!=" ) ( text [ flags ] | label "." attribute )
//! ```

use std::borrow::Cow;

use super::{
    ast::{Attribute, Condition, Constraint},
    lexer::{Sign, shortened},
    parser::{Parser, one_or},
    value::{Flags, Value, Wrong},
};
use crate::Result;

fn attributes() -> String {
    Attribute::ALL.map(Attribute::name).join(", ")
}

/// What can be joined by `&`, `|`, `!` and parentheses.
trait Tree: Sized {
    /// What the error of a missing test says was expected.
    const EXPECTED: &'static str;
    /// The mark that closes it and what may stand there.
    const AFTER: &'static str;

    fn test(parser: &mut Parser<'_>) -> Result<Self>;
    fn not(self) -> Self;
    fn all(parts: Vec<Self>) -> Self;
    fn either(parts: Vec<Self>) -> Self;
}

impl Tree for Condition {
    const EXPECTED: &'static str = "an attribute, '!' or '('";
    const AFTER: &'static str = "')', '&' or '|'";

    fn test(parser: &mut Parser<'_>) -> Result<Self> {
        let attribute = parser.attribute(Condition::EXPECTED)?;
        let same = parser.operator()?;
        let condition = parser.is(attribute, "a text in quotation marks")?;
        Ok(if same { condition } else { condition.not() })
    }

    fn not(self) -> Self {
        Condition::Not(Box::new(self))
    }

    fn all(parts: Vec<Self>) -> Self {
        Condition::All(parts)
    }

    fn either(parts: Vec<Self>) -> Self {
        Condition::Either(parts)
    }
}

impl Tree for Constraint {
    const EXPECTED: &'static str = "a label, '!' or '('";
    const AFTER: &'static str = "')', '&' or '|'";

    fn test(parser: &mut Parser<'_>) -> Result<Self> {
        let left = parser.known_label(Constraint::EXPECTED)?;
        let attribute = parser.attribute("an attribute of the label")?;
        let same = parser.operator()?;
        if let Sign::Name(_) | Sign::Number(_) = parser.peek() {
            let right = parser.known_label("a label")?;
            let at = parser.at();
            let other = parser.attribute("an attribute of the label")?;
            if other != attribute {
                let (one, two) = (attribute.name(), other.name());
                return Err(parser.wrong(
                    at,
                    format!("{one} is compared with {two}: both sides name the same attribute"),
                ));
            }
            return Ok(Constraint::Same {
                left,
                right,
                attribute,
                same,
            });
        }
        let at = parser.at();
        let condition = parser.is(attribute, "a text in quotation marks, or label.attribute")?;
        let condition = if same { condition } else { condition.not() };
        let condition = parser.condition_number(condition, at)?;
        Ok(Constraint::Is {
            label: left,
            condition,
        })
    }

    fn not(self) -> Self {
        Constraint::Not(Box::new(self))
    }

    fn all(parts: Vec<Self>) -> Self {
        Constraint::All(parts)
    }

    fn either(parts: Vec<Self>) -> Self {
        Constraint::Either(parts)
    }
}

impl Parser<'_> {
    /// A text or brackets.
    pub(super) fn token_condition(&mut self) -> Result<Condition> {
        if let Sign::Text(..) = self.peek() {
            return self.is(Attribute::Word, "a text");
        }
        self.expect('[', "'['")?;
        if self.takes(Sign::Mark(']')) {
            return Ok(Condition::Any);
        }
        let condition = self.any_of()?;
        self.expect(']', "']', '&' or '|'")?;
        Ok(condition)
    }

    /// What follows `::`.
    pub(super) fn constraint(&mut self) -> Result<Constraint> {
        self.any_of()
    }

    fn any_of<T: Tree>(&mut self) -> Result<T> {
        self.enter()?;
        let mut parts = vec![self.all_of()?];
        while self.takes(Sign::Mark('|')) {
            parts.push(self.all_of()?);
        }
        self.leave();
        Ok(one_or(parts, T::either))
    }

    fn all_of<T: Tree>(&mut self) -> Result<T> {
        let mut parts = vec![self.unary()?];
        while self.takes(Sign::Mark('&')) {
            parts.push(self.unary()?);
        }
        Ok(one_or(parts, T::all))
    }

    fn unary<T: Tree>(&mut self) -> Result<T> {
        let mut negative = false;
        while self.takes(Sign::Mark('!')) {
            negative = !negative;
        }
        let tree = if self.takes(Sign::Mark('(')) {
            let tree: T = self.any_of()?;
            self.expect(')', T::AFTER)?;
            tree
        } else {
            T::test(self)?
        };
        Ok(if negative { tree.not() } else { tree })
    }

    fn attribute(&mut self, expected: &str) -> Result<Attribute> {
        let Sign::Name(name) = self.peek() else {
            return Err(self.unexpected(&format!("{expected} (known are {})", attributes())));
        };
        let attribute = Attribute::named(name).ok_or_else(|| {
            let name = shortened(name);
            self.wrong(
                self.at(),
                format!("'{name}' is no attribute: known are {}", attributes()),
            )
        })?;
        self.advance();
        Ok(attribute)
    }

    /// Whether the operator is `=` rather than `!=`.
    fn operator(&mut self) -> Result<bool> {
        if self.takes(Sign::Mark('=')) {
            return Ok(true);
        }
        if self.takes(Sign::Differs) {
            return Ok(false);
        }
        Err(self.unexpected("'=' or '!='"))
    }

    /// A label that the pattern gives, and the point after it.
    fn known_label(&mut self, expected: &str) -> Result<u8> {
        let (Sign::Name(name) | Sign::Number(name)) = self.peek() else {
            return Err(self.unexpected(expected));
        };
        let Some(number) = self.labels.iter().position(|(l, _)| *l == name) else {
            let name = shortened(name);
            let known: Vec<_> = self.labels.iter().map(|(l, _)| *l).collect();
            let known = if known.is_empty() {
                format!("the query gives none (write {name}:[…])")
            } else {
                format!("the query gives {}", known.join(", "))
            };
            return Err(self.wrong(self.at(), format!("'{name}' is no label: {known}")));
        };
        self.advance();
        self.expect('.', "'.' and an attribute")?;
        Ok(u8::try_from(number).unwrap_or(u8::MAX))
    }

    /// A text with its flags, as the value of an attribute.
    pub(super) fn is(&mut self, attribute: Attribute, expected: &str) -> Result<Condition> {
        let Sign::Text(written, mark) = self.peek() else {
            return Err(self.unexpected(expected));
        };
        let at = self.at();
        self.advance();
        let flags = self.flags()?;
        let source = unquoted(written, mark, flags.literal);
        let value = Value::new(&source, flags).map_err(
            |Wrong {
                 detail,
                 at: offset,
                 limit,
             }| {
                // The text begins after its quotation mark and is as long in the query as it is here.
                let place = at + 1 + offset.min(written.len());
                let detail = format!("no regular expression: {detail}");
                if limit {
                    self.limit(place, detail)
                } else {
                    self.wrong(place, detail)
                }
            },
        )?;
        if let Some(known) = attribute.values()
            && !known.iter().any(|v| value.matches(v))
        {
            return Err(self.wrong(
                at + 1,
                format!(
                    "{} is never '{}': known are {}",
                    attribute.name(),
                    shortened(&source),
                    known.join(", ")
                ),
            ));
        }
        Ok(Condition::Is(attribute, value))
    }

    fn flags(&mut self) -> Result<Flags> {
        let mut flags = Flags::default();
        while let Sign::Flags(letters) = self.peek() {
            const KNOWN: &str =
                "known are c (letter case aside), d (diacritics aside), l (literal text)";
            if letters.is_empty() {
                return Err(self.wrong(self.at(), format!("expected a flag after '%': {KNOWN}")));
            }
            for (offset, letter) in letters.char_indices() {
                match letter {
                    'c' => flags.case = true,
                    'd' => flags.marks = true,
                    'l' => flags.literal = true,
                    other => {
                        let at = self.at() + 1 + offset;
                        return Err(self.wrong(at, format!("'{other}' is no flag: {KNOWN}")));
                    }
                }
            }
            self.advance();
        }
        Ok(flags)
    }
}

/// The text that stands in quotation marks. A doubled mark becomes a shielded one in an expression,
/// so that no byte moves; in a literal only `\\` and a shielded mark are not what they look like.
fn unquoted(written: &str, mark: char, literal: bool) -> Cow<'_, str> {
    let plain = |c: char| c != mark && !(literal && c == '\\');
    if written.chars().all(plain) {
        return Cow::Borrowed(written);
    }
    let mut out = String::with_capacity(written.len());
    let mut characters = written.chars();
    while let Some(c) = characters.next() {
        if c != '\\' && c != mark {
            out.push(c);
            continue;
        }
        let Some(next) = characters.next() else {
            out.push(c);
            break;
        };
        match (literal, c == mark) {
            (true, true) => out.push(mark),
            (true, false) if next == mark || next == '\\' => out.push(next),
            (false, true) => out.extend(['\\', mark]),
            (_, false) => out.extend([c, next]),
        }
    }
    Cow::Owned(out)
}
