//! Who has which key over the whole chain: what one version may say after those before it.
//!
//! Values only. A key is its point, whatever device or algorithm name stands before it: two lines with one point are
//! one key.

use std::collections::BTreeMap;

use crate::model::PersonId;
use crate::policy::{KeyState, Policy};

/// What a chain of versions has said so far.
#[derive(Clone, Default, Debug)]
pub(super) struct Ledger {
    /// Whose each key is, and its last state; a key that vanished keeps it.
    keys: BTreeMap<Vec<u8>, (PersonId, KeyState)>,
    /// The last name of each person, and whether the last version knows them.
    people: BTreeMap<PersonId, (String, Presence)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Presence {
    Here,
    Left,
}

/// Why a version cannot follow those before it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Breach {
    /// A key of `first` is registered for `person`.
    SharedKey { person: PersonId, first: PersonId },
    /// A key of `person` goes from a state to one that cannot follow it.
    State { person: PersonId, from: KeyState, to: KeyState },
    /// The id of somebody who left, under another name.
    IdGivenAgain { person: PersonId, before: String, now: String },
}

impl Ledger {
    /// Returns the ledger after `policy`.
    ///
    /// # Errors
    /// Why it cannot follow.
    pub(super) fn followed_by(&self, policy: &Policy) -> Result<Self, Breach> {
        let mut next = self.clone();
        next.register(policy)?;
        next.meet(policy)?;
        Ok(next)
    }

    fn register(&mut self, policy: &Policy) -> Result<(), Breach> {
        for key in &policy.keys {
            let Some((owner, state)) = self.keys.get_mut(&key.point()) else {
                self.keys.insert(key.point(), (key.person.clone(), key.state));
                continue;
            };
            if *owner != key.person {
                return Err(Breach::SharedKey { person: key.person.clone(), first: owner.clone() });
            }
            if !may_become(*state, key.state) {
                return Err(Breach::State { person: key.person.clone(), from: *state, to: key.state });
            }
            *state = key.state;
        }
        Ok(())
    }

    fn meet(&mut self, policy: &Policy) -> Result<(), Breach> {
        for person in policy.people.values() {
            match self.people.get_mut(&person.id) {
                Some((before, Presence::Left)) if *before != person.name => {
                    let (before, now) = (before.clone(), person.name.clone());
                    return Err(Breach::IdGivenAgain { person: person.id.clone(), before, now });
                }
                Some((name, _)) => name.clone_from(&person.name),
                None => drop(self.people.insert(person.id.clone(), (person.name.clone(), Presence::Here))),
            }
        }
        for (id, (_, presence)) in &mut self.people {
            *presence = if policy.people.contains_key(id) { Presence::Here } else { Presence::Left };
        }
        Ok(())
    }
}

/// 暂停 and 恢复 go both ways, 注销 ends it; keys get into other hands in any state, and stay there.
fn may_become(from: KeyState, to: KeyState) -> bool {
    use KeyState::{Active, Compromised, Revoked, Suspended};
    match (from, to) {
        (Active | Suspended, _) | (_, Compromised) => true,
        (Revoked, Revoked) => true,
        (Revoked | Compromised, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::assumed;

    fn with_state(index: usize, state: KeyState) -> Policy {
        let mut policy = assumed();
        policy.keys[index].state = state;
        policy
    }

    fn follow(policies: &[Policy]) -> Result<Ledger, Breach> {
        policies.iter().try_fold(Ledger::default(), |ledger, policy| ledger.followed_by(policy))
    }

    #[test]
    fn a_key_is_suspended_and_resumed_but_never_comes_back_from_revocation() {
        use KeyState::{Active, Compromised, Revoked, Suspended};
        for from in KeyState::ALL {
            for to in KeyState::ALL {
                let allowed = match from {
                    Active | Suspended => true,
                    Revoked => matches!(to, Revoked | Compromised),
                    Compromised => to == Compromised,
                };
                let both = [with_state(0, from), with_state(0, to)];
                assert_eq!(follow(&both).is_ok(), allowed, "{from:?} → {to:?}");
                let mut without = assumed();
                without.keys.remove(0);
                let with_gap = [with_state(0, from), without, with_state(0, to)];
                assert_eq!(follow(&with_gap).is_ok(), allowed, "{from:?} → – → {to:?}");
            }
        }
    }

    #[test]
    fn a_key_of_somebody_who_left_stays_theirs() {
        let mut without = assumed();
        let key = without.keys.remove(0);
        let mut given = assumed();
        given.keys[0].person = PersonId::parse("bai-lu").unwrap();
        let breach = follow(&[assumed(), without, given]).unwrap_err();
        let person = PersonId::parse("bai-lu").unwrap();
        assert_eq!(breach, Breach::SharedKey { person, first: key.person });
    }

    #[test]
    fn an_id_is_not_given_to_another_but_a_name_may_be_corrected() {
        let yue = PersonId::parse("he-shan").unwrap();
        let mut renamed = assumed();
        renamed.people.get_mut(&yue).unwrap().name = "何珊".into();
        assert!(follow(&[assumed(), renamed.clone()]).is_ok());
        let mut without = assumed();
        without.people.remove(&yue);
        assert!(follow(&[assumed(), without.clone(), assumed()]).is_ok(), "she came back");
        let breach = follow(&[assumed(), without, renamed]).unwrap_err();
        assert!(matches!(breach, Breach::IdGivenAgain { person, .. } if person == yue));
    }
}
