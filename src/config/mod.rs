//! `site.toml`, `theme.toml` and the working-day tables: who we are, how it looks, and when people work.
//!
//! Read whole or not at all: a configuration with an error stops the run.

mod site;
// In reading order.
mod calendar;
mod embedded;
mod identity;
mod read_site;
mod theme;

pub use calendar::read_calendar;
pub use embedded::EMBEDDED_CALENDARS;
pub use read_site::read_site;
pub use site::{Build, Config, Group, Pending, Site, State, Successor, Tier};
pub use theme::{Theme, read_theme};
