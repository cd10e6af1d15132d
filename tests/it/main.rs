//! Everything that is tested from outside, in one binary.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests say what they mean by their names")]

// The rooms import only what ARCHITECTURE.md allows.
mod architecture;

// A temporary repository for tests of reading.
mod pages;
// Faults planted into front matter, each found at its own place; the table of keys and its documentation.
mod planted_front_matter;
// Folders of pages: what lies beside what, what is refused, how pages hang together.
mod source_tree;
