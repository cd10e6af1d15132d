//! What the sign-offs about one item are worth: the sieves that come before any need is asked for.
//!
//! Each sieve only takes away: alive → not declared void → not taken back by its own signer's objection. Beside them
//! stand the authors, who fill no step of what they wrote.

use std::collections::BTreeMap;

use crate::git::{Action, CommitNo, GitError, PathNo, VersionId};
use crate::model::{PersonId, StepId};
use crate::policy::Policy;
use crate::review::authority::{Lack, Spot};
use crate::review::evidence::{SignOff, SignOffNo};
use crate::review::judge::{Case, Court};
use crate::review::liveness::{Standing, disturbances};
use crate::review::units::{Item, mates};
use crate::review::verdict::{Because, Void};

/// One item with what is known of its evidence.
pub(super) struct Sifted<'c> {
    pub(super) item: &'c Item,
    /// Live and not void.
    pub(super) live: Vec<SignOffNo>,
    pub(super) authors: BTreeMap<PersonId, CommitNo>,
    /// The change that nobody with authority signed, if there is one and nobody vouches.
    pub(super) unsigned: Option<CommitNo>,
    pub(super) objections: Vec<SignOffNo>,
    /// Whether an objection stands whose step has a veto.
    pub(super) vetoed: Option<SignOffNo>,
    pub(super) void: Vec<Void>,
}

impl Court<'_> {
    pub(super) fn sift<'c>(
        &self,
        case: Case<'c>,
        item: &'c Item,
        standings: &[Standing],
    ) -> Result<Sifted<'c>, GitError> {
        let mut sifted = Sifted {
            item,
            live: Vec::new(),
            authors: BTreeMap::new(),
            unsigned: None,
            objections: Vec::new(),
            vetoed: None,
            void: Vec::new(),
        };
        let chain = self.authority.chain();
        for (&(number, _), standing) in self.evidence.about(item.path).iter().zip(standings) {
            let sign_off = self.evidence.sign_off(number);
            if sign_off.action == Action::Withdraw {
                continue;
            }
            let because = match standing {
                Standing::Elsewhere => continue,
                Standing::OtherVersion => Because::OtherVersion(self.bringer(case.head, item)),
                Standing::Unseen(commit) => Because::Unseen(*commit),
                Standing::Alive if chain.is_void(self.paths.trail().history.node(sign_off.mark.commit).id) => {
                    Because::Lack(Lack::Void)
                }
                Standing::Alive => {
                    sifted.live.push(number);
                    continue;
                }
            };
            sifted.void.push(Void { sign_off: number, path: item.path, because });
        }
        self.find_authors(case, &mut sifted)?;
        self.hear_objections(&mut sifted, case)?;
        Ok(sifted)
    }

    /// Takes away what was signed for the main file of a theme by people who had not seen that a file is gone which
    /// somebody had signed: taking a template or a picture out shows nobody less and changes every page.
    pub(super) fn miss_files(&self, case: Case<'_>, main: &mut Sifted<'_>) {
        let signed = |no: &PathNo| !self.paths.has(case.head, *no) && !self.evidence.about(*no).is_empty();
        for file in mates(self.paths, case.unit.main).filter(signed) {
            let mut kept = Vec::with_capacity(main.live.len());
            for &number in &main.live {
                match self.unseen_absence(case.head, file, self.evidence.sign_off(number).mark.commit) {
                    None => kept.push(number),
                    Some(commit) => {
                        let because = Because::Unseen(commit);
                        main.void.push(Void { sign_off: number, path: main.item.path, because });
                    }
                }
            }
            main.live = kept;
        }
    }

    /// Returns what somebody who signed in `commit` had not seen of how `file` came to be absent: liveness, asked of
    /// nothing.
    fn unseen_absence(&self, head: CommitNo, file: PathNo, commit: CommitNo) -> Option<CommitNo> {
        let touches = || self.paths.trail().versions.touches(file);
        let unseen = |c: &CommitNo| self.kinship.behind(*c, head) && !self.kinship.behind(*c, commit);
        if self.paths.has(commit, file) {
            let mut gone = touches().filter(|t| t.now == VersionId::ABSENT).map(|t| t.commit);
            return Some(gone.find(unseen).unwrap_or(head));
        }
        disturbances(touches(), VersionId::ABSENT).find(unseen)
    }

    /// Returns the commit that brought the item's version: the last that changed it so.
    fn bringer(&self, head: CommitNo, item: &Item) -> Option<CommitNo> {
        let touches = self.paths.trail().versions.touches(item.path);
        let mut brought = touches.filter(|t| t.changes && t.now == item.version).map(|t| t.commit);
        brought.by_ref().filter(|c| self.kinship.behind(*c, head)).last()
    }

    /// Fills in who wrote the item, and whether somebody with authority answers for how it is.
    ///
    /// Authors matter only where they could fill a step, or tried: of those who do nothing but write, no signature is
    /// verified for this.
    fn find_authors(&self, case: Case<'_>, sifted: &mut Sifted<'_>) -> Result<(), GitError> {
        let item = sifted.item;
        let covered = case.priors.covered(self, case.head, case.unit.main, (item.path, item.version));
        let signed = |person: &PersonId| sifted.live.iter().any(|n| self.evidence.sign_off(*n).mark.person == *person);
        let matters = |person: &PersonId| self.authority.is_reviewer(person) || signed(person);
        let mut authors = BTreeMap::new();
        let mut bringing: Vec<CommitNo> = Vec::new();
        for touch in self.paths.trail().versions.touches(item.path).filter(|t| t.changes) {
            if !self.kinship.behind(touch.commit, case.head) {
                continue;
            }
            let brings = touch.now == item.version;
            if brings {
                bringing.push(touch.commit);
            }
            if !brings && covered.iter().any(|e| self.kinship.behind(touch.commit, *e)) {
                continue;
            }
            if let Some(mark) = self.evidence.signer_among(touch.commit, matters)? {
                authors.insert(mark.person.clone(), touch.commit);
            }
        }
        sifted.authors = authors;
        let mut vouched = false;
        for number in &sifted.live {
            let sign_off = self.evidence.sign_off(*number);
            if sign_off.action == Action::Vouch && self.may_write(case, item, sign_off)? {
                vouched = true;
                sifted.authors.insert(sign_off.mark.person.clone(), sign_off.mark.commit);
            }
        }
        if !vouched {
            sifted.unsigned = self.unsigned(case, item, &bringing)?;
        }
        Ok(())
    }

    fn may_write(&self, case: Case<'_>, item: &Item, sign_off: &SignOff) -> Result<bool, GitError> {
        self.with_spot(case, item, |spot| match self.paths.name(item.path) {
            Some(path) => self.authority.check_writer(&sign_off.mark, path, spot).is_ok(),
            None => false,
        })
    }

    /// Returns one of the last changes to what the item is now, if none of them is signed by somebody who may write.
    fn unsigned(&self, case: Case<'_>, item: &Item, bringing: &[CommitNo]) -> Result<Option<CommitNo>, GitError> {
        let followed = |c: &CommitNo| bringing.iter().any(|other| other != c && self.kinship.behind(*c, *other));
        let last: Vec<CommitNo> = bringing.iter().copied().filter(|c| !followed(c)).collect();
        for &commit in &last {
            let Some(mark) = self.evidence.signer(commit)? else { continue };
            let signed = self.with_spot(case, item, |spot| match self.paths.name(item.path) {
                Some(path) => self.authority.check_writer(mark, path, spot).is_ok(),
                None => false,
            })?;
            if signed {
                return Ok(None);
            }
        }
        // A version that no commit brought cannot be; if it is, nobody answers for it.
        Ok(Some(last.first().copied().unwrap_or(case.head)))
    }

    /// Calls `ask` with where somebody stands who works on the item: its page and department, or its path.
    fn with_spot(&self, case: Case<'_>, item: &Item, ask: impl Fn(Spot<'_>) -> bool) -> Result<bool, GitError> {
        let Some(page) = item.users.first() else {
            return Ok(self.paths.name(item.path).is_some_and(|path| ask(Spot::File(path))));
        };
        let declared = self.paths.declared(*page, self.paths.at(case.head, *page))?;
        let (Some(declared), Some(page)) = (declared, self.paths.name(*page)) else { return Ok(false) };
        Ok(ask(Spot::Page { page, department: &declared.department }))
    }

    /// Fills in which objections stand. An objection takes back its signer's approvals that do not stand over it; where
    /// its step has a veto it stands until that person approves over it.
    fn hear_objections(&self, sifted: &mut Sifted<'_>, case: Case<'_>) -> Result<(), GitError> {
        let mut heard = Vec::new();
        for &number in &sifted.live {
            let sign_off = self.evidence.sign_off(number);
            if sign_off.action == Action::Object && self.may_object(case, sifted.item, sign_off)? {
                heard.push(number);
            }
        }
        for &number in &heard {
            let objection = self.evidence.sign_off(number);
            let over = |other: &SignOff| {
                other.mark.commit != objection.mark.commit
                    && self.kinship.behind(objection.mark.commit, other.mark.commit)
            };
            let own = |other: &SignOff| other.mark.person == objection.mark.person;
            let is_approval = |a: Action| matches!(a, Action::Approve | Action::Emergency);
            let (mut kept, mut lifted) = (Vec::with_capacity(sifted.live.len()), false);
            for &other in &sifted.live {
                let sign_off = self.evidence.sign_off(other);
                if !own(sign_off) || !is_approval(sign_off.action) {
                    kept.push(other);
                } else if over(sign_off) {
                    lifted |= self.may_object(case, sifted.item, sign_off)?;
                    kept.push(other);
                } else {
                    let because = Because::Objected(number);
                    sifted.void.push(Void { sign_off: other, path: sifted.item.path, because });
                }
            }
            sifted.live = kept;
            if lifted {
                continue;
            }
            sifted.objections.push(number);
            if objection.step.as_ref().is_some_and(|step| self.has_veto(step, objection)) {
                sifted.vetoed = sifted.vetoed.or(Some(number));
            }
        }
        Ok(())
    }

    /// Whether the step has a veto in force or had one where the objection was made.
    fn has_veto(&self, step: &StepId, objection: &SignOff) -> bool {
        let newest = self.authority.newest();
        let veto = |p: &Policy| p.steps.get(step).is_some_and(|s| s.veto);
        [newest, objection.mark.known].iter().any(|s| self.authority.policy(*s).is_some_and(veto))
    }

    /// Returns whether somebody may object: they hold the step for the page's department or for one that signs with it;
    /// to a file that several pages use, for any of them, as each of them needs its own signatures.
    fn may_object(&self, case: Case<'_>, item: &Item, sign_off: &SignOff) -> Result<bool, GitError> {
        let alone = [item.path];
        let users = if item.users.is_empty() { &alone[..] } else { &item.users };
        for &user in users {
            if self.has_standing(user, item.path, self.paths.at(case.head, user), sign_off)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
