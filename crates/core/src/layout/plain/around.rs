//! What stands around a line in the large: threads of comments, lists of headlines, the voice of the
//! prose, and what lies between the line and the densest prose.

use super::{
    context::{Sums, last_where, share},
    scan::{Line, features},
};

features! {
    /// What stands around a line in the large.
    Around {
        stamps_up10, stamps_down10, stamps_up30, stamps_down30, stamps_before, stamps_after,
        replies_up10, replies_down10, replies_before, replies_after,
        thread_lines, thread_prose_before, thread_prose_since,
        person_near, person_up, person_dense, person_step,
        headlines_up10, headlines_down10, prose_length, prose_length_share,
        heads_to_dense, signs_to_dense, signs_up20, signs_down20, prose_before,
    }
}

/// A short line with a day or an hour: over a comment, or under a headline.
fn is_stamp(line: &Line) -> bool {
    let own = &line.own;
    own.words < 14.0
        && !line.prose
        && (own.date > 0.3 || own.date > 0.1 && (own.years > 0.0 || own.clocks > 0.0))
}

/// A line of so many words at most that speaks of comments: `Reply`, `12 comments`.
fn speaks_of_comments(line: &Line, most: f32) -> bool {
    line.own.words <= most && line.own.comments * line.own.words.max(1.0) >= 0.9
}

/// Words without an end: a headline, or a link.
fn is_headline(line: &Line) -> bool {
    !line.prose && (4.0..=22.0).contains(&line.own.words) && line.own.end_kind < 8.5
}

/// A short line of web words only: what follows it is a part of the page of its own.
pub(super) fn governs(line: &Line) -> bool {
    line.own.words <= 7.0 && line.own.section >= 1.0 && line.own.marked_share > 0.4
}

/// A line with a web word that may open another part of the page.
pub(super) fn is_sign(line: &Line) -> bool {
    line.own.words <= 12.0 && line.own.section >= 1.0
}

/// A line that may stand over comments.
pub(super) fn opens_thread(line: &Line) -> bool {
    !line.prose && speaks_of_comments(line, 10.0)
}

/// The numbers of a page that those of its lines are made of.
pub(super) struct Surroundings {
    lines: usize,
    dense: (usize, usize),
    words: Sums,
    prose: Sums,
    prose_lines: Sums,
    person: Sums,
    stamps: Sums,
    replies: Sums,
    headlines: Sums,
    heads: Sums,
    signs: Sums,
    threads: Vec<(f32, Option<usize>)>,
}

impl Surroundings {
    /// Reads the lines of a page; `dense` is its densest stretch of prose.
    pub(super) fn new(lines: &[Line], dense: (usize, usize)) -> Self {
        let count = |test: &dyn Fn(&Line) -> bool| {
            Sums::new(lines.iter().map(|l| f32::from(u8::from(test(l)))))
        };
        Surroundings {
            lines: lines.len(),
            dense,
            words: Sums::new(lines.iter().map(|l| l.own.words)),
            prose: Sums::new(
                lines
                    .iter()
                    .map(|l| if l.prose { l.own.words } else { 0.0 }),
            ),
            prose_lines: count(&|l| l.prose),
            person: Sums::new(lines.iter().map(|l| l.own.person * l.own.words)),
            stamps: count(&is_stamp),
            replies: count(&|l| speaks_of_comments(l, 6.0)),
            headlines: count(&is_headline),
            heads: count(&governs),
            signs: count(&is_sign),
            threads: last_where(lines, false, 150.0, opens_thread),
        }
    }

    /// The numbers of line `at`.
    pub(super) fn of(&self, at: usize) -> Around {
        let n = self.lines;
        let up = |sums: &Sums, reach: usize| sums.over(at.saturating_sub(reach), at);
        let down = |sums: &Sums, reach: usize| sums.over(at + 1, at + 1 + reach);
        let near = |sums: &Sums, reach: usize| sums.over(at.saturating_sub(reach), at + reach + 1);
        let (from, to) = self.dense;
        let between = |sums: &Sums| {
            if at >= to {
                sums.over(to, at)
            } else if at < from {
                sums.over(at + 1, from)
            } else {
                0.0
            }
        };
        let all_prose = self.prose.over(0, n) + 1.0;
        let (thread_lines, thread) = self.threads.get(at).copied().unwrap_or((150.0, None));
        let person_near = near(&self.person, 10) / (1.0 + near(&self.words, 10));
        let person_dense = self.person.over(from, to) / (1.0 + self.words.over(from, to));
        let prose_length = near(&self.prose, 10) / (1.0 + near(&self.prose_lines, 10));
        let dense_length = self.prose.over(from, to) / (1.0 + self.prose_lines.over(from, to));
        Around {
            stamps_up10: up(&self.stamps, 10),
            stamps_down10: down(&self.stamps, 10),
            stamps_up30: up(&self.stamps, 30),
            stamps_down30: down(&self.stamps, 30),
            stamps_before: self.stamps.over(0, at),
            stamps_after: self.stamps.over(at + 1, n),
            replies_up10: up(&self.replies, 10),
            replies_down10: down(&self.replies, 10),
            replies_before: self.replies.over(0, at),
            replies_after: self.replies.over(at + 1, n),
            thread_lines,
            thread_prose_before: thread.map_or(-1.0, |t| share(self.prose.over(0, t), all_prose)),
            thread_prose_since: thread.map_or(-1.0, |t| self.prose.over(t, at)),
            person_near,
            person_up: up(&self.person, 8) / (1.0 + up(&self.words, 8)),
            person_dense,
            person_step: person_near - person_dense,
            headlines_up10: up(&self.headlines, 10),
            headlines_down10: down(&self.headlines, 10),
            prose_length,
            prose_length_share: prose_length / (1.0 + dense_length),
            heads_to_dense: between(&self.heads),
            signs_to_dense: between(&self.signs),
            signs_up20: up(&self.signs, 20),
            signs_down20: down(&self.signs, 20),
            prose_before: self.prose.over(0, at) / all_prose,
        }
    }
}
