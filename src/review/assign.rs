//! Whether distinct people filled every step, each over the steps before.
//!
//! A choice takes one candidate for each need, in the order of signing: no person twice, and where steps are ordered,
//! every choice of a lower order behind every choice of a higher one.
//! There are few needs and few candidates, so trying them one after the other is fast; how often somebody is tried is
//! counted all the same, because a person with a key may sign as often as they like. When the count ends, nothing was
//! found: a page waits rather than passes.

use std::cell::Cell;

use crate::git::CommitNo;
use crate::model::PersonId;

/// Somebody who signed for a need.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Candidate<T> {
    /// Who.
    pub person: PersonId,
    /// In which commit.
    pub commit: CommitNo,
    /// Which sign-off.
    pub what: T,
}

/// A need with those who signed for it.
#[derive(Clone, Debug)]
pub(super) struct Seat<T> {
    /// Lower orders sign first.
    pub order: i64,
    /// Who signed.
    pub candidates: Vec<Candidate<T>>,
}

/// How often somebody is tried before the search gives up: a page with five steps and three signers for each takes
/// some hundred.
const MOST_TRIES: u32 = 100_000;

/// What must hold of a choice as a whole, beside the rules of this file.
pub(super) type Fits<'f, T> = &'f dyn Fn(&[&Candidate<T>]) -> bool;

/// Returns one candidate for each seat, or nothing. Seats are in the order of signing.
///
/// `behind` says whether one commit is behind another; with `ordered`, lower orders must be behind higher ones.
pub(super) fn choose<'s, T>(
    seats: &'s [Seat<T>],
    ordered: bool,
    behind: &dyn Fn(CommitNo, CommitNo) -> bool,
    fits: Fits<'_, T>,
) -> Option<Vec<&'s Candidate<T>>> {
    let search = Search { seats, ordered, behind, fits, tries: Cell::new(0) };
    let mut chosen = Vec::with_capacity(seats.len());
    search.fill(&mut chosen).then_some(chosen)
}

struct Search<'s, 'f, T> {
    seats: &'s [Seat<T>],
    ordered: bool,
    behind: &'f dyn Fn(CommitNo, CommitNo) -> bool,
    fits: Fits<'f, T>,
    tries: Cell<u32>,
}

impl<'s, T> Search<'s, '_, T> {
    /// Fills the seats after those that are chosen; recurses once a seat.
    fn fill(&self, chosen: &mut Vec<&'s Candidate<T>>) -> bool {
        let Some(seat) = self.seats.get(chosen.len()) else { return (self.fits)(chosen) };
        for candidate in &seat.candidates {
            self.tries.set(self.tries.get() + 1);
            if self.tries.get() > MOST_TRIES {
                return false;
            }
            if self.may_follow(seat, candidate, chosen) {
                chosen.push(candidate);
                if self.fill(chosen) {
                    return true;
                }
                chosen.pop();
            }
        }
        false
    }

    fn may_follow(&self, seat: &Seat<T>, candidate: &Candidate<T>, chosen: &[&Candidate<T>]) -> bool {
        let before = || chosen.iter().zip(self.seats).filter(|(_, earlier)| earlier.order < seat.order);
        let over = |earlier: &Candidate<T>| {
            earlier.commit != candidate.commit && (self.behind)(earlier.commit, candidate.commit)
        };
        chosen.iter().all(|c| c.person != candidate.person)
            && (!self.ordered || before().all(|(earlier, _)| over(earlier)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seats of `(order, [(person, commit)])`; a smaller commit is behind a larger one.
    fn chosen(seats: &[(i64, &[(&str, u32)])], ordered: bool) -> Option<Vec<(String, u32)>> {
        let candidate = |&(person, commit): &(&str, u32)| Candidate {
            person: PersonId::parse(person).unwrap(),
            commit: CommitNo::new(commit),
            what: (),
        };
        let seats: Vec<Seat<()>> = seats
            .iter()
            .map(|(order, list)| Seat { order: *order, candidates: list.iter().map(candidate).collect() })
            .collect();
        let found = choose(&seats, ordered, &|a, b| a <= b, &|_| true)?;
        Some(found.iter().map(|c| (c.person.to_string(), c.commit.index() as u32)).collect())
    }

    #[test]
    fn the_search_ends_after_so_many_tries() {
        // Only the last of `count` candidates fits; whoever looks further than the bound would find it.
        let found = |count: u32| {
            let person = PersonId::parse("a").unwrap();
            let candidate = |n| Candidate { person: person.clone(), commit: CommitNo::new(n), what: n };
            let seats = [Seat { order: 1, candidates: (1..=count).map(candidate).collect() }];
            choose(&seats, true, &|a, b| a <= b, &|chosen| chosen[0].what == count).is_some()
        };
        assert!(found(MOST_TRIES));
        assert!(!found(MOST_TRIES + 1));
    }

    #[test]
    fn nobody_fills_two_steps() {
        assert_eq!(chosen(&[(10, &[("a", 1)]), (50, &[("a", 2)])], true), None);
        let found = chosen(&[(10, &[("a", 1), ("b", 1)]), (50, &[("a", 2)])], true).unwrap();
        assert_eq!(found, [("b".to_owned(), 1), ("a".to_owned(), 2)]);
    }

    #[test]
    fn a_later_step_signs_over_the_earlier_ones() {
        assert_eq!(chosen(&[(10, &[("a", 3)]), (50, &[("b", 2)])], true), None);
        assert!(chosen(&[(10, &[("a", 3)]), (50, &[("b", 2)])], false).is_some());
        assert!(chosen(&[(10, &[("a", 3), ("a", 1)]), (50, &[("b", 2)])], true).is_some());
        assert!(chosen(&[(10, &[("a", 3)]), (10, &[("b", 2)])], true).is_some(), "equal orders in any order");
    }

    #[test]
    fn one_commit_is_not_over_itself() {
        assert_eq!(chosen(&[(10, &[("a", 3)]), (50, &[("b", 3)])], true), None);
    }

    #[test]
    fn an_empty_seat_is_not_filled() {
        assert_eq!(chosen(&[(10, &[])], true), None);
        assert_eq!(chosen(&[], true), Some(vec![]));
    }

    #[test]
    fn somebody_who_signs_without_end_makes_no_page_pass_and_no_search_endless() {
        let many: Vec<(&str, u32)> = (0..400).map(|n| ("a", n)).collect();
        let seats: Vec<(i64, &[(&str, u32)])> = (0..4).map(|n| (n, many.as_slice())).collect();
        assert_eq!(chosen(&seats, false), None);
    }
}
