//! Measures of people: who was where with whom, in which order, under which title, and who was not.
//!
//! All of them rest on [`Actors`]: what the documents of a corpus say of people, read once.

mod actors;
mod appearances;
mod careers;
mod exchange;
mod presence;
mod rosters;

pub use self::{
    actors::Actors,
    appearances::{AppearancesOptions, absences, appearances, coappearances, companions},
    careers::careers,
    exchange::{follow_the_money, gexf, popolo},
    rosters::{roster_diff, roster_history, rosters},
};
