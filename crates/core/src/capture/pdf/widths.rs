//! Widths of the fonts that every PDF reader is expected to have, from Adobe's font metrics (AFM).

use std::collections::BTreeMap;

/// Where nothing is known.
pub(super) const DEFAULT: f64 = 0.55;

/// Codes 32 to 126 in thousandths.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// Widths by code of a font that is named and not described. The bold cuts are a little wider; for
/// telling blanks from letters that does not matter.
pub(super) fn of_standard_font(name: &str) -> BTreeMap<u32, f64> {
    let fixed = [600; 95];
    let table = if name.contains("courier") || name.contains("mono") {
        &fixed
    } else if name.contains("times") || name.contains("serif") || name.contains("roman") {
        &TIMES
    } else {
        &HELVETICA
    };
    (32..)
        .zip(table)
        .map(|(code, width)| (code, f64::from(*width) / 1000.0))
        .collect()
}
