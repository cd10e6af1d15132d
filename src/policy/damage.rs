//! What faults take away from a version that was signed all the same.
//!
//! A policy in force cannot be sent back to its author, and the next version needs this one to be signed by. So a fault
//! takes away what it concerns and no more, always to the strict side: the paragraph in which it stands, or, where a
//! missing paragraph would demand less (a step, an escalation, a scope), every requirement of the version.
//! For a policy that nobody has signed yet this does not matter: any fault refuses it whole.

use std::cell::Cell;

use crate::diag::{Code, Finding};
use crate::fields::Reader;
use crate::policy::Policy;

/// What was lost so far.
#[derive(Default)]
pub(super) struct Damage {
    broken: Cell<bool>,
    withheld: Cell<bool>,
}

impl Damage {
    /// Returns whether this is no version at all: nobody can say where it stands in the chain, or who may follow it.
    pub(super) fn is_broken(&self) -> bool {
        self.broken.get()
    }

    /// Returns whether no requirement of this version can be relied on.
    pub(super) fn is_withheld(&self) -> bool {
        self.withheld.get()
    }

    /// Says that this is no version at all.
    pub(super) fn break_all(&self) {
        self.broken.set(true);
    }

    /// Says that no requirement can be relied on.
    pub(super) fn withhold_all(&self) {
        self.withheld.set(true);
    }

    /// Reads what a version cannot do without.
    pub(super) fn structure<T>(&self, r: &mut Reader<'_>, read: impl FnOnce(&mut Reader<'_>) -> T) -> T {
        let before = r.sink().errors();
        let value = read(r);
        if r.sink().errors() > before {
            self.break_all();
        }
        value
    }

    /// Reads what demands signatures: without it pages would need fewer.
    pub(super) fn demand<T>(&self, r: &mut Reader<'_>, read: impl FnOnce(&mut Reader<'_>) -> T) -> T {
        let before = r.sink().errors();
        let value = read(r);
        if r.sink().errors() > before {
            self.withhold_all();
        }
        value
    }
}

/// Reads a paragraph whole, unknown keys included; none if anything in it is wrong.
pub(super) fn whole<T>(r: &mut Reader<'_>, read: impl FnOnce(&mut Reader<'_>) -> Option<T>) -> Option<T> {
    let before = r.sink().errors();
    let value = read(r);
    r.report_rest();
    value.filter(|_| r.sink().errors() == before)
}

/// Returns whether something other than `codes` was found after the first `before` findings.
pub(super) fn found_other(r: &mut Reader<'_>, before: usize, codes: &[Code]) -> bool {
    let other = |f: &Finding| !codes.contains(&f.code);
    r.sink().findings().iter().skip(before).any(other)
}

/// Takes away what only shows when all paragraphs are read.
pub(super) fn mend(policy: &mut Policy) {
    let each: Vec<_> = policy.steps.values().filter(|s| s.each_co_department).map(|s| s.id.clone()).collect();
    policy.levels.retain(|_, level| !level.publish || level.steps.iter().any(|s| !each.contains(s)));
    policy.withheld |= policy.scopes.iter().any(|scope| scope.steps.iter().any(|s| each.contains(s)));
    policy.emergency.take_if(|emergency| emergency.steps.iter().any(|s| each.contains(s)));
    let people = &policy.people;
    policy.grants.retain(|grant| people.contains_key(&grant.person));
    let there: std::collections::BTreeSet<_> = policy.columns.keys().cloned().collect();
    for entry in policy.columns.values_mut() {
        entry.column.parent.take_if(|parent| !there.contains(parent));
        entry.column.aggregate.retain(|column| there.contains(column));
    }
}
