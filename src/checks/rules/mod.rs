//! The list of all rules, in the order of their codes.

mod config;
mod content;
mod front_matter;
mod review;
mod site;
mod wording;

use crate::checks::Rule;

/// Every rule. Codes that retired stay out of it and are never given again.
pub const RULES: &[&Rule] = &[&front_matter::department_not_responsible::RULE];
