//! Which policy counts, for every commit of a history.
//!
//! # The question
//!
//! `reviewers.toml` says who must sign, and whoever can push can change it. So a version counts only if the root of the
//! version before signed it, back to a first one whose hash is known from outside the repository. The folder
//! `.qianfa/policy/` holds every version with its signatures; a history holds that folder in many states, some of them
//! made by people who would like another policy. For each sign-off the gate must know which versions its signer had
//! before them ([`Chain::known`]) and beside them ([`Chain::conc`]).
//!
//! # The naive way, and why not
//!
//! Reading the folder in every commit and verifying all signatures there is commits × versions × signatures; a hundred
//! thousand commits of text that never touch the folder would each cost what one does.
//!
//! # Facts relied on
//!
//! - A version names the one before by its hash, so its file stands for the whole chain below it. Whether a file is
//!   right (structure, `previous`, who has which key) is asked once for each file.
//! - Which signatures lie beside it differs from commit to commit; whether one of them is good depends on the file, the
//!   signature and whose root is asked, and is asked once for these three.
//! - A commit that does not touch the folder holds what all its parents hold; one that touches version n holds what any
//!   parent holds below n.
//! - A version also names the commit *after* which it holds, and the signatures cover that name. It is found where the
//!   newest version in every commit is already known, and needs no order: a commit cannot hold a version that names it.
//! - Nothing is parsed that the root of the version before did not sign, so drafts cost a look-up each, however many
//!   there are, and however large.
//!
//! # The way taken
//!
//! Upwards over the commits that descend from genesis, find the newest version of each whose signatures suffice
//! (`walk`); judge the place of each version; what remains is *valid in* a commit. HEAD must hold every version that is
//! valid in any commit behind it: what is lost or changed is a finding, and stops everything. Then carry over the graph
//! once what is asked for every commit (`places`).
//!
//! Parent order decides nothing: `walk` takes any parent where all agree. No date is looked at.

mod archive;
mod findings;
mod ledger;
mod lexicons;
mod places;
mod succession;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::{Severity, Sink};
use crate::git::{self, CommitNo, GitError, Graph};
use crate::model::{CommitId, KeyId, PersonId, Sha256, Trust};
use crate::policy::{Cell, Inputs, KeyState, Policy, Refusal, Requirement, read_signed};
use crate::review::Trail;

pub use archive::{lexicon_path, policy_path, signature_path};
pub use succession::{Electorate, NAMESPACE, Successor, follow};
pub use walk::Roots;

use lexicons::Lexicons;
use walk::{First, NodeNo, Walk};

/// The file that people read and edit.
const FILE: &str = "reviewers.toml";

/// What a history says about its policies.
#[derive(Debug)]
pub struct Reading {
    /// The chain at HEAD; none where no version is valid there.
    pub chain: Option<Chain>,
    /// What is wrong with it, and with the content of its newest version.
    pub findings: Sink,
}

impl Reading {
    /// Returns whether nothing may be released: there is no chain, or it is broken.
    ///
    /// Faults in the content of the newest version do not stop everything; they withhold what they concern.
    pub fn stops(&self) -> bool {
        let broken = |code: u16| (601..=609).contains(&code);
        let stops = |f: &crate::diag::Finding| f.severity == Severity::Error && broken(f.code.number());
        self.chain.is_none() || self.findings.findings().iter().any(stops)
    }
}

/// The policies in force at HEAD, from the first to the newest, and what each commit knew of them.
///
/// Invariant: every version is valid at HEAD, serial n stands at n − 1, and there is at least one.
#[derive(Clone, Debug)]
pub struct Chain {
    root: Sha256,
    genesis: CommitNo,
    policies: Vec<InForce>,
    owners: BTreeMap<KeyId, PersonId>,
    lines: BTreeMap<KeyId, String>,
    compromised: BTreeMap<KeyId, Compromise>,
    void: BTreeSet<CommitId>,
    known: Vec<u32>,
    beside: Vec<u32>,
    descends: Vec<bool>,
}

/// One version of the policy that was signed, with what belongs to it.
#[derive(Clone, Debug)]
pub struct InForce {
    policy: Arc<Policy>,
    sha256: Sha256,
    after: Option<CommitNo>,
    signers: Vec<PersonId>,
    lexicons: Lexicons,
    keys: BTreeMap<KeyId, usize>,
}

/// A key that got into other hands; it never comes back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Compromise {
    /// The first version that says so.
    pub since: u32,
    /// The commit behind which its signatures still count; none if none of them counts.
    pub trusted_through: Option<CommitNo>,
}

impl InForce {
    /// Returns what the version says.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Returns its number.
    pub fn serial(&self) -> u32 {
        self.policy.serial
    }

    /// Returns the hash of its file.
    pub fn sha256(&self) -> Sha256 {
        self.sha256
    }

    /// Returns the place from which it holds; none for the first.
    pub fn after(&self) -> Option<CommitNo> {
        self.after
    }

    /// Returns who signed it, by id: of its own root and of the one before.
    pub fn signers(&self) -> &[PersonId] {
        &self.signers
    }

    /// Returns the text of a word list, exactly as the version names it; none if it is not there.
    pub fn lexicon(&self, name: &str) -> Option<&str> {
        self.lexicons.text(name)
    }

    /// Returns the word lists that are there, by name.
    pub fn lexicons(&self) -> impl Iterator<Item = (&str, &str)> {
        self.lexicons.texts()
    }

    /// Returns the state of a key in this version, if it is registered there.
    pub fn state(&self, key: KeyId) -> Option<KeyState> {
        self.keys.get(&key).map(|at| self.policy.keys[*at].state)
    }

    /// Returns the signatures that `cell` needs before escalation, which only ever adds to them.
    ///
    /// # Errors
    /// Why there is no such cell; or a word list is missing that could add to it.
    pub fn requirement(&self, cell: Cell<'_>) -> Result<Requirement, Refusal> {
        if self.lexicons.missing().any(|name| self.policy.lexicon_concerns(name, cell)) {
            return Err(Refusal::Withheld);
        }
        self.policy.requirement(cell)
    }
}

impl Chain {
    /// Returns the hash of the first version.
    pub fn root(&self) -> Sha256 {
        self.root
    }

    /// Returns the commit that first carries the first version.
    pub fn genesis(&self) -> CommitNo {
        self.genesis
    }

    /// Returns all versions, the first one first.
    pub fn policies(&self) -> &[InForce] {
        &self.policies
    }

    /// Returns the version with this serial number.
    pub fn version(&self, serial: u32) -> Option<&InForce> {
        self.policies.get((serial as usize).checked_sub(1)?)
    }

    /// Returns the newest version.
    pub fn newest(&self) -> &InForce {
        self.policies.last().expect("a chain holds at least its first version")
    }

    /// Returns whose a key is, or was in some version.
    pub fn person_of(&self, key: KeyId) -> Option<&PersonId> {
        self.owners.get(&key)
    }

    /// Returns the state of a key in one version, if it is registered there.
    pub fn state(&self, key: KeyId, serial: u32) -> Option<KeyState> {
        self.version(serial)?.state(key)
    }

    /// Returns since when a key is in other hands, if it ever was.
    pub fn compromised(&self, key: KeyId) -> Option<Compromise> {
        self.compromised.get(&key).copied()
    }

    /// Returns the OpenSSH lines of all keys that any version registers, whatever their state.
    pub fn key_lines(&self) -> impl Iterator<Item = &str> {
        self.lines.values().map(|line| &**line)
    }

    /// Returns the highest version that `commit` holds as HEAD does; 0 if it holds none.
    pub fn known(&self, commit: CommitNo) -> u32 {
        self.known[commit.index()]
    }

    /// Returns the highest version that `commit` might have been made beside: the one that it holds, or a higher one
    /// whose place does not have the commit behind it.
    pub fn conc(&self, commit: CommitNo) -> u32 {
        self.known(commit).max(self.beside[commit.index()])
    }

    /// Returns whether the version after the newest one may hold from `commit` on.
    pub fn is_next_place(&self, commit: CommitNo) -> bool {
        self.descends(commit) && self.known(commit) == self.newest().serial()
    }

    /// Returns whether `commit` is genesis or descends from it: elsewhere no signature counts.
    pub fn descends(&self, commit: CommitNo) -> bool {
        self.descends[commit.index()]
    }

    /// Returns whether some version takes the force of a sign-off away.
    pub fn is_void(&self, sign_off: CommitId) -> bool {
        self.void.contains(&sign_off)
    }
}

/// Reads the chain of a history, as its last commit (HEAD) holds it.
///
/// The trail must have [`SCOPE`] in its scope. Without a pin, what the history itself says is taken, with a warning.
///
/// # Errors
/// An object is missing or damaged.
pub fn read(trail: Trail<'_>, trust: Option<&Trust>, inputs: Inputs<'_>) -> Result<Reading, GitError> {
    let mut findings = Sink::default();
    let chain = read_into(trail, trust, inputs, &mut findings)?;
    Ok(Reading { chain, findings })
}

/// The paths that a chain is read from.
pub const SCOPE: [&str; 2] = [".qianfa/policy", FILE];

fn read_into(
    trail: Trail<'_>,
    trust: Option<&Trust>,
    inputs: Inputs<'_>,
    sink: &mut Sink,
) -> Result<Option<Chain>, GitError> {
    let Some((genesis, root)) = origin(trail, trust, inputs, sink)? else { return Ok(None) };
    let graph = trail.history.graph();
    let descends = places::descendants(graph, genesis);
    let mut walk = Walk::new(trail, inputs, First::Pinned(root));
    walk.climb(&descends)?;
    findings::origin(trail, &walk, genesis, &descends, sink);
    let (newest, next) = walk.newest(trail.history.head())?;
    let policies = newest.map(|top| walk.chain(top)).unwrap_or_default();
    findings::drafts(trail, &mut walk, &policies, &next, sink)?;
    findings::lost(trail, &mut walk, &policies, sink);
    let Some(newest) = newest else { return Ok(None) };
    let in_force =
        policies.iter().map(|node| in_force(trail, &mut walk, *node, sink)).collect::<Result<Vec<_>, _>>()?;
    content(trail, &walk, newest, inputs, sink)?;
    let known = known(trail, &walk, &policies);
    let start = Start { root, genesis, descends };
    let number = |id| trail.history.number(id);
    Ok(Some(assemble(graph, &number, start, in_force, known, sink)))
}

/// Returns the commit and the hash at which trust begins, as the pin or, where there is none, the history says.
fn origin(
    trail: Trail<'_>,
    trust: Option<&Trust>,
    inputs: Inputs<'_>,
    sink: &mut Sink,
) -> Result<Option<(CommitNo, Sha256)>, GitError> {
    if let Some(trust) = trust {
        findings::published(trail, trust, sink);
        let genesis = trail.history.number(trust.genesis);
        if genesis.is_none() {
            sink.push(findings::no_genesis(trust.genesis));
        }
        return Ok(genesis.map(|genesis| (genesis, trust.root)));
    }
    let mut walk = Walk::new(trail, inputs, First::Any);
    let geneses = walk.geneses()?;
    if walk.is_flooded() {
        sink.push(findings::too_many_beginnings());
        return Ok(None);
    }
    let &[genesis] = geneses.as_slice() else {
        sink.push(findings::unclear_genesis(trail, &geneses));
        return Ok(None);
    };
    let Ok(first) = walk.step(None, genesis)? else { return Ok(None) };
    let root = walk.node(first).sha256;
    sink.push(findings::unpinned(root, trail.history.node(genesis).id));
    Ok(Some((genesis, root)))
}

fn in_force(trail: Trail<'_>, walk: &mut Walk<'_>, node: NodeNo, sink: &mut Sink) -> Result<InForce, GitError> {
    let head = trail.history.head();
    let signers = walk.signers(node, head)?;
    let (policy, sha256) = (walk.node(node).policy.clone(), walk.node(node).sha256);
    let lexicons = lexicons::read(&walk.archive, &policy, head, sink)?;
    let ids = policy.keys.iter().enumerate().filter_map(|(at, key)| Some((git::key_id(&key.public.value)?, at)));
    Ok(InForce { keys: ids.collect(), sha256, after: walk.place(node), signers, lexicons, policy })
}

/// Reports what is wrong in the newest version, at the file that people edit where that is the same.
fn content(
    trail: Trail<'_>,
    walk: &Walk<'_>,
    newest: NodeNo,
    inputs: Inputs<'_>,
    sink: &mut Sink,
) -> Result<(), GitError> {
    let text = walk.text(newest)?;
    let archived = policy_path(walk.node(newest).policy.serial);
    let same = findings::people_see(trail, walk, newest, sink);
    read_signed(if same { FILE } else { &archived }, &text, inputs, sink);
    Ok(())
}

/// Returns for each commit the highest version that it holds as HEAD does.
fn known(trail: Trail<'_>, walk: &Walk<'_>, policies: &[NodeNo]) -> Vec<u32> {
    let graph = trail.history.graph();
    let touched = walk.archive.touched();
    let mut known = vec![0; graph.len()];
    for commit in graph.commits() {
        let parent = graph.parents(commit).first();
        known[commit.index()] = match parent {
            // It holds what all its parents hold.
            Some(parent) if !touched.contains_key(&commit) => known[parent.index()],
            _ => highest_held(walk, policies, commit),
        };
    }
    known
}

fn highest_held(walk: &Walk<'_>, policies: &[NodeNo], commit: CommitNo) -> u32 {
    let held = |node: &&NodeNo| {
        let node = walk.node(**node);
        let version = walk.archive.policy(node.policy.serial, commit);
        version.is_some_and(|v| v.blob == node.blob && v.mode == git::Mode::FILE)
    };
    policies.iter().rev().find(held).map_or(0, |node| walk.node(*node).policy.serial)
}

/// Finds a commit of the history by its name.
type Numbers<'a> = &'a dyn Fn(CommitId) -> Option<CommitNo>;

/// Where trust begins.
struct Start {
    root: Sha256,
    genesis: CommitNo,
    descends: Vec<bool>,
}

fn assemble(
    graph: &Graph,
    number: Numbers<'_>,
    start: Start,
    policies: Vec<InForce>,
    known: Vec<u32>,
    sink: &mut Sink,
) -> Chain {
    let held: Vec<(u32, CommitNo)> = policies.iter().filter_map(|p| Some((p.serial(), p.after?))).collect();
    let keys = policies.iter().flat_map(|p| p.keys.iter().map(|(id, at)| (*id, &p.policy.keys[*at])));
    let (mut owners, mut lines) = (BTreeMap::new(), BTreeMap::new());
    for (id, key) in keys {
        owners.insert(id, key.person.clone());
        lines.insert(id, key.public.value.clone());
    }
    let compromised = compromises(graph, number, &policies, sink);
    Chain {
        root: start.root,
        genesis: start.genesis,
        owners,
        lines,
        compromised,
        void: policies.iter().flat_map(|p| p.policy.void.iter().copied()).collect(),
        known,
        beside: places::beside(graph, &held),
        descends: start.descends,
        policies,
    }
}

/// What the versions say about a key that got into other hands.
struct Said {
    since: u32,
    /// The newest word about what is still trusted, and the version that first said so.
    through: Option<CommitId>,
    set_by: u32,
}

/// Returns what became of the keys that any version calls compromised, by id: two names of one key share their fate.
fn compromises(
    graph: &Graph,
    number: Numbers<'_>,
    policies: &[InForce],
    sink: &mut Sink,
) -> BTreeMap<KeyId, Compromise> {
    let mut said: BTreeMap<Vec<u8>, Said> = BTreeMap::new();
    for version in policies {
        for key in version.policy.keys.iter().filter(|k| k.state == KeyState::Compromised) {
            let new = Said { since: version.serial(), through: key.trusted_through, set_by: version.serial() };
            match said.get_mut(&key.point()) {
                None => drop(said.insert(key.point(), new)),
                Some(before) if before.through != new.through => *before = Said { since: before.since, ..new },
                Some(_) => {}
            }
        }
    }
    let judged: BTreeMap<Vec<u8>, Compromise> =
        said.into_iter().map(|(point, said)| (point, judge_trust(graph, number, policies, &said, sink))).collect();
    let keys = policies.iter().flat_map(|p| p.keys.iter().map(|(id, at)| (*id, &p.policy.keys[*at])));
    keys.filter_map(|(id, key)| Some((id, *judged.get(&key.point())?))).collect()
}

/// What is still trusted must lie before the place of the version that says so: a thief could have moved it otherwise.
fn judge_trust(graph: &Graph, number: Numbers<'_>, policies: &[InForce], said: &Said, sink: &mut Sink) -> Compromise {
    let after = policies.get(said.set_by as usize - 1).and_then(|version| version.after);
    let through = said.through.and_then(number);
    let pair = through.zip(after).filter(|pair| graph.behind(&[*pair]) == [true]);
    if let (Some(written), None) = (said.through, pair) {
        sink.push(findings::trusted_elsewhere(said.set_by, written));
    }
    Compromise { since: said.since, trusted_through: pair.map(|(through, _)| through) }
}

#[cfg(test)]
impl Chain {
    /// Returns a chain of these versions over a history of one commit, as if everybody had signed; inside tests only.
    pub(crate) fn assumed(policies: Vec<Policy>) -> Self {
        let count = u32::try_from(policies.len()).unwrap();
        let graph = Graph::new([Vec::new()]).unwrap();
        Self::assumed_over(&graph, policies, vec![None; count as usize], vec![count])
    }

    /// Returns a chain over `graph`, whose first commit is genesis: the place of each version, and what each commit
    /// holds.
    pub(crate) fn assumed_over(
        graph: &Graph,
        policies: Vec<Policy>,
        places: Vec<Option<CommitNo>>,
        known: Vec<u32>,
    ) -> Self {
        let genesis = CommitNo::new(0);
        let start = Start { root: Sha256::of(b"1"), genesis, descends: places::descendants(graph, genesis) };
        let in_force = policies.into_iter().zip(places).map(|(policy, after)| {
            let ids =
                policy.keys.iter().enumerate().filter_map(|(at, key)| Some((git::key_id(&key.public.value)?, at)));
            InForce {
                keys: ids.collect(),
                sha256: Sha256::of(policy.serial.to_string().as_bytes()),
                after,
                signers: Vec::new(),
                lexicons: Lexicons::default(),
                policy: Arc::new(policy),
            }
        });
        assemble(graph, &|_| None, start, in_force.collect(), known, &mut Sink::default())
    }
}

#[cfg(test)]
mod tests;
