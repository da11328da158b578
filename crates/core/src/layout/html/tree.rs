//! A page as a tree of elements, and the text runs between their tags. [`super::builder`] builds it.

use super::{
    builder::Builder,
    tag::{Tag, key},
    tokens,
};
use crate::text::Span;

/// Index of a node.
pub(super) type NodeId = u32;

/// Attributes that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::enum_variant_names, reason = "one attribute is called name")]
pub(super) enum Name {
    Class,
    Id,
    Itemprop,
    Role,
    Style,
    Hidden,
    AriaHidden,
    Datetime,
    Content,
    Name,
    Property,
    Rel,
    Href,
    Type,
    Lang,
    Data,
}

impl Name {
    pub(super) fn of(name: &[u8]) -> Option<Name> {
        const CLASS: u64 = key(b"class");
        const ID: u64 = key(b"id");
        const HREF: u64 = key(b"href");
        const STYLE: u64 = key(b"style");
        const TYPE: u64 = key(b"type");
        const REL: u64 = key(b"rel");
        const CONTENT: u64 = key(b"content");
        const PROPERTY: u64 = key(b"property");
        const NAME: u64 = key(b"name");
        const ROLE: u64 = key(b"role");
        const ITEMPROP: u64 = key(b"itemprop");
        const DATETIME: u64 = key(b"datetime");
        const HIDDEN: u64 = key(b"hidden");
        const LANG: u64 = key(b"lang");
        const XML_LANG: u64 = key(b"xml:lang");
        const DATA_QA: u64 = key(b"data-qa");
        // Zero bytes at its end would not show.
        if name.len() <= 8 && name.last() != Some(&0) {
            return Some(match key(name) {
                CLASS => Name::Class,
                ID => Name::Id,
                HREF => Name::Href,
                STYLE => Name::Style,
                TYPE => Name::Type,
                REL => Name::Rel,
                CONTENT => Name::Content,
                PROPERTY => Name::Property,
                NAME => Name::Name,
                ROLE => Name::Role,
                ITEMPROP => Name::Itemprop,
                DATETIME => Name::Datetime,
                HIDDEN => Name::Hidden,
                DATA_QA => Name::Data,
                LANG | XML_LANG => Name::Lang,
                _ => return None,
            });
        }
        Some(match name {
            b"aria-hidden" => Name::AriaHidden,
            // Sites with generated class names still name their parts for tests and analytics.
            b"data-testid"
            | b"data-component"
            | b"data-component-name"
            | b"data-type"
            | b"data-module"
            | b"data-test-id"
            | b"data-gu-name" => Name::Data,
            _ => return None,
        })
    }
}

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// As the source has it.
    Source(Span),
    /// With its character references decoded.
    Decoded(String),
}

#[derive(Clone, Debug)]
pub(super) struct Attr {
    pub(super) name: Name,
    pub(super) value: Value,
}

/// What holds for a node and everything in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent properties, not states"
)]
pub(super) struct Inherited {
    /// Inside a link.
    pub(super) link: bool,
    /// Not shown (`hidden`, `display:none`).
    pub(super) hidden: bool,
    /// In an element whose words nobody reads in the text (buttons, drawings, the head).
    pub(super) unread: bool,
    /// In `noscript`.
    pub(super) noscript: bool,
    /// In bold type.
    pub(super) bold: bool,
    /// In italics.
    pub(super) italic: bool,
    /// In `pre`.
    pub(super) pre: bool,
}

/// An element.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) tag: Tag,
    pub(super) parent: NodeId,
    pub(super) depth: u16,
    pub(super) inherited: Inherited,
    pub(super) attrs: (u32, u32),
    /// Runs inside it: first, one past the last.
    pub(super) runs: (u32, u32),
}

/// A stretch of text between two tags that holds more than white space.
#[derive(Clone, Copy, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent properties, not states"
)]
pub(super) struct Run {
    pub(super) span: Span,
    /// The element that it stands in.
    pub(super) node: NodeId,
    /// The innermost element that is not inline.
    pub(super) container: NodeId,
    pub(super) inherited: Inherited,
    /// A block ended before it.
    pub(super) starts_block: bool,
    /// White space or a line break stands between it and the run before.
    pub(super) gap: bool,
    /// A single line break stands before it.
    pub(super) line: bool,
    /// Words for screen readers or a control inside a line that is read: no part of the line.
    pub(super) silent: bool,
}

/// A page as a tree.
#[derive(Debug)]
pub(super) struct Tree<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<Node>,
    pub(super) runs: Vec<Run>,
    /// Bodies of scripts with the node of each.
    pub(super) scripts: Vec<(NodeId, Span)>,
    pub(super) attrs: Vec<Attr>,
}

impl<'t> Tree<'t> {
    /// Reads a page.
    pub(super) fn parse(text: &'t str) -> Self {
        let mut builder = Builder::new(text);
        tokens::read(&mut builder);
        builder.finish()
    }

    /// A node.
    pub(super) fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    /// The value of an attribute, entities decoded.
    pub(super) fn attr(&self, id: NodeId, name: Name) -> Option<&str> {
        self.attrs_of(id).find(|(n, _)| *n == name).map(|(_, v)| v)
    }

    /// The kept attributes of a node, in order.
    pub(super) fn attrs_of(&self, id: NodeId) -> impl Iterator<Item = (Name, &str)> {
        let (from, to) = self.node(id).map_or((0, 0), |n| n.attrs);
        self.attrs
            .get(from as usize..to as usize)
            .unwrap_or(&[])
            .iter()
            .map(|a| match &a.value {
                Value::Source(span) => (a.name, span.of(self.text)),
                Value::Decoded(value) => (a.name, value.as_str()),
            })
    }

    /// The node and what it stands in, from the inside out.
    pub(super) fn lineage(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let here = next?;
            let node = self.node(here)?;
            next = (node.parent != here).then_some(node.parent);
            Some(here)
        })
    }
}
