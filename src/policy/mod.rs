//! `reviewers.toml`: who answers for what, and who must sign.
//!
//! A [`Policy`] exists only if every name in it exists, nothing that is published goes unsigned and no key is shared;
//! what a page needs is then a look-up that cannot fail silently: a missing cell withholds, it never means "no
//! requirement". Whether there are people enough for every cell is a question of its own, [`check_cells`].

mod types;
// From text to a policy.
mod columns;
mod damage;
mod grants;
mod keys;
mod names;
mod people;
mod read;
mod rules;
mod standards;
mod steps;
mod validate;
// Questions to a policy.
mod cells;
mod choice;
mod files;
mod matrix;
mod signers;
mod whois;

pub use cells::check_cells;
pub use files::FileDemand;
pub use matrix::{Cell, Refusal, Requirement};
pub use read::{Inputs, read, read_signed};
pub use standards::{
    COLUMN_TYPES_FILE, InterpretationLimit, LIMITS_FILE, NationalLimit, NationalLimits, Standards, read_column_types,
    read_limits,
};
pub use types::{
    DisclosureItem, Emergency, Escalation, Grant, GrantColumn, GrantDepartments, Key, KeyState, Level, Lexicon,
    PathPattern, Person, Policy, PolicyColumn, Root, Scope, Settings, Step,
};
pub use whois::{ColumnAnswer, MatrixCell, MatrixRow, PageAnswer, PersonAnswer, Signers, StepSigners};

/// Returns the small matrix of `tests/data/group`, which has no fault.
#[cfg(test)]
pub(crate) fn assumed() -> Policy {
    let standards = Standards::embedded();
    let text = include_str!("../../tests/data/group/reviewers.toml");
    let inputs = Inputs { single: false, standards: &standards };
    read("reviewers.toml", text, inputs, &mut crate::diag::Sink::default()).unwrap()
}
