//! Word collation of two sequences of units: what was replaced, put in, left out or moved.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, Token};

use super::{
    grid::Grid,
    units::{Class, Unit},
};

/// Sequences with more pairs of units than this are left to a diff in linear space.
const CELLS: usize = 1_000_000;

/// How many equal units between two changes can lie inside one change of order.
const REACH: usize = 4;

/// How many stretches that moved into other changes are looked for in a bead.
const NESTED: usize = 4;

/// Stretches of two sequences that stand for each other and differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) a: Range<usize>,
    pub(super) b: Range<usize>,
    /// The same words at another place.
    pub(super) is_moved: bool,
}

/// What the collation of two sequences gives.
#[derive(Debug, Default)]
pub(super) struct Collated {
    /// In the order of the first sequence, then of the second.
    pub(super) changes: Vec<Change>,
    /// Places of units that count as equal.
    pub(super) equal: Vec<(usize, usize)>,
}

/// Collates two sequences. `keys` is the number of keys in use.
pub(super) fn collate(a: &[Unit], b: &[Unit], keys: u32) -> Collated {
    let mut hunks = hunks(a, b, keys);
    slide(&mut hunks, a, b);
    let hunks = absorb(hunks, a);
    let hunks = turned(hunks, a, b);
    let hunks = moved_in(hunks, a, b);
    let changes = moved(hunks, a, b);
    let equal = equal(&changes, a.len(), b.len());
    Collated { changes, equal }
}

/// The changes that leave the most in place.
fn hunks(a: &[Unit], b: &[Unit], keys: u32) -> Vec<Change> {
    if a.len().saturating_mul(b.len()) <= CELLS {
        return weighted(a, b);
    }
    let before: Vec<Token> = a.iter().map(|u| Token::from(u.key)).collect();
    let after: Vec<Token> = b.iter().map(|u| Token::from(u.key)).collect();
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Histogram, &before, &after, keys);
    diff.hunks()
        .map(|h| Change {
            a: h.before.start as usize..h.before.end as usize,
            b: h.after.start as usize..h.after.end as usize,
            is_moved: false,
        })
        .collect()
}

/// What it is worth that two units stand for each other: equal ones by their content, inflections of
/// one word a little, so that they meet inside a change.
fn worth(a: &Unit, b: &Unit) -> f32 {
    if a.key == b.key {
        match a.class {
            Class::Mark => 0.5,
            Class::Function | Class::Saying => 0.9,
            _ => 1.5,
        }
    } else if a.stem == b.stem {
        0.6
    } else {
        0.0
    }
}

/// Alignment of all units by dynamic programming (Needleman and Wunsch 1970): equal words of content
/// weigh more than small ones, and each change that begins costs, so that words met by chance do not
/// cut one rewording into many.
fn weighted(a: &[Unit], b: &[Unit]) -> Vec<Change> {
    const START: f32 = 0.3;
    let (n, m) = (a.len(), b.len());
    // From the end: what the rest is worth after an equal pair, and inside a change.
    let mut equal = Grid::new(n + 1, m + 1, 0.0_f32);
    let mut changed = Grid::new(n + 1, m + 1, 0.0_f32);
    for i in (0..=n).rev() {
        for j in (0..=m).rev() {
            if i == n && j == m {
                continue;
            }
            let mut inside = f32::NEG_INFINITY;
            let mut pair = f32::NEG_INFINITY;
            if i < n {
                inside = inside.max(changed.get(i + 1, j));
            }
            if j < m {
                inside = inside.max(changed.get(i, j + 1));
            }
            if let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
                if x.key == y.key {
                    pair = worth(x, y) + equal.get(i + 1, j + 1);
                } else {
                    inside = inside.max(worth(x, y) + changed.get(i + 1, j + 1));
                }
            }
            equal.set(i, j, pair.max(inside - START));
            changed.set(i, j, pair.max(inside));
        }
    }
    let mut out: Vec<Change> = Vec::new();
    let (mut i, mut j) = (0, 0);
    let mut is_inside = false;
    while i < n || j < m {
        let here = if is_inside {
            changed.get(i, j)
        } else {
            equal.get(i, j)
        };
        if let (Some(x), Some(y)) = (a.get(i), b.get(j))
            && x.key == y.key
            && worth(x, y) + equal.get(i + 1, j + 1) >= here
        {
            is_inside = false;
            i += 1;
            j += 1;
            continue;
        }
        if !is_inside {
            out.push(Change {
                a: i..i,
                b: j..j,
                is_moved: false,
            });
        }
        is_inside = true;
        let here = changed.get(i, j);
        let pair = match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x.key != y.key => worth(x, y) + changed.get(i + 1, j + 1),
            _ => f32::NEG_INFINITY,
        };
        if pair >= here {
            i += 1;
            j += 1;
        } else if i < n && (j == m || changed.get(i + 1, j) >= changed.get(i, j + 1)) {
            i += 1;
        } else {
            j += 1;
        }
        if let Some(last) = out.last_mut() {
            last.a.end = i;
            last.b.end = j;
        }
    }
    out
}

/// The pairs of units outside of all changes. A moved stretch is a change at both of its places.
fn equal(changes: &[Change], a: usize, b: usize) -> Vec<(usize, usize)> {
    let (mut changed_a, mut changed_b) = (vec![false; a], vec![false; b]);
    for change in changes {
        for (flags, range) in [(&mut changed_a, &change.a), (&mut changed_b, &change.b)] {
            if let Some(part) = flags.get_mut(range.clone()) {
                part.fill(true);
            }
        }
    }
    let free = |flags: Vec<bool>| {
        flags
            .into_iter()
            .enumerate()
            .filter(|(_, c)| !c)
            .map(|(i, _)| i)
    };
    free(changed_a).zip(free(changed_b)).collect()
}

fn part(units: &[Unit], range: &Range<usize>) -> Vec<Unit> {
    units.get(range.clone()).unwrap_or(&[]).to_vec()
}

/// Where a stretch that was put in or left out could as well stand some units further left, it begins
/// with a small word or a mark and ends with content: `of the Party` and not `Party of the`.
fn slide(hunks: &mut [Change], a: &[Unit], b: &[Unit]) {
    let mut end_before = (0, 0);
    let mut starts: Vec<(usize, usize)> = hunks
        .iter()
        .skip(1)
        .map(|h| (h.a.start, h.b.start))
        .collect();
    starts.push((a.len(), b.len()));
    for (hunk, next) in hunks.iter_mut().zip(starts) {
        let is_insertion = hunk.a.is_empty();
        if is_insertion || hunk.b.is_empty() {
            let (units, range) = if is_insertion {
                (b, hunk.b.clone())
            } else {
                (a, hunk.a.clone())
            };
            let left = if is_insertion {
                range.start - end_before.1
            } else {
                range.start - end_before.0
            };
            let right = if is_insertion {
                next.1 - range.end
            } else {
                next.0 - range.end
            };
            let key = |i: usize| units.get(i).map(|u| u.key);
            let mut lowest = 0_usize;
            while lowest < left && key(range.start - lowest - 1) == key(range.end - lowest - 1) {
                lowest += 1;
            }
            let mut highest = 0_usize;
            while highest < right && key(range.start + highest) == key(range.end + highest) {
                highest += 1;
            }
            let class = |i: usize| units.get(i).map_or(Class::Mark, |u| u.class);
            let rate = |start: usize| {
                let small = |c: Class| matches!(c, Class::Function | Class::Mark | Class::Saying);
                let last = class(start + range.len() - 1);
                i32::from(small(class(start))) + i32::from(!small(last)) * 2
                    - i32::from(last == Class::Mark)
            };
            let first = range.start - lowest;
            let places = first..=range.start + highest;
            // Of equals, the one that the diff gave, else the leftmost.
            let best = places
                .max_by_key(|s| (rate(*s), *s == range.start, usize::MAX - s))
                .unwrap_or(range.start);
            let by = |x: usize| (x + best) - range.start;
            *hunk = Change {
                a: by(hunk.a.start)..by(hunk.a.end),
                b: by(hunk.b.start)..by(hunk.b.end),
                is_moved: false,
            };
        }
        end_before = (hunk.a.end, hunk.b.end);
    }
}

/// Joins two changes with nothing but small words between them, where both change words: such words
/// were met by chance. Across a conjunction only single words are joined: what it links are two things.
fn absorb(hunks: Vec<Change>, a: &[Unit]) -> Vec<Change> {
    let mut out: Vec<Change> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        if let Some(last) = out.last_mut() {
            let gap = a.get(last.a.end..hunk.a.start).unwrap_or(&[]);
            let replaces = |h: &Change| !h.a.is_empty() && !h.b.is_empty();
            let single = |h: &Change| h.a.len() == 1 && h.b.len() == 1;
            let one_of_two = replaces(last) || replaces(&hunk);
            let joins = match gap {
                [u] if u.is_conjunction => single(last) && single(&hunk),
                [u] => u.class == Class::Function && one_of_two,
                [u, v] => {
                    u.is_article && v.class == Class::Function && replaces(last) && replaces(&hunk)
                }
                _ => false,
            };
            if joins {
                last.a.end = hunk.a.end;
                last.b.end = hunk.b.end;
                continue;
            }
        }
        out.push(hunk);
    }
    out
}

/// Stems of the words with content.
fn content(units: &[Unit]) -> Vec<u32> {
    units
        .iter()
        .filter(|u| {
            matches!(
                u.class,
                Class::Content | Class::Name | Class::Number | Class::Ordinal
            )
        })
        .map(|u| u.stem)
        .collect()
}

/// How many stems two lists share.
fn shared(a: &[u32], b: &[u32]) -> usize {
    let mut rest = b.to_vec();
    let mut common = 0;
    for stem in a {
        if let Some(at) = rest.iter().position(|s| s == stem) {
            rest.swap_remove(at);
            common += 1;
        }
    }
    common
}

/// Whether two lists share three fifths of their stems (Dice).
fn are_alike(a: &[u32], b: &[u32]) -> bool {
    !a.is_empty() && shared(a, b) * 10 >= 3 * (a.len() + b.len())
}

/// Joins two changes near each other where one puts in what the other leaves out: `the country's
/// economy` and `the economy of the country` is one change of order, with what lies between.
fn turned(hunks: Vec<Change>, a: &[Unit], b: &[Unit]) -> Vec<Change> {
    let mut out: Vec<Change> = Vec::with_capacity(hunks.len());
    for mut hunk in hunks {
        if let Some(last) = out.last_mut()
            && hunk.a.start - last.a.end <= REACH
            && !last.is_moved
        {
            if is_turned(last, &hunk, a, b) {
                *last = Change {
                    a: last.a.start..hunk.a.end,
                    b: last.b.start..hunk.b.end,
                    is_moved: true,
                };
                continue;
            }
            if let Some((x, y)) = genitive(last, &hunk, a, b) {
                hunk = Change {
                    a: x..hunk.a.end,
                    b: y..hunk.b.end,
                    is_moved: false,
                };
                last.a.end = last.a.end.min(x);
                last.b.end = last.b.end.min(y);
                if last.a.is_empty() && last.b.is_empty() {
                    out.pop();
                }
            }
        }
        out.push(hunk);
    }
    out
}

/// Where `the Committee's plan` and `the aim of the Committee` begin on both sides: one gives a
/// possessive to what the other puts `the ... of` before.
fn genitive(first: &Change, second: &Change, a: &[Unit], b: &[Unit]) -> Option<(usize, usize)> {
    let (x, y) = (a.get(second.a.start)?, b.get(second.b.start)?);
    if x.stem != y.stem || x.is_possessive == y.is_possessive {
        return None;
    }
    let (range, units) = if x.is_possessive {
        (&first.b, b)
    } else {
        (&first.a, a)
    };
    let head = units.get(range.clone())?;
    // The last `of`, a small word behind it at most, and the noun before it with its article.
    let of = head
        .iter()
        .rposition(|u| u.is_of)
        .filter(|at| head.len() - at <= 2)?;
    let noun = head
        .get(..of)?
        .iter()
        .rposition(|u| u.class == Class::Function)
        .unwrap_or(0);
    if noun + 1 > of
        || !head
            .get(noun..of)?
            .iter()
            .any(|u| u.class == Class::Content)
    {
        return None;
    }
    let at = range.start + noun;
    Some(if x.is_possessive {
        (first.a.end, at)
    } else {
        (at, first.b.end)
    })
}

fn is_turned(first: &Change, second: &Change, a: &[Unit], b: &[Unit]) -> bool {
    let [a1, b1, a2, b2] = [
        part(a, &first.a),
        part(b, &first.b),
        part(a, &second.a),
        part(b, &second.b),
    ];
    [(&a1, &b2), (&b1, &a2)].into_iter().any(|(gone, came)| {
        let (x, y) = (content(gone), content(came));
        !x.is_empty() && !y.is_empty() && shared(&x, &y) * 2 >= x.len().min(y.len())
    })
}

/// The longest stretch of equal units of two ranges, as places in both and its length; three units at
/// least, one of them with content.
fn common(
    a: &[Unit],
    x: &Range<usize>,
    b: &[Unit],
    y: &Range<usize>,
) -> Option<(usize, usize, usize)> {
    let mut best: Option<(usize, usize, usize)> = None;
    for i in x.clone() {
        for j in y.clone() {
            let pairs = a
                .get(i..x.end)
                .into_iter()
                .flatten()
                .zip(b.get(j..y.end).into_iter().flatten());
            let len = pairs.take_while(|(p, q)| p.key == q.key).count();
            let has_content = || {
                a.get(i..i + len)
                    .is_some_and(|l| l.iter().any(|u| u.class == Class::Content))
            };
            if len >= 3 && best.is_none_or(|b| len > b.2) && has_content() {
                best = Some((i, j, len));
            }
        }
    }
    best
}

/// A stretch that one change leaves out and that stands inside another change of the same sentences:
/// the common words become a change of order, what stands before and after them their own changes.
fn moved_in(hunks: Vec<Change>, a: &[Unit], b: &[Unit]) -> Vec<Change> {
    let mut out = hunks;
    for _ in 0..NESTED {
        let mut found = None;
        for (k, gone) in out.iter().enumerate() {
            for (l, other) in out.iter().enumerate() {
                let fits = k != l
                    && !gone.is_moved
                    && !other.is_moved
                    && !gone.a.is_empty()
                    && !other.b.is_empty();
                let pure = gone.b.is_empty() || other.a.is_empty();
                // Two whole stretches are paired later.
                let both = gone.b.is_empty() && other.a.is_empty();
                if fits
                    && pure
                    && !both
                    && let Some(run) = common(a, &gone.a, b, &other.b)
                {
                    found = found.or(Some((k, l, run)));
                }
            }
        }
        let Some((k, l, (i, j, len))) = found else {
            break;
        };
        let (Some(gone), Some(other)) = (out.get(k).cloned(), out.get(l).cloned()) else {
            break;
        };
        for at in [k.max(l), k.min(l)] {
            out.remove(at);
        }
        let mut add = |a: Range<usize>, b: Range<usize>, is_moved: bool| {
            if !a.is_empty() || !b.is_empty() {
                out.push(Change { a, b, is_moved });
            }
        };
        add(i..i + len, j..j + len, true);
        // What stands before the common words moved with them; the longer side keeps what follows.
        if gone.b.is_empty() {
            add(gone.a.start..i, other.b.start..j, false);
            add(i + len..gone.a.end, gone.b.clone(), false);
            add(other.a.clone(), j + len..other.b.end, false);
        } else {
            add(gone.a.start..i, other.b.start..j, false);
            add(other.a.clone(), j + len..other.b.end, false);
            add(i + len..gone.a.end, gone.b.clone(), false);
        }
    }
    out.sort_by_key(|c| (c.a.start, c.b.start));
    out
}

/// Pairs what was left out with what was put in elsewhere, where both have the same content.
fn moved(hunks: Vec<Change>, a: &[Unit], b: &[Unit]) -> Vec<Change> {
    let mut out: Vec<Change> = Vec::new();
    let mut used = vec![false; hunks.len()];
    for (i, gone) in hunks.iter().enumerate() {
        if used.get(i) == Some(&true) || !gone.b.is_empty() || gone.is_moved {
            continue;
        }
        let x = content(&part(a, &gone.a));
        let fits = |k: usize, came: &Change| {
            let y = content(&part(b, &came.b));
            came.a.is_empty() && used.get(k) == Some(&false) && are_alike(&x, &y)
        };
        if let Some((k, came)) = hunks.iter().enumerate().find(|(k, h)| fits(*k, h)) {
            out.push(Change {
                a: gone.a.clone(),
                b: came.b.clone(),
                is_moved: true,
            });
            for at in [i, k] {
                if let Some(flag) = used.get_mut(at) {
                    *flag = true;
                }
            }
        }
    }
    out.extend(
        hunks
            .into_iter()
            .zip(used)
            .filter(|(_, used)| !used)
            .map(|(h, _)| h),
    );
    out.sort_by_key(|c| (c.a.start, c.b.start));
    out
}
