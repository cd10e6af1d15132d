//! Every commit behind one commit, read raw once.
//!
//! Numbers are given in depth-first order, first parents first, so that a commit mostly follows its first parent and
//! neighbours in number are neighbours in content.
//! The number depends on parent order; what is decided with it does not.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use super::commit::{RawCommit, Seal};
use super::error::{Budget, GitError};
use super::graph::{CommitNo, Graph};
use super::keys::KeyRing;
use super::objects::Objects;
use super::repository::Repository;
use super::scope::Scope;
use super::statement::claims;
use super::tree::TreeId;
use super::verify::VerifiedKey;
use super::versions::Versions;
use crate::model::CommitId;

/// Bytes of a commit that are kept in memory; longer ones (sign-offs of hundreds of items) are read again when needed,
/// so that memory grows with the number of commits and not with what somebody writes into them.
const KEPT: usize = 4096;

/// Bytes of commits that are kept in one piece: some three hundred of them.
const PIECE: usize = 256 << 10;

/// One commit of a history.
#[derive(Clone, Debug)]
pub struct CommitNode {
    /// Its name.
    pub id: CommitId,
    /// The tree it holds.
    pub tree: TreeId,
    /// Whether it carries a signature in the strict form, which has not been verified.
    pub is_signed: bool,
    pub(super) piece: u32,
    pub(super) raw: Range<u32>,
}

/// All ancestors of one commit, itself included and last.
#[derive(Debug)]
pub struct History {
    pub(super) graph: Graph,
    pub(super) nodes: Vec<CommitNode>,
    pub(super) numbers: HashMap<CommitId, CommitNo>,
    pub(super) kept: Vec<Arc<[u8]>>,
    /// Which key signed the commit of each number, as far as that was verified; it may end early.
    pub(super) verified: Vec<Option<VerifiedKey>>,
}

impl History {
    /// Reads everything behind `head`.
    ///
    /// # Errors
    /// The repository is shallow, partial or grafted, or an object is missing or damaged.
    pub fn load(repository: &Repository, head: CommitId) -> Result<Self, GitError> {
        repository.refuse_incomplete()?;
        Loading::new(Self::none(), &repository.objects()?, &mut |_| {}).walk(head)
    }

    /// Reads everything behind `head`, and what each commit did to the paths in `scope`. One thread reads; meanwhile the
    /// others verify the signatures of what claims to be a sign-off, so that nobody has to wait for it later, and then, as
    /// long as there is something left to read, those of other commits: the newest first, which are asked for most.
    ///
    /// The ring may hold more keys than are registered, or fewer: [`History::verified`] says which one signed, and
    /// whether that one counts is asked of whoever knows.
    ///
    /// # Errors
    /// The repository is shallow, partial or grafted, or an object is missing or damaged.
    pub fn read(
        repository: &Repository,
        head: CommitId,
        scope: &Scope,
        ring: &KeyRing,
    ) -> Result<(Self, Versions), GitError> {
        repository.refuse_incomplete()?;
        let objects = repository.objects()?;
        let found: Mutex<Vec<(CommitId, VerifiedKey)>> = Mutex::default();
        let all_read = AtomicBool::new(false);
        let verify = |piece: &Piece, which: Which| {
            let wanted = piece.signed.iter().take_while(|_| which == Which::Claims || !all_read.load(Relaxed));
            let verified = wanted.filter_map(|(id, at)| Some((*id, signer(ring, part(&piece.bytes, at), which)?)));
            let verified: Vec<_> = verified.collect();
            found.lock().unwrap_or_else(PoisonError::into_inner).extend(verified);
        };
        let (mut history, versions) = rayon::scope(|threads| {
            let (verify, mut pieces) = (&verify, Vec::new());
            let mut tell = |piece: Piece| {
                let piece = Arc::new(piece);
                pieces.push(piece.clone());
                threads.spawn(move |_| verify(&piece, Which::Claims));
            };
            let history = Loading::new(Self::none(), &objects, &mut tell).walk(head)?;
            for piece in pieces {
                threads.spawn(move |_| verify(&piece, Which::Others));
            }
            let versions = Versions::read(&history, &objects, scope);
            all_read.store(true, Relaxed);
            Ok::<_, GitError>((history, versions?))
        })?;
        history.verified = vec![None; history.nodes.len()];
        for (id, key) in found.into_inner().unwrap_or_else(PoisonError::into_inner) {
            history.verified[history.numbers[&id].index()] = Some(key);
        }
        Ok((history, versions))
    }

    /// Returns a history that holds nothing yet, not even its head.
    pub(super) fn none() -> Self {
        let (nodes, numbers, kept, verified) = (Vec::new(), HashMap::new(), Vec::new(), Vec::new());
        Self { graph: Graph::none(), nodes, numbers, kept, verified }
    }

    /// Returns this history with everything behind `head`, which is numbered after what is there.
    pub(super) fn with(self, head: CommitId, objects: &Objects) -> Result<Self, GitError> {
        if self.numbers.contains_key(&head) { Ok(self) } else { Loading::new(self, objects, &mut |_| {}).walk(head) }
    }

    /// Returns who is whose parent.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// Returns the commit that everything here is behind.
    pub fn head(&self) -> CommitNo {
        self.graph.commits().last().expect("a history holds at least its head")
    }

    /// Returns what is known of a commit.
    pub fn node(&self, commit: CommitNo) -> &CommitNode {
        &self.nodes[commit.index()]
    }

    /// Returns the number of a commit, if it is in this history.
    pub fn number(&self, id: CommitId) -> Option<CommitNo> {
        self.numbers.get(&id).copied()
    }

    /// Returns the key that signed a commit, if that was verified while it was read; nothing says nothing.
    pub fn verified(&self, commit: CommitNo) -> Option<VerifiedKey> {
        self.verified.get(commit.index()).copied().flatten()
    }

    /// Returns the bytes of a commit, for [`RawCommit::parse`].
    ///
    /// # Errors
    /// They had to be read again, and could not be.
    pub fn raw(&self, commit: CommitNo, objects: &Objects) -> Result<Cow<'_, [u8]>, GitError> {
        let node = self.node(commit);
        if node.raw.is_empty() {
            return objects.commit(node.id).map(Cow::Owned);
        }
        Ok(Cow::Borrowed(part(&self.kept[node.piece as usize], &node.raw)))
    }
}

fn part<'a>(piece: &'a [u8], at: &Range<u32>) -> &'a [u8] {
    &piece[at.start as usize..at.end as usize]
}

/// Commits that lie together, and where the signed ones are.
struct Piece {
    bytes: Arc<[u8]>,
    signed: Vec<(CommitId, Range<u32>)>,
}

/// Which commits of a piece to verify.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    /// Those that claim to be sign-offs.
    Claims,
    /// All others.
    Others,
}

/// Returns the key that signed a commit, if it is one of those.
fn signer(ring: &KeyRing, raw: &[u8], which: Which) -> Option<VerifiedKey> {
    let is_wanted = |commit: &RawCommit<'_>| claims(commit.message) == (which == Which::Claims);
    ring.verify_commit(&RawCommit::parse(raw).filter(is_wanted)?).ok()
}

/// Called for every full piece.
type Tell<'t> = dyn FnMut(Piece) + 't;

/// A commit whose parents are being looked at.
struct Open {
    node: CommitNode,
    parents: Vec<CommitId>,
    seen: usize,
}

/// A history that is being read.
struct Loading<'a> {
    objects: &'a Objects,
    tell: &'a mut Tell<'a>,
    /// What was known before, and the commits that were added to it.
    history: History,
    /// The parents of what was added.
    parents: Vec<Vec<u32>>,
    /// What parents take: a merge may name a million, in some kilobytes of a pack.
    budget: Budget,
    /// The piece that is being filled, and the signed commits in it.
    open: Vec<u8>,
    signed: Vec<(CommitId, Range<u32>)>,
}

impl<'a> Loading<'a> {
    fn new(history: History, objects: &'a Objects, tell: &'a mut Tell<'a>) -> Self {
        Self { objects, tell, history, parents: vec![], budget: Budget::ordinary(), open: vec![], signed: vec![] }
    }

    /// Walks depth first with a stack of its own: histories are deeper than any call stack.
    fn walk(mut self, head: CommitId) -> Result<History, GitError> {
        let mut stack = vec![self.read(head)?];
        while let Some(top) = stack.last_mut() {
            if let Some(&parent) = top.parents.get(top.seen) {
                top.seen += 1;
                if !self.history.numbers.contains_key(&parent) {
                    stack.push(self.read(parent)?);
                }
            } else if let Some(done) = stack.pop() {
                self.number(done);
            }
        }
        self.close();
        let mut history = self.history;
        history.graph = history.graph.with(self.parents).expect("a commit is numbered after its parents");
        Ok(history)
    }

    fn read(&mut self, id: CommitId) -> Result<Open, GitError> {
        let raw = self.objects.commit(id)?;
        let damaged = || GitError::Damaged { id: id.to_string(), fault: "tree and parents cannot be read".into() };
        let commit = RawCommit::parse(&raw).ok_or_else(damaged)?;
        // By name, by number, and in the graph.
        self.budget.spend(28 * commit.parents.len())?;
        let is_signed = matches!(commit.seal, Seal::Signed(_));
        let (piece, place) = self.keep(id, &raw, is_signed);
        let node = CommitNode { id, tree: commit.tree, is_signed, piece, raw: place };
        Ok(Open { node, parents: commit.parents, seen: 0 })
    }

    /// Keeps the bytes of a commit, unless they are too many, and returns where.
    fn keep(&mut self, id: CommitId, raw: &[u8], is_signed: bool) -> (u32, Range<u32>) {
        if raw.len() > KEPT {
            return (0, 0..0);
        }
        if self.open.len() + raw.len() > PIECE {
            self.close();
        }
        let start = self.open.len() as u32;
        self.open.extend_from_slice(raw);
        let place = start..self.open.len() as u32;
        if is_signed {
            self.signed.push((id, place.clone()));
        }
        (self.history.kept.len() as u32, place)
    }

    fn close(&mut self) {
        let bytes: Arc<[u8]> = self.open.as_slice().into();
        self.open.clear();
        self.history.kept.push(bytes.clone());
        (self.tell)(Piece { bytes, signed: std::mem::take(&mut self.signed) });
    }

    /// Numbers a commit whose parents all have their numbers. A hash has no cycle, so it comes here once.
    fn number(&mut self, done: Open) {
        let number =
            CommitNo::new(u32::try_from(self.history.nodes.len()).expect("fewer than four thousand million commits"));
        self.parents.push(done.parents.iter().map(|p| self.history.numbers[p].index() as u32).collect());
        self.history.numbers.insert(done.node.id, number);
        self.history.nodes.push(done.node);
    }
}

#[cfg(test)]
mod tests {
    use git2::ObjectType;

    use super::*;
    use crate::git::create;
    use crate::git::repository::commit_id;

    #[test]
    fn merges_of_a_million_parents_do_not_fill_the_memory() {
        let folder = tempfile::tempdir().unwrap();
        let repository = create(folder.path()).unwrap();
        let odb = repository.inner.odb().unwrap();
        let tree = odb.write(ObjectType::Tree, b"").unwrap();
        let who = "author a <a> 1 +0000\ncommitter a <a> 1 +0000\n";
        let mut tip = odb.write(ObjectType::Commit, format!("tree {tree}\n{who}\nm\n").as_bytes()).unwrap();
        for _ in 0..50 {
            let parents = format!("parent {tip}\n").repeat(1000);
            tip = odb.write(ObjectType::Commit, format!("tree {tree}\n{parents}{who}\nm\n").as_bytes()).unwrap();
        }
        let objects = repository.objects().unwrap();
        let read = |bytes| {
            let mut tell = |_| {};
            let mut loading = Loading::new(History::none(), &objects, &mut tell);
            loading.budget = Budget::of(bytes);
            loading.walk(commit_id(tip)).map(|history| history.graph.len())
        };
        assert_eq!(read(2 << 20).unwrap(), 51);
        assert!(matches!(read(1 << 20), Err(GitError::TooLarge { .. })));
    }
}
