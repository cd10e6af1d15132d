//! What faults take away from a version that was signed all the same.
//!
//! A policy in force cannot be sent back to its author, and the next version needs this one to be signed by. So a fault
//! takes away what it concerns and no more, always to the strict side: the paragraph in which it stands, or, where a
//! missing paragraph would demand less (a step, an escalation, a scope), every requirement of the version.
//! For a policy that nobody has signed yet this does not matter: any fault refuses it whole.

use std::cell::Cell;
use std::collections::BTreeSet;

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
    let there: BTreeSet<_> = policy.columns.keys().cloned().collect();
    for entry in policy.columns.values_mut() {
        entry.column.parent.take_if(|parent| !there.contains(parent));
        entry.column.aggregate.retain(|column| there.contains(column));
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Sink;
    use crate::policy::{Inputs, KeyState, Policy, Standards, read, read_signed};

    const TEXT: &str = include_str!("../../tests/data/group/reviewers.toml");

    fn signed(text: &str) -> (Option<Policy>, usize) {
        let standards = Standards::embedded();
        let mut sink = Sink::default();
        let policy = read_signed("a.toml", text, Inputs { single: false, standards: &standards }, &mut sink);
        (policy, sink.errors())
    }

    /// Returns what a version with this one change says, and how many errors it has.
    fn changed(right: &str, wrong: &str) -> (Option<Policy>, usize) {
        assert!(TEXT.contains(right), "{right}");
        signed(&TEXT.replacen(right, wrong, 1))
    }

    #[test]
    fn a_version_without_fault_reads_as_it_always_did() {
        let standards = Standards::embedded();
        let inputs = Inputs { single: false, standards: &standards };
        assert_eq!(signed(TEXT), (read("a.toml", TEXT, inputs, &mut Sink::default()), 0));
    }

    #[test]
    fn structure_is_needed_and_content_is_not() {
        for (right, wrong) in [
            ("serial = 1", "serial = 0"),
            ("previous = \"\"", "previous = \"x\""),
            ("threshold = 2", "threshold = 0"),
            ("[root]", "[roots]"),
            ("[policy]", "rejects = [\"x\"]\n[policy]"),
            ("[policy]", "void = [\"x\"]\n[policy]"),
            ("[policy]", "colour = 1\n[policy]"),
            ("[policy]", "[policy"),
        ] {
            assert_eq!(changed(right, wrong).0, None, "{wrong}");
        }
    }

    #[test]
    fn a_fault_takes_away_its_paragraph() {
        let lost = |right: &str, wrong: &str, count: fn(&Policy) -> usize| {
            let (policy, errors) = changed(right, wrong);
            let policy = policy.unwrap();
            assert!(errors > 0 && !policy.withheld, "{wrong}");
            count(&signed(TEXT).0.unwrap()) - count(&policy)
        };
        assert_eq!(lost("name = \"信息处\"", "name = 1", |p| p.departments.len()), 1);
        assert_eq!(lost("name = \"白露\"", "nome = \"白露\"", |p| p.people.len()), 1);
        assert_eq!(lost("name = \"白露\"", "nome = \"白露\"", |p| p.grants.len()), 1, "with all that she was granted");
        assert_eq!(lost("rank = 1", "rank = 1\nx = 1", |p| p.levels.len()), 1);
        assert_eq!(lost("kind = \"document\"", "kind = \"x\"", |p| p.columns.len()), 1);
        assert_eq!(lost("steps = [\"leader\", \"final\"]", "steps = [\"leader\"]", |p| p.emergency.iter().count()), 1);
        assert_eq!(lost("basis = \"条例", "basic = \"条例", |p| p.disclosure.len()), 1);
        assert_eq!(lost("ssh-ed25519 AAAA", "ssh-dss AAAA", |p| p.keys.len()), 1);
        let circle = "parent = \"portal/policy\"\norder = 10\n";
        assert_eq!(lost("order = 10\ntype", &format!("{circle}type"), |p| p.columns.len()), 2, "a circle of parents");
        assert_eq!(lost("steps = [\"head\", \"final\"]", "steps = [\"cosign\"]", |p| p.levels.len()), 1);
    }

    #[test]
    fn a_column_whose_parent_was_lost_has_none() {
        let (policy, _) = changed("name = \"政务公开\"", "name = 1");
        let policy = policy.unwrap();
        assert!(policy.columns.values().all(|c| c.column.parent.is_none()));
    }

    #[test]
    fn a_fault_in_what_demands_signatures_withholds_everything() {
        for (right, wrong) in [
            ("name = \"会签\"", "name = 1"),
            ("add = [\"leader\"]", "add = [\"none\"]"),
            ("sha256 = \"9a", "sha256 = \"zz"),
            ("path = \"themes/**\"", "path = \"/themes\""),
            ("path = \"themes/**\"\nsteps = [\"final\"]", "path = \"themes/**\"\nsteps = [\"cosign\"]"),
            ("ordered = true", "ordered = 1"),
            ("since = 2026-01-05", "since = 1"),
        ] {
            assert!(changed(right, wrong).0.unwrap().withheld, "{wrong}");
        }
    }

    #[test]
    fn a_key_that_stands_twice_has_the_worse_state_and_one_of_two_people_is_no_version() {
        let key = TEXT.split_once("[[key]]").unwrap().1.split_once("[[key]]").unwrap().0;
        let twice = |key: &str| signed(&TEXT.replacen("[step.head]", &format!("[[key]]{key}[step.head]"), 1)).0;
        let policy = twice(&key.replace("active", "suspended")).unwrap();
        assert_eq!((policy.keys.len(), policy.keys[0].state, policy.withheld), (3, KeyState::Suspended, false));
        assert_eq!(twice(&key.replace("\"an-ran\"", "\"bai-lu\"")), None);
    }
}
