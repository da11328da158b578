//! Where texts come from: which documents carry one statement, and whose its quotes and passages are.

pub mod agree;
pub mod cluster;
pub mod trace;
