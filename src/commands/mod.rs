//! One verb a file: each walks the part of the corridor that it needs.
//!
//! A verb gets its options and a [`Cx`]; it answers with an [`Exit`], which is about what people wrote, or with a
//! [`Failure`], which is about the world. What code the process ends with is decided in `cli`.

mod bench;
mod cx;
mod demo_story;
mod difference;
mod exit;
mod failure;
mod language;
mod now;
mod pin;
mod release;
mod repository;
mod sheet;
mod signing;
mod site;
mod world;

pub mod adopt;
pub mod approve;
pub mod audit;
pub mod build;
pub mod check;
pub mod completions;
pub mod demo;
pub mod diff;
pub mod explain;
pub mod hook;
pub mod hook_receive;
pub mod hooks;
mod index_number;
pub mod init;
pub mod join;
mod laps;
pub mod man;
pub mod matrix;
pub mod new;
pub mod object;
pub mod people;
pub mod policy;
pub mod policy_diff;
pub mod policy_sign;
pub mod renew;
pub mod serve;
pub mod status;
pub mod trust;
pub mod vouch;
pub mod withdraw;

pub use cx::{Cx, Output, Terminal, Verbosity};
pub use exit::Exit;
pub use failure::{Failure, FailureKind};
pub use language::site_language;
pub use now::Now;
pub use signing::{Confirm, Manner, Reasoned};

pub use crate::git::identity;
