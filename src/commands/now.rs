//! What a run calls now.

use crate::model::{Moment, Zone};

/// The only clock of a run, read once at the door.
///
/// Which moment it shows is known when the group's time zone is: a build machine may stand anywhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Now(Source);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Source {
    /// `--as-of`: a minute on the bureau's wall.
    Wall(Moment),
    /// Seconds after the Unix epoch, within [`FIRST`] and [`LAST`].
    Unix(i64),
}

/// The years 1900 to 2999, a day inside of them whatever the time zone.
const FIRST: i64 = -2_208_902_400;
const LAST: i64 = 32_503_593_600;

impl Now {
    /// Returns the moment that somebody named.
    pub fn as_of(moment: Moment) -> Self {
        Self(Source::Wall(moment))
    }

    /// Returns what a clock shows `seconds` after the Unix epoch, or none outside the years 1900 to 2999.
    pub fn unix(seconds: i64) -> Option<Self> {
        (FIRST..=LAST).contains(&seconds).then_some(Self(Source::Unix(seconds)))
    }

    /// Returns the moment in the group's time zone.
    pub fn moment(self, zone: Zone) -> Moment {
        match self.0 {
            Source::Wall(moment) => moment,
            Source::Unix(seconds) => {
                Moment::from_unix(seconds, zone).expect("the bounds of `unix` are days that exist")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_calendar_are_moments_in_every_zone() {
        for zone in ["+14:00", "-14:00"] {
            let zone = Zone::parse(zone).unwrap();
            assert_eq!(Now::unix(FIRST).unwrap().moment(zone).day().year(), 1900);
            assert_eq!(Now::unix(LAST).unwrap().moment(zone).day().year(), 2999);
        }
        assert_eq!(Now::unix(i64::MAX), None);
        assert_eq!(Now::unix(i64::MIN), None);
    }

    #[test]
    fn a_named_moment_is_the_same_in_every_zone() {
        let moment = Moment::parse("2026-11-23T09:00").unwrap();
        assert_eq!(Now::as_of(moment).moment(Zone::parse("UTC").unwrap()), moment);
    }
}
