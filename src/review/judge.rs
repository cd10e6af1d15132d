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

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::git::{Action, CommitNo, GitError, PathNo, VersionId};
use crate::model::{PersonId, StepId};
use crate::policy::{Emergency, Policy};
use crate::review::assign::{Candidate, Seat, choose};
use crate::review::authority::{Authority, Lack, Spot};
use crate::review::editions::Priors;
use crate::review::evidence::{Broken, Evidence, SignOff, SignOffNo};
use crate::review::kinship::Kinship;
use crate::review::liveness::{Standing, disturbances};
use crate::review::needs::{Demand, Need, Needs, Wants, Why, union};
use crate::review::paths::{Paths, is_page};
use crate::review::units::{Item, Unit, mates};
use crate::review::verdict::{Because, By, Judgement, Lowered, Reason, StepState, Verdict, Void};

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

/// One item with what is known of its evidence.
struct Sifted<'c> {
    item: &'c Item,
    /// Live and not void.
    live: Vec<SignOffNo>,
    authors: BTreeMap<PersonId, CommitNo>,
    /// The change that nobody with authority signed, if there is one and nobody vouches.
    unsigned: Option<CommitNo>,
    objections: Vec<SignOffNo>,
    /// Whether an objection stands whose step has a veto.
    vetoed: Option<SignOffNo>,
    void: Vec<Void>,
}

/// What a unit passes with.
struct Passed {
    window: (u32, u32),
    used: BTreeSet<SignOffNo>,
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

    /// Returns what the unit passes with, and by which rule.
    fn pass(
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

    // ── What is needed ──

    /// Returns what each item needs in the policy of `serial`, lowering included.
    fn demands(&self, case: Case<'_>, serial: u32) -> Result<Vec<Demand>, GitError> {
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
    fn lowered(&self, case: Case<'_>, serial: u32) -> Result<Option<Lowered>, GitError> {
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

    // ── Evidence ──

    fn sift<'c>(&self, case: Case<'c>, item: &'c Item, standings: &[Standing]) -> Result<Sifted<'c>, GitError> {
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
    fn miss_files(&self, case: Case<'_>, main: &mut Sifted<'_>) {
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

    // ── Passing ──

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

    /// A rule newer than the window that says so is demanded of what was approved before it, too.
    fn add_retroactive(&self, case: Case<'_>, newest: u32, demands: &mut [Demand]) -> Result<(), GitError> {
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

    /// Returns what an emergency needs of each item in the policy of `serial`, if it has such a rule for the column: its
    /// own steps in the place of the level's, and whatever lowering adds.
    fn emergency_demands(&self, case: Case<'_>, serial: u32) -> Result<Option<Vec<Demand>>, GitError> {
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

    fn seat(&self, need: &Need, item: &Sifted<'_>, among: Among) -> Seat<SignOffNo> {
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

    fn may_fill(&self, need: &Need, item: &Sifted<'_>, sign_off: &SignOff) -> Result<(), Lack> {
        let spots = self.wants.spots(need, item.item.path);
        if spots.is_empty() {
            return Err(Lack::NoPolicy);
        }
        spots.into_iter().try_for_each(|spot| self.authority.check_step(&sign_off.mark, &need.step, spot))
    }

    // ── What to tell people ──

    /// Returns how far `action` has come with every need under the matrix in force, and notes why approvals do not
    /// count.
    fn steps(&self, items: &[Sifted<'_>], demands: &[Demand], action: Action, void: &mut Vec<Void>) -> Vec<StepState> {
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

/// Which sign-offs may be used.
#[derive(Clone, Copy)]
struct Among {
    action: Action,
    known: u32,
    conc: u32,
}

impl Among {
    fn has(self, sign_off: &SignOff) -> bool {
        sign_off.action == self.action && sign_off.mark.known <= self.known && sign_off.mark.conc <= self.conc
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
