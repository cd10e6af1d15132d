//! The only place that knows the order of the rooms.
//!
//! Each function is one stretch of the corridor; a verb walks as many of them as it needs: [`open()`] (configuration and
//! matrix, whole or not at all), [`theme()`], [`read()`] (every page, checked), [`preview()`] or [`release()`] (rendered
//! and written).
//! What is read is given to each as [`Files`](crate::source::Files): the work tree, or what a commit holds.

mod assemble;
mod memory;
mod open;
mod past;
mod preview;
mod read;
mod records;
mod release;
mod snapshot;
mod state;
mod theme;

use std::path::PathBuf;

use crate::diag::{Sink, Sources};
use crate::git::GitError;
use crate::render::RenderError;
use crate::source::SettingsError;
use crate::write::WriteError;

pub use assemble::{Assembled, Bench, assemble, decide, decide_beside, is_unjudged_index, provenance};
pub use memory::{Held, Memory};
pub use open::{Group, open};
pub use past::{Past, Recall};
pub use preview::{Built, Drafts, Look, preview};
pub use read::{Before, Read, read, read_again, read_one, read_page_in, read_some};
pub use records::Records;
pub use release::{Approved, release, take};
pub use snapshot::{Blobs, SignOffs, Snapshot};
pub use theme::theme;

/// What a run found, and the texts that the findings point into.
#[derive(Default)]
pub struct Report {
    /// The findings.
    pub sink: Sink,
    /// The texts.
    pub sources: Sources,
}

impl Report {
    /// Adds what another part of the run found.
    pub fn extend(&mut self, other: Self) {
        self.sink.extend(other.sink);
        self.sources.extend(other.sources);
    }
}

/// Why a run could not go on.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// There is no site here.
    #[error("no site.toml in {}", .0.display())]
    NoSite(PathBuf),
    /// A settings file cannot be read.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The repository cannot be read.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The site cannot be rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The output cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}
