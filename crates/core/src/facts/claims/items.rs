//! Lists of what is said: `first, …; second, …; third, …`.

use std::ops::Range;

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
        return vec![whole.clone()];
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
