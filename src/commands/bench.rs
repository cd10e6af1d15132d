//! The bench that a person signs at: what PATHs mean, and whether a signature of theirs could count.
//!
//! Everything that could not count is refused before the signer is asked, with the reason and who could. The answers
//! are the gate's own: a sign-off made now stands beside the newest policy only, so that is the one that is asked.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use crate::commands::signing::{Manner, Plan, Signatory, carry_out, names, step_name};
use crate::commands::world::World;
use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::git::{Action, CommitNo, GitError, Item, PathNo, SignedVersion};
use crate::model::{ContentPath, DepartmentId, PersonId, StepId};
use crate::policy::Policy;
use crate::review::{
    Court, Docket, Judged, Mark, Reason, SignOff, Spot, StepState, Verdict, Withdrawn, in_court, is_page, judge_all,
};
use crate::source::{self, REVIEWERS_FILE};

/// Whether a signature could count, or why not.
pub(super) type Fit = Result<(), Failure>;

/// All that is asked before somebody signs.
pub(super) struct Bench<'b, 'c> {
    pub(super) court: &'b Court<'c>,
    pub(super) docket: &'b Docket,
    /// The signature that would be made.
    pub(super) mark: Mark,
}

/// What one PATH means.
enum Meant<'d> {
    /// These units; each must be fit to be signed.
    Units(Vec<&'d Judged>),
    /// A folder with these units; those that are fit are signed.
    Folder(Vec<&'d Judged>),
}

impl World {
    /// Returns a path that somebody typed, relative to the top of the repository; what is gone from the disk, too.
    ///
    /// # Errors
    /// It lies outside.
    pub(super) fn placed(&self, cx: &Cx<'_>, path: &Path) -> Result<String, Failure> {
        let outside = || Failure::usage(Message::new("check-outside").with("path", path.display().to_string()));
        if let Some(there) = source::place_below(&self.root, &cx.dir.join(path)) {
            return Ok(there);
        }
        let from = source::place_below(&self.root, &cx.dir).ok_or_else(outside)?;
        let mut segments: Vec<String> = from.split('/').filter(|s| !s.is_empty()).map(str::to_owned).collect();
        for part in path.components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir => drop(segments.pop().ok_or_else(outside)?),
                Component::Normal(name) => segments.push(name.to_str().ok_or_else(outside)?.to_owned()),
                Component::RootDir | Component::Prefix(_) => return Err(outside()),
            }
        }
        Ok(segments.join("/"))
    }

    /// Returns the paths that somebody typed, as [`World::placed`] does.
    ///
    /// # Errors
    /// One lies outside.
    pub(super) fn all_placed(&self, cx: &Cx<'_>, paths: &[PathBuf]) -> Result<Vec<String>, Failure> {
        paths.iter().map(|path| self.placed(cx, path)).collect()
    }

    /// Refuses a step that the matrix in force does not have.
    ///
    /// # Errors
    /// It has none of this name.
    pub(super) fn check_step(&self, step: &StepId) -> Result<(), Failure> {
        let policy = self.policy();
        if policy.steps.contains_key(step) {
            return Ok(());
        }
        let mut steps: Vec<_> = policy.steps.values().collect();
        steps.sort_by_key(|s| s.order);
        let steps = steps.iter().map(|s| format!("`{}` {}", s.id, s.name)).collect::<Vec<_>>().join("、");
        let message = Message::new("sign-unknown-step").with("step", step.as_str());
        Err(Failure::usage(message).hint(Message::new("sign-unknown-step-hint").with("steps", steps)))
    }
}

/// Judges everything, and calls `then` with the bench at which `who` sits.
///
/// # Errors
/// A commit or a blob cannot be read, or what `then` returns.
fn at_bench<T>(
    world: &World,
    who: &Signatory,
    then: impl FnOnce(&Bench<'_, '_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    in_court(world.past.trail(), &world.chain, world.past.single, |court, units| {
        let docket = judge_all(court, units)?;
        world.past.keep();
        let newest = world.chain.newest().serial();
        let (commit, person) = (docket.head, who.person.clone());
        let mark = Mark { commit, key: who.key, person, known: newest, conc: newest };
        then(&Bench { court, docket: &docket, mark })
    })
}

/// What somebody asked to sign.
pub(super) struct Request<'r> {
    /// What they named.
    pub(super) paths: &'r [PathBuf],
    /// For which step; none for a vouch.
    pub(super) step: Option<&'r StepId>,
    /// How they sign.
    pub(super) manner: &'r Manner,
    /// Whether the key must not be older than the matrix allows.
    pub(super) with_young_key: bool,
}

/// Lets somebody sign what `plan` makes of what they named: refused before the signer is asked, or carried out.
///
/// # Errors
/// There is no such step, key or path; what `plan` returns; or the signer refuses.
pub(super) fn sign(
    cx: &mut Cx<'_>,
    request: &Request<'_>,
    plan: impl FnOnce(&Cx<'_>, &World, &Signatory, &[String], &Bench<'_, '_>) -> Result<Plan, Failure>,
) -> Result<Exit, Failure> {
    let world = match cx.world_to_sign_in()? {
        Ok(world) => world,
        Err(exit) => return Ok(exit),
    };
    if let Some(step) = request.step {
        world.check_step(step)?;
    }
    let who = Signatory::find(cx, &world, request.manner)?;
    if request.with_young_key {
        who.check_age(cx, &world)?;
    }
    let paths = world.all_placed(cx, request.paths)?;
    let plan = at_bench(&world, &who, |bench| plan(cx, &world, &who, &paths, bench))?;
    carry_out(cx, &world, &who, plan, request.manner)
}

impl<'b> Bench<'b, '_> {
    /// Returns the matrix in force.
    pub(super) fn policy(&self) -> &Policy {
        self.court.authority.chain().newest().policy()
    }

    /// Returns who would sign.
    pub(super) fn person(&self) -> &PersonId {
        &self.mark.person
    }

    /// Returns how a path is spelt.
    pub(super) fn name(&self, path: PathNo) -> String {
        self.court.paths.name(path).map(ToString::to_string).unwrap_or_default()
    }

    /// Returns the first digits of a commit's name, as people quote it.
    pub(super) fn short(&self, commit: CommitNo) -> String {
        let id = self.court.paths.trail().history.node(commit).id.to_string();
        id.get(..12).unwrap_or_default().to_owned()
    }

    // ── What PATHs mean ──

    /// Returns the units that `paths` mean and that are fit to be signed, in the order of paths.
    ///
    /// # Errors
    /// A path means nothing, something that it names is not fit, or nothing of a folder is.
    pub(super) fn chosen(
        &self,
        world: &World,
        paths: &[String],
        fit: impl Fn(&Judged) -> Result<Fit, GitError>,
    ) -> Result<Vec<&'b Judged>, Failure> {
        let (mut units, mut refused) = (BTreeMap::new(), Vec::new());
        for path in paths {
            match self.meant(world, path)? {
                Meant::Units(all) => {
                    for judged in all {
                        match fit(judged)? {
                            Ok(()) => drop(units.insert(self.name(judged.unit.main), judged)),
                            Err(why) => refused.push(why),
                        }
                    }
                }
                Meant::Folder(all) => {
                    let mut first = None;
                    let before = units.len();
                    for judged in all {
                        match fit(judged)? {
                            Ok(()) => drop(units.insert(self.name(judged.unit.main), judged)),
                            Err(why) => first = first.or(Some(why)),
                        }
                    }
                    if units.len() == before {
                        refused.extend(
                            first.map(|f| f.hint(Message::new("sign-folder-hint").with("path", path.as_str()))),
                        );
                    }
                }
            }
        }
        match together(refused) {
            Some(failure) => Err(failure),
            None => Ok(units.into_values().collect()),
        }
    }

    fn meant(&self, world: &World, path: &str) -> Result<Meant<'b>, Failure> {
        let all = &self.docket.units;
        let holds = |judged: &&Judged, is: &dyn Fn(&str) -> bool| {
            judged.unit.items.iter().any(|i| self.court.paths.name(i.path).is_some_and(|n| is(n.as_str())))
        };
        let main = |judged: &&Judged| self.name(judged.unit.main);
        if let Some(one) = all.iter().find(|j| main(j) == path) {
            return Ok(Meant::Units(vec![one]));
        }
        let with: Vec<&Judged> = all.iter().filter(|j| holds(j, &|n| n == path)).collect();
        if !with.is_empty() {
            return Ok(Meant::Units(with));
        }
        let below = |name: &str| path.is_empty() || name.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        let mut inside: Vec<&Judged> = all.iter().filter(|j| below(&main(j))).collect();
        if inside.is_empty() {
            inside = all.iter().filter(|j| holds(j, &below)).collect();
        }
        match inside.len() {
            0 => Err(self.nothing(world, path)),
            1 => Ok(Meant::Units(inside)),
            _ => Ok(Meant::Folder(inside)),
        }
    }

    /// Says why a path means nothing that could be signed.
    fn nothing(&self, world: &World, path: &str) -> Failure {
        let told = |id: &'static str, hint: &'static str| {
            Failure::usage(Message::new(id).with("path", path)).hint(Message::new(hint).with("path", path))
        };
        let head = self.docket.head;
        let known = self.court.paths.find(path);
        if path == REVIEWERS_FILE || path.starts_with(".qianfa/") {
            told("sign-policy", "sign-policy-hint")
        } else if known.is_some_and(|no| self.court.paths.has(head, no)) {
            told("sign-no-unit", "sign-no-unit-hint")
        } else if source::place_below(&world.root, &world.root.join(path)).is_some() {
            told("sign-not-committed", "sign-not-committed-hint")
        } else if known.is_some() {
            told("sign-gone", "sign-gone-hint")
        } else {
            Failure::usage(Message::new("check-outside").with("path", path))
        }
    }

    /// Returns the lines about everything in a unit.
    ///
    /// # Errors
    /// A file in it cannot be signed, or not be read.
    pub(super) fn items(&self, judged: &Judged) -> Result<Vec<Item>, Failure> {
        let mut items = Vec::with_capacity(judged.unit.items.len());
        for item in &judged.unit.items {
            let not_plain = || Failure::usage(Message::new("sign-not-plain").with("path", self.name(item.path)));
            let version = self.court.paths.trail().versions.version(item.version).ok_or_else(not_plain)?;
            let sha256 = self.court.paths.sha256(item.version)?.ok_or_else(not_plain)?;
            let path: ContentPath = self.court.paths.name(item.path).cloned().ok_or_else(not_plain)?;
            let signed = SignedVersion { mode: version.mode, sha256, blob: version.blob };
            items.push(Item { path, version: Some(signed) });
        }
        Ok(items)
    }

    /// Says what of the units is not committed: only what HEAD holds is signed.
    ///
    /// # Errors
    /// The index or the work tree cannot be read.
    pub(super) fn uncommitted(&self, world: &World, units: &[&Judged]) -> Result<Option<Message>, Failure> {
        let mut paths = Vec::new();
        for judged in units {
            let main = self.name(judged.unit.main);
            if let Some(page) = self.court.paths.name(judged.unit.main).filter(|n| is_page(n.as_str())) {
                paths.push(source::files_folder(page).to_owned());
            } else if let Some(theme) = main.strip_prefix("themes/").and_then(|rest| rest.split('/').next()) {
                paths.push(format!("themes/{theme}"));
            }
            paths.extend(judged.unit.items.iter().map(|i| self.name(i.path)));
        }
        let found = world.past.repository.uncommitted(paths.iter().map(String::as_str))?;
        let shown = found.iter().take(5).cloned().collect::<Vec<_>>().join("、");
        let note = Message::new("sign-uncommitted").with("paths", shown).with("files", found.len());
        Ok((!found.is_empty()).then_some(note))
    }

    // ── Whether it could count ──

    /// Says whether the person could approve a unit in this step, with an ordinary or an emergency signature.
    ///
    /// # Errors
    /// A commit or a page cannot be read.
    pub(super) fn may_approve(&self, judged: &Judged, step: &StepId, emergency: bool) -> Result<Fit, GitError> {
        let told = |id: &'static str| self.told(id, judged, step);
        let is_approved = match &judged.judgement.verdict {
            Verdict::Unpublished => return Ok(Err(Failure::usage(told("sign-unpublished")))),
            Verdict::Refused(Reason::Needs(_)) => {
                return Ok(Err(Failure::usage(told("sign-matrix")).hint(told("sign-matrix-hint"))));
            }
            Verdict::Refused(Reason::Hostile(path, _)) => {
                return Ok(Err(Failure::usage(Message::new("sign-not-plain").with("path", self.name(*path)))));
            }
            Verdict::Approved(_) => true,
            Verdict::Refused(Reason::UnsignedChange(_) | Reason::Broken(_))
            | Verdict::Pending
            | Verdict::Objected(_) => false,
        };
        if emergency && is_approved {
            return Ok(Err(Failure::usage(told("sign-approved"))));
        }
        let states = if emergency { &judged.judgement.emergency } else { &judged.judgement.steps };
        let own: Vec<&StepState> = states.iter().filter(|s| s.step == *step).collect();
        if !emergency && own.iter().all(|s| s.by.is_some()) && self.lifts(judged, step)? {
            return Ok(Ok(()));
        }
        if own.is_empty() {
            let id = if emergency { "sign-no-emergency" } else { "sign-not-needed" };
            return Ok(Err(self.with_needed(Failure::usage(told(id)), states)));
        }
        self.may_fill(judged.unit.main, states, step, self.policy().settings.ordered, || self.authored(judged))
    }

    /// Says whether the person could agree in this step that a page is gone.
    ///
    /// # Errors
    /// A commit cannot be read.
    pub(super) fn may_withdraw(&self, gone: &Withdrawn, step: &StepId) -> Result<Fit, GitError> {
        let ordered = self.policy().settings.ordered;
        if !gone.steps.iter().any(|s| s.step == *step) {
            let message = Message::new("sign-not-needed").with("path", self.name(gone.page));
            let message = message.with("step", step_name(self.policy(), step));
            return Ok(Err(self.with_needed(Failure::usage(message), &gone.steps)));
        }
        self.may_fill(gone.page, &gone.steps, step, ordered, || Ok(None))
    }

    fn may_fill(
        &self,
        main: PathNo,
        states: &[StepState],
        step: &StepId,
        ordered: bool,
        authored: impl Fn() -> Result<Option<CommitNo>, GitError>,
    ) -> Result<Fit, GitError> {
        let policy = self.policy();
        let me = self.person();
        let told =
            |id: &'static str| Message::new(id).with("path", self.name(main)).with("step", step_name(policy, step));
        let open: Vec<&StepState> = states.iter().filter(|s| s.step == *step && s.by.is_none()).collect();
        let Some(first) = open.first() else {
            let by = states.iter().filter(|s| s.step == *step).filter_map(|s| s.by.as_ref()).map(|(p, _)| p);
            return Ok(Err(Failure::usage(told("sign-already").with("people", names(policy, by)))));
        };
        let refuse = |message: Message| {
            let hint = match first.may_sign.is_empty() {
                true => Message::new("sign-nobody-hint"),
                false => Message::new("sign-others-hint").with("people", names(policy, &first.may_sign)),
            };
            Ok(Err(Failure::usage(message).hint(hint)))
        };
        if !open.iter().any(|s| self.holds(main, s)) {
            return refuse(self.not_yours(main, step, first.department.as_ref()));
        }
        if let Some(other) = states.iter().find(|s| s.by.as_ref().is_some_and(|(person, _)| person == me)) {
            return refuse(told("sign-two-steps").with("other", self.step_text(other)));
        }
        if !open.iter().any(|s| s.may_sign.contains(me)) {
            return refuse(match authored()? {
                Some(commit) => told("sign-author-commit").with("commit", self.short(commit)),
                None => told("sign-author"),
            });
        }
        let order = |s: &StepState| policy.steps.get(&s.step).map_or(i64::MAX, |s| s.order);
        if let Some(earlier) = states.iter().find(|s| ordered && s.by.is_none() && order(s) < order(first)) {
            let people = names(policy, &earlier.may_sign);
            let message = told("sign-order").with("earlier", self.step_text(earlier));
            let hint = Message::new("sign-order-hint").with("people", people).with("earlier", self.step_text(earlier));
            return Ok(Err(Failure::usage(message).hint(hint)));
        }
        Ok(Ok(()))
    }

    /// Returns whether the person holds the step of this need where the unit lies.
    fn holds(&self, main: PathNo, state: &StepState) -> bool {
        let Some(name) = self.court.paths.name(main) else { return false };
        let spot = match &state.department {
            Some(department) => Spot::Page { page: name, department },
            None => Spot::File(name),
        };
        self.court.authority.check_step(&self.mark, &state.step, spot).is_ok()
    }

    /// Says whether the person could object to a unit in this step: to every file in it, or else to none.
    ///
    /// # Errors
    /// A page cannot be read.
    pub(super) fn may_object(&self, judged: &Judged, step: &StepId) -> Result<Fit, GitError> {
        if self.has_standing(judged, step)? {
            return Ok(Ok(()));
        }
        let (main, version) = (judged.unit.main, judged.unit.items[0].version);
        let declared = self.court.paths.declared(main, version)?;
        let department = declared.as_ref().map(|d| &d.department);
        let failure = Failure::usage(self.not_yours(main, step, department));
        Ok(Err(failure.hint(self.others(main, step, department))))
    }

    /// Returns who holds a step where a unit lies, as a hint.
    fn others(&self, main: PathNo, step: &StepId, department: Option<&DepartmentId>) -> Message {
        let spot = match (self.court.paths.name(main), department) {
            (Some(page), Some(department)) => Some(Spot::Page { page, department }),
            (Some(file), None) => Some(Spot::File(file)),
            (None, _) => None,
        };
        let people = spot.map(|spot| self.court.authority.could_sign(step, spot)).unwrap_or_default();
        if people.is_empty() {
            return Message::new("sign-nobody-hint");
        }
        Message::new("sign-others-hint").with("people", names(self.policy(), &people))
    }

    /// Says who objects to a unit, unless it is the person themselves: it stays off the site whoever approves it.
    pub(super) fn objected(&self, judged: &Judged) -> Option<Message> {
        let Verdict::Objected(number) = &judged.judgement.verdict else { return None };
        let objection = self.court.evidence.sign_off(*number);
        let message = Message::new("sign-objected").with("path", self.name(judged.unit.main));
        let message = message.with("people", names(self.policy(), [&objection.mark.person]));
        (objection.mark.person != *self.person()).then(|| message.with("reason", objection.reason.as_str()))
    }

    /// Returns whether an approval of this person would lift an objection of theirs that stands.
    fn lifts(&self, judged: &Judged, step: &StepId) -> Result<bool, GitError> {
        let own = judged
            .judgement
            .objections
            .iter()
            .map(|n| self.court.evidence.sign_off(*n))
            .any(|objection| objection.mark.person == *self.person() && objection.step.as_ref() == Some(step));
        Ok(own && self.has_standing(judged, step)?)
    }

    fn has_standing(&self, judged: &Judged, step: &StepId) -> Result<bool, GitError> {
        let sign_off = SignOff {
            mark: self.mark.clone(),
            action: Action::Object,
            step: Some(step.clone()),
            items: Vec::new(),
            reason: String::new(),
        };
        for item in &judged.unit.items {
            let main = item.users.first().copied().unwrap_or(item.path);
            let version = self.court.paths.at(self.docket.head, main);
            if !self.court.has_standing(main, item.path, version, &sign_off)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Says whether the person could answer for a unit: they may write every file in it.
    ///
    /// # Errors
    /// A page cannot be read.
    pub(super) fn may_vouch(&self, judged: &Judged) -> Result<Fit, GitError> {
        for item in &judged.unit.items {
            let Some(path) = self.court.paths.name(item.path) else { continue };
            let main = item.users.first().copied();
            let declared = match main {
                Some(page) => self.court.paths.declared(page, self.court.paths.at(self.docket.head, page))?,
                None => None,
            };
            let spot = match (main.and_then(|page| self.court.paths.name(page)), &declared) {
                (Some(page), Some(declared)) => Some(Spot::Page { page, department: &declared.department }),
                (None, _) => Some(Spot::File(path)),
                (Some(_), None) => None,
            };
            let writes = |spot| self.court.authority.check_writer(&self.mark, path, spot).is_ok();
            if !spot.is_some_and(writes) {
                let message = Message::new("sign-no-writer").with("path", path.as_str());
                let message = message.with("person", names(self.policy(), [self.person()]));
                let write = StepId::parse("write").expect("a plain word is an identifier");
                let department = declared.as_ref().map(|d| &d.department);
                let hint = self.others(main.unwrap_or(item.path), &write, department);
                return Ok(Err(Failure::usage(message).hint(hint)));
            }
        }
        Ok(Ok(()))
    }

    /// Returns the last commit by which the person is an author of what a unit holds.
    fn authored(&self, judged: &Judged) -> Result<Option<CommitNo>, GitError> {
        let mut last = None;
        for item in &judged.unit.items {
            for touch in self.court.paths.trail().versions.touches(item.path).filter(|t| t.changes) {
                let mark = self.court.evidence.signer(touch.commit)?;
                if mark.is_some_and(|m| m.person == *self.person()) {
                    last = last.max(Some(touch.commit));
                }
            }
        }
        Ok(last)
    }

    // ── Words ──

    fn told(&self, id: &'static str, judged: &Judged, step: &StepId) -> Message {
        let message = Message::new(id).with("path", self.name(judged.unit.main));
        message.with("step", step_name(self.policy(), step))
    }

    fn not_yours(&self, main: PathNo, step: &StepId, department: Option<&DepartmentId>) -> Message {
        let department = department.and_then(|d| self.policy().departments.get(d));
        let id = if department.is_some() { "sign-not-yours" } else { "sign-not-yours-file" };
        let message = Message::new(id).with("path", self.name(main)).with("step", step_name(self.policy(), step));
        let message = message.with("person", names(self.policy(), [self.person()]));
        message.with("department", department.map(|d| d.name.clone()).unwrap_or_default())
    }

    fn with_needed(&self, failure: Failure, states: &[StepState]) -> Failure {
        let steps: Vec<String> = states.iter().map(|s| self.step_text(s)).collect();
        if steps.is_empty() {
            return failure;
        }
        failure.hint(Message::new("sign-needed-hint").with("steps", steps.join("、")))
    }

    /// Returns what a need is called: its step, and for whom.
    pub(super) fn step_text(&self, state: &StepState) -> String {
        let policy = self.policy();
        let department = state.department.as_ref().and_then(|d| policy.departments.get(d)).map(|d| d.name.clone());
        let step = step_name(policy, &state.step);
        department.map_or(step.clone(), |d| format!("{step}（{d}）"))
    }

    /// Returns who must sign next, once the person signed `step` of each of these.
    pub(super) fn next<'s>(&self, cx: &Cx<'_>, all: impl Iterator<Item = &'s [StepState]>, step: &StepId) -> String {
        let policy = self.policy();
        let order = |s: &StepState| policy.steps.get(&s.step).map_or(i64::MAX, |s| s.order);
        let (mut lines, mut complete) = (BTreeMap::<(i64, String, String), usize>::new(), 0usize);
        for states in all {
            let mut open: Vec<&StepState> = states.iter().filter(|s| s.by.is_none()).collect();
            let mine = open.iter().position(|s| s.step == *step && s.may_sign.contains(self.person()));
            mine.map(|at| open.remove(at));
            let Some(lowest) = open.iter().map(|s| order(s)).min() else {
                complete += 1;
                continue;
            };
            for state in open.iter().filter(|s| order(s) == lowest) {
                let people = names(policy, state.may_sign.iter().filter(|p| *p != self.person()));
                *lines.entry((lowest, self.step_text(state), people)).or_default() += 1;
            }
        }
        let line = |((_, step, people), count): (&(i64, String, String), &usize)| {
            let id = if people.is_empty() { "sign-next-nobody" } else { "sign-next" };
            let message = Message::new(id).with("step", step.as_str()).with("people", people.as_str());
            format!("{}\n", cx.word(&message.with("units", *count)))
        };
        let mut text: String = lines.iter().map(line).collect();
        if complete > 0 {
            text.push_str(&format!("{}\n", cx.word(&Message::new("sign-complete").with("units", complete))));
        }
        text
    }
}

/// Returns all refusals as one: the first with the others behind it.
pub(super) fn together(refused: Vec<Failure>) -> Option<Failure> {
    refused.into_iter().reduce(|mut first, other| {
        first.hints.push(other.message);
        first.hints.extend(other.hints);
        first
    })
}
