//! How quoted words lie in a longer text: an alignment that uses all of the first and a part of the second.

/// One step of an alignment, in words of the quote and of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The same word, or another one in its place.
    Pair(usize, usize),
    /// A word that only the quote has.
    Added(usize),
    /// A word of the window, between two that the quote has, that it left out.
    Left(usize),
}

/// Where a quote lies in a window, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Alignment {
    /// 1 less the cost for each word of the quote, never below 0.
    pub(super) similarity: f64,
    pub(super) steps: Vec<Step>,
}

/// What a word of the quote is to the alignment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// In square brackets: the carrier's word, which costs little.
    pub(super) bracketed: bool,
    /// Dots stand before it: what they leave out costs little.
    pub(super) elided: bool,
}

const CHANGED: f32 = 1.0;
const ADDED: f32 = 1.0;
/// What leaving out costs: the first word, every further one.
const LEFT: f32 = 1.0;
const LEFT_MORE: f32 = 0.12;
const CHEAP: f32 = 0.1;

const PAIR: u8 = 0;
const ADD: u8 = 1;
const OPEN: u8 = 2;
const MORE: u8 = 3;

/// Aligns all words of `quote` with a stretch of `window` (semi-global, gaps in the window affine: Gotoh
/// 1982). `None` if one is empty.
pub(super) fn align(quote: &[u32], marks: &[Mark], window: &[u32]) -> Option<Alignment> {
    let width = window.len() + 1;
    if quote.is_empty() || window.is_empty() {
        return None;
    }
    // `best`: the cheapest way to here; `gap`: the same, ending with a word that was left out.
    let mut best = vec![0.0_f32; width];
    let mut rows: Vec<Vec<(u8, u8)>> = Vec::with_capacity(quote.len());
    for (i, word) in quote.iter().enumerate() {
        let mark = marks.get(i).copied().unwrap_or_default();
        let (added, changed) = if mark.bracketed {
            (CHEAP, CHEAP)
        } else {
            (ADDED, CHANGED)
        };
        let elided_next = marks.get(i + 1).is_some_and(|m| m.elided || m.bracketed);
        let (open, more) = if elided_next {
            (CHEAP, 0.0)
        } else {
            (LEFT, LEFT_MORE)
        };
        let mut next = Vec::with_capacity(width);
        let mut row = Vec::with_capacity(width);
        next.push(best.first().copied().unwrap_or(0.0) + added);
        row.push((ADD, OPEN));
        let mut gap = f32::INFINITY;
        let mut diagonal = best.first().copied().unwrap_or(0.0);
        for (up, other) in best.iter().skip(1).zip(window) {
            let pair = diagonal + if word == other { 0.0 } else { changed };
            let add = up + added;
            let left = next.last().copied().unwrap_or(f32::INFINITY);
            let (opened, longer) = (left + open, gap + more);
            let how_gap = if longer < opened { MORE } else { OPEN };
            gap = opened.min(longer);
            diagonal = *up;
            // Nothing is left out behind the last word: the stretch ends there.
            let last = i + 1 == quote.len();
            let (value, how) = if pair <= add && (last || pair <= gap) {
                (pair, PAIR)
            } else if last || add <= gap {
                (add, ADD)
            } else {
                (gap, how_gap)
            };
            next.push(value);
            row.push((how, how_gap));
        }
        best = next;
        rows.push(row);
    }
    let mut end = (0, f32::INFINITY);
    for (at, cost) in best.iter().enumerate() {
        if *cost < end.1 {
            end = (at, *cost);
        }
    }
    let steps = trace(&rows, quote.len(), end.0);
    let similarity = (1.0 - f64::from(end.1) / quote.len() as f64).max(0.0);
    Some(Alignment { similarity, steps })
}

/// The steps that led to a place, in order.
fn trace(rows: &[Vec<(u8, u8)>], quote: usize, end: usize) -> Vec<Step> {
    let (mut i, mut j) = (quote, end);
    let mut steps = Vec::new();
    let mut in_gap = false;
    while i > 0 {
        let (how, how_gap) = rows
            .get(i - 1)
            .and_then(|r| r.get(j))
            .copied()
            .unwrap_or((ADD, OPEN));
        let how = if in_gap { how_gap } else { how };
        match how {
            PAIR => {
                steps.push(Step::Pair(i - 1, j - 1));
                i -= 1;
                j -= 1;
            }
            ADD => {
                steps.push(Step::Added(i - 1));
                i -= 1;
            }
            _ if j == 0 => break,
            _ => {
                steps.push(Step::Left(j - 1));
                j -= 1;
                in_gap = how == MORE;
            }
        }
    }
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(quote: &[u32], window: &[u32]) -> Alignment {
        align(quote, &[], window).unwrap()
    }

    #[test]
    fn the_same_words() {
        let a = run(&[3, 4, 5], &[1, 2, 3, 4, 5, 6]);
        assert!(a.similarity >= 1.0);
        assert_eq!(
            a.steps,
            [Step::Pair(0, 2), Step::Pair(1, 3), Step::Pair(2, 4)]
        );
    }

    #[test]
    fn a_word_changed_added_left_out() {
        let a = run(&[3, 9, 5, 6], &[1, 3, 4, 5, 6]);
        assert_eq!(a.steps[1], Step::Pair(1, 2));
        let a = run(&[3, 9, 4, 5], &[3, 4, 5]);
        assert_eq!(a.steps[1], Step::Added(1));
        let a = run(&[3, 4, 7, 8], &[3, 4, 5, 6, 7, 8]);
        assert_eq!(a.steps[2..4], [Step::Left(2), Step::Left(3)]);
        assert!(a.similarity > 0.7);
    }

    #[test]
    fn dots_cost_little() {
        let marks = [
            Mark::default(),
            Mark::default(),
            Mark {
                elided: true,
                bracketed: false,
            },
            Mark::default(),
        ];
        let a = align(&[3, 4, 7, 8], &marks, &[3, 4, 5, 6, 5, 6, 7, 8]).unwrap();
        assert!(a.similarity > 0.97);
    }
}
