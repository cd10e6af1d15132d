//! The permission archive: who could do what, when, and on what basis.
//!
//! Nothing is kept for it: the archive is the chain, and what changed is the difference between two neighbouring
//! versions. Nobody can rewrite it without its root.

use std::collections::{BTreeMap, BTreeSet};

use crate::git::CommitNo;
use crate::model::{Day, PersonId, StepId};
use crate::policy::{Grant, Key, KeyState, Policy};
use crate::review::chain::{Chain, InForce};

/// One entry of the archive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The version that made it.
    pub serial: u32,
    /// What became of the permission.
    pub what: Action,
    /// Whose it is.
    pub who: PersonId,
    /// Which permission.
    pub of: Permission,
    /// On what basis, where the version says so.
    pub basis: Option<String>,
}

/// What can become of a permission.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Action {
    /// 授权.
    Grant,
    /// 调整.
    Adjust,
    /// 暂停.
    Suspend,
    /// 恢复.
    Resume,
    /// 注销.
    Revoke,
    /// 失密: somebody else has the key.
    Compromise,
}

impl Action {
    /// Returns the word of machines.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Adjust => "adjust",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::Revoke => "revoke",
            Self::Compromise => "compromise",
        }
    }
}

/// What a person has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Permission {
    /// A key, as its OpenSSH line.
    Key(String),
    /// A step, somewhere.
    Step(StepId),
    /// A say in the policy itself.
    Root,
}

/// Returns every change, by version; in a version keys come before steps, and these before the root.
pub fn log(chain: &Chain) -> Vec<Change> {
    let (mut log, mut states) = (Vec::new(), BTreeMap::new());
    let mut before: Option<&Policy> = None;
    for version in chain.policies() {
        let policy = version.policy();
        log.extend(key_changes(policy, &mut states));
        log.extend(grant_changes(before, policy));
        log.extend(root_changes(before, policy));
        before = Some(policy);
    }
    log
}

/// Returns what became of keys; `states` holds the last one of every key that any version registered.
fn key_changes(policy: &Policy, states: &mut BTreeMap<Vec<u8>, (Key, Option<KeyState>)>) -> Vec<Change> {
    let change = |what, key: &Key| Change {
        serial: policy.serial,
        what,
        who: key.person.clone(),
        of: Permission::Key(key.public.value.clone()),
        basis: None,
    };
    let mut changes = Vec::new();
    let mut here = BTreeSet::new();
    for key in &policy.keys {
        let before = states.insert(key.point(), (key.clone(), Some(key.state))).and_then(|(_, state)| state);
        changes.extend(transition(before, key.state).map(|what| change(what, key)));
        here.insert(key.point());
    }
    for (_, (key, state)) in states.iter_mut().filter(|(point, _)| !here.contains(*point)) {
        // A key that is no longer there cannot sign: that is 注销, unless it was said already.
        if matches!(state.take(), Some(KeyState::Active | KeyState::Suspended)) {
            changes.push(change(Action::Revoke, key));
        }
    }
    changes
}

fn transition(before: Option<KeyState>, now: KeyState) -> Option<Action> {
    if before == Some(now) {
        return None;
    }
    Some(match (before, now) {
        (Some(KeyState::Suspended), KeyState::Active) => Action::Resume,
        (_, KeyState::Active) => Action::Grant,
        (_, KeyState::Suspended) => Action::Suspend,
        (_, KeyState::Revoked) => Action::Revoke,
        (_, KeyState::Compromised) => Action::Compromise,
    })
}

/// The grants of one person for one step are one permission: which of its paragraphs changed means nothing to people.
fn grants_of(policy: &Policy) -> BTreeMap<(&PersonId, &StepId), Vec<&Grant>> {
    let mut grants: BTreeMap<_, Vec<&Grant>> = BTreeMap::new();
    for grant in &policy.grants {
        grants.entry((&grant.person, &grant.step)).or_default().push(grant);
    }
    grants
}

fn grant_changes(before: Option<&Policy>, policy: &Policy) -> Vec<Change> {
    let (old, new) = (before.map(grants_of).unwrap_or_default(), grants_of(policy));
    let change = |what, (who, step): (&PersonId, &StepId), grants: &[&Grant]| Change {
        serial: policy.serial,
        what,
        who: who.clone(),
        of: Permission::Step(step.clone()),
        basis: grants.iter().find_map(|g| g.basis.clone()),
    };
    let mut changes = Vec::new();
    for (holder, grants) in &new {
        match old.get(holder) {
            None => changes.push(change(Action::Grant, *holder, grants)),
            Some(before) if before != grants => {
                let fresh: Vec<&Grant> = grants.iter().copied().filter(|g| !before.contains(g)).collect();
                changes.push(change(Action::Adjust, *holder, if fresh.is_empty() { grants } else { &fresh }));
            }
            Some(_) => {}
        }
    }
    let gone = old.iter().filter(|(holder, _)| !new.contains_key(*holder));
    changes.extend(gone.map(|(holder, _)| change(Action::Revoke, *holder, &[])));
    changes
}

fn root_changes(before: Option<&Policy>, policy: &Policy) -> Vec<Change> {
    let none = BTreeSet::new();
    let (old, new) = (before.map_or(&none, |p| &p.root.people), &policy.root.people);
    let change = |what, who: &PersonId| Change {
        serial: policy.serial,
        what,
        who: who.clone(),
        of: Permission::Root,
        basis: None,
    };
    let joined = new.difference(old).map(|who| change(Action::Grant, who));
    joined.chain(old.difference(new).map(|who| change(Action::Revoke, who))).collect()
}

/// Returns the version that held where `commit` was made, as far as it says itself; none before the first.
///
/// A day is no evidence; whoever asks about one chooses a commit of that day.
pub fn at(chain: &Chain, commit: CommitNo) -> Option<&InForce> {
    chain.version(chain.known(commit))
}

/// Something in the newest version that somebody should look at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Concern {
    /// The person holds this step without a written basis.
    NoBasis(PersonId, StepId),
    /// The person holds steps, but no key with which to sign.
    NoKey(PersonId),
    /// The person may sign nothing at all.
    NoStep(PersonId),
    /// So many people of the root can sign, and so many must: one who is ill stops every change.
    FewRoots {
        /// Who can sign.
        able: usize,
        /// Who must.
        threshold: usize,
    },
    /// The active key is registered since a day that has not come.
    FutureKey(PersonId, Day),
    /// The active key is registered since this day, which is longer ago than the policy allows.
    OldKey(PersonId, Day),
}

/// Returns what an auditor should ask about the newest version.
pub fn audit(chain: &Chain, today: Day) -> Vec<Concern> {
    let policy = chain.newest().policy();
    let active: Vec<&Key> = policy.keys.iter().filter(|k| k.state == KeyState::Active).collect();
    let signers: BTreeSet<&PersonId> = active.iter().map(|k| &k.person).collect();
    let grants = grants_of(policy);
    let mut concerns = Vec::new();
    for ((who, step), grants) in &grants {
        if grants.iter().any(|g| g.basis.as_deref().is_none_or(|basis| basis.trim().is_empty())) {
            concerns.push(Concern::NoBasis((*who).clone(), (*step).clone()));
        }
    }
    let holders: BTreeSet<&PersonId> = grants.keys().map(|(who, _)| *who).collect();
    concerns.extend(holders.difference(&signers).map(|who| Concern::NoKey((*who).clone())));
    let idle = policy.people.keys().filter(|who| !holders.contains(who) && !policy.root.people.contains(*who));
    concerns.extend(idle.map(|who| Concern::NoStep(who.clone())));
    let able = policy.root.people.iter().filter(|who| signers.contains(who)).count();
    if able <= policy.root.threshold {
        concerns.push(Concern::FewRoots { able, threshold: policy.root.threshold });
    }
    let early = active.iter().filter(|key| key.since > today);
    concerns.extend(early.map(|key| Concern::FutureKey(key.person.clone(), key.since)));
    let most = policy.settings.key_max_age.map(|limit| i64::from(limit.at_most_days()));
    let old = active.iter().filter(|key| most.is_some_and(|most| i64::from(today.days_since(key.since)) > most));
    concerns.extend(old.map(|key| Concern::OldKey(key.person.clone(), key.since)));
    concerns
}

/// Returns the active keys of the newest version in the form of an `allowed_signers` file, for `git verify-commit` and
/// `ssh-keygen -Y verify`: by person, each line with what the key may sign.
///
/// Only the root signs policies.
pub fn allowed_signers(chain: &Chain) -> String {
    let policy = chain.newest().policy();
    let mut lines: Vec<String> = Vec::new();
    for key in policy.keys.iter().filter(|k| k.state == KeyState::Active) {
        let spaces = if policy.root.people.contains(&key.person) { "git,qianfa-policy" } else { "git" };
        lines.push(format!("{} namespaces=\"{spaces}\" {}\n", key.person, key.public.value));
    }
    lines.sort();
    lines.concat()
}

/// Returns every key that any version ever registered, less those in other hands, in the form of an `allowed_signers`
/// file: for whoever checks what was signed before somebody left.
pub fn past_signers(chain: &Chain) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in chain.key_lines() {
        let Some(key) = crate::git::key_id(line).filter(|key| chain.compromised(*key).is_none()) else { continue };
        let Some(person) = chain.person_of(key) else { continue };
        let root = chain.policies().iter().any(|v| v.policy().root.people.contains(person));
        let spaces = if root { "git,qianfa-policy" } else { "git" };
        lines.push(format!("{person} namespaces=\"{spaces}\" {line}\n"));
    }
    lines.sort();
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::assumed;

    fn version(serial: u32, edit: impl Fn(&mut Policy)) -> Policy {
        let mut policy = Policy { serial, ..assumed() };
        edit(&mut policy);
        policy
    }

    fn said(policies: Vec<Policy>) -> Vec<String> {
        let last = policies.len() as u32;
        let log = log(&Chain::assumed(policies));
        log.iter().filter(|c| c.serial == last).map(|c| format!("{} {}", c.what.as_str(), c.who)).collect()
    }

    #[test]
    fn a_key_that_is_no_longer_there_was_revoked_once() {
        let without = |policy: &mut Policy| drop(policy.keys.remove(0));
        assert_eq!(said(vec![version(1, |_| ()), version(2, without)]), ["revoke an-ran"]);
        assert_eq!(said(vec![version(1, |_| ()), version(2, without), version(3, without)]), Vec::<String>::new());
    }

    #[test]
    fn a_suspended_key_is_resumed_and_a_lost_one_is_not_revoked_but_compromised() {
        let set = |state| move |policy: &mut Policy| policy.keys[0].state = state;
        let two = |from, to| said(vec![version(1, set(from)), version(2, set(to))]);
        assert_eq!(two(KeyState::Suspended, KeyState::Active), ["resume an-ran"]);
        assert_eq!(two(KeyState::Active, KeyState::Suspended), ["suspend an-ran"]);
        assert_eq!(two(KeyState::Active, KeyState::Compromised), ["compromise an-ran"]);
        assert_eq!(two(KeyState::Active, KeyState::Active), Vec::<String>::new());
    }

    #[test]
    fn a_step_is_adjusted_when_it_reaches_elsewhere_and_revoked_when_nothing_is_left() {
        let elsewhere = |policy: &mut Policy| policy.grants[1].departments = None;
        assert_eq!(said(vec![version(1, |_| ()), version(2, elsewhere)]), ["adjust bai-lu"]);
        let gone = |policy: &mut Policy| drop(policy.grants.remove(1));
        assert_eq!(said(vec![version(1, |_| ()), version(2, gone)]), ["revoke bai-lu"]);
        let root = |policy: &mut Policy| drop(policy.root.people.pop_first());
        assert_eq!(said(vec![version(1, |_| ()), version(2, root)]), ["revoke an-ran"]);
    }

    #[test]
    fn an_audit_asks_about_what_nobody_wrote_down() {
        let chain = Chain::assumed(vec![version(1, |_| ())]);
        let concerns = audit(&chain, Day::parse("2026-01-04").unwrap());
        let an_ran = PersonId::parse("an-ran").unwrap();
        assert!(concerns.contains(&Concern::NoKey(PersonId::parse("gu-yu").unwrap())));
        assert!(concerns.contains(&Concern::FewRoots { able: 1, threshold: 2 }));
        assert!(concerns.contains(&Concern::FutureKey(an_ran.clone(), Day::parse("2026-01-05").unwrap())));
        assert!(concerns.contains(&Concern::NoBasis(an_ran.clone(), StepId::parse("head").unwrap())));
        assert!(!concerns.contains(&Concern::NoKey(an_ran.clone())));
        let old = |today: &str| {
            let since = Day::parse("2026-01-05").unwrap();
            audit(&chain, Day::parse(today).unwrap()).contains(&Concern::OldKey(an_ran.clone(), since))
        };
        assert_eq!((old("2026-07-04"), old("2026-07-05")), (false, true), "180 days");
    }

    #[test]
    fn only_the_root_may_sign_policies_and_only_active_keys_sign() {
        let chain = Chain::assumed(vec![version(1, |_| ())]);
        let signers = allowed_signers(&chain);
        assert_eq!(signers.lines().count(), 1, "{signers}");
        assert!(signers.starts_with("an-ran namespaces=\"git,qianfa-policy\" ssh-ed25519 AAAA"), "{signers}");
    }
}
