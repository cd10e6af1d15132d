//! `qianfa people`: the permission archive: who may do what, who could when, and on what basis.

use crate::commands::policy::names;
use crate::commands::world::World;
use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::git::{CommitNo, GitError, claimed_second};
use crate::model::{CommitId, Day, Moment, PersonId, StepId, Zone};
use crate::policy::Policy;
use crate::review::chain::InForce;
use crate::review::people::{self, Concern, Permission};

/// Prints everybody of the newest version with their keys and steps.
///
/// # Errors
/// There is no repository, or the history cannot be read.
pub fn table(cx: &mut Cx<'_>) -> Result<Exit, Failure> {
    let Some(world) = cx.world_or_report()? else { return Ok(Exit::Errors) };
    let text = everybody(cx, world.chain.newest());
    cx.print(&text);
    Ok(Exit::Clean)
}

/// Prints every change of a permission, by version.
///
/// # Errors
/// There is no repository, or the history cannot be read.
pub fn log(cx: &mut Cx<'_>) -> Result<Exit, Failure> {
    let Some(world) = cx.world_or_report()? else { return Ok(Exit::Errors) };
    let mut last = 0;
    for change in people::log(&world.chain) {
        if change.serial != last {
            last = change.serial;
            let signers = world.chain.version(last).map(InForce::signers).unwrap_or_default();
            let head = Message::new("people-version").with("serial", last).with("people", names(&world, signers));
            let line = cx.word(&head);
            cx.print(&format!("{line}\n"));
        }
        let newest = world.chain.version(change.serial).map(InForce::policy);
        let of = match &change.of {
            Permission::Key(line) => {
                let id = crate::git::key_id(line).map_or_else(|| line.clone(), |id| id.to_string());
                Message::new("people-key").with("key", id)
            }
            Permission::Step(step) => Message::new("people-step").with("step", step_name(cx, newest, step)),
            Permission::Root => Message::new("people-root"),
        };
        let line = Message::new("people-change")
            .with("what", change.what.as_str())
            .with("person", names(&world, [&change.who]))
            .with("of", cx.word(&of))
            .with("basis", change.basis.unwrap_or_default());
        let line = cx.word(&line);
        cx.print(&format!("    {}\n", line.trim_end()));
    }
    Ok(Exit::Clean)
}

/// Returns what a step is called, with its id; writing is a step that no matrix need name.
fn step_name(cx: &Cx<'_>, policy: Option<&Policy>, step: &StepId) -> String {
    let named = policy.and_then(|p| p.steps.get(step)).map(|s| s.name.clone());
    let named = named.or_else(|| (step.as_str() == "write").then(|| cx.word(&Message::new("people-write"))));
    named.map_or_else(|| step.to_string(), |name| format!("{name} {step}"))
}

/// Prints everybody as they were on a day or in a commit.
///
/// A day is no evidence: the commit is taken that claims to be the last of that day, and it is named.
///
/// # Errors
/// There is no repository, no such commit, or nothing that old.
pub fn at(cx: &mut Cx<'_>, when: &str) -> Result<Exit, Failure> {
    let Some(world) = cx.world_or_report()? else { return Ok(Exit::Errors) };
    let nothing = || Failure::usage(Message::new("people-nothing").with("when", when));
    let commit = match Day::parse(when) {
        Ok(day) => last_of(&world, day)?.ok_or_else(nothing)?,
        Err(_) => {
            let id = world.past.repository.resolve(when)?;
            world.past.history.number(id).ok_or_else(nothing)?
        }
    };
    let version = people::at(&world.chain, commit).ok_or_else(nothing)?;
    let id: CommitId = world.past.history.node(commit).id;
    cx.say(&Message::new("people-at").with("commit", id.to_string()).with("serial", version.serial()));
    let text = everybody(cx, version);
    cx.print(&text);
    Ok(Exit::Clean)
}

/// Returns the commit that claims to be the last one up to the end of a day.
fn last_of(world: &World, day: Day) -> Result<Option<CommitNo>, GitError> {
    let end = Moment::start_of(day.next()).to_unix(Zone::SHANGHAI);
    let mut last: Option<(i64, CommitNo)> = None;
    for commit in world.past.history.graph().commits() {
        let raw = world.past.history.raw(commit, &world.past.objects)?;
        let Some(second) = claimed_second(&raw).filter(|second| *second < end) else { continue };
        if world.chain.known(commit) > 0 {
            last = last.max(Some((second, commit)));
        }
    }
    Ok(last.map(|(_, commit)| commit))
}

/// Prints what an auditor should ask about.
///
/// # Errors
/// There is no repository, or the history cannot be read.
pub fn audit(cx: &mut Cx<'_>) -> Result<Exit, Failure> {
    let Some(world) = cx.world_or_report()? else { return Ok(Exit::Errors) };
    let concerns = people::audit(&world.chain, cx.moment(Zone::SHANGHAI).day());
    let policy = world.chain.newest().policy();
    for concern in &concerns {
        let line = cx.word(&told(cx, &world, policy, concern));
        cx.print(&format!("{line}\n"));
    }
    cx.say(&Message::new("people-concerns").with("count", concerns.len()));
    Ok(if concerns.is_empty() { Exit::Clean } else { Exit::Errors })
}

fn told(cx: &Cx<'_>, world: &World, policy: &Policy, concern: &Concern) -> Message {
    let name = |person: &PersonId| names(world, [person]);
    match concern {
        Concern::NoBasis(person, step) => {
            Message::new("people-no-basis").with("person", name(person)).with("step", step_name(cx, Some(policy), step))
        }
        Concern::NoKey(person) => Message::new("people-no-key").with("person", name(person)),
        Concern::NoStep(person) => Message::new("people-no-step").with("person", name(person)),
        Concern::FewRoots { able, threshold } => {
            Message::new("people-few-roots").with("able", *able).with("threshold", *threshold)
        }
        Concern::FutureKey(person, day) => {
            Message::new("people-future-key").with("person", name(person)).with("day", day.to_string())
        }
        Concern::OldKey(person, day) => {
            Message::new("people-old-key").with("person", name(person)).with("day", day.to_string())
        }
    }
}

/// Prints the active keys as an `allowed_signers` file, for git and OpenSSH.
///
/// # Errors
/// There is no repository, or the history cannot be read.
pub fn allowed_signers(cx: &mut Cx<'_>) -> Result<Exit, Failure> {
    let Some(world) = cx.world_or_report()? else { return Ok(Exit::Errors) };
    cx.print(&people::allowed_signers(&world.chain));
    Ok(Exit::Clean)
}

fn everybody(cx: &Cx<'_>, version: &InForce) -> String {
    let policy = version.policy();
    let mut text = String::new();
    for person in policy.people.values() {
        let department = policy.departments.get(&person.department).map_or_else(String::new, |d| d.name.clone());
        let mut steps: Vec<String> = Vec::new();
        for grant in policy.grants.iter().filter(|g| g.person == person.id) {
            let step = step_name(cx, Some(policy), &grant.step);
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
        if policy.root.people.contains(&person.id) {
            steps.push(cx.word(&Message::new("people-root")));
        }
        let line = Message::new("people-person")
            .with("person", format!("{} {}", person.name, person.id))
            .with("department", department)
            .with("steps", steps.join("、"));
        text.push_str(&format!("{}\n", cx.word(&line)));
        for key in policy.keys.iter().filter(|k| k.person == person.id) {
            let id = crate::git::key_id(&key.public.value).map_or_else(|| "?".to_owned(), |id| id.to_string());
            let state = Message::new("people-key-line")
                .with("key", id)
                .with("state", key.state.as_str())
                .with("since", key.since.to_string());
            text.push_str(&format!("    {}\n", cx.word(&state)));
        }
    }
    text
}
