//! Whether one unit is approved in one commit, and if not, what stands in its way.
//!
//! # The argument
//!
//! Sign-offs about an item are sifted in this order, and each sieve only takes away:
//! alive (liveness) → not declared void → authority in every version of the policy that it may have been made beside →
//! not by an author → not taken back by its own signer's objection. What is left are candidates for needs.
//! A unit passes if every item has, under the matrix in force or under every version of the window of what is used, one
//! candidate for each need, no person twice, later steps over earlier ones.
//! Needs come from declarations at the judged commit and, where the level was lowered or the page moved, also from the
//! last edition before; they are only ever added to.
//! Nothing here looks at a clock, a name or the order of parents.
//!
//! `sift` takes away, `demands` says what is asked, `pass` matches the two, and `explain` tells people how far it is.

mod demands;
mod explain;
mod pass;
mod sift;

use crate::git::{Action, CommitNo, GitError, PathNo, VersionId};
use crate::review::authority::{Authority, Spot};
use crate::review::editions::Priors;
use crate::review::evidence::{Broken, Evidence, SignOff};
use crate::review::kinship::Kinship;
use crate::review::liveness::Standing;
use crate::review::memory::Remembered;
use crate::review::needs::{Demand, Wants, Why};
use crate::review::paths::{Paths, is_page};
use crate::review::units::{Item, Unit};
use crate::review::verdict::{By, Judgement, Reason, Verdict};
use sift::Sifted;

/// All that a judgement looks at.
pub struct Court<'a> {
    /// What lies where.
    pub paths: &'a Paths<'a>,
    /// What people signed.
    pub evidence: &'a Evidence<'a>,
    /// Whose signature counts.
    pub authority: &'a Authority<'a>,
    /// What is needed.
    pub wants: &'a Wants<'a>,
    /// Who is behind whom.
    pub kinship: &'a Kinship<'a>,
    /// What an earlier run found settled, if it can be relied on.
    pub(super) remembered: Option<&'a Remembered>,
}

/// A unit at the commit that stands for HEAD.
#[derive(Clone, Copy)]
pub struct Case<'c> {
    /// The commit.
    pub head: CommitNo,
    /// The unit as it is there.
    pub unit: &'c Unit,
    /// What became of every sign-off about each of its items, in the order of the items and of [`Evidence::about`].
    pub standings: &'c [Vec<Standing>],
    /// The editions that came before.
    pub priors: &'c Priors<'c>,
}

/// Which matrix may approve.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    /// The one in force, or those of the window.
    Any,
    /// Those of the window alone: for editions.
    Window,
}

impl<'a> Court<'a> {
    /// Judges a unit.
    ///
    /// # Errors
    /// A commit or a blob cannot be read.
    pub fn judge(&self, case: Case<'_>, basis: Basis) -> Result<Judgement, GitError> {
        let mut items = Vec::with_capacity(case.unit.items.len());
        for (item, standings) in case.unit.items.iter().zip(case.standings) {
            items.push(self.sift(case, item, standings)?);
        }
        if let Some(main) = items.first_mut().filter(|main| main.item.users.is_empty()) {
            self.miss_files(case, main);
        }
        let newest = self.authority.newest();
        let demands = self.demands(case, newest)?;
        let lowered = self.lowered(case, newest)?;
        let mut judgement = Judgement {
            verdict: Verdict::Pending,
            steps: Vec::new(),
            void: items.iter().flat_map(|i| i.void.iter().cloned()).collect(),
            objections: items.iter().flat_map(|i| i.objections.iter().copied()).collect(),
            unsigned: items.iter().find_map(|i| i.unsigned),
            lowered,
            emergency: Vec::new(),
            window: None,
            used: Vec::new(),
        };
        judgement.verdict = match self.hindrance(case, &items, &demands) {
            Some(verdict) => verdict,
            None => match self.pass(case, basis, &items, &demands)? {
                Some((passed, by)) => {
                    judgement.window = Some(passed.window);
                    judgement.used = passed.used.into_iter().collect();
                    Verdict::Approved(by)
                }
                None => self.waiting(&items, &demands),
            },
        };
        // What the matrix in force has no place for is not shown, whoever signed it.
        if basis == Basis::Any && judgement.verdict == Verdict::Approved(By::Window) && !self.has_column(case) {
            judgement.verdict = Verdict::Refused(Reason::Needs(Why::NoColumn));
        }
        if basis == Basis::Any {
            judgement.steps = self.steps(&items, &demands, Action::Approve, &mut judgement.void);
            if !matches!(judgement.verdict, Verdict::Approved(_))
                && let Some(demands) = self.emergency_demands(case, newest)?
            {
                judgement.emergency = self.steps(&items, &demands, Action::Emergency, &mut Vec::new());
            }
        }
        Ok(judgement)
    }

    /// Returns what keeps a unit from being published whoever signed it.
    fn hindrance(&self, case: Case<'_>, items: &[Sifted<'_>], demands: &[Demand]) -> Option<Verdict> {
        if demands.contains(&Demand::Unpublished) {
            return Some(Verdict::Unpublished);
        }
        let objected = items.iter().find_map(|i| i.vetoed).map(Verdict::Objected);
        objected.or_else(|| self.stopped_by(case).map(|b| Verdict::Refused(Reason::Broken(b.commit))))
    }

    /// Returns what to say of a unit that does not pass.
    fn waiting(&self, items: &[Sifted<'_>], demands: &[Demand]) -> Verdict {
        let why = demands.iter().find_map(|d| if let Demand::Refused(why) = d { Some(why.clone()) } else { None });
        if let Some(why) = why {
            return Verdict::Refused(Reason::Needs(why));
        }
        let newest = self.authority.newest();
        let refuses = self.authority.policy(newest).is_none_or(|p| p.settings.refuse_unsigned_changes);
        let unsigned = items.iter().find_map(|i| i.unsigned).filter(|_| refuses);
        unsigned.map_or(Verdict::Pending, |commit| Verdict::Refused(Reason::UnsignedChange(commit)))
    }

    /// Returns whether the matrix in force has a column for the unit, or needs none.
    fn has_column(&self, case: Case<'_>) -> bool {
        let item = &case.unit.items[0];
        let newest = self.authority.newest();
        item.users.is_empty() || self.paths.name(item.path).is_some_and(|n| self.authority.column(newest, n).is_some())
    }

    /// Returns whether a sign-off has authority for its step, whether or not the step is needed, for the file `path` of
    /// the unit `main` in this version: for the page's department or for one that signs with it.
    ///
    /// # Errors
    /// The page cannot be read.
    pub fn has_standing(
        &self,
        main: PathNo,
        path: PathNo,
        version: VersionId,
        sign_off: &SignOff,
    ) -> Result<bool, GitError> {
        let (Some(step), Some(name), Some(file)) = (&sign_off.step, self.paths.name(main), self.paths.name(path))
        else {
            return Ok(false);
        };
        let holds = |spot| self.authority.check_step(&sign_off.mark, step, spot).is_ok();
        if !is_page(name.as_str()) {
            return Ok(holds(Spot::File(file)));
        }
        let Some(declared) = self.paths.declared(main, version)? else { return Ok(false) };
        let mut departments = std::iter::once(&declared.department).chain(&declared.co_departments);
        Ok(departments.any(|department| holds(Spot::Page { page: name, department })))
    }

    /// Returns a malformed sign-off that stands against the unit.
    fn stopped_by(&self, case: Case<'_>) -> Option<&'a Broken> {
        self.standing_broken(case.head).find(|broken| {
            let about = |item: &Item| {
                let name = self.paths.name(item.path);
                broken.items.iter().flatten().any(|path| Some(path) == name)
            };
            case.unit.items.iter().any(about)
        })
    }

    /// Returns the malformed sign-offs behind `head` that were not settled: their signers review, no later well-formed
    /// sign-off of theirs stands over them, and no policy declares them void.
    pub fn standing_broken(&self, head: CommitNo) -> impl Iterator<Item = &'a Broken> {
        self.evidence.broken().iter().filter(move |broken| {
            let Some(mark) = &broken.mark else { return false };
            let id = self.paths.trail().history.node(broken.commit).id;
            let settled = |s: &SignOff| {
                s.mark.person == mark.person
                    && self.kinship.behind(broken.commit, s.mark.commit)
                    && self.kinship.behind(s.mark.commit, head)
            };
            self.kinship.behind(broken.commit, head)
                && self.authority.reviews(mark)
                && !self.authority.chain().is_void(id)
                && !self.evidence.sign_offs().any(|(_, s)| settled(s))
        })
    }
}
