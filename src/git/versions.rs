//! Which version each path has in each commit of a history, kept as differences.
//!
//! A table of commits × paths would have two hundred million cells where only some ten thousand differ from a parent.
//! Kept are the *touches*: the places where a commit's version of a path differs from that of at least one parent.
//! Between touches the version is that of the first parent, so the version in any commit is that of the nearest touch
//! down its first parents ([`Timeline`]); this is only how it is stored, and gives the same as reading the tree.

use std::collections::HashMap;
use std::sync::Arc;

use super::error::{Budget, GitError};
use super::graph::{CommitNo, Graph};
use super::history::History;
use super::objects::Objects;
use super::scope::Scope;
use super::tree_diff::{Difference, Fault, Version, Walk};

/// The number of a path in [`Versions`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PathNo(pub(super) u32);

impl PathNo {
    /// Returns the path with this number.
    pub fn new(number: u32) -> Self {
        Self(number)
    }

    /// Returns the number, for tables that have a row for each path.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The number of a version: equal numbers are equal versions, of whatever path.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct VersionId(pub(super) u32);

impl VersionId {
    /// Nothing at that path, or a folder.
    pub const ABSENT: Self = Self(0);

    /// Returns the version with this number; for histories that are made of numbers only.
    pub fn new(number: u32) -> Self {
        Self(number)
    }

    /// Returns the number from 0, for tables that have a row for each version; none for [`VersionId::ABSENT`].
    pub fn index(self) -> Option<usize> {
        (self.0 as usize).checked_sub(1)
    }
}

/// What one commit did to one path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Touch<'a> {
    /// The commit.
    pub commit: CommitNo,
    /// The version in it.
    pub now: VersionId,
    /// The other versions that parents have, each once.
    pub before: &'a [VersionId],
    /// Whether no parent has the version of the commit; for a root, whether it has the path.
    pub changes: bool,
}

/// The touches of all paths in scope over a history.
#[derive(Debug)]
pub struct Versions {
    pub(super) names: Vec<Arc<[u8]>>,
    pub(super) numbers: HashMap<Arc<[u8]>, PathNo>,
    pub(super) versions: Vec<Version>,
    /// Where each path's touches begin, and one entry more.
    pub(super) starts: Vec<u32>,
    pub(super) touches: Vec<Stored>,
    pub(super) before: Vec<VersionId>,
    pub(super) faults: Vec<(CommitNo, Fault)>,
    /// What is left of the memory that comparing may fill.
    pub(super) budget: Budget,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Stored {
    pub(super) commit: CommitNo,
    pub(super) now: VersionId,
    pub(super) before: u32,
    pub(super) before_count: u32,
    pub(super) changes: bool,
}

impl Versions {
    /// Compares every commit of `history` with its parents.
    ///
    /// # Errors
    /// A tree is missing or damaged, or the history is made to fill the memory.
    pub fn read(history: &History, objects: &Objects, scope: &Scope) -> Result<Self, GitError> {
        Self::read_within(Budget::ordinary(), history, objects, scope)
    }

    /// One thread, which keeps the trees that it read last: the others verify signatures meanwhile.
    fn read_within(budget: Budget, history: &History, objects: &Objects, scope: &Scope) -> Result<Self, GitError> {
        Recorder::new(budget).compare(history, objects, scope, CommitNo::new(0))
    }

    /// Returns these versions with what the commits from `first` on did, which were added to the history.
    pub(super) fn with(
        self,
        history: &History,
        objects: &Objects,
        scope: &Scope,
        first: CommitNo,
    ) -> Result<Self, GitError> {
        Recorder::of(self).compare(history, objects, scope, first)
    }

    /// Returns the versions of nothing.
    pub(super) fn none(budget: Budget) -> Self {
        let (names, numbers, versions, starts) = (vec![], HashMap::new(), vec![], vec![0]);
        Self { names, numbers, versions, starts, touches: vec![], before: vec![], faults: vec![], budget }
    }

    /// Returns the paths that commits from `first` on touched, each once.
    pub fn touched_since(&self, first: CommitNo) -> Vec<PathNo> {
        let touched = |path: &PathNo| {
            let range = self.starts[path.index()] as usize..self.starts[path.index() + 1] as usize;
            // They lie in the order of commits.
            self.touches[range].last().is_some_and(|t| t.commit >= first)
        };
        (0..self.names.len() as u32).map(PathNo).filter(touched).collect()
    }

    /// Returns the number of a path, if any commit ever had it.
    pub fn find(&self, path: &str) -> Option<PathNo> {
        self.numbers.get(path.as_bytes()).copied()
    }

    /// Returns the bytes of a path.
    pub fn name(&self, path: PathNo) -> &[u8] {
        &self.names[path.index()]
    }

    /// Returns all paths that any commit ever had.
    pub fn paths(&self) -> impl Iterator<Item = (PathNo, &[u8])> {
        (0..).map(PathNo).zip(self.names.iter().map(|name| &**name))
    }

    /// Returns the number of a version, if any commit in scope ever had it.
    pub fn version(&self, id: VersionId) -> Option<Version> {
        self.versions.get(id.index()?).copied()
    }

    /// Returns how many paths any commit ever had.
    pub fn path_count(&self) -> usize {
        self.names.len()
    }

    /// Returns how many different versions there are, of all paths together.
    pub fn count(&self) -> usize {
        self.versions.len()
    }

    /// Returns what commits did to `path`, in the order of their numbers.
    pub fn touches(&self, path: PathNo) -> impl Iterator<Item = Touch<'_>> + Clone {
        let range = self.starts[path.0 as usize] as usize..self.starts[path.0 as usize + 1] as usize;
        self.touches[range].iter().map(|s| Touch {
            commit: s.commit,
            now: s.now,
            before: &self.before[s.before as usize..][..s.before_count as usize],
            changes: s.changes,
        })
    }

    /// Returns the versions of `path` in all commits, to be asked for many of them.
    pub fn timeline(&self, path: PathNo, graph: &Graph) -> Timeline {
        Timeline::new(self.touches(path), graph)
    }

    /// Returns the folders that commits hold in a form that can be read in two ways, and that count as empty.
    pub fn faults(&self) -> &[(CommitNo, Fault)] {
        &self.faults
    }
}

/// The versions of one path in all commits of a history.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// From this place on in the order of lanes, this version.
    steps: Vec<(u32, VersionId)>,
}

impl Timeline {
    /// Returns the timeline that these touches make.
    pub fn new<'a>(touches: impl Iterator<Item = Touch<'a>>, graph: &Graph) -> Self {
        let mut lanes: Vec<_> = touches.map(|t| (graph.lane(t.commit), t.now)).collect();
        lanes.sort_unstable_by_key(|(lane, _)| lane.start);
        let (mut steps, mut open) = (Vec::with_capacity(2 * lanes.len()), Vec::new());
        for (lane, version) in lanes {
            close(&mut open, &mut steps, lane.start);
            steps.push((lane.start, version));
            open.push((lane.end, version));
        }
        close(&mut open, &mut steps, u32::MAX);
        Self { steps }
    }

    /// Returns the version in `commit`, a commit of the same graph.
    pub fn at(&self, commit: CommitNo, graph: &Graph) -> VersionId {
        let place = graph.lane(commit).start;
        let next = self.steps.partition_point(|(from, _)| *from <= place);
        next.checked_sub(1).map_or(VersionId::ABSENT, |at| self.steps[at].1)
    }
}

/// Ends the touches whose lane ends at or before `place`: from there on the version below them holds again.
fn close(open: &mut Vec<(u32, VersionId)>, steps: &mut Vec<(u32, VersionId)>, place: u32) {
    while let Some((end, _)) = open.pop_if(|(end, _)| *end <= place) {
        steps.push((end, open.last().map_or(VersionId::ABSENT, |(_, version)| *version)));
    }
}

/// Touches in the order in which commits are compared.
struct Recorder {
    budget: Budget,
    names: Vec<Arc<[u8]>>,
    numbers: HashMap<Arc<[u8]>, PathNo>,
    versions: Vec<Version>,
    version_ids: HashMap<Version, VersionId>,
    records: Vec<(PathNo, Stored)>,
    before: Vec<VersionId>,
    faults: Vec<(CommitNo, Fault)>,
}

impl Recorder {
    fn new(budget: Budget) -> Self {
        let (names, numbers, versions, version_ids) = (vec![], HashMap::new(), vec![], HashMap::new());
        Self { budget, names, numbers, versions, version_ids, records: vec![], before: vec![], faults: vec![] }
    }

    /// Goes on where `versions` ended.
    fn of(versions: Versions) -> Self {
        let ids = versions.versions.iter().enumerate().map(|(at, v)| (*v, VersionId(at as u32 + 1))).collect();
        let paths = versions.starts.windows(2).enumerate();
        let paths = paths.flat_map(|(path, w)| (w[0]..w[1]).map(move |_| PathNo(path as u32)));
        Self {
            records: paths.zip(versions.touches).collect(),
            budget: versions.budget,
            names: versions.names,
            numbers: versions.numbers,
            versions: versions.versions,
            version_ids: ids,
            before: versions.before,
            faults: versions.faults,
        }
    }

    /// Compares the commits from `first` on with their parents.
    fn compare(
        mut self,
        history: &History,
        objects: &Objects,
        scope: &Scope,
        first: CommitNo,
    ) -> Result<Versions, GitError> {
        let mut walk = Walk::new(objects, scope);
        for commit in history.graph().commits().skip(first.index()) {
            let parents: Vec<_> = history.graph().parents(commit).iter().map(|&p| history.node(p).tree).collect();
            walk.compare(history.node(commit).tree, &parents, &mut |d| self.record(commit, &d))?;
            self.faults.extend(walk.faults.drain(..).map(|fault| (commit, fault)));
        }
        Ok(self.sorted())
    }

    fn record(&mut self, commit: CommitNo, difference: &Difference<'_>) -> Result<(), GitError> {
        // The budget keeps all counts within 32 bits, too.
        self.budget.spend(64 + 4 * difference.before.len())?;
        let path = self.path(difference.path)?;
        let now = self.version(difference.now);
        let (before, before_count) = (self.before.len() as u32, difference.before.len() as u32);
        for &version in difference.before {
            let id = self.version(version);
            self.before.push(id);
        }
        self.records.push((path, Stored { commit, now, before, before_count, changes: difference.changes }));
        Ok(())
    }

    fn path(&mut self, path: &[u8]) -> Result<PathNo, GitError> {
        if let Some(&number) = self.numbers.get(path) {
            return Ok(number);
        }
        self.budget.spend(128 + path.len())?;
        let number = PathNo(self.names.len() as u32);
        let name: Arc<[u8]> = path.into();
        self.names.push(name.clone());
        self.numbers.insert(name, number);
        Ok(number)
    }

    fn version(&mut self, version: Option<Version>) -> VersionId {
        let Some(version) = version else { return VersionId::ABSENT };
        *self.version_ids.entry(version).or_insert_with(|| {
            self.versions.push(version);
            VersionId(self.versions.len() as u32)
        })
    }

    /// Sorts the touches by path; those of one path stay in the order of commits.
    fn sorted(mut self) -> Versions {
        self.records.sort_by_key(|(path, _)| *path);
        let mut starts = Vec::with_capacity(self.names.len() + 1);
        for (at, (path, _)) in self.records.iter().enumerate() {
            if starts.len() <= path.0 as usize {
                starts.push(at as u32);
            }
        }
        starts.push(self.records.len() as u32);
        Versions {
            names: self.names,
            numbers: self.numbers,
            versions: self.versions,
            starts,
            touches: self.records.into_iter().map(|(_, stored)| stored).collect(),
            before: self.before,
            faults: self.faults,
            budget: self.budget,
        }
    }
}

#[cfg(test)]
mod tests {
    use git2::ObjectType;

    use super::*;
    use crate::git::{Repository, create};
    use crate::model::CommitId;

    /// A repository whose only commit holds ten folders in ten folders, and so on.
    fn bomb(depth: usize) -> (tempfile::TempDir, Repository, CommitId) {
        let folder = tempfile::tempdir().unwrap();
        let repository = create(folder.path()).unwrap();
        let odb = repository.inner.odb().unwrap();
        let mut id = odb.write(ObjectType::Blob, b"x").unwrap();
        for level in 0..depth {
            let mode = if level == 0 { "100644" } else { "40000" };
            let entry = |n| [format!("{mode} d{n}\0").as_bytes(), id.as_bytes()].concat();
            let tree: Vec<u8> = (0..10).flat_map(entry).collect();
            id = odb.write(ObjectType::Tree, &tree).unwrap();
        }
        let commit = format!("tree {id}\nauthor a <a> 1 +0000\ncommitter a <a> 1 +0000\n\nbomb\n");
        let commit = odb.write(ObjectType::Commit, commit.as_bytes()).unwrap();
        drop(odb);
        (folder, repository, crate::git::repository::commit_id(commit))
    }

    #[test]
    fn trees_that_hold_one_another_many_times_over_do_not_fill_the_memory() {
        let (_folder, repository, commit) = bomb(12);
        let (history, objects) = (History::load(&repository, commit).unwrap(), repository.objects().unwrap());
        let read = |scope| Versions::read_within(Budget::of(1 << 20), &history, &objects, &scope);
        assert!(matches!(read(Scope::everything()), Err(GitError::TooLarge { .. })));
        let outside = read(Scope::of(["content", "d1/d1/d1/d1/d1/d1/d1/d1/d1/d1/d1/d1"])).unwrap();
        assert_eq!(outside.paths().count(), 1, "what is out of scope is not opened");
    }

    #[test]
    fn a_timeline_ends_with_the_lane_of_its_touch() {
        // 0 ─ 1 ─ 2 ─ 5, and 3 ─ 4 on a branch from 1; 6 is another root.
        let parents = [vec![], vec![0], vec![1], vec![1], vec![3], vec![2], vec![]];
        let graph = Graph::new(parents).unwrap();
        let touch =
            |commit, now| Touch { commit: CommitNo::new(commit), now: VersionId(now), before: &[], changes: true };
        let timeline = Timeline::new([touch(1, 1), touch(3, 2), touch(4, 0), touch(5, 3)].into_iter(), &graph);
        let versions: Vec<u32> = graph.commits().map(|c| timeline.at(c, &graph).0).collect();
        assert_eq!(versions, [0, 1, 1, 2, 0, 3, 0]);
    }
}
