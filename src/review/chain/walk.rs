//! Which versions are valid in which commit.
//!
//! See the head of [`chain`](super) for the argument.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::diag::Sink;
use crate::git::{self, CommitNo, GitError, KeyRing, Mode};
use crate::model::{BlobId, KeyId, PersonId, Sha256};
use crate::policy::{Inputs, KeyState, Policy, read_signed};
use crate::review::Trail;
use crate::review::chain::archive::{Archive, MAX_POLICY, policy_path};
use crate::review::chain::ledger::{Breach, Ledger};
use crate::review::chain::succession::NAMESPACE;

/// Different first versions that are read where no pin says which is the one: each costs memory, and anybody who can
/// push can write one.
const MAX_FIRST: usize = 64;

/// The number of a version in a [`Walk`]; the one before has a smaller one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct NodeNo(u32);

impl NodeNo {
    fn index(self) -> usize {
        self.0 as usize
    }
}

/// A version whose file is right, after those before it: which signatures a commit holds is another question.
///
/// Its file names the one before by hash, so it stands for the whole chain up to itself.
pub(super) struct Node {
    pub(super) below: Option<NodeNo>,
    pub(super) policy: Arc<Policy>,
    pub(super) sha256: Sha256,
    pub(super) blob: BlobId,
    ledger: Ledger,
    /// The active keys of its root.
    root: RootKeys,
}

/// The keys with which a version's root signs.
#[derive(Clone, Debug)]
pub(super) struct RootKeys {
    pub(super) ring: KeyRing,
    pub(super) owners: BTreeMap<KeyId, PersonId>,
}

impl RootKeys {
    pub(super) fn of(policy: &Policy) -> Self {
        let active =
            policy.keys.iter().filter(|k| k.state == KeyState::Active && policy.root.people.contains(&k.person));
        let owned = active.clone().filter_map(|k| Some((git::key_id(&k.public.value)?, k.person.clone())));
        Self { owners: owned.collect(), ring: KeyRing::new(active.map(|k| &*k.public.value)) }
    }
}

/// Why a file is no valid version in a commit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// There is no such file.
    Absent,
    /// It is a link, a program or a submodule.
    Mode,
    /// It is larger than any policy, or no UTF-8.
    Unreadable,
    /// It is not the first version that the pin names.
    OtherRoot,
    /// There are more first versions than anybody would look through without a pin.
    TooMany,
    /// Its structure cannot be understood.
    Structure,
    /// It says that it is another version.
    Serial(u32),
    /// It does not name the version before.
    Previous,
    /// It declares a version before it without force.
    RejectsItself,
    /// It cannot follow the versions before it.
    Breach(Breach),
    /// Too few people of a root signed.
    Signatures(Lack),
    /// It does not hold from a place where the version before was the newest.
    After(Elsewhere),
}

/// Who signed, and who is missing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Lack {
    pub(super) whose: Roots,
    pub(super) needed: usize,
    pub(super) signed: Vec<PersonId>,
    /// Who could sign: they hold an active key.
    pub(super) able: Vec<PersonId>,
}

/// Whose signatures are missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Roots {
    /// Of the root of the version before.
    Old,
    /// Of its own root.
    Own,
}

/// Why a commit cannot be the place from which a version holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Elsewhere {
    /// It is not in the history.
    Unknown,
    /// It does not descend from genesis.
    Outside,
    /// Another version than the one before is the newest there.
    OtherVersion,
}

/// Which first version is meant.
#[derive(Clone, Copy)]
pub(super) enum First {
    /// The one with this hash.
    Pinned(Sha256),
    /// Any that its own root signed.
    Any,
}

/// What is known of a history's versions.
pub(super) struct Walk<'a> {
    pub(super) archive: Archive<'a>,
    trail: Trail<'a>,
    inputs: Inputs<'a>,
    first: First,
    nodes: Vec<Node>,
    /// Files that were looked at, after which version.
    drafts: HashMap<(Option<NodeNo>, BlobId), Result<NodeNo, Fault>>,
    firsts: usize,
    /// Who signed a file: whose root is asked, the file, the signature.
    signers: HashMap<(NodeNo, BlobId, BlobId), Option<PersonId>>,
    /// The newest version in each commit, whatever the places from which versions hold.
    tops: Vec<Option<NodeNo>>,
    /// For each version, whether the place from which it holds is right; the rest is not asked yet.
    places: Vec<Option<Result<(), Elsewhere>>>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(trail: Trail<'a>, inputs: Inputs<'a>, first: First) -> Self {
        Self {
            archive: Archive::new(trail),
            trail,
            inputs,
            first,
            nodes: Vec::new(),
            drafts: HashMap::new(),
            firsts: 0,
            signers: HashMap::new(),
            tops: Vec::new(),
            places: Vec::new(),
        }
    }

    pub(super) fn node(&self, node: NodeNo) -> &Node {
        &self.nodes[node.index()]
    }

    /// Returns a version with those before it, the first one first.
    pub(super) fn chain(&self, top: NodeNo) -> Vec<NodeNo> {
        let mut chain: Vec<NodeNo> = std::iter::successors(Some(top), |node| self.node(*node).below).collect();
        chain.reverse();
        chain
    }

    fn serial_of(&self, node: NodeNo) -> u32 {
        self.node(node).policy.serial
    }

    /// Returns the commits that first carry a first version signed by its own root: none of them is behind another.
    pub(super) fn geneses(&mut self) -> Result<Vec<CommitNo>, GitError> {
        let graph = self.trail.history.graph();
        let mut carries = vec![false; graph.len()];
        for (commit, _) in self.archive.touched().into_iter().filter(|(_, serial)| *serial == 1) {
            carries[commit.index()] = self.step(None, commit)?.is_ok();
        }
        let (mut begun, mut geneses) = (vec![false; graph.len()], Vec::new());
        for commit in graph.commits() {
            let before = graph.parents(commit).iter().any(|parent| begun[parent.index()]);
            if carries[commit.index()] && !before {
                geneses.push(commit);
            }
            begun[commit.index()] = before || carries[commit.index()];
        }
        Ok(geneses)
    }

    /// Returns whether some first versions were not looked at, so that what was found may not be all.
    pub(super) fn is_flooded(&self) -> bool {
        self.firsts > MAX_FIRST
    }

    /// Finds the newest version in every commit that descends from genesis.
    pub(super) fn climb(&mut self, descends: &[bool]) -> Result<(), GitError> {
        let graph = self.trail.history.graph();
        let touched = self.archive.touched();
        self.tops = vec![None; graph.len()];
        for commit in graph.commits().filter(|c| descends[c.index()]) {
            let parent = graph.parents(commit).iter().find(|parent| descends[parent.index()]);
            let inherited = parent.and_then(|parent| self.tops[parent.index()]);
            self.tops[commit.index()] = match (touched.get(&commit), parent) {
                (None, Some(_)) => inherited,
                // What all parents agree on below the first touched version is as it was.
                (Some(first), Some(_)) => self.top_from(self.below(inherited, *first), commit)?,
                (_, None) => self.top_from(None, commit)?,
            };
        }
        self.places = vec![None; self.nodes.len()];
        let tops: BTreeSet<NodeNo> = self.tops.iter().flatten().copied().collect();
        for top in tops {
            self.placed(top, descends);
        }
        Ok(())
    }

    /// Returns the highest version at or below `node` whose serial number is smaller than `serial`.
    fn below(&self, node: Option<NodeNo>, serial: u32) -> Option<NodeNo> {
        let mut line = std::iter::successors(node, |node| self.node(*node).below);
        line.find(|node| self.serial_of(*node) < serial)
    }

    fn top_from(&mut self, mut top: Option<NodeNo>, commit: CommitNo) -> Result<Option<NodeNo>, GitError> {
        while let Ok(next) = self.step(top, commit)? {
            top = Some(next);
        }
        Ok(top)
    }

    /// Returns the version that `commit` holds after `below`, its place not looked at, or why it holds none.
    pub(super) fn step(&mut self, below: Option<NodeNo>, commit: CommitNo) -> Result<Result<NodeNo, Fault>, GitError> {
        let serial = below.map_or(1, |node| self.serial_of(node) + 1);
        let blob = match self.archive.policy(serial, commit) {
            None => return Ok(Err(Fault::Absent)),
            Some(version) if version.mode != Mode::FILE => return Ok(Err(Fault::Mode)),
            Some(version) => version.blob,
        };
        // The root of the version before comes first: what it did not sign is not even parsed.
        if let Some(below) = below
            && let Err(lack) = self.signed_by(below, Roots::Old, serial, blob, commit)?
        {
            return Ok(Err(Fault::Signatures(lack)));
        }
        let node = match self.draft(below, serial, blob)? {
            Ok(node) => node,
            Err(fault) => return Ok(Err(fault)),
        };
        if !self.keeps_root(node)
            && let Err(lack) = self.signed_by(node, Roots::Own, serial, blob, commit)?
        {
            return Ok(Err(Fault::Signatures(lack)));
        }
        Ok(Ok(node))
    }

    /// Returns whether a version has the root of the one before; the first has one of its own.
    fn keeps_root(&self, node: NodeNo) -> bool {
        let node = self.node(node);
        node.below.is_some_and(|below| self.node(below).policy.root == node.policy.root)
    }

    /// Returns the people of `root` whose signatures over a version count in `commit`, if they are enough.
    fn signed_by(
        &mut self,
        root: NodeNo,
        whose: Roots,
        serial: u32,
        blob: BlobId,
        commit: CommitNo,
    ) -> Result<Result<Vec<PersonId>, Lack>, GitError> {
        let policy = self.node(root).policy.clone();
        let mut signed = Vec::new();
        for person in &policy.root.people {
            if let Some(signature) = self.archive.signature(serial, person, commit)
                && self.signer(root, blob, signature)?.as_ref() == Some(person)
            {
                signed.push(person.clone());
            }
        }
        let needed = policy.root.threshold;
        if signed.len() >= needed {
            return Ok(Ok(signed));
        }
        let able: BTreeSet<&PersonId> = self.node(root).root.owners.values().collect();
        let able = able.into_iter().filter(|p| !signed.contains(p)).cloned().collect();
        Ok(Err(Lack { whose, needed, signed, able }))
    }

    /// Returns who of the people of `root` made a signature over a file.
    fn signer(&mut self, root: NodeNo, blob: BlobId, signature: BlobId) -> Result<Option<PersonId>, GitError> {
        let asked = (root, blob, signature);
        if let Some(signer) = self.signers.get(&asked) {
            return Ok(signer.clone());
        }
        let files = (self.archive.policy_bytes(blob)?, self.archive.signature_bytes(signature)?);
        let signer = match files {
            (Some(bytes), Some(armour)) => {
                let keys = &self.node(root).root;
                let key = keys.ring.verify_file(NAMESPACE, &bytes, &armour).ok();
                key.and_then(|key| keys.owners.get(&key.id()).cloned())
            }
            _ => None,
        };
        self.signers.insert(asked, signer.clone());
        Ok(signer)
    }

    /// Returns the version that a file is after `below`, or why it is none, whoever signed it.
    fn draft(&mut self, below: Option<NodeNo>, serial: u32, blob: BlobId) -> Result<Result<NodeNo, Fault>, GitError> {
        if let Some(known) = self.drafts.get(&(below, blob)) {
            return Ok(known.clone());
        }
        let read = match self.archive.policy_bytes(blob)? {
            Some(bytes) => self.read_draft(below, serial, blob, &bytes),
            None => Err(Fault::Unreadable),
        };
        let outcome = read.map(|node| {
            self.nodes.push(node);
            NodeNo(u32::try_from(self.nodes.len() - 1).expect("a history holds fewer versions than commits"))
        });
        self.drafts.insert((below, blob), outcome.clone());
        Ok(outcome)
    }

    fn read_draft(&mut self, below: Option<NodeNo>, serial: u32, blob: BlobId, bytes: &[u8]) -> Result<Node, Fault> {
        let sha256 = Sha256::of(bytes);
        if below.is_none() {
            self.count_first(sha256)?;
        }
        let text = std::str::from_utf8(bytes).map_err(|_| Fault::Unreadable)?;
        let policy = read_signed(&policy_path(serial), text, self.inputs, &mut Sink::default());
        let policy = policy.ok_or(Fault::Structure)?;
        if policy.serial != serial {
            return Err(Fault::Serial(policy.serial));
        }
        let before = below.map(|below| self.node(below));
        if policy.previous != before.map(|node| node.sha256) {
            return Err(Fault::Previous);
        }
        let line = std::iter::successors(below, |node| self.node(*node).below);
        if line.map(|node| self.node(node).sha256).any(|before| policy.rejects.contains(&before)) {
            return Err(Fault::RejectsItself);
        }
        let nothing = Ledger::default();
        let ledger = before.map_or(&nothing, |node| &node.ledger).followed_by(&policy).map_err(Fault::Breach)?;
        let root = RootKeys::of(&policy);
        Ok(Node { below, policy: Arc::new(policy), sha256, blob, ledger, root })
    }

    /// Says whether a file may be the first version.
    fn count_first(&mut self, sha256: Sha256) -> Result<(), Fault> {
        match self.first {
            First::Pinned(root) if root != sha256 => Err(Fault::OtherRoot),
            First::Pinned(_) => Ok(()),
            First::Any => {
                self.firsts += 1;
                if self.firsts > MAX_FIRST { Err(Fault::TooMany) } else { Ok(()) }
            }
        }
    }

    /// Judges the place from which a version holds, and first those that this depends on.
    ///
    /// A version names its place by hash, and so does every version that the place holds: there is no circle, and one
    /// that we met would be refused.
    fn judge_place(&mut self, node: NodeNo, descends: &[bool]) -> Result<(), Elsewhere> {
        if let Some(known) = self.places[node.index()] {
            return known;
        }
        self.places[node.index()] = Some(Err(Elsewhere::OtherVersion));
        let judged = self.find_place(node, descends);
        self.places[node.index()] = Some(judged);
        judged
    }

    fn find_place(&mut self, node: NodeNo, descends: &[bool]) -> Result<(), Elsewhere> {
        let Some(after) = self.node(node).policy.after else { return Ok(()) };
        let place = self.trail.history.number(after).ok_or(Elsewhere::Unknown)?;
        if !descends[place.index()] {
            return Err(Elsewhere::Outside);
        }
        let newest = match self.tops[place.index()] {
            Some(top) => self.placed(top, descends),
            None => None,
        };
        if newest == self.node(node).below { Ok(()) } else { Err(Elsewhere::OtherVersion) }
    }

    /// Returns the newest version at or below `top` of which all places are right.
    fn placed(&mut self, top: NodeNo, descends: &[bool]) -> Option<NodeNo> {
        let mut newest = None;
        for node in self.chain(top) {
            if self.judge_place(node, descends).is_err() {
                break;
            }
            newest = Some(node);
        }
        newest
    }

    /// Returns the place from which a version holds.
    pub(super) fn place(&self, node: NodeNo) -> Option<CommitNo> {
        self.node(node).policy.after.and_then(|after| self.trail.history.number(after))
    }

    /// Returns the newest version in `commit` that its signatures allow, whatever its place.
    pub(super) fn top(&self, commit: CommitNo) -> Option<NodeNo> {
        self.tops[commit.index()]
    }

    /// Returns the newest valid version in `commit`, and why the one that follows there is none.
    pub(super) fn newest(&mut self, commit: CommitNo) -> Result<(Option<NodeNo>, Fault), GitError> {
        let mut newest = None;
        for node in self.tops[commit.index()].map(|top| self.chain(top)).into_iter().flatten() {
            match self.places[node.index()] {
                Some(Ok(())) => newest = Some(node),
                Some(Err(elsewhere)) => return Ok((newest, Fault::After(elsewhere))),
                None => return Ok((newest, Fault::After(Elsewhere::OtherVersion))),
            }
        }
        match self.step(newest, commit)? {
            Err(fault) => Ok((newest, fault)),
            // A commit that does not descend from genesis holds no version, whatever is in it.
            Ok(_) => Ok((newest, Fault::After(Elsewhere::Outside))),
        }
    }

    /// Returns every version that is valid in some commit.
    pub(super) fn valid(&mut self) -> BTreeSet<NodeNo> {
        let tops: BTreeSet<NodeNo> = self.tops.iter().flatten().copied().collect();
        let mut valid = BTreeSet::new();
        for top in tops {
            let sound = self.chain(top).into_iter().take_while(|node| self.places[node.index()] == Some(Ok(())));
            valid.extend(sound);
        }
        valid
    }

    /// Returns everybody whose signature over a valid version counts in `commit`.
    pub(super) fn signers(&mut self, node: NodeNo, commit: CommitNo) -> Result<Vec<PersonId>, GitError> {
        let (blob, serial) = (self.node(node).blob, self.serial_of(node));
        let old = self.node(node).below.map(|below| (below, Roots::Old));
        let own = (!self.keeps_root(node)).then_some((node, Roots::Own));
        let mut people = BTreeSet::new();
        for (root, whose) in old.into_iter().chain(own) {
            let signed = self.signed_by(root, whose, serial, blob, commit)?;
            people.extend(signed.unwrap_or_else(|lack| lack.signed));
        }
        Ok(people.into_iter().collect())
    }

    /// Returns the text of a version.
    pub(super) fn text(&self, node: NodeNo) -> Result<String, GitError> {
        let blob = self.node(node).blob;
        let bytes = self.archive.policy_bytes(blob)?;
        let text = bytes.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
        text.ok_or_else(|| GitError::TooLarge { what: format!("object {blob}"), bound: MAX_POLICY as u64 })
    }
}
