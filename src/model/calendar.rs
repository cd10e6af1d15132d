//! Working days: weekends, public holidays, and the working weekends that pay for them.
//!
//! The State Council publishes one table a year; a year without a table is an error, never a guess.

use std::collections::{BTreeMap, BTreeSet};

use super::Day;

/// One year's table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct YearTable {
    /// Days off, weekends within a holiday included.
    pub off: BTreeSet<Day>,
    /// Weekend days on which people work.
    pub work: BTreeSet<Day>,
}

/// The working-day tables that we have.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Calendar {
    years: BTreeMap<i16, YearTable>,
}

/// There is no table for a year that the question needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("no working-day table for {0}")]
pub struct CalendarError(
    /// The year.
    pub i16,
);

impl Calendar {
    /// Returns a calendar of these tables.
    pub fn new(years: BTreeMap<i16, YearTable>) -> Self {
        Self { years }
    }

    /// Returns whether people work on `day`.
    ///
    /// # Errors
    /// No table for its year.
    pub fn is_working(&self, day: Day) -> Result<bool, CalendarError> {
        let table = self.years.get(&day.year()).ok_or(CalendarError(day.year()))?;
        Ok(table.work.contains(&day) || !(table.off.contains(&day) || day.is_weekend()))
    }

    /// Returns the `n`th working day after `day`; `day` itself does not count.
    ///
    /// # Errors
    /// No table for a year on the way.
    pub fn plus_working_days(&self, day: Day, n: u32) -> Result<Day, CalendarError> {
        let mut at = day;
        let mut left = n;
        while left > 0 {
            at = at.next();
            if self.is_working(at)? {
                left -= 1;
            }
        }
        Ok(at)
    }

    /// Returns how many working days come after `from`, `to` included; none if `to` is not later.
    ///
    /// # Errors
    /// No table for a year on the way.
    pub fn working_days_between(&self, from: Day, to: Day) -> Result<u32, CalendarError> {
        let (mut at, mut count) = (from, 0);
        while at < to {
            at = at.next();
            count += u32::from(self.is_working(at)?);
        }
        Ok(count)
    }

    /// Returns how many working days `year` has.
    ///
    /// # Errors
    /// No table for the year.
    pub fn working_days_in(&self, year: i16) -> Result<u32, CalendarError> {
        let mut day = Day::new(year, 1, 1).ok_or(CalendarError(year))?;
        let mut count = 0;
        while day.year() == year {
            count += u32::from(self.is_working(day)?);
            day = day.next();
        }
        Ok(count)
    }
}
