//! Days and moments in the group's time zone.
//!
//! Passed in, never asked for: the only clock is the door's. A moment never decides an approval.

use std::fmt;

use jiff::civil::{Date, Weekday};
use serde::de::Error as _;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// Why a text is not a day or a moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum MomentError {
    /// Not the form `YYYY-MM-DD` (and `HH:MM` for a moment).
    #[error("expected YYYY-MM-DD or YYYY-MM-DD HH:MM")]
    Form,
    /// The form is right, but there is no such day or minute.
    #[error("no such day or minute")]
    NoSuch,
}

impl Day {
    /// Returns the day that `text` (`2026-11-23`) spells; years 1900 to 2999.
    ///
    /// # Errors
    /// Any other form, or a day that does not exist.
    pub fn parse(text: &str) -> Result<Self, MomentError> {
        let b = text.as_bytes();
        if b.len() != 10 || b[4] != b'-' || b[7] != b'-' {
            return Err(MomentError::Form);
        }
        let (year, month, day) = (number(&b[..4])?, number(&b[5..7])?, number(&b[8..])?);
        Self::new(year, month, day).ok_or(MomentError::NoSuch)
    }

    /// Returns the day of these numbers, if it exists within the years 1900 to 2999.
    pub fn new(year: i16, month: i16, day: i16) -> Option<Self> {
        if !(1900..=2999).contains(&year) {
            return None;
        }
        Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok().map(Self)
    }

    /// Returns the year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns the month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Returns the day of the month.
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// Returns whether the day is a Saturday or Sunday, whatever the working-day table says.
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// Returns the day after.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus_days(1)
    }

    /// Returns the day `n` days later, or earlier if negative; the calendar's ends hold it.
    #[must_use]
    pub fn plus_days(self, n: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(n)))
    }

    /// Returns how many days lie from `earlier` to this day; negative if it is later.
    pub fn days_since(self, earlier: Self) -> i32 {
        let days = self.0.duration_since(earlier.0).as_hours() / 24;
        i32::try_from(days).unwrap_or(i32::MAX)
    }
}

fn number(digits: &[u8]) -> Result<i16, MomentError> {
    digits.iter().try_fold(0i16, |n, b| match b {
        b'0'..=b'9' => Ok(n * 10 + i16::from(b - b'0')),
        _ => Err(MomentError::Form),
    })
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// As text for people and their formats, as three numbers for what only this program reads back.
impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if s.is_human_readable() {
            return s.collect_str(self);
        }
        (self.year(), i16::from(self.month()), i16::from(self.day_of_month())).serialize(s)
    }
}

impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        if d.is_human_readable() {
            return Self::parse(&String::deserialize(d)?).map_err(D::Error::custom);
        }
        let (year, month, day) = <(i16, i16, i16)>::deserialize(d)?;
        Self::new(year, month, day).ok_or_else(|| D::Error::custom(MomentError::NoSuch))
    }
}

/// A minute of a day, as a clock on the bureau's wall shows it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    day: Day,
    minute: u16,
}

impl Moment {
    /// Returns the moment that `text` spells: `2026-11-09 10:00`, also with `T` between.
    ///
    /// # Errors
    /// Any other form, or a minute that does not exist.
    pub fn parse(text: &str) -> Result<Self, MomentError> {
        let b = text.as_bytes();
        if b.len() != 16 || !matches!(b[10], b' ' | b'T') || b[13] != b':' || !text.is_char_boundary(10) {
            return Err(MomentError::Form);
        }
        let day = Day::parse(&text[..10])?;
        let (hour, minute) = (number(&b[11..13])?, number(&b[14..])?);
        if hour > 23 || minute > 59 {
            return Err(MomentError::NoSuch);
        }
        Ok(Self { day, minute: u16::try_from(hour * 60 + minute).map_err(|_| MomentError::NoSuch)? })
    }

    /// Returns the first minute of `day`.
    pub fn start_of(day: Day) -> Self {
        Self { day, minute: 0 }
    }

    /// Returns the moment that a clock set to `zone` shows `seconds` after the Unix epoch.
    pub fn from_unix(seconds: i64, zone: Zone) -> Option<Self> {
        let minutes = seconds.div_euclid(60) + i64::from(zone.offset_minutes);
        let epoch = Day::new(1970, 1, 1)?;
        let day = epoch.plus_days(i32::try_from(minutes.div_euclid(1440)).ok()?);
        Some(Self { day, minute: u16::try_from(minutes.rem_euclid(1440)).ok()? })
    }

    /// Returns the seconds after the Unix epoch at which a clock set to `zone` shows this moment.
    pub fn to_unix(self, zone: Zone) -> i64 {
        let days = Date::constant(1970, 1, 1).duration_until(self.day.0).as_hours() / 24;
        (days * 1440 + i64::from(self.minute) - i64::from(zone.offset_minutes)) * 60
    }

    /// Returns the day.
    pub fn day(self) -> Day {
        self.day
    }

    /// Returns the moment in RFC 3339 with the offset of `zone`, as feeds and site maps want it.
    pub fn rfc3339(self, zone: Zone) -> String {
        let (hour, minute) = (self.minute / 60, self.minute % 60);
        let (sign, offset) =
            if zone.offset_minutes < 0 { ('-', -zone.offset_minutes) } else { ('+', zone.offset_minutes) };
        format!("{}T{hour:02}:{minute:02}:00{sign}{:02}:{:02}", self.day, offset / 60, offset % 60)
    }
}

/// `2026-11-09 10:00`, the form that 国办发〔2017〕47号 prescribes for PubDate.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:02}:{:02}", self.day, self.minute / 60, self.minute % 60)
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// As [`Day`].
impl serde::Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if s.is_human_readable() {
            return s.collect_str(self);
        }
        (self.day, self.minute).serialize(s)
    }
}

impl<'de> serde::Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        if d.is_human_readable() {
            return Self::parse(&String::deserialize(d)?).map_err(D::Error::custom);
        }
        let (day, minute) = <(Day, u16)>::deserialize(d)?;
        if minute < 1440 { Ok(Self { day, minute }) } else { Err(D::Error::custom(MomentError::NoSuch)) }
    }
}

/// A time zone without daylight saving, which is all that the group needs: a name and a fixed offset.
///
/// China has had none since 1991, so no time-zone database is read and the build is the same everywhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Zone {
    offset_minutes: i16,
}

impl Zone {
    /// China Standard Time.
    pub const SHANGHAI: Self = Self { offset_minutes: 480 };

    /// Returns the zone that `name` spells: `Asia/Shanghai` and its sisters, `UTC`, or an offset such as `+08:00`.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "Asia/Shanghai" | "Asia/Chongqing" | "Asia/Hong_Kong" | "Asia/Macau" | "Asia/Taipei" => {
                Some(Self::SHANGHAI)
            }
            "Asia/Urumqi" => Some(Self { offset_minutes: 360 }),
            "UTC" | "Etc/UTC" => Some(Self { offset_minutes: 0 }),
            _ => Self::from_offset(name.as_bytes()),
        }
    }

    /// Returns how many minutes the zone's clocks are ahead of UTC.
    pub fn offset_minutes(self) -> i16 {
        self.offset_minutes
    }

    fn from_offset(text: &[u8]) -> Option<Self> {
        let [sign @ (b'+' | b'-'), hours @ .., b':', m1, m2] = text else { return None };
        let (hours, minutes) = (number(hours).ok()?, number(&[*m1, *m2]).ok()?);
        if text.len() != 6 || hours > 14 || minutes > 59 {
            return None;
        }
        let offset = hours * 60 + minutes;
        Some(Self { offset_minutes: if *sign == b'-' { -offset } else { offset } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_read_back_as_written() {
        assert_eq!(Moment::parse("2026-11-09T10:05").unwrap().to_string(), "2026-11-09 10:05");
        assert_eq!(Moment::parse("2026-11-09 24:00"), Err(MomentError::NoSuch));
        assert_eq!(Moment::parse("2026-02-30 10:00"), Err(MomentError::NoSuch));
        assert_eq!(Moment::parse("2026-11-09"), Err(MomentError::Form));
        assert_eq!(Moment::parse("2026-11-09十0:00"), Err(MomentError::Form));
    }

    #[test]
    fn a_build_machine_on_utc_still_sees_the_bureaus_day() {
        // 2026-11-22T23:30:00Z is already the 23rd in 安澜市.
        let moment = Moment::from_unix(1_795_390_200, Zone::SHANGHAI).unwrap();
        assert_eq!(moment.to_string(), "2026-11-23 07:30");
        assert_eq!(moment.rfc3339(Zone::SHANGHAI), "2026-11-23T07:30:00+08:00");
        assert_eq!(moment.to_unix(Zone::SHANGHAI), 1_795_390_200);
    }

    #[test]
    fn zones_are_names_or_offsets() {
        assert_eq!(Zone::parse("+08:00"), Some(Zone::SHANGHAI));
        assert_eq!(Zone::parse("Mars/Olympus"), None);
        assert_eq!(Zone::parse("+8:00"), None);
    }
}
