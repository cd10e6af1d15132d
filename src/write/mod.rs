//! Makes files: a plan becomes a folder, all or nothing.
//!
//! One of the four rooms that touch the world. A preview and a release are written by the same code but through
//! different doors: [`publish`] takes only what was planned from an `Edition<Release>`.

mod fill;
mod folder;
mod lock;
mod mark;
mod read;
mod source_files;

use std::io;
use std::path::{Path, PathBuf};

use fill::{Bytes, fill};
use folder::Folder;
use mark::Mark;

use crate::model::SiteId;
use crate::render::{Originals, Output, Plan, RenderError, Rendered};
use crate::review::{Preview, Purpose, Release};

pub use fill::Written;
pub use read::WebRoot;
pub use source_files::{new_file, new_secret, new_tree, replace, replace_small};

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
    write(plan, target, originals, root, tick)
}

/// Publishes a release: takes nothing that was not planned from the gate's own edition.
///
/// # Errors
/// As for [`preview`].
pub fn publish(
    plan: &Plan<'_, Release>,
    target: Target<'_>,
    originals: &dyn Originals,
    root: &Path,
    tick: Tick<'_>,
) -> Result<Written, WriteError> {
    write(plan, target, originals, root, tick)
}

fn write<P: Purpose>(
    plan: &Plan<'_, P>,
    target: Target<'_>,
    originals: &dyn Originals,
    root: &Path,
    tick: Tick<'_>,
) -> Result<Written, WriteError> {
    let folder = Folder::take(target.out, if P::PREVIEW { Mark::Preview } else { Mark::Release })?;
    let stage = folder.stage()?;
    let outputs: Vec<&Output> = plan.outputs().iter().filter(|o| target.site.is_none_or(|s| o.site == *s)).collect();
    let place = |output: &&Output| match target.single {
        true => PathBuf::from(output.path.as_str()),
        false => Path::new(output.site.as_str()).join(output.path.as_str()),
    };
    let made = fill(root, &stage, &outputs, place, |output, buffer| {
        let rendered = plan.render(output, originals, buffer);
        tick();
        match rendered {
            Ok(Rendered::Buffer) => Ok(Bytes::Buffer),
            Ok(Rendered::Bytes(bytes)) => Ok(Bytes::Own(bytes)),
            Ok(Rendered::Copy(path)) => Ok(Bytes::Copy(path.as_str().into())),
            Err(RenderError::Read(e)) => Err(WriteError::Changed { path: e.path.as_str().into(), reason: e.reason }),
            Err(e) => {
                Err(WriteError::Render { output: format!("{}/{}", output.site, output.path), reason: e.to_string() })
            }
        }
    });
    let written = match made {
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
