//! Makes files: a plan becomes a folder, all or nothing.
//!
//! One of the four rooms that touch the world. A preview and a release are written by the same code but through
//! different doors: [`publish`] takes only what was planned from an `Edition<Release>`.

mod fill;
mod folder;
mod join;
mod lock;
mod manifest;
mod mark;
mod parts;
mod published;
mod read;
mod source_files;

use std::io;
use std::path::{Path, PathBuf};

use fill::{Bytes, Hashed, Made, fill};
use folder::Folder;
use mark::Mark;

use crate::model::{OutputPath, SiteId};
use crate::render::{Originals, Output, Plan, RenderError, Rendered};
use crate::review::{Preview, Purpose, Release};

pub use fill::Written;
pub use join::{Difference, JoinError, Joined, join};
pub use manifest::{ProvenItem, Provenance, SignOffProof};
pub use parts::Part;
pub use published::{Published, published, published_in};
pub use read::WebRoot;
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

/// Is called after every file that was written, on whatever thread.
pub type Tick<'a> = &'a (dyn Fn() + Sync);

/// Writes a preview.
///
/// # Errors
/// An output cannot be made or written, or the folder is not ours; what stood there before is then untouched.
pub fn preview(
    plan: &Plan<'_, Preview>,
    target: Target<'_>,
    originals: &dyn Originals,
    root: &Path,
    tick: Tick<'_>,
) -> Result<Written, WriteError> {
    let work = Work { target, originals, root: Some(root), tick };
    write(plan, work, |stage, outputs, made| match target.part {
        None => Ok(Written::default()),
        Some(part) => parts::of_preview(plan, target, part).write(stage, outputs, made),
    })
}

/// Publishes a release: takes nothing that was not planned from the gate's own edition, and nothing from the work tree.
///
/// Every web root carries a manifest that says where each of its files comes from, and the proofs that it names.
///
/// # Errors
/// As for [`preview`]; or an output was made from something that `provenance` does not know.
pub fn publish(
    plan: &Plan<'_, Release>,
    target: Target<'_>,
    originals: &dyn Originals,
    provenance: &Provenance,
    tick: Tick<'_>,
) -> Result<Written, WriteError> {
    let work = Work { target, originals, root: None, tick };
    write(plan, work, |stage, outputs, made| {
        let roots = manifest::prepare(plan, target, provenance, outputs, made)?;
        match target.part {
            None => manifest::write(stage, &roots, provenance),
            Some(part) => parts::of_release(plan, target, part, &roots, provenance).write(stage, outputs, made),
        }
    })
}

/// What both doors have in common.
#[derive(Clone, Copy)]
struct Work<'a> {
    target: Target<'a>,
    originals: &'a dyn Originals,
    /// The repository whose files may be copied.
    root: Option<&'a Path>,
    tick: Tick<'a>,
}

impl Target<'_> {
    /// Returns the web root of `site` inside the folder.
    fn web_root(&self, site: &SiteId) -> PathBuf {
        if self.single { PathBuf::new() } else { PathBuf::from(site.as_str()) }
    }

    /// Returns whether an output is one of those that are written here.
    fn takes(&self, output: &Output) -> bool {
        self.site.is_none_or(|site| output.site == *site) && self.owns(&output.site, &output.path)
    }

    /// Returns whether what lies at this address of a web root belongs to the part that is written.
    fn owns(&self, site: &SiteId, path: &OutputPath) -> bool {
        self.part.is_none_or(|part| part.shard.owns(site, path.as_str()))
    }

    fn mark<P: Purpose>(&self) -> Mark {
        match self.part {
            Some(_) => Mark::Part,
            None if P::PREVIEW => Mark::Preview,
            None => Mark::Release,
        }
    }
}

fn write<P: Purpose>(
    plan: &Plan<'_, P>,
    work: Work<'_>,
    finish: impl FnOnce(&Path, &[&Output], &[Made]) -> Result<Written, WriteError>,
) -> Result<Written, WriteError> {
    let target = work.target;
    let folder = Folder::take(target.out, target.mark::<P>())?;
    if target.before.is_some_and(|before| published(target.out, target.single).ok().as_deref() != Some(before)) {
        let reason = "another release was written here meanwhile".to_owned();
        return Err(WriteError::Changed { path: target.out.to_owned(), reason });
    }
    let stage = folder.stage()?;
    let outputs: Vec<&Output> = plan.outputs().iter().filter(|o| target.takes(o)).collect();
    let finished = make_outputs(plan, work, &stage, &outputs)
        .and_then(|made| Ok(Written::of(&made) + finish(&stage, &outputs, &made)?));
    let written = match finished {
        Ok(written) => written,
        Err(error) => {
            // A full disk should not stay full; if it cannot be removed, the next run does.
            let _ = folder::remove(&stage);
            return Err(error);
        }
    };
    match target.site {
        Some(site) if !target.single => folder.exchange_root(&stage, site.as_str())?,
        _ => folder.exchange(&stage)?,
    }
    Ok(written)
}

fn make_outputs<P: Purpose>(
    plan: &Plan<'_, P>,
    work: Work<'_>,
    stage: &Path,
    outputs: &[&Output],
) -> Result<Vec<Made>, WriteError> {
    let place = |output: &&Output| work.target.web_root(&output.site).join(output.path.as_str());
    let hashed = if P::PREVIEW { Hashed::No } else { Hashed::Yes };
    fill((work.root, stage), outputs, hashed, place, |output, buffer| {
        let rendered = plan.render(output, work.originals, buffer);
        (work.tick)();
        match rendered {
            Ok(Rendered::Buffer) => Ok(Bytes::Buffer),
            Ok(Rendered::Bytes(bytes)) => Ok(Bytes::These(bytes.into())),
            Ok(Rendered::Copy(path)) => Ok(Bytes::Copy(path.as_str().into())),
            Err(RenderError::Read(e)) => Err(WriteError::Changed { path: e.path.as_str().into(), reason: e.reason }),
            Err(e) => Err(WriteError::render(output, e.to_string())),
        }
    })
}
