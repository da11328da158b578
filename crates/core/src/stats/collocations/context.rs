//! Where two words meet: runs, windows, sentences.

use crate::{
    Error, Result,
    stats::{count::Within, measures::lambda},
};

/// What counts as being together. Nothing is together across a zone (title, paragraph …).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Context {
    /// Words in a row: `n` of them, 2 to 5.
    Adjacent {
        /// How many.
        n: usize,
    },
    /// Two words, the second at most `left` tokens before the first or `right` tokens after it.
    ///
    /// A pair of places counts once for each word that has the other in its window. Where `left` and
    /// `right` are equal and no node is asked, every pair of words is shown once.
    Window {
        /// Tokens before.
        left: usize,
        /// Tokens after.
        right: usize,
    },
    /// Two words in one sentence. Unordered, a pair counts once in each sentence, however often
    /// its words stand in it (textual co-occurrence, Evert 2008), and all counts are of sentences. Ordered,
    /// the first stands anywhere before the second, and each pair of places counts.
    Sentence {
        /// Whether the two orders of a pair are kept apart.
        ordered: bool,
    },
}

/// The widest window to each side, in tokens.
const WIDEST: usize = 1000;

impl Context {
    /// The names: `adjacent`, `window`, `sentence`.
    pub const NAMES: [&str; 3] = ["adjacent", "window", "sentence"];

    /// A context by its name, with the options that it needs.
    ///
    /// # Errors
    ///
    /// If the name is not known.
    pub fn named(
        name: &str,
        n: usize,
        left: usize,
        right: usize,
        ordered: bool,
    ) -> Result<Context> {
        match name {
            "adjacent" => Ok(Context::Adjacent { n }),
            "window" => Ok(Context::Window { left, right }),
            "sentence" => Ok(Context::Sentence { ordered }),
            other => Err(Error::usage(format!(
                "'{other}' is no context: known are {}",
                Context::NAMES.join(", ")
            ))),
        }
    }

    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            Context::Adjacent { .. } => "adjacent",
            Context::Window { .. } => "window",
            Context::Sentence { .. } => "sentence",
        }
    }

    /// How many words belong together.
    pub(super) fn words(self) -> usize {
        match self {
            Context::Adjacent { n } => n,
            _ => 2,
        }
    }

    pub(super) fn check(self) -> Result<()> {
        match self {
            Context::Adjacent { n } if !(2..=lambda::LARGEST).contains(&n) => Err(Error::usage(
                format!("n is {n}: a collocation has 2 to {} words", lambda::LARGEST),
            )),
            Context::Window { left: 0, right: 0 } => Err(Error::usage(
                "the window is empty: left or right must be 1 or more",
            )),
            Context::Window { left, right } if left.max(right) > WIDEST => Err(Error::usage(
                format!("left and right are {left} and {right}: the widest window is {WIDEST}"),
            )),
            _ => Ok(()),
        }
    }

    /// How near the second of two words stands to the first, in one run.
    pub(super) fn within(self) -> Within {
        match self {
            Context::Adjacent { .. } => Within::Window { left: 0, right: 1 },
            Context::Window { left, right } => Within::Window { left, right },
            Context::Sentence { ordered: false } => Within::Run,
            Context::Sentence { ordered: true } => Within::Window {
                left: 0,
                right: usize::MAX,
            },
        }
    }

    /// Whether each sentence is a run of its own.
    pub(super) fn of_sentences(self) -> bool {
        matches!(self, Context::Sentence { .. })
    }

    /// Whether both orders of two words are one pair.
    pub(super) fn unordered(self) -> bool {
        match self {
            Context::Adjacent { .. } => false,
            Context::Window { left, right } => left == right,
            Context::Sentence { ordered } => !ordered,
        }
    }

    /// What the margins count.
    pub(super) fn margins(self) -> &'static str {
        match self {
            Context::Adjacent { n: 2 } => {
                "positional: bigrams that begin with the first word, bigrams that end with the second, of all bigrams"
            }
            Context::Adjacent { .. } => {
                "positional: n-grams that have the words of each subset of places, of all n-grams"
            }
            Context::Window { .. } => {
                "positional: pairs of places with the first word in the first, with the second in the second, of all pairs in windows"
            }
            Context::Sentence { ordered: false } => {
                "sentences that hold the first word, that hold the second, of all sentences"
            }
            Context::Sentence { ordered: true } => {
                "positional: pairs of places in a sentence with the first word in the earlier, with the second in the later, of all such pairs"
            }
        }
    }
}
