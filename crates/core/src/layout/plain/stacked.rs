//! The second look: what the first answers for the lines around tell about a line.

use hashbrown::HashMap;

use super::{
    context::{Sums, best_stretch},
    scan::{Scan, features},
};

features! {
    /// What the first answers tell about a line.
    Second {
        first, prev1, prev2, prev3, prev4, prev5, next1, next2, next3, next4, next5,
        up2, down2, up5, down5, up12, down12, up40, down40,
        body_above, body_below, body_total, rank,
        best_inside, best_from, best_to, best_share,
        run_words, run_from, gap_up, gap_down, long_up, long_down,
        same_mean, block_mean, top_mean, margin_up, margin_down,
    }
}

/// The odds of a probability, on a scale where 0 is even.
pub(super) fn logit(p: f32) -> f32 {
    let p = p.clamp(0.0005, 0.9995);
    (p / (1.0 - p)).ln()
}

/// The numbers of the second look, one array a line.
pub(super) fn second(scan: &Scan, first: &[f32]) -> Vec<Second> {
    let lines = &scan.lines;
    let n = lines.len();
    let p = |at: usize| first.get(at).copied().unwrap_or(0.0);
    let w = |at: usize| lines.get(at).map_or(0.0, |l| l.own.words);
    let words = Sums::new((0..n).map(w));
    let body = Sums::new((0..n).map(|at| w(at) * p(at)));
    let odds = Sums::new((0..n).map(|at| logit(p(at))));
    let gains = |at: usize| logit(p(at)) * w(at).sqrt();
    let (from, to) = best_stretch((0..n).map(gains));
    let total = body.over(0, n);
    let best_body = body.over(from, to);
    let top = first.iter().copied().fold(0.0, f32::max);

    let mut same: HashMap<u32, (f32, f32)> = HashMap::with_capacity(n);
    for (at, line) in lines.iter().enumerate() {
        let e = same.entry(line.hash).or_default();
        e.0 += p(at);
        e.1 += 1.0;
    }
    // Runs of lines that the first look takes for body, and the nearest sure long lines.
    let mut runs: Vec<(usize, usize)> = Vec::with_capacity(n);
    let mut start = 0;
    for at in 0..n {
        if at + 1 == n || (p(at) > 0.5) != (p(at + 1) > 0.5) {
            runs.extend(std::iter::repeat_n((start, at + 1), at + 1 - start));
            start = at + 1;
        }
    }
    let nearest = |reverse: bool, test: &dyn Fn(usize) -> bool| -> Vec<f32> {
        let mut out = vec![60.0f32; n];
        let mut last: Option<usize> = None;
        for step in 0..n {
            let at = if reverse { n - 1 - step } else { step };
            if let (Some(slot), Some(l)) = (out.get_mut(at), last) {
                *slot = (at.abs_diff(l) as f32).min(60.0);
            }
            if test(at) {
                last = Some(at);
            }
        }
        out
    };
    let sure = |at: usize| p(at) > 0.7 && w(at) > 15.0;
    let none = |at: usize| p(at) < 0.3;
    let gap_up = nearest(false, &sure);
    let gap_down = nearest(true, &sure);
    let long_up = nearest(false, &none);
    let long_down = nearest(true, &none);
    let mut block_of: Vec<(usize, usize)> = Vec::with_capacity(n);
    let mut block = 0;
    for at in 0..n {
        let next_blank = lines.get(at + 1).is_none_or(|l| l.own.blanks_before > 0.0);
        if next_blank {
            block_of.extend(std::iter::repeat_n((block, at + 1), at + 1 - block));
            block = at + 1;
        }
    }

    let mut out = Vec::with_capacity(n);
    for (at, line) in lines.iter().enumerate() {
        let near = |by: isize| {
            at.checked_add_signed(by)
                .and_then(|a| first.get(a))
                .map_or(-4.0, |p| logit(*p))
        };
        let up = |reach: usize| {
            let from = at.saturating_sub(reach);
            body.over(from, at) / (1.0 + words.over(from, at))
        };
        let down = |reach: usize| {
            body.over(at + 1, at + 1 + reach) / (1.0 + words.over(at + 1, at + 1 + reach))
        };
        let get = |list: &[f32]| list.get(at).copied().unwrap_or(60.0);
        let run = runs.get(at).copied().unwrap_or((at, at + 1));
        let block = block_of.get(at).copied().unwrap_or((at, at + 1));
        let (sum, count) = same.get(&line.hash).copied().unwrap_or((p(at), 1.0));
        out.push(Second {
            first: logit(p(at)),
            prev1: near(-1),
            prev2: near(-2),
            prev3: near(-3),
            prev4: near(-4),
            prev5: near(-5),
            next1: near(1),
            next2: near(2),
            next3: near(3),
            next4: near(4),
            next5: near(5),
            up2: up(2),
            down2: down(2),
            up5: up(5),
            down5: down(5),
            up12: up(12),
            down12: down(12),
            up40: up(40),
            down40: down(40),
            body_above: body.over(0, at) / (1.0 + total),
            body_below: body.over(at + 1, n) / (1.0 + total),
            body_total: (1.0 + total).ln(),
            rank: w(at) * p(at) / (1.0 + total),
            best_inside: f32::from(u8::from((from..to).contains(&at))),
            best_from: (at as f32 - from as f32).clamp(-60.0, 60.0),
            best_to: (at as f32 - to as f32).clamp(-60.0, 60.0),
            best_share: best_body / (1.0 + total),
            run_words: words.over(run.0, run.1),
            run_from: ((at - run.0) as f32).min(60.0),
            gap_up: get(&gap_up),
            gap_down: get(&gap_down),
            long_up: get(&long_up),
            long_down: get(&long_down),
            same_mean: sum / count,
            block_mean: body.over(block.0, block.1) / (1.0 + words.over(block.0, block.1)),
            top_mean: top,
            margin_up: odds.over(at.saturating_sub(10), at),
            margin_down: odds.over(at + 1, at + 11),
        });
    }
    out
}
