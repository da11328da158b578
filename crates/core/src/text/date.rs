//! Dates with the precision that they have.

use std::fmt;

use serde::{Serialize, Serializer};

/// A date or time as exact as it was written: `2022`, `2022-02`, `2022-02-27`, `2022-02-27T15:25`,
/// and the last with an offset (`+09:00`) where one was written. A date without its year prints as
/// `--02-27` (ISO 8601:2000, XML Schema `gMonthDay`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    /// The year.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31.
    pub day: Option<u8>,
    /// Hour and minute.
    pub time: Option<(u8, u8)>,
    /// Minutes east of Greenwich.
    pub offset: Option<i16>,
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let (Some(_), Some(day)) = (self.month, self.day) {
            write!(f, "-{day:02}")?;
        }
        if let (Some(_), Some((hour, minute))) = (self.day, self.time) {
            write!(f, "T{hour:02}:{minute:02}")?;
            if let Some(offset) = self.offset {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)?;
            }
        }
        Ok(())
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
