//! What the gate answers.

use std::collections::BTreeSet;

use crate::git::{CommitNo, PathNo, VersionId};
use crate::model::{DepartmentId, PersonId, StepId};
use crate::review::authority::Lack;
use crate::review::evidence::SignOffNo;
use crate::review::needs::Why;

/// Whether a unit may be published; matched without `_`, and anything but `Approved` is not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Everybody whose signature is demanded signed this exact content.
    Approved(By),
    /// Signatures are missing.
    Pending,
    /// Somebody who may says that it must not be published.
    Objected(SignOffNo),
    /// There is evidence that does not hold, or nobody can say what is needed.
    Refused(Reason),
    /// Its level is never published.
    Unpublished,
}

/// Which rule approved a unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// The matrix in force.
    Matrix,
    /// Every version of the matrix from the one that its signers knew on; the newest would ask for something else.
    Window,
    /// The emergency rule; the ordinary steps are still asked for.
    Emergency,
}

/// Why a unit is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reason {
    /// There is no requirement.
    Needs(Why),
    /// A change is not signed by somebody who may write there, and nobody vouches for it.
    UnsignedChange(CommitNo),
    /// A malformed sign-off of somebody who may review stands against it.
    Broken(CommitNo),
    /// Two systems would understand this path of it differently.
    Hostile(PathNo, &'static str),
}

/// The state of one needed signature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StepState {
    /// The step.
    pub step: StepId,
    /// For which department; none for a file outside columns.
    pub department: Option<DepartmentId>,
    /// Who could sign it now: they may, have a key, are no author and fill no other step.
    pub may_sign: Vec<PersonId>,
    /// Who signed it, where.
    pub by: Option<(PersonId, CommitNo)>,
}

/// A sign-off that does not count, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Void {
    /// The sign-off.
    pub sign_off: SignOffNo,
    /// The path that it is about.
    pub path: PathNo,
    /// Why.
    pub because: Because,
}

/// Why a sign-off does not count.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Because {
    /// This commit, which its signer had not seen, changed the file or threw the signed version away.
    Unseen(CommitNo),
    /// The file has another version now; the commit brought it, if one did.
    OtherVersion(Option<CommitNo>),
    /// Its signer had no authority.
    Lack(Lack),
    /// Its signer is an author: the commit is theirs.
    Author(CommitNo),
    /// Its signer already fills another step.
    TwoSteps(StepId),
    /// It does not stand over the steps before it.
    Order(StepId),
    /// Its signer objected to this version since.
    Objected(SignOffNo),
}

/// What the gate says of one unit at one commit.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Every needed signature of the unit under the matrix in force, in the order of signing; none where there is no
    /// requirement.
    pub steps: Vec<StepState>,
    /// The same for an emergency; none where it is approved, or where the matrix in force has no such rule for it.
    pub emergency: Vec<StepState>,
    /// The sign-offs that do not count.
    pub void: Vec<Void>,
    /// A change that nobody with authority signed and nobody vouches for, if there is one.
    pub unsigned: Option<CommitNo>,
    /// Objections that stand, of steps with or without veto.
    pub objections: Vec<SignOffNo>,
    /// What only the requirement of an earlier edition asks for, if anything: the level was lowered, or the page moved.
    pub lowered: Option<Lowered>,
    /// The versions of the policy by which its sign-offs approve it: from the newest that they knew to the newest that
    /// they might have been made beside. None where they approve nothing.
    pub window: Option<(u32, u32)>,
    /// The sign-offs that count, ascending.
    pub used: Vec<SignOffNo>,
}

/// What the requirement of an earlier edition adds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lowered {
    /// The steps.
    pub steps: BTreeSet<StepId>,
    /// What the earlier edition declared: department and level, or the page that it was.
    pub from: String,
    /// What is declared now.
    pub to: String,
}

/// What the site shows of a unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shown {
    /// What the judged commit has.
    Head,
    /// The versions of an older edition.
    Held(Held),
    /// Nothing.
    Nothing(Option<Ended>),
}

/// A version of a unit that was completely approved once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// The sign-off that completed it.
    pub edition: CommitNo,
    /// Its files, the main one first.
    pub items: Vec<(PathNo, VersionId)>,
    /// The sign-offs that approved it.
    pub used: Vec<SignOffNo>,
}

/// Why no older edition can be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// There is none.
    Never,
    /// The last editions differ.
    Several,
    /// This commit took the page away, or out of publication.
    Taken(CommitNo),
    /// Somebody objected to it in this commit.
    Objected(CommitNo),
    /// The matrix in force has no column for it, or never publishes its level.
    NoColumn,
}
