//! `qianfa policy show | log`: the versions of the matrix that were signed. Signing and comparing have files of their own.

use crate::commands::world::{Asked, World};
use crate::commands::{Cx, Exit, Failure};
use crate::diag::Message;
use crate::git::GitError;
use crate::model::PersonId;
use crate::pipeline::Report;
use crate::review::chain::{InForce, policy_path};

/// Prints one version exactly as it was signed; the newest if none is named.
///
/// # Errors
/// There is no repository or no such version, or the history cannot be read.
pub fn show(cx: &mut Cx<'_>, serial: Option<u32>) -> Result<Exit, Failure> {
    let Some(world) = cx.world_or_report()? else { return Ok(Exit::Errors) };
    let version = version(&world, serial.unwrap_or(world.chain.newest().serial()))?;
    let text = text_of(&world, version.serial())?;
    let said = about(&world, version);
    cx.say(&said);
    cx.print(&text);
    Ok(Exit::Clean)
}

/// Prints every version with its hash, its place and its signers, the newest first.
///
/// # Errors
/// There is no repository, or the history cannot be read.
pub fn log(cx: &mut Cx<'_>) -> Result<Exit, Failure> {
    let Some(world) = cx.world_or_report()? else { return Ok(Exit::Errors) };
    for version in world.chain.policies().iter().rev() {
        let line = cx.word(&about(&world, version));
        cx.print(&format!("{line}\n"));
    }
    Ok(Exit::Clean)
}

/// Returns what is said of a version in one line: its hash, its place, who signed it.
pub(super) fn about(world: &World, version: &InForce) -> Message {
    let message = match version.after() {
        None => Message::new("policy-first"),
        Some(after) => Message::new("policy-version").with("after", world.past.history.node(after).id.to_string()),
    };
    message
        .with("serial", version.serial())
        .with("sha256", version.sha256().to_string())
        .with("people", names(world, version.signers()))
}

/// Returns the version with this number.
///
/// # Errors
/// There is none.
pub(super) fn version(world: &World, serial: u32) -> Result<&InForce, Failure> {
    world.chain.version(serial).ok_or_else(|| {
        let newest = world.chain.newest().serial();
        Failure::usage(Message::new("policy-no-version").with("serial", serial).with("newest", newest))
    })
}

/// Returns the text of a version, as the judged commit holds it.
///
/// # Errors
/// The object is missing or damaged.
pub(super) fn text_of(world: &World, serial: u32) -> Result<String, Failure> {
    /// As large as a policy can be.
    const MOST: usize = 4 << 20;
    let path = policy_path(serial);
    let gone = || GitError::Missing { id: path.clone() };
    let no = world.past.versions.find(&path).ok_or_else(gone)?;
    let timeline = world.past.versions.timeline(no, world.past.history.graph());
    let at = timeline.at(world.past.history.head(), world.past.history.graph());
    let version = world.past.versions.version(at).ok_or_else(gone)?;
    let bytes = world.past.objects.blob(version.blob, MOST)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Returns people by name and id, each as the newest version that knows them calls them.
pub(super) fn names<'p>(world: &World, people: impl IntoIterator<Item = &'p PersonId>) -> String {
    let named = |person: &PersonId| {
        let known = world.chain.policies().iter().rev().find_map(|v| v.policy().people.get(person));
        known.map_or_else(|| person.to_string(), |p| format!("{} {person}", p.name))
    };
    people.into_iter().map(named).collect::<Vec<_>>().join("、")
}

impl Cx<'_> {
    /// Opens the world at HEAD; where there is no chain, prints what is wrong with the history.
    ///
    /// # Errors
    /// As for [`Cx::world`].
    pub(super) fn world_or_report(&mut self) -> Result<Option<World>, Failure> {
        let mut report = Report::default();
        let world = self.world(Asked::default(), &mut report)?;
        if world.is_none() {
            self.report(report);
        }
        Ok(world)
    }
}
