//! Times in Korean words.

mod clock;
mod date;
mod day;
mod part;
mod span;
mod words;

pub(crate) use self::words::is_length_of_days;
use self::{
    clock::clock_alone,
    date::{date, year_and_month},
    day::{day_of_event, day_word, week},
    part::decade,
    span::{counted, every, lasting},
};
use super::{
    mention::{Mention, Rule},
    tokens::Tokens,
};

/// Rules in the order in which they are tried.
const RULES: [Rule; 10] = [
    lasting,
    counted,
    every,
    day_word,
    decade,
    day_of_event,
    week,
    date,
    year_and_month,
    clock_alone,
];

/// Reads the time that begins at a token.
pub(super) fn read(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    RULES.iter().find_map(|rule| rule(t, n, out))
}
