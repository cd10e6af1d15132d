//! Whether what is left of the sign-offs fills what is needed: under the matrix in force, or under every version of the
//! policy in the window of what is used.

use std::collections::BTreeSet;

use crate::git::{Action, GitError};
use crate::review::assign::{Candidate, Seat, choose};
use crate::review::authority::Lack;
use crate::review::evidence::{SignOff, SignOffNo};
use crate::review::judge::sift::Sifted;
use crate::review::judge::{Basis, Case, Court};
use crate::review::needs::{Demand, Need};
use crate::review::verdict::By;

/// What a unit passes with.
pub(super) struct Passed {
    pub(super) window: (u32, u32),
    pub(super) used: BTreeSet<SignOffNo>,
}

/// Which sign-offs may be used.
#[derive(Clone, Copy)]
pub(super) struct Among {
    pub(super) action: Action,
    pub(super) known: u32,
    pub(super) conc: u32,
}

impl Among {
    pub(super) fn has(self, sign_off: &SignOff) -> bool {
        sign_off.action == self.action && sign_off.mark.known <= self.known && sign_off.mark.conc <= self.conc
    }
}

impl Court<'_> {
    /// Returns what the unit passes with, and by which rule.
    pub(super) fn pass(
        &self,
        case: Case<'_>,
        basis: Basis,
        items: &[Sifted<'_>],
        demands: &[Demand],
    ) -> Result<Option<(Passed, By)>, GitError> {
        if basis == Basis::Any
            && let Some(passed) = self.by_matrix(items, demands)
        {
            return Ok(Some((passed, By::Matrix)));
        }
        if let Some(passed) = self.by_window(case, items, Action::Approve)? {
            return Ok(Some((passed, By::Window)));
        }
        Ok(self.by_window(case, items, Action::Emergency)?.map(|passed| (passed, By::Emergency)))
    }

    fn by_matrix(&self, items: &[Sifted<'_>], demands: &[Demand]) -> Option<Passed> {
        let newest = self.authority.newest();
        let all = Among { action: Action::Approve, known: u32::MAX, conc: u32::MAX };
        let used = self.filled(newest, items, demands, all, &|_| true)?;
        Some(Passed { window: self.window_of(&used), used })
    }

    /// Tries every window that the evidence could have, the newest first: W runs from the newest policy that some sign-
    /// off in use knew to the newest that one might have been made beside.
    fn by_window(&self, case: Case<'_>, items: &[Sifted<'_>], action: Action) -> Result<Option<Passed>, GitError> {
        let marks =
            || items.iter().flat_map(|i| &i.live).map(|n| self.evidence.sign_off(*n)).filter(|s| s.action == action);
        let knowns: BTreeSet<u32> = marks().map(|s| s.mark.known).filter(|k| *k > 0).collect();
        let concs: BTreeSet<u32> = marks().map(|s| s.mark.conc).collect();
        for &known in knowns.iter().rev() {
            for &conc in concs.range(known..).rev() {
                if let Some(used) = self.passes(case, items, Among { action, known, conc })? {
                    return Ok(Some(Passed { window: (known, conc), used }));
                }
            }
        }
        Ok(None)
    }

    /// Returns the sign-offs with which every version of the window is content, if their own window is exactly this.
    fn passes(
        &self,
        case: Case<'_>,
        items: &[Sifted<'_>],
        among: Among,
    ) -> Result<Option<BTreeSet<SignOffNo>>, GitError> {
        let own = |used: &BTreeSet<SignOffNo>| self.window_of(used) == (among.known, among.conc);
        let newest = self.authority.newest();
        let mut wanted = Vec::new();
        for serial in among.known..=among.conc {
            let demands = match among.action {
                Action::Emergency => self.emergency_demands(case, serial)?,
                _ => Some(self.demands(case, serial)?),
            };
            let Some(mut demands) = demands else { return Ok(None) };
            if among.conc < newest {
                self.add_retroactive(case, newest, &mut demands)?;
            }
            wanted.push((serial, demands));
        }
        let mut used = BTreeSet::new();
        for (serial, demands) in &wanted {
            let Some(some) = self.filled(*serial, items, demands, among, &|_| true) else { return Ok(None) };
            used.extend(some);
        }
        if own(&used) {
            return Ok(Some(used));
        }
        // Another choice may hold somebody who knew the window's policies; it is asked of one version after the other.
        for (at, (serial, demands)) in wanted.iter().enumerate() {
            let fits = |some: &BTreeSet<SignOffNo>| {
                let others = wanted.iter().enumerate().filter(|(other, _)| *other != at);
                let rest = others.filter_map(|(_, (s, d))| self.filled(*s, items, d, among, &|_| true)).flatten();
                own(&some.iter().copied().chain(rest).collect())
            };
            if let Some(some) = self.filled(*serial, items, demands, among, &fits) {
                let others = wanted.iter().enumerate().filter(|(other, _)| *other != at);
                let rest = others.filter_map(|(_, (s, d))| self.filled(*s, items, d, among, &|_| true)).flatten();
                return Ok(Some(some.into_iter().chain(rest).collect()));
            }
        }
        Ok(None)
    }

    fn window_of(&self, used: &BTreeSet<SignOffNo>) -> (u32, u32) {
        let marks = || used.iter().map(|n| &self.evidence.sign_off(*n).mark);
        (marks().map(|m| m.known).max().unwrap_or(0), marks().map(|m| m.conc).max().unwrap_or(0))
    }

    /// Returns the sign-offs that fill what every item needs, if `fits` agrees with the choice.
    fn filled(
        &self,
        serial: u32,
        items: &[Sifted<'_>],
        demands: &[Demand],
        among: Among,
        fits: &dyn Fn(&BTreeSet<SignOffNo>) -> bool,
    ) -> Option<BTreeSet<SignOffNo>> {
        let policy = self.authority.policy(serial)?;
        let mut used = BTreeSet::new();
        let count = items.len();
        for (at, (item, demand)) in items.iter().zip(demands).enumerate() {
            let Demand::Needs(needs) = demand else { return None };
            // Nothing is published without a signature, whatever a matrix says.
            if needs.is_empty() || (item.unsigned.is_some() && policy.settings.refuse_unsigned_changes) {
                return None;
            }
            let seats: Vec<Seat<SignOffNo>> = needs.iter().map(|n| self.seat(n, item, among)).collect();
            let ends = |choice: &[&Candidate<SignOffNo>]| {
                at + 1 < count || fits(&used.iter().copied().chain(choice.iter().map(|c| c.what)).collect())
            };
            let behind = |a, b| self.kinship.behind(a, b);
            let chosen: Vec<SignOffNo> =
                choose(&seats, policy.settings.ordered, &behind, &ends)?.iter().map(|c| c.what).collect();
            used.extend(chosen);
        }
        Some(used)
    }

    pub(super) fn seat(&self, need: &Need, item: &Sifted<'_>, among: Among) -> Seat<SignOffNo> {
        let candidates = item.live.iter().filter(|n| self.fills(need, item, **n, among));
        let candidate = |number: &SignOffNo| {
            let mark = &self.evidence.sign_off(*number).mark;
            Candidate { person: mark.person.clone(), commit: mark.commit, what: *number }
        };
        Seat { order: need.order, candidates: candidates.map(candidate).collect() }
    }

    fn fills(&self, need: &Need, item: &Sifted<'_>, number: SignOffNo, among: Among) -> bool {
        let sign_off = self.evidence.sign_off(number);
        among.has(sign_off)
            && sign_off.step.as_ref() == Some(&need.step)
            && !item.authors.contains_key(&sign_off.mark.person)
            && self.may_fill(need, item, sign_off).is_ok()
    }

    pub(super) fn may_fill(&self, need: &Need, item: &Sifted<'_>, sign_off: &SignOff) -> Result<(), Lack> {
        let spots = self.wants.spots(need, item.item.path);
        if spots.is_empty() {
            return Err(Lack::NoPolicy);
        }
        spots.into_iter().try_for_each(|spot| self.authority.check_step(&sign_off.mark, &need.step, spot))
    }
}
