//! Every commit behind one commit, read raw once.
//!
//! Numbers are given in depth-first order, first parents first, so that a commit mostly follows its first parent and
//! neighbours in number are neighbours in content.
//! The number depends on parent order; what is decided with it does not.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::commit::{RawCommit, Seal};
use super::error::GitError;
use super::graph::{CommitNo, Graph};
use super::objects::Objects;
use super::repository::Repository;
use super::tree::TreeId;
use crate::model::CommitId;

/// Bytes of a commit that are kept in memory; longer ones (sign-offs of hundreds of items) are read again when needed,
/// so that memory grows with the number of commits and not with what somebody writes into them.
const KEPT: usize = 4096;

/// One commit of a history.
#[derive(Clone, Debug)]
pub struct CommitNode {
    /// Its name.
    pub id: CommitId,
    /// The tree it holds.
    pub tree: TreeId,
    /// Whether it carries a signature in the strict form, which has not been verified.
    pub is_signed: bool,
    raw: Range<usize>,
}

/// All ancestors of one commit, itself included and last.
#[derive(Debug)]
pub struct History {
    graph: Graph,
    nodes: Vec<CommitNode>,
    numbers: HashMap<CommitId, CommitNo>,
    kept: Vec<u8>,
}

impl History {
    /// Reads everything behind `head`.
    ///
    /// # Errors
    /// The repository is shallow, partial or grafted, or an object is missing or damaged.
    pub fn load(repository: &Repository, head: CommitId) -> Result<Self, GitError> {
        repository.refuse_incomplete()?;
        Loading::new(&repository.objects()?).walk(head)
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

    /// Returns the bytes of a commit, for [`RawCommit::parse`].
    ///
    /// # Errors
    /// They had to be read again, and could not be.
    pub fn raw(&self, commit: CommitNo, objects: &Objects) -> Result<Cow<'_, [u8]>, GitError> {
        let node = self.node(commit);
        if node.raw.is_empty() {
            return objects.commit(node.id).map(Cow::Owned);
        }
        Ok(Cow::Borrowed(&self.kept[node.raw.clone()]))
    }
}

/// A commit whose parents are being looked at.
struct Open {
    node: CommitNode,
    parents: Vec<CommitId>,
    seen: usize,
}

/// A history that is being read.
struct Loading<'a> {
    objects: &'a Objects,
    nodes: Vec<CommitNode>,
    parents: Vec<Vec<u32>>,
    numbers: HashMap<CommitId, CommitNo>,
    kept: Vec<u8>,
}

impl<'a> Loading<'a> {
    fn new(objects: &'a Objects) -> Self {
        Self { objects, nodes: vec![], parents: vec![], numbers: HashMap::new(), kept: vec![] }
    }

    /// Walks depth first with a stack of its own: histories are deeper than any call stack.
    fn walk(mut self, head: CommitId) -> Result<History, GitError> {
        let mut stack = vec![self.read(head)?];
        while let Some(top) = stack.last_mut() {
            if let Some(&parent) = top.parents.get(top.seen) {
                top.seen += 1;
                if !self.numbers.contains_key(&parent) {
                    stack.push(self.read(parent)?);
                }
            } else if let Some(done) = stack.pop() {
                self.number(done);
            }
        }
        let graph = Graph::new(self.parents).expect("a commit is numbered after its parents");
        Ok(History { graph, nodes: self.nodes, numbers: self.numbers, kept: self.kept })
    }

    fn read(&mut self, id: CommitId) -> Result<Open, GitError> {
        let raw = self.objects.commit(id)?;
        let damaged = || GitError::Damaged { id: id.to_string(), fault: "tree and parents cannot be read".into() };
        let commit = RawCommit::parse(&raw).ok_or_else(damaged)?;
        let start = self.kept.len();
        if raw.len() <= KEPT {
            self.kept.extend_from_slice(&raw);
        }
        let is_signed = matches!(commit.seal, Seal::Signed(_));
        let node = CommitNode { id, tree: commit.tree, is_signed, raw: start..self.kept.len() };
        Ok(Open { node, parents: commit.parents, seen: 0 })
    }

    /// Numbers a commit whose parents all have their numbers. A hash has no cycle, so it comes here once.
    fn number(&mut self, done: Open) {
        let number = CommitNo::new(u32::try_from(self.nodes.len()).expect("fewer than four thousand million commits"));
        self.parents.push(done.parents.iter().map(|p| self.numbers[p].index() as u32).collect());
        self.numbers.insert(done.node.id, number);
        self.nodes.push(done.node);
    }
}
