//! What people signed, found in the history once: sign-offs, and what only looks like one.
//!
//! A commit *claims* to be a sign-off when it has one parent, the same tree, and a line that begins with `Qianfa-`.
//! Its signature is verified before its statement is read, and only for registered keys. What then breaks a rule is
//! malformed: it may have been an objection, so it is never passed over where its signer could have made one.
//! A statement that names another key or another parent than its commit has is a copy, made by a rebase: git signs
//! such commits again with the key of whoever rebases. It counts nothing.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::git::{
    Action, BadSignature, CommitNo, GitError, KeyRing, Malformed, PathNo, RawCommit, Statement, VersionId, claims,
};
use crate::model::{ContentPath, KeyId, PersonId, StepId};
use crate::review::authority::Mark;
use crate::review::chain::Chain;
use crate::review::paths::Paths;

/// A well-formed sign-off of a registered key.
#[derive(Clone, Debug)]
pub struct SignOff {
    /// Who signed, where.
    pub mark: Mark,
    /// What is said.
    pub action: Action,
    /// For which step; none for a vouch.
    pub step: Option<StepId>,
    /// About what: each path with the version that was signed, [`VersionId::ABSENT`] for a withdrawal.
    pub items: Vec<(PathNo, VersionId)>,
    /// The body of its message.
    pub reason: String,
}

/// The number of a sign-off in [`Evidence`], in the order of commits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SignOffNo(pub(super) u32);

/// A claiming commit that is not well-formed.
#[derive(Clone, Debug)]
pub struct Broken {
    /// The commit.
    pub commit: CommitNo,
    /// Who signed it, if a registered key did.
    pub mark: Option<Mark>,
    /// The line of its message that is wrong.
    pub line: usize,
    /// What is wrong.
    pub fault: &'static str,
    /// The paths that it is about, if they could be read.
    pub items: Option<Vec<ContentPath>>,
}

/// A copy of a sign-off, or sign-off lines in a commit that changes files.
#[derive(Clone, Debug)]
pub struct Idle {
    /// The commit.
    pub commit: CommitNo,
    /// Who signed it, if a registered key did.
    pub person: Option<PersonId>,
    /// The paths that it is about, as far as they could be read.
    pub items: Vec<ContentPath>,
}

/// Everything that people signed.
pub struct Evidence<'a> {
    paths: &'a Paths<'a>,
    chain: &'a Chain,
    ring: KeyRing,
    sign_offs: Vec<SignOff>,
    by_path: HashMap<PathNo, Vec<(SignOffNo, VersionId)>>,
    broken: Vec<Broken>,
    copies: Vec<Idle>,
    strays: Vec<Idle>,
    signers: Vec<OnceLock<Option<Mark>>>,
    /// Paths that sign-offs name and no commit ever had.
    unheard: BTreeSet<ContentPath>,
}

/// What the first commits of a history were found to hold.
#[derive(Default)]
pub(super) struct Known {
    /// How many they are.
    pub(super) commits: usize,
    /// The sign-offs, in the order of commits.
    pub(super) sign_offs: Vec<SignOff>,
    /// The claiming commits that are not well-formed.
    pub(super) broken: Vec<Broken>,
    /// The copies of sign-offs.
    pub(super) copies: Vec<Idle>,
    /// Sign-off lines in commits that change files.
    pub(super) strays: Vec<Idle>,
    /// Paths that sign-offs name and no commit ever had.
    pub(super) unheard: BTreeSet<ContentPath>,
}

/// What one commit turned out to be.
enum Found {
    /// With the paths that it names and no commit ever had.
    SignOff(SignOff, Vec<ContentPath>),
    Broken(Broken),
    Copy(Idle),
    Stray(Idle),
}

impl<'a> Evidence<'a> {
    /// Reads every commit that descends from genesis.
    ///
    /// # Errors
    /// A commit or a signed blob cannot be read.
    pub fn read(paths: &'a Paths<'a>, chain: &'a Chain) -> Result<Self, GitError> {
        Self::read_after(paths, chain, Known::default())
    }

    /// Reads the commits that were not looked at when `known` was found.
    ///
    /// # Errors
    /// A commit or a signed blob cannot be read.
    pub(super) fn read_after(paths: &'a Paths<'a>, chain: &'a Chain, known: Known) -> Result<Self, GitError> {
        let graph = paths.trail().history.graph();
        let ring = KeyRing::new(chain.key_lines());
        let signers = std::iter::repeat_with(OnceLock::new).take(graph.len()).collect();
        let mut evidence = Self {
            paths,
            chain,
            ring,
            sign_offs: Vec::new(),
            by_path: HashMap::new(),
            broken: known.broken,
            copies: known.copies,
            strays: known.strays,
            signers,
            unheard: known.unheard,
        };
        known.sign_offs.into_iter().for_each(|s| evidence.keep(Found::SignOff(s, Vec::new())));
        let commits: Vec<CommitNo> = graph.commits().skip(known.commits).filter(|c| chain.descends(*c)).collect();
        let found: Vec<Option<Found>> =
            commits.into_par_iter().map(|c| evidence.look(c)).collect::<Result<_, GitError>>()?;
        found.into_iter().flatten().for_each(|f| evidence.keep(f));
        Ok(evidence)
    }

    fn keep(&mut self, found: Found) {
        match found {
            Found::SignOff(sign_off, unheard) => {
                self.unheard.extend(unheard);
                let number = SignOffNo(u32::try_from(self.sign_offs.len()).expect("fewer sign-offs than commits"));
                for &(path, version) in &sign_off.items {
                    self.by_path.entry(path).or_default().push((number, version));
                }
                self.sign_offs.push(sign_off);
            }
            Found::Broken(broken) => self.broken.push(broken),
            Found::Copy(copy) => self.copies.push(copy),
            Found::Stray(stray) => self.strays.push(stray),
        }
    }

    /// Returns a sign-off.
    pub fn sign_off(&self, number: SignOffNo) -> &SignOff {
        &self.sign_offs[number.0 as usize]
    }

    /// Returns all sign-offs, in the order of commits.
    pub fn sign_offs(&self) -> impl Iterator<Item = (SignOffNo, &SignOff)> {
        (0..).map(SignOffNo).zip(&self.sign_offs)
    }

    /// Returns the sign-offs that commits from `first` on are.
    pub(super) fn sign_offs_since(&self, first: CommitNo) -> &[SignOff] {
        &self.sign_offs[self.sign_offs.partition_point(|s| s.mark.commit < first)..]
    }

    /// Returns the sign-offs about a path, each with the version that it signed, in the order of commits.
    pub fn about(&self, path: PathNo) -> &[(SignOffNo, VersionId)] {
        self.by_path.get(&path).map_or(&[], Vec::as_slice)
    }

    /// Returns the paths that any sign-off is about.
    pub fn signed_paths(&self) -> impl Iterator<Item = PathNo> {
        self.by_path.keys().copied()
    }

    /// Returns the paths that sign-offs name and no commit ever had: a commit that brings one changes what they are about.
    pub(super) fn unheard(&self) -> &BTreeSet<ContentPath> {
        &self.unheard
    }

    /// Returns the claiming commits that are not well-formed.
    pub fn broken(&self) -> &[Broken] {
        &self.broken
    }

    /// Returns the copies of sign-offs.
    pub fn copies(&self) -> &[Idle] {
        &self.copies
    }

    /// Returns the commits that change files or have several parents, and carry sign-off lines.
    pub fn strays(&self) -> &[Idle] {
        &self.strays
    }

    /// Returns who signed a commit with a registered key, whatever the commit does.
    ///
    /// # Errors
    /// The commit cannot be read again.
    pub fn signer(&self, commit: CommitNo) -> Result<Option<&Mark>, GitError> {
        self.signer_among(commit, |_| true)
    }

    /// Returns who signed a commit, if it is one of those who are `wanted`: for anybody else, nothing is verified.
    ///
    /// # Errors
    /// The commit cannot be read again.
    pub fn signer_among(
        &self,
        commit: CommitNo,
        wanted: impl Fn(&PersonId) -> bool,
    ) -> Result<Option<&Mark>, GitError> {
        let slot = &self.signers[commit.index()];
        if slot.get().is_none() {
            let history = self.paths.trail().history;
            let mark = if history.node(commit).is_signed && self.chain.descends(commit) {
                let bytes = history.raw(commit, self.paths.trail().objects)?;
                let raw = RawCommit::parse(&bytes);
                let named = raw.as_ref().and_then(|raw| self.ring.named_by(raw));
                match (raw, named.and_then(|key| self.chain.person_of(key))) {
                    (Some(raw), Some(person)) if wanted(person) => self.verify(commit, &raw).ok(),
                    (_, Some(_)) => return Ok(None),
                    (_, None) => None,
                }
            } else {
                None
            };
            // Another thread may have come first, with the same answer.
            let _ = slot.set(mark);
        }
        Ok(slot.get().and_then(Option::as_ref).filter(|mark| wanted(&mark.person)))
    }

    fn verify(&self, commit: CommitNo, raw: &RawCommit<'_>) -> Result<Mark, BadSignature> {
        let ahead = self.paths.trail().history.verified(commit).filter(|key| self.ring.contains(key.id()));
        let key = ahead.map_or_else(|| self.ring.verify_commit(raw), Ok)?.id();
        self.mark(commit, key).ok_or(BadSignature::UnknownKey(key))
    }

    fn mark(&self, commit: CommitNo, key: KeyId) -> Option<Mark> {
        let person = self.chain.person_of(key)?.clone();
        Some(Mark { commit, key, person, known: self.chain.known(commit), conc: self.chain.conc(commit) })
    }

    fn look(&self, commit: CommitNo) -> Result<Option<Found>, GitError> {
        let history = self.paths.trail().history;
        let bytes = history.raw(commit, self.paths.trail().objects)?;
        let Some(raw) = RawCommit::parse(&bytes) else { return Ok(None) };
        if !claims(raw.message) {
            return Ok(None);
        }
        let mark = self.verify(commit, &raw).ok();
        let graph = history.graph();
        let empty = matches!(graph.parents(commit), [only] if history.node(*only).tree == raw.tree);
        if !empty {
            return Ok(Some(Found::Stray(idle(commit, mark, &raw))));
        }
        let Some(mark) = mark else {
            return Ok(Some(Found::Broken(broken(commit, None, &raw, "signature"))));
        };
        match Statement::parse(raw.message) {
            Err(Malformed { line, fault, items }) => {
                Ok(Some(Found::Broken(Broken { commit, mark: Some(mark), line, fault, items })))
            }
            Ok(s) if s.key != mark.key || raw.parents != [s.parent] => {
                Ok(Some(Found::Copy(idle(commit, Some(mark), &raw))))
            }
            Ok(statement) => self.compare(mark, statement, &raw).map(Some),
        }
    }

    /// Compares a statement with the commit that makes it: the group, the policy, and every item with the tree.
    fn compare(&self, mark: Mark, statement: Statement, raw: &RawCommit<'_>) -> Result<Found, GitError> {
        let fault = |mark: Mark, fault| Ok(Found::Broken(broken(mark.commit, Some(mark), raw, fault)));
        if statement.root != self.chain.root() {
            return fault(mark, "root");
        }
        let known = self.chain.version(mark.known);
        if known.is_none_or(|p| (p.serial(), p.sha256()) != statement.policy) {
            return fault(mark, "policy");
        }
        let (mut items, mut unheard) = (Vec::with_capacity(statement.items.len()), Vec::new());
        for item in &statement.items {
            // What no commit ever had in the folders that are judged is nothing that could be published.
            let Some(path) = self.paths.find(item.path.as_str()) else {
                match item.version {
                    Some(_) if self.paths.is_judged(item.path.as_str()) => return fault(mark, "item"),
                    _ => {
                        unheard.push(item.path.clone());
                        continue;
                    }
                }
            };
            let version = self.paths.at(mark.commit, path);
            if !self.matches(item.version, version)? {
                return fault(mark, "item");
            }
            items.push((path, version));
        }
        let Statement { action, step, reason, .. } = statement;
        Ok(Found::SignOff(SignOff { mark, action, step, items, reason }, unheard))
    }

    /// Returns whether an item line names exactly this version: mode, blob and SHA-256, or its absence.
    fn matches(&self, signed: Option<crate::git::SignedVersion>, version: VersionId) -> Result<bool, GitError> {
        let there = self.paths.trail().versions.version(version);
        let (Some(signed), Some(there)) = (signed, there) else { return Ok(signed.is_none() && there.is_none()) };
        if (signed.mode, signed.blob) != (there.mode, there.blob) {
            return Ok(false);
        }
        Ok(self.paths.sha256(version)? == Some(signed.sha256))
    }
}

fn idle(commit: CommitNo, mark: Option<Mark>, raw: &RawCommit<'_>) -> Idle {
    let items = match Statement::parse(raw.message) {
        Ok(statement) => statement.items.into_iter().map(|i| i.path).collect(),
        Err(malformed) => malformed.items.unwrap_or_default(),
    };
    Idle { commit, person: mark.map(|m| m.person), items }
}

fn broken(commit: CommitNo, mark: Option<Mark>, raw: &RawCommit<'_>, fault: &'static str) -> Broken {
    let items = match Statement::parse(raw.message) {
        Ok(statement) => Some(statement.items.into_iter().map(|i| i.path).collect()),
        Err(malformed) => malformed.items,
    };
    Broken { commit, mark, line: 1, fault, items }
}
