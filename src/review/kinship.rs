//! Who is behind whom, asked for one pair at a time.
//!
//! For all pages at once [`Graph::reach`] is cheaper. Here the questions come one by one (whether a later step signed
//! over an earlier one), mostly about commits that lie close together: a walk that never leaves the numbers between
//! the two answers them; for the others the ancestors of the later one are kept as bits.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::git::{CommitNo, Graph};

/// Numbers up to which a walk is tried: longer than the way between two steps of one page.
const NEAR: usize = 64;

/// Rows of bits that are kept: at a hundred thousand commits 12 KiB each.
const KEPT: usize = 4096;

/// Answers whether one commit is behind another.
pub struct Kinship<'a> {
    graph: &'a Graph,
    rows: Mutex<HashMap<CommitNo, Arc<Vec<u64>>>>,
}

impl<'a> Kinship<'a> {
    /// Returns the kinship of the commits of `graph`.
    pub fn new(graph: &'a Graph) -> Self {
        Self { graph, rows: Mutex::default() }
    }

    /// Returns whether `a` is `b` or one of its ancestors.
    pub fn behind(&self, a: CommitNo, b: CommitNo) -> bool {
        match (a.index(), b.index()) {
            (x, y) if x == y => true,
            (x, y) if x > y => false,
            (x, y) if y - x <= NEAR => self.walk(a, b),
            (x, _) => self.row(b)[x / 64] >> (x % 64) & 1 == 1,
        }
    }

    fn walk(&self, a: CommitNo, b: CommitNo) -> bool {
        let (mut open, mut seen) = (vec![b], 0u128);
        while let Some(commit) = open.pop() {
            for parent in self.graph.parents(commit).iter().filter(|p| **p >= a) {
                let bit = 1u128 << (parent.index() - a.index());
                if *parent == a {
                    return true;
                }
                if seen & bit == 0 {
                    seen |= bit;
                    open.push(*parent);
                }
            }
        }
        false
    }

    fn row(&self, commit: CommitNo) -> Arc<Vec<u64>> {
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(row) = rows.get(&commit) {
            return row.clone();
        }
        if rows.len() >= KEPT {
            rows.clear();
        }
        let row = Arc::new(self.ancestors(commit));
        rows.insert(commit, row.clone());
        row
    }

    /// One pass downwards: a commit's parents have smaller numbers.
    fn ancestors(&self, commit: CommitNo) -> Vec<u64> {
        let mut bits = vec![0u64; commit.index() / 64 + 1];
        bits[commit.index() / 64] |= 1 << (commit.index() % 64);
        for at in (0..=commit.index()).rev() {
            if bits[at / 64] >> (at % 64) & 1 == 1 {
                let number = u32::try_from(at).expect("a graph numbers its commits in 32 bits");
                for parent in self.graph.parents(CommitNo::new(number)) {
                    bits[parent.index() / 64] |= 1 << (parent.index() % 64);
                }
            }
        }
        bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_and_far_agree_with_the_graph() {
        // A line of 300 with a branch from every tenth commit, merged five later.
        let mut parents: Vec<Vec<u32>> = vec![vec![]];
        let mut main = 0u32;
        for n in 1..300u32 {
            match n % 10 {
                3 => parents.push(vec![main.saturating_sub(2)]),
                8 => {
                    parents.push(vec![main, n - 5]);
                    main = n;
                }
                _ => {
                    parents.push(vec![main]);
                    main = n;
                }
            }
        }
        let graph = Graph::new(parents).unwrap();
        let kinship = Kinship::new(&graph);
        let pairs: Vec<_> = graph.commits().flat_map(|a| graph.commits().step_by(7).map(move |b| (a, b))).collect();
        for (pair, answer) in pairs.iter().zip(graph.behind(&pairs)) {
            assert_eq!(kinship.behind(pair.0, pair.1), answer, "{pair:?}");
        }
    }
}
