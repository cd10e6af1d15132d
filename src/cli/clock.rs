//! The clock, read once.

use std::time::{Duration, Instant, SystemTime};

use super::Environment;
use crate::commands::{Failure, Now};
use crate::diag::Message;
use crate::model::Moment;

/// Returns what this run calls now: `--as-of`, else `SOURCE_DATE_EPOCH`, else the system's clock.
///
/// # Errors
/// `SOURCE_DATE_EPOCH` is not a time, or the system's clock is far from ours.
pub(super) fn read(as_of: Option<Moment>, environment: &Environment) -> Result<Now, Failure> {
    if let Some(moment) = as_of {
        return Ok(Now::as_of(moment));
    }
    match &environment.source_date_epoch {
        Some(text) => text.parse().ok().and_then(Now::unix).ok_or_else(|| {
            Failure::usage(Message::new("cli-bad-epoch").with("found", text.as_str()))
                .hint(Message::new("cli-bad-epoch-hint"))
        }),
        None => Now::unix(system()).ok_or_else(|| Failure::environment(Message::new("cli-bad-clock"))),
    }
}

/// Returns the seconds of the system's clock; a clock before 1970 shows 1970.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
fn system() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// Measures how long the run takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stopwatch(Instant);

impl Stopwatch {
    #[expect(clippy::disallowed_methods, reason = "how long a run takes is measured at the door")]
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }

    pub(super) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Zone;

    #[test]
    fn a_named_moment_goes_before_the_variable_and_the_clock() {
        let environment = Environment { source_date_epoch: Some("1795390200".into()), ..Environment::default() };
        let moment = Moment::parse("2026-11-23T09:00").unwrap();
        assert_eq!(read(Some(moment), &environment).unwrap().moment(Zone::SHANGHAI), moment);
        let shown = read(None, &environment).unwrap().moment(Zone::SHANGHAI);
        assert_eq!(shown.to_string(), "2026-11-23 07:30");
    }

    #[test]
    fn a_variable_that_is_no_time_is_refused_rather_than_passed_over() {
        for text in ["yesterday", "99999999999999", "-99999999999999", "1.5"] {
            let environment = Environment { source_date_epoch: Some(text.into()), ..Environment::default() };
            assert!(read(None, &environment).is_err(), "{text}");
        }
    }
}
