//! `site.toml` and `theme.toml`: who we are, and how it looks.
//!
//! Read whole or not at all: a configuration with an error stops the run.

mod site;

pub use site::{Build, Config, Group, Pending, Site, State, Tier};
