//! Long texts are aligned in parts.

use std::ops::Range;

use hashbrown::HashMap;

/// Stretches of two texts to be aligned with each other, none with more than `limit` pairs of
/// sentences unless one side has but one. Texts are cut in front of sentences that stand once in each
/// and are the same, in order; where there are none, in the middle.
pub(super) fn cuts(a: &[&str], b: &[&str], limit: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out = Vec::new();
    let mut open = vec![(0..a.len(), 0..b.len())];
    while let Some((x, y)) = open.pop() {
        let pairs = x.len().saturating_mul(y.len());
        if pairs <= limit || x.len() < 2 || y.len() < 2 {
            out.push((x, y));
            continue;
        }
        let (i, j) = anchor(a, b, &x, &y).unwrap_or((x.start + x.len() / 2, y.start + y.len() / 2));
        open.push((i..x.end, j..y.end));
        open.push((x.start..i, y.start..j));
    }
    out
}

/// The common sentence that is nearest to the middle of both stretches.
fn anchor(a: &[&str], b: &[&str], x: &Range<usize>, y: &Range<usize>) -> Option<(usize, usize)> {
    let mut places: HashMap<&str, [Vec<usize>; 2]> = HashMap::new();
    for (side, texts, range) in [(0, a, x), (1, b, y)] {
        for at in range.clone() {
            if let Some(list) = texts
                .get(at)
                .and_then(|text| places.entry(text).or_default().get_mut(side))
            {
                list.push(at);
            }
        }
    }
    let middle = (x.start + x.len() / 2, y.start + y.len() / 2);
    let common = places.values().filter_map(|p| match p {
        [i, j] => match (i.as_slice(), j.as_slice()) {
            ([i], [j]) => Some((*i, *j)),
            _ => None,
        },
    });
    // A cut at a start leaves nothing on one side; one far from the diagonal is a moved sentence.
    let inside = common.filter(|(i, j)| {
        let inner = *i > x.start && *j > y.start;
        let (p, q) = ((i - x.start) * y.len(), (j - y.start) * x.len());
        inner && p.abs_diff(q) <= x.len() * y.len() / 8
    });
    inside.min_by_key(|(i, j)| (i.abs_diff(middle.0) + j.abs_diff(middle.1), *i, *j))
}
