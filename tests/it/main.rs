//! Everything that is tested from outside, in one binary.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests say what they mean by their names")]

// A temporary repository with a history, made by git itself.
mod press;

// Sign-offs on real histories: the table of the gate, and an auditor who has nothing but git.
mod liveness;
// Repositories that are refused, and objects that lie.
mod repository;
