//! What tells the title from the other short lines above a body.

use super::{
    CUT,
    scan::{Line, Scan, features},
};

/// A title stands at most this many lines above the body.
const REACH: usize = 80;
/// Nor is it longer than this, in bytes.
const LONGEST: usize = 300;

features! {
    /// What a line shows of being the title, given which lines are body.
    Title {
        gap, body, next_body, starts_another, ends_another, in_lead, in_body, in_body_often, elsewhere,
        longer_above, longer_below, place, date_near, author_near, rank, words_to_body,
    }
}

/// The first line of the body that is running text, or the first of all.
pub(super) fn first_of_body(scan: &Scan, body: &[f32]) -> Option<usize> {
    let is_body = |at: &usize| body.get(*at).is_some_and(|p| *p > CUT);
    let prose = |at: &usize| scan.lines.get(*at).is_some_and(|l| l.prose);
    (0..scan.lines.len())
        .find(|at| is_body(at) && prose(at))
        .or_else(|| (0..scan.lines.len()).find(is_body))
}

/// The lines that may be the title of a body whose running text starts at line `first`.
pub(super) fn candidates(scan: &Scan, first: usize) -> Vec<usize> {
    (first.saturating_sub(REACH)..=first)
        .filter(|at| {
            scan.lines.get(*at).is_some_and(|l| {
                l.span.len() <= LONGEST && l.own.words >= 1.0 && l.own.words <= 45.0
            })
        })
        .collect()
}

/// The numbers of some candidates, one array each.
pub(super) fn title_features(
    text: &str,
    scan: &Scan,
    body: &[f32],
    first: usize,
    candidates: &[usize],
) -> Vec<Title> {
    let lines = &scan.lines;
    let matter = |l: &Line| scan.words.get(l.matter.range()).unwrap_or(&[]);
    let is_body = |at: usize| body.get(at).is_some_and(|p| *p > CUT);
    let (mut lead, mut all, mut other) = (Counts::new(), Counts::new(), Counts::new());
    let mut leads = 0;
    for (at, line) in lines.iter().enumerate() {
        if !is_body(at) {
            other.add(matter(line));
            continue;
        }
        if !line.prose && at <= first {
            continue;
        }
        all.add(matter(line));
        if leads < 3 {
            lead.add(matter(line));
            leads += 1;
        }
    }
    let words = |at: usize| lines.get(at).map_or(0.0, |l| l.own.words);
    let near = |at: usize, test: &dyn Fn(&Line) -> bool| {
        let around = at + 1..(at + 6).min(lines.len());
        let hit = lines.get(around).unwrap_or(&[]).iter().position(test);
        hit.map_or(6.0, |h| h as f32)
    };
    let most = candidates.iter().map(|at| words(*at)).fold(1.0, f32::max);
    candidates
        .iter()
        .map(|&at| {
            let mut t = Title::default();
            let Some(line) = lines.get(at) else { return t };
            let own = line.span.of(text);
            t.gap = first as f32 - at as f32;
            t.body = body.get(at).copied().unwrap_or(0.0);
            t.next_body = body.get(at + 1).copied().unwrap_or(0.0);
            if own.len() > 12 {
                // A page's name of itself (`Title - Site`) and a table of crumbs (`Section > Title`).
                for other in lines.iter().take(first + REACH) {
                    let len = other.span.len();
                    if len > own.len() && len < own.len() + 80 {
                        let words = other.span.of(text);
                        t.starts_another += f32::from(u8::from(words.starts_with(own)));
                        t.ends_another += f32::from(u8::from(words.ends_with(own)));
                    }
                }
            }
            let hashes = matter(line);
            let count = (hashes.len() as f32).max(1.0);
            for h in hashes {
                t.in_lead += lead.get(*h).min(1.0) / count;
                t.in_body += all.get(*h).min(1.0) / count;
                t.in_body_often += (1.0 + all.get(*h)).ln() / count;
                t.elsewhere += (1.0 + other.get(*h)).ln() / count;
            }
            for c in candidates {
                let longer = words(*c) > words(at) && !is_body(*c);
                t.longer_above += f32::from(u8::from(longer && *c < at));
                t.longer_below += f32::from(u8::from(longer && *c > at));
            }
            t.place = at.min(200) as f32;
            t.date_near = near(at, &|l| l.own.date > 0.25 && l.own.words < 16.0);
            t.author_near = near(at, &|l| l.own.author > 0.1 && l.own.words < 16.0);
            t.rank = words(at) / most;
            t.words_to_body = (at + 1..first).map(words).sum();
            t
        })
        .collect()
}

/// How often words stand in some lines, by hash.
struct Counts(Vec<f32>);

impl Counts {
    fn new() -> Self {
        Counts(vec![0.0; 1 << 12])
    }

    fn add(&mut self, hashes: &[u32]) {
        for h in hashes {
            if let Some(c) = self.0.get_mut((h >> 20) as usize) {
                *c += 1.0;
            }
        }
    }

    fn get(&self, hash: u32) -> f32 {
        self.0.get((hash >> 20) as usize).copied().unwrap_or(0.0)
    }
}
