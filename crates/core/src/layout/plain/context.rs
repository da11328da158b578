//! What the lines around a line, and the whole page, tell about it.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::{
    scan::{Line, Own, Scan, features},
    vocabulary::SECTION,
};

features! {
    /// What the page tells about a line.
    Context {
        line_pos, lines_after, word_pos, words_before, words_after, page_lines, page_words, page_prose,
        repeats, repeated_before,
        up3_prose, down3_prose, up8_prose, down8_prose, up20_prose, down20_prose,
        up3_words, down3_words, up8_words, down8_words,
        up3_lex, down3_lex, up8_lex, down8_lex, up20_lex, down20_lex,
        up8_marked, down8_marked,
        prose_up_lines, prose_down_lines, prose_up_words, prose_down_words,
        dense_inside, dense_place, dense_before, dense_after, dense_share,
        cohesion_page, cohesion_dense, known_share,
        short_run, short_run_place, block_lines, block_words, block_prose,
        governed_lines, governed_prose, governed_classes, governed_next,
        comments_above, related_above, rights_above,
        lag1, lag2, lag3, lag4, same_shape, same_indent, indent_step, indent_next,
        longest_share, date_up, date_down, author_up, is_prose, blank_ratio,
    }
}

features! {
    /// What a line close by shows.
    Near { width, words, end_kind, lex_mean, upper_share, marked_share, stop_share, indent, date, start_kind }
}

features! {
    /// What a line farther off shows.
    Far { words, end_kind, lex_mean, marked_share }
}

impl Near {
    fn of(line: Option<&Line>) -> Self {
        let own = line.map_or_else(nowhere, |l| l.own);
        Near {
            width: own.width,
            words: own.words,
            end_kind: own.end_kind,
            lex_mean: own.lex_mean,
            upper_share: own.upper_share,
            marked_share: own.marked_share,
            stop_share: own.stop_share,
            indent: own.indent,
            date: own.date,
            start_kind: own.start_kind,
        }
    }
}

impl Far {
    fn of(line: Option<&Line>) -> Self {
        let own = line.map_or_else(nowhere, |l| l.own);
        Far {
            words: own.words,
            end_kind: own.end_kind,
            lex_mean: own.lex_mean,
            marked_share: own.marked_share,
        }
    }
}

/// The numbers of the line before the first and after the last.
fn nowhere() -> Own {
    Own {
        words: -1.0,
        width: -1.0,
        end_kind: -1.0,
        start_kind: -1.0,
        indent: -1.0,
        ..Own::default()
    }
}

/// How far, in lines, a line's neighbours are looked at.
const NEAR: [isize; 4] = [-2, -1, 1, 2];
const FAR: [isize; 4] = [-4, -3, 3, 4];

/// How many numbers [`rows`] gives for a line.
pub(super) fn width() -> usize {
    Own::NAMES.len()
        + Context::NAMES.len()
        + NEAR.len() * Near::NAMES.len()
        + FAR.len() * Far::NAMES.len()
}

/// The names of these numbers.
pub(super) fn names() -> Vec<String> {
    let mut names: Vec<String> = Own::NAMES.iter().map(|n| format!("own.{n}")).collect();
    names.extend(Context::NAMES.iter().map(|n| format!("page.{n}")));
    for at in NEAR {
        names.extend(Near::NAMES.iter().map(|n| format!("near{at:+}.{n}")));
    }
    for at in FAR {
        names.extend(Far::NAMES.iter().map(|n| format!("near{at:+}.{n}")));
    }
    names
}

/// Sums over any stretch of lines in one step.
pub(super) struct Sums(Vec<f64>);

impl Sums {
    pub(super) fn new(values: impl Iterator<Item = f32>) -> Self {
        let mut sums = vec![0.0];
        let mut sum = 0.0f64;
        for v in values {
            sum += f64::from(v);
            sums.push(sum);
        }
        Sums(sums)
    }

    /// The sum over lines `from..to`, cut to the lines there are.
    pub(super) fn over(&self, from: usize, to: usize) -> f32 {
        let last = self.0.len() - 1;
        let (from, to) = (from.min(last), to.min(last));
        let get = |at: usize| self.0.get(at).copied().unwrap_or(0.0);
        #[allow(clippy::cast_possible_truncation)] // Sums of one page fit.
        let sum = (get(to.max(from)) - get(from)) as f32;
        sum
    }
}

/// The stretch of lines with the largest sum: `(from, to)`, empty if no value is above 0.
pub(super) fn best_stretch(values: impl Iterator<Item = f32>) -> (usize, usize) {
    let (mut best, mut best_sum) = ((0, 0), 0.0f64);
    let (mut from, mut sum) = (0, 0.0f64);
    for (at, v) in values.enumerate() {
        if sum <= 0.0 {
            (from, sum) = (at, 0.0);
        }
        sum += f64::from(v);
        if sum > best_sum {
            (best, best_sum) = ((from, at + 1), sum);
        }
    }
    best
}

/// A line's look, in few bits: lines of a list look alike.
fn shape(own: &Own) -> u32 {
    let words = match own.words {
        w if w < 2.0 => 0,
        w if w < 4.0 => 1,
        w if w < 7.0 => 2,
        w if w < 13.0 => 3,
        w if w < 25.0 => 4,
        _ => 5,
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Both are small and whole.
    let (end, indent) = (own.end_kind as u32, own.indent as u32);
    let end = match end {
        8.. => 1,
        1 => 2,
        _ => 0,
    };
    let dated = u32::from(own.date > 0.3);
    words | end << 3 | indent << 5 | dated << 12
}

const SLOTS: usize = 1 << 12;

/// How often each word of matter stands in some lines, by hash.
struct Counts(Vec<f32>);

impl Counts {
    fn new() -> Self {
        Counts(vec![0.0; SLOTS])
    }

    fn slot(hash: u32) -> usize {
        (hash >> 20) as usize % SLOTS
    }

    fn add(&mut self, hashes: &[u32]) {
        for h in hashes {
            if let Some(c) = self.0.get_mut(Self::slot(*h)) {
                *c += 1.0;
            }
        }
    }

    fn get(&self, hash: u32) -> f32 {
        self.0.get(Self::slot(hash)).copied().unwrap_or(0.0)
    }
}

/// The logarithms of small counts.
static LOGARITHMS: LazyLock<Vec<f32>> =
    LazyLock::new(|| (0..256u16).map(|n| f32::from(n).ln()).collect());

/// The logarithm of a count.
fn ln(count: f32) -> f32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    // A count is small and whole.
    let at = count as usize;
    LOGARITHMS.get(at).copied().unwrap_or_else(|| count.ln())
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// For each line the distance, in lines, to the last line before it that `test` holds for (`cap` if
/// there is none) and that line's number.
fn last_where(
    lines: &[Line],
    reverse: bool,
    cap: f32,
    test: impl Fn(&Line) -> bool,
) -> Vec<(f32, Option<usize>)> {
    let n = lines.len();
    let mut out = vec![(cap, None); n];
    let mut last: Option<usize> = None;
    for step in 0..n {
        let at = if reverse { n - 1 - step } else { step };
        if let (Some(slot), Some(l)) = (out.get_mut(at), last) {
            *slot = ((at.abs_diff(l) as f32).min(cap), Some(l));
        }
        if lines.get(at).is_some_and(&test) {
            last = Some(at);
        }
    }
    out
}

/// Runs of lines that belong together: for each line the first line of its run and the one after its
/// last.
fn runs(n: usize, together: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let mut out = Vec::with_capacity(n);
    let mut from = 0;
    for at in 0..n {
        if at + 1 == n || !together(at, at + 1) {
            out.extend(std::iter::repeat_n((from, at + 1), at + 1 - from));
            from = at + 1;
        }
    }
    out
}

/// The numbers of every line, one row after the other, each `row` wide and filled up with zeros.
pub(super) fn rows(scan: &Scan, row: usize) -> Vec<f32> {
    let lines = &scan.lines;
    let n = lines.len();
    let words = Sums::new(lines.iter().map(|l| l.own.words));
    let prose = Sums::new(
        lines
            .iter()
            .map(|l| if l.prose { l.own.words } else { 0.0 }),
    );
    let lex = Sums::new(lines.iter().map(|l| l.own.lex_sum));
    let marked = Sums::new(lines.iter().map(|l| l.own.marked));
    let comments = Sums::new(
        lines
            .iter()
            .map(|l| f32::from(u8::from(l.own.comments > 0.3))),
    );
    let related = Sums::new(
        lines
            .iter()
            .map(|l| f32::from(u8::from(l.own.related > 0.3))),
    );
    let rights = Sums::new(
        lines
            .iter()
            .map(|l| f32::from(u8::from(l.own.rights > 0.2))),
    );
    let blanks = Sums::new(lines.iter().map(|l| l.own.blanks_before.min(1.0)));
    let page_words = words.over(0, n);
    let page_prose = prose.over(0, n);

    let mut seen: HashMap<u32, (u32, u32)> = HashMap::with_capacity(n);
    for line in lines {
        seen.entry(line.hash).or_default().0 += 1;
    }

    let (dense_from, dense_to) = best_stretch(
        lines
            .iter()
            .map(|l| if l.prose { l.own.words } else { -8.0 }),
    );
    let dense_words = prose.over(dense_from, dense_to);
    let mut on_page = Counts::new();
    let mut in_dense = Counts::new();
    for (at, line) in lines.iter().enumerate() {
        let matter = scan.words.get(line.matter.range()).unwrap_or(&[]);
        on_page.add(matter);
        if line.prose && (dense_from..dense_to).contains(&at) {
            in_dense.add(matter);
        }
    }

    let up = last_where(lines, false, 60.0, |l| l.prose);
    let down = last_where(lines, true, 60.0, |l| l.prose);
    let governs = |l: &Line| l.own.words <= 7.0 && l.own.section >= 1.0 && l.own.marked_share > 0.4;
    let governed = last_where(lines, false, 60.0, governs);
    let governed_next = last_where(lines, true, 60.0, governs);
    let dated = |l: &Line| l.own.date > 0.3 && l.own.words < 16.0;
    let date_up = last_where(lines, false, 30.0, dated);
    let date_down = last_where(lines, true, 30.0, dated);
    let author_up = last_where(lines, false, 30.0, |l| {
        l.own.author > 0.15 && l.own.words < 16.0
    });
    let short_runs = runs(
        n,
        |a, b| matches!((lines.get(a), lines.get(b)), (Some(a), Some(b)) if !a.prose && !b.prose),
    );
    let blocks = runs(n, |_, b| {
        lines.get(b).is_some_and(|l| l.own.blanks_before == 0.0)
    });
    let shapes: Vec<u32> = lines.iter().map(|l| shape(&l.own)).collect();
    let lags: Vec<Sums> = (1..=4)
        .map(|lag| {
            Sums::new((0..n).map(|at| {
                let before = at.checked_sub(lag).and_then(|b| shapes.get(b));
                f32::from(u8::from(before == shapes.get(at)))
            }))
        })
        .collect();
    let longest = lines.iter().map(|l| l.own.words).fold(1.0, f32::max);

    let mut out = Vec::with_capacity(n * row);
    for (at, line) in lines.iter().enumerate() {
        let own = &line.own;
        let mut c = Context::default();
        let total = n as f32;
        c.line_pos = at as f32 / total;
        c.lines_after = (total - at as f32).min(200.0);
        let before = words.over(0, at);
        c.word_pos = share(before, page_words);
        c.words_before = (1.0 + before).ln();
        c.words_after = (1.0 + words.over(at + 1, n)).ln();
        c.page_lines = (1.0 + total).ln();
        c.page_words = (1.0 + page_words).ln();
        c.page_prose = share(page_prose, page_words);
        c.blank_ratio = blanks.over(0, n) / total;
        if let Some(count) = seen.get_mut(&line.hash) {
            c.repeats = count.0.min(9) as f32;
            c.repeated_before = count.1.min(9) as f32;
            count.1 += 1;
        }
        let window = |sums: &Sums, reach: usize| {
            (
                sums.over(at.saturating_sub(reach), at),
                sums.over(at + 1, at + 1 + reach),
            )
        };
        let (w3, w8, w20) = (window(&words, 3), window(&words, 8), window(&words, 20));
        let (p3, p8, p20) = (window(&prose, 3), window(&prose, 8), window(&prose, 20));
        let (l3, l8, l20) = (window(&lex, 3), window(&lex, 8), window(&lex, 20));
        let m8 = window(&marked, 8);
        (c.up3_words, c.down3_words) = w3;
        (c.up8_words, c.down8_words) = w8;
        (c.up3_prose, c.down3_prose) = (share(p3.0, w3.0), share(p3.1, w3.1));
        (c.up8_prose, c.down8_prose) = (share(p8.0, w8.0), share(p8.1, w8.1));
        (c.up20_prose, c.down20_prose) = (share(p20.0, w20.0), share(p20.1, w20.1));
        (c.up3_lex, c.down3_lex) = (share(l3.0, w3.0), share(l3.1, w3.1));
        (c.up8_lex, c.down8_lex) = (share(l8.0, w8.0), share(l8.1, w8.1));
        (c.up20_lex, c.down20_lex) = (share(l20.0, w20.0), share(l20.1, w20.1));
        (c.up8_marked, c.down8_marked) = (share(m8.0, w8.0), share(m8.1, w8.1));
        let far = |list: &[(f32, Option<usize>)]| list.get(at).copied().unwrap_or((60.0, None));
        let words_of = |l: Option<usize>| l.and_then(|l| lines.get(l)).map_or(0.0, |l| l.own.words);
        let ((up_lines, up_line), (down_lines, down_line)) = (far(&up), far(&down));
        (c.prose_up_lines, c.prose_down_lines) = (up_lines, down_lines);
        (c.prose_up_words, c.prose_down_words) = (words_of(up_line), words_of(down_line));
        c.dense_inside = f32::from(u8::from((dense_from..dense_to).contains(&at)));
        c.dense_place = share(
            at as f32 - dense_from as f32,
            (dense_to - dense_from) as f32,
        )
        .clamp(-3.0, 4.0);
        c.dense_before = (dense_from as f32 - at as f32).clamp(-50.0, 50.0);
        c.dense_after = (at as f32 - dense_to as f32).clamp(-50.0, 50.0);
        c.dense_share = share(dense_words, page_prose);
        let matter = scan.words.get(line.matter.range()).unwrap_or(&[]);
        let inside = f32::from(u8::from(line.prose && c.dense_inside > 0.0));
        for h in matter {
            let elsewhere = (in_dense.get(*h) - inside).max(0.0);
            c.cohesion_page += ln(on_page.get(*h));
            c.cohesion_dense += ln(1.0 + elsewhere);
            c.known_share += elsewhere.min(1.0);
        }
        let count = (matter.len() as f32).max(1.0);
        c.cohesion_page /= count;
        c.cohesion_dense /= count;
        c.known_share /= count;
        if let Some((from, to)) = short_runs.get(at) {
            c.short_run = ((to - from) as f32).min(60.0);
            c.short_run_place = ((at - from) as f32).min(60.0);
        }
        if let Some((from, to)) = blocks.get(at) {
            c.block_lines = ((to - from) as f32).min(60.0);
            c.block_words = words.over(*from, *to);
            c.block_prose = share(prose.over(*from, *to), c.block_words);
        }
        let (lines_up, governor) = far(&governed);
        c.governed_lines = lines_up;
        if let Some(g) = governor {
            c.governed_prose = prose.over(g, at).min(2000.0);
            let classes = lines.get(g).map_or(0, |l| l.classes & SECTION);
            c.governed_classes = classes as f32;
        }
        c.governed_next = far(&governed_next).0;
        c.comments_above = comments.over(0, at).min(9.0);
        c.related_above = related.over(0, at).min(9.0);
        c.rights_above = rights.over(0, at).min(9.0);
        let mut lag = lags.iter().map(|l| l.over(at.saturating_sub(5), at + 6));
        c.lag1 = lag.next().unwrap_or(0.0);
        c.lag2 = lag.next().unwrap_or(0.0);
        c.lag3 = lag.next().unwrap_or(0.0);
        c.lag4 = lag.next().unwrap_or(0.0);
        let around = at.saturating_sub(8)..(at + 9).min(n);
        c.same_shape = shapes
            .get(around.clone())
            .unwrap_or(&[])
            .iter()
            .filter(|s| Some(*s) == shapes.get(at))
            .count() as f32;
        c.same_indent = lines
            .get(around)
            .unwrap_or(&[])
            .iter()
            .filter(|l| (l.own.indent - own.indent).abs() < 0.5)
            .count() as f32;
        let neighbour = |by: isize| at.checked_add_signed(by).and_then(|a| lines.get(a));
        c.indent_step = neighbour(-1).map_or(0.0, |l| own.indent - l.own.indent);
        c.indent_next = neighbour(1).map_or(0.0, |l| l.own.indent - own.indent);
        c.longest_share = own.words / longest;
        c.date_up = far(&date_up).0;
        c.date_down = far(&date_down).0;
        c.author_up = far(&author_up).0;
        c.is_prose = f32::from(u8::from(line.prose));

        let end = out.len() + row;
        out.extend_from_slice(&own.values());
        out.extend_from_slice(&c.values());
        for by in NEAR {
            out.extend_from_slice(&Near::of(neighbour(by)).values());
        }
        for by in FAR {
            out.extend_from_slice(&Far::of(neighbour(by)).values());
        }
        out.resize(end, 0.0);
    }
    out
}
