//! What the gate says to people: a judgement becomes findings, each at its file.

use crate::diag::{Code, Finding, Place, Sink, codes};
use crate::git::{CommitNo, PathNo};
use crate::model::{ContentPath, DepartmentId, PersonId, StepId};
use crate::policy::{KeyState, Policy, Refusal};
use crate::review::authority::{Lack, Spot};
use crate::review::docket::{Docket, Judged, Withdrawn};
use crate::review::evidence::{Idle, SignOffNo};
use crate::review::judge::Court;
use crate::review::needs::Why;
use crate::review::paths::is_page;
use crate::review::verdict::{Because, By, Ended, Reason, Shown, StepState, Verdict, Void};

/// How many people a message names.
const MAX_NAMED: usize = 6;

/// How many sign-offs that do not count a unit's findings name: what happened last matters.
const MAX_VOID: usize = 8;

/// Reports everything that the gate found.
pub fn report(court: &Court<'_>, docket: &Docket, sink: &mut Sink) {
    let cx = Cx { court };
    for judged in &docket.units {
        cx.unit(judged, sink);
    }
    for withdrawn in docket.withdrawn.iter().filter(|w| !w.complete) {
        cx.withdrawn(withdrawn, sink);
    }
    for (page, addresses) in &docket.lost {
        let Some(path) = court.paths.name(*page) else { continue };
        for address in addresses {
            let finding = Finding::new(codes::BAD_REDIRECT, Place::file(path.shared())).variant("lost");
            sink.push(finding.with("address", address.as_str()));
        }
    }
    for reused in &docket.reused {
        let (Some(path), Some(other)) = (court.paths.name(reused.page), court.paths.name(reused.other)) else {
            continue;
        };
        let finding = Finding::new(codes::DUPLICATE_INDEX, Place::in_path(path, reused.index.span)).variant("before");
        sink.push(finding.with("index", reused.index.value.as_str()).with("other", other.as_str()));
    }
    for (path, reason) in &docket.hostile {
        let finding = Finding::new(codes::HOSTILE_TREE, Place::file(path.as_str()));
        sink.push(finding.with("path", path.as_str()).with("reason", *reason));
    }
    cx.malformed(docket, sink);
    let open = |idle: &&Idle| idle.items.is_empty() || idle.items.iter().any(|p| is_open(court, docket, p));
    for copy in court.evidence.copies().iter().filter(open) {
        let finding = Finding::new(codes::COPIED_SIGN_OFF, place_of(&copy.items));
        let finding = cx.by(finding, copy.person.as_ref());
        sink.push(finding.with("commit", cx.commit(copy.commit)).with("page", page_of(&copy.items)));
    }
    for stray in court.evidence.strays().iter().filter(open) {
        let finding = Finding::new(codes::SIGN_OFF_IN_CONTENT, place_of(&stray.items));
        sink.push(finding.with("commit", cx.commit(stray.commit)).with("page", page_of(&stray.items)));
    }
}

/// Returns whether a path belongs to a unit that is not approved.
fn is_open(court: &Court<'_>, docket: &Docket, path: &ContentPath) -> bool {
    let Some(no) = court.paths.find(path.as_str()) else { return false };
    let holds = |judged: &&Judged| judged.unit.items.iter().any(|i| i.path == no);
    docket.units.iter().find(holds).is_some_and(|judged| match judged.judgement.verdict {
        Verdict::Approved(_) | Verdict::Unpublished => false,
        Verdict::Pending | Verdict::Objected(_) | Verdict::Refused(_) => true,
    })
}

/// Where a finding about a commit stands: at the first file that it is about.
fn place_of(items: &[ContentPath]) -> Place {
    items.first().map_or_else(|| Place::file(".qianfa/policy"), |path| Place::file(path.shared()))
}

/// What to write in a command about a commit: the first file that it is about.
fn page_of(items: &[ContentPath]) -> String {
    items.first().map_or_else(String::new, ContentPath::in_shell)
}

struct Cx<'a> {
    court: &'a Court<'a>,
}

impl Cx<'_> {
    fn unit(&self, judged: &Judged, sink: &mut Sink) {
        let judgement = &judged.judgement;
        if let (Verdict::Approved(_), Some(commit)) = (&judgement.verdict, judgement.unsigned) {
            // The matrix only warns of it.
            sink.push(self.unsigned(judged, commit).as_warning());
        }
        match &judgement.verdict {
            Verdict::Approved(By::Matrix | By::Window) => {}
            Verdict::Approved(By::Emergency) => {
                let open = judgement.steps.iter().filter(|s| s.by.is_none()).map(|s| &s.step);
                sink.push(self.steps(self.about(codes::EMERGENCY_OPEN, judged), open));
            }
            Verdict::Pending => self.waiting(judged, sink),
            Verdict::Objected(_) | Verdict::Unpublished => {}
            Verdict::Refused(reason) => self.refused(judged, reason, sink),
        }
        match judgement.verdict {
            Verdict::Approved(_) | Verdict::Unpublished => return,
            Verdict::Pending | Verdict::Objected(_) | Verdict::Refused(_) => {}
        }
        if let Some(lowered) = &judgement.lowered {
            let finding = self.at(codes::LOWERED, self.level(judged), judged);
            let finding = self.steps(finding, lowered.steps.iter());
            sink.push(finding.with("from", lowered.from.as_str()).with("to", lowered.to.as_str()));
        }
        let objections = judgement.objections.iter().filter(|n| self.is_named(**n));
        for objection in objections {
            sink.push(self.objection(judged, *objection));
        }
        for void in self.telling(judged) {
            sink.push(self.void(void, judged));
        }
        self.held(judged, sink);
    }

    fn is_named(&self, number: SignOffNo) -> bool {
        !self.court.evidence.sign_off(number).items.is_empty()
    }

    fn waiting(&self, judged: &Judged, sink: &mut Sink) {
        for state in judged.judgement.steps.iter().filter(|s| s.by.is_none()) {
            sink.push(self.missing(judged, state));
        }
    }

    fn missing(&self, judged: &Judged, state: &StepState) -> Finding {
        let finding = self.at(codes::MISSING_SIGNATURE, self.level(judged), judged);
        let finding = self.step(finding, Some(&state.step));
        let finding = self.department(finding, state.department.as_ref());
        let finding = self.people(finding, &state.may_sign);
        let variant = match (&state.department, state.may_sign.is_empty()) {
            (_, true) => "nobody",
            (None, false) => "file",
            (Some(_), false) => return finding,
        };
        finding.variant(variant)
    }

    fn refused(&self, judged: &Judged, reason: &Reason, sink: &mut Sink) {
        match reason {
            // The matrix's own rules say it at its place, where the page can be read; QF514 and QF517 say the rest.
            Reason::Needs(Why::Uncovered) => {
                let finding = Finding::new(codes::UNCOVERED_FILE, self.place(judged));
                sink.push(finding.with("path", self.path(judged.unit.main)));
            }
            Reason::Needs(Why::Lexicon(name)) => {
                let serial = self.court.authority.newest();
                let finding = Finding::new(codes::OTHER_LEXICON, self.place(judged)).variant("withheld");
                sink.push(finding.with("name", name.as_str()).with("serial", i64::from(serial)));
            }
            Reason::Needs(Why::Matrix(Refusal::Withheld)) => {
                let serial = self.court.authority.newest();
                let finding = Finding::new(codes::MISSING_SIGNATURE, self.place(judged)).variant("withheld");
                sink.push(finding.with("serial", i64::from(serial)));
            }
            Reason::Needs(Why::Matrix(_) | Why::NoColumn | Why::Unreadable) => {
                let finding = self.about(codes::MISSING_SIGNATURE, judged).variant("no-cell");
                sink.push(finding.with("path", self.path(judged.unit.main)));
            }
            Reason::UnsignedChange(commit) => {
                sink.push(self.unsigned(judged, *commit));
                self.waiting(judged, sink);
            }
            // Reported once, with its commit.
            Reason::Broken(_) => {}
            Reason::Hostile(path, why) => {
                let path = self.path(*path);
                let finding = Finding::new(codes::HOSTILE_TREE, Place::file(path.as_str()));
                sink.push(finding.with("path", path).with("reason", *why));
            }
        }
    }

    fn unsigned(&self, judged: &Judged, commit: CommitNo) -> Finding {
        let finding = self.about(codes::UNSIGNED_CHANGE, judged).with("commit", self.commit(commit));
        let finding = self.people(finding, &self.writers(judged));
        match self.court.evidence.signer(commit) {
            Ok(Some(mark)) => self.by(finding.variant("key"), Some(&mark.person)),
            _ => finding,
        }
    }

    /// Returns who could write the unit's main file today.
    fn writers(&self, judged: &Judged) -> Vec<PersonId> {
        let Ok(write) = StepId::parse("write") else { return Vec::new() };
        let Some(path) = self.court.paths.name(judged.unit.main) else { return Vec::new() };
        let version = judged.unit.items.first().map(|i| i.version);
        let declared = version.and_then(|v| self.court.paths.declared(judged.unit.main, v).ok().flatten());
        match &declared {
            Some(declared) if is_page(path.as_str()) => {
                self.court.authority.could_sign(&write, Spot::Page { page: path, department: &declared.department })
            }
            _ => self.court.authority.could_sign(&write, Spot::File(path)),
        }
    }

    fn objection(&self, judged: &Judged, number: SignOffNo) -> Finding {
        let objection = self.court.evidence.sign_off(number);
        let finding = self.by(self.about(codes::OBJECTION, judged), Some(&objection.mark.person));
        self.step(finding, objection.step.as_ref())
            .with("reason", objection.reason.lines().next().unwrap_or_default())
            .with("commit", self.commit(objection.mark.commit))
    }

    /// Returns the sign-offs that do not count and that say something: of each person and step the last, unless a later
    /// one counts.
    fn telling<'j>(&self, judged: &'j Judged) -> Vec<&'j Void> {
        let mut telling: Vec<&Void> = Vec::new();
        for void in judged.judgement.void.iter().rev() {
            let sign_off = self.court.evidence.sign_off(void.sign_off);
            let same = |n: SignOffNo| {
                let other = self.court.evidence.sign_off(n);
                (&other.mark.person, &other.step) == (&sign_off.mark.person, &sign_off.step)
            };
            let signed = judged.judgement.steps.iter().any(|s| {
                s.by.as_ref()
                    .is_some_and(|(p, _)| *p == sign_off.mark.person && Some(&s.step) == sign_off.step.as_ref())
            });
            if !signed && telling.len() < MAX_VOID && !telling.iter().any(|v| same(v.sign_off)) {
                telling.push(void);
            }
        }
        telling.reverse();
        telling
    }

    fn void(&self, void: &Void, judged: &Judged) -> Finding {
        let sign_off = self.court.evidence.sign_off(void.sign_off);
        let at = self.court.paths.name(void.path).map_or_else(|| self.place(judged), |p| Place::file(p.shared()));
        let finding = |code| {
            let finding = self.by(self.at(code, at, judged), Some(&sign_off.mark.person));
            self.step(finding, sign_off.step.as_ref()).with("commit", self.commit(sign_off.mark.commit))
        };
        match &void.because {
            Because::Unseen(other) | Because::OtherVersion(Some(other)) => {
                finding(codes::VOID_SIGN_OFF).with("because", self.commit(*other))
            }
            Because::OtherVersion(None) => finding(codes::VOID_SIGN_OFF).variant("version"),
            Because::Lack(Lack::Void) => finding(codes::VOID_SIGN_OFF).variant("declared"),
            Because::Objected(other) => {
                let other = self.court.evidence.sign_off(*other).mark.commit;
                finding(codes::VOID_SIGN_OFF).variant("objected").with("because", self.commit(other))
            }
            Because::Lack(Lack::Compromised) => finding(codes::COMPROMISED_KEY),
            Because::Lack(Lack::Key(serial)) => {
                let state = self.court.authority.chain().state(sign_off.mark.key, *serial);
                let reason = match state {
                    Some(KeyState::Suspended) => "suspended",
                    Some(KeyState::Revoked) => "revoked",
                    Some(KeyState::Compromised) => "compromised",
                    Some(KeyState::Active) | None => "unregistered",
                };
                finding(codes::NO_AUTHORITY).with("serial", i64::from(*serial)).with("reason", reason)
            }
            Because::Lack(Lack::Step(serial)) => {
                finding(codes::NO_AUTHORITY).with("serial", i64::from(*serial)).with("reason", "no-grant")
            }
            Because::Lack(Lack::NoPolicy) => {
                finding(codes::NO_AUTHORITY).with("serial", 0i64).with("reason", "outside")
            }
            Because::Author(change) => finding(codes::AUTHOR_REVIEWS).with("change", self.commit(*change)),
            Because::TwoSteps(first) => self.two(finding(codes::ONE_PERSON_TWO_STEPS), first, sign_off.step.as_ref()),
            Because::Order(first) => self.two(finding(codes::OUT_OF_ORDER), first, sign_off.step.as_ref()),
        }
    }

    fn held(&self, judged: &Judged, sink: &mut Sink) {
        let finding = self.about(codes::HELD_EDITION, judged);
        match &judged.shown {
            Shown::Head | Shown::Nothing(None | Some(Ended::Never)) => {}
            Shown::Held(held) => sink.push(finding.with("commit", self.commit(held.edition))),
            Shown::Nothing(Some(ended)) => {
                let finding = finding.variant("none");
                sink.push(match ended {
                    Ended::Taken(commit) | Ended::Objected(commit) => {
                        finding.with("reason", "ended").with("commit", self.commit(*commit))
                    }
                    Ended::NoColumn => finding.with("reason", "column"),
                    Ended::Several | Ended::Never => finding.with("reason", "differ"),
                });
            }
        }
    }

    fn withdrawn(&self, withdrawn: &Withdrawn, sink: &mut Sink) {
        let Some(path) = self.court.paths.name(withdrawn.page) else { return };
        let finding = Finding::new(codes::REMOVED_WITHOUT_WITHDRAWAL, Place::file(path.shared()));
        let open = withdrawn.steps.iter().filter(|s| s.by.is_none()).map(|s| &s.step);
        sink.push(self.steps(finding, open).with("path", path.as_str()).with("page", path.in_shell()));
    }

    fn malformed(&self, docket: &Docket, sink: &mut Sink) {
        let stopping: Vec<CommitNo> = self.court.standing_broken(docket.head).map(|b| b.commit).collect();
        for broken in self.court.evidence.broken() {
            let items = broken.items.as_deref().unwrap_or_default();
            let stops = stopping.contains(&broken.commit);
            if !stops && !items.is_empty() && !items.iter().any(|p| is_open(self.court, docket, p)) {
                continue;
            }
            let finding = Finding::new(codes::MALFORMED_SIGN_OFF, place_of(items));
            let finding = self
                .by(finding, broken.mark.as_ref().map(|m| &m.person))
                .with("commit", self.commit(broken.commit))
                .with("line", i64::try_from(broken.line).unwrap_or(i64::MAX))
                .with("reason", broken.fault);
            sink.push(match (stops, broken.items.is_some()) {
                (true, true) => finding.variant("stops"),
                (true, false) => finding.variant("stops-all"),
                (false, _) => finding.as_warning(),
            });
        }
    }

    // ── Words ──

    fn place(&self, judged: &Judged) -> Place {
        Place::file(self.path(judged.unit.main))
    }

    /// Returns where the level stands that asks for the steps.
    fn level(&self, judged: &Judged) -> Place {
        let main = &judged.unit.items[0];
        let declared = self.court.paths.declared(main.path, main.version).ok().flatten();
        match (self.court.paths.name(main.path), declared) {
            (Some(path), Some(declared)) if is_page(path.as_str()) => Place::in_path(path, declared.level_span),
            _ => self.place(judged),
        }
    }

    fn path(&self, path: PathNo) -> String {
        self.court.paths.name(path).map_or_else(String::new, ToString::to_string)
    }

    fn commit(&self, commit: CommitNo) -> String {
        self.court.paths.trail().history.node(commit).id.to_string()[..12].to_owned()
    }

    /// Starts a finding about a unit, at its main file.
    fn about(&self, code: Code, judged: &Judged) -> Finding {
        self.at(code, self.place(judged), judged)
    }

    /// Starts a finding about a unit; `page` is what to write in a command about it.
    fn at(&self, code: Code, place: Place, judged: &Judged) -> Finding {
        let page = self.court.paths.name(judged.unit.main).map_or_else(String::new, ContentPath::in_shell);
        Finding::new(code, place).with("page", page)
    }

    // Machines and commands need ids, people read names: a finding has both.

    fn step(&self, finding: Finding, step: Option<&StepId>) -> Finding {
        let name = step.map_or_else(String::new, |s| self.step_name(s));
        finding.with("step", step.map_or("", StepId::as_str)).with("step-name", name)
    }

    fn two(&self, finding: Finding, first: &StepId, second: Option<&StepId>) -> Finding {
        let names = (self.step_name(first), second.map_or_else(String::new, |s| self.step_name(s)));
        let finding = finding.with("first", first.as_str()).with("second", second.map_or("", StepId::as_str));
        finding.with("first-name", names.0).with("second-name", names.1)
    }

    fn steps<'s>(&self, finding: Finding, steps: impl Iterator<Item = &'s StepId>) -> Finding {
        let mut steps: Vec<&StepId> = steps.collect();
        steps.dedup();
        let names = steps.iter().map(|s| beside(&self.step_name(s), s.as_str()));
        finding.with("steps", listed(steps.iter().map(ToString::to_string))).with("step-names", listed(names))
    }

    fn department(&self, finding: Finding, department: Option<&DepartmentId>) -> Finding {
        let known = department.and_then(|d| self.latest(|p| p.departments.get(d)));
        let id = department.map_or("", DepartmentId::as_str);
        finding.with("department", id).with("department-name", known.map_or(id, |d| d.name.as_str()))
    }

    /// Adds who did it, if a registered key signed.
    fn by(&self, finding: Finding, person: Option<&PersonId>) -> Finding {
        let name = person.map_or_else(|| "?".to_owned(), |p| self.person_name(p));
        finding.with("person", person.map_or("?", PersonId::as_str)).with("person-name", name)
    }

    fn people(&self, finding: Finding, people: &[PersonId]) -> Finding {
        let more = (people.len() > MAX_NAMED).then(|| "…".to_owned());
        let ids = people.iter().take(MAX_NAMED).map(ToString::to_string).chain(more.clone());
        let names = people.iter().take(MAX_NAMED).map(|p| beside(&self.person_name(p), p.as_str())).chain(more);
        finding.with("people", listed(ids)).with("people-names", listed(names))
    }

    fn step_name(&self, step: &StepId) -> String {
        self.latest(|p| p.steps.get(step)).map_or_else(|| step.to_string(), |s| s.name.clone())
    }

    fn person_name(&self, person: &PersonId) -> String {
        self.latest(|p| p.people.get(person)).map_or_else(|| person.to_string(), |p| p.name.clone())
    }

    /// Returns what the newest version of the matrix says that speaks of it: who left still has a name.
    fn latest<T>(&self, find: impl Fn(&'_ Policy) -> Option<&'_ T>) -> Option<&T> {
        self.court.authority.chain().policies().iter().rev().find_map(|version| find(version.policy()))
    }
}

/// Returns a name with the id that commands and files use.
fn beside(name: &str, id: &str) -> String {
    if name == id { id.to_owned() } else { format!("{name} {id}") }
}

fn listed(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join("、")
}
