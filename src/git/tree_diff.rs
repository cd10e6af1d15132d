//! Where a tree differs from others.
//!
//! The library's own difference, commit by commit, reads every tree again and knows two trees at a time.
//! Here one walk compares a commit with all its parents at once: equal subtrees are not opened, equal entries are
//! passed by comparing bytes, and trees that were read lately are kept.
//! Files and folders are compared apart: a folder that takes a file's name is the file's absence.

use std::collections::HashMap;
use std::rc::Rc;

use super::error::{Budget, GitError};
use super::objects::Objects;
use super::scope::Scope;
use super::tree::{self, Entry, Mode, Tree, TreeId};
use crate::model::{BlobId, ContentPath};

/// What a path holds in a commit, unless it holds nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Version {
    /// The kind of entry.
    pub mode: Mode,
    /// The content (for a submodule, a commit of another repository).
    pub blob: BlobId,
}

/// How one commit's version of one path differs from its parents' versions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Difference<'a> {
    /// The path's bytes, which may not be a [`ContentPath`].
    pub(super) path: &'a [u8],
    /// The version in the commit.
    pub(super) now: Option<Version>,
    /// The other versions that parents have, each once; never empty.
    pub(super) before: &'a [Option<Version>],
    /// Whether no parent has the version of the commit.
    pub(super) changes: bool,
}

/// What could not be understood, and so counts as absent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The folder.
    pub path: Vec<u8>,
    /// What is wrong with it.
    pub fault: &'static str,
}

impl Objects {
    /// Returns all files of a tree in git's order.
    ///
    /// # Errors
    /// A tree is missing, damaged or malformed, or there are more files than any site has.
    pub fn files(&self, tree: TreeId, scope: &Scope) -> Result<Vec<(Vec<u8>, Version)>, GitError> {
        let (mut budget, mut files) = (Budget::ordinary(), Vec::new());
        let mut walk = Walk::new(self, scope);
        walk.compare(tree, &[], &mut |d| {
            files.extend(d.now.map(|version| (d.path.to_vec(), version)));
            budget.spend(d.path.len() + 64)
        })?;
        match walk.faults.pop() {
            Some(Fault { path, fault }) => {
                Err(GitError::Hostile { path: String::from_utf8_lossy(&path).into_owned(), fault })
            }
            None => Ok(files),
        }
    }
}

/// A walk over many commits, which remembers the trees it has seen.
pub(super) struct Walk<'a> {
    objects: &'a Objects,
    scope: &'a Scope,
    trees: Shelf,
    path: Vec<u8>,
    /// Bytes of the trees that are being compared, and the most there may be.
    held: usize,
    most_held: usize,
    /// What could not be understood since the last call of [`Walk::compare`].
    pub(super) faults: Vec<Fault>,
}

/// Called for every difference.
type Tell<'t> = dyn FnMut(Difference<'_>) -> Result<(), GitError> + 't;

/// The two sides of a comparison of one folder or one file.
struct Sides<T> {
    now: Option<T>,
    /// What parents have instead, each once.
    before: Vec<Option<T>>,
    /// Whether some parent has the same as the commit.
    shared: bool,
}

impl<T: Ord> Sides<T> {
    fn new(now: Option<T>, parents: impl Iterator<Item = Option<T>>, shared: bool) -> Self {
        let mut before: Vec<Option<T>> = parents.collect();
        let all = before.len();
        before.retain(|old| *old != now);
        let shared = shared || before.len() < all;
        // Sorted, because a merge may have a hundred thousand parents.
        before.sort_unstable();
        before.dedup();
        Self { now, before, shared }
    }
}

impl<'a> Walk<'a> {
    pub(super) fn new(objects: &'a Objects, scope: &'a Scope) -> Self {
        let (trees, path, faults) = (Shelf::default(), Vec::new(), Vec::new());
        Self { objects, scope, trees, path, held: 0, most_held: MOST_HELD, faults }
    }

    /// Tells every difference between `now` and its parents' trees; without parents, everything is one.
    pub(super) fn compare(&mut self, now: TreeId, parents: &[TreeId], tell: &mut Tell<'_>) -> Result<(), GitError> {
        self.faults.clear();
        self.path.clear();
        self.held = 0;
        let root = parents.is_empty().then_some(None);
        let sides = Sides::new(Some(now), parents.iter().copied().map(Some).chain(root), false);
        self.folder(&sides, tell)
    }

    fn folder(&mut self, sides: &Sides<TreeId>, tell: &mut Tell<'_>) -> Result<(), GitError> {
        if sides.before.is_empty() {
            return Ok(());
        }
        let outside = self.held;
        let now = self.tree(sides.now, true)?;
        let before = sides.before.iter().map(|&id| self.held_tree(id)).collect::<Result<Vec<_>, _>>()?;
        let mut cursors = Cursors::new(&now, &before);
        while let Some((entry, found)) = cursors.next() {
            let length = self.path.len();
            if length > 0 {
                self.path.push(b'/');
            }
            self.path.extend_from_slice(entry.name);
            self.entry(&entry, found, sides.shared, tell)?;
            self.path.truncate(length);
        }
        self.held = outside;
        Ok(())
    }

    /// Compares what stands under one name. `found` holds the commit's entry first, then the parents'.
    fn entry(
        &mut self,
        entry: &Entry<'_>,
        found: &[Option<Entry<'_>>],
        shared: bool,
        tell: &mut Tell<'_>,
    ) -> Result<(), GitError> {
        // A longer path cannot be an item, and folders in folders without end would exhaust the stack.
        if self.path.len() > ContentPath::MAX {
            let fault = "a path longer than 1,024 bytes";
            self.note(fault, found[0].is_some());
            return Ok(());
        }
        if entry.is_folder() {
            if !self.scope.enters(&self.path) {
                return Ok(());
            }
            let id = |e: &Option<Entry<'_>>| e.map(|e| TreeId::from_bytes(e.id));
            return self.folder(&Sides::new(id(&found[0]), found[1..].iter().map(id), shared), tell);
        }
        if !self.scope.holds(&self.path) {
            return Ok(());
        }
        let version = |e: &Option<Entry<'_>>| e.map(|e| Version { mode: e.mode, blob: BlobId::from_bytes(e.id) });
        let sides = Sides::new(version(&found[0]), found[1..].iter().map(version), shared);
        if sides.before.is_empty() {
            return Ok(());
        }
        tell(Difference { path: &self.path, now: sides.now, before: &sides.before, changes: !sides.shared })
    }

    /// Returns a parent's tree, to be held beside those of all others: a merge may have a hundred thousand parents, and
    /// their trees take little room in a pack where they are nearly alike.
    fn held_tree(&mut self, id: Option<TreeId>) -> Result<Rc<Tree>, GitError> {
        let tree = self.tree(id, false)?;
        self.held += tree.raw().len();
        if self.held > self.most_held {
            let what = "what the parents of one merge hold".into();
            return Err(GitError::TooLarge { what, bound: self.most_held as u64 });
        }
        Ok(tree)
    }

    /// Returns a tree; a malformed one is empty, and noted if it is the commit's own.
    fn tree(&mut self, id: Option<TreeId>, own: bool) -> Result<Rc<Tree>, GitError> {
        let Some(id) = id else { return Ok(Rc::default()) };
        if let Some(tree) = self.trees.get(id) {
            return Ok(tree);
        }
        match self.objects.tree(id)? {
            Ok(tree) => Ok(self.trees.put(id, tree)),
            Err(fault) => {
                self.note(fault, own);
                Ok(Rc::default())
            }
        }
    }

    fn note(&mut self, fault: &'static str, own: bool) {
        if own && self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault { path: self.path.clone(), fault });
        }
    }
}

/// Most bytes of parents' trees that are compared at a time: a hundred of the largest folders that anybody has.
const MOST_HELD: usize = 128 << 20;

/// Most faults noted for one commit: one is enough to refuse it, a few to mend it.
const MOST_FAULTS: usize = 16;

/// One place in each of several trees, moving along in git's order.
struct Cursors<'t> {
    /// The bytes that remain, the commit's tree first.
    rests: Vec<&'t [u8]>,
    found: Vec<Option<Entry<'t>>>,
}

impl<'t> Cursors<'t> {
    fn new(now: &'t Tree, before: &'t [Rc<Tree>]) -> Self {
        let rests: Vec<&[u8]> = std::iter::once(now.raw()).chain(before.iter().map(|t| t.raw())).collect();
        Self { found: Vec::with_capacity(rests.len()), rests }
    }

    /// Returns the next name under which the trees may differ, and what each tree has there.
    fn next(&mut self) -> Option<(Entry<'t>, &[Option<Entry<'t>>])> {
        self.skip_equal();
        self.found.clear();
        self.found.extend(self.rests.iter().map(|rest| tree::next(&mut &**rest)));
        let least = *self.found.iter().flatten().min_by(|a, b| tree::order(a, b))?;
        for (found, rest) in self.found.iter_mut().zip(&mut self.rests) {
            match found {
                Some(entry) if tree::order(entry, &least).is_eq() => *rest = &rest[entry.raw.len()..],
                _ => *found = None,
            }
        }
        Some((least, &self.found))
    }

    /// Passes entries that are the same in all trees, which is nearly all of them.
    fn skip_equal(&mut self) {
        let [now, before @ ..] = self.rests.as_mut_slice() else { return };
        loop {
            let mut after = *now;
            let Some(entry) = tree::next(&mut after) else { return };
            if !before.iter().all(|rest| rest.starts_with(entry.raw)) {
                return;
            }
            *now = after;
            before.iter_mut().for_each(|rest| *rest = &rest[entry.raw.len()..]);
        }
    }
}

/// Trees that were used lately: two generations, of which the older is dropped when the younger is full.
#[derive(Default)]
struct Shelf {
    young: HashMap<TreeId, Rc<Tree>>,
    old: HashMap<TreeId, Rc<Tree>>,
    bytes: usize,
}

impl Shelf {
    /// Bytes in one generation: the working set of a large site is a tenth of it.
    const GENERATION: usize = 24 << 20;

    fn get(&mut self, id: TreeId) -> Option<Rc<Tree>> {
        if let Some(tree) = self.young.get(&id) {
            return Some(tree.clone());
        }
        let tree = self.old.remove(&id)?;
        self.keep(id, tree.clone());
        Some(tree)
    }

    fn put(&mut self, id: TreeId, tree: Tree) -> Rc<Tree> {
        let tree = Rc::new(tree);
        self.keep(id, tree.clone());
        tree
    }

    fn keep(&mut self, id: TreeId, tree: Rc<Tree>) {
        // What an entry of the map itself takes is counted too, or a million empty trees would weigh nothing.
        self.bytes += tree.raw().len() + 128;
        self.young.insert(id, tree);
        if self.bytes > Self::GENERATION {
            self.old = std::mem::take(&mut self.young);
            self.bytes = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use git2::ObjectType;

    use super::*;
    use crate::git::create;
    use crate::git::repository::tree_id;

    #[test]
    fn a_merge_of_many_large_folders_does_not_fill_the_memory() {
        let folder = tempfile::tempdir().unwrap();
        let repository = create(folder.path()).unwrap();
        let odb = repository.inner.odb().unwrap();
        let blob = odb.write(ObjectType::Blob, b"x").unwrap();
        let entry = |name: &str| [format!("100644 {name}\0").as_bytes(), blob.as_bytes()].concat();
        let tree = |side: usize| {
            let padding = (0..1000).flat_map(|n| entry(&format!("padding-{n:05}")));
            let raw: Vec<u8> = padding.chain(entry(&format!("side-{side:05}"))).collect();
            tree_id(odb.write(ObjectType::Tree, &raw).unwrap())
        };
        let sides: Vec<TreeId> = (0..101).map(tree).collect();
        let (objects, scope) = (repository.objects().unwrap(), Scope::of(["content"]));
        let compare = |most_held| {
            let mut walk = Walk { most_held, ..Walk::new(&objects, &scope) };
            let first = walk.compare(sides[0], &sides[1..], &mut |_| Ok(()));
            first.and_then(|()| walk.compare(sides[0], &sides[1..3], &mut |_| Ok(())))
        };
        compare(5 << 20).unwrap();
        assert!(matches!(compare(1 << 20), Err(GitError::TooLarge { .. })));
    }
}
