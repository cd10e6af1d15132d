//! Whether distinct people can be found for all steps of a cell, whoever wrote the page.
//!
//! The naive way tries every author, and for each every person who might be missing: people squared searches for each
//! cell. Most of them are the same search, because a choice that does not use somebody is also a choice without them:
//!
//! 1. Find one choice *M* with everybody there. It serves every author who is not in it.
//! 2. For each author *a* in *M*, find a choice *M(a)* without *a*. If there is none, *a*'s own pages cannot be signed.
//! 3. Somebody whose absence matters is in *M* or in some *M(a)*: for everybody else these choices still stand.
//! 4. For each such *p*, find a choice *N* without *p*. It serves every author who is not in it; only the authors in
//!    *N* need a choice without both.
//!
//! With *k* steps these are at most some *k*³ searches, however many people there are. And a step that *k* + 2 people
//! may do never lacks one: the others take at most *k* − 1 of them, the author and the missing one two more. So no list
//! of people is longer than that.

use std::cell::Cell;
use std::collections::BTreeSet;

/// The people who may do each step of a cell.
pub(super) struct Choice {
    /// Everybody who may do some step, sorted; what follows names them by their place here.
    people: Vec<u32>,
    steps: Vec<Vec<usize>>,
    work: Cell<usize>,
}

/// Why a cell cannot be filled; steps are positions in the order that was given.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Gap {
    /// Nobody may do these steps.
    Nobody(Vec<usize>),
    /// These steps together have fewer people than they are.
    TooFew(Vec<usize>),
    /// What these people write nobody can sign, because they are needed to sign it.
    Own(Vec<u32>),
}

/// What is to be said about a cell.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Judgement {
    /// Why it cannot be filled.
    pub(super) gap: Option<Gap>,
    /// If it can: the people who may not be missing.
    pub(super) fragile: Vec<u32>,
}

impl Choice {
    /// Returns the choice between these people, whose lists are sorted.
    pub(super) fn new<'a>(candidates: impl Iterator<Item = &'a [u32]>) -> Self {
        let lists: Vec<&[u32]> = candidates.collect();
        let enough = lists.len() + 2;
        let lists: Vec<&[u32]> = lists.into_iter().map(|list| &list[..list.len().min(enough)]).collect();
        let mut people = lists.concat();
        people.sort_unstable();
        people.dedup();
        let place = |person: &u32| people.partition_point(|p| p < person);
        let steps = lists.iter().map(|list| list.iter().map(place).collect()).collect();
        Self { people, steps, work: Cell::new(0) }
    }

    /// Returns how many times somebody was tried for a step so far.
    pub(super) fn work(&self) -> usize {
        self.work.get()
    }

    /// Judges the cell for every author in `authors`, which is sorted; with none, for an author who signs nothing.
    pub(super) fn judge(&self, authors: &[u32]) -> Judgement {
        let nobody: Vec<usize> = (0..self.steps.len()).filter(|i| self.steps[*i].is_empty()).collect();
        if !nobody.is_empty() {
            return Gap::Nobody(nobody).into();
        }
        let first = match self.fill(&[]) {
            Ok(first) => first,
            Err(steps) => return Gap::TooFew(steps).into(),
        };
        let mut own = Vec::new();
        let mut chosen: BTreeSet<usize> = first.iter().copied().collect();
        for author in first.into_iter().filter(|p| self.writes(*p, authors)) {
            match self.fill(&[author]) {
                Ok(other) => chosen.extend(other),
                Err(_) => own.push(self.people[author]),
            }
        }
        if !own.is_empty() {
            own.sort_unstable();
            return Gap::Own(own).into();
        }
        let fragile = chosen.into_iter().filter(|p| self.breaks_without(*p, authors));
        Judgement { gap: None, fragile: fragile.map(|p| self.people[p]).collect() }
    }

    fn writes(&self, person: usize, authors: &[u32]) -> bool {
        authors.binary_search(&self.people[person]).is_ok()
    }

    /// Returns whether some author other than `missing` finds nobody for a step when `missing` is not there.
    fn breaks_without(&self, missing: usize, authors: &[u32]) -> bool {
        let Ok(without) = self.fill(&[missing]) else {
            return authors.is_empty() || authors.iter().any(|a| *a != self.people[missing]);
        };
        let mut writers = without.iter().filter(|p| self.writes(**p, authors));
        writers.any(|author| self.fill(&[missing, *author]).is_err())
    }

    /// Returns distinct people for all steps, none of them in `without`, or steps that together have too few.
    ///
    /// The textbook search for a matching by augmenting paths; it recurses once a step at most.
    fn fill(&self, without: &[usize]) -> Result<Vec<usize>, Vec<usize>> {
        let mut taken: Vec<Option<usize>> = vec![None; self.people.len()];
        for step in 0..self.steps.len() {
            let mut reach = Reach { tried: vec![false; self.people.len()], steps: Vec::new() };
            without.iter().for_each(|p| reach.tried[*p] = true);
            if !self.assign(step, &mut reach, &mut taken) {
                reach.steps.sort_unstable();
                return Err(reach.steps);
            }
        }
        Ok((0..taken.len()).filter(|p| taken[*p].is_some()).collect())
    }

    fn assign(&self, step: usize, reach: &mut Reach, taken: &mut [Option<usize>]) -> bool {
        reach.steps.push(step);
        for &person in &self.steps[step] {
            self.work.set(self.work.get() + 1);
            if std::mem::replace(&mut reach.tried[person], true) {
                continue;
            }
            // Somebody who is taken is free if the step that has them finds another.
            if taken[person].is_none_or(|other| self.assign(other, reach, taken)) {
                taken[person] = Some(step);
                return true;
            }
        }
        false
    }
}

/// What one search has reached.
struct Reach {
    tried: Vec<bool>,
    steps: Vec<usize>,
}

impl From<Gap> for Judgement {
    fn from(gap: Gap) -> Self {
        Self { gap: Some(gap), fragile: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn judge(steps: &[&[u32]], authors: &[u32]) -> Judgement {
        Choice::new(steps.iter().copied()).judge(authors)
    }

    #[test]
    fn a_step_that_nobody_may_do_is_named() {
        assert_eq!(judge(&[&[1], &[]], &[9]).gap, Some(Gap::Nobody(vec![1])));
    }

    #[test]
    fn two_steps_with_one_person_are_too_few() {
        assert_eq!(judge(&[&[1], &[2, 3], &[1]], &[9]).gap, Some(Gap::TooFew(vec![0, 2])));
    }

    #[test]
    fn the_only_reviewer_cannot_write() {
        assert_eq!(judge(&[&[1], &[2, 3]], &[1, 9]).gap, Some(Gap::Own(vec![1])));
        assert_eq!(judge(&[&[1], &[2, 3]], &[9]), Judgement { gap: None, fragile: vec![1] });
    }

    #[test]
    fn three_final_reviewers_who_also_write_can_spare_one() {
        assert_eq!(judge(&[&[1, 2], &[5, 6, 7]], &[5, 6, 7]), Judgement::default());
        assert_eq!(judge(&[&[1, 2], &[5, 6]], &[5, 6]).fragile, [5, 6]);
    }

    /// The naive way, for comparison.
    fn slow(steps: &[Vec<u32>], authors: &[u32]) -> (bool, Vec<u32>) {
        fn fill(steps: &[Vec<u32>], used: &mut Vec<u32>) -> bool {
            let Some((first, rest)) = steps.split_first() else { return true };
            first.iter().any(|p| {
                if used.contains(p) {
                    return false;
                }
                used.push(*p);
                let filled = fill(rest, used);
                used.pop();
                filled
            })
        }
        let authors: Vec<u32> = if authors.is_empty() { vec![99] } else { authors.to_vec() };
        let good = authors.iter().all(|a| fill(steps, &mut vec![*a]));
        let breaks = |p: &u32| authors.iter().any(|a| a != p && !fill(steps, &mut vec![*a, *p]));
        (good, if good { (0..8).filter(breaks).collect() } else { Vec::new() })
    }

    proptest! {
        #[test]
        fn the_short_way_agrees_with_the_naive_one(
            steps in prop::collection::vec(prop::collection::btree_set(0u32..8, 0..5), 0..4),
            authors in prop::collection::btree_set(0u32..8, 0..6),
        ) {
            let steps: Vec<Vec<u32>> = steps.into_iter().map(|s| s.into_iter().collect()).collect();
            let authors: Vec<u32> = authors.into_iter().collect();
            let judgement = Choice::new(steps.iter().map(|s| &**s)).judge(&authors);
            let (good, fragile) = slow(&steps, &authors);
            prop_assert_eq!(judgement.gap.is_none(), good);
            prop_assert_eq!(judgement.fragile, fragile);
        }
    }
}
