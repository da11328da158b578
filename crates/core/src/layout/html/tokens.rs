//! What html5gum's tokenizer reports, handed to the builder of the tree.

use std::convert::Infallible;

use html5gum::{Emitter, Error, ForwardingEmitter, State};

use super::{
    builder::{Builder, Sink},
    tree::Name,
};

/// Longest attribute value that is kept, in bytes.
const MAX_VALUE: usize = 1 << 16;

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
