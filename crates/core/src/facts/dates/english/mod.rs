//! Times in English words.

mod clock;
mod day;
mod part;
mod relative;
mod week;
mod words;
mod year;

use self::{
    clock::clock,
    day::{day_first, holiday, month, month_first, stamp},
    part::part_of,
    relative::{counted, day_of_event, day_word, every, lasting, nth, relative},
    week::weekday,
    year::years,
};
use super::{
    mention::{Mention, Rule},
    tokens::Tokens,
};

/// Rules in the order in which they are tried.
const RULES: [Rule; 16] = [
    stamp,
    month_first,
    day_first,
    part_of,
    weekday,
    month,
    holiday,
    relative,
    lasting,
    counted,
    every,
    day_of_event,
    day_word,
    nth,
    clock,
    years,
];

/// Reads the time that begins at a token.
pub(super) fn read(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    RULES.iter().find_map(|rule| rule(t, n, out))
}
