//! What a word, or a pair of words, tells about its line: a table of learned weights.

use std::sync::LazyLock;

/// How many bits of a word's hash choose its weight.
pub(super) const BITS: u32 = 16;
/// A stored weight of this size is 1.
const UNIT: f32 = 24.0;

/// Weights by hash, above 0 for words of running text, below 0 for words of page furniture.
///
/// The table is one signed byte a slot, `1 << BITS` of them; a slot's weight is its byte divided by 24.
#[derive(Clone, Debug)]
pub struct Lexicon {
    weights: Vec<i8>,
}

static BUILT_IN: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::from_bytes(include_bytes!("lexicon.bin")));

impl Lexicon {
    /// The weights that were learned for this version.
    pub fn built_in() -> &'static Lexicon {
        &BUILT_IN
    }

    /// No weights: every word counts 0.
    pub fn empty() -> Self {
        Lexicon {
            weights: Vec::new(),
        }
    }

    /// Reads the table as it is stored.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Lexicon {
            weights: bytes.iter().map(|b| b.cast_signed()).collect(),
        }
    }

    /// The slot of a hash.
    pub fn slot(hash: u32) -> usize {
        (hash >> (32 - BITS)) as usize
    }

    /// The weight of a hash.
    pub(super) fn weight(&self, hash: u32) -> f32 {
        self.weights
            .get(Self::slot(hash))
            .map_or(0.0, |w| f32::from(*w) / UNIT)
    }
}
