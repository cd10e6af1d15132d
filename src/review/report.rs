//! What the gate says to people: a judgement becomes findings, each at its file.

use crate::diag::{Finding, Place, Sink, codes};
use crate::git::{CommitNo, PathNo};
use crate::model::{ContentPath, PersonId, StepId};
use crate::policy::{KeyState, Refusal};
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
    for (path, reason) in &docket.hostile {
        let finding = Finding::new(codes::HOSTILE_TREE, Place::file(path.as_str()));
        sink.push(finding.with("path", path.as_str()).with("reason", *reason));
    }
    cx.malformed(docket, sink);
    let open = |idle: &&Idle| idle.items.is_empty() || idle.items.iter().any(|p| is_open(court, docket, p));
    for copy in court.evidence.copies().iter().filter(open) {
        let person = copy.person.as_ref().map_or_else(|| "?".to_owned(), |p| cx.person(p));
        sink.push(
            Finding::new(codes::COPIED_SIGN_OFF, place_of(&copy.items))
                .with("commit", cx.commit(copy.commit))
                .with("person", person),
        );
    }
    for stray in court.evidence.strays().iter().filter(open) {
        let finding = Finding::new(codes::SIGN_OFF_IN_CONTENT, place_of(&stray.items));
        sink.push(finding.with("commit", cx.commit(stray.commit)));
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
                let steps = self.steps(judgement.steps.iter().filter(|s| s.by.is_none()).map(|s| &s.step));
                sink.push(Finding::new(codes::EMERGENCY_OPEN, self.place(judged)).with("steps", steps));
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
            let finding =
                Finding::new(codes::LOWERED, self.level(judged)).with("steps", self.steps(lowered.steps.iter()));
            sink.push(finding.with("from", lowered.from.as_str()).with("to", lowered.to.as_str()));
        }
        let objections = judgement.objections.iter().filter(|n| self.is_named(**n));
        for objection in objections {
            sink.push(self.objection(judged, *objection));
        }
        for void in self.telling(judged) {
            sink.extend(self.void(void));
        }
        self.held(judged, sink);
    }

    fn is_named(&self, number: SignOffNo) -> bool {
        !self.court.evidence.sign_off(number).items.is_empty()
    }

    fn waiting(&self, judged: &Judged, sink: &mut Sink) {
        for state in judged.judgement.steps.iter().filter(|s| s.by.is_none()) {
            sink.push(self.missing(self.level(judged), state));
        }
    }

    fn missing(&self, place: Place, state: &StepState) -> Finding {
        let finding = Finding::new(codes::MISSING_SIGNATURE, place)
            .with("step", self.step(&state.step))
            .with("department", state.department.as_ref().map_or(String::new(), |d| self.department(d)))
            .with("people", self.people(&state.may_sign));
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
                let finding = Finding::new(codes::MISSING_SIGNATURE, self.place(judged)).variant("no-cell");
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
        let finding = Finding::new(codes::UNSIGNED_CHANGE, self.place(judged))
            .with("commit", self.commit(commit))
            .with("people", self.people(&self.writers(judged)));
        match self.court.evidence.signer(commit) {
            Ok(Some(mark)) => finding.variant("key").with("person", self.person(&mark.person)),
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
        Finding::new(codes::OBJECTION, self.place(judged))
            .with("person", self.person(&objection.mark.person))
            .with("step", objection.step.as_ref().map_or(String::new(), |s| self.step(s)))
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

    fn void(&self, void: &Void) -> Sink {
        let mut sink = Sink::default();
        let sign_off = self.court.evidence.sign_off(void.sign_off);
        let person = self.person(&sign_off.mark.person);
        let step = sign_off.step.as_ref().map_or(String::new(), |s| self.step(s));
        let commit = self.commit(sign_off.mark.commit);
        let at = || self.court.paths.name(void.path).map_or_else(|| Place::file("?"), |p| Place::file(p.shared()));
        let finding = |code| Finding::new(code, at()).with("person", person).with("step", step).with("commit", commit);
        sink.push(match &void.because {
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
            Because::TwoSteps(first) => {
                let second = sign_off.step.as_ref().map_or(String::new(), |s| self.step(s));
                finding(codes::ONE_PERSON_TWO_STEPS).with("first", self.step(first)).with("second", second)
            }
            Because::Order(first) => {
                let second = sign_off.step.as_ref().map_or(String::new(), |s| self.step(s));
                finding(codes::OUT_OF_ORDER).with("first", self.step(first)).with("second", second)
            }
        });
        sink
    }

    fn held(&self, judged: &Judged, sink: &mut Sink) {
        let finding = Finding::new(codes::HELD_EDITION, self.place(judged));
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
        let path = self.path(withdrawn.page);
        let steps = self.steps(withdrawn.steps.iter().filter(|s| s.by.is_none()).map(|s| &s.step));
        let finding = Finding::new(codes::REMOVED_WITHOUT_WITHDRAWAL, Place::file(path.as_str()));
        sink.push(finding.with("path", path).with("steps", steps));
    }

    fn malformed(&self, docket: &Docket, sink: &mut Sink) {
        let stopping: Vec<CommitNo> = self.court.standing_broken(docket.head).map(|b| b.commit).collect();
        for broken in self.court.evidence.broken() {
            let items = broken.items.as_deref().unwrap_or_default();
            let stops = stopping.contains(&broken.commit);
            if !stops && !items.is_empty() && !items.iter().any(|p| is_open(self.court, docket, p)) {
                continue;
            }
            let person = broken.mark.as_ref().map_or_else(|| "?".to_owned(), |m| self.person(&m.person));
            let finding = Finding::new(codes::MALFORMED_SIGN_OFF, place_of(items))
                .with("commit", self.commit(broken.commit))
                .with("line", i64::try_from(broken.line).unwrap_or(i64::MAX))
                .with("reason", broken.fault)
                .with("person", person);
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

    fn step(&self, step: &StepId) -> String {
        step.to_string()
    }

    fn steps<'s>(&self, steps: impl Iterator<Item = &'s StepId>) -> String {
        let mut names: Vec<String> = steps.map(|s| self.step(s)).collect();
        names.dedup();
        names.join("、")
    }

    fn department(&self, department: &crate::model::DepartmentId) -> String {
        department.to_string()
    }

    fn person(&self, person: &PersonId) -> String {
        person.to_string()
    }

    fn people(&self, people: &[PersonId]) -> String {
        let mut names: Vec<String> = people.iter().take(MAX_NAMED).map(|p| self.person(p)).collect();
        if people.len() > MAX_NAMED {
            names.push("…".to_owned());
        }
        names.join("、")
    }
}
