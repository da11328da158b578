//! [`super::tokens`] beside html5gum, a tokenizer that passes the tests of the HTML standard.

use std::convert::Infallible;

use html5gum::{Emitter, Error, ForwardingEmitter, State, Tokenizer};

use super::{
    builder::Builder,
    tag::Tag,
    tokens::{Body, read},
    tree::{Name, Tree, Value},
};

/// The same builder behind html5gum's tokenizer.
struct Reference<'b, 't> {
    builder: &'b mut Builder<'t>,
    position: usize,
    token_start: usize,
    markup_open: bool,
    is_end: bool,
    self_closing: bool,
    name: Vec<u8>,
    last_start: Vec<u8>,
    attr_name: Vec<u8>,
    attr_value: Vec<u8>,
    attrs_from: usize,
}

impl Reference<'_, '_> {
    fn keep(&mut self) {
        if let Some(name) = Name::of(&self.attr_name)
            && !self.is_end
        {
            let value = String::from_utf8_lossy(&self.attr_value).into_owned();
            self.builder
                .keep_attribute(self.attrs_from, name, Value::Decoded(value));
        }
        self.attr_name.clear();
        self.attr_value.clear();
    }

    fn markup(&mut self) {
        self.builder.text_until(self.token_start);
        self.builder.markup_ends(self.position);
        self.markup_open = false;
    }
}

impl Emitter for Reference<'_, '_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, _: Option<&[u8]>) {}

    fn emit_eof(&mut self) {
        let end = if self.markup_open {
            self.token_start
        } else {
            self.builder.text.len()
        };
        self.builder.text_until(end);
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
        self.attrs_from = self.builder.tree.attrs.len();
    }

    fn init_end_tag(&mut self) {
        self.init_start_tag();
        self.is_end = true;
    }

    fn init_comment(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        self.keep();
        self.builder.text_until(self.token_start);
        let tag = Tag::of(&self.name);
        let next = if self.is_end {
            self.builder.end_tag(tag);
            self.last_start.clear();
            None
        } else {
            self.last_start.clone_from(&self.name);
            self.builder
                .start_tag(tag, self.attrs_from, self.self_closing)
        };
        self.builder.markup_ends(self.position);
        self.markup_open = false;
        next.map(|body| match body {
            Body::Raw if matches!(tag, Tag::Title | Tag::Textarea) => State::RcData,
            Body::Raw => State::RawText,
            Body::Script => State::ScriptData,
            Body::Plain => State::PlainText,
        })
    }

    fn emit_current_comment(&mut self) {
        self.markup();
    }

    fn emit_current_doctype(&mut self) {
        self.markup();
    }

    fn set_self_closing(&mut self) {
        self.self_closing = true;
    }

    fn set_force_quirks(&mut self) {}

    fn push_tag_name(&mut self, s: &[u8]) {
        self.name.extend(s);
    }

    fn push_comment(&mut self, _: &[u8]) {}

    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn init_doctype(&mut self) {}

    fn init_attribute(&mut self) {
        self.keep();
    }

    fn init_attribute_value(&mut self) {}

    fn push_attribute_name(&mut self, s: &[u8]) {
        self.attr_name.extend(s);
    }

    fn push_attribute_value(&mut self, s: &[u8]) {
        self.attr_value.extend(s);
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

struct Lent<'r, 'b, 't>(&'r mut Reference<'b, 't>);

impl ForwardingEmitter for Lent<'_, '_, '_> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        self.0
    }
}

fn told(tree: &Tree<'_>) -> String {
    let attrs: Vec<Vec<(Name, &str)>> = (0..u32::try_from(tree.nodes.len()).unwrap())
        .map(|id| tree.attrs_of(id).collect())
        .collect();
    format!(
        "{:#?}\n{:#?}\n{:#?}\n{attrs:#?}",
        tree.nodes, tree.runs, tree.scripts
    )
}

fn compare(text: &str) {
    let mut ours = Builder::new(text);
    read(&mut ours);
    let mut builder = Builder::new(text);
    let mut reference = Reference {
        builder: &mut builder,
        position: 0,
        token_start: 0,
        markup_open: false,
        is_end: false,
        self_closing: false,
        name: Vec::new(),
        last_start: Vec::new(),
        attr_name: Vec::new(),
        attr_value: Vec::new(),
        attrs_from: 0,
    };
    let Ok(()) = Tokenizer::new_with_emitter(text, Lent(&mut reference)).finish();
    let (ours, theirs) = (told(&ours.finish()), told(&builder.finish()));
    assert!(ours == theirs, "{text:?}\nours {ours}\ntheirs {theirs}");
}

const PIECES: &[&str] = &[
    "<",
    ">",
    "/",
    "</",
    "<!",
    "<!--",
    "-->",
    "--!>",
    "--",
    "-",
    "!",
    "?",
    "<?",
    "=",
    "\"",
    "'",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\u{c}",
    "\0",
    "&",
    "&amp;",
    "&copy",
    "&lt;",
    "&#x41;",
    ";",
    "a",
    "p",
    "x",
    "B",
    "É",
    "한",
    "<p>",
    "</p>",
    "<p ",
    "<div class=",
    "<a href=\"",
    "<b id='",
    "<br/>",
    "</>",
    "<i hidden",
    "<title>",
    "</title>",
    "<textarea",
    "</textarea ",
    "<script>",
    "<script",
    "</script",
    "</script>",
    "<SCRIPT>",
    "</Script\n>",
    "<style>",
    "</style>",
    "<svg>",
    "</svg>",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE html PUBLIC \"",
    "<!doctype>",
    "<plaintext>",
    "<x-y>",
    "<pre>",
    "<meta name=a content=",
    "<INPUT TYPE=b>",
    "words of a text. ",
    "class",
    "style=",
    "id",
];

#[test]
fn tags_are_those_of_the_standard() {
    for text in [
        "",
        "<",
        "a</>",
        "a</>b",
        "a</></",
        "<p",
        "x<p a='",
        "<!-->a<!--->b<!---->c<!--x--!>d<!-- a > -- <!-- -->e<!--f",
        "<p a=1 =b / c = 'd'e=\"f\"/g=h/ i=j/>k",
        "<p class=\"a&amp;b\r\nc\" id=a&copy=b title>x",
        "<script>a</scrip></script x=y>b<script>c",
        "<script><!-- <script> </script> --> </script>x",
        "<script><!--<script></script></script>x</script>y",
        "<script><!-->x</script>y<script><!--<script/--></script>z",
        "<title>a<b>&amp;</titles></title >b",
        "<svg><title><p>a</svg><style><p></style>",
        "<plaintext></p><b>",
    ] {
        compare(text);
    }
    let mut state = 3u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..30_000 {
        let count = 1 + random(14);
        let text: String = (0..count).map(|_| PIECES[random(PIECES.len())]).collect();
        compare(&text);
    }
}
