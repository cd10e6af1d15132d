//! What the gate says about history, the trust root and the versions of the matrix: these stop every release.

pub(super) mod behind_published;
pub(super) mod foreign_history;
pub(super) mod hostile_tree;
pub(super) mod incomplete_history;
pub(super) mod lost_policy;
pub(super) mod policy_not_in_force;
pub(super) mod pretended_history;
pub(super) mod unpinned_root;
pub(super) mod unsigned_policy;
