//! Where texts come from: which documents carry one statement, and which quotes and passages are whose.

pub mod cluster;
