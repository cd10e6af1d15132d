//! Who signs, with which key, on which branch; and the way of a statement until the branch holds it.
//!
//! The person's own signer makes the commit. It is read back raw and checked as the gate would check it; only then the
//! branch moves, and only from where it stood when its pages were judged. Nothing in the work tree or the index changes.

use std::path::{Path, PathBuf};

use crate::commands::approve::body;
use crate::commands::world::{Asked, World};
use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::git::{self, Action, GitError, Item, KeyRing, RawCommit, Signer, Statement, TreeId};
use crate::model::{CommitId, Day, KeyId, Limit, PersonId, StepId};
use crate::pipeline::Report;
use crate::policy::{Key, KeyState, Policy};

/// Asks the person at the terminal whether to go on; where nobody can be asked, yes.
pub type Confirm = fn(&mut Cx<'_>, &Message) -> Result<bool, Failure>;

/// How somebody signs.
#[derive(Clone, Debug)]
pub struct Manner {
    /// In the place of `user.signingKey`: a file, or a line behind `key::`.
    pub key: Option<PathBuf>,
    /// The folder that `~` means.
    pub home: Option<PathBuf>,
    /// Asks whether to go on.
    pub confirm: Confirm,
}

/// What somebody asks for who must say why.
#[derive(Clone, Debug)]
pub struct Reasoned {
    /// Pages, folders, themes, `site.toml`.
    pub paths: Vec<PathBuf>,
    /// The step.
    pub step: StepId,
    /// Why.
    pub reason: String,
    /// How they sign.
    pub manner: Manner,
}

impl Reasoned {
    /// Returns the reason as it is signed.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn reason(&self) -> Result<String, Failure> {
        let reason = body(&self.reason);
        if reason.is_empty() { Err(Failure::usage(Message::new("sign-no-reason"))) } else { Ok(reason) }
    }
}

/// Who signs, with an active key that the newest policy registers, on a branch.
pub(super) struct Signatory {
    signer: Option<String>,
    branch: String,
    /// The key.
    pub(super) key: KeyId,
    /// Whose it is.
    pub(super) person: PersonId,
    since: Day,
}

/// A sign-off that is not signed yet.
pub(super) struct Draft {
    /// What it does.
    pub(super) action: Action,
    /// For which step; none for a vouch.
    pub(super) step: Option<StepId>,
    /// Its body.
    pub(super) reason: String,
    /// About what, in the order of paths.
    pub(super) items: Vec<Item>,
}

/// What somebody is about to sign.
pub(super) struct Plan {
    /// What is shown before.
    pub(super) text: String,
    /// What is said before, beside the results.
    pub(super) notes: Vec<Message>,
    /// The sign-offs, each over the one before.
    pub(super) drafts: Vec<Draft>,
    /// What is shown after: who must sign next.
    pub(super) next: String,
}

impl Cx<'_> {
    /// Opens the world for a verb that signs; where the history cannot be judged, or its chain is broken, says so.
    ///
    /// # Errors
    /// There is no repository, or HEAD is detached.
    pub(super) fn world_to_sign_in(&mut self) -> Result<Result<World, Exit>, Failure> {
        let mut report = Report::default();
        let world = self.world(Asked::default(), &mut report)?;
        if !report.sink.findings().is_empty() {
            self.report(report);
        }
        match world {
            Some(world) if !world.broken => Ok(Ok(world)),
            _ => Ok(Err(Exit::Errors)),
        }
    }
}

impl World {
    /// Returns the branch that HEAD stands on.
    ///
    /// # Errors
    /// HEAD is detached: a sign-off made there would belong to no branch.
    pub(super) fn branch(&self) -> Result<&str, Failure> {
        let detached = || Failure::environment(Message::new("sign-detached")).hint(Message::new("sign-detached-hint"));
        self.past.head.branch.as_deref().ok_or_else(detached)
    }

    /// Returns the matrix in force.
    pub(super) fn policy(&self) -> &Policy {
        self.chain.newest().policy()
    }
}

impl Signatory {
    /// Returns who signs here.
    ///
    /// # Errors
    /// HEAD is detached, no key is configured, or it is not an active key of the newest policy.
    pub(super) fn find(cx: &Cx<'_>, world: &World, manner: &Manner) -> Result<Self, Failure> {
        let branch = world.branch()?.to_owned();
        let signer = manner.key.as_ref().map(|key| key_text(cx, key));
        let no_key = || Failure::config(Message::new("sign-no-key")).hint(Message::new("sign-no-key-hint"));
        let key = Signer { key: signer.as_deref() }.key_id(&world.past.repository, manner.home.as_deref());
        let key = key.ok_or_else(no_key)?;
        let registered = registered(world, key)?;
        Ok(Self { signer, branch, key, person: registered.person.clone(), since: registered.since })
    }

    /// Says how old the key is, where a policy bounds that, and that it soon ends.
    ///
    /// # Errors
    /// It is too old to approve with.
    pub(super) fn check_age(&self, cx: &mut Cx<'_>, world: &World) -> Result<(), Failure> {
        let Some(limit) = world.policy().settings.key_max_age else { return Ok(()) };
        let last = self.since.plus_days(i32::try_from(limit.at_most_days()).unwrap_or(i32::MAX));
        let today = cx.moment(world.past.zone).day();
        let told = |id: &'static str| {
            let message = Message::new(id).with("since", self.since.to_string()).with("last", last.to_string());
            message.with("people", root_names(world.policy()))
        };
        match age(self.since, limit, today) {
            Age::Fresh => Ok(()),
            Age::Ending => {
                cx.say(&told("sign-key-ends"));
                Ok(())
            }
            Age::Over => Err(Failure::usage(told("sign-key-old")).hint(told("sign-key-old-hint"))),
        }
    }
}

/// A file is meant from where the verb works; a line stays as it is.
fn key_text(cx: &Cx<'_>, key: &Path) -> String {
    let text = key.to_string_lossy();
    if text.starts_with("key::") || text.starts_with("ssh-") {
        return text.into_owned();
    }
    cx.dir.join(key).display().to_string()
}

/// Returns the paragraph of a key that may sign.
fn registered(world: &World, key: KeyId) -> Result<&Key, Failure> {
    let policy = world.policy();
    let told = |id: &'static str| {
        let message = Message::new(id).with("key", key.to_string());
        Failure::usage(message).hint(Message::new("sign-key-unknown-hint").with("people", root_names(policy)))
    };
    let found = policy.keys.iter().find(|k| git::key_id(&k.public.value) == Some(key));
    let found = found.ok_or_else(|| told("sign-key-unknown"))?;
    let state = if world.chain.compromised(key).is_some() { KeyState::Compromised } else { found.state };
    match state {
        KeyState::Active => Ok(found),
        KeyState::Suspended => Err(told("sign-key-suspended")),
        KeyState::Revoked => Err(told("sign-key-revoked")),
        KeyState::Compromised => Err(told("sign-key-compromised")),
    }
}

fn root_names(policy: &Policy) -> String {
    names(policy, policy.root.people.iter())
}

/// Returns people as they are called, in one line.
pub(super) fn names<'p>(policy: &Policy, people: impl IntoIterator<Item = &'p PersonId>) -> String {
    let name = |p: &PersonId| policy.people.get(p).map_or_else(|| p.to_string(), |person| person.name.clone());
    people.into_iter().map(name).collect::<Vec<_>>().join("、")
}

/// How old a key is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Age {
    Fresh,
    /// It is over within two weeks.
    Ending,
    Over,
}

/// Days before its end from which a key is warned about: enough for a root signature on the next policy.
const WARNED: i32 = 14;

fn age(since: Day, limit: Limit, today: Day) -> Age {
    let most = i32::try_from(limit.at_most_days()).unwrap_or(i32::MAX);
    match most - today.days_since(since) {
        ..0 => Age::Over,
        0..=WARNED => Age::Ending,
        _ => Age::Fresh,
    }
}

/// Bytes that the item lines of one sign-off may take: the largest object, less room for its other lines.
const MAX_LINES: usize = 900 << 10;

/// Packs units into as few sign-offs as hold them; a unit is never torn apart, and a file of two units is signed once.
///
/// # Errors
/// The path of the first file of a unit that no sign-off can hold.
pub(super) fn batches(units: Vec<Vec<Item>>) -> Result<Vec<Vec<Item>>, String> {
    let (mut batches, mut open) = (Vec::new(), Vec::new());
    for unit in units {
        if !fits(&unit) {
            return Err(unit.first().map(|i| i.path.to_string()).unwrap_or_default());
        }
        let together = merged(&open, &unit);
        if fits(&together) {
            open = together;
        } else {
            batches.push(std::mem::replace(&mut open, merged(&[], &unit)));
        }
    }
    if !open.is_empty() {
        batches.push(open);
    }
    Ok(batches)
}

fn fits(items: &[Item]) -> bool {
    // `Qianfa-Item: `, a mode, two hashes and the blanks between them are 140 bytes.
    let bytes: usize = items.iter().map(|i| 140 + i.path.as_str().len()).sum();
    items.len() <= Statement::MAX_ITEMS && bytes <= MAX_LINES
}

fn merged(open: &[Item], unit: &[Item]) -> Vec<Item> {
    let mut items: Vec<Item> = open.iter().chain(unit).cloned().collect();
    items.sort_by(|a, b| a.path.cmp(&b.path));
    items.dedup_by(|a, b| a.path == b.path);
    items
}

/// Shows the plan, asks, signs, and says what was done and who is next.
///
/// # Errors
/// The signer refuses, or made something else, or the branch was moved meanwhile.
pub(super) fn carry_out(
    cx: &mut Cx<'_>,
    world: &World,
    who: &Signatory,
    plan: Plan,
    manner: &Manner,
) -> Result<Exit, Failure> {
    cx.print(&plan.text);
    plan.notes.iter().for_each(|note| cx.say(note));
    let files: usize = plan.drafts.iter().map(|d| d.items.len()).sum();
    let person = names(world.policy(), [&who.person]);
    let ask = Message::new("sign-ask").with("person", person.as_str()).with("files", files);
    if !(manner.confirm)(cx, &ask)? {
        cx.say(&Message::new("sign-nothing"));
        return Ok(Exit::Clean);
    }
    cx.say(&Message::new("sign-asking"));
    let signed = sign(cx, world, who, &plan.drafts)?;
    let last = signed.last().map(ToString::to_string).unwrap_or_default();
    let done = Message::new("sign-done").with("person", person).with("files", files).with("commits", signed.len());
    cx.say(&done.with("commit", last.get(..12).unwrap_or_default()));
    cx.print(&plan.next);
    Ok(Exit::Clean)
}

/// Signs the drafts, each over the one before, and moves the branch over all of them at once.
fn sign(cx: &Cx<'_>, world: &World, who: &Signatory, drafts: &[Draft]) -> Result<Vec<CommitId>, Failure> {
    let repository = &world.past.repository;
    let (head, tree) = (world.past.judged(), world.past.tree());
    let ring = KeyRing::new(world.chain.key_lines());
    let newest = world.chain.newest();
    let mut signed: Vec<CommitId> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let statement = Statement {
            root: world.chain.root(),
            key: who.key,
            parent: signed.last().copied().unwrap_or(head),
            policy: (newest.serial(), newest.sha256()),
            action: draft.action,
            step: draft.step.clone(),
            items: draft.items.clone(),
            reason: draft.reason.clone(),
        };
        let message = statement.print(&subject(cx, world, draft)).map_err(unprintable)?;
        let asked = git::Draft { tree, parent: statement.parent, message: &message };
        let commit = git::sign_off(repository, &asked, Signer { key: who.signer.as_deref() })?;
        check(world, &ring, commit, tree, &statement)?;
        signed.push(commit);
    }
    if let Some(last) = signed.last() {
        git::advance(repository, &who.branch, head, *last).map_err(|e| moved(e, *last))?;
    }
    Ok(signed)
}

fn subject(cx: &Cx<'_>, world: &World, draft: &Draft) -> String {
    let step = draft.step.as_ref().map(|s| step_name(world.policy(), s)).unwrap_or_default();
    let path = draft.items.first().map(|i| i.path.to_string()).unwrap_or_default();
    let message = Message::new("sign-subject").with("action", draft.action.as_str()).with("step", step);
    cx.word(&message.with("path", path).with("files", draft.items.len())).replace('\n', " ")
}

/// Returns what a step is called.
pub(super) fn step_name(policy: &Policy, step: &StepId) -> String {
    policy.steps.get(step).map_or_else(|| step.to_string(), |s| s.name.clone())
}

fn unprintable(fault: git::Malformed) -> Failure {
    Failure::usage(Message::new("sign-text")).because(fault).hint(Message::new("sign-text-hint"))
}

/// Reads the finished object back raw, and takes it only if the gate would read in it what was meant.
fn check(world: &World, ring: &KeyRing, id: CommitId, tree: TreeId, meant: &Statement) -> Result<(), Failure> {
    let wrong = |reason: String| {
        let message = Message::new("sign-wrong").with("commit", id.to_string());
        Err(Failure::environment(message).because(reason).hint(Message::new("sign-wrong-hint")))
    };
    let raw = world.past.repository.objects()?.commit(id)?;
    let Some(commit) = RawCommit::parse(&raw) else { return wrong("it is no commit".into()) };
    if (commit.tree, commit.parents.as_slice()) != (tree, &[meant.parent]) {
        return wrong("it holds another tree or another parent".into());
    }
    match ring.verify_commit(&commit) {
        Ok(key) if key.id() == meant.key => {}
        Ok(key) => return wrong(format!("{} signed in the place of {}", key.id(), meant.key)),
        Err(bad) => return wrong(bad.to_string()),
    }
    match Statement::parse(commit.message) {
        Ok(read) if read == *meant => Ok(()),
        Ok(_) => wrong("it says something else".into()),
        Err(fault) => wrong(fault.to_string()),
    }
}

/// Somebody moved the branch while the signer was asked: what was signed stays out, and counts nothing.
pub(super) fn moved(error: GitError, left_out: CommitId) -> Failure {
    match error {
        GitError::Moved { reference } => {
            let message = Message::new("sign-moved").with("branch", reference).with("commit", left_out.to_string());
            Failure::environment(message).hint(Message::new("sign-moved-hint"))
        }
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ContentPath;

    fn item(path: &str) -> Item {
        Item { path: ContentPath::parse(path).unwrap(), version: None }
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_key_is_warned_about_for_two_weeks_and_refused_from_the_day_after_its_last() {
        let at = |today| age(day("2026-01-01"), Limit::Days(100), day(today));
        assert_eq!(at("2026-01-01"), Age::Fresh);
        assert_eq!(at("2026-03-27"), Age::Fresh);
        assert_eq!(at("2026-03-28"), Age::Ending);
        assert_eq!(at("2026-04-11"), Age::Ending);
        assert_eq!(at("2026-04-12"), Age::Over);
    }

    #[test]
    fn a_folder_of_more_than_a_sign_off_holds_is_split_between_units() {
        let unit = |n: usize| (0..3).map(|file| item(&format!("content/a/{n:05}/{file}"))).collect::<Vec<_>>();
        let batches = batches((0..2000).map(unit).collect()).unwrap();
        let sizes: Vec<usize> = batches.iter().map(Vec::len).collect();
        assert_eq!(sizes, [4095, 1905]);
        assert!(batches.iter().all(|b| b.is_sorted_by(|a, b| a.path < b.path)));
    }

    #[test]
    fn long_paths_are_split_before_the_object_is_too_large() {
        let unit = |n: usize| vec![item(&format!("content/{n:04}/{}", vec!["x".repeat(200); 4].join("/")))];
        assert!(batches((0..2000).map(unit).collect()).unwrap().len() > 1);
    }

    #[test]
    fn a_file_of_two_units_is_signed_once() {
        let units = vec![vec![item("b.md"), item("a.pdf")], vec![item("c.md"), item("a.pdf")]];
        let batches = batches(units).unwrap();
        let paths: Vec<&str> = batches[0].iter().map(|i| i.path.as_str()).collect();
        assert_eq!((batches.len(), paths), (1, vec!["a.pdf", "b.md", "c.md"]));
    }

    #[test]
    fn a_unit_that_no_sign_off_holds_is_named() {
        let unit: Vec<Item> = (0..=Statement::MAX_ITEMS).map(|n| item(&format!("content/{n:05}"))).collect();
        assert_eq!(batches(vec![unit]), Err("content/00000".to_owned()));
    }
}
