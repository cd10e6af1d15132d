//! Commits as numbers: who is whose parent, and who is behind whom.
//!
//! This is a history without names, trees and bytes, so that everything that reasons about histories can be tested
//! on a line of numbers.
//! Reachability is asked for many commits at once: one bit for each of up to a few thousand *columns*, carried from
//! parents to children in one pass (a row of words for each commit).

use std::ops::Range;

/// The number of a commit in its history; parents have smaller numbers than their children.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CommitNo(u32);

impl CommitNo {
    /// Returns the commit with this number.
    pub fn new(number: u32) -> Self {
        Self(number)
    }

    /// Returns the number, for tables that have a row for each commit.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Which commit has which parents.
///
/// Invariant: every parent has a smaller number than its child, so the graph has no cycle and one pass upwards sees
/// parents before children.
#[derive(Clone, Debug)]
pub struct Graph {
    /// Where each commit's parents begin in `parents`, and one entry more.
    starts: Vec<u32>,
    parents: Vec<CommitNo>,
    lanes: Vec<Range<u32>>,
}

impl Graph {
    /// Columns to ask for at a time: 128 bytes for each commit, so that a block of a large history stays in the
    /// processor's cache.
    pub const BLOCK: usize = 1024;

    /// Returns the graph of commits 0, 1, 2 … with these parents, if every parent comes before its child.
    pub fn new<P: IntoIterator<Item = u32>>(commits: impl IntoIterator<Item = P>) -> Option<Self> {
        let (mut starts, mut parents) = (vec![0], Vec::new());
        for (number, of) in commits.into_iter().enumerate() {
            let from = parents.len();
            parents.extend(of.into_iter().map(CommitNo));
            if parents[from..].iter().any(|p| p.index() >= number) {
                return None;
            }
            starts.push(u32::try_from(parents.len()).ok()?);
        }
        let lanes = lanes(&starts, &parents);
        Some(Self { starts, parents, lanes })
    }

    /// Returns this graph with more commits, numbered after the others; none if a parent does not come before its child.
    pub(super) fn with(mut self, commits: impl IntoIterator<Item = Vec<u32>>) -> Option<Self> {
        for of in commits {
            let number = self.starts.len() - 1;
            if of.iter().any(|p| *p as usize >= number) {
                return None;
            }
            self.parents.extend(of.into_iter().map(CommitNo));
            self.starts.push(u32::try_from(self.parents.len()).ok()?);
        }
        self.lanes = lanes(&self.starts, &self.parents);
        Some(self)
    }

    /// Returns the graph without commits.
    pub(super) fn none() -> Self {
        Self { starts: vec![0], parents: Vec::new(), lanes: Vec::new() }
    }

    /// Returns how many commits there are.
    pub fn len(&self) -> usize {
        self.lanes.len()
    }

    /// Returns whether there is no commit at all.
    pub fn is_empty(&self) -> bool {
        self.lanes.is_empty()
    }

    /// Returns the parents of `commit`, as written.
    pub fn parents(&self, commit: CommitNo) -> &[CommitNo] {
        let at = commit.index();
        &self.parents[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Returns all commits, parents before children.
    pub fn commits(&self) -> impl ExactSizeIterator<Item = CommitNo> + use<> {
        (0..u32::try_from(self.len()).expect("a graph numbers its commits in 32 bits")).map(CommitNo)
    }

    /// Returns the places that `commit` and everything on top of it along first parents take, its own being the first.
    ///
    /// Only a way to store versions compactly: following first parents decides nothing.
    pub(super) fn lane(&self, commit: CommitNo) -> Range<u32> {
        self.lanes[commit.index()].clone()
    }

    /// Returns for each pair whether the first is the second or one of its ancestors.
    ///
    /// Two commits of which neither is trivial cost one column; see [`Graph::reach`].
    pub fn behind(&self, pairs: &[(CommitNo, CommitNo)]) -> Vec<bool> {
        let tip = self.only_tip();
        // Everything is behind the only tip, and nothing is behind what comes before it.
        let easy =
            |(a, b): (CommitNo, CommitNo)| if a == b || Some(b) == tip { Some(true) } else { (a > b).then_some(false) };
        let mut answers: Vec<bool> = pairs.iter().map(|&pair| easy(pair) == Some(true)).collect();
        let mut hard: Vec<usize> = (0..pairs.len()).filter(|&at| easy(pairs[at]).is_none()).collect();
        hard.sort_unstable_by_key(|&at| pairs[at].0);
        let mut columns: Vec<CommitNo> = hard.iter().map(|&at| pairs[at].0).collect();
        columns.dedup();
        let mut hard = hard.into_iter().peekable();
        for block in columns.chunks(Self::BLOCK) {
            let reach = self.reach(block);
            for (column, &ancestor) in block.iter().enumerate() {
                while let Some(at) = hard.next_if(|&at| pairs[at].0 == ancestor) {
                    answers[at] = reach.has(pairs[at].1, column);
                }
            }
        }
        answers
    }

    /// Returns the commit that every other is behind, if there is one.
    ///
    /// Whoever follows children ends at a commit without any; if there is only one such, everybody ends there.
    fn only_tip(&self) -> Option<CommitNo> {
        let mut childless = vec![true; self.len()];
        self.parents.iter().for_each(|p| childless[p.index()] = false);
        let mut tips = self.commits().filter(|c| childless[c.index()]);
        tips.next().filter(|_| tips.next().is_none())
    }

    /// Returns which of `columns` (ascending, without repetition) are behind each commit.
    ///
    /// Costs a word for every commit after the first column and every 64 columns, in time and memory.
    pub fn reach(&self, columns: &[CommitNo]) -> Reach {
        let first = columns.first().map_or(self.len(), |c| c.index());
        let width = columns.len().div_ceil(64);
        let mut rows = vec![0u64; (self.len() - first) * width];
        let mut next = columns.iter().enumerate().peekable();
        for at in first..self.len() {
            let (below, from) = rows.split_at_mut((at - first) * width);
            let row = &mut from[..width];
            for parent in self.parents(CommitNo(at as u32)).iter().filter(|p| p.index() >= first) {
                let start = (parent.index() - first) * width;
                row.iter_mut().zip(&below[start..start + width]).for_each(|(into, word)| *into |= word);
            }
            if let Some((column, _)) = next.next_if(|(_, c)| c.index() == at) {
                row[column / 64] |= 1 << (column % 64);
            }
        }
        Reach { first, width, rows }
    }
}

/// Numbers the forest of first parents in preorder: a commit's lane holds its own place and those of its subtree.
fn lanes(starts: &[u32], parents: &[CommitNo]) -> Vec<Range<u32>> {
    let count = starts.len() - 1;
    let first_parent = |at: usize| (starts[at] < starts[at + 1]).then(|| parents[starts[at] as usize].index());
    let mut sizes = vec![1u32; count];
    for at in (0..count).rev() {
        if let Some(parent) = first_parent(at) {
            sizes[parent] += sizes[at];
        }
    }
    let (mut lanes, mut free, mut roots): (Vec<Range<u32>>, Vec<u32>, u32) = (Vec::with_capacity(count), vec![], 0);
    for (at, size) in sizes.into_iter().enumerate() {
        let place = first_parent(at).map_or(&mut roots, |parent| &mut free[parent]);
        let start = *place;
        *place += size;
        free.push(start + 1);
        lanes.push(start..start + size);
    }
    lanes
}

/// For each commit, which of some columns it is or has among its ancestors.
#[derive(Debug)]
pub struct Reach {
    first: usize,
    width: usize,
    rows: Vec<u64>,
}

impl Reach {
    /// Returns one bit for each column, or nothing where `commit` comes before all of them.
    pub fn row(&self, commit: CommitNo) -> Option<&[u64]> {
        let start = commit.index().checked_sub(self.first)? * self.width;
        self.rows.get(start..start + self.width)
    }

    /// Returns whether the commit of `column` is `commit` or one of its ancestors.
    pub fn has(&self, commit: CommitNo, column: usize) -> bool {
        self.row(commit).is_some_and(|row| row[column / 64] >> (column % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(parents: &[&[u32]]) -> Graph {
        Graph::new(parents.iter().map(|p| p.iter().copied())).unwrap()
    }

    #[test]
    fn a_child_cannot_come_before_its_parent() {
        assert!(Graph::new([vec![0]]).is_none());
        assert!(Graph::new([vec![], vec![2], vec![]]).is_none());
    }

    #[test]
    fn only_a_graph_without_commits_is_empty() {
        assert!(graph(&[]).is_empty());
        assert!(!graph(&[&[]]).is_empty());
    }

    #[test]
    fn a_merge_has_both_sides_behind_it() {
        let graph = graph(&[&[], &[0], &[0], &[1, 2], &[2]]);
        let reach = graph.reach(&[CommitNo(1), CommitNo(2), CommitNo(4)]);
        let row = |n| reach.row(CommitNo(n)).map(|r| r[0]);
        assert_eq!([row(0), row(1), row(2), row(3), row(4)], [None, Some(1), Some(2), Some(3), Some(6)]);
    }

    #[test]
    fn behind_agrees_with_walking() {
        let graph = graph(&[&[], &[0], &[0], &[1, 2], &[2], &[], &[5, 4]]);
        let truth = |a: u32, b: u32| {
            let mut open = vec![b];
            while let Some(c) = open.pop() {
                if c == a {
                    return true;
                }
                open.extend(graph.parents(CommitNo(c)).iter().map(|p| p.0));
            }
            false
        };
        let pairs: Vec<_> = (0..7).flat_map(|a| (0..7).map(move |b| (CommitNo(a), CommitNo(b)))).collect();
        let answers = graph.behind(&pairs);
        assert_eq!(answers.len(), pairs.len());
        assert!(pairs.iter().zip(answers).all(|(&(a, b), answer)| answer == truth(a.0, b.0)));
    }

    #[test]
    fn columns_beyond_one_word_keep_their_commit() {
        let line: Vec<Vec<u32>> = (0..200).map(|n: u32| n.checked_sub(1).into_iter().collect()).collect();
        let graph = Graph::new(line).unwrap();
        let columns: Vec<_> = graph.commits().step_by(2).collect();
        let reach = graph.reach(&columns);
        for commit in graph.commits() {
            for (column, &ancestor) in columns.iter().enumerate() {
                assert_eq!(reach.has(commit, column), ancestor <= commit);
            }
        }
    }

    #[test]
    fn lanes_nest_along_first_parents() {
        let graph = graph(&[&[], &[0], &[0], &[1, 2], &[], &[4, 3]]);
        let lanes: Vec<_> = graph.commits().map(|c| graph.lane(c)).collect();
        assert_eq!(lanes, [0..4, 1..3, 3..4, 2..3, 4..6, 5..6]);
    }
}
