//! Everything that is tested from outside, in one binary.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests say what they mean by their names")]
#![allow(clippy::disallowed_methods, reason = "tests stand outside the house")]

// The rooms import only what ARCHITECTURE.md allows.
mod architecture;

mod cjk_oracle;

mod commonmark;

mod markdown_promises;

// Every fault that can be planted in `site.toml` and `reviewers.toml` is found once, at its line.
mod planted_config;

mod real_readmes;

// Every form of a report, in both languages.
mod reports;

mod site_dialect;
