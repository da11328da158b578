//! Where two words meet: runs, windows, sentences.

use crate::{
    Error, Result,
    corpus::ZoneTokens,
    stats::{NO_TERM, View, measures::lambda},
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

/// Room to work in.
#[derive(Default)]
pub(super) struct Room {
    terms: Vec<u32>,
    /// How many counted tokens stand before each place.
    before: Vec<usize>,
    /// The terms of a sentence, each once.
    held: Vec<u32>,
}

/// Which words may take part.
pub(super) struct Takes {
    /// As the first, by the numbers of terms.
    pub(super) first: Vec<bool>,
    /// As the second.
    pub(super) second: Vec<bool>,
    /// The place of each term in the order of texts, where the first word must not come after
    /// the second in it.
    pub(super) ranks: Option<Vec<u32>>,
}

fn has(takes: &[bool], term: u32) -> bool {
    takes.get(term as usize).copied().unwrap_or(false)
}

impl Takes {
    fn pair(&self, a: u32, b: u32) -> bool {
        let rank = |ranks: &[u32], term: u32| ranks.get(term as usize).copied();
        let ordered = self
            .ranks
            .as_ref()
            .is_none_or(|ranks| rank(ranks, a) <= rank(ranks, b));
        ordered && has(&self.second, b)
    }
}

/// How pairs of a view are made.
#[derive(Clone, Copy)]
pub(super) struct Pairs<'v, 'c> {
    pub(super) view: &'v View<'c>,
    pub(super) context: Context,
    /// Whether sentences part words.
    pub(super) within_sentence: bool,
}

impl Pairs<'_, '_> {
    fn reach(self) -> (usize, usize) {
        match self.context {
            Context::Window { left, right } => (left, right),
            Context::Sentence { .. } => (0, usize::MAX),
            Context::Adjacent { .. } => (0, 1),
        }
    }

    /// The stretches of a document over whose ends no words are together.
    pub(super) fn each_segment(
        self,
        document: usize,
        buffer: &mut Vec<u32>,
        segment: &mut dyn FnMut(&[u32]),
    ) {
        let sentences = self.within_sentence || matches!(self.context, Context::Sentence { .. });
        self.view.each_zone(
            document,
            buffer,
            &mut |terms: &[u32], zone: ZoneTokens<'_>| {
                if !sentences {
                    segment(terms);
                    return;
                }
                let mut from = 0;
                for start in zone.sentences().chain([terms.len()]) {
                    if start > from {
                        segment(terms.get(from..start).unwrap_or(&[]));
                    }
                    from = start.max(from);
                }
            },
        );
    }

    /// How often each term of a document stands first and second: `count(term, first, second)`. Gives
    /// the number of all pairs (of sentences, where these are counted).
    pub(super) fn margins(
        self,
        document: usize,
        room: &mut Room,
        count: &mut dyn FnMut(u32, u64, u64),
    ) -> u64 {
        let mut total = 0;
        let Room {
            terms,
            before,
            held,
        } = room;
        self.each_segment(document, terms, &mut |segment| {
            if self.context == (Context::Sentence { ordered: false }) {
                distinct(segment, held);
                total += u64::from(!held.is_empty());
                for &term in held.iter() {
                    count(term, 1, 1);
                }
                return;
            }
            let (left, right) = self.reach();
            before.clear();
            before.push(0);
            let mut sum = 0;
            for &term in segment {
                sum += usize::from(term != NO_TERM);
                before.push(sum);
            }
            let end = segment.len();
            let counted = |from: usize, to: usize| {
                let at = |place: usize| before.get(place.min(end)).copied().unwrap_or(sum);
                at(to) - at(from)
            };
            for (place, &term) in segment.iter().enumerate() {
                if term == NO_TERM {
                    continue;
                }
                let around = |back: usize, on: usize| {
                    let all = counted(place.saturating_sub(back), (place + 1).saturating_add(on));
                    all as u64 - 1
                };
                let firsts = around(left, right);
                total += firsts;
                count(term, firsts, around(right, left));
            }
        });
        total
    }

    /// The pairs of a document.
    pub(super) fn each_pair(
        self,
        document: usize,
        takes: &Takes,
        room: &mut Room,
        pair: &mut dyn FnMut(u64),
    ) {
        let Room { terms, held, .. } = room;
        self.each_segment(document, terms, &mut |segment| {
            if self.context == (Context::Sentence { ordered: false }) {
                distinct(segment, held);
                for &a in held.iter().filter(|&&a| has(&takes.first, a)) {
                    for &b in held.iter().filter(|&&b| a != b && takes.pair(a, b)) {
                        pair(pack(a, b));
                    }
                }
                return;
            }
            let (left, right) = self.reach();
            for (place, &a) in segment.iter().enumerate() {
                if !has(&takes.first, a) {
                    continue;
                }
                let before = segment.get(place.saturating_sub(left)..place);
                let end = segment.len().min((place + 1).saturating_add(right));
                let after = segment.get(place + 1..end);
                for &b in [before, after].into_iter().flatten().flatten() {
                    if takes.pair(a, b) {
                        pair(pack(a, b));
                    }
                }
            }
        });
    }

    /// The runs of `N` counted tokens of a document.
    pub(super) fn each_run<const N: usize>(
        self,
        document: usize,
        room: &mut Room,
        run: &mut dyn FnMut([u32; N]),
    ) {
        self.each_segment(document, &mut room.terms, &mut |segment| {
            for window in segment.windows(N) {
                if let Ok(window) = <[u32; N]>::try_from(window)
                    && !window.contains(&NO_TERM)
                {
                    run(window);
                }
            }
        });
    }
}

/// The terms of a sentence, each once, by number.
fn distinct(segment: &[u32], terms: &mut Vec<u32>) {
    terms.clear();
    terms.extend(segment.iter().copied().filter(|&t| t != NO_TERM));
    terms.sort_unstable();
    terms.dedup();
}

/// Two terms as one number.
pub(super) fn pack(a: u32, b: u32) -> u64 {
    u64::from(a) << 32 | u64::from(b)
}

/// The two terms of a number.
pub(super) fn unpack(pair: u64) -> (u32, u32) {
    #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
    let halves = ((pair >> 32) as u32, pair as u32);
    halves
}
