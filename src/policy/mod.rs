//! `reviewers.toml`: who answers for what, and who must sign.
//!
//! A [`Policy`] exists only if every name in it exists, every cell can be filled and no key is shared; what a page
//! needs is then a look-up that cannot fail silently: a missing cell withholds, it never means "no requirement".

mod matrix;
mod types;

pub use matrix::{Cell, Refusal, Requirement};
pub use types::{
    DisclosureItem, Emergency, Escalation, Grant, GrantColumn, GrantDepartments, Key, KeyState, Level, Lexicon, Person,
    Policy, PolicyColumn, Root, Scope, Settings, Step,
};
