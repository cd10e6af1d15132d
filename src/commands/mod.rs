//! One verb a file: each walks the part of the corridor that it needs.
//!
//! A verb gets its options and a [`Cx`]; it answers with an [`Exit`], which is about what people wrote, or with a
//! [`Failure`], which is about the world. What code the process ends with is decided in `cli`.

mod cx;
mod exit;
mod failure;
mod language;
mod lines;
mod now;
mod pin;
mod repository;
mod serve_http;
mod site;
mod world;

pub mod audit;
pub mod build;
pub mod check;
pub mod completions;
pub mod demo;
pub mod explain;
pub mod hook;
pub mod hook_receive;
pub mod hooks;
pub mod init;
pub mod man;
pub mod matrix;
pub mod new;
pub mod people;
pub mod policy;
pub mod policy_diff;
pub mod policy_sign;
pub mod serve;
pub mod status;
pub mod trust;

pub use cx::{Cx, Output, Terminal, Verbosity};
pub use exit::Exit;
pub use failure::{Failure, FailureKind};
pub use language::site_language;
pub use now::Now;

pub use crate::git::identity;
