//! From HTML source to a tree of elements and the text runs between their tags.
//!
//! The tokens are html5gum's; the tree is a lean reading of the HTML standard's tree construction:
//! implied end tags and scopes, no reordering, since every run of text must stay where the source has
//! it. Time is linear: the stack of open elements is bounded and end tags without a start are
//! refused by a count.

use std::convert::Infallible;

use html5gum::{Emitter, Error, ForwardingEmitter, State, Tokenizer};

use super::tag::Tag;
use crate::text::Span;

/// Deepest nesting that is kept; deeper elements become siblings, as in browsers.
const MAX_DEPTH: usize = 512;

/// Longest attribute value that is kept, in bytes.
const MAX_VALUE: usize = 1 << 16;

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
    fn of(name: &[u8]) -> Option<Name> {
        Some(match name {
            b"class" => Name::Class,
            b"id" => Name::Id,
            b"itemprop" => Name::Itemprop,
            b"role" => Name::Role,
            b"style" => Name::Style,
            b"hidden" => Name::Hidden,
            b"aria-hidden" => Name::AriaHidden,
            b"datetime" => Name::Datetime,
            b"content" => Name::Content,
            b"name" => Name::Name,
            b"property" => Name::Property,
            b"rel" => Name::Rel,
            b"href" => Name::Href,
            b"type" => Name::Type,
            b"lang" | b"xml:lang" => Name::Lang,
            // Sites with generated class names still name their parts for tests and analytics.
            b"data-testid"
            | b"data-component"
            | b"data-component-name"
            | b"data-type"
            | b"data-module"
            | b"data-qa"
            | b"data-test-id"
            | b"data-gu-name" => Name::Data,
            _ => return None,
        })
    }
}

#[derive(Clone, Copy, Debug)]
struct Attr {
    name: Name,
    value: Span,
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
    attrs: (u32, u32),
    /// Runs inside it: first, one past the last.
    pub(super) runs: (u32, u32),
}

/// A stretch of text between two tags that holds more than white space.
#[derive(Clone, Copy, Debug)]
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
}

/// A page as a tree.
#[derive(Debug)]
pub(super) struct Tree<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<Node>,
    pub(super) runs: Vec<Run>,
    /// Bodies of scripts with the node of each.
    pub(super) scripts: Vec<(NodeId, Span)>,
    attrs: Vec<Attr>,
    values: String,
}

impl<'t> Tree<'t> {
    /// Reads a page.
    pub(super) fn parse(text: &'t str) -> Self {
        let mut builder = Builder::new(text);
        let Ok(()) = Tokenizer::new_with_emitter(text, Sink(&mut builder)).finish();
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
            .map(|a| (a.name, a.value.of(&self.values)))
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

#[derive(Clone, Copy, Debug)]
struct Open {
    node: NodeId,
    tag: Tag,
    container: NodeId,
    inherited: Inherited,
}

#[derive(Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "what the tokenizer has seen so far"
)]
struct Builder<'t> {
    text: &'t str,
    tree: Tree<'t>,
    stack: Vec<Open>,
    counts: [u32; Tag::COUNT],
    // Where the tokenizer is.
    position: usize,
    token_start: usize,
    markup_open: bool,
    text_start: usize,
    // The tag being read.
    is_end: bool,
    self_closing: bool,
    name: Vec<u8>,
    last_start: Vec<u8>,
    attr_name: Vec<u8>,
    attr: Option<Name>,
    attr_value: Vec<u8>,
    attrs_from: usize,
    // Between the runs.
    breaks: bool,
    gap: bool,
    lines: u32,
    code: bool,
}

fn index(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        let root = Node {
            tag: Tag::Root,
            parent: 0,
            depth: 0,
            inherited: Inherited::default(),
            attrs: (0, 0),
            runs: (0, 0),
        };
        let mut counts = [0; Tag::COUNT];
        if let Some(count) = counts.get_mut(Tag::Root as usize) {
            *count = 1;
        }
        Builder {
            text,
            tree: Tree {
                text,
                nodes: vec![root],
                runs: Vec::new(),
                scripts: Vec::new(),
                attrs: Vec::new(),
                values: String::new(),
            },
            stack: vec![Open {
                node: 0,
                tag: Tag::Root,
                container: 0,
                inherited: Inherited::default(),
            }],
            counts,
            position: 0,
            token_start: 0,
            markup_open: false,
            text_start: 0,
            is_end: false,
            self_closing: false,
            name: Vec::new(),
            last_start: Vec::new(),
            attr_name: Vec::new(),
            attr: None,
            attr_value: Vec::new(),
            attrs_from: 0,
            breaks: true,
            gap: false,
            lines: 0,
            code: false,
        }
    }

    fn finish(mut self) -> Tree<'t> {
        while self.stack.len() > 1 {
            self.pop();
        }
        let runs = index(self.tree.runs.len());
        if let Some(root) = self.tree.nodes.first_mut() {
            root.runs.1 = runs;
        }
        self.tree
    }

    fn top(&self) -> Open {
        self.stack.last().copied().unwrap_or(Open {
            node: 0,
            tag: Tag::Root,
            container: 0,
            inherited: Inherited::default(),
        })
    }

    fn count(&mut self, tag: Tag, change: i32) {
        if let Some(count) = self.counts.get_mut(tag as usize) {
            *count = count.saturating_add_signed(change);
        }
    }

    fn is_open(&self, tag: Tag) -> bool {
        self.counts.get(tag as usize).is_some_and(|&c| c > 0)
    }

    fn pop(&mut self) {
        let runs = index(self.tree.runs.len());
        if let Some(open) = self.stack.pop() {
            self.count(open.tag, -1);
            if let Some(node) = self.tree.nodes.get_mut(open.node as usize) {
                node.runs.1 = runs;
                if !node.tag.is_inline() && node.tag != Tag::Custom {
                    self.breaks = true;
                }
            }
        }
    }

    /// Pops up to and with the nearest open element that `wanted` accepts, unless an element that
    /// `stops` accepts stands before it.
    fn close(&mut self, wanted: impl Fn(Tag) -> bool, stops: impl Fn(Tag) -> bool) -> bool {
        let found = self
            .stack
            .iter()
            .rposition(|o| wanted(o.tag) || stops(o.tag))
            .filter(|&at| at > 0 && self.stack.get(at).is_some_and(|o| wanted(o.tag)));
        if let Some(at) = found {
            while self.stack.len() > at {
                self.pop();
            }
        }
        found.is_some()
    }

    /// The text up to `end` becomes a run.
    fn text_until(&mut self, end: usize) {
        let span = Span::new(self.text_start.min(end), end);
        if span.is_empty() {
            return;
        }
        let top = self.top();
        if self.code {
            if top.tag == Tag::Script {
                self.tree.scripts.push((top.node, span));
            }
            return;
        }
        let slice = span.of(self.text);
        let words = span.trimmed(self.text);
        if blank(slice) {
            self.gap = true;
            return;
        }
        if !top.inherited.pre || !slice.contains('\n') {
            self.push_run(span, words, top);
            return;
        }
        // Preformatted text marks its paragraphs with blank lines.
        let mut start = span.start;
        let mut at = span.start;
        let mut blank_lines = 0;
        for line in slice.split_inclusive('\n') {
            if line.trim().is_empty() {
                blank_lines += 1;
            } else {
                if blank_lines > 0 && at > start {
                    let part = Span::new(start, at);
                    let words = part.trimmed(self.text);
                    if !words.is_empty() {
                        self.push_run(part, words, top);
                    }
                    self.breaks = true;
                    start = at;
                }
                blank_lines = 0;
            }
            at += line.len();
        }
        let part = Span::new(start, span.end);
        let words = part.trimmed(self.text);
        if !words.is_empty() {
            self.push_run(part, words, top);
        }
        if blank_lines > 1 {
            self.breaks = true;
        }
    }

    fn push_run(&mut self, span: Span, words: Span, top: Open) {
        self.tree.runs.push(Run {
            span: words,
            node: top.node,
            container: top.container,
            inherited: top.inherited,
            starts_block: self.breaks,
            gap: self.gap || words.start > span.start,
            line: self.lines > 0,
        });
        self.breaks = false;
        self.gap = words.end < span.end;
        self.lines = 0;
    }

    fn start_tag(&mut self) -> Option<State> {
        let tag = Tag::of(&self.name);
        let attrs = (index(self.attrs_from), index(self.tree.attrs.len()));
        let in_drawing = self.is_open(Tag::Svg) || self.is_open(Tag::Math);
        match tag {
            Tag::Br => {
                self.gap = true;
                self.lines += 1;
                if self.lines > 1 {
                    self.breaks = true;
                }
            }
            Tag::Html | Tag::Body if self.is_open(tag) => {
                // A second one only adds its attributes; this page keeps the first one's.
                self.breaks = true;
                return None;
            }
            _ => {}
        }
        if !in_drawing {
            self.imply_ends(tag);
        }
        let mut inline = tag.is_inline();
        if tag == Tag::Custom {
            let container = self.tree.node(self.top().container).map(|n| n.tag);
            inline = matches!(container, Some(Tag::P | Tag::Li))
                || container.is_some_and(|t| t.heading_level().is_some());
        }
        if !inline {
            self.breaks = true;
        }
        let parent = self.top();
        let id = index(self.tree.nodes.len());
        let mut inherited = parent.inherited;
        self.tree.nodes.push(Node {
            tag,
            parent: parent.node,
            depth: u16::try_from(self.stack.len()).unwrap_or(u16::MAX),
            inherited,
            attrs,
            runs: (index(self.tree.runs.len()), index(self.tree.runs.len())),
        });
        match tag {
            Tag::A => inherited.link |= self.tree.attr(id, Name::Href).is_some(),
            Tag::B | Tag::Strong => inherited.bold = true,
            Tag::I | Tag::Em => inherited.italic = true,
            Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext => inherited.pre = true,
            Tag::Noscript => inherited.noscript = true,
            _ => {}
        }
        inherited.unread |= tag.is_unread();
        inherited.hidden |= self.is_hidden(id);
        if let Some(node) = self.tree.nodes.last_mut() {
            node.inherited = inherited;
        }
        if tag.is_void() || (self.self_closing && (in_drawing || tag == Tag::Svg)) {
            if !inline {
                self.breaks = true;
            }
            return None;
        }
        if self.stack.len() >= MAX_DEPTH {
            self.pop();
        }
        self.stack.push(Open {
            node: id,
            tag,
            container: if inline { parent.container } else { id },
            inherited,
        });
        self.count(tag, 1);
        self.code = tag.is_code_body();
        if in_drawing {
            return None;
        }
        match tag {
            Tag::Title | Tag::Textarea => Some(State::RcData),
            Tag::Script => Some(State::ScriptData),
            Tag::Style | Tag::Iframe | Tag::Noembed | Tag::Xmp => Some(State::RawText),
            Tag::Plaintext => Some(State::PlainText),
            _ => None,
        }
    }

    fn is_hidden(&self, id: NodeId) -> bool {
        self.tree.attrs_of(id).any(|(name, value)| match name {
            Name::Hidden => !value.eq_ignore_ascii_case("false"),
            Name::Style => hides(value),
            _ => false,
        })
    }

    /// The end tags that a start tag stands for.
    fn imply_ends(&mut self, tag: Tag) {
        let in_head =
            self.top().tag == Tag::Head || (self.is_open(Tag::Head) && !self.is_open(Tag::Body));
        let head_content = matches!(
            tag,
            Tag::Meta
                | Tag::Link
                | Tag::Base
                | Tag::Title
                | Tag::Script
                | Tag::Style
                | Tag::Noscript
                | Tag::Template
                | Tag::Custom
                | Tag::Other
        );
        if in_head && !head_content && !self.is_open(Tag::Noscript) && !self.is_open(Tag::Template)
        {
            self.close(|t| t == Tag::Head, |_| false);
        }
        if tag.closes_p() && self.is_open(Tag::P) {
            self.close(|t| t == Tag::P, |t| t.is_scope() || t == Tag::Button);
        }
        match tag {
            Tag::Li => {
                self.close_if_open(tag, |t| {
                    t.is_scope() || matches!(t, Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir)
                });
            }
            Tag::Dt | Tag::Dd => {
                self.close(
                    |t| matches!(t, Tag::Dt | Tag::Dd),
                    |t| t.is_scope() || t == Tag::Dl,
                );
            }
            Tag::Option => self.close_if_open(tag, |t| t.is_scope() || t == Tag::Select),
            Tag::Tr => {
                self.close(|t| t == Tag::Tr, |t| t == Tag::Table);
            }
            Tag::Td | Tag::Th => {
                self.close(
                    |t| matches!(t, Tag::Td | Tag::Th),
                    |t| matches!(t, Tag::Tr | Tag::Table),
                );
            }
            Tag::Thead | Tag::Tbody | Tag::Tfoot => {
                self.close(
                    |t| matches!(t, Tag::Thead | Tag::Tbody | Tag::Tfoot | Tag::Caption),
                    |t| t == Tag::Table,
                );
            }
            Tag::A if self.is_open(Tag::A) => {
                self.close(|t| t == Tag::A, |t| !t.is_inline());
                self.mute_link();
            }
            Tag::Button => self.close_if_open(tag, Tag::is_scope),
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6
                if self.top().tag.heading_level().is_some() =>
            {
                self.pop();
            }
            _ => {}
        }
    }

    fn close_if_open(&mut self, tag: Tag, stops: impl Fn(Tag) -> bool) {
        if self.is_open(tag) {
            self.close(|t| t == tag, stops);
        }
    }

    /// A link that ended while blocks inside it are open: what follows is no longer a link.
    fn mute_link(&mut self) {
        let Some(at) = self.stack.iter().rposition(|o| o.tag == Tag::A) else {
            return;
        };
        for open in self.stack.iter_mut().skip(at) {
            open.inherited.link = false;
        }
    }

    fn end_tag(&mut self) {
        let tag = Tag::of(&self.name);
        if matches!(tag, Tag::Br) {
            self.gap = true;
            self.lines += 1;
            return;
        }
        if !tag.is_inline() && tag != Tag::Custom {
            self.breaks = true;
        }
        // Browsers read what follows the end of the body as if it stood in it.
        if matches!(tag, Tag::Html | Tag::Body) || !self.is_open(tag) {
            return;
        }
        if tag.heading_level().is_some() {
            self.close(|t| t.heading_level().is_some(), Tag::is_scope);
        } else if matches!(tag, Tag::Table | Tag::Template | Tag::Svg | Tag::Math) {
            self.close(|t| t == tag, |_| false);
        } else if matches!(
            tag,
            Tag::Td | Tag::Th | Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Caption
        ) {
            self.close(|t| t == tag, |t| t == Tag::Table);
        } else if tag.is_inline() {
            let block = |t: Tag| !t.is_inline() && t != Tag::Custom;
            if !self.close(|t| t == tag, block) && tag == Tag::A {
                self.mute_link();
            }
        } else {
            self.close(|t| t == tag, Tag::is_scope);
        }
    }

    fn keep_attribute(&mut self) {
        let name = match self.attr.take() {
            Some(name) => Some(name),
            None => Name::of(&self.attr_name),
        };
        if let Some(name) = name
            && !self.is_end
        {
            let start = self.tree.values.len();
            self.tree
                .values
                .push_str(&String::from_utf8_lossy(&self.attr_value));
            self.tree.attrs.push(Attr {
                name,
                value: Span::new(start, self.tree.values.len()),
            });
        }
        self.attr_name.clear();
        self.attr_value.clear();
    }

    fn markup_ends(&mut self) {
        self.text_start = self.position;
        self.markup_open = false;
    }
}

/// Whether a text is white space only. HTML's idea of white space, plus the no-break space.
fn blank(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_whitespace())
        || (text.len() < 4096 && super::entity::is_blank(text))
}

/// Whether an inline style takes the element out of sight.
fn hides(style: &str) -> bool {
    let mut compact = style
        .bytes()
        .filter(|b| !b.is_ascii_whitespace())
        .map(|b| b.to_ascii_lowercase());
    let mut seen = Vec::new();
    seen.extend(compact.by_ref().take(512));
    memchr::memmem::find(&seen, b"display:none").is_some()
        || memchr::memmem::find(&seen, b"visibility:hidden").is_some()
}

/// Lends the builder to the tokenizer, which keeps what it is given.
struct Sink<'b, 't>(&'b mut Builder<'t>);

impl ForwardingEmitter for Sink<'_, '_> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        self.0
    }
}

impl Emitter for Builder<'_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start.clear();
        self.last_start.extend(name.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        // A tag that the end of the file cuts off is markup.
        let end = if self.markup_open {
            self.token_start
        } else {
            self.text.len()
        };
        self.text_until(end);
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, _: &[u8]) {
        self.markup_open = false;
    }

    fn init_start_tag(&mut self) {
        self.is_end = false;
        self.self_closing = false;
        self.name.clear();
        self.attr_name.clear();
        self.attr_value.clear();
        self.attrs_from = self.tree.attrs.len();
    }

    fn init_end_tag(&mut self) {
        self.init_start_tag();
        self.is_end = true;
    }

    fn init_comment(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        if !self.attr_name.is_empty() {
            self.keep_attribute();
        }
        self.text_until(self.token_start);
        self.code = false;
        let next = if self.is_end {
            self.end_tag();
            self.last_start.clear();
            None
        } else {
            let next = self.start_tag();
            std::mem::swap(&mut self.last_start, &mut self.name);
            next
        };
        self.markup_ends();
        next
    }

    fn emit_current_comment(&mut self) {
        self.text_until(self.token_start);
        self.markup_ends();
    }

    fn emit_current_doctype(&mut self) {
        self.text_until(self.token_start);
        self.markup_ends();
    }

    fn set_self_closing(&mut self) {
        self.self_closing = true;
    }

    fn set_force_quirks(&mut self) {}

    fn push_tag_name(&mut self, s: &[u8]) {
        if self.name.len() < 64 {
            self.name.extend(s);
        }
    }

    fn push_comment(&mut self, _: &[u8]) {}

    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn init_doctype(&mut self) {}

    fn init_attribute(&mut self) {
        if !self.attr_name.is_empty() {
            self.keep_attribute();
        }
        self.attr = None;
    }

    fn init_attribute_value(&mut self) {
        self.attr = Name::of(&self.attr_name);
    }

    fn push_attribute_name(&mut self, s: &[u8]) {
        if self.attr_name.len() < 64 {
            self.attr_name.extend(s);
        }
    }

    fn push_attribute_value(&mut self, s: &[u8]) {
        if self.attr.is_some() && self.attr_value.len() < MAX_VALUE {
            self.attr_value.extend(s);
        }
    }

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn start_open_tag(&mut self) {
        self.token_start = self.position.saturating_sub(1);
        self.markup_open = true;
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.last_start.is_empty() && self.last_start == self.name
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }
}
