//! Where in a history each version holds, for every commit at once.
//!
//! The naive way asks for each commit and each version whether the one is behind the other. Here each fact is carried
//! over the graph once, upwards or downwards, 64 versions in a word.

use crate::git::{CommitNo, Graph};

/// Versions that are carried at a time: bits of a word.
const WORD: usize = 64;

/// Returns for each commit whether it is `genesis` or has it behind it.
pub(super) fn descendants(graph: &Graph, genesis: CommitNo) -> Vec<bool> {
    let mut descends = vec![false; graph.len()];
    for commit in graph.commits() {
        descends[commit.index()] =
            commit == genesis || graph.parents(commit).iter().any(|parent| descends[parent.index()]);
    }
    descends
}

/// Returns for each commit the highest version that it might have been made beside: whose place does not have the
/// commit behind it; 0 if there is none.
///
/// `places` holds versions with the commits from which they hold, the highest version last.
pub(super) fn beside(graph: &Graph, places: &[(u32, CommitNo)]) -> Vec<u32> {
    let mut highest = vec![0; graph.len()];
    for block in places.rchunks(WORD) {
        let behind = behind(graph, block);
        let all = u64::MAX >> (WORD - block.len());
        for (highest, behind) in highest.iter_mut().zip(behind) {
            // Blocks come from the highest versions down: what was found stays.
            if *highest == 0 && behind != all {
                let place = (all & !behind).ilog2() as usize;
                *highest = block[place].0;
            }
        }
    }
    highest
}

/// Returns for each commit one bit for each of at most 64 places: whether the place is the commit, or has it behind it.
fn behind(graph: &Graph, places: &[(u32, CommitNo)]) -> Vec<u64> {
    let mut rows = vec![0u64; graph.len()];
    for (bit, (_, place)) in places.iter().enumerate() {
        rows[place.index()] |= 1 << bit;
    }
    // Children have greater numbers than their parents, so every row is whole before it is handed on.
    for at in (0..graph.len()).rev() {
        let row = rows[at];
        if row != 0 {
            let number = u32::try_from(at).expect("a graph numbers its commits in 32 bits");
            graph.parents(CommitNo::new(number)).iter().for_each(|parent| rows[parent.index()] |= row);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(parents: &[&[u32]]) -> Graph {
        Graph::new(parents.iter().map(|p| p.iter().copied())).unwrap()
    }

    #[test]
    fn only_what_has_genesis_behind_it_descends() {
        // 0 ─ 1 ─ 3 ─ 4, and 2 beside 1; 4 merges 2.
        let graph = graph(&[&[], &[0], &[0], &[1], &[3, 2]]);
        assert_eq!(descendants(&graph, CommitNo::new(1)), [false, true, false, true, true]);
    }

    #[test]
    fn a_commit_is_beside_every_version_whose_place_it_is_not_behind() {
        let graph = graph(&[&[], &[0], &[0], &[1], &[3, 2]]);
        let places = [(2, CommitNo::new(1)), (3, CommitNo::new(3))];
        assert_eq!(beside(&graph, &places), [0, 0, 3, 2, 3]);
    }

    #[test]
    fn more_than_a_word_of_versions_is_the_same_as_asking_for_each() {
        let line: Vec<Vec<u32>> = (0..200).map(|n: u32| n.checked_sub(1).into_iter().collect()).collect();
        let graph = Graph::new(line).unwrap();
        let places: Vec<_> = (2..150).map(|serial| (serial, CommitNo::new(serial * 7 % 190))).collect();
        let found = beside(&graph, &places);
        for commit in graph.commits() {
            let naive = places.iter().filter(|(_, place)| commit > *place).map(|(serial, _)| *serial).max();
            assert_eq!(found[commit.index()], naive.unwrap_or(0), "{commit:?}");
        }
    }
}
