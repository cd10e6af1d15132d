//! What an earlier run read of a history, and how it becomes that of a later commit.
//!
//! Commits, trees and what they differ in never change under their names, so what was read once is as good as reading
//! it again. It is taken only where the new head stands on the old one along first parents: numbers are given depth
//! first, first parents first, so reading everything anew would number the old commits, and with them paths and
//! versions, exactly as they were, and the new ones after them. What is decided does not depend on numbers; what is said
//! may (which of two commits is named), and it shall not depend on whether something was remembered.
//!
//! Bytes of commits are not kept: they are read again where somebody asks for them.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::commit::RawCommit;
use super::error::{Budget, GitError};
use super::graph::{CommitNo, Graph};
use super::history::{CommitNode, History};
use super::objects::Objects;
use super::pack::{Packer, Unpacker};
use super::repository::Repository;
use super::scope::Scope;
use super::tree::{Mode, TreeId};
use super::tree_diff::Version;
use super::verify::VerifiedKey;
use super::versions::{PathNo, Stored, VersionId, Versions};
use crate::model::{BlobId, CommitId, KeyId};

/// New commits up to which a history is carried on; reading more of them anew costs little more.
const MOST_NEW: usize = 256;

impl History {
    /// Writes down what [`History::unpack`] reads.
    pub fn pack(&self, into: &mut Packer) {
        let keys: BTreeSet<KeyId> = self.verified.iter().flatten().map(|key| key.id()).collect();
        let keys: Vec<KeyId> = keys.into_iter().collect();
        into.count(keys.len());
        keys.iter().for_each(|key| into.fixed(key.as_bytes()));
        into.count(self.nodes.len());
        for (at, node) in self.nodes.iter().enumerate() {
            into.fixed(node.id.as_bytes());
            into.fixed(node.tree.as_bytes());
            into.flag(node.is_signed);
            let key = self.verified(CommitNo::new(at as u32)).and_then(|key| keys.binary_search(&key.id()).ok());
            into.count(key.map_or(0, |key| key + 1));
            let parents = self.graph.parents(CommitNo::new(at as u32));
            into.count(parents.len());
            // Mostly the one before.
            parents.iter().for_each(|p| into.count(at - p.index()));
        }
    }

    /// Reads what [`History::pack`] wrote.
    pub fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        let count = from.count()?;
        let keys = (0..count).map(|_| Some(KeyId::from_bytes(from.fixed(32)?.try_into().ok()?)));
        let keys: Vec<KeyId> = keys.collect::<Option<_>>()?;
        let count = from.count()?;
        let mut history = Self::none();
        history.nodes.reserve(count);
        history.numbers.reserve(count);
        history.verified.reserve(count);
        let mut parents: Vec<Vec<u32>> = Vec::with_capacity(count);
        for at in 0..count {
            let id = CommitId::from_bytes(from.fixed(20)?.try_into().ok()?);
            let tree = TreeId::from_bytes(from.fixed(20)?.try_into().ok()?);
            let is_signed = from.flag()?;
            history.verified.push(match from.number()?.checked_sub(1) {
                Some(key) => Some(VerifiedKey::remembered(*keys.get(key as usize)?)),
                None => None,
            });
            let of = from.count()?;
            let of = (0..of).map(|_| u32::try_from(at).ok()?.checked_sub(from.number()?));
            parents.push(of.collect::<Option<_>>()?);
            history.numbers.insert(id, CommitNo::new(u32::try_from(at).ok()?));
            history.nodes.push(CommitNode { id, tree, is_signed, piece: 0, raw: 0..0 });
        }
        history.graph = Graph::none().with(parents)?;
        (count > 0).then_some(history)
    }
}

impl Versions {
    /// Writes down what [`Versions::unpack`] reads; `false` if there is something that is not written down.
    pub fn pack(&self, into: &mut Packer) -> bool {
        if !self.faults.is_empty() {
            return false;
        }
        into.fixed(&self.budget.rest().to_le_bytes());
        into.count(self.versions.len());
        for version in &self.versions {
            into.number(version.mode.bits());
            into.fixed(version.blob.as_bytes());
        }
        into.count(self.names.len());
        for (name, range) in self.names.iter().zip(self.starts.windows(2)) {
            into.bytes(name);
            into.number(range[1] - range[0]);
            for touch in &self.touches[range[0] as usize..range[1] as usize] {
                into.number(touch.commit.index() as u32);
                into.number(touch.now.0);
                into.flag(touch.changes);
                into.number(touch.before_count);
                let before = &self.before[touch.before as usize..][..touch.before_count as usize];
                before.iter().for_each(|version| into.number(version.0));
            }
        }
        true
    }

    /// Reads what [`Versions::pack`] wrote about a history of `commits`.
    pub fn unpack(from: &mut Unpacker<'_>, commits: usize) -> Option<Self> {
        let budget = Budget::left(u64::from_le_bytes(from.fixed(8)?.try_into().ok()?));
        let mut all = Self::none(budget);
        let count = from.count()?;
        all.versions.reserve(count);
        for _ in 0..count {
            let mode = Mode::of_bits(from.number()?);
            all.versions.push(Version { mode, blob: BlobId::from_bytes(from.fixed(20)?.try_into().ok()?) });
        }
        let version = |from: &mut Unpacker<'_>| from.number().filter(|v| *v as usize <= count).map(VersionId);
        let paths = from.count()?;
        all.names.reserve(paths);
        all.numbers.reserve(paths);
        for path in 0..paths {
            let name: Arc<[u8]> = from.bytes()?.into();
            if all.numbers.insert(name.clone(), PathNo(path as u32)).is_some() {
                return None;
            }
            all.names.push(name);
            for _ in 0..from.count()? {
                let commit = from.number().filter(|c| (*c as usize) < commits).map(CommitNo::new)?;
                let (now, changes) = (version(from)?, from.flag()?);
                let (before, before_count) = (u32::try_from(all.before.len()).ok()?, from.count()?);
                for _ in 0..before_count {
                    all.before.push(version(from)?);
                }
                all.touches.push(Stored { commit, now, before, before_count: before_count as u32, changes });
            }
            all.starts.push(u32::try_from(all.touches.len()).ok()?);
        }
        Some(all)
    }
}

/// Returns a history and its versions carried on to `head`; none if that is not what reading everything anew would give.
///
/// # Errors
/// The repository is shallow, partial or grafted, or a new object is missing or damaged.
pub fn carry_on(
    repository: &Repository,
    head: CommitId,
    scope: &Scope,
    (history, versions): (History, Versions),
) -> Result<Option<(History, Versions)>, GitError> {
    repository.refuse_incomplete()?;
    let objects = repository.objects()?;
    if !stands_on(&history, head, &objects)? {
        return Ok(None);
    }
    let first = CommitNo::new(history.graph.len() as u32);
    let history = history.with(head, &objects)?;
    let new = history.graph.commits().skip(first.index());
    let tree = |commit| history.node(commit).tree;
    let is_empty = |commit: CommitNo| {
        let parents = history.graph.parents(commit);
        !parents.is_empty() && parents.iter().all(|parent| tree(*parent) == tree(commit))
    };
    let versions = match new.into_iter().all(is_empty) {
        true => versions,
        false => versions.with(&history, &objects, scope, first)?,
    };
    Ok(versions.faults.is_empty().then_some((history, versions)))
}

/// Returns whether the first parents of `head` lead to the head of `history`, and few commits are new.
fn stands_on(history: &History, head: CommitId, objects: &Objects) -> Result<bool, GitError> {
    let old = history.node(history.head()).id;
    let (mut next, mut open, mut seen) = (head, Vec::new(), HashSet::new());
    while next != old {
        if history.numbers.contains_key(&next) || seen.len() == MOST_NEW {
            return Ok(false);
        }
        seen.insert(next);
        let mut parents = parents_of(next, objects)?.into_iter();
        let Some(first) = parents.next() else { return Ok(false) };
        open.extend(parents);
        next = first;
    }
    while let Some(next) = open.pop() {
        if history.numbers.contains_key(&next) || !seen.insert(next) {
            continue;
        }
        if seen.len() > MOST_NEW {
            return Ok(false);
        }
        open.extend(parents_of(next, objects)?);
    }
    Ok(true)
}

fn parents_of(commit: CommitId, objects: &Objects) -> Result<Vec<CommitId>, GitError> {
    let raw = objects.commit(commit)?;
    // What cannot be read is told by whoever reads it anew.
    Ok(RawCommit::parse(&raw).map(|raw| raw.parents).unwrap_or_default())
}
