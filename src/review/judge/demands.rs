//! What each item of a unit needs in a version of the policy.
//!
//! Needs come from what the pages declare at the judged commit and, where a level was lowered or a page moved, from the
//! last edition before as well; they are only ever added to. An emergency has its own steps in the place of the level's.

use std::collections::{BTreeSet, HashMap};

use crate::git::{GitError, PathNo, VersionId};
use crate::model::StepId;
use crate::policy::{Emergency, Policy};
use crate::review::judge::{Case, Court};
use crate::review::needs::{Demand, Need, Needs, union};
use crate::review::verdict::Lowered;

impl Court<'_> {
    /// Returns what each item needs in the policy of `serial`, lowering included.
    pub(super) fn demands(&self, case: Case<'_>, serial: u32) -> Result<Vec<Demand>, GitError> {
        let mut of_pages: HashMap<PathNo, Demand> = HashMap::new();
        let mut demands = Vec::with_capacity(case.unit.items.len());
        for item in &case.unit.items {
            if item.users.is_empty() {
                demands.push(self.wants.file(serial, item.path));
                continue;
            }
            let mut parts = Vec::new();
            for &page in &item.users {
                let demand = match of_pages.get(&page) {
                    Some(known) => known.clone(),
                    None => {
                        let made = self.page_demand(case, serial, page)?;
                        of_pages.insert(page, made.clone());
                        made
                    }
                };
                parts.push(demand);
            }
            demands.push(together(parts));
        }
        Ok(demands)
    }

    fn page_demand(&self, case: Case<'_>, serial: u32, page: PathNo) -> Result<Demand, GitError> {
        let version = self.paths.at(case.head, page);
        let demand = self.wants.page(serial, page, version)?;
        let Demand::Needs(needs) = demand else { return Ok(demand) };
        match case.priors.old_needs(self, case.head, page, version, serial)? {
            Demand::Needs(old) if old.is_empty() => Ok(Demand::Needs(needs)),
            Demand::Needs(old) => Ok(Demand::Needs(union([needs, old]))),
            Demand::Unpublished => Ok(Demand::Unpublished),
            Demand::Refused(why) => Ok(Demand::Refused(why)),
        }
    }

    /// Returns the steps that only the requirement of an earlier edition asks for.
    pub(super) fn lowered(&self, case: Case<'_>, serial: u32) -> Result<Option<Lowered>, GitError> {
        let (page, version) = (case.unit.main, case.unit.items[0].version);
        if case.unit.items[0].users.is_empty() {
            return Ok(None);
        }
        let (Demand::Needs(now), Demand::Needs(old)) =
            (self.wants.page(serial, page, version)?, case.priors.old_needs(self, case.head, page, version, serial)?)
        else {
            return Ok(None);
        };
        let pair = |n: &Need| (n.step.clone(), n.department.clone());
        let now: BTreeSet<_> = now.iter().map(pair).collect();
        let steps: BTreeSet<StepId> = old.iter().filter(|n| !now.contains(&pair(n))).map(|n| n.step.clone()).collect();
        if steps.is_empty() {
            return Ok(None);
        }
        let from = case.priors.came_from(self, case.head, page, version)?;
        Ok(Some(Lowered { steps, from, to: self.declares(page, version)? }))
    }

    /// Returns what a version of a page declares, as `department/level`.
    ///
    /// # Errors
    /// The page cannot be read.
    pub fn declares(&self, page: PathNo, version: VersionId) -> Result<String, GitError> {
        let declared = self.paths.declared(page, version)?;
        Ok(declared.map_or_else(String::new, |d| format!("{}/{}", d.department, d.level)))
    }

    /// Returns what an emergency needs of each item in the policy of `serial`, if it has such a rule for the column: its
    /// own steps in the place of the level's, and whatever lowering adds.
    pub(super) fn emergency_demands(&self, case: Case<'_>, serial: u32) -> Result<Option<Vec<Demand>>, GitError> {
        let policy = self.authority.policy(serial);
        let Some((policy, rule)) = policy.and_then(|p| Some((p, p.emergency.as_ref()?))) else { return Ok(None) };
        let mut demands = Vec::with_capacity(case.unit.items.len());
        for item in &case.unit.items {
            let mut parts = Vec::new();
            for &page in &item.users {
                let Some(demand) = self.emergency_demand(case, page, serial, policy, rule)? else { return Ok(None) };
                parts.push(demand);
            }
            if parts.is_empty() {
                return Ok(None);
            }
            demands.push(together(parts));
        }
        Ok(Some(demands))
    }

    fn emergency_demand(
        &self,
        case: Case<'_>,
        page: PathNo,
        serial: u32,
        policy: &Policy,
        rule: &Emergency,
    ) -> Result<Option<Demand>, GitError> {
        let version = self.paths.at(case.head, page);
        let Some(column) = self.paths.name(page).and_then(|n| self.authority.column(serial, n)) else {
            return Ok(None);
        };
        if rule.steps.len() < 2 || !rule.columns.contains(column) {
            return Ok(None);
        }
        // The cell itself must exist and be published.
        let demand = self.wants.page(serial, page, version)?;
        let (Demand::Needs(_), Some(declared)) = (&demand, self.paths.declared(page, version)?) else {
            return Ok(Some(demand));
        };
        let pairs = rule.steps.iter().map(|s| (s.clone(), declared.department.clone()));
        let needs = crate::review::needs::needs(policy, pairs, page);
        Ok(Some(match case.priors.old_needs(self, case.head, page, version, serial)? {
            Demand::Needs(old) => Demand::Needs(union([needs, old])),
            other => other,
        }))
    }

    /// A rule newer than the window that says so is demanded of what was approved before it, too.
    pub(super) fn add_retroactive(&self, case: Case<'_>, newest: u32, demands: &mut [Demand]) -> Result<(), GitError> {
        let Some(policy) = self.authority.policy(newest) else { return Ok(()) };
        let says_so = |need: &Need| policy.steps.get(&need.step).is_some_and(|s| s.retroactive);
        if !policy.steps.values().any(|s| s.retroactive) {
            return Ok(());
        }
        for (demand, now) in demands.iter_mut().zip(self.demands(case, newest)?) {
            if let (Demand::Needs(needs), Demand::Needs(now)) = (&mut *demand, now) {
                let added: Needs = now.into_iter().filter(says_so).collect();
                *needs = union([std::mem::take(needs), added]);
            }
        }
        Ok(())
    }
}

/// Returns what several pages ask for together: one that is never published, or has no requirement, decides.
fn together(parts: Vec<Demand>) -> Demand {
    if parts.contains(&Demand::Unpublished) {
        return Demand::Unpublished;
    }
    let mut all = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Demand::Needs(needs) => all.push(needs),
            Demand::Unpublished => return Demand::Unpublished,
            Demand::Refused(why) => return Demand::Refused(why),
        }
    }
    Demand::Needs(union(all))
}
