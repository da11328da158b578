//! Which columns of a table fit a terminal, and how wide each is.
//!
//! A column that does not fit is left out and named below the table; what is shown is never a heap of stumps. First
//! to go are columns without a value and those that only a program reads, then the last ones. Numbers, dates and
//! other short cells stay whole; what is left of the line is shared by the long ones.

use crate::output::columns;

/// Blanks around a cell.
const PADDING: usize = 2;

/// Columns whose cells are no wider than this are never cut.
const SHORT: usize = 16;

/// The least that is left of a long cell.
const LEAST: usize = 20;

/// Columns that only a program reads, those that are missed least first.
const MACHINE: [&str; 14] = [
    "sha256",
    "roster",
    "start",
    "end",
    "other_start",
    "other_end",
    "id",
    "other_id",
    "person_id",
    "event_id",
    "other_path",
    "other",
    "path",
    "document",
];

/// Cells that stand for no value.
pub(crate) const NOTHING: &str = "–";

/// What is shown of a table.
pub(crate) struct Layout {
    /// The columns that are shown, each with its width.
    pub(crate) shown: Vec<(usize, usize)>,
    /// The columns that are not.
    pub(crate) left_out: Vec<usize>,
}

/// The columns that fit `width`, of a table with these names and cells (row by row).
pub(crate) fn layout(names: &[&str], rows: &[Vec<String>], width: Option<usize>) -> Layout {
    let natural: Vec<usize> = names
        .iter()
        .enumerate()
        .map(|(n, name)| natural(n, name, rows))
        .collect();
    let of = |n: usize| natural.get(n).copied().unwrap_or(0);
    let all: Vec<usize> = (0..names.len()).collect();
    let whole = |kept: &[usize]| kept.iter().map(|n| (*n, of(*n))).collect::<Vec<_>>();
    let Some(width) = width else {
        return Layout {
            shown: whole(&all),
            left_out: Vec::new(),
        };
    };
    let mut kept = all;
    let mut left_out = Vec::new();
    let fits = |kept: &[usize]| taken(kept.iter().map(|n| of(*n))) <= width;
    for n in dispensable(names, rows) {
        if fits(&kept) || kept.len() <= 1 {
            break;
        }
        kept.retain(|k| *k != n);
        left_out.push(n);
    }
    loop {
        if let Some(widths) = shared(&kept, &natural, width) {
            left_out.sort_unstable();
            return Layout {
                shown: kept.into_iter().zip(widths).collect(),
                left_out,
            };
        }
        match kept.pop() {
            Some(last) if !kept.is_empty() => left_out.push(last),
            // One column is cut to the line.
            last => {
                let shown = last.into_iter().map(|n| (n, width.saturating_sub(PADDING)));
                left_out.sort_unstable();
                return Layout {
                    shown: shown.collect(),
                    left_out,
                };
            }
        }
    }
}

fn natural(column: usize, name: &str, rows: &[Vec<String>]) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(column));
    cells
        .map(|cell| columns(cell))
        .fold(columns(name), usize::max)
}

/// The width of a line of cells; nothing stands behind the last one.
fn taken(widths: impl Iterator<Item = usize>) -> usize {
    widths.map(|w| w + PADDING).sum::<usize>().saturating_sub(1)
}

/// Columns that may be left out, those that are missed least first.
fn dispensable(names: &[&str], rows: &[Vec<String>]) -> Vec<usize> {
    let is_empty = |n: &usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(*n));
        cells.all(|cell| cell == NOTHING)
    };
    let mut out: Vec<usize> = (0..names.len()).filter(is_empty).collect();
    for machine in MACHINE {
        let found = names.iter().position(|name| *name == machine);
        out.extend(found.filter(|n| !out.contains(n)));
    }
    out
}

/// How wide each column is if the long ones share what the short ones leave; none if that is too little.
fn shared(kept: &[usize], natural: &[usize], width: usize) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = kept
        .iter()
        .filter_map(|n| natural.get(*n).copied())
        .collect();
    let mut long: Vec<usize> = (0..widths.len()).collect();
    long.sort_by_key(|n| widths.get(*n).copied());
    let short = long.partition_point(|n| widths.get(*n).is_some_and(|w| *w <= SHORT));
    let long = long.split_off(short);
    let is_long = |n: &usize| long.contains(n);
    let fixed = widths.iter().enumerate().filter(|(n, _)| !is_long(n));
    let gaps = (widths.len() * PADDING).saturating_sub(1);
    let mut room = width.checked_sub(gaps + fixed.map(|(_, w)| w).sum::<usize>())?;
    // The narrowest first, so that what it leaves goes to the others.
    for (done, n) in long.iter().enumerate() {
        let share = room / (long.len() - done);
        let wanted = widths.get_mut(*n)?;
        if share < LEAST.min(*wanted) {
            return None;
        }
        *wanted = share.min(*wanted);
        room -= *wanted;
    }
    Some(widths)
}

#[cfg(test)]
mod tests {
    use super::{Layout, layout};

    fn rows(cells: &[&[&str]]) -> Vec<Vec<String>> {
        let row = |r: &&[&str]| r.iter().map(|c| (*c).to_owned()).collect();
        cells.iter().map(row).collect()
    }

    #[test]
    fn what_fits_is_whole() {
        let rows = rows(&[&["2031-03-14", "opened in Tarsk"]]);
        for width in [None, Some(80)] {
            let Layout { shown, left_out } = layout(&["day", "event"], &rows, width);
            assert_eq!(shown, [(0, 10), (1, 15)]);
            assert!(left_out.is_empty());
        }
    }

    #[test]
    fn what_a_program_reads_goes_first_and_dates_stay_whole() {
        let long = "Third Conference of District Secretaries of the Vendrian Unity Party";
        let rows = rows(&[&[
            "2031-03-14",
            "–",
            long,
            "26",
            "captures/en/03_wire_story.txt",
        ]]);
        let names = ["day", "last", "event", "documents", "path"];
        let Layout { shown, left_out } = layout(&names, &rows, Some(80));
        assert_eq!(left_out, [1, 4]);
        assert_eq!(shown, [(0, 10), (2, 56), (3, 9)]);
    }

    #[test]
    fn the_last_columns_go_before_cells_are_stumps() {
        let cell = "a cell of some length that says something";
        let row: Vec<&str> = vec![cell; 8];
        let rows = rows(&[&row]);
        let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let Layout { shown, left_out } = layout(&names, &rows, Some(80));
        assert!(shown.iter().all(|(_, w)| *w >= 20), "{shown:?}");
        assert_eq!(shown.len() + left_out.len(), 8);
        let Layout { shown, .. } = layout(&names, &rows, Some(10));
        assert_eq!(shown, [(0, 8)]);
    }
}
