//! Terms that a pack knows in several translations.

use std::ops::Range;

use crate::pack::Pack;
use hashbrown::HashMap;

use super::{
    lexicon::Starts,
    units::{Keys, Unit, plain, raw},
    words,
};

/// The translations of terms, by the stem of their first word.
#[derive(Debug, Default)]
pub(super) struct Terms {
    forms: HashMap<String, Vec<(Vec<String>, u32)>>,
}

impl Terms {
    pub(super) fn of(pack: &Pack, starts: &Starts<'_>) -> Self {
        let mut out = Terms::default();
        for (term, number) in pack.terms().iter().zip(0..) {
            let forms = term.english.iter().chain(&term.hangul);
            for form in forms.filter(|f| starts.could_inflect(f)) {
                let stems: Vec<String> = raw(form)
                    .iter()
                    .filter(|t| t.kind.is_word())
                    .map(|t| stem(&t.form))
                    .collect();
                if let Some((first, rest)) = stems.split_first() {
                    out.forms
                        .entry(first.clone())
                        .or_default()
                        .push((rest.to_vec(), number));
                }
            }
        }
        for list in out.forms.values_mut() {
            list.sort_by(|x, y| y.0.len().cmp(&x.0.len()).then_with(|| x.cmp(y)));
        }
        out
    }

    /// Where terms stand among units, marks aside; all that start at a place.
    pub(super) fn find(&self, units: &[Unit], keys: &Keys) -> Vec<(Range<usize>, u32)> {
        let mut out = Vec::new();
        if self.forms.is_empty() {
            return out;
        }
        let words: Vec<(usize, &str)> = units
            .iter()
            .enumerate()
            .filter(|(_, u)| u.class.is_word())
            .map(|(at, u)| (at, keys.stem_of(u.stem)))
            .collect();
        for (n, (at, first)) in words.iter().enumerate() {
            for (rest, number) in self.forms.get(*first).into_iter().flatten() {
                let follow = words.get(n + 1..n + 1 + rest.len());
                if let Some(follow) = follow
                    && follow.iter().zip(rest).all(|((_, w), r)| w == r)
                {
                    let end = follow.last().map_or(*at, |(end, _)| *end) + 1;
                    out.push((*at..end, *number));
                }
            }
        }
        out
    }
}

fn stem(form: &str) -> String {
    words::stem(&words::spelling(&plain(form)))
}
