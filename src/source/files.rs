//! Where what people wrote is read from: the files of a work tree, or what one commit holds.
//!
//! Paths are relative to the top of the repository and `/`-separated. Links are never followed, so that no reader can
//! be led out of the repository or see two files as one.

use std::io::{self, Read, Seek};
use std::path::PathBuf;

use crate::model::BlobId;

/// The files that this room reads.
///
/// By convention, implementations report what is there and judge nothing: what a link, a twin or a hostile name means is
/// decided once, by whoever asked.
pub trait Files: Sync {
    /// Tells everything in `folder`, the folder first; the entries of each folder before the next one's, in an order
    /// that depends on the names alone.
    ///
    /// Where no folder stands, the one entry told is what stands there, or why nothing does.
    fn visit(&self, folder: &str, hidden: Hidden, tell: &mut dyn FnMut(Entry<'_>));

    /// Returns the size of a plain file in bytes.
    ///
    /// # Errors
    /// It cannot be known.
    fn size(&self, path: &str) -> io::Result<u64>;

    /// Returns what names the bytes of a plain file without reading them.
    ///
    /// # Errors
    /// It cannot be known.
    fn stamp(&self, path: &str) -> io::Result<Stamp>;

    /// Returns what names the bytes of plain files of one folder, as [`Files::stamp`] does of each.
    fn stamps(&self, folder: &str, names: &[&str]) -> Vec<io::Result<Stamp>> {
        names.iter().map(|name| self.stamp(&format!("{folder}/{name}"))).collect()
    }

    /// Returns the bytes of a plain file of at most `most` bytes.
    ///
    /// # Errors
    /// There is none (`NotFound`), it is larger (`FileTooLarge`), or it cannot be read.
    fn read(&self, path: &str, most: usize) -> io::Result<Vec<u8>>;

    /// Returns the bytes as [`Files::read`] does, and what named them before they were read.
    ///
    /// # Errors
    /// As for [`Files::read`].
    fn read_stamped(&self, path: &str, most: usize) -> io::Result<(Vec<u8>, Stamp)> {
        let stamp = self.stamp(path)?;
        Ok((self.read(path, most)?, stamp))
    }

    /// Opens a plain file of at most `most` bytes to look at its beginning.
    ///
    /// # Errors
    /// As for [`Files::read`].
    fn open(&self, path: &str, most: usize) -> io::Result<Box<dyn ReadSeek + '_>>;

    /// Returns `path` as failures name it.
    fn place(&self, path: &str) -> PathBuf {
        PathBuf::from(path)
    }
}

/// What names the bytes of a file without reading them: as long as it stays, so do they.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum Stamp {
    /// Git's name for them: in a commit, or of a file on disk that is still being written.
    Blob(BlobId),
    /// What the system says of a file on disk. Two states of a file that were written within one tick of the system's
    /// clock may look alike: see [`Stamp::is_settled`].
    Seen {
        /// Bytes.
        size: u64,
        /// When they were last changed, in nanoseconds after the Unix epoch; anybody can set it.
        modified: i64,
        /// When anything about the file was last changed; nobody can set it.
        changed: i64,
        /// Which file it is.
        inode: u64,
    },
}

impl Stamp {
    /// Returns git's name for the bytes, if they are a commit's.
    pub fn blob(self) -> Option<BlobId> {
        match self {
            Self::Blob(blob) => Some(blob),
            Self::Seen { .. } => None,
        }
    }

    /// Returns whether any change after `moment`, by the clock of the file system, gives another stamp.
    pub fn is_settled(self, moment: i64) -> bool {
        match self {
            Self::Blob(_) => true,
            Self::Seen { modified, changed, .. } => modified < moment && changed < moment,
        }
    }
}

/// Bytes in which a reader can jump.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// What becomes of files and folders whose names begin with a dot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hidden {
    /// They are told like all others.
    Told,
    /// They are left out, with everything in them.
    LeftOut,
}

/// Something in a folder.
#[derive(Debug)]
pub struct Entry<'e> {
    /// Its path, which may be anything that a system allows.
    pub path: &'e [u8],
    /// What stands there.
    pub kind: EntryKind,
}

/// What stands at a path.
#[derive(Debug)]
pub enum EntryKind {
    /// A folder.
    Folder,
    /// A plain file.
    File,
    /// A symbolic link.
    Link,
    /// A device, a pipe or a socket.
    Special,
    /// What only a commit can hold: a commit of another repository, or a mode that git does not write.
    Foreign {
        /// The mode, in octal.
        mode: u32,
    },
    /// Nothing that can be read.
    Unreadable(io::Error),
}

/// Returns the error of a reader that met something longer than it was allowed to read.
pub fn too_large(most: usize) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, format!("longer than {most} bytes"))
}

/// Returns the error of a reader that met a link or a special file.
pub fn not_plain() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "a link or special file, not a plain file")
}
