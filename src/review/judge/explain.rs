//! How far each step has come, and why what people signed does not count: for reading, never for deciding.

use std::collections::{BTreeMap, BTreeSet};

use crate::git::Action;
use crate::model::{PersonId, StepId};
use crate::review::assign::{Candidate, Seat};
use crate::review::evidence::SignOffNo;
use crate::review::judge::Court;
use crate::review::judge::pass::Among;
use crate::review::judge::sift::Sifted;
use crate::review::needs::{Demand, Need, Needs};
use crate::review::verdict::{Because, StepState, Void};

impl Court<'_> {
    /// Returns how far `action` has come with every need under the matrix in force, and notes why approvals do not
    /// count.
    pub(super) fn steps(
        &self,
        items: &[Sifted<'_>],
        demands: &[Demand],
        action: Action,
        void: &mut Vec<Void>,
    ) -> Vec<StepState> {
        let mut states: BTreeMap<(i64, StepId, Option<crate::model::DepartmentId>), StepState> = BTreeMap::new();
        for (item, demand) in items.iter().zip(demands) {
            let Demand::Needs(needs) = demand else { continue };
            for state in self.item_steps(item, needs, action, void) {
                let (need, mut state) = state;
                let key = (need.order, need.step.clone(), need.department.clone());
                // A step is signed when it is signed for every file, by somebody who may sign every file that waits.
                match states.get_mut(&key) {
                    Some(known) if state.by.is_none() => {
                        if known.by.is_none() {
                            state.may_sign.retain(|p| known.may_sign.contains(p));
                        }
                        *known = state;
                    }
                    Some(_) => {}
                    None => drop(states.insert(key, state)),
                }
            }
        }
        states.into_values().collect()
    }

    fn item_steps<'n>(
        &self,
        item: &Sifted<'_>,
        needs: &'n Needs,
        action: Action,
        void: &mut Vec<Void>,
    ) -> Vec<(&'n Need, StepState)> {
        let among = Among { action, known: u32::MAX, conc: u32::MAX };
        let mut filled: Vec<(&Need, SignOffNo)> = Vec::new();
        for need in needs {
            let seat = self.seat(need, item, among);
            let free = |c: &&Candidate<SignOffNo>| {
                filled.iter().all(|(_, n)| self.evidence.sign_off(*n).mark.person != c.person)
            };
            let over = |c: &&Candidate<SignOffNo>| {
                let lower = filled.iter().filter(|(n, _)| n.order < need.order);
                lower.map(|(_, n)| self.evidence.sign_off(*n).mark.commit).all(|l| self.kinship.behind(l, c.commit))
            };
            if let Some(chosen) = seat.candidates.iter().filter(free).find(over) {
                filled.push((need, chosen.what));
                continue;
            }
            self.note(need, item, &seat, &filled, void);
        }
        let signed: BTreeSet<&PersonId> = filled.iter().map(|(_, n)| &self.evidence.sign_off(*n).mark.person).collect();
        let state = |need: &'n Need| {
            let by = filled.iter().find(|(n, _)| *n == need).map(|(_, n)| &self.evidence.sign_off(*n).mark);
            let mut may_sign = self.wants.could_sign(need, item.item.path);
            may_sign.retain(|p| {
                !item.authors.contains_key(p) && (by.is_some_and(|m| m.person == *p) || !signed.contains(p))
            });
            let (step, department) = (need.step.clone(), need.department.clone());
            (need, StepState { step, department, may_sign, by: by.map(|m| (m.person.clone(), m.commit)) })
        };
        needs.iter().map(state).collect()
    }

    /// Notes why the sign-offs for a need that is not filled do not count.
    fn note(
        &self,
        need: &Need,
        item: &Sifted<'_>,
        seat: &Seat<SignOffNo>,
        filled: &[(&Need, SignOffNo)],
        void: &mut Vec<Void>,
    ) {
        let path = item.item.path;
        for candidate in &seat.candidates {
            let twice = filled.iter().find(|(_, n)| self.evidence.sign_off(*n).mark.person == candidate.person);
            let because = match (twice, filled.last()) {
                (Some((other, _)), _) => Because::TwoSteps(other.step.clone()),
                (None, Some((lower, _))) => Because::Order(lower.step.clone()),
                (None, None) => continue,
            };
            void.push(Void { sign_off: candidate.what, path, because });
        }
        for &number in &item.live {
            let sign_off = self.evidence.sign_off(number);
            if sign_off.action != Action::Approve || sign_off.step.as_ref() != Some(&need.step) {
                continue;
            }
            if let Some(commit) = item.authors.get(&sign_off.mark.person) {
                void.push(Void { sign_off: number, path, because: Because::Author(*commit) });
            } else if let Err(lack) = self.may_fill(need, item, sign_off) {
                void.push(Void { sign_off: number, path, because: Because::Lack(lack) });
            }
        }
    }
}
