//! Whether a text can be the next version, asked before anybody signs it: the same rules as for versions in commits.

use std::collections::BTreeSet;

use crate::diag::{Finding, Place, Sink, codes};
use crate::git::{CommitNo, KeyRing};
use crate::model::{CommitId, KeyId, PersonId, Sha256};
use crate::policy::{Inputs, Policy, read_signed};
use crate::review::chain::ledger::Ledger;
use crate::review::chain::walk::{Elsewhere, Fault, RootKeys, Roots};
use crate::review::chain::{Chain, FILE, findings};

/// The namespace of signatures over policies.
pub const NAMESPACE: &str = "qianfa-policy";

/// A version that can follow, and who must sign it.
#[derive(Debug)]
pub struct Successor {
    /// What it says.
    pub policy: Policy,
    /// Each must be satisfied: the root of the version before, and its own where that differs.
    pub electorates: Vec<Electorate>,
}

/// A root that must sign.
#[derive(Clone, Debug)]
pub struct Electorate {
    /// Whose root it is.
    pub whose: Roots,
    /// How many of its people must sign.
    pub threshold: usize,
    keys: RootKeys,
}

impl Electorate {
    fn of(policy: &Policy, whose: Roots) -> Self {
        Self { whose, threshold: policy.root.threshold, keys: RootKeys::of(policy) }
    }

    /// Returns who of its people has this key.
    pub fn owner(&self, key: KeyId) -> Option<&PersonId> {
        self.keys.owners.get(&key)
    }

    /// Returns who can sign: they have an active key.
    pub fn able(&self) -> BTreeSet<&PersonId> {
        self.keys.owners.values().collect()
    }

    /// Returns who of its people made this signature over these bytes.
    pub fn signer(&self, bytes: &[u8], armour: &[u8]) -> Option<&PersonId> {
        let ring: &KeyRing = &self.keys.ring;
        self.owner(ring.verify_file(NAMESPACE, bytes, armour).ok()?.id())
    }
}

/// Returns what `text` would be after the newest version of `chain`, or as a first version where there is none.
///
/// `number` finds a commit of the history by its name.
///
/// # Errors
/// Why it cannot be that version, whoever signs it: a finding at the file that people edit.
pub fn follow(
    chain: Option<&Chain>,
    number: &dyn Fn(CommitId) -> Option<CommitNo>,
    text: &str,
    inputs: Inputs<'_>,
) -> Result<Successor, Box<Finding>> {
    let wrong = |fault: &Fault| {
        let draft = Finding::new(codes::UNSIGNED_POLICY, Place::file(FILE)).with("file", FILE);
        let below = chain.map(|chain| chain.newest().policy());
        Box::new(findings::explain(
            draft.with("serial", chain.map_or(1, |c| c.newest().serial() + 1)),
            Some(fault),
            below,
        ))
    };
    let policy = read_signed(FILE, text, inputs, &mut Sink::default()).ok_or_else(|| wrong(&Fault::Structure))?;
    check(chain, number, &policy).map_err(|fault| wrong(&fault))?;
    let own = Electorate::of(&policy, Roots::Own);
    let electorates = match chain.map(|chain| chain.newest().policy()) {
        None => vec![own],
        Some(before) if before.root == policy.root => vec![Electorate::of(before, Roots::Old)],
        Some(before) => vec![Electorate::of(before, Roots::Old), own],
    };
    Ok(Successor { policy, electorates })
}

fn check(chain: Option<&Chain>, number: &dyn Fn(CommitId) -> Option<CommitNo>, policy: &Policy) -> Result<(), Fault> {
    let (serial, previous) = chain.map_or((1, None), |c| (c.newest().serial() + 1, Some(c.newest().sha256())));
    if policy.serial != serial {
        return Err(Fault::Serial(policy.serial));
    }
    if policy.previous != previous {
        return Err(Fault::Previous);
    }
    let before: Vec<Sha256> = chain.iter().flat_map(|c| c.policies()).map(super::InForce::sha256).collect();
    if policy.rejects.iter().any(|rejected| before.contains(rejected)) {
        return Err(Fault::RejectsItself);
    }
    let mut ledger = Ledger::default();
    for version in chain.iter().flat_map(|c| c.policies()) {
        ledger = ledger.followed_by(version.policy()).map_err(Fault::Breach)?;
    }
    ledger.followed_by(policy).map_err(Fault::Breach)?;
    let Some(chain) = chain else { return Ok(()) };
    let place = policy.after.and_then(number).ok_or(Fault::After(Elsewhere::Unknown))?;
    if !chain.descends(place) {
        return Err(Fault::After(Elsewhere::Outside));
    }
    if chain.is_next_place(place) { Ok(()) } else { Err(Fault::After(Elsewhere::OtherVersion)) }
}
