//! Everything that is tested from outside, in one binary.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests say what they mean by their names")]

// The rooms import only what ARCHITECTURE.md allows.
mod architecture;
// Every fault that can be planted in `site.toml` and `reviewers.toml` is found once, at its line.
mod planted_config;
// A group of sites, read from a folder and rendered in memory.
mod group;
// A strict little reader of HTML and XML.
mod markup;
// Every page of the sample group: what must hold for all of them.
mod sample_pages;
