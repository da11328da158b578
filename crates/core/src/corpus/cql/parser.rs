//! Reads a query.
//!
//! ```text
//! query      = relation [ ( "::" | "&" ) constraint ] { "within" region }
//! relation   = operand [ "within" region | "containing" either ]
//! operand    = "(" relation ")" | either
//! either     = sequence { "|" sequence }
//! sequence   = repeated { repeated }
//! repeated   = atom [ "*" | "+" | "?" | "{" n "}" | "{" n "," [ m ] "}" | "{" "," m "}" ]
//! atom       = [ label ":" ] token | "(" either ")" | "<" name ">" | "</" name ">" | "<" name "/>"
//! region     = ( name | "<" name "/>" ) [ "containing" either ] | "(" region ")"
//! ```
//!
//! Tokens and constraints are in [`condition`](super::condition).

use super::{
    ast::{ALL_KINDS, Attribute, Condition, Filters, Node, Parsed, Part, Region, guard, kind_bit},
    lexer::{Placed, Sign, shortened, signs},
};
use crate::{Error, Location, Result};

/// How deep parentheses may be nested.
pub(super) const MAX_DEPTH: usize = 64;
/// The largest number in `{n,m}`.
pub(super) const MAX_REPEAT: u32 = 1000;
/// How many different conditions a query may have.
pub(super) const MAX_CONDITIONS: usize = 256;
/// How many labels a query may have.
pub(super) const MAX_LABELS: usize = 8;

const ATOM: &str = "a token in brackets or quotation marks, a group or a tag";

pub(super) struct Parser<'q> {
    query: &'q str,
    signs: Vec<Placed<'q>>,
    next: usize,
    depth: usize,
    conditions: Vec<Condition>,
    /// Each label and where it was first given.
    pub(super) labels: Vec<(&'q str, usize)>,
    /// Whether a token may have a label here.
    labelling: bool,
}

/// Reads a whole query.
pub(super) fn parse(query: &str) -> Result<Parsed> {
    let mut parser = Parser {
        query,
        signs: signs(query)?,
        next: 0,
        depth: 0,
        conditions: Vec::new(),
        labels: Vec::new(),
        labelling: true,
    };
    if parser.peek() == Sign::End {
        return Err(parser.wrong(0, "the query is empty"));
    }
    let mut filters = Filters::default();
    let pattern = parser.relation(&mut filters)?;
    parser.check_labels(&pattern)?;
    if pattern.length().1 == Some(0) {
        return Err(parser.wrong(0, "the query asks for no token: a match holds at least one"));
    }
    let mut constraint = None;
    let constraint_at = parser.at();
    if parser.takes(Sign::Constraint) || parser.takes(Sign::Mark('&')) {
        constraint = Some(parser.constraint()?);
    }
    while parser.takes(Sign::Name("within")) {
        parser.region(&mut filters)?;
    }
    match (parser.peek(), &constraint) {
        (Sign::End, _) => {}
        (Sign::Name("containing"), Some(_)) => {
            return Err(parser.wrong(parser.at(), "'containing' stands before '::'"));
        }
        (_, Some(_)) => return Err(parser.unexpected("'&', '|', 'within' or the end of the query")),
        (_, None) => {
            return Err(parser.unexpected(&format!(
                "{ATOM}, a quantifier, '|', 'within', 'containing', '::' or the end of the query"
            )));
        }
    }
    Ok(Parsed {
        pattern,
        conditions: parser.conditions,
        filters,
        constraint,
        constraint_at,
    })
}

/// Helpers that both parts of the grammar use.
impl<'q> Parser<'q> {
    fn placed(&self, ahead: usize) -> Placed<'q> {
        let end = Placed {
            sign: Sign::End,
            at: self.query.len(),
        };
        self.signs.get(self.next + ahead).copied().unwrap_or(end)
    }

    pub(super) fn peek(&self) -> Sign<'q> {
        self.placed(0).sign
    }

    pub(super) fn peek_after(&self) -> Sign<'q> {
        self.placed(1).sign
    }

    /// Byte of the query where the next sign begins.
    pub(super) fn at(&self) -> usize {
        self.placed(0).at
    }

    pub(super) fn advance(&mut self) {
        self.next += 1;
    }

    /// Takes the next sign if it is this one.
    pub(super) fn takes(&mut self, sign: Sign<'_>) -> bool {
        let same = self.peek() == sign;
        self.next += usize::from(same);
        same
    }

    pub(super) fn expect(&mut self, mark: char, expected: &str) -> Result<()> {
        if self.takes(Sign::Mark(mark)) {
            return Ok(());
        }
        Err(self.unexpected(expected))
    }

    pub(super) fn wrong(&self, at: usize, detail: impl Into<String>) -> Error {
        Error::usage(detail).with_location(Location::new(self.query, at))
    }

    pub(super) fn limit(&self, at: usize, detail: impl Into<String>) -> Error {
        Error::limit(detail).with_location(Location::new(self.query, at))
    }

    pub(super) fn unexpected(&self, expected: &str) -> Error {
        let found = self.peek().shown();
        self.wrong(self.at(), format!("expected {expected}, found {found}"))
    }

    /// Goes one level deeper; every call is paired with [`leave`](Parser::leave).
    pub(super) fn enter(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.limit(
                self.at(),
                format!("nested too deep: at most {MAX_DEPTH} levels are read"),
            ));
        }
        Ok(())
    }

    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// The number of a condition; equal ones have one number.
    pub(super) fn condition_number(&mut self, condition: Condition, at: usize) -> Result<u32> {
        let known = self.conditions.iter().position(|c| *c == condition);
        let number = known.unwrap_or(self.conditions.len());
        if number >= MAX_CONDITIONS {
            return Err(self.limit(
                at,
                format!("too many different tokens: at most {MAX_CONDITIONS} are read"),
            ));
        }
        if known.is_none() {
            self.conditions.push(condition);
        }
        Ok(u32::try_from(number).unwrap_or(u32::MAX))
    }
}

/// Sequences and what stands around them.
impl<'q> Parser<'q> {
    fn relation(&mut self, filters: &mut Filters) -> Result<Node> {
        self.enter()?;
        let node = if self.wraps_relation() {
            self.advance();
            let node = self.relation(filters)?;
            self.expect(')', "')'")?;
            node
        } else {
            self.either()?
        };
        if self.takes(Sign::Name("within")) {
            self.region(filters)?;
        } else if self.takes(Sign::Name("containing")) {
            let held = self.held()?;
            filters.containing.push(held);
        }
        if let Sign::Name("within" | "containing") = self.peek() {
            let again = self.peek().shown();
            return Err(self.wrong(
                self.at(),
                format!("{again} again: say in parentheses what belongs together"),
            ));
        }
        self.leave();
        Ok(node)
    }

    /// Whether the group that begins here is more than alternatives: it has `within` or `containing`.
    fn wraps_relation(&self) -> bool {
        let mut depth = 0usize;
        for placed in self.signs.iter().skip(self.next) {
            match placed.sign {
                Sign::Mark('(') => depth += 1,
                Sign::Mark(')') if depth <= 1 => return false,
                Sign::Mark(')') => depth -= 1,
                _ if depth == 0 => return false,
                Sign::Name("within" | "containing") => return true,
                _ => {}
            }
        }
        false
    }

    /// What follows `containing`.
    fn held(&mut self) -> Result<Node> {
        let at = self.at();
        let labelling = std::mem::replace(&mut self.labelling, false);
        let node = self.either()?;
        self.labelling = labelling;
        if node.length().0 == 0 {
            return Err(self.wrong(
                at,
                "expected a pattern that asks for at least one token: every match contains nothing",
            ));
        }
        Ok(node)
    }

    fn region(&mut self, filters: &mut Filters) -> Result<()> {
        self.enter()?;
        if self.takes(Sign::Mark('(')) {
            self.region(filters)?;
            self.expect(')', "')' or 'containing'")?;
            self.leave();
            return Ok(());
        }
        let tag = self.takes(Sign::Mark('<'));
        let region = self.region_name()?;
        if tag && !self.takes(Sign::CloseEmpty) {
            return Err(self.unexpected("'/>'"));
        }
        match region {
            Region::Sentence => filters.sentence = true,
            Region::Zone => {}
            Region::Kind(kind) => {
                filters.kinds = Some(filters.kinds.unwrap_or(ALL_KINDS) & kind_bit(kind));
            }
        }
        if self.takes(Sign::Name("containing")) {
            let held = self.held()?;
            match region {
                Region::Sentence => filters.sentence_holds.push(held),
                Region::Zone | Region::Kind(_) => filters.zone_holds.push(held),
            }
        }
        self.leave();
        Ok(())
    }

    fn region_name(&mut self) -> Result<Region> {
        let Sign::Name(name) = self.peek() else {
            return Err(self.unexpected(&format!("a region ({})", Region::names())));
        };
        let region = Region::named(name).ok_or_else(|| {
            let name = shortened(name);
            self.wrong(
                self.at(),
                format!("'{name}' is no region: known are {}", Region::names()),
            )
        })?;
        self.advance();
        Ok(region)
    }

    fn either(&mut self) -> Result<Node> {
        self.enter()?;
        let mut nodes = vec![self.sequence()?];
        while self.takes(Sign::Mark('|')) {
            nodes.push(self.sequence()?);
        }
        self.leave();
        Ok(one_or(nodes, Node::Either))
    }

    fn sequence(&mut self) -> Result<Node> {
        let mut nodes = vec![self.repeated()?];
        while matches!(
            (self.peek(), self.peek_after()),
            (
                Sign::Mark('[' | '(' | '<') | Sign::Text(..) | Sign::OpenEnd,
                _
            ) | (Sign::Name(_) | Sign::Number(_), Sign::Mark(':'))
        ) {
            nodes.push(self.repeated()?);
        }
        if let Sign::Name(name) = self.peek()
            && !matches!(name, "within" | "containing")
        {
            let name = shortened(name);
            return Err(self.wrong(
                self.at(),
                format!(
                    "'{name}' stands alone: a word is \"{name}\", a label is {name}: before a token, \
                     and known are the words within and containing"
                ),
            ));
        }
        Ok(one_or(nodes, Node::Sequence))
    }

    fn repeated(&mut self) -> Result<Node> {
        let node = self.atom()?;
        let at = self.at();
        let (min, max) = match self.peek() {
            Sign::Mark('*') => (0, None),
            Sign::Mark('+') => (1, None),
            Sign::Mark('?') => (0, Some(1)),
            Sign::Mark('{') => {
                self.advance();
                let range = self.range()?;
                if self.peek() != Sign::Mark('}') {
                    return Err(self.unexpected("'}'"));
                }
                range
            }
            _ => return Ok(node),
        };
        self.advance();
        if let Sign::Mark('*' | '+' | '?' | '{') = self.peek() {
            return Err(self.wrong(
                self.at(),
                "a second quantifier: put the first with its token in parentheses",
            ));
        }
        if max != Some(1)
            && let Some(label) = first_label(&node)
            && let Some((label, _)) = self.labels.get(usize::from(label))
        {
            return Err(self.wrong(
                at,
                format!("label '{label}' stands in a repetition, so it would name many tokens"),
            ));
        }
        Ok(Node::Repeat {
            node: Box::new(node),
            min,
            max,
        })
    }

    /// What stands in braces.
    fn range(&mut self) -> Result<(u32, Option<u32>)> {
        let first = self.times()?;
        if !self.takes(Sign::Mark(',')) {
            let Some(times) = first else {
                return Err(self.unexpected("a number or ','"));
            };
            return Ok((times, Some(times)));
        }
        let at = self.at();
        match (first, self.times()?) {
            (None, None) => Err(self.unexpected("a number")),
            (Some(min), Some(max)) if max < min => Err(self.wrong(
                at,
                format!("{max} is less than {min}: the smaller number stands first"),
            )),
            (min, max) => Ok((min.unwrap_or(0), max)),
        }
    }

    fn times(&mut self) -> Result<Option<u32>> {
        let Sign::Number(digits) = self.peek() else {
            return Ok(None);
        };
        match digits.parse::<u32>() {
            Ok(times) if times <= MAX_REPEAT => {
                self.advance();
                Ok(Some(times))
            }
            _ => Err(self.limit(
                self.at(),
                format!(
                    "{} is too many: at most {MAX_REPEAT} repetitions, or no limit as in {{1,}}",
                    shortened(digits)
                ),
            )),
        }
    }

    fn atom(&mut self) -> Result<Node> {
        match self.peek() {
            Sign::Mark('(') => {
                self.advance();
                let node = self.either()?;
                if let Sign::Name("within" | "containing") = self.peek() {
                    let word = self.peek().shown();
                    return Err(self.wrong(
                        self.at(),
                        format!("{word} stands after the whole pattern, not in a part of it"),
                    ));
                }
                self.expect(')', "')', '|' or another token")?;
                Ok(node)
            }
            Sign::Mark('<') | Sign::OpenEnd => self.tag(),
            Sign::Name(label) | Sign::Number(label) if self.peek_after() == Sign::Mark(':') => {
                let at = self.at();
                let label = self.label(label, at)?;
                self.advance();
                self.advance();
                if !matches!(self.peek(), Sign::Mark('[') | Sign::Text(..)) {
                    return Err(self.unexpected("the one token that the label names"));
                }
                self.token(Some(label))
            }
            Sign::Mark('[') | Sign::Text(..) => self.token(None),
            Sign::Mark(mark @ ('*' | '+' | '?' | '{')) => Err(self.wrong(
                self.at(),
                format!(
                    "expected {ATOM}, found '{mark}': a quantifier stands after what it repeats"
                ),
            )),
            Sign::Name(name) => {
                let name = shortened(name);
                Err(self.wrong(
                    self.at(),
                    format!("expected {ATOM}, found '{name}': a word is \"{name}\""),
                ))
            }
            _ => Err(self.unexpected(ATOM)),
        }
    }

    fn label(&mut self, label: &'q str, at: usize) -> Result<u8> {
        if !self.labelling {
            return Err(self.wrong(at, "a label cannot stand after 'containing'"));
        }
        let known = self.labels.iter().position(|(l, _)| *l == label);
        let number = known.unwrap_or(self.labels.len());
        if number >= MAX_LABELS {
            return Err(self.limit(
                at,
                format!("too many labels: at most {MAX_LABELS} are read"),
            ));
        }
        if known.is_none() {
            self.labels.push((label, at));
        }
        Ok(u8::try_from(number).unwrap_or(u8::MAX))
    }

    fn token(&mut self, label: Option<u8>) -> Result<Node> {
        let at = self.at();
        let condition = self.token_condition()?;
        let condition = self.condition_number(condition, at)?;
        Ok(Node::Token { condition, label })
    }

    fn tag(&mut self) -> Result<Node> {
        let at = self.at();
        let end = self.takes(Sign::OpenEnd) || {
            self.advance();
            false
        };
        if !end && self.takes(Sign::Name("name")) {
            return self.name(at);
        }
        let region = self.region_name()?;
        let whole = !end && self.takes(Sign::CloseEmpty);
        if !whole && !self.takes(Sign::Mark('>')) {
            return Err(self.unexpected(if end { "'>'" } else { "'>' or '/>'" }));
        }
        let (start_bits, end_bits) = match region {
            Region::Sentence => (guard::SENTENCE_START, guard::SENTENCE_END),
            Region::Zone => (guard::ZONE_START, guard::ZONE_END),
            Region::Kind(kind) => {
                let kind = guard::kind(kind);
                (guard::ZONE_START | kind, guard::ZONE_END | kind)
            }
        };
        if !whole {
            return Ok(Node::Place(if end { end_bits } else { start_bits }));
        }
        let any = self.condition_number(Condition::Any, at)?;
        let inside = match region {
            Region::Sentence => self.condition_number(Condition::StartsSentence(false), at)?,
            Region::Zone | Region::Kind(_) => any,
        };
        let token = |condition| Node::Token {
            condition,
            label: None,
        };
        let rest = Node::Repeat {
            node: Box::new(token(inside)),
            min: 0,
            max: None,
        };
        Ok(Node::Sequence(vec![
            Node::Place(start_bits),
            token(any),
            rest,
            Node::Place(end_bits),
        ]))
    }

    /// `<name/>`, `<name="person:.*"/>`: a whole name, each once.
    fn name(&mut self, at: usize) -> Result<Node> {
        let mut first = Condition::OfName(Part::First);
        if self.takes(Sign::Mark('=')) {
            let of = self.is(Attribute::Mention, "the id of a name in quotation marks")?;
            first = Condition::All(vec![first, of]);
        }
        if !self.takes(Sign::CloseEmpty) {
            return Err(self.unexpected("'/>'"));
        }
        let mut token = |condition| {
            let condition = self.condition_number(condition, at)?;
            Ok(Node::Token {
                condition,
                label: None,
            })
        };
        let first = token(first)?;
        let rest = Node::Repeat {
            node: Box::new(token(Condition::OfName(Part::Further))?),
            min: 0,
            max: None,
        };
        Ok(Node::Sequence(vec![
            first,
            rest,
            Node::Place(guard::NAME_END),
        ]))
    }

    /// Refuses a label that one match could give to two tokens. Returns the labels of a node, one bit
    /// each.
    fn check_labels(&self, node: &Node) -> Result<u8> {
        match node {
            Node::Token { label, .. } => Ok(label.map_or(0, |l| 1 << l)),
            Node::Place(_) => Ok(0),
            Node::Repeat { node, .. } => self.check_labels(node),
            Node::Either(nodes) => nodes
                .iter()
                .try_fold(0, |bits, n| Ok(bits | self.check_labels(n)?)),
            Node::Sequence(nodes) => nodes.iter().try_fold(0, |bits, n| {
                let more = self.check_labels(n)?;
                let twice = (bits & more).trailing_zeros() as usize;
                if let Some((label, at)) = self.labels.get(twice) {
                    return Err(self.wrong(
                        *at,
                        format!("label '{label}' is given to two tokens of one match"),
                    ));
                }
                Ok(bits | more)
            }),
        }
    }
}

/// A label that a node gives.
fn first_label(node: &Node) -> Option<u8> {
    match node {
        Node::Token { label, .. } => *label,
        Node::Place(_) => None,
        Node::Repeat { node, .. } => first_label(node),
        Node::Either(nodes) | Node::Sequence(nodes) => nodes.iter().find_map(first_label),
    }
}

/// The one thing, or all of them as a list.
pub(super) fn one_or<T>(mut things: Vec<T>, many: impl FnOnce(Vec<T>) -> T) -> T {
    match (things.pop(), things.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            things.extend(last);
            many(things)
        }
    }
}
