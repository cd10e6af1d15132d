//! Time limits such as `7d` or `5wd`.

use std::fmt;

/// A length of time as the matrix writes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, serde::Serialize, serde::Deserialize)]
pub enum Limit {
    /// Calendar days, `7d`.
    Days(u32),
    /// Working days, `5wd`.
    WorkingDays(u32),
    /// Months, `6mo`.
    Months(u32),
    /// Years, `1y`.
    Years(u32),
}

/// Why a text is not a limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("expected a number and d, wd, mo or y")]
pub struct LimitError;

impl Limit {
    /// Returns the limit that `text` spells: a number from 1 to 9,999 and `d`, `wd`, `mo` or `y`.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(text: &str) -> Result<Self, LimitError> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        let n: u32 = number.parse().map_err(|_| LimitError)?;
        if n == 0 || n > 9999 {
            return Err(LimitError);
        }
        match unit {
            "d" => Ok(Self::Days(n)),
            "wd" => Ok(Self::WorkingDays(n)),
            "mo" => Ok(Self::Months(n)),
            "y" => Ok(Self::Years(n)),
            _ => Err(LimitError),
        }
    }

    /// Returns the longest time that the limit can mean, in calendar days, for comparing limits of different units.
    ///
    /// A working day counts as 7/5 of a day and 7 days more for holidays beyond the fifth; months as 31 days, years
    /// as 366: a limit that may be looser than another on some day counts as looser.
    pub fn at_most_days(self) -> u32 {
        match self {
            Self::Days(n) => n,
            Self::WorkingDays(n) if n < 5 => n + 2,
            Self::WorkingDays(n) => n * 7 / 5 + 7,
            Self::Months(n) => n * 31,
            Self::Years(n) => n * 366,
        }
    }

    /// Returns the shortest time that the limit can mean, in calendar days.
    fn at_least_days(self) -> u32 {
        match self {
            Self::Days(n) => n,
            Self::WorkingDays(n) => n * 7 / 5,
            // From the first of February, in a year that is not a leap year.
            Self::Months(n) => n / 12 * 365 + [0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334][n as usize % 12],
            Self::Years(n) => n * 365,
        }
    }

    /// Returns whether this limit may be looser than `other` on some day.
    pub fn may_exceed(self, other: Self) -> bool {
        match (self, other) {
            (Self::Days(a), Self::Days(b))
            | (Self::WorkingDays(a), Self::WorkingDays(b))
            | (Self::Months(a), Self::Months(b))
            | (Self::Years(a), Self::Years(b)) => a > b,
            (Self::Years(a), Self::Months(b)) => a * 12 > b,
            (Self::Months(a), Self::Years(b)) => a > b * 12,
            (a, b) => a.at_most_days() > b.at_least_days(),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(n) => write!(f, "{n}d"),
            Self::WorkingDays(n) => write!(f, "{n}wd"),
            Self::Months(n) => write!(f, "{n}mo"),
            Self::Years(n) => write!(f, "{n}y"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_that_may_be_looser_on_some_day_is_looser() {
        let exceeds = |a, b| Limit::parse(a).unwrap().may_exceed(Limit::parse(b).unwrap());
        for (a, b) in [("15d", "14d"), ("60d", "2mo"), ("2mo", "61d"), ("13mo", "1y"), ("10wd", "14d")] {
            assert!(exceeds(a, b), "{a} {b}");
        }
        for (a, b) in [("14d", "14d"), ("59d", "2mo"), ("2mo", "62d"), ("12mo", "1y"), ("1y", "12mo"), ("5wd", "14d")] {
            assert!(!exceeds(a, b), "{a} {b}");
        }
    }

    #[test]
    fn limits_read_back_as_written() {
        for text in ["7d", "5wd", "6mo", "1y"] {
            assert_eq!(Limit::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "7", "d", "0d", "7 d", "7w", "99999d", "-1d", "7D"] {
            assert!(Limit::parse(text).is_err(), "{text}");
        }
    }
}
