use std::ops::Range;

use crate::{
    layout::{
        printed::{
            Block, Hint, Wrap,
            join::Habits,
            line::{End, Head, Row, columns, hull, is_end_mark, rows, words_of},
            mark,
            part::{Case, Part, Role, case_of, dangles, has_verb, is_titled},
            seam::{Evidence, Seam},
            split::starts,
        },
        repair::Repairer,
    },
    text::{Clean, Span},
};

/// The blocks of hard-wrapped lines, in order. `lines` are those of [`Wrap::lines`].
pub fn blocks(text: &str, lines: &[Span], wrap: &Wrap) -> Vec<Block> {
    repaired_blocks(text, lines, wrap, &Repairer::new(text))
}

/// The same, their words repaired with what is known of the whole capture.
pub(in crate::layout) fn repaired_blocks(
    text: &str,
    lines: &[Span],
    wrap: &Wrap,
    repairer: &Repairer<'_>,
) -> Vec<Block> {
    let mut rows = rows(text, lines);
    mark::find(text, &mut rows, wrap.width);
    let print = Print::read(text, &rows, wrap, repairer);
    let mut out = print.blocks();
    out.extend(rows.iter().filter(|r| r.mark).map(|row| Block {
        hint: Hint::PageMark,
        spans: vec![row.span],
        clean: Clean::folded(text, row.span),
    }));
    out.sort_by_key(|block| block.spans.first().map_or(0, |s| s.start));
    out
}

/// A printed text, its rows joined to pieces.
struct Print<'a> {
    text: &'a str,
    rows: &'a [Row],
    /// The rows that are no page marks.
    live: Vec<usize>,
    habits: Habits,
    evidence: Evidence,
    /// What was joined, as ranges over `live`.
    pieces: Vec<Range<usize>>,
    repairer: &'a Repairer<'a>,
}

impl<'a> Print<'a> {
    fn read(text: &'a str, rows: &'a [Row], wrap: &Wrap, repairer: &'a Repairer<'a>) -> Self {
        let live: Vec<usize> = (0..rows.len())
            .filter(|&i| rows.get(i).is_some_and(|r| !r.mark))
            .collect();
        let kept: Vec<&Row> = live.iter().filter_map(|&i| rows.get(i)).collect();
        let habits = Habits::measure(&kept, wrap);
        let mut print = Print {
            text,
            rows,
            live,
            habits,
            evidence: Evidence::gather(text, rows, wrap),
            pieces: Vec::new(),
            repairer,
        };
        let mut start = 0;
        for at in 1..=print.live.len() {
            let joins = print.row(at).is_some_and(|b| print.joined(at, b));
            if !joins {
                print.pieces.push(start..at);
                start = at;
            }
        }
        print
    }

    /// Whether live row `b`, the `at`-th, goes on with the one before.
    fn joined(&self, at: usize, b: &Row) -> bool {
        if is_end_mark(b.text(self.text)) {
            return true;
        }
        let Some(a) = at.checked_sub(1).and_then(|before| self.row(before)) else {
            return false;
        };
        // "… leading officials of the": no line of its own ends so.
        let words = a.text(self.text);
        if a.end == End::Open
            && matches!(b.head, Head::Upper | Head::Digit)
            && !self.habits.is_short(at - 1, a, b)
            && dangles(words)
        {
            return true;
        }
        let titled = || is_titled(a.text(self.text));
        self.habits
            .joins(at - 1, a, b, self.page_before(at), titled)
            && !(a.end == End::Stop && self.is_title_line(at))
    }

    fn row(&self, live: usize) -> Option<&'a Row> {
        self.rows.get(*self.live.get(live)?)
    }

    /// Whether a page mark stands between a live row and the one before it.
    fn marked_before(&self, live: usize) -> bool {
        let before = live.checked_sub(1).and_then(|i| self.live.get(i));
        match (before, self.live.get(live)) {
            (Some(a), Some(b)) => b - a > 1,
            (None, Some(b)) => *b > 0,
            _ => false,
        }
    }

    /// Whether a live row looks like a line of a title: capitals, short, and no sentence goes on.
    fn is_title_line(&self, live: usize) -> bool {
        let (Some(row), Some(next)) = (self.row(live), self.row(live + 1)) else {
            return false;
        };
        let words = row.text(self.text);
        row.end == End::Open
            && matches!(row.head, Head::Upper | Head::Digit)
            && !self.habits.is_full(live, row, next)
            && (next.head != Head::Lower || self.habits.is_short(live, row, next))
            && words_of(words).count() >= 4
            && is_titled(words)
    }

    fn page_before(&self, live: usize) -> bool {
        live > 0 && (self.marked_before(live) || self.row(live).is_some_and(|r| r.page))
    }

    fn part(&self, piece: &Range<usize>) -> Part<'a> {
        let from = self.live.get(piece.start).copied().unwrap_or(0);
        let to = piece
            .end
            .checked_sub(1)
            .and_then(|i| self.live.get(i))
            .map_or(from, |i| i + 1);
        let first = self.row(piece.start);
        let mut part = Part::new(
            hull(self.rows, &(from..to)).of(self.text),
            first.is_some_and(|r| self.habits.has_gap(r)),
            self.page_before(piece.start),
            first.map_or(0, |r| r.indent),
        );
        if part.role == Role::Title && piece.len() > 3 {
            part.role = Role::Prose;
        }
        part
    }

    fn blocks(&self) -> Vec<Block> {
        let parts: Vec<Part<'_>> = self.pieces.iter().map(|p| self.part(p)).collect();
        let mut articles = starts(&parts, true).into_iter().map(|s| s.at).peekable();
        let mut out = Vec::new();
        let mut at = 0;
        while at < parts.len() {
            let opens = at == 0 || articles.peek() == Some(&at);
            if articles.peek() == Some(&at) {
                articles.next();
            }
            let mut end = at;
            while parts.get(end).is_some_and(|p| p.role != Role::Prose)
                && (end == at || articles.peek() != Some(&end))
            {
                end += 1;
            }
            if end == at {
                out.push(self.block(Hint::Paragraph, self.pieces.get(at).cloned()));
                at += 1;
                continue;
            }
            let before_prose = parts.get(end).is_some_and(|p| p.role == Role::Prose);
            self.run(
                &parts,
                at..end,
                opens && before_prose,
                before_prose,
                &mut out,
            );
            at = end;
        }
        out.into_iter().flatten().collect()
    }

    /// The blocks of a run of pieces that are no prose.
    fn run(
        &self,
        parts: &[Part<'_>],
        run: Range<usize>,
        opens: bool,
        before_prose: bool,
        out: &mut Vec<Option<Block>>,
    ) {
        let elements = self.elements(parts, run);
        let mut titles = 0;
        for (role, pieces) in elements {
            let from = self.pieces.get(pieces.start).map_or(0, |p| p.start);
            let to = pieces
                .end
                .checked_sub(1)
                .and_then(|i| self.pieces.get(i))
                .map_or(from, |p| p.end);
            let words = self.part(&(from..to)).text;
            let hint = match role {
                Role::Rule => Hint::PageMark,
                Role::Meta => Hint::Line,
                _ if opens => {
                    titles += 1;
                    match titles {
                        1 => Hint::Title,
                        2 => Hint::Subtitle,
                        _ => Hint::Line,
                    }
                }
                _ if before_prose && columns(words) <= 120 => Hint::Heading,
                _ if columns(words) <= 60 => Hint::Line,
                _ => Hint::Paragraph,
            };
            out.push(self.block(hint, Some(from..to)));
        }
    }

    /// Pieces of a run that belong together: a title over several lines.
    fn elements(&self, parts: &[Part<'_>], run: Range<usize>) -> Vec<(Role, Range<usize>)> {
        let widest = run
            .clone()
            .filter(|&i| parts.get(i).is_some_and(|p| p.role == Role::Title))
            .filter_map(|i| self.pieces.get(i))
            .flat_map(Clone::clone)
            .filter_map(|live| self.row(live))
            .map(|row| row.width)
            .max()
            .unwrap_or(0);
        let tight = run
            .clone()
            .skip(1)
            .any(|i| parts.get(i).is_some_and(|p| !p.gap));
        let pair = run.len() == 2;
        let mut out: Vec<(Role, Range<usize>)> = Vec::new();
        for i in run {
            let Some(part) = parts.get(i) else { continue };
            let goes_on = i
                .checked_sub(1)
                .and_then(|before| {
                    Some((
                        parts.get(before)?,
                        self.pieces.get(before)?,
                        self.pieces.get(i)?,
                    ))
                })
                .is_some_and(|(before, a, b)| {
                    before.role == Role::Title
                        && part.role == Role::Title
                        && self.continues(before, part, a, b, widest, tight || pair)
                });
            match out.last_mut() {
                Some((Role::Title, range)) if goes_on && range.end == i => range.end = i + 1,
                _ => out.push((part.role, i..i + 1)),
            }
        }
        out
    }

    fn continues(
        &self,
        before: &Part<'_>,
        part: &Part<'_>,
        a: &Range<usize>,
        b: &Range<usize>,
        widest: usize,
        gap_tells: bool,
    ) -> bool {
        if part.head == Head::Lower || dangles(before.text) {
            return true;
        }
        if part.head == Head::Bullet
            || (case_of(before.text) == Case::Capitals) != (case_of(part.text) == Case::Capitals)
        {
            return false;
        }
        // A subtitle has more than a word or two.
        let scrap = words_of(part.text).count() <= 2 && !has_verb(part.text);
        if gap_tells && part.gap && self.habits.trusts_blanks() && !scrap {
            return false;
        }
        if has_verb(before.text) && has_verb(part.text) {
            return false;
        }
        let (Some(last), Some(first)) = (
            a.end.checked_sub(1).and_then(|i| self.row(i)),
            self.row(b.start),
        ) else {
            return false;
        };
        (last.width + 1 + first.first) * 100 >= widest * 93
    }

    /// The block of some live rows.
    fn block(&self, hint: Hint, live: Option<Range<usize>>) -> Option<Block> {
        let live = live?;
        let mut spans: Vec<Span> = Vec::new();
        let mut b = Clean::builder(self.text);
        for i in live.clone() {
            let row = self.row(i)?;
            match spans.last_mut() {
                Some(last) if !self.marked_before(i) => last.end = row.span.end,
                _ => spans.push(row.span),
            }
            let next = if i + 1 < live.end {
                self.row(i + 1)
            } else {
                None
            };
            let Some(next) = next else {
                b.copy_folded(row.span);
                continue;
            };
            match self.evidence.seam(self.text, row, next) {
                Seam::Space => {
                    b.copy_folded(row.span);
                    if self.marked_before(i + 1) {
                        b.insert(row.span.end, " ");
                    } else {
                        b.replace(Span::new(row.span.end, next.span.start), " ");
                    }
                }
                Seam::Glued => b.copy_folded(row.span),
                Seam::Dehyphenated(bytes) => {
                    b.copy_folded(Span::new(row.span.start, row.span.end - bytes));
                }
            }
        }
        Some(Block {
            hint,
            spans,
            clean: self.repairer.over(b.finish()),
        })
    }
}
