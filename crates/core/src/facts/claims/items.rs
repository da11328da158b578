//! Lists of what is said: `first, …; second, …; third, …`.

use std::{collections::BTreeMap, ops::Range};

use crate::facts::words::Word;

/// Ordinals that count what is listed.
const COUNTS: [[&str; 4]; 8] = [
    ["first", "firstly", "1", "one"],
    ["second", "secondly", "2", "two"],
    ["third", "thirdly", "3", "three"],
    ["fourth", "fourthly", "4", "four"],
    ["fifth", "fifthly", "5", "five"],
    ["sixth", "sixthly", "6", "six"],
    ["seventh", "seventhly", "7", "seven"],
    ["eighth", "eighthly", "8", "eight"],
];

/// The parts of a stretch that ordinals count; the stretch itself if none do.
pub(super) fn split(words: &[Word], whole: &Range<usize>) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = Vec::new();
    for n in whole.clone() {
        let Some(forms) = COUNTS.get(starts.len()) else {
            break;
        };
        if counts(words, whole, n, forms) {
            starts.push(n);
        }
    }
    if starts.len() < 2 {
        return repeated(words, whole);
    }
    let ends = starts.iter().skip(1).copied().chain([whole.end]);
    let items = starts.iter().zip(ends).map(|(start, end)| {
        // Behind the ordinal and its comma or bracket.
        let rest = words.get(start + 1..end).unwrap_or(&[]);
        let marks = rest.iter().take_while(|w| w.tag == '.').count();
        start + 1 + marks..end
    });
    items.collect()
}

/// Words of what opens each part.
const OPENS: usize = 3;

/// Parts that open with the same words: `the issue of A, the issue of B and the issue of C`.
fn repeated(words: &[Word], whole: &Range<usize>) -> Vec<Range<usize>> {
    let lower = |n: usize| words.get(n).map_or("", |w| w.lower.as_str());
    let opening = |n: usize| -> Option<usize> {
        let tag = |by: usize| words.get(n + by).map_or('.', |w| w.tag);
        let noun = matches!(tag(0), 'D') && matches!(tag(1), 'n' | 's' | 'j');
        let tied = matches!(lower(n + 2), "of" | "that" | "to");
        (noun && tied).then_some(n)
    };
    let end = whole.end.saturating_sub(OPENS);
    // The first opening that comes again, and where.
    let mut seen: BTreeMap<[&str; OPENS], Vec<usize>> = BTreeMap::new();
    for n in whole.start..end.max(whole.start) {
        let parted = n
            .checked_sub(1)
            .is_none_or(|b| matches!(lower(b), "," | ";" | "and" | "including"));
        if n == whole.start || parted {
            if let Some(n) = opening(n) {
                seen.entry([lower(n), lower(n + 1), lower(n + 2)])
                    .or_default()
                    .push(n);
            }
        }
    }
    let again = seen.into_values().filter(|places| places.len() > 1);
    let Some(mut starts) = again.min_by_key(|places| places.first().copied()) else {
        return vec![whole.clone()];
    };
    // What leads to the first belongs to it.
    if let Some(first) = starts.first_mut() {
        *first = whole.start;
    }
    let ends = starts.iter().skip(1).copied().chain([whole.end]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| *start..end)
        .collect()
}

/// Whether a word counts an item: an ordinal before a comma, behind a stop or at the beginning.
fn counts(words: &[Word], whole: &Range<usize>, n: usize, forms: &[&str; 4]) -> bool {
    let Some(word) = words
        .get(n)
        .filter(|w| forms.contains(&w.lower.as_str()) && w.inside.is_none())
    else {
        return false;
    };
    let next = words.get(n + 1).map_or("", |w| w.lower.as_str());
    let before = n
        .checked_sub(1)
        .and_then(|b| words.get(b))
        .map_or("", |w| w.lower.as_str());
    let opens = n == whole.start
        || matches!(
            before,
            "," | ";" | ":" | "and" | "(" | "were" | "was" | "are" | "is"
        );
    let ordinal = word.lower.ends_with("ly");
    opens && (matches!(next, "," | ")" | ":") || ordinal)
}
