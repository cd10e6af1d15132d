//! Whose signature counts, for what, and in which versions of the policy.
//!
//! No clock decides. A signature was made beside the policies known(a)…conc(a) (see [`Chain`]); its key must have been
//! active, and its person must have held the step, in every one of them: nobody can fork from before a suspension, sign
//! there and be merged.

use std::collections::BTreeSet;

use crate::git::CommitNo;
use crate::model::{ColumnId, ContentPath, DepartmentId, KeyId, OutputPath, PersonId, SiteId, StepId};
use crate::policy::{KeyState, Policy};
use crate::review::chain::{Chain, InForce};
use crate::review::kinship::Kinship;
use crate::source::{Columns, Declared, address_of};

/// Somebody's verified signature on a commit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// The commit.
    pub commit: CommitNo,
    /// The key.
    pub key: KeyId,
    /// Whose key it is, over the whole chain.
    pub person: PersonId,
    /// The newest policy that the commit holds; 0 if it holds none.
    pub known: u32,
    /// The newest policy that it might have been made beside.
    pub conc: u32,
}

/// What somebody signs for.
#[derive(Clone, Copy, Debug)]
pub enum Spot<'a> {
    /// A page, or a file of its unit.
    Page {
        /// The page: its folder says which column it is in.
        page: &'a ContentPath,
        /// The department that answers, or that signs with it.
        department: &'a DepartmentId,
    },
    /// A file outside columns.
    File(&'a ContentPath),
}

/// Why a signature has no authority.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Lack {
    /// The commit holds no policy, or does not descend from genesis.
    NoPolicy,
    /// The key was not active in this version.
    Key(u32),
    /// The person lacked the step in this version.
    Step(u32),
    /// The key is in other hands.
    Compromised,
    /// The root declared it without force.
    Void,
}

/// Answers who may do what, in every version of the policy.
pub struct Authority<'a> {
    chain: &'a Chain,
    kinship: &'a Kinship<'a>,
    columns: Vec<Columns>,
    /// The step of those who write.
    write: StepId,
    /// Everybody who ever held a step that a page can need.
    reviewers: BTreeSet<PersonId>,
}

impl<'a> Authority<'a> {
    /// Returns the authority that `chain` gives; `single` if the repository holds one site.
    pub fn new(chain: &'a Chain, kinship: &'a Kinship<'a>, single: bool) -> Self {
        let columns = chain.policies().iter().map(|p| Columns::new(p.policy().columns(), single)).collect();
        let write = StepId::parse("write").expect("a plain word is an identifier");
        let policies = || chain.policies().iter().map(InForce::policy);
        let is_needed = policies().any(|p| p.steps.contains_key(&write));
        let grants = policies().flat_map(|p| &p.grants).filter(|g| is_needed || g.step != write);
        let reviewers = grants.map(|g| g.person.clone()).collect();
        Self { chain, kinship, columns, write, reviewers }
    }

    /// Returns whether somebody held a step other than `write` in any version of the policy: nobody else can fill one.
    pub fn is_reviewer(&self, person: &PersonId) -> bool {
        self.reviewers.contains(person)
    }

    /// Returns the serial number of the matrix in force.
    pub fn newest(&self) -> u32 {
        self.chain.newest().serial()
    }

    /// Returns the policies.
    pub fn chain(&self) -> &'a Chain {
        self.chain
    }

    /// Returns the policy of this serial number.
    pub fn policy(&self, serial: u32) -> Option<&'a Policy> {
        self.chain.version(serial).map(InForce::policy)
    }

    /// Returns the word list `name` as it was archived with this version; none if what is there is not what it names.
    pub fn lexicon(&self, serial: u32, name: &str) -> Option<&'a str> {
        self.chain.version(serial)?.lexicon(name)
    }

    /// Returns the column of a page in this version of the policy.
    pub fn column(&self, serial: u32, page: &ContentPath) -> Option<&ColumnId> {
        let columns = self.columns.get((serial as usize).checked_sub(1)?)?;
        columns.of_page(page).ok().map(|(column, _)| &column.id)
    }

    /// Returns where a page that declares this stands by the columns of the matrix in force.
    pub fn address(&self, page: &ContentPath, declared: &Declared) -> Option<(SiteId, OutputPath)> {
        address_of(page, declared, self.columns.last()?)
    }

    /// Returns whether `person` holds `step` for `spot` in this version of the policy.
    pub fn holds(&self, serial: u32, person: &PersonId, step: &StepId, spot: Spot<'_>) -> bool {
        let Some(policy) = self.policy(serial) else { return false };
        let mut own = policy.grants.iter().filter(|g| g.person == *person && g.step == *step);
        match spot {
            Spot::Page { page, department } => {
                self.column(serial, page).is_some_and(|column| own.any(|g| g.covers_page(department, column)))
            }
            Spot::File(path) => own.any(|g| g.covers_file(path.as_str())),
        }
    }

    /// Returns whether `person` may write the file `path` at `spot` in this version: in its column or by its path.
    fn writes(&self, serial: u32, person: &PersonId, path: &ContentPath, spot: Spot<'_>) -> bool {
        let write = &self.write;
        let by_path = || {
            let Some(policy) = self.policy(serial) else { return false };
            let mut own = policy.grants.iter().filter(|g| g.person == *person && g.step == *write);
            own.any(|g| g.paths.iter().any(|p| p.covers(path.as_str())))
        };
        self.holds(serial, person, write, spot) || by_path()
    }

    /// Says whether a signature counts for `step` at `spot`.
    ///
    /// # Errors
    /// Why it does not.
    pub fn check_step(&self, mark: &Mark, step: &StepId, spot: Spot<'_>) -> Result<(), Lack> {
        self.check(mark, |serial| self.holds(serial, &mark.person, step, spot))
    }

    /// Says whether a signature counts as that of a writer of the file `path` at `spot`.
    ///
    /// # Errors
    /// Why it does not.
    pub fn check_writer(&self, mark: &Mark, path: &ContentPath, spot: Spot<'_>) -> Result<(), Lack> {
        self.check(mark, |serial| self.writes(serial, &mark.person, path, spot))
    }

    /// Says whether the key was active, and its person held any step but `write`, in every version of the window and
    /// in the newest: such a person's malformed sign-off may have been an objection.
    pub fn reviews(&self, mark: &Mark) -> bool {
        let holds_any = |serial: u32| {
            let grants = self.policy(serial).map(|p| p.grants.as_slice()).unwrap_or_default();
            grants.iter().any(|g| g.person == mark.person && g.step != self.write)
        };
        let newest = self.newest();
        let active = self.chain.state(mark.key, newest) == Some(KeyState::Active);
        active && holds_any(newest) && self.check(mark, holds_any).is_ok()
    }

    fn check(&self, mark: &Mark, holds: impl Fn(u32) -> bool) -> Result<(), Lack> {
        if mark.known == 0 || !self.chain.descends(mark.commit) {
            return Err(Lack::NoPolicy);
        }
        for serial in mark.known..=mark.conc {
            if self.chain.state(mark.key, serial) != Some(KeyState::Active) {
                return Err(Lack::Key(serial));
            }
            if !holds(serial) {
                return Err(Lack::Step(serial));
            }
        }
        match self.chain.compromised(mark.key) {
            None => Ok(()),
            Some(end) if end.trusted_through.is_some_and(|t| self.kinship.behind(mark.commit, t)) => Ok(()),
            Some(_) => Err(Lack::Compromised),
        }
    }

    /// Returns the people who could sign `step` for `spot` today: they hold it in the newest version, with an active
    /// key.
    pub fn could_sign(&self, step: &StepId, spot: Spot<'_>) -> Vec<PersonId> {
        let newest = self.newest();
        let Some(policy) = self.policy(newest) else { return Vec::new() };
        let with_key =
            |person: &PersonId| policy.keys.iter().any(|k| k.person == *person && k.state == KeyState::Active);
        let of_step = policy.grants.iter().filter(|g| g.step == *step);
        let column = match spot {
            Spot::Page { page, .. } => self.column(newest, page),
            Spot::File(_) => None,
        };
        let covering = of_step.filter(|g| match (spot, column) {
            (Spot::Page { department, .. }, Some(column)) => g.covers_page(department, column),
            (Spot::Page { .. }, None) => false,
            (Spot::File(path), _) => g.covers_file(path.as_str()),
        });
        let people: BTreeSet<&PersonId> = covering.map(|g| &g.person).collect();
        let known = people.into_iter().filter(|p| policy.people.contains_key(*p) && with_key(p));
        known.cloned().collect()
    }
}
