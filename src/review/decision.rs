//! What the gate decided, as the rooms after it need it: which version of which file the public may see, and why.
//!
//! Only this file makes a [`Decision`], from a docket; an [`Edition<Release>`](super::Edition) is made from nothing
//! else. It names every file by its exact bytes, so whoever assembles a release cannot slip another version in.

use std::collections::{BTreeMap, BTreeSet};

use crate::git::{CommitNo, GitError, PathNo, Version, VersionId};
use crate::model::{CommitId, ContentPath, Sha256};
use crate::review::docket::{Docket, Judged};
use crate::review::evidence::SignOffNo;
use crate::review::judge::Court;
use crate::review::verdict::{By, Shown, Verdict};

/// Everything that may reach the public, at one commit.
#[derive(Debug)]
pub struct Decision {
    units: BTreeMap<ContentPath, ShownUnit>,
    present: BTreeMap<ContentPath, bool>,
    gone: Vec<Gone>,
    waiting: usize,
    held: usize,
    stopped: bool,
}

/// A unit as the public may see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShownUnit {
    /// The commit whose versions are shown, where it is not the one that was judged.
    pub held: Option<CommitId>,
    /// Whether only the versions of the matrix that its signers knew approve it.
    pub by_window: bool,
    /// Its files.
    pub items: BTreeMap<ContentPath, ShownItem>,
}

/// A file as the public may see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShownItem {
    /// Its mode and git's name for its bytes.
    pub version: Version,
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// The sign-offs that name it, of those by which its unit may be shown.
    pub sign_offs: Vec<CommitId>,
}

/// A page that the public has seen and that is gone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gone {
    /// The page.
    pub path: ContentPath,
    /// The commit of its last edition.
    pub edition: CommitId,
}

impl Decision {
    /// Returns what a docket decides.
    ///
    /// # Errors
    /// A blob cannot be read.
    pub fn new(court: &Court<'_>, docket: &Docket) -> Result<Self, GitError> {
        let mut decision = Self {
            units: BTreeMap::new(),
            present: BTreeMap::new(),
            gone: Vec::new(),
            waiting: 0,
            held: 0,
            stopped: docket.stopped.is_some(),
        };
        for judged in &docket.units {
            decision.take(court, judged)?;
        }
        let id = |commit: CommitNo| court.paths.trail().history.node(commit).id;
        let gone = docket
            .withdrawn
            .iter()
            .filter_map(|w| Some(Gone { path: court.paths.name(w.page)?.clone(), edition: id(w.edition) }));
        decision.gone = gone.collect();
        Ok(decision)
    }

    fn take(&mut self, court: &Court<'_>, judged: &Judged) -> Result<(), GitError> {
        let Some(main) = court.paths.name(judged.unit.main) else { return Ok(()) };
        let id = |commit: CommitNo| court.paths.trail().history.node(commit).id;
        let (approved, by_window) = match judged.judgement.verdict {
            Verdict::Approved(by) => (true, by != By::Matrix),
            Verdict::Pending | Verdict::Objected(_) | Verdict::Refused(_) => {
                self.waiting += 1;
                (false, false)
            }
            Verdict::Unpublished => (false, false),
        };
        self.present.insert(main.clone(), approved);
        let (held, items, used) = match &judged.shown {
            Shown::Head => {
                let items: Vec<_> = judged.unit.items.iter().map(|i| (i.path, i.version)).collect();
                (None, items, &judged.judgement.used)
            }
            Shown::Held(held) => {
                self.held += 1;
                (Some(id(held.edition)), held.items.clone(), &held.used)
            }
            Shown::Nothing(_) => return Ok(()),
        };
        let mut shown = BTreeMap::new();
        for (path, version) in items {
            // What has no plain path or cannot be read is nothing that may be shown, and its unit neither.
            let Some((path, item)) = item(court, path, version, used)? else { return Ok(()) };
            shown.insert(path, item);
        }
        self.units.insert(main.clone(), ShownUnit { held, by_window, items: shown });
        Ok(())
    }

    /// Returns every unit that may be shown, by the path that it is known by.
    pub fn units(&self) -> &BTreeMap<ContentPath, ShownUnit> {
        &self.units
    }

    /// Returns the unit of the page, theme or file that is known by `main`, if it may be shown.
    pub fn unit(&self, main: &str) -> Option<&ShownUnit> {
        self.units.get(main)
    }

    /// Returns the pages that the public has seen and that are gone.
    pub fn gone(&self) -> &[Gone] {
        &self.gone
    }

    /// Returns how many units wait for signatures, or for something to be mended.
    pub fn waiting(&self) -> usize {
        self.waiting
    }

    /// Returns how many of those are shown as an older edition.
    pub fn held(&self) -> usize {
        self.held
    }

    /// Returns whether a malformed sign-off, which may have been an objection to anything, stops everything.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Returns all sign-offs by which something may be shown.
    pub fn sign_offs(&self) -> BTreeSet<CommitId> {
        self.units.values().flat_map(|u| u.items.values()).flat_map(|i| i.sign_offs.iter().copied()).collect()
    }
}

fn item(
    court: &Court<'_>,
    path: PathNo,
    version: VersionId,
    used: &[SignOffNo],
) -> Result<Option<(ContentPath, ShownItem)>, GitError> {
    let trail = court.paths.trail();
    let (Some(name), Some(found)) = (court.paths.name(path), trail.versions.version(version)) else { return Ok(None) };
    let Some(sha256) = court.paths.sha256(version)? else { return Ok(None) };
    let names = |n: &&SignOffNo| court.evidence.sign_off(**n).items.contains(&(path, version));
    let commit = |n: &SignOffNo| trail.history.node(court.evidence.sign_off(*n).mark.commit).id;
    let sign_offs = used.iter().filter(names).map(commit).collect();
    Ok(Some((name.clone(), ShownItem { version: found, sha256, sign_offs })))
}
