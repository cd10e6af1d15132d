//! The working-day tables that the program carries, for repositories that have none of their own.

/// File → text, in the order of years.
pub const EMBEDDED_CALENDARS: [(&str, &str); 1] =
    [("data/calendar-2026.toml", include_str!("../../data/calendar-2026.toml"))];
