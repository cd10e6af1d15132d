//! Makes files: a plan becomes a folder, all or nothing.
//!
//! One of the four rooms that touch the world. A preview and a release are written by the same code but through
//! different doors: [`publish`] takes only what was planned from an `Edition<Release>`.

mod build;
mod fill;
mod folder;
mod join;
mod journal;
mod ledger;
mod lock;
mod manifest;
mod mark;
mod parts;
mod published;
mod read;
mod scratch;
mod source_files;

use std::io;
use std::path::{Path, PathBuf};

use build::{Build, write};
use mark::Mark;

use crate::model::SiteId;
use crate::render::{Originals, Output, Plan};
use crate::review::{Preview, Purpose, Release};

pub use build::{Ground, Wrote, take};
pub use fill::Written;
pub use join::{Difference, JoinError, Joined, join};
pub use ledger::{Ledger, LedgerPart};
pub use manifest::{Evidence, Proofs, ProvenItem, Provenance, SignOffProof};
pub use parts::Part;
pub use published::{Published, published, published_in, published_whole};
pub use read::WebRoot;
pub use scratch::Scratch;
pub use source_files::{new_file, new_secret, new_tree, program, remove, replace, replace_small};

/// Why a folder could not be written; the one that stood there before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder holds files and is not marked as an output of ours.
    #[error("{} holds files that are not an output of this program", path.display())]
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// A preview would be written over a release, or the other way round.
    #[error("{} is the output of the other kind of build", path.display())]
    OtherMark {
        /// The folder.
        path: PathBuf,
    },
    /// Another run is writing the same folder.
    #[error("another run is writing ({} is locked)", path.display())]
    Busy {
        /// The lock.
        path: PathBuf,
    },
    /// A file or folder could not be made.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What was published before cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The manifest or the folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something was changed between the two passes, or can no longer be read.
    #[error("{}: {reason}", path.display())]
    Changed {
        /// Which file.
        path: PathBuf,
        /// Why it cannot be used.
        reason: String,
    },
    /// The bytes of an output could not be made.
    #[error("{output}: {reason}")]
    Render {
        /// Which output.
        output: String,
        /// Why.
        reason: String,
    },
}

impl WriteError {
    fn at(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    fn render(output: &Output, reason: String) -> Self {
        Self::Render { output: format!("{}/{}", output.site, output.path), reason }
    }
}

/// Where a plan is written.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The folder that holds the web roots; for a single site, the web root itself.
    pub out: &'a Path,
    /// Whether the repository holds one site.
    pub single: bool,
    /// Only this site's web root.
    pub site: Option<&'a SiteId>,
    /// What was found published there before; anything else means that somebody else released meanwhile.
    pub before: Option<&'a [Published]>,
    /// Only this part of everything, to be joined with the others.
    pub part: Option<Part>,
}

/// Is called after every file that was made, on whatever thread.
pub type Tick<'a> = &'a (dyn Fn() + Sync);

/// Writes a preview.
///
/// # Errors
/// An output cannot be made or written, or the folder is not ours; what stood there before is then untouched.
pub fn preview(
    plan: &Plan<'_, Preview>,
    (target, ground): (Target<'_>, Ground<Preview>),
    originals: &dyn Originals,
    root: &Path,
    tick: Tick<'_>,
) -> Result<Wrote, WriteError> {
    let build = Build { plan, target, originals, root: Some(root), tick };
    write(&build, ground, &|stage, outputs, made| match target.part {
        None => Ok(Vec::new()),
        Some(part) => parts::of_preview(plan, target, part).write(stage, outputs, made),
    })
}

/// Publishes a release: takes nothing that was not planned from the gate's own edition, and nothing from the work tree.
///
/// Every web root carries a manifest that says where each of its files comes from, and the proofs that it names.
///
/// # Errors
/// As for [`preview`]; or an output was made from something that `evidence` does not know.
pub fn publish(
    plan: &Plan<'_, Release>,
    (target, ground): (Target<'_>, Ground<Release>),
    originals: &dyn Originals,
    evidence: Evidence<'_>,
    tick: Tick<'_>,
) -> Result<Wrote, WriteError> {
    let build = Build { plan, target, originals, root: None, tick };
    write(&build, ground, &|stage, outputs, made| {
        let roots = manifest::prepare(plan, target, evidence.provenance, outputs, made)?;
        match target.part {
            None => manifest::write(stage, &roots, evidence),
            Some(part) => parts::of_release(plan, target, part, &roots, evidence).write(stage, outputs, made),
        }
    })
}

impl Target<'_> {
    /// Returns where an output of `site` stands in the folder.
    fn place(&self, site: &SiteId, path: &str) -> String {
        if self.single { path.to_owned() } else { format!("{site}/{path}") }
    }

    /// Returns whether an output is one of those that are made here.
    fn takes(&self, output: &Output) -> bool {
        self.site.is_none_or(|site| output.site == *site)
            && self.part.is_none_or(|part| part.shard.owns(&output.site, output.path.as_str()))
    }

    fn mark<P: Purpose>(&self) -> Mark {
        match self.part {
            Some(_) => Mark::Part,
            None if P::PREVIEW => Mark::Preview,
            None => Mark::Release,
        }
    }

    /// Returns how all places begin that this build answers for.
    fn scope(&self) -> String {
        self.site.filter(|_| !self.single).map_or_else(String::new, |site| format!("{site}/"))
    }
}
