//! From HTML source to the tree: a lean reading of the HTML standard's tree construction.
//!
//! Implied end tags and scopes, no reordering, since every run of text must stay where the source has
//! it. Time is linear: the stack of open elements is bounded and end tags without a start are
//! refused by a count. The tokens come from [`super::tokens`].

use super::{
    tag::Tag,
    tokens::Body,
    tree::{Attr, Inherited, Name, Node, NodeId, Run, Tree, Value},
};
use crate::text::Span;

/// Deepest nesting that is kept; deeper elements become siblings, as in browsers.
const MAX_DEPTH: usize = 512;

/// Most attributes of one element that are kept. Children look at those of their parents: without a
/// bound a page could make that a square.
const MAX_ATTRS: usize = 16;

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
pub(super) struct Builder<'t> {
    pub(super) text: &'t str,
    pub(super) tree: Tree<'t>,
    stack: Vec<Open>,
    counts: [u32; Tag::COUNT],
    text_start: usize,
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
    pub(super) fn new(text: &'t str) -> Self {
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
            },
            stack: vec![Open {
                node: 0,
                tag: Tag::Root,
                container: 0,
                inherited: Inherited::default(),
            }],
            counts,
            text_start: 0,
            breaks: true,
            gap: false,
            lines: 0,
            code: false,
        }
    }

    pub(super) fn finish(mut self) -> Tree<'t> {
        while self.stack.len() > 1 {
            self.pop();
        }
        let runs = index(self.tree.runs.len());
        if let Some(root) = self.tree.nodes.first_mut() {
            root.runs.1 = runs;
        }
        show(&mut self.tree.runs);
        silence(&mut self.tree.runs);
        part_lines(&mut self.tree.runs, self.text);
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
    pub(super) fn text_until(&mut self, end: usize) {
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
        if blank(slice) {
            self.gap = true;
            return;
        }
        let words = span.trimmed(self.text);
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
            silent: false,
        });
        self.breaks = false;
        self.gap = words.end < span.end;
        self.lines = 0;
    }

    /// A start tag whose attributes are those from `attrs_from` on.
    pub(super) fn start_tag(
        &mut self,
        tag: Tag,
        attrs_from: usize,
        self_closing: bool,
    ) -> Option<Body> {
        self.code = false;
        let attrs = (index(attrs_from), index(self.tree.attrs.len()));
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
        if tag.is_void() || (self_closing && (in_drawing || tag == Tag::Svg)) {
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
            Tag::Script => Some(Body::Script),
            Tag::Title | Tag::Textarea | Tag::Style | Tag::Iframe | Tag::Noembed | Tag::Xmp => {
                Some(Body::Raw)
            }
            Tag::Plaintext => Some(Body::Plain),
            _ => None,
        }
    }

    fn is_hidden(&self, id: NodeId) -> bool {
        let tag = self.tree.node(id).map_or(Tag::Other, |n| n.tag);
        // A hidden page is shown by its script.
        if matches!(tag, Tag::Html | Tag::Body) {
            return false;
        }
        let inline = tag.is_inline();
        self.tree.attrs_of(id).any(|(name, value)| match name {
            Name::Hidden => !value.eq_ignore_ascii_case("false"),
            Name::Style => hides(value),
            Name::Class => inline && for_screen_readers(value),
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

    pub(super) fn end_tag(&mut self, tag: Tag) {
        self.code = false;
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

    /// Keeps an attribute of the tag whose attributes begin at `attrs_from`.
    pub(super) fn keep_attribute(&mut self, attrs_from: usize, name: Name, value: Value) {
        if self.tree.attrs.len() < attrs_from + MAX_ATTRS {
            self.tree.attrs.push(Attr { name, value });
        }
    }

    /// Text begins again at `at`.
    pub(super) fn markup_ends(&mut self, at: usize) {
        self.text_start = at;
    }
}

/// Whether a text is white space only. HTML's idea of white space, plus the no-break space.
fn blank(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_whitespace())
        || (text.len() < 4096 && super::entity::is_blank(text))
}

/// A page that hides nearly all of its running text, or keeps it for readers without scripts, is
/// read as if it did not.
fn show(runs: &mut [Run]) {
    let (mut hidden, mut noscript, mut shown) = (0, 0, 0);
    for run in runs.iter() {
        let (length, i) = (run.span.len(), run.inherited);
        if length < 60 || i.unread || i.link {
            continue;
        }
        if i.hidden {
            hidden += length;
        } else if i.noscript {
            noscript += length;
        } else {
            shown += length;
        }
    }
    let (unhide, unscript) = (hidden > 5 * shown, noscript > 5 * shown);
    if unhide || unscript {
        for run in runs {
            run.inherited.hidden &= !unhide;
            run.inherited.noscript &= !unscript;
        }
    }
}

/// Shortest line, in bytes, that is a paragraph of its own when single line breaks part the text.
const PARAGRAPH: usize = 80;

/// Text whose lines are parted by single line breaks and are nearly all long and whole sentences:
/// each line is a paragraph. Verse and addresses stay together.
fn part_lines(runs: &mut [Run], text: &str) {
    let mut rest = runs;
    while !rest.is_empty() {
        let len = 1 + rest.iter().skip(1).take_while(|r| !r.starts_block).count();
        let (block, next) = rest.split_at_mut(len);
        rest = next;
        let (mut lines, mut whole, mut all, mut long) = (0, 0, 0, 0);
        let mut peekable = block.iter().peekable();
        while let Some(run) = peekable.next() {
            whole += run.span.len();
            if peekable.peek().is_some_and(|r| !r.line) {
                continue;
            }
            let end = run
                .span
                .of(text)
                .trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
            lines += 1;
            all += whole;
            if whole >= PARAGRAPH && end.ends_with(['.', '!', '?', '。', '…', ':']) {
                long += whole;
            }
            whole = 0;
        }
        if lines >= 3 && long * 10 > all * 8 {
            for run in block.iter_mut().filter(|r| r.line) {
                run.starts_block = true;
            }
        }
    }
}

/// Longest run, in bytes, that can be silent: a longer one is text that a reader can unfold.
const MAX_SILENT: usize = 60;

/// Marks the runs that nobody sees inside lines that are seen.
fn silence(runs: &mut [Run]) {
    let unseen = |r: &Run| r.inherited.hidden || r.inherited.unread;
    let mut rest = runs;
    while !rest.is_empty() {
        let len = 1 + rest.iter().skip(1).take_while(|r| !r.starts_block).count();
        let (line, next) = rest.split_at_mut(len);
        rest = next;
        if line.iter().all(unseen) {
            continue;
        }
        for run in line.iter_mut() {
            run.silent = unseen(run) && run.span.len() <= MAX_SILENT;
        }
    }
}

/// Whether a class list has one of the names by which style sheets leave words to screen readers.
fn for_screen_readers(classes: &str) -> bool {
    classes.split_ascii_whitespace().any(|class| {
        matches!(
            class,
            "sr-only"
                | "visually-hidden"
                | "visuallyhidden"
                | "screen-reader-text"
                | "screen-reader-only"
                | "u-visually-hidden"
                | "offscreen"
                | "blind"
        )
    })
}

/// What takes an element out of sight, white space left out.
const HIDDEN: [&[u8]; 4] = [
    b"display:none",
    b"visibility:hidden",
    b"clip:rect(0",
    b"clip-path:inset(50%)",
];

/// Whether an inline style takes the element out of sight.
fn hides(style: &str) -> bool {
    let compact = style
        .bytes()
        .filter(|b| !b.is_ascii_whitespace())
        .map(|b| b.to_ascii_lowercase());
    let mut seen = [0u8; 512];
    let mut len = 0;
    for (slot, byte) in seen.iter_mut().zip(compact) {
        *slot = byte;
        len += 1;
    }
    let seen = seen.get(..len).unwrap_or_default();
    memchr::memchr_iter(b':', seen).any(|colon| {
        HIDDEN.iter().any(|hidden| {
            let name = memchr::memchr(b':', hidden).unwrap_or(0);
            colon
                .checked_sub(name)
                .and_then(|from| seen.get(from..from + hidden.len()))
                .is_some_and(|found| found == *hidden)
        })
    })
}
