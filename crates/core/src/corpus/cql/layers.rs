//! What a query asks of the corpus: its vocabulary and the tokens of one zone.

use std::borrow::Cow;

use crate::{layout::ZoneKind, text};

/// The distinct forms of a corpus and the names that its mentions can have.
///
/// A query asks each of its tests once of every type, never of a token. The methods with a body scan
/// the vocabulary; a store that can look words up should replace them.
#[allow(
    clippy::len_without_is_empty,
    reason = "nobody asks whether a vocabulary is empty"
)]
pub trait Vocabulary: Sync {
    /// How many types; their numbers are all those below.
    fn len(&self) -> usize;

    /// The form of a type, as written.
    fn form(&self, id: u32) -> &str;

    /// The form in lower case, as [`text::lower`] gives it.
    fn lower(&self, id: u32) -> Cow<'_, str> {
        text::lower(self.form(id))
    }

    /// The type with exactly this form.
    fn exact(&self, form: &str) -> Option<u32> {
        ids(self.len()).find(|id| self.form(*id) == form)
    }

    /// The types whose lower-case form is this one.
    fn folded(&self, lower: &str) -> Vec<u32> {
        ids(self.len())
            .filter(|id| self.lower(*id) == lower)
            .collect()
    }

    /// The types whose form begins with this; nothing if the store has no order to find them by, and
    /// then they are looked for on all threads.
    fn prefixed(&self, prefix: &str) -> Option<Vec<u32>> {
        let _ = prefix;
        None
    }

    /// The types whose lower-case form begins with this, like [`prefixed`](Vocabulary::prefixed).
    fn folded_prefixed(&self, prefix: &str) -> Option<Vec<u32>> {
        let _ = prefix;
        None
    }

    /// How many values the mention layer has; their numbers are all those below.
    fn mentions(&self) -> usize {
        0
    }

    /// A value of the mention layer: the pack's kind and id of a name, as `person:kim-yong`.
    #[allow(clippy::unnecessary_literal_bound, reason = "others own the text")]
    fn mention(&self, id: u32) -> &str {
        let _ = id;
        ""
    }
}

fn ids(len: usize) -> impl Iterator<Item = u32> {
    0..u32::try_from(len).unwrap_or(u32::MAX)
}

/// The tokens of one zone. Places count from 0 to [`len`](Tokens::len) − 1; what a place beyond gives
/// does not matter.
#[allow(
    clippy::len_without_is_empty,
    reason = "nobody asks whether a zone is empty"
)]
pub trait Tokens {
    /// What the zone is.
    fn kind(&self) -> ZoneKind;

    /// How many tokens.
    fn len(&self) -> usize;

    /// The type of a token.
    fn word(&self, at: usize) -> u32;

    /// Whether a sentence starts with this token. The first token of a zone always starts one, whatever
    /// this says. Asked only if [`Needs::sentences`].
    fn sentence_starts(&self, at: usize) -> bool;

    /// Whether the token is quoted: somebody else's words. Asked only if [`Needs::voice`].
    fn quoted(&self, at: usize) -> bool;

    /// The name that covers the token, if one does. Asked only if [`Needs::mentions`].
    fn mention(&self, at: usize) -> Option<u32>;
}

/// The layers that a query asks for beside the words; the others need not be computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// [`Tokens::sentence_starts`].
    pub sentences: bool,
    /// [`Tokens::quoted`].
    pub voice: bool,
    /// [`Tokens::mention`].
    pub mentions: bool,
}
