//! From glyphs on a page to lines in reading order.

use std::cmp::Ordering;

use super::{content::Glyph, overprint};

/// A gap of this share of the size between glyphs is a blank.
const BLANK: f64 = 0.18;
/// A gap of this many sizes ends a run: what follows is another column or cell.
const APART: f64 = 1.6;
/// Thin strips of a region, to look for gutters in.
const STRIPS: usize = 1000;
/// Columns within columns within columns.
const MAX_CUTS: usize = 4;

/// Glyphs of one baseline that were drawn one after the other.
#[derive(Clone, Debug)]
struct Run {
    text: String,
    x0: f64,
    x1: f64,
    y: f64,
    size: f64,
    /// Bytes of the text at which a glyph follows another without a blank, and how far behind it in sizes.
    gaps: Vec<(usize, f64)>,
}

/// Writes the lines of a page: first those that run as most of the page does, then turned ones.
pub(super) fn write(glyphs: Vec<Glyph>, out: &mut String) {
    let mut turns: [(usize, Vec<Glyph>); 4] = [const { (0, Vec::new()) }; 4];
    for glyph in glyphs {
        if let Some((count, list)) = turns.get_mut(usize::from(glyph.turn & 3)) {
            *count += usize::from(!glyph.letters.trim().is_empty());
            list.push(glyph);
        }
    }
    turns.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    for (count, glyphs) in turns {
        if count > 0 {
            region(runs(overprint::once(glyphs)), 0, out);
        }
    }
}

/// Puts glyphs together as long as they go on along a line.
fn runs(glyphs: Vec<Glyph>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for glyph in glyphs {
        let letters = spelled_out(&glyph.letters);
        let blank = letters.trim().is_empty();
        if let Some(run) = runs.last_mut() {
            let size = run.size.max(glyph.size).max(0.1);
            let gap = glyph.x0 - run.x1;
            let raised = (glyph.y - run.y).abs();
            // Indices and footnote marks are smaller and off the line.
            let small = run.size.min(glyph.size) < 0.8 * size;
            let same_line = raised <= size * if small { 0.55 } else { 0.2 };
            if same_line && gap > -0.5 * size && gap < APART * size {
                if !blank && !run.text.ends_with(char::is_whitespace) {
                    run.gaps.push((run.text.len(), gap / size));
                }
                run.text.push_str(&letters);
                run.x1 = run.x1.max(glyph.x1);
                if glyph.size > run.size {
                    run.size = glyph.size;
                    run.y = glyph.y;
                }
                continue;
            }
        }
        if !blank {
            runs.push(Run {
                text: letters,
                x0: glyph.x0,
                x1: glyph.x1,
                y: glyph.y,
                size: glyph.size.max(0.1),
                gaps: Vec::new(),
            });
        }
    }
    runs.iter_mut().for_each(part);
    runs
}

/// Letters of a spaced word at least.
const SPACED: usize = 5;
/// The widest space between its letters, in sizes.
const WIDEST: f64 = 0.8;

/// Puts blanks where a gap parts two words. In `H A R B O U R` all letters are apart, and words more than
/// letters.
fn part(run: &mut Run) {
    let gaps = std::mem::take(&mut run.gaps);
    let mut wide = BLANK;
    if gaps.len() + 1 >= SPACED && run.text.chars().all(|c| !c.is_numeric()) {
        let middle = median(gaps.iter().map(|g| g.1)).unwrap_or(0.0);
        let least = quantile(gaps.iter().map(|g| g.1), 8).unwrap_or(0.0);
        if least > BLANK && middle < WIDEST {
            wide = middle + BLANK;
        }
    }
    let mut text = String::with_capacity(run.text.len() + 8);
    let mut from = 0;
    for (at, _) in gaps.into_iter().filter(|(_, gap)| *gap > wide) {
        text.push_str(run.text.get(from..at).unwrap_or(""));
        text.push(' ');
        from = at;
    }
    text.push_str(run.text.get(from..).unwrap_or(""));
    run.text = text;
}

/// Ligatures of letters as letters, and no control characters.
fn spelled_out(letters: &str) -> String {
    let mut out = String::with_capacity(letters.len());
    for c in letters.chars() {
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn down(a: f64, b: f64) -> Ordering {
    b.total_cmp(&a)
}

/// Writes a part of a page: column after column if it has columns, else line after line.
fn region(runs: Vec<Run>, cuts: usize, out: &mut String) {
    if cuts < MAX_CUTS
        && let Some(gutter) = gutter(&runs)
    {
        let mut runs = runs;
        runs.sort_by(|a, b| down(a.y, b.y).then(a.x0.total_cmp(&b.x0)));
        let (mut left, mut right, mut across) = (Vec::new(), Vec::new(), Vec::new());
        for run in runs {
            let crosses = run.x0 < gutter && run.x1 > gutter;
            if crosses {
                columns(&mut left, &mut right, cuts, out);
                across.push(run);
                continue;
            }
            if !across.is_empty() {
                rows(std::mem::take(&mut across), out);
            }
            if run.x1 <= gutter {
                left.push(run);
            } else {
                right.push(run);
            }
        }
        rows(across, out);
        columns(&mut left, &mut right, cuts, out);
        return;
    }
    rows(runs, out);
}

/// Writes the two sides of a gutter.
fn columns(left: &mut Vec<Run>, right: &mut Vec<Run>, cuts: usize, out: &mut String) {
    // Two or three lines side by side above or below the columns are heads and feet.
    if left.len().min(right.len()) <= 1 && left.len().max(right.len()) <= 2 {
        let mut both = std::mem::take(left);
        both.append(right);
        rows(both, out);
        return;
    }
    for side in [left, right] {
        let side = std::mem::take(side);
        if !side.is_empty() {
            region(side, cuts + 1, out);
        }
    }
}

/// A strip that next to nothing crosses, with lines of prose on both sides.
fn gutter(runs: &[Run]) -> Option<f64> {
    if runs.len() < 10 {
        return None;
    }
    let size = median(runs.iter().map(|r| r.size))?;
    let low = runs.iter().map(|r| r.x0).min_by(f64::total_cmp)?;
    let high = runs.iter().map(|r| r.x1).max_by(f64::total_cmp)?;
    let width = high - low;
    if width < 20.0 * size {
        return None;
    }
    // How many runs lie over each strip.
    let strip = |x: f64| -> usize { to_index((x - low) / width * STRIPS as f64, STRIPS) };
    let mut steps = [0i64; STRIPS + 2];
    for run in runs {
        let (from, to) = (strip(run.x0), strip(run.x1));
        if let Some(step) = steps.get_mut(from) {
            *step += 1;
        }
        if let Some(step) = steps.get_mut(to + 1) {
            *step -= 1;
        }
    }
    let mut covers = Vec::with_capacity(STRIPS);
    let mut cover = 0;
    for step in steps.iter().take(STRIPS) {
        cover += step;
        covers.push(cover);
    }
    let inner = STRIPS * 15 / 100..STRIPS * 85 / 100;
    let least = covers.get(inner.clone())?.iter().copied().min()?;
    if least * 5 > i64::try_from(runs.len()).ok()? {
        return None;
    }
    // The widest stretch of strips with the least cover.
    let (mut best, mut from) = ((0usize, 0usize), None);
    for at in inner.start..=inner.end {
        let is_least = at < inner.end && covers.get(at) == Some(&least);
        match (is_least, from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                if at - start > best.1 {
                    best = (start, at - start);
                }
                from = None;
            }
            _ => {}
        }
    }
    let gap = best.1 as f64 / STRIPS as f64 * width;
    if gap < 0.7 * size {
        return None;
    }
    let gutter = low + (best.0 as f64 + best.1 as f64 / 2.0) / STRIPS as f64 * width;
    let side = |is_left: bool| {
        let lines: Vec<&Run> = runs
            .iter()
            .filter(|r| {
                if is_left {
                    r.x1 <= gutter
                } else {
                    r.x0 >= gutter
                }
            })
            .collect();
        let wide = median(lines.iter().map(|r| r.x1 - r.x0)).unwrap_or(0.0);
        let top = lines
            .iter()
            .map(|r| r.y)
            .max_by(f64::total_cmp)
            .unwrap_or(0.0);
        let foot = lines
            .iter()
            .map(|r| r.y)
            .min_by(f64::total_cmp)
            .unwrap_or(0.0);
        (lines.len(), wide, top, foot)
    };
    let (left, right) = (side(true), side(false));
    // Labels and their values, bullets and their lines, cells of tables are no columns.
    let prose = |side: &(usize, f64, f64, f64)| side.0 >= 4 && side.1 >= 8.0 * size;
    let overlap = left.2.min(right.2) - left.3.max(right.3);
    (prose(&left) && prose(&right) && overlap >= 2.5 * size).then_some(gutter)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range before the cast"
)]
fn to_index(x: f64, max: usize) -> usize {
    x.clamp(0.0, max as f64) as usize
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    quantile(values, 2)
}

/// The value below which one part in `parts` of the values lies.
fn quantile(values: impl Iterator<Item = f64>, parts: usize) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    let at = values.len() / parts;
    if values.is_empty() {
        return None;
    }
    let (_, value, _) = values.select_nth_unstable_by(at, f64::total_cmp);
    Some(*value)
}

/// Writes runs line by line, top to bottom, with indents and gaps.
fn rows(mut runs: Vec<Run>, out: &mut String) {
    if runs.is_empty() {
        return;
    }
    runs.sort_by(|a, b| down(a.y, b.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|first| same_row(first, &run)) => {
                // The same words drawn twice at one place.
                let twice = row.iter().rev().take(4).any(|other| {
                    other.text == run.text && (other.x0 - run.x0).abs() < 0.2 * run.size
                });
                if !twice {
                    row.push(run);
                }
            }
            _ => rows.push(vec![run]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    let baseline = |row: &[Run]| row.first().map_or(0.0, |r| r.y);
    let size = median(rows.iter().flatten().map(|r| r.size)).unwrap_or(1.0);
    let steps = rows
        .windows(2)
        .filter_map(|pair| Some(baseline(pair.first()?) - baseline(pair.get(1)?)))
        .filter(|step| *step < 3.0 * size);
    // A page of short paragraphs has as many gaps between them as lines inside.
    let leading = quantile(steps, 4).unwrap_or(1.2 * size).max(0.9 * size);
    let margin = left_margin(&rows, size);
    let mut before: Option<f64> = None;
    for row in &rows {
        let y = baseline(row);
        if before.is_some_and(|before| before - y > 1.4 * leading) {
            out.push('\n');
        }
        before = Some(y);
        let Some(first) = row.first() else { continue };
        let indent = to_index(((first.x0 - margin) / (0.5 * size)).round(), 60);
        out.extend(std::iter::repeat_n(' ', indent));
        let mut end: Option<f64> = None;
        for run in row {
            if let Some(end) = end {
                let wide = run.x0 - end > APART * size;
                let joined = run.x0 - end < BLANK * run.size;
                if !joined && !out.ends_with(' ') {
                    out.push_str(if wide { "  " } else { " " });
                }
            }
            out.push_str(if end.is_none() {
                run.text.trim()
            } else {
                run.text.trim_end()
            });
            end = Some(run.x1);
        }
        while out.ends_with(' ') {
            out.pop();
        }
        out.push('\n');
    }
}

fn same_row(first: &Run, run: &Run) -> bool {
    (first.y - run.y).abs() <= 0.3 * first.size.min(run.size)
}

/// Where most lines begin.
fn left_margin(rows: &[Vec<Run>], size: f64) -> f64 {
    let mut edges: Vec<f64> = rows
        .iter()
        .filter_map(|row| row.first())
        .map(|r| r.x0)
        .collect();
    edges.sort_by(f64::total_cmp);
    let mut best = (0usize, edges.first().copied().unwrap_or(0.0));
    let mut start = 0;
    for (at, &edge) in edges.iter().enumerate() {
        while edges
            .get(start)
            .is_some_and(|&from| edge - from > 0.3 * size)
        {
            start += 1;
        }
        if at - start + 1 > best.0 {
            best = (at - start + 1, edges.get(start).copied().unwrap_or(edge));
        }
    }
    best.1
}
