//! Liveness as values: the table of histories, and random histories against the definition read word by word.

use super::*;

/// A commit of a written-down history: its parents and the version of the one path (0 is absent).
type Written = (&'static [u32], u32);

fn graph(history: &[(Vec<u32>, u32)]) -> Graph {
    Graph::new(history.iter().map(|(parents, _)| parents.iter().copied())).unwrap()
}

/// What `git` would find by comparing trees.
fn touches(history: &[(Vec<u32>, u32)]) -> Vec<(CommitNo, VersionId, Vec<VersionId>, bool)> {
    let version = |at: u32| VersionId::new(history[at as usize].1);
    let mut touches = Vec::new();
    for (at, (parents, now)) in history.iter().enumerate() {
        let now = VersionId::new(*now);
        let mut old: Vec<_> = parents.iter().map(|&p| version(p)).collect();
        if parents.is_empty() {
            old.push(VersionId::ABSENT);
        }
        let changes = !old.contains(&now);
        old.retain(|v| *v != now);
        old.dedup();
        if !old.is_empty() {
            touches.push((CommitNo::new(at as u32), now, old, changes));
        }
    }
    touches
}

fn question(history: &[(Vec<u32>, u32)], head: usize, signed: impl Iterator<Item = usize>) -> Question {
    let touches = touches(history);
    let touches = touches.iter().map(|(commit, now, before, changes)| Touch {
        commit: *commit,
        now: *now,
        before,
        changes: *changes,
    });
    let number = |at: usize| CommitNo::new(at as u32);
    let signed = signed.map(|a| (number(a), VersionId::new(history[a].1))).collect();
    Question::new(number(head), VersionId::new(history[head].1), touches, signed)
}

/// Judges the sign-off `a` of a written-down history at its last commit.
fn standing(history: &[Written], a: usize) -> Standing {
    let history: Vec<_> = history.iter().map(|(parents, version)| (parents.to_vec(), *version)).collect();
    let question = question(&history, history.len() - 1, [a].into_iter());
    standings(&graph(&history), &[question])[0][0]
}

fn unseen(commit: u32) -> Standing {
    Standing::Unseen(CommitNo::new(commit))
}

#[test]
fn an_edit_of_another_page_leaves_it_alive() {
    assert_eq!(standing(&[(&[], 1), (&[0], 1), (&[1], 1)], 1), Standing::Alive);
}

#[test]
fn a_revert_does_not_revive_it() {
    assert_eq!(standing(&[(&[], 1), (&[0], 1), (&[1], 2), (&[2], 1)], 1), unseen(2));
}

#[test]
fn a_merge_that_takes_the_stale_text_over_a_newer_edit_kills_it() {
    assert_eq!(standing(&[(&[], 1), (&[0], 1), (&[1], 2), (&[1], 1), (&[2, 3], 1)], 1), unseen(2));
}

#[test]
fn a_fresh_approval_on_the_stale_branch_does_not_help() {
    assert_eq!(standing(&[(&[], 1), (&[0], 2), (&[0], 1), (&[1, 2], 1)], 2), unseen(1));
}

#[test]
fn an_extra_parent_edge_to_the_old_sign_off_does_not_help_a_revert() {
    assert_eq!(standing(&[(&[], 1), (&[0], 1), (&[1], 2), (&[2, 1], 1)], 1), unseen(2));
    assert_eq!(standing(&[(&[], 1), (&[0], 1), (&[1], 2), (&[1, 2], 1)], 1), unseen(2));
}

#[test]
fn an_approved_branch_that_is_merged_stays_alive() {
    assert_eq!(standing(&[(&[], 2), (&[0], 1), (&[1], 1), (&[0], 2), (&[3, 2], 1)], 2), Standing::Alive);
}

#[test]
fn a_stale_third_branch_merged_meanwhile_does_no_harm() {
    let before = [(&[][..], 2), (&[0], 1), (&[1], 1), (&[0], 2), (&[0, 3], 2), (&[4, 2], 1)];
    assert_eq!(standing(&before, 2), Standing::Alive);
    let after = [(&[][..], 2), (&[0], 1), (&[1], 1), (&[0, 2], 1), (&[0], 2), (&[3, 4], 1)];
    assert_eq!(standing(&after, 2), Standing::Alive);
}

#[test]
fn a_squashed_branch_whose_sign_offs_are_merged_back_stays_alive() {
    assert_eq!(standing(&[(&[], 2), (&[0], 1), (&[1], 1), (&[0], 1), (&[3, 2], 1)], 2), Standing::Alive);
}

#[test]
fn an_unadopted_wobble_after_the_approval_does_no_harm() {
    let history = [(&[][..], 2), (&[0], 1), (&[1], 1), (&[2], 3), (&[3], 1), (&[0], 1), (&[5, 2], 1)];
    assert_eq!(standing(&history, 2), Standing::Alive);
}

#[test]
fn an_adopted_wobble_kills_it() {
    let history = [(&[][..], 2), (&[0], 1), (&[1], 1), (&[2], 3), (&[3], 1), (&[0], 1), (&[5, 4], 1)];
    assert_eq!(standing(&history, 2), unseen(3));
}

#[test]
fn a_merge_that_drops_an_edit_the_approver_never_saw_kills_it() {
    assert_eq!(standing(&[(&[], 2), (&[0], 1), (&[1], 1), (&[0], 3), (&[3, 2], 1)], 2), unseen(3));
}

#[test]
fn a_text_that_a_merge_discarded_cannot_be_reinstated_silently() {
    let history = [(&[][..], 2), (&[0], 1), (&[1], 1), (&[0], 2), (&[3, 2], 2), (&[4], 1)];
    assert_eq!(standing(&history, 2), unseen(4));
}

#[test]
fn other_bytes_or_another_mode_are_another_version() {
    assert_eq!(standing(&[(&[], 1), (&[0], 1), (&[1], 2)], 1), Standing::OtherVersion);
}

#[test]
fn a_page_that_was_deleted_and_restored_is_not_approved() {
    assert_eq!(standing(&[(&[], 1), (&[0], 1), (&[1], 0), (&[2], 1)], 1), unseen(2));
}

#[test]
fn an_approved_absence_dies_when_the_page_comes_back_for_a_while() {
    assert_eq!(standing(&[(&[], 1), (&[0], 0), (&[1], 0), (&[2], 1), (&[3], 0)], 2), unseen(3));
    assert_eq!(standing(&[(&[], 1), (&[0], 0), (&[1], 0), (&[2], 0)], 2), Standing::Alive);
    assert_eq!(standing(&[(&[], 0), (&[0], 0)], 0), Standing::Alive);
}

#[test]
fn a_root_with_another_text_is_a_disturbance_and_one_without_the_page_is_none() {
    assert_eq!(standing(&[(&[], 1), (&[0], 1), (&[], 2), (&[1, 2], 1)], 1), unseen(2));
    assert_eq!(standing(&[(&[], 1), (&[0], 1), (&[], 0), (&[1, 2], 1)], 1), Standing::Alive);
}

#[test]
fn a_sign_off_of_another_branch_is_elsewhere() {
    let history: Vec<_> = [(vec![], 1), (vec![0], 1), (vec![0], 1)].into();
    let asked = question(&history, 2, [0, 1, 2].into_iter());
    assert_eq!(standings(&graph(&history), &[asked])[0], [Standing::Alive, Standing::Elsewhere, Standing::Alive]);
}

/// The definition, word by word: every commit against every other.
fn by_definition(history: &[(Vec<u32>, u32)], ancestors: &[Vec<bool>], head: usize, a: usize) -> Standing {
    let version = |c: usize| history[c].1;
    let h = version(head);
    let in_d = |c: usize| {
        let (parents, v) = &history[c];
        let differs = |q: &u32| version(*q as usize) != *v;
        let changes = if parents.is_empty() { *v != 0 } else { parents.iter().all(differs) };
        let discards = parents.len() > 1 && parents.iter().any(|q| version(*q as usize) == h);
        ancestors[head][c] && *v != h && (changes || discards)
    };
    match (0..history.len()).find(|&c| in_d(c) && !ancestors[a][c]) {
        _ if !ancestors[head][a] => Standing::Elsewhere,
        _ if version(a) != h => Standing::OtherVersion,
        Some(c) => unseen(c as u32),
        None => Standing::Alive,
    }
}

fn ancestors(history: &[(Vec<u32>, u32)]) -> Vec<Vec<bool>> {
    let mut ancestors: Vec<Vec<bool>> = Vec::new();
    for (at, (parents, _)) in history.iter().enumerate() {
        let mut row = vec![false; history.len()];
        row[at] = true;
        for &parent in parents {
            row.iter_mut().zip(&ancestors[parent as usize]).for_each(|(into, from)| *into |= from);
        }
        ancestors.push(row);
    }
    ancestors
}

/// A small generator of our own, so that a seed means the same history for ever.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }
}

/// Edits, reverts, deletions, mode changes (versions are numbers), merges that take either side or neither, octopuses,
/// several roots.
fn random_history(seed: u64, count: usize) -> Vec<(Vec<u32>, u32)> {
    let mut dice = Dice(seed);
    let mut history: Vec<(Vec<u32>, u32)> = Vec::new();
    for at in 0..count {
        let wanted = [0, 1, 1, 1, 1, 1, 2, 2, 2, 3][dice.below(10)];
        let parents: Vec<u32> = match at {
            0 => vec![],
            _ if wanted == 0 && dice.below(4) > 0 => vec![at as u32 - 1],
            _ => (0..wanted).map(|_| (at - 1 - dice.below(at.min(8))) as u32).collect(),
        };
        let inherited = (!parents.is_empty()).then(|| history[parents[dice.below(parents.len())] as usize].1);
        let version = inherited.filter(|_| dice.below(3) > 0).unwrap_or(dice.below(4) as u32);
        history.push((parents, version));
    }
    history
}

#[test]
fn random_histories_are_judged_as_the_definition_says() {
    let (mut alive, mut unseen) = (0, 0);
    for seed in 0..400 {
        let count = 4 + Dice(seed).below(40);
        let history = random_history(seed, count);
        let ancestors = ancestors(&history);
        // Every commit is HEAD once, as editions need it, and every commit a sign-off.
        let questions: Vec<_> = (0..count).map(|head| question(&history, head, 0..count)).collect();
        for (head, answers) in standings(&graph(&history), &questions).iter().enumerate() {
            for (a, answer) in answers.iter().enumerate() {
                let expected = by_definition(&history, &ancestors, head, a);
                assert_eq!(*answer, expected, "seed {seed}, head {head}, {a}: {history:?}");
                alive += usize::from(*answer == Standing::Alive);
                unseen += usize::from(matches!(answer, Standing::Unseen(_)));
            }
        }
    }
    assert!(alive > 2000 && unseen > 2000, "the generator reaches both answers: {alive}, {unseen}");
}

#[test]
fn histories_longer_than_a_block_are_judged_as_the_definition_says() {
    let history = random_history(7, 3000);
    let (graph, ancestors) = (graph(&history), ancestors(&history));
    let heads = (0..history.len()).rev().step_by(3).take(20);
    let questions: Vec<_> = heads.map(|head| question(&history, head, (0..history.len()).step_by(7))).collect();
    assert!(columns(&graph, &questions).len() > Graph::BLOCK, "more than one block of columns");
    for (asked, answers) in questions.iter().zip(standings(&graph, &questions)) {
        let head = &ancestors[asked.head.index()];
        for (answer, (a, version)) in answers.into_iter().zip(&asked.signed) {
            let culprit = asked.disturbances.iter().find(|d| head[d.index()] && !ancestors[a.index()][d.index()]);
            let expected = match culprit {
                _ if !head[a.index()] => Standing::Elsewhere,
                _ if *version != asked.approved => Standing::OtherVersion,
                Some(culprit) => Standing::Unseen(*culprit),
                None => Standing::Alive,
            };
            assert_eq!(answer, expected);
        }
    }
}
