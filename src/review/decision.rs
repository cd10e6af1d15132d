//! What the gate decided, as the rooms after it need it: which version of which file the public may see, and why.
//!
//! Only this file makes a [`Decision`], from a docket; an [`Edition<Release>`](super::Edition) is made from nothing
//! else. It names every file by its exact bytes, so whoever assembles a release cannot slip another version in.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

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
        let taken: Result<Vec<Option<Taken>>, GitError> =
            docket.units.par_iter().map(|j| Taken::of(court, j)).collect();
        let taken: Vec<Taken> = taken?.into_iter().flatten().collect();
        let id = |commit: CommitNo| court.paths.trail().history.node(commit).id;
        let gone = docket
            .withdrawn
            .iter()
            .filter_map(|w| Some(Gone { path: court.paths.name(w.page)?.clone(), edition: id(w.edition) }));
        Ok(Self {
            gone: gone.collect(),
            waiting: taken.iter().filter(|unit| unit.waits).count(),
            held: taken.iter().filter(|unit| unit.is_held).count(),
            stopped: docket.stopped.is_some(),
            units: taken.into_iter().filter_map(|unit| Some((unit.main, unit.shown?))).collect(),
        })
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

/// What is decided of one unit.
struct Taken {
    main: ContentPath,
    waits: bool,
    is_held: bool,
    shown: Option<ShownUnit>,
}

impl Taken {
    /// None if its path is no plain one.
    fn of(court: &Court<'_>, judged: &Judged) -> Result<Option<Self>, GitError> {
        let Some(main) = court.paths.name(judged.unit.main) else { return Ok(None) };
        let waits = match judged.judgement.verdict {
            Verdict::Pending | Verdict::Objected(_) | Verdict::Refused(_) => true,
            Verdict::Approved(_) | Verdict::Unpublished => false,
        };
        let is_held = matches!(judged.shown, Shown::Held(_));
        Ok(Some(Self { main: main.clone(), waits, is_held, shown: shown(court, judged)? }))
    }
}

/// Returns what is shown of a unit, if anything is.
fn shown(court: &Court<'_>, judged: &Judged) -> Result<Option<ShownUnit>, GitError> {
    let id = |commit: CommitNo| court.paths.trail().history.node(commit).id;
    let (held, items, used) = match &judged.shown {
        Shown::Head => {
            let items: Vec<_> = judged.unit.items.iter().map(|i| (i.path, i.version)).collect();
            (None, items, &judged.judgement.used)
        }
        Shown::Held(held) => (Some(id(held.edition)), held.items.clone(), &held.used),
        Shown::Nothing(_) => return Ok(None),
    };
    let by_window = matches!(judged.judgement.verdict, Verdict::Approved(by) if by != By::Matrix);
    let items = items.into_iter().map(|(path, version)| item(court, path, version, used));
    // What has no plain path or cannot be read is nothing that may be shown, and its unit neither.
    let items: Option<_> = items.collect::<Result<_, GitError>>()?;
    Ok(items.map(|items| ShownUnit { held, by_window, items }))
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
