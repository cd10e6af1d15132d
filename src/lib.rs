//! qianfa 签发: Markdown pages that carry their reviewers' signatures, rendered to a group of government websites.
//!
//! `ARCHITECTURE.md` draws the house: which room does what, and who may import whom.

pub mod checks;
pub mod cli;
pub mod commands;
pub mod config;
pub mod diag;
pub mod fields;
pub mod git;
pub mod i18n;
pub mod markdown;
pub mod model;
pub mod pipeline;
pub mod policy;
pub mod render;
pub mod review;
pub mod source;
pub mod write;
