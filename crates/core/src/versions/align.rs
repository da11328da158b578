//! Sentence beads: which sentences of two texts say the same.
//!
//! Two passes over one score. First a chain of beads in the order of both texts, by dynamic
//! programming with affine gaps, so that a passage that only one text has costs little more than a
//! sentence. Then, order aside, the best run of beads among the sentences that are still free; what is
//! found there is taken out of both texts and the chain is laid anew through the rest, until no run is
//! worth it. The classes of beads are those of Gale and Church (1993) without 2:2, which swallows
//! pairs of 1:1, and with 1:3 and 3:1.

use serde::Serialize;

use super::{grid::Grid, sketch::Sketches};

/// Weight of the root of the likeness.
const LIKENESS: f32 = 16.0;
/// What a bead must make up for.
const BASE: f32 = 5.0;
/// For each hundredth by which some other partner is more alike, a hundredth of this is taken off.
const RIVAL: f32 = 7.0;
/// Weight of unequal lengths.
const LENGTH: f32 = 3.0;
/// Unequal lengths never count more than this, in units of [`LENGTH`].
const LENGTH_LIMIT: f32 = 2.0;
/// A length from which on the ratio of lengths counts in full, in characters.
const FULL_LENGTH: f32 = 50.0;
/// What a sentence more on one side costs.
const MERGE: f32 = 1.9;
/// What leaving out costs: where it starts, and for each sentence.
const OPEN: f32 = 1.35;
const SKIP: f32 = 1.1;
/// A bead below this is none, even between two good ones.
const FLOOR: f32 = -3.0;
/// A bead below this needs good neighbours that touch it on both sides: the first where most of the
/// shorter text is in better beads, so that the texts are versions of each other, else the second.
const FIRM: f32 = -2.0;
const FIRM_OF_STRANGERS: f32 = 1.0;
/// So many weak beads in a row may stand between two firm ones.
const WEAK_RUN: usize = 3;
/// What a single sentence, and a run of several, must score to be taken for moved.
const SINGLE: f32 = 2.2;
const RUN: f32 = 3.0;
/// So many moved runs are looked for one after the other.
const RUNS: usize = 24;
/// Texts whose sentences make more pairs than this are cut where they agree.
const PAIRS: usize = 4_000_000;
/// The classes of beads beside 1:0 and 0:1.
const SHAPES: [(usize, usize); 5] = [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1)];

/// Sentences of two texts that stand for each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bead {
    /// Sentences of the first text, counted from 0, one after the other; none for one that only the
    /// second has.
    pub a: Vec<usize>,
    /// Sentences of the second text.
    pub b: Vec<usize>,
    /// How alike they are, from 0 to 1: the mean of the cosines of their stems and of their runs of
    /// characters, weighted by tf-idf over both texts; 0 where one side is empty.
    pub score: f64,
    /// Whether they stand at another place than the order of the other beads says.
    #[serde(rename = "moved")]
    pub is_moved: bool,
}

/// A bead as it is looked for.
#[derive(Clone, Copy, Debug)]
struct Link {
    a: usize,
    x: usize,
    b: usize,
    y: usize,
    score: f32,
    is_moved: bool,
}

/// Aligns the sentences of two texts: beads in the order of the first text, those that only the second
/// has behind their forerunner there. Each sentence stands in exactly one bead.
///
/// ```
/// use variorum::versions::align;
/// let a = ["The weir was repaired in April.", "Two fitters were decorated.", "The mill stands still."];
/// let b = ["In April the weir was repaired, and two fitters were decorated.", "The old mill is standing still."];
/// let beads = align(&a, &b);
/// assert_eq!((beads[0].a.as_slice(), beads[0].b.as_slice()), (&[0, 1][..], &[0][..]));
/// assert_eq!((beads[1].a.as_slice(), beads[1].b.as_slice()), (&[2][..], &[1][..]));
/// ```
pub fn align(a: &[&str], b: &[&str]) -> Vec<Bead> {
    let mut links = Vec::new();
    let mut scores = Vec::new();
    for (x, y) in super::cut::cuts(a, b, PAIRS) {
        let (first, second) = (
            a.get(x.clone()).unwrap_or(&[]),
            b.get(y.clone()).unwrap_or(&[]),
        );
        let sketches = Sketches::new(first, second);
        for link in Field::new(&sketches).links() {
            scores.push(sketches.cosine(link.a, link.x, link.b, link.y));
            links.push(Link {
                a: link.a + x.start,
                b: link.b + y.start,
                ..link
            });
        }
    }
    beads(&links, &scores, a.len(), b.len())
}

/// All beads, those of one side too.
fn beads(links: &[Link], scores: &[f32], a: usize, b: usize) -> Vec<Bead> {
    let mut first: Vec<Option<usize>> = vec![None; a];
    let mut second: Vec<Option<usize>> = vec![None; b];
    for (number, link) in links.iter().enumerate() {
        for (side, at, n) in [(&mut first, link.a, link.x), (&mut second, link.b, link.y)] {
            if let Some(part) = side.get_mut(at..at + n) {
                part.fill(Some(number));
            }
        }
    }
    // What only the second has follows the bead, in order, that its forerunner is in.
    let mut added: Vec<Vec<usize>> = vec![Vec::new(); links.len() + 1];
    let mut last = links.len();
    for (sentence, owner) in second.iter().enumerate() {
        match owner {
            Some(number) => last = *number,
            None => {
                if let Some(list) = added.get_mut(last) {
                    list.push(sentence);
                }
            }
        }
    }
    let only = |a: Vec<usize>, b: Vec<usize>| Bead {
        a,
        b,
        score: 0.0,
        is_moved: false,
    };
    let mut out = Vec::with_capacity(links.len());
    let follow = |number: usize, out: &mut Vec<Bead>| {
        let list = added.get(number).map_or(&[][..], Vec::as_slice);
        out.extend(list.iter().map(|s| only(Vec::new(), vec![*s])));
    };
    follow(links.len(), &mut out);
    for (sentence, owner) in first.iter().enumerate() {
        let Some(number) = owner else {
            out.push(only(vec![sentence], Vec::new()));
            continue;
        };
        let Some(link) = links.get(*number).filter(|l| l.a == sentence) else {
            continue;
        };
        let score = scores.get(*number).copied().unwrap_or(0.0);
        out.push(Bead {
            a: (link.a..link.a + link.x).collect(),
            b: (link.b..link.b + link.y).collect(),
            score: (f64::from(score).clamp(0.0, 1.0) * 1000.0).round() / 1000.0,
            is_moved: link.is_moved,
        });
        follow(*number, &mut out);
    }
    out
}

/// A step back: how many sentences of each, and the state it came from.
type Step = (u8, u8, bool);

/// The sentences of two texts and what each bead of them is worth.
struct Field<'s> {
    sketches: &'s Sketches,
    /// The likeness of the best partner of each sentence.
    best: [Vec<f32>; 2],
}

impl<'s> Field<'s> {
    fn new(sketches: &'s Sketches) -> Self {
        let [n, m] = sketches.sizes;
        let mut best = [vec![0.0_f32; n], vec![0.0_f32; m]];
        let [rows, columns] = &mut best;
        for (i, row) in rows.iter_mut().enumerate() {
            for (j, column) in columns.iter_mut().enumerate() {
                let likeness = sketches.cosine(i, 1, j, 1);
                *row = row.max(likeness);
                *column = column.max(likeness);
            }
        }
        Field { sketches, best }
    }

    /// What a bead is worth: its likeness, less what speaks against it.
    fn score(&self, a: usize, x: usize, b: usize, y: usize) -> f32 {
        let likeness = self.sketches.cosine(a, x, b, y);
        let lengths = [
            self.sketches.length(0, a, x).max(1.0),
            self.sketches.length(1, b, y).max(1.0),
        ];
        let [l, m] = lengths;
        // Short sentences differ more in length by chance.
        let scale = (l.min(m) / FULL_LENGTH).sqrt().min(2.0);
        let unequal = ((l / m).ln().abs() * scale).min(LENGTH_LIMIT);
        let [rows, columns] = &self.best;
        let best = |list: &[f32], at: usize, n: usize| {
            list.get(at..at + n)
                .unwrap_or(&[])
                .iter()
                .copied()
                .fold(0.0, f32::max)
        };
        let rivals =
            (best(rows, a, x) - likeness).max(0.0) + (best(columns, b, y) - likeness).max(0.0);
        let more = if x + y > 3 {
            2.0 * MERGE
        } else if x + y > 2 {
            MERGE
        } else {
            0.0
        };
        LIKENESS * likeness.sqrt() - BASE - RIVAL * rivals - LENGTH * unequal - more
    }

    fn link(&self, a: usize, x: usize, b: usize, y: usize) -> Link {
        Link {
            a,
            x,
            b,
            y,
            score: self.score(a, x, b, y),
            is_moved: false,
        }
    }

    /// Both passes.
    fn links(&self) -> Vec<Link> {
        let [n, m] = self.sketches.sizes;
        let everything = [(0..n).collect::<Vec<_>>(), (0..m).collect()];
        let mut chain = firm(self.chain(&everything), &everything);
        let mut moved: Vec<Link> = Vec::new();
        for _ in 0..RUNS {
            let free = free([n, m], chain.iter().chain(&moved));
            let (score, run) = self.run(&free);
            let needed = if run.len() == 1 { SINGLE } else { RUN };
            if score < needed {
                break;
            }
            moved.extend(run.into_iter().map(|l| Link {
                is_moved: true,
                ..l
            }));
            let rest = self::free([n, m], moved.iter()).map(|side| {
                side.iter()
                    .enumerate()
                    .filter(|(_, f)| **f)
                    .map(|(i, _)| i)
                    .collect::<Vec<usize>>()
            });
            chain = firm(self.chain(&rest), &rest);
        }
        chain.extend(moved);
        chain.sort_by_key(|l| (l.a, l.b));
        chain
    }

    /// The best chain through some sentences of both texts. A bead takes neighbours of the text only.
    fn chain(&self, sentences: &[Vec<usize>; 2]) -> Vec<Link> {
        let [rows, columns] = sentences;
        let (n, m) = (rows.len(), columns.len());
        // For each cell the best way that ends with a bead, and with a gap.
        let mut best = [
            Grid::new(n + 1, m + 1, f32::NEG_INFINITY),
            Grid::new(n + 1, m + 1, f32::NEG_INFINITY),
        ];
        let mut steps: [Grid<Step>; 2] = [
            Grid::new(n + 1, m + 1, (0, 0, false)),
            Grid::new(n + 1, m + 1, (0, 0, false)),
        ];
        let [beads, gaps] = &mut best;
        let [bead_steps, gap_steps] = &mut steps;
        beads.set(0, 0, 0.0);
        let adjoin =
            |list: &[usize], at: usize, n: usize| match (list.get(at), list.get(at + n - 1)) {
                (Some(first), Some(last)) => last - first == n - 1,
                _ => false,
            };
        for i in 0..=n {
            for j in 0..=m {
                let (in_bead, in_gap) = (beads.get(i, j), gaps.get(i, j));
                let leave = (in_bead - OPEN).max(in_gap) - SKIP;
                let from_gap = in_gap > in_bead - OPEN;
                for (x, y) in [(1_u8, 0_u8), (0, 1)] {
                    let (to_i, to_j) = (i + usize::from(x), j + usize::from(y));
                    if to_i <= n && to_j <= m && leave > gaps.get(to_i, to_j) {
                        gaps.set(to_i, to_j, leave);
                        gap_steps.set(to_i, to_j, (x, y, from_gap));
                    }
                }
                let here = in_bead.max(in_gap);
                for (x, y) in SHAPES {
                    if !(adjoin(rows, i, x) && adjoin(columns, j, y)) {
                        continue;
                    }
                    let (Some(a), Some(b)) = (rows.get(i), columns.get(j)) else {
                        continue;
                    };
                    let score = here + self.score(*a, x, *b, y);
                    if score > beads.get(i + x, j + y) {
                        beads.set(i + x, j + y, score);
                        bead_steps.set(i + x, j + y, (small(x), small(y), in_gap > in_bead));
                    }
                }
            }
        }
        let (mut i, mut j) = (n, m);
        let mut is_gap = gaps.get(n, m) > beads.get(n, m);
        let mut out = Vec::new();
        while i > 0 || j > 0 {
            let (x, y, from_gap) = if is_gap {
                gap_steps.get(i, j)
            } else {
                bead_steps.get(i, j)
            };
            let (x, y) = (usize::from(x), usize::from(y));
            if x + y == 0 {
                break;
            }
            i -= x;
            j -= y;
            if !is_gap && let (Some(a), Some(b)) = (rows.get(i), columns.get(j)) {
                out.push(self.link(*a, x, *b, y));
            }
            is_gap = from_gap;
        }
        out.reverse();
        out
    }

    /// The best run of beads, anywhere, through free sentences.
    fn run(&self, free: &[Vec<bool>; 2]) -> (f32, Vec<Link>) {
        let [n, m] = self.sketches.sizes;
        let [rows, columns] = free;
        let are_free = |list: &[bool], at: usize, n: usize| {
            list.get(at..at + n).is_some_and(|l| l.iter().all(|f| *f))
        };
        let mut best = Grid::new(n + 1, m + 1, 0.0_f32);
        let mut steps: Grid<(u8, u8)> = Grid::new(n + 1, m + 1, (0, 0));
        let (mut top, mut end) = (0.0, (0, 0));
        for i in 0..=n {
            let is_row = i == n || are_free(rows, i, 1) || i > 0 && are_free(rows, i - 1, 1);
            if !is_row {
                continue;
            }
            for j in 0..=m {
                let here = best.get(i, j);
                if here > top {
                    (top, end) = (here, (i, j));
                }
                let left = here - SKIP - OPEN;
                for (x, y) in [(1_u8, 0_u8), (0, 1)] {
                    let (to_i, to_j) = (i + usize::from(x), j + usize::from(y));
                    let is_free = if x == 1 {
                        are_free(rows, i, 1)
                    } else {
                        are_free(columns, j, 1)
                    };
                    if is_free && left > best.get(to_i, to_j) {
                        best.set(to_i, to_j, left);
                        steps.set(to_i, to_j, (x, y));
                    }
                }
                for (x, y) in SHAPES {
                    if are_free(rows, i, x) && are_free(columns, j, y) {
                        let score = here + self.score(i, x, j, y);
                        if score > best.get(i + x, j + y) {
                            best.set(i + x, j + y, score);
                            steps.set(i + x, j + y, (small(x), small(y)));
                        }
                    }
                }
            }
        }
        let (mut i, mut j) = end;
        let mut out = Vec::new();
        while best.get(i, j) > 0.0 {
            let (x, y) = steps.get(i, j);
            let (x, y) = (usize::from(x), usize::from(y));
            if x + y == 0 {
                break;
            }
            i -= x;
            j -= y;
            if x > 0 && y > 0 {
                out.push(self.link(i, x, j, y));
            }
        }
        out.reverse();
        (top, out)
    }
}

fn small(n: usize) -> u8 {
    u8::try_from(n).unwrap_or(u8::MAX)
}

/// Which sentences stand in no link.
fn free<'l>(sizes: [usize; 2], links: impl Iterator<Item = &'l Link>) -> [Vec<bool>; 2] {
    let mut out = sizes.map(|n| vec![true; n]);
    let [rows, columns] = &mut out;
    for link in links {
        for (side, at, n) in [
            (&mut *rows, link.a, link.x),
            (&mut *columns, link.b, link.y),
        ] {
            if let Some(part) = side.get_mut(at..at + n) {
                part.fill(false);
            }
        }
    }
    out
}

/// The links of a chain that can stand: firm ones, and a few weak ones in a row that touch firm ones on
/// both sides. The ends of the texts hold as a firm link does.
fn firm(chain: Vec<Link>, sentences: &[Vec<usize>; 2]) -> Vec<Link> {
    let [rows, columns] = sentences;
    // Places among the sentences in hand, so that what was taken out does not part neighbours.
    let place = |list: &[usize], sentence: usize| list.partition_point(|s| *s < sentence);
    let ends = |l: &Link| (place(rows, l.a) + l.x, place(columns, l.b) + l.y);
    let starts = |l: &Link| (place(rows, l.a), place(columns, l.b));
    let mut out: Vec<Link> = Vec::with_capacity(chain.len());
    let mut weak: Vec<Link> = Vec::new();
    let mut at = (0, 0);
    let mut holds = true;
    let good = chain
        .iter()
        .filter(|l| l.score >= FIRM_OF_STRANGERS)
        .map(|l| l.x.min(l.y))
        .sum::<usize>();
    let are_versions = 2 * good >= rows.len().min(columns.len());
    let bar = if are_versions {
        FIRM
    } else {
        FIRM_OF_STRANGERS
    };
    for link in chain {
        holds &= starts(&link) == at;
        at = ends(&link);
        if link.score < FLOOR {
            weak.clear();
            holds = false;
        } else if link.score < bar {
            weak.push(link);
        } else {
            if holds && weak.len() <= WEAK_RUN {
                out.append(&mut weak);
            }
            weak.clear();
            out.push(link);
            holds = true;
        }
    }
    if holds && weak.len() <= WEAK_RUN && at == (rows.len(), columns.len()) && !out.is_empty() {
        out.append(&mut weak);
    }
    out
}
