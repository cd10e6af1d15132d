//! `qianfa status`: what waits, for which step, who may sign, what was signed by whom.

use std::path::PathBuf;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::commands::world::{Asked, World};
use crate::commands::{Cx, Exit, Failure};
use crate::diag::render::Format;
use crate::diag::{Finding, Message, Sink, codes};
use crate::git::GitError;
use crate::model::PersonId;
use crate::pipeline::Report;
use crate::policy::Policy;
use crate::review::{
    self, Because, Court, Docket, Item, Judged, Lack, Shown, StepState, Verdict, Void, Withdrawn, in_court, is_page,
    judge_all,
};
use crate::source;

/// What the person asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Only these files and folders; everything that waits if empty.
    pub paths: Vec<PathBuf>,
    /// Only what this person could sign now: their id or their name.
    pub person: Option<String>,
    /// The commit to judge; HEAD if left out.
    pub revision: Option<String>,
    /// A file that holds the trust root.
    pub trust: Option<PathBuf>,
}

/// Prints the state of everything that waits.
///
/// # Errors
/// There is no repository, no such person or path, or the history cannot be read.
pub fn run(cx: &mut Cx<'_>, options: &Options) -> Result<Exit, Failure> {
    let mut report = Report::default();
    let asked = Asked { revision: options.revision.as_deref(), trust: options.trust.as_deref(), anew: false };
    let Some(world) = cx.world(asked, &mut report)? else { return Ok(tell_broken(cx, report)) };
    let wanted = Wanted::new(cx, &world, &options.paths, options.person.as_deref())?;
    let told = in_court(world.past.trail(), &world.chain, world.past.single, |court, units| {
        let docket = judge_all(court, units)?;
        if let Some(path) = wanted.stranger(court, &docket) {
            return Ok(Err(no_unit(path)));
        }
        let mut sink = Sink::default();
        review::report(court, &docket, &mut sink);
        let told = match cx.output.format {
            Format::Json => Told::Json(object(&world, court, &docket, &wanted)?),
            _ => Told::Text(text(cx, court, &docket, &wanted, &sink)),
        };
        Ok::<_, GitError>(Ok((told, sink)))
    });
    let (told, sink) = told??;
    world.past.keep();
    report.sink.extend(sink);
    world.past.quote(&mut report)?;
    match told {
        Told::Json(mut object) => {
            object["findings"] = cx.findings_value(report.sink, &report.sources);
            cx.print(&format!("{object:#}\n"));
        }
        Told::Text(text) => {
            let chain = report.sink.into_sorted().into_iter().filter(|f| f.code.number() >= 600);
            let mut sink = Sink::default();
            chain.for_each(|f| sink.push(f));
            if !sink.is_empty() {
                cx.report(Report { sink, sources: report.sources });
            }
            cx.print(&text);
        }
    }
    Ok(Exit::Clean)
}

enum Told {
    Json(Value),
    Text(String),
}

/// Where there is no chain there is no state to show, and every release stops.
pub(super) fn tell_broken(cx: &mut Cx<'_>, report: Report) -> Exit {
    if cx.output.format == Format::Json {
        let object = json!({"schema": 1, "items": [], "findings": cx.findings_value(report.sink, &report.sources)});
        cx.print(&format!("{object:#}\n"));
        return Exit::Errors;
    }
    cx.report(report)
}

/// What is to be shown.
pub(super) struct Wanted {
    paths: Vec<String>,
    person: Option<PersonId>,
}

impl Wanted {
    /// Returns what these paths, or all, and this person, or anybody, stand for.
    ///
    /// # Errors
    /// There is no such person.
    pub(super) fn new(
        cx: &Cx<'_>,
        world: &World,
        paths: &[PathBuf],
        person_named: Option<&str>,
    ) -> Result<Self, Failure> {
        let inside = |path: &PathBuf| {
            let placed = source::place_below(&world.root, &cx.dir.join(path));
            // A page that is gone has no place on the disk, but it has a state.
            placed.unwrap_or_else(|| path.to_string_lossy().trim_end_matches('/').to_owned())
        };
        let person = match person_named {
            Some(name) => Some(person(world.chain.newest().policy(), name)?),
            None => None,
        };
        Ok(Self { paths: paths.iter().map(inside).collect(), person })
    }

    /// Returns whether a unit is among them.
    pub(super) fn has(&self, court: &Court<'_>, judged: &Judged) -> bool {
        let named = self.paths.is_empty() || self.paths.iter().any(|path| names(path, court, judged));
        named && self.person.as_ref().is_none_or(|person| is_turn_of(person, court, judged))
    }

    /// Returns whether a withdrawal that is not complete is among them.
    fn has_gone(&self, court: &Court<'_>, gone: &Withdrawn) -> bool {
        let named = |name: &str| self.paths.is_empty() || self.paths.iter().any(|path| is_under(name, path));
        let open = |s: &StepState| s.by.is_none() && self.person.as_ref().is_some_and(|p| s.may_sign.contains(p));
        !gone.complete
            && court.paths.name(gone.page).is_some_and(|name| named(name.as_str()))
            && (self.person.is_none() || gone.steps.iter().any(open))
    }

    /// Returns the first path that nothing answers to, present or withdrawn: a misspelt one looks like one that is done.
    pub(super) fn stranger(&self, court: &Court<'_>, docket: &Docket) -> Option<&str> {
        let gone = |path: &String, page| court.paths.name(page).is_some_and(|name| is_under(name.as_str(), path));
        let known = |path: &String| {
            docket.units.iter().any(|judged| names(path, court, judged))
                || docket.withdrawn.iter().any(|withdrawn| gone(path, withdrawn.page))
        };
        self.paths.iter().find(|path| !known(path)).map(String::as_str)
    }
}

fn is_under(name: &str, path: &str) -> bool {
    path.is_empty() || name.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Returns whether a path means a unit: it, a folder above it, or one of its files.
fn names(path: &str, court: &Court<'_>, judged: &Judged) -> bool {
    let main = court.paths.name(judged.unit.main);
    let mut files = judged.unit.items.iter().filter_map(|item| court.paths.name(item.path));
    main.is_some_and(|name| is_under(name.as_str(), path)) || files.any(|name| name.as_str() == path)
}

/// Returns whether somebody could sign an open step now: where steps have an order, none before it is open.
fn is_turn_of(person: &PersonId, court: &Court<'_>, judged: &Judged) -> bool {
    next_steps(court, &judged.judgement.steps).any(|state| state.may_sign.contains(person))
}

/// Returns the open steps that can be signed now: where steps have an order, those that come first.
pub(super) fn next_steps<'j>(court: &Court<'j>, steps: &'j [StepState]) -> impl Iterator<Item = &'j StepState> {
    let policy = court.authority.chain().newest().policy();
    let order = |state: &StepState| policy.steps.get(&state.step).map(|step| step.order);
    let open = || steps.iter().filter(|state| state.by.is_none());
    let first = open().filter_map(order).min();
    open().filter(move |state| !policy.settings.ordered || order(state) == first)
}

/// Nothing answers to this path.
pub(super) fn no_unit(path: &str) -> Failure {
    let told = |id: &'static str| Message::new(id).with("path", path);
    Failure::usage(told("sign-no-unit")).hint(told("sign-no-unit-hint"))
}

/// Returns whom somebody names by id or by name.
pub(super) fn person(policy: &Policy, name: &str) -> Result<PersonId, Failure> {
    let by_id = PersonId::parse(name).ok().filter(|id| policy.people.contains_key(id));
    let by_name = || policy.people.values().find(|p| p.name == name).map(|p| p.id.clone());
    by_id.or_else(by_name).ok_or_else(|| Failure::usage(Message::new("status-nobody").with("name", name)))
}

// ── For machines ──

/// Returns everything that is wanted as the contract has it (`docs/json.md`), without the findings.
pub(super) fn object(world: &World, court: &Court<'_>, docket: &Docket, wanted: &Wanted) -> Result<Value, GitError> {
    let wanted: Vec<&Judged> = docket.units.iter().filter(|j| wanted.has(court, j)).collect();
    let of_unit = |judged: &&Judged| judged.unit.items.iter().map(|item| item_value(court, judged, item)).collect();
    let items: Vec<Vec<Value>> = wanted.par_iter().map(of_unit).collect::<Result<_, GitError>>()?;
    let withdrawn = docket.withdrawn.iter().map(|w| {
        json!({
            "path": court.paths.name(w.page).map(ToString::to_string),
            "complete": w.complete,
            "steps": steps_value(court, &w.steps),
        })
    });
    let newest = world.chain.newest();
    let mut object = json!({
        "schema": 1,
        "head": world.past.judged().to_string(),
        "root": format!("sha256:{}", world.chain.root()),
        "genesis": court.paths.trail().history.node(world.chain.genesis()).id.to_string(),
        "pinned": world.pin.is_some(),
        "policy": {"serial": newest.serial(), "sha256": newest.sha256().to_string()},
        "items": [],
        "withdrawn": withdrawn.collect::<Vec<_>>(),
        "findings": [],
    });
    // Moved to their place; the macro would copy them.
    object["items"] = items.into_iter().flatten().collect();
    Ok(object)
}

/// Returns one file of a unit as the contract has it (`docs/json.md`).
pub(super) fn item_value(court: &Court<'_>, judged: &Judged, item: &Item) -> Result<Value, GitError> {
    let version = court.paths.trail().versions.version(item.version);
    let declared = match item.users.first() {
        Some(page) => {
            let head = court.paths.trail().history.head();
            court.paths.declared(*page, court.paths.at(head, *page))?
        }
        None => None,
    };
    Ok(json!({
        "path": court.paths.name(item.path).map(ToString::to_string),
        "mode": version.map(|v| v.mode.to_string()),
        "blob": version.map(|v| v.blob.to_string()),
        "sha256": court.paths.sha256(item.version)?.map(|s| s.to_string()),
        "unit": court.paths.name(judged.unit.main).map(ToString::to_string),
        "department": declared.as_ref().map(|d| d.department.as_str()),
        "level": declared.as_ref().map(|d| d.level.as_str()),
        "verdict": word(&judged.judgement.verdict),
        "edition": shown(&judged.shown),
        "steps": steps_value(court, &judged.judgement.steps),
        "void": judged.judgement.void.iter().filter(|v| v.path == item.path).map(|v| void_value(court, v)).collect::<Vec<_>>(),
    }))
}

fn steps_value(court: &Court<'_>, steps: &[StepState]) -> Vec<Value> {
    let history = court.paths.trail().history;
    let step = |s: &StepState| {
        json!({
            "step": s.step.as_str(),
            "department": s.department.as_ref().map(|d| d.as_str()),
            "may_sign": s.may_sign.iter().map(PersonId::as_str).collect::<Vec<_>>(),
            "by": s.by.as_ref().map(|(person, _)| person.as_str()),
            "commit": s.by.as_ref().map(|(_, commit)| history.node(*commit).id.to_string()),
        })
    };
    steps.iter().map(step).collect()
}

fn void_value(court: &Court<'_>, void: &Void) -> Value {
    let sign_off = court.evidence.sign_off(void.sign_off);
    let name = |commit| court.paths.trail().history.node(commit).id.to_string();
    let (code, because) = match &void.because {
        Because::Unseen(c) | Because::OtherVersion(Some(c)) => ("QF502", Some(name(*c))),
        Because::OtherVersion(None) | Because::Lack(Lack::Void) => ("QF502", None),
        Because::Objected(n) => ("QF502", Some(name(court.evidence.sign_off(*n).mark.commit))),
        Because::Lack(Lack::Compromised) => ("QF509", None),
        Because::Lack(Lack::Key(_) | Lack::Step(_) | Lack::NoPolicy) => ("QF503", None),
        Because::Author(c) => ("QF505", Some(name(*c))),
        Because::TwoSteps(_) => ("QF504", None),
        Because::Order(_) => ("QF510", None),
    };
    json!({
        "commit": name(sign_off.mark.commit),
        "person": sign_off.mark.person.as_str(),
        "step": sign_off.step.as_ref().map(|s| s.as_str()),
        "code": code,
        "because": because,
    })
}

/// Returns the verdict's word.
pub(super) fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Approved(_) => "approved",
        Verdict::Pending => "pending",
        Verdict::Objected(_) => "objected",
        Verdict::Refused(_) => "refused",
        Verdict::Unpublished => "unpublished",
    }
}

/// Returns the word for what the site shows.
pub(super) fn shown(shown: &Shown) -> &'static str {
    match shown {
        Shown::Head => "head",
        Shown::Held(_) => "held",
        Shown::Nothing(_) => "none",
    }
}

// ── For people ──

fn text(cx: &Cx<'_>, court: &Court<'_>, docket: &Docket, wanted: &Wanted, found: &Sink) -> String {
    let mut text = String::new();
    let (mut approved, mut waiting) = (0usize, 0usize);
    for judged in docket.units.iter().filter(|j| wanted.has(court, j)) {
        match judged.judgement.verdict {
            Verdict::Approved(_) => approved += 1,
            Verdict::Pending | Verdict::Objected(_) | Verdict::Refused(_) | Verdict::Unpublished => waiting += 1,
        }
        let open = !matches!(judged.judgement.verdict, Verdict::Approved(_));
        if open || !wanted.paths.is_empty() {
            text.push_str(&unit_text(cx, court, judged));
            text.push_str(&reasons_text(cx, court, judged, found));
        }
    }
    for gone in docket.withdrawn.iter().filter(|w| wanted.has_gone(court, w)) {
        let path = court.paths.name(gone.page).map(ToString::to_string).unwrap_or_default();
        text.push_str(&format!("{path}\n  {}\n", cx.word(&Message::new("status-gone"))));
        text.push_str(&steps_text(cx, court, &gone.steps));
        waiting += 1;
    }
    let sum = Message::new("status-sum").with("approved", approved).with("waiting", waiting);
    text.push_str(&format!("{}\n", cx.word(&sum)));
    text
}

fn unit_text(cx: &Cx<'_>, court: &Court<'_>, judged: &Judged) -> String {
    let path = court.paths.name(judged.unit.main).map(ToString::to_string).unwrap_or_default();
    let kind = if is_page(&path) || judged.unit.items.len() == 1 { "status-unit" } else { "status-unit-files" };
    let verdict = Message::new("status-verdict").with("verdict", word(&judged.judgement.verdict));
    let site = Message::new("status-shown").with("edition", shown(&judged.shown));
    let head = Message::new(kind).with("path", path).with("files", judged.unit.items.len());
    let head = format!("{}\n  {} · {}\n", cx.word(&head), cx.word(&verdict), cx.word(&site));
    head + &steps_text(cx, court, &judged.judgement.steps)
}

/// Says why signatures of a unit do not count, and who objected; which are missing its steps say.
fn reasons_text(cx: &Cx<'_>, court: &Court<'_>, judged: &Judged, found: &Sink) -> String {
    let items = || judged.unit.items.iter().filter_map(|item| court.paths.name(item.path));
    let own = |f: &&Finding| is_reason(f) && items().any(|name| name.as_str() == &*f.at.file);
    found.findings().iter().filter(own).map(|f| format!("    {}\n", reason_text(cx, f))).collect()
}

/// Returns whether a finding says more of a unit than which signatures are missing.
pub(super) fn is_reason(finding: &Finding) -> bool {
    let said = [codes::MISSING_SIGNATURE, codes::HELD_EDITION];
    (501..600).contains(&finding.code.number()) && !said.contains(&finding.code)
}

pub(super) fn reason_text(cx: &Cx<'_>, finding: &Finding) -> String {
    let why = cx.catalog.attribute(&finding.message, "label").unwrap_or_default();
    cx.word(&Message::new("status-reason").with("what", cx.word(&finding.message)).with("why", why))
}

fn steps_text(cx: &Cx<'_>, court: &Court<'_>, steps: &[StepState]) -> String {
    steps.iter().map(|state| format!("    {}\n", cx.word(&step_message(court, state)))).collect()
}

/// Returns what is said of one needed signature: who made it, or who may.
pub(super) fn step_message(court: &Court<'_>, state: &StepState) -> Message {
    let policy = court.authority.chain().newest().policy();
    let name = |p: &PersonId| policy.people.get(p).map_or_else(|| p.to_string(), |person| person.name.clone());
    let step = policy.steps.get(&state.step).map_or_else(|| state.step.to_string(), |s| s.name.clone());
    let department = state.department.as_ref().and_then(|d| policy.departments.get(d)).map(|d| d.name.clone());
    let step = department.map_or(step.clone(), |d| format!("{step}（{d}）"));
    match &state.by {
        Some((person, commit)) => {
            let id = court.paths.trail().history.node(*commit).id.to_string();
            Message::new("status-signed").with("step", step).with("person", name(person)).with("commit", &id[..12])
        }
        None if state.may_sign.is_empty() => Message::new("status-nobody-may").with("step", step),
        None => {
            let people = state.may_sign.iter().map(name).collect::<Vec<_>>().join("、");
            Message::new("status-waits").with("step", step).with("people", people)
        }
    }
}
