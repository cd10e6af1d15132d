//! The program as a whole, and what only several rooms together show.
#![allow(missing_docs, clippy::unwrap_used)]

// Every fault that can be planted in `site.toml` and `reviewers.toml` is found once, at its line.
mod planted_config;
