//! What a query text says, before any corpus is known.

use super::value::Value;
use crate::layout::ZoneKind;

/// An attribute of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    Word,
    Lower,
    Zone,
    Voice,
    Mention,
}

impl Attribute {
    pub(super) const ALL: [Attribute; 5] = [
        Attribute::Word,
        Attribute::Lower,
        Attribute::Zone,
        Attribute::Voice,
        Attribute::Mention,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Attribute::Word => "word",
            Attribute::Lower => "lower",
            Attribute::Zone => "zone",
            Attribute::Voice => "voice",
            Attribute::Mention => "mention",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Attribute::ALL.into_iter().find(|a| a.name() == name)
    }

    /// All the values it can have, where they are few and known beforehand.
    pub(super) fn values(self) -> Option<Vec<&'static str>> {
        match self {
            Attribute::Zone => Some(ZoneKind::ALL.map(ZoneKind::name).to_vec()),
            Attribute::Voice => Some(VOICES.to_vec()),
            _ => None,
        }
    }
}

/// The values of `voice`: the outlet's own words, and quoted ones.
pub(super) const VOICES: [&str; 2] = ["own", "quoted"];

/// A region of text: what `within` and tags name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    Sentence,
    /// A zone of any kind.
    Zone,
    Kind(ZoneKind),
}

impl Region {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "s" => Some(Region::Sentence),
            "zone" => Some(Region::Zone),
            "p" => Some(Region::Kind(ZoneKind::Paragraph)),
            other => ZoneKind::ALL
                .into_iter()
                .find(|k| k.name() == other)
                .map(Region::Kind),
        }
    }

    /// The names of all regions, to be listed.
    pub(super) fn names() -> String {
        let kinds = ZoneKind::ALL.map(ZoneKind::name).join(", ");
        format!("s, p, zone, {kinds}")
    }
}

/// What must hold at a place between two tokens, as bits; none is set for "nothing".
pub(super) mod guard {
    use crate::layout::ZoneKind;

    pub(in super::super) const SENTENCE_START: u32 = 1;
    pub(in super::super) const SENTENCE_END: u32 = 2;
    pub(in super::super) const ZONE_START: u32 = 4;
    pub(in super::super) const ZONE_END: u32 = 8;
    pub(in super::super) const NAME_END: u32 = 16;
    const FIRST_KIND: u32 = 5;

    /// The zone is of this kind.
    pub(in super::super) fn kind(kind: ZoneKind) -> u32 {
        u32::from(super::kind_bit(kind)) << FIRST_KIND
    }
}

/// One bit a kind of zone.
pub(super) fn kind_bit(kind: ZoneKind) -> u16 {
    let at = ZoneKind::ALL.iter().position(|k| *k == kind);
    1 << at.unwrap_or_default()
}

/// Every kind of zone.
pub(super) const ALL_KINDS: u16 = (1 << ZoneKind::ALL.len()) - 1;

/// What a token must be.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Condition {
    /// Any token: `[]`.
    Any,
    /// A value of an attribute.
    Is(Attribute, Value),
    /// The first of its sentence, or not.
    StartsSentence(bool),
    /// The first of a name, or one that goes on with it.
    OfName(Part),
    Not(Box<Condition>),
    All(Vec<Condition>),
    Either(Vec<Condition>),
}

/// The part of a name that a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    First,
    Further,
}

/// A pattern of tokens. Its depth is bounded by the parser.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Token {
        /// Number of its condition in [`Parsed::conditions`].
        condition: u32,
        label: Option<u8>,
    },
    /// A place between tokens, see [`guard`].
    Place(u32),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Repeat {
        node: Box<Node>,
        min: u32,
        /// Nothing for no limit.
        max: Option<u32>,
    },
}

impl Node {
    /// The fewest and the most tokens that it can match; nothing for no limit.
    pub(super) fn length(&self) -> (usize, Option<usize>) {
        match self {
            Node::Token { .. } => (1, Some(1)),
            Node::Place(_) => (0, Some(0)),
            Node::Sequence(nodes) => nodes.iter().map(Node::length).fold((0, Some(0)), follow),
            Node::Either(nodes) => nodes
                .iter()
                .map(Node::length)
                .reduce(|a, b| (a.0.min(b.0), a.1.zip(b.1).map(|(a, b)| a.max(b))))
                .unwrap_or((0, Some(0))),
            Node::Repeat { node, min, max } => {
                let (fewest, most) = node.length();
                let times = |n: usize, times: u32| n.saturating_mul(times as usize);
                let most = match (most, max) {
                    (Some(0), _) | (_, Some(0)) => Some(0),
                    (Some(most), Some(max)) => Some(times(most, *max)),
                    _ => None,
                };
                (times(fewest, *min), most)
            }
        }
    }
}

/// The length of one thing after another.
pub(super) fn follow(
    a: (usize, Option<usize>),
    b: (usize, Option<usize>),
) -> (usize, Option<usize>) {
    let most = a.1.zip(b.1).map(|(a, b)| a.saturating_add(b));
    (a.0.saturating_add(b.0), most)
}

/// A condition on labelled tokens, after `::`.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Constraint {
    /// Two tokens have the same value, or not the same.
    Same {
        left: u8,
        right: u8,
        attribute: Attribute,
        same: bool,
    },
    /// A token meets a condition, by its number in [`Parsed::conditions`].
    Is {
        label: u8,
        condition: u32,
    },
    Not(Box<Constraint>),
    All(Vec<Constraint>),
    Either(Vec<Constraint>),
}

impl Constraint {
    /// The labels that it names, one bit each.
    pub(super) fn labels(&self) -> u8 {
        match self {
            Constraint::Same { left, right, .. } => 1 << left | 1 << right,
            Constraint::Is { label, .. } => 1 << label,
            Constraint::Not(inner) => inner.labels(),
            Constraint::All(parts) | Constraint::Either(parts) => {
                parts.iter().fold(0, |bits, p| bits | p.labels())
            }
        }
    }
}

/// Where a match may stand and what it must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Filters {
    /// The kinds of zone, one bit each; nothing for every kind.
    pub(super) kinds: Option<u16>,
    /// Whether a match stays inside one sentence.
    pub(super) sentence: bool,
    /// What the match contains.
    pub(super) containing: Vec<Node>,
    /// What the sentence around the match contains.
    pub(super) sentence_holds: Vec<Node>,
    /// What the zone around the match contains.
    pub(super) zone_holds: Vec<Node>,
}

/// A query as it was written.
#[derive(Clone, Debug)]
pub(super) struct Parsed {
    pub(super) pattern: Node,
    pub(super) conditions: Vec<Condition>,
    pub(super) filters: Filters,
    pub(super) constraint: Option<Constraint>,
    /// Byte of the query where the constraint begins.
    pub(super) constraint_at: usize,
}
