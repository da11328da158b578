//! Which lines were one paragraph.

use crate::layout::printed::{
    Wrap,
    detect::quantile,
    line::{End, Head, Row},
};

/// The habits of one print, measured where the joins are certain.
#[derive(Clone, Debug)]
pub(super) struct Habits {
    /// A blank line stands between most lines.
    gapped: bool,
    /// Share of certain joins with more blank lines than usual, in percent.
    false_blanks: usize,
    /// Whether full lines are exactly full: a typewriter's column.
    exact: bool,
    /// Usual indent of lines inside a paragraph.
    body_indent: usize,
    /// Usual indent of first lines, if it differs.
    first_indent: Option<usize>,
    /// Share of lines with a single stray space before, in percent.
    stray: usize,
    /// How full a line must be, by stretches of rows.
    full: Vec<usize>,
    syllables: bool,
}

/// Rows that share one measure of what a full line is.
const STRETCH: usize = 60;

impl Habits {
    pub(super) fn measure(rows: &[&Row], wrap: &Wrap) -> Self {
        let mut counts = [0_usize; 3];
        let mut fills: Vec<usize> = Vec::new();
        let mut by_stretch: Vec<Vec<usize>> = vec![Vec::new(); rows.len() / STRETCH + 1];
        let mut body: Vec<usize> = Vec::new();
        let mut first: Vec<usize> = Vec::new();
        let mut stray = 0;
        for (i, pair) in rows.windows(2).enumerate() {
            let [a, b] = pair else { continue };
            stray += usize::from(b.indent == 1);
            if certain(a, b, wrap.width) {
                if !b.page
                    && let Some(count) = counts.get_mut(b.blanks.min(2))
                {
                    *count += 1;
                }
                body.push(b.indent);
                let fill = fill(a, b, wrap.syllables);
                fills.push(fill);
                if let Some(stretch) = by_stretch.get_mut(i / STRETCH) {
                    stretch.push(fill);
                }
            } else if a.end == End::Stop
                && a.edge() + 1 + b.first < wrap.full
                && b.head != Head::Lower
            {
                first.push(b.indent);
            }
        }
        let gapped = counts[1] > counts[0] && counts[1] >= 3;
        let (kept, broken) = if gapped {
            (counts[0] + counts[1], counts[2])
        } else {
            (counts[0], counts[1] + counts[2])
        };
        body.sort_unstable();
        first.sort_unstable();
        let body_indent = quantile(&body, 50);
        let indent = quantile(&first, 50);
        fills.sort_unstable();
        let overall = if fills.len() >= 4 {
            // A few joins that were none, at heads and lists, must not make every line full.
            let typical = quantile(&fills, 25) * 85 / 100;
            let sound = fills.partition_point(|&f| f < typical);
            let kept = fills.get(sound.min(fills.len() / 10 + 1)..).unwrap_or(&[]);
            quantile(kept, 1).clamp(wrap.width * 7 / 10, wrap.width + 1)
        } else {
            wrap.full
        };
        let full = by_stretch
            .iter_mut()
            .map(|stretch| {
                stretch.sort_unstable();
                if stretch.len() >= 15 {
                    quantile(stretch, 4).min(overall + wrap.width / 10)
                } else {
                    overall
                }
            })
            .collect();
        Habits {
            gapped,
            false_blanks: broken * 100 / (kept + broken).max(1),
            exact: overall + 1 >= wrap.width,
            body_indent,
            first_indent: (first.len() >= 2 && indent >= body_indent + 2).then_some(indent),
            stray: stray * 100 / rows.len().max(1),
            full,
            syllables: wrap.syllables,
        }
    }

    /// Whether blank lines say something.
    pub(super) fn trusts_blanks(&self) -> bool {
        self.false_blanks == 0 && !self.gapped
    }

    /// Whether row `a`, the `at`-th, could not have taken the first word of `b`.
    pub(super) fn is_full(&self, at: usize, a: &Row, b: &Row) -> bool {
        let full = self.full.get(at / STRETCH).copied().unwrap_or(0);
        fill(a, b, self.syllables) >= full
    }

    /// Whether it is full but for the uneven letters of a proportional typeface.
    fn is_nearly_full(&self, at: usize, a: &Row, b: &Row) -> bool {
        let full = self.full.get(at / STRETCH).copied().unwrap_or(0);
        fill(a, b, self.syllables) * 10 >= full * 9
    }

    /// Whether it ends far from the margin.
    pub(super) fn is_short(&self, at: usize, a: &Row, b: &Row) -> bool {
        let full = self.full.get(at / STRETCH).copied().unwrap_or(0);
        fill(a, b, self.syllables) * 10 < full * 8
    }

    /// Whether a blank line that means something stands before `b`.
    pub(super) fn has_gap(&self, b: &Row) -> bool {
        b.blanks > usize::from(self.gapped)
    }

    fn is_indented(&self, b: &Row) -> bool {
        match self.first_indent {
            Some(indent) => {
                b.indent >= indent.min(self.body_indent + 2) && b.indent > self.body_indent
            }
            None => b.indent >= self.body_indent + 2,
        }
    }

    /// Whether `b` goes on with the paragraph of `a`. `page` says that a page ends between them,
    /// `titled` whether `a` has the capitals of a title.
    pub(super) fn joins(
        &self,
        at: usize,
        a: &Row,
        b: &Row,
        page: bool,
        titled: impl FnOnce() -> bool,
    ) -> bool {
        let full = self.is_full(at, a, b);
        let gap = self.has_gap(b) && !page;
        if b.head == Head::Bullet && (!full || matches!(a.end, End::Stop | End::Colon | End::Comma))
        {
            return false;
        }
        match a.end {
            End::Hyphen => !gap || b.head == Head::Lower || full,
            End::Open | End::Comma | End::Abbreviation => match b.head {
                Head::Lower => {
                    // A short line, a gap, and a line in lower case: a list, verse.
                    full || !gap || a.end != End::Comma
                }
                // A sentence that breaks off is nearly always one that goes on: only a line that is
                // clearly short is a title or an item of a list.
                _ if !full
                    && !(self.is_nearly_full(at, a, b)
                        && (a.end == End::Comma || !gap && !self.exact)) =>
                {
                    false
                }
                _ if a.end == End::Abbreviation && gap => false,
                _ => !gap || self.false_blanks > 0 || a.end == End::Comma || !titled(),
            },
            End::Stop | End::Colon => {
                let listed = a.end == End::Colon;
                if b.head == Head::Lower && (full || !listed) {
                    return !gap || full && !listed;
                }
                if !full || gap || self.is_indented(b) {
                    return false;
                }
                if b.indent == self.body_indent + 1 && self.stray < 10 {
                    return false;
                }
                // At the end of a page nothing else tells; in a column of even width a full line
                // that ends a paragraph is the rarer case.
                !page || self.exact
            }
        }
    }
}

/// Columns that `a` would have with the first word of `b`.
fn fill(a: &Row, b: &Row, syllables: bool) -> usize {
    if syllables {
        a.edge() + 3
    } else {
        a.edge() + 1 + b.first
    }
}

/// Whether nothing but a wrap can stand between them.
fn certain(a: &Row, b: &Row, width: usize) -> bool {
    let open = matches!(a.end, End::Open | End::Hyphen | End::Comma);
    let caseless = b.head == Head::Caseless && (b.blanks == 0 || a.edge() * 4 >= width * 3);
    open && (b.head == Head::Lower || caseless)
}
