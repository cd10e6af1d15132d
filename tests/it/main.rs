//! Everything that is tested from outside, in one binary.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests say what they mean by their names")]

// The rooms import only what ARCHITECTURE.md allows.
mod architecture;
// A folder read and checked as the program does it, for the tests below.
mod checked;

mod cjk_oracle;

mod commonmark;

mod markdown_promises;

// Every fault that can be planted in `site.toml` and `reviewers.toml` is found once, at its line.
mod planted_config;

mod real_readmes;

// Every form of a report, in both languages.
mod reports;

// The cases of `tests/rules/`: for each code when it fires, when it must not, and the edge.
mod rule_cases;
// What must hold for all rules, and what is generated from them.
mod rules;

mod site_dialect;
