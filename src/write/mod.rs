//! Makes files: a plan becomes a folder, all or nothing.
//!
//! One of the four rooms that touch the world. A preview and a release are written by the same code but through
//! different doors: [`publish`] takes only what was planned from an `Edition<Release>`.

mod fill;
mod folder;
mod read;
mod source_files;

use std::io;
use std::path::{Path, PathBuf};

pub use fill::Written;
pub use read::WebRoot;
pub use source_files::{new_file, new_secret, new_tree, replace};

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
