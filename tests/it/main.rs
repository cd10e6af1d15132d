//! Everything that is tested from outside, in one binary.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests say what they mean by their names")]

// The rooms import only what ARCHITECTURE.md allows.
mod architecture;
// Emphasis beside Chinese punctuation, against another implementation.
mod cjk_oracle;
// Plain CommonMark is the specification's, example by example.
mod commonmark;
// Every fault that can be planted in `site.toml` and `reviewers.toml` is found once, at its line.
mod planted_config;
// What the site's dialect changes of it, and why.
mod site_dialect;
